/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_tear_down: detaching, unregistering and deleted volumes, and the references that they
 * wait for.
 */
#include "flt_case.h"

static void flt_tear_down_test_detaching_asks_and_tells(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	mini->query_status = STATUS_FLT_DO_NOT_DETACH;
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_FLT_DO_NOT_DETACH);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 0);
	mini->query_status = STATUS_SUCCESS;
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->queries), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 1);
	KUNIT_EXPECT_EQ(test, mini->teardown_reason, (ULONG)FLTFL_INSTANCE_TEARDOWN_MANUAL);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(mini->instance), 0L);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_FLT_INSTANCE_NOT_FOUND);
	end_flt_case(c);
}

static void flt_tear_down_test_detaching_wants_a_query_callback(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini;

	c->no_query_callback = true;
	mini = attach_mini(c, "100");
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_FLT_DO_NOT_DETACH);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 0);
	end_flt_case(c);
	KUNIT_EXPECT_EQ(test, mini->teardown_reason, (ULONG)FLTFL_INSTANCE_TEARDOWN_FILTER_UNLOAD);
}

static void flt_tear_down_test_deleted_volume_tears_down(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	unsigned int i;

	WinworkFltDeleteVolume(c->volume);
	c->volume = NULL;
	for (i = 0; i < MINIS; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[i].completes), 1);
		KUNIT_EXPECT_EQ(test, c->minis[i].teardown_reason,
				(ULONG)FLTFL_INSTANCE_TEARDOWN_VOLUME_DISMOUNT);
	}
	end_flt_case(c);
}

struct teardown {
	struct mini *mini;
	NTSTATUS status;
	struct completion done;
};

static void do_detach(void *data)
{
	struct teardown *teardown = data;

	teardown->status = detach_mini(teardown->mini, NULL);
	complete(&teardown->done);
}

static void do_unregister(void *data)
{
	struct teardown *teardown = data;

	FltUnregisterFilter(teardown->mini->filter);
	complete(&teardown->done);
}

static struct teardown *new_teardown(struct kunit *test, struct mini *mini)
{
	struct teardown *teardown = case_alloc_type(test, struct teardown);

	teardown->mini = mini;
	init_completion(&teardown->done);
	return teardown;
}

static void flt_tear_down_test_detaching_waits_for_references(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	struct teardown *teardown = new_teardown(test, mini);
	PFLT_INSTANCE instance = mini->instance;
	PFLT_INSTANCE found;

	KUNIT_ASSERT_EQ(test, FltObjectReference(instance), STATUS_SUCCESS);
	spawn(test, do_detach, teardown);
	ASSERT_IN_TIME(test, &mini->started);
	KUNIT_EXPECT_EQ(test, FltObjectReference(instance), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, FltGetVolumeInstanceFromName(NULL, c->volume, NULL, &found),
			STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_FLT_DELETING_OBJECT);
	EXPECT_WAITS(test, &teardown->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 0);
	FltObjectDereference(instance);
	ASSERT_IN_TIME(test, &teardown->done);
	KUNIT_EXPECT_EQ(test, teardown->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 1);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(instance), 0L);
	end_flt_case(c);
}

static void flt_tear_down_test_unregistering_waits_for_references(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	struct teardown *teardown = new_teardown(test, mini);
	PFLT_CONTEXT context;

	KUNIT_ASSERT_EQ(test, FltObjectReference(mini->filter), STATUS_SUCCESS);
	spawn(test, do_unregister, teardown);
	ASSERT_IN_TIME(test, &mini->started);
	KUNIT_EXPECT_EQ(test, FltObjectReference(mini->filter), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, attach_at(mini, "200", "x"), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, FltAllocateContext(mini->filter, FLT_INSTANCE_CONTEXT, CONTEXT_BYTES,
						 NonPagedPool, &context),
			STATUS_FLT_DELETING_OBJECT);
	FltUnregisterFilter(mini->filter);
	EXPECT_REPORT(test, "FltUnregisterFilter", BUGCHECK_REFERENCE_BY_POINTER, 0, mini->filter,
		      0, 0, mini->filter);
	EXPECT_WAITS(test, &teardown->done);
	FltObjectDereference(mini->filter);
	ASSERT_IN_TIME(test, &teardown->done);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(mini->filter), 0L);
	mini->filter = NULL;
	end_flt_case(c);
}

static struct teardown *meanwhile;

/* Returns when the filter is being unregistered. */
static void unregister_meanwhile(struct mini *mini)
{
	unsigned long deadline = jiffies + DEADLINE;

	spawn(mini->of->test, do_unregister, meanwhile);
	while (FltObjectReference(mini->filter) == STATUS_SUCCESS) {
		FltObjectDereference(mini->filter);
		if (time_after(jiffies, deadline))
			break;
		cond_resched();
	}
}

/* InstanceTeardown...Callback takes down the state that InstanceSetupCallback has made. */
static void flt_tear_down_test_unregistered_during_setup(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = start_mini(c);
	NTSTATUS status;

	meanwhile = new_teardown(test, mini);
	mini->on_setup = unregister_meanwhile;
	status = attach_at(mini, "100", NULL);
	/* It may have been attached before it is itself torn down. */
	KUNIT_EXPECT_TRUE(test, status == STATUS_SUCCESS || status == STATUS_FLT_DELETING_OBJECT);
	ASSERT_IN_TIME(test, &meanwhile->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->setups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->starts), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 1);
	KUNIT_EXPECT_EQ(test, WinworkObjectReferenceCount(mini->filter), 0L);
	mini->filter = NULL;
	end_flt_case(c);
}

static void flt_tear_down_test_wrong_references_are_reported(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	FltObjectDereference(mini->instance);
	EXPECT_REPORT(test, "FltObjectDereference", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      mini->instance, 0, 1, mini->instance);
	KUNIT_EXPECT_EQ(test, FltObjectReference(fixture_of(test)->device),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltObjectReference", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      fixture_of(test)->device, 0, 0, fixture_of(test)->device);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	end_flt_case(c);
}

static void expect_no_reference_to_drop(struct kunit *test, PVOID object, ULONG_PTR count)
{
	FltObjectDereference(object);
	EXPECT_REPORT(test, "FltObjectDereference", BUGCHECK_REFERENCE_BY_POINTER, 0, object, 0, count,
		      object);
}

/* The driver may not drop the references that objects of the Filter Manager hold on each other. */
static void flt_tear_down_test_wrong_dereferences_leave_the_managers(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	PFLT_CONTEXT context;

	expect_no_reference_to_drop(test, mini->filter, 2);
	expect_no_reference_to_drop(test, c->volume, 2);
	KUNIT_ASSERT_EQ(test, FltAllocateContext(mini->filter, FLT_INSTANCE_CONTEXT, CONTEXT_BYTES,
						 NonPagedPool, &context), STATUS_SUCCESS);
	expect_no_reference_to_drop(test, mini->filter, 3);
	FltReleaseContext(context);
	KUNIT_EXPECT_EQ(test, FltObjectReference(mini->filter), STATUS_SUCCESS);
	FltObjectDereference(mini->filter);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS dereference_instance(struct mini *mini, PFLT_CALLBACK_DATA data,
						      PVOID *context)
{
	expect_no_reference_to_drop(mini->of->test, mini->instance, 2);
	expect_no_reference_to_drop(mini->of->test, mini->of->volume, 3);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* An operation holds its volume, and its frame holds the instance. */
static void flt_tear_down_test_wrong_dereferences_in_a_callback(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	mini->on_pre = dereference_instance;
	send_read(c);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	end_flt_case(c);
}

/* Attaching, detaching and unregistering at once: no call hangs, and nothing is left. */
static void churn(void *data)
{
	struct mini *mini = data;
	PFLT_VOLUME volume = mini->of->volume;
	PFLT_INSTANCE instance;
	unsigned int i;

	for (i = 0; i < 60; i++) {
		if (NT_SUCCESS(FltAttachVolume(mini->filter, volume, NULL, &instance)))
			FltObjectDereference(instance);
		send_read(mini->of);
		FltDetachVolume(mini->filter, volume, NULL);
	}
}

static void flt_tear_down_test_everybody_attaches_and_detaches(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	unsigned int i;

	for (i = 0; i < MINIS; i++)
		start_mini(c);
	for (i = 0; i < 2 * MINIS; i++)
		spawn(test, churn, &c->minis[i % MINIS]);
	join(test);
	for (i = 0; i < MINIS; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[i].starts),
				atomic_read(&c->minis[i].completes));
		KUNIT_EXPECT_EQ(test, atomic_read(&c->minis[i].starts),
				atomic_read(&c->minis[i].setups));
	}
	EXPECT_REFERENCES(test, c->volume, 1);
	end_flt_case(c);
}

static struct kunit_case flt_tear_down_cases[] = {
	KUNIT_CASE(flt_tear_down_test_detaching_asks_and_tells),
	KUNIT_CASE(flt_tear_down_test_detaching_wants_a_query_callback),
	KUNIT_CASE(flt_tear_down_test_deleted_volume_tears_down),
	KUNIT_CASE(flt_tear_down_test_detaching_waits_for_references),
	KUNIT_CASE(flt_tear_down_test_unregistering_waits_for_references),
	KUNIT_CASE(flt_tear_down_test_unregistered_during_setup),
	KUNIT_CASE(flt_tear_down_test_wrong_references_are_reported),
	KUNIT_CASE(flt_tear_down_test_wrong_dereferences_leave_the_managers),
	KUNIT_CASE(flt_tear_down_test_wrong_dereferences_in_a_callback),
	KUNIT_CASE(flt_tear_down_test_everybody_attaches_and_detaches),
	{}
};

FLT_CASE_SUITE(flt_tear_down);
