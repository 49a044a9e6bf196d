/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A HID minidriver of KMDF: a keyboard with LEDs. An output report with the highest bit set is no state of LEDs, but
 * presses the key of the other bits.
 */
#include <ntddk.h>
#include <wdf.h>
#include <hidport.h>
#include <winwork/pnp_port.h>

#define KEY 0x80

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_DEVICE_D0_ENTRY D0Entry;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;
static EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL InternalControl;

typedef struct _CONTEXT {
	WDFQUEUE Reads;
} CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CONTEXT, ContextOf)

#ifdef TOUCH
static const UCHAR Reports[] = {
	0x05, 0x0d, 0x09, 0x04, 0xa1, 0x01,
	/* a finger: whether it touches, its number, and its place */
	0x09, 0x22, 0xa1, 0x02, 0x09, 0x42, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01, 0x81, 0x02,
	0x75, 0x07, 0x81, 0x03, 0x09, 0x51, 0x25, 0x7f, 0x75, 0x08, 0x81, 0x02,
	0x05, 0x01, 0x09, 0x30, 0x26, 0xff, 0x0f, 0x75, 0x10, 0x81, 0x02, 0x09, 0x31, 0x81, 0x02, 0xc0,
	/* the number of fingers, and, as a feature, the most that there may be */
	0x05, 0x0d, 0x09, 0x54, 0x25, 0x0a, 0x75, 0x08, 0x81, 0x02, 0x09, 0x55, 0xb1, 0x02, 0xc0,
};
#else
static const UCHAR Reports[] = {
	0x05, 0x01, 0x09, 0x06, 0xa1, 0x01,
	/* one key */
	0x05, 0x07, 0x19, 0x00, 0x29, 0x65, 0x15, 0x00, 0x25, 0x65, 0x75, 0x08, 0x95, 0x01, 0x81, 0x00,
	/* LEDs */
	0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x25, 0x01, 0x75, 0x01, 0x95, 0x05, 0x91, 0x02,
	0x75, 0x03, 0x95, 0x01, 0x91, 0x01, 0xc0,
};
#endif

static const HID_DESCRIPTOR Descriptor = { sizeof(Descriptor), 0x21, 0x111, 0, 1, { { 0x22, sizeof(Reports) } } };
static const HID_DEVICE_ATTRIBUTES Attributes = { .Size = sizeof(Attributes), .VendorID = 0x1234, .ProductID = 5 };

static NTSTATUS D0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Previous)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Previous);
	DbgPrint("hid_kmdf: entry\n");
	return STATUS_SUCCESS;
}

static NTSTATUS D0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Target);
	DbgPrint("hid_kmdf: exit\n");
	return STATUS_SUCCESS;
}

static VOID Give(WDFREQUEST Request, const VOID *Data, size_t Bytes)
{
	PVOID Buffer;
	NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, Bytes, &Buffer, NULL);

	if (NT_SUCCESS(Status))
		RtlCopyMemory(Buffer, Data, Bytes);
	WdfRequestCompleteWithInformation(Request, Status, NT_SUCCESS(Status) ? Bytes : 0);
}

static VOID Output(WDFQUEUE Reads, WDFREQUEST Request)
{
	const HID_XFER_PACKET *Packet = WdfRequestWdmGetIrp(Request)->UserBuffer;
	const UCHAR Byte = Packet->reportBuffer[0];
	const UCHAR Key = Byte & ~KEY;
	WDFREQUEST Read;

	if (!(Byte & KEY))
		DbgPrint("hid_kmdf: LEDs %u\n", Byte);
	else if (NT_SUCCESS(WdfIoQueueRetrieveNextRequest(Reads, &Read)))
		Give(Read, &Key, sizeof(Key));
	WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Packet->reportBufferLen);
}

static VOID GiveFeature(WDFREQUEST Request)
{
	const HID_XFER_PACKET *Packet = WdfRequestWdmGetIrp(Request)->UserBuffer;

	DbgPrint("hid_kmdf: feature\n");
	Packet->reportBuffer[0] = 2;
	WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, 1);
}

static VOID InternalControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBytes, size_t InputBytes, ULONG Code)
{
	const WDFQUEUE Reads = ContextOf(WdfIoQueueGetDevice(Queue))->Reads;

	UNREFERENCED_PARAMETER(OutputBytes);
	UNREFERENCED_PARAMETER(InputBytes);
	switch (Code) {
	case IOCTL_HID_GET_DEVICE_DESCRIPTOR:
		Give(Request, &Descriptor, sizeof(Descriptor));
		break;
	case IOCTL_HID_GET_DEVICE_ATTRIBUTES:
		Give(Request, &Attributes, sizeof(Attributes));
		break;
	case IOCTL_HID_GET_REPORT_DESCRIPTOR:
		Give(Request, Reports, sizeof(Reports));
		break;
	case IOCTL_HID_READ_REPORT:
		WdfRequestForwardToIoQueue(Request, Reads);
		break;
	case IOCTL_HID_GET_FEATURE:
		GiveFeature(Request);
		break;
	case IOCTL_HID_WRITE_REPORT:
		Output(Reads, Request);
		break;
	default:
		WdfRequestComplete(Request, STATUS_NOT_SUPPORTED);
	}
}

static NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_OBJECT_ATTRIBUTES ObjectAttributes;
	WDF_IO_QUEUE_CONFIG Config;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WdfFdoInitSetFilter(Init);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDeviceD0Entry = D0Entry;
	Callbacks.EvtDeviceD0Exit = D0Exit;
	WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&ObjectAttributes, CONTEXT);
	Status = WdfDeviceCreate(&Init, &ObjectAttributes, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT(&Config, WdfIoQueueDispatchManual);
	Status = WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, &ContextOf(Device)->Reads);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
	Config.EvtIoInternalDeviceControl = InternalControl;
	return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, NULL);
}

#ifdef TOUCH
static VOID NTAPI AddInRegion(PDRIVER_OBJECT Driver, PVOID Context, ULONG Count)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Count);
	KeEnterCriticalRegion();
	WinworkPnpAddDevice(Driver, NULL);
	DbgPrint("hid_kmdf: the region %s\n", KeAreApcsDisabled() ? "stays" : "is lost");
	KeLeaveCriticalRegion();
}
#endif

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

#ifdef TOUCH
	IoRegisterDriverReinitialization(DriverObject, AddInRegion, NULL);
#endif
	WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
			       WDF_NO_HANDLE);
}
