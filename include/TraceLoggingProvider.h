/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <TraceLoggingProvider.h>: events that describe themselves.
 *
 * Here: an event becomes a message, the trace event winwork:message of Linux: its flags are the event's name, and
 * its text is the fields, as NAME=VALUE. A tracer of winwork:message enables all providers. The arguments are
 * evaluated only then, as on Windows. Providers, activities, opcodes, tags and channels have no effect.
 *
 * Page: traceloggingprovider.h, the names of the macros
 */
#ifndef _TRACELOGGINGPROVIDER_
#define _TRACELOGGINGPROVIDER_

#include "wdm.h"
#include "winwork/etw/field.h"

typedef struct _tlgProvider_t *TraceLoggingHProvider;

#define TRACELOGGING_DECLARE_PROVIDER(Provider) EXTERN_C TraceLoggingHProvider Provider
#define TRACELOGGING_DEFINE_PROVIDER(Provider, Name, Id, ...) \
	EXTERN_C TraceLoggingHProvider Provider;		\
	TraceLoggingHProvider Provider = NULL
#define TRACELOGGING_DEFINE_PROVIDER_STORAGE(Provider, Name, Id, ...) \
	static struct _tlgProvider_t *Provider

#define TraceLoggingRegister(Provider) ((void)(Provider), STATUS_SUCCESS)
#define TraceLoggingRegisterEx(Provider, Callback, Context) ((void)(Provider), STATUS_SUCCESS)
#define TraceLoggingUnregister(Provider) ((void)(Provider))
#define TraceLoggingProviderEnabled(Provider, Level, Keyword) ((BOOLEAN)(WinworkMessagesOn != 0))
#define TraceLoggingProviderId(Provider, Id) ((void)0)

#define TraceLoggingWrite(Provider, Name, ...) WINWORK_EVENT_WRITE(Name, ##__VA_ARGS__)
#define TraceLoggingWriteEx(Provider, Name, Filter, Flags, Own, Related, ...) \
	WINWORK_EVENT_WRITE(Name, ##__VA_ARGS__)
#define TraceLoggingWriteActivity(Provider, Name, Own, Related, ...) WINWORK_EVENT_WRITE(Name, ##__VA_ARGS__)
#define TraceLoggingWriteStart(Activity, Name, ...) WINWORK_EVENT_WRITE(Name, ##__VA_ARGS__)
#define TraceLoggingWriteStop(Activity, Name, ...) WINWORK_EVENT_WRITE(Name, ##__VA_ARGS__)
#define TraceLoggingWriteTagged(Activity, Name, ...) WINWORK_EVENT_WRITE(Name, ##__VA_ARGS__)

/* What is no field of the text. */
#define TraceLoggingLevel(Level) WINWORK_FIELD_OF(WINWORK_FIELD_LEVEL, "", "", Level)
#define TraceLoggingKeyword(Keyword) WINWORK_FIELD_OF(WINWORK_FIELD_KEYWORD, "", "", Keyword)
#define TraceLoggingOpcode(...) WINWORK_FIELD_OF(WINWORK_FIELD_NONE, "", "", 0)
#define TraceLoggingChannel(...) WINWORK_FIELD_OF(WINWORK_FIELD_NONE, "", "", 0)
#define TraceLoggingEventTag(...) WINWORK_FIELD_OF(WINWORK_FIELD_NONE, "", "", 0)
#define TraceLoggingDescription(...) WINWORK_FIELD_OF(WINWORK_FIELD_NONE, "", "", 0)
#define TraceLoggingStruct(Count, ...) WINWORK_FIELD_OF(WINWORK_FIELD_NONE, "", "", 0)

/* Cast stands before the value, and may be empty. */
#define WINWORK_FIELD_VALUE(Format, Cast, Value, ...)						\
	WINWORK_FIELD_OF(WINWORK_FIELD_SHOWN, WINWORK_FIELD_NAME(#Value, ##__VA_ARGS__, #Value), Format, Cast(Value))

#define TraceLoggingInt8(Value, ...) WINWORK_FIELD_VALUE("%I64d", (INT8), Value, ##__VA_ARGS__)
#define TraceLoggingInt16(Value, ...) WINWORK_FIELD_VALUE("%I64d", (INT16), Value, ##__VA_ARGS__)
#define TraceLoggingInt32(Value, ...) WINWORK_FIELD_VALUE("%I64d", (INT32), Value, ##__VA_ARGS__)
#define TraceLoggingInt64(Value, ...) WINWORK_FIELD_VALUE("%I64d", (INT64), Value, ##__VA_ARGS__)
#define TraceLoggingIntPtr(Value, ...) WINWORK_FIELD_VALUE("%I64d", (INT_PTR), Value, ##__VA_ARGS__)
#define TraceLoggingLong(Value, ...) WINWORK_FIELD_VALUE("%I64d", (LONG), Value, ##__VA_ARGS__)
#define TraceLoggingUInt8(Value, ...) WINWORK_FIELD_VALUE("%I64u", (UINT8), Value, ##__VA_ARGS__)
#define TraceLoggingUInt16(Value, ...) WINWORK_FIELD_VALUE("%I64u", (UINT16), Value, ##__VA_ARGS__)
#define TraceLoggingUInt32(Value, ...) WINWORK_FIELD_VALUE("%I64u", (UINT32), Value, ##__VA_ARGS__)
#define TraceLoggingUInt64(Value, ...) WINWORK_FIELD_VALUE("%I64u", (UINT64), Value, ##__VA_ARGS__)
#define TraceLoggingUIntPtr(Value, ...) WINWORK_FIELD_VALUE("%I64u", (UINT_PTR), Value, ##__VA_ARGS__)
#define TraceLoggingULong(Value, ...) WINWORK_FIELD_VALUE("%I64u", (ULONG), Value, ##__VA_ARGS__)
#define TraceLoggingPid(Value, ...) WINWORK_FIELD_VALUE("%I64u", (UINT32), Value, ##__VA_ARGS__)
#define TraceLoggingTid(Value, ...) WINWORK_FIELD_VALUE("%I64u", (UINT32), Value, ##__VA_ARGS__)
#define TraceLoggingHexInt8(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (UINT8), Value, ##__VA_ARGS__)
#define TraceLoggingHexInt16(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (UINT16), Value, ##__VA_ARGS__)
#define TraceLoggingHexInt32(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (UINT32), Value, ##__VA_ARGS__)
#define TraceLoggingHexInt64(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (UINT64), Value, ##__VA_ARGS__)
#define TraceLoggingHexUInt8(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (UINT8), Value, ##__VA_ARGS__)
#define TraceLoggingHexUInt16(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (UINT16), Value, ##__VA_ARGS__)
#define TraceLoggingHexUInt32(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (UINT32), Value, ##__VA_ARGS__)
#define TraceLoggingHexUInt64(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (UINT64), Value, ##__VA_ARGS__)
#define TraceLoggingHexLong(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (ULONG), Value, ##__VA_ARGS__)
#define TraceLoggingHexULong(Value, ...) WINWORK_FIELD_VALUE("0x%I64x", (ULONG), Value, ##__VA_ARGS__)
#define TraceLoggingNTStatus(Value, ...) WINWORK_FIELD_VALUE("%!STATUS!", (UINT32), Value, ##__VA_ARGS__)
#define TraceLoggingHResult(Value, ...) WINWORK_FIELD_VALUE("%!HRESULT!", (UINT32), Value, ##__VA_ARGS__)
#define TraceLoggingWinError(Value, ...) WINWORK_FIELD_VALUE("%I64u", (UINT32), Value, ##__VA_ARGS__)
#define TraceLoggingBool(Value, ...) WINWORK_FIELD_VALUE("%!bool!", (INT32), Value, ##__VA_ARGS__)
#define TraceLoggingBoolean(Value, ...) WINWORK_FIELD_VALUE("%!bool!", (UINT8), Value, ##__VA_ARGS__)
#define TraceLoggingChar(Value, ...) WINWORK_FIELD_VALUE("%c", (UINT8), Value, ##__VA_ARGS__)
#define TraceLoggingWChar(Value, ...) WINWORK_FIELD_VALUE("%wc", (UINT16), Value, ##__VA_ARGS__)
#define TraceLoggingPointer(Value, ...) WINWORK_FIELD_VALUE("%p", , Value, ##__VA_ARGS__)
#define TraceLoggingCodePointer(Value, ...) WINWORK_FIELD_VALUE("%p", , Value, ##__VA_ARGS__)
#define TraceLoggingString(Value, ...) WINWORK_FIELD_VALUE("%s", , Value, ##__VA_ARGS__)
#define TraceLoggingWideString(Value, ...) WINWORK_FIELD_VALUE("%ws", , Value, ##__VA_ARGS__)
#define TraceLoggingAnsiString(Value, ...) WINWORK_FIELD_VALUE("%Z", , Value, ##__VA_ARGS__)
#define TraceLoggingUnicodeString(Value, ...) WINWORK_FIELD_VALUE("%wZ", , Value, ##__VA_ARGS__)
#define TraceLoggingGuid(Value, ...) WINWORK_FIELD_VALUE("%!GUID!", &, Value, ##__VA_ARGS__)
#define TraceLoggingFileTime(Value, ...) WINWORK_FIELD_VALUE("%I64u", *(const UINT64 *)&, Value, ##__VA_ARGS__)
#define TraceLoggingValue(Value, ...) WINWORK_FIELD_VALUE(WINWORK_FIELD_FORMAT(Value), , Value, ##__VA_ARGS__)

#define TraceLoggingCountedString(Value, Count, ...)	\
	WINWORK_FIELD_COUNTED(WINWORK_FIELD_TEXT, "%.*s", Value, Count, ##__VA_ARGS__)
#define TraceLoggingCountedWideString(Value, Count, ...)	\
	WINWORK_FIELD_COUNTED(WINWORK_FIELD_TEXT, "%.*ws", Value, Count, ##__VA_ARGS__)
#define TraceLoggingBinary(Value, Count, ...)		\
	WINWORK_FIELD_COUNTED(WINWORK_FIELD_BYTES, "%!HEXDUMP!", Value, Count, ##__VA_ARGS__)
#define TraceLoggingBinaryEx(Value, Count, OutType, ...)	\
	WINWORK_FIELD_COUNTED(WINWORK_FIELD_BYTES, "%!HEXDUMP!", Value, Count, ##__VA_ARGS__)

#define TRACE_LEVEL_NONE 0
#define TRACE_LEVEL_CRITICAL 1
#define TRACE_LEVEL_FATAL 1
#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3
#define TRACE_LEVEL_INFORMATION 4
#define TRACE_LEVEL_VERBOSE 5

#define WINEVENT_LEVEL_LOG_ALWAYS 0
#define WINEVENT_LEVEL_CRITICAL 1
#define WINEVENT_LEVEL_ERROR 2
#define WINEVENT_LEVEL_WARNING 3
#define WINEVENT_LEVEL_INFO 4
#define WINEVENT_LEVEL_VERBOSE 5

#endif /* _TRACELOGGINGPROVIDER_ */
