/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the program asks the driver for: to register routines, and what they were told.
 */
#ifndef WINWORK_KUNIT_VM_PROCESS_NOTIFY_H
#define WINWORK_KUNIT_VM_PROCESS_NOTIFY_H

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800 + n, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define IOCTL_SET 0x222000		/* struct setting, in and out */
#define IOCTL_NEXT 0x222004		/* out: struct event; waits for it */
#define IOCTL_COUNT 0x222008		/* out: int, the events that were not taken */
#define IOCTL_RULE 0x22200c		/* in: struct rule */
#define IOCTL_STOPPED 0x222010		/* waits until one more routine waits */
#define IOCTL_GO 0x222014		/* routines that wait go on, and no other waits */

enum kind {
	KIND_PLAIN,
	KIND_EX,
	KIND_EX2,
	KIND_REMOVED,			/* of an event: a removal is over */
	KIND_LEFT,			/* of an event: a routine that waited goes on */
	KIND_BAD,			/* PsSetCreateProcessNotifyRoutineEx2 with another type */
	KIND_NULL,
	KIND_ITSELF,			/* an Ex routine that removes itself */
	KIND_RAISES,			/* an Ex routine that returns at APC_LEVEL */
	KIND_AT_DISPATCH,		/* the call is at DISPATCH_LEVEL */
};

struct setting {
	int kind;
	int remove;
	int number;			/* of the routine, below ROUTINES */
	int status;			/* out */
};

#define ROUTINES 33
#define UNITS 100

struct event {
	int kind;
	int created;
	unsigned int id, parent;
	unsigned int creator, creator_thread;
	unsigned int caller;		/* the current process */
	int level;
	int matches;			/* Process stands for ProcessId */
	int in_order;			/* all else that CreateInfo must say */
	unsigned short image[UNITS], command[UNITS];
};

/* What the Ex routines do with a program whose name ends with @suffix. */
struct rule {
	unsigned short suffix[32];	/* empty: no rule */
	int status;			/* CreationStatus */
	int stops;			/* it waits for IOCTL_GO at the begin */
	int stops_at_end;		/* at the end of any process */
};

#endif
