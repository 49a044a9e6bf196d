/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A WDM driver of a function of a USB device. A program has it make one part of the test at a time.
 */
#include <initguid.h>
#include <ntddk.h>
#include <usb.h>
#include <usbdlib.h>
#include <usbioctl.h>

#include "usb_wdm_test.h"

#define TAG 'tWsU'
#define CHECK(what) \
	((what) ? (VOID)0 : (VOID)DbgPrint("usb_wdm_test: BUG: line %u: %s\n", __LINE__, #what))

typedef struct _EXTENSION {
	PDEVICE_OBJECT Self, Physical, Lower;
	WCHAR NameText[32], LinkText[32];
	UNICODE_STRING Name, Link;
	USBD_HANDLE Usb;
	USBD_CONFIGURATION_HANDLE Selected;
	USBD_PIPE_HANDLE In, Out, PacketsIn;
	union {
		USB_CONFIGURATION_DESCRIPTOR Configuration;
		UCHAR Bytes[256];
	};
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_ADD_DEVICE AddDevice;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Control, Pnp, Pass;
static IO_COMPLETION_ROUTINE Completed;

/* ---- Requests ----------------------------------------------------------------------------------- */

static NTSTATUS Call(PEXTENSION Extension, ULONG Code, PVOID Argument, BOOLEAN IsOwn)
{
	IO_STATUS_BLOCK Result;
	KEVENT Event;
	NTSTATUS Status;
	PIRP Irp;

	KeInitializeEvent(&Event, NotificationEvent, FALSE);
	Irp = IoBuildDeviceIoControlRequest(Code, Extension->Lower, NULL, 0, NULL, 0, TRUE, &Event,
					    &Result);
	if (!Irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (IsOwn)
		USBD_AssignUrbToIoStackLocation(Extension->Usb, IoGetNextIrpStackLocation(Irp),
						(PURB)Argument);
	else
		IoGetNextIrpStackLocation(Irp)->Parameters.Others.Argument1 = Argument;
	Status = IoCallDriver(Extension->Lower, Irp);
	if (Status == STATUS_PENDING) {
		KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
		Status = Result.Status;
	}
	return Status;
}

/* An URB of the driver's own memory; and one of the handle's. */
static NTSTATUS Send(PEXTENSION Extension, PURB Urb)
{
	return Call(Extension, IOCTL_INTERNAL_USB_SUBMIT_URB, Urb, FALSE);
}

static NTSTATUS SendOwn(PEXTENSION Extension, PURB Urb)
{
	return Call(Extension, IOCTL_INTERNAL_USB_SUBMIT_URB, Urb, TRUE);
}

static NTSTATUS SendPipe(PEXTENSION Extension, USHORT Function, USBD_PIPE_HANDLE Pipe)
{
	URB Urb = { 0 };

	Urb.UrbHeader.Length = sizeof(struct _URB_PIPE_REQUEST);
	Urb.UrbHeader.Function = Function;
	Urb.UrbPipeRequest.PipeHandle = Pipe;
	return Send(Extension, &Urb);
}

static NTSTATUS Transfer(PEXTENSION Extension, USBD_PIPE_HANDLE Pipe, PVOID Data, ULONG Bytes,
			 ULONG Flags, USBD_STATUS *UsbdStatus)
{
	NTSTATUS Status;
	PURB Urb;

	if (!NT_SUCCESS(USBD_UrbAllocate(Extension->Usb, &Urb)))
		return STATUS_INSUFFICIENT_RESOURCES;
	UsbBuildInterruptOrBulkTransferRequest(Urb, sizeof(Urb->UrbBulkOrInterruptTransfer), Pipe,
					       Data, NULL, Bytes, Flags | USBD_SHORT_TRANSFER_OK,
					       NULL);
	Status = SendOwn(Extension, Urb);
	*UsbdStatus = URB_STATUS(Urb);
	USBD_UrbFree(Extension->Usb, Urb);
	return Status;
}

/* What the one endpoint gets, the other one sends. */
static VOID CheckEcho(PEXTENSION Extension)
{
	UCHAR Sent[32], Got[32] = { 0 };
	USBD_STATUS Status;

	RtlFillMemory(Sent, sizeof(Sent), 'w');
	CHECK(NT_SUCCESS(Transfer(Extension, Extension->Out, Sent, sizeof(Sent),
				  USBD_TRANSFER_DIRECTION_OUT, &Status)));
	CHECK(NT_SUCCESS(Transfer(Extension, Extension->In, Got, sizeof(Got),
				  USBD_TRANSFER_DIRECTION_IN, &Status)));
	CHECK(RtlCompareMemory(Sent, Got, sizeof(Got)) == sizeof(Got));
}

static VOID CheckClosed(PEXTENSION Extension)
{
	USBD_STATUS Status;
	UCHAR Data[8];

	CHECK(Transfer(Extension, Extension->Out, Data, sizeof(Data), USBD_TRANSFER_DIRECTION_OUT,
		       &Status) == STATUS_INVALID_PARAMETER);
	CHECK(Status == USBD_STATUS_INVALID_PIPE_HANDLE);
}

/* ---- Handles ------------------------------------------------------------------------------------ */

static NTSTATUS Ask(PEXTENSION Extension, const GUID *Capability)
{
	return USBD_QueryUsbCapability(Extension->Usb, Capability, 0, NULL, NULL);
}

/* row 1310 */
static VOID TestHandle(PEXTENSION Extension)
{
	static const GUID Unknown = { 1, 2, 3, { 4 } };
	USBD_HANDLE Second = (USBD_HANDLE)1;
	ULONG Length = 7;
	USHORT Streams;
	KIRQL Irql;

	CHECK(USBD_CreateHandle(NULL, Extension->Lower, 0x602, TAG, &Second) ==
	      STATUS_INVALID_PARAMETER);
	CHECK(USBD_CreateHandle(Extension->Self, NULL, 0x602, TAG, &Second) ==
	      STATUS_INVALID_PARAMETER);
	CHECK(USBD_CreateHandle(Extension->Self, Extension->Lower, 0x602, TAG, NULL) ==
	      STATUS_INVALID_PARAMETER);
	CHECK(USBD_CreateHandle(Extension->Self, Extension->Lower, 0x602, 0, &Second) ==
	      STATUS_INVALID_PARAMETER);
	CHECK(USBD_CreateHandle(Extension->Self, Extension->Lower, 0x600, TAG, &Second) ==
	      STATUS_INVALID_PARAMETER);
	CHECK(!Second);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	CHECK(USBD_CreateHandle(Extension->Self, Extension->Lower, 0x602, TAG, &Second) ==
	      STATUS_INVALID_LEVEL);
	KeLowerIrql(Irql);
	CHECK(USBD_CreateHandle(Extension->Self, Extension->Lower, 0x602, TAG, &Second) ==
	      STATUS_SUCCESS);
	CHECK(Second && Second != Extension->Usb);
	USBD_CloseHandle(Second);

	CHECK(USBD_IsInterfaceVersionSupported(Extension->Usb, USBD_INTERFACE_VERSION_600));
	CHECK(USBD_IsInterfaceVersionSupported(Extension->Usb, USBD_INTERFACE_VERSION_602));
	CHECK(!USBD_IsInterfaceVersionSupported(Extension->Usb, USBD_INTERFACE_VERSION_603));
	CHECK(Ask(Extension, &GUID_USB_CAPABILITY_DEVICE_CONNECTION_HIGH_SPEED_COMPATIBLE) ==
	      STATUS_SUCCESS);
	CHECK(Ask(Extension, &GUID_USB_CAPABILITY_DEVICE_CONNECTION_SUPER_SPEED_COMPATIBLE) ==
	      STATUS_NOT_SUPPORTED);
	CHECK(Ask(Extension, &GUID_USB_CAPABILITY_CHAINED_MDLS) == STATUS_NOT_SUPPORTED);
	CHECK(Ask(Extension, &GUID_USB_CAPABILITY_SELECTIVE_SUSPEND) == STATUS_NOT_SUPPORTED);
	CHECK(USBD_QueryUsbCapability(Extension->Usb, &GUID_USB_CAPABILITY_STATIC_STREAMS,
				      sizeof(Streams), (PUCHAR)&Streams,
				      &Length) == STATUS_NOT_SUPPORTED);
	CHECK(!Length);
	CHECK(Ask(Extension, &Unknown) == STATUS_NOT_IMPLEMENTED);
	CHECK(Ask(Extension, NULL) == STATUS_INVALID_PARAMETER);
	CHECK(USBD_QueryUsbCapability(Extension->Usb, &Unknown, 2, NULL, NULL) ==
	      STATUS_INVALID_PARAMETER);
	CHECK(USBD_QueryUsbCapability(Extension->Usb, &Unknown, 0, (PUCHAR)&Streams, NULL) ==
	      STATUS_INVALID_PARAMETER);
}

/* ---- Selection ---------------------------------------------------------------------------------- */

static PUSB_INTERFACE_DESCRIPTOR Setting(PEXTENSION Extension, UCHAR Number, UCHAR Alternate)
{
	return USBD_ParseConfigurationDescriptor(&Extension->Configuration, Number, Alternate);
}

static VOID CheckPipes(PEXTENSION Extension, PUSBD_INTERFACE_INFORMATION Interface)
{
	PUSBD_PIPE_INFORMATION Pipe = &Interface->Pipes[0];

	CHECK(Interface->InterfaceHandle && Interface->Class == 10 && Interface->SubClass == 6);
	CHECK(Interface->Protocol == 7 && Interface->NumberOfPipes == 2);
	CHECK(Pipe->EndpointAddress == 0x82 && Pipe->PipeType == UsbdPipeTypeBulk &&
	      Pipe->PipeHandle);
	CHECK(Pipe->MaximumPacketSize == 512 && Pipe->MaximumTransferSize == 4096);
	Extension->In = Pipe->PipeHandle;
	Extension->Out = Interface->Pipes[1].PipeHandle;
}

/* row 1313: a configuration that cannot be selected changes nothing */
static VOID CheckRefusals(PEXTENSION Extension, PURB Urb, PUSBD_INTERFACE_LIST_ENTRY List)
{
	USB_CONFIGURATION_DESCRIPTOR Other = Extension->Configuration;
	const USHORT Length = List[1].Interface->Length;

	List[1].Interface->AlternateSetting = 7;
	CHECK(SendOwn(Extension, Urb) == STATUS_INVALID_PARAMETER);
	CHECK(URB_STATUS(Urb) == USBD_STATUS_INTERFACE_NOT_FOUND);
	List[1].Interface->AlternateSetting = 1;
	List[1].Interface->Length = (USHORT)(Length + 1);
	CHECK(SendOwn(Extension, Urb) == STATUS_INVALID_PARAMETER);
	CHECK(URB_STATUS(Urb) == USBD_STATUS_INVALID_PARAMETER);
	List[1].Interface->Length = Length;
	Urb->UrbHeader.Length = (USHORT)(Urb->UrbHeader.Length - sizeof(USBD_PIPE_INFORMATION));
	List[1].Interface->Length = (USHORT)(Length - sizeof(USBD_PIPE_INFORMATION));
	CHECK(SendOwn(Extension, Urb) == STATUS_BUFFER_TOO_SMALL);
	CHECK(URB_STATUS(Urb) == USBD_STATUS_BUFFER_TOO_SMALL);
	Other.bConfigurationValue = 9;
	Urb->UrbSelectConfiguration.ConfigurationDescriptor = &Other;
	CHECK(SendOwn(Extension, Urb) == STATUS_NOT_SUPPORTED);
	CHECK(URB_STATUS(Urb) == USBD_STATUS_SET_CONFIG_FAILED);
	CheckEcho(Extension);
}

/* rows 1312 and 1313 */
static VOID TestSelection(PEXTENSION Extension)
{
	USBD_INTERFACE_LIST_ENTRY List[3] = { { 0 } };
	PURB Urb;

	List[0].InterfaceDescriptor = Setting(Extension, 0, 0);
	List[1].InterfaceDescriptor = Setting(Extension, 1, 1);
	CHECK(NT_SUCCESS(USBD_SelectConfigUrbAllocateAndBuild(
		Extension->Usb, &Extension->Configuration, List, &Urb)));
	CHECK(Urb->UrbHeader.Function == URB_FUNCTION_SELECT_CONFIGURATION);
	CHECK(Urb->UrbHeader.Length == GET_SELECT_CONFIGURATION_REQUEST_SIZE(2, 3));
	CHECK(Urb->UrbSelectConfiguration.ConfigurationDescriptor == &Extension->Configuration);
	CHECK(List[0].Interface == &Urb->UrbSelectConfiguration.Interface);
	CHECK((PUCHAR)List[1].Interface - (PUCHAR)List[0].Interface == GET_USBD_INTERFACE_SIZE(1));
	CHECK(List[1].Interface->InterfaceNumber == 1 && List[1].Interface->AlternateSetting == 1);
	CHECK(List[1].Interface->NumberOfPipes == 2 && List[1].Interface->Class == 10);
	CHECK(List[1].Interface->Pipes[1].MaximumTransferSize ==
	      USBD_DEFAULT_MAXIMUM_TRANSFER_SIZE);
	List[1].Interface->Pipes[0].MaximumTransferSize = 4096;
	CHECK(NT_SUCCESS(SendOwn(Extension, Urb)) && USBD_SUCCESS(URB_STATUS(Urb)));
	Extension->Selected = Urb->UrbSelectConfiguration.ConfigurationHandle;
	CHECK(Extension->Selected);
	CHECK(List[0].Interface->Pipes[0].PipeType == UsbdPipeTypeInterrupt);
	CHECK(List[0].Interface->Pipes[0].Interval == 4);
	CheckPipes(Extension, List[1].Interface);
	CheckEcho(Extension);
	CheckRefusals(Extension, Urb, List);
	USBD_UrbFree(Extension->Usb, Urb);
}

/* row 1314: setting 0 of the interface has no endpoint */
static VOID TestSetting(PEXTENSION Extension)
{
	USBD_INTERFACE_LIST_ENTRY Entry = { Setting(Extension, 1, 0), NULL };
	PURB Urb;

	CHECK(NT_SUCCESS(USBD_SelectInterfaceUrbAllocateAndBuild(
		Extension->Usb, Extension->Selected, &Entry, &Urb)));
	CHECK(Urb->UrbHeader.Function == URB_FUNCTION_SELECT_INTERFACE);
	CHECK(Urb->UrbHeader.Length == GET_SELECT_INTERFACE_REQUEST_SIZE(0));
	CHECK(Entry.Interface == &Urb->UrbSelectInterface.Interface &&
	      !Entry.Interface->NumberOfPipes);
	Urb->UrbSelectInterface.ConfigurationHandle = Extension;
	CHECK(SendOwn(Extension, Urb) == STATUS_INVALID_PARAMETER);
	CHECK(URB_STATUS(Urb) == USBD_STATUS_INVALID_PARAMETER);
	CheckEcho(Extension);
	Urb->UrbSelectInterface.ConfigurationHandle = Extension->Selected;
	CHECK(NT_SUCCESS(SendOwn(Extension, Urb)) && !Entry.Interface->NumberOfPipes);
	CheckClosed(Extension);
	USBD_UrbFree(Extension->Usb, Urb);
}

/* row 1315; and the end of row 1313: no configuration */
static VOID TestOld(PEXTENSION Extension)
{
	PUSB_INTERFACE_DESCRIPTOR First = Setting(Extension, 0, 0);
	const PUCHAR End = Extension->Bytes + Extension->Configuration.wTotalLength;
	USBD_INTERFACE_LIST_ENTRY List[2] = { { Setting(Extension, 1, 1), NULL } };
	USHORT Bytes = 0;
	URB Nothing = { 0 };
	PURB Urb;

	CHECK(USBD_GetInterfaceLength(First, End) == 9 + 7);
	CHECK(USBD_GetInterfaceLength(List[0].InterfaceDescriptor, End) == 9 + 7 + 7);
	CHECK(USBD_GetInterfaceLength(List[0].InterfaceDescriptor,
				      (PUCHAR)(List[0].InterfaceDescriptor + 1)) == 9);
	Urb = USBD_CreateConfigurationRequest(&Extension->Configuration, &Bytes);
	CHECK(Bytes == GET_SELECT_CONFIGURATION_REQUEST_SIZE(2, 1) &&
	      Bytes == Urb->UrbHeader.Length);
	CHECK(NT_SUCCESS(Send(Extension, Urb)));
	CheckClosed(Extension);
	ExFreePool(Urb);
	Urb = USBD_CreateConfigurationRequestEx(&Extension->Configuration, List);
	CHECK(Urb->UrbHeader.Length == GET_SELECT_CONFIGURATION_REQUEST_SIZE(1, 2));
	List[0].Interface->Pipes[0].MaximumTransferSize = 4096;
	CHECK(NT_SUCCESS(Send(Extension, Urb)));
	CheckPipes(Extension, List[0].Interface);
	CheckEcho(Extension);
	ExFreePool(Urb);
	UsbBuildSelectConfigurationRequest(&Nothing, sizeof(Nothing.UrbSelectConfiguration), NULL);
	CHECK(NT_SUCCESS(Send(Extension, &Nothing)) &&
	      !Nothing.UrbSelectConfiguration.ConfigurationHandle);
	CheckClosed(Extension);
}

/* ---- Pipes -------------------------------------------------------------------------------------- */

/* row 1311 */
static VOID CheckPackets(PEXTENSION Extension)
{
	UCHAR Data[24];
	PURB Urb;
	ULONG i;

	CHECK(USBD_IsochUrbAllocate(Extension->Usb, 0, &Urb) == STATUS_INVALID_PARAMETER && !Urb);
	CHECK(USBD_IsochUrbAllocate(Extension->Usb, 1025, &Urb) == STATUS_INVALID_PARAMETER &&
	      !Urb);
	CHECK(NT_SUCCESS(USBD_IsochUrbAllocate(Extension->Usb, 3, &Urb)));
	CHECK(!Urb->UrbHeader.Length && !Urb->UrbIsochronousTransfer.IsoPacket[2].Status);
	Urb->UrbHeader.Length = (USHORT)GET_ISO_URB_SIZE(3);
	Urb->UrbHeader.Function = URB_FUNCTION_ISOCH_TRANSFER;
	Urb->UrbIsochronousTransfer.PipeHandle = Extension->PacketsIn;
	Urb->UrbIsochronousTransfer.TransferFlags = USBD_TRANSFER_DIRECTION_IN |
						    USBD_START_ISO_TRANSFER_ASAP;
	Urb->UrbIsochronousTransfer.TransferBuffer = Data;
	Urb->UrbIsochronousTransfer.TransferBufferLength = sizeof(Data);
	Urb->UrbIsochronousTransfer.NumberOfPackets = 3;
	for (i = 0; i < 3; i++)
		Urb->UrbIsochronousTransfer.IsoPacket[i].Offset = 8 * i;
	CHECK(NT_SUCCESS(SendOwn(Extension, Urb)));
	CHECK(Urb->UrbIsochronousTransfer.ErrorCount == 1 &&
	      Urb->UrbIsochronousTransfer.IsoPacket[2].Length == 4);
	USBD_UrbFree(Extension->Usb, Urb);
}

/* row 1388 */
static VOID TestClaim(PEXTENSION Extension)
{
	CHECK(Extension->Configuration.wTotalLength == 9 + 9 + 4 * 7 + 26);
}

/* rows 1311 and 1316 */
static VOID TestPipes(PEXTENSION Extension)
{
	USBD_INTERFACE_LIST_ENTRY List[2] = { { Setting(Extension, 2, 0), NULL } };
	ULONG Hubs = 0;
	PURB Urb;

	/* row 843: a function sees its own interface only, also by an URB */
	CHECK(Extension->Configuration.bNumInterfaces == 1 &&
	      Extension->Configuration.wTotalLength == 9 + 9 + 4 * 7);
	CHECK(NT_SUCCESS(USBD_SelectConfigUrbAllocateAndBuild(
		Extension->Usb, &Extension->Configuration, List, &Urb)));
	CHECK(NT_SUCCESS(SendOwn(Extension, Urb)));
	Extension->In = List[0].Interface->Pipes[0].PipeHandle;
	Extension->Out = List[0].Interface->Pipes[1].PipeHandle;
	Extension->PacketsIn = List[0].Interface->Pipes[2].PipeHandle;
	USBD_UrbFree(Extension->Usb, Urb);
	CheckPackets(Extension);
	CheckEcho(Extension);
	CHECK(Call(Extension, IOCTL_INTERNAL_USB_GET_HUB_COUNT, &Hubs, FALSE) == STATUS_SUCCESS &&
	      Hubs == 1);
	CHECK(Call(Extension, IOCTL_INTERNAL_USB_GET_HUB_COUNT, NULL, FALSE) ==
	      STATUS_INVALID_PARAMETER);
}

/* ---- Misuse: each has its report in the file expect --------------------------------------------- */

static NTSTATUS Completed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Event)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Irp);
	KeSetEvent((PKEVENT)Event, IO_NO_INCREMENT, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The bus has the URB of a read that waits. */
static VOID MisuseInUse(PEXTENSION Extension)
{
	PIRP Irp = IoAllocateIrp((CCHAR)(Extension->Lower->StackSize + 1), FALSE);
	PIO_STACK_LOCATION Location = IoGetNextIrpStackLocation(Irp);
	UCHAR Data[8];
	KEVENT Event;
	PURB Urb;

	KeInitializeEvent(&Event, NotificationEvent, FALSE);
	CHECK(NT_SUCCESS(USBD_UrbAllocate(Extension->Usb, &Urb)));
	UsbBuildInterruptOrBulkTransferRequest(Urb, sizeof(Urb->UrbBulkOrInterruptTransfer),
					       Extension->In, Data, NULL, sizeof(Data),
					       USBD_TRANSFER_DIRECTION_IN, NULL);
	Location->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
	Location->Parameters.DeviceIoControl.IoControlCode = IOCTL_INTERNAL_USB_SUBMIT_URB;
	USBD_AssignUrbToIoStackLocation(Extension->Usb, Location, Urb);
	CHECK(Location->Parameters.Others.Argument1 == Urb);
	IoSetCompletionRoutine(Irp, Completed, &Event, TRUE, TRUE, TRUE);
	CHECK(IoCallDriver(Extension->Lower, Irp) == STATUS_PENDING);
	CHECK(SendOwn(Extension, Urb) == STATUS_INVALID_PARAMETER);
	USBD_UrbFree(Extension->Usb, Urb);
	CHECK(NT_SUCCESS(SendPipe(Extension, URB_FUNCTION_ABORT_PIPE, Extension->In)));
	KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
	CHECK(Irp->IoStatus.Status == STATUS_CANCELLED && URB_STATUS(Urb) == USBD_STATUS_CANCELED);
	IoFreeIrp(Irp);
	USBD_UrbFree(Extension->Usb, Urb);
}

/* row 1317 */
static VOID TestMisuse(PEXTENSION Extension)
{
	IO_STACK_LOCATION Location = { 0 };
	USBD_HANDLE Second;
	PURB Urb, OfSecond;
	URB OfNone;

	MisuseInUse(Extension);
	CHECK(NT_SUCCESS(USBD_CreateHandle(Extension->Self, Extension->Lower, 0x602, TAG,
					   &Second)));
	CHECK(NT_SUCCESS(USBD_UrbAllocate(Extension->Usb, &Urb)));
	CHECK(NT_SUCCESS(USBD_UrbAllocate(Second, &OfSecond)));
	CHECK(USBD_UrbAllocate(NULL, &Urb) == STATUS_INVALID_PARAMETER);
	CHECK(USBD_UrbAllocate(Second, NULL) == STATUS_INVALID_PARAMETER);
	USBD_UrbFree(Extension->Usb, OfSecond);
	USBD_AssignUrbToIoStackLocation(Extension->Usb, &Location, &OfNone);
	CHECK(!Location.Parameters.Others.Argument1);
	USBD_AssignUrbToIoStackLocation(Extension->Usb, NULL, Urb);
	USBD_UrbFree(Extension->Usb, Urb);
	USBD_UrbFree(Extension->Usb, Urb);
	USBD_CloseHandle(Second);
	USBD_CloseHandle(Second);
	CHECK(USBD_UrbAllocate(Second, &Urb) == STATUS_INVALID_PARAMETER && !Urb);
	USBD_UrbFree(Second, OfSecond);
	USBD_UrbFree(Second, OfSecond);
	USBD_CloseHandle(NULL);
}

static VOID Leave(PEXTENSION Extension)
{
	USBD_HANDLE Second;
	PURB Urb;

	CHECK(NT_SUCCESS(USBD_CreateHandle(Extension->Self, Extension->Lower, 0x602, TAG,
					   &Second)));
	CHECK(NT_SUCCESS(USBD_UrbAllocate(Second, &Urb)));
}

/* ---- The device --------------------------------------------------------------------------------- */

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
	Irp->IoStatus.Status = Status;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

static NTSTATUS Open(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	return Finish(Irp, STATUS_SUCCESS);
}

static NTSTATUS Control(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;

	switch (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode) {
	case TEST_HANDLE:
		TestHandle(Extension);
		break;
	case TEST_SELECTION:
		TestSelection(Extension);
		break;
	case TEST_SETTING:
		TestSetting(Extension);
		break;
	case TEST_OLD:
		TestOld(Extension);
		break;
	case TEST_PIPES:
		TestPipes(Extension);
		break;
	case CLEAR_STALL:
		return Finish(Irp,
			      SendPipe(Extension, URB_FUNCTION_SYNC_CLEAR_STALL, Extension->Out));
	case RESET_PIPE:
		return Finish(Irp,
			      SendPipe(Extension, URB_FUNCTION_SYNC_RESET_PIPE, Extension->Out));
	case TEST_MISUSE:
		TestMisuse(Extension);
		break;
	case LEAVE:
		Leave(Extension);
		break;
	case TEST_CLAIM:
		TestClaim(Extension);
		break;
	default:
		return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST);
	}
	return Finish(Irp, STATUS_SUCCESS);
}

static NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;

	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(Extension->Lower, Irp);
}

static NTSTATUS ReadConfiguration(PEXTENSION Extension)
{
	NTSTATUS Status;
	PURB Urb;

	Status = USBD_UrbAllocate(Extension->Usb, &Urb);
	if (!NT_SUCCESS(Status))
		return Status;
	UsbBuildGetDescriptorRequest(Urb, sizeof(Urb->UrbControlDescriptorRequest),
				     USB_CONFIGURATION_DESCRIPTOR_TYPE, 0, 0, Extension->Bytes,
				     NULL, sizeof(Extension->Bytes), NULL);
	Status = SendOwn(Extension, Urb);
	CHECK(Urb->UrbControlDescriptorRequest.TransferBufferLength ==
	      Extension->Configuration.wTotalLength);
	USBD_UrbFree(Extension->Usb, Urb);
	return Status;
}

DEFINE_GUID(GUID_TEST, 0x1319, 0x5f, 0x4c, 0x99, 1, 2, 3, 4, 5, 6, 7);

/* row 1319: the device counts its starts in the key of an interface */
static VOID CountStarts(PEXTENSION Extension)
{
	UNICODE_STRING Value = RTL_CONSTANT_STRING(L"Starts"), Link;
	UCHAR Bytes[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + sizeof(ULONG)] = { 0 };
	PKEY_VALUE_PARTIAL_INFORMATION Found = (PKEY_VALUE_PARTIAL_INFORMATION)Bytes;
	HANDLE Key = (HANDLE)1;
	ULONG Count, Length;

	CHECK(IoOpenDeviceInterfaceRegistryKey(&Value, KEY_ALL_ACCESS, &Key) ==
		      STATUS_OBJECT_NAME_NOT_FOUND &&
	      !Key);
	CHECK(NT_SUCCESS(IoRegisterDeviceInterface(Extension->Physical, &GUID_TEST, NULL, &Link)));
	CHECK(IoOpenDeviceInterfaceRegistryKey(&Link, KEY_ALL_ACCESS, NULL) ==
	      STATUS_INVALID_PARAMETER);
	CHECK(NT_SUCCESS(IoOpenDeviceInterfaceRegistryKey(&Link, KEY_ALL_ACCESS, &Key)));
	RtlFreeUnicodeString(&Link);
	ZwQueryValueKey(Key, &Value, KeyValuePartialInformation, Found, sizeof(Bytes), &Length);
	Count = *(PULONG)Found->Data + 1;
	CHECK(NT_SUCCESS(ZwSetValueKey(Key, &Value, 0, REG_DWORD, &Count, sizeof(Count))));
	ZwClose(Key);
	DbgPrint("usb_wdm_test: start %u of interface %u\n", Count,
		 Setting(Extension, 2, 0) ? 2 : 0);
}

/* The name has the number of the first interface. */
static NTSTATUS Start(PEXTENSION Extension, PIRP Irp)
{
	static const WCHAR Link[] = L"\\DosDevices\\UsbWdm0";
	NTSTATUS Status;

	if (!IoForwardIrpSynchronously(Extension->Lower, Irp) || !NT_SUCCESS(Irp->IoStatus.Status))
		return Irp->IoStatus.Status;
	Status = ReadConfiguration(Extension);
	if (!NT_SUCCESS(Status))
		return Status;
	CountStarts(Extension);
	RtlCopyMemory(Extension->LinkText, Link, sizeof(Link));
	Extension->LinkText[sizeof(Link) / sizeof(WCHAR) - 2] +=
		USBD_ParseConfigurationDescriptorEx(&Extension->Configuration,
						    &Extension->Configuration, -1, -1, -1, -1, -1)
			->bInterfaceNumber;
	RtlInitUnicodeString(&Extension->Link, Extension->LinkText);
	return IoCreateSymbolicLink(&Extension->Link, &Extension->Name);
}

static NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;
	NTSTATUS Status;

	switch (IoGetCurrentIrpStackLocation(Irp)->MinorFunction) {
	case IRP_MN_START_DEVICE:
		return Finish(Irp, Start(Extension, Irp));
	case IRP_MN_REMOVE_DEVICE:
		USBD_CloseHandle(Extension->Usb);
		IoDeleteSymbolicLink(&Extension->Link);
		Irp->IoStatus.Status = STATUS_SUCCESS;
		Status = Pass(DeviceObject, Irp);
		IoDetachDevice(Extension->Lower);
		IoDeleteDevice(DeviceObject);
		return Status;
	case IRP_MN_SURPRISE_REMOVAL:
	case IRP_MN_QUERY_REMOVE_DEVICE:
	case IRP_MN_CANCEL_REMOVE_DEVICE:
		Irp->IoStatus.Status = STATUS_SUCCESS;
		return Pass(DeviceObject, Irp);
	default:
		return Pass(DeviceObject, Irp);
	}
}

static NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDevice)
{
	static WCHAR Count;
	WCHAR Text[] = L"\\Device\\UsbWdmTest0";
	UNICODE_STRING Name;
	PDEVICE_OBJECT Device;
	PEXTENSION Extension;
	NTSTATUS Status;

	Text[sizeof(Text) / sizeof(WCHAR) - 2] += Count++;
	RtlInitUnicodeString(&Name, Text);
	Status = IoCreateDevice(DriverObject, sizeof(EXTENSION), &Name, FILE_DEVICE_UNKNOWN, 0,
				FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Extension = Device->DeviceExtension;
	RtlCopyMemory(Extension->NameText, Text, sizeof(Text));
	RtlInitUnicodeString(&Extension->Name, Extension->NameText);
	Extension->Self = Device;
	Extension->Physical = PhysicalDevice;
	Extension->Lower = IoAttachDeviceToDeviceStack(Device, PhysicalDevice);
	Status = USBD_CreateHandle(Device, Extension->Lower, USBD_CLIENT_CONTRACT_VERSION_602, TAG,
				   &Extension->Usb);
	if (!NT_SUCCESS(Status)) {
		IoDetachDevice(Extension->Lower);
		IoDeleteDevice(Device);
		return Status;
	}
	Device->Flags |= DO_POWER_PAGABLE;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	ULONG Major;

	UNREFERENCED_PARAMETER(RegistryPath);
	for (Major = 0; Major <= IRP_MJ_MAXIMUM_FUNCTION; Major++)
		DriverObject->MajorFunction[Major] = Pass;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Open;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	DriverObject->MajorFunction[IRP_MJ_PNP] = Pnp;
	DriverObject->DriverExtension->AddDevice = AddDevice;
	DriverObject->DriverUnload = Unload;
	return STATUS_SUCCESS;
}
