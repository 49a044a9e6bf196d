/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Workqueues as in Linux. Each CPU and class has a pool of workers, and each class has one that is
 * bound to no CPU. A workqueue has a share of each pool. A CPU's pool starts its next worker when
 * the running one sleeps. The last idle worker becomes the manager, and creates another one before
 * it works. If that fails, the workqueue's rescuer takes at once all its works that wait there.
 */
#pragma once

#include <cstdint>
#include <string>

namespace sim {

struct Context;
struct Worker;

} /* namespace sim */

namespace sim::workqueue {

struct Queue;

enum Flags : unsigned { unbound = 1, high = 2, rescued = 4, intensive = 8 };

/* A queued work. Its address identifies it, and may be used again after the start. */
using Work = const void *;

void reset();

/* A workqueue of other code, in the pools of the CPUs. */
Queue &system();
Queue *create(const char *name, unsigned flags);
/* Waits for all works that are queued now. destroy() also waits for works that these queue. */
void flush(Queue &queue);
void destroy(Queue &queue);
/* @cpu names the pool, for a workqueue with a pool for each CPU. */
void start(Queue &queue, int cpu, Work work, void (*function)(void *work));

/* Whether threads can be created. */
void allow_creation(bool allowed);

/* As cancel_work(). False when a thread of this CPU has taken the work already. */
bool take_back(Work work);

/* The work that the running context executes, or null; whether its thread is a rescuer. */
Work current_work();
bool is_rescuer();
bool is_worker();

/* A CPU goes offline, or comes back. Meanwhile its workers may run on any CPU. */
void offline(int cpu);
void online(int cpu);

/* For the machine: the task goes to sleep, and is awake again. */
void sleeping(Context *task);
void woken(Context *task);

bool is_idle(const Worker &worker);
/* The number of works that are pending or run. */
int unfinished();
std::string describe();
std::uint64_t hash();

} /* namespace sim::workqueue */
