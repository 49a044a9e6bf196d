/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls of drivers on the stack, for events that are frequent: a walk of Linux's unwinder costs some ten thousand
 * instructions, so the walks of a processor's threads are kept. For C alone.
 *
 * A walk is kept with the places on the stack where its return addresses are. It is the same walk again if it begins at
 * the same place and each place still has its address: the place of the next address follows from the address and the
 * place before it. This does not hold for a function that takes memory from its stack by a variable size, which the
 * kernel has not. Instead of the addresses one number is compared that each of them changes.
 */
#ifndef WINWORK_LINUX_CALLS_H
#define WINWORK_LINUX_CALLS_H

#include <linux/compiler.h>
#include <linux/types.h>

#define MOST_CALLS 8

/* A walk with more is not kept. The unwinder of the ORC tables tells the right ones, others leave some too many. */
#ifdef CONFIG_UNWINDER_ORC
#define MOST_PLACES 20
#else
#define MOST_PLACES 40
#endif
/* They are read in steps of as many. What is left of the last step is the first place again. */
#define PLACES_STEP 5

/* Walks of several kinds of events, so that those of one item's life never take each other's place. */
#define WALK_KINDS 4
#define WALKS_OF_KIND 32

struct walk {
	unsigned long from;		/* the first place; 0: none is kept */
	const void *code;		/* of the event: a chosen driver's */
	unsigned long sum;		/* sum_of_places() */
	u8 calls, end;			/* of the places */
	u16 place[MOST_PLACES];		/* behind the first one */
	unsigned long call[MOST_CALLS];
} __aligned(128);

/* Those of one processor's threads. They are read and changed with preemption off, and not in interrupts. */
struct walks {
	struct walk walk[WALK_KINDS][WALKS_OF_KIND];
};

/* The memory for the walks of one processor, for vfree(). NULL without memory. May sleep. */
struct walks *walks_create(int node);

/* Forgets them: from now on other drivers are chosen. Any context. */
void walks_forget(struct walks *walks);

/* Of events of one kind, those with the same code mostly come from the same place. */
static __always_inline struct walk *walk_at(struct walks *walks, u32 kind, unsigned long from, const void *code)
{
	/* In this order the compiler needs a sum, a mask and a shift. */
	const unsigned long hash = from + (unsigned long)code * sizeof(from);

	return &walks->walk[kind][hash / sizeof(from) % WALKS_OF_KIND];
}

static __always_inline unsigned long word_at(unsigned long address)
{
	/* So that the compiler can add it from where it is. */
	return IS_ENABLED(CONFIG_KASAN) ? READ_ONCE_NOCHECK(*(const unsigned long *)address) :
					  *(const unsigned long *)address;
}

/* Odd, so that each bit of each word counts. */
#define PLACES_FACTOR 0x6c078965UL

static __always_inline unsigned long sum_of_places(const struct walk *walk, unsigned long from)
{
	const u16 *place = walk->place, *const end = place + walk->end;
	unsigned long sum = 0;

	do {
		sum = sum * PLACES_FACTOR + word_at(from + place[0]);
		sum = sum * PLACES_FACTOR + word_at(from + place[1]);
		sum = sum * PLACES_FACTOR + word_at(from + place[2]);
		sum = sum * PLACES_FACTOR + word_at(from + place[3]);
		sum = sum * PLACES_FACTOR + word_at(from + place[4]);
		place += PLACES_STEP;
	} while (place != end);
	return sum;
}

/* Whether it is the walk that begins at the return address in the place @from of this stack. */
static __always_inline bool is_walk_from(const struct walk *walk, unsigned long from, const void *code)
{
	return walk->from == from && walk->code == code && walk->sum == sum_of_places(walk, from);
}

/*
 * Stores the addresses to which up to @room calls on the stack return, the last one first, and returns how many. @from is
 * the place of the first of them, on this stack. WinWork's own calls are left out. The walk is kept at @walk, if that is
 * not NULL. Any context but an NMI, with preemption off.
 */
u32 find_calls(struct walk *walk, unsigned long from, const void *code, unsigned long *call, u32 room);

#endif /* WINWORK_LINUX_CALLS_H */
