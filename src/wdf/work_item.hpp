/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items, as the tree sees them.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

/*
 * True when this thread runs the routine of a work item that belongs to @object: @object is deleted
 * when that has returned.
 */
bool object_delete_after_run(Object &object);

/* The question alone. Under the tree's lock. */
bool current_run_is_below(const Object &object);

} /* namespace ww::wdf */
