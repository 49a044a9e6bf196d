/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of an adapter: MiniportInitializeEx, MiniportRestart, MiniportPause, MiniportHaltEx.
 */
#include <winwork/ndis_port.h>

#include "adapter.hpp"
#include "bind_parameters.hpp"
#include "configuration.hpp"
#include "hardware.hpp"
#include "poll.hpp"
#include "pool.hpp"
#include "shared_memory.hpp"

#include "base/irql.hpp"
#include "engine/item_records.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "ob/driver.hpp"
#include "stack.hpp"
#include "stack_turn.hpp"

namespace ww {
namespace {

constexpr char kPause[] = "pause";
constexpr char kRestart[] = "restart";

constinit Atomic<u32> adapters_made{};

void destroy_adapter(void *body)
{
	auto &adapter = *static_cast<Adapter *>(body);

	stack_free_all(adapter);
	ww_free(adapter.raw);
	if (adapter.miniport)
		object_dereference(adapter.miniport);
}

NDIS_STATUS initialize(Adapter &adapter)
{
	const MiniportDriver &miniport = *adapter.miniport;
	NDIS_MINIPORT_INIT_PARAMETERS parameters = {};

	parameters.Header = { NDIS_OBJECT_TYPE_MINIPORT_INIT_PARAMETERS,
			      NDIS_MINIPORT_INIT_PARAMETERS_REVISION_1,
			      NDIS_SIZEOF_MINIPORT_INIT_PARAMETER_REVISION_1 };
	parameters.MiniportAddDeviceContext = adapter.add_device_context;
	parameters.IfIndex = adapter_number(adapter);
	parameters.NetLuid = adapter_luid(adapter);
	if (adapter.translated)
		parameters.AllocatedResources = &adapter.translated->List[0].PartialResourceList;
	return miniport.handlers.InitializeHandlerEx(&adapter, miniport.context, &parameters);
}

/* MiniportPause cannot fail: a driver that says so is taken as paused. */
void report_failed_pause(Adapter &adapter, NDIS_STATUS status)
{
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kWrongState, address_of(&adapter),
				static_cast<u32>(AdapterState::pausing), static_cast<u32>(status) },
		 .call = { "MiniportPause" }, .item = &adapter, .owner = &adapter },
	       "the handler returned status 0x%08X: only NDIS_STATUS_SUCCESS and NDIS_STATUS_PENDING "
	       "are allowed", static_cast<u32>(status));
}

/* The filter drivers that are there join, then all starts from the bottom up. False if the miniport driver fails. */
bool start_stack(Adapter &adapter)
{
	const StackTurn turn(adapter);

	filters_join(adapter);
	if (!stack_restart(adapter))
		return false;
	stack_bind(adapter);
	return true;
}

/* Binds wait for drivers that may send requests, so they are outside of the stack's turn. */
void start(Adapter &adapter)
{
	if (start_stack(adapter))
		bindings_open(adapter);
}

NTSTATUS make_key(Adapter &adapter)
{
	MiniportDriver &miniport = *adapter.miniport;

	return adapter.pdo ? adapter_key_take(adapter.key, miniport.driver, adapter.pdo)
			   : adapter_key_make(adapter.key, miniport.driver, miniport.adapters_made.fetch_add(1));
}

NDIS_STATUS add_adapter(MiniportDriver &miniport, NDIS_HANDLE *handle)
{
	Adapter *const adapter = adapter_create(miniport);

	if (!adapter)
		return NDIS_STATUS_RESOURCES;

	const NDIS_STATUS status = adapter_start(*adapter);

	if (status == NDIS_STATUS_SUCCESS)
		*handle = adapter;
	else
		adapter_delete(*adapter);
	object_dereference(adapter);
	return status;
}

void end_interface(Adapter &adapter)
{
	const StackTurn turn(adapter);

	stack_unbind(adapter);
}

/* There are no bindings any more. */
void end_stack(Adapter &adapter)
{
	const StackTurn turn(adapter);

	filters_pause(adapter, NDIS_PAUSE_NDIS_INTERNAL);
	adapter_pause(adapter, NDIS_PAUSE_NDIS_INTERNAL);
	stack_drain(adapter);
	filters_drain(adapter);
	filters_leave(adapter);
}

/* Only for the caller that has set Adapter::halting. It holds a reference on the adapter. */
void end_adapter(Adapter &adapter)
{
	adapter_halt(adapter, NdisHaltDeviceDisabled);
	adapter_delete(adapter);
}

void complete_state_change(CallSite call, NDIS_HANDLE handle, const char *name, NDIS_STATUS status)
{
	const HandleReference reference(call, handle, ndis_adapter_type, at_dispatch_or_below);

	if (!reference)
		return;

	Adapter &adapter = reference.as<Adapter>();

	if (status == NDIS_STATUS_PENDING)
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(handle), static_cast<u32>(status), 0 },
			 .call = call, .item = handle, .owner = handle },
		       "NDIS_STATUS_PENDING cannot complete a %s", name);
	else if (!adapter.state_change.complete(name, status))
		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kWrongState, address_of(handle),
					static_cast<u32>(adapter.states.now()),
					static_cast<u32>(status) },
			 .call = call, .item = handle, .owner = handle },
		       "no %s is pending: the adapter is in the state %s", name,
		       state_name(adapter.states.now()));
}

} /* namespace */

constinit const ObjectType ndis_adapter_type = { .name = "NDIS adapter",
						 .destroy = destroy_adapter,
						 .has_percpu_count = true,
						 .is_awaited = true };

u32 ndis_take_index()
{
	return adapters_made.fetch_add(1) + 1;
}

Adapter *adapter_create(MiniportDriver &miniport)
{
	const u32 number = ndis_take_index();
	char name[16];

	ww_format(name, sizeof(name), "%u", number);

	auto *adapter = static_cast<Adapter *>(
		object_create(ndis_adapter_type, sizeof(Adapter), miniport.driver, name));

	if (!adapter)
		return nullptr;
	object_reference(&miniport);
	object_reference(adapter);
	adapter->miniport = &miniport;
	adapter->number = number;
	adapter->state_change.init();
	adapter->request.init();
	adapter->bindings.request_queue.init(*adapter);
	adapter->send_watch.init(*adapter);
	KeInitializeEvent(&adapter->request_idle, SynchronizationEvent, TRUE);
	KeInitializeEvent(&adapter->turn_free, SynchronizationEvent, TRUE);
	KeInitializeEvent(&adapter->bindings.filter_free, SynchronizationEvent, TRUE);
	miniport.adapters.fetch_add(1);
	return adapter;
}

void adapter_delete(Adapter &adapter)
{
	object_begin_rundown(&adapter);
	interrupts_end_left(adapter);
	polls_end_left(&adapter);
	dma_end_left(adapter);
	items_report_left(&adapter, adapter.is_initialized
					    ? "Init_NdisAllocateIoWorkItem: MiniportHaltEx has returned"
					    : "Init_NdisAllocateIoWorkItem: MiniportInitializeEx has failed");
	pools_report_left(&adapter);
	configurations_report_left(&adapter);
	shared_memory_report_left(&adapter);
	adapter.miniport->adapters.fetch_sub(1);
	object_dereference(&adapter);
}

NDIS_STATUS adapter_initialize(Adapter &adapter)
{
	adapter.states.step(AdapterEvent::initialize);

	const NDIS_STATUS status = initialize(adapter);

	adapter.states.step(status == NDIS_STATUS_SUCCESS ? AdapterEvent::initialized
							  : AdapterEvent::initialize_failed);
	return status;
}

NDIS_STATUS adapter_start(Adapter &adapter)
{
	NDIS_STATUS status = make_key(adapter);

	if (status == NDIS_STATUS_SUCCESS)
		status = adapter_initialize(adapter);
	if (status != NDIS_STATUS_SUCCESS)
		return status;
	adapter.is_initialized = adapter.is_started = true;
	hang_watch_start(adapter);
	start(adapter);
	return NDIS_STATUS_SUCCESS;
}

void adapter_halt(Adapter &adapter, NDIS_HALT_ACTION action)
{
	hang_watch_stop(adapter);
	end_interface(adapter);
	bindings_close(adapter);
	bindings_settle(adapter);
	end_stack(adapter);
	adapter.send_watch.stop();
	filters_wait_for_modules(adapter);
	adapter.is_started = false;
	/* It may have halted for a sleep. */
	if (adapter.states.step(AdapterEvent::halt))
		adapter.miniport->handlers.HaltHandlerEx(adapter.context, action);
}

bool adapter_restart(Adapter &adapter)
{
	NDIS_MINIPORT_RESTART_PARAMETERS parameters = {};

	parameters.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_MINIPORT_RESTART_PARAMETERS_REVISION_1,
			      sizeof(parameters) };
	adapter.states.step(AdapterEvent::restart);
	adapter.state_change.begin(kRestart);

	const NDIS_STATUS status = adapter.state_change.end(
		kRestart, adapter.miniport->handlers.RestartHandler(adapter.context, &parameters),
		"MiniportRestart", &adapter);

	adapter.states.step(status == NDIS_STATUS_SUCCESS ? AdapterEvent::restarted
							  : AdapterEvent::restart_failed);
	if (status != NDIS_STATUS_SUCCESS)
		ww_print(WW_LEVEL_WARNING, "MiniportRestart of %s failed with status 0x%08X",
			 object_header(adapter.miniport)->name, static_cast<u32>(status));
	return status == NDIS_STATUS_SUCCESS;
}

void adapter_pause(Adapter &adapter, ULONG reason)
{
	NDIS_MINIPORT_PAUSE_PARAMETERS parameters = {};

	if (!adapter.states.step(AdapterEvent::pause))
		return;
	parameters.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_MINIPORT_PAUSE_PARAMETERS_REVISION_1,
			      sizeof(parameters) };
	parameters.PauseReason = reason;
	adapter.state_change.begin(kPause);

	const NDIS_STATUS status = adapter.state_change.end(
		kPause, adapter.miniport->handlers.PauseHandler(adapter.context, &parameters),
		"MiniportPause", &adapter);

	if (status != NDIS_STATUS_SUCCESS)
		report_failed_pause(adapter, status);
	adapter.states.step(AdapterEvent::paused);
}

NTSTATUS ndis_start(PDRIVER_OBJECT driver)
{
	/* Each device that a bus finds is an adapter. */
	if (driver_state(driver).serves_hardware)
		return STATUS_SUCCESS;

	void *found = ndis_find(driver, ndis_miniport_driver_type, [](void *each) {
		return static_cast<MiniportDriver *>(each)->has_devices();
	});
	NTSTATUS status = STATUS_SUCCESS;

	if (!found)
		return STATUS_SUCCESS;
	/* Each is a device of its own: one that fails does not keep the others from starting. */
	for (u32 left = driver_state(driver).image->Adapters; left; left--) {
		NDIS_HANDLE handle;
		const NTSTATUS added = add_adapter(*static_cast<MiniportDriver *>(found), &handle);

		if (!NT_SUCCESS(added))
			status = added;
	}
	object_dereference(found);
	return status;
}

void ndis_halt_all(PDRIVER_OBJECT driver)
{
	while (void *body = ndis_find(driver, ndis_adapter_type, [](void *each) {
		auto &adapter = *static_cast<Adapter *>(each);

		return !adapter.fdo && !adapter.halting.exchange(true);
	})) {
		end_adapter(*static_cast<Adapter *>(body));
		object_dereference(body);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI NdisMPauseComplete(NDIS_HANDLE MiniportAdapterHandle)
{
	complete_state_change(WW_CALL_SITE, MiniportAdapterHandle, kPause, NDIS_STATUS_SUCCESS);
}

VOID NTAPI NdisMRestartComplete(NDIS_HANDLE MiniportAdapterHandle, NDIS_STATUS Status)
{
	complete_state_change(WW_CALL_SITE, MiniportAdapterHandle, kRestart, Status);
}

NDIS_STATUS NTAPI WinworkNdisAddAdapter(NDIS_HANDLE NdisMiniportDriverHandle,
					PNDIS_HANDLE NdisMiniportHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { NdisMiniportHandle != nullptr, "NdisMiniportHandle" } }))
		return NDIS_STATUS_FAILURE;
	*NdisMiniportHandle = nullptr;
	if (!at_passive(call, NdisMiniportDriverHandle))
		return NDIS_STATUS_FAILURE;

	const HandleReference reference(call, NdisMiniportDriverHandle, ndis_miniport_driver_type);

	return reference ? add_adapter(reference.as<MiniportDriver>(), NdisMiniportHandle)
			 : NDIS_STATUS_FAILURE;
}

VOID NTAPI WinworkNdisHaltAdapter(NDIS_HANDLE NdisMiniportHandle)
{
	const CallSite call = WW_CALL_SITE;

	const HandleReference reference(call, NdisMiniportHandle, ndis_adapter_type, at_passive);

	if (!reference)
		return;

	Adapter &adapter = reference.as<Adapter>();

	if (adapter.fdo)
		ndis_report_handle(call, NdisMiniportHandle, "is of a device, and halts when that is removed");
	else if (adapter.halting.exchange(true))
		ndis_report_handle(call, NdisMiniportHandle, "is being halted already");
	else
		end_adapter(adapter);
}

} /* extern "C" */
