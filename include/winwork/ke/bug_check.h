/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callbacks for the moment when the machine stops.
 */
#ifndef WINWORK_KE_BUG_CHECK_H
#define WINWORK_KE_BUG_CHECK_H

#include "../base/list.h"
#include "../base/sal.h"

EXTERN_C_START

typedef enum _KBUGCHECK_BUFFER_DUMP_STATE {
	BufferEmpty,			/* not registered */
	BufferInserted,			/* registered */
	BufferStarted,			/* the callback is being called */
	BufferFinished,			/* the callback has returned */
	BufferIncomplete,
} KBUGCHECK_BUFFER_DUMP_STATE;

/**
 * KBUGCHECK_CALLBACK_ROUTINE - the routine that is called when the machine stops
 * @Buffer: as given to KeRegisterBugCheckCallback
 * @Length: as given to KeRegisterBugCheckCallback
 *
 * The routine brings the driver's device into a known state. It may not wait, acquire locks, or
 * allocate memory. No other processor runs any more.
 *
 * Here: it is called when Linux panics. After an oops Linux panics only with panic_on_oops.
 *
 * IRQL: HIGH_LEVEL.
 * Page: wdm.h, KBUGCHECK_CALLBACK_ROUTINE
 */
typedef VOID NTAPI KBUGCHECK_CALLBACK_ROUTINE(_In_ PVOID Buffer, _In_ ULONG Length);
typedef KBUGCHECK_CALLBACK_ROUTINE *PKBUGCHECK_CALLBACK_ROUTINE;

typedef struct _KBUGCHECK_CALLBACK_RECORD {
	LIST_ENTRY Entry;
	PKBUGCHECK_CALLBACK_ROUTINE CallbackRoutine;
	PVOID Buffer;
	ULONG Length;
	PUCHAR Component;
	ULONG_PTR Checksum;
	UCHAR State;
} KBUGCHECK_CALLBACK_RECORD, *PKBUGCHECK_CALLBACK_RECORD;

/**
 * KeInitializeCallbackRecord - prepare a record for KeRegisterBugCheckCallback
 * @CallbackRecord: nonpaged memory of the driver's; not a registered record
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeCallbackRecord
 */
#define KeInitializeCallbackRecord(CallbackRecord) ((CallbackRecord)->State = BufferEmpty)

/**
 * KeRegisterBugCheckCallback - register a routine that is called when the machine stops
 * @CallbackRecord: a record that KeInitializeCallbackRecord prepared
 * @CallbackRoutine: the routine
 * @Buffer: nonpaged memory that the routine gets; or NULL
 * @Length: the size of @Buffer in bytes
 * @Component: the name of the driver or its device, in nonpaged memory
 *
 * A driver deregisters its routines before it unloads. Here: a routine that is left is reported
 * (0xCE) and deregistered. The log names the @Component before a routine is called.
 *
 * IRQL: any. Here: not in an NMI, where the call is reported (0x0A).
 * Return: TRUE when the routine is registered. FALSE for a record that is registered already or not
 *	prepared, and for a @CallbackRoutine of NULL; the log tells which. FALSE after a report.
 * Page: wdm.h, KeRegisterBugCheckCallback
 */
BOOLEAN NTAPI KeRegisterBugCheckCallback(_Out_ PKBUGCHECK_CALLBACK_RECORD CallbackRecord,
					 _In_ PKBUGCHECK_CALLBACK_ROUTINE CallbackRoutine,
					 _In_opt_ PVOID Buffer, _In_ ULONG Length,
					 _In_ PUCHAR Component);

/**
 * KeDeregisterBugCheckCallback - deregister a routine of KeRegisterBugCheckCallback
 * @CallbackRecord: the record of the registration
 *
 * Afterwards the driver may free the record, or register it again.
 *
 * IRQL: any. Here: not in an NMI, where the call is reported (0x0A).
 * Return: TRUE when the routine was registered; FALSE when it was not, and after a report.
 * Page: wdm.h, KeDeregisterBugCheckCallback
 */
BOOLEAN NTAPI KeDeregisterBugCheckCallback(_Inout_ PKBUGCHECK_CALLBACK_RECORD CallbackRecord);

EXTERN_C_END

#endif /* WINWORK_KE_BUG_CHECK_H */
