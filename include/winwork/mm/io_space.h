/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of devices, mapped for their drivers.
 */
#ifndef WINWORK_MM_IO_SPACE_H
#define WINWORK_MM_IO_SPACE_H

#include "locked_pages.h"

EXTERN_C_START

/* A range of physical memory. Page: wdm.h, MM_PHYSICAL_ADDRESS_LIST */
typedef struct _MM_PHYSICAL_ADDRESS_LIST {
	PHYSICAL_ADDRESS PhysicalAddress;
	SIZE_T NumberOfBytes;
} MM_PHYSICAL_ADDRESS_LIST, *PMM_PHYSICAL_ADDRESS_LIST;

/**
 * MmAllocateMdlForIoSpace - allocate an MDL for memory of a device
 * @PhysicalAddressList: the ranges, in the order that the MDL gets. Each begins with a page, and consists of
 *	whole pages
 * @NumberOfEntries: of the list
 * @NewMdl: is set to the MDL, which the caller must free with IoFreeMdl; or to NULL
 *
 * Each range has to lie in one range of memory that was assigned to a device in whose stack the calling driver
 * has a device. Any other one is reported (0xC4, 0x83).
 *
 * MmMapLockedPagesSpecifyCache maps the MDL for the kernel, or into a program. Here: for the kernel only if the
 * ranges follow one another, and at DISPATCH_LEVEL only as MmMapIoSpace may map them; into a program only if
 * they are in one range that was assigned. The adapters of DMA do not take the MDL: their functions return
 * STATUS_INVALID_PARAMETER.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER_1 for a wrong range, or for 4 GiB and more;
 *	STATUS_INVALID_PARAMETER_2 for no range; STATUS_INVALID_PARAMETER for a NULL;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_UNSUCCESSFUL above DISPATCH_LEVEL.
 * Page: wdm.h, MmAllocateMdlForIoSpace
 */
NTSTATUS NTAPI MmAllocateMdlForIoSpace(_In_ PMM_PHYSICAL_ADDRESS_LIST PhysicalAddressList,
				       _In_ SIZE_T NumberOfEntries, _Out_ PMDL *NewMdl);

/**
 * MmMapIoSpace - map memory of a device
 * @PhysicalAddress: of the first byte, as the translated resource has it
 * @NumberOfBytes: of the range
 * @CacheType: MmNonCached, MmCached or MmWriteCombined
 *
 * The range has to lie in one range of memory that was assigned to a device in whose stack the
 * calling driver has a device. Any other one is reported (0xC4, 0x83), and is not mapped.
 *
 * The functions for registers accept the address that is returned, until MmUnmapIoSpace. Mappings
 * of one range may be made several times, and have the same address.
 *
 * Here: a range of up to 16 MiB is mapped before the device starts. At DISPATCH_LEVEL only such a
 * range can be mapped, and only as MmNonCached. The first mapping with another caching ends that of
 * the start, unless a driver uses it. On x86 memory that is mapped as MmNonCached already stays so for
 * MmWriteCombined, and cannot be mapped as MmCached. The memory of a software device is memory of the
 * kernel, whatever CacheType is.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0xC4, 0x73), and returns NULL.
 * Return: the address; NULL without memory, for a wrong range, or for another CacheType.
 * Page: wdm.h, MmMapIoSpace
 */
PVOID NTAPI MmMapIoSpace(_In_ PHYSICAL_ADDRESS PhysicalAddress, _In_ SIZE_T NumberOfBytes,
			 _In_ MEMORY_CACHING_TYPE CacheType);

/**
 * MmMapIoSpaceEx - map memory of a device
 * @PhysicalAddress: of the first byte, as the translated resource has it
 * @NumberOfBytes: of the range
 * @Protect: PAGE_READONLY, PAGE_READWRITE, PAGE_EXECUTE, PAGE_EXECUTE_READ or PAGE_EXECUTE_READWRITE; and
 *	PAGE_NOCACHE, PAGE_WRITECOMBINE, or neither for cached memory
 *
 * As MmMapIoSpace. With PAGE_READONLY, PAGE_EXECUTE and PAGE_EXECUTE_READ a write by a function for
 * registers is reported (0xBE), once for each caller, and dropped.
 *
 * Here: the memory can never be executed. A mapping for reading only has an address of its own, and
 * cannot be made at DISPATCH_LEVEL.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0xC4, 0x73), and returns NULL.
 * Return: the address; NULL without memory, for a wrong range, or for another Protect.
 * Page: wdm.h, MmMapIoSpaceEx
 */
PVOID NTAPI MmMapIoSpaceEx(_In_ PHYSICAL_ADDRESS PhysicalAddress, _In_ SIZE_T NumberOfBytes,
			   _In_ ULONG Protect);

/**
 * MmUnmapIoSpace - end a mapping
 * @BaseAddress: what MmMapIoSpace returned
 * @NumberOfBytes: what MmMapIoSpace got
 *
 * Here: a pair that MmMapIoSpace has not got is reported (0xDA, 0x400). A mapping that is left
 * when the device is removed, or when the driver is unloaded, is reported (0xCE), and ends.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0xC4, 0x7B), and unmaps nothing.
 * Page: wdm.h, MmUnmapIoSpace
 */
VOID NTAPI MmUnmapIoSpace(_In_ PVOID BaseAddress, _In_ SIZE_T NumberOfBytes);

EXTERN_C_END

#endif /* WINWORK_MM_IO_SPACE_H */
