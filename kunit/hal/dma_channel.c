/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite hal_dma_channel: channels and map registers of the adapters of WDM drivers.
 */
#include "dma_case.h"

/* What AdapterControl has got, in the order of its calls. */
static struct {
	PVOID base[4];
	int calls;
	IO_ALLOCATION_ACTION action;
	KIRQL irql;
	void (*in_control)(void);	/* or NULL */
} it;

static IO_ALLOCATION_ACTION NTAPI control(PDEVICE_OBJECT device, PIRP irp, PVOID base, PVOID context)
{
	KUNIT_EXPECT_PTR_EQ(dma.test, device, dma.device);
	KUNIT_EXPECT_PTR_EQ(dma.test, context, (PVOID)&it);
	it.irql = KeGetCurrentIrql();
	if (it.calls < ARRAY_SIZE(it.base))
		it.base[it.calls++] = base;
	if (it.in_control)
		it.in_control();
	return it.action;
}

static NTSTATUS allocate(ULONG registers)
{
	NTSTATUS status;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = dma.ops->AllocateAdapterChannel(dma.adapter, dma.device, registers, control, &it);
	KeLowerIrql(irql);
	return status;
}

static void free_registers(PVOID base, ULONG registers)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	dma.ops->FreeMapRegisters(dma.adapter, base, registers);
	KeLowerIrql(irql);
}

static void free_channel(void)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	dma.ops->FreeAdapterChannel(dma.adapter);
	KeLowerIrql(irql);
}

static int channel_init(struct kunit *test)
{
	memset(&it, 0, sizeof(it));
	it.action = DeallocateObjectKeepRegisters;
	return dma_init(test);
}

/* Maps the bytes by as many calls as it takes, and lets the device move them. Returns the calls. */
static int transfer(struct kunit *test, PMDL mdl, size_t offset, ULONG bytes, BOOLEAN to_device)
{
	u8 *start = dma.buffer + offset;
	ULONG done, left;
	int calls = 0;

	for (done = 0; done < bytes; done += left, calls++) {
		SCATTER_GATHER_LIST piece = { .NumberOfElements = 1 };

		left = bytes - done;
		piece.Elements[0].Address = dma.ops->MapTransfer(dma.adapter, mdl, it.base[0], start + done, &left,
								 to_device);
		KUNIT_ASSERT_GT(test, left, 0u);
		KUNIT_ASSERT_LE(test, done + left, bytes);
		piece.Elements[0].Length = left;
		if (to_device)
			KUNIT_EXPECT_TRUE(test, dma_device_reads(&piece, offset + done));
		else
			KUNIT_EXPECT_TRUE(test, dma_device_writes(&piece, offset + done));
	}
	KUNIT_EXPECT_TRUE(test, dma.ops->FlushAdapterBuffers(dma.adapter, mdl, it.base[0], start, bytes, to_device));
	return calls;
}

static void move_both_ways(struct kunit *test, ULONG most, ULONG bits, bool has_lists)
{
	PMDL mdl = dma_buffer(test, 40000, true);
	int calls;

	dma_describe(most, bits, has_lists);
	dma_get(test);
	ASSERT_SUCCESS(test, allocate(dma.registers));
	KUNIT_ASSERT_EQ(test, it.calls, 1);
	KUNIT_EXPECT_EQ(test, it.irql, (KIRQL)DISPATCH_LEVEL);
	calls = transfer(test, mdl, 300, 30000, TRUE);
	if (!has_lists)
		KUNIT_EXPECT_EQ(test, calls, 1);
	/* The registers are free again. */
	dma_fill(false);
	transfer(test, mdl, 300, 30000, FALSE);
	KUNIT_EXPECT_TRUE(test, dma_was_written(300, 30000));
	free_registers(it.base[0], dma.registers);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1146: MapTransfer and FlushAdapterBuffers move the bytes of all kinds of devices */
static void hal_dma_channel_test_lists(struct kunit *test)
{
	move_both_ways(test, 32 << 10, 64, true);
}

static void hal_dma_channel_test_narrow(struct kunit *test)
{
	move_both_ways(test, 32 << 10, 24, true);
}

static void hal_dma_channel_test_in_one_piece(struct kunit *test)
{
	move_both_ways(test, 32 << 10, 64, false);
}

/* row 1147: a flush of a part copies that part only, and a second one the rest */
static void hal_dma_channel_test_partial_flush(struct kunit *test)
{
	PMDL mdl = dma_buffer(test, 20000, false);
	SCATTER_GATHER_LIST piece = { .NumberOfElements = 1 };
	ULONG length = 20000;

	dma_describe(32 << 10, 64, false);
	dma_get(test);
	ASSERT_SUCCESS(test, allocate(6));
	piece.Elements[0].Address = dma.ops->MapTransfer(dma.adapter, mdl, it.base[0], dma.buffer, &length, FALSE);
	KUNIT_ASSERT_EQ(test, length, 20000u);
	piece.Elements[0].Length = length;
	KUNIT_EXPECT_TRUE(test, dma_device_writes(&piece, 0));
	KUNIT_EXPECT_TRUE(test, dma.ops->FlushAdapterBuffers(dma.adapter, mdl, it.base[0], dma.buffer, 5000, FALSE));
	KUNIT_EXPECT_TRUE(test, dma_was_written(0, 5000));
	KUNIT_EXPECT_TRUE(test, dma.ops->FlushAdapterBuffers(dma.adapter, mdl, it.base[0], dma.buffer + 5000, 15000, FALSE));
	KUNIT_EXPECT_TRUE(test, dma_was_written(0, 20000));
	free_registers(it.base[0], 6);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1148: what AdapterControl returns says what the driver keeps */
static void hal_dma_channel_test_actions(struct kunit *test)
{
	dma_describe(32 << 10, 64, false);
	dma_get(test);
	it.action = DeallocateObject;
	ASSERT_SUCCESS(test, allocate(9));
	ASSERT_SUCCESS(test, allocate(9));
	KUNIT_EXPECT_EQ(test, it.calls, 2);

	it.calls = 0;
	it.action = KeepObject;
	ASSERT_SUCCESS(test, allocate(1));
	/* There are registers for it, but no channel. */
	it.action = DeallocateObject;
	ASSERT_SUCCESS(test, allocate(1));
	KUNIT_EXPECT_EQ(test, it.calls, 1);
	free_channel();
	KUNIT_EXPECT_EQ(test, it.calls, 2);
	KUNIT_EXPECT_EQ(test, it.irql, (KIRQL)DISPATCH_LEVEL);

	it.calls = 0;
	it.action = DeallocateObjectKeepRegisters;
	ASSERT_SUCCESS(test, allocate(5));
	ASSERT_SUCCESS(test, allocate(4));
	KUNIT_ASSERT_EQ(test, it.calls, 2);
	/* There is a channel for it, but no registers. */
	ASSERT_SUCCESS(test, allocate(9));
	free_registers(it.base[0], 5);
	KUNIT_EXPECT_EQ(test, it.calls, 2);
	free_registers(it.base[1], 4);
	KUNIT_ASSERT_EQ(test, it.calls, 3);
	free_registers(it.base[2], 9);
	EXPECT_STATUS(test, allocate(10), STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_EQ(test, it.calls, 3);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1149 */
static void hal_dma_channel_test_misuse(struct kunit *test)
{
	PMDL mdl = dma_buffer(test, 20000, true);
	ULONG length;

	dma_describe(32 << 10, 64, true);
	dma_get(test);
	EXPECT_STATUS(test, dma.ops->AllocateAdapterChannel(dma.adapter, dma.device, 1, control, &it),
		      STATUS_INVALID_PARAMETER);
	EXPECT_DMA_REPORT(test, "AllocateAdapterChannel", 0x13, PASSIVE_LEVEL);
	free_channel();
	EXPECT_DMA_REPORT(test, "FreeAdapterChannel", 0x4, ANY);
	ASSERT_SUCCESS(test, allocate(1));
	free_registers(it.base[0], 2);
	EXPECT_DMA_REPORT(test, "FreeMapRegisters", 0x5, it.base[0]);
	free_registers(dma.buffer, 1);
	EXPECT_DMA_REPORT(test, "FreeMapRegisters", 0x5, dma.buffer);
	length = 100;
	dma.ops->MapTransfer(dma.adapter, mdl, NULL, dma.buffer, &length, TRUE);
	EXPECT_DMA_REPORT(test, "MapTransfer", 0x5, NULL);
	KUNIT_EXPECT_EQ(test, length, 0u);
	length = 100;
	dma.ops->MapTransfer(dma.adapter, mdl, it.base[0], dma.buffer + 19950, &length, TRUE);
	EXPECT_DMA_REPORT(test, "MapTransfer", 0x1f, dma.buffer + 19950);
	KUNIT_EXPECT_FALSE(test, dma.ops->FlushAdapterBuffers(dma.adapter, mdl, it.base[0], dma.buffer, 10, TRUE));
	EXPECT_DMA_REPORT(test, "FlushAdapterBuffers", 0x16, dma.buffer);
	length = 100;
	dma.ops->MapTransfer(dma.adapter, mdl, it.base[0], dma.buffer, &length, TRUE);
	KUNIT_EXPECT_EQ(test, length, 100u);
	length = 100;
	dma.ops->MapTransfer(dma.adapter, mdl, it.base[0], dma.buffer + 8192, &length, TRUE);
	EXPECT_DMA_REPORT(test, "MapTransfer", 0xc, 1);
	dma.ops->PutDmaAdapter(dma.adapter);
	EXPECT_DMA_REPORT(test, "PutDmaAdapter", 0x9, 1);
	free_registers(it.base[0], 1);
	EXPECT_DMA_REPORT(test, "FreeMapRegisters", 0x10, it.base[0]);
	free_registers(it.base[0], 1);
	EXPECT_DMA_REPORT(test, "FreeMapRegisters", 0x5, it.base[0]);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1149: without map registers nothing is mapped, and those of another transfer stay as they are */
static void hal_dma_channel_test_no_registers(struct kunit *test)
{
	PMDL mdl = dma_buffer(test, 8192, true);
	SCATTER_GATHER_LIST piece = { .NumberOfElements = 1 };
	ULONG length = 8192;

	dma_describe(32 << 10, 64, false);
	dma_get(test);
	ASSERT_SUCCESS(test, allocate(3));
	ASSERT_SUCCESS(test, allocate(0));
	KUNIT_ASSERT_EQ(test, it.calls, 2);
	piece.Elements[0].Address = dma.ops->MapTransfer(dma.adapter, mdl, it.base[0], dma.buffer, &length, TRUE);
	KUNIT_ASSERT_EQ(test, length, 8192u);
	piece.Elements[0].Length = length;
	length = 100;
	dma.ops->MapTransfer(dma.adapter, mdl, it.base[1], dma.buffer + 300, &length, TRUE);
	EXPECT_DMA_REPORT(test, "MapTransfer", 0xc, 0);
	KUNIT_EXPECT_TRUE(test, dma_device_reads(&piece, 0));
	KUNIT_EXPECT_TRUE(test, dma.ops->FlushAdapterBuffers(dma.adapter, mdl, it.base[0], dma.buffer, 8192, TRUE));
	free_registers(it.base[0], 3);
	free_registers(it.base[1], 0);
	dma_free_mdl(mdl);
	dma_put();
	EXPECT_NO_REPORT(test);
}

static PMDL mdl_in_control;

static void free_and_map(void)
{
	struct kunit *test = dma.test;
	ULONG length = 100;

	free_registers(it.base[0], 1);
	EXPECT_NO_REPORT(test);
	dma.ops->MapTransfer(dma.adapter, mdl_in_control, it.base[0], dma.buffer, &length, TRUE);
	EXPECT_DMA_REPORT(test, "MapTransfer", 0x5, it.base[0]);
	free_registers(it.base[0], 1);
	EXPECT_DMA_REPORT(test, "FreeMapRegisters", 0x5, it.base[0]);
}

/* row 1149: AdapterControl frees the registers, and uses them */
static void hal_dma_channel_test_freed_in_control(struct kunit *test)
{
	mdl_in_control = dma_buffer(test, 1000, true);
	dma_describe(32 << 10, 64, true);
	dma_get(test);
	it.in_control = free_and_map;
	ASSERT_SUCCESS(test, allocate(1));
	KUNIT_EXPECT_EQ(test, it.calls, 1);
	dma_free_mdl(mdl_in_control);
	dma_put();
	EXPECT_NO_REPORT(test);
}

/* row 1145: map registers that are out, and a channel that others wait for */
static void hal_dma_channel_test_left(struct kunit *test)
{
	PDMA_ADAPTER adapter;
	ULONG before;

	dma_describe(32 << 10, 64, false);
	dma_get(test);
	it.action = KeepObject;
	ASSERT_SUCCESS(test, allocate(3));
	ASSERT_SUCCESS(test, allocate(3));
	before = report_count();
	hal_unplug(TRUE);
	adapter = dma.adapter;
	dma.adapter = NULL;
	KUNIT_EXPECT_EQ(test, report_count() - before, (ULONG)2);
	fixture_of(test)->reports++;
	EXPECT_REPORT(test, "IoGetDmaAdapter", BUGCHECK_DMA, 0x11, adapter, ANY, ANY, adapter);
	KUNIT_EXPECT_EQ(test, it.calls, 1);
	EXPECT_NO_REPORT(test);
}

static PMDL mdl_at_the_end;

/* The hardware has been released. */
static void map_late(void)
{
	struct kunit *test = dma.test;
	PHYSICAL_ADDRESS address;
	ULONG length = 100;

	EXPECT_DMA_REPORT(test, "AllocateAdapterChannel", 0x9, 1);
	address = dma.ops->MapTransfer(dma.adapter, mdl_at_the_end, it.base[0], dma.buffer, &length, TRUE);
	EXPECT_DMA_REPORT(test, "MapTransfer", 0x18, ANY);
	KUNIT_EXPECT_EQ(test, length, 100u);
	KUNIT_EXPECT_EQ(test, address.QuadPart, 0ll);
	/* What has been ended is given back without a word. */
	KUNIT_EXPECT_FALSE(test, dma.ops->FlushAdapterBuffers(dma.adapter, mdl_at_the_end, it.base[0], dma.buffer, 100,
							      TRUE));
	free_registers(it.base[0], 1);
	EXPECT_NO_REPORT(test);
}

/* row 1145: the loop of a driver that maps all its bytes ends */
static void hal_dma_channel_test_late(struct kunit *test)
{
	PDMA_ADAPTER adapter;

	mdl_at_the_end = dma_buffer(test, 1000, true);
	dma_describe(32 << 10, 64, true);
	dma_get(test);
	ASSERT_SUCCESS(test, allocate(1));
	hal.at_cleanup = map_late;
	hal_unplug(FALSE);
	hal.at_cleanup = NULL;
	adapter = dma.adapter;
	dma.adapter = NULL;
	EXPECT_REPORT(test, "IoGetDmaAdapter", BUGCHECK_DMA, 0x11, adapter, ANY, ANY, adapter);
	dma_free_mdl(mdl_at_the_end);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case hal_dma_channel_cases[] = {
	KUNIT_CASE(hal_dma_channel_test_lists),
	KUNIT_CASE(hal_dma_channel_test_narrow),
	KUNIT_CASE(hal_dma_channel_test_in_one_piece),
	KUNIT_CASE(hal_dma_channel_test_partial_flush),
	KUNIT_CASE(hal_dma_channel_test_actions),
	KUNIT_CASE(hal_dma_channel_test_misuse),
	KUNIT_CASE(hal_dma_channel_test_no_registers),
	KUNIT_CASE(hal_dma_channel_test_freed_in_control),
	KUNIT_CASE(hal_dma_channel_test_left),
	KUNIT_CASE(hal_dma_channel_test_late),
	{}
};

WINWORK_SUITE_WITH(hal_dma_channel, channel_init, dma_exit);
