/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests, status indications and events in a stack with filter modules. They may come in each state of the stack, so
 * they enter a module by a count.
 *
 * A reader counts itself before it looks for a module, and counts its call in the module before it stops to be a reader.
 * A module that is unlinked waits for the end of all readers, and then of its own calls. All these accesses are
 * sequentially consistent, so that a reader either does not find the module, or is seen.
 */
#include "base/irql.hpp"
#include "filter.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "path.hpp"

namespace ww {
namespace {

template <typename IsWanted>
FilterModule *enter(Adapter &adapter, FilterModule *first, Atomic<FilterModule *> FilterModule::*next, IsWanted is_wanted)
{
	FilterModule *module = first;

	while (module && !is_wanted(*module))
		module = (module->*next).load();
	if (module)
		module->calls.fetch_add(1);
	if (adapter.filters.readers.fetch_sub(1) == 1)
		ww_gate_wake();
	return module;
}

bool has_no_readers(void *adapter)
{
	return !static_cast<Adapter *>(adapter)->filters.readers.load();
}

bool has_no_calls(void *module)
{
	const auto &each = *static_cast<FilterModule *>(module);

	return !each.calls.load() && !each.requests.load();
}

} /* namespace */

FilterModule *filter_enter_above(Adapter &adapter, const FilterModule *from, HasHandler has)
{
	adapter.filters.readers.fetch_add(1);
	return enter(adapter, (from ? from->above : adapter.filters.lowest).load(), &FilterModule::above, has);
}

FilterModule *filter_enter_below(Adapter &adapter, const FilterModule *from, HasHandler has)
{
	adapter.filters.readers.fetch_add(1);
	return enter(adapter, (from ? from->below : adapter.filters.highest).load(), &FilterModule::below, has);
}

FilterModule *filter_enter_place(Adapter &adapter, const void *place)
{
	adapter.filters.readers.fetch_add(1);
	return enter(adapter, adapter.filters.lowest.load(), &FilterModule::above,
		     [place](const FilterModule &module) { return filter_is_place(module, place); });
}

void filter_leave(FilterModule &module)
{
	/* The module may be gone when the count is 0. */
	if (module.calls.fetch_sub(1) == 1)
		ww_gate_wake();
}

void filter_wait_for_calls(FilterModule &module)
{
	while (!ww_gate_wait(has_no_readers, module.adapter))
		;
	while (!ww_gate_wait(has_no_calls, &module))
		ww_print(WW_LEVEL_WARNING, "%s has not returned from a handler, or not completed a request, of "
			 "adapter %s", object_header(module.filter)->name, object_header(module.adapter)->name);
}

/* ---- requests ---------------------------------------------------------------------------------- */

namespace {

constexpr HeaderRule kRequestRule = {
	"NDIS_OID_REQUEST", NDIS_OBJECT_TYPE_OID_REQUEST,
	{ NDIS_SIZEOF_OID_REQUEST_REVISION_1, NDIS_SIZEOF_OID_REQUEST_REVISION_2 }
};

bool handles_requests(const FilterModule &module)
{
	return module.filter->handlers.OidRequestHandler;
}

NDIS_STATUS request_in(FilterModule &module, NDIS_OID_REQUEST &request, RequestQueue *sender)
{
	const RequestTurn turn(module.request_idle, sender, &module);

	if (!turn)
		return NDIS_STATUS_REQUEST_ABORTED;
	module.request.begin(&request);

	const NDIS_STATUS returned = module.filter->handlers.OidRequestHandler(module.context, &request);

	if (turn.needs_second_cancel(returned, module.request, request))
		request_cancel_in(*module.adapter, &module, request.RequestId);
	return module.request.end(&request, returned, "FilterOidRequest", &module);
}

/* To the next module below @from that handles requests, or to the miniport driver. */
NDIS_STATUS request_below(Adapter &adapter, const FilterModule *from, NDIS_OID_REQUEST &request, RequestQueue *sender)
{
	FilterModule *const module = filter_enter_below(adapter, from, handles_requests);

	if (!module)
		return ndis_request(adapter, request, sender);

	const NDIS_STATUS status = request_in(*module, request, sender);

	filter_leave(*module);
	return status;
}

/* A request of the module's own. The driver may free it in its routine. */
void complete_request(FilterModule &module, NDIS_OID_REQUEST &request, NDIS_STATUS status)
{
	module.filter->handlers.OidRequestCompleteHandler(module.context, &request, status);
	if (module.requests.fetch_sub(1) == 1)
		ww_gate_wake();
}

void cancel_requests_of(FilterModule &module, void *id)
{
	RequestQueue::Cancelled found;

	requests_cancel(*module.adapter, module.request_queue, &module, id, found);
	while (NDIS_OID_REQUEST *const request = found.take())
		complete_request(module, *request, NDIS_STATUS_REQUEST_ABORTED);
}

/* On a worker, one at a time for a module: the next driver below takes one at a time too. */
void run_requests(struct ww_later *later)
{
	auto &module = *reinterpret_cast<FilterModule *>(reinterpret_cast<u8 *>(later) -
							 __builtin_offsetof(FilterModule, request_worker));
	u32 seen;

	do {
		seen = module.request_wakes.load();
		while (NDIS_OID_REQUEST *const request = module.request_queue.next()) {
			const NDIS_STATUS status = request_below(*module.adapter, &module, *request,
								 &module.request_queue);

			module.request_queue.end();
			complete_request(module, *request, status);
		}
	} while (module.request_wakes.fetch_sub(seen) != seen);
	object_dereference(&module);
}

/* Why the module may send no request; null if it may. */
const char *reason_against(const FilterModule &module)
{
	const FilterState state = module.state.load();

	if (state == FilterState::attaching || state == FilterState::detached)
		return "the module is not attached";
	if (!module.filter->handlers.OidRequestCompleteHandler)
		return "NDIS_FILTER_DRIVER_CHARACTERISTICS.OidRequestCompleteHandler is NULL";
	return nullptr;
}

NDIS_STATUS begin_request(CallSite call, FilterModule &module, NDIS_OID_REQUEST &request)
{
	const char *const reason = reason_against(module);

	if (reason)
		return refuse(call, &module, NDIS_STATUS_FAILURE, "%s", reason);

	const NDIS_STATUS status = ndis_check_header(call, request.Header, kRequestRule, &module);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	module.requests.fetch_add(1);
	module.request_queue.push(request, &module);
	if (!module.request_wakes.fetch_add(1)) {
		object_reference(&module);
		ww_later_patiently(&module.request_worker, run_requests);
	}
	return NDIS_STATUS_PENDING;
}

/* ---- what goes up, and down --------------------------------------------------------------------- */

bool handles_status(const FilterModule &module)
{
	return module.filter->handlers.StatusHandler;
}

bool handles_net_events(const FilterModule &module)
{
	return module.filter->handlers.NetPnPEventHandler;
}

bool handles_device_events(const FilterModule &module)
{
	return module.filter->handlers.DevicePnPEventNotifyHandler;
}

bool cancels_sends(const FilterModule &module)
{
	return module.data.CancelSendNetBufferListsHandler;
}

void cancel_sends_below(Adapter &adapter, const FilterModule *from, void *id)
{
	if (FilterModule *const module = filter_enter_below(adapter, from, cancels_sends)) {
		module->data.CancelSendNetBufferListsHandler(module->context, id);
		filter_leave(*module);
	} else if (adapter.miniport->handlers.CancelSendHandler) {
		adapter.miniport->handlers.CancelSendHandler(adapter.context, id);
	}
}

NDIS_STATUS net_event_above(FilterModule &from, PNET_PNP_EVENT_NOTIFICATION event)
{
	FilterModule *const module = filter_enter_above(*from.adapter, &from, handles_net_events);

	if (!module)
		return deliver_net_event(*from.adapter, event);

	const NDIS_STATUS status = module->filter->handlers.NetPnPEventHandler(module->context, event);

	filter_leave(*module);
	return status;
}

} /* namespace */

void device_event_below(Adapter &adapter, const FilterModule *from, PNET_DEVICE_PNP_EVENT event)
{
	if (FilterModule *const module = filter_enter_below(adapter, from, handles_device_events)) {
		module->filter->handlers.DevicePnPEventNotifyHandler(module->context, event);
		filter_leave(*module);
	} else if (adapter.miniport->handlers.DevicePnPEventNotifyHandler) {
		adapter.miniport->handlers.DevicePnPEventNotifyHandler(adapter.context, event);
	}
}

void status_above(CallSite call, Adapter &adapter, const FilterModule *from, NDIS_STATUS_INDICATION &indication)
{
	if (FilterModule *const module = filter_enter_above(adapter, from, handles_status)) {
		module->filter->handlers.StatusHandler(module->context, &indication);
		filter_leave(*module);
	} else {
		deliver_status(call, adapter, indication);
	}
}

NDIS_STATUS stack_request(Adapter &adapter, NDIS_OID_REQUEST &request, RequestQueue *sender)
{
	return request_below(adapter, nullptr, request, sender);
}

/* A module without the handler has passed on a copy with the same ID, if it still has the request. */
void request_cancel_in(Adapter &adapter, FilterModule *module, void *id)
{
	if (!module) {
		if (adapter.miniport->handlers.CancelOidRequestHandler)
			adapter.miniport->handlers.CancelOidRequestHandler(adapter.context, id);
	} else if (module->filter->handlers.CancelOidRequestHandler) {
		module->filter->handlers.CancelOidRequestHandler(module->context, id);
	} else {
		cancel_requests_of(*module, id);
	}
}

void stack_cancel_sends(Adapter &adapter, void *cancel_id)
{
	cancel_sends_below(adapter, nullptr, cancel_id);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisFOidRequest(NDIS_HANDLE NdisFilterHandle, PNDIS_OID_REQUEST OidRequest)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisFilterHandle, ndis_filter_module_type, at_dispatch_or_below);

	if (!reference || !ndis_not_null(call, { { OidRequest != nullptr, "OidRequest" } }))
		return NDIS_STATUS_FAILURE;
	return begin_request(call, reference.as<FilterModule>(), *OidRequest);
}

VOID NTAPI NdisFOidRequestComplete(NDIS_HANDLE NdisFilterHandle, PNDIS_OID_REQUEST OidRequest, NDIS_STATUS Status)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisFilterHandle, ndis_filter_module_type, at_dispatch_or_below);

	if (reference)
		request_complete(call, NdisFilterHandle, reference.as<FilterModule>().request, OidRequest, Status);
}

VOID NTAPI NdisFCancelOidRequest(NDIS_HANDLE NdisFilterHandle, PVOID RequestId)
{
	const HandleReference reference(WW_CALL_SITE, NdisFilterHandle, ndis_filter_module_type, at_dispatch_or_below);

	if (reference)
		cancel_requests_of(reference.as<FilterModule>(), RequestId);
}

VOID NTAPI NdisFCancelSendNetBufferLists(NDIS_HANDLE NdisFilterHandle, PVOID CancelId)
{
	const HandleReference reference(WW_CALL_SITE, NdisFilterHandle, ndis_filter_module_type, at_dispatch_or_below);

	if (reference)
		cancel_sends_below(*reference.as<FilterModule>().adapter, &reference.as<FilterModule>(), CancelId);
}

VOID NTAPI NdisFIndicateStatus(NDIS_HANDLE NdisFilterHandle, PNDIS_STATUS_INDICATION StatusIndication)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisFilterHandle, ndis_filter_module_type, at_dispatch_or_below);

	if (!reference || !ndis_not_null(call, { { StatusIndication != nullptr, "StatusIndication" } }))
		return;

	FilterModule &module = reference.as<FilterModule>();

	if (status_is_right(call, *module.adapter, *StatusIndication, &module))
		status_above(call, *module.adapter, &module, *StatusIndication);
}

NDIS_STATUS NTAPI NdisFNetPnPEvent(NDIS_HANDLE NdisFilterHandle, PNET_PNP_EVENT_NOTIFICATION NetPnPEvent)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisFilterHandle, ndis_filter_module_type, at_passive);

	if (!reference || !ndis_not_null(call, { { NetPnPEvent != nullptr, "NetPnPEvent" } }))
		return NDIS_STATUS_FAILURE;
	return net_event_above(reference.as<FilterModule>(), NetPnPEvent);
}

VOID NTAPI NdisFDevicePnPEventNotify(NDIS_HANDLE NdisFilterHandle, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisFilterHandle, ndis_filter_module_type, at_passive);

	if (reference && ndis_not_null(call, { { NetDevicePnPEvent != nullptr, "NetDevicePnPEvent" } }))
		device_event_below(*reference.as<FilterModule>().adapter, &reference.as<FilterModule>(),
				   NetDevicePnPEvent);
}

} /* extern "C" */
