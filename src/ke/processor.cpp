/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processors. All are in group 0, and their numbers are Linux's.
 */
#include <ntddk.h>

#include "base/types.hpp"
#include "linux/cpu.h"

extern "C" {

ULONG NTAPI KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors)
{
	ww_u64 first_64;
	const ULONG count = ww_cpus_online(&first_64);

	if (ActiveProcessors)
		*ActiveProcessors = first_64;
	return count;
}

ULONG NTAPI KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
	ww_u64 first_64;

	return GroupNumber == 0 || GroupNumber == ALL_PROCESSOR_GROUPS ? ww_cpus_online(&first_64)
									 : 0;
}

ULONG NTAPI KeQueryMaximumProcessorCount()
{
	return ww_cpu_count();
}

ULONG NTAPI KeQueryMaximumProcessorCountEx(USHORT GroupNumber)
{
	return GroupNumber == 0 || GroupNumber == ALL_PROCESSOR_GROUPS ? ww_cpu_count() : 0;
}

ULONG NTAPI KeGetCurrentProcessorNumber()
{
	return ww_cpu();
}

ULONG NTAPI KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber)
{
	const ULONG cpu = ww_cpu();

	if (ProcNumber) {
		*ProcNumber = {};
		ProcNumber->Number = static_cast<UCHAR>(cpu);
	}
	return cpu;
}

} /* extern "C" */
