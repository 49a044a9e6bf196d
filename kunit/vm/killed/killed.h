/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The protocol between the driver and the program of the test.
 */
#ifndef KILLED_H
#define KILLED_H

#define CODE(function) (0x22u << 16 | (0x800u + (function)) << 2)

#define WAIT CODE(1)		/* struct wait */
#define LOOK CODE(2)		/* struct look of the last wait */
#define SIGNAL CODE(3)		/* signals what the driver waits for */
#define PREPARE CODE(4)		/* before a wait */
#define HOLD CODE(5)		/* what the ways behind CROWD wait for */
#define LET_GO CODE(6)

/* The signal ends all waits of a crowd. */
enum way { SINGLE, ANY, ALL, MUTEX, SEMAPHORE, QUEUE, DELAY, WAYS, CROWD = WAYS, EXCLUSIVE, SHARED, ONCE };

struct wait {
	enum way way;
	int user_mode, alertable;
};

struct look {
	int status;		/* STATUS_PENDING: it has begun */
	int signals;		/* of the objects, added up */
};

#endif
