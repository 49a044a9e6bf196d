/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pages of memory for drivers, with limits for their physical addresses.
 */
#ifndef WINWORK_LINUX_PAGES_H
#define WINWORK_LINUX_PAGES_H

#include "types.h"

WW_C_BEGIN

#define WW_ANY_NODE (~0u)

struct ww_page_request {
	ww_size bytes;
	/*
	 * The first and the last physical address that is allowed; and, if @skip is not 0, the same
	 * plus each multiple of it.
	 */
	ww_u64 low;
	ww_u64 high;
	ww_u64 skip;
	/*
	 * Blocks of so many bytes, a power of two, are contiguous and aligned to their size. 0: the
	 * pages are independent.
	 */
	ww_size block;
	ww_u32 node;		/* preferred if it exists, or WW_ANY_NODE */
	bool is_node_required;
	bool is_zeroed;
	bool may_sleep;
	bool is_complete;	/* all bytes, or none */
};

/* Contiguous memory, or NULL. Only @bytes, the limits, the node and @may_sleep count. */
void *ww_contiguous_alloc(const struct ww_page_request *request);
void ww_contiguous_free(void *memory, ww_size bytes);

/* Pages with an address of the kernel for all of them. */
struct ww_pages;

/*
 * Returns NULL if there are none. They are fewer than asked for if there are not more within the
 * limits. If the caller may not sleep, they are contiguous. In any context but NMI.
 */
struct ww_pages *ww_pages_alloc(const struct ww_page_request *request);
/* Sleeps, but for pages of a caller that might not. */
void ww_pages_free(struct ww_pages *pages);
bool ww_pages_free_sleeps(const struct ww_pages *pages);

/* Whether the address is that of such pages, among those that Linux has mapped. In any context. */
bool ww_pages_contain(const void *address);

void *ww_pages_address(const struct ww_pages *pages);
ww_size ww_pages_bytes(const struct ww_pages *pages);
/* The frame (linux/user_pages.h) that holds the byte at @offset. */
ww_u64 ww_pages_frame(const struct ww_pages *pages, ww_size offset);

WW_C_END

#endif /* WINWORK_LINUX_PAGES_H */
