/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFUSBINTERFACE and WDFUSBPIPE: what the descriptors say, and the settings of an interface.
 */
#include "base/irql.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "handle.hpp"
#include "linux/usb.h"
#include "pnp/node.hpp"
#include "pnp/usb.hpp"
#include "pnp/usb_descriptors.hpp"
#include "usb.hpp"

namespace ww::wdf {
namespace {

/* As Windows says of a host controller of USB 3. */
constexpr ULONG kMostBytes = 4 << 20;

/* ---- Descriptors ---------------------------------------------------------------------------- */

/* Leaves @descriptors behind the setting. Null if the interface has none of that number. */
const USB_INTERFACE_DESCRIPTOR *find_setting(UsbDescriptors &descriptors,
					     const UsbInterface &interface, u32 setting)
{
	return descriptors.find_setting(interface.number, setting);
}

u32 count_settings(const UsbInterface &interface)
{
	UsbDescriptors descriptors(*interface.device->configuration);
	u32 count = 0;

	while (const USB_INTERFACE_DESCRIPTOR *found = descriptors.next_setting())
		count += found->bInterfaceNumber == interface.number;
	return count;
}

void describe(const USB_ENDPOINT_DESCRIPTOR &endpoint, UCHAR setting, WDF_USB_PIPE_INFORMATION &information)
{
	static constexpr WDF_USB_PIPE_TYPE types[] = { WdfUsbPipeTypeControl, WdfUsbPipeTypeIsochronous,
						       WdfUsbPipeTypeBulk, WdfUsbPipeTypeInterrupt };
	const ULONG size = information.Size;

	information = { .Size = size,
			.MaximumPacketSize = usb_packet_of(endpoint),
			.EndpointAddress = endpoint.bEndpointAddress,
			.Interval = endpoint.bInterval,
			.SettingIndex = setting,
			.PipeType = types[endpoint.bmAttributes & USB_ENDPOINT_TYPE_MASK],
			.MaximumTransferSize = kMostBytes };
}

/* ---- Pipes ---------------------------------------------------------------------------------- */

/* Before the requests of its continuous reader go. */
void prepare(Object &object)
{
	target_end(static_cast<UsbPipe &>(object));
}

void free_reader(Object &object)
{
	reader_free(static_cast<UsbPipe &>(object).reader);
}

UsbPipe *make_pipe(UsbInterface &interface, const USB_ENDPOINT_DESCRIPTOR &endpoint,
		   const WDF_OBJECT_ATTRIBUTES *attributes)
{
	auto *const pipe = object_allocate<UsbPipe>(interface.driver_object(), attributes);

	if (!pipe)
		return nullptr;
	target_init_local(*pipe, *interface.device->device);
	pipe->interface = &interface;
	pipe->information.Size = sizeof(pipe->information);
	describe(endpoint, interface.setting, pipe->information);
	if (object_add_child(interface, *pipe))
		return pipe;
	object_discard(*pipe);
	return nullptr;
}

bool make_pipes(UsbInterface &interface, UsbDescriptors &descriptors,
		const WDF_OBJECT_ATTRIBUTES *attributes)
{
	while (const USB_ENDPOINT_DESCRIPTOR *endpoint = descriptors.next_endpoint()) {
		if (interface.pipe_count == kMostUsbPipes)
			break;

		UsbPipe *const pipe = make_pipe(interface, *endpoint, attributes);

		if (!pipe)
			return false;
		interface.pipes[interface.pipe_count++] = pipe;
	}
	return true;
}

NTSTATUS tell_device(const UsbInterface &interface, u32 setting)
{
	const UsbFunction function(interface.device->pdo);

	return function ? ww::usb_status_of(ww_usb_set_interface(function.get(), interface.number,
								 setting))
			: STATUS_DEVICE_NOT_CONNECTED;
}

/* ---- Interfaces ----------------------------------------------------------------------------- */

UsbInterface *make_interface(UsbDevice &device, UCHAR number)
{
	auto *const interface = object_allocate<UsbInterface>(device.driver_object(), nullptr);

	if (!interface)
		return nullptr;
	interface->may_be_deleted = false;
	interface->device = &device;
	interface->number = number;
	if (object_add_child(device, *interface))
		return interface;
	object_discard(*interface);
	return nullptr;
}

UsbInterface *interface_of(CallSite call, WDFUSBINTERFACE handle)
{
	return object_at_dispatch_or_below<UsbInterface>(call, handle);
}

UsbPipe *pipe_of(CallSite call, WDFUSBPIPE handle)
{
	return object_at_dispatch_or_below<UsbPipe>(call, handle);
}

bool check_information(CallSite call, const Object &owner, const WDF_USB_PIPE_INFORMATION *information)
{
	return !check_size(call, "WDF_USB_PIPE_INFORMATION", information->Size, sizeof(*information), &owner);
}

NTSTATUS select_by_urb(CallSite call, UsbInterface &interface, URB *urb,
		       const WDF_OBJECT_ATTRIBUTES *attributes)
{
	if (urb && urb->UrbSelectInterface.Interface.InterfaceNumber != interface.number)
		return refuse(call, &interface, STATUS_INVALID_PARAMETER,
			      "the URB's InterfaceNumber is %u, and that of the WDFUSBINTERFACE %u",
			      urb->UrbSelectInterface.Interface.InterfaceNumber, interface.number);
	if (const NTSTATUS status = usb_select_by_urb(call, *interface.device, urb,
						      URB_FUNCTION_SELECT_INTERFACE,
						      usb_select_interface))
		return status;
	usb_pipes_delete(interface);
	return usb_pipes_make(interface, urb->UrbSelectInterface.Interface.AlternateSetting,
			      attributes);
}

} /* namespace */

constinit const Class UsbPipe::kClass = {
	{ "WDFUSBPIPE", object_finalise, "WdfUsbInterfaceSelectSetting" }, nullptr, nullptr, free_reader,
	true, nullptr, prepare, nullptr, &Target::kClass
};

constinit const Class UsbInterface::kClass = {
	{ "WDFUSBINTERFACE", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false
};

bool usb_interfaces_make(UsbDevice &device)
{
	UsbDescriptors descriptors(*device.configuration);

	while (const USB_INTERFACE_DESCRIPTOR *found = descriptors.next_setting()) {
		if (device.interface_count == kMostUsbInterfaces ||
		    usb_interface_of(device, found->bInterfaceNumber))
			continue;

		UsbInterface *const interface = make_interface(device, found->bInterfaceNumber);

		if (!interface)
			return false;
		device.interfaces[device.interface_count++] = interface;
	}
	return device.interface_count;
}

UsbInterface *usb_interface_of(UsbDevice &device, u32 number)
{
	for (u32 i = 0; i < device.interface_count; i++) {
		if (device.interfaces[i]->number == number)
			return device.interfaces[i];
	}
	return nullptr;
}

void usb_pipes_delete(UsbInterface &interface)
{
	while (interface.pipe_count) {
		UsbPipe &pipe = *interface.pipes[--interface.pipe_count];

		if (object_begin_delete(pipe))
			object_delete(pipe);
	}
}

NTSTATUS usb_pipes_make(UsbInterface &interface, u32 setting,
			const WDF_OBJECT_ATTRIBUTES *attributes)
{
	UsbDescriptors descriptors(*interface.device->configuration);

	interface.setting = static_cast<UCHAR>(setting);
	if (!find_setting(descriptors, interface, setting) ||
	    make_pipes(interface, descriptors, attributes))
		return STATUS_SUCCESS;
	usb_pipes_delete(interface);
	return STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS usb_setting_select(CallSite call, UsbInterface &interface, u32 setting,
			    const WDF_OBJECT_ATTRIBUTES *attributes)
{
	UsbDescriptors descriptors(*interface.device->configuration);

	if (!find_setting(descriptors, interface, setting))
		return refuse(call, &interface, STATUS_INVALID_PARAMETER,
			      "interface %u has no setting %u", interface.number, setting);
	usb_pipes_delete(interface);
	if (const NTSTATUS status = tell_device(interface, setting))
		return status;
	return usb_pipes_make(interface, setting, attributes);
}

NTSTATUS usb_select_by_urb(CallSite call, UsbDevice &device, URB *urb, USHORT function,
			   UsbResult (*select)(ww_usb *function, URB &urb))
{
	const UsbFunction usb(device.pdo);

	if (!check_not_null(call, urb, "Urb"))
		return STATUS_INVALID_PARAMETER;
	if (urb->UrbHeader.Function != function)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "the URB's Function is %u, not %u", urb->UrbHeader.Function,
			      function);
	if (!usb)
		return STATUS_DEVICE_NOT_CONNECTED;

	const UsbResult result = select(usb.get(), *urb);

	urb->UrbHeader.Status = result.usbd;
	return result.status;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

BYTE NTAPI WdfUsbInterfaceGetInterfaceNumber(WDFUSBINTERFACE UsbInterface)
{
	const auto *const interface = interface_of(WW_CALL_SITE, UsbInterface);

	return interface ? interface->number : static_cast<BYTE>(0);
}

BYTE NTAPI WdfUsbInterfaceGetNumSettings(WDFUSBINTERFACE UsbInterface)
{
	const auto *const interface = interface_of(WW_CALL_SITE, UsbInterface);

	return static_cast<BYTE>(interface ? count_settings(*interface) : 0);
}

BYTE NTAPI WdfUsbInterfaceGetConfiguredSettingIndex(WDFUSBINTERFACE Interface)
{
	const auto *const interface = interface_of(WW_CALL_SITE, Interface);

	return interface ? interface->setting : static_cast<BYTE>(0);
}

VOID NTAPI WdfUsbInterfaceGetDescriptor(WDFUSBINTERFACE UsbInterface, UCHAR SettingIndex,
					PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const interface = interface_of(call, UsbInterface);

	if (!interface || !check_not_null(call, InterfaceDescriptor, "InterfaceDescriptor"))
		return;

	UsbDescriptors descriptors(*interface->device->configuration);
	const auto *const found = find_setting(descriptors, *interface, SettingIndex);

	*InterfaceDescriptor = found ? *found : USB_INTERFACE_DESCRIPTOR{};
}

BYTE NTAPI WdfUsbInterfaceGetNumEndpoints(WDFUSBINTERFACE UsbInterface, UCHAR SettingIndex)
{
	const auto *const interface = interface_of(WW_CALL_SITE, UsbInterface);

	if (!interface)
		return 0;

	UsbDescriptors descriptors(*interface->device->configuration);
	BYTE count = 0;

	if (find_setting(descriptors, *interface, SettingIndex)) {
		while (descriptors.next_endpoint())
			count++;
	}
	return count;
}

VOID NTAPI WdfUsbInterfaceGetEndpointInformation(WDFUSBINTERFACE UsbInterface, UCHAR SettingIndex,
						 UCHAR EndpointIndex,
						 PWDF_USB_PIPE_INFORMATION EndpointInfo)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const interface = interface_of(call, UsbInterface);

	if (!interface || !check_not_null(call, EndpointInfo, "EndpointInfo") ||
	    !check_information(call, *interface, EndpointInfo))
		return;

	UsbDescriptors descriptors(*interface->device->configuration);
	const USB_ENDPOINT_DESCRIPTOR *endpoint = nullptr;

	if (find_setting(descriptors, *interface, SettingIndex))
		endpoint = descriptors.next_endpoint();
	while (endpoint && EndpointIndex--)
		endpoint = descriptors.next_endpoint();
	if (endpoint)
		describe(*endpoint, SettingIndex, *EndpointInfo);
}

BYTE NTAPI WdfUsbInterfaceGetNumConfiguredPipes(WDFUSBINTERFACE UsbInterface)
{
	const auto *const interface = interface_of(WW_CALL_SITE, UsbInterface);

	return interface ? interface->pipe_count : static_cast<BYTE>(0);
}

WDFUSBPIPE NTAPI WdfUsbInterfaceGetConfiguredPipe(WDFUSBINTERFACE UsbInterface, UCHAR PipeIndex,
						  PWDF_USB_PIPE_INFORMATION PipeInfo)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const interface = interface_of(call, UsbInterface);

	if (!interface || PipeIndex >= interface->pipe_count ||
	    (PipeInfo && !check_information(call, *interface, PipeInfo)))
		return nullptr;
	if (PipeInfo)
		*PipeInfo = interface->pipes[PipeIndex]->information;
	return handle_of<WDFUSBPIPE>(*interface->pipes[PipeIndex]);
}

NTSTATUS NTAPI WdfUsbInterfaceSelectSetting(WDFUSBINTERFACE UsbInterface,
					    PWDF_OBJECT_ATTRIBUTES PipesAttributes,
					    PWDF_USB_INTERFACE_SELECT_SETTING_PARAMS Params)
{
	const CallSite call = WW_CALL_SITE;
	auto *const interface = object_at_passive<wdf::UsbInterface>(call, UsbInterface);

	if (!interface || !check_not_null(call, Params, "Params"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_USB_INTERFACE_SELECT_SETTING_PARAMS",
					       Params->Size, sizeof(*Params), interface))
		return status;
	if (const NTSTATUS status = check_attributes(call, PipesAttributes, kNoParent, interface))
		return status;
	switch (Params->Type) {
	case WdfUsbInterfaceSelectSettingTypeSetting:
		return usb_setting_select(call, *interface, Params->Types.Interface.SettingIndex,
					  PipesAttributes);
	case WdfUsbInterfaceSelectSettingTypeDescriptor:
		if (!check_not_null(call, Params->Types.Descriptor.InterfaceDescriptor,
				    "InterfaceDescriptor"))
			return STATUS_INVALID_PARAMETER;
		return usb_setting_select(call, *interface,
					  Params->Types.Descriptor.InterfaceDescriptor->bAlternateSetting,
					  PipesAttributes);
	case WdfUsbInterfaceSelectSettingTypeUrb:
		return select_by_urb(call, *interface, Params->Types.Urb.Urb, PipesAttributes);
	default:
		return refuse(call, interface, STATUS_INVALID_PARAMETER,
			      "WDF_USB_INTERFACE_SELECT_SETTING_PARAMS.Type is %u", Params->Type);
	}
}

VOID NTAPI WdfUsbTargetPipeGetInformation(WDFUSBPIPE Pipe, PWDF_USB_PIPE_INFORMATION PipeInformation)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const pipe = pipe_of(call, Pipe);

	if (pipe && check_not_null(call, PipeInformation, "PipeInformation") &&
	    check_information(call, *pipe, PipeInformation))
		*PipeInformation = pipe->information;
}

WDF_USB_PIPE_TYPE NTAPI WdfUsbTargetPipeGetType(WDFUSBPIPE Pipe)
{
	const auto *const pipe = pipe_of(WW_CALL_SITE, Pipe);

	return pipe ? pipe->information.PipeType : WdfUsbPipeTypeInvalid;
}

BOOLEAN NTAPI WdfUsbTargetPipeIsInEndpoint(WDFUSBPIPE Pipe)
{
	const auto *const pipe = pipe_of(WW_CALL_SITE, Pipe);

	return pipe && USB_ENDPOINT_DIRECTION_IN(pipe->information.EndpointAddress);
}

BOOLEAN NTAPI WdfUsbTargetPipeIsOutEndpoint(WDFUSBPIPE Pipe)
{
	const auto *const pipe = pipe_of(WW_CALL_SITE, Pipe);

	return pipe && USB_ENDPOINT_DIRECTION_OUT(pipe->information.EndpointAddress);
}

VOID NTAPI WdfUsbTargetPipeSetNoMaximumPacketSizeCheck(WDFUSBPIPE Pipe)
{
	auto *const pipe = pipe_of(WW_CALL_SITE, Pipe);

	if (pipe)
		pipe->takes_any_length = true;
}

WDFIOTARGET NTAPI WdfUsbTargetPipeGetIoTarget(WDFUSBPIPE Pipe)
{
	const auto *const pipe = pipe_of(WW_CALL_SITE, Pipe);

	return pipe ? handle_of<WDFIOTARGET>(*pipe) : nullptr;
}

USBD_PIPE_HANDLE NTAPI WdfUsbTargetPipeWdmGetPipeHandle(WDFUSBPIPE UsbPipe)
{
	const auto *const pipe = pipe_of(WW_CALL_SITE, UsbPipe);

	return pipe ? usb_pipe_handle(pipe->information.EndpointAddress) : nullptr;
}

} /* extern "C" */
