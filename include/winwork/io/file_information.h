/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files: what is asked of them and set, how they are opened.
 */
#ifndef WINWORK_IO_FILE_INFORMATION_H
#define WINWORK_IO_FILE_INFORMATION_H

#include "file.h"
#include "irp.h"
#include "device_object.h"
#include "../se/security.h"
#include "../se/access_rights.h"

EXTERN_C_START

struct _COMPRESSED_DATA_INFO;
struct _DEVICE_OBJECT;
struct _ECP_LIST;
struct _ERESOURCE;
struct _FAST_IO_DISPATCH;
struct _FILE_ALIGNMENT_INFORMATION;
struct _FILE_ATTRIBUTE_TAG_INFORMATION;
struct _FILE_BASIC_INFORMATION;
struct _FILE_DISPOSITION_INFORMATION;
struct _FILE_DISPOSITION_INFORMATION_EX;
struct _FILE_END_OF_FILE_INFORMATION;
struct _FILE_FS_DEVICE_INFORMATION;
struct _FILE_FS_FULL_SIZE_INFORMATION;
struct _FILE_FS_LABEL_INFORMATION;
struct _FILE_FS_OBJECTID_INFORMATION;
struct _FILE_FS_SECTOR_SIZE_INFORMATION;
struct _FILE_FS_SIZE_INFORMATION;
struct _FILE_FS_VOLUME_INFORMATION;
struct _FILE_FULL_EA_INFORMATION;
struct _FILE_IOSTATUSBLOCK_RANGE_INFORMATION;
struct _FILE_IO_COMPLETION_NOTIFICATION_INFORMATION;
struct _FILE_IO_PRIORITY_HINT_INFORMATION;
struct _FILE_IS_REMOTE_DEVICE_INFORMATION;
struct _FILE_MEMORY_PARTITION_INFORMATION;
struct _FILE_NAME_INFORMATION;
struct _FILE_NETWORK_OPEN_INFORMATION;
struct _FILE_NUMA_NODE_INFORMATION;
struct _FILE_OBJECT;
struct _FILE_POSITION_INFORMATION;
struct _FILE_PROCESS_IDS_USING_FILE_INFORMATION;
union _FILE_SEGMENT_ELEMENT;
struct _FILE_SFIO_RESERVE_INFORMATION;
struct _FILE_SFIO_VOLUME_INFORMATION;
struct _FILE_STANDARD_INFORMATION;
struct _FILE_STANDARD_INFORMATION_EX;
struct _FILE_VALID_DATA_LENGTH_INFORMATION;
struct _IO_DRIVER_CREATE_CONTEXT;
struct _IO_STATUS_BLOCK;
struct _IO_STATUS_BLOCK32;
struct _IRP;
struct _LINK_SHARE_ACCESS;
struct _MAILSLOT_CREATE_PARAMETERS;
struct _NAMED_PIPE_CREATE_PARAMETERS;
struct _SHARE_ACCESS;

/**
 * struct _TXN_PARAMETER_BLOCK - the transaction of an open
 * @Length: bytes of this structure
 * @TxFsContext: the version of the file, TXF_MINIVERSION_*
 * @TransactionObject: the transaction. Here: nothing can be one
 *
 * Page: ntddk.h, TXN_PARAMETER_BLOCK
 */
typedef struct _TXN_PARAMETER_BLOCK {
	USHORT Length;
	USHORT TxFsContext;
	PVOID TransactionObject;
} TXN_PARAMETER_BLOCK, *PTXN_PARAMETER_BLOCK;

#define FILE_128_BYTE_ALIGNMENT 0x0000007f
#define FILE_256_BYTE_ALIGNMENT 0x000000ff
#define FILE_32_BYTE_ALIGNMENT 0x0000001f
#define FILE_512_BYTE_ALIGNMENT 0x000001ff
#define FILE_64_BYTE_ALIGNMENT 0x0000003f
#define FILE_ADD_FILE 0x00000002
#define FILE_ADD_SUBDIRECTORY 0x00000004
#define FILE_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x1ff)
#define FILE_APPEND_DATA 0x00000004

#define FILE_ATTRIBUTE_READONLY 0x00000001
#define FILE_ATTRIBUTE_HIDDEN 0x00000002
#define FILE_ATTRIBUTE_SYSTEM 0x00000004
#define FILE_ATTRIBUTE_DIRECTORY 0x00000010
#define FILE_ATTRIBUTE_ARCHIVE 0x00000020
#define FILE_ATTRIBUTE_DEVICE 0x00000040
#define FILE_ATTRIBUTE_NORMAL 0x00000080
#define FILE_ATTRIBUTE_TEMPORARY 0x00000100
#define FILE_ATTRIBUTE_SPARSE_FILE 0x00000200
#define FILE_ATTRIBUTE_REPARSE_POINT 0x00000400
#define FILE_ATTRIBUTE_COMPRESSED 0x00000800
#define FILE_ATTRIBUTE_OFFLINE 0x00001000
#define FILE_ATTRIBUTE_NOT_CONTENT_INDEXED 0x00002000
#define FILE_ATTRIBUTE_VALID_SET_FLAGS 0x001a31a7
#define FILE_ATTRIBUTE_ENCRYPTED 0x00004000
#define FILE_ATTRIBUTE_VALID_FLAGS 0x005affb7
#define FILE_ATTRIBUTE_VIRTUAL 0x00010000
#define FILE_ATTRIBUTE_DEDICATED FILE_ATTRIBUTE_TEMPORARY
#define FILE_BYTE_ALIGNMENT 0x00000000

#define FILE_CHARACTERISTICS_EXPECT_ORDERLY_REMOVAL_DEPRECATED 0x00000200
#define FILE_CHARACTERISTICS_EXPECT_SURPRISE_REMOVAL_DEPRECATED 0x00000300
#define FILE_CHARACTERISTICS_REMOVAL_POLICY_MASK_DEPRECATED 0x00000300
#define FILE_CHARACTERISTICS_EXPECT_ORDERLY_REMOVAL_EX 0x00004000
#define FILE_CHARACTERISTICS_EXPECT_SURPRISE_REMOVAL_EX 0x00008000
#define FILE_CHARACTERISTICS_PROPAGATED \
	(FILE_REMOVABLE_MEDIA | FILE_READ_ONLY_DEVICE | FILE_FLOPPY_DISKETTE | \
	FILE_WRITE_ONCE_MEDIA | FILE_DEVICE_SECURE_OPEN | FILE_CHARACTERISTIC_CSV | \
	FILE_PORTABLE_DEVICE)
#define FILE_CHARACTERISTICS_REMOVAL_POLICY_MASK_EX \
	(FILE_CHARACTERISTICS_EXPECT_ORDERLY_REMOVAL_EX | \
	FILE_CHARACTERISTICS_EXPECT_SURPRISE_REMOVAL_EX)
#define FILE_CHARACTERISTIC_PNP_DEVICE 0x00000800
#define FILE_CHARACTERISTIC_TS_DEVICE 0x00001000
#define FILE_CHARACTERISTIC_WEBDAV_DEVICE 0x00002000
#define FILE_CHARACTERISTIC_CSV 0x00010000
#define FILE_PORTABLE_DEVICE 0x00040000
#define FILE_COMPLETE_IF_OPLOCKED 0x00000100

#define FILE_SUPERSEDE 0x00000000
#define FILE_SUPERSEDED 0x00000000
#define FILE_OPEN 0x00000001
#define FILE_OPENED 0x00000001
#define FILE_CREATE 0x00000002
#define FILE_CREATED 0x00000002
#define FILE_OVERWRITTEN 0x00000003
#define FILE_EXISTS 0x00000004
#define FILE_OVERWRITE 0x00000004
#define FILE_EXECUTE 0x00000020
#define FILE_TRAVERSE 0x00000020
#define FILE_CREATE_PIPE_INSTANCE 0x00000004
#define FILE_CREATE_TREE_CONNECTION 0x00000080
#define FILE_DELETE_CHILD 0x00000040
#define FILE_DELETE_ON_CLOSE 0x00001000

#define FILE_DEVICE_BEEP 0x00000001
#define FILE_DEVICE_CD_ROM 0x00000002
#define FILE_DEVICE_CONTROLLER 0x00000004
#define FILE_DEVICE_DATALINK 0x00000005
#define FILE_DEVICE_DFS 0x00000006
#define FILE_DEVICE_FILE_SYSTEM 0x00000009
#define FILE_DEVICE_INPORT_PORT 0x0000000a
#define FILE_DEVICE_KEYBOARD 0x0000000b
#define FILE_DEVICE_MAILSLOT 0x0000000c
#define FILE_DEVICE_MIDI_IN 0x0000000d
#define FILE_DEVICE_MIDI_OUT 0x0000000e
#define FILE_DEVICE_MOUSE 0x0000000f
#define FILE_DEVICE_MULTI_UNC_PROVIDER 0x00000010
#define FILE_DEVICE_NAMED_PIPE 0x00000011
#define FILE_DEVICE_NETWORK_BROWSER 0x00000013
#define FILE_DEVICE_PARALLEL_PORT 0x00000016
#define FILE_DEVICE_PRINTER 0x00000018
#define FILE_DEVICE_SCANNER 0x00000019
#define FILE_DEVICE_SERIAL_MOUSE_PORT 0x0000001a
#define FILE_DEVICE_SCREEN 0x0000001c
#define FILE_DEVICE_SOUND 0x0000001d
#define FILE_DEVICE_STREAMS 0x0000001e
#define FILE_DEVICE_TAPE 0x0000001f
#define FILE_DEVICE_IS_MOUNTED 0x00000020
#define FILE_DEVICE_TAPE_FILE_SYSTEM 0x00000020
#define FILE_DEVICE_TRANSPORT 0x00000021
#define FILE_DEVICE_VIDEO 0x00000023
#define FILE_DEVICE_VIRTUAL_DISK 0x00000024
#define FILE_DEVICE_WAVE_IN 0x00000025
#define FILE_DEVICE_WAVE_OUT 0x00000026
#define FILE_DEVICE_8042_PORT 0x00000027
#define FILE_DEVICE_NETWORK_REDIRECTOR 0x00000028
#define FILE_DEVICE_BATTERY 0x00000029
#define FILE_DEVICE_MODEM 0x0000002b
#define FILE_DEVICE_VDM 0x0000002c
#define FILE_DEVICE_MASS_STORAGE 0x0000002d
#define FILE_DEVICE_SMB 0x0000002e
#define FILE_DEVICE_KS 0x0000002f
#define FILE_DEVICE_CHANGER 0x00000030
#define FILE_DEVICE_SMARTCARD 0x00000031
#define FILE_DEVICE_ACPI 0x00000032
#define FILE_DEVICE_DVD 0x00000033
#define FILE_DEVICE_FULLSCREEN_VIDEO 0x00000034
#define FILE_DEVICE_DFS_FILE_SYSTEM 0x00000035
#define FILE_DEVICE_DFS_VOLUME 0x00000036
#define FILE_DEVICE_SERENUM 0x00000037
#define FILE_DEVICE_TERMSRV 0x00000038
#define FILE_DEVICE_KSEC 0x00000039
#define FILE_DEVICE_FIPS 0x0000003a
#define FILE_DEVICE_INFINIBAND 0x0000003b
#define FILE_DEVICE_VMBUS 0x0000003e
#define FILE_DEVICE_CRYPT_PROVIDER 0x0000003f
#define FILE_DEVICE_WPD 0x00000040
#define FILE_DEVICE_BLUETOOTH 0x00000041
#define FILE_DEVICE_MT_COMPOSITE 0x00000042
#define FILE_DEVICE_MT_TRANSPORT 0x00000043
#define FILE_DEVICE_BIOMETRIC 0x00000044
#define FILE_DEVICE_PMI 0x00000045
#define FILE_DEVICE_EHSTOR 0x00000046
#define FILE_DEVICE_DEVAPI 0x00000047
#define FILE_DEVICE_GPIO 0x00000048
#define FILE_DEVICE_USBEX 0x00000049
#define FILE_DEVICE_CONSOLE 0x00000050
#define FILE_DEVICE_NFP 0x00000051
#define FILE_DEVICE_SYSENV 0x00000052
#define FILE_DEVICE_VIRTUAL_BLOCK 0x00000053
#define FILE_DEVICE_POINT_OF_SERVICE 0x00000054
#define FILE_DEVICE_STORAGE_REPLICATION 0x00000055
#define FILE_DEVICE_TRUST_ENV 0x00000056
#define FILE_DEVICE_UCM 0x00000057
#define FILE_DEVICE_UCMTCPCI 0x00000058
#define FILE_DEVICE_PERSISTENT_MEMORY 0x00000059
#define FILE_DEVICE_NVDIMM 0x0000005a
#define FILE_DEVICE_HOLOGRAPHIC 0x0000005b
#define FILE_DEVICE_SDFXHCI 0x0000005c
#define FILE_DEVICE_UCMUCSI 0x0000005d
#define FILE_DEVICE_PRM 0x0000005e
#define FILE_DEVICE_EVENT_COLLECTOR 0x0000005f
#define FILE_DEVICE_USB4 0x00000060
#define FILE_DEVICE_SOUNDWIRE 0x00000061
#define FILE_DEVICE_FABRIC_NVME 0x00000062
#define FILE_DEVICE_SVM 0x00000063
#define FILE_DEVICE_HARDWARE_ACCELERATOR 0x00000064
#define FILE_DEVICE_SECURE_OPEN 0x00000100
#define FILE_DIRECTORY_FILE 0x00000001
#define FILE_DISALLOW_EXCLUSIVE 0x00020000

#define FILE_DISPOSITION_DO_NOT_DELETE 0x00000000
#define FILE_DISPOSITION_DELETE 0x00000001
#define FILE_DISPOSITION_POSIX_SEMANTICS 0x00000002
#define FILE_DISPOSITION_FORCE_IMAGE_SECTION_CHECK 0x00000004
#define FILE_DISPOSITION_ON_CLOSE 0x00000008
#define FILE_DISPOSITION_IGNORE_READONLY_ATTRIBUTE 0x00000010
#define FILE_DOES_NOT_EXIST 0x00000005
#define FILE_FLOPPY_DISKETTE 0x00000004
#define FILE_GENERIC_EXECUTE \
	(STANDARD_RIGHTS_EXECUTE | FILE_READ_ATTRIBUTES | FILE_EXECUTE | SYNCHRONIZE)
#define FILE_GENERIC_READ \
	(STANDARD_RIGHTS_READ | FILE_READ_DATA | FILE_READ_ATTRIBUTES | FILE_READ_EA | \
	SYNCHRONIZE)
#define FILE_GENERIC_WRITE \
	(STANDARD_RIGHTS_WRITE | FILE_WRITE_DATA | FILE_WRITE_ATTRIBUTES | FILE_WRITE_EA | \
	FILE_APPEND_DATA | SYNCHRONIZE)
#define FILE_LIST_DIRECTORY 0x00000001
#define FILE_LONG_ALIGNMENT 0x00000003
#define FILE_MAXIMUM_DISPOSITION 0x00000005
#define FILE_NON_DIRECTORY_FILE 0x00000040
#define FILE_NO_INTERMEDIATE_BUFFERING 0x00000008
#define FILE_NO_EA_KNOWLEDGE 0x00000200
#define FILE_NO_COMPRESSION 0x00008000
#define FILE_OCTA_ALIGNMENT 0x0000000f

#define FILE_OPEN_IF 0x00000003
#define FILE_OPEN_REMOTE_INSTANCE 0x00000400
#define FILE_OPEN_BY_FILE_ID 0x00002000
#define FILE_OPEN_FOR_BACKUP_INTENT 0x00004000
#define FILE_OPEN_REQUIRING_OPLOCK 0x00010000
#define FILE_OPEN_REPARSE_POINT 0x00200000
#define FILE_OPEN_NO_RECALL 0x00400000
#define FILE_OPEN_FOR_FREE_SPACE_QUERY 0x00800000
#define FILE_OVERWRITE_IF 0x00000005
#define FILE_QUAD_ALIGNMENT 0x00000007
#define FILE_RANDOM_ACCESS 0x00000800
#define FILE_READ_DATA 0x00000001
#define FILE_READ_EA 0x00000008
#define FILE_READ_ATTRIBUTES 0x00000080
#define FILE_REMOTE_DEVICE 0x00000010
#define FILE_RESERVE_OPFILTER 0x00100000
#define FILE_SEQUENTIAL_ONLY 0x00000004

#define FILE_SHARE_READ 0x00000001
#define FILE_SHARE_WRITE 0x00000002
#define FILE_SHARE_DELETE 0x00000004
#define FILE_SHARE_VALID_FLAGS 0x00000007
#define FILE_SKIP_COMPLETION_PORT_ON_SUCCESS 0x1
#define FILE_SKIP_SET_EVENT_ON_HANDLE 0x2
#define FILE_SKIP_SET_USER_EVENT_ON_FAST_IO 0x4
#define FILE_SYNCHRONOUS_IO_ALERT 0x00000010
#define FILE_SYNCHRONOUS_IO_NONALERT 0x00000020
#define FILE_USE_FILE_POINTER_POSITION 0xfffffffe

#define FILE_VALID_MAILSLOT_OPTION_FLAGS 0x00000032
#define FILE_VALID_PIPE_OPTION_FLAGS 0x00000032
#define FILE_VALID_SET_FLAGS 0x00000036
#define FILE_VALID_OPTION_FLAGS 0x00ffffff
#define FILE_VIRTUAL_VOLUME 0x00000040
#define FILE_WORD_ALIGNMENT 0x00000001

#define FILE_WRITE_DATA 0x00000002
#define FILE_WRITE_THROUGH 0x00000002
#define FILE_WRITE_ONCE_MEDIA 0x00000008
#define FILE_WRITE_EA 0x00000010
#define FILE_WRITE_ATTRIBUTES 0x00000100
#define FILE_WRITE_TO_END_OF_FILE 0xffffffff

typedef void *PVOID64;
typedef struct _SHARE_ACCESS {
	ULONG OpenCount;
	ULONG Readers;
	ULONG Writers;
	ULONG Deleters;
	ULONG SharedRead;
	ULONG SharedWrite;
	ULONG SharedDelete;
} SHARE_ACCESS, *PSHARE_ACCESS;

typedef enum _CREATE_FILE_TYPE {
	CreateFileTypeNone,
	CreateFileTypeNamedPipe,
	CreateFileTypeMailslot,
} CREATE_FILE_TYPE;

typedef struct _NAMED_PIPE_CREATE_PARAMETERS {
	ULONG NamedPipeType;
	ULONG ReadMode;
	ULONG CompletionMode;
	ULONG MaximumInstances;
	ULONG InboundQuota;
	ULONG OutboundQuota;
	LARGE_INTEGER DefaultTimeout;
	BOOLEAN TimeoutSpecified;
} NAMED_PIPE_CREATE_PARAMETERS, *PNAMED_PIPE_CREATE_PARAMETERS;

typedef struct _MAILSLOT_CREATE_PARAMETERS {
	ULONG MailslotQuota;
	ULONG MaximumMessageSize;
	LARGE_INTEGER ReadTimeout;
	BOOLEAN TimeoutSpecified;
} MAILSLOT_CREATE_PARAMETERS, *PMAILSLOT_CREATE_PARAMETERS;

typedef struct _IO_STATUS_BLOCK32 {
	NTSTATUS Status;
	ULONG Information;
} IO_STATUS_BLOCK32, *PIO_STATUS_BLOCK32;

typedef enum _IO_PRIORITY_HINT {
	IoPriorityVeryLow = 0,
	IoPriorityLow,
	IoPriorityNormal,
	IoPriorityHigh,
	IoPriorityCritical,
	MaxIoPriorityTypes,
} IO_PRIORITY_HINT;

typedef struct _FILE_POSITION_INFORMATION {
	LARGE_INTEGER CurrentByteOffset;
} FILE_POSITION_INFORMATION, *PFILE_POSITION_INFORMATION;

typedef struct _FILE_BASIC_INFORMATION {
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	ULONG FileAttributes;
} FILE_BASIC_INFORMATION, *PFILE_BASIC_INFORMATION;

typedef struct _FILE_IO_PRIORITY_HINT_INFORMATION {
	IO_PRIORITY_HINT PriorityHint;
} FILE_IO_PRIORITY_HINT_INFORMATION, *PFILE_IO_PRIORITY_HINT_INFORMATION;

typedef struct _FILE_IO_COMPLETION_NOTIFICATION_INFORMATION {
	ULONG Flags;
} FILE_IO_COMPLETION_NOTIFICATION_INFORMATION, *PFILE_IO_COMPLETION_NOTIFICATION_INFORMATION;

typedef struct _FILE_IOSTATUSBLOCK_RANGE_INFORMATION {
	PUCHAR IoStatusBlockRange;
	ULONG Length;
} FILE_IOSTATUSBLOCK_RANGE_INFORMATION, *PFILE_IOSTATUSBLOCK_RANGE_INFORMATION;

typedef struct _FILE_IS_REMOTE_DEVICE_INFORMATION {
	BOOLEAN IsRemote;
} FILE_IS_REMOTE_DEVICE_INFORMATION, *PFILE_IS_REMOTE_DEVICE_INFORMATION;

typedef struct _FILE_NUMA_NODE_INFORMATION {
	USHORT NodeNumber;
} FILE_NUMA_NODE_INFORMATION, *PFILE_NUMA_NODE_INFORMATION;

typedef struct _FILE_PROCESS_IDS_USING_FILE_INFORMATION {
	ULONG NumberOfProcessIdsInList;
	ULONG_PTR ProcessIdList[1];
} FILE_PROCESS_IDS_USING_FILE_INFORMATION, *PFILE_PROCESS_IDS_USING_FILE_INFORMATION;

typedef struct _FILE_STANDARD_INFORMATION {
	LARGE_INTEGER AllocationSize;
	LARGE_INTEGER EndOfFile;
	ULONG NumberOfLinks;
	BOOLEAN DeletePending;
	BOOLEAN Directory;
} FILE_STANDARD_INFORMATION, *PFILE_STANDARD_INFORMATION;

typedef struct _FILE_NETWORK_OPEN_INFORMATION {
	LARGE_INTEGER CreationTime;
	LARGE_INTEGER LastAccessTime;
	LARGE_INTEGER LastWriteTime;
	LARGE_INTEGER ChangeTime;
	LARGE_INTEGER AllocationSize;
	LARGE_INTEGER EndOfFile;
	ULONG FileAttributes;
} FILE_NETWORK_OPEN_INFORMATION, *PFILE_NETWORK_OPEN_INFORMATION;

typedef struct _FILE_FS_DEVICE_INFORMATION {
	ULONG DeviceType;
	ULONG Characteristics;
} FILE_FS_DEVICE_INFORMATION, *PFILE_FS_DEVICE_INFORMATION;

typedef struct _FILE_FULL_EA_INFORMATION {
	ULONG NextEntryOffset;
	UCHAR Flags;
	UCHAR EaNameLength;
	USHORT EaValueLength;
	CHAR EaName[1];
} FILE_FULL_EA_INFORMATION, *PFILE_FULL_EA_INFORMATION;

typedef struct _FILE_SFIO_RESERVE_INFORMATION {
	ULONG RequestsPerPeriod;
	ULONG Period;
	BOOLEAN RetryFailures;
	BOOLEAN Discardable;
	ULONG RequestSize;
	ULONG NumOutstandingRequests;
} FILE_SFIO_RESERVE_INFORMATION, *PFILE_SFIO_RESERVE_INFORMATION;

typedef struct _FILE_SFIO_VOLUME_INFORMATION {
	ULONG MaximumRequestsPerPeriod;
	ULONG MinimumPeriod;
	ULONG MinimumTransferSize;
} FILE_SFIO_VOLUME_INFORMATION, *PFILE_SFIO_VOLUME_INFORMATION;

typedef BOOLEAN NTAPI FAST_IO_CHECK_IF_POSSIBLE(struct _FILE_OBJECT *FileObject,
						PLARGE_INTEGER FileOffset, ULONG Length,
						BOOLEAN Wait, ULONG LockKey,
						BOOLEAN CheckForReadOperation,
						PIO_STATUS_BLOCK IoStatus,
						struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_CHECK_IF_POSSIBLE *PFAST_IO_CHECK_IF_POSSIBLE;
typedef BOOLEAN NTAPI FAST_IO_READ(struct _FILE_OBJECT *FileObject, PLARGE_INTEGER FileOffset,
				   ULONG Length, BOOLEAN Wait, ULONG LockKey, PVOID Buffer,
				   PIO_STATUS_BLOCK IoStatus,
				   struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_READ *PFAST_IO_READ;
typedef BOOLEAN NTAPI FAST_IO_WRITE(struct _FILE_OBJECT *FileObject, PLARGE_INTEGER FileOffset,
				    ULONG Length, BOOLEAN Wait, ULONG LockKey, PVOID Buffer,
				    PIO_STATUS_BLOCK IoStatus,
				    struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_WRITE *PFAST_IO_WRITE;
typedef BOOLEAN NTAPI FAST_IO_QUERY_BASIC_INFO(struct _FILE_OBJECT *FileObject, BOOLEAN Wait,
					       PFILE_BASIC_INFORMATION Buffer,
					       PIO_STATUS_BLOCK IoStatus,
					       struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_QUERY_BASIC_INFO *PFAST_IO_QUERY_BASIC_INFO;
typedef BOOLEAN NTAPI FAST_IO_QUERY_STANDARD_INFO(struct _FILE_OBJECT *FileObject, BOOLEAN Wait,
						  PFILE_STANDARD_INFORMATION Buffer,
						  PIO_STATUS_BLOCK IoStatus,
						  struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_QUERY_STANDARD_INFO *PFAST_IO_QUERY_STANDARD_INFO;
typedef BOOLEAN NTAPI FAST_IO_LOCK(struct _FILE_OBJECT *FileObject, PLARGE_INTEGER FileOffset,
				   PLARGE_INTEGER Length, PEPROCESS ProcessId, ULONG Key,
				   BOOLEAN FailImmediately, BOOLEAN ExclusiveLock,
				   PIO_STATUS_BLOCK IoStatus,
				   struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_LOCK *PFAST_IO_LOCK;
typedef BOOLEAN NTAPI FAST_IO_UNLOCK_SINGLE(struct _FILE_OBJECT *FileObject,
					    PLARGE_INTEGER FileOffset, PLARGE_INTEGER Length,
					    PEPROCESS ProcessId, ULONG Key,
					    PIO_STATUS_BLOCK IoStatus,
					    struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_UNLOCK_SINGLE *PFAST_IO_UNLOCK_SINGLE;
typedef BOOLEAN NTAPI FAST_IO_UNLOCK_ALL(struct _FILE_OBJECT *FileObject, PEPROCESS ProcessId,
					 PIO_STATUS_BLOCK IoStatus,
					 struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_UNLOCK_ALL *PFAST_IO_UNLOCK_ALL;
typedef BOOLEAN NTAPI FAST_IO_UNLOCK_ALL_BY_KEY(struct _FILE_OBJECT *FileObject, PVOID ProcessId,
						ULONG Key, PIO_STATUS_BLOCK IoStatus,
						struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_UNLOCK_ALL_BY_KEY *PFAST_IO_UNLOCK_ALL_BY_KEY;
typedef BOOLEAN NTAPI FAST_IO_DEVICE_CONTROL(struct _FILE_OBJECT *FileObject, BOOLEAN Wait,
					     PVOID InputBuffer, ULONG InputBufferLength,
					     PVOID OutputBuffer, ULONG OutputBufferLength,
					     ULONG IoControlCode, PIO_STATUS_BLOCK IoStatus,
					     struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_DEVICE_CONTROL *PFAST_IO_DEVICE_CONTROL;
typedef VOID NTAPI FAST_IO_ACQUIRE_FILE(struct _FILE_OBJECT *FileObject);
typedef FAST_IO_ACQUIRE_FILE *PFAST_IO_ACQUIRE_FILE;
typedef VOID NTAPI FAST_IO_RELEASE_FILE(struct _FILE_OBJECT *FileObject);
typedef FAST_IO_RELEASE_FILE *PFAST_IO_RELEASE_FILE;
typedef VOID NTAPI FAST_IO_DETACH_DEVICE(struct _DEVICE_OBJECT *SourceDevice,
					 struct _DEVICE_OBJECT *TargetDevice);
typedef FAST_IO_DETACH_DEVICE *PFAST_IO_DETACH_DEVICE;
typedef BOOLEAN NTAPI FAST_IO_QUERY_NETWORK_OPEN_INFO(struct _FILE_OBJECT *FileObject,
						      BOOLEAN Wait,
						      struct _FILE_NETWORK_OPEN_INFORMATION *Buffer,
						      struct _IO_STATUS_BLOCK *IoStatus,
						      struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_QUERY_NETWORK_OPEN_INFO *PFAST_IO_QUERY_NETWORK_OPEN_INFO;
typedef NTSTATUS NTAPI FAST_IO_ACQUIRE_FOR_MOD_WRITE(struct _FILE_OBJECT *FileObject,
						     PLARGE_INTEGER EndingOffset,
						     struct _ERESOURCE **ResourceToRelease,
						     struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_ACQUIRE_FOR_MOD_WRITE *PFAST_IO_ACQUIRE_FOR_MOD_WRITE;
typedef BOOLEAN NTAPI FAST_IO_MDL_READ(struct _FILE_OBJECT *FileObject, PLARGE_INTEGER FileOffset,
				       ULONG Length, ULONG LockKey, PMDL *MdlChain,
				       PIO_STATUS_BLOCK IoStatus,
				       struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_MDL_READ *PFAST_IO_MDL_READ;
typedef BOOLEAN NTAPI FAST_IO_MDL_READ_COMPLETE(struct _FILE_OBJECT *FileObject, PMDL MdlChain,
						struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_MDL_READ_COMPLETE *PFAST_IO_MDL_READ_COMPLETE;
typedef BOOLEAN NTAPI FAST_IO_PREPARE_MDL_WRITE(struct _FILE_OBJECT *FileObject,
						PLARGE_INTEGER FileOffset, ULONG Length,
						ULONG LockKey, PMDL *MdlChain,
						PIO_STATUS_BLOCK IoStatus,
						struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_PREPARE_MDL_WRITE *PFAST_IO_PREPARE_MDL_WRITE;
typedef BOOLEAN NTAPI FAST_IO_MDL_WRITE_COMPLETE(struct _FILE_OBJECT *FileObject,
						 PLARGE_INTEGER FileOffset, PMDL MdlChain,
						 struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_MDL_WRITE_COMPLETE *PFAST_IO_MDL_WRITE_COMPLETE;
typedef BOOLEAN NTAPI FAST_IO_READ_COMPRESSED(struct _FILE_OBJECT *FileObject,
					      PLARGE_INTEGER FileOffset, ULONG Length,
					      ULONG LockKey, PVOID Buffer, PMDL *MdlChain,
					      PIO_STATUS_BLOCK IoStatus,
					      struct _COMPRESSED_DATA_INFO *CompressedDataInfo,
					      ULONG CompressedDataInfoLength,
					      struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_READ_COMPRESSED *PFAST_IO_READ_COMPRESSED;
typedef BOOLEAN NTAPI FAST_IO_WRITE_COMPRESSED(struct _FILE_OBJECT *FileObject,
					       PLARGE_INTEGER FileOffset, ULONG Length,
					       ULONG LockKey, PVOID Buffer, PMDL *MdlChain,
					       PIO_STATUS_BLOCK IoStatus,
					       struct _COMPRESSED_DATA_INFO *CompressedDataInfo,
					       ULONG CompressedDataInfoLength,
					       struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_WRITE_COMPRESSED *PFAST_IO_WRITE_COMPRESSED;
typedef BOOLEAN NTAPI FAST_IO_MDL_READ_COMPLETE_COMPRESSED(struct _FILE_OBJECT *FileObject,
							   PMDL MdlChain,
							   struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_MDL_READ_COMPLETE_COMPRESSED *PFAST_IO_MDL_READ_COMPLETE_COMPRESSED;
typedef BOOLEAN NTAPI FAST_IO_MDL_WRITE_COMPLETE_COMPRESSED(struct _FILE_OBJECT *FileObject,
							    PLARGE_INTEGER FileOffset,
							    PMDL MdlChain,
							    struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_MDL_WRITE_COMPLETE_COMPRESSED *PFAST_IO_MDL_WRITE_COMPLETE_COMPRESSED;
typedef BOOLEAN NTAPI FAST_IO_QUERY_OPEN(struct _IRP *Irp,
					 PFILE_NETWORK_OPEN_INFORMATION NetworkInformation,
					 struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_QUERY_OPEN *PFAST_IO_QUERY_OPEN;
typedef NTSTATUS NTAPI FAST_IO_RELEASE_FOR_MOD_WRITE(struct _FILE_OBJECT *FileObject,
						     struct _ERESOURCE *ResourceToRelease,
						     struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_RELEASE_FOR_MOD_WRITE *PFAST_IO_RELEASE_FOR_MOD_WRITE;
typedef NTSTATUS NTAPI FAST_IO_ACQUIRE_FOR_CCFLUSH(struct _FILE_OBJECT *FileObject,
						   struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_ACQUIRE_FOR_CCFLUSH *PFAST_IO_ACQUIRE_FOR_CCFLUSH;
typedef NTSTATUS NTAPI FAST_IO_RELEASE_FOR_CCFLUSH(struct _FILE_OBJECT *FileObject,
						   struct _DEVICE_OBJECT *DeviceObject);
typedef FAST_IO_RELEASE_FOR_CCFLUSH *PFAST_IO_RELEASE_FOR_CCFLUSH;
typedef struct _FAST_IO_DISPATCH {
	ULONG SizeOfFastIoDispatch;
	PFAST_IO_CHECK_IF_POSSIBLE FastIoCheckIfPossible;
	PFAST_IO_READ FastIoRead;
	PFAST_IO_WRITE FastIoWrite;
	PFAST_IO_QUERY_BASIC_INFO FastIoQueryBasicInfo;
	PFAST_IO_QUERY_STANDARD_INFO FastIoQueryStandardInfo;
	PFAST_IO_LOCK FastIoLock;
	PFAST_IO_UNLOCK_SINGLE FastIoUnlockSingle;
	PFAST_IO_UNLOCK_ALL FastIoUnlockAll;
	PFAST_IO_UNLOCK_ALL_BY_KEY FastIoUnlockAllByKey;
	PFAST_IO_DEVICE_CONTROL FastIoDeviceControl;
	PFAST_IO_ACQUIRE_FILE AcquireFileForNtCreateSection;
	PFAST_IO_RELEASE_FILE ReleaseFileForNtCreateSection;
	PFAST_IO_DETACH_DEVICE FastIoDetachDevice;
	PFAST_IO_QUERY_NETWORK_OPEN_INFO FastIoQueryNetworkOpenInfo;
	PFAST_IO_ACQUIRE_FOR_MOD_WRITE AcquireForModWrite;
	PFAST_IO_MDL_READ MdlRead;
	PFAST_IO_MDL_READ_COMPLETE MdlReadComplete;
	PFAST_IO_PREPARE_MDL_WRITE PrepareMdlWrite;
	PFAST_IO_MDL_WRITE_COMPLETE MdlWriteComplete;
	PFAST_IO_READ_COMPRESSED FastIoReadCompressed;
	PFAST_IO_WRITE_COMPRESSED FastIoWriteCompressed;
	PFAST_IO_MDL_READ_COMPLETE_COMPRESSED MdlReadCompleteCompressed;
	PFAST_IO_MDL_WRITE_COMPLETE_COMPRESSED MdlWriteCompleteCompressed;
	PFAST_IO_QUERY_OPEN FastIoQueryOpen;
	PFAST_IO_RELEASE_FOR_MOD_WRITE ReleaseForModWrite;
	PFAST_IO_ACQUIRE_FOR_CCFLUSH AcquireForCcFlush;
	PFAST_IO_RELEASE_FOR_CCFLUSH ReleaseForCcFlush;
} FAST_IO_DISPATCH, *PFAST_IO_DISPATCH;

typedef struct _IO_DRIVER_CREATE_CONTEXT {
	CSHORT Size;
	struct _ECP_LIST *ExtraCreateParameter;
	PVOID DeviceObjectHint;
	PTXN_PARAMETER_BLOCK TxnParameters;
} IO_DRIVER_CREATE_CONTEXT, *PIO_DRIVER_CREATE_CONTEXT;

/**
 * IoInitializeDriverCreateContext - begin with an empty driver context
 * @DriverContext: receives its size, and NULL in the other members
 *
 * IRQL: any.
 * Page: ntddk.h, IoInitializeDriverCreateContext
 */
static inline VOID IoInitializeDriverCreateContext(_Out_ PIO_DRIVER_CREATE_CONTEXT DriverContext)
{
	DriverContext->Size = sizeof(IO_DRIVER_CREATE_CONTEXT);
	DriverContext->ExtraCreateParameter = NULL;
	DriverContext->DeviceObjectHint = NULL;
	DriverContext->TxnParameters = NULL;
}

typedef struct _FILE_ALIGNMENT_INFORMATION {
	ULONG AlignmentRequirement;
} FILE_ALIGNMENT_INFORMATION, *PFILE_ALIGNMENT_INFORMATION;

typedef struct _FILE_NAME_INFORMATION {
	ULONG FileNameLength;
	WCHAR FileName[1];
} FILE_NAME_INFORMATION, *PFILE_NAME_INFORMATION;

typedef struct _FILE_ATTRIBUTE_TAG_INFORMATION {
	ULONG FileAttributes;
	ULONG ReparseTag;
} FILE_ATTRIBUTE_TAG_INFORMATION, *PFILE_ATTRIBUTE_TAG_INFORMATION;

typedef struct _FILE_DISPOSITION_INFORMATION {
	BOOLEAN DeleteFile;
} FILE_DISPOSITION_INFORMATION, *PFILE_DISPOSITION_INFORMATION;

typedef struct _FILE_DISPOSITION_INFORMATION_EX {
	ULONG Flags;
} FILE_DISPOSITION_INFORMATION_EX, *PFILE_DISPOSITION_INFORMATION_EX;

typedef struct _FILE_END_OF_FILE_INFORMATION {
	LARGE_INTEGER EndOfFile;
} FILE_END_OF_FILE_INFORMATION, *PFILE_END_OF_FILE_INFORMATION;

typedef struct _FILE_VALID_DATA_LENGTH_INFORMATION {
	LARGE_INTEGER ValidDataLength;
} FILE_VALID_DATA_LENGTH_INFORMATION, *PFILE_VALID_DATA_LENGTH_INFORMATION;

typedef struct _FILE_FS_LABEL_INFORMATION {
	ULONG VolumeLabelLength;
	WCHAR VolumeLabel[1];
} FILE_FS_LABEL_INFORMATION, *PFILE_FS_LABEL_INFORMATION;

typedef struct _FILE_FS_VOLUME_INFORMATION {
	LARGE_INTEGER VolumeCreationTime;
	ULONG VolumeSerialNumber;
	ULONG VolumeLabelLength;
	BOOLEAN SupportsObjects;
	WCHAR VolumeLabel[1];
} FILE_FS_VOLUME_INFORMATION, *PFILE_FS_VOLUME_INFORMATION;

typedef struct _FILE_FS_SIZE_INFORMATION {
	LARGE_INTEGER TotalAllocationUnits;
	LARGE_INTEGER AvailableAllocationUnits;
	ULONG SectorsPerAllocationUnit;
	ULONG BytesPerSector;
} FILE_FS_SIZE_INFORMATION, *PFILE_FS_SIZE_INFORMATION;

typedef struct _FILE_FS_FULL_SIZE_INFORMATION {
	LARGE_INTEGER TotalAllocationUnits;
	LARGE_INTEGER CallerAvailableAllocationUnits;
	LARGE_INTEGER ActualAvailableAllocationUnits;
	ULONG SectorsPerAllocationUnit;
	ULONG BytesPerSector;
} FILE_FS_FULL_SIZE_INFORMATION, *PFILE_FS_FULL_SIZE_INFORMATION;

typedef struct _FILE_FS_OBJECTID_INFORMATION {
	UCHAR ObjectId[16];
	UCHAR ExtendedInfo[48];
} FILE_FS_OBJECTID_INFORMATION, *PFILE_FS_OBJECTID_INFORMATION;

typedef union _FILE_SEGMENT_ELEMENT {
	PVOID64 Buffer;
	ULONGLONG Alignment;
} FILE_SEGMENT_ELEMENT, *PFILE_SEGMENT_ELEMENT;

typedef struct _FILE_FS_SECTOR_SIZE_INFORMATION {
	ULONG LogicalBytesPerSector;
	ULONG PhysicalBytesPerSectorForAtomicity;
	ULONG PhysicalBytesPerSectorForPerformance;
	ULONG FileSystemEffectivePhysicalBytesPerSectorForAtomicity;
	ULONG Flags;
	ULONG ByteOffsetForSectorAlignment;
	ULONG ByteOffsetForPartitionAlignment;
} FILE_FS_SECTOR_SIZE_INFORMATION, *PFILE_FS_SECTOR_SIZE_INFORMATION;

typedef struct _LINK_SHARE_ACCESS {
	ULONG OpenCount;
	ULONG Deleters;
	ULONG SharedDelete;
} LINK_SHARE_ACCESS, *PLINK_SHARE_ACCESS;

typedef struct _FILE_MEMORY_PARTITION_INFORMATION {
	ULONG_PTR OwnerPartitionHandle;
	union {
		struct {
			UCHAR NoCrossPartitionAccess;
			UCHAR Spare[3];
		};
		ULONG AllFlags;
	} Flags;
} FILE_MEMORY_PARTITION_INFORMATION, FILE_MEMORY_PARTITION_INFORMATION;

typedef struct _FILE_STANDARD_INFORMATION_EX {
	LARGE_INTEGER AllocationSize;
	LARGE_INTEGER EndOfFile;
	ULONG NumberOfLinks;
	BOOLEAN DeletePending;
	BOOLEAN Directory;
	BOOLEAN AlternateStream;
	BOOLEAN MetadataAttribute;
} FILE_STANDARD_INFORMATION_EX, *PFILE_STANDARD_INFORMATION_EX;

WINWORK_ABSENT VOID NTAPI IoCancelFileOpen(_In_ PDEVICE_OBJECT DeviceObject,
					   _In_ PFILE_OBJECT FileObject);
WINWORK_ABSENT NTSTATUS NTAPI IoCheckLinkShareAccess(_In_ ACCESS_MASK DesiredAccess,
						     _In_ ULONG DesiredShareAccess,
						     _Inout_ PFILE_OBJECT FileObject,
						     _Inout_ PSHARE_ACCESS ShareAccess,
						     _Inout_opt_ PLINK_SHARE_ACCESS LinkShareAccess,
						     _In_ ULONG IoShareAccessFlags);
WINWORK_ABSENT NTSTATUS NTAPI IoCheckShareAccess(_In_ ACCESS_MASK DesiredAccess,
						 _In_ ULONG DesiredShareAccess,
						 _Inout_ PFILE_OBJECT FileObject,
						 _Inout_ PSHARE_ACCESS ShareAccess,
						 _In_ BOOLEAN Update);
WINWORK_ABSENT NTSTATUS NTAPI IoCheckShareAccessEx(_In_ ACCESS_MASK DesiredAccess,
						   _In_ ULONG DesiredShareAccess,
						   _Inout_ PFILE_OBJECT FileObject,
						   _Inout_ PSHARE_ACCESS ShareAccess,
						   _In_ BOOLEAN Update,
						   _In_ PBOOLEAN WritePermission);
WINWORK_ABSENT NTSTATUS NTAPI IoCreateFile(_Out_ PHANDLE FileHandle,
					   _In_ ACCESS_MASK DesiredAccess,
					   _In_ POBJECT_ATTRIBUTES ObjectAttributes,
					   _Out_ PIO_STATUS_BLOCK IoStatusBlock,
					   _In_opt_ PLARGE_INTEGER AllocationSize,
					   _In_ ULONG FileAttributes, _In_ ULONG ShareAccess,
					   _In_ ULONG Disposition, _In_ ULONG CreateOptions,
					   _In_opt_ PVOID EaBuffer, _In_ ULONG EaLength,
					   _In_ CREATE_FILE_TYPE CreateFileType,
					   _In_opt_ PVOID InternalParameters, _In_ ULONG Options);
WINWORK_ABSENT NTSTATUS NTAPI IoCreateFileEx(_Out_ PHANDLE FileHandle,
					     _In_ ACCESS_MASK DesiredAccess,
					     _In_ POBJECT_ATTRIBUTES ObjectAttributes,
					     _Out_ PIO_STATUS_BLOCK IoStatusBlock,
					     _In_opt_ PLARGE_INTEGER AllocationSize,
					     _In_ ULONG FileAttributes, _In_ ULONG ShareAccess,
					     _In_ ULONG Disposition, _In_ ULONG CreateOptions,
					     _In_opt_ PVOID EaBuffer, _In_ ULONG EaLength,
					     _In_ CREATE_FILE_TYPE CreateFileType,
					     _In_opt_ PVOID InternalParameters,
					     _In_ ULONG Options,
					     _In_opt_ PIO_DRIVER_CREATE_CONTEXT DriverContext);
WINWORK_ABSENT NTSTATUS NTAPI IoCreateFileSpecifyDeviceObjectHint(
	_Out_ PHANDLE FileHandle, _In_ ACCESS_MASK DesiredAccess,
	_In_ POBJECT_ATTRIBUTES ObjectAttributes, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
	_In_opt_ PLARGE_INTEGER AllocationSize, _In_ ULONG FileAttributes, _In_ ULONG ShareAccess,
	_In_ ULONG Disposition, _In_ ULONG CreateOptions, _In_opt_ PVOID EaBuffer,
	_In_ ULONG EaLength, _In_ CREATE_FILE_TYPE CreateFileType,
	_In_opt_ PVOID InternalParameters, _In_ ULONG Options, _In_opt_ PVOID DeviceObject);
WINWORK_ABSENT PGENERIC_MAPPING NTAPI IoGetFileObjectGenericMapping(
	VOID);
WINWORK_ABSENT BOOLEAN NTAPI IoIsFileObjectIgnoringSharing(PFILE_OBJECT FileObject);
WINWORK_ABSENT BOOLEAN NTAPI IoIsFileOriginRemote(_In_ PFILE_OBJECT FileObject);
WINWORK_ABSENT VOID NTAPI IoRemoveLinkShareAccess(_In_ PFILE_OBJECT FileObject,
						  _Inout_ PSHARE_ACCESS ShareAccess,
						  _Inout_opt_ PLINK_SHARE_ACCESS LinkShareAccess);
WINWORK_ABSENT VOID NTAPI IoRemoveShareAccess(_In_ PFILE_OBJECT FileObject,
					      _Inout_ PSHARE_ACCESS ShareAccess);
WINWORK_ABSENT NTSTATUS NTAPI IoSetFileObjectIgnoreSharing(PFILE_OBJECT FileObject);
WINWORK_ABSENT NTSTATUS NTAPI IoSetFileOrigin(_In_ PFILE_OBJECT FileObject, _In_ BOOLEAN Remote);
WINWORK_ABSENT VOID NTAPI IoSetLinkShareAccess(_In_ ACCESS_MASK DesiredAccess,
					       _In_ ULONG DesiredShareAccess,
					       _Inout_ PFILE_OBJECT FileObject,
					       _Inout_ PSHARE_ACCESS ShareAccess,
					       _Inout_opt_ PLINK_SHARE_ACCESS LinkShareAccess,
					       _In_ ULONG IoShareAccessFlags);
WINWORK_ABSENT VOID NTAPI IoSetShareAccess(_In_ ACCESS_MASK DesiredAccess,
					   _In_ ULONG DesiredShareAccess,
					   _Inout_ PFILE_OBJECT FileObject,
					   _Out_ PSHARE_ACCESS ShareAccess);
WINWORK_ABSENT VOID NTAPI IoSetShareAccessEx(_In_ ACCESS_MASK DesiredAccess,
					     _In_ ULONG DesiredShareAccess,
					     _Inout_ PFILE_OBJECT FileObject,
					     _Out_ PSHARE_ACCESS ShareAccess,
					     _In_opt_ PBOOLEAN WritePermission);
WINWORK_ABSENT VOID NTAPI IoUpdateLinkShareAccess(_In_ PFILE_OBJECT FileObject,
						  _Inout_ PSHARE_ACCESS ShareAccess,
						  _Inout_opt_ PLINK_SHARE_ACCESS LinkShareAccess);
WINWORK_ABSENT VOID NTAPI IoUpdateShareAccess(_In_ PFILE_OBJECT FileObject,
					      _Inout_ PSHARE_ACCESS ShareAccess);
WINWORK_ABSENT NTSTATUS NTAPI ZwCreateDirectoryObject(_Out_ PHANDLE DirectoryHandle,
						      _In_ ACCESS_MASK DesiredAccess,
						      _In_ POBJECT_ATTRIBUTES ObjectAttributes);
WINWORK_ABSENT NTSTATUS NTAPI ZwQueryFullAttributesFile(_In_ POBJECT_ATTRIBUTES ObjectAttributes,
							_Out_ PFILE_NETWORK_OPEN_INFORMATION FileInformation);
WINWORK_ABSENT NTSTATUS NTAPI ZwQueryVolumeInformationFile(_In_ HANDLE FileHandle,
							   _Out_ PIO_STATUS_BLOCK IoStatusBlock,
							   _Out_ PVOID FsInformation,
							   _In_ ULONG Length,
							   _In_ FS_INFORMATION_CLASS FsInformationClass);

/* ---- Files ------------------------------------------------------------------------------ */

/*
 * A name is that of a file of drive C, or that of a device.
 *
 * Files of drive C lie below the folder of winwork.ko's parameter drive_c, /var/lib/winwork/c. Names begin
 * with \??\C:\ or \DosDevices\C:\, or with \SystemRoot\, which is the folder Windows of that drive. Linux
 * compares the names, so upper and lower case differ. The files belong to root. A call has done its work when
 * it returns.
 *
 * The name of a device is its own, \Device\X, or that of a link, \??\X or \DosDevices\X. The driver of the
 * device gets IRPs whose RequestorMode is KernelMode. On a file that was opened with
 * FILE_SYNCHRONOUS_IO_NONALERT or _ALERT a call waits for its request; no signal ends that wait. Other files
 * are asynchronous: a read, a write or a control may return STATUS_PENDING. Then the buffers and
 * *IoStatusBlock are the system's until the event is set. Without an event it is the Event of the
 * FILE_OBJECT, which ObReferenceObjectByHandle returns. IoStatusBlock and event get the result of each request
 * but of one that failed without having been pended. A request that is complete counts as pended if the
 * function returns STATUS_PENDING. The caller's driver is not unloaded while a request of its is out. The end of
 * a system thread cancels the requests that it sent, and waits for them.
 *
 * All functions may be called in any thread.
 */

/**
 * ZwCreateFile - open or create a file, or open a device
 * @FileHandle: receives the handle, for ZwClose; NULL after a failure
 * @DesiredAccess: FILE_READ_DATA, FILE_WRITE_DATA, FILE_APPEND_DATA, GENERIC_READ and the like. With
 *	FILE_APPEND_DATA and not FILE_WRITE_DATA, all writes go to the end of the file. A device's driver sees it.
 *	On Windows: a synchronous file also needs SYNCHRONIZE
 * @ObjectAttributes: the name, and the folder of drive C that it is relative to, or NULL
 * @IoStatusBlock: receives the status, and FILE_OPENED, FILE_CREATED, FILE_OVERWRITTEN, FILE_SUPERSEDED,
 *	FILE_EXISTS or FILE_DOES_NOT_EXIST; of a device, what its driver stored
 * @AllocationSize: Irp->Overlay.AllocationSize for a device's driver; has no effect on drive C
 * @FileAttributes: for a device's driver; has no effect on drive C
 * @ShareAccess: for a device's driver; has no effect on drive C: Linux lets everyone open a file
 * @CreateDisposition: FILE_OPEN, FILE_CREATE, FILE_OPEN_IF, FILE_OVERWRITE, FILE_OVERWRITE_IF or
 *	FILE_SUPERSEDE, which overwrites here. A device's driver sees it
 * @CreateOptions: with FILE_SYNCHRONOUS_IO_NONALERT or _ALERT the file has a position. FILE_DIRECTORY_FILE
 *	opens a folder, but creates none here. FILE_DELETE_ON_CLOSE does not exist on drive C here. A device's
 *	driver sees them all
 * @EaBuffer: NULL
 * @EaLength: 0
 *
 * Here: an open file of a device that another driver made keeps that driver's module loaded, until ZwClose
 * and the last ObDereferenceObject of the FILE_OBJECT. A handle that a driver leaves when it is unloaded is
 * reported (0xCE) and closed.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND, with a line in the log unless the name begins with
 *	\Device; STATUS_OBJECT_PATH_NOT_FOUND if a folder of the path is
 *	missing; STATUS_OBJECT_NAME_COLLISION; STATUS_OBJECT_NAME_INVALID for a character that Windows
 *	forbids; STATUS_OBJECT_PATH_INVALID for "..", and for a symbolic link that leads out of the folder;
 *	STATUS_FILE_IS_A_DIRECTORY; STATUS_NOT_A_DIRECTORY; STATUS_ACCESS_DENIED, also for what is
 *	neither a file nor a folder, and for a second handle of an exclusive device; STATUS_DISK_FULL;
 *	STATUS_MEDIA_WRITE_PROTECTED; STATUS_NO_SUCH_DEVICE for a device that is not ready or is deleted;
 *	the status of the device's driver; STATUS_NOT_SUPPORTED, with the reason in the log;
 *	STATUS_INVALID_PARAMETER; STATUS_UNEXPECTED_IO_ERROR; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, ZwCreateFile
 */
NTSTATUS NTAPI ZwCreateFile(_Out_ PHANDLE FileHandle, _In_ ACCESS_MASK DesiredAccess,
			    _In_ POBJECT_ATTRIBUTES ObjectAttributes,
			    _Out_ PIO_STATUS_BLOCK IoStatusBlock,
			    _In_opt_ PLARGE_INTEGER AllocationSize, _In_ ULONG FileAttributes,
			    _In_ ULONG ShareAccess, _In_ ULONG CreateDisposition,
			    _In_ ULONG CreateOptions, _In_opt_ PVOID EaBuffer, _In_ ULONG EaLength);

/**
 * ZwOpenFile - open a file that exists
 * @FileHandle: as for ZwCreateFile
 * @DesiredAccess: as for ZwCreateFile
 * @ObjectAttributes: as for ZwCreateFile
 * @IoStatusBlock: as for ZwCreateFile
 * @ShareAccess: as for ZwCreateFile
 * @OpenOptions: as CreateOptions of ZwCreateFile
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwCreateFile.
 * Page: wdm.h, ZwOpenFile
 */
NTSTATUS NTAPI ZwOpenFile(_Out_ PHANDLE FileHandle, _In_ ACCESS_MASK DesiredAccess,
			  _In_ POBJECT_ATTRIBUTES ObjectAttributes,
			  _Out_ PIO_STATUS_BLOCK IoStatusBlock, _In_ ULONG ShareAccess,
			  _In_ ULONG OpenOptions);

/**
 * ZwReadFile - read from a file or a device
 * @FileHandle: the file
 * @Event: of a device: NULL, or an event of ZwCreateEvent, or one of the program in whose thread the
 *	driver is called; it is reset first. Of a file of drive C: NULL
 * @ApcRoutine: NULL
 * @ApcContext: has no effect here
 * @IoStatusBlock: receives the status, and the bytes that were read
 * @Buffer: receives them: memory of the kernel
 * @Length: its bytes
 * @ByteOffset: where to begin. NULL, or a HighPart of -1 with FILE_USE_FILE_POINTER_POSITION, for the
 *	position of a synchronous file
 * @Key: has no effect here
 *
 * The position moves behind the bytes. The driver of a device gets IRP_MJ_READ, with the buffer in the way that
 * the device on top of the stack asks for.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_END_OF_FILE if no byte is left; STATUS_INVALID_PARAMETER, with the reason
 *	in the log; STATUS_ACCESS_DENIED if a file of drive C was not opened for reading;
 *	STATUS_ACCESS_VIOLATION for a buffer of a program; STATUS_INVALID_HANDLE;
 *	STATUS_OBJECT_TYPE_MISMATCH; STATUS_UNEXPECTED_IO_ERROR. Of a device: the status of its driver;
 *	STATUS_PENDING; STATUS_CANCELLED if the handle is closed meanwhile; STATUS_FILE_CLOSED;
 *	STATUS_INSUFFICIENT_RESOURCES. On Windows: from kernel mode, the access of a handle is not checked.
 * Page: wdm.h, ZwReadFile
 */
NTSTATUS NTAPI ZwReadFile(_In_ HANDLE FileHandle, _In_opt_ HANDLE Event,
			  _In_opt_ PIO_APC_ROUTINE ApcRoutine, _In_opt_ PVOID ApcContext,
			  _Out_ PIO_STATUS_BLOCK IoStatusBlock, _Out_ PVOID Buffer, _In_ ULONG Length,
			  _In_opt_ PLARGE_INTEGER ByteOffset, _In_opt_ PULONG Key);

/**
 * ZwWriteFile - write to a file or a device
 * @FileHandle: the file
 * @Event: as for ZwReadFile
 * @ApcRoutine: NULL
 * @ApcContext: has no effect here
 * @IoStatusBlock: receives the status, and the bytes that were written
 * @Buffer: the bytes: memory of the kernel
 * @Length: their number
 * @ByteOffset: as for ZwReadFile. A HighPart of -1 with FILE_WRITE_TO_END_OF_FILE is the end of the file
 * @Key: has no effect here
 *
 * A write behind the end extends the file. The position moves behind the bytes.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_DISK_FULL if not all bytes were written; otherwise as ZwReadFile.
 * Page: wdm.h, ZwWriteFile
 */
NTSTATUS NTAPI ZwWriteFile(_In_ HANDLE FileHandle, _In_opt_ HANDLE Event,
			   _In_opt_ PIO_APC_ROUTINE ApcRoutine, _In_opt_ PVOID ApcContext,
			   _Out_ PIO_STATUS_BLOCK IoStatusBlock, _In_ PVOID Buffer, _In_ ULONG Length,
			   _In_opt_ PLARGE_INTEGER ByteOffset, _In_opt_ PULONG Key);

/**
 * ZwDeviceIoControlFile - send a control code to a device
 * @FileHandle: an open device
 * @Event: as for ZwReadFile
 * @ApcRoutine: NULL
 * @ApcContext: has no effect here
 * @IoStatusBlock: receives the status, and what the driver stored, mostly the bytes of the output
 * @IoControlCode: the code. Its method says how the driver gets the buffers; its access is not checked
 * @InputBuffer: memory of the kernel, or NULL
 * @InputBufferLength: its bytes
 * @OutputBuffer: memory of the kernel, or NULL
 * @OutputBufferLength: its bytes
 *
 * The driver of the device on top of the stack gets IRP_MJ_DEVICE_CONTROL.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwReadFile of a device; STATUS_INVALID_DEVICE_REQUEST, with a line in the log, for a file of
 *	drive C.
 * Page: ntifs.h, ZwDeviceIoControlFile
 */
NTSTATUS NTAPI ZwDeviceIoControlFile(_In_ HANDLE FileHandle, _In_opt_ HANDLE Event,
				     _In_opt_ PIO_APC_ROUTINE ApcRoutine, _In_opt_ PVOID ApcContext,
				     _Out_ PIO_STATUS_BLOCK IoStatusBlock, _In_ ULONG IoControlCode,
				     _In_opt_ PVOID InputBuffer, _In_ ULONG InputBufferLength,
				     _Out_opt_ PVOID OutputBuffer, _In_ ULONG OutputBufferLength);

/**
 * ZwFsControlFile - send a control code to a file system
 * @FileHandle: as for ZwDeviceIoControlFile
 * @Event: as for ZwDeviceIoControlFile
 * @ApcRoutine: NULL
 * @ApcContext: has no effect here
 * @IoStatusBlock: as for ZwDeviceIoControlFile
 * @FsControlCode: as IoControlCode of ZwDeviceIoControlFile
 * @InputBuffer: as for ZwDeviceIoControlFile
 * @InputBufferLength: its bytes; has no effect if InputBuffer is NULL
 * @OutputBuffer: as for ZwDeviceIoControlFile
 * @OutputBufferLength: its bytes; has no effect if OutputBuffer is NULL
 *
 * The driver of the device on top of the stack gets IRP_MJ_FILE_SYSTEM_CONTROL.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwDeviceIoControlFile.
 * Page: ntifs.h, ZwFsControlFile
 */
NTSTATUS NTAPI ZwFsControlFile(_In_ HANDLE FileHandle, _In_opt_ HANDLE Event,
			       _In_opt_ PIO_APC_ROUTINE ApcRoutine, _In_opt_ PVOID ApcContext,
			       _Out_ PIO_STATUS_BLOCK IoStatusBlock, _In_ ULONG FsControlCode,
			       _In_opt_ PVOID InputBuffer, _In_ ULONG InputBufferLength,
			       _Out_opt_ PVOID OutputBuffer, _In_ ULONG OutputBufferLength);

/**
 * ZwFlushBuffersFile - write the data of a file to the disk
 * @FileHandle: the file
 * @IoStatusBlock: receives the status, and 0
 *
 * The driver of a device gets IRP_MJ_FLUSH_BUFFERS. The call waits for it, also on an asynchronous file.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_OBJECT_TYPE_MISMATCH;
 *	STATUS_UNEXPECTED_IO_ERROR; STATUS_DISK_FULL; the status of a device's driver.
 * Page: ntifs.h, ZwFlushBuffersFile
 */
NTSTATUS NTAPI ZwFlushBuffersFile(_In_ HANDLE FileHandle, _Out_ PIO_STATUS_BLOCK IoStatusBlock);

/**
 * ZwQueryInformationFile - return what is known of a file
 * @FileHandle: the file
 * @IoStatusBlock: receives the status, and the bytes of the answer
 * @FileInformation: the buffer
 * @Length: its bytes
 * @FileInformationClass: FileBasicInformation, FileStandardInformation, FileNetworkOpenInformation or
 *	FilePositionInformation; no other one on drive C here
 *
 * The driver of a device gets IRP_MJ_QUERY_INFORMATION, whatever the class is. Only the position of a synchronous
 * file is FILE_OBJECT.CurrentByteOffset, and no request is sent. The call waits, also on an asynchronous file.
 * On Windows: the I/O manager answers some more classes, such as FileModeInformation, itself.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH; STATUS_INVALID_INFO_CLASS, with a line in the log;
 *	STATUS_INVALID_HANDLE; STATUS_OBJECT_TYPE_MISMATCH; the status of a device's driver.
 * Page: wdm.h, ZwQueryInformationFile
 */
NTSTATUS NTAPI ZwQueryInformationFile(_In_ HANDLE FileHandle, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
				      _Out_ PVOID FileInformation, _In_ ULONG Length,
				      _In_ FILE_INFORMATION_CLASS FileInformationClass);

/**
 * ZwSetInformationFile - change the position or the length of a file
 * @FileHandle: the file
 * @IoStatusBlock: receives the status, and 0
 * @FileInformation: the structure of the class
 * @Length: its bytes
 * @FileInformationClass: FilePositionInformation or FileEndOfFileInformation; no other one on drive C here
 *
 * The driver of a device gets IRP_MJ_SET_INFORMATION, as for ZwQueryInformationFile.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a number below 0; otherwise as
 *	ZwQueryInformationFile and ZwWriteFile.
 * Page: wdm.h, ZwSetInformationFile
 */
NTSTATUS NTAPI ZwSetInformationFile(_In_ HANDLE FileHandle, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
				    _In_ PVOID FileInformation, _In_ ULONG Length,
				    _In_ FILE_INFORMATION_CLASS FileInformationClass);

EXTERN_C_END

#endif /* WINWORK_IO_FILE_INFORMATION_H */
