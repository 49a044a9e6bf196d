/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that asks about the machine when it begins. A check that fails makes its DriverEntry fail.
 */
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;

#define TAG 'tcaF'

#define CHECK(Condition)								\
	do {										\
		if (!(Condition)) {							\
			DbgPrint("machine_facts: line %d: %s\n", __LINE__, #Condition);	\
			return STATUS_UNSUCCESSFUL;					\
		}									\
	} while (0)

/* Copies @Bytes of @Copied ones to @To, whose next byte stays. */
static BOOLEAN Copies(ULONG_PTR From, ULONG Flags, SIZE_T Bytes, SIZE_T Copied, PUCHAR To)
{
	MM_COPY_ADDRESS Source = { .PhysicalAddress.QuadPart = (LONGLONG)From };
	SIZE_T Transferred = ~(SIZE_T)0;
	NTSTATUS Status;

	RtlFillMemory(To, Bytes + 1, 0x5a);
	Status = MmCopyMemory(To, Source, Bytes, Flags, &Transferred);
	return Transferred == Copied && To[Bytes] == 0x5a &&
	       Status == (Copied == Bytes ? STATUS_SUCCESS : STATUS_INVALID_ADDRESS);
}

static NTSTATUS CheckVirtual(PUCHAR Page, PUCHAR To)
{
	CHECK(Copies((ULONG_PTR)Page, MM_COPY_MEMORY_VIRTUAL, PAGE_SIZE, PAGE_SIZE, To));
	CHECK(RtlEqualMemory(To, Page, PAGE_SIZE));
	CHECK(Copies((ULONG_PTR)Page + 7, MM_COPY_MEMORY_VIRTUAL, 0, 0, To));
	CHECK(Copies((ULONG_PTR)CheckVirtual, MM_COPY_MEMORY_VIRTUAL, 16, 16, To));
	CHECK(RtlEqualMemory(To, (PVOID)(ULONG_PTR)CheckVirtual, 16));
	/* No one's, and no canonical one. */
	CHECK(Copies(0, MM_COPY_MEMORY_VIRTUAL, 8, 0, To));
	CHECK(Copies(0x8000000000000000, MM_COPY_MEMORY_VIRTUAL, 8, 0, To));
	return STATUS_SUCCESS;
}

static NTSTATUS CheckPhysical(PUCHAR Page, PUCHAR To)
{
	const ULONG_PTR Address = (ULONG_PTR)MmGetPhysicalAddress(Page).QuadPart;

	CHECK(Copies(Address + 3, MM_COPY_MEMORY_PHYSICAL, 100, 100, To));
	CHECK(RtlEqualMemory(To, Page + 3, 100));
	/* The registers of the interrupt controller. */
	CHECK(Copies(0xfee00000, MM_COPY_MEMORY_PHYSICAL, 8, 0, To));
	return STATUS_SUCCESS;
}

/* A copy ends at the end of the range. */
static NTSTATUS CheckEnd(PHYSICAL_MEMORY_RANGE Range, PUCHAR To)
{
	const ULONG_PTR End = (ULONG_PTR)(Range.BaseAddress.QuadPart + Range.NumberOfBytes.QuadPart);

	CHECK(Copies(End - 16, MM_COPY_MEMORY_PHYSICAL, 32, 16, To));
	return STATUS_SUCCESS;
}

static NTSTATUS CheckRanges(PUCHAR Page, PUCHAR To)
{
	PPHYSICAL_MEMORY_RANGE Ranges = MmGetPhysicalMemoryRanges();
	const LONGLONG Address = MmGetPhysicalAddress(Page).QuadPart;
	BOOLEAN HasPage = FALSE;
	ULONG i;

	CHECK(Ranges && Ranges[0].NumberOfBytes.QuadPart);
	for (i = 0; Ranges[i].NumberOfBytes.QuadPart; i++) {
		const LONGLONG Start = Ranges[i].BaseAddress.QuadPart, Bytes = Ranges[i].NumberOfBytes.QuadPart;

		DbgPrint("machine_facts: range 0x%llx 0x%llx\n", Start, Bytes);
		HasPage |= Address >= Start && Address < Start + Bytes;
	}
	CHECK(HasPage && !Ranges[i].BaseAddress.QuadPart);
	CHECK(NT_SUCCESS(CheckEnd(Ranges[i - 1], To)));
	ExFreePool(Ranges);
	return STATUS_SUCCESS;
}

static NTSTATUS CheckRefusals(PUCHAR To)
{
	MM_COPY_ADDRESS Source = { .VirtualAddress = To };
	SIZE_T Copied = 7;
	NTSTATUS Status;
	PVOID Ranges;
	KIRQL Irql;

	CHECK(MmCopyMemory(To, Source, 1, MM_COPY_MEMORY_VIRTUAL, NULL) == STATUS_INVALID_PARAMETER);
	CHECK(MmCopyMemory((PVOID)0x10000, Source, 1, MM_COPY_MEMORY_VIRTUAL, &Copied) == STATUS_INVALID_PARAMETER);
	CHECK(MmCopyMemory(To, Source, 1, MM_COPY_MEMORY_VIRTUAL | MM_COPY_MEMORY_PHYSICAL, &Copied) ==
	      STATUS_INVALID_PARAMETER_4);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	Status = MmCopyMemory(To, Source, 1, MM_COPY_MEMORY_VIRTUAL, &Copied);
	Ranges = MmGetPhysicalMemoryRanges();
	KeLowerIrql(Irql);
	CHECK(Status == STATUS_UNSUCCESSFUL && !Copied && !Ranges);
	return STATUS_SUCCESS;
}

static NTSTATUS CheckMemory(VOID)
{
	PUCHAR Page = ExAllocatePoolWithTag(NonPagedPool, PAGE_SIZE, TAG);
	PUCHAR To = ExAllocatePoolWithTag(NonPagedPool, PAGE_SIZE + 1, TAG);
	ULONG i;

	CHECK(Page && To);
	for (i = 0; i < PAGE_SIZE; i++)
		Page[i] = (UCHAR)(i * 7);
	CHECK(NT_SUCCESS(CheckVirtual(Page, To)));
	CHECK(NT_SUCCESS(CheckPhysical(Page, To)));
	CHECK(NT_SUCCESS(CheckRanges(Page, To)));
	CHECK(NT_SUCCESS(CheckRefusals(To)));
	ExFreePoolWithTag(Page, TAG);
	ExFreePoolWithTag(To, TAG);
	return STATUS_SUCCESS;
}

static NTSTATUS CheckNumbers(VOID)
{
	UUID First, Second;
	LUID One, Other;

	CHECK(ExUuidCreate(&First) == STATUS_SUCCESS && ExUuidCreate(&Second) == STATUS_SUCCESS);
	CHECK(!RtlEqualMemory(&First, &Second, sizeof(First)));
	CHECK(First.Data3 >> 12 == 4 && (First.Data4[0] & 0xc0) == 0x80);
	CHECK(ExUuidCreate(NULL) == STATUS_INVALID_PARAMETER);
	CHECK(ZwAllocateLocallyUniqueId(&One) == STATUS_SUCCESS);
	CHECK(ZwAllocateLocallyUniqueId(&Other) == STATUS_SUCCESS);
	CHECK(One.LowPart > 1000 && Other.LowPart > One.LowPart && One.HighPart == Other.HighPart);
	CHECK(ZwAllocateLocallyUniqueId(NULL) == STATUS_ACCESS_VIOLATION);
	return STATUS_SUCCESS;
}

static NTSTATUS CheckSystem(VOID)
{
	BOOLEAN Block = TRUE;
	int i;

	CHECK(KdDisableDebugger() == STATUS_DEBUGGER_INACTIVE && KdEnableDebugger() == STATUS_DEBUGGER_INACTIVE);
	CHECK(KdChangeOption(KD_OPTION_SET_BLOCK_ENABLE, sizeof(Block), &Block, 0, NULL, NULL) ==
	      STATUS_DEBUGGER_INACTIVE);
	CHECK(KdRefreshDebuggerNotPresent() == TRUE && KD_DEBUGGER_NOT_PRESENT == TRUE);
	for (i = SmallBusiness; i <= MaxSuiteType; i++)
		CHECK(ExVerifySuite((SUITE_TYPE)i) == (i == TerminalServer || i == SingleUserTS));
	CHECK(MmIsThisAnNtAsSystem() == FALSE);
	return STATUS_SUCCESS;
}

/* DriverEntry runs in the process of insmod. */
static NTSTATUS CheckProcesses(VOID)
{
	const LONGLONG Began = PsGetProcessCreateTimeQuadPart(PsGetCurrentProcess());
	PEPROCESS First;
	LARGE_INTEGER Now;
	LONGLONG OfFirst;

	KeQuerySystemTime(&Now);
	CHECK(NT_SUCCESS(PsLookupProcessByProcessId((HANDLE)1, &First)));
	OfFirst = PsGetProcessCreateTimeQuadPart(First);
	ObDereferenceObject(First);
	CHECK(Began > OfFirst && Began <= Now.QuadPart);
	CHECK(OfFirst > PsGetProcessCreateTimeQuadPart(PsInitialSystemProcess));
	CHECK(PsGetProcessCreateTimeQuadPart((PEPROCESS)&Now) == 0);
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	CHECK(NT_SUCCESS(CheckMemory()));
	CHECK(NT_SUCCESS(CheckNumbers()));
	CHECK(NT_SUCCESS(CheckSystem()));
	return CheckProcesses();
}
