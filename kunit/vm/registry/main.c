/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prints the values of its Parameters, counts its loads in the value Loads, and leaves a notification if
 * Leave is there.
 */
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static WORK_QUEUE_ITEM Item;
static IO_STATUS_BLOCK Result;

static VOID Changed(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	DbgPrint("registry: changed\n");
}

static NTSTATUS Print(PWSTR Name, ULONG Type, PVOID Data, ULONG Length, PVOID Context, PVOID EntryContext)
{
	const UCHAR *Bytes = Data;
	CHAR Hex[129] = "";
	ULONG i;

	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(EntryContext);
	for (i = 0; i < Length && i < 64; i++) {
		Hex[2 * i] = "0123456789abcdef"[Bytes[i] >> 4];
		Hex[2 * i + 1] = "0123456789abcdef"[Bytes[i] & 15];
	}
	DbgPrint("registry: %ws %u %s\n", Name, Type, Hex);
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	RTL_QUERY_REGISTRY_TABLE Table[3] = {
		{ .QueryRoutine = Print, .Flags = RTL_QUERY_REGISTRY_NOEXPAND },
	};
	RTL_QUERY_REGISTRY_TABLE Numbers[3] = {
		{ .Flags = RTL_QUERY_REGISTRY_DIRECT, .Name = L"Loads" },
		{ .Flags = RTL_QUERY_REGISTRY_DIRECT, .Name = L"Leave" },
	};
	OBJECT_ATTRIBUTES Attributes;
	UNICODE_STRING Name;
	HANDLE Service, Parameters;
	ULONG Loads = 0, Leave = 0;
	NTSTATUS Status;

	DriverObject->DriverUnload = Unload;
	InitializeObjectAttributes(&Attributes, RegistryPath, OBJ_KERNEL_HANDLE, NULL, NULL);
	Status = ZwOpenKey(&Service, KEY_READ, &Attributes);
	if (!NT_SUCCESS(Status))
		return Status;
	RtlInitUnicodeString(&Name, L"Parameters");
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, Service, NULL);
	Status = ZwOpenKey(&Parameters, KEY_ALL_ACCESS, &Attributes);
	ZwClose(Service);
	if (!NT_SUCCESS(Status))
		return Status;
	Numbers[0].EntryContext = &Loads;
	Numbers[1].EntryContext = &Leave;
	RtlQueryRegistryValues(RTL_REGISTRY_HANDLE, (PCWSTR)Parameters, Numbers, NULL, NULL);
	RtlQueryRegistryValues(RTL_REGISTRY_HANDLE, (PCWSTR)Parameters, Table, NULL, NULL);
	Loads++;
	Status = RtlWriteRegistryValue(RTL_REGISTRY_HANDLE, (PCWSTR)Parameters, L"Loads", REG_DWORD, &Loads,
				       sizeof(Loads));
	if (Leave) {
		/* The handle stays open, too: it would complete the notification when it is closed. */
		ExInitializeWorkItem(&Item, Changed, NULL);
		return ZwNotifyChangeKey(Parameters, NULL, (PIO_APC_ROUTINE)&Item, (PVOID)DelayedWorkQueue,
					 &Result, REG_NOTIFY_CHANGE_LAST_SET, FALSE, NULL, 0, TRUE);
	}
	ZwClose(Parameters);
	return Status;
}
