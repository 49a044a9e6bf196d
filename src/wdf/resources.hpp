/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFCMRESLIST: the lists of hardware resources that the callbacks of a device get.
 */
#pragma once

#include <winwork/io/resources.h>

#include "descriptors.hpp"
#include "device.hpp"

namespace ww::wdf {

struct ResourceList : DescriptorList {
	static const Class kClass;

	Access own;
};

/* Gives a new device its lists, which are empty. False without memory. */
bool resources_init(Device &device);

/*
 * Copies the descriptors of IRP_MN_START_DEVICE; null: there are none. The driver may change them then, or not. False
 * without memory.
 */
bool resources_assign(ResourceList &list, const CM_RESOURCE_LIST *assigned, bool may_change);

/* The resource with this index, until the list changes; null behind the last one. */
const CM_PARTIAL_RESOURCE_DESCRIPTOR *resource_at(ResourceList &list, ULONG index);

} /* namespace ww::wdf */
