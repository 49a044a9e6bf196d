/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests to a minidriver whose threads wait for the answer, and those of Linux's among them.
 */
#include "class.hpp"
#include "io/call.hpp"
#include "io/request.hpp"
#include "linux/hid.h"
#include "linux/print.h"
#include "linux/thread.h"
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

	if (ww_task_is_kernel_thread(ww_current_task())) {
		while (!ww_done_wait(&call.done, kStep))
			ww_print(WW_LEVEL_WARNING, "a thread waits for a request that %s has not completed",
				 hid_name(*call.device));
		return;
	}
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

struct How {
	ULONG code;
	const char *name;
};

constexpr How kHow[] = {
	{ IOCTL_HID_GET_INPUT_REPORT, "IOCTL_HID_GET_INPUT_REPORT" },
	{ IOCTL_HID_GET_FEATURE, "IOCTL_HID_GET_FEATURE" },
	{ IOCTL_HID_SET_OUTPUT_REPORT, "IOCTL_HID_SET_OUTPUT_REPORT" },
	{ IOCTL_HID_SET_FEATURE, "IOCTL_HID_SET_FEATURE" },
	{ IOCTL_HID_WRITE_REPORT, "IOCTL_HID_WRITE_REPORT" },
};
static_assert(sizeof(kHow) / sizeof(kHow[0]) == WW_HID_WRITE + 1);

/* One of the lengths is that of the packet. */
HidAnswer send(HidDevice &device, const How &how, bool is_read, HID_XFER_PACKET packet)
{
	const u32 room = packet.reportBufferLen;
	const HidAnswer answer = hid_call(device, { how.code, nullptr, is_read ? 0u : ULONG{ sizeof(packet) },
						    &packet, is_read ? ULONG{ sizeof(packet) } : 0u });

	if (!is_read || !NT_SUCCESS(answer.status) || answer.bytes <= room)
		return answer;
	report(hid_violation(device, how.name, answer.bytes),
	       "IoStatus.Information is %llu, and HID_XFER_PACKET.reportBufferLen is %u: the request fails",
	       static_cast<unsigned long long>(answer.bytes), room);
	return { STATUS_DEVICE_DATA_ERROR, 0 };
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
	const PDRIVER_OBJECT driver = device.source->DriverObject;

	return { .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(device.source), bytes, 0 },
		 .call = { request },
		 .item = device.source,
		 .owner = device.source,
		 .routine = reinterpret_cast<const void *>(
			 driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL]) };
}

const char *hid_name(const HidDevice &device)
{
	return object_header(device.source->DriverObject)->name;
}

s32 hid_transfer(void *context, enum ww_hid_transfer how, u8 id, void *report, u32 bytes)
{
	auto &device = *static_cast<HidDevice *>(context);
	const ProgramCall program;
	const HidAnswer answer = send(device, kHow[how], hid_is_read(how), { static_cast<PUCHAR>(report), bytes, id });

	return hid_result(how, answer, bytes);
}

} /* namespace ww */
