/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls on the stack.
 */
#include <ntifs.h>

#include "base/types.hpp"
#include "linux/stack.h"

using namespace ww;

extern "C" {

USHORT NTAPI RtlCaptureStackBackTrace(ULONG FramesToSkip, ULONG FramesToCapture, PVOID *BackTrace,
				      PULONG BackTraceHash)
{
	const ULONG room = FramesToCapture < MAXUSHORT ? FramesToCapture : MAXUSHORT;
	const u32 count = ww_stack_trace(BackTrace, room, FramesToSkip,
					 __builtin_return_address(0));
	u64 sum = 0;

	for (u32 i = 0; i < count; i++)
		sum += reinterpret_cast<ULONG_PTR>(BackTrace[i]);
	if (BackTraceHash)
		*BackTraceHash = static_cast<ULONG>(sum);
	return static_cast<USHORT>(count);
}

} /* extern "C" */
