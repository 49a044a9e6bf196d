/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the minifilters tell the program, by the file "answer".
 */
#ifndef MOUNT_REQUESTOR_H
#define MOUNT_REQUESTOR_H

#define NO_ANSWER 0xbad

/* The answers about one operation at one time. */
struct asked {
	unsigned int id;		/* FltGetRequestorProcessId */
	unsigned int id_ex;		/* FltGetRequestorProcessIdEx */
	unsigned int id_of_process;	/* of FltGetRequestorProcess */
	unsigned int is_current;	/* it is the process of the thread that asks */
	unsigned int is_32bit;
	unsigned int in_32bit_call;	/* FltIs32bitProcess of no operation */
	unsigned int session;		/* FltGetRequestorSessionId */
};

struct answer {
	struct asked before;		/* a read of "r_...", in the program's thread */
	struct asked own;		/* a read of the filter's in that thread, in the filter below */
	struct asked in_worker;		/* the read of "r_...", in the routine of a deferred item */
	struct asked own_in_worker;	/* a read of the filter's in that routine, in the filter below */
	struct asked after;
	struct asked kept;		/* a write of "k_...", at the time of the answer */
	unsigned int reads_of_own;	/* that the filter below has seen */
};

#endif
