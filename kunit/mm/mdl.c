/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite mm_mdl: MDLs of the kernel's own memory, partial MDLs, and misuse of MDLs.
 */
#include "program.h"

#include <linux/io.h>
#include <linux/mm.h>

#define BUGCHECK_TARGET_MDL_TOO_SMALL	0x40
#define BUGCHECK_NO_MEMORY_THERE	0x50
#define BUGCHECK_LOCKED_PAGES		0x76

#define FRAME 4096ul

/* Reads the memory behind the numbers of an MDL's pages. */
static bool frames_hold(PMDL mdl, u8 seed)
{
	PPFN_NUMBER frame = MmGetMdlPfnArray(mdl);
	size_t offset = MmGetMdlByteOffset(mdl);
	size_t left = MmGetMdlByteCount(mdl);
	u8 *bytes = kvmalloc(left, GFP_KERNEL), *next = bytes;
	bool holds;

	for (; left; frame++) {
		size_t count = min_t(size_t, left, FRAME - offset);

		memcpy(next, phys_to_virt((phys_addr_t)*frame * FRAME) + offset, count);
		next += count;
		left -= count;
		offset = 0;
	}
	holds = pattern_is(bytes, MmGetMdlByteCount(mdl), seed);
	kvfree(bytes);
	return holds;
}

static PMDL allocate_mdl(struct kunit *test, PVOID start, ULONG bytes)
{
	PMDL mdl = IoAllocateMdl(start, bytes, FALSE, FALSE, NULL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mdl);
	return mdl;
}

static void mm_mdl_test_new_mdl_describes_a_range(struct kunit *test)
{
	PVOID start = (PVOID)0x12345678;
	PMDL mdl = allocate_mdl(test, start, 10000);

	KUNIT_EXPECT_PTR_EQ(test, mdl->Next, (PMDL)NULL);
	KUNIT_EXPECT_EQ(test, (int)mdl->MdlFlags, 0);
	KUNIT_EXPECT_PTR_EQ(test, MmGetMdlBaseVa(mdl), (PVOID)0x12345000);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteOffset(mdl), (ULONG)0x678);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteCount(mdl), (ULONG)10000);
	KUNIT_EXPECT_PTR_EQ(test, MmGetMdlVirtualAddress(mdl), start);
	KUNIT_EXPECT_EQ(test, (SIZE_T)mdl->Size, sizeof(MDL) + 3 * sizeof(PFN_NUMBER));
	KUNIT_EXPECT_EQ(test, MmSizeOfMdl(start, 10000), sizeof(MDL) + 3 * sizeof(PFN_NUMBER));
	KUNIT_EXPECT_EQ(test, MmSizeOfMdl(start, 0xfffff000), sizeof(MDL) + 0x100000 * sizeof(PFN_NUMBER));
	IoFreeMdl(mdl);
	KUNIT_EXPECT_PTR_EQ(test, IoAllocateMdl(start, 0xfffff001, FALSE, FALSE, NULL), (PMDL)NULL);
	EXPECT_NO_REPORT(test);
}

static void mm_mdl_test_mdl_joins_the_chain_of_its_irp(struct kunit *test)
{
	PIRP irp = IoAllocateIrp(1, FALSE);
	PMDL first, second, third;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
	first = IoAllocateMdl((PVOID)0x1000, 100, FALSE, FALSE, irp);
	second = IoAllocateMdl((PVOID)0x2000, 100, TRUE, FALSE, irp);
	third = IoAllocateMdl((PVOID)0x3000, 100, TRUE, FALSE, irp);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, third);
	KUNIT_EXPECT_PTR_EQ(test, irp->MdlAddress, first);
	KUNIT_EXPECT_PTR_EQ(test, first->Next, second);
	KUNIT_EXPECT_PTR_EQ(test, second->Next, third);
	KUNIT_EXPECT_PTR_EQ(test, third->Next, (PMDL)NULL);
	IoFreeMdl(third);
	IoFreeMdl(second);
	IoFreeMdl(first);
	IoFreeIrp(irp);
	EXPECT_NO_REPORT(test);
}

/* row 284: what the MDL describes is the memory itself */
static void mm_mdl_test_mdl_of_pool_has_its_pages(struct kunit *test)
{
	static const size_t sizes[] = { 1, 4095, 4096, 4097, 20000, 65536, 1 << 20 };
	static const size_t offsets[] = { 0, 1, 100, 4095 };
	static const POOL_TYPE types[] = { NonPagedPoolNx, PagedPool };
	u8 *block;
	PMDL mdl;
	int i, j, k;

	for (i = 0; i < ARRAY_SIZE(types) * ARRAY_SIZE(sizes) * ARRAY_SIZE(offsets); i++) {
		j = i / ARRAY_SIZE(types) % ARRAY_SIZE(sizes);
		k = i / ARRAY_SIZE(types) / ARRAY_SIZE(sizes);
		/* Linux may have no block of pages of that length. */
		if (types[i % 2] == NonPagedPoolNx && sizes[j] > 65536)
			continue;
		block = ExAllocatePoolWithTag(types[i % 2], sizes[j] + offsets[k], TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
		pattern_fill(block + offsets[k], sizes[j], i);
		mdl = allocate_mdl(test, block + offsets[k], sizes[j]);
		MmBuildMdlForNonPagedPool(mdl);
		KUNIT_EXPECT_TRUE_MSG(test, frames_hold(mdl, i), "type %d, %zu bytes at %zu",
				      types[i % 2], sizes[j], offsets[k]);
		KUNIT_EXPECT_TRUE(test, mdl->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL);
		KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority),
				    (PVOID)(block + offsets[k]));
		KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, LowPagePriority),
				    (PVOID)(block + offsets[k]));
		IoFreeMdl(mdl);
		ExFreePoolWithTag(block, TAG);
	}
	EXPECT_NO_REPORT(test);
}

static void mm_mdl_test_mdl_of_module_and_stack_has_its_pages(struct kunit *test)
{
	static u8 static_bytes[10000];
	u8 stack_bytes[100];
	PMDL mdl;

	pattern_fill(static_bytes, sizeof(static_bytes), 3);
	mdl = allocate_mdl(test, static_bytes, sizeof(static_bytes));
	MmBuildMdlForNonPagedPool(mdl);
	KUNIT_EXPECT_TRUE(test, frames_hold(mdl, 3));
	IoFreeMdl(mdl);

	pattern_fill(stack_bytes, sizeof(stack_bytes), 4);
	mdl = allocate_mdl(test, stack_bytes, sizeof(stack_bytes));
	MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
	KUNIT_EXPECT_TRUE(test, frames_hold(mdl, 4));
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority),
			    (PVOID)stack_bytes);
	KUNIT_EXPECT_EQ(test, (ULONG64)MmGetPhysicalAddress(stack_bytes + 7).QuadPart,
			(ULONG64)(MmGetMdlPfnArray(mdl)[(offset_in_page(stack_bytes) + 7) / FRAME] * FRAME +
				  (((ULONG_PTR)stack_bytes + 7) & (FRAME - 1))));
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
}

/* The life of an MDL in pool, for any context. */
struct life {
	void *block;
	bool is_built;
	PVOID address[2];
	bool is_locked;
	bool is_unlocked;
	PVOID locked_address;
};

static void live(void *data)
{
	struct life *life = data;
	PMDL mdl = IoAllocateMdl(life->block, 300, FALSE, FALSE, NULL);

	if (!mdl)
		return;
	MmBuildMdlForNonPagedPool(mdl);
	life->is_built = mdl->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL;
	life->address[0] = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	life->address[1] = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	IoFreeMdl(mdl);

	mdl = IoAllocateMdl(life->block, 300, FALSE, FALSE, NULL);
	if (!mdl)
		return;
	MmProbeAndLockPages(mdl, KernelMode, IoModifyAccess);
	life->is_locked = mdl->MdlFlags & MDL_PAGES_LOCKED;
	life->locked_address = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	MmUnlockPages(mdl);
	life->is_unlocked = !(mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA));
	IoFreeMdl(mdl);
}

static void mm_mdl_test_mdl_lives_at_dispatch_level(struct kunit *test)
{
	struct life *life = case_alloc_type(test, struct life);
	int i;

	for (i = 0; i < 2; i++) {
		memset(life, 0, sizeof(*life));
		life->block = case_alloc(test, 300);
		if (i) {
			KUNIT_ASSERT_TRUE(test, run_in_softirq(live, life));
		} else {
			local_bh_disable();
			live(life);
			local_bh_enable();
		}
		KUNIT_EXPECT_TRUE(test, life->is_built);
		KUNIT_EXPECT_PTR_EQ(test, life->address[0], life->block);
		KUNIT_EXPECT_PTR_EQ(test, life->address[1], life->block);
		KUNIT_EXPECT_TRUE(test, life->is_locked);
		KUNIT_EXPECT_PTR_EQ(test, life->locked_address, life->block);
		KUNIT_EXPECT_TRUE(test, life->is_unlocked);
		EXPECT_NO_REPORT(test);
	}
}

static void mm_mdl_test_mdl_without_memory_is_null(struct kunit *test)
{
	bool attempted;
	PMDL mdl;

	NEED_FAULT_INJECTION(test);
	local_bh_disable();
	fail_next_allocation();
	mdl = IoAllocateMdl((PVOID)0x1000, 100, FALSE, FALSE, NULL);
	attempted = allocation_was_attempted();
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, attempted);
	KUNIT_EXPECT_PTR_EQ(test, mdl, (PMDL)NULL);
	EXPECT_NO_REPORT(test);
}

static void mm_mdl_test_mdl_in_the_drivers_memory(struct kunit *test)
{
	u8 *block = case_alloc(test, 5000);
	PMDL mdl = case_alloc(test, MmSizeOfMdl(block, 5000));

	pattern_fill(block, 5000, 1);
	memset(mdl, 0xee, sizeof(*mdl));
	MmInitializeMdl(mdl, block, 5000);
	MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	KUNIT_EXPECT_TRUE(test, frames_hold(mdl, 1));
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), (PVOID)block);
	MmUnlockPages(mdl);
	EXPECT_NO_REPORT(test);
}

/* ---- partial MDLs ------------------------------------------------------------------------ */

#define WHOLE 30000u

static void expect_part(struct kunit *test, PMDL source, size_t offset, ULONG bytes)
{
	u8 *whole = MmGetMdlVirtualAddress(source);
	ULONG expected = bytes ? bytes : MmGetMdlByteCount(source) - offset;
	PMDL part = allocate_mdl(test, whole + offset, expected);
	u8 *address;

	pattern_fill(whole + offset, expected, offset);
	IoBuildPartialMdl(source, part, whole + offset, bytes);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteCount(part), expected);
	KUNIT_EXPECT_PTR_EQ(test, MmGetMdlVirtualAddress(part), (PVOID)(whole + offset));
	KUNIT_EXPECT_TRUE(test, part->MdlFlags & MDL_PARTIAL);
	KUNIT_EXPECT_TRUE_MSG(test, frames_hold(part, offset), "%u bytes at %zu", expected, offset);
	address = MmGetSystemAddressForMdlSafe(part, NormalPagePriority);
	KUNIT_EXPECT_PTR_EQ(test, address, whole + offset);
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(part, NormalPagePriority),
			    (PVOID)address);
	MmPrepareMdlForReuse(part);
	IoFreeMdl(part);
}

static void expect_parts(struct kunit *test, PMDL source)
{
	expect_part(test, source, 0, 0);
	expect_part(test, source, 0, 1);
	expect_part(test, source, 1, 4095);
	expect_part(test, source, 5000, 10000);
	expect_part(test, source, WHOLE - 1, 1);
	expect_part(test, source, WHOLE - 1, 0);
	expect_part(test, source, 4096 * 3, 0);
}

/* row 284: what the MDL describes is the memory itself */
static void mm_mdl_test_partial_mdl_describes_a_part(struct kunit *test)
{
	u8 *whole = case_alloc(test, WHOLE + 100);
	PMDL source = allocate_mdl(test, whole + 100, WHOLE);

	MmBuildMdlForNonPagedPool(source);
	expect_parts(test, source);
	IoFreeMdl(source);

	/* Not mapped, and mapped. */
	source = allocate_mdl(test, whole + 100, WHOLE);
	MmProbeAndLockPages(source, KernelMode, IoWriteAccess);
	expect_parts(test, source);
	MmGetSystemAddressForMdlSafe(source, NormalPagePriority);
	expect_parts(test, source);
	MmUnlockPages(source);
	IoFreeMdl(source);
	EXPECT_NO_REPORT(test);
}

static void mm_mdl_test_partial_mdl_of_a_partial_mdl(struct kunit *test)
{
	u8 *whole = case_alloc(test, WHOLE);
	PMDL source = allocate_mdl(test, whole, WHOLE);
	PMDL half = allocate_mdl(test, whole, WHOLE);

	MmProbeAndLockPages(source, KernelMode, IoWriteAccess);
	IoBuildPartialMdl(source, half, whole + WHOLE / 2, 0);
	expect_part(test, half, 77, 8000);
	/* The same target again. */
	MmGetSystemAddressForMdlSafe(half, NormalPagePriority);
	MmPrepareMdlForReuse(half);
	KUNIT_EXPECT_FALSE(test, half->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
	IoBuildPartialMdl(source, half, whole + 3, 5);
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(half, NormalPagePriority),
			    (PVOID)(whole + 3));
	IoFreeMdl(half);
	MmUnlockPages(source);
	IoFreeMdl(source);
	EXPECT_NO_REPORT(test);
}

static void mm_mdl_test_partial_mdl_outside_its_source_is_reported(struct kunit *test)
{
	u8 *whole = case_alloc(test, WHOLE);
	PMDL source = allocate_mdl(test, whole, WHOLE - 1000);
	PMDL target = allocate_mdl(test, whole, 4096);

	MmBuildMdlForNonPagedPool(source);
	IoBuildPartialMdl(source, target, whole, 20000);
	EXPECT_REPORT(test, "IoBuildPartialMdl", BUGCHECK_TARGET_MDL_TOO_SMALL, target, source,
		      whole, 20000, target);
	IoBuildPartialMdl(source, target, whole + WHOLE - 1100, 101);
	EXPECT_REPORT(test, "IoBuildPartialMdl", BUGCHECK_TARGET_MDL_TOO_SMALL, target, source,
		      whole + WHOLE - 1100, 101, target);
	IoBuildPartialMdl(source, target, whole - 1, 10);
	EXPECT_REPORT(test, "IoBuildPartialMdl", BUGCHECK_TARGET_MDL_TOO_SMALL, target, source,
		      whole - 1, 10, target);
	KUNIT_EXPECT_EQ(test, (int)target->MdlFlags, 0);
	IoBuildPartialMdl(source, target, whole + WHOLE - 1100, 100);
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(target, NormalPagePriority),
			    (PVOID)(whole + WHOLE - 1100));
	IoFreeMdl(target);
	IoFreeMdl(source);
	EXPECT_NO_REPORT(test);
}

/* ---- misuse ------------------------------------------------------------------------------ */

/* row 286: a wrong call is reported, and changes nothing */
static void mm_mdl_test_mapping_of_unlocked_pages_is_reported(struct kunit *test)
{
	u8 *block = case_alloc(test, 100);
	PMDL mdl = allocate_mdl(test, block, 100);

	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), (PVOID)NULL);
	EXPECT_REPORT(test, "MmMapLockedPagesSpecifyCache", BUGCHECK_VERIFIER, 0xb3, mdl, 0,
		      MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL, mdl);
	MmUnmapLockedPages(block, mdl);
	EXPECT_REPORT(test, "MmUnmapLockedPages", BUGCHECK_VERIFIER, 0xb2, mdl, 0, block, mdl);

	MmBuildMdlForNonPagedPool(mdl);
	KUNIT_EXPECT_PTR_EQ(test, MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL, FALSE,
							       NormalPagePriority), (PVOID)block);
	EXPECT_REPORT(test, "MmMapLockedPagesSpecifyCache", BUGCHECK_VERIFIER, 0xb2, mdl,
		      MDL_SOURCE_IS_NONPAGED_POOL, MDL_SOURCE_IS_NONPAGED_POOL, mdl);
	IoFreeMdl(mdl);
}

static void mm_mdl_test_unlocking_of_unlocked_pages_is_reported(struct kunit *test)
{
	u8 *block = case_alloc(test, 100);
	PMDL mdl = allocate_mdl(test, block, 100);
	PMDL part = allocate_mdl(test, block, 100);

	MmUnlockPages(mdl);
	EXPECT_REPORT(test, "MmUnlockPages", BUGCHECK_LOCKED_PAGES, 1, mdl, 0, 0, mdl);
	MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	IoBuildPartialMdl(mdl, part, block, 0);
	MmUnlockPages(part);
	EXPECT_REPORT(test, "MmUnlockPages", BUGCHECK_VERIFIER, 0xb4, part, ANY, MDL_PARTIAL, part);
	MmUnlockPages(mdl);
	EXPECT_NO_REPORT(test);
	MmUnlockPages(mdl);
	EXPECT_REPORT(test, "MmUnlockPages", BUGCHECK_LOCKED_PAGES, 1, mdl, 0, 0, mdl);
	MmBuildMdlForNonPagedPool(mdl);
	MmUnlockPages(mdl);
	EXPECT_REPORT(test, "MmUnlockPages", BUGCHECK_VERIFIER, 0x7d, mdl,
		      MDL_SOURCE_IS_NONPAGED_POOL, 0, mdl);
	IoFreeMdl(part);
	IoFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
}

static void mm_mdl_test_second_lock_is_reported(struct kunit *test)
{
	PMDL mdl = allocate_mdl(test, case_alloc(test, 100), 100);

	MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	EXPECT_REPORT(test, "MmProbeAndLockPages", BUGCHECK_VERIFIER, 0xb0, mdl, MDL_PAGES_LOCKED,
		      MDL_PAGES_LOCKED, mdl);
	MmBuildMdlForNonPagedPool(mdl);
	EXPECT_REPORT(test, "MmBuildMdlForNonPagedPool", BUGCHECK_VERIFIER, 0xb0, mdl,
		      MDL_PAGES_LOCKED, MDL_PAGES_LOCKED, mdl);
	MmUnlockPages(mdl);
	MmBuildMdlForNonPagedPool(mdl);
	EXPECT_NO_REPORT(test);
	MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	EXPECT_REPORT(test, "MmProbeAndLockPages", BUGCHECK_VERIFIER, 0xb0, mdl,
		      MDL_SOURCE_IS_NONPAGED_POOL, MDL_SOURCE_IS_NONPAGED_POOL, mdl);
	IoFreeMdl(mdl);
}

static void mm_mdl_test_free_of_locked_pages_is_reported(struct kunit *test)
{
	PMDL mdl = allocate_mdl(test, case_alloc(test, 100), 100);

	MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
	IoFreeMdl(mdl);
	EXPECT_REPORT(test, "IoFreeMdl", BUGCHECK_VERIFIER, 0xb8, mdl,
		      MDL_PAGES_LOCKED | MDL_WRITE_OPERATION, 0, mdl);
	/* No record of the lock is left for an MDL at the same address. */
	mdl = allocate_mdl(test, case_alloc(test, 100), 100);
	IoFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
	IoFreeMdl(mdl);
	EXPECT_REPORT(test, "IoFreeMdl", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, mdl, mdl);
}

static void mm_mdl_test_mdl_of_no_memory_is_reported(struct kunit *test)
{
	/* Neither half of the address space has memory there. */
	PVOID nowhere[] = { (PVOID)0x1000, (PVOID)~0xfffful };
	PMDL mdl;
	int i;

	for (i = 0; i < ARRAY_SIZE(nowhere); i++) {
		mdl = allocate_mdl(test, nowhere[i], 100);
		MmBuildMdlForNonPagedPool(mdl);
		EXPECT_REPORT(test, "MmBuildMdlForNonPagedPool", BUGCHECK_NO_MEMORY_THERE,
			      nowhere[i], 0, ANY, 0, mdl);
		KUNIT_EXPECT_EQ(test, (int)mdl->MdlFlags, 0);
		IoFreeMdl(mdl);
		KUNIT_EXPECT_EQ(test, (u64)MmGetPhysicalAddress(nowhere[i]).QuadPart, 0ull);
		KUNIT_EXPECT_FALSE(test, MmIsAddressValid(nowhere[i]));
	}
	KUNIT_EXPECT_TRUE(test, MmIsAddressValid(test));
	EXPECT_NO_REPORT(test);
}

static struct kunit_case mm_mdl_cases[] = {
	KUNIT_CASE(mm_mdl_test_new_mdl_describes_a_range),
	KUNIT_CASE(mm_mdl_test_mdl_joins_the_chain_of_its_irp),
	KUNIT_CASE(mm_mdl_test_mdl_of_pool_has_its_pages),
	KUNIT_CASE(mm_mdl_test_mdl_of_module_and_stack_has_its_pages),
	KUNIT_CASE(mm_mdl_test_mdl_lives_at_dispatch_level),
	KUNIT_CASE(mm_mdl_test_mdl_without_memory_is_null),
	KUNIT_CASE(mm_mdl_test_mdl_in_the_drivers_memory),
	KUNIT_CASE(mm_mdl_test_partial_mdl_describes_a_part),
	KUNIT_CASE(mm_mdl_test_partial_mdl_of_a_partial_mdl),
	KUNIT_CASE(mm_mdl_test_partial_mdl_outside_its_source_is_reported),
	KUNIT_CASE(mm_mdl_test_mapping_of_unlocked_pages_is_reported),
	KUNIT_CASE(mm_mdl_test_unlocking_of_unlocked_pages_is_reported),
	KUNIT_CASE(mm_mdl_test_second_lock_is_reported),
	KUNIT_CASE(mm_mdl_test_free_of_locked_pages_is_reported),
	KUNIT_CASE(mm_mdl_test_mdl_of_no_memory_is_reported),
	{}
};

WINWORK_SUITE(mm_mdl);
