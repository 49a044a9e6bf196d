// SPDX-License-Identifier: GPL-2.0
/*
 * The registers of devices.
 */
#include <linux/build_bug.h>
#include <linux/cpumask.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/rbtree_latch.h>
#include <linux/vmalloc.h>

#include "fault.h"
#include "mmio.h"

/* ---- Mappings ---------------------------------------------------------------------------- */

void *ww_io_map(ww_u64 start, ww_u64 bytes, enum ww_caching caching)
{
	if (ww_fault(bytes))
		return NULL;
	switch (caching) {
	case WW_WRITE_COMBINED:
		return (__force void *)ioremap_wc(start, bytes);
	case WW_CACHED:
		return (__force void *)ioremap_cache(start, bytes);
	default:
		return (__force void *)ioremap(start, bytes);
	}
}

void ww_io_unmap(void *address)
{
	iounmap((__force void __iomem *)address);
}

void *ww_io_alloc(ww_u64 bytes)
{
	return ww_fault(bytes) ? NULL : vzalloc(bytes);
}

void *ww_io_alias(void *memory, ww_u64 bytes)
{
	const unsigned int offset = offset_in_page(memory);
	const unsigned int count = PFN_UP(offset + bytes);
	struct page **pages;
	unsigned int i;
	void *alias;

	if (ww_fault(bytes))
		return NULL;
	pages = kvmalloc_array(count, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return NULL;
	for (i = 0; i < count; i++) {
		pages[i] = vmalloc_to_page(memory - offset + (size_t)i * PAGE_SIZE);
		get_page(pages[i]);
	}
	/* From now on the array and the references are the alias's. */
	alias = vmap(pages, count, VM_MAP | VM_MAP_PUT_PAGES, PAGE_KERNEL);
	if (alias)
		return alias + offset;
	while (i)
		put_page(pages[--i]);
	kvfree(pages);
	return NULL;
}

void ww_io_free(void *memory)
{
	vfree((void *)((unsigned long)memory & PAGE_MASK));
}

/* ---- Ranges ------------------------------------------------------------------------------ */

static_assert(sizeof(struct latch_tree_node) <= sizeof_field(struct ww_io_range, storage));

static struct latch_tree_node *node_of(struct ww_io_range *range)
{
	return (struct latch_tree_node *)range->storage;
}

static struct ww_io_range *range_of(struct latch_tree_node *node)
{
	return container_of((void *)node, struct ww_io_range, storage);
}

static __always_inline bool begins_before(struct latch_tree_node *one,
					  struct latch_tree_node *other)
{
	return range_of(one)->start < range_of(other)->start;
}

static __always_inline int compare(void *key, struct latch_tree_node *node)
{
	const ww_uptr address = (ww_uptr)key;
	const struct ww_io_range *range = range_of(node);

	if (address < range->start)
		return -1;
	return address - range->start >= range->bytes;
}

static const struct latch_tree_ops range_ops = {
	.less = begins_before,
	.comp = compare,
};

/* Two trees each: readers use one while the other changes. */
static struct latch_tree_root ranges[WW_RANGE_KINDS] __cacheline_aligned;

void ww_io_range_add(enum ww_io_range_kind kind, struct ww_io_range *range)
{
	latch_tree_insert(node_of(range), &ranges[kind], &range_ops);
}

void ww_io_range_remove(enum ww_io_range_kind kind, struct ww_io_range *range)
{
	latch_tree_erase(node_of(range), &ranges[kind], &range_ops);
}

struct ww_io_range *ww_io_range_find(enum ww_io_range_kind kind, ww_uptr address)
{
	struct latch_tree_node *node = latch_tree_find((void *)address, &ranges[kind], &range_ops);

	return node ? range_of(node) : NULL;
}

/* ---- Accesses ---------------------------------------------------------------------------- */

static DEFINE_PER_CPU(struct ww_access, accesses);

notrace WW_KEEPS_REGISTERS struct ww_access *ww_access_begin(void)
{
	preempt_disable();
	return raw_cpu_ptr(&accesses);
}

void ww_access_forget(struct ww_io_range *range)
{
	int cpu, kind;

	for_each_possible_cpu(cpu) {
		for (kind = 0; kind < WW_RANGE_KINDS; kind++)
			cmpxchg(&per_cpu(accesses, cpu).ranges[kind], range, NULL);
	}
}

#define IO(address) ((volatile void __iomem __force *)(address))

#define REGISTER(bits, letter)									\
	notrace WW_KEEPS_REGISTERS								\
	ww_u##bits ww_register_read_##bits(const volatile void *address)			\
	{											\
		ww_u##bits value;								\
												\
		mb();										\
		value = read##letter(IO(address));						\
		return value;									\
	}											\
												\
	notrace WW_KEEPS_REGISTERS								\
	void ww_register_write_##bits(volatile void *address, ww_u##bits value)			\
	{											\
		write##letter(value, IO(address));						\
		mb();										\
	}											\
												\
	notrace WW_KEEPS_REGISTERS								\
	ww_u##bits ww_register_read_relaxed_##bits(const volatile void *address)		\
	{											\
		return read##letter##_relaxed(IO(address));					\
	}											\
												\
	notrace WW_KEEPS_REGISTERS								\
	void ww_register_write_relaxed_##bits(volatile void *address, ww_u##bits value)		\
	{											\
		write##letter##_relaxed(value, IO(address));					\
	}

REGISTER(8, b)
REGISTER(16, w)
REGISTER(32, l)
REGISTER(64, q)

#ifdef CONFIG_X86

bool ww_has_ports(void)
{
	return true;
}

#define PORT(bits, letter)									\
	ww_u##bits ww_port_read_##bits(ww_uptr port)						\
	{											\
		return in##letter(port);							\
	}											\
												\
	void ww_port_write_##bits(ww_uptr port, ww_u##bits value)				\
	{											\
		out##letter(value, port);							\
	}											\
												\
	void ww_port_read_buffer_##bits(ww_uptr port, ww_u##bits *buffer, ww_u32 count)		\
	{											\
		ins##letter(port, buffer, count);						\
	}											\
												\
	void ww_port_write_buffer_##bits(ww_uptr port, const ww_u##bits *buffer, ww_u32 count)	\
	{											\
		outs##letter(port, buffer, count);						\
	}

#else

/* Linux's functions would dereference an address that no bus has. */
bool ww_has_ports(void)
{
	return false;
}

#define PORT(bits, letter)									\
	ww_u##bits ww_port_read_##bits(ww_uptr port)						\
	{											\
		return (ww_u##bits)~0;								\
	}											\
												\
	void ww_port_write_##bits(ww_uptr port, ww_u##bits value)				\
	{											\
	}											\
												\
	void ww_port_read_buffer_##bits(ww_uptr port, ww_u##bits *buffer, ww_u32 count)		\
	{											\
		memset(buffer, 0xff, (size_t)count * sizeof(*buffer));				\
	}											\
												\
	void ww_port_write_buffer_##bits(ww_uptr port, const ww_u##bits *buffer, ww_u32 count)	\
	{											\
	}

#endif

PORT(8, b)
PORT(16, w)
PORT(32, l)

void ww_full_barrier(void)
{
	mb();
}
