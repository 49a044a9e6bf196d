// SPDX-License-Identifier: GPL-2.0
/*
 * Devices for the measure of requests: those of a Windows driver, and a misc device that does the same for
 * the same structure. requests.program.c measures them.
 */
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

#include <ntddk.h>
#include <uapi/winwork.h>

#include "measure.h"
#include "requests.h"

#define MOST_BYTES (64u << 20)

/* ---- Linux ------------------------------------------------------------------------------ */

static struct workqueue_struct *workqueue;

struct native_item {
	struct work_struct work;
	struct completion done;
};

static void native_routine(struct work_struct *work)
{
	complete(&container_of(work, struct native_item, work)->done);
}

static void native_item(void)
{
	struct native_item item;

	INIT_WORK_ONSTACK(&item.work, native_routine);
	init_completion(&item.done);
	queue_work(workqueue, &item.work);
	wait_for_completion(&item.done);
	destroy_work_on_stack(&item.work);
}

/* Copies as METHOD_BUFFERED does: input, output, and the result into the structure. */
static long native_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	struct winwork_request __user *const user = (void __user *)argument;
	struct winwork_request request;
	void *buffer = NULL;
	u32 room;
	int error;

	if (command != WINWORK_CONTROL)
		return -ENOTTY;
	if (get_user(room, &user->size))
		return -EFAULT;
	error = copy_struct_from_user(&request, sizeof(request), user, room);
	if (error)
		return error;
	room = max(request.in_length, request.out_length);
	if (room > MOST_BYTES)
		return -E2BIG;
	if (room) {
		buffer = kmalloc(room, GFP_KERNEL_ACCOUNT);
		if (!buffer)
			return -ENOMEM;
		if (copy_from_user(buffer, u64_to_user_ptr(request.in), request.in_length)) {
			kfree(buffer);
			return -EFAULT;
		}
		memset(buffer + request.in_length, 0, room - request.in_length);
	}
	if (request.code == BENCH_ITEM)
		native_item();
	error = request.out_length &&
		copy_to_user(u64_to_user_ptr(request.out), buffer, request.out_length);
	kfree(buffer);
	if (error || put_user(0, &user->status) || put_user(request.out_length, &user->information))
		return -EFAULT;
	return 0;
}

static const struct file_operations native_operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = native_ioctl,
};

static struct miscdevice native = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "winwork-bench",
	.fops = &native_operations,
};

/* ---- Windows ---------------------------------------------------------------------------- */

/* The device extension. */
struct place {
	PDEVICE_OBJECT lower;		/* NULL for the lowest of a stack */
};

static NTSTATUS complete_request(PIRP irp)
{
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information =
		IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl.OutputBufferLength;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static VOID NTAPI item_routine(PDEVICE_OBJECT device, PVOID context)
{
	PIRP irp = context;

	IoFreeWorkItem(irp->Tail.Overlay.DriverContext[0]);
	complete_request(irp);
}

static NTSTATUS NTAPI control(PDEVICE_OBJECT device, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	const struct place *place = device->DeviceExtension;
	PIO_WORKITEM item;

	if (place->lower) {
		IoSkipCurrentIrpStackLocation(irp);
		return IoCallDriver(place->lower, irp);
	}
	if (location->Parameters.DeviceIoControl.IoControlCode != BENCH_ITEM)
		return complete_request(irp);
	item = IoAllocateWorkItem(device);
	if (!item) {
		bench_say_no_memory();
		return complete_request(irp);
	}
	irp->Tail.Overlay.DriverContext[0] = item;
	IoMarkIrpPending(irp);
	IoQueueWorkItem(item, item_routine, DelayedWorkQueue, irp);
	return STATUS_PENDING;
}

static NTSTATUS NTAPI open_or_close(PDEVICE_OBJECT device, PIRP irp)
{
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static void name_of(PUNICODE_STRING string, WCHAR *text, PCWSTR first, u32 devices)
{
	u32 length = 0;

	while (first[length]) {
		text[length] = first[length];
		length++;
	}
	if (devices)
		text[length++] = L'0' + devices;
	text[length] = L'\0';
	RtlInitUnicodeString(string, text);
}

/* Makes the lowest device of a stack, and a link to it. */
static PDEVICE_OBJECT new_device(PDRIVER_OBJECT driver, u32 devices)
{
	WCHAR name_text[32], link_text[32];
	UNICODE_STRING name, link;
	PDEVICE_OBJECT device;

	name_of(&name, name_text, L"\\Device\\Bench", devices);
	name_of(&link, link_text, L"\\DosDevices\\Bench", devices);
	if (!NT_SUCCESS(IoCreateDevice(driver, sizeof(struct place), &name, FILE_DEVICE_UNKNOWN, 0, FALSE,
				       &device)))
		return NULL;
	/* So that the next one can attach. */
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	return NT_SUCCESS(IoCreateSymbolicLink(&link, &name)) ? device : NULL;
}

static bool new_stack(PDRIVER_OBJECT driver, u32 devices)
{
	PDEVICE_OBJECT lowest = new_device(driver, devices), upper;
	u32 i;

	for (i = 1; lowest && i < devices; i++) {
		if (!NT_SUCCESS(IoCreateDevice(driver, sizeof(struct place), NULL, FILE_DEVICE_UNKNOWN, 0,
					       FALSE, &upper)))
			return false;
		((struct place *)upper->DeviceExtension)->lower =
			IoAttachDeviceToDeviceStack(upper, lowest);
		if (!((struct place *)upper->DeviceExtension)->lower)
			return false;
		upper->Flags &= ~DO_DEVICE_INITIALIZING;
	}
	return lowest;
}

static void delete_stacks(PDRIVER_OBJECT driver)
{
	PDEVICE_OBJECT device;

	for (device = driver->DeviceObject; device; device = device->NextDevice) {
		struct place *place = device->DeviceExtension;

		if (place->lower)
			IoDetachDevice(place->lower);
	}
}

static void delete_link(u32 devices)
{
	WCHAR text[32];
	UNICODE_STRING link;

	name_of(&link, text, L"\\DosDevices\\Bench", devices);
	IoDeleteSymbolicLink(&link);
}

bool bench_requests_start(PDRIVER_OBJECT driver)
{
	u32 devices;
	bool made;

	driver->MajorFunction[IRP_MJ_CREATE] = open_or_close;
	driver->MajorFunction[IRP_MJ_CLEANUP] = open_or_close;
	driver->MajorFunction[IRP_MJ_CLOSE] = open_or_close;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = control;
	made = new_device(driver, 0);
	for (devices = 1; made && devices <= BENCH_STACKS; devices++)
		made = new_stack(driver, devices);
	workqueue = alloc_workqueue("winwork_bench", WQ_MEM_RECLAIM, WQ_MAX_ACTIVE);
	if (made && workqueue && !misc_register(&native))
		return true;
	if (workqueue)
		destroy_workqueue(workqueue);
	bench_requests_stop(driver, false);
	return false;
}

void bench_requests_stop(PDRIVER_OBJECT driver, bool started)
{
	u32 devices;

	if (started) {
		misc_deregister(&native);
		destroy_workqueue(workqueue);
	}
	for (devices = 0; devices <= BENCH_STACKS; devices++)
		delete_link(devices);
	delete_stacks(driver);
	while (driver->DeviceObject)
		IoDeleteDevice(driver->DeviceObject);
}
