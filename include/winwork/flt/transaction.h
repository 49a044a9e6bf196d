/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Transactions, of which no volume has any: FltObjects->Transaction is NULL.
 */
#ifndef WINWORK_FLT_TRANSACTION_H
#define WINWORK_FLT_TRANSACTION_H

#include "../ex/transaction.h"
#include "context.h"

EXTERN_C_START

/**
 * FltEnlistInTransaction - enlist a minifilter in a transaction
 * @Instance: the caller's instance
 * @Transaction: the transaction. Here: nothing can be one
 * @TransactionContext: the caller's context of the transaction
 * @NotificationMask: TRANSACTION_NOTIFY_* of FLT_MAX_TRANSACTION_NOTIFICATIONS
 *
 * Here: volumes have no transactions, and the log says so.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_NOT_SUPPORTED. STATUS_INVALID_PARAMETER_4 for a wrong @NotificationMask.
 *	STATUS_INVALID_PARAMETER, also if the filter has no TransactionNotificationCallback.
 * Page: fltkernel.h, FltEnlistInTransaction
 */
NTSTATUS FLTAPI FltEnlistInTransaction(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
				       _In_ PFLT_CONTEXT TransactionContext,
				       _In_ NOTIFICATION_MASK NotificationMask);

/**
 * FltPrePrepareComplete, FltPrepareComplete, FltCommitComplete, FltCommitFinalizeComplete, FltRollbackComplete -
 *	acknowledge the notification of a transaction
 * @Instance: the caller's instance
 * @Transaction: the transaction. Here: nothing can be one
 * @TransactionContext: NULL, or the caller's context of the transaction
 *
 * Here: volumes have no transactions, and the log says so. No TransactionNotificationCallback is called.
 *
 * IRQL: <= APC_LEVEL. FltCommitComplete and FltRollbackComplete: PASSIVE_LEVEL.
 * Return: STATUS_NOT_SUPPORTED; STATUS_INVALID_PARAMETER for a wrong argument.
 * Page: fltkernel.h, FltCommitComplete and the pages of the others
 */
NTSTATUS FLTAPI FltPrePrepareComplete(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
				      _In_opt_ PFLT_CONTEXT TransactionContext);
NTSTATUS FLTAPI FltPrepareComplete(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
				   _In_opt_ PFLT_CONTEXT TransactionContext);
NTSTATUS FLTAPI FltCommitComplete(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
				  _In_opt_ PFLT_CONTEXT TransactionContext);
NTSTATUS FLTAPI FltCommitFinalizeComplete(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
					  _In_opt_ PFLT_CONTEXT TransactionContext);
NTSTATUS FLTAPI FltRollbackComplete(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
				    _In_opt_ PFLT_CONTEXT TransactionContext);

/**
 * FltRollbackEnlistment - roll a transaction back
 * @Instance: the caller's instance
 * @Transaction: the transaction. Here: nothing can be one
 * @TransactionContext: NULL, or the caller's context of the transaction
 *
 * Here: volumes have no transactions, and the log says so.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_NOT_SUPPORTED; STATUS_INVALID_PARAMETER for a wrong argument.
 * Page: fltkernel.h, FltRollbackEnlistment
 */
NTSTATUS FLTAPI FltRollbackEnlistment(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
				      _In_opt_ PFLT_CONTEXT TransactionContext);

/**
 * FltSetTransactionContext, FltGetTransactionContext, FltDeleteTransactionContext - set, return, take off the
 *	context of a transaction
 * @Instance: the caller's instance
 * @Transaction: the transaction. Here: nothing can be one
 * @Operation: as for FltSetInstanceContext
 * @NewContext: the context, which FltAllocateContext has made
 * @OldContext: NULL, or receives NULL_CONTEXT
 * @Context: receives NULL_CONTEXT
 *
 * Here: volumes have no transactions. @NewContext keeps its references, and the caller releases it.
 *
 * IRQL: <= APC_LEVEL; FltGetTransactionContext here <= DISPATCH_LEVEL.
 * Return: STATUS_NOT_SUPPORTED; STATUS_INVALID_PARAMETER for a wrong argument.
 * Page: fltkernel.h, FltSetTransactionContext, FltGetTransactionContext, FltDeleteTransactionContext
 */
NTSTATUS FLTAPI FltSetTransactionContext(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
					 _In_ FLT_SET_CONTEXT_OPERATION Operation, _In_ PFLT_CONTEXT NewContext,
					 _Outptr_opt_result_maybenull_ PFLT_CONTEXT *OldContext);
NTSTATUS FLTAPI FltGetTransactionContext(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
					 _Outptr_ PFLT_CONTEXT *Context);
NTSTATUS FLTAPI FltDeleteTransactionContext(_In_ PFLT_INSTANCE Instance, _In_ PKTRANSACTION Transaction,
					    _Outptr_opt_result_maybenull_ PFLT_CONTEXT *OldContext);

EXTERN_C_END

#endif /* WINWORK_FLT_TRANSACTION_H */
