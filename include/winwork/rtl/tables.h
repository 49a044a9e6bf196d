/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Generic tables: sets of a driver's elements, in the order of its own comparison, as balanced trees
 * (Avl) or as splay trees.
 */
#ifndef WINWORK_RTL_TABLES_H
#define WINWORK_RTL_TABLES_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

struct _RTL_AVL_TABLE;
struct _RTL_GENERIC_TABLE;

typedef enum _TABLE_SEARCH_RESULT {
	TableEmptyTree,
	TableFoundNode,
	TableInsertAsLeft,
	TableInsertAsRight,
} TABLE_SEARCH_RESULT;

typedef enum _RTL_GENERIC_COMPARE_RESULTS {
	GenericLessThan,
	GenericGreaterThan,
	GenericEqual,
} RTL_GENERIC_COMPARE_RESULTS;

typedef RTL_GENERIC_COMPARE_RESULTS NTAPI RTL_AVL_COMPARE_ROUTINE(
	struct _RTL_AVL_TABLE *Table, PVOID FirstStruct, PVOID SecondStruct);
typedef RTL_AVL_COMPARE_ROUTINE *PRTL_AVL_COMPARE_ROUTINE;
typedef PVOID NTAPI RTL_AVL_ALLOCATE_ROUTINE(struct _RTL_AVL_TABLE *Table, CLONG ByteSize);
typedef RTL_AVL_ALLOCATE_ROUTINE *PRTL_AVL_ALLOCATE_ROUTINE;
typedef VOID NTAPI RTL_AVL_FREE_ROUTINE(struct _RTL_AVL_TABLE *Table, PVOID Buffer);
typedef RTL_AVL_FREE_ROUTINE *PRTL_AVL_FREE_ROUTINE;
typedef NTSTATUS NTAPI RTL_AVL_MATCH_FUNCTION(struct _RTL_AVL_TABLE *Table, PVOID UserData,
					      PVOID MatchData);
typedef RTL_AVL_MATCH_FUNCTION *PRTL_AVL_MATCH_FUNCTION;
typedef struct _RTL_BALANCED_LINKS {
	struct _RTL_BALANCED_LINKS *Parent;
	struct _RTL_BALANCED_LINKS *LeftChild;
	struct _RTL_BALANCED_LINKS *RightChild;
	CHAR Balance;
	UCHAR Reserved[3];
} RTL_BALANCED_LINKS, *PRTL_BALANCED_LINKS;

typedef struct _RTL_AVL_TABLE {
	RTL_BALANCED_LINKS BalancedRoot;
	PVOID OrderedPointer;
	ULONG WhichOrderedElement;
	ULONG NumberGenericTableElements;
	ULONG DepthOfTree;
	PRTL_BALANCED_LINKS RestartKey;
	ULONG DeleteCount;
	PRTL_AVL_COMPARE_ROUTINE CompareRoutine;
	PRTL_AVL_ALLOCATE_ROUTINE AllocateRoutine;
	PRTL_AVL_FREE_ROUTINE FreeRoutine;
	PVOID TableContext;
} RTL_AVL_TABLE, *PRTL_AVL_TABLE;

typedef RTL_GENERIC_COMPARE_RESULTS NTAPI RTL_GENERIC_COMPARE_ROUTINE(
	struct _RTL_GENERIC_TABLE *Table, PVOID FirstStruct, PVOID SecondStruct);
typedef RTL_GENERIC_COMPARE_ROUTINE *PRTL_GENERIC_COMPARE_ROUTINE;
typedef PVOID NTAPI RTL_GENERIC_ALLOCATE_ROUTINE(struct _RTL_GENERIC_TABLE *Table, CLONG ByteSize);
typedef RTL_GENERIC_ALLOCATE_ROUTINE *PRTL_GENERIC_ALLOCATE_ROUTINE;
typedef VOID NTAPI RTL_GENERIC_FREE_ROUTINE(struct _RTL_GENERIC_TABLE *Table, PVOID Buffer);
typedef RTL_GENERIC_FREE_ROUTINE *PRTL_GENERIC_FREE_ROUTINE;
typedef struct _RTL_SPLAY_LINKS {
	struct _RTL_SPLAY_LINKS *Parent;
	struct _RTL_SPLAY_LINKS *LeftChild;
	struct _RTL_SPLAY_LINKS *RightChild;
} RTL_SPLAY_LINKS, *PRTL_SPLAY_LINKS;

typedef struct _RTL_GENERIC_TABLE {
	PRTL_SPLAY_LINKS TableRoot;
	LIST_ENTRY InsertOrderList;
	PLIST_ENTRY OrderedPointer;
	ULONG WhichOrderedElement;
	ULONG NumberGenericTableElements;
	PRTL_GENERIC_COMPARE_ROUTINE CompareRoutine;
	PRTL_GENERIC_ALLOCATE_ROUTINE AllocateRoutine;
	PRTL_GENERIC_FREE_ROUTINE FreeRoutine;
	PVOID TableContext;
} RTL_GENERIC_TABLE, *PRTL_GENERIC_TABLE;

/* The links of a splay tree. Page: ntddk.h, each macro's own */
#define RtlParent(Links) (((PRTL_SPLAY_LINKS)(Links))->Parent)
#define RtlLeftChild(Links) (((PRTL_SPLAY_LINKS)(Links))->LeftChild)
#define RtlRightChild(Links) (((PRTL_SPLAY_LINKS)(Links))->RightChild)
#define RtlIsRoot(Links) (RtlParent(Links) == (PRTL_SPLAY_LINKS)(Links))
#define RtlIsLeftChild(Links) (RtlLeftChild(RtlParent(Links)) == (PRTL_SPLAY_LINKS)(Links))
#define RtlIsRightChild(Links) (RtlRightChild(RtlParent(Links)) == (PRTL_SPLAY_LINKS)(Links))
#define RtlInitializeSplayLinks(Links)							\
	do {											\
		PRTL_SPLAY_LINKS WinworkLinks = (PRTL_SPLAY_LINKS)(Links);			\
												\
		WinworkLinks->Parent = WinworkLinks;						\
		WinworkLinks->LeftChild = WinworkLinks->RightChild = NULL;			\
	} while (0)

#define RtlInsertAsLeftChild(ParentLinks, ChildLinks)						\
	do {											\
		PRTL_SPLAY_LINKS WinworkParent = (PRTL_SPLAY_LINKS)(ParentLinks);		\
		PRTL_SPLAY_LINKS WinworkChild = (PRTL_SPLAY_LINKS)(ChildLinks);			\
												\
		WinworkParent->LeftChild = WinworkChild;					\
		WinworkChild->Parent = WinworkParent;						\
	} while (0)
#define RtlInsertAsRightChild(ParentLinks, ChildLinks)						\
	do {											\
		PRTL_SPLAY_LINKS WinworkParent = (PRTL_SPLAY_LINKS)(ParentLinks);		\
		PRTL_SPLAY_LINKS WinworkChild = (PRTL_SPLAY_LINKS)(ChildLinks);			\
												\
		WinworkParent->RightChild = WinworkChild;					\
		WinworkChild->Parent = WinworkParent;						\
	} while (0)

/*
 * With RTL_USE_AVL_TABLES the names of the splay tables mean the balanced ones, as on Windows. The
 * define stands before the #include of the kit's header.
 */
#ifdef RTL_USE_AVL_TABLES
#define RTL_GENERIC_TABLE RTL_AVL_TABLE
#define PRTL_GENERIC_TABLE PRTL_AVL_TABLE
#define RTL_GENERIC_COMPARE_ROUTINE RTL_AVL_COMPARE_ROUTINE
#define PRTL_GENERIC_COMPARE_ROUTINE PRTL_AVL_COMPARE_ROUTINE
#define RTL_GENERIC_ALLOCATE_ROUTINE RTL_AVL_ALLOCATE_ROUTINE
#define PRTL_GENERIC_ALLOCATE_ROUTINE PRTL_AVL_ALLOCATE_ROUTINE
#define RTL_GENERIC_FREE_ROUTINE RTL_AVL_FREE_ROUTINE
#define PRTL_GENERIC_FREE_ROUTINE PRTL_AVL_FREE_ROUTINE
#define RtlInitializeGenericTable RtlInitializeGenericTableAvl
#define RtlInsertElementGenericTable RtlInsertElementGenericTableAvl
#define RtlInsertElementGenericTableFull RtlInsertElementGenericTableFullAvl
#define RtlDeleteElementGenericTable RtlDeleteElementGenericTableAvl
#define RtlLookupElementGenericTable RtlLookupElementGenericTableAvl
#define RtlLookupElementGenericTableFull RtlLookupElementGenericTableFullAvl
#define RtlEnumerateGenericTable RtlEnumerateGenericTableAvl
#define RtlEnumerateGenericTableWithoutSplaying RtlEnumerateGenericTableWithoutSplayingAvl
#define RtlGetElementGenericTable RtlGetElementGenericTableAvl
#define RtlNumberGenericTableElements RtlNumberGenericTableElementsAvl
#define RtlIsGenericTableEmpty RtlIsGenericTableEmptyAvl
#endif

/**
 * RtlInitializeGenericTableAvl, RtlInitializeGenericTable - make a table empty
 * @Table: the table
 * @CompareRoutine: tells the order of two elements
 * @AllocateRoutine: returns memory for an element and the table's part of it, or NULL
 * @FreeRoutine: frees such memory
 * @TableContext: any value, for the routines
 *
 * An element begins sizeof(RTL_BALANCED_LINKS) bytes into its memory (Avl), or
 * sizeof(RTL_SPLAY_LINKS) + sizeof(LIST_ENTRY) bytes. The functions do not lock: the driver lets no
 * other code use the table meanwhile. The functions without Avl also write the table when they only
 * look up an element.
 *
 * IRQL: as the table's lock and its routines allow.
 * Page: ntddk.h, the names of the functions
 */
#ifndef RTL_USE_AVL_TABLES
VOID NTAPI RtlInitializeGenericTable(_Out_ PRTL_GENERIC_TABLE Table,
				     _In_ PRTL_GENERIC_COMPARE_ROUTINE CompareRoutine,
				     _In_ PRTL_GENERIC_ALLOCATE_ROUTINE AllocateRoutine,
				     _In_ PRTL_GENERIC_FREE_ROUTINE FreeRoutine,
				     _In_opt_ PVOID TableContext);
#endif
VOID NTAPI RtlInitializeGenericTableAvl(_Out_ PRTL_AVL_TABLE Table,
					_In_ PRTL_AVL_COMPARE_ROUTINE CompareRoutine,
					_In_ PRTL_AVL_ALLOCATE_ROUTINE AllocateRoutine,
					_In_ PRTL_AVL_FREE_ROUTINE FreeRoutine,
					_In_opt_ PVOID TableContext);

/**
 * RtlInsertElementGenericTable, RtlInsertElementGenericTableFull, RtlInsertElementGenericTableAvl,
 *	RtlInsertElementGenericTableFullAvl - add a copy of an element, if none is equal to it
 * @Table: the table
 * @Buffer: the element, which is compared and copied
 * @BufferSize: its bytes
 * @NewElement: receives whether the copy was added; may be NULL
 * @NodeOrParent, @SearchResult: with Full, the results of the Full function that looks an element up.
 *	The table has not changed since. No comparison takes place.
 *
 * IRQL: as the table's lock and its routines allow.
 * Return: the element in the table, new or not; NULL if there is no memory.
 * Page: ntddk.h, the names of the functions
 */
#ifndef RTL_USE_AVL_TABLES
PVOID NTAPI RtlInsertElementGenericTable(_In_ PRTL_GENERIC_TABLE Table, _In_ PVOID Buffer,
					 _In_ CLONG BufferSize, _Out_opt_ PBOOLEAN NewElement);
PVOID NTAPI RtlInsertElementGenericTableFull(_In_ PRTL_GENERIC_TABLE Table, _In_ PVOID Buffer,
					     _In_ CLONG BufferSize, _Out_opt_ PBOOLEAN NewElement,
					     _In_ PVOID NodeOrParent,
					     _In_ TABLE_SEARCH_RESULT SearchResult);
#endif
PVOID NTAPI RtlInsertElementGenericTableAvl(_In_ PRTL_AVL_TABLE Table, _In_ PVOID Buffer,
					    _In_ CLONG BufferSize, _Out_opt_ PBOOLEAN NewElement);
PVOID NTAPI RtlInsertElementGenericTableFullAvl(_In_ PRTL_AVL_TABLE Table, _In_ PVOID Buffer,
						_In_ CLONG BufferSize,
						_Out_opt_ PBOOLEAN NewElement,
						_In_ PVOID NodeOrParent,
						_In_ TABLE_SEARCH_RESULT SearchResult);

/**
 * RtlDeleteElementGenericTableAvl, RtlDeleteElementGenericTable - remove an element, and free it
 * @Table: the table
 * @Buffer: an element that compares equal to it
 *
 * An enumeration with RtlEnumerateGenericTableAvl goes on behind the removed element. One with
 * RtlEnumerateGenericTable must begin again.
 *
 * IRQL: as the table's lock and its routines allow.
 * Return: whether there was such an element.
 * Page: ntddk.h, the names of the functions
 */
#ifndef RTL_USE_AVL_TABLES
BOOLEAN NTAPI RtlDeleteElementGenericTable(_In_ PRTL_GENERIC_TABLE Table, _In_ PVOID Buffer);
#endif
BOOLEAN NTAPI RtlDeleteElementGenericTableAvl(_In_ PRTL_AVL_TABLE Table, _In_ PVOID Buffer);

/**
 * RtlLookupElementGenericTable, RtlLookupElementGenericTableFull, RtlLookupElementGenericTableAvl,
 *	RtlLookupElementGenericTableFullAvl, RtlLookupFirstMatchingElementGenericTableAvl - find an
 *	element
 * @Table: the table
 * @Buffer: an element that compares equal to it
 * @NodeOrParent, @SearchResult: receive the place, for the Full function that inserts. In an empty table
 *	@NodeOrParent receives nothing
 * @RestartKey: receives the place, for RtlEnumerateGenericTableWithoutSplayingAvl. With
 *	RtlLookupFirstMatchingElementGenericTableAvl several elements may compare equal to @Buffer; it
 *	finds the first one.
 *
 * IRQL: as the table's lock and its routines allow.
 * Return: the element; NULL if there is none.
 * Page: ntddk.h, the names of the functions
 */
#ifndef RTL_USE_AVL_TABLES
PVOID NTAPI RtlLookupElementGenericTable(_In_ PRTL_GENERIC_TABLE Table, _In_ PVOID Buffer);
PVOID NTAPI RtlLookupElementGenericTableFull(_In_ PRTL_GENERIC_TABLE Table, _In_ PVOID Buffer,
					     _Out_ PVOID *NodeOrParent,
					     _Out_ TABLE_SEARCH_RESULT *SearchResult);
#endif
PVOID NTAPI RtlLookupElementGenericTableAvl(_In_ PRTL_AVL_TABLE Table, _In_ PVOID Buffer);
PVOID NTAPI RtlLookupElementGenericTableFullAvl(_In_ PRTL_AVL_TABLE Table, _In_ PVOID Buffer,
						_Out_ PVOID *NodeOrParent,
						_Out_ TABLE_SEARCH_RESULT *SearchResult);
PVOID NTAPI RtlLookupFirstMatchingElementGenericTableAvl(_In_ PRTL_AVL_TABLE Table,
							 _In_ PVOID Buffer,
							 _Out_ PVOID *RestartKey);

/**
 * RtlEnumerateGenericTable, RtlEnumerateGenericTableWithoutSplaying, RtlEnumerateGenericTableAvl,
 *	RtlEnumerateGenericTableWithoutSplayingAvl - go through the elements in their order
 * @Table: the table
 * @Restart: whether to begin with the first element
 * @RestartKey: holds the place between the calls; NULL begins with the first element. An element may
 *	not be removed between two calls WithoutSplaying, if it was returned last.
 *
 * IRQL: as the table's lock and its routines allow.
 * Return: the next element; NULL behind the last one.
 * Page: ntddk.h, the names of the functions
 */
#ifndef RTL_USE_AVL_TABLES
PVOID NTAPI RtlEnumerateGenericTable(_In_ PRTL_GENERIC_TABLE Table, _In_ BOOLEAN Restart);
PVOID NTAPI RtlEnumerateGenericTableWithoutSplaying(_In_ PRTL_GENERIC_TABLE Table,
						    _Inout_ PVOID *RestartKey);
#endif
PVOID NTAPI RtlEnumerateGenericTableAvl(_In_ PRTL_AVL_TABLE Table, _In_ BOOLEAN Restart);
PVOID NTAPI RtlEnumerateGenericTableWithoutSplayingAvl(_In_ PRTL_AVL_TABLE Table,
						       _Inout_ PVOID *RestartKey);
WINWORK_ABSENT PVOID NTAPI RtlEnumerateGenericTableLikeADirectory(
	_In_ PRTL_AVL_TABLE Table, _In_opt_ PRTL_AVL_MATCH_FUNCTION MatchFunction,
	_In_opt_ PVOID MatchData, _In_ ULONG NextFlag, _Inout_ PVOID *RestartKey,
	_Inout_ PULONG DeleteCount, _In_ PVOID Buffer);

/**
 * RtlGetElementGenericTableAvl, RtlGetElementGenericTable - return an element by its number
 * @Table: the table
 * @I: the number, from 0; in the order of comparison (Avl), or in the order of insertion
 *
 * IRQL: as the table's lock and its routines allow.
 * Return: the element; NULL if there are not that many.
 * Page: ntddk.h, the names of the functions
 */
#ifndef RTL_USE_AVL_TABLES
PVOID NTAPI RtlGetElementGenericTable(_In_ PRTL_GENERIC_TABLE Table, _In_ ULONG I);
#endif
PVOID NTAPI RtlGetElementGenericTableAvl(_In_ PRTL_AVL_TABLE Table, _In_ ULONG I);

/**
 * RtlNumberGenericTableElementsAvl, RtlNumberGenericTableElements, RtlIsGenericTableEmptyAvl,
 *	RtlIsGenericTableEmpty - count the elements
 * @Table: the table
 *
 * IRQL: as the table's lock and its routines allow.
 * Return: their number, or whether there are none.
 * Page: ntddk.h, the names of the functions
 */
#ifndef RTL_USE_AVL_TABLES
ULONG NTAPI RtlNumberGenericTableElements(_In_ PRTL_GENERIC_TABLE Table);
BOOLEAN NTAPI RtlIsGenericTableEmpty(_In_ PRTL_GENERIC_TABLE Table);
#endif
ULONG NTAPI RtlNumberGenericTableElementsAvl(_In_ PRTL_AVL_TABLE Table);
BOOLEAN NTAPI RtlIsGenericTableEmptyAvl(_In_ PRTL_AVL_TABLE Table);

/**
 * RtlSplay, RtlDelete, RtlDeleteNoSplay, RtlSubtreeSuccessor, RtlSubtreePredecessor, RtlRealSuccessor,
 *	RtlRealPredecessor - work on the links of a driver's own splay tree
 * @Links: the links of a node. Those of the root are their own parent.
 * @Root: the root of the tree, which receives the new root
 *
 * RtlSplay makes a node the root. RtlDelete removes a node, and splays its parent; RtlDeleteNoSplay
 * leaves the other nodes where they are. The next node in the order is the real successor. The subtree
 * successor is the one below the node.
 *
 * IRQL: as the table's lock and its routines allow.
 * Return: RtlSplay and RtlDelete return the new root; NULL for an empty tree. The others return the node,
 *	or NULL if there is none.
 * Page: ntddk.h, the names of the functions
 */
PRTL_SPLAY_LINKS NTAPI RtlSplay(_Inout_ PRTL_SPLAY_LINKS Links);
PRTL_SPLAY_LINKS NTAPI RtlDelete(_In_ PRTL_SPLAY_LINKS Links);
VOID NTAPI RtlDeleteNoSplay(_In_ PRTL_SPLAY_LINKS Links, _Inout_ PRTL_SPLAY_LINKS *Root);
PRTL_SPLAY_LINKS NTAPI RtlSubtreeSuccessor(_In_ PRTL_SPLAY_LINKS Links);
PRTL_SPLAY_LINKS NTAPI RtlSubtreePredecessor(_In_ PRTL_SPLAY_LINKS Links);
PRTL_SPLAY_LINKS NTAPI RtlRealSuccessor(_In_ PRTL_SPLAY_LINKS Links);
PRTL_SPLAY_LINKS NTAPI RtlRealPredecessor(_In_ PRTL_SPLAY_LINKS Links);

EXTERN_C_END

#endif /* WINWORK_RTL_TABLES_H */
