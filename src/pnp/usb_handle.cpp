/* SPDX-License-Identifier: GPL-2.0 */
/*
 * USBD_HANDLE: what a WDM driver has of the USB bus, and the URBs that it gets by that. A handle lives until it is
 * closed and its last URB is freed. Trees have all handles and all URBs, so that any pointer can be checked before it is
 * followed.
 */
#include <usb.h>
#include <usbdlib.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "linux/memory.h"
#include "linux/usb.h"
#include "mm/range_tree.hpp"
#include "node.hpp"
#include "ob/device.hpp"
#include "ob/image.hpp"
#include "ob/stack.hpp"
#include "usb.hpp"
#include "usb_build.hpp"
#include "usb_handle.hpp"
#include "usb_urb.hpp"

namespace ww {
namespace {

/* ---- Handles -------------------------------------------------------------------------------- */

struct OwnUrb {
	RangeNode by_handle;		/* first. Its range is the address of the URB */
	alignas(16) UCHAR urb[];
};

struct Handle {
	RangeNode by_address;		/* first. Its range is the address of this; as the next */
	RangeNode by_image;		/* of the module that has created it, or of null */
	PDEVICE_OBJECT device;		/* of the driver; for reports */
	ww_usb *function;		/* referenced */
	CallSite maker;
	u32 urbs;
	bool is_closed;
};

/* Covers the trees and all that is in them, but for what does not change. */
constinit Lock handles_lock;
constinit RangeTree handles WW_GUARDED_BY(handles_lock){};
constinit RangeTree handles_of_images WW_GUARDED_BY(handles_lock){};
constinit RangeTree urbs WW_GUARDED_BY(handles_lock){};

Violation violation_of(CallSite call, UsbViolation which, const void *urb, const Handle *handle)
{
	const void *const device = handle ? handle->device : nullptr;

	return { .code = BugCheck::bugcode_usb3_driver,
		 .parameter = { which, 0, address_of(urb), address_of(device) },
		 .call = call,
		 .item = urb,
		 .owner = device };
}

/* Null if it is no handle, be it open or closed. */
Handle *find(const void *handle) WW_REQUIRES(handles_lock)
{
	const RangeNode *const node = handles.find(range_at(nullptr, handle));

	return node ? CONTAINING_RECORD(node, Handle, by_address) : nullptr;
}

OwnUrb *find_urb(const Handle &handle, const void *urb) WW_REQUIRES(handles_lock)
{
	const RangeNode *const node = urbs.find(range_at(&handle, urb));

	return node ? CONTAINING_RECORD(node, OwnUrb, by_handle) : nullptr;
}

bool is_open(USBD_HANDLE handle)
{
	LockGuard guard(handles_lock);
	const Handle *const found = find(handle);

	return found && !found->is_closed;
}

/* The handle that a driver passes; null after a report. It stays as long as the driver does not close it. */
Handle *check_handle(CallSite call, USBD_HANDLE handle)
{
	if (handle && is_open(handle))
		return reinterpret_cast<Handle *>(handle);
	report_pointer(violation_of(call, kWrongUrb, nullptr, nullptr), handle,
		       "is no USBDHandle that is open");
	return nullptr;
}

void remove(Handle &handle) WW_REQUIRES(handles_lock)
{
	handles.remove(handle.by_address);
	handles_of_images.remove(handle.by_image);
}

/* Any URB that is left; null without one. */
OwnUrb *take_any_urb(const Handle &handle)
{
	LockGuard guard(handles_lock);
	const RangeNode *const node = urbs.find(range_of_any(&handle));
	OwnUrb *const urb = node ? CONTAINING_RECORD(node, OwnUrb, by_handle) : nullptr;

	if (urb)
		urbs.remove(urb->by_handle);
	return urb;
}

/* It is in no tree any more. */
void destroy(Handle &handle)
{
	while (OwnUrb *const urb = take_any_urb(handle))
		ww_free(urb);
	ww_usb_dereference(handle.function);
	ww_free(&handle);
}

/* ---- The URBs of a handle ------------------------------------------------------------------- */

/* What all functions that allocate begin with. */
Handle *check_allocation(CallSite call, USBD_HANDLE handle, PURB *urb)
{
	if (!at_dispatch_or_below(call, handle))
		return nullptr;
	if (handle && urb) {
		*urb = nullptr;
		return check_handle(call, handle);
	}
	refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
	       handle ? "Urb" : "USBDHandle");
	return nullptr;
}

NTSTATUS allocate(Handle &handle, size_t bytes, PURB *urb)
{
	auto *const made = static_cast<OwnUrb *>(ww_zalloc(sizeof(OwnUrb) + bytes));

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	*urb = reinterpret_cast<PURB>(made->urb);

	LockGuard guard(handles_lock);

	urbs.insert(made->by_handle, &handle, address_of(made->urb), 1);
	handle.urbs++;
	return STATUS_SUCCESS;
}

/* Takes the URB out of the handle's; null if it is none of these. */
OwnUrb *take(Handle &handle, const URB *urb)
{
	LockGuard guard(handles_lock);
	OwnUrb *const found = find_urb(handle, urb);

	if (found) {
		urbs.remove(found->by_handle);
		handle.urbs--;
	}
	return found;
}

bool has_urb(const Handle &handle, const URB *urb)
{
	LockGuard guard(handles_lock);

	return find_urb(handle, urb);
}

/* Of a handle that is closed or open, as its URBs may be freed after its end. */
Handle *handle_of_urb(USBD_HANDLE handle, const URB *urb)
{
	LockGuard guard(handles_lock);
	Handle *const found = find(handle);

	return found && find_urb(*found, urb) ? found : nullptr;
}

/* Takes one that is closed and has no URB out of the trees. False for any other. */
bool take_if_ended(const void *handle)
{
	LockGuard guard(handles_lock);
	Handle *const found = find(handle);

	if (!found || !found->is_closed || found->urbs)
		return false;
	remove(*found);
	return true;
}

/* Whether it is closed now. False: it has URBs, and stays until these are freed. */
bool close(Handle &handle)
{
	LockGuard guard(handles_lock);

	handle.is_closed = true;
	if (handle.urbs)
		return false;
	remove(handle);
	return true;
}

/* ---- Creation ------------------------------------------------------------------------------- */

/* The function of the device at the bottom of a stack, with a reference; null of another bus. */
ww_usb *function_below(PDEVICE_OBJECT target)
{
	const PDEVICE_OBJECT lowest = stack_lowest_reference(target);
	const UsbFunction function(lowest ? lowest : target);

	if (lowest)
		object_dereference(lowest);
	if (function)
		ww_usb_reference(function.get());
	return function.get();
}

NTSTATUS create(CallSite call, PDEVICE_OBJECT device, PDEVICE_OBJECT target, USBD_HANDLE *made)
{
	ww_usb *const function = function_below(target);

	if (!function)
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "TargetDeviceObject is no device of USB");

	auto *const handle = static_cast<Handle *>(ww_zalloc_sleeping(sizeof(Handle)));

	if (!handle) {
		ww_usb_dereference(function);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	handle->device = device;
	handle->function = function;
	handle->maker = call;
	*made = reinterpret_cast<USBD_HANDLE>(handle);

	LockGuard guard(handles_lock);

	handles.insert(handle->by_address, nullptr, address_of(handle), 1);
	handles_of_images.insert(handle->by_image, image_of_address(call.caller), address_of(handle), 1);
	return STATUS_SUCCESS;
}

/* ---- The end of a module --------------------------------------------------------------------- */

/* Takes one that the module has created, or any for null, out of the trees; null if there is none. */
Handle *take_left(const _WINWORK_IMAGE *image)
{
	LockGuard guard(handles_lock);
	const RangeNode *const node = image ? handles_of_images.find(range_of_any(image)) : handles_of_images.root();
	Handle *const found = node ? CONTAINING_RECORD(node, Handle, by_image) : nullptr;

	if (found)
		remove(*found);
	return found;
}

void report_left(const _WINWORK_IMAGE *image)
{
	while (Handle *const handle = take_left(image)) {
		report({ .code = BugCheck::bugcode_usb3_driver,
			 .parameter = { kHandleLeft, address_of(handle), address_of(handle->device),
					0 },
			 .call = handle->maker,
			 .item = handle,
			 .owner_name = image ? image->Name : nullptr },
		       handle->is_closed ? "an URB of the handle was not freed by USBD_UrbFree"
					 : "the handle was not closed by USBD_CloseHandle");
		destroy(*handle);
	}
}

bool has_buffer(CallSite call, const Handle &handle, const void *buffer, ULONG bytes)
{
	if (!buffer == !bytes)
		return true;
	refuse(call, handle.device, STATUS_INVALID_PARAMETER,
	       "OutputBuffer is %s, and OutputBufferLength %u", buffer ? "given" : "NULL", bytes);
	return false;
}

} /* namespace */

void usb_handles_report_left(const _WINWORK_IMAGE &image)
{
	report_left(&image);
}

void usb_handles_init()
{
	handles_lock.init(WW_LOCK_USB);
}

void usb_handles_exit()
{
	report_left(nullptr);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI USBD_CreateHandle(PDEVICE_OBJECT DeviceObject, PDEVICE_OBJECT TargetDeviceObject,
				 ULONG USBDClientContractVersion, ULONG PoolTag,
				 USBD_HANDLE *USBDHandle)
{
	const CallSite call = WW_CALL_SITE;
	const Required required[] = { { DeviceObject != nullptr, "DeviceObject" },
				      { TargetDeviceObject != nullptr, "TargetDeviceObject" },
				      { USBDHandle != nullptr, "USBDHandle" },
				      { PoolTag != 0, "PoolTag" } };

	if (!at_passive(call, DeviceObject))
		return STATUS_INVALID_LEVEL;
	if (const char *const missing = first_missing(required))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is 0", missing);
	*USBDHandle = nullptr;
	if (!check_type(call, DeviceObject, device_type) ||
	    !check_type(call, TargetDeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;
	if (USBDClientContractVersion != USBD_CLIENT_CONTRACT_VERSION_602)
		return refuse(
			call, DeviceObject, STATUS_INVALID_PARAMETER,
			"USBDClientContractVersion is 0x%x, not USBD_CLIENT_CONTRACT_VERSION_602",
			USBDClientContractVersion);
	return create(call, DeviceObject, TargetDeviceObject, USBDHandle);
}

VOID NTAPI USBD_CloseHandle(USBD_HANDLE USBDHandle)
{
	const CallSite call = WW_CALL_SITE;
	Handle *const handle = at_passive(call, USBDHandle) ? check_handle(call, USBDHandle)
							    : nullptr;

	if (!handle)
		return;

	Violation left = violation_of(call, kHandleLeft, handle, handle);

	left.parameter[1] = address_of(handle);
	left.parameter[2] = address_of(handle->device);
	left.parameter[3] = 0;
	if (close(*handle))
		destroy(*handle);
	else
		report(left, "the handle has URBs that were not freed by USBD_UrbFree");
}

NTSTATUS NTAPI USBD_UrbAllocate(USBD_HANDLE USBDHandle, PURB *Urb)
{
	Handle *const handle = check_allocation(WW_CALL_SITE, USBDHandle, Urb);

	return handle ? allocate(*handle, sizeof(URB), Urb) : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI USBD_IsochUrbAllocate(USBD_HANDLE USBDHandle, ULONG NumberOfIsochPacket, PURB *Urb)
{
	const CallSite call = WW_CALL_SITE;
	Handle *const handle = check_allocation(call, USBDHandle, Urb);

	if (!handle)
		return STATUS_INVALID_PARAMETER;
	if (!NumberOfIsochPacket || NumberOfIsochPacket > WW_USB_PACKETS)
		return refuse(call, handle->device, STATUS_INVALID_PARAMETER,
			      "NumberOfIsochPacket is %u, not between 1 and %u",
			      NumberOfIsochPacket, WW_USB_PACKETS);
	return allocate(*handle, GET_ISO_URB_SIZE(NumberOfIsochPacket), Urb);
}

NTSTATUS NTAPI USBD_SelectConfigUrbAllocateAndBuild(
	USBD_HANDLE USBDHandle, PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
	PUSBD_INTERFACE_LIST_ENTRY InterfaceList, PURB *Urb)
{
	const CallSite call = WW_CALL_SITE;
	Handle *const handle = check_allocation(call, USBDHandle, Urb);

	if (!handle)
		return STATUS_INVALID_PARAMETER;

	const u32 bytes = usb_select_bytes(InterfaceList);

	if (!ConfigurationDescriptor || !InterfaceList || !bytes)
		return refuse(call, handle->device, STATUS_INVALID_PARAMETER, "%s",
			      !ConfigurationDescriptor ? "ConfigurationDescriptor is NULL"
			      : !InterfaceList	       ? "InterfaceList is NULL"
					       : "InterfaceList has more than fits into an URB");

	const NTSTATUS status = allocate(*handle, bytes, Urb);

	if (!status)
		usb_build_select(**Urb, bytes, ConfigurationDescriptor, InterfaceList);
	return status;
}

NTSTATUS NTAPI USBD_SelectInterfaceUrbAllocateAndBuild(
	USBD_HANDLE USBDHandle, USBD_CONFIGURATION_HANDLE ConfigurationHandle,
	PUSBD_INTERFACE_LIST_ENTRY InterfaceListEntry, PURB *Urb)
{
	const CallSite call = WW_CALL_SITE;
	Handle *const handle = check_allocation(call, USBDHandle, Urb);

	if (!handle)
		return STATUS_INVALID_PARAMETER;
	if (!ConfigurationHandle || !InterfaceListEntry || !InterfaceListEntry->InterfaceDescriptor)
		return refuse(call, handle->device, STATUS_INVALID_PARAMETER, "%s is NULL",
			      !ConfigurationHandle  ? "ConfigurationHandle"
			      : !InterfaceListEntry ? "InterfaceListEntry"
						    : "InterfaceListEntry->InterfaceDescriptor");

	const UCHAR endpoints = InterfaceListEntry->InterfaceDescriptor->bNumEndpoints;
	const NTSTATUS status = allocate(*handle, usb_select_interface_bytes(endpoints), Urb);

	if (!status)
		usb_build_select_interface(**Urb, ConfigurationHandle, *InterfaceListEntry);
	return status;
}

VOID NTAPI USBD_UrbFree(USBD_HANDLE USBDHandle, PURB Urb)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Urb))
		return;

	Handle *const handle = handle_of_urb(USBDHandle, Urb);

	if (!handle) {
		Handle *const open = check_handle(call, USBDHandle);

		if (open)
			report_pointer(violation_of(call, kWrongUrb, Urb, open), Urb,
				       "is no URB of the handle, or was freed");
		return;
	}
	if (urb_is_used(*Urb)) {
		report(violation_of(call, kUrbInUse, Urb, handle),
		       "the URB is freed while the bus has it");
		return;
	}
	ww_free(take(*handle, Urb));
	if (take_if_ended(handle))
		destroy(*handle);
}

VOID NTAPI USBD_AssignUrbToIoStackLocation(USBD_HANDLE USBDHandle,
					   PIO_STACK_LOCATION IoStackLocation, PURB Urb)
{
	const CallSite call = WW_CALL_SITE;
	Handle *const handle = at_dispatch_or_below(call, Urb) ? check_handle(call, USBDHandle)
							       : nullptr;

	if (!handle)
		return;
	if (!IoStackLocation)
		report(violation_of(call, kWrongUrb, Urb, handle), "IoStackLocation is NULL");
	else if (!has_urb(*handle, Urb))
		report_pointer(violation_of(call, kWrongUrb, Urb, handle), Urb,
			       "is no URB of the handle, or was freed");
	else
		IoStackLocation->Parameters.Others.Argument1 = Urb;
}

BOOLEAN NTAPI USBD_IsInterfaceVersionSupported(USBD_HANDLE USBDHandle, ULONG USBDInterfaceVersion)
{
	const CallSite call = WW_CALL_SITE;

	return at_passive(call, USBDHandle) && check_handle(call, USBDHandle) &&
	       (USBDInterfaceVersion == USBD_INTERFACE_VERSION_600 ||
		USBDInterfaceVersion == USBD_INTERFACE_VERSION_602);
}

NTSTATUS NTAPI USBD_QueryUsbCapability(USBD_HANDLE USBDHandle, const GUID *CapabilityType,
				       ULONG OutputBufferLength, PUCHAR OutputBuffer,
				       PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, USBDHandle))
		return STATUS_INVALID_PARAMETER;
	if (!USBDHandle || !CapabilityType)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
			      USBDHandle ? "CapabilityType" : "USBDHandle");

	Handle *const handle = check_handle(call, USBDHandle);

	if (!handle || !has_buffer(call, *handle, OutputBuffer, OutputBufferLength))
		return STATUS_INVALID_PARAMETER;
	if (ResultLength)
		*ResultLength = 0;
	return usb_capability(handle->function, *CapabilityType);
}

} /* extern "C" */
