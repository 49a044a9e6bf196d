/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of descriptors: those of resources in a WDFCMRESLIST, and those of requirements in a WDFIORESLIST.
 *
 * A driver that asks for a descriptor gets a copy of it, so that nothing comes of a write to it. The copy stays as long
 * as the descriptor is in the list.
 */
#pragma once

#include "handle.hpp"

namespace ww::wdf {

/* Of a list, or of all lists of an IRP. Only the thread that calls the driver for it changes these. */
struct Access {
	bool may_change;		/* the driver may add and remove */
	bool has_changed;		/* it has */
};

struct DescriptorEntry;

struct DescriptorList : Object {
	u32 bytes;			/* of a descriptor */
	Access *access;
	DescriptorEntry *first WW_GUARDED_BY(tree_lock);
	ULONG count WW_GUARDED_BY(tree_lock);
};

/* A new list is empty. */
inline void descriptors_init(DescriptorList &list, u32 bytes, Access &access)
{
	list.bytes = bytes;
	list.access = &access;
}

/* Object::kind().finalise, and for a list that is filled again. */
void descriptors_clear(Object &list);

/* Appends a copy, of the framework's own. False without memory. <= DISPATCH_LEVEL, as all below. */
bool descriptors_append(DescriptorList &list, const void *descriptor);

/* Writes all descriptors, in their order, if there are no more than @room. Returns how many there are. */
ULONG descriptors_write(DescriptorList &list, void *to, ULONG room);

/*
 * For the functions of drivers. The list is null after a report, and then they fail. A null descriptor is reported;
 * a list that may not be changed, and a descriptor that is not there, have a line in the log.
 */
NTSTATUS descriptors_insert(CallSite call, DescriptorList *list, const void *descriptor, ULONG index);
ULONG descriptors_count(DescriptorList *list);
void *descriptors_get(DescriptorList *list, ULONG index);
void descriptors_update(CallSite call, DescriptorList *list, const void *descriptor, ULONG index);
void descriptors_remove(CallSite call, DescriptorList *list, ULONG index);
void descriptors_remove_equal(CallSite call, DescriptorList *list, const void *descriptor);

/* False, with a line in the log, if the driver may not change what @access is of. */
bool check_access(CallSite call, const Object &list, const Access &access);

} /* namespace ww::wdf */
