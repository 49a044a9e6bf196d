/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the driver finds in the list of processes.
 */
#ifndef SYSTEM_PROCESSES_FOUND_H
#define SYSTEM_PROCESSES_FOUND_H

#define LOOK 0x222000		/* in: the id of a process; out: struct found */

struct found {
	int is_listed;			/* the rest only then */
	int wrong;			/* checks in the driver that have failed */
	unsigned int parent, session, handles, threads;
	unsigned int ids[4], states[4];	/* of the first threads */
	int priority;			/* of the first one */
	long long private_bytes, virtual_size, working_set, peak_working_set, page_faults;
	long long reads, writes, bytes_read, bytes_written;
	char name[64];
};

#endif
