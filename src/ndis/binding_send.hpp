/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sends of protocol drivers, at their completion.
 */
#pragma once

#include "bindings.hpp"

namespace ww {

/* Gives the lists of one completion back to their bindings: those of one binding that follow each other by one call. */
class CompletedSends {
public:
	explicit CompletedSends(Adapter &adapter) : adapter_(adapter) {}
	~CompletedSends() { flush(); }
	CompletedSends(const CompletedSends &) = delete;
	CompletedSends &operator=(const CompletedSends &) = delete;

	/* Whether a binding of this adapter has the list out; it has not any more. Any pointer. */
	bool can_take(NET_BUFFER_LIST *list);
	/* That list, whose Next is free from here on. */
	void take(NET_BUFFER_LIST *list);

private:
	void flush();

	Adapter &adapter_;
	Binding *next_ = nullptr;	/* of can_take(); referenced, as the other */
	Binding *binding_ = nullptr;
	NET_BUFFER_LIST *first_ = nullptr;
	NET_BUFFER_LIST *last_ = nullptr;
	u32 count_ = 0;
};

} /* namespace ww */
