/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Views of sections.
 */
#ifndef WINWORK_MM_SECTION_H
#define WINWORK_MM_SECTION_H

#include "../io/device_object.h"

EXTERN_C_START

/* What a child of the process gets of a view. Page: ntddk.h, ZwMapViewOfSection */
typedef enum _SECTION_INHERIT {
	ViewShare = 1,
	ViewUnmap = 2,
} SECTION_INHERIT;

/**
 * ZwMapViewOfSection - map a part of a section into the current process
 * @SectionHandle: of FltCreateSectionForDataScan, or a descriptor of the current program that it has given
 * @ProcessHandle: NtCurrentProcess(), or another handle of the current process
 * @BaseAddress: points to NULL, or to the address in the program, which is rounded down to 64 KiB; receives the
 *	address of the view
 * @ZeroBits: 0
 * @CommitSize: has no effect
 * @SectionOffset: NULL for 0, or points to the offset in the section in bytes, which is rounded down to 64 KiB; receives
 *	that
 * @ViewSize: points to 0 for all from the offset on, or to the bytes that are wanted; receives them, in whole pages
 * @InheritDisposition: ViewShare or ViewUnmap. Here: a child of the program has the view in both cases
 * @AllocationType: 0
 * @Protect: PAGE_READONLY
 *
 * In a thread of a program the view has addresses of the program, as on Windows. It shows what the file has at that time.
 * The driver reads it with RtlCopyMemory, RtlCompareMemory and the like, inside a __try. They raise
 * STATUS_ACCESS_VIOLATION for what is behind the end of a file that was made shorter; on Windows that is
 * STATUS_IN_PAGE_ERROR, or a file that has a section cannot be made shorter.
 *
 * Here: in a thread of the kernel, such as a work item, the view has addresses of the kernel, and is a copy of the file at
 * the time of the call. It takes at most half of the memory that is free.
 *
 * The view stays when the handle is closed and the section is dereferenced. One that the driver has left is ended and
 * reported (0xCE) when its module is removed, unless its program has ended.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_VIEW_SIZE for a part that the section does not have; STATUS_INVALID_HANDLE;
 *	STATUS_OBJECT_TYPE_MISMATCH; STATUS_CONFLICTING_ADDRESSES if the program has something at that address;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_SECTION_PROTECTION, STATUS_NOT_SUPPORTED for another process,
 *	STATUS_INVALID_PARAMETER and its relatives, which the log explains.
 * Page: wdm.h, ZwMapViewOfSection
 */
NTSTATUS NTAPI ZwMapViewOfSection(_In_ HANDLE SectionHandle, _In_ HANDLE ProcessHandle, _Inout_ PVOID *BaseAddress,
				  _In_ ULONG_PTR ZeroBits, _In_ SIZE_T CommitSize,
				  _Inout_opt_ PLARGE_INTEGER SectionOffset, _Inout_ PSIZE_T ViewSize,
				  _In_ SECTION_INHERIT InheritDisposition, _In_ ULONG AllocationType,
				  _In_ ULONG Protect);

/**
 * ZwUnmapViewOfSection - end a view
 * @ProcessHandle: as for ZwMapViewOfSection
 * @BaseAddress: any address in the view
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_MAPPED_VIEW if no view of the process has the address; STATUS_INVALID_HANDLE;
 *	STATUS_NOT_SUPPORTED for another process, which the log explains.
 * Page: wdm.h, ZwUnmapViewOfSection
 */
NTSTATUS NTAPI ZwUnmapViewOfSection(_In_ HANDLE ProcessHandle, _In_opt_ PVOID BaseAddress);

EXTERN_C_END

#endif /* WINWORK_MM_SECTION_H */
