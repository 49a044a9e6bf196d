/* SPDX-License-Identifier: GPL-2.0 */
/*
 * System threads, and the thread that is running.
 */
#pragma once

#include "ob/object.hpp"

namespace ww {

extern const ObjectType thread_type;

/* The body of the current thread's object, or null if it was not made by PsCreateSystemThread. */
void *current_thread_object();

/* Says in the log which threads of @driver run. */
void threads_describe(const void *driver);

void threads_init();

} /* namespace ww */
