// SPDX-License-Identifier: GPL-2.0
/*
 * The calls of drivers on the stack, by Linux's unwinder.
 *
 * That of the ORC tables tells the places of the return addresses. Others do not: then all words of the stack that are one
 * of the addresses count, also those that a function has as data. The right ones are among them.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#ifdef CONFIG_UNWINDER_ORC
#include <asm/unwind.h>
#endif

#include "calls.h"
#include "compat.h"

/* The calls of WinWork that may be before and between those of drivers. */
#define OWN_CALLS 12
#define ALL_CALLS (OWN_CALLS + MOST_CALLS)

static_assert(MOST_PLACES % PLACES_STEP == 0 && ALL_CALLS <= MOST_PLACES);

/* What a walk passes, and where: at no known places if these are none. */
struct trail {
	u32 count, places;
	unsigned long address[ALL_CALLS];
	u16 place[MOST_PLACES];		/* behind the begin */
};

struct walks *walks_create(int node)
{
	return vzalloc_node(sizeof(struct walks), node);
}

void walks_forget(struct walks *walks)
{
	u32 at;

	for (at = 0; at < WALK_KINDS * WALKS_OF_KIND; at++)
		WRITE_ONCE(walks->walk[at / WALKS_OF_KIND][at % WALKS_OF_KIND].from, 0);
}

#ifdef CONFIG_STACKTRACE
#ifdef CONFIG_UNWINDER_ORC
static void follow(struct trail *trail, unsigned long from, u32 most)
{
	struct unwind_state state;
	bool is_placed = true;

	for (unwind_start(&state, current, NULL, NULL); !unwind_done(&state); unwind_next_frame(&state)) {
		const unsigned long address = unwind_get_return_address(&state);
		const unsigned long place = state.sp - sizeof(address);

		if (!trail->count && place < from)
			continue;
		if (!address || trail->count == most)
			break;
		/* Another stack follows that of an interrupt, and what it has interrupted was not called. */
		is_placed = is_placed && place - from <= U16_MAX && word_at(place) == address;
		trail->place[trail->count] = place - from;
		trail->address[trail->count++] = address;
	}
	trail->places = is_placed ? trail->count : 0;
}
#else
/* Which of the addresses @word is, as bits. */
static u32 matches(unsigned long word, const unsigned long *address, u32 count)
{
	u32 at, found = 0;

	for (at = 0; at < count; at++)
		found |= address[at] == word ? BIT(at) : 0;
	return found;
}

/* None if they are too many, or an address has none. */
static void find_places(struct trail *trail, unsigned long from)
{
	const unsigned long end = (unsigned long)task_stack_page(current) + THREAD_SIZE;
	unsigned long place;
	u32 all_found = 0, found;

	for (place = from; place < end; place += sizeof(place)) {
		found = matches(word_at(place), trail->address, trail->count);
		if (found && trail->places == MOST_PLACES)
			break;
		if (found)
			trail->place[trail->places++] = place - from;
		all_found |= found;
	}
	if (place != end || all_found != BIT(trail->count) - 1)
		trail->places = 0;
}

/* On a stack that is the thread's own. */
static bool has_places(unsigned long from)
{
	return from - (unsigned long)task_stack_page(current) < THREAD_SIZE && !IS_ENABLED(CONFIG_STACK_GROWSUP);
}

static void follow(struct trail *trail, unsigned long from, u32 most)
{
	unsigned long all[ALL_CALLS];
	const u32 count = stack_trace_save(all, min_t(u32, most, ALL_CALLS), 0);
	u32 at = 0;

	while (at < count && all[at] != word_at(from))
		at++;
	/* Of an unwinder that leaves the first one out. */
	if (at == count)
		at = 0;
	trail->count = count - at;
	memcpy(trail->address, &all[at], trail->count * sizeof(*all));
	if (trail->count && trail->address[0] == word_at(from) && has_places(from))
		find_places(trail, from);
}
#endif

static bool is_own(unsigned long address)
{
	return within_module(address, THIS_MODULE);
}

static bool is_of_module(unsigned long address)
{
#ifdef MODULES_VADDR
	return address >= MODULES_VADDR && address < MODULES_END;
#else
	return true;
#endif
}

/* Of the thread of a work item, the calls that lead to WinWork say nothing. */
static void leave_out_thread(struct trail *trail)
{
	u32 last = trail->count;

	while (last && !is_of_module(trail->address[last - 1]))
		last--;
	if (!last || !is_own(trail->address[last - 1]) || !(current->flags & PF_KTHREAD))
		return;
	if (trail->places == trail->count)
		trail->places = last;
	trail->count = last;
}

/* What is behind the last of them does not count. */
static u32 drivers_calls(struct trail *trail, unsigned long *call, u32 room)
{
	u32 at, found = 0, places = 1;

	for (at = 0; at < trail->count && found < room; at++) {
		if (is_own(trail->address[at]))
			continue;
		call[found++] = trail->address[at];
		places = at + 1;
	}
	if (trail->places == trail->count)
		trail->places = min(trail->places, places);
	return found;
}

static void keep(struct walk *walk, unsigned long from, const struct trail *trail, const unsigned long *call, u32 calls,
		 const void *code)
{
	u32 at;

	if (!trail->places || trail->place[0] || IS_ENABLED(CONFIG_KMSAN))
		return;
	WRITE_ONCE(walk->from, 0);
	walk->end = roundup(trail->places, PLACES_STEP);
	for (at = 0; at < walk->end; at++)
		walk->place[at] = at < trail->places ? trail->place[at] : 0;
	walk->calls = calls;
	memcpy(walk->call, call, calls * sizeof(*call));
	walk->sum = sum_of_places(walk, from);
	walk->code = code;
	WRITE_ONCE(walk->from, from);
}

/* Apart from find_calls(): a compiler that clears all variables does so for these only here. */
static noinline u32 find_by_unwinder(struct walk *walk, unsigned long from, const void *code, unsigned long *call,
				     u32 room)
{
	/* Not in @call yet: that is on the stack, too. */
	unsigned long drivers[MOST_CALLS];
	struct trail trail = {};
	u32 found;

	follow(&trail, from, OWN_CALLS + room);
	leave_out_thread(&trail);
	found = drivers_calls(&trail, drivers, room);
	if (walk)
		keep(walk, from, &trail, drivers, found, code);
	memcpy(call, drivers, found * sizeof(*call));
	return found;
}
#endif

u32 find_calls(struct walk *walk, unsigned long from, const void *code, unsigned long *call, u32 room)
{
#ifdef CONFIG_STACKTRACE
	if (walk && is_walk_from(walk, from, code)) {
		memcpy(call, walk->call, walk->calls * sizeof(*call));
		return walk->calls;
	}
	return find_by_unwinder(walk, from, code, call, room);
#else
	return 0;
#endif
}
