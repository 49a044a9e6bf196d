/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the programs of the VM tests of mounts: paths on the mount and below it, and what the minifilter has seen.
 */
#ifndef WINWORK_KUNIT_VM_MOUNT_PROGRAM_H
#define WINWORK_KUNIT_VM_MOUNT_PROGRAM_H

#include "program.h"

static const char *mount_path, *lower_path;
static bool is_filtered;		/* by the driver of ../minifilter_trace.h */

/* The last eight of a thread are kept. */
static inline char *in(const char *folder, const char *name)
{
	static __thread char paths[8][512];
	static __thread unsigned int next;
	char *path = paths[next++ % 8];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

static inline char *up(const char *name)
{
	return in(mount_path, name);
}

static inline char *low(const char *name)
{
	return in(lower_path, name);
}

static inline long result(long value)
{
	return value < 0 ? -errno : value;
}

/* What the minifilter has seen since the last time. */
static inline void check_trace(const char *expected)
{
	char seen[128] = "";
	int file;

	if (!is_filtered)
		return;
	file = open(up("trace"), O_RDONLY | O_CREAT, 0600);
	CHECK(read(file, seen, sizeof(seen) - 1) >= 0);
	close(file);
	if (!strcmp(seen, expected))
		return;
	checks_failed++;
	printf("the filter saw \"%s\", not \"%s\"\n", seen, expected);
}

#endif
