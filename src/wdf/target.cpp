/* SPDX-License-Identifier: GPL-2.0 */
#include "target.hpp"

#include "base/irql.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "handle.hpp"
#include "ob/stack.hpp"
#include "usb.hpp"

namespace ww::wdf {

void target_init(Target &target, Device &device)
{
	target.lock.init(WW_LOCK_TARGET);

	LockGuard guard(target.lock);

	target.device = &device;
	target.state = WdfIoTargetClosed;
	InitializeListHead(&target.sent);
	InitializeListHead(&target.waiting);
}

void target_init_local(Target &target, Device &device)
{
	target_init(target, device);
	target.is_local = true;
	target.may_be_deleted = false;
	target.wdm = device.lower;

	LockGuard guard(target.lock);

	target.state = WdfIoTargetStarted;
}

namespace {

WDF_IO_TARGET_STATE set_state(Target &target, WDF_IO_TARGET_STATE state)
{
	LockGuard guard(target.lock);
	const WDF_IO_TARGET_STATE before = target.state;

	target.state = state;
	return before;
}

WDF_IO_TARGET_STATE state_of(Target &target)
{
	LockGuard guard(target.lock);

	return target.state;
}

/* The opened device is let go. The local one is the stack's. */
void release(Target &target)
{
	if (target.file)
		ObDereferenceObject(target.file);
	if (target.wdm && !target.is_local)
		ObDereferenceObject(target.wdm);
	target.file = nullptr;
	target.wdm = nullptr;
}

/* No request is on its way to the target any more. PASSIVE_LEVEL. */
void stop_for_good(Target &target, WDF_IO_TARGET_STATE to)
{
	if (target.reader)
		reader_stop(*target.reader);
	set_state(target, to);
	target_cancel_all(target);
	target_wait_for_all(target);
}

void close(Target &target, WDF_IO_TARGET_STATE to)
{
	stop_for_good(target, to);
	release(target);
}

void run_down(Object &object)
{
	close(static_cast<Target &>(object), WdfIoTargetDeleted);
}

NTSTATUS open_device(CallSite call, Target &target, const WDF_IO_TARGET_OPEN_PARAMS &params)
{
	if (!params.TargetDeviceObject)
		return refuse(call, &target, STATUS_INVALID_PARAMETER,
			      "WDF_IO_TARGET_OPEN_PARAMS.TargetDeviceObject is NULL");
	ObReferenceObject(params.TargetDeviceObject);
	if (params.TargetFileObject)
		ObReferenceObject(params.TargetFileObject);
	target.wdm = params.TargetDeviceObject;
	target.file = params.TargetFileObject;
	return STATUS_SUCCESS;
}

NTSTATUS open_by_name(Target &target, const WDF_IO_TARGET_OPEN_PARAMS &params)
{
	auto name = params.TargetDeviceName;
	const NTSTATUS status = IoGetDeviceObjectPointer(&name, params.DesiredAccess, &target.file,
							 &target.wdm);

	if (status) {
		target.file = nullptr;
		target.wdm = nullptr;
		return status;
	}
	/* The file keeps the device; release() drops one of each. */
	ObReferenceObject(target.wdm);
	return STATUS_SUCCESS;
}

NTSTATUS open(CallSite call, Target &target, const WDF_IO_TARGET_OPEN_PARAMS &params)
{
	switch (params.Type) {
	case WdfIoTargetOpenUseExistingDevice: return open_device(call, target, params);
	case WdfIoTargetOpenByName: return open_by_name(target, params);
	default:
		return refuse(call, &target, STATUS_INVALID_PARAMETER,
			      "WDF_IO_TARGET_OPEN_PARAMS.Type is %u: WinWork opens a target by its name "
			      "or its device", params.Type);
	}
}

Target *target_of(CallSite call, WDFIOTARGET handle)
{
	return object_at_dispatch_or_below<Target>(call, handle);
}

/* A target that the driver opens and closes. */
Target *remote_of(CallSite call, WDFIOTARGET handle)
{
	auto *const target = object_at_passive<Target>(call, handle);

	if (!target || !target->is_local)
		return target;
	report(violation_of(call, kObjectError, target),
	       "the WDFIOTARGET is the device's own: it is not opened or closed");
	return nullptr;
}

} /* namespace */

constinit const Class Target::kClass = {
	{ "WDFIOTARGET", object_finalise, "WdfObjectDelete" }, run_down, nullptr, nullptr, true
};

NTSTATUS target_create_local(Device &device)
{
	auto *const target = object_allocate<Target>(device.driver_object(), nullptr);

	if (!target)
		return STATUS_INSUFFICIENT_RESOURCES;
	target_init_local(*target, device);
	if (!object_add_child(device, *target)) {
		object_discard(*target);
		return STATUS_DELETE_PENDING;
	}
	device.target = target;
	return STATUS_SUCCESS;
}

void target_end(Target &target)
{
	stop_for_good(target, WdfIoTargetDeleted);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

WDFIOTARGET NTAPI WdfDeviceGetIoTarget(WDFDEVICE Device)
{
	const auto *const device =
		object_at_dispatch_or_below<wdf::Device>(WW_CALL_SITE, Device);

	return device && device->target ? handle_of<WDFIOTARGET>(*device->target) : nullptr;
}

NTSTATUS NTAPI WdfIoTargetCreate(WDFDEVICE Device, PWDF_OBJECT_ATTRIBUTES IoTargetAttributes,
				 WDFIOTARGET *IoTarget)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_passive<wdf::Device>(call, Device);
	Object *parent;

	if (!device || !check_not_null(call, IoTarget, "IoTarget") ||
	    !find_parent(call, IoTargetAttributes, parent))
		return STATUS_INVALID_PARAMETER;
	*IoTarget = nullptr;
	if (const NTSTATUS status = check_attributes(call, IoTargetAttributes, kDefaultsOnly, device))
		return status;
	if (parent && device_of(*parent) != device)
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "ParentObject is not the device, or below it");

	auto *const target = object_allocate<Target>(device->driver_object(), IoTargetAttributes);

	if (!target)
		return STATUS_INSUFFICIENT_RESOURCES;
	target_init(*target, *device);
	target->may_be_deleted = true;
	if (!object_add_child(parent ? *parent : *device, *target)) {
		object_discard(*target);
		return STATUS_DELETE_PENDING;
	}
	*IoTarget = handle_of<WDFIOTARGET>(*target);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfIoTargetOpen(WDFIOTARGET IoTarget, PWDF_IO_TARGET_OPEN_PARAMS OpenParams)
{
	const CallSite call = WW_CALL_SITE;
	Target *const target = remote_of(call, IoTarget);

	if (!target || !check_not_null(call, OpenParams, "OpenParams"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_IO_TARGET_OPEN_PARAMS", OpenParams->Size,
					       sizeof(*OpenParams), target))
		return status;
	if (state_of(*target) != WdfIoTargetClosed)
		return refuse(call, target, STATUS_INVALID_DEVICE_STATE,
			      "the WDFIOTARGET is open already");
	if (const NTSTATUS status = open(call, *target, *OpenParams))
		return status;
	set_state(*target, WdfIoTargetStarted);
	return STATUS_SUCCESS;
}

VOID NTAPI WdfIoTargetClose(WDFIOTARGET IoTarget)
{
	Target *const target = remote_of(WW_CALL_SITE, IoTarget);

	if (target && state_of(*target) != WdfIoTargetDeleted)
		close(*target, WdfIoTargetClosed);
}

NTSTATUS NTAPI WdfIoTargetStart(WDFIOTARGET IoTarget)
{
	const CallSite call = WW_CALL_SITE;
	Target *const target = target_of(call, IoTarget);

	if (!target)
		return STATUS_INVALID_PARAMETER;
	{
		LockGuard guard(target->lock);

		if (target->state != WdfIoTargetStarted && target->state != WdfIoTargetStopped)
			return STATUS_INVALID_DEVICE_STATE;
		target->state = WdfIoTargetStarted;
	}
	target_send_waiting(*target);
	if (target->reader)
		reader_start(*target->reader);
	return STATUS_SUCCESS;
}

VOID NTAPI WdfIoTargetStop(WDFIOTARGET IoTarget, WDF_IO_TARGET_SENT_IO_ACTION Action)
{
	const CallSite call = WW_CALL_SITE;
	const bool waits = Action != WdfIoTargetLeaveSentIoPending;
	Target *const target = waits ? object_at_passive<Target>(call, IoTarget)
				     : target_of(call, IoTarget);

	if (!target)
		return;
	if (Action < WdfIoTargetCancelSentIo || Action > WdfIoTargetLeaveSentIoPending) {
		report(violation_of(call, kObjectError, target), "Action is %u", Action);
		return;
	}
	{
		LockGuard guard(target->lock);

		if (target->state != WdfIoTargetStarted && target->state != WdfIoTargetStopped)
			return;
		target->state = WdfIoTargetStopped;
	}
	if (target->reader && waits)
		reader_stop(*target->reader);
	if (Action == WdfIoTargetCancelSentIo)
		target_cancel_sent(*target);
	if (waits)
		target_wait_for_sent(*target);
}

WDF_IO_TARGET_STATE NTAPI WdfIoTargetGetState(WDFIOTARGET IoTarget)
{
	Target *const target = target_of(WW_CALL_SITE, IoTarget);

	return target ? state_of(*target) : WdfIoTargetStateUndefined;
}

WDFDEVICE NTAPI WdfIoTargetGetDevice(WDFIOTARGET IoTarget)
{
	const Target *const target = target_of(WW_CALL_SITE, IoTarget);

	return target ? handle_of<WDFDEVICE>(*target->device) : nullptr;
}

PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetDeviceObject(WDFIOTARGET IoTarget)
{
	const Target *const target = target_of(WW_CALL_SITE, IoTarget);

	return target ? target->wdm : nullptr;
}

PFILE_OBJECT NTAPI WdfIoTargetWdmGetTargetFileObject(WDFIOTARGET IoTarget)
{
	const Target *const target = target_of(WW_CALL_SITE, IoTarget);

	return target ? target->file : nullptr;
}

PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetPhysicalDevice(WDFIOTARGET IoTarget)
{
	const Target *const target = target_of(WW_CALL_SITE, IoTarget);

	if (!target || !target->wdm)
		return nullptr;

	const PDEVICE_OBJECT lowest = stack_lowest_reference(target->wdm);

	/* The target keeps its stack. */
	object_dereference(lowest);
	return lowest;
}

} /* extern "C" */
