/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of network buffers that describe the data of others: clones, fragments, reassembled ones. New
 * MDLs describe parts of the original's. The caller keeps the parent pointer and the count of children.
 */
#include "data.hpp"
#include "pool.hpp"

#include "mm/mdl.hpp"

using namespace ww;

namespace {

void free_chain(CallSite call, MDL *chain)
{
	while (chain) {
		MDL *next = chain->Next;

		mdl_free(call, chain);
		chain = next;
	}
}

/* Appends MDLs for @bytes bytes of @from to the chain that ends at @end. False without memory. */
bool append(CallSite call, DataCursor &from, size_t bytes, MDL **&end)
{
	while (bytes && from.stretch()) {
		const size_t stretch = from.stretch() < bytes ? from.stretch() : bytes;
		MDL *source = from.mdl();
		char *start = static_cast<char *>(MmGetMdlVirtualAddress(source)) + from.offset();
		MDL *part = mdl_allocate({ .call = call, .address = start, .bytes = stretch });

		if (!part)
			return false;
		IoBuildPartialMdl(source, part, start, static_cast<ULONG>(stretch));
		*end = part;
		end = &part->Next;
		bytes -= stretch;
		from.advance(stretch);
	}
	return true;
}

ULONG chain_bytes(const MDL *chain)
{
	ULONG bytes = 0;

	for (; chain; chain = chain->Next)
		bytes += chain->ByteCount;
	return bytes;
}

/* A list of one kind while its buffers are added. */
class Derivation {
public:
	Derivation(CallSite call, ListKind kind, NDIS_HANDLE lists, NDIS_HANDLE buffers)
		: call_(call)
	{
		if (!reference(lists, ndis_list_pool_type, list_pool_) ||
		    !reference(buffers, ndis_buffer_pool_type, buffer_pool_))
			return;
		block_ = list_allocate(call, { .pool = list_pool_ });
		list_pool_ = nullptr;
		if (!block_)
			return;
		block_->kind = kind;
		end_ = &block_->list.FirstNetBuffer;
	}

	/* What finish() has not returned is freed. */
	~Derivation()
	{
		release(list_pool_);
		release(buffer_pool_);
		if (block_)
			free(call_, *block_);
	}

	Derivation(const Derivation &) = delete;
	Derivation &operator=(const Derivation &) = delete;

	explicit operator bool() const { return block_; }
	ListBlock &block() { return *block_; }

	/* A buffer at the end of the list, or null without memory. */
	BufferBlock *add()
	{
		if (buffer_pool_)
			object_reference(buffer_pool_);

		BufferBlock *made = buffer_allocate(call_, buffer_pool_);

		if (!made)
			return nullptr;
		*end_ = &made->buffer;
		end_ = &made->buffer.Next;
		return made;
	}

	NET_BUFFER_LIST *finish()
	{
		ListBlock *done = block_;

		block_ = nullptr;
		return &done->list;
	}

	/* Frees a list with its buffers and the MDLs that were made for them. */
	static void free(CallSite call, ListBlock &block)
	{
		NET_BUFFER *each = block.list.FirstNetBuffer;

		while (each) {
			NET_BUFFER *next = each->Next;

			data_free_retreats(call, *each);
			free_chain(call, reinterpret_cast<BufferBlock *>(each)->described);
			buffer_free(call, each);
			each = next;
		}
		list_free(call, block);
	}

private:
	/* Without a handle the memory is of no pool. */
	bool reference(NDIS_HANDLE handle, const ObjectType &type, BufferPool *&pool)
	{
		pool = handle ? pool_reference(call_, handle, type) : nullptr;
		return pool || !handle;
	}

	static void release(BufferPool *pool)
	{
		if (pool)
			object_dereference(pool);
	}

	CallSite call_;
	BufferPool *list_pool_ = nullptr;
	BufferPool *buffer_pool_ = nullptr;
	ListBlock *block_ = nullptr;
	NET_BUFFER **end_ = nullptr;
};

/* A buffer of @made for @bytes bytes of @from, with @delta bytes more before them. */
bool add_part(CallSite call, Derivation &made, DataCursor &from, ULONG bytes, ULONG delta,
	      ULONG back_fill)
{
	BufferBlock *part = made.add();
	MDL **end = part ? &part->described : nullptr;

	if (!part || !append(call, from, bytes, end))
		return false;
	buffer_describe(part->buffer, part->described, 0, chain_bytes(part->described));
	return data_retreat(call, part->buffer, delta, back_fill, nullptr) == NDIS_STATUS_SUCCESS;
}

bool clone_buffer(CallSite call, Derivation &made, const NET_BUFFER &original)
{
	if (!made.block().shares_mdls) {
		DataCursor from = DataCursor::of(original);

		return add_part(call, made, from, original.DataLength, 0, 0);
	}

	BufferBlock *clone = made.add();

	if (clone)
		buffer_describe(clone->buffer, original.CurrentMdl, original.CurrentMdlOffset,
				original.DataLength);
	return clone;
}

bool fragment_buffer(CallSite call, Derivation &made, const NET_BUFFER &original, ULONG start,
		     ULONG most, ULONG delta, ULONG back_fill)
{
	DataCursor from = DataCursor::of(original, start);

	while (from.stretch()) {
		if (!add_part(call, made, from, most, delta, back_fill))
			return false;
	}
	return true;
}

void free_derived(CallSite call, NET_BUFFER_LIST *list, ListKind kind)
{
	if (ListBlock *block = list_to_free(call, list, kind))
		Derivation::free(call, *block);
}

} /* namespace */

extern "C" {

PNET_BUFFER_LIST NTAPI NdisAllocateCloneNetBufferList(PNET_BUFFER_LIST OriginalNetBufferList,
						      NDIS_HANDLE NetBufferListPoolHandle,
						      NDIS_HANDLE NetBufferPoolHandle,
						      ULONG AllocateCloneFlags)
{
	const CallSite call = WW_CALL_SITE;
	Derivation made(call, ListKind::clone, NetBufferListPoolHandle, NetBufferPoolHandle);

	if (!made)
		return nullptr;
	made.block().shares_mdls = AllocateCloneFlags & NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS;
	for (NET_BUFFER *each = OriginalNetBufferList->FirstNetBuffer; each; each = each->Next) {
		if (!clone_buffer(call, made, *each))
			return nullptr;
	}
	return made.finish();
}

VOID NTAPI NdisFreeCloneNetBufferList(PNET_BUFFER_LIST CloneNetBufferList, ULONG FreeCloneFlags)
{
	const CallSite call = WW_CALL_SITE;
	const bool shares = FreeCloneFlags & NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS;
	ListBlock *block = list_to_free(call, CloneNetBufferList, ListKind::clone);

	if (!block)
		return;
	if (shares != block->shares_mdls)
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(CloneNetBufferList), FreeCloneFlags, 0 },
			 .call = call, .item = CloneNetBufferList, .owner = block->pool },
		       "FreeCloneFlags %s NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS, unlike the allocation",
		       shares ? "has" : "has no");
	Derivation::free(call, *block);
}

PNET_BUFFER_LIST NTAPI NdisAllocateFragmentNetBufferList(
	PNET_BUFFER_LIST OriginalNetBufferList, NDIS_HANDLE NetBufferListPoolHandle,
	NDIS_HANDLE NetBufferPoolHandle, ULONG StartOffset, ULONG MaximumLength,
	ULONG DataOffsetDelta, ULONG DataBackFill, ULONG)
{
	const CallSite call = WW_CALL_SITE;

	if (!MaximumLength) {
		refuse(call, nullptr, NDIS_STATUS_INVALID_PARAMETER, "MaximumLength is 0");
		return nullptr;
	}

	Derivation made(call, ListKind::fragment, NetBufferListPoolHandle, NetBufferPoolHandle);

	if (!made)
		return nullptr;
	for (NET_BUFFER *each = OriginalNetBufferList->FirstNetBuffer; each; each = each->Next) {
		if (!fragment_buffer(call, made, *each, StartOffset, MaximumLength, DataOffsetDelta,
				     DataBackFill))
			return nullptr;
	}
	return made.finish();
}

VOID NTAPI NdisFreeFragmentNetBufferList(PNET_BUFFER_LIST FragmentNetBufferList, ULONG, ULONG)
{
	free_derived(WW_CALL_SITE, FragmentNetBufferList, ListKind::fragment);
}

PNET_BUFFER_LIST NTAPI NdisAllocateReassembledNetBufferList(
	PNET_BUFFER_LIST FragmentedNetBufferList, NDIS_HANDLE NetBufferAndNetBufferListPoolHandle,
	ULONG StartOffset, ULONG DataOffsetDelta, ULONG DataBackFill, ULONG)
{
	const CallSite call = WW_CALL_SITE;
	Derivation made(call, ListKind::reassembled, NetBufferAndNetBufferListPoolHandle, nullptr);
	BufferBlock *whole = made ? made.add() : nullptr;

	if (!whole)
		return nullptr;

	MDL **end = &whole->described;

	for (NET_BUFFER *each = FragmentedNetBufferList->FirstNetBuffer; each; each = each->Next) {
		DataCursor from = DataCursor::of(*each, StartOffset);

		if (!append(call, from, each->DataLength, end))
			return nullptr;
	}
	buffer_describe(whole->buffer, whole->described, 0, chain_bytes(whole->described));
	if (data_retreat(call, whole->buffer, DataOffsetDelta, DataBackFill, nullptr) !=
	    NDIS_STATUS_SUCCESS)
		return nullptr;
	return made.finish();
}

VOID NTAPI NdisFreeReassembledNetBufferList(PNET_BUFFER_LIST ReassembledNetBufferList, ULONG, ULONG)
{
	free_derived(WW_CALL_SITE, ReassembledNetBufferList, ListKind::reassembled);
}

} /* extern "C" */
