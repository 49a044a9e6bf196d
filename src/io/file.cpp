/* SPDX-License-Identifier: GPL-2.0 */
/*
 * File objects: create, cleanup, close.
 */
#include "file.hpp"

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/unicode.hpp"
#include "linux/wait.h"
#include "linux/thread.h"
#include "ob/device.hpp"
#include "ob/stack.hpp"
#include "request.hpp"

namespace ww {
namespace {

/* Covers DEVICE_OBJECT.ReferenceCount, the number of open handles. */
constinit Lock lock;

/* More locations than most stacks of devices have. In a higher one the last requests need memory. */
constexpr CCHAR kReserveLocations = 6;

/* False if the device may have one handle only, and has it. */
bool take_handle(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);

	if (device->Flags & DO_EXCLUSIVE && device->ReferenceCount > 0)
		return false;
	device->ReferenceCount++;
	return true;
}

void drop_handle(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);

	device->ReferenceCount--;
}

void set_name(FileState *file, const char *text, size_t units)
{
	encode_text(text, file->name);
	file->object.FileName.Buffer = units ? file->name : nullptr;
	file->object.FileName.Length = static_cast<USHORT>(units * sizeof(WCHAR));
	file->object.FileName.MaximumLength = file->object.FileName.Length;
}

/* The file object before its create request. It has a reference on the device, and a handle. */
FileState *make(const Open &open)
{
	constexpr size_t kMostUnits = 0x7fff;
	const size_t units = encode_text(open.rest, nullptr);

	if (units > kMostUnits)
		return nullptr;

	auto *file = static_cast<FileState *>(
		object_create(file_type, sizeof(FileState) + units * sizeof(WCHAR),
			      open.device->DriverObject, object_header(open.device)->name));

	if (!file)
		return nullptr;
	object_reference(open.device);
	file->device = open.device;
	file->operations = open.operations;
	file->reserve = request_create_reserve(kReserveLocations);
	file->is_open.store(true);
	file->has_handle.store(true);
	ww_turn_init(&file->turn, WW_TURN_FILE);
	submissions_init(file->submissions);
	set_name(file, open.rest, units);

	FILE_OBJECT &object = file->object;

	object.Type = IO_TYPE_FILE;
	object.Size = sizeof(FILE_OBJECT);
	object.DeviceObject = open.device;
	object.ReadAccess = open.reads;
	object.WriteAccess = open.writes;
	object.SharedRead = (open.share & FILE_SHARE_READ) != 0;
	object.SharedWrite = (open.share & FILE_SHARE_WRITE) != 0;
	object.SharedDelete = (open.share & FILE_SHARE_DELETE) != 0;
	if (open.options & (FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT))
		object.Flags |= FO_SYNCHRONOUS_IO;
	KeInitializeEvent(&object.Lock, SynchronizationEvent, FALSE);
	KeInitializeEvent(&object.Event, NotificationEvent, FALSE);
	KeInitializeSpinLock(&object.IrpListLock);
	object.IrpList = { &object.IrpList, &object.IrpList };
	return file;
}

/* After the last reference, or in place of it. */
void destroy(void *body)
{
	auto *file = static_cast<FileState *>(body);
	const void *operations = file->has_module.load() ? file->operations : nullptr;

	submissions_drop(file->submissions);
	if (file->reserve)
		request_free_reserve(file->reserve);
	object_dereference(file->device);
	ww_operations_put(operations);
}

/* Sends IRP_MJ_CLEANUP or IRP_MJ_CLOSE, whose status counts for nothing. False if it is given up. */
bool send_last(FileState *file, UCHAR major)
{
	Request *request = request_create(file, major, KernelMode, 0);

	if (!request && request_reset(file->reserve, file, major, KernelMode))
		request = file->reserve;
	while (!request) {
		ww_yield();
		request = request_create(file, major, KernelMode, 0);
	}
	request->irp.Flags = major == IRP_MJ_CLOSE ? IRP_CLOSE_OPERATION | IRP_SYNCHRONOUS_API
						   : IRP_SYNCHRONOUS_API;
	if (request_send(request, Patience::uninterrupted).was_given_up)
		return false;
	request_end(request);
	return true;
}

/*
 * Sends what the driver has not got. If the thread gives up such a request, the request has the last
 * reference for the time until its completion, and then this function is called again.
 */
void close(FileState *file)
{
	if (file->was_created && !file->is_cleaned.exchange(true) &&
	    !send_last(file, IRP_MJ_CLEANUP))
		return;
	if (file->was_created) {
		file->was_created = false;
		if (!send_last(file, IRP_MJ_CLOSE))
			return;
	}
	object_destroy(file);
	/* An unload waits for objects without references. */
	ww_gate_wake();
}

void close_later(struct ww_later *later)
{
	close(reinterpret_cast<FileState *>(reinterpret_cast<char *>(later) -
					    __builtin_offsetof(FileState, later)));
}

/* The end of a file that is not opened after all. */
void abandon(FileState *file)
{
	file->is_open.store(false);
	file->has_handle.store(false);
	drop_handle(file->device);
	object_dereference(file);
}

/* The last reference is dropped. Drivers may do that at DISPATCH_LEVEL. */
void last(void *body)
{
	auto *file = static_cast<FileState *>(body);

	if (current_irql() == kPassiveLevel)
		close(file);
	else
		ww_later(&file->later, close_later);
}

bool is_kept(const void *body)
{
	return static_cast<const FileState *>(body)->is_open.load();
}

} /* namespace */

constinit const ObjectType file_type = { .name = "file", .destroy = destroy, .is_public = true,
					 .last = last, .is_kept = is_kept };

PDEVICE_OBJECT device_on_top(const FileState *file)
{
	return stack_top_enter(file->device);
}

void drop_device_on_top(const FileState *file, PDEVICE_OBJECT top)
{
	if (top != file->device)
		device_leave(top);
}

NTSTATUS file_open(Open &open, FileState **opened)
{
	const PDEVICE_OBJECT device = open.device;

	if (device_is_deleted(device) || device->Flags & DO_DEVICE_INITIALIZING)
		return STATUS_NO_SUCH_DEVICE;
	if (!take_handle(device)) {
		open.is_exclusive = true;
		return STATUS_ACCESS_DENIED;
	}

	FileState *file = make(open);

	if (!file) {
		drop_handle(device);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	if (open.keeps_module) {
		if (!ww_operations_try_get(open.operations)) {
			abandon(file);
			return STATUS_NO_SUCH_DEVICE;
		}
		file->has_module.store(true);
	}

	Request *request = file->reserve ? request_create(file, IRP_MJ_CREATE, open.mode, 0)
					 : nullptr;
	Result result;

	if (request) {
		auto &create = request_location(request)->Parameters.Create;

		file->security.DesiredAccess = open.access;
		file->security.FullCreateOptions = open.options;
		create.SecurityContext = &file->security;
		create.Options = open.disposition << 24 | open.options;
		create.FileAttributes = static_cast<USHORT>(open.attributes);
		create.ShareAccess = static_cast<USHORT>(open.share);
		request->irp.Flags = IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API;
		result = request_send(request, open.mode == UserMode ? Patience::until_signal
								     : Patience::uninterrupted);
		if (!result.was_given_up)
			request_end(request);
		open.information = result.information;
		open.was_interrupted = result.was_interrupted || result.was_given_up;
	} else {
		result.status = STATUS_INSUFFICIENT_RESOURCES;
	}
	if (!NT_SUCCESS(result.status) || result.was_given_up) {
		abandon(file);
		return NT_SUCCESS(result.status) ? STATUS_UNSUCCESSFUL : result.status;
	}
	file->was_created = true;
	file->object.Flags |= FO_HANDLE_CREATED;
	*opened = file;
	return STATUS_SUCCESS;
}

void file_close_handle(FileState *file)
{
	if (!file->has_handle.exchange(false))
		return;
	/* Before the cleanup: a request that becomes pending from now on is cancelled. */
	file->is_cleaned.store(true);
	send_last(file, IRP_MJ_CLEANUP);
	file->object.Flags |= FO_CLEANUP_COMPLETE;
	drop_handle(file->device);
	requests_cancel(file);
	submissions_end(file);
}

void file_request_given_up(FileState *file, bool keeps_module)
{
	object_reference(file);
	if (keeps_module && !file->has_module.exchange(true))
		ww_operations_get(file->operations);
}

void file_request_ended(FileState *file)
{
	object_dereference(file);
}

void files_init()
{
	lock.init(WW_LOCK_FILES);
}

} /* namespace ww */
