/* SPDX-License-Identifier: GPL-2.0 */
#include "status_request.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/memory.h"

namespace ww {

/*
 * It has no reference on the instance: a tear-down does not wait until the operation reaches the file
 * system. The number of the attachment tells an instance from a later one at the same address.
 */
struct StatusRequest {
	StatusRequest *next;
	PFLT_INSTANCE instance;
	PFLT_VOLUME volume;
	u64 attachment;
	PFLT_GET_OPERATION_STATUS_CALLBACK routine;
	void *context;
	FLT_IO_PARAMETER_BLOCK parameters;	/* as they were when it was made */
};

namespace {

bool is_attached(const StatusRequest &request)
{
	const PFLT_INSTANCE instance = request.instance;

	if (object_type(instance) != &instance_type || instance->volume != request.volume)
		return false;

	LockGuard guard(instance->volume->lock);

	return instance->attachment == request.attachment;
}

void call(StatusRequest &request, NTSTATUS status)
{
	const FLT_RELATED_OBJECTS objects =
		related_objects(request.instance, request.parameters.TargetFileObject);

	request.routine(&objects, &request.parameters, status, request.context);
}

/* The instance whose pre-operation callback has the operation; null if none has. */
PFLT_INSTANCE instance_of_callback(Operation &operation)
	WW_REQUIRES(operation.volume->lock)
{
	return operation.handoff.state == HandoffState::called &&
	       operation.handoff.callee == Callee::pre_operation
		       ? operation.top().instance : nullptr;
}

/* Takes over @request if it succeeds. */
NTSTATUS add(Operation &operation, StatusRequest &request)
{
	LockGuard guard(operation.volume->lock);

	request.instance = instance_of_callback(operation);
	if (!request.instance)
		return STATUS_INVALID_PARAMETER;
	if (is_closed(request.instance))
		return STATUS_FLT_DELETING_OBJECT;
	request.volume = operation.volume;
	request.attachment = request.instance->attachment;
	request.parameters = operation.iopb;
	request.next = operation.status_requests.load(Order::relaxed);
	operation.status_requests.store(&request, Order::relaxed);
	return STATUS_SUCCESS;
}

} /* namespace */

/* No pre-operation callback runs any more. */
StatusRequests::StatusRequests(Operation &operation)
	: first_(operation.status_requests.load(Order::relaxed))
{
	if (first_)
		operation.status_requests.store(nullptr, Order::relaxed);
}

StatusRequests::~StatusRequests()
{
	while (StatusRequest *request = first_) {
		first_ = request->next;
		ww_free(request);
	}
}

void StatusRequests::tell(NTSTATUS status) const
{
	for (StatusRequest *request = first_; request; request = request->next) {
		if (!object_try_reference_kept(request->instance))
			continue;
		if (is_attached(*request))
			call(*request, status);
		object_dereference_kept(request->instance);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltRequestOperationStatusCallback(PFLT_CALLBACK_DATA Data,
						  PFLT_GET_OPERATION_STATUS_CALLBACK CallbackRoutine,
						  PVOID RequesterContext)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Data))
		return STATUS_INVALID_PARAMETER;

	const OperationGuard operation(call, Data);

	if (!operation)
		return STATUS_INVALID_PARAMETER;
	if (!CallbackRoutine)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "CallbackRoutine is NULL");
	if (!operation->is_irp() || Data->Iopb->MajorFunction == IRP_MJ_CLOSE)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "the operation is IRP_MJ_CLOSE, or is not based on an IRP");

	auto *const request = static_cast<StatusRequest *>(ww_zalloc(sizeof(StatusRequest)));

	if (!request)
		return STATUS_INSUFFICIENT_RESOURCES;
	request->routine = CallbackRoutine;
	request->context = RequesterContext;

	const NTSTATUS status = add(*operation, *request);

	if (NT_SUCCESS(status))
		return status;
	ww_free(request);
	if (status == STATUS_INVALID_PARAMETER)
		report_operation(call, Data, 0, "only a pre-operation callback may call this");
	return status;
}

} /* extern "C" */
