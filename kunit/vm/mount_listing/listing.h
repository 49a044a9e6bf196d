/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the minifilter tells the program, and what it does with a folder whose name begins so.
 *
 *	cut		entries whose names begin with "hidden" are taken out of the chain
 *	moved		the same, by moving what follows them
 *	named		"hidden" becomes "shown" plus the sixth character
 *	all		all entries are hidden
 *	ended		the query ends with STATUS_NO_MORE_FILES
 *	refused		STATUS_ACCESS_DENIED, before the query
 *	late		STATUS_QUOTA_EXCEEDED, after it
 *	added		an entry "added" follows each last one
 *	virtual		the minifilter has three entries of its own
 *	nothing		the query is completed without an entry
 *	single		SL_RETURN_SINGLE_ENTRY
 *	swapped		the entries are in another buffer
 *	deferred	a deferred I/O work item continues the query
 *	held		the query waits for IOCTL_RELEASE
 *	class		another class
 *	outside		NextEntryOffset is outside of the buffer
 *	inside		NextEntryOffset is inside the entry
 *	next_odd	NextEntryOffset is odd
 *	uneven		NextEntryOffset is no multiple of 8
 *	name_long	FileNameLength is too long
 *	name_bad	the names have a backslash
 *	name_huge	the names have 300 characters
 *	too_much	Information is larger than Length
 *	short		Information ends in the second entry
 */
#ifndef WINWORK_KUNIT_VM_MOUNT_LISTING_H
#define WINWORK_KUNIT_VM_MOUNT_LISTING_H

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define IOCTL_TAKE_SEEN 0x222000
/* Waits until a query is held. */
#define IOCTL_WAIT_FOR_HELD 0x222004
#define IOCTL_RELEASE 0x222008

#define ENTRIES 16

struct seen_entry {
	char name[32];
	long long written, changed, accessed;	/* units of 100 ns since 1601 */
	long long bytes, allocated;
	unsigned int attributes, tag;
	unsigned long long id;
};

/* Since the last time. */
struct seen {
	unsigned int queries, restarts;
	unsigned int minor, class, length, has_name, is_system_buffer, same_thread, irql;
	unsigned int ends;		/* with STATUS_NO_MORE_FILES */
	unsigned int count;		/* may be above ENTRIES */
	struct seen_entry entry[ENTRIES];
};

#endif
