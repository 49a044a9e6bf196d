/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What no volume has: transactions, reparse points. The functions check their arguments, and return the status of a
 * volume without these.
 */
#include "context.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "file_system.hpp"

namespace ww {
namespace {

constexpr ULONG kMicrosoftsTag = 0x80000000;

bool is_instance(CallSite call, bool is_level_right, PFLT_INSTANCE instance)
{
	return is_level_right && check_type(call, instance, instance_type);
}

/* The answer to a call about a transaction. @context: null, or the caller's. */
NTSTATUS no_transaction(CallSite call, PFLT_INSTANCE instance, PKTRANSACTION transaction, PFLT_CONTEXT context)
{
	if (!transaction)
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "Transaction is NULL");
	if (context && !check_context_of(call, context, instance->filter, FLT_TRANSACTION_CONTEXT,
					 "TransactionContext"))
		return STATUS_INVALID_PARAMETER;
	return refuse(call, instance, STATUS_NOT_SUPPORTED,
		      "Transaction cannot be one: volumes have no transactions here");
}

NTSTATUS acknowledge(CallSite call, bool is_level_right, PFLT_INSTANCE instance, PKTRANSACTION transaction,
		     PFLT_CONTEXT context)
{
	return is_instance(call, is_level_right, instance)
		       ? no_transaction(call, instance, transaction, context)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS no_reparse_point(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file, ULONG tag, const GUID *guid)
{
	if (!file)
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "FileObject is NULL");
	if (!file_is_open(file))
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "FileObject is not open");
	if (!file_is_on(file, instance))
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "FileObject is on another volume");
	if (!(tag & kMicrosoftsTag) && !guid)
		return refuse(call, instance, STATUS_INVALID_PARAMETER,
			      "Guid is NULL, and FileTag 0x%x is not Microsoft's", tag);
	return STATUS_INVALID_DEVICE_REQUEST;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltEnlistInTransaction(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,
				       PFLT_CONTEXT TransactionContext, NOTIFICATION_MASK NotificationMask)
{
	const CallSite call = WW_CALL_SITE;

	if (!is_instance(call, at_apc_or_below(call, Instance), Instance))
		return STATUS_INVALID_PARAMETER;
	if (!TransactionContext)
		return refuse(call, Instance, STATUS_INVALID_PARAMETER, "TransactionContext is NULL");
	if (!Instance->filter->registration.TransactionNotificationCallback)
		return refuse(call, Instance, STATUS_INVALID_PARAMETER,
			      "Registration->TransactionNotificationCallback is NULL");
	if (!NotificationMask || NotificationMask & ~FLT_MAX_TRANSACTION_NOTIFICATIONS)
		return refuse(call, Instance, STATUS_INVALID_PARAMETER_4,
			      "NotificationMask is 0x%x, not of FLT_MAX_TRANSACTION_NOTIFICATIONS",
			      NotificationMask);
	return no_transaction(call, Instance, Transaction, TransactionContext);
}

/* A function that acknowledges a notification. @at_level: the check of its IRQL. */
#define WW_ACKNOWLEDGEMENT(function, at_level)								\
	NTSTATUS FLTAPI function(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,			\
				 PFLT_CONTEXT TransactionContext)					\
	{												\
		const CallSite call = WW_CALL_SITE;							\
													\
		return acknowledge(call, at_level(call, Instance), Instance, Transaction,		\
				   TransactionContext);							\
	}

WW_ACKNOWLEDGEMENT(FltPrePrepareComplete, at_apc_or_below)
WW_ACKNOWLEDGEMENT(FltPrepareComplete, at_apc_or_below)
WW_ACKNOWLEDGEMENT(FltCommitComplete, at_passive)
WW_ACKNOWLEDGEMENT(FltCommitFinalizeComplete, at_apc_or_below)
WW_ACKNOWLEDGEMENT(FltRollbackComplete, at_passive)
WW_ACKNOWLEDGEMENT(FltRollbackEnlistment, at_apc_or_below)

NTSTATUS FLTAPI FltTagFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, ULONG FileTag, GUID *Guid,
			   PVOID DataBuffer, USHORT)
{
	const CallSite call = WW_CALL_SITE;

	if (!is_instance(call, at_passive(call, InitiatingInstance), InitiatingInstance))
		return STATUS_INVALID_PARAMETER;
	return DataBuffer ? no_reparse_point(call, InitiatingInstance, FileObject, FileTag, Guid)
			  : refuse(call, InitiatingInstance, STATUS_INVALID_PARAMETER, "DataBuffer is NULL");
}

NTSTATUS FLTAPI FltUntagFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, ULONG FileTag, GUID *Guid)
{
	const CallSite call = WW_CALL_SITE;

	return is_instance(call, at_passive(call, InitiatingInstance), InitiatingInstance)
		       ? no_reparse_point(call, InitiatingInstance, FileObject, FileTag, Guid)
		       : STATUS_INVALID_PARAMETER;
}

} /* extern "C" */
