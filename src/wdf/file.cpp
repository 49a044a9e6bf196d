/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files: creates, cleanups and closes, and the objects for them.
 */
#include "file.hpp"

#include "deletion.hpp"
#include "dispatch.hpp"
#include "handle.hpp"
#include "io/file.hpp"
#include "queue.hpp"

namespace ww::wdf {
namespace {

/* The callbacks of files are serialised if their attributes say so. */
Object *serialiser_of_files(Device &device)
{
	const FileConfig &files = device.files;
	const WDF_SYNCHRONIZATION_SCOPE scope = files.attributes.SynchronizationScope;

	if (!files.has_attributes)
		return nullptr;
	return scope == WdfSynchronizationScopeDevice ||
			       (scope == WdfSynchronizationScopeInheritFromParent &&
				device.scope == WdfSynchronizationScopeDevice)
		       ? &device : nullptr;
}

bool wants_objects(const FileConfig &files)
{
	const u32 kind = static_cast<u32>(files.config.FileObjectClass) &
			 ~static_cast<u32>(WdfFileObjectCanBeOptional);

	return files.is_set && kind != WdfFileObjectNotRequired;
}

/* The first object of the file, or null. */
FileObject *first_of(const FILE_OBJECT *wdm) WW_REQUIRES(tree_lock)
{
	void *const first = wdm->FileObjectExtension;
	auto *const file = static_cast<FileObject *>(first);

	tree_lock.assert_held();
	return object_type(first) == &FileObject::kClass && file->wdm == wdm ? file : nullptr;
}

FileObject *find(const DEVICE_OBJECT *device, const FILE_OBJECT *wdm) WW_REQUIRES(tree_lock)
{
	FileObject *file = wdm ? first_of(wdm) : nullptr;

	while (file && file->device->wdm != device)
		file = file->next_of_file;
	return file;
}

void join(FileObject &file)
{
	LockGuard guard(tree_lock);

	file.next_of_file = first_of(file.wdm);
	file.wdm->FileObjectExtension = &file;
}

/* The FILE_OBJECT may be gone afterwards. */
void leave(FileObject &file) WW_REQUIRES(tree_lock)
{
	FileObject *each = file.wdm ? first_of(file.wdm) : nullptr;

	if (each == &file)
		file.wdm->FileObjectExtension = file.next_of_file;
	while (each && each->next_of_file != &file)
		each = each->next_of_file;
	if (each)
		each->next_of_file = file.next_of_file;
	file.next_of_file = nullptr;
	file.wdm = nullptr;
}

/* STATUS_DELETE_PENDING if the device is being deleted. */
NTSTATUS create_object(Device &device, PFILE_OBJECT wdm, FileObject *&created)
{
	const FileConfig &files = device.files;

	created = nullptr;
	if (!wants_objects(files) || !wdm)
		return STATUS_SUCCESS;

	auto *const file = object_allocate<FileObject>(
		device.driver_object(), files.has_attributes ? &files.attributes : nullptr);

	if (!file)
		return STATUS_INSUFFICIENT_RESOURCES;
	file->may_be_deleted = false;
	file->device = &device;
	file->wdm = wdm;
	object_reference(&device);
	if (!object_add_child(device, *file)) {
		object_discard(*file);
		return STATUS_DELETE_PENDING;
	}
	join(*file);
	created = file;
	return STATUS_SUCCESS;
}

void unlink(Object &object)
{
	LockGuard guard(tree_lock);

	leave(static_cast<FileObject &>(object));
}

void drop_device(Object &object)
{
	if (Device *device = static_cast<FileObject &>(object).device)
		object_dereference(device);
}

/* The file ends. The driver may still have references on the object, and see its end later. */
void delete_object(FileObject *file)
{
	if (!file)
		return;
	object_reference(file);
	if (object_begin_delete(*file))
		object_delete(*file);
	unlink(*file);
	object_dereference(file);
}

/* The request comes from a queue, so that the driver can forward it or mark it cancelable. */
NTSTATUS present_create(Device &device, Request &request, FileObject *file)
{
	const PFN_WDF_DEVICE_FILE_CREATE create = device.files.config.EvtDeviceFileCreate;
	Queue &queue = *device.create_queue;
	Request *taken = nullptr;

	/* If it is cancelled, and so deleted at once, no other request gets its memory. */
	object_reference(&request);

	const NTSTATUS status = queue_insert_new(queue, request);

	if (status == STATUS_PENDING) {
		LockGuard guard(queue.lock);

		taken = queue_take(queue, [&](const Request &each) { return &each == &request; });
		if (taken)
			queue_deliver(queue, *taken);
	}
	object_dereference(&request);
	if (!taken)
		return status;
	taken->was_presented = true;

	CallbackGuard guard({ "EvtDeviceFileCreate", reinterpret_cast<const void *>(create) },
			    serialiser_of_files(device));

	create(handle_of<WDFDEVICE>(device), handle_of<WDFREQUEST>(*taken),
	       file ? handle_of<WDFFILEOBJECT>(*file) : nullptr);
	return status;
}

/* The driver below has answered a create that went past the filter. */
NTSTATUS NTAPI create_passed(PDEVICE_OBJECT, PIRP irp, PVOID context)
{
	auto *const file = static_cast<FileObject *>(context);

	if (irp->PendingReturned)
		IoMarkIrpPending(irp);
	if (!NT_SUCCESS(irp->IoStatus.Status))
		delete_object(file);
	object_dereference(file);
	return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS pass_create(Device &device, PIRP irp, FileObject *file)
{
	if (!file)
		return pass_down(device, irp);
	object_reference(file);
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, create_passed, file, TRUE, TRUE, TRUE);
	return IoCallDriver(device.lower, irp);
}

/* The end of a file has been handled here. */
NTSTATUS end_close(Device &device, PIRP irp)
{
	const WDF_TRI_STATE forward = device.files.is_set ? device.files.config.AutoForwardCleanupClose
							  : WdfUseDefault;
	const bool goes_on = forward == WdfUseDefault ? device.is_filter : forward == WdfTrue;

	return goes_on && device.lower ? pass_down(device, irp) : complete_irp(irp, STATUS_SUCCESS);
}

template <typename Callback>
void call(Device &device, const char *name, Callback callback, FileObject *file)
{
	if (!callback)
		return;

	CallbackGuard guard({ name, reinterpret_cast<const void *>(callback) },
			    serialiser_of_files(device));

	callback(file ? handle_of<WDFFILEOBJECT>(*file) : nullptr);
}

/* A driver above may have completed the close itself: then the devices below have not seen it. */
void forget_all(PFILE_OBJECT wdm)
{
	LockGuard guard(tree_lock);

	while (FileObject *file = first_of(wdm))
		leave(*file);
}

} /* namespace */

constinit const Class FileObject::kClass = {
	{ "WDFFILEOBJECT", object_finalise, "WdfObjectDelete" }, nullptr, unlink, drop_device, true
};

void files_start()
{
	files_set_gone(forget_all);
}

NTSTATUS files_init(CallSite call, Device &device)
{
	const FileConfig &files = device.files;
	const WDF_SYNCHRONIZATION_SCOPE scope =
		files.attributes.SynchronizationScope == WdfSynchronizationScopeInheritFromParent
			? device.scope : files.attributes.SynchronizationScope;

	if (files.has_attributes && scope == WdfSynchronizationScopeQueue)
		return refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
			      "the synchronization scope of files is WdfSynchronizationScopeQueue");
	if (files.has_attributes && scope == WdfSynchronizationScopeDevice &&
	    device.level != WdfExecutionLevelPassive)
		return refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
			      "files have the synchronization scope of the device, whose execution "
			      "level is not WdfExecutionLevelPassive");
	return files.config.EvtDeviceFileCreate
		       ? queue_create_internal(device, device.create_queue)
		       : STATUS_SUCCESS;
}

FileObject *file_of(const Device &device, PFILE_OBJECT wdm)
{
	LockGuard guard(tree_lock);

	return find(device.wdm, wdm);
}

void file_forget(const DEVICE_OBJECT *device, PFILE_OBJECT wdm)
{
	LockGuard guard(tree_lock);

	if (FileObject *file = find(device, wdm))
		leave(*file);
}

NTSTATUS file_create(Device &device, PIRP irp)
{
	const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	const QueueReference queue(device, IRP_MJ_CREATE);
	FileObject *file;
	Request *request;

	if (const NTSTATUS status = create_object(device, location->FileObject, file))
		return complete_irp(irp, status);
	if (!queue.get() && !device.create_queue)
		return device.is_filter ? pass_create(device, irp, file)
					: complete_irp(irp, STATUS_SUCCESS);
	if (const NTSTATUS status = request_create(device, irp, file, request)) {
		delete_object(file);
		return complete_irp(irp, status);
	}
	return queue.get() ? queue_insert_new(*queue.get(), *request)
			   : present_create(device, *request, file);
}

NTSTATUS file_cleanup(Device &device, PIRP irp)
{
	const PFILE_OBJECT wdm = IoGetCurrentIrpStackLocation(irp)->FileObject;

	call(device, "EvtFileCleanup", device.files.config.EvtFileCleanup, file_of(device, wdm));
	if (wdm)
		queues_cancel_file(device, wdm);
	return end_close(device, irp);
}

NTSTATUS file_close(Device &device, PIRP irp)
{
	FileObject *const file = file_of(device, IoGetCurrentIrpStackLocation(irp)->FileObject);

	call(device, "EvtFileClose", device.files.config.EvtFileClose, file);
	delete_object(file);
	return end_close(device, irp);
}

/* The driver does not hear of a file again whose create has failed. */
void file_create_completed(Request &request, NTSTATUS status)
{
	if (NT_SUCCESS(status))
		return;
	delete_object(request.file);
	request.file = nullptr;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

WDFDEVICE NTAPI WdfFileObjectGetDevice(WDFFILEOBJECT FileObject)
{
	const auto *const file = object_of<wdf::FileObject>(WW_CALL_SITE, FileObject);

	return file ? handle_of<WDFDEVICE>(*file->device) : nullptr;
}

PUNICODE_STRING NTAPI WdfFileObjectGetFileName(WDFFILEOBJECT FileObject)
{
	const auto *const file = object_of<wdf::FileObject>(WW_CALL_SITE, FileObject);

	return file && file->wdm ? &file->wdm->FileName : nullptr;
}

ULONG NTAPI WdfFileObjectGetFlags(WDFFILEOBJECT FileObject)
{
	const auto *const file = object_of<wdf::FileObject>(WW_CALL_SITE, FileObject);

	return file && file->wdm ? file->wdm->Flags : 0;
}

PFILE_OBJECT NTAPI WdfFileObjectWdmGetFileObject(WDFFILEOBJECT FileObject)
{
	const auto *const file = object_of<wdf::FileObject>(WW_CALL_SITE, FileObject);

	return file ? file->wdm : nullptr;
}

WDFFILEOBJECT NTAPI WdfDeviceGetFileObject(WDFDEVICE Device, PFILE_OBJECT FileObject)
{
	auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);
	const auto *const file = device ? file_of(*device, FileObject) : nullptr;

	return file ? handle_of<WDFFILEOBJECT>(*file) : nullptr;
}

} /* extern "C" */
