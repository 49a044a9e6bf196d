/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with statements of the trace preprocessor, in each form that it may define.
 */
#include <ntddk.h>
#include <TraceLoggingProvider.h>

#include "trace.h"
#include "main.tmh"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

VOID Write(VOID);

static LONG Evaluated;

static const GUID Interface = { 0x0badcafe, 0x1234, 0x5678, { 0x9a, 0xbc, 0xde, 0xf0, 1, 2, 3, 4 } };

static NTSTATUS Returns(NTSTATUS Status)
{
	ReturnIfFailed(Status);
	return STATUS_PENDING;
}

static VOID WriteForms(VOID)
{
	FuncEntry(DBG_INIT);
	Trace(TRACE_LEVEL_WARNING, "of one flag");
	Dump((TRACE_LEVEL_INFORMATION, DBG_IO, "bytes %!HEXDUMP!", log_xstr("\x01\x02\xff", 3)));
	DoTrace(TRACE_LEVEL_INFORMATION, DBG_IO, ("in parentheses %d", 7));
	Print(Warnings, "a flag for a level");
	DoTraceMessage(DBG_IO, "of no level %s", "at all");
	NotUnderstood(TRACE_LEVEL_ERROR, ("x"), ("y"));
	FuncExit(DBG_INIT, STATUS_NOT_FOUND);
}

static VOID WriteArguments(PUNICODE_STRING Path)
{
	TraceEvents(TRACE_LEVEL_ERROR, DBG_INIT, "%!FUNC!: status %!STATUS!, %wZ", STATUS_INVALID_PARAMETER, Path);
	TraceEvents(TRACE_LEVEL_INFORMATION, DBG_IO, "%S, %s, %c, %I64x, %u of %d", L"wide", "narrow", 'c',
		    0x123456789abcdef0ULL, 3, -1);
	TraceEvents(TRACE_LEVEL_INFORMATION, DBG_IO, "%!GUID! %!bool! %!OwnType! %!LEVEL! %!FLAGS! 100%%", &Interface,
		    TRUE, 0x1234);
}

TRACELOGGING_DEFINE_PROVIDER(Provider, "Messages", (0x0badcafe, 0x1234, 0x5678, 0x9a, 0xbc, 0xde, 0xf0, 1, 2, 3, 4));

static VOID WriteEvents(PUNICODE_STRING Path)
{
	ULONG Count = 7;
	UCHAR Bytes[] = { 1, 2, 255 };
	PCSTR Word = "a word";

	TraceLoggingWrite(Provider, "Empty");
	TraceLoggingWrite(Provider, "Numbers", TraceLoggingLevel(TRACE_LEVEL_WARNING), TraceLoggingKeyword(0x10),
			  TraceLoggingUInt32(Count, "count", "of something"), TraceLoggingInt32(-1, "less"),
			  TraceLoggingHexUInt64(0x123456789aULL, "hex"), TraceLoggingUInt32(Count), TraceLoggingBool(TRUE, "truth"),
			  TraceLoggingNTStatus(STATUS_NOT_FOUND, "status"));
	TraceLoggingWrite(Provider, "Texts", TraceLoggingUnicodeString(Path, "path"), TraceLoggingWideString(L"wide", "w"),
			  TraceLoggingCountedString("counted", 5, "c"), TraceLoggingBinary(Bytes, sizeof(Bytes), "bytes"),
			  TraceLoggingGuid(Interface, "guid"));
	TraceLoggingWrite(Provider, "Values", TraceLoggingValue(Count), TraceLoggingValue(Word, "word"),
			  TraceLoggingValue(L"x" + 0, "wide"), TraceLoggingValue((SHORT)-2, "short"));
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	TraceLoggingUnregister(Provider);
	WPP_CLEANUP(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WPP_INIT_TRACING(DriverObject, RegistryPath);
	DriverObject->DriverUnload = Unload;
	(void)TraceLoggingRegister(Provider);
	WriteForms();
	WriteArguments(RegistryPath);
	WriteEvents(RegistryPath);
	Write();
	TraceEvents(TRACE_LEVEL_VERBOSE, DBG_IO, "counted %d", InterlockedIncrement(&Evaluated));
	DbgPrint("messages: %d, 0x%x and 0x%x\n", Evaluated, Returns(STATUS_SUCCESS), Returns(STATUS_UNSUCCESSFUL));
	return STATUS_SUCCESS;
}
