/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A WDM driver that deletes no virtual device, and completes no operation.
 */
#include <ntddk.h>
#include <vhf.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD DriverUnload;

static UCHAR Reports[] = {
	0x06, 0x00, 0xff, 0x09, 0x11, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
	0x95, 0x02, 0x09, 0x12, 0x81, 0x02, 0x09, 0x13, 0x91, 0x02, 0xc0,
};

static VOID NTAPI Hold(PVOID Context, VHFOPERATIONHANDLE Operation, PVOID OperationContext, PHID_XFER_PACKET Packet)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Operation);
	UNREFERENCED_PARAMETER(OperationContext);
	UNREFERENCED_PARAMETER(Packet);
	DbgPrint("hid_virtual_left: held\n");
}

static VOID NTAPI Cleanup(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	DbgPrint("hid_virtual_left: cleanup\n");
}

static VOID DriverUnload(PDRIVER_OBJECT DriverObject)
{
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PDEVICE_OBJECT Device;
	VHF_CONFIG Config;
	VHFHANDLE Handle;
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	DriverObject->DriverUnload = DriverUnload;
	VHF_CONFIG_INIT(&Config, Device, sizeof(Reports), Reports);
	Config.EvtVhfAsyncOperationWriteReport = Hold;
	Config.EvtVhfCleanup = Cleanup;
	Status = VhfCreate(&Config, &Handle);
	return NT_SUCCESS(Status) ? VhfStart(Handle) : Status;
}
