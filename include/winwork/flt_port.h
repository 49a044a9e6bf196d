/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that create volumes and send operations through their minifilters. They are for a port
 * that has a file system, or simulates one. On Windows: the I/O manager does this.
 */
#ifndef WINWORK_FLT_PORT_H
#define WINWORK_FLT_PORT_H

#include "flt/filter.h"
#include "flt/operation.h"

EXTERN_C_START

/**
 * PWINWORK_FLT_FILE_SYSTEM - the file system below the lowest instance
 * @Data: the operation; its TargetInstance is NULL. The file system sets IoStatus.Information.
 * @Context: FileSystemContext of the operation
 *
 * IRQL: <= APC_LEVEL.
 * Return: the result, or STATUS_PENDING. After STATUS_PENDING the file system must complete the
 *	operation with WinworkFltCompleteOperation. It may do so before this routine returns.
 */
typedef NTSTATUS(NTAPI *PWINWORK_FLT_FILE_SYSTEM)(_Inout_ PFLT_CALLBACK_DATA Data,
						  _In_opt_ PVOID Context);

/**
 * PWINWORK_FLT_COMPLETION - handle an operation that all instances have completed
 * @Data: the operation, with the parameters as they were sent. It is freed when this returns.
 * @Context: CompletionContext of the operation
 *
 * IRQL: <= DISPATCH_LEVEL, that of the code that completed the operation.
 */
typedef VOID(NTAPI *PWINWORK_FLT_COMPLETION)(_In_ PFLT_CALLBACK_DATA Data, _In_opt_ PVOID Context);

/**
 * struct _WINWORK_FLT_OPERATION - an operation to send
 * @Flags: the kind of operation, one of FLTFL_CALLBACK_DATA_IRP_OPERATION, _FAST_IO_OPERATION and
 *	_FS_FILTER_OPERATION
 * @RequestorMode: KernelMode or UserMode
 * @Iopb: the parameters; TargetInstance has no effect
 * @FileSystem: the file system, or NULL for one that returns STATUS_SUCCESS
 * @FileSystemContext: passed to the file system
 * @Completion: called at the end, or NULL to make WinworkFltSendOperation wait for the end
 * @CompletionContext: passed to @Completion
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
 * WinworkFltCreateVolume - create a volume, and attach every filter that has started filtering
 * @Name: the name, such as \Device\HarddiskVolume1, with the rules of IoCreateDevice; or NULL
 * @DeviceType: FILE_DEVICE_*_FILE_SYSTEM, for InstanceSetupCallback
 * @FileSystemType: FLT_FSTYPE_*, for InstanceSetupCallback
 * @Volume: receives the volume; delete it with WinworkFltDeleteVolume
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_OBJECT_NAME_COLLISION, STATUS_OBJECT_NAME_INVALID,
 *	STATUS_INSUFFICIENT_RESOURCES or STATUS_INVALID_PARAMETER.
 */
NTSTATUS NTAPI WinworkFltCreateVolume(_In_opt_ PCUNICODE_STRING Name, _In_ DEVICE_TYPE DeviceType,
				      _In_ FLT_FILESYSTEM_TYPE FileSystemType,
				      _Outptr_ PFLT_VOLUME *Volume);

/**
 * WinworkFltDeleteVolume - delete a volume: tear down its instances, with
 *	FLTFL_INSTANCE_TEARDOWN_VOLUME_DISMOUNT, and wait for its operations
 * @Volume: the volume
 *
 * A second call, and a pointer to something other than a volume, are reported (0x18).
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkFltDeleteVolume(_In_ PFLT_VOLUME Volume);

/**
 * WinworkFltSendOperation - send an operation through the instances on a volume
 * @Volume: the volume
 * @Operation: the operation, which is copied
 * @IoStatus: NULL, or receives the result; used only if Operation->Completion is NULL
 *
 * An instance gets the operation if it is attached when the operation is sent. It does not get
 * the operation if it is being torn down when the operation reaches it.
 *
 * IRQL: <= APC_LEVEL.
 * Return: the status of the operation if Completion is NULL. Otherwise STATUS_SUCCESS; Completion
 *	is called before or after the return. If nothing was sent, and Completion is never called:
 *	STATUS_INSUFFICIENT_RESOURCES, STATUS_FLT_DELETING_OBJECT or STATUS_INVALID_PARAMETER.
 */
NTSTATUS NTAPI WinworkFltSendOperation(_In_ PFLT_VOLUME Volume,
				       _In_ PCWINWORK_FLT_OPERATION Operation,
				       _Out_opt_ PIO_STATUS_BLOCK IoStatus);

/**
 * WinworkFltCompleteOperation - complete an operation for which the file system returned
 *	STATUS_PENDING
 * @Data: the operation; the file system may not use it after the call
 * @Status: IoStatus.Status; not STATUS_PENDING
 * @Information: IoStatus.Information
 *
 * An operation that is not in the file system, and STATUS_PENDING as @Status, are reported (0xF5).
 * The operation then stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkFltCompleteOperation(_In_ PFLT_CALLBACK_DATA Data, _In_ NTSTATUS Status,
				       _In_ ULONG_PTR Information);

/**
 * WinworkFltCloseFile, WinworkFltCloseStream - remove the contexts that are set on a file object,
 *	a stream
 * @Volume: the volume of WinworkFltCreateVolume
 * @FileObject: the file object that is closed
 * @FsContext: the FsContext of the stream's file objects
 *
 * The port calls these when it closes the file object or the stream.
 *
 * IRQL: <= DISPATCH_LEVEL.
 */
VOID NTAPI WinworkFltCloseFile(_In_ PFLT_VOLUME Volume, _In_ PFILE_OBJECT FileObject);
VOID NTAPI WinworkFltCloseStream(_In_ PFLT_VOLUME Volume, _In_ PVOID FsContext);

EXTERN_C_END

#endif /* WINWORK_FLT_PORT_H */
