/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The standard events for memory. Linux tells modules of no threshold that is crossed: a shrinker
 * hears of pressure, but not of its end. So the memory is looked at once a second while any of the
 * events is open, and at each opening. Two looks at once may store the older result, until the next
 * look.
 *
 * Here pools have no limits of their own, so the events of both pools follow the available memory.
 */
#include "memory_event.hpp"

#include <winwork.h>

#include "base/atomic.hpp"
#include "dispatcher.hpp"
#include "linux/done.h"
#include "linux/memory_state.h"
#include "ob/object.hpp"
#include "program_event.hpp"

namespace ww {
namespace {

constexpr u32 kPeriod = 1;		/* seconds */
constexpr u64 kReality = ~0ull;

/*
 * Windows's default: 32 MiB for each 4 GiB of memory, up to 64 MiB; and three times that for memory
 * that is plentiful (CreateMemoryResourceNotification).
 */
constexpr u64 kLowShare = 128;
constexpr u64 kMostLow = 64ull << 20;
constexpr u64 kHighFactor = 3;

/* Percent of the commit limit. Windows's pages name no numbers. */
constexpr u64 kLowCommit = 80;
constexpr u64 kHighCommit = 90;
constexpr u64 kMaximumCommit = 95;

constinit Atomic<u64> pretended{ kReality };

bool memory_is_low(const ww_memory_state &state)
{
	const u64 share = state.total / kLowShare;

	return state.available < (share < kMostLow ? share : kMostLow);
}

bool memory_is_high(const ww_memory_state &state)
{
	const u64 share = state.total / kLowShare;

	return state.available > kHighFactor * (share < kMostLow ? share : kMostLow);
}

/*
 * The commit charge is the memory in use, and the limit is all memory with the swap that is still
 * free. Linux's own counter includes memory that programs never touch, so it may exceed any limit
 * on a machine with enough memory.
 */
bool commit_is_above(const ww_memory_state &state, u64 percent)
{
	const u64 used = state.total > state.available ? state.total - state.available : 0;

	return used * 100 > (state.total + state.free_swap) * percent;
}

struct MemoryEvent {
	const char *name;
	bool (*is_set)(const ww_memory_state &state);
	void *event = nullptr;
};

constinit MemoryEvent events[] = {
	{ "\\KernelObjects\\LowMemoryCondition", memory_is_low },
	{ "\\KernelObjects\\HighMemoryCondition", memory_is_high },
	{ "\\KernelObjects\\LowPagedPoolCondition", memory_is_low },
	{ "\\KernelObjects\\HighPagedPoolCondition", memory_is_high },
	{ "\\KernelObjects\\LowNonPagedPoolCondition", memory_is_low },
	{ "\\KernelObjects\\HighNonPagedPoolCondition", memory_is_high },
	{ "\\KernelObjects\\LowCommitCondition",
	  [](const ww_memory_state &state) { return !commit_is_above(state, kLowCommit); } },
	{ "\\KernelObjects\\HighCommitCondition",
	  [](const ww_memory_state &state) { return commit_is_above(state, kHighCommit); } },
	{ "\\KernelObjects\\MaximumCommitCondition",
	  [](const ww_memory_state &state) { return commit_is_above(state, kMaximumCommit); } },
};

constinit struct ww_delayed next_look{};

/* Only the reference of WinWork is left for an event that no driver has. */
bool any_is_open()
{
	for (const MemoryEvent &each : events) {
		if (object_count(each.event) > 1)
			return true;
	}
	return false;
}

void set_where(const ww_memory_state &state, bool is_set)
{
	for (const MemoryEvent &each : events) {
		if (each.is_set(state) != is_set)
			continue;

		DISPATCHER_HEADER &header = static_cast<KEVENT *>(each.event)->Header;
		DispatcherGuard guard(&header);

		header.SignalState = is_set;
		if (is_set)
			wake_waiters(header);
	}
}

/* First what ends: a driver that an event wakes finds no other event set that contradicts it. */
void look()
{
	ww_memory_state state = ww_memory_now();
	const u64 available = pretended.load();

	if (available != kReality)
		state.available = available;
	set_where(state, false);
	set_where(state, true);
}

/* An opening after any_is_open() finds no look due, and starts the next one. */
void look_again(struct ww_delayed *)
{
	look();
	if (any_is_open())
		ww_delayed_start(&next_look, kPeriod);
}

} /* namespace */

bool is_memory_event(const KEVENT *event)
{
	for (const MemoryEvent &each : events) {
		if (each.event == event)
			return true;
	}
	return false;
}

void memory_event_opened(const void *event)
{
	if (!is_memory_event(static_cast<const KEVENT *>(event)))
		return;
	look();
	ww_delayed_start(&next_look, kPeriod);
}

int memory_events_init()
{
	ww_delayed_init(&next_look, look_again);
	for (MemoryEvent &each : events) {
		each.event = event_create(each.name);
		if (!each.event) {
			memory_events_exit();
			return -WW_ENOMEM;
		}
		static_cast<KEVENT *>(each.event)->Header.Inserted = kOfMemory;
	}
	return 0;
}

void memory_events_exit()
{
	ww_delayed_stop(&next_look);
	for (MemoryEvent &each : events) {
		void *const event = each.event;

		each.event = nullptr;
		if (!event)
			continue;
		object_handle_closed(event);
		object_dereference_kept(event);
	}
}

} /* namespace ww */

extern "C" VOID NTAPI WinworkPretendMemory(ULONGLONG Available)
{
	ww::pretended.store(Available);
}
