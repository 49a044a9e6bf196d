// SPDX-License-Identifier: GPL-2.0
/*
 * A program's inotify(7) of a folder: it is told of what programs change on the mount. Exit code 77: the kernel has no
 * inotify, as those built for tests.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define EVENTS (IN_CREATE | IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB)

static int watch;

static const struct inotify_event *next_event(void)
{
	static union {
		char bytes[4096];
		struct inotify_event first;
	} buffer;
	static ssize_t at, end;
	const struct inotify_event *event;

	if (at == end) {
		at = 0;
		end = read(watch, buffer.bytes, sizeof(buffer.bytes));
		if (end <= 0)
			err(1, "inotify");
	}
	event = (const void *)(buffer.bytes + at);
	at += sizeof(*event) + event->len;
	return event;
}

/* Waits for it. */
static void expect(unsigned int mask, const char *name)
{
	const struct inotify_event *event = next_event();

	if (event->mask != mask || strcmp(event->name, name))
		errx(1, "event 0x%x of %s, and not 0x%x of %s", event->mask, event->name, mask, name);
}

int main(int argc, char **argv)
{
	int file;

	if (argc != 2 || chdir(argv[1]))
		err(1, "usage: inotify FOLDER");
	watch = inotify_init();
	if (watch < 0 && errno == ENOSYS)
		return 77;
	if (watch < 0 || inotify_add_watch(watch, ".", EVENTS) < 0)
		err(1, "inotify_add_watch");
	file = open("told", O_CREAT | O_EXCL | O_WRONLY, 0600);
	if (file < 0 || write(file, "x", 1) != 1 || fchmod(file, 0640) || close(file))
		err(1, "told");
	expect(IN_CREATE, "told");
	expect(IN_MODIFY, "told");
	expect(IN_ATTRIB, "told");
	if (rename("told", "moved"))
		err(1, "rename");
	expect(IN_MOVED_FROM, "told");
	expect(IN_MOVED_TO, "moved");
	if (unlink("moved"))
		err(1, "unlink");
	expect(IN_DELETE, "moved");
	return 0;
}
