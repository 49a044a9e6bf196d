/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The controls of usb_device_test.ko.
 */
#ifndef USB_DEVICE_TEST_H
#define USB_DEVICE_TEST_H

#define USB_CALL ((0x22 << 16) | (0x801 << 2))
/* The program's own request goes to the device: WdfRequestSend. A struct usb_call and data in, data out. */
#define USB_SEND ((0x22 << 16) | (0x802 << 2))

enum usb_what {
	CALL_SELECT,			/* how */
	CALL_SETTING,			/* interface, setting: by its descriptor; with SELECT_BY_URB by an URB */
	CALL_READ,			/* interface, pipe */
	CALL_WRITE,			/* interface, pipe, data */
	CALL_AT_DISPATCH,		/* interface, pipe, how: WDF_USB_REQUEST_TYPE */
	CALL_URB,			/* how: a function; setup: what the device gets; length */
	CALL_PIPE_URB,			/* interface, pipe, data; how: the URB's Length, or 0 for the right one */
	CALL_PACKETS,			/* interface, pipe, data; how: enum usb_packets */
	CALL_ALL,			/* each call, of any result */
	SEND_CONTROL,			/* setup */
	SEND_STRING,			/* setting: its index */
};

enum usb_how {
	SELECT_ALL_INTERFACES,
	SELECT_PAIRS,				/* setting of each interface; the last one first */
	SELECT_DESCRIPTORS,
	SELECT_NOTHING,			/* deconfigured */
	SELECT_SINGLE,
	SELECT_BY_URB,			/* setting 1 of interface 1 */
};

/* Three packets of 8, 6 and 10 bytes, the last one up to the buffer's end; or what is wrong with them. */
enum usb_packets {
	RIGHT_PACKETS,
	NO_PACKETS,
	TOO_MANY_PACKETS,		/* for the URB's Length */
	CROSSED_PACKETS,
	PACKETS_BEYOND_BUFFER,
	LARGE_PACKETS,			/* for the endpoint */
};

struct usb_call {
	unsigned int what, how, interface, pipe, setting, length;
	unsigned char setup[8];
	unsigned char data[32];
};

struct usb_result {
	int status, usbd_status;
	unsigned int bytes;
	unsigned int interfaces, configured;
	unsigned int errors, frame;
	struct {
		unsigned int bytes;
		int status;
	} packet[3];
	struct {
		unsigned int number, setting, pipes;
	} interface[4];
	unsigned char data[256];
};

#endif
