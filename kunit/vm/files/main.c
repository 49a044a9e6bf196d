/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Does jobs with files, in the thread of a request or in a work item.
 */
#include <ntifs.h>

#include "files.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Control;

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Files");

static NTSTATUS OpenByName(HANDLE *File, PCWSTR Text, HANDLE Root, struct job *Job, PIO_STATUS_BLOCK Result)
{
	OBJECT_ATTRIBUTES Attributes;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Text);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, Root, NULL);
	return ZwCreateFile(File, Job->access, &Attributes, Result, NULL, FILE_ATTRIBUTE_NORMAL,
			    FILE_SHARE_READ, Job->disposition, Job->options, NULL, 0);
}

static VOID DoSteps(HANDLE File, struct job *Job)
{
	FILE_POSITION_INFORMATION Position;
	FILE_STANDARD_INFORMATION Standard;
	IO_STATUS_BLOCK Result = { .Information = 0 };
	LARGE_INTEGER Offset = { .QuadPart = Job->offset };
	PLARGE_INTEGER At = Job->offset == NO_OFFSET ? NULL : &Offset;

	Position.CurrentByteOffset.QuadPart = Job->position;
	if (Job->steps & STEP_POSITION)
		Job->step_status = ZwSetInformationFile(File, &Result, &Position, sizeof(Position),
							FilePositionInformation);
	if (Job->steps & STEP_WRITE)
		Job->step_status = ZwWriteFile(File, NULL, NULL, NULL, &Result, Job->data, Job->length, At,
					       NULL);
	if (Job->steps & STEP_SET_LENGTH)
		Job->step_status = ZwSetInformationFile(File, &Result, &Position, sizeof(Position),
							FileEndOfFileInformation);
	if (Job->steps & STEP_READ)
		Job->step_status = ZwReadFile(File, NULL, NULL, NULL, &Result, Job->data, Job->length, At,
					      NULL);
	if (Job->steps & STEP_FLUSH)
		Job->step_status = ZwFlushBuffersFile(File, &Result);
	Job->step_information = Result.Information;
	Job->after = -1;
	if (NT_SUCCESS(ZwQueryInformationFile(File, &Result, &Position, sizeof(Position),
					      FilePositionInformation)))
		Job->after = Position.CurrentByteOffset.QuadPart;
	Job->size = -1;
	if (NT_SUCCESS(ZwQueryInformationFile(File, &Result, &Standard, sizeof(Standard),
					      FileStandardInformation))) {
		Job->size = Standard.EndOfFile.QuadPart;
		Job->directory = Standard.Directory;
	}
}

static VOID DoJob(struct job *Job)
{
	IO_STATUS_BLOCK Result = { .Status = STATUS_UNSUCCESSFUL, .Information = 99 };
	struct job Folder = { .access = FILE_LIST_DIRECTORY, .disposition = FILE_OPEN,
			      .options = FILE_DIRECTORY_FILE };
	HANDLE File, Root = NULL;

	Job->step_status = STATUS_UNSUCCESSFUL;
	if (Job->root[0] && !NT_SUCCESS(OpenByName(&Root, Job->root, NULL, &Folder, &Result))) {
		Job->status = Result.Status;
		return;
	}
	Job->status = OpenByName(&File, Job->name, Root, Job, &Result);
	Job->iosb_status = Result.Status;
	Job->information = Result.Information;
	if (NT_SUCCESS(Job->status)) {
		DoSteps(File, Job);
		ZwClose(File);
	}
	if (Root)
		ZwClose(Root);
}

static VOID WorkItem(PVOID Device, PVOID Context, PIO_WORKITEM Item)
{
	PIRP Irp = Context;

	UNREFERENCED_PARAMETER(Device);
	DoJob(Irp->AssociatedIrp.SystemBuffer);
	IoFreeWorkItem(Item);
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
}


static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
	Irp->IoStatus.Status = Status;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

static NTSTATUS Open(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Complete(Irp, STATUS_SUCCESS);
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	struct job *Job = Irp->AssociatedIrp.SystemBuffer;
	PIO_WORKITEM Item;

	if (Location->Parameters.DeviceIoControl.InputBufferLength != sizeof(*Job) ||
	    Location->Parameters.DeviceIoControl.OutputBufferLength != sizeof(*Job))
		return Complete(Irp, STATUS_INVALID_PARAMETER);
	Irp->IoStatus.Information = sizeof(*Job);
	if (!Job->in_item) {
		DoJob(Job);
		return Complete(Irp, STATUS_SUCCESS);
	}
	Item = IoAllocateWorkItem(Device);
	if (!Item)
		return Complete(Irp, STATUS_INSUFFICIENT_RESOURCES);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	IoMarkIrpPending(Irp);
	IoQueueWorkItemEx(Item, WorkItem, DelayedWorkQueue, Irp);
	return STATUS_PENDING;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Files");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (NT_SUCCESS(Status))
		Status = IoCreateSymbolicLink(&Link, &Name);
	return Status;
}
