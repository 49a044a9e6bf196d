/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files of the test are for, by the beginning of their names.
 *
 *	read_only	CREATE loses the access for writing
 *	kept_create	a CREATE that may create is pended until the program releases it
 *	kept		a write is pended until the program releases it
 *	sync		the upper filter synchronises writes, and the lower one defers them
 *	wait		a read waits until something is kept
 *	release		a write continues what is kept
 *	state		a read gets the state
 */
#ifndef WINWORK_KUNIT_VM_MOUNT_EDGES_H
#define WINWORK_KUNIT_VM_MOUNT_EDGES_H

struct state {
	int creates;		/* CREATEs of kept_create that may create */
	int synchronised;	/* post-operation callbacks of sync, in the program's thread */
	int deferred;		/* writes of sync that a work item has continued */
	int node_type;		/* of the stream of what was kept, at its release */
};

#endif
