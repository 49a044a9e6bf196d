/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The protocol between the driver and the program of the test.
 */
#ifndef IO_MAPPING_H
#define IO_MAPPING_H

#define CODE(function) (0x22u << 16 | (0x800u + (function)) << 2)

/* Each has a struct call. */
#define MAKE CODE(1)		/* makes the MDL of a kind; @physical is set */
#define MAP CODE(2)		/* maps it into the program */
#define UNMAP CODE(3)
#define FREE CODE(4)		/* the MDL, and the driver's mapping */
#define FILL CODE(5)		/* writes @byte to all of the shared memory, by registers */
#define LOOK CODE(6)		/* whether all of it is @byte */
#define FOR_KERNEL CODE(7)	/* maps the MDL for the kernel, compares it with @byte, and unmaps it */
#define KEEP CODE(8)		/* what happens to LIST and its last mapping: enum ending */
#define READ_AT CODE(9)		/* the byte at @address, an offset in the shared memory */

#define SHARE CODE(10)		/* maps the shared memory for FILL, LOOK and READ_AT, or with @byte 0 does not */

enum kind {
	LIST,			/* all of the shared memory, by MmAllocateMdlForIoSpace */
	PARTS,			/* its pages 3 and 1, likewise */
	MAPPED,			/* the bytes 100 .. 8299, by MmMapIoSpace and MmBuildMdlForNonPagedPool */
	REFUSED,
	RAM = REFUSED,		/* an MDL of the driver's own that names RAM */
	SMALL,			/* the registers, which are smaller than a page */
	TABLE,			/* of the adapter: the page with the table of messages */
	BESIDE_TABLE,		/* of the adapter: the pages behind it */
	KINDS
};

/* They end when the device is released, with the file, or never. */
enum ending { UNMAP_AT_RELEASE, UNMAP_AT_CLEANUP, LEAVE };

enum caching { UNCACHED, CACHED, COMBINED };

struct call {
	enum kind kind;
	int status;
	unsigned long long address;	/* in the program */
	unsigned long long physical;
	unsigned int bytes;		/* of the memory */
	int caching;
	int is_read_only;
	int ending;
	unsigned char byte;
};

#endif
