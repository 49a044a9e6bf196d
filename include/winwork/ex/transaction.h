/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's transactions. No object is one here, so the functions have an answer only for that.
 */
#ifndef WINWORK_EX_TRANSACTION_H
#define WINWORK_EX_TRANSACTION_H

#include "../io/irp.h"
#include "../ps/thread.h"

EXTERN_C_START

/* How a transaction has ended. Page: wdm.h, TRANSACTION_OUTCOME */
typedef enum _TRANSACTION_OUTCOME {
	TransactionOutcomeUndetermined = 1,
	TransactionOutcomeCommitted,
	TransactionOutcomeAborted,
} TRANSACTION_OUTCOME;

/* What ZwQueryInformationTransaction is asked for. Page: wdm.h, TRANSACTION_INFORMATION_CLASS */
typedef enum _TRANSACTION_INFORMATION_CLASS {
	TransactionBasicInformation,
	TransactionPropertiesInformation,
	TransactionEnlistmentInformation,
	TransactionSuperiorEnlistmentInformation,
} TRANSACTION_INFORMATION_CLASS;

/**
 * struct _TRANSACTION_BASIC_INFORMATION - the state of a transaction
 * @TransactionId: its GUID
 * @State: a number of TRANSACTION_STATE
 * @Outcome: a number of TRANSACTION_OUTCOME
 *
 * Page: wdm.h, TRANSACTION_BASIC_INFORMATION
 */
typedef struct _TRANSACTION_BASIC_INFORMATION {
	GUID TransactionId;
	ULONG State;
	ULONG Outcome;
} TRANSACTION_BASIC_INFORMATION, *PTRANSACTION_BASIC_INFORMATION;

/* The type of transactions, which no object is of. */
extern POBJECT_TYPE *TmTransactionObjectType;

/**
 * ZwQueryInformationTransaction - return the state of a transaction
 * @TransactionHandle: a handle of the transaction
 * @TransactionInformationClass: TransactionBasicInformation and so on
 * @TransactionInformation: the buffer for the answer. Here: stays as it is
 * @TransactionInformationLength: its bytes
 * @ReturnLength: NULL, or receives 0
 *
 * Here: no handle is one of a transaction.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_INVALID_HANDLE, or STATUS_OBJECT_TYPE_MISMATCH for a handle of something else.
 * Page: wdm.h, ZwQueryInformationTransaction
 */
NTSTATUS NTAPI ZwQueryInformationTransaction(_In_ HANDLE TransactionHandle,
					     _In_ TRANSACTION_INFORMATION_CLASS TransactionInformationClass,
					     _Out_ PVOID TransactionInformation,
					     _In_ ULONG TransactionInformationLength,
					     _Out_opt_ PULONG ReturnLength);

EXTERN_C_END

#endif /* WINWORK_EX_TRANSACTION_H */
