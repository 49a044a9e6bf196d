/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Talks to the devices of hid_virtual as programs talk to HID devices of Linux.
 */
#include "../program.h"

#include <linux/hidraw.h>
#include <linux/input.h>

#include "hid_virtual.h"

#define VENDOR_ID 2

static int open_device(int product, char *path, size_t room)
{
	struct hidraw_devinfo info;
	int i, fd;

	for (i = 0; i < 64; i++) {
		snprintf(path, room, "/dev/hidraw%d", i);
		fd = open(path, O_RDWR);
		if (fd >= 0 && !ioctl(fd, HIDIOCGRAWINFO, &info) && info.vendor == HID_VIRTUAL_VENDOR &&
		    info.product == product)
			return fd;
		if (fd >= 0)
			close(fd);
	}
	printf("no device %d\n", product);
	exit(1);
}

static int open_keyboard(void)
{
	char path[32];

	return open_device(HID_VIRTUAL_KEYBOARD, path, sizeof(path));
}

static int order(int fd, unsigned char what, unsigned char a, unsigned char b)
{
	const unsigned char report[] = { VENDOR_ID, what, a, b };

	return write(fd, report, sizeof(report)) == sizeof(report) ? 0 : errno;
}

static void expect_input(int fd, unsigned char a, unsigned char b, unsigned char c)
{
	unsigned char got[16] = "";

	EQUAL(read(fd, got, sizeof(got)), 4);
	EQUAL(got[0], VENDOR_ID);
	EQUAL(got[1], a);
	EQUAL(got[2], b);
	EQUAL(got[3], c);
}

static unsigned char feature(int fd, int which)
{
	unsigned char report[1 + HID_VIRTUAL_BYTES] = { VENDOR_ID };

	EQUAL(ioctl(fd, HIDIOCGFEATURE(sizeof(report)), report), sizeof(report));
	return report[1 + which];
}

/* row 1345 */
static void descriptor(int fd)
{
	struct hidraw_report_descriptor report = { 0 };
	char text[64] = "";
	int bytes = 0;

	EQUAL(ioctl(fd, HIDIOCGRDESCSIZE, &bytes), 0);
	report.size = bytes;
	EQUAL(ioctl(fd, HIDIOCGRDESC, &report), 0);
	EQUAL(report.value[bytes - 1], 0xc0);
	CHECK(ioctl(fd, HIDIOCGRAWNAME(sizeof(text)), text) > 0);
	CHECK(!strcmp(text, "hid_virtual"));
	CHECK(ioctl(fd, HIDIOCGRAWPHYS(sizeof(text)), text) > 0);
	CHECK(!strcmp(text, "{745a17a0-74d3-11d0-b6fe-00a0c90f57da}"));
}

/* row 1346 */
static void inputs(int fd)
{
	int i;

	for (i = 0; i < 30; i++)
		EQUAL(order(fd, HID_VIRTUAL_INPUT, i, 7), 0);
	for (i = 0; i < 30; i++)
		expect_input(fd, i, 7, 0xee);
	EQUAL(order(fd, HID_VIRTUAL_SHORT, 31, 0), 0);
	expect_input(fd, 31, 0, 0);
	EQUAL(order(fd, HID_VIRTUAL_LONG, 0, 0), 0);
	EQUAL(order(fd, HID_VIRTUAL_INPUT, 32, 7), 0);
	expect_input(fd, 32, 7, 0xee);
}

/* row 1348 */
static void features(int fd)
{
	unsigned char report[1 + HID_VIRTUAL_BYTES] = { VENDOR_ID, 77 };
	unsigned char input[4] = { VENDOR_ID };

	EQUAL(ioctl(fd, HIDIOCSFEATURE(sizeof(report)), report), sizeof(report));
	EQUAL(feature(fd, HID_VIRTUAL_KEPT), 77);
	EQUAL(feature(fd, HID_VIRTUAL_ZEROES), 1);
#ifdef HIDIOCGINPUT
	/* Since Linux 5.11. */
	if (ioctl(fd, HIDIOCGINPUT(sizeof(input)), input) >= 0)
		EQUAL(input[1], 9);
	else
		CHECK(errno == ENOTTY || errno == EINVAL);
#endif
	EQUAL(order(fd, HID_VIRTUAL_FAIL, 0, 0), EACCES);
}

/* row 1349: in a DPC, with fewer bytes, and with more than there is room for */
static void completions(int fd)
{
	unsigned char report[1 + HID_VIRTUAL_BYTES] = { VENDOR_ID };

	EQUAL(order(fd, HID_VIRTUAL_DPC, 41, 42), 0);
	expect_input(fd, 41, 42, 0xee);
	EQUAL(feature(fd, HID_VIRTUAL_IRQL), 2);
	EQUAL(order(fd, HID_VIRTUAL_CUT, 2, 0), 0);
	EQUAL(ioctl(fd, HIDIOCGFEATURE(sizeof(report)), report), 2);
	/* row 1353 */
	EQUAL(order(fd, HID_VIRTUAL_CUT, 200, 0), 0);
	report[0] = VENDOR_ID;
	EQUAL(ioctl(fd, HIDIOCGFEATURE(sizeof(report)), report), -1);
	EQUAL(order(fd, HID_VIRTUAL_TWICE, 0, 0), 0);
	EQUAL(order(fd, HID_VIRTUAL_START, 0, 0), 0);
}

static int open_events(void)
{
	char path[32], name[64];
	int i, fd;

	for (i = 0; i < 64; i++) {
		snprintf(path, sizeof(path), "/dev/input/event%d", i);
		fd = open(path, O_RDWR);
		if (fd < 0)
			continue;
		if (ioctl(fd, EVIOCGNAME(sizeof(name)), name) > 0 && !strncmp(name, "hid_virtual", 11))
			return fd;
		close(fd);
	}
	printf("no keyboard\n");
	exit(1);
}

static void expect_key(int fd, int value)
{
	struct input_event event;

	do {
		EQUAL(read(fd, &event, sizeof(event)), sizeof(event));
	} while (event.type != EV_KEY);
	EQUAL(event.code, KEY_A);
	EQUAL(event.value, value);
}

/* rows 1346 and 1348: as the system's keyboard */
static void keyboard(int hidraw)
{
	const struct input_event led[] = { { .type = EV_LED, .code = LED_CAPSL, .value = 1 },
					   { .type = EV_SYN, .code = SYN_REPORT } };
	const int fd = open_events();

	EQUAL(order(hidraw, HID_VIRTUAL_KEY, 4, 0), 0);
	expect_key(fd, 1);
	EQUAL(order(hidraw, HID_VIRTUAL_KEY, 0, 0), 0);
	expect_key(fd, 0);
	EQUAL(write(fd, led, sizeof(led)), sizeof(led));
	while (feature(hidraw, HID_VIRTUAL_LEDS) != 2)
		;
	close(fd);
}

/* row 1347 */
static void turns(void)
{
	char path[32];
	const int fd = open_device(HID_VIRTUAL_TURNS, path, sizeof(path));
	unsigned char report[3] = { 0 }, got[8];
	int i;

	for (i = 0; i < 30; i++) {
		report[1] = i;
		EQUAL(write(fd, report, sizeof(report)), sizeof(report));
	}
	for (i = 0; i < 30; i++) {
		EQUAL(read(fd, got, sizeof(got)), 2);
		EQUAL(got[0], i);
	}
	report[1] = 0xfe;
	EQUAL(write(fd, report, sizeof(report)), sizeof(report));
	EQUAL(read(fd, got, sizeof(got)), 2);
	/* The turn after this one is that of two. */
	EQUAL(got[0], 0xfe);
	EQUAL(got[1], 0);
	EQUAL(read(fd, got, sizeof(got)), 2);
	EQUAL(got[0], 0xfe);
	EQUAL(got[1], 1);
	report[1] = 9;
	EQUAL(write(fd, report, sizeof(report)), sizeof(report));
	EQUAL(read(fd, got, sizeof(got)), 2);
	EQUAL(got[0], 9);
	/* row 1348: without a callback */
	EQUAL(ioctl(fd, HIDIOCGFEATURE(sizeof(report)), report), -1);
	EQUAL(errno, EOPNOTSUPP);
	close(fd);
}

/* The test waits for the lines of the log. */
static void delete_turns(unsigned char how)
{
	char path[32];
	const int fd = open_device(HID_VIRTUAL_TURNS, path, sizeof(path));
	const unsigned char report[] = { 0, how, 0 };
	unsigned char got[8];

	/* The delete may be faster than the completion. */
	if (write(fd, report, sizeof(report)) < 0)
		EQUAL(errno, ENODEV);
	EQUAL(read(fd, got, sizeof(got)), -1);
	CHECK(errno == EIO || errno == ENODEV);
	while (!access(path, F_OK))
		;
}

/* row 1350: a program that is to end; of an operation that gets a report. The test waits for the line of the log. */
static void held(int gets)
{
	unsigned char report[1 + HID_VIRTUAL_BYTES] = { VENDOR_ID };
	const int fd = open_keyboard();

	if (gets) {
		EQUAL(order(fd, HID_VIRTUAL_HOLD, 1, 0), 0);
		ioctl(fd, HIDIOCGFEATURE(sizeof(report)), report);
	} else {
		order(fd, HID_VIRTUAL_HOLD, 0, 0);
	}
	printf("the operation that is held returns\n");
	checks_failed++;
}

/* row 1350: the driver keeps it too long */
static void held_long(void)
{
	const int fd = open_keyboard();

	EQUAL(order(fd, HID_VIRTUAL_HOLD, 0, 0), ETIMEDOUT);
}

static void complete(void)
{
	const int fd = open_keyboard();

	EQUAL(order(fd, HID_VIRTUAL_COMPLETE, 0, 0), 0);
	EQUAL(feature(fd, HID_VIRTUAL_KEPT), 77);
}

/* row 1351: while a program waits for an operation, and another one for a report */
static void deleted(void)
{
	char path[32];
	const int fd = open_device(HID_VIRTUAL_KEYBOARD, path, sizeof(path));
	unsigned char got[16];
	pid_t child;
	int status;

	/* In Linux 5.10 an output report that is held keeps all others from hidraw. */
	EQUAL(order(fd, HID_VIRTUAL_DELETE, 0, 0), 0);
	child = fork();
	if (!child)
		_exit(order(fd, HID_VIRTUAL_HOLD, 0, 0));
	EQUAL(read(fd, got, sizeof(got)), -1);
	CHECK(errno == EIO || errno == ENODEV);
	EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFEXITED(status));
	EQUAL(WEXITSTATUS(status), ENODEV);
	while (!access(path, F_OK))
		;
	EQUAL(order(fd, HID_VIRTUAL_INPUT, 0, 0), ENODEV);
}

/* To hid_virtual_left, whose operation is never completed. */
static void left(void)
{
	const unsigned char report[] = { 0, 1, 2 };
	int fd;

	while ((fd = open("/dev/hidraw0", O_RDWR)) < 0)
		;
	if (write(fd, report, sizeof(report)) < 0 && errno == ENODEV)
		exit(0);
	printf("the operation returns (errno %d)\n", errno);
	exit(1);
}

static void all(void)
{
	const int fd = open_keyboard();

	descriptor(fd);
	inputs(fd);
	features(fd);
	completions(fd);
	close(fd);
	/* The vendor's reports of the keyboard that nobody reads would come first. */
	keyboard(open_keyboard());
	turns();
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	if (!strcmp(argv[1], "all"))
		all();
	else if (!strcmp(argv[1], "held"))
		held(false);
	else if (!strcmp(argv[1], "held-feature"))
		held(true);
	else if (!strcmp(argv[1], "held-long"))
		held_long();
	else if (!strcmp(argv[1], "complete"))
		complete();
	else if (!strcmp(argv[1], "deleted"))
		deleted();
	else if (!strcmp(argv[1], "delete-turns"))
		delete_turns(0xff);
	else if (!strcmp(argv[1], "delete-within"))
		delete_turns(0xfd);
	else if (!strcmp(argv[1], "left"))
		left();
	else
		return 2;
	return checks_failed != 0;
}
