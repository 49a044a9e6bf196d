/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The protocol between the driver and the program of the test.
 */
#ifndef AIO_H
#define AIO_H

#define CODE(function) (0x22u << 16 | (0x800u + (function)) << 2)

#define RELEASE CODE(1)		/* a work item completes the requests in the queue, not in their order */
#define RELEASE_STUCK CODE(2)
#define LOG CODE(3)		/* the calls of the driver since the last LOG, a letter each */
#define FILES CODE(4)		/* the number of open files */

/* The code that completes a request. MARKED: the dispatch routine, which has marked it. */
enum {
	BY_DISPATCH,
	BY_MARKED,
	BY_ITEM,
	BY_DPC,
	COMPLETERS,
	BY_RELEASE = COMPLETERS,	/* waits in a queue, and can be cancelled */
	BY_RELEASE_STUCK,		/* has no cancel routine */
};

/*
 * The offset of a read or write says what becomes of it: by what, with which status, how many bytes less
 * than its length, and the data of a read. The data of a write must be the same, else it fails.
 */
#define OFFSET(by, status, less, seed)								\
	((unsigned long long)(by) | (unsigned long long)(unsigned int)(status) << 8 |		\
	 (unsigned long long)(less) << 40 | (unsigned long long)(seed) << 48)
#define BY_OF(offset) ((unsigned int)(offset) & 0xff)
#define STATUS_OF(offset) ((int)((offset) >> 8))
#define LESS_OF(offset) ((unsigned int)((offset) >> 40) & 0xff)
#define SEED_OF(offset) ((unsigned int)((offset) >> 48))
#define SEEDS 0x4000
#define DATA(seed, index) ((unsigned char)((seed) * 31 + ((seed) >> 8) + (index) * 7 + 1))

#endif
