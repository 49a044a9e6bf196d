/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The watch for stuck routines. Every few seconds it looks at what each worker runs, at the queues whose items wait,
 * and at the waits for routines that are noted (base/wait_note.hpp). What stays for the seconds of the parameter
 * stuck_timeout is named once in the log, with what it waits for, step by step, and its stack.
 *
 * A queue call and a worker do nothing for that. Of a worker the watch sets one bit in a word that the worker stores
 * before each routine (Worker::kSeen), and compares what it names. Of a queue it compares the number of items that have
 * begun.
 */
#pragma once

#include "base/live_task.hpp"
#include "base/types.hpp"

namespace ww {

/* Called at the end of each look, for what layers above watch. In nanoseconds. */
using LookAtOthers = void (*)(s64 now, s64 limit);

/* Begins to look. */
void watch_init(LookAtOthers look_at_others);

/*
 * Prints what @thread waits for, and what that waits for, behind the line of a report; then its stack, or that it has
 * ended.
 */
void watch_tell_waits(const LiveTask &thread);

} /* namespace ww */
