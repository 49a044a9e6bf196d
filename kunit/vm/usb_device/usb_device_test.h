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
	CALL_SETTING,			/* interface, setting: by its descriptor */
	CALL_READ,			/* interface, pipe */
	CALL_WRITE,			/* interface, pipe, data */
	CALL_AT_DISPATCH,		/* interface, pipe, how: WDF_USB_REQUEST_TYPE */
	CALL_URB,			/* how: a function; setup: what the device gets; length */
	CALL_PIPE_URB,			/* interface, pipe, data; how: the URB's Length, or 0 for the right one */
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
	struct {
		unsigned int number, setting, pipes;
	} interface[4];
	unsigned char data[256];
};

#endif
