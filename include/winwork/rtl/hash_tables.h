/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dynamic hash tables: a driver's entries, found by a signature of 64 bits. The driver makes the table
 * larger or smaller by one bucket at a time.
 */
#ifndef WINWORK_RTL_HASH_TABLES_H
#define WINWORK_RTL_HASH_TABLES_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

/* The signature of the enumerators in a chain. An entry with it gets the signature 1. */
#define RTL_HASH_RESERVED_SIGNATURE 0
/* A flag of a table that RtlCreateHashTable has allocated. */
#define RTL_HASH_ALLOCATED_HEADER 0x00000001

typedef struct _RTL_DYNAMIC_HASH_TABLE_ENTRY {
	LIST_ENTRY Linkage;
	ULONG_PTR Signature;
} RTL_DYNAMIC_HASH_TABLE_ENTRY, *PRTL_DYNAMIC_HASH_TABLE_ENTRY;

typedef struct _RTL_DYNAMIC_HASH_TABLE_CONTEXT {
	PLIST_ENTRY ChainHead;
	PLIST_ENTRY PrevLinkage;
	ULONG_PTR Signature;
} RTL_DYNAMIC_HASH_TABLE_CONTEXT, *PRTL_DYNAMIC_HASH_TABLE_CONTEXT;

typedef struct _RTL_DYNAMIC_HASH_TABLE_ENUMERATOR {
	RTL_DYNAMIC_HASH_TABLE_ENTRY HashEntry;
	PLIST_ENTRY ChainHead;
	ULONG BucketIndex;
} RTL_DYNAMIC_HASH_TABLE_ENUMERATOR, *PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR;

typedef struct _RTL_DYNAMIC_HASH_TABLE {
	ULONG Flags;
	ULONG Shift;
	ULONG TableSize;
	ULONG Pivot;
	ULONG DivisorMask;
	ULONG NumEntries;
	ULONG NonEmptyBuckets;
	ULONG NumEnumerators;
	PVOID Directory;
} RTL_DYNAMIC_HASH_TABLE, *PRTL_DYNAMIC_HASH_TABLE;

/*
 * These rules apply to all functions below:
 *
 *  - The functions do not lock. Lookups may run beside each other. Every other call, also of an
 *    enumeration, needs the table for itself.
 *  - The members of the structures belong to the functions, but for the Signature of an entry, which a
 *    driver may read.
 *  - Several entries may have the same signature. The driver compares them with what it looks for.
 *  - A context is a place in the table. A lookup stores it, and the next call for the same signature
 *    continues there. It is valid until another call changes the table.
 *  - Windows has no pages about these functions. Facts come from its headers, and from the hash table of
 *    Microsoft's msquic, which was made from that of Windows.
 */

/**
 * RtlInitHashTableContext, RtlInitHashTableContextFromEnumerator, RtlReleaseHashTableContext - begin and
 *	end the use of a context
 * @Context: the context; without place, or with the place of the enumerator
 * @Enumerator: an enumerator of the same table
 *
 * RtlReleaseHashTableContext has nothing to do.
 *
 * IRQL: any.
 * Page: ntddk.h declares the names of the functions, without pages
 */
WINWORK_OWN VOID RtlInitHashTableContext(_Out_ PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
	Context->ChainHead = NULL;
	Context->PrevLinkage = NULL;
	Context->Signature = RTL_HASH_RESERVED_SIGNATURE;
}

WINWORK_OWN VOID RtlInitHashTableContextFromEnumerator(
	_Out_ PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context,
	_In_ PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator)
{
	Context->ChainHead = Enumerator->ChainHead;
	Context->PrevLinkage = Enumerator->HashEntry.Linkage.Blink;
	Context->Signature = RTL_HASH_RESERVED_SIGNATURE;
}

WINWORK_OWN VOID RtlReleaseHashTableContext(_Inout_ PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context)
{
	UNREFERENCED_PARAMETER(Context);
}

/**
 * RtlTotalBucketsHashTable, RtlNonEmptyBucketsHashTable, RtlEmptyBucketsHashTable,
 *	RtlTotalEntriesHashTable, RtlActiveEnumeratorsHashTable - count the parts of a table
 * @HashTable: the table
 *
 * A driver compares the numbers to decide when to call RtlExpandHashTable or RtlContractHashTable. A
 * bucket with an enumerator is not empty.
 *
 * IRQL: any.
 * Return: the number of buckets, of entries, or of enumerations that have begun and not ended.
 * Page: ntddk.h declares the names of the functions, without pages
 */
WINWORK_OWN ULONG RtlTotalBucketsHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable)
{
	return HashTable->TableSize;
}

WINWORK_OWN ULONG RtlNonEmptyBucketsHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable)
{
	return HashTable->NonEmptyBuckets;
}

WINWORK_OWN ULONG RtlEmptyBucketsHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable)
{
	return HashTable->TableSize - HashTable->NonEmptyBuckets;
}

WINWORK_OWN ULONG RtlTotalEntriesHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable)
{
	return HashTable->NumEntries;
}

WINWORK_OWN ULONG RtlActiveEnumeratorsHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable)
{
	return HashTable->NumEnumerators;
}

/**
 * RtlCreateHashTable - make a table
 * @HashTable: points to the address of the table's structure, or to NULL to have it allocated, and
 *	receives its address
 * @Shift: the number of low bits of a signature that do not choose a bucket; below 64
 * @Flags: 0
 *
 * A table has 128 buckets at first. Its memory is nonpaged pool of the driver.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE; FALSE if there is no memory, or a parameter is wrong. The log names it.
 * Page: ntddk.h declares RtlCreateHashTable, without a page
 */
BOOLEAN NTAPI RtlCreateHashTable(_Inout_ PRTL_DYNAMIC_HASH_TABLE *HashTable, _In_ ULONG Shift,
				 _In_ ULONG Flags);

/**
 * RtlDeleteHashTable - free the memory of a table
 * @HashTable: the table, without entries and enumerations. Its structure is freed if RtlCreateHashTable
 *	has allocated it.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ntddk.h declares RtlDeleteHashTable, without a page
 */
VOID NTAPI RtlDeleteHashTable(_Inout_ PRTL_DYNAMIC_HASH_TABLE HashTable);

/**
 * RtlInsertEntryHashTable - add an entry
 * @HashTable: the table
 * @Entry: the entry, which is the driver's, and stays in the table until RtlRemoveEntryHashTable
 * @Signature: its signature. 0 counts as 1
 * @Context: NULL, or a context of a lookup with this signature. One without place receives the place
 *
 * The entry comes before others with its signature; with a place, before the one that was found there.
 * The table gets no more buckets.
 *
 * IRQL: any.
 * Return: TRUE.
 * Page: ntddk.h declares RtlInsertEntryHashTable, without a page
 */
BOOLEAN NTAPI RtlInsertEntryHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable,
				      _In_ PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry,
				      _In_ ULONG_PTR Signature,
				      _Inout_opt_ PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context);

/**
 * RtlRemoveEntryHashTable - remove an entry
 * @HashTable: the table
 * @Entry: an entry of it
 * @Context: NULL, or a context; one without place receives that of the entry's signature
 *
 * IRQL: any.
 * Return: TRUE.
 * Page: ntddk.h declares RtlRemoveEntryHashTable, without a page
 */
BOOLEAN NTAPI RtlRemoveEntryHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable,
				      _In_ PRTL_DYNAMIC_HASH_TABLE_ENTRY Entry,
				      _Inout_opt_ PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context);

/**
 * RtlLookupEntryHashTable, RtlGetNextEntryHashTable - find the entries with a signature
 * @HashTable: the table
 * @Signature: the signature. 0 counts as 1
 * @Context: receives the place; NULL if the driver wants the first entry only.
 *	RtlGetNextEntryHashTable continues from the entry that was found there, which must still be in the
 *	table
 *
 * IRQL: any.
 * Return: the first or the next entry; NULL if there is none.
 * Page: ntddk.h declares the names of the functions, without pages
 */
PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlLookupEntryHashTable(
	_In_ PRTL_DYNAMIC_HASH_TABLE HashTable, _In_ ULONG_PTR Signature,
	_Out_opt_ PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context);
PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlGetNextEntryHashTable(
	_In_ PRTL_DYNAMIC_HASH_TABLE HashTable, _Inout_ PRTL_DYNAMIC_HASH_TABLE_CONTEXT Context);

/**
 * RtlInitEnumerationHashTable, RtlEnumerateEntryHashTable, RtlEndEnumerationHashTable,
 *	RtlInitWeakEnumerationHashTable, RtlWeaklyEnumerateEntryHashTable,
 *	RtlEndWeakEnumerationHashTable - go through all entries
 * @HashTable: the table
 * @Enumerator: the place of the enumeration, which is linked into the table until the end
 *
 * The driver may add and remove entries meanwhile, also the one that it got last. An added entry may
 * be left out. The number of buckets stays as it is. In a weak enumeration the driver may give up its
 * lock between two calls. Here: the others are the same.
 *
 * IRQL: any.
 * Return: RtlInit...: TRUE. RtlEnumerateEntryHashTable and RtlWeaklyEnumerateEntryHashTable: the next
 *	entry; NULL behind the last one.
 * Page: ntddk.h declares the names of the functions, without pages
 */
BOOLEAN NTAPI RtlInitEnumerationHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable,
					  _Out_ PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator);
PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlEnumerateEntryHashTable(
	_In_ PRTL_DYNAMIC_HASH_TABLE HashTable,
	_Inout_ PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator);
VOID NTAPI RtlEndEnumerationHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable,
				      _Inout_ PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator);
BOOLEAN NTAPI RtlInitWeakEnumerationHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable,
					      _Out_ PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator);
PRTL_DYNAMIC_HASH_TABLE_ENTRY NTAPI RtlWeaklyEnumerateEntryHashTable(
	_In_ PRTL_DYNAMIC_HASH_TABLE HashTable,
	_Inout_ PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator);
VOID NTAPI RtlEndWeakEnumerationHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable,
					  _Inout_ PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR Enumerator);

/**
 * RtlExpandHashTable, RtlContractHashTable - add a bucket, take one away
 * @HashTable: the table
 *
 * The entries of one bucket are distributed again, and no others.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE; FALSE during an enumeration, without memory, and for a table that has the most or, with
 *	128, the fewest buckets.
 * Page: ntddk.h declares the names of the functions, without pages
 */
BOOLEAN NTAPI RtlExpandHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable);
BOOLEAN NTAPI RtlContractHashTable(_In_ PRTL_DYNAMIC_HASH_TABLE HashTable);

EXTERN_C_END

#endif /* WINWORK_RTL_HASH_TABLES_H */
