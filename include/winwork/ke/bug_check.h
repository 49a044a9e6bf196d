/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callbacks for the moment when the machine stops.
 */
#ifndef WINWORK_KE_BUG_CHECK_H
#define WINWORK_KE_BUG_CHECK_H

#include "../base/sal.h"
#include "../base/types.h"

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

/* When a routine of KeRegisterBugCheckReasonCallback is called. */
typedef enum _KBUGCHECK_CALLBACK_REASON {
	KbCallbackInvalid,
	KbCallbackReserved1,
	KbCallbackSecondaryDumpData,
	KbCallbackDumpIo,
	KbCallbackAddPages,
	KbCallbackSecondaryMultiPartDumpData,
	KbCallbackRemovePages,
	KbCallbackTriageDumpData,
} KBUGCHECK_CALLBACK_REASON;

struct _KBUGCHECK_REASON_CALLBACK_RECORD;

/**
 * KBUGCHECK_REASON_CALLBACK_ROUTINE - the routine that is called when the machine stops, and its
 *	memory is written to a dump
 * @Reason: as given to KeRegisterBugCheckReasonCallback
 * @Record: the record of the registration
 * @ReasonSpecificData: a KBUGCHECK_SECONDARY_DUMP_DATA for KbCallbackSecondaryDumpData
 * @ReasonSpecificDataLength: its size in bytes
 *
 * The routine may not wait, acquire locks, or allocate memory. No other processor runs any more.
 *
 * Here: see KeRegisterBugCheckReasonCallback.
 *
 * IRQL: HIGH_LEVEL.
 * Page: wdm.h, KBUGCHECK_REASON_CALLBACK_ROUTINE
 */
typedef VOID NTAPI KBUGCHECK_REASON_CALLBACK_ROUTINE(
	_In_ KBUGCHECK_CALLBACK_REASON Reason,
	_In_ struct _KBUGCHECK_REASON_CALLBACK_RECORD *Record, _Inout_ PVOID ReasonSpecificData,
	_In_ ULONG ReasonSpecificDataLength);
typedef KBUGCHECK_REASON_CALLBACK_ROUTINE *PKBUGCHECK_REASON_CALLBACK_ROUTINE;

typedef struct _KBUGCHECK_REASON_CALLBACK_RECORD {
	LIST_ENTRY Entry;
	PKBUGCHECK_REASON_CALLBACK_ROUTINE CallbackRoutine;
	PUCHAR Component;
	ULONG_PTR Checksum;
	KBUGCHECK_CALLBACK_REASON Reason;
	UCHAR State;
} KBUGCHECK_REASON_CALLBACK_RECORD, *PKBUGCHECK_REASON_CALLBACK_RECORD;

/* What the driver adds to a dump: its GUID says what the data is. */
typedef struct _KBUGCHECK_SECONDARY_DUMP_DATA {
	PVOID InBuffer;			/* memory that the driver may use for the data */
	ULONG InBufferLength;		/* in bytes */
	ULONG MaximumAllowed;		/* the most bytes that the driver may add */
	GUID Guid;
	PVOID OutBuffer;		/* the data: in InBuffer, or memory of the driver */
	ULONG OutBufferLength;		/* in bytes; 0 without data */
} KBUGCHECK_SECONDARY_DUMP_DATA, *PKBUGCHECK_SECONDARY_DUMP_DATA;

#define KB_ADD_PAGES_FLAG_VIRTUAL_ADDRESS 0x00000001u
#define KB_ADD_PAGES_FLAG_PHYSICAL_ADDRESS 0x00000002u
#define KB_ADD_PAGES_FLAG_ADDITIONAL_RANGES_EXIST 0x80000000u

typedef struct _KBUGCHECK_ADD_PAGES {
	PVOID Context;
	ULONG Flags;
	ULONG BugCheckCode;
	ULONG_PTR Address;
	ULONG_PTR Count;
} KBUGCHECK_ADD_PAGES, *PKBUGCHECK_ADD_PAGES;

typedef enum _KBUGCHECK_DUMP_IO_TYPE {
	KbDumpIoInvalid,
	KbDumpIoHeader,
	KbDumpIoBody,
	KbDumpIoSecondaryData,
	KbDumpIoComplete,
} KBUGCHECK_DUMP_IO_TYPE;

typedef struct _KBUGCHECK_DUMP_IO {
	ULONG64 Offset;
	PVOID Buffer;
	ULONG BufferLength;
	KBUGCHECK_DUMP_IO_TYPE Type;
} KBUGCHECK_DUMP_IO, *PKBUGCHECK_DUMP_IO;

/**
 * KeRegisterBugCheckReasonCallback - register a routine for a dump of the machine's memory
 * @CallbackRecord: a record that KeInitializeCallbackRecord prepared
 * @CallbackRoutine: the routine
 * @Reason: what the routine is called for
 * @Component: the name of the driver or its device, in nonpaged memory
 *
 * A driver deregisters its routines before it unloads. Here: a routine that is left is reported
 * (0xCE) and deregistered. A routine for KbCallbackSecondaryDumpData is called once when Linux
 * panics, before the routines of KeRegisterBugCheckCallback, and its data, of at most 4,096 bytes,
 * is printed to the log: no dump is written. Linux's crash kernel, if there is one, writes all
 * memory later, without drivers: the routines for the other reasons are never called.
 *
 * IRQL: any. Here: not in an NMI, where the call is reported (0x0A).
 * Return: TRUE when the routine is registered. FALSE for a record that is registered already or not
 *	prepared, for a @CallbackRoutine of NULL, and for a wrong @Reason; the log tells which.
 *	FALSE after a report.
 * Page: wdm.h, KeRegisterBugCheckReasonCallback
 */
BOOLEAN NTAPI KeRegisterBugCheckReasonCallback(_Out_ PKBUGCHECK_REASON_CALLBACK_RECORD CallbackRecord,
					       _In_ PKBUGCHECK_REASON_CALLBACK_ROUTINE CallbackRoutine,
					       _In_ KBUGCHECK_CALLBACK_REASON Reason,
					       _In_ PUCHAR Component);

/**
 * KeDeregisterBugCheckReasonCallback - deregister a routine of KeRegisterBugCheckReasonCallback
 * @CallbackRecord: the record of the registration
 *
 * Afterwards the driver may free the record, or register it again. The routine itself may do so.
 *
 * IRQL: any. Here: not in an NMI, where the call is reported (0x0A).
 * Return: TRUE when the routine was registered; FALSE when it was not, and after a report.
 * Page: wdm.h, KeDeregisterBugCheckReasonCallback
 */
BOOLEAN NTAPI KeDeregisterBugCheckReasonCallback(
	_Inout_ PKBUGCHECK_REASON_CALLBACK_RECORD CallbackRecord);

EXTERN_C_END

#endif /* WINWORK_KE_BUG_CHECK_H */
