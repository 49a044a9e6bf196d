/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A HID minidriver whose devices do not start: each has another answer that is wrong.
 */
#include "device.h"

#include <winwork/pnp_port.h>

enum LIE {
	DESCRIPTOR_BYTES,
	DESCRIPTOR_TYPE,
	NO_REPORTS,
	ATTRIBUTES_BYTES,
	REPORTS_BYTES,
	FAILS,
	LIES
};

DRIVER_INITIALIZE DriverEntry;

static ULONG DevicesAdded;

static NTSTATUS GetDescriptor(enum LIE Lie, PIRP Irp)
{
	HID_DESCRIPTOR Descriptor = { 0 };

	Descriptor.bLength = sizeof(Descriptor);
	Descriptor.bDescriptorType = Lie == DESCRIPTOR_TYPE ? 0x22 : 0x21;
	Descriptor.bNumDescriptors = 1;
	Descriptor.DescriptorList[0].bReportType = 0x22;
	Descriptor.DescriptorList[0].wReportLength = Lie == NO_REPORTS ? 0 : 7;
	return Answer(Irp, &Descriptor, sizeof(Descriptor),
		      sizeof(Descriptor) + (Lie == DESCRIPTOR_BYTES));
}

static NTSTATUS Control(enum LIE Lie, PIRP Irp)
{
	static const UCHAR Reports[7] = { 0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0xc0 };
	HID_DEVICE_ATTRIBUTES Attributes = { .Size = sizeof(Attributes) };

	switch (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode) {
	case IOCTL_HID_GET_DEVICE_DESCRIPTOR:
		return GetDescriptor(Lie, Irp);
	case IOCTL_HID_GET_DEVICE_ATTRIBUTES:
		return Answer(Irp, &Attributes, sizeof(Attributes),
			      Lie == ATTRIBUTES_BYTES ? 2 : sizeof(Attributes));
	case IOCTL_HID_GET_REPORT_DESCRIPTOR:
		return Lie == FAILS ? STATUS_DEVICE_NOT_READY
				    : Answer(Irp, Reports, sizeof(Reports),
					     Lie == REPORTS_BYTES ? 6 : sizeof(Reports));
	default:
		return STATUS_NOT_SUPPORTED;
	}
}

static NTSTATUS NTAPI InternalControl(PDEVICE_OBJECT Device, PIRP Irp)
{
	const NTSTATUS Status = Control(*(enum LIE *)MiniExtension(Device), Irp);

	Irp->IoStatus.Status = Status;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

static NTSTATUS NTAPI AddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Device)
{
	UNREFERENCED_PARAMETER(Driver);
	*(enum LIE *)MiniExtension(Device) = DevicesAdded++;
	return STATUS_SUCCESS;
}

static VOID NTAPI AddOthers(PDRIVER_OBJECT Driver, PVOID Context, ULONG Count)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Count);
	while (DevicesAdded < LIES) {
		if (WinworkPnpAddDevice(Driver, NULL) >= 0)
			DbgPrint("hid_lies: BUG: device %u has started\n", DevicesAdded);
	}
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath)
{
	Driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = InternalControl;
	Driver->MajorFunction[IRP_MJ_PNP] = PassOn;
	Driver->MajorFunction[IRP_MJ_POWER] = PassOn;
	Driver->DriverExtension->AddDevice = AddDevice;
	return Register(Driver, RegistryPath, sizeof(enum LIE), AddOthers);
}
