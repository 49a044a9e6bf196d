/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that asks for memory in each way, and prints what it gets: 1, or 0 for none.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

#define SOME __attribute__((noinline))

static PDEVICE_OBJECT Device;

static ULONG Free(PVOID Block)
{
	if (Block)
		ExFreePool(Block);
	return Block != NULL;
}

static SOME ULONG TakesNew(VOID)
{
	return Free(ExAllocatePool2(POOL_FLAG_NON_PAGED, 32, 'aaaa'));
}

static SOME ULONG TakesPaged(VOID)
{
	return Free(ExAllocatePool2(POOL_FLAG_PAGED, 5000, 'dgap'));
}

static SOME ULONG TakesOld(VOID)
{
	return Free(ExAllocatePoolWithTag(NonPagedPoolNx, 32, 'bbbb'));
}

static SOME ULONG TakesSurely(VOID)
{
	return Free(ExAllocatePoolWithTag(NonPagedPoolMustSucceed, 32, 'bbbb'));
}

static SOME ULONG Raises(VOID)
{
	ULONG Status = 0;

	__try {
		Free(ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_RAISE_ON_FAILURE, 32, 'aaaa'));
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	return Status;
}

static SOME ULONG TakesItem(VOID)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);

	if (Item)
		IoFreeWorkItem(Item);
	return Item != NULL;
}

static SOME ULONG TakesIrp(VOID)
{
	PIRP Irp = IoAllocateIrp(1, FALSE);

	if (Irp)
		IoFreeIrp(Irp);
	return Irp != NULL;
}

static SOME ULONG TakesMdl(VOID)
{
	static char Bytes[64];
	PMDL Mdl = IoAllocateMdl(Bytes, sizeof(Bytes), FALSE, FALSE, NULL);

	if (Mdl)
		IoFreeMdl(Mdl);
	return Mdl != NULL;
}

/* More owners than the resource itself has room for. To acquire it cannot fail. */
static SOME ULONG Acquires(VOID)
{
	static ULONG_PTR Things[4];
	ERESOURCE Resource;
	ULONG Owner, Owners = 0;

	ExInitializeResourceLite(&Resource);
	KeEnterCriticalRegion();
	for (Owner = 0; Owner < 4; Owner++) {
		Owners += ExAcquireResourceSharedLite(&Resource, TRUE);
		ExSetResourceOwnerPointer(&Resource, (PVOID)((ULONG_PTR)&Things[Owner] | 3));
	}
	for (Owner = 0; Owner < 4; Owner++)
		ExReleaseResourceForThreadLite(&Resource, (ULONG_PTR)&Things[Owner] | 3);
	KeLeaveCriticalRegion();
	ExDeleteResourceLite(&Resource);
	return Owners;
}

/* A bit for each of 32 blocks. */
static SOME ULONG TakesMany(VOID)
{
	ULONG Got = 0;
	ULONG i;

	for (i = 0; i < 32; i++)
		Got |= Free(ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, 'ynam')) << i;
	return Got;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	static ULONG (*const Ways[])(VOID) = { TakesNew,  TakesPaged, TakesOld, TakesSurely, Raises,
					       TakesItem, TakesIrp,   TakesMdl, Acquires };
	ULONG Got[ARRAYSIZE(Ways)];
	NTSTATUS Status;
	ULONG i;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	for (i = 0; i < ARRAYSIZE(Ways); i++)
		Got[i] = Ways[i]();
	DbgPrint(
		"faults: new %u paged %u old %u surely %u raised %x item %u irp %u mdl %u owners %u\n",
		Got[0], Got[1], Got[2], Got[3], Got[4], Got[5], Got[6], Got[7], Got[8]);
	DbgPrint("faults: many %08x\n", TakesMany());
	return STATUS_SUCCESS;
}
