/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of a filter module: FilterAttach, FilterRestart, FilterPause, FilterDetach.
 */
#include "adapter.hpp"
#include "base/irql.hpp"
#include "bind_parameters.hpp"
#include "configuration.hpp"
#include "filter.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "path.hpp"
#include "pool.hpp"
#include "rtl/wide_text.hpp"
#include "stack_turn.hpp"

namespace ww {
namespace {

constexpr char kPause[] = "pause";
constexpr char kRestart[] = "restart";

constexpr const char *kNames[] = {
	"Detached", "Attaching", "Paused", "Restarting", "Running", "Pausing",
};

constexpr HeaderRule kAttributesRule = {
	"NDIS_FILTER_ATTRIBUTES", NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES, { NDIS_SIZEOF_FILTER_ATTRIBUTES_REVISION_1 }
};

Atomic<u32> &modules_of(FilterDriver &filter)
{
	return filter.modules;
}

Atomic<u32> &modules_of(Adapter &adapter)
{
	return adapter.filters.modules;
}

/* Neither object ends before its count is 0, so the counts come last: no end of a driver finds a reference of a module. */
void destroy_module(void *body)
{
	FilterDriver &filter = *static_cast<FilterModule *>(body)->filter;
	Adapter &adapter = *static_cast<FilterModule *>(body)->adapter;

	object_dereference(&filter);
	object_dereference(&adapter);
	filter.modules.fetch_sub(1);
	adapter.filters.modules.fetch_sub(1);
	ww_gate_wake();
}

template <typename Owner>
bool has_no_modules(void *owner)
{
	return !modules_of(*static_cast<Owner *>(owner)).load();
}

template <typename Owner>
void wait_for_modules(Owner &owner)
{
	while (!ww_gate_wait(has_no_modules<Owner>, &owner))
		ww_print(WW_LEVEL_WARNING, "%s ends, and %u of its filter modules are still in use",
			 object_header(&owner)->name, modules_of(owner).load());
}

void set_default_handlers(FilterModule &module)
{
	const NDIS_FILTER_DRIVER_CHARACTERISTICS &given = module.filter->handlers;

	module.data.SendNetBufferListsHandler = given.SendNetBufferListsHandler;
	module.data.SendNetBufferListsCompleteHandler = given.SendNetBufferListsCompleteHandler;
	module.data.CancelSendNetBufferListsHandler = given.CancelSendNetBufferListsHandler;
	module.data.ReceiveNetBufferListsHandler = given.ReceiveNetBufferListsHandler;
	module.data.ReturnNetBufferListsHandler = given.ReturnNetBufferListsHandler;
}

FilterModule *create_module(FilterDriver &filter, Adapter &adapter)
{
	char name[kObjectName];

	ww_format(name, sizeof(name), "%s on %s", object_header(&filter)->name, object_header(&adapter)->name);

	auto *const module = static_cast<FilterModule *>(
		object_create(ndis_filter_module_type, sizeof(FilterModule), filter.driver, name));

	if (!module)
		return nullptr;
	object_reference(&filter);
	object_reference(&adapter);
	module->filter = &filter;
	module->adapter = &adapter;
	module->state_change.init();
	module->request.init();
	module->request_queue.init();
	KeInitializeEvent(&module->request_idle, SynchronizationEvent, TRUE);
	set_default_handlers(*module);
	filter.modules.fetch_add(1);
	adapter.filters.modules.fetch_add(1);
	return module;
}

/* The module's handle ends. */
void end_module(FilterModule &module)
{
	module.state.store(FilterState::detached);
	object_begin_rundown(&module);
	pools_report_left(&module);
	configurations_report_left(&module);
	object_dereference(&module);
}

/* ---- the list ----------------------------------------------------------------------------------- */

void link(FilterModule &module)
{
	FilterList &filters = module.adapter->filters;
	FilterModule *below = nullptr, *above = filters.lowest.load();

	while (above && above->filter->number < module.filter->number) {
		below = above;
		above = above->above.load();
	}
	module.below.store(below);
	module.above.store(above);
	(below ? below->above : filters.lowest).store(&module);
	(above ? above->below : filters.highest).store(&module);
	path_update(*module.adapter);
}

/* Its own links stay: a call that is in the module goes on by them. */
void unlink(FilterModule &module)
{
	FilterList &filters = module.adapter->filters;
	FilterModule *const below = module.below.load(), *const above = module.above.load();

	(below ? below->above : filters.lowest).store(above);
	(above ? above->below : filters.highest).store(below);
	path_update(*module.adapter);
}

/* ---- FilterAttach --------------------------------------------------------------------------------- */

void describe(const Adapter &adapter, NDIS_FILTER_ATTACH_PARAMETERS &parameters)
{
	const GeneralAttributes &attributes = adapter.attributes;

	parameters.Header = { NDIS_OBJECT_TYPE_FILTER_ATTACH_PARAMETERS, NDIS_FILTER_ATTACH_PARAMETERS_REVISION_4,
			      NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_4 };
	parameters.IfIndex = ndis_take_index();
	parameters.NetLuid.Info.NetLuidIndex = parameters.IfIndex;
	parameters.NetLuid.Info.IfType = IF_TYPE_ETHERNET_CSMACD;
	parameters.BaseMiniportIfIndex = adapter_number(adapter);
	parameters.BaseMiniportNetLuid = adapter_luid(adapter);
	parameters.LowerIfIndex = parameters.BaseMiniportIfIndex;
	parameters.LowerIfNetLuid = parameters.BaseMiniportNetLuid;
	parameters.MediaConnectState = adapter.link.is_up.load() ? MediaConnectStateConnected
								 : MediaConnectStateDisconnected;
	parameters.MediaDuplexState = adapter.link.is_full_duplex.load() ? MediaDuplexStateFull
									 : MediaDuplexStateUnknown;
	parameters.XmitLinkSpeed = adapter.link.bits_per_second.load();
	if (!parameters.XmitLinkSpeed)
		parameters.XmitLinkSpeed = NET_IF_LINK_SPEED_UNKNOWN;
	parameters.RcvLinkSpeed = parameters.XmitLinkSpeed;
	parameters.MiniportMediaType = attributes.medium;
	parameters.MacAddressLength = attributes.address_bytes;
	RtlCopyMemory(parameters.CurrentMacAddress, attributes.address, sizeof(parameters.CurrentMacAddress));
}

NDIS_STATUS call_attach(FilterModule &module)
{
	const Adapter &adapter = *module.adapter;
	NDIS_FILTER_ATTACH_PARAMETERS parameters = {};
	char text[sizeof(adapter.key.instance) + kObjectName + 8];

	ww_format(text, sizeof(text), "%s-%s-0000", adapter.key.instance, module.filter->unique_name);

	const WideText name(text), instance(object_header(adapter.miniport)->name),
		device("\\DEVICE\\", adapter.key.instance);

	if (!name || !instance || !device)
		return NDIS_STATUS_RESOURCES;

	UNICODE_STRING strings[] = { name.string(), instance.string(), device.string() };

	describe(adapter, parameters);
	parameters.FilterModuleGuidName = &strings[0];
	parameters.BaseMiniportInstanceName = &strings[1];
	parameters.BaseMiniportName = &strings[2];
	return module.filter->handlers.AttachHandler(&module, module.filter->context, &parameters);
}

/* A stack without a mandatory filter carries nothing. */
void note_missing(FilterDriver &filter, Adapter &adapter, const char *handler, NDIS_STATUS status)
{
	ww_print(WW_LEVEL_WARNING, "%s of %s failed with status 0x%08X for adapter %s%s", handler,
		 object_header(&filter)->name, static_cast<u32>(status), object_header(&adapter)->name,
		 filter_is_mandatory(filter) ? ": the filter is mandatory, so the adapter has no link" : "");
}

/* ---- FilterPause, FilterRestart --------------------------------------------------------------------- */

void pause(FilterModule &module, ULONG reason)
{
	NDIS_FILTER_PAUSE_PARAMETERS parameters = {};

	if (module.state.load() != FilterState::running)
		return;
	parameters.Header = { NDIS_OBJECT_TYPE_FILTER_PAUSE_PARAMETERS, NDIS_FILTER_PAUSE_PARAMETERS_REVISION_1,
			      NDIS_SIZEOF_FILTER_PAUSE_PARAMETERS_REVISION_1 };
	parameters.PauseReason = reason;
	module.state.store(FilterState::pausing);
	module.state_change.begin(kPause);

	const NDIS_STATUS status = module.state_change.end(
		kPause, module.filter->handlers.PauseHandler(module.context, &parameters), "FilterPause", &module);

	if (status != NDIS_STATUS_SUCCESS)
		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kWrongState, address_of(&module), static_cast<u32>(FilterState::pausing),
					static_cast<u32>(status) },
			 .call = { "FilterPause" }, .item = &module, .owner = &module },
		       "the handler returned status 0x%08X: only NDIS_STATUS_SUCCESS and NDIS_STATUS_PENDING are "
		       "allowed", static_cast<u32>(status));
	filter_drain(module, true);
	module.state.store(FilterState::paused);
}

bool set_options(FilterModule &module)
{
	const auto handler = module.filter->handlers.SetFilterModuleOptionsHandler;

	if (!handler)
		return true;
	module.may_set_handlers.store(true);

	const NDIS_STATUS status = handler(module.context);

	module.may_set_handlers.store(false);
	if (status != NDIS_STATUS_SUCCESS)
		note_missing(*module.filter, *module.adapter, "FilterSetModuleOptions", status);
	return status == NDIS_STATUS_SUCCESS;
}

NDIS_STATUS call_restart(FilterModule &module)
{
	NDIS_FILTER_RESTART_PARAMETERS parameters = {};

	parameters.Header = { NDIS_OBJECT_TYPE_FILTER_RESTART_PARAMETERS, NDIS_FILTER_RESTART_PARAMETERS_REVISION_1,
			      NDIS_SIZEOF__FILTER_RESTART_PARAMETERS_REVISION_1 };
	parameters.MiniportMediaType = module.adapter->attributes.medium;
	parameters.LowerIfIndex = adapter_number(*module.adapter);
	parameters.LowerIfNetLuid = adapter_luid(*module.adapter);
	module.state.store(FilterState::restarting);
	module.state_change.begin(kRestart);
	return module.state_change.end(kRestart,
				       module.filter->handlers.RestartHandler(module.context, &parameters),
				       "FilterRestart", &module);
}

bool restart(FilterModule &module)
{
	const NDIS_STATUS status = call_restart(module);

	module.state.store(status == NDIS_STATUS_SUCCESS ? FilterState::running : FilterState::paused);
	if (status != NDIS_STATUS_SUCCESS)
		note_missing(*module.filter, *module.adapter, "FilterRestart", status);
	return status == NDIS_STATUS_SUCCESS;
}

/* On a worker: NdisFRestartFilter. */
void restart_stack(struct ww_later *later)
{
	auto *const module = reinterpret_cast<FilterModule *>(reinterpret_cast<u8 *>(later) -
							      __builtin_offsetof(FilterModule, restart));

	module->is_restart_wanted.store(false);
	{
		const StackTurn turn(*module->adapter);

		if (module->state.load() == FilterState::running) {
			stack_pause(*module->adapter, NDIS_PAUSE_FILTER_RESTART_STACK);
			stack_resume(*module->adapter);
		}
	}
	object_dereference(module);
}

void complete_state_change(CallSite call, NDIS_HANDLE handle, const char *name, NDIS_STATUS status)
{
	const HandleReference reference(call, handle, ndis_filter_module_type, at_dispatch_or_below);

	if (!reference)
		return;

	auto &module = reference.as<FilterModule>();
	const FilterState state = module.state.load();

	if (status == NDIS_STATUS_PENDING)
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(handle), static_cast<u32>(status), 0 },
			 .call = call, .item = handle, .owner = handle },
		       "NDIS_STATUS_PENDING cannot complete a %s", name);
	else if (!module.state_change.complete(name, status))
		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kWrongState, address_of(handle), static_cast<u32>(state),
					static_cast<u32>(status) },
			 .call = call, .item = handle, .owner = handle },
		       "no %s is pending: the module is in the state %s", name, state_name(state));
}

} /* namespace */

constinit const ObjectType ndis_filter_module_type = { .name = "NDIS filter module",
						       .destroy = destroy_module,
						       .has_percpu_count = true,
						       .is_awaited = true };

const char *state_name(FilterState state)
{
	return kNames[static_cast<u32>(state)];
}

void filter_attach(FilterDriver &filter, Adapter &adapter)
{
	FilterModule *const module = create_module(filter, adapter);

	if (!module) {
		note_missing(filter, adapter, "FilterAttach", NDIS_STATUS_RESOURCES);
		return;
	}
	module->state.store(FilterState::attaching);

	NDIS_STATUS status = call_attach(*module);

	if (status == NDIS_STATUS_SUCCESS && !module->has_attributes)
		status = refuse({ "FilterAttach" }, module, NDIS_STATUS_FAILURE,
				"the handler has not called NdisFSetAttributes: the module is not attached");
	if (status != NDIS_STATUS_SUCCESS) {
		note_missing(filter, adapter, "FilterAttach", status);
		end_module(*module);
		return;
	}
	module->state.store(FilterState::paused);
	link(*module);
}

void filter_detach(FilterModule &module)
{
	Adapter &adapter = *module.adapter;

	unlink(module);
	filter_wait_for_calls(module);
	if (!adapter.filters.highest.load())
		link_restore({ "FilterDetach" }, adapter);
	module.filter->handlers.DetachHandler(module.context);
	end_module(module);
}

void filter_wait_for_modules(FilterDriver &filter)
{
	wait_for_modules(filter);
}

void filters_wait_for_modules(Adapter &adapter)
{
	wait_for_modules(adapter);
}

FilterModule *filter_find(const Adapter &adapter, const FilterDriver &filter)
{
	FilterModule *module = adapter.filters.lowest.load();

	while (module && module->filter != &filter)
		module = module->above.load();
	return module;
}

void filters_pause(Adapter &adapter, ULONG reason)
{
	for (FilterModule *each = adapter.filters.highest.load(); each; each = each->below.load())
		pause(*each, reason);
}

void filters_drain(Adapter &adapter)
{
	for (FilterModule *each = adapter.filters.highest.load(); each; each = each->below.load())
		filter_drain(*each, false);
}

FilterModule *filters_set_options(Adapter &adapter)
{
	for (FilterModule *each = adapter.filters.lowest.load(); each; each = each->above.load()) {
		if (!set_options(*each))
			return each;
	}
	return nullptr;
}

FilterModule *filters_restart(Adapter &adapter)
{
	for (FilterModule *each = adapter.filters.lowest.load(); each; each = each->above.load()) {
		if (!restart(*each))
			return each;
	}
	return nullptr;
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisFSetAttributes(NDIS_HANDLE NdisFilterHandle, NDIS_HANDLE FilterModuleContext,
				     PNDIS_FILTER_ATTRIBUTES FilterAttributes)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisFilterHandle, ndis_filter_module_type, at_passive);

	if (!reference || !ndis_not_null(call, { { FilterAttributes != nullptr, "FilterAttributes" } }))
		return NDIS_STATUS_FAILURE;

	auto &module = reference.as<FilterModule>();

	if (module.state.load() != FilterState::attaching)
		return refuse(call, NdisFilterHandle, NDIS_STATUS_INVALID_STATE,
			      "attributes are set in FilterAttach alone");

	const NDIS_STATUS status = ndis_check_header(call, FilterAttributes->Header, kAttributesRule,
						     NdisFilterHandle);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	module.context = FilterModuleContext;
	module.has_attributes = true;
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisFPauseComplete(NDIS_HANDLE NdisFilterHandle)
{
	complete_state_change(WW_CALL_SITE, NdisFilterHandle, kPause, NDIS_STATUS_SUCCESS);
}

VOID NTAPI NdisFRestartComplete(NDIS_HANDLE NdisFilterHandle, NDIS_STATUS Status)
{
	complete_state_change(WW_CALL_SITE, NdisFilterHandle, kRestart, Status);
}

NDIS_STATUS NTAPI NdisFRestartFilter(NDIS_HANDLE NdisFilterHandle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisFilterHandle, ndis_filter_module_type, at_dispatch_or_below);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	auto &module = reference.as<FilterModule>();

	if (module.is_restart_wanted.exchange(true))
		return NDIS_STATUS_SUCCESS;
	object_reference(&module);
	ww_later_patiently(&module.restart, restart_stack);
	return NDIS_STATUS_SUCCESS;
}

} /* extern "C" */
