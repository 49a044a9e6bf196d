/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback data queues. Operation::queue names the queue that an operation is in. The thread that
 * exchanges it for null owns the operation: a removal does so under the queue's lock, a
 * cancellation before it takes that lock. Until then a canceled operation is still on the driver's
 * list, so removals skip operations whose `queue` is null.
 */
#include "operation.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"

namespace ww {
namespace {

constexpr FLT_CALLBACK_DATA_QUEUE_FLAGS kDisabled = 1;

/* Holds the driver's lock, by its callbacks. */
class QueueGuard {
public:
	explicit QueueGuard(PFLT_CALLBACK_DATA_QUEUE queue) : queue_(queue)
	{
		queue_->Acquire(queue_, &irql_);
	}
	~QueueGuard() { queue_->Release(queue_, irql_); }
	QueueGuard(const QueueGuard &) = delete;
	QueueGuard &operator=(const QueueGuard &) = delete;

private:
	PFLT_CALLBACK_DATA_QUEUE queue_;
	KIRQL irql_ = PASSIVE_LEVEL;
};

/* The rest of this namespace runs under the queue's lock. */

PFLT_CALLBACK_DATA &data_of(PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT context)
{
	return reinterpret_cast<PFLT_CALLBACK_DATA &>(context->Irp);
}

void bind(Operation &operation, PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT context)
{
	operation.queue_context = context;
	if (context)
		data_of(context) = &operation.data;
}

void unbind(Operation &operation)
{
	if (operation.queue_context)
		data_of(operation.queue_context) = nullptr;
	operation.queue_context = nullptr;
}

void remove_from_queue(PFLT_CALLBACK_DATA_QUEUE queue, Operation &operation)
{
	queue->RemoveIo(queue, &operation.data);
	unbind(operation);
}

/* Returns true to the one caller that owns the operation from now on. */
bool claim(Operation &operation)
{
	return operation.queue.exchange(nullptr);
}

/* Why it cannot be queued, or null. */
const char *reason_against(const Operation &operation)
{
	if (!operation.is_irp())
		return "only an IRP operation can be queued";
	if (operation.cancel_routine.load())
		return "the operation has a cancel routine";
	return operation.queue.load() ? "the operation is already in a queue" : nullptr;
}

NTSTATUS insert(PFLT_CALLBACK_DATA_QUEUE queue, Operation &operation,
		PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT context, void *insert_context, bool &canceled)
{
	if (queue->Flags & kDisabled)
		return STATUS_FLT_CBDQ_DISABLED;

	const NTSTATUS status = queue->InsertIo(queue, &operation.data, insert_context);

	if (!NT_SUCCESS(status))
		return status;
	bind(operation, context);
	operation.queue.store(queue);
	/* A cancellation that came before this found no queue to take the operation off. */
	canceled = operation.canceled.load() && claim(operation);
	if (canceled)
		remove_from_queue(queue, operation);
	return status;
}

} /* namespace */

bool operation_cancel_queued(Operation &operation)
{
	PFLT_CALLBACK_DATA_QUEUE queue = operation.queue.exchange(nullptr);

	if (!queue)
		return false;
	{
		const QueueGuard guard(queue);

		remove_from_queue(queue, operation);
	}
	queue->CompleteCanceledIo(queue, &operation.data);
	return true;
}

void operation_leave_queue(Operation &operation, Callback callback)
{
	if (operation.cancel_routine.load() && operation.cancel_routine.exchange(nullptr))
		report_operation(callback, &operation.data, 0,
				 "the callback has not pended the operation, but left a cancel routine");

	PFLT_CALLBACK_DATA_QUEUE queue = operation.queue.exchange(nullptr);

	if (!queue)
		return;
	{
		const QueueGuard guard(queue);

		remove_from_queue(queue, operation);
	}
	report_operation(callback, &operation.data, 0,
			 "the callback has not pended the operation, but left it in a queue");
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI
FltCbdqInitialize(PFLT_INSTANCE Instance, PFLT_CALLBACK_DATA_QUEUE Cbdq,
		  PFLT_CALLBACK_DATA_QUEUE_INSERT_IO CbdqInsertIo,
		  PFLT_CALLBACK_DATA_QUEUE_REMOVE_IO CbdqRemoveIo,
		  PFLT_CALLBACK_DATA_QUEUE_PEEK_NEXT_IO CbdqPeekNextIo,
		  PFLT_CALLBACK_DATA_QUEUE_ACQUIRE CbdqAcquire,
		  PFLT_CALLBACK_DATA_QUEUE_RELEASE CbdqRelease,
		  PFLT_CALLBACK_DATA_QUEUE_COMPLETE_CANCELED_IO CbdqCompleteCanceledIo)
{
	const CallSite call = WW_CALL_SITE;
	const char *const missing = first_missing({
		{ CbdqInsertIo != nullptr, "CbdqInsertIo" },
		{ CbdqRemoveIo != nullptr, "CbdqRemoveIo" },
		{ CbdqPeekNextIo != nullptr, "CbdqPeekNextIo" },
		{ CbdqAcquire != nullptr, "CbdqAcquire" },
		{ CbdqRelease != nullptr, "CbdqRelease" },
		{ CbdqCompleteCanceledIo != nullptr, "CbdqCompleteCanceledIo" },
	});

	if (!check_type(call, Instance, instance_type))
		return STATUS_INVALID_PARAMETER;
	if (missing)
		return refuse(call, Instance, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*Cbdq = { {}, 0, Instance, CbdqInsertIo, CbdqRemoveIo, CbdqPeekNextIo, CbdqAcquire,
		  CbdqRelease, CbdqCompleteCanceledIo };
	return STATUS_SUCCESS;
}

VOID FLTAPI FltCbdqEnable(PFLT_CALLBACK_DATA_QUEUE Cbdq)
{
	const QueueGuard guard(Cbdq);

	Cbdq->Flags &= ~kDisabled;
}

VOID FLTAPI FltCbdqDisable(PFLT_CALLBACK_DATA_QUEUE Cbdq)
{
	const QueueGuard guard(Cbdq);

	Cbdq->Flags |= kDisabled;
}

NTSTATUS FLTAPI FltCbdqInsertIo(PFLT_CALLBACK_DATA_QUEUE Cbdq, PFLT_CALLBACK_DATA Cbd,
				PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT Context, PVOID InsertContext)
{
	const CallSite call = WW_CALL_SITE;
	const OperationGuard operation(call, Cbd);
	bool canceled = false;
	NTSTATUS status;

	if (!operation)
		return STATUS_INVALID_PARAMETER;
	if (const char *reason = reason_against(*operation)) {
		report_operation(call, Cbd, operation->request.Flags, reason);
		return STATUS_INVALID_PARAMETER;
	}
	{
		const QueueGuard guard(Cbdq);

		status = insert(Cbdq, *operation, Context, InsertContext, canceled);
	}
	if (canceled)
		Cbdq->CompleteCanceledIo(Cbdq, Cbd);
	return status;
}

PFLT_CALLBACK_DATA FLTAPI FltCbdqRemoveIo(PFLT_CALLBACK_DATA_QUEUE Cbdq,
					  PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT Context)
{
	const QueueGuard guard(Cbdq);
	PFLT_CALLBACK_DATA data = data_of(Context);

	if (!data || !claim(*operation_of(data)))
		return nullptr;
	remove_from_queue(Cbdq, *operation_of(data));
	return data;
}

PFLT_CALLBACK_DATA FLTAPI FltCbdqRemoveNextIo(PFLT_CALLBACK_DATA_QUEUE Cbdq, PVOID PeekContext)
{
	const QueueGuard guard(Cbdq);
	PFLT_CALLBACK_DATA data = Cbdq->PeekNextIo(Cbdq, nullptr, PeekContext);

	while (data && !claim(*operation_of(data)))
		data = Cbdq->PeekNextIo(Cbdq, data, PeekContext);
	if (data)
		remove_from_queue(Cbdq, *operation_of(data));
	return data;
}

} /* extern "C" */
