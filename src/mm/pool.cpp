/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pool: allocation, the checks of a free, and the search for leaks. pool_api.cpp has the functions
 * that drivers call.
 */
#include "pool.hpp"

#include <wdm.h>
#include <winwork.h>

#include "base/cold.hpp"
#include "base/irql.hpp"
#include "base/exception.hpp"
#include "base/freed_memory.hpp"
#include "base/history.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "engine/item_records.hpp"
#include "linux/fault.h"
#include "linux/irq_context.h"
#include "linux/listing.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/request.h"
#include "linux/thread.h"
#include "linux/trace_point.h"
#include "user_mapping.hpp"

namespace ww {
namespace {

constexpr size_t kAlignment = 16;
constexpr size_t kPage = 4096;			/* Windows's, on every kernel */
constexpr size_t kMostBytes = 0x7fff0000;

/* Parameter 1 of BAD_POOL_CALLER. */
constexpr uintptr_t kNoBytes = 0x00;
constexpr uintptr_t kNotAllocated = 0x07;
constexpr uintptr_t kAllocatedAtBadIrql = 0x08;
constexpr uintptr_t kFreedAtBadIrql = 0x09;
constexpr uintptr_t kWrongTag = 0x0a;
constexpr uintptr_t kNoTag = 0x9b;

constexpr uintptr_t kLeakSubcode = 0x60;	/* of DRIVER_VERIFIER_DETECTED_VIOLATION */
constexpr u32 kMostLeaksListed = 12;

constexpr u32 kProtectedPool = 0x80000000;	/* a flag that old drivers put in the tag */

struct alignas(kAlignment) Block {
	Block *next;			/* in its chain */
	void *storage;			/* what the platform allocated */
	size_t bytes;
	const void *caller;		/* null once the block was reported as a leak */
	u32 tag;
	bool paged;

	void *body() { return this + 1; }
};

static_assert(sizeof(Block) == 48);

Block *header_of(void *body)
{
	return static_cast<Block *>(body) - 1;
}

/*
 * The table has parts, so that CPUs seldom wait for each other. A part's lock covers the part, and
 * the link and caller of its blocks. The rest of a header is constant while the block is live.
 */
constexpr u32 kParts = 64;
constexpr u32 kChains = 64;
constexpr u32 kFreedRemembered = 8;

struct Freed {
	const void *body;
	const void *caller;
};

struct Part {
	Lock lock;
	Block *chains[kChains] WW_GUARDED_BY(lock);
	/* The latest, to recognise a double free. */
	Freed freed[kFreedRemembered] WW_GUARDED_BY(lock);
	u32 next_freed WW_GUARDED_BY(lock);
};

constinit Part parts[kParts]{};

uintptr_t hash_of(const void *body)
{
	const uintptr_t granule = address_of(body) / kAlignment;

	return granule ^ granule >> 8 ^ granule >> 16;
}

Part &part_of(const void *body)
{
	return parts[hash_of(body) % kParts];
}

Block *&chain_of(Part &part, const void *body) WW_REQUIRES(part.lock)
{
	return part.chains[hash_of(body) / kParts % kChains];
}

/* Returns the link to the block with that body, or the null link at the end of the chain. */
Block **find_link(Part &part, void *body) WW_REQUIRES(part.lock)
{
	Block **link = &chain_of(part, body);

	while (*link && (*link)->body() != body)
		link = &(*link)->next;
	return link;
}

/* Adds the block to the table. */
void enter(Block *block)
{
	Part &part = part_of(block->body());
	LockGuard guard(part.lock);
	Block *&chain = chain_of(part, block->body());

	block->next = chain;
	chain = block;
}

/* "abcd" from a tag, whose first character is its lowest byte. */
struct TagText {
	explicit TagText(u32 tag)
	{
		for (int i = 0; i < 4; i++) {
			const char character = static_cast<char>(tag >> 8 * i & 0x7f);

			text[i] = character >= ' ' && character <= '~' ? character : '.';
		}
	}
	char text[5]{};
};

/* ---- allocation ------------------------------------------------------------------------ */

uintptr_t align_up(uintptr_t value, size_t alignment)
{
	return (value + alignment - 1) & ~(alignment - 1);
}

void *allocate_storage(const PoolRequest &request, size_t bytes)
{
	return ww_alloc_surely(request.paged	 ? WW_MEMORY_LARGE :
			       request.may_sleep ? WW_MEMORY_SLEEPING :
			       request.zero	 ? WW_MEMORY_ZEROED :
						   WW_MEMORY,
			       bytes);
}

void free_storage(void *storage, bool paged)
{
	if (paged)
		ww_free_large(storage);
	else
		ww_free(storage);
}

bool crosses_page(uintptr_t start, size_t bytes)
{
	return bytes < kPage && start / kPage != (start + bytes - 1) / kPage;
}

/*
 * Allocates memory for header and body. A body of less than a page does not cross the boundary
 * between two. The platform's memory is nearly always aligned as needed. The body then ends where
 * the memory does, so KASAN and its like see an overrun at once.
 */
Block *place_block(const PoolRequest &request, size_t bytes)
{
	const size_t alignment = bytes >= kPage ? kPage :
				  request.alignment ? request.alignment : kAlignment;
	const size_t lead = align_up(sizeof(Block), alignment);

	const size_t most_slack = alignment + (bytes < kPage ? bytes : 0);

	for (size_t slack = 0; slack <= most_slack; slack += most_slack) {
		const size_t total = lead + bytes + slack;
		void *storage = allocate_storage(request, total);

		if (!storage)
			return nullptr;

		const uintptr_t start = address_of(storage);
		uintptr_t body = align_up(start + sizeof(Block), alignment);

		if (crosses_page(body, bytes))
			body = align_up(body, kPage);
		if (body + bytes <= start + total) {
			Block *block = header_of(reinterpret_cast<void *>(body));

			block->storage = storage;
			return block;
		}
		free_storage(storage, request.paged);
	}
	return nullptr;
}

void report_request(const PoolRequest &request, uintptr_t p1, uintptr_t p2, uintptr_t p3,
		    uintptr_t p4, const char *what)
{
	report({ .code = BugCheck::bad_pool_caller, .parameter = { p1, p2, p3, p4 },
		 .call = request.call },
	       "%lu bytes with the tag '%s': %s", request.bytes, TagText(request.tag).text, what);
}

bool level_allows(bool paged, enum ww_context context)
{
	return context == WW_CONTEXT_TASK || (!paged && context == WW_CONTEXT_ATOMIC);
}

/* @caller has allocated it, or frees it. */
WW_COLD void trace(void (*event)(const ww_pool_event *), Block &block, const void *caller)
{
	const ww_pool_event fields = { .block = block.body(), .bytes = block.bytes, .caller = caller,
				       .tag = block.tag, .is_paged = block.paged };

	event(&fields);
}

/* ---- free ------------------------------------------------------------------------------ */

enum class Verdict {
	granted,
	unknown,
	wrong_tag,
	bad_level,
};

/* A free call and its context, which ww_context() does not return while a Lock is held. */
struct FreeRequest {
	CallSite call;
	void *body;
	u32 tag;
	enum ww_context context;
};

struct Judgement {
	Verdict verdict;
	Block *block = nullptr;			/* granted: removed from the table, to be freed */
	u32 tag = 0;
	bool paged = false;
	const void *freed_by = nullptr;		/* unknown: caller of an earlier free */
};

bool tags_differ(u32 asked, u32 allocated)
{
	return asked != kAnyTag && ((asked ^ allocated) & ~kProtectedPool);
}

Judgement judge_known(Block *block, const FreeRequest &request)
{
	if (tags_differ(request.tag, block->tag))
		return { .verdict = Verdict::wrong_tag, .tag = block->tag };
	if (!level_allows(block->paged, request.context))
		return { .verdict = Verdict::bad_level, .paged = block->paged };
	return { .verdict = Verdict::granted, .block = block };
}

Judgement judge(const FreeRequest &request)
{
	Part &part = part_of(request.body);
	LockGuard guard(part.lock);
	Block **link = find_link(part, request.body);

	if (!*link) {
		Judgement judgement{ .verdict = Verdict::unknown };

		for (const Freed &freed : part.freed) {
			if (request.body && freed.body == request.body)
				judgement.freed_by = freed.caller;
		}
		return judgement;
	}

	const Judgement judgement = judge_known(*link, request);

	if (judgement.block) {
		*link = judgement.block->next;
		part.freed[part.next_freed++ % kFreedRemembered] = {
			request.body, request.call.caller
		};
	}
	return judgement;
}

void report_refusal(const Judgement &judgement, const FreeRequest &request)
{
	Violation violation{ .code = BugCheck::bad_pool_caller, .parameter = {},
			     .call = request.call, .item = request.body };
	uintptr_t (&parameter)[4] = violation.parameter;

	switch (judgement.verdict) {
	case Verdict::granted:
		break;
	case Verdict::unknown:
		parameter[0] = kNotAllocated;
		parameter[3] = address_of(request.body);
		if (judgement.freed_by)
			report(violation, "the block was already freed, by %s",
			       ShownCode(judgement.freed_by).text);
		else
			report(violation, "this is not an allocated block of pool");
		break;
	case Verdict::wrong_tag:
		parameter[0] = kWrongTag;
		parameter[1] = address_of(request.body);
		parameter[2] = judgement.tag;
		parameter[3] = request.tag;
		report(violation, "freed with the tag '%s', but allocated with '%s'",
		       TagText(request.tag).text, TagText(judgement.tag).text);
		break;
	case Verdict::bad_level:
		parameter[0] = kFreedAtBadIrql;
		parameter[1] = current_irql();
		parameter[2] = judgement.paged;
		parameter[3] = address_of(request.body);
		/* Not all of it is pool to the driver: noncached memory is not. */
		report(violation, "freed at IRQL %u, the highest allowed is %u", current_irql(),
		       judgement.paged ? kApcLevel : kDispatchLevel);
		break;
	}
}

void release(Block *block)
{
	free_storage(block->storage, block->paged);
}

/* ---- the list by tag -------------------------------------------------------------------- */

struct Sum {
	u32 tag;
	bool paged;
	u32 blocks;			/* 0: unused */
	u64 bytes;
};

/* docs/scheduling.md, Constants */
constexpr u32 kSums = 1024;

/* Adds the block to the sum of its tag. When all are used, to the last one. */
void add_to_sums(const Block &block, Sum (&sums)[kSums])
{
	const u32 first = block.tag * 0x9e3779b1u >> 22;
	Sum *sum = &sums[kSums - 1];

	for (u32 i = 0; i < kSums; i++) {
		Sum &each = sums[(first + i) % kSums];

		if (!each.blocks || (each.tag == block.tag && each.paged == block.paged)) {
			sum = &each;
			break;
		}
	}
	if (!sum->blocks) {
		sum->tag = block.tag;
		sum->paged = block.paged;
	}
	sum->blocks++;
	sum->bytes += block.bytes;
}

/* A chain is short, and the lock is held for one at a time. */
void sum_up(Sum (&sums)[kSums])
{
	for (Part &part : parts) {
		for (u32 chain = 0; chain < kChains; chain++) {
			LockGuard guard(part.lock);

			for (const Block *block = part.chains[chain]; block; block = block->next)
				add_to_sums(*block, sums);
		}
		ww_yield();
	}
}

void print_sum(void *out, const Sum &sum, bool is_json)
{
	ww_line line{};

	line.is_json = is_json;
	ww_line_text(&line, "tag", TagText(sum.tag).text);
	ww_line_text(&line, "kind", sum.paged ? "paged" : "nonpaged");
	ww_line_number(&line, "blocks", sum.blocks);
	ww_line_number(&line, "bytes", sum.bytes);
	ww_debug_print(out, is_json ? "{%s}\n" : "%s\n", line.text);
}

/* ---- leaks ----------------------------------------------------------------------------- */

struct Leaks {
	u32 blocks;
	size_t paged_bytes;
	size_t nonpaged_bytes;
	struct {
		const void *body;
		const void *caller;
		size_t bytes;
		u32 tag;
	} first[kMostLeaksListed];
};

/*
 * Returns the blocks that @is_leak selects and that are not reported yet, and marks them reported.
 */
template <typename IsLeak>
Leaks take_leaks(IsLeak is_leak)
{
	Leaks leaks{};

	for (Part &part : parts) {
		LockGuard guard(part.lock);

		for (Block *chain : part.chains) {
			for (Block *block = chain; block; block = block->next) {
				if (!block->caller || !is_leak(*block))
					continue;
				(block->paged ? leaks.paged_bytes
					      : leaks.nonpaged_bytes) += block->bytes;
				if (leaks.blocks < kMostLeaksListed)
					leaks.first[leaks.blocks] = { block->body(), block->caller,
								      block->bytes, block->tag };
				leaks.blocks++;
				block->caller = nullptr;
			}
		}
	}
	return leaks;
}

void report_leaks(const Leaks &leaks, const char *whose)
{
	if (!leaks.blocks)
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeakSubcode, leaks.paged_bytes, leaks.nonpaged_bytes,
				leaks.blocks },
		 .call = { "DriverUnload" } },
	       "%s: %u blocks of pool were never freed", whose, leaks.blocks);
	for (u32 i = 0; i < leaks.blocks && i < kMostLeaksListed; i++) {
		const auto &each = leaks.first[i];

		ww_print(WW_LEVEL_ERROR, "  %p, %lu bytes with the tag '%s', allocated by %s",
			 each.body, each.bytes, TagText(each.tag).text,
			 ShownCode(each.caller).text);
		print_history(each.body);
	}
}

} /* namespace */

PoolRequest pool_request(CallSite call, u32 type, size_t bytes, u32 tag)
{
	return { .call = call, .bytes = bytes, .tag = tag, .type = type,
		 .paged = (type & PagedPool) != 0,
		 .zero = (type & POOL_ZERO_ALLOCATION) != 0,
		 .alignment = type & NonPagedPoolCacheAligned ? kCacheLine : 0,
		 .raise = (type & POOL_RAISE_IF_ALLOCATION_FAILURE) != 0,
		 .must_succeed = (type & (PagedPool | NonPagedPoolMustSucceed)) == NonPagedPoolMustSucceed };
}

void *pool_fail(const PoolRequest &request, s32 status)
{
	if (request.raise)
		raise_exception(status, request.call);
	return nullptr;
}

void *pool_allocate(const PoolRequest &request)
{
	const size_t bytes = request.bytes ? request.bytes : 1;

	if (!level_allows(request.paged, ww_context())) {
		report_request(request, kAllocatedAtBadIrql, current_irql(), request.type,
			       request.bytes,
			       request.paged ? "paged pool is for IRQL <= APC_LEVEL"
					     : "nonpaged pool is for IRQL <= DISPATCH_LEVEL");
		return pool_fail(request, STATUS_INVALID_PARAMETER);
	}
	if (!request.tag) {
		report_request(request, kNoTag, request.type, request.bytes,
			       address_of(request.call.caller), "the tag is zero");
		return pool_fail(request, STATUS_INVALID_PARAMETER);
	}
	/* On Windows this succeeds unless Driver Verifier is on. */
	if (!request.bytes)
		report_request(request, kNoBytes, 0, request.type, request.tag,
			       "the size is zero");

	const bool is_possible = bytes <= kMostBytes &&
				 (request.must_succeed || !ww_fault(bytes, request.tag));
	Block *block = is_possible ? place_block(request, bytes) : nullptr;

	if (!block)
		return pool_fail(request, STATUS_INSUFFICIENT_RESOURCES);
	block->bytes = bytes;
	block->caller = request.call.caller;
	block->tag = request.tag;
	block->paged = request.paged;
	if (WW_IS_TRACED(pool_allocate)) [[unlikely]]
		trace(ww_trace_pool_allocate, *block, block->caller);
	enter(block);
	return block->body();
}

bool pool_has(void *block, u32 tag)
{
	Part &part = part_of(block);
	LockGuard guard(part.lock);
	const Block *const found = *find_link(part, block);

	return found && !tags_differ(tag, found->tag);
}

const void *pool_caller(void *block, u32 tag)
{
	Part &part = part_of(block);
	LockGuard guard(part.lock);
	const Block *const found = *find_link(part, block);

	return found && !tags_differ(tag, found->tag) ? found->caller : nullptr;
}

size_t pool_bytes(void *block)
{
	Part &part = part_of(block);
	LockGuard guard(part.lock);
	const Block *const found = *find_link(part, block);

	return found ? found->bytes : 0;
}

bool memory_lets_go(const FreedMemory &memory)
{
	return memory_is_unused(memory) && items_let_go(memory) && user_mappings_let_go(memory);
}

size_t pool_free(CallSite call, void *body, u32 tag)
{
	const FreeRequest request{ call, body, tag, ww_context() };
	const Judgement judgement = judge(request);

	if (judgement.verdict != Verdict::granted) {
		report_refusal(judgement, request);
		return 0;
	}

	const size_t bytes = judgement.block->bytes;

	if (!memory_lets_go({ address_of(body), address_of(body) + bytes, call })) {
		enter(judgement.block);
		return 0;
	}
	if (WW_IS_TRACED(pool_free)) [[unlikely]]
		trace(ww_trace_pool_free, *judgement.block, call.caller);
	release(judgement.block);
	return bytes;
}

void pool_init()
{
	for (Part &part : parts)
		part.lock.init(WW_LOCK_POOL);
}

void pool_report_leaks(const _WINWORK_IMAGE &image)
{
	if (!image.Contains)
		return;

	const Leaks leaks = take_leaks([&image](const Block &block) {
		return image.Contains(block.caller) != 0;
	});

	report_leaks(leaks, image.Name);
}

void pool_exit()
{
	const Leaks leaks = take_leaks([](const Block &) { return true; });

	report_leaks(leaks, "all drivers");
	for (Part &part : parts) {
		for (Block *&chain : part.chains) {
			while (Block *block = chain) {
				chain = block->next;
				release(block);
			}
		}
	}
}

} /* namespace ww */

extern "C" int ww_pool_show(void *out, bool is_json)
{
	using namespace ww;

	struct Sums {
		Sum sums[kSums];
	};
	auto *const all = static_cast<Sums *>(ww_zalloc_large(sizeof(Sums)));

	if (!all)
		return -WW_ENOMEM;
	sum_up(all->sums);
	for (const Sum &sum : all->sums) {
		if (sum.blocks)
			print_sum(out, sum, is_json);
	}
	ww_free_large(all);
	return 0;
}
