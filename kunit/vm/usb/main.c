/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver of USB devices. A program has it make one call at a time; reads and writes of the
 * program's file go to the pipes of the first interface, as in most drivers of this kind.
 */
#include <ntddk.h>
#include <wdf.h>
#include <usb.h>
#include <usbioctl.h>
#include <wdfusb.h>

#include "usb_test.h"

#define PIPES 4

typedef struct _DEVICE_CONTEXT {
	WDFDEVICE Device;
	WDFUSBDEVICE Usb;
	WDFUSBINTERFACE Interface;
	WDFUSBPIPE Pipes[PIPES];
	UCHAR PipeCount;
	BOOLEAN HasLink;
	BOOLEAN HasReader;
	BOOLEAN GoesOn;			/* what EvtUsbTargetPipeReadersFailed returns */
	volatile LONG Reads, Failures, Pending;
	ULONG Packet;			/* of the pipe with the reader */
	ULONG LastBytes;
	ULONG LastData[2];
	NTSTATUS LastStatus;
	USBD_STATUS LastUsbdStatus;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

typedef struct _PIPE_CONTEXT {
	PDEVICE_CONTEXT Device;
} PIPE_CONTEXT, *PPIPE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(PIPE_CONTEXT, GetPipeContext)

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_DEVICE_PREPARE_HARDWARE EvtPrepareHardware;
static EVT_WDF_DEVICE_D0_ENTRY EvtD0Entry;
static EVT_WDF_DEVICE_D0_EXIT EvtD0Exit;
static EVT_WDF_DEVICE_SURPRISE_REMOVAL EvtSurpriseRemoval;
static EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtControl;
static EVT_WDF_IO_QUEUE_IO_READ EvtRead;
static EVT_WDF_IO_QUEUE_IO_WRITE EvtWrite;
static EVT_WDF_IO_QUEUE_IO_STOP EvtStop;
static EVT_WDF_REQUEST_COMPLETION_ROUTINE EvtTransferred;
static EVT_WDF_USB_READER_COMPLETION_ROUTINE EvtReadComplete;
static EVT_WDF_USB_READERS_FAILED EvtReadersFailed;

/* ---- The hardware ------------------------------------------------------------------------------ */

static VOID FindPipes(PDEVICE_CONTEXT Context)
{
	UCHAR i;

	Context->PipeCount = WdfUsbInterfaceGetNumConfiguredPipes(Context->Interface);
	if (Context->PipeCount > PIPES)
		Context->PipeCount = PIPES;
	for (i = 0; i < Context->PipeCount; i++) {
		Context->Pipes[i] = WdfUsbInterfaceGetConfiguredPipe(Context->Interface, i, NULL);
		GetPipeContext(Context->Pipes[i])->Device = Context;
		/* row 845: a pipe is its own target */
		if (WdfIoTargetGetDevice(WdfUsbTargetPipeGetIoTarget(Context->Pipes[i])) != Context->Device)
			DbgPrint("usb_test: BUG: the pipe's target is not the device's\n");
	}
}

static VOID MakeLink(PDEVICE_CONTEXT Context)
{
	static const WCHAR Digits[] = L"0123456789ABCDEF";
	WCHAR Text[] = L"\\DosDevices\\Usb0000";
	USB_DEVICE_DESCRIPTOR Descriptor;
	UNICODE_STRING Link;
	int i;

	WdfUsbTargetDeviceGetDeviceDescriptor(Context->Usb, &Descriptor);
	for (i = 0; i < 4; i++)
		Text[sizeof(Text) / sizeof(Text[0]) - 2 - i] = Digits[Descriptor.idVendor >> 4 * i & 15];
	RtlInitUnicodeString(&Link, Text);
	Context->HasLink = NT_SUCCESS(WdfDeviceCreateSymbolicLink(Context->Device, &Link));
}

static NTSTATUS EvtPrepareHardware(WDFDEVICE Device, WDFCMRESLIST Raw, WDFCMRESLIST Translated)
{
	PDEVICE_CONTEXT Context = GetDeviceContext(Device);
	WDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params;
	WDF_USB_DEVICE_CREATE_CONFIG Config;
	WDF_OBJECT_ATTRIBUTES Attributes;
	USB_DEVICE_DESCRIPTOR Descriptor;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Raw);
	UNREFERENCED_PARAMETER(Translated);
	WDF_USB_DEVICE_CREATE_CONFIG_INIT(&Config, USBD_CLIENT_CONTRACT_VERSION_602);
	Status = WdfUsbTargetDeviceCreateWithParameters(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES,
							&Context->Usb);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, PIPE_CONTEXT);
	WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_SINGLE_INTERFACE(&Params);
	Status = WdfUsbTargetDeviceSelectConfig(Context->Usb, &Attributes, &Params);
	if (!NT_SUCCESS(Status))
		return Status;
	Context->Interface = Params.Types.SingleInterface.ConfiguredUsbInterface;
	FindPipes(Context);
	WdfUsbTargetDeviceGetDeviceDescriptor(Context->Usb, &Descriptor);
	/* row 863: a start that fails */
	if (Descriptor.idVendor == 0x0525 && WdfUsbInterfaceGetInterfaceNumber(Context->Interface) == 0)
		return STATUS_DEVICE_CONFIGURATION_ERROR;
	if (Params.Types.SingleInterface.NumberConfiguredPipes != Context->PipeCount)
		DbgPrint("usb_test: BUG: %u pipes\n", Params.Types.SingleInterface.NumberConfiguredPipes);
	if (!Context->HasLink)
		MakeLink(Context);
	return STATUS_SUCCESS;
}

static NTSTATUS EvtD0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState)
{
	PDEVICE_CONTEXT Context = GetDeviceContext(Device);
	NTSTATUS Status = STATUS_SUCCESS;

	UNREFERENCED_PARAMETER(PreviousState);
	if (Context->HasReader)
		Status = WdfIoTargetStart(WdfUsbTargetPipeGetIoTarget(Context->Pipes[0]));
	return Status;
}

static NTSTATUS EvtD0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState)
{
	PDEVICE_CONTEXT Context = GetDeviceContext(Device);

	UNREFERENCED_PARAMETER(TargetState);
	if (Context->HasReader)
		WdfIoTargetStop(WdfUsbTargetPipeGetIoTarget(Context->Pipes[0]), WdfIoTargetCancelSentIo);
	return STATUS_SUCCESS;
}

static VOID EvtSurpriseRemoval(WDFDEVICE Device)
{
	UNREFERENCED_PARAMETER(Device);
	DbgPrint("usb_test: the device has gone\n");
}

/* ---- The program's reads and writes ------------------------------------------------------------- */

static VOID EvtTransferred(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params,
			   WDFCONTEXT Context)
{
	PDEVICE_CONTEXT Device = (PDEVICE_CONTEXT)Context;
	PWDF_USB_REQUEST_COMPLETION_PARAMS Usb = Params->Parameters.Usb.Completion;
	size_t Bytes = Usb->Type == WdfUsbRequestTypePipeRead ? Usb->Parameters.PipeRead.Length
							      : Usb->Parameters.PipeWrite.Length;

	UNREFERENCED_PARAMETER(Target);
	if (Params->Type != WdfRequestTypeUsb)
		DbgPrint("usb_test: BUG: a completion of type %u\n", Params->Type);
	Device->LastStatus = Params->IoStatus.Status;
	Device->LastUsbdStatus = Usb->UsbdStatus;
	InterlockedDecrement(&Device->Pending);
	WdfRequestCompleteWithInformation(Request, Params->IoStatus.Status, Bytes);
}

static VOID SendToPipe(WDFQUEUE Queue, WDFREQUEST Request, BOOLEAN Write)
{
	PDEVICE_CONTEXT Context = GetDeviceContext(WdfIoQueueGetDevice(Queue));
	WDFUSBPIPE Pipe = NULL;
	WDFMEMORY Memory;
	NTSTATUS Status;
	UCHAR i;

	for (i = 0; i < Context->PipeCount && !Pipe; i++) {
		if (WdfUsbTargetPipeIsOutEndpoint(Context->Pipes[i]) == Write)
			Pipe = Context->Pipes[i];
	}
	if (!Pipe) {
		WdfRequestComplete(Request, STATUS_INVALID_DEVICE_REQUEST);
		return;
	}
	Status = Write ? WdfRequestRetrieveInputMemory(Request, &Memory)
		       : WdfRequestRetrieveOutputMemory(Request, &Memory);
	if (NT_SUCCESS(Status))
		Status = Write ? WdfUsbTargetPipeFormatRequestForWrite(Pipe, Request, Memory, NULL)
			       : WdfUsbTargetPipeFormatRequestForRead(Pipe, Request, Memory, NULL);
	if (NT_SUCCESS(Status)) {
		WdfRequestSetCompletionRoutine(Request, EvtTransferred, Context);
		InterlockedIncrement(&Context->Pending);
		if (WdfRequestSend(Request, WdfUsbTargetPipeGetIoTarget(Pipe), WDF_NO_SEND_OPTIONS))
			return;
		InterlockedDecrement(&Context->Pending);
		Status = WdfRequestGetStatus(Request);
	}
	WdfRequestComplete(Request, Status);
}

static VOID EvtRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	UNREFERENCED_PARAMETER(Length);
	SendToPipe(Queue, Request, FALSE);
}

static VOID EvtWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	UNREFERENCED_PARAMETER(Length);
	SendToPipe(Queue, Request, TRUE);
}

/* What is on its way to a pipe stays there while the device sleeps, and comes back when it goes. */
static VOID EvtStop(WDFQUEUE Queue, WDFREQUEST Request, ULONG ActionFlags)
{
	UNREFERENCED_PARAMETER(Queue);
	if (ActionFlags & WdfRequestStopActionSuspend)
		WdfRequestStopAcknowledge(Request, FALSE);
	else if (ActionFlags & WdfRequestStopActionPurge)
		WdfRequestCancelSentRequest(Request);
}

/* ---- The calls ---------------------------------------------------------------------------------- */

/* row 861: of the descriptors of the tablet, each byte that says how they are made is changed once */
static VOID CheckValidation(PUCHAR Configuration, USHORT Bytes)
{
	static const struct {
		USHORT Place;
		UCHAR Value;
		USHORT Level;
		USBD_STATUS Status;
	} Changes[] = {
		{ 1, 3, 1, USBD_STATUS_BAD_DESCRIPTOR_TYPE },
		{ 3, 0xff, 1, USBD_STATUS_BAD_CONFIG_DESC_LENGTH },
		{ 9, 0, 1, USBD_STATUS_BAD_DESCRIPTOR_BLEN },
		{ 9, 0xff, 1, USBD_STATUS_BAD_DESCRIPTOR_BLEN },
		{ 9, 2, 2, USBD_STATUS_BAD_INTERFACE_DESCRIPTOR },
		{ 10, 5, 2, USBD_STATUS_BAD_ENDPOINT_DESCRIPTOR },
		{ 29, 0x80, 2, USBD_STATUS_BAD_ENDPOINT_ADDRESS },
		{ 13, 2, 3, USBD_STATUS_BAD_NUMBER_OF_ENDPOINTS },
		{ 4, 2, 3, USBD_STATUS_BAD_NUMBER_OF_INTERFACES },
	};
	PUSB_CONFIGURATION_DESCRIPTOR Descriptor = (PUSB_CONFIGURATION_DESCRIPTOR)Configuration;
	PUCHAR Place;
	ULONG i;

	if (USBD_ValidateConfigurationDescriptor(Descriptor, Bytes, 3, &Place, 0) != USBD_STATUS_SUCCESS || Place)
		DbgPrint("usb_test: BUG: good descriptors are wrong\n");
	if (USBD_ValidateConfigurationDescriptor(Descriptor, Bytes - 1u, 1, &Place, 0) !=
	    USBD_STATUS_BAD_CONFIG_DESC_LENGTH)
		DbgPrint("usb_test: BUG: a byte is missing\n");
	for (i = 0; i < sizeof(Changes) / sizeof(Changes[0]); i++) {
		const UCHAR Before = Configuration[Changes[i].Place];
		USBD_STATUS Lower, Status;

		Configuration[Changes[i].Place] = Changes[i].Value;
		Lower = Changes[i].Level > 1 ? USBD_ValidateConfigurationDescriptor(
						       Descriptor, Bytes, (USHORT)(Changes[i].Level - 1), &Place, 0)
					     : USBD_STATUS_SUCCESS;
		Status = USBD_ValidateConfigurationDescriptor(Descriptor, Bytes, Changes[i].Level, &Place, 0);
		if (Status != Changes[i].Status || (Lower != USBD_STATUS_SUCCESS && Changes[i].Place != 9) || !Place)
			DbgPrint("usb_test: BUG: change %u: 0x%x, 0x%x\n", i, Status, Lower);
		Configuration[Changes[i].Place] = Before;
	}
}

static NTSTATUS DescribeDevice(PDEVICE_CONTEXT Context, struct usb_result *Result)
{
	WDF_USB_DEVICE_INFORMATION Information;
	USB_INTERFACE_DESCRIPTOR Setting;
	USB_DEVICE_DESCRIPTOR Descriptor;
	UCHAR Configuration[512];
	USHORT Bytes = 0;
	NTSTATUS Status;
	KIRQL Irql;
	UCHAR i;

	WdfUsbTargetDeviceGetDeviceDescriptor(Context->Usb, &Descriptor);
	WDF_USB_DEVICE_INFORMATION_INIT(&Information);
	/* row 889 */
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	Status = WdfUsbTargetDeviceRetrieveInformation(Context->Usb, &Information);
	KeLowerIrql(Irql);
	if (!NT_SUCCESS(Status))
		return Status;
	Result->device.vendor = Descriptor.idVendor;
	Result->device.product = Descriptor.idProduct;
	Result->device.traits = Information.Traits;
	Result->device.interfaces = WdfUsbTargetDeviceGetNumInterfaces(Context->Usb);
	Result->device.number = WdfUsbInterfaceGetInterfaceNumber(Context->Interface);
	Result->device.settings = WdfUsbInterfaceGetNumSettings(Context->Interface);
	Result->device.setting = WdfUsbInterfaceGetConfiguredSettingIndex(Context->Interface);
	WdfUsbInterfaceGetDescriptor(Context->Interface, (UCHAR)Result->device.setting, &Setting);
	Result->device.endpoints = WdfUsbInterfaceGetNumEndpoints(Context->Interface,
								  (UCHAR)Result->device.setting);
	if (Setting.bNumEndpoints != Result->device.endpoints ||
	    WdfUsbTargetDeviceGetInterface(Context->Usb, 0) != Context->Interface ||
	    WdfUsbTargetDeviceGetInterface(Context->Usb, (UCHAR)Result->device.interfaces))
		DbgPrint("usb_test: BUG: interfaces and endpoints\n");
	Result->device.pipes = Context->PipeCount;
	for (i = 0; i < Context->PipeCount; i++) {
		WDF_USB_PIPE_INFORMATION Pipe, Endpoint;

		WDF_USB_PIPE_INFORMATION_INIT(&Pipe);
		WDF_USB_PIPE_INFORMATION_INIT(&Endpoint);
		WdfUsbTargetPipeGetInformation(Context->Pipes[i], &Pipe);
		WdfUsbInterfaceGetEndpointInformation(Context->Interface, (UCHAR)Result->device.setting, i,
						      &Endpoint);
		if (RtlCompareMemory(&Pipe, &Endpoint, sizeof(Pipe)) != sizeof(Pipe))
			DbgPrint("usb_test: BUG: pipe %u is not its endpoint\n", i);
		Result->device.pipe[i].type = (unsigned char)WdfUsbTargetPipeGetType(Context->Pipes[i]);
		Result->device.pipe[i].address = Pipe.EndpointAddress;
		Result->device.pipe[i].interval = Pipe.Interval;
		Result->device.pipe[i].is_in = WdfUsbTargetPipeIsInEndpoint(Context->Pipes[i]);
		Result->device.pipe[i].packet = Pipe.MaximumPacketSize;
	}
	Status = WdfUsbTargetDeviceRetrieveConfigDescriptor(Context->Usb, NULL, &Bytes);
	Result->device.too_small = Status == STATUS_BUFFER_TOO_SMALL;
	Bytes = sizeof(Configuration);
	Status = WdfUsbTargetDeviceRetrieveConfigDescriptor(Context->Usb, Configuration, &Bytes);
	Result->device.configuration_bytes = Bytes;
	if (Descriptor.idVendor == 0x0627)
		CheckValidation(Configuration, Bytes);
	return Status;
}

static NTSTATUS ReadString(PDEVICE_CONTEXT Context, struct usb_result *Result)
{
	USB_DEVICE_DESCRIPTOR Descriptor;
	WDF_OBJECT_ATTRIBUTES Attributes;
	USHORT Count = 0, Again, i;
	WDFMEMORY Memory;
	NTSTATUS Status;
	PWCHAR Text;
	UCHAR Index;

	WdfUsbTargetDeviceGetDeviceDescriptor(Context->Usb, &Descriptor);
	Index = Descriptor.iProduct;
	Status = WdfUsbTargetDeviceQueryString(Context->Usb, NULL, NULL, NULL, &Count, Index, 0x0409);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Context->Usb;
	Status = WdfUsbTargetDeviceAllocAndQueryString(Context->Usb, &Attributes, &Memory, &Again, Index,
						       0x0409);
	if (!NT_SUCCESS(Status))
		return Status;
	Text = (PWCHAR)WdfMemoryGetBuffer(Memory, NULL);
	for (i = 0; i < Again && i < sizeof(Result->data); i++)
		Result->data[i] = (unsigned char)Text[i];
	Result->bytes = Count == Again ? Again : 0;
	Again = 1;
	if (WdfUsbTargetDeviceQueryString(Context->Usb, NULL, NULL, (PUSHORT)Text, &Again, Index, 0x0409) !=
		    (Count > 1 ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS) || Again != Count)
		DbgPrint("usb_test: BUG: a string in a buffer of one character\n");
	WdfObjectDelete(Memory);
	return Status;
}

static NTSTATUS Select(PDEVICE_CONTEXT Context, UCHAR Setting)
{
	WDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params;
	WDF_OBJECT_ATTRIBUTES Attributes;
	NTSTATUS Status;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, PIPE_CONTEXT);
	WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_SETTING(&Params, Setting);
	Status = WdfUsbInterfaceSelectSetting(Context->Interface, &Attributes, &Params);
	FindPipes(Context);
	return Status;
}

static NTSTATUS ControlTransfer(PDEVICE_CONTEXT Context, const struct usb_call *Call,
				struct usb_result *Result)
{
	WDF_USB_CONTROL_SETUP_PACKET Setup;
	WDF_MEMORY_DESCRIPTOR Buffer;
	WDF_REQUEST_SEND_OPTIONS Options;
	/* Not memory that hardware reaches. */
	UCHAR Data[64];
	NTSTATUS Status;
	ULONG Bytes;

	RtlCopyMemory(Setup.Generic.Bytes, Call->setup, sizeof(Call->setup));
	RtlCopyMemory(Data, Call->data, sizeof(Data));
	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Buffer, Data, Call->length);
	WDF_REQUEST_SEND_OPTIONS_INIT(&Options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
	WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&Options, WDF_REL_TIMEOUT_IN_SEC(20));
	Status = WdfUsbTargetDeviceSendControlTransferSynchronously(Context->Usb, NULL, &Options, &Setup,
								    Call->length ? &Buffer : NULL, &Bytes);
	RtlCopyMemory(Result->data, Data, sizeof(Data));
	Result->bytes = Bytes;
	return Status;
}

/* The request is the driver's, so that the USBD_STATUS can be seen. */
static NTSTATUS Transfer(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result,
			 BOOLEAN Write)
{
	WDFUSBPIPE Pipe = Context->Pipes[Call->pipe];
	WDF_REQUEST_COMPLETION_PARAMS Params;
	WDF_REQUEST_SEND_OPTIONS Options;
	WDF_MEMORY_DESCRIPTOR Buffer;
	WDFREQUEST Request;
	NTSTATUS Status;
	ULONG Bytes;

	Status = WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, WdfUsbTargetPipeGetIoTarget(Pipe), &Request);
	if (!NT_SUCCESS(Status))
		return Status;
	RtlCopyMemory(Result->data, Call->data, sizeof(Call->data));
	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Buffer, Result->data, Call->length);
	WDF_REQUEST_SEND_OPTIONS_INIT(&Options, 0);
	if (Call->timeout)
		WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&Options, WDF_REL_TIMEOUT_IN_MS(Call->timeout));
	Status = Write ? WdfUsbTargetPipeWriteSynchronously(Pipe, Request, &Options, &Buffer, &Bytes)
		       : WdfUsbTargetPipeReadSynchronously(Pipe, Request, &Options, &Buffer, &Bytes);
	Result->bytes = Bytes;
	WDF_REQUEST_COMPLETION_PARAMS_INIT(&Params);
	WdfRequestGetCompletionParams(Request, &Params);
	if (Params.Type == WdfRequestTypeUsb)
		Result->usbd_status = Params.Parameters.Usb.Completion->UsbdStatus;
	WdfObjectDelete(Request);
	return Status;
}

static VOID EvtReadComplete(WDFUSBPIPE Pipe, WDFMEMORY Buffer, size_t NumBytesTransferred,
			    WDFCONTEXT Context)
{
	PDEVICE_CONTEXT Device = (PDEVICE_CONTEXT)Context;
	size_t Bytes;
	PUCHAR Data = (PUCHAR)WdfMemoryGetBuffer(Buffer, &Bytes);

	if (Bytes != 4 + Device->Packet + 2 || GetPipeContext(Pipe)->Device != Device || KeGetCurrentIrql() > DISPATCH_LEVEL)
		DbgPrint("usb_test: BUG: a read of %u bytes\n", (ULONG)Bytes);
	Device->LastBytes = (ULONG)NumBytesTransferred;
	RtlCopyMemory(Device->LastData, Data + 4, 8);
	InterlockedIncrement(&Device->Reads);
}

static BOOLEAN EvtReadersFailed(WDFUSBPIPE Pipe, NTSTATUS Status, USBD_STATUS UsbdStatus)
{
	PDEVICE_CONTEXT Device = GetPipeContext(Pipe)->Device;

	if (KeGetCurrentIrql() != PASSIVE_LEVEL)
		DbgPrint("usb_test: BUG: the reader fails at IRQL %u\n", KeGetCurrentIrql());
	Device->LastStatus = Status;
	Device->LastUsbdStatus = UsbdStatus;
	InterlockedIncrement(&Device->Failures);
	return Device->GoesOn;
}

static NTSTATUS StartReader(PDEVICE_CONTEXT Context, const struct usb_call *Call)
{
	WDFUSBPIPE Pipe = Context->Pipes[Call->pipe];
	WDF_USB_CONTINUOUS_READER_CONFIG Config;
	WDF_USB_PIPE_INFORMATION Information;
	NTSTATUS Status = STATUS_SUCCESS;
	KIRQL Irql;

	/* row 862: a reader of single bytes */
	if (Call->number == 2) {
		WDF_USB_CONTINUOUS_READER_CONFIG_INIT(&Config, EvtReadComplete, Context, 1);
		if (WdfUsbTargetPipeConfigContinuousReader(Pipe, &Config) != STATUS_INVALID_BUFFER_SIZE)
			DbgPrint("usb_test: BUG: a reader of less than a packet\n");
		WdfUsbTargetPipeSetNoMaximumPacketSizeCheck(Pipe);
		Status = WdfUsbTargetPipeConfigContinuousReader(Pipe, &Config);
		return NT_SUCCESS(Status) ? WdfUsbTargetPipeConfigContinuousReader(Pipe, &Config) : Status;
	}
	Context->GoesOn = (BOOLEAN)Call->number;
	if (!Context->HasReader) {
		WDF_USB_PIPE_INFORMATION_INIT(&Information);
		WdfUsbTargetPipeGetInformation(Pipe, &Information);
		Context->Packet = Information.MaximumPacketSize;
		WDF_USB_CONTINUOUS_READER_CONFIG_INIT(&Config, EvtReadComplete, Context, Context->Packet);
		Config.HeaderLength = 4;
		Config.TrailerLength = 2;
		Config.EvtUsbTargetPipeReadersFailed = EvtReadersFailed;
		/* row 889 */
		KeRaiseIrql(DISPATCH_LEVEL, &Irql);
		Status = WdfUsbTargetPipeConfigContinuousReader(Pipe, &Config);
		KeLowerIrql(Irql);
	}
	if (NT_SUCCESS(Status)) {
		Context->HasReader = TRUE;
		Status = WdfIoTargetStart(WdfUsbTargetPipeGetIoTarget(Pipe));
	}
	return Status;
}

static NTSTATUS ReadFrame(PDEVICE_CONTEXT Context, struct usb_result *Result)
{
	ULONG Frame;
	NTSTATUS Status = WdfUsbTargetDeviceRetrieveCurrentFrameNumber(Context->Usb, &Frame);

	Result->bytes = Frame;
	return Status;
}

/* An URB of the driver's own, as WDM drivers send it. */
static NTSTATUS SendUrb(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	WDF_MEMORY_DESCRIPTOR Argument;
	NTSTATUS Status;
	URB Urb;

	RtlZeroMemory(&Urb, sizeof(Urb));
	Urb.UrbHeader.Function = (USHORT)Call->number;
	Urb.UrbHeader.Length = sizeof(Urb);
	Urb.UrbPipeRequest.PipeHandle =
		Call->pipe < Context->PipeCount ? WdfUsbTargetPipeWdmGetPipeHandle(Context->Pipes[Call->pipe])
						: (PVOID)(ULONG_PTR)0xdead;
	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Argument, &Urb, sizeof(Urb));
	Status = WdfIoTargetSendInternalIoctlOthersSynchronously(
		WdfUsbTargetDeviceGetIoTarget(Context->Usb), NULL, IOCTL_INTERNAL_USB_SUBMIT_URB, &Argument,
		NULL, NULL, NULL, NULL);
	Result->usbd_status = Urb.UrbHeader.Status;
	return Status;
}

/* Each of these is reported: see expect. */
static NTSTATUS Misuse(PDEVICE_CONTEXT Context)
{
	WDF_USB_PIPE_INFORMATION Information;
	WDF_USB_CONTINUOUS_READER_CONFIG Reader;
	WDF_MEMORY_DESCRIPTOR Buffer;
	WDFUSBDEVICE Usb;
	UCHAR Data[16];
	KIRQL Irql;

	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Buffer, Data, sizeof(Data));
	WDF_USB_PIPE_INFORMATION_INIT(&Information);
	WdfUsbTargetPipeGetInformation(NULL, &Information);
	WdfUsbTargetPipeGetInformation((WDFUSBPIPE)Context->Interface, &Information);
	WdfUsbTargetDeviceCreate(Context->Device, WDF_NO_OBJECT_ATTRIBUTES, NULL);
	WdfUsbTargetDeviceGetNumInterfaces((WDFUSBDEVICE)Context->Pipes[0]);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	WdfUsbTargetPipeReadSynchronously(Context->Pipes[0], NULL, NULL, &Buffer, NULL);
	WdfUsbTargetDeviceCreate(Context->Device, WDF_NO_OBJECT_ATTRIBUTES, &Usb);
	KeLowerIrql(Irql);
	Information.Size = 1;
	WdfUsbTargetPipeGetInformation(Context->Pipes[0], &Information);
	WdfUsbTargetPipeWriteSynchronously(Context->Pipes[0], NULL, NULL, &Buffer, NULL);
	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Buffer, Data, 7);
	WdfUsbTargetPipeReadSynchronously(Context->Pipes[0], NULL, NULL, &Buffer, NULL);
	WDF_USB_CONTINUOUS_READER_CONFIG_INIT(&Reader, NULL, NULL, 8);
	WdfUsbTargetPipeConfigContinuousReader(Context->Pipes[0], &Reader);
	WdfUsbTargetDeviceSendControlTransferSynchronously(Context->Usb, NULL, NULL, NULL, NULL, NULL);
	return STATUS_SUCCESS;
}

static VOID Count(PDEVICE_CONTEXT Context, struct usb_result *Result)
{
	Result->counts.reads = Context->Reads;
	Result->counts.failures = Context->Failures;
	Result->counts.last_bytes = Context->LastBytes;
	Result->counts.last_status = Context->LastStatus;
	Result->counts.last_usbd_status = Context->LastUsbdStatus;
	Result->counts.last_data[0] = Context->LastData[0];
	Result->counts.last_data[1] = Context->LastData[1];
	Result->counts.pending = Context->Pending;
}

static NTSTATUS Do(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	switch (Call->what) {
	case CALL_DEVICE: return DescribeDevice(Context, Result);
	case CALL_STRING: return ReadString(Context, Result);
	case CALL_SELECT: return Select(Context, (UCHAR)Call->number);
	case CALL_CONTROL_TRANSFER: return ControlTransfer(Context, Call, Result);
	case CALL_READ: return Transfer(Context, Call, Result, FALSE);
	case CALL_WRITE: return Transfer(Context, Call, Result, TRUE);
	case CALL_READER_START: return StartReader(Context, Call);
	case CALL_READER_STOP:
		WdfIoTargetStop(WdfUsbTargetPipeGetIoTarget(Context->Pipes[Call->pipe]),
				WdfIoTargetCancelSentIo);
		return STATUS_SUCCESS;
	case CALL_COUNTS: Count(Context, Result); return STATUS_SUCCESS;
	case CALL_RESET_PIPE: return WdfUsbTargetPipeResetSynchronously(Context->Pipes[Call->pipe], NULL, NULL);
	case CALL_ABORT_PIPE: return WdfUsbTargetPipeAbortSynchronously(Context->Pipes[Call->pipe], NULL, NULL);
	case CALL_RESET_PORT: return WdfUsbTargetDeviceResetPortSynchronously(Context->Usb);
	case CALL_CYCLE_PORT: return WdfUsbTargetDeviceCyclePortSynchronously(Context->Usb);
	case CALL_CONNECTED: return WdfUsbTargetDeviceIsConnectedSynchronous(Context->Usb);
	case CALL_FRAME: return ReadFrame(Context, Result);
	case CALL_URB: return SendUrb(Context, Call, Result);
	case CALL_MISUSE: return Misuse(Context);
	default: return STATUS_NOT_IMPLEMENTED;
	}
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
		       size_t InputBufferLength, ULONG IoControlCode)
{
	struct usb_result *Result;
	struct usb_call *Call, Copy;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(OutputBufferLength);
	UNREFERENCED_PARAMETER(InputBufferLength);
	Status = WdfRequestRetrieveInputBuffer(Request, sizeof(*Call), (PVOID *)&Call, NULL);
	if (NT_SUCCESS(Status))
		Status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*Result), (PVOID *)&Result, NULL);
	if (!NT_SUCCESS(Status) || IoControlCode != USB_CALL) {
		WdfRequestComplete(Request, STATUS_INVALID_PARAMETER);
		return;
	}
	/* They share a buffer. */
	Copy = *Call;
	RtlZeroMemory(Result, sizeof(*Result));
	Result->status = Do(GetDeviceContext(WdfIoQueueGetDevice(Queue)), &Copy, Result);
	WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, sizeof(*Result));
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_IO_QUEUE_CONFIG Config;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDevicePrepareHardware = EvtPrepareHardware;
	Callbacks.EvtDeviceD0Entry = EvtD0Entry;
	Callbacks.EvtDeviceD0Exit = EvtD0Exit;
	Callbacks.EvtDeviceSurpriseRemoval = EvtSurpriseRemoval;
	WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &Callbacks);
	WdfDeviceInitSetIoType(DeviceInit, WdfDeviceIoDirect);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, DEVICE_CONTEXT);
	Attributes.ExecutionLevel = WdfExecutionLevelPassive;
	Status = WdfDeviceCreate(&DeviceInit, &Attributes, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	GetDeviceContext(Device)->Device = Device;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
	Config.EvtIoDeviceControl = EvtControl;
	Config.EvtIoRead = EvtRead;
	Config.EvtIoWrite = EvtWrite;
	Config.EvtIoStop = EvtStop;
	return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, EvtDeviceAdd);
	Config.EvtDriverUnload = EvtUnload;
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
}
