/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The simulator's functions for scenarios, which are instrumented like the code under test.
 * These are plain functions: the scenarios include the WDK's headers, and the simulator the
 * host's.
 */
#pragma once

extern "C" {

/*
 * Counters of events. Each change is a step. They are made when the program starts, and are 0 at
 * the start of each schedule.
 */
int sim_counter(const char *name);
unsigned sim_count(int counter);
void sim_add(int counter);
void sim_take_back(int counter);	/* one */
/* Waits until the counter is @value or more: asleep, or spinning. */
void sim_sleep_for(int counter, unsigned value);
void sim_spin_for(int counter, unsigned value);

/* Starts a thread of the driver, on @cpu only, or with -1 on any CPU. */
void sim_thread(const char *name, int cpu, void (*function)());
/* A fatal signal for a thread, as PsGetCurrentThread() names it. It ends waits in UserMode. */
void sim_kill(void *thread);
/* Queues a work of another module on @cpu, in the pool of the class at nice 0. */
void sim_native(int cpu, void (*function)());
/* An interrupt on @cpu, or with -1 on any, at any step: at DISPATCH_LEVEL, or above. */
void sim_softirq(const char *name, int cpu, void (*function)());
void sim_interrupt(const char *name, int cpu, void (*function)());

/* Waits until no stall timer is set. A worker may still be parked. */
void sim_sleep_until_unwatched(void);
/* Waits until all threads of sim_thread() have ended, and all interrupts have come. */
void sim_join();

/* Notes that an item has begun. The number of timers without progress starts again at 0. */
void sim_progress();

/* Memory: 0: allocations succeed, 1: each may fail, 2: all fail. The same for workqueue threads. */
void sim_memory(int state);
/* The next allocations are so much further in memory. */
void sim_skip_memory(unsigned megabytes);
void sim_threads(bool can_be_created);
void sim_cpu_offline(int cpu);
void sim_cpu_online(int cpu);

/* Returns one of two values, as the schedule chooses. */
bool sim_coin(const char *question);
int sim_cpu();

[[gnu::format(printf, 1, 2)]] void sim_fail(const char *format, ...);
[[gnu::format(printf, 1, 2)]] void sim_say(const char *format, ...);

}
