/* SPDX-License-Identifier: GPL-2.0 */
/*
 * URBs that select a configuration or a setting, and the functions for those that a driver frees as pool.
 */
#include "usb_build.hpp"

#include "base/report.hpp"
#include "linux/memory.h"
#include "mm/pool.hpp"

namespace ww {
namespace {

using Interface = USBD_INTERFACE_INFORMATION;

constexpr u32 kMostBytes = 0xffff; /* of a USHORT */
constexpr u32 kTag = 'U' | 'S' << 8 | 'B' << 16 | 'D' << 24;

u32 bytes_of(u32 endpoints)
{
	return static_cast<u32>(GET_USBD_INTERFACE_SIZE(endpoints));
}

void build(const USB_INTERFACE_DESCRIPTOR &setting, Interface &interface)
{
	interface.Length = static_cast<USHORT>(bytes_of(setting.bNumEndpoints));
	interface.InterfaceNumber = setting.bInterfaceNumber;
	interface.AlternateSetting = setting.bAlternateSetting;
	interface.Class = setting.bInterfaceClass;
	interface.SubClass = setting.bInterfaceSubClass;
	interface.Protocol = setting.bInterfaceProtocol;
	interface.NumberOfPipes = setting.bNumEndpoints;
	for (u32 i = 0; i < setting.bNumEndpoints; i++)
		interface.Pipes[i].MaximumTransferSize = USBD_DEFAULT_MAXIMUM_TRANSFER_SIZE;
}

PURB create_request(CallSite call, USB_CONFIGURATION_DESCRIPTOR *configuration,
		    USBD_INTERFACE_LIST_ENTRY *list)
{
	const u32 bytes = usb_select_bytes(list);

	if (!configuration || !bytes) {
		refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s",
		       configuration ? "InterfaceList has more than fits into an URB"
				     : "ConfigurationDescriptor is NULL");
		return nullptr;
	}

	auto *const urb = static_cast<PURB>(
		pool_allocate({ .call = call, .bytes = bytes, .tag = kTag, .zero = true }));

	if (urb)
		usb_build_select(*urb, bytes, configuration, list);
	return urb;
}

/* Setting 0 of each interface, in the order of the descriptors. */
void list_interfaces(USB_CONFIGURATION_DESCRIPTOR &configuration, USBD_INTERFACE_LIST_ENTRY *list)
{
	PVOID at = &configuration;

	for (u32 i = 0; i < configuration.bNumInterfaces; i++) {
		PUSB_INTERFACE_DESCRIPTOR const found =
			USBD_ParseConfigurationDescriptorEx(&configuration, at, -1, 0, -1, -1, -1);

		if (!found)
			break;
		list[i].InterfaceDescriptor = found;
		at = reinterpret_cast<UCHAR *>(found) + found->bLength;
	}
}

} /* namespace */

u32 usb_select_interface_bytes(u32 endpoints)
{
	return static_cast<u32>(__builtin_offsetof(_URB_SELECT_INTERFACE, Interface)) +
	       bytes_of(endpoints);
}

u32 usb_select_bytes(const USBD_INTERFACE_LIST_ENTRY *list)
{
	u32 bytes = __builtin_offsetof(_URB_SELECT_CONFIGURATION, Interface);

	for (; list && list->InterfaceDescriptor && bytes <= kMostBytes; list++)
		bytes += bytes_of(list->InterfaceDescriptor->bNumEndpoints);
	return bytes <= kMostBytes ? bytes : 0;
}

void usb_build_select(URB &urb, u32 bytes, USB_CONFIGURATION_DESCRIPTOR *configuration,
		      USBD_INTERFACE_LIST_ENTRY *list)
{
	auto *at = reinterpret_cast<UCHAR *>(&urb.UrbSelectConfiguration.Interface);

	urb.UrbHeader.Function = URB_FUNCTION_SELECT_CONFIGURATION;
	urb.UrbHeader.Length = static_cast<USHORT>(bytes);
	urb.UrbSelectConfiguration.ConfigurationDescriptor = configuration;
	for (; list && list->InterfaceDescriptor; list++) {
		list->Interface = reinterpret_cast<Interface *>(at);
		build(*list->InterfaceDescriptor, *list->Interface);
		at += list->Interface->Length;
	}
}

void usb_build_select_interface(URB &urb, USBD_CONFIGURATION_HANDLE configuration,
				USBD_INTERFACE_LIST_ENTRY &entry)
{
	urb.UrbHeader.Function = URB_FUNCTION_SELECT_INTERFACE;
	urb.UrbHeader.Length = static_cast<USHORT>(
		usb_select_interface_bytes(entry.InterfaceDescriptor->bNumEndpoints));
	urb.UrbSelectInterface.ConfigurationHandle = configuration;
	entry.Interface = &urb.UrbSelectInterface.Interface;
	build(*entry.InterfaceDescriptor, *entry.Interface);
}

} /* namespace ww */

using namespace ww;

extern "C" {

PURB NTAPI USBD_CreateConfigurationRequestEx(PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
					     PUSBD_INTERFACE_LIST_ENTRY InterfaceList)
{
	return create_request(WW_CALL_SITE, ConfigurationDescriptor, InterfaceList);
}

PURB NTAPI USBD_CreateConfigurationRequest(PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
					   PUSHORT Siz)
{
	const CallSite call = WW_CALL_SITE;
	/* As many as a configuration can have, and the end. */
	auto *const list = static_cast<USBD_INTERFACE_LIST_ENTRY *>(
		ww_zalloc(257 * sizeof(USBD_INTERFACE_LIST_ENTRY)));

	if (!list)
		return nullptr;
	if (ConfigurationDescriptor)
		list_interfaces(*ConfigurationDescriptor, list);

	PURB const urb = create_request(call, ConfigurationDescriptor, list);

	if (Siz)
		*Siz = urb ? urb->UrbHeader.Length : static_cast<USHORT>(0);
	ww_free(list);
	return urb;
}

} /* extern "C" */
