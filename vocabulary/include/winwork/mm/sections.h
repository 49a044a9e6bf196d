/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sections and the memory of a process, as file systems see them.
 */
#ifndef WINWORK_MM_SECTIONS_H
#define WINWORK_MM_SECTIONS_H

#include <winwork/io/file.h>
#include <guiddef.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/po/power.h>

EXTERN_C_START

struct _MEMORY_BASIC_INFORMATION;
union _MM_PREFETCH_FLAGS;
struct _READ_LIST;

typedef struct _READ_LIST *PREAD_LIST;

#define MM_PREFETCH_FLAGS_MASK ((1 << (2 * SYSTEM_PAGE_PRIORITY_BITS + 1)) - 1)

typedef enum _MMFLUSH_TYPE {
	MmFlushForDelete,
	MmFlushForWrite,
} MMFLUSH_TYPE;

typedef union _MM_PREFETCH_FLAGS {
	struct {
		ULONG Priority : 3;
		ULONG RepurposePriority : 3;
		ULONG : 26;
	} Flags;
	ULONG AllFlags;
} MM_PREFETCH_FLAGS, *PMM_PREFETCH_FLAGS;

typedef enum _MEMORY_INFORMATION_CLASS {
	MemoryBasicInformation,
} MEMORY_INFORMATION_CLASS;

typedef struct _MEMORY_BASIC_INFORMATION {
	PVOID BaseAddress;
	PVOID AllocationBase;
	DWORD AllocationProtect;
	SIZE_T RegionSize;
	DWORD State;
	DWORD Protect;
	DWORD Type;
} MEMORY_BASIC_INFORMATION, *PMEMORY_BASIC_INFORMATION;

WINWORK_ABSENT BOOLEAN NTAPI MmCanFileBeTruncated(_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
						  _In_opt_ PLARGE_INTEGER NewFileSize);
WINWORK_ABSENT ULONG NTAPI MmDoesFileHaveUserWritableReferences(
	_In_ PSECTION_OBJECT_POINTERS SectionPointer);
WINWORK_ABSENT BOOLEAN NTAPI MmFlushImageSection(_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
						 _In_ MMFLUSH_TYPE FlushType);
WINWORK_ABSENT BOOLEAN NTAPI MmForceSectionClosed(_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
						  _In_ BOOLEAN DelayClose);
WINWORK_ABSENT ULONGLONG NTAPI MmGetMaximumFileSectionSize(VOID);
WINWORK_ABSENT BOOLEAN NTAPI MmIsRecursiveIoFault(VOID);
WINWORK_ABSENT NTSTATUS NTAPI MmPrefetchPages(_In_ ULONG NumberOfLists,
					      _In_ PREAD_LIST *ReadLists);
WINWORK_ABSENT BOOLEAN NTAPI MmSetAddressRangeModified(_In_ PVOID Address, _In_ SIZE_T Length);
WINWORK_ABSENT NTSTATUS NTAPI ZwAllocateVirtualMemory(_In_ HANDLE ProcessHandle,
						      _Inout_ PVOID *BaseAddress,
						      _In_ ULONG_PTR ZeroBits,
						      _Inout_ PSIZE_T RegionSize,
						      _In_ ULONG AllocationType,
						      _In_ ULONG Protect);
WINWORK_ABSENT NTSTATUS NTAPI ZwFlushVirtualMemory(_In_ HANDLE ProcessHandle,
						   _Inout_ PVOID *BaseAddress,
						   _Inout_ PSIZE_T RegionSize,
						   _Out_ PIO_STATUS_BLOCK IoStatusBlock);
WINWORK_ABSENT NTSTATUS NTAPI ZwFreeVirtualMemory(_In_ HANDLE ProcessHandle,
						  _Inout_ PVOID *BaseAddress,
						  _Inout_ PSIZE_T RegionSize,
						  _In_ ULONG FreeType);
WINWORK_ABSENT NTSTATUS NTAPI ZwQueryVirtualMemory(_In_ HANDLE ProcessHandle,
						   _In_opt_ PVOID BaseAddress,
						   _In_ MEMORY_INFORMATION_CLASS MemoryInformationClass,
						   _Out_ PVOID MemoryInformation,
						   _In_ SIZE_T MemoryInformationLength,
						   _Out_opt_ PSIZE_T ReturnLength);

EXTERN_C_END

#endif /* WINWORK_MM_SECTIONS_H */
