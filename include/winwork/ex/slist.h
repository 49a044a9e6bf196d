/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sequenced singly linked lists. They are stacks: any number of processors may push to them and pop
 * from them, at any IRQL, without a lock of the driver's.
 */
#ifndef WINWORK_EX_SLIST_H
#define WINWORK_EX_SLIST_H

#include "../ke/spin_lock.h"

EXTERN_C_START

/**
 * struct _SLIST_ENTRY - a link in a structure of the driver's; 16 bytes
 *
 * The driver may read Next in the entries that ExInterlockedFlushSList returns. The list uses
 * Reserved while the entry is in it.
 *
 * Page: wdm.h, SLIST_ENTRY
 */
typedef struct _SLIST_ENTRY {
	struct _SLIST_ENTRY *Next;
	ULONG_PTR Reserved;
} DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) SLIST_ENTRY, *PSLIST_ENTRY;

/**
 * struct _SLIST_HEADER - a list; 16 bytes of nonpaged memory
 *
 * The driver may not use the fields. Zeroed memory is an empty list.
 *
 * Page: wdm.h, SLIST_HEADER
 */
typedef struct _SLIST_HEADER {
	KSPIN_LOCK Lock;
	PSLIST_ENTRY First;
} DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) SLIST_HEADER, *PSLIST_HEADER;

/**
 * ExInitializeSListHead, InitializeSListHead - initialise an empty list
 * @ListHead: the head of the list, aligned to 16 bytes
 *
 * Here: all functions of this file report a head, and an entry to push, that is not aligned to 16
 * bytes (0x1E, with STATUS_DATATYPE_MISALIGNMENT). They then change nothing, and return NULL or 0.
 * On Windows: they raise that exception.
 *
 * IRQL: any.
 * Page: wdm.h, ExInitializeSListHead
 */
VOID NTAPI InitializeSListHead(_Out_ PSLIST_HEADER ListHead);
#define ExInitializeSListHead(ListHead) InitializeSListHead(ListHead)

/**
 * ExInterlockedPushEntrySList, InterlockedPushEntrySList - insert an entry at the beginning of a
 *	list
 * @ListHead: the head of the list
 * @ListEntry: an entry that is in no list; the list owns it until it is popped or flushed
 * @Lock: not used
 *
 * IRQL: any.
 * Return: the entry that was the first, or NULL. Another processor may already have popped it.
 * Page: wdm.h, ExInterlockedPushEntrySList
 */
PSLIST_ENTRY NTAPI ExpInterlockedPushEntrySList(_Inout_ PSLIST_HEADER ListHead,
						_Inout_ PSLIST_ENTRY ListEntry);
#define ExInterlockedPushEntrySList(ListHead, ListEntry, Lock) \
	ExpInterlockedPushEntrySList(ListHead, ListEntry)
#define InterlockedPushEntrySList(ListHead, ListEntry) \
	ExpInterlockedPushEntrySList(ListHead, ListEntry)

/**
 * ExInterlockedPopEntrySList, InterlockedPopEntrySList - remove the first entry
 * @ListHead: the head of the list
 * @Lock: not used
 *
 * The caller owns the entry. It may free the entry at once, also while other processors pop.
 *
 * IRQL: any.
 * Return: the entry, or NULL from an empty list.
 * Page: wdm.h, ExInterlockedPopEntrySList
 */
PSLIST_ENTRY NTAPI ExpInterlockedPopEntrySList(_Inout_ PSLIST_HEADER ListHead);
#define ExInterlockedPopEntrySList(ListHead, Lock) ExpInterlockedPopEntrySList(ListHead)
#define InterlockedPopEntrySList(ListHead) ExpInterlockedPopEntrySList(ListHead)

/**
 * ExInterlockedFlushSList, InterlockedFlushSList - remove all entries
 * @ListHead: the head of the list
 *
 * IRQL: any.
 * Return: the entry that was the first, whose Next leads to the others; NULL if the list was empty.
 * Page: wdm.h, ExInterlockedFlushSList
 */
PSLIST_ENTRY NTAPI ExpInterlockedFlushSList(_Inout_ PSLIST_HEADER ListHead);
#define ExInterlockedFlushSList(ListHead) ExpInterlockedFlushSList(ListHead)
#define InterlockedFlushSList(ListHead) ExpInterlockedFlushSList(ListHead)

/**
 * ExQueryDepthSList, QueryDepthSList - return the number of entries, modulo 65536
 * @ListHead: the head of the list
 *
 * The number may be out of date.
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: the number of entries.
 * Page: wdm.h, ExQueryDepthSList
 */
USHORT NTAPI ExQueryDepthSList(_In_ PSLIST_HEADER ListHead);
#define QueryDepthSList(ListHead) ExQueryDepthSList(ListHead)

EXTERN_C_END

#endif /* WINWORK_EX_SLIST_H */
