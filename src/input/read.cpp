/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The packets of a class device, and the reads that take them.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "class.hpp"
#include "io/pass.hpp"
#include "linux/print.h"
#include "ob/device.hpp"
#include "ob/driver.hpp"

namespace ww {
namespace {

u8 *place(ClassDevice &device, u32 index) WW_REQUIRES(device.lock)
{
	return device.packets + (device.first + index) % kQueuedPackets * packet_bytes(*device.port);
}

/* Returns how many of them have room. */
u32 put(ClassDevice &device, const u8 *packets, u32 count)
{
	const u32 bytes = packet_bytes(*device.port);
	LockGuard guard(device.lock);
	u32 done = 0;

	for (; done < count && device.count < kQueuedPackets; done++)
		__builtin_memcpy(place(device, device.count++), packets + done * bytes, bytes);
	return done;
}

u32 room_of(const ClassDevice &device, PIRP irp)
{
	return IoGetCurrentIrpStackLocation(irp)->Parameters.Read.Length / packet_bytes(*device.port);
}

/* Moves packets to the read's buffer. */
void fill(ClassDevice &device, PIRP irp) WW_REQUIRES(device.lock)
{
	const u32 bytes = packet_bytes(*device.port), room = room_of(device, irp);
	auto *to = static_cast<u8 *>(irp->AssociatedIrp.SystemBuffer);
	u32 done = 0;

	for (; done < room && device.count; done++) {
		__builtin_memcpy(to + done * bytes, place(device, 0), bytes);
		device.first = (device.first + 1) % kQueuedPackets;
		device.count--;
	}
	irp->IoStatus.Information = done * bytes;
}

/* Takes the next read off the list. One whose cancel routine is on its way belongs to that. */
PIRP take_read(ClassDevice &device) WW_REQUIRES(device.lock)
{
	while (!IsListEmpty(&device.reads)) {
		const PLIST_ENTRY entry = RemoveHeadList(&device.reads);
		const PIRP irp = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);

		InitializeListHead(entry);
		if (IoSetCancelRoutine(irp, nullptr))
			return irp;
	}
	return nullptr;
}

/* A read with packets; null without one of them. */
PIRP next_filled(ClassDevice &device)
{
	LockGuard guard(device.lock);
	const PIRP irp = device.count ? take_read(device) : nullptr;

	if (irp)
		fill(device, irp);
	return irp;
}

PIRP next_ended(ClassDevice &device)
{
	LockGuard guard(device.lock);

	return take_read(device);
}

void serve(ClassDevice &device)
{
	while (const PIRP irp = next_filled(device))
		complete_with(kInputClass, irp, STATUS_SUCCESS);
}

VOID NTAPI cancel(PDEVICE_OBJECT self, PIRP irp)
{
	ClassDevice &device = class_device(self);

	IoReleaseCancelSpinLock(irp->CancelIrql);
	{
		LockGuard guard(device.lock);

		RemoveEntryList(&irp->Tail.Overlay.ListEntry);
	}
	irp->IoStatus.Information = 0;
	complete_with(kInputClass, irp, STATUS_CANCELLED);
}

/* STATUS_PENDING, or the read is the caller's. */
NTSTATUS queue(ClassDevice &device, PIRP irp)
{
	LockGuard guard(device.lock);

	/* Those that wait are ended after this is set. */
	if (device.is_ended.load())
		return STATUS_DELETE_PENDING;
	InsertTailList(&device.reads, &irp->Tail.Overlay.ListEntry);
	IoSetCancelRoutine(irp, cancel);
	if (!irp->Cancel || !IoSetCancelRoutine(irp, nullptr))
		return STATUS_PENDING;
	RemoveEntryList(&irp->Tail.Overlay.ListEntry);
	return STATUS_CANCELLED;
}

/* A packet that is lost may be a release: reader.cpp releases all. */
void lose(ClassDevice &device)
{
	device.is_lost.store(true);
	if (device.has_said_lost)
		return;
	device.has_said_lost = true;
	ww_print(WW_LEVEL_WARNING, "packets of %s are lost, since the filters of its class have kept the read",
		 device.port->identity.name);
}

/* A filter passes on the device that it got, and packets of that kind. */
bool check(const CallSite &call, PVOID device, PVOID start, PVOID end)
{
	if (!at_dispatch_or_below(call, device) || !check_type(call, device, device_type))
		return false;
	if (!is_class_driver(static_cast<PDEVICE_OBJECT>(device)->DriverObject)) {
		refuse(call, device, STATUS_INVALID_PARAMETER, "the device is not CONNECT_DATA.ClassDeviceObject");
		return false;
	}
	if (start <= end)
		return true;
	refuse(call, device, STATUS_INVALID_PARAMETER, "the end of the packets is before their start");
	return false;
}

} /* namespace */

void class_reads_init(ClassDevice &device)
{
	LockGuard guard(device.lock);

	InitializeListHead(&device.reads);
}

void class_reads_end(ClassDevice &device)
{
	while (const PIRP irp = next_ended(device)) {
		irp->IoStatus.Information = 0;
		complete_with(kInputClass, irp, STATUS_CANCELLED);
	}
}

NTSTATUS NTAPI class_read(PDEVICE_OBJECT self, PIRP irp)
{
	ClassDevice &device = class_device(self);

	irp->IoStatus.Information = 0;
	/* The packets are those of the system's reads: a program that took some would keep the releases of keys. */
	if (irp->RequestorMode != KernelMode)
		return complete_with(kInputClass, irp, STATUS_PRIVILEGE_NOT_HELD);
	if (!room_of(device, irp))
		return complete_with(kInputClass, irp, STATUS_BUFFER_TOO_SMALL);
	IoMarkIrpPending(irp);

	const NTSTATUS status = queue(device, irp);

	if (status == STATUS_PENDING)
		serve(device);
	else
		complete_with(kInputClass, irp, status);
	return STATUS_PENDING;
}

VOID NTAPI class_service(PVOID device, PVOID start, PVOID end, PVOID consumed)
{
	const CallSite call = { "the class service callback", __builtin_return_address(0) };

	if (!check(call, device, start, end))
		return;

	ClassDevice &self = class_device(static_cast<PDEVICE_OBJECT>(device));
	const auto *const first = static_cast<const u8 *>(start);
	const u32 count = static_cast<u32>(static_cast<const u8 *>(end) - first) / packet_bytes(*self.port);
	const u32 done = put(self, first, count);

	if (done < count)
		lose(self);
	if (consumed)
		*static_cast<PULONG>(consumed) = count;
	serve(self);
}

} /* namespace ww */
