// SPDX-License-Identifier: GPL-2.0
/*
 * The calls of drivers on the stack.
 *
 * A walk is kept with the places on the stack where its return addresses are. It is the same walk again if it begins at
 * the same stack pointer and each place still has its address: the place of the first address follows from the stack
 * pointer, and each other place from the address and the place before it. This does not hold for a function that takes
 * memory from its stack by a variable size, which the kernel has not.
 *
 * The unwinder does not tell the places. So all words of the stack that are one of the addresses count, also those that a
 * function has as data: the right ones are among them.
 */
#include <linux/compiler.h>
#include <linux/hash.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "calls.h"
#include "compat.h"

/* The calls of WinWork that may be before and between those of drivers. */
#define OWN_CALLS 12
#define ALL_CALLS (OWN_CALLS + MOST_CALLS)

/* A walk with more is not kept. */
#define MOST_PLACES 40

#define WALKS_SHIFT 6

struct walk {
	unsigned long from;		/* the stack pointer; 0: none is kept */
	u8 room, calls, places;
	u16 place[MOST_PLACES];		/* behind `from` */
	unsigned long address[MOST_PLACES];	/* that is there */
	unsigned long call[MOST_CALLS];
};

struct walks {
	struct walk walk[1 << WALKS_SHIFT];
};

struct walks *walks_create(int node)
{
	return vzalloc_node(sizeof(struct walks), node);
}

static unsigned long word_at(unsigned long address)
{
	return READ_ONCE_NOCHECK(*(const unsigned long *)address);
}

static bool is_same(const struct walk *walk, unsigned long from, u32 room)
{
	u32 at;

	if (walk->from != from || walk->room != room)
		return false;
	for (at = 0; at < walk->places; at++) {
		if (word_at(from + walk->place[at]) != walk->address[at])
			return false;
	}
	return true;
}

/* Which of the addresses @word is, as bits. */
static u32 matches(unsigned long word, const unsigned long *address, u32 count)
{
	u32 at, found = 0;

	for (at = 0; at < count; at++)
		found |= address[at] == word ? BIT(at) : 0;
	return found;
}

/* False if they are too many, or an address has none. */
static bool find_places(struct walk *walk, unsigned long from, const unsigned long *address, u32 count)
{
	const unsigned long end = (unsigned long)task_stack_page(current) + THREAD_SIZE;
	unsigned long least = address[0], most = address[0], place;
	u32 all_found = 0, found, at;

	for (at = 1; at < count; at++) {
		least = min(least, address[at]);
		most = max(most, address[at]);
	}
	walk->places = 0;
	for (place = from; place < end; place += sizeof(place)) {
		const unsigned long word = word_at(place);

		/* Most words are no code. */
		found = word >= least && word <= most ? matches(word, address, count) : 0;
		if (!found)
			continue;
		if (walk->places == MOST_PLACES)
			return false;
		walk->place[walk->places] = place - from;
		walk->address[walk->places++] = word;
		all_found |= found;
	}
	return all_found == BIT(count) - 1;
}

/* The first address is that of find_calls(), next to the stack pointer. */
static void keep(struct walk *walk, unsigned long from, const unsigned long *address, u32 count, u32 room,
		 const unsigned long *call, u32 calls)
{
	walk->from = 0;
	if (address[0] != word_at(from + sizeof(from)) || !find_places(walk, from, address, count))
		return;
	walk->room = room;
	walk->calls = calls;
	memcpy(walk->call, call, calls * sizeof(*call));
	walk->from = from;
}

/* A thread's own stack. An interrupt that comes in between uses no walk, so each is one thread's alone. */
static bool may_keep(unsigned long from)
{
	const unsigned long base = (unsigned long)task_stack_page(current);

	return !ww_in_hardirq() && !in_serving_softirq() && from - base < THREAD_SIZE && !IS_ENABLED(CONFIG_KMSAN) &&
	       !IS_ENABLED(CONFIG_STACK_GROWSUP);
}

#ifdef CONFIG_STACKTRACE
/* Apart from find_calls(): a compiler that clears all variables does so for these only here. */
static noinline u32 find_by_unwinder(struct walk *walk, unsigned long from, unsigned long *call, u32 room)
{
	/* Not in @call yet: that is on the stack, too. */
	unsigned long all[ALL_CALLS], drivers[MOST_CALLS];
	const u32 count = stack_trace_save(all, OWN_CALLS + room, 0);
	u32 at, found = 0;

	for (at = 0; at < count && found < room; at++) {
		if (!within_module(all[at], THIS_MODULE))
			drivers[found++] = all[at];
	}
	/* The first two are in this function and in find_calls(). */
	if (walk && at > 2)
		keep(walk, from, &all[2], at - 2, room, drivers, found);
	memcpy(call, drivers, found * sizeof(*call));
	return found;
}
#endif

noinline u32 find_calls(struct walks *walks, unsigned long hint, unsigned long *call, u32 room)
{
#ifdef CONFIG_STACKTRACE
	/* The return address of this function is the next word, and all others are behind it. */
	const unsigned long from = (unsigned long)__builtin_frame_address(0);
	struct walk *const walk = may_keep(from) ? &walks->walk[hash_long(from + hint, WALKS_SHIFT)] : NULL;
	u32 found;

	if (walk && is_same(walk, from, room)) {
		memcpy(call, walk->call, walk->calls * sizeof(*call));
		return walk->calls;
	}
	found = find_by_unwinder(walk, from, call, room);
	/* No jump: then this function's frame would be gone. */
	barrier();
	return found;
#else
	return 0;
#endif
}
