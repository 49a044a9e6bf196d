/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The platform. Each function of its headers, in src/linux, that other code could notice is a
 * switch point, also with interrupts off. A function that turns something off is a switch point if
 * it was on. A function that may sleep in Linux is a violation where nothing may sleep.
 */
#include "bench.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>

#include <gtest/gtest.h>

#include "linux/address.h"
#include "linux/affinity.h"
#include "linux/alarm.h"
#include "linux/cpu.h"
#include "linux/dpc.h"
#include "linux/ex_spinlock.h"
#include "linux/exception.h"
#include "linux/fast_call.h"
#include "linux/fault.h"
#include "linux/handle.h"
#include "linux/irq_context.h"
#include "linux/lock.h"
#include "linux/memory.h"
#include "linux/memory_state.h"
#include "linux/module.h"
#include "linux/print.h"
#include "linux/routine.h"
#include "linux/spinlock.h"
#include "linux/stack.h"
#include "linux/stall_timer.h"
#include "linux/thread.h"
#include "linux/thread_baseline.h"
#include "linux/time.h"
#include "linux/types.h"
#include "linux/user_mapping.h"
#include "linux/user_pages.h"
#include "linux/wait.h"
#include "linux/workqueue.h"

using sim::machine;
using sim::test::Bench;

namespace {

enum class Kind {
	step,		/* a switch point wherever it may be called */
	task,		/* the same, for a task with nothing turned off */
	sleeps,		/* the same, and a violation for any other caller */
	off,		/* a switch point when it turns something off that was on */
	quiet,		/* others cannot notice it, or it may as well happen later */
	whole,		/* for the whole module, at its start or end */
	inlined,	/* atomic operations in the header itself */
	theirs,		/* implemented by the code under test */
};

struct Entry {
	Kind kind;
	void (*call)() = nullptr;
};

alignas(64) char thing[256];		/* of any type that the call needs */
std::uint64_t before;
std::uint64_t steps;			/* of the call */
bool interrupts_off;

void begin()
{
	machine.running->interrupts = interrupts_off;
	before = machine.decisions;
}

void end()
{
	steps = machine.decisions - before;
}

bool always(void *) { return true; }
void nobody(void *) {}

template <typename T>
T *storage()
{
	return reinterpret_cast<T *>(thing);
}

/* The objects of the call exist before begin(). */
#define CALL(setup, call) [] { setup; begin(); call; end(); }

const std::map<std::string, Entry> entries = {
	{ "ww_alloc", { Kind::step, CALL(, ww_alloc(8)) } },
	{ "ww_zalloc", { Kind::step, CALL(, ww_zalloc(8)) } },
	{ "ww_alloc_surely", { Kind::step, CALL(, ww_alloc_surely(WW_MEMORY_ZEROED, 8)) } },
	{ "ww_alloc_waiting", { Kind::whole } },
	{ "ww_no_io_begin", { Kind::whole } },
	{ "ww_no_io_end", { Kind::whole } },
	{ "ww_fault", { Kind::inlined } },
	{ "ww_fault_is_due", { Kind::quiet, CALL(, ww_fault_is_due(8, 0)) } },
	{ "ww_free", { Kind::step, CALL(void *block = ww_alloc(8), ww_free(block)) } },
	{ "ww_free_large", { Kind::step, CALL(void *block = ww_alloc(8), ww_free_large(block)) } },
	{ "ww_free_when_unread",
	  { Kind::step,
	    CALL(void *block = ww_alloc(8), ww_free_when_unread(storage<ww_unread>(), block)) } },
	{ "ww_cpu_may_help", { Kind::step, CALL(, ww_cpu_may_help(0, 1)) } },
	{ "ww_on_active_cpu", { Kind::step, CALL(, ww_on_active_cpu(0)) } },
	{ "ww_cpus_online", { Kind::step, CALL(, ww_cpus_online(0)) } },
	{ "ww_cpus_online_count", { Kind::step, CALL(, ww_cpus_online_count()) } },
	{ "ww_cpu_next_active", { Kind::step, CALL(, ww_cpu_next_active(0)) } },
	{ "ww_lock_acquire", { Kind::step, CALL(, ww_lock_acquire(storage<ww_lock>())) } },
	{ "ww_lock_acquire_inside",
	  { Kind::step,
	    CALL(ww_interrupts_disable(), ww_lock_acquire_inside(storage<ww_lock>(), 0)) } },
	{ "ww_lock_try_acquire",
	  { Kind::step, CALL(ww_uptr state, ww_lock_try_acquire(storage<ww_lock>(), &state)) } },
	{ "ww_work_start",
	  { Kind::step, CALL(ww_workqueues_create();
			     ww_work_init(storage<ww_work>()),
			     ww_work_start(WW_WORKQUEUE_LOCAL, 0, storage<ww_work>())) } },
	{ "ww_work_take_back",
	  { Kind::step, CALL(ww_workqueues_create(); ww_work_init(storage<ww_work>());
			     ww_work_start(WW_WORKQUEUE_LOCAL, 0, storage<ww_work>()),
			     (ww_interrupts_disable(), ww_work_take_back(storage<ww_work>()))) } },
	{ "ww_work_start_and_enable_interrupts",
	  { Kind::step, CALL(ww_workqueues_create();
			     ww_work_init(storage<ww_work>()),
			     ww_work_start_and_enable_interrupts(WW_WORKQUEUE_LOCAL, 0,
								 storage<ww_work>())) } },
	{ "ww_stall_timer_start",
	  { Kind::step, CALL(ww_stall_timer_init(storage<ww_stall_timer>()),
			     ww_stall_timer_start(storage<ww_stall_timer>(), 1)) } },
	{ "ww_gate_wake", { Kind::step, CALL(, ww_gate_wake()) } },
	{ "ww_address_wake", { Kind::step, CALL(, ww_address_wake(thing)) } },
	{ "ww_wake", { Kind::step, CALL(, ww_wake(machine.running)) } },
	{ "ww_spin_last_held", { Kind::quiet, CALL(, ww_spin_last_held(nullptr, nullptr)) } },
	{ "ww_spin_acquire", { Kind::step, CALL(, ww_spin_acquire(thing, nullptr)) } },
	{ "ww_spin_try_acquire", { Kind::step, CALL(, ww_spin_try_acquire(thing, nullptr)) } },
	{ "ww_spin_is_free", { Kind::step, CALL(, ww_spin_is_free(thing)) } },
	{ "ww_spin_interlock",
	  { Kind::step, CALL(ww_uptr state, ww_spin_interlock(thing, &state)) } },
	{ "ww_ex_spin_acquire",
	  { Kind::step, CALL(, ww_ex_spin_acquire(thing, WW_EX_SPIN_SHARED, false)) } },
	{ "ww_ex_spin_try_convert",
	  { Kind::step, CALL(ww_ex_spin_acquire(thing, WW_EX_SPIN_SHARED, false),
			     ww_ex_spin_try_convert(thing)) } },
	{ "ww_stall", { Kind::step, CALL(, ww_stall(1)) } },
	{ "ww_alarm_set", { Kind::step, CALL(ww_alarms_init(), ww_alarm_set(WW_CLOCK_REAL, 1)) } },
	{ "ww_dpc_raise", { Kind::step, CALL(, ww_dpc_raise(0)) } },
	{ "ww_handle_find",
	  { Kind::step,
	    CALL(ww_u32 handle = ww_handle_create(thing), ww_handle_find(handle, nobody)) } },
	{ "ww_handle_remove",
	  { Kind::step, CALL(ww_u32 handle = ww_handle_create(thing), ww_handle_remove(handle)) } },
	{ "ww_handle_remove_if",
	  { Kind::step,
	    CALL(ww_u32 handle = ww_handle_create(thing), ww_handle_remove_if(handle, thing)) } },
	{ "ww_handle_remove_any", { Kind::step, CALL(, ww_handle_remove_any()) } },

	{ "ww_yield", { Kind::task, CALL(, ww_yield()) } },
	/* It continues only after a step of another context. */
	{ "ww_relax", { Kind::task } },
	{ "ww_thread_settle",
	  { Kind::task, CALL(ww_thread_baseline baseline = {}, ww_thread_settle(&baseline)) } },
	{ "ww_worker_park", { Kind::inlined } },
	{ "ww_gate_wait", { Kind::task, CALL(, ww_gate_wait(always, nullptr)) } },
	{ "ww_gate_wait_for", { Kind::task, CALL(, ww_gate_wait_for(always, nullptr, 1)) } },
	{ "ww_address_wait", { Kind::task, CALL(, ww_address_wait(thing, always, nullptr)) } },
	{ "ww_address_wait_for",
	  { Kind::task, CALL(, ww_address_wait_for(thing, always, nullptr, 1)) } },
	{ "ww_address_wait_patient",
	  { Kind::task, CALL(, ww_address_wait_patient(thing, always, nullptr, 1)) } },
	{ "ww_sleep_while",
	  { Kind::task,
	    CALL(, ww_sleep_while(storage<ww_u32>(), 1, WW_CLOCK_REAL, WW_FOREVER, 0)) } },

	{ "ww_zalloc_sleeping", { Kind::sleeps, CALL(, ww_zalloc_sleeping(8)) } },
	{ "ww_zalloc_large", { Kind::sleeps, CALL(, ww_zalloc_large(8)) } },
	{ "ww_thread_start",
	  { Kind::sleeps, CALL(void *task, ww_thread_start(nullptr, "", &task)) } },
	{ "ww_find_routine", { Kind::quiet, CALL(, ww_find_routine("word")) } },
	{ "ww_find_filter_routine", { Kind::quiet, CALL(, ww_find_filter_routine("word")) } },
	{ "ww_handle_create", { Kind::sleeps, CALL(, ww_handle_create(thing)) } },
	{ "ww_stall_timer_cancel",
	  { Kind::sleeps, CALL(ww_stall_timer_init(storage<ww_stall_timer>()),
			       ww_stall_timer_cancel(storage<ww_stall_timer>())) } },
	{ "ww_reaper_cancel", { Kind::sleeps, CALL(ww_workqueues_create(), ww_reaper_cancel()) } },
	{ "ww_workqueues_flush",
	  { Kind::sleeps, CALL(ww_workqueues_create(), ww_workqueues_flush()) } },
	{ "ww_alarms_exit", { Kind::sleeps, CALL(ww_alarms_init(), ww_alarms_exit()) } },
	{ "ww_dpcs_exit", { Kind::sleeps, CALL(, ww_dpcs_exit()) } },

	{ "ww_interrupts_disable", { Kind::off, CALL(, ww_interrupts_disable()) } },
	{ "ww_interrupts_save", { Kind::off, CALL(, ww_interrupts_save()) } },
	{ "ww_bottom_halves_disable", { Kind::off, CALL(, ww_bottom_halves_disable()) } },
	{ "ww_preemption_disable", { Kind::off, CALL(, ww_preemption_disable()) } },
	{ "ww_fast_begin", { Kind::off, CALL(, ww_fast_begin()) } },

	{ "ww_interrupts_enable", { Kind::quiet, CALL(, ww_interrupts_enable()) } },
	{ "ww_interrupts_restore", { Kind::quiet, CALL(, ww_interrupts_restore(0)) } },
	{ "ww_bottom_halves_enable",
	  { Kind::quiet, CALL(ww_bottom_halves_disable(), ww_bottom_halves_enable()) } },
	{ "ww_preemption_enable",
	  { Kind::quiet, CALL(ww_preemption_disable(), ww_preemption_enable()) } },
	{ "ww_context_restore", { Kind::quiet, CALL(, ww_context_restore()) } },
	{ "ww_lock_assert_held",
	  { Kind::quiet,
	    CALL(ww_lock_acquire(storage<ww_lock>()), ww_lock_assert_held(storage<ww_lock>())) } },
	{ "ww_lock_release",
	  { Kind::quiet, CALL(ww_uptr state = ww_lock_acquire(storage<ww_lock>()),
			      ww_lock_release(storage<ww_lock>(), state)) } },
	{ "ww_spin_release",
	  { Kind::quiet, CALL(ww_spin_acquire(thing, nullptr), ww_spin_release(thing)) } },
	{ "ww_spin_interlock_end",
	  { Kind::quiet, CALL(ww_uptr state; ww_spin taken = ww_spin_interlock(thing, &state),
					     ww_spin_interlock_end(thing, taken, state)) } },
	{ "ww_ex_spin_release",
	  { Kind::quiet, CALL(ww_ex_spin_acquire(thing, WW_EX_SPIN_SHARED, false),
			      ww_ex_spin_release(thing, WW_EX_SPIN_SHARED)) } },
	{ "ww_spin_note_raised",
	  { Kind::quiet, CALL(ww_spin_acquire(thing, nullptr), ww_spin_note_raised(thing)) } },
	{ "ww_spin_held", { Kind::quiet, CALL(, ww_spin_held()) } },
	{ "ww_spin_release_held", { Kind::quiet, CALL(, ww_spin_release_held(0)) } },
	{ "ww_context", { Kind::quiet, CALL(, ww_context()) } },
	{ "ww_cpu", { Kind::quiet, CALL(, ww_cpu()) } },
	{ "ww_in_nmi", { Kind::quiet, CALL(, ww_in_nmi()) } },
	{ "ww_in_thread", { Kind::quiet, CALL(, ww_in_thread()) } },
	{ "ww_interrupt_context", { Kind::quiet, CALL(, ww_interrupt_context()) } },
	{ "ww_raised_context", { Kind::quiet, CALL(, ww_raised_context()) } },
	{ "ww_cpu_pointer", { Kind::quiet, CALL(, ww_cpu_pointer()) } },
	{ "ww_cpu_count", { Kind::quiet, CALL(, ww_cpu_count()) } },
	{ "ww_stack_limits",
	  { Kind::quiet, CALL(ww_uptr low; ww_uptr high, ww_stack_limits(&low, &high)) } },
	{ "ww_current_stack", { Kind::quiet, CALL(, ww_current_stack()) } },
	{ "ww_is_on_stack", { Kind::quiet, CALL(, ww_is_on_stack(nullptr, thing)) } },
	{ "ww_frame_has_gone",
	  { Kind::quiet, CALL(, ww_frame_has_gone(nullptr, nullptr, thing)) } },
	{ "ww_bottom_halves_disabled", { Kind::quiet, CALL(, ww_bottom_halves_disabled()) } },
	{ "ww_bottom_halves_enabled", { Kind::quiet, CALL(, ww_bottom_halves_enabled()) } },
	{ "ww_bottom_halves_may_come", { Kind::quiet, CALL(, ww_bottom_halves_may_come()) } },
	{ "ww_interrupts_disabled", { Kind::quiet, CALL(, ww_interrupts_disabled()) } },
	{ "ww_is_awaited", { Kind::quiet, CALL(, ww_is_awaited()) } },
	{ "ww_current_task", { Kind::quiet, CALL(, ww_current_task()) } },
	{ "ww_task_is_kernel_thread", { Kind::quiet, CALL(, ww_task_is_kernel_thread(thing)) } },
	{ "ww_is_pageable", { Kind::quiet, CALL(, ww_is_pageable(thing)) } },
	{ "ww_count_as_initialised", { Kind::quiet, CALL(, ww_count_as_initialised(thing, 1)) } },
	{ "ww_read_any", { Kind::quiet, CALL(char to, ww_read_any(&to, thing, 1)) } },
	{ "ww_is_readable", { Kind::quiet, CALL(, ww_is_readable(thing)) } },
	{ "ww_read_word", { Kind::quiet, CALL(, ww_read_word(thing)) } },
	{ "ww_readable_routine", { Kind::quiet, CALL(, ww_readable_routine(thing)) } },
	{ "ww_stack_pointer", { Kind::quiet, CALL(, ww_stack_pointer()) } },
	{ "ww_without_tag", { Kind::quiet, CALL(, ww_without_tag(0)) } },
	{ "ww_untagged", { Kind::quiet, CALL(, ww_untagged(thing)) } },
	{ "ww_linear_mapping_watch", { Kind::quiet, CALL(, ww_linear_mapping_watch()) } },
	{ "ww_linear_mapping_unwatch", { Kind::quiet, CALL(, ww_linear_mapping_unwatch()) } },
	{ "ww_linear_mapping",
	  { Kind::quiet, CALL(ww_uptr start; ww_uptr bytes, ww_linear_mapping(&start, &bytes)) } },
	{ "ww_item_poison",
	  { Kind::quiet, CALL(void *block = ww_alloc(64), ww_item_poison(block, true)) } },
	{ "ww_zero_bytes", { Kind::quiet, CALL(char zeroes[2] = {}, ww_zero_bytes(zeroes, 2)) } },
	{ "ww_wait_until_freed", { Kind::sleeps, CALL(, ww_wait_until_freed()) } },
	{ "ww_print", { Kind::quiet, CALL(, ww_print(WW_LEVEL_INFO, "word")) } },
	{ "ww_print_raw", { Kind::quiet, CALL(, ww_print_raw("word")) } },
	{ "ww_knows_variables", { Kind::quiet, CALL(, ww_knows_variables()) } },
	{ "ww_format", { Kind::quiet, CALL(, ww_format(thing, sizeof(thing), "word")) } },
	{ "ww_vformat", { Kind::quiet } },
	{ "ww_panic", { Kind::quiet } },
	{ "ww_work_init", { Kind::quiet, CALL(, ww_work_init(storage<ww_work>())) } },
	{ "ww_lock_init", { Kind::quiet, CALL(, ww_lock_init(storage<ww_lock>(), WW_LOCK_DPC)) } },
	{ "ww_stall_timer_init",
	  { Kind::quiet, CALL(, ww_stall_timer_init(storage<ww_stall_timer>())) } },
	{ "ww_current_work", { Kind::quiet, CALL(, ww_current_work()) } },
	{ "ww_in_worker", { Kind::quiet, CALL(, ww_in_worker()) } },
	{ "ww_max_active", { Kind::quiet, CALL(, ww_max_active(true)) } },
	{ "ww_thread_restore",
	  { Kind::quiet, CALL(ww_thread_baseline baseline = {}, ww_thread_restore(&baseline)) } },
	{ "ww_thread_set_nice", { Kind::quiet, CALL(, ww_thread_set_nice(0)) } },
	{ "ww_thread_priority", { Kind::quiet, CALL(, ww_thread_priority(WW_DEFECT_NICE)) } },
	{ "ww_cpus_possible", { Kind::quiet, CALL(, ww_cpus_possible(0)) } },
	{ "ww_node_cpus", { Kind::quiet, CALL(, ww_node_cpus(0, 0)) } },
	{ "ww_node", { Kind::quiet, CALL(, ww_node()) } },
	{ "ww_node_count", { Kind::quiet, CALL(, ww_node_count()) } },
	/* No scenario chooses the CPUs of a thread. */
	{ "ww_affinity_begin", { Kind::quiet } },
	{ "ww_affinity_check", { Kind::quiet } },
	{ "ww_affinity_set", { Kind::quiet } },
	{ "ww_affinity_end", { Kind::quiet } },
	{ "ww_memory_now", { Kind::quiet, CALL(, ww_memory_now()) } },
	{ "ww_time", { Kind::quiet, CALL(, ww_time(WW_CLOCK_REAL)) } },
	{ "ww_time_since_boot", { Kind::quiet, CALL(, ww_time_since_boot()) } },
	{ "ww_stack_trace", { Kind::quiet, CALL(, ww_stack_trace(nullptr, 0, 0, nullptr)) } },
	{ "ww_minutes_west", { Kind::quiet, CALL(, ww_minutes_west()) } },
	{ "ww_tick_length", { Kind::quiet, CALL(, ww_tick_length()) } },
	{ "ww_task_put", { Kind::quiet, CALL(, ww_task_put(machine.running)) } },
	{ "ww_task_id", { Kind::quiet, CALL(, ww_task_id(machine.running)) } },
	{ "ww_task_nice", { Kind::quiet, CALL(, ww_task_nice(machine.running)) } },
	{ "ww_task_set_nice", { Kind::quiet, CALL(, ww_task_set_nice(machine.running, 0)) } },
	{ "ww_module_name", { Kind::whole } },
	{ "ww_percpu_bytes", { Kind::quiet, CALL(, ww_percpu_bytes()) } },
	{ "ww_thread_end", { Kind::quiet } },
	{ "ww_kernel_frame", { Kind::quiet, CALL(ww_u64 frame, ww_kernel_frame(thing, &frame)) } },
	/* The machine has no programs, so these do nothing. */
	{ "ww_user_pages_pin", { Kind::quiet } },
	{ "ww_user_pages_hold", { Kind::quiet } },
	{ "ww_user_pages_release", { Kind::quiet } },
	{ "ww_user_pages_flush", { Kind::quiet } },
	{ "ww_user_pages_address", { Kind::quiet } },
	{ "ww_user_pages_writable", { Kind::quiet } },
	{ "ww_user_pages_dirty", { Kind::quiet } },
	{ "ww_user_pages_owner", { Kind::quiet } },
	{ "ww_user_pages_frame", { Kind::quiet } },
	{ "ww_user_window_create", { Kind::quiet } },
	{ "ww_user_window_hold", { Kind::quiet } },
	{ "ww_user_window_put", { Kind::quiet } },
	{ "ww_user_window_close", { Kind::quiet } },
	{ "ww_user_mapping_create", { Kind::quiet } },
	{ "ww_user_mapping_end", { Kind::quiet } },
	{ "ww_user_mapping_address", { Kind::quiet } },
	{ "ww_user_mapping_is_seen", { Kind::quiet } },
	{ "ww_user_mapping_process", { Kind::quiet } },
	{ "ww_user_process", { Kind::quiet } },
	{ "ww_user_range_writable", { Kind::quiet } },
	{ "ww_is_user_range", { Kind::quiet } },
	{ "ww_user_end", { Kind::quiet } },
	{ "ww_kernel_start", { Kind::quiet } },
	{ "ww_user_memory", { Kind::quiet } },
	{ "ww_copy_from_user", { Kind::quiet } },
	{ "ww_copy_to_user", { Kind::quiet } },
	{ "ww_user_byte_is_there", { Kind::quiet } },
	{ "ww_thread_is_away", { Kind::theirs } },

	{ "ww_cpu_pointer_set", { Kind::whole } },
	{ "ww_workqueues_create", { Kind::whole } },
	{ "ww_workqueues_destroy", { Kind::whole } },
	{ "ww_alarms_init", { Kind::whole } },
	{ "ww_dpcs_init", { Kind::whole } },
	{ "ww_spin_exit", { Kind::whole } },

	/* For exceptions, which no scenario raises. */
	{ "ww_execution_id", { Kind::quiet, CALL(, ww_execution_id()) } },
	{ "ww_stop_context", { Kind::whole } },
	{ "ww_try_entered", { Kind::whole } },
	{ "ww_try_resume", { Kind::whole } },

	/* For requests of programs, which the machine does not have. */
	{ "ww_call_is_32bit", { Kind::whole } },
	{ "ww_thread_is_killed", { Kind::whole } },
	{ "ww_debug_exit", { Kind::whole } },
	{ "ww_debug_init", { Kind::whole } },
	{ "ww_debug_print", { Kind::whole } },
	{ "ww_done_init", { Kind::whole } },
	{ "ww_done_set", { Kind::whole } },
	{ "ww_done_wait", { Kind::whole } },
	{ "ww_done_wait_interruptible", { Kind::whole } },
	{ "ww_done_wait_killable", { Kind::whole } },
	{ "ww_done_wait_killable_for", { Kind::whole } },
	{ "ww_delayed_init", { Kind::whole } },
	{ "ww_delayed_start", { Kind::whole } },
	{ "ww_delayed_stop", { Kind::whole } },
	{ "ww_file_position", { Kind::whole } },
	{ "ww_kiocb_begin", { Kind::whole } },
	{ "ww_kiocb_complete", { Kind::whole } },
	{ "ww_later", { Kind::whole } },
	{ "ww_later_exit", { Kind::whole } },
	{ "ww_later_init", { Kind::whole } },
	{ "ww_later_patiently", { Kind::whole } },
	{ "ww_node_create", { Kind::whole } },
	{ "ww_node_destroy", { Kind::whole } },
	{ "ww_nodes_exit", { Kind::whole } },
	{ "ww_nodes_init", { Kind::whole } },
	{ "ww_operations_get", { Kind::whole } },
	{ "ww_operations_put", { Kind::whole } },
	{ "ww_operations_try_get", { Kind::whole } },
	{ "ww_reboot_unwatch", { Kind::whole } },
	{ "ww_reboot_watch", { Kind::whole } },
	{ "ww_panic_unwatch", { Kind::whole } },
	{ "ww_panic_watch", { Kind::whole } },
	{ "ww_guid_format", { Kind::whole } },
	{ "ww_trace", { Kind::whole } },
	{ "ww_trace_message", { Kind::whole } },
	{ "ww_line_text", { Kind::whole } },
	{ "ww_line_number", { Kind::whole } },
	{ "ww_lists_create", { Kind::whole } },
	{ "ww_trace_fault", { Kind::whole } },
	{ "ww_trace_item_make", { Kind::whole } },
	{ "ww_trace_item_queue", { Kind::whole } },
	{ "ww_trace_item_start", { Kind::whole } },
	{ "ww_trace_item_end", { Kind::whole } },
	{ "ww_trace_item_free", { Kind::whole } },
	{ "ww_trace_worker_arm", { Kind::whole } },
	{ "ww_trace_stall_help", { Kind::whole } },
	{ "ww_trace_dpc_queue", { Kind::whole } },
	{ "ww_trace_dpc_start", { Kind::whole } },
	{ "ww_trace_dpc_end", { Kind::whole } },
	{ "ww_trace_timer_set", { Kind::whole } },
	{ "ww_trace_timer_cancel", { Kind::whole } },
	{ "ww_trace_timer_expire", { Kind::whole } },
	{ "ww_trace_irp_dispatch", { Kind::whole } },
	{ "ww_trace_irp_pend", { Kind::whole } },
	{ "ww_trace_irp_complete", { Kind::whole } },
	{ "ww_trace_irp_cancel", { Kind::whole } },
	{ "ww_trace_pool_allocate", { Kind::whole } },
	{ "ww_trace_pool_free", { Kind::whole } },
	{ "ww_trace_object_make", { Kind::whole } },
	{ "ww_trace_object_end", { Kind::whole } },
	{ "ww_trace_driver_load", { Kind::whole } },
	{ "ww_trace_driver_unload", { Kind::whole } },
	{ "ww_trace_report", { Kind::whole } },
	{ "ww_trace_print", { Kind::whole } },
	{ "ww_history_show", { Kind::whole } },
	{ "ww_history_driver_add", { Kind::whole } },
	{ "ww_history_driver_remove", { Kind::whole } },
	{ "ww_history_start", { Kind::whole } },
	{ "ww_history_stop", { Kind::whole } },
	{ "ww_trace_watch", { Kind::whole } },
	{ "ww_trace_unwatch", { Kind::whole } },
	{ "ww_poll_init", { Kind::whole } },
	{ "ww_poll_wake", { Kind::whole } },
	{ "ww_event_target_get", { Kind::whole } },
	{ "ww_event_target_signal", { Kind::whole } },
	{ "ww_event_target_put", { Kind::whole } },
	{ "ww_event_file_get", { Kind::whole } },
	{ "ww_event_file_put", { Kind::whole } },
	{ "ww_event_source_init", { Kind::whole } },
	{ "ww_event_source_exit", { Kind::whole } },
	{ "ww_event_source_is_set", { Kind::whole } },
	{ "ww_event_source_set", { Kind::whole } },
	{ "ww_event_source_clear", { Kind::whole } },
	{ "ww_named_event_of", { Kind::whole } },
	{ "ww_program_user", { Kind::whole } },
	{ "ww_program_may_be", { Kind::whole } },
	{ "ww_named_event_open", { Kind::theirs } },
	{ "ww_named_event_close", { Kind::theirs } },
	{ "ww_named_event_poll", { Kind::theirs } },
	{ "ww_named_event_is_set", { Kind::theirs } },
	{ "ww_named_event_take", { Kind::theirs } },
	{ "ww_named_event_set", { Kind::theirs } },
	{ "ww_disk_init", { Kind::whole } },
	{ "ww_disk_exit", { Kind::whole } },
	{ "ww_disk_open", { Kind::whole } },
	{ "ww_disk_close", { Kind::whole } },
	{ "ww_disk_read", { Kind::whole } },
	{ "ww_disk_write", { Kind::whole } },
	{ "ww_disk_flush", { Kind::whole } },
	{ "ww_disk_set_length", { Kind::whole } },
	{ "ww_disk_facts", { Kind::whole } },
	{ "ww_disk_below", { Kind::whole } },
	{ "ww_disk_folder", { Kind::whole } },
	{ "ww_fs_init", { Kind::whole } },
	{ "ww_fs_exit", { Kind::whole } },
	{ "ww_lower_transfer", { Kind::whole } },
	{ "ww_lower_open", { Kind::whole } },
	{ "ww_lower_close", { Kind::whole } },
	{ "ww_lower_sync", { Kind::whole } },
	{ "ww_lower_next_data", { Kind::whole } },
	{ "ww_lower_link_text", { Kind::whole } },
	{ "ww_lower_ea", { Kind::whole } },
	{ "ww_lower_ea_names", { Kind::whole } },
	{ "ww_lower_set_ea", { Kind::whole } },
	{ "ww_lower_zero", { Kind::whole } },
	{ "ww_lower_facts", { Kind::whole } },
	{ "ww_lower_changed", { Kind::whole } },
	{ "ww_lower_flush", { Kind::whole } },
	{ "ww_lower_volume_facts", { Kind::whole } },
	{ "ww_lower_open_folder", { Kind::whole } },
	{ "ww_lower_list", { Kind::whole } },
	{ "ww_lower_entry_facts", { Kind::whole } },
	{ "ww_lower_path_text", { Kind::whole } },
	{ "ww_lower_is_folder", { Kind::whole } },
	{ "ww_lower_folder", { Kind::whole } },
	{ "ww_mount_count_watch", { Kind::whole } },
	{ "ww_lower_tell", { Kind::whole } },
	{ "ww_mount_is_watched", { Kind::whole } },
	{ "ww_cache_open", { Kind::whole } },
	{ "ww_cache_find", { Kind::whole } },
	{ "ww_cache_close", { Kind::whole } },
	{ "ww_cache_write_back", { Kind::whole } },
	{ "ww_cache_transfer", { Kind::whole } },
	{ "ww_own_open", { Kind::whole } },
	{ "ww_own_close", { Kind::whole } },
	{ "ww_lower_id_path_text", { Kind::whole } },
	{ "ww_lower_remove", { Kind::whole } },
	{ "ww_lower_check_empty", { Kind::whole } },
	{ "ww_lower_set_size", { Kind::whole } },
	{ "ww_lower_allocate", { Kind::whole } },
	{ "ww_lower_set_attributes", { Kind::whole } },
	{ "ww_lower_rights", { Kind::whole } },
	{ "ww_lower_set_rights", { Kind::whole } },
	{ "ww_lower_rename", { Kind::whole } },
	{ "ww_mount_is_writable", { Kind::whole } },
	{ "ww_mount_has_sections", { Kind::whole } },
	{ "ww_section_create", { Kind::whole } },
	{ "ww_section_put", { Kind::whole } },
	{ "ww_section_size", { Kind::whole } },
	{ "ww_section_may_be_given", { Kind::whole } },
	{ "ww_section_give", { Kind::whole } },
	{ "ww_section_of", { Kind::whole } },
	{ "ww_section_close", { Kind::whole } },
	{ "ww_section_map", { Kind::whole } },
	{ "ww_section_view_address", { Kind::whole } },
	{ "ww_section_view_process", { Kind::whole } },
	{ "ww_section_view_is_seen", { Kind::whole } },
	{ "ww_section_unmap", { Kind::whole } },
	{ "ww_flt_control", { Kind::theirs } },
	{ "ww_volume_create", { Kind::theirs } },
	{ "ww_volume_delete", { Kind::theirs } },
	{ "ww_volume_stop", { Kind::theirs } },
	{ "ww_fs_is_deleting", { Kind::theirs } },
	{ "ww_volume_name", { Kind::theirs } },
	{ "ww_volume_wants", { Kind::theirs } },
	{ "ww_stream_create", { Kind::theirs } },
	{ "ww_stream_delete", { Kind::theirs } },
	{ "ww_file_object_create", { Kind::theirs } },
	{ "ww_file_object_delete", { Kind::theirs } },
	{ "ww_fs_enter_cache", { Kind::theirs } },
	{ "ww_fs_leave_cache", { Kind::theirs } },
	{ "ww_fs_send_create", { Kind::theirs } },
	{ "ww_fs_tell", { Kind::theirs } },
	{ "ww_fs_tell_removal", { Kind::theirs } },
	{ "ww_fs_send_change", { Kind::theirs } },
	{ "ww_fs_send_information", { Kind::theirs } },
	{ "ww_fs_wants_change", { Kind::theirs } },
	{ "ww_fs_send_lock", { Kind::theirs } },
	{ "ww_fs_send_query_ea", { Kind::theirs } },
	{ "ww_fs_send_set_ea", { Kind::theirs } },
	{ "ww_fs_send_transfer", { Kind::theirs } },
	{ "ww_fs_send_flush", { Kind::theirs } },
	{ "ww_files_init", { Kind::theirs } },
	{ "ww_fs_send_close", { Kind::theirs } },
	{ "ww_fs_send_list", { Kind::theirs } },
	{ "ww_fs_send_stat", { Kind::theirs } },
	{ "ww_fs_send_statfs", { Kind::theirs } },
	{ "ww_fs_drop_list", { Kind::theirs } },
	{ "ww_registry_file_get", { Kind::whole } },
	{ "ww_registry_file_put", { Kind::whole } },
	{ "ww_task_get", { Kind::whole } },
	{ "ww_task_get_live", { Kind::whole } },
	{ "ww_task_login", { Kind::whole } },
	{ "ww_task_name", { Kind::whole } },
	{ "ww_task_show", { Kind::whole } },
	{ "ww_task_sleeps", { Kind::whole } },
	{ "ww_watch_start", { Kind::whole } },
	{ "ww_watch_stop", { Kind::whole } },
	{ "ww_process_id", { Kind::whole } },
	{ "ww_execs_watch", { Kind::whole } },
	{ "ww_execs_unwatch", { Kind::whole } },
	{ "ww_exec_begins", { Kind::theirs } },
	{ "ww_exec_path", { Kind::whole } },
	{ "ww_exec_file", { Kind::whole } },
	{ "ww_exec_arguments", { Kind::whole } },
	{ "ww_parent_process_id", { Kind::whole } },
	{ "ww_process_ended", { Kind::theirs } },
	{ "ww_process_watch_begin", { Kind::whole } },
	{ "ww_process_watch_end", { Kind::whole } },
	{ "ww_process_watch_is_of", { Kind::whole } },
	{ "ww_process_watch_task", { Kind::whole } },
	{ "ww_threads_watch", { Kind::whole } },
	{ "ww_threads_unwatch", { Kind::whole } },
	{ "ww_images_watch", { Kind::whole } },
	{ "ww_images_unwatch", { Kind::whole } },
	{ "ww_thread_begins", { Kind::theirs } },
	{ "ww_thread_ends", { Kind::theirs } },
	{ "ww_image_mapped", { Kind::theirs } },
	{ "ww_image_get", { Kind::whole } },
	{ "ww_image_put", { Kind::whole } },
	{ "ww_image_path", { Kind::whole } },
	{ "ww_task_exit_code", { Kind::whole } },
	{ "ww_process_leader", { Kind::whole } },
	{ "ww_process_memory", { Kind::whole } },
	{ "ww_process_memory_put", { Kind::whole } },
	{ "ww_memory_use", { Kind::whole } },
	{ "ww_is_process", { Kind::whole } },
	{ "ww_process_find", { Kind::whole } },
	{ "ww_task_find", { Kind::whole } },
	{ "ww_process_read", { Kind::whole } },
	{ "ww_process_image", { Kind::whole } },
	{ "ww_process_kill", { Kind::whole } },
	{ "ww_task_image", { Kind::whole } },
	{ "ww_random_guid", { Kind::whole } },
	{ "ww_module_code", { Kind::whole } },
	{ "ww_physical_pages", { Kind::whole } },
	{ "ww_memory_ranges", { Kind::whole } },
	{ "ww_is_memory", { Kind::whole } },
	{ "ww_read_physical", { Kind::whole } },
	{ "ww_boot_time", { Kind::whole } },
	{ "ww_time_asleep", { Kind::whole } },
	{ "ww_cpu_idle_time", { Kind::whole } },
	{ "ww_modules_need_signatures", { Kind::whole } },
	{ "ww_tasks_now", { Kind::whole } },
	{ "ww_tasks_free", { Kind::whole } },
	{ "ww_thread_count", { Kind::whole } },
	{ "ww_process_count", { Kind::whole } },
	{ "ww_process_name", { Kind::whole } },
	{ "ww_task_process", { Kind::whole } },
	{ "ww_task_process_id", { Kind::whole } },
	{ "ww_turn_end", { Kind::whole } },
	{ "ww_turn_init", { Kind::whole } },
	{ "ww_turn_take", { Kind::whole } },
	{ "ww_turn_wait", { Kind::whole } },
	{ "ww_user_buffer", { Kind::whole } },
	{ "ww_user_buffer_free", { Kind::whole } },

	{ "ww_work_announce_park", { Kind::inlined } },
	{ "ww_work_is_parked", { Kind::inlined } },
	{ "ww_fast_call", { Kind::inlined } },
	{ "ww_fast_ask", { Kind::inlined } },
	{ "ww_fast_command", { Kind::inlined } },

	/* Hardware, which the machine does not have. */
	{ "ww_access_begin", { Kind::whole } },
	{ "ww_access_forget", { Kind::whole } },
	{ "ww_copy_from_page", { Kind::whole } },
	{ "ww_copy_to_page", { Kind::whole } },
	{ "ww_dma_alignment", { Kind::whole } },
	{ "ww_dma_alloc", { Kind::whole } },
	{ "ww_dma_free", { Kind::whole } },
	{ "ww_dma_is_narrow", { Kind::whole } },
	{ "ww_dma_map", { Kind::whole } },
	{ "ww_dma_width", { Kind::whole } },
	{ "ww_dma_set_width", { Kind::whole } },
	{ "ww_dma_restore_width", { Kind::whole } },
	{ "ww_dma_unmap", { Kind::whole } },
	{ "ww_net_ops", { Kind::whole } },
	{ "ww_socket_ops", { Kind::whole } },
	{ "ww_fast_tell", { Kind::whole } },
	{ "ww_fast_tell_three", { Kind::whole } },
	{ "ww_full_barrier", { Kind::whole } },
	{ "ww_has_ports", { Kind::whole } },
	{ "ww_contiguous_alloc", { Kind::whole } },
	{ "ww_contiguous_free", { Kind::whole } },
	{ "ww_io_alias", { Kind::whole } },
	{ "ww_io_alloc", { Kind::whole } },
	{ "ww_io_free", { Kind::whole } },
	{ "ww_io_map", { Kind::whole } },
	{ "ww_io_range_add", { Kind::whole } },
	{ "ww_io_range_find", { Kind::whole } },
	{ "ww_io_range_remove", { Kind::whole } },
	{ "ww_io_unmap", { Kind::whole } },
	{ "ww_irq_cpus_of", { Kind::whole } },
	{ "ww_irq_message_of", { Kind::whole } },
	{ "ww_irq_connect", { Kind::whole } },
	{ "ww_pages_address", { Kind::whole } },
	{ "ww_pages_alloc", { Kind::whole } },
	{ "ww_pages_bytes", { Kind::whole } },
	{ "ww_pages_contain", { Kind::whole } },
	{ "ww_pages_frame", { Kind::whole } },
	{ "ww_pages_free", { Kind::whole } },
	{ "ww_pages_free_sleeps", { Kind::whole } },
	{ "ww_irq_disconnect", { Kind::whole } },
	{ "ww_irq_mask", { Kind::whole } },
	{ "ww_irq_unmask", { Kind::whole } },
	{ "ww_pci_arrived", { Kind::theirs } },
	{ "ww_pci_configuration", { Kind::whole } },
	{ "ww_pci_disable", { Kind::whole } },
	{ "ww_pci_dma_device", { Kind::whole } },
	{ "ww_pci_driver_add_id", { Kind::whole } },
	{ "ww_pci_driver_register", { Kind::whole } },
	{ "ww_pci_driver_unregister", { Kind::whole } },
	{ "ww_pci_enable", { Kind::whole } },
	{ "ww_pci_find_interrupts", { Kind::whole } },
	{ "ww_pci_get_interrupts", { Kind::whole } },
	{ "ww_pci_identify", { Kind::whole } },
	{ "ww_pci_irq", { Kind::whole } },
	{ "ww_pci_leaves", { Kind::theirs } },
	{ "ww_node_remove", { Kind::theirs } },
	{ "ww_node_show", { Kind::theirs } },
	{ "ww_node_sleep", { Kind::theirs } },
	{ "ww_node_wake", { Kind::theirs } },
	{ "ww_nodes_ask", { Kind::theirs } },
	{ "ww_nodes_stay", { Kind::theirs } },
	{ "ww_pnp_device_as_parent", { Kind::whole } },
	{ "ww_pnp_device_create", { Kind::whole } },
	{ "ww_pnp_device_destroy", { Kind::whole } },
	{ "ww_pnp_devices_exit", { Kind::whole } },
	{ "ww_pnp_devices_init", { Kind::whole } },
	{ "ww_pci_ranges", { Kind::whole } },
	{ "ww_pci_set_master", { Kind::whole } },
	{ "ww_soft_device_access", { Kind::whole } },
	{ "ww_soft_device_create", { Kind::whole } },
	{ "ww_soft_device_destroy", { Kind::whole } },
	{ "ww_soft_irq_raise", { Kind::whole } },
	{ "ww_soft_irq_set_line", { Kind::whole } },
	{ "ww_soft_irqs_create", { Kind::whole } },
	{ "ww_soft_irqs_destroy", { Kind::whole } },
	{ "ww_cipher_blocks", { Kind::whole } },
	{ "ww_cipher_close", { Kind::whole } },
	{ "ww_cipher_exists", { Kind::whole } },
	{ "ww_cipher_open", { Kind::whole } },
	{ "ww_cipher_tagged", { Kind::whole } },
	{ "ww_hash_add", { Kind::whole } },
	{ "ww_hash_begin", { Kind::whole } },
	{ "ww_hash_close", { Kind::whole } },
	{ "ww_hash_copy", { Kind::whole } },
	{ "ww_hash_end", { Kind::whole } },
	{ "ww_hash_open", { Kind::whole } },
	{ "ww_hash_state_bytes", { Kind::whole } },
	{ "ww_random", { Kind::whole } },
	{ "ww_hid_add", { Kind::whole } },
	{ "ww_hid_exit", { Kind::whole } },
	{ "ww_hid_input", { Kind::whole } },
	{ "ww_hid_remove", { Kind::whole } },
	{ "ww_hid_settle", { Kind::whole } },
	{ "ww_input_arrived", { Kind::theirs } },
	{ "ww_input_asked", { Kind::theirs } },
	{ "ww_input_copy_create", { Kind::whole } },
	{ "ww_input_copy_free", { Kind::whole } },
	{ "ww_input_copy_leds", { Kind::whole } },
	{ "ww_input_copy_release_keys", { Kind::whole } },
	{ "ww_input_copy_remove", { Kind::whole } },
	{ "ww_input_copy_repeat", { Kind::whole } },
	{ "ww_input_copy_report", { Kind::whole } },
	{ "ww_input_event", { Kind::theirs } },
	{ "ww_input_leds", { Kind::whole } },
	{ "ww_input_left", { Kind::theirs } },
	{ "ww_input_put", { Kind::whole } },
	{ "ww_input_release", { Kind::whole } },
	{ "ww_input_repeat", { Kind::whole } },
	{ "ww_input_set_leds", { Kind::whole } },
	{ "ww_input_set_repeat", { Kind::whole } },
	{ "ww_input_start", { Kind::whole } },
	{ "ww_input_stop", { Kind::whole } },
	{ "ww_input_take", { Kind::whole } },
	{ "ww_usb_abort", { Kind::whole } },
	{ "ww_usb_arrived", { Kind::theirs } },
	{ "ww_usb_clear_device_halt", { Kind::whole } },
	{ "ww_usb_clear_halt", { Kind::whole } },
	{ "ww_usb_close", { Kind::whole } },
	{ "ww_usb_configuration", { Kind::whole } },
	{ "ww_usb_cycle", { Kind::whole } },
	{ "ww_usb_dereference", { Kind::whole } },
	{ "ww_usb_device_descriptor", { Kind::whole } },
	{ "ww_usb_done", { Kind::theirs } },
	{ "ww_usb_driver_register", { Kind::whole } },
	{ "ww_usb_driver_unregister", { Kind::whole } },
	{ "ww_usb_exit", { Kind::whole } },
	{ "ww_usb_frame", { Kind::whole } },
	{ "ww_usb_identify", { Kind::whole } },
	{ "ww_usb_interfaces", { Kind::whole } },
	{ "ww_usb_is_connected", { Kind::whole } },
	{ "ww_usb_leaves", { Kind::theirs } },
	{ "ww_usb_linux_device", { Kind::whole } },
	{ "ww_usb_reference", { Kind::whole } },
	{ "ww_usb_reset", { Kind::whole } },
	{ "ww_usb_reset_endpoint", { Kind::whole } },
	{ "ww_usb_set_interface", { Kind::whole } },
	{ "ww_usb_speed_of", { Kind::whole } },
	{ "ww_usb_stop", { Kind::whole } },
	{ "ww_usb_transfer_begin", { Kind::whole } },
	{ "ww_usb_transfer_cancel", { Kind::whole } },
	{ "ww_usb_transfer_create", { Kind::whole } },
	{ "ww_usb_transfer_frame", { Kind::whole } },
	{ "ww_usb_transfer_free", { Kind::whole } },
	{ "ww_usb_transfer_packet", { Kind::whole } },
	{ "ww_usb_transfer_result", { Kind::whole } },
	{ "ww_wait_until_unread", { Kind::whole } },

	{ "ww_linear_mapping_grows", { Kind::theirs } },
	{ "ww_workers_reap", { Kind::theirs } },
	{ "ww_worker_main", { Kind::theirs } },
	{ "ww_stall_timer_expired", { Kind::theirs } },
	{ "ww_alarm_expired", { Kind::theirs } },
	{ "ww_dpc_run", { Kind::theirs } },
	{ "ww_thread_main", { Kind::theirs } },
	{ "ww_start", { Kind::theirs } },
	{ "ww_stop", { Kind::theirs } },
	{ "ww_exception_enter", { Kind::theirs } },
	{ "ww_file_cleanup", { Kind::theirs } },
	{ "ww_file_create", { Kind::theirs } },
	{ "ww_file_io", { Kind::theirs } },
	{ "ww_file_cancel", { Kind::theirs } },
	{ "ww_started_cancel", { Kind::theirs } },
	{ "ww_file_poll", { Kind::theirs } },
	{ "ww_file_ready", { Kind::theirs } },
	{ "ww_file_reap", { Kind::theirs } },
	{ "ww_file_reaped", { Kind::theirs } },
	{ "ww_file_start", { Kind::theirs } },
	{ "ww_file_submit", { Kind::theirs } },
	{ "ww_file_has_position", { Kind::theirs } },
	{ "ww_file_is_synchronous", { Kind::theirs } },
	{ "ww_file_release", { Kind::theirs } },
	{ "ww_file_seek", { Kind::theirs } },
	{ "ww_registry_show", { Kind::theirs } },
	{ "ww_registry_operate", { Kind::theirs } },
	{ "ww_registry_close", { Kind::theirs } },
	{ "ww_requests_show", { Kind::theirs } },
	{ "ww_item_describe", { Kind::theirs } },
	{ "ww_running_describe", { Kind::theirs } },
	{ "ww_driver_of_code", { Kind::theirs } },
	{ "ww_drivers_visit", { Kind::theirs } },
	{ "ww_history_line", { Kind::theirs } },
	{ "ww_items_next", { Kind::theirs } },
	{ "ww_pool_show", { Kind::theirs } },
	{ "ww_queues_next", { Kind::theirs } },
	{ "ww_watch_look", { Kind::theirs } },
	{ "ww_workers_next", { Kind::theirs } },
	{ "ww_devices_next", { Kind::theirs } },
	{ "ww_objects_next", { Kind::theirs } },
	{ "ww_target_find", { Kind::theirs } },
	{ "ww_target_put", { Kind::theirs } },
};

/* The steps of the call of @entry, or -1 for a violation. */
int steps_of(const Entry &entry, bool with_interrupts_off)
{
	static void (*call)();
	Bench bench(false);
	sim::Schedule none;
	sim::Replay explorer(none);

	call = entry.call;
	interrupts_off = with_interrupts_off;
	steps = 0;
	bench.task(0, [] {
		call();
		machine.stop();
	});
	machine.explorer = &explorer;
	machine.exploring = true;
	machine.run();
	machine.exploring = false;
	return machine.violation.found ? -1 : static_cast<int>(steps);
}

} /* namespace */

TEST(platform, every_function_of_the_header_is_known_here)
{
	/* These are between the C files of src/linux. */
	const std::set<std::string> own = { "beneath.h", "compat.h", "context.h", "control_file.h",
					    "file_operations.h", "fs_pages.h", "fs_types.h", "fs_values.h",
					    "file_path.h", "history_ring.h", "kiocb.h", "net_types.h", "path_facts.h", "root_path.h",
					    "spinlock_backing.h", "spinlock_record.h",
					    "poll_queue.h", "task_state.h", "user_struct.h" };
	std::string text;

	for (const auto &each : std::filesystem::directory_iterator(SOURCES "/linux")) {
		if (each.path().extension() != ".h" || own.contains(each.path().filename()))
			continue;

		std::ifstream file(each.path());

		text.append(std::istreambuf_iterator<char>(file), {});
	}

	std::set<std::string> declared;
	const std::regex name(R"(\b(ww_\w+)\s*\((?!\*))");

	for (std::size_t at; (at = text.find("/*")) != std::string::npos;)
		text.erase(at, text.find("*/", at) + 2 - at);
	for (std::sregex_iterator i(text.begin(), text.end(), name), end; i != end; ++i)
		declared.insert((*i)[1]);
	EXPECT_GT(declared.size(), 100u);
	for (const std::string &each : declared)
		EXPECT_TRUE(entries.contains(each)) << each << " is in src/linux only";
	for (const auto &[each, entry] : entries)
		EXPECT_TRUE(declared.contains(each)) << each << " is not in src/linux";
}

TEST(platform, what_others_could_notice_is_a_switch_point)
{
	for (const auto &[name, entry] : entries) {
		if (!entry.call || entry.kind == Kind::quiet)
			continue;
		EXPECT_GE(steps_of(entry, false), 1) << name;
		if (entry.kind == Kind::step) {
			EXPECT_GE(steps_of(entry, true), 1) << name << " with interrupts off";
		}
	}
}

TEST(platform, what_others_cannot_notice_is_none)
{
	for (const auto &[name, entry] : entries) {
		if (entry.kind == Kind::quiet && entry.call) {
			EXPECT_EQ(steps_of(entry, false), 0) << name;
		}
	}
}

TEST(platform, what_may_sleep_is_a_violation_with_interrupts_off)
{
	for (const auto &[name, entry] : entries) {
		if (entry.kind != Kind::sleeps)
			continue;
		EXPECT_EQ(steps_of(entry, true), -1) << name;
		EXPECT_STREQ(machine.violation.kind, "sleeps where it must not") << name;
	}
}
