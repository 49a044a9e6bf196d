/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDMATRANSACTION: a buffer that moves in one or more transfers.
 *
 *	state		calls that lead on
 *	created		WdfDmaTransactionInitialize...			-> initialized
 *	initialized	WdfDmaTransactionExecute			-> transfer, or failed
 *	transfer	...DmaCompleted...: the next transfer		-> transfer
 *			...DmaCompleted...: that was the last one	-> completed, or failed
 *	completed	WdfDmaTransactionRelease			-> created
 *	failed		the same
 *
 * dma_lock covers the state. The thread that changes it to Transfer, or completes a transfer, is alone with
 * the rest until EvtProgramDma is called: a driver completes each transfer once.
 *
 * EvtProgramDma may complete its transfer itself. Then the next one is programmed when it has returned, so
 * that the stack does not grow: @is_programming.
 */
#include "create.hpp"
#include "dma.hpp"
#include "request.hpp"

#include "base/irql.hpp"

namespace ww::wdf {

struct Transaction : Object {
	static const Class kClass;

	enum class State : u8 { created, initialized, transfer, completed, failed };

	Enabler *enabler;
	Transaction *next;		/* of the enabler; under dma_lock */
	State state WW_GUARDED_BY(dma_lock);
	bool is_programming WW_GUARDED_BY(dma_lock);	/* a thread is in EvtProgramDma, or about to */
	bool has_next WW_GUARDED_BY(dma_lock);	/* that thread programs one more transfer */
	bool needs_single;
	bool is_to_device;
	size_t maximum_length;		/* of a transfer */
	Transfer transfer;

	PFN_WDF_PROGRAM_DMA program;
	WDFCONTEXT context;
	PMDL mdl;
	size_t offset;			/* of the buffer in the chain */
	size_t bytes;			/* of the buffer */
	size_t moved;			/* by the transfers that are complete */
	size_t current;			/* bytes of the one that is not */
	Request *request;		/* referenced while it runs; or null */
};

namespace {

using State = Transaction::State;

/* The transaction behind @handle, if its state is @wanted; null after a report. <= DISPATCH_LEVEL. */
Transaction *transaction_in(CallSite call, WDFDMATRANSACTION handle, State wanted)
{
	static constexpr const char *names[] = { "created or released", "initialized",
						 "executed and not complete", "complete", "failed" };
	auto *const transaction = object_at_dispatch_or_below<Transaction>(call, handle);

	if (!transaction)
		return nullptr;

	State state;
	{
		LockGuard guard(dma_lock);

		state = transaction->state;
	}
	if (state == wanted)
		return transaction;
	report(violation_of(call, kDmaError, transaction), "the transaction is %s, and not %s",
	       names[static_cast<u8>(state)], names[static_cast<u8>(wanted)]);
	return nullptr;
}

void set_state(Transaction &transaction, State state)
{
	LockGuard guard(dma_lock);

	transaction.state = state;
}

/* ---- Transfers ------------------------------------------------------------------------------ */

u32 most_elements(const Transaction &transaction)
{
	return transaction.enabler->is_packet() ? 1 : transaction.enabler->most_elements.load();
}

/* A packet enabler has one transaction at a time. */
bool begin_packet(Transaction &transaction)
{
	Enabler &enabler = *transaction.enabler;
	LockGuard guard(dma_lock);

	if (!enabler.is_packet())
		return true;
	if (enabler.current)
		return false;
	enabler.current = &transaction;
	return true;
}

void end_packet(Transaction &transaction) WW_REQUIRES(dma_lock)
{
	if (transaction.enabler->current == &transaction)
		transaction.enabler->current = nullptr;
}

/* The end of the transfers. The driver keeps the request until it releases the transaction. */
void end(Transaction &transaction, State state)
{
	LockGuard guard(dma_lock);

	end_packet(transaction);
	transaction.state = state;
	transaction.current = 0;
}

/* Maps the next transfer. */
NTSTATUS map_next(Transaction &transaction)
{
	const size_t left = transaction.bytes - transaction.moved;
	const size_t wanted = left < transaction.maximum_length ? left
								: transaction.maximum_length;
	NTSTATUS status;

	transaction.current = transaction.transfer.map(
		transaction.mdl, transaction.offset + transaction.moved, wanted,
		most_elements(transaction), transaction.is_to_device, status);
	if (!NT_SUCCESS(status))
		return status;
	if (!transaction.needs_single || transaction.current == transaction.bytes)
		return STATUS_SUCCESS;
	transaction.transfer.unmap(0);
	return wanted < transaction.bytes ? STATUS_WDF_TOO_MANY_TRANSFERS
					  : STATUS_WDF_TOO_FRAGMENTED;
}

void call_program(Transaction &transaction)
{
	const CallSite call = { "EvtProgramDma", reinterpret_cast<void *>(transaction.program) };
	const u8 before = raise_irql(kDispatchLevel, call);

	transaction.program(handle_of<WDFDMATRANSACTION>(transaction),
			    handle_of<WDFDEVICE>(*transaction.enabler->device), transaction.context,
			    transaction.is_to_device ? WdfDmaDirectionWriteToDevice
						     : WdfDmaDirectionReadFromDevice,
			    transaction.transfer.list());
	lower_irql(before, call);
}

/* Whether EvtProgramDma has completed its transfer, and another one is mapped. */
bool take_next(Transaction &transaction)
{
	LockGuard guard(dma_lock);
	const bool has_next = transaction.has_next;

	transaction.has_next = false;
	transaction.is_programming = has_next;
	return has_next;
}

/*
 * Calls EvtProgramDma for the transfer that is mapped, unless the caller is inside of it. The transaction
 * may be deleted in the callback: the reference keeps it.
 */
void program(Transaction &transaction)
{
	{
		LockGuard guard(dma_lock);

		if (transaction.is_programming) {
			transaction.has_next = true;
			return;
		}
		transaction.is_programming = true;
	}
	object_reference_kept(&transaction);
	do {
		call_program(transaction);
	} while (take_next(transaction));
	object_dereference_kept(&transaction);
}

void drop_request(Transaction &transaction)
{
	Request *const request = transaction.request;

	transaction.request = nullptr;
	if (request)
		object_dereference_kept(static_cast<Object *>(request));
}

/*
 * The device has moved @done bytes of the transfer. Returns true when the transaction is over, with its
 * status.
 */
bool complete(Transaction &transaction, size_t done, bool is_final, NTSTATUS &status)
{
	transaction.transfer.unmap(done);
	transaction.moved += done;
	if (is_final || transaction.moved == transaction.bytes) {
		status = STATUS_SUCCESS;
		end(transaction, State::completed);
		return true;
	}
	status = map_next(transaction);
	if (!NT_SUCCESS(status)) {
		end(transaction, State::failed);
		return true;
	}
	status = STATUS_MORE_PROCESSING_REQUIRED;
	program(transaction);
	return false;
}

enum class Done : u8 { all, part, final };

BOOLEAN completed(CallSite call, WDFDMATRANSACTION handle, Done how, size_t done, NTSTATUS *status)
{
	if (!check_not_null(call, status, "Status"))
		return FALSE;
	*status = STATUS_INVALID_PARAMETER;

	Transaction *const transaction = transaction_in(call, handle, State::transfer);

	if (!transaction)
		return FALSE;
	if (how == Done::all)
		done = transaction->current;
	if (done > transaction->current) {
		report(violation_of(call, kDmaError, transaction),
		       "0x%zx bytes are more than the 0x%zx of the transfer", done,
		       transaction->current);
		return FALSE;
	}
	return complete(*transaction, done, how == Done::final, *status);
}

/* ---- Initialising --------------------------------------------------------------------------- */

size_t chain_bytes(const MDL *mdl)
{
	size_t bytes = 0;

	for (; mdl; mdl = mdl->Next)
		bytes += mdl->ByteCount;
	return bytes;
}

/* What a driver wants to move. */
struct Wanted {
	PFN_WDF_PROGRAM_DMA program;
	WDF_DMA_DIRECTION direction;
	PMDL mdl;
	size_t offset;
	size_t bytes;
};

NTSTATUS initialize(CallSite call, Transaction &transaction, const Wanted &wanted)
{
	const size_t room = chain_bytes(wanted.mdl);
	const WDF_DMA_DIRECTION direction = wanted.direction;

	if (!check_not_null(call, reinterpret_cast<const void *>(wanted.program),
			    "EvtProgramDmaFunction"))
		return STATUS_INVALID_PARAMETER;
	if (direction != WdfDmaDirectionReadFromDevice && direction != WdfDmaDirectionWriteToDevice)
		return refuse(call, &transaction, STATUS_INVALID_PARAMETER, "DmaDirection is %d",
			      static_cast<int>(direction));
	if (!wanted.bytes || wanted.offset > room || wanted.bytes > room - wanted.offset)
		return refuse(call, &transaction, STATUS_INVALID_PARAMETER,
			      "0x%zx bytes from 0x%zx on are not in the MDLs, which have 0x%zx",
			      wanted.bytes, wanted.offset, room);
	transaction.program = wanted.program;
	transaction.is_to_device = direction == WdfDmaDirectionWriteToDevice;
	transaction.mdl = wanted.mdl;
	transaction.offset = wanted.offset;
	transaction.bytes = wanted.bytes;
	transaction.moved = 0;
	transaction.current = 0;
	set_state(transaction, State::initialized);
	return STATUS_SUCCESS;
}

/* The buffer that a request moves in a direction; a status if it moves none in that one. */
NTSTATUS buffer_of(CallSite call, const Transaction &transaction, WDFREQUEST handle,
		   const Request &request, Wanted &wanted)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(request.irp);
	const bool to_device = wanted.direction == WdfDmaDirectionWriteToDevice;
	bool is_input = to_device;
	NTSTATUS status;

	switch (location.MajorFunction) {
	case IRP_MJ_READ:
	case IRP_MJ_WRITE:
		if (to_device != (location.MajorFunction == IRP_MJ_WRITE))
			return refuse(call, &transaction, STATUS_INVALID_DEVICE_REQUEST,
				      "DmaDirection is not that of the request");
		break;
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		switch (METHOD_FROM_CTL_CODE(location.Parameters.DeviceIoControl.IoControlCode)) {
		case METHOD_BUFFERED:
			break;
		case METHOD_IN_DIRECT:
		case METHOD_OUT_DIRECT:
			if (to_device != (METHOD_FROM_CTL_CODE(location.Parameters.DeviceIoControl
								       .IoControlCode) ==
					  METHOD_IN_DIRECT))
				return refuse(call, &transaction, STATUS_INVALID_DEVICE_REQUEST,
					      "DmaDirection is not that of the control's method");
			is_input = false;
			break;
		default:
			return refuse(call, &transaction, STATUS_INVALID_DEVICE_REQUEST,
				      "the control has no buffers of the system's");
		}
		break;
	default:
		return refuse(call, &transaction, STATUS_INVALID_DEVICE_REQUEST,
			      "Request is no read, write or control");
	}
	status = is_input ? WdfRequestRetrieveInputWdmMdl(handle, &wanted.mdl)
			  : WdfRequestRetrieveOutputWdmMdl(handle, &wanted.mdl);
	wanted.offset = 0;
	wanted.bytes = NT_SUCCESS(status) ? chain_bytes(wanted.mdl) : 0;
	return status;
}

/* ---- Its life ------------------------------------------------------------------------------- */

bool enter(Enabler &enabler, Transaction &made)
{
	LockGuard guard(dma_lock);

	if (enabler.is_revoked)
		return false;
	made.next = enabler.transactions;
	enabler.transactions = &made;
	return true;
}

bool take_out(Transaction &transaction)
{
	LockGuard guard(dma_lock);
	Transaction **at = &transaction.enabler->transactions;

	while (*at && *at != &transaction)
		at = &(*at)->next;
	if (!*at)
		return false;
	*at = transaction.next;
	return true;
}

/* Makes it as it was created. False while a transfer runs. */
bool release(Transaction &transaction)
{
	LockGuard guard(dma_lock);

	if (transaction.state == State::transfer)
		return false;
	transaction.state = State::created;
	return true;
}

void revoke(Transaction &transaction)
{
	bool was_running;
	{
		LockGuard guard(dma_lock);

		was_running = transaction.state == State::transfer;
		transaction.state = was_running ? State::failed : transaction.state;
		end_packet(transaction);
	}
	if (was_running)
		report(violation_of({ "WdfDmaTransactionExecute" }, kDmaError, &transaction),
		       "the transaction ends while the device moves its bytes; its pages are unmapped");
	if (transaction.transfer.is_mapped())
		transaction.transfer.unmap(0);
	drop_request(transaction);
	transaction.transfer.exit();
}

void run_down(Object &object)
{
	auto &transaction = static_cast<Transaction &>(object);

	if (take_out(transaction))
		revoke(transaction);
}

} /* namespace */

constinit const Class Transaction::kClass = {
	{ "WDFDMATRANSACTION", object_finalise, "WdfObjectDelete" }, run_down, nullptr, nullptr, true
};

void transactions_revoke(Enabler &enabler)
{
	while (Transaction *transaction = take_first(enabler, &Enabler::transactions))
		revoke(*transaction);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDmaTransactionCreate(WDFDMAENABLER DmaEnabler, PWDF_OBJECT_ATTRIBUTES Attributes,
				       WDFDMATRANSACTION *DmaTransaction)
{
	const CallSite call = WW_CALL_SITE;
	auto *const enabler = object_at_dispatch_or_below<Enabler>(call, DmaEnabler);
	Object *parent = nullptr;

	if (!enabler || !check_not_null(call, DmaTransaction, "DmaTransaction") ||
	    !find_parent(call, Attributes, parent))
		return STATUS_INVALID_PARAMETER;
	*DmaTransaction = nullptr;
	if (const NTSTATUS status = check_attributes(call, Attributes, kDefaultsOnly, enabler))
		return status;

	auto *const made = object_allocate<Transaction>(enabler->driver_object(), Attributes);

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	made->enabler = enabler;
	made->maximum_length = enabler->adapter.maximum_length;
	made->needs_single = enabler->config.Flags & WDF_DMA_ENABLER_CONFIG_REQUIRE_SINGLE_TRANSFER;
	if (!made->transfer.init(enabler->adapter)) {
		made->transfer.exit();
		object_discard(*made);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	if (!enter(*enabler, *made)) {
		made->transfer.exit();
		object_discard(*made);
		return STATUS_DELETE_PENDING;
	}
	if (!object_add_child(parent ? *parent : *enabler, *made)) {
		run_down(*made);
		object_discard(*made);
		return STATUS_DELETE_PENDING;
	}
	*DmaTransaction = handle_of<WDFDMATRANSACTION>(*made);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfDmaTransactionInitializeUsingOffset(WDFDMATRANSACTION DmaTransaction,
						      PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
						      WDF_DMA_DIRECTION DmaDirection, PMDL Mdl,
						      size_t Offset, size_t Length)
{
	const CallSite call = WW_CALL_SITE;
	Transaction *const transaction = transaction_in(call, DmaTransaction, State::created);

	if (!transaction || !check_not_null(call, Mdl, "Mdl"))
		return transaction ? STATUS_INVALID_PARAMETER : STATUS_INVALID_DEVICE_REQUEST;
	return initialize(call, *transaction,
			  { EvtProgramDmaFunction, DmaDirection, Mdl, Offset, Length });
}

NTSTATUS NTAPI WdfDmaTransactionInitialize(WDFDMATRANSACTION DmaTransaction,
					   PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
					   WDF_DMA_DIRECTION DmaDirection, PMDL Mdl,
					   PVOID VirtualAddress, size_t Length)
{
	const CallSite call = WW_CALL_SITE;
	Transaction *const transaction = transaction_in(call, DmaTransaction, State::created);

	if (!transaction || !check_not_null(call, Mdl, "Mdl"))
		return transaction ? STATUS_INVALID_PARAMETER : STATUS_INVALID_DEVICE_REQUEST;
	/* An address before the MDL's becomes an offset that no chain has. */
	return initialize(call, *transaction,
			  { EvtProgramDmaFunction, DmaDirection, Mdl,
			    address_of(VirtualAddress) - address_of(MmGetMdlVirtualAddress(Mdl)),
			    Length });
}

NTSTATUS NTAPI WdfDmaTransactionInitializeUsingRequest(WDFDMATRANSACTION DmaTransaction,
						       WDFREQUEST Request,
						       PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
						       WDF_DMA_DIRECTION DmaDirection)
{
	const CallSite call = WW_CALL_SITE;
	Transaction *const transaction = transaction_in(call, DmaTransaction, State::created);

	if (!transaction)
		return STATUS_INVALID_DEVICE_REQUEST;

	wdf::Request *const request = request_of_driver(call, Request);
	Wanted wanted = { EvtProgramDmaFunction, DmaDirection, nullptr, 0, 0 };

	if (!request)
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = buffer_of(call, *transaction, Request, *request, wanted))
		return status;
	if (const NTSTATUS status = initialize(call, *transaction, wanted))
		return status;
	object_reference_kept(static_cast<Object *>(request));
	transaction->request = request;
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfDmaTransactionExecute(WDFDMATRANSACTION DmaTransaction, WDFCONTEXT Context)
{
	const CallSite call = WW_CALL_SITE;
	Transaction *const transaction = transaction_in(call, DmaTransaction, State::initialized);

	if (!transaction)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!begin_packet(*transaction))
		return STATUS_WDF_BUSY;
	transaction->context = Context;
	if (const NTSTATUS status = map_next(*transaction)) {
		end(*transaction, State::failed);
		return status;
	}
	set_state(*transaction, State::transfer);
	program(*transaction);
	return STATUS_SUCCESS;
}

BOOLEAN NTAPI WdfDmaTransactionDmaCompleted(WDFDMATRANSACTION DmaTransaction, NTSTATUS *Status)
{
	return completed(WW_CALL_SITE, DmaTransaction, Done::all, 0, Status);
}

BOOLEAN NTAPI WdfDmaTransactionDmaCompletedWithLength(WDFDMATRANSACTION DmaTransaction,
						      size_t TransferredLength, NTSTATUS *Status)
{
	return completed(WW_CALL_SITE, DmaTransaction, Done::part, TransferredLength, Status);
}

BOOLEAN NTAPI WdfDmaTransactionDmaCompletedFinal(WDFDMATRANSACTION DmaTransaction,
						 size_t FinalTransferredLength, NTSTATUS *Status)
{
	return completed(WW_CALL_SITE, DmaTransaction, Done::final, FinalTransferredLength, Status);
}

NTSTATUS NTAPI WdfDmaTransactionRelease(WDFDMATRANSACTION DmaTransaction)
{
	const CallSite call = WW_CALL_SITE;
	auto *const transaction = object_at_dispatch_or_below<Transaction>(call, DmaTransaction);

	if (!transaction)
		return STATUS_INVALID_PARAMETER;
	if (!release(*transaction)) {
		report(violation_of(call, kDmaError, transaction),
		       "the device moves the bytes of the transaction");
		return STATUS_INVALID_DEVICE_REQUEST;
	}
	drop_request(*transaction);
	return STATUS_SUCCESS;
}

VOID NTAPI WdfDmaTransactionSetMaximumLength(WDFDMATRANSACTION DmaTransaction, size_t MaximumLength)
{
	const CallSite call = WW_CALL_SITE;
	Transaction *const transaction = transaction_in(call, DmaTransaction, State::created);

	if (!transaction)
		return;

	const size_t most = transaction->enabler->adapter.maximum_length;

	if (!MaximumLength)
		report(violation_of(call, kDmaError, transaction), "MaximumLength is 0");
	else
		transaction->maximum_length = MaximumLength < most ? MaximumLength : most;
}

VOID NTAPI WdfDmaTransactionSetSingleTransferRequirement(WDFDMATRANSACTION DmaTransaction,
							 BOOLEAN RequireSingleTransfer)
{
	if (Transaction *transaction = transaction_in(WW_CALL_SITE, DmaTransaction, State::created))
		transaction->needs_single = RequireSingleTransfer;
}

size_t NTAPI WdfDmaTransactionGetBytesTransferred(WDFDMATRANSACTION DmaTransaction)
{
	const auto *const transaction =
		object_at_dispatch_or_below<Transaction>(WW_CALL_SITE, DmaTransaction);

	return transaction ? transaction->moved : 0;
}

size_t NTAPI WdfDmaTransactionGetCurrentDmaTransferLength(WDFDMATRANSACTION DmaTransaction)
{
	const auto *const transaction =
		object_at_dispatch_or_below<Transaction>(WW_CALL_SITE, DmaTransaction);

	return transaction ? transaction->current : 0;
}

WDFDEVICE NTAPI WdfDmaTransactionGetDevice(WDFDMATRANSACTION DmaTransaction)
{
	const auto *const transaction =
		object_at_dispatch_or_below<Transaction>(WW_CALL_SITE, DmaTransaction);

	return transaction ? handle_of<WDFDEVICE>(*transaction->enabler->device) : nullptr;
}

WDFREQUEST NTAPI WdfDmaTransactionGetRequest(WDFDMATRANSACTION DmaTransaction)
{
	const auto *const transaction =
		object_at_dispatch_or_below<Transaction>(WW_CALL_SITE, DmaTransaction);

	return transaction && transaction->request ? handle_of<WDFREQUEST>(*transaction->request)
						   : nullptr;
}

} /* extern "C" */
