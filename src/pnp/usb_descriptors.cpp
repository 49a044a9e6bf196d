/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The descriptors of the configuration that a function of a device sees.
 */
#include "usb_descriptors.hpp"

#include <wdm.h>

#include "linux/memory.h"
#include "linux/usb.h"

namespace ww {
namespace {

bool has_number(const ww_u8 *numbers, u32 count, u32 number)
{
	for (u32 i = 0; i < count; i++) {
		if (numbers[i] == number)
			return true;
	}
	return false;
}

/*
 * Leaves out the descriptors of interfaces that are of other functions, as Windows does for a function of a
 * composite device.
 */
void keep_interfaces(USB_CONFIGURATION_DESCRIPTOR &configuration, const ww_u8 *numbers, u32 count)
{
	auto *const bytes = reinterpret_cast<u8 *>(&configuration);
	u32 to = configuration.bLength;
	bool keeps = true;

	for (u32 from = to, length; from + 2 <= configuration.wTotalLength; from += length) {
		length = bytes[from];
		if (length < 2 || from + length > configuration.wTotalLength)
			break;
		/* An association and an interface have the number at the same place. */
		if (length > 2 && (bytes[from + 1] == USB_INTERFACE_DESCRIPTOR_TYPE ||
				   bytes[from + 1] == USB_INTERFACE_ASSOCIATION_DESCRIPTOR_TYPE))
			keeps = has_number(numbers, count, bytes[from + 2]);
		if (!keeps)
			continue;
		RtlMoveMemory(bytes + to, bytes + from, length);
		to += length;
	}
	configuration.wTotalLength = static_cast<USHORT>(to);
	configuration.bNumInterfaces = static_cast<UCHAR>(count);
}

} /* namespace */

NTSTATUS usb_read_configuration(const ww_usb *function, USB_CONFIGURATION_DESCRIPTOR *&made)
{
	ww_u8 numbers[WW_USB_INTERFACES];
	USB_CONFIGURATION_DESCRIPTOR head;
	const u32 bytes = ww_usb_configuration(function, &head, sizeof(head));

	if (bytes < sizeof(head) || head.bLength < sizeof(head) || head.bLength > bytes)
		return STATUS_UNSUCCESSFUL;

	auto *const copy = static_cast<USB_CONFIGURATION_DESCRIPTOR *>(ww_zalloc(bytes));

	if (!copy)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (ww_usb_configuration(function, copy, bytes) != bytes) {
		ww_free(copy);
		return STATUS_UNSUCCESSFUL;
	}
	/* A device may claim more than it has sent, and Linux leaves that in the bytes. */
	copy->wTotalLength = static_cast<USHORT>(bytes);
	keep_interfaces(*copy, numbers, ww_usb_interfaces(function, numbers));
	made = copy;
	return STATUS_SUCCESS;
}

bool UsbDescriptors::step()
{
	if (at_ < end_)
		at_ += at_[0];
	return end_ - at_ >= 2 && at_[0] >= 2 && at_ + at_[0] <= end_;
}

const USB_INTERFACE_DESCRIPTOR *UsbDescriptors::find_setting(u32 interface, u32 setting)
{
	while (const USB_INTERFACE_DESCRIPTOR *found = next_setting()) {
		if (found->bInterfaceNumber == interface && found->bAlternateSetting == setting)
			return found;
	}
	return nullptr;
}

u32 usb_packet_of(const USB_ENDPOINT_DESCRIPTOR &endpoint)
{
	return (endpoint.wMaxPacketSize & 0x7ffu) * ((endpoint.wMaxPacketSize >> 11 & 3) + 1u);
}

} /* namespace ww */
