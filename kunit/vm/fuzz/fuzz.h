/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The protocol between the drivers and the program of the fuzzer.
 */
#ifndef FUZZ_H
#define FUZZ_H

/*
 * The driver's ways to handle a request. Any control code names one of them, by the remainder of its function
 * number. Reads and writes name one by their offset.
 */
enum act {
	ACT_NOW,		/* completes in the dispatch routine */
	ACT_STATUS,		/* the same, with any status */
	ACT_EARLY,		/* pends, completes, and returns */
	ACT_ITEM,		/* completes in a work item */
	ACT_DPC,
	ACT_TIMER,
	ACT_THREAD,
	ACT_REQUEUE,		/* an item that queues itself again before it completes */
	ACT_QUEUE,		/* waits in a cancel-safe queue for ACT_WAKE or a cancel */
	ACT_WAKE,		/* completes a request that waits, and then this one */
	ACT_CANCEL_ROUTINE,	/* waits with a cancel routine of the driver's own */
	ACT_RACE,		/* the same, and a timer completes it about when a cancel comes */
	ACT_HOLD,		/* waits for a timer, and cannot be cancelled */
	ACT_SLOW,		/* the dispatch routine sleeps */
	ACT_DEVICE,		/* creates or deletes a device and its link */
	ACT_POINTER,		/* uses the pointer in the input */
	ACT_LOCK_PAGES,		/* locks the pages that it points to */
	ACT_TOUCH,		/* a DPC reads and writes all bytes of the buffers */
	ACT_PART,		/* an item uses a part of the buffer by another MDL */
	ACT_OPEN,		/* opens a device from the kernel */
	ACT_UNMARKED,		/* the rest is wrong, and contained */
	ACT_MARKED,
	ACT_OTHER_STATUS,
	ACT_TWICE,
	ACT_WITH_PENDING,
	ACT_WITH_CANCEL_ROUTINE,
	ACT_AT_DISPATCH,
	ACT_WITH_SPIN_LOCK,
	ACT_TOO_MUCH,
	ACT_FORGET,
	ACTS,
	FIRST_WRONG_ACT = ACT_UNMARKED,
};

/* The same of the framework's driver, for control codes alone. */
enum wdf_act {
	WDF_ACT_NOW,
	WDF_ACT_AT_ONCE,	/* completes before it reaches the queue */
	WDF_ACT_STALL,		/* sleeps there */
	WDF_ACT_ITEM,		/* completes in a work item, whose parent is the device */
	WDF_ACT_QUEUE,		/* waits in a manual queue for WDF_ACT_WAKE or a cancel */
	WDF_ACT_FIND,		/* completes one of its own file in that queue, and then itself */
	WDF_ACT_PARK,		/* waits, marked as one that can be cancelled */
	WDF_ACT_WAKE,		/* completes a request that waits, and then this one */
	WDF_ACT_REQUEUE,	/* goes to a queue of one request at a time */
	WDF_ACT_STOP,		/* stops or starts that queue */
	WDF_ACT_REPLUG,		/* deletes the device that comes and goes, or makes it */
	WDF_ACTS,
};

#define CODE(function, method, access) (0x22u << 16 | (access) << 14 | (0x800u + (function)) << 2 | (method))
#define STATS CODE(0x7ff, 0, 0)		/* struct stats; no act */

/* The input, if it is long enough. */
struct order {
	unsigned int seed;
	unsigned int forced;		/* ORDER_FORCED: a wrong act may not be left out */
	unsigned long long cookie;	/* the output begins with its complement */
	unsigned long long pointer;	/* of ACT_POINTER */
	unsigned long long length;
};

#define ORDER_FORCED 0x6f726365u

/* The driver's books. */
struct stats {
	unsigned int seen, ended;	/* requests, this one among those that it has seen */
	unsigned int forgotten;
	unsigned int opens, closes;	/* of file objects */
	unsigned int records;		/* of requests, also of those whose timer is still set */
	unsigned int devices;		/* that the framework's driver has deleted or made */
	unsigned int wrong;		/* errors in the books, which the log names */
};

#endif
