/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The reports that Linux gets from virtual devices and sends to them. The thread waits until the driver has completed the
 * operation. If the program is killed, or the device ends, the thread goes on, and the driver has the memory until then.
 */
#include "base/irql.hpp"
#include "base/kcfi.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "virtual.hpp"

namespace ww {

struct VirtualOperation {
	RangeNode by_handle;		/* first. Its range is the handle; as the next */
	RangeNode by_driver;
	struct ww_done done;
	HID_XFER_PACKET packet;		/* the driver's, which may change it */
	const UCHAR *report;		/* in the memory */
	u32 room;			/* of the report */
	bool is_read;
	/* Under the lock: */
	LIST_ENTRY link;		/* of the device's, if is_waited */
	HidAnswer answer;
	u32 holders;			/* the thread, and the driver */
	bool is_waited;			/* the one who clears it has the thread go on */
	alignas(16) UCHAR memory[];	/* the driver's context, and behind it the report */
};

namespace {

constinit RangeTree operations WW_GUARDED_BY(virtual_lock){};
constinit RangeTree operations_of_drivers WW_GUARDED_BY(virtual_lock){};

struct Callback {
	const char *name;
	PEVT_VHF_ASYNC_OPERATION routine;
};

Callback callback_for(const VHF_CONFIG &config, enum ww_hid_transfer how)
{
	switch (how) {
	case WW_HID_GET_INPUT:
		return { "EvtVhfAsyncOperationGetInputReport", config.EvtVhfAsyncOperationGetInputReport };
	case WW_HID_GET_FEATURE:
		return { "EvtVhfAsyncOperationGetFeature", config.EvtVhfAsyncOperationGetFeature };
	case WW_HID_SET_FEATURE:
		return { "EvtVhfAsyncOperationSetFeature", config.EvtVhfAsyncOperationSetFeature };
	case WW_HID_WRITE:
		return { "EvtVhfAsyncOperationWriteReport", config.EvtVhfAsyncOperationWriteReport };
	default:
		return { nullptr, nullptr };
	}
}

PVOID handle_of(const VirtualOperation &operation)
{
	return reinterpret_cast<PVOID>(operation.by_handle.start);
}

VirtualOperation *make(const VHF_CONFIG &config, enum ww_hid_transfer how, HID_XFER_PACKET packet)
{
	const size_t context = (size_t{ config.OperationContextSize } + 15) & ~size_t{ 15 };
	auto *const operation = static_cast<VirtualOperation *>(
		ww_zalloc_sleeping(sizeof(VirtualOperation) + context + packet.reportBufferLen));

	if (!operation)
		return nullptr;
	ww_done_init(&operation->done);
	operation->room = packet.reportBufferLen;
	operation->is_read = hid_is_read(how);
	operation->packet = packet;
	operation->packet.reportBuffer = operation->memory + context;
	operation->report = operation->packet.reportBuffer;
	RtlCopyMemory(operation->packet.reportBuffer, packet.reportBuffer, packet.reportBufferLen);
	return operation;
}

/* The driver and the thread have it from here on. False if the device is leaving. */
bool begin(VirtualHid &device, VirtualOperation &operation)
{
	const PDRIVER_OBJECT driver = virtual_driver(device);
	LockGuard guard(virtual_lock);

	if (!virtual_enter(device))
		return false;

	const uintptr_t handle = address_of(virtual_new_handle());

	operations.insert(operation.by_handle, nullptr, handle, 1);
	operations_of_drivers.insert(operation.by_driver, driver, handle, 1);
	InsertTailList(&device.waits, &operation.link);
	operation.is_waited = true;
	operation.holders = 2;
	return true;
}

/* True if the caller has to let the thread go on. */
bool end_wait(VirtualOperation &operation) WW_REQUIRES(virtual_lock)
{
	const bool was_waited = operation.is_waited;

	if (was_waited)
		RemoveEntryList(&operation.link);
	operation.is_waited = false;
	return was_waited;
}

void remove(VirtualOperation &operation) WW_REQUIRES(virtual_lock)
{
	operations.remove(operation.by_handle);
	operations_of_drivers.remove(operation.by_driver);
}

void drop(VirtualOperation &operation)
{
	bool is_last;

	{
		LockGuard guard(virtual_lock);

		is_last = !--operation.holders;
	}
	if (is_last)
		ww_free(&operation);
}

/* ---- The thread ----------------------------------------------------------------------------- */

WW_CALLS_UNCHECKED
void call_routine(PEVT_VHF_ASYNC_OPERATION routine, const VHF_CONFIG &config, VirtualOperation &operation)
{
	routine(config.VhfClientContext, handle_of(operation),
		config.OperationContextSize ? operation.memory : nullptr, &operation.packet);
}

/* False if it is over already, or nearly so. */
bool give_up(VirtualOperation &operation)
{
	LockGuard guard(virtual_lock);

	return end_wait(operation);
}

/* False if the program is to end, or it lasts too long: the thread holds locks that all HID devices of Linux need. */
bool wait(VirtualHid &device, VirtualOperation &operation)
{
	constexpr u32 kMost = 10;	/* docs/scheduling.md, Constants */

	if (ww_done_wait_killable_for(&operation.done, kMost))
		return true;
	if (give_up(operation)) {
		if (!ww_thread_is_killed())
			ww_print(WW_LEVEL_WARNING, "%s has not completed an operation for %u seconds: it fails",
				 driver_short_name(virtual_driver(device)), kMost);
		return false;
	}
	/* It is nearly over. */
	while (!ww_done_wait(&operation.done, kMost)) {
	}
	return true;
}

HidAnswer answer_of(VirtualOperation &operation)
{
	LockGuard guard(virtual_lock);

	return operation.answer;
}

HidAnswer run(VirtualHid &device, const Callback &callback, VirtualOperation &operation)
{
	virtual_call(device, callback.name, reinterpret_cast<const void *>(callback.routine),
		     [&] { call_routine(callback.routine, device.config, operation); });
	return wait(device, operation) ? answer_of(operation) : HidAnswer{ STATUS_IO_TIMEOUT, 0 };
}

HidAnswer transfer(VirtualHid &device, const Callback &callback, enum ww_hid_transfer how, HID_XFER_PACKET packet)
{
	VirtualOperation *const operation = make(device.config, how, packet);

	if (!operation)
		return { STATUS_INSUFFICIENT_RESOURCES, 0 };
	if (!begin(device, *operation)) {
		ww_free(operation);
		return { STATUS_DELETE_PENDING, 0 };
	}

	const HidAnswer answer = run(device, callback, *operation);

	if (operation->is_read && NT_SUCCESS(answer.status))
		RtlCopyMemory(packet.reportBuffer, operation->report, answer.bytes);
	drop(*operation);
	virtual_leave(device);
	return answer;
}

/* ---- The driver ----------------------------------------------------------------------------- */

/* It is the driver's no longer; null if it is none. */
VirtualOperation *take(const void *handle, NTSTATUS status, bool *was_waited)
{
	LockGuard guard(virtual_lock);
	const RangeNode *const node = operations.find(range_at(nullptr, handle));
	VirtualOperation *const operation = node ? CONTAINING_RECORD(node, VirtualOperation, by_handle) : nullptr;

	if (!operation)
		return nullptr;
	remove(*operation);
	*was_waited = end_wait(*operation);
	if (*was_waited)
		operation->answer = { status, operation->packet.reportBufferLen };
	return operation;
}

/* The thread waits yet. */
void check_length(CallSite call, VirtualOperation &operation)
{
	const auto bytes = static_cast<u32>(operation.answer.bytes);

	if (!operation.is_read || bytes <= operation.room)
		return;
	operation.answer = { STATUS_DEVICE_DATA_ERROR, 0 };
	report(virtual_violation(call, handle_of(operation), operation.by_driver.owner),
	       "HID_XFER_PACKET.reportBufferLen is %u, and was %u: the operation fails", bytes, operation.room);
}

VirtualOperation *take_first_wait(VirtualHid &device)
{
	LockGuard guard(virtual_lock);

	if (IsListEmpty(&device.waits))
		return nullptr;

	VirtualOperation *const operation = CONTAINING_RECORD(device.waits.Flink, VirtualOperation, link);

	operation->answer = { STATUS_DELETE_PENDING, 0 };
	end_wait(*operation);
	return operation;
}

VirtualOperation *take_left(PDRIVER_OBJECT driver)
{
	LockGuard guard(virtual_lock);
	const RangeNode *const node = operations_of_drivers.find(range_of_any(driver));
	VirtualOperation *const operation = node ? CONTAINING_RECORD(node, VirtualOperation, by_driver) : nullptr;

	if (operation)
		remove(*operation);
	return operation;
}

} /* namespace */

s32 virtual_transfer(void *context, enum ww_hid_transfer how, u8 id, void *report, u32 bytes)
{
	auto &device = *static_cast<VirtualHid *>(context);
	const Callback callback = callback_for(device.config, how);
	HidAnswer answer = { STATUS_NOT_SUPPORTED, 0 };

	if (callback.routine)
		answer = transfer(device, callback, how, { static_cast<PUCHAR>(report), bytes, id });
	return hid_result(how, answer, bytes);
}

void virtual_operations_end(VirtualHid &device)
{
	/* Its thread holds it until it goes on. */
	while (VirtualOperation *const operation = take_first_wait(device))
		ww_done_set(&operation->done);
}

void virtual_operations_report_left(PDRIVER_OBJECT driver)
{
	while (VirtualOperation *const operation = take_left(driver)) {
		report(virtual_violation({ "EvtVhfAsyncOperation" }, handle_of(*operation), driver),
		       "the operation was not completed by VhfAsyncOperationComplete");
		drop(*operation);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI VhfAsyncOperationComplete(VHFOPERATIONHANDLE VhfOperationHandle, NTSTATUS CompletionStatus)
{
	const CallSite call = WW_CALL_SITE;
	bool was_waited = false;

	if (!at_dispatch_or_below(call, VhfOperationHandle))
		return STATUS_INVALID_PARAMETER;
	if (CompletionStatus == STATUS_PENDING) {
		report(virtual_violation(call, VhfOperationHandle, nullptr), "CompletionStatus is STATUS_PENDING");
		return STATUS_INVALID_PARAMETER;
	}

	VirtualOperation *const operation = take(VhfOperationHandle, CompletionStatus, &was_waited);

	if (!operation) {
		report_pointer(virtual_violation(call, VhfOperationHandle, nullptr), VhfOperationHandle,
			       "is no operation, or was completed");
		return STATUS_INVALID_PARAMETER;
	}
	if (was_waited) {
		check_length(call, *operation);
		ww_done_set(&operation->done);
	}
	drop(*operation);
	return STATUS_SUCCESS;
}

} /* extern "C" */
