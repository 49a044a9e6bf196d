/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parameters of an operation. Names and order are those of Windows; WinWork looks at none of
 * the members of FLT_PARAMETERS, they are between the sender, the minifilters and the file system.
 * Those of Plug and Play, mounting, MDLs, sections and QUERY_OPEN are not declared; for what has
 * no member of its own there is Others.
 */
#ifndef WINWORK_FLT_PARAMETERS_H
#define WINWORK_FLT_PARAMETERS_H

#include "flt_types.h"

EXTERN_C_START

/* Major functions of operations that are no IRPs. */
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
 * union _FLT_PARAMETERS - what differs from one major function to the next
 *
 * Page: fltkernel.h, FLT_PARAMETERS
 */
typedef union _FLT_PARAMETERS {
	struct {
		struct _IO_SECURITY_CONTEXT *SecurityContext;
		ULONG Options;
		USHORT FileAttributes;
		USHORT ShareAccess;
		ULONG EaLength;
		PVOID EaBuffer;
		LARGE_INTEGER AllocationSize;
	} Create;
	struct {
		struct _IO_SECURITY_CONTEXT *SecurityContext;
		ULONG Options;
		USHORT Reserved;
		USHORT ShareAccess;
		PVOID Parameters;
	} CreatePipe;
	struct {
		struct _IO_SECURITY_CONTEXT *SecurityContext;
		ULONG Options;
		USHORT Reserved;
		USHORT ShareAccess;
		PVOID Parameters;
	} CreateMailslot;
	struct {
		ULONG Length;
		ULONG Key;
		LARGE_INTEGER ByteOffset;
		PVOID ReadBuffer;
		PMDL MdlAddress;
	} Read;
	struct {
		ULONG Length;
		ULONG Key;
		LARGE_INTEGER ByteOffset;
		PVOID WriteBuffer;
		PMDL MdlAddress;
	} Write;
	struct {
		ULONG Length;
		FILE_INFORMATION_CLASS FileInformationClass;
		PVOID InfoBuffer;
	} QueryFileInformation;
	struct {
		ULONG Length;
		FILE_INFORMATION_CLASS FileInformationClass;
		PFILE_OBJECT ParentOfTarget;
		union {
			struct {
				BOOLEAN ReplaceIfExists;
				BOOLEAN AdvanceOnly;
			};
			ULONG ClusterCount;
			HANDLE DeleteHandle;
		};
		PVOID InfoBuffer;
	} SetFileInformation;
	struct {
		ULONG Length;
		PVOID EaList;
		ULONG EaListLength;
		ULONG EaIndex;
		PVOID EaBuffer;
		PMDL MdlAddress;
	} QueryEa;
	struct {
		ULONG Length;
		PVOID EaBuffer;
		PMDL MdlAddress;
	} SetEa;
	struct {
		ULONG Length;
		FS_INFORMATION_CLASS FsInformationClass;
		PVOID VolumeBuffer;
	} QueryVolumeInformation;
	struct {
		ULONG Length;
		FS_INFORMATION_CLASS FsInformationClass;
		PVOID VolumeBuffer;
	} SetVolumeInformation;
	union {
		struct {
			ULONG Length;
			PUNICODE_STRING FileName;
			FILE_INFORMATION_CLASS FileInformationClass;
			ULONG FileIndex;
			PVOID DirectoryBuffer;
			PMDL MdlAddress;
		} QueryDirectory;
		struct {
			ULONG Length;
			ULONG CompletionFilter;
			ULONG Spare1;
			ULONG Spare2;
			PVOID DirectoryBuffer;
			PMDL MdlAddress;
		} NotifyDirectory;
	} DirectoryControl;
	union {
		struct {
			struct _VPB *Vpb;
			PDEVICE_OBJECT DeviceObject;
		} VerifyVolume;
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG FsControlCode;
		} Common;
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG FsControlCode;
			PVOID InputBuffer;
			PVOID OutputBuffer;
			PMDL OutputMdlAddress;
		} Neither;
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG FsControlCode;
			PVOID SystemBuffer;
		} Buffered;
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG FsControlCode;
			PVOID InputSystemBuffer;
			PVOID OutputBuffer;
			PMDL OutputMdlAddress;
		} Direct;
	} FileSystemControl;
	union {
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG IoControlCode;
		} Common;
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG IoControlCode;
			PVOID InputBuffer;
			PVOID OutputBuffer;
			PMDL OutputMdlAddress;
		} Neither;
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG IoControlCode;
			PVOID SystemBuffer;
		} Buffered;
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG IoControlCode;
			PVOID InputSystemBuffer;
			PVOID OutputBuffer;
			PMDL OutputMdlAddress;
		} Direct;
		struct {
			ULONG OutputBufferLength;
			ULONG InputBufferLength;
			ULONG IoControlCode;
			PVOID InputBuffer;
			PVOID OutputBuffer;
		} FastIo;
	} DeviceIoControl;
	struct {
		PLARGE_INTEGER Length;
		ULONG Key;
		LARGE_INTEGER ByteOffset;
		PEPROCESS ProcessId;
		BOOLEAN FailImmediately;
		BOOLEAN ExclusiveLock;
	} LockControl;
	struct {
		SECURITY_INFORMATION SecurityInformation;
		ULONG Length;
		PVOID SecurityBuffer;
		PMDL MdlAddress;
	} QuerySecurity;
	struct {
		SECURITY_INFORMATION SecurityInformation;
		PSECURITY_DESCRIPTOR SecurityDescriptor;
	} SetSecurity;
	struct {
		ULONG Length;
		PSID StartSid;
		struct _FILE_GET_QUOTA_INFORMATION *SidList;
		ULONG SidListLength;
		PVOID QuotaBuffer;
		PMDL MdlAddress;
	} QueryQuota;
	struct {
		ULONG Length;
		PVOID QuotaBuffer;
		PMDL MdlAddress;
	} SetQuota;
	struct {
		LARGE_INTEGER FileOffset;
		ULONG Length;
		ULONG LockKey;
		BOOLEAN CheckForReadOperation;
	} FastIoCheckIfPossible;
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
 * struct _FLT_IO_PARAMETER_BLOCK - what an operation is
 * @IrpFlags: IRP_*
 * @MajorFunction: IRP_MJ_*; not to be changed
 * @MinorFunction: IRP_MN_*
 * @OperationFlags: SL_*
 * @Reserved: zero
 * @TargetFileObject: the file it is for
 * @TargetInstance: the instance whose callback has it
 * @Parameters: the rest
 *
 * Here: changes of @TargetInstance and @MajorFunction are undone, whether or not the data is
 * dirty; Windows takes another @TargetInstance of the same minifilter.
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
