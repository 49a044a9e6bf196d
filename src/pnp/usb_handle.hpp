/* SPDX-License-Identifier: GPL-2.0 */
/*
 * USBD_HANDLE: what a WDM driver has of the USB bus, and the URBs that it gets by that.
 */
#pragma once

struct _WINWORK_IMAGE;

namespace ww {

/* At the end of a module: reports the handles that it has not closed, and ends them with their URBs. */
void usb_handles_report_left(const _WINWORK_IMAGE &image);

void usb_handles_init();
void usb_handles_exit();

} /* namespace ww */
