// SPDX-License-Identifier: GPL-2.0
/*
 * Pages from Linux's zones. A zone is a limit that Linux keeps; other limits are checked.
 */
#include <linux/dma-mapping.h>
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/nodemask.h>
#include <linux/numa.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "fault.h"
#include "pages.h"
#include "user_pages.h"

/*
 * So many blocks of a zone are looked at for one within the limits. Those outside are kept
 * meanwhile, since the allocator would return the same again.
 */
#define MOST_TRIES 32

struct ww_pages {
	unsigned long count;
	void *address;
	bool is_mapped;		/* by vmap() */
	struct page *pages[];
};

/* Its address is in each page of a mapping. */
static const char mark;

static bool is_allowed(const struct ww_page_request *request, struct page *page, ww_u64 bytes)
{
	ww_u64 first = page_to_phys(page);

	if (first < request->low)
		return false;
	if (request->skip)
		first = request->low + (first - request->low) % request->skip;
	return first <= request->high && bytes - 1 <= request->high - first;
}

static void free_block(struct page *page, unsigned long count)
{
	while (count--)
		__free_page(page++);
}

static struct page *alloc_in_zone(const struct ww_page_request *request, ww_u64 bytes, gfp_t flags)
{
	const int node = request->node < MAX_NUMNODES && node_online(request->node)
				 ? (int)request->node : NUMA_NO_NODE;
	const unsigned int order = get_order(bytes);
	struct page *outside[MOST_TRIES];
	struct page *page = NULL;
	int tries = 0;

	while (tries < MOST_TRIES) {
		page = alloc_pages_node(node, flags, order);
		if (!page || is_allowed(request, page, bytes))
			break;
		outside[tries++] = page;
		page = NULL;
	}
	while (tries)
		__free_pages(outside[--tries], order);
	return page;
}

/* Returns the first page of a contiguous block, whose pages are freed one by one. */
static struct page *alloc_block(const struct ww_page_request *request, ww_u64 bytes)
{
	const unsigned long count = DIV_ROUND_UP(bytes, PAGE_SIZE);
	gfp_t flags = (request->may_sleep ? GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL : GFP_ATOMIC) |
		      __GFP_NOWARN;
	struct page *page = NULL;

	if (request->is_zeroed)
		flags |= __GFP_ZERO;
	if (request->is_node_required)
		flags |= __GFP_THISNODE;
	if (request->skip || request->high >= DMA_BIT_MASK(32))
		page = alloc_in_zone(request, bytes, flags);
	if (!page && request->low <= DMA_BIT_MASK(32) &&
	    (request->skip || request->high >= DMA_BIT_MASK(24)))
		page = alloc_in_zone(request, bytes, flags | GFP_DMA32);
	if (!page && request->low <= DMA_BIT_MASK(24))
		page = alloc_in_zone(request, bytes, flags | GFP_DMA);
	if (!page)
		return NULL;
	split_page(page, get_order(bytes));
	free_block(page + count, (1ul << get_order(bytes)) - count);
	return page;
}

void *ww_contiguous_alloc(const struct ww_page_request *request)
{
	struct page *page = alloc_block(request, request->bytes);

	return page ? page_address(page) : NULL;
}

void ww_contiguous_free(void *memory, ww_size bytes)
{
	free_block(virt_to_page(memory), DIV_ROUND_UP(bytes, PAGE_SIZE));
}

static void add_block(struct ww_pages *pages, struct page *page, unsigned long count)
{
	while (count--)
		pages->pages[pages->count++] = page++;
}

/* As many blocks as there are, up to @most pages. */
static void fill(struct ww_pages *pages, const struct ww_page_request *request, unsigned long most)
{
	const unsigned long block = request->block ? DIV_ROUND_UP(request->block, PAGE_SIZE) : 1;
	struct page *page;

	while (pages->count + block <= most) {
		page = alloc_block(request, block * PAGE_SIZE);
		if (!page)
			break;
		add_block(pages, page, block);
	}
}

/* One block, of at most @most pages: it has an address already. */
static void fill_at_once(struct ww_pages *pages, const struct ww_page_request *request,
			 unsigned long most)
{
	const unsigned long block = request->block ? DIV_ROUND_UP(request->block, PAGE_SIZE) : 1;
	struct page *page = NULL;

	while (most) {
		page = alloc_block(request, most * PAGE_SIZE);
		if (page || request->is_complete)
			break;
		most = rounddown(most / 2, block);
	}
	if (page)
		add_block(pages, page, most);
}

static bool is_one_block(const struct ww_pages *pages)
{
	unsigned long i;

	for (i = 1; i < pages->count; i++) {
		if (page_to_pfn(pages->pages[i]) != page_to_pfn(pages->pages[0]) + i)
			return false;
	}
	return true;
}

static bool map(struct ww_pages *pages)
{
	unsigned long i;

	if (is_one_block(pages)) {
		pages->address = page_address(pages->pages[0]);
	} else {
		pages->address = vmap(pages->pages, pages->count, VM_MAP, PAGE_KERNEL);
		pages->is_mapped = pages->address;
	}
	for (i = 0; pages->is_mapped && i < pages->count; i++)
		set_page_private(pages->pages[i], (unsigned long)&mark);
	return pages->address;
}

static void unmap(struct ww_pages *pages)
{
	unsigned long i;

	for (i = 0; i < pages->count; i++)
		set_page_private(pages->pages[i], 0);
	vunmap(pages->address);
}

bool ww_pages_contain(const void *address)
{
	const struct page *page = vmalloc_to_page(address);

	return page && page_private(page) == (unsigned long)&mark;
}

struct ww_pages *ww_pages_alloc(const struct ww_page_request *request)
{
	const unsigned long most = DIV_ROUND_UP(request->bytes, PAGE_SIZE);
	const size_t bytes = struct_size((struct ww_pages *)NULL, pages, most);
	struct ww_pages *pages;

	if (ww_fault(request->bytes))
		return NULL;
	pages = request->may_sleep ? kvzalloc(bytes, GFP_KERNEL_ACCOUNT | __GFP_NOWARN)
				   : kzalloc(bytes, GFP_ATOMIC | __GFP_NOWARN);
	if (!pages)
		return NULL;
	if (request->may_sleep)
		fill(pages, request, most);
	else
		fill_at_once(pages, request, most);
	if (pages->count && (pages->count == most || !request->is_complete) && map(pages))
		return pages;
	ww_pages_free(pages);
	return NULL;
}

bool ww_pages_free_sleeps(const struct ww_pages *pages)
{
	return pages->is_mapped || is_vmalloc_addr(pages);
}

void ww_pages_free(struct ww_pages *pages)
{
	if (pages->is_mapped)
		unmap(pages);
	while (pages->count)
		__free_page(pages->pages[--pages->count]);
	kvfree(pages);
}

void *ww_pages_address(const struct ww_pages *pages)
{
	return pages->address;
}

ww_size ww_pages_bytes(const struct ww_pages *pages)
{
	return pages->count * PAGE_SIZE;
}

ww_u64 ww_pages_frame(const struct ww_pages *pages, ww_size offset)
{
	return (page_to_phys(pages->pages[offset >> PAGE_SHIFT]) + offset_in_page(offset)) >>
	       WW_FRAME_SHIFT;
}
