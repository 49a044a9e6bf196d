/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Peers. The body of a peer's object is also the ww_net of its stack.
 *
 * The handle holds the creator's reference, and a stack another until it is freed. `calls` counts the calls that are
 * in the peer: to its callbacks, and to NDIS. The end of the handle closes the former, and remove() the latter;
 * both wait for those calls.
 */
#include "peer.hpp"

#include <winwork/ndis_port.h>

#include "adapter.hpp"
#include "base/irql.hpp"
#include "linux/cpu.h"
#include "linux/memory.h"
#include "linux/wait.h"
#include "stack.hpp"
#include "stack_turn.hpp"

namespace ww {

struct Peer {
	WINWORK_NDIS_PEER_CALLBACKS callbacks;
	void *context;
	Adapter *adapter;		/* referenced until the handle ends */
	const ww_net_events *events;
	Stack *stack;			/* valid while is_added */
	Atomic<bool> is_added;
	Atomic<bool> is_closed;		/* the handle has ended: no callback is called */
	Atomic<u32> calls;
	Atomic<bool> is_busy[WW_NET_QUEUES];	/* a burst, or a flush of NDIS, has the queue */
	Atomic<s32> stops[WW_NET_QUEUES];	/* fulls without a wake; -1: a wake came first */
	ULONG filter;			/* of the last WinworkNdisPeerReceiveMode */
};

constinit const ObjectType ndis_peer_type = { .name = "NDIS peer" };

namespace {

Peer &peer_of(ww_net *net)
{
	return *reinterpret_cast<Peer *>(net);
}

/* A call in the peer, if it is not closed. */
class PeerCall {
public:
	PeerCall(Peer &peer, const Atomic<bool> &condition, bool wanted)
		: peer_(peer)
	{
		peer_.calls.fetch_add(1);
		is_allowed_ = condition.load() == wanted;
	}
	~PeerCall()
	{
		if (peer_.calls.fetch_sub(1) == 1)
			ww_gate_wake();
	}
	PeerCall(const PeerCall &) = delete;
	PeerCall &operator=(const PeerCall &) = delete;

	explicit operator bool() const { return is_allowed_; }

private:
	Peer &peer_;
	bool is_allowed_;
};

bool is_idle(void *peer)
{
	return !static_cast<Peer *>(peer)->calls.load();
}

void wait_for_calls(Peer &peer)
{
	while (!ww_gate_wait(is_idle, &peer))
		;
}

template <typename Callback, typename... Arguments>
void tell(Peer &peer, Callback callback, Arguments... arguments)
{
	const PeerCall call(peer, peer.is_closed, false);

	if (call && callback)
		callback(peer.context, arguments...);
}

/* One at a time in a queue, at DISPATCH_LEVEL, as Linux's lock of a queue has it. */
class QueueGuard {
public:
	QueueGuard(Peer &peer, u32 queue) : is_busy_(peer.is_busy[queue])
	{
		KeRaiseIrql(DISPATCH_LEVEL, &before_);
		while (is_busy_.exchange(true))
			ww_relax();
	}
	~QueueGuard()
	{
		is_busy_.store(false);
		KeLowerIrql(before_);
	}
	QueueGuard(const QueueGuard &) = delete;
	QueueGuard &operator=(const QueueGuard &) = delete;

private:
	Atomic<bool> &is_busy_;
	KIRQL before_;
};

/* ---- the interface ------------------------------------------------------------------------- */

s32 add(const ww_net_attributes *given, const ww_net_events *events, void *binding, ww_net **net)
{
	auto *const stack = static_cast<Stack *>(binding);
	Peer &peer = *stack->adapter->peer.load();
	WINWORK_NDIS_PEER_ATTRIBUTES attributes = {};

	attributes.IsEthernet = given->is_ethernet;
	__builtin_memcpy(attributes.Address, given->address, sizeof(attributes.Address));
	__builtin_memcpy(attributes.PermanentAddress, given->permanent_address,
			 sizeof(attributes.PermanentAddress));
	attributes.Mtu = given->mtu;
	attributes.Queues = given->queues;
	object_reference(&peer);
	peer.events = events;
	peer.stack = stack;
	*net = reinterpret_cast<ww_net *>(&peer);
	peer.is_added.store(true);
	tell(peer, peer.callbacks.Added, &attributes);
	return 0;
}

void remove(ww_net *net)
{
	Peer &peer = peer_of(net);

	if (peer.filter)
		peer.events->down(peer.stack);
	peer.filter = 0;
	peer.is_added.store(false);
	wait_for_calls(peer);
	tell(peer, peer.callbacks.Removed);
}

void free(ww_net *net)
{
	object_dereference(net);
}

void sent(ww_net *net, u32, void *frame, u32 bytes, ww_net_result result)
{
	static_assert(WW_NET_SENT == static_cast<u32>(WinworkNdisPeerSent) &&
		      WW_NET_FAILED == static_cast<u32>(WinworkNdisPeerFailed) &&
		      WW_NET_DROPPED == static_cast<u32>(WinworkNdisPeerDropped));

	tell(peer_of(net), peer_of(net).callbacks.Sent, frame, bytes,
	     static_cast<WINWORK_NDIS_PEER_RESULT>(result));
}

void wake(ww_net *net, u32 queue)
{
	peer_of(net).stops[queue].fetch_sub(1);
	tell(peer_of(net), peer_of(net).callbacks.Wake, queue);
}

void flush(ww_net *net, u32 queue)
{
	Peer &peer = peer_of(net);
	const PeerCall call(peer, peer.is_added, true);

	if (!call)
		return;

	const QueueGuard guard(peer, queue);

	peer.events->flush(peer.stack, queue);
}

/* In two pieces, the last first, as Linux may ask for them. */
bool receive(ww_net *net, const void *frame, u32 bytes)
{
	Peer &peer = peer_of(net);
	auto *const copy = static_cast<u8 *>(ww_alloc(bytes));
	const u32 half = bytes / 2;

	if (!copy)
		return false;
	peer.events->copy(frame, half, copy + half, bytes - half);
	peer.events->copy(frame, 0, copy, half);
	tell(peer, peer.callbacks.Received, copy, bytes);
	ww_free(copy);
	return true;
}

void bad_length(ww_net *net)
{
	tell(peer_of(net), peer_of(net).callbacks.BadLength);
}

void link(ww_net *net, bool is_up, u64 bits_per_second, bool is_full_duplex)
{
	tell(peer_of(net), peer_of(net).callbacks.Link, is_up, bits_per_second, is_full_duplex);
}

/* ---- the handle ---------------------------------------------------------------------------- */

/* Removes the interface of an adapter that is not halted. */
void end_stack(Adapter &adapter)
{
	const StackTurn turn(adapter);

	stack_unbind(adapter);
	if (Stack *const stack = adapter.stack.load())
		stack->sends.wait();
	stack_drain(adapter);
}

ULONG frame_bytes(const WINWORK_NDIS_PEER_FRAME &frame)
{
	ULONG bytes = 0;

	for (ULONG i = 0; i < frame.Count; i++)
		bytes += frame.Parts[i].Bytes;
	return bytes;
}

/* Sends one frame, and returns whether the queue takes more. */
bool send(Peer &peer, u32 queue, const WINWORK_NDIS_PEER_FRAME &frame)
{
	static_assert(sizeof(WINWORK_NDIS_PEER_PART) == sizeof(ww_net_part) &&
		      __builtin_offsetof(WINWORK_NDIS_PEER_PART, Bytes) ==
			      __builtin_offsetof(ww_net_part, bytes));

	if (peer.events->send(peer.stack, queue, frame.Frame,
			      reinterpret_cast<const ww_net_part *>(frame.Parts), frame.Count,
			      frame_bytes(frame)))
		return true;
	return peer.stops[queue].add_fetch(1) <= 0;
}

ULONG send_burst(Peer &peer, u32 queue, const WINWORK_NDIS_PEER_FRAME *frames, ULONG count)
{
	ULONG taken = 0;
	bool has_room = peer.stops[queue].load() <= 0;
	const QueueGuard guard(peer, queue);

	while (has_room && taken < count)
		has_room = send(peer, queue, frames[taken++]);
	peer.events->flush(peer.stack, queue);
	return taken;
}

} /* namespace */

constinit const struct ww_net_ops peer_ops = { add, remove, free, sent, wake, flush, receive, bad_length, link };

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI WinworkNdisOpenPeer(NDIS_HANDLE NdisMiniportHandle,
				      const WINWORK_NDIS_PEER_CALLBACKS *Callbacks, PVOID Context,
				      PNDIS_HANDLE Handle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ Callbacks != nullptr, "Callbacks" },
		{ Handle != nullptr, "Peer" },
	}))
		return NDIS_STATUS_FAILURE;
	*Handle = nullptr;
	const HandleReference reference(call, NdisMiniportHandle, ndis_adapter_type, at_passive);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	Adapter &adapter = reference.as<Adapter>();
	/* Of no driver: a stack may keep it a moment longer than the adapter exists. */
	auto *peer = static_cast<Peer *>(object_create(ndis_peer_type, sizeof(Peer)));
	Peer *none = nullptr;

	if (!peer)
		return NDIS_STATUS_RESOURCES;
	peer->callbacks = *Callbacks;
	peer->context = Context;
	if (adapter.stack.load() || !adapter.peer.compare_exchange(none, peer)) {
		object_dereference(peer);
		return refuse(call, NdisMiniportHandle, NDIS_STATUS_NOT_ACCEPTED,
			      "the adapter has an interface or a peer");
	}
	object_reference(&adapter);
	peer->adapter = &adapter;
	*Handle = peer;
	if (adapter.states.now() == AdapterState::running) {
		const StackTurn turn(adapter);

		stack_bind(adapter);
	}
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI WinworkNdisPeerReceiveMode(NDIS_HANDLE Handle, ULONG PacketFilter)
{
	const HandleReference reference(WW_CALL_SITE, Handle, ndis_peer_type);

	if (!reference)
		return;

	Peer &peer = reference.as<Peer>();
	const PeerCall call(peer, peer.is_added, true);

	if (!call)
		return;
	if (!peer.filter && PacketFilter)
		peer.events->up(peer.stack);
	if (PacketFilter)
		peer.events->receive_mode(peer.stack, PacketFilter);
	else if (peer.filter)
		peer.events->down(peer.stack);
	peer.filter = PacketFilter;
}

ULONG NTAPI WinworkNdisPeerSend(NDIS_HANDLE Handle, ULONG Queue,
				const WINWORK_NDIS_PEER_FRAME *Frames, ULONG Count)
{
	const HandleReference reference(WW_CALL_SITE, Handle, ndis_peer_type);

	if (!reference)
		return 0;

	Peer &peer = reference.as<Peer>();
	const PeerCall call(peer, peer.is_added, true);

	return call && Queue < peer.stack->sends.queues() ? send_burst(peer, Queue, Frames, Count)
							  : 0;
}

VOID NTAPI WinworkNdisPeerSettle(NDIS_HANDLE Handle)
{
	const CallSite call = WW_CALL_SITE;

	const HandleReference reference(call, Handle, ndis_peer_type, at_passive);

	if (!reference)
		return;
	if (Stack *const stack = reference.as<Peer>().adapter->stack.load()) {
		stack_settle(*stack);
		stack->sends.wait();
	}
}

BOOLEAN NTAPI WinworkNdisPeerPassTime(NDIS_HANDLE Handle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, Handle, ndis_peer_type, at_passive);

	if (!reference)
		return FALSE;

	SendWatch &watch = reference.as<Peer>().adapter->send_watch;

	if (!watch.is_armed.load())
		return FALSE;
	watch.look();
	return TRUE;
}

VOID NTAPI WinworkNdisClosePeer(NDIS_HANDLE Handle)
{
	const CallSite call = WW_CALL_SITE;

	const HandleReference reference(call, Handle, ndis_peer_type, at_passive);

	if (!reference)
		return;

	Peer &peer = reference.as<Peer>();

	end_stack(*peer.adapter);
	peer.is_closed.store(true);
	wait_for_calls(peer);
	peer.adapter->peer.store(nullptr);
	if (!peer.adapter->halting.load())
		peer.adapter->send_watch.go_on();
	object_dereference(peer.adapter);
	ndis_close(call, &peer);
}

} /* extern "C" */
