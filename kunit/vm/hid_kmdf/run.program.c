/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Talks to keyboards of hid_kmdf. "reports NUMBER": a report goes to each of so many, and comes back. "led": one is lit.
 */
#include "../program.h"

#include <linux/hidraw.h>
#include <linux/input.h>

/* The next file whose name the format makes of a number, from *next on, and whose name in the driver is hid_kmdf's. */
static int open_next(const char *format, unsigned long name_of, int *next)
{
	char path[32], name[64] = "";

	while (*next < 64) {
		int fd;

		snprintf(path, sizeof(path), format, (*next)++);
		fd = open(path, O_RDWR);
		if (fd >= 0 && ioctl(fd, name_of, name) > 0 && !strncmp(name, "hid_kmdf", 8))
			return fd;
		if (fd >= 0)
			close(fd);
	}
	return -1;
}

/* row 1227 */
static void reports(int wanted)
{
	int next = 0, count = 0, fd;

	while ((fd = open_next("/dev/hidraw%d", HIDIOCGRAWNAME(64), &next)) >= 0) {
		const unsigned char key[] = { 0, 0x84 };
		unsigned char got[8];

		EQUAL(write(fd, key, sizeof(key)), sizeof(key));
		EQUAL(read(fd, got, sizeof(got)), 1);
		EQUAL(got[0], 4);
		close(fd);
		count++;
	}
	EQUAL(count, wanted);
}

static void light(void)
{
	const struct input_event led[] = { { .type = EV_LED, .code = LED_CAPSL, .value = 1 },
					   { .type = EV_SYN, .code = SYN_REPORT } };
	int next = 0;
	const int fd = open_next("/dev/input/event%d", EVIOCGNAME(64), &next);

	EQUAL(write(fd, led, sizeof(led)), sizeof(led));
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "reports"))
		reports(atoi(argv[2]));
	else if (argc == 2 && !strcmp(argv[1], "led"))
		light();
	else
		return 2;
	return checks_failed != 0;
}
