/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite hal_dma_adapter: the adapters of WDM drivers, their common buffers and scatter-gather lists, with a software
 * device that reads and writes the memory.
 */
#include "dma_case.h"

static SCATTER_GATHER_LIST *got[4];
static int lists;

/* Keeps the list for the case. */
static VOID NTAPI list_control(PDEVICE_OBJECT device, PIRP irp, PSCATTER_GATHER_LIST list, PVOID context)
{
	KUNIT_EXPECT_PTR_EQ(dma.test, device, dma.device);
	KUNIT_EXPECT_PTR_EQ(dma.test, context, (PVOID)&dma);
	KUNIT_EXPECT_EQ(dma.test, KeGetCurrentIrql(), (KIRQL)DISPATCH_LEVEL);
	if (lists < ARRAY_SIZE(got))
		got[lists++] = list;
}

static NTSTATUS get_list(PMDL mdl, size_t offset, ULONG bytes, BOOLEAN to_device)
{
	NTSTATUS status;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = dma.ops->GetScatterGatherList(dma.adapter, dma.device, mdl,
					       (char *)MmGetMdlVirtualAddress(mdl) + offset, bytes, list_control, &dma,
					       to_device);
	KeLowerIrql(irql);
	return status;
}

static void put_list(PSCATTER_GATHER_LIST list, BOOLEAN to_device)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	dma.ops->PutScatterGatherList(dma.adapter, list, to_device);
	KeLowerIrql(irql);
}

static int adapter_init(struct kunit *test)
{
	lists = 0;
	return dma_init(test);
}

/* Every byte of a part of the buffer, both ways, and none beside it. */
static void move_both_ways(struct kunit *test, size_t offset, ULONG bytes)
{
	PMDL mdl = dma_buffer(test, offset + bytes + 100, true);

	lists = 0;
	ASSERT_SUCCESS(test, get_list(mdl, offset, bytes, TRUE));
	KUNIT_ASSERT_EQ(test, lists, 1);
	KUNIT_EXPECT_EQ(test, dma_list_bytes(got[0]), (size_t)bytes);
	KUNIT_EXPECT_TRUE(test, dma_device_reads(got[0], offset));
	put_list(got[0], TRUE);
	dma_fill(false);
	ASSERT_SUCCESS(test, get_list(mdl, offset, bytes, FALSE));
	KUNIT_ASSERT_EQ(test, lists, 2);
	KUNIT_EXPECT_TRUE(test, dma_device_writes(got[1], offset));
	put_list(got[1], FALSE);
	KUNIT_EXPECT_TRUE(test, dma_was_written(offset, bytes));
	dma_free_mdl(mdl);
	lists = 0;
}

/* row 1135: the version that was asked for, or none */
static void hal_dma_adapter_test_versions(struct kunit *test)
{
	ULONG version, registers;

	for (version = DEVICE_DESCRIPTION_VERSION; version <= DEVICE_DESCRIPTION_VERSION2; version++) {
		dma_describe(64 << 10, 64, true);
		dma.description.Version = version;
		dma_get(test);
		KUNIT_EXPECT_EQ(test, dma.adapter->Version, (USHORT)1);
		KUNIT_EXPECT_EQ(test, dma.adapter->Size, (USHORT)sizeof(DMA_ADAPTER));
		KUNIT_EXPECT_EQ(test, dma.registers, 17u);
		KUNIT_EXPECT_GE(test, dma.ops->GetDmaAlignment(dma.adapter), 1u);
		KUNIT_EXPECT_EQ(test, dma.ops->ReadDmaCounter(dma.adapter), 0u);
		dma_put();
	}
	dma.description.Version = DEVICE_DESCRIPTION_VERSION3;
	KUNIT_EXPECT_NULL(test, IoGetDmaAdapter(dma.pdo, &dma.description, &registers));
	EXPECT_NO_REPORT(test);
	dma.description.Version = 4;
	KUNIT_EXPECT_NULL(test, IoGetDmaAdapter(dma.pdo, &dma.description, &registers));
	EXPECT_REPORT(test, "IoGetDmaAdapter", BUGCHECK_DMA, 0x25, 4, ANY, ANY, dma.pdo);
	EXPECT_NO_REPORT(test);
}

/* row 1136: what has no adapter */
static void hal_dma_adapter_test_refused(struct kunit *test)
{
	ULONG registers;
	KIRQL irql;

	dma_describe(4096, 64, true);
	KUNIT_EXPECT_NULL(test, IoGetDmaAdapter(dma.pdo, NULL, &registers));
	KUNIT_EXPECT_NULL(test, IoGetDmaAdapter(dma.pdo, &dma.description, NULL));
	dma.description.Master = FALSE;
	KUNIT_EXPECT_NULL(test, IoGetDmaAdapter(dma.pdo, &dma.description, &registers));
	dma.description.Master = TRUE;
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_NULL(test, IoGetDmaAdapter(dma.device, &dma.description, &registers));
	EXPECT_REPORT(test, "IoGetDmaAdapter", 0xca, 2, dma.device, ANY, ANY, dma.device);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_NULL(test, IoGetDmaAdapter(dma.pdo, &dma.description, &registers));
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "IoGetDmaAdapter", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY, ANY, dma.pdo);
	EXPECT_NO_REPORT(test);
}

/* row 1137 */
static void hal_dma_adapter_test_common_buffer(struct kunit *test)
{
	static const u8 pattern[] = "winwork";
	PHYSICAL_ADDRESS address;
	u8 seen[sizeof(pattern)];
	u8 *memory;
	KIRQL irql;

	dma_describe(4096, 32, true);
	dma_get(test);
	memory = dma.ops->AllocateCommonBuffer(dma.adapter, 10000, &address, TRUE);
	KUNIT_ASSERT_NOT_NULL(test, memory);
	KUNIT_EXPECT_EQ(test, (ULONGLONG)address.QuadPart >> 32, 0ull);
	KUNIT_EXPECT_NULL(test, memchr_inv(memory, 0, 10000));
	memcpy(memory + 9990, pattern, sizeof(pattern));
	KUNIT_EXPECT_TRUE(test, WinworkSoftDeviceDma(hal.soft, address.QuadPart + 9990, seen, sizeof(seen), FALSE));
	KUNIT_EXPECT_EQ(test, memcmp(seen, pattern, sizeof(pattern)), 0);
	KUNIT_EXPECT_NULL(test, dma.ops->AllocateCommonBuffer(dma.adapter, 0, &address, TRUE));
	KUNIT_EXPECT_NULL(test, dma.ops->AllocateCommonBuffer(dma.adapter, 10, NULL, TRUE));
	EXPECT_NO_REPORT(test);

	dma.ops->FreeCommonBuffer(dma.adapter, 9999, address, memory, TRUE);
	EXPECT_DMA_REPORT(test, "FreeCommonBuffer", 0x3, memory);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	dma.ops->FreeCommonBuffer(dma.adapter, 10000, address, memory, TRUE);
	KeLowerIrql(irql);
	EXPECT_DMA_REPORT(test, "FreeCommonBuffer", 0x13, DISPATCH_LEVEL);
	dma.ops->FreeCommonBuffer(dma.adapter, 10000, address, memory, TRUE);
	EXPECT_NO_REPORT(test);
	dma.ops->FreeCommonBuffer(dma.adapter, 10000, address, memory, TRUE);
	EXPECT_DMA_REPORT(test, "FreeCommonBuffer", 0x3, memory);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1138: a list has all bytes, of a part of an MDL, and of a chain of them */
static void hal_dma_adapter_test_lists(struct kunit *test)
{
	static const ULONG lengths[] = { 1, 100, 4096, 4097, 100001 };
	PMDL mdl, second;
	unsigned int i;

	dma_describe(128 << 10, 64, true);
	dma_get(test);
	for (i = 0; i < ARRAY_SIZE(lengths); i++)
		move_both_ways(test, i * 333, lengths[i]);

	mdl = dma_buffer(test, 20000, true);
	dma_free_mdl(mdl);
	mdl = dma_mdl(test, 0, 5000);
	second = dma_mdl(test, 5000, 15000);
	mdl->Next = second;
	ASSERT_SUCCESS(test, get_list(mdl, 10, 19990, TRUE));
	KUNIT_ASSERT_EQ(test, lists, 1);
	KUNIT_EXPECT_EQ(test, dma_list_bytes(got[0]), (size_t)19990);
	KUNIT_EXPECT_TRUE(test, dma_device_reads(got[0], 10));
	put_list(got[0], TRUE);
	dma_free_mdl(second);
	mdl->Next = NULL;
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1139: memory beyond the addresses of the device is copied */
static void hal_dma_adapter_test_narrow(struct kunit *test)
{
	ULONG i;
	PMDL mdl;

	dma_describe(64 << 10, 24, true);
	dma_get(test);
	KUNIT_EXPECT_EQ(test, dma.registers, 17u);
	move_both_ways(test, 777, 50001);
	mdl = dma_buffer(test, 50000, true);
	ASSERT_SUCCESS(test, get_list(mdl, 0, 50000, TRUE));
	KUNIT_ASSERT_EQ(test, lists, 1);
	for (i = 0; i < got[0]->NumberOfElements; i++)
		KUNIT_EXPECT_LE(test, got[0]->Elements[i].Address.QuadPart + got[0]->Elements[i].Length, 1ll << 24);
	put_list(got[0], TRUE);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1139: an adapter with more address lines does not change what another one of the device gets */
static void hal_dma_adapter_test_two_widths(struct kunit *test)
{
	PDMA_ADAPTER narrow;
	PHYSICAL_ADDRESS address;
	PVOID memory;

	dma_describe(64 << 10, 24, true);
	dma_get(test);
	narrow = dma.adapter;
	dma_describe(64 << 10, 64, true);
	dma_get(test);
	memory = dma.ops->AllocateCommonBuffer(narrow, 100, &address, TRUE);
	KUNIT_ASSERT_NOT_NULL(test, memory);
	KUNIT_EXPECT_LE(test, address.QuadPart + 100, 1ll << 24);
	dma.ops->FreeCommonBuffer(narrow, 100, address, memory, TRUE);
	move_both_ways(test, 777, 50001);
	dma_put();
	dma.adapter = narrow;
	move_both_ways(test, 777, 50001);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1140: a device without lists gets each transfer in one piece */
static void hal_dma_adapter_test_in_one_piece(struct kunit *test)
{
	PMDL mdl;

	dma_describe(64 << 10, 64, false);
	dma_get(test);
	move_both_ways(test, 4000, 60001);
	mdl = dma_buffer(test, 60000, true);
	ASSERT_SUCCESS(test, get_list(mdl, 5, 59995, TRUE));
	KUNIT_ASSERT_EQ(test, lists, 1);
	KUNIT_EXPECT_EQ(test, got[0]->NumberOfElements, 1u);
	KUNIT_EXPECT_TRUE(test, dma_device_reads(got[0], 5));
	put_list(got[0], TRUE);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1140: a read that ends early leaves the rest of the buffer as it was */
static void hal_dma_adapter_test_short_read(struct kunit *test)
{
	SCATTER_GATHER_LIST piece = { .NumberOfElements = 1 };
	PMDL mdl;

	dma_describe(64 << 10, 64, false);
	dma_get(test);
	mdl = dma_buffer(test, 20000, true);
	/* The copies have its bytes now. */
	ASSERT_SUCCESS(test, get_list(mdl, 0, 20000, TRUE));
	put_list(got[0], TRUE);
	dma_fill(false);
	ASSERT_SUCCESS(test, get_list(mdl, 0, 20000, FALSE));
	KUNIT_ASSERT_EQ(test, lists, 2);
	piece.Elements[0] = got[1]->Elements[0];
	KUNIT_ASSERT_EQ(test, piece.Elements[0].Length, 20000u);
	piece.Elements[0].Length = 5000;
	KUNIT_EXPECT_TRUE(test, dma_device_writes(&piece, 0));
	put_list(got[1], FALSE);
	KUNIT_EXPECT_TRUE(test, dma_was_written(0, 5000));
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1141: a list waits for map registers, and each gets them in its turn */
static void hal_dma_adapter_test_waits_for_registers(struct kunit *test)
{
	PMDL mdl;
	int i;

	dma_describe(32 << 10, 64, false);
	dma_get(test);
	KUNIT_EXPECT_EQ(test, dma.registers, 9u);
	mdl = dma_buffer(test, 40 << 10, true);
	EXPECT_STATUS(test, get_list(mdl, 0, 40 << 10, TRUE), STATUS_INSUFFICIENT_RESOURCES);
	ASSERT_SUCCESS(test, get_list(mdl, 0, 32 << 10, TRUE));
	ASSERT_SUCCESS(test, get_list(mdl, 100, 32 << 10, TRUE));
	/* There would be a register for it, but it has come later. */
	ASSERT_SUCCESS(test, get_list(mdl, 300, 100, TRUE));
	KUNIT_ASSERT_EQ(test, lists, 1);
	for (i = 0; i < 3; i++) {
		static const size_t offsets[] = { 0, 100, 300 };

		KUNIT_ASSERT_GT(test, lists, i);
		KUNIT_EXPECT_TRUE(test, dma_device_reads(got[i], offsets[i]));
		put_list(got[i], TRUE);
	}
	KUNIT_EXPECT_EQ(test, lists, 3);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1142: a list in a buffer of the driver's */
static void hal_dma_adapter_test_built_list(struct kunit *test)
{
	PMDL mdl, made = NULL;
	ULONG bytes, registers;
	PVOID place;
	KIRQL irql;

	dma_describe(64 << 10, 64, true);
	dma_get(test);
	mdl = dma_buffer(test, 50000, true);
	ASSERT_SUCCESS(test, dma.ops->CalculateScatterGatherList(dma.adapter, mdl, dma.buffer + 4000, 40000, &bytes,
								 &registers));
	KUNIT_EXPECT_EQ(test, registers, 11u);
	ASSERT_SUCCESS(test, dma.ops->CalculateScatterGatherList(dma.adapter, NULL, dma.buffer + 4000, 40000, &bytes,
								 NULL));
	EXPECT_STATUS(test, dma.ops->CalculateScatterGatherList(dma.adapter, NULL, dma.buffer, 70000, &bytes, NULL),
		      STATUS_INSUFFICIENT_RESOURCES);
	place = kzalloc(bytes, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, place);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, dma.ops->BuildScatterGatherList(dma.adapter, dma.device, mdl, dma.buffer + 4000, 40000,
							    list_control, &dma, TRUE, place, bytes - 1),
		      STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(test, dma.ops->BuildScatterGatherList(dma.adapter, dma.device, mdl, dma.buffer + 4000, 40000,
							    list_control, &dma, TRUE, place, bytes), STATUS_SUCCESS);
	KeLowerIrql(irql);
	KUNIT_ASSERT_EQ(test, lists, 1);
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)got[0], place);
	KUNIT_EXPECT_TRUE(test, dma_device_reads(got[0], 4000));
	EXPECT_STATUS(test, dma.ops->BuildMdlFromScatterGatherList(dma.adapter, got[0], mdl, &made), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, made, mdl);
	put_list(got[0], TRUE);
	EXPECT_NO_REPORT(test);
	put_list(got[0], TRUE);
	EXPECT_DMA_REPORT(test, "PutScatterGatherList", 0x6, place);
	kfree(place);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1143 */
static void hal_dma_adapter_test_misused_lists(struct kunit *test)
{
	PMDL mdl, unlocked;
	char *start;
	KIRQL irql;

	dma_describe(64 << 10, 64, true);
	dma_get(test);
	mdl = dma_buffer(test, 10000, true);
	start = (char *)dma.buffer;
	EXPECT_STATUS(test, dma.ops->GetScatterGatherList(dma.adapter, dma.device, mdl, start, 10, list_control, &dma, TRUE),
		      STATUS_INVALID_PARAMETER);
	EXPECT_DMA_REPORT(test, "GetScatterGatherList", 0x13, PASSIVE_LEVEL);
	EXPECT_STATUS(test, get_list(mdl, 0, 0, TRUE), STATUS_INVALID_PARAMETER);
	EXPECT_DMA_REPORT(test, "GetScatterGatherList", 0x21, mdl);
	EXPECT_STATUS(test, get_list(mdl, 10000, 1, TRUE), STATUS_INVALID_PARAMETER);
	EXPECT_DMA_REPORT(test, "GetScatterGatherList", 0x1b, start + 10000);
	EXPECT_STATUS(test, get_list(mdl, -1, 1, TRUE), STATUS_INVALID_PARAMETER);
	EXPECT_DMA_REPORT(test, "GetScatterGatherList", 0x1b, start - 1);
	EXPECT_STATUS(test, get_list(mdl, 9000, 1001, TRUE), STATUS_BUFFER_TOO_SMALL);
	EXPECT_DMA_REPORT(test, "GetScatterGatherList", 0x1f, start + 9000);
	unlocked = IoAllocateMdl(start, 10, FALSE, FALSE, NULL);
	KUNIT_ASSERT_NOT_NULL(test, unlocked);
	EXPECT_STATUS(test, get_list(unlocked, 0, 10, TRUE), STATUS_INVALID_PARAMETER);
	EXPECT_DMA_REPORT(test, "GetScatterGatherList", 0xe, unlocked);
	IoFreeMdl(unlocked);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, dma.ops->GetScatterGatherList(dma.adapter, dma.device, (PMDL)0x10, start, 10, list_control, &dma,
							  TRUE), STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_DMA_REPORT(test, "GetScatterGatherList", 0xe, 0x10);
	KUNIT_EXPECT_EQ(test, lists, 0);

	ASSERT_SUCCESS(test, get_list(mdl, 0, 10, TRUE));
	dma.ops->PutScatterGatherList(dma.adapter, got[0], TRUE);
	EXPECT_DMA_REPORT(test, "PutScatterGatherList", 0x13, PASSIVE_LEVEL);
	put_list(got[0], TRUE);
	EXPECT_NO_REPORT(test);
	put_list(NULL, TRUE);
	EXPECT_DMA_REPORT(test, "PutScatterGatherList", 0x6, NULL);
	put_list((PSCATTER_GATHER_LIST)0x10, TRUE);
	EXPECT_DMA_REPORT(test, "PutScatterGatherList", 0x6, 0x10);
	put_list((PSCATTER_GATHER_LIST)dma.buffer, TRUE);
	EXPECT_DMA_REPORT(test, "PutScatterGatherList", 0x6, dma.buffer);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1144: an adapter is put behind all that was got by it, and once */
static void hal_dma_adapter_test_put(struct kunit *test)
{
	PMDL mdl = dma_buffer(test, 1000, true);
	PHYSICAL_ADDRESS address;
	PDMA_ADAPTER adapter;
	PVOID memory;

	dma_describe(64 << 10, 64, true);
	dma_get(test);
	adapter = dma.adapter;
	memory = dma.ops->AllocateCommonBuffer(dma.adapter, 100, &address, TRUE);
	KUNIT_ASSERT_NOT_NULL(test, memory);
	dma.ops->PutDmaAdapter(adapter);
	EXPECT_DMA_REPORT(test, "PutDmaAdapter", 0x7, 1);
	ASSERT_SUCCESS(test, get_list(mdl, 0, 1000, TRUE));
	dma.ops->PutDmaAdapter(adapter);
	EXPECT_DMA_REPORT(test, "PutDmaAdapter", 0xa, 1);
	KUNIT_EXPECT_TRUE(test, dma_device_reads(got[0], 0));
	put_list(got[0], TRUE);
	dma.ops->FreeCommonBuffer(adapter, 100, address, memory, TRUE);
	dma_put();
	EXPECT_NO_REPORT(test);
	dma.ops->PutDmaAdapter(adapter);
	EXPECT_REPORT(test, "PutDmaAdapter", BUGCHECK_DMA, 0x18, adapter, ANY, ANY, adapter);
	KUNIT_EXPECT_NULL(test, dma.ops->AllocateCommonBuffer(NULL, 100, &address, TRUE));
	EXPECT_REPORT(test, "AllocateCommonBuffer", BUGCHECK_DMA, 0x19, NULL, ANY, ANY, NULL);
	KUNIT_EXPECT_NULL(test, dma.ops->AllocateCommonBuffer((PDMA_ADAPTER)dma.device, 100, &address, TRUE));
	EXPECT_REPORT(test, "AllocateCommonBuffer", BUGCHECK_DMA, 0x18, dma.device, ANY, ANY, dma.device);
	dma_free_mdl(mdl);
	EXPECT_NO_REPORT(test);
}

/* row 1144: at DISPATCH_LEVEL, of an adapter with map registers, whose memory Linux frees below that */
static void hal_dma_adapter_test_put_at_dispatch(struct kunit *test)
{
	PDMA_ADAPTER adapter;
	KIRQL irql;

	dma_describe(32 << 10, 64, false);
	dma_get(test);
	adapter = dma.adapter;
	dma.adapter = NULL;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	dma.ops->PutDmaAdapter(adapter);
	KeLowerIrql(irql);
	/* The device waits for the end of the adapter, and finds none that is left. */
	hal_unplug(FALSE);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_NULL(test, dma.ops->AllocateCommonBuffer(adapter, 100, NULL, TRUE));
	EXPECT_REPORT(test, "AllocateCommonBuffer", BUGCHECK_DMA, 0x18, adapter, ANY, ANY, adapter);
	EXPECT_NO_REPORT(test);
}

static struct kunit *case_at_the_end;
static PMDL mdl_at_the_end;

/* The hardware has been released. */
static void use_late(void)
{
	struct kunit *test = case_at_the_end;
	PHYSICAL_ADDRESS address;

	EXPECT_DMA_REPORT(test, "AllocateCommonBuffer", 0x7, 1);
	KUNIT_EXPECT_NULL(test, dma.ops->AllocateCommonBuffer(dma.adapter, 10, &address, TRUE));
	EXPECT_REPORT(test, "AllocateCommonBuffer", BUGCHECK_DMA, 0x18, dma.adapter, ANY, ANY, dma.adapter);
	EXPECT_STATUS(test, get_list(mdl_at_the_end, 0, 10, TRUE), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "GetScatterGatherList", BUGCHECK_DMA, 0x18, dma.adapter, ANY, ANY, dma.adapter);
	KUNIT_EXPECT_NULL(test, IoGetDmaAdapter(dma.pdo, &dma.description, &dma.registers));
	/* What has been ended is given back without a word. */
	put_list(got[0], TRUE);
	address.QuadPart = 0;
	dma.ops->FreeCommonBuffer(dma.adapter, 100, address, &address, TRUE);
	EXPECT_NO_REPORT(test);
}

/* row 1145: what is left when the device goes is ended, and reported */
static void hal_dma_adapter_test_left(struct kunit *test)
{
	PHYSICAL_ADDRESS address;
	PMDL mdl = dma_buffer(test, 1000, true);
	PDMA_ADAPTER adapter;

	dma_describe(64 << 10, 64, true);
	dma_get(test);
	KUNIT_ASSERT_NOT_NULL(test, dma.ops->AllocateCommonBuffer(dma.adapter, 100, &address, TRUE));
	case_at_the_end = test;
	mdl_at_the_end = mdl;
	hal.at_cleanup = use_late;
	hal_unplug(FALSE);
	hal.at_cleanup = NULL;
	adapter = dma.adapter;
	dma.adapter = NULL;
	EXPECT_REPORT(test, "IoGetDmaAdapter", BUGCHECK_DMA, 0x11, adapter, ANY, ANY, adapter);
	dma_free_mdl(mdl);
	EXPECT_NO_REPORT(test);
}

/* row 1145: lists that are out, or wait for registers, by surprise */
static void hal_dma_adapter_test_left_lists(struct kunit *test)
{
	PMDL mdl = dma_buffer(test, 8192, true);
	PDMA_ADAPTER adapter;
	ULONG before;

	dma_describe(4096, 64, false);
	dma_get(test);
	ASSERT_SUCCESS(test, get_list(mdl, 10, 4096, TRUE));
	ASSERT_SUCCESS(test, get_list(mdl, 10, 4096, TRUE));
	KUNIT_EXPECT_EQ(test, lists, 1);
	before = report_count();
	hal_unplug(TRUE);
	adapter = dma.adapter;
	dma.adapter = NULL;
	/* One for the list, and one for the adapter, which is the last. */
	KUNIT_EXPECT_EQ(test, report_count() - before, (ULONG)2);
	fixture_of(test)->reports++;
	EXPECT_REPORT(test, "IoGetDmaAdapter", BUGCHECK_DMA, 0x11, adapter, ANY, ANY, adapter);
	KUNIT_EXPECT_EQ(test, lists, 1);
	dma_free_mdl(mdl);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case hal_dma_adapter_cases[] = {
	KUNIT_CASE(hal_dma_adapter_test_versions),
	KUNIT_CASE(hal_dma_adapter_test_refused),
	KUNIT_CASE(hal_dma_adapter_test_common_buffer),
	KUNIT_CASE(hal_dma_adapter_test_lists),
	KUNIT_CASE(hal_dma_adapter_test_narrow),
	KUNIT_CASE(hal_dma_adapter_test_two_widths),
	KUNIT_CASE(hal_dma_adapter_test_in_one_piece),
	KUNIT_CASE(hal_dma_adapter_test_short_read),
	KUNIT_CASE(hal_dma_adapter_test_waits_for_registers),
	KUNIT_CASE(hal_dma_adapter_test_built_list),
	KUNIT_CASE(hal_dma_adapter_test_misused_lists),
	KUNIT_CASE(hal_dma_adapter_test_put),
	KUNIT_CASE(hal_dma_adapter_test_put_at_dispatch),
	KUNIT_CASE(hal_dma_adapter_test_left),
	KUNIT_CASE(hal_dma_adapter_test_left_lists),
	{}
};

WINWORK_SUITE_WITH(hal_dma_adapter, adapter_init, dma_exit);
