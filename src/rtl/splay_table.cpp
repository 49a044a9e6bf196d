/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Splay trees, and generic tables that are splay trees. A node that is used becomes the root, by
 * rotations in pairs, which also shorten the way to the nodes near it.
 */
#include <wdm.h>
#include <winwork/rtl/tables.h>

#include "base/types.hpp"

namespace {

using Links = RTL_SPLAY_LINKS;

struct Element {
	Links links;
	LIST_ENTRY order;	/* in Table->InsertOrderList */
	LONGLONG data;		/* the driver's element begins here */
};

static_assert(__builtin_offsetof(Element, data) == sizeof(Links) + sizeof(LIST_ENTRY));

Element *element_of(Links *links)
{
	return reinterpret_cast<Element *>(links);
}

bool is_root(const Links *links)
{
	return links->Parent == links;
}

bool is_left(const Links *links)
{
	return links->Parent->LeftChild == links;
}

/* Puts @other, which may be NULL, in the place of @links. */
void replace(Links *links, Links *other)
{
	Links *parent = links->Parent;

	if (is_root(links)) {
		if (other)
			other->Parent = other;
		return;
	}
	(is_left(links) ? parent->LeftChild : parent->RightChild) = other;
	if (other)
		other->Parent = parent;
}

/* Rotates a node into the place of its parent. */
void promote(Links *links)
{
	Links *parent = links->Parent;
	const bool left = is_left(links);
	Links *&inner = left ? links->RightChild : links->LeftChild;
	Links *moved = inner;

	replace(parent, links);
	(left ? parent->LeftChild : parent->RightChild) = moved;
	if (moved)
		moved->Parent = parent;
	inner = parent;
	parent->Parent = links;
}

Links *leftmost(Links *links)
{
	while (links->LeftChild)
		links = links->LeftChild;
	return links;
}

Links *rightmost(Links *links)
{
	while (links->RightChild)
		links = links->RightChild;
	return links;
}

/* Removes a node; returns the node that is its neighbour above, or the new root of its children. */
Links *unlink(Links *links)
{
	if (links->LeftChild && links->RightChild) {
		Links *other = rightmost(links->LeftChild);
		Links *above = other->Parent == links ? other : other->Parent;

		replace(other, other->LeftChild);
		replace(links, other);
		other->LeftChild = links->LeftChild;
		other->RightChild = links->RightChild;
		if (other->LeftChild)
			other->LeftChild->Parent = other;
		other->RightChild->Parent = other;
		return above;
	}
	Links *below = links->LeftChild ? links->LeftChild : links->RightChild;
	Links *above = is_root(links) ? below : links->Parent;

	replace(links, below);
	return above;
}

Links *search(PRTL_GENERIC_TABLE table, PVOID buffer, TABLE_SEARCH_RESULT &result)
{
	Links *links = table->TableRoot;

	result = TableEmptyTree;
	while (links) {
		const RTL_GENERIC_COMPARE_RESULTS order =
			table->CompareRoutine(table, buffer, &element_of(links)->data);

		if (order == GenericEqual) {
			result = TableFoundNode;
			break;
		}
		Links *next = order == GenericLessThan ? links->LeftChild : links->RightChild;

		result = order == GenericLessThan ? TableInsertAsLeft : TableInsertAsRight;
		if (!next)
			break;
		links = next;
	}
	return links;
}

PVOID to_root(PRTL_GENERIC_TABLE table, Links *links)
{
	table->TableRoot = RtlSplay(links);
	return &element_of(links)->data;
}

void forget_ordered(PRTL_GENERIC_TABLE table)
{
	table->OrderedPointer = &table->InsertOrderList;
	table->WhichOrderedElement = 0;
}

} /* namespace */

extern "C" {

PRTL_SPLAY_LINKS NTAPI RtlSplay(PRTL_SPLAY_LINKS Links)
{
	while (!is_root(Links)) {
		if (is_root(Links->Parent)) {
			promote(Links);
		} else if (is_left(Links) == is_left(Links->Parent)) {
			promote(Links->Parent);
			promote(Links);
		} else {
			promote(Links);
			promote(Links);
		}
	}
	return Links;
}

PRTL_SPLAY_LINKS NTAPI RtlDelete(PRTL_SPLAY_LINKS Links)
{
	PRTL_SPLAY_LINKS above = unlink(Links);

	return above ? RtlSplay(above) : nullptr;
}

VOID NTAPI RtlDeleteNoSplay(PRTL_SPLAY_LINKS Links, PRTL_SPLAY_LINKS *Root)
{
	PRTL_SPLAY_LINKS above = unlink(Links);

	while (above && !is_root(above))
		above = above->Parent;
	*Root = above;
}

PRTL_SPLAY_LINKS NTAPI RtlSubtreeSuccessor(PRTL_SPLAY_LINKS Links)
{
	return Links->RightChild ? leftmost(Links->RightChild) : nullptr;
}

PRTL_SPLAY_LINKS NTAPI RtlSubtreePredecessor(PRTL_SPLAY_LINKS Links)
{
	return Links->LeftChild ? rightmost(Links->LeftChild) : nullptr;
}

PRTL_SPLAY_LINKS NTAPI RtlRealSuccessor(PRTL_SPLAY_LINKS Links)
{
	if (Links->RightChild)
		return leftmost(Links->RightChild);
	while (!is_root(Links) && !is_left(Links))
		Links = Links->Parent;
	return is_root(Links) ? nullptr : Links->Parent;
}

PRTL_SPLAY_LINKS NTAPI RtlRealPredecessor(PRTL_SPLAY_LINKS Links)
{
	if (Links->LeftChild)
		return rightmost(Links->LeftChild);
	while (!is_root(Links) && is_left(Links))
		Links = Links->Parent;
	return is_root(Links) ? nullptr : Links->Parent;
}

VOID NTAPI RtlInitializeGenericTable(PRTL_GENERIC_TABLE Table,
				     PRTL_GENERIC_COMPARE_ROUTINE CompareRoutine,
				     PRTL_GENERIC_ALLOCATE_ROUTINE AllocateRoutine,
				     PRTL_GENERIC_FREE_ROUTINE FreeRoutine, PVOID TableContext)
{
	*Table = {};
	InitializeListHead(&Table->InsertOrderList);
	forget_ordered(Table);
	Table->CompareRoutine = CompareRoutine;
	Table->AllocateRoutine = AllocateRoutine;
	Table->FreeRoutine = FreeRoutine;
	Table->TableContext = TableContext;
}

PVOID NTAPI RtlInsertElementGenericTableFull(PRTL_GENERIC_TABLE Table, PVOID Buffer,
					     CLONG BufferSize, PBOOLEAN NewElement,
					     PVOID NodeOrParent, TABLE_SEARCH_RESULT SearchResult)
{
	Links *parent = static_cast<Links *>(NodeOrParent);
	const bool found = SearchResult == TableFoundNode;

	if (NewElement)
		*NewElement = FALSE;
	if (found)
		return to_root(Table, parent);
	Element *element = static_cast<Element *>(Table->AllocateRoutine(
		Table, static_cast<CLONG>(BufferSize + __builtin_offsetof(Element, data))));

	if (!element)
		return nullptr;
	RtlCopyMemory(&element->data, Buffer, BufferSize);
	RtlInitializeSplayLinks(&element->links);
	InsertTailList(&Table->InsertOrderList, &element->order);
	if (SearchResult == TableInsertAsLeft)
		RtlInsertAsLeftChild(parent, &element->links);
	else if (SearchResult == TableInsertAsRight)
		RtlInsertAsRightChild(parent, &element->links);
	Table->NumberGenericTableElements++;
	if (NewElement)
		*NewElement = TRUE;
	return to_root(Table, &element->links);
}

PVOID NTAPI RtlInsertElementGenericTable(PRTL_GENERIC_TABLE Table, PVOID Buffer, CLONG BufferSize,
					 PBOOLEAN NewElement)
{
	TABLE_SEARCH_RESULT result;
	Links *links = search(Table, Buffer, result);

	return RtlInsertElementGenericTableFull(Table, Buffer, BufferSize, NewElement, links,
						result);
}

BOOLEAN NTAPI RtlDeleteElementGenericTable(PRTL_GENERIC_TABLE Table, PVOID Buffer)
{
	TABLE_SEARCH_RESULT result;
	Links *links = search(Table, Buffer, result);

	if (result != TableFoundNode)
		return FALSE;
	Table->TableRoot = RtlDelete(links);
	RemoveEntryList(&element_of(links)->order);
	Table->NumberGenericTableElements--;
	forget_ordered(Table);
	Table->FreeRoutine(Table, links);
	return TRUE;
}

PVOID NTAPI RtlLookupElementGenericTableFull(PRTL_GENERIC_TABLE Table, PVOID Buffer,
					     PVOID *NodeOrParent, TABLE_SEARCH_RESULT *SearchResult)
{
	Links *links = search(Table, Buffer, *SearchResult);

	if (*SearchResult != TableEmptyTree)
		*NodeOrParent = links;
	return *SearchResult == TableFoundNode ? to_root(Table, links) : nullptr;
}

PVOID NTAPI RtlLookupElementGenericTable(PRTL_GENERIC_TABLE Table, PVOID Buffer)
{
	TABLE_SEARCH_RESULT result;
	PVOID place;

	return RtlLookupElementGenericTableFull(Table, Buffer, &place, &result);
}

/* The place between two calls is the root: each step makes its element the root. */
PVOID NTAPI RtlEnumerateGenericTable(PRTL_GENERIC_TABLE Table, BOOLEAN Restart)
{
	Links *links = Table->TableRoot;

	if (links)
		links = Restart ? leftmost(links) : RtlRealSuccessor(links);
	return links ? to_root(Table, links) : nullptr;
}

PVOID NTAPI RtlEnumerateGenericTableWithoutSplaying(PRTL_GENERIC_TABLE Table, PVOID *RestartKey)
{
	Links *last = static_cast<Links *>(*RestartKey);
	Links *links = last ? RtlRealSuccessor(last) :
		       Table->TableRoot ? leftmost(Table->TableRoot) : nullptr;

	if (!links)
		return nullptr;
	*RestartKey = links;
	return &element_of(links)->data;
}

PVOID NTAPI RtlGetElementGenericTable(PRTL_GENERIC_TABLE Table, ULONG I)
{
	/* WhichOrderedElement counts from 1; 0 stands for the head of the list. */
	if (I >= Table->NumberGenericTableElements)
		return nullptr;
	if (Table->WhichOrderedElement > I + 1)
		forget_ordered(Table);
	for (; Table->WhichOrderedElement <= I; Table->WhichOrderedElement++)
		Table->OrderedPointer = Table->OrderedPointer->Flink;
	return &CONTAINING_RECORD(Table->OrderedPointer, Element, order)->data;
}

ULONG NTAPI RtlNumberGenericTableElements(PRTL_GENERIC_TABLE Table)
{
	return Table->NumberGenericTableElements;
}

BOOLEAN NTAPI RtlIsGenericTableEmpty(PRTL_GENERIC_TABLE Table)
{
	return !Table->TableRoot;
}

} /* extern "C" */
