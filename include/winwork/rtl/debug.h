/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Debug output and assertions.
 */
#ifndef WINWORK_RTL_DEBUG_H
#define WINWORK_RTL_DEBUG_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_TRACE_LEVEL 2
#define DPFLTR_INFO_LEVEL 3
#define DPFLTR_MASK 0x80000000
#define DPFLTR_SYSTEM_ID 0
#define DPFLTR_IHVDRIVER_ID 77
#define DPFLTR_IHVVIDEO_ID 78
#define DPFLTR_IHVAUDIO_ID 79
#define DPFLTR_IHVNETWORK_ID 80
#define DPFLTR_IHVSTREAMING_ID 81
#define DPFLTR_IHVBUS_ID 82
#define DPFLTR_DEFAULT_ID 101

/**
 * DbgPrint - write a message to the kernel's log
 * @Format: a format of printf, as the kernel of Windows defines it
 * @...: the values of the format
 *
 *	format			takes
 *	%d %u %x %ld %lu %lx	32 bits
 *	%I64d %lld		64 bits
 *	%Id			as many bits as a pointer has
 *	%p			a pointer, printed with sixteen digits
 *	%s			a char string
 *	%S %ws			a WCHAR string
 *	%Z %wZ			a STRING, a UNICODE_STRING
 *
 * There is no format for floating point.
 *
 * Here: Unicode formats may be used at any IRQL. On Windows: they require PASSIVE_LEVEL. Text
 * beyond 512 bytes is cut off.
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS.
 * Page: wdm.h, DbgPrint
 */
ULONG __cdecl DbgPrint(_In_ _Printf_format_string_ PCSTR Format, ...);

/**
 * DbgPrintEx, vDbgPrintEx, vDbgPrintExWithPrefix - write a message with a component and a level
 * @ComponentId: DPFLTR_*_ID; has no effect here
 * @Level: DPFLTR_*_LEVEL; has no effect here
 * @Format: as for DbgPrint
 * @...: the values of the format
 * @Arguments: the values of the format
 * @Prefix: text that is printed before the message
 *
 * Here: all messages are printed. Components and levels filter nothing.
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS.
 * Page: wdm.h, DbgPrintEx, vDbgPrintEx, vDbgPrintExWithPrefix
 */
ULONG __cdecl DbgPrintEx(_In_ ULONG ComponentId, _In_ ULONG Level,
			 _In_ _Printf_format_string_ PCSTR Format, ...);
ULONG NTAPI vDbgPrintEx(_In_ ULONG ComponentId, _In_ ULONG Level, _In_ PCSTR Format,
			_In_ __builtin_va_list Arguments);
ULONG NTAPI vDbgPrintExWithPrefix(_In_ PCSTR Prefix, _In_ ULONG ComponentId, _In_ ULONG Level,
				  _In_ PCSTR Format, _In_ __builtin_va_list Arguments);

/**
 * WinworkFormatV, WinworkFormatWideV, WinworkFillV, WinworkFillWideV - format a text, for the
 *	functions of ntstrsafe.h and stdio.h
 * @Destination: receives the text
 * @Room: the size of @Destination in characters
 * @Format: as for DbgPrint. In a wide format %s and %c take the wide types, and %S and %C the
 *	narrow ones.
 * @Arguments: the values of the format
 *
 * WinworkFormatV and WinworkFormatWideV store at most @Room - 1 characters and a null. They store
 * nothing when @Room is 0. WinworkFillV and WinworkFillWideV store at most @Room characters, and a
 * null only if there is room for it.
 *
 * IRQL: any.
 * Return: the length of the whole text in characters, also if a part of it did not fit; at most
 *	0x7fffffff.
 */
ULONG NTAPI WinworkFormatV(_Out_ PSTR Destination, _In_ SIZE_T Room, _In_ PCSTR Format,
			   _In_ __builtin_va_list Arguments);
ULONG NTAPI WinworkFormatWideV(_Out_ PWSTR Destination, _In_ SIZE_T Room, _In_ PCWSTR Format,
			       _In_ __builtin_va_list Arguments);
ULONG NTAPI WinworkFillV(_Out_ PSTR Destination, _In_ SIZE_T Room, _In_ PCSTR Format,
			 _In_ __builtin_va_list Arguments);
ULONG NTAPI WinworkFillWideV(_Out_ PWSTR Destination, _In_ SIZE_T Room, _In_ PCWSTR Format,
			     _In_ __builtin_va_list Arguments);

/**
 * RtlAssert - report a false condition of ASSERT or NT_ASSERT
 * @VoidFailedAssertion: the text of the condition
 * @VoidFileName: the name of the source file
 * @LineNumber: the line of the assertion
 * @MutableMessage: text that is printed before the condition, or NULL
 *
 * Prints the condition, the file and the line, and reports a breakpoint (0x1E, with
 * STATUS_BREAKPOINT). The driver continues.
 *
 * IRQL: any.
 * Page: wdm.h declares it, without a page of its own
 */
VOID NTAPI RtlAssert(_In_ PVOID VoidFailedAssertion, _In_ PVOID VoidFileName, _In_ ULONG LineNumber,
		     _In_opt_ PSTR MutableMessage);

/**
 * DbgBreakPoint, DbgBreakPointWithStatus - report a breakpoint
 * @Status: has no effect here
 *
 * Here: there is no debugger. The breakpoint is reported (0x1E, with STATUS_BREAKPOINT), and the
 * driver continues.
 *
 * IRQL: any.
 * Page: wdm.h, DbgBreakPoint
 */
VOID NTAPI DbgBreakPoint(VOID);
VOID NTAPI DbgBreakPointWithStatus(_In_ ULONG Status);

/* There is no kernel debugger of Windows here. */
#define KD_DEBUGGER_ENABLED FALSE
#define KD_DEBUGGER_NOT_PRESENT TRUE
static const BOOLEAN WinworkNoDebugger __attribute__((__unused__)) = TRUE;
static const BOOLEAN *const KdDebuggerNotPresent __attribute__((__unused__)) = &WinworkNoDebugger;
#define __debugbreak() DbgBreakPoint()

/* Reports a condition that does not hold. Returns whether it holds. */
WINWORK_OWN BOOLEAN WinworkHolds(BOOLEAN Holds, PCSTR Condition, PCSTR File, ULONG Line,
				 PCSTR Message)
{
	if (!Holds)
		RtlAssert((PVOID)Condition, (PVOID)File, Line, (PSTR)Message);
	return Holds;
}

WINWORK_OWN BOOLEAN WinworkTruth(BOOLEAN Truth)
{
	return Truth;
}

/*
 *	macro				checked build (DBG=1)	free build
 *	KdPrint, KdPrintEx		print			do nothing
 *	KdBreakPoint			reports a breakpoint	does nothing
 *	ASSERT, ASSERTMSG,		check the condition	do nothing
 *	NT_ASSERT, NT_ASSERTMSG
 *	NT_VERIFY			checks the condition	evaluates the condition
 *	NT_FRE_ASSERT			checks the condition	checks the condition
 *
 * Arguments of macros that do nothing are not compiled, so they may contain names that only a
 * checked build has. A macro that evaluates its condition returns whether the condition holds.
 */
#define WINWORK_CHECK(condition, message) \
	WinworkHolds(!!(condition), #condition, __FILE__, __LINE__, message)
#if defined(DBG) && DBG
#define KdPrint(arguments) DbgPrint arguments
#define KdPrintEx(arguments) DbgPrintEx arguments
#define KdBreakPoint() DbgBreakPoint()
#define WINWORK_ASSERT WINWORK_CHECK
#define NT_VERIFY(condition) WINWORK_CHECK(condition, NULL)
#else
#define KdPrint(arguments) ((void)0)
#define KdPrintEx(arguments) ((void)0)
#define KdBreakPoint() ((void)0)
#define WINWORK_ASSERT(condition, message) ((void)0)
#define NT_VERIFY(condition) WinworkTruth(!!(condition))
#endif
#ifndef ASSERT
#define ASSERT(condition) WINWORK_ASSERT(condition, NULL)
#endif
#ifndef ASSERTMSG
#define ASSERTMSG(message, condition) WINWORK_ASSERT(condition, message)
#endif
#define NT_ASSERT(condition) WINWORK_ASSERT(condition, NULL)
#define NT_ASSERTMSG(message, condition) WINWORK_ASSERT(condition, message)
#define NT_ASSERT_ASSUME NT_ASSERT
#define NT_FRE_ASSERT(condition) WINWORK_CHECK(condition, NULL)

/**
 * KeBugCheckEx, KeBugCheck - stop the machine
 * @BugCheckCode: the code
 * @BugCheckParameter1: parameter 1 of the bug check
 * @BugCheckParameter2: parameter 2
 * @BugCheckParameter3: parameter 3
 * @BugCheckParameter4: parameter 4
 *
 * Here: the kernel panics. The message has the code, the parameters and the caller.
 *
 * IRQL: any.
 * Return: never.
 * Page: wdm.h, KeBugCheckEx; ntddk.h, KeBugCheck
 */
#ifdef WINWORK_GLUE
/*
 * objtool does not know that these functions never return. It would report that the caller's code
 * runs into the next function. The trap ends the caller's code.
 */
VOID NTAPI WinworkBugCheckEx(_In_ ULONG BugCheckCode, _In_ ULONG_PTR BugCheckParameter1,
			     _In_ ULONG_PTR BugCheckParameter2, _In_ ULONG_PTR BugCheckParameter3,
			     _In_ ULONG_PTR BugCheckParameter4) __asm__("KeBugCheckEx");
VOID NTAPI WinworkBugCheck(_In_ ULONG BugCheckCode) __asm__("KeBugCheck");

DECLSPEC_NORETURN WINWORK_OWN VOID NTAPI KeBugCheckEx(_In_ ULONG BugCheckCode,
						      _In_ ULONG_PTR BugCheckParameter1,
						      _In_ ULONG_PTR BugCheckParameter2,
						      _In_ ULONG_PTR BugCheckParameter3,
						      _In_ ULONG_PTR BugCheckParameter4)
{
	WinworkBugCheckEx(BugCheckCode, BugCheckParameter1, BugCheckParameter2, BugCheckParameter3,
			  BugCheckParameter4);
	__builtin_trap();
}

DECLSPEC_NORETURN WINWORK_OWN VOID NTAPI KeBugCheck(_In_ ULONG BugCheckCode)
{
	WinworkBugCheck(BugCheckCode);
	__builtin_trap();
}
#else
DECLSPEC_NORETURN VOID NTAPI KeBugCheckEx(_In_ ULONG BugCheckCode,
					  _In_ ULONG_PTR BugCheckParameter1,
					  _In_ ULONG_PTR BugCheckParameter2,
					  _In_ ULONG_PTR BugCheckParameter3,
					  _In_ ULONG_PTR BugCheckParameter4);
DECLSPEC_NORETURN VOID NTAPI KeBugCheck(_In_ ULONG BugCheckCode);
#endif

/**
 * RtlFailFast, __fastfail - stop the machine with the bug check KERNEL_SECURITY_CHECK_FAILURE
 * @Code: the reason, FAST_FAIL_*; parameter 1 of the bug check
 *
 * IRQL: any.
 * Return: never.
 * Page: wdm.h, RtlFailFast
 */
#define RtlFailFast(Code) KeBugCheckEx(0x139, (Code), 0, 0, 0)
#define __fastfail(Code) RtlFailFast(Code)
#define FAST_FAIL_CORRUPT_LIST_ENTRY 3
#define FAST_FAIL_INVALID_ARG 5
#define FAST_FAIL_FATAL_APP_EXIT 7
#define FAST_FAIL_RANGE_CHECK_FAILURE 8
#define FAST_FAIL_INVALID_REFERENCE_COUNT 14

EXTERN_C_END

#endif /* WINWORK_RTL_DEBUG_H */
