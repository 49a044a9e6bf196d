/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a program has hid_virtual do, by the first byte of an output report of the vendor's. The next two are @a and @b.
 */
#ifndef HID_VIRTUAL_H
#define HID_VIRTUAL_H

enum {
	HID_VIRTUAL_INPUT = 1,		/* sends @a and @b as an input report */
	HID_VIRTUAL_KEY,		/* presses the key @a */
	HID_VIRTUAL_SHORT,		/* sends @a alone */
	HID_VIRTUAL_LONG,		/* submits more bytes than a report of the device has */
	HID_VIRTUAL_DPC,		/* a DPC sends the input report, and completes the operation */
	HID_VIRTUAL_FAIL,		/* fails the operation */
	HID_VIRTUAL_TWICE,		/* completes it twice, and once with STATUS_PENDING before */
	HID_VIRTUAL_HOLD,		/* does not complete it; as for the next feature that is asked for if @a is set */
	HID_VIRTUAL_COMPLETE,		/* completes the one that is held */
	HID_VIRTUAL_CUT,		/* the next feature has @a bytes */
	HID_VIRTUAL_DELETE,		/* the next operation that is held deletes the device */
	HID_VIRTUAL_START,		/* starts the device once more */
};

/* The feature of the keyboard, behind its ID. */
enum {
	HID_VIRTUAL_KEPT,		/* as it was set */
	HID_VIRTUAL_LEDS,
	HID_VIRTUAL_IRQL,		/* of the last DPC */
	HID_VIRTUAL_ZEROES,		/* the operation's context was */
	HID_VIRTUAL_BYTES,
};

#define HID_VIRTUAL_VENDOR 0x1234
#define HID_VIRTUAL_KEYBOARD 0x0101	/* with IDs: 1 is a keyboard, 2 the vendor's */
#define HID_VIRTUAL_TURNS 0x0102	/* without; the driver waits for its turn to submit a report */

#endif
