/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What every family does with its items: allocate, initialise, check, queue, retire.
 */
#include "item.hpp"

#include "irql.hpp"
#include "object.hpp"
#include "work_queue.hpp"
#include "worker.hpp"
#include "../verifier/ledger.hpp"
#include "../verifier/report.hpp"

namespace ww {
namespace {

/* Parameter 1 of WORKER_INVALID. */
enum WorkerInvalid : ww_uptr {
	kActiveItemQueued = 1,
	kQueuedItemFreed = 2,
	kBadObject = 3,
	kBadQueueType = 6,
	kBadRoutine = 7,
};

/* Parameter 1 of BAD_POOL_CALLER. */
constexpr ww_uptr kAlreadyFreed = 0x07;

/* Every address of the kernel has its top bit set, here and on the other 64-bit machines. */
bool is_kernel_address(const void *address)
{
	return static_cast<long>(address_of(address)) < 0;
}

ww_u32 state_of(const FamilyItem *item)
{
	return item->state.load(Order::relaxed);
}

bool change_state(FamilyItem *item, ww_u32 &expected, ww_u32 desired)
{
	return item->state.compare_exchange(expected, desired);
}

/* The word of an Ex item that is atomic: the item is always pointer-aligned. */
ww_uptr *link_word(Item *item)
{
	return reinterpret_cast<ww_uptr *>(item);
}

Violation worker_invalid(ww_uptr which, ww_uptr b, ww_uptr c, const Item *item, const Call &call)
{
	return { .code = BugCheck::worker_invalid, .parameter = { which, b, c, 0 },
		 .function = call.function, .item = item, .owner_name = call.owner_name,
		 .caller = call.caller };
}

/* The checks that all queue calls share; the level, or kInvalidLevel after a report. */
ww_u32 checked_level(const Item *item, void *object, void *routine, int queue_type, const Call &call)
{
	if (!at_dispatch_or_below(call.function, item, call.caller))
		return kInvalidLevel;

	const ww_u32 level = level_of(queue_type);

	if (level == kInvalidLevel) {
		Violation violation = worker_invalid(kBadQueueType, address_of(item), queue_type, item, call);

		violation.owner = object;
		violation.routine = routine;
		report(violation, "%d is no work queue type", queue_type);
	} else if (!is_kernel_address(routine)) {
		Violation violation = worker_invalid(kBadRoutine, address_of(item), queue_type, item, call);

		violation.owner = object;
		report(violation, "%px is no routine", routine);
		return kInvalidLevel;
	}
	return level;
}

void report_active(const Item *item, void *object, void *routine, int queue_type, const Call &call)
{
	Violation violation = worker_invalid(kActiveItemQueued, address_of(item), queue_type, item, call);

	violation.owner = object;
	violation.routine = routine;
	report(violation, "the work item is already queued");
}

/* False for an item that was initialised for no object, or whose object is gone by now. */
bool owner_is_live(const FamilyItem *item, const Call &call)
{
	if (item->object && (!ww_verifier || object_type(item->object)))
		return true;

	Violation violation = worker_invalid(kBadObject, address_of(item), address_of(item->object), item,
					     call);

	report(violation, "the work item's object %px does not exist", item->object);
	return false;
}

void call_bare(const Invocation &invocation)
{
	reinterpret_cast<void (*)(void *)>(invocation.routine)(invocation.context);
}

constinit const Kind bare_kind = { "ExQueueWorkItem", call_bare };

/* IDLE -> QUEUED, and the binding: only the caller that wins may write to the item. */
bool claim(FamilyItem *item, const Binding &binding, int queue_type, const Call &call)
{
	ww_u32 state = ItemState::idle(state_of(item));

	if (!change_state(item, state, ItemState::queued(state))) {
		report_active(item, item->object, item->routine, queue_type, call);
		return false;
	}
	item->routine = binding.routine;
	item->context = binding.context;
	item->kind = binding.kind;
	item->owner = binding.owner;
	binding.owner->acquire_activity();
	return true;
}

void make_idle(FamilyItem *item, Family family, Origin origin, void *object, const Call &call)
{
	item->link = 0;
	item->owner = nullptr;
	item->routine = nullptr;
	item->context = nullptr;
	item->object = object;
	item->reserved = 0;
	item->kind = nullptr;
	item->made_by = call.caller;
	item->state.store(ItemState::idle(family, origin), Order::release);
}

} /* namespace */

/* ---- Allocation and initialisation ---------------------------------------------------- */

void item_initialise(FamilyItem *item, Family family, void *object, const Call &call)
{
	if (!is_kernel_address(item)) {
		report(worker_invalid(kBadObject, address_of(item), address_of(object), item, call),
		       "the storage is %s", item ? "no kernel memory" : "NULL");
		return;
	}
	if (ledger_knows(item)) {
		const ww_u32 state = state_of(item);

		if (ItemState::is_queued(state) ||
		    (ItemState::is_live(state) && ItemState::origin(state) == Origin::allocated)) {
			Violation violation = worker_invalid(kBadObject, address_of(item),
							     address_of(item->object), item, call);

			violation.owner = item->object;
			report(violation, "the storage holds %s work item",
			       ItemState::is_queued(state) ? "a queued" : "an allocated");
			return;
		}
	}
	make_idle(item, family, Origin::initialised, object, call);
	ledger_add(item, sizeof(*item), Origin::initialised, object, call);
}

FamilyItem *item_allocate(Family family, ww_size bytes, void *object, const Call &call)
{
	auto *item = static_cast<FamilyItem *>(ww_alloc(bytes));

	if (!item)
		return nullptr;
	if (!ledger_add(item, bytes, Origin::allocated, object, call)) {
		ww_free(item);
		return nullptr;
	}
	make_idle(item, family, Origin::allocated, object, call);
	return item;
}

bool item_check(const FamilyItem *item, Family family, const Call &call)
{
	const char *why = nullptr;

	if (!is_kernel_address(item))
		why = item ? "is no kernel address" : "is NULL";
	else if (!ledger_knows(item))
		why = "is no live work item";
	else if (const ww_u32 state = state_of(item); !ItemState::is_live(state))
		why = state == ItemState::kDead ? "was freed or uninitialised" : "is no work item";
	else if (ItemState::family(state) != family)
		why = "belongs to another family of functions";

	if (why)
		report({ .code = BugCheck::bad_pool_caller,
			 .parameter = { kAlreadyFreed, 0, 0, address_of(item) },
			 .function = call.function, .item = item, .caller = call.caller },
		       "the work item %s", why);
	return !why;
}

bool item_retire(FamilyItem *item, Family family, Origin origin, const Call &call)
{
	if (!item_check(item, family, call))
		return false;

	ww_u32 state = state_of(item);

	if (ItemState::origin(state) != origin) {
		Violation violation = worker_invalid(kBadObject, address_of(item), address_of(item->object),
						     item, call);

		violation.owner = item->object;
		report(violation, origin == Origin::allocated ?
		       "the work item was initialised in its driver's storage, not allocated" :
		       "the work item was allocated, not initialised in its driver's storage");
		return false;
	}
	state = ItemState::idle(state);
	if (!change_state(item, state, ItemState::kDead)) {
		Violation violation = worker_invalid(kQueuedItemFreed, address_of(item),
						     address_of(item->routine), item, call);

		violation.owner = item->object;
		violation.routine = item->routine;
		report(violation, "the work item is queued");
		return false;
	}
	ledger_remove(item);
	return true;
}

/* ---- Queueing ------------------------------------------------------------------------- */

bool item_queue(FamilyItem *item, const Binding &binding, int queue_type, const Call &call)
{
	const ww_u32 level = checked_level(item, item->object, binding.routine, queue_type, call);

	if (level == kInvalidLevel || !owner_is_live(item, call) ||
	    !claim(item, binding, queue_type, call))
		return false;
	work_queue(ww_cpu(), level).push(*item, Item::kQueued | Item::kFamily, level);
	return true;
}

bool item_try_queue(FamilyItem *item, const Binding &binding, int queue_type, const Call &call)
{
	const ww_u32 level = checked_level(item, item->object, binding.routine, queue_type, call);

	if (level == kInvalidLevel || !owner_is_live(item, call))
		return false;
	if (ItemState::is_queued(state_of(item))) {
		report_active(item, item->object, item->routine, queue_type, call);
		return false;
	}
	/* The current CPU first, then the others, as Windows goes through its nodes. */
	for (ww_u32 i = 0, cpus = ww_cpu_count(), here = ww_cpu(); i < cpus; i++) {
		const ww_u32 cpu = (here + i) % cpus;
		WorkQueue &queue = work_queue(cpu, level);
		Slot *slot = ww_cpu_is_online(cpu) ? queue.reserve() : nullptr;

		if (!slot)
			continue;
		if (!claim(item, binding, queue_type, call)) {
			queue.unreserve(*slot);
			return false;
		}
		queue.push_reserved(*item, Item::kQueued | Item::kFamily, level, *slot);
		return true;
	}
	return false;
}

bool bare_item_queue(Item *item, Reference *owner, int queue_type, const Call &call)
{
	if (!is_kernel_address(item)) {
		report(worker_invalid(kActiveItemQueued, address_of(item), queue_type, item, call),
		       "the work item is %s", item ? "no kernel address" : "NULL");
		return false;
	}

	const ww_u32 level = checked_level(item, nullptr, item->routine, queue_type, call);

	if (level == kInvalidLevel)
		return false;

	/* What an idle item's List holds is the driver's affair: any pointer, but never the bit. */
	ww_uptr link = __atomic_load_n(link_word(item), __ATOMIC_RELAXED);

	if (link & Item::kQueued ||
	    !__atomic_compare_exchange_n(link_word(item), &link, Item::kQueued, false,
					 __ATOMIC_SEQ_CST, __ATOMIC_RELAXED)) {
		report_active(item, nullptr, item->routine, queue_type, call);
		return false;
	}
	item->owner = owner;
	if (owner)
		owner->acquire_activity();
	work_queue(ww_cpu(), level).push(*item, Item::kQueued, level);
	return true;
}

/* ---- Leaving the queue ---------------------------------------------------------------- */

void item_dequeued(Item &item, Invocation &invocation)
{
	invocation.item = &item;
	invocation.routine = item.routine;
	invocation.context = item.context;
	invocation.owner = item.owner;

	if (!item.is_family()) {
		invocation.object = nullptr;
		invocation.kind = &bare_kind;
		__atomic_store_n(link_word(&item), 0, __ATOMIC_RELEASE);
		return;
	}

	auto *family_item = static_cast<FamilyItem *>(&item);

	invocation.object = family_item->object;
	invocation.kind = family_item->kind;
	family_item->state.store(ItemState::idle(state_of(family_item)), Order::release);
}

} /* namespace ww */
