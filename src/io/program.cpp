/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The system calls of programs as requests: opens, and operations that the caller waits for.
 */
#include <wdm.h>

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "file.hpp"
#include "linux/request.h"
#include "names.hpp"
#include "ob/device.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"
#include "operation.hpp"
#include "ob/stack.hpp"
#include "request.hpp"

namespace ww {
namespace {

constexpr s64 kEndOfFile = -1;		/* WINWORK_OFFSET_END */

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

/* Sends the request of a call, and waits. Returns a negative errno, or the bytes of a read or write. */
s64 run(FileState *file, struct ww_io &io)
{
	TurnGuard turn(file);
	Operation operation{};

	if (turn.was_interrupted())
		return -kRestart;
	if (file->is_cleaned.load())
		return -errno_of(STATUS_FILE_CLOSED);

	operation.init(file, &io);
	if (const int error = operation.make(false)) {
		operation.drop();
		return error;
	}

	const Result result = request_send(operation.request(), io.nonblocking
									? Patience::none
									: Patience::until_signal);

	if (result.was_given_up) {
		io.kernel_data = nullptr;
		if (result.was_interrupted)
			return -kInterrupted;
		io.was_sent = true;
		io.status = result.status;
		return operation.outcome(result);
	}

	io.was_sent = true;
	io.status = result.status;

	s64 done = operation.take(result);

	operation.drop();
	if (!done)
		done = operation.outcome(result);
	if (done > 0 && file->object.Flags & FO_SYNCHRONOUS_IO && io.offset != kEndOfFile)
		file->object.CurrentByteOffset.QuadPart = io.offset + done;
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
	/* Those that were sent while an earlier cleanup went on. */
	submissions_end(state);
	state->is_open.store(false);
	object_dereference(state);
}

void ww_file_cleanup(void *file)
{
	file_close_handle(static_cast<FileState *>(file));
}

ww_s64 ww_file_io(void *file, struct ww_io *io)
{
	return run(static_cast<FileState *>(file), *io);
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
	/* Drivers call it with a fast mutex held. */
	if (!at_apc_or_below(call, nullptr))
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
		.keeps_module = driver_of_address(call.caller) !=
				static_cast<PDEVICE_OBJECT>(target.device)->DriverObject,
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
	return stack_top(FileObject->DeviceObject);
}

} /* extern "C" */
