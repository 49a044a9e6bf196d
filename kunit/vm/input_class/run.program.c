/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A keyboard of uinput, filtered above its class.
 */
#include "../input_device.h"

#define NAME "test keyboard"

static void expect_tap(int copy, int key)
{
	EXPECT_KEY(copy, key, 1);
	EXPECT_KEY(copy, key, 0);
}

#define QUERY_ATTRIBUTES 0xb0000
#define INTERNAL_DISCONNECT 0xb0403

/* The files of all stacks. */
static int stacks[4];

static void open_stacks(void)
{
	char path[40];
	int i, count = 0;

	for (i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "/dev/winwork/InputClass%d", i);
		stacks[i] = open(path, O_RDWR);
		count += stacks[i] >= 0;
	}
	CHECK(count);
}

static void close_stacks(void)
{
	int i;

	for (i = 0; i < 4; i++) {
		if (stacks[i] >= 0)
			close(stacks[i]);
	}
}

/* row 1384: what a program may do that has a stack open */
static void ask_stacks(int device, int copy)
{
	unsigned char attributes[28], packets[120];
	int i;

	for (i = 0; i < 4; i++) {
		if (stacks[i] < 0)
			continue;
		EQUAL(control(stacks[i], QUERY_ATTRIBUTES, NULL, 0, attributes, sizeof(attributes)), 0);
		CHECK(control(stacks[i], INTERNAL_DISCONNECT, NULL, 0, NULL, 0));
		EQUAL(read(stacks[i], packets, sizeof(packets)), -1);
		EQUAL(errno, EPERM);
	}
	tap(device, KEY_A);
	expect_tap(copy, KEY_A);
}

/* row 1381: the data of completed reads */
static void reads(int device)
{
	int copy;

	run("insmod /modules/input_class.ko filters=upper:kbdclass");
	copy = wait_event(NAME, true);
	tap(device, KEY_CAPSLOCK);
	expect_tap(copy, KEY_LEFTCTRL);
	CHECK(log_has("input_class: read 3a 0") && log_has("input_class: read 3a 1"));
	tap(device, KEY_A);
	expect_tap(copy, KEY_A);
	open_stacks();
	ask_stacks(device, copy);
	close(copy);
}

/*
 * row 1382: both kinds together; and each of them goes alone. row 1385: files keep the former stack, and its end is not
 * that of the next one
 */
static void both(int device)
{
	int copy;

	run("insmod /modules/input_filter.ko filters=upper:kbdhid");
	close_stacks();
	copy = wait_event(NAME, true);
	run("grep -c . /sys/bus/winwork/devices/*/stack | grep -q '5$'");
	tap(device, KEY_A);
	expect_tap(copy, KEY_B);
	CHECK(log_has("input_class: read 30 0"));
	tap(device, KEY_CAPSLOCK);
	expect_tap(copy, KEY_LEFTCTRL);
	close(copy);
	run("rmmod input_filter");
	copy = wait_event(NAME, true);
	tap(device, KEY_A);
	expect_tap(copy, KEY_A);
	tap(device, KEY_CAPSLOCK);
	expect_tap(copy, KEY_LEFTCTRL);
	close(copy);
	run("rmmod input_class");
	CHECK(find_event(NAME, true) < 0);
}

int main(void)
{
	int device = make_keyboard(NAME, 1);

	close(wait_event(NAME, false));
	reads(device);
	both(device);
	return !!checks_failed;
}
