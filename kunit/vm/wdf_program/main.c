/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver with a control device that a program opens: EvtIoInCallerContext locks the
 * program's buffers, and a work item completes each request.
 */
#include <ntddk.h>
#include <wdf.h>

#include "wdf_program.h"

typedef struct _REQUEST_CONTEXT {
	WDFMEMORY In, Out;		/* of METHOD_NEITHER */
	WDFWORKITEM Item;
} REQUEST_CONTEXT, *PREQUEST_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(REQUEST_CONTEXT, GetRequestContext)

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_IO_IN_CALLER_CONTEXT EvtInCallerContext;
static EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtControl;
static EVT_WDF_IO_QUEUE_IO_WRITE EvtWrite;
static EVT_WDF_WORKITEM EvtItem;
static EVT_WDF_REQUEST_CANCEL EvtCancel;
static EVT_WDF_DEVICE_FILE_CREATE EvtCreate;
static EVT_WDF_FILE_CLEANUP EvtCleanup;
static EVT_WDF_FILE_CLOSE EvtClose;
static EVT_WDF_OBJECT_CONTEXT_CLEANUP EvtRequestEnds;

static WDFQUEUE Held;			/* a manual queue */
static volatile LONG Creates, Cleanups, Closes, Canceled, RequestsEnded;

static VOID EvtRequestEnds(WDFOBJECT Request)
{
	UNREFERENCED_PARAMETER(Request);
	InterlockedIncrement(&RequestsEnded);
}

/* The buffers of a neither control: its own, or those that its input names. */
static NTSTATUS Lock(WDFREQUEST Request, ULONG Code)
{
	PREQUEST_CONTEXT Context = GetRequestContext(Request);
	struct wdf_indirect *Indirect;
	size_t InBytes, OutBytes;
	NTSTATUS Status;
	PVOID In, Out;

	Status = WdfRequestRetrieveUnsafeUserInputBuffer(Request, 1, &In, &InBytes);
	if (!NT_SUCCESS(Status))
		return Status;
	if (Code == WDF_ADD_INDIRECT) {
		WDFMEMORY Memory;

		if (InBytes < sizeof(*Indirect))
			return STATUS_BUFFER_TOO_SMALL;
		Status = WdfRequestProbeAndLockUserBufferForRead(Request, In, InBytes, &Memory);
		if (!NT_SUCCESS(Status))
			return Status;
		Indirect = (struct wdf_indirect *)WdfMemoryGetBuffer(Memory, NULL);
		In = (PVOID)(ULONG_PTR)Indirect->in;
		Out = (PVOID)(ULONG_PTR)Indirect->out;
		InBytes = OutBytes = Indirect->length;
	} else {
		Status = WdfRequestRetrieveUnsafeUserOutputBuffer(Request, 1, &Out, &OutBytes);
		if (!NT_SUCCESS(Status))
			return Status;
	}
	Status = WdfRequestProbeAndLockUserBufferForRead(Request, In, InBytes, &Context->In);
	if (!NT_SUCCESS(Status))
		return Status;
	return WdfRequestProbeAndLockUserBufferForWrite(Request, Out, OutBytes, &Context->Out);
}

static VOID EvtInCallerContext(WDFDEVICE Device, WDFREQUEST Request)
{
	WDF_REQUEST_PARAMETERS Parameters;
	NTSTATUS Status = STATUS_SUCCESS;
	ULONG Code;

	WDF_REQUEST_PARAMETERS_INIT(&Parameters);
	WdfRequestGetParameters(Request, &Parameters);
	Code = Parameters.Parameters.DeviceIoControl.IoControlCode;
	if (Parameters.Type == WdfRequestTypeDeviceControl && (Code & 3) == METHOD_NEITHER)
		Status = Lock(Request, Code);
	if (NT_SUCCESS(Status))
		Status = WdfDeviceEnqueueRequest(Device, Request);
	if (!NT_SUCCESS(Status))
		WdfRequestComplete(Request, Status);
}

static VOID EvtItem(WDFWORKITEM WorkItem)
{
	WDFREQUEST Request = (WDFREQUEST)WdfWorkItemGetParentObject(WorkItem);
	PREQUEST_CONTEXT Context = GetRequestContext(Request);
	NTSTATUS Status = STATUS_SUCCESS;
	size_t InBytes = 0, OutBytes = 0, i;
	PUCHAR In = NULL, Out = NULL;

	if (Context->In) {
		In = (PUCHAR)WdfMemoryGetBuffer(Context->In, &InBytes);
		Out = (PUCHAR)WdfMemoryGetBuffer(Context->Out, &OutBytes);
	} else {
		Status = WdfRequestRetrieveInputBuffer(Request, 1, (PVOID *)&In, &InBytes);
		if (NT_SUCCESS(Status))
			Status = WdfRequestRetrieveOutputBuffer(Request, 1, (PVOID *)&Out,
								&OutBytes);
	}
	if (NT_SUCCESS(Status)) {
		for (i = 0; i < InBytes && i < OutBytes; i++)
			Out[i] = (UCHAR)(In[i] + 1);
		OutBytes = i;
	}
	WdfRequestCompleteWithInformation(Request, Status, OutBytes);
}

static VOID EvtCancel(WDFREQUEST Request)
{
	InterlockedIncrement(&Canceled);
	WdfRequestComplete(Request, STATUS_CANCELLED);
}

static NTSTATUS Add(WDFREQUEST Request)
{
	PREQUEST_CONTEXT Context = GetRequestContext(Request);
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG Config;
	NTSTATUS Status;

	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Request;
	WDF_WORKITEM_CONFIG_INIT(&Config, EvtItem);
	Config.AutomaticSerialization = FALSE;
	Status = WdfWorkItemCreate(&Config, &Attributes, &Context->Item);
	if (NT_SUCCESS(Status))
		WdfWorkItemEnqueue(Context->Item);
	return Status;
}

static NTSTATUS Count(WDFREQUEST Request)
{
	struct wdf_counts *Counts;
	NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*Counts),
							 (PVOID *)&Counts, NULL);

	if (!NT_SUCCESS(Status))
		return Status;
	Counts->creates = Creates;
	Counts->cleanups = Cleanups;
	Counts->closes = Closes;
	Counts->canceled = Canceled;
	Counts->requests_ended = RequestsEnded;
	Counts->process = (int)WdfRequestGetRequestorProcessId(Request);
	Counts->user_mode = WdfRequestGetRequestorMode(Request) == UserMode;
	WdfRequestSetInformation(Request, sizeof(*Counts));
	return STATUS_SUCCESS;
}

static VOID Release(VOID)
{
	WDFREQUEST Request;

	while (NT_SUCCESS(WdfIoQueueRetrieveNextRequest(Held, &Request)))
		WdfRequestComplete(Request, STATUS_SUCCESS);
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
		       size_t InputBufferLength, ULONG IoControlCode)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Queue);
	UNREFERENCED_PARAMETER(OutputBufferLength);
	UNREFERENCED_PARAMETER(InputBufferLength);
	switch (IoControlCode) {
	case WDF_ADD_BUFFERED:
	case WDF_ADD_DIRECT:
	case WDF_ADD_NEITHER:
	case WDF_ADD_INDIRECT:
		Status = Add(Request);
		if (NT_SUCCESS(Status))
			return;
		break;
	case WDF_HOLD:
		WdfRequestMarkCancelable(Request, EvtCancel);
		return;
	case WDF_QUEUE:
		Status = WdfRequestForwardToIoQueue(Request, Held);
		if (NT_SUCCESS(Status))
			return;
		break;
	case WDF_RELEASE:
		Release();
		Status = STATUS_SUCCESS;
		break;
	case WDF_COUNTS:
		Status = Count(Request);
		break;
	default:
		Status = STATUS_INVALID_DEVICE_REQUEST;
		break;
	}
	WdfRequestComplete(Request, Status);
}

static VOID EvtWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	UNREFERENCED_PARAMETER(Queue);
	WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length / 2);
}

static VOID EvtCreate(WDFDEVICE Device, WDFREQUEST Request, WDFFILEOBJECT FileObject)
{
	UNREFERENCED_PARAMETER(Device);
	/* L"\deny" may not be opened. */
	if (WdfFileObjectGetFileName(FileObject)->Length == 5 * sizeof(WCHAR)) {
		WdfRequestComplete(Request, STATUS_ACCESS_DENIED);
		return;
	}
	InterlockedIncrement(&Creates);
	WdfRequestComplete(Request, STATUS_SUCCESS);
}

static VOID EvtCleanup(WDFFILEOBJECT FileObject)
{
	UNREFERENCED_PARAMETER(FileObject);
	InterlockedIncrement(&Cleanups);
}

static VOID EvtClose(WDFFILEOBJECT FileObject)
{
	UNREFERENCED_PARAMETER(FileObject);
	InterlockedIncrement(&Closes);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
	DbgPrint("wdf_program: %d opens, %d closes, EvtDriverUnload\n", Creates, Closes);
}

static NTSTATUS MakeDevice(PWDFDEVICE_INIT *Init)
{
	DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\WdfProgram");
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\WdfProgram");
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_FILEOBJECT_CONFIG Files;
	WDF_IO_QUEUE_CONFIG Config;
	WDFDEVICE Device;
	NTSTATUS Status;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, REQUEST_CONTEXT);
	Attributes.EvtCleanupCallback = EvtRequestEnds;
	WdfDeviceInitSetRequestAttributes(*Init, &Attributes);
	WDF_FILEOBJECT_CONFIG_INIT(&Files, EvtCreate, EvtClose, EvtCleanup);
	WdfDeviceInitSetFileObjectConfig(*Init, &Files, WDF_NO_OBJECT_ATTRIBUTES);
	WdfDeviceInitSetIoInCallerContextCallback(*Init, EvtInCallerContext);
	Status = WdfDeviceInitAssignName(*Init, &Name);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = WdfDeviceCreate(Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = WdfDeviceCreateSymbolicLink(Device, &Link);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
	Config.EvtIoDeviceControl = EvtControl;
	Config.EvtIoWrite = EvtWrite;
	Status = WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, NULL);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT(&Config, WdfIoQueueDispatchManual);
	Status = WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Held);
	if (NT_SUCCESS(Status))
		WdfControlFinishInitializing(Device);
	return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;
	PWDFDEVICE_INIT Init;
	WDFDRIVER Driver;
	NTSTATUS Status;

	WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
	Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	Config.EvtDriverUnload = EvtUnload;
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
				 &Driver);
	if (!NT_SUCCESS(Status))
		return Status;
	Init = WdfControlDeviceInitAllocate(Driver, NULL);
	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	Status = MakeDevice(&Init);
	if (!NT_SUCCESS(Status) && Init)
		WdfDeviceInitFree(Init);
	return Status;
}
