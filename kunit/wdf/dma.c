/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_dma: DMA enablers, common buffers and transactions, with a software device that reads and
 * writes the memory.
 */
/* Before the headers of Windows, which leave its PAGE_SIZE and the like alone. */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "wdf_case.h"

#define DMA_ERROR 0x8

/* The device of a case, and what its transfers have seen. */
static struct {
	PWINWORK_SOFT_DEVICE soft;
	WDFDEVICE device;
	WDFDMAENABLER enabler;
	WDFDMATRANSACTION transaction;
	struct journal journal;
	u8 *buffer;
	void *memory;			/* its pages, those with even numbers first in the buffer */
	size_t bytes, at;		/* of the buffer; and what the lists have covered */
	ULONG transfers, elements, longest;
	KIRQL irql;
	bool completes, is_over, is_wrong;
	NTSTATUS status;
	size_t first;			/* bytes that the device moves of its first transfer; 0: all */
} dma;

static NTSTATUS made(WDFDEVICE device)
{
	dma.device = device;
	return STATUS_SUCCESS;
}

static int dma_init(struct kunit *test)
{
	WINWORK_SOFT_DEVICE_CONFIG config = { .Size = sizeof(config) };
	int error = wdf_init(test);

	if (error)
		return error;
	memset(&dma, 0, sizeof(dma));
	wdf.made = made;
	if (WinworkSoftDevicePlug(fixture_of(test)->driver, &config, &dma.soft) != STATUS_SUCCESS)
		return -ENODEV;
	return 0;
}

static void free_memory(void)
{
	vunmap(dma.buffer);
	vfree(dma.memory);
	dma.buffer = dma.memory = NULL;
}

static void dma_exit(struct kunit *test)
{
	wdf.made = NULL;
	if (dma.soft)
		WinworkSoftDeviceUnplug(dma.soft, FALSE);
	free_memory();
	wdf_exit(test);
}

static void make_enabler(struct kunit *test, WDF_DMA_PROFILE profile, size_t most, ULONG width)
{
	WDF_DMA_ENABLER_CONFIG config;
	NTSTATUS status;
	KIRQL irql;

	WDF_DMA_ENABLER_CONFIG_INIT(&config, profile, most);
	config.AddressWidthOverride = width;
	/* A kernel without a zone for such memory may have none. */
	if (width && WdfDmaEnablerCreate(dma.device, &config, WDF_NO_OBJECT_ATTRIBUTES,
					 &dma.enabler) == STATUS_INSUFFICIENT_RESOURCES)
		kunit_skip(test, "no memory has addresses of %u bits", width);
	if (!dma.enabler)
		ASSERT_SUCCESS(test, WdfDmaEnablerCreate(dma.device, &config,
							 WDF_NO_OBJECT_ATTRIBUTES, &dma.enabler));
	/* It is legal at DISPATCH_LEVEL, also where bounce pages are needed. */
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = WdfDmaTransactionCreate(dma.enabler, WDF_NO_OBJECT_ATTRIBUTES, &dma.transaction);
	KeLowerIrql(irql);
	ASSERT_SUCCESS(test, status);
}

static u8 byte_at(size_t at)
{
	return (u8)(at * 7 + (at >> 8) * 13 + 1);
}

/* What the hardware does with a list: moves its bytes, and checks them. */
static void move(WDF_DMA_DIRECTION direction, PSCATTER_GATHER_LIST list, size_t most)
{
	u8 *piece = kmalloc(PAGE_SIZE, GFP_ATOMIC);
	ULONG i;

	if (!piece) {
		dma.is_wrong = true;
		return;
	}
	dma.elements = max(dma.elements, list->NumberOfElements);
	for (i = 0; i < list->NumberOfElements; i++) {
		ULONGLONG address = list->Elements[i].Address.QuadPart;
		size_t left = list->Elements[i].Length;

		while (left && most) {
			size_t now = min3(left, most, (size_t)PAGE_SIZE), j;

			if (direction == WdfDmaDirectionReadFromDevice)
				for (j = 0; j < now; j++)
					piece[j] = byte_at(dma.at + j);
			if (!WinworkSoftDeviceDma(dma.soft, address, piece, now,
						  direction == WdfDmaDirectionReadFromDevice))
				dma.is_wrong = true;
			if (direction == WdfDmaDirectionWriteToDevice)
				for (j = 0; j < now; j++)
					dma.is_wrong |= piece[j] != byte_at(dma.at + j);
			address += now;
			dma.at += now;
			left -= now;
			most -= now;
		}
	}
	kfree(piece);
}

static size_t list_bytes(PSCATTER_GATHER_LIST list)
{
	size_t bytes = 0;
	ULONG i;

	for (i = 0; i < list->NumberOfElements; i++)
		bytes += list->Elements[i].Length;
	return bytes;
}

static BOOLEAN program_dma(WDFDMATRANSACTION transaction, WDFDEVICE device, WDFCONTEXT context,
			   WDF_DMA_DIRECTION direction, PSCATTER_GATHER_LIST list)
{
	size_t bytes = list_bytes(list);

	dma.irql = KeGetCurrentIrql();
	dma.transfers++;
	dma.longest = max(dma.longest, (ULONG)bytes);
	if (bytes != WdfDmaTransactionGetCurrentDmaTransferLength(transaction) ||
	    device != dma.device || context != (WDFCONTEXT)&dma)
		dma.is_wrong = true;
	if (!dma.completes)
		return TRUE;
	if (dma.first && dma.transfers == 1) {
		move(direction, list, dma.first);
		dma.is_over = WdfDmaTransactionDmaCompletedWithLength(transaction, dma.first,
								      &dma.status);
		return TRUE;
	}
	move(direction, list, bytes);
	dma.is_over = WdfDmaTransactionDmaCompleted(transaction, &dma.status);
	return TRUE;
}

/* Linux's memory may be in one piece. Then each page of the buffer is two pages from the one before. */
static void make_memory(struct kunit *test, size_t bytes)
{
	const unsigned int count = DIV_ROUND_UP(bytes, PAGE_SIZE);
	struct page **pages = kvmalloc_array(count, sizeof(*pages), GFP_KERNEL);
	unsigned int i;

	free_memory();
	KUNIT_ASSERT_NOT_NULL(test, pages);
	dma.memory = vmalloc(count * PAGE_SIZE);
	for (i = 0; dma.memory && i < count; i++)
		pages[i / 2 + i % 2 * DIV_ROUND_UP(count, 2)] = vmalloc_to_page(dma.memory + i * PAGE_SIZE);
	dma.buffer = dma.memory ? vmap(pages, count, VM_MAP, PAGE_KERNEL) : NULL;
	kvfree(pages);
	KUNIT_ASSERT_NOT_NULL(test, dma.buffer);
}

/* A buffer whose pages do not follow each other, with an MDL of @bytes from @offset in it on. */
static PMDL new_buffer(struct kunit *test, size_t offset, size_t bytes, bool is_filled)
{
	PMDL mdl;
	size_t i;

	make_memory(test, offset + bytes);
	memset(dma.buffer, 0, offset + bytes);
	dma.bytes = bytes;
	for (i = 0; is_filled && i < bytes; i++)
		dma.buffer[offset + i] = byte_at(i);
	mdl = IoAllocateMdl(dma.buffer + offset, bytes, FALSE, FALSE, NULL);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	MmProbeAndLockPages(mdl, KernelMode, IoModifyAccess);
	return mdl;
}

static void free_buffer(PMDL mdl)
{
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
}

static void reset(void)
{
	dma.at = dma.transfers = dma.elements = dma.longest = 0;
	dma.completes = true;
	dma.is_over = dma.is_wrong = false;
	dma.first = 0;
}

/* Moves a buffer of that length to and from the device, whatever splits it. */
static void move_both_ways(struct kunit *test, size_t offset, size_t bytes)
{
	PMDL mdl = new_buffer(test, offset, bytes, true);
	size_t i, wrong = 0;

	reset();
	ASSERT_SUCCESS(test, WdfDmaTransactionInitialize(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl,
		MmGetMdlVirtualAddress(mdl), bytes));
	ASSERT_SUCCESS(test, WdfDmaTransactionExecute(dma.transaction, &dma));
	KUNIT_EXPECT_TRUE(test, dma.is_over);
	EXPECT_STATUS(test, dma.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, dma.at, bytes);
	KUNIT_EXPECT_EQ(test, WdfDmaTransactionGetBytesTransferred(dma.transaction), bytes);
	KUNIT_EXPECT_FALSE(test, dma.is_wrong);
	KUNIT_EXPECT_EQ(test, dma.irql, DISPATCH_LEVEL);
	EXPECT_STATUS(test, WdfDmaTransactionRelease(dma.transaction), STATUS_SUCCESS);
	free_buffer(mdl);

	mdl = new_buffer(test, offset, bytes, false);
	reset();
	ASSERT_SUCCESS(test, WdfDmaTransactionInitializeUsingOffset(
		dma.transaction, program_dma, WdfDmaDirectionReadFromDevice, mdl, 0, bytes));
	ASSERT_SUCCESS(test, WdfDmaTransactionExecute(dma.transaction, &dma));
	KUNIT_EXPECT_TRUE(test, dma.is_over);
	for (i = 0; i < bytes; i++)
		wrong += dma.buffer[offset + i] != byte_at(i);
	KUNIT_EXPECT_EQ(test, wrong, (size_t)0);
	KUNIT_EXPECT_FALSE(test, dma.is_wrong);
	EXPECT_STATUS(test, WdfDmaTransactionRelease(dma.transaction), STATUS_SUCCESS);
	free_buffer(mdl);
}

/* rows 460 and 991: from 1 byte to 4 MiB, whatever splits them */
static void wdf_dma_test_lists_cover_the_buffer(struct kunit *test)
{
	static const size_t lengths[] = { 1, 100, 4096, 4097, 65536, 100001, 4 << 20 };
	unsigned int i;

	make_enabler(test, WdfDmaProfileScatterGather64, 64 << 10, 0);
	for (i = 0; i < ARRAY_SIZE(lengths); i++) {
		move_both_ways(test, i * 333, lengths[i]);
		KUNIT_EXPECT_EQ(test, dma.transfers, (ULONG)DIV_ROUND_UP(lengths[i], 64 << 10));
	}
	WdfDmaEnablerSetMaximumScatterGatherElements(dma.enabler, 2);
	move_both_ways(test, 100, 100001);
	KUNIT_EXPECT_LE(test, dma.elements, 2u);
	KUNIT_EXPECT_GT(test, dma.transfers, 2u);
	WdfDmaTransactionSetMaximumLength(dma.transaction, 1000);
	move_both_ways(test, 4000, 10001);
	KUNIT_EXPECT_EQ(test, dma.transfers, 11u);
	KUNIT_EXPECT_EQ(test, dma.longest, 1000u);
	EXPECT_NO_REPORT(test);
}

/* row 466: pages beyond the mask are copied, both ways */
static void wdf_dma_test_narrow_device(struct kunit *test)
{
	make_enabler(test, WdfDmaProfileScatterGather, 16 << 10, 24);
	move_both_ways(test, 777, 100001);
	EXPECT_NO_REPORT(test);
}

/* row 461 */
static void wdf_dma_test_completions(struct kunit *test)
{
	PMDL mdl = new_buffer(test, 0, 10000, true);
	NTSTATUS status;

	make_enabler(test, WdfDmaProfilePacket, 4096, 0);
	reset();
	dma.first = 1000;
	ASSERT_SUCCESS(test, WdfDmaTransactionInitialize(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl,
		MmGetMdlVirtualAddress(mdl), 10000));
	ASSERT_SUCCESS(test, WdfDmaTransactionExecute(dma.transaction, &dma));
	KUNIT_EXPECT_FALSE(test, dma.is_wrong);
	KUNIT_EXPECT_EQ(test, dma.at, (size_t)10000);
	KUNIT_EXPECT_TRUE(test, dma.is_over);
	KUNIT_EXPECT_EQ(test, dma.elements, 1u);
	WdfDmaTransactionRelease(dma.transaction);

	reset();
	dma.completes = false;
	ASSERT_SUCCESS(test, WdfDmaTransactionInitialize(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl,
		MmGetMdlVirtualAddress(mdl), 10000));
	ASSERT_SUCCESS(test, WdfDmaTransactionExecute(dma.transaction, &dma));
	KUNIT_EXPECT_EQ(test, dma.transfers, 1u);
	KUNIT_EXPECT_FALSE(test, WdfDmaTransactionDmaCompletedWithLength(dma.transaction, 10001,
									 &status));
	EXPECT_STATUS(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDmaTransactionDmaCompletedWithLength", DMA_ERROR,
			 dma.transaction);
	KUNIT_EXPECT_FALSE(test, WdfDmaTransactionDmaCompleted(dma.transaction, &status));
	EXPECT_STATUS(test, status, STATUS_MORE_PROCESSING_REQUIRED);
	KUNIT_EXPECT_EQ(test, dma.transfers, 2u);
	KUNIT_EXPECT_TRUE(test, WdfDmaTransactionDmaCompletedFinal(dma.transaction, 5, &status));
	EXPECT_STATUS(test, status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, WdfDmaTransactionGetBytesTransferred(dma.transaction), (size_t)4101);
	WdfDmaTransactionRelease(dma.transaction);
	free_buffer(mdl);
	EXPECT_NO_REPORT(test);
}

/* row 462: each call in each wrong state is reported, and changes nothing */
static void wdf_dma_test_wrong_states(struct kunit *test)
{
	PMDL mdl = new_buffer(test, 0, 100, true);
	WDFDMATRANSACTION it;
	NTSTATUS status;

	make_enabler(test, WdfDmaProfileScatterGather, 4096, 0);
	it = dma.transaction;
	reset();
	dma.completes = false;
	EXPECT_STATUS(test, WdfDmaTransactionExecute(it, &dma), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfDmaTransactionExecute", DMA_ERROR, it);
	KUNIT_EXPECT_FALSE(test, WdfDmaTransactionDmaCompleted(it, &status));
	EXPECT_VIOLATION(test, "WdfDmaTransactionDmaCompleted", DMA_ERROR, it);
	EXPECT_STATUS(test, WdfDmaTransactionRelease(it), STATUS_SUCCESS);
	ASSERT_SUCCESS(test, WdfDmaTransactionInitializeUsingOffset(
		it, program_dma, WdfDmaDirectionWriteToDevice, mdl, 0, 100));
	EXPECT_STATUS(test, WdfDmaTransactionInitializeUsingOffset(
		it, program_dma, WdfDmaDirectionWriteToDevice, mdl, 0, 100),
		STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfDmaTransactionInitializeUsingOffset", DMA_ERROR, it);
	WdfDmaTransactionSetMaximumLength(it, 10);
	EXPECT_VIOLATION(test, "WdfDmaTransactionSetMaximumLength", DMA_ERROR, it);
	WdfDmaTransactionSetSingleTransferRequirement(it, TRUE);
	EXPECT_VIOLATION(test, "WdfDmaTransactionSetSingleTransferRequirement", DMA_ERROR, it);
	KUNIT_EXPECT_FALSE(test, WdfDmaTransactionDmaCompletedFinal(it, 0, &status));
	EXPECT_VIOLATION(test, "WdfDmaTransactionDmaCompletedFinal", DMA_ERROR, it);
	ASSERT_SUCCESS(test, WdfDmaTransactionExecute(it, &dma));
	EXPECT_STATUS(test, WdfDmaTransactionExecute(it, &dma), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfDmaTransactionExecute", DMA_ERROR, it);
	EXPECT_STATUS(test, WdfDmaTransactionRelease(it), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfDmaTransactionRelease", DMA_ERROR, it);
	KUNIT_EXPECT_TRUE(test, WdfDmaTransactionDmaCompleted(it, &status));
	KUNIT_EXPECT_EQ(test, dma.transfers, 1u);
	KUNIT_EXPECT_FALSE(test, WdfDmaTransactionDmaCompleted(it, &status));
	EXPECT_VIOLATION(test, "WdfDmaTransactionDmaCompleted", DMA_ERROR, it);
	EXPECT_STATUS(test, WdfDmaTransactionRelease(it), STATUS_SUCCESS);
	free_buffer(mdl);
	EXPECT_NO_REPORT(test);
}

/* row 464 */
static void wdf_dma_test_statuses_of_execute(struct kunit *test)
{
	PMDL mdl = new_buffer(test, 0, 20000, true);
	WDFDMATRANSACTION second = NULL;
	NTSTATUS status;

	make_enabler(test, WdfDmaProfilePacket, 8192, 0);
	reset();
	dma.completes = false;
	ASSERT_SUCCESS(test, WdfDmaTransactionCreate(dma.enabler, NULL, &second));
	ASSERT_SUCCESS(test, WdfDmaTransactionInitializeUsingOffset(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl, 0, 100));
	ASSERT_SUCCESS(test, WdfDmaTransactionInitializeUsingOffset(
		second, program_dma, WdfDmaDirectionWriteToDevice, mdl, 0, 100));
	ASSERT_SUCCESS(test, WdfDmaTransactionExecute(dma.transaction, &dma));
	EXPECT_STATUS(test, WdfDmaTransactionExecute(second, &dma), STATUS_WDF_BUSY);
	WdfDmaTransactionDmaCompleted(dma.transaction, &status);
	/* It is initialised still. */
	EXPECT_STATUS(test, WdfDmaTransactionExecute(second, &dma), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, WdfDmaTransactionDmaCompleted(second, &status));
	WdfDmaTransactionRelease(dma.transaction);
	WdfDmaTransactionSetSingleTransferRequirement(dma.transaction, TRUE);
	ASSERT_SUCCESS(test, WdfDmaTransactionInitializeUsingOffset(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl, 0, 20000));
	EXPECT_STATUS(test, WdfDmaTransactionExecute(dma.transaction, &dma),
		      STATUS_WDF_TOO_MANY_TRANSFERS);
	EXPECT_STATUS(test, WdfDmaTransactionRelease(dma.transaction), STATUS_SUCCESS);
	/* One element for a packet, and two pages that do not follow each other. */
	if (page_to_pfn(vmalloc_to_page(dma.buffer)) + 1 !=
	    page_to_pfn(vmalloc_to_page(dma.buffer + PAGE_SIZE))) {
		ASSERT_SUCCESS(test, WdfDmaTransactionInitializeUsingOffset(
			dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl, 4000, 200));
		EXPECT_STATUS(test, WdfDmaTransactionExecute(dma.transaction, &dma),
			      STATUS_WDF_TOO_FRAGMENTED);
		WdfDmaTransactionRelease(dma.transaction);
	}
	free_buffer(mdl);
	EXPECT_NO_REPORT(test);
}

/* Bad arguments are refused, and leave the transaction as it was. */
static void wdf_dma_test_arguments(struct kunit *test)
{
	PMDL mdl = new_buffer(test, 0, 100, true);
	WDF_DMA_ENABLER_CONFIG config;
	WDFDMAENABLER enabler;

	make_enabler(test, WdfDmaProfileScatterGather, 4096, 0);
	EXPECT_STATUS(test, WdfDmaTransactionInitializeUsingOffset(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl, 1, 100),
		STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfDmaTransactionInitialize(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl,
		(char *)MmGetMdlVirtualAddress(mdl) - 1, 10), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfDmaTransactionInitializeUsingOffset(
		dma.transaction, program_dma, 2, mdl, 0, 100), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfDmaTransactionInitializeUsingOffset(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl, 0, 0),
		STATUS_INVALID_PARAMETER);
	WDF_DMA_ENABLER_CONFIG_INIT(&config, WdfDmaProfileSystem, 4096);
	EXPECT_STATUS(test, WdfDmaEnablerCreate(dma.device, &config, NULL, &enabler),
		      STATUS_NOT_SUPPORTED);
	config.Profile = WdfDmaProfileInvalid;
	EXPECT_STATUS(test, WdfDmaEnablerCreate(dma.device, &config, NULL, &enabler),
		      STATUS_INVALID_PARAMETER);
	config.Profile = WdfDmaProfilePacket;
	config.AddressWidthOverride = 23;
	EXPECT_STATUS(test, WdfDmaEnablerCreate(dma.device, &config, NULL, &enabler),
		      STATUS_INVALID_PARAMETER);
	config.AddressWidthOverride = 64;
	EXPECT_STATUS(test, WdfDmaEnablerCreate(dma.device, &config, NULL, &enabler),
		      STATUS_INVALID_PARAMETER);
	config.AddressWidthOverride = 0;
	/* A device without hardware. */
	EXPECT_STATUS(test, WdfDmaEnablerCreate(wdf.device, &config, NULL, &enabler),
		      STATUS_INVALID_DEVICE_REQUEST);
	config.Size--;
	EXPECT_STATUS(test, WdfDmaEnablerCreate(dma.device, &config, NULL, &enabler),
		      STATUS_INFO_LENGTH_MISMATCH);
	free_buffer(mdl);
	EXPECT_NO_REPORT(test);
}

/* row 458 */
static void wdf_dma_test_common_buffers(struct kunit *test)
{
	static const u8 pattern[] = "winwork";
	u8 seen[sizeof(pattern)];
	WDF_COMMON_BUFFER_CONFIG config;
	WDFCOMMONBUFFER buffer = NULL;
	size_t i, set = 0;
	u64 address;
	u8 *memory;

	make_enabler(test, WdfDmaProfileScatterGather, 4096, 26);
	WDF_COMMON_BUFFER_CONFIG_INIT(&config, 0x3fff);
	ASSERT_SUCCESS(test, WdfCommonBufferCreateWithConfig(dma.enabler, 5000, &config, NULL,
							     &buffer));
	memory = WdfCommonBufferGetAlignedVirtualAddress(buffer);
	address = WdfCommonBufferGetAlignedLogicalAddress(buffer).QuadPart;
	KUNIT_ASSERT_NOT_NULL(test, memory);
	KUNIT_EXPECT_EQ(test, address & 0x3fff, 0ull);
	KUNIT_EXPECT_LT(test, address + 5000, 1ull << 26);
	KUNIT_EXPECT_EQ(test, WdfCommonBufferGetLength(buffer), (size_t)5000);
	for (i = 0; i < 5000; i++)
		set += memory[i] != 0;
	KUNIT_EXPECT_EQ(test, set, (size_t)0);
	memcpy(memory + 4990, pattern, sizeof(pattern));
	KUNIT_EXPECT_TRUE(test, WinworkSoftDeviceDma(dma.soft, address + 4990, seen, sizeof(seen),
						     FALSE));
	KUNIT_EXPECT_EQ(test, memcmp(seen, pattern, sizeof(pattern)), 0);
	config.AlignmentRequirement = 0x3000;
	EXPECT_STATUS(test, WdfCommonBufferCreateWithConfig(dma.enabler, 10, &config, NULL, &buffer),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfCommonBufferCreate(dma.enabler, 0, NULL, &buffer),
		      STATUS_INVALID_PARAMETER);
	ASSERT_SUCCESS(test, WdfCommonBufferCreate(dma.enabler, 10, NULL, &buffer));
	WdfObjectDelete(buffer);
	EXPECT_NO_REPORT(test);
}

/* ---- the callbacks of an enabler ------------------------------------------------------------ */
static NTSTATUS fill(WDFDMAENABLER enabler)
{
	note(&dma.journal, "fill");
	return STATUS_SUCCESS;
}

static NTSTATUS enable(WDFDMAENABLER enabler)
{
	note(&dma.journal, "enable");
	return STATUS_SUCCESS;
}

static NTSTATUS io_start(WDFDMAENABLER enabler)
{
	note(&dma.journal, "start");
	return STATUS_SUCCESS;
}

static NTSTATUS io_stop(WDFDMAENABLER enabler)
{
	note(&dma.journal, "stop");
	return STATUS_SUCCESS;
}

static NTSTATUS disable(WDFDMAENABLER enabler)
{
	note(&dma.journal, "disable");
	return STATUS_SUCCESS;
}

static NTSTATUS flush(WDFDMAENABLER enabler)
{
	note(&dma.journal, "flush");
	return STATUS_SUCCESS;
}

static WDFCOMMONBUFFER left_buffer;

static NTSTATUS made_with_enabler(WDFDEVICE device)
{
	WDF_DMA_ENABLER_CONFIG config;
	NTSTATUS status;

	WDF_DMA_ENABLER_CONFIG_INIT(&config, WdfDmaProfileScatterGather, 4096);
	config.EvtDmaEnablerFill = fill;
	config.EvtDmaEnablerEnable = enable;
	config.EvtDmaEnablerSelfManagedIoStart = io_start;
	config.EvtDmaEnablerSelfManagedIoStop = io_stop;
	config.EvtDmaEnablerDisable = disable;
	config.EvtDmaEnablerFlush = flush;
	dma.device = device;
	status = WdfDmaEnablerCreate(device, &config, NULL, &dma.enabler);
	if (NT_SUCCESS(status))
		status = WdfCommonBufferCreate(dma.enabler, 100, NULL, &left_buffer);
	return NT_SUCCESS(status) ? WdfDmaTransactionCreate(dma.enabler, NULL, &dma.transaction)
				  : status;
}

static void wdf_dma_test_enabler_callbacks_and_the_end(struct kunit *test)
{
	WINWORK_SOFT_DEVICE_CONFIG config = { .Size = sizeof(config) };
	PMDL mdl = new_buffer(test, 0, 100, true);
	PWINWORK_SOFT_DEVICE soft = NULL;
	WDFDMATRANSACTION left;

	wdf.made = made_with_enabler;
	reset();
	dma.completes = false;
	ASSERT_SUCCESS(test, WinworkSoftDevicePlug(fixture_of(test)->driver, &config, &soft));
	EXPECT_JOURNAL(test, &dma.journal, "fill", "enable", "start");
	WinworkSoftDeviceUnplug(soft, FALSE);
	EXPECT_JOURNAL(test, &dma.journal, "fill", "enable", "start", "stop", "disable", "flush");
	EXPECT_NO_REPORT(test);

	/* A transaction that runs when the hardware goes is reported, and ends. */
	ASSERT_SUCCESS(test, WinworkSoftDevicePlug(fixture_of(test)->driver, &config, &soft));
	ASSERT_SUCCESS(test, WdfDmaTransactionInitializeUsingOffset(
		dma.transaction, program_dma, WdfDmaDirectionWriteToDevice, mdl, 0, 100));
	ASSERT_SUCCESS(test, WdfDmaTransactionExecute(dma.transaction, &dma));
	left = dma.transaction;
	WinworkSoftDeviceUnplug(soft, TRUE);
	EXPECT_VIOLATION(test, "WdfDmaTransactionExecute", DMA_ERROR, left);
	free_buffer(mdl);
	wdf.made = NULL;
}

static struct kunit_case wdf_dma_cases[] = {
	KUNIT_CASE(wdf_dma_test_lists_cover_the_buffer),
	KUNIT_CASE(wdf_dma_test_narrow_device),
	KUNIT_CASE(wdf_dma_test_completions),
	KUNIT_CASE(wdf_dma_test_wrong_states),
	KUNIT_CASE(wdf_dma_test_statuses_of_execute),
	KUNIT_CASE(wdf_dma_test_arguments),
	KUNIT_CASE(wdf_dma_test_common_buffers),
	KUNIT_CASE(wdf_dma_test_enabler_callbacks_and_the_end),
	{}
};

WINWORK_SUITE_WITH(wdf_dma, dma_init, dma_exit);
