/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the driver is asked to do with the memory of processes.
 */
#ifndef ATTACH_H
#define ATTACH_H

#define RUN 0x222000		/* in: struct job; out: struct found */

#define BYTES 32

enum place { IN_DISPATCH, IN_ITEM, IN_THREAD };
enum work { LOOK, NEST, MISUSE, FORGET };

struct job {
	unsigned int place, work;
	unsigned int id, second;	/* of processes; @second only for NEST */
	unsigned long long text;	/* an address of BYTES bytes */
};

struct found {
	int status;			/* of the copies */
	int pin_status;
	int wrong;			/* checks in the driver that have failed */
	char text[BYTES];		/* what was there, before "driver" was written */
	char second[BYTES];
};

#endif
