/* SPDX-License-Identifier: MIT */
/*
 * pipe: each write() of a program meets the read() of another one. The bytes go from the writer's
 * pages to the reader's, without a buffer between them. A second device lies above the first, as a
 * filter driver's would, and changes what is read.
 */
#include "device.hpp"

#include <new>

#include "queue.hpp"

namespace {

/* A read waits for a write, and a write for a read. A work item matches and completes them. */
class Pipe final : public Device {
public:
	explicit Pipe(PDEVICE_OBJECT object) : object_(object) {}

	NTSTATUS initialize();
	NTSTATUS dispatch(PIRP irp) override;
	void remove() override;

private:
	NTSTATUS transfer(PIRP irp);
	NTSTATUS cleanup(PIRP irp);
	void match();
	void match_two(PIRP read, PIRP write);

	PDEVICE_OBJECT object_;
	PIO_WORKITEM item_ = nullptr;
	LONG item_is_queued_ = 0;
	RequestQueue requests_;
	FAST_MUTEX matching_;		/* Of match(), which may run in two threads at once. */
	ULONG transfers_ = 0;
	SIZE_T bytes_ = 0;
};

NTSTATUS Pipe::initialize()
{
	ExInitializeFastMutex(&matching_);
	item_ = IoAllocateWorkItem(object_);
	return item_ ? requests_.initialize() : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS Pipe::dispatch(PIRP irp)
{
	switch (IoGetCurrentIrpStackLocation(irp)->MajorFunction) {
	case IRP_MJ_CREATE:
	case IRP_MJ_CLOSE:
		return complete(irp, STATUS_SUCCESS);
	case IRP_MJ_CLEANUP:
		return cleanup(irp);
	case IRP_MJ_READ:
	case IRP_MJ_WRITE:
		return transfer(irp);
	default:
		return complete(irp, STATUS_INVALID_DEVICE_REQUEST);
	}
}

NTSTATUS Pipe::transfer(PIRP irp)
{
	/* Without a byte there is no MDL. */
	if (!irp->MdlAddress)
		return complete(irp, STATUS_SUCCESS);
	IoCsqInsertIrp(&requests_, irp, nullptr);
	if (!InterlockedExchange(&item_is_queued_, 1))
		IoQueueWorkItem(item_, [](PDEVICE_OBJECT, PVOID pipe) {
			static_cast<Pipe *>(pipe)->match();
		}, DelayedWorkQueue, this);
	return STATUS_PENDING;
}

NTSTATUS Pipe::cleanup(PIRP irp)
{
	while (PIRP left = requests_.remove(IoGetCurrentIrpStackLocation(irp)->FileObject))
		complete(left, STATUS_CANCELLED);
	return complete(irp, STATUS_SUCCESS);
}

void Pipe::match()
{
	/* From here on a new request queues the item again. */
	InterlockedExchange(&item_is_queued_, 0);
	ExAcquireFastMutex(&matching_);
	while (PIRP read = requests_.remove(IRP_MJ_READ)) {
		PIRP write = requests_.remove(IRP_MJ_WRITE);

		if (!write) {
			requests_.put_back(read);
			break;
		}
		match_two(read, write);
	}
	ExReleaseFastMutex(&matching_);
}

void Pipe::match_two(PIRP read, PIRP write)
{
	const ULONG wanted = MmGetMdlByteCount(read->MdlAddress);
	const ULONG offered = MmGetMdlByteCount(write->MdlAddress);
	const ULONG bytes = wanted < offered ? wanted : offered;
	PVOID to = MmGetSystemAddressForMdlSafe(read->MdlAddress, NormalPagePriority);
	PVOID from = MmGetSystemAddressForMdlSafe(write->MdlAddress, NormalPagePriority);

	if (!to || !from) {
		complete(read, STATUS_INSUFFICIENT_RESOURCES);
		complete(write, STATUS_INSUFFICIENT_RESOURCES);
		return;
	}
	RtlCopyMemory(to, from, bytes);
	transfers_++;
	bytes_ += bytes;
	complete(read, STATUS_SUCCESS, bytes);
	complete(write, STATUS_SUCCESS, bytes);
}

void Pipe::remove()
{
	if (item_)
		IoFreeWorkItem(item_);
	DbgPrint("pipe: %u transfers, %Iu bytes\n", transfers_, bytes_);
	IoDeleteDevice(object_);
}

NTSTATUS dispatch(PDEVICE_OBJECT object, PIRP irp)
{
	return device_of(object)->dispatch(irp);
}

VOID unload(PDRIVER_OBJECT driver)
{
	UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Pipe");

	IoDeleteSymbolicLink(&link);
	/* The list begins with the device that was created last: the filter. */
	while (driver->DeviceObject)
		device_of(driver->DeviceObject)->remove();
}

} /* namespace */

NTSTATUS create_pipe(PDRIVER_OBJECT driver, PUNICODE_STRING name, PDEVICE_OBJECT *created)
{
	NTSTATUS status = IoCreateDevice(driver, sizeof(Pipe), name, FILE_DEVICE_UNKNOWN,
					 FILE_DEVICE_SECURE_OPEN, FALSE, created);

	if (!NT_SUCCESS(status))
		return status;

	auto *const pipe = new ((*created)->DeviceExtension) Pipe(*created);

	(*created)->Flags |= DO_DIRECT_IO;
	status = pipe->initialize();
	if (!NT_SUCCESS(status)) {
		pipe->remove();
		return status;
	}
	/* No filter can attach before. */
	(*created)->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Pipe");
	UNICODE_STRING link = RTL_CONSTANT_STRING(L"\\DosDevices\\Pipe");
	PDEVICE_OBJECT pipe;
	NTSTATUS status;

	for (PDRIVER_DISPATCH &major : driver->MajorFunction)
		major = dispatch;
	driver->DriverUnload = unload;
	status = create_pipe(driver, &name, &pipe);
	if (!NT_SUCCESS(status))
		return status;
	status = create_filter(driver, pipe);
	if (NT_SUCCESS(status))
		status = IoCreateSymbolicLink(&link, &name);
	if (!NT_SUCCESS(status))
		while (driver->DeviceObject)
			device_of(driver->DeviceObject)->remove();
	return status;
}
