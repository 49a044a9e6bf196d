/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions for descriptors of <usbdlib.h>, and some that old drivers use.
 */
#include <usb.h>
#include <usbdlib.h>

#include "base/types.hpp"

namespace ww {
namespace {

/* A walk through the descriptors of a configuration, with what is wrong with them. */
class Check {
public:
	Check(const USB_CONFIGURATION_DESCRIPTOR &configuration, u32 level)
		: configuration_(configuration), level_(level),
		  at_(reinterpret_cast<const UCHAR *>(&configuration)),
		  end_(at_ + configuration.wTotalLength) {}

	USBD_STATUS run()
	{
		USBD_STATUS status = check_length(at_, sizeof(configuration_));

		for (at_ += status ? 0 : at_[0]; !status && at_ < end_; at_ += status ? 0 : at_[0]) {
			status = check_length(at_, sizeof(USB_COMMON_DESCRIPTOR));
			if (!status && level_ >= 2)
				status = check_one();
		}
		if (!status && level_ >= 3)
			status = check_counts();
		return status;
	}
	const UCHAR *place() const { return at_; }

private:
	USBD_STATUS check_length(const UCHAR *descriptor, size_t least) const
	{
		return end_ - descriptor >= 2 && descriptor[0] >= least && descriptor[0] <= end_ - descriptor
			       ? USBD_STATUS_SUCCESS : USBD_STATUS_BAD_DESCRIPTOR_BLEN;
	}

	USBD_STATUS check_one()
	{
		switch (at_[1]) {
		case USB_INTERFACE_DESCRIPTOR_TYPE: return check_interface();
		case USB_ENDPOINT_DESCRIPTOR_TYPE: return check_endpoint();
		case USB_INTERFACE_ASSOCIATION_DESCRIPTOR_TYPE:
			return at_[0] >= sizeof(USB_INTERFACE_ASSOCIATION_DESCRIPTOR)
				       ? USBD_STATUS_SUCCESS : USBD_STATUS_BAD_INTERFACE_ASSOC_DESCRIPTOR;
		default: return USBD_STATUS_SUCCESS;
		}
	}

	/* The endpoints of a setting are behind it, before the next one. */
	USBD_STATUS check_interface()
	{
		if (at_[0] < sizeof(USB_INTERFACE_DESCRIPTOR))
			return USBD_STATUS_BAD_INTERFACE_DESCRIPTOR;
		if (level_ >= 3 && setting_ && endpoints_ != setting_->bNumEndpoints)
			return USBD_STATUS_BAD_NUMBER_OF_ENDPOINTS;
		setting_ = reinterpret_cast<const USB_INTERFACE_DESCRIPTOR *>(at_);
		endpoints_ = 0;
		interfaces_ += setting_->bAlternateSetting == 0;
		return USBD_STATUS_SUCCESS;
	}

	USBD_STATUS check_endpoint()
	{
		if (at_[0] < sizeof(USB_ENDPOINT_DESCRIPTOR) || !setting_)
			return USBD_STATUS_BAD_ENDPOINT_DESCRIPTOR;
		endpoints_++;
		return at_[2] & USB_ENDPOINT_ADDRESS_MASK ? USBD_STATUS_SUCCESS
							  : USBD_STATUS_BAD_ENDPOINT_ADDRESS;
	}

	USBD_STATUS check_counts() const
	{
		if (setting_ && endpoints_ != setting_->bNumEndpoints)
			return USBD_STATUS_BAD_NUMBER_OF_ENDPOINTS;
		return interfaces_ == configuration_.bNumInterfaces ? USBD_STATUS_SUCCESS
								    : USBD_STATUS_BAD_NUMBER_OF_INTERFACES;
	}

	const USB_CONFIGURATION_DESCRIPTOR &configuration_;
	const u32 level_;
	const UCHAR *at_;
	const UCHAR *const end_;
	const USB_INTERFACE_DESCRIPTOR *setting_ = nullptr;
	u32 endpoints_ = 0;
	u32 interfaces_ = 0;
};

/* The next descriptor of that type, which is @at or behind it; null if there is none. */
UCHAR *find(const UCHAR *begin, const UCHAR *end, UCHAR *at, LONG type)
{
	if (at < begin)
		return nullptr;
	for (; at < end && end - at >= 2 && at[0] >= 2 && at[0] <= end - at; at += at[0]) {
		if (at[1] == type)
			return at;
	}
	return nullptr;
}

bool is_one(LONG wanted, UCHAR value)
{
	return wanted == -1 || wanted == value;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

PUSB_COMMON_DESCRIPTOR NTAPI USBD_ParseDescriptors(PVOID DescriptorBuffer, ULONG TotalLength,
						   PVOID StartPosition, LONG DescriptorType)
{
	auto *const begin = static_cast<UCHAR *>(DescriptorBuffer);

	return reinterpret_cast<PUSB_COMMON_DESCRIPTOR>(
		find(begin, begin + TotalLength, static_cast<UCHAR *>(StartPosition), DescriptorType));
}

PUSB_INTERFACE_DESCRIPTOR NTAPI USBD_ParseConfigurationDescriptorEx(
	PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, PVOID StartPosition, LONG InterfaceNumber,
	LONG AlternateSetting, LONG InterfaceClass, LONG InterfaceSubClass, LONG InterfaceProtocol)
{
	const auto *const begin = reinterpret_cast<UCHAR *>(ConfigurationDescriptor);
	const UCHAR *const end = begin + ConfigurationDescriptor->wTotalLength;
	auto *at = static_cast<UCHAR *>(StartPosition);

	while ((at = find(begin, end, at, USB_INTERFACE_DESCRIPTOR_TYPE))) {
		auto *const found = reinterpret_cast<PUSB_INTERFACE_DESCRIPTOR>(at);

		if (found->bLength >= sizeof(*found) && is_one(InterfaceNumber, found->bInterfaceNumber) &&
		    is_one(AlternateSetting, found->bAlternateSetting) &&
		    is_one(InterfaceClass, found->bInterfaceClass) &&
		    is_one(InterfaceSubClass, found->bInterfaceSubClass) &&
		    is_one(InterfaceProtocol, found->bInterfaceProtocol))
			return found;
		at += found->bLength;
	}
	return nullptr;
}

PUSB_INTERFACE_DESCRIPTOR NTAPI USBD_ParseConfigurationDescriptor(
	PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, UCHAR InterfaceNumber, UCHAR AlternateSetting)
{
	return USBD_ParseConfigurationDescriptorEx(ConfigurationDescriptor, ConfigurationDescriptor,
						   InterfaceNumber, AlternateSetting, -1, -1, -1);
}

USBD_STATUS NTAPI USBD_ValidateConfigurationDescriptor(PUSB_CONFIGURATION_DESCRIPTOR ConfigDesc,
						       ULONG BufferLength, USHORT Level, PUCHAR *Offset,
						       ULONG)
{
	*Offset = reinterpret_cast<PUCHAR>(ConfigDesc);
	if (BufferLength < sizeof(*ConfigDesc) || ConfigDesc->wTotalLength > BufferLength)
		return USBD_STATUS_BAD_CONFIG_DESC_LENGTH;
	if (ConfigDesc->bDescriptorType != USB_CONFIGURATION_DESCRIPTOR_TYPE)
		return USBD_STATUS_BAD_DESCRIPTOR_TYPE;

	Check check(*ConfigDesc, Level);
	const USBD_STATUS status = check.run();

	*Offset = status ? const_cast<PUCHAR>(check.place()) : nullptr;
	return status;
}

ULONG NTAPI USBD_GetInterfaceLength(PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor, PUCHAR BufferEnd)
{
	auto *const begin = reinterpret_cast<UCHAR *>(InterfaceDescriptor);
	UCHAR *at = begin;

	while (BufferEnd - at >= 2 && at[0] >= 2 && at[0] <= BufferEnd - at &&
	       (at == begin || at[1] != USB_INTERFACE_DESCRIPTOR_TYPE))
		at += at[0];
	return static_cast<ULONG>(at - begin);
}

} /* extern "C" */
