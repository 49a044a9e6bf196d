/* SPDX-License-Identifier: GPL-2.0 */
/*
 * System threads, and the current thread.
 */
#pragma once

#include "ob/image.hpp"
#include "ob/object.hpp"

namespace ww {

extern const ObjectType thread_type;

/* Ordinary threads: priority 8 (of 0 to 31) on Windows, nice value 0 (of 19 to -20) on Linux. */
constexpr s32 kNormalPriority = 8;
constexpr s32 kStepsBelow = 7;			/* 1 to 8, and 8 to 15 */

constexpr s32 priority_of_nice(s32 nice)
{
	return nice <= 0 ? kNormalPriority - (nice * kStepsBelow - 10) / 20
			 : kNormalPriority - (nice * kStepsBelow + 9) / 19;
}

/*
 * Returns the body of the current thread's object. Null for a thread that PsCreateSystemThread did
 * not create.
 */
void *current_thread_object();

/* The Linux task of a PETHREAD. */
const void *task_of_thread(const void *thread);

/* The object of the system thread whose task that is, with a reference for ObDereferenceObject; or null. */
void *thread_object_of(const void *task);

/* Writes the running system threads of @driver to the log. */
void threads_describe(const void *driver);

/* A system thread calls it with its task before it ends, at PASSIVE_LEVEL. */
using AtThreadEnd = void (*)(const void *task);

void threads_init(AtThreadEnd at_end);

/* The references that drivers have on threads which they have looked up. */
void found_threads_init();
void found_threads_report_left(const _WINWORK_IMAGE &image);
void found_threads_exit();

} /* namespace ww */
