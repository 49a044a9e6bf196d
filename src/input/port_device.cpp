/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device of the port driver: on Windows i8042prt, kbdhid or mouhid. It answers the control codes of keyboards and
 * mice, and has Linux's device while it is started.
 */
#include <wdm.h>

#include "base/errno.hpp"
#include "io/pass.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "ob/device.hpp"
#include "port.hpp"

namespace ww {
namespace {

struct PortDevice {
	PDEVICE_OBJECT self;
	PDEVICE_OBJECT below;
	InputPort *port;
	Atomic<bool> is_ended;		/* the port may have another stack */
};

PortDevice &port_device(PDEVICE_OBJECT self)
{
	return *static_cast<PortDevice *>(self->DeviceExtension);
}

NTSTATUS NTAPI add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
	InputPort *const port = port_of(pdo);
	PDEVICE_OBJECT self;

	if (!port)
		return STATUS_NO_SUCH_DEVICE;

	const bool is_keyboard = port->identity.kind == WW_INPUT_KEYBOARD;
	const NTSTATUS status = IoCreateDevice(driver, sizeof(PortDevice), nullptr,
					       is_keyboard ? FILE_DEVICE_KEYBOARD : FILE_DEVICE_MOUSE, 0,
					       FALSE, &self);

	if (!NT_SUCCESS(status))
		return status;

	PortDevice &device = port_device(self);

	device.self = self;
	device.port = port;
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

/* ---- Control codes -------------------------------------------------------------------------------- */

/* The buffers of a control code, and its answer. */
struct Control {
	InputPort &port;
	IRP &irp;
	ULONG in, out;			/* bytes */
};

template <typename Answer>
NTSTATUS give(const Control &control, const Answer &answer)
{
	if (control.out < sizeof(answer))
		return STATUS_BUFFER_TOO_SMALL;
	*static_cast<Answer *>(control.irp.AssociatedIrp.SystemBuffer) = answer;
	control.irp.IoStatus.Information = sizeof(answer);
	return STATUS_SUCCESS;
}

/* Null if the input is shorter. */
template <typename Input>
const Input *input_of(const Control &control)
{
	return control.in < sizeof(Input) ? nullptr
					  : static_cast<const Input *>(control.irp.AssociatedIrp.SystemBuffer);
}

/* One at a time: the filter of a port keeps what it has replaced in one place. */
NTSTATUS connect(const Control &control, const CONNECT_DATA *upper)
{
	if (!upper || control.in < sizeof(*upper) || !upper->ClassDeviceObject || !upper->ClassService)
		return STATUS_INVALID_PARAMETER;

	LockGuard guard(control.port.lock);

	if (control.port.upper.ClassService)
		return STATUS_SHARING_VIOLATION;
	control.port.upper = *upper;
	return STATUS_SUCCESS;
}

NTSTATUS disconnect(const Control &control)
{
	port_disable(control.port);

	LockGuard guard(control.port.lock);

	control.port.upper = {};
	return STATUS_SUCCESS;
}

NTSTATUS enable(const Control &control)
{
	port_enable(control.port);
	return STATUS_SUCCESS;
}

NTSTATUS disable(const Control &control)
{
	port_disable(control.port);
	return STATUS_SUCCESS;
}

constexpr USHORT kFunctionKeys = 12;
constexpr ULONG kQueueLength = 100;

NTSTATUS give_attributes(const Control &control)
{
	const bool is_ps2 = control.port.identity.is_ps2;
	KEYBOARD_ATTRIBUTES attributes{};

	/* An enhanced keyboard, or any of HID. */
	attributes.KeyboardIdentifier.Type = is_ps2 ? 0x04 : 0x51;
	attributes.KeyboardMode = 1;
	attributes.NumberOfFunctionKeys = kFunctionKeys;
	attributes.NumberOfIndicators = 3;
	attributes.NumberOfKeysTotal = is_ps2 ? 101 : 264;
	attributes.InputDataQueueLength = kQueueLength;
	attributes.KeyRepeatMinimum = { .UnitId = 0, .Rate = 2, .Delay = 250 };
	attributes.KeyRepeatMaximum = { .UnitId = 0, .Rate = 30, .Delay = 1000 };
	return give(control, attributes);
}

NTSTATUS give_indicators(const Control &control)
{
	KEYBOARD_INDICATOR_PARAMETERS indicators{};

	indicators.LedFlags = led_flags_of(ww_input_leds(control.port.input));
	return give(control, indicators);
}

NTSTATUS set_indicators(const Control &control)
{
	const auto *const wanted = input_of<KEYBOARD_INDICATOR_PARAMETERS>(control);

	if (!wanted)
		return STATUS_INVALID_PARAMETER;
	ww_input_set_leds(control.port.input, (wanted->LedFlags & KEYBOARD_NUM_LOCK_ON ? WW_LED_NUM : 0) |
						      (wanted->LedFlags & KEYBOARD_CAPS_LOCK_ON ? WW_LED_CAPS : 0) |
						      (wanted->LedFlags & KEYBOARD_SCROLL_LOCK_ON ? WW_LED_SCROLL : 0));
	return STATUS_SUCCESS;
}

NTSTATUS give_typematic(const Control &control)
{
	KEYBOARD_TYPEMATIC_PARAMETERS typematic;
	{
		LockGuard guard(control.port.lock);

		typematic = control.port.typematic;
	}
	return give(control, typematic);
}

/* The rate is in repeats a second. */
NTSTATUS set_typematic(const Control &control)
{
	const auto *const wanted = input_of<KEYBOARD_TYPEMATIC_PARAMETERS>(control);

	if (!wanted || !wanted->Rate)
		return STATUS_INVALID_PARAMETER;
	{
		LockGuard guard(control.port.lock);

		control.port.typematic = *wanted;
	}
	ww_input_set_repeat(control.port.input, { wanted->Delay, wanted->Rate < 1000 ? 1000u / wanted->Rate : 1 });
	return STATUS_SUCCESS;
}

struct Translation {
	USHORT count;
	INDICATOR_LIST keys[3];
};

NTSTATUS give_translation(const Control &control)
{
	constexpr Translation kTranslation = { 3,
					       { { 0x46, KEYBOARD_SCROLL_LOCK_ON },
						 { 0x45, KEYBOARD_NUM_LOCK_ON },
						 { 0x3a, KEYBOARD_CAPS_LOCK_ON } } };

	return give(control, kTranslation);
}

NTSTATUS give_mouse(const Control &control)
{
	MOUSE_ATTRIBUTES attributes{};

	attributes.MouseIdentifier = control.port.identity.is_ps2 ? WHEELMOUSE_I8042_HARDWARE
								  : WHEELMOUSE_HID_HARDWARE;
	attributes.NumberOfButtons = static_cast<USHORT>(control.port.identity.buttons);
	attributes.SampleRate = 100;
	attributes.InputDataQueueLength = kQueueLength;
	return give(control, attributes);
}

NTSTATUS answer_keyboard(const Control &control, ULONG code)
{
	switch (code) {
	case IOCTL_KEYBOARD_QUERY_ATTRIBUTES: return give_attributes(control);
	case IOCTL_KEYBOARD_QUERY_INDICATORS: return give_indicators(control);
	case IOCTL_KEYBOARD_SET_INDICATORS: return set_indicators(control);
	case IOCTL_KEYBOARD_QUERY_INDICATOR_TRANSLATION: return give_translation(control);
	case IOCTL_KEYBOARD_QUERY_TYPEMATIC: return give_typematic(control);
	case IOCTL_KEYBOARD_SET_TYPEMATIC: return set_typematic(control);
	default: return STATUS_INVALID_DEVICE_REQUEST;
	}
}

/* The two kinds have the same codes of their own, for another type of device. */
NTSTATUS answer(const Control &control, const IO_STACK_LOCATION &location)
{
	const auto &parameters = location.Parameters.DeviceIoControl;
	const auto *const upper = static_cast<const CONNECT_DATA *>(parameters.Type3InputBuffer);
	const bool is_keyboard = control.port.identity.kind == WW_INPUT_KEYBOARD;

	switch (parameters.IoControlCode) {
	case IOCTL_INTERNAL_KEYBOARD_CONNECT:
	case IOCTL_INTERNAL_MOUSE_CONNECT: return connect(control, upper);
	case IOCTL_INTERNAL_KEYBOARD_DISCONNECT:
	case IOCTL_INTERNAL_MOUSE_DISCONNECT: return disconnect(control);
	case IOCTL_INTERNAL_KEYBOARD_ENABLE:
	case IOCTL_INTERNAL_MOUSE_ENABLE: return enable(control);
	case IOCTL_INTERNAL_KEYBOARD_DISABLE:
	case IOCTL_INTERNAL_MOUSE_DISABLE: return disable(control);
	case IOCTL_MOUSE_QUERY_ATTRIBUTES:
		return is_keyboard ? STATUS_INVALID_DEVICE_REQUEST : give_mouse(control);
	default:
		return is_keyboard ? answer_keyboard(control, parameters.IoControlCode)
				   : STATUS_INVALID_DEVICE_REQUEST;
	}
}

/* Whether the code is of devices of that kind. */
bool is_of_kind(const InputPort &port, ULONG code)
{
	return DEVICE_TYPE_FROM_CTL_CODE(code) ==
	       (port.identity.kind == WW_INPUT_KEYBOARD ? FILE_DEVICE_KEYBOARD : FILE_DEVICE_MOUSE);
}

NTSTATUS control_status(PortDevice &device, PIRP irp)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);
	const auto &parameters = location.Parameters.DeviceIoControl;

	if (device.is_ended.load())
		return STATUS_DELETE_PENDING;
	if (!is_of_kind(*device.port, parameters.IoControlCode))
		return STATUS_INVALID_DEVICE_REQUEST;
	return answer({ *device.port, *irp, parameters.InputBufferLength, parameters.OutputBufferLength }, location);
}

NTSTATUS NTAPI internal_control(PDEVICE_OBJECT self, PIRP irp)
{
	irp->IoStatus.Information = 0;
	return complete_with(kInputPort, irp, control_status(port_device(self), irp));
}

NTSTATUS NTAPI control(PDEVICE_OBJECT self, PIRP irp)
{
	if (is_public_control(IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl.IoControlCode))
		return internal_control(self, irp);
	irp->IoStatus.Information = 0;
	return complete_with(kInputPort, irp, STATUS_INVALID_DEVICE_REQUEST);
}

/* ---- Plug and Play -------------------------------------------------------------------------------- */

NTSTATUS start(PortDevice &device, PIRP irp)
{
	NTSTATUS status = forward_and_wait(device.below, irp);

	if (NT_SUCCESS(status)) {
		port_reset(*device.port);

		const s32 error = ww_input_take(device.port->input);

		if (error) {
			ww_print(WW_LEVEL_WARNING, "%s is not filtered: it cannot be taken: error %d",
				 device.port->identity.name, error);
			status = STATUS_DEVICE_BUSY;
		}
	}
	return complete_with(kInputPort, irp, status);
}

/* Once: from then on the port may have another stack. */
void stop(PortDevice &device)
{
	if (device.is_ended.exchange(true))
		return;
	port_disable(*device.port);
	ww_input_release(device.port->input);

	LockGuard guard(device.port->lock);

	device.port->upper = {};
}

NTSTATUS remove(PortDevice &device, PIRP irp)
{
	const PDEVICE_OBJECT self = device.self, below = device.below;

	stop(device);
	port_drop(*device.port);

	const NTSTATUS status = forward_and_wait(below, irp);

	IoDetachDevice(below);
	complete_with(kInputPort, irp, status);
	IoDeleteDevice(self);
	return status;
}

NTSTATUS NTAPI pnp(PDEVICE_OBJECT self, PIRP irp)
{
	PortDevice &device = port_device(self);

	switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
	case IRP_MN_START_DEVICE:
		return start(device, irp);
	case IRP_MN_SURPRISE_REMOVAL:
		stop(device);
		return pass_down(kInputPort, device.below, irp);
	case IRP_MN_REMOVE_DEVICE:
		return remove(device, irp);
	default:
		return pass_down(kInputPort, device.below, irp);
	}
}

NTSTATUS NTAPI pass(PDEVICE_OBJECT self, PIRP irp)
{
	return pass_down(kInputPort, port_device(self).below, irp);
}

NTSTATUS NTAPI succeed(PDEVICE_OBJECT, PIRP irp)
{
	return complete_with(kInputPort, irp, STATUS_SUCCESS);
}

} /* namespace */

bool is_public_control(ULONG code)
{
	switch (code) {
	case IOCTL_KEYBOARD_QUERY_ATTRIBUTES:
	case IOCTL_KEYBOARD_QUERY_INDICATORS:
	case IOCTL_KEYBOARD_SET_INDICATORS:
	case IOCTL_KEYBOARD_QUERY_INDICATOR_TRANSLATION:
	case IOCTL_KEYBOARD_QUERY_TYPEMATIC:
	case IOCTL_KEYBOARD_SET_TYPEMATIC:
	case IOCTL_MOUSE_QUERY_ATTRIBUTES: return true;
	default: return false;
	}
}

void port_driver_init(PDRIVER_OBJECT driver)
{
	driver->DriverExtension->AddDevice = add_device;
	driver->MajorFunction[IRP_MJ_CREATE] = succeed;
	driver->MajorFunction[IRP_MJ_CLOSE] = succeed;
	driver->MajorFunction[IRP_MJ_CLEANUP] = succeed;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = control;
	driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = internal_control;
	driver->MajorFunction[IRP_MJ_PNP] = pnp;
	driver->MajorFunction[IRP_MJ_POWER] = pass;
	driver->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = pass;
}

} /* namespace ww */
