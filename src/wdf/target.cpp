/* SPDX-License-Identifier: GPL-2.0 */
#include "target.hpp"

#include "base/irql.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "handle.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
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

WDF_IO_TARGET_STATE target_state(Target &target)
{
	LockGuard guard(target.lock);

	return target.state;
}

TargetFacts target_facts(Target &target)
{
	LockGuard guard(target.lock);

	if (!target.wdm)
		return {};
	return { target.wdm, target.file, target.wdm->StackSize, target.wdm->Flags };
}

PDEVICE_OBJECT target_device(Target &target)
{
	LockGuard guard(target.lock);

	if (target.wdm)
		object_reference(target.wdm);
	return target.wdm;
}

namespace {

/* What the target has opened; each has a reference, and may be null. */
struct Opened {
	PFILE_OBJECT file;
	PDEVICE_OBJECT wdm;
};

/* Takes it away from the target. The device of the local one is the stack's. */
Opened take(Target &target) WW_REQUIRES(target.lock)
{
	const Opened opened{ target.file, target.is_local ? nullptr : target.wdm };

	target.lock.assert_held();
	target.file = nullptr;
	target.wdm = nullptr;
	return opened;
}

void drop(const Opened &opened)
{
	if (opened.file)
		ObDereferenceObject(opened.file);
	if (opened.wdm)
		ObDereferenceObject(opened.wdm);
}

/*
 * Lets the device of a closed target go. Several threads may close it: one of them does. If another opens it again, that
 * thread does, or has done so.
 */
void release(Target &target)
{
	Opened opened;
	{
		LockGuard guard(target.lock);

		if (target.opening == Opening::opens || target_is_open(target.state))
			return;
		opened = take(target);
	}
	drop(opened);
}

WDF_IO_TARGET_STATE state_after(WDF_IO_TARGET_STATE before, TargetClose reason)
{
	if (reason == TargetClose::deletion || before == WdfIoTargetDeleted)
		return WdfIoTargetDeleted;
	if (reason == TargetClose::plain || before == WdfIoTargetClosed)
		return WdfIoTargetClosed;
	return WdfIoTargetClosedForQueryRemove;
}

void change_state(Target &target, TargetClose reason)
{
	LockGuard guard(target.lock);

	target.state = state_after(target.state, reason);
}

/* No request is on its way to the target any more. PASSIVE_LEVEL. */
void stop_for_good(Target &target, TargetClose reason)
{
	if (target.reader)
		reader_stop(*target.reader);
	change_state(target, reason);
	target_cancel_all(target);
	target_wait_for_all(target);
}

void forget_name(Target &target)
{
	ww_free(target.name.Buffer);
	target.name = {};
}

void run_down(Object &object)
{
	auto &target = static_cast<Target &>(object);

	target_close(target, TargetClose::deletion);
	forget_name(target);
}

/* The driver may use its parameters again. */
NTSTATUS keep_name(Target &target, const WDF_IO_TARGET_OPEN_PARAMS &params)
{
	const USHORT bytes = params.TargetDeviceName.Length;
	auto *const copy = static_cast<PWSTR>(ww_zalloc_sleeping(bytes ? bytes : 1));

	if (!copy)
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlCopyMemory(copy, params.TargetDeviceName.Buffer, bytes);
	ww_free(target.name.Buffer);
	target.name = { bytes, bytes, copy };
	target.access = params.DesiredAccess;
	return STATUS_SUCCESS;
}

void attach(Target &target, const Opened &opened)
{
	LockGuard guard(target.lock);

	target.file = opened.file;
	target.wdm = opened.wdm;
}

NTSTATUS open_device(CallSite call, Target &target, const WDF_IO_TARGET_OPEN_PARAMS &params)
{
	if (!params.TargetDeviceObject)
		return refuse(call, &target, STATUS_INVALID_PARAMETER,
			      "WDF_IO_TARGET_OPEN_PARAMS.TargetDeviceObject is NULL");
	ObReferenceObject(params.TargetDeviceObject);
	if (params.TargetFileObject)
		ObReferenceObject(params.TargetFileObject);
	attach(target, { params.TargetFileObject, params.TargetDeviceObject });
	return STATUS_SUCCESS;
}

NTSTATUS open_by_name(Target &target)
{
	Opened opened;
	const NTSTATUS status =
		IoGetDeviceObjectPointer(&target.name, target.access, &opened.file, &opened.wdm);

	if (status)
		return status;
	/* The file keeps the device; release() drops one of each. */
	ObReferenceObject(opened.wdm);
	attach(target, opened);
	return STATUS_SUCCESS;
}

NTSTATUS open_anew(CallSite call, Target &target, const WDF_IO_TARGET_OPEN_PARAMS &params)
{
	NTSTATUS status = STATUS_SUCCESS;

	if (params.Type == WdfIoTargetOpenByName)
		status = keep_name(target, params);
	else
		forget_name(target);
	if (NT_SUCCESS(status))
		status = params.Type == WdfIoTargetOpenByName ? open_by_name(target)
							      : open_device(call, target, params);
	if (!NT_SUCCESS(status))
		return status;
	target.removal.query = params.EvtIoTargetQueryRemove;
	target.removal.canceled = params.EvtIoTargetRemoveCanceled;
	target.removal.complete = params.EvtIoTargetRemoveComplete;
	return STATUS_SUCCESS;
}

NTSTATUS open(CallSite call, Target &target, const WDF_IO_TARGET_OPEN_PARAMS &params)
{
	switch (params.Type) {
	case WdfIoTargetOpenUseExistingDevice:
	case WdfIoTargetOpenByName:
		return open_anew(call, target, params);
	case WdfIoTargetOpenReopen:
		return target.name.Buffer
			       ? open_by_name(target)
			       : refuse(call, &target, STATUS_INVALID_DEVICE_REQUEST,
					"the WDFIOTARGET was not opened by a name, so it is not opened again");
	default:
		return refuse(call, &target, STATUS_INVALID_PARAMETER,
			      "WDF_IO_TARGET_OPEN_PARAMS.Type is %u: WinWork opens a target by its name "
			      "or its device", params.Type);
	}
}

/* ---- Opening -------------------------------------------------------------------------------- */

Opening opening_of(Target &target)
{
	LockGuard guard(target.lock);

	return target.opening;
}

bool has_no_opener(void *argument)
{
	return opening_of(*static_cast<Target *>(argument)) == Opening::none;
}

bool does_not_register(void *argument)
{
	return opening_of(*static_cast<Target *>(argument)) != Opening::registers;
}

void wait_until(bool (*condition)(void *argument), Target &target)
{
	while (!ww_gate_wait(condition, &target))
		ww_print(WW_LEVEL_WARNING, "the WDFIOTARGET %p waits for the thread that opens it", &target);
}

/*
 * False if the target is not closed, or another thread opens it. Otherwise @entry is a registration that it was left
 * with; and if there was none, the caller opens the target.
 */
bool claim(Target &target, PVOID &entry)
{
	LockGuard guard(target.lock);

	if (target.opening != Opening::none || target_is_open(target.state) ||
	    target.state == WdfIoTargetDeleted)
		return false;
	entry = target.removal.entry;
	target.removal.entry = nullptr;
	if (!entry)
		target.opening = Opening::opens;
	return true;
}

/* A thread that closes the target may still wait for its requests, and has its device then. */
void take_over(Target &target)
{
	Opened opened;

	target_wait_for_all(target);
	{
		LockGuard guard(target.lock);

		opened = take(target);
	}
	drop(opened);
}

/*
 * It was asked about a removal, and is now told of that of the next device. The registration ends before the claim: the
 * routine that is called may delete the target, and so wait for the thread that opens it.
 */
bool begin_open(Target &target)
{
	PVOID entry;

	do {
		wait_until(does_not_register, target);
		if (!claim(target, entry))
			return false;
		target_end_watch(entry);
	} while (entry);
	take_over(target);
	return true;
}

/* False if the target was deleted meanwhile. */
bool start_opened(Target &target)
{
	LockGuard guard(target.lock);

	target.opening = Opening::registers;
	if (target.state == WdfIoTargetDeleted)
		return false;
	target.state = WdfIoTargetStarted;
	return true;
}

/* From now on the target may go. */
void end_open(Target &target)
{
	{
		LockGuard guard(target.lock);

		target.opening = Opening::none;
	}
	ww_gate_wake();
}

NTSTATUS finish_open(Target &target)
{
	const PFILE_OBJECT file = target.file;

	/* Another thread may close the target as soon as it is started. */
	if (file)
		ObReferenceObject(file);

	const bool is_started = start_opened(target);

	if (!is_started)
		release(target);
	else if (file)
		target_watch(target, file);
	if (file)
		ObDereferenceObject(file);
	return is_started ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_STATE;
}

NTSTATUS open_closed(CallSite call, Target &target, const WDF_IO_TARGET_OPEN_PARAMS &params)
{
	if (!begin_open(target))
		return refuse(call, &target, STATUS_INVALID_DEVICE_STATE, "the WDFIOTARGET is open already");

	NTSTATUS status = open(call, target, params);

	if (NT_SUCCESS(status))
		status = finish_open(target);
	end_open(target);
	return status;
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

void target_close(Target &target, TargetClose reason)
{
	stop_for_good(target, reason);
	if (reason == TargetClose::deletion)
		wait_until(has_no_opener, target);
	if (reason != TargetClose::for_query_remove)
		target_unwatch(target);
	release(target);
}

NTSTATUS target_reopen(CallSite call, Target &target)
{
	WDF_IO_TARGET_OPEN_PARAMS params;

	WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(&params);
	return open_closed(call, target, params);
}

void target_end(Target &target)
{
	stop_for_good(target, TargetClose::deletion);
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
	return open_closed(call, *target, *OpenParams);
}

VOID NTAPI WdfIoTargetClose(WDFIOTARGET IoTarget)
{
	Target *const target = remote_of(WW_CALL_SITE, IoTarget);

	if (target && target_state(*target) != WdfIoTargetDeleted)
		target_close(*target, TargetClose::plain);
}

VOID NTAPI WdfIoTargetCloseForQueryRemove(WDFIOTARGET IoTarget)
{
	Target *const target = remote_of(WW_CALL_SITE, IoTarget);

	if (target && target_state(*target) != WdfIoTargetDeleted)
		target_close(*target, TargetClose::for_query_remove);
}

NTSTATUS NTAPI WdfIoTargetStart(WDFIOTARGET IoTarget)
{
	const CallSite call = WW_CALL_SITE;
	Target *const target = target_of(call, IoTarget);

	if (!target)
		return STATUS_INVALID_PARAMETER;
	{
		LockGuard guard(target->lock);

		if (!target_is_open(target->state))
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

		if (!target_is_open(target->state))
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

	return target ? target_state(*target) : WdfIoTargetStateUndefined;
}

WDFDEVICE NTAPI WdfIoTargetGetDevice(WDFIOTARGET IoTarget)
{
	const Target *const target = target_of(WW_CALL_SITE, IoTarget);

	return target ? handle_of<WDFDEVICE>(*target->device) : nullptr;
}

PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetDeviceObject(WDFIOTARGET IoTarget)
{
	Target *const target = target_of(WW_CALL_SITE, IoTarget);

	return target ? target_facts(*target).wdm : nullptr;
}

PFILE_OBJECT NTAPI WdfIoTargetWdmGetTargetFileObject(WDFIOTARGET IoTarget)
{
	Target *const target = target_of(WW_CALL_SITE, IoTarget);

	return target ? target_facts(*target).file : nullptr;
}

PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetPhysicalDevice(WDFIOTARGET IoTarget)
{
	Target *const target = target_of(WW_CALL_SITE, IoTarget);
	const PDEVICE_OBJECT wdm = target ? target_device(*target) : nullptr;

	if (!wdm)
		return nullptr;

	const PDEVICE_OBJECT lowest = stack_lowest_reference(wdm);

	/* The target keeps its stack. */
	object_dereference(lowest);
	object_dereference(wdm);
	return lowest;
}

} /* extern "C" */
