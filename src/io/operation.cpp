/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads, writes, controls and flushes of programs: their buffers and their results.
 */
#include "operation.hpp"

#include "base/errno.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "linux/user_memory.h"
#include "ob/device.hpp"

namespace ww {
namespace {

constexpr s64 kCurrentOffset = -2;	/* WINWORK_OFFSET_CURRENT */

int failure(NTSTATUS status)
{
	return NT_SUCCESS(status) ? 0 : -errno_of(status);
}

} /* namespace */

int Operation::create(UCHAR major, u32 room)
{
	request_ = request_create(file_, major, UserMode, room);
	if (!request_)
		return -kNoMemory;
	system_buffer_ = request_->irp.AssociatedIrp.SystemBuffer;
	if (room)
		request_->irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
	return 0;
}

/* No byte that the program did not write reaches the driver, or comes back. */
int Operation::copy_input(u64 from, u32 bytes, u32 room)
{
	if (bytes && !ww_copy_from_user(system_buffer_, reinterpret_cast<void *>(from), bytes))
		return -kFault;
	if (room > bytes)
		__builtin_memset(static_cast<char *>(system_buffer_) + bytes, 0, room - bytes);
	return 0;
}

int Operation::lock(void *address, u32 bytes, KPROCESSOR_MODE mode, BufferAccess access)
{
	return failure(request_mdl_create({ address, bytes, mode, access },
					  &request_->irp.MdlAddress));
}

int Operation::alias(RequestAlias &alias, u64 address, u32 bytes, KPROCESSOR_MODE mode,
		     BufferAccess access)
{
	return failure(request_alias_create({ reinterpret_cast<void *>(address), bytes, mode,
					      access }, &alias));
}

int Operation::make_control()
{
	const u32 method = METHOD_FROM_CTL_CODE(io_->code);
	const u32 access = io_->code >> 14 & 3;
	const bool is_buffered = method == METHOD_BUFFERED;
	const u32 longest = io_->in_length > io_->out_length ? io_->in_length : io_->out_length;
	const u32 room = is_buffered ? longest : method == METHOD_NEITHER ? 0 : io_->in_length;

	if ((access & FILE_READ_ACCESS && !file_->object.ReadAccess) ||
	    (access & FILE_WRITE_ACCESS && !file_->object.WriteAccess))
		return -errno_of(STATUS_ACCESS_DENIED);

	int error = create(DEVICE_TYPE_FROM_CTL_CODE(io_->code) == FILE_DEVICE_FILE_SYSTEM
				   ? IRP_MJ_FILE_SYSTEM_CONTROL
				   : IRP_MJ_DEVICE_CONTROL, room);

	if (error)
		return error;

	IRP &irp = request_->irp;
	auto &control = request_location(request_)->Parameters.DeviceIoControl;

	control.OutputBufferLength = io_->out_length;
	control.InputBufferLength = io_->in_length;
	control.IoControlCode = io_->code;
	switch (method) {
	case METHOD_BUFFERED:
		irp.UserBuffer = reinterpret_cast<void *>(io_->out);
		if (io_->out_length)
			irp.Flags |= IRP_INPUT_OPERATION;
		error = copy_input(io_->in, io_->in_length, room);
		return error ? error : pin_output();
	case METHOD_NEITHER:
		error = alias(request_->aliases[0], io_->in, io_->in_length, UserMode,
			      BufferAccess::read);
		if (!error)
			error = alias(request_->aliases[1], io_->out, io_->out_length, UserMode,
				      BufferAccess::write);
		control.Type3InputBuffer = request_->aliases[0].address;
		irp.UserBuffer = request_->aliases[1].address;
		return error;
	default:
		error = copy_input(io_->in, io_->in_length, room);
		if (error)
			return error;
		return lock(reinterpret_cast<void *>(io_->out), io_->out_length, UserMode,
			    method == METHOD_IN_DIRECT ? BufferAccess::read : BufferAccess::write);
	}
}

/* The flags of the device on top choose the method. A filter with another one may attach meanwhile. */
int Operation::create_transfer(ULONG &flags)
{
	constexpr ULONG kMethod = DO_BUFFERED_IO | DO_DIRECT_IO;

	do {
		const PDEVICE_OBJECT top = device_on_top(file_);

		flags = top->Flags;
		drop_device_on_top(file_, top);
		drop();

		const bool needs_buffer = flags & DO_BUFFERED_IO && !io_->kernel_data;
		const int error = create(static_cast<UCHAR>(io_->major),
					 needs_buffer ? io_->out_length : 0);

		if (error)
			return error;
	} while ((request_->device->Flags ^ flags) & kMethod);
	return 0;
}

int Operation::make_transfer()
{
	const bool is_read = io_->major == IRP_MJ_READ;
	const BufferAccess access = is_read ? BufferAccess::write : BufferAccess::read;
	const KPROCESSOR_MODE mode = io_->kernel_data ? KernelMode : UserMode;
	void *const data = io_->kernel_data ? io_->kernel_data : reinterpret_cast<void *>(io_->out);
	const u32 bytes = io_->out_length;
	ULONG flags;
	const int error = create_transfer(flags);

	if (error)
		return error;

	const bool is_buffered = flags & DO_BUFFERED_IO;
	IRP &irp = request_->irp;
	auto &read = request_location(request_)->Parameters.Read;

	irp.Flags |= is_read ? IRP_READ_OPERATION : IRP_WRITE_OPERATION;
	read.Length = bytes;
	if (io_->offset == kCurrentOffset)
		io_->offset = file_->object.CurrentByteOffset.QuadPart;
	read.ByteOffset.QuadPart = io_->offset;
	irp.UserBuffer = reinterpret_cast<void *>(io_->out);
	/* The request owns it until it ends: its thread may give it up. */
	request_->buffer = io_->kernel_data ? io_->kernel_data : request_->buffer;
	if (is_buffered) {
		if (bytes)
			irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER |
				     (is_read ? IRP_INPUT_OPERATION : 0);
		if (!io_->kernel_data) {
			const int failed = copy_input(io_->out, is_read ? 0 : bytes, bytes);

			return failed ? failed : pin_output();
		}
		irp.AssociatedIrp.SystemBuffer = bytes ? data : nullptr;
		return 0;
	}
	if (flags & DO_DIRECT_IO)
		return lock(data, bytes, mode, access);

	const int failed = alias(request_->aliases[0], reinterpret_cast<uintptr_t>(data), bytes,
				 mode, access);

	irp.UserBuffer = request_->aliases[0].address;
	return failed;
}

/* The output of a buffered request under an address of the kernel. */
int Operation::pin_output()
{
	if (!pins_output_ || !(request_->irp.Flags & IRP_INPUT_OPERATION))
		return 0;

	const int error = alias(request_->aliases[1], io_->out, io_->out_length, UserMode,
				BufferAccess::write);

	output_ = request_->aliases[1].address;
	return error;
}

int Operation::make(bool pins_output)
{
	pins_output_ = pins_output;
	switch (io_->major) {
	case IRP_MJ_DEVICE_CONTROL:
		return make_control();
	case IRP_MJ_FLUSH_BUFFERS:
		return create(IRP_MJ_FLUSH_BUFFERS, 0);
	default:
		return make_transfer();
	}
}

void Operation::drop()
{
	if (!request_)
		return;
	if (io_->kernel_data)
		request_->buffer = nullptr;
	request_end(request_);
	request_ = nullptr;
}

/* The bytes that the driver says it transferred, if the buffer has so many. */
u64 Operation::clipped(ULONG_PTR information) const
{
	const u32 room = io_->out_length;

	if (information <= room)
		return information;
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kInformationTooLarge, information, address_of(&request_->irp),
				address_of(request_->device) },
		 .function = major_name(request_->major), .item = &request_->irp,
		 .owner = request_->device },
	       "IoStatus.Information is %llu, and the buffer has %u bytes",
	       static_cast<unsigned long long>(information), room);
	return room;
}

int Operation::take(const Result &result)
{
	const IRP &irp = request_->irp;
	const bool is_error = NT_ERROR(result.io_status);
	const bool has_output = irp.Flags & IRP_INPUT_OPERATION && !is_error;

	if (result.was_pended || !is_error)
		io_->information = !is_control() || has_output ? clipped(result.information)
							       : result.information;
	if (!has_output || io_->kernel_data || !system_buffer_ || !io_->information)
		return 0;
	if (pins_output_) {
		if (output_)
			__builtin_memcpy(output_, system_buffer_, io_->information);
		return 0;
	}
	return ww_copy_to_user(reinterpret_cast<void *>(io_->out), system_buffer_, io_->information)
		       ? 0
		       : -kFault;
}

s64 Operation::outcome(const Result &result) const
{
	const NTSTATUS status = result.status;

	if (status == STATUS_SUCCESS && is_control()) [[likely]]
		return 0;
	if (status == STATUS_CANCELLED && result.was_interrupted)
		return io_->nonblocking ? -kTryAgain : -kRestart;
	if (status == STATUS_END_OF_FILE && io_->major == IRP_MJ_READ)
		return 0;
	if (NT_ERROR(status))
		return is_control() && status == STATUS_INVALID_DEVICE_REQUEST ? -kNoIoctl
									      : -errno_of(status);
	return is_control() || io_->major == IRP_MJ_FLUSH_BUFFERS
		       ? 0
		       : static_cast<s64>(io_->information);
}

} /* namespace ww */
