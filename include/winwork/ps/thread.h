/* SPDX-License-Identifier: GPL-2.0 */
/*
 * System threads, handles to them, and time.
 */
#ifndef WINWORK_PS_THREAD_H
#define WINWORK_PS_THREAD_H

#include "../image.h"
#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

typedef struct _KTHREAD *PKTHREAD, *PRKTHREAD;
typedef struct _KTHREAD *PETHREAD;
typedef struct _KPROCESS *PKPROCESS, *PRKPROCESS;
typedef struct _KPROCESS *PEPROCESS;
typedef struct _OBJECT_TYPE *POBJECT_TYPE;
typedef PVOID PSECURITY_DESCRIPTOR;

typedef struct _OBJECT_ATTRIBUTES {
	ULONG Length;
	HANDLE RootDirectory;
	PUNICODE_STRING ObjectName;
	ULONG Attributes;
	PVOID SecurityDescriptor;
	PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;

typedef struct _CLIENT_ID {
	HANDLE UniqueProcess;
	HANDLE UniqueThread;
} CLIENT_ID, *PCLIENT_ID;

typedef struct _OBJECT_HANDLE_INFORMATION {
	ULONG HandleAttributes;
	ACCESS_MASK GrantedAccess;
} OBJECT_HANDLE_INFORMATION, *POBJECT_HANDLE_INFORMATION;

#define OBJ_INHERIT 0x00000002
#define OBJ_PERMANENT 0x00000010
#define OBJ_EXCLUSIVE 0x00000020
#define OBJ_CASE_INSENSITIVE 0x00000040
#define OBJ_OPENIF 0x00000080
#define OBJ_OPENLINK 0x00000100
#define OBJ_KERNEL_HANDLE 0x00000200
#define OBJ_VALID_ATTRIBUTES 0x00001ff2
#define InitializeObjectAttributes(p, n, a, r, s)		\
	do {							\
		(p)->Length = sizeof(OBJECT_ATTRIBUTES);	\
		(p)->RootDirectory = (r);			\
		(p)->Attributes = (a);				\
		(p)->ObjectName = (n);				\
		(p)->SecurityDescriptor = (s);			\
		(p)->SecurityQualityOfService = NULL;		\
	} while (0)

#define GENERIC_READ 0x80000000
#define GENERIC_WRITE 0x40000000
#define GENERIC_EXECUTE 0x20000000
#define GENERIC_ALL 0x10000000
#define DELETE 0x00010000
#define READ_CONTROL 0x00020000
#define SYNCHRONIZE 0x00100000
#define STANDARD_RIGHTS_REQUIRED 0x000f0000
#define THREAD_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0xffff)

#define LOW_PRIORITY 0
#define LOW_REALTIME_PRIORITY 16
#define HIGH_PRIORITY 31

/*
 * Pseudo handles, which need no ZwClose. ObReferenceObjectByHandle accepts only the handle of the
 * current thread.
 */
#define NtCurrentProcess() ((HANDLE)(LONG_PTR)-1)
#define ZwCurrentProcess() NtCurrentProcess()
#define NtCurrentThread() ((HANDLE)(LONG_PTR)-2)
#define ZwCurrentThread() NtCurrentThread()

extern POBJECT_TYPE *PsThreadType;
extern POBJECT_TYPE *ExEventObjectType;
extern POBJECT_TYPE *IoFileObjectType;

/**
 * KSTART_ROUTINE - the routine of a system thread
 * @StartContext: as given to PsCreateSystemThread
 *
 * The routine may run for any time. Before unload the driver must make it end. The thread ends when
 * the routine returns or calls PsTerminateSystemThread.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL at its end. Here: another level at its end, and a spin
 *	lock that it still holds, are reported (0x0A) and undone.
 * Page: wdm.h, KSTART_ROUTINE
 */
typedef VOID NTAPI KSTART_ROUTINE(_In_ PVOID StartContext);
typedef KSTART_ROUTINE *PKSTART_ROUTINE;

/*
 * PsCreateSystemThread, with the calling module. If Image is NULL, unload does not wait for the
 * thread.
 */
NTSTATUS NTAPI WinworkCreateSystemThread(_Out_ PHANDLE ThreadHandle, _In_ ULONG DesiredAccess,
					 _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
					 _In_opt_ HANDLE ProcessHandle,
					 _Out_opt_ PCLIENT_ID ClientId,
					 _In_ PKSTART_ROUTINE StartRoutine,
					 _In_opt_ PVOID StartContext,
					 _In_opt_ PWINWORK_IMAGE Image);

/**
 * PsCreateSystemThread - start a system thread
 * @ThreadHandle: receives a handle, which the caller may close with ZwClose at any time
 * @DesiredAccess: THREAD_ALL_ACCESS; has no effect here
 * @ObjectAttributes: has no effect here
 * @ProcessHandle: NULL; has no effect here
 * @ClientId: receives the identifiers of process and thread; or NULL
 * @StartRoutine: the routine that the thread runs
 * @StartContext: passed to the routine
 *
 * To wait for the thread's end, get its object with ObReferenceObjectByHandle, and pass the
 * object to KeWaitForSingleObject.
 *
 * Here: the thread references the driver's module, so unload waits until the thread has executed
 * its last instruction. Its priority is 8.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER if @ThreadHandle
 *	or @StartRoutine is NULL.
 * Page: wdm.h, PsCreateSystemThread
 */
WINWORK_OWN NTSTATUS PsCreateSystemThread(_Out_ PHANDLE ThreadHandle, _In_ ULONG DesiredAccess,
					  _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
					  _In_opt_ HANDLE ProcessHandle,
					  _Out_opt_ PCLIENT_ID ClientId,
					  _In_ PKSTART_ROUTINE StartRoutine,
					  _In_opt_ PVOID StartContext)
{
	return WinworkCreateSystemThread(ThreadHandle, DesiredAccess, ObjectAttributes,
					 ProcessHandle,
					 ClientId, StartRoutine, StartContext, &WinworkImage);
}

/**
 * IoCreateSystemThread - start a system thread for a driver
 * @IoObject: a driver or device object of the driver's. Here: it has no effect, since the thread references the module
 *	that calls
 * @ThreadHandle: as for PsCreateSystemThread
 * @DesiredAccess: likewise
 * @ObjectAttributes: likewise
 * @ProcessHandle: likewise
 * @ClientId: likewise
 * @StartRoutine: likewise
 * @StartContext: likewise
 *
 * IRQL: PASSIVE_LEVEL
 * Return: as of PsCreateSystemThread.
 * Page: wdm.h, IoCreateSystemThread
 */
WINWORK_OWN NTSTATUS IoCreateSystemThread(_Inout_ PVOID IoObject, _Out_ PHANDLE ThreadHandle,
					  _In_ ULONG DesiredAccess, _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
					  _In_opt_ HANDLE ProcessHandle, _Out_opt_ PCLIENT_ID ClientId,
					  _In_ PKSTART_ROUTINE StartRoutine, _In_opt_ PVOID StartContext)
{
	(void)IoObject;
	return PsCreateSystemThread(ThreadHandle, DesiredAccess, ObjectAttributes, ProcessHandle, ClientId,
				    StartRoutine, StartContext);
}

/**
 * PsTerminateSystemThread - end the current thread
 * @ExitStatus: the status of the thread
 *
 * You may not call this in the routine of a work item, since the thread belongs to WinWork. Here:
 * the call is reported (0xE9), and returns.
 *
 * IRQL: PASSIVE_LEVEL, as at the end of KSTART_ROUTINE.
 * Return: the call does not return in a thread of PsCreateSystemThread. In any other thread it
 *	returns STATUS_INVALID_PARAMETER.
 * Page: wdm.h, PsTerminateSystemThread
 */
NTSTATUS NTAPI PsTerminateSystemThread(_In_ NTSTATUS ExitStatus);

/**
 * PsGetCurrentThread, KeGetCurrentThread - return the current thread
 *
 * Here: only the threads of PsCreateSystemThread are objects. You may compare the result of another
 * thread, and pass it to PsIsSystemThread, KeSetPriorityThread and KeQueryPriorityThread. You may
 * not wait for it, and reference it only while PsLookupThreadByThreadId has found it.
 *
 * IRQL: any. In an interrupt the result is the interrupted thread.
 * Return: the current thread.
 * Page: ntddk.h, PsGetCurrentThread
 */
PETHREAD NTAPI PsGetCurrentThread(VOID);
#define KeGetCurrentThread() ((PKTHREAD)PsGetCurrentThread())

/**
 * PsGetCurrentThreadId - return the identifier of the current thread
 *
 * Here: the identifier is the Linux id of the current task. No function accepts it as a handle.
 *
 * IRQL: any.
 * Return: the identifier.
 * Page: ntddk.h, PsGetCurrentThreadId
 */
HANDLE NTAPI PsGetCurrentThreadId(VOID);

/**
 * PsGetThreadId, PsGetThreadProcessId - return the ids of a thread
 * @Thread: a thread that exists
 *
 * IRQL: any.
 * Return: the Linux ids of the thread and of its thread group; 4, the system process, for the
 *	process of a thread of the kernel.
 * Page: ntifs.h, PsGetThreadId
 */
HANDLE NTAPI PsGetThreadId(_In_ PETHREAD Thread);
HANDLE NTAPI PsGetThreadProcessId(_In_ PETHREAD Thread);

/**
 * IoGetStackLimits, IoGetInitialStack, IoGetRemainingStackSize - the stack of the current thread
 * @LowLimit, @HighLimit: receive its lowest address, and the one behind its highest
 *
 * A stack has 16 KiB on most kernels, and begins at its high end. Here: a DPC or an interrupt may run on a stack of
 * the processor, whose limits are not known. Then they are those of the page that is in use.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the second one the high limit; the third one the bytes between the stack pointer and the low limit.
 * Page: ntddk.h, IoGetStackLimits, IoGetInitialStack, IoGetRemainingStackSize
 */
VOID NTAPI IoGetStackLimits(_Out_ PULONG_PTR LowLimit, _Out_ PULONG_PTR HighLimit);
PVOID NTAPI IoGetInitialStack(VOID);
ULONG_PTR NTAPI IoGetRemainingStackSize(VOID);

/**
 * IoGetCurrentProcess, PsGetCurrentProcess, PsGetCurrentProcessId - return the current process
 *
 * Here: a process is no object. You may compare it, and pass it to PsGetProcessId. That of a program
 * stands for no other process while the process exists, and while a request of it is not completed.
 * Work items and system threads run in the system process, whose id is 4.
 *
 * In a thread that is attached to a process, the first two return that process. The id is always that of the process
 * of the thread.
 *
 * IRQL: any; in an interrupt the result is the interrupted process.
 * Return: the process, or its id.
 * Page: wdm.h, IoGetCurrentProcess
 */
PEPROCESS NTAPI IoGetCurrentProcess(VOID);
#define PsGetCurrentProcess IoGetCurrentProcess
HANDLE NTAPI PsGetCurrentProcessId(VOID);

/**
 * PsGetProcessId - return the id of a process
 * @Process: the process
 *
 * IRQL: any.
 * Return: the Linux id of the thread group; 4 for the system process.
 * Page: ntddk.h, PsGetProcessId
 */
HANDLE NTAPI PsGetProcessId(_In_ PEPROCESS Process);

/**
 * ExGetPreviousMode - tell whether a program calls
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Return: UserMode in a system call of a program; KernelMode in work items, in system threads, and
 *	in DriverEntry and DriverUnload.
 * Page: wdm.h, ExGetPreviousMode
 */
KPROCESSOR_MODE NTAPI ExGetPreviousMode(VOID);

/**
 * PsIsSystemThread - tell whether a thread has no user memory, as those of the kernel and of
 *	drivers
 * @Thread: the thread
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE for a thread without user memory. FALSE, with a report (0x1E), for an invalid
 *	address, such as NULL.
 * Page: ntifs.h, PsIsSystemThread
 */
BOOLEAN NTAPI PsIsSystemThread(_In_ PETHREAD Thread);

/**
 * ObReferenceObjectByHandle - return the object of a handle, with a reference
 * @Handle: a handle of a thread, a key or an open device, or NtCurrentThread() in a system thread. With
 *	*ExEventObjectType: an event of the program in whose thread the driver is called
 * @DesiredAccess: has no effect here
 * @ObjectType: *PsThreadType, *ExEventObjectType, *IoFileObjectType, or NULL for a kernel handle of any type.
 *	Here: a file of drive C has no FILE_OBJECT, so it is none of *IoFileObjectType
 * @AccessMode: KernelMode, or UserMode for a handle of a program. Here: programs have handles of events only,
 *	and those are found in both modes. A driver's event, which ZwCreateEvent made, needs KernelMode
 * @Object: receives the object; NULL after a failure. The caller drops the reference with
 *	ObDereferenceObject.
 * @HandleInformation: receives zeroes; or NULL
 *
 * Here: the events of programs are eventfds, and a handle is the descriptor. The object is a KEVENT that
 * has the state of the eventfd: KeSetEvent adds 1 to its count, KeClearEvent and KeResetEvent take the
 * count, and a wait ends when the program writes to the eventfd. It is the same KEVENT for each descriptor
 * of the eventfd while it is referenced, and lives on when the program closes them. The log names a
 * descriptor that is refused.
 *
 * On Windows: a driver's wait also resets an event that resets itself. Here it stays signalled until
 * the program takes it, or the driver clears it: an eventfd does not tell of which kind it is. And a program
 * may miss a set that the driver clears before the program runs.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS, STATUS_INVALID_HANDLE, or STATUS_OBJECT_TYPE_MISMATCH. UserMode with another
 *	@ObjectType than *ExEventObjectType is STATUS_INVALID_HANDLE, with a line in the log.
 * Page: wdm.h, ObReferenceObjectByHandle
 */
NTSTATUS NTAPI ObReferenceObjectByHandle(_In_ HANDLE Handle, _In_ ACCESS_MASK DesiredAccess,
					 _In_opt_ POBJECT_TYPE ObjectType,
					 _In_ KPROCESSOR_MODE AccessMode, _Out_ PVOID *Object,
					 _Out_opt_ POBJECT_HANDLE_INFORMATION HandleInformation);

/**
 * ZwClose, NtClose - close a handle
 * @Handle: the handle
 *
 * The close of an open device sends IRP_MJ_CLEANUP, in this thread. IRP_MJ_CLOSE follows when no reference on
 * the FILE_OBJECT is left and no request is out. Here: requests that the driver keeps after its cleanup are
 * cancelled as by IoCancelIrp, and the call waits for those that other threads wait for.
 *
 * The close of ZwCurrentProcess() or ZwCurrentThread() succeeds, and does nothing.
 *
 * Here: when winwork.ko is removed, the log names the handles that were not closed. NtClose closes the same handles. On
 * Windows: in the thread of a program it closes only the program's.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS or STATUS_INVALID_HANDLE. On Windows: an invalid handle may stop the
 *	machine.
 * Page: wdm.h, ZwClose; ntifs.h, NtClose
 */
NTSTATUS NTAPI ZwClose(_In_ HANDLE Handle);
NTSTATUS NTAPI NtClose(_In_ HANDLE Handle);

/**
 * KeSetPriorityThread - change a thread's priority
 * @Thread: a thread of PsGetCurrentThread or ObReferenceObjectByHandle
 * @Priority: 1 to 31. 0 has the effect of 1. Any other value changes nothing.
 *
 * Here: priorities 1 to 15 become the nice values 19 to -20, with nice 0 for priority 8. Priorities
 * from 16 on become nice -20. No priority becomes a real-time one.
 *
 * IRQL: PASSIVE_LEVEL on Windows; <= DISPATCH_LEVEL here. Above that the call is reported (0x0A),
 *	and changes nothing.
 * Return: the previous priority; 0, with a report (0x1E), for an invalid address, such as NULL.
 * Page: wdm.h, KeSetPriorityThread
 */
KPRIORITY NTAPI KeSetPriorityThread(_Inout_ PKTHREAD Thread, _In_ KPRIORITY Priority);

/**
 * KeSetBasePriorityThread - change a thread's priority, relative to that of its process
 * @Thread: a thread of PsGetCurrentThread or ObReferenceObjectByHandle
 * @Increment: added to the base priority of the process, which is 8. It may be negative. The sum
 *	stays between 1 and 15, below the real-time priorities.
 *
 * Here: a thread has one priority, which this function and KeSetPriorityThread set.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and changes nothing.
 * Return: the previous increment: the priority before, minus 8. 0 after a report; an invalid
 *	address, such as NULL, is reported (0x1E).
 * Page: ntddk.h, KeSetBasePriorityThread
 */
LONG NTAPI KeSetBasePriorityThread(_Inout_ PRKTHREAD Thread, _In_ LONG Increment);

/**
 * KeQueryPriorityThread - return a thread's priority
 * @Thread: the thread
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: the priority; 0, with a report (0x1E), for an invalid address, such as NULL.
 * Page: wdm.h, KeQueryPriorityThread
 */
KPRIORITY NTAPI KeQueryPriorityThread(_In_ PKTHREAD Thread);

/**
 * KeDelayExecutionThread - let the current thread sleep
 * @WaitMode: KernelMode; UserMode for a sleep that ends when the program of the thread is to end, as
 *	with KeWaitForSingleObject
 * @Alertable: has no effect here
 * @Interval: the end of the sleep, in units of 100 ns. Below 0: relative to now. Above 0: a system
 *	time. 0: the call only lets other threads run.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL at
 *	once.
 * Return: STATUS_SUCCESS, or STATUS_USER_APC when the thread is to end.
 * Page: wdm.h, KeDelayExecutionThread
 */
NTSTATUS NTAPI KeDelayExecutionThread(_In_ KPROCESSOR_MODE WaitMode, _In_ BOOLEAN Alertable,
				      _In_ PLARGE_INTEGER Interval);

/**
 * KeStallExecutionProcessor - spin for a number of microseconds
 * @MicroSeconds: the time in microseconds, at most 50; a larger value is not refused here
 *
 * IRQL: any.
 * Page: ntifs.h, KeStallExecutionProcessor
 */
VOID NTAPI KeStallExecutionProcessor(_In_ ULONG MicroSeconds);

/**
 * KeQuerySystemTime, KeQuerySystemTimePrecise - return the system time
 * @CurrentTime: receives the time, in units of 100 ns since 1601, UTC
 *
 * Here: both functions are equally precise.
 *
 * IRQL: any.
 * Page: wdm.h, KeQuerySystemTimePrecise
 */
VOID NTAPI KeQuerySystemTime(_Out_ PLARGE_INTEGER CurrentTime);
VOID NTAPI KeQuerySystemTimePrecise(_Out_ PLARGE_INTEGER CurrentTime);

/**
 * KeQueryTickCount - return the number of timer ticks since boot
 * @TickCount: receives the number of ticks; KeQueryTimeIncrement returns the length of a tick
 *
 * Here: the ticks do not count while the machine is suspended.
 *
 * IRQL: any.
 * Page: wdm.h, KeQueryTickCount
 */
VOID NTAPI KeQueryTickCount(_Out_ PLARGE_INTEGER TickCount);

/**
 * KeQueryTimeIncrement - return the length of a timer tick
 *
 * Here: it is Linux's tick, which has 1 to 10 ms.
 *
 * IRQL: any.
 * Return: the length in units of 100 ns.
 * Page: wdm.h, KeQueryTimeIncrement
 */
ULONG NTAPI KeQueryTimeIncrement(VOID);

/**
 * KeQueryPerformanceCounter - return the value of a counter that grows steadily
 * @PerformanceFrequency: receives the counts per second; or NULL
 *
 * Here: the frequency is 10 MHz on all hardware. The counter stops while the machine is suspended.
 *
 * IRQL: any.
 * Return: the value of the counter.
 * Page: wdm.h, KeQueryPerformanceCounter
 */
LARGE_INTEGER NTAPI KeQueryPerformanceCounter(_Out_opt_ PLARGE_INTEGER PerformanceFrequency);

/**
 * KeQueryInterruptTime, KeQueryInterruptTimePrecise, KeQueryUnbiasedInterruptTime,
 * KeQueryUnbiasedInterruptTimePrecise - return the time since boot
 * @QpcTimeStamp: receives the value of the performance counter at the same moment
 *
 * The unbiased functions do not count the time while the machine is suspended. The precise
 * functions also return the performance counter. Here: all of them are equally precise.
 *
 * IRQL: any.
 * Return: the time, in units of 100 ns.
 * Page: wdm.h, the names of the functions
 */
ULONGLONG NTAPI KeQueryInterruptTime(VOID);
ULONGLONG NTAPI KeQueryUnbiasedInterruptTime(VOID);
ULONGLONG NTAPI KeQueryInterruptTimePrecise(_Out_ PULONG64 QpcTimeStamp);
ULONGLONG NTAPI KeQueryUnbiasedInterruptTimePrecise(_Out_ PULONG64 QpcTimeStamp);

EXTERN_C_END

#endif /* WINWORK_PS_THREAD_H */
