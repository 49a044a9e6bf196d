/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads of drivers, handles, and the rest of the platform.
 */
#include "state.hpp"
#include "linux/handle.h"
#include "linux/routine.h"
#include "linux/thread.h"

#include <vector>

using sim::machine;

namespace {

std::vector<void *> handles;		/* by handle; 0 is none */

} /* namespace */

namespace sim::platform {

void handles_reset()
{
	handles.assign(1, nullptr);
}

} /* namespace sim::platform */

extern "C" {

int ww_thread_start(void *argument, const char *, void **task)
{
	sim::platform::might_sleep(__builtin_return_address(0));
	sim::point(__builtin_return_address(0));
	if (!sim::platform::has_memory())
		return -WW_ENOMEM;
	*task = machine.create("thread", ww_thread_main, argument, -1);
	return 0;
}

void ww_thread_end(void)
{
	machine.finish();
}

void ww_task_put(void *) {}

void *ww_task_find(ww_u32)
{
	return nullptr;
}

bool ww_task_get_live(const void *, ww_s64)
{
	return true;
}

ww_u32 ww_task_id(const void *task)
{
	return static_cast<const sim::Context *>(task)->number;
}

bool ww_task_sleeps(const void *)
{
	return false;
}

ww_s32 ww_task_nice(const void *task)
{
	return static_cast<const sim::Context *>(task)->nice;
}

void ww_task_set_nice(void *task, ww_s32 nice)
{
	static_cast<sim::Context *>(task)->nice = nice;
}

/* The machine has no list of exports. */
void *ww_find_routine(const char *)
{
	return nullptr;
}

void *ww_find_filter_routine(const char *)
{
	return nullptr;
}

/* Each of these is one step, since Linux holds a lock. */
ww_u32 ww_handle_create(void *body)
{
	sim::platform::might_sleep(__builtin_return_address(0));
	sim::point(__builtin_return_address(0));
	if (!sim::platform::has_memory())
		return 0;
	handles.push_back(body);
	return handles.size() - 1;
}

void *ww_handle_find(ww_u32 handle, void (*reference)(void *body))
{
	sim::point(__builtin_return_address(0));
	void *const body = handle < handles.size() ? handles[handle] : nullptr;

	if (body)
		reference(body);
	return body;
}

void *ww_handle_remove(ww_u32 handle)
{
	sim::point(__builtin_return_address(0));
	if (handle >= handles.size())
		return nullptr;
	void *const body = handles[handle];

	handles[handle] = nullptr;
	return body;
}

bool ww_handle_remove_if(ww_u32 handle, void *body)
{
	sim::point(__builtin_return_address(0));
	if (handle >= handles.size() || handles[handle] != body)
		return false;
	handles[handle] = nullptr;
	return true;
}

void *ww_handle_remove_any(void)
{
	sim::point(__builtin_return_address(0));
	for (void *&place : handles) {
		if (void *const body = place) {
			place = nullptr;
			return body;
		}
	}
	return nullptr;
}

} /* extern "C" */
