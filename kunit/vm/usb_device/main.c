/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver of a device with several interfaces, which selects them in each way, and sends the
 * requests of a program. Another device has wrong descriptors: any call may fail there.
 */
#include <ntddk.h>
#include <wdf.h>
#include <usb.h>
#include <usbioctl.h>
#include <wdfusb.h>

#include "usb_device_test.h"

#define INTERFACES 4

typedef struct _DEVICE_CONTEXT {
	WDFUSBDEVICE Usb;
	UCHAR Count;
	WDFUSBINTERFACE Interfaces[INTERFACES];
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_DEVICE_PREPARE_HARDWARE EvtPrepareHardware;
static EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtControl;
static EVT_WDF_REQUEST_COMPLETION_ROUTINE EvtSent, EvtDone;
static EVT_WDF_USB_READER_COMPLETION_ROUTINE EvtReadComplete;

/* ---- The hardware ------------------------------------------------------------------------------ */

/* row 861: of the descriptors of the interfaces 0 and 1, with two settings */
static VOID CheckSearch(WDFUSBDEVICE Usb)
{
	UCHAR Bytes[128];
	USHORT Length = sizeof(Bytes);
	PUSB_CONFIGURATION_DESCRIPTOR Configuration = (PUSB_CONFIGURATION_DESCRIPTOR)Bytes;
	PUSB_INTERFACE_DESCRIPTOR First, Second;
	PUSB_COMMON_DESCRIPTOR Endpoint;
	USB_DEVICE_DESCRIPTOR Device;

	WdfUsbTargetDeviceGetDeviceDescriptor(Usb, &Device);
	if (Device.idProduct != 1 || !NT_SUCCESS(WdfUsbTargetDeviceRetrieveConfigDescriptor(Usb, Bytes, &Length)))
		return;
	First = USBD_ParseConfigurationDescriptor(Configuration, 1, 0);
	Second = USBD_ParseConfigurationDescriptor(Configuration, 1, 1);
	if (!First || (PUCHAR)Second - (PUCHAR)First != 9 || Second->bNumEndpoints != 2 ||
	    USBD_ParseConfigurationDescriptor(Configuration, 2, 0) ||
	    USBD_ParseConfigurationDescriptor(Configuration, 1, 2))
		DbgPrint("usb_device_test: BUG: settings by their numbers\n");
	if (USBD_ParseConfigurationDescriptorEx(Configuration, Configuration, -1, -1, 10, 0, 0) != First ||
	    USBD_ParseConfigurationDescriptorEx(Configuration, Second, -1, -1, -1, -1, -1) != Second ||
	    USBD_ParseConfigurationDescriptorEx(Configuration, Second + 1, -1, -1, -1, -1, -1) ||
	    USBD_ParseConfigurationDescriptorEx(Configuration, Configuration, -1, -1, 10, 1, -1) ||
	    USBD_ParseConfigurationDescriptorEx(Configuration, Configuration, -1, -1, 10, -1, 1))
		DbgPrint("usb_device_test: BUG: settings by their class\n");
	Endpoint = USBD_ParseDescriptors(Bytes, Length, Second, USB_ENDPOINT_DESCRIPTOR_TYPE);
	if (Endpoint != (PUSB_COMMON_DESCRIPTOR)(Second + 1) ||
	    USBD_ParseDescriptors(Bytes, Length, Bytes, 99) || USBD_ParseDescriptors(Bytes, 1, Bytes, 2) ||
	    USBD_ParseDescriptors(Second, 9, Bytes, 2))
		DbgPrint("usb_device_test: BUG: descriptors by their type\n");
}

/* The name has the product, and the first interface. */
static NTSTATUS MakeLink(WDFDEVICE Device, PDEVICE_CONTEXT Context)
{
	WCHAR Text[] = L"\\DosDevices\\UsbDevice00";
	USB_DEVICE_DESCRIPTOR Descriptor;
	UNICODE_STRING Link;

	WdfUsbTargetDeviceGetDeviceDescriptor(Context->Usb, &Descriptor);
	Text[sizeof(Text) / sizeof(Text[0]) - 3] += Descriptor.idProduct;
	Text[sizeof(Text) / sizeof(Text[0]) - 2] += WdfUsbInterfaceGetInterfaceNumber(Context->Interfaces[0]);
	RtlInitUnicodeString(&Link, Text);
	return WdfDeviceCreateSymbolicLink(Device, &Link);
}

static NTSTATUS Ask(PDEVICE_CONTEXT Context, const GUID *Capability, PVOID Buffer, ULONG Bytes)
{
	return WdfUsbTargetDeviceQueryUsbCapability(Context->Usb, Capability, Bytes, Buffer, NULL);
}

/* row 1318 */
static VOID CheckCapabilities(PDEVICE_CONTEXT Context)
{
	const GUID *Speed = &GUID_USB_CAPABILITY_DEVICE_CONNECTION_HIGH_SPEED_COMPATIBLE;
	ULONG Bytes = 7;
	USHORT Streams;

	if (Ask(Context, Speed, NULL, 0) != STATUS_SUCCESS || Ask(Context, NULL, NULL, 0) != STATUS_INVALID_PARAMETER ||
	    Ask(Context, &GUID_USB_CAPABILITY_CHAINED_MDLS, NULL, 0) != STATUS_NOT_SUPPORTED ||
	    Ask(Context, Speed, NULL, 2) != STATUS_INVALID_PARAMETER ||
	    Ask(Context, Speed, &Streams, 0) != STATUS_INVALID_PARAMETER ||
	    WdfUsbTargetDeviceQueryUsbCapability(Context->Usb, &GUID_USB_CAPABILITY_STATIC_STREAMS, sizeof(Streams),
						 &Streams, &Bytes) != STATUS_NOT_SUPPORTED || Bytes)
		DbgPrint("usb_device_test: BUG: capabilities\n");
}

/* An URB of the framework's own is for devices that have a contract: not for one with several interfaces here. */
static NTSTATUS CreateDevice(WDFDEVICE Device, PDEVICE_CONTEXT Context)
{
	WDF_USB_DEVICE_CREATE_CONFIG Config;
	WDFMEMORY Memory;
	NTSTATUS Status;

	Status = WdfUsbTargetDeviceCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &Context->Usb);
	if (!NT_SUCCESS(Status) || WdfUsbTargetDeviceGetNumInterfaces(Context->Usb) > 1)
		return Status;
	if (WdfUsbTargetDeviceCreateUrb(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, &Memory, NULL) !=
	    STATUS_INVALID_DEVICE_STATE || Memory)
		DbgPrint("usb_device_test: BUG: an URB without a contract\n");
	if (Ask(Context, &GUID_USB_CAPABILITY_CHAINED_MDLS, NULL, 0) != STATUS_INVALID_DEVICE_STATE)
		DbgPrint("usb_device_test: BUG: a capability without a contract\n");
	WdfObjectDelete(Context->Usb);
	WDF_USB_DEVICE_CREATE_CONFIG_INIT(&Config, USBD_CLIENT_CONTRACT_VERSION_602);
	Status = WdfUsbTargetDeviceCreateWithParameters(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Context->Usb);
	if (NT_SUCCESS(Status))
		CheckCapabilities(Context);
	return Status;
}

static NTSTATUS EvtPrepareHardware(WDFDEVICE Device, WDFCMRESLIST Raw, WDFCMRESLIST Translated)
{
	PDEVICE_CONTEXT Context = GetDeviceContext(Device);
	NTSTATUS Status;
	UCHAR i;

	UNREFERENCED_PARAMETER(Raw);
	UNREFERENCED_PARAMETER(Translated);
	Status = CreateDevice(Device, Context);
	if (!NT_SUCCESS(Status))
		return Status;
	Context->Count = WdfUsbTargetDeviceGetNumInterfaces(Context->Usb);
	if (Context->Count == 2)
		CheckSearch(Context->Usb);
	if (Context->Count > INTERFACES)
		Context->Count = INTERFACES;
	for (i = 0; i < Context->Count; i++)
		Context->Interfaces[i] = WdfUsbTargetDeviceGetInterface(Context->Usb, i);
	return MakeLink(Device, Context);
}

/* ---- Settings ---------------------------------------------------------------------------------- */

static NTSTATUS SelectPairs(PDEVICE_CONTEXT Context, UCHAR Setting, PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params)
{
	WDF_USB_INTERFACE_SETTING_PAIR Pairs[INTERFACES];
	UCHAR i;

	for (i = 0; i < Context->Count; i++) {
		const UCHAR Index = (UCHAR)(Context->Count - 1 - i);
		const UCHAR Most = (UCHAR)(WdfUsbInterfaceGetNumSettings(Context->Interfaces[Index]) - 1);

		Pairs[i].UsbInterface = Context->Interfaces[Index];
		Pairs[i].SettingIndex = Setting < Most || Setting > 9 ? Setting : Most;
	}
	WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_MULTIPLE_INTERFACES(Params, Context->Count, Pairs);
	return WdfUsbTargetDeviceSelectConfig(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, Params);
}

static NTSTATUS SelectDescriptors(PDEVICE_CONTEXT Context, PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params)
{
	USB_INTERFACE_DESCRIPTOR Descriptors[INTERFACES];
	PUSB_INTERFACE_DESCRIPTOR Pointers[INTERFACES];
	USB_CONFIGURATION_DESCRIPTOR Configuration;
	USHORT Bytes = sizeof(Configuration);
	UCHAR i;

	for (i = 0; i < Context->Count; i++) {
		WdfUsbInterfaceGetDescriptor(Context->Interfaces[i], 0, &Descriptors[i]);
		Pointers[i] = &Descriptors[i];
	}
	WdfUsbTargetDeviceRetrieveConfigDescriptor(Context->Usb, &Configuration, &Bytes);
	WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_INTERFACES_DESCRIPTORS(Params, &Configuration, Pointers,
									Context->Count);
	return WdfUsbTargetDeviceSelectConfig(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, Params);
}

/* row 1318 */
static NTSTATUS SelectByUrb(PDEVICE_CONTEXT Context, PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params)
{
	UCHAR Bytes[128];
	USHORT Length = sizeof(Bytes);
	PUSB_CONFIGURATION_DESCRIPTOR Configuration = (PUSB_CONFIGURATION_DESCRIPTOR)Bytes;
	USBD_INTERFACE_LIST_ENTRY List[3] = { { NULL, NULL } };
	NTSTATUS Status = WdfUsbTargetDeviceRetrieveConfigDescriptor(Context->Usb, Bytes, &Length);
	PURB Urb;

	if (!NT_SUCCESS(Status))
		return Status;
	List[0].InterfaceDescriptor = USBD_ParseConfigurationDescriptor(Configuration, 0, 0);
	List[1].InterfaceDescriptor = USBD_ParseConfigurationDescriptor(Configuration, 1, 1);
	Urb = USBD_CreateConfigurationRequestEx(Configuration, List);
	if (!Urb)
		return STATUS_INSUFFICIENT_RESOURCES;
	WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_URB(Params, Urb);
	Urb->UrbHeader.Function = URB_FUNCTION_SELECT_INTERFACE;
	if (WdfUsbTargetDeviceSelectConfig(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, Params) != STATUS_INVALID_PARAMETER)
		DbgPrint("usb_device_test: BUG: an URB of another function\n");
	Urb->UrbHeader.Function = URB_FUNCTION_SELECT_CONFIGURATION;
	Status = WdfUsbTargetDeviceSelectConfig(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, Params);
	if (!Urb->UrbSelectConfiguration.ConfigurationHandle || URB_STATUS(Urb) ||
	    Urb->UrbSelectConfiguration.ConfigurationHandle !=
		    WdfUsbTargetDeviceWdmGetConfigurationHandle(Context->Usb) ||
	    List[1].Interface->Pipes[0].PipeHandle != WdfUsbTargetPipeWdmGetPipeHandle(
		    WdfUsbInterfaceGetConfiguredPipe(Context->Interfaces[1], 0, NULL)))
		DbgPrint("usb_device_test: BUG: what an URB has selected\n");
	ExFreePool(Urb);
	return Status;
}

static NTSTATUS SelectSettingByUrb(PDEVICE_CONTEXT Context, const struct usb_call *Call)
{
	WDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params;
	URB Urb = { 0 };

	UsbBuildSelectInterfaceRequest(&Urb, GET_SELECT_INTERFACE_REQUEST_SIZE(2),
				       WdfUsbTargetDeviceWdmGetConfigurationHandle(Context->Usb),
				       (UCHAR)Call->interface, (UCHAR)Call->setting);
	WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_URB(&Params, &Urb);
	if (WdfUsbInterfaceSelectSetting(Context->Interfaces[!Call->interface], WDF_NO_OBJECT_ATTRIBUTES, &Params) !=
	    STATUS_INVALID_PARAMETER)
		DbgPrint("usb_device_test: BUG: an URB of another interface\n");
	return WdfUsbInterfaceSelectSetting(Context->Interfaces[Call->interface], WDF_NO_OBJECT_ATTRIBUTES, &Params);
}

static NTSTATUS Select(PDEVICE_CONTEXT Context, const struct usb_call *Call,
		       PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params)
{
	switch (Call->how) {
	case SELECT_ALL_INTERFACES:
		WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_MULTIPLE_INTERFACES(Params, 0, NULL);
		break;
	case SELECT_PAIRS:
		return SelectPairs(Context, (UCHAR)Call->setting, Params);
	case SELECT_DESCRIPTORS:
		return SelectDescriptors(Context, Params);
	case SELECT_BY_URB:
		return SelectByUrb(Context, Params);
	case SELECT_NOTHING:
		WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_DECONFIG(Params);
		break;
	case SELECT_SINGLE:
		WDF_USB_DEVICE_SELECT_CONFIG_PARAMS_INIT_SINGLE_INTERFACE(Params);
		break;
	default:
		return STATUS_NOT_IMPLEMENTED;
	}
	return WdfUsbTargetDeviceSelectConfig(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, Params);
}

static NTSTATUS SelectAndTell(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	WDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params;
	const NTSTATUS Status = Select(Context, Call, &Params);

	if (Params.Type == WdfUsbTargetDeviceSelectConfigTypeMultiInterface ||
	    Params.Type == WdfUsbTargetDeviceSelectConfigTypeInterfacesPairs)
		Result->configured = Params.Types.MultiInterface.NumberOfConfiguredInterfaces;
	return Status;
}

static NTSTATUS SelectSetting(PDEVICE_CONTEXT Context, const struct usb_call *Call)
{
	const WDFUSBINTERFACE Interface = Context->Interfaces[Call->interface];
	WDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params;
	USB_INTERFACE_DESCRIPTOR Descriptor;

	WdfUsbInterfaceGetDescriptor(Interface, (UCHAR)Call->setting, &Descriptor);
	WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_DESCRIPTOR(&Params, &Descriptor);
	return WdfUsbInterfaceSelectSetting(Interface, WDF_NO_OBJECT_ATTRIBUTES, &Params);
}

static VOID DescribeInterfaces(PDEVICE_CONTEXT Context, struct usb_result *Result)
{
	UCHAR i;

	Result->interfaces = Context->Count;
	for (i = 0; i < Context->Count; i++) {
		Result->interface[i].number = WdfUsbInterfaceGetInterfaceNumber(Context->Interfaces[i]);
		Result->interface[i].setting =
			WdfUsbInterfaceGetConfiguredSettingIndex(Context->Interfaces[i]);
		Result->interface[i].pipes = WdfUsbInterfaceGetNumConfiguredPipes(Context->Interfaces[i]);
	}
}

/* ---- Transfers --------------------------------------------------------------------------------- */

static WDFUSBPIPE PipeOf(PDEVICE_CONTEXT Context, const struct usb_call *Call)
{
	return WdfUsbInterfaceGetConfiguredPipe(Context->Interfaces[Call->interface], (UCHAR)Call->pipe, NULL);
}

static NTSTATUS Transfer(WDFUSBPIPE Pipe, PVOID Data, ULONG Length, LONGLONG Timeout, ULONG *Bytes)
{
	WDF_MEMORY_DESCRIPTOR Buffer;
	WDF_REQUEST_SEND_OPTIONS Options;

	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Buffer, Data, Length);
	WDF_REQUEST_SEND_OPTIONS_INIT(&Options, 0);
	if (Timeout)
		WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&Options, Timeout);
	return WdfUsbTargetPipeIsInEndpoint(Pipe)
		       ? WdfUsbTargetPipeReadSynchronously(Pipe, NULL, &Options, &Buffer, Bytes)
		       : WdfUsbTargetPipeWriteSynchronously(Pipe, NULL, &Options, &Buffer, Bytes);
}

static NTSTATUS TransferData(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	const WDFUSBPIPE Pipe = PipeOf(Context, Call);
	ULONG Bytes = 0;
	NTSTATUS Status;

	if (!Pipe)
		return STATUS_NO_SUCH_DEVICE;
	RtlCopyMemory(Result->data, Call->data, sizeof(Call->data));
	WdfUsbTargetPipeSetNoMaximumPacketSizeCheck(Pipe);
	Status = Transfer(Pipe, Result->data, sizeof(Call->data), 0, &Bytes);
	Result->bytes = Bytes;
	return Status;
}

static VOID EvtDone(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params,
		    WDFCONTEXT Context)
{
	UNREFERENCED_PARAMETER(Request);
	UNREFERENCED_PARAMETER(Target);
	UNREFERENCED_PARAMETER(Params);
	KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS Format(WDFUSBPIPE Pipe, WDFREQUEST Request, unsigned int Type)
{
	return Type == WdfUsbRequestTypePipeReset ? WdfUsbTargetPipeFormatRequestForReset(Pipe, Request)
						  : WdfUsbTargetPipeFormatRequestForAbort(Pipe, Request);
}

/* What must sleep is done, though the driver may not. */
static NTSTATUS SendAtDispatch(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	const WDFUSBPIPE Pipe = PipeOf(Context, Call);
	const WDFIOTARGET Target = WdfUsbTargetPipeGetIoTarget(Pipe);
	WDF_REQUEST_COMPLETION_PARAMS Params;
	WDFREQUEST Request;
	NTSTATUS Status;
	KEVENT Done;
	KIRQL Irql;

	KeInitializeEvent(&Done, NotificationEvent, FALSE);
	Status = WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, Target, &Request);
	if (!NT_SUCCESS(Status))
		return Status;
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	Status = Format(Pipe, Request, Call->how);
	WdfRequestSetCompletionRoutine(Request, EvtDone, &Done);
	if (NT_SUCCESS(Status) && !WdfRequestSend(Request, Target, WDF_NO_SEND_OPTIONS))
		Status = WdfRequestGetStatus(Request);
	KeLowerIrql(Irql);
	if (NT_SUCCESS(Status)) {
		KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
		WDF_REQUEST_COMPLETION_PARAMS_INIT(&Params);
		WdfRequestGetCompletionParams(Request, &Params);
		Status = Params.IoStatus.Status;
		Result->usbd_status = Params.Parameters.Usb.Completion->UsbdStatus;
		Result->bytes = Params.Parameters.Usb.Completion->Type;
	}
	WdfObjectDelete(Request);
	return Status;
}

/* ---- URBs -------------------------------------------------------------------------------------- */

static USHORT Word(const unsigned char *Bytes)
{
	return (USHORT)(Bytes[0] | Bytes[1] << 8);
}

/* What the driver would have to write, so that the device gets that setup packet. */
static VOID FillControl(PURB Urb, const struct usb_call *Call, PUCHAR Buffer)
{
	struct _URB_CONTROL_VENDOR_OR_CLASS_REQUEST *Own = &Urb->UrbControlVendorClassRequest;

	RtlZeroMemory(Urb, sizeof(*Urb));
	Urb->UrbHeader.Length = sizeof(*Urb);
	Urb->UrbHeader.Function = (USHORT)Call->how;
	switch (Call->setup[0] & 0x60 ? 0xff : Call->setup[1]) {
	case 0:				/* GET_STATUS */
		Urb->UrbControlGetStatusRequest.Index = Word(Call->setup + 4);
		break;
	case 1:				/* CLEAR_FEATURE, SET_FEATURE: without a buffer; what is there has no meaning */
	case 3:
		Urb->UrbControlFeatureRequest.FeatureSelector = Word(Call->setup + 2);
		Urb->UrbControlFeatureRequest.Index = Word(Call->setup + 4);
		Urb->UrbControlFeatureRequest.Reserved3 = 0x12345;
		return;
	case 6:				/* GET_DESCRIPTOR, SET_DESCRIPTOR */
	case 7:
		Urb->UrbControlDescriptorRequest.Index = Call->setup[2];
		Urb->UrbControlDescriptorRequest.DescriptorType = Call->setup[3];
		Urb->UrbControlDescriptorRequest.LanguageId = Word(Call->setup + 4);
		break;
	case 10:			/* GET_INTERFACE */
		Urb->UrbControlGetInterfaceRequest.Interface = Word(Call->setup + 4);
		break;
	case 0xff:
		Own->TransferFlags = Call->setup[0] & 0x80 ? USBD_TRANSFER_DIRECTION_IN : 0;
		Own->RequestTypeReservedBits = Call->setup[0] & 0x1c;
		Own->Request = Call->setup[1];
		Own->Value = Word(Call->setup + 2);
		Own->Index = Word(Call->setup + 4);
		break;
	default:
		break;
	}
	Own->TransferBufferLength = Call->length;
	Own->TransferBuffer = Buffer;
}

static NTSTATUS SendControlUrb(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	NTSTATUS Status;
	URB Urb;

	FillControl(&Urb, Call, Result->data);
	Status = WdfUsbTargetDeviceSendUrbSynchronously(Context->Usb, NULL, NULL, &Urb);
	Result->usbd_status = Urb.UrbHeader.Status;
	Result->bytes = Call->how == URB_FUNCTION_GET_CURRENT_FRAME_NUMBER
				? Urb.UrbGetCurrentFrameNumber.FrameNumber
				: Urb.UrbControlDescriptorRequest.TransferBufferLength;
	return Status;
}

/* The request has the URB's memory until it is completed. */
static NTSTATUS SendPipeUrb(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	const WDFUSBPIPE Pipe = PipeOf(Context, Call);
	const WDFIOTARGET Target = WdfUsbTargetPipeGetIoTarget(Pipe);
	WDF_REQUEST_COMPLETION_PARAMS Params;
	WDFREQUEST Request;
	WDFMEMORY Memory;
	NTSTATUS Status;
	KEVENT Done;
	PURB Urb;

	KeInitializeEvent(&Done, NotificationEvent, FALSE);
	Status = WdfUsbTargetDeviceCreateUrb(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, &Memory, &Urb);
	if (!NT_SUCCESS(Status))
		return Status;
	RtlCopyMemory(Result->data, Call->data, sizeof(Call->data));
	UsbBuildInterruptOrBulkTransferRequest(
		Urb, Call->how ? (USHORT)Call->how : sizeof(struct _URB_BULK_OR_INTERRUPT_TRANSFER),
		WdfUsbTargetPipeWdmGetPipeHandle(Pipe), Result->data, NULL, sizeof(Call->data),
		WdfUsbTargetPipeIsInEndpoint(Pipe) ? USBD_TRANSFER_DIRECTION_IN | USBD_SHORT_TRANSFER_OK : 0, NULL);
	if (Call->setting) {
		Status = WdfUsbTargetPipeSendUrbSynchronously(Pipe, NULL, NULL, Urb);
		Result->bytes = Urb->UrbBulkOrInterruptTransfer.TransferBufferLength;
		WdfObjectDelete(Memory);
		return Status;
	}
	Status = WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, Target, &Request);
	if (NT_SUCCESS(Status)) {
		Status = WdfUsbTargetPipeFormatRequestForUrb(Pipe, Request, Memory, NULL);
		WdfRequestSetCompletionRoutine(Request, EvtDone, &Done);
		if (NT_SUCCESS(Status) && WdfRequestSend(Request, Target, WDF_NO_SEND_OPTIONS)) {
			KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
			WDF_REQUEST_COMPLETION_PARAMS_INIT(&Params);
			WdfRequestGetCompletionParams(Request, &Params);
			Status = Params.IoStatus.Status;
			Result->bytes = Urb->UrbBulkOrInterruptTransfer.TransferBufferLength;
			if (Params.Parameters.Usb.Completion->Type != WdfUsbRequestTypePipeUrb ||
			    Params.Parameters.Usb.Completion->Parameters.PipeUrb.Buffer != Memory)
				DbgPrint("usb_device_test: BUG: the completion of an URB\n");
		}
		WdfObjectDelete(Request);
	}
	WdfObjectDelete(Memory);
	return Status;
}

/* ---- Isochronous transfers --------------------------------------------------------------------- */

static VOID FillPackets(PURB Urb, const struct usb_call *Call, WDFUSBPIPE Pipe, PUCHAR Buffer)
{
	static const ULONG Offsets[] = { 0, 8, 14 };
	struct _URB_ISOCH_TRANSFER *Isoch = &Urb->UrbIsochronousTransfer;
	ULONG i;

	Isoch->Hdr.Length = (USHORT)GET_ISO_URB_SIZE(2);
	Isoch->Hdr.Function = URB_FUNCTION_ISOCH_TRANSFER;
	Isoch->PipeHandle = WdfUsbTargetPipeWdmGetPipeHandle(Pipe);
	Isoch->TransferFlags = USBD_START_ISO_TRANSFER_ASAP |
			       (WdfUsbTargetPipeIsInEndpoint(Pipe) ? USBD_TRANSFER_DIRECTION_IN : 0);
	Isoch->TransferBufferLength = Call->how == LARGE_PACKETS ? 128 : 24;
	Isoch->TransferBuffer = Buffer;
	Isoch->NumberOfPackets = Call->how == NO_PACKETS ? 0 : Call->how == TOO_MANY_PACKETS ? 4 : 3;
	for (i = 0; i < 3; i++)
		Isoch->IsoPacket[i].Offset = Offsets[i];
	if (Call->how == CROSSED_PACKETS)
		Isoch->IsoPacket[1].Offset = 15;
	if (Call->how == PACKETS_BEYOND_BUFFER)
		Isoch->IsoPacket[2].Offset = 25;
}

static NTSTATUS SendPackets(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	const WDFUSBPIPE Pipe = PipeOf(Context, Call);
	/* No hardware reaches it: of a copy only the packets come back. */
	UCHAR Data[128];
	WDFMEMORY Memory;
	NTSTATUS Status;
	PURB Urb;
	ULONG i;

	if (WdfUsbTargetDeviceCreateIsochUrb(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, 0, &Memory, &Urb) !=
		    STATUS_INVALID_PARAMETER ||
	    WdfUsbTargetDeviceCreateIsochUrb(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, 1025, &Memory, &Urb) !=
		    STATUS_INVALID_PARAMETER)
		DbgPrint("usb_device_test: BUG: an URB with a wrong number of packets\n");
	Status = WdfUsbTargetDeviceCreateIsochUrb(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES, 4, &Memory, &Urb);
	if (!NT_SUCCESS(Status))
		return Status;
	RtlFillMemory(Data, sizeof(Data), 0xee);
	if (!WdfUsbTargetPipeIsInEndpoint(Pipe))
		RtlCopyMemory(Data, Call->data, sizeof(Call->data));
	FillPackets(Urb, Call, Pipe, Data);
	Status = WdfUsbTargetPipeSendUrbSynchronously(Pipe, NULL, NULL, Urb);
	RtlCopyMemory(Result->data, Data, sizeof(Data));
	Result->usbd_status = Urb->UrbHeader.Status;
	Result->errors = Urb->UrbIsochronousTransfer.ErrorCount;
	Result->frame = Urb->UrbIsochronousTransfer.StartFrame;
	for (i = 0; i < 3; i++) {
		Result->packet[i].bytes = Urb->UrbIsochronousTransfer.IsoPacket[i].Length;
		Result->packet[i].status = Urb->UrbIsochronousTransfer.IsoPacket[i].Status;
	}
	WdfObjectDelete(Memory);
	return Status;
}

/* ---- The program's requests -------------------------------------------------------------------- */

static VOID EvtSent(WDFREQUEST Request, WDFIOTARGET Target, PWDF_REQUEST_COMPLETION_PARAMS Params,
		    WDFCONTEXT Context)
{
	PWDF_USB_REQUEST_COMPLETION_PARAMS Usb = Params->Parameters.Usb.Completion;

	UNREFERENCED_PARAMETER(Target);
	UNREFERENCED_PARAMETER(Context);
	if (Params->Type != WdfRequestTypeUsb)
		DbgPrint("usb_device_test: BUG: a completion of type %u\n", Params->Type);
	WdfRequestCompleteWithInformation(Request, Params->IoStatus.Status,
					  Usb->Type == WdfUsbRequestTypeDeviceString
						  ? Usb->Parameters.DeviceString.RequiredSize
						  : Usb->Parameters.DeviceControlTransfer.Length);
}

static NTSTATUS FormatForDevice(PDEVICE_CONTEXT Context, WDFREQUEST Request, const struct usb_call *Call)
{
	WDF_USB_CONTROL_SETUP_PACKET Setup;
	WDFMEMORY_OFFSET Part = { sizeof(*Call), 0 };
	WDFMEMORY Memory;
	NTSTATUS Status;
	size_t Bytes;

	RtlCopyMemory(Setup.Generic.Bytes, Call->setup, sizeof(Call->setup));
	if (Call->what == SEND_CONTROL && Setup.Packet.bm.Request.Dir == BmRequestHostToDevice) {
		Status = WdfRequestRetrieveInputMemory(Request, &Memory);
		if (!NT_SUCCESS(Status))
			return Status;
		WdfMemoryGetBuffer(Memory, &Bytes);
		Part.BufferLength = Bytes - sizeof(*Call);
		return WdfUsbTargetDeviceFormatRequestForControlTransfer(Context->Usb, Request, &Setup, Memory,
									 &Part);
	}
	Status = WdfRequestRetrieveOutputMemory(Request, &Memory);
	if (Status == STATUS_BUFFER_TOO_SMALL)
		Memory = NULL;
	else if (!NT_SUCCESS(Status))
		return Status;
	return Call->what == SEND_STRING
		       ? WdfUsbTargetDeviceFormatRequestForString(Context->Usb, Request, Memory, NULL,
								  (UCHAR)Call->setting, 0x0409)
		       : WdfUsbTargetDeviceFormatRequestForControlTransfer(Context->Usb, Request, &Setup, Memory,
									   NULL);
}

static VOID SendToDevice(PDEVICE_CONTEXT Context, WDFREQUEST Request, const struct usb_call *Call)
{
	NTSTATUS Status = FormatForDevice(Context, Request, Call);

	if (NT_SUCCESS(Status)) {
		WdfRequestSetCompletionRoutine(Request, EvtSent, NULL);
		if (WdfRequestSend(Request, WdfUsbTargetDeviceGetIoTarget(Context->Usb), WDF_NO_SEND_OPTIONS))
			return;
		Status = WdfRequestGetStatus(Request);
	}
	WdfRequestComplete(Request, Status);
}

/* ---- A device that lies ------------------------------------------------------------------------ */

static VOID EvtReadComplete(WDFUSBPIPE Pipe, WDFMEMORY Buffer, size_t NumBytesTransferred, WDFCONTEXT Context)
{
	UNREFERENCED_PARAMETER(Pipe);
	UNREFERENCED_PARAMETER(Context);
	if (NumBytesTransferred > 64 || !WdfMemoryGetBuffer(Buffer, NULL))
		DbgPrint("usb_device_test: BUG: more than was asked for\n");
}

static VOID TryPipe(WDFUSBPIPE Pipe)
{
	WDF_USB_CONTINUOUS_READER_CONFIG Config;
	UCHAR Data[64] = { 0 };
	ULONG Bytes;

	Transfer(Pipe, Data, sizeof(Data), WDF_REL_TIMEOUT_IN_MS(5), &Bytes);
	WDF_USB_CONTINUOUS_READER_CONFIG_INIT(&Config, EvtReadComplete, NULL, 64);
	if (NT_SUCCESS(WdfUsbTargetPipeConfigContinuousReader(Pipe, &Config))) {
		WdfIoTargetStart(WdfUsbTargetPipeGetIoTarget(Pipe));
		WdfIoTargetStop(WdfUsbTargetPipeGetIoTarget(Pipe), WdfIoTargetCancelSentIo);
	}
	WdfUsbTargetPipeResetSynchronously(Pipe, NULL, NULL);
	WdfUsbTargetPipeAbortSynchronously(Pipe, NULL, NULL);
}

static VOID TryInterface(WDFUSBINTERFACE Interface)
{
	WDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params;
	WDF_USB_PIPE_INFORMATION Information;
	USB_INTERFACE_DESCRIPTOR Descriptor;
	UCHAR Setting, i;

	for (Setting = 0; Setting < 3; Setting++) {
		WdfUsbInterfaceGetDescriptor(Interface, Setting, &Descriptor);
		for (i = 0; i < WdfUsbInterfaceGetNumEndpoints(Interface, Setting); i++) {
			WDF_USB_PIPE_INFORMATION_INIT(&Information);
			WdfUsbInterfaceGetEndpointInformation(Interface, Setting, i, &Information);
		}
		WDF_USB_INTERFACE_SELECT_SETTING_PARAMS_INIT_SETTING(&Params, Setting);
		WdfUsbInterfaceSelectSetting(Interface, WDF_NO_OBJECT_ATTRIBUTES, &Params);
		for (i = 0; i < WdfUsbInterfaceGetNumConfiguredPipes(Interface); i++)
			TryPipe(WdfUsbInterfaceGetConfiguredPipe(Interface, i, NULL));
	}
}

static VOID TryStrings(PDEVICE_CONTEXT Context)
{
	USHORT Text[8], Count;
	WDFMEMORY Memory;
	UCHAR i;

	for (i = 0; i < 8; i++) {
		Count = sizeof(Text) / sizeof(Text[0]);
		WdfUsbTargetDeviceQueryString(Context->Usb, NULL, NULL, Text, &Count, i, 0x0409);
		if (NT_SUCCESS(WdfUsbTargetDeviceAllocAndQueryString(Context->Usb, WDF_NO_OBJECT_ATTRIBUTES,
								      &Memory, &Count, i, 0x0409)))
			WdfObjectDelete(Memory);
	}
}

static NTSTATUS TryAll(PDEVICE_CONTEXT Context)
{
	static const enum usb_how Ways[] = { SELECT_ALL_INTERFACES, SELECT_PAIRS, SELECT_DESCRIPTORS, SELECT_SINGLE };
	WDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params;
	struct usb_call Call = { .setting = 1 };
	USHORT Bytes = 512;
	PUCHAR Descriptors = (PUCHAR)ExAllocatePool2(POOL_FLAG_PAGED, 512, 'bsuT'), Place;
	ULONG i;

	if (!Descriptors)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (NT_SUCCESS(WdfUsbTargetDeviceRetrieveConfigDescriptor(Context->Usb, Descriptors, &Bytes))) {
		USBD_ValidateConfigurationDescriptor((PUSB_CONFIGURATION_DESCRIPTOR)Descriptors, Bytes, 3, &Place,
						     0);
		USBD_ParseConfigurationDescriptor((PUSB_CONFIGURATION_DESCRIPTOR)Descriptors, 2, 9);
		USBD_ParseDescriptors(Descriptors, Bytes, Descriptors, 0x99);
	}
	ExFreePoolWithTag(Descriptors, 'bsuT');
	for (i = 0; i < sizeof(Ways) / sizeof(Ways[0]); i++) {
		Call.how = Ways[i];
		Select(Context, &Call, &Params);
	}
	for (i = 0; i < Context->Count; i++)
		TryInterface(Context->Interfaces[i]);
	TryStrings(Context);
	WdfUsbTargetDeviceResetPortSynchronously(Context->Usb);
	return STATUS_SUCCESS;
}

/* ---- The device -------------------------------------------------------------------------------- */

static NTSTATUS Do(PDEVICE_CONTEXT Context, const struct usb_call *Call, struct usb_result *Result)
{
	if (Call->interface >= Context->Count)
		return STATUS_NO_SUCH_DEVICE;
	switch (Call->what) {
	case CALL_SELECT: return SelectAndTell(Context, Call, Result);
	case CALL_SETTING:
		return Call->how == SELECT_BY_URB ? SelectSettingByUrb(Context, Call) : SelectSetting(Context, Call);
	case CALL_READ:
	case CALL_WRITE: return TransferData(Context, Call, Result);
	case CALL_AT_DISPATCH: return SendAtDispatch(Context, Call, Result);
	case CALL_URB: return SendControlUrb(Context, Call, Result);
	case CALL_PIPE_URB: return SendPipeUrb(Context, Call, Result);
	case CALL_PACKETS: return SendPackets(Context, Call, Result);
	case CALL_ALL: return TryAll(Context);
	default: return STATUS_NOT_IMPLEMENTED;
	}
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
		       size_t InputBufferLength, ULONG IoControlCode)
{
	PDEVICE_CONTEXT Context = GetDeviceContext(WdfIoQueueGetDevice(Queue));
	struct usb_call *Call, Copy;
	struct usb_result *Result;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(OutputBufferLength);
	UNREFERENCED_PARAMETER(InputBufferLength);
	Status = WdfRequestRetrieveInputBuffer(Request, sizeof(*Call), (PVOID *)&Call, NULL);
	if (!NT_SUCCESS(Status)) {
		WdfRequestComplete(Request, Status);
		return;
	}
	/* The result is in the same buffer. */
	Copy = *Call;
	if (IoControlCode == USB_SEND) {
		SendToDevice(Context, Request, &Copy);
		return;
	}
	Status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*Result), (PVOID *)&Result, NULL);
	if (!NT_SUCCESS(Status)) {
		WdfRequestComplete(Request, Status);
		return;
	}
	RtlZeroMemory(Result, sizeof(*Result));
	Result->status = Do(Context, &Copy, Result);
	DescribeInterfaces(Context, Result);
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
	WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &Callbacks);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, DEVICE_CONTEXT);
	Attributes.ExecutionLevel = WdfExecutionLevelPassive;
	Status = WdfDeviceCreate(&DeviceInit, &Attributes, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
	Config.EvtIoDeviceControl = EvtControl;
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
