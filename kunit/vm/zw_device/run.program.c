/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has zw_user send requests to zw_below: in this program's threads, with signals and with an eventfd.
 */
#include <sys/eventfd.h>

#include "../program.h"
#include "zw_device.h"

static int user, below;

/* row 331: the requestor mode is KernelMode also in a program's thread */
static void test_mode(void)
{
	struct look look = { 99, 99 };

	EQUAL(control(user, ZW_LOOK, NULL, 0, &look, sizeof(look)), 0);
	EQUAL(look.requestor_mode, 0);
	EQUAL(look.process, getpid());
	EQUAL(control(below, ZW_LOOK, NULL, 0, &look, sizeof(look)), 0);
	EQUAL(look.requestor_mode, 1);
}

static volatile sig_atomic_t signals;

static void count_signal(int number)
{
	(void)number;
	signals++;
}

static void *hold(void *unused)
{
	struct look look = { 99, 99 };

	(void)unused;
	EQUAL(control(user, ZW_HOLD, NULL, 0, &look, sizeof(look)), 0);
	EQUAL(look.requestor_mode, 0);
	return NULL;
}

/* row 331: no signal ends the wait of a driver */
static void test_signal(void)
{
	struct sigaction action = { .sa_handler = count_signal };
	pthread_t thread;

	sigaction(SIGUSR1, &action, NULL);
	pthread_create(&thread, NULL, hold, NULL);
	CHECK(pending_become(1));
	pthread_kill(thread, SIGUSR1);
	CHECK(pending_become(1));
	EQUAL(signals, 0);
	EQUAL(control(below, ZW_RELEASE, NULL, 0, NULL, 0), 0);
	pthread_join(thread, NULL);
	EQUAL(signals, 1);
}

static struct result result(unsigned int code)
{
	struct result told = { 0 };

	EQUAL(control(user, code, NULL, 0, &told, sizeof(told)), 0);
	return told;
}

/* The result, when the event is set. A kernel without eventfds has the file's event. */
static struct result await_event(int event)
{
	struct pollfd poll_event = { .fd = event, .events = POLLIN };

	if (event < 0)
		return result(ZW_AWAIT);
	EQUAL(poll(&poll_event, 1, 60000), 1);
	return result(ZW_RESULT);
}

/* row 331: an event of the program is reset, and set behind output and status block */
static void test_event(void)
{
	int event = eventfd(1, EFD_NONBLOCK);
	struct pollfd poll_event = { .fd = event, .events = POLLIN };
	struct result told;

	EQUAL(control(user, ZW_SUBMIT, &event, sizeof(event), NULL, 0), 0);
	told = result(ZW_RESULT);
	EQUAL(told.status, STATUS_PENDING);
	EQUAL(told.iosb_status, STATUS_PENDING);
	EQUAL(poll(&poll_event, 1, 0), 0);
	EQUAL(control(below, ZW_RELEASE, NULL, 0, NULL, 0), 0);
	told = await_event(event);
	EQUAL(told.iosb_status, 0);
	EQUAL(told.information, sizeof(struct look));
	EQUAL(told.look.requestor_mode, 0);
	EQUAL(told.look.process, getpid());
	close(event);
}

/* row 331: the close of the handles cancels a request that no thread waits for */
static void test_close(void)
{
	int event = eventfd(0, EFD_NONBLOCK);

	EQUAL(control(user, ZW_SUBMIT, &event, sizeof(event), NULL, 0), 0);
	CHECK(pending_become(1));
	EQUAL(control(user, ZW_CLOSE, NULL, 0, NULL, 0), 0);
	EQUAL(await_event(event).iosb_status, STATUS_CANCELLED);
	close(event);
}

int main(int argc, char **argv)
{
	user = open("/dev/winwork/ZwUser", O_RDWR);
	below = open("/dev/winwork/ZwBelow", O_RDWR);
	CHECK(user >= 0 && below >= 0);
	if (argc > 1 && !strcmp(argv[1], "own")) {
		EQUAL(control(user, ZW_OPEN_OWN, NULL, 0, NULL, 0), 0);
	} else {
		test_mode();
		test_signal();
		test_event();
		test_close();
	}
	return checks_failed != 0;
}
