/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Structured exception handling: exceptions, and the functions that raise them. scripts/lib/exceptions.py
 * rewrites __try, __except, __finally and __leave; docs/porting.md says how they differ from Windows's.
 */
#ifndef WINWORK_RTL_EXCEPTION_H
#define WINWORK_RTL_EXCEPTION_H

#include "../base/sal.h"
#include "../base/types.h"

#include "../../excpt.h"
#include "../../ntstatus.h"

EXTERN_C_START

#define EXCEPTION_NONCONTINUABLE 1
#define EXCEPTION_MAXIMUM_PARAMETERS 15

/* Here: ExceptionRecord is NULL, and NumberParameters is 0, because each exception comes from a call. */
typedef struct _EXCEPTION_RECORD {
	NTSTATUS ExceptionCode;
	ULONG ExceptionFlags;
	struct _EXCEPTION_RECORD *ExceptionRecord;
	PVOID ExceptionAddress;		/* in the driver: behind the call that raised */
	ULONG NumberParameters;
	ULONG_PTR ExceptionInformation[EXCEPTION_MAXIMUM_PARAMETERS];
} EXCEPTION_RECORD, *PEXCEPTION_RECORD;

typedef struct _CONTEXT *PCONTEXT;

/* Here: ContextRecord is NULL. */
typedef struct _EXCEPTION_POINTERS {
	PEXCEPTION_RECORD ExceptionRecord;
	PCONTEXT ContextRecord;
} EXCEPTION_POINTERS, *PEXCEPTION_POINTERS;

VOID NTAPI WinworkRaiseException(NTSTATUS Status, const char *Function);

/**
 * ExRaiseStatus - raise an exception
 * @Status: its code
 *
 * The exception cannot be continued. A filter that returns EXCEPTION_CONTINUE_EXECUTION makes it
 * STATUS_NONCONTINUABLE_EXCEPTION.
 *
 * Here: with no __except around it in this context, the exception is reported (0x1E). Then Linux's BUG()
 * ends the thread, or the machine in a DPC.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Return: never.
 * Page: wdm.h, ExRaiseStatus
 */
WINWORK_OWN DECLSPEC_NORETURN VOID NTAPI ExRaiseStatus(_In_ NTSTATUS Status)
{
	WinworkRaiseException(Status, "ExRaiseStatus");
	/* objtool has its own list of functions that never return. It knows the trap. */
	__builtin_trap();
}

/**
 * ExRaiseAccessViolation - raise STATUS_ACCESS_VIOLATION, as ExRaiseStatus does
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: never.
 * Page: ntddk.h, ExRaiseAccessViolation
 */
WINWORK_OWN DECLSPEC_NORETURN VOID NTAPI ExRaiseAccessViolation(VOID)
{
	WinworkRaiseException(STATUS_ACCESS_VIOLATION, "ExRaiseAccessViolation");
	__builtin_trap();
}

/**
 * ExRaiseDatatypeMisalignment - raise STATUS_DATATYPE_MISALIGNMENT, as ExRaiseStatus does
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: never.
 * Page: ntddk.h, ExRaiseDatatypeMisalignment
 */
WINWORK_OWN DECLSPEC_NORETURN VOID NTAPI ExRaiseDatatypeMisalignment(VOID)
{
	WinworkRaiseException(STATUS_DATATYPE_MISALIGNMENT, "ExRaiseDatatypeMisalignment");
	__builtin_trap();
}

/* ---- What scripts/lib/exceptions.py makes of __try ---- */

/* A __try that was entered. On the stack of the function with the __try. */
typedef struct _WINWORK_TRY {
	ULONG_PTR Reserved[26];
} WINWORK_TRY;

/* For a filter that asks for it. */
typedef struct _WINWORK_TRY_INFORMATION {
	EXCEPTION_POINTERS Pointers;
	EXCEPTION_RECORD Record;
} WINWORK_TRY_INFORMATION;

/* Returns 0, and once more 1 when the __try gets an exception. Finally is 1 for a __try with __finally. */
int WinworkTryEnter(WINWORK_TRY *Try, int Finally) __attribute((__returns_twice__));
/* At the end of the __try's scope, on whatever way. */
VOID WinworkTryLeave(WINWORK_TRY *Try);
/* Judges the value of a filter. Returns TRUE if its __except handles the exception. */
BOOLEAN WinworkTryFilter(WINWORK_TRY *Try, LONG Value);
/* Before the body of a __finally. */
VOID WinworkTryFinally(WINWORK_TRY *Try);
BOOLEAN WinworkTryUnwinding(const WINWORK_TRY *Try);
/* The next __try outward gets the exception. Does not return; the compiler is not told. */
VOID WinworkTrySearch(WINWORK_TRY *Try);
NTSTATUS WinworkTryCode(const WINWORK_TRY *Try);
PEXCEPTION_POINTERS WinworkTryInformation(const WINWORK_TRY *Try, WINWORK_TRY_INFORMATION *Information);

EXTERN_C_END

#endif /* WINWORK_RTL_EXCEPTION_H */
