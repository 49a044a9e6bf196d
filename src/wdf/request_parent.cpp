/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests that a bus driver's child passes on to a queue of its parent. The IRP gets a location for the parent's device
 * object, which WdfPdoInitAllowForwardingRequestToParent has made room for, and the parent a request of its own.
 */
#include "create.hpp"
#include "handle.hpp"
#include "pdo.hpp"
#include "preprocess.hpp"
#include "queue.hpp"
#include "target.hpp"

namespace ww::wdf {
namespace {

NTSTATUS check_forward_options(CallSite call, const Request &request, const WDF_REQUEST_FORWARD_OPTIONS *options)
{
	if (!check_not_null(call, options, "ForwardOptions"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_REQUEST_FORWARD_OPTIONS", options->Size, sizeof(*options),
					       &request))
		return status;
	if (options->Flags != WDF_REQUEST_FORWARD_OPTION_SEND_AND_FORGET)
		return refuse(call, &request, STATUS_INVALID_PARAMETER,
			      "WDF_REQUEST_FORWARD_OPTIONS.Flags is 0x%x, not WDF_REQUEST_FORWARD_OPTION_SEND_AND_FORGET",
			      options->Flags);
	return STATUS_SUCCESS;
}

NTSTATUS check_parent(CallSite call, const Request &request, const Queue &queue)
{
	const Pdo *const pdo = request.device->as_pdo;

	if (!pdo || !pdo->forwards_to_parent)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "the device of the WDFREQUEST was not made with WdfPdoInitAllowForwardingRequestToParent");
	if (queue.device != pdo->parent)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "ParentDeviceQueue is not of the parent of the WDFREQUEST's device");
	if (!queue_has_handler(queue, IoGetCurrentIrpStackLocation(request.irp)->MajorFunction))
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "ParentDeviceQueue has no handler for the WDFREQUEST");
	if (request.irp->CurrentLocation <= queue.device->wdm->StackSize)
		return refuse(call, &request, STATUS_REQUEST_NOT_ACCEPTED,
			      "the IRP has %d stack locations left, and the parent needs %d",
			      request.irp->CurrentLocation - 1, queue.device->wdm->StackSize);
	return STATUS_SUCCESS;
}

bool accepts(Queue &queue)
{
	LockGuard guard(queue.lock);

	return !queue_refusal(queue);
}

void add_location(PIRP irp, void *queue)
{
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoGetNextIrpStackLocation(irp)->Control |= kForwarded;
	irp->Tail.Overlay.DriverContext[0] = queue;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfRequestForwardToParentDeviceIoQueue(WDFREQUEST Request, WDFQUEUE ParentDeviceQueue,
						      PWDF_REQUEST_FORWARD_OPTIONS ForwardOptions)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = request_of_driver(call, Request);
	auto *const queue = request ? object_of<wdf::Queue>(call, ParentDeviceQueue) : nullptr;

	if (!queue)
		return STATUS_INVALID_PARAMETER;

	NTSTATUS status = check_forward_options(call, *request, ForwardOptions);

	if (!status)
		status = check_parent(call, *request, *queue);
	if (!status)
		status = check_may_forget(call, *request);
	if (!status && !accepts(*queue))
		status = STATUS_WDF_BUSY;
	if (!status)
		status = request_forget(call, *request, queue->device->wdm, add_location, queue);
	return status == STATUS_PENDING ? STATUS_SUCCESS : status;
}

} /* extern "C" */
