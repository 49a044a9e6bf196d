/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What child lists do with descriptions, by the driver's callbacks if it has them. Under the lock of the list, but for the
 * last one.
 */
#pragma once

#include "child_list.hpp"

namespace ww::wdf {

/* The same for those that are alike: 0 if the driver compares. */
u64 description_hash(const ChildList &list, const Identification &id);
bool descriptions_alike(ChildList &list, Identification &first, Identification &second);

/* Over a description of an entry, or one of the driver's. */
void description_copy(ChildList &list, Identification &to, Identification &from);
void description_copy(ChildList &list, Address &to, Address &from);
/* To that of a new entry. */
NTSTATUS description_duplicate(ChildList &list, Identification &to, Identification &from);
NTSTATUS description_duplicate(ChildList &list, Address &to, Address &from);

/* Those of an entry, which is about to be freed. */
void descriptions_clean_up(ChildEntry &entry);

} /* namespace ww::wdf */
