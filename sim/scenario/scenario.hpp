/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of a scenario. A scenario is the life of a driver. Its body runs as a thread of the
 * driver. Then its threads and interrupts end, the driver is unloaded, and the module exits. At the
 * end each queueing of a Job must have run once, all memory must be freed, and no misuse may have
 * been reported.
 */
#pragma once

#include <wdm.h>

#include "control.hpp"

namespace scenario {

/* A work item and its routine. Its memory has the same content at each schedule's start. */
class Job {
public:
	using Body = void (*)(Job &job);

	/* Jobs are static: all are known before the first schedule. */
	Job(const char *name, Body body, WORK_QUEUE_TYPE type = DelayedWorkQueue);

	/* IoQueueWorkItemEx. The item is allocated if there is none. */
	void queue();
	/* As by a task that has moved away from @cpu within the queue call. */
	void queue_from(unsigned cpu);
	/* IoTryQueueWorkItem. */
	bool try_queue();
	/* IoFreeWorkItem, in the routine or when it is not queued. */
	void free();

	/* Waits until the routine has returned @times times: asleep, or spinning. */
	void sleep_until_done(unsigned times = 1);
	void spin_until_done(unsigned times = 1);
	/* Waits until it has begun @times times. */
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

/* A flag that a scenario sets and waits for. Also static. */
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

/* Called when the driver is unloaded, to check what must have ended by then. */
void after_unload(void (*check)());

/* So many reports are right, beside one for each item of a job that the driver leaves. */
void expect_reports(unsigned count);

/* The routine returns at once. */
inline void nothing(Job &) {}

} /* namespace scenario */
