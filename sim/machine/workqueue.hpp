/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Workqueues as Linux has them. A pool of workers for each CPU and class, and one for each class that
 * is bound to no CPU; a workqueue has its share of each. A pool of a CPU starts its next worker when
 * the one that runs sleeps. The last idle worker becomes manager, and makes another before it works;
 * when it cannot, the workqueue's rescuer takes all its works that wait there at once.
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

/* What is queued: identified by its address, which may be used again once it was started. */
using Work = const void *;

void reset();

/* One that others use, in the pools of the CPUs. */
Queue &system();
Queue *create(const char *name, unsigned flags);
/* Waits for every work that was queued before; destroy() for what those queue as well. */
void flush(Queue &queue);
void destroy(Queue &queue);
/* @cpu is that of the pool, for a queue that has one for each. */
void start(Queue &queue, int cpu, Work work, void (*function)(void *work));

/* Can threads be created? */
void allow_creation(bool allowed);

/* Of the running context: the work that it is in, or null; is its thread a rescuer's? */
Work current_work();
bool is_rescuer();
bool is_worker();

/* A CPU goes, or comes back: its workers may run anywhere meanwhile. */
void offline(int cpu);
void online(int cpu);

/* For the machine: the task is about to sleep, and has been woken. */
void sleeping(Context *task);
void woken(Context *task);

bool is_idle(const Worker &worker);
/* Works that are pending or run. */
int unfinished();
std::string describe();
std::uint64_t hash();

} /* namespace sim::workqueue */
