/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of DMA adapters: an adapter of the software device of hal_case.h, a buffer whose pages do not
 * follow each other, and what the device does with a list.
 */
#ifndef WINWORK_KUNIT_DMA_CASE_H
#define WINWORK_KUNIT_DMA_CASE_H

#include "hal_case.h"

#define BUGCHECK_DMA 0xe6
#define EXPECT_DMA_REPORT(test, function, which, second) \
	EXPECT_REPORT(test, function, BUGCHECK_DMA, which, dma.adapter, second, ANY, dma.adapter)

struct dma_state {
	struct kunit *test;
	PDEVICE_OBJECT device, pdo;
	DEVICE_DESCRIPTION description;
	PDMA_ADAPTER adapter;		/* or NULL */
	PDMA_OPERATIONS ops;
	ULONG registers;
	u8 *buffer;
	size_t bytes;			/* of it */
};
extern struct dma_state dma;

int dma_init(struct kunit *test);
void dma_exit(struct kunit *test);

/* A bus master with addresses of 24, 32 or 64 bits. */
void dma_describe(ULONG most, ULONG bits, bool has_lists);
/* Gets the adapter, or skips the case if a narrow device has no memory. */
void dma_get(struct kunit *test);
void dma_put(void);

/* A new buffer, filled with dma_byte() or zeroes, and an MDL of all of it, with its pages locked. */
PMDL dma_buffer(struct kunit *test, size_t bytes, bool is_filled);
PMDL dma_mdl(struct kunit *test, size_t offset, size_t bytes);
void dma_free_mdl(PMDL mdl);
void dma_fill(bool is_filled);
u8 dma_byte(size_t at);

size_t dma_list_bytes(const SCATTER_GATHER_LIST *list);
/* The device reads memory, or writes it. What it reads should be the buffer from @offset on. */
bool dma_device_reads(const SCATTER_GATHER_LIST *list, size_t offset);
bool dma_device_writes(const SCATTER_GATHER_LIST *list, size_t offset);
/* The buffer has been filled from @offset on, and is zeroes elsewhere. */
bool dma_was_written(size_t offset, size_t bytes);

#endif /* WINWORK_KUNIT_DMA_CASE_H */
