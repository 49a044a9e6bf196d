/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requestor: the thread that has made an operation. Its task is kept, so it can be asked in any other
 * thread, and also when it has ended.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

struct Requestor {
	void *task;		/* kept until requestor_drop() */
	bool is_32bit;		/* it was in a system call of a 32-bit program */
};

/* The current thread. */
Requestor requestor_current();
/* Another one of the same thread. Any IRQL. */
Requestor requestor_copy(const Requestor &requestor);
void requestor_drop(const Requestor &requestor);

} /* namespace ww */
