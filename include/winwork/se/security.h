/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Security: access rights, identifiers, access control lists, tokens.
 */
#ifndef WINWORK_SE_SECURITY_H
#define WINWORK_SE_SECURITY_H

#include "../io/irp.h"
#include "../ex/pool.h"

EXTERN_C_START

struct _ACCESS_STATE;
struct _ACL;
struct _GENERIC_MAPPING;
struct _INITIAL_PRIVILEGE_SET;
struct _LUID_AND_ATTRIBUTES;
struct _PRIVILEGE_SET;
struct _SECURITY_QUALITY_OF_SERVICE;
struct _SECURITY_SUBJECT_CONTEXT;
struct _SE_ADT_ACCESS_REASON;
struct _SE_ADT_OBJECT_TYPE;
struct _SE_ADT_PARAMETER_ARRAY;
struct _SE_ADT_PARAMETER_ARRAY_ENTRY;
struct _SE_IMPERSONATION_STATE;

#define ACL_REVISION1 1
#define ACL_REVISION 2
#define ACL_REVISION2 2
#define ACL_REVISION3 3
#define ACL_REVISION4 4
#define ACL_REVISION_DS 4

#define INITIAL_PRIVILEGE_COUNT 3

#define PRIVILEGE_SET_ALL_NECESSARY (1)

#define SECURITY_DESCRIPTOR_REVISION (1)
#define SECURITY_DESCRIPTOR_REVISION1 (1)
#define SECURITY_DYNAMIC_TRACKING (TRUE)
#define SECURITY_MAX_IMPERSONATION_LEVEL SecurityDelegation
#define SECURITY_MIN_IMPERSONATION_LEVEL SecurityAnonymous
#define SECURITY_STATIC_TRACKING (FALSE)

#define SE_ADT_OBJECT_ONLY 0x1
#define SE_ADT_PARAMETERS_SELF_RELATIVE 0x00000001
#define SE_ADT_PARAMETERS_SEND_TO_LSA 0x00000002
#define SE_ADT_PARAMETER_EXTENSIBLE_AUDIT 0x00000004
#define SE_ADT_PARAMETER_GENERIC_AUDIT 0x00000008
#define SE_ADT_PARAMETER_WRITE_SYNCHRONOUS 0x00000010
#define SE_ASSIGNPRIMARYTOKEN_PRIVILEGE 3
#define SE_AUDIT_PRIVILEGE 21
#define SE_BACKUP_PRIVILEGE 17
#define SE_CHANGE_NOTIFY_PRIVILEGE 23

#define SE_CREATE_TOKEN_PRIVILEGE 2
#define SE_CREATE_PAGEFILE_PRIVILEGE 15
#define SE_CREATE_PERMANENT_PRIVILEGE 16
#define SE_CREATE_GLOBAL_PRIVILEGE 30
#define SE_CREATE_SYMBOLIC_LINK_PRIVILEGE 35
#define SE_DEBUG_PRIVILEGE 20
#define SE_ENABLE_DELEGATION_PRIVILEGE 27
#define SE_IMPERSONATE_PRIVILEGE 29
#define SE_INCREASE_QUOTA_PRIVILEGE 5
#define SE_INC_BASE_PRIORITY_PRIVILEGE 14
#define SE_INC_WORKING_SET_PRIVILEGE 33
#define SE_LOAD_DRIVER_PRIVILEGE 10
#define SE_LOCK_MEMORY_PRIVILEGE 4
#define SE_MACHINE_ACCOUNT_PRIVILEGE 6
#define SE_MANAGE_VOLUME_PRIVILEGE 28
#define SE_MAX_GENERIC_AUDIT_PARAMETERS 28
#define SE_MAX_AUDIT_PARAMETERS 32
#define SE_DELEGATE_SESSION_USER_IMPERSONATE_PRIVILEGE 36
#define SE_MAX_WELL_KNOWN_PRIVILEGE SE_DELEGATE_SESSION_USER_IMPERSONATE_PRIVILEGE
#define SE_MIN_WELL_KNOWN_PRIVILEGE 2

#define SE_PRIVILEGE_ENABLED_BY_DEFAULT (0x00000001)
#define SE_PRIVILEGE_ENABLED (0x00000002)
#define SE_PRIVILEGE_REMOVED (0x00000004)
#define SE_PRIVILEGE_USED_FOR_ACCESS (0x80000000)
#define SE_PRIVILEGE_VALID_ATTRIBUTES \
	(SE_PRIVILEGE_ENABLED_BY_DEFAULT | SE_PRIVILEGE_ENABLED | SE_PRIVILEGE_REMOVED | \
	SE_PRIVILEGE_USED_FOR_ACCESS)
#define SE_PROF_SINGLE_PROCESS_PRIVILEGE 13
#define SE_RELABEL_PRIVILEGE 32
#define SE_REMOTE_SHUTDOWN_PRIVILEGE 24
#define SE_RESTORE_PRIVILEGE 18
#define SE_SECURITY_PRIVILEGE 8
#define SE_SHUTDOWN_PRIVILEGE 19
#define SE_SYNC_AGENT_PRIVILEGE 26
#define SE_SYSTEMTIME_PRIVILEGE 12
#define SE_SYSTEM_PROFILE_PRIVILEGE 11
#define SE_SYSTEM_ENVIRONMENT_PRIVILEGE 22
#define SE_TAKE_OWNERSHIP_PRIVILEGE 9
#define SE_TCB_PRIVILEGE 7
#define SE_TIME_ZONE_PRIVILEGE 34
#define SE_TRUSTED_CREDMAN_ACCESS_PRIVILEGE 31
#define SE_UNDOCK_PRIVILEGE 25
#define SE_UNSOLICITED_INPUT_PRIVILEGE 6

typedef PVOID PACCESS_TOKEN;
typedef struct _GENERIC_MAPPING {
	ACCESS_MASK GenericRead;
	ACCESS_MASK GenericWrite;
	ACCESS_MASK GenericExecute;
	ACCESS_MASK GenericAll;
} GENERIC_MAPPING, *PGENERIC_MAPPING;

typedef struct _ACL {
	UCHAR AclRevision;
	UCHAR Sbz1;
	USHORT AclSize;
	USHORT AceCount;
	USHORT Sbz2;
} ACL, *PACL;

#pragma pack(push, 4)
typedef struct _LUID_AND_ATTRIBUTES {
	LUID Luid;
	ULONG Attributes;
} LUID_AND_ATTRIBUTES, *PLUID_AND_ATTRIBUTES;
#pragma pack(pop)

typedef LUID_AND_ATTRIBUTES LUID_AND_ATTRIBUTES_ARRAY[1];
typedef LUID_AND_ATTRIBUTES_ARRAY *PLUID_AND_ATTRIBUTES_ARRAY;
typedef struct _PRIVILEGE_SET {
	ULONG PrivilegeCount;
	ULONG Control;
	LUID_AND_ATTRIBUTES Privilege[1];
} PRIVILEGE_SET, *PPRIVILEGE_SET;

typedef enum _SECURITY_IMPERSONATION_LEVEL {
	SecurityAnonymous,
	SecurityIdentification,
	SecurityImpersonation,
	SecurityDelegation,
} SECURITY_IMPERSONATION_LEVEL, *PSECURITY_IMPERSONATION_LEVEL;

typedef BOOLEAN SECURITY_CONTEXT_TRACKING_MODE, *PSECURITY_CONTEXT_TRACKING_MODE;
typedef struct _SECURITY_QUALITY_OF_SERVICE {
	ULONG Length;
	SECURITY_IMPERSONATION_LEVEL ImpersonationLevel;
	SECURITY_CONTEXT_TRACKING_MODE ContextTrackingMode;
	BOOLEAN EffectiveOnly;
} SECURITY_QUALITY_OF_SERVICE, *PSECURITY_QUALITY_OF_SERVICE;

typedef struct _SE_IMPERSONATION_STATE {
	PACCESS_TOKEN Token;
	BOOLEAN CopyOnOpen;
	BOOLEAN EffectiveOnly;
	SECURITY_IMPERSONATION_LEVEL Level;
} SE_IMPERSONATION_STATE, *PSE_IMPERSONATION_STATE;

typedef enum _SECURITY_OPERATION_CODE {
	SetSecurityDescriptor,
	QuerySecurityDescriptor,
	DeleteSecurityDescriptor,
	AssignSecurityDescriptor,
} SECURITY_OPERATION_CODE, *PSECURITY_OPERATION_CODE;

typedef struct _INITIAL_PRIVILEGE_SET {
	ULONG PrivilegeCount;
	ULONG Control;
	LUID_AND_ATTRIBUTES Privilege[3];
} INITIAL_PRIVILEGE_SET, *PINITIAL_PRIVILEGE_SET;

typedef struct _SECURITY_SUBJECT_CONTEXT {
	PACCESS_TOKEN ClientToken;
	SECURITY_IMPERSONATION_LEVEL ImpersonationLevel;
	PACCESS_TOKEN PrimaryToken;
	PVOID ProcessAuditId;
} SECURITY_SUBJECT_CONTEXT, *PSECURITY_SUBJECT_CONTEXT;

typedef struct _ACCESS_STATE {
	LUID OperationID;
	BOOLEAN SecurityEvaluated;
	BOOLEAN GenerateAudit;
	BOOLEAN GenerateOnClose;
	BOOLEAN PrivilegesAllocated;
	ULONG Flags;
	ACCESS_MASK RemainingDesiredAccess;
	ACCESS_MASK PreviouslyGrantedAccess;
	ACCESS_MASK OriginalDesiredAccess;
	SECURITY_SUBJECT_CONTEXT SubjectSecurityContext;
	PSECURITY_DESCRIPTOR SecurityDescriptor;
	PVOID AuxData;
	union {
		INITIAL_PRIVILEGE_SET InitialPrivilegeSet;
		PRIVILEGE_SET PrivilegeSet;
	} Privileges;
	BOOLEAN AuditPrivileges;
	UNICODE_STRING ObjectName;
	UNICODE_STRING ObjectTypeName;
} ACCESS_STATE, *PACCESS_STATE;

typedef VOID (NTAPI *PNTFS_DEREF_EXPORTED_SECURITY_DESCRIPTOR)(
	PVOID Vcb, PSECURITY_DESCRIPTOR SecurityDescriptor);
typedef enum _SE_ADT_PARAMETER_TYPE {
	SeAdtParmTypeNone = 0,
	SeAdtParmTypeString,
	SeAdtParmTypeFileSpec,
	SeAdtParmTypeUlong,
	SeAdtParmTypeSid,
	SeAdtParmTypeLogonId,
	SeAdtParmTypeNoLogonId,
	SeAdtParmTypeAccessMask,
	SeAdtParmTypePrivs,
	SeAdtParmTypeObjectTypes,
	SeAdtParmTypeHexUlong,
	SeAdtParmTypePtr,
	SeAdtParmTypeTime,
	SeAdtParmTypeGuid,
	SeAdtParmTypeLuid,
	SeAdtParmTypeHexInt64,
	SeAdtParmTypeStringList,
	SeAdtParmTypeSidList,
	SeAdtParmTypeDuration,
	SeAdtParmTypeUserAccountControl,
	SeAdtParmTypeNoUac,
	SeAdtParmTypeMessage,
	SeAdtParmTypeDateTime,
	SeAdtParmTypeSockAddr,
	SeAdtParmTypeSD,
	SeAdtParmTypeLogonHours,
	SeAdtParmTypeLogonIdNoSid,
	SeAdtParmTypeUlongNoConv,
	SeAdtParmTypeSockAddrNoPort,
	SeAdtParmTypeAccessReason,
	SeAdtParmTypeStagingReason,
	SeAdtParmTypeResourceAttribute,
	SeAdtParmTypeClaims,
	SeAdtParmTypeLogonIdAsSid,
	SeAdtParmTypeMultiSzString,
	SeAdtParmTypeLogonIdEx,
} SE_ADT_PARAMETER_TYPE, *PSE_ADT_PARAMETER_TYPE;

typedef struct _SE_ADT_OBJECT_TYPE {
	GUID ObjectType;
	USHORT Flags;
	USHORT Level;
	ACCESS_MASK AccessMask;
} SE_ADT_OBJECT_TYPE, *PSE_ADT_OBJECT_TYPE;

typedef struct _SE_ADT_PARAMETER_ARRAY_ENTRY {
	SE_ADT_PARAMETER_TYPE Type;
	ULONG Length;
	ULONG_PTR Data[2];
	PVOID Address;
} SE_ADT_PARAMETER_ARRAY_ENTRY, *PSE_ADT_PARAMETER_ARRAY_ENTRY;

typedef struct _SE_ADT_ACCESS_REASON {
	ACCESS_MASK AccessMask;
	ULONG AccessReasons[32];
	ULONG ObjectTypeIndex;
	ULONG AccessGranted;
	PSECURITY_DESCRIPTOR SecurityDescriptor;
} SE_ADT_ACCESS_REASON, *PSE_ADT_ACCESS_REASON;

typedef struct _SE_ADT_PARAMETER_ARRAY {
	ULONG CategoryId;
	ULONG AuditId;
	ULONG ParameterCount;
	ULONG Length;
	USHORT FlatSubCategoryId;
	USHORT Type;
	ULONG Flags;
	SE_ADT_PARAMETER_ARRAY_ENTRY Parameters[32];
} SE_ADT_PARAMETER_ARRAY, *PSE_ADT_PARAMETER_ARRAY;

/**
 * RtlCreateSecurityDescriptor - begin a security descriptor without parts
 * @SecurityDescriptor: memory for a SECURITY_DESCRIPTOR of <ntifs.h>; it is the caller's
 * @Revision: SECURITY_DESCRIPTOR_REVISION
 *
 * IRQL: <= APC_LEVEL on Windows; here any.
 * Return: STATUS_SUCCESS; STATUS_UNKNOWN_REVISION.
 * Page: wdm.h, RtlCreateSecurityDescriptor
 */
NTSTATUS NTAPI RtlCreateSecurityDescriptor(_Out_ PSECURITY_DESCRIPTOR SecurityDescriptor, _In_ ULONG Revision);

/**
 * RtlSetDaclSecurityDescriptor - set the access control list of a security descriptor
 * @SecurityDescriptor: of RtlCreateSecurityDescriptor or FltBuildDefaultSecurityDescriptor
 * @DaclPresent: FALSE: the descriptor has no list, and the next two have no effect
 * @Dacl: the list, which stays the caller's and must outlive the descriptor; NULL allows everything to everybody
 * @DaclDefaulted: TRUE for a list that comes from a default
 *
 * Here: no descriptor grants anything. Linux checks the permissions of nodes and files.
 *
 * IRQL: <= APC_LEVEL on Windows; here any.
 * Return: STATUS_SUCCESS; STATUS_UNKNOWN_REVISION for what is no descriptor; STATUS_INVALID_SECURITY_DESCR for a
 *	self-relative one, which cannot be changed.
 * Page: wdm.h, RtlSetDaclSecurityDescriptor
 */
NTSTATUS NTAPI RtlSetDaclSecurityDescriptor(_Inout_ PSECURITY_DESCRIPTOR SecurityDescriptor,
					    _In_ BOOLEAN DaclPresent, _In_opt_ PACL Dacl,
					    _In_opt_ BOOLEAN DaclDefaulted);

WINWORK_ABSENT ULONG NTAPI RtlLengthSecurityDescriptor(
	_In_ PSECURITY_DESCRIPTOR SecurityDescriptor);
WINWORK_ABSENT VOID NTAPI RtlMapGenericMask(_Inout_ PACCESS_MASK AccessMask,
					    _In_ PGENERIC_MAPPING GenericMapping);
WINWORK_ABSENT BOOLEAN NTAPI RtlValidRelativeSecurityDescriptor(
	_In_ PSECURITY_DESCRIPTOR SecurityDescriptorInput, _In_ ULONG SecurityDescriptorLength,
	_In_ SECURITY_INFORMATION RequiredInformation);
WINWORK_ABSENT BOOLEAN NTAPI RtlValidSecurityDescriptor(
	_In_ PSECURITY_DESCRIPTOR SecurityDescriptor);
WINWORK_ABSENT BOOLEAN NTAPI SeAccessCheck(_In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
					   _In_ PSECURITY_SUBJECT_CONTEXT SubjectSecurityContext,
					   _In_ BOOLEAN SubjectContextLocked,
					   _In_ ACCESS_MASK DesiredAccess,
					   _In_ ACCESS_MASK PreviouslyGrantedAccess,
					   _Out_ PPRIVILEGE_SET *Privileges,
					   _In_ PGENERIC_MAPPING GenericMapping,
					   _In_ KPROCESSOR_MODE AccessMode,
					   _Out_ PACCESS_MASK GrantedAccess,
					   _Out_ PNTSTATUS AccessStatus);
WINWORK_ABSENT NTSTATUS NTAPI SeAssignSecurity(_In_opt_ PSECURITY_DESCRIPTOR ParentDescriptor,
					       _In_opt_ PSECURITY_DESCRIPTOR ExplicitDescriptor,
					       _Out_ PSECURITY_DESCRIPTOR *NewDescriptor,
					       _In_ BOOLEAN IsDirectoryObject,
					       _In_ PSECURITY_SUBJECT_CONTEXT SubjectContext,
					       _In_ PGENERIC_MAPPING GenericMapping,
					       _In_ POOL_TYPE PoolType);
WINWORK_ABSENT NTSTATUS NTAPI SeAssignSecurityEx(_In_opt_ PSECURITY_DESCRIPTOR ParentDescriptor,
						 _In_opt_ PSECURITY_DESCRIPTOR ExplicitDescriptor,
						 _Out_ PSECURITY_DESCRIPTOR *NewDescriptor,
						 _In_opt_ GUID *ObjectType,
						 _In_ BOOLEAN IsDirectoryObject,
						 _In_ ULONG AutoInheritFlags,
						 _In_ PSECURITY_SUBJECT_CONTEXT SubjectContext,
						 _In_ PGENERIC_MAPPING GenericMapping,
						 _In_ POOL_TYPE PoolType);
WINWORK_ABSENT VOID NTAPI SeCaptureSubjectContext(_Out_ PSECURITY_SUBJECT_CONTEXT SubjectContext);
WINWORK_ABSENT ULONG NTAPI SeComputeAutoInheritByObjectType(
	PVOID ObjectType, PSECURITY_DESCRIPTOR SecurityDescriptor,
	PSECURITY_DESCRIPTOR ParentSecurityDescriptor);
WINWORK_ABSENT NTSTATUS NTAPI SeDeassignSecurity(_Inout_ PSECURITY_DESCRIPTOR *SecurityDescriptor);
WINWORK_ABSENT VOID NTAPI SeLockSubjectContext(_In_ PSECURITY_SUBJECT_CONTEXT SubjectContext);
WINWORK_ABSENT ULONG NTAPI SeObjectCreateSaclAccessBits(PSECURITY_DESCRIPTOR SecurityDescriptor);
WINWORK_ABSENT VOID NTAPI SeReleaseSubjectContext(_Inout_ PSECURITY_SUBJECT_CONTEXT SubjectContext);
WINWORK_ABSENT NTSTATUS NTAPI SeReportSecurityEvent(ULONG Flags, PUNICODE_STRING SourceName,
						    PSID UserSid,
						    PSE_ADT_PARAMETER_ARRAY AuditParameters);
WINWORK_ABSENT NTSTATUS NTAPI SeSetAuditParameter(PSE_ADT_PARAMETER_ARRAY AuditParameters,
						  SE_ADT_PARAMETER_TYPE Type, ULONG Index,
						  PVOID Data);
WINWORK_ABSENT BOOLEAN NTAPI SeSinglePrivilegeCheck(_In_ LUID PrivilegeValue,
						    _In_ KPROCESSOR_MODE PreviousMode);
WINWORK_ABSENT VOID NTAPI SeUnlockSubjectContext(_In_ PSECURITY_SUBJECT_CONTEXT SubjectContext);
WINWORK_ABSENT BOOLEAN NTAPI SeValidSecurityDescriptor(
	_In_ ULONG Length, _In_ PSECURITY_DESCRIPTOR SecurityDescriptor);

EXTERN_C_END

#endif /* WINWORK_SE_SECURITY_H */
