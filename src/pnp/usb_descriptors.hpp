/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The descriptors of a configuration: its settings, and the endpoints of each.
 */
#pragma once

#include <usbspec.h>

#include "base/types.hpp"

struct ww_usb;

namespace ww {

/*
 * Stores a copy of the configuration descriptor, with those of the function's own interfaces behind it, in @made. The
 * caller frees it by ww_free(). <= DISPATCH_LEVEL.
 */
s32 usb_read_configuration(const ww_usb *function, USB_CONFIGURATION_DESCRIPTOR *&made);

/* A walk through the descriptors behind that of the configuration. */
class UsbDescriptors {
public:
	explicit UsbDescriptors(const USB_CONFIGURATION_DESCRIPTOR &configuration)
		: at_(reinterpret_cast<const u8 *>(&configuration)),
		  end_(at_ + configuration.wTotalLength)
	{
	}

	/* The next setting of any interface; null behind the last one. */
	const USB_INTERFACE_DESCRIPTOR *next_setting()
	{
		return next<USB_INTERFACE_DESCRIPTOR>(USB_INTERFACE_DESCRIPTOR_TYPE);
	}

	/* The next endpoint of the setting that was found last; null behind the last one. */
	const USB_ENDPOINT_DESCRIPTOR *next_endpoint()
	{
		return next<USB_ENDPOINT_DESCRIPTOR>(USB_ENDPOINT_DESCRIPTOR_TYPE,
						     USB_INTERFACE_DESCRIPTOR_TYPE);
	}

	/* The setting of those numbers, from where the walk is; null if there is none. */
	const USB_INTERFACE_DESCRIPTOR *find_setting(u32 interface, u32 setting);

private:
	/* The next one of that type; null behind the last one. Stops before one of type @until. */
	template <typename T>
	const T *next(UCHAR type, UCHAR until = 0)
	{
		while (step()) {
			if (at_[1] == type && at_[0] >= sizeof(T))
				return reinterpret_cast<const T *>(at_);
			if (at_[1] == until)
				break;
		}
		at_ = end_;
		return nullptr;
	}

	bool step();

	const u8 *at_;
	const u8 *end_;
};

/* The bytes of a packet: a transaction, of which an endpoint of USB 2 may have up to three in a frame. */
u32 usb_packet_of(const USB_ENDPOINT_DESCRIPTOR &endpoint);

} /* namespace ww */
