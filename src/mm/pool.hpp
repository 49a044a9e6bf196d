/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pool: blocks of memory with a hidden header directly before each. A table lists all live
 * blocks. So a pointer to free is checked before it is followed.
 */
#pragma once

#include "base/call_site.hpp"
#include "base/freed_memory.hpp"
#include "base/types.hpp"

struct _WINWORK_IMAGE;

namespace ww {

constexpr size_t kCacheLine = 64;

/* An allocation that a driver asks for. */
struct PoolRequest {
	CallSite call;
	size_t bytes;
	u32 tag;
	u64 type = 0;			/* as the driver named it, for reports */
	bool paged = false;
	bool zero = false;
	size_t alignment = 0;			/* a power of two up to a page; 0: the usual one */
	bool may_sleep = false;		/* so that Linux can reclaim memory for nonpaged pool */
	bool raise = false;		/* an exception, not a null */
	bool must_succeed = false;	/* no fault that is asked for */
};

/* Returns the request of a function with a POOL_TYPE, which carries flags besides the kind. */
PoolRequest pool_request(CallSite call, u32 type, size_t bytes, u32 tag);

/*
 * For an allocation that fails: returns null, or raises @status if that was asked for. Then the
 * caller has nothing that it must give back.
 */
void *pool_fail(const PoolRequest &request, s32 status);

/* Returns the block, or fails. Reports a wrong call. */
void *pool_allocate(const PoolRequest &request);

/* The code that allocated the live block @block, any pointer, with @tag; else null. */
const void *pool_caller(void *block, u32 tag);

/* For these two without a tag. */
constexpr u32 kAnyTag = 0;

/* Whether @block, any pointer, is a live block with @tag. <= DISPATCH_LEVEL. */
bool pool_has(void *block, u32 tag = kAnyTag);

/* The bytes of the live block @block, any pointer; else 0. <= DISPATCH_LEVEL. */
size_t pool_bytes(void *block);

/* Frees a block, or reports why that is wrong and changes nothing. Returns its bytes, or 0. */
size_t pool_free(CallSite call, void *block, u32 tag);

/* Whether memory, not only pool, may be freed. Reports why not. <= DISPATCH_LEVEL. */
bool memory_lets_go(const FreedMemory &memory);

void pool_init();

/*
 * At the end of a module, reports the blocks that it allocated and that are not freed. They stay
 * allocated, since another driver may use them.
 */
void pool_report_leaks(const _WINWORK_IMAGE &image);

/* Reports the blocks that are allocated and not reported yet, and frees all blocks. */
void pool_exit();

} /* namespace ww */
