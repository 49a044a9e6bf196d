/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFCMRESLIST: the lists of hardware resources that the callbacks of a device get.
 */
#pragma once

#include <winwork/io/resources.h>

#include "device.hpp"

namespace ww::wdf {

/* Under tree_lock, since a driver may change it at <= DISPATCH_LEVEL. */
struct ResourceList : Object {
	static const Class kClass;
	static constexpr ULONG kMost = 64;

	ULONG count;
	CM_PARTIAL_RESOURCE_DESCRIPTOR descriptors[kMost];
};

/* Gives a new device its lists, which are empty. False without memory. */
bool resources_init(Device &device);

/* Copies the descriptors of IRP_MN_START_DEVICE; null: there are none. */
void resources_assign(ResourceList &list, const CM_RESOURCE_LIST *assigned);

} /* namespace ww::wdf */
