/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of executive resources. Other owners are visits: threads that acquire the
 * case's resource in a given way, record the result, and keep the resource until the case lets
 * them leave.
 */
#ifndef WINWORK_KUNIT_RESOURCE_CASE_H
#define WINWORK_KUNIT_RESOURCE_CASE_H

#include "support.h"

#define VISITORS 5

typedef BOOLEAN (*acquire_function)(PERESOURCE resource, BOOLEAN wait);

struct visit {
	PERESOURCE resource;
	acquire_function acquire;
	BOOLEAN wait;
	BOOLEAN got;
	BOOLEAN exclusive;		/* by ExIsResourceAcquiredExclusiveLite */
	ULONG count;			/* by ExIsResourceAcquiredSharedLite */
	ERESOURCE_THREAD thread;
	struct completion tried, leave, left;
};

/* An initialized resource; the case deletes it. */
PERESOURCE new_resource(struct kunit *test);

/* Acquires, and records the result. */
void try_visit(struct visit *visit);
/* A visit that has not begun. */
struct visit *new_visit(struct kunit *test, PERESOURCE resource, acquire_function acquire,
			BOOLEAN wait);

/* A visit in a thread of its own. It waits if it must, and stays until end_visit(). */
struct visit *begin_visit(struct kunit *test, PERESOURCE resource, acquire_function acquire);
/* The visit must have got the resource. It leaves. */
void end_visit(struct kunit *test, struct visit *visit);

/* Whether another thread gets the resource without waiting. is_free(): exclusively. */
bool visitor_gets(struct kunit *test, PERESOURCE resource, acquire_function acquire);
bool is_free(struct kunit *test, PERESOURCE resource);

/* own_and_hand_over() acquires the resource shared, and makes @owner its owner. */
struct handed_over {
	PERESOURCE resource;
	PVOID owner;
};

void own_and_hand_over(void *data);

#endif /* WINWORK_KUNIT_RESOURCE_CASE_H */
