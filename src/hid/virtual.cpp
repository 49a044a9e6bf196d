/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of virtual HID devices, and their input reports.
 */
#include "virtual.hpp"

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/kcfi.hpp"
#include "hid_text.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/wait.h"
#include "ob/object.hpp"

namespace ww {

constinit Lock virtual_lock;

namespace {

constinit RangeTree devices WW_GUARDED_BY(virtual_lock){};
constinit RangeTree devices_of_drivers WW_GUARDED_BY(virtual_lock){};
constinit RangeTree callers WW_GUARDED_BY(virtual_lock){};
constinit u64 last_handle WW_GUARDED_BY(virtual_lock) = 0;

/* ---- Handles -------------------------------------------------------------------------------- */

VirtualHid *find(const void *handle) WW_REQUIRES(virtual_lock)
{
	const RangeNode *const node = devices.find(range_at(nullptr, handle));

	return node ? CONTAINING_RECORD(node, VirtualHid, by_handle) : nullptr;
}

void remove(VirtualHid &device) WW_REQUIRES(virtual_lock)
{
	devices.remove(device.by_handle);
	devices_of_drivers.remove(device.by_driver);
	device.is_leaving = true;
}

PVOID handle_of(const VirtualHid &device)
{
	return reinterpret_cast<PVOID>(device.by_handle.start);
}

VirtualHid *enter(const void *handle)
{
	LockGuard guard(virtual_lock);
	VirtualHid *const device = find(handle);

	if (device)
		device->users++;
	return device;
}

/* The device is only the caller's, who ends it. */
VirtualHid *take(const void *handle)
{
	LockGuard guard(virtual_lock);
	VirtualHid *const device = find(handle);

	if (device)
		remove(*device);
	return device;
}

VirtualHid *take_left(PDRIVER_OBJECT driver)
{
	LockGuard guard(virtual_lock);
	const RangeNode *const node = devices_of_drivers.find(range_of_any(driver));
	VirtualHid *const device = node ? CONTAINING_RECORD(node, VirtualHid, by_driver) : nullptr;

	if (device)
		remove(*device);
	return device;
}

void report_no_handle(CallSite call, const void *handle)
{
	report_pointer(virtual_violation(call, handle, nullptr), handle,
		       "is no VhfHandle, or was deleted");
}

/* What the functions for a living device begin with: a use of it, or null after a report. */
VirtualHid *check(CallSite call, const void *handle)
{
	if (!at_dispatch_or_below(call, handle))
		return nullptr;

	VirtualHid *const device = enter(handle);

	if (!device)
		report_no_handle(call, handle);
	return device;
}

/* ---- Creation ------------------------------------------------------------------------------- */

NTSTATUS check_config(CallSite call, const VHF_CONFIG &config)
{
	if (config.Size != sizeof(config))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "VhfConfig->Size is %u, not %u", config.Size,
			      static_cast<u32>(sizeof(config)));
	if (!check_type(call, config.DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;

	const Required required[] = {
		{ config.ReportDescriptor && config.ReportDescriptorLength, "VhfConfig->ReportDescriptor" },
		{ config.InstanceID || !config.InstanceIDLength, "VhfConfig->InstanceID" },
		{ config.HardwareIDs || !config.HardwareIDsLength, "VhfConfig->HardwareIDs" }
	};

	if (const char *const missing = first_missing(required))
		return refuse(call, config.DeviceObject, STATUS_INVALID_PARAMETER, "%s is NULL or has no length",
			      missing);
	return STATUS_SUCCESS;
}

template <size_t room>
void write_guid(char (&text)[room], const GUID &guid)
{
	static constexpr GUID kNone = {};
	const UCHAR *const rest = guid.Data4;

	if (RtlCompareMemory(&guid, &kNone, sizeof(guid)) == sizeof(guid))
		return;
	ww_format(text, room, "{%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x}", static_cast<u32>(guid.Data1),
		  guid.Data2, guid.Data3, rest[0], rest[1], rest[2], rest[3], rest[4], rest[5], rest[6], rest[7]);
}

VirtualHid *make(CallSite call, const VHF_CONFIG &config)
{
	auto *const device = static_cast<VirtualHid *>(
		ww_zalloc_sleeping(sizeof(VirtualHid) + config.ReportDescriptorLength));

	if (!device)
		return nullptr;
	device->config = config;
	device->maker = call;
	hid_text(device->unique, config.InstanceID, config.InstanceIDLength);
	write_guid(device->physical, config.ContainerID);
	RtlCopyMemory(device->reports, config.ReportDescriptor, config.ReportDescriptorLength);
	InitializeListHead(&device->waits);
	object_reference_kept(config.DeviceObject);
	return device;
}

/* From here on the driver has it. */
PVOID add(VirtualHid &device)
{
	const PDRIVER_OBJECT driver = virtual_driver(device);
	LockGuard guard(virtual_lock);
	const PVOID handle = virtual_new_handle();

	devices.insert(device.by_handle, nullptr, address_of(handle), 1);
	devices_of_drivers.insert(device.by_driver, driver, address_of(handle), 1);
	return handle;
}

/* ---- EvtVhfReadyForNextReadReport ----------------------------------------------------------- */

WW_CALLS_UNCHECKED
void call_with_context(void(NTAPI *routine)(PVOID), PVOID context)
{
	routine(context);
}

/* False if the device is leaving. */
bool begin_telling(VirtualHid &device)
{
	LockGuard guard(virtual_lock);

	device.may_submit = !device.is_leaving;
	return device.may_submit;
}

bool has_to_tell_again(VirtualHid &device)
{
	LockGuard guard(virtual_lock);

	device.is_telling = device.is_due && !device.is_leaving;
	device.is_due = false;
	return device.is_telling;
}

void run_ready(struct ww_later *ready)
{
	VirtualHid &device = *CONTAINING_RECORD(ready, VirtualHid, ready);
	const auto routine = device.config.EvtVhfReadyForNextReadReport;

	if (begin_telling(device))
		virtual_call(device, "EvtVhfReadyForNextReadReport", reinterpret_cast<const void *>(routine),
			     [&] { call_with_context(routine, device.config.VhfClientContext); });
	if (has_to_tell_again(device))
		ww_later_patiently(&device.ready, run_ready);
	else
		virtual_leave(device);
}

/* A thread of Linux's tells the driver, since this may be called within EvtVhfReadyForNextReadReport. */
void tell_ready(VirtualHid &device)
{
	LockGuard guard(virtual_lock);

	if (!device.config.EvtVhfReadyForNextReadReport || device.is_leaving)
		return;
	if (device.is_telling) {
		device.is_due = true;
		return;
	}
	device.is_telling = true;
	device.users++;
	ww_later_patiently(&device.ready, run_ready);
}

/* ---- Start ---------------------------------------------------------------------------------- */

s32 opened(void *context, ww_hid *hid, u32)
{
	auto &device = *static_cast<VirtualHid *>(context);
	LockGuard guard(virtual_lock);

	if (device.is_leaving)
		return -errno_of(STATUS_NO_SUCH_DEVICE);
	device.receiver = hid;
	return 0;
}

constexpr ww_hid_functions kFunctions = { opened, virtual_transfer };

void tell_linux(VirtualHid &device)
{
	const char *const name = driver_short_name(virtual_driver(device));
	const ww_hid_description description = { .vendor = device.config.VendorID,
						 .product = device.config.ProductID,
						 .version = device.config.VersionNumber,
						 .country = 0,
						 .name = name,
						 .unique = device.unique,
						 .physical = device.physical,
						 .reports = device.reports,
						 .report_bytes = device.config.ReportDescriptorLength,
						 .functions = &kFunctions,
						 .context = &device };
	const s32 error = ww_hid_add(&description, &device.hid);

	if (error)
		ww_print(WW_LEVEL_WARNING, "%s gets no HID device of Linux: error %d", name, error);
	else
		tell_ready(device);
}

/* The driver may wait for others in the thread of VhfStart, and callbacks may come meanwhile: this is another thread. */
void run_start(struct ww_later *start)
{
	VirtualHid &device = *CONTAINING_RECORD(start, VirtualHid, start);

	tell_linux(device);
	virtual_leave(device);
}

/* False if it was started before. */
bool start(VirtualHid &device)
{
	LockGuard guard(virtual_lock);

	if (device.is_started)
		return false;
	device.is_started = true;
	if (virtual_enter(device))
		ww_later_patiently(&device.start, run_start);
	return true;
}

/* ---- Input reports -------------------------------------------------------------------------- */

enum class Turn { taken, not_started, not_ready };

Turn take_turn(VirtualHid &device, ww_hid **receiver)
{
	LockGuard guard(virtual_lock);

	if (!device.is_started)
		return Turn::not_started;
	if (device.config.EvtVhfReadyForNextReadReport && !device.may_submit)
		return Turn::not_ready;
	device.may_submit = false;
	*receiver = device.receiver;
	return Turn::taken;
}

void give_turn_back(VirtualHid &device)
{
	LockGuard guard(virtual_lock);

	device.may_submit = true;
}

NTSTATUS submit(CallSite call, VirtualHid &device, const HID_XFER_PACKET &packet)
{
	const PDEVICE_OBJECT source = device.config.DeviceObject;
	ww_hid *receiver = nullptr;
	const Turn turn = take_turn(device, &receiver);

	if (turn == Turn::not_started)
		report(virtual_violation(call, handle_of(device), source), "the device was not started by VhfStart");
	else if (turn == Turn::not_ready)
		refuse(call, source, STATUS_INVALID_DEVICE_STATE,
		       "EvtVhfReadyForNextReadReport was not called since the last report");
	if (turn != Turn::taken)
		return STATUS_INVALID_DEVICE_STATE;
	if (receiver && !ww_hid_input(receiver, packet.reportBuffer, packet.reportBufferLen)) {
		give_turn_back(device);
		return refuse(call, source, STATUS_INVALID_BUFFER_SIZE,
			      "HidTransferPacket->reportBufferLen is %u, and the device has no report of this length",
			      packet.reportBufferLen);
	}
	tell_ready(device);
	return STATUS_SUCCESS;
}

/* ---- The end -------------------------------------------------------------------------------- */

bool is_unused(void *argument)
{
	const auto &device = *static_cast<VirtualHid *>(argument);
	LockGuard guard(virtual_lock);

	return !device.users;
}

/* For the one who ends the device: it would wait for itself. */
bool is_in_callback(const VirtualHid &device)
{
	LockGuard guard(virtual_lock);

	return callers.find(range_at(&device, ww_current_task()));
}

/* The device is only the caller's. */
void end(VirtualHid &device, bool cleans_up)
{
	const PDEVICE_OBJECT source = device.config.DeviceObject;
	const auto cleanup = device.config.EvtVhfCleanup;

	virtual_operations_end(device);
	while (!ww_gate_wait(is_unused, &device))
		ww_print(WW_LEVEL_WARNING, "VhfDelete waits for a callback of %s that has not returned",
			 driver_short_name(source->DriverObject));
	if (device.hid)
		ww_hid_remove(device.hid);
	if (cleanup && cleans_up)
		virtual_call(device, "EvtVhfCleanup", reinterpret_cast<const void *>(cleanup),
			     [&] { call_with_context(cleanup, device.config.VhfClientContext); });
	object_dereference_kept(source);
	ww_free(&device);
}

void run_end(struct ww_later *later)
{
	VirtualHid &device = *CONTAINING_RECORD(later, VirtualHid, end);
	const PDEVICE_OBJECT source = device.config.DeviceObject;

	end(device, true);
	/* The unload of the driver has waited for this. */
	device_leave(source);
}

void end_later(VirtualHid &device)
{
	device_enter(device.config.DeviceObject);
	ww_later_patiently(&device.end, run_end);
}

} /* namespace */

VirtualCaller::VirtualCaller(VirtualHid &device)
{
	LockGuard guard(virtual_lock);

	callers.insert(node_, &device, address_of(ww_current_task()), 1);
}

VirtualCaller::~VirtualCaller()
{
	LockGuard guard(virtual_lock);

	callers.remove(node_);
}

PVOID virtual_new_handle()
{
	constexpr u64 kStep = 4;	/* as other handles */

	virtual_lock.assert_held();
	last_handle += kStep;
	return reinterpret_cast<PVOID>(last_handle);
}

Violation virtual_violation(CallSite call, const void *handle, const void *owner)
{
	return { .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(handle), address_of(owner), 0 },
		 .call = call,
		 .item = handle,
		 .owner = owner };
}

bool virtual_enter(VirtualHid &device)
{
	virtual_lock.assert_held();
	if (device.is_leaving)
		return false;
	device.users++;
	return true;
}

void virtual_leave(VirtualHid &device)
{
	bool is_over;

	{
		LockGuard guard(virtual_lock);

		is_over = !--device.users && device.is_leaving;
	}
	/* The device's memory may be gone by now. */
	if (is_over)
		ww_gate_wake();
}

void virtual_hids_report_left(PDRIVER_OBJECT driver)
{
	while (VirtualHid *const device = take_left(driver)) {
		report(virtual_violation(device->maker, handle_of(*device), driver),
		       "the virtual HID device was not deleted by VhfDelete");
		end(*device, false);
	}
}

void virtual_hids_init()
{
	virtual_lock.init(WW_LOCK_HID);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI VhfCreate(PVHF_CONFIG VhfConfig, VHFHANDLE *VhfHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, VhfConfig))
		return STATUS_INVALID_PARAMETER;
	if (!VhfConfig || !VhfHandle)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
			      VhfConfig ? "VhfHandle" : "VhfConfig");
	*VhfHandle = nullptr;

	const NTSTATUS status = check_config(call, *VhfConfig);

	if (!NT_SUCCESS(status))
		return status;

	VirtualHid *const device = make(call, *VhfConfig);

	if (!device)
		return STATUS_INSUFFICIENT_RESOURCES;
	*VhfHandle = add(*device);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI VhfStart(VHFHANDLE VhfHandle)
{
	const CallSite call = WW_CALL_SITE;
	VirtualHid *const device = check(call, VhfHandle);

	if (!device)
		return STATUS_INVALID_PARAMETER;

	const bool is_first = start(*device);

	if (!is_first)
		report(virtual_violation(call, VhfHandle, device->config.DeviceObject),
		       "the device has been started already");
	virtual_leave(*device);
	return is_first ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_STATE;
}

VOID NTAPI VhfDelete(VHFHANDLE VhfHandle, BOOLEAN Wait)
{
	const CallSite call = WW_CALL_SITE;

	if (Wait ? !at_passive(call, VhfHandle) : !at_dispatch_or_below(call, VhfHandle))
		return;

	VirtualHid *const device = take(VhfHandle);

	if (!device) {
		report_no_handle(call, VhfHandle);
		return;
	}

	const bool waits_for_itself = Wait && is_in_callback(*device);

	if (waits_for_itself)
		report(virtual_violation(call, VhfHandle, device->config.DeviceObject),
		       "Wait is TRUE in a callback of the device: it ends later");
	if (Wait && !waits_for_itself)
		end(*device, true);
	else
		end_later(*device);
}

NTSTATUS NTAPI VhfReadReportSubmit(VHFHANDLE VhfHandle, PHID_XFER_PACKET HidTransferPacket)
{
	const CallSite call = WW_CALL_SITE;
	VirtualHid *const device = check(call, VhfHandle);

	if (!device)
		return STATUS_INVALID_PARAMETER;

	const PHID_XFER_PACKET packet = HidTransferPacket;
	const NTSTATUS status = packet && packet->reportBuffer && packet->reportBufferLen
					? submit(call, *device, *packet)
					: refuse(call, device->config.DeviceObject, STATUS_INVALID_PARAMETER,
						 "HidTransferPacket is NULL, or has no report");

	virtual_leave(*device);
	return status;
}

} /* extern "C" */
