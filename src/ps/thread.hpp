/* SPDX-License-Identifier: GPL-2.0 */
/*
 * System threads, and the current thread.
 */
#pragma once

#include "ob/object.hpp"

namespace ww {

extern const ObjectType thread_type;

/*
 * Returns the body of the current thread's object. Null for a thread that PsCreateSystemThread did
 * not create.
 */
void *current_thread_object();

/* The Linux task of a PETHREAD. */
const void *task_of_thread(const void *thread);

/* Writes the running system threads of @driver to the log. */
void threads_describe(const void *driver);

/* A system thread calls it with its task before it ends, at PASSIVE_LEVEL. */
using AtThreadEnd = void (*)(const void *task);

void threads_init(AtThreadEnd at_end);

} /* namespace ww */
