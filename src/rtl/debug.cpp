/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DbgPrint and its relatives, breakpoints, and the bug checks that a driver asks for. There is
 * no debugger to stop in: a breakpoint is reported, and the driver continues.
 */
#include <wdm.h>

#include "base/report.hpp"
#include "base/text.hpp"
#include "format.hpp"
#include "linux/print.h"

using namespace ww;

namespace {

/* Ends a function that must not return, after the panic. */
[[noreturn]] void stay()
{
	while (true)
		__asm__ volatile("");
}

constexpr ww_size kDebugLine = 512;		/* the most that Windows prints in one call */

ULONG print(const char *prefix, const char *format, va_list arguments)
{
	char line[kDebugLine + 1];
	ww_size length = 0;

	text_copy(line, sizeof(line), prefix);
	while (line[length])
		length++;
	format_windows(line + length, sizeof(line) - length, format, arguments);
	ww_print_raw(line);
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
	const ULONG status = print("", Format, arguments);
	va_end(arguments);
	return status;
}

/* Prints every component and level: Linux filters its log as a whole. */
ULONG __cdecl DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...)
{
	va_list arguments;

	UNREFERENCED_PARAMETER(ComponentId);
	UNREFERENCED_PARAMETER(Level);
	va_start(arguments, Format);
	const ULONG status = print("", Format, arguments);
	va_end(arguments);
	return status;
}

ULONG NTAPI vDbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, va_list ArgList)
{
	UNREFERENCED_PARAMETER(ComponentId);
	UNREFERENCED_PARAMETER(Level);
	return print("", Format, ArgList);
}

ULONG NTAPI vDbgPrintExWithPrefix(PCSTR Prefix, ULONG ComponentId, ULONG Level, PCSTR Format,
				  va_list ArgList)
{
	UNREFERENCED_PARAMETER(ComponentId);
	UNREFERENCED_PARAMETER(Level);
	return print(Prefix, Format, ArgList);
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

} /* extern "C" */
