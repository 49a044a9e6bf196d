/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device interfaces of the framework's devices. They are enabled while the device is started,
 * unless the driver has disabled them.
 */
#include "interface.hpp"

#include <winwork/io/pnp.h>

#include "base/turn.hpp"
#include "create.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "ob/driver.hpp"
#include "pnp/node.hpp"
#include "string.hpp"

namespace ww::wdf {

struct DeviceInterface {
	DeviceInterface *next;
	GUID guid;
	UNICODE_STRING reference;
	UNICODE_STRING link;		/* of IoRegisterDeviceInterface */
	bool is_wanted;			/* the driver has not disabled it */
};

namespace {

/* Covers the lists of all devices, and orders the changes of their states. */
constinit struct ww_turn turn{};

/* The link that leads to the interface; to null, at the end of the list, without one. */
DeviceInterface **link_to(Device &device, const GUID &guid, PCUNICODE_STRING reference)
{
	constexpr UNICODE_STRING kNone{};
	DeviceInterface **at = &device.interfaces;

	if (!reference)
		reference = &kNone;
	for (; *at; at = &(*at)->next) {
		if (IsEqualGUID((*at)->guid, guid) &&
		    RtlEqualUnicodeString(&(*at)->reference, reference, FALSE))
			break;
	}
	return at;
}

NTSTATUS register_link(Device &device, DeviceInterface &interface)
{
	return IoRegisterDeviceInterface(device.pdo, &interface.guid,
					 interface.reference.Buffer ? &interface.reference : nullptr,
					 &interface.link);
}

/* The PnP manager does not know a PDO before its bus has reported it: then this waits for the start. */
bool is_known(const Device &device)
{
	return !device.as_pdo || node_of(device.pdo);
}

void set_state(Device &device, DeviceInterface &interface)
{
	if (!device.is_started)
		return;
	if (!interface.link.Buffer && !NT_SUCCESS(register_link(device, interface)))
		ww_print(WW_LEVEL_ERROR, "a device of %s has no link for an interface: no memory",
			 object_header(device.wdm->DriverObject)->name);
	else
		IoSetDeviceInterfaceState(&interface.link, interface.is_wanted);
}

void interface_free(DeviceInterface *interface)
{
	RtlFreeUnicodeString(&interface->link);
	ww_free(interface->reference.Buffer);
	ww_free(interface);
}

/* Appends a new interface to the list of the device. */
NTSTATUS add(Device &device, DeviceInterface **at, const GUID &guid, PCUNICODE_STRING reference)
{
	auto *const made = static_cast<DeviceInterface *>(
		ww_zalloc_sleeping(sizeof(DeviceInterface)));

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	made->guid = guid;
	made->is_wanted = true;
	if (reference && !copy_string(made->reference, *reference)) {
		ww_free(made);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	if (const NTSTATUS status = is_known(device) ? register_link(device, *made) : STATUS_SUCCESS) {
		ww_free(made->reference.Buffer);
		ww_free(made);
		return status;
	}
	*at = made;
	set_state(device, *made);
	return STATUS_SUCCESS;
}

/* The device behind @handle, if it may have interfaces of @guid; or null, after a report. */
Device *device_with(CallSite call, WDFDEVICE handle, const GUID *guid)
{
	auto *const device = object_at_passive<Device>(call, handle);

	return device && check_not_null(call, guid, "InterfaceClassGUID") ? device : nullptr;
}

/* WdfDeviceSetDeviceInterfaceState. */
void set_wanted(CallSite call, WDFDEVICE handle, const GUID *guid, PCUNICODE_STRING reference,
		bool wanted)
{
	Device *const device = device_with(call, handle, guid);

	if (!device)
		return;

	bool found;
	{
		TurnGuard guard(&turn);
		DeviceInterface *const interface = *link_to(*device, *guid, reference);

		found = interface;
		if (interface && interface->is_wanted != wanted) {
			interface->is_wanted = wanted;
			set_state(*device, *interface);
		}
	}
	if (!found)
		report(violation_of(call, kVerifierFatalError, device),
		       "the WDFDEVICE has no such interface");
}

} /* namespace */

void interfaces_enable(Device &device)
{
	TurnGuard guard(&turn);

	device.is_started = true;
	for (DeviceInterface *interface = device.interfaces; interface;
	     interface = interface->next) {
		if (interface->is_wanted)
			set_state(device, *interface);
	}
}

void interfaces_disable(Device &device)
{
	TurnGuard guard(&turn);

	if (!device.is_started)
		return;
	device.is_started = false;
	for (DeviceInterface *interface = device.interfaces; interface;
	     interface = interface->next) {
		if (interface->is_wanted && interface->link.Buffer)
			IoSetDeviceInterfaceState(&interface->link, FALSE);
	}
}

void interfaces_free(Device &device)
{
	TurnGuard guard(&turn);

	while (DeviceInterface *interface = device.interfaces) {
		device.interfaces = interface->next;
		interface_free(interface);
	}
}

void interfaces_init()
{
	ww_turn_init(&turn, WW_TURN_DEVICE_INTERFACES);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDeviceCreateDeviceInterface(WDFDEVICE Device, const GUID *InterfaceClassGUID,
					      PCUNICODE_STRING ReferenceString)
{
	const CallSite call = WW_CALL_SITE;
	wdf::Device *const device = device_with(call, Device, InterfaceClassGUID);

	if (!device)
		return STATUS_INVALID_PARAMETER;
	if (ReferenceString && !is_string(*ReferenceString))
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "ReferenceString has the Length %u, the MaximumLength %u and the "
			      "Buffer %s", ReferenceString->Length, ReferenceString->MaximumLength,
			      Shown(ReferenceString->Buffer).text);
	if (!device->pdo)
		return refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
			      "a control device has no interfaces");

	TurnGuard guard(&turn);
	DeviceInterface **const at = link_to(*device, *InterfaceClassGUID, ReferenceString);

	return *at ? STATUS_SUCCESS : add(*device, at, *InterfaceClassGUID, ReferenceString);
}

VOID NTAPI WdfDeviceSetDeviceInterfaceState(WDFDEVICE Device, const GUID *InterfaceClassGUID,
					    PCUNICODE_STRING ReferenceString,
					    BOOLEAN IsInterfaceEnabled)
{
	set_wanted(WW_CALL_SITE, Device, InterfaceClassGUID, ReferenceString, IsInterfaceEnabled);
}

VOID NTAPI WdfDeviceSetDeviceInterfaceStateEx(WDFDEVICE Device, const GUID *InterfaceClassGUID,
					      PCUNICODE_STRING ReferenceString,
					      BOOLEAN IsInterfaceEnabled)
{
	set_wanted(WW_CALL_SITE, Device, InterfaceClassGUID, ReferenceString, IsInterfaceEnabled);
}

NTSTATUS NTAPI WdfDeviceRetrieveDeviceInterfaceString(WDFDEVICE Device,
						      const GUID *InterfaceClassGUID,
						      PCUNICODE_STRING ReferenceString,
						      WDFSTRING String)
{
	const CallSite call = WW_CALL_SITE;
	wdf::Device *const device = device_with(call, Device, InterfaceClassGUID);
	auto *const string = device ? object_of<wdf::String>(call, String) : nullptr;

	if (!string)
		return STATUS_INVALID_PARAMETER;

	TurnGuard guard(&turn);
	const DeviceInterface *const interface = *link_to(*device, *InterfaceClassGUID,
							  ReferenceString);

	if (!interface)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	return interface->link.Buffer ? string_assign(*string, interface->link) : STATUS_INVALID_DEVICE_STATE;
}

} /* extern "C" */
