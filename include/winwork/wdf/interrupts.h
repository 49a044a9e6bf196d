/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts, DPCs and timers of the framework.
 */
#ifndef WINWORK_WDF_INTERRUPTS_H
#define WINWORK_WDF_INTERRUPTS_H

#include "device.h"
#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/interrupt.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"
#include "handles.h"

EXTERN_C_START

struct _WDF_DPC_CONFIG;
struct _WDF_INTERRUPT_CONFIG;
struct _WDF_INTERRUPT_EXTENDED_POLICY;
struct _WDF_INTERRUPT_INFO;
struct _WDF_TIMER_CONFIG;

#define TolerableDelayUnlimited ((ULONG) - 1)

typedef VOID NTAPI EVT_WDF_DPC(WDFDPC Dpc);
typedef EVT_WDF_DPC *PFN_WDF_DPC;
typedef struct _WDF_DPC_CONFIG {
	ULONG Size;
	PFN_WDF_DPC EvtDpcFunc;
	BOOLEAN AutomaticSerialization;
} WDF_DPC_CONFIG, *PWDF_DPC_CONFIG;

typedef VOID NTAPI EVT_WDF_TIMER(WDFTIMER Timer);
typedef EVT_WDF_TIMER *PFN_WDF_TIMER;
typedef struct _WDF_TIMER_CONFIG {
	ULONG Size;
	PFN_WDF_TIMER EvtTimerFunc;
	ULONG Period;
	BOOLEAN AutomaticSerialization;
	ULONG TolerableDelay;
	DECLSPEC_ALIGN(8) BOOLEAN UseHighResolutionTimer;
} WDF_TIMER_CONFIG, *PWDF_TIMER_CONFIG;

typedef enum _WDF_INTERRUPT_POLARITY {
	WdfInterruptPolarityUnknown = 0,
	WdfInterruptActiveHigh,
	WdfInterruptActiveLow,
} WDF_INTERRUPT_POLARITY, *PWDF_INTERRUPT_POLARITY;

typedef enum _WDF_INTERRUPT_POLICY {
	WdfIrqPolicyMachineDefault = 0,
	WdfIrqPolicyAllCloseProcessors,
	WdfIrqPolicyOneCloseProcessor,
	WdfIrqPolicyAllProcessorsInMachine,
	WdfIrqPolicySpecifiedProcessors,
	WdfIrqPolicySpreadMessagesAcrossAllProcessors,
} WDF_INTERRUPT_POLICY, *PWDF_INTERRUPT_POLICY;

typedef enum _WDF_INTERRUPT_PRIORITY {
	WdfIrqPriorityUndefined = 0,
	WdfIrqPriorityLow,
	WdfIrqPriorityNormal,
	WdfIrqPriorityHigh,
} WDF_INTERRUPT_PRIORITY, *PWDF_INTERRUPT_PRIORITY;

typedef BOOLEAN NTAPI EVT_WDF_INTERRUPT_ISR(WDFINTERRUPT Interrupt, ULONG MessageID);
typedef EVT_WDF_INTERRUPT_ISR *PFN_WDF_INTERRUPT_ISR;
typedef BOOLEAN NTAPI EVT_WDF_INTERRUPT_SYNCHRONIZE(WDFINTERRUPT Interrupt, WDFCONTEXT Context);
typedef EVT_WDF_INTERRUPT_SYNCHRONIZE *PFN_WDF_INTERRUPT_SYNCHRONIZE;
typedef VOID NTAPI EVT_WDF_INTERRUPT_DPC(WDFINTERRUPT Interrupt, WDFOBJECT AssociatedObject);
typedef EVT_WDF_INTERRUPT_DPC *PFN_WDF_INTERRUPT_DPC;
typedef VOID NTAPI EVT_WDF_INTERRUPT_WORKITEM(WDFINTERRUPT Interrupt, WDFOBJECT AssociatedObject);
typedef EVT_WDF_INTERRUPT_WORKITEM *PFN_WDF_INTERRUPT_WORKITEM;
typedef NTSTATUS NTAPI EVT_WDF_INTERRUPT_ENABLE(WDFINTERRUPT Interrupt,
						WDFDEVICE AssociatedDevice);
typedef EVT_WDF_INTERRUPT_ENABLE *PFN_WDF_INTERRUPT_ENABLE;
typedef NTSTATUS NTAPI EVT_WDF_INTERRUPT_DISABLE(WDFINTERRUPT Interrupt,
						 WDFDEVICE AssociatedDevice);
typedef EVT_WDF_INTERRUPT_DISABLE *PFN_WDF_INTERRUPT_DISABLE;
typedef struct _WDF_INTERRUPT_CONFIG {
	ULONG Size;
	WDFSPINLOCK SpinLock;
	WDF_TRI_STATE ShareVector;
	BOOLEAN FloatingSave;
	BOOLEAN AutomaticSerialization;
	PFN_WDF_INTERRUPT_ISR EvtInterruptIsr;
	PFN_WDF_INTERRUPT_DPC EvtInterruptDpc;
	PFN_WDF_INTERRUPT_ENABLE EvtInterruptEnable;
	PFN_WDF_INTERRUPT_DISABLE EvtInterruptDisable;
	PFN_WDF_INTERRUPT_WORKITEM EvtInterruptWorkItem;
	PCM_PARTIAL_RESOURCE_DESCRIPTOR InterruptRaw;
	PCM_PARTIAL_RESOURCE_DESCRIPTOR InterruptTranslated;
	WDFWAITLOCK WaitLock;
	BOOLEAN PassiveHandling;
	WDF_TRI_STATE ReportInactiveOnPowerDown;
	BOOLEAN CanWakeDevice;
} WDF_INTERRUPT_CONFIG, *PWDF_INTERRUPT_CONFIG;

typedef struct _WDF_INTERRUPT_INFO {
	ULONG Size;
	ULONG64 Reserved1;
	KAFFINITY TargetProcessorSet;
	ULONG Reserved2;
	ULONG MessageNumber;
	ULONG Vector;
	KIRQL Irql;
	KINTERRUPT_MODE Mode;
	WDF_INTERRUPT_POLARITY Polarity;
	BOOLEAN MessageSignaled;
	UCHAR ShareDisposition;
	DECLSPEC_ALIGN(8) USHORT Group;
} WDF_INTERRUPT_INFO, *PWDF_INTERRUPT_INFO;

typedef struct _WDF_INTERRUPT_EXTENDED_POLICY {
	ULONG Size;
	WDF_INTERRUPT_POLICY Policy;
	WDF_INTERRUPT_PRIORITY Priority;
	GROUP_AFFINITY TargetProcessorSetAndGroup;
} WDF_INTERRUPT_EXTENDED_POLICY, *PWDF_INTERRUPT_EXTENDED_POLICY;

WINWORK_ABSENT VOID NTAPI WDF_DPC_CONFIG_INIT(_Out_ PWDF_DPC_CONFIG Config,
					      _In_ PFN_WDF_DPC EvtDpcFunc);
WINWORK_ABSENT VOID NTAPI WDF_INTERRUPT_CONFIG_INIT(_Out_ PWDF_INTERRUPT_CONFIG Configuration,
						    _In_ PFN_WDF_INTERRUPT_ISR EvtInterruptIsr,
						    _In_opt_ PFN_WDF_INTERRUPT_DPC EvtInterruptDpc);
WINWORK_ABSENT VOID NTAPI WDF_INTERRUPT_EXTENDED_POLICY_INIT(
	_Out_ PWDF_INTERRUPT_EXTENDED_POLICY ExtendedPolicy);
WINWORK_ABSENT VOID NTAPI WDF_INTERRUPT_INFO_INIT(_Out_ PWDF_INTERRUPT_INFO Info);
WINWORK_ABSENT VOID NTAPI WDF_TIMER_CONFIG_INIT(_In_ PWDF_TIMER_CONFIG Config,
						_In_ PFN_WDF_TIMER EvtTimerFunc);
WINWORK_ABSENT VOID NTAPI WDF_TIMER_CONFIG_INIT_PERIODIC(_In_ PWDF_TIMER_CONFIG Config,
							 _In_ PFN_WDF_TIMER EvtTimerFunc,
							 _In_ LONG Period);
WINWORK_ABSENT BOOLEAN NTAPI WdfDpcCancel(_In_ WDFDPC Dpc, _In_ BOOLEAN Wait);
WINWORK_ABSENT NTSTATUS NTAPI WdfDpcCreate(_In_ PWDF_DPC_CONFIG Config,
					   _In_ PWDF_OBJECT_ATTRIBUTES Attributes,
					   _Out_ WDFDPC *Dpc);
WINWORK_ABSENT BOOLEAN NTAPI WdfDpcEnqueue(_In_ WDFDPC Dpc);
WINWORK_ABSENT WDFOBJECT NTAPI WdfDpcGetParentObject(_In_ WDFDPC Dpc);
WINWORK_ABSENT PKDPC NTAPI WdfDpcWdmGetDpc(_In_ WDFDPC Dpc);
WINWORK_ABSENT VOID NTAPI WdfInterruptAcquireLock(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT NTSTATUS NTAPI WdfInterruptCreate(_In_ WDFDEVICE Device,
						 _In_ PWDF_INTERRUPT_CONFIG Configuration,
						 _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						 _Out_ WDFINTERRUPT *Interrupt);
WINWORK_ABSENT VOID NTAPI WdfInterruptDisable(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT VOID NTAPI WdfInterruptEnable(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT WDFDEVICE NTAPI WdfInterruptGetDevice(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT VOID NTAPI WdfInterruptGetInfo(_In_ WDFINTERRUPT Interrupt,
					      _Out_ PWDF_INTERRUPT_INFO Info);
WINWORK_ABSENT BOOLEAN NTAPI WdfInterruptQueueDpcForIsr(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT BOOLEAN NTAPI WdfInterruptQueueWorkItemForIsr(
	_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT VOID NTAPI WdfInterruptReleaseLock(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT VOID NTAPI WdfInterruptReportActive(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT VOID NTAPI WdfInterruptReportInactive(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT VOID NTAPI WdfInterruptSetExtendedPolicy(
	_In_ WDFINTERRUPT Interrupt, _In_ PWDF_INTERRUPT_EXTENDED_POLICY PolicyAndGroup);
WINWORK_ABSENT VOID NTAPI WdfInterruptSetPolicy(_In_ WDFINTERRUPT Interrupt,
						_In_ WDF_INTERRUPT_POLICY Policy,
						_In_ WDF_INTERRUPT_PRIORITY Priority,
						_In_ KAFFINITY TargetProcessorSet);
WINWORK_ABSENT BOOLEAN NTAPI WdfInterruptSynchronize(_In_ WDFINTERRUPT Interrupt,
						     _In_ PFN_WDF_INTERRUPT_SYNCHRONIZE Callback,
						     _In_ WDFCONTEXT Context);
WINWORK_ABSENT BOOLEAN NTAPI WdfInterruptTryToAcquireLock(_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT PKINTERRUPT NTAPI WdfInterruptWdmGetInterrupt(
	_In_ WDFINTERRUPT Interrupt);
WINWORK_ABSENT NTSTATUS NTAPI WdfTimerCreate(_In_ PWDF_TIMER_CONFIG Config,
					     _In_ PWDF_OBJECT_ATTRIBUTES Attributes,
					     _Out_ WDFTIMER *Timer);
WINWORK_ABSENT WDFOBJECT NTAPI WdfTimerGetParentObject(_In_ WDFTIMER Timer);
WINWORK_ABSENT BOOLEAN NTAPI WdfTimerStart(_In_ WDFTIMER Timer, _In_ LONGLONG DueTime);
WINWORK_ABSENT BOOLEAN NTAPI WdfTimerStop(_In_ WDFTIMER Timer, _In_ BOOLEAN Wait);

EXTERN_C_END

#endif /* WINWORK_WDF_INTERRUPTS_H */
