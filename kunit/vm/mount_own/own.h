/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the minifilters tell the program: the contents of the file "state".
 */
#ifndef MOUNT_OWN_H
#define MOUNT_OWN_H

#define MARK "secret"
#define STAMP "stamp"
#define LARGE (3 << 20)		/* bytes of a large own transfer */

struct result {
	unsigned int status;
	unsigned int done;
	long long position;		/* CurrentByteOffset afterwards */
};

struct state {
	/* Of the last open of a file "r_": reads at 0, at the end, at the position twice, at no offset. */
	struct result first, end, at_position, again, kept;
	char text[16];			/* of the first */
	struct result refused[12];	/* wrong arguments */
	struct result sector, page;	/* reads of 512 and of 4096 bytes, non-cached */
	struct result write, append, large, late, killed;
	struct result mdl_write, mdl_read, mdl_both, mdl_short;	/* with an MDL; the last two are refused */
	unsigned int key;		/* of these, in the lower filter */
	int lower_reads, lower_writes;	/* own ones that the lower filter has seen */
	int upper_seen;			/* own ones that their own filter has seen: none */
	int wrong_flags;		/* of own ones in the lower filter */
	int completions;		/* of an asynchronous read */
	int completed_irql;
	int cleanups, closes;		/* of cancelled opens, in the lower filter */
	int upper_closes;		/* the same, in the filter that has cancelled */
};

#endif
