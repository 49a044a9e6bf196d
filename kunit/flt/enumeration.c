/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_enumeration: enumerating filters, volumes and instances.
 */
#include "flt_case.h"

static bool lists(PVOID *list, ULONG count, PVOID object)
{
	ULONG i;

	for (i = 0; i < count; i++) {
		if (list[i] == object)
			return true;
	}
	return false;
}

static void give_back(PVOID *list, ULONG count)
{
	while (count--)
		FltObjectDereference(list[count]);
}

/* A list that is too small, or none, receives nothing. There may be more than the case has made. */
static void flt_enumeration_test_filters_and_volumes_are_enumerated(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PVOID *list = case_alloc_array(test, 64, PVOID);
	ULONG found = 0, again = 0;

	KUNIT_EXPECT_EQ(test, FltEnumerateFilters(NULL, 0, &found), STATUS_BUFFER_TOO_SMALL);
	KUNIT_ASSERT_LT(test, found, (ULONG)64);
	KUNIT_EXPECT_EQ(test, FltEnumerateFilters((PFLT_FILTER *)list, found - 1, &again),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, again, found);
	EXPECT_REFERENCES(test, mini->filter, 2);
	KUNIT_EXPECT_EQ(test, FltEnumerateFilters((PFLT_FILTER *)list, found, &again),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, again, found);
	KUNIT_EXPECT_TRUE(test, lists(list, found, mini->filter));
	EXPECT_REFERENCES(test, mini->filter, 3);
	give_back(list, found);

	KUNIT_EXPECT_EQ(test, FltEnumerateVolumes(mini->filter, NULL, 0, &found),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_ASSERT_LT(test, found, (ULONG)64);
	KUNIT_EXPECT_EQ(test, FltEnumerateVolumes(mini->filter, (PFLT_VOLUME *)list, 64, &again),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, again, found);
	KUNIT_EXPECT_TRUE(test, lists(list, found, c->volume));
	give_back(list, found);
	KUNIT_EXPECT_EQ(test, FltEnumerateVolumes((PFLT_FILTER)c, NULL, 0, &found),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltEnumerateVolumes", BUGCHECK_REFERENCE_BY_POINTER, 0, c, 0, 0, c);
	end_flt_case(c);
}

static void expect_instances(struct flt_case *c, PFLT_VOLUME volume, PFLT_FILTER filter,
			     const struct mini *const *minis, ULONG count)
{
	PFLT_INSTANCE list[MINIS];
	ULONG found, i;

	KUNIT_ASSERT_EQ(c->test, FltEnumerateInstances(volume, filter, list, MINIS, &found),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(c->test, found, count);
	for (i = 0; i < found; i++) {
		if (i < count)
			KUNIT_EXPECT_PTR_EQ(c->test, list[i], minis[i]->instance);
		FltObjectDereference(list[i]);
	}
}

static void flt_enumeration_test_instances_are_enumerated(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	const struct mini *const all[] = { &c->minis[0], &c->minis[1], &c->minis[2] };
	PFLT_INSTANCE list[MINIS] = { (PFLT_INSTANCE)c, (PFLT_INSTANCE)c, NULL };
	ULONG found;
	KIRQL irql;

	expect_instances(c, c->volume, NULL, all, 3);
	expect_instances(c, c->volume, c->minis[1].filter, &all[1], 1);
	expect_instances(c, NULL, c->minis[1].filter, &all[1], 1);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(c->volume, NULL, list, 2, &found),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, found, 3U);
	KUNIT_EXPECT_TRUE(test, !list[0] && !list[1]);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(c->volume, NULL, NULL, 0, &found),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, found, 3U);
	EXPECT_REFERENCES(test, c->minis[0].instance, 1);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(NULL, NULL, list, MINIS, &found),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, found, 0U);
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(c->volume, NULL, list, MINIS, &found),
			STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "FltEnumerateInstances", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, c->volume);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[1], NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltEnumerateInstances(NULL, c->minis[1].filter, NULL, 0, &found),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, found, 0U);
	end_flt_case(c);
}

/* One of @call's results is @instance (NULL: there are no more), with a reference. */
#define EXPECT_INSTANCE(c, call, instance)						\
	expect_instance(c, call, &found, instance, #call)

static void expect_instance(struct flt_case *c, NTSTATUS status, PFLT_INSTANCE *found,
			    PFLT_INSTANCE instance, const char *call)
{
	KUNIT_EXPECT_PTR_EQ_MSG(c->test, *found, instance, "%s", call);
	KUNIT_EXPECT_EQ_MSG(c->test, status,
			    instance ? STATUS_SUCCESS : STATUS_NO_MORE_ENTRIES, "%s", call);
	if (!*found)
		return;
	EXPECT_REFERENCES(c->test, *found, 2);
	FltObjectDereference(*found);
}

static void flt_enumeration_test_instances_have_neighbours(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	PFLT_INSTANCE a = c->minis[0].instance, b = c->minis[1].instance,
		      last = c->minis[2].instance, found;

	EXPECT_INSTANCE(c, FltGetTopInstance(c->volume, &found), a);
	EXPECT_INSTANCE(c, FltGetBottomInstance(c->volume, &found), last);
	EXPECT_INSTANCE(c, FltGetUpperInstance(last, &found), b);
	EXPECT_INSTANCE(c, FltGetUpperInstance(b, &found), a);
	EXPECT_INSTANCE(c, FltGetUpperInstance(a, &found), NULL);
	EXPECT_INSTANCE(c, FltGetLowerInstance(a, &found), b);
	EXPECT_INSTANCE(c, FltGetLowerInstance(last, &found), NULL);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[1], NULL), STATUS_SUCCESS);
	EXPECT_INSTANCE(c, FltGetUpperInstance(last, &found), a);
	EXPECT_INSTANCE(c, FltGetLowerInstance(a, &found), last);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[0], NULL), STATUS_SUCCESS);
	EXPECT_INSTANCE(c, FltGetTopInstance(c->volume, &found), last);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[2], NULL), STATUS_SUCCESS);
	EXPECT_INSTANCE(c, FltGetTopInstance(c->volume, &found), NULL);
	EXPECT_INSTANCE(c, FltGetBottomInstance(c->volume, &found), NULL);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, FltGetTopInstance((PFLT_VOLUME)c->minis[0].filter, &found),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltGetTopInstance", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      c->minis[0].filter, 0, 0, c->minis[0].filter);
	KUNIT_EXPECT_EQ(test, FltGetUpperInstance((PFLT_INSTANCE)c->volume, &found),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltGetUpperInstance", BUGCHECK_REFERENCE_BY_POINTER, 0, c->volume, 0,
		      0, c->volume);
	end_flt_case(c);
}

/* In its own callback the instance has neighbours, but is itself no neighbour any more. */
static void look_around(struct mini *mini)
{
	struct flt_case *c = mini->of;
	const struct mini *const others[] = { &c->minis[0], &c->minis[2] };
	PFLT_INSTANCE found;

	expect_instances(c, c->volume, NULL, others, 2);
	EXPECT_INSTANCE(c, FltGetUpperInstance(mini->instance, &found), others[0]->instance);
	EXPECT_INSTANCE(c, FltGetLowerInstance(mini->instance, &found), others[1]->instance);
	EXPECT_INSTANCE(c, FltGetUpperInstance(others[1]->instance, &found), others[0]->instance);
	EXPECT_INSTANCE(c, FltGetLowerInstance(others[0]->instance, &found), others[1]->instance);
}

static void flt_enumeration_test_what_goes_is_no_neighbour(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_teardown = look_around;
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[1], NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[1].starts), 1);
	end_flt_case(c);
}

static struct kunit_case flt_enumeration_cases[] = {
	KUNIT_CASE(flt_enumeration_test_filters_and_volumes_are_enumerated),
	KUNIT_CASE(flt_enumeration_test_instances_are_enumerated),
	KUNIT_CASE(flt_enumeration_test_instances_have_neighbours),
	KUNIT_CASE(flt_enumeration_test_what_goes_is_no_neighbour),
	{}
};

FLT_CASE_SUITE(flt_enumeration);
