/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The visits of resource_case.h.
 */
#include "resource_case.h"

PERESOURCE new_resource(struct kunit *test)
{
	PERESOURCE resource = case_alloc_type(test, ERESOURCE);

	KUNIT_EXPECT_EQ(test, ExInitializeResourceLite(resource), STATUS_SUCCESS);
	return resource;
}

void try_visit(struct visit *visit)
{
	visit->thread = ExGetCurrentResourceThread();
	visit->got = visit->acquire(visit->resource, visit->wait);
	visit->exclusive = ExIsResourceAcquiredExclusiveLite(visit->resource);
	visit->count = ExIsResourceAcquiredSharedLite(visit->resource);
	complete_all(&visit->tried);
}

static void stay(void *data)
{
	struct visit *visit = data;

	try_visit(visit);
	if (!visit->got)
		return;
	in_time(&visit->leave);
	ExReleaseResourceLite(visit->resource);
	complete(&visit->left);
}

static void pass(void *data)
{
	struct visit *visit = data;

	try_visit(visit);
	if (visit->got)
		ExReleaseResourceLite(visit->resource);
}

struct visit *new_visit(struct kunit *test, PERESOURCE resource, acquire_function acquire,
			BOOLEAN wait)
{
	struct visit *visit = case_alloc_type(test, struct visit);

	visit->resource = resource;
	visit->acquire = acquire;
	visit->wait = wait;
	init_completion(&visit->tried);
	init_completion(&visit->leave);
	init_completion(&visit->left);
	return visit;
}

struct visit *begin_visit(struct kunit *test, PERESOURCE resource, acquire_function acquire)
{
	struct visit *visit = new_visit(test, resource, acquire, TRUE);

	spawn(test, stay, visit);
	return visit;
}

void end_visit(struct kunit *test, struct visit *visit)
{
	EXPECT_IN_TIME(test, &visit->tried);
	KUNIT_EXPECT_TRUE(test, visit->got);
	complete(&visit->leave);
	EXPECT_IN_TIME(test, &visit->left);
}

bool visitor_gets(struct kunit *test, PERESOURCE resource, acquire_function acquire)
{
	struct visit *visit = new_visit(test, resource, acquire, FALSE);

	KUNIT_EXPECT_TRUE(test, run_on_cpu(raw_smp_processor_id(), pass, visit));
	return visit->got;
}

bool is_free(struct kunit *test, PERESOURCE resource)
{
	return visitor_gets(test, resource, ExAcquireResourceExclusiveLite);
}

void own_and_hand_over(void *data)
{
	struct handed_over *run = data;

	ExAcquireResourceSharedLite(run->resource, TRUE);
	ExSetResourceOwnerPointerEx(run->resource, run->owner, FLAG_OWNER_POINTER_IS_THREAD);
}
