/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The way between the bindings at the top of an adapter's stack and its miniport driver.
 *
 * Down: stack_send(), stack_cancel_sends(), stack_request(), return_receive(). A binding calls them.
 * Up: deliver_completion(), deliver_receive(), deliver_status(), deliver_net_event(). They are the last step to the
 * bindings.
 *
 * Frames of a stack without filter modules go straight through: that costs one test of Adapter::has_detour. With
 * modules, and while the bindings are held for a pause, they go by the functions that begin with detour_.
 */
#pragma once

#include "adapter.hpp"

namespace ww {

/* ---- the miniport driver's end, without filter modules ------------------------------------- */

/*
 * What the miniport driver hands up: NdisMIndicateReceiveNetBufferLists and NdisMSendNetBufferListsComplete, by itself or
 * by its NdisPoll. <= DISPATCH_LEVEL, and the flags fit the level.
 */
void miniport_indicate(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG said,
		       ULONG flags);
void miniport_complete(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, ULONG flags);

inline void miniport_send(Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG flags)
{
	adapter.miniport->handlers.SendNetBufferListsHandler(adapter.context, chain, port, flags);
}

/* Received lists are the driver's again. */
void miniport_return(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain);

/* ---- with filter modules -------------------------------------------------------------------- */

/* Down from the bindings; if these are held the lists come back with NDIS_STATUS_PAUSED. */
void detour_send(Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG flags);
/* The same for a caller that has found that they are not held, and has stayed at DISPATCH_LEVEL since. */
void detour_send_unheld(Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG flags);
void detour_return(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain);
/* Up from the miniport driver. */
void detour_complete(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, ULONG flags);
void detour_receive(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, u32 count,
		    ULONG flags);
/* Up from @from, null: the miniport driver. The header is right. */
void status_above(CallSite call, Adapter &adapter, const FilterModule *from, NDIS_STATUS_INDICATION &indication);

/* After is_held or the modules have changed. */
void path_update(Adapter &adapter);

/* The last module is gone: the bindings are told the link of the miniport driver, if a module has kept it from them. */
void link_restore(CallSite call, Adapter &adapter);

/* ---- down: what a binding calls ------------------------------------------------------------ */

/*
 * Sends a binding's lists, whose SourceHandle says whose they are. They come back by deliver_completion(), also
 * before this returns. <= DISPATCH_LEVEL, and @flags fits the level.
 */
inline void stack_send(Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG flags)
{
	if (adapter.has_detour.load(Order::acquire)) [[unlikely]]
		detour_send(adapter, chain, port, flags);
	else
		miniport_send(adapter, chain, port, flags);
}

/* Asks for the return of the sends with this cancel ID. <= DISPATCH_LEVEL. */
void stack_cancel_sends(Adapter &adapter, void *cancel_id);

/*
 * Has a request handled, and waits for its end. @sender: has it on its way; null: nobody cancels it. PASSIVE_LEVEL.
 */
NDIS_STATUS stack_request(Adapter &adapter, NDIS_OID_REQUEST &request, RequestQueue *sender);

/*
 * Gives lists back that deliver_receive() has brought without NDIS_RECEIVE_FLAGS_RESOURCES, when no binding needs
 * them any more. They may be of several indications. <= DISPATCH_LEVEL.
 */
void return_receive(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain);

/* ---- up: what reaches the bindings --------------------------------------------------------- */

/* Sends are complete. Lists that are no binding's are reported. <= DISPATCH_LEVEL. */
void deliver_completion(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain);

/*
 * Received frames. The chain is unchanged when this returns, and its lists are the bindings' until return_receive();
 * with NDIS_RECEIVE_FLAGS_RESOURCES until this returns. <= DISPATCH_LEVEL.
 */
void deliver_receive(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, u32 count,
		     ULONG flags);

/* A status, with a right header. <= DISPATCH_LEVEL. */
void deliver_status(CallSite call, Adapter &adapter, const NDIS_STATUS_INDICATION &indication);

/*
 * An event of Plug and Play, from a filter module, to each binding of a protocol driver. The first status that is no
 * success. PASSIVE_LEVEL.
 */
NDIS_STATUS deliver_net_event(Adapter &adapter, PNET_PNP_EVENT_NOTIFICATION event);

/* ---- requests of drivers --------------------------------------------------------------------- */

/* The turn of a request in the driver of @module, or null: the miniport driver, which has one at a time. */
class RequestTurn {
public:
	/* Waits until the driver is idle. False in the end: the request is cancelled, and the driver does not get it. */
	RequestTurn(KEVENT &idle, RequestQueue *sender, FilterModule *module);
	~RequestTurn();
	RequestTurn(const RequestTurn &) = delete;
	RequestTurn &operator=(const RequestTurn &) = delete;

	explicit operator bool() const { return is_taken_; }

	/*
	 * The handler has @returned, and the driver has not completed the request, which was cancelled before: the cancel
	 * handler is to be called again, for a driver that did not know the request yet.
	 */
	bool needs_second_cancel(NDIS_STATUS returned, const Operation &operation, const NDIS_OID_REQUEST &request) const;

private:
	bool take(FilterModule *module);

	KEVENT &idle_;
	RequestQueue *const sender_;
	const bool is_taken_;
};

/* Asks the driver that has a request of this ID for its end: as RequestTurn says. <= DISPATCH_LEVEL. */
void request_cancel_in(Adapter &adapter, FilterModule *module, void *id);

/* Cancels the requests of a sender with this ID. Those that have waited are the caller's, to complete. <= DISPATCH_LEVEL. */
void requests_cancel(Adapter &adapter, RequestQueue &requests, const void *sender, void *id,
		     RequestQueue::Cancelled &found);

/* ---- checks that functions of miniport and filter drivers share ------------------------------- */

/* False after a report for @owner: the header is wrong. */
bool status_is_right(CallSite call, const Adapter &adapter, const NDIS_STATUS_INDICATION &indication,
		     const void *owner);
/* Completes a request that is pending in @operation of @handle; a report if none is. */
void request_complete(CallSite call, NDIS_HANDLE handle, Operation &operation, PNDIS_OID_REQUEST request,
		      NDIS_STATUS status);

} /* namespace ww */
