/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Status indications. The state of the link is told to the interface; protocol drivers get all.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "path.hpp"
#include "stack.hpp"

namespace ww {
namespace {

/* Parameter 1 of BUGCODE_NDIS_DRIVER for an indication. Behind it: the adapter, the indication. */
constexpr uintptr_t kBadStatusBuffer = 0x20;
constexpr uintptr_t kBadHeader = 0x21;

constexpr HeaderRule kIndicationRule = {
	"NDIS_STATUS_INDICATION", NDIS_OBJECT_TYPE_STATUS_INDICATION,
	{ NDIS_SIZEOF_STATUS_INDICATION_REVISION_1 }
};

void report_indication(CallSite call, const Adapter &adapter, uintptr_t kind,
		       const NDIS_STATUS_INDICATION &indication, const char *why)
{
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kind, address_of(&adapter), address_of(&indication),
				static_cast<u32>(indication.StatusCode) },
		 .call = call, .item = &adapter, .owner = &adapter },
	       "%s: the indication of status 0x%08X is ignored", why,
	       static_cast<u32>(indication.StatusCode));
}

enum class Said {
	other,			/* nothing of the link */
	link,
	nonsense,		/* of the link */
};

Said read_link(const NDIS_STATUS_INDICATION &indication, Link &link)
{
	const auto *const state = static_cast<const NDIS_LINK_STATE *>(indication.StatusBuffer);

	switch (indication.StatusCode) {
	case NDIS_STATUS_LINK_STATE:
		if (!state || indication.StatusBufferSize < NDIS_SIZEOF_LINK_STATE_REVISION_1)
			return Said::nonsense;
		link.set(state->MediaConnectState, state->MediaDuplexState, state->XmitLinkSpeed);
		return Said::link;
	case NDIS_STATUS_MEDIA_CONNECT:
	case NDIS_STATUS_MEDIA_DISCONNECT:
		link.is_up.store(indication.StatusCode == NDIS_STATUS_MEDIA_CONNECT);
		return Said::link;
	}
	return Said::other;
}

} /* namespace */

/* The driver changes its own link before the other one: a change that comes meanwhile is seen here, or told later. */
void link_restore(CallSite call, Adapter &adapter)
{
	while (!adapter.link.is(adapter.own_link)) {
		const Link &own = adapter.own_link;
		const u64 speed = own.bits_per_second.load();
		NDIS_LINK_STATE state = {};
		NDIS_STATUS_INDICATION indication = {};

		state.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_LINK_STATE_REVISION_1,
				 NDIS_SIZEOF_LINK_STATE_REVISION_1 };
		state.MediaConnectState = own.is_up.load() ? MediaConnectStateConnected
							   : MediaConnectStateDisconnected;
		state.MediaDuplexState = own.is_full_duplex.load() ? MediaDuplexStateFull : MediaDuplexStateUnknown;
		state.XmitLinkSpeed = speed ? speed : NET_IF_LINK_SPEED_UNKNOWN;
		state.RcvLinkSpeed = state.XmitLinkSpeed;
		indication.Header = { NDIS_OBJECT_TYPE_STATUS_INDICATION, NDIS_STATUS_INDICATION_REVISION_1,
				      NDIS_SIZEOF_STATUS_INDICATION_REVISION_1 };
		indication.SourceHandle = &adapter;
		indication.StatusCode = NDIS_STATUS_LINK_STATE;
		indication.StatusBuffer = &state;
		indication.StatusBufferSize = sizeof(state);
		deliver_status(call, adapter, indication);
	}
}

void deliver_status(CallSite call, Adapter &adapter, const NDIS_STATUS_INDICATION &indication)
{
	switch (read_link(indication, adapter.link)) {
	case Said::link:
		stack_tell_link(adapter);
		break;
	case Said::nonsense:
		report_indication(call, adapter, kBadStatusBuffer, indication,
				  "StatusBuffer is no NDIS_LINK_STATE");
		break;
	case Said::other:
		break;
	}
	bindings_status(adapter, indication);
}

bool status_is_right(CallSite call, const Adapter &adapter, const NDIS_STATUS_INDICATION &indication,
		     const void *owner)
{
	if (ndis_check_header(call, indication.Header, kIndicationRule, owner) == NDIS_STATUS_SUCCESS)
		return true;
	report_indication(call, adapter, kBadHeader, indication, "NDIS_STATUS_INDICATION.Header is wrong");
	return false;
}

} /* namespace ww */

using namespace ww;

extern "C" VOID NTAPI NdisMIndicateStatusEx(NDIS_HANDLE MiniportAdapterHandle,
					    PNDIS_STATUS_INDICATION StatusIndication)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, MiniportAdapterHandle) ||
	    !ndis_not_null(call, { { StatusIndication != nullptr, "StatusIndication" } }))
		return;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type);

	if (!reference)
		return;

	Adapter &adapter = reference.as<Adapter>();

	if (status_is_right(call, adapter, *StatusIndication, &adapter)) {
		read_link(*StatusIndication, adapter.own_link);
		status_above(call, adapter, nullptr, *StatusIndication);
	}
}
