/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Communication ports to applications.
 */
#ifndef WINWORK_FLT_PORTS_H
#define WINWORK_FLT_PORTS_H

#include "filter.h"
#include "../se/access_rights.h"

EXTERN_C_START

struct _FILTER_MESSAGE_HEADER;
struct _FILTER_REPLY_HEADER;
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

typedef struct _FILTER_REPLY_HEADER {
	NTSTATUS Status;
	ULONGLONG MessageId;
} FILTER_REPLY_HEADER, *PFILTER_REPLY_HEADER;

/**
 * FltBuildDefaultSecurityDescriptor, FltFreeSecurityDescriptor - create, free a security descriptor that
 *	gives the system and administrators access to a port
 * @SecurityDescriptor: receives the descriptor, or is the one to free
 * @DesiredAccess: FLT_PORT_CONNECT, FLT_PORT_ALL_ACCESS or other rights
 *
 * The caller frees the descriptor, also when a port has been created with it.
 *
 * Here: Linux checks the permissions of the port's node, which are root's, whatever the descriptor is. An
 * administrator changes them with a rule of udev. Another pointer than a descriptor of this function is
 * reported (0x18), and a descriptor that the driver leaves at its unload as well.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES, with NULL; STATUS_INVALID_PARAMETER after a report.
 * Page: fltkernel.h, FltBuildDefaultSecurityDescriptor, FltFreeSecurityDescriptor
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltBuildDefaultSecurityDescriptor(_Outptr_ PSECURITY_DESCRIPTOR *SecurityDescriptor,
				  _In_ ACCESS_MASK DesiredAccess);
VOID FLTAPI FltFreeSecurityDescriptor(_In_ PSECURITY_DESCRIPTOR SecurityDescriptor);

/**
 * FltCreateCommunicationPort - create a server port, which programs connect to
 * @Filter: the caller's filter
 * @ServerPort: receives the port, for FltCloseCommunicationPort
 * @ObjectAttributes: the port's name, "\NAME", and OBJ_KERNEL_HANDLE. The security descriptor may be NULL
 * @ServerPortCookie: for ConnectNotifyCallback
 * @ConnectNotifyCallback: called in the thread of a program that connects, with the new client port. If it
 *	fails, the connection does, with its status, and the client port is not the minifilter's
 * @DisconnectNotifyCallback: called once for each connection, when the program has closed its handle, or the
 *	filter is being unregistered. It calls FltCloseClientPort
 * @MessageNotifyCallback: called in a program's thread for FilterSendMessage; NULL if there are no messages
 * @MaxConnections: how many connections there may be at a time, from 1 up
 *
 * The callbacks are called at PASSIVE_LEVEL. A connection's DisconnectNotifyCallback is called when no
 * MessageNotifyCallback of its own runs.
 *
 * Here: the port's node is /dev/winwork/FilterPort/NAME. Buffers of MessageNotifyCallback, and the context of
 * ConnectNotifyCallback, are copies in the kernel, and not the program's memory.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_COLLISION; STATUS_FLT_DELETING_OBJECT;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER, STATUS_OBJECT_NAME_INVALID, or STATUS_UNKNOWN_REVISION
 *	for what is no security descriptor, after a report.
 *	Then *@ServerPort is NULL.
 * Page: fltkernel.h, FltCreateCommunicationPort
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltCreateCommunicationPort(
	_In_ PFLT_FILTER Filter, _Outptr_ PFLT_PORT *ServerPort,
	_In_ POBJECT_ATTRIBUTES ObjectAttributes, _In_opt_ PVOID ServerPortCookie,
	_In_ PFLT_CONNECT_NOTIFY ConnectNotifyCallback,
	_In_ PFLT_DISCONNECT_NOTIFY DisconnectNotifyCallback,
	_In_opt_ PFLT_MESSAGE_NOTIFY MessageNotifyCallback, _In_ LONG MaxConnections);

/**
 * FltCloseCommunicationPort - close a server port
 * @ServerPort: the port
 *
 * No program connects to it any more. Connections that there are stay. A filter must close its server ports
 * before it is unregistered.
 *
 * Here: a second call is reported (0x18). A port that the filter has left is closed, and reported (0xCE).
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: fltkernel.h, FltCloseCommunicationPort
 */
VOID FLTAPI FltCloseCommunicationPort(_In_ PFLT_PORT ServerPort);

/**
 * FltCloseClientPort - close the minifilter's side of a connection
 * @Filter: the caller's filter
 * @ClientPort: the variable with the client port, which FltSendMessage uses as well. It becomes NULL
 *
 * Threads that wait in FltSendMessage return STATUS_PORT_DISCONNECTED. The program's functions fail from now
 * on. DisconnectNotifyCallback is still called when the program closes its handle.
 *
 * Here: a variable that is NULL is closed already, and nothing happens. A client port that was closed through
 * another variable is reported (0x18), and so is one that the filter leaves when it is unregistered (0xCE).
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: fltkernel.h, FltCloseClientPort
 */
VOID FLTAPI FltCloseClientPort(_In_ PFLT_FILTER Filter, _Inout_ PFLT_PORT *ClientPort);

/**
 * FltSendMessage - send a message to a program, and wait for its reply
 * @Filter: the caller's filter
 * @ClientPort: the variable with the client port
 * @SenderBuffer: the message
 * @SenderBufferLength: its length in bytes
 * @ReplyBuffer: receives the reply without its header. NULL: the call returns when the program has got the
 *	message
 * @ReplyLength: the size of @ReplyBuffer in bytes; receives the length of the reply. NULL without a buffer
 * @Timeout: the time for the message and the reply together, in units of 100 ns; negative: from now. NULL:
 *	for ever
 *
 * The buffers are the caller's, and are not touched after the return.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS, or the status that the program's reply has; STATUS_TIMEOUT, which is a success code;
 *	STATUS_PORT_DISCONNECTED; STATUS_BUFFER_OVERFLOW: the reply is longer than the buffer, which has its
 *	beginning; STATUS_THREAD_IS_TERMINATING: the calling program is killed; STATUS_INVALID_PARAMETER after
 *	a report.
 * Page: fltkernel.h, FltSendMessage
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltSendMessage(
	_In_ PFLT_FILTER Filter, _In_ PFLT_PORT *ClientPort, _In_reads_bytes_(SenderBufferLength) PVOID SenderBuffer,
	_In_ ULONG SenderBufferLength, _Out_writes_bytes_opt_(*ReplyLength) PVOID ReplyBuffer,
	_Inout_opt_ PULONG ReplyLength, _In_opt_ PLARGE_INTEGER Timeout);

EXTERN_C_END

#endif /* WINWORK_FLT_PORTS_H */
