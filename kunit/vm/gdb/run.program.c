/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A read that waits, and then the write that stops the machine.
 */
#include "../program.h"

static void *read_one(void *file)
{
	char byte;

	return read(*(int *)file, &byte, 1) < 0 ? NULL : file;
}

/* Until the list of pending requests has the read. */
static void wait_until_it_pends(void)
{
	static const char path[] = "/sys/kernel/debug/winwork/requests";
	char text[4096] = "";

	while (!strstr(text, "IRP_MJ_READ")) {
		const int list = open(path, O_RDONLY);
		const ssize_t got = read(list, text, sizeof(text) - 1);

		close(list);
		text[got > 0 ? got : 0] = '\0';
	}
}

int main(void)
{
	int file = open("/dev/winwork/Gdb", O_RDWR);
	pthread_t thread;

	CHECK(file >= 0);
	if (file < 0)
		return 1;
	pthread_create(&thread, NULL, read_one, &file);
	wait_until_it_pends();
	CHECK(write(file, "x", 1) == 1);
	return checks_failed != 0;
}
