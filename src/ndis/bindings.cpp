/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of bindings: which protocol driver is bound to which adapter, and what it is told.
 */
#include "bindings.hpp"

#include "adapter.hpp"
#include "base/irql.hpp"
#include "bind_parameters.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "path.hpp"

namespace ww {
namespace {

constexpr char kBind[] = "bind";
constexpr char kUnbind[] = "unbind";

constexpr CallSite kBindRoutine = { "ProtocolBindAdapterEx" };
constexpr CallSite kUnbindRoutine = { "ProtocolUnbindAdapterEx" };

constexpr HeaderRule kOpenRule = {
	"NDIS_OPEN_PARAMETERS", NDIS_OBJECT_TYPE_OPEN_PARAMETERS,
	{ NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1 }
};

void destroy_binding(void *body)
{
	auto &binding = *static_cast<Binding *>(body);

	binding.multicast.free();
	if (binding.adapter)
		object_dereference(binding.adapter);
	if (binding.protocol)
		object_dereference(binding.protocol);
}

/* For a bind that begins; null without memory. */
Binding *create_binding(Adapter &adapter, ProtocolDriver &protocol)
{
	auto *const binding = static_cast<Binding *>(
		object_create(ndis_binding_type, sizeof(Binding), protocol.driver,
			      object_header(&adapter)->name));

	if (!binding)
		return nullptr;
	object_reference(&adapter);
	object_reference(&protocol);
	binding->adapter = &adapter;
	binding->protocol = &protocol;
	binding->operation.init();
	binding->event.init();
	binding->out.init();
	if (binding->multicast.init(adapter.attributes.most_multicast))
		return binding;
	object_dereference(binding);
	return nullptr;
}

void report_binding(CallSite call, const Binding &binding, uintptr_t kind, u32 number, const char *why)
{
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kind, address_of(&binding), address_of(binding.adapter), number },
		 .call = call, .item = &binding, .owner = binding.protocol },
	       "%s", why);
}

/* ---- places -------------------------------------------------------------------------------- */

/* False if all have a binding. */
bool take_place(Binding &binding)
{
	AdapterBindings &bindings = binding.adapter->bindings;

	for (u32 i = 0; i < kMostBindings; i++) {
		if (bindings.at[i].load())
			continue;
		bindings.at[i].store(&binding);
		if (i >= bindings.places.load())
			bindings.places.store(i + 1);
		return true;
	}
	return false;
}

void leave_place(Binding &binding)
{
	AdapterBindings &bindings = binding.adapter->bindings;
	u32 places = 0;

	for (u32 i = 0; i < kMostBindings; i++) {
		if (bindings.at[i].load() == &binding)
			bindings.at[i].store(nullptr);
		if (bindings.at[i].load())
			places = i + 1;
	}
	bindings.places.store(places);
}

/* In the turn: the binding of @protocol, which then stays; or null. */
Binding *find(AdapterBindings &bindings, const ProtocolDriver &protocol)
{
	for (Atomic<Binding *> &place : bindings.at) {
		Binding *const binding = place.load();

		if (binding && binding->protocol == &protocol)
			return binding;
	}
	return nullptr;
}

/* ---- events -------------------------------------------------------------------------------- */

NET_PNP_EVENT_NOTIFICATION notification_of(NET_PNP_EVENT_CODE event, void *buffer, ULONG bytes)
{
	NET_PNP_EVENT_NOTIFICATION notification = {};

	notification.Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
				NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1 };
	notification.NetPnPEvent.NetEvent = event;
	notification.NetPnPEvent.Buffer = buffer;
	notification.NetPnPEvent.BufferLength = bytes;
	return notification;
}

NDIS_STATUS tell(Binding &binding, Operation &operation, NET_PNP_EVENT_NOTIFICATION &notification)
{
	const auto handler = binding.protocol->handlers.NetPnPEventHandler;

	if (!handler)
		return NDIS_STATUS_SUCCESS;
	operation.begin(&notification);
	return operation.end(&notification, handler(binding.context, &notification), "ProtocolNetPnPEvent",
			     &binding);
}

void tell(Binding &binding, NET_PNP_EVENT_CODE event, void *buffer, ULONG bytes)
{
	NET_PNP_EVENT_NOTIFICATION notification = notification_of(event, buffer, bytes);

	tell(binding, binding.operation, notification);
}

/* ---- what is out --------------------------------------------------------------------------- */

bool has_no_sends(void *binding)
{
	return !static_cast<Binding *>(binding)->sends.load();
}

bool is_quiet(void *body)
{
	const Binding &binding = *static_cast<Binding *>(body);

	return !binding.sends.load() && !binding.lists.load() && !binding.requests.load() &&
	       !binding.calls.load();
}

void wait_until(Binding &binding, bool (*condition)(void *binding), const char *what)
{
	while (!ww_gate_wait(condition, &binding))
		ww_print(WW_LEVEL_WARNING,
			 "the %s of a binding of %s waits: %u sends, %u received lists, %u requests, %u calls",
			 what, object_header(binding.protocol)->name, binding.sends.load(),
			 binding.lists.load(), binding.requests.load(), binding.calls.load());
}

/* The driver has said that nothing is out. */
void report_out(CallSite call, const Binding &binding, bool is_close)
{
	const u32 sends = binding.sends.load();
	const u32 lists = is_close ? binding.lists.load() : 0;
	const u32 requests = is_close ? binding.requests.load() : 0;

	if (sends)
		report_binding(call, binding, kBindingNotDone, sends, "sends are not complete: NDIS waits for them");
	if (lists)
		report_binding(call, binding, kBindingNotDone, lists,
			       "received lists are not returned: NDIS waits for them");
	if (requests)
		report_binding(call, binding, kBindingNotDone, requests,
			       "requests are not complete: NDIS waits for them");
}

/* ---- restart and pause --------------------------------------------------------------------- */

void restart(Binding &binding)
{
	NDIS_PROTOCOL_RESTART_PARAMETERS parameters = {};

	if (binding.adapter->bindings.is_paused || binding.state.load() != BindingState::paused)
		return;
	parameters.Header = { NDIS_OBJECT_TYPE_PROTOCOL_RESTART_PARAMETERS,
			      NDIS_PROTOCOL_RESTART_PARAMETERS_REVISION_1, sizeof(parameters) };
	parameters.BoundIfIndex = adapter_number(*binding.adapter);
	parameters.BoundIfNetluid = adapter_luid(*binding.adapter);
	tell(binding, NetEventRestart, &parameters, sizeof(parameters));

	BindingState paused = BindingState::paused;

	binding.state.compare_exchange(paused, BindingState::running);
}

void pause(Binding &binding, ULONG reason)
{
	NDIS_PROTOCOL_PAUSE_PARAMETERS parameters = {};
	BindingState state = BindingState::running;

	if (!binding.state.compare_exchange(state, BindingState::pausing))
		return;
	parameters.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_PROTOCOL_PAUSE_PARAMETERS_REVISION_1,
			      NDIS_SIZEOF_PROTOCOL_PAUSE_PARAMETERS_REVISION_1 };
	parameters.PauseReason = reason;
	tell(binding, NetEventPause, &parameters, sizeof(parameters));
	report_out({ "ProtocolNetPnPEvent" }, binding, false);
	wait_until(binding, has_no_sends, "pause");
	state = BindingState::pausing;
	binding.state.compare_exchange(state, BindingState::paused);
}

/* ---- bind and unbind: in the adapter's turn ------------------------------------------------ */

/* NdisCloseAdapterEx. False if the binding is not open any more. */
bool close(CallSite call, Binding &binding)
{
	BindingState state = binding.state.load();

	do {
		if (!is_open(state))
			return false;
	} while (!binding.state.compare_exchange(state, BindingState::closed));
	report_out(call, binding, true);
	binding_receive_nothing(binding);
	/* The place is left last: what comes back finds the binding by it. */
	wait_until(binding, is_quiet, "close");
	leave_place(binding);
	return true;
}

/* The end of the object. */
void end(Binding &binding)
{
	object_begin_rundown(&binding);
	object_dereference(&binding);
}

/* Whether the bind that has ended with @status has made a binding. */
bool settle_bind(Binding &binding, NDIS_STATUS status)
{
	BindingState state = BindingState::binding;
	const bool is_unopened = binding.state.compare_exchange(state, BindingState::closed);

	if (status != NDIS_STATUS_SUCCESS) {
		ww_print(WW_LEVEL_INFO, "%s is not bound to adapter %s: status 0x%08X",
			 object_header(binding.protocol)->name, object_header(binding.adapter)->name,
			 static_cast<u32>(status));
		if (is_open(binding.state.load()))
			report_binding(kBindRoutine, binding, kBindingNotDone, static_cast<u32>(status),
				       "the bind failed, and the driver has not closed the binding");
		close(kBindRoutine, binding);
		return false;
	}
	if (is_unopened)
		report_binding(kBindRoutine, binding, kBindingNotDone, 0,
			       "the bind succeeded, and the driver has not opened the adapter");
	return is_open(binding.state.load());
}

void bind(Adapter &adapter, ProtocolDriver &protocol)
{
	Binding *const binding = create_binding(adapter, protocol);
	auto *const parameters = binding ? bind_parameters_create(adapter, protocol) : nullptr;

	if (!parameters) {
		ww_print(WW_LEVEL_WARNING, "%s is not bound to adapter %s: no memory",
			 object_header(&protocol)->name, object_header(&adapter)->name);
		if (binding)
			end(*binding);
		return;
	}
	binding->operation.begin(kBind);

	const NDIS_STATUS status = binding->operation.end(
		kBind, protocol.handlers.BindAdapterHandlerEx(protocol.context, binding,
							      &parameters->value),
		"ProtocolBindAdapterEx", binding);

	bind_parameters_free(parameters);
	if (settle_bind(*binding, status))
		restart(*binding);
	else
		end(*binding);
}

void unbind(Binding &binding)
{
	pause(binding, NDIS_PAUSE_NDIS_INTERNAL);
	binding.operation.begin(kUnbind);

	const NDIS_STATUS status = binding.operation.end(
		kUnbind, binding.protocol->handlers.UnbindAdapterHandlerEx(&binding, binding.context),
		"ProtocolUnbindAdapterEx", &binding);

	if (is_open(binding.state.load()))
		report_binding(kUnbindRoutine, binding, kBindingNotDone, static_cast<u32>(status),
			       "the unbind is complete, and the driver has not closed the binding");
	close(kUnbindRoutine, binding);
	end(binding);
}

bool has_no_lists(void *bindings)
{
	return !static_cast<AdapterBindings *>(bindings)->lists.load();
}

bool can_bind(const ProtocolDriver &protocol)
{
	return protocol.handlers.BindAdapterHandlerEx && protocol.handlers.UnbindAdapterHandlerEx;
}

void bind_if_new(Adapter &adapter, ProtocolDriver &protocol)
{
	const LongTurnGuard guard(adapter.bindings.turn, object_header(&protocol)->name);

	if (adapter.bindings.is_open && can_bind(protocol) && !protocol.is_closing.load() &&
	    !find(adapter.bindings, protocol))
		bind(adapter, protocol);
}

void unbind_if_bound(Adapter &adapter, const ProtocolDriver &protocol)
{
	const LongTurnGuard guard(adapter.bindings.turn, object_header(&protocol)->name);

	if (Binding *const binding = find(adapter.bindings, protocol))
		unbind(*binding);
}

/* ---- NdisOpenAdapterEx --------------------------------------------------------------------- */

/* Why not; NDIS_STATUS_SUCCESS if the adapter can be opened so. */
NDIS_STATUS check_open(CallSite call, const Binding &binding, const NDIS_OPEN_PARAMETERS &parameters)
{
	const NDIS_MEDIUM medium = binding.adapter->attributes.medium;
	const NDIS_STATUS status = ndis_check_header(call, parameters.Header, kOpenRule, binding.protocol);
	u32 i = 0;

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	if (!parameters.AdapterName || !adapter_has_name(*binding.adapter, *parameters.AdapterName))
		return refuse(call, binding.protocol, NDIS_STATUS_ADAPTER_NOT_FOUND,
			      "NDIS_OPEN_PARAMETERS.AdapterName is not that of the bind");
	if (!parameters.MediumArray || !parameters.SelectedMediumIndex)
		return refuse(call, binding.protocol, NDIS_STATUS_INVALID_PARAMETER,
			      "NDIS_OPEN_PARAMETERS.%s is NULL",
			      parameters.MediumArray ? "SelectedMediumIndex" : "MediumArray");
	while (i < parameters.MediumArraySize && parameters.MediumArray[i] != medium)
		i++;
	if (i == parameters.MediumArraySize)
		return refuse(call, binding.protocol, NDIS_STATUS_UNSUPPORTED_MEDIA,
			      "NDIS_OPEN_PARAMETERS.MediumArray has no medium %u, the adapter's", medium);
	*parameters.SelectedMediumIndex = i;
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS open(CallSite call, Binding &binding, NDIS_HANDLE context,
		 const NDIS_OPEN_PARAMETERS &parameters, PNDIS_HANDLE handle)
{
	const NDIS_STATUS status = check_open(call, binding, parameters);
	BindingState state = BindingState::binding;

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	binding.context = context;
	if (!take_place(binding))
		return refuse(call, binding.protocol, NDIS_STATUS_RESOURCES,
			      "the adapter has %u bindings already", kMostBindings);
	/* Frames may come before the driver knows its handle otherwise. */
	*handle = &binding;
	binding.state.compare_exchange(state, BindingState::paused);
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS refuse_open(CallSite call, NDIS_HANDLE bind_context, NDIS_HANDLE protocol)
{
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kOutsideBind, address_of(bind_context), address_of(protocol), 0 },
		 .call = call, .item = bind_context, .owner = protocol },
	       "BindContext is not that of a bind of this driver in progress");
	return NDIS_STATUS_FAILURE;
}

/* Completes a bind, an unbind or an event of a binding. */
void complete(CallSite call, NDIS_HANDLE handle, const void *operation, const char *name, NDIS_STATUS status)
{
	const HandleReference reference(call, handle, ndis_binding_type, at_dispatch_or_below);

	if (!reference)
		return;

	Binding &binding = reference.as<Binding>();

	if (status != NDIS_STATUS_PENDING &&
	    (binding.operation.complete(operation, status) || binding.event.complete(operation, status)))
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(&binding), address_of(binding.adapter),
				static_cast<u32>(status) },
		 .call = call, .item = &binding, .owner = binding.protocol },
	       status == NDIS_STATUS_PENDING ? "NDIS_STATUS_PENDING cannot complete the %s"
					     : "no %s is pending", name);
}

} /* namespace */

constinit const ObjectType ndis_binding_type = { .name = "NDIS binding",
						 .destroy = destroy_binding,
						 .has_percpu_count = true,
						 .is_awaited = true };

BindingCall::BindingCall(Binding *binding)
{
	if (!binding || !ndis_try_reference(binding, ndis_binding_type))
		return;
	binding_begin_call(*binding);
	if (is_open(binding->state.load())) [[likely]] {
		binding_ = binding;
		return;
	}
	binding_end_call(*binding);
	object_dereference(binding);
}

BindingCall::~BindingCall()
{
	if (!binding_)
		return;
	binding_end_call(*binding_);
	object_dereference(binding_);
}

void binding_begin_call(Binding &binding)
{
	binding.calls.fetch_add(1);
}

void binding_end_call(Binding &binding)
{
	if (binding.calls.fetch_sub(1) == 1)
		ww_gate_wake();
}

void binding_wake()
{
	ww_gate_wake();
}

void bindings_status(Adapter &adapter, const NDIS_STATUS_INDICATION &indication)
{
	for_each_binding(adapter.bindings, [&indication](const Binding &binding) {
		NDIS_STATUS_INDICATION own = indication;

		own.SourceHandle = binding.adapter;
		if (binding.protocol->handlers.StatusHandlerEx)
			binding.protocol->handlers.StatusHandlerEx(binding.context, &own);
	});
}

BindingReference::BindingReference(CallSite call, NDIS_HANDLE handle,
				   bool (*is_level)(CallSite call, const void *item))
	: reference_(call, handle, ndis_binding_type, is_level),
	  is_open_(reference_ && is_open(reference_.as<Binding>().state.load()))
{
	if (reference_ && !is_open_)
		ndis_report_handle(call, handle, "is that of a binding that is not open");
}

void bindings_open(Adapter &adapter)
{
	u32 last = 0;

	if (!adapter.attributes.are_set || !adapter.miniport->handlers.SendNetBufferListsHandler)
		return;
	{
		const LongTurnGuard guard(adapter.bindings.turn, object_header(&adapter)->name);

		adapter.bindings.is_open = true;
	}
	registry_add(adapter);
	while (ProtocolDriver *const protocol = registry_next_protocol(last)) {
		last = protocol->number;
		bind_if_new(adapter, *protocol);
		object_dereference(protocol);
	}
}

/* The last one bound goes first. */
void bindings_pause(Adapter &adapter, ULONG reason)
{
	const LongTurnGuard guard(adapter.bindings.turn, object_header(&adapter)->name);

	adapter.bindings.is_paused = true;
	for (u32 i = kMostBindings; i--;) {
		if (Binding *const binding = adapter.bindings.at[i].load())
			pause(*binding, reason);
	}
}

void bindings_restart(Adapter &adapter)
{
	const LongTurnGuard guard(adapter.bindings.turn, object_header(&adapter)->name);

	adapter.bindings.is_paused = false;
	for (Atomic<Binding *> &place : adapter.bindings.at) {
		if (Binding *const binding = place.load())
			restart(*binding);
	}
}

void bindings_wait_for_lists(Adapter &adapter)
{
	while (!ww_gate_wait(has_no_lists, &adapter.bindings))
		ww_print(WW_LEVEL_WARNING,
			 "the pause of adapter %s waits for %u received lists that protocol drivers keep",
			 object_header(&adapter)->name, adapter.bindings.lists.load());
}

/* One that is closed meanwhile waits for its call. */
NDIS_STATUS deliver_net_event(Adapter &adapter, PNET_PNP_EVENT_NOTIFICATION event)
{
	const LongTurnGuard guard(adapter.bindings.event_turn, object_header(&adapter)->name);
	NDIS_STATUS result = NDIS_STATUS_SUCCESS;

	for_each_binding(adapter.bindings, [event, &result](Binding &binding) {
		const NDIS_STATUS status = tell(binding, binding.event, *event);

		if (result == NDIS_STATUS_SUCCESS)
			result = status;
	});
	return result;
}

void bindings_close(Adapter &adapter)
{
	const LongTurnGuard guard(adapter.bindings.turn, object_header(&adapter)->name);

	if (!adapter.bindings.is_open)
		return;
	adapter.bindings.is_open = false;
	registry_remove(adapter);
	/* The last one bound goes first. */
	for (u32 i = kMostBindings; i--;) {
		if (Binding *const binding = adapter.bindings.at[i].load())
			unbind(*binding);
	}
}

void protocol_open(ProtocolDriver &protocol)
{
	u32 last = 0;

	protocol.is_listed = true;
	registry_add(protocol);
	while (Adapter *const adapter = registry_next_adapter(last)) {
		last = adapter->bindings.number;
		bind_if_new(*adapter, protocol);
		object_dereference(adapter);
	}
	/* Of no binding. It cannot be completed later. */
	if (protocol.handlers.NetPnPEventHandler) {
		NET_PNP_EVENT_NOTIFICATION all = notification_of(NetEventBindsComplete, nullptr, 0);

		protocol.handlers.NetPnPEventHandler(nullptr, &all);
	}
}

void protocol_close(ProtocolDriver &protocol)
{
	u32 last = 0;

	if (protocol.is_closing.exchange(true) || !protocol.is_listed)
		return;
	registry_remove(protocol);
	while (Adapter *const adapter = registry_next_adapter(last)) {
		last = adapter->bindings.number;
		unbind_if_bound(*adapter, protocol);
		object_dereference(adapter);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisOpenAdapterEx(NDIS_HANDLE NdisProtocolHandle, NDIS_HANDLE ProtocolBindingContext,
				    PNDIS_OPEN_PARAMETERS OpenParameters, NDIS_HANDLE BindContext,
				    PNDIS_HANDLE NdisBindingHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ OpenParameters != nullptr, "OpenParameters" },
		{ NdisBindingHandle != nullptr, "NdisBindingHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*NdisBindingHandle = nullptr;

	const HandleReference protocol(call, NdisProtocolHandle, ndis_protocol_driver_type, at_passive);

	if (!protocol)
		return NDIS_STATUS_FAILURE;

	auto *const binding = static_cast<Binding *>(ndis_try_reference(BindContext, ndis_binding_type));
	const bool is_bind = binding && binding->state.load() == BindingState::binding &&
			     binding->protocol == &protocol.as<ProtocolDriver>();
	const NDIS_STATUS status = is_bind ? open(call, *binding, ProtocolBindingContext, *OpenParameters,
						  NdisBindingHandle)
					   : refuse_open(call, BindContext, NdisProtocolHandle);

	if (binding)
		object_dereference(binding);
	return status;
}

NDIS_STATUS NTAPI NdisCloseAdapterEx(NDIS_HANDLE NdisBindingHandle)
{
	const CallSite call = WW_CALL_SITE;
	const BindingReference binding(call, NdisBindingHandle, at_passive);

	if (!binding)
		return NDIS_STATUS_FAILURE;
	return close(call, *binding) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_FAILURE;
}

VOID NTAPI NdisCompleteBindAdapterEx(NDIS_HANDLE BindAdapterContext, NDIS_STATUS Status)
{
	complete(WW_CALL_SITE, BindAdapterContext, kBind, "bind", Status);
}

VOID NTAPI NdisCompleteUnbindAdapterEx(NDIS_HANDLE UnbindContext)
{
	complete(WW_CALL_SITE, UnbindContext, kUnbind, "unbind", NDIS_STATUS_SUCCESS);
}

VOID NTAPI NdisCompleteNetPnPEvent(NDIS_HANDLE NdisBindingHandle,
				   PNET_PNP_EVENT_NOTIFICATION NetPnPEventNotification, NDIS_STATUS Status)
{
	complete(WW_CALL_SITE, NdisBindingHandle, NetPnPEventNotification, "event", Status);
}

NDIS_STATUS NTAPI NdisQueryAdapterInstanceName(PNDIS_STRING AdapterInstanceName, NDIS_HANDLE NdisBindingHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { AdapterInstanceName != nullptr, "AdapterInstanceName" } }))
		return NDIS_STATUS_FAILURE;
	*AdapterInstanceName = {};

	const BindingReference binding(call, NdisBindingHandle, at_passive);

	return binding ? adapter_instance_name(call, *binding->adapter, *AdapterInstanceName)
		       : NDIS_STATUS_FAILURE;
}

} /* extern "C" */
