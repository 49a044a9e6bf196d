/* SPDX-License-Identifier: GPL-2.0 */
/*
 * URBs that select a configuration, or a setting of one interface. Linux has chosen the configuration, and stays
 * with it: a driver can open the endpoints of that one, or close them.
 */
#include "usb.hpp"

#include <usb.h>
#include <usbdlib.h>

#include "linux/memory.h"
#include "linux/print.h"
#include "linux/usb.h"
#include "usb_descriptors.hpp"

namespace ww {
namespace {

using Interface = USBD_INTERFACE_INFORMATION;

constexpr UsbResult kDone = { USBD_STATUS_SUCCESS, STATUS_SUCCESS };
constexpr UsbResult kInvalid = { USBD_STATUS_INVALID_PARAMETER, STATUS_INVALID_PARAMETER };

constexpr u32 kPipes = __builtin_offsetof(Interface, Pipes);

/* A value, as the other handles. Not NULL. */
PVOID interface_handle(u32 number)
{
	return reinterpret_cast<PVOID>(static_cast<uintptr_t>(number | 0x300));
}

/* The copy of the descriptors that a function sees. */
class Configuration {
public:
	explicit Configuration(const ww_usb *function)
		: status_(usb_read_configuration(function, copy_))
	{
	}
	~Configuration() { ww_free(copy_); }
	Configuration(const Configuration &) = delete;
	Configuration &operator=(const Configuration &) = delete;

	NTSTATUS status() const { return status_; }
	const USB_CONFIGURATION_DESCRIPTOR &operator*() const { return *copy_; }

private:
	USB_CONFIGURATION_DESCRIPTOR *copy_ = nullptr;
	NTSTATUS status_;
};

/* ---- The interfaces of an URB ---------------------------------------------------------------- */

u32 room_of(const Interface &interface)
{
	return static_cast<u32>((interface.Length - kPipes) / sizeof(USBD_PIPE_INFORMATION));
}

bool has_interface(const u8 *at, const u8 *end)
{
	return static_cast<size_t>(end - at) >= kPipes &&
	       reinterpret_cast<const Interface *>(at)->Length >= kPipes &&
	       reinterpret_cast<const Interface *>(at)->Length <= end - at;
}

/* Calls act(interface) for each of those between the two, until one has another result than success. */
template <typename Act>
UsbResult for_each(void *first, const void *end, Act act)
{
	UsbResult result = kDone;

	for (auto *at = static_cast<u8 *>(first); at < end && !result.status;) {
		auto &interface = *reinterpret_cast<Interface *>(at);

		if (!has_interface(at, static_cast<const u8 *>(end)))
			return kInvalid;
		at += interface.Length;
		result = act(interface);
	}
	return result;
}

UsbResult check(const USB_CONFIGURATION_DESCRIPTOR &configuration, const Interface &wanted)
{
	UsbDescriptors descriptors(configuration);
	u32 endpoints = 0;

	if (!descriptors.find_setting(wanted.InterfaceNumber, wanted.AlternateSetting))
		return { USBD_STATUS_INTERFACE_NOT_FOUND, STATUS_INVALID_PARAMETER };
	while (descriptors.next_endpoint())
		endpoints++;
	return endpoints <= room_of(wanted)
		       ? kDone
		       : UsbResult{ USBD_STATUS_BUFFER_TOO_SMALL, STATUS_BUFFER_TOO_SMALL };
}

/* What the driver wants of the pipe stays: MaximumTransferSize and PipeFlags. */
void describe(const USB_ENDPOINT_DESCRIPTOR &endpoint, USBD_PIPE_INFORMATION &pipe)
{
	pipe.MaximumPacketSize = static_cast<USHORT>(usb_packet_of(endpoint));
	pipe.EndpointAddress = endpoint.bEndpointAddress;
	pipe.Interval = endpoint.bInterval;
	pipe.PipeType = static_cast<USBD_PIPE_TYPE>(endpoint.bmAttributes & USB_ENDPOINT_TYPE_MASK);
	pipe.PipeHandle = usb_pipe_handle(endpoint.bEndpointAddress);
}

/* Of one that was checked. */
UsbResult open(ww_usb *function, const USB_CONFIGURATION_DESCRIPTOR &configuration,
	       Interface &interface)
{
	UsbDescriptors descriptors(configuration);
	const auto &setting = *descriptors.find_setting(interface.InterfaceNumber,
							interface.AlternateSetting);

	if (const s32 error = ww_usb_set_interface(function, interface.InterfaceNumber,
						   interface.AlternateSetting))
		return { USBD_STATUS_SET_CONFIG_FAILED, usb_status_of(error) };
	interface.Class = setting.bInterfaceClass;
	interface.SubClass = setting.bInterfaceSubClass;
	interface.Protocol = setting.bInterfaceProtocol;
	interface.InterfaceHandle = interface_handle(interface.InterfaceNumber);
	interface.NumberOfPipes = 0;
	while (const USB_ENDPOINT_DESCRIPTOR *endpoint = descriptors.next_endpoint())
		describe(*endpoint, interface.Pipes[interface.NumberOfPipes++]);
	return kDone;
}

/* Whether all are there, and have room for their pipes. */
UsbResult check_all(const USB_CONFIGURATION_DESCRIPTOR &configuration, Interface &first,
		    const void *end)
{
	return for_each(&first, end, [&](const Interface &interface) {
		return check(configuration, interface);
	});
}

UsbResult open_all(ww_usb *function, const USB_CONFIGURATION_DESCRIPTOR &configuration,
		   Interface &first, const void *end)
{
	return for_each(&first, end, [&](Interface &interface) {
		return open(function, configuration, interface);
	});
}

UsbResult refuse_configuration(u32 wanted, u32 active)
{
	ww_print(WW_LEVEL_WARNING,
		 "an URB selects configuration %u of a USB device, for which Linux has chosen %u: "
		 "write the number to its bConfigurationValue",
		 wanted, active);
	return { USBD_STATUS_SET_CONFIG_FAILED, STATUS_NOT_SUPPORTED };
}

} /* namespace */

UsbResult usb_select_configuration(ww_usb *function, URB &urb)
{
	_URB_SELECT_CONFIGURATION &select = urb.UrbSelectConfiguration;
	const Configuration configuration(function);

	if (!select.ConfigurationDescriptor) {
		ww_usb_close(function);
		return kDone;
	}
	if (urb.UrbHeader.Length < __builtin_offsetof(_URB_SELECT_CONFIGURATION, Interface))
		return kInvalid;
	if (configuration.status())
		return { USBD_STATUS_SET_CONFIG_FAILED, configuration.status() };
	if (select.ConfigurationDescriptor->bConfigurationValue !=
	    (*configuration).bConfigurationValue)
		return refuse_configuration(select.ConfigurationDescriptor->bConfigurationValue,
					    (*configuration).bConfigurationValue);

	const void *const end = reinterpret_cast<u8 *>(&urb) + urb.UrbHeader.Length;
	UsbResult result = check_all(*configuration, select.Interface, end);

	if (result.status)
		return result;
	ww_usb_close(function);
	result = open_all(function, *configuration, select.Interface, end);
	if (result.status)
		ww_usb_close(function);
	else
		select.ConfigurationHandle =
			usb_configuration_handle((*configuration).bConfigurationValue);
	return result;
}

UsbResult usb_select_interface(ww_usb *function, URB &urb)
{
	_URB_SELECT_INTERFACE &select = urb.UrbSelectInterface;
	const Configuration configuration(function);

	if (urb.UrbHeader.Length < __builtin_offsetof(_URB_SELECT_INTERFACE, Interface) + kPipes)
		return kInvalid;
	if (configuration.status())
		return { USBD_STATUS_REQUEST_FAILED, configuration.status() };
	if (select.ConfigurationHandle !=
		    usb_configuration_handle((*configuration).bConfigurationValue) ||
	    select.Interface.Length >
		    urb.UrbHeader.Length - __builtin_offsetof(_URB_SELECT_INTERFACE, Interface))
		return kInvalid;

	const void *const end = reinterpret_cast<u8 *>(&select.Interface) + select.Interface.Length;
	const UsbResult result = check_all(*configuration, select.Interface, end);

	return result.status ? result : open_all(function, *configuration, select.Interface, end);
}

} /* namespace ww */
