/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bindings: protocol drivers above an adapter, beside the Linux binding.
 *
 * A binding goes through these states.
 *
 *	from		to		by
 *	binding		paused		NdisOpenAdapterEx, in ProtocolBindAdapterEx or before it is completed
 *	binding		closed		ProtocolBindAdapterEx that ends without an open
 *	paused		running		NetEventRestart is complete
 *	running		pausing		NDIS, before NetEventPause
 *	pausing		paused		NetEventPause is complete, and no send is out
 *	the last three	closed		NdisCloseAdapterEx
 *
 * The binding's object is the BindContext, the binding handle and the UnbindContext. It has a place at its adapter from the
 * open to the close. It ends when ProtocolUnbindAdapterEx is complete.
 *
 * Binds, unbinds, pauses and restarts of an adapter's bindings happen in its turn (see also stack_turn.hpp). They wait for
 * drivers; nothing in the paths of frames, statuses and requests waits for the turn. Each of those calls counts itself in
 * Binding::calls, and then looks at the state. NdisCloseAdapterEx changes the state, and then waits for the calls.
 */
#pragma once

#include <ndis.h>

#include "binding_request.hpp"
#include "multicast.hpp"
#include "objects.hpp"
#include "operation.hpp"
#include "out_lists.hpp"

namespace ww {

struct Adapter;
struct Binding;

extern const ObjectType ndis_binding_type;

/* Places at an adapter. */
constexpr u32 kMostBindings = 16;

/*
 * Parameter 1 of BUGCODE_NDIS_DRIVER. Behind it: the binding, the adapter, a number.
 */
constexpr uintptr_t kOutsideBind = 0x16;	/* an open that is not part of a bind; BindContext, protocol */
constexpr uintptr_t kBindingNotDone = 0x27;	/* what is still out */

/* A turn in which drivers are called. Those who wait for theirs sleep at the gate. PASSIVE_LEVEL. */
class LongTurn {
public:
	/* The log says every ten seconds that @waiter waits. */
	void take(const char *waiter);
	void end();

private:
	Atomic<bool> is_taken_;
};

class LongTurnGuard {
public:
	LongTurnGuard(LongTurn &turn, const char *waiter) : turn_(turn) { turn_.take(waiter); }
	~LongTurnGuard() { turn_.end(); }
	LongTurnGuard(const LongTurnGuard &) = delete;
	LongTurnGuard &operator=(const LongTurnGuard &) = delete;

private:
	LongTurn &turn_;
};

struct ProtocolDriver {
	PDRIVER_OBJECT driver;		/* may be null */
	NDIS_HANDLE context;
	NDIS_PROTOCOL_DRIVER_CHARACTERISTICS handlers;
	Atomic<bool> is_closing;	/* nothing is bound any more */
	bool is_listed;			/* the next two: of the registry */
	u32 number;
	ProtocolDriver *next;
};

/* The bindings of an adapter. */
struct AdapterBindings {
	Atomic<u32> places;		/* of the next that may have one: 0 in the usual case */
	Atomic<Binding *> at[kMostBindings];	/* written in the turn, or in a bind, which is in it */
	LongTurn turn;
	KEVENT filter_free;		/* of the turn to change packet filters and multicast lists */
	LongTurn event_turn;		/* of the events of filter modules */
	BindingRequests request_queue;
	bool is_open;			/* protocols may be bound; in the turn, as the next */
	bool is_paused;			/* with the stack: no binding is restarted */
	Atomic<u32> lists;		/* received, that bindings keep, or that are on their way back */
	u32 number;			/* of the registry, as the next */
	Adapter *next;
};

enum class BindingState : u8 {
	binding,
	paused,
	running,
	pausing,
	closed,
};

struct Binding {
	ProtocolDriver *protocol;	/* referenced, as the next */
	Adapter *adapter;
	NDIS_HANDLE context;		/* the driver's, from NdisOpenAdapterEx */
	Atomic<BindingState> state;
	Operation operation;		/* the bind, the unbind, or an event of NDIS */
	Operation event;		/* an event of a filter module; in AdapterBindings::event_turn */
	Atomic<u32> calls;		/* of the driver's routines for this binding, or about to be */
	Atomic<ULONG> packet_filter;
	MulticastList multicast;
	/* What is out. Each is counted down before the call that gives it back, and that is among the calls. */
	Atomic<u32> sends;		/* lists */
	OutLists out;			/* those of them that have been sent */
	Atomic<u32> lists;		/* received, that the driver keeps */
	Atomic<u32> requests;
};

/* Whether the driver of a binding in this state may be told of frames and statuses. */
inline bool is_open(BindingState state)
{
	return state == BindingState::paused || state == BindingState::running ||
	       state == BindingState::pausing;
}

/* A call of a routine for an open binding. */
class BindingCall {
public:
	BindingCall() = default;
	/* Of a place. Null: there is no open binding. */
	explicit BindingCall(Binding *binding);
	~BindingCall();
	BindingCall(const BindingCall &) = delete;
	BindingCall &operator=(const BindingCall &) = delete;

	explicit operator bool() const { return binding_; }
	Binding *operator->() const { return binding_; }
	Binding &operator*() const { return *binding_; }
	/* Becomes the call @other, which is none any more. */
	void take(BindingCall &other)
	{
		binding_ = other.binding_;
		other.binding_ = nullptr;
	}

private:
	Binding *binding_ = nullptr;
};

/* Calls use(binding) for each open binding, in the order of their places. <= DISPATCH_LEVEL. */
template <typename Use>
void for_each_binding(AdapterBindings &bindings, Use use)
{
	const u32 places = bindings.places.load(Order::acquire);

	for (u32 i = 0; i < places; i++) {
		if (const BindingCall call{ bindings.at[i].load(Order::acquire) })
			use(*call);
	}
}

/* A call that a completion makes, also for a binding that is about to be closed: it waits for what is out. */
void binding_begin_call(Binding &binding);
void binding_end_call(Binding &binding);
/* Something that was out is back, and no call was made. */
void binding_wake();

/*
 * The binding behind a handle, with a reference, if it is open. Else false after a report.
 */
class BindingReference {
public:
	BindingReference(CallSite call, NDIS_HANDLE handle, bool (*is_level)(CallSite call, const void *item));

	explicit operator bool() const { return is_open_; }
	Binding *operator->() const { return &reference_.as<Binding>(); }
	Binding &operator*() const { return reference_.as<Binding>(); }

private:
	HandleReference reference_;
	bool is_open_;
};

/* ---- For adapters. PASSIVE_LEVEL. ------------------------------------------------------------ */

/* The adapter runs: each protocol driver is bound to it, one after the other. */
void bindings_open(Adapter &adapter);
/* The adapter is about to be paused for the last time: unbinds all. */
void bindings_close(Adapter &adapter);
/*
 * The stack is about to be paused, for @reason, an NDIS_PAUSE_; or it has been restarted. In the stack's turn. What is bound
 * in between is restarted with the others.
 */
void bindings_pause(Adapter &adapter, ULONG reason);
void bindings_restart(Adapter &adapter);
/* Waits until the bindings have returned all received lists. None comes meanwhile: the miniport driver is paused. */
void bindings_wait_for_lists(Adapter &adapter);
/* The adapter has got a status. <= DISPATCH_LEVEL. */
void bindings_status(Adapter &adapter, const NDIS_STATUS_INDICATION &indication);

/* ---- For protocol drivers. PASSIVE_LEVEL. ---------------------------------------------------- */

/* Binds a driver that has been registered to each adapter. */
void protocol_open(ProtocolDriver &protocol);
/* Unbinds it from each, and nothing is bound to it any more. */
void protocol_close(ProtocolDriver &protocol);

/* ---- The registry of both: binding_registry.cpp ---------------------------------------------- */

void registry_add(Adapter &adapter);
void registry_remove(Adapter &adapter);
void registry_add(ProtocolDriver &protocol);
void registry_remove(ProtocolDriver &protocol);
/* The one with the smallest number above @number, with a reference; or null. */
Adapter *registry_next_adapter(u32 number);
ProtocolDriver *registry_next_protocol(u32 number);

} /* namespace ww */
