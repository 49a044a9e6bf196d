/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite mm_locked_pages: MDLs of a program's memory.
 */
#include "program.h"

#include "exceptions.h"

#include <linux/delay.h>
#include <linux/mm.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

static const size_t sizes[] = { 1, 100, 4096, 5000, 65536, 1 << 20 };
static const size_t offsets[] = { 0, 1, 4095 };

#define FAULT STATUS_ACCESS_VIOLATION

#define for_each_range(i) for (i = 0; i < ARRAY_SIZE(sizes) * ARRAY_SIZE(offsets); i++)
#define SIZE(i) sizes[(i) % ARRAY_SIZE(sizes)]
#define OFFSET(i) offsets[(i) / ARRAY_SIZE(sizes)]
#define ROOM(i) PAGE_ALIGN(SIZE(i) + OFFSET(i))

static PMDL lock(struct kunit *test, void *start, size_t bytes, LOCK_OPERATION operation)
{
	PMDL mdl = IoAllocateMdl(start, bytes, FALSE, FALSE, NULL);

	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, mdl);
	if (mdl)
		MmProbeAndLockPages(mdl, UserMode, operation);
	return mdl;
}

static struct page *first_page(PMDL mdl)
{
	return pfn_to_page(MmGetMdlPfnArray(mdl)[0] >> (PAGE_SHIFT - 12));
}

/* A worker may have to unpin the page. */
static bool is_unpinned(struct page *page)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (page_is_pinned(page) && time_before(jiffies, deadline))
		usleep_range(100, 200);
	return !page_is_pinned(page);
}

static bool can_write(u8 *address)
{
	u8 byte = *address;

	pagefault_disable();
	__put_kernel_nofault(address, &byte, u8, fault);
	pagefault_enable();
	return true;
fault:
	pagefault_enable();
	return false;
}

static void see_and_change(struct kunit *test)
{
	u8 *start, *mapped, *range;
	struct page *page;
	PMDL mdl;
	int i;

	for_each_range(i) {
		start = program_map(test, ROOM(i), PROT_READ | PROT_WRITE);
		if (!start)
			return;
		range = start + OFFSET(i);
		program_fill(test, range, SIZE(i), i);
		mdl = lock(test, range, SIZE(i), IoModifyAccess);
		KUNIT_EXPECT_FALSE(test, mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
		page = first_page(mdl);
		KUNIT_EXPECT_TRUE(test, page_is_pinned(page));
		mapped = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority | MdlMappingNoExecute);
		KUNIT_EXPECT_TRUE(test, mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
		KUNIT_EXPECT_EQ(test, offset_in_page(mapped), offset_in_page(range));
		KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority),
				    (PVOID)mapped);
		KUNIT_EXPECT_TRUE_MSG(test, pattern_is(mapped, SIZE(i), i), "%zu bytes at %zu",
				      SIZE(i), OFFSET(i));
		KUNIT_EXPECT_TRUE(test, can_write(mapped));
		pattern_fill(mapped, SIZE(i), i + 1);
		program_expect(test, range, SIZE(i), i + 1);
		program_fill(test, range, SIZE(i), i + 2);
		KUNIT_EXPECT_TRUE(test, pattern_is(mapped, SIZE(i), i + 2));
		MmUnlockPages(mdl);
		KUNIT_EXPECT_EQ(test, (int)mdl->MdlFlags, 0);
		KUNIT_EXPECT_TRUE(test, is_unpinned(page));
		IoFreeMdl(mdl);
		program_expect(test, range, SIZE(i), i + 2);
		program_unmap(start, ROOM(i));
	}
}

/* row 284: what the MDL describes is the memory itself */
static void mm_locked_pages_test_driver_and_program_see_the_same(struct kunit *test)
{
	as_program(test, see_and_change);
	EXPECT_NO_REPORT(test);
}

static void unmap_meanwhile(struct kunit *test)
{
	u8 *start = program_map(test, 3 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	u8 *mapped;
	PMDL mdl;

	if (!start)
		return;
	program_fill(test, start, 3 * PAGE_SIZE, 1);
	mdl = lock(test, start, 3 * PAGE_SIZE, IoReadAccess);
	program_unmap(start, 3 * PAGE_SIZE);
	mapped = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	KUNIT_EXPECT_TRUE(test, pattern_is(mapped, 3 * PAGE_SIZE, 1));
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
}

static void mm_locked_pages_test_pages_outlive_their_mapping(struct kunit *test)
{
	as_program(test, unmap_meanwhile);
	EXPECT_NO_REPORT(test);
}

static void lock_read_only(struct kunit *test)
{
	u8 *start = program_map(test, 2 * PAGE_SIZE, PROT_READ);
	u8 *mapped;
	PMDL mdl;

	if (!start)
		return;
	mdl = lock(test, start, 2 * PAGE_SIZE, IoReadAccess);
	mapped = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(mapped, 0, 2 * PAGE_SIZE), (void *)NULL);
	/* A mapping of its own: the direct one could be written to. */
	KUNIT_EXPECT_TRUE(test, is_vmalloc_addr(mapped));
	KUNIT_EXPECT_FALSE(test, can_write(mapped));
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	program_unmap(start, 2 * PAGE_SIZE);
}

static void mm_locked_pages_test_read_only_pages_cannot_be_changed(struct kunit *test)
{
	as_program(test, lock_read_only);
	EXPECT_NO_REPORT(test);
}

static void lock_twice(struct kunit *test)
{
	u8 *start = program_map(test, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	struct page *page;
	PMDL mdls[2];
	u8 *mapped;
	int i;

	if (!start)
		return;
	program_fill(test, start, 2 * PAGE_SIZE, 9);
	for (i = 0; i < 2; i++)
		mdls[i] = lock(test, start, 2 * PAGE_SIZE, IoWriteAccess);
	page = first_page(mdls[0]);
	mapped = MmGetSystemAddressForMdlSafe(mdls[1], NormalPagePriority);
	MmUnlockPages(mdls[0]);
	IoFreeMdl(mdls[0]);
	KUNIT_EXPECT_TRUE(test, page_is_pinned(page));
	KUNIT_EXPECT_TRUE(test, pattern_is(mapped, 2 * PAGE_SIZE, 9));
	MmUnlockPages(mdls[1]);
	IoFreeMdl(mdls[1]);
	KUNIT_EXPECT_TRUE(test, is_unpinned(page));
	program_unmap(start, 2 * PAGE_SIZE);
}

static void mm_locked_pages_test_each_mdl_has_its_own_lock(struct kunit *test)
{
	as_program(test, lock_twice);
	EXPECT_NO_REPORT(test);
}

/* The work of a DPC or an item on an MDL that a request's thread locked. */
struct user_of_mdl {
	PMDL mdl;
	size_t bytes;
	bool is_right;
	struct completion done;
};

static void use_and_free(void *data)
{
	struct user_of_mdl *user = data;
	u8 *mapped;

	mapped = MmGetSystemAddressForMdlSafe(user->mdl, NormalPagePriority);
	user->is_right = mapped && pattern_is(mapped, user->bytes, 5);
	if (mapped)
		pattern_fill(mapped, user->bytes, 6);
	MmUnlockPages(user->mdl);
	IoFreeMdl(user->mdl);
	user->mdl = NULL;
}

static VOID use_and_free_in_item(PDEVICE_OBJECT device, PVOID context)
{
	struct user_of_mdl *user = context;
	KIRQL level;

	KeRaiseIrql(DISPATCH_LEVEL, &level);
	use_and_free(user);
	KeLowerIrql(level);
	complete(&user->done);
}

static void use_elsewhere(struct kunit *test)
{
	struct user_of_mdl *user = case_alloc_type(test, struct user_of_mdl);
	PIO_WORKITEM item = device_item(test);
	u8 *start = program_map(test, ROOM(0) + (1 << 16), PROT_READ | PROT_WRITE);
	struct page *page;
	int i;

	if (!start)
		return;
	init_completion(&user->done);
	user->bytes = 50000;
	for (i = 0; i < 3; i++) {
		program_fill(test, start + 3, user->bytes, 5);
		user->mdl = lock(test, start + 3, user->bytes, IoWriteAccess);
		page = first_page(user->mdl);
		switch (i) {
		case 0:
			local_bh_disable();
			use_and_free(user);
			local_bh_enable();
			break;
		case 1:
			KUNIT_EXPECT_TRUE(test, run_in_softirq(use_and_free, user));
			break;
		case 2:
			IoQueueWorkItem(item, use_and_free_in_item, DelayedWorkQueue, user);
			EXPECT_IN_TIME(test, &user->done);
			break;
		}
		KUNIT_EXPECT_TRUE(test, user->is_right);
		KUNIT_EXPECT_TRUE(test, is_unpinned(page));
		program_expect(test, start + 3, user->bytes, 6);
		user->is_right = false;
	}
	program_unmap(start, ROOM(0) + (1 << 16));
	IoFreeWorkItem(item);
}

/* row 285: the mapping and the pins lie apart from the MDL */
static void mm_locked_pages_test_unlock_at_dispatch_level_and_free(struct kunit *test)
{
	as_program(test, use_elsewhere);
	EXPECT_NO_REPORT(test);
}

static void chain(struct kunit *test)
{
	u8 *start = program_map(test, 4 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	PIRP irp = IoAllocateIrp(1, FALSE);
	PMDL mdl;
	u8 *mapped;
	int i;

	if (!start || !irp)
		return;
	program_fill(test, start, 4 * PAGE_SIZE, 2);
	for (i = 0; i < 4; i++) {
		mdl = IoAllocateMdl(start + i * PAGE_SIZE, PAGE_SIZE, i > 0, FALSE, irp);
		MmProbeAndLockPages(mdl, UserMode, IoWriteAccess);
	}
	for (i = 0, mdl = irp->MdlAddress; i < 4 && mdl; i++, mdl = mdl->Next) {
		mapped = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
		pattern_fill(mapped, PAGE_SIZE, i);
	}
	KUNIT_EXPECT_EQ(test, i, 4);
	for (i = 0; i < 4; i++)
		program_expect(test, start + i * PAGE_SIZE, PAGE_SIZE, i);
	while ((mdl = irp->MdlAddress)) {
		irp->MdlAddress = mdl->Next;
		MmUnlockPages(mdl);
		IoFreeMdl(mdl);
	}
	IoFreeIrp(irp);
	program_unmap(start, 4 * PAGE_SIZE);
}

static void mm_locked_pages_test_chain_of_mdls(struct kunit *test)
{
	as_program(test, chain);
	EXPECT_NO_REPORT(test);
}

static void partial(struct kunit *test)
{
	u8 *start = program_map(test, 4 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	PMDL source, part;
	u8 *mapped;

	if (!start)
		return;
	source = lock(test, start + 10, 3 * PAGE_SIZE, IoWriteAccess);
	part = IoAllocateMdl(start, 3 * PAGE_SIZE, FALSE, FALSE, NULL);
	/* At DISPATCH_LEVEL, from a source that is not mapped. */
	local_bh_disable();
	IoBuildPartialMdl(source, part, start + PAGE_SIZE + 5, PAGE_SIZE);
	mapped = MmGetSystemAddressForMdlSafe(part, NormalPagePriority);
	if (mapped)
		pattern_fill(mapped, PAGE_SIZE, 8);
	local_bh_enable();
	program_expect(test, start + PAGE_SIZE + 5, PAGE_SIZE, 8);
	MmUnlockPages(part);
	EXPECT_REPORT(test, "MmUnlockPages", BUGCHECK_VERIFIER, 0xb4, part, ANY, MDL_PARTIAL, part);
	IoFreeMdl(part);
	MmUnlockPages(source);
	MmUnlockPages(source);
	EXPECT_REPORT(test, "MmUnlockPages", 0x76, 1, source, 0, 0, source);
	IoFreeMdl(source);
	program_unmap(start, 4 * PAGE_SIZE);
}

static void mm_locked_pages_test_partial_mdl_of_a_program(struct kunit *test)
{
	as_program(test, partial);
	EXPECT_NO_REPORT(test);
}

static void count_locked(struct kunit *test)
{
	u8 *start = program_map(test, 4 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	PMDL locked, other;

	if (!start)
		return;
	locked = lock(test, start, 3 * PAGE_SIZE, IoWriteAccess);
	other = IoAllocateMdl(start, 1, FALSE, FALSE, NULL);
	MmUnlockPages(other);
	EXPECT_REPORT(test, "MmUnlockPages", 0x76, 1, other, 3 * PAGE_SIZE / 4096, 0, other);
	MmUnlockPages(locked);
	IoFreeMdl(locked);
	IoFreeMdl(other);
	program_unmap(start, 4 * PAGE_SIZE);
}

static void mm_locked_pages_test_report_counts_the_locked_pages(struct kunit *test)
{
	as_program(test, count_locked);
	EXPECT_NO_REPORT(test);
}

/* ---- what raises -------------------------------------------------------------------------- */

struct locking {
	PMDL mdl;
	KPROCESSOR_MODE mode;
	LOCK_OPERATION operation;
};

static void make_lock(PVOID context)
{
	struct locking *locking = context;

	MmProbeAndLockPages(locking->mdl, locking->mode, locking->operation);
}

/* Locks the pages of a range in a __try, and unlocks them. Returns the status that was raised. */
static NTSTATUS lock_raises(struct kunit *test, PVOID start, ULONG bytes, KPROCESSOR_MODE mode,
			    LOCK_OPERATION operation)
{
	struct locking locking = { IoAllocateMdl(start, bytes, FALSE, FALSE, NULL), mode, operation };
	NTSTATUS status;

	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, locking.mdl);
	if (!locking.mdl)
		return STATUS_SUCCESS;
	status = exceptions_in_c.Guard(make_lock, &locking, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)(locking.mdl->MdlFlags & MDL_PAGES_LOCKED),
			NT_SUCCESS(status) ? MDL_PAGES_LOCKED : 0);
	if (NT_SUCCESS(status))
		MmUnlockPages(locking.mdl);
	IoFreeMdl(locking.mdl);
	return status;
}

static void lock_bad(struct kunit *test)
{
	u8 *two = program_map(test, 3 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	u8 *fixed = program_map(test, PAGE_SIZE, PROT_READ);
	const struct {
		const char *what;
		PVOID start;
		ULONG bytes;
		KPROCESSOR_MODE mode;
		LOCK_OPERATION operation;
		NTSTATUS status;
	} rows[] = {
		{ "good", two, 2 * PAGE_SIZE, UserMode, IoModifyAccess, STATUS_SUCCESS },
		{ "good, for the kernel", two, 2 * PAGE_SIZE, KernelMode, IoWriteAccess, STATUS_SUCCESS },
		{ "last page unmapped", two, 2 * PAGE_SIZE + 1, UserMode, IoReadAccess, FAULT },
		{ "unmapped", two + 2 * PAGE_SIZE, 1, UserMode, IoReadAccess, FAULT },
		{ "NULL", NULL, 1, UserMode, IoReadAccess, FAULT },
		{ "the kernel's", test, 8, UserMode, IoReadAccess, FAULT },
		{ "the kernel's, for it", test, 8, KernelMode, IoReadAccess, STATUS_SUCCESS },
		{ "no memory of the kernel", (PVOID)~0xfffful, 8, KernelMode, IoReadAccess, FAULT },
		{ "wraps", (PVOID)~0xful, 0x100, KernelMode, IoReadAccess, FAULT },
		{ "read-only, to read", fixed, PAGE_SIZE, UserMode, IoReadAccess, STATUS_SUCCESS },
		{ "read-only, to write", fixed, PAGE_SIZE, UserMode, IoWriteAccess, FAULT },
		{ "read-only, to modify", fixed, PAGE_SIZE, UserMode, IoModifyAccess, FAULT },
	};
	int i;

	if (!two || !fixed)
		return;
	program_unmap(two + 2 * PAGE_SIZE, PAGE_SIZE);
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_EQ_MSG(test, lock_raises(test, rows[i].start, rows[i].bytes, rows[i].mode,
						      rows[i].operation), rows[i].status,
				    "%s", rows[i].what);
	EXPECT_NO_REPORT(test);

	local_bh_disable();
	KUNIT_EXPECT_EQ(test, lock_raises(test, two, 8, UserMode, IoReadAccess), FAULT);
	local_bh_enable();
	EXPECT_REPORT(test, "MmProbeAndLockPages", BUGCHECK_VERIFIER, 0x70, DISPATCH_LEVEL, ANY,
		      UserMode, ANY);
	program_unmap(two, 2 * PAGE_SIZE);
	program_unmap(fixed, PAGE_SIZE);
}

/* row 286: each bad range raises, and nothing is locked */
static void mm_locked_pages_test_bad_ranges_raise(struct kunit *test)
{
	as_program(test, lock_bad);
	EXPECT_NO_REPORT(test);
}

static void mm_locked_pages_test_lock_without_memory_raises(struct kunit *test)
{
	struct locking locking = { IoAllocateMdl(test, 8, FALSE, FALSE, NULL), KernelMode, IoReadAccess };
	NTSTATUS status;
	bool attempted;

	NEED_FAULT_INJECTION(test);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, locking.mdl);
	local_bh_disable();
	fail_next_allocation();
	status = exceptions_in_c.Guard(make_lock, &locking, STATUS_SUCCESS);
	attempted = allocation_was_attempted();
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, attempted);
	KUNIT_EXPECT_EQ(test, status, STATUS_INSUFFICIENT_RESOURCES);
	IoFreeMdl(locking.mdl);
	EXPECT_NO_REPORT(test);
}

/* ---- mappings into programs -------------------------------------------------------------- */

struct mapping {
	PMDL mdl;
	void *address;
	bool is_old;		/* MmMapLockedPages */
};

static void map_for_program(PVOID context)
{
	struct mapping *mapping = context;

	mapping->address = mapping->is_old
				   ? MmMapLockedPages(mapping->mdl, UserMode)
				   : MmMapLockedPagesSpecifyCache(mapping->mdl, UserMode, MmCached, NULL, FALSE,
								  NormalPagePriority);
}

static NTSTATUS try_map(struct mapping *mapping)
{
	return exceptions_in_c.Guard(map_for_program, mapping, STATUS_SUCCESS);
}

/* An MDL of a block of pool, which free_page_mdl() frees. */
static PMDL page_mdl(struct kunit *test)
{
	PVOID page = ExAllocatePool2(POOL_FLAG_NON_PAGED, PAGE_SIZE, 'egaP');
	PMDL mdl = page ? IoAllocateMdl(page, PAGE_SIZE, FALSE, FALSE, NULL) : NULL;

	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, mdl);
	if (mdl)
		MmBuildMdlForNonPagedPool(mdl);
	return mdl;
}

static void free_page_mdl(PMDL mdl)
{
	ExFreePool(MmGetMdlVirtualAddress(mdl));
	IoFreeMdl(mdl);
}

/* row 867 */
static void mm_locked_pages_test_mapping_without_a_program_raises(struct kunit *test)
{
	struct mapping mapping = { page_mdl(test) };

	KUNIT_ASSERT_NOT_NULL(test, mapping.mdl);
	KUNIT_EXPECT_EQ(test, try_map(&mapping), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	free_page_mdl(mapping.mdl);
}

/* row 867: by each function */
static void mm_locked_pages_test_mapping_for_a_program_at_dispatch_level_raises(struct kunit *test)
{
	struct mapping mapping = { page_mdl(test) };
	NTSTATUS status;
	KIRQL irql;
	int i;

	KUNIT_ASSERT_NOT_NULL(test, mapping.mdl);
	for (i = 0; i < 2; i++) {
		mapping.is_old = i;
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		status = try_map(&mapping);
		KeLowerIrql(irql);
		KUNIT_EXPECT_EQ(test, status, STATUS_INVALID_PARAMETER);
		EXPECT_REPORT(test, i ? "MmMapLockedPages" : "MmMapLockedPagesSpecifyCache",
			      BUGCHECK_VERIFIER, i ? 0x75 : 0x77, DISPATCH_LEVEL, mapping.mdl, UserMode,
			      mapping.mdl);
	}
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	MmUnmapLockedPages((PVOID)PAGE_SIZE, mapping.mdl);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "MmUnmapLockedPages", BUGCHECK_VERIFIER, 0x7a, DISPATCH_LEVEL, PAGE_SIZE, mapping.mdl,
		      mapping.mdl);
	free_page_mdl(mapping.mdl);
}

static void expect_no_mapping(struct kunit *test, struct mapping *mapping, size_t offset)
{
	void *address = mapping->address + offset;

	MmUnmapLockedPages(address, mapping->mdl);
	EXPECT_REPORT(test, "MmUnmapLockedPages", BUGCHECK_VERIFIER, 0xb2, mapping->mdl,
		      MDL_SOURCE_IS_NONPAGED_POOL, address, mapping->mdl);
}

static void map_and_unmap(struct kunit *test)
{
	struct mapping mapping = { page_mdl(test) };
	void *page;
	int i;

	if (!mapping.mdl)
		return;
	page = MmGetMdlVirtualAddress(mapping.mdl);
	for (i = 0; i < 2; i++) {
		mapping.is_old = i;
		pattern_fill(page, PAGE_SIZE, i);
		KUNIT_EXPECT_EQ(test, try_map(&mapping), STATUS_SUCCESS);
		program_expect(test, mapping.address, PAGE_SIZE, i);
		program_fill(test, mapping.address, PAGE_SIZE, i + 2);
		KUNIT_EXPECT_TRUE(test, pattern_is(page, PAGE_SIZE, i + 2));
		EXPECT_NO_REPORT(test);
		expect_no_mapping(test, &mapping, 1);
		MmUnmapLockedPages(mapping.address, mapping.mdl);
		EXPECT_NO_REPORT(test);
		expect_no_mapping(test, &mapping, 0);
	}
	free_page_mdl(mapping.mdl);
}

/* rows 865, 868: by each function; what is no mapping is reported */
static void mm_locked_pages_test_mapping_for_a_program(struct kunit *test)
{
	as_program(test, map_and_unmap);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case mm_locked_pages_cases[] = {
	KUNIT_CASE(mm_locked_pages_test_driver_and_program_see_the_same),
	KUNIT_CASE(mm_locked_pages_test_pages_outlive_their_mapping),
	KUNIT_CASE(mm_locked_pages_test_read_only_pages_cannot_be_changed),
	KUNIT_CASE(mm_locked_pages_test_each_mdl_has_its_own_lock),
	KUNIT_CASE(mm_locked_pages_test_unlock_at_dispatch_level_and_free),
	KUNIT_CASE(mm_locked_pages_test_chain_of_mdls),
	KUNIT_CASE(mm_locked_pages_test_partial_mdl_of_a_program),
	KUNIT_CASE(mm_locked_pages_test_report_counts_the_locked_pages),
	KUNIT_CASE(mm_locked_pages_test_bad_ranges_raise),
	KUNIT_CASE(mm_locked_pages_test_lock_without_memory_raises),
	KUNIT_CASE(mm_locked_pages_test_mapping_without_a_program_raises),
	KUNIT_CASE(mm_locked_pages_test_mapping_for_a_program_at_dispatch_level_raises),
	KUNIT_CASE(mm_locked_pages_test_mapping_for_a_program),
	{}
};

WINWORK_SUITE(mm_locked_pages);
