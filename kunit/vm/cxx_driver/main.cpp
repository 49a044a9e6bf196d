/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A C++ driver: a captureless lambda as the routine, a template over the context's type, a
 * class that owns its item, and virtual functions called from a work item. wrappers.cpp has more.
 */
#include <ntddk.h>

#include "engine.h"

namespace {

PDEVICE_OBJECT device;

/* Owns an item; run() queues it, and wait() returns when it has run. */
class Work {
public:
	explicit Work(PDEVICE_OBJECT owner) : item_(IoAllocateWorkItem(owner))
	{
		KeInitializeEvent(&done_, SynchronizationEvent, FALSE);
	}
	~Work()
	{
		if (item_)
			IoFreeWorkItem(item_);
	}
	Work(const Work &) = delete;
	Work &operator=(const Work &) = delete;

	bool valid() const { return item_ != nullptr; }

	template <typename T, void (T::*Member)()>
	void run(T &object)
	{
		object_ = &object;
		IoQueueWorkItem(item_, [](PDEVICE_OBJECT, PVOID context) {
			auto *work = static_cast<Work *>(context);

			(static_cast<T *>(work->object_)->*Member)();
			KeSetEvent(&work->done_, IO_NO_INCREMENT, FALSE);
		}, DelayedWorkQueue, this);
	}

	void wait() { KeWaitForSingleObject(&done_, Executive, KernelMode, FALSE, nullptr); }

private:
	PIO_WORKITEM item_;
	KEVENT done_;
	void *object_ = nullptr;
};

class Counter final : public Engine {
public:
	void start() override { count_ += 40; }
	void stop() override { count_ += 2; }
	int count() const { return count_; }

private:
	int count_ = 0;
};

constinit int global_state = 7;

} /* namespace */

static VOID Unload(PDRIVER_OBJECT)
{
	IoDeleteDevice(device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
	driver->DriverUnload = Unload;

	const NTSTATUS status = IoCreateDevice(driver, 0, nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE,
					       &device);

	if (!NT_SUCCESS(status))
		return status;

	Work work(device);
	Counter counter;

	if (work.valid()) {
		work.run<Engine, &Engine::start>(counter);
		work.wait();
		work.run<Engine, &Engine::stop>(counter);
		work.wait();
	}
	DbgPrint("cxx_driver: counted to %d, global %d\n", counter.count(), global_state);
	run_engine(counter);
	DbgPrint("cxx_driver: counted to %d\n", counter.count());
	DbgPrint("cxx_driver: wrappers %s\n", run_wrappers() ? "passed" : "failed");
	return STATUS_SUCCESS;
}
