/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Allocates many items of one kind at once, and frees them. A write to the module parameter "fill"
 * chooses the kind, and a write to "drain" frees the items. The test reads the kernel's own figures
 * before, between and after. (row 19)
 */
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/vmalloc.h>

#include <fltKernel.h>

#define ITEMS 20000

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;
static PVOID *Items;
static int Count;
static VOID (*Free)(PVOID Item);

static PVOID AllocateIo(VOID)
{
	return IoAllocateWorkItem(Device);
}

static VOID FreeIo(PVOID Item)
{
	IoFreeWorkItem(Item);
}

static PVOID AllocateGeneric(VOID)
{
	return FltAllocateGenericWorkItem();
}

static VOID FreeGeneric(PVOID Item)
{
	FltFreeGenericWorkItem(Item);
}

static PVOID AllocateDeferred(VOID)
{
	return FltAllocateDeferredIoWorkItem();
}

static VOID FreeDeferred(PVOID Item)
{
	FltFreeDeferredIoWorkItem(Item);
}

static const struct {
	const char *Name;
	PVOID (*Allocate)(VOID);
	VOID (*Free)(PVOID Item);
} Kinds[] = {
	{ "io", AllocateIo, FreeIo },
	{ "generic", AllocateGeneric, FreeGeneric },
	{ "deferred", AllocateDeferred, FreeDeferred },
};

static int fill(const char *Text, const struct kernel_param *Parameter)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(Kinds) && !sysfs_streq(Text, Kinds[i].Name); i++)
		;
	if (i == ARRAY_SIZE(Kinds) || Count)
		return -EINVAL;
	Free = Kinds[i].Free;
	while (Count < ITEMS && (Items[Count] = Kinds[i].Allocate()))
		Count++;
	return Count == ITEMS ? 0 : -ENOMEM;
}

static int drain(const char *Text, const struct kernel_param *Parameter)
{
	while (Count)
		Free(Items[--Count]);
	/* Chunks go back when no reader is left. */
	rcu_barrier();
	return 0;
}

static const struct kernel_param_ops fill_ops = { .set = fill };
module_param_cb(fill, &fill_ops, NULL, 0200);
static const struct kernel_param_ops drain_ops = { .set = drain };
module_param_cb(drain, &drain_ops, NULL, 0200);

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	vfree(Items);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
					 &Device);

	if (!NT_SUCCESS(Status))
		return Status;
	DriverObject->DriverUnload = Unload;
	Items = vmalloc(ITEMS * sizeof(*Items));
	if (Items)
		return STATUS_SUCCESS;
	IoDeleteDevice(Device);
	return STATUS_INSUFFICIENT_RESOURCES;
}
