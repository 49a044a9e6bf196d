/* SPDX-License-Identifier: MIT */
/* <fltUser.h>: communication ports of minifilters, and the minifilters, volumes and instances that there are. */
#ifndef WINWORK_USER_FLTUSER_H
#define WINWORK_USER_FLTUSER_H

#include "fltuserstructures.h"
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

/*
 * The functions below ask winwork.ko, which answers those with the capability CAP_SYS_ADMIN:
 * HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED) for others, also in a user namespace. ERROR_FILE_NOT_FOUND if winwork.ko is
 * not loaded.
 *
 * The name of a filter is that of its module, without "_driver" at the end. Upper and lower case are alike.
 *
 * The name of a volume is \Device\NAME, or the path of a folder on which it is mounted, "/srv/data", or
 * "\\srv\\data". A separator at its end is left out. There are no drive letters and no names with a GUID.
 *
 * A name of an instance distinguishes the instances of a filter on one volume.
 */

/**
 * FilterAttach, FilterAttachAtAltitude - attach an instance of a minifilter to a volume
 * @lpFilterName: the filter
 * @lpVolumeName: the volume
 * @lpAltitude: a decimal number, which may have a fraction
 * @lpInstanceName: the name of the new instance; NULL: "FILTER Instance"
 * @dwCreatedInstanceNameLength: the bytes of @lpCreatedInstanceName, INSTANCE_NAME_MAX_CHARS + 1 characters or more
 * @lpCreatedInstanceName: receives the name of the instance; may be NULL
 *
 * The filter's InstanceSetupCallback is called in the caller's thread.
 *
 * Here: FilterAttach uses the altitude of the filter for each name, as no registry lists altitudes by name.
 *
 * Return: S_OK; ERROR_FLT_FILTER_NOT_FOUND; ERROR_FLT_VOLUME_NOT_FOUND; ERROR_FLT_FILTER_NOT_READY before the filter has
 *	started; ERROR_FLT_INSTANCE_NAME_COLLISION; ERROR_FLT_INSTANCE_ALTITUDE_COLLISION; ERROR_FLT_DO_NOT_ATTACH, or the
 *	error for the callback's status; HRESULT_FROM_WIN32() of ERROR_INSUFFICIENT_BUFFER, and nothing is attached, of
 *	ERROR_NO_SYSTEM_RESOURCES for more than 1024 instances; E_INVALIDARG, also for a bad altitude or name.
 * Page: fltuser.h, FilterAttach, FilterAttachAtAltitude
 */
WINWORK_USER_API HRESULT WINAPI FilterAttach(LPCWSTR lpFilterName, LPCWSTR lpVolumeName, LPCWSTR lpInstanceName,
					     DWORD dwCreatedInstanceNameLength, LPWSTR lpCreatedInstanceName);
WINWORK_USER_API HRESULT WINAPI FilterAttachAtAltitude(LPCWSTR lpFilterName, LPCWSTR lpVolumeName, LPCWSTR lpAltitude,
						       LPCWSTR lpInstanceName, DWORD dwCreatedInstanceNameLength,
						       LPWSTR lpCreatedInstanceName);

/**
 * FilterDetach - detaches an instance from a volume
 * @lpFilterName: the filter
 * @lpVolumeName: the volume
 * @lpInstanceName: the instance; NULL: the filter's highest one on the volume
 *
 * Waits for the operations in the instance.
 *
 * Return: S_OK; ERROR_FLT_FILTER_NOT_FOUND; ERROR_FLT_VOLUME_NOT_FOUND; ERROR_FLT_INSTANCE_NOT_FOUND;
 *	ERROR_FLT_DO_NOT_DETACH for a filter without InstanceQueryTeardownCallback, or the error for its status;
 *	ERROR_FLT_DELETING_OBJECT; E_INVALIDARG.
 * Page: fltuser.h, FilterDetach
 */
WINWORK_USER_API HRESULT WINAPI FilterDetach(LPCWSTR lpFilterName, LPCWSTR lpVolumeName, LPCWSTR lpInstanceName);

/**
 * FilterFindFirst, FilterFindNext, FilterFindClose - enumerate the filters
 * @dwInformationClass: which structure the buffer receives; each call may have another one
 * @lpBuffer: receives the structure, with its names
 * @dwBufferSize: the bytes of the buffer
 * @lpBytesReturned: receives the bytes of the structure; those that it needs if the buffer is too small
 * @lpFilterFind: receives a handle for the other two; INVALID_HANDLE_VALUE after an error
 * @hFilterFind: the handle
 *
 * FilterFindNext repeats a filter for which the buffer was too small.
 *
 * Here: the order is that in which the filters were registered. Filters that come or go meanwhile may be left out. A
 * handle delays no unload.
 *
 * Return: S_OK; HRESULT_FROM_WIN32() of ERROR_NO_MORE_ITEMS, of ERROR_INSUFFICIENT_BUFFER, of ERROR_INVALID_HANDLE;
 *	E_INVALIDARG.
 * Page: fltuser.h, FilterFindFirst, FilterFindNext, FilterFindClose
 */
WINWORK_USER_API HRESULT WINAPI FilterFindFirst(FILTER_INFORMATION_CLASS dwInformationClass, LPVOID lpBuffer,
						DWORD dwBufferSize, LPDWORD lpBytesReturned, LPHANDLE lpFilterFind);
WINWORK_USER_API HRESULT WINAPI FilterFindNext(HANDLE hFilterFind, FILTER_INFORMATION_CLASS dwInformationClass,
					       LPVOID lpBuffer, DWORD dwBufferSize, LPDWORD lpBytesReturned);
WINWORK_USER_API HRESULT WINAPI FilterFindClose(HANDLE hFilterFind);

/**
 * FilterVolumeFindFirst, FilterVolumeFindNext, FilterVolumeFindClose - enumerate the volumes
 * @lpVolumeFind, @hVolumeFind: as for FilterFindFirst, and so are the other parameters and results
 *
 * Page: fltuser.h, FilterVolumeFindFirst, FilterVolumeFindNext, FilterVolumeFindClose
 */
WINWORK_USER_API HRESULT WINAPI FilterVolumeFindFirst(FILTER_VOLUME_INFORMATION_CLASS dwInformationClass,
						      LPVOID lpBuffer, DWORD dwBufferSize, LPDWORD lpBytesReturned,
						      LPHANDLE lpVolumeFind);
WINWORK_USER_API HRESULT WINAPI FilterVolumeFindNext(HANDLE hVolumeFind,
						     FILTER_VOLUME_INFORMATION_CLASS dwInformationClass,
						     LPVOID lpBuffer, DWORD dwBufferSize, LPDWORD lpBytesReturned);
WINWORK_USER_API HRESULT WINAPI FilterVolumeFindClose(HANDLE hVolumeFind);

/**
 * FilterInstanceFindFirst, FilterInstanceFindNext, FilterInstanceFindClose - enumerate the instances of a filter
 * @lpFilterName: the filter
 * @lpFilterInstanceFind, @hFilterInstanceFind: as for FilterFindFirst, and so are the other parameters
 *
 * Return: as for FilterFindFirst; ERROR_FLT_FILTER_NOT_FOUND, also when the filter is unloaded meanwhile.
 * Page: fltuser.h, FilterInstanceFindFirst, FilterInstanceFindNext, FilterInstanceFindClose
 */
WINWORK_USER_API HRESULT WINAPI FilterInstanceFindFirst(LPCWSTR lpFilterName,
							INSTANCE_INFORMATION_CLASS dwInformationClass,
							LPVOID lpBuffer, DWORD dwBufferSize, LPDWORD lpBytesReturned,
							LPHANDLE lpFilterInstanceFind);
WINWORK_USER_API HRESULT WINAPI FilterInstanceFindNext(HANDLE hFilterInstanceFind,
						       INSTANCE_INFORMATION_CLASS dwInformationClass, LPVOID lpBuffer,
						       DWORD dwBufferSize, LPDWORD lpBytesReturned);
WINWORK_USER_API HRESULT WINAPI FilterInstanceFindClose(HANDLE hFilterInstanceFind);

/**
 * FilterVolumeInstanceFindFirst, FilterVolumeInstanceFindNext, FilterVolumeInstanceFindClose - enumerate the instances on
 *	a volume
 * @lpVolumeName: the volume
 * @lpVolumeInstanceFind, @hVolumeInstanceFind: as for FilterFindFirst, and so are the other parameters
 *
 * The highest instance comes first.
 *
 * Return: as for FilterFindFirst; ERROR_FLT_VOLUME_NOT_FOUND, also when the volume is unmounted meanwhile.
 * Page: fltuser.h, FilterVolumeInstanceFindFirst, FilterVolumeInstanceFindNext, FilterVolumeInstanceFindClose
 */
WINWORK_USER_API HRESULT WINAPI FilterVolumeInstanceFindFirst(LPCWSTR lpVolumeName,
							      INSTANCE_INFORMATION_CLASS dwInformationClass,
							      LPVOID lpBuffer, DWORD dwBufferSize,
							      LPDWORD lpBytesReturned, LPHANDLE lpVolumeInstanceFind);
WINWORK_USER_API HRESULT WINAPI FilterVolumeInstanceFindNext(HANDLE hVolumeInstanceFind,
							     INSTANCE_INFORMATION_CLASS dwInformationClass,
							     LPVOID lpBuffer, DWORD dwBufferSize,
							     LPDWORD lpBytesReturned);
WINWORK_USER_API HRESULT WINAPI FilterVolumeInstanceFindClose(HANDLE hVolumeInstanceFind);

/**
 * FilterGetDosName - the folder on which a volume is mounted
 * @lpVolumeName: the volume
 * @lpDosName: receives the path; "" if it is not mounted where the program sees it
 * @dwDosNameBufferSize: the characters of the buffer
 *
 * The path is that of Linux, "/srv/data". It is the oldest one if there are several.
 *
 * Return: S_OK; ERROR_FLT_VOLUME_NOT_FOUND; HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER); E_INVALIDARG.
 * Page: fltuser.h, FilterGetDosName
 */
WINWORK_USER_API HRESULT WINAPI FilterGetDosName(LPCWSTR lpVolumeName, LPWSTR lpDosName, DWORD dwDosNameBufferSize);

#ifdef __cplusplus
}
#endif

#endif
