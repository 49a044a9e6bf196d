/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of IRPs: IRPs that a case makes itself and keeps when they are complete.
 */
#ifndef WINWORK_KUNIT_IRP_CASE_H
#define WINWORK_KUNIT_IRP_CASE_H

#include "support.h"

#define BUGCHECK_NO_MORE_LOCATIONS	0x35
#define BUGCHECK_COMPLETED_TWICE	0x44
#define BUGCHECK_IO_VIOLATION		0xc9

/* An IRP, and what its last completion routine saw. */
struct sent {
	PIRP irp;
	atomic_t completed;
	NTSTATUS status;
	PDEVICE_OBJECT device;
	BOOLEAN pending_returned;
	KIRQL irql;
	struct completion done;
};

static inline NTSTATUS NTAPI keep_irp(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	struct sent *sent = context;

	sent->status = irp->IoStatus.Status;
	sent->device = device;
	sent->pending_returned = irp->PendingReturned;
	sent->irql = KeGetCurrentIrql();
	atomic_inc(&sent->completed);
	complete(&sent->done);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* An IRP of the case's with its next location filled in; free_sent() frees it. */
static inline void new_sent(struct kunit *test, struct sent *sent, CCHAR locations, UCHAR major)
{
	memset(sent, 0, sizeof(*sent));
	init_completion(&sent->done);
	sent->irp = IoAllocateIrp(locations, FALSE);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, sent->irp);
	IoGetNextIrpStackLocation(sent->irp)->MajorFunction = major;
	IoSetCompletionRoutine(sent->irp, keep_irp, sent, TRUE, TRUE, TRUE);
}

static inline void finish_irp(PIRP irp, NTSTATUS status, ULONG_PTR information)
{
	irp->IoStatus.Status = status;
	irp->IoStatus.Information = information;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
}

#endif /* WINWORK_KUNIT_IRP_CASE_H */
