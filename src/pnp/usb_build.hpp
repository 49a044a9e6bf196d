/* SPDX-License-Identifier: GPL-2.0 */
/*
 * URBs that select a configuration or a setting, as a driver sends them.
 */
#pragma once

#include <usb.h>
#include <usbdlib.h>

#include "base/types.hpp"

namespace ww {

/* The bytes of an URB for those of a list, or null for none; 0 if it has no room for them. */
u32 usb_select_bytes(const USBD_INTERFACE_LIST_ENTRY *list);
u32 usb_select_interface_bytes(u32 endpoints);

/* Fills in a zeroed URB of so many bytes, and the Interface of each of the list, which may be null. */
void usb_build_select(URB &urb, u32 bytes, USB_CONFIGURATION_DESCRIPTOR *configuration,
		      USBD_INTERFACE_LIST_ENTRY *list);
void usb_build_select_interface(URB &urb, USBD_CONFIGURATION_HANDLE configuration,
				USBD_INTERFACE_LIST_ENTRY &entry);

} /* namespace ww */
