/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The protocol between the driver and the program of the test.
 */
#ifndef USER_MAPPING_H
#define USER_MAPPING_H

#define CODE(function) (0x22u << 16 | (0x800u + (function)) << 2)

/* Each has a struct call. */
#define MAKE CODE(1)		/* makes the memory of a kind, and fills it */
#define MAP CODE(2)		/* maps it into the program */
#define MAP_FOR_FILE CODE(3)	/* the same; the cleanup of the file unmaps it */
#define UNMAP CODE(4)
#define FILL CODE(5)		/* writes to all of it */
#define LOOK CODE(6)		/* whether all of it is @byte */
#define FREE CODE(7)
#define FREE_MDL CODE(8)	/* tries to */
/* METHOD_OUT_DIRECT: maps the request's buffer, and begins it with the struct. UNMAP it as PROGRAM. */
#define MAP_REQUEST (CODE(9) | 2)

/* Whose memory it is. The driver may map the ones before REFUSED. */
enum kind { PAGES, CONTIGUOUS, POOL, PROGRAM, LEFT, REFUSED, SMALL = REFUSED, ODD, IMAGE, KINDS };

struct call {
	enum kind kind;
	int status;
	unsigned long long address;	/* in the program */
	unsigned int bytes;		/* of the memory */
	int is_read_only;
	unsigned char byte;
};

#endif
