/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The control of usb_test.ko: one call of the framework, with its result.
 */
#ifndef USB_TEST_H
#define USB_TEST_H

#define USB_CALL ((0x22 << 16) | (0x801 << 2))

enum usb_what {
	CALL_DEVICE,			/* the descriptors, the traits and the pipes */
	CALL_STRING,			/* the product's name */
	CALL_SELECT,			/* number: the setting of the first interface */
	CALL_CONTROL_TRANSFER,		/* setup, data, length */
	CALL_READ,			/* pipe, length, timeout */
	CALL_WRITE,			/* pipe, data, length */
	CALL_READER_START,		/* pipe; number: whether EvtUsbTargetPipeReadersFailed goes on; 2: a second one */
	CALL_READER_STOP,		/* pipe */
	CALL_COUNTS,
	CALL_RESET_PIPE,			/* pipe */
	CALL_ABORT_PIPE,			/* pipe */
	CALL_RESET_PORT,
	CALL_CYCLE_PORT,
	CALL_CONNECTED,
	CALL_FRAME,
	CALL_URB,			/* number: the URB's function */
	CALL_MISUSE,
};

struct usb_call {
	unsigned int what, pipe, length, timeout, number;
	unsigned char setup[8];
	unsigned char data[64];
};

struct usb_pipe {
	unsigned char type, address, interval, is_in;
	unsigned int packet;
};

struct usb_result {
	int status, usbd_status;
	unsigned int bytes;
	union {
		unsigned char data[256];
		struct {
			unsigned int vendor, product, interfaces, settings, setting, traits;
			unsigned int number, endpoints, configuration_bytes, too_small;
			unsigned int pipes;
			struct usb_pipe pipe[4];
		} device;
		struct {
			/* Of the continuous reader: its data, and what came last. */
			unsigned int reads, failures, last_bytes;
			int last_status, last_usbd_status;
			unsigned int last_data[2];
			/* Requests of the file that were sent to a pipe, and are not back. */
			unsigned int pending;
		} counts;
	};
};

#endif
