/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests to a minidriver whose threads wait for the answer.
 */
#include "class.hpp"
#include "io/call.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "ob/device.hpp"
#include "ob/driver.hpp"

namespace ww {
namespace {

/* On the stack of its thread. */
struct Call {
	LIST_ENTRY link;		/* of its device, until the last use has ended */
	HidDevice *device;
	PIRP irp;
	struct ww_done done;		/* the last use has ended */
	u32 users; /* the IRP while it is out, and a thread that cancels it; under the device's lock */
	bool is_cancelled;		/* by the end of the device; likewise */
};

/* False if the device is leaving. */
bool enter(HidDevice &device, Call &call)
{
	LockGuard guard(device.lock);

	if (device.is_leaving)
		return false;
	InsertTailList(&device.calls, &call.link);
	return true;
}

/* The call is the thread's again after the last one. */
void drop(Call &call)
{
	bool is_last;

	{
		LockGuard guard(call.device->lock);

		is_last = !--call.users;
		if (is_last)
			RemoveEntryList(&call.link);
	}
	if (!is_last)
		return;
	ww_done_set(&call.done);
	ww_gate_wake();
}

NTSTATUS NTAPI come_back(PDEVICE_OBJECT, PIRP, PVOID call)
{
	drop(*static_cast<Call *>(call));
	return STATUS_MORE_PROCESSING_REQUIRED;
}

void wait(Call &call)
{
	constexpr u32 kStep = 10;	/* docs/scheduling.md, Constants */

	if (ww_done_wait_killable(&call.done))
		return;
	cancel_irp(kHidClass, call.irp);
	while (!ww_done_wait(&call.done, kStep))
		ww_print(WW_LEVEL_WARNING,
			 "a program that is to end waits for a request that %s has not completed",
			 hid_name(*call.device));
}

HidAnswer send(HidDevice &device, PIRP irp)
{
	Call call = { .link = {},
		      .device = &device,
		      .irp = irp,
		      .done = {},
		      .users = 1,
		      .is_cancelled = false };

	ww_done_init(&call.done);
	if (!enter(device, call))
		return { STATUS_DELETE_PENDING, 0 };
	IoSetCompletionRoutine(irp, come_back, &call, TRUE, TRUE, TRUE);
	call_driver(kHidClass, device.mini, irp);
	wait(call);
	return { irp->IoStatus.Status, irp->IoStatus.Information };
}

/* A call that has not been cancelled, with a use; null if there is none. */
Call *next_to_cancel(HidDevice &device)
{
	LockGuard guard(device.lock);

	device.is_leaving = true;
	for (PLIST_ENTRY entry = device.calls.Flink; entry != &device.calls; entry = entry->Flink) {
		Call *const call = CONTAINING_RECORD(entry, Call, link);

		if (call->is_cancelled)
			continue;
		call->is_cancelled = true;
		call->users++;
		return call;
	}
	return nullptr;
}

bool has_no_call(void *argument)
{
	auto &device = *static_cast<HidDevice *>(argument);
	LockGuard guard(device.lock);

	return IsListEmpty(&device.calls);
}

} /* namespace */

void hid_format(PIRP irp, const HidRequest &request)
{
	const PIO_STACK_LOCATION location = next_location(irp);
	auto &parameters = location->Parameters.DeviceIoControl;

	location->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
	parameters.IoControlCode = request.code;
	parameters.Type3InputBuffer = request.input;
	parameters.InputBufferLength = request.input_bytes;
	parameters.OutputBufferLength = request.output_bytes;
	irp->UserBuffer = request.output;
	irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
}

HidAnswer hid_call(HidDevice &device, const HidRequest &request)
{
	const PIRP irp = IoAllocateIrp(device.mini->StackSize, FALSE);

	if (!irp)
		return { STATUS_INSUFFICIENT_RESOURCES, 0 };
	hid_format(irp, request);

	const HidAnswer answer = send(device, irp);

	IoFreeIrp(irp);
	return answer;
}

void hid_calls_end(HidDevice &device)
{
	while (Call *call = next_to_cancel(device)) {
		cancel_irp(kHidClass, call->irp);
		drop(*call);
	}
	while (!ww_gate_wait(has_no_call, &device))
		ww_print(WW_LEVEL_WARNING,
			 "the end of a HID device waits for a request that %s has not completed",
			 hid_name(device));
}

Violation hid_violation(const HidDevice &device, const char *request, ULONG_PTR bytes)
{
	const PDRIVER_OBJECT driver = device.mini->DriverObject;

	return { .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(device.mini), bytes, 0 },
		 .call = { request },
		 .item = device.mini,
		 .owner = device.mini,
		 .routine = reinterpret_cast<const void *>(
			 driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL]) };
}

const char *hid_name(const HidDevice &device)
{
	return object_header(device.mini->DriverObject)->name;
}

} /* namespace ww */
