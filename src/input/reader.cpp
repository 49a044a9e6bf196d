/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The system's reads, and the copy of Linux's device that gets what they bring.
 *
 * A worker sends each read, also again after its completion, so dispatch routines run at PASSIVE_LEVEL. What it comes back
 * with is reported at once.
 */
#include "base/errno.hpp"
#include "class.hpp"
#include "io/call.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "ob/device.hpp"
#include "ob/stack.hpp"
#include "scan_code.hpp"

namespace ww {
namespace {

/* After a read that has failed. */
constexpr u32 kPause = 1;		/* docs/scheduling.md, Constants */

void report(const ClassDevice &device, u16 type, u16 code, s32 value)
{
	ww_input_copy_report(device.copy, type, code, value);
}

/* ---- Keyboards ------------------------------------------------------------------------------------ */

/* PAUSE is two packets, and no key without the second one. */
u16 key_of_packet(ClassDevice &device, const KEYBOARD_INPUT_DATA &packet)
{
	const ScanCode code = { packet.MakeCode, static_cast<u16>(packet.Flags & (KEY_E0 | KEY_E1)) };
	const bool had_pause = device.has_pause;

	device.has_pause = code.make == kPauseFirst.make && code.flags == kPauseFirst.flags;
	if (had_pause && code.make == kPauseSecond.make && code.flags == kPauseSecond.flags)
		return kKeyPause;
	return key_of(code);
}

/* A code that no key has is dropped, as the SHIFTs that a keyboard puts before PRINT SCREEN. */
bool is_false_shift(const KEYBOARD_INPUT_DATA &packet)
{
	constexpr u16 kLeftShift = 0x2a, kRightShift = 0x36;

	return packet.Flags & KEY_E0 && (packet.MakeCode == kLeftShift || packet.MakeCode == kRightShift);
}

void report_key(ClassDevice &device, const KEYBOARD_INPUT_DATA &packet)
{
	constexpr s32 kReleased = 0, kPressed = 1, kRepeated = 2;
	const u16 key = is_false_shift(packet) ? u16{ 0 } : key_of_packet(device, packet);
	const bool is_down = !(packet.Flags & KEY_BREAK);

	if (!key)
		return;
	report(device, WW_EV_KEY, key,
	       !is_down ? kReleased : has_key(device.down, key) ? kRepeated : kPressed);
	report(device, WW_EV_SYN, 0, 0);
	set_key(device.down, key, is_down);
}

/* ---- Mice ----------------------------------------------------------------------------------------- */

void report_axis(const ClassDevice &device, u16 axis, s32 value)
{
	if (value)
		report(device, WW_EV_REL, axis, value);
}

void report_buttons(const ClassDevice &device, u32 flags)
{
	for (u16 i = 0; i < kButtons; i++, flags >>= 2) {
		const u16 button = static_cast<u16>(kFirstButton + i);

		if (flags & 1)
			report(device, WW_EV_KEY, button, 1);
		if (flags & 2)
			report(device, WW_EV_KEY, button, 0);
	}
}

/* Linux counts whole steps, and besides the 120ths. */
void report_wheel(const ClassDevice &device, u16 axis, u16 fine_axis, s32 moved, s32 &rest)
{
	rest += moved;
	report_axis(device, fine_axis, moved);
	report_axis(device, axis, rest / kWheelStep);
	rest %= kWheelStep;
}

void report_motion(ClassDevice &device, const MOUSE_INPUT_DATA &packet)
{
	const s32 moved = static_cast<SHORT>(packet.ButtonData);

	report_buttons(device, packet.ButtonFlags);
	if (!(packet.Flags & MOUSE_MOVE_ABSOLUTE)) {
		report_axis(device, kRelX, packet.LastX);
		report_axis(device, kRelY, packet.LastY);
	}
	if (packet.ButtonFlags & MOUSE_WHEEL)
		report_wheel(device, kRelWheel, kRelFineWheel, moved, device.wheel);
	if (packet.ButtonFlags & MOUSE_HWHEEL)
		report_wheel(device, kRelTilt, kRelFineTilt, moved, device.tilt);
	report(device, WW_EV_SYN, 0, 0);
}

/* ---- Reads ---------------------------------------------------------------------------------------- */

void report_lost(ClassDevice &device)
{
	for (u64 &keys : device.down)
		keys = 0;
	ww_input_copy_release_keys(device.copy);
}

void report_packets(ClassDevice &device, ULONG_PTR bytes)
{
	const u32 packet = packet_bytes(*device.port);

	for (u32 at = 0; at + packet <= bytes && at + packet <= sizeof(device.buffer); at += packet) {
		const void *const data = device.buffer + at;

		if (device.port->identity.kind == WW_INPUT_KEYBOARD)
			report_key(device, *static_cast<const KEYBOARD_INPUT_DATA *>(data));
		else
			report_motion(device, *static_cast<const MOUSE_INPUT_DATA *>(data));
	}
	if (device.is_lost.exchange(false))
		report_lost(device);
}

/* The read is back, and is sent again until the device stops. */
void bring_back(ClassDevice &device, u32 pause)
{
	bool is_over;

	{
		LockGuard guard(device.lock);

		device.is_out = false;
		is_over = !device.is_reading;
		if (!is_over)
			ww_delayed_start(&device.again, pause);
	}
	if (is_over)
		ww_gate_wake();
}

NTSTATUS NTAPI come_back(PDEVICE_OBJECT, PIRP irp, PVOID context)
{
	auto &device = *static_cast<ClassDevice *>(context);
	const bool is_good = NT_SUCCESS(irp->IoStatus.Status);

	if (is_good)
		report_packets(device, irp->IoStatus.Information);
	bring_back(device, is_good ? 0 : kPause);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The stack may have grown since the last read. */
bool make_irp(ClassDevice &device, CCHAR locations)
{
	if (device.irp && device.irp->StackCount >= locations) {
		IoReuseIrp(device.irp, STATUS_NOT_SUPPORTED);
		return true;
	}
	if (device.irp)
		IoFreeIrp(device.irp);
	device.irp = IoAllocateIrp(locations, FALSE);
	return device.irp;
}

void format(ClassDevice &device)
{
	const PIO_STACK_LOCATION location = next_location(device.irp);

	location->MajorFunction = IRP_MJ_READ;
	location->Parameters.Read.Length = kReadPackets * packet_bytes(*device.port);
	device.irp->AssociatedIrp.SystemBuffer = device.buffer;
	device.irp->UserBuffer = device.buffer;
	IoSetCompletionRoutine(device.irp, come_back, &device, TRUE, TRUE, TRUE);
}

bool take_out(ClassDevice &device)
{
	LockGuard guard(device.lock);

	if (!device.is_reading)
		return false;
	device.is_out = true;
	return true;
}

void send(struct ww_delayed *again)
{
	ClassDevice &device = *CONTAINING_RECORD(again, ClassDevice, again);
	const PDEVICE_OBJECT top = stack_top_reference(device.self);

	if (!make_irp(device, top->StackSize)) {
		bring_back(device, kPause);
	} else {
		format(device);
		/* From now on it may be cancelled. */
		if (take_out(device))
			call_driver(kInputClass, top, device.irp);
	}
	object_dereference(top);
}

bool is_back(void *argument)
{
	auto &device = *static_cast<ClassDevice *>(argument);
	LockGuard guard(device.lock);

	return !device.is_out;
}

/* ---- The copy ------------------------------------------------------------------------------------- */

bool is_told(void *argument)
{
	auto &device = *static_cast<ClassDevice *>(argument);
	LockGuard guard(device.lock);

	return device.is_told;
}

bool is_told_or_over(void *argument)
{
	auto &device = *static_cast<ClassDevice *>(argument);
	LockGuard guard(device.lock);

	return device.is_told || device.gives_up;
}

void set_told(ClassDevice &device, bool is_told)
{
	LockGuard guard(device.lock);

	device.is_told = is_told;
}

NTSTATUS NTAPI told(PDEVICE_OBJECT, PIRP, PVOID context)
{
	set_told(*static_cast<ClassDevice *>(context), true);
	ww_gate_wake();
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* A filter may keep the control code. It is cancelled when the copy ends. */
void wait_until_told(ClassDevice &device, PIRP irp)
{
	while (!ww_gate_wait(is_told_or_over, &device)) {
	}
	while (!is_told(&device)) {
		cancel_irp(kInputClass, irp);
		if (!ww_gate_wait(is_told, &device))
			ww_print(WW_LEVEL_WARNING, "the end of %s waits for a control code, which its filters have",
				 device.port->identity.name);
	}
}

/* As on Windows: from the top of the stack. */
void tell(ClassDevice &device, ULONG code, void *parameters, u32 bytes)
{
	const PDEVICE_OBJECT top = stack_top_reference(device.self);

	if (const PIRP irp = IoAllocateIrp(top->StackSize, FALSE)) {
		const PIO_STACK_LOCATION location = next_location(irp);

		location->MajorFunction = IRP_MJ_DEVICE_CONTROL;
		location->Parameters.DeviceIoControl.IoControlCode = code;
		location->Parameters.DeviceIoControl.InputBufferLength = bytes;
		irp->AssociatedIrp.SystemBuffer = parameters;
		IoSetCompletionRoutine(irp, told, &device, TRUE, TRUE, TRUE);
		set_told(device, false);
		call_driver(kInputClass, top, irp);
		wait_until_told(device, irp);
		IoFreeIrp(irp);
	}
	object_dereference(top);
}

void tell_leds(ClassDevice &device, u32 leds)
{
	KEYBOARD_INDICATOR_PARAMETERS indicators = {};

	indicators.LedFlags = led_flags_of(leds);
	tell(device, IOCTL_KEYBOARD_SET_INDICATORS, &indicators, sizeof(indicators));
}

void tell_repeat(ClassDevice &device, const ww_repeat &repeat)
{
	constexpr u32 kMostDelay = 0xffff;
	KEYBOARD_TYPEMATIC_PARAMETERS typematic = {};

	/* The slowest one of Windows's is one a second. */
	typematic.Rate = static_cast<USHORT>(repeat.period < 1000 ? 1000 / repeat.period : 1);
	typematic.Delay = static_cast<USHORT>(repeat.delay < kMostDelay ? repeat.delay : kMostDelay);
	tell(device, IOCTL_KEYBOARD_SET_TYPEMATIC, &typematic, sizeof(typematic));
}

/* A program, or the console, has changed the LEDs or the repeat of the copy. */
void tell_change(struct ww_delayed *change)
{
	ClassDevice &device = *CONTAINING_RECORD(change, ClassDevice, change);
	const u32 leds = ww_input_copy_leds(device.copy);
	const ww_repeat repeat = ww_input_copy_repeat(device.copy);

	if (leds != device.leds)
		tell_leds(device, leds);
	device.leds = leds;
	if (repeat.period && (repeat.delay != device.repeat.delay || repeat.period != device.repeat.period))
		tell_repeat(device, repeat);
	device.repeat = repeat;
}

s32 create_copy(ClassDevice &device)
{
	u16 keys[kMostPlainKeys];
	const u32 count = device.port->identity.kind == WW_INPUT_KEYBOARD ? plain_keys(keys) : 0;

	return ww_input_copy_create(device.port->input, &device, keys, count, &device.copy);
}

} /* namespace */

void reader_init(ClassDevice &device)
{
	ww_delayed_init(&device.again, send);
	ww_delayed_init(&device.change, tell_change);
}

void reader_start(ClassDevice &device)
{
	LockGuard guard(device.lock);

	device.is_reading = true;
	ww_delayed_start(&device.again, 0);
}

void reader_stop(ClassDevice &device)
{
	{
		LockGuard guard(device.lock);

		device.is_reading = false;
	}
	ww_delayed_stop(&device.again);
	while (!is_back(&device)) {
		cancel_irp(kInputClass, device.irp);
		if (!ww_gate_wait(is_back, &device))
			ww_print(WW_LEVEL_WARNING, "the end of %s waits for IRP_MJ_READ, which its filters have",
				 device.port->identity.name);
	}
	if (device.irp)
		IoFreeIrp(device.irp);
	device.irp = nullptr;
}

static void give_up(ClassDevice &device)
{
	{
		LockGuard guard(device.lock);

		device.gives_up = true;
	}
	ww_gate_wake();
}

NTSTATUS copy_make(ClassDevice &device)
{
	device.leds = ww_input_leds(device.port->input);
	device.repeat = ww_input_repeat(device.port->input);

	const s32 error = create_copy(device);

	if (error) {
		ww_print(WW_LEVEL_WARNING, "%s is not filtered: its copy cannot be made: error %d",
			 device.port->identity.name, error);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	device.port->copy = device.copy;
	return STATUS_SUCCESS;
}

void copy_end(ClassDevice &device)
{
	ww_input_copy *const copy = device.copy;

	if (!copy)
		return;
	device.port->copy = nullptr;
	ww_input_copy_remove(copy);
	give_up(device);
	ww_delayed_stop(&device.change);
	ww_input_copy_free(copy);
	device.copy = nullptr;
}

} /* namespace ww */

using namespace ww;

extern "C" void ww_input_asked(void *context)
{
	ww_delayed_start(&static_cast<ClassDevice *>(context)->change, 0);
}
