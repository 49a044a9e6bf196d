/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads, writes, controls and flushes of programs and drivers: their buffers and their results.
 */
#include "operation.hpp"

#include "base/errno.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "linux/user_memory.h"
#include "ob/device.hpp"

namespace ww {
namespace {

/* WINWORK_OFFSET_CURRENT, and FILE_USE_FILE_POINTER_POSITION with its HighPart. */
constexpr s64 kCurrentOffset = -2;
/* WINWORK_OFFSET_END, and FILE_WRITE_TO_END_OF_FILE with its HighPart. */
constexpr s64 kEndOfFile = -1;

/* The offsets of a program: negative ones would be the driver's to refuse, and few do. */
bool is_offset(const struct ww_io &io)
{
	constexpr s64 kLargest = static_cast<s64>(~0ULL >> 1);

	if (io.offset == kEndOfFile)
		return io.major == IRP_MJ_WRITE;
	return io.offset >= 0 && io.offset <= kLargest - io.out_length;
}

} /* namespace */

NTSTATUS Operation::create(UCHAR major, u32 room)
{
	request_ = request_create(file_, major, mode_, room);
	if (!request_)
		return STATUS_INSUFFICIENT_RESOURCES;
	request_->is_32bit = io_->is_32bit;
	system_buffer_ = request_->irp.AssociatedIrp.SystemBuffer;
	if (room)
		request_->irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
	return STATUS_SUCCESS;
}

/* No byte that the requester did not write reaches the driver, or comes back. */
NTSTATUS Operation::copy_input(u64 from, u32 bytes, u32 room)
{
	const auto *address = reinterpret_cast<const void *>(from);

	if (bytes && mode_ == KernelMode)
		__builtin_memcpy(system_buffer_, address, bytes);
	else if (bytes && !ww_copy_from_user(system_buffer_, address, bytes))
		return STATUS_ACCESS_VIOLATION;
	if (room > bytes)
		__builtin_memset(static_cast<char *>(system_buffer_) + bytes, 0, room - bytes);
	return STATUS_SUCCESS;
}

NTSTATUS Operation::lock(void *address, u32 bytes, KPROCESSOR_MODE mode, BufferAccess access)
{
	return request_mdl_create({ address, bytes, mode, access }, &request_->irp.MdlAddress);
}

NTSTATUS Operation::alias(RequestAlias &alias, u64 address, u32 bytes, KPROCESSOR_MODE mode,
			  BufferAccess access)
{
	return request_alias_create({ reinterpret_cast<void *>(address), bytes, mode, access }, &alias);
}

/* A program has one kind of control. A driver says which one it means. */
UCHAR Operation::control_major() const
{
	if (mode_ == UserMode && DEVICE_TYPE_FROM_CTL_CODE(io_->code) == FILE_DEVICE_FILE_SYSTEM)
		return IRP_MJ_FILE_SYSTEM_CONTROL;
	return static_cast<UCHAR>(io_->major);
}

NTSTATUS Operation::make_control()
{
	const u32 method = METHOD_FROM_CTL_CODE(io_->code);
	const u32 access = io_->code >> 14 & 3;
	const bool is_buffered = method == METHOD_BUFFERED;
	const u32 longest = io_->in_length > io_->out_length ? io_->in_length : io_->out_length;
	const u32 room = is_buffered ? longest : method == METHOD_NEITHER ? 0 : io_->in_length;

	/* The access of a handle is checked for programs alone. */
	if (mode_ == UserMode && ((access & FILE_READ_ACCESS && !file_->object.ReadAccess) ||
				  (access & FILE_WRITE_ACCESS && !file_->object.WriteAccess)))
		return STATUS_ACCESS_DENIED;

	NTSTATUS status = create(control_major(), room);

	if (!NT_SUCCESS(status))
		return status;

	const struct ww_io &io = *io_;
	IRP &irp = request_->irp;
	auto &control = request_location(request_)->Parameters.DeviceIoControl;

	control.OutputBufferLength = io.out_length;
	control.InputBufferLength = io.in_length;
	control.IoControlCode = io.code;
	switch (method) {
	case METHOD_BUFFERED:
		irp.UserBuffer = reinterpret_cast<void *>(io.out);
		if (io.out_length)
			irp.Flags |= IRP_INPUT_OPERATION;
		status = copy_input(io.in, io.in_length, room);
		return NT_SUCCESS(status) ? pin_output() : status;
	case METHOD_NEITHER:
		status = alias(request_->aliases[0], io_->in, io_->in_length, mode_,
			       BufferAccess::read);
		if (NT_SUCCESS(status))
			status = alias(request_->aliases[1], io_->out, io_->out_length, mode_,
				       BufferAccess::write);
		control.Type3InputBuffer = request_->aliases[0].address;
		irp.UserBuffer = request_->aliases[1].address;
		return status;
	default:
		status = copy_input(io_->in, io_->in_length, room);
		if (!NT_SUCCESS(status))
			return status;
		return lock(reinterpret_cast<void *>(io_->out), io_->out_length, mode_,
			    method == METHOD_IN_DIRECT ? BufferAccess::read : BufferAccess::write);
	}
}

/* IRP_MJ_QUERY_INFORMATION or IRP_MJ_SET_INFORMATION, with a system buffer for any flags of the device. */
NTSTATUS Operation::make_information()
{
	const bool is_query = io_->major == IRP_MJ_QUERY_INFORMATION;
	const u32 bytes = io_->out_length;
	NTSTATUS status = create(static_cast<UCHAR>(io_->major), bytes);

	if (!NT_SUCCESS(status))
		return status;

	/* Both have these members first. */
	auto &query = request_location(request_)->Parameters.QueryFile;

	query.Length = bytes;
	query.FileInformationClass = static_cast<FILE_INFORMATION_CLASS>(io_->code);
	request_->irp.UserBuffer = reinterpret_cast<void *>(io_->out);
	if (is_query && bytes)
		request_->irp.Flags |= IRP_INPUT_OPERATION;
	status = copy_input(io_->out, is_query ? 0 : bytes, bytes);
	return NT_SUCCESS(status) ? pin_output() : status;
}

/* The flags of the device on top choose the method. A filter with another one may attach meanwhile. */
NTSTATUS Operation::create_transfer(ULONG &flags)
{
	constexpr ULONG kMethod = DO_BUFFERED_IO | DO_DIRECT_IO;

	do {
		const PDEVICE_OBJECT top = device_on_top(file_);

		flags = top->Flags;
		drop_device_on_top(file_, top);
		drop();

		const bool needs_buffer = flags & DO_BUFFERED_IO && !io_->kernel_data;
		const NTSTATUS status = create(static_cast<UCHAR>(io_->major),
					       needs_buffer ? io_->out_length : 0);

		if (!NT_SUCCESS(status))
			return status;
	} while ((request_->device->Flags ^ flags) & kMethod);
	return STATUS_SUCCESS;
}

NTSTATUS Operation::make_transfer()
{
	const bool is_read = io_->major == IRP_MJ_READ;
	const BufferAccess access = is_read ? BufferAccess::write : BufferAccess::read;
	const auto mode = static_cast<KPROCESSOR_MODE>(io_->kernel_data ? +KernelMode : +mode_);
	void *const data = io_->kernel_data ? io_->kernel_data : reinterpret_cast<void *>(io_->out);
	const u32 bytes = io_->out_length;
	ULONG flags;
	const NTSTATUS created = create_transfer(flags);

	if (!NT_SUCCESS(created))
		return created;

	const bool is_buffered = flags & DO_BUFFERED_IO;
	IRP &irp = request_->irp;
	auto &read = request_location(request_)->Parameters.Read;

	irp.Flags |= is_read ? IRP_READ_OPERATION : IRP_WRITE_OPERATION;
	read.Length = bytes;
	if (io_->offset == kCurrentOffset)
		io_->offset = file_->object.CurrentByteOffset.QuadPart;
	if (mode_ == UserMode && !is_offset(*io_))
		return STATUS_INVALID_PARAMETER;
	read.ByteOffset.QuadPart = io_->offset;
	irp.UserBuffer = reinterpret_cast<void *>(io_->out);
	/* The request owns it until it ends: its thread may give it up. */
	request_->buffer = io_->kernel_data ? io_->kernel_data : request_->buffer;
	if (is_buffered) {
		if (bytes)
			irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER |
				     (is_read ? IRP_INPUT_OPERATION : 0);
		if (!io_->kernel_data) {
			const NTSTATUS status = copy_input(io_->out, is_read ? 0 : bytes, bytes);

			return NT_SUCCESS(status) ? pin_output() : status;
		}
		irp.AssociatedIrp.SystemBuffer = bytes ? data : nullptr;
		return STATUS_SUCCESS;
	}
	if (flags & DO_DIRECT_IO)
		return lock(data, bytes, mode, access);

	const NTSTATUS status = alias(request_->aliases[0], reinterpret_cast<uintptr_t>(data), bytes,
				      mode, access);

	irp.UserBuffer = request_->aliases[0].address;
	return status;
}

/* The output of a buffered request under an address of the kernel. */
NTSTATUS Operation::pin_output()
{
	if (!pins_output_ || !(request_->irp.Flags & IRP_INPUT_OPERATION))
		return STATUS_SUCCESS;

	const NTSTATUS status = alias(request_->aliases[1], io_->out, io_->out_length, mode_,
				      BufferAccess::write);

	output_ = request_->aliases[1].address;
	return status;
}

NTSTATUS Operation::make(bool pins_output)
{
	pins_output_ = pins_output || mode_ == KernelMode;

	const NTSTATUS status = make_irp();

	/* The driver may clear the flag. It may not set it: then the buffer may be shorter than the output. */
	has_output_ = NT_SUCCESS(status) && request_->irp.Flags & IRP_INPUT_OPERATION;
	return status;
}

NTSTATUS Operation::make_irp()
{
	switch (io_->major) {
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_FILE_SYSTEM_CONTROL:
		return make_control();
	case IRP_MJ_QUERY_INFORMATION:
	case IRP_MJ_SET_INFORMATION:
		return make_information();
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

/* The bytes that the driver says it transferred, limited to the size of the buffer. */
u64 Operation::clipped(ULONG_PTR information) const
{
	const u32 room = io_->out_length;

	if (information <= room)
		return information;
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kInformationTooLarge, information, address_of(&request_->irp),
				address_of(request_->device) },
		 .call = { major_name(request_->major) }, .item = &request_->irp,
		 .owner = request_->device },
	       "IoStatus.Information is %llu, and the buffer has %u bytes",
	       static_cast<unsigned long long>(information), room);
	return room;
}

NTSTATUS Operation::take(Result result)
{
	const IRP &irp = request_->irp;
	const ULONG_PTR information = irp.IoStatus.Information;
	const bool is_error = NT_ERROR(result.io_status);
	const bool has_output = has_output_ && irp.Flags & IRP_INPUT_OPERATION && !is_error;

	if (result.was_pended || !is_error)
		io_->information = !is_control() || has_output ? clipped(information)
							       : information;
	if (!has_output || io_->kernel_data || !system_buffer_ || !io_->information)
		return STATUS_SUCCESS;
	if (pins_output_) {
		if (output_)
			__builtin_memcpy(output_, system_buffer_, io_->information);
		return STATUS_SUCCESS;
	}
	return ww_copy_to_user(reinterpret_cast<void *>(io_->out), system_buffer_, io_->information)
		       ? STATUS_SUCCESS
		       : STATUS_ACCESS_VIOLATION;
}

void Operation::advance(u64 done) const
{
	const bool has_position = io_->major == IRP_MJ_READ || io_->major == IRP_MJ_WRITE;

	if (has_position && done && file_->object.Flags & FO_SYNCHRONOUS_IO &&
	    io_->offset != kEndOfFile)
		file_->object.CurrentByteOffset.QuadPart = io_->offset + static_cast<s64>(done);
}

s64 Operation::outcome(Result result) const
{
	return result.status == STATUS_SUCCESS && is_control()
		       ? 0
		       : rare_outcome(result.status, result.was_interrupted);
}

s64 Operation::rare_outcome(NTSTATUS status, bool was_interrupted) const
{
	if (status == STATUS_CANCELLED && was_interrupted)
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

[[gnu::flatten]] s64 operation_run(FileState *file, struct ww_io &io)
{
	Operation operation{};

	if (file->is_cleaned.load())
		return -errno_of(STATUS_FILE_CLOSED);

	operation.init(file, &io);
	if (const NTSTATUS status = operation.make(false); !NT_SUCCESS(status)) {
		operation.drop();
		return -errno_of(status);
	}

	const Result result = request_send(operation.request(), io.nonblocking
									? Patience::none
									: Patience::until_signal);

	io.was_sent = true;
	io.status = result.status;
	if (result.was_given_up) {
		io.kernel_data = nullptr;
		return result.was_interrupted ? -kInterrupted : operation.outcome(result);
	}

	const NTSTATUS taken = operation.take(result);

	operation.drop();
	if (!NT_SUCCESS(taken))
		return -errno_of(taken);

	const s64 done = operation.outcome(result);

	if (done > 0)
		operation.advance(static_cast<u64>(done));
	return done;
}

} /* namespace ww */
