/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the minifilter tells the program: the contents of the file "state". It gives contexts to the files whose
 * names begin with "c_".
 */
#ifndef MOUNT_CONTEXTS_H
#define MOUNT_CONTEXTS_H

struct count {
	int made;		/* that have been set */
	int cleaned;
};

struct state {
	struct count files, streams, handles;
	int early;		/* contexts that could be set, or looked for with another result, before an open */
	int wrong;		/* contexts of a read that are not those that its open has set */
	int opens;		/* of the stream that was read last */
	unsigned int late[3];	/* the statuses of setting, getting and deleting after the close */
	int supports;		/* bits: FltSupportsFileContexts, ..Ex with the instance, without, of a closed file */
};

#endif
