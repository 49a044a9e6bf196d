/* SPDX-License-Identifier: GPL-2.0 */
/*
 * File objects: create, cleanup, close.
 */
#include "file.hpp"

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/unicode.hpp"
#include "linux/wait.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "ob/bus_chain.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/handle.hpp"
#include "ob/stack.hpp"
#include "request.hpp"
#include "rtl/string.hpp"

namespace ww {
namespace {

/*
 * Covers DEVICE_OBJECT.ReferenceCount, the number of open handles; and the list of files with
 * handles.
 */
constinit Lock lock;
constinit FileState *files_of_drivers WW_GUARDED_BY(lock) = nullptr;
constinit OnLastFile last_file_of_going = nullptr;
constinit OnFileGone file_gone = nullptr;
constinit POBJECT_TYPE file_object_type = nullptr;	/* IoFileObjectType points to it */

/*
 * More locations than most stacks of devices have. In a higher one the last requests need memory.
 */
constexpr CCHAR kReserveLocations = 6;

/* STATUS_ACCESS_DENIED if the device may have one handle only, and has it. */
NTSTATUS take_handle(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);

	if (device_state(device).is_going)
		return STATUS_NO_SUCH_DEVICE;
	if (device->Flags & DO_EXCLUSIVE && device->ReferenceCount > 0)
		return STATUS_ACCESS_DENIED;
	device->ReferenceCount++;
	return STATUS_SUCCESS;
}

void drop_handle(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);

	device->ReferenceCount--;
}

/* A file object of the device is made, by a caller that has a handle. */
void count_file(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);

	device_state(device).files++;
}

/* It is closed. */
void uncount_file(PDEVICE_OBJECT device)
{
	bool was_last;
	{
		LockGuard guard(lock);

		was_last = !--device_state(device).files && device_state(device).is_going;
	}
	if (was_last)
		last_file_of_going(device);
}

void set_name(FileState *file, const char *text, size_t units)
{
	encode_text(text, file->name);
	file->object.FileName.Buffer = units ? file->name : nullptr;
	file->object.FileName.Length = static_cast<USHORT>(units * sizeof(WCHAR));
	file->object.FileName.MaximumLength = file->object.FileName.Length;
}

/* A program's file keeps the bus drivers below its device. False if one of them ends. */
bool keep_buses(FileState *file)
{
	const PDEVICE_OBJECT lowest = stack_lowest_reference(file->device);
	BusChain *const buses = device_state(lowest).buses;
	const bool keeps = bus_chain_keep(buses);

	if (keeps)
		file->buses = buses;
	object_dereference(lowest);
	return keeps;
}

/* The file object before its create request. It has a reference on the device, and a handle. */
FileState *make(const Open &open)
{
	const size_t units = encode_text(open.rest, nullptr);

	if (units > kMostUnicodeBytes / sizeof(WCHAR))
		return nullptr;

	auto *file = static_cast<FileState *>(
		object_create(file_type, sizeof(FileState) + units * sizeof(WCHAR),
			      driver_of_files(open.device), object_header(open.device)->name));

	if (!file)
		return nullptr;
	object_reference_kept(open.device);
	count_file(open.device);
	file->device = open.device;
	file->operations = open.operations;
	InitializeListHead(&file->pending);
	InitializeListHead(&file->cancelled);
	file->reserve = request_create_reserve(kReserveLocations);
	object_keep(file);
	file->has_handle.store(true);
	ww_turn_init(&file->turn, open.mode == UserMode ? WW_TURN_FILE : WW_TURN_FILE_OF_DRIVER);
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

void enter_list(FileState *file, const void *opener)
{
	LockGuard guard(lock);

	file->opener = opener;
	file->next = files_of_drivers;
	file->link = &files_of_drivers;
	if (files_of_drivers)
		files_of_drivers->link = &file->next;
	files_of_drivers = file;
}

/* The file of a driver has no handle any more. Returns the one that it had, or null. */
HANDLE leave_list(FileState *file)
{
	LockGuard guard(lock);
	const HANDLE handle = file->handle;

	if (!file->link)
		return nullptr;
	*file->link = file->next;
	if (file->next)
		file->next->link = file->link;
	file->link = nullptr;
	file->handle = nullptr;
	return handle;
}

/* After the last reference, or in place of it. */
void destroy(void *body)
{
	auto *file = static_cast<FileState *>(body);
	const void *operations = file->has_module ? file->operations : nullptr;
	BusChain *const buses = file->buses;

	/* The device's driver is gone, and a handle is left. */
	if (const HANDLE handle = leave_list(file))
		handle_forget(handle, file);
	if (file->object.FileObjectExtension && file_gone)
		file_gone(&file->object);
	submissions_drop(file->submissions);
	if (file->reserve)
		request_free_reserve(file->reserve);
	uncount_file(file->device);
	object_dereference_kept(file->device);
	ww_operations_put(operations);
	bus_chain_drop(buses);
}

/*
 * Sends IRP_MJ_CLEANUP or IRP_MJ_CLOSE, whose status counts for nothing. False if it is given up.
 */
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
	if (request_send(request, Patience::uninterrupted).was_given_up())
		return false;
	request_end(request);
	return true;
}

/*
 * Sends what the driver has not got. If the thread gives up such a request, the request has the
 * last reference for the time until its completion, and then this function is called again.
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
	file->has_handle.store(false);
	drop_handle(file->device);
	object_dereference_kept(file);
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

/* A driver closes its handle. The reference of the handle is dropped behind this. */
void closed(void *body)
{
	auto *file = static_cast<FileState *>(body);

	leave_list(file);
	file_close_handle(file);
}

/* A file whose handle @driver has left, with a reference; or null. */
FileState *find_left(const void *driver)
{
	LockGuard guard(lock);
	FileState *file = files_of_drivers;

	while (file && (file->opener != driver || !file->handle))
		file = file->next;
	/* The handle has a reference while the file is in the list. */
	if (file)
		object_reference_kept(file);
	return file;
}

} /* namespace */

constinit const ObjectType file_type = { .name = "file", .destroy = destroy, .is_public = true,
					 .last = last, .closed = closed, .is_file = true };

ACCESS_MASK specific_access(ACCESS_MASK access)
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

Open open_of_driver(const struct ww_target &target, ACCESS_MASK wanted, PDRIVER_OBJECT driver)
{
	const ACCESS_MASK access = specific_access(wanted);
	const auto device = static_cast<PDEVICE_OBJECT>(target.device);

	return {
		.device = device,
		.rest = target.rest,
		.access = access,
		.share = 0,
		.options = 0,
		.disposition = 0,
		.attributes = 0,
		.reads = (access & FILE_READ_DATA) != 0,
		.writes = (access & (FILE_WRITE_DATA | FILE_APPEND_DATA)) != 0,
		.mode = KernelMode,
		.operations = target.operations,
		.keeps_module = !driver || driver_operations(driver) !=
						   target.operations,
	};
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
	if (const NTSTATUS status = take_handle(device)) {
		open.is_exclusive = status == STATUS_ACCESS_DENIED;
		return status;
	}

	FileState *file = make(open);

	if (!file) {
		drop_handle(device);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	/*
	 * The end of a driver object sets this before it looks for files in the table of objects.
	 * Either it finds this file there, or the mark is seen here: the table's lock orders the
	 * two.
	 */
	if (driver_state(driver_of_files(device)).ending.load()) {
		abandon(file);
		return STATUS_NO_SUCH_DEVICE;
	}
	if (open.keeps_module) {
		if (!ww_operations_try_get(open.operations)) {
			abandon(file);
			return STATUS_NO_SUCH_DEVICE;
		}
		file->has_module = true;
	}

	if (open.mode == UserMode && !keep_buses(file)) {
		abandon(file);
		return STATUS_NO_SUCH_DEVICE;
	}

	Request *request = file->reserve ? request_create(file, IRP_MJ_CREATE, open.mode, 0)
					 : nullptr;
	Result result;

	if (request) {
		auto &create = request_location(request)->Parameters.Create;

		request->is_32bit = open.mode == UserMode && ww_call_is_32bit();
		file->security.DesiredAccess = open.access;
		file->security.FullCreateOptions = open.options;
		create.SecurityContext = &file->security;
		create.Options = open.disposition << 24 | open.options;
		create.FileAttributes = static_cast<USHORT>(open.attributes);
		create.ShareAccess = static_cast<USHORT>(open.share);
		if (open.allocation)
			request->irp.Overlay.AllocationSize = *open.allocation;
		request->irp.Flags = IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API;
		result = request_send(request, open.mode == UserMode ? Patience::until_signal
								     : Patience::uninterrupted);
		if (!result.was_given_up()) {
			open.information = request->irp.IoStatus.Information;
			request_end(request);
		}
		open.was_interrupted = result.was_interrupted() || result.was_given_up();
	} else {
		result.status = STATUS_INSUFFICIENT_RESOURCES;
	}
	if (!NT_SUCCESS(result.status) || result.was_given_up()) {
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

HANDLE file_give_handle(FileState *file, const void *driver)
{
	/* A driver that closes any number may close the handle before this returns it. */
	object_reference_kept(file);
	enter_list(file, driver);

	const HANDLE handle = handle_create(file);

	{
		LockGuard guard(lock);

		if (file->link)
			file->handle = handle;
	}
	object_dereference_kept(file);
	return handle;
}

void file_abandon_handle(FileState *file)
{
	closed(file);
	object_dereference_kept(file);
}

bool file_reaches(const FileState *file, const void *driver)
{
	const PDEVICE_OBJECT top = device_on_top(file);
	const bool reaches = top->DriverObject == driver || file->device->DriverObject == driver;

	drop_device_on_top(file, top);
	return reaches;
}

bool files_open(const void *driver)
{
	bool is_open = false;

	objects_of_driver(driver, [&is_open](void *body) {
		if (object_header(body)->type == &file_type) {
			const auto *file = static_cast<const FileState *>(body);

			is_open = file->has_handle.load() && !file->handle;
		}
		return !is_open;
	});
	return is_open;
}

void files_report_left(const void *driver)
{
	while (FileState *file = find_left(driver)) {
		const HANDLE handle = leave_list(file);

		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(handle), address_of(&file->object), 0, 0 },
			 .call = { "DriverUnload" }, .item = &file->object, .owner = driver },
		       "the driver leaves a handle to %s open", object_header(file->device)->name);
		/* None of the driver's code may run any more. */
		if (file_reaches(file, driver)) {
			file->was_created = false;
			if (file->has_handle.exchange(false))
				drop_handle(file->device);
		}
		handle_close(handle);
		object_dereference_kept(file);
	}
}

void file_request_given_up(FileState *file, bool keeps_module)
{
	object_reference_kept(file);
	if (keeps_module)
		ww_operations_get(file->operations);
}

void file_request_ended(FileState *file, bool kept_module)
{
	const void *operations = file->operations;

	/* The close, which this may send, is the driver's code. */
	object_dereference_kept(file);
	if (kept_module)
		ww_operations_put(operations);
}

void device_set_going(PDEVICE_OBJECT device, bool going)
{
	LockGuard guard(lock);

	device_state(device).is_going = going;
}

bool device_has_files(PDEVICE_OBJECT device)
{
	LockGuard guard(lock);

	return device->ReferenceCount > 0 || device_state(device).files;
}

void files_set_gone(OnFileGone gone)
{
	file_gone = gone;
}

void files_init(OnLastFile on_last_file)
{
	last_file_of_going = on_last_file;
	lock.init(WW_LOCK_FILES);
	file_object_type = reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(&file_type));
	IoFileObjectType = &file_object_type;
}

} /* namespace ww */

extern "C" {

POBJECT_TYPE *IoFileObjectType;

PTXN_PARAMETER_BLOCK NTAPI IoGetTransactionParameterBlock(PFILE_OBJECT)
{
	return nullptr;
}

} /* extern "C" */
