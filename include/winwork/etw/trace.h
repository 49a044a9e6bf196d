/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events and traces.
 */
#ifndef WINWORK_ETW_TRACE_H
#define WINWORK_ETW_TRACE_H

#include "../io/file.h"
#include "../io/irp.h"
#include "../io/device_object.h"
#include "../ex/pool.h"

EXTERN_C_START

struct _ETW_TRACE_SESSION_SETTINGS;
struct _EVENT_DATA_DESCRIPTOR;
struct _EVENT_DESCRIPTOR;
struct _EVENT_FILTER_DESCRIPTOR;

typedef struct _EVENT_DATA_DESCRIPTOR *PEVENT_DATA_DESCRIPTOR;

#define EVENT_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x3)
#define EVENT_MODIFY_STATE (0x0002)
#define EVENT_QUERY_STATE (0x0001)
#define EVENT_WRITE_FLAG_NO_FAULTING 0x00000001

#define WMIREGISTER 0

#define WMIREG_ACTION_REGISTER 1
#define WMIREG_ACTION_DEREGISTER 2
#define WMIREG_ACTION_REREGISTER 3
#define WMIREG_ACTION_UPDATE_GUIDS 4
#define WMIREG_ACTION_BLOCK_IRPS 5

#define WMIUPDATE 1

typedef VOID NTAPI FWMI_NOTIFICATION_CALLBACK(PVOID Wnode, PVOID Context);
typedef FWMI_NOTIFICATION_CALLBACK *WMI_NOTIFICATION_CALLBACK;
typedef ULONG64 TRACEHANDLE, *PTRACEHANDLE;
typedef struct _ETW_TRACE_SESSION_SETTINGS {
	ULONG Version;
	ULONG BufferSize;
	ULONG MinimumBuffers;
	ULONG MaximumBuffers;
	ULONG LoggerMode;
	ULONG FlushTimer;
	ULONG FlushThreshold;
	ULONG ClockType;
} ETW_TRACE_SESSION_SETTINGS, *PETW_TRACE_SESSION_SETTINGS;

typedef enum _TRACE_INFORMATION_CLASS {
	TraceIdClass,
	TraceHandleClass,
	TraceEnableFlagsClass,
	TraceEnableLevelClass,
	GlobalLoggerHandleClass,
	EventLoggerHandleClass,
	AllLoggerHandlesClass,
	TraceHandleByNameClass,
	LoggerEventsLostClass,
	TraceSessionSettingsClass,
	LoggerEventsLoggedClass,
	DiskIoNotifyRoutinesClass,
	TraceInformationClassReserved1,
	FltIoNotifyRoutinesClass,
	TraceInformationClassReserved2,
	WdfNotifyRoutinesClass,
	MaxTraceInformationClass,
} TRACE_INFORMATION_CLASS;

typedef ULONGLONG REGHANDLE, *PREGHANDLE;
typedef struct _EVENT_DESCRIPTOR {
	USHORT Id;
	UCHAR Version;
	UCHAR Channel;
	UCHAR Level;
	UCHAR Opcode;
	USHORT Task;
	ULONGLONG Keyword;
} EVENT_DESCRIPTOR, *PEVENT_DESCRIPTOR;

typedef const EVENT_DESCRIPTOR *PCEVENT_DESCRIPTOR;
typedef struct _EVENT_FILTER_DESCRIPTOR EVENT_FILTER_DESCRIPTOR, *PEVENT_FILTER_DESCRIPTOR;
typedef VOID (NTAPI *PETWENABLECALLBACK)(LPCGUID SourceId, ULONG ControlCode, UCHAR Level,
					 ULONGLONG MatchAnyKeyword, ULONGLONG MatchAllKeyword,
					 PEVENT_FILTER_DESCRIPTOR FilterData,
					 PVOID CallbackContext);

WINWORK_ABSENT BOOLEAN NTAPI EtwEventEnabled(_In_ REGHANDLE RegHandle,
					     _In_ PCEVENT_DESCRIPTOR EventDescriptor);
WINWORK_ABSENT BOOLEAN NTAPI EtwProviderEnabled(_In_ REGHANDLE RegHandle, _In_ UCHAR Level,
						_In_ ULONGLONG Keyword);
WINWORK_ABSENT NTSTATUS NTAPI EtwRegister(_In_ LPCGUID ProviderId,
					  _In_opt_ PETWENABLECALLBACK EnableCallback,
					  _In_opt_ PVOID CallbackContext,
					  _Out_ PREGHANDLE RegHandle);
WINWORK_ABSENT NTSTATUS NTAPI EtwUnregister(_In_ REGHANDLE RegHandle);
WINWORK_ABSENT NTSTATUS NTAPI EtwWrite(_In_ REGHANDLE RegHandle,
				       _In_ PCEVENT_DESCRIPTOR EventDescriptor,
				       _In_opt_ LPCGUID ActivityId, _In_ ULONG UserDataCount,
				       _In_opt_ PEVENT_DATA_DESCRIPTOR UserData);
WINWORK_ABSENT NTSTATUS NTAPI EtwWriteEx(_In_ REGHANDLE RegHandle,
					 _In_ PCEVENT_DESCRIPTOR EventDescriptor,
					 _In_ ULONG64 Filter, _In_ ULONG Flags,
					 _In_opt_ LPCGUID ActivityId,
					 _In_opt_ LPCGUID RelatedActivityId,
					 _In_ ULONG UserDataCount,
					 _In_opt_ PEVENT_DATA_DESCRIPTOR UserData);
WINWORK_ABSENT NTSTATUS NTAPI EtwWriteString(_In_ REGHANDLE RegHandle, _In_ UCHAR Level,
					     _In_ ULONGLONG Keyword, _In_opt_ LPCGUID ActivityId,
					     _In_ PCWSTR String);
WINWORK_ABSENT NTSTATUS NTAPI EtwWriteTransfer(_In_ REGHANDLE RegHandle,
					       _In_ PCEVENT_DESCRIPTOR EventDescriptor,
					       _In_opt_ LPCGUID ActivityId,
					       _In_opt_ LPCGUID RelatedActivityId,
					       _In_ ULONG UserDataCount,
					       _In_opt_ PEVENT_DATA_DESCRIPTOR UserData);

EXTERN_C_END

#endif /* WINWORK_ETW_TRACE_H */
