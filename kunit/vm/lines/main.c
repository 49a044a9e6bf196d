/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with a mistake of each kind. Behind each one is the text of its report, which leads to the
 * line: scripts/check compares them.
 */
#include <ntddk.h>
#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDRIVER_OBJECT Driver;
static PDEVICE_OBJECT Device;
static KEVENT Ran;

/* ---- Work items ----------------------------------------------------------------------- */

static IO_WORKITEM_ROUTINE Say;
static VOID Say(PDEVICE_OBJECT Object, PVOID Context)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
}

static IO_WORKITEM_ROUTINE KeepLock;
static VOID KeepLock(PDEVICE_OBJECT Object, PVOID Context) /* report: returned at IRQL 2, holding 1 spin locks */
{
	static KSPIN_LOCK Kept;
	KIRQL Irql;

	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	KeInitializeSpinLock(&Kept);
	KeSetEvent(&Ran, IO_NO_INCREMENT, FALSE);
	KeAcquireSpinLock(&Kept, &Irql);
}

static VOID WorkItems(VOID)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);
	PIO_WORKITEM Freed = IoAllocateWorkItem(Device);

	IoQueueWorkItem(Item, Say, (WORK_QUEUE_TYPE)77, NULL);	/* report: 77 is no work queue type */
	IoQueueWorkItem(Item, NULL, DelayedWorkQueue, NULL);	/* report: is no routine */

	IoFreeWorkItem(Freed);
	IoFreeWorkItem(Freed);					/* report: IoFreeWorkItem: .*no live work item */
	KeClearEvent(&Ran);
	IoQueueWorkItem(Item, KeepLock, DelayedWorkQueue, NULL);
	KeWaitForSingleObject(&Ran, Executive, KernelMode, FALSE, NULL);
	IoFreeWorkItem(Item);
}

static VOID QueuedItems(VOID)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);

	KeClearEvent(&Ran);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItem(Item, Say, DelayedWorkQueue, NULL);
	IoQueueWorkItem(Item, Say, DelayedWorkQueue, NULL);	/* report: IoQueueWorkItem: .*already queued */
	IoFreeWorkItem(Item);					/* report: IoFreeWorkItem: .*the work item is queued */
	WinworkHoldWorkers(FALSE);
	KeWaitForSingleObject(&Ran, Executive, KernelMode, FALSE, NULL);
	IoFreeWorkItem(Item);
}

/* ---- IRQL and locks ------------------------------------------------------------------- */

static VOID Levels(VOID)
{
	static KSPIN_LOCK Lock;
	KIRQL Irql, Before;
	LARGE_INTEGER Soon;
	PVOID Block;

	KeInitializeSpinLock(&Lock);
	Soon.QuadPart = -10;
	KeRaiseIrql(DISPATCH_LEVEL, &Before);
	KeWaitForSingleObject(&Ran, Executive, KernelMode, FALSE, NULL);	/* report: KeWaitForSingleObject: .*IRQL 2 */
	KeDelayExecutionThread(KernelMode, FALSE, &Soon);	/* report: KeDelayExecutionThread: .*IRQL 2 */
	Block = ExAllocatePoolWithTag(PagedPool, 16, 'eniL');	/* report: ExAllocatePoolWithTag: .*paged pool */
	KeRaiseIrql(APC_LEVEL, &Irql);				/* report: KeRaiseIrql: .*cannot go from IRQL 2 to 1 */
	KeLowerIrql(Before);
	if (Block)
		ExFreePoolWithTag(Block, 'eniL');
	KeLowerIrql(DISPATCH_LEVEL);				/* report: KeLowerIrql: .*cannot go from IRQL 0 to 2 */

	KeAcquireSpinLock(&Lock, &Irql);
	KeReleaseSpinLock(&Lock, Irql);
	KeReleaseSpinLock(&Lock, Irql);				/* report: KeReleaseSpinLock: */
}

static VOID Locks(VOID)
{
	ERESOURCE Resource;
	EX_PUSH_LOCK PushLock;
	FAST_MUTEX Mutex;
	EX_RUNDOWN_REF Rundown;

	ExInitializePushLock(&PushLock);
	KeEnterCriticalRegion();
	ExReleasePushLockExclusive(&PushLock);			/* report: push lock is not owned */
	KeLeaveCriticalRegion();
	KeLeaveCriticalRegion();				/* report: the thread is in no critical region */

	ExInitializeResourceLite(&Resource);
	KeEnterCriticalRegion();
	ExReleaseResourceLite(&Resource);			/* report: ExReleaseResourceLite: */
	KeLeaveCriticalRegion();
	ExDeleteResourceLite(&Resource);

	ExInitializeFastMutex(&Mutex);
	ExReleaseFastMutex(&Mutex);				/* report: ExReleaseFastMutex: */

	ExInitializeRundownProtection(&Rundown);
	ExReleaseRundownProtection(&Rundown);			/* report: ExReleaseRundownProtection: */
}

/* ---- Dispatcher objects and DPCs -------------------------------------------------------- */

static VOID Objects(VOID)
{
	static KEVENT Event;
	static KDPC Dpc;
	static KTIMER Timer;
	static PIO_WORKITEM Item;
	LARGE_INTEGER Soon;

	Soon.QuadPart = -10;
	KeSetEvent(&Event, IO_NO_INCREMENT, FALSE);		/* report: KeSetEvent: .*not initialised */
	KeInsertQueueDpc(&Dpc, NULL, NULL);			/* report: KeInsertQueueDpc: .*the DPC is not initialised */
	KeSetTimer(&Timer, Soon, NULL);				/* report: KeSetTimer: .*not initialised */
	KeSetTargetProcessorDpc(&Dpc, 99);			/* report: there is no processor 99 */
	Item = IoAllocateWorkItem(Device);
	KeWaitForSingleObject(Item, Executive, KernelMode, FALSE, NULL);	/* report: KeWaitForSingleObject: .*not of the right kind */
	IoFreeWorkItem(Item);
	ObDereferenceObject(&Event);				/* report: ObDereferenceObject: */
}

/* ---- Pool and MDLs ---------------------------------------------------------------------- */

static VOID Pool(VOID)
{
	PVOID Block = ExAllocatePoolWithTag(NonPagedPoolNx, 32, 'eniL');

	ExFreePoolWithTag(Block, 'rehO');			/* report: freed with the tag 'Oher', but allocated with 'Line' */
	ExFreePoolWithTag(Block, 'eniL');
	ExFreePoolWithTag(Block, 'eniL');			/* report: the block was already freed */
	ExFreePool(&Device);					/* report: this is not an allocated block of pool */
}

static VOID Mdls(VOID)
{
	PVOID Block = ExAllocatePoolWithTag(NonPagedPoolNx, 64, 'eniL');
	PMDL Mdl = IoAllocateMdl(Block, 64, FALSE, FALSE, NULL);

	MmUnlockPages(Mdl);					/* report: MmUnlockPages: */
	MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, 0);	/* report: MmMapLockedPagesSpecifyCache: */
	MmBuildMdlForNonPagedPool(Mdl);
	MmBuildMdlForNonPagedPool(Mdl);				/* report: MmBuildMdlForNonPagedPool: .*describes */
	IoFreeMdl(Mdl);
	ExFreePoolWithTag(Block, 'eniL');
}

/* ---- Requests ----------------------------------------------------------------------------- */

static DRIVER_CANCEL Cancel;
static VOID Cancel(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	IoReleaseCancelSpinLock(Irp->CancelIrql);
}

static DRIVER_DISPATCH Twice;
static NTSTATUS Twice(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	IoCompleteRequest(Irp, IO_NO_INCREMENT);		/* report: no completion routine has kept it */
	IoCompleteRequest(Irp, IO_NO_INCREMENT);		/* report: the IRP is completed already */
	return STATUS_SUCCESS;
}

static DRIVER_DISPATCH Wrong;
static NTSTATUS Wrong(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	IoSetCancelRoutine(Irp, Cancel);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);		/* report: completed with a cancel routine */
	return STATUS_SUCCESS;
}

static DRIVER_DISPATCH Pending;
static NTSTATUS Pending(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	Irp->IoStatus.Information = 0;
	Irp->IoStatus.Status = STATUS_PENDING;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);		/* report: completed with STATUS_PENDING */
	return STATUS_UNSUCCESSFUL;
}

static DRIVER_DISPATCH Forward;
static NTSTATUS Forward(PDEVICE_OBJECT Object, PIRP Irp)
{
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);		/* report: no completion routine has kept it */
	return IoCallDriver(Object, Irp);			/* report: IoCallDriver: .*the IRP is completed already */
}

static IO_COMPLETION_ROUTINE Keep;
static NTSTATUS Keep(PDEVICE_OBJECT Object, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Irp);
	UNREFERENCED_PARAMETER(Context);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Requests(VOID)
{
	PDRIVER_DISPATCH Routines[] = { Twice, Wrong, Pending, Forward };
	ULONG i;
	PIRP Irp;

	for (i = 0; i < RTL_NUMBER_OF(Routines); i++) {
		Driver->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = Routines[i];
		Irp = IoAllocateIrp(Device->StackSize, FALSE);
		IoGetNextIrpStackLocation(Irp)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
		if (Routines[i] != Forward)
			IoSetCompletionRoutine(Irp, Keep, NULL, TRUE, TRUE, TRUE);
		IoCallDriver(Device, Irp);
		IoFreeIrp(Irp);
	}
}

static VOID Devices(VOID)
{
	IO_REMOVE_LOCK Remove;
	PDEVICE_OBJECT Other;

	IoInitializeRemoveLock(&Remove, 'eniL', 0, 0);
	IoReleaseRemoveLock(&Remove, NULL);			/* report: the lock is released more often than acquired */
	IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Other);
	IoDetachDevice(Other);					/* report: no device is attached to the device */
	ObReferenceObject(Other);
	IoDeleteDevice(Other);
	IoDeleteDevice(Other);					/* report: the device object is already deleted */
	ObDereferenceObject(Other);
}

/* ---- What the driver leaves behind -------------------------------------------------------- */

static VOID Leave(VOID)
{
	ExAllocatePoolWithTag(NonPagedPoolNx, 48, 'tfeL');	/* report: 1 blocks of pool were never freed */
	IoAllocateWorkItem(Device);				/* report: IoAllocateWorkItem: .*without having freed */
	IoBuildDeviceIoControlRequest(0x222000, Device, NULL, 0, NULL, 0, FALSE, &Ran, NULL);	/* report: built an IRP and never sent it */
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Driver = DriverObject;
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	KeInitializeEvent(&Ran, NotificationEvent, FALSE);
	WorkItems();
	QueuedItems();
	Levels();
	Locks();
	Objects();
	Pool();
	Mdls();
	Requests();
	Devices();
	Leave();
	return STATUS_SUCCESS;
}
