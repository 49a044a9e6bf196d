/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Creating queues, asking for their state, and retrieving requests from them.
 */
#include "base/irql.hpp"
#include "linux/memory.h"
#include "create.hpp"
#include "deletion.hpp"
#include "file.hpp"
#include "handle.hpp"
#include "queue.hpp"

namespace ww::wdf {
namespace {

constexpr u32 kNoLimit = ~0u;

/* ---- Creating ----------------------------------------------------------------------------- */

bool has_any_handler(const WDF_IO_QUEUE_CONFIG &config)
{
	return config.EvtIoDefault || config.EvtIoRead || config.EvtIoWrite ||
	       config.EvtIoDeviceControl || config.EvtIoInternalDeviceControl;
}

NTSTATUS check_config(CallSite call, const WDF_IO_QUEUE_CONFIG &config, const Device &device)
{
	const auto type = static_cast<u32>(config.DispatchType);
	const bool is_manual = config.DispatchType == WdfIoQueueDispatchManual;
	const ULONG limit = config.Settings.Parallel.NumberOfPresentedRequests;

	if (type <= WdfIoQueueDispatchInvalid || type >= WdfIoQueueDispatchMax)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_IO_QUEUE_CONFIG.DispatchType is %u", type);
	if (!is_manual && !has_any_handler(config))
		return refuse(call, &device, STATUS_WDF_NO_CALLBACK,
			      "WDF_IO_QUEUE_CONFIG has no handler for any request");
	if (is_manual && has_any_handler(config))
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_IO_QUEUE_CONFIG has a handler, and the queue is manual");
	if (config.DispatchType != WdfIoQueueDispatchParallel && limit)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "NumberOfPresentedRequests is %u, and the queue is not parallel",
			      limit);
	if (config.DispatchType == WdfIoQueueDispatchParallel && !limit)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "NumberOfPresentedRequests of a parallel queue is 0");
	if (static_cast<u32>(config.PowerManaged) > WdfUseDefault)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_IO_QUEUE_CONFIG.PowerManaged is %u, not a WDF_TRI_STATE",
			      static_cast<u32>(config.PowerManaged));
	return STATUS_SUCCESS;
}

/* A default queue must be there before the first request. */
NTSTATUS check_default(CallSite call, Device &device)
{
	LockGuard guard(tree_lock);

	if (!device_may_be_configured(device))
		return refuse(call, &device, STATUS_INVALID_DEVICE_STATE,
			      "a default queue cannot be made when the device has started");
	if (device.default_queue)
		return refuse(call, &device, STATUS_UNSUCCESSFUL,
			      "the device has a default queue already");
	return STATUS_SUCCESS;
}

/* The parent: the device, or an object below it. */
NTSTATUS check_parent(CallSite call, const Device &device, Object *parent)
{
	return !parent || device_of(*parent) == &device
		       ? STATUS_SUCCESS
		       : refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
				"WDF_OBJECT_ATTRIBUTES.ParentObject is not the device, nor below "
				"it");
}

/* Without the lock: no other thread has the queue yet. */
void init(Queue &queue, Device &device, const WDF_IO_QUEUE_CONFIG &config) WW_UNCHECKED
{
	queue.device = &device;
	object_reference(&device);
	queue.config = config;
	queue.callback_lock.init();
	queue.is_power_managed = !device.is_control &&
				 (config.PowerManaged == WdfUseDefault ? !device.is_filter
								       : config.PowerManaged == WdfTrue);
	queue.most_delivered = config.DispatchType == WdfIoQueueDispatchSequential
				       ? 1
			       : config.DispatchType == WdfIoQueueDispatchParallel
				       ? config.Settings.Parallel.NumberOfPresentedRequests
				       : kNoLimit;
	queue.lock.init(WW_LOCK_WDF_QUEUE);
	InitializeListHead(&queue.waiting);
	InitializeListHead(&queue.delivered);
	InitializeListHead(&queue.canceling);
	InitializeListHead(&queue.canceled);
	InitializeListHead(&queue.reserved);
	InitializeListHead(&queue.irps);
	InitializeListHead(&queue.runners);
	queue.accepts = queue.dispatches = true;
}

/* The level and the scope are inherited from the device, whatever the parent is. */
NTSTATUS inherit(CallSite call, Queue &queue, const Device &device)
{
	if (queue.level == WdfExecutionLevelInheritFromParent)
		queue.level = device.level;
	if (queue.scope == WdfSynchronizationScopeInheritFromParent)
		queue.scope = device.scope;
	if (queue.scope == WdfSynchronizationScopeDevice && queue.level != device.level)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_OBJECT_ATTRIBUTES.ExecutionLevel is not that of the device, "
			      "whose callback lock the queue uses");
	return STATUS_SUCCESS;
}

/* From here on requests may reach the queue. */
void join(Queue &queue, Device &device)
{
	queue.serialiser = serialiser_of(queue);

	LockGuard guard(tree_lock);

	queue.next_of_device = device.queues;
	device.queues = &queue;
	{
		LockGuard queue_guard(queue.lock);

		queue.has_power = device.has_power || !queue.is_power_managed;
	}
	if (queue.config.DefaultQueue) {
		device.default_queue = &queue;
		queue.may_be_deleted = false;
	}
}

struct NewQueue {
	CallSite call;
	Device &device;
	const WDF_IO_QUEUE_CONFIG &config;
	const WDF_OBJECT_ATTRIBUTES *attributes;
	Object &parent;
};

NTSTATUS create(const NewQueue &wanted, Queue *&created)
{
	Device &device = wanted.device;
	auto *const queue = object_allocate<Queue>(device.driver_object(), wanted.attributes);

	if (!queue)
		return STATUS_INSUFFICIENT_RESOURCES;
	init(*queue, device, wanted.config);

	NTSTATUS status = inherit(wanted.call, *queue, device);

	if (!status && !object_add_child(wanted.parent, *queue))
		status = STATUS_DELETE_PENDING;
	if (status) {
		object_discard(*queue);
		return status;
	}
	join(*queue, device);
	created = queue;
	return STATUS_SUCCESS;
}

/* ---- Retrieving --------------------------------------------------------------------------- */

bool is_manual(const Queue &queue)
{
	return queue.config.DispatchType == WdfIoQueueDispatchManual;
}

/*
 * Gives the driver the first waiting request for which wanted(request) is true. Empty transfers are
 * completed on the way, if the queue does not deliver them.
 */
template <typename Wanted>
NTSTATUS retrieve(CallSite call, Queue &queue, WDFREQUEST *handle, NTSTATUS without, Wanted wanted)
{
	if (queue.config.DispatchType == WdfIoQueueDispatchParallel)
		return refuse(call, &queue, STATUS_INVALID_DEVICE_STATE, "the queue is parallel");
	for (;;) {
		Request *request;
		{
			LockGuard guard(queue.lock);

			if (!queue.has_power || !queue.dispatches)
				return STATUS_WDF_PAUSED;
			request = queue_take(queue, wanted);
			if (request)
				queue_deliver(queue, *request);
			else
				queue.has_missed = queue.waiting_count;
		}
		if (!request)
			return without;
		if (!queue_completes_empty(queue, *request)) {
			request->was_presented = true;
			*handle = handle_of<WDFREQUEST>(*request);
			return STATUS_SUCCESS;
		}
	}
}

/* Looks at the waiting requests behind @after, or at all. The request found has a reference. */
NTSTATUS find(Queue &queue, const Request *after, const FILE_OBJECT *file,
	      WDF_REQUEST_PARAMETERS *parameters, Request *&found)
{
	LockGuard guard(queue.lock);
	bool is_behind = !after;

	for (LIST_ENTRY *link = queue.waiting.Flink; link != &queue.waiting; link = link->Flink) {
		Request *const request = request_of_link(link);

		if (is_behind && (!file || request->wdm_file() == file)) {
			if (!object_reference_by_driver(*request))
				continue;
			if (parameters)
				request_parameters(*request, *parameters);
			found = request;
			return STATUS_SUCCESS;
		}
		if (request == after)
			is_behind = true;
	}
	return is_behind ? STATUS_NO_MORE_ENTRIES : STATUS_NOT_FOUND;
}

NTSTATUS set_ready_notice(Queue &queue, const Queue::Notice &notice)
{
	LockGuard guard(queue.lock);

	if (notice.callback ? queue.on_ready.callback != nullptr
			    : !queue.on_ready.callback || queue.dispatches)
		return STATUS_INVALID_DEVICE_REQUEST;
	queue.on_ready = notice;
	return STATUS_SUCCESS;
}

/* ---- Which queue -------------------------------------------------------------------------- */

NTSTATUS configure_dispatching(CallSite call, Device &device, Queue &queue, WDF_REQUEST_TYPE type)
{
	if (queue.device != &device)
		return refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
			      "Queue is of another device");
	if (device.is_control && !(device.wdm->Flags & DO_DEVICE_INITIALIZING))
		return refuse(call, &device, STATUS_INVALID_DEVICE_STATE,
			      "WdfControlFinishInitializing has been called");
	/* The types of requests are the major functions. */
	if (!queue_has_handler(queue, type))
		return refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
			      "Queue has no handler for requests of type 0x%x", type);

	LockGuard guard(tree_lock);

	if (&queue == device.default_queue)
		return refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
			      "Queue is the default queue");
	if (device.queue_for[type])
		return refuse(call, &device, STATUS_WDF_BUSY,
			      "requests of type 0x%x go to another queue already", type);
	device.queue_for[type] = &queue;
	queue.may_be_deleted = false;
	return STATUS_SUCCESS;
}

} /* namespace */

NTSTATUS queue_create_internal(Device &device, Queue *&queue)
{
	WDF_IO_QUEUE_CONFIG config;

	WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
	config.PowerManaged = WdfFalse;

	const CallSite call = { "WdfDeviceCreate", nullptr };
	const NTSTATUS status = create({ call, device, config, nullptr, device }, queue);

	if (!status)
		queue->may_be_deleted = false;
	return status;
}

void queue_finalise(Object &object)
{
	auto &queue = static_cast<Queue &>(object);

	ww_free(queue.policy.load());
	if (queue.device)
		object_dereference(queue.device);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfIoQueueCreate(WDFDEVICE Device, PWDF_IO_QUEUE_CONFIG Config,
				PWDF_OBJECT_ATTRIBUTES QueueAttributes, WDFQUEUE *Queue)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);
	wdf::Queue *queue = nullptr;
	Object *parent;

	if (!device || !check_not_null(call, Config, "Config"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(call, QueueAttributes,
						     kExecutionLevel | kSynchronizationScope,
						     device))
		return status;
	if (const NTSTATUS status = check_size(call, "WDF_IO_QUEUE_CONFIG", Config->Size,
					       sizeof(*Config), device))
		return status;
	if (!Config->DefaultQueue && !Queue)
		return refuse(call, device, STATUS_INVALID_PARAMETER_4,
			      "Queue is NULL: only a default queue needs no handle");
	if (!find_parent(call, QueueAttributes, parent))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = Config->DefaultQueue ? check_default(call, *device)
							 : STATUS_SUCCESS)
		return status;
	if (const NTSTATUS status = check_parent(call, *device, parent))
		return status;
	if (const NTSTATUS status = check_config(call, *Config, *device))
		return status;

	Object &its_parent = parent ? *parent : *device;

	if (const NTSTATUS status = wdf::create({ call, *device, *Config, QueueAttributes,
						  its_parent }, queue))
		return status;
	if (Queue)
		*Queue = handle_of<WDFQUEUE>(*queue);
	return STATUS_SUCCESS;
}

WDFDEVICE NTAPI WdfIoQueueGetDevice(WDFQUEUE Queue)
{
	const auto *const queue = object_of<wdf::Queue>(WW_CALL_SITE, Queue);

	return queue ? handle_of<WDFDEVICE>(*queue->device) : nullptr;
}

WDF_IO_QUEUE_STATE NTAPI WdfIoQueueGetState(WDFQUEUE Queue, PULONG QueueRequests,
					    PULONG DriverRequests)
{
	auto *const queue = object_of<wdf::Queue>(WW_CALL_SITE, Queue);
	u32 state = 0;

	if (!queue)
		return static_cast<WDF_IO_QUEUE_STATE>(0);

	LockGuard guard(queue->lock);

	if (QueueRequests)
		*QueueRequests = queue->waiting_count;
	if (DriverRequests)
		*DriverRequests = queue->driver_count;
	if (queue->accepts)
		state |= WdfIoQueueAcceptRequests;
	if (queue->dispatches)
		state |= WdfIoQueueDispatchRequests;
	if (!queue->waiting_count)
		state |= WdfIoQueueNoRequests;
	if (!queue->driver_count)
		state |= WdfIoQueueDriverNoRequests;
	if (!queue->has_power)
		state |= WdfIoQueuePnpHeld;
	return static_cast<WDF_IO_QUEUE_STATE>(state);
}

NTSTATUS NTAPI WdfIoQueueRetrieveNextRequest(WDFQUEUE Queue, WDFREQUEST *OutRequest)
{
	const CallSite call = WW_CALL_SITE;
	auto *const queue = object_at_dispatch_or_below<wdf::Queue>(call, Queue);

	if (!queue || !check_not_null(call, OutRequest, "OutRequest"))
		return STATUS_INVALID_PARAMETER;
	*OutRequest = nullptr;
	return retrieve(call, *queue, OutRequest, STATUS_NO_MORE_ENTRIES,
			[](const Request &) { return true; });
}

NTSTATUS NTAPI WdfIoQueueRetrieveRequestByFileObject(WDFQUEUE Queue, WDFFILEOBJECT FileObject,
						     WDFREQUEST *OutRequest)
{
	const CallSite call = WW_CALL_SITE;
	auto *const queue = object_at_dispatch_or_below<wdf::Queue>(call, Queue);
	const auto *const file = queue ? object_of<wdf::FileObject>(call, FileObject) : nullptr;

	if (!file || !check_not_null(call, OutRequest, "OutRequest"))
		return STATUS_INVALID_PARAMETER;
	*OutRequest = nullptr;
	return retrieve(call, *queue, OutRequest, STATUS_NO_MORE_ENTRIES,
			[file](const Request &request) { return request.wdm_file() == file->wdm; });
}

NTSTATUS NTAPI WdfIoQueueFindRequest(WDFQUEUE Queue, WDFREQUEST FoundRequest,
				     WDFFILEOBJECT FileObject, PWDF_REQUEST_PARAMETERS Parameters,
				     WDFREQUEST *OutRequest)
{
	const CallSite call = WW_CALL_SITE;
	auto *const queue = object_at_dispatch_or_below<wdf::Queue>(call, Queue);
	const Request *after = nullptr;
	const wdf::FileObject *file = nullptr;
	Request *found = nullptr;

	if (!queue || !check_not_null(call, OutRequest, "OutRequest"))
		return STATUS_INVALID_PARAMETER;
	*OutRequest = nullptr;
	if (FoundRequest && !(after = object_of<Request>(call, FoundRequest)))
		return STATUS_INVALID_PARAMETER;
	if (FileObject && !(file = object_of<wdf::FileObject>(call, FileObject)))
		return STATUS_INVALID_PARAMETER;
	if (Parameters) {
		if (const NTSTATUS status = check_size(call, "WDF_REQUEST_PARAMETERS",
						       Parameters->Size, sizeof(*Parameters),
						       queue))
			return status;
	}
	if (!is_manual(*queue))
		return refuse(call, queue, STATUS_INVALID_DEVICE_REQUEST,
			      "the queue is not manual");

	const FILE_OBJECT *const wdm = file ? file->wdm : nullptr;

	if (const NTSTATUS status = find(*queue, after, wdm, Parameters, found))
		return status;
	*OutRequest = handle_of<WDFREQUEST>(*found);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfIoQueueRetrieveFoundRequest(WDFQUEUE Queue, WDFREQUEST FoundRequest,
					      WDFREQUEST *OutRequest)
{
	const CallSite call = WW_CALL_SITE;
	auto *const queue = object_at_dispatch_or_below<wdf::Queue>(call, Queue);
	const auto *const wanted = queue ? object_of<Request>(call, FoundRequest) : nullptr;

	if (!wanted || !check_not_null(call, OutRequest, "OutRequest"))
		return STATUS_INVALID_PARAMETER;
	*OutRequest = nullptr;
	if (!is_manual(*queue))
		return refuse(call, queue, STATUS_INVALID_DEVICE_REQUEST,
			      "the queue is not manual");
	return retrieve(call, *queue, OutRequest, STATUS_NOT_FOUND,
			[wanted](const Request &request) { return &request == wanted; });
}

NTSTATUS NTAPI WdfIoQueueReadyNotify(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE QueueReady,
				     WDFCONTEXT Context)
{
	const CallSite call = WW_CALL_SITE;
	auto *const queue = object_at_dispatch_or_below<wdf::Queue>(call, Queue);

	if (!queue)
		return STATUS_INVALID_PARAMETER;
	if (!is_manual(*queue))
		return refuse(call, queue, STATUS_INVALID_DEVICE_REQUEST,
			      "the queue is not manual");
	if (const NTSTATUS status = set_ready_notice(*queue, { QueueReady, Context }))
		return refuse(call, queue, status,
			      QueueReady ? "the queue has such a callback already"
					 : "the queue has no such callback, or is not stopped");
	queue_run(*queue, Run::now);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfDeviceConfigureRequestDispatching(WDFDEVICE Device, WDFQUEUE Queue,
						    WDF_REQUEST_TYPE RequestType)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);

	if (!device)
		return STATUS_INVALID_PARAMETER;
	if (RequestType != WdfRequestTypeCreate && RequestType != WdfRequestTypeRead &&
	    RequestType != WdfRequestTypeWrite && RequestType != WdfRequestTypeDeviceControl &&
	    RequestType != WdfRequestTypeDeviceControlInternal)
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "RequestType is 0x%x: no queue gets such requests", RequestType);

	auto *const queue = object_of<wdf::Queue>(call, Queue);

	return queue ? configure_dispatching(call, *device, *queue, RequestType)
		     : STATUS_INVALID_PARAMETER;
}

} /* extern "C" */
