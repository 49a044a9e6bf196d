/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the program asks of the minifilter, and what it gets. The last part of a file's name tells the
 * minifilter what to do with it.
 *
 *	refused*	CREATE fails
 *	kept_create*	CREATE is pended until the program releases it
 *	read_only*	CREATE loses the access for writing
 *	more*		CREATE gains the access for writing
 *	opened*		CREATE becomes FILE_OPEN
 *	exclusive*	CREATE becomes FILE_CREATE
 *	alone*		CREATE is completed with a success
 *	changed*	the first byte that was read becomes X
 *	short*		a read is three bytes, with garbage behind them
 *	guard*		a read claims more bytes than it has
 *	ended*		a read fails with STATUS_END_OF_FILE
 *	swallowed*	a write is completed, and not done
 *	full*		a write fails
 *	deferred*	a write is pended, and completed by a deferred I/O work item
 *	later*		as deferred, and the item's routine reads the buffer; a read likewise, on its way up
 *	swapped*	a write has another buffer
 *	kept*		a write is pended until the program releases it
 *	unflushed*	a flush fails
 */
#ifndef WINWORK_KUNIT_VM_MOUNT_H
#define WINWORK_KUNIT_VM_MOUNT_H

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800 and so on, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define IOCTL_TAKE_RECORDS 0x222000
#define IOCTL_RELEASE 0x222004		/* continues what is kept */
#define IOCTL_WAIT_KEPT 0x222008	/* until something is kept */
#define IOCTL_STATE 0x22200c

#define RECORDS 64

struct record {
	unsigned char major, is_post, flags, mode;
	unsigned int irp_flags;
	int status;
	unsigned int length;		/* of a read or write */
	long long offset;
	unsigned long long information;
	unsigned int access, options;	/* of a create */
	int process;
	int same_thread;		/* as the operation's */
	char name[64];
};

struct records {
	unsigned int count;		/* may be above RECORDS */
	struct record record[RECORDS];
};

struct state {
	unsigned int instances;		/* that are attached */
	unsigned int type, device_type, setup_flags;
	unsigned int deferred;		/* items that have completed an operation */
	unsigned int refused_items;
	unsigned int kept;
	unsigned int teardowns;		/* TeardownStart and TeardownComplete, both counted */
	unsigned int teardown_flags;
	unsigned int stream_contexts;	/* that were set, less those that were cleaned up */
};

#endif
