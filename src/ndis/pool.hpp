/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pools of network buffers and of their lists, and the memory of both.
 *
 * A pool is an object, whose address is its handle. Each buffer and each list that is out holds a
 * reference on its pool, so that a pool that was freed too early ends with the last of them. A list
 * with its buffer, its context and its data is one block of kernel pool. The block's tag proves that
 * a pointer is one of a list, or of a buffer, that is not freed.
 */
#pragma once

#include "objects.hpp"

namespace ww {

extern const ObjectType ndis_list_pool_type;
extern const ObjectType ndis_buffer_pool_type;

struct BufferPool {
	const void *owner;		/* the handle that it was made with, or null */
	u32 data_bytes;			/* that each buffer has from the start */
	u16 context_bytes;		/* that each list has at least; of a pool of lists */
	u8 protocol;			/* likewise */
	bool has_buffers;		/* likewise: each list has a buffer from the start */
	Atomic<bool> reported;		/* as left */
};

/* The function that made a list, and so the one that frees it. */
enum class ListKind : u8 {
	allocated,
	clone,
	fragment,
	reassembled,
};

/* Of a list as a protocol driver sends it: see out_lists.hpp. */
enum class ListState : u8 {
	idle,
	sending,
	out,
	returning,
};

struct ListBlock {
	NET_BUFFER_LIST list;		/* first: its address is the block's */
	BufferPool *pool;		/* referenced; null: NDIS's own memory */
	NET_BUFFER_LIST_CONTEXT *context;	/* the one in this block, or null */
	ListKind kind;
	bool shares_mdls;		/* of a clone */
	Atomic<ListState> state;
	u32 since;			/* this and the next are of OutLists */
	LIST_ENTRY out;
};

struct BufferBlock {
	NET_BUFFER buffer;		/* first */
	BufferPool *pool;		/* as above */
	MDL *described;			/* of a derived buffer: the chain that NDIS made for it */
};

/* What a new list has beside itself. */
struct ListParts {
	BufferPool *pool = nullptr;	/* a referenced one, or null */
	bool buffer = false;
	u32 data = 0;			/* bytes */
	u16 context = 0;		/* bytes of context space, and those of them that are in use */
	u16 context_used = 0;
};

/*
 * The pool behind @handle, with a reference, which the new list or buffer keeps. Null after a report when
 * it is no open handle of @type.
 */
BufferPool *pool_reference(CallSite call, NDIS_HANDLE handle, const ObjectType &type);

/* A list. Null without memory: then it drops the reference on the pool. */
ListBlock *list_allocate(CallSite call, const ListParts &parts);

/* A buffer for @chain, or one with an MDL and data of @data bytes. Likewise. */
BufferBlock *buffer_allocate(CallSite call, BufferPool *pool, u32 data = 0);

/* Lets @buffer describe @length bytes of @chain from @offset on. */
void buffer_describe(NET_BUFFER &buffer, MDL *chain, u32 offset, u32 length);

/*
 * The block of a list of this kind that may be freed. Null after a report: no list of a pool, freed
 * already, of another kind, or being sent.
 */
ListBlock *list_to_free(CallSite call, NET_BUFFER_LIST *list, ListKind kind);

/* Whether @list is one of a pool that is not freed. Any pointer; it is not followed unless it is one. */
bool list_is_live(const NET_BUFFER_LIST *list);

/* Frees what list_to_free() has returned. */
void list_free(CallSite call, ListBlock &block);

/* Frees a buffer, or reports why it cannot be. */
void buffer_free(CallSite call, NET_BUFFER *buffer);

/* At the end of an adapter, reports the pools that were made with its handle and are not freed. */
void pools_report_left(const void *adapter);

} /* namespace ww */
