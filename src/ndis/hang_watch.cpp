/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MiniportCheckForHangEx, MiniportResetEx and NdisMResetComplete.
 */
#include "hang_watch.hpp"

#include "adapter.hpp"
#include "base/irql.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "stack.hpp"

namespace ww {
namespace {

constexpr u32 kDefaultSeconds = 2;
constexpr u32 kMostSeconds = 24 * 60 * 60;

constexpr Reset kIdle = {};

/* Parameter 1 of BUGCODE_NDIS_DRIVER. Behind it: the adapter, the status. */
constexpr uintptr_t kResetNotPending = 0x0f;

bool is_idle(void *watch)
{
	return static_cast<HangWatch *>(watch)->reset.load().state == ResetState::idle;
}

/* The OID request that was in progress at the last call still is. */
bool has_overdue_request(HangWatch &watch)
{
	const u32 now = watch.adapter->requests.load();
	const bool is_overdue = now & 1 && now == watch.seen;

	watch.seen = is_overdue ? 0 : now;
	return is_overdue;
}

void arm(HangWatch &watch)
{
	ww_delayed_start(&watch.delayed, watch.seconds);
}

/*
 * What follows a reset. The watch is armed before the state says that there is no reset: hang_watch_stop() then finds it
 * armed.
 */
void finish(HangWatch &watch, const Reset &reset)
{
	Adapter &adapter = *watch.adapter;
	const NDIS_STATUS status = reset.status;
	const bool is_reset = status == NDIS_STATUS_SUCCESS || status == NDIS_STATUS_SOFT_ERRORS;

	if (status != NDIS_STATUS_SUCCESS)
		ww_print(WW_LEVEL_WARNING, "the reset by %s ended with status 0x%08X",
			 object_header(adapter.miniport)->name, static_cast<u32>(status));
	if (is_reset && reset.is_addressing_reset) {
		stack_restore_filter(adapter);
		bindings_restore_filter(adapter);
	}
	arm(watch);
	watch.reset.store(kIdle);
	ww_gate_wake();
}

/* MiniportResetEx has returned @returned, and the driver has completed the reset meanwhile. */
void check_returned(const HangWatch &watch, NDIS_STATUS returned)
{
	if (returned == NDIS_STATUS_PENDING)
		return;
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kResetNotPending, address_of(watch.adapter), static_cast<u32>(returned), 0 },
		 .call = { "MiniportResetEx" }, .item = watch.adapter, .owner = watch.adapter },
	       "the handler returned status 0x%08X for a reset that is completed already",
	       static_cast<u32>(returned));
}

void reset(HangWatch &watch, const char *why)
{
	Adapter &adapter = *watch.adapter;
	BOOLEAN is_addressing_reset = FALSE;
	Reset seen = { ResetState::called, false, 0, NDIS_STATUS_SUCCESS };

	ww_print(WW_LEVEL_WARNING, "adapter %s of %s is reset: %s", object_header(&adapter)->name,
		 object_header(adapter.miniport)->name, why);
	watch.reset.store(seen);

	const NDIS_STATUS status = adapter.miniport->handlers.ResetHandlerEx(adapter.context,
									     &is_addressing_reset);
	const bool is_pending = status == NDIS_STATUS_PENDING;
	const Reset next = { is_pending ? ResetState::pending : ResetState::completed,
			     is_addressing_reset != FALSE, 0, status };

	if (!watch.reset.compare_exchange(seen, next)) {
		check_returned(watch, status);
		finish(watch, seen);
	} else if (!is_pending) {
		finish(watch, next);
	}
}

/* Says once that the driver has no function for what it asks for. */
void report_no_handler(HangWatch &watch)
{
	if (watch.has_said_no_handler)
		return;
	watch.has_said_no_handler = true;
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kResetNotPending, address_of(watch.adapter), 0, 0 },
		 .call = { "MiniportCheckForHangEx" }, .item = watch.adapter, .owner = watch.adapter },
	       "the adapter needs a reset, and the driver has no ResetHandlerEx");
}

/* Why the adapter needs a reset; null if it does not. */
const char *reason_for_reset(HangWatch &watch)
{
	const Adapter &adapter = *watch.adapter;
	const bool is_overdue = has_overdue_request(watch);

	if (adapter.miniport->handlers.CheckForHangHandlerEx(adapter.context))
		return "MiniportCheckForHangEx has returned TRUE";
	return is_overdue ? "an OID request is in progress since two calls of MiniportCheckForHangEx"
			  : nullptr;
}

void check(struct ww_delayed *delayed)
{
	HangWatch &watch = *reinterpret_cast<HangWatch *>(delayed);

	if (watch.is_stopping.load())
		return;
	/* NdisMResetComplete has armed the watch, and has not stored the state yet. */
	if (!is_idle(&watch)) {
		arm(watch);
		return;
	}

	const char *const reason = reason_for_reset(watch);

	if (reason && watch.adapter->miniport->handlers.ResetHandlerEx) {
		reset(watch, reason);
		return;
	}
	if (reason)
		report_no_handler(watch);
	arm(watch);
}

/* Null, or why the reset cannot be completed. */
const char *complete(HangWatch &watch, const Reset &completed)
{
	Reset now = watch.reset.load();

	while (now.state == ResetState::called || now.state == ResetState::pending) {
		const bool is_pending = now.state == ResetState::pending;

		if (!watch.reset.compare_exchange(now, completed))
			continue;
		if (is_pending)
			finish(watch, completed);
		return nullptr;
	}
	return "no reset is pending";
}

} /* namespace */

void hang_watch_start(Adapter &adapter)
{
	HangWatch &watch = adapter.hang_watch;

	if (!adapter.miniport->handlers.CheckForHangHandlerEx)
		return;
	watch.adapter = &adapter;
	if (!watch.seconds)
		watch.seconds = kDefaultSeconds;
	if (watch.seconds > kMostSeconds)
		watch.seconds = kMostSeconds;
	ww_delayed_init(&watch.delayed, check);
	arm(watch);
}

/* The first stop waits for a call, which may begin a reset. Its end arms the watch again. */
void hang_watch_stop(Adapter &adapter)
{
	HangWatch &watch = adapter.hang_watch;

	if (!watch.adapter)
		return;
	watch.is_stopping.store(true);
	ww_delayed_stop(&watch.delayed);
	while (!ww_gate_wait(is_idle, &watch))
		ww_print(WW_LEVEL_WARNING, "%s has not completed the reset of adapter %s",
			 object_header(adapter.miniport)->name, object_header(&adapter)->name);
	ww_delayed_stop(&watch.delayed);
}

} /* namespace ww */

using namespace ww;

extern "C" VOID NTAPI NdisMResetComplete(NDIS_HANDLE MiniportAdapterHandle, NDIS_STATUS Status,
					 BOOLEAN AddressingReset)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_dispatch_or_below);

	if (!reference)
		return;

	HangWatch &watch = reference.as<Adapter>().hang_watch;
	const char *const wrong = Status == NDIS_STATUS_PENDING
		? "NDIS_STATUS_PENDING cannot complete a reset"
		: complete(watch, { ResetState::completed, AddressingReset != FALSE, 0, Status });

	if (wrong)
		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kResetNotPending, address_of(MiniportAdapterHandle),
					static_cast<u32>(Status), 0 },
			 .call = call, .item = MiniportAdapterHandle, .owner = MiniportAdapterHandle },
		       "%s", wrong);
}
