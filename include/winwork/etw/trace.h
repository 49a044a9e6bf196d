/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events and traces.
 */
#ifndef WINWORK_ETW_TRACE_H
#define WINWORK_ETW_TRACE_H

#include "../ps/thread.h"

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
/**
 * ETWENABLECALLBACK - a routine that learns when its provider is enabled and disabled
 * @SourceId: the session. Here: always zeros
 * @ControlCode: EVENT_CONTROL_CODE_ENABLE_PROVIDER or EVENT_CONTROL_CODE_DISABLE_PROVIDER (<evntrace.h>)
 * @Level: the highest level that is wanted. Here: 0xFF, all levels, or 0 when it is disabled
 * @MatchAnyKeyword: keywords, of which an event has at least one. Here: all bits, or none when it is
 *	disabled
 * @MatchAllKeyword: keywords, all of which an event has. Here: 0
 * @FilterData: what the session passes to the provider. Here: NULL
 * @CallbackContext: as given to EtwRegister
 *
 * Here: calls of all such routines come one after the other, each in a system thread or in EtwRegister.
 *
 * IRQL: PASSIVE_LEVEL
 * Page: wdm.h, EtwEnableCallback
 */
typedef VOID NTAPI ETWENABLECALLBACK(_In_ LPCGUID SourceId, _In_ ULONG ControlCode,
				     _In_ UCHAR Level, _In_ ULONGLONG MatchAnyKeyword,
				     _In_ ULONGLONG MatchAllKeyword,
				     _In_opt_ PEVENT_FILTER_DESCRIPTOR FilterData,
				     _Inout_opt_ PVOID CallbackContext);
typedef ETWENABLECALLBACK *PETWENABLECALLBACK;

/**
 * EtwRegister - register a provider of events
 * @ProviderId: the identity of the provider
 * @EnableCallback: called when the provider is enabled or disabled, or NULL
 * @CallbackContext: passed to @EnableCallback
 * @RegHandle: receives the handle of the provider
 *
 * The provider is enabled while a tracer of Linux has switched the trace event winwork:etw on. If it is on
 * already, @EnableCallback is called before this function returns.
 *
 * The driver owns the registration until EtwUnregister. Here: one that it leaves at its unload is reported
 * (0xCE), and removed.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and the result is STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER if @ProviderId or @RegHandle is NULL; STATUS_NO_MEMORY
 * Page: wdm.h, EtwRegister
 */
NTSTATUS NTAPI EtwRegister(_In_ LPCGUID ProviderId, _In_opt_ PETWENABLECALLBACK EnableCallback,
			   _In_opt_ PVOID CallbackContext, _Out_ PREGHANDLE RegHandle);

/**
 * EtwUnregister - remove the registration of a provider
 * @RegHandle: from EtwRegister
 *
 * Waits for a call of an enable callback that is under way. After it there are no calls of that of the
 * provider. Here: in an enable callback it does not wait.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and the result is STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE if @RegHandle is no registered provider
 * Page: wdm.h, EtwUnregister
 */
NTSTATUS NTAPI EtwUnregister(_In_ REGHANDLE RegHandle);

/**
 * EtwEventEnabled - whether anything takes an event
 * @RegHandle: from EtwRegister
 * @EventDescriptor: the event. Here: not read
 *
 * Here: a tracer takes all events, or none. Its filter may discard some of them later.
 *
 * IRQL: any
 * Return: TRUE while the trace event winwork:etw is on; FALSE if not, and if @RegHandle is no registered
 *	provider
 * Page: wdm.h, EtwEventEnabled
 */
BOOLEAN NTAPI EtwEventEnabled(_In_ REGHANDLE RegHandle, _In_ PCEVENT_DESCRIPTOR EventDescriptor);

/**
 * EtwProviderEnabled - whether anything takes events of a level and keywords
 * @RegHandle: from EtwRegister
 * @Level: the level. Here: not read
 * @Keyword: the keywords. Here: not read
 *
 * IRQL: any
 * Return: as EtwEventEnabled
 * Page: wdm.h, EtwProviderEnabled
 */
BOOLEAN NTAPI EtwProviderEnabled(_In_ REGHANDLE RegHandle, _In_ UCHAR Level,
				 _In_ ULONGLONG Keyword);

/**
 * EtwWrite - write an event
 * @RegHandle: from EtwRegister
 * @EventDescriptor: identifier, version, channel, level, opcode, task and keywords of the event
 * @ActivityId: the activity that the event belongs to, or NULL. Here: NULL means none; on Windows it means
 *	that of the thread
 * @UserDataCount: the number of descriptors, at most 128
 * @UserData: describe the pieces of the data, one behind the other; NULL if there are none
 *
 * The event becomes an event winwork:etw of Linux's tracers, with the data as bytes. Here: a tracer keeps the
 * first 1,536 bytes of the data, and its field "bytes" is the number of all.
 *
 * IRQL: any. Above APC_LEVEL all parameters lie in memory that is not paged.
 * Return: STATUS_SUCCESS, also when nothing takes the event; STATUS_INVALID_HANDLE if @RegHandle is no
 *	registered provider; STATUS_INVALID_PARAMETER if there are more than 128 descriptors. Here: also if
 *	@EventDescriptor is NULL, or @UserData is NULL and @UserDataCount is not 0
 * Page: wdm.h, EtwWrite
 */
NTSTATUS NTAPI EtwWrite(_In_ REGHANDLE RegHandle, _In_ PCEVENT_DESCRIPTOR EventDescriptor,
			_In_opt_ LPCGUID ActivityId, _In_ ULONG UserDataCount,
			_In_opt_ PEVENT_DATA_DESCRIPTOR UserData);

/**
 * EtwWriteTransfer - write an event that relates two activities
 * @RegHandle: from EtwRegister
 * @EventDescriptor: as for EtwWrite
 * @ActivityId: the activity that the event belongs to, or NULL
 * @RelatedActivityId: the activity before it, or NULL
 * @UserDataCount: as for EtwWrite
 * @UserData: likewise
 *
 * IRQL: any
 * Return: as EtwWrite
 * Page: wdm.h, EtwWriteTransfer
 */
NTSTATUS NTAPI EtwWriteTransfer(_In_ REGHANDLE RegHandle, _In_ PCEVENT_DESCRIPTOR EventDescriptor,
				_In_opt_ LPCGUID ActivityId, _In_opt_ LPCGUID RelatedActivityId,
				_In_ ULONG UserDataCount, _In_opt_ PEVENT_DATA_DESCRIPTOR UserData);

/**
 * EtwWriteEx - write an event for some of the sessions
 * @RegHandle: from EtwRegister
 * @EventDescriptor: as for EtwWrite
 * @Filter: the sessions that do not get the event, from an enable callback. Here: there is nothing that gives
 *	such a value, and it is not read
 * @Flags: 0 or EVENT_WRITE_FLAG_NO_FAULTING. Here: not read, because memory of the kernel is not paged
 * @ActivityId: as for EtwWriteTransfer
 * @RelatedActivityId: likewise
 * @UserDataCount: as for EtwWrite
 * @UserData: likewise
 *
 * IRQL: any
 * Return: as EtwWrite
 * Page: wdm.h, EtwWriteEx
 */
NTSTATUS NTAPI EtwWriteEx(_In_ REGHANDLE RegHandle, _In_ PCEVENT_DESCRIPTOR EventDescriptor,
			  _In_ ULONG64 Filter, _In_ ULONG Flags, _In_opt_ LPCGUID ActivityId,
			  _In_opt_ LPCGUID RelatedActivityId, _In_ ULONG UserDataCount,
			  _In_opt_ PEVENT_DATA_DESCRIPTOR UserData);

/**
 * EtwWriteString - write an event that is a text
 * @RegHandle: from EtwRegister
 * @Level: the level of the event
 * @Keyword: its keywords
 * @ActivityId: as for EtwWrite
 * @String: the text, which ends with a zero
 *
 * The event becomes an event winwork:etw with the identifier 0 and the text as UTF-8. Here: a tracer keeps as
 * many characters as fit into 1,536 bytes.
 *
 * IRQL: any. Above APC_LEVEL the parameters lie in memory that is not paged.
 * Return: STATUS_SUCCESS, also when nothing takes the event; STATUS_INVALID_HANDLE if @RegHandle is no
 *	registered provider. Here: STATUS_INVALID_PARAMETER if @String is NULL
 * Page: wdm.h, EtwWriteString
 */
NTSTATUS NTAPI EtwWriteString(_In_ REGHANDLE RegHandle, _In_ UCHAR Level, _In_ ULONGLONG Keyword,
			      _In_opt_ LPCGUID ActivityId, _In_ PCWSTR String);

EXTERN_C_END

#endif /* WINWORK_ETW_TRACE_H */
