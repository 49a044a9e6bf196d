/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Generic tables that are balanced trees. In each node the heights of the two subtrees differ by at
 * most 1; Balance is the right height less the left one. The tree hangs below Table->BalancedRoot,
 * as its right child, so each node has a parent.
 */
#include <wdm.h>
#include <winwork/rtl/tables.h>

#include "base/types.hpp"

namespace {

using Node = RTL_BALANCED_LINKS;

struct Element {
	Node links;
	LONGLONG data;		/* the driver's element begins here */
};

static_assert(__builtin_offsetof(Element, data) == sizeof(Node));

PVOID data_of(Node *node)
{
	return &reinterpret_cast<Element *>(node)->data;
}

Node *top(PRTL_AVL_TABLE table)
{
	return &table->BalancedRoot;
}

bool is_left(const Node *node)
{
	return node->Parent->LeftChild == node;
}

CHAR side_of(const Node *node)
{
	return is_left(node) ? -1 : 1;
}

Node *&child(Node *node, CHAR side)
{
	return side < 0 ? node->LeftChild : node->RightChild;
}

/* Puts @other, which may be NULL, in the place of @node below its parent. */
void replace(Node *node, Node *other)
{
	child(node->Parent, side_of(node)) = other;
	if (other)
		other->Parent = node->Parent;
}

/* Rotates a node into the place of its parent. */
void promote(Node *node)
{
	Node *parent = node->Parent;
	const CHAR side = side_of(node);
	Node *moved = child(node, static_cast<CHAR>(-side));

	replace(parent, node);
	child(parent, side) = moved;
	if (moved)
		moved->Parent = parent;
	child(node, static_cast<CHAR>(-side)) = parent;
	parent->Parent = node;
}

/*
 * Mends a node whose subtree at @side is higher by 2. Returns whether the whole is lower by 1 than
 * it was with that difference.
 */
bool rebalance(Node *node, CHAR side)
{
	Node *heavy = child(node, side);
	const CHAR other = static_cast<CHAR>(-side);

	if (heavy->Balance == side) {
		promote(heavy);
		node->Balance = heavy->Balance = 0;
		return true;
	}
	if (!heavy->Balance) {
		promote(heavy);
		heavy->Balance = other;
		node->Balance = side;
		return false;
	}
	Node *middle = child(heavy, other);

	promote(middle);
	promote(middle);
	node->Balance = middle->Balance == side ? other : 0;
	heavy->Balance = middle->Balance == other ? side : 0;
	middle->Balance = 0;
	return true;
}

void grown(PRTL_AVL_TABLE table, Node *node)
{
	for (; node->Parent != top(table); node = node->Parent) {
		Node *parent = node->Parent;
		const CHAR side = side_of(node);

		if (parent->Balance) {
			if (parent->Balance == side)
				rebalance(parent, side);
			else
				parent->Balance = 0;
			return;
		}
		parent->Balance = side;
	}
	table->DepthOfTree++;
}

/* The subtree of @parent at @side has become lower by 1. */
void shrunk(PRTL_AVL_TABLE table, Node *parent, CHAR side)
{
	while (parent != top(table)) {
		Node *whole = parent;

		if (!parent->Balance) {
			parent->Balance = static_cast<CHAR>(-side);
			return;
		}
		if (parent->Balance == side) {
			parent->Balance = 0;
		} else {
			const bool lower = rebalance(parent, static_cast<CHAR>(-side));

			whole = parent->Parent;
			if (!lower)
				return;
		}
		side = side_of(whole);
		parent = whole->Parent;
	}
	table->DepthOfTree--;
}

Node *outermost(Node *node, CHAR side)
{
	while (child(node, side))
		node = child(node, side);
	return node;
}

Node *first(PRTL_AVL_TABLE table)
{
	return top(table)->RightChild ? outermost(top(table)->RightChild, -1) : nullptr;
}

/* The next node at @side in the order, or NULL. */
Node *neighbour(PRTL_AVL_TABLE table, Node *node, CHAR side)
{
	if (child(node, side))
		return outermost(child(node, side), static_cast<CHAR>(-side));
	while (node->Parent != top(table) && side_of(node) == side)
		node = node->Parent;
	return node->Parent == top(table) ? nullptr : node->Parent;
}

Node *search(PRTL_AVL_TABLE table, PVOID buffer, TABLE_SEARCH_RESULT &result)
{
	Node *node = top(table)->RightChild;

	result = TableEmptyTree;
	while (node) {
		const RTL_GENERIC_COMPARE_RESULTS order =
			table->CompareRoutine(table, buffer, data_of(node));

		if (order == GenericEqual) {
			result = TableFoundNode;
			break;
		}
		const CHAR side = order == GenericLessThan ? -1 : 1;

		result = side < 0 ? TableInsertAsLeft : TableInsertAsRight;
		if (!child(node, side))
			break;
		node = child(node, side);
	}
	return node;
}

/* The element of a number that RtlGetElementGenericTableAvl has found is no longer known. */
void forget_ordered(PRTL_AVL_TABLE table)
{
	table->OrderedPointer = nullptr;
	table->WhichOrderedElement = 0;
}

void unlink(PRTL_AVL_TABLE table, Node *node)
{
	/* A node with one child at most leaves the tree: the node itself, or one beside it. */
	Node *leaving = !node->LeftChild || !node->RightChild ? node :
			node->Balance < 0 ? outermost(node->LeftChild, 1)
					  : outermost(node->RightChild, -1);
	Node *parent = leaving->Parent;
	const CHAR side = side_of(leaving);

	replace(leaving, leaving->LeftChild ? leaving->LeftChild : leaving->RightChild);
	shrunk(table, parent, side);
	if (leaving == node)
		return;

	/* It takes the place of the other, where this now is. */
	replace(node, leaving);
	leaving->LeftChild = node->LeftChild;
	leaving->RightChild = node->RightChild;
	leaving->Balance = node->Balance;
	if (leaving->LeftChild)
		leaving->LeftChild->Parent = leaving;
	if (leaving->RightChild)
		leaving->RightChild->Parent = leaving;
}

void tell(PBOOLEAN where, bool value)
{
	if (where)
		*where = value;
}

} /* namespace */

extern "C" {

VOID NTAPI RtlInitializeGenericTableAvl(PRTL_AVL_TABLE Table,
					PRTL_AVL_COMPARE_ROUTINE CompareRoutine,
					PRTL_AVL_ALLOCATE_ROUTINE AllocateRoutine,
					PRTL_AVL_FREE_ROUTINE FreeRoutine, PVOID TableContext)
{
	*Table = {};
	Table->BalancedRoot.Parent = &Table->BalancedRoot;
	Table->CompareRoutine = CompareRoutine;
	Table->AllocateRoutine = AllocateRoutine;
	Table->FreeRoutine = FreeRoutine;
	Table->TableContext = TableContext;
}

PVOID NTAPI RtlInsertElementGenericTableFullAvl(PRTL_AVL_TABLE Table, PVOID Buffer,
						CLONG BufferSize, PBOOLEAN NewElement,
						PVOID NodeOrParent,
						TABLE_SEARCH_RESULT SearchResult)
{
	Node *parent = static_cast<Node *>(NodeOrParent);

	tell(NewElement, false);
	if (SearchResult == TableFoundNode)
		return data_of(parent);
	Node *node = static_cast<Node *>(
		Table->AllocateRoutine(Table, static_cast<CLONG>(BufferSize + sizeof(Node))));

	if (!node)
		return nullptr;
	RtlCopyMemory(data_of(node), Buffer, BufferSize);
	*node = {};
	node->Parent = SearchResult == TableEmptyTree ? top(Table) : parent;
	child(node->Parent, SearchResult == TableInsertAsLeft ? -1 : 1) = node;
	Table->NumberGenericTableElements++;
	forget_ordered(Table);
	grown(Table, node);
	tell(NewElement, true);
	return data_of(node);
}

PVOID NTAPI RtlInsertElementGenericTableAvl(PRTL_AVL_TABLE Table, PVOID Buffer, CLONG BufferSize,
					    PBOOLEAN NewElement)
{
	TABLE_SEARCH_RESULT result;
	Node *node = search(Table, Buffer, result);

	return RtlInsertElementGenericTableFullAvl(Table, Buffer, BufferSize, NewElement, node,
						   result);
}

BOOLEAN NTAPI RtlDeleteElementGenericTableAvl(PRTL_AVL_TABLE Table, PVOID Buffer)
{
	TABLE_SEARCH_RESULT result;
	Node *node = search(Table, Buffer, result);

	if (result != TableFoundNode)
		return FALSE;
	/* The next step of an enumeration is the one from the node before. */
	if (Table->RestartKey == node)
		Table->RestartKey = neighbour(Table, node, -1);
	unlink(Table, node);
	Table->NumberGenericTableElements--;
	Table->DeleteCount++;
	forget_ordered(Table);
	Table->FreeRoutine(Table, node);
	return TRUE;
}

PVOID NTAPI RtlLookupElementGenericTableFullAvl(PRTL_AVL_TABLE Table, PVOID Buffer,
						PVOID *NodeOrParent,
						TABLE_SEARCH_RESULT *SearchResult)
{
	Node *node = search(Table, Buffer, *SearchResult);

	if (*SearchResult != TableEmptyTree)
		*NodeOrParent = node;
	return *SearchResult == TableFoundNode ? data_of(node) : nullptr;
}

PVOID NTAPI RtlLookupElementGenericTableAvl(PRTL_AVL_TABLE Table, PVOID Buffer)
{
	TABLE_SEARCH_RESULT result;
	Node *node = search(Table, Buffer, result);

	return result == TableFoundNode ? data_of(node) : nullptr;
}

PVOID NTAPI RtlLookupFirstMatchingElementGenericTableAvl(PRTL_AVL_TABLE Table, PVOID Buffer,
							 PVOID *RestartKey)
{
	TABLE_SEARCH_RESULT result;
	Node *node = search(Table, Buffer, result);

	*RestartKey = nullptr;
	if (result != TableFoundNode)
		return nullptr;
	for (Node *before = neighbour(Table, node, -1);
	     before && Table->CompareRoutine(Table, Buffer, data_of(before)) == GenericEqual;
	     before = neighbour(Table, before, -1))
		node = before;
	*RestartKey = node;
	return data_of(node);
}

PVOID NTAPI RtlEnumerateGenericTableWithoutSplayingAvl(PRTL_AVL_TABLE Table, PVOID *RestartKey)
{
	Node *last = static_cast<Node *>(*RestartKey);
	Node *node = last ? neighbour(Table, last, 1) : first(Table);

	if (!node)
		return nullptr;
	*RestartKey = node;
	return data_of(node);
}

PVOID NTAPI RtlEnumerateGenericTableAvl(PRTL_AVL_TABLE Table, BOOLEAN Restart)
{
	PVOID key = Restart ? nullptr : Table->RestartKey;
	PVOID data = RtlEnumerateGenericTableWithoutSplayingAvl(Table, &key);

	Table->RestartKey = static_cast<Node *>(key);
	return data;
}

PVOID NTAPI RtlGetElementGenericTableAvl(PRTL_AVL_TABLE Table, ULONG I)
{
	Node *node = static_cast<Node *>(Table->OrderedPointer);
	ULONG number = Table->WhichOrderedElement;

	if (I >= Table->NumberGenericTableElements)
		return nullptr;
	if (!node || number > I) {
		node = first(Table);
		number = 0;
	}
	for (; number < I; number++)
		node = neighbour(Table, node, 1);
	Table->OrderedPointer = node;
	Table->WhichOrderedElement = number;
	return data_of(node);
}

ULONG NTAPI RtlNumberGenericTableElementsAvl(PRTL_AVL_TABLE Table)
{
	return Table->NumberGenericTableElements;
}

BOOLEAN NTAPI RtlIsGenericTableEmptyAvl(PRTL_AVL_TABLE Table)
{
	return !Table->NumberGenericTableElements;
}

} /* extern "C" */
