/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects and handles, and callbacks for both.
 */
#ifndef WINWORK_OB_OBJECTS_H
#define WINWORK_OB_OBJECTS_H

#include "../io/irp.h"

EXTERN_C_START

struct _ACCESS_STATE;

struct _OBJECT_NAME_INFORMATION;
struct _OB_CALLBACK_REGISTRATION;
struct _OB_OPERATION_REGISTRATION;
struct _OB_POST_CREATE_HANDLE_INFORMATION;
struct _OB_POST_DUPLICATE_HANDLE_INFORMATION;
struct _OB_POST_OPERATION_INFORMATION;
union _OB_POST_OPERATION_PARAMETERS;
struct _OB_PRE_CREATE_HANDLE_INFORMATION;
struct _OB_PRE_DUPLICATE_HANDLE_INFORMATION;
struct _OB_PRE_OPERATION_INFORMATION;
union _OB_PRE_OPERATION_PARAMETERS;

#define OBJECT_TYPE_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | 0x1)

#define OB_FLT_REGISTRATION_VERSION_0100 0x0100
#define OB_FLT_REGISTRATION_VERSION OB_FLT_REGISTRATION_VERSION_0100
#define OB_OPERATION_HANDLE_CREATE 0x00000001
#define OB_OPERATION_HANDLE_DUPLICATE 0x00000002

typedef ULONG OB_OPERATION;
typedef struct _OB_PRE_CREATE_HANDLE_INFORMATION {
	ACCESS_MASK DesiredAccess;
	ACCESS_MASK OriginalDesiredAccess;
} OB_PRE_CREATE_HANDLE_INFORMATION, *POB_PRE_CREATE_HANDLE_INFORMATION;

typedef struct _OB_PRE_DUPLICATE_HANDLE_INFORMATION {
	ACCESS_MASK DesiredAccess;
	ACCESS_MASK OriginalDesiredAccess;
	PVOID SourceProcess;
	PVOID TargetProcess;
} OB_PRE_DUPLICATE_HANDLE_INFORMATION, *POB_PRE_DUPLICATE_HANDLE_INFORMATION;

typedef union _OB_PRE_OPERATION_PARAMETERS {
	OB_PRE_CREATE_HANDLE_INFORMATION CreateHandleInformation;
	OB_PRE_DUPLICATE_HANDLE_INFORMATION DuplicateHandleInformation;
} OB_PRE_OPERATION_PARAMETERS, *POB_PRE_OPERATION_PARAMETERS;

typedef struct _OB_PRE_OPERATION_INFORMATION {
	OB_OPERATION Operation;
	union {
		ULONG Flags;
		struct {
			ULONG KernelHandle : 1;
			ULONG Reserved : 31;
		};
	};
	PVOID Object;
	POBJECT_TYPE ObjectType;
	PVOID CallContext;
	POB_PRE_OPERATION_PARAMETERS Parameters;
} OB_PRE_OPERATION_INFORMATION, *POB_PRE_OPERATION_INFORMATION;

typedef struct _OB_POST_CREATE_HANDLE_INFORMATION {
	ACCESS_MASK GrantedAccess;
} OB_POST_CREATE_HANDLE_INFORMATION, *POB_POST_CREATE_HANDLE_INFORMATION;

typedef struct _OB_POST_DUPLICATE_HANDLE_INFORMATION {
	ACCESS_MASK GrantedAccess;
} OB_POST_DUPLICATE_HANDLE_INFORMATION, *POB_POST_DUPLICATE_HANDLE_INFORMATION;

typedef union _OB_POST_OPERATION_PARAMETERS {
	OB_POST_CREATE_HANDLE_INFORMATION CreateHandleInformation;
	OB_POST_DUPLICATE_HANDLE_INFORMATION DuplicateHandleInformation;
} OB_POST_OPERATION_PARAMETERS, *POB_POST_OPERATION_PARAMETERS;

typedef struct _OB_POST_OPERATION_INFORMATION {
	OB_OPERATION Operation;
	union {
		ULONG Flags;
		struct {
			ULONG KernelHandle : 1;
			ULONG Reserved : 31;
		};
	};
	PVOID Object;
	POBJECT_TYPE ObjectType;
	PVOID CallContext;
	NTSTATUS ReturnStatus;
	POB_POST_OPERATION_PARAMETERS Parameters;
} OB_POST_OPERATION_INFORMATION, *POB_POST_OPERATION_INFORMATION;

typedef enum _OB_PREOP_CALLBACK_STATUS {
	OB_PREOP_SUCCESS,
} OB_PREOP_CALLBACK_STATUS, *POB_PREOP_CALLBACK_STATUS;

typedef OB_PREOP_CALLBACK_STATUS (NTAPI *POB_PRE_OPERATION_CALLBACK)(
	PVOID RegistrationContext, POB_PRE_OPERATION_INFORMATION OperationInformation);
typedef VOID (NTAPI *POB_POST_OPERATION_CALLBACK)(PVOID RegistrationContext,
						  POB_POST_OPERATION_INFORMATION OperationInformation);
typedef struct _OB_OPERATION_REGISTRATION {
	POBJECT_TYPE *ObjectType;
	OB_OPERATION Operations;
	POB_PRE_OPERATION_CALLBACK PreOperation;
	POB_POST_OPERATION_CALLBACK PostOperation;
} OB_OPERATION_REGISTRATION, *POB_OPERATION_REGISTRATION;

typedef struct _OB_CALLBACK_REGISTRATION {
	USHORT Version;
	USHORT OperationRegistrationCount;
	UNICODE_STRING Altitude;
	PVOID RegistrationContext;
	OB_OPERATION_REGISTRATION *OperationRegistration;
} OB_CALLBACK_REGISTRATION, *POB_CALLBACK_REGISTRATION;

typedef struct _OBJECT_NAME_INFORMATION {
	UNICODE_STRING Name;
} OBJECT_NAME_INFORMATION, *POBJECT_NAME_INFORMATION;

typedef VOID (NTAPI *PTIMER_APC_ROUTINE)(PVOID TimerContext, ULONG TimerLowValue,
					 LONG TimerHighValue);
typedef enum _TIMER_SET_INFORMATION_CLASS {
	TimerSetCoalescableTimer,
	MaxTimerInfoClass,
} TIMER_SET_INFORMATION_CLASS;

/**
 * ObReferenceObjectWithTag, ObDereferenceObjectWithTag, ObDereferenceObjectDeferDeleteWithTag - take a
 *	reference, drop one
 * @Object: as for ObReferenceObject and ObDereferenceObject
 * @Tag: four characters; have no effect here. On Windows: they label the reference for the debugger
 *
 * The functions are ObReferenceObject, ObDereferenceObject and ObDereferenceObjectDeferDelete.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the first two: the number of references after the call, for debugging only; 0 after a report.
 * Page: wdm.h, ObReferenceObjectWithTag, ObDereferenceObjectWithTag,
 *	ObDereferenceObjectDeferDeleteWithTag
 */
LONG_PTR NTAPI ObfReferenceObjectWithTag(_In_ PVOID Object, _In_ ULONG Tag);
LONG_PTR NTAPI ObfDereferenceObjectWithTag(_In_ PVOID Object, _In_ ULONG Tag);
VOID NTAPI ObDereferenceObjectDeferDeleteWithTag(_In_ PVOID Object, _In_ ULONG Tag);
#define ObReferenceObjectWithTag(Object, Tag) ObfReferenceObjectWithTag((Object), (Tag))
#define ObDereferenceObjectWithTag(Object, Tag) ObfDereferenceObjectWithTag((Object), (Tag))

/**
 * ObReferenceObjectByPointer, ObReferenceObjectByPointerWithTag - take a reference on an object of a type
 * @Object: an object that ObReferenceObject takes
 * @DesiredAccess: has no effect here: there are no access checks
 * @ObjectType: *PsThreadType, *ExEventObjectType or *IoFileObjectType; NULL is OK for KernelMode
 * @AccessMode: with UserMode the object must be of @ObjectType; KernelMode does not look at the type
 * @Tag: has no effect here
 *
 * ObDereferenceObject drops the reference.
 *
 * Here: a pointer to something else than a live object is reported (0x18).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_TYPE_MISMATCH; STATUS_INVALID_PARAMETER after a report of
 *	@Object. After a failure there is no reference.
 * Page: wdm.h, ObReferenceObjectByPointer, ObReferenceObjectByPointerWithTag
 */
NTSTATUS NTAPI ObReferenceObjectByPointer(_In_ PVOID Object, _In_ ACCESS_MASK DesiredAccess,
					  _In_opt_ POBJECT_TYPE ObjectType,
					  _In_ KPROCESSOR_MODE AccessMode);
NTSTATUS NTAPI ObReferenceObjectByPointerWithTag(_In_ PVOID Object, _In_ ACCESS_MASK DesiredAccess,
						 _In_opt_ POBJECT_TYPE ObjectType,
						 _In_ KPROCESSOR_MODE AccessMode, _In_ ULONG Tag);

/**
 * ObQueryNameString - the whole name of an object
 * @Object: an object that ObReferenceObject takes
 * @ObjectNameInfo: receives the name, with its text behind it. Without a name: a length of 0, and a NULL Buffer. NULL if
 *	@Length is 0
 * @Length: the bytes at @ObjectNameInfo
 * @ReturnLength: receives the bytes of the whole
 *
 * The name of a file is that of its device, with the name that was opened. Keys have \REGISTRY\... Here: processes,
 * threads and files of drive C have none.
 *
 * Here: a pointer to something else than a live object is reported (0x18).
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH if the buffer is too small; STATUS_KEY_DELETED;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER after a report of @Object, or for a NULL @ReturnLength.
 * Page: ntifs.h, ObQueryNameString
 */
NTSTATUS NTAPI ObQueryNameString(_In_ PVOID Object, _Out_writes_bytes_opt_(Length) POBJECT_NAME_INFORMATION ObjectNameInfo,
				 _In_ ULONG Length, _Out_ PULONG ReturnLength);

/**
 * ObOpenObjectByPointer - make a handle of an object
 * @Object: an object that ObReferenceObject takes, but no file and no key
 * @HandleAttributes: OBJ_KERNEL_HANDLE. Here: each handle is a kernel handle
 * @PassedAccessState: has no effect here: there are no access checks
 * @DesiredAccess: has no effect here
 * @ObjectType: as for ObReferenceObjectByPointer
 * @AccessMode: as for ObReferenceObjectByPointer
 * @Handle: receives the handle, which ZwClose closes; NULL after a failure
 *
 * Here: a pointer to something else than a live object is reported (0x18).
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_TYPE_MISMATCH; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER
 *	after a report of @Object, or for a NULL @Handle; STATUS_NOT_SUPPORTED for a file or a key.
 * Page: ntifs.h, ObOpenObjectByPointer
 */
NTSTATUS NTAPI ObOpenObjectByPointer(_In_ PVOID Object, _In_ ULONG HandleAttributes,
				     _In_opt_ struct _ACCESS_STATE *PassedAccessState,
				     _In_ ACCESS_MASK DesiredAccess, _In_opt_ POBJECT_TYPE ObjectType,
				     _In_ KPROCESSOR_MODE AccessMode, _Out_ PHANDLE Handle);

/**
 * ObReferenceObjectByHandleWithTag - ObReferenceObjectByHandle with a tag
 * @Handle: as for ObReferenceObjectByHandle, as the others
 * @DesiredAccess: has no effect here
 * @ObjectType: the type, or NULL
 * @AccessMode: KernelMode or UserMode
 * @Tag: has no effect here
 * @Object: receives the object; NULL after a failure
 * @HandleInformation: receives zeroes; or NULL
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: as ObReferenceObjectByHandle.
 * Page: wdm.h, ObReferenceObjectByHandleWithTag
 */
NTSTATUS NTAPI ObReferenceObjectByHandleWithTag(
	_In_ HANDLE Handle, _In_ ACCESS_MASK DesiredAccess, _In_opt_ POBJECT_TYPE ObjectType,
	_In_ KPROCESSOR_MODE AccessMode, _In_ ULONG Tag, _Out_ PVOID *Object,
	_Out_opt_ POBJECT_HANDLE_INFORMATION HandleInformation);

/**
 * ObCloseHandle - close a handle
 * @Handle: as for ZwClose
 * @PreviousMode: KernelMode. Here: UserMode is refused, because the handles of programs are descriptors,
 *	which the programs close
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS or STATUS_INVALID_HANDLE.
 * Page: wdm.h, ObCloseHandle
 */
NTSTATUS NTAPI ObCloseHandle(_In_ HANDLE Handle, _In_ KPROCESSOR_MODE PreviousMode);

/**
 * ZwMakeTemporaryObject - make an object temporary that was created with OBJ_PERMANENT
 * @Handle: a handle of the object
 *
 * From then on the object loses its name when its last handle is closed, and ends with its last reference.
 * The call has no effect on an object that is temporary.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS or STATUS_INVALID_HANDLE.
 * Page: wdm.h, ZwMakeTemporaryObject
 */
NTSTATUS NTAPI ZwMakeTemporaryObject(_In_ HANDLE Handle);

/**
 * ObRegisterCallbacks - register routines that are told of handles of processes and threads
 * @CallbackRegistration: the routines, their altitude and their context. Each operation names *PsProcessType or
 *	*PsThreadType, and has a routine at least. There are 16 operations at most
 * @RegistrationHandle: receives the registration; NULL after an error
 *
 * The routines with the highest altitude are told first before a handle is made, and last behind. Before it they take
 * rights away from DesiredAccess.
 *
 * Here: the handles are those that drivers open by ZwOpenProcess and ObOpenObjectByPointer, which are kernel handles
 * and carry no rights: as on Windows, a call of the kernel may do all with them. What programs may do with each other,
 * by kill, ptrace or a pidfd, Linux alone decides: it asks no module. So a routine cannot protect a process from
 * programs, and OB_OPERATION_HANDLE_DUPLICATE never comes. Registrations that remain after DriverUnload are reported
 * (0xCE) and removed.
 *
 * IRQL: PASSIVE_LEVEL, as the routines. Another level at their end, and a spin lock, region or mutex that they still
 *	hold, are reported and undone.
 * Return: STATUS_SUCCESS; STATUS_FLT_INSTANCE_ALTITUDE_COLLISION for an altitude that another registration has;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER, which the log explains. Here: never STATUS_ACCESS_DENIED,
 *	which Windows returns if the driver's image was not linked for integrity checks.
 * Page: wdm.h, ObRegisterCallbacks
 */
NTSTATUS NTAPI ObRegisterCallbacks(_In_ POB_CALLBACK_REGISTRATION CallbackRegistration,
				   _Out_ PVOID *RegistrationHandle);

/**
 * ObUnRegisterCallbacks - remove a registration
 * @RegistrationHandle: the registration. Another pointer has no effect but a line in the log
 *
 * The call waits until its routines have returned from all calls. None of them may make it: that is reported (0xC4), and
 * has the registration removed when they return.
 *
 * IRQL: PASSIVE_LEVEL
 * Page: wdm.h, ObUnRegisterCallbacks
 */
VOID NTAPI ObUnRegisterCallbacks(_In_ PVOID RegistrationHandle);

/**
 * ObGetFilterVersion - return the version of the structures
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: OB_FLT_REGISTRATION_VERSION.
 * Page: wdm.h, ObGetFilterVersion
 */
USHORT NTAPI ObGetFilterVersion(VOID);

WINWORK_ABSENT NTSTATUS NTAPI ObGetObjectSecurity(_In_ PVOID Object,
						  _Out_ PSECURITY_DESCRIPTOR *SecurityDescriptor,
						  _Out_ PBOOLEAN MemoryAllocated);
WINWORK_ABSENT VOID NTAPI ObReleaseObjectSecurity(_In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
						  _In_ BOOLEAN MemoryAllocated);
WINWORK_ABSENT NTSTATUS NTAPI ZwCancelTimer(HANDLE TimerHandle, PBOOLEAN CurrentState);
WINWORK_ABSENT NTSTATUS NTAPI ZwCreateTimer(PHANDLE TimerHandle, ACCESS_MASK DesiredAccess,
					    POBJECT_ATTRIBUTES ObjectAttributes,
					    TIMER_TYPE TimerType);
WINWORK_ABSENT NTSTATUS NTAPI ZwOpenTimer(PHANDLE TimerHandle, ACCESS_MASK DesiredAccess,
					  POBJECT_ATTRIBUTES ObjectAttributes);
WINWORK_ABSENT NTSTATUS NTAPI ZwSetTimer(HANDLE TimerHandle, PLARGE_INTEGER DueTime,
					 PTIMER_APC_ROUTINE TimerApcRoutine, PVOID TimerContext,
					 BOOLEAN ResumeTimer, LONG Period,
					 PBOOLEAN PreviousState);
WINWORK_ABSENT NTSTATUS NTAPI ZwSetTimerEx(HANDLE TimerHandle,
					   TIMER_SET_INFORMATION_CLASS TimerSetInformationClass,
					   PVOID TimerSetInformation,
					   ULONG TimerSetInformationLength);

/**
 * ZwOpenSymbolicLinkObject - open a symbolic link, to ask for its target
 * @LinkHandle: receives a handle, which ZwClose closes
 * @DesiredAccess: GENERIC_READ; has no effect here
 * @ObjectAttributes: the link's name, as \\??\\Mailbox, in upper and lower case alike
 *
 * Here: links are those that drivers have made by IoCreateSymbolicLink and its relatives, and the drive letters of mounts.
 * Drive C is a folder of Linux, and no link. The handle has the target of the open.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND; STATUS_INVALID_HANDLE for a RootDirectory;
 *	STATUS_INVALID_PARAMETER for a parameter that is NULL; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, ZwOpenSymbolicLinkObject
 */
NTSTATUS NTAPI ZwOpenSymbolicLinkObject(_Out_ PHANDLE LinkHandle, _In_ ACCESS_MASK DesiredAccess,
					_In_ POBJECT_ATTRIBUTES ObjectAttributes);

/**
 * ZwQuerySymbolicLinkObject - return the target of a symbolic link
 * @LinkHandle: a handle of ZwOpenSymbolicLinkObject
 * @LinkTarget: has a buffer of MaximumLength bytes, which receives the target, as \\Device\\Mailbox
 * @ReturnedLength: NULL; or receives the bytes of the target and a zero behind it, which the buffer then gets as well
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_INVALID_HANDLE; STATUS_OBJECT_TYPE_MISMATCH for a handle of
 *	another object; STATUS_INVALID_PARAMETER for a @LinkTarget that is NULL.
 * Page: wdm.h, ZwQuerySymbolicLinkObject
 */
NTSTATUS NTAPI ZwQuerySymbolicLinkObject(_In_ HANDLE LinkHandle, _Inout_ PUNICODE_STRING LinkTarget,
					 _Out_opt_ PULONG ReturnedLength);

/**
 * ZwOpenEvent - open a named event
 * @EventHandle: receives a handle, which ZwClose closes
 * @DesiredAccess: EVENT_ALL_ACCESS or less; has no effect here
 * @ObjectAttributes: the event's name, as for ZwCreateEvent
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND; STATUS_OBJECT_TYPE_MISMATCH if another object has the
 *	name; STATUS_INVALID_PARAMETER for a parameter that is NULL; STATUS_OBJECT_PATH_SYNTAX_BAD,
 *	STATUS_OBJECT_PATH_NOT_FOUND and STATUS_OBJECT_NAME_INVALID as ZwCreateEvent;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, ZwOpenEvent
 */
NTSTATUS NTAPI ZwOpenEvent(_Out_ PHANDLE EventHandle, _In_ ACCESS_MASK DesiredAccess,
			   _In_ POBJECT_ATTRIBUTES ObjectAttributes);

/* Check access although the caller is the kernel. Page: ntdef.h, OBJECT_ATTRIBUTES */
#ifndef OBJ_FORCE_ACCESS_CHECK
#define OBJ_FORCE_ACCESS_CHECK 0x00000400
#endif

EXTERN_C_END

#endif /* WINWORK_OB_OBJECTS_H */
