/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Input reports: the requests IOCTL_HID_READ_REPORT that the minidriver has while Linux has the device open.
 *
 * A worker sends each of them, also again after its completion. So a minidriver that completes it at once calls no
 * routine inside another, and a dispatch routine runs at PASSIVE_LEVEL.
 */
#include "class.hpp"
#include "io/call.hpp"
#include "linux/hid.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "ob/device.hpp"

namespace ww {
namespace {

/* After one that has failed, or had no report. */
constexpr u32 kPause = 1;		/* docs/scheduling.md, Constants */

/* False if the device has been closed. */
bool take_out(HidRead &read)
{
	HidDevice &device = *read.device;
	LockGuard guard(device.lock);

	if (!device.is_open)
		return false;
	read.is_out = true;
	device.reads_out++;
	return true;
}

/* The read is back, and is sent again if the device is still open. */
void bring_back(HidRead &read, u32 pause)
{
	HidDevice &device = *read.device;
	bool is_over;

	{
		LockGuard guard(device.lock);

		read.is_out = false;
		is_over = !--device.reads_out && !device.is_open;
		if (device.is_open)
			ww_delayed_start(&read.again, pause);
	}
	/* The device's memory may be gone by now. */
	if (is_over)
		ww_gate_wake();
}

void say_failure(HidRead &read, NTSTATUS status)
{
	if (!read.has_failed && status != STATUS_CANCELLED)
		ww_print(
			WW_LEVEL_WARNING,
			"%s has failed IOCTL_HID_READ_REPORT with status 0x%08X: it is sent again each second",
			hid_name(*read.device), static_cast<u32>(status));
	read.has_failed = true;
}

/* Returns the seconds until the next one. */
u32 take_report(HidRead &read, NTSTATUS status, ULONG_PTR bytes)
{
	HidDevice &device = *read.device;

	if (!NT_SUCCESS(status)) {
		say_failure(read, status);
		return kPause;
	}
	if (bytes > device.room) {
		report(hid_violation(device, "IOCTL_HID_READ_REPORT", bytes),
		       "IoStatus.Information is %llu, and OutputBufferLength is %u: the report is dropped",
		       static_cast<unsigned long long>(bytes), device.room);
		return kPause;
	}
	read.has_failed = false;
	if (!bytes)
		return kPause;
	ww_hid_input(device.receiver, read.report, static_cast<u32>(bytes));
	return 0;
}

NTSTATUS NTAPI come_back(PDEVICE_OBJECT, PIRP irp, PVOID context)
{
	auto &read = *static_cast<HidRead *>(context);

	bring_back(read, take_report(read, irp->IoStatus.Status, irp->IoStatus.Information));
	return STATUS_MORE_PROCESSING_REQUIRED;
}

void send(ww_delayed *again)
{
	HidRead &read = *CONTAINING_RECORD(again, HidRead, again);
	HidDevice &device = *read.device;

	if (!take_out(read))
		return;
	IoReuseIrp(read.irp, STATUS_NOT_SUPPORTED);
	hid_format(read.irp, { IOCTL_HID_READ_REPORT, nullptr, 0, read.report, device.room });
	IoSetCompletionRoutine(read.irp, come_back, &read, TRUE, TRUE, TRUE);
	call_driver(kHidClass, device.mini, read.irp);
}

void free_reads(HidDevice &device)
{
	for (HidRead &read : device.reads) {
		if (read.irp)
			IoFreeIrp(read.irp);
		ww_free(read.report);
		read.irp = nullptr;
		read.report = nullptr;
	}
}

bool make_read(HidDevice &device, HidRead &read)
{
	read.device = &device;
	read.has_failed = false;
	ww_delayed_init(&read.again, send);
	read.report = ww_zalloc_sleeping(device.room);
	read.irp = IoAllocateIrp(device.mini->StackSize, FALSE);
	return read.report && read.irp;
}

bool make_reads(HidDevice &device)
{
	for (HidRead &read : device.reads) {
		if (!make_read(device, read))
			return false;
	}
	return true;
}

bool is_out(const HidRead &read)
{
	LockGuard guard(read.device->lock);

	return read.is_out;
}

bool has_no_read(void *argument)
{
	auto &device = *static_cast<HidDevice *>(argument);
	LockGuard guard(device.lock);

	return !device.reads_out;
}

void set_open(HidDevice &device, bool is_open)
{
	LockGuard guard(device.lock);

	device.is_open = is_open;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" ww_s32 ww_hid_opened(void *context, struct ww_hid *hid, ww_u32 bytes)
{
	auto &device = *static_cast<HidDevice *>(context);

	device.receiver = hid;
	device.room = bytes;
	if (!bytes)
		return 0;
	if (!make_reads(device)) {
		free_reads(device);
		return -WW_ENOMEM;
	}
	set_open(device, true);
	for (HidRead &read : device.reads)
		ww_delayed_start(&read.again, 0);
	return 0;
}

extern "C" void ww_hid_closed(void *context)
{
	auto &device = *static_cast<HidDevice *>(context);

	if (!device.room)
		return;
	set_open(device, false);
	for (HidRead &read : device.reads) {
		/* After this it is not sent any more. One that is out stays so until its completion. */
		ww_delayed_stop(&read.again);
		if (is_out(read))
			cancel_irp(kHidClass, read.irp);
	}
	while (!ww_gate_wait(has_no_read, &device))
		ww_print(WW_LEVEL_WARNING,
			 "the close of a HID device waits for IOCTL_HID_READ_REPORT of %s",
			 hid_name(device));
	free_reads(device);
}
