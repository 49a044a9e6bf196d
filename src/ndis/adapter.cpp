/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters of miniport drivers: their arrival, their halt, and the requests between the two.
 */
#include <winwork/ndis_port.h>

#include "linux/print.h"
#include "objects.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/ledger.hpp"

namespace ww {
namespace {

/*
 * Something that a handler of the driver's does now, or promises for later by returning
 * NDIS_STATUS_PENDING. One at a time: what is under way is its name, an address of any kind.
 */
class Operation {
public:
	void init()
	{
		/* The completion signals, and exactly one wait takes the signal. */
		KeInitializeEvent(&done_, SynchronizationEvent, FALSE);
	}

	void begin(const void *name) { under_way_.store(name); }

	/*
	 * What @handler, called since begin(@name), has @returned; waits if need be. The final
	 * status, which is that of the completion if there was one.
	 */
	NDIS_STATUS end(const void *name, NDIS_STATUS returned, const char *handler,
			const void *adapter)
	{
		const void *item = name;

		if (returned != NDIS_STATUS_PENDING) {
			if (under_way_.compare_exchange(name, nullptr))
				return returned;
			report({ .code = BugCheck::driver_verifier_detected_violation,
				 .parameter = { 0, address_of(item), address_of(adapter),
						static_cast<u32>(returned) },
				 .function = handler, .item = item, .owner = adapter },
			       "the handler returned status 0x%08X of what was completed already",
			       static_cast<u32>(returned));
		}
		KeWaitForSingleObject(&done_, Executive, KernelMode, FALSE, nullptr);
		return status_;
	}

	/* False, and nothing done, when @name is not under way. */
	bool complete(const void *name, NDIS_STATUS status)
	{
		if (!name || !under_way_.compare_exchange(name, nullptr))
			return false;
		status_ = status;
		KeSetEvent(&done_, IO_NO_INCREMENT, FALSE);
		return true;
	}

private:
	Atomic<const void *> under_way_;
	NDIS_STATUS status_;		/* the completer's until it signals, then the waiter's */
	KEVENT done_;
};

constexpr char kPause[] = "pause";
constexpr char kRestart[] = "restart";

struct Adapter {
	MiniportDriver *miniport;	/* referenced */
	NDIS_HANDLE context;		/* the driver's, of its registration attributes */
	Atomic<bool> halting;
	bool running;			/* restarted; the halt's to read */
	Operation state_change;
	Operation request;
	KEVENT request_turn;		/* set while no request is under way */
};

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

constexpr HeaderRule rule_for(const char *structure, UCHAR type, size_t first, size_t second = 0,
			      size_t third = 0, size_t fourth = 0)
{
	return { structure, type, { first, second, third, fourth }, NDIS_STATUS_BAD_VERSION };
}

#define ATTRIBUTES(kind) \
	"NDIS_MINIPORT_" #kind "_ATTRIBUTES", NDIS_OBJECT_TYPE_MINIPORT_##kind##_ATTRIBUTES
#define ATTRIBUTES_SIZE(kind, revision) \
	NDIS_SIZEOF_MINIPORT_##kind##_ATTRIBUTES_REVISION_##revision

/* The kinds of attributes. Each is BAD_VERSION in a revision that there is not. */
constexpr HeaderRule kAttributes[] = {
	rule_for(ATTRIBUTES(ADD_DEVICE_REGISTRATION), ATTRIBUTES_SIZE(ADD_DEVICE_REGISTRATION, 1)),
	rule_for(ATTRIBUTES(ADAPTER_REGISTRATION), ATTRIBUTES_SIZE(ADAPTER_REGISTRATION, 1),
		 ATTRIBUTES_SIZE(ADAPTER_REGISTRATION, 2)),
	rule_for(ATTRIBUTES(ADAPTER_GENERAL), ATTRIBUTES_SIZE(ADAPTER_GENERAL, 1),
		 ATTRIBUTES_SIZE(ADAPTER_GENERAL, 2)),
	rule_for(ATTRIBUTES(ADAPTER_OFFLOAD), ATTRIBUTES_SIZE(ADAPTER_OFFLOAD, 1)),
	rule_for(ATTRIBUTES(ADAPTER_NATIVE_802_11), ATTRIBUTES_SIZE(ADAPTER_NATIVE_802_11, 1),
		 ATTRIBUTES_SIZE(ADAPTER_NATIVE_802_11, 2),
		 ATTRIBUTES_SIZE(ADAPTER_NATIVE_802_11, 3)),
	rule_for(ATTRIBUTES(ADAPTER_HARDWARE_ASSIST), ATTRIBUTES_SIZE(ADAPTER_HARDWARE_ASSIST, 1),
		 ATTRIBUTES_SIZE(ADAPTER_HARDWARE_ASSIST, 2),
		 ATTRIBUTES_SIZE(ADAPTER_HARDWARE_ASSIST, 3),
		 ATTRIBUTES_SIZE(ADAPTER_HARDWARE_ASSIST, 4)),
	rule_for(ATTRIBUTES(ADAPTER_NDK), ATTRIBUTES_SIZE(ADAPTER_NDK, 1)),
	rule_for(ATTRIBUTES(ADAPTER_PACKET_DIRECT), ATTRIBUTES_SIZE(ADAPTER_PACKET_DIRECT, 1)),
};

const HeaderRule *rule_of(UCHAR type)
{
	for (const HeaderRule &each : kAttributes) {
		if (each.type == type)
			return &each;
	}
	return nullptr;
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

NDIS_STATUS NTAPI NdisMSetMiniportAttributes(NDIS_HANDLE NdisMiniportHandle,
					     PNDIS_MINIPORT_ADAPTER_ATTRIBUTES MiniportAttributes)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, NdisMiniportHandle) ||
	    !ndis_not_null(call, { { MiniportAttributes != nullptr, "MiniportAttributes" } }))
		return NDIS_STATUS_FAILURE;

	const HeldHandle held(call, NdisMiniportHandle, ndis_adapter_type);

	if (!held)
		return NDIS_STATUS_FAILURE;

	const NDIS_OBJECT_HEADER &header = MiniportAttributes->Header;
	const HeaderRule *const rule = rule_of(header.Type);

	if (!rule)
		return refuse(call, NdisMiniportHandle, NDIS_STATUS_NOT_SUPPORTED,
			      "MiniportAttributes->Header.Type is 0x%02x, no kind of attributes",
			      header.Type);

	const NDIS_STATUS status = ndis_check_header(call, header, *rule, NdisMiniportHandle);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	if (header.Type == NDIS_OBJECT_TYPE_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES)
		return refuse(call, NdisMiniportHandle, NDIS_STATUS_NOT_SUPPORTED,
			      "MiniportAttributes->Header.Type is that of %s, which is for "
			      "MiniportAddDevice", rule->structure);
	/* There is no stack that would use the rest. */
	if (header.Type == NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES)
		held.as<Adapter>().context =
			MiniportAttributes->RegistrationAttributes.MiniportAdapterContext;
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisMPauseComplete(NDIS_HANDLE MiniportAdapterHandle)
{
	complete_state_change(WW_CALL_SITE, MiniportAdapterHandle, kPause, NDIS_STATUS_SUCCESS);
}

VOID NTAPI NdisMRestartComplete(NDIS_HANDLE MiniportAdapterHandle, NDIS_STATUS Status)
{
	complete_state_change(WW_CALL_SITE, MiniportAdapterHandle, kRestart, Status);
}

VOID NTAPI NdisMOidRequestComplete(NDIS_HANDLE MiniportAdapterHandle, PNDIS_OID_REQUEST OidRequest,
				   NDIS_STATUS Status)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, MiniportAdapterHandle))
		return;

	const HeldHandle held(call, MiniportAdapterHandle, ndis_adapter_type);

	if (!held)
		return;
	if (Status != NDIS_STATUS_PENDING &&
	    held.as<Adapter>().request.complete(OidRequest, Status))
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(OidRequest), address_of(MiniportAdapterHandle),
				static_cast<ww_u32>(Status) },
		 .function = call.function, .item = OidRequest, .owner = MiniportAdapterHandle,
		 .caller = call.caller },
	       Status == NDIS_STATUS_PENDING ? "NDIS_STATUS_PENDING completes no request"
					     : "the request is not pending, or completed already");
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

NDIS_STATUS NTAPI WinworkNdisOidRequest(NDIS_HANDLE NdisMiniportHandle,
					PNDIS_OID_REQUEST OidRequest)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, NdisMiniportHandle) ||
	    !ndis_not_null(call, { { OidRequest != nullptr, "OidRequest" } }))
		return NDIS_STATUS_FAILURE;

	const HeldHandle held(call, NdisMiniportHandle, ndis_adapter_type);

	if (!held)
		return NDIS_STATUS_FAILURE;

	Adapter &adapter = held.as<Adapter>();
	const auto handler = adapter.miniport->handlers.OidRequestHandler;

	if (!handler)
		return refuse(call, NdisMiniportHandle, NDIS_STATUS_NOT_SUPPORTED,
			      "NDIS_MINIPORT_DRIVER_CHARACTERISTICS.OidRequestHandler is NULL");
	KeWaitForSingleObject(&adapter.request_turn, Executive, KernelMode, FALSE, nullptr);
	adapter.request.begin(OidRequest);

	const NDIS_STATUS status = adapter.request.end(
		OidRequest, handler(adapter.context, OidRequest), "MiniportOidRequest", &adapter);

	KeSetEvent(&adapter.request_turn, IO_NO_INCREMENT, FALSE);
	return status;
}

} /* extern "C" */
