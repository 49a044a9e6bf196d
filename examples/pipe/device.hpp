/* SPDX-License-Identifier: MIT */
#pragma once

#include <ntddk.h>

/* The common part of both devices of the driver, in the device extension. */
class Device {
public:
	virtual NTSTATUS dispatch(PIRP irp) = 0;
	virtual void remove() = 0;

protected:
	~Device() = default;
};

/* The extension begins with the Device, the only base of its class. */
inline Device *device_of(PDEVICE_OBJECT object)
{
	return static_cast<Device *>(object->DeviceExtension);
}

inline NTSTATUS complete(PIRP irp, NTSTATUS status, ULONG_PTR information = 0)
{
	irp->IoStatus.Status = status;
	irp->IoStatus.Information = information;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return status;
}

/* The device that has the name. */
NTSTATUS create_pipe(PDRIVER_OBJECT driver, PUNICODE_STRING name, PDEVICE_OBJECT *created);

/* A device above @lower. It makes capital letters of what programs read. */
NTSTATUS create_filter(PDRIVER_OBJECT driver, PDEVICE_OBJECT lower);
