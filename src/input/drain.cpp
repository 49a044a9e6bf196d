/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events become packets. Linux passes the events in an interrupt, or under its lock of the device: there they are only
 * put into the ring. So no routine of a driver runs under a lock of Linux's.
 *
 * What has no packet on Windows goes to the copy at once: keys without a scan code, buttons behind the fifth, other axes.
 */
#include "base/kcfi.hpp"
#include "ke/dpc.hpp"
#include "linux/memory.h"
#include "port.hpp"
#include "scan_code.hpp"

namespace ww {
namespace {

constexpr u32 kMask = kInputEvents - 1;
static_assert(!(kInputEvents & kMask));

/* The packets for one call of the class's routine. */
struct Batch {
	CONNECT_DATA upper;
	u32 count;
	union {
		KEYBOARD_INPUT_DATA keys[kInputBatch];
		MOUSE_INPUT_DATA motions[kInputBatch];
	};
};

WW_CALLS_UNCHECKED
void call_upper(const CONNECT_DATA &upper, void *start, void *end)
{
	ULONG consumed = 0;

	reinterpret_cast<PSERVICE_CALLBACK_ROUTINE>(upper.ClassService)(upper.ClassDeviceObject, start, end,
									&consumed);
}

void send(const InputPort &port, Batch &batch)
{
	const bool is_keyboard = port.identity.kind == WW_INPUT_KEYBOARD;

	if (batch.count && is_keyboard)
		call_upper(batch.upper, batch.keys, batch.keys + batch.count);
	else if (batch.count)
		call_upper(batch.upper, batch.motions, batch.motions + batch.count);
	batch.count = 0;
}

void report_direct(InputPort &port, const InputEvent &event)
{
	if (!port.copy)
		return;
	ww_input_copy_report(port.copy, event.type, event.code, event.value);
	port.has_direct = true;
	if (event.type == WW_EV_KEY && event.code < WW_KEYS)
		set_key(port.direct, event.code, event.value);
}

void end_direct(InputPort &port)
{
	if (port.has_direct && port.copy)
		ww_input_copy_report(port.copy, WW_EV_SYN, 0, 0);
	port.has_direct = false;
}

/* ---- Keyboards ------------------------------------------------------------------------------------ */

void add_key(InputPort &port, Batch &batch, ScanCode code, bool is_down)
{
	if (batch.count == kInputBatch)
		send(port, batch);
	batch.keys[batch.count++] = { .UnitId = 0,
				      .MakeCode = code.make,
				      .Flags = static_cast<USHORT>(code.flags |
								   (is_down ? KEY_MAKE : KEY_BREAK)),
				      .Reserved = 0,
				      .ExtraInformation = 0 };
}

/* A keyboard sends another code for PRINT SCREEN with ALT. The release has that of the press. */
ScanCode print_code(InputPort &port, bool is_down)
{
	if (is_down && !has_key(port.told, kKeyPrint))
		port.print_has_alt = has_key(port.told, kKeyLeftAlt) || has_key(port.told, kKeyRightAlt);
	return port.print_has_alt ? kPrintWithAlt : scan_code_of(kKeyPrint);
}

void tell_key(InputPort &port, Batch &batch, u16 key, bool is_down)
{
	const ScanCode code = key == kKeyPrint ? print_code(port, is_down) : scan_code_of(key);

	add_key(port, batch, code, is_down);
	if (key == kKeyPause)
		add_key(port, batch, kPauseSecond, is_down);
	set_key(port.told, key, is_down);
}

/* A repeat is another make, as on Windows. */
void take_key(InputPort &port, Batch &batch, const InputEvent &event)
{
	if (!scan_code_of(event.code).make)
		report_direct(port, event);
	else if (event.value || has_key(port.told, event.code))
		tell_key(port, batch, event.code, event.value);
}

/* ---- Mice ----------------------------------------------------------------------------------------- */

void add_motion(InputPort &port, Batch &batch, const MOUSE_INPUT_DATA &motion)
{
	if (batch.count == kInputBatch)
		send(port, batch);
	batch.motions[batch.count++] = motion;
}

void take_button(InputPort &port, const InputEvent &event)
{
	const u32 button = static_cast<u32>(event.code - kFirstButton);

	if (event.code < kFirstButton || button >= kButtons) {
		report_direct(port, event);
		return;
	}
	/* MOUSE_LEFT_BUTTON_DOWN, and behind each button's press its release. */
	port.motion.ButtonFlags |= static_cast<USHORT>((event.value ? 1u : 2u) << 2 * button);
	set_key(port.told, event.code, event.value);
}

void take_axis(InputPort &port, const InputEvent &event)
{
	switch (event.code) {
	case kRelX: port.motion.LastX += event.value; break;
	case kRelY: port.motion.LastY += event.value; break;
	case kRelWheel: port.wheel.steps += event.value; break;
	case kRelTilt: port.tilt.steps += event.value; break;
	case kRelFineWheel: port.wheel.fine += event.value; break;
	case kRelFineTilt: port.tilt.fine += event.value; break;
	default: report_direct(port, event);
	}
}

/* In 120ths of a step. */
LONG moved_by(const Wheel &wheel)
{
	constexpr LONG kMost = 0x7fff;
	const LONG moved = wheel.fine ? wheel.fine : wheel.steps * kWheelStep;

	return moved > kMost ? kMost : moved < -kMost ? -kMost : moved;
}

/* A packet has one wheel. */
void add_wheel(InputPort &port, Batch &batch, MOUSE_INPUT_DATA motion, USHORT flag, LONG moved)
{
	motion.ButtonFlags |= flag;
	motion.ButtonData = static_cast<USHORT>(static_cast<SHORT>(moved));
	add_motion(port, batch, motion);
}

/* The mouse has ended a report. */
void tell_motion(InputPort &port, Batch &batch)
{
	const MOUSE_INPUT_DATA motion = port.motion;
	const LONG wheel = moved_by(port.wheel), tilt = moved_by(port.tilt);

	port.motion = {};
	port.wheel = port.tilt = {};
	if (wheel)
		add_wheel(port, batch, motion, MOUSE_WHEEL, wheel);
	else if (motion.ButtonFlags || motion.LastX || motion.LastY)
		add_motion(port, batch, motion);
	if (tilt)
		add_wheel(port, batch, {}, MOUSE_HWHEEL, tilt);
}

/* ---- Both ----------------------------------------------------------------------------------------- */

void end_report(InputPort &port, Batch &batch)
{
	if (port.identity.kind == WW_INPUT_MOUSE)
		tell_motion(port, batch);
	end_direct(port);
}

void take_event(InputPort &port, Batch &batch, const InputEvent &event)
{
	const bool is_mouse = port.identity.kind == WW_INPUT_MOUSE;

	switch (event.type) {
	case WW_EV_SYN: end_report(port, batch); break;
	case WW_EV_KEY: is_mouse ? take_button(port, event) : take_key(port, batch, event); break;
	case WW_EV_REL: is_mouse ? take_axis(port, event) : report_direct(port, event); break;
	/* The key that a filter may keep, and changes that were told when they were made. */
	case WW_EV_MSC:
	case WW_EV_LED:
	case WW_EV_REP: break;
	default: report_direct(port, event);
	}
}

/* Releases may have been lost: all keys count as released. */
void release_all(InputPort &port, Batch &batch)
{
	const bool is_mouse = port.identity.kind == WW_INPUT_MOUSE;

	for (u16 key = 0; key < WW_KEYS; key++) {
		if (has_key(port.direct, key))
			report_direct(port, { WW_EV_KEY, key, 0 });
		if (!has_key(port.told, key))
			continue;
		if (is_mouse)
			take_button(port, { WW_EV_KEY, key, 0 });
		else
			tell_key(port, batch, key, false);
	}
	end_report(port, batch);
}

bool is_empty(const InputPort &port)
{
	return port.read.load() == port.written.load() && !port.is_lost.load();
}

void drain(InputPort &port, Batch &batch)
{
	const u32 end = port.written.load(Order::acquire);
	u32 at = port.read.load(Order::relaxed);

	while (at != end) {
		take_event(port, batch, port.events[at & kMask]);
		port.read.store(++at, Order::release);
	}
	if (port.is_lost.exchange(false))
		release_all(port, batch);
	send(port, batch);
}

/* False if another DPC drains, or none shall. */
bool begin(InputPort &port, CONNECT_DATA &upper)
{
	LockGuard guard(port.lock);

	if (port.is_draining || !port.is_enabled || !port.upper.ClassService)
		return false;
	port.is_draining = true;
	upper = port.upper;
	return true;
}

void end(InputPort &port)
{
	LockGuard guard(port.lock);

	port.is_draining = false;
}

/* An event that comes before end() may have found the port draining; a DPC for each round, so that others run between. */
VOID NTAPI run(PKDPC, PVOID context, PVOID, PVOID)
{
	auto &port = *static_cast<InputPort *>(context);
	Batch batch;

	batch.count = 0;
	if (is_empty(port) || !begin(port, batch.upper))
		return;
	drain(port, batch);
	end(port);
	if (!is_empty(port))
		dpc_insert(&port.dpc, nullptr, nullptr);
}

} /* namespace */

void port_init(InputPort &port)
{
	port.references.store(1);
	port.lock.init(WW_LOCK_INPUT_PORT);
	KeInitializeDpc(&port.dpc, run, &port);

	LockGuard guard(port.lock);

	port.typematic = { .UnitId = 0, .Rate = 30, .Delay = 250 };
}

void port_keep(InputPort &port)
{
	port.references.fetch_add(1);
}

void port_drop(InputPort &port)
{
	if (port.references.fetch_sub(1) != 1)
		return;
	ww_input_put(port.input);
	ww_free(&port);
}

void port_reset(InputPort &port)
{
	port_disable(port);
	port.read.store(port.written.load());
	port.is_lost.store(false);
	for (u64 &keys : port.told)
		keys = 0;
	for (u64 &keys : port.direct)
		keys = 0;
	port.print_has_alt = port.has_direct = false;
	port.motion = {};
	port.wheel = port.tilt = {};

	LockGuard guard(port.lock);

	port.upper = {};
}

void port_enable(InputPort &port)
{
	{
		LockGuard guard(port.lock);

		port.is_enabled = true;
	}
	dpc_insert(&port.dpc, nullptr, nullptr);
}

void port_disable(InputPort &port)
{
	{
		LockGuard guard(port.lock);

		port.is_enabled = false;
	}
	dpcs_flush(kInputPort);
}

} /* namespace ww */

using namespace ww;

extern "C" void ww_input_event(void *context, ww_u16 type, ww_u16 code, ww_s32 value)
{
	auto &port = *static_cast<InputPort *>(context);
	const u32 written = port.written.load(Order::relaxed);

	if (written - port.read.load(Order::acquire) == kInputEvents) {
		port.is_lost.store(true);
	} else {
		port.events[written & kMask] = { type, code, value };
		port.written.store(written + 1, Order::release);
	}
	dpc_insert(&port.dpc, nullptr, nullptr);
}
