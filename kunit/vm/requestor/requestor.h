/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The protocol between the driver and the program of the test.
 */
#ifndef REQUESTOR_H
#define REQUESTOR_H

#define CODE(function) (0x22u << 16 | (0x800u + (function)) << 2)

#define PEND CODE(1)		/* waits in a queue */
#define ASK CODE(2)		/* struct requestor of each request in the queue */
#define RELEASE CODE(3)		/* completes the requests in the queue */

/* The process of a request, by each function. */
struct requestor {
	unsigned int id, id_of_process, id_of_thread, id_of_process_of_thread;
	unsigned int thread;
	unsigned int is_current;	/* PsGetCurrentProcess() in the thread that asks */
};

#endif
