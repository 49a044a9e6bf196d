/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's transactions. No object is one here, so the functions have an answer only for that.
 */
#ifndef WINWORK_EX_TRANSACTION_H
#define WINWORK_EX_TRANSACTION_H

#include "../io/irp.h"
#include "../ps/thread.h"

EXTERN_C_START

typedef ULONG NOTIFICATION_MASK;

/* The notifications of a transaction manager: bits of NOTIFICATION_MASK. */
#define TRANSACTION_NOTIFY_MASK 0x3fffffff
#define TRANSACTION_NOTIFY_PREPREPARE 0x00000001
#define TRANSACTION_NOTIFY_PREPARE 0x00000002
#define TRANSACTION_NOTIFY_COMMIT 0x00000004
#define TRANSACTION_NOTIFY_ROLLBACK 0x00000008
#define TRANSACTION_NOTIFY_PREPREPARE_COMPLETE 0x00000010
#define TRANSACTION_NOTIFY_PREPARE_COMPLETE 0x00000020
#define TRANSACTION_NOTIFY_COMMIT_COMPLETE 0x00000040
#define TRANSACTION_NOTIFY_ROLLBACK_COMPLETE 0x00000080
#define TRANSACTION_NOTIFY_RECOVER 0x00000100
#define TRANSACTION_NOTIFY_SINGLE_PHASE_COMMIT 0x00000200
#define TRANSACTION_NOTIFY_DELEGATE_COMMIT 0x00000400
#define TRANSACTION_NOTIFY_RECOVER_QUERY 0x00000800
#define TRANSACTION_NOTIFY_ENLIST_PREPREPARE 0x00001000
#define TRANSACTION_NOTIFY_LAST_RECOVER 0x00002000
#define TRANSACTION_NOTIFY_INDOUBT 0x00004000
#define TRANSACTION_NOTIFY_PROPAGATE_PULL 0x00008000
#define TRANSACTION_NOTIFY_PROPAGATE_PUSH 0x00010000
#define TRANSACTION_NOTIFY_MARSHAL 0x00020000
#define TRANSACTION_NOTIFY_ENLIST_MASK 0x00040000
#define TRANSACTION_NOTIFY_RM_DISCONNECTED 0x01000000
#define TRANSACTION_NOTIFY_TM_ONLINE 0x02000000
#define TRANSACTION_NOTIFY_COMMIT_REQUEST 0x04000000
#define TRANSACTION_NOTIFY_PROMOTE 0x08000000
#define TRANSACTION_NOTIFY_PROMOTE_NEW 0x10000000
#define TRANSACTION_NOTIFY_REQUEST_OUTCOME 0x20000000
#define TRANSACTION_NOTIFY_COMMIT_FINALIZE 0x40000000

/* A resource manager's part in a transaction, which no object is. */
typedef struct _KENLISTMENT *PKENLISTMENT;
typedef struct _KRESOURCEMANAGER *PKRESOURCEMANAGER;

/**
 * PTM_RM_NOTIFICATION - a resource manager's routine for notifications, which no transaction sends here
 * @EnlistmentObject: the part in a transaction
 * @RMContext: of the resource manager
 * @TransactionContext: of the part
 * @TransactionNotification: one bit of NOTIFICATION_MASK
 * @TmVirtualClock: the transaction manager's clock
 * @ArgumentLength: bytes of @Argument
 * @Argument: of the notification
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status. STATUS_PENDING if the driver acknowledges later.
 * Page: wdm.h, ResourceManagerNotification
 */
typedef NTSTATUS (NTAPI *PTM_RM_NOTIFICATION)(_In_ PKENLISTMENT EnlistmentObject, _In_ PVOID RMContext,
					      _In_ PVOID TransactionContext,
					      _In_ ULONG TransactionNotification,
					      _Inout_ PLARGE_INTEGER TmVirtualClock,
					      _In_ ULONG ArgumentLength, _In_ PVOID Argument);

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
