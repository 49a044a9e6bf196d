/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a program has hid_test do, by the first byte of an output report of the vendor's. The next three are @argument.
 */
#ifndef HID_TEST_H
#define HID_TEST_H

enum {
	HID_TEST_INPUT = 1,		/* sends them as an input report */
	HID_TEST_KEY,			/* presses the key of the first */
	HID_TEST_LONG,			/* claims an input report of 500 bytes */
	HID_TEST_FAIL,			/* fails a read */
	HID_TEST_HOLD,			/* does not complete the output report */
	HID_TEST_SLEEP,			/* sleeps and wakes */
	HID_TEST_VANISH,		/* goes by surprise when it holds an output report */
	HID_TEST_LIE,			/* claims too many bytes of the next feature */
	HID_TEST_LAZY,			/* claims all of the next feature, and writes nothing */
	HID_TEST_SHORT,			/* sends the first as an input report of that byte alone */
	HID_TEST_FLOOD,			/* sends as many input reports as the first says, one in each read's dispatch */
	HID_TEST_WRITES,		/* from now on takes output reports only as the other request */
};

/* The feature, behind its ID if there is one. */
enum {
	HID_TEST_READS,			/* that are pending */
	HID_TEST_D3,			/* IRPs that have set this power */
	HID_TEST_D0,
	HID_TEST_LEDS,
	HID_TEST_KEPT,			/* the last two are as they were set */
	HID_TEST_BYTES = 6,
};

#define HID_TEST_VENDOR 0x1234
#define HID_TEST_NUMBERED 0x0001	/* with IDs: 1 is a keyboard, 2 the vendor's */
#define HID_TEST_PLAIN 0x0002		/* without */

#endif
