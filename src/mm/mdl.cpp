/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MDLs: the functions that drivers call. locked_pages.cpp has the locked pages, with their
 * mappings.
 *
 * Pages are mapped when they are locked, because mapping sleeps. To map an MDL later is to hand out
 * that address, at any IRQL. A partial MDL has it in MappedSystemVa from the start. Mappings into programs
 * are in user_mapping.cpp. The memory of devices is in src/hal, which maps it when the MDL is mapped.
 */
#include "mdl.hpp"

#include "base/exception.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "io_mdl.hpp"
#include "linux/memory.h"
#include "locked_pages.hpp"
#include "pool.hpp"
#include "user_mapping.hpp"

using namespace ww;

namespace {

constexpr ULONG kMdlTag = ' ' << 24 | 'l' << 16 | 'd' << 8 | 'M';
constexpr size_t kMostBytes = 0xffffffff - PAGE_SIZE + 1;
/* Of MDL.Size, which cannot hold that of a longer MDL. */
constexpr size_t kMostSize = 0x7ff8;

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION. Behind each value: parameters 2 to 4. */
enum MdlViolation : uintptr_t {
	kLockedAtBadIrql = 0x70,	/* IRQL, MDL, access mode */
	kMappedAtBadIrql = 0x75,	/* IRQL, MDL, access mode: MmMapLockedPages in UserMode */
	kMappedSoAtBadIrql = 0x77,	/* the same: MmMapLockedPagesSpecifyCache */
	kUnmappedAtBadIrql = 0x7a,	/* IRQL, address of a program, MDL */
	kUnlockedNonpagedPool = 0x7d,	/* MDL, its flags */
	kLockedWithBadFlags = 0xb0,	/* MDL, its flags, the wrong ones */
	kMappedWithBadFlags = 0xb2,	/* the same */
	kMappedUnlocked = 0xb3,		/* MDL, its flags, the missing ones */
	kUnlockedPartial = 0xb4,	/* MDL, its flags, MDL_PARTIAL */
	kFreedInUse = 0xb8,		/* MDL, its flags */
};

/* Flags of an MDL whose pages need no lock, or have one. */
constexpr int kResident = MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL;
/* Flags of an MDL that describes pages. */
constexpr int kDescribes = kResident | MDL_IO_SPACE | MDL_MAPPED_TO_SYSTEM_VA;

Violation violation(const CallSite &call, const MDL *mdl, const uintptr_t (&parameter)[4])
{
	return { .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { parameter[0], parameter[1], parameter[2], parameter[3] },
		 .call = call, .item = mdl };
}

uintptr_t flags_of(const MDL *mdl)
{
	return static_cast<USHORT>(mdl->MdlFlags);
}

void set_flags(MDL *mdl, int flags)
{
	mdl->MdlFlags = static_cast<CSHORT>(mdl->MdlFlags | flags);
}

void clear_flags(MDL *mdl, int flags)
{
	mdl->MdlFlags = static_cast<CSHORT>(mdl->MdlFlags & ~flags);
}

size_t size_for(const void *address, size_t bytes)
{
	return sizeof(MDL) + sizeof(PFN_NUMBER) *
		((BYTE_OFFSET(address) + bytes + PAGE_SIZE - 1) >> PAGE_SHIFT);
}

/* ---- Mapping ---------------------------------------------------------------------------- */

/* The address of the kernel that is, or becomes, the MDL's. Null after a report. */
void *address_for_kernel(const CallSite &call, MDL *mdl, MEMORY_CACHING_TYPE caching)
{
	void *const address = flags_of(mdl) & MDL_PARTIAL ? mdl->MappedSystemVa : pages_address(mdl);

	if (address)
		return address;
	if (is_io_mdl(mdl))
		return io_mdls().map({ .call = call, .mdl = mdl, .caching = caching, .holder = mdl });
	report(violation(call, mdl, { kMappedUnlocked, address_of(mdl), flags_of(mdl), kResident }),
	       "the pages of the MDL are not locked: NULL is returned");
	return nullptr;
}

void *map_for_kernel(const CallSite &call, MDL *mdl, MEMORY_CACHING_TYPE caching)
{
	if (!at_dispatch_or_below(call, mdl))
		return nullptr;
	if (flags_of(mdl) & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) {
		report(violation(call, mdl, { kMappedWithBadFlags, address_of(mdl), flags_of(mdl),
					flags_of(mdl) & (MDL_MAPPED_TO_SYSTEM_VA |
							 MDL_SOURCE_IS_NONPAGED_POOL) }),
			   "the MDL is mapped already; its address is returned again");
		return mdl->MappedSystemVa;
	}

	void *const address = address_for_kernel(call, mdl, caching);

	if (!address)
		return nullptr;
	mdl->MappedSystemVa = address;
	set_flags(mdl, MDL_MAPPED_TO_SYSTEM_VA |
		       (flags_of(mdl) & MDL_PARTIAL ? MDL_PARTIAL_HAS_BEEN_MAPPED : 0));
	return address;
}

/* @at_bad_irql is the violation for a wrong IRQL. */
void *map_for_program(const UserMappingRequest &request, MdlViolation at_bad_irql)
{
	const u8 irql = current_irql();
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	void *address = nullptr;

	if (irql > kApcLevel)
		report(violation(request.call, request.mdl,
				 { at_bad_irql, irql, address_of(request.mdl), UserMode }),
		       "called at IRQL %u, the highest allowed in UserMode is %u: "
		       "STATUS_INVALID_PARAMETER is raised", irql, kApcLevel);
	else
		status = user_map(request, &address);
	if (!NT_SUCCESS(status))
		raise_exception(status, request.call);
	return address;
}

void report_no_mapping(const CallSite &call, void *address, MDL *mdl)
{
	report_pointer(violation(call, mdl, { kMappedWithBadFlags, address_of(mdl), flags_of(mdl),
					      address_of(address) }),
		       address, "is not a mapping of the MDL");
}

void unmap_from_program(const CallSite &call, void *address, MDL *mdl)
{
	const u8 irql = current_irql();

	if (irql > kApcLevel)
		report(violation(call, mdl,
				 { kUnmappedAtBadIrql, irql, address_of(address), address_of(mdl) }),
		       "called at IRQL %u, the highest allowed for a mapping in a program is %u: it "
		       "stays", irql, kApcLevel);
	else if (!user_unmap(address, mdl))
		report_no_mapping(call, address, mdl);
}

} /* namespace */

namespace ww {

MDL *mdl_allocate(const MdlRequest &request)
{
	if (request.bytes > kMostBytes)
		return nullptr;

	const size_t size = size_for(request.address, request.bytes);
	auto *const mdl = static_cast<MDL *>(pool_allocate({ .call = request.call, .bytes = size,
							     .tag = kMdlTag,
							     .may_sleep = request.may_sleep }));

	if (!mdl)
		return nullptr;
	MmInitializeMdl(mdl, request.address, request.bytes);
	mdl->Size = static_cast<CSHORT>(size < kMostSize ? size : kMostSize);
	mdl->Process = nullptr;
	mdl->MappedSystemVa = nullptr;
	return mdl;
}

bool mdl_describe_nonpaged(CallSite call, MDL *mdl)
{
	if (flags_of(mdl) & kDescribes) {
		report(violation(call, mdl, { kLockedWithBadFlags, address_of(mdl), flags_of(mdl),
					flags_of(mdl) & kDescribes }),
			   "the MDL already describes pages, and is left as it is");
		return false;
	}

	const bool is_kernel = is_kernel_address(MmGetMdlVirtualAddress(mdl));
	/* First: the other way reads a byte, which a register may take for more. */
	const bool is_io = is_kernel && io_mdls().describe(mdl);

	if (!is_io && (!is_kernel || !kernel_frames(mdl))) {
		report({ .code = BugCheck::page_fault_in_nonpaged_area,
			 .parameter = { address_of(MmGetMdlVirtualAddress(mdl)), 0,
					address_of(call.caller), 0 },
			 .call = call, .item = mdl },
		       "not all %u bytes of the MDL's range are memory of the kernel: "
		       "the MDL describes no pages", mdl->ByteCount);
		return false;
	}
	mdl->Process = nullptr;
	mdl->MappedSystemVa = MmGetMdlVirtualAddress(mdl);
	set_flags(mdl, MDL_SOURCE_IS_NONPAGED_POOL | (is_io ? MDL_IO_SPACE : 0));
	return true;
}

bool mdl_init_nonpaged(CallSite call, MDL *mdl, void *address, size_t bytes)
{
	MmInitializeMdl(mdl, address, bytes);
	return mdl_describe_nonpaged(call, mdl);
}

/* A mapping that its MDL outlives would be that of the next MDL at this address. */
void mdl_free(CallSite call, MDL *mdl)
{
	io_mdls().release(mdl);
	pool_free(call, mdl, kAnyTag);
}

} /* namespace ww */

extern "C" {

PMDL NTAPI IoAllocateMdl(PVOID VirtualAddress, ULONG Length, BOOLEAN SecondaryBuffer,
			 BOOLEAN ChargeQuota, PIRP Irp)
{
	const CallSite call = WW_CALL_SITE;
	MDL *const mdl = mdl_allocate({ .call = call, .address = VirtualAddress, .bytes = Length });

	UNREFERENCED_PARAMETER(ChargeQuota);
	if (!mdl)
		return nullptr;
	if (!Irp) {
		if (SecondaryBuffer)
			refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			       "SecondaryBuffer is TRUE without an Irp: the MDL is in no chain");
		return mdl;
	}
	if (!SecondaryBuffer) {
		Irp->MdlAddress = mdl;
		return mdl;
	}

	PMDL *link = &Irp->MdlAddress;

	while (*link)
		link = &(*link)->Next;
	*link = mdl;
	return mdl;
}

VOID NTAPI IoFreeMdl(PMDL Mdl)
{
	const CallSite call = WW_CALL_SITE;

	if (!user_mappings_let_go(call, Mdl))
		return;
	/* The table is asked before the MDL, which may be no MDL at all. */
	if (pages_address(Mdl)) {
		report(violation(call, Mdl, { kFreedInUse, address_of(Mdl), flags_of(Mdl), 0 }),
			   "the pages of the MDL are locked, and are unlocked now");
		if (!pages_unlock(Mdl))
			pages_take_back(Mdl, memory_lets_go, call);
	}
	if (io_mdls().release(Mdl))
		report(violation(call, Mdl, { kFreedInUse, address_of(Mdl), flags_of(Mdl), 0 }),
		       "the MDL is mapped, and is unmapped now");
	mdl_free(call, Mdl);
}

SIZE_T NTAPI MmSizeOfMdl(PVOID Base, SIZE_T Length)
{
	return size_for(Base, Length);
}

VOID NTAPI MmBuildMdlForNonPagedPool(PMDLX MemoryDescriptorList)
{
	mdl_describe_nonpaged(WW_CALL_SITE, MemoryDescriptorList);
}

VOID NTAPI MmProbeAndLockPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode,
			       LOCK_OPERATION Operation)
{
	const CallSite call = WW_CALL_SITE;
	MDL *const mdl = MemoryDescriptorList;
	const u8 irql = current_irql();
	const bool is_pageable = !is_kernel_address(MmGetMdlVirtualAddress(mdl));

	if (irql > (is_pageable ? kApcLevel : kDispatchLevel)) {
		report(violation(call, mdl, { kLockedAtBadIrql, irql, address_of(mdl),
					static_cast<uintptr_t>(AccessMode) }),
			   "called at IRQL %u, the highest allowed is %u: STATUS_ACCESS_VIOLATION "
			   "is raised", irql, is_pageable ? kApcLevel : kDispatchLevel);
		raise_exception(STATUS_ACCESS_VIOLATION, call);
		return;
	}
	if (const uintptr_t wrong = flags_of(mdl) & kDescribes) {
		report(violation(call, mdl,
				 { kLockedWithBadFlags, address_of(mdl), flags_of(mdl), wrong }),
		       "the MDL already describes %s pages, and is left as it is",
		       wrong & MDL_PAGES_LOCKED ? "locked" : "resident");
		return;
	}

	const NTSTATUS status = pages_lock(mdl, AccessMode,
					   Operation == IoReadAccess ? BufferAccess::read
								     : BufferAccess::write,
					   call.caller);

	if (!NT_SUCCESS(status))
		raise_exception(status, call);
}

VOID NTAPI MmUnlockPages(PMDL MemoryDescriptorList)
{
	const CallSite call = WW_CALL_SITE;
	MDL *const mdl = MemoryDescriptorList;

	if (!at_dispatch_or_below(call, mdl) || !user_mappings_let_go(call, mdl) ||
	    pages_unlock(mdl))
		return;
	if (flags_of(mdl) & MDL_PARTIAL)
		report(violation(call, mdl,
				 { kUnlockedPartial, address_of(mdl), flags_of(mdl), MDL_PARTIAL }),
		       "the MDL is a partial one: its source has the lock");
	else if (flags_of(mdl) & MDL_SOURCE_IS_NONPAGED_POOL)
		report(violation(call, mdl,
				 { kUnlockedNonpagedPool, address_of(mdl), flags_of(mdl), 0 }),
		       "the MDL describes nonpaged pool, which has no lock");
	else if (pages_are_own(mdl))
		report({ .code = BugCheck::process_has_locked_pages,
			 .parameter = { 1, address_of(mdl), 0, 0 }, .call = call, .item = mdl },
		       "the pages of the MDL are its own: MmFreePagesFromMdl frees them");
	else
		report({ .code = BugCheck::process_has_locked_pages,
			 .parameter = { 1, address_of(mdl), pages_locked_of_process(), 0 },
			 .call = call, .item = mdl },
		       "the pages of the MDL are not locked");
}

PVOID NTAPI MmMapLockedPagesSpecifyCache(PMDLX MemoryDescriptorList, KPROCESSOR_MODE AccessMode,
					 MEMORY_CACHING_TYPE CacheType, PVOID RequestedAddress,
					 ULONG BugCheckOnFailure, ULONG Priority)
{
	const CallSite call = WW_CALL_SITE;

	UNREFERENCED_PARAMETER(BugCheckOnFailure);
	if (AccessMode == KernelMode)
		return map_for_kernel(call, MemoryDescriptorList, CacheType);
	return map_for_program({ .call = call, .mdl = MemoryDescriptorList,
				 .wanted = RequestedAddress, .caching = CacheType,
				 .is_read_only = (Priority & MdlMappingNoWrite) != 0 },
			       kMappedSoAtBadIrql);
}

PVOID NTAPI MmMapLockedPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode)
{
	const CallSite call = WW_CALL_SITE;

	if (AccessMode == KernelMode)
		return map_for_kernel(call, MemoryDescriptorList, MmCached);
	return map_for_program({ .call = call, .mdl = MemoryDescriptorList, .wanted = nullptr,
				 .caching = MmCached, .is_read_only = false },
			       kMappedAtBadIrql);
}

VOID NTAPI MmUnmapLockedPages(PVOID BaseAddress, PMDL MemoryDescriptorList)
{
	const CallSite call = WW_CALL_SITE;
	MDL *const mdl = MemoryDescriptorList;

	if (!is_kernel_address(BaseAddress)) {
		unmap_from_program(call, BaseAddress, mdl);
		return;
	}
	if (!at_dispatch_or_below(call, mdl))
		return;
	if (!(flags_of(mdl) & MDL_MAPPED_TO_SYSTEM_VA) ||
	    flags_of(mdl) & MDL_PARENT_MAPPED_SYSTEM_VA || BaseAddress != mdl->MappedSystemVa) {
		report_no_mapping(call, BaseAddress, mdl);
		return;
	}
	clear_flags(mdl, MDL_MAPPED_TO_SYSTEM_VA | MDL_PARTIAL_HAS_BEEN_MAPPED);
	/* It is over already if the device is. */
	if (is_io_mdl(mdl) && io_mdls().release(mdl))
		mdl->MappedSystemVa = nullptr;
}

VOID NTAPI IoBuildPartialMdl(PMDL SourceMdl, PMDL TargetMdl, PVOID VirtualAddress, ULONG Length)
{
	const CallSite call = WW_CALL_SITE;
	const size_t offset = address_of(VirtualAddress) -
			      address_of(MmGetMdlVirtualAddress(SourceMdl));
	const size_t rest = SourceMdl->ByteCount - offset;
	const size_t bytes = Length ? Length : rest;
	const size_t size = size_for(VirtualAddress, bytes);
	const size_t room = static_cast<USHORT>(TargetMdl->Size);

	clear_flags(TargetMdl, ~(MDL_ALLOCATED_FIXED_SIZE | MDL_ALLOCATED_MUST_SUCCEED));
	if (offset > SourceMdl->ByteCount || bytes > rest || (size > room && room < kMostSize)) {
		report({ .code = BugCheck::target_mdl_too_small,
			 .parameter = { address_of(TargetMdl), address_of(SourceMdl),
					address_of(VirtualAddress), bytes },
			 .call = call, .item = TargetMdl },
		       "%s: the target describes no pages",
		       offset > SourceMdl->ByteCount || bytes > rest
			       ? "the range is not within that of the source"
			       : "the target has no room for the pages of the range");
		return;
	}

	const size_t skipped = (SourceMdl->ByteOffset + offset) >> PAGE_SHIFT;
	const uintptr_t flags = flags_of(SourceMdl);
	const auto *const mapped = static_cast<u8 *>(
		flags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL)
			? SourceMdl->MappedSystemVa
			: pages_address(SourceMdl));

	TargetMdl->StartVa = PAGE_ALIGN(VirtualAddress);
	TargetMdl->ByteOffset = BYTE_OFFSET(VirtualAddress);
	TargetMdl->ByteCount = static_cast<ULONG>(bytes);
	TargetMdl->Process = SourceMdl->Process;
	TargetMdl->MappedSystemVa = mapped ? const_cast<u8 *>(mapped + offset) : nullptr;
	__builtin_memcpy(MmGetMdlPfnArray(TargetMdl), MmGetMdlPfnArray(SourceMdl) + skipped,
			 size - sizeof(MDL));
	set_flags(TargetMdl, MDL_PARTIAL);
	set_flags(TargetMdl, static_cast<int>(flags & (MDL_SOURCE_IS_NONPAGED_POOL |
						       MDL_WRITE_OPERATION | MDL_IO_SPACE)));
	if (flags & MDL_MAPPED_TO_SYSTEM_VA)
		set_flags(TargetMdl, MDL_MAPPED_TO_SYSTEM_VA | MDL_PARENT_MAPPED_SYSTEM_VA);
}

} /* extern "C" */
