/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRPs become requests, and go to a queue of their device or to EvtIoInCallerContext.
 */
#include "dispatch.hpp"

#include <winwork/io/pnp.h>

#include "file.hpp"
#include "forward_progress.hpp"
#include "handle.hpp"
#include "hold.hpp"
#include "irp_dispatch.hpp"
#include "ob/driver.hpp"
#include "power.hpp"
#include "preprocess.hpp"
#include "query_interface.hpp"
#include "queue.hpp"
#include "wmi.hpp"

namespace ww::wdf {

NTSTATUS complete(PIRP irp, NTSTATUS status)
{
	irp->IoStatus.Status = status;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return status;
}

NTSTATUS complete_irp(PIRP irp, NTSTATUS status)
{
	irp->IoStatus.Information = 0;
	return complete(irp, status);
}

namespace {

/* EvtIoInCallerContext gets the request before its queue. */
NTSTATUS present_in_caller_context(Device &device, Request &request)
{
	IoMarkIrpPending(request.irp);
	request.state.store(Request::State::delivered);
	request.was_presented = true;
	request.is_in_caller_context = true;
	caller_request_begin(device);
	device.in_caller_context(handle_of<WDFDEVICE>(device), handle_of<WDFREQUEST>(request));
	return STATUS_PENDING;
}

bool has_handler(const WDF_IO_QUEUE_CONFIG &config, UCHAR major)
{
	if (config.DispatchType == WdfIoQueueDispatchManual || config.EvtIoDefault)
		return true;
	switch (major) {
	case IRP_MJ_READ: return config.EvtIoRead;
	case IRP_MJ_WRITE: return config.EvtIoWrite;
	case IRP_MJ_DEVICE_CONTROL: return config.EvtIoDeviceControl;
	case IRP_MJ_INTERNAL_DEVICE_CONTROL: return config.EvtIoInternalDeviceControl;
	default: return false;
	}
}

/* Whether a filter has no use for the request: a default queue takes only what it has a handler for. */
bool goes_past(const Device &device, const Queue *queue, UCHAR major)
{
	return device.is_filter && !device.in_caller_context &&
	       (!queue || (queue->config.DefaultQueue && !has_handler(queue->config, major)));
}

/* A read, write or control goes to the queue that the device has for its kind. */
NTSTATUS request_by_default(Device &device, PIRP irp)
{
	const UCHAR major = IoGetCurrentIrpStackLocation(irp)->MajorFunction;
	const QueueReference queue(device, major);
	NTSTATUS status;

	if (goes_past(device, queue.get(), major))
		return pass_down(device, irp);
	if (!queue.get() && !device.in_caller_context)
		return complete_irp(irp, STATUS_INVALID_DEVICE_REQUEST);

	Request *const request = request_for(device, irp, queue.get(), status);

	if (!request)
		return status;
	return device.in_caller_context ? present_in_caller_context(device, *request)
					: queue_insert_new(*queue.get(), *request);
}

/* It goes to a queue that the driver has chosen. */
NTSTATUS request_to_queue(Device &device, PIRP irp, Queue &queue, bool in_caller_context)
{
	NTSTATUS status;
	Request *const request = request_for(device, irp, &queue, status);

	if (!request)
		return status;
	if (!in_caller_context || !device.in_caller_context)
		return queue_insert_new(queue, *request);
	object_reference(&queue);
	request->chosen = &queue;
	return present_in_caller_context(device, *request);
}

/* A child of the device has passed the request on to a queue, which may be gone. */
NTSTATUS dispatch_forwarded(Device &device, PIRP irp)
{
	const QueueReference queue(irp->Tail.Overlay.DriverContext[0], device);

	IoGetCurrentIrpStackLocation(irp)->Control &= static_cast<UCHAR>(~kForwarded);
	return queue.get() ? request_to_queue(device, irp, *queue.get(), false)
			   : complete_irp(irp, STATUS_INVALID_DEVICE_STATE);
}

/* A read, write or control has arrived. */
NTSTATUS dispatch_request(Device &device, PIRP irp)
{
	const Dispatcher *const dispatcher =
		dispatcher_of(device, IoGetCurrentIrpStackLocation(irp)->MajorFunction);

	return dispatcher ? call_dispatcher(device, irp, *dispatcher)
			  : request_by_default(device, irp);
}

NTSTATUS dispatch_to(Device &device, PIRP irp)
{
	switch (const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
		location->MajorFunction) {
	case IRP_MJ_CREATE:
		return file_create(device, irp);
	case IRP_MJ_CLEANUP:
		return file_cleanup(device, irp);
	case IRP_MJ_CLOSE:
		return file_close(device, irp);
	case IRP_MJ_READ:
	case IRP_MJ_WRITE:
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		return dispatch_request(device, irp);
	case IRP_MJ_SHUTDOWN:
		if (device.shutdown)
			device.shutdown(handle_of<WDFDEVICE>(device));
		return device.is_filter ? pass_down(device, irp) : complete_irp(irp, STATUS_SUCCESS);
	case IRP_MJ_SYSTEM_CONTROL:
		return dispatch_wmi(device, irp);
	case IRP_MJ_PNP:
		return location->MinorFunction == IRP_MN_QUERY_INTERFACE ? query_interface(device, irp)
									 : dispatch_pnp(device.wdm, irp);
	default:
		return device.is_filter ? pass_down(device, irp)
					: complete_irp(irp, STATUS_INVALID_DEVICE_REQUEST);
	}
}

/*
 * The managers send these one at a time, and the last one ends the device: a hold would wait for itself.
 * Other IRPs of Plug and Play ask something, and any driver may do so at any time.
 */
bool comes_alone(UCHAR major, UCHAR minor)
{
	if (major != IRP_MJ_PNP)
		return major == IRP_MJ_POWER;
	switch (minor) {
	case IRP_MN_START_DEVICE:
	case IRP_MN_QUERY_REMOVE_DEVICE:
	case IRP_MN_REMOVE_DEVICE:
	case IRP_MN_CANCEL_REMOVE_DEVICE:
	case IRP_MN_STOP_DEVICE:
	case IRP_MN_QUERY_STOP_DEVICE:
	case IRP_MN_CANCEL_STOP_DEVICE:
	case IRP_MN_SURPRISE_REMOVAL:
		return true;
	default:
		return false;
	}
}

NTSTATUS dispatch_alone(PDEVICE_OBJECT wdm, PIRP irp)
{
	return IoGetCurrentIrpStackLocation(irp)->MajorFunction == IRP_MJ_PNP ? dispatch_pnp(wdm, irp)
									       : dispatch_power(wdm, irp);
}

bool is_close(UCHAR major)
{
	return major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE;
}

/* The device goes or is gone, and the program still has its file: that can be closed. */
NTSTATUS dispatch_to_none(PDEVICE_OBJECT wdm, PIRP irp)
{
	const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	const UCHAR major = location->MajorFunction;

	if (major == IRP_MJ_CLOSE)
		file_forget(wdm, location->FileObject);
	if (major == IRP_MJ_PNP)
		return complete(irp, STATUS_NO_SUCH_DEVICE);
	return complete_irp(irp, is_close(major) ? STATUS_SUCCESS : STATUS_NO_SUCH_DEVICE);
}

/* An IRP comes back from its driver: part(device) goes on with it. */
template <typename Part>
NTSTATUS join(PDEVICE_OBJECT wdm, PIRP irp, Part part)
{
	const Hold hold(wdm, IoGetCurrentIrpStackLocation(irp)->MajorFunction, Hold::Way::joins);

	return hold.device() ? part(*hold.device()) : dispatch_to_none(wdm, irp);
}

} /* namespace */

NTSTATUS pass_down(Device &device, PIRP irp)
{
	if (device.as_pdo)
		return complete(irp, irp->IoStatus.Status);
	if (!device.lower)
		return complete_irp(irp, STATUS_INVALID_DEVICE_REQUEST);
	IoSkipCurrentIrpStackLocation(irp);
	return IoCallDriver(device.lower, irp);
}

NTSTATUS NTAPI dispatch(PDEVICE_OBJECT wdm, PIRP irp)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);
	const UCHAR major = location.MajorFunction;
	const UCHAR minor = location.MinorFunction;

	if (!is_of_framework(wdm))
		return refuse_request(wdm, irp);
	if (comes_alone(major, minor)) {
		Device *const device = device_here(wdm);
		const auto callback = device ? preprocessor_of(*device, major, minor) : nullptr;

		return callback ? preprocess(*device, irp, callback) : dispatch_alone(wdm, irp);
	}

	const bool is_question = major == IRP_MJ_PNP && minor != IRP_MN_QUERY_INTERFACE;
	const Hold hold(wdm, major, is_question ? Hold::Way::asks : Hold::Way::enters);

	if (!hold.device())
		return dispatch_to_none(wdm, irp);

	if (location.Control & kForwarded)
		return dispatch_forwarded(*hold.device(), irp);

	const auto callback = preprocessor_of(*hold.device(), major, minor);

	return callback ? preprocess(*hold.device(), irp, callback) : dispatch_to(*hold.device(), irp);
}

NTSTATUS dispatch_preprocessed(PDEVICE_OBJECT wdm, PIRP irp)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);

	if (comes_alone(location.MajorFunction, location.MinorFunction))
		return dispatch_alone(wdm, irp);

	return join(wdm, irp, [irp](Device &device) { return dispatch_to(device, irp); });
}

NTSTATUS dispatch_by_default(PDEVICE_OBJECT wdm, PIRP irp)
{
	return join(wdm, irp, [irp](Device &device) { return request_by_default(device, irp); });
}

NTSTATUS dispatch_to_queue(PDEVICE_OBJECT wdm, PIRP irp, Queue &queue, bool in_caller_context)
{
	return join(wdm, irp, [&queue, irp, in_caller_context](Device &device) {
		return request_to_queue(device, irp, queue, in_caller_context);
	});
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDeviceEnqueueRequest(WDFDEVICE Device, WDFREQUEST Request)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);
	auto *const request = device ? request_of_driver(call, Request) : nullptr;

	if (!request)
		return STATUS_INVALID_PARAMETER;
	if (request->device != device)
		return refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
			      "Request is of another device");
	if (!request->is_in_caller_context)
		return refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
			      "Request does not come from EvtIoInCallerContext");

	if (request->chosen)
		return move_to_queue(call, *request, *request->chosen);

	const QueueReference queue(
		*device, IoGetCurrentIrpStackLocation(request->irp)->MajorFunction);

	if (!queue.get())
		return refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
			      "no queue of the device gets such requests");
	return move_to_queue(call, *request, *queue.get());
}

} /* extern "C" */
