/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Traces of miniports, which the port driver writes for them.
 */
#ifndef WINWORK_STORAGE_PORT_TRACE_H
#define WINWORK_STORAGE_PORT_TRACE_H

#include <stdarg.h>

#include <guiddef.h>
#include <winwork/base/types.h>

EXTERN_C_START

typedef PVOID STORAGE_TRACE_CONTEXT;
typedef VOID (NTAPI *STOR_CLEANUP_TRACING)(PVOID Arg1);
typedef struct _STORAGE_TRACE_INIT_INFO {
	ULONG Size;
	ULONG NumDiagEventRecords;
	ULONG DiagEventRecordUserDataSize;
	ULONG NumErrorLogRecords;
	GUID TraceGuid;
	STOR_CLEANUP_TRACING TraceCleanupRoutine;
	PVOID DriverObject;
	PVOID TraceContext;
} STORAGE_TRACE_INIT_INFO, *PSTORAGE_TRACE_INIT_INFO;

typedef struct _STORAGE_DIAG_EVENT_RECORD {
	ULONG Size;
	ULONG Reserved;
	UCHAR Info[1];
} STORAGE_DIAG_EVENT_RECORD, *PSTORAGE_DIAG_EVENT_RECORD;

typedef struct _STORAGE_TRACE_DPS_INFO {
	GUID EventId;
	ULONG Flags;
	ULONG Status;
	ULONG NumContexts;
	PVOID Contexts;
	ULONG UserDataSize;
} STORAGE_TRACE_DPS_INFO, *PSTORAGE_TRACE_DPS_INFO;

typedef struct _STORAGE_ERRORLOG_PACKET {
	UCHAR MajorFunctionCode;
	UCHAR RetryCount;
	USHORT DumpDataSize;
	USHORT NumberOfStrings;
	USHORT StringOffset;
	USHORT EventCategory;
	ULONG ErrorCode;
	ULONG UniqueErrorValue;
	ULONG FinalStatus;
	ULONG SequenceNumber;
	ULONG IoControlCode;
	LARGE_INTEGER DeviceOffset;
	ULONG DumpData[1];
} STORAGE_ERRORLOG_PACKET, *PSTORAGE_ERRORLOG_PACKET;

typedef enum _STORAGE_TRACE_NOTIFY_TYPE {
	InitTracing = 1000,
	CleanupTracing,
	TraceMessage = 2000,
	InitGlobalLogger,
	WMIRegistrationControl,
	WmiQueryTraceInfo,
	InitUnicodeString,
	TraceDebugPrint,
	AllocDiagEvent = 3000,
	FreeDiagEvent,
	LogDiagEvent,
	WriteErrorLogRecord = 4000,
	AllocErrorLog,
	FreeErrorLog,
} STORAGE_TRACE_NOTIFY_TYPE, *PSTORAGE_TRACE_NOTIFY_TYPE;

typedef struct _STOR_DEBUGPRINT_ARGS {
	PCHAR Message;
	va_list ArgList;
} STOR_DEBUGPRINT_ARGS, *PSTOR_DEBUGPRINT_ARGS;

typedef struct _STOR_INIT_TRACING_ARGS {
	PVOID InitInfo;
	ULONG Result;
} STOR_INIT_TRACING_ARGS, *PSTOR_INIT_TRACING_ARGS;

typedef struct _STOR_CLEANUP_TRACING_ARGS {
	PVOID TraceContext;
} STOR_CLEANUP_TRACING_ARGS, *PSTOR_CLEANUP_TRACING_ARGS;

typedef struct _STOR_WRITE_EL_RECORD_ARGS {
	PVOID TraceContext;
	PVOID ErrorLogPacket;
} STOR_WRITE_EL_RECORD_ARGS, *PSTOR_WRITE_EL_RECORD_ARGS;

typedef struct _STOR_ALLOC_EL_RECORD_ARGS {
	PVOID TraceContext;
	ULONG Size;
	PSTORAGE_ERRORLOG_PACKET Result;
} STOR_ALLOC_EL_RECORD_ARGS, *PSTOR_ALLOC_EL_RECORD_ARGS;

typedef struct _STOR_FREE_EL_RECORD_ARGS {
	PVOID TraceContext;
	PSTORAGE_ERRORLOG_PACKET ErrorLogPacket;
} STOR_FREE_EL_RECORD_ARGS, *PSTOR_FREE_EL_RECORD_ARGS;

typedef struct _STOR_LOG_DIAG_EVENT_ARGS {
	PVOID TraceContext;
	PVOID ContextEvent;
	ULONG result;
} STOR_LOG_DIAG_EVENT_ARGS, *PSTOR_LOG_DIAG_EVENT_ARGS;

typedef struct _STOR_ALLOC_DIAG_EVENT_ARGS {
	PVOID TraceContext;
	ULONG UserDataSize;
	BOOLEAN Allocate;
	PVOID result;
} STOR_ALLOC_DIAG_EVENT_ARGS, *PSTOR_ALLOC_DIAG_EVENT_ARGS;

typedef struct _STOR_FREE_DIAG_EVENT_ARGS {
	PVOID TraceContext;
	PVOID EventRecord;
} STOR_FREE_DIAG_EVENT_ARGS, *PSTOR_FREE_DIAG_EVENT_ARGS;

typedef struct _STOR_WMI_TRACE_MESSAGE_ARGS {
	ULONG64 TraceHandle;
	ULONG MessageFlags;
	LPCGUID MessageGuid;
	USHORT MessageNumber;
	va_list Args;
	ULONG result;
} STOR_WMI_TRACE_MESSAGE_ARGS, *PSTOR_WMI_TRACE_MESSAGE_ARGS;

typedef struct _STOR_INIT_UNICODE_STRING_ARGS {
	PVOID DestinationString;
	PCWSTR SourceString;
} STOR_INIT_UNICODE_STRING_ARGS, *PSTOR_INIT_UNICODE_STRING_ARGS;

typedef struct _STOR_WMI_REGCONTROL_ARGS {
	PVOID DeviceObject;
	ULONG Action;
	ULONG result;
} STOR_WMI_REGCONTROL_ARGS, *PSTOR_WMI_REGCONTROL_ARGS;

typedef struct _STOR_WMI_QUERYTRACEINFO_ARGS {
	ULONG TraceInformationClass;
	PVOID TraceInformation;
	ULONG TraceInformationLength;
	PULONG RequiredLength;
	PVOID Buffer;
	ULONG result;
} STOR_WMI_QUERYTRACEINFO_ARGS, *PSTOR_WMI_QUERYTRACEINFO_ARGS;

typedef struct _STOR_INITGLOBALLOGGER_ARGS {
	LPCGUID ControlGuid;
	PVOID Logger;
	PVOID Flags;
	PVOID Level;
} STOR_INITGLOBALLOGGER_ARGS, *PSTOR_INITGLOBALLOGGER_ARGS;

#define StorMemSet(Destination, Value, Count) __builtin_memset(Destination, Value, Count)

WINWORK_ABSENT VOID NTAPI StorCleanupTracing(PVOID TraceContext);
WINWORK_ABSENT ULONG NTAPI StorInitTracing(PVOID InitInfo);
WINWORK_ABSENT ULONG NTAPI StorIoWMIRegistrationControl(PVOID Arg1, ULONG Arg2);
WINWORK_ABSENT VOID NTAPI StorRtlInitUnicodeString(PVOID Arg1, PCWSTR Arg2);
WINWORK_ABSENT PVOID NTAPI StorTraceDiagAllocEvent(PVOID DeviceExtension,
						   STORAGE_TRACE_CONTEXT TraceContext,
						   ULONG DataSize, BOOLEAN Allocate);
WINWORK_ABSENT VOID NTAPI StorTraceDiagFreeEvent(PVOID DeviceExtension,
						 STORAGE_TRACE_CONTEXT TraceContext, PVOID Event);
WINWORK_ABSENT ULONG NTAPI StorTraceDiagLogEvent(PVOID DeviceExtension,
						 STORAGE_TRACE_CONTEXT TraceContext, PVOID Event);
WINWORK_ABSENT PSTORAGE_ERRORLOG_PACKET NTAPI StorTraceErrorAllocRecord(
	PVOID DeviceExtension, STORAGE_TRACE_CONTEXT TraceContext, ULONG Size);
WINWORK_ABSENT VOID NTAPI StorTraceErrorFreeRecord(PVOID DeviceExtension,
						   STORAGE_TRACE_CONTEXT TraceContext,
						   PSTORAGE_ERRORLOG_PACKET ErrorLogPacket);
WINWORK_ABSENT VOID NTAPI StorTraceErrorWriteRecord(PVOID DeviceExtension, PVOID Arg1,
						    PVOID Arg2);
WINWORK_ABSENT ULONG NTAPI StorWmiQueryTraceInformation(ULONG Arg1, PVOID Arg2, ULONG Arg3,
							PULONG Arg4, PVOID Arg5);
WINWORK_ABSENT ULONG NTAPI StorWmiTraceMessage(ULONG64 Arg1, ULONG Arg2, LPCGUID Arg3,
					       USHORT Arg4, ...);
WINWORK_ABSENT VOID NTAPI StorWppInitGlobalLogger(LPCGUID Arg1, PVOID Arg2, PVOID Arg3,
						  PVOID Arg4);

EXTERN_C_END

#endif /* WINWORK_STORAGE_PORT_TRACE_H */
