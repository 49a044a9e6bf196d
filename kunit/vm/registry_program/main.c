/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Follows its value "Depth": the work item of a notification writes twice of it to the value "Seen". A routine that
 * filters the registry lets no program set the value "Fixed".
 */
#include <ntifs.h>

#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static HANDLE Parameters;
static WORK_QUEUE_ITEM Item;
static IO_STATUS_BLOCK Result;
static LARGE_INTEGER Cookie;
static KEVENT Ended;
static LONG OfPrograms;

static NTSTATUS Watch(VOID)
{
	return ZwNotifyChangeKey(Parameters, NULL, (PIO_APC_ROUTINE)&Item, (PVOID)DelayedWorkQueue, &Result,
				 REG_NOTIFY_CHANGE_LAST_SET, FALSE, NULL, 0, TRUE);
}

static VOID Changed(PVOID Context)
{
	RTL_QUERY_REGISTRY_TABLE Table[2] = {
		{ .Flags = RTL_QUERY_REGISTRY_DIRECT, .Name = L"Depth" },
	};
	ULONG Depth = 0;

	UNREFERENCED_PARAMETER(Context);
	/* The handle is closed. */
	if (Result.Status == STATUS_NOTIFY_CLEANUP) {
		KeSetEvent(&Ended, IO_NO_INCREMENT, FALSE);
		return;
	}
	Table[0].EntryContext = &Depth;
	EXPECT_STATUS(RtlQueryRegistryValues(RTL_REGISTRY_HANDLE, (PCWSTR)Parameters, Table, NULL, NULL), STATUS_SUCCESS);
	Depth *= 2;
	EXPECT_STATUS(RtlWriteRegistryValue(RTL_REGISTRY_HANDLE, (PCWSTR)Parameters, L"Seen", REG_DWORD, &Depth, sizeof(Depth)),
		      STATUS_SUCCESS);
	EXPECT(NT_SUCCESS(Watch()));
}

static NTSTATUS Filter(PVOID Context, PVOID Class, PVOID Information)
{
	static UNICODE_STRING Fixed = RTL_CONSTANT_STRING(L"Fixed");

	UNREFERENCED_PARAMETER(Context);
	switch ((REG_NOTIFY_CLASS)(ULONG_PTR)Class) {
	case RegNtPreOpenKeyEx:
	case RegNtPreCreateKeyEx: {
		const REG_CREATE_KEY_INFORMATION_V1 *Key = Information;

		if (Key->CheckAccessMode != UserMode)
			break;
		InterlockedIncrement(&OfPrograms);
		EXPECT(ExGetPreviousMode() == UserMode);
		EXPECT(PsGetCurrentProcessId() != (HANDLE)4);
		break;
	}
	case RegNtPreSetValueKey: {
		const REG_SET_VALUE_KEY_INFORMATION *Value = Information;

		if (RtlEqualUnicodeString(Value->ValueName, &Fixed, TRUE))
			return STATUS_ACCESS_DENIED;
		break;
	}
	default:
		break;
	}
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	/* This one completes the notification. */
	ZwClose(Parameters);
	KeWaitForSingleObject(&Ended, Executive, KernelMode, FALSE, NULL);
	EXPECT_STATUS(CmUnRegisterCallback(Cookie), STATUS_SUCCESS);
	EXPECT(OfPrograms > 0);
	DbgPrint("settings: %d wrong\n", Wrong);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Altitude = RTL_CONSTANT_STRING(L"320000"), Name = RTL_CONSTANT_STRING(L"Parameters");
	OBJECT_ATTRIBUTES Attributes;
	HANDLE Service;
	NTSTATUS Status;

	DriverObject->DriverUnload = Unload;
	KeInitializeEvent(&Ended, NotificationEvent, FALSE);
	InitializeObjectAttributes(&Attributes, RegistryPath, OBJ_KERNEL_HANDLE, NULL, NULL);
	Status = ZwOpenKey(&Service, KEY_READ, &Attributes);
	if (!NT_SUCCESS(Status))
		return Status;
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, Service, NULL);
	Status = ZwOpenKey(&Parameters, KEY_ALL_ACCESS, &Attributes);
	ZwClose(Service);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = CmRegisterCallbackEx(Filter, &Altitude, DriverObject, NULL, &Cookie, NULL);
	if (!NT_SUCCESS(Status)) {
		ZwClose(Parameters);
		return Status;
	}
	ExInitializeWorkItem(&Item, Changed, NULL);
	Watch();
	return STATUS_SUCCESS;
}
