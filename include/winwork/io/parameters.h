/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The common part of the parameters of a request and of a minifilter's operation: the information
 * classes, and for each kind of request the members with which both begin. The layout is that of
 * a 64-bit Windows.
 */
#ifndef WINWORK_IO_PARAMETERS_H
#define WINWORK_IO_PARAMETERS_H

#include "device_object.h"
#include "pnp_parameters.h"
#include "../ps/thread.h"

EXTERN_C_START

struct _ACCESS_STATE;
struct _FILE_OBJECT;
struct _SECURITY_QUALITY_OF_SERVICE;
struct _FILE_GET_QUOTA_INFORMATION;
struct _NAMED_PIPE_CREATE_PARAMETERS;
struct _MAILSLOT_CREATE_PARAMETERS;

/*
 * Every class that is documented, up to those of Windows 11, version 23H2. FileMaximumInformation and
 * FileFsMaximumInformation grow with each Windows.
 */
typedef enum _FILE_INFORMATION_CLASS {
	FileDirectoryInformation = 1,
	FileFullDirectoryInformation = 2,
	FileBothDirectoryInformation = 3,
	FileBasicInformation = 4,
	FileStandardInformation = 5,
	FileInternalInformation = 6,
	FileEaInformation = 7,
	FileAccessInformation = 8,
	FileNameInformation = 9,
	FileRenameInformation = 10,
	FileLinkInformation = 11,
	FileNamesInformation = 12,
	FileDispositionInformation = 13,
	FilePositionInformation = 14,
	FileFullEaInformation = 15,
	FileModeInformation = 16,
	FileAlignmentInformation = 17,
	FileAllInformation = 18,
	FileAllocationInformation = 19,
	FileEndOfFileInformation = 20,
	FileAlternateNameInformation = 21,
	FileStreamInformation = 22,
	FilePipeInformation = 23,
	FilePipeLocalInformation = 24,
	FilePipeRemoteInformation = 25,
	FileMailslotQueryInformation = 26,
	FileMailslotSetInformation = 27,
	FileCompressionInformation = 28,
	FileObjectIdInformation = 29,
	FileCompletionInformation = 30,
	FileMoveClusterInformation = 31,
	FileQuotaInformation = 32,
	FileReparsePointInformation = 33,
	FileNetworkOpenInformation = 34,
	FileAttributeTagInformation = 35,
	FileTrackingInformation = 36,
	FileIdBothDirectoryInformation = 37,
	FileIdFullDirectoryInformation = 38,
	FileValidDataLengthInformation = 39,
	FileShortNameInformation = 40,
	FileIoCompletionNotificationInformation = 41,
	FileIoStatusBlockRangeInformation = 42,
	FileIoPriorityHintInformation = 43,
	FileSfioReserveInformation = 44,
	FileSfioVolumeInformation = 45,
	FileHardLinkInformation = 46,
	FileProcessIdsUsingFileInformation = 47,
	FileNormalizedNameInformation = 48,
	FileNetworkPhysicalNameInformation = 49,
	FileIdGlobalTxDirectoryInformation = 50,
	FileIsRemoteDeviceInformation = 51,
	FileUnusedInformation = 52,
	FileNumaNodeInformation = 53,
	FileStandardLinkInformation = 54,
	FileRemoteProtocolInformation = 55,
	FileRenameInformationBypassAccessCheck = 56,
	FileLinkInformationBypassAccessCheck = 57,
	FileVolumeNameInformation = 58,
	FileIdInformation = 59,
	FileIdExtdDirectoryInformation = 60,
	FileReplaceCompletionInformation = 61,
	FileHardLinkFullIdInformation = 62,
	FileIdExtdBothDirectoryInformation = 63,
	FileDispositionInformationEx = 64,
	FileRenameInformationEx = 65,
	FileRenameInformationExBypassAccessCheck = 66,
	FileDesiredStorageClassInformation = 67,
	FileStatInformation = 68,
	FileMemoryPartitionInformation = 69,
	FileStatLxInformation = 70,
	FileCaseSensitiveInformation = 71,
	FileLinkInformationEx = 72,
	FileLinkInformationExBypassAccessCheck = 73,
	FileStorageReserveIdInformation = 74,
	FileCaseSensitiveInformationForceAccessCheck = 75,
	FileKnownFolderInformation = 76,
	FileStatBasicInformation = 77,
	FileId64ExtdDirectoryInformation = 78,
	FileId64ExtdBothDirectoryInformation = 79,
	FileIdAllExtdDirectoryInformation = 80,
	FileIdAllExtdBothDirectoryInformation = 81,
	FileMaximumInformation
} FILE_INFORMATION_CLASS, *PFILE_INFORMATION_CLASS;

typedef enum _FSINFOCLASS {
	FileFsVolumeInformation = 1,
	FileFsLabelInformation = 2,
	FileFsSizeInformation = 3,
	FileFsDeviceInformation = 4,
	FileFsAttributeInformation = 5,
	FileFsControlInformation = 6,
	FileFsFullSizeInformation = 7,
	FileFsObjectIdInformation = 8,
	FileFsDriverPathInformation = 9,
	FileFsVolumeFlagsInformation = 10,
	FileFsSectorSizeInformation = 11,
	FileFsDataCopyInformation = 12,
	FileFsMetadataSizeInformation = 13,
	FileFsFullSizeInformationEx = 14,
	FileFsGuidInformation = 15,
	FileFsMaximumInformation
} FS_INFORMATION_CLASS, *PFS_INFORMATION_CLASS;

typedef enum _DIRECTORY_NOTIFY_INFORMATION_CLASS {
	DirectoryNotifyInformation = 1,
	DirectoryNotifyExtendedInformation = 2,
	DirectoryNotifyFullInformation = 3,
	DirectoryNotifyMaximumInformation
} DIRECTORY_NOTIFY_INFORMATION_CLASS, *PDIRECTORY_NOTIFY_INFORMATION_CLASS;

typedef enum _FS_FILTER_SECTION_SYNC_TYPE {
	SyncTypeOther = 0,
	SyncTypeCreateSection,
} FS_FILTER_SECTION_SYNC_TYPE, *PFS_FILTER_SECTION_SYNC_TYPE;

typedef ULONG SECURITY_INFORMATION, *PSECURITY_INFORMATION;
typedef PVOID PSID;

/**
 * struct _IO_SECURITY_CONTEXT - the access that the opener of a file requests
 *
 * Page: wdm.h, IO_SECURITY_CONTEXT
 */
typedef struct _IO_SECURITY_CONTEXT {
	struct _SECURITY_QUALITY_OF_SERVICE *SecurityQos;
	struct _ACCESS_STATE *AccessState;
	ACCESS_MASK DesiredAccess;
	ULONG FullCreateOptions;
} IO_SECURITY_CONTEXT, *PIO_SECURITY_CONTEXT;

/* ---- Members of structures that follow -------------------------------------------------- */

#define WINWORK_CREATE_MEMBERS								\
	struct _IO_SECURITY_CONTEXT *SecurityContext;					\
	ULONG Options;									\
	USHORT POINTER_ALIGNMENT FileAttributes;					\
	USHORT ShareAccess;								\
	ULONG POINTER_ALIGNMENT EaLength;

#define WINWORK_CREATE_PIPE_MEMBERS(ParametersType)					\
	struct _IO_SECURITY_CONTEXT *SecurityContext;					\
	ULONG Options;									\
	USHORT POINTER_ALIGNMENT Reserved;						\
	USHORT ShareAccess;								\
	ParametersType Parameters;

#define WINWORK_QUERY_DIRECTORY_MEMBERS							\
	ULONG Length;									\
	PUNICODE_STRING FileName;							\
	FILE_INFORMATION_CLASS FileInformationClass;					\
	ULONG POINTER_ALIGNMENT FileIndex;

#define WINWORK_NOTIFY_DIRECTORY_MEMBERS						\
	ULONG Length;									\
	ULONG POINTER_ALIGNMENT CompletionFilter;

#define WINWORK_NOTIFY_DIRECTORY_EX_MEMBERS						\
	WINWORK_NOTIFY_DIRECTORY_MEMBERS						\
	DIRECTORY_NOTIFY_INFORMATION_CLASS POINTER_ALIGNMENT				\
		DirectoryNotifyInformationClass;

#define WINWORK_QUERY_FILE_MEMBERS							\
	ULONG Length;									\
	FILE_INFORMATION_CLASS POINTER_ALIGNMENT FileInformationClass;

#define WINWORK_SET_FILE_MEMBERS(Target)						\
	WINWORK_QUERY_FILE_MEMBERS							\
	struct _FILE_OBJECT *Target;							\
	union {										\
		struct {								\
			BOOLEAN ReplaceIfExists;					\
			BOOLEAN AdvanceOnly;						\
		};									\
		ULONG ClusterCount;							\
		HANDLE DeleteHandle;							\
	};

#define WINWORK_QUERY_EA_MEMBERS							\
	ULONG Length;									\
	PVOID EaList;									\
	ULONG EaListLength;								\
	ULONG POINTER_ALIGNMENT EaIndex;

#define WINWORK_VOLUME_MEMBERS								\
	ULONG Length;									\
	FS_INFORMATION_CLASS POINTER_ALIGNMENT FsInformationClass;

#define WINWORK_MOUNT_MEMBERS								\
	struct _VPB *Vpb;								\
	PDEVICE_OBJECT DeviceObject;

#define WINWORK_CONTROL_MEMBERS(ControlCode)						\
	ULONG OutputBufferLength;							\
	ULONG POINTER_ALIGNMENT InputBufferLength;					\
	ULONG POINTER_ALIGNMENT ControlCode;

#define WINWORK_LOCK_MEMBERS								\
	PLARGE_INTEGER Length;								\
	ULONG POINTER_ALIGNMENT Key;							\
	LARGE_INTEGER ByteOffset;

#define WINWORK_QUERY_SECURITY_MEMBERS							\
	SECURITY_INFORMATION SecurityInformation;					\
	ULONG POINTER_ALIGNMENT Length;

#define WINWORK_SET_SECURITY_MEMBERS							\
	SECURITY_INFORMATION SecurityInformation;					\
	PSECURITY_DESCRIPTOR SecurityDescriptor;

#define WINWORK_QUERY_QUOTA_MEMBERS							\
	ULONG Length;									\
	PSID StartSid;									\
	struct _FILE_GET_QUOTA_INFORMATION *SidList;					\
	ULONG SidListLength;

#define WINWORK_PNP_MEMBERS								\
	struct {									\
		struct _CM_RESOURCE_LIST *AllocatedResources;				\
		struct _CM_RESOURCE_LIST *AllocatedResourcesTranslated;			\
	} StartDevice;									\
	struct {									\
		DEVICE_RELATION_TYPE Type;						\
	} QueryDeviceRelations;								\
	struct {									\
		const GUID *InterfaceType;						\
		USHORT Size;								\
		USHORT Version;								\
		struct _INTERFACE *Interface;						\
		PVOID InterfaceSpecificData;						\
	} QueryInterface;								\
	struct {									\
		struct _DEVICE_CAPABILITIES *Capabilities;				\
	} DeviceCapabilities;								\
	struct {									\
		struct _IO_RESOURCE_REQUIREMENTS_LIST *IoResourceRequirementList;	\
	} FilterResourceRequirements;							\
	struct {									\
		ULONG WhichSpace;							\
		PVOID Buffer;								\
		ULONG Offset;								\
		ULONG POINTER_ALIGNMENT Length;						\
	} ReadWriteConfig;								\
	struct {									\
		BOOLEAN Lock;								\
	} SetLock;									\
	struct {									\
		BUS_QUERY_ID_TYPE IdType;						\
	} QueryId;									\
	struct {									\
		DEVICE_TEXT_TYPE DeviceTextType;					\
		LCID POINTER_ALIGNMENT LocaleId;					\
	} QueryDeviceText;								\
	struct {									\
		BOOLEAN InPath;								\
		BOOLEAN Reserved[3];							\
		DEVICE_USAGE_NOTIFICATION_TYPE POINTER_ALIGNMENT Type;			\
	} UsageNotification;

#define WINWORK_WMI_MEMBERS								\
	ULONG_PTR ProviderId;								\
	PVOID DataPath;									\
	ULONG BufferSize;								\
	PVOID Buffer;

EXTERN_C_END

#endif /* WINWORK_IO_PARAMETERS_H */
