/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The way of an IRP down its stack of drivers and up again.
 *
 * A driver holds an IRP from IoCallDriver until its stack location is completed, or until it has
 * passed the location on by IoSkipCurrentIrpStackLocation. Meanwhile its device has an activity, so
 * the driver's unload waits. IRP.Tail.Overlay.IrpExtension, a field of the system's, has a bit for
 * each location with such an activity. Only the bit decides who ends the activity.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/cold.hpp"
#include "base/irql.hpp"
#include "base/types.hpp"

namespace ww {

/* The first parameters of DRIVER_VERIFIER_IOMANAGER_VIOLATION. */
enum IoViolation : uintptr_t {
	kFreesNoIrp = 0x01,		/* IRP */
	kFreesThreadedIrp = 0x02,	/* IRP */
	kCallsWithNoIrp = 0x03,		/* IRP */
	kCallsNoDevice = 0x04,		/* device */
	kIrqlChanged = 0x05,		/* device, IRQL before, IRQL after */
	kCompletesPending = 0x06,	/* status, IRP */
	kCompletesCancelable = 0x07,	/* cancel routine, IRP */
	kBlockOnOldStack = 0x0c,	/* I/O status block */
	kEventOnOldStack = 0x0d,	/* event */
	kCompletesAboveDispatch = 0x0e,	/* IRQL, IRP */
	kCallsAboveDispatch = 0x10,	/* IRQL */
	/* The others: an address in the driver, IRP, device. */
	kInformationTooLarge = 0x200,	/* Windows's "unknown" */
	kSkippedAndCompleted = 0x200,	/* the same */
	kOutputOnOldStack = 0x200,	/* the same */
	kNotKept = 0x200,		/* the same */
	kReturnsOtherStatus = 0x224,
	kForgotten = 0x226,
	kPendingNotMarked = 0x23d,
	kMarkedNotPending = 0x23e,
	/* Of Plug and Play: a routine of the driver, device. */
	kRemovesNotDetached = 0x21d,
	kRemovesNotDeleted = 0x21e,
	kLeavesInitializing = 0x243,
	kFailsRemoval = 0x306,		/* and the status */
};

/* IRP.AllocationFlags of an IRP that the I/O manager made. */
constexpr UCHAR kIrpOfSystem = 0x80;

/* The tag of pool memory with an IRP. */
constexpr ULONG kIrpTag = ' ' << 24 | 'p' << 16 | 'r' << 8 | 'I';

/* The same of one that a function of build.cpp made for a driver. */
constexpr UCHAR kIrpOfThread = 0x40;
constexpr UCHAR kIrpAsynchronous = 0x20;

/* Fills in a zeroed IRP that no driver has yet. */
inline void irp_start(IRP &irp, USHORT bytes, CCHAR locations)
{
	irp.Type = IO_TYPE_IRP;
	irp.Size = bytes;
	irp.StackCount = locations;
	/* One above the last location: the first driver that gets the IRP uses the one below. */
	irp.CurrentLocation = static_cast<CCHAR>(locations + 1);
	irp.Tail.Overlay.CurrentStackLocation =
		reinterpret_cast<PIO_STACK_LOCATION>(&irp + 1) + locations;
	irp.ThreadListEntry.Flink = &irp.ThreadListEntry;
	irp.ThreadListEntry.Blink = &irp.ThreadListEntry;
}

/* The first location of an IRP, which is the lowest driver's. */
inline PIO_STACK_LOCATION first_location(const IRP *irp)
{
	return reinterpret_cast<PIO_STACK_LOCATION>(const_cast<PIRP>(irp) + 1);
}

/* IoGetNextIrpStackLocation() of an IRP that has a next location. */
inline PIO_STACK_LOCATION next_location(PIRP irp)
{
	return irp->Tail.Overlay.CurrentStackLocation - 1;
}

/* Whether a driver has the IRP. */
inline bool has_current_location(const IRP *irp)
{
	return irp->CurrentLocation >= 1 && irp->CurrentLocation <= irp->StackCount;
}

/* The device that holds the IRP, or null. */
inline PDEVICE_OBJECT holder_of(PIRP irp)
{
	return has_current_location(irp) ? IoGetCurrentIrpStackLocation(irp)->DeviceObject
					 : nullptr;
}

/* A driver's routine returned at @from. The level is @to again. */
void restore_level(u8 from, u8 to, CallSite call);

/*
 * Reports that the routine, which was called with @irp or null, returned at another level; and with @held, if
 * that is a lock.
 */
WW_COLD void report_irql(PDEVICE_OBJECT device, PIRP irp, const char *function, const void *routine,
			 u8 before, u8 after, const HeldLock &held = {});

/* The same of a dispatch routine, which is repaired. */
WW_COLD void repair_dispatch(PDEVICE_OBJECT device, PIRP irp, UCHAR major, u8 before, u8 after);

inline bool is_of_system(const IRP *irp)
{
	return irp->AllocationFlags & kIrpOfSystem;
}

/* Whether @irp is one, and not completed. Else @status is that of the call that sends it to @device, after a report. */
bool may_be_sent(CallSite call, PDEVICE_OBJECT device, PIRP irp, NTSTATUS &status);

/* Reports that @irp has no next location for @device, and completes it. */
NTSTATUS fail_without_location(CallSite call, PDEVICE_OBJECT device, PIRP irp);

/* Sends the IRP to the driver of @device. Returns what the dispatch routine returns. */
NTSTATUS call_driver(CallSite call, PDEVICE_OBJECT device, PIRP irp);

/*
 * The same for an IRP that the I/O manager has made, and for a device that it knows to live:
 * nothing of them is checked. The caller is at @irql.
 */
NTSTATUS call_first_driver(PDEVICE_OBJECT device, PIRP irp, u8 irql);

/* IoCompleteRequest. */
void complete_irp(CallSite call, PIRP irp);

/* IoCancelIrp. */
bool cancel_irp(CallSite call, PIRP irp);

/* The state before the cancel spin lock was acquired. */
struct CancelLock {
	u32 locks;
	KIRQL irql;
};

CancelLock cancel_lock_acquire();
void cancel_lock_release(const CancelLock &before);
/*
 * Releases the lock after an IRP was queued. Calls the cancel routine if the IRP is cancelled
 * already.
 */
void cancel_lock_release_queued(PIRP irp, const CancelLock &before);

/*
 * Ends the activity of the IRP's current location without completing it, once. True if it was
 * there.
 */
bool disown_irp(PIRP irp);

/*
 * All locations of a driver's own IRP are completed. Reports one of IoAllocateIrp, which the driver
 * must take back in a completion routine. It stays allocated: the driver may still free it.
 */
WW_COLD void report_irp_not_kept(CallSite call, PIRP irp);

/* The IRP has all its locations completed. request.cpp has it. */
void irp_of_system_completed(PIRP irp);
/* A driver marked a location of such an IRP as pending. Before the location is cleared. */
void irp_of_system_was_marked(PIRP irp);

} /* namespace ww */
