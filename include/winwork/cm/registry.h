/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registry: keys, their values, and callbacks for both.
 */
#ifndef WINWORK_CM_REGISTRY_H
#define WINWORK_CM_REGISTRY_H

#include "../io/irp.h"
#include "../ps/thread.h"
#include "../se/access_rights.h"

EXTERN_C_START

struct _KEY_BASIC_INFORMATION;
struct _KEY_CACHED_INFORMATION;
struct _KEY_CONTROL_FLAGS_INFORMATION;
struct _KEY_FULL_INFORMATION;
struct _KEY_HANDLE_TAGS_INFORMATION;
struct _KEY_NAME_INFORMATION;
struct _KEY_NODE_INFORMATION;
struct _KEY_SET_VIRTUALIZATION_INFORMATION;
struct _KEY_VALUE_BASIC_INFORMATION;
struct _KEY_VALUE_ENTRY;
struct _KEY_VALUE_FULL_INFORMATION;
struct _KEY_VALUE_PARTIAL_INFORMATION;
struct _KEY_VALUE_PARTIAL_INFORMATION_ALIGN64;
struct _KEY_VIRTUALIZATION_INFORMATION;
struct _KEY_WOW64_FLAGS_INFORMATION;
struct _KEY_WRITE_TIME_INFORMATION;
struct _OBJECT_NAME_INFORMATION;
struct _REG_CALLBACK_CONTEXT_CLEANUP_INFORMATION;
struct _REG_CREATE_KEY_INFORMATION;
struct _REG_CREATE_KEY_INFORMATION_V1;
struct _REG_DELETE_KEY_INFORMATION;
struct _REG_DELETE_VALUE_KEY_INFORMATION;
struct _REG_ENUMERATE_KEY_INFORMATION;
struct _REG_ENUMERATE_VALUE_KEY_INFORMATION;
struct _REG_KEY_HANDLE_CLOSE_INFORMATION;
struct _REG_LOAD_KEY_INFORMATION;
struct _REG_POST_CREATE_KEY_INFORMATION;
struct _REG_POST_OPERATION_INFORMATION;
struct _REG_PRE_CREATE_KEY_INFORMATION;
struct _REG_QUERY_KEY_INFORMATION;
struct _REG_QUERY_KEY_NAME;
struct _REG_QUERY_KEY_SECURITY_INFORMATION;
struct _REG_QUERY_MULTIPLE_VALUE_KEY_INFORMATION;
struct _REG_QUERY_VALUE_KEY_INFORMATION;
struct _REG_RENAME_KEY_INFORMATION;
struct _REG_REPLACE_KEY_INFORMATION;
struct _REG_RESTORE_KEY_INFORMATION;
struct _REG_SAVE_KEY_INFORMATION;
struct _REG_SET_INFORMATION_KEY_INFORMATION;
struct _REG_SET_KEY_SECURITY_INFORMATION;
struct _REG_SET_VALUE_KEY_INFORMATION;
struct _REG_UNLOAD_KEY_INFORMATION;
struct _RTL_QUERY_REGISTRY_TABLE;

typedef struct _OBJECT_NAME_INFORMATION *POBJECT_NAME_INFORMATION;

#define CmResourceTypeBusNumber 6

#define CmResourceTypeConfigData 128

#define CmResourceTypeDevicePrivate 129

#define CmResourceTypeDeviceSpecific 5

#define CmResourceTypeDma 4

#define CmResourceTypeInterrupt 2

#define CmResourceTypeMemory 3

#define CmResourceTypeMemoryLarge 7

#define CmResourceTypeMfCardConfig 131

#define CmResourceTypeNonArbitrated 128

#define CmResourceTypeNull 0

#define CmResourceTypePcCardConfig 130

#define CmResourceTypePort 1

#define KEY_ALL_ACCESS \
	((STANDARD_RIGHTS_ALL | KEY_QUERY_VALUE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY | \
	KEY_ENUMERATE_SUB_KEYS | KEY_NOTIFY | KEY_CREATE_LINK) & (~SYNCHRONIZE))
#define KEY_CREATE_SUB_KEY (0x0004)
#define KEY_CREATE_LINK (0x0020)
#define KEY_ENUMERATE_SUB_KEYS (0x0008)

#define KEY_NOTIFY (0x0010)
#define KEY_EXECUTE ((KEY_READ) & (~SYNCHRONIZE))
#define KEY_READ \
	((STANDARD_RIGHTS_READ | KEY_QUERY_VALUE | KEY_ENUMERATE_SUB_KEYS | \
	KEY_NOTIFY) & (~SYNCHRONIZE))
#define KEY_WRITE ((STANDARD_RIGHTS_WRITE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY) & (~SYNCHRONIZE))
#define KEY_QUERY_VALUE (0x0001)
#define KEY_SET_VALUE (0x0002)
#define KEY_WOW64_64KEY (0x0100)
#define KEY_WOW64_32KEY (0x0200)
#define KEY_WOW64_RES (0x0300)

#define REG_APP_HIVE (0x00000010)

#define REG_NONE 0
#define REG_SZ 1
#define REG_BINARY 3
#define REG_DWORD 4
#define REG_LINK 6
#define REG_QWORD 11
#define REG_BOOT_HIVE (0x00000400)
#define REG_CREATED_NEW_KEY (0x00000001)
#define REG_DWORD_LITTLE_ENDIAN 4
#define REG_DWORD_BIG_ENDIAN 5
#define REG_EXPAND_SZ 2
#define REG_FORCE_UNLOAD 1
#define REG_FORCE_RESTORE (0x00000008)
#define REG_FULL_RESOURCE_DESCRIPTOR 9
#define REG_HIVE_EXACT_FILE_GROWTH (0x00000080)
#define REG_HIVE_NO_RM (0x00000100)
#define REG_HIVE_SINGLE_LOG (0x00000200)
#define REG_LATEST_FORMAT 2
#define REG_LEGAL_CHANGE_FILTER \
	(REG_NOTIFY_CHANGE_NAME | REG_NOTIFY_CHANGE_ATTRIBUTES | REG_NOTIFY_CHANGE_LAST_SET | \
	REG_NOTIFY_CHANGE_SECURITY | REG_NOTIFY_THREAD_AGNOSTIC)
#define REG_LEGAL_OPTION \
	(REG_OPTION_RESERVED | REG_OPTION_NON_VOLATILE | REG_OPTION_VOLATILE | \
	REG_OPTION_CREATE_LINK | REG_OPTION_BACKUP_RESTORE | REG_OPTION_OPEN_LINK | \
	REG_OPTION_DONT_VIRTUALIZE)
#define REG_MULTI_SZ 7

#define REG_NOTIFY_CHANGE_NAME (0x00000001)
#define REG_NOTIFY_CHANGE_ATTRIBUTES (0x00000002)
#define REG_NOTIFY_CHANGE_LAST_SET (0x00000004)
#define REG_NOTIFY_CHANGE_SECURITY (0x00000008)
#define REG_NOTIFY_THREAD_AGNOSTIC (0x10000000)
#define REG_NO_COMPRESSION 4
#define REG_NO_LAZY_FLUSH (0x00000004)
#define REG_OPENED_EXISTING_KEY (0x00000002)
#define REG_OPEN_LEGAL_OPTION \
	(REG_OPTION_RESERVED | REG_OPTION_BACKUP_RESTORE | REG_OPTION_OPEN_LINK | \
	REG_OPTION_DONT_VIRTUALIZE)

#define REG_OPTION_NON_VOLATILE (0x00000000)
#define REG_OPTION_RESERVED (0x00000000)
#define REG_OPTION_VOLATILE (0x00000001)
#define REG_OPTION_CREATE_LINK (0x00000002)
#define REG_OPTION_BACKUP_RESTORE (0x00000004)
#define REG_OPTION_OPEN_LINK (0x00000008)
#define REG_OPTION_DONT_VIRTUALIZE (0x00000010)
#define REG_PROCESS_PRIVATE (0x00000020)
#define REG_QWORD_LITTLE_ENDIAN 11
#define REG_REFRESH_HIVE (0x00000002)
#define REG_RESOURCE_LIST 8
#define REG_RESOURCE_REQUIREMENTS_LIST 10
#define REG_STANDARD_FORMAT 1
#define REG_START_JOURNAL (0x00000040)
#define REG_WHOLE_HIVE_VOLATILE (0x00000001)

#define RTL_QUERY_REGISTRY_SUBKEY 0x00000001
#define RTL_QUERY_REGISTRY_TOPKEY 0x00000002
#define RTL_QUERY_REGISTRY_REQUIRED 0x00000004
#define RTL_QUERY_REGISTRY_NOVALUE 0x00000008
#define RTL_QUERY_REGISTRY_NOEXPAND 0x00000010
#define RTL_QUERY_REGISTRY_DIRECT 0x00000020
#define RTL_QUERY_REGISTRY_DELETE 0x00000040

typedef NTSTATUS NTAPI RTL_QUERY_REGISTRY_ROUTINE(PWSTR ValueName, ULONG ValueType, PVOID ValueData,
						  ULONG ValueLength, PVOID Context,
						  PVOID EntryContext);
typedef RTL_QUERY_REGISTRY_ROUTINE *PRTL_QUERY_REGISTRY_ROUTINE;
/*
 * Here: Name is a PCWSTR, and not a PWSTR: a driver may store a constant or a literal without a cast.
 *
 * Page: wdm.h, RTL_QUERY_REGISTRY_TABLE
 */
typedef struct _RTL_QUERY_REGISTRY_TABLE {
	PRTL_QUERY_REGISTRY_ROUTINE QueryRoutine;
	ULONG Flags;
	PCWSTR Name;
	PVOID EntryContext;
	ULONG DefaultType;
	PVOID DefaultData;
	ULONG DefaultLength;
} RTL_QUERY_REGISTRY_TABLE, *PRTL_QUERY_REGISTRY_TABLE;

typedef enum _KEY_INFORMATION_CLASS {
	KeyBasicInformation,
	KeyNodeInformation,
	KeyFullInformation,
	KeyNameInformation,
	KeyCachedInformation,
	KeyFlagsInformation,
	KeyVirtualizationInformation,
	KeyHandleTagsInformation,
	KeyTrustInformation,
	KeyLayerInformation,
	MaxKeyInfoClass,
} KEY_INFORMATION_CLASS;

typedef struct _KEY_BASIC_INFORMATION {
	LARGE_INTEGER LastWriteTime;
	ULONG TitleIndex;
	ULONG NameLength;
	WCHAR Name[1];
} KEY_BASIC_INFORMATION, *PKEY_BASIC_INFORMATION;

typedef struct _KEY_CONTROL_FLAGS_INFORMATION {
	ULONG ControlFlags;
} KEY_CONTROL_FLAGS_INFORMATION, *PKEY_CONTROL_FLAGS_INFORMATION;

typedef struct _KEY_FULL_INFORMATION {
	LARGE_INTEGER LastWriteTime;
	ULONG TitleIndex;
	ULONG ClassOffset;
	ULONG ClassLength;
	ULONG SubKeys;
	ULONG MaxNameLen;
	ULONG MaxClassLen;
	ULONG Values;
	ULONG MaxValueNameLen;
	ULONG MaxValueDataLen;
	WCHAR Class[1];
} KEY_FULL_INFORMATION, *PKEY_FULL_INFORMATION;

typedef struct _KEY_HANDLE_TAGS_INFORMATION {
	ULONG HandleTags;
} KEY_HANDLE_TAGS_INFORMATION, *PKEY_HANDLE_TAGS_INFORMATION;

typedef struct _KEY_NODE_INFORMATION {
	LARGE_INTEGER LastWriteTime;
	ULONG TitleIndex;
	ULONG ClassOffset;
	ULONG ClassLength;
	ULONG NameLength;
	WCHAR Name[1];
} KEY_NODE_INFORMATION, *PKEY_NODE_INFORMATION;

typedef enum _KEY_SET_INFORMATION_CLASS {
	KeyWriteTimeInformation,
	KeyWow64FlagsInformation,
	KeyControlFlagsInformation,
	KeySetVirtualizationInformation,
	KeySetDebugInformation,
	KeySetHandleTagsInformation,
	KeySetLayerInformation,
	MaxKeySetInfoClass,
} KEY_SET_INFORMATION_CLASS;

typedef struct _KEY_SET_VIRTUALIZATION_INFORMATION {
	ULONG VirtualTarget : 1;
	ULONG VirtualStore : 1;
	ULONG VirtualSource : 1;
	ULONG Reserved : 29;
} KEY_SET_VIRTUALIZATION_INFORMATION, *PKEY_SET_VIRTUALIZATION_INFORMATION;

typedef struct _KEY_VALUE_BASIC_INFORMATION {
	ULONG TitleIndex;
	ULONG Type;
	ULONG NameLength;
	WCHAR Name[1];
} KEY_VALUE_BASIC_INFORMATION, *PKEY_VALUE_BASIC_INFORMATION;

typedef struct _KEY_VALUE_FULL_INFORMATION {
	ULONG TitleIndex;
	ULONG Type;
	ULONG DataOffset;
	ULONG DataLength;
	ULONG NameLength;
	WCHAR Name[1];
} KEY_VALUE_FULL_INFORMATION, *PKEY_VALUE_FULL_INFORMATION;

typedef struct _KEY_VALUE_PARTIAL_INFORMATION {
	ULONG TitleIndex;
	ULONG Type;
	ULONG DataLength;
	UCHAR Data[1];
} KEY_VALUE_PARTIAL_INFORMATION, *PKEY_VALUE_PARTIAL_INFORMATION;

typedef struct _KEY_VALUE_PARTIAL_INFORMATION_ALIGN64 {
	ULONG Type;
	ULONG DataLength;
	UCHAR Data[1];
} KEY_VALUE_PARTIAL_INFORMATION_ALIGN64, *PKEY_VALUE_PARTIAL_INFORMATION_ALIGN64;

typedef struct _KEY_VALUE_ENTRY {
	PUNICODE_STRING ValueName;
	ULONG DataLength;
	ULONG DataOffset;
	ULONG Type;
} KEY_VALUE_ENTRY, *PKEY_VALUE_ENTRY;

typedef enum _KEY_VALUE_INFORMATION_CLASS {
	KeyValueBasicInformation,
	KeyValueFullInformation,
	KeyValuePartialInformation,
	KeyValueFullInformationAlign64,
	KeyValuePartialInformationAlign64,
	KeyValueLayerInformation,
	MaxKeyValueInfoClass,
} KEY_VALUE_INFORMATION_CLASS;

typedef struct _KEY_WOW64_FLAGS_INFORMATION {
	ULONG UserFlags;
} KEY_WOW64_FLAGS_INFORMATION, *PKEY_WOW64_FLAGS_INFORMATION;

typedef struct _KEY_WRITE_TIME_INFORMATION {
	LARGE_INTEGER LastWriteTime;
} KEY_WRITE_TIME_INFORMATION, *PKEY_WRITE_TIME_INFORMATION;

typedef enum _REG_NOTIFY_CLASS {
	RegNtDeleteKey,
	RegNtPreDeleteKey = RegNtDeleteKey,
	RegNtSetValueKey,
	RegNtPreSetValueKey = RegNtSetValueKey,
	RegNtDeleteValueKey,
	RegNtPreDeleteValueKey = RegNtDeleteValueKey,
	RegNtSetInformationKey,
	RegNtPreSetInformationKey = RegNtSetInformationKey,
	RegNtRenameKey,
	RegNtPreRenameKey = RegNtRenameKey,
	RegNtEnumerateKey,
	RegNtPreEnumerateKey = RegNtEnumerateKey,
	RegNtEnumerateValueKey,
	RegNtPreEnumerateValueKey = RegNtEnumerateValueKey,
	RegNtQueryKey,
	RegNtPreQueryKey = RegNtQueryKey,
	RegNtQueryValueKey,
	RegNtPreQueryValueKey = RegNtQueryValueKey,
	RegNtQueryMultipleValueKey,
	RegNtPreQueryMultipleValueKey = RegNtQueryMultipleValueKey,
	RegNtPreCreateKey,
	RegNtPostCreateKey,
	RegNtPreOpenKey,
	RegNtPostOpenKey,
	RegNtKeyHandleClose,
	RegNtPreKeyHandleClose = RegNtKeyHandleClose,
	RegNtPostDeleteKey,
	RegNtPostSetValueKey,
	RegNtPostDeleteValueKey,
	RegNtPostSetInformationKey,
	RegNtPostRenameKey,
	RegNtPostEnumerateKey,
	RegNtPostEnumerateValueKey,
	RegNtPostQueryKey,
	RegNtPostQueryValueKey,
	RegNtPostQueryMultipleValueKey,
	RegNtPostKeyHandleClose,
	RegNtPreCreateKeyEx,
	RegNtPostCreateKeyEx,
	RegNtPreOpenKeyEx,
	RegNtPostOpenKeyEx,
	RegNtPreFlushKey,
	RegNtPostFlushKey,
	RegNtPreLoadKey,
	RegNtPostLoadKey,
	RegNtPreUnLoadKey,
	RegNtPostUnLoadKey,
	RegNtPreQueryKeySecurity,
	RegNtPostQueryKeySecurity,
	RegNtPreSetKeySecurity,
	RegNtPostSetKeySecurity,
	RegNtCallbackObjectContextCleanup,
	RegNtPreRestoreKey,
	RegNtPostRestoreKey,
	RegNtPreSaveKey,
	RegNtPostSaveKey,
	RegNtPreReplaceKey,
	RegNtPostReplaceKey,
	RegNtPreQueryKeyName,
	RegNtPostQueryKeyName,
	RegNtPreSaveMergedKey,
	RegNtPostSaveMergedKey,
	MaxRegNtNotifyClass,
} REG_NOTIFY_CLASS, *PREG_NOTIFY_CLASS;

typedef NTSTATUS NTAPI EX_CALLBACK_FUNCTION(PVOID CallbackContext, PVOID Argument1,
					    PVOID Argument2);
typedef EX_CALLBACK_FUNCTION *PEX_CALLBACK_FUNCTION;
typedef struct _REG_DELETE_KEY_INFORMATION {
	PVOID Object;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_DELETE_KEY_INFORMATION, *PREG_DELETE_KEY_INFORMATION, REG_FLUSH_KEY_INFORMATION,
	*PREG_FLUSH_KEY_INFORMATION;

typedef struct _REG_SET_VALUE_KEY_INFORMATION {
	PVOID Object;
	PUNICODE_STRING ValueName;
	ULONG TitleIndex;
	ULONG Type;
	PVOID Data;
	ULONG DataSize;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_SET_VALUE_KEY_INFORMATION, *PREG_SET_VALUE_KEY_INFORMATION;

typedef struct _REG_DELETE_VALUE_KEY_INFORMATION {
	PVOID Object;
	PUNICODE_STRING ValueName;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_DELETE_VALUE_KEY_INFORMATION, *PREG_DELETE_VALUE_KEY_INFORMATION;

typedef struct _REG_SET_INFORMATION_KEY_INFORMATION {
	PVOID Object;
	KEY_SET_INFORMATION_CLASS KeySetInformationClass;
	PVOID KeySetInformation;
	ULONG KeySetInformationLength;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_SET_INFORMATION_KEY_INFORMATION, *PREG_SET_INFORMATION_KEY_INFORMATION;

typedef struct _REG_ENUMERATE_KEY_INFORMATION {
	PVOID Object;
	ULONG Index;
	KEY_INFORMATION_CLASS KeyInformationClass;
	PVOID KeyInformation;
	ULONG Length;
	PULONG ResultLength;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_ENUMERATE_KEY_INFORMATION, *PREG_ENUMERATE_KEY_INFORMATION;

typedef struct _REG_ENUMERATE_VALUE_KEY_INFORMATION {
	PVOID Object;
	ULONG Index;
	KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass;
	PVOID KeyValueInformation;
	ULONG Length;
	PULONG ResultLength;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_ENUMERATE_VALUE_KEY_INFORMATION, *PREG_ENUMERATE_VALUE_KEY_INFORMATION;

typedef struct _REG_QUERY_KEY_INFORMATION {
	PVOID Object;
	KEY_INFORMATION_CLASS KeyInformationClass;
	PVOID KeyInformation;
	ULONG Length;
	PULONG ResultLength;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_QUERY_KEY_INFORMATION, *PREG_QUERY_KEY_INFORMATION;

typedef struct _REG_QUERY_VALUE_KEY_INFORMATION {
	PVOID Object;
	PUNICODE_STRING ValueName;
	KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass;
	PVOID KeyValueInformation;
	ULONG Length;
	PULONG ResultLength;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_QUERY_VALUE_KEY_INFORMATION, *PREG_QUERY_VALUE_KEY_INFORMATION;

typedef struct _REG_QUERY_MULTIPLE_VALUE_KEY_INFORMATION {
	PVOID Object;
	PKEY_VALUE_ENTRY ValueEntries;
	ULONG EntryCount;
	PVOID ValueBuffer;
	PULONG BufferLength;
	PULONG RequiredBufferLength;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_QUERY_MULTIPLE_VALUE_KEY_INFORMATION, *PREG_QUERY_MULTIPLE_VALUE_KEY_INFORMATION;

typedef struct _REG_RENAME_KEY_INFORMATION {
	PVOID Object;
	PUNICODE_STRING NewName;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_RENAME_KEY_INFORMATION, *PREG_RENAME_KEY_INFORMATION;

typedef struct _REG_CREATE_KEY_INFORMATION {
	PUNICODE_STRING CompleteName;
	PVOID RootObject;
	PVOID ObjectType;
	ULONG CreateOptions;
	PUNICODE_STRING Class;
	PVOID SecurityDescriptor;
	PVOID SecurityQualityOfService;
	ACCESS_MASK DesiredAccess;
	ACCESS_MASK GrantedAccess;
	PULONG Disposition;
	PVOID *ResultObject;
	PVOID CallContext;
	PVOID RootObjectContext;
	PVOID Transaction;
	PVOID Reserved;
} REG_CREATE_KEY_INFORMATION, REG_OPEN_KEY_INFORMATION, *PREG_CREATE_KEY_INFORMATION,
	*PREG_OPEN_KEY_INFORMATION;

typedef struct _REG_CREATE_KEY_INFORMATION_V1 {
	PUNICODE_STRING CompleteName;
	PVOID RootObject;
	PVOID ObjectType;
	ULONG Options;
	PUNICODE_STRING Class;
	PVOID SecurityDescriptor;
	PVOID SecurityQualityOfService;
	ACCESS_MASK DesiredAccess;
	ACCESS_MASK GrantedAccess;
	PULONG Disposition;
	PVOID *ResultObject;
	PVOID CallContext;
	PVOID RootObjectContext;
	PVOID Transaction;
	ULONG_PTR Version;
	PUNICODE_STRING RemainingName;
	ULONG Wow64Flags;
	ULONG Attributes;
	KPROCESSOR_MODE CheckAccessMode;
} REG_CREATE_KEY_INFORMATION_V1, REG_OPEN_KEY_INFORMATION_V1, *PREG_CREATE_KEY_INFORMATION_V1,
	*PREG_OPEN_KEY_INFORMATION_V1;

typedef struct _REG_PRE_CREATE_KEY_INFORMATION {
	PUNICODE_STRING CompleteName;
} REG_PRE_CREATE_KEY_INFORMATION, REG_PRE_OPEN_KEY_INFORMATION, *PREG_PRE_CREATE_KEY_INFORMATION,
	*PREG_PRE_OPEN_KEY_INFORMATION;

typedef struct _REG_POST_CREATE_KEY_INFORMATION {
	PUNICODE_STRING CompleteName;
	PVOID Object;
	NTSTATUS Status;
} REG_POST_CREATE_KEY_INFORMATION, REG_POST_OPEN_KEY_INFORMATION, *PREG_POST_CREATE_KEY_INFORMATION,
	*PREG_POST_OPEN_KEY_INFORMATION;

typedef struct _REG_POST_OPERATION_INFORMATION {
	PVOID Object;
	NTSTATUS Status;
	PVOID PreInformation;
	NTSTATUS ReturnStatus;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_POST_OPERATION_INFORMATION, *PREG_POST_OPERATION_INFORMATION;

typedef struct _REG_KEY_HANDLE_CLOSE_INFORMATION {
	PVOID Object;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_KEY_HANDLE_CLOSE_INFORMATION, *PREG_KEY_HANDLE_CLOSE_INFORMATION;

typedef struct _REG_LOAD_KEY_INFORMATION {
	PVOID Object;
	PUNICODE_STRING KeyName;
	PUNICODE_STRING SourceFile;
	ULONG Flags;
	PVOID TrustClassObject;
	PVOID UserEvent;
	ACCESS_MASK DesiredAccess;
	PHANDLE RootHandle;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_LOAD_KEY_INFORMATION, *PREG_LOAD_KEY_INFORMATION;

typedef struct _REG_UNLOAD_KEY_INFORMATION {
	PVOID Object;
	PVOID UserEvent;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_UNLOAD_KEY_INFORMATION, *PREG_UNLOAD_KEY_INFORMATION;

typedef struct _REG_CALLBACK_CONTEXT_CLEANUP_INFORMATION {
	PVOID Object;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_CALLBACK_CONTEXT_CLEANUP_INFORMATION, *PREG_CALLBACK_CONTEXT_CLEANUP_INFORMATION;

typedef struct _REG_QUERY_KEY_SECURITY_INFORMATION {
	PVOID Object;
	PSECURITY_INFORMATION SecurityInformation;
	PSECURITY_DESCRIPTOR SecurityDescriptor;
	PULONG Length;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_QUERY_KEY_SECURITY_INFORMATION, *PREG_QUERY_KEY_SECURITY_INFORMATION;

typedef struct _REG_SET_KEY_SECURITY_INFORMATION {
	PVOID Object;
	PSECURITY_INFORMATION SecurityInformation;
	PSECURITY_DESCRIPTOR SecurityDescriptor;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_SET_KEY_SECURITY_INFORMATION, *PREG_SET_KEY_SECURITY_INFORMATION;

typedef struct _REG_RESTORE_KEY_INFORMATION {
	PVOID Object;
	HANDLE FileHandle;
	ULONG Flags;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_RESTORE_KEY_INFORMATION, *PREG_RESTORE_KEY_INFORMATION;

typedef struct _REG_SAVE_KEY_INFORMATION {
	PVOID Object;
	HANDLE FileHandle;
	ULONG Format;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_SAVE_KEY_INFORMATION, *PREG_SAVE_KEY_INFORMATION;

typedef struct _REG_REPLACE_KEY_INFORMATION {
	PVOID Object;
	PUNICODE_STRING OldFileName;
	PUNICODE_STRING NewFileName;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_REPLACE_KEY_INFORMATION, *PREG_REPLACE_KEY_INFORMATION;

typedef struct _KEY_CACHED_INFORMATION {
	LARGE_INTEGER LastWriteTime;
	ULONG TitleIndex;
	ULONG SubKeys;
	ULONG MaxNameLen;
	ULONG Values;
	ULONG MaxValueNameLen;
	ULONG MaxValueDataLen;
	ULONG NameLength;
} KEY_CACHED_INFORMATION, *PKEY_CACHED_INFORMATION;

typedef struct _KEY_NAME_INFORMATION {
	ULONG NameLength;
	WCHAR Name[1];
} KEY_NAME_INFORMATION, *PKEY_NAME_INFORMATION;

typedef struct _KEY_VIRTUALIZATION_INFORMATION {
	ULONG VirtualizationCandidate : 1;
	ULONG VirtualizationEnabled : 1;
	ULONG VirtualTarget : 1;
	ULONG VirtualStore : 1;
	ULONG VirtualSource : 1;
	ULONG Reserved : 27;
} KEY_VIRTUALIZATION_INFORMATION, *PKEY_VIRTUALIZATION_INFORMATION;

typedef struct _REG_QUERY_KEY_NAME {
	PVOID Object;
	POBJECT_NAME_INFORMATION ObjectNameInfo;
	ULONG Length;
	PULONG ReturnLength;
	PVOID CallContext;
	PVOID ObjectContext;
	PVOID Reserved;
} REG_QUERY_KEY_NAME, *PREG_QUERY_KEY_NAME;

/* ---- Keys ------------------------------------------------------------------------------- */

/*
 * For all functions: a path begins with \Registry, or is relative to RootDirectory. Upper and lower
 * case are the same. A handle is closed with ZwClose. Here: the registry is in memory, until winwork.ko is
 * removed; docs/registry.md tells what it holds. Drivers are trusted: DesiredAccess and security
 * descriptors have no effect. There are no links. A deleted key answers STATUS_KEY_DELETED.
 */

/**
 * ZwCreateKey - open a key, or create it
 * @KeyHandle: receives the handle; NULL after a failure
 * @DesiredAccess: has no effect here
 * @ObjectAttributes: the key's name, and the key that it is relative to, or NULL
 * @TitleIndex: 0; has no effect
 * @Class: a text that the key keeps, or NULL
 * @CreateOptions: REG_OPTION_VOLATILE or REG_OPTION_NON_VOLATILE. No key survives here. A volatile key
 *	has only volatile keys below it
 * @Disposition: receives REG_CREATED_NEW_KEY or REG_OPENED_EXISTING_KEY; or NULL
 *
 * Only the last key of the path is created.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND if a key before the last does not exist;
 *	STATUS_OBJECT_PATH_SYNTAX_BAD if the path begins in a wrong way; STATUS_INVALID_HANDLE or
 *	STATUS_OBJECT_TYPE_MISMATCH for RootDirectory; STATUS_INVALID_PARAMETER for a name of more than 255
 *	characters, or a key more than 512 levels deep; STATUS_CHILD_MUST_BE_VOLATILE;
 *	STATUS_ACCESS_DENIED directly below \Registry; STATUS_NOT_SUPPORTED for a link;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, ZwCreateKey
 */
NTSTATUS NTAPI ZwCreateKey(_Out_ PHANDLE KeyHandle, _In_ ACCESS_MASK DesiredAccess,
			   _In_ POBJECT_ATTRIBUTES ObjectAttributes, _Reserved_ ULONG TitleIndex,
			   _In_opt_ PUNICODE_STRING Class, _In_ ULONG CreateOptions,
			   _Out_opt_ PULONG Disposition);

/**
 * ZwOpenKey - open a key that exists
 * @KeyHandle: receives the handle; NULL after a failure
 * @DesiredAccess: has no effect here
 * @ObjectAttributes: as for ZwCreateKey
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwCreateKey; STATUS_OBJECT_NAME_NOT_FOUND if there is no such key.
 * Page: wdm.h, ZwOpenKey
 */
NTSTATUS NTAPI ZwOpenKey(_Out_ PHANDLE KeyHandle, _In_ ACCESS_MASK DesiredAccess,
			 _In_ POBJECT_ATTRIBUTES ObjectAttributes);

/**
 * ZwOpenKeyEx - open a key that exists, with options
 * @KeyHandle: receives the handle; NULL after a failure
 * @DesiredAccess: has no effect here
 * @ObjectAttributes: as for ZwCreateKey
 * @OpenOptions: 0 or REG_OPTION_BACKUP_RESTORE, which has no effect here
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwOpenKey; STATUS_NOT_SUPPORTED for REG_OPTION_OPEN_LINK.
 * Page: wdm.h, ZwOpenKeyEx
 */
NTSTATUS NTAPI ZwOpenKeyEx(_Out_ PHANDLE KeyHandle, _In_ ACCESS_MASK DesiredAccess,
			   _In_ POBJECT_ATTRIBUTES ObjectAttributes, _In_ ULONG OpenOptions);

/**
 * ZwDeleteKey - delete a key that has no subkeys
 * @KeyHandle: the key. Its handles stay, and must be closed
 *
 * The key's values go with it.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_CANNOT_DELETE for a key with subkeys, and for the keys that are always
 *	there; STATUS_INVALID_HANDLE; STATUS_OBJECT_TYPE_MISMATCH; STATUS_KEY_DELETED.
 * Page: wdm.h, ZwDeleteKey
 */
NTSTATUS NTAPI ZwDeleteKey(_In_ HANDLE KeyHandle);

/**
 * ZwFlushKey - write a key to the disk
 * @KeyHandle: the key
 *
 * Here: nothing is on a disk, so the call has no effect.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_OBJECT_TYPE_MISMATCH; STATUS_KEY_DELETED.
 * Page: wdm.h, ZwFlushKey
 */
NTSTATUS NTAPI ZwFlushKey(_In_ HANDLE KeyHandle);

/**
 * ZwQueryKey - return what is known of a key
 * @KeyHandle: the key
 * @KeyInformationClass: KeyBasicInformation, KeyNodeInformation, KeyFullInformation, KeyNameInformation
 *	or KeyCachedInformation; no other one here
 * @KeyInformation: the buffer; NULL only if @Length is 0
 * @Length: its size in bytes
 * @ResultLength: receives the bytes of the whole answer
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL if the fixed part does not fit: then the buffer is
 *	unchanged; STATUS_BUFFER_OVERFLOW if only the rest does not fit: then the buffer is full;
 *	STATUS_INVALID_PARAMETER for another class; STATUS_INVALID_HANDLE;
 *	STATUS_OBJECT_TYPE_MISMATCH; STATUS_KEY_DELETED; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, ZwQueryKey
 */
NTSTATUS NTAPI ZwQueryKey(_In_ HANDLE KeyHandle, _In_ KEY_INFORMATION_CLASS KeyInformationClass,
			  _Out_opt_ PVOID KeyInformation, _In_ ULONG Length,
			  _Out_ PULONG ResultLength);

/**
 * ZwEnumerateKey - return what is known of a subkey
 * @KeyHandle: the key
 * @Index: the subkey, from 0, in the order of the names
 * @KeyInformationClass: KeyBasicInformation, KeyNodeInformation or KeyFullInformation
 * @KeyInformation: as for ZwQueryKey
 * @Length: as for ZwQueryKey
 * @ResultLength: as for ZwQueryKey
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwQueryKey; STATUS_NO_MORE_ENTRIES if the key has no more than @Index subkeys.
 * Page: wdm.h, ZwEnumerateKey
 */
NTSTATUS NTAPI ZwEnumerateKey(_In_ HANDLE KeyHandle, _In_ ULONG Index,
			      _In_ KEY_INFORMATION_CLASS KeyInformationClass,
			      _Out_opt_ PVOID KeyInformation, _In_ ULONG Length,
			      _Out_ PULONG ResultLength);

/* ZwNotifyChangeKey with the calling module, whose unload waits for the work item. */
NTSTATUS NTAPI WinworkNotifyChangeKey(_In_ HANDLE KeyHandle, _In_opt_ HANDLE EventHandle,
				      _In_opt_ PIO_APC_ROUTINE ApcRoutine,
				      _In_opt_ PVOID ApcContext,
				      _Out_ PIO_STATUS_BLOCK IoStatusBlock, _In_ ULONG NotifyFilter,
				      _In_ BOOLEAN WatchSubtree, _Out_opt_ PVOID Buffer,
				      _In_ ULONG BufferLength, _In_ BOOLEAN Asynchronous,
				      _In_opt_ PWINWORK_IMAGE Image);

/**
 * ZwNotifyChangeKey - queue a work item when a key changes
 * @KeyHandle: the key
 * @EventHandle: NULL. Here: an event cannot be set for a change
 * @ApcRoutine: a WORK_QUEUE_ITEM of ExInitializeWorkItem, cast; or NULL
 * @ApcContext: the WORK_QUEUE_TYPE to queue it to, cast
 * @IoStatusBlock: receives STATUS_NOTIFY_ENUM_DIR after a change, and STATUS_NOTIFY_CLEANUP if the handle
 *	is closed or the key is deleted before. Valid until then
 * @NotifyFilter: REG_NOTIFY_CHANGE_NAME for subkeys that come and go, REG_NOTIFY_CHANGE_LAST_SET for
 *	values. The other two kinds of changes do not occur here
 * @WatchSubtree: TRUE also for changes of the keys below
 * @Buffer: NULL
 * @BufferLength: 0
 * @Asynchronous: FALSE to wait for the change in this call
 *
 * A notification is for one change, and the routine of the item asks for the next. The filter and the
 * extent of a handle are those of its first call. If the key changes while no notification waits, the
 * next call completes at once. A value that is set to the type and data that it has is no change.
 *
 * The item is queued as by ExQueueWorkItem, also when the handle is closed. So a driver may not free
 * the item or the IO_STATUS_BLOCK before. Here: a notification that waits when its driver unloads is reported
 * (0xCE) and dropped.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_PENDING; STATUS_SUCCESS if the notification is complete; STATUS_INVALID_PARAMETER,
 *	with the reason in the log; STATUS_INVALID_HANDLE; STATUS_OBJECT_TYPE_MISMATCH;
 *	STATUS_KEY_DELETED; STATUS_INSUFFICIENT_RESOURCES.
 * Page: ntifs.h, ZwNotifyChangeKey
 */
WINWORK_OWN NTSTATUS ZwNotifyChangeKey(_In_ HANDLE KeyHandle, _In_opt_ HANDLE EventHandle,
				       _In_opt_ PIO_APC_ROUTINE ApcRoutine,
				       _In_opt_ PVOID ApcContext,
				       _Out_ PIO_STATUS_BLOCK IoStatusBlock,
				       _In_ ULONG NotifyFilter, _In_ BOOLEAN WatchSubtree,
				       _Out_opt_ PVOID Buffer, _In_ ULONG BufferLength,
				       _In_ BOOLEAN Asynchronous)
{
	return WinworkNotifyChangeKey(KeyHandle, EventHandle, ApcRoutine, ApcContext, IoStatusBlock,
				      NotifyFilter, WatchSubtree, Buffer, BufferLength,
				      Asynchronous, &WinworkImage);
}

/* ---- Values ----------------------------------------------------------------------------- */

/**
 * ZwQueryValueKey - return a value
 * @KeyHandle: the key
 * @ValueName: the value's name; an empty one for the default value
 * @KeyValueInformationClass: KeyValueBasicInformation, KeyValueFullInformation or
 *	KeyValuePartialInformation, or one of the last two with Align64
 * @KeyValueInformation: as for ZwQueryKey
 * @Length: as for ZwQueryKey
 * @ResultLength: as for ZwQueryKey
 *
 * Strings are returned as they were set, also without a null.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwQueryKey; STATUS_OBJECT_NAME_NOT_FOUND if the key has no such value.
 * Page: wdm.h, ZwQueryValueKey
 */
NTSTATUS NTAPI ZwQueryValueKey(_In_ HANDLE KeyHandle, _In_ PUNICODE_STRING ValueName,
			       _In_ KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
			       _Out_opt_ PVOID KeyValueInformation, _In_ ULONG Length,
			       _Out_ PULONG ResultLength);

/**
 * ZwEnumerateValueKey - return a value by its number
 * @KeyHandle: the key
 * @Index: the value, from 0, in the order in which the values were made
 * @KeyValueInformationClass: as for ZwQueryValueKey
 * @KeyValueInformation: as for ZwQueryKey
 * @Length: as for ZwQueryKey
 * @ResultLength: as for ZwQueryKey
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwQueryKey; STATUS_NO_MORE_ENTRIES if the key has no more than @Index values.
 * Page: wdm.h, ZwEnumerateValueKey
 */
NTSTATUS NTAPI ZwEnumerateValueKey(_In_ HANDLE KeyHandle, _In_ ULONG Index,
				   _In_ KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
				   _Out_opt_ PVOID KeyValueInformation, _In_ ULONG Length,
				   _Out_ PULONG ResultLength);

/**
 * ZwSetValueKey - create or replace a value
 * @KeyHandle: the key
 * @ValueName: the value's name; an empty one for the default value
 * @TitleIndex: 0; has no effect
 * @Type: REG_SZ, REG_DWORD or another number, which is not compared with the data
 * @Data: the data; NULL only if @DataSize is 0
 * @DataSize: its bytes; for a string with its null
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a name of more than 16383 characters;
 *	STATUS_INVALID_HANDLE; STATUS_OBJECT_TYPE_MISMATCH; STATUS_KEY_DELETED;
 *	STATUS_INSUFFICIENT_RESOURCES, also for more than 64 MiB.
 * Page: wdm.h, ZwSetValueKey
 */
NTSTATUS NTAPI ZwSetValueKey(_In_ HANDLE KeyHandle, _In_ PUNICODE_STRING ValueName,
			     _In_opt_ ULONG TitleIndex, _In_ ULONG Type, _In_opt_ PVOID Data,
			     _In_ ULONG DataSize);

/**
 * ZwDeleteValueKey - delete a value
 * @KeyHandle: the key
 * @ValueName: the value's name; an empty one for the default value
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND; STATUS_INVALID_HANDLE;
 *	STATUS_OBJECT_TYPE_MISMATCH; STATUS_KEY_DELETED.
 * Page: wdm.h, ZwDeleteValueKey
 */
NTSTATUS NTAPI ZwDeleteValueKey(_In_ HANDLE KeyHandle, _In_ PUNICODE_STRING ValueName);

/* ---- By paths --------------------------------------------------------------------------- */

/**
 * RtlQueryRegistryValues - pass the values of keys to routines, or store them
 * @RelativeTo: where @Path begins: RTL_REGISTRY_ABSOLUTE, _SERVICES, _CONTROL, _WINDOWS_NT, _DEVICEMAP or
 *	_USER. With RTL_REGISTRY_HANDLE, @Path is a handle of a key. RTL_REGISTRY_OPTIONAL has no effect
 * @Path: the path of the key; NULL for the place of @RelativeTo itself
 * @QueryTable: the entries; one with neither QueryRoutine nor Name, and without the flags DIRECT and SUBKEY,
 *	ends them
 * @Context: passed to the routines
 * @Environment: texts "NAME=TEXT" for %NAME% in REG_EXPAND_SZ values, with an empty one at the end; or
 *	NULL. Here: there are no other variables. A name that is none of them stays as it is
 *
 * An entry names a value, or all values if its Name is NULL. Its flags:
 *
 *	RTL_QUERY_REGISTRY_SUBKEY	Name is a key below @Path. This entry is for all of its values. The
 *					next entries are also for that key
 *	RTL_QUERY_REGISTRY_TOPKEY	back to the key of @Path
 *	RTL_QUERY_REGISTRY_REQUIRED	without a value the call fails; otherwise the default is used
 *	RTL_QUERY_REGISTRY_NOVALUE	the routine is called once, without a value
 *	RTL_QUERY_REGISTRY_NOEXPAND	a REG_MULTI_SZ or REG_EXPAND_SZ value is passed as it is. Otherwise
 *					each string of the first, and the expanded second, is a REG_SZ.
					A string may be empty; the last null only ends the list
 *	RTL_QUERY_REGISTRY_DIRECT	there is no routine; the value is stored at EntryContext
 *	RTL_QUERY_REGISTRY_TYPECHECK	with _DIRECT: the value must have the type in the upper byte of
 *					DefaultType
 *	RTL_QUERY_REGISTRY_DELETE	the value is deleted afterwards
 *
 * With _DIRECT a string goes to the UNICODE_STRING at EntryContext. If its Buffer is NULL, one is allocated,
 * which the driver frees with RtlFreeUnicodeString. Other data of up to 4 bytes is stored as it is. A
 * longer value needs a LONG at the beginning of the buffer. If it is negative, its magnitude is the size,
 * and the data is stored alone. If not, it is the size, and the length, the type and the data are stored.
 *
 * Here: strings have two zeroes more than their length, so that a routine may rely on a null.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; an error of a routine, but for STATUS_BUFFER_TOO_SMALL, which is ignored;
 *	STATUS_OBJECT_NAME_NOT_FOUND; STATUS_INVALID_PARAMETER for a wrong entry, with the reason in the log;
 *	STATUS_BUFFER_TOO_SMALL; STATUS_OBJECT_TYPE_MISMATCH; STATUS_KEY_DELETED;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, RtlQueryRegistryValues
 */
NTSTATUS NTAPI RtlQueryRegistryValues(_In_ ULONG RelativeTo, _In_ PCWSTR Path,
				      _Inout_ PRTL_QUERY_REGISTRY_TABLE QueryTable,
				      _In_opt_ PVOID Context, _In_opt_ PVOID Environment);

/**
 * RtlWriteRegistryValue - create or replace a value
 * @RelativeTo: as for RtlQueryRegistryValues
 * @Path: as for RtlQueryRegistryValues. The last key of it is created, if it does not exist
 * @ValueName: the value's name; NULL for the default value
 * @ValueType: as for ZwSetValueKey
 * @ValueData: as for ZwSetValueKey
 * @ValueLength: as for ZwSetValueKey
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwCreateKey and ZwSetValueKey.
 * Page: wdm.h, RtlWriteRegistryValue
 */
NTSTATUS NTAPI RtlWriteRegistryValue(_In_ ULONG RelativeTo, _In_ PCWSTR Path, _In_ PCWSTR ValueName,
				     _In_ ULONG ValueType, _In_opt_ PVOID ValueData,
				     _In_ ULONG ValueLength);

/**
 * RtlDeleteRegistryValue - delete a value
 * @RelativeTo: as for RtlQueryRegistryValues
 * @Path: as for RtlQueryRegistryValues
 * @ValueName: the value's name; NULL for the default value
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND if there is no such key or value;
 *	STATUS_INVALID_PARAMETER.
 * Page: wdm.h, RtlDeleteRegistryValue
 */
NTSTATUS NTAPI RtlDeleteRegistryValue(_In_ ULONG RelativeTo, _In_ PCWSTR Path,
				      _In_ PCWSTR ValueName);

/**
 * RtlCreateRegistryKey - create a key
 * @RelativeTo: as for RtlQueryRegistryValues
 * @Path: as for RtlQueryRegistryValues. All but the last key must exist
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ZwCreateKey; STATUS_SUCCESS also if the key exists.
 * Page: wdm.h, RtlCreateRegistryKey
 */
NTSTATUS NTAPI RtlCreateRegistryKey(_In_ ULONG RelativeTo, _In_ PWSTR Path);

/**
 * RtlCheckRegistryKey - tell whether a key exists
 * @RelativeTo: as for RtlQueryRegistryValues
 * @Path: as for RtlQueryRegistryValues
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND; STATUS_INVALID_PARAMETER.
 * Page: wdm.h, RtlCheckRegistryKey
 */
NTSTATUS NTAPI RtlCheckRegistryKey(_In_ ULONG RelativeTo, _In_ PWSTR Path);

/* ---- Routines that filter the registry -------------------------------------------------- */

/**
 * CmRegisterCallbackEx - register a routine that is told of operations on the registry
 * @Function: the routine. Its first argument is @Context, the second one a REG_NOTIFY_CLASS, the third one the structure
 *	of that class
 * @Altitude: a number; no other routine has it. The routine with the highest one is told first before an operation,
 *	and last behind it
 * @Driver: has no effect
 * @Context: any
 * @Cookie: receives the number of the routine
 * @Reserved: has no effect
 *
 * A status of failure before an operation refuses it, and STATUS_CALLBACK_BYPASS says that the routine has done it: the
 * caller gets STATUS_SUCCESS. The lower routines are then told nothing, and neither is that one behind the operation.
 * STATUS_CALLBACK_BYPASS behind an operation has ReturnStatus become the result.
 *
 * Here: the operations are those of the Zw functions for keys and values, in the thread of their caller, which is a
 * driver. Rtl functions for the registry, and WinWork's own reads of files, have none. Creates and opens are the
 * classes RegNtPreCreateKeyEx and RegNtPreOpenKeyEx with a REG_CREATE_KEY_INFORMATION_V1; a RootObject of NULL stands
 * for a whole name, and an open that is bypassed fails with STATUS_NOT_SUPPORTED. GrantedAccess is DesiredAccess. The
 * close of a handle cannot be refused. A routine that remains after DriverUnload is reported (0xCE) and removed.
 *
 * IRQL: PASSIVE_LEVEL, as the routine. Another level at its end, and a spin lock, region or mutex that it still holds,
 *	are reported and undone.
 * Return: STATUS_SUCCESS; STATUS_FLT_INSTANCE_ALTITUDE_COLLISION for an altitude that another routine has;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER, which the log explains.
 * Page: wdm.h, CmRegisterCallbackEx
 */
NTSTATUS NTAPI CmRegisterCallbackEx(_In_ PEX_CALLBACK_FUNCTION Function, _In_ PCUNICODE_STRING Altitude,
				    _In_ PVOID Driver, _In_opt_ PVOID Context, _Out_ PLARGE_INTEGER Cookie,
				    _Reserved_ PVOID Reserved);

/**
 * CmRegisterCallback - the same without an altitude
 * @Function: the routine
 * @Context: any
 * @Cookie: receives the number of the routine
 *
 * Here: such routines are below all others, the last one lowest.
 *
 * IRQL: PASSIVE_LEVEL
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER, which the log explains.
 * Page: wdm.h, CmRegisterCallback
 */
NTSTATUS NTAPI CmRegisterCallback(_In_ PEX_CALLBACK_FUNCTION Function, _In_opt_ PVOID Context,
				  _Out_ PLARGE_INTEGER Cookie);

/**
 * CmUnRegisterCallback - remove a routine
 * @Cookie: its number
 *
 * The call waits until the routine has returned from all calls, and then has it clean up the contexts that it has set.
 * The routine must not remove itself: that is reported (0xC4), and has it removed when it returns.
 *
 * IRQL: PASSIVE_LEVEL
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, which the log explains, if there is none.
 * Page: wdm.h, CmUnRegisterCallback
 */
NTSTATUS NTAPI CmUnRegisterCallback(_In_ LARGE_INTEGER Cookie);

/**
 * CmGetCallbackVersion - return the version of the structures
 * @Major: receives 1; or NULL
 * @Minor: receives 0; or NULL
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: nothing.
 * Page: wdm.h, CmGetCallbackVersion
 */
VOID NTAPI CmGetCallbackVersion(_Out_opt_ PULONG Major, _Out_opt_ PULONG Minor);

/**
 * CmCallbackGetKeyObjectID - return the name of a key in a routine, and what tells it from others
 * @Cookie: has no effect
 * @Object: the key, as the routine got it
 * @ObjectID: NULL, or receives a number that no other key of the tree has
 * @ObjectName: NULL, or receives the name, as \\REGISTRY\\MACHINE\\SOFTWARE. It is valid as long as the object
 *
 * IRQL: PASSIVE_LEVEL
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_NAME_TOO_LONG; here STATUS_KEY_DELETED for the name of a
 *	deleted key; STATUS_INVALID_PARAMETER, which the log explains.
 * Page: wdm.h, CmCallbackGetKeyObjectID
 */
NTSTATUS NTAPI CmCallbackGetKeyObjectID(_In_ PLARGE_INTEGER Cookie, _In_ PVOID Object,
					_Out_opt_ PULONG_PTR ObjectID, _Out_opt_ PCUNICODE_STRING *ObjectName);

/**
 * CmCallbackGetKeyObjectIDEx - the same with a name of the caller's own
 * @Cookie: has no effect
 * @Object: the key, as the routine got it
 * @ObjectID: NULL, or receives a number that no other key of the tree has
 * @ObjectName: NULL, or receives the name, for CmCallbackReleaseKeyObjectIDEx
 * @Flags: 0
 *
 * IRQL: PASSIVE_LEVEL
 * Return: as of CmCallbackGetKeyObjectID.
 * Page: wdm.h, CmCallbackGetKeyObjectIDEx
 */
NTSTATUS NTAPI CmCallbackGetKeyObjectIDEx(_In_ PLARGE_INTEGER Cookie, _In_ PVOID Object,
					  _Out_opt_ PULONG_PTR ObjectID, _Out_opt_ PCUNICODE_STRING *ObjectName,
					  _In_ ULONG Flags);

/**
 * CmCallbackReleaseKeyObjectIDEx - free a name of CmCallbackGetKeyObjectIDEx
 * @ObjectName: the name. Another pointer is reported, as by ExFreePool
 *
 * IRQL: <= APC_LEVEL
 * Return: nothing.
 * Page: wdm.h, CmCallbackReleaseKeyObjectIDEx
 */
VOID NTAPI CmCallbackReleaseKeyObjectIDEx(PCUNICODE_STRING ObjectName);

/**
 * CmGetBoundTransaction - return the transaction that a key is bound to
 * @Cookie: has no effect
 * @Object: has no effect
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Return: NULL: the registry has no transactions here.
 * Page: wdm.h, CmGetBoundTransaction
 */
PVOID NTAPI CmGetBoundTransaction(_In_ PLARGE_INTEGER Cookie, _In_ PVOID Object);

/**
 * CmSetCallbackObjectContext - attach a pointer of a routine's to a key object
 * @Object: the key, as the routine got it
 * @Cookie: the number of the routine
 * @NewContext: the pointer
 * @OldContext: NULL, or receives the one that was attached before; NULL for none
 *
 * The routine gets it as ObjectContext of each later operation with the same handle. It is told of the end of the
 * object, or of its own removal, by RegNtCallbackObjectContextCleanup. Here: Object may have ended then.
 *
 * IRQL: PASSIVE_LEVEL
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER, which the log explains.
 * Page: wdm.h, CmSetCallbackObjectContext
 */
NTSTATUS NTAPI CmSetCallbackObjectContext(_Inout_ PVOID Object, _In_ PLARGE_INTEGER Cookie, _In_ PVOID NewContext,
					  _Out_opt_ PVOID *OldContext);

/* ---- Not there yet ---------------------------------------------------------------------- */

WINWORK_ABSENT NTSTATUS NTAPI ZwCreateKeyTransacted(_Out_ PHANDLE KeyHandle,
						    _In_ ACCESS_MASK DesiredAccess,
						    _In_ POBJECT_ATTRIBUTES ObjectAttributes,
						    _Reserved_ ULONG TitleIndex,
						    _In_opt_ PUNICODE_STRING Class,
						    _In_ ULONG CreateOptions,
						    _In_ HANDLE TransactionHandle,
						    _Out_opt_ PULONG Disposition);
WINWORK_ABSENT NTSTATUS NTAPI ZwNotifyChangeMultipleKeys(HANDLE MasterKeyHandle, ULONG Count,
							 OBJECT_ATTRIBUTES SubordinateObjects[],
							 HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
							 PVOID ApcContext,
							 PIO_STATUS_BLOCK IoStatusBlock,
							 ULONG CompletionFilter,
							 BOOLEAN WatchTree, PVOID Buffer,
							 ULONG BufferSize, BOOLEAN Asynchronous);
WINWORK_ABSENT NTSTATUS NTAPI ZwOpenKeyTransacted(_Out_ PHANDLE KeyHandle,
						  _In_ ACCESS_MASK DesiredAccess,
						  _In_ POBJECT_ATTRIBUTES ObjectAttributes,
						  _In_ HANDLE TransactionHandle);
WINWORK_ABSENT NTSTATUS NTAPI ZwOpenKeyTransactedEx(_Out_ PHANDLE KeyHandle,
						    _In_ ACCESS_MASK DesiredAccess,
						    _In_ POBJECT_ATTRIBUTES ObjectAttributes,
						    _In_ ULONG OpenOptions,
						    _In_ HANDLE TransactionHandle);
WINWORK_ABSENT NTSTATUS NTAPI ZwQueryMultipleValueKey(HANDLE KeyHandle,
						      PKEY_VALUE_ENTRY ValueEntries,
						      ULONG EntryCount, PVOID ValueBuffer,
						      PULONG BufferLength,
						      PULONG RequiredBufferLength);
WINWORK_ABSENT NTSTATUS NTAPI ZwRenameKey(HANDLE KeyHandle, PUNICODE_STRING NewName);
WINWORK_ABSENT NTSTATUS NTAPI ZwSetInformationKey(HANDLE KeyHandle,
						  KEY_SET_INFORMATION_CLASS KeySetInformationClass,
						  PVOID KeySetInformation,
						  ULONG KeySetInformationLength);

/*
 * The upper byte of DefaultType: the type that a value must have.
 * Page: wdm.h, RTL_QUERY_REGISTRY_TABLE
 */
#ifndef RTL_QUERY_REGISTRY_TYPECHECK
#define RTL_QUERY_REGISTRY_TYPECHECK 0x00000100
#define RTL_QUERY_REGISTRY_TYPECHECK_SHIFT 24
#define RTL_QUERY_REGISTRY_TYPECHECK_MASK (0xffu << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT)
#endif

EXTERN_C_END

#endif /* WINWORK_CM_REGISTRY_H */
