/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DbgPrint and its relatives, breakpoints, and the bug checks that a driver asks for. There is
 * no debugger to stop in: a breakpoint is reported, and the driver continues.
 */
#include <ntddk.h>

#include "base/report.hpp"
#include "base/text.hpp"
#include "format.hpp"
#include "linux/print.h"
#include "linux/trace_point.h"

using namespace ww;

namespace {

/* Ends a function that must not return, after the panic. */
[[noreturn]] void stay()
{
	while (true)
		__asm__ volatile("");
}

constexpr ww_size kDebugLine = 512;		/* the most that Windows prints in one call */

/* Of a call of DbgPrint: Windows's DPFLTR_DEFAULT_ID and DPFLTR_INFO_LEVEL. */
constexpr ULONG kComponent = DPFLTR_DEFAULT_ID;
constexpr ULONG kLevel = DPFLTR_INFO_LEVEL;

/* Linux filters its log as a whole, so each component and level is printed. A tracer filters them. */
ULONG print(const void *caller, ULONG component, ULONG level, const char *prefix,
	    const char *format, va_list arguments)
{
	char line[kDebugLine + 1];
	ww_size length = 0;

	text_copy(line, sizeof(line), prefix);
	while (line[length])
		length++;
	format_windows(line + length, sizeof(line) - length, format, arguments);
	ww_print_raw(line);
	if (WW_IS_TRACED(print)) [[unlikely]]
		ww_trace_print(caller, component, level, line);
	return STATUS_SUCCESS;
}

void report_breakpoint(CallSite call)
{
	report({ .code = BugCheck::kmode_exception_not_handled,
		 .parameter = { static_cast<ULONG>(STATUS_BREAKPOINT), address_of(call.caller), 0,
				0 },
		 .call = call },
	       "a breakpoint without a debugger");
}

} /* namespace */

extern "C" {

ULONG __cdecl DbgPrint(PCSTR Format, ...)
{
	va_list arguments;

	va_start(arguments, Format);
	const ULONG status = print(__builtin_return_address(0), kComponent, kLevel, "", Format,
				   arguments);
	va_end(arguments);
	return status;
}

ULONG __cdecl DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...)
{
	va_list arguments;

	va_start(arguments, Format);
	const ULONG status = print(__builtin_return_address(0), ComponentId, Level, "", Format,
				   arguments);
	va_end(arguments);
	return status;
}

ULONG NTAPI vDbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, va_list ArgList)
{
	return print(__builtin_return_address(0), ComponentId, Level, "", Format, ArgList);
}

ULONG NTAPI vDbgPrintExWithPrefix(PCSTR Prefix, ULONG ComponentId, ULONG Level, PCSTR Format,
				  va_list ArgList)
{
	return print(__builtin_return_address(0), ComponentId, Level, Prefix, Format, ArgList);
}

ULONG NTAPI WinworkFormatV(PSTR Destination, SIZE_T Room, PCSTR Format, va_list Arguments)
{
	return static_cast<ULONG>(format_windows(Destination, Room, Format, Arguments));
}

ULONG NTAPI WinworkFormatWideV(PWSTR Destination, SIZE_T Room, PCWSTR Format, va_list Arguments)
{
	return static_cast<ULONG>(format_windows_wide(reinterpret_cast<ww_u16 *>(Destination), Room,
						      reinterpret_cast<const ww_u16 *>(Format),
						      Arguments));
}

ULONG NTAPI WinworkFillV(PSTR Destination, SIZE_T Room, PCSTR Format, va_list Arguments)
{
	return static_cast<ULONG>(format_windows(Destination, Room, Format, Arguments,
						 Null::if_room));
}

ULONG NTAPI WinworkFillWideV(PWSTR Destination, SIZE_T Room, PCWSTR Format, va_list Arguments)
{
	return static_cast<ULONG>(format_windows_wide(reinterpret_cast<ww_u16 *>(Destination), Room,
						      reinterpret_cast<const ww_u16 *>(Format),
						      Arguments, Null::if_room));
}

VOID NTAPI DbgBreakPoint()
{
	report_breakpoint(WW_CALL_SITE);
}

VOID NTAPI DbgBreakPointWithStatus(ULONG Status)
{
	UNREFERENCED_PARAMETER(Status);
	report_breakpoint(WW_CALL_SITE);
}

NTSTATUS NTAPI KdDisableDebugger()
{
	return STATUS_DEBUGGER_INACTIVE;
}

NTSTATUS NTAPI KdEnableDebugger()
{
	return STATUS_DEBUGGER_INACTIVE;
}

NTSTATUS NTAPI KdChangeOption(KD_OPTION, ULONG, PVOID, ULONG, PVOID, PULONG)
{
	return STATUS_DEBUGGER_INACTIVE;
}

BOOLEAN NTAPI KdRefreshDebuggerNotPresent()
{
	return KD_DEBUGGER_NOT_PRESENT;
}

VOID NTAPI RtlAssert(PVOID VoidFailedAssertion, PVOID VoidFileName, ULONG LineNumber,
		     PSTR MutableMessage)
{
	DbgPrint("\n*** Assertion failed: %s%s\n***   Source File: %s, line %u\n\n",
		 MutableMessage ? MutableMessage : "", VoidFailedAssertion, VoidFileName,
		 LineNumber);
	report_breakpoint(WW_CALL_SITE);
}

VOID NTAPI KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1,
			ULONG_PTR BugCheckParameter2, ULONG_PTR BugCheckParameter3,
			ULONG_PTR BugCheckParameter4)
{
	const CallSite call = WW_CALL_SITE;

	ww_panic("bug check 0x%X (0x%lx, 0x%lx, 0x%lx, 0x%lx), called by %s", BugCheckCode,
		 BugCheckParameter1, BugCheckParameter2, BugCheckParameter3, BugCheckParameter4,
		 ShownCode(call.caller).text);
	stay();
}

VOID NTAPI KeBugCheck(ULONG BugCheckCode)
{
	const CallSite call = WW_CALL_SITE;

	ww_panic("bug check 0x%X, called by %s", BugCheckCode, ShownCode(call.caller).text);
	stay();
}

/* Compilers put it in the place of a pure virtual function. The caller expects a value of an unknown type. */
void __cxa_pure_virtual();
void __cxa_pure_virtual()
{
	const CallSite call = WW_CALL_SITE;

	ww_panic("a pure virtual function of C++ was called by %s", ShownCode(call.caller).text);
	stay();
}

} /* extern "C" */
