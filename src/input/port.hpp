/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keyboards and mice of Linux that drivers filter. The stack of one, from below:
 *
 *	the PDO
 *	the port's device	of \Driver\i8042prt, \Driver\kbdhid or \Driver\mouhid: port_device.cpp
 *	upper filters		such as kbfiltr: they put their routine before that of the class
 *	the class's device	of \Driver\kbdclass or \Driver\mouclass, with its name: class.hpp
 *	upper filters of the class, such as ctrl2cap: they see the reads
 *
 * The way of a key: Linux's interrupt puts its event into the ring of the port, and a DPC makes packets of it, for which
 * it calls the routine that the top of the port's filters has connected: at last that of the class. The class has a read
 * on its way from the top of the stack. That completes with the packets, and their keys are reported on the copy of
 * Linux's device, which programs have open.
 *
 * A port is there for each device of Linux while any driver filters some, and has a stack if a driver filters this one:
 * manager.cpp. Linux's device is taken by the start of the stack, and given back by its end.
 */
#pragma once

#include <kbdmou.h>

#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/lock.hpp"
#include "base/types.hpp"
#include "linux/input.h"
#include "pnp/bus.hpp"

namespace ww {

struct Node;

constexpr CallSite kInputPort = { "the input port" };

struct InputEvent {
	u16 type;
	u16 code;
	s32 value;
};

/* Linux's axes, and its first button of a mouse; and the buttons that packets have. */
constexpr u16 kRelX = 0, kRelY = 1, kRelTilt = 6, kRelWheel = 8, kRelFineWheel = 11, kRelFineTilt = 12;
constexpr u16 kFirstButton = 0x110;
constexpr u16 kButtons = 5;
/* What a packet has for a step of a wheel. */
constexpr s32 kWheelStep = 120;

/* Of the ring: a keyboard sends three for a key, and a mouse may send 8 a millisecond. */
constexpr u32 kInputEvents = 512;

/* Packets that the class's routine gets at a time. */
constexpr u32 kInputBatch = 16;

using InputKeys = u64[WW_KEYS / 64];

inline bool has_key(const InputKeys &keys, u16 key)
{
	return keys[key / 64] >> (key % 64) & 1;
}

inline void set_key(InputKeys &keys, u16 key, bool is_down)
{
	const u64 bit = 1ull << (key % 64);

	if (is_down)
		keys[key / 64] |= bit;
	else
		keys[key / 64] &= ~bit;
}

/* What a wheel has moved. A device may report whole steps alone, 120ths alone, or both. */
struct Wheel {
	LONG steps;
	LONG fine;			/* 120ths of a step */
};

struct InputPort {
	Atomic<u32> references;		/* of manager.cpp, and of each device object that has it */
	/* Of manager.cpp. */
	LIST_ENTRY link;
	ww_input *input;
	ww_input_identity identity;
	bool is_gone;			/* Linux's device; under the lock of manager.cpp */
	void *node;			/* of node_arrives(), or null. In the turn of manager.cpp, as the next one */
	u64 stamp;			/* the filters that the node was made with, or that it failed with */

	InputEvent events[kInputEvents];
	Atomic<u32> written;		/* events so far: by the interrupt */
	Atomic<u32> read;		/* by the DPC */
	Atomic<bool> is_lost;		/* an event, since the ring was full */
	KDPC dpc;

	Lock lock;
	CONNECT_DATA upper WW_GUARDED_BY(lock);		/* of the one connected, or nulls */
	bool is_enabled WW_GUARDED_BY(lock);
	bool is_draining WW_GUARDED_BY(lock);
	KEYBOARD_TYPEMATIC_PARAMETERS typematic WW_GUARDED_BY(lock);

	/* Of the DPC that drains. */
	InputKeys told;			/* the keys whose last packet was a make */
	InputKeys direct;		/* those without packets that the copy has pressed */
	bool print_has_alt;		/* PRINT SCREEN was told with the code for ALT */
	MOUSE_INPUT_DATA motion;	/* since the last report of the mouse */
	Wheel wheel, tilt;		/* likewise */
	bool has_direct;		/* events of this report went to the copy */

	ww_input_copy *copy;		/* while the class is started; it changes only while the port is disabled */
};

/* The bus of these devices. A node's function is its port. */
extern const Bus input_bus;

/* Their port drivers and class drivers: drivers.cpp. */
PDRIVER_OBJECT port_driver_of(const InputPort &port);
PDRIVER_OBJECT class_driver_of(const InputPort &port);
bool is_class_driver(PDRIVER_OBJECT driver);

/* The port of a node's PDO; null for another device, and when Linux's device is not the node's any more. */
InputPort *port_of(PDEVICE_OBJECT pdo);

inline u32 packet_bytes(const InputPort &port)
{
	return port.identity.kind == WW_INPUT_KEYBOARD ? sizeof(KEYBOARD_INPUT_DATA)
						       : sizeof(MOUSE_INPUT_DATA);
}

/* KEYBOARD_INDICATOR_PARAMETERS.LedFlags, of LEDs of enum ww_led. */
inline USHORT led_flags_of(u32 leds)
{
	return static_cast<USHORT>((leds & WW_LED_NUM ? KEYBOARD_NUM_LOCK_ON : 0) |
				   (leds & WW_LED_CAPS ? KEYBOARD_CAPS_LOCK_ON : 0) |
				   (leds & WW_LED_SCROLL ? KEYBOARD_SCROLL_LOCK_ON : 0));
}

constexpr u32 kMostPacketBytes = sizeof(MOUSE_INPUT_DATA);

/* drain.cpp: of a new port, which the caller has a reference of. */
void port_init(InputPort &port);
void port_keep(InputPort &port);
void port_drop(InputPort &port);
/* For a new stack, before its events come: those of the stack before are no concern of it. */
void port_reset(InputPort &port);
/* From now on it calls the routine that is connected; and no more, when this returns. */
void port_enable(InputPort &port);
void port_disable(InputPort &port);

/* Whether programs may send the control code too. The others are for drivers: they have pointers. */
bool is_public_control(ULONG code);

/* port_device.cpp: the dispatch routines of the port drivers. */
void port_driver_init(PDRIVER_OBJECT driver);

int input_init();
void input_exit();

} /* namespace ww */
