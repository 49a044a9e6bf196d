/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory descriptor lists (MDLs): the pages of a buffer, locked and mapped.
 *
 * A driver gets an MDL with a request for direct I/O, or makes one with IoAllocateMdl. Then it locks the
 * pages of a program with MmProbeAndLockPages, or describes memory of the kernel with
 * MmBuildMdlForNonPagedPool. MmGetSystemAddressForMdlSafe returns an address of the kernel for the
 * pages, which is valid in any thread and at any IRQL until MmUnlockPages.
 *
 * Here: the pages are mapped when they are locked, since Linux cannot map at DISPATCH_LEVEL. So mapping
 * them later never fails. If the pages are a program's and it may only read them, the mapping can only
 * be read. On Windows a driver can write to it.
 *
 * The numbers of pages count pages of 4096 bytes, on every kernel.
 */
#ifndef WINWORK_MM_LOCKED_PAGES_H
#define WINWORK_MM_LOCKED_PAGES_H

#include "../io/irp.h"
#include "mdl.h"
#include "../ex/pool.h"

EXTERN_C_START

/* A driver's access to locked pages. IoWriteAccess and IoModifyAccess are the same. */
typedef enum _LOCK_OPERATION {
	IoReadAccess,
	IoWriteAccess,
	IoModifyAccess,
} LOCK_OPERATION;

typedef enum _MEMORY_CACHING_TYPE_ORIG {
	MmFrameBufferCached = 2,
} MEMORY_CACHING_TYPE_ORIG;

typedef enum _MEMORY_CACHING_TYPE {
	MmNonCached = 0,
	MmCached = 1,
	MmWriteCombined = MmFrameBufferCached,
	MmHardwareCoherentCached,
	MmNonCachedUnordered,
	MmUSWCCached,
	MmMaximumCacheType,
	MmNotMapped = - 1,
} MEMORY_CACHING_TYPE;

typedef enum _MM_PAGE_PRIORITY {
	LowPagePriority,
	NormalPagePriority = 16,
	HighPagePriority = 32,
} MM_PAGE_PRIORITY;

/* Flags beside the priority of a mapping. Page: wdm.h, MmGetSystemAddressForMdlSafe */
#define MdlMappingNoWrite 0x80000000
#define MdlMappingNoExecute 0x40000000
#define MdlMappingWithGuardPtes 0x20000000

/**
 * IoAllocateMdl - allocate an MDL for a buffer
 * @VirtualAddress: the start of the buffer
 * @Length: bytes, at most 4 GiB less a page
 * @SecondaryBuffer: TRUE appends the MDL to the chain of @Irp. FALSE makes it the MDL of @Irp
 * @ChargeQuota: has no effect here
 * @Irp: the request that the MDL is for, or NULL
 *
 * The MDL describes no pages yet. The MDL that @Irp had before is lost if @SecondaryBuffer is FALSE.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the MDL, which the caller must free with IoFreeMdl unless the end of @Irp frees it; or
 *	NULL.
 * Page: wdm.h, IoAllocateMdl
 */
PMDL NTAPI IoAllocateMdl(_In_opt_ PVOID VirtualAddress, _In_ ULONG Length,
			 _In_ BOOLEAN SecondaryBuffer, _In_ BOOLEAN ChargeQuota,
			 _Inout_opt_ PIRP Irp);

/**
 * IoFreeMdl - free an MDL
 * @Mdl: the MDL; those that follow it in a chain stay
 *
 * An MDL with locked pages is reported (0xC4/0xB8), and its pages are unlocked. A pointer to no MDL is
 * reported as by ExFreePool (0xC2), and not freed.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoFreeMdl
 */
VOID NTAPI IoFreeMdl(_In_ PMDL Mdl);

/**
 * MmSizeOfMdl - return the size of an MDL for a buffer
 * @Base: the start of the buffer
 * @Length: bytes
 *
 * IRQL: any.
 * Return: bytes, for memory of nonpaged pool that MmInitializeMdl makes an MDL of.
 * Page: wdm.h, MmSizeOfMdl
 */
SIZE_T NTAPI MmSizeOfMdl(_In_ PVOID Base, _In_ SIZE_T Length);

/**
 * MmBuildMdlForNonPagedPool - let an MDL describe memory of the kernel
 * @MemoryDescriptorList: an MDL for a buffer in nonpaged pool
 *
 * The address of the buffer is the MDL's mapping. Such an MDL is neither locked nor unlocked, and not
 * mapped again.
 *
 * Here: any memory of the kernel will do, since none is paged. For an address where there is none, the
 * call is reported (0x50), and the MDL describes no pages. An MDL of memory that MmMapIoSpace has mapped gets
 * the flag MDL_IO_SPACE.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, MmBuildMdlForNonPagedPool
 */
VOID NTAPI MmBuildMdlForNonPagedPool(_Inout_ PMDLX MemoryDescriptorList);

/**
 * MmProbeAndLockPages - make the pages of a buffer resident, and lock them
 * @MemoryDescriptorList: an MDL with no pages
 * @AccessMode: UserMode for a buffer that a program named: then memory of the kernel raises
 * @Operation: what the driver does with the pages. IoWriteAccess and IoModifyAccess also allow
 *	reading
 *
 * Raises STATUS_ACCESS_VIOLATION if the process may not access all of the buffer in that way, or
 * STATUS_INSUFFICIENT_RESOURCES. The lock belongs to the MDL. The program may unmap its buffer
 * meanwhile.
 *
 * Here: in UserMode a buffer that a request of the current process brought for METHOD_NEITHER passes,
 * although it is an address of the kernel, with the rest of its last page. An MDL that describes
 * pages already is reported (0xC4/0xB0), and left as it is. The pages of a program count against its
 * RLIMIT_MEMLOCK, with those of its user's other programs: above it the function raises
 * STATUS_INSUFFICIENT_RESOURCES.
 *
 * IRQL: <= APC_LEVEL for memory of a program; <= DISPATCH_LEVEL for memory of the kernel.
 * Page: wdm.h, MmProbeAndLockPages
 */
VOID NTAPI MmProbeAndLockPages(_Inout_ PMDL MemoryDescriptorList, _In_ KPROCESSOR_MODE AccessMode,
			       _In_ LOCK_OPERATION Operation);

/**
 * MmUnlockPages - unlock the pages of an MDL, and unmap them
 * @MemoryDescriptorList: an MDL whose pages MmProbeAndLockPages locked
 *
 * The caller may free the MDL at once.
 *
 * Pages that are not locked are reported (0x76; a partial MDL: 0xC4/0xB4; nonpaged pool: 0xC4/0x7D). So
 * are the pages that a driver left locked when its module is removed (0xCB).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, MmUnlockPages
 */
VOID NTAPI MmUnlockPages(_Inout_ PMDL MemoryDescriptorList);

/**
 * MmMapLockedPagesSpecifyCache - map the pages of an MDL
 * @MemoryDescriptorList: an MDL whose pages are locked, or a partial MDL
 * @AccessMode: KernelMode; or UserMode, to map them into the program in whose thread the driver runs
 * @CacheType: of memory of a device that has no caching yet by another mapping. Else it has no effect: memory
 *	is cached, as on Windows memory that has a type already
 * @RequestedAddress: for UserMode: an address in the program, which is rounded down to a page; or NULL
 * @BugCheckOnFailure: has no effect: mapping for the kernel fails only for memory of a device
 * @Priority: MdlMappingNoWrite makes a mapping into a program that can only be read. Else it has no
 *	effect. The mapping is never executable
 *
 * An MDL without locked pages is reported (0xC4/0xB3). One that is mapped already is reported
 * (0xC4/0xB2), and its address returned again.
 *
 * Memory of a device, of an MDL of MmAllocateMdlForIoSpace or of MmMapIoSpace's memory: the calling driver must
 * have been assigned all of it. Else the call is reported (0xC4/0x83), and returns NULL or raises
 * STATUS_INVALID_PARAMETER. When the device goes, its programs get SIGBUS there. MmUnmapLockedPages is
 * called all the same.
 *
 * UserMode: an MDL may be mapped into several programs, and several times; also one of
 * MmBuildMdlForNonPagedPool. MmUnmapLockedPages ends a mapping. A child of the program does not inherit
 * it. A failure raises STATUS_INSUFFICIENT_RESOURCES; STATUS_CONFLICTING_ADDRESSES if the program has
 * something at @RequestedAddress; or STATUS_INVALID_PARAMETER outside of a program's thread. The flags of
 * the MDL do not change.
 *
 * Here: a program never sees memory that is not the driver's. It can see pages of
 * MmAllocatePagesForMdl, locked pages of programs, contiguous memory from its first byte on, and
 * a block of pool from its first byte on if it consists of whole pages. Other memory, and a partial MDL of
 * locked pages, raise STATUS_INVALID_PARAMETER, after a line in the log. If the pages are a program's and
 * it may only read them, the mapping can only be read. Programs cannot use the addresses for direct I/O, as
 * a buffer of METHOD_NEITHER, or as a futex. Memory that a program sees is not freed, and pages are not
 * unlocked: these calls are reported (0xC4/0xB8). Mappings that a driver leaves are reported when its
 * module is removed (0xCB); programs get SIGBUS there from then on. Of a device they see only pages that
 * lie in one assigned range, and none with the table of MSI-X. They cannot see the memory of a software device.
 *
 * IRQL: <= DISPATCH_LEVEL. UserMode: <= APC_LEVEL; above it the call is reported (0xC4/0x77), and raises
 *	STATUS_INVALID_PARAMETER.
 * Return: the address of the first byte of the MDL's buffer; NULL without locked pages.
 * Page: wdm.h, MmMapLockedPagesSpecifyCache
 */
PVOID NTAPI MmMapLockedPagesSpecifyCache(_In_ PMDLX MemoryDescriptorList,
					 _In_ KPROCESSOR_MODE AccessMode,
					 _In_ MEMORY_CACHING_TYPE CacheType,
					 _In_opt_ PVOID RequestedAddress,
					 _In_ ULONG BugCheckOnFailure, _In_ ULONG Priority);

/**
 * MmMapLockedPages - map the pages of an MDL
 * @MemoryDescriptorList: an MDL whose pages are locked, or a partial MDL
 * @AccessMode: KernelMode or UserMode
 *
 * As MmMapLockedPagesSpecifyCache, with MmCached and any address.
 *
 * IRQL: <= DISPATCH_LEVEL. UserMode: <= APC_LEVEL; above it the call is reported (0xC4/0x75), and raises
 *	STATUS_INVALID_PARAMETER.
 * Return: the address of the first byte of the MDL's buffer; NULL without locked pages.
 * Page: wdm.h, MmMapLockedPages
 */
PVOID NTAPI MmMapLockedPages(_In_ PMDL MemoryDescriptorList, _In_ KPROCESSOR_MODE AccessMode);

/**
 * MmUnmapLockedPages - undo MmMapLockedPagesSpecifyCache or MmMapLockedPages
 * @BaseAddress: the address that it returned
 * @MemoryDescriptorList: the MDL
 *
 * Any other address is reported (0xC4/0xB2). Here: an address of the kernel stays valid until
 * MmUnlockPages, unless it is of a device. A mapping into a program ends in the thread of any process, so that a driver can end it
 * when the program exits. In its own program the addresses become free; else the program gets SIGBUS
 * there.
 *
 * IRQL: <= DISPATCH_LEVEL. A mapping into a program: <= APC_LEVEL; above it the call is reported
 *	(0xC4/0x7A), and the mapping stays.
 * Page: wdm.h, MmUnmapLockedPages
 */
VOID NTAPI MmUnmapLockedPages(_In_ PVOID BaseAddress, _In_ PMDL MemoryDescriptorList);

/**
 * IoBuildPartialMdl - let an MDL describe a part of the buffer of another one
 * @SourceMdl: an MDL whose pages are locked or nonpaged, or a partial one
 * @TargetMdl: an MDL with room for the pages of the part
 * @VirtualAddress: the start of the part, in the addresses of @SourceMdl
 * @Length: bytes; 0 for the rest of the buffer
 *
 * The target is valid as long as the pages of the source are locked. Before you use a target again,
 * call MmPrepareMdlForReuse.
 *
 * A range that is not within the source's, or a target without room, is reported (0x40). The target
 * then describes no pages.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoBuildPartialMdl
 */
VOID NTAPI IoBuildPartialMdl(_In_ PMDL SourceMdl, _Inout_ PMDL TargetMdl, _In_ PVOID VirtualAddress,
			     _In_ ULONG Length);

/**
 * MmGetSystemAddressForMdlSafe - return an address of the kernel for the buffer of an MDL
 * @Mdl: an MDL whose pages are locked or nonpaged, or a partial one
 * @Priority: an MM_PAGE_PRIORITY with flags; has no effect
 *
 * Maps the pages if they are not mapped yet, as MmMapLockedPagesSpecifyCache does. The address is the
 * same each time.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the address of the first byte; NULL without locked pages.
 * Page: wdm.h, MmGetSystemAddressForMdlSafe
 */
WINWORK_OWN PVOID MmGetSystemAddressForMdlSafe(_In_ PMDL Mdl, _In_ ULONG Priority)
{
	if (Mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL))
		return Mdl->MappedSystemVa;
	return MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, Priority);
}
#define MmGetSystemAddressForMdl(Mdl) MmGetSystemAddressForMdlSafe((Mdl), HighPagePriority)

/**
 * MmInitializeMdl - make an MDL in memory of the driver's
 * @Mdl: memory of nonpaged pool, of MmSizeOfMdl bytes
 * @BaseVa: the start of the buffer
 * @Length: bytes
 *
 * IRQL: any.
 * Page: wdm.h, MmInitializeMdl
 */
#define MmInitializeMdl(Mdl, BaseVa, Length)							\
	do {											\
		(Mdl)->Next = NULL;								\
		(Mdl)->Size = (CSHORT)(sizeof(MDL) +						\
				       sizeof(PFN_NUMBER) *					\
					       ADDRESS_AND_SIZE_TO_SPAN_PAGES((BaseVa), (Length))); \
		(Mdl)->MdlFlags = 0;								\
		(Mdl)->StartVa = (PVOID)((ULONG_PTR)(BaseVa) & ~(ULONG_PTR)0xfff);		\
		(Mdl)->ByteOffset = (ULONG)((ULONG_PTR)(BaseVa) & 0xfff);			\
		(Mdl)->ByteCount = (ULONG)(Length);						\
	} while (0)

/**
 * MmPrepareMdlForReuse - undo the mapping of a partial MDL
 * @Mdl: the MDL
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, MmPrepareMdlForReuse
 */
#define MmPrepareMdlForReuse(Mdl)								\
	do {											\
		if ((Mdl)->MdlFlags & MDL_PARTIAL_HAS_BEEN_MAPPED)				\
			MmUnmapLockedPages((Mdl)->MappedSystemVa, (Mdl));			\
	} while (0)

EXTERN_C_END

#endif /* WINWORK_MM_LOCKED_PAGES_H */
