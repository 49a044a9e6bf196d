/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Volumes for minifilters, and operations through them: the port's own functions, for whoever has
 * a file system, or plays one. Windows has no such functions: there the I/O manager sends.
 */
#ifndef WINWORK_FLT_PORT_H
#define WINWORK_FLT_PORT_H

#include "flt_filter.h"
#include "flt_operation.h"

EXTERN_C_START

/**
 * PWINWORK_FLT_FILE_SYSTEM - what is below the lowest instance
 * @Data: the operation; its TargetInstance is NULL. Set IoStatus.Information here.
 * @Context: FileSystemContext
 *
 * IRQL: <= APC_LEVEL.
 * Return: the result, or STATUS_PENDING: then WinworkFltCompleteOperation is called, or has been.
 */
typedef NTSTATUS(NTAPI *PWINWORK_FLT_FILE_SYSTEM)(_Inout_ PFLT_CALLBACK_DATA Data,
						  _In_opt_ PVOID Context);

/**
 * PWINWORK_FLT_COMPLETION - the operation has come up again
 * @Data: the operation, with the parameters as they were sent. It is gone when this returns.
 * @Context: CompletionContext
 *
 * IRQL: <= DISPATCH_LEVEL, that of whoever completed the operation.
 */
typedef VOID(NTAPI *PWINWORK_FLT_COMPLETION)(_In_ PFLT_CALLBACK_DATA Data, _In_opt_ PVOID Context);

/**
 * struct _WINWORK_FLT_OPERATION - what to send
 * @Flags: one of FLTFL_CALLBACK_DATA_IRP_OPERATION, _FAST_IO_OPERATION and _FS_FILTER_OPERATION
 * @RequestorMode: KernelMode or UserMode
 * @Iopb: the parameters; TargetInstance is not looked at
 * @FileSystem: or NULL for one that returns STATUS_SUCCESS
 * @FileSystemContext: for it
 * @Completion: or NULL: then WinworkFltSendOperation waits for the end
 * @CompletionContext: for it
 */
typedef struct _WINWORK_FLT_OPERATION {
	FLT_CALLBACK_DATA_FLAGS Flags;
	KPROCESSOR_MODE RequestorMode;
	FLT_IO_PARAMETER_BLOCK Iopb;
	PWINWORK_FLT_FILE_SYSTEM FileSystem;
	PVOID FileSystemContext;
	PWINWORK_FLT_COMPLETION Completion;
	PVOID CompletionContext;
} WINWORK_FLT_OPERATION, *PWINWORK_FLT_OPERATION;
typedef CONST WINWORK_FLT_OPERATION *PCWINWORK_FLT_OPERATION;

/**
 * WinworkFltCreateVolume - a volume, to which every filter that has started is attached
 * @Name: such as \Device\HarddiskVolume1; as for IoCreateDevice
 * @DeviceType: FILE_DEVICE_*_FILE_SYSTEM, for InstanceSetupCallback
 * @FileSystemType: likewise
 * @Volume: receives it; to be ended with WinworkFltDeleteVolume
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_OBJECT_NAME_COLLISION, STATUS_OBJECT_NAME_INVALID,
 *	STATUS_INSUFFICIENT_RESOURCES or STATUS_INVALID_PARAMETER.
 */
NTSTATUS NTAPI WinworkFltCreateVolume(_In_opt_ PCUNICODE_STRING Name, _In_ DEVICE_TYPE DeviceType,
				      _In_ FLT_FILESYSTEM_TYPE FileSystemType,
				      _Outptr_ PFLT_VOLUME *Volume);

/**
 * WinworkFltDeleteVolume - the end of a volume: tears down its instances, with
 *	FLTFL_INSTANCE_TEARDOWN_VOLUME_DISMOUNT, and waits for its operations
 * @Volume: it; call it once
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkFltDeleteVolume(_In_ PFLT_VOLUME Volume);

/**
 * WinworkFltSendOperation - send an operation through the instances on a volume
 * @Volume: it
 * @Operation: is copied
 * @IoStatus: NULL, or receives the result; used only if Operation->Completion is NULL
 *
 * It is shown to the instances that are attached when it is sent, and not being torn down when it
 * gets to them.
 *
 * IRQL: <= APC_LEVEL.
 * Return: without a Completion what the operation ended with. With one STATUS_SUCCESS: it has been
 *	called, or will be. If nothing was sent STATUS_INSUFFICIENT_RESOURCES,
 *	STATUS_FLT_DELETING_OBJECT or STATUS_INVALID_PARAMETER.
 */
NTSTATUS NTAPI WinworkFltSendOperation(_In_ PFLT_VOLUME Volume,
				       _In_ PCWINWORK_FLT_OPERATION Operation,
				       _Out_opt_ PIO_STATUS_BLOCK IoStatus);

/**
 * WinworkFltCompleteOperation - the file system's result, after it returned STATUS_PENDING
 * @Data: the operation; not the file system's any more
 * @Status: IoStatus.Status; not STATUS_PENDING
 * @Information: IoStatus.Information
 *
 * An operation that is not in the file system is reported (0xF5), and stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkFltCompleteOperation(_In_ PFLT_CALLBACK_DATA Data, _In_ NTSTATUS Status,
				       _In_ ULONG_PTR Information);

/**
 * WinworkFltCloseFile, WinworkFltCloseStream - a file object, or a stream, is no more: the contexts
 *	that are set on it go
 * @Volume: the volume of WinworkFltCreateVolume
 * @FileObject: the file object that is closed
 * @FsContext: FileObject->FsContext of the stream's file objects
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkFltCloseFile(_In_ PFLT_VOLUME Volume, _In_ PFILE_OBJECT FileObject);
VOID NTAPI WinworkFltCloseStream(_In_ PFLT_VOLUME Volume, _In_ PVOID FsContext);

EXTERN_C_END

#endif /* WINWORK_FLT_PORT_H */
