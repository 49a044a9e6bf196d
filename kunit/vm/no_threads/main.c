/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items on CPUs whose workqueue threads all sleep in native works, while the test lets the kernel
 * make no thread. A write to the parameter "run" starts it. One of these works gets the thread that
 * is parked after an item.
 */
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/moduleparam.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include <ntddk.h>
#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

#define SLEEPERS 40		/* of each CPU: more than the idle threads of a workqueue */
#define ROUNDS 4

static PDEVICE_OBJECT Device;
static DECLARE_COMPLETION(Release);
static DECLARE_COMPLETION(Ran);
static DECLARE_COMPLETION(Returned);
static const struct task_struct *Worker;	/* of the last item; identity only */
static int Rescued;

static void Sleep(struct work_struct *Work)
{
	if (current == READ_ONCE(Worker))
		complete(&Returned);
	wait_for_completion(&Release);
}

static IO_WORKITEM_ROUTINE Routine;

static VOID Routine(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	/* A rescuer is called after its workqueue, since 6.9 with a prefix. */
	WRITE_ONCE(Worker, current);
	Rescued += strstarts(current->comm, "winwork") || strstarts(current->comm, "kworker/R-");
	complete(&Ran);
}

static int RunItem(PIO_WORKITEM Item, int Cpu)
{
	set_cpus_allowed_ptr(current, cpumask_of(Cpu));
	IoQueueWorkItem(Item, Routine, DelayedWorkQueue, NULL);
	if (wait_for_completion_timeout(&Ran, 60 * HZ))
		return 0;
	DbgPrint("no_threads: an item waits on CPU %d\n", Cpu);
	return -ETIMEDOUT;
}

/* All threads then sleep for a while, except the parked one. */
static int RunItemAndSleepers(PIO_WORKITEM Item, int Cpu, struct work_struct *Sleepers)
{
	int Error = RunItem(Item, Cpu), i;

	reinit_completion(&Returned);
	for (i = 0; i < SLEEPERS; i++) {
		INIT_WORK(&Sleepers[i], Sleep);
		schedule_work_on(Cpu, &Sleepers[i]);
	}
	if (Error || wait_for_completion_timeout(&Returned, 60 * HZ))
		return Error;
	DbgPrint("no_threads: a worker does not return on CPU %d\n", Cpu);
	return -ETIMEDOUT;
}

static int RunItems(PIO_WORKITEM Item)
{
	int Cpu, Round, Error, Items = 0;

	Rescued = 0;
	for (Round = 0; Round < ROUNDS; Round++) {
		for_each_online_cpu(Cpu) {
			Error = RunItem(Item, Cpu);
			if (Error)
				return Error;
			Items++;
		}
	}
	DbgPrint("no_threads: %d items, %s by the rescuer\n", Items,
		 Rescued == Items ? "all" : "not all");
	return Rescued == Items ? 0 : -EAGAIN;
}

static int Run(const char *Value, const struct kernel_param *Parameter)
{
	struct work_struct *Sleepers = kcalloc(nr_cpu_ids * SLEEPERS, sizeof(*Sleepers),
					       GFP_KERNEL);
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);
	int Cpu, i, Error = Sleepers && Item ? 0 : -ENOMEM;

	if (!Error) {
		/* The stall detector would arm workers that no rescuer replaces. */
		WinworkSuspendStallDetection(TRUE);
		for_each_online_cpu(Cpu)
			Error = Error ?: RunItemAndSleepers(Item, Cpu, &Sleepers[Cpu * SLEEPERS]);
		Error = Error ?: RunItems(Item);
		WinworkSuspendStallDetection(FALSE);
		set_cpus_allowed_ptr(current, cpu_possible_mask);
		complete_all(&Release);
		for (i = 0; i < nr_cpu_ids * SLEEPERS; i++) {
			if (Sleepers[i].func)
				flush_work(&Sleepers[i]);
		}
	}
	if (Item)
		IoFreeWorkItem(Item);
	kfree(Sleepers);
	return Error;
}

static const struct kernel_param_ops RunOperations = { .set = Run };
module_param_cb(run, &RunOperations, NULL, 0200);

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	return IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
}
