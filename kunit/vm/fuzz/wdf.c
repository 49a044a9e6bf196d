/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver with two devices. The first one deletes and makes the second, while programs use both.
 * It counts its requests: each must end once.
 */
#include <ntddk.h>
#include <ntstrsafe.h>
#include <wdf.h>

#include "fuzz.h"

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_IO_IN_CALLER_CONTEXT EvtInCallerContext;
static EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtControl, EvtOne;
static EVT_WDF_IO_QUEUE_IO_DEFAULT EvtDefault;
static EVT_WDF_OBJECT_CONTEXT_CLEANUP EvtRequestEnds;
static EVT_WDF_DEVICE_FILE_CREATE EvtCreate;
static EVT_WDF_FILE_CLOSE EvtClose;
static EVT_WDF_REQUEST_CANCEL EvtCancel;
static EVT_WDF_WORKITEM EvtItem;

typedef struct _QUEUES {
	WDFQUEUE Waiting;		/* manual */
	WDFQUEUE One;			/* one request at a time */
	LONG IsStopped;
} QUEUES;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(QUEUES, QueuesOf)

typedef struct _REQUEST_BOOK {
	LONG Ends;
	WDFREQUEST Request;
	WDFMEMORY Input, Output;	/* the locked buffers of METHOD_NEITHER */
	LIST_ENTRY Parked;
	BOOLEAN IsParked;
} REQUEST_BOOK;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(REQUEST_BOOK, BookOf)

typedef struct _ITEM_CONTEXT {
	WDFREQUEST Request;
} ITEM_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(ITEM_CONTEXT, ItemContext)

static WDFDRIVER TheDriver;
static WDFDEVICE Hot;
static KEVENT HotIsFree;
static LIST_ENTRY Parked;
static KSPIN_LOCK ParkedLock;
static struct stats Stats;

static VOID Count(unsigned int *Counter)
{
	InterlockedIncrement((LONG *)Counter);
}

static VOID Wrong(PCSTR What, PVOID Which)
{
	Count(&Stats.wrong);
	DbgPrint("BUG: fuzz_wdf: %s: %p\n", What, Which);
}

static VOID EvtRequestEnds(WDFOBJECT Request)
{
	if (InterlockedIncrement(&BookOf(Request)->Ends) != 1)
		Wrong("a request has ended twice", Request);
	Count(&Stats.ended);
}

/* ---- Acts ------------------------------------------------------------------------------- */

static ULONG CodeOf(WDFREQUEST Request)
{
	WDF_REQUEST_PARAMETERS Parameters;

	WDF_REQUEST_PARAMETERS_INIT(&Parameters);
	WdfRequestGetParameters(Request, &Parameters);
	if (Parameters.Type != WdfRequestTypeDeviceControl)
		return CODE(WDF_ACT_NOW, METHOD_IN_DIRECT, 0);
	return Parameters.Parameters.DeviceIoControl.IoControlCode;
}

/* The remainder of the function number, as with the other driver. */
static ULONG ActOf(ULONG Code)
{
	return Code == STATS ? WDF_ACTS : (Code >> 2 & 0x7ff) % WDF_ACTS;
}

/* NULL if there is none of @Length bytes. */
static PVOID InputOf(WDFREQUEST Request, size_t Length)
{
	REQUEST_BOOK *Book = BookOf(Request);
	PVOID Input = NULL;
	size_t Whole;

	if (Book->Input) {
		Input = WdfMemoryGetBuffer(Book->Input, &Whole);
		return Whole >= Length ? Input : NULL;
	}
	if (METHOD_FROM_CTL_CODE(CodeOf(Request)) == METHOD_NEITHER)
		return NULL;
	return NT_SUCCESS(WdfRequestRetrieveInputBuffer(Request, Length, &Input, NULL)) ? Input : NULL;
}

static PVOID OutputOf(WDFREQUEST Request, size_t *Length)
{
	REQUEST_BOOK *Book = BookOf(Request);
	PVOID Output = NULL;

	*Length = 0;
	if (Book->Output)
		return WdfMemoryGetBuffer(Book->Output, Length);
	switch (METHOD_FROM_CTL_CODE(CodeOf(Request))) {
	case METHOD_NEITHER:
	case METHOD_IN_DIRECT:	/* its pages are locked for reading */
		return NULL;
	default:
		WdfRequestRetrieveOutputBuffer(Request, 1, &Output, Length);
		return Output;
	}
}

/* The output begins with the complement of the order's cookie, like that of the other driver. */
static VOID Succeed(WDFREQUEST Request)
{
	const struct order *Order = InputOf(Request, sizeof(*Order));
	const unsigned long long Answer = Order ? ~Order->cookie : 0;
	size_t Length;
	PVOID Output = OutputOf(Request, &Length);

	if (Output) {
		RtlFillMemory(Output, Length, 0xa5);
		RtlCopyMemory(Output, &Answer, min(Length, sizeof(Answer)));
	}
	WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}

/* The context of the requester is the one place where this works. */
static NTSTATUS LockBuffers(WDFREQUEST Request)
{
	REQUEST_BOOK *Book = BookOf(Request);
	NTSTATUS Status = STATUS_SUCCESS;
	PVOID Buffer;
	size_t Length;

	if (NT_SUCCESS(WdfRequestRetrieveUnsafeUserInputBuffer(Request, 1, &Buffer, &Length)))
		Status = WdfRequestProbeAndLockUserBufferForRead(Request, Buffer, Length, &Book->Input);
	if (NT_SUCCESS(Status) &&
	    NT_SUCCESS(WdfRequestRetrieveUnsafeUserOutputBuffer(Request, 1, &Buffer, &Length)))
		Status = WdfRequestProbeAndLockUserBufferForWrite(Request, Buffer, Length, &Book->Output);
	return Status;
}

static VOID EvtItem(WDFWORKITEM Item)
{
	WDFREQUEST Request = ItemContext(Item)->Request;

	WdfObjectDelete(Item);
	Succeed(Request);
}

static VOID EndInItem(WDFDEVICE Device, WDFREQUEST Request)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG Config;
	WDFWORKITEM Item;
	NTSTATUS Status;

	WDF_WORKITEM_CONFIG_INIT(&Config, EvtItem);
	Config.AutomaticSerialization = FALSE;
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, ITEM_CONTEXT);
	Attributes.ParentObject = Device;
	Status = WdfWorkItemCreate(&Config, &Attributes, &Item);
	if (!NT_SUCCESS(Status)) {
		WdfRequestComplete(Request, Status);
		return;
	}
	ItemContext(Item)->Request = Request;
	WdfWorkItemEnqueue(Item);
}

static VOID Forward(WDFREQUEST Request, WDFQUEUE Queue)
{
	NTSTATUS Status = WdfRequestForwardToIoQueue(Request, Queue);

	if (!NT_SUCCESS(Status))
		WdfRequestComplete(Request, Status);
}

static VOID CompleteFound(NTSTATUS Status, WDFREQUEST Request)
{
	if (NT_SUCCESS(Status))
		Succeed(Request);
}

static VOID FindOwn(WDFQUEUE Waiting, WDFREQUEST Request)
{
	WDFREQUEST Found = NULL;
	NTSTATUS Status = WdfIoQueueRetrieveRequestByFileObject(Waiting, WdfRequestGetFileObject(Request), &Found);

	CompleteFound(Status, Found);
}

/* Takes it from its cancel callback, with the lock held. */
static BOOLEAN Unpark(REQUEST_BOOK *Book)
{
	if (!Book->IsParked)
		return FALSE;
	Book->IsParked = FALSE;
	RemoveEntryList(&Book->Parked);
	return TRUE;
}

static VOID EvtCancel(WDFREQUEST Request)
{
	KIRQL Irql;

	KeAcquireSpinLock(&ParkedLock, &Irql);
	Unpark(BookOf(Request));
	KeReleaseSpinLock(&ParkedLock, Irql);
	WdfRequestComplete(Request, STATUS_CANCELLED);
}

static VOID Park(WDFREQUEST Request)
{
	REQUEST_BOOK *Book = BookOf(Request);
	NTSTATUS Status;
	KIRQL Irql;

	KeAcquireSpinLock(&ParkedLock, &Irql);
	Status = WdfRequestMarkCancelableEx(Request, EvtCancel);
	if (NT_SUCCESS(Status)) {
		Book->Request = Request;
		Book->IsParked = TRUE;
		InsertTailList(&Parked, &Book->Parked);
	}
	KeReleaseSpinLock(&ParkedLock, Irql);
	if (!NT_SUCCESS(Status))
		WdfRequestComplete(Request, Status);
}

static VOID WakeParked(VOID)
{
	WDFREQUEST Request = NULL;
	KIRQL Irql;

	KeAcquireSpinLock(&ParkedLock, &Irql);
	if (!IsListEmpty(&Parked)) {
		REQUEST_BOOK *Book = CONTAINING_RECORD(Parked.Flink, REQUEST_BOOK, Parked);

		Unpark(Book);
		/* Else EvtCancel completes it. */
		if (NT_SUCCESS(WdfRequestUnmarkCancelable(Book->Request)))
			Request = Book->Request;
	}
	KeReleaseSpinLock(&ParkedLock, Irql);
	if (Request)
		Succeed(Request);
}

static VOID Wake(WDFQUEUE Waiting)
{
	WDFREQUEST Found = NULL;
	NTSTATUS Status = WdfIoQueueRetrieveNextRequest(Waiting, &Found);

	CompleteFound(Status, Found);
	WakeParked();
}

static VOID StopOrStart(QUEUES *Queues)
{
	if (InterlockedExchange(&Queues->IsStopped, !Queues->IsStopped))
		WdfIoQueueStart(Queues->One);
	else
		WdfIoQueueStop(Queues->One, NULL, NULL);
}

static NTSTATUS MakeHot(VOID);

/* A request of the device itself cannot wait for its end. */
static VOID Replug(WDFDEVICE Device)
{
	LARGE_INTEGER Never = { .QuadPart = 0 };

	if (KeWaitForSingleObject(&HotIsFree, Executive, KernelMode, FALSE, &Never) != STATUS_SUCCESS)
		return;
	if (Device == Hot) {
		KeSetEvent(&HotIsFree, IO_NO_INCREMENT, FALSE);
		return;
	}
	if (Hot)
		WdfObjectDelete(Hot);
	Hot = NULL;
	if (++Stats.devices % 8)
		MakeHot();
	KeSetEvent(&HotIsFree, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS TellStats(WDFREQUEST Request)
{
	PVOID Output;
	NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, sizeof(Stats), &Output, NULL);

	if (NT_SUCCESS(Status))
		RtlCopyMemory(Output, &Stats, sizeof(Stats));
	return Status;
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputLength, size_t InputLength,
		       ULONG Code)
{
	WDFDEVICE Device = WdfIoQueueGetDevice(Queue);
	QUEUES *Queues = QueuesOf(Device);

	UNREFERENCED_PARAMETER(OutputLength);
	UNREFERENCED_PARAMETER(InputLength);
	if (Code == STATS) {
		WdfRequestCompleteWithInformation(Request, TellStats(Request), sizeof(Stats));
		return;
	}
	switch (ActOf(Code)) {
	case WDF_ACT_ITEM:
		EndInItem(Device, Request);
		return;
	case WDF_ACT_QUEUE:
		Forward(Request, Queues->Waiting);
		return;
	case WDF_ACT_PARK:
		Park(Request);
		return;
	case WDF_ACT_REQUEUE:
		Forward(Request, Queues->One);
		return;
	case WDF_ACT_FIND:
		FindOwn(Queues->Waiting, Request);
		break;
	case WDF_ACT_WAKE:
		Wake(Queues->Waiting);
		break;
	case WDF_ACT_STOP:
		StopOrStart(Queues);
		break;
	case WDF_ACT_REPLUG:
		Replug(Device);
		break;
	default:
		break;
	}
	Succeed(Request);
}

static VOID EvtDefault(WDFQUEUE Queue, WDFREQUEST Request)
{
	UNREFERENCED_PARAMETER(Queue);
	Succeed(Request);
}

static VOID EvtOne(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputLength, size_t InputLength,
		   ULONG Code)
{
	UNREFERENCED_PARAMETER(OutputLength);
	UNREFERENCED_PARAMETER(InputLength);
	UNREFERENCED_PARAMETER(Code);
	/* Its item completes it, and then the next one comes. */
	EndInItem(WdfIoQueueGetDevice(Queue), Request);
}

static VOID EvtInCallerContext(WDFDEVICE Device, WDFREQUEST Request)
{
	LARGE_INTEGER Pause = { .QuadPart = -20000 };
	const ULONG Code = CodeOf(Request);
	NTSTATUS Status = STATUS_SUCCESS;

	Count(&Stats.seen);
	if (METHOD_FROM_CTL_CODE(Code) == METHOD_NEITHER)
		Status = LockBuffers(Request);
	if (!NT_SUCCESS(Status)) {
		WdfRequestComplete(Request, Status);
		return;
	}
	switch (ActOf(Code)) {
	case WDF_ACT_AT_ONCE:
		Succeed(Request);
		return;
	case WDF_ACT_STALL:
		KeDelayExecutionThread(KernelMode, FALSE, &Pause);
		break;
	default:
		break;
	}
	Status = WdfDeviceEnqueueRequest(Device, Request);
	if (!NT_SUCCESS(Status))
		WdfRequestComplete(Request, Status);
}

/* ---- Devices ---------------------------------------------------------------------------- */

static VOID EvtCreate(WDFDEVICE Device, WDFREQUEST Request, WDFFILEOBJECT FileObject)
{
	UNREFERENCED_PARAMETER(FileObject);
	Count(&Stats.seen);
	Count(&Stats.opens);
	if (Stats.opens % 8 == 0)
		EndInItem(Device, Request);
	else
		WdfRequestComplete(Request, STATUS_SUCCESS);
}

static VOID EvtClose(WDFFILEOBJECT FileObject)
{
	UNREFERENCED_PARAMETER(FileObject);
	Count(&Stats.closes);
	if (Stats.closes > Stats.opens)
		Wrong("more closes than opens", FileObject);
}

static NTSTATUS MakeQueue(WDFDEVICE Device, WDF_IO_QUEUE_CONFIG *Config, WDFQUEUE *Queue)
{
	WDF_OBJECT_ATTRIBUTES Attributes;

	/* A handler deletes a device. */
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ExecutionLevel = WdfExecutionLevelPassive;
	return WdfIoQueueCreate(Device, Config, &Attributes, Queue);
}

static NTSTATUS MakeQueues(WDFDEVICE Device)
{
	QUEUES *Queues = QueuesOf(Device);
	WDF_IO_QUEUE_CONFIG Config;
	NTSTATUS Status;

	WDF_IO_QUEUE_CONFIG_INIT(&Config, WdfIoQueueDispatchManual);
	Status = MakeQueue(Device, &Config, &Queues->Waiting);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT(&Config, WdfIoQueueDispatchSequential);
	Config.EvtIoDeviceControl = EvtOne;
	Status = MakeQueue(Device, &Config, &Queues->One);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
	Config.EvtIoDeviceControl = EvtControl;
	Config.EvtIoDefault = EvtDefault;
	return MakeQueue(Device, &Config, NULL);
}

static NTSTATUS Complete(PWDFDEVICE_INIT *Init, PCUNICODE_STRING Link, WDFDEVICE *Made)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDFDEVICE Device;
	NTSTATUS Status;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, QUEUES);
	Status = WdfDeviceCreate(Init, &Attributes, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = MakeQueues(Device);
	if (NT_SUCCESS(Status))
		Status = WdfDeviceCreateSymbolicLink(Device, Link);
	if (!NT_SUCCESS(Status)) {
		WdfObjectDelete(Device);
		return Status;
	}
	/* Programs can use it at once. */
	*Made = Device;
	WdfControlFinishInitializing(Device);
	return Status;
}

static NTSTATUS MakeDevice(PCUNICODE_STRING Name, PCUNICODE_STRING Link, WDFDEVICE *Device)
{
	PWDFDEVICE_INIT Init = WdfControlDeviceInitAllocate(TheDriver, NULL);
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_FILEOBJECT_CONFIG Files;
	NTSTATUS Status;

	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, REQUEST_BOOK);
	Attributes.EvtCleanupCallback = EvtRequestEnds;
	WdfDeviceInitSetRequestAttributes(Init, &Attributes);
	WDF_FILEOBJECT_CONFIG_INIT(&Files, EvtCreate, EvtClose, WDF_NO_EVENT_CALLBACK);
	WdfDeviceInitSetFileObjectConfig(Init, &Files, WDF_NO_OBJECT_ATTRIBUTES);
	WdfDeviceInitSetIoInCallerContextCallback(Init, EvtInCallerContext);
	Status = WdfDeviceInitAssignName(Init, Name);
	if (NT_SUCCESS(Status))
		Status = Complete(&Init, Link, Device);
	if (Init)
		WdfDeviceInitFree(Init);
	return Status;
}

static NTSTATUS MakeHot(VOID)
{
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\FuzzHot");
	DECLARE_UNICODE_STRING_SIZE(Name, 32);
	/* Files of the former device keep its name. */
	NTSTATUS Status = RtlUnicodeStringPrintf(&Name, L"\\Device\\FuzzHot%u", Stats.devices);

	return NT_SUCCESS(Status) ? MakeDevice(&Name, &Link, &Hot) : Status;
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
	if (!IsListEmpty(&Parked))
		Wrong("a request waits at the unload", &Parked);
	if (Stats.seen != Stats.ended)
		Wrong("the books do not balance", (PVOID)(ULONG_PTR)(Stats.seen - Stats.ended));
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\FuzzWdf");
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\FuzzWdf");
	WDF_DRIVER_CONFIG Config;
	WDFDEVICE Manager;
	NTSTATUS Status;

	KeInitializeEvent(&HotIsFree, SynchronizationEvent, TRUE);
	KeInitializeSpinLock(&ParkedLock);
	InitializeListHead(&Parked);
	WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
	Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	Config.EvtDriverUnload = EvtUnload;
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
				 &TheDriver);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = MakeDevice(&Name, &Link, &Manager);
	return NT_SUCCESS(Status) ? MakeHot() : Status;
}
