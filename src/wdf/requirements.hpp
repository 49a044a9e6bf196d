/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFIORESREQLIST: what IRP_MN_FILTER_RESOURCE_REQUIREMENTS brings, for a callback of the driver. It lives as long as the
 * callback. Each of its lists is a WDFIORESLIST, a child of it, and so is one that the driver makes. What the driver takes
 * out, and what it cannot put in, is deleted.
 */
#pragma once

#include <winwork/io/resources.h>

#include "descriptors.hpp"
#include "device.hpp"

namespace ww::wdf {

struct RequirementList;

struct Requirements : Object {
	static const Class kClass;

	Access access;
	INTERFACE_TYPE interface_type;
	ULONG bus;
	ULONG slot;
	RequirementList *first WW_GUARDED_BY(tree_lock);
	ULONG count WW_GUARDED_BY(tree_lock);
};

struct RequirementList : DescriptorList {
	static const Class kClass;

	Requirements *owner;		/* with a reference */
	RequirementList *next WW_GUARDED_BY(tree_lock);
	bool is_in WW_GUARDED_BY(tree_lock);
};

/* Copies @from, which fits, or, for null, makes one without lists. Null without memory. PASSIVE_LEVEL, as the others. */
Requirements *requirements_create(Device &device, const IO_RESOURCE_REQUIREMENTS_LIST *from);

/* The same as pool for the IRP; null without lists, and without memory. */
IO_RESOURCE_REQUIREMENTS_LIST *requirements_write(Requirements &requirements);

/* The callback has returned. */
void requirements_end(Requirements &requirements);

} /* namespace ww::wdf */
