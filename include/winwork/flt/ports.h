/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Communication ports to applications.
 */
#ifndef WINWORK_FLT_PORTS_H
#define WINWORK_FLT_PORTS_H

#include "filter.h"
#include "../se/access_rights.h"

EXTERN_C_START

struct _FILTER_AGGREGATE_BASIC_INFORMATION;
struct _FILTER_AGGREGATE_STANDARD_INFORMATION;
struct _FILTER_FULL_INFORMATION;
struct _FILTER_MESSAGE_HEADER;
struct _FILTER_REPLY_HEADER;
struct _FILTER_VOLUME_BASIC_INFORMATION;
struct _FILTER_VOLUME_STANDARD_INFORMATION;
struct _FLT_PORT;

typedef struct _FLT_PORT *PFLT_PORT;

#define FLT_PORT_CONNECT 0x0001
#define FLT_PORT_ALL_ACCESS (FLT_PORT_CONNECT | STANDARD_RIGHTS_ALL)

typedef NTSTATUS (NTAPI *PFLT_CONNECT_NOTIFY)(
	_In_ PFLT_PORT ClientPort, _In_opt_ PVOID ServerPortCookie,
	_In_opt_ PVOID ConnectionContext, _In_ ULONG SizeOfContext,
	_Outptr_result_maybenull_ PVOID *ConnectionPortCookie);
typedef VOID (NTAPI *PFLT_DISCONNECT_NOTIFY)(_In_opt_ PVOID ConnectionCookie);
typedef NTSTATUS (NTAPI *PFLT_MESSAGE_NOTIFY)(_In_opt_ PVOID PortCookie, _In_opt_ PVOID InputBuffer,
					      _In_ ULONG InputBufferLength,
					      _Out_opt_ PVOID OutputBuffer,
					      _In_ ULONG OutputBufferLength,
					      _Out_ PULONG ReturnOutputBufferLength);

typedef struct _FILTER_MESSAGE_HEADER {
	ULONG ReplyLength;
	ULONGLONG MessageId;
} FILTER_MESSAGE_HEADER, *PFILTER_MESSAGE_HEADER;

typedef struct _FILTER_AGGREGATE_STANDARD_INFORMATION {
	ULONG NextEntryOffset;
	ULONG Flags;
	union {
		struct {
			ULONG Flags;
			ULONG FrameID;
			ULONG NumberOfInstances;
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
			USHORT FilterAltitudeLength;
			USHORT FilterAltitudeBufferOffset;
		} MiniFilter;
		struct {
			ULONG Flags;
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
			USHORT FilterAltitudeLength;
			USHORT FilterAltitudeBufferOffset;
		} LegacyFilter;
	} Type;
} FILTER_AGGREGATE_STANDARD_INFORMATION, *PFILTER_AGGREGATE_STANDARD_INFORMATION;

typedef struct _FILTER_AGGREGATE_BASIC_INFORMATION {
	ULONG NextEntryOffset;
	ULONG Flags;
	union {
		struct {
			ULONG FrameID;
			ULONG NumberOfInstances;
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
			USHORT FilterAltitudeLength;
			USHORT FilterAltitudeBufferOffset;
		} MiniFilter;
		struct {
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
		} LegacyFilter;
	} Type;
} FILTER_AGGREGATE_BASIC_INFORMATION, *PFILTER_AGGREGATE_BASIC_INFORMATION;

typedef struct _FILTER_VOLUME_BASIC_INFORMATION {
	USHORT FilterVolumeNameLength;
	WCHAR FilterVolumeName[1];
} FILTER_VOLUME_BASIC_INFORMATION, *PFILTER_VOLUME_BASIC_INFORMATION;

typedef struct _FILTER_REPLY_HEADER {
	NTSTATUS Status;
	ULONGLONG MessageId;
} FILTER_REPLY_HEADER, *PFILTER_REPLY_HEADER;

typedef struct _FILTER_VOLUME_STANDARD_INFORMATION {
	ULONG NextEntryOffset;
	ULONG Flags;
	ULONG FrameID;
	FLT_FILESYSTEM_TYPE FileSystemType;
	USHORT FilterVolumeNameLength;
	WCHAR FilterVolumeName[1];
} FILTER_VOLUME_STANDARD_INFORMATION, *PFILTER_VOLUME_STANDARD_INFORMATION;

typedef struct _FILTER_FULL_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FrameID;
	ULONG NumberOfInstances;
	USHORT FilterNameLength;
	WCHAR FilterNameBuffer[1];
} FILTER_FULL_INFORMATION, *PFILTER_FULL_INFORMATION;

WINWORK_ABSENT VOID NTAPI FltCloseClientPort(_In_ PFLT_FILTER Filter,
					     _Out_ PFLT_PORT *ClientPort);
WINWORK_ABSENT VOID NTAPI FltCloseCommunicationPort(_In_ PFLT_PORT ServerPort);
WINWORK_ABSENT NTSTATUS NTAPI FltCreateCommunicationPort(
	_In_ PFLT_FILTER Filter, _Out_ PFLT_PORT *ServerPort,
	_In_ POBJECT_ATTRIBUTES ObjectAttributes, _In_opt_ PVOID ServerPortCookie,
	_In_ PFLT_CONNECT_NOTIFY ConnectNotifyCallback,
	_In_ PFLT_DISCONNECT_NOTIFY DisconnectNotifyCallback,
	_In_opt_ PFLT_MESSAGE_NOTIFY MessageNotifyCallback, _In_ LONG MaxConnections);
WINWORK_ABSENT NTSTATUS NTAPI FltSendMessage(_In_ PFLT_FILTER Filter, _In_ PFLT_PORT *ClientPort,
					     _In_ PVOID SenderBuffer,
					     _In_ ULONG SenderBufferLength,
					     _Out_opt_ PVOID ReplyBuffer,
					     _Inout_ PULONG ReplyLength,
					     _In_opt_ PLARGE_INTEGER Timeout);

EXTERN_C_END

#endif /* WINWORK_FLT_PORTS_H */
