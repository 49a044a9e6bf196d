/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Doubly and singly linked lists. The entries are LIST_ENTRY or SINGLE_LIST_ENTRY members of the
 * driver's structures. CONTAINING_RECORD leads from an entry to its structure. The head of a list
 * is also an entry. A LIST_ENTRY head must be initialised; a zeroed SINGLE_LIST_ENTRY head is an
 * empty list.
 *
 * These functions take no lock: the caller must serialise all accesses to a list.
 *
 * Here: the links are not checked. On Windows: the machine stops when the links of neighbours
 * contradict each other.
 */
#ifndef WINWORK_BASE_LIST_H
#define WINWORK_BASE_LIST_H

#include "types.h"

/* Defines an empty list. */
#define RTL_STATIC_LIST_HEAD(name) LIST_ENTRY name = {&name, &name}

/**
 * InitializeListHead - make an empty list
 * @ListHead: the head of the list
 *
 * You may not call this for a list with entries: the entries would be lost.
 *
 * IRQL: any.
 * Page: wdm.h, InitializeListHead
 */
WINWORK_OWN VOID InitializeListHead(PLIST_ENTRY ListHead)
{
	ListHead->Flink = ListHead;
	ListHead->Blink = ListHead;
}

/**
 * IsListEmpty - return whether a list is empty
 * @ListHead: the head of the list
 *
 * IRQL: any.
 * Return: TRUE when the list has no entry.
 * Page: wdm.h, IsListEmpty
 */
WINWORK_OWN BOOLEAN IsListEmpty(const LIST_ENTRY *ListHead)
{
	return ListHead->Flink == ListHead;
}

/**
 * InsertTailList, InsertHeadList - insert an entry at the end, at the beginning of a list
 * @ListHead: the head of the list
 * @Entry: an entry that is in no list
 *
 * IRQL: any.
 * Page: wdm.h, InsertTailList, InsertHeadList
 */
WINWORK_OWN VOID InsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY Entry)
{
	PLIST_ENTRY Last = ListHead->Blink;

	Entry->Flink = ListHead;
	Entry->Blink = Last;
	Last->Flink = Entry;
	ListHead->Blink = Entry;
}

WINWORK_OWN VOID InsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY Entry)
{
	InsertTailList(ListHead->Flink, Entry);
}

/**
 * RemoveEntryList - remove an entry from its list
 * @Entry: an entry that is in a list
 *
 * IRQL: any.
 * Return: TRUE when the list is empty afterwards.
 * Page: wdm.h, RemoveEntryList
 */
WINWORK_OWN BOOLEAN RemoveEntryList(PLIST_ENTRY Entry)
{
	PLIST_ENTRY Next = Entry->Flink;
	PLIST_ENTRY Previous = Entry->Blink;

	Previous->Flink = Next;
	Next->Blink = Previous;
	return Next == Previous;
}

/**
 * RemoveHeadList, RemoveTailList - remove the first, the last entry of a list
 * @ListHead: the head of the list
 *
 * IRQL: any.
 * Return: the entry; @ListHead itself if the list is empty.
 * Page: wdm.h, RemoveHeadList, RemoveTailList
 */
WINWORK_OWN PLIST_ENTRY RemoveHeadList(PLIST_ENTRY ListHead)
{
	PLIST_ENTRY Entry = ListHead->Flink;

	RemoveEntryList(Entry);
	return Entry;
}

WINWORK_OWN PLIST_ENTRY RemoveTailList(PLIST_ENTRY ListHead)
{
	PLIST_ENTRY Entry = ListHead->Blink;

	RemoveEntryList(Entry);
	return Entry;
}

/**
 * AppendTailList - append all entries of a list to another list
 * @ListHead: the head of the list to extend
 * @ListToAppend: the first entry of the other list, whose own head has been removed from it
 *
 * IRQL: any.
 * Page: wdm.h, AppendTailList
 */
WINWORK_OWN VOID AppendTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListToAppend)
{
	PLIST_ENTRY Last = ListHead->Blink;

	ListHead->Blink->Flink = ListToAppend;
	ListHead->Blink = ListToAppend->Blink;
	ListToAppend->Blink->Flink = ListHead;
	ListToAppend->Blink = Last;
}

/**
 * PushEntryList - insert an entry at the beginning of a singly linked list
 * @ListHead: the head of the list
 * @Entry: an entry that is in no list
 *
 * IRQL: any.
 * Page: wdm.h, PushEntryList
 */
WINWORK_OWN VOID PushEntryList(PSINGLE_LIST_ENTRY ListHead, PSINGLE_LIST_ENTRY Entry)
{
	Entry->Next = ListHead->Next;
	ListHead->Next = Entry;
}

/**
 * PopEntryList - remove the first entry of a singly linked list
 * @ListHead: the head of the list
 *
 * IRQL: any.
 * Return: the entry, or NULL if the list is empty.
 * Page: wdm.h, PopEntryList
 */
WINWORK_OWN PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY ListHead)
{
	PSINGLE_LIST_ENTRY Entry = ListHead->Next;

	if (Entry)
		ListHead->Next = Entry->Next;
	return Entry;
}

#endif /* WINWORK_BASE_LIST_H */
