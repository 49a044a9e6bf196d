/* SPDX-License-Identifier: MIT */
/*
 * The interface between the driver and its programs. <ntddk.h> and the program define CTL_CODE.
 */
#ifndef MAILBOX_H
#define MAILBOX_H

#define IOCTL_MAILBOX_COUNTS CTL_CODE(0x22, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _MAILBOX_COUNTS {
	unsigned int Waiting;		/* reads that wait for a message */
	unsigned int Delivered;
	unsigned int Cancelled;
} MAILBOX_COUNTS;

#endif
