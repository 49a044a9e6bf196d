/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A keyboard of uinput, filtered by input_filter.
 */
#include "../input_device.h"

#define NAME "test keyboard"
#define PRODUCT 1

struct test {
	int device;			/* of uinput */
	int original;
	int copy;
};

static void filter(struct test *test)
{
	run("insmod /modules/input_filter.ko filters=upper:kbdhid");
	test->copy = wait_event(NAME, true);
}

static void unfilter(struct test *test)
{
	run("rmmod input_filter");
	CHECK(find_event(NAME, true) < 0);
	close(test->copy);
}

/* row 1364: the filter's packets are what programs get, and only from the copy */
static void filtered(struct test *test)
{
	tap(test->device, KEY_A);
	EXPECT_KEY(test->copy, KEY_B, 1);
	EXPECT_KEY(test->copy, KEY_B, 0);
	tap(test->device, KEY_C);
	tap(test->device, KEY_D);
	EXPECT_KEY(test->copy, KEY_D, 1);
	EXPECT_KEY(test->copy, KEY_D, 0);
	CHECK(is_silent(test->original));
	CHECK(log_has("input_filter: key 1e 0 at 2"));
	CHECK(log_has("input_filter: key 2e 1 at 2"));
}

static void compare(struct test *test, unsigned long request, size_t bytes)
{
	unsigned char of_original[256] = "", of_copy[256] = "";

	(void)bytes;
	CHECK(ioctl(test->original, request, of_original) >= 0);
	CHECK(ioctl(test->copy, request, of_copy) >= 0);
	CHECK(!memcmp(of_original, of_copy, sizeof(of_copy)));
}

/* row 1365 */
static void identity(struct test *test)
{
	struct input_id id;

	compare(test, EVIOCGID, sizeof(id));
	compare(test, EVIOCGNAME(128), 128);
	compare(test, EVIOCGPHYS(128), 128);
	compare(test, EVIOCGBIT(0, 8), 8);
	compare(test, EVIOCGBIT(EV_LED, 8), 8);
	compare(test, EVIOCGBIT(EV_MSC, 8), 8);
	compare(test, EVIOCGREP, 8);
	compare(test, EVIOCGBIT(EV_KEY, 96), 96);
}

/* row 1366: a repeat is another make for the filter, and a repeat again for programs */
static void repeats(struct test *test)
{
	send_key(test->device, KEY_A, 1);
	send_key(test->device, KEY_A, 2);
	send_key(test->device, KEY_A, 0);
	EXPECT_KEY(test->copy, KEY_B, 1);
	EXPECT_KEY(test->copy, KEY_B, 2);
	EXPECT_KEY(test->copy, KEY_B, 0);
}

/* row 1367 */
static void codes(struct test *test)
{
	tap(test->device, KEY_RIGHTCTRL);
	EXPECT_KEY(test->copy, KEY_RIGHTCTRL, 1);
	EXPECT_KEY(test->copy, KEY_RIGHTCTRL, 0);
	CHECK(log_has("input_filter: key 1d 3"));
	tap(test->device, KEY_PAUSE);
	EXPECT_KEY(test->copy, KEY_PAUSE, 1);
	EXPECT_KEY(test->copy, KEY_PAUSE, 0);
	CHECK(log_has("input_filter: key 1d 4") && log_has("input_filter: key 45 0"));
	CHECK(log_has("input_filter: key 1d 5") && log_has("input_filter: key 45 1"));
	tap(test->device, KEY_NUMLOCK);
	EXPECT_KEY(test->copy, KEY_NUMLOCK, 1);
	EXPECT_KEY(test->copy, KEY_NUMLOCK, 0);
	tap(test->device, KEY_SYSRQ);
	EXPECT_KEY(test->copy, KEY_SYSRQ, 1);
	EXPECT_KEY(test->copy, KEY_SYSRQ, 0);
	CHECK(log_has("input_filter: key 37 2") && !log_has("input_filter: key 54"));
	send_key(test->device, KEY_LEFTALT, 1);
	send_key(test->device, KEY_SYSRQ, 1);
	send_key(test->device, KEY_LEFTALT, 0);
	send_key(test->device, KEY_SYSRQ, 0);
	EXPECT_KEY(test->copy, KEY_LEFTALT, 1);
	EXPECT_KEY(test->copy, KEY_SYSRQ, 1);
	EXPECT_KEY(test->copy, KEY_LEFTALT, 0);
	EXPECT_KEY(test->copy, KEY_SYSRQ, 0);
	CHECK(log_has("input_filter: key 54 0") && log_has("input_filter: key 54 1"));
}

/* row 1368: a key without a code does not pass the filter; and a scan code is not told */
static void direct(struct test *test)
{
	send_event(test->device, EV_MSC, MSC_SCAN, 0x70004);
	tap(test->device, KEY_BRIGHTNESSUP);
	EXPECT_KEY(test->copy, KEY_BRIGHTNESSUP, 1);
	EXPECT_KEY(test->copy, KEY_BRIGHTNESSUP, 0);
}

/* row 1369: keys that are held when the filter comes, and when it goes */
static void held(struct test *test)
{
	send_key(test->device, KEY_X, 1);
	EXPECT_KEY(test->original, KEY_X, 1);
	filter(test);
	EXPECT_KEY(test->original, KEY_X, 0);
	CHECK(!is_pressed(test->original, KEY_X) && !is_pressed(test->copy, KEY_X));
	send_key(test->device, KEY_X, 0);
	send_key(test->device, KEY_Y, 1);
	EXPECT_KEY(test->copy, KEY_Y, 1);
	CHECK(is_pressed(test->copy, KEY_Y));
	run("rmmod input_filter");
	wait_end(test->copy);
	close(test->copy);
	CHECK(!is_pressed(test->original, KEY_Y));
	send_key(test->device, KEY_Y, 0);
	CHECK(is_silent(test->original));
	tap(test->device, KEY_A);
	EXPECT_KEY(test->original, KEY_A, 1);
	EXPECT_KEY(test->original, KEY_A, 0);
}

static void set_led(int fd, int led, int value)
{
	const struct input_event event = { .type = EV_LED, .code = led, .value = value };

	must(write(fd, &event, sizeof(event)) == sizeof(event), "write of a LED");
}

/*
 * row 1370: an LED of the copy goes down through the filter to the device; and the repeat. The console has turned that of
 * NUM LOCK on.
 */
static void leds(struct test *test)
{
	const unsigned int repeat[2] = { 50000, 500 };
	unsigned int has[2] = { 0, 0 };

	set_led(test->copy, LED_CAPSL, 1);
	while (!has_led(test->original, LED_CAPSL))
		sched_yield();
	CHECK(log_has("input_filter: indicators 6"));
	set_led(test->copy, LED_CAPSL, 0);
	while (has_led(test->original, LED_CAPSL))
		sched_yield();
	CHECK(log_has("input_filter: indicators 2"));
	CHECK(!ioctl(test->copy, EVIOCSREP, repeat));
	do
		CHECK(!ioctl(test->original, EVIOCGREP, has));
	while (has[0] != 50000 || has[1] != 500);
}

/* row 1371 */
static void answers(void)
{
	CHECK(log_has("input_filter: attributes 0: type 51, mode 1, 264 keys"));
	CHECK(log_has("input_filter: short attributes c0000023"));
	CHECK(log_has("input_filter: translation 0: 3, 3a is 4"));
	CHECK(log_has("input_filter: short typematic c000000d"));
	CHECK(log_has("input_filter: typematic 0: 1 60000"));
	CHECK(log_has("input_filter: a mouse"));
	CHECK(log_has("code c0000010"));
}

/* row 1372: a filter that passes the wrong device on gets a report */
static void misuse(struct test *test)
{
	tap(test->device, KEY_W);
	tap(test->device, KEY_D);
	EXPECT_KEY(test->copy, KEY_D, 1);
	EXPECT_KEY(test->copy, KEY_D, 0);
}

/* row 1373: a sleep of the machine, and a key after it */
static void sleeps(struct test *test)
{
	run("echo devices > /sys/power/pm_test && echo freeze > /sys/power/state");
	CHECK(log_has("input_filter: exit"));
	tap(test->device, KEY_A);
	EXPECT_KEY(test->copy, KEY_B, 1);
	EXPECT_KEY(test->copy, KEY_B, 0);
}

/* row 1374: a filter that passes nothing on does not keep the device */
static void keeps_all(struct test *test)
{
	tap(test->device, KEY_Q);
	tap(test->device, KEY_D);
	wait_log("input_filter: key 20 1 at 2");
	unfilter(test);
	while (!is_silent(test->original))
		next_event(test->original);
	tap(test->device, KEY_D);
	EXPECT_KEY(test->original, KEY_D, 1);
	EXPECT_KEY(test->original, KEY_D, 0);
}

/* row 1375: the keyboard is unplugged and comes again, while a program has the copy open, and keys are held */
static void unplugged(struct test *test)
{
	filter(test);
	send_key(test->device, KEY_A, 1);
	EXPECT_KEY(test->copy, KEY_B, 1);
	close(test->original);
	close(test->device);
	wait_end(test->copy);
	wait_until_gone(NAME, true);
	close(test->copy);
	test->device = make_keyboard(NAME, PRODUCT);
	test->copy = wait_event(NAME, true);
	test->original = wait_event(NAME, false);
	tap(test->device, KEY_A);
	EXPECT_KEY(test->copy, KEY_B, 1);
	EXPECT_KEY(test->copy, KEY_B, 0);
	unfilter(test);
}

/* row 1376: with bind=1 only the devices of the INF */
static void by_inf(struct test *test)
{
	int other = make_keyboard("other keyboard", 2);

	run("insmod /modules/input_filter.ko");
	CHECK(find_event(NAME, true) < 0);
	run("rmmod input_filter");
	run("insmod /modules/input_filter.ko bind=1");
	test->copy = wait_event(NAME, true);
	CHECK(find_event("other keyboard", true) < 0);
	run("grep -q 'HID.VID_1209&PID_0001&REV_0110' /sys/bus/winwork/devices/*/hardware_ids");
	run("grep -q '^HID_DEVICE_SYSTEM_KEYBOARD' /sys/bus/winwork/devices/*/hardware_ids");
	run("grep -q '^HID_DEVICE_UP:0001_U:0006' /sys/bus/winwork/devices/*/hardware_ids");
	unfilter(test);
	close(other);
}

int main(void)
{
	const unsigned int no_repeat[2] = { 60000, 1000 };
	struct test test = { .device = make_keyboard(NAME, PRODUCT) };

	test.original = wait_event(NAME, false);
	must(!ioctl(test.original, EVIOCSREP, no_repeat), "EVIOCSREP");
	held(&test);
	filter(&test);
	identity(&test);
	filtered(&test);
	repeats(&test);
	codes(&test);
	direct(&test);
	leds(&test);
	answers();
	misuse(&test);
	sleeps(&test);
	keeps_all(&test);
	unplugged(&test);
	by_inf(&test);
	return !!checks_failed;
}
