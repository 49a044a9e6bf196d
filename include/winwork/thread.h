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

typedef VOID NTAPI KSTART_ROUTINE(_In_ PVOID StartContext);
typedef KSTART_ROUTINE *PKSTART_ROUTINE;

NTSTATUS NTAPI WinworkCreateSystemThread(_Out_ PHANDLE ThreadHandle, _In_ ULONG DesiredAccess,
					 _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
					 _In_opt_ HANDLE ProcessHandle, _Out_opt_ PCLIENT_ID ClientId,
					 _In_ PKSTART_ROUTINE StartRoutine,
					 _In_opt_ PVOID StartContext, _In_opt_ PWINWORK_IMAGE Image);

FORCEINLINE NTSTATUS PsCreateSystemThread(_Out_ PHANDLE ThreadHandle, _In_ ULONG DesiredAccess,
					  _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
					  _In_opt_ HANDLE ProcessHandle,
					  _Out_opt_ PCLIENT_ID ClientId,
					  _In_ PKSTART_ROUTINE StartRoutine,
					  _In_opt_ PVOID StartContext)
{
	return WinworkCreateSystemThread(ThreadHandle, DesiredAccess, ObjectAttributes, ProcessHandle,
					 ClientId, StartRoutine, StartContext, &WinworkImage);
}

NTSTATUS NTAPI PsTerminateSystemThread(_In_ NTSTATUS ExitStatus);
PETHREAD NTAPI PsGetCurrentThread(VOID);
#define KeGetCurrentThread() ((PKTHREAD)PsGetCurrentThread())
HANDLE NTAPI PsGetCurrentThreadId(VOID);
BOOLEAN NTAPI PsIsSystemThread(_In_ PETHREAD Thread);
NTSTATUS NTAPI ObReferenceObjectByHandle(_In_ HANDLE Handle, _In_ ACCESS_MASK DesiredAccess,
					 _In_opt_ POBJECT_TYPE ObjectType,
					 _In_ KPROCESSOR_MODE AccessMode, _Out_ PVOID *Object,
					 _Out_opt_ POBJECT_HANDLE_INFORMATION HandleInformation);
NTSTATUS NTAPI ZwClose(_In_ HANDLE Handle);
KPRIORITY NTAPI KeSetPriorityThread(_Inout_ PKTHREAD Thread, _In_ KPRIORITY Priority);
KPRIORITY NTAPI KeQueryPriorityThread(_In_ PKTHREAD Thread);

NTSTATUS NTAPI KeDelayExecutionThread(_In_ KPROCESSOR_MODE WaitMode, _In_ BOOLEAN Alertable,
				      _In_ PLARGE_INTEGER Interval);
VOID NTAPI KeStallExecutionProcessor(_In_ ULONG MicroSeconds);
VOID NTAPI KeQuerySystemTime(_Out_ PLARGE_INTEGER CurrentTime);
VOID NTAPI KeQuerySystemTimePrecise(_Out_ PLARGE_INTEGER CurrentTime);
VOID NTAPI KeQueryTickCount(_Out_ PLARGE_INTEGER TickCount);
ULONG NTAPI KeQueryTimeIncrement(VOID);
LARGE_INTEGER NTAPI KeQueryPerformanceCounter(_Out_opt_ PLARGE_INTEGER PerformanceFrequency);
ULONGLONG NTAPI KeQueryInterruptTime(VOID);
ULONGLONG NTAPI KeQueryUnbiasedInterruptTime(VOID);
ULONG NTAPI KeQueryActiveProcessorCount(_Out_opt_ PKAFFINITY ActiveProcessors);
ULONG NTAPI KeQueryActiveProcessorCountEx(_In_ USHORT GroupNumber);
ULONG NTAPI KeQueryMaximumProcessorCount(VOID);
ULONG NTAPI KeGetCurrentProcessorNumber(VOID);
ULONG NTAPI KeGetCurrentProcessorNumberEx(_Out_opt_ PPROCESSOR_NUMBER ProcNumber);
#define ALL_PROCESSOR_GROUPS 0xffff

EXTERN_C_END

#endif /* WINWORK_THREAD_H */
