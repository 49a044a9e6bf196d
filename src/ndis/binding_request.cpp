/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The OID requests of protocol drivers. What the adapter's attributes say is answered here, and so are the packet filter and
 * the multicast list of a binding. Others go down the stack.
 */
#include "binding_request.hpp"

#include "base/irql.hpp"
#include "linux/memory.h"
#include "linux/wait.h"
#include "multicast.hpp"
#include "path.hpp"
#include "query.hpp"
#include "stack.hpp"

namespace ww {
namespace {

constexpr HeaderRule kRequestRule = {
	"NDIS_OID_REQUEST", NDIS_OBJECT_TYPE_OID_REQUEST,
	{ NDIS_SIZEOF_OID_REQUEST_REVISION_1, NDIS_SIZEOF_OID_REQUEST_REVISION_2 }
};

constexpr s64 kSecond = 10'000'000;	/* in units of 100 ns */

/* Parameter 1 of BUGCODE_NDIS_DRIVER. Behind it: the request, the adapter, the bytes. */
constexpr uintptr_t kTooManyBytes = 0x1d;

/* ---- what the bindings want ---------------------------------------------------------------- */

/*
 * The turn to change the filter or list of a binding, to tell the driver, and to restore it if the driver refuses: what
 * others tell the driver meanwhile would be wrong.
 */
class FilterTurn {
public:
	/* @origin: the request of a binding that is the reason, and is on its way; null: nobody cancels this. */
	explicit FilterTurn(Adapter &adapter, const NDIS_OID_REQUEST *origin = nullptr)
		: adapter_(adapter), origin_(origin), is_taken_(take())
	{
	}
	~FilterTurn()
	{
		if (is_taken_)
			KeSetEvent(&adapter_.bindings.filter_free, IO_NO_INCREMENT, FALSE);
	}
	FilterTurn(const FilterTurn &) = delete;
	FilterTurn &operator=(const FilterTurn &) = delete;

	/* False: the request is cancelled. */
	explicit operator bool() const { return is_taken_; }
	Adapter &adapter() const { return adapter_; }
	const NDIS_OID_REQUEST *origin() const { return origin_; }
	RequestQueue *sender() const { return origin_ ? &adapter_.bindings.request_queue.queue : nullptr; }

private:
	bool take()
	{
		KEVENT &is_free = adapter_.bindings.filter_free;

		if (origin_)
			return RequestQueue::wait(sender(), is_free);

		LARGE_INTEGER patience = { .QuadPart = -10 * kSecond };

		while (KeWaitForSingleObject(&is_free, Executive, KernelMode, FALSE, &patience) == STATUS_TIMEOUT)
			adapter_print_late_filter(adapter_);
		return true;
	}

	Adapter &adapter_;
	const NDIS_OID_REQUEST *const origin_;
	const bool is_taken_;
};

NDIS_STATUS set(const FilterTurn &turn, NDIS_OID oid, void *value, u32 bytes)
{
	NDIS_OID_REQUEST request = {};

	request.Header = { NDIS_OBJECT_TYPE_OID_REQUEST, NDIS_OID_REQUEST_REVISION_1,
			   NDIS_SIZEOF_OID_REQUEST_REVISION_1 };
	request.RequestType = NdisRequestSetInformation;
	request.RequestHandle = &turn.adapter();
	request.DATA.SET_INFORMATION.Oid = oid;
	request.DATA.SET_INFORMATION.InformationBuffer = value;
	request.DATA.SET_INFORMATION.InformationBufferLength = bytes;
	if (turn.origin())
		request.RequestId = turn.origin()->RequestId;
	return stack_request(turn.adapter(), request, turn.sender());
}

ULONG wanted_filter(Adapter &adapter)
{
	ULONG filter = stack_wanted_filter(adapter);

	for_each_binding(adapter.bindings, [&filter](const Binding &binding) {
		filter |= binding.packet_filter.load();
	});
	return filter;
}

NDIS_STATUS update_packet_filter(const FilterTurn &turn, bool is_lost)
{
	Adapter &adapter = turn.adapter();
	ULONG wanted = wanted_filter(adapter);

	if (!is_lost && !adapter.has_no_filter && wanted == adapter.packet_filter.load())
		return NDIS_STATUS_SUCCESS;
	adapter.packet_filter.store(wanted);

	const NDIS_STATUS status = set(turn, OID_GEN_CURRENT_PACKET_FILTER, &wanted, sizeof(wanted));

	adapter.has_no_filter = status != NDIS_STATUS_SUCCESS;
	return status;
}

/* The lists of all bindings, to the driver. */
NDIS_STATUS update_multicast(const FilterTurn &turn)
{
	MulticastUnion all(turn.adapter().attributes.most_multicast);
	bool fits = true;

	if (!all)
		return NDIS_STATUS_RESOURCES;
	for_each_binding(turn.adapter().bindings, [&](const Binding &binding) {
		fits = fits && all.add(binding.multicast);
	});
	return fits ? set(turn, OID_802_3_MULTICAST_LIST, all.bytes(), all.count() * kAddressBytes)
		    : NDIS_STATUS_MULTICAST_FULL;
}

NDIS_STATUS set_packet_filter(Binding &binding, NDIS_OID_REQUEST &request)
{
	auto &set = request.DATA.SET_INFORMATION;

	set.BytesNeeded = sizeof(ULONG);
	if (set.InformationBufferLength < sizeof(ULONG))
		return NDIS_STATUS_INVALID_LENGTH;

	const FilterTurn turn(*binding.adapter, &request);

	if (!turn)
		return NDIS_STATUS_REQUEST_ABORTED;

	const ULONG before = binding.packet_filter.exchange(*static_cast<const ULONG *>(set.InformationBuffer));
	const NDIS_STATUS status = update_packet_filter(turn, false);

	if (status == NDIS_STATUS_SUCCESS)
		set.BytesRead = sizeof(ULONG);
	else
		binding.packet_filter.store(before);
	return status;
}

NDIS_STATUS set_multicast(Binding &binding, NDIS_OID_REQUEST &request)
{
	auto &set = request.DATA.SET_INFORMATION;
	const u32 count = set.InformationBufferLength / kAddressBytes;

	set.BytesNeeded = count * kAddressBytes;
	if (set.InformationBufferLength % kAddressBytes)
		return NDIS_STATUS_INVALID_LENGTH;

	const FilterTurn turn(*binding.adapter, &request);

	if (!turn)
		return NDIS_STATUS_REQUEST_ABORTED;
	if (!binding.multicast.set(static_cast<const u8 *>(set.InformationBuffer), count))
		return NDIS_STATUS_MULTICAST_FULL;

	const NDIS_STATUS status = update_multicast(turn);

	if (status == NDIS_STATUS_SUCCESS)
		set.BytesRead = set.InformationBufferLength;
	else
		binding.multicast.restore();
	return status;
}

/* ---- the worker ---------------------------------------------------------------------------- */

NDIS_STATUS forward(Adapter &adapter, NDIS_OID_REQUEST &request)
{
	const NDIS_STATUS status = stack_request(adapter, request, &adapter.bindings.request_queue.queue);
	auto &query = request.DATA.QUERY_INFORMATION;

	if (status != NDIS_STATUS_SUCCESS || request.RequestType == NdisRequestSetInformation ||
	    request.RequestType == NdisRequestMethod || query.BytesWritten <= query.InformationBufferLength)
		return status;
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kTooManyBytes, address_of(&request), address_of(&adapter), query.BytesWritten },
		 .call = { "MiniportOidRequest" }, .item = &request, .owner = &adapter },
	       "BytesWritten is %u for OID 0x%08X, and InformationBufferLength %u", query.BytesWritten, query.Oid,
	       query.InformationBufferLength);
	query.BytesWritten = query.InformationBufferLength;
	return status;
}

NDIS_STATUS serve(Binding &binding, NDIS_OID_REQUEST &request)
{
	const NDIS_OID oid = request.DATA.SET_INFORMATION.Oid;

	if (request.RequestType == NdisRequestSetInformation) {
		if (oid == OID_GEN_CURRENT_PACKET_FILTER)
			return set_packet_filter(binding, request);
		if (oid == OID_802_3_MULTICAST_LIST)
			return set_multicast(binding, request);
	} else if (request.RequestType != NdisRequestMethod && query_is_known(binding, oid)) {
		return query_answer(binding, request);
	}
	return forward(*binding.adapter, request);
}

/* The driver may free the request in its routine. */
void complete(Binding &binding, NDIS_OID_REQUEST &request, NDIS_STATUS status)
{
	binding_begin_call(binding);
	binding.requests.fetch_sub(1);
	binding.protocol->handlers.OidRequestCompleteHandler(binding.context, &request, status);
	binding_end_call(binding);
	object_dereference(&binding);
}

void restore(Adapter &adapter)
{
	const FilterTurn turn(adapter);
	bool has_lists = false;

	update_packet_filter(turn, true);
	for_each_binding(adapter.bindings, [&has_lists](const Binding &binding) {
		has_lists = has_lists || binding.multicast.count();
	});
	if (has_lists)
		update_multicast(turn);
}

void run(struct ww_later *later)
{
	BindingRequests &requests = *reinterpret_cast<BindingRequests *>(later);
	Adapter *const adapter = requests.adapter;
	u32 seen;

	do {
		seen = requests.wakes.load();
		if (requests.is_lost.exchange(false))
			restore(*adapter);
		while (NDIS_OID_REQUEST *const request = requests.queue.next()) {
			/* Not behind serve(): a driver may use NdisReserved, and pass on this request in place of a copy. */
			Binding &binding = *static_cast<Binding *>(request_sender(*request));
			const NDIS_STATUS status = serve(binding, *request);

			requests.queue.end();
			complete(binding, *request, status);
		}
	} while (requests.wakes.fetch_sub(seen) != seen);
	ww_gate_wake();
	object_dereference(adapter);
}

bool is_settled(void *requests)
{
	return !static_cast<BindingRequests *>(requests)->wakes.load();
}

void wake(BindingRequests &requests)
{
	if (requests.wakes.fetch_add(1))
		return;
	object_reference(requests.adapter);
	ww_later_patiently(&requests.later, run);
}

/* ---- the driver's calls -------------------------------------------------------------------- */

NDIS_STATUS check(CallSite call, const Binding &binding, const NDIS_OID_REQUEST &request)
{
	const NDIS_STATUS status = ndis_check_header(call, request.Header, kRequestRule, binding.protocol);
	const auto &set = request.DATA.SET_INFORMATION;

	if (status != NDIS_STATUS_SUCCESS)
		return NDIS_STATUS_INVALID_PARAMETER;
	if (set.InformationBufferLength && !set.InformationBuffer)
		return refuse(call, binding.protocol, NDIS_STATUS_INVALID_PARAMETER,
			      "InformationBuffer is NULL, and InformationBufferLength %u",
			      set.InformationBufferLength);
	if (!binding.protocol->handlers.OidRequestCompleteHandler)
		return refuse(call, binding.protocol, NDIS_STATUS_FAILURE,
			      "NDIS_PROTOCOL_DRIVER_CHARACTERISTICS.OidRequestCompleteHandler is NULL");
	return NDIS_STATUS_SUCCESS;
}

/* False if the binding has been closed meanwhile: the close waits for requests that are counted before. */
bool count_request(Binding &binding)
{
	binding.requests.fetch_add(1);
	if (is_open(binding.state.load()))
		return true;
	binding.requests.fetch_sub(1);
	binding_wake();
	return false;
}

void enqueue(Binding &binding, NDIS_OID_REQUEST &request)
{
	BindingRequests &requests = binding.adapter->bindings.request_queue;

	object_reference(&binding);
	request.RequestHandle = &binding;
	/* The sender is referenced. */
	requests.queue.push(request, &binding);
	wake(requests);
}

} /* namespace */

void BindingRequests::init(Adapter &of)
{
	adapter = &of;
	queue.init();
}

NDIS_STATUS packet_filter_update(Adapter &adapter, bool is_lost)
{
	return update_packet_filter(FilterTurn(adapter), is_lost);
}

void binding_receive_nothing(Binding &binding)
{
	/* A request that comes to its turn behind this look changes nothing: the binding is not open. */
	if (!binding.packet_filter.load() && !binding.multicast.count())
		return;

	const FilterTurn turn(*binding.adapter);

	if (binding.packet_filter.exchange(0))
		update_packet_filter(turn, false);
	if (!binding.multicast.count())
		return;
	binding.multicast.set(nullptr, 0);
	update_multicast(turn);
}

void bindings_restore_filter(Adapter &adapter)
{
	if (!adapter.bindings.places.load())
		return;
	adapter.bindings.request_queue.is_lost.store(true);
	wake(adapter.bindings.request_queue);
}

void bindings_settle(Adapter &adapter)
{
	adapter_wait_for_filter(adapter, is_settled, &adapter.bindings.request_queue);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisOidRequest(NDIS_HANDLE NdisBindingHandle, PNDIS_OID_REQUEST OidRequest)
{
	const CallSite call = WW_CALL_SITE;
	const BindingReference binding(call, NdisBindingHandle, at_dispatch_or_below);

	if (!binding || !ndis_not_null(call, { { OidRequest != nullptr, "OidRequest" } }))
		return NDIS_STATUS_FAILURE;

	const NDIS_STATUS status = check(call, *binding, *OidRequest);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	if (!count_request(*binding)) {
		ndis_report_handle(call, NdisBindingHandle, "is that of a binding that was closed meanwhile");
		return NDIS_STATUS_FAILURE;
	}
	enqueue(*binding, *OidRequest);
	return NDIS_STATUS_PENDING;
}

VOID NTAPI NdisCancelOidRequest(NDIS_HANDLE NdisBindingHandle, PVOID RequestId)
{
	const BindingReference binding(WW_CALL_SITE, NdisBindingHandle, at_dispatch_or_below);

	if (!binding)
		return;

	Adapter &adapter = *binding->adapter;
	RequestQueue::Cancelled found;

	requests_cancel(adapter, adapter.bindings.request_queue.queue, &*binding, RequestId, found);
	while (NDIS_OID_REQUEST *const request = found.take())
		complete(*binding, *request, NDIS_STATUS_REQUEST_ABORTED);
}

} /* extern "C" */
