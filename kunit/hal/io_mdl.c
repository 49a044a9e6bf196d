/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite hal_io_mdl: MDLs of the memory of devices. The programs that see such memory are those of the VM test
 * io_mapping.
 */
#include "hal_case.h"

#include <ndis.h>

#define VERIFIER_MAPPED_FOREIGN		0x83
#define VERIFIER_LOCKED_WITH_BAD_FLAGS	0xb0
#define VERIFIER_FREED_IN_USE		0xb8

static NTSTATUS allocate(int range, LONGLONG offset, SIZE_T bytes, PMDL *mdl)
{
	MM_PHYSICAL_ADDRESS_LIST list = { hal_address(range, offset), bytes };

	return MmAllocateMdlForIoSpace(&list, 1, mdl);
}

static PMDL of_memory(struct kunit *test)
{
	PMDL mdl = NULL;

	KUNIT_ASSERT_EQ(test, allocate(MEMORY, 0, MEMORY_BYTES, &mdl), STATUS_SUCCESS);
	return mdl;
}

/* row 884: the ranges, in the order of the list; at DISPATCH_LEVEL */
static void hal_io_mdl_test_list(struct kunit *test)
{
	MM_PHYSICAL_ADDRESS_LIST list[2];
	PMDL mdl = NULL;
	KIRQL irql;

	list[0].PhysicalAddress = hal_address(OTHER_MEMORY, 0);
	list[1].PhysicalAddress = hal_address(MEMORY, 0);
	list[0].NumberOfBytes = list[1].NumberOfBytes = MEMORY_BYTES;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, MmAllocateMdlForIoSpace(list, 2, &mdl), STATUS_SUCCESS);
	KeLowerIrql(irql);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteCount(mdl), 2 * MEMORY_BYTES);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteOffset(mdl), 0);
	KUNIT_EXPECT_TRUE(test, mdl->MdlFlags & MDL_IO_SPACE);
	KUNIT_EXPECT_EQ(test, MmGetMdlPfnArray(mdl)[0], hal.start[OTHER_MEMORY].QuadPart / MEMORY_BYTES);
	KUNIT_EXPECT_EQ(test, MmGetMdlPfnArray(mdl)[1], hal.start[MEMORY].QuadPart / MEMORY_BYTES);
	IoFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
}

#define EXPECT_FOREIGN(test, range, offset, bytes) do {						\
		const ULONGLONG start = hal_address(range, offset).QuadPart;			\
		PMDL mdl = (PMDL)1;								\
												\
		KUNIT_EXPECT_EQ(test, allocate(range, offset, bytes, &mdl),			\
				STATUS_INVALID_PARAMETER_1);					\
		KUNIT_EXPECT_NULL(test, mdl);							\
		EXPECT_REPORT(test, "MmAllocateMdlForIoSpace", BUGCHECK_VERIFIER,		\
			      VERIFIER_MAPPED_FOREIGN, start, bytes, start >> PAGE_SHIFT, ANY);	\
	} while (0)

/* row 884: whole pages, of memory that the driver was assigned */
static void hal_io_mdl_test_wrong_ranges(struct kunit *test)
{
	MM_PHYSICAL_ADDRESS_LIST list = { hal_address(MEMORY, 0), MEMORY_BYTES };
	PMDL mdl;

	KUNIT_EXPECT_EQ(test, allocate(MEMORY, 1, MEMORY_BYTES, &mdl), STATUS_INVALID_PARAMETER_1);
	KUNIT_EXPECT_EQ(test, allocate(MEMORY, 0, MEMORY_BYTES - 1, &mdl), STATUS_INVALID_PARAMETER_1);
	KUNIT_EXPECT_EQ(test, allocate(MEMORY, 0, 0, &mdl), STATUS_INVALID_PARAMETER_1);
	KUNIT_EXPECT_EQ(test, MmAllocateMdlForIoSpace(&list, 0, &mdl), STATUS_INVALID_PARAMETER_2);
	KUNIT_EXPECT_EQ(test, MmAllocateMdlForIoSpace(NULL, 1, &mdl), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, MmAllocateMdlForIoSpace(&list, 1, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	EXPECT_FOREIGN(test, MEMORY, 0, 2 * MEMORY_BYTES);
	EXPECT_FOREIGN(test, MEMORY, -MEMORY_BYTES, MEMORY_BYTES);
	hal.start[OTHER_MEMORY].QuadPart = MmGetPhysicalAddress(&hal).QuadPart & PAGE_MASK;
	EXPECT_FOREIGN(test, OTHER_MEMORY, 0, MEMORY_BYTES);
	hal_unplug(FALSE);
	EXPECT_FOREIGN(test, MEMORY, 0, MEMORY_BYTES);
}

/* row 885: the registers are the device's, until the MDL is unmapped */
static void hal_io_mdl_test_mapped(struct kunit *test)
{
	static const MEMORY_CACHING_TYPE types[] = { MmNonCached, MmCached, MmWriteCombined };
	PMDL mdl = of_memory(test);
	u8 *registers;
	int i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		registers = MmMapLockedPagesSpecifyCache(mdl, KernelMode, types[i], NULL, FALSE,
							 NormalPagePriority);
		KUNIT_ASSERT_NOT_NULL(test, registers);
		KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), registers);
		hal_forget();
		WRITE_REGISTER_UCHAR(registers + 5, 3);
		EXPECT_ACCESSES(test, { true, MEMORY, 5, 1, 3 });
		MmUnmapLockedPages(registers, mdl);
		EXPECT_NO_REPORT(test);
		KUNIT_EXPECT_FALSE(test, mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
		KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(registers + 5), 0xff);
		if (!i)
			EXPECT_REPORT(test, "READ_REGISTER_UCHAR", BUGCHECK_PAGE_FAULT, registers + 5, 0,
				      ANY, 0, ANY);
	}
	KUNIT_EXPECT_NULL(test, MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmMaximumCacheType, NULL,
							     FALSE, NormalPagePriority));
	IoFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
}

/* row 885: two ranges have no address, and the memory of MmMapIoSpace has one already */
static void hal_io_mdl_test_not_mapped(struct kunit *test)
{
	MM_PHYSICAL_ADDRESS_LIST list[2];
	PMDL mdl = NULL;

	list[0].PhysicalAddress = hal_address(OTHER_MEMORY, 0);
	list[1].PhysicalAddress = hal_address(MEMORY, 0);
	list[0].NumberOfBytes = list[1].NumberOfBytes = MEMORY_BYTES;
	KUNIT_ASSERT_EQ(test, MmAllocateMdlForIoSpace(list, 2, &mdl), STATUS_SUCCESS);
	KUNIT_EXPECT_NULL(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	EXPECT_NO_REPORT(test);
	/* What it describes is not to be locked. */
	MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	EXPECT_REPORT(test, "MmProbeAndLockPages", BUGCHECK_VERIFIER, VERIFIER_LOCKED_WITH_BAD_FLAGS, mdl,
		      ANY, MDL_IO_SPACE, mdl);
	IoFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
}

/* row 885: an MDL that is mapped is not freed so */
static void hal_io_mdl_test_freed(struct kunit *test)
{
	PMDL mdl = of_memory(test);
	u8 *registers = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);

	KUNIT_ASSERT_NOT_NULL(test, registers);
	IoFreeMdl(mdl);
	EXPECT_REPORT(test, "IoFreeMdl", BUGCHECK_VERIFIER, VERIFIER_FREED_IN_USE, mdl, ANY, 0, mdl);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(registers), 0xff);
	EXPECT_REPORT(test, "READ_REGISTER_UCHAR", BUGCHECK_PAGE_FAULT, registers, 0, ANY, 0, ANY);
}

/* row 885: an MDL that is freed with its IRP keeps no mapping */
static void hal_io_mdl_test_freed_with_its_irp(struct kunit *test)
{
	PDEVICE_OBJECT device = WdfDeviceWdmGetDeviceObject(hal.device);
	PMDL mdl = of_memory(test);
	u8 *registers = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	IO_STATUS_BLOCK block;
	KEVENT event;
	PIRP irp;

	KUNIT_ASSERT_NOT_NULL(test, registers);
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, device, NULL, 0, NULL, &event, &block);
	KUNIT_ASSERT_NOT_NULL(test, irp);
	irp->MdlAddress = mdl;
	KUNIT_EXPECT_EQ(test, IoCallDriver(device, irp), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(registers), 0xff);
	EXPECT_REPORT(test, "READ_REGISTER_UCHAR", BUGCHECK_PAGE_FAULT, registers, 0, ANY, 0, ANY);
}

/* row 885: an MDL that NDIS frees keeps no mapping */
static void hal_io_mdl_test_freed_by_ndis(struct kunit *test)
{
	PMDL mdl = of_memory(test);
	u8 *registers = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);

	KUNIT_ASSERT_NOT_NULL(test, registers);
	NdisFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(registers), 0xff);
	EXPECT_REPORT(test, "READ_REGISTER_UCHAR", BUGCHECK_PAGE_FAULT, registers, 0, ANY, 0, ANY);
}

/* row 887: a mapping that is left ends with the device; its MDL is unmapped without a report */
static void hal_io_mdl_test_left(struct kunit *test)
{
	PMDL mdl = of_memory(test);
	u8 *registers = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);

	KUNIT_ASSERT_NOT_NULL(test, registers);
	hal_unplug(FALSE);
	EXPECT_REPORT(test, "MmMapLockedPagesSpecifyCache", BUGCHECK_LEFT_BEHIND, registers, MEMORY_BYTES, 1,
		      0, registers);
	MmUnmapLockedPages(registers, mdl);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_NULL(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	EXPECT_REPORT(test, "MmMapLockedPagesSpecifyCache", BUGCHECK_VERIFIER, VERIFIER_MAPPED_FOREIGN, ANY,
		      MEMORY_BYTES, ANY, ANY);
	IoFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
}

/* Without memory the MDL has no address, and nothing is left behind. */
static void hal_io_mdl_test_without_memory(struct kunit *test)
{
	PMDL mdl = of_memory(test);

	NEED_FAULT_INJECTION(test);
	fail_next_allocation();
	KUNIT_EXPECT_NULL(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	IoFreeMdl(mdl);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case hal_io_mdl_cases[] = {
	KUNIT_CASE(hal_io_mdl_test_list),
	KUNIT_CASE(hal_io_mdl_test_wrong_ranges),
	KUNIT_CASE(hal_io_mdl_test_mapped),
	KUNIT_CASE(hal_io_mdl_test_not_mapped),
	KUNIT_CASE(hal_io_mdl_test_freed),
	KUNIT_CASE(hal_io_mdl_test_freed_with_its_irp),
	KUNIT_CASE(hal_io_mdl_test_freed_by_ndis),
	KUNIT_CASE(hal_io_mdl_test_left),
	KUNIT_CASE(hal_io_mdl_test_without_memory),
	{}
};

WINWORK_SUITE_WITH(hal_io_mdl, hal_init, hal_exit);
