/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoStartPacket, IoStartNextPacket, IoSetStartIoAttributes.
 *
 * The device queue of the device decides which packet is next. A device is busy from the start of a
 * packet until IoStartNextPacket finds the queue empty.
 *
 * With DeferredStartIo, IoStartNextPacket only counts while StartIo runs. The code that called
 * StartIo starts the next packet when it has returned. So StartIo never runs twice at a time for
 * one device.
 */
#include "start_io.hpp"

#include <wdm.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"

namespace ww {
namespace {

/*
 * Covers the StartIoState of all devices, except for its attributes. While is_running is set, one
 * thread calls StartIo for the device. It clears is_running in the step in which it finds neither
 * first nor nexts.
 */
constinit Lock lock;

StartIoState &state_of(PDEVICE_OBJECT device)
{
	return device_state(device).start_io;
}

/* The next packet that the driver asks for. */
struct Next {
	bool is_cancelable;
	bool has_key;
	ULONG key;
};

/* At DISPATCH_LEVEL. */
void call_start_io(PDEVICE_OBJECT device, PIRP irp)
{
	const PDRIVER_STARTIO routine = device->DriverObject->DriverStartIo;
	const u8 before = current_irql();

	routine(device, irp);

	const u8 after = current_irql();

	if (after != before) [[unlikely]] {
		restore_level(after, before, { "DRIVER_STARTIO", nullptr });
		report_irql(device, irp, "DRIVER_STARTIO", reinterpret_cast<const void *>(routine),
			    before, after);
	}
}

PIRP take_next(PDEVICE_OBJECT device, const Next &next)
{
	const PKDEVICE_QUEUE_ENTRY entry =
		next.has_key ? KeRemoveByKeyDeviceQueue(&device->DeviceQueue, next.key)
			     : KeRemoveDeviceQueue(&device->DeviceQueue);

	return entry ? CONTAINING_RECORD(entry, IRP, Tail.Overlay.DeviceQueueEntry) : nullptr;
}

/* Makes the next packet the current one, and returns it; or null. */
PIRP begin_next(PDEVICE_OBJECT device, const Next &next)
{
	CancelLock before{};

	if (next.is_cancelable)
		before = cancel_lock_acquire();
	device->CurrentIrp = nullptr;

	const PIRP irp = take_next(device, next);

	device->CurrentIrp = irp;
	if (next.is_cancelable) {
		if (irp && state_of(device).is_not_cancelable)
			static_cast<void>(IoSetCancelRoutine(irp, nullptr));
		cancel_lock_release(before);
	}
	return irp;
}

/* The packet is completed: nothing could start it. */
WW_COLD void report_no_start_io(CallSite call, PDEVICE_OBJECT device, PIRP irp)
{
	report({ .code = BugCheck::kmode_exception_not_handled,
		 .parameter = { static_cast<ULONG>(STATUS_ACCESS_VIOLATION), 0, 0, 0 },
		 .call = call, .item = irp, .owner = device },
	       "the driver has no DriverStartIo; the IRP is completed");
	refuse_request(device, irp);
}

/* A driver without StartIo may have put packets into the device queue by itself. */
void start_next(PDEVICE_OBJECT device, const Next &next)
{
	while (const PIRP irp = begin_next(device, next)) {
		if (device->DriverObject->DriverStartIo) [[likely]] {
			call_start_io(device, irp);
			return;
		}
		static_cast<void>(IoSetCancelRoutine(irp, nullptr));
		report_no_start_io({ "IoStartNextPacket", nullptr }, device, irp);
	}
}

/* Returns false if another thread, or the caller, runs StartIo, which will start it afterwards. */
bool begin_deferred(StartIoState &state, PIRP first, const Next &next)
{
	LockGuard guard(lock);

	if (!state.is_running) {
		state.is_running = true;
		return true;
	}
	if (first) {
		state.first = first;
		return false;
	}
	state.nexts++;
	state.next_is_cancelable = next.is_cancelable;
	state.next_has_key = next.has_key;
	state.next_key = next.key;
	return false;
}

/*
 * The request to start after StartIo has returned: @first, or else @next. False if there is
 * neither.
 */
bool end_deferred(StartIoState &state, PIRP &first, Next &next)
{
	LockGuard guard(lock);

	first = state.first;
	state.first = nullptr;
	if (first)
		return true;
	if (!state.nexts) {
		state.is_running = false;
		return false;
	}
	state.nexts--;
	next = { state.next_is_cancelable, state.next_has_key, state.next_key };
	return true;
}

/* Starts @first, which is the current packet, or if it is null the next packet. */
void start(PDEVICE_OBJECT device, PIRP first, Next next)
{
	StartIoState &state = state_of(device);
	const bool is_deferred = state.is_deferred;

	if (is_deferred && !begin_deferred(state, first, next))
		return;
	do {
		if (first)
			call_start_io(device, first);
		else
			start_next(device, next);
	} while (is_deferred && end_deferred(state, first, next));
}

bool check_call(CallSite call, PDEVICE_OBJECT device)
{
	return at_dispatch_or_below(call, device) && check_type(call, device, device_type);
}

/* The driver's routines that run inside may delete the device. */
class ActiveAtDispatch {
public:
	explicit ActiveAtDispatch(PDEVICE_OBJECT device) : device_(device)
	{
		device_enter(device);
		KeRaiseIrql(DISPATCH_LEVEL, &irql_);
	}
	~ActiveAtDispatch()
	{
		KeLowerIrql(irql_);
		device_leave(device_);
	}
	ActiveAtDispatch(const ActiveAtDispatch &) = delete;
	ActiveAtDispatch &operator=(const ActiveAtDispatch &) = delete;

private:
	PDEVICE_OBJECT device_;
	KIRQL irql_;
};

void start_next_packet(CallSite call, PDEVICE_OBJECT device, const Next &next)
{
	if (!check_call(call, device))
		return;

	ActiveAtDispatch active(device);

	start(device, nullptr, next);
}

} /* namespace */

void start_io_init()
{
	lock.init(WW_LOCK_START_IO);
}

} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI IoStartPacket(PDEVICE_OBJECT DeviceObject, PIRP Irp, PULONG Key,
			 PDRIVER_CANCEL CancelFunction)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_call(call, DeviceObject))
		return;
	if (!DeviceObject->DriverObject->DriverStartIo) [[unlikely]] {
		report_no_start_io(call, DeviceObject, Irp);
		return;
	}

	ActiveAtDispatch active(DeviceObject);
	const PKDEVICE_QUEUE_ENTRY entry = &Irp->Tail.Overlay.DeviceQueueEntry;
	CancelLock before{};

	if (CancelFunction) {
		before = cancel_lock_acquire();
		static_cast<void>(IoSetCancelRoutine(Irp, CancelFunction));
	}

	const BOOLEAN is_queued =
		Key ? KeInsertByKeyDeviceQueue(&DeviceObject->DeviceQueue, entry, *Key)
		    : KeInsertDeviceQueue(&DeviceObject->DeviceQueue, entry);

	if (is_queued) {
		/* Without the cancel lock the packet may be complete already. */
		if (CancelFunction)
			cancel_lock_release_queued(Irp, before);
		return;
	}
	DeviceObject->CurrentIrp = Irp;
	if (CancelFunction) {
		if (state_of(DeviceObject).is_not_cancelable)
			static_cast<void>(IoSetCancelRoutine(Irp, nullptr));
		cancel_lock_release(before);
	}
	start(DeviceObject, Irp, {});
}

VOID NTAPI IoStartNextPacket(PDEVICE_OBJECT DeviceObject, BOOLEAN Cancelable)
{
	start_next_packet(WW_CALL_SITE, DeviceObject, { Cancelable != FALSE, false, 0 });
}

VOID NTAPI IoStartNextPacketByKey(PDEVICE_OBJECT DeviceObject, BOOLEAN Cancelable, ULONG Key)
{
	start_next_packet(WW_CALL_SITE, DeviceObject, { Cancelable != FALSE, true, Key });
}

VOID NTAPI IoSetStartIoAttributes(PDEVICE_OBJECT DeviceObject, BOOLEAN DeferredStartIo,
				  BOOLEAN NonCancelable)
{
	if (!check_type(WW_CALL_SITE, DeviceObject, device_type))
		return;
	state_of(DeviceObject).is_deferred = DeferredStartIo != FALSE;
	state_of(DeviceObject).is_not_cancelable = NonCancelable != FALSE;
}

} /* extern "C" */
