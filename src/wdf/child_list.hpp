/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Child lists: the driver of a bus describes the devices on it, and makes the PDO of each one when the PnP manager asks.
 *
 * The stages of an entry of a list:
 *
 *	from		by							to
 *	waiting		an answer to the manager: EvtChildListCreateDevice	creating
 *	waiting		the driver says that it is missing			left
 *	creating	EvtChildListCreateDevice has succeeded			created
 *	creating	it returned STATUS_RETRY, or there was no memory	waiting
 *	creating	it failed, or either of these of a missing entry	left
 *	created		the end of the PDO					left
 *	any		the end of the device that has the list			left
 *
 * An entry that is creating or created can be missing as well: then the PDO goes as any other child, see children.hpp.
 * The same identification may come again meanwhile, as a new entry: the newest one counts, and it waits until the missing
 * one has left, since the two PDOs would have the same IDs.
 *
 * The lock of a list covers all of it. The driver's callbacks for descriptions are called under it, at DISPATCH_LEVEL, as
 * on Windows, except for those that clean up. It comes before tree_lock. While a list is pinned no entry leaves
 * ChildList::entries, so a thread may walk them and take the lock for each one.
 */
#pragma once

#include "base/call_site.hpp"
#include "base/digital_tree.hpp"
#include "pdo.hpp"

namespace ww::wdf {

struct DeviceInit;

using Identification = WDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER;
using Address = WDF_CHILD_ADDRESS_DESCRIPTION_HEADER;

/* Both of a child. In one structure, since objtool of 6.1 refuses the long names of functions with both. */
struct Description {
	Identification &id;
	Address *address;		/* null for a list without them */
};

enum class EntryStage : u8 { waiting, creating, created, left };

struct ChildEntry {
	ChildEntry *child[2];		/* of ChildList::newest_by_hash */
	u64 number() const { return hash; }

	ChildList *list;		/* with a reference, as the driver's */
	u32 references;			/* of ChildList::entries, of a Pdo, and of a thread that makes the PDO */
	EntryStage stage;
	bool is_missing;
	Pdo *pdo;			/* of one that is created; else null */
	u64 scan;			/* the number of the scan that has found it last */
	u64 hash;			/* of the identification; 0 if the driver compares */
	ChildEntry *newer;		/* with the same hash, as the next one */
	ChildEntry *older;
	ChildEntry *predecessor;	/* a missing one that is alike, and goes first; else null */
	ChildEntry *successor;		/* the reverse */
	LIST_ENTRY link;		/* in ChildList::entries */
	LIST_ENTRY waiting_link;	/* in ChildList::waiting, if it is that and has no predecessor */
	ChildEntry *next;		/* in ChildList::leaving, or in that of ListGuard */
	Identification *id;		/* both behind the entry */
	Address *address;		/* null if the list has none */
};

struct ChildList : Object {
	static const Class kClass;

	Device *device;
	WDF_CHILD_LIST_CONFIG config;
	ChildList *next_of_device WW_GUARDED_BY(tree_lock);
	ChildGroup group;		/* under tree_lock */

	KSPIN_LOCK lock;		/* covers the next ones */
	LIST_ENTRY entries;		/* the oldest first */
	LIST_ENTRY waiting;		/* those that wait for a question; the oldest first */
	u32 waiting_count;
	DigitalTree<ChildEntry> newest_by_hash;
	u32 scans;			/* and iterations, that have not ended */
	u64 period;			/* the number of the time between the first one's begin and the last one's end */
	u64 scan;			/* the number of the last scan */
	bool has_found_all;		/* it has found all that were there before */
	u32 pins;
	ChildEntry *leaving;		/* those that have left while it was pinned */
	bool has_ended;			/* its device ends */
};

/* A list of @device with this configuration, which has been checked. PASSIVE_LEVEL, as the next one. */
NTSTATUS child_list_create(Device &device, const WDF_CHILD_LIST_CONFIG &config,
			   const WDF_OBJECT_ATTRIBUTES *attributes, ChildList *&created);
/* What WdfFdoInitSetDefaultChildListConfig has asked for. */
NTSTATUS child_list_create_default(const DeviceInit &init, Device &device);

/* ---- What the driver says. <= DISPATCH_LEVEL. Descriptions have the sizes of the list. --------- */

/* STATUS_OBJECT_NAME_EXISTS if it is there; then it gets the address. */
NTSTATUS child_list_add(ChildList &list, const Description &description);
/* False if there is no such entry. */
bool child_list_set_missing(ChildList &list, Identification &id);
/* False if there is no such entry with a PDO that is not missing, or the manager does not know it. */
bool child_list_eject(ChildList &list, Identification &id);
/* A scan that goes on finds all that are there. */
void child_list_find_all(ChildList &list);

void child_list_begin_scan(ChildList &list);
void child_list_begin_iteration(ChildList &list, WDF_CHILD_LIST_ITERATOR &iterator);
/* Ends a scan or an iteration. False if there is none. */
bool child_list_end(ChildList &list);

/*
 * The next entry that @iterator wants and that @info, which may be null, lets pass; fills in both. The device is null
 * without one. STATUS_NO_MORE_ENTRIES, and STATUS_INVALID_DEVICE_STATE if the iteration has not begun.
 */
NTSTATUS child_list_next(ChildList &list, WDF_CHILD_LIST_ITERATOR &iterator, WDFDEVICE &device,
			 WDF_CHILD_RETRIEVE_INFO *info);
/* The device of @info's identification, or null; fills in the rest of @info. */
WDFDEVICE child_list_find(ChildList &list, WDF_CHILD_RETRIEVE_INFO &info);
/* Fills in the address. False if there is no such entry. */
bool child_list_copy_address(ChildList &list, const Description &description);

/*
 * The device of a PDO is missing, be it static or of an entry. False if the PDO is in no list, as before
 * EvtChildListCreateDevice has returned.
 */
bool pdo_set_missing(Pdo &pdo);

/* ---- Of the PDO of an entry -------------------------------------------------------------------- */

void child_entry_copy_id(ChildEntry &entry, Identification &to);
void child_entry_copy_address(ChildEntry &entry, Address &to);
void child_entry_set_address(ChildEntry &entry, Address &from);
const ChildGroup &child_group_of(const ChildEntry &entry);

/* The PDO has the entry, with a reference; and lets it go, if it has one. <= DISPATCH_LEVEL. */
void child_entry_attach(ChildEntry &entry, Pdo &pdo);
void child_entry_detach(Pdo &pdo);
/* The PDO ends: its entry, if it has one, leaves the list. */
void child_entry_leave(Pdo &pdo);

/* ---- Of a device with lists. PASSIVE_LEVEL. ---------------------------------------------------- */

/* The list behind @list, or the first one of @device; null at the end. */
ChildList *child_list_behind(Device &device, const ChildList *list);
/* Has the driver make the PDOs of all that wait. */
void child_lists_create(Device &parent);
/* EvtChildListScanForChildren. */
void child_lists_scan(Device &parent);
/* The device ends, and its children have. */
void child_lists_end(Device &parent);

/* ---- For the creation of PDOs ------------------------------------------------------------------ */

/* waiting -> creating: one that waits, with a reference; null if the driver looks at the list, or none waits. */
ChildEntry *child_list_take_waiting(ChildList &list);
u32 child_list_count_waiting(ChildList &list);
/* creating -> created. */
void child_entry_created(ChildEntry &entry, Pdo &pdo);
/* creating -> waiting, if @again and it is not missing; else -> left. */
void child_entry_failed(ChildEntry &entry, bool again);
bool child_entry_is_missing(ChildEntry &entry);
void child_entry_put(ChildEntry &entry);

} /* namespace ww::wdf */
