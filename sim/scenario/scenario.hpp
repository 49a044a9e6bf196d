/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a scenario is written with. A scenario is the life of a driver: its body runs as a thread of
 * the driver's; then its threads and interrupts are waited for, the driver is unloaded, and the
 * module exits. At the end each queueing of a Job must have run once, all memory must be returned,
 * and nothing may have been reported.
 */
#pragma once

#include <wdm.h>

#include "control.hpp"

namespace scenario {

/* A work item and what its routine does. In memory that is as it was at each schedule's start. */
class Job {
public:
	using Body = void (*)(Job &job);

	/* Static: all jobs are known before the first schedule. */
	Job(const char *name, Body body, WORK_QUEUE_TYPE type = DelayedWorkQueue);

	/* IoQueueWorkItemEx. The item is allocated when there is none. */
	void queue();
	/* IoTryQueueWorkItem. */
	bool try_queue();
	/* IoFreeWorkItem, in the routine or when it is not queued. */
	void free();

	/* Until the routine has returned that often: in a sleep, or computing. */
	void sleep_until_done(unsigned times = 1);
	void spin_until_done(unsigned times = 1);
	/* Until it has begun that often. */
	void sleep_until_begun(unsigned times = 1);
	void spin_until_begun(unsigned times = 1);

	unsigned begun() const;
	unsigned queued() const { return sim_count(queued_); }
	const char *name() const { return name_; }
	void check() const;

private:
	void prepare();
	static void NTAPI routine(PVOID object, PVOID context, PIO_WORKITEM item);

	const char *name_;
	Body body_;
	WORK_QUEUE_TYPE type_;
	PIO_WORKITEM item_ = nullptr;
	int queued_;			/* counters */
	int begun_;
	int done_;
	Job *next_;

	friend struct Jobs;
};

/* Something to wait for that a scenario sets. Static as well. */
class Flag {
public:
	explicit Flag(const char *name) : counter_(sim_counter(name)) {}

	void set() { sim_add(counter_); }
	void sleep() { sim_sleep_for(counter_, 1); }
	void spin() { sim_spin_for(counter_, 1); }
	bool is_set() const { return sim_count(counter_); }

private:
	const int counter_;
};

extern PDEVICE_OBJECT device;

/* The routine returns at once. */
inline void nothing(Job &) {}

} /* namespace scenario */
