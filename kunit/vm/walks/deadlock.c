/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two work items wait for each other: one has the mutex of the table and needs that of the file, the other has
 * that of the file and needs that of the table.
 */
#define NAME L"Table"
#include "walk.h"

DRIVER_INITIALIZE DriverEntry;

static KMUTEX Table, File;
/* So that the two meet each time. */
static KEVENT TableTaken, FileTaken;

static void Wait(PVOID Object)
{
	KeWaitForSingleObject(Object, Executive, KernelMode, FALSE, NULL);
}

static IO_WORKITEM_ROUTINE_EX SaveTable;
static VOID SaveTable(PVOID Object, PVOID Context, PIO_WORKITEM Item)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	Wait(&Table);
	KeSetEvent(&TableTaken, IO_NO_INCREMENT, FALSE);
	Wait(&FileTaken);
	Wait(&File);
	KeReleaseMutex(&File, FALSE);
	KeReleaseMutex(&Table, FALSE);
	IoFreeWorkItem(Item);
}

static IO_WORKITEM_ROUTINE_EX LoadFile;
static VOID LoadFile(PVOID Object, PVOID Context, PIO_WORKITEM Item)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	Wait(&File);
	KeSetEvent(&FileTaken, IO_NO_INCREMENT, FALSE);
	Wait(&TableTaken);
	Wait(&Table);
	KeReleaseMutex(&Table, FALSE);
	KeReleaseMutex(&File, FALSE);
	IoFreeWorkItem(Item);
}

static DRIVER_DISPATCH Write;
static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	PIO_WORKITEM Save = IoAllocateWorkItem(Object), Load = IoAllocateWorkItem(Object);

	if (!Save || !Load) {
		if (Save)
			IoFreeWorkItem(Save);
		if (Load)
			IoFreeWorkItem(Load);
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	}
	IoQueueWorkItemEx(Save, SaveTable, DelayedWorkQueue, NULL);
	IoQueueWorkItemEx(Load, LoadFile, DelayedWorkQueue, NULL);
	return Finish(Irp, STATUS_SUCCESS, IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeMutex(&Table, 0);
	KeInitializeMutex(&File, 0);
	KeInitializeEvent(&TableTaken, NotificationEvent, FALSE);
	KeInitializeEvent(&FileTaken, NotificationEvent, FALSE);
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	return CreateDevice(DriverObject);
}
