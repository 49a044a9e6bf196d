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
bool run_takes_over(Object &object);

/* The question alone. Under the tree's lock. */
bool runs_below(const Object &object);

} /* namespace ww::wdf */
