/* SPDX-License-Identifier: MIT */
/*
 * The filter above the pipe passes each request down. When a read comes back, it makes capital
 * letters of the bytes, in the reader's own pages.
 */
#include <new>

#include "device.hpp"

namespace {

class Filter final : public Device {
public:
	Filter(PDEVICE_OBJECT object, PDEVICE_OBJECT lower)
		: object_(object), lower_(IoAttachDeviceToDeviceStack(object, lower)) {}

	bool is_attached() const { return lower_; }
	NTSTATUS dispatch(PIRP irp) override;
	void remove() override;

private:
	static IO_COMPLETION_ROUTINE on_read;

	PDEVICE_OBJECT object_;
	PDEVICE_OBJECT lower_;
};

void make_capitals(PUCHAR text, ULONG_PTR bytes)
{
	for (PUCHAR end = text + bytes; text != end; text++)
		if (*text >= 'a' && *text <= 'z')
			*text -= 'a' - 'A';
}

NTSTATUS Filter::on_read(PDEVICE_OBJECT, PIRP irp, PVOID)
{
	if (irp->PendingReturned)
		IoMarkIrpPending(irp);
	if (NT_SUCCESS(irp->IoStatus.Status) && irp->IoStatus.Information)
		make_capitals(static_cast<PUCHAR>(MmGetSystemAddressForMdlSafe(irp->MdlAddress,
									       NormalPagePriority)),
			      irp->IoStatus.Information);
	return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS Filter::dispatch(PIRP irp)
{
	if (IoGetCurrentIrpStackLocation(irp)->MajorFunction == IRP_MJ_READ) {
		IoCopyCurrentIrpStackLocationToNext(irp);
		IoSetCompletionRoutine(irp, on_read, nullptr, TRUE, TRUE, TRUE);
	} else {
		IoSkipCurrentIrpStackLocation(irp);
	}
	return IoCallDriver(lower_, irp);
}

void Filter::remove()
{
	if (lower_)
		IoDetachDevice(lower_);
	IoDeleteDevice(object_);
}

} /* namespace */

NTSTATUS create_filter(PDRIVER_OBJECT driver, PDEVICE_OBJECT lower)
{
	PDEVICE_OBJECT object;
	const NTSTATUS status = IoCreateDevice(driver, sizeof(Filter), nullptr, lower->DeviceType,
					       FILE_DEVICE_SECURE_OPEN, FALSE, &object);

	if (!NT_SUCCESS(status))
		return status;

	auto *const filter = new (object->DeviceExtension) Filter(object, lower);

	if (!filter->is_attached()) {
		filter->remove();
		return STATUS_NO_SUCH_DEVICE;
	}
	/* Programs' buffers follow the flags of the device on top. */
	object->Flags |= lower->Flags & (DO_DIRECT_IO | DO_BUFFERED_IO);
	object->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}
