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
	close(copy);
}

/* row 1382: both kinds together; and each of them goes alone */
static void both(int device)
{
	int copy;

	run("insmod /modules/input_filter.ko filters=upper:kbdhid");
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
