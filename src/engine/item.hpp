/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Item: the thing that is queued, and its states. Every item begins with the four pointers of
 * a WORK_QUEUE_ITEM. An Ex item has nothing else; the items of all other families continue as
 * FamilyItem.
 *
 *	state	owner		meaning
 *	IDLE	the driver	it may queue, free or uninitialise the item
 *	QUEUED	the engine	from the claim until a worker has copied what it needs
 *	DEAD	none		freed or uninitialised
 *
 *	transition	by
 *	IDLE -> QUEUED	item_claim(), in a queue call. Of several calls at once, one succeeds
 *	QUEUED -> IDLE	item_dequeued(), in the worker, before it calls the routine. This is the
 *			worker's last access to the item
 *	IDLE -> DEAD	item_die(), in the call that frees or uninitialises. Also an unload, and the
 *			free of memory with an item in it: item_records.cpp
 *
 * There is no state RUNNING: while its routine runs, an item is idle, queued again, or gone. When
 * its object ends, an idle item becomes an orphan: items_orphan(). No queue call claims it.
 *
 * Storage that a driver provides may be aligned to 4 bytes only. So the state word has 32 bits: a
 * wider atomic could straddle a cache line. An Ex item has no word to spare, and is aligned like a
 * pointer. Its state is the low bit of List.Flink, which no list of the driver's ever sets.
 */
#pragma once

#include "base/atomic.hpp"
#include "base/report.hpp"
#include "ob/object.hpp"

namespace ww {

struct Invocation;

/* The family whose functions an item is for. The engine knows no more of it, but for kMakers. */
enum class Family : u8 { ex, io, flt_generic, flt_deferred, ndis, wdf };

/* The types of objects that a routine takes. None: any. gcc knows the count, but no address. */
struct ObjectTypes {
	template <typename... Types>
	constexpr ObjectTypes(const Types *...types) : type{ types... }, count(sizeof...(types)) {}

	bool allow(const ObjectType *of_live) const
	{
		return !count || of_live == type[0] || (count == 2 && of_live == type[1]);
	}

	const ObjectType *type[2];
	u8 count;
};

/* One way to queue an item and to call its routine. */
struct ItemOps {
	const char *name;		/* the function that queues, for reports */
	void (*call)(const Invocation &invocation);
	Family family;
	ObjectTypes takes;		/* of its routine */
	bool takes_driver_items = false;	/* also items that belong to a driver object */
	bool has_percpu_count = false;	/* every object of its items has a PercpuCount */
};

/* Pointers in storage that may be aligned to 4 bytes. */
typedef uintptr_t Word4 __attribute__((aligned(4)));
typedef void *Pointer4 __attribute__((aligned(4)));
typedef const ItemOps *ItemOpsPointer4 __attribute__((aligned(4)));

struct Item {
	Word4 link;			/* List.Flink: the next item or the priority, and tags */
	Pointer4 owner;			/* List.Blink: the Reference that a queued Ex item holds */
	Pointer4 routine;
	Pointer4 context;

	static constexpr uintptr_t kQueued = 1;
	static constexpr uintptr_t kFamily = 2;	/* continues as a FamilyItem */
	static constexpr uintptr_t kTags = 3;

	Item *next() const { return reinterpret_cast<Item *>(link & ~kTags); }
	bool is_family() const { return link & kFamily; }
	void link_to(Item *item, uintptr_t tags)
	{
		link = reinterpret_cast<uintptr_t>(item) | tags;
	}

	/* An item that is in no list remembers its priority instead of a next item. */
	void remember_priority(u32 priority, uintptr_t tags)
	{
		link = priority * (kTags + 1) | tags;
	}
	u32 priority() const { return link / (kTags + 1); }
};

/*
 * The state word: a magic number, the family, and flags. They are all that a queue call has to know
 * of an item, so it does not look at the item's object.
 */
struct ItemState {
	static constexpr u32 kQueued = 1;
	static constexpr u32 kOrphan = 2;	/* its object ended; no queue call claims it */
	static constexpr u32 kDriver = 4;	/* it belongs to a driver object, not to a device */
	static constexpr u32 kHeld = 8;		/* idle; a scan holds it, others wait */
	static constexpr u32 kFlags = 0xff;	/* all of them */

	static constexpr u32 kNone = 0;			/* of zeroed memory: never an item */
	static constexpr u32 kLive = 0x49570000;
	static constexpr u32 kRecord = 0x49520000;	/* item_records.hpp; may have kOrphan */
	static constexpr u32 kDead = 0xdead0000;

	static constexpr u32 idle(Family family) { return kLive | static_cast<u32>(family) << 8; }
	static constexpr bool is_live(u32 state) { return (state & 0xffff0000) == kLive; }
	static constexpr bool is_record(u32 state) { return (state & ~kOrphan) == kRecord; }
	static constexpr bool is_used(u32 state) { return is_live(state) || is_record(state); }
};

/*
 * The pointers of Item that have another meaning here:
 *
 *	member	item in a slot		item in a driver's storage	record of that item
 *	owner	its maker		the record			its maker
 *	routine	DEAD: who ended it	as bound			unused
 *	context	as bound; DEAD: null	as bound			the item
 *
 * The maker is the address of the caller that made the item; null once items_report_left() has
 * named it. A record links the next one of its bucket by `argument`.
 */
struct FamilyItem : Item {
	Pointer4 object;		/* what it belongs to; in some families while queued */
	Atomic<u32> state;		/* an ItemState; left by compare-and-exchange while idle */
	u32 driver;			/* its driver's number; 0 without an object */
	ItemOpsPointer4 ops;		/* bound at queue time */
	Pointer4 argument;		/* one more for the routine, of families that have it */
};

/* The contents of an item at one moment. The item may have changed since, or be gone. */
struct ItemSnapshot {
	u32 state = ItemState::kNone;
	u32 driver = 0;
	const void *item = nullptr;	/* of a record, the one in the storage; null: dead */
	void *object = nullptr;
	const void *routine = nullptr;	/* of a dead item, the caller that ended it */
	const void *maker = nullptr;
	bool is_stored = false;		/* in a driver's storage */

	bool is_queued() const { return ItemState::is_live(state) && state & ItemState::kQueued; }
	bool is_of(Family family) const
	{
		return (state & ~ItemState::kFlags) == ItemState::idle(family);
	}
};

static_assert(sizeof(Item) == 4 * sizeof(void *) && alignof(Item) == 4);
static_assert(sizeof(FamilyItem) == 64 && alignof(FamilyItem) == 4);

/* A worker's copy of one queueing. Nothing that the routine does to the item can reach it. */
struct Invocation {
	Item *item;			/* identity only */
	void *routine;
	void *context;
	void *object;
	void *argument;
	Reference *owner;
	const ItemOps *ops;
	u32 priority;
	/* For the family's own use while the routine runs. No other thread reads it. */
	mutable void *note;
};

/* Calls the routines of Ex items. The family of these items defines it. */
extern const ItemOps bare_item_ops;

/* The word of an Ex item that is accessed atomically. */
inline uintptr_t *link_word(Item *item)
{
	return reinterpret_cast<uintptr_t *>(item);
}

/*
 * IDLE -> QUEUED, of an item that @ops can queue: of its family, with a living object that the
 * routine takes. Only the caller that succeeds may write to the item.
 */
[[gnu::always_inline]] inline bool item_claim(FamilyItem *item, const ItemOps &ops)
{
	u32 idle = ItemState::idle(ops.family);

	if (ops.takes_driver_items) {
		const u32 seen = item->state.load(Order::relaxed);

		if ((seen & ~ItemState::kDriver) != idle)
			return false;
		idle = seen;
	}
	return item->state.compare_exchange(idle, idle | ItemState::kQueued);
}

/* QUEUED -> orphan, of a claimed item whose object ends: its end has passed the queued item over. */
inline void item_unclaim_orphan(FamilyItem *item)
{
	item->state.store((item->state.load(Order::relaxed) & ~ItemState::kQueued) |
			  ItemState::kOrphan, Order::release);
}

/* IDLE -> DEAD, of an item of @family, whether or not it is an orphan. */
[[gnu::always_inline]] inline bool item_die(FamilyItem *item, Family family)
{
	u32 seen = item->state.load(Order::relaxed);

	return (seen & ~(ItemState::kDriver | ItemState::kOrphan)) == ItemState::idle(family) &&
	       item->state.compare_exchange(seen, ItemState::kDead);
}

/* The same for an Ex item. The List of an idle one may hold anything, but never the bit. */
inline bool bare_item_claim(Item *item)
{
	uintptr_t link = __atomic_load_n(link_word(item), __ATOMIC_RELAXED);

	return !(link & Item::kQueued) &&
	       __atomic_compare_exchange_n(link_word(item), &link, Item::kQueued, false,
					   __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

/* Puts into a claimed item what its routine is called with. */
inline void item_bind(FamilyItem *item, const ItemOps &ops, void *routine, void *context)
{
	item->routine = routine;
	item->context = context;
	item->ops = &ops;
}

/* A new item in @item, made by @caller. The state comes last: scans read the rest after it. */
[[gnu::always_inline]] inline void item_make_idle(FamilyItem *item, u32 idle, u32 driver,
						  void *object, const void *caller)
{
	item->owner = const_cast<void *>(caller);
	item->object = object;
	item->driver = driver;
	item->state.store(idle, Order::release);
}

/* QUEUED -> IDLE. First copies what the routine is called with: the item may be gone after this. */
[[gnu::always_inline]] inline void item_dequeued(Item &item, Invocation &invocation)
{
	invocation.item = &item;
	invocation.routine = item.routine;
	invocation.context = item.context;

	if (!item.is_family()) {
		invocation.owner = static_cast<Reference *>(item.owner);
		invocation.object = nullptr;
		invocation.argument = nullptr;
		invocation.ops = &bare_item_ops;
		__atomic_store_n(link_word(&item), 0, __ATOMIC_RELEASE);
		return;
	}

	auto &family_item = static_cast<FamilyItem &>(item);
	const u32 state = family_item.state.load(Order::relaxed);

	invocation.object = family_item.object;
	invocation.owner = &object_header(invocation.object)->references;
	invocation.argument = family_item.argument;
	invocation.ops = family_item.ops;
	family_item.state.store(state & ~ItemState::kQueued, Order::release);
}

} /* namespace ww */
