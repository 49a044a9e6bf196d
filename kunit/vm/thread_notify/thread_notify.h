/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the program asks the driver for: to register routines, and what they were told.
 */
#ifndef WINWORK_KUNIT_VM_THREAD_NOTIFY_H
#define WINWORK_KUNIT_VM_THREAD_NOTIFY_H

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800 + n, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define IOCTL_SET 0x222000		/* struct setting, in and out */
#define IOCTL_NEXT 0x222004		/* out: struct event; waits for it */
#define IOCTL_HOLD 0x222008		/* the next call of a routine waits */
#define IOCTL_HELD 0x22200c		/* waits until it does */
#define IOCTL_GO 0x222010		/* it goes on */

enum kind {
	KIND_THREAD,
	KIND_THREAD_EX,			/* PsSetCreateThreadNotifyRoutineEx, with the same routine */
	KIND_IMAGE,
	KIND_IMAGE_EX,
	KIND_PROCESS,
};

struct setting {
	int kind;
	int remove;
	int is_bad;			/* NULL, or a bad parameter of the Ex function */
	int status;			/* out */
};

#define UNITS 100

struct event {
	int kind;
	int created;
	unsigned int process, thread;
	int is_found;			/* the thread, by its id */
	unsigned int exit_status;
	int is_in_order;		/* all else that a routine must see */
	unsigned long long base, bytes;
	unsigned short name[UNITS];
};

#endif
