/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The stack of the current thread.
 */
#include <ntddk.h>

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/address.h"
#include "linux/thread.h"

using namespace ww;

extern "C" {

VOID NTAPI IoGetStackLimits(PULONG_PTR LowLimit, PULONG_PTR HighLimit)
{
	const CallSite call = WW_CALL_SITE;
	ww_uptr low, high;

	if (!LowLimit || !HighLimit) {
		explain_refusal(call.function, nullptr, call.caller, "LowLimit or HighLimit is NULL");
		return;
	}
	ww_stack_limits(&low, &high);
	*LowLimit = low;
	*HighLimit = high;
}

PVOID NTAPI IoGetInitialStack()
{
	ww_uptr low, high;

	ww_stack_limits(&low, &high);
	return reinterpret_cast<PVOID>(high);
}

ULONG_PTR NTAPI IoGetRemainingStackSize()
{
	ww_uptr low, high;

	ww_stack_limits(&low, &high);
	return ww_stack_pointer() - low;
}

} /* extern "C" */
