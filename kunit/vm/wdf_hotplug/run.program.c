/* SPDX-License-Identifier: GPL-2.0 */
/*
 * row 377: the device goes while requests are on their way to it. Each one ends once.
 */
#include "../program.h"
#include <stdatomic.h>

#include "wdf_hotplug.h"

#define NODE "/dev/winwork/WdfHotplug"
#define STALLING 8
#define USERS 4
#define REPLUGS 200

static int manager;
static atomic_bool stop;

static struct hot_counts counts(void)
{
	struct hot_counts found = { 0 };

	EQUAL(control(manager, HOT_COUNTS, NULL, 0, &found, sizeof(found)), 0);
	return found;
}

static int open_hot(void)
{
	int file;

	/* Between two devices there is no node. */
	while ((file = open(NODE, O_RDWR)) < 0)
		sched_yield();
	return file;
}

/* It goes on before or after the queue of its device is shut down. */
static void *stalls(void *unused)
{
	int file = open_hot();
	int error = control(file, HOT_STALL, NULL, 0, NULL, 0);

	(void)unused;
	CHECK(error == 0 || error == ENODEV);
	return (void *)(uintptr_t)file;
}

static void *replug(void *unused)
{
	(void)unused;
	EQUAL(control(manager, HOT_REPLUG, NULL, 0, NULL, 0), 0);
	return NULL;
}

/* Requests stall in EvtIoInCallerContext: the deletion waits for them. */
static void test_stalled(void)
{
	pthread_t threads[STALLING], replugging;
	void *files[STALLING];
	int i;

	EQUAL(control(manager, HOT_HOLD, NULL, 0, NULL, 0), 0);
	for (i = 0; i < STALLING; i++)
		pthread_create(&threads[i], NULL, stalls, NULL);
	while (counts().stalled != STALLING)
		sched_yield();
	pthread_create(&replugging, NULL, replug, NULL);
	/* The deletion removes the link first. The next device has it when all have ended. */
	while (access(NODE, F_OK) == 0)
		sched_yield();
	EQUAL(counts().stalled, STALLING);
	EQUAL(control(manager, HOT_RELEASE, NULL, 0, NULL, 0), 0);
	for (i = 0; i < STALLING; i++)
		pthread_join(threads[i], &files[i]);
	pthread_join(replugging, NULL);
	/* Their device has gone. Its files are left, and can be closed. */
	for (i = 0; i < STALLING; i++) {
		EQUAL(control((uintptr_t)files[i], HOT_ECHO, NULL, 0, NULL, 0), ENODEV);
		close((uintptr_t)files[i]);
	}
}

static void *uses(void *seed)
{
	static const unsigned int codes[] = { HOT_ECHO, HOT_STALL, HOT_QUEUE };
	unsigned int random = (uintptr_t)seed;

	while (!atomic_load(&stop)) {
		int file = open(NODE, O_RDWR), error = 0, i;

		if (file < 0)
			continue;
		for (i = 0; i < 20 && !error; i++) {
			random = random * 1103515245 + 12345;
			/* The last one of a file may wait until the device goes. */
			error = control(file, codes[random / 65536 % (i < 19 ? 2 : 3)], NULL, 0,
					NULL, 0);
		}
		CHECK(error == 0 || error == ENODEV || error == ECANCELED);
		close(file);
	}
	return NULL;
}

static void test_races(void)
{
	pthread_t threads[USERS];
	int i, left = USERS;

	for (i = 0; i < USERS; i++)
		pthread_create(&threads[i], NULL, uses, (void *)(uintptr_t)(i + 1));
	for (i = 0; i < REPLUGS; i++)
		EQUAL(control(manager, HOT_REPLUG, NULL, 0, NULL, 0), 0);
	atomic_store(&stop, true);
	/* Nothing else ends the requests that wait in the queue. */
	while (left) {
		EQUAL(control(manager, HOT_REPLUG, NULL, 0, NULL, 0), 0);
		for (i = 0; i < USERS; i++) {
			if (threads[i] && !pthread_tryjoin_np(threads[i], NULL)) {
				threads[i] = 0;
				left--;
			}
		}
	}
}

int main(void)
{
	struct hot_counts end;

	manager = open("/dev/winwork/WdfHotplugManager", O_RDWR);
	CHECK(manager >= 0);
	test_stalled();
	test_races();
	end = counts();
	EQUAL(end.requests + end.creates, end.ended);
	CHECK(end.requests > STALLING);
	CHECK(end.closes <= end.creates);
	CHECK(pending_become(0));
	close(manager);
	return checks_failed != 0;
}
