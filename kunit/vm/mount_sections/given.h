/* SPDX-License-Identifier: GPL-2.0 */
#ifndef WINWORK_KUNIT_VM_MOUNT_SECTIONS_GIVEN_H
#define WINWORK_KUNIT_VM_MOUNT_SECTIONS_GIVEN_H

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The descriptor of the section that this program has, or -1. */
static inline int given(void)
{
	char path[64], name[64];
	int number;

	for (number = 3; number < 100; number++) {
		ssize_t bytes;

		snprintf(path, sizeof(path), "/proc/self/fd/%d", number);
		bytes = readlink(path, name, sizeof(name) - 1);
		if (bytes < 0)
			continue;
		name[bytes] = 0;
		if (strstr(name, "winwork section"))
			return number;
	}
	return -1;
}

#endif
