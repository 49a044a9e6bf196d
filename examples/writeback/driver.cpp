/* SPDX-License-Identifier: MIT */
/*
 * writeback: a cache that writes its dirty blocks behind the caller's back. Each block gets a
 * work item of its own, which frees itself as the first thing its routine does and then works
 * on for long. DriverUnload does not wait for them: the references that the queued items hold
 * keep the driver in memory until the last routine has returned.
 */
#include <ntddk.h>

namespace {

constexpr ULONG kTag = 'bWtW';
constexpr LONG kBlocks = 24;

/* A work item that carries a callable, and is gone before the callable runs. */
template <typename Work>
class OneShot {
public:
	static NTSTATUS queue(PDEVICE_OBJECT device, WORK_QUEUE_TYPE type, const Work &work)
	{
		auto *self = static_cast<OneShot *>(
			ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(OneShot), kTag));

		if (!self)
			return STATUS_INSUFFICIENT_RESOURCES;
		self->item_ = IoAllocateWorkItem(device);
		if (!self->item_) {
			ExFreePoolWithTag(self, kTag);
			return STATUS_INSUFFICIENT_RESOURCES;
		}
		self->work_ = work;
		IoQueueWorkItem(self->item_, run, type, self);
		return STATUS_SUCCESS;
	}

private:
	static VOID run(PDEVICE_OBJECT device, PVOID context)
	{
		auto *self = static_cast<OneShot *>(context);
		const Work work = self->work_;

		IoFreeWorkItem(self->item_);
		ExFreePoolWithTag(self, kTag);
		work(device);
	}

	PIO_WORKITEM item_;
	Work work_;
};

struct Cache {
	volatile LONG dirty;
	volatile LONG written;
};

struct WriteBlock {
	LONG block;

	void operator()(PDEVICE_OBJECT device) const
	{
		auto *cache = static_cast<Cache *>(device->DeviceExtension);
		LARGE_INTEGER disk;

		disk.QuadPart = -10 * 1000 * (1 + block % 5);	/* 1 to 5 ms, in 100 ns */
		KeDelayExecutionThread(KernelMode, FALSE, &disk);
		InterlockedIncrement(&cache->written);
		if (InterlockedDecrement(&cache->dirty) == 0)
			DbgPrint("writeback: %ld of %ld blocks written, the last one was block %ld\n",
				 cache->written, kBlocks, block);
	}
};

VOID unload(PDRIVER_OBJECT driver)
{
	auto *cache = static_cast<Cache *>(driver->DeviceObject->DeviceExtension);

	DbgPrint("writeback: unloading with %ld blocks still dirty\n", cache->dirty);
	IoDeleteDevice(driver->DeviceObject);
}

} /* namespace */

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
	PDEVICE_OBJECT device;
	NTSTATUS status = IoCreateDevice(driver, sizeof(Cache), nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE,
					 &device);

	if (!NT_SUCCESS(status))
		return status;
	driver->DriverUnload = unload;

	auto *cache = static_cast<Cache *>(device->DeviceExtension);

	cache->dirty = kBlocks;
	for (LONG block = 0; block < kBlocks; block++) {
		status = OneShot<WriteBlock>::queue(device, DelayedWorkQueue, { block });
		/* Without memory for an item the caller does the work itself. */
		if (!NT_SUCCESS(status))
			WriteBlock{ block }(device);
	}
	return STATUS_SUCCESS;
}
