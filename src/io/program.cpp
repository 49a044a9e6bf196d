/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The system calls of programs as requests: opens, and reads, writes, controls and flushes with their
 * buffers.
 */
#include <wdm.h>

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "file.hpp"
#include "linux/request.h"
#include "linux/user_memory.h"
#include "names.hpp"
#include "ob/device.hpp"
#include "ob/names.hpp"
#include "request.hpp"

namespace ww {
namespace {

constexpr s64 kEndOfFile = -1;		/* WINWORK_OFFSET_END */
constexpr s64 kCurrentOffset = -2;	/* WINWORK_OFFSET_CURRENT */

/* ---- Opening ---------------------------------------------------------------------------- */

/* A driver sees no generic access. */
ACCESS_MASK specific(ACCESS_MASK access)
{
	ACCESS_MASK result = access & ~(GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE |
					GENERIC_ALL);

	if (access & GENERIC_READ)
		result |= FILE_GENERIC_READ;
	if (access & GENERIC_WRITE)
		result |= FILE_GENERIC_WRITE;
	if (access & GENERIC_EXECUTE)
		result |= FILE_GENERIC_EXECUTE;
	if (access & GENERIC_ALL)
		result |= FILE_ALL_ACCESS;
	return result ? result : SYNCHRONIZE | FILE_READ_ATTRIBUTES;
}

int errno_of_open(const Open &open, NTSTATUS status)
{
	if (open.is_exclusive)
		return kBusy;
	if (open.was_interrupted && status == STATUS_CANCELLED)
		return kRestart;
	/* A status that is no error does not open the file either. */
	return errno_of(status);
}

/* ---- One request ------------------------------------------------------------------------ */

/* Lets the requests of a synchronous file take turns. */
class TurnGuard {
public:
	explicit TurnGuard(FileState *file)
		: turn_(file->object.Flags & FO_SYNCHRONOUS_IO ? &file->turn : nullptr),
		  was_interrupted_(turn_ && !ww_turn_take(turn_)) {}
	~TurnGuard()
	{
		if (turn_ && !was_interrupted_)
			ww_turn_end(turn_);
	}
	TurnGuard(const TurnGuard &) = delete;
	TurnGuard &operator=(const TurnGuard &) = delete;

	bool was_interrupted() const { return was_interrupted_; }

private:
	struct ww_turn *turn_;
	bool was_interrupted_;
};

class Operation {
public:
	Operation(FileState *file, struct ww_io &io) : file_(file), io_(io) {}

	/* Sends the request. Returns a negative errno, or the bytes of a read or write. */
	s64 run();

private:
	bool is_control() const
	{
		return io_.major == IRP_MJ_DEVICE_CONTROL;
	}

	/* Make the request with its buffers. Return 0 or a negative errno. */
	int make_control();
	int make_transfer();
	int make_flush();
	int make();

	int create(UCHAR major, u32 room);
	int copy_input(u64 from, u32 bytes, u32 room);
	int lock(void *address, u32 bytes, KPROCESSOR_MODE mode, BufferAccess access);
	int alias(RequestAlias &alias, u64 address, u32 bytes, KPROCESSOR_MODE mode,
		  BufferAccess access);

	int take_output(const Result &result);
	u64 clipped(ULONG_PTR information);
	s64 outcome(const Result &result);

	FileState *file_;
	struct ww_io &io_;
	Request *request_ = nullptr;
	void *system_buffer_ = nullptr;		/* what drivers do to the pointer counts for nothing */
};

int failure(NTSTATUS status)
{
	return NT_SUCCESS(status) ? 0 : -errno_of(status);
}

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
	const u32 method = METHOD_FROM_CTL_CODE(io_.code);
	const u32 access = io_.code >> 14 & 3;
	const bool is_buffered = method == METHOD_BUFFERED;
	const u32 longest = io_.in_length > io_.out_length ? io_.in_length : io_.out_length;
	const u32 room = is_buffered ? longest : method == METHOD_NEITHER ? 0 : io_.in_length;

	if ((access & FILE_READ_ACCESS && !file_->object.ReadAccess) ||
	    (access & FILE_WRITE_ACCESS && !file_->object.WriteAccess))
		return -errno_of(STATUS_ACCESS_DENIED);

	int error = create(DEVICE_TYPE_FROM_CTL_CODE(io_.code) == FILE_DEVICE_FILE_SYSTEM
				   ? IRP_MJ_FILE_SYSTEM_CONTROL
				   : IRP_MJ_DEVICE_CONTROL, room);

	if (error)
		return error;

	IRP &irp = request_->irp;
	auto &control = request_location(request_)->Parameters.DeviceIoControl;

	control.OutputBufferLength = io_.out_length;
	control.InputBufferLength = io_.in_length;
	control.IoControlCode = io_.code;
	switch (method) {
	case METHOD_BUFFERED:
		irp.UserBuffer = reinterpret_cast<void *>(io_.out);
		if (io_.out_length)
			irp.Flags |= IRP_INPUT_OPERATION;
		return copy_input(io_.in, io_.in_length, room);
	case METHOD_NEITHER:
		error = alias(request_->aliases[0], io_.in, io_.in_length, UserMode,
			      BufferAccess::read);
		if (!error)
			error = alias(request_->aliases[1], io_.out, io_.out_length, UserMode,
				      BufferAccess::write);
		control.Type3InputBuffer = request_->aliases[0].address;
		irp.UserBuffer = request_->aliases[1].address;
		return error;
	default:
		error = copy_input(io_.in, io_.in_length, room);
		if (error)
			return error;
		return lock(reinterpret_cast<void *>(io_.out), io_.out_length, UserMode,
			    method == METHOD_IN_DIRECT ? BufferAccess::read : BufferAccess::write);
	}
}

int Operation::make_transfer()
{
	const bool is_read = io_.major == IRP_MJ_READ;
	const BufferAccess access = is_read ? BufferAccess::write : BufferAccess::read;
	const KPROCESSOR_MODE mode = io_.kernel_data ? KernelMode : UserMode;
	void *const data = io_.kernel_data ? io_.kernel_data : reinterpret_cast<void *>(io_.out);
	const u32 bytes = io_.out_length;
	const PDEVICE_OBJECT top = device_on_top(file_);
	const ULONG flags = top->Flags;

	drop_device_on_top(file_, top);

	const bool is_buffered = flags & DO_BUFFERED_IO;
	const int error = create(static_cast<UCHAR>(io_.major),
				 is_buffered && !io_.kernel_data ? bytes : 0);

	if (error)
		return error;

	IRP &irp = request_->irp;
	auto &read = request_location(request_)->Parameters.Read;

	irp.Flags |= is_read ? IRP_READ_OPERATION : IRP_WRITE_OPERATION;
	read.Length = bytes;
	if (io_.offset == kCurrentOffset)
		io_.offset = file_->object.CurrentByteOffset.QuadPart;
	read.ByteOffset.QuadPart = io_.offset;
	irp.UserBuffer = reinterpret_cast<void *>(io_.out);
	/* The request owns it until it ends: its thread may give it up. */
	request_->buffer = io_.kernel_data ? io_.kernel_data : request_->buffer;
	if (is_buffered) {
		if (bytes)
			irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER |
				     (is_read ? IRP_INPUT_OPERATION : 0);
		if (!io_.kernel_data)
			return copy_input(io_.out, is_read ? 0 : bytes, bytes);
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

int Operation::make_flush()
{
	return create(IRP_MJ_FLUSH_BUFFERS, 0);
}

int Operation::make()
{
	switch (io_.major) {
	case IRP_MJ_DEVICE_CONTROL:
		return make_control();
	case IRP_MJ_FLUSH_BUFFERS:
		return make_flush();
	default:
		return make_transfer();
	}
}

/* The bytes that the driver says it transferred, if the buffer has so many. */
u64 Operation::clipped(ULONG_PTR information)
{
	const u32 room = io_.out_length;

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

/* Copies what a buffered request returns. */
int Operation::take_output(const Result &result)
{
	if (NT_ERROR(result.io_status) || !(request_->irp.Flags & IRP_INPUT_OPERATION) ||
	    io_.kernel_data)
		return 0;
	return ww_copy_to_user(reinterpret_cast<void *>(io_.out), system_buffer_, io_.information) ? 0 : -kFault;
}

s64 Operation::outcome(const Result &result)
{
	const NTSTATUS status = result.status;

	if (status == STATUS_SUCCESS && is_control()) [[likely]]
		return 0;
	if (status == STATUS_CANCELLED && result.was_interrupted)
		return io_.nonblocking ? -kTryAgain : -kRestart;
	if (status == STATUS_END_OF_FILE && io_.major == IRP_MJ_READ)
		return 0;
	if (NT_ERROR(status))
		return is_control() && status == STATUS_INVALID_DEVICE_REQUEST ? -kNoIoctl
									      : -errno_of(status);
	return is_control() || io_.major == IRP_MJ_FLUSH_BUFFERS
		       ? 0
		       : static_cast<s64>(io_.information);
}

s64 Operation::run()
{
	TurnGuard turn(file_);

	if (turn.was_interrupted())
		return -kRestart;
	if (file_->is_cleaned.load())
		return -errno_of(STATUS_FILE_CLOSED);

	const int error = make();
	const bool has_data = io_.kernel_data;

	if (error) {
		if (request_) {
			if (has_data)
				request_->buffer = nullptr;
			request_end(request_);
		}
		return error;
	}

	const Result result = request_send(request_, io_.nonblocking ? Patience::none
								     : Patience::until_signal);

	if (result.was_given_up) {
		io_.kernel_data = nullptr;
		if (result.was_interrupted)
			return -kInterrupted;
		io_.was_sent = true;
		io_.status = result.status;
		return outcome(result);
	}

	io_.was_sent = true;
	io_.status = result.status;
	if (result.was_pended || !NT_ERROR(result.io_status)) {
		const bool is_output = !is_control() ||
				       (request_->irp.Flags & IRP_INPUT_OPERATION &&
					!NT_ERROR(result.io_status));

		io_.information = is_output ? clipped(result.information) : result.information;
	}

	s64 done = take_output(result);

	if (has_data)
		request_->buffer = nullptr;
	request_end(request_);
	if (!done)
		done = outcome(result);
	if (done > 0 && file_->object.Flags & FO_SYNCHRONOUS_IO && io_.offset != kEndOfFile)
		file_->object.CurrentByteOffset.QuadPart = io_.offset + done;
	return done;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

ww_s32 ww_file_create(const struct ww_target *target, struct ww_open *wanted, void **file)
{
	Open open = {
		.device = static_cast<PDEVICE_OBJECT>(target->device),
		.rest = wanted->rest,
		.access = specific(wanted->access),
		.share = wanted->share,
		.options = wanted->options,
		.disposition = wanted->disposition,
		.attributes = wanted->attributes,
		.reads = wanted->has_read,
		.writes = wanted->has_write,
		.mode = UserMode,
		.operations = target->operations,
	};
	FileState *opened = nullptr;
	const NTSTATUS status = file_open(open, &opened);

	wanted->status = status;
	wanted->information = open.information;
	*file = opened;
	return NT_SUCCESS(status) ? 0 : -errno_of_open(open, status);
}

void ww_file_release(void *file)
{
	auto *state = static_cast<FileState *>(file);

	file_close_handle(state);
	state->is_open.store(false);
	object_dereference(state);
}

void ww_file_cleanup(void *file)
{
	file_close_handle(static_cast<FileState *>(file));
}

ww_s64 ww_file_io(void *file, struct ww_io *io)
{
	Operation operation(static_cast<FileState *>(file), *io);

	return operation.run();
}

void ww_file_seek(void *file, ww_s64 position)
{
	static_cast<FileState *>(file)->object.CurrentByteOffset.QuadPart = position;
}

bool ww_file_is_synchronous(const void *file)
{
	return static_cast<const FileState *>(file)->object.Flags & FO_SYNCHRONOUS_IO;
}

/*
 * The handle that it opens is closed at once, as on Windows. The file object keeps the device.
 */
NTSTATUS NTAPI IoGetDeviceObjectPointer(PUNICODE_STRING ObjectName, ACCESS_MASK DesiredAccess,
					PFILE_OBJECT *FileObject, PDEVICE_OBJECT *DeviceObject)
{
	const CallSite call = WW_CALL_SITE;
	char name[kObjectName];
	struct ww_target target;
	FileState *file = nullptr;

	*FileObject = nullptr;
	*DeviceObject = nullptr;
	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!name_from_unicode(name, ObjectName))
		return refuse(call, nullptr, STATUS_OBJECT_NAME_INVALID,
			      "ObjectName is too long, or no text");

	NTSTATUS status = target_find(name, target);

	if (!NT_SUCCESS(status))
		return status;

	const ACCESS_MASK access = specific(DesiredAccess);
	Open open = {
		.device = static_cast<PDEVICE_OBJECT>(target.device),
		.rest = target.rest,
		.access = access,
		.share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
		.options = FILE_NON_DIRECTORY_FILE,
		.disposition = FILE_OPEN,
		.attributes = 0,
		.reads = (access & FILE_READ_DATA) != 0,
		.writes = (access & (FILE_WRITE_DATA | FILE_APPEND_DATA)) != 0,
		.mode = KernelMode,
		.operations = target.operations,
	};

	status = file_open(open, &file);
	if (NT_SUCCESS(status)) {
		const PDEVICE_OBJECT top = device_on_top(file);

		file_close_handle(file);
		file->is_open.store(false);
		*FileObject = &file->object;
		*DeviceObject = top;
		drop_device_on_top(file, top);
	}
	ww_target_put(&target);
	return status;
}

PDEVICE_OBJECT NTAPI IoGetRelatedDeviceObject(PFILE_OBJECT FileObject)
{
	return top_of_stack(FileObject->DeviceObject);
}

} /* extern "C" */
