/* SPDX-License-Identifier: GPL-2.0 */
/*
 * System threads, handles to them, and time.
 */
#ifndef WINWORK_THREAD_H
#define WINWORK_THREAD_H

#include "image.h"
#include "sal.h"
#include "types.h"

EXTERN_C_START

typedef struct _KTHREAD *PKTHREAD, *PRKTHREAD;
typedef struct _KTHREAD *PETHREAD;
typedef struct _EPROCESS *PEPROCESS;
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
#define OBJ_CASE_INSENSITIVE 0x00000040
#define OBJ_OPENIF 0x00000080
#define OBJ_KERNEL_HANDLE 0x00000200
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

/* Handles that need no closing. Only the thread's can be made a reference of. */
#define NtCurrentProcess() ((HANDLE)(LONG_PTR)-1)
#define ZwCurrentProcess() NtCurrentProcess()
#define NtCurrentThread() ((HANDLE)(LONG_PTR)-2)
#define ZwCurrentThread() NtCurrentThread()

extern POBJECT_TYPE *PsThreadType;

/**
 * KSTART_ROUTINE - a system thread of the driver's
 * @StartContext: as given to PsCreateSystemThread
 *
 * It may run for as long as it likes; the driver has to tell it to end. It is OK to return
 * instead of calling PsTerminateSystemThread.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL at its end; another level, and spin locks still held,
 *	are reported then, and undone.
 * Page: wdm.h, KSTART_ROUTINE
 */
typedef VOID NTAPI KSTART_ROUTINE(_In_ PVOID StartContext);
typedef KSTART_ROUTINE *PKSTART_ROUTINE;

/*
 * PsCreateSystemThread, told whose module starts the thread; NULL for one that nothing waits for.
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
 * @ThreadHandle: receives a handle; close it with ZwClose, now or later
 * @DesiredAccess: THREAD_ALL_ACCESS; has no effect here
 * @ObjectAttributes: has no effect here
 * @ProcessHandle: NULL; has no effect here
 * @ClientId: receives the ids, or NULL
 * @StartRoutine: what the thread runs
 * @StartContext: passed to it
 *
 * To wait for the thread's end, make an object of the handle with ObReferenceObjectByHandle, and
 * pass that to KeWaitForSingleObject.
 *
 * Here: the thread keeps the driver's module: unload waits until it has ended, its last
 * instruction included. Its priority is 8.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES, or STATUS_INVALID_PARAMETER without a
 *	handle or routine.
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
 * PsTerminateSystemThread - end the current thread
 * @ExitStatus: kept with the thread
 *
 * You may not call this in a work item, whose thread is not yours: that is reported (0xE9), and
 * the routine goes on.
 *
 * IRQL: PASSIVE_LEVEL, as KSTART_ROUTINE.
 * Return: only in a thread that PsCreateSystemThread did not start: STATUS_INVALID_PARAMETER.
 * Page: wdm.h, PsTerminateSystemThread
 */
NTSTATUS NTAPI PsTerminateSystemThread(_In_ NTSTATUS ExitStatus);

/**
 * PsGetCurrentThread, KeGetCurrentThread - who runs
 *
 * Here: an object only in threads of PsCreateSystemThread; elsewhere a value to compare, and to
 * pass to PsIsSystemThread, KeSetPriorityThread and KeQueryPriorityThread. You may not reference
 * that, or wait for it.
 *
 * IRQL: any; in an interrupt it is the thread that was interrupted.
 * Return: the current thread.
 * Page: ntddk.h, PsGetCurrentThread
 */
PETHREAD NTAPI PsGetCurrentThread(VOID);
#define KeGetCurrentThread() ((PKTHREAD)PsGetCurrentThread())

/**
 * PsGetCurrentThreadId - the Linux id of the current task, as a HANDLE that nothing opens
 *
 * IRQL: any.
 * Return: the id.
 * Page: ntddk.h, PsGetCurrentThreadId
 */
HANDLE NTAPI PsGetCurrentThreadId(VOID);

/**
 * PsIsSystemThread - TRUE for threads without user memory: those of the kernel and of drivers
 * @Thread: the thread
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: that; FALSE for what can be no thread, such as NULL, which is reported (0x1E).
 * Page: ntifs.h, PsIsSystemThread
 */
BOOLEAN NTAPI PsIsSystemThread(_In_ PETHREAD Thread);

/**
 * ObReferenceObjectByHandle - the object behind a handle, referenced
 * @Handle: of PsCreateSystemThread, or NtCurrentThread() in such a thread
 * @DesiredAccess: has no effect here
 * @ObjectType: *PsThreadType, or NULL for any
 * @AccessMode: KernelMode; has no effect here
 * @Object: receives the object, or NULL; drop it with ObDereferenceObject
 * @HandleInformation: receives zeroes, or NULL
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS, STATUS_INVALID_HANDLE, or STATUS_OBJECT_TYPE_MISMATCH.
 * Page: wdm.h, ObReferenceObjectByHandle
 */
NTSTATUS NTAPI ObReferenceObjectByHandle(_In_ HANDLE Handle, _In_ ACCESS_MASK DesiredAccess,
					 _In_opt_ POBJECT_TYPE ObjectType,
					 _In_ KPROCESSOR_MODE AccessMode, _Out_ PVOID *Object,
					 _Out_opt_ POBJECT_HANDLE_INFORMATION HandleInformation);

/**
 * ZwClose - close a handle
 * @Handle: the handle
 *
 * Here: handles that nobody closed are named in the log when winwork.ko is removed.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_HANDLE, without Windows's bug check.
 * Page: wdm.h, ZwClose
 */
NTSTATUS NTAPI ZwClose(_In_ HANDLE Handle);

/**
 * KeSetPriorityThread - change a thread's priority
 * @Thread: of PsGetCurrentThread or ObReferenceObjectByHandle
 * @Priority: 1 to 31; 0 is taken for 1, others change nothing
 *
 * Here: 1 to 15 become nice 19 to -20, with 8 at 0; 16 and above are nice -20 too, and never
 * real-time.
 *
 * IRQL: PASSIVE_LEVEL on Windows; <= DISPATCH_LEVEL here. Above that the call is reported, and
 *	changes nothing.
 * Return: the priority before; 0 for what can be no thread, such as NULL, which is reported (0x1E).
 * Page: wdm.h, KeSetPriorityThread
 */
KPRIORITY NTAPI KeSetPriorityThread(_Inout_ PKTHREAD Thread, _In_ KPRIORITY Priority);

/**
 * KeQueryPriorityThread - a thread's priority, 1 to 31
 * @Thread: the thread
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: that; 0 for what can be no thread, such as NULL, which is reported (0x1E).
 * Page: wdm.h, KeQueryPriorityThread
 */
KPRIORITY NTAPI KeQueryPriorityThread(_In_ PKTHREAD Thread);

/**
 * KeDelayExecutionThread - sleep
 * @WaitMode: KernelMode; has no effect here
 * @Alertable: has no effect here
 * @Interval: units of 100 ns, below 0 from now, above 0 until a system time; 0 lets others run
 *
 * IRQL: <= APC_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL at once.
 * Return: STATUS_SUCCESS.
 * Page: wdm.h, KeDelayExecutionThread
 */
NTSTATUS NTAPI KeDelayExecutionThread(_In_ KPROCESSOR_MODE WaitMode, _In_ BOOLEAN Alertable,
				      _In_ PLARGE_INTEGER Interval);

/**
 * KeStallExecutionProcessor - spin for some microseconds; no more than fifty
 * @MicroSeconds: how long, at most 50
 *
 * IRQL: any.
 * Page: ntifs.h, KeStallExecutionProcessor
 */
VOID NTAPI KeStallExecutionProcessor(_In_ ULONG MicroSeconds);

/**
 * KeQuerySystemTime, KeQuerySystemTimePrecise - the time: units of 100 ns since 1601, UTC
 * @CurrentTime: receives the time
 *
 * Here: both are precise.
 *
 * IRQL: any.
 * Page: wdm.h, KeQuerySystemTimePrecise
 */
VOID NTAPI KeQuerySystemTime(_Out_ PLARGE_INTEGER CurrentTime);
VOID NTAPI KeQuerySystemTimePrecise(_Out_ PLARGE_INTEGER CurrentTime);

/**
 * KeQueryTickCount - ticks since boot, suspension left out; KeQueryTimeIncrement tells how long
 *	one is
 * @TickCount: receives the ticks
 *
 * IRQL: any.
 * Page: wdm.h, KeQueryTickCount
 */
VOID NTAPI KeQueryTickCount(_Out_ PLARGE_INTEGER TickCount);

/**
 * KeQueryTimeIncrement - units of 100 ns in a tick. Here: of Linux's tick, 1 to 10 ms
 *
 * IRQL: any.
 * Return: the units.
 * Page: wdm.h, KeQueryTimeIncrement
 */
ULONG NTAPI KeQueryTimeIncrement(VOID);

/**
 * KeQueryPerformanceCounter - a steady counter
 * @PerformanceFrequency: receives its counts in a second, or NULL
 *
 * Here: 10 MHz, whatever the hardware has; it stands still while the machine is suspended.
 *
 * IRQL: any.
 * Return: the counts.
 * Page: wdm.h, KeQueryPerformanceCounter
 */
LARGE_INTEGER NTAPI KeQueryPerformanceCounter(_Out_opt_ PLARGE_INTEGER PerformanceFrequency);

/**
 * KeQueryInterruptTime, KeQueryInterruptTimePrecise, KeQueryUnbiasedInterruptTime,
 * KeQueryUnbiasedInterruptTimePrecise - units of 100 ns since boot
 * @QpcTimeStamp: receives the performance counter's value of that moment
 *
 * The unbiased one leaves out the time that the machine was suspended. The precise ones also
 * store the performance counter's value of that moment; here all are equally precise.
 *
 * IRQL: any.
 * Return: the time, in units of 100 ns.
 * Page: wdm.h, the names of the functions
 */
ULONGLONG NTAPI KeQueryInterruptTime(VOID);
ULONGLONG NTAPI KeQueryUnbiasedInterruptTime(VOID);
ULONGLONG NTAPI KeQueryInterruptTimePrecise(_Out_ PULONG64 QpcTimeStamp);
ULONGLONG NTAPI KeQueryUnbiasedInterruptTimePrecise(_Out_ PULONG64 QpcTimeStamp);

/**
 * KeQueryActiveProcessorCount, KeQueryActiveProcessorCountEx - processors that are online
 * @ActiveProcessors: receives a bit for each of the first 64, or NULL
 * @GroupNumber: 0 or ALL_PROCESSOR_GROUPS; any other has none
 *
 * Here: all processors are in group 0, even if there are more than 64.
 *
 * IRQL: any.
 * Return: the number of processors.
 * Page: wdm.h, KeQueryActiveProcessorCount, KeQueryActiveProcessorCountEx
 */
ULONG NTAPI KeQueryActiveProcessorCount(_Out_opt_ PKAFFINITY ActiveProcessors);
ULONG NTAPI KeQueryActiveProcessorCountEx(_In_ USHORT GroupNumber);

/**
 * KeQueryMaximumProcessorCount, KeQueryMaximumProcessorCountEx - above every processor's number
 * @GroupNumber: 0 or ALL_PROCESSOR_GROUPS; any other has none
 *
 * IRQL: any.
 * Return: the number.
 * Page: wdm.h, KeQueryMaximumProcessorCount, KeQueryMaximumProcessorCountEx
 */
ULONG NTAPI KeQueryMaximumProcessorCount(VOID);
ULONG NTAPI KeQueryMaximumProcessorCountEx(_In_ USHORT GroupNumber);

/**
 * KeGetCurrentProcessorNumber, KeGetCurrentProcessorNumberEx - where the caller runs
 * @ProcNumber: receives it as group and number, or NULL; Number has no room for 256 and above
 *
 * Below DISPATCH_LEVEL it may be another one the next moment.
 *
 * IRQL: any.
 * Return: Linux's number of the processor.
 * Page: wdm.h, KeGetCurrentProcessorNumberEx
 */
ULONG NTAPI KeGetCurrentProcessorNumber(VOID);
ULONG NTAPI KeGetCurrentProcessorNumberEx(_Out_opt_ PPROCESSOR_NUMBER ProcNumber);
#define KeGetCurrentProcessorIndex() KeGetCurrentProcessorNumberEx(NULL)
#define ALL_PROCESSOR_GROUPS 0xffff

EXTERN_C_END

#endif /* WINWORK_THREAD_H */
