/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The executive: callbacks, identifiers, system calls of other kinds.
 */
#ifndef WINWORK_EX_EXECUTIVE_H
#define WINWORK_EX_EXECUTIVE_H

#include "../io/irp.h"
#include "../po/power.h"

EXTERN_C_START

struct _CACHE_DESCRIPTOR;
struct _CACHE_RELATIONSHIP;
struct _CALLBACK_OBJECT;
struct _GROUP_RELATIONSHIP;
struct _NUMA_NODE_RELATIONSHIP;
struct _SYSTEM_LOGICAL_PROCESSOR_INFORMATION;
struct _SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX;
struct _ZONE_HEADER;

typedef struct _ZONE_HEADER *PZONE_HEADER;

#define EXCEPTION_ALIGNMENT_CHECK 0x011
#define EXCEPTION_BOUND_CHECK 5

#define EXCEPTION_DEBUG 1
#define EXCEPTION_NMI 2
#define EXCEPTION_INT3 3
#define EXCEPTION_DIVIDED_BY_ZERO 0
#define EXCEPTION_DOUBLE_FAULT 8
#define EXCEPTION_EXECUTE_FAULT 8
#define EXCEPTION_GP_FAULT 0x0d
#define EXCEPTION_INVALID_OPCODE 6
#define EXCEPTION_INVALID_TSS 0x0a
#define EXCEPTION_NPX_NOT_AVAILABLE 7
#define EXCEPTION_NPX_OVERRUN 9
#define EXCEPTION_NPX_ERROR 0x010
#define EXCEPTION_SEGMENT_NOT_PRESENT 0x0b
#define EXCEPTION_STACK_FAULT 0x0c
#define EXCEPTION_WRITE_FAULT 1

#define EX_MAXIMUM_LOOKASIDE_DEPTH_BASE 256
#define EX_MAXIMUM_LOOKASIDE_DEPTH_LIMIT 1024
#define EX_RUNDOWN_COUNT_SHIFT 0x1
#define EX_RUNDOWN_COUNT_INC (1 << EX_RUNDOWN_COUNT_SHIFT)

typedef struct _CALLBACK_OBJECT *PCALLBACK_OBJECT;
typedef enum _LOGICAL_PROCESSOR_RELATIONSHIP {
	RelationProcessorCore,
	RelationNumaNode,
	RelationCache,
	RelationProcessorPackage,
	RelationGroup,
	RelationAll = 0xffff,
} LOGICAL_PROCESSOR_RELATIONSHIP;

typedef struct _CACHE_DESCRIPTOR {
	UCHAR Level;
	UCHAR Associativity;
	USHORT LineSize;
	ULONG Size;
	PROCESSOR_CACHE_TYPE Type;
} CACHE_DESCRIPTOR, *PCACHE_DESCRIPTOR;

typedef struct _SYSTEM_LOGICAL_PROCESSOR_INFORMATION {
	ULONG_PTR ProcessorMask;
	LOGICAL_PROCESSOR_RELATIONSHIP Relationship;
	union {
		struct {
			UCHAR Flags;
		} ProcessorCore;
		struct {
			ULONG NodeNumber;
		} NumaNode;
		CACHE_DESCRIPTOR Cache;
		ULONGLONG Reserved[2];
	};
} SYSTEM_LOGICAL_PROCESSOR_INFORMATION, *PSYSTEM_LOGICAL_PROCESSOR_INFORMATION;

typedef struct _NUMA_NODE_RELATIONSHIP {
	ULONG NodeNumber;
	UCHAR Reserved[20];
	GROUP_AFFINITY GroupMask;
} NUMA_NODE_RELATIONSHIP, *PNUMA_NODE_RELATIONSHIP;

typedef struct _CACHE_RELATIONSHIP {
	UCHAR Level;
	UCHAR Associativity;
	USHORT LineSize;
	ULONG CacheSize;
	PROCESSOR_CACHE_TYPE Type;
	UCHAR Reserved[20];
	GROUP_AFFINITY GroupMask;
} CACHE_RELATIONSHIP, *PCACHE_RELATIONSHIP;

typedef struct _GROUP_RELATIONSHIP {
	USHORT MaximumGroupCount;
	USHORT ActiveGroupCount;
	UCHAR Reserved[20];
	PROCESSOR_GROUP_INFO GroupInfo[1];
} GROUP_RELATIONSHIP, *PGROUP_RELATIONSHIP;

typedef struct _SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX {
	LOGICAL_PROCESSOR_RELATIONSHIP Relationship;
	ULONG Size;
	union {
		PROCESSOR_RELATIONSHIP Processor;
		NUMA_NODE_RELATIONSHIP NumaNode;
		CACHE_RELATIONSHIP Cache;
		GROUP_RELATIONSHIP Group;
	};
} SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX, *PSYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX;

typedef enum _SUITE_TYPE {
	SmallBusiness,
	Enterprise,
	BackOffice,
	CommunicationServer,
	TerminalServer,
	SmallBusinessRestricted,
	EmbeddedNT,
	DataCenter,
	SingleUserTS,
	Personal,
	Blade,
	EmbeddedRestricted,
	SecurityAppliance,
	StorageServer,
	ComputeServer,
	WHServer,
	PhoneNT,
	MultiUserTS,
	MaxSuiteType,
} SUITE_TYPE;

typedef GUID UUID;

/**
 * CALLBACK_FUNCTION - a routine that is registered with a callback object
 * @CallbackContext: as given to ExRegisterCallback
 * @Argument1: what the object's creator defines
 * @Argument2: likewise
 *
 * IRQL: that of the call of ExNotifyCallback.
 * Page: wdm.h, ExRegisterCallback
 */
typedef VOID NTAPI CALLBACK_FUNCTION(_In_opt_ PVOID CallbackContext, _In_opt_ PVOID Argument1,
				     _In_opt_ PVOID Argument2);
typedef CALLBACK_FUNCTION *PCALLBACK_FUNCTION;

/**
 * ExCreateCallback - open a callback object, or create it
 * @CallbackObject: receives the object, with a reference that ObDereferenceObject drops; NULL after a failure
 * @ObjectAttributes: the name, usually \Callback\Name, and the attributes: OBJ_CASE_INSENSITIVE, and
 *	OBJ_PERMANENT for an object that lasts until winwork.ko is removed
 * @Create: TRUE to create the object if there is none of that name
 * @AllowMultipleCallbacks: FALSE for a new object that takes one routine at a time
 *
 * The object lasts while it has a reference or a routine is registered. It belongs to no driver.
 *
 * The system's objects \Callback\SetSystemTime, \Callback\PowerState and \Callback\ProcessorAdd exist, and
 * take routines. Here: the system never calls these routines.
 *
 * Here: the object has its name until it ends. On Windows: one without OBJ_PERMANENT may lose it earlier.
 * The rules for names are those of ZwCreateEvent. When winwork.ko is removed, the log names objects with
 * references that were not dropped.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_UNSUCCESSFUL without a name; STATUS_OBJECT_NAME_NOT_FOUND;
 *	STATUS_OBJECT_TYPE_MISMATCH if another object has the name; STATUS_INVALID_PARAMETER for
 *	@CallbackObject, the length or the attributes; STATUS_OBJECT_PATH_SYNTAX_BAD,
 *	STATUS_OBJECT_PATH_NOT_FOUND or STATUS_OBJECT_NAME_INVALID for the name;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, ExCreateCallback
 */
NTSTATUS NTAPI ExCreateCallback(_Out_ PCALLBACK_OBJECT *CallbackObject,
				_In_ POBJECT_ATTRIBUTES ObjectAttributes, _In_ BOOLEAN Create,
				_In_ BOOLEAN AllowMultipleCallbacks);

/**
 * ExRegisterCallback - register a routine with a callback object
 * @CallbackObject: an object of ExCreateCallback
 * @CallbackFunction: the routine
 * @CallbackContext: passed to the routine
 *
 * The same routine may be registered more than once. Each registration is called. It has a reference on the
 * object.
 *
 * A driver removes its registrations before it is unloaded. Here: those that it leaves are reported (0xCE)
 * and removed. While one of its routines runs, an unload waits.
 *
 * Here: a pointer to something else than a callback object is reported (0x18).
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the registration, for ExUnregisterCallback; NULL if the object takes no more routines, without
 *	memory, or after a wrong call.
 * Page: wdm.h, ExRegisterCallback
 */
PVOID NTAPI ExRegisterCallback(_Inout_ PCALLBACK_OBJECT CallbackObject,
			       _In_ PCALLBACK_FUNCTION CallbackFunction,
			       _In_opt_ PVOID CallbackContext);

/**
 * ExUnregisterCallback - remove a registration
 * @CbRegistration: what ExRegisterCallback returned
 *
 * The call waits for calls of the routine that are under way. After it there are none. The routine may not
 * unregister itself: on Windows it waits for its own end. Here: that is reported (0xC4, parameter 0x1000),
 * and the registration ends when the routine returns.
 *
 * Here: a pointer to something else than a registration is reported (0x18).
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and has no effect.
 * Page: wdm.h, ExUnregisterCallback
 */
VOID NTAPI ExUnregisterCallback(_Inout_ PVOID CbRegistration);

/**
 * ExNotifyCallback - call the routines that are registered with a callback object
 * @CallbackObject: an object of the driver's, not of the system
 * @Argument1: passed to the routines
 * @Argument2: likewise
 *
 * The routines are called one after the other, in the order in which they were registered, in this thread and
 * at its IRQL. They may register routines, and call this function.
 *
 * Here: a pointer to something else than a callback object is reported (0x18).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and has no effect.
 * Page: wdm.h, ExNotifyCallback
 */
VOID NTAPI ExNotifyCallback(_In_ PVOID CallbackObject, _In_opt_ PVOID Argument1,
			    _In_opt_ PVOID Argument2);

/**
 * ExQueryTimerResolution - return how exact timers are
 * @MaximumTime: receives the coarsest resolution in units of 100 ns. Here: Linux's tick
 * @MinimumTime: receives the finest one. Here: 1
 * @CurrentTime: receives the present one. Here: 1, since each timer has high resolution
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Page: wdm.h, ExQueryTimerResolution
 */
VOID NTAPI ExQueryTimerResolution(_Out_ PULONG MaximumTime, _Out_ PULONG MinimumTime, _Out_ PULONG CurrentTime);

/**
 * ExSetTimerResolution - ask for another resolution of timers
 * @DesiredTime: has no effect here
 * @SetResolution: has no effect here
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: the resolution, as CurrentTime of ExQueryTimerResolution.
 * Page: wdm.h, ExSetTimerResolution
 */
ULONG NTAPI ExSetTimerResolution(_In_ ULONG DesiredTime, _In_ BOOLEAN SetResolution);

/**
 * ExUuidCreate - make a UUID
 * @Uuid: receives it
 *
 * Here: all but the bits of version 4 and of the variant are random, so it tells neither a time nor a machine.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER without @Uuid, which the log explains.
 * Page: ntddk.h, ExUuidCreate
 */
NTSTATUS NTAPI ExUuidCreate(_Out_ UUID *Uuid);

/**
 * ZwAllocateLocallyUniqueId - make a number that no other call returns until the module is inserted again
 * @Luid: receives it
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: STATUS_SUCCESS; STATUS_ACCESS_VIOLATION without @Luid, which the log explains.
 * Page: ntifs.h, ZwAllocateLocallyUniqueId
 */
NTSTATUS NTAPI ZwAllocateLocallyUniqueId(_Out_ PLUID Luid);

/**
 * ExVerifySuite - ask for a product suite
 * @SuiteType: which one
 *
 * IRQL: any.
 * Return: TRUE for those that RtlGetVersion has in wSuiteMask: TerminalServer and SingleUserTS; otherwise FALSE.
 * Page: ntddk.h, ExVerifySuite
 */
BOOLEAN NTAPI ExVerifySuite(SUITE_TYPE SuiteType);

WINWORK_ABSENT NTSTATUS NTAPI ExExtendZone(PZONE_HEADER Zone, PVOID Segment, ULONG SegmentSize);
WINWORK_ABSENT NTSTATUS NTAPI ExInitializeZone(PZONE_HEADER Zone, ULONG BlockSize,
					       PVOID InitialSegment, ULONG InitialSegmentSize);
WINWORK_ABSENT NTSTATUS NTAPI ExInterlockedExtendZone(PZONE_HEADER Zone, PVOID Segment,
						      ULONG SegmentSize, PKSPIN_LOCK Lock);
WINWORK_ABSENT BOOLEAN NTAPI ExIsProcessorFeaturePresent(_In_ ULONG ProcessorFeature);
WINWORK_ABSENT BOOLEAN NTAPI ExIsSoftBoot(VOID);
WINWORK_ABSENT NTSTATUS NTAPI ZwDisplayString(PUNICODE_STRING String);
WINWORK_ABSENT NTSTATUS NTAPI ZwLoadDriver(_In_ PUNICODE_STRING DriverServiceName);
WINWORK_ABSENT NTSTATUS NTAPI ZwPowerInformation(_In_ POWER_INFORMATION_LEVEL PowerInformationLevel,
						 _In_opt_ PVOID InputBuffer,
						 _In_ ULONG InputBufferLength,
						 _Out_opt_ PVOID OutputBuffer,
						 _In_ ULONG OutputBufferLength);
WINWORK_ABSENT NTSTATUS NTAPI ZwPrePrepareComplete(_In_ HANDLE EnlistmentHandle,
						   _In_opt_ PLARGE_INTEGER TmVirtualClock);
WINWORK_ABSENT NTSTATUS NTAPI ZwUnloadDriver(_In_ PUNICODE_STRING DriverServiceName);

/**
 * ExSystemTimeToLocalTime - convert a time to the time zone of the kernel
 * @SystemTime: a time, in units of 100 ns since 1601, UTC
 * @LocalTime: receives the local time
 *
 * Here: Linux's kernel has UTC, unless a program sets another zone by settimeofday.
 *
 * IRQL: any.
 * Page: wdm.h, ExSystemTimeToLocalTime
 */
VOID NTAPI ExSystemTimeToLocalTime(_In_ PLARGE_INTEGER SystemTime, _Out_ PLARGE_INTEGER LocalTime);

/**
 * ExLocalTimeToSystemTime - the opposite of ExSystemTimeToLocalTime
 * @LocalTime: a local time, in units of 100 ns since 1601
 * @SystemTime: receives the time, UTC
 *
 * IRQL: any.
 * Page: wdm.h, ExLocalTimeToSystemTime
 */
VOID NTAPI ExLocalTimeToSystemTime(_In_ PLARGE_INTEGER LocalTime, _Out_ PLARGE_INTEGER SystemTime);

EXTERN_C_END

#endif /* WINWORK_EX_EXECUTIVE_H */
