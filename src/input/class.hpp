/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device of the class driver kbdclass or mouclass, \Device\KeyboardClass0 or \Device\PointerClass0 and more. It
 * connects itself to the port when the stack starts. It keeps the packets that come, until a read takes them.
 *
 * What the system reads on Windows, the reader reads here: it sends reads from the top of the stack, one at a time, and
 * reports on the copy of Linux's device what they come back with.
 */
#pragma once

#include "base/lock.hpp"
#include "linux/done.h"
#include "port.hpp"

namespace ww {

constexpr CallSite kInputClass = { "the input class" };

/* Packets that the class keeps, as on Windows by default, and those that the system reads at a time. */
constexpr u32 kQueuedPackets = 100;
constexpr u32 kReadPackets = 10;

struct ClassDevice {
	PDEVICE_OBJECT self;
	PDEVICE_OBJECT below;
	InputPort *port;
	Atomic<bool> is_ended;		/* the port may have another stack */
	bool has_said_lost;

	Lock lock;
	u8 packets[kQueuedPackets * kMostPacketBytes] WW_GUARDED_BY(lock);
	u32 first WW_GUARDED_BY(lock);
	u32 count WW_GUARDED_BY(lock);
	LIST_ENTRY reads WW_GUARDED_BY(lock);	/* that wait, each with a cancel routine */

	/* Of reader.cpp. */
	bool is_reading WW_GUARDED_BY(lock);
	bool is_out WW_GUARDED_BY(lock);	/* the read is on its way */
	PIRP irp;
	struct ww_delayed again;
	u8 buffer[kReadPackets * kMostPacketBytes];
	Atomic<bool> is_lost;		/* a packet, since the queue was full */
	InputKeys down;			/* keys that the copy has pressed */
	bool has_pause;			/* the first half of PAUSE has come */
	s32 wheel, tilt;		/* 120ths of a step that the copy was told as fine ones only */
	ww_input_copy *copy;
	struct ww_delayed change;	/* of the LEDs and of the repeat */
	bool is_told WW_GUARDED_BY(lock);	/* of the control code of that work: it is back */
	bool gives_up WW_GUARDED_BY(lock);	/* the copy ends */
	u32 leds;			/* that the port was told last. Of the work of @change, as the next one */
	struct ww_repeat repeat;
};

inline ClassDevice &class_device(PDEVICE_OBJECT self)
{
	return *static_cast<ClassDevice *>(self->DeviceExtension);
}

/* Sends a control code to the device below and waits. PASSIVE_LEVEL. */
NTSTATUS class_call(ClassDevice &device, ULONG code, void *input, u32 input_bytes, void *output, u32 output_bytes);

/* reader.cpp: of a new device; then begins to read, and lets no read be on its way any more. PASSIVE_LEVEL. */
void reader_init(ClassDevice &device);
void reader_start(ClassDevice &device);
void reader_stop(ClassDevice &device);

/* Makes the copy of Linux's device, and removes it. While the port is disabled. PASSIVE_LEVEL. */
NTSTATUS copy_make(ClassDevice &device);
void copy_end(ClassDevice &device);

/* read.cpp: the dispatch routine of reads; and the routine that is connected. */
DRIVER_DISPATCH class_read;
void class_reads_init(ClassDevice &device);
/* All reads that wait fail. <= DISPATCH_LEVEL. */
void class_reads_end(ClassDevice &device);
VOID NTAPI class_service(PVOID device, PVOID start, PVOID end, PVOID consumed);

/* class_device.cpp: the dispatch routines of the class drivers. */
void class_driver_init(PDRIVER_OBJECT driver);

} /* namespace ww */
