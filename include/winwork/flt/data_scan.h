/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sections through which a minifilter scans a file. No volume has any.
 */
#ifndef WINWORK_FLT_DATA_SCAN_H
#define WINWORK_FLT_DATA_SCAN_H

#include "filter.h"

EXTERN_C_START

/**
 * FltRegisterForDataScan - register the volume of an instance for sections of its files
 * @Instance: the caller's instance
 *
 * Here: volumes have no sections. A driver reads the file instead, with FltReadFile.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_NOT_SUPPORTED; STATUS_INVALID_PARAMETER after a report about @Instance.
 * Page: fltkernel.h, FltRegisterForDataScan
 */
NTSTATUS FLTAPI FltRegisterForDataScan(_In_ PFLT_INSTANCE Instance);

/**
 * FltCreateSectionForDataScan - make a section of a file
 * @Instance: the caller's instance
 * @FileObject: the file
 * @SectionContext: the caller's context for the section, which FltAllocateContext has made
 * @DesiredAccess: of the section
 * @ObjectAttributes: NULL, or the attributes of the handle
 * @MaximumSize: NULL for that of the file, or the size of the section in bytes
 * @SectionPageProtection: PAGE_*
 * @AllocationAttributes: SEC_*
 * @Flags: 0
 * @SectionHandle: receives NULL
 * @SectionObject: receives NULL
 * @SectionFileSize: NULL, or receives 0
 *
 * Here: volumes have no sections. @SectionContext keeps its references, and the caller releases it.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_NOT_SUPPORTED; STATUS_INVALID_PARAMETER for a wrong argument.
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
 * Here: no context has a section.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_INVALID_PARAMETER, which the log explains.
 * Page: fltkernel.h, FltCloseSectionForDataScan
 */
NTSTATUS FLTAPI FltCloseSectionForDataScan(_In_ PFLT_CONTEXT SectionContext);

EXTERN_C_END

#endif /* WINWORK_FLT_DATA_SCAN_H */
