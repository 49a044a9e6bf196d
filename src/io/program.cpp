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
#include "linux/thread.h"
#include "names.hpp"
#include "ob/device.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"
#include "operation.hpp"
#include "ob/stack.hpp"
#include "request.hpp"

namespace ww {
namespace {

/* ---- Opening ---------------------------------------------------------------------------- */

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

/* The requests of a synchronous file take turns. */
[[gnu::noinline]] s64 run_in_turn(FileState *file, struct ww_io &io)
{
	if (!ww_turn_take(&file->turn))
		return -kRestart;

	const s64 done = file_operation_run(file, io);

	ww_turn_end(&file->turn);
	return done;
}

/* ---- The end of an open file ------------------------------------------------------------ */

void end_handle(FileState *file)
{
	const ProgramCall program;

	file_close_handle(file);
	/* Those that were sent while an earlier cleanup went on. */
	submissions_end(file);
}

/* In a worker, which has the opener's reference, and one on the module. */
void end_later(struct ww_later *later)
{
	auto *file = reinterpret_cast<FileState *>(reinterpret_cast<char *>(later) -
						   __builtin_offsetof(FileState, later));

	end_handle(file);
	file_request_ended(file, true);
}

} /* namespace */

bool ProgramCall::is_of_driver()
{
	return task_state_find(ww_current_task());
}

void ProgramCall::end()
{
	report_task_left(task_state_drop(), { .code = {}, .parameter = {},
					      .call = { "MajorFunction" } },
			 nullptr, false);
}

} /* namespace ww */

using namespace ww;

extern "C" {

ww_s32 ww_file_create(const struct ww_target *target, struct ww_open *wanted, void **file)
{
	Open open = {
		.device = static_cast<PDEVICE_OBJECT>(target->device),
		.rest = wanted->rest,
		.access = specific_access(wanted->access),
		.share = wanted->share,
		.options = wanted->options,
		.disposition = wanted->disposition,
		.attributes = wanted->attributes,
		.reads = wanted->has_read,
		.writes = wanted->has_write,
		.mode = UserMode,
		.operations = target->operations,
	};
	const ProgramCall program;
	FileState *opened = nullptr;
	const NTSTATUS status = file_open(open, &opened);

	wanted->status = status;
	wanted->information = open.information;
	*file = opened;
	return NT_SUCCESS(status) ? 0 : -errno_of_open(open, status);
}

/*
 * The last reference to a file may be that of a request of libaio's, or a thread of the kernel may
 * drop it for another reason. Linux then closes the file in the one work that does so for all
 * programs, and that work must not wait for a driver.
 */
void ww_file_release(void *file)
{
	auto *state = static_cast<FileState *>(file);

	if (ww_task_is_kernel_thread(ww_current_task())) {
		ww_operations_get(state->operations);
		ww_later_patiently(&state->later, end_later);
		return;
	}
	end_handle(state);
	object_dereference_kept(state);
}

void ww_file_cleanup(void *file)
{
	const ProgramCall program;

	file_close_handle(static_cast<FileState *>(file));
}

ww_s64 ww_file_io(void *file, struct ww_io *io)
{
	auto *state = static_cast<FileState *>(file);
	const ProgramCall program;

	return state->object.Flags & FO_SYNCHRONOUS_IO ? run_in_turn(state, *io)
						       : file_operation_run(state, *io);
}

void ww_file_seek(void *file, ww_s64 position)
{
	static_cast<FileState *>(file)->object.CurrentByteOffset.QuadPart = position;
}

ww_s64 ww_file_position(const void *file)
{
	return static_cast<const FileState *>(file)->object.CurrentByteOffset.QuadPart;
}

bool ww_file_is_synchronous(const void *file)
{
	return static_cast<const FileState *>(file)->object.Flags & FO_SYNCHRONOUS_IO;
}

/* On Windows the file system RAW, which a volume without another one has, moves the position of a disk's file. */
bool ww_file_has_position(const void *file)
{
	switch (static_cast<const FileState *>(file)->device->DeviceType) {
	case FILE_DEVICE_CD_ROM:
	case FILE_DEVICE_DISK:
	case FILE_DEVICE_TAPE:
	case FILE_DEVICE_VIRTUAL_DISK:
		return true;
	default:
		return ww_file_is_synchronous(file);
	}
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

	Open open = open_of_driver(target, DesiredAccess, driver_of_address(call.caller));

	open.share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
	open.options = FILE_NON_DIRECTORY_FILE;
	open.disposition = FILE_OPEN;
	status = file_open(open, &file);
	if (NT_SUCCESS(status)) {
		const PDEVICE_OBJECT top = device_on_top(file);

		file_close_handle(file);
		object_give(file);
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
