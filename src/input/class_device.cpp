/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The dispatch routines of the class drivers, and their devices.
 */
#include "class.hpp"
#include "io/call.hpp"
#include "linux/print.h"
#include "ob/device.hpp"
#include "po/class_power.hpp"

namespace ww {
namespace {

bool is_keyboard(const InputPort &port)
{
	return port.identity.kind == WW_INPUT_KEYBOARD;
}

/* ---- AddDevice ------------------------------------------------------------------------------------ */

/* The first name that no device has. */
NTSTATUS create(PDRIVER_OBJECT driver, const InputPort &port, PDEVICE_OBJECT *self)
{
	constexpr u32 kMostNames = 1000;
	NTSTATUS status = STATUS_OBJECT_NAME_COLLISION;

	for (u32 i = 0; i < kMostNames && status == STATUS_OBJECT_NAME_COLLISION; i++) {
		char text[40];
		WCHAR wide[40];
		const size_t length = ww_format(text, sizeof(text), "\\Device\\%s%u",
						is_keyboard(port) ? "KeyboardClass" : "PointerClass", i);
		UNICODE_STRING name = { static_cast<USHORT>(length * sizeof(WCHAR)),
					static_cast<USHORT>(length * sizeof(WCHAR)), wide };

		for (size_t at = 0; at < length; at++)
			wide[at] = static_cast<WCHAR>(text[at]);
		status = IoCreateDevice(driver, sizeof(ClassDevice), &name,
					is_keyboard(port) ? FILE_DEVICE_KEYBOARD : FILE_DEVICE_MOUSE, 0, FALSE,
					self);
	}
	return status;
}

void init(ClassDevice &device, PDEVICE_OBJECT self, InputPort *port)
{
	device.self = self;
	device.port = port;
	device.lock.init(WW_LOCK_INPUT_CLASS);
	class_reads_init(device);
	reader_init(device);
}

NTSTATUS NTAPI add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
	InputPort *const port = port_of(pdo);
	PDEVICE_OBJECT self;

	if (!port)
		return STATUS_NO_SUCH_DEVICE;

	const NTSTATUS status = create(driver, *port, &self);

	if (!NT_SUCCESS(status))
		return status;

	ClassDevice &device = class_device(self);

	init(device, self, port);
	device.below = IoAttachDeviceToDeviceStack(self, pdo);
	if (!device.below) {
		IoDeleteDevice(self);
		return STATUS_NO_SUCH_DEVICE;
	}
	port_keep(*port);
	self->Flags |= DO_BUFFERED_IO | DO_POWER_PAGABLE;
	self->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

/* ---- Plug and Play -------------------------------------------------------------------------------- */

NTSTATUS connect(ClassDevice &device)
{
	CONNECT_DATA own = { device.self, reinterpret_cast<PVOID>(class_service) };

	return class_call(device,
			  is_keyboard(*device.port) ? IOCTL_INTERNAL_KEYBOARD_CONNECT
						    : IOCTL_INTERNAL_MOUSE_CONNECT,
			  &own, sizeof(own), nullptr, 0);
}

/* A filter may learn from the answer. */
NTSTATUS query_attributes(ClassDevice &device)
{
	KEYBOARD_ATTRIBUTES keyboard;
	MOUSE_ATTRIBUTES mouse;

	if (is_keyboard(*device.port))
		return class_call(device, IOCTL_KEYBOARD_QUERY_ATTRIBUTES, nullptr, 0, &keyboard,
				  sizeof(keyboard));
	return class_call(device, IOCTL_MOUSE_QUERY_ATTRIBUTES, nullptr, 0, &mouse, sizeof(mouse));
}

/* From now on packets come. */
NTSTATUS enable(ClassDevice &device)
{
	return class_call(device,
			  is_keyboard(*device.port) ? IOCTL_INTERNAL_KEYBOARD_ENABLE
						    : IOCTL_INTERNAL_MOUSE_ENABLE,
			  nullptr, 0, nullptr, 0);
}

NTSTATUS begin(ClassDevice &device)
{
	NTSTATUS status = connect(device);

	if (NT_SUCCESS(status))
		status = query_attributes(device);
	if (NT_SUCCESS(status))
		status = copy_make(device);
	if (!NT_SUCCESS(status))
		return status;
	reader_start(device);
	status = enable(device);
	if (NT_SUCCESS(status))
		return status;
	reader_stop(device);
	copy_end(device);
	return status;
}

NTSTATUS start(ClassDevice &device, PIRP irp)
{
	NTSTATUS status = forward_and_wait(device.below, irp);

	if (NT_SUCCESS(status)) {
		status = begin(device);
		if (!NT_SUCCESS(status))
			ww_print(WW_LEVEL_WARNING, "the filters of %s have failed the connection with status 0x%08X",
				 device.port->identity.name, static_cast<u32>(status));
	}
	return complete_with(kInputClass, irp, status);
}

/* Once. The port's own end, since a filter may keep IOCTL_INTERNAL_KEYBOARD_DISABLE. */
void stop(ClassDevice &device)
{
	if (device.is_ended.exchange(true))
		return;
	port_disable(*device.port);
	reader_stop(device);
	class_reads_end(device);
	copy_end(device);
}

NTSTATUS vanish(ClassDevice &device, PIRP irp)
{
	stop(device);
	return pass_down(kInputClass, device.below, irp);
}

NTSTATUS remove(ClassDevice &device, PIRP irp)
{
	const PDEVICE_OBJECT self = device.self, below = device.below;

	stop(device);
	port_drop(*device.port);

	const NTSTATUS status = forward_and_wait(below, irp);

	IoDetachDevice(below);
	complete_with(kInputClass, irp, status);
	IoDeleteDevice(self);
	return status;
}

NTSTATUS NTAPI pnp(PDEVICE_OBJECT self, PIRP irp)
{
	ClassDevice &device = class_device(self);

	switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
	case IRP_MN_START_DEVICE:
		return start(device, irp);
	case IRP_MN_SURPRISE_REMOVAL:
		return vanish(device, irp);
	case IRP_MN_REMOVE_DEVICE:
		return remove(device, irp);
	default:
		return pass_down(kInputClass, device.below, irp);
	}
}

/* ---- Power ---------------------------------------------------------------------------------------- */

NTSTATUS NTAPI power(PDEVICE_OBJECT self, PIRP irp)
{
	return class_power<kInputClass>(class_device(self).below, irp);
}

/* ---- Others --------------------------------------------------------------------------------------- */

/* The port gets the codes of keyboards and mice as internal ones, as on Windows. */
NTSTATUS NTAPI control(PDEVICE_OBJECT self, PIRP irp)
{
	if (!is_public_control(IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl.IoControlCode))
		return complete_with(kInputClass, irp, STATUS_INVALID_DEVICE_REQUEST);
	IoCopyCurrentIrpStackLocationToNext(irp);
	next_location(irp)->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
	return call_driver(kInputClass, class_device(self).below, irp);
}

NTSTATUS NTAPI pass(PDEVICE_OBJECT self, PIRP irp)
{
	return pass_down(kInputClass, class_device(self).below, irp);
}

NTSTATUS NTAPI succeed(PDEVICE_OBJECT, PIRP irp)
{
	return complete_with(kInputClass, irp, STATUS_SUCCESS);
}

} /* namespace */

NTSTATUS class_call(ClassDevice &device, ULONG code, void *input, u32 input_bytes, void *output, u32 output_bytes)
{
	IO_STATUS_BLOCK answer;
	KEVENT event;

	KeInitializeEvent(&event, NotificationEvent, FALSE);

	const PIRP irp = IoBuildDeviceIoControlRequest(code, device.below, input, input_bytes, output,
						       output_bytes, TRUE, &event, &answer);

	if (!irp)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = call_driver(kInputClass, device.below, irp);

	if (status != STATUS_PENDING)
		return status;
	KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, nullptr);
	return answer.Status;
}

void class_driver_init(PDRIVER_OBJECT driver)
{
	driver->DriverExtension->AddDevice = add_device;
	driver->MajorFunction[IRP_MJ_CREATE] = succeed;
	driver->MajorFunction[IRP_MJ_CLOSE] = succeed;
	driver->MajorFunction[IRP_MJ_CLEANUP] = succeed;
	driver->MajorFunction[IRP_MJ_READ] = class_read;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = control;
	driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = pass;
	driver->MajorFunction[IRP_MJ_PNP] = pnp;
	driver->MajorFunction[IRP_MJ_POWER] = power;
	driver->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = pass;
}

} /* namespace ww */
