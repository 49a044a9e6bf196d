/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of network buffers and of their lists: how a block is laid out, made and freed.
 */
#include "pool.hpp"

#include "mm/mdl.hpp"
#include "mm/pool.hpp"

namespace ww {
namespace {

constexpr u32 kListTag = 'l' << 24 | 'n' << 16 | 'D' << 8 | 'N';
constexpr u32 kBufferTag = 'b' << 24 | 'n' << 16 | 'D' << 8 | 'N';
constexpr size_t kAlignment = MEMORY_ALLOCATION_ALIGNMENT;
constexpr u32 kMostData = 16 << 20;

constexpr size_t aligned(size_t bytes)
{
	return (bytes + kAlignment - 1) & ~(kAlignment - 1);
}

/* Where the parts of a block are behind its first structure; 0: no such part. Then its size. */
struct Layout {
	size_t context = 0;
	size_t buffer = 0;
	size_t mdl = 0;
	size_t data = 0;
	size_t bytes;

	explicit Layout(size_t first) : bytes(aligned(first)) {}

	void add(size_t &part, size_t size)
	{
		part = bytes;
		bytes += aligned(size);
	}

	void add_data(u32 size)
	{
		if (!size)
			return;
		/* One page more: the data may begin anywhere in a page. */
		add(mdl, MmSizeOfMdl(nullptr, size + PAGE_SIZE));
		add(data, size);
	}
};

/* A block whose parts are zero, up to the data. */
void *make_block(CallSite call, const Layout &layout, u32 tag)
{
	void *block = pool_allocate({ .call = call, .bytes = layout.bytes, .tag = tag });

	if (block)
		RtlZeroMemory(block, layout.data ? layout.data : layout.bytes);
	return block;
}

void *part_of(void *block, size_t offset)
{
	return static_cast<char *>(block) + offset;
}

/* Lets @buffer have the MDL and the data of its block. All the data space is unused. */
void attach_data(CallSite call, NET_BUFFER &buffer, void *block, const Layout &layout, u32 data)
{
	if (!layout.data)
		return;

	auto *mdl = static_cast<MDL *>(part_of(block, layout.mdl));

	mdl_init_nonpaged(call, mdl, part_of(block, layout.data), data);
	buffer_describe(buffer, mdl, data, 0);
}

void attach_context(ListBlock &block, const Layout &layout, const ListParts &parts)
{
	if (!layout.context)
		return;
	block.context = static_cast<NET_BUFFER_LIST_CONTEXT *>(part_of(&block, layout.context));
	block.context->Size = parts.context;
	block.context->Offset = static_cast<USHORT>(parts.context - parts.context_used);
	block.list.Context = block.context;
}

void drop(BufferPool *pool)
{
	if (pool)
		object_dereference(pool);
}

bool data_fits(CallSite call, BufferPool *pool, u32 data)
{
	if (data <= kMostData)
		return true;
	refuse(call, pool, NDIS_STATUS_RESOURCES, "the pool's DataSize is %u, too large", data);
	return false;
}

const char *free_function(ListKind kind)
{
	switch (kind) {
	case ListKind::allocated: return "NdisFreeNetBufferList";
	case ListKind::clone: return "NdisFreeCloneNetBufferList";
	case ListKind::fragment: return "NdisFreeFragmentNetBufferList";
	case ListKind::reassembled: return "NdisFreeReassembledNetBufferList";
	}
	return nullptr;
}

/* Parameters 2 to 4 of a report about a list or a buffer that is to be freed. */
Violation violation_of(CallSite call, const void *item, const void *pool)
{
	constexpr uintptr_t kNotOfThePool = 0x40;

	return { .code = BugCheck::bad_pool_caller,
		 .parameter = { kNotOfThePool, address_of(item), address_of(pool), 0 },
		 .call = call, .item = item, .owner = pool };
}

/* The driver may have written to the member. The memory goes back where it came from. */
void check_pool_member(CallSite call, const void *item, NDIS_HANDLE member, const void *pool)
{
	if (member != pool)
		report(violation_of(call, item, pool),
		       "NdisPoolHandle is %s, and not the pool %s that this is of", Shown(member).text,
		       Shown(pool).text);
}

/* Frees the contexts of NdisAllocateNetBufferListContext that the driver should have freed. */
void free_contexts_left(CallSite call, ListBlock &block)
{
	NET_BUFFER_LIST_CONTEXT *context = block.list.Context;

	if (context == block.context)
		return;
	report(violation_of(call, &block.list, block.pool),
	       "the list still has context space of NdisAllocateNetBufferListContext");
	while (context && context != block.context) {
		NET_BUFFER_LIST_CONTEXT *next = context->Next;

		if (!pool_free(call, context, kAnyTag))
			break;
		context = next;
	}
}

} /* namespace */

void buffer_describe(NET_BUFFER &buffer, MDL *chain, u32 offset, u32 length)
{
	buffer.MdlChain = chain;
	buffer.DataOffset = offset;
	buffer.stDataLength = length;
	NdisAdjustNetBufferCurrentMdl(&buffer);
}

ListBlock *list_allocate(CallSite call, const ListParts &parts)
{
	Layout layout(sizeof(ListBlock));

	if (parts.context)
		layout.add(layout.context, sizeof(NET_BUFFER_LIST_CONTEXT) + parts.context);
	if (parts.buffer)
		layout.add(layout.buffer, sizeof(NET_BUFFER));
	layout.add_data(parts.data);

	auto *block = data_fits(call, parts.pool, parts.data)
		? static_cast<ListBlock *>(make_block(call, layout, kListTag)) : nullptr;

	if (!block) {
		drop(parts.pool);
		return nullptr;
	}
	block->pool = parts.pool;
	block->list.NdisPoolHandle = parts.pool;
	attach_context(*block, layout, parts);
	if (parts.buffer) {
		auto *buffer = static_cast<NET_BUFFER *>(part_of(block, layout.buffer));

		buffer->NdisPoolHandle = parts.pool;
		attach_data(call, *buffer, block, layout, parts.data);
		block->list.FirstNetBuffer = buffer;
	}
	return block;
}

BufferBlock *buffer_allocate(CallSite call, BufferPool *pool, u32 data)
{
	Layout layout(sizeof(BufferBlock));

	layout.add_data(data);

	auto *block = data_fits(call, pool, data)
		? static_cast<BufferBlock *>(make_block(call, layout, kBufferTag)) : nullptr;

	if (!block) {
		drop(pool);
		return nullptr;
	}
	block->pool = pool;
	block->buffer.NdisPoolHandle = pool;
	attach_data(call, block->buffer, block, layout, data);
	return block;
}

ListBlock *list_to_free(CallSite call, NET_BUFFER_LIST *list, ListKind kind)
{
	if (!pool_has(list, kListTag)) {
		/* It is freed already, or never was allocated: the pool knows which. */
		pool_free(call, list, kListTag);
		return nullptr;
	}

	auto *block = reinterpret_cast<ListBlock *>(list);

	if (block->kind != kind) {
		report(violation_of(call, list, block->pool), "%s frees this list",
		       free_function(block->kind));
		return nullptr;
	}
	if (block->state.load() != ListState::idle) {
		report(violation_of(call, list, block->pool), "the list is being sent: it is not freed");
		return nullptr;
	}
	check_pool_member(call, list, list->NdisPoolHandle, block->pool);
	free_contexts_left(call, *block);
	return block;
}

bool list_is_live(const NET_BUFFER_LIST *list)
{
	return pool_has(const_cast<NET_BUFFER_LIST *>(list), kListTag);
}

void list_free(CallSite call, ListBlock &block)
{
	BufferPool *pool = block.pool;

	if (pool_free(call, &block, kListTag))
		drop(pool);
}

void buffer_free(CallSite call, NET_BUFFER *buffer)
{
	if (!pool_has(buffer, kBufferTag)) {
		pool_free(call, buffer, kBufferTag);
		return;
	}

	BufferPool *pool = reinterpret_cast<BufferBlock *>(buffer)->pool;

	check_pool_member(call, buffer, buffer->NdisPoolHandle, pool);
	if (pool_free(call, buffer, kBufferTag))
		drop(pool);
}

} /* namespace ww */
