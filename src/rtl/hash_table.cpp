/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dynamic hash tables, by linear hashing. A table of 2^n + p buckets has split the first p of its
 * 2^n buckets in two: DivisorMask is 2^n - 1, and Pivot is p. So a bucket more splits one chain,
 * and no other entry moves.
 *
 * The directory has the addresses of segments of buckets. Segment 0 has kFewest buckets, and each
 * other one has as many as all segments before it, so that segments never move.
 *
 * A chain is in the order of signatures. An enumerator is linked into a chain like an entry, behind
 * the one that it has returned last. It has the signature RTL_HASH_RESERVED_SIGNATURE, and no
 * order.
 */
#include <wdm.h>
#include <winwork/rtl/hash_tables.h>

#include "base/call_site.hpp"
#include "base/report.hpp"
#include "base/types.hpp"
#include "mm/pool.hpp"

using namespace ww;

namespace {

using Table = RTL_DYNAMIC_HASH_TABLE;
using Entry = RTL_DYNAMIC_HASH_TABLE_ENTRY;
using Context = RTL_DYNAMIC_HASH_TABLE_CONTEXT;
using Enumerator = RTL_DYNAMIC_HASH_TABLE_ENUMERATOR;

constexpr ULONG kTag = 'h' << 24 | 's' << 16 | 'a' << 8 | 'H';
constexpr ULONG kFewest = 128;
constexpr ULONG kSegments = 17;
constexpr ULONG kMost = kFewest << (kSegments - 1);

struct Directory {
	PLIST_ENTRY segments[kSegments];
};

Directory &directory_of(const Table *table)
{
	return *static_cast<Directory *>(table->Directory);
}

constexpr ULONG segment_of(ULONG bucket)
{
	return bucket < kFewest ? 0
				: 32 - static_cast<ULONG>(__builtin_clz(bucket / kFewest));
}

constexpr ULONG first_bucket(ULONG segment)
{
	return segment ? kFewest << (segment - 1) : 0;
}

constexpr ULONG buckets_of(ULONG segment)
{
	return segment ? first_bucket(segment) : kFewest;
}

static_assert(segment_of(kFewest - 1) == 0 && segment_of(kFewest) == 1 &&
	      segment_of(2 * kFewest) == 2 && segment_of(kMost - 1) == kSegments - 1 &&
	      first_bucket(2) == 2 * kFewest && buckets_of(2) == 2 * kFewest);

PLIST_ENTRY chain_of_bucket(const Table *table, ULONG bucket)
{
	const ULONG segment = segment_of(bucket);

	return &directory_of(table).segments[segment][bucket - first_bucket(segment)];
}

ULONG bucket_of(const Table *table, ULONG_PTR signature)
{
	const ULONG hash = static_cast<ULONG>(signature >> table->Shift);
	const ULONG bucket = hash & table->DivisorMask;

	return bucket < table->Pivot ? hash & (table->DivisorMask << 1 | 1) : bucket;
}

PLIST_ENTRY chain_of(const Table *table, ULONG_PTR signature)
{
	return chain_of_bucket(table, bucket_of(table, signature));
}

constexpr ULONG_PTR usable(ULONG_PTR signature)
{
	return signature == RTL_HASH_RESERVED_SIGNATURE ? signature + 1 : signature;
}

Entry *entry_of(PLIST_ENTRY link)
{
	return CONTAINING_RECORD(link, Entry, Linkage);
}

bool is_enumerator(PLIST_ENTRY link)
{
	return entry_of(link)->Signature == RTL_HASH_RESERVED_SIGNATURE;
}

/* Links @link in behind @before, and takes it out. Both keep the count of buckets in use. */
void link_behind(Table *table, PLIST_ENTRY chain, PLIST_ENTRY before, PLIST_ENTRY link)
{
	table->NonEmptyBuckets += IsListEmpty(chain);
	InsertHeadList(before, link);
}

void take_out(Table *table, PLIST_ENTRY link)
{
	RemoveEntryList(link);
	/* Its neighbours were one and the same: the head of the chain. */
	table->NonEmptyBuckets -= link->Flink == link->Blink;
}

/* The last link of the chain before the entries with @signature, or before their place. */
PLIST_ENTRY before_signature(PLIST_ENTRY chain, PLIST_ENTRY from, ULONG_PTR signature)
{
	while (from->Flink != chain && (is_enumerator(from->Flink) ||
					entry_of(from->Flink)->Signature < signature))
		from = from->Flink;
	return from;
}

Context place_of(const Table *table, ULONG_PTR signature)
{
	const PLIST_ENTRY chain = chain_of(table, signature);

	return { chain, before_signature(chain, chain, signature), signature };
}

/* A context without place gets that of @signature. Returns it, or the place that it has. */
Context complete(const Table *table, ULONG_PTR signature, Context *context)
{
	if (!context)
		return place_of(table, signature);
	if (!context->ChainHead)
		*context = place_of(table, signature);
	/* The place of another signature is of no use. */
	return context->Signature == signature && context->ChainHead == chain_of(table, signature)
		? *context : place_of(table, signature);
}

bool add_segment(CallSite call, Table *table, ULONG segment)
{
	PLIST_ENTRY &buckets = directory_of(table).segments[segment];

	buckets = static_cast<PLIST_ENTRY>(pool_allocate(
		{ .call = call, .bytes = buckets_of(segment) * sizeof(LIST_ENTRY), .tag = kTag }));
	return buckets;
}

bool create(CallSite call, Table *table)
{
	table->Directory = pool_allocate(
		{ .call = call, .bytes = sizeof(Directory), .tag = kTag, .zero = true });
	if (!table->Directory)
		return false;
	if (!add_segment(call, table, 0)) {
		pool_free(call, table->Directory, kTag);
		return false;
	}
	for (ULONG bucket = 0; bucket < kFewest; bucket++)
		InitializeListHead(chain_of_bucket(table, bucket));
	return true;
}

/* Moves the entries that belong to the chain @to, the last bucket. The order stays. */
void split(Table *table, PLIST_ENTRY from, PLIST_ENTRY to)
{
	for (PLIST_ENTRY link = from->Flink, next; link != from; link = next) {
		next = link->Flink;
		if (chain_of(table, entry_of(link)->Signature) != to)
			continue;
		take_out(table, link);
		link_behind(table, to, to->Blink, link);
	}
}

/* Moves all entries of the chain @from. Both chains are in order, and so is the result. */
void merge(Table *table, PLIST_ENTRY from, PLIST_ENTRY to)
{
	PLIST_ENTRY before = to;

	while (!IsListEmpty(from)) {
		const PLIST_ENTRY link = from->Flink;

		before = before_signature(to, before, entry_of(link)->Signature);
		take_out(table, link);
		link_behind(table, to, before, link);
		before = link;
	}
}

void begin(Table *table, Enumerator *enumerator)
{
	const PLIST_ENTRY chain = chain_of_bucket(table, 0);

	enumerator->HashEntry.Signature = RTL_HASH_RESERVED_SIGNATURE;
	enumerator->ChainHead = chain;
	enumerator->BucketIndex = 0;
	link_behind(table, chain, chain, &enumerator->HashEntry.Linkage);
	table->NumEnumerators++;
}

Entry *next(Table *table, Enumerator *enumerator)
{
	const PLIST_ENTRY own = &enumerator->HashEntry.Linkage;
	PLIST_ENTRY chain = enumerator->ChainHead;
	PLIST_ENTRY link = own->Flink;
	ULONG bucket = enumerator->BucketIndex;

	while (link == chain || is_enumerator(link)) {
		if (link != chain) {
			link = link->Flink;
			continue;
		}
		if (++bucket == table->TableSize)
			return nullptr;
		chain = chain_of_bucket(table, bucket);
		link = chain->Flink;
	}
	take_out(table, own);
	link_behind(table, chain, link, own);
	enumerator->ChainHead = chain;
	enumerator->BucketIndex = bucket;
	return entry_of(link);
}

void end(Table *table, Enumerator *enumerator)
{
	take_out(table, &enumerator->HashEntry.Linkage);
	enumerator->ChainHead = nullptr;
	table->NumEnumerators--;
}

} /* namespace */

extern "C" {

BOOLEAN NTAPI RtlCreateHashTable(PRTL_DYNAMIC_HASH_TABLE *HashTable, ULONG Shift, ULONG Flags)
{
	const CallSite call = WW_CALL_SITE;
	Table *table = *HashTable;

	if (Shift >= 8 * sizeof(ULONG_PTR) || Flags) {
		refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Shift is %u, Flags is 0x%x",
		       Shift, Flags);
		return FALSE;
	}
	if (!table)
		table = static_cast<Table *>(pool_allocate(
			{ .call = call, .bytes = sizeof(Table), .tag = kTag }));
	if (!table)
		return FALSE;
	*table = {};
	table->Flags = *HashTable ? 0 : RTL_HASH_ALLOCATED_HEADER;
	table->Shift = Shift;
	table->TableSize = kFewest;
	table->DivisorMask = kFewest - 1;
	if (!create(call, table)) {
		if (!*HashTable)
			pool_free(call, table, kTag);
		return FALSE;
	}
	*HashTable = table;
	return TRUE;
}

VOID NTAPI RtlDeleteHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable)
{
	const CallSite call = WW_CALL_SITE;

	for (PLIST_ENTRY segment : directory_of(HashTable).segments) {
		if (segment)
			pool_free(call, segment, kTag);
	}
	pool_free(call, HashTable->Directory, kTag);
	HashTable->Directory = nullptr;
	if (HashTable->Flags & RTL_HASH_ALLOCATED_HEADER)
		pool_free(call, HashTable, kTag);
}

BOOLEAN NTAPI RtlInsertEntryHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable,
				      PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry, ULONG_PTR Signature,
				      PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
	const auto place = complete(HashTable, usable(Signature), Context);

	Entry->Signature = place.Signature;
	link_behind(HashTable, place.ChainHead, place.PrevLinkage, &Entry->Linkage);
	HashTable->NumEntries++;
	return TRUE;
}

BOOLEAN NTAPI RtlRemoveEntryHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable,
				      PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry,
				      PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
	take_out(HashTable, &Entry->Linkage);
	HashTable->NumEntries--;
	if (Context)
		complete(HashTable, Entry->Signature, Context);
	return TRUE;
}

PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlLookupEntryHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable,
							    ULONG_PTR Signature,
							    PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
	const auto place = place_of(HashTable, usable(Signature));
	const PLIST_ENTRY link = place.PrevLinkage->Flink;

	if (Context)
		*Context = place;
	return link != place.ChainHead && entry_of(link)->Signature == place.Signature
		? entry_of(link) : nullptr;
}

PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlGetNextEntryHashTable(
	PRTL_DYNAMIC_HASH_TABLE, PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
	const PLIST_ENTRY before = before_signature(Context->ChainHead, Context->PrevLinkage->Flink,
						    Context->Signature);
	const PLIST_ENTRY link = before->Flink;

	if (link == Context->ChainHead || entry_of(link)->Signature != Context->Signature)
		return nullptr;
	Context->PrevLinkage = before;
	return entry_of(link);
}

BOOLEAN NTAPI RtlInitEnumerationHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable,
					  PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
	begin(HashTable, Enumerator);
	return TRUE;
}

PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlEnumerateEntryHashTable(
	PRTL_DYNAMIC_HASH_TABLE HashTable, PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
	return next(HashTable, Enumerator);
}

VOID NTAPI RtlEndEnumerationHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable,
				      PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
	end(HashTable, Enumerator);
}

BOOLEAN NTAPI RtlInitWeakEnumerationHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable,
					      PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
	begin(HashTable, Enumerator);
	return TRUE;
}

PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlWeaklyEnumerateEntryHashTable(
	PRTL_DYNAMIC_HASH_TABLE HashTable, PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
	return next(HashTable, Enumerator);
}

VOID NTAPI RtlEndWeakEnumerationHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable,
					  PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
	end(HashTable, Enumerator);
}

BOOLEAN NTAPI RtlExpandHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable)
{
	const ULONG bucket = HashTable->TableSize;
	const ULONG segment = segment_of(bucket);

	if (bucket == kMost || HashTable->NumEnumerators ||
	    (bucket == first_bucket(segment) && !add_segment(WW_CALL_SITE, HashTable, segment)))
		return FALSE;

	const PLIST_ENTRY from = chain_of_bucket(HashTable, HashTable->Pivot);
	const PLIST_ENTRY to = chain_of_bucket(HashTable, bucket);

	InitializeListHead(to);
	HashTable->TableSize++;
	if (HashTable->Pivot++ == HashTable->DivisorMask) {
		HashTable->DivisorMask = HashTable->DivisorMask << 1 | 1;
		HashTable->Pivot = 0;
	}
	split(HashTable, from, to);
	return TRUE;
}

BOOLEAN NTAPI RtlContractHashTable(PRTL_DYNAMIC_HASH_TABLE HashTable)
{
	const ULONG bucket = HashTable->TableSize - 1;
	const ULONG segment = segment_of(bucket);

	if (bucket < kFewest || HashTable->NumEnumerators)
		return FALSE;
	HashTable->TableSize--;
	if (!HashTable->Pivot) {
		HashTable->DivisorMask >>= 1;
		HashTable->Pivot = HashTable->DivisorMask + 1;
	}
	HashTable->Pivot--;
	merge(HashTable, chain_of_bucket(HashTable, bucket),
	      chain_of_bucket(HashTable, HashTable->Pivot));
	if (bucket == first_bucket(segment)) {
		PLIST_ENTRY &buckets = directory_of(HashTable).segments[segment];

		pool_free(WW_CALL_SITE, buckets, kTag);
		buckets = nullptr;
	}
	return TRUE;
}

} /* extern "C" */
