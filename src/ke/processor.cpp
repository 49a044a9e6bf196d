/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processors, their groups and nodes. A processor's index is Linux's number of it.
 */
#include "processor.hpp"

#include <ntddk.h>

#include "linux/cpu.h"

namespace ww {
namespace {

u32 group_count()
{
	return (ww_cpu_count() + kGroupSize - 1) / kGroupSize;
}

u32 count_bits(u64 bits)
{
	u32 count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

/* The sum of @count(first number of the group) over the group, or over all groups. */
template <typename Count>
u32 sum_over(USHORT group, Count count)
{
	u32 sum = 0;

	for (u32 i = 0; i < group_count(); i++) {
		if (group == i || group == ALL_PROCESSOR_GROUPS)
			sum += count(i * kGroupSize);
	}
	return sum;
}

u32 count_online(u32 first)
{
	return count_bits(ww_cpus_online(first));
}

/* All numbers of a group count, also those without a possible processor. */
u32 count_numbers(u32 first)
{
	const u32 left = ww_cpu_count() - first;

	return left < kGroupSize ? left : kGroupSize;
}

/* The group with most of the node's processors: its primary group. */
u32 primary_group(u32 node)
{
	u32 primary = 0, most = 0;

	for (u32 group = 0; group < group_count(); group++) {
		const u32 count = count_bits(ww_node_cpus(node, group * kGroupSize));

		if (count > most) {
			primary = group;
			most = count;
		}
	}
	return primary;
}

PROCESSOR_NUMBER number_of(u32 index)
{
	return { .Group = static_cast<USHORT>(index / kGroupSize),
		 .Number = static_cast<UCHAR>(index % kGroupSize), .Reserved = 0 };
}

} /* namespace */

u32 processor_index(const PROCESSOR_NUMBER &number)
{
	if (number.Reserved || number.Number >= kGroupSize || number.Group >= group_count() ||
	    !(ww_cpus_possible(number.Group * kGroupSize) >> number.Number & 1))
		return kNoProcessor;
	return number.Group * kGroupSize + number.Number;
}

} /* namespace ww */

extern "C" {

ULONG NTAPI KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors)
{
	const ww_u64 active = ww_cpus_online(0);

	if (ActiveProcessors)
		*ActiveProcessors = active;
	return ww::count_bits(active);
}

ULONG NTAPI KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
	return ww::sum_over(GroupNumber, ww::count_online);
}

KAFFINITY NTAPI KeQueryActiveProcessors()
{
	return ww_cpus_online(0);
}

KAFFINITY NTAPI KeQueryGroupAffinity(USHORT GroupNumber)
{
	return ww_cpus_online(GroupNumber * ww::kGroupSize);
}

ULONG NTAPI KeQueryMaximumProcessorCount()
{
	return ww::count_numbers(0);
}

ULONG NTAPI KeQueryMaximumProcessorCountEx(USHORT GroupNumber)
{
	return ww::sum_over(GroupNumber, ww::count_numbers);
}

USHORT NTAPI KeQueryActiveGroupCount()
{
	USHORT count = 0;

	for (ww_u32 group = 0; group < ww::group_count(); group++)
		count += ww_cpus_online(group * ww::kGroupSize) != 0;
	return count;
}

USHORT NTAPI KeQueryMaximumGroupCount()
{
	return static_cast<USHORT>(ww::group_count());
}

NTSTATUS NTAPI KeGetProcessorNumberFromIndex(ULONG ProcIndex, PPROCESSOR_NUMBER ProcNumber)
{
	const PROCESSOR_NUMBER number = ww::number_of(ProcIndex);

	if (ProcIndex >= ww_cpu_count() || ww::processor_index(number) == ww::kNoProcessor)
		return STATUS_INVALID_PARAMETER;
	*ProcNumber = number;
	return STATUS_SUCCESS;
}

ULONG NTAPI KeGetProcessorIndexFromNumber(PPROCESSOR_NUMBER ProcNumber)
{
	return ww::processor_index(*ProcNumber);
}

/* Below the number of processors in group 0, also in another group. */
ULONG NTAPI KeGetCurrentProcessorNumber()
{
	return ww_cpu() % ww::kGroupSize;
}

ULONG NTAPI KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber)
{
	const ULONG cpu = ww_cpu();

	if (ProcNumber)
		*ProcNumber = ww::number_of(cpu);
	return cpu;
}

USHORT NTAPI KeGetCurrentNodeNumber()
{
	return static_cast<USHORT>(ww_node());
}

USHORT NTAPI KeQueryHighestNodeNumber()
{
	return static_cast<USHORT>(ww_node_count() - 1);
}

VOID NTAPI KeQueryNodeActiveAffinity(USHORT NodeNumber, PGROUP_AFFINITY Affinity, PUSHORT Count)
{
	const ww_u32 group = ww::primary_group(NodeNumber);
	const ww_u64 active = ww_node_cpus(NodeNumber, group * ww::kGroupSize) &
			      ww_cpus_online(group * ww::kGroupSize);

	if (Affinity)
		*Affinity = { .Mask = active, .Group = static_cast<USHORT>(group), .Reserved = {} };
	if (Count)
		*Count = static_cast<USHORT>(ww::count_bits(active));
}

USHORT NTAPI KeQueryNodeMaximumProcessorCount(USHORT NodeNumber)
{
	const ww_u32 group = ww::primary_group(NodeNumber);

	return static_cast<USHORT>(
		ww::count_bits(ww_node_cpus(NodeNumber, group * ww::kGroupSize)));
}

} /* extern "C" */
