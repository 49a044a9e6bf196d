/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sections through which a minifilter scans a file.
 */
#ifndef WINWORK_FLT_DATA_SCAN_H
#define WINWORK_FLT_DATA_SCAN_H

#include "filter.h"

EXTERN_C_START

/**
 * FltRegisterForDataScan - register the volume of an instance for sections of its files
 * @Instance: the caller's instance
 *
 * Here: mounts with `cache=lower` have sections.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED for a volume without sections; STATUS_INVALID_PARAMETER after a report
 *	about @Instance.
 * Page: fltkernel.h, FltRegisterForDataScan
 */
NTSTATUS FLTAPI FltRegisterForDataScan(_In_ PFLT_INSTANCE Instance);

/**
 * FltCreateSectionForDataScan - make a section of an open file
 * @Instance: the caller's instance
 * @FileObject: the file
 * @SectionContext: the caller's context for the section, which FltAllocateContext has made, and which had none yet
 * @DesiredAccess: has no effect
 * @ObjectAttributes: NULL, or Attributes decide about the handle
 * @MaximumSize: NULL or 0 for that of the file, or the size of the section in bytes, which the file has
 * @SectionPageProtection: PAGE_READONLY
 * @AllocationAttributes: SEC_COMMIT
 * @Flags: 0
 * @SectionHandle: receives the handle; NULL after an error
 * @SectionObject: receives the object, with a reference for ObDereferenceObject; NULL after an error
 * @SectionFileSize: NULL, or receives the size of the file in bytes
 *
 * With OBJ_KERNEL_HANDLE, and in a thread of the kernel, the handle is one for ZwClose. In a thread of a program it is else
 * a handle of the program. Here: that is a descriptor, which mmap(2) takes, and which the program closes.
 *
 * FltCloseSectionForDataScan ends the section. The context keeps its references, and the caller releases it. Here: a
 * context that goes with its section is reported (0xC4/0x62), and the section ends. An object that the driver has left is
 * reported (0xCE) at its unload, and does not keep the file any more.
 *
 * Here: a section shows the lower file. Programs may write and truncate the file meanwhile, and the minifilter is not
 * told of that.
 *
 * IRQL: PASSIVE_LEVEL; on Windows: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED for a volume without sections; STATUS_MAPPED_FILE_SIZE_ZERO for a file
 *	without data; STATUS_INVALID_FILE_FOR_SECTION for a folder; STATUS_SECTION_TOO_BIG for more than the file has;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PAGE_PROTECTION or STATUS_INVALID_PARAMETER, which the log
 *	explains, for a wrong argument; STATUS_INVALID_DEVICE_REQUEST, which it explains as well, in a thread that has a
 *	top-level IRP.
 * Page: fltkernel.h, FltCreateSectionForDataScan
 */
NTSTATUS FLTAPI FltCreateSectionForDataScan(
	_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _In_ PFLT_CONTEXT SectionContext,
	_In_ ACCESS_MASK DesiredAccess, _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
	_In_opt_ PLARGE_INTEGER MaximumSize, _In_ ULONG SectionPageProtection, _In_ ULONG AllocationAttributes,
	_In_ ULONG Flags, _Out_ PHANDLE SectionHandle, _Out_ PVOID *SectionObject,
	_Out_opt_ PLARGE_INTEGER SectionFileSize);

/**
 * FltCloseSectionForDataScan - end the section of a context
 * @SectionContext: the context that FltCreateSectionForDataScan was called with
 *
 * Handles, views and references of the driver on the object are the driver's to end, before or after.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_FOUND if it has ended; STATUS_INVALID_PARAMETER, which the log explains, if the
 *	context never had one.
 * Page: fltkernel.h, FltCloseSectionForDataScan
 */
NTSTATUS FLTAPI FltCloseSectionForDataScan(_In_ PFLT_CONTEXT SectionContext);

EXTERN_C_END

#endif /* WINWORK_FLT_DATA_SCAN_H */
