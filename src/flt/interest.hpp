/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which operations some instance on a volume wants to see. An operation that none wants is not built:
 * that costs its sender a test of a mask.
 *
 * An instance counts from the time when it gets operations. An operation of a kind that has come into
 * the mask since its call began is not shown; that instance was not attached when the call began.
 */
#pragma once

#include "filter_manager.hpp"

namespace ww {

/* Reads and writes are of three kinds, since registration flags skip each of them. */
enum class Way : u8 {
	cached,			/* and all other operations */
	noncached,
	paging,
};

bool volume_wants(PFLT_VOLUME volume, UCHAR major, Way way = Way::cached);

/* Count an instance that gets operations from now on; or that gets no more. Under the volume's lock. */
void interest_add(PFLT_INSTANCE instance) WW_REQUIRES(instance->volume->lock);
void interest_remove(PFLT_INSTANCE instance) WW_REQUIRES(instance->volume->lock);

} /* namespace ww */
