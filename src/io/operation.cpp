/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads, writes, controls and flushes of programs and drivers: their buffers and their results.
 */
#include "operation.hpp"

#include "base/errno.hpp"
#include "base/major_name.hpp"
#include "base/report.hpp"
#include "linux/user_memory.h"
#include "request_path.hpp"

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

/*
 * These are called with values, and not with a FileOperation: one whose address is never taken lies
 * in registers.
 */
[[gnu::noinline]] NTSTATUS make_mdl(RequesterRange range, PMDL *mdl)
{
	return request_mdl_create(range, mdl);
}

[[gnu::noinline]] NTSTATUS make_alias(RequestAlias &alias, u64 address, u32 bytes,
				      KPROCESSOR_MODE mode, BufferAccess access)
{
	return request_alias_create({ reinterpret_cast<void *>(address), bytes, mode, access },
				    &alias);
}

/* The bytes that the driver says it transferred, limited to the size of the buffer. */
[[gnu::noinline]] u64 clipped(const Request *request, u32 room)
{
	const ULONG_PTR information = request->irp.IoStatus.Information;

	if (information <= room)
		return information;
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kInformationTooLarge, information, address_of(&request->irp),
				address_of(request->device) },
		 .call = { major_name(request->major) }, .item = &request->irp,
		 .owner = request->device },
	       "IoStatus.Information is %llu, and the buffer has %u bytes",
	       static_cast<unsigned long long>(information), room);
	return room;
}

bool is_transfer(const struct ww_io &io)
{
	return io.major == IRP_MJ_READ || io.major == IRP_MJ_WRITE;
}

/* A warning has data. Without, 0 would be the end of the file, and a program that writes would try for ever. */
bool is_failure(const struct ww_io &io, NTSTATUS status)
{
	return NT_ERROR(status) || (NT_WARNING(status) && is_transfer(io) && !io.information);
}

/* FileOperation::outcome() of any operation. */
[[gnu::noinline]] s64 rare_outcome(const struct ww_io &io, NTSTATUS status, bool was_interrupted)
{
	if (status == STATUS_CANCELLED && was_interrupted)
		return io.nonblocking ? -kTryAgain : -kRestart;
	if (status == STATUS_END_OF_FILE && io.major == IRP_MJ_READ)
		return 0;
	if (is_failure(io, status))
		return is_control(io) && status == STATUS_INVALID_DEVICE_REQUEST ? -kNoIoctl
										: -errno_of(status);
	return is_control(io) || io.major == IRP_MJ_FLUSH_BUFFERS ? 0
								 : static_cast<s64>(io.information);
}

/* The flags that choose the method of a transfer. */
constexpr ULONG kMethod = DO_BUFFERED_IO | DO_DIRECT_IO;

/* False if the request does not suit the device that is on top now. */
[[gnu::noinline]] bool enter_top(Request *request, bool is_transfer, ULONG flags)
{
	const PDEVICE_OBJECT top = device_on_top(request->file);

	if (top->StackSize > request->irp.StackCount ||
	    (is_transfer && (top->Flags ^ flags) & kMethod)) {
		drop_device_on_top(request->file, top);
		return false;
	}
	request->device = top;
	request->hold = top == request->file->device ? TopHold::none : TopHold::activity;
	return true;
}

} /* namespace */

/*
 * A program's memory may stall while it is copied or pinned: FUSE, userfaultfd. The request holds no
 * filter for that time, because an unload would wait. make() looks for the device on top again.
 */
NTSTATUS FileOperation::create(UCHAR major, u32 room)
{
	request_ = request_create_inline(file_, major, mode_, room);
	if (!request_)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (request_->hold != TopHold::none) [[unlikely]] {
		is_filtered_ = true;
		drop_other_top(request_);
	}
	request_->is_32bit = io_->is_32bit;
	system_buffer_ = request_->irp.AssociatedIrp.SystemBuffer;
	if (room)
		request_->irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
	return STATUS_SUCCESS;
}

/* No byte that the requester did not write reaches the driver, or comes back. */
NTSTATUS FileOperation::copy_input(u64 from, u32 bytes, u32 room)
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

NTSTATUS FileOperation::lock(void *address, u32 bytes, KPROCESSOR_MODE mode, BufferAccess access)
{
	return make_mdl({ address, bytes, mode, access }, &request_->irp.MdlAddress);
}

/* A program has one kind of control. A driver says which one it means. */
UCHAR FileOperation::control_major() const
{
	if (mode_ == UserMode && DEVICE_TYPE_FROM_CTL_CODE(io_->code) == FILE_DEVICE_FILE_SYSTEM)
		return IRP_MJ_FILE_SYSTEM_CONTROL;
	return static_cast<UCHAR>(io_->major);
}

NTSTATUS FileOperation::make_control()
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
		status = make_alias(request_->aliases[0], io_->in, io_->in_length, mode_,
			       BufferAccess::read);
		if (NT_SUCCESS(status))
			status = make_alias(request_->aliases[1], io_->out, io_->out_length, mode_,
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

/*
 * IRP_MJ_QUERY_INFORMATION or IRP_MJ_SET_INFORMATION, with a system buffer for any flags of the
 * device.
 */
NTSTATUS FileOperation::make_information()
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

/* The flags of the device on top choose the method. */
NTSTATUS FileOperation::create_transfer()
{
	const PDEVICE_OBJECT top = device_on_top(file_);

	flags_ = top->Flags;
	is_filtered_ = is_filtered_ || top != file_->device;
	drop_device_on_top(file_, top);

	const bool needs_buffer = flags_ & DO_BUFFERED_IO && !io_->kernel_data;

	return create(static_cast<UCHAR>(io_->major), needs_buffer ? io_->out_length : 0);
}

NTSTATUS FileOperation::make_transfer()
{
	const bool is_read = io_->major == IRP_MJ_READ;
	const BufferAccess access = is_read ? BufferAccess::write : BufferAccess::read;
	const auto mode = static_cast<KPROCESSOR_MODE>(io_->kernel_data ? +KernelMode : +mode_);
	void *const data = io_->kernel_data ? io_->kernel_data : reinterpret_cast<void *>(io_->out);
	const u32 bytes = io_->out_length;
	const NTSTATUS created = create_transfer();

	if (!NT_SUCCESS(created))
		return created;

	const bool is_buffered = flags_ & DO_BUFFERED_IO;
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
	if (flags_ & DO_DIRECT_IO)
		return lock(data, bytes, mode, access);

	const NTSTATUS status = make_alias(request_->aliases[0],
					   reinterpret_cast<uintptr_t>(data), bytes,
				      mode, access);

	irp.UserBuffer = request_->aliases[0].address;
	return status;
}

/* The output of a buffered request under an address of the kernel. */
NTSTATUS FileOperation::pin_output()
{
	if (!pins_output_ || !(request_->irp.Flags & IRP_INPUT_OPERATION))
		return STATUS_SUCCESS;

	const NTSTATUS status = make_alias(request_->aliases[1], io_->out, io_->out_length, mode_,
				      BufferAccess::write);

	output_ = request_->aliases[1].address;
	return status;
}

NTSTATUS FileOperation::make(bool pins_output)
{
	pins_output_ = pins_output || mode_ == KernelMode;

	NTSTATUS status = is_control_ ? make_control() : make_other();

	/* Filters come and go, but not for ever. */
	while (NT_SUCCESS(status) && is_filtered_ &&
	       !enter_top(request_, is_transfer(*io_), flags_)) [[unlikely]] {
		drop();
		is_filtered_ = false;
		status = is_control_ ? make_control() : make_other();
	}
	/*
	 * The driver may clear the flag. If it sets it, the buffer may be shorter than the output.
	 */
	has_output_ = NT_SUCCESS(status) && request_->irp.Flags & IRP_INPUT_OPERATION;
	return status;
}

NTSTATUS FileOperation::make_other()
{
	switch (io_->major) {
	case IRP_MJ_QUERY_INFORMATION:
	case IRP_MJ_SET_INFORMATION:
		return make_information();
	case IRP_MJ_FLUSH_BUFFERS:
		return create(IRP_MJ_FLUSH_BUFFERS, 0);
	default:
		return make_transfer();
	}
}

void FileOperation::drop()
{
	if (!request_)
		return;
	if (io_->kernel_data)
		request_->buffer = nullptr;
	request_end_inline(request_);
	request_ = nullptr;
}

NTSTATUS FileOperation::take(Result result)
{
	const IRP &irp = request_->irp;
	const ULONG_PTR information = irp.IoStatus.Information;
	const bool is_error = NT_ERROR(result.io_status);
	const bool has_output = has_output_ && irp.Flags & IRP_INPUT_OPERATION && !is_error;

	if (result.was_pended() || !is_error)
		io_->information = !is_control_ || has_output ? clipped(request_, io_->out_length)
							       : information;
	if (!has_output || io_->kernel_data || !system_buffer_ || !io_->information)
		return STATUS_SUCCESS;
	/* The filter has returned, and this may take as long as the program likes. */
	drop_top(request_);
	if (pins_output_) {
		if (output_)
			__builtin_memcpy(output_, system_buffer_, io_->information);
		return STATUS_SUCCESS;
	}
	return ww_copy_to_user(reinterpret_cast<void *>(io_->out), system_buffer_, io_->information)
		       ? STATUS_SUCCESS
		       : STATUS_ACCESS_VIOLATION;
}

void FileOperation::advance(u64 done) const
{
	if (is_transfer(*io_) && done && file_->object.Flags & FO_SYNCHRONOUS_IO &&
	    io_->offset != kEndOfFile)
		file_->object.CurrentByteOffset.QuadPart = io_->offset + static_cast<s64>(done);
}

s64 FileOperation::outcome(Result result) const
{
	return result.status == STATUS_SUCCESS && is_control_
		       ? 0
		       : rare_outcome(*io_, result.status, result.was_interrupted());
}

namespace {

/*
 * Compiled twice, for controls and for the others. All that a control needs is inline, except for
 * what gets values: a FileOperation whose address no call gets lies in registers.
 */
[[gnu::always_inline]] inline s64 run(FileState *file, struct ww_io &io)
{
	FileOperation operation WW_FILLED_LATER;

	operation.init(file, &io);
	if (const NTSTATUS status = operation.make(false); !NT_SUCCESS(status)) {
		operation.drop();
		return -errno_of(status);
	}

	const Result result = request_send_inline(operation.request(), UserMode,
						  io.nonblocking ? Patience::none
								 : Patience::until_signal);

	io.was_sent = true;
	io.status = result.status;
	if (result.was_given_up()) {
		io.kernel_data = nullptr;
		return result.was_interrupted() ? -kInterrupted : operation.outcome(result);
	}

	const NTSTATUS taken = operation.take(result);
	s64 done;

	if (NT_SUCCESS(taken)) [[likely]] {
		done = operation.outcome(result);
	} else {
		/* 0 would tell the program that no driver has seen the request. */
		io.status = taken;
		done = -errno_of(taken);
	}
	operation.drop();
	if (done > 0)
		operation.advance(static_cast<u64>(done));
	return done;
}

[[gnu::noinline]] s64 run_other(FileState *file, struct ww_io &io)
{
	return run(file, io);
}

} /* namespace */

[[gnu::flatten]] s64 file_operation_run(FileState *file, struct ww_io &io)
{
	if (file->is_cleaned.load())
		return -errno_of(STATUS_FILE_CLOSED);
	return is_control(io) ? run(file, io) : run_other(file, io);
}

} /* namespace ww */
