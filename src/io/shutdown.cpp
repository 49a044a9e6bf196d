/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoRegisterShutdownNotification and its relatives.
 *
 * A registration is a bit of the device. The shutdown claims it under the lock of the table of
 * objects, and enters the device in the same step. An unload sets DriverState::ending first, and
 * adds up the activities under the same lock. So it sees this one, or the shutdown sees that the
 * driver ends.
 */
#include "shutdown.hpp"

#include <wdm.h>

#include "base/irql.hpp"
#include "base/task.hpp"
#include "linux/print.h"
#include "linux/reboot.h"
#include "ob/device.hpp"
#include "ob/driver.hpp"

namespace ww {
namespace {

bool claim(PDEVICE_OBJECT device, u32 notice)
{
	DeviceState &state = device_state(device);

	if (!(state.shutdown_notices.load() & notice) || device_is_deleted(device) ||
	    driver_state(device->DriverObject).ending.load() || !object_try_reference(device))
		return false;

	const bool claimed = state.shutdown_notices.fetch_and(~notice) & notice;

	if (claimed)
		device_enter(device);
	object_dereference(device);
	return claimed;
}

/* The next device that is registered, with an activity; null if there is none. */
PDEVICE_OBJECT claim_next(u32 notice)
{
	PDEVICE_OBJECT found = nullptr;

	objects_of_driver(nullptr, [&found, notice](void *body) {
		const auto device = static_cast<PDEVICE_OBJECT>(body);

		if (object_header(body)->type == &device_type && claim(device, notice))
			found = device;
		return !found;
	});
	return found;
}

void send(PDEVICE_OBJECT device)
{
	constexpr LONGLONG kTenSeconds = -100000000;
	LARGE_INTEGER step = { .QuadPart = kTenSeconds };
	IO_STATUS_BLOCK status;
	KEVENT done;

	KeInitializeEvent(&done, NotificationEvent, FALSE);

	const PIRP irp = IoBuildSynchronousFsdRequest(IRP_MJ_SHUTDOWN, device, nullptr, 0, nullptr,
						      &done, &status);

	if (!irp) {
		ww_print(WW_LEVEL_WARNING, "no memory to send IRP_MJ_SHUTDOWN to %s",
			 object_header(device)->name);
		return;
	}
	if (IoCallDriver(device, irp) != STATUS_PENDING)
		return;
	while (KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &step) == STATUS_TIMEOUT)
		ww_print(WW_LEVEL_WARNING, "the shutdown waits for IRP_MJ_SHUTDOWN of %s",
			 object_header(device)->name);
}

void send_all(u32 notice)
{
	while (const PDEVICE_OBJECT device = claim_next(notice)) {
		send(device);
		device_leave(device);
	}
}

void system_ends()
{
	const SystemTask system;

	send_all(kShutdownNotice);
	send_all(kLastChanceNotice);
	task_state_drop();
}

NTSTATUS enter(CallSite call, PDEVICE_OBJECT device, u32 notice)
{
	if (!at_passive(call, device) || !check_type(call, device, device_type))
		return STATUS_INVALID_PARAMETER;
	device_state(device).shutdown_notices.fetch_or(notice);
	device->Flags |= DO_SHUTDOWN_REGISTERED;
	return STATUS_SUCCESS;
}

} /* namespace */

int shutdown_notices_init()
{
	return ww_reboot_watch(system_ends);
}

void shutdown_notices_exit()
{
	ww_reboot_unwatch();
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI IoRegisterShutdownNotification(PDEVICE_OBJECT DeviceObject)
{
	return enter(WW_CALL_SITE, DeviceObject, kShutdownNotice);
}

NTSTATUS NTAPI IoRegisterLastChanceShutdownNotification(PDEVICE_OBJECT DeviceObject)
{
	return enter(WW_CALL_SITE, DeviceObject, kLastChanceNotice);
}

VOID NTAPI IoUnregisterShutdownNotification(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, DeviceObject) || !check_type(call, DeviceObject, device_type))
		return;
	device_state(DeviceObject).shutdown_notices.store(0);
	DeviceObject->Flags &= ~DO_SHUTDOWN_REGISTERED;
}

} /* extern "C" */
