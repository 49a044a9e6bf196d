/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoCallDriver and IoCompleteRequest.
 */
#include "call.hpp"

#include "base/device_lock.hpp"
#include "base/irql.hpp"
#include "base/major_name.hpp"
#include "base/report.hpp"
#include "build.hpp"
#include "linux/module.h"
#include "ob/device.hpp"
#include "ob/image.hpp"
#include "request_path.hpp"

namespace ww {
namespace {

/* True for the one caller that ends the activity of @location. */
bool claim(PIRP irp, s32 location)
{
	const u64 bit = bit_of(location);

	return bit && __atomic_fetch_and(held_locations(irp), ~bit, __ATOMIC_ACQ_REL) & bit;
}

/*
 * A completion routine stays in memory until it has returned. A driver that holds a location of the
 * IRP has an activity for that. A driver that holds none, mostly because it made the IRP, gets an
 * activity of its image. That is for one location, whose number is in IRP.Reserved.
 * ThreadListEntry.Blink is the image. Both fields are the system's.
 */
bool is_held(PIRP irp, s32 location)
{
	return __atomic_load_n(held_locations(irp), __ATOMIC_ACQUIRE) & bit_of(location);
}

void hold_routine(PIRP irp, PIO_COMPLETION_ROUTINE routine)
{
	const s32 number = irp->CurrentLocation - 1;

	if (irp->Reserved || (number < irp->StackCount && is_held(irp, number + 1)))
		return;

	_WINWORK_IMAGE *image = image_reference_of_address(reinterpret_cast<const void *>(routine));

	if (!image)
		return;
	irp->Reserved = static_cast<USHORT>(number);
	irp->ThreadListEntry.Blink = reinterpret_cast<PLIST_ENTRY>(image);
}

/* Takes the image that is held for the routine of location @number; null if none is. */
_WINWORK_IMAGE *take_routine_image(PIRP irp, s32 number)
{
	if (irp->Reserved != number)
		return nullptr;

	auto *image = reinterpret_cast<_WINWORK_IMAGE *>(irp->ThreadListEntry.Blink);

	irp->Reserved = 0;
	irp->ThreadListEntry.Blink = &irp->ThreadListEntry;
	return image;
}

/*
 * A driver's routine returned at another level. Restores the level, and releases what it kept, of which the
 * last lock is returned.
 */
WW_COLD HeldLock repair_irql(u8 before, u8 after)
{
	const HeldLock held = after >= kDispatchLevel ? held_lock_last() : HeldLock{};

	if (before == kPassiveLevel)
		irql_repair(kPassiveLevel);
	else
		restore_level(after, before, { "MajorFunction", nullptr });
	return held;
}

/* The call is refused, and the IRP comes back to the caller, completed. */
NTSTATUS fail_call(PIRP irp, NTSTATUS status)
{
	irp->IoStatus.Status = status;
	irp->IoStatus.Information = 0;
	complete_irp({ "IoCallDriver", nullptr }, irp);
	return status;
}

WW_COLD NTSTATUS report_call_level(CallSite call, PDEVICE_OBJECT device, PIRP irp, u8 irql)
{
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kCallsAboveDispatch, irql, 0, 0 },
		 .call = call, .item = irp, .owner = device },
	       "called at IRQL %u, the highest allowed is %u; the IRP stays the caller's", irql,
	       kDispatchLevel);
	return STATUS_INVALID_DEVICE_REQUEST;
}

WW_COLD NTSTATUS report_no_irp(CallSite call, PIRP irp)
{
	report_pointer({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { kCallsWithNoIrp, address_of(irp), 0, 0 },
			 .call = call, .item = irp },
		       irp, "is no IRP");
	return STATUS_INVALID_PARAMETER;
}

WW_COLD NTSTATUS report_no_device(CallSite call, PDEVICE_OBJECT device, PIRP irp)
{
	report_pointer({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { kCallsNoDevice, address_of(device), 0, 0 },
			 .call = call, .item = irp },
		       device, "is no live device object; the IRP is completed");
	return fail_call(irp, STATUS_NO_SUCH_DEVICE);
}

/*
 * The current location is the driver's again. A driver may have moved below the first one, or
 * have written to the memory below it: there CurrentStackLocation lies.
 */
void restore_location(PIRP irp)
{
	if (irp->CurrentLocation < 1)
		irp->CurrentLocation = 1;
	irp->Tail.Overlay.CurrentStackLocation = first_location(irp) + irp->CurrentLocation - 1;
}

WW_COLD void report_no_location(CallSite call, PDEVICE_OBJECT device, PIRP irp)
{
	restore_location(irp);
	report({ .code = BugCheck::no_more_irp_stack_locations,
		 .parameter = { address_of(irp), 0, 0, 0 },
		 .call = call, .item = irp, .owner = device },
	       "the IRP has %d stack locations, and all are in use; it is completed",
	       irp->StackCount);
}

WW_COLD NTSTATUS report_location_behind(CallSite call, PDEVICE_OBJECT device, PIRP irp)
{
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kCallsWithNoIrp, address_of(irp), 0, 0 },
		 .call = call, .item = irp, .owner = device },
	       "the IRP is completed already, or a stack location was skipped twice; it is not sent");
	return STATUS_INVALID_PARAMETER;
}

bool is_device(const void *object)
{
	return object_type(object) == &device_type;
}

} /* namespace */

void report_irql(PDEVICE_OBJECT device, PIRP irp, const char *function, const void *routine,
		 u8 before, u8 after, const HeldLock &held)
{
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kIrqlChanged, address_of(device), before, after },
		 .call = { function }, .item = irp, .owner = device, .routine = routine },
	       "the routine was called at IRQL %u and returned at IRQL %u%s%s", before, after,
	       held.lock ? ", with a spin lock held" : "", ShownHeld(held).text);
}

void restore_level(u8 from, u8 to, CallSite call)
{
	/* The routine was called without the lock of an interrupt. */
	if (from > kDispatchLevel && to <= kDispatchLevel && device_locks_release_above(nullptr))
		from = current_irql();
	if (from == to)
		return;
	if (from > to)
		lower_irql(to, call);
	else
		raise_irql(to, call);
}

NTSTATUS NTAPI refuse_request(PDEVICE_OBJECT, PIRP irp)
{
	irp->IoStatus.Status = STATUS_INVALID_DEVICE_REQUEST;
	irp->IoStatus.Information = 0;
	complete_irp({ "IoCompleteRequest", nullptr }, irp);
	return STATUS_INVALID_DEVICE_REQUEST;
}

void repair_dispatch(PDEVICE_OBJECT device, PIRP irp, UCHAR major, u8 before, u8 after)
{
	const HeldLock held = repair_irql(before, after);

	report_irql(device, irp, major_name(major),
		    reinterpret_cast<const void *>(dispatch_routine(device, major)), before, after, held);
}

namespace {

/* The name of the driver's module. A driver object of WinWork's own has only its own name. */
const char *name_of_driver(PDEVICE_OBJECT device)
{
	const PDRIVER_OBJECT driver = device->DriverObject;
	const _WINWORK_IMAGE *const code = driver_state(driver).code;

	return code ? code->Name : object_header(driver)->name;
}

} /* namespace */

WW_COLD void trace_dispatch(PDEVICE_OBJECT device, PIRP irp, PIO_STACK_LOCATION location)
{
	const ww_irp_event event = { .irp = irp, .driver = name_of_driver(device),
				     .device = object_header(device)->name,
				     .major = major_name(location->MajorFunction),
				     .minor = location->MinorFunction,
				     .code = has_control_code(location->MajorFunction)
						     ? location->Parameters.DeviceIoControl.IoControlCode
						     : 0 };

	ww_trace_irp_dispatch(&event);
}

WW_COLD void trace_pend(PDEVICE_OBJECT device, PIRP irp, NTSTATUS status)
{
	if (status == STATUS_PENDING)
		ww_trace_irp_pend(irp, name_of_driver(device));
}

NTSTATUS call_first_driver(PDEVICE_OBJECT device, PIRP irp, u8 before)
{
	const Stripe stripe = stripe_here();

	device_enter(device, stripe);

	const NTSTATUS status = call_kept_driver(device, irp, before, stripe);

	device_leave(device, stripe);
	return status;
}

namespace {

/* Apart: its record would burden the stack of each call. */
[[gnu::noinline]] NTSTATUS send_of_thread(PDEVICE_OBJECT device, PIRP irp, u8 before)
{
	Sending sending;

	if (!irp_of_thread_sent(irp, device, sending))
		return call_first_driver(device, irp, before);

	const NTSTATUS status = call_first_driver(device, irp, before);

	irp_of_thread_send_returned(sending, status);
	return status;
}

} /* namespace */

NTSTATUS call_driver(CallSite call, PDEVICE_OBJECT device, PIRP irp)
{
	const u8 before = current_irql_quickly();

	if (before > kDispatchLevel) [[unlikely]]
		return report_call_level(call, device, irp, before);
	if (!is_kernel_address(irp) || irp->Type != IO_TYPE_IRP) [[unlikely]]
		return report_no_irp(call, irp);
	if (!is_device(device)) [[unlikely]]
		return report_no_device(call, device, irp);
	if (irp->CurrentLocation <= 1) [[unlikely]]
		return fail_without_location(call, device, irp);
	if (irp->CurrentLocation > irp->StackCount + 1) [[unlikely]]
		return report_location_behind(call, device, irp);
	if (const PIO_COMPLETION_ROUTINE routine = next_location(irp)->CompletionRoutine)
		hold_routine(irp, routine);
	if (irp->AllocationFlags & kIrpOfThread) [[unlikely]]
		return send_of_thread(device, irp, before);
	return call_first_driver(device, irp, before);
}

NTSTATUS fail_without_location(CallSite call, PDEVICE_OBJECT device, PIRP irp)
{
	report_no_location(call, device, irp);
	return fail_call(irp, STATUS_INVALID_PARAMETER);
}

bool may_be_sent(CallSite call, PDEVICE_OBJECT device, PIRP irp, NTSTATUS &status)
{
	if (!is_kernel_address(irp) || irp->Type != IO_TYPE_IRP)
		status = report_no_irp(call, irp);
	else if (irp->CurrentLocation > irp->StackCount + 1)
		status = report_location_behind(call, device, irp);
	else
		return true;
	return false;
}

bool disown_irp(PIRP irp)
{
	const s32 number = irp->CurrentLocation;

	if (number < 1 || number > irp->StackCount)
		return false;

	/* The driver may be completing it: then the location may be cleared, or claimed. */
	const PDEVICE_OBJECT device = first_location(irp)[number - 1].DeviceObject;

	if (!device || !claim(irp, number))
		return false;
	device_leave(device);
	return true;
}

/* ---- Completing ------------------------------------------------------------------------- */

namespace {

/* The code that completed the IRP, or null. */
const void *completer_of(const IRP &irp)
{
	return irp.CurrentLocation == irp.StackCount + 2 ? irp.Tail.Overlay.OriginalFileObject : nullptr;
}

/* False if the IRP cannot be completed. Repairs what can be repaired. */
WW_COLD bool check_completion(CallSite call, PIRP irp)
{
	const u8 irql = current_irql();

	if (irql > kDispatchLevel) {
		report({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { kCompletesAboveDispatch, irql, address_of(irp), 0 },
			 .call = call, .item = irp },
		       "called at IRQL %u, the highest allowed is %u", irql, kDispatchLevel);
		return false;
	}
	const bool is_irp = is_kernel_address(irp) && irp->Type == IO_TYPE_IRP;

	if (!is_irp || irp->CurrentLocation > irp->StackCount + 1) {
		const void *completer = is_irp ? completer_of(*irp) : nullptr;

		report({ .code = BugCheck::multiple_irp_complete_requests,
			 .parameter = { address_of(irp), 0, 0, 0 },
			 .call = call, .item = irp },
		       "the IRP is completed already%s%s", completer ? ", by " : "",
		       completer ? ShownCode(completer).text : "");
		return false;
	}
	if (irp->CurrentLocation < 1)
		report_no_location(call, nullptr, irp);

	const PDEVICE_OBJECT holder = holder_of(irp);

	if (irp->IoStatus.Status == STATUS_PENDING) {
		report({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { kCompletesPending, STATUS_PENDING, address_of(irp), 0 },
			 .call = call, .item = irp, .owner = holder },
		       "the IRP is completed with STATUS_PENDING; it gets STATUS_UNSUCCESSFUL");
		irp->IoStatus.Status = STATUS_UNSUCCESSFUL;
	}
	if (const PDRIVER_CANCEL routine = IoSetCancelRoutine(irp, nullptr))
		report({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { kCompletesCancelable,
					reinterpret_cast<uintptr_t>(routine), address_of(irp), 0 },
			 .call = call, .item = irp, .owner = holder },
		       "the IRP is completed with a cancel routine");
	return true;
}

/* Whether a location below the current one is held. */
bool has_skipped(PIRP irp)
{
	const u64 bit = bit_of(irp->CurrentLocation);

	return __atomic_load_n(held_locations(irp), __ATOMIC_RELAXED) & (bit - 1);
}

/*
 * A driver skipped its location, and completes the IRP in place of passing it on. Its activity ends
 * here. No more is wrong, unless the driver above has a completion routine: that is in the skipped
 * location. True after a report.
 */
WW_COLD bool leave_skipped(CallSite call, PIRP irp)
{
	bool is_reported = false;

	for (s32 number = 1; number < irp->CurrentLocation; number++) {
		const IO_STACK_LOCATION &location = first_location(irp)[number - 1];
		const PDEVICE_OBJECT device = location.DeviceObject;
		_WINWORK_IMAGE *image = take_routine_image(irp, number);

		if (image)
			image_dereference(image);
		if (!claim(irp, number))
			continue;
		is_reported |= location.CompletionRoutine != nullptr;
		if (location.CompletionRoutine)
			report({ .code = BugCheck::driver_verifier_iomanager_violation,
				 .parameter = { kSkippedAndCompleted,
						reinterpret_cast<uintptr_t>(location.CompletionRoutine),
						address_of(irp), address_of(device) },
				 .call = call, .item = irp, .owner = device },
			       "the driver skipped its stack location and completes the IRP; the completion "
			       "routine of the driver above is not called");
		device_leave(device);
	}
	return is_reported;
}

bool is_invoked(const IRP *irp, UCHAR control)
{
	if (irp->Cancel && control & SL_INVOKE_ON_CANCEL)
		return true;
	return control & (NT_SUCCESS(irp->IoStatus.Status) ? SL_INVOKE_ON_SUCCESS
							   : SL_INVOKE_ON_ERROR);
}

/*
 * Calls the routine, which may free the IRP. It is that of the driver above, which has the location
 * that is the current one now, if any.
 */
[[gnu::noinline]] NTSTATUS call_completion_routine(PIO_COMPLETION_ROUTINE routine, PIRP irp,
						   PVOID context)
{
	const PDEVICE_OBJECT device = holder_of(irp);
	const bool enters = device && is_held(irp, irp->CurrentLocation);
	const u8 before = current_irql();

	if (enters)
		device_enter(device);

	const NTSTATUS status = routine(device, irp, context);
	const u8 after = current_irql();

	if (after != before) [[unlikely]] {
		const HeldLock held = repair_irql(before, after);

		report_irql(device, irp, "IO_COMPLETION_ROUTINE",
			    reinterpret_cast<const void *>(routine), before, after, held);
	}
	if (enters)
		device_leave(device);
	return status;
}

/*
 * Whether no check of check_completion() fails, but for those of the current location, which the
 * callers make.
 */
[[gnu::always_inline]] inline bool is_completable(PIRP irp)
{
	return !ww_fast_call(ww_interrupt_context) && is_kernel_address(irp) &&
	       irp->Type == IO_TYPE_IRP && irp->IoStatus.Status != STATUS_PENDING &&
	       !irp->CancelRoutine;
}

/*
 * Completes the last location of a request when nothing is to be done for it: no driver has marked
 * it, set a completion routine, or skipped a location and kept the IRP. False, and nothing has
 * changed, for any other IRP.
 */
[[gnu::always_inline]] inline bool complete_plain_location(PIRP irp)
{
	const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	u64 held = bit_of(irp->CurrentLocation);

	if (irp->CurrentLocation != irp->StackCount || !is_of_system(irp) || location->Control ||
	    irp->Reserved || !held)
		return false;

	const PDEVICE_OBJECT device = location->DeviceObject;

	if (!__atomic_compare_exchange_n(held_locations(irp), &held, 0, false, __ATOMIC_ACQ_REL,
					 __ATOMIC_RELAXED))
		return false;
	irp->PendingReturned = FALSE;
	irp->Tail.Overlay.CurrentStackLocation = location + 1;
	device_leave(device);
	return true;
}

/*
 * All locations are completed. check_completion() recognises a second completion by the number.
 * @is_reported: the reason is known why a driver has not kept its own IRP.
 */
[[gnu::always_inline]] inline void finish(CallSite call, PIRP irp, bool is_reported = false)
{
	if (WW_IS_TRACED(irp_complete)) [[unlikely]]
		ww_trace_irp_complete(irp, call.caller, static_cast<u32>(irp->IoStatus.Status),
				      irp->IoStatus.Information);
	irp->CurrentLocation = static_cast<CCHAR>(irp->StackCount + 2);
	/* Nothing reads this field of a complete IRP, and a report of another completion needs the code. */
	irp->Tail.Overlay.OriginalFileObject = static_cast<PFILE_OBJECT>(const_cast<void *>(call.caller));
	if (is_of_system(irp))
		irp_of_system_completed(irp);
	else if (irp->AllocationFlags & kIrpOfThread)
		irp_of_thread_completed(irp);
	else if (irp->AllocationFlags & kIrpAsynchronous)
		irp_asynchronous_completed(irp);
	else if (!is_reported)
		report_irp_not_kept(call, irp);
}

[[gnu::noinline]] void complete_in_full(CallSite call, PIRP irp)
{
	if (!is_completable(irp) || irp->CurrentLocation < 1 ||
	    irp->CurrentLocation > irp->StackCount + 1) [[unlikely]] {
		if (!check_completion(call, irp))
			return;
	}

	/* Then a routine that would have kept the IRP is not called. */
	const bool is_reported = has_skipped(irp) && leave_skipped(call, irp);

	while (irp->CurrentLocation <= irp->StackCount) {
		const s32 number = irp->CurrentLocation;
		const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
		const PIO_COMPLETION_ROUTINE routine = location->CompletionRoutine;
		const PVOID context = location->Context;
		const PDEVICE_OBJECT device = location->DeviceObject;
		const UCHAR control = location->Control;
		const bool marked = control & SL_PENDING_RETURNED;

		irp->PendingReturned = marked;
		irp->CurrentLocation = static_cast<CCHAR>(number + 1);
		irp->Tail.Overlay.CurrentStackLocation = location + 1;
		if (marked && is_of_system(irp))
			irp_of_system_was_marked(irp);
		/* No code uses the last location of a request again: is_marked() reads Control. */
		if (is_of_system(irp) && number == irp->StackCount)
			location->Control = 0;
		else
			__builtin_memset(location, 0, sizeof(*location));

		_WINWORK_IMAGE *image = take_routine_image(irp, number);
		bool stops = false;

		if (claim(irp, number))
			device_leave(device);
		if (routine && is_invoked(irp, control)) {
			stops = call_completion_routine(routine, irp, context) ==
				STATUS_MORE_PROCESSING_REQUIRED;
		} else if (marked && irp->CurrentLocation <= irp->StackCount) {
			IoMarkIrpPending(irp);
		}
		if (image)
			image_dereference(image);
		if (stops)
			return;
	}
	finish(call, irp, is_reported);
}

/* IoCompleteRequest. Inline: it nearly always comes from there. */
[[gnu::always_inline]] inline void complete(CallSite call, PIRP irp)
{
	if (is_completable(irp) && complete_plain_location(irp)) [[likely]]
		finish(call, irp);
	else
		complete_in_full(call, irp);
}

} /* namespace */

void complete_irp(CallSite call, PIRP irp)
{
	complete(call, irp);
}

} /* namespace ww */

extern "C" {

NTSTATUS NTAPI IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	return ww::call_driver(WW_CALL_SITE_OF("IoCallDriver"), DeviceObject, Irp);
}

VOID NTAPI IofCompleteRequest(PIRP Irp, CCHAR)
{
	ww::complete(WW_CALL_SITE_OF("IoCompleteRequest"), Irp);
}

} /* extern "C" */
