/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FltAllocateCallbackData, FltPerformSynchronousIo and their relatives.
 */
#include "own_data.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "buffer.hpp"
#include "mm/pool.hpp"
#include "mm/request_buffer.hpp"
#include "ob/image.hpp"
#include "operation.hpp"
#include "own_call.hpp"

namespace ww {
namespace {

/* Its own MDL goes with the data. One of the program's operation may have been copied into it. */
void free_mdls(OwnData &data)
{
	const BufferPlace place = buffer_place(data.iopb, data.data.Flags);

	if (!place.mdl || !*place.mdl)
		return;
	if (driver_of_address(pool_caller(*place.mdl, kAnyTag)) == data.filter->driver)
		request_mdls_release(*place.mdl);
	*place.mdl = nullptr;
}

void destroy(void *body)
{
	auto *data = static_cast<OwnData *>(body);

	free_mdls(*data);
	requestor_drop(data->requestor);
	object_dereference_kept(data->filter);
	object_dereference_kept(data->volume);
}

} /* namespace */

constinit const ObjectType own_data_type = { "callback data", destroy, "FltFreeCallbackData" };

namespace {

/* ---- The list of an instance ---------------------------------------------------------------- */

void enter_list(OwnData &data)
{
	LockGuard guard(data.volume->lock);
	OwnData *&list = data.instance->own_data;

	data.next = list;
	data.link = &list;
	if (list)
		list->link = &data.next;
	list = &data;
}

void leave_list_locked(OwnData &data)
{
	if (!data.link)
		return;
	*data.link = data.next;
	if (data.next)
		data.next->link = data.link;
	data.link = nullptr;
	data.instance = nullptr;
}

void leave_list(OwnData &data)
{
	LockGuard guard(data.volume->lock);

	leave_list_locked(data);
}

/* The first one, with a reference; or null. */
OwnData *take_left(PFLT_INSTANCE instance)
{
	LockGuard guard(instance->volume->lock);
	OwnData *data = instance->own_data;

	if (!data)
		return nullptr;
	object_reference(data);
	leave_list_locked(*data);
	return data;
}

/* With a kept reference; null once the tear-down has begun. */
PFLT_INSTANCE hold_instance(OwnData &data)
{
	LockGuard guard(data.volume->lock);

	return data.instance && object_try_reference_kept(data.instance) ? data.instance : nullptr;
}

/* ---- Validation ----------------------------------------------------------------------------- */

/* References what a driver passed. Reports, and is empty, if it is not live data of a driver's. */
class DataGuard {
public:
	DataGuard(CallSite call, PFLT_CALLBACK_DATA data)
	{
		OwnData *own = own_data_of(data);

		if (own && object_try_reference(own))
			data_ = own;
		else
			report_operation(call, data, 0, "FltAllocateCallbackData has not made it, or it is freed");
	}
	~DataGuard()
	{
		if (data_)
			object_dereference(data_);
	}
	DataGuard(const DataGuard &) = delete;
	DataGuard &operator=(const DataGuard &) = delete;

	explicit operator bool() const { return data_; }
	OwnData &operator*() const { return *data_; }
	OwnData *operator->() const { return data_; }

private:
	OwnData *data_ = nullptr;
};

/* Whether the data is the driver's. Reports it while an operation has it. */
bool is_idle(CallSite call, OwnData &data)
{
	if (!data.is_sent.load())
		return true;
	report_operation(call, &data.data, 0, "its operation has not ended");
	return false;
}

/* ---- Sending -------------------------------------------------------------------------------- */

const char *wrong_major(UCHAR major)
{
	if (major > IRP_MJ_MAXIMUM_FUNCTION)
		return "only an operation based on an IRP can be sent";
	if (major == IRP_MJ_CREATE)
		return "FltCreateFile opens files";
	if (major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE)
		return "the end of the file object sends it";
	return nullptr;
}

NTSTATUS check(CallSite call, const OwnData &data, PFLT_INSTANCE instance)
{
	if (const char *wrong = wrong_major(data.iopb.MajorFunction))
		return refuse(call, instance, STATUS_NOT_SUPPORTED, "MajorFunction is %s: %s",
			      FltGetIrpName(data.iopb.MajorFunction), wrong);
	return is_transfer(data.iopb) ? own_check_transfer(call, instance, data.iopb) : STATUS_SUCCESS;
}

OwnOperation operation_of_data(OwnData &data, PFLT_INSTANCE instance)
{
	OwnOperation own = {};

	own.instance = instance;
	own.below = &instance->altitude;
	own.iopb = data.iopb;
	own.data = &data;
	return own;
}

/* The end of an operation. The data is the driver's again, which may free it at once. */
void end(OwnData &data, const IO_STATUS_BLOCK &result)
{
	data.data.IoStatus = result;
	data.is_sent.store(false);
}

/* As on Windows, the file system moves the position of a synchronous file. */
void move_position(const OwnOperation &own)
{
	const PFILE_OBJECT file = own.iopb.TargetFileObject;

	if (NT_SUCCESS(own.result.Status) && is_transfer(own.iopb) && file->Flags & FO_SYNCHRONOUS_IO)
		file->CurrentByteOffset.QuadPart = own.end;
}

NTSTATUS perform_now(const FileSystem &file_system, OwnOperation &own)
{
	NTSTATUS status = file_system.perform(own);

	while (!own.is_sent && own.data->waits_for_memory) {
		own_wait_for_memory();
		status = file_system.perform(own);
	}
	if (!own.is_sent)
		own.result = { { status }, 0 };
	move_position(own);
	end(*own.data, own.result);
	return status;
}

/* The routine of the operation. What it gets is not the driver's own data. */
VOID NTAPI completed(PFLT_CALLBACK_DATA carried, PVOID context)
{
	OwnData &data = *static_cast<OwnData *>(context);
	const PFLT_COMPLETED_ASYNC_IO_CALLBACK routine = data.routine;
	void *const routine_context = data.context;

	end(data, carried->IoStatus);
	routine(&data.data, routine_context);
}

/* Sends it with a routine, or waits for its end. */
NTSTATUS send(CallSite call, OwnData &data, FLT_CALLBACK_DATA_FLAGS flags)
{
	const PFLT_INSTANCE instance = hold_instance(data);

	if (!instance)
		return STATUS_FLT_DELETING_OBJECT;

	NTSTATUS status = check(call, data, instance);

	if (NT_SUCCESS(status)) {
		const OwnCall own_call(call, instance, data.iopb.TargetFileObject);
		OwnOperation own = operation_of_data(data, instance);

		own.flags = flags;
		own.routine = data.routine ? completed : nullptr;
		own.context = &data;
		status = !NT_SUCCESS(own_call.status()) ? own_call.status()
		       : data.routine ? own_start(call, own_call.file_system(), own)
				      : perform_now(own_call.file_system(), own);
	}
	object_dereference_kept(instance);
	return status;
}

/* The data is the operation's from here on. Reports it if that is so already. */
bool begin(CallSite call, OwnData &data)
{
	if (data.is_sent.exchange(true)) {
		report_operation(call, &data.data, 0, "its operation has not ended");
		return false;
	}
	data.is_canceled.store(false);
	return true;
}

void send_and_wait(CallSite call, OwnData &data, FLT_CALLBACK_DATA_FLAGS flags)
{
	if (!begin(call, data))
		return;
	data.routine = nullptr;

	const NTSTATUS status = send(call, data, flags);

	/* What was refused has not been sent. */
	if (data.is_sent.load())
		end(data, { { status }, 0 });
}

/* The routine is called in each case. */
NTSTATUS send_and_go(CallSite call, OwnData &data, PFLT_COMPLETED_ASYNC_IO_CALLBACK routine, void *context)
{
	if (!begin(call, data))
		return STATUS_INVALID_PARAMETER;
	data.routine = routine;
	data.context = context;

	const NTSTATUS status = data.iopb.MajorFunction == IRP_MJ_CREATE ? STATUS_FLT_INVALID_ASYNCHRONOUS_REQUEST
									  : send(call, data, 0);

	if (status == STATUS_PENDING)
		return status;
	end(data, { { status }, 0 });
	routine(&data.data, context);
	return status;
}

/* ---- Making --------------------------------------------------------------------------------- */

void set_up(OwnData &data, PFLT_INSTANCE instance, PFILE_OBJECT file)
{
	const FLT_CALLBACK_DATA fresh = {
		.Flags = FLTFL_CALLBACK_DATA_IRP_OPERATION | FLTFL_CALLBACK_DATA_GENERATED_IO |
			 FLTFL_CALLBACK_DATA_SYSTEM_BUFFER,
		.Thread = PsGetCurrentThread(),
		.Iopb = &data.iopb,
		.IoStatus = {},
		.TagData = nullptr,
		.FilterContext = {},
		.RequestorMode = KernelMode,
	};

	__builtin_memcpy(static_cast<void *>(&data.data), &fresh, sizeof(fresh));
	data.iopb = {};
	data.iopb.TargetInstance = instance;
	data.iopb.TargetFileObject = file;
}

NTSTATUS make(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file, bool waits_for_memory,
	      PFLT_CALLBACK_DATA *result)
{
	auto *data = static_cast<OwnData *>(
		object_create(own_data_type, sizeof(OwnData), instance->filter->driver));

	if (!data)
		return STATUS_INSUFFICIENT_RESOURCES;
	set_up(*data, instance, file);
	data->volume = instance->volume;
	data->filter = instance->filter;
	object_reference_kept(data->volume);
	object_reference_kept(data->filter);
	data->requestor = requestor_current();
	data->maker = call;
	data->waits_for_memory = waits_for_memory;
	data->instance = instance;
	enter_list(*data);
	*result = &data->data;
	return STATUS_SUCCESS;
}

NTSTATUS allocate(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file, ULONG flags, PFLT_CALLBACK_DATA *result)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (!at_apc_or_below(call, instance))
		return status;
	if (!result)
		return refuse(call, instance, status, "RetNewCallbackData is NULL");
	*result = nullptr;
	if (flags & ~ULONG{ FLT_ALLOCATE_CALLBACK_DATA_PREALLOCATE_ALL_MEMORY })
		return refuse(call, instance, status, "Flags is 0x%x, with unknown bits", flags);
	if (!check_and_keep(call, instance, instance_type, status))
		return status;
	status = make(call, instance, file, flags, result);
	object_dereference_kept(instance);
	return status;
}

void report_left(const OwnData &data)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeak, address_of(&data), address_of(data.filter), address_of(data.maker.caller) },
		 .call = data.maker, .item = &data, .owner = data.filter->driver },
	       "the instance on %s is torn down, and has not freed its callback data",
	       object_header(data.volume)->name);
}

} /* namespace */

void own_data_set_operation(OwnData &data, Operation &operation)
{
	{
		LockGuard guard(data.volume->lock);

		data.operation = &operation;
	}
	if (data.is_canceled.load())
		operation_cancel(operation);
}

void own_data_forget_operation(OwnData &data, const Operation &operation)
{
	LockGuard guard(data.volume->lock);

	if (data.operation == &operation)
		data.operation = nullptr;
}

void own_data_reissue(CallSite call, PFLT_INSTANCE instance, PFLT_CALLBACK_DATA callback_data)
{
	const DataGuard data(call, callback_data);

	if (!data)
		return;
	if (data->iopb.TargetInstance != instance)
		report_operation(call, callback_data, 0, "it is not callback data of InitiatingInstance");
	else
		send_and_wait(call, *data, FLTFL_CALLBACK_DATA_REISSUED_IO);
}

bool own_data_cancel(CallSite call, PFLT_CALLBACK_DATA callback_data)
{
	const DataGuard data(call, callback_data);
	Operation *operation = nullptr;

	if (!data || !data->is_sent.load() || data->is_canceled.exchange(true))
		return false;
	{
		LockGuard guard(data->volume->lock);

		if (data->operation && object_try_reference(data->operation))
			operation = data->operation;
	}
	if (!operation)
		return false;

	const bool was_canceled = operation_cancel(*operation);

	object_dereference(operation);
	return was_canceled;
}

namespace {

/* One that is sent, and marked as canceled now, with its operation and a reference on that; or null. */
OwnData *mark_watch(PFLT_INSTANCE instance, Operation *&operation)
{
	LockGuard guard(instance->volume->lock);

	operation = nullptr;
	for (OwnData *data = instance->own_data; data; data = data->next) {
		if (!is_watch(data->iopb) || !data->is_sent.load() || data->is_canceled.exchange(true))
			continue;
		if (data->operation && object_try_reference(data->operation))
			operation = data->operation;
		return data;
	}
	return nullptr;
}

} /* namespace */

/* One without an operation is about to get it, and is canceled then. */
void own_data_cancel_watches(PFLT_INSTANCE instance)
{
	Operation *operation;

	while (mark_watch(instance, operation)) {
		if (!operation)
			continue;
		operation_cancel(*operation);
		object_dereference(operation);
	}
}

void own_data_free_left(PFLT_INSTANCE instance)
{
	while (OwnData *data = take_left(instance)) {
		report_left(*data);
		if (!data->is_freed.exchange(true))
			object_dereference(data);
		object_dereference(data);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltAllocateCallbackData(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					PFLT_CALLBACK_DATA *RetNewCallbackData)
{
	return allocate(WW_CALL_SITE, Instance, FileObject, 0, RetNewCallbackData);
}

NTSTATUS FLTAPI FltAllocateCallbackDataEx(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					  FLT_ALLOCATE_CALLBACK_DATA_FLAGS Flags,
					  PFLT_CALLBACK_DATA *RetNewCallbackData)
{
	return allocate(WW_CALL_SITE, Instance, FileObject, Flags, RetNewCallbackData);
}

VOID FLTAPI FltFreeCallbackData(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, CallbackData))
		return;

	const DataGuard data(call, CallbackData);

	if (!data || !is_idle(call, *data))
		return;
	leave_list(*data);
	if (!data->is_freed.exchange(true))
		object_dereference(&*data);
}

VOID FLTAPI FltReuseCallbackData(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, CallbackData))
		return;

	const DataGuard data(call, CallbackData);

	if (!data || !is_idle(call, *data))
		return;
	free_mdls(*data);
	set_up(*data, data->iopb.TargetInstance, data->iopb.TargetFileObject);
}

VOID FLTAPI FltPerformSynchronousIo(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;
	const DataGuard data(call, CallbackData);

	if (data)
		send_and_wait(call, *data, 0);
}

NTSTATUS FLTAPI FltPerformAsynchronousIo(PFLT_CALLBACK_DATA CallbackData,
					 PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext)
{
	const CallSite call = WW_CALL_SITE;
	const DataGuard data(call, CallbackData);

	if (!data)
		return STATUS_INVALID_PARAMETER;
	if (!CallbackRoutine)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "CallbackRoutine is NULL");
	return send_and_go(call, *data, CallbackRoutine, CallbackContext);
}

} /* extern "C" */
