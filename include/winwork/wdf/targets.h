/* SPDX-License-Identifier: GPL-2.0 */
/*
 * I/O targets of the framework.
 */
#ifndef WINWORK_WDF_TARGETS_H
#define WINWORK_WDF_TARGETS_H

#include "device.h"
#include "object.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../po/power.h"
#include "memory.h"
#include "requests.h"

EXTERN_C_START

struct _WDF_IO_TARGET_OPEN_PARAMS;

typedef enum _WDF_IO_TARGET_STATE {
	WdfIoTargetStateUndefined = 0,
	WdfIoTargetStarted,
	WdfIoTargetStopped,
	WdfIoTargetClosedForQueryRemove,
	WdfIoTargetClosed,
	WdfIoTargetDeleted,
	WdfIoTargetPurged,
} WDF_IO_TARGET_STATE, *PWDF_IO_TARGET_STATE;

typedef enum _WDF_IO_TARGET_OPEN_TYPE {
	WdfIoTargetOpenUndefined = 0,
	WdfIoTargetOpenUseExistingDevice = 1,
	WdfIoTargetOpenByName = 2,
	WdfIoTargetOpenReopen = 3,
	WdfIoTargetOpenLocalTargetByFile = 4,
} WDF_IO_TARGET_OPEN_TYPE;

typedef enum _WDF_IO_TARGET_SENT_IO_ACTION {
	WdfIoTargetSentIoUndefined = 0,
	WdfIoTargetCancelSentIo,
	WdfIoTargetWaitForSentIoToComplete,
	WdfIoTargetLeaveSentIoPending,
} WDF_IO_TARGET_SENT_IO_ACTION;

typedef enum _WDF_IO_TARGET_PURGE_IO_ACTION {
	WdfIoTargetPurgeIoUndefined = 0,
	WdfIoTargetPurgeIoAndWait = 1,
	WdfIoTargetPurgeIo = 2,
} WDF_IO_TARGET_PURGE_IO_ACTION;

typedef NTSTATUS NTAPI EVT_WDF_IO_TARGET_QUERY_REMOVE(WDFIOTARGET IoTarget);
typedef EVT_WDF_IO_TARGET_QUERY_REMOVE *PFN_WDF_IO_TARGET_QUERY_REMOVE;
typedef VOID NTAPI EVT_WDF_IO_TARGET_REMOVE_CANCELED(WDFIOTARGET IoTarget);
typedef EVT_WDF_IO_TARGET_REMOVE_CANCELED *PFN_WDF_IO_TARGET_REMOVE_CANCELED;
typedef VOID NTAPI EVT_WDF_IO_TARGET_REMOVE_COMPLETE(WDFIOTARGET IoTarget);
typedef EVT_WDF_IO_TARGET_REMOVE_COMPLETE *PFN_WDF_IO_TARGET_REMOVE_COMPLETE;
typedef struct _WDF_IO_TARGET_OPEN_PARAMS {
	ULONG Size;
	WDF_IO_TARGET_OPEN_TYPE Type;
	PFN_WDF_IO_TARGET_QUERY_REMOVE EvtIoTargetQueryRemove;
	PFN_WDF_IO_TARGET_REMOVE_CANCELED EvtIoTargetRemoveCanceled;
	PFN_WDF_IO_TARGET_REMOVE_COMPLETE EvtIoTargetRemoveComplete;
	PDEVICE_OBJECT TargetDeviceObject;
	PFILE_OBJECT TargetFileObject;
	UNICODE_STRING TargetDeviceName;
	ACCESS_MASK DesiredAccess;
	ULONG ShareAccess;
	ULONG FileAttributes;
	ULONG CreateDisposition;
	ULONG CreateOptions;
	PVOID EaBuffer;
	ULONG EaBufferLength;
	PLONGLONG AllocationSize;
	ULONG FileInformation;
	UNICODE_STRING FileName;
} WDF_IO_TARGET_OPEN_PARAMS, *PWDF_IO_TARGET_OPEN_PARAMS;

WINWORK_ABSENT VOID NTAPI WDF_IO_TARGET_OPEN_PARAMS_INIT_CREATE_BY_NAME(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params, _In_ PCUNICODE_STRING TargetDeviceName,
	_In_ ACCESS_MASK DesiredAccess);
WINWORK_ABSENT VOID NTAPI WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params, _In_ PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT VOID NTAPI WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_FILE(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params, _In_opt_ PCUNICODE_STRING FileName);
WINWORK_ABSENT VOID NTAPI WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params, _In_ PCUNICODE_STRING TargetDeviceName,
	_In_ ACCESS_MASK DesiredAccess);
WINWORK_ABSENT VOID NTAPI WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetAllocAndQueryTargetProperty(
	_In_ WDFIOTARGET IoTarget, _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty,
	_In_ POOL_TYPE PoolType, _In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
	_Out_ WDFMEMORY *PropertyMemory);
WINWORK_ABSENT VOID NTAPI WdfIoTargetClose(_In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT VOID NTAPI WdfIoTargetCloseForQueryRemove(_In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetCreate(_In_ WDFDEVICE Device,
						_In_opt_ PWDF_OBJECT_ATTRIBUTES IoTargetAttributes,
						_Out_ WDFIOTARGET *IoTarget);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetFormatRequestForInternalIoctl(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ WDFMEMORY InputBuffer, _In_opt_ PWDFMEMORY_OFFSET InputBufferOffset,
	_In_opt_ WDFMEMORY OutputBuffer, _In_opt_ PWDFMEMORY_OFFSET OutputBufferOffset);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetFormatRequestForInternalIoctlOthers(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ WDFMEMORY OtherArg1, _In_opt_ PWDFMEMORY_OFFSET OtherArg1Offset,
	_In_opt_ WDFMEMORY OtherArg2, _In_opt_ PWDFMEMORY_OFFSET OtherArg2Offset,
	_In_opt_ WDFMEMORY OtherArg4, _In_opt_ PWDFMEMORY_OFFSET OtherArg4Offset);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetFormatRequestForIoctl(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ WDFMEMORY InputBuffer, _In_opt_ PWDFMEMORY_OFFSET InputBufferOffset,
	_In_opt_ WDFMEMORY OutputBuffer, _In_opt_ PWDFMEMORY_OFFSET OutputBufferOffset);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetFormatRequestForRead(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_opt_ WDFMEMORY OutputBuffer,
	_In_opt_ PWDFMEMORY_OFFSET OutputBufferOffset, _In_opt_ PLONGLONG DeviceOffset);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetFormatRequestForWrite(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_opt_ WDFMEMORY InputBuffer,
	_In_opt_ PWDFMEMORY_OFFSET InputBufferOffset, _In_opt_ PLONGLONG DeviceOffset);
WINWORK_ABSENT WDFDEVICE NTAPI WdfIoTargetGetDevice(_In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT WDF_IO_TARGET_STATE NTAPI WdfIoTargetGetState(
	_In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetOpen(_In_ WDFIOTARGET IoTarget,
					      _In_ PWDF_IO_TARGET_OPEN_PARAMS OpenParams);
WINWORK_ABSENT VOID NTAPI WdfIoTargetPurge(_In_ WDFIOTARGET IoTarget,
					   _In_ WDF_IO_TARGET_PURGE_IO_ACTION Action);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetQueryForInterface(_In_ WDFIOTARGET IoTarget,
							   _In_ LPCGUID InterfaceType,
							   _Out_ PINTERFACE Interface,
							   _In_ USHORT Size, _In_ USHORT Version,
							   _In_opt_ PVOID InterfaceSpecificData);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetQueryTargetProperty(
	_In_ WDFIOTARGET IoTarget, _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty,
	_In_ ULONG BufferLength, _Out_opt_ PVOID PropertyBuffer, _Out_ PULONG ResultLength);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetSendInternalIoctlOthersSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR OtherArg1, _In_opt_ PWDF_MEMORY_DESCRIPTOR OtherArg2,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR OtherArg4,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetSendInternalIoctlSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR InputBuffer, _In_opt_ PWDF_MEMORY_DESCRIPTOR OutputBuffer,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetSendIoctlSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR InputBuffer, _In_opt_ PWDF_MEMORY_DESCRIPTOR OutputBuffer,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetSendReadSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR OutputBuffer, _In_opt_ PLONGLONG DeviceOffset,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesRead);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetSendWriteSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR InputBuffer, _In_opt_ PLONGLONG DeviceOffset,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesWritten);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetStart(_In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT VOID NTAPI WdfIoTargetStop(_In_ WDFIOTARGET IoTarget,
					  _In_ WDF_IO_TARGET_SENT_IO_ACTION Action);
WINWORK_ABSENT PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetDeviceObject(
	_In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT HANDLE NTAPI WdfIoTargetWdmGetTargetFileHandle(
	_In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT PFILE_OBJECT NTAPI WdfIoTargetWdmGetTargetFileObject(
	_In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetPhysicalDevice(
	_In_ WDFIOTARGET IoTarget);

EXTERN_C_END

#endif /* WINWORK_WDF_TARGETS_H */
