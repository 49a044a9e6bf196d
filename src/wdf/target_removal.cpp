/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The removal of a device that a target has opened. The thread that removes the device asks and tells the
 * target, as IoRegisterPlugPlayNotification has it. The driver's callbacks have the say; without one the target
 * closes its file when it is asked, opens it again when the device stays, and closes for good when it has gone.
 *
 * A registration has the target until its end, which waits for a routine that is being called.
 */
#define INITGUID
#include "target.hpp"

#include <wdmguid.h>

#include "handle.hpp"
#include "ob/stack.hpp"
#include "pnp/node.hpp"

namespace ww::wdf {
namespace {

NTSTATUS ask(Target &target)
{
	if (target.removal.query)
		return target.removal.query(handle_of<WDFIOTARGET>(target));
	target_close(target, TargetClose::for_query_remove);
	return STATUS_SUCCESS;
}

void stays(Target &target)
{
	if (target.removal.canceled)
		target.removal.canceled(handle_of<WDFIOTARGET>(target));
	else if (target_state(target) == WdfIoTargetClosedForQueryRemove)
		target_reopen({ "WdfIoTargetOpen" }, target);
}

void has_gone(Target &target)
{
	if (target.removal.complete)
		target.removal.complete(handle_of<WDFIOTARGET>(target));
	else
		target_close(target, TargetClose::plain);
}

/* The registration may outlast a close for a moment. */
bool listens(Target &target)
{
	const WDF_IO_TARGET_STATE state = target_state(target);

	return target_is_open(state) || state == WdfIoTargetClosedForQueryRemove;
}

NTSTATUS NTAPI told(PVOID structure, PVOID context)
{
	const GUID &event = static_cast<TARGET_DEVICE_REMOVAL_NOTIFICATION *>(structure)->Event;
	auto &target = *static_cast<Target *>(context);
	NTSTATUS status = STATUS_SUCCESS;

	if (!listens(target))
		return STATUS_SUCCESS;
	/* A callback may delete the target. */
	object_reference(&target);
	if (IsEqualGUID(event, GUID_TARGET_DEVICE_QUERY_REMOVE))
		status = ask(target);
	else if (IsEqualGUID(event, GUID_TARGET_DEVICE_REMOVE_CANCELLED))
		stays(target);
	else if (IsEqualGUID(event, GUID_TARGET_DEVICE_REMOVE_COMPLETE))
		has_gone(target);
	object_dereference(&target);
	return status;
}

/* Whether the PnP manager knows the device, and so may remove it. */
bool may_go(PFILE_OBJECT file)
{
	const PDEVICE_OBJECT lowest = stack_lowest_reference(file->DeviceObject);
	const bool is_known = node_of(lowest);

	object_dereference(lowest);
	return is_known;
}

} /* namespace */

void target_watch(Target &target, PFILE_OBJECT file)
{
	PVOID entry;

	/* Without memory for it the device does not go before the target is closed. */
	if (!may_go(file) ||
	    !NT_SUCCESS(IoRegisterPlugPlayNotification(EventCategoryTargetDeviceChange, 0, file,
						       target.device->driver_object(), told, &target,
						       &entry)))
		return;

	LockGuard guard(target.lock);

	target.removal.entry = entry;
}

void target_unwatch(Target &target)
{
	PVOID entry;
	{
		LockGuard guard(target.lock);

		entry = target.removal.entry;
		target.removal.entry = nullptr;
	}
	target_end_watch(entry);
}

void target_end_watch(PVOID entry)
{
	if (entry)
		IoUnregisterPlugPlayNotificationEx(entry);
}

} /* namespace ww::wdf */
