/* SPDX-License-Identifier: GPL-2.0 */
/*
 * HID devices of Linux whose reports a driver of WinWork has. Linux's HID core is a module of many kernels, and missing
 * in others: winwork.ko finds it when the first device is added.
 *
 * In a buffer the first byte of a report is its ID if the device uses IDs, and else the first byte of its data.
 */
#ifndef WINWORK_LINUX_HID_H
#define WINWORK_LINUX_HID_H

#include "types.h"

WW_C_BEGIN

struct ww_hid;

enum ww_hid_transfer {
	WW_HID_GET_INPUT,
	WW_HID_GET_FEATURE,
	WW_HID_SET_OUTPUT,
	WW_HID_SET_FEATURE,
	WW_HID_WRITE,			/* an output report, by the way that input reports come */
};

#define WW_ENOSYS 38

/* What Linux calls. Both sleep. */
struct ww_hid_functions {
	/* Linux opens the device, whose longest input report has @bytes, or 0 if there is none. One call at a time. */
	ww_s32 (*opened)(void *context, struct ww_hid *hid, ww_u32 bytes);
	/*
	 * Gets or sets a report. Returns the bytes that were transferred, or a negative errno; of WW_HID_WRITE,
	 * -WW_ENOSYS if the device only takes WW_HID_SET_OUTPUT.
	 */
	ww_s32 (*transfer)(void *context, enum ww_hid_transfer how, ww_u8 id, void *report, ww_u32 bytes);
};

struct ww_hid_description {
	ww_u16 vendor;
	ww_u16 product;
	ww_u16 version;
	ww_u8 country;
	const char *name;		/* as programs see it */
	const char *unique;		/* the serial number, or "" */
	const char *physical;		/* where it is, or "" */
	const void *reports;		/* the report descriptor; not copied */
	ww_u32 report_bytes;
	const struct ww_hid_functions *functions;
	void *context;			/* for these */
};

/*
 * Adds a device. Its functions may be called before this returns. Returns 0, or a negative errno: ENODEV for
 * a kernel without HID, or a descriptor that a driver of Linux would never get. Sleeps.
 */
ww_s32 ww_hid_add(const struct ww_hid_description *description, struct ww_hid **hid);
/* Takes it away, and waits for calls of its functions. ww_hid_input() is not called any more. Sleeps. */
void ww_hid_remove(struct ww_hid *hid);
/* Waits until the device has got the LEDs that Linux has set. Sleeps. */
void ww_hid_settle(struct ww_hid *hid);
/* No device is left: the HID core may go. */
void ww_hid_exit(void);

/*
 * An input report of @bytes has come, of a device that Linux has opened once. The buffer is the caller's again. Linux
 * does not get the report while it has the device closed. False: it is longer than the longest one of the device, and
 * nothing has changed. Any context but NMI.
 */
bool ww_hid_input(struct ww_hid *hid, const void *report, ww_u32 bytes);

WW_C_END

#endif /* WINWORK_LINUX_HID_H */
