/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A mouse of uinput, filtered by input_filter, which moves it the other way from left to right.
 */
#include "../input_device.h"

#define NAME "test mouse"

struct test {
	int device;			/* of uinput */
	int copy;
};

static void move(struct test *test, int axis, int value)
{
	send_event(test->device, EV_REL, axis, value);
}

#define EXPECT_END(test) EXPECT((test)->copy, EV_SYN, SYN_REPORT, 0)

/* row 1378 */
static void motion(struct test *test)
{
	move(test, REL_X, 5);
	move(test, REL_Y, -3);
	end_report(test->device);
	EXPECT(test->copy, EV_REL, REL_X, -5);
	EXPECT(test->copy, EV_REL, REL_Y, -3);
	EXPECT_END(test);
	CHECK(log_has("input_filter: mouse 5 -3 buttons 0 data 0"));
}

/* row 1378 */
static void buttons(struct test *test)
{
	send_event(test->device, EV_KEY, BTN_LEFT, 1);
	move(test, REL_X, 1);
	end_report(test->device);
	EXPECT(test->copy, EV_KEY, BTN_LEFT, 1);
	EXPECT(test->copy, EV_REL, REL_X, -1);
	EXPECT_END(test);
	CHECK(log_has("input_filter: mouse 1 0 buttons 1 data 0"));
	send_key(test->device, BTN_LEFT, 0);
	EXPECT_KEY(test->copy, BTN_LEFT, 0);
	CHECK(log_has("input_filter: mouse 0 0 buttons 2 data 0"));
	send_key(test->device, BTN_EXTRA, 1);
	EXPECT_KEY(test->copy, BTN_EXTRA, 1);
	CHECK(log_has("input_filter: mouse 0 0 buttons 100 data 0"));
	send_key(test->device, BTN_EXTRA, 0);
	EXPECT_KEY(test->copy, BTN_EXTRA, 0);
	CHECK(log_has("input_filter: mouse 0 0 buttons 200 data 0"));
}

/* row 1379: steps of a fine wheel, and both wheels */
static void wheels(struct test *test)
{
	move(test, REL_WHEEL_HI_RES, -60);
	end_report(test->device);
	EXPECT(test->copy, EV_REL, REL_WHEEL_HI_RES, -60);
	EXPECT_END(test);
	CHECK(log_has("input_filter: mouse 0 0 buttons 400 data -60"));
	move(test, REL_WHEEL_HI_RES, -60);
	move(test, REL_WHEEL, -1);
	end_report(test->device);
	EXPECT(test->copy, EV_REL, REL_WHEEL_HI_RES, -60);
	EXPECT(test->copy, EV_REL, REL_WHEEL, -1);
	EXPECT_END(test);
	move(test, REL_HWHEEL_HI_RES, 120);
	move(test, REL_HWHEEL, 1);
	end_report(test->device);
	EXPECT(test->copy, EV_REL, REL_HWHEEL_HI_RES, 120);
	EXPECT(test->copy, EV_REL, REL_HWHEEL, 1);
	EXPECT_END(test);
	CHECK(log_has("input_filter: mouse 0 0 buttons 800 data 120"));
}

/* row 1379: buttons that no packet has */
static void direct(struct test *test)
{
	send_key(test->device, BTN_TASK, 1);
	EXPECT_KEY(test->copy, BTN_TASK, 1);
	send_key(test->device, BTN_TASK, 0);
	EXPECT_KEY(test->copy, BTN_TASK, 0);
}

int main(void)
{
	struct test test = { .device = make_mouse(NAME, 3) };

	close(wait_event(NAME, false));
	run("insmod /modules/input_filter.ko filters=upper:mouhid");
	test.copy = wait_event(NAME, true);
	CHECK(log_has("input_filter: mouse attributes 0: 100, 5 buttons"));
	motion(&test);
	buttons(&test);
	wheels(&test);
	direct(&test);
	run("grep -q '^HID_DEVICE_SYSTEM_MOUSE' /sys/bus/winwork/devices/*/hardware_ids");
	run("rmmod input_filter");
	CHECK(find_event(NAME, true) < 0);
	return !!checks_failed;
}
