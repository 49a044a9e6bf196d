/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sleeps of a task: at the gate of an unload, for the value at an address, for a word to
 * change. It follows src/linux/wait.c step by step, and is instrumented like the code under test.
 */
#include "park.hpp"
#include "linux/thread.h"
#include "linux/time.h"
#include "linux/wait.h"
#include "wait_list.hpp"

namespace {

const char gate = 0;

/* The thread that a fatal signal has reached. */
void *killed_thread;

bool is_killed()
{
	return __atomic_load_n(&killed_thread, __ATOMIC_ACQUIRE) == ww_current_task();
}

/* Sleeps until the condition holds. A wake-up between two checks is not lost. */
void wait_for(const void *address, bool (*condition)(void *argument), void *argument,
	      const char *why)
{
	sim_wait_list_add(address);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	for (;;) {
		sim_set_sleeping(true);
		__atomic_thread_fence(__ATOMIC_SEQ_CST);
		if (condition(argument))
			break;
		sim_sleep(why);
	}
	sim_set_sleeping(false);
	sim_wait_list_remove(address);
}

/* The same until it is time for a word. wait_woken(): the condition comes before the task's state. */
bool wait_until_word(const void *address, bool (*condition)(void *argument), void *argument, const char *why)
{
	bool holds;

	sim_wait_list_add(address);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	while (!(holds = condition(argument)) && !sim_is_time_for_a_word())
		sim_wait_list_sleep(address, why);
	sim_wait_list_remove(address);
	return holds;
}

void wake_all(const void *address)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	sim_wait_list_wake(address);
}

} /* namespace */

extern "C" {

bool ww_gate_wait(bool (*condition)(void *argument), void *argument)
{
	return wait_until_word(&gate, condition, argument, "waits at the gate");
}

/* The machine has one time for words, not seconds. */
bool ww_gate_wait_for(bool (*condition)(void *argument), void *argument, ww_u32)
{
	return ww_gate_wait(condition, argument);
}

void ww_gate_wake(void)
{
	wake_all(&gate);
}

void ww_address_wait(const void *address, bool (*condition)(void *argument), void *argument)
{
	wait_for(address, condition, argument, "waits for a value");
}

bool ww_address_wait_for(const void *address, bool (*condition)(void *argument), void *argument, ww_u32)
{
	return wait_until_word(address, condition, argument, "waits for a value");
}

/* No thread is killed. */
bool ww_address_wait_patient(const void *address, bool (*condition)(void *argument), void *argument, ww_u32)
{
	ww_address_wait(address, condition, argument);
	return true;
}

void ww_address_wake(const void *address)
{
	wake_all(address);
}

/* The sleep of a killed thread without patience ends. The others have all the time of the run. */
enum ww_sleep ww_sleep_while(const ww_u32 *word, ww_u32 value, enum ww_clock clock, ww_s64 deadline,
			     ww_u32 patience)
{
	const bool bounded = deadline != WW_FOREVER;
	enum ww_sleep result = WW_SLEEP_KILLED;

	if (bounded)
		sim_sleeper_start(word, ww_time(clock) >= deadline);
	for (;;) {
		sim_set_sleeping(true);
		__atomic_thread_fence(__ATOMIC_SEQ_CST);
		if (__atomic_load_n(word, __ATOMIC_ACQUIRE) != value) {
			result = WW_SLEEP_CHANGED;
			break;
		}
		if (bounded && sim_sleeper_is_over(word)) {
			result = WW_SLEEP_TIMED_OUT;
			break;
		}
		if (!patience && is_killed())
			break;
		sim_sleep("waits for a dispatcher object");
	}
	sim_set_sleeping(false);
	if (bounded)
		sim_sleeper_end(word);
	return result;
}

void sim_kill(void *thread)
{
	__atomic_store_n(&killed_thread, thread, __ATOMIC_RELEASE);
	sim_wake(thread);
}

void ww_wake(void *task)
{
	sim_wake(task);
}

} /* extern "C" */
