/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The protocol between the driver and the program of the test.
 */
#ifndef ASYNC_H
#define ASYNC_H

#define CODE(function, method) (0x22u << 16 | (0x800u + (function)) << 2 | (method))

#define FINISH(method) CODE(1, method)	/* completes as struct finish says */
#define LATER(method) CODE(2, method)	/* waits in a queue; completes with the inverted input */
#define RELEASE CODE(3, 0)		/* a work item completes the requests in the queue, in random order */
#define STUCK CODE(4, 0)		/* waits without a cancel routine */
#define RELEASE_STUCK CODE(5, 0)
#define LOG CODE(6, 0)			/* the calls of the driver since the last LOG, a letter each */
#define ASYNC_FORGET CODE(7, 0)		/* is dropped */

#define EVENT CODE(8, 0)		/* struct event, which comes back */

/* The action on the event in a slot of the driver. */
enum {
	EVENT_OPEN,		/* of .fd: .status; .value is the first other slot with this KEVENT, or -1 */
	EVENT_OPEN_KERNEL,	/* the same for KernelMode */
	EVENT_CLOSE,
	EVENT_CLOSE_AT_DISPATCH,
	EVENT_SET,		/* .value: what the functions return */
	EVENT_SET_LOCKED,	/* at DISPATCH_LEVEL, with a spin lock */
	EVENT_SET_IN_DPC,
	EVENT_CLEAR,
	EVENT_RESET,
	EVENT_PULSE,
	EVENT_STATE,
	EVENT_WAIT,		/* a minute at most: .status */
	EVENT_WAIT_AND_FAIL,	/* the same, and the request fails */
	EVENT_USE,		/* opens .fd, sets, dereferences */
};

enum { SLOTS = 4 };

struct event {
	int what, slot, fd, status;
	long long value;
};

/* The code that completes a request. MARKED: the dispatch routine, which has marked it. */
enum { BY_DISPATCH, BY_MARKED, BY_ITEM, BY_DPC, COMPLETERS };

struct finish {
	int status;
	unsigned int by;
	unsigned long long information;
};

#endif
