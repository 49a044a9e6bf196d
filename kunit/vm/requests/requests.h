/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The protocol between the driver and the program of the test.
 */
#ifndef REQUESTS_H
#define REQUESTS_H

#define CODE(function, method, access) (0x22u << 16 | (access) << 14 | (0x800u + (function)) << 2 | (method))

#define ECHO(method) CODE(1, method, 0)		/* the input, as far as the output has room */
#define FINISH(method) CODE(2, method, 0)	/* completes as struct finish says */
#define WAKE CODE(3, 0, 0)			/* completes all waiting requests, with 4 bytes */
#define INFO CODE(4, 0, 0)			/* struct info */
#define NEEDS_READ CODE(5, 0, 1)
#define NEEDS_WRITE CODE(6, 0, 2)
#define WAIT CODE(7, 0, 0)			/* waits in a queue; a cancel routine completes it */
#define STUCK CODE(8, 0, 0)			/* waits without a cancel routine */
#define RELEASE CODE(9, 0, 0)			/* completes the stuck requests */
#define DELETE_DEVICE CODE(10, 0, 0)			/* deletes the device \Device\RequestsMore */
#define CREATE_DEVICE CODE(11, 0, 0)		/* creates it; the input is DO_DEVICE_INITIALIZING or 0 */
#define DATA_WHEN_CANCELLED CODE(12, 0, 0)	/* as WAIT, and the cancel routine returns 4 bytes */
#define NEXT_CREATE CODE(13, 0, 0)		/* the status of the next create, an int */
#define DELETE_LINK CODE(14, 0, 0)		/* deletes the link RequestsLink */
#define RELEASE_TWICE CODE(15, 0, 0)		/* completes the stuck requests twice */
#define COOKIE CODE(16, 0, 0)			/* struct cookie: waits for SHUFFLE */
#define SHUFFLE CODE(17, 0, 0)			/* completes those in a random order; the input is a seed */
#define CHAIN CODE(18, 0, 0)			/* struct cookie: waits for CHAIN_START */
#define CHAIN_START CODE(19, 0, 0)		/* one work item completes those, one after the other */
#define FILE_SYSTEM_ECHO (0x09u << 16 | (0x800u + 1) << 2)

/* The code that completes a request. */
enum { BY_DISPATCH, BY_ITEM, BY_DPC, BY_TIMER, BY_THREAD, COMPLETERS };
/* The defect of the driver. */
enum {
	RIGHT,
	PENDING_UNMARKED,
	MARKED_NOT_PENDING,
	FORGOTTEN,
	OTHER_STATUS,
	TWICE,
	WITH_PENDING,
	WITH_CANCEL_ROUTINE,
	AT_DISPATCH,
	WITH_SPIN_LOCK,
};

struct finish {
	int status;
	unsigned int by;
	unsigned long long information;
	unsigned int wrong;
	unsigned int other_status;
};

/* In: the cookie. Out: its complement, and the place in the order of completions. */
struct cookie {
	unsigned long long cookie;
	unsigned int place;
	unsigned int overlapped;	/* CHAIN: the item's next run began before this one ended */
};

#define MOST_COOKIES 1000
#define MOST_CHAINED 64

struct info {
	unsigned int process, thread, process_by_irp, previous_mode, requestor_mode, is_32bit;
	unsigned int item_process, item_previous_mode;
	unsigned int creates, cleanups, closes, cancels;
	unsigned int access, read_access, write_access, share, options;
	unsigned int most_at_once;
	unsigned int same_thread;
	unsigned int kept;		/* of COOKIE and CHAIN */
	char name[64];
	/* Of the control itself. */
	int initial_status;
	unsigned long long initial_information;
};

#endif
