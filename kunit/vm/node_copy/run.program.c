/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes a copy of a device node, as the tools for containers do, and opens it later.
 */
#include "../program.h"

#define COPY "/tmp/node_copy"

static void copy(void)
{
	struct stat node;
	int file;

	EQUAL(stat("/dev/winwork/Async", &node), 0);
	mkdir("/tmp", 0777);
	unlink(COPY);
	EQUAL(mknod(COPY, S_IFCHR | 0666, node.st_rdev), 0);
	file = open(COPY, O_RDWR);
	CHECK(file >= 0);
	close(file);
}

static void find_gone(void)
{
	CHECK(open(COPY, O_RDWR) < 0 && errno == ENXIO);
}

int main(int count, char **arguments)
{
	if (count > 1 && !strcmp(arguments[1], "copy"))
		copy();
	else
		find_gone();
	return checks_failed != 0;
}
