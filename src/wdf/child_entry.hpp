/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The entries of a child list, for child_list.cpp. Under the lock of the list unless stated. Their stages stand in
 * child_list.hpp.
 */
#pragma once

#include "child_list.hpp"

namespace ww::wdf {

/* The lock of a list. Entries that lose their last reference meanwhile are freed after it. */
class ListGuard {
public:
	explicit ListGuard(ChildList &list);
	~ListGuard();
	ListGuard(const ListGuard &) = delete;
	ListGuard &operator=(const ListGuard &) = delete;

	/* Drops a reference of an entry of the list. */
	void put(ChildEntry &entry);
	/* The manager is to ask again. */
	void tell() { tells_ = true; }

private:
	ChildList &list_;
	KIRQL irql_;
	bool tells_ = false;
	ChildEntry *unused_ = nullptr;
};

/* The newest one that is alike; or null. */
ChildEntry *entry_find(ChildList &list, Identification &id);
/* STATUS_OBJECT_NAME_EXISTS if it is there; then it gets the address. */
NTSTATUS entry_add(ListGuard &guard, ChildList &list, const Description &description);
/* -> left. */
void entry_leave(ListGuard &guard, ChildEntry &entry);
/* Returns a PDO for pdo_drop_missing(); null if there is none that is not missing. */
Pdo *entry_make_missing(ListGuard &guard, ChildEntry &entry);

/* Without the lock: the child of @pdo, which may be null, is missing. Drops the reference. */
void pdo_drop_missing(Pdo *pdo);
/* Without the lock: drops those that have left while the list was pinned, if it is not any more. */
void entries_drop_leaving(ChildList &list);

} /* namespace ww::wdf */
