/* SPDX-License-Identifier: GPL-2.0 */
#include "power.hpp"

#include "adapter.hpp"
#include "linux/print.h"
#include "stack_turn.hpp"

namespace ww {
namespace {

void say_failure(const Adapter &adapter, const char *what, NDIS_STATUS status)
{
	ww_print(WW_LEVEL_WARNING, "adapter %s of %s: %s failed with status 0x%08X", object_header(&adapter)->name,
		 object_header(adapter.miniport)->name, what, static_cast<u32>(status));
}

/* In the turn of requests. */
NDIS_STATUS set_power(Adapter &adapter, NDIS_DEVICE_POWER_STATE state)
{
	NDIS_OID_REQUEST request = {};

	request.Header = { NDIS_OBJECT_TYPE_OID_REQUEST, NDIS_OID_REQUEST_REVISION_1, sizeof(request) };
	request.RequestType = NdisRequestSetInformation;
	request.DATA.SET_INFORMATION.Oid = OID_PNP_SET_POWER;
	request.DATA.SET_INFORMATION.InformationBuffer = &state;
	request.DATA.SET_INFORMATION.InformationBufferLength = sizeof(state);

	const NDIS_STATUS status = ndis_request_in_turn(adapter, request);

	if (status != NDIS_STATUS_SUCCESS)
		say_failure(adapter, "OID_PNP_SET_POWER", status);
	return status;
}

/* Nothing is under way in the driver. */
void calm(Adapter &adapter)
{
	hang_watch_stop(adapter);
	KeWaitForSingleObject(&adapter.turn_free, Executive, KernelMode, FALSE, nullptr);
	stack_pause(adapter, NDIS_PAUSE_LOW_POWER);
	KeWaitForSingleObject(&adapter.request_idle, Executive, KernelMode, FALSE, nullptr);
	adapter.is_asleep = true;
}

void halt(Adapter &adapter)
{
	if (adapter.states.step(AdapterEvent::halt))
		adapter.miniport->handlers.HaltHandlerEx(adapter.context, NdisHaltDevicePoweredDown);
}

void end_requests_pause(Adapter &adapter)
{
	adapter.is_asleep = false;
	KeSetEvent(&adapter.request_idle, IO_NO_INCREMENT, FALSE);
}

bool initialize(Adapter &adapter)
{
	const NDIS_STATUS status = adapter_initialize(adapter);

	if (status != NDIS_STATUS_SUCCESS)
		say_failure(adapter, "MiniportInitializeEx after a sleep", status);
	return status == NDIS_STATUS_SUCCESS;
}

} /* namespace */

void power_sleep(Adapter &adapter)
{
	calm(adapter);
	if (adapter.knows_power)
		set_power(adapter, NdisDeviceStateD3);
	else
		halt(adapter);
}

void power_shut_down(Adapter &adapter)
{
	const MINIPORT_SHUTDOWN_HANDLER handler = adapter.miniport->handlers.ShutdownHandlerEx;

	if (!handler) {
		power_sleep(adapter);
		return;
	}
	calm(adapter);
	if (adapter.states.step(AdapterEvent::shut_down))
		handler(adapter.context, NdisShutdownPowerOff);
}

void power_wake(Adapter &adapter)
{
	if (!adapter.is_asleep || adapter.states.now() == AdapterState::shut_down)
		return;

	const bool runs = adapter.knows_power ? set_power(adapter, NdisDeviceStateD0) == NDIS_STATUS_SUCCESS
					      : initialize(adapter);

	/* The restart may send requests. */
	end_requests_pause(adapter);
	if (runs) {
		stack_resume(adapter);
		hang_watch_start(adapter);
	}
	KeSetEvent(&adapter.turn_free, IO_NO_INCREMENT, FALSE);
}

void power_abandon(Adapter &adapter)
{
	if (!adapter.is_asleep)
		return;
	end_requests_pause(adapter);
	KeSetEvent(&adapter.turn_free, IO_NO_INCREMENT, FALSE);
}

} /* namespace ww */
