/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs and their requests: the machine has none. So nothing waits for a request, and no node is made.
 */
#include "linux/done.h"
#include "linux/exec.h"
#include "linux/node.h"
#include "linux/process.h"
#include "linux/reboot.h"
#include "linux/registry.h"
#include "linux/listing.h"
#include "linux/request.h"
#include "linux/task_events.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "linux/watch.h"

#include <cstdlib>

ww_u32 ww_cancel_timeout = 300;
ww_u32 ww_max_transfer = 64 << 20;
ww_u32 ww_stuck_timeout = 0;

void ww_watch_start(void)
{
}

void ww_watch_stop(void)
{
}

void ww_task_show(const void *)
{
}

void ww_done_init(struct ww_done *)
{
}

void ww_done_set(struct ww_done *)
{
}

bool ww_done_wait_interruptible(struct ww_done *)
{
	abort();
}

bool ww_done_wait_killable(struct ww_done *)
{
	abort();
}

bool ww_done_wait_killable_for(struct ww_done *, ww_u32)
{
	abort();
}

bool ww_done_wait(struct ww_done *, ww_u32)
{
	abort();
}

void ww_later(struct ww_later *, void (*)(struct ww_later *))
{
	abort();
}

void ww_later_patiently(struct ww_later *, void (*)(struct ww_later *))
{
	abort();
}

void ww_delayed_init(struct ww_delayed *, void (*)(struct ww_delayed *))
{
}

void ww_delayed_start(struct ww_delayed *, ww_u32)
{
	abort();
}

void ww_delayed_stop(struct ww_delayed *)
{
}

void ww_kiocb_begin(struct ww_kiocb *, void *)
{
	abort();
}

void ww_kiocb_complete(struct ww_kiocb *, ww_s64)
{
	abort();
}

int ww_later_init()
{
	return 0;
}

void ww_later_exit()
{
}

bool ww_thread_is_killed()
{
	return false;
}

bool ww_call_is_32bit()
{
	return false;
}

void *ww_user_buffer(ww_size)
{
	return nullptr;
}

void ww_user_buffer_free(void *buffer)
{
	if (buffer)
		abort();
}

void *ww_task_process(const void *task)
{
	return const_cast<void *>(task);
}

ww_u32 ww_process_id(const void *)
{
	return 1;
}

ww_u32 ww_task_process_id(const void *)
{
	return 1;
}

ww_u32 ww_parent_process_id()
{
	abort();
}

void ww_execs_watch()
{
}

void ww_execs_unwatch()
{
}

const void *ww_exec_file(const struct ww_exec *)
{
	abort();
}

const char *ww_exec_path(const struct ww_exec *, char *, ww_size)
{
	abort();
}

ww_s64 ww_exec_arguments(const struct ww_exec *, char *, ww_size)
{
	abort();
}

void ww_process_watch_begin(struct ww_process_watch *, const struct ww_exec *)
{
	abort();
}

void ww_process_watch_end(struct ww_process_watch *)
{
	abort();
}

bool ww_process_watch_is_of(const struct ww_process_watch *, const struct ww_exec *)
{
	abort();
}

void *ww_process_watch_task(const struct ww_process_watch *)
{
	abort();
}

int ww_threads_watch()
{
	return 0;
}

void ww_threads_unwatch()
{
}

int ww_images_watch()
{
	return 0;
}

void ww_images_unwatch()
{
}

void ww_image_get(void *)
{
	abort();
}

void ww_image_put(void *)
{
	abort();
}

int ww_image_path(void *, char *, ww_size, const char **)
{
	abort();
}

bool ww_task_exit_code(const void *, bool, ww_u32 *)
{
	return false;
}

void *ww_process_leader(const void *)
{
	return nullptr;
}

void *ww_process_memory(const void *)
{
	abort();
}

void ww_process_memory_put(void *)
{
	abort();
}

void *ww_memory_use(void *)
{
	abort();
}

bool ww_is_process(const void *)
{
	return false;
}

void *ww_process_find(ww_u32)
{
	return nullptr;
}

int ww_process_read(const void *, struct ww_process_facts *)
{
	return -3;			/* ESRCH */
}

int ww_process_kill(const void *)
{
	return -3;			/* ESRCH */
}

int ww_process_image(const void *, char *, ww_size, const char **)
{
	return -3;			/* ESRCH */
}

ww_u32 ww_task_login(const void *)
{
	return 0;
}

void ww_task_name(const void *, char (*name)[16])
{
	(*name)[0] = '\0';
}

void ww_task_get(void *)
{
}

bool ww_operations_try_get(const void *)
{
	return true;
}

void ww_operations_get(const void *)
{
}

void ww_operations_put(const void *)
{
}

void ww_debug_print(void *, const char *, ...)
{
}

void ww_line_text(struct ww_line *, const char *, const char *)
{
}

void ww_line_number(struct ww_line *, const char *, ww_u64)
{
}

void ww_lists_create(struct dentry *)
{
}

void ww_debug_init()
{
}

void ww_debug_exit()
{
}

void ww_turn_init(struct ww_turn *, enum ww_turn_class)
{
}

void ww_turn_wait(struct ww_turn *)
{
}

bool ww_turn_take(struct ww_turn *)
{
	return true;
}

void ww_turn_end(struct ww_turn *)
{
}

bool ww_registry_file_get(const char *, struct ww_registry_file *)
{
	return false;
}

void ww_registry_file_put(const struct ww_registry_file *)
{
	abort();
}

ww_s32 ww_node_create(const struct ww_node *)
{
	abort();
}

void ww_node_destroy(ww_s32)
{
	abort();
}

int ww_nodes_init()
{
	return 0;
}

void ww_nodes_exit()
{
}

ww_s32 ww_reboot_watch(void (*)())
{
	return 0;
}

void ww_reboot_unwatch()
{
}

ww_s32 ww_panic_watch(void (*)())
{
	return 0;
}

void ww_panic_unwatch()
{
}
