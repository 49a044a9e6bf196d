/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The program's orders to the driver about a file: open it, change it, close it.
 */
#ifndef WINWORK_KUNIT_VM_FILES_H
#define WINWORK_KUNIT_VM_FILES_H

/* CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS) */
#define IOCTL_FILES 0x222000

/* Steps of a job, in this order. */
#define STEP_POSITION 1		/* to @position */
#define STEP_WRITE 2		/* @length bytes of @data, at @offset */
#define STEP_SET_LENGTH 4	/* to @position */
#define STEP_READ 8		/* @length bytes to @data, at @offset */
#define STEP_FLUSH 16

#define NO_OFFSET (-1000ll)
#define AT_END (-1ll)		/* HighPart -1, LowPart FILE_WRITE_TO_END_OF_FILE */
#define AT_POSITION (-2ll)	/* ..., LowPart FILE_USE_FILE_POINTER_POSITION */

struct job {
	/* In. */
	unsigned short name[128];
	unsigned short root[64];	/* a folder that the name is relative to; empty for none */
	unsigned int in_item;		/* in a work item, and not in the program's thread */
	unsigned int access, disposition, options, steps, length;
	long long offset, position;
	/* Out. */
	int status, iosb_status;	/* of the open */
	unsigned long long information;
	int step_status;		/* of the last step that was done */
	unsigned long long step_information;
	long long after;		/* the position at the end, or -1 */
	long long size;
	int directory;
	/* Both. */
	char data[64];
};

#endif
