/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters of miniport drivers: their arrival and their halt.
 */
#include <winwork/ndis_port.h>

#include "adapter.hpp"

#include "base/irql.hpp"
#include "engine/ledger.hpp"

namespace ww {
namespace {

constexpr char kPause[] = "pause";
constexpr char kRestart[] = "restart";

constinit Atomic<u32> adapters_made{};

void destroy_adapter(void *body)
{
	if (MiniportDriver *miniport = static_cast<Adapter *>(body)->miniport)
		object_dereference(miniport);
}

/* An adapter that its driver knows nothing of yet; the caller has a reference beside its own. */
Adapter *create_adapter(MiniportDriver &miniport, u32 number)
{
	char name[16];

	ww_format(name, sizeof(name), "%u", number);

	auto *adapter = static_cast<Adapter *>(
		object_create(ndis_adapter_type, sizeof(Adapter), miniport.driver, name));

	if (!adapter)
		return nullptr;
	object_reference(&miniport);
	object_reference(adapter);
	adapter->miniport = &miniport;
	adapter->state_change.init();
	adapter->request.init();
	KeInitializeEvent(&adapter->request_turn, SynchronizationEvent, TRUE);
	miniport.adapters.fetch_add(1);
	return adapter;
}

/* The handle is dead, and what is left of the adapter's items is told. */
void end_adapter(Adapter &adapter, const char *when)
{
	object_begin_rundown(&adapter);
	ledger_report_left(&adapter, when);
	adapter.miniport->adapters.fetch_sub(1);
	object_dereference(&adapter);
}

NDIS_STATUS initialize(Adapter &adapter, u32 number)
{
	const MiniportDriver &miniport = *adapter.miniport;
	NDIS_MINIPORT_INIT_PARAMETERS parameters = {};

	parameters.Header = { NDIS_OBJECT_TYPE_MINIPORT_INIT_PARAMETERS,
			      NDIS_MINIPORT_INIT_PARAMETERS_REVISION_1,
			      NDIS_SIZEOF_MINIPORT_INIT_PARAMETERS_REVISION_1 };
	parameters.IfIndex = number;
	parameters.NetLuid.Info.NetLuidIndex = number;
	parameters.NetLuid.Info.IfType = IF_TYPE_ETHERNET_CSMACD;
	return miniport.handlers.InitializeHandlerEx(&adapter, miniport.context, &parameters);
}

void restart(Adapter &adapter)
{
	NDIS_MINIPORT_RESTART_PARAMETERS parameters = {};

	parameters.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_MINIPORT_RESTART_PARAMETERS_REVISION_1,
			      sizeof(parameters) };
	adapter.state_change.begin(kRestart);

	const NDIS_STATUS status = adapter.state_change.end(
		kRestart, adapter.miniport->handlers.RestartHandler(adapter.context, &parameters),
		"MiniportRestart", &adapter);

	adapter.running = status == NDIS_STATUS_SUCCESS;
	if (!adapter.running)
		ww_print(WW_LEVEL_WARNING, "MiniportRestart of %s failed with status 0x%08X",
			 object_header(adapter.miniport)->name, static_cast<u32>(status));
}

void pause(Adapter &adapter)
{
	NDIS_MINIPORT_PAUSE_PARAMETERS parameters = {};

	if (!adapter.running)
		return;
	parameters.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_MINIPORT_PAUSE_PARAMETERS_REVISION_1,
			      sizeof(parameters) };
	parameters.PauseReason = NDIS_PAUSE_NDIS_INTERNAL;
	adapter.state_change.begin(kPause);
	adapter.state_change.end(
		kPause, adapter.miniport->handlers.PauseHandler(adapter.context, &parameters),
		"MiniportPause", &adapter);
	adapter.running = false;
}

NDIS_STATUS add_adapter(MiniportDriver &miniport, NDIS_HANDLE *handle)
{
	const u32 number = adapters_made.fetch_add(1) + 1;
	Adapter *adapter = create_adapter(miniport, number);

	if (!adapter)
		return NDIS_STATUS_RESOURCES;

	const NDIS_STATUS status = initialize(*adapter, number);

	if (status == NDIS_STATUS_SUCCESS) {
		restart(*adapter);
		*handle = adapter;
	} else {
		end_adapter(*adapter,
			    "Init_NdisAllocateIoWorkItem: MiniportInitializeEx has failed");
	}
	object_dereference(adapter);
	return status;
}

/* The caller is the one that set halting, and holds the adapter. */
void halt_adapter(Adapter &adapter)
{
	pause(adapter);
	adapter.miniport->handlers.HaltHandlerEx(adapter.context, NdisHaltDeviceDisabled);
	end_adapter(adapter, "Init_NdisAllocateIoWorkItem: MiniportHaltEx has returned");
}

void complete_state_change(CallSite call, NDIS_HANDLE handle, const char *name, NDIS_STATUS status)
{
	if (!at_dispatch_or_below(call, handle))
		return;

	const HeldHandle held(call, handle, ndis_adapter_type);

	if (!held)
		return;
	if (status != NDIS_STATUS_PENDING &&
	    held.as<Adapter>().state_change.complete(name, status))
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(handle), static_cast<u32>(status), 0 },
		 .function = call.function, .item = handle, .owner = handle,
		 .caller = call.caller },
	       status == NDIS_STATUS_PENDING ? "NDIS_STATUS_PENDING completes no %s"
					     : "there is no %s to complete", name);
}

} /* namespace */

constinit const ObjectType ndis_adapter_type = { .name = "NDIS adapter",
						 .destroy = destroy_adapter,
						 .has_percpu_count = true };

NTSTATUS ndis_start(PDRIVER_OBJECT driver)
{
	/* The devices of an intermediate driver are its own to make. */
	void *found = ndis_find(driver, ndis_miniport_driver_type, [](void *each) {
		return !(static_cast<MiniportDriver *>(each)->handlers.Flags &
			 NDIS_INTERMEDIATE_DRIVER);
	});
	NDIS_HANDLE handle;

	if (!found)
		return STATUS_SUCCESS;

	const NTSTATUS status = add_adapter(*static_cast<MiniportDriver *>(found), &handle);

	object_dereference(found);
	return status;
}

void ndis_halt_all(PDRIVER_OBJECT driver)
{
	while (void *body = ndis_find(driver, ndis_adapter_type, [](void *each) {
		return !static_cast<Adapter *>(each)->halting.exchange(true);
	})) {
		halt_adapter(*static_cast<Adapter *>(body));
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

	const HeldHandle held(call, NdisMiniportDriverHandle, ndis_miniport_driver_type);

	return held ? add_adapter(held.as<MiniportDriver>(), NdisMiniportHandle)
		    : NDIS_STATUS_FAILURE;
}

VOID NTAPI WinworkNdisHaltAdapter(NDIS_HANDLE NdisMiniportHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, NdisMiniportHandle))
		return;

	const HeldHandle held(call, NdisMiniportHandle, ndis_adapter_type);

	if (!held)
		return;
	if (held.as<Adapter>().halting.exchange(true))
		ndis_report_handle(call, NdisMiniportHandle, "is being halted already");
	else
		halt_adapter(held.as<Adapter>());
}

} /* extern "C" */
