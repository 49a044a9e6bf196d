/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items: what is queued. Every item begins with the four pointers of a WORK_QUEUE_ITEM, and
 * a legacy Ex item is nothing more; the items of all other families go on as FamilyItem.
 *
 * Who owns an item, and what it is in:
 *
 *	IDLE	the driver's: it may free, initialise, or queue it
 *	QUEUED	the engine's, from a successful claim until the worker has copied what it needs
 *	DEAD	nobody's: freed or uninitialised
 *
 *	IDLE -> QUEUED	item_claim(), by whoever queues it; exactly one of several wins
 *	QUEUED -> IDLE	the worker, before it calls the routine; its last access to the item
 *	IDLE -> DEAD	item_die(), for whoever frees or uninitialises it
 *
 * "Running" is no state of an item: while its routine runs it is idle, queued again, or gone.
 *
 * Storage that a driver provides may be aligned to 4 bytes only, hence Word4 and the like, and
 * the 32-bit state word: a wider atomic could straddle a cache line. An Ex item has no word
 * to spare. Its state is the low bit of List.Flink, which no list of the driver's ever sets,
 * and it is always aligned like the pointer it begins with.
 */
#pragma once

#include "base/address.hpp"
#include "base/atomic.hpp"
#include "base/report.hpp"
#include "ob/reference.hpp"

namespace ww {

struct Invocation;
struct Queues;

struct ObjectType;

/*
 * Whose functions an item is for: the number that its state word carries, so that no function takes an
 * item of another family. The engine only tells one from another.
 */
enum class Family : u8 {
	ex,			/* its items have no state word */
	io,
	flt_generic,
	flt_deferred,
	ndis,
	wdf,
};

/* Types of objects that a routine can take; none: any. */
struct ObjectTypes {
	constexpr ObjectTypes() = default;
	constexpr ObjectTypes(const ObjectType *one) : type{ one }, count(1) {}
	constexpr ObjectTypes(const ObjectType *one, const ObjectType *other)
		: type{ one, other }, count(2) {}

	bool allow(const ObjectType *candidate) const
	{
		if (!count)
			return candidate;
		return candidate == type[0] || (count == 2 && candidate == type[1]);
	}

	const ObjectType *type[2]{};
	u8 count = 0;
};

/* One way to queue an item and to call its routine. */
struct ItemOps {
	const char *name;		/* the function that queues, for reports */
	void (*call)(const Invocation &invocation);
	Family family;
	ObjectTypes object_types;
	bool has_percpu_count = false;	/* item_queue(): its items' objects all have a percpu_count */
};

/* Pointers in storage that may be aligned to 4 bytes. */
typedef uintptr_t Word4 __attribute__((aligned(4)));
typedef void *Pointer4 __attribute__((aligned(4)));
typedef Reference *ReferencePointer4 __attribute__((aligned(4)));
typedef const ItemOps *ItemOpsPointer4 __attribute__((aligned(4)));

struct Item {
	Word4 link;			/* List.Flink: the next item, or the level, and the tags below */
	ReferencePointer4 owner;	/* List.Blink: the reference that an Ex item's queueing holds */
	Pointer4 routine;
	Pointer4 context;

	static constexpr uintptr_t kQueued = 1;
	static constexpr uintptr_t kFamily = 2;	/* goes on as a FamilyItem */
	static constexpr uintptr_t kTags = 3;

	Item *next() const { return reinterpret_cast<Item *>(link & ~kTags); }
	bool is_family() const { return link & kFamily; }
	void link_to(Item *item, uintptr_t tags) { link = reinterpret_cast<uintptr_t>(item) | tags; }

	/* Of an item in no list, which has no next one. */
	void remember_level(u32 level, uintptr_t tags) { link = level * (kTags + 1) | tags; }
	u32 level() const { return link / (kTags + 1); }
};

/* Who provides the storage. */
enum class Origin : u32 {
	allocated = 0,
	initialised = 1,
};

class ItemState {
public:
	static constexpr u32 idle(Family family)
	{
		return kMagic | static_cast<u32>(family) << 8;
	}
	static constexpr u32 queued(u32 idle) { return idle | kQueuedBit; }
	static constexpr u32 idle(u32 state) { return state & ~kQueuedBit; }
	static constexpr bool is_idle(u32 state)
	{
		return is_live(state) && !(state & kQueuedBit);
	}
	static constexpr bool is_queued(u32 state)
	{
		return is_live(state) && state & kQueuedBit;
	}
	static constexpr bool is_live(u32 state) { return (state & 0xffff0000) == kMagic; }
	static constexpr Family family(u32 state)
	{
		return static_cast<Family>(state >> 8 & 0xff);
	}

	static constexpr u32 kDead = 0xdead0000;

private:
	static constexpr u32 kMagic = 0x49570000;
	static constexpr u32 kQueuedBit = 1;
};

struct FamilyItem : Item {
	Pointer4 object;		/* what it belongs to; in some families while queued */
	Atomic<u32> state;		/* an ItemState; left by compare-and-exchange while idle */
	Origin origin;
	ItemOpsPointer4 ops;		/* bound at queue time */
	Pointer4 argument;		/* one more for the routine, of families that have it */
};

/* What an item held at one moment. By now it may hold something else, or be gone. */
struct ItemSnapshot {
	u32 state;			/* an ItemState; 0 when there was no item to look at */
	Origin origin;
	void *object;
	const void *routine;
};

inline ItemSnapshot item_snapshot(const FamilyItem *item)
{
	return { item->state.load(Order::relaxed), item->origin, item->object, item->routine };
}

/* From IDLE to DEAD; false, with what the item holds instead, from any other state or origin. */
inline bool item_die(FamilyItem *item, Family family, Origin origin, ItemSnapshot &seen)
{
	u32 state = ItemState::idle(family);

	seen = item_snapshot(item);
	if (seen.origin != origin)
		return false;

	const bool died = item->state.compare_exchange(state, ItemState::kDead);

	seen.state = state;
	return died;
}

static_assert(sizeof(Item) == 4 * sizeof(void *) && alignof(Item) == 4);
static_assert(sizeof(FamilyItem) == WW_ITEM_BYTES && alignof(FamilyItem) == 4);

/*
 * What a worker knows of one queueing once the item is the driver's again. It lives in the
 * worker's slot, so nothing the routine does to the item can reach it.
 */
struct Invocation {
	Item *item;			/* identity only */
	void *routine;
	void *context;
	void *object;
	void *argument;
	Reference *owner;
	const ItemOps *ops;
	u32 level;
	/* The family's own, if it sets it when a call begins. No other thread looks at it. */
	mutable void *note;
};

/* ---- What every family does with its items ------------------------------------------- */

/*
 * Makes the driver's storage an idle item of @family for @object; null makes one that cannot
 * be queued. Storage that holds an allocated or a queued item is reported and left alone.
 */
void item_initialise(FamilyItem *item, Family family, void *object, const CallSite &call);

/*
 * An idle item; null without memory, and after a report above DISPATCH_LEVEL. @object is null when
 * the queue call names it.
 */
inline FamilyItem *item_allocate(Family family, void *object, CallSite call);

/*
 * IDLE -> DEAD, and the end of an allocated item. What is queued, or of the other origin, is
 * reported and stays what it is. So is what is no live item; no pointer is followed that the
 * ledger knows nothing of. So is a call above DISPATCH_LEVEL.
 */
inline void item_free(FamilyItem *item, Family family, CallSite call);

/* The same for an item in the driver's storage, at any IRQL. */
void item_uninitialise(FamilyItem *item, Family family, CallSite call);

/*
 * Checks the arguments of a queue call, claims the item, binds @routine and @context to it,
 * takes a reference on its object, and hands it to the current CPU's work queue. False when
 * refused; the refusal is reported and has changed nothing. It is inline in the function that the
 * driver calls, whose return address is the caller's.
 */
inline bool item_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		       int queue_type);

/* The same for who has asked for fast_path_queues() already: @here is what that returned. */
inline bool item_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		       int queue_type, Queues *here);

/* How a queue call ended that names the object. */
enum class Outcome {
	queued,
	refused,		/* and reported; nothing has changed */
	deleting,		/* the object's rundown has begun; nothing has changed */
};

/*
 * The same for an item that belongs to nothing: this queueing is on behalf of @object, which
 * it protects from rundown until the routine has returned. @argument is for the routine.
 */
Outcome item_queue_for(void *object, void *argument, FamilyItem *item, const ItemOps &ops,
		       void *routine, void *context, int queue_type, const void *caller);

/* The fast path alone: when it is false nothing has changed, and item_queue_for() says why. */
inline bool item_queue_for_fast(void *object, void *argument, FamilyItem *item, const ItemOps &ops,
				void *routine, void *context, int queue_type);

/* The same, but only when a worker is available now: false without a report when none is. */
bool item_try_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		    int queue_type, const void *caller);

/*
 * A bare WORK_QUEUE_ITEM, which brings its routine and context along. @owner is referenced in
 * place of an object.
 */
inline bool bare_item_queue(Item *item, Reference *owner, int queue_type, CallSite call);

/* How all of those are called: the family's that has them defines it. */
extern const ItemOps bare_item_ops;

/* Copies what the call needs and makes the item idle. The item may be gone after this. */
inline void item_dequeued(Item &item, Invocation &invocation);

} /* namespace ww */
