/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which exceptions a file system handles.
 */
#include <ntifs.h>

#include <winwork/fsrtl/types.h>

extern "C" BOOLEAN NTAPI FsRtlIsNtstatusExpected(NTSTATUS Ntstatus)
{
	switch (Ntstatus) {
	case STATUS_DATATYPE_MISALIGNMENT:
	case STATUS_ACCESS_VIOLATION:
	case STATUS_ILLEGAL_INSTRUCTION:
	case STATUS_INSTRUCTION_MISALIGNMENT:
		return FALSE;
	default:
		return TRUE;
	}
}
