/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parameters of an operation. Names and offsets are those of Windows. The sender, the
 * minifilters and the file system use the members of FLT_PARAMETERS. WinWork itself reads only the
 * control codes, for FltIsOperationSynchronous. Operations without a member of their own use
 * Others.
 */
#ifndef WINWORK_FLT_PARAMETERS_H
#define WINWORK_FLT_PARAMETERS_H

#include "types.h"

EXTERN_C_START

/* The major functions of operations that are not based on an IRP. */
#define IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION ((UCHAR)-1)
#define IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION ((UCHAR)-2)
#define IRP_MJ_ACQUIRE_FOR_MOD_WRITE ((UCHAR)-3)
#define IRP_MJ_RELEASE_FOR_MOD_WRITE ((UCHAR)-4)
#define IRP_MJ_ACQUIRE_FOR_CC_FLUSH ((UCHAR)-5)
#define IRP_MJ_RELEASE_FOR_CC_FLUSH ((UCHAR)-6)
#define IRP_MJ_QUERY_OPEN ((UCHAR)-7)
#define IRP_MJ_FAST_IO_CHECK_IF_POSSIBLE ((UCHAR)-13)
#define IRP_MJ_NETWORK_QUERY_OPEN ((UCHAR)-14)
#define IRP_MJ_MDL_READ ((UCHAR)-15)
#define IRP_MJ_MDL_READ_COMPLETE ((UCHAR)-16)
#define IRP_MJ_PREPARE_MDL_WRITE ((UCHAR)-17)
#define IRP_MJ_MDL_WRITE_COMPLETE ((UCHAR)-18)
#define IRP_MJ_VOLUME_MOUNT ((UCHAR)-19)
#define IRP_MJ_VOLUME_DISMOUNT ((UCHAR)-20)
/* Ends an array of FLT_OPERATION_REGISTRATION. */
#define IRP_MJ_OPERATION_END ((UCHAR)0x80)

/**
 * union _FLT_PARAMETERS - the parameters that belong to one major function
 *
 * Page: fltkernel.h, FLT_PARAMETERS
 */
typedef union _FLT_PARAMETERS {
	struct {
		WINWORK_CREATE_MEMBERS
		PVOID EaBuffer;
		LARGE_INTEGER AllocationSize;
	} Create;
	struct {
		WINWORK_CREATE_PIPE_MEMBERS(PVOID)
	} CreatePipe;
	struct {
		WINWORK_CREATE_PIPE_MEMBERS(PVOID)
	} CreateMailslot;
	struct {
		ULONG Length;
		ULONG POINTER_ALIGNMENT Key;
		LARGE_INTEGER ByteOffset;
		PVOID ReadBuffer;
		PMDL MdlAddress;
	} Read;
	struct {
		ULONG Length;
		ULONG POINTER_ALIGNMENT Key;
		LARGE_INTEGER ByteOffset;
		PVOID WriteBuffer;
		PMDL MdlAddress;
	} Write;
	struct {
		WINWORK_QUERY_FILE_MEMBERS
		PVOID InfoBuffer;
	} QueryFileInformation;
	struct {
		WINWORK_SET_FILE_MEMBERS(ParentOfTarget)
		PVOID InfoBuffer;
	} SetFileInformation;
	struct {
		WINWORK_QUERY_EA_MEMBERS
		PVOID EaBuffer;
		PMDL MdlAddress;
	} QueryEa;
	struct {
		ULONG Length;
		PVOID EaBuffer;
		PMDL MdlAddress;
	} SetEa;
	struct {
		WINWORK_VOLUME_MEMBERS
		PVOID VolumeBuffer;
	} QueryVolumeInformation;
	struct {
		WINWORK_VOLUME_MEMBERS
		PVOID VolumeBuffer;
	} SetVolumeInformation;
	union {
		struct {
			WINWORK_QUERY_DIRECTORY_MEMBERS
			PVOID DirectoryBuffer;
			PMDL MdlAddress;
		} QueryDirectory;
		struct {
			WINWORK_NOTIFY_DIRECTORY_MEMBERS
			ULONG POINTER_ALIGNMENT Spare1;
			ULONG POINTER_ALIGNMENT Spare2;
			PVOID DirectoryBuffer;
			PMDL MdlAddress;
		} NotifyDirectory;
		struct {
			WINWORK_NOTIFY_DIRECTORY_EX_MEMBERS
			ULONG POINTER_ALIGNMENT Spare2;
			PVOID DirectoryBuffer;
			PMDL MdlAddress;
		} NotifyDirectoryEx;
	} DirectoryControl;
	union {
		struct {
			WINWORK_MOUNT_MEMBERS
		} VerifyVolume;
		struct {
			WINWORK_CONTROL_MEMBERS(FsControlCode)
		} Common;
		struct {
			WINWORK_CONTROL_MEMBERS(FsControlCode)
			PVOID InputBuffer;
			PVOID OutputBuffer;
			PMDL OutputMdlAddress;
		} Neither;
		struct {
			WINWORK_CONTROL_MEMBERS(FsControlCode)
			PVOID SystemBuffer;
		} Buffered;
		struct {
			WINWORK_CONTROL_MEMBERS(FsControlCode)
			PVOID InputSystemBuffer;
			PVOID OutputBuffer;
			PMDL OutputMdlAddress;
		} Direct;
	} FileSystemControl;
	union {
		struct {
			WINWORK_CONTROL_MEMBERS(IoControlCode)
		} Common;
		struct {
			WINWORK_CONTROL_MEMBERS(IoControlCode)
			PVOID InputBuffer;
			PVOID OutputBuffer;
			PMDL OutputMdlAddress;
		} Neither;
		struct {
			WINWORK_CONTROL_MEMBERS(IoControlCode)
			PVOID SystemBuffer;
		} Buffered;
		struct {
			WINWORK_CONTROL_MEMBERS(IoControlCode)
			PVOID InputSystemBuffer;
			PVOID OutputBuffer;
			PMDL OutputMdlAddress;
		} Direct;
		struct {
			WINWORK_CONTROL_MEMBERS(IoControlCode)
			PVOID InputBuffer;
			PVOID OutputBuffer;
		} FastIo;
	} DeviceIoControl;
	struct {
		WINWORK_LOCK_MEMBERS
		PEPROCESS ProcessId;
		BOOLEAN FailImmediately;
		BOOLEAN ExclusiveLock;
	} LockControl;
	struct {
		WINWORK_QUERY_SECURITY_MEMBERS
		PVOID SecurityBuffer;
		PMDL MdlAddress;
	} QuerySecurity;
	struct {
		WINWORK_SET_SECURITY_MEMBERS
	} SetSecurity;
	struct {
		WINWORK_WMI_MEMBERS
	} WMI;
	struct {
		WINWORK_QUERY_QUOTA_MEMBERS
		PVOID QuotaBuffer;
		PMDL MdlAddress;
	} QueryQuota;
	struct {
		ULONG Length;
		PVOID QuotaBuffer;
		PMDL MdlAddress;
	} SetQuota;
	union {
		WINWORK_PNP_MEMBERS
	} Pnp;
	struct {
		FS_FILTER_SECTION_SYNC_TYPE SyncType;
		ULONG PageProtection;
		struct _FS_FILTER_SECTION_SYNC_OUTPUT *OutputInformation;
		ULONG Flags;
		ULONG AllocationAttributes;
	} AcquireForSectionSynchronization;
	struct {
		PLARGE_INTEGER EndingOffset;
		struct _ERESOURCE **ResourceToRelease;
	} AcquireForModifiedPageWriter;
	struct {
		struct _ERESOURCE *ResourceToRelease;
	} ReleaseForModifiedPageWriter;
	struct {
		struct _IRP *Irp;
		PVOID FileInformation;
		PULONG Length;
		FILE_INFORMATION_CLASS FileInformationClass;
	} QueryOpen;
	struct {
		LARGE_INTEGER FileOffset;
		ULONG Length;
		ULONG POINTER_ALIGNMENT LockKey;
		BOOLEAN POINTER_ALIGNMENT CheckForReadOperation;
	} FastIoCheckIfPossible;
	struct {
		struct _IRP *Irp;
		struct _FILE_NETWORK_OPEN_INFORMATION *NetworkInformation;
	} NetworkQueryOpen;
	struct {
		LARGE_INTEGER FileOffset;
		ULONG POINTER_ALIGNMENT Length;
		ULONG POINTER_ALIGNMENT Key;
		PMDL *MdlChain;
	} MdlRead;
	struct {
		PMDL MdlChain;
	} MdlReadComplete;
	struct {
		LARGE_INTEGER FileOffset;
		ULONG POINTER_ALIGNMENT Length;
		ULONG POINTER_ALIGNMENT Key;
		PMDL *MdlChain;
	} PrepareMdlWrite;
	struct {
		LARGE_INTEGER FileOffset;
		PMDL MdlChain;
	} MdlWriteComplete;
	struct {
		ULONG DeviceType;
	} MountVolume;
	struct {
		PVOID Argument1;
		PVOID Argument2;
		PVOID Argument3;
		PVOID Argument4;
		PVOID Argument5;
		LARGE_INTEGER Argument6;
	} Others;
} FLT_PARAMETERS, *PFLT_PARAMETERS;

/**
 * struct _FLT_IO_PARAMETER_BLOCK - the kind and the parameters of an operation
 * @IrpFlags: IRP_*
 * @MajorFunction: IRP_MJ_*; a minifilter may not change it
 * @MinorFunction: IRP_MN_*
 * @OperationFlags: SL_*
 * @Reserved: zero
 * @TargetFileObject: the file that the operation is for
 * @TargetInstance: the instance whose callback handles the operation
 * @Parameters: the parameters of the major function
 *
 * Here: changes of @TargetInstance and @MajorFunction are undone, whether or not the data is
 * dirty. On Windows: a minifilter may set @TargetInstance to another instance of its own.
 *
 * Page: fltkernel.h, FLT_IO_PARAMETER_BLOCK
 */
typedef struct _FLT_IO_PARAMETER_BLOCK {
	ULONG IrpFlags;
	UCHAR MajorFunction;
	UCHAR MinorFunction;
	UCHAR OperationFlags;
	UCHAR Reserved;
	PFILE_OBJECT TargetFileObject;
	PFLT_INSTANCE TargetInstance;
	FLT_PARAMETERS Parameters;
} FLT_IO_PARAMETER_BLOCK, *PFLT_IO_PARAMETER_BLOCK;

EXTERN_C_END

#endif /* WINWORK_FLT_PARAMETERS_H */
