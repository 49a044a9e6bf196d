/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that Microsoft's compiler accepts, and newer compilers of Linux refuse by default:
 * pointers to other types than declared, and integers for pointers. In a free build an assertion
 * may name variables that only a checked build has. DriverEntry is not of type
 * DRIVER_INITIALIZE.
 */
#include <ntddk.h>

typedef struct _REQUEST {
	PIO_WORKITEM Item;
	LONG Number;
} REQUEST, *PREQUEST;

static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;

/* Not of IoQueueWorkItem's type: a kernel with kCFI would stop at the call. */
static VOID Work(PDEVICE_OBJECT DeviceObject, PREQUEST Request)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoFreeWorkItem(Request->Item);
	ExFreePool(Request);
}

static VOID QueueRequest(PREQUEST Request)
{
	Request->Item = IoAllocateWorkItem(Device);
	if (Request->Item)
		IoQueueWorkItem(Request->Item, Work, DelayedWorkQueue, Request);
}

static VOID Make(PVOID *Object)
{
	*Object = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(REQUEST), 'sooL');
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	const PVOID Never = 1;
	PREQUEST Request;
#if DBG
	NTSTATUS Status = STATUS_SUCCESS;
#endif

	UNREFERENCED_PARAMETER(DriverObject);
	ASSERT(NT_SUCCESS(Status));
	NT_ASSERTMSG("only a checked build has it", Status != STATUS_PENDING);
	Make(&Request);
	if (Request == Never)
		QueueRequest(Request);
	if (!Request)
		return;
	Request->Number = 7;
	DbgPrint("loose: %d, %s\n", Request->Number, Device->Flags & DO_DEVICE_INITIALIZING ?
		 "still initializing" : "no longer initializing");
	ExFreePool(Request);
	IoDeleteDevice(Device);
}

int DriverEntry(void *Object, void *RegistryPath)
{
	const PDRIVER_OBJECT DriverObject = Object;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	return IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
}
