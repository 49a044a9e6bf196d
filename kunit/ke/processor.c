/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_processor: the numbers of processors, groups and nodes.
 */
#include "ke_case.h"

#include <linux/bitops.h>
#include <linux/nodemask.h>
#include <linux/topology.h>

#define GROUP_SIZE 64

static void ke_processor_test_groups_have_64_processors(struct kunit *test)
{
	const USHORT groups = KeQueryMaximumGroupCount();
	ULONG online = 0, numbers = 0, active = 0;
	KAFFINITY set;
	USHORT group;
	int cpu;

	KUNIT_EXPECT_EQ(test, (int)groups, (int)DIV_ROUND_UP(nr_cpu_ids, GROUP_SIZE));
	for (group = 0; group < groups; group++) {
		const KAFFINITY affinity = KeQueryGroupAffinity(group);

		KUNIT_EXPECT_EQ(test, KeQueryActiveProcessorCountEx(group),
				(ULONG)hweight64(affinity));
		active += affinity != 0;
		online += hweight64(affinity);
		numbers += KeQueryMaximumProcessorCountEx(group);
		for (cpu = 0; cpu < GROUP_SIZE; cpu++) {
			const int index = group * GROUP_SIZE + cpu;

			KUNIT_EXPECT_EQ(test, (int)(affinity >> cpu & 1),
					(int)(index < nr_cpu_ids && cpu_online(index)));
		}
	}
	KUNIT_EXPECT_EQ(test, online, (ULONG)num_online_cpus());
	KUNIT_EXPECT_EQ(test, numbers, (ULONG)nr_cpu_ids);
	KUNIT_EXPECT_EQ(test, (ULONG)KeQueryActiveGroupCount(), active);
	KUNIT_EXPECT_EQ(test, KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS), online);
	KUNIT_EXPECT_EQ(test, KeQueryMaximumProcessorCountEx(ALL_PROCESSOR_GROUPS), numbers);
	/* The functions without a group are about group 0. */
	KUNIT_EXPECT_EQ(test, KeQueryActiveProcessors(), KeQueryGroupAffinity(0));
	KUNIT_EXPECT_EQ(test, KeQueryActiveProcessorCount(&set), KeQueryActiveProcessorCountEx(0));
	KUNIT_EXPECT_EQ(test, set, KeQueryGroupAffinity(0));
	KUNIT_EXPECT_EQ(test, KeQueryMaximumProcessorCount(), KeQueryMaximumProcessorCountEx(0));
	/* A group that does not exist. */
	KUNIT_EXPECT_EQ(test, KeQueryGroupAffinity(groups), (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, KeQueryActiveProcessorCountEx(groups), 0U);
	KUNIT_EXPECT_EQ(test, KeQueryMaximumProcessorCountEx(groups), 0U);
	EXPECT_NO_REPORT(test);
}

static void ke_processor_test_index_and_number_are_converted(struct kunit *test)
{
	PROCESSOR_NUMBER number;
	ULONG index;

	for (index = 0; index < nr_cpu_ids; index++) {
		memset(&number, 0xa5, sizeof(number));
		if (!cpu_possible(index)) {
			KUNIT_EXPECT_EQ(test, KeGetProcessorNumberFromIndex(index, &number),
					STATUS_INVALID_PARAMETER);
			continue;
		}
		KUNIT_EXPECT_EQ(test, KeGetProcessorNumberFromIndex(index, &number),
				STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, (ULONG)number.Group, index / GROUP_SIZE);
		KUNIT_EXPECT_EQ(test, (ULONG)number.Number, index % GROUP_SIZE);
		KUNIT_EXPECT_EQ(test, (int)number.Reserved, 0);
		KUNIT_EXPECT_EQ(test, KeGetProcessorIndexFromNumber(&number), index);
	}
	EXPECT_NO_REPORT(test);
}

static void ke_processor_test_wrong_numbers_are_refused(struct kunit *test)
{
	PROCESSOR_NUMBER number = { .Group = 7, .Number = 7 };
	struct dpc_run *run = new_dpc(test, record_dpc);

	KUNIT_EXPECT_EQ(test, KeGetProcessorNumberFromIndex(nr_cpu_ids, &number),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, KeGetProcessorNumberFromIndex(INVALID_PROCESSOR_INDEX, &number),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, (int)number.Group, 7);
	KUNIT_EXPECT_EQ(test, (int)number.Number, 7);

	number = (PROCESSOR_NUMBER){ .Group = KeQueryMaximumGroupCount() };
	KUNIT_EXPECT_EQ(test, KeGetProcessorIndexFromNumber(&number), INVALID_PROCESSOR_INDEX);
	KUNIT_EXPECT_EQ(test, KeSetTargetProcessorDpcEx(&run->dpc, &number),
			STATUS_INVALID_PARAMETER);
	number = (PROCESSOR_NUMBER){ .Number = GROUP_SIZE };
	KUNIT_EXPECT_EQ(test, KeGetProcessorIndexFromNumber(&number), INVALID_PROCESSOR_INDEX);
	number = (PROCESSOR_NUMBER){ .Reserved = 1 };
	KUNIT_EXPECT_EQ(test, KeGetProcessorIndexFromNumber(&number), INVALID_PROCESSOR_INDEX);
	KUNIT_EXPECT_EQ(test, KeSetTargetProcessorDpcEx(&run->dpc, &number),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, (int)run->dpc.Number, 0);
	EXPECT_NO_REPORT(test);
}

struct here {
	ULONG index, number;
	PROCESSOR_NUMBER full;
	USHORT node;
};

static void ask_here(void *data)
{
	struct here *here = data;

	here->number = KeGetCurrentProcessorNumber();
	here->index = KeGetCurrentProcessorNumberEx(&here->full);
	here->node = KeGetCurrentNodeNumber();
}

static void ke_processor_test_current_processor_is_known(struct kunit *test)
{
	struct here *here = case_alloc_type(test, struct here);
	int cpu;

	for_each_online_cpu(cpu) {
		KUNIT_ASSERT_TRUE(test, run_on_cpu(cpu, ask_here, here));
		KUNIT_EXPECT_EQ(test, here->index, (ULONG)cpu);
		KUNIT_EXPECT_EQ(test, here->number, (ULONG)cpu % GROUP_SIZE);
		KUNIT_EXPECT_EQ(test, (int)here->full.Group, cpu / GROUP_SIZE);
		KUNIT_EXPECT_EQ(test, (int)here->full.Number, cpu % GROUP_SIZE);
		KUNIT_EXPECT_EQ(test, (int)here->node, cpu_to_node(cpu));
	}
}

static void ke_processor_test_nodes_contain_the_processors(struct kunit *test)
{
	const USHORT highest = KeQueryHighestNodeNumber();
	GROUP_AFFINITY affinity;
	ULONG online = 0, possible = 0;
	USHORT count;
	int node, cpu;

	KUNIT_EXPECT_EQ(test, (int)highest, (int)nr_node_ids - 1);
	if (nr_cpu_ids > GROUP_SIZE)
		kunit_skip(test, "a node may span groups");
	for (node = 0; node <= highest; node++) {
		memset(&affinity, 0xa5, sizeof(affinity));
		KeQueryNodeActiveAffinity(node, &affinity, &count);
		KUNIT_EXPECT_EQ(test, (int)affinity.Group, 0);
		KUNIT_EXPECT_EQ(test, (int)affinity.Reserved[0], 0);
		KUNIT_EXPECT_EQ(test, (int)count, (int)hweight64(affinity.Mask));
		for_each_online_cpu(cpu)
			KUNIT_EXPECT_EQ(test, (int)(affinity.Mask >> cpu & 1),
					(int)(cpu_to_node(cpu) == node));
		online += count;
		possible += KeQueryNodeMaximumProcessorCount(node);
		/* Both results are optional. */
		KeQueryNodeActiveAffinity(node, NULL, NULL);
	}
	KUNIT_EXPECT_EQ(test, online, (ULONG)num_online_cpus());
	KUNIT_EXPECT_EQ(test, possible, (ULONG)num_possible_cpus());

	memset(&affinity, 0xa5, sizeof(affinity));
	count = 5;
	KeQueryNodeActiveAffinity(highest + 1, &affinity, &count);
	KUNIT_EXPECT_EQ(test, affinity.Mask, (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, (int)affinity.Group, 0);
	KUNIT_EXPECT_EQ(test, (int)count, 0);
	KUNIT_EXPECT_EQ(test, (int)KeQueryNodeMaximumProcessorCount(highest + 1), 0);
	EXPECT_NO_REPORT(test);
}

struct answers {
	KAFFINITY group;
	ULONG count;
	USHORT node_count;
	NTSTATUS status;
};

static void ask_all(void *data)
{
	struct answers *answers = data;
	PROCESSOR_NUMBER number;
	GROUP_AFFINITY affinity;

	answers->group = KeQueryGroupAffinity(0);
	answers->count = KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS);
	answers->status = KeGetProcessorNumberFromIndex(0, &number);
	KeQueryNodeActiveAffinity(0, &affinity, &answers->node_count);
}

static void ke_processor_test_all_can_be_asked_at_any_level(struct kunit *test)
{
	struct answers *answers = case_alloc_type(test, struct answers);
	struct answers *expected = case_alloc_type(test, struct answers);

	ask_all(expected);
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(ask_all, answers));
	KUNIT_EXPECT_EQ(test, memcmp(answers, expected, sizeof(*answers)), 0);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ke_processor_cases[] = {
	KUNIT_CASE(ke_processor_test_groups_have_64_processors),
	KUNIT_CASE(ke_processor_test_index_and_number_are_converted),
	KUNIT_CASE(ke_processor_test_wrong_numbers_are_refused),
	KUNIT_CASE(ke_processor_test_current_processor_is_known),
	KUNIT_CASE(ke_processor_test_nodes_contain_the_processors),
	KUNIT_CASE(ke_processor_test_all_can_be_asked_at_any_level),
	{}
};

WINWORK_SUITE(ke_processor);
