// SPDX-License-Identifier: GPL-2.0
/*
 * The cost of calls that every driver makes, with few and with many objects of others. The measures of
 * files and events need a program: growth.program.c uses the devices below while the module is inserted.
 */
#include <linux/kernel.h>
#include <linux/random.h>
#include <linux/vmalloc.h>

#include <fltKernel.h>
#include <wdf.h>
#include <winwork/flt_port.h>
#include <winwork/pnp_port.h>
#include <winwork/wdf_port.h>

#include "growth.h"
#include "measure.h"
#include "winwork.h"

#define ROUNDS 50
#define TAG 'htrG'
#define BLOCK_BYTES 65536

/* ---- Calls in the kernel ---------------------------------------------------------------- */

/* The objects of others; those of one kind at a time. */
static void **objects;
static PDRIVER_OBJECT driver;
static PDEVICE_OBJECT device;
/* What the measured call is about. */
static void *subject;

static void *add_timer_object(u32 number)
{
	/* In an hour. */
	const LARGE_INTEGER due = { .QuadPart = -36000000000LL };
	PKTIMER timer = ExAllocatePoolWithTag(NonPagedPool, sizeof(*timer), TAG);

	if (timer) {
		KeInitializeTimer(timer);
		KeSetTimer(timer, due, NULL);
	}
	return timer;
}

static void remove_timer_object(void *timer)
{
	KeCancelTimer(timer);
	ExFreePoolWithTag(timer, TAG);
}

static bool allocate_block(void)
{
	subject = ExAllocatePoolWithTag(NonPagedPool, BLOCK_BYTES, TAG);
	if (subject)
		get_random_bytes(subject, BLOCK_BYTES);
	return subject;
}

static void free_block(void)
{
	ExFreePoolWithTag(subject, TAG);
}

static OBJECT_ATTRIBUTES *name_of_event(u32 number)
{
	static WCHAR text[] = L"\\BaseNamedObjects\\Bench00000";
	static OBJECT_ATTRIBUTES attributes;
	static UNICODE_STRING name;
	WCHAR *digit = text + ARRAY_SIZE(text) - 1;
	int i;

	for (i = 0; i < 5; i++, number /= 10)
		*--digit = L'0' + number % 10;
	RtlInitUnicodeString(&name, text);
	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
	return &attributes;
}

static void *add_name(u32 number)
{
	HANDLE event;

	return NT_SUCCESS(ZwCreateEvent(&event, EVENT_ALL_ACCESS, name_of_event(number), NotificationEvent,
					FALSE)) ? event : NULL;
}

static void remove_name(void *event)
{
	ZwClose(event);
}

static void create_device(void)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\BenchGrowth");

	if (!NT_SUCCESS(IoCreateDevice(driver, 0, (PUNICODE_STRING)&name, FILE_DEVICE_UNKNOWN, 0, FALSE,
				       (PDEVICE_OBJECT *)&subject)))
		bench_say_no_memory();
}

static void delete_device(void)
{
	IoDeleteDevice(subject);
}

static void open_event(void)
{
	if (!NT_SUCCESS(ZwOpenEvent((PHANDLE)&subject, EVENT_ALL_ACCESS, name_of_event(0))))
		bench_say_no_memory();
}

static void close_event(void)
{
	ZwClose(subject);
}

static void *add_item(u32 number)
{
	return IoAllocateWorkItem(device);
}

static void remove_item(void *item)
{
	IoFreeWorkItem(item);
}

/* It remains when its device has gone. */
static PIO_WORKITEM own_item;

static bool create_device_with_item(void)
{
	if (!NT_SUCCESS(IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
				       (PDEVICE_OBJECT *)&subject)))
		return false;
	own_item = IoAllocateWorkItem(subject);
	return own_item;
}

static void free_own_item(void)
{
	IoFreeWorkItem(own_item);
}

static PFLT_FILTER filter;
static PFLT_VOLUME volume;
static PFLT_INSTANCE instance;

static NTSTATUS FLTAPI unload_filter(FLT_FILTER_UNLOAD_FLAGS flags)
{
	return STATUS_SUCCESS;
}

static bool start_filter(void)
{
	static const FLT_CONTEXT_REGISTRATION contexts[] = {
		{ FLT_STREAMHANDLE_CONTEXT, 0, NULL, sizeof(void *), TAG },
		{ FLT_CONTEXT_END }
	};
	static const FLT_REGISTRATION registration = {
		.Size = sizeof(FLT_REGISTRATION),
		.Version = FLT_REGISTRATION_VERSION,
		.ContextRegistration = contexts,
		.FilterUnloadCallback = unload_filter,
	};
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\BenchVolume");

	if (!NT_SUCCESS(FltRegisterFilter(driver, &registration, &filter)))
		return false;
	/* A volume gets an instance of each filter that has started. */
	if (NT_SUCCESS(FltStartFiltering(filter)) &&
	    NT_SUCCESS(WinworkFltCreateVolume((PUNICODE_STRING)&name, FILE_DEVICE_DISK_FILE_SYSTEM,
					      FLT_FSTYPE_NTFS, &volume))) {
		if (NT_SUCCESS(FltGetVolumeInstanceFromName(filter, volume, NULL, &instance)))
			return true;
		WinworkFltDeleteVolume(volume);
	}
	FltUnregisterFilter(filter);
	return false;
}

static void stop_filter(void)
{
	FltObjectDereference(instance);
	FltUnregisterFilter(filter);
	WinworkFltDeleteVolume(volume);
}

/* An open file, and a context on it. */
static void *add_context(u32 number)
{
	FILE_OBJECT *file = ExAllocatePoolZero(NonPagedPool, sizeof(*file), TAG);
	PFLT_CONTEXT context;

	if (!file)
		return NULL;
	file->FsContext = file;
	if (NT_SUCCESS(FltAllocateContext(filter, FLT_STREAMHANDLE_CONTEXT, sizeof(void *), NonPagedPool,
					  &context))) {
		const NTSTATUS status = FltSetStreamHandleContext(instance, file, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
								  context, NULL);

		FltReleaseContext(context);
		if (NT_SUCCESS(status))
			return file;
	}
	ExFreePoolWithTag(file, TAG);
	return NULL;
}

static void remove_context(void *file)
{
	WinworkFltCloseFile(volume, file);
	ExFreePoolWithTag(file, TAG);
}

static void get_context(void)
{
	if (!NT_SUCCESS(FltGetStreamHandleContext(instance, objects[0], &subject)))
		bench_say_no_memory();
}

static void release_context(void)
{
	FltReleaseContext(subject);
}

/* The oldest object that a call ends. It makes it anew, so the next one is the oldest then. */
static u32 oldest, count_of_objects;

static void end_oldest(void (*remove)(void *object))
{
	remove(objects[oldest]);
}

static void renew_oldest(void *(*add)(u32 number))
{
	objects[oldest] = add(oldest);
	if (!objects[oldest])
		bench_say_no_memory();
	oldest = (oldest + 1) % count_of_objects;
}

/* Memory of the kernel, whose pages many MDLs lock. */
static char locked_bytes[BENCH_BYTES];

static void *add_locked(u32 number)
{
	PMDL mdl = IoAllocateMdl(locked_bytes, sizeof(locked_bytes), FALSE, FALSE, NULL);

	if (mdl)
		MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	return mdl;
}

static void remove_locked(void *mdl)
{
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
}

static void unlock(void)
{
	end_oldest(remove_locked);
}

static void lock_again(void)
{
	renew_oldest(add_locked);
}

static void *add_block(u32 number)
{
	return ExAllocatePoolWithTag(NonPagedPool, BENCH_BYTES, TAG);
}

static void remove_block(void *block)
{
	ExFreePoolWithTag(block, TAG);
}

static void free_oldest_block(void)
{
	end_oldest(remove_block);
}

static void allocate_again(void)
{
	renew_oldest(add_block);
}

/* In the memory of a driver, as in the contexts of its requests. */
static void *add_stored(u32 number)
{
	PIO_WORKITEM item = ExAllocatePoolWithTag(NonPagedPool, IoSizeofWorkItem(), TAG);

	if (item)
		IoInitializeWorkItem(device, item);
	return item;
}

static void remove_stored(void *item)
{
	IoUninitializeWorkItem(item);
	ExFreePoolWithTag(item, TAG);
}

static bool allocate_storage(void)
{
	subject = ExAllocatePoolWithTag(NonPagedPool, IoSizeofWorkItem(), TAG);
	return subject;
}

static void store_item(void)
{
	IoInitializeWorkItem(device, subject);
	IoUninitializeWorkItem(subject);
}

static void free_storage(void)
{
	ExFreePoolWithTag(subject, TAG);
}

static void *add_contiguous(u32 number)
{
	const PHYSICAL_ADDRESS any = { .QuadPart = -1 };

	return MmAllocateContiguousMemory(PAGE_SIZE, any);
}

static void remove_contiguous(void *memory)
{
	MmFreeContiguousMemory(memory);
}

static void free_contiguous(void)
{
	end_oldest(remove_contiguous);
}

static void allocate_contiguous(void)
{
	renew_oldest(add_contiguous);
}

struct call {
	const char *measure;
	bool (*prepare)(void);
	void (*run)(void);
	void (*finish)(void);
};

struct kind {
	void *(*add)(u32 number);
	void (*remove)(void *object);
	struct call calls[2];
};

static const struct kind kinds[] = {
	{ add_timer_object, remove_timer_object,
	  { { "growth-free", allocate_block, free_block } } },
	{ add_name, remove_name,
	  { { "growth-create", NULL, create_device, delete_device },
	    { "growth-open", NULL, open_event, close_event } } },
	{ add_item, remove_item,
	  { { "growth-delete", create_device_with_item, delete_device, free_own_item } } },
	{ add_context, remove_context,
	  { { "growth-context", NULL, get_context, release_context } } },
	{ add_locked, remove_locked,
	  { { "growth-unlock", NULL, unlock, lock_again } } },
	{ add_block, remove_block,
	  { { "growth-pool", NULL, free_oldest_block, allocate_again } } },
	{ add_stored, remove_stored,
	  { { "growth-store", allocate_storage, store_item, free_storage } } },
	{ add_contiguous, remove_contiguous,
	  { { "growth-contiguous", NULL, free_contiguous, allocate_contiguous } } },
};

static void measure_call(const struct call *call, u32 count)
{
	u64 least = U64_MAX;
	u32 i;

	for (i = 0; i < ROUNDS; i++) {
		u64 start;

		if (call->prepare && !call->prepare()) {
			bench_say_no_memory();
			return;
		}
		start = ktime_get_ns();
		call->run();
		least = min(least, ktime_get_ns() - start);
		if (call->finish)
			call->finish();
	}
	bench_say("winwork-io", call->measure, count, least * 100);
}

static void measure_kind(const struct kind *kind)
{
	static const u32 counts[] = BENCH_OBJECTS;
	u32 made = 0, i, call;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		for (; made < counts[i]; made++) {
			objects[made] = kind->add(made);
			if (!objects[made]) {
				bench_say_no_memory();
				break;
			}
		}
		oldest = 0;
		count_of_objects = made;
		for (call = 0; call < ARRAY_SIZE(kind->calls) && kind->calls[call].run; call++)
			measure_call(&kind->calls[call], counts[i]);
	}
	while (made--)
		kind->remove(objects[made]);
}

/* ---- The devices of the program --------------------------------------------------------- */

/* The events that the driver keeps are in objects[]. */
static u32 kept;

/* Pended, with neither I/O: the driver gets an address of the kernel for the buffer of each. */
static LIST_ENTRY reads;
static KSPIN_LOCK reads_lock;

static NTSTATUS pend(PIRP irp)
{
	IoMarkIrpPending(irp);
	ExInterlockedInsertTailList(&reads, &irp->Tail.Overlay.ListEntry, &reads_lock);
	return STATUS_PENDING;
}

static void complete_reads(void)
{
	PLIST_ENTRY entry;

	while ((entry = ExInterlockedRemoveHeadList(&reads, &reads_lock))) {
		PIRP irp = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);

		irp->IoStatus.Status = STATUS_SUCCESS;
		irp->IoStatus.Information = 0;
		IoCompleteRequest(irp, IO_NO_INCREMENT);
	}
}

static NTSTATUS probe_oldest(void)
{
	if (IsListEmpty(&reads))
		return STATUS_INVALID_DEVICE_REQUEST;
	ProbeForWrite(CONTAINING_RECORD(reads.Flink, IRP, Tail.Overlay.ListEntry)->UserBuffer, BENCH_BYTES,
		      1);
	return STATUS_SUCCESS;
}

static void drop_events(void)
{
	while (kept)
		ObDereferenceObject(objects[--kept]);
}

static NTSTATUS look_up(PIRP irp, ULONG code)
{
	const s32 *descriptor = irp->AssociatedIrp.SystemBuffer;
	PVOID event;
	NTSTATUS status = ObReferenceObjectByHandle((HANDLE)(LONG_PTR)*descriptor, EVENT_MODIFY_STATE,
						    *ExEventObjectType, irp->RequestorMode, &event, NULL);

	if (!NT_SUCCESS(status))
		return status;
	if (code == BENCH_KEEP && kept < BENCH_MOST_OBJECTS)
		objects[kept++] = event;
	else
		ObDereferenceObject(event);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT unused, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	const ULONG code = location->Parameters.DeviceIoControl.IoControlCode;
	NTSTATUS status = STATUS_SUCCESS;

	if (location->MajorFunction == IRP_MJ_READ)
		return pend(irp);
	if (location->MajorFunction == IRP_MJ_DEVICE_CONTROL) {
		if (code == BENCH_DROP) {
			drop_events();
			complete_reads();
		} else if (code == BENCH_PROBE) {
			status = probe_oldest();
		} else if (location->Parameters.DeviceIoControl.InputBufferLength >= sizeof(s32)) {
			status = look_up(irp, code);
		} else {
			status = STATUS_INVALID_PARAMETER;
		}
	}
	irp->IoStatus.Status = status;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return status;
}

static UNICODE_STRING events_link = RTL_CONSTANT_STRING(L"\\DosDevices\\BenchEvents");

static bool start_events(void)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\BenchEvents");

	driver->MajorFunction[IRP_MJ_CREATE] = dispatch;
	driver->MajorFunction[IRP_MJ_CLEANUP] = dispatch;
	driver->MajorFunction[IRP_MJ_CLOSE] = dispatch;
	driver->MajorFunction[IRP_MJ_READ] = dispatch;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = dispatch;
	InitializeListHead(&reads);
	KeInitializeSpinLock(&reads_lock);
	if (!NT_SUCCESS(IoCreateDevice(driver, 0, (PUNICODE_STRING)&name, FILE_DEVICE_UNKNOWN, 0, FALSE,
				       &device)))
		return false;
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	if (NT_SUCCESS(IoCreateSymbolicLink(&events_link, (PUNICODE_STRING)&name)))
		return true;
	IoDeleteDevice(device);
	return false;
}

static void stop_events(void)
{
	drop_events();
	IoDeleteSymbolicLink(&events_link);
	IoDeleteDevice(device);
}

static PDRIVER_OBJECT framework_driver;

static VOID complete_control(WDFQUEUE queue, WDFREQUEST request, size_t out, size_t in, ULONG code)
{
	WdfRequestComplete(request, STATUS_SUCCESS);
}

static NTSTATUS device_add(WDFDRIVER unused, PWDFDEVICE_INIT init)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\BenchFiles");
	DECLARE_CONST_UNICODE_STRING(link, L"\\DosDevices\\BenchFiles");
	WDF_FILEOBJECT_CONFIG files;
	WDF_IO_QUEUE_CONFIG queue;
	WDFDEVICE made;
	NTSTATUS status;

	WDF_FILEOBJECT_CONFIG_INIT(&files, WDF_NO_EVENT_CALLBACK, WDF_NO_EVENT_CALLBACK, WDF_NO_EVENT_CALLBACK);
	WdfDeviceInitSetFileObjectConfig(init, &files, WDF_NO_OBJECT_ATTRIBUTES);
	status = WdfDeviceInitAssignName(init, &name);
	if (NT_SUCCESS(status))
		status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &made);
	if (!NT_SUCCESS(status))
		return status;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&queue, WdfIoQueueDispatchParallel);
	queue.EvtIoDeviceControl = complete_control;
	status = WdfIoQueueCreate(made, &queue, WDF_NO_OBJECT_ATTRIBUTES, NULL);
	return NT_SUCCESS(status) ? WdfDeviceCreateSymbolicLink(made, &link) : status;
}

static void stop_files(void)
{
	WinworkPnpRemoveDevices(framework_driver);
	if (framework_driver->DriverUnload)
		framework_driver->DriverUnload(framework_driver);
	IoDeleteDriver(framework_driver);
}

static bool start_files(void)
{
	DECLARE_CONST_UNICODE_STRING(path, L"");
	WDF_DRIVER_CONFIG config;
	WDFDRIVER framework;
	WDFDEVICE made;

	framework_driver = bench_create_driver();
	if (!framework_driver)
		return false;
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	if (NT_SUCCESS(WdfDriverCreate(framework_driver, &path, WDF_NO_OBJECT_ATTRIBUTES, &config,
				       &framework)) &&
	    NT_SUCCESS(WinworkWdfAddDevice(framework, &made)))
		return true;
	stop_files();
	return false;
}

bool bench_growth_start(void)
{
	u32 i;

	objects = vmalloc(BENCH_MOST_OBJECTS * sizeof(*objects));
	driver = bench_create_driver();
	if (!objects || !driver || !start_events())
		goto free;
	if (!start_files()) {
		stop_events();
		goto free;
	}
	if (!start_filter()) {
		stop_files();
		stop_events();
		goto free;
	}
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		measure_kind(&kinds[i]);
	return true;
free:
	if (driver)
		IoDeleteDriver(driver);
	vfree(objects);
	return false;
}

void bench_growth_stop(void)
{
	stop_filter();
	stop_files();
	stop_events();
	IoDeleteDriver(driver);
	vfree(objects);
}
