/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ListWalk: a walk through a list that programs make long. The lock is released every few members,
 * because interrupts are off while it is held. Members may come and go meanwhile: two marks in the
 * list say where the walk is, and where it ends. So each member that is there all the time is
 * visited once, and none that comes later.
 */
#pragma once

#include <wdm.h>

#include "base/lock.hpp"
#include "linux/thread.h"

namespace ww {

/* What such a list consists of. */
struct WalkEntry {
	LIST_ENTRY link;
	bool is_mark;			/* of a walk: no member */
};

/*
 * Calls @wants(entry) for the members of a list until it returns true. False at the end. All of it
 * under the lock, which the caller holds.
 */
template <typename Wants> bool find_member(const LIST_ENTRY &head, Wants wants)
{
	for (LIST_ENTRY *link = head.Flink; link != &head; link = link->Flink) {
		auto *entry = CONTAINING_RECORD(link, WalkEntry, link);

		if (!entry->is_mark && wants(entry))
			return true;
	}
	return false;
}

class ListWalk {
public:
	/* Of the list that @lock covers. PASSIVE_LEVEL. */
	ListWalk(Lock &lock, LIST_ENTRY &head) : lock_(lock)
	{
		LockGuard guard(lock_);

		InsertHeadList(&head, &here_.link);
		InsertTailList(&head, &end_.link);
	}
	~ListWalk()
	{
		LockGuard guard(lock_);

		RemoveEntryList(&here_.link);
		RemoveEntryList(&end_.link);
	}
	ListWalk(const ListWalk &) = delete;
	ListWalk &operator=(const ListWalk &) = delete;

	/*
	 * Calls @wants(entry) under the lock for the members that follow, until it returns true.
	 * False at the end of the list.
	 */
	template <typename Wants> bool find(Wants wants)
	{
		bool found = false;

		do {
			ww_yield();
		} while (!visit_some(wants, found));
		return found;
	}

private:
	/* Some microseconds. */
	static constexpr u32 kVisits = 64;

	/* True when the search is over. */
	template <typename Wants> bool visit_some(Wants &wants, bool &found)
	{
		LockGuard guard(lock_);

		for (u32 i = 0; i < kVisits && !found; i++) {
			LIST_ENTRY *link = here_.link.Flink;
			auto *entry = CONTAINING_RECORD(link, WalkEntry, link);

			if (entry == &end_)
				return true;
			RemoveEntryList(&here_.link);
			InsertHeadList(link, &here_.link);
			found = !entry->is_mark && wants(entry);
		}
		return found;
	}

	Lock &lock_;
	WalkEntry here_{ .link = {}, .is_mark = true };
	WalkEntry end_{ .link = {}, .is_mark = true };
};

} /* namespace ww */
