/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver with a mistake of each kind that the driver of the test "lines" lacks. Behind each one is
 * the text of its report, which leads to the line.
 */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;

static KEVENT Ran;
static WDFDEVICE Control;
static PDEVICE_OBJECT Device;

/* ---- Routines that leave something ----------------------------------------------------------- */

static KSPIN_LOCK Kept;
static KMUTEX Mutex;

static IO_WORKITEM_ROUTINE KeepInItem;
static VOID KeepInItem(PDEVICE_OBJECT Object, PVOID Context) /* report: WORKER_THREAD_RETURNED_AT_BAD_IRQL .*holding 1 spin locks */
{
	KIRQL Irql;

	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
	KeAcquireSpinLock(&Kept, &Irql);
}

static IO_WORKITEM_ROUTINE KeepMutex;
static VOID KeepMutex(PDEVICE_OBJECT Object, PVOID Context) /* report: SYSTEM_EXIT_OWNED_MUTEX .*with 1 mutexes */
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
}

static IO_WORKITEM_ROUTINE KeepRegion;
static VOID KeepRegion(PDEVICE_OBJECT Object, PVOID Context) /* report: APC_INDEX_MISMATCH .*1 critical and 0 guarded regions */
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	KeEnterCriticalRegion();
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
}

static IO_WORKITEM_ROUTINE KeepAffinity;
static VOID KeepAffinity(PDEVICE_OBJECT Object, PVOID Context) /* report: INVALID_AFFINITY_SET .*with a system affinity */
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	KeSetSystemAffinityThreadEx(KeQueryActiveProcessors());
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
}

static IO_WORKITEM_ROUTINE EndWorker;
static VOID EndWorker(PDEVICE_OBJECT Object, PVOID Context)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	PsTerminateSystemThread(STATUS_SUCCESS);		/* report: must not end the worker thread */
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
}

static VOID Items(VOID)
{
	static PIO_WORKITEM_ROUTINE const Routines[] = { KeepInItem, KeepMutex, KeepRegion, KeepAffinity, EndWorker };
	PIO_WORKITEM Item;
	ULONG i;

	for (i = 0; i < RTL_NUMBER_OF(Routines); i++) {
		Item = IoAllocateWorkItem(Device);
		KeClearEvent(&Ran);
		IoQueueWorkItem(Item, Routines[i], DelayedWorkQueue, NULL);
		KeWaitForSingleObject(&Ran, Executive, KernelMode, FALSE, NULL);
		IoFreeWorkItem(Item);
	}
}

static KSTART_ROUTINE KeepInThread;
static VOID KeepInThread(PVOID Context)
{
	KIRQL Irql;

	UNREFERENCED_PARAMETER(Context);
	KeAcquireSpinLock(&Kept, &Irql);
	PsTerminateSystemThread(STATUS_SUCCESS);		/* report: the thread ends at IRQL 2, holding 1 spin locks */
}

static VOID Threads(VOID)
{
	HANDLE Handle;
	PVOID Thread;

	PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, KeepInThread, NULL);
	ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &Thread, NULL);
	ZwClose(Handle);
	KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(Thread);
}

static KDEFERRED_ROUTINE KeepInDpc;
static VOID KeepInDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second) /* report: IRQL_NOT_DISPATCH_LEVEL .*holding 1 spin locks */
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(First);
	UNREFERENCED_PARAMETER(Second);
	KeAcquireSpinLockAtDpcLevel(&Kept);
}

static VOID Dpcs(VOID)
{
	static KDPC Dpc;

	KeInitializeDpc(&Dpc, KeepInDpc, NULL);
	KeInsertQueueDpc(&Dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	KeSetTargetProcessorDpc(&Dpc, 77);			/* report: there is no processor 77 */
}

/* ---- Calls --------------------------------------------------------------------------------- */

static DECLSPEC_NOINLINE VOID CallTooHigh(VOID)
{
	KIRQL Irql;
	HANDLE Key = NULL;

	KeAcquireSpinLock(&Kept, &Irql);
	ZwClose(Key);						/* report: ZwClose: .*with a spin lock held */
	KeReleaseSpinLock(&Kept, Irql);
}

static VOID Objects(VOID)
{
	static PVOID Objects[MAXIMUM_WAIT_OBJECTS + 1] = { &Ran };
	FAST_MUTEX Fast;
	static ERESOURCE Resource;

	KeReleaseMutex(&Mutex, FALSE);				/* report: not owned by the current thread */
	KeWaitForMultipleObjects(RTL_NUMBER_OF(Objects), Objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);	/* report: KeWaitForMultipleObjects: .*objects; at most */
	ExInitializeFastMutex(&Fast);
	ExAcquireFastMutex(&Fast);
	ExAcquireFastMutex(&Fast);				/* report: the current thread owns this mutex already */
	ExReleaseFastMutex(&Fast);
	ExReleaseFastMutex(&Fast);
	ExDeleteResourceLite(&Resource);			/* report: ExDeleteResourceLite: .*not initialised */
	DbgBreakPoint();					/* report: a breakpoint without a debugger */
}

static VOID Memory(VOID)
{
	PVOID Block = ExAllocatePoolWithTag(NonPagedPoolNx, 0, 'nalP');	/* report: the size is zero */
	PHYSICAL_ADDRESS Address = { .QuadPart = 0x1000 };

	if (Block)
		ExFreePoolWithTag(Block, 'nalP');
	MmMapIoSpace(Address, PAGE_SIZE, MmNonCached);		/* report: MmMapIoSpace: .*not in one range of memory */
	MmUnmapIoSpace(&Control, PAGE_SIZE);			/* report: MmUnmapIoSpace: .*has not returned this address */
	MmFreeContiguousMemory(&Control);			/* report: this is not allocated contiguous memory */
}

static DECLSPEC_NOINLINE VOID CompleteIt(PIRP Irp)
{
	IoCompleteRequest(Irp, IO_NO_INCREMENT);		/* report: no completion routine has kept it */
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
}

static IO_COMPLETION_ROUTINE Free;
static NTSTATUS Free(PDEVICE_OBJECT Object, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Irp);
	UNREFERENCED_PARAMETER(Context);
	return STATUS_CONTINUE_COMPLETION;
}

static VOID Irps(VOID)
{
	PIRP Irp = IoAllocateIrp(1, FALSE);

	Irp->IoStatus.Status = STATUS_SUCCESS;
	IoSetNextIrpStackLocation(Irp);
	IoSetCompletionRoutine(Irp, Free, NULL, TRUE, TRUE, TRUE);
	CompleteIt(Irp);
	IoCompleteRequest(Irp, IO_NO_INCREMENT);		/* report: the IRP is completed already */
	IoFreeIrp(Irp);
}

/* ---- The framework --------------------------------------------------------------------------- */

static WDFOBJECT Owner;

static EVT_WDF_TIMER DeleteOwner;
static VOID DeleteOwner(WDFTIMER Timer)
{
	UNREFERENCED_PARAMETER(Timer);
	WdfObjectDelete(Owner);					/* report: the routine of the WDFTIMER deletes it */
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
}

static VOID Timers(VOID)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_TIMER_CONFIG Config;
	WDFTIMER Timer;

	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Control;
	WdfObjectCreate(&Attributes, &Owner);
	WDF_TIMER_CONFIG_INIT(&Config, DeleteOwner);
	Config.AutomaticSerialization = FALSE;
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Owner;
	Attributes.ExecutionLevel = WdfExecutionLevelPassive;
	WdfTimerCreate(&Config, &Attributes, &Timer);
	KeClearEvent(&Ran);
	WdfTimerStart(Timer, -10);
	KeWaitForSingleObject(&Ran, Executive, KernelMode, FALSE, NULL);
}

static VOID Framework(VOID)
{
	WDFSPINLOCK Spin;
	WDFWAITLOCK Wait;
	WDFOBJECT Object;

	WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Spin);
	WdfWaitLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &Wait);
	WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &Object);
	WdfSpinLockRelease(Spin);				/* report: KeReleaseSpinLock: .*must not be called */
	WdfWaitLockAcquire(Wait, NULL);
	WdfWaitLockAcquire(Wait, NULL);				/* report: WdfWaitLockAcquire: .*owns the lock already */
	WdfWaitLockRelease(Wait);
	/* The second acquisition has entered a critical region as well. */
	KeLeaveCriticalRegion();
	WdfWaitLockRelease((WDFWAITLOCK)Spin);			/* report: WdfWaitLockRelease: .*the handle is a WDFSPINLOCK */
	WdfObjectDereference(Object);				/* report: WdfObjectDereference.*no reference on the */
	WdfObjectDelete(Object);
	WdfObjectDelete(Object);				/* report: WdfObjectDelete: .*is not a handle of a live object */
}

/* ---- What the driver leaves behind ----------------------------------------------------------- */

static KTIMER Left;
static KDPC Forever;

static KDEFERRED_ROUTINE ForeverTick;
static VOID ForeverTick(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(First);
	UNREFERENCED_PARAMETER(Second);
	KeInsertQueueDpc(Dpc, NULL, NULL);			/* report: leaves a DPC behind that queues itself */
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	LARGE_INTEGER Hour;

	UNREFERENCED_PARAMETER(Driver);
	Hour.QuadPart = -36000000000;
	KeInitializeTimer(&Left);
	KeSetTimer(&Left, Hour, NULL);				/* report: leaves a timer behind that is set */
	KeInitializeDpc(&Forever, ForeverTick, NULL);
	KeInsertQueueDpc(&Forever, NULL, NULL);
}

static NTSTATUS CreateDevice(VOID)
{
	DECLARE_CONST_UNICODE_STRING(Everybody, L"D:P(A;;GA;;;WD)");
	PWDFDEVICE_INIT Init = WdfControlDeviceInitAllocate(WdfGetDriver(), &Everybody);
	NTSTATUS Status;

	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Control);
	if (!NT_SUCCESS(Status))
		return Status;
	WdfControlFinishInitializing(Control);
	Device = WdfDeviceWdmGetDeviceObject(Control);
	return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;
	NTSTATUS Status;

	WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
	Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	Config.EvtDriverUnload = EvtUnload;
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
	if (NT_SUCCESS(Status))
		Status = CreateDevice();
	if (!NT_SUCCESS(Status))
		return Status;
	KeInitializeEvent(&Ran, NotificationEvent, FALSE);
	KeInitializeMutex(&Mutex, 0);
	KeInitializeSpinLock(&Kept);
	Items();
	Threads();
	Dpcs();
	CallTooHigh();
	Objects();
	Memory();
	Irps();
	Timers();
	Framework();
	return STATUS_SUCCESS;
}
