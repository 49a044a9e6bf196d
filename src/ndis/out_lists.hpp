/* SPDX-License-Identifier: GPL-2.0 */
/*
 * OutLists: the lists that a binding has sent, and that are not back, the oldest first. A list is in it by its block of
 * pool, so the memory stays until it is taken out: a list that is not idle is not freed.
 *
 *	state		from		by
 *	sending		idle		NdisSendNetBufferLists finds it
 *	out		sending		add()
 *	returning	out		a completion takes it
 *	idle		returning	remove()
 *	idle		sending		it is not sent
 */
#pragma once

#include "pool.hpp"

namespace ww {

/* Of sends that a driver has. */
struct OldestSend {
	const NET_BUFFER_LIST *list;
	void *place;			/* NdisReserved[0] of it */
	u32 since;
	u32 count;			/* of all */
};

inline ListBlock &block_of(NET_BUFFER_LIST &list)
{
	return *reinterpret_cast<ListBlock *>(&list);
}

/* Whether the list has gone from one state to the other. */
inline bool change_state(NET_BUFFER_LIST &list, ListState from, ListState to)
{
	return block_of(list).state.compare_exchange(from, to);
}

class OutLists {
public:
	void init();
	/* A chain of @count, of which all are `sending`, at the look @since. <= DISPATCH_LEVEL, as the others. */
	void add(NET_BUFFER_LIST *chain, u32 since);
	/* A chain that is `returning`. */
	void remove(NET_BUFFER_LIST *chain);
	/* False if none is out. */
	bool find_oldest(OldestSend &oldest);

private:
	KSPIN_LOCK lock_;
	LIST_ENTRY lists_;		/* the next two are under the lock */
	u32 count_;
};

} /* namespace ww */
