/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The rows that every family of work items keeps, as functions over a family, and the macros that
 * make a suite of them. The file rows.c of each family has the functions that allocate, queue and
 * free its items.
 */
#ifndef WINWORK_KUNIT_FAMILIES_H
#define WINWORK_KUNIT_FAMILIES_H

#include "support.h"

struct family;

/*
 * The state that the routines of one case share. A queueing passes it to its routine as the
 * context.
 */
struct job {
	struct kunit *test;
	const struct family *family;
	void (*routine)(struct job *job, void *item);
	void *item;			/* the case's item, or the routine's argument */
	void *work;			/* for the case's own data */
	atomic_t runs;
	atomic_t failures;		/* waits that reached the deadline, and other failures */
	struct completion started;
	struct completion go;		/* the case completes it */
	struct completion done;
	int limit;
};

/* The functions of a family, behind one signature each. */
struct family {
	int (*open)(struct kunit *test);	/* makes the owner of items; 0 or an errno */
	void (*close)(struct kunit *test);
	PVOID (*object)(struct kunit *test);	/* on which a queueing holds a reference */
	void *(*allocate)(struct kunit *test);	/* an idle item, or NULL */
	void (*queue)(void *item, struct job *job);
	void (*free)(void *item);
	/* An item of another family, which no function of this one takes; none for an Io item. */
	void *(*foreign)(struct kunit *test);
	void (*free_foreign)(void *item);
	void *routine;			/* the native routine, as reports show it */
	/* The names of these functions in reports. */
	const char *allocate_name;
	const char *queue_name;
	const char *free_name;
	ULONG foreign_code;		/* of the report about a pointer to no item of the family */
	bool free_waits;		/* waits for routines that run in other threads */
	bool coalesces;			/* queueing a queued item is legal, and has no effect */
};

/* Calls the routine of @job: for the family's native routine. */
static inline void run_job(struct job *job, void *item)
{
	job->routine(job, item);
}

struct job *new_job(struct kunit *test, const struct family *family,
		    void (*routine)(struct job *job, void *item));
/* An idle item of the family; the case ends without one. */
void *new_family_item(struct kunit *test, const struct family *family);
/* Queues the item, and waits for job->done. */
void queue_and_wait(struct kunit *test, void *item, struct job *job);
/* Routines: record_job() records its run; hold_job() starts, waits for the case, and ends. */
void record_job(struct job *job, void *item);
void hold_job(struct job *job, void *item);

#define DECLARE_ROW(label, row) void row(struct kunit *test, const struct family *family);

/* X(label, row) for each of the rows that all families keep. */
#define COMMON_ROWS(X, label)						\
	X(label, allocated_item_is_ready)				\
	X(label, allocate_without_memory_is_null)			\
	X(label, allocate_with_one_failing_allocation)			\
	X(label, queue_without_memory)					\
	X(label, allocate_queue_and_free_under_spin_lock)		\
	X(label, queue_from_dpc)					\
	X(label, routine_is_not_run_by_the_queue_call)			\
	X(label, routine_runs_in_a_system_thread)			\
	X(label, item_is_idle_in_its_routine)				\
	X(label, requeue_in_routine_1000_times)			\
	X(label, item_runs_beside_itself)				\
	X(label, requeue_by_another_thread_while_running)		\
	X(label, free_first_in_routine)				\
	X(label, free_by_another_thread_while_running)			\
	X(label, freed_address_is_used_again)				\
	X(label, items_from_all_cpus_free_themselves)			\
	X(label, queue_of_a_queued_item)				\
	X(label, queue_above_dispatch_level_is_refused)		\
	X(label, item_of_another_family_is_refused)			\
	X(label, free_of_null_is_reported)

/* And for the rows about references, freeing and misuse, where KMDF has rules of its own. */
#define NATIVE_ROWS(X, label)						\
	X(label, reference_lasts_until_the_routine_has_returned)	\
	X(label, every_queueing_holds_a_reference)			\
	X(label, idle_item_holds_no_reference)				\
	X(label, free_after_the_run)					\
	X(label, allocate_above_dispatch_level_is_refused)		\
	X(label, free_above_dispatch_level_is_refused)			\
	X(label, free_of_a_queued_item_is_refused)			\
	X(label, requeue_and_free_in_one_routine_is_refused)		\
	X(label, item_freed_twice_is_reported)				\
	X(label, freed_item_is_not_queued)

COMMON_ROWS(DECLARE_ROW, none)
NATIVE_ROWS(DECLARE_ROW, none)

#define DEFINE_CASE(label, row)						\
	static void label##_test_##row(struct kunit *test)		\
	{								\
		row(test, &label##_family);				\
	}
#define LIST_CASE(label, row) KUNIT_CASE(label##_test_##row),

/* The suite called @label, of the rows @ROWS, for the family @label_family. */
#define FAMILY_SUITE(label, ROWS)					\
	ROWS(DEFINE_CASE, label)					\
	static struct kunit_case label##_cases[] = {			\
		ROWS(LIST_CASE, label)					\
		{}							\
	};								\
	static int label##_init(struct kunit *test)			\
	{								\
		int error = fixture_init(test);				\
									\
		return error ? error : label##_family.open(test);	\
	}								\
	static void label##_exit(struct kunit *test)			\
	{								\
		if (fixture_of(test)) {					\
			open_gate(test);				\
			label##_family.close(test);			\
		}							\
		fixture_exit(test);					\
	}								\
	WINWORK_SUITE_WITH(label, label##_init, label##_exit)

#define ALL_ROWS(X, label) COMMON_ROWS(X, label) NATIVE_ROWS(X, label)

#endif /* WINWORK_KUNIT_FAMILIES_H */
