/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that asks about the machine and its modules. No header of the WDK declares the function and the structures, so
 * the driver does.
 */
#include "../driver.h"

#include <ntifs.h>

#include "codes.h"

typedef enum _SYSTEM_INFORMATION_CLASS {
	SystemBasicInformation = 0,
	SystemPerformanceInformation = 2,
	SystemTimeOfDayInformation = 3,
	SystemModuleInformation = 11,
	SystemCodeIntegrityInformation = 103,
} SYSTEM_INFORMATION_CLASS;

NTSYSAPI NTSTATUS NTAPI ZwQuerySystemInformation(SYSTEM_INFORMATION_CLASS Class, PVOID Information, ULONG Length,
						 PULONG ReturnLength);
BOOLEAN NoDebugger(VOID);

typedef struct _SYSTEM_BASIC_INFORMATION {
	ULONG Reserved;
	ULONG TimerResolution;
	ULONG PageSize;
	ULONG NumberOfPhysicalPages;
	ULONG LowestPhysicalPageNumber;
	ULONG HighestPhysicalPageNumber;
	ULONG AllocationGranularity;
	ULONG_PTR MinimumUserModeAddress;
	ULONG_PTR MaximumUserModeAddress;
	KAFFINITY ActiveProcessorsAffinityMask;
	CCHAR NumberOfProcessors;
} SYSTEM_BASIC_INFORMATION;

typedef struct _SYSTEM_TIMEOFDAY_INFORMATION {
	LARGE_INTEGER BootTime;
	LARGE_INTEGER CurrentTime;
	LARGE_INTEGER TimeZoneBias;
	ULONG TimeZoneId;
	ULONG Reserved;
	ULONGLONG BootTimeBias;
	ULONGLONG SleepTimeBias;
} SYSTEM_TIMEOFDAY_INFORMATION;

typedef struct _RTL_PROCESS_MODULE_INFORMATION {
	HANDLE Section;
	PVOID MappedBase, ImageBase;
	ULONG ImageSize, Flags;
	USHORT LoadOrderIndex, InitOrderIndex, LoadCount, OffsetToFileName;
	UCHAR FullPathName[256];
} RTL_PROCESS_MODULE_INFORMATION;

typedef struct _RTL_PROCESS_MODULES {
	ULONG NumberOfModules;
	RTL_PROCESS_MODULE_INFORMATION Modules[1];
} RTL_PROCESS_MODULES;

C_ASSERT(FIELD_OFFSET(RTL_PROCESS_MODULES, Modules[1]) == 0x130);

DRIVER_INITIALIZE DriverEntry;

#define TAG 'noiS'

static int wrong;

#define EXPECT(Condition)								\
	do {										\
		if (!(Condition)) {							\
			wrong++;							\
			DbgPrint("system_information: line %d: %s\n", __LINE__, #Condition);	\
		}									\
	} while (0)

static VOID TestBasic(VOID)
{
	SYSTEM_BASIC_INFORMATION Basic;
	ULONG Length = 0;

	EXPECT(ZwQuerySystemInformation(SystemBasicInformation, NULL, 0, &Length) == STATUS_INFO_LENGTH_MISMATCH);
	EXPECT(Length == sizeof(Basic) && Length == 0x40);
	EXPECT(ZwQuerySystemInformation(SystemBasicInformation, &Basic, Length - 1, NULL) ==
	       STATUS_INFO_LENGTH_MISMATCH);
	EXPECT(ZwQuerySystemInformation(SystemBasicInformation, &Basic, Length, &Length) == STATUS_SUCCESS);
	EXPECT(Basic.PageSize == PAGE_SIZE && Basic.TimerResolution == KeQueryTimeIncrement());
	EXPECT(Basic.LowestPhysicalPageNumber < Basic.HighestPhysicalPageNumber);
	EXPECT(Basic.NumberOfPhysicalPages > 0 && Basic.NumberOfPhysicalPages <=
	       Basic.HighestPhysicalPageNumber - Basic.LowestPhysicalPageNumber + 1);
	EXPECT(Basic.AllocationGranularity == 0x10000 && Basic.MinimumUserModeAddress == 0x10000);
	EXPECT(Basic.MaximumUserModeAddress == (ULONG_PTR)MmHighestUserAddress);
	EXPECT(Basic.ActiveProcessorsAffinityMask == KeQueryActiveProcessors());
	EXPECT(Basic.NumberOfProcessors == (CCHAR)KeQueryActiveProcessorCount(NULL));
}

/* All clocks go on meanwhile, so each time lies between two that are read around it. */
static VOID TestTime(VOID)
{
	SYSTEM_TIMEOFDAY_INFORMATION Time, Again;
	LARGE_INTEGER Before, After;
	ULONG Length = 0;
	LONGLONG UpBefore = (LONGLONG)KeQueryInterruptTime(), UpAfter;

	KeQuerySystemTime(&Before);
	EXPECT(ZwQuerySystemInformation(SystemTimeOfDayInformation, &Time, sizeof(Time), &Length) == STATUS_SUCCESS);
	KeQuerySystemTime(&After);
	UpAfter = (LONGLONG)KeQueryInterruptTime();
	EXPECT(Length == sizeof(Time) && Length == 0x30);
	EXPECT(Time.CurrentTime.QuadPart >= Before.QuadPart && Time.CurrentTime.QuadPart <= After.QuadPart);
	EXPECT(Time.BootTime.QuadPart + UpBefore - 2 <= Time.CurrentTime.QuadPart);
	EXPECT(Time.BootTime.QuadPart + UpAfter + 2 >= Time.CurrentTime.QuadPart);
	ExSystemTimeToLocalTime(&Time.CurrentTime, &After);
	EXPECT(Time.CurrentTime.QuadPart - After.QuadPart == Time.TimeZoneBias.QuadPart);
	EXPECT(!Time.BootTimeBias && !Time.TimeZoneId);
	DbgPrint("system_information: slept %llu\n", Time.SleepTimeBias);
	/* The first field alone, and too much. */
	RtlFillMemory(&Again, sizeof(Again), 0x5a);
	EXPECT(ZwQuerySystemInformation(SystemTimeOfDayInformation, &Again, 8, NULL) == STATUS_SUCCESS);
	EXPECT(Again.BootTime.QuadPart == Time.BootTime.QuadPart && Again.CurrentTime.LowPart == 0x5a5a5a5a);
	EXPECT(ZwQuerySystemInformation(SystemTimeOfDayInformation, &Time, sizeof(Time) + 1, NULL) ==
	       STATUS_INFO_LENGTH_MISMATCH);
}

static BOOLEAN Contains(const RTL_PROCESS_MODULE_INFORMATION *Module, const VOID *Address)
{
	return (ULONG_PTR)Address - (ULONG_PTR)Module->ImageBase < Module->ImageSize;
}

static VOID TestModules(VOID)
{
	static const CHAR *const Paths[] = {
		"\\SystemRoot\\system32\\ntoskrnl.exe",
		"\\SystemRoot\\System32\\drivers\\process_lookup.sys",
		"\\SystemRoot\\System32\\drivers\\system_information.sys",
	};
	static const CHAR *const Names[] = { "ntoskrnl.exe", "process_lookup.sys", "system_information.sys" };
	const VOID *Code[] = { (PVOID)(ULONG_PTR)ZwQuerySystemInformation, NULL, (PVOID)(ULONG_PTR)TestModules };
	ULONG Length = 0, Again = 0, i;
	RTL_PROCESS_MODULES *List;

	EXPECT(ZwQuerySystemInformation(SystemModuleInformation, NULL, 0, &Length) == STATUS_INFO_LENGTH_MISMATCH);
	List = ExAllocatePoolWithTag(PagedPool, Length, TAG);
	if (!List)
		return;
	EXPECT(ZwQuerySystemInformation(SystemModuleInformation, List, Length - 1, &Again) ==
	       STATUS_INFO_LENGTH_MISMATCH && Again == Length);
	EXPECT(ZwQuerySystemInformation(SystemModuleInformation, List, Length, &Again) == STATUS_SUCCESS);
	EXPECT(Again == Length && List->NumberOfModules == 3);
	EXPECT(Length == (ULONG)FIELD_OFFSET(RTL_PROCESS_MODULES, Modules[List->NumberOfModules]));
	for (i = 0; i < 3 && i < List->NumberOfModules; i++) {
		const RTL_PROCESS_MODULE_INFORMATION *Module = &List->Modules[i];

		EXPECT(!strcmp((const CHAR *)Module->FullPathName, Paths[i]));
		EXPECT(!strcmp((const CHAR *)Module->FullPathName + Module->OffsetToFileName, Names[i]));
		EXPECT(Module->LoadOrderIndex == i && Module->LoadCount == 1);
		EXPECT(!Module->Section && !Module->MappedBase && !Module->Flags);
		EXPECT(!Code[i] || Contains(Module, Code[i]));
		EXPECT(i == 0 || !Contains(Module, Code[0]));
	}
	ExFreePoolWithTag(List, TAG);
}

static NTSTATUS QueryCodeIntegrity(ULONG Length, ULONG *Options)
{
	ULONG Information[2] = { Length, 0x5a5a5a5a }, Returned = 0;
	NTSTATUS Status = ZwQuerySystemInformation(SystemCodeIntegrityInformation, Information, Length, &Returned);

	EXPECT(Returned == sizeof(Information));
	*Options = Information[1];
	return Status;
}

static VOID TestOther(VOID)
{
	ULONG Options;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, L"ZwQuerySystemInformation");
	EXPECT(MmGetSystemRoutineAddress(&Name) == (PVOID)(ULONG_PTR)ZwQuerySystemInformation);
	EXPECT(NoDebugger());
	EXPECT(QueryCodeIntegrity(4, &Options) == STATUS_INFO_LENGTH_MISMATCH);
	EXPECT(QueryCodeIntegrity(8, &Options) == STATUS_SUCCESS && !Options);
	EXPECT(ZwQuerySystemInformation(SystemPerformanceInformation, NULL, 0, NULL) == STATUS_INVALID_INFO_CLASS);
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	PULONG Options = Irp->AssociatedIrp.SystemBuffer;

	UNREFERENCED_PARAMETER(Device);
	if (Location->Parameters.DeviceIoControl.OutputBufferLength != sizeof(*Options))
		return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	if (Location->Parameters.DeviceIoControl.IoControlCode == CHECK_TIME)
		TestTime();
	EXPECT(QueryCodeIntegrity(8, Options) == STATUS_SUCCESS);
	return Finish(Irp, STATUS_SUCCESS, sizeof(*Options));
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\??\\Information");
	KIRQL Irql;

	TestModules();
	KeRaiseIrql(APC_LEVEL, &Irql);
	EXPECT(ZwQuerySystemInformation(SystemBasicInformation, NULL, 0, NULL) == STATUS_UNSUCCESSFUL);
	KeLowerIrql(Irql);
	DbgPrint("system_information: %d wrong\n", wrong);
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Information");
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Information");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	TestBasic();
	TestOther();
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
