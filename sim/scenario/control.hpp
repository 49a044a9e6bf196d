/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What scenarios, which are instrumented as the code under test, ask of the simulator. Plain
 * functions: their sources see the WDK's headers, the simulator's the host's.
 */
#pragma once

extern "C" {

/*
 * Counters: how often something has happened. Each change is a step. They are made when the program
 * starts, and are 0 at the start of each schedule.
 */
int sim_counter(const char *name);
unsigned sim_count(int counter);
void sim_add(int counter);
void sim_take_back(int counter);	/* one */
/* Until the counter is @value or more: off the CPU, or on it. */
void sim_sleep_for(int counter, unsigned value);
void sim_spin_for(int counter, unsigned value);

/* A task of the driver's, on @cpu only or, with -1, on any. */
void sim_thread(const char *name, int cpu, void (*function)());
/* Another module's work on a workqueue of @cpu, in the pool of the class at nice 0. */
void sim_native(int cpu, void (*function)());
/* Something that comes at any moment on @cpu, -1 for any: at DISPATCH_LEVEL, or above it. */
void sim_softirq(const char *name, int cpu, void (*function)());
void sim_interrupt(const char *name, int cpu, void (*function)());

/* Until all threads have ended that sim_thread() started, and all interrupts have come. */
void sim_join();

/* An item has begun: timers that expired before it are not held against the next. */
void sim_progress();

/* Memory: 0 there, 1 each allocation may fail, 2 all fail. Threads for workqueues likewise. */
void sim_memory(int state);
void sim_threads(bool can_be_created);
void sim_cpu_offline(int cpu);
void sim_cpu_online(int cpu);

/* One of two, as the schedule has it. */
bool sim_coin(const char *question);
int sim_cpu();

[[gnu::format(printf, 1, 2)]] void sim_fail(const char *format, ...);
[[gnu::format(printf, 1, 2)]] void sim_say(const char *format, ...);

}
