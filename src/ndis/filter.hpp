/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filter drivers, and their modules in the stacks of adapters.
 *
 * The modules of an adapter are a list from the lowest to the highest. It changes while the stack is paused, in the
 * adapter's turn (see StackTurn), so frames need no more than the links. What may come in each state, as a status or a
 * request, enters the list by enter_above() and enter_below(): a module that is taken out waits for those calls.
 *
 *	state		from		frames of others	own frames
 *	attaching	-		none			none
 *	paused		attaching	up only			none
 *	restarting	paused		all			all
 *	running		restarting	all			all
 *	pausing		running		up; sends come back	those that are out come back
 *	detached	paused		none			none
 *
 * A list of network buffers is at one place at a time, and NdisReserved[0] of it names the place (ListTag in
 * filter_path.cpp). So a module cannot pass on, complete or return a list that it does not have.
 */
#pragma once

#include "linux/done.h"
#include "objects.hpp"
#include "operation.hpp"
#include "request_queue.hpp"

namespace ww {

struct Adapter;

struct FilterDriver {
	PDRIVER_OBJECT driver;
	NDIS_HANDLE context;
	NDIS_FILTER_DRIVER_CHARACTERISTICS handlers;
	char unique_name[kObjectName];	/* its GUID as text, or empty */
	/* Under the turn of filter_list.cpp. */
	FilterDriver *next;
	u64 number;			/* in the order of loading; 0: it joins no stack */
	Atomic<u64> reached;		/* the number of the last adapter that filter_start() has come to */
	Atomic<u32> modules;		/* whose objects exist */
};

enum class FilterState : u8 {
	detached,
	attaching,
	paused,
	restarting,
	running,
	pausing,
};

inline bool filter_is_mandatory(const FilterDriver &filter)
{
	return filter.handlers.Flags & NDIS_FILTER_DRIVER_MANDATORY;
}

/* For reports. */
const char *state_name(FilterState state);

struct FilterModule {
	FilterDriver *filter;		/* referenced */
	Adapter *adapter;		/* referenced */
	NDIS_HANDLE context;		/* the driver's, of NdisFSetAttributes */
	bool has_attributes;
	Atomic<FilterState> state;
	Atomic<FilterModule *> above;	/* null: the bindings */
	Atomic<FilterModule *> below;	/* null: the miniport driver */
	/* The handlers for frames. NdisSetOptionalHandlers changes them at a restart. */
	NDIS_FILTER_PARTIAL_CHARACTERISTICS data;
	Operation state_change;
	Operation request;
	KEVENT request_idle;		/* signalled while the driver has no request */
	Atomic<u32> calls;		/* of its handlers for frames, status, requests and events, that run */
	Atomic<u32> requests;		/* own ones, and clones, that are out */
	RequestQueue request_queue;	/* of those */
	Atomic<u32> request_wakes;	/* of the worker; the one that finds 0 starts it */
	struct ww_later request_worker;
	/* Lists that the driver has, and own ones that are elsewhere. */
	Atomic<u32> sends;
	Atomic<u32> receives;
	Atomic<u32> own_sends;
	Atomic<u32> own_receives;
	Atomic<u32> waiters;		/* at the gate, for the four above */
	Atomic<bool> may_set_handlers;	/* FilterSetModuleOptions runs */
	struct ww_later restart;
	Atomic<bool> is_restart_wanted;
	Atomic<bool> has_said_level;	/* a call's flag names a wrong IRQL */
};

/* The modules of an adapter. */
struct FilterList {
	Atomic<FilterModule *> lowest;
	Atomic<FilterModule *> highest;
	Atomic<u32> readers;		/* that look for a module to enter */
	Atomic<u32> modules;		/* whose objects exist */
};

/* ---- filter_list.cpp: which driver joins which stack ---------------------------------------- */

/* The driver joins all stacks of its media, also later ones. PASSIVE_LEVEL. */
void filter_start(FilterDriver &filter);
/* Takes its modules out of all stacks. PASSIVE_LEVEL. */
void filter_stop(FilterDriver &filter);
/* An adapter is initialised, and paused; or it is to be halted, and is paused. In its turn. PASSIVE_LEVEL. */
void filters_join(Adapter &adapter);
void filters_leave(Adapter &adapter);
/* Counts the mandatory filter drivers that have failed to join, for Adapter::missing_filters. Likewise. */
void filters_count_missing(Adapter &adapter);

/* ---- filter_life.cpp: a module's states ------------------------------------------------------ */

/*
 * NDIS_STATUS_SUCCESS if the handlers for frames fit each other: what a module gets it must be able to give back. Else a
 * refusal for @owner.
 */
template <typename Characteristics>
NDIS_STATUS filter_check_handlers(CallSite call, const Characteristics &given, const char *structure,
				  const void *owner)
{
	const char *missing = nullptr;

	if (given.SendNetBufferListsHandler && !given.SendNetBufferListsCompleteHandler)
		missing = "SendNetBufferListsCompleteHandler";
	else if (given.ReceiveNetBufferListsHandler && !given.ReturnNetBufferListsHandler)
		missing = "ReturnNetBufferListsHandler";
	return !missing ? NDIS_STATUS_SUCCESS
			: refuse(call, owner, NDIS_STATUS_BAD_CHARACTERISTICS, "%s.%s is NULL: it is required",
				 structure, missing);
}

/* All in the adapter's turn, with the stack paused. PASSIVE_LEVEL. */
void filter_attach(FilterDriver &filter, Adapter &adapter);
void filter_detach(FilterModule &module);
FilterModule *filter_find(const Adapter &adapter, const FilterDriver &filter);
/* From the top down. @reason: NDIS_PAUSE_ */
void filters_pause(Adapter &adapter, ULONG reason);
/* After the pause of the miniport driver: nothing comes any more, also to a module that has failed to restart. */
void filters_drain(Adapter &adapter);
/*
 * FilterSetModuleOptions of all modules, while the miniport driver is paused too: frames go by the handlers that it sets.
 * Null, or the module for which it has failed.
 */
FilterModule *filters_set_options(Adapter &adapter);
/* From the bottom up. Null, or the module whose FilterRestart has failed. */
FilterModule *filters_restart(Adapter &adapter);

/*
 * Wait for the end of the modules' objects. After a detach a worker, or the end of a call, may still use one, and through
 * it its adapter and its driver. Not in a turn. PASSIVE_LEVEL.
 */
void filter_wait_for_modules(FilterDriver &filter);
void filters_wait_for_modules(Adapter &adapter);

/* The next value of an IfIndex. */
u32 ndis_take_index();

/* ---- filter_control.cpp ---------------------------------------------------------------------- */

using HasHandler = bool (*)(const FilterModule &module);

/*
 * The next module with a handler above, or below, @from; null for @from: the lowest, or the highest. It stays until
 * filter_leave(). Null if there is none. <= DISPATCH_LEVEL.
 */
FilterModule *filter_enter_above(Adapter &adapter, const FilterModule *from, HasHandler has);
FilterModule *filter_enter_below(Adapter &adapter, const FilterModule *from, HasHandler has);
void filter_leave(FilterModule &module);
/* Likewise the module that has a list whose NdisReserved[0] is @place. Null if none has it. */
FilterModule *filter_enter_place(Adapter &adapter, const void *place);
/* After it has been unlinked: waits until no call is in the module, and no request of it is out. PASSIVE_LEVEL. */
void filter_wait_for_calls(FilterModule &module);

/* Gives an event to the next FilterDevicePnPEventNotify below @from, or to the miniport driver. PASSIVE_LEVEL. */
void device_event_below(Adapter &adapter, const FilterModule *from, PNET_DEVICE_PNP_EVENT event);

/* ---- filter_path.cpp ------------------------------------------------------------------------- */

/* Whether NdisReserved[0] of a list is @place when the module has the list. */
bool filter_is_place(const FilterModule &module, const void *place);

/*
 * After a pause: reports what the module still has, or has out, and waits for it. @has_receives: the drivers below run, so
 * received lists come and go. PASSIVE_LEVEL.
 */
void filter_drain(FilterModule &module, bool has_receives);

} /* namespace ww */
