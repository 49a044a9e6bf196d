/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Talks to the devices of hid_test as programs talk to HID devices of Linux.
 */
#include "../program.h"

#include <linux/hidraw.h>
#include <linux/input.h>

#include "hid_test.h"

#define VENDOR_ID 2

/* A device: its descriptor, and the ID in front of its reports. */
struct device {
	int fd;
	unsigned char id;
	char path[32];
};

static bool is(int fd, int product)
{
	struct hidraw_devinfo info;

	return !ioctl(fd, HIDIOCGRAWINFO, &info) && info.vendor == HID_TEST_VENDOR &&
	       info.product == product;
}

static struct device open_device(int product)
{
	struct device device = { .fd = -1, .id = product == HID_TEST_NUMBERED ? VENDOR_ID : 0 };
	int i;

	for (i = 0; i < 64; i++) {
		snprintf(device.path, sizeof(device.path), "/dev/hidraw%d", i);
		device.fd = open(device.path, O_RDWR);
		if (device.fd >= 0 && is(device.fd, product))
			return device;
		if (device.fd >= 0)
			close(device.fd);
	}
	printf("no device %d\n", product);
	exit(1);
}

static int order(const struct device *device, unsigned char what, unsigned char a, unsigned char b,
		 unsigned char c)
{
	const unsigned char report[] = { device->id, what, a, b, c };

	return write(device->fd, report, sizeof(report)) == sizeof(report) ? 0 : errno;
}

static void expect_input(const struct device *device, unsigned char a, unsigned char b,
			 unsigned char c)
{
	unsigned char got[16] = "";
	unsigned char *data = device->id ? got + 1 : got;

	EQUAL(read(device->fd, got, sizeof(got)), device->id ? 5 : 4);
	if (device->id)
		EQUAL(got[0], device->id);
	EQUAL(data[0], a);
	EQUAL(data[1], b);
	EQUAL(data[2], c);
	EQUAL(data[3], 0xee);
}

static unsigned char feature(const struct device *device, int which)
{
	unsigned char report[1 + HID_TEST_BYTES] = { device->id };

	EQUAL(ioctl(device->fd, HIDIOCGFEATURE(sizeof(report)), report), sizeof(report));
	return report[1 + which];
}

/* ---- Rows ---------------------------------------------------------------------------------------- */

/* row 1232 */
static void descriptors(const struct device *device, const char *name)
{
	struct hidraw_report_descriptor descriptor = { 0 };
	char text[128] = "";
	int bytes = 0;

	EQUAL(ioctl(device->fd, HIDIOCGRDESCSIZE, &bytes), 0);
	descriptor.size = bytes;
	EQUAL(ioctl(device->fd, HIDIOCGRDESC, &descriptor), 0);
	EQUAL(descriptor.value[bytes - 1], 0xc0);
	CHECK(ioctl(device->fd, HIDIOCGRAWNAME(sizeof(text)), text) > 0);
	CHECK(!strcmp(text, name));
}

/* row 1233: in their order, also more than there are reads */
static void inputs(const struct device *device)
{
	unsigned char got[16] = "";
	unsigned char *data = device->id ? got + 1 : got;
	unsigned char i, round;

	for (i = 0; i < 30; i++)
		EQUAL(order(device, HID_TEST_INPUT, i, 2, 3), 0);
	for (i = 0; i < 30; i++)
		expect_input(device, i, 2, 3);
	while (feature(device, HID_TEST_READS) != 2)
		;
	/* One that is too short ends in zeros. */
	EQUAL(order(device, HID_TEST_SHORT, 31, 2, 3), 0);
	EQUAL(read(device->fd, got, sizeof(got)), device->id ? 5 : 4);
	EQUAL(data[0], 31);
	EQUAL(data[1], 0);
	EQUAL(data[3], 0);
	/* None is lost if two come at once. */
	for (round = 0; round < 20; round++) {
		EQUAL(order(device, HID_TEST_FLOOD, 50, 0, 0), 0);
		for (i = 0; i < 50; i++) {
			EQUAL(read(device->fd, got, sizeof(got)), device->id ? 5 : 4);
			EQUAL(data[3], 0xee);
		}
	}
}

/* row 1235 */
static void features(const struct device *device)
{
	unsigned char report[1 + HID_TEST_BYTES] = { device->id };
	unsigned char input[5] = { device->id };

	report[1 + HID_TEST_KEPT] = 77;
	report[1 + HID_TEST_KEPT + 1] = 88;
	EQUAL(ioctl(device->fd, HIDIOCSFEATURE(sizeof(report)), report), sizeof(report));
	EQUAL(feature(device, HID_TEST_KEPT), 77);
	EQUAL(feature(device, HID_TEST_KEPT + 1), 88);
#ifdef HIDIOCGINPUT
	/* Since Linux 5.11. */
	if (ioctl(device->fd, HIDIOCGINPUT(sizeof(input)), input) >= 0)
		EQUAL(input[1], 9);
	else
		CHECK(errno == ENOTTY || errno == EINVAL);
#endif
	/* An ID that the device has not. */
	report[0] = 9;
	EQUAL(ioctl(device->fd, HIDIOCSFEATURE(sizeof(report)), report), -1);
	EQUAL(errno, EINVAL);
	EQUAL(write(device->fd, report, 5), -1);
	EQUAL(errno, EINVAL);
	/* A part of one: the minidriver has room for all of it. */
	while (feature(device, HID_TEST_READS) != 2)
		;
	report[0] = device->id;
	EQUAL(ioctl(device->fd, HIDIOCGFEATURE(2), report), 2);
	EQUAL(report[1], 2);
	/* What the minidriver does not write is zero. */
	EQUAL(order(device, HID_TEST_LAZY, 0, 0, 0), 0);
	memset(report + 1, 0x55, HID_TEST_BYTES);
	EQUAL(ioctl(device->fd, HIDIOCGFEATURE(sizeof(report)), report), sizeof(report));
	EQUAL(report[1], 0);
	EQUAL(report[HID_TEST_BYTES], 0);
	/* row 1237: more bytes than there is room for */
	EQUAL(order(device, HID_TEST_LIE, 0, 0, 0), 0);
	report[0] = device->id;
	EQUAL(ioctl(device->fd, HIDIOCGFEATURE(sizeof(report)), report), -1);
}

static int open_keyboard(void)
{
	char path[32], name[64];
	int i, fd;

	for (i = 0; i < 64; i++) {
		snprintf(path, sizeof(path), "/dev/input/event%d", i);
		fd = open(path, O_RDWR);
		if (fd < 0)
			continue;
		if (ioctl(fd, EVIOCGNAME(sizeof(name)), name) > 0 && !strncmp(name, "Test K", 6))
			return fd;
		close(fd);
	}
	printf("no keyboard\n");
	exit(1);
}

/* row 1234 */
static void keyboard(const struct device *device)
{
	const struct input_event led[] = { { .type = EV_LED, .code = LED_CAPSL, .value = 1 },
					   { .type = EV_SYN, .code = SYN_REPORT } };
	const struct input_event off[] = { { .type = EV_LED, .code = LED_CAPSL, .value = 0 },
					   { .type = EV_SYN, .code = SYN_REPORT } };
	const int fd = open_keyboard();
	struct input_event event;

	EQUAL(order(device, HID_TEST_KEY, 4, 0, 0), 0);
	do {
		EQUAL(read(fd, &event, sizeof(event)), sizeof(event));
	} while (event.type != EV_KEY);
	EQUAL(event.code, KEY_A);
	EQUAL(event.value, 1);
	EQUAL(order(device, HID_TEST_KEY, 0, 0, 0), 0);
	do {
		EQUAL(read(fd, &event, sizeof(event)), sizeof(event));
	} while (event.type != EV_KEY);
	EQUAL(event.value, 0);
	EQUAL(write(fd, led, sizeof(led)), sizeof(led));
	while (feature(device, HID_TEST_LEDS) != 2)
		;
	/* A minidriver that has only the other request for them. */
	EQUAL(order(device, HID_TEST_WRITES, 0, 0, 0), 0);
	EQUAL(write(fd, off, sizeof(off)), sizeof(off));
	while (feature(device, HID_TEST_LEDS) != 0)
		;
	close(fd);
}

/* row 1236: a read that fails, and one that claims too much: later ones come */
static void failures(const struct device *device)
{
	EQUAL(order(device, HID_TEST_LONG, 1, 1, 1), 0);
	EQUAL(order(device, HID_TEST_INPUT, 41, 2, 3), 0);
	expect_input(device, 41, 2, 3);
	EQUAL(order(device, HID_TEST_FAIL, 1, 1, 1), 0);
	EQUAL(order(device, HID_TEST_FAIL, 1, 1, 1), 0);
	EQUAL(order(device, HID_TEST_INPUT, 42, 2, 3), 0);
	expect_input(device, 42, 2, 3);
}

static pid_t hold(const struct device *device)
{
	const pid_t child = fork();

	if (!child) {
		order(device, HID_TEST_HOLD, 0, 0, 0);
		_exit(0);
	}
	return child;
}

/* row 1238 */
static void sleeps(const struct device *device)
{
	const unsigned char before = feature(device, HID_TEST_D3);

	EQUAL(order(device, HID_TEST_SLEEP, 0, 0, 0), 0);
	while (feature(device, HID_TEST_D0) != (unsigned char)(before + 1))
		;
	EQUAL(feature(device, HID_TEST_D3), before + 1);
	EQUAL(order(device, HID_TEST_INPUT, 51, 2, 3), 0);
	expect_input(device, 51, 2, 3);
}

static void all(int product, const char *name)
{
	const struct device device = open_device(product);

	descriptors(&device, name);
	inputs(&device);
	features(&device);
	if (device.id)
		keyboard(&device);
}

/* Leaves the keyboard's part unread, which is another report of the same device. */
static void some(int product)
{
	const struct device device = open_device(product);

	failures(&device);
	sleeps(&device);
}

/* row 1239: a program that is to end. The test waits for the line of the log. */
static void held(void)
{
	const struct device device = open_device(HID_TEST_NUMBERED);

	printf("%d\n", (int)hold(&device));
	fflush(stdout);
	pause();
}

/* row 1240: with reads and an output report pending, and the device open */
static void vanishes(int product)
{
	const struct device device = open_device(product);
	unsigned char got[16];
	pid_t child;
	int status;

	/* In Linux 5.10 an output report that is held keeps all others from hidraw. */
	EQUAL(order(&device, HID_TEST_VANISH, 0, 0, 0), 0);
	child = hold(&device);
	EQUAL(read(device.fd, got, sizeof(got)), -1);
	CHECK(errno == EIO || errno == ENODEV);
	EQUAL(waitpid(child, &status, 0), child);
	while (!access(device.path, F_OK))
		;
	EQUAL(order(&device, HID_TEST_INPUT, 0, 0, 0), ENODEV);
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "all")) {
		all(HID_TEST_NUMBERED, "Test K\xc3\xa9yboard");
		all(HID_TEST_PLAIN, "hid_test");
		some(HID_TEST_PLAIN);
		some(HID_TEST_NUMBERED);
	} else if (argc == 2 && !strcmp(argv[1], "held")) {
		held();
	} else if (argc == 2 && !strcmp(argv[1], "vanishes")) {
		vanishes(HID_TEST_NUMBERED);
	} else {
		return 2;
	}
	return checks_failed != 0;
}
