/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes, threads and images, and the routines that are notified of them.
 */
#ifndef WINWORK_PS_PROCESS_H
#define WINWORK_PS_PROCESS_H

#include "../io/irp.h"

EXTERN_C_START

struct _FILE_OBJECT;
struct _IMAGE_INFO;
struct _IMAGE_INFO_EX;
struct _IMAGE_NT_HEADERS;
struct _IMAGE_NT_HEADERS64;
struct _KPROCESS;
struct _PEB;
struct _PROCESS_ACCESS_TOKEN;
struct _PROCESS_BASIC_INFORMATION;
struct _PROCESS_DEVICEMAP_INFORMATION;
struct _PROCESS_DEVICEMAP_INFORMATION_EX;
struct _PROCESS_EXCEPTION_PORT;
struct _PROCESS_EXTENDED_BASIC_INFORMATION;
struct _PROCESS_HANDLE_TRACING_ENABLE;
struct _PROCESS_HANDLE_TRACING_ENABLE_EX;
struct _PROCESS_HANDLE_TRACING_ENTRY;
struct _PROCESS_HANDLE_TRACING_QUERY;
struct _PROCESS_MITIGATION_CHILD_PROCESS_POLICY;
struct _PROCESS_MITIGATION_PAYLOAD_RESTRICTION_POLICY;
union _PROCESS_READWRITEVM_LOGGING_INFORMATION;
struct _PROCESS_SESSION_INFORMATION;
struct _PROCESS_WS_WATCH_INFORMATION;
struct _PS_CREATE_NOTIFY_INFO;

typedef struct _NT_TIB {
	struct _EXCEPTION_REGISTRATION_RECORD *ExceptionList;
	PVOID StackBase;
	PVOID StackLimit;
	PVOID SubSystemTib;
	union {
		PVOID FiberData;
		ULONG Version;
	};
	PVOID ArbitraryUserPointer;
	struct _NT_TIB *Self;
} NT_TIB, *PNT_TIB;

#define PROCESS_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0xffff)
#define PROCESS_DUP_HANDLE (0x0040)
#define PROCESS_EXCEPTION_PORT_ALL_STATE_BITS 0x00000003u
#define PROCESS_EXCEPTION_PORT_ALL_STATE_FLAGS \
	((ULONG_PTR)((1u << PROCESS_EXCEPTION_PORT_ALL_STATE_BITS) - 1))
#define PROCESS_HANDLE_TRACING_MAX_STACKS 16
#define PROCESS_LUID_DOSDEVICES_ONLY 0x00000001

#define THREAD_TERMINATE 0x0001
#define THREAD_ALERT 0x0004
#define THREAD_CSWITCH_PMU_DISABLE FALSE
#define THREAD_CSWITCH_PMU_ENABLE TRUE
#define THREAD_GET_CONTEXT 0x0008
#define THREAD_PROFILING_FLAG_DISPATCH 0x00000001
#define THREAD_QUERY_LIMITED_INFORMATION 0x0800
#define THREAD_SET_CONTEXT 0x0010
#define THREAD_SET_INFORMATION 0x0020
#define THREAD_SET_LIMITED_INFORMATION 0x0400
#define THREAD_SUSPEND_RESUME 0x0002

typedef struct _IMAGE_NT_HEADERS *PIMAGE_NT_HEADERS32;
typedef struct _IMAGE_NT_HEADERS64 *PIMAGE_NT_HEADERS64;
typedef PIMAGE_NT_HEADERS64 PIMAGE_NT_HEADERS;
typedef struct _PROCESS_ACCESS_TOKEN {
	HANDLE Token;
	HANDLE Thread;
} PROCESS_ACCESS_TOKEN, *PPROCESS_ACCESS_TOKEN;

typedef struct _PROCESS_EXCEPTION_PORT {
	HANDLE ExceptionPortHandle;
	ULONG StateFlags;
} PROCESS_EXCEPTION_PORT, *PPROCESS_EXCEPTION_PORT;

/**
 * PCREATE_PROCESS_NOTIFY_ROUTINE - a routine that is told of the begin and the end of processes
 * @ParentId: the id of the process's parent; 4 for a thread of the kernel
 * @ProcessId: the id of the process
 * @Create: TRUE at the begin, FALSE at the end
 *
 * PCREATE_PROCESS_NOTIFY_ROUTINE_EX says when it is called, and in which threads.
 *
 * IRQL: PASSIVE_LEVEL. Here: another level at its end, and a spin lock, region or mutex that it still
 *	holds, are reported and undone.
 * Page: ntddk.h, PCREATE_PROCESS_NOTIFY_ROUTINE
 */
typedef VOID (NTAPI *PCREATE_PROCESS_NOTIFY_ROUTINE)(HANDLE ParentId, HANDLE ProcessId,
						     BOOLEAN Create);

/*
 * A process that begins. The routine may change CreationStatus only. Everything else is valid until
 * it returns.
 */
typedef struct _PS_CREATE_NOTIFY_INFO {
	SIZE_T Size;			/* of the structure, in bytes */
	union {
		ULONG Flags;
		struct {
			ULONG FileOpenNameAvailable : 1;
			ULONG IsSubsystemProcess : 1;
			ULONG Reserved : 30;
		};
	};
	HANDLE ParentProcessId;		/* 4 for a thread of the kernel */
	CLIENT_ID CreatingThreadId;	/* here: the thread that calls execve, of the process itself */
	struct _FILE_OBJECT *FileObject;	/* here: NULL */
	PCUNICODE_STRING ImageFileName;	/* never NULL; ends with a zero */
	PCUNICODE_STRING CommandLine;	/* never NULL; ends with a zero */
	NTSTATUS CreationStatus;	/* STATUS_SUCCESS; an error keeps the process from beginning */
} PS_CREATE_NOTIFY_INFO, *PPS_CREATE_NOTIFY_INFO;

/**
 * PCREATE_PROCESS_NOTIFY_ROUTINE_EX - a routine that is told of processes, and may refuse them
 * @Process: stands for the process, as that of IoGetCurrentProcess; valid until the routine returns
 * @ProcessId: the id of the process
 * @CreateInfo: what begins; NULL at the end
 *
 * The routines are called one after the other, in the order in which they were registered. An error in
 * CreationStatus does not keep the next ones from being called. They are then called for the end as well.
 *
 * Here a process begins when a program calls execve, in the thread of that call, which waits. A fork
 * alone begins none. The process ends when its last thread has exited, or when it executes another
 * program: then the end and the new begin have the same ProcessId. The routine for the end runs in a
 * thread of the system, or in one of a program that calls execve, at any time after the end. The end is
 * announced for each process whose begin was, and for no other.
 *
 * Here a script counts as its interpreter. ImageFileName is `\??\C:\...` for a file on drive C, and
 * `\??\unix\...` with the path of Linux for any other. CommandLine has the arguments, with quotation
 * marks where a program of Windows needs them, and is cut after 64 KiB of them or 32766 characters. The
 * error in CreationStatus becomes the errno of execve, as with requests, and the old program goes on.
 * A program that Linux fails to load afterwards has begun all the same.
 *
 * IRQL: PASSIVE_LEVEL. Here: another level at its end, and a spin lock, region or mutex that it still
 *	holds, are reported and undone.
 * Page: ntddk.h, PCREATE_PROCESS_NOTIFY_ROUTINE_EX
 */
typedef VOID (NTAPI *PCREATE_PROCESS_NOTIFY_ROUTINE_EX)(PEPROCESS Process, HANDLE ProcessId,
							PPS_CREATE_NOTIFY_INFO CreateInfo);

/**
 * PCREATE_THREAD_NOTIFY_ROUTINE - a routine that is told of the begin and the end of threads
 * @ProcessId: the id of the thread's process
 * @ThreadId: the id of the thread
 * @Create: TRUE at the begin, FALSE at the end
 *
 * Here the routine is told of the threads of programs, in a thread of the system: the thread goes on meanwhile, and may
 * have ended. The routines are told of one event after the other, and of the events of a thread in their order. A
 * fork begins the first thread of the child. When a thread that is not the first one calls execve, its id ends, and
 * the first thread's id begins again. In the routine that is told of an end, PsLookupThreadByThreadId finds the
 * thread. 4096 events wait at most, those of images among them: then events are lost, and the log has their number.
 *
 * IRQL: PASSIVE_LEVEL. Here: another level at its end, and a spin lock, region or mutex that it still
 *	holds, are reported and undone.
 * Page: ntddk.h, PCREATE_THREAD_NOTIFY_ROUTINE
 */
typedef VOID (NTAPI *PCREATE_THREAD_NOTIFY_ROUTINE)(HANDLE ProcessId, HANDLE ThreadId,
						    BOOLEAN Create);
typedef struct _IMAGE_INFO {
	union {
		ULONG Properties;
		struct {
			ULONG ImageAddressingMode : 8;
			ULONG SystemModeImage : 1;
			ULONG ImageMappedToAllPids : 1;
			ULONG ExtendedInfoPresent : 1;
			ULONG MachineTypeMismatch : 1;
			ULONG ImageSignatureLevel : 4;
			ULONG ImageSignatureType : 3;
			ULONG ImagePartialMap : 1;
			ULONG Reserved : 12;
		};
	};
	PVOID ImageBase;
	ULONG ImageSelector;
	SIZE_T ImageSize;
	ULONG ImageSectionNumber;
} IMAGE_INFO, *PIMAGE_INFO;

typedef struct _IMAGE_INFO_EX {
	SIZE_T Size;
	IMAGE_INFO ImageInfo;
	struct _FILE_OBJECT *FileObject;
} IMAGE_INFO_EX, *PIMAGE_INFO_EX;

#define IMAGE_ADDRESSING_MODE_32BIT 3

#define PS_IMAGE_NOTIFY_CONFLICTING_ARCHITECTURE 0x1

/**
 * PLOAD_IMAGE_NOTIFY_ROUTINE - a routine that is told of images
 * @FullImageName: the name of the file, as \\Device\\HarddiskVolume1\\usr\\bin\\cat; NULL without memory for it
 * @ProcessId: the id of the process
 * @ImageInfo: the image
 *
 * Here an image is a file that a program maps to execute it: that of execve, its interpreter, each library. Drivers
 * are not told of. ImageBase is the address of the file's first byte, where it is mapped or would be, and ImageSize
 * goes from there to the end of the executable part. ExtendedInfoPresent and SystemModeImage are 0.
 *
 * The routine runs in a thread of the system, and the program goes on meanwhile: PCREATE_THREAD_NOTIFY_ROUTINE says
 * more.
 *
 * IRQL: PASSIVE_LEVEL. Here: another level at its end, and a spin lock, region or mutex that it still
 *	holds, are reported and undone.
 * Page: ntddk.h, PLOAD_IMAGE_NOTIFY_ROUTINE
 */
typedef VOID (NTAPI *PLOAD_IMAGE_NOTIFY_ROUTINE)(PUNICODE_STRING FullImageName, HANDLE ProcessId,
						 PIMAGE_INFO ImageInfo);
typedef enum _PROCESSINFOCLASS {
	ProcessBasicInformation,
	ProcessQuotaLimits,
	ProcessIoCounters,
	ProcessVmCounters,
	ProcessTimes,
	ProcessBasePriority,
	ProcessRaisePriority,
	ProcessDebugPort,
	ProcessExceptionPort,
	ProcessAccessToken,
	ProcessLdtInformation,
	ProcessLdtSize,
	ProcessDefaultHardErrorMode,
	ProcessIoPortHandlers,
	ProcessPooledUsageAndLimits,
	ProcessWorkingSetWatch,
	ProcessUserModeIOPL,
	ProcessEnableAlignmentFaultFixup,
	ProcessPriorityClass,
	ProcessWx86Information,
	ProcessHandleCount,
	ProcessAffinityMask,
	ProcessPriorityBoost,
	ProcessDeviceMap,
	ProcessSessionInformation,
	ProcessForegroundInformation,
	ProcessWow64Information,
	ProcessImageFileName,
	ProcessLUIDDeviceMapsEnabled,
	ProcessBreakOnTermination,
	ProcessDebugObjectHandle,
	ProcessDebugFlags,
	ProcessHandleTracing,
	ProcessIoPriority,
	ProcessExecuteFlags,
	ProcessTlsInformation,
	ProcessCookie,
	ProcessImageInformation,
	ProcessCycleTime,
	ProcessPagePriority,
	ProcessInstrumentationCallback,
	ProcessThreadStackAllocation,
	ProcessWorkingSetWatchEx,
	ProcessImageFileNameWin32,
	ProcessImageFileMapping,
	ProcessAffinityUpdateMode,
	ProcessMemoryAllocationMode,
	ProcessGroupInformation,
	ProcessTokenVirtualizationEnabled,
	ProcessOwnerInformation,
	ProcessConsoleHostProcess = ProcessOwnerInformation,
	ProcessWindowInformation,
	ProcessHandleInformation,
	ProcessMitigationPolicy,
	ProcessDynamicFunctionTableInformation,
	ProcessHandleCheckingMode,
	ProcessKeepAliveCount,
	ProcessRevokeFileHandles,
	ProcessWorkingSetControl,
	ProcessHandleTable,
	ProcessCheckStackExtentsMode,
	ProcessCommandLineInformation,
	ProcessProtectionInformation,
	ProcessMemoryExhaustion,
	ProcessFaultInformation,
	ProcessTelemetryIdInformation,
	ProcessCommitReleaseInformation,
	ProcessReserved1Information,
	ProcessReserved2Information,
	ProcessSubsystemProcess,
	ProcessInPrivate = 70,
	ProcessRaiseUMExceptionOnInvalidHandleClose,
	ProcessSubsystemInformation = 75,
	ProcessWin32kSyscallFilterInformation = 79,
	ProcessEnergyTrackingState = 82,
	MaxProcessInfoClass,
} PROCESSINFOCLASS;

typedef enum _THREADINFOCLASS {
	ThreadBasicInformation,
	ThreadTimes,
	ThreadPriority,
	ThreadBasePriority,
	ThreadAffinityMask,
	ThreadImpersonationToken,
	ThreadDescriptorTableEntry,
	ThreadEnableAlignmentFaultFixup,
	ThreadEventPair_Reusable,
	ThreadQuerySetWin32StartAddress,
	ThreadZeroTlsCell,
	ThreadPerformanceCount,
	ThreadAmILastThread,
	ThreadIdealProcessor,
	ThreadPriorityBoost,
	ThreadSetTlsArrayAddress,
	ThreadIsIoPending,
	ThreadHideFromDebugger,
	ThreadBreakOnTermination,
	ThreadSwitchLegacyState,
	ThreadIsTerminated,
	ThreadLastSystemCall,
	ThreadIoPriority,
	ThreadCycleTime,
	ThreadPagePriority,
	ThreadActualBasePriority,
	ThreadTebInformation,
	ThreadCSwitchMon,
	ThreadCSwitchPmu,
	ThreadWow64Context,
	ThreadGroupInformation,
	ThreadUmsInformation,
	ThreadCounterProfiling,
	ThreadIdealProcessorEx,
	ThreadCpuAccountingInformation,
	ThreadSuspendCount,
	ThreadActualGroupAffinity = 41,
	ThreadDynamicCodePolicyInfo,
	ThreadSubsystemInformation = 45,
	MaxThreadInfoClass = 56,
} THREADINFOCLASS;

typedef struct _PROCESS_WS_WATCH_INFORMATION {
	PVOID FaultingPc;
	PVOID FaultingVa;
} PROCESS_WS_WATCH_INFORMATION, *PPROCESS_WS_WATCH_INFORMATION;

typedef struct _PROCESS_BASIC_INFORMATION {
	NTSTATUS ExitStatus;
	struct _PEB *PebBaseAddress;
	ULONG_PTR AffinityMask;
	KPRIORITY BasePriority;
	ULONG_PTR UniqueProcessId;
	ULONG_PTR InheritedFromUniqueProcessId;
} PROCESS_BASIC_INFORMATION, *PPROCESS_BASIC_INFORMATION;

typedef struct _PROCESS_EXTENDED_BASIC_INFORMATION {
	SIZE_T Size;
	PROCESS_BASIC_INFORMATION BasicInfo;
	union {
		ULONG Flags;
		struct {
			ULONG IsProtectedProcess : 1;
			ULONG IsWow64Process : 1;
			ULONG IsProcessDeleting : 1;
			ULONG IsCrossSessionCreate : 1;
			ULONG IsFrozen : 1;
			ULONG IsBackground : 1;
			ULONG IsStronglyNamed : 1;
			ULONG IsSecureProcess : 1;
			ULONG IsSubsystemProcess : 1;
			ULONG SpareBits : 23;
		};
	};
} PROCESS_EXTENDED_BASIC_INFORMATION, *PPROCESS_EXTENDED_BASIC_INFORMATION;

typedef struct _PROCESS_DEVICEMAP_INFORMATION {
	union {
		struct {
			HANDLE DirectoryHandle;
		} Set;
		struct {
			ULONG DriveMap;
			UCHAR DriveType[32];
		} Query;
	};
} PROCESS_DEVICEMAP_INFORMATION, *PPROCESS_DEVICEMAP_INFORMATION;

typedef struct _PROCESS_DEVICEMAP_INFORMATION_EX {
	union {
		struct {
			HANDLE DirectoryHandle;
		} Set;
		struct {
			ULONG DriveMap;
			UCHAR DriveType[32];
		} Query;
	};
	ULONG Flags;
} PROCESS_DEVICEMAP_INFORMATION_EX, *PPROCESS_DEVICEMAP_INFORMATION_EX;

typedef struct _PROCESS_SESSION_INFORMATION {
	ULONG SessionId;
} PROCESS_SESSION_INFORMATION, *PPROCESS_SESSION_INFORMATION;

typedef struct _PROCESS_HANDLE_TRACING_ENABLE {
	ULONG Flags;
} PROCESS_HANDLE_TRACING_ENABLE, *PPROCESS_HANDLE_TRACING_ENABLE;

typedef struct _PROCESS_HANDLE_TRACING_ENABLE_EX {
	ULONG Flags;
	ULONG TotalSlots;
} PROCESS_HANDLE_TRACING_ENABLE_EX, *PPROCESS_HANDLE_TRACING_ENABLE_EX;

typedef struct _PROCESS_HANDLE_TRACING_ENTRY {
	HANDLE Handle;
	CLIENT_ID ClientId;
	ULONG Type;
	PVOID Stacks[16];
} PROCESS_HANDLE_TRACING_ENTRY, *PPROCESS_HANDLE_TRACING_ENTRY;

typedef struct _PROCESS_HANDLE_TRACING_QUERY {
	HANDLE Handle;
	ULONG TotalTraces;
	PROCESS_HANDLE_TRACING_ENTRY HandleTrace[1];
} PROCESS_HANDLE_TRACING_QUERY, *PPROCESS_HANDLE_TRACING_QUERY;

typedef struct _PROCESS_MITIGATION_PAYLOAD_RESTRICTION_POLICY {
	union {
		ULONG Flags;
		struct {
			ULONG EnableExportAddressFilter : 1;
			ULONG AuditExportAddressFilter : 1;
			ULONG EnableExportAddressFilterPlus : 1;
			ULONG AuditExportAddressFilterPlus : 1;
			ULONG EnableImportAddressFilter : 1;
			ULONG AuditImportAddressFilter : 1;
			ULONG EnableRopStackPivot : 1;
			ULONG AuditRopStackPivot : 1;
			ULONG EnableRopCallerCheck : 1;
			ULONG AuditRopCallerCheck : 1;
			ULONG EnableRopSimExec : 1;
			ULONG AuditRopSimExec : 1;
			ULONG ReservedFlags : 20;
		};
	};
} PROCESS_MITIGATION_PAYLOAD_RESTRICTION_POLICY, *PPROCESS_MITIGATION_PAYLOAD_RESTRICTION_POLICY;

typedef struct _PROCESS_MITIGATION_CHILD_PROCESS_POLICY {
	union {
		ULONG Flags;
		struct {
			ULONG NoChildProcessCreation : 1;
			ULONG AuditNoChildProcessCreation : 1;
			ULONG AllowSecureProcessCreation : 1;
			ULONG ReservedFlags : 29;
		};
	};
} PROCESS_MITIGATION_CHILD_PROCESS_POLICY, *PPROCESS_MITIGATION_CHILD_PROCESS_POLICY;

typedef union _PROCESS_READWRITEVM_LOGGING_INFORMATION {
	UCHAR Flags;
	struct {
		UCHAR EnableReadVmLogging : 1;
		UCHAR EnableWriteVmLogging : 1;
		UCHAR Unused : 6;
	};
} PROCESS_READWRITEVM_LOGGING_INFORMATION, *PPROCESS_READWRITEVM_LOGGING_INFORMATION;

typedef enum _PSCREATEPROCESSNOTIFYTYPE {
	PsCreateProcessNotifySubsystems = 0,
} PSCREATEPROCESSNOTIFYTYPE;

typedef enum _PSCREATETHREADNOTIFYTYPE {
	PsCreateThreadNotifyNonSystem = 0,
	PsCreateThreadNotifySubsystems = 1,
} PSCREATETHREADNOTIFYTYPE;

typedef enum _IMAGE_POLICY_ENTRY_TYPE {
	ImagePolicyEntryTypeNone = 0,
	ImagePolicyEntryTypeBool,
	ImagePolicyEntryTypeInt8,
	ImagePolicyEntryTypeUInt8,
	ImagePolicyEntryTypeInt16,
	ImagePolicyEntryTypeUInt16,
	ImagePolicyEntryTypeInt32,
	ImagePolicyEntryTypeUInt32,
	ImagePolicyEntryTypeInt64,
	ImagePolicyEntryTypeUInt64,
	ImagePolicyEntryTypeAnsiString,
	ImagePolicyEntryTypeUnicodeString,
	ImagePolicyEntryTypeOverride,
	ImagePolicyEntryTypeMaximum,
} IMAGE_POLICY_ENTRY_TYPE;

typedef enum _IMAGE_POLICY_ID {
	ImagePolicyIdNone = 0,
	ImagePolicyIdEtw,
	ImagePolicyIdDebug,
	ImagePolicyIdCrashDump,
	ImagePolicyIdCrashDumpKey,
	ImagePolicyIdCrashDumpKeyGuid,
	ImagePolicyIdParentSd,
	ImagePolicyIdParentSdRev,
	ImagePolicyIdSvn,
	ImagePolicyIdDeviceId,
	ImagePolicyIdCapability,
	ImagePolicyIdScenarioId,
	ImagePolicyIdMaximum,
} IMAGE_POLICY_ID;

/**
 * PsGetProcessCreateTimeQuadPart - return when a process began
 * @Process: the process
 *
 * Here: that is its fork, and for the system process when the machine was started.
 *
 * IRQL: any.
 * Return: the system time; here 0 for a process whose parent has noticed its end, and for another pointer, which the log
 *	explains.
 * Page: ntddk.h, PsGetProcessCreateTimeQuadPart
 */
LONGLONG NTAPI PsGetProcessCreateTimeQuadPart(_In_ PEPROCESS Process);
WINWORK_ABSENT BOOLEAN NTAPI PsIsCurrentThreadPrefetching(VOID);
WINWORK_ABSENT ULONG64 NTAPI PsQueryTotalCycleTimeProcess(_Inout_ PEPROCESS Process,
							  _Out_ PULONG64 CycleTimeStamp);
WINWORK_ABSENT BOOLEAN NTAPI PsSetCurrentThreadPrefetching(BOOLEAN Prefetching);
WINWORK_ABSENT NTSTATUS NTAPI PsWrapApcWow64Thread(PVOID *ApcContext, PVOID *ApcRoutine);
WINWORK_ABSENT NTSTATUS NTAPI ZwSetInformationThread(_In_ HANDLE ThreadHandle,
						     _In_ THREADINFOCLASS ThreadInformationClass,
						     _In_ PVOID ThreadInformation,
						     _In_ ULONG ThreadInformationLength);

/**
 * PsSetCreateProcessNotifyRoutine - register or remove a routine that is told of processes
 * @NotifyRoutine: the routine
 * @Remove: FALSE to register it, TRUE to remove it
 *
 * A removal waits until the routine has returned from all calls. The routine must not remove itself: that is
 * reported (0xC4), and has it removed when it returns. A routine that remains after DriverUnload is reported
 * (0xCE) and removed. At most 64 routines are registered, those of the functions below included.
 *
 * IRQL: PASSIVE_LEVEL. Here: STATUS_UNSUCCESSFUL and a report (0x0A) at another level.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER if the function has registered the routine before, if there are
 *	64, or for NULL; STATUS_PROCEDURE_NOT_FOUND if it has not; STATUS_INSUFFICIENT_RESOURCES without memory
 * Page: ntddk.h, PsSetCreateProcessNotifyRoutine
 */
NTSTATUS NTAPI PsSetCreateProcessNotifyRoutine(_In_ PCREATE_PROCESS_NOTIFY_ROUTINE NotifyRoutine,
					       _In_ BOOLEAN Remove);

/**
 * PsSetCreateProcessNotifyRoutineEx - the same, for a routine that may refuse processes
 * @NotifyRoutine: the routine
 * @Remove: FALSE to register it, TRUE to remove it
 *
 * IRQL: PASSIVE_LEVEL
 * Return: as of PsSetCreateProcessNotifyRoutine. Here: never STATUS_ACCESS_DENIED, which Windows returns if the
 *	driver's image was not linked for integrity checks
 * Page: ntddk.h, PsSetCreateProcessNotifyRoutineEx
 */
NTSTATUS NTAPI PsSetCreateProcessNotifyRoutineEx(_In_ PCREATE_PROCESS_NOTIFY_ROUTINE_EX NotifyRoutine,
						 _In_ BOOLEAN Remove);

/**
 * PsSetCreateProcessNotifyRoutineEx2 - the same, also for processes of subsystems, which there are none of here
 * @NotifyType: PsCreateProcessNotifySubsystems
 * @NotifyInformation: a PCREATE_PROCESS_NOTIFY_ROUTINE_EX
 * @Remove: FALSE to register it, TRUE to remove it
 *
 * This function removes only what it has registered.
 *
 * IRQL: PASSIVE_LEVEL
 * Return: as of PsSetCreateProcessNotifyRoutineEx; STATUS_INVALID_PARAMETER for another NotifyType
 * Page: ntddk.h, PsSetCreateProcessNotifyRoutineEx2
 */
NTSTATUS NTAPI PsSetCreateProcessNotifyRoutineEx2(_In_ PSCREATEPROCESSNOTIFYTYPE NotifyType,
						  _In_ PVOID NotifyInformation, _In_ BOOLEAN Remove);

/**
 * PsSetCreateThreadNotifyRoutine - register a routine that is told of threads
 * @NotifyRoutine: the routine. One that is registered twice is called twice
 *
 * A routine that remains after DriverUnload is reported (0xCE) and removed.
 *
 * IRQL: PASSIVE_LEVEL. Here: STATUS_UNSUCCESSFUL and a report (0x0A) at another level.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES if there are 64, or without memory; here STATUS_INVALID_PARAMETER
 *	for NULL, and STATUS_NOT_SUPPORTED on a kernel without the tracepoints of its scheduler.
 * Page: ntddk.h, PsSetCreateThreadNotifyRoutine
 */
NTSTATUS NTAPI PsSetCreateThreadNotifyRoutine(_In_ PCREATE_THREAD_NOTIFY_ROUTINE NotifyRoutine);

/**
 * PsSetCreateThreadNotifyRoutineEx - the same, for kinds of threads
 * @NotifyType: PsCreateThreadNotifyNonSystem or PsCreateThreadNotifySubsystems. Here: both without an effect, since the
 *	threads of the system are never told of
 * @NotifyInformation: a PCREATE_THREAD_NOTIFY_ROUTINE
 *
 * On Windows: a routine of PsCreateThreadNotifyNonSystem is called in the new thread.
 *
 * IRQL: PASSIVE_LEVEL
 * Return: as of PsSetCreateThreadNotifyRoutine; STATUS_INVALID_PARAMETER for another NotifyType.
 * Page: ntddk.h, PsSetCreateThreadNotifyRoutineEx
 */
NTSTATUS NTAPI PsSetCreateThreadNotifyRoutineEx(_In_ PSCREATETHREADNOTIFYTYPE NotifyType,
						_In_ PVOID NotifyInformation);

/**
 * PsRemoveCreateThreadNotifyRoutine - remove a routine that is told of threads
 * @NotifyRoutine: the routine
 *
 * The call waits until the routine has returned from all calls. The routine must not remove itself: that is reported
 * (0xC4), and has it removed when it returns.
 *
 * IRQL: PASSIVE_LEVEL. Here: STATUS_UNSUCCESSFUL and a report (0x0A) at another level.
 * Return: STATUS_SUCCESS; STATUS_PROCEDURE_NOT_FOUND, which the log explains, if it is not registered.
 * Page: ntddk.h, PsRemoveCreateThreadNotifyRoutine
 */
NTSTATUS NTAPI PsRemoveCreateThreadNotifyRoutine(_In_ PCREATE_THREAD_NOTIFY_ROUTINE NotifyRoutine);

/**
 * PsSetLoadImageNotifyRoutine - register a routine that is told of images
 * @NotifyRoutine: the routine. One that is registered twice is called twice
 *
 * A routine that remains after DriverUnload is reported (0xCE) and removed.
 *
 * IRQL: PASSIVE_LEVEL. Here: STATUS_UNSUCCESSFUL and a report (0x0A) at another level.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES if there are 64, or without memory; here STATUS_INVALID_PARAMETER
 *	for NULL, and STATUS_NOT_SUPPORTED on a kernel without kprobes.
 * Page: ntddk.h, PsSetLoadImageNotifyRoutine
 */
NTSTATUS NTAPI PsSetLoadImageNotifyRoutine(_In_ PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine);

/**
 * PsSetLoadImageNotifyRoutineEx - the same, with flags
 * @NotifyRoutine: the routine
 * @Flags: 0 or PS_IMAGE_NOTIFY_CONFLICTING_ARCHITECTURE. Here: without an effect, since the routine is told of all images
 *
 * IRQL: PASSIVE_LEVEL
 * Return: as of PsSetLoadImageNotifyRoutine; STATUS_INVALID_PARAMETER for other flags.
 * Page: ntddk.h, PsSetLoadImageNotifyRoutineEx
 */
NTSTATUS NTAPI PsSetLoadImageNotifyRoutineEx(_In_ PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine, _In_ ULONG_PTR Flags);

/**
 * PsRemoveLoadImageNotifyRoutine - remove a routine that is told of images
 * @NotifyRoutine: the routine
 *
 * IRQL: PASSIVE_LEVEL
 * Return: as of PsRemoveCreateThreadNotifyRoutine.
 * Page: ntddk.h, PsRemoveLoadImageNotifyRoutine
 */
NTSTATUS NTAPI PsRemoveLoadImageNotifyRoutine(_In_ PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine);

/**
 * PsGetVersion - return the version of Windows; RtlGetVersion replaces it
 * @MajorVersion: receives 10; or NULL
 * @MinorVersion: receives 0; or NULL
 * @BuildNumber: receives VER_PRODUCTBUILD of ntverp.h, the version that the headers stand for; or NULL
 * @CSDVersion: receives an empty string, which is not the caller's; or NULL
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: FALSE: Windows would not be a checked build.
 * Page: wdm.h, PsGetVersion
 */
BOOLEAN NTAPI PsGetVersion(_Out_opt_ PULONG MajorVersion, _Out_opt_ PULONG MinorVersion,
			   _Out_opt_ PULONG BuildNumber, _Out_opt_ PUNICODE_STRING CSDVersion);

EXTERN_C_END

#endif /* WINWORK_PS_PROCESS_H */
