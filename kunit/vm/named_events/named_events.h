/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the driver is asked to do with events.
 */
#ifndef NAMED_EVENTS_H
#define NAMED_EVENTS_H

#define RUN 0x222000		/* in: struct job; out: int, the result */

/* Events of the driver. */
enum event { MANUAL, AUTOMATIC, FOR_ALL, EVENTS };

enum work {
	SET,		/* out: the state before */
	SET_LATER,	/* in a DPC */
	READ,		/* out: the state */
	WAIT,		/* out: the NTSTATUS of a wait that takes no time */
	OPEN_AND_SET,	/* the event \BaseNamedObjects\Program: out: the NTSTATUS */
	COMPARE,	/* out: whether the event of the handle is the driver's, which is set then */
};

struct job {
	unsigned int work, event;
	unsigned long long handle;
};

#endif
