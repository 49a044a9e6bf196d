/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDF work items, as the other files of the framework see them.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

/*
 * If this thread is in the routine of a work item that is @object or below it: defers the deletion
 * of @object, which the caller owns, until the routine has returned, and returns true.
 */
bool object_delete_after_run(Object &object);

/* True if this thread is in such a routine. */
bool current_run_is_below(const Object &object) WW_REQUIRES(tree_lock);

} /* namespace ww::wdf */
