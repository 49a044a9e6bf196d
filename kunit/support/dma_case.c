/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device and the buffer of the suites of DMA adapters, see dma_case.h.
 */
/* Before the headers of Windows, which leave its PAGE_SIZE and the like alone. */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "dma_case.h"

struct dma_state dma;

int dma_init(struct kunit *test)
{
	int error = hal_init(test);

	if (error)
		return error;
	memset(&dma, 0, sizeof(dma));
	dma.test = test;
	dma.device = WdfDeviceWdmGetDeviceObject(hal.device);
	dma.pdo = WinworkSoftDeviceGetPdo(hal.soft);
	return 0;
}

void dma_exit(struct kunit *test)
{
	if (dma.adapter)
		dma_put();
	hal_exit(test);
	vfree(dma.buffer);
	dma.buffer = NULL;
}

void dma_describe(ULONG most, ULONG bits, bool has_lists)
{
	dma.description = (DEVICE_DESCRIPTION){
		.Version = DEVICE_DESCRIPTION_VERSION2, .Master = TRUE, .ScatterGather = has_lists,
		.Dma32BitAddresses = bits == 32, .Dma64BitAddresses = bits == 64, .InterfaceType = Internal,
		.MaximumLength = most,
	};
}

void dma_get(struct kunit *test)
{
	dma.adapter = IoGetDmaAdapter(dma.pdo, &dma.description, &dma.registers);
	/* A kernel without a zone for such memory may have none. */
	if (!dma.adapter && !dma.description.Dma64BitAddresses)
		kunit_skip(test, "no memory has addresses of so few bits");
	KUNIT_ASSERT_NOT_NULL(test, dma.adapter);
	dma.ops = dma.adapter->DmaOperations;
}

void dma_put(void)
{
	dma.ops->PutDmaAdapter(dma.adapter);
	dma.adapter = NULL;
}

u8 dma_byte(size_t at)
{
	return (u8)(at * 7 + (at >> 8) * 13 + 1) | 1;
}

void dma_fill(bool is_filled)
{
	size_t i;

	for (i = 0; i < dma.bytes; i++)
		dma.buffer[i] = is_filled ? dma_byte(i) : 0;
}

PMDL dma_mdl(struct kunit *test, size_t offset, size_t bytes)
{
	PMDL mdl = IoAllocateMdl(dma.buffer + offset, bytes, FALSE, FALSE, NULL);

	KUNIT_ASSERT_NOT_NULL(test, mdl);
	MmProbeAndLockPages(mdl, KernelMode, IoModifyAccess);
	return mdl;
}

PMDL dma_buffer(struct kunit *test, size_t bytes, bool is_filled)
{
	vfree(dma.buffer);
	dma.buffer = vmalloc(bytes);
	KUNIT_ASSERT_NOT_NULL(test, dma.buffer);
	dma.bytes = bytes;
	dma_fill(is_filled);
	return dma_mdl(test, 0, bytes);
}

void dma_free_mdl(PMDL mdl)
{
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
}

size_t dma_list_bytes(const SCATTER_GATHER_LIST *list)
{
	size_t bytes = 0;
	ULONG i;

	for (i = 0; i < list->NumberOfElements; i++)
		bytes += list->Elements[i].Length;
	return bytes;
}

static bool device_moves(const SCATTER_GATHER_LIST *list, size_t at, bool writes)
{
	u8 *piece = kmalloc(PAGE_SIZE, GFP_KERNEL);
	bool is_right = piece;
	ULONG i;

	for (i = 0; is_right && i < list->NumberOfElements; i++) {
		ULONGLONG address = list->Elements[i].Address.QuadPart;
		size_t left = list->Elements[i].Length, now, j;

		for (; is_right && left; left -= now, address += now, at += now) {
			now = min(left, (size_t)PAGE_SIZE);
			for (j = 0; j < now; j++)
				piece[j] = dma_byte(at + j);
			is_right = WinworkSoftDeviceDma(hal.soft, address, piece, now, writes);
			for (j = 0; is_right && j < now; j++)
				is_right = piece[j] == dma_byte(at + j);
		}
	}
	kfree(piece);
	return is_right;
}

bool dma_device_reads(const SCATTER_GATHER_LIST *list, size_t offset)
{
	return device_moves(list, offset, false);
}

bool dma_device_writes(const SCATTER_GATHER_LIST *list, size_t offset)
{
	return device_moves(list, offset, true);
}

bool dma_was_written(size_t offset, size_t bytes)
{
	size_t i;

	for (i = 0; i < dma.bytes; i++) {
		if (dma.buffer[i] != (i >= offset && i < offset + bytes ? dma_byte(i) : 0))
			return false;
	}
	return true;
}
