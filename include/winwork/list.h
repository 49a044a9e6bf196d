/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Doubly and singly linked lists, made of LIST_ENTRY and SINGLE_LIST_ENTRY in structures of the
 * driver's; CONTAINING_RECORD leads from an entry to its structure. A list's head is an entry
 * too, and a LIST_ENTRY head must be initialised; a SINGLE_LIST_ENTRY head is empty when zero.
 *
 * No function here locks: the caller serialises. Any IRQL, with the spin lock for that. Windows
 * stops the machine when the links of neighbours contradict each other; here nothing checks them.
 *
 * Pages: wdm.h, the names of the functions.
 */
#ifndef WINWORK_LIST_H
#define WINWORK_LIST_H

#include "types.h"

/* Makes an empty list; may not be applied to a list with entries. */
WINWORK_OWN VOID InitializeListHead(PLIST_ENTRY ListHead)
{
	ListHead->Flink = ListHead;
	ListHead->Blink = ListHead;
}

WINWORK_OWN BOOLEAN IsListEmpty(const LIST_ENTRY *ListHead)
{
	return ListHead->Flink == ListHead;
}

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

/* The entry must be in a list. TRUE when the list is empty afterwards. */
WINWORK_OWN BOOLEAN RemoveEntryList(PLIST_ENTRY Entry)
{
	PLIST_ENTRY Next = Entry->Flink;
	PLIST_ENTRY Previous = Entry->Blink;

	Previous->Flink = Next;
	Next->Blink = Previous;
	return Next == Previous;
}

/* On an empty list these return the head itself. */
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

/* Appends a list without a head, given by its first entry, to the end of another list. */
WINWORK_OWN VOID AppendTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListToAppend)
{
	PLIST_ENTRY Last = ListHead->Blink;

	ListHead->Blink->Flink = ListToAppend;
	ListHead->Blink = ListToAppend->Blink;
	ListToAppend->Blink->Flink = ListHead;
	ListToAppend->Blink = Last;
}

WINWORK_OWN VOID PushEntryList(PSINGLE_LIST_ENTRY ListHead, PSINGLE_LIST_ENTRY Entry)
{
	Entry->Next = ListHead->Next;
	ListHead->Next = Entry;
}

/* NULL on an empty list. */
WINWORK_OWN PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY ListHead)
{
	PSINGLE_LIST_ENTRY Entry = ListHead->Next;

	if (Entry)
		ListHead->Next = Entry->Next;
	return Entry;
}

#endif /* WINWORK_LIST_H */
