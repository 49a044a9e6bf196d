/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Input reports: the requests IOCTL_HID_READ_REPORT, which the minidriver has from the first time that Linux opens the
 * device. They stay with it while the device is closed, as on Windows: a close may not wait for a minidriver, since
 * Linux closes one device of a program at a time.
 *
 * A worker sends each of them, also again after its completion. So a minidriver that completes it at once calls no
 * routine inside another, and a dispatch routine runs at PASSIVE_LEVEL.
 */
#include "base/errno.hpp"
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

/* False if the reads have ended. */
bool take_out(HidRead &read)
{
	HidDevice &device = *read.device;
	LockGuard guard(device.lock);

	if (!device.is_reading)
		return false;
	read.is_out = true;
	device.reads_out++;
	return true;
}

/* The read is back, and is sent again until the reads end. */
void bring_back(HidRead &read, u32 pause)
{
	HidDevice &device = *read.device;
	bool is_over;

	{
		LockGuard guard(device.lock);

		read.is_out = false;
		is_over = !--device.reads_out && !device.is_reading;
		if (device.is_reading)
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

	IoReuseIrp(read.irp, STATUS_NOT_SUPPORTED);
	hid_format(read.irp, { IOCTL_HID_READ_REPORT, nullptr, 0, read.report, device.room });
	IoSetCompletionRoutine(read.irp, come_back, &read, TRUE, TRUE, TRUE);
	/* From here on it may be cancelled. */
	if (take_out(read))
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

/* False if the device is leaving. Its end may come at any moment, also from here on. */
bool start_reading(HidDevice &device)
{
	LockGuard guard(device.lock);

	if (device.is_leaving)
		return false;
	device.is_reading = true;
	for (HidRead &read : device.reads)
		ww_delayed_start(&read.again, 0);
	return true;
}

/* False if no reads are there to end. */
bool stop_reading(HidDevice &device)
{
	LockGuard guard(device.lock);
	const bool was_reading = device.is_reading;

	device.is_reading = false;
	return was_reading;
}

/* Before each step of the wait: a dispatch routine may wait for the cancel of its own read. */
void cancel_reads(HidDevice &device)
{
	for (HidRead &read : device.reads) {
		if (is_out(read))
			cancel_irp(kHidClass, read.irp);
	}
}

s32 begin_reads(HidDevice &device, u32 bytes)
{
	s32 error = -WW_ENOMEM;

	device.room = bytes;
	if (make_reads(device))
		error = start_reading(device) ? 0 : -errno_of(STATUS_NO_SUCH_DEVICE);
	if (error) {
		free_reads(device);
		device.room = 0;
	}
	return error;
}

} /* namespace */

void hid_reads_end(HidDevice &device)
{
	if (!stop_reading(device))
		return;
	for (cancel_reads(device); !ww_gate_wait(has_no_read, &device); cancel_reads(device))
		ww_print(WW_LEVEL_WARNING,
			 "the end of a HID device waits for IOCTL_HID_READ_REPORT of %s",
			 hid_name(device));
	for (HidRead &read : device.reads)
		ww_delayed_stop(&read.again);
	free_reads(device);
	device.room = 0;
}

s32 hid_opened(void *context, ww_hid *hid, u32 bytes)
{
	auto &device = *static_cast<HidDevice *>(context);

	device.receiver = hid;
	if (bytes <= device.room)
		return 0;
	/* Another driver of Linux's knows of longer reports. */
	hid_reads_end(device);
	return begin_reads(device, bytes);
}

} /* namespace ww */
