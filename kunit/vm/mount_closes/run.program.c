/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The last references to files of a mount are those of flushes of libaio, so a thread of the kernel closes
 * them. A minifilter keeps the cleanup of one of them.
 */
#include "../libaio.h"

static const char *const names[] = { "late", "other", "flush", "go", "waits", "ended", "closed" };
static aio_context_t context;

static int open_name(const char *name, int flags)
{
	return open(name, O_RDWR | O_CLOEXEC | flags, 0600);
}

/* Whether the minifilter has it exist. Tells it to go on. */
static bool asks(const char *name)
{
	const int fd = open_name(name, 0);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void wait_for(const char *name)
{
	int i;

	for (i = 0; i < LONG_TIME * 100 && !asks(name); i++)
		usleep(10000);
	CHECK(i < LONG_TIME * 100);
}

/* Closes a file during its flush, so that the end of the flush drops its last reference. */
static void close_in_flush(const char *name)
{
	const int fd = open_name(name, 0);
	struct iocb block = block_of(fd, IOCB_CMD_FSYNC, NULL, 0, 0);

	CHECK(fd >= 0);
	EQUAL(submit(context, &block), 1);
	close(fd);
	CHECK(!has_event(context));
	CHECK(asks("flush"));
	EQUAL(result_of(context, &block), 0);
}

int main(int count, char **arguments)
{
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	CHECK(count == 3 && !chdir(arguments[2]));
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		close(open_name(names[i], O_CREAT));
	CHECK(!chdir(arguments[1]));
	context = new_context(1);
	close_in_flush("late");
	wait_for("waits");
	CHECK(!asks("ended"));
	/* row 383: it keeps no other close */
	close_in_flush("other");
	wait_for("closed");
	CHECK(asks("go"));
	wait_for("ended");
	end_context(context);
	return checks_failed != 0;
}
