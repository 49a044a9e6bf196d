/* SPDX-License-Identifier: GPL-2.0 */
/*
 * URBs of control transfers that do not have the setup packet itself.
 */
#include "usb.hpp"

#include <usb.h>

namespace ww {
namespace {

enum class Kind : u8 { descriptor, status, feature, own, setting, configuration };

/* Bits of bmRequestType. */
constexpr u8 kIn = 0x80;
constexpr u8 kClass = 0x20;
constexpr u8 kVendor = 0x40;

enum Recipient : u8 { device, interface, endpoint, other };

/* Requests of chapter 9 of the USB specification. */
enum Standard : u8 {
	get_status = 0,
	clear_feature = 1,
	set_feature = 3,
	get_descriptor = 6,
	set_descriptor = 7,
	get_configuration = 8,
	get_interface = 10,
};

struct Control {
	USHORT function;
	Kind kind;
	u8 type;			/* bmRequestType; without the direction for Kind::own */
	u8 request;			/* but for Kind::own */
};

constexpr Control controls[] = {
	{ URB_FUNCTION_GET_DESCRIPTOR_FROM_DEVICE, Kind::descriptor, kIn | device, get_descriptor },
	{ URB_FUNCTION_GET_DESCRIPTOR_FROM_INTERFACE, Kind::descriptor, kIn | interface, get_descriptor },
	{ URB_FUNCTION_GET_DESCRIPTOR_FROM_ENDPOINT, Kind::descriptor, kIn | endpoint, get_descriptor },
	{ URB_FUNCTION_SET_DESCRIPTOR_TO_DEVICE, Kind::descriptor, device, set_descriptor },
	{ URB_FUNCTION_SET_DESCRIPTOR_TO_INTERFACE, Kind::descriptor, interface, set_descriptor },
	{ URB_FUNCTION_SET_DESCRIPTOR_TO_ENDPOINT, Kind::descriptor, endpoint, set_descriptor },
	{ URB_FUNCTION_GET_STATUS_FROM_DEVICE, Kind::status, kIn | device, get_status },
	{ URB_FUNCTION_GET_STATUS_FROM_INTERFACE, Kind::status, kIn | interface, get_status },
	{ URB_FUNCTION_GET_STATUS_FROM_ENDPOINT, Kind::status, kIn | endpoint, get_status },
	{ URB_FUNCTION_GET_STATUS_FROM_OTHER, Kind::status, kIn | other, get_status },
	{ URB_FUNCTION_SET_FEATURE_TO_DEVICE, Kind::feature, device, set_feature },
	{ URB_FUNCTION_SET_FEATURE_TO_INTERFACE, Kind::feature, interface, set_feature },
	{ URB_FUNCTION_SET_FEATURE_TO_ENDPOINT, Kind::feature, endpoint, set_feature },
	{ URB_FUNCTION_SET_FEATURE_TO_OTHER, Kind::feature, other, set_feature },
	{ URB_FUNCTION_CLEAR_FEATURE_TO_DEVICE, Kind::feature, device, clear_feature },
	{ URB_FUNCTION_CLEAR_FEATURE_TO_INTERFACE, Kind::feature, interface, clear_feature },
	{ URB_FUNCTION_CLEAR_FEATURE_TO_ENDPOINT, Kind::feature, endpoint, clear_feature },
	{ URB_FUNCTION_CLEAR_FEATURE_TO_OTHER, Kind::feature, other, clear_feature },
	{ URB_FUNCTION_VENDOR_DEVICE, Kind::own, kVendor | device, 0 },
	{ URB_FUNCTION_VENDOR_INTERFACE, Kind::own, kVendor | interface, 0 },
	{ URB_FUNCTION_VENDOR_ENDPOINT, Kind::own, kVendor | endpoint, 0 },
	{ URB_FUNCTION_VENDOR_OTHER, Kind::own, kVendor | other, 0 },
	{ URB_FUNCTION_CLASS_DEVICE, Kind::own, kClass | device, 0 },
	{ URB_FUNCTION_CLASS_INTERFACE, Kind::own, kClass | interface, 0 },
	{ URB_FUNCTION_CLASS_ENDPOINT, Kind::own, kClass | endpoint, 0 },
	{ URB_FUNCTION_CLASS_OTHER, Kind::own, kClass | other, 0 },
	{ URB_FUNCTION_GET_INTERFACE, Kind::setting, kIn | interface, get_interface },
	{ URB_FUNCTION_GET_CONFIGURATION, Kind::configuration, kIn | device, get_configuration },
};

const Control *find(USHORT function)
{
	for (const Control &control : controls) {
		if (control.function == function)
			return &control;
	}
	return nullptr;
}

void put(u8 (&setup)[8], u32 place, USHORT value)
{
	setup[place] = static_cast<u8>(value);
	setup[place + 1] = static_cast<u8>(value >> 8);
}

void fill_own(const _URB_CONTROL_VENDOR_OR_CLASS_REQUEST &urb, u8 (&setup)[8])
{
	setup[0] = static_cast<u8>(setup[0] | (urb.RequestTypeReservedBits & 0x1f) |
				   (urb.TransferFlags & USBD_TRANSFER_DIRECTION_IN ? kIn : 0));
	setup[1] = urb.Request;
	put(setup, 2, urb.Value);
	put(setup, 4, urb.Index);
}

} /* namespace */

USBD_STATUS usb_setup_of(const URB &urb, u8 (&setup)[8])
{
	const Control *const control = find(urb.UrbHeader.Function);

	if (!control)
		return USBD_STATUS_INVALID_URB_FUNCTION;
	RtlZeroMemory(setup, sizeof(setup));
	setup[0] = control->type;
	setup[1] = control->request;
	switch (control->kind) {
	case Kind::descriptor:
		setup[2] = urb.UrbControlDescriptorRequest.Index;
		setup[3] = urb.UrbControlDescriptorRequest.DescriptorType;
		put(setup, 4, urb.UrbControlDescriptorRequest.LanguageId);
		break;
	case Kind::status:
		put(setup, 4, urb.UrbControlGetStatusRequest.Index);
		break;
	case Kind::feature:
		put(setup, 2, urb.UrbControlFeatureRequest.FeatureSelector);
		put(setup, 4, urb.UrbControlFeatureRequest.Index);
		return USBD_STATUS_SUCCESS;
	case Kind::own:
		fill_own(urb.UrbControlVendorClassRequest, setup);
		break;
	case Kind::setting:
		put(setup, 4, urb.UrbControlGetInterfaceRequest.Interface);
		break;
	case Kind::configuration:
		break;
	}
	/* At the same place in all of these. */
	const ULONG bytes = urb.UrbControlDescriptorRequest.TransferBufferLength;

	put(setup, 6, static_cast<USHORT>(bytes));
	return bytes <= 0xffff ? USBD_STATUS_SUCCESS : USBD_STATUS_INVALID_PARAMETER;
}

} /* namespace ww */
