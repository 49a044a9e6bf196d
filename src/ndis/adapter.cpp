/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of an adapter: MiniportInitializeEx, MiniportRestart, MiniportPause, MiniportHaltEx.
 */
#include <winwork/ndis_port.h>

#include "adapter.hpp"
#include "pool.hpp"

#include "base/irql.hpp"
#include "engine/item_records.hpp"
#include "linux/print.h"

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

/*
 * Creates an adapter for which no handler has been called yet; null without memory. The caller owns
 * a reference beside the creator's, which delete_adapter() drops.
 */
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
	KeInitializeEvent(&adapter->request_idle, SynchronizationEvent, TRUE);
	miniport.adapters.fetch_add(1);
	return adapter;
}

/* Invalidates the handle, reports the items that the driver has not freed, drops a reference. */
void delete_adapter(Adapter &adapter, const char *when)
{
	object_begin_rundown(&adapter);
	items_report_left(&adapter, when);
	pools_report_left(&adapter);
	adapter.miniport->adapters.fetch_sub(1);
	object_dereference(&adapter);
}

NDIS_STATUS initialize(Adapter &adapter, u32 number)
{
	const MiniportDriver &miniport = *adapter.miniport;
	NDIS_MINIPORT_INIT_PARAMETERS parameters = {};

	parameters.Header = { NDIS_OBJECT_TYPE_MINIPORT_INIT_PARAMETERS,
			      NDIS_MINIPORT_INIT_PARAMETERS_REVISION_1,
			      NDIS_SIZEOF_MINIPORT_INIT_PARAMETER_REVISION_1 };
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
		delete_adapter(*adapter,
			       "Init_NdisAllocateIoWorkItem: MiniportInitializeEx has failed");
	}
	object_dereference(adapter);
	return status;
}

/* Only for the caller that has set Adapter::halting. It holds a reference on the adapter. */
void halt_adapter(Adapter &adapter)
{
	pause(adapter);
	adapter.miniport->handlers.HaltHandlerEx(adapter.context, NdisHaltDeviceDisabled);
	delete_adapter(adapter, "Init_NdisAllocateIoWorkItem: MiniportHaltEx has returned");
}

void complete_state_change(CallSite call, NDIS_HANDLE handle, const char *name, NDIS_STATUS status)
{
	if (!at_dispatch_or_below(call, handle))
		return;

	const HandleReference reference(call, handle, ndis_adapter_type);

	if (!reference)
		return;
	if (status != NDIS_STATUS_PENDING &&
	    reference.as<Adapter>().state_change.complete(name, status))
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(handle), static_cast<u32>(status), 0 },
		 .call = call, .item = handle, .owner = handle },
	       status == NDIS_STATUS_PENDING ? "NDIS_STATUS_PENDING cannot complete a %s"
					     : "no %s is pending", name);
}

} /* namespace */

constinit const ObjectType ndis_adapter_type = { .name = "NDIS adapter",
						 .destroy = destroy_adapter,
						 .has_percpu_count = true };

NTSTATUS ndis_start(PDRIVER_OBJECT driver)
{
	/* An intermediate driver creates its devices by itself. */
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

	const HandleReference reference(call, NdisMiniportDriverHandle, ndis_miniport_driver_type);

	return reference ? add_adapter(reference.as<MiniportDriver>(), NdisMiniportHandle)
			 : NDIS_STATUS_FAILURE;
}

VOID NTAPI WinworkNdisHaltAdapter(NDIS_HANDLE NdisMiniportHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, NdisMiniportHandle))
		return;

	const HandleReference reference(call, NdisMiniportHandle, ndis_adapter_type);

	if (!reference)
		return;
	if (reference.as<Adapter>().halting.exchange(true))
		ndis_report_handle(call, NdisMiniportHandle, "is being halted already");
	else
		halt_adapter(reference.as<Adapter>());
}

} /* extern "C" */
