/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFUSBDEVICE: its descriptors, its configuration and its port.
 */
#include <usb.h>
#include <usbdlib.h>
#include <usbioctl.h>

#include "base/irql.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "handle.hpp"
#include "linux/memory.h"
#include "linux/usb.h"
#include "pnp/node.hpp"
#include "pnp/usb.hpp"
#include "pnp/usb_descriptors.hpp"
#include "usb.hpp"

namespace ww::wdf {
namespace {

constexpr char kNoContract[] = "the WDFUSBDEVICE is not of WdfUsbTargetDeviceCreateWithParameters";

/* ---- Its life ------------------------------------------------------------------------------- */

void enter(Device &device, UsbDevice &usb)
{
	LockGuard guard(tree_lock);

	usb.next_of_device = device.usb_devices;
	device.usb_devices = &usb;
}

void leave(Device &device, const UsbDevice &usb)
{
	LockGuard guard(tree_lock);
	UsbDevice **at = &device.usb_devices;

	while (*at && *at != &usb)
		at = &(*at)->next_of_device;
	if (*at)
		*at = usb.next_of_device;
}

/* Before its interfaces and pipes go. */
void prepare(Object &object)
{
	auto &usb = static_cast<UsbDevice &>(object);

	leave(*usb.device, usb);
	target_end(usb);
}

void free_descriptors(Object &object)
{
	ww_free(static_cast<UsbDevice &>(object).configuration);
}

/* One that has not ended yet, with a reference; null without one. */
UsbDevice *next_to_end(Device &device)
{
	LockGuard guard(tree_lock);
	UsbDevice *usb = device.usb_devices;

	while (usb && usb->has_ended)
		usb = usb->next_of_device;
	if (usb) {
		usb->has_ended = true;
		object_reference(usb);
	}
	return usb;
}

void end_pipes(UsbInterface &interface)
{
	for (u32 i = 0; i < interface.pipe_count; i++)
		target_end(*interface.pipes[i]);
}

NTSTATUS make(Device &device, UsbDevice &usb, bool has_contract)
{
	const UsbFunction function(device.pdo);

	target_init_local(usb, device);
	usb.may_be_deleted = true;
	usb.pdo = device.pdo;
	usb.has_contract = has_contract;
	if (!function)
		return STATUS_DEVICE_NOT_CONNECTED;
	ww_usb_device_descriptor(function.get(), &usb.descriptor);
	return usb_read_configuration(function.get(), usb.configuration);
}

NTSTATUS create(CallSite call, WDFDEVICE handle, const WDF_OBJECT_ATTRIBUTES *attributes,
		WDFUSBDEVICE *made, bool has_contract)
{
	auto *const device = object_at_passive<Device>(call, handle);
	Object *parent;

	if (!device || !check_not_null(call, made, "UsbDevice") || !find_parent(call, attributes, parent))
		return STATUS_INVALID_PARAMETER;
	*made = nullptr;
	if (const NTSTATUS status = check_attributes(call, attributes, kDefaultsOnly, device))
		return status;
	if (parent && device_of(*parent) != device)
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "ParentObject is not the device, or below it");
	if (!device->pdo || !usb_is_pdo(device->pdo))
		return refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFDEVICE is no device of USB");

	auto *const usb = object_allocate<UsbDevice>(device->driver_object(), attributes);

	if (!usb)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = make(*device, *usb, has_contract);

	if (status) {
		object_discard(*usb);
		return status;
	}
	if (!object_add_child(parent ? *parent : *device, *usb)) {
		object_discard(*usb);
		return STATUS_DELETE_PENDING;
	}
	enter(*device, *usb);
	if (!usb_interfaces_make(*usb)) {
		if (object_begin_delete(*usb))
			object_delete(*usb);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	*made = handle_of<WDFUSBDEVICE>(*usb);
	return STATUS_SUCCESS;
}

/* ---- Selecting the configuration ------------------------------------------------------------ */

using SelectConfig = WDF_USB_DEVICE_SELECT_CONFIG_PARAMS;

void deconfigure(UsbDevice &device)
{
	const UsbFunction function(device.pdo);

	for (u32 i = 0; i < device.interface_count; i++)
		usb_pipes_delete(*device.interfaces[i]);
	if (function)
		ww_usb_close(function.get());
}

NTSTATUS select_single(CallSite call, UsbDevice &device, const WDF_OBJECT_ATTRIBUTES *attributes,
		       SelectConfig &params)
{
	UsbInterface &interface = *device.interfaces[0];
	const NTSTATUS status = usb_setting_select(call, interface, 0, attributes);

	if (status)
		return status;
	params.Types.SingleInterface.NumberConfiguredPipes = interface.pipe_count;
	params.Types.SingleInterface.ConfiguredUsbInterface = handle_of<WDFUSBINTERFACE>(interface);
	return STATUS_SUCCESS;
}

NTSTATUS select_all(CallSite call, UsbDevice &device, const WDF_OBJECT_ATTRIBUTES *attributes,
		    SelectConfig &params)
{
	NTSTATUS status = STATUS_SUCCESS;

	for (u32 i = 0; i < device.interface_count && !status; i++)
		status = usb_setting_select(call, *device.interfaces[i], 0, attributes);
	params.Types.MultiInterface.NumberOfConfiguredInterfaces =
		status ? static_cast<UCHAR>(0) : device.interface_count;
	return status;
}

NTSTATUS select_pairs(CallSite call, UsbDevice &device, const WDF_OBJECT_ATTRIBUTES *attributes,
		      SelectConfig &params)
{
	auto &wanted = params.Types.MultiInterface;
	NTSTATUS status = STATUS_SUCCESS;

	if (!check_not_null(call, wanted.Pairs, "Pairs"))
		return STATUS_INVALID_PARAMETER;
	for (u32 i = 0; i < wanted.NumberInterfaces && !status; i++) {
		auto *const interface = object_of<UsbInterface>(call, wanted.Pairs[i].UsbInterface);

		if (!interface || interface->device != &device)
			return STATUS_INVALID_PARAMETER;
		status = usb_setting_select(call, *interface, wanted.Pairs[i].SettingIndex, attributes);
	}
	wanted.NumberOfConfiguredInterfaces = status ? static_cast<UCHAR>(0) : wanted.NumberInterfaces;
	return status;
}

NTSTATUS select_descriptors(CallSite call, UsbDevice &device, const WDF_OBJECT_ATTRIBUTES *attributes,
			    SelectConfig &params)
{
	const auto &wanted = params.Types.Descriptor;
	NTSTATUS status = STATUS_SUCCESS;

	if (!check_not_null(call, wanted.InterfaceDescriptors, "InterfaceDescriptors"))
		return STATUS_INVALID_PARAMETER;
	for (u32 i = 0; i < wanted.NumInterfaceDescriptors && !status; i++) {
		const USB_INTERFACE_DESCRIPTOR *const setting = wanted.InterfaceDescriptors[i];
		UsbInterface *const interface =
			setting ? usb_interface_of(device, setting->bInterfaceNumber) : nullptr;

		if (!interface)
			return STATUS_INVALID_PARAMETER;
		status = usb_setting_select(call, *interface, setting->bAlternateSetting, attributes);
	}
	return status;
}

/* The URB has what it selects one behind the other: usb_select_configuration() has checked that. */
NTSTATUS select_by_urb(CallSite call, UsbDevice &device, const WDF_OBJECT_ATTRIBUTES *attributes,
		       URB *urb)
{
	NTSTATUS status = usb_select_by_urb(call, device, urb, URB_FUNCTION_SELECT_CONFIGURATION,
					    usb_select_configuration);

	if (status || !urb->UrbSelectConfiguration.ConfigurationDescriptor)
		return status;

	const u8 *const end = reinterpret_cast<u8 *>(urb) + urb->UrbHeader.Length;

	for (const auto *at = reinterpret_cast<u8 *>(&urb->UrbSelectConfiguration.Interface);
	     at < end && !status;) {
		const auto &selected = *reinterpret_cast<const USBD_INTERFACE_INFORMATION *>(at);

		status = usb_pipes_make(*usb_interface_of(device, selected.InterfaceNumber),
					selected.AlternateSetting, attributes);
		at += selected.Length;
	}
	return status;
}

NTSTATUS select_configuration(CallSite call, UsbDevice &device, const WDF_OBJECT_ATTRIBUTES *attributes,
			      SelectConfig &params)
{
	deconfigure(device);
	switch (params.Type) {
	case WdfUsbTargetDeviceSelectConfigTypeDeconfig:
		return STATUS_SUCCESS;
	case WdfUsbTargetDeviceSelectConfigTypeSingleInterface:
		return select_single(call, device, attributes, params);
	case WdfUsbTargetDeviceSelectConfigTypeMultiInterface:
		return select_all(call, device, attributes, params);
	case WdfUsbTargetDeviceSelectConfigTypeInterfacesPairs:
		return select_pairs(call, device, attributes, params);
	case WdfUsbTargetDeviceSelectConfigTypeInterfacesDescriptor:
		return select_descriptors(call, device, attributes, params);
	case WdfUsbTargetDeviceSelectConfigTypeUrb:
		return select_by_urb(call, device, attributes, params.Types.Urb.Urb);
	default:
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_USB_DEVICE_SELECT_CONFIG_PARAMS.Type is %u", params.Type);
	}
}

/* ---- Strings -------------------------------------------------------------------------------- */

/* At most what a descriptor can have. */
struct StringDescriptor {
	UCHAR bLength;
	UCHAR bDescriptorType;
	WCHAR text[127];
};

/* Reads the string. Its units are in @found, and their number in @count. */
NTSTATUS read_string(const UsbOperation &operation, UsbDevice &device, WDFREQUEST request,
		     const WDF_REQUEST_SEND_OPTIONS *options, const StringDescriptor &found, USHORT &count)
{
	ULONG_PTR bytes = 0;
	const NTSTATUS status = send_formatted(operation.call, device, request, options, 0, operation,
					       &bytes);

	count = 0;
	if (!NT_SUCCESS(status))
		return status;
	if (bytes < 2 || found.bLength < 2 || found.bLength > bytes ||
	    found.bDescriptorType != USB_STRING_DESCRIPTOR_TYPE)
		return STATUS_DEVICE_DATA_ERROR;
	count = static_cast<USHORT>((found.bLength - 2) / sizeof(WCHAR));
	return STATUS_SUCCESS;
}

struct StringQuery {
	CallSite call;
	WDFUSBDEVICE device;
	WDFREQUEST request;
	const WDF_REQUEST_SEND_OPTIONS *options;
	UCHAR index;
	USHORT language;
};

/* Calls take(device, text, count) with the string, and returns what that returns. */
template <typename Take>
NTSTATUS with_string(const StringQuery &query, Take take)
{
	auto *const device = object_at_passive<UsbDevice>(query.call, query.device);

	if (!device)
		return STATUS_INVALID_PARAMETER;

	auto *const found = static_cast<StringDescriptor *>(ww_zalloc_sleeping(sizeof(StringDescriptor)));

	if (!found)
		return STATUS_INSUFFICIENT_RESOURCES;

	WDF_MEMORY_DESCRIPTOR buffer;
	USHORT count;

	WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&buffer, found, sizeof(*found));

	NTSTATUS status = read_string(usb_string_operation(query.call, &buffer, query.index, query.language),
				      *device, query.request, query.options, *found, count);

	if (NT_SUCCESS(status))
		status = take(*device, found->text, count);
	ww_free(found);
	return status;
}

/* ---- URBs ----------------------------------------------------------------------------------- */

NTSTATUS create_urb(CallSite call, WDFUSBDEVICE handle, const WDF_OBJECT_ATTRIBUTES *attributes, size_t bytes,
		    WDFMEMORY *made, PURB *urb)
{
	auto *const device = object_at_dispatch_or_below<UsbDevice>(call, handle);
	Object *parent;

	if (!device || !check_not_null(call, made, "UrbMemory") || !find_parent(call, attributes, parent))
		return STATUS_INVALID_PARAMETER;
	*made = nullptr;
	if (const NTSTATUS status = check_attributes(call, attributes, kDefaultsOnly, device))
		return status;
	if (!device->has_contract)
		return refuse(call, device, STATUS_INVALID_DEVICE_STATE, kNoContract);

	Memory *const memory = memory_create(*device, attributes, bytes);

	if (!memory)
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlZeroMemory(memory->buffer, bytes);
	*made = handle_of<WDFMEMORY>(*memory);
	if (urb)
		*urb = static_cast<PURB>(memory->buffer);
	return STATUS_SUCCESS;
}

/* ---- The port ------------------------------------------------------------------------------- */

struct PortFormatter : Formatter {
	CallSite call;
	ULONG code;
	ULONG *argument;
};

NTSTATUS format_port(const Formatter &formatter, Request &request, Target &target)
{
	const auto &port = static_cast<const PortFormatter &>(formatter);
	PIO_STACK_LOCATION location;
	const NTSTATUS status = format_begin(port.call, request, target, IRP_MJ_INTERNAL_DEVICE_CONTROL,
					     location);

	if (status)
		return status;
	request.format->type = WdfRequestTypeDeviceControlInternal;
	request.format->code = port.code;
	location->Parameters.DeviceIoControl.IoControlCode = port.code;
	location->Parameters.Others.Argument1 = port.argument;
	request.is_formatted = true;
	return STATUS_SUCCESS;
}

NTSTATUS send_to_port(CallSite call, WDFUSBDEVICE handle, ULONG code, ULONG *argument = nullptr)
{
	auto *const device = object_at_passive<UsbDevice>(call, handle);
	const PortFormatter formatter = { { format_port }, call, code, argument };

	return device ? send_formatted(call, *device, nullptr, nullptr,
				       WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE, formatter, nullptr)
		      : STATUS_INVALID_PARAMETER;
}

} /* namespace */

constinit const Class UsbDevice::kClass = {
	{ "WDFUSBDEVICE", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, free_descriptors, true,
	nullptr, prepare, nullptr, &Target::kClass
};

void usb_devices_end(Device &device)
{
	while (UsbDevice *usb = next_to_end(device)) {
		for (u32 i = 0; i < usb->interface_count; i++)
			end_pipes(*usb->interfaces[i]);
		target_end(*usb);
		object_dereference(usb);
	}
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfUsbTargetDeviceCreate(WDFDEVICE Device, PWDF_OBJECT_ATTRIBUTES Attributes,
					WDFUSBDEVICE *UsbDevice)
{
	return create(WW_CALL_SITE, Device, Attributes, UsbDevice, false);
}

NTSTATUS NTAPI WdfUsbTargetDeviceCreateWithParameters(WDFDEVICE Device,
						      PWDF_USB_DEVICE_CREATE_CONFIG Config,
						      PWDF_OBJECT_ATTRIBUTES Attributes,
						      WDFUSBDEVICE *UsbDevice)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, Config, "Config"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_USB_DEVICE_CREATE_CONFIG", Config->Size,
					       sizeof(*Config), nullptr))
		return status;
	return create(call, Device, Attributes, UsbDevice, true);
}

NTSTATUS NTAPI WdfUsbTargetDeviceCreateUrb(WDFUSBDEVICE UsbDevice, PWDF_OBJECT_ATTRIBUTES Attributes,
					   WDFMEMORY *UrbMemory, PURB *Urb)
{
	return create_urb(WW_CALL_SITE, UsbDevice, Attributes, sizeof(URB), UrbMemory, Urb);
}

NTSTATUS NTAPI WdfUsbTargetDeviceCreateIsochUrb(WDFUSBDEVICE UsbDevice, PWDF_OBJECT_ATTRIBUTES Attributes,
						ULONG NumberOfIsochPackets, WDFMEMORY *UrbMemory, PURB *Urb)
{
	const CallSite call = WW_CALL_SITE;

	if (!NumberOfIsochPackets || NumberOfIsochPackets > WW_USB_PACKETS)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "NumberOfIsochPackets is %u, not between 1 and %u", NumberOfIsochPackets,
			      WW_USB_PACKETS);
	return create_urb(call, UsbDevice, Attributes, GET_ISO_URB_SIZE(NumberOfIsochPackets), UrbMemory, Urb);
}

VOID NTAPI WdfUsbTargetDeviceGetDeviceDescriptor(WDFUSBDEVICE UsbDevice,
						 PUSB_DEVICE_DESCRIPTOR UsbDeviceDescriptor)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const device = object_at_dispatch_or_below<wdf::UsbDevice>(call, UsbDevice);

	if (device && check_not_null(call, UsbDeviceDescriptor, "UsbDeviceDescriptor"))
		*UsbDeviceDescriptor = device->descriptor;
}

NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveConfigDescriptor(WDFUSBDEVICE UsbDevice, PVOID ConfigDescriptor,
							  PUSHORT ConfigDescriptorLength)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const device = object_at_passive<wdf::UsbDevice>(call, UsbDevice);

	if (!device || !check_not_null(call, ConfigDescriptorLength, "ConfigDescriptorLength"))
		return STATUS_INVALID_PARAMETER;

	const USHORT room = ConfigDescriptor ? *ConfigDescriptorLength : static_cast<USHORT>(0);
	const USHORT bytes = device->configuration->wTotalLength;

	RtlCopyMemory(ConfigDescriptor, device->configuration, room < bytes ? room : bytes);
	*ConfigDescriptorLength = bytes;
	return room < bytes ? STATUS_BUFFER_TOO_SMALL : STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveInformation(WDFUSBDEVICE UsbDevice,
						     PWDF_USB_DEVICE_INFORMATION Information)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const device = object_at_dispatch_or_below<wdf::UsbDevice>(call, UsbDevice);

	if (!device || !check_not_null(call, Information, "Information"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_USB_DEVICE_INFORMATION", Information->Size,
					       sizeof(*Information), device))
		return status;

	const UsbFunction function(device->pdo);

	if (!function)
		return STATUS_DEVICE_NOT_CONNECTED;

	const ww_usb_speed speed = ww_usb_speed_of(function.get());
	const UCHAR attributes = device->configuration->bmAttributes;

	Information->UsbdVersionInformation = { USBDI_VERSION, speed == WW_USB_SUPER ? 0x300u : 0x200u };
	Information->HcdPortCapabilities = 0;
	Information->Traits = (attributes & USB_CONFIG_SELF_POWERED ? WDF_USB_DEVICE_TRAIT_SELF_POWERED : 0) |
			      (attributes & USB_CONFIG_REMOTE_WAKEUP
				       ? WDF_USB_DEVICE_TRAIT_REMOTE_WAKE_CAPABLE : 0) |
			      (speed != WW_USB_SLOW ? WDF_USB_DEVICE_TRAIT_AT_HIGH_SPEED : 0);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfUsbTargetDeviceQueryString(WDFUSBDEVICE UsbDevice, WDFREQUEST Request,
					     PWDF_REQUEST_SEND_OPTIONS RequestOptions, PUSHORT String,
					     PUSHORT NumCharacters, UCHAR StringIndex, USHORT LangID)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, NumCharacters, "NumCharacters"))
		return STATUS_INVALID_PARAMETER;
	return with_string({ call, UsbDevice, Request, RequestOptions, StringIndex, LangID },
			   [&](wdf::UsbDevice &, const WCHAR *text, USHORT count) {
				   const USHORT room = *NumCharacters;

				   *NumCharacters = count;
				   if (!String)
					   return STATUS_SUCCESS;
				   RtlCopyMemory(String, text,
						 (room < count ? room : count) * sizeof(WCHAR));
				   return room < count ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
			   });
}

NTSTATUS NTAPI WdfUsbTargetDeviceAllocAndQueryString(WDFUSBDEVICE UsbDevice,
						     PWDF_OBJECT_ATTRIBUTES StringMemoryAttributes,
						     WDFMEMORY *StringMemory, PUSHORT NumCharacters,
						     UCHAR StringIndex, USHORT LangID)
{
	const CallSite call = WW_CALL_SITE;
	Object *parent;

	if (!check_not_null(call, StringMemory, "StringMemory") ||
	    !find_parent(call, StringMemoryAttributes, parent))
		return STATUS_INVALID_PARAMETER;
	*StringMemory = nullptr;
	if (const NTSTATUS status = check_attributes(call, StringMemoryAttributes, kDefaultsOnly, nullptr))
		return status;
	return with_string({ call, UsbDevice, nullptr, nullptr, StringIndex, LangID },
			   [&](wdf::UsbDevice &device, const WCHAR *text, USHORT count) {
				   const size_t bytes = count * sizeof(WCHAR);
				   Memory *const memory = memory_create(device, StringMemoryAttributes,
									bytes ? bytes : sizeof(WCHAR));

				   if (!memory)
					   return STATUS_INSUFFICIENT_RESOURCES;
				   RtlCopyMemory(memory->buffer, text, bytes);
				   *StringMemory = handle_of<WDFMEMORY>(*memory);
				   if (NumCharacters)
					   *NumCharacters = count;
				   return STATUS_SUCCESS;
			   });
}

NTSTATUS NTAPI WdfUsbTargetDeviceSelectConfig(WDFUSBDEVICE UsbDevice,
					      PWDF_OBJECT_ATTRIBUTES PipeAttributes,
					      PWDF_USB_DEVICE_SELECT_CONFIG_PARAMS Params)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_passive<wdf::UsbDevice>(call, UsbDevice);

	if (!device || !check_not_null(call, Params, "Params"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_USB_DEVICE_SELECT_CONFIG_PARAMS", Params->Size,
					       sizeof(*Params), device))
		return status;
	if (const NTSTATUS status = check_attributes(call, PipeAttributes, kNoParent, device))
		return status;
	return select_configuration(call, *device, PipeAttributes, *Params);
}

NTSTATUS NTAPI WdfUsbTargetDeviceQueryUsbCapability(WDFUSBDEVICE UsbDevice,
						    const GUID *CapabilityType,
						    ULONG CapabilityBufferLength,
						    PVOID CapabilityBuffer, PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const device = object_at_passive<wdf::UsbDevice>(call, UsbDevice);

	if (!device || !check_not_null(call, CapabilityType, "CapabilityType"))
		return STATUS_INVALID_PARAMETER;
	if (!device->has_contract)
		return refuse(call, device, STATUS_INVALID_DEVICE_STATE, kNoContract);
	if (!CapabilityBuffer != !CapabilityBufferLength)
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "CapabilityBuffer is %s, and CapabilityBufferLength %u",
			      CapabilityBuffer ? "given" : "NULL", CapabilityBufferLength);
	if (ResultLength)
		*ResultLength = 0;

	const UsbFunction function(device->pdo);

	return function ? usb_capability(function.get(), *CapabilityType)
			: STATUS_DEVICE_NOT_CONNECTED;
}

USBD_CONFIGURATION_HANDLE NTAPI WdfUsbTargetDeviceWdmGetConfigurationHandle(WDFUSBDEVICE UsbDevice)
{
	const auto *const device = object_at_dispatch_or_below<wdf::UsbDevice>(WW_CALL_SITE,
									       UsbDevice);

	return device ? usb_configuration_handle(device->configuration->bConfigurationValue)
		      : nullptr;
}

UCHAR NTAPI WdfUsbTargetDeviceGetNumInterfaces(WDFUSBDEVICE UsbDevice)
{
	const auto *const device = object_at_dispatch_or_below<wdf::UsbDevice>(WW_CALL_SITE, UsbDevice);

	return device ? device->interface_count : static_cast<UCHAR>(0);
}

WDFUSBINTERFACE NTAPI WdfUsbTargetDeviceGetInterface(WDFUSBDEVICE UsbDevice, UCHAR InterfaceIndex)
{
	const auto *const device = object_at_dispatch_or_below<wdf::UsbDevice>(WW_CALL_SITE, UsbDevice);

	return device && InterfaceIndex < device->interface_count
		       ? handle_of<WDFUSBINTERFACE>(*device->interfaces[InterfaceIndex]) : nullptr;
}

WDFIOTARGET NTAPI WdfUsbTargetDeviceGetIoTarget(WDFUSBDEVICE UsbDevice)
{
	const auto *const device = object_at_dispatch_or_below<wdf::UsbDevice>(WW_CALL_SITE, UsbDevice);

	return device ? handle_of<WDFIOTARGET>(*device) : nullptr;
}

NTSTATUS NTAPI WdfUsbTargetDeviceRetrieveCurrentFrameNumber(WDFUSBDEVICE UsbDevice,
							    PULONG CurrentFrameNumber)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const device = object_at_dispatch_or_below<wdf::UsbDevice>(call, UsbDevice);

	if (!device || !check_not_null(call, CurrentFrameNumber, "CurrentFrameNumber"))
		return STATUS_INVALID_PARAMETER;

	const UsbFunction function(device->pdo);
	const s32 frame = function ? ww_usb_frame(function.get()) : -1;

	if (frame < 0)
		return STATUS_DEVICE_NOT_CONNECTED;
	*CurrentFrameNumber = static_cast<ULONG>(frame);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfUsbTargetDeviceResetPortSynchronously(WDFUSBDEVICE UsbDevice)
{
	return send_to_port(WW_CALL_SITE, UsbDevice, IOCTL_INTERNAL_USB_RESET_PORT);
}

NTSTATUS NTAPI WdfUsbTargetDeviceCyclePortSynchronously(WDFUSBDEVICE UsbDevice)
{
	return send_to_port(WW_CALL_SITE, UsbDevice, IOCTL_INTERNAL_USB_CYCLE_PORT);
}

NTSTATUS NTAPI WdfUsbTargetDeviceIsConnectedSynchronous(WDFUSBDEVICE UsbDevice)
{
	ULONG port = 0;
	const NTSTATUS status = send_to_port(WW_CALL_SITE, UsbDevice, IOCTL_INTERNAL_USB_GET_PORT_STATUS,
					     &port);

	return status || port & USBD_PORT_CONNECTED ? status : STATUS_DEVICE_DOES_NOT_EXIST;
}

} /* extern "C" */
