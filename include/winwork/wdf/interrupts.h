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
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/resources.h"
#include "../po/power.h"

EXTERN_C_START

struct _WDF_DPC_CONFIG;
struct _WDF_INTERRUPT_CONFIG;
struct _WDF_INTERRUPT_EXTENDED_POLICY;
struct _WDF_INTERRUPT_INFO;
struct _WDF_TIMER_CONFIG;

#define TolerableDelayUnlimited ((ULONG) - 1)

/**
 * EVT_WDF_DPC - the routine of a DPC
 * @Dpc: the DPC. The routine gets its arguments from the context and the parent of the DPC.
 *
 * The routine may enqueue the DPC for one more run, and may delete it.
 *
 * IRQL: DISPATCH_LEVEL, on return too.
 * Page: wdfdpc.h, EVT_WDF_DPC
 */
_Function_class_(EVT_WDF_DPC)
_IRQL_requires_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_DPC(_In_ WDFDPC Dpc);
typedef EVT_WDF_DPC *PFN_WDF_DPC;

/**
 * struct _WDF_DPC_CONFIG - the routine of a DPC
 * @Size: the size of this structure, in bytes
 * @EvtDpcFunc: the routine. If it is NULL, a DPC that is enqueued does nothing.
 * @AutomaticSerialization: TRUE to call the routine with the callback lock of the device or queue
 *	held
 *
 * Page: wdfdpc.h, WDF_DPC_CONFIG
 */
typedef struct _WDF_DPC_CONFIG {
	ULONG Size;
	PFN_WDF_DPC EvtDpcFunc;
	BOOLEAN AutomaticSerialization;
} WDF_DPC_CONFIG, *PWDF_DPC_CONFIG;

/**
 * EVT_WDF_TIMER - the routine of a timer
 * @Timer: the timer. The routine gets its arguments from the context and the parent of the timer.
 *
 * The routine may start the timer again. A routine at DISPATCH_LEVEL may delete it.
 *
 * Here: if a routine at PASSIVE_LEVEL deletes its own timer, it is reported (0x10D, parameter 3),
 * and the deletion goes on without waiting for it. On Windows it waits without end.
 *
 * IRQL: DISPATCH_LEVEL; PASSIVE_LEVEL for a timer of WdfExecutionLevelPassive. The same on return.
 * Page: wdftimer.h, EVT_WDF_TIMER
 */
_Function_class_(EVT_WDF_TIMER)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_TIMER(_In_ WDFTIMER Timer);
typedef EVT_WDF_TIMER *PFN_WDF_TIMER;

/**
 * struct _WDF_TIMER_CONFIG - the routine and the period of a timer
 * @Size: the size of this structure, in bytes
 * @EvtTimerFunc: the routine. If it is NULL, a timer that expires does nothing.
 * @Period: milliseconds between two expiries, at most MAXLONG; 0: the timer expires once
 * @AutomaticSerialization: TRUE to call the routine with the callback lock of the device or queue
 *	held
 * @TolerableDelay: milliseconds that an expiry may be late to save power. Here: not used, no expiry
 *	is late for this reason.
 * @UseHighResolutionTimer: TRUE for a resolution of a millisecond. Here: each timer has a finer
 *	one.
 *
 * Page: wdftimer.h, WDF_TIMER_CONFIG
 */
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

/**
 * WDF_DPC_CONFIG_INIT - initialise the structure for a serialised routine
 * @Config: receives the values; AutomaticSerialization is TRUE
 * @EvtDpcFunc: the routine
 *
 * The synchronization scope of the device or queue decides whether the routine is really
 * serialised.
 *
 * IRQL: any.
 * Page: wdfdpc.h, WDF_DPC_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_DPC_CONFIG_INIT(_Out_ PWDF_DPC_CONFIG Config, _In_ PFN_WDF_DPC EvtDpcFunc)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = WDF_STRUCTURE_SIZE(WDF_DPC_CONFIG);
	Config->EvtDpcFunc = EvtDpcFunc;
	Config->AutomaticSerialization = TRUE;
}

/**
 * WDF_INTERRUPT_CONFIG_INIT - initialise the structure for an interrupt with a DPC
 * @Configuration: receives the values
 * @EvtInterruptIsr: the routine of the interrupt
 * @EvtInterruptDpc: the DPC's routine, or NULL
 *
 * IRQL: any.
 * Page: wdfinterrupt.h, WDF_INTERRUPT_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_INTERRUPT_CONFIG_INIT(_Out_ PWDF_INTERRUPT_CONFIG Configuration,
					   _In_ PFN_WDF_INTERRUPT_ISR EvtInterruptIsr,
					   _In_opt_ PFN_WDF_INTERRUPT_DPC EvtInterruptDpc)
{
	RtlZeroMemory(Configuration, sizeof(*Configuration));
	Configuration->Size = WDF_STRUCTURE_SIZE(WDF_INTERRUPT_CONFIG);
	Configuration->ShareVector = WdfUseDefault;
	Configuration->EvtInterruptIsr = EvtInterruptIsr;
	Configuration->EvtInterruptDpc = EvtInterruptDpc;
	Configuration->ReportInactiveOnPowerDown = WdfUseDefault;
}

/**
 * WDF_INTERRUPT_INFO_INIT - initialise the structure
 * @Info: receives its size
 *
 * IRQL: any.
 * Page: wdfinterrupt.h, WDF_INTERRUPT_INFO_INIT
 */
WINWORK_OWN VOID WDF_INTERRUPT_INFO_INIT(_Out_ PWDF_INTERRUPT_INFO Info)
{
	RtlZeroMemory(Info, sizeof(*Info));
	Info->Size = WDF_STRUCTURE_SIZE(WDF_INTERRUPT_INFO);
}

/**
 * WdfInterruptCreate - make an interrupt of a device
 * @Device: a device that arrives, in EvtDriverDeviceAdd or EvtDevicePrepareHardware
 * @Configuration: the routines. In EvtDevicePrepareHardware InterruptRaw and InterruptTranslated name the
 *	resource.
 * @Attributes: attributes, or WDF_NO_OBJECT_ATTRIBUTES. The ParentObject may be a queue of the device.
 * @Interrupt: receives the interrupt, which the framework deletes
 *
 * The interrupts of EvtDriverDeviceAdd get the device's interrupt resources in the order of their creation.
 * Each is connected after EvtDeviceD0Entry, in this order, and then EvtInterruptEnable is called; before
 * EvtDeviceD0Exit come EvtInterruptDisable, the end of the connection, and the end of the DPC and of the work
 * item, in the opposite order. An interrupt without a resource stays unconnected.
 *
 * EvtInterruptIsr runs at the level of the device, with a lock held: other interrupts of the device that have
 * the same SpinLock share the lock. With PassiveHandling it runs at PASSIVE_LEVEL with the WaitLock held.
 *
 * Here: the level is 5. FloatingSave, ShareVector, ReportInactiveOnPowerDown and CanWakeDevice have no effect.
 * A line that another driver of Linux uses can be shared with it, but not with PassiveHandling.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_INVALID_PARAMETER without an
 *	EvtInterruptIsr, with both a DPC and a work item, for a lock that is not for PassiveHandling, for a
 *	resource in EvtDriverDeviceAdd, for another ParentObject, or, with a report, a wrong handle or IRQL;
 *	STATUS_INVALID_DEVICE_STATE later, and for a resource that is missing in EvtDevicePrepareHardware; the
 *	statuses of bad attributes; STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL for a serialised routine at another
 *	level than its device's; or STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfinterrupt.h, WdfInterruptCreate
 */
NTSTATUS NTAPI WdfInterruptCreate(_In_ WDFDEVICE Device, _In_ PWDF_INTERRUPT_CONFIG Configuration,
				  _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				  _Out_ WDFINTERRUPT *Interrupt);

/**
 * WdfInterruptGetDevice - return the device of an interrupt
 * WdfInterruptGetInfo - return what an interrupt is connected to
 * @Interrupt: the interrupt
 * @Info: filled in; all zero but for its size without a resource
 *
 * Here: Vector is Linux's number of the interrupt, as in /proc/interrupts.
 *
 * IRQL: any. On Windows: the page has <= DISPATCH_LEVEL for WdfInterruptGetInfo, but KMDF does not check
 *	it, and drivers call it in EvtInterruptIsr.
 * Return: the device; NULL, after a report, for a wrong handle.
 * Page: wdfinterrupt.h, the names of the functions
 */
WDFDEVICE NTAPI WdfInterruptGetDevice(_In_ WDFINTERRUPT Interrupt);
VOID NTAPI WdfInterruptGetInfo(_In_ WDFINTERRUPT Interrupt, _Out_ PWDF_INTERRUPT_INFO Info);

/**
 * WdfInterruptQueueDpcForIsr - queue the DPC of an interrupt
 * WdfInterruptQueueWorkItemForIsr - queue its work item
 * @Interrupt: an interrupt with an EvtInterruptDpc; with an EvtInterruptWorkItem. Another one is reported
 *	(0x10D, parameter 7).
 *
 * Above DISPATCH_LEVEL a work item is queued by way of the interrupt's DPC.
 *
 * IRQL: any.
 * Return: FALSE if it is queued already, and after a report.
 * Page: wdfinterrupt.h, the names of the functions
 */
BOOLEAN NTAPI WdfInterruptQueueDpcForIsr(_In_ WDFINTERRUPT Interrupt);
BOOLEAN NTAPI WdfInterruptQueueWorkItemForIsr(_In_ WDFINTERRUPT Interrupt);

/**
 * WdfInterruptAcquireLock - acquire the lock that EvtInterruptIsr runs with
 * WdfInterruptTryToAcquireLock - the same without a wait, with PassiveHandling
 * WdfInterruptReleaseLock - release it
 * WdfInterruptSynchronize - call a function with the lock held
 * @Interrupt: an interrupt that is connected; another one is reported (0x10D, parameter 0xB)
 * @Callback: the function
 * @Context: its second argument
 *
 * While the lock is held, the IRQL is that of the interrupt. A lock that the caller has is reported (0x10D,
 * parameter 2), and so is the release of one that it has not (0x10D, parameter 0xB).
 *
 * IRQL: <= that of the interrupt; PASSIVE_LEVEL with PassiveHandling; <= DISPATCH_LEVEL for
 *	WdfInterruptSynchronize.
 * Return: what the function returns; TRUE if WdfInterruptTryToAcquireLock has the lock; FALSE after a report.
 * Page: wdfinterrupt.h, the names of the functions
 */
VOID NTAPI WdfInterruptAcquireLock(_In_ WDFINTERRUPT Interrupt);
BOOLEAN NTAPI WdfInterruptTryToAcquireLock(_In_ WDFINTERRUPT Interrupt);
VOID NTAPI WdfInterruptReleaseLock(_In_ WDFINTERRUPT Interrupt);
BOOLEAN NTAPI WdfInterruptSynchronize(_In_ WDFINTERRUPT Interrupt,
				      _In_ PFN_WDF_INTERRUPT_SYNCHRONIZE Callback,
				      _In_ WDFCONTEXT Context);

/**
 * WdfInterruptDisable - disconnect an interrupt, as the end of D0 does
 * WdfInterruptEnable - connect it again, if the device is in D0
 * @Interrupt: the interrupt. A second call changes nothing.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdfinterrupt.h, the names of the functions
 */
VOID NTAPI WdfInterruptDisable(_In_ WDFINTERRUPT Interrupt);
VOID NTAPI WdfInterruptEnable(_In_ WDFINTERRUPT Interrupt);

/**
 * WdfInterruptReportInactive - the interrupt is not to be handled for now
 * WdfInterruptReportActive - it is again
 * @Interrupt: an interrupt that is connected; another one is reported (0x10D, parameter 0xB). A second call
 *	changes nothing.
 *
 * A message that comes in between is handled then. On a line the interrupt counts as none of the device's.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfinterrupt.h, the names of the functions
 */
VOID NTAPI WdfInterruptReportInactive(_In_ WDFINTERRUPT Interrupt);
VOID NTAPI WdfInterruptReportActive(_In_ WDFINTERRUPT Interrupt);

/**
 * WDF_INTERRUPT_EXTENDED_POLICY_INIT - initialise the structure
 * @ExtendedPolicy: receives its size, and the machine's defaults
 *
 * IRQL: any.
 * Page: wdfinterrupt.h, WDF_INTERRUPT_EXTENDED_POLICY_INIT
 */
WINWORK_OWN VOID WDF_INTERRUPT_EXTENDED_POLICY_INIT(_Out_ PWDF_INTERRUPT_EXTENDED_POLICY ExtendedPolicy)
{
	RtlZeroMemory(ExtendedPolicy, sizeof(*ExtendedPolicy));
	ExtendedPolicy->Size = WDF_STRUCTURE_SIZE(WDF_INTERRUPT_EXTENDED_POLICY);
}

/**
 * WDF_TIMER_CONFIG_INIT - initialise the structure for a timer that expires once
 * @Config: receives the values; AutomaticSerialization is TRUE
 * @EvtTimerFunc: the routine
 *
 * The synchronization scope of the device or queue decides whether the routine is really
 * serialised.
 *
 * IRQL: any.
 * Page: wdftimer.h, WDF_TIMER_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_TIMER_CONFIG_INIT(_Out_ PWDF_TIMER_CONFIG Config,
				       _In_ PFN_WDF_TIMER EvtTimerFunc)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = WDF_STRUCTURE_SIZE(WDF_TIMER_CONFIG);
	Config->EvtTimerFunc = EvtTimerFunc;
	Config->AutomaticSerialization = TRUE;
}

/**
 * WDF_TIMER_CONFIG_INIT_PERIODIC - initialise the structure for a timer with a period
 * @Config: receives the values; AutomaticSerialization is TRUE
 * @EvtTimerFunc: the routine
 * @Period: milliseconds between two expiries
 *
 * IRQL: any.
 * Page: wdftimer.h, WDF_TIMER_CONFIG_INIT_PERIODIC
 */
WINWORK_OWN VOID WDF_TIMER_CONFIG_INIT_PERIODIC(_Out_ PWDF_TIMER_CONFIG Config,
						_In_ PFN_WDF_TIMER EvtTimerFunc, _In_ LONG Period)
{
	WDF_TIMER_CONFIG_INIT(Config, EvtTimerFunc);
	Config->Period = (ULONG)Period;
}

/**
 * WdfDpcCreate - create a DPC
 * @Config: the routine
 * @Attributes: the attributes, without an execution level. Their ParentObject must be a device, or
 *	an object with a device among its ancestors.
 * @Dpc: receives the DPC
 *
 * The DPC is deleted with its parent, or by WdfObjectDelete. The deletion waits for a run, and for
 * one that is due.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS, or the first of these that applies: STATUS_WDF_PARENT_NOT_SPECIFIED
 *	without @Attributes or a ParentObject; STATUS_INVALID_PARAMETER, with a report (0x10D), for
 *	a wrong ParentObject, and for a NULL @Config or @Dpc; STATUS_INFO_LENGTH_MISMATCH for a
 *	wrong Size in @Config; the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_DEVICE_REQUEST if no ancestor is a device;
 *	STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL if the routine is to be serialised, and the parent
 *	or the owner of the lock is of WdfExecutionLevelPassive; STATUS_DELETE_PENDING if the parent
 *	is being deleted.
 * Page: wdfdpc.h, WdfDpcCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfDpcCreate(_In_ PWDF_DPC_CONFIG Config, _In_ PWDF_OBJECT_ATTRIBUTES Attributes,
			    _Out_ WDFDPC *Dpc);

/**
 * WdfDpcEnqueue - have the routine run at DISPATCH_LEVEL
 * @Dpc: the DPC
 *
 * Here: for a DPC that is being deleted the call is reported (0x10D, parameter 7), and does
 * nothing.
 *
 * IRQL: any.
 * Return: TRUE if the DPC is enqueued by this call; FALSE if it was enqueued already; FALSE, with a
 *	report (0x10D), for a wrong @Dpc.
 * Page: wdfdpc.h, WdfDpcEnqueue
 */
BOOLEAN NTAPI WdfDpcEnqueue(_In_ WDFDPC Dpc);

/**
 * WdfDpcCancel - take a DPC out of its queue
 * @Dpc: the DPC
 * @Wait: TRUE: if it is not enqueued, wait until its routine has returned
 *
 * IRQL: any; PASSIVE_LEVEL with @Wait. Above it the call is reported, and returns FALSE.
 * Return: TRUE if the DPC was enqueued; FALSE if not, and, with a report (0x10D), for a wrong @Dpc.
 * Page: wdfdpc.h, WdfDpcCancel
 */
_When_(Wait == TRUE, _IRQL_requires_max_(PASSIVE_LEVEL))
BOOLEAN NTAPI WdfDpcCancel(_In_ WDFDPC Dpc, _In_ BOOLEAN Wait);

/**
 * WdfDpcGetParentObject - the parent of a DPC
 * @Dpc: the DPC
 *
 * IRQL: any.
 * Return: the parent; NULL when the deletion has waited for the routine; NULL, with a report
 *	(0x10D), for a wrong @Dpc.
 * Page: wdfdpc.h, WdfDpcGetParentObject
 */
WDFOBJECT NTAPI WdfDpcGetParentObject(_In_ WDFDPC Dpc);

/**
 * WdfDpcWdmGetDpc - the KDPC of a DPC
 * @Dpc: the DPC
 *
 * IRQL: any.
 * Return: the KDPC, which stays as long as the DPC; NULL, with a report (0x10D), for a wrong @Dpc.
 * Page: wdfdpc.h, WdfDpcWdmGetDpc
 */
PKDPC NTAPI WdfDpcWdmGetDpc(_In_ WDFDPC Dpc);

/**
 * WdfInterruptSetPolicy - ask for the processors that handle an interrupt
 * WdfInterruptSetExtendedPolicy - the same, with a group of processors
 * @Interrupt: the interrupt, before its device starts
 * @Policy: WdfIrqPolicySpecifiedProcessors: those of @TargetProcessorSet;
 *	WdfIrqPolicySpreadMessagesAcrossAllProcessors: another one for each of several messages of the device; the
 *	others leave the choice to Linux
 * @Priority: Linux has none: nothing follows from it
 * @TargetProcessorSet: a bit for each processor, of the group 0
 * @PolicyAndGroup: the same values, and the group
 *
 * The policy goes into the device's requirements, behind the drivers below and before
 * EvtDeviceFilterAddResourceRequirements; one that is there already, as from the INF, stays. The interrupt is connected so
 * when the device starts, and whenever it has its full power again. It is a hint to Linux: root may choose other
 * processors in /proc/irq in between. If no processor of the set is online, or all are, Linux decides.
 *
 * Here: a wrong policy or priority, an empty set, a wrong Size and a device that has started have a line in the
 * log, and change nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: none. NULL or a wrong IRQL or @Interrupt is reported (0x10D), and changes nothing.
 * Page: wdfinterrupt.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfInterruptSetPolicy(_In_ WDFINTERRUPT Interrupt, _In_ WDF_INTERRUPT_POLICY Policy,
				 _In_ WDF_INTERRUPT_PRIORITY Priority, _In_ KAFFINITY TargetProcessorSet);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfInterruptSetExtendedPolicy(_In_ WDFINTERRUPT Interrupt,
					 _In_ PWDF_INTERRUPT_EXTENDED_POLICY PolicyAndGroup);

/**
 * WdfInterruptWdmGetInterrupt - return the interrupt object below a WDFINTERRUPT
 * @Interrupt: the interrupt
 *
 * The object is for KeSynchronizeExecution and KeAcquireInterruptSpinLock while the interrupt is connected.
 *
 * IRQL: any.
 * Return: the object; NULL if the interrupt is not connected; NULL, with a report (0x10D), for a wrong @Interrupt.
 * Page: wdfinterrupt.h, WdfInterruptWdmGetInterrupt
 */
PKINTERRUPT NTAPI WdfInterruptWdmGetInterrupt(_In_ WDFINTERRUPT Interrupt);

/**
 * WdfTimerCreate - create a timer, which is not started
 * @Config: the routine and the period
 * @Attributes: the attributes. Their ParentObject must be a device, or an object with a device
 *	among its ancestors. With the ExecutionLevel WdfExecutionLevelPassive a worker thread calls
 *	the routine.
 * @Timer: receives the timer
 *
 * The timer is deleted with its parent, or by WdfObjectDelete. The deletion stops it, and waits for
 * its routine.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS, or the first of these that applies: STATUS_WDF_PARENT_NOT_SPECIFIED
 *	without @Attributes or a ParentObject; STATUS_INVALID_PARAMETER, with a report (0x10D), for
 *	a wrong ParentObject, and for a NULL @Config or @Timer; STATUS_INFO_LENGTH_MISMATCH for a
 *	wrong Size in @Config; STATUS_INVALID_PARAMETER for a Period above MAXLONG, and for a
 *	TolerableDelay with UseHighResolutionTimer; STATUS_NOT_SUPPORTED for a Period with
 *	WdfExecutionLevelPassive; the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_DEVICE_REQUEST if no ancestor is a device;
 *	STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL if the routine is to be serialised, and the parent
 *	or the owner of the lock has another level; STATUS_DELETE_PENDING if the parent is being
 *	deleted.
 * Page: wdftimer.h, WdfTimerCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfTimerCreate(_In_ PWDF_TIMER_CONFIG Config, _In_ PWDF_OBJECT_ATTRIBUTES Attributes,
			      _Out_ WDFTIMER *Timer);

/**
 * WdfTimerStart - start a timer, or start it again
 * @Timer: the timer
 * @DueTime: the time of the first expiry, in units of 100 ns. Below 0: relative to now; see
 *	WDF_REL_TIMEOUT_IN_MS.
 *
 * While WdfTimerStop waits, the timer is not started.
 *
 * Here: for a timer that is being deleted the call is reported (0x10D, parameter 7), and does
 * nothing.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns FALSE.
 * Return: TRUE if the timer was started before, and had not expired; otherwise FALSE, with a report
 *	(0x10D) for a wrong @Timer.
 * Page: wdftimer.h, WdfTimerStart
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI WdfTimerStart(_In_ WDFTIMER Timer, _In_ LONGLONG DueTime);

/**
 * WdfTimerStop - stop a timer
 * @Timer: the timer
 * @Wait: TRUE to wait until the routine has returned
 *
 * Here: if the timer's own routine calls it with @Wait, this is reported (0x10D, parameter 3), and
 * the timer is not stopped.
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL with @Wait. Above it the call is reported, and returns
 *	FALSE.
 * Return: TRUE if the timer was started, and had not expired; TRUE also if it was to be started
 *	while the call waited; otherwise FALSE, with a report (0x10D) for a wrong @Timer.
 * Page: wdftimer.h, WdfTimerStop
 */
_When_(Wait == TRUE, _IRQL_requires_max_(PASSIVE_LEVEL))
_When_(Wait == FALSE, _IRQL_requires_max_(DISPATCH_LEVEL))
BOOLEAN NTAPI WdfTimerStop(_In_ WDFTIMER Timer, _In_ BOOLEAN Wait);

/**
 * WdfTimerGetParentObject - the parent of a timer
 * @Timer: the timer
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the parent; NULL when the deletion has stopped the timer; NULL, with a report (0x10D),
 *	for a wrong @Timer.
 * Page: wdftimer.h, WdfTimerGetParentObject
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFOBJECT NTAPI WdfTimerGetParentObject(_In_ WDFTIMER Timer);

EXTERN_C_END

#endif /* WINWORK_WDF_INTERRUPTS_H */
