/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel: processors, bug checks, calls that stop or look at a processor.
 */
#ifndef WINWORK_KE_KERNEL_H
#define WINWORK_KE_KERNEL_H

#include "../ex/executive.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/debug.h"

EXTERN_C_START

struct _HARDWARE_COUNTER;
struct _KAPC;
struct _KBUGCHECK_ADD_PAGES;
struct _KBUGCHECK_DUMP_IO;
struct _KBUGCHECK_REASON_CALLBACK_RECORD;
struct _KBUGCHECK_SECONDARY_DUMP_DATA;
struct _KERNEL_USER_TIMES;
struct _KE_PROCESSOR_CHANGE_NOTIFY_CONTEXT;
struct _KFLOATING_SAVE;
struct _KIPI_COUNTS;
struct _KSYSTEM_TIME;
struct _XSTATE_SAVE;

typedef struct _HARDWARE_COUNTER *PHARDWARE_COUNTER;
typedef struct _XSTATE_SAVE *PXSTATE_SAVE;

#define DbgRaiseAssertionFailure __int2c

#define GROUP_SECURITY_INFORMATION (0x00000002)

#define KERNEL_LARGE_STACK_SIZE 0x12000
#define KERNEL_LARGE_STACK_COMMIT KERNEL_STACK_SIZE
#define KERNEL_MCA_EXCEPTION_STACK_SIZE 0x2000
#define KERNEL_STACK_SIZE 0x6000

#define KE_PROCESSOR_CHANGE_ADD_EXISTING 1

typedef BOOLEAN NTAPI NMI_CALLBACK(PVOID Context, BOOLEAN Handled);
typedef NMI_CALLBACK *PNMI_CALLBACK;
typedef enum _KE_PROCESSOR_CHANGE_NOTIFY_STATE {
	KeProcessorAddStartNotify = 0,
	KeProcessorAddCompleteNotify,
	KeProcessorAddFailureNotify,
} KE_PROCESSOR_CHANGE_NOTIFY_STATE;

typedef struct _KE_PROCESSOR_CHANGE_NOTIFY_CONTEXT {
	KE_PROCESSOR_CHANGE_NOTIFY_STATE State;
	ULONG NtNumber;
	NTSTATUS Status;
	PROCESSOR_NUMBER ProcNumber;
} KE_PROCESSOR_CHANGE_NOTIFY_CONTEXT, *PKE_PROCESSOR_CHANGE_NOTIFY_CONTEXT;

typedef enum _KPROFILE_SOURCE {
	ProfileTime,
	ProfileAlignmentFixup,
	ProfileTotalIssues,
	ProfilePipelineDry,
	ProfileLoadInstructions,
	ProfilePipelineFrozen,
	ProfileBranchInstructions,
	ProfileTotalNonissues,
	ProfileDcacheMisses,
	ProfileIcacheMisses,
	ProfileCacheMisses,
	ProfileBranchMispredictions,
	ProfileStoreInstructions,
	ProfileFpInstructions,
	ProfileIntegerInstructions,
	Profile2Issue,
	Profile3Issue,
	Profile4Issue,
	ProfileSpecialInstructions,
	ProfileTotalCycles,
	ProfileIcacheIssues,
	ProfileDcacheAccesses,
	ProfileMemoryBarrierCycles,
	ProfileLoadLinkedIssues,
	ProfileMaximum,
} KPROFILE_SOURCE;

typedef enum _KD_OPTION {
	KD_OPTION_SET_BLOCK_ENABLE,
} KD_OPTION;

typedef VOID (NTAPI *PKNORMAL_ROUTINE)(PVOID NormalContext, PVOID SystemArgument1,
				       PVOID SystemArgument2);
typedef VOID (NTAPI *PKRUNDOWN_ROUTINE)(struct _KAPC *Apc);
typedef VOID (NTAPI *PKKERNEL_ROUTINE)(struct _KAPC *Apc, PKNORMAL_ROUTINE *NormalRoutine,
				       PVOID *NormalContext, PVOID *SystemArgument1,
				       PVOID *SystemArgument2);
typedef PVOID PKIPI_CONTEXT;
typedef VOID (NTAPI *PKIPI_WORKER)(PKIPI_CONTEXT PacketContext, PVOID Parameter1,
				   PVOID Parameter2, PVOID Parameter3);
typedef struct _KIPI_COUNTS {
	ULONG Freeze;
	ULONG Packet;
	ULONG DPC;
	ULONG APC;
	ULONG FlushSingleTb;
	ULONG FlushMultipleTb;
	ULONG FlushEntireTb;
	ULONG GenericCall;
	ULONG ChangeColor;
	ULONG SweepDcache;
	ULONG SweepIcache;
	ULONG SweepIcacheRange;
	ULONG FlushIoBuffers;
	ULONG GratuitousDPC;
} KIPI_COUNTS, *PKIPI_COUNTS;

typedef ULONG_PTR NTAPI KIPI_BROADCAST_WORKER(ULONG_PTR Argument);
typedef KIPI_BROADCAST_WORKER *PKIPI_BROADCAST_WORKER;
typedef ULONG64 KSPIN_LOCK_QUEUE_NUMBER;
typedef enum _ALTERNATIVE_ARCHITECTURE_TYPE {
	StandardDesign,
	NEC98x86,
	EndAlternatives,
} ALTERNATIVE_ARCHITECTURE_TYPE;

typedef struct _KSYSTEM_TIME {
	ULONG LowPart;
	LONG High1Time;
	LONG High2Time;
} KSYSTEM_TIME, *PKSYSTEM_TIME;

typedef struct _KFLOATING_SAVE {
	ULONG Dummy;
} KFLOATING_SAVE, *PKFLOATING_SAVE;

typedef VOID (NTAPI *PDEBUG_PRINT_CALLBACK)(PSTRING Output, ULONG ComponentId, ULONG Level);
typedef VOID (NTAPI *PEXPAND_STACK_CALLOUT)(PVOID Parameter);
typedef struct _KERNEL_USER_TIMES {
	LARGE_INTEGER CreateTime;
	LARGE_INTEGER ExitTime;
	LARGE_INTEGER KernelTime;
	LARGE_INTEGER UserTime;
} KERNEL_USER_TIMES, *PKERNEL_USER_TIMES;

WINWORK_ABSENT ULONG NTAPI DbgPrintReturnControlC(PCCH Format, ...);
WINWORK_ABSENT ULONG NTAPI DbgPrompt(_In_ PCCH Prompt, _Out_ PCH Response,
				     _In_ ULONG MaximumResponseLength);
WINWORK_ABSENT NTSTATUS NTAPI DbgQueryDebugFilterState(ULONG ComponentId, ULONG Level);
WINWORK_ABSENT NTSTATUS NTAPI DbgSetDebugFilterState(ULONG ComponentId, ULONG Level,
						     BOOLEAN State);
WINWORK_ABSENT NTSTATUS NTAPI DbgSetDebugPrintCallback(PDEBUG_PRINT_CALLBACK DebugPrintCallback,
						       BOOLEAN Enable);

/**
 * KdDisableDebugger, KdEnableDebugger - stop and start the kernel debugger
 *
 * IRQL: any.
 * Return: STATUS_DEBUGGER_INACTIVE, because there is none.
 * Page: wdm.h, KdDisableDebugger, KdEnableDebugger
 */
NTSTATUS NTAPI KdDisableDebugger(VOID);
NTSTATUS NTAPI KdEnableDebugger(VOID);

/**
 * KdChangeOption - change an option of the kernel debugger
 * @Option: has no effect
 * @InBufferBytes: has no effect
 * @InBuffer: has no effect
 * @OutBufferBytes: has no effect
 * @OutBuffer: has no effect
 * @OutBufferNeeded: has no effect
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: STATUS_DEBUGGER_INACTIVE, because there is none.
 * Page: wdm.h, KdChangeOption
 */
NTSTATUS NTAPI KdChangeOption(_In_ KD_OPTION Option, _In_opt_ ULONG InBufferBytes, _In_ PVOID InBuffer,
			      _In_opt_ ULONG OutBufferBytes, _Out_ PVOID OutBuffer, _Out_opt_ PULONG OutBufferNeeded);

/**
 * KdRefreshDebuggerNotPresent - look for the kernel debugger again
 *
 * IRQL: any.
 * Return: TRUE, as KD_DEBUGGER_NOT_PRESENT.
 * Page: wdm.h, KdRefreshDebuggerNotPresent
 */
BOOLEAN NTAPI KdRefreshDebuggerNotPresent(VOID);

WINWORK_ABSENT NTSTATUS NTAPI KeConvertAuxiliaryCounterToPerformanceCounter(
	_In_ ULONG64 AuxiliaryCounterValue, _Out_ PULONG64 PerformanceCounterValue,
	_Out_opt_ PULONG64 ConversionError);
WINWORK_ABSENT NTSTATUS NTAPI KeConvertPerformanceCounterToAuxiliaryCounter(
	_In_ ULONG64 PerformanceCounterValue, _Out_ PULONG64 AuxiliaryCounterValue,
	_Out_opt_ PULONG64 ConversionError);
WINWORK_ABSENT NTSTATUS NTAPI KeDeregisterBoundCallback(_In_ PVOID Handle);
WINWORK_ABSENT NTSTATUS NTAPI KeDeregisterNmiCallback(_In_ PVOID Handle);
WINWORK_ABSENT VOID NTAPI KeDeregisterProcessorChangeCallback(
	_In_ PVOID CallbackHandle);
WINWORK_ABSENT NTSTATUS NTAPI KeExpandKernelStackAndCallout(_In_ PEXPAND_STACK_CALLOUT Callout,
							    _In_opt_ PVOID Parameter,
							    _In_ SIZE_T Size);
WINWORK_ABSENT NTSTATUS NTAPI KeExpandKernelStackAndCalloutEx(_In_ PEXPAND_STACK_CALLOUT Callout,
							      _In_opt_ PVOID Parameter,
							      _In_ SIZE_T Size, _In_ BOOLEAN Wait,
							      _In_opt_ PVOID Context);

/**
 * KeFlushIoBuffers - bring the memory of an MDL and the processors' caches together
 * @Mdl: the MDL
 * @ReadOperation: TRUE if the device writes the memory
 * @DmaOperation: TRUE for DMA
 *
 * Here: does nothing. The functions for DMA do so where the machine needs it.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, KeFlushIoBuffers
 */
WINWORK_OWN VOID KeFlushIoBuffers(_In_ PMDL Mdl, _In_ BOOLEAN ReadOperation,
				  _In_ BOOLEAN DmaOperation)
{
	(void)Mdl;
	(void)ReadOperation;
	(void)DmaOperation;
}

WINWORK_ABSENT VOID NTAPI KeFlushWriteBuffer(VOID);
WINWORK_ABSENT ULONG NTAPI KeGetRecommendedSharedDataAlignment(
	VOID);
WINWORK_ABSENT BOOLEAN NTAPI KeInvalidateAllCaches(VOID);
WINWORK_ABSENT VOID NTAPI KeInvalidateRangeAllCaches(PVOID BaseAddress, ULONG Length);
WINWORK_ABSENT ULONG_PTR NTAPI KeIpiGenericCall(_In_ PKIPI_BROADCAST_WORKER BroadcastFunction,
						_In_ ULONG_PTR Context);
WINWORK_ABSENT NTSTATUS NTAPI KeQueryAuxiliaryCounterFrequency(
	_Out_opt_ PULONG64 AuxiliaryCounterFrequency);
WINWORK_ABSENT NTSTATUS NTAPI KeQueryHardwareCounterConfiguration(
	_Out_ PHARDWARE_COUNTER CounterArray, _In_ ULONG MaximumCount, _Out_ PULONG Count);
WINWORK_ABSENT NTSTATUS NTAPI KeQueryLogicalProcessorRelationship(
	_In_opt_ PPROCESSOR_NUMBER ProcessorNumber,
	_In_ LOGICAL_PROCESSOR_RELATIONSHIP RelationshipType,
	_Out_opt_ PSYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX Information, _Inout_ PULONG Length);
WINWORK_ABSENT ULONG NTAPI KeQueryRuntimeThread(_In_ PKTHREAD Thread, _Out_ PULONG UserTime);
WINWORK_ABSENT ULONG64 NTAPI KeQueryTotalCycleTimeProcess(PKPROCESS Process,
							  PULONG64 CycleTimeStamp);
WINWORK_ABSENT ULONG64 NTAPI KeQueryTotalCycleTimeThread(_Inout_ PKTHREAD Thread,
							 _Out_ PULONG64 CycleTimeStamp);
WINWORK_ABSENT PVOID NTAPI KeRegisterNmiCallback(_In_ PNMI_CALLBACK CallbackRoutine,
						 _In_opt_ PVOID Context);
WINWORK_ABSENT PVOID NTAPI KeRegisterProcessorChangeCallback(
	_In_ PPROCESSOR_CALLBACK_FUNCTION CallbackFunction, _In_opt_ PVOID CallbackContext,
	_In_ ULONG Flags);
WINWORK_ABSENT VOID NTAPI KeRestoreExtendedProcessorState(_In_ PXSTATE_SAVE XStateSave);
WINWORK_ABSENT NTSTATUS NTAPI KeRestoreFloatingPointState(_In_ PKFLOATING_SAVE FloatSave);
WINWORK_ABSENT NTSTATUS NTAPI KeSaveExtendedProcessorState(_In_ ULONG64 Mask,
							   _Out_ PXSTATE_SAVE XStateSave);
WINWORK_ABSENT NTSTATUS NTAPI KeSaveFloatingPointState(_Out_ PKFLOATING_SAVE FloatSave);
WINWORK_ABSENT NTSTATUS NTAPI KeSetHardwareCounterConfiguration(
	_In_ PHARDWARE_COUNTER CounterArray, _In_ ULONG Count);

EXTERN_C_END

#endif /* WINWORK_KE_KERNEL_H */
