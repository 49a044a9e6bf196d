/* SPDX-License-Identifier: MIT */
/* <fltUser.h>: communication ports of minifilters. */
#ifndef WINWORK_USER_FLTUSER_H
#define WINWORK_USER_FLTUSER_H

#include "winbase.h"
#include "winerror.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In front of a message. @ReplyLength: of the reply that is expected, with its header; 0: none is. */
typedef struct _FILTER_MESSAGE_HEADER {
	ULONG ReplyLength;
	ULONGLONG MessageId;
} FILTER_MESSAGE_HEADER, *PFILTER_MESSAGE_HEADER;

/* In front of a reply. @Status: what FltSendMessage() returns. @MessageId: that of the message. */
typedef struct _FILTER_REPLY_HEADER {
	NTSTATUS Status;
	ULONGLONG MessageId;
} FILTER_REPLY_HEADER, *PFILTER_REPLY_HEADER;

#define FLT_PORT_FLAG_SYNC_HANDLE 0x00000001

/**
 * FilterConnectCommunicationPort - connects to a port of a minifilter
 * @lpPortName: the port's name, "\\NAME"
 * @dwOptions: 0, or FLT_PORT_FLAG_SYNC_HANDLE: the handle is synchronous
 * @lpContext, @wSizeOfContext: what the minifilter's ConnectNotifyCallback gets; NULL and 0 for nothing
 * @lpSecurityAttributes: NULL, or whether the handle is inherited
 * @hPort: receives the handle, for CloseHandle(); NULL after an error
 *
 * The node of the port is /dev/winwork/FilterPort/NAME. It is root's.
 *
 * Return: S_OK; HRESULT_FROM_WIN32() of ERROR_FILE_NOT_FOUND if there is no such port, of
 *	ERROR_CONNECTION_COUNT_LIMIT if it has as many connections as it takes, of ERROR_ACCESS_DENIED, or of the
 *	status of the minifilter's callback; E_INVALIDARG.
 * Page: fltuser.h, FilterConnectCommunicationPort
 */
WINWORK_USER_API HRESULT WINAPI FilterConnectCommunicationPort(LPCWSTR lpPortName, DWORD dwOptions, LPCVOID lpContext,
							       WORD wSizeOfContext,
							       LPSECURITY_ATTRIBUTES lpSecurityAttributes,
							       HANDLE *hPort);

/**
 * FilterSendMessage - sends a message to the minifilter, whose MessageNotifyCallback answers
 * @hPort: the port
 * @lpInBuffer, @dwInBufferSize: the message
 * @lpOutBuffer, @dwOutBufferSize: receives the answer; NULL and 0 if none is expected
 * @lpBytesReturned: receives the bytes of the answer
 *
 * Return: S_OK, or HRESULT_FROM_WIN32() of the error for the callback's status; of ERROR_INVALID_HANDLE when the
 *	minifilter has closed the port.
 * Page: fltuser.h, FilterSendMessage
 */
WINWORK_USER_API HRESULT WINAPI FilterSendMessage(HANDLE hPort, LPVOID lpInBuffer, DWORD dwInBufferSize,
						  LPVOID lpOutBuffer, DWORD dwOutBufferSize, LPDWORD lpBytesReturned);

/**
 * FilterGetMessage - waits for a message of the minifilter
 * @hPort: the port
 * @lpMessageBuffer: receives the header, and the message behind it
 * @dwMessageBufferSize: the bytes of both
 * @lpOverlapped: NULL: the call waits. Otherwise it returns at once, and a completion port, an event or
 *	GetOverlappedResult() tells of the message
 *
 * Return: S_OK; HRESULT_FROM_WIN32() of ERROR_IO_PENDING for an overlapped call, of ERROR_INSUFFICIENT_BUFFER for a
 *	message that is longer and waits for another call, of ERROR_OPERATION_ABORTED, of ERROR_INVALID_HANDLE when the
 *	minifilter has closed the port.
 * Page: fltuser.h, FilterGetMessage
 */
WINWORK_USER_API HRESULT WINAPI FilterGetMessage(HANDLE hPort, PFILTER_MESSAGE_HEADER lpMessageBuffer,
						 DWORD dwMessageBufferSize, LPOVERLAPPED lpOverlapped);

/**
 * FilterReplyMessage - replies to a message
 * @hPort: the port
 * @lpReplyBuffer: the header, and the reply behind it
 * @dwReplyBufferSize: the bytes of both. A structure of both may be longer: sizeof(FILTER_REPLY_HEADER) and the
 *	size of the reply are not
 *
 * Return: S_OK; ERROR_FLT_NO_WAITER_FOR_REPLY when nothing waits for it any more; HRESULT_FROM_WIN32() of another
 *	error.
 * Page: fltuser.h, FilterReplyMessage
 */
WINWORK_USER_API HRESULT WINAPI FilterReplyMessage(HANDLE hPort, PFILTER_REPLY_HEADER lpReplyBuffer,
						   DWORD dwReplyBufferSize);

#ifdef __cplusplus
}
#endif

#endif
