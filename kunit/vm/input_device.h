/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the programs of the tests of keyboards and mice: devices of uinput, and the devices of Linux that programs read.
 */
#ifndef WINWORK_KUNIT_VM_INPUT_DEVICE_H
#define WINWORK_KUNIT_VM_INPUT_DEVICE_H

#include "program.h"

#include <dirent.h>
#include <linux/input.h>
#include <linux/uinput.h>

#define VENDOR 0x1209

static inline void must(bool holds, const char *what)
{
	if (holds)
		return;
	printf("%s: errno %d\n", what, errno);
	exit(1);
}

/* ---- Devices of uinput --------------------------------------------------------------------------- */

static inline int new_device(void)
{
	int fd = open("/dev/uinput", O_RDWR | O_NONBLOCK);

	must(fd >= 0, "/dev/uinput");
	return fd;
}

static inline void register_device(int fd, const char *name, int product)
{
	struct uinput_setup setup = { .id = { .bustype = BUS_USB, .vendor = VENDOR, .product = product, .version = 0x110 } };

	snprintf(setup.name, sizeof(setup.name), "%s", name);
	must(!ioctl(fd, UI_SET_PHYS, "test/input0"), "UI_SET_PHYS");
	must(!ioctl(fd, UI_DEV_SETUP, &setup) && !ioctl(fd, UI_DEV_CREATE), "UI_DEV_CREATE");
}

static inline int make_keyboard(const char *name, int product)
{
	int fd = new_device(), key;

	ioctl(fd, UI_SET_EVBIT, EV_KEY);
	ioctl(fd, UI_SET_EVBIT, EV_REP);
	ioctl(fd, UI_SET_EVBIT, EV_MSC);
	ioctl(fd, UI_SET_MSCBIT, MSC_SCAN);
	ioctl(fd, UI_SET_EVBIT, EV_LED);
	ioctl(fd, UI_SET_LEDBIT, LED_NUML);
	ioctl(fd, UI_SET_LEDBIT, LED_CAPSL);
	ioctl(fd, UI_SET_LEDBIT, LED_SCROLLL);
	for (key = KEY_ESC; key <= KEY_COMPOSE; key++)
		ioctl(fd, UI_SET_KEYBIT, key);
	ioctl(fd, UI_SET_KEYBIT, KEY_BRIGHTNESSUP);
	register_device(fd, name, product);
	return fd;
}

static inline int make_mouse(const char *name, int product)
{
	int fd = new_device(), button;

	ioctl(fd, UI_SET_EVBIT, EV_KEY);
	ioctl(fd, UI_SET_EVBIT, EV_REL);
	for (button = BTN_LEFT; button <= BTN_TASK; button++)
		ioctl(fd, UI_SET_KEYBIT, button);
	ioctl(fd, UI_SET_RELBIT, REL_X);
	ioctl(fd, UI_SET_RELBIT, REL_Y);
	ioctl(fd, UI_SET_RELBIT, REL_WHEEL);
	ioctl(fd, UI_SET_RELBIT, REL_HWHEEL);
	ioctl(fd, UI_SET_RELBIT, REL_WHEEL_HI_RES);
	ioctl(fd, UI_SET_RELBIT, REL_HWHEEL_HI_RES);
	register_device(fd, name, product);
	return fd;
}

static inline void send_event(int fd, int type, int code, int value)
{
	const struct input_event event = { .type = type, .code = code, .value = value };

	must(write(fd, &event, sizeof(event)) == sizeof(event), "write to uinput");
}

static inline void end_report(int fd)
{
	send_event(fd, EV_SYN, SYN_REPORT, 0);
}

static inline void send_key(int fd, int key, int value)
{
	send_event(fd, EV_KEY, key, value);
	end_report(fd);
}

static inline void tap(int fd, int key)
{
	send_key(fd, key, 1);
	send_key(fd, key, 0);
}

/* ---- Devices that programs read ------------------------------------------------------------------ */

static inline bool is_copy(const char *event)
{
	char link[300], path[PATH_MAX];

	snprintf(link, sizeof(link), "/sys/class/input/%s", event);
	return realpath(link, path) && strstr(path, "/winwork-input/");
}

static inline int open_event(const char *event)
{
	char path[300];
	int fd;

	snprintf(path, sizeof(path), "/dev/input/%s", event);
	fd = open(path, O_RDWR | O_NONBLOCK);
	return fd;
}

static inline bool has_name(int fd, const char *name)
{
	char has[128] = "";

	return ioctl(fd, EVIOCGNAME(sizeof(has)), has) > 0 && !strcmp(has, name);
}

/* The device of that name, or its copy; -1 if it is not there. */
static inline int find_event(const char *name, bool copy)
{
	DIR *folder = opendir("/sys/class/input");
	struct dirent *entry;
	int found = -1;

	must(folder, "/sys/class/input");
	while (found < 0 && (entry = readdir(folder))) {
		int fd = -1;

		if (strncmp(entry->d_name, "event", 5) || is_copy(entry->d_name) != copy)
			continue;
		fd = open_event(entry->d_name);
		if (fd >= 0 && has_name(fd, name))
			found = fd;
		else if (fd >= 0)
			close(fd);
	}
	closedir(folder);
	return found;
}

/* Waits until it is there. */
static inline int wait_event(const char *name, bool copy)
{
	int fd;

	while ((fd = find_event(name, copy)) < 0)
		sched_yield();
	return fd;
}

static inline void wait_until_gone(const char *name, bool copy)
{
	int fd;

	while ((fd = find_event(name, copy)) >= 0) {
		close(fd);
		sched_yield();
	}
}

/* The next event that is none of LEDs or of the repeat, with the end of their report; all zeros if the device has gone. */
static inline struct input_event next_event(int fd)
{
	struct input_event event = { 0 };
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	bool is_left_out = false;

	for (;;) {
		must(poll(&poll_fd, 1, 60000) == 1, "an event has not come");
		if (read(fd, &event, sizeof(event)) != sizeof(event))
			return (struct input_event){ 0 };
		if (event.type == EV_LED || event.type == EV_REP)
			is_left_out = true;
		else if (is_left_out && event.type == EV_SYN)
			is_left_out = false;
		else
			return event;
	}
}

/* The device has gone. Linux drops the events that a program has not read by then. */
static inline void wait_end(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	struct input_event event;

	do
		must(poll(&poll_fd, 1, 60000) == 1, "the device has not gone");
	while (read(fd, &event, sizeof(event)) == sizeof(event));
	EQUAL(errno, ENODEV);
}

#define EXPECT(fd, type_, code_, value_)							\
	do {											\
		const struct input_event event_ = next_event(fd);				\
		EQUAL(event_.type, type_);							\
		EQUAL(event_.code, code_);							\
		EQUAL(event_.value, value_);							\
	} while (0)

#define EXPECT_KEY(fd, key, value)								\
	do {											\
		EXPECT(fd, EV_KEY, key, value);							\
		EXPECT(fd, EV_SYN, SYN_REPORT, 0);						\
	} while (0)

static inline bool is_silent(int fd)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

	return !poll(&poll_fd, 1, 0);
}

static inline bool is_pressed(int fd, int key)
{
	unsigned char keys[KEY_MAX / 8 + 1] = "";

	ioctl(fd, EVIOCGKEY(sizeof(keys)), keys);
	return keys[key / 8] >> (key % 8) & 1;
}

static inline bool has_led(int fd, int led)
{
	unsigned char leds[LED_MAX / 8 + 1] = "";

	ioctl(fd, EVIOCGLED(sizeof(leds)), leds);
	return leds[led / 8] >> (led % 8) & 1;
}

static inline void run(const char *command)
{
	int result = system(command);

	if (result)
		printf("%s: %d\n", command, result);
	checks_failed += !!result;
}

/* Waits until the kernel log has the text. */
static inline void wait_log(const char *text)
{
	char command[300];

	snprintf(command, sizeof(command), "until dmesg | grep -qF '%s'; do :; done", text);
	run(command);
}

static inline bool log_has(const char *text)
{
	char command[300];

	snprintf(command, sizeof(command), "dmesg | grep -qF '%s'", text);
	return !system(command);
}

#endif
