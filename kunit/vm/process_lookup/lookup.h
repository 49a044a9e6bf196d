/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the driver finds out about a process.
 */
#ifndef PROCESS_LOOKUP_H
#define PROCESS_LOOKUP_H

#define LOOK 0x222000		/* in: the id; out: struct found */
#define LOOK_AT_THREAD 0x222004	/* in: the id; out: struct found_thread */
#define KEEP_THREAD 0x222008	/* in: the id: looks it up twice, and keeps that for SET_KEPT */
#define TERMINATE 0x222010	/* in: the id. The status is that of ZwTerminateProcess. */
#define SET_KEPT 0x22200C	/* in: a priority; out: struct found_thread. Drops one reference. */

struct found {
	int status;			/* of the lookup, and of the open; the rest only if they succeed */
	int open_status;
	int image_status;		/* of SeLocateProcessImageName */
	unsigned int id, id_of_basic, parent, session;
	int wrong;			/* checks in the driver that have failed */
	char image[256], image_of_query[256], image_of_win32[256];
};

struct found_thread {
	int status;			/* the rest only if it succeeds */
	unsigned int id, process_id;
	int priority;			/* before it was set */
	int wrong;
};

#endif
