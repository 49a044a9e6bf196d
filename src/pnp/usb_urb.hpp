/* SPDX-License-Identifier: GPL-2.0 */
/*
 * URBs that the bus has.
 */
#pragma once

#include "base/report.hpp"
#include "base/types.hpp"

struct _URB;

namespace ww {

/* Parameter 1 of BUGCODE_USB3_DRIVER. */
enum UsbViolation : uintptr_t {
	kUrbInUse = 0x1, /* IRP or 0, URB, device */
	kWrongUrb = 0x3, /* 0, URB, device */
	kHandleLeft = 0x804, /* handle, device */
};

/* An URB that the bus has. */
struct UrbUse {
	const _URB *urb;
	UrbUse *next;
};

/* Begins with that, until urb_leave(). False if the bus has the URB already. <= DISPATCH_LEVEL. */
bool urb_enter(UrbUse &use, const _URB &urb);
void urb_leave(UrbUse &use);

/* Whether the bus has it. @urb need not be one. <= DISPATCH_LEVEL. */
bool urb_is_used(const _URB &urb);

void usb_urbs_init();

} /* namespace ww */
