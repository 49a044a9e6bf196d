/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRPs whose queue the driver chooses: see irp_dispatch.hpp.
 */
#include "irp_dispatch.hpp"

#include "dispatch.hpp"
#include "handle.hpp"
#include "io/call.hpp"
#include "linux/memory.h"
#include "preprocess.hpp"
#include "queue.hpp"

namespace ww::wdf {
namespace {

constexpr ULONG kFlags = WDF_DISPATCH_IRP_TO_IO_QUEUE_INVOKE_INCALLERCTX_CALLBACK |
			 WDF_DISPATCH_IRP_TO_IO_QUEUE_PREPROCESSED_IRP;

/* ---- Configuring ---------------------------------------------------------------------------- */

NTSTATUS configure(CallSite call, Device &device, UCHAR major, const Dispatcher &wanted)
{
	if (!device_may_be_configured(device))
		return refuse(call, &device, STATUS_INVALID_DEVICE_STATE,
			      "the device has started, or WdfControlFinishInitializing was called");

	auto *const dispatcher = static_cast<Dispatcher *>(ww_zalloc(sizeof(Dispatcher)));
	Dispatcher *expected = nullptr;

	if (!dispatcher)
		return STATUS_INSUFFICIENT_RESOURCES;
	*dispatcher = wanted;
	if (device.dispatchers[dispatcher_place(major)].compare_exchange(expected, dispatcher))
		return STATUS_SUCCESS;
	ww_free(dispatcher);
	return refuse(call, &device, STATUS_INVALID_PARAMETER,
		      "the MajorFunction 0x%x has a callback already", major);
}

/* ---- Giving back ---------------------------------------------------------------------------- */

/* The current location is the framework's again. Else @status is that of the call, after a report. */
bool take_back_dispatched(CallSite call, const Device &device, PIRP irp, NTSTATUS &status)
{
	if (has_current_location(irp) &&
	    is_marked(*IoGetCurrentIrpStackLocation(irp), device, kDispatched)) {
		IoGetCurrentIrpStackLocation(irp)->Control &= static_cast<UCHAR>(~kDispatched);
		return true;
	}
	report(violation_of(call, kObjectError, &device),
	       "the IRP does not come from EvtDeviceWdmIrpDispatch of the device, or was dispatched, passed on "
	       "or completed already; it is left alone. One of EvtDeviceWdmIrpPreprocess needs "
	       "WDF_DISPATCH_IRP_TO_IO_QUEUE_PREPROCESSED_IRP");
	status = STATUS_INVALID_DEVICE_REQUEST;
	return false;
}

NTSTATUS check_queue(CallSite call, const Device &device, UCHAR major, const Queue &queue, ULONG flags)
{
	if (flags & ~kFlags)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "Flags is 0x%x; the IRP is completed", flags);
	if (dispatcher_place(major) == kDispatchers)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "the IRP is of the MajorFunction 0x%x: only reads, writes and controls go to "
			      "queues; it is completed",
			      major);
	if (!queue_has_handler(queue, major))
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "Queue has no handler for the MajorFunction 0x%x; the IRP is completed",
			      major);
	if (queue.device != &device)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "Queue is of another device; the IRP is completed");
	return STATUS_SUCCESS;
}

NTSTATUS to_queue(CallSite call, const Device &device, PIRP irp, Queue &queue, ULONG flags)
{
	const UCHAR major = IoGetCurrentIrpStackLocation(irp)->MajorFunction;

	if (const NTSTATUS status = check_queue(call, device, major, queue, flags))
		return complete_irp(irp, status);
	return dispatch_to_queue(device.wdm, irp, queue,
				 flags & WDF_DISPATCH_IRP_TO_IO_QUEUE_INVOKE_INCALLERCTX_CALLBACK);
}

} /* namespace */

NTSTATUS call_dispatcher(Device &device, PIRP irp, const Dispatcher &dispatcher)
{
	IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);
	const UCHAR major = location.MajorFunction;
	const bool is_transfer = major == IRP_MJ_READ || major == IRP_MJ_WRITE;

	location.Control |= kDispatched;
	return dispatcher.callback(handle_of<WDFDEVICE>(device), major, location.MinorFunction,
				   is_transfer ? 0 : location.Parameters.DeviceIoControl.IoControlCode,
				   dispatcher.context, irp, const_cast<Dispatcher *>(&dispatcher));
}

void dispatchers_free(Device &device)
{
	for (Atomic<Dispatcher *> &dispatcher : device.dispatchers)
		ww_free(dispatcher.load());
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDeviceConfigureWdmIrpDispatchCallback(
	WDFDEVICE Device, WDFDRIVER Driver, UCHAR MajorFunction,
	PFN_WDFDEVICE_WDM_IRP_DISPATCH EvtDeviceWdmIrpDispatch, WDFCONTEXT DriverContext)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);

	if (!device)
		return STATUS_INVALID_PARAMETER;
	if (dispatcher_place(MajorFunction) == kDispatchers)
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "MajorFunction is 0x%x: only reads, writes and controls go to queues",
			      MajorFunction);
	if ((Driver && !object_of<wdf::Driver>(call, Driver)) ||
	    !check_not_null(call, reinterpret_cast<const void *>(EvtDeviceWdmIrpDispatch),
			    "EvtDeviceWdmIrpDispatch"))
		return STATUS_INVALID_PARAMETER;
	return configure(call, *device, MajorFunction, { EvtDeviceWdmIrpDispatch, DriverContext });
}

NTSTATUS NTAPI WdfDeviceWdmDispatchIrp(WDFDEVICE Device, PIRP Irp, WDFCONTEXT DispatchContext)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);
	NTSTATUS status;

	if (!device || !check_not_null(call, Irp, "Irp") ||
	    !check_not_null(call, DispatchContext, "DispatchContext"))
		return STATUS_INVALID_PARAMETER;

	const PDEVICE_OBJECT wdm = device->wdm;

	if (!may_be_sent(call, wdm, Irp, status) || !take_back_dispatched(call, *device, Irp, status))
		return status;
	if (DispatchContext != dispatcher_of(*device, IoGetCurrentIrpStackLocation(Irp)->MajorFunction))
		return complete_irp(Irp, refuse(call, device, STATUS_INVALID_PARAMETER,
						"DispatchContext %p is not that of the callback; the IRP is "
						"completed",
						DispatchContext));
	return dispatch_by_default(wdm, Irp);
}

NTSTATUS NTAPI WdfDeviceWdmDispatchIrpToIoQueue(WDFDEVICE Device, PIRP Irp, WDFQUEUE Queue, ULONG Flags)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);
	auto *const queue = device ? object_of<wdf::Queue>(call, Queue) : nullptr;
	NTSTATUS status;

	if (!queue || !check_not_null(call, Irp, "Irp"))
		return STATUS_INVALID_PARAMETER;
	if (!may_be_sent(call, device->wdm, Irp, status) ||
	    !(Flags & WDF_DISPATCH_IRP_TO_IO_QUEUE_PREPROCESSED_IRP
		      ? take_back(call, *device, Irp, status)
		      : take_back_dispatched(call, *device, Irp, status)))
		return status;
	/* The request may be the last one of the queue, and its end that of the queue. */
	object_reference(queue);
	status = to_queue(call, *device, Irp, *queue, Flags);
	object_dereference(queue);
	return status;
}

} /* extern "C" */
