/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cancel-safe queues. The driver's callbacks have the queue and its lock. DriverContext[3] of a
 * queued IRP points to its IO_CSQ_IRP_CONTEXT, or to the queue if the driver gave none; both begin
 * with a type.
 *
 * The call that clears the cancel routine of a queued IRP takes the IRP out: a removal, an
 * insertion that finds the IRP cancelled, or IoCancelIrp for cancel(). Insertion, removal and
 * cancel() hold the driver's lock while they change the queue.
 */
#include <wdm.h>

#include "base/irql.hpp"

namespace ww {
namespace {

PVOID &link_of(PIRP irp)
{
	return irp->Tail.Overlay.DriverContext[3];
}

class CsqGuard {
public:
	explicit CsqGuard(PIO_CSQ csq) : csq_(csq) { csq->CsqAcquireLock(csq, &irql_); }
	~CsqGuard() { csq_->CsqReleaseLock(csq_, irql_); }
	CsqGuard(const CsqGuard &) = delete;
	CsqGuard &operator=(const CsqGuard &) = delete;

private:
	PIO_CSQ csq_;
	KIRQL irql_ = 0;
};

/* Under the queue's lock, by the owner of the IRP. */
void take_out(PIO_CSQ csq, PIRP irp)
{
	auto *context = static_cast<PIO_CSQ_IRP_CONTEXT>(link_of(irp));

	if (context && context->Type == IO_TYPE_CSQ_IRP_CONTEXT)
		context->Irp = nullptr;
	link_of(irp) = nullptr;
	csq->CsqRemoveIrp(csq, irp);
}

PIO_CSQ csq_of(PIRP irp)
{
	auto *context = static_cast<PIO_CSQ_IRP_CONTEXT>(link_of(irp));

	if (context->Type == IO_TYPE_CSQ_IRP_CONTEXT)
		return context->Csq;
	return static_cast<PIO_CSQ>(link_of(irp));
}

VOID NTAPI cancel(PDEVICE_OBJECT, PIRP irp)
{
	IoReleaseCancelSpinLock(irp->CancelIrql);

	const PIO_CSQ csq = csq_of(irp);

	{
		CsqGuard guard(csq);

		take_out(csq, irp);
	}
	csq->CsqCompleteCanceledIrp(csq, irp);
}

NTSTATUS call_insert(PIO_CSQ csq, PIRP irp, PVOID insert_context)
{
	if (csq->Type == IO_TYPE_CSQ_EX)
		return reinterpret_cast<PIO_CSQ_INSERT_IRP_EX>(
			reinterpret_cast<void *>(csq->CsqInsertIrp))(csq, irp, insert_context);
	csq->CsqInsertIrp(csq, irp);
	return STATUS_SUCCESS;
}

NTSTATUS insert(PIO_CSQ csq, PIRP irp, PIO_CSQ_IRP_CONTEXT context, PVOID insert_context)
{
	NTSTATUS status;

	{
		CsqGuard guard(csq);

		if (context)
			*context = { IO_TYPE_CSQ_IRP_CONTEXT, irp, csq };
		link_of(irp) = context ? static_cast<PVOID>(context) : csq;
		status = call_insert(csq, irp, insert_context);
		if (!NT_SUCCESS(status)) {
			link_of(irp) = nullptr;
			if (context)
				context->Irp = nullptr;
			return status;
		}
		IoMarkIrpPending(irp);
		(void)IoSetCancelRoutine(irp, cancel);
		/*
		 * If the routine is cleared already, IoCancelIrp calls it, and it waits for the
		 * lock.
		 */
		if (!irp->Cancel || !IoSetCancelRoutine(irp, nullptr))
			return status;
		take_out(csq, irp);
	}
	csq->CsqCompleteCanceledIrp(csq, irp);
	return status;
}

NTSTATUS initialise(PIO_CSQ csq, ULONG type, PIO_CSQ_INSERT_IRP insert_irp,
		    PIO_CSQ_REMOVE_IRP remove, PIO_CSQ_PEEK_NEXT_IRP peek,
		    PIO_CSQ_ACQUIRE_LOCK acquire, PIO_CSQ_RELEASE_LOCK release,
		    PIO_CSQ_COMPLETE_CANCELED_IRP complete)
{
	*csq = { type, insert_irp, remove, peek, acquire, release, complete, nullptr };
	return STATUS_SUCCESS;
}

} /* namespace */
} /* namespace ww */

extern "C" {

NTSTATUS NTAPI IoCsqInitialize(PIO_CSQ Csq, PIO_CSQ_INSERT_IRP CsqInsertIrp,
			       PIO_CSQ_REMOVE_IRP CsqRemoveIrp,
			       PIO_CSQ_PEEK_NEXT_IRP CsqPeekNextIrp,
			       PIO_CSQ_ACQUIRE_LOCK CsqAcquireLock,
			       PIO_CSQ_RELEASE_LOCK CsqReleaseLock,
			       PIO_CSQ_COMPLETE_CANCELED_IRP CsqCompleteCanceledIrp)
{
	return ww::initialise(Csq, IO_TYPE_CSQ, CsqInsertIrp, CsqRemoveIrp, CsqPeekNextIrp,
			      CsqAcquireLock, CsqReleaseLock, CsqCompleteCanceledIrp);
}

NTSTATUS NTAPI IoCsqInitializeEx(PIO_CSQ Csq, PIO_CSQ_INSERT_IRP_EX CsqInsertIrp,
				 PIO_CSQ_REMOVE_IRP CsqRemoveIrp,
				 PIO_CSQ_PEEK_NEXT_IRP CsqPeekNextIrp,
				 PIO_CSQ_ACQUIRE_LOCK CsqAcquireLock,
				 PIO_CSQ_RELEASE_LOCK CsqReleaseLock,
				 PIO_CSQ_COMPLETE_CANCELED_IRP CsqCompleteCanceledIrp)
{
	return ww::initialise(Csq, IO_TYPE_CSQ_EX,
			      reinterpret_cast<PIO_CSQ_INSERT_IRP>(
				      reinterpret_cast<void *>(CsqInsertIrp)),
			      CsqRemoveIrp, CsqPeekNextIrp, CsqAcquireLock, CsqReleaseLock,
			      CsqCompleteCanceledIrp);
}

VOID NTAPI IoCsqInsertIrp(PIO_CSQ Csq, PIRP Irp, PIO_CSQ_IRP_CONTEXT Context)
{
	if (ww::at_dispatch_or_below(WW_CALL_SITE, Irp))
		ww::insert(Csq, Irp, Context, nullptr);
}

NTSTATUS NTAPI IoCsqInsertIrpEx(PIO_CSQ Csq, PIRP Irp, PIO_CSQ_IRP_CONTEXT Context,
				PVOID InsertContext)
{
	if (!ww::at_dispatch_or_below(WW_CALL_SITE, Irp))
		return STATUS_UNSUCCESSFUL;
	return ww::insert(Csq, Irp, Context, InsertContext);
}

PIRP NTAPI IoCsqRemoveNextIrp(PIO_CSQ Csq, PVOID PeekContext)
{
	if (!ww::at_dispatch_or_below(WW_CALL_SITE, Csq))
		return nullptr;

	ww::CsqGuard guard(Csq);
	PIRP irp = Csq->CsqPeekNextIrp(Csq, nullptr, PeekContext);

	/* An IRP whose routine is cleared is being cancelled, and will be removed. */
	while (irp && !IoSetCancelRoutine(irp, nullptr))
		irp = Csq->CsqPeekNextIrp(Csq, irp, PeekContext);
	if (irp)
		ww::take_out(Csq, irp);
	return irp;
}

PIRP NTAPI IoCsqRemoveIrp(PIO_CSQ Csq, PIO_CSQ_IRP_CONTEXT Context)
{
	if (!ww::at_dispatch_or_below(WW_CALL_SITE, Csq))
		return nullptr;

	ww::CsqGuard guard(Csq);
	PIRP irp = Context->Irp;

	if (!irp || !IoSetCancelRoutine(irp, nullptr))
		return nullptr;
	ww::take_out(Csq, irp);
	return irp;
}

} /* extern "C" */
