/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads from a device while a filter is attached above it and detached again.
 */
#include "../program.h"

#define DEVICE "/dev/winwork/Below"
#define ROUNDS 12

static int device;

static void run_command(const char *command)
{
	EQUAL(system(command), 0);
}

/* Reads 4 bytes, which a filter changes. */
static bool is_filtered(void)
{
	char bytes[4] = "";

	EQUAL(read(device, bytes, 4), 4);
	CHECK(!memcmp(bytes + 1, "ow", 3) && (bytes[0] == 'l' || bytes[0] == '+'));
	return bytes[0] == '+';
}

/* rows 208, 215: a file that was open before the filter came, and after it has gone */
static void test_open_file(void)
{
	CHECK(!is_filtered());
	run_command("insmod /modules/filter_above.ko");
	CHECK(is_filtered());
	run_command("rmmod filter_above");
	CHECK(!is_filtered());
}

static void *read_late(void *unused)
{
	char bytes[16] = "";

	(void)unused;
	EQUAL(read(device, bytes, sizeof(bytes)), 5);
	CHECK(!strcmp(bytes, "late"));
	return NULL;
}

/* A request that the filter has passed on does not keep the filter. */
static void test_pended_request(void)
{
	pthread_t thread;

	run_command("insmod /modules/filter_above.ko");
	pthread_create(&thread, NULL, read_late, NULL);
	CHECK(pending_become(1));
	run_command("rmmod filter_above");
	CHECK(pending_become(1));
	EQUAL(write(device, "", 1), 1);
	pthread_join(thread, NULL);
	CHECK(pending_become(0));
}

static volatile bool over;

static void *read_always(void *count)
{
	while (!over) {
		is_filtered();
		++*(unsigned long *)count;
	}
	return NULL;
}

/* Requests are on their way while the filter comes and goes. */
static void test_requests_on_their_way(void)
{
	unsigned long counts[3] = { 0 };
	pthread_t threads[3];
	int i;

	for (i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, read_always, &counts[i]);
	for (i = 0; i < ROUNDS; i++) {
		run_command("insmod /modules/filter_above.ko");
		run_command("rmmod filter_above");
	}
	over = true;
	for (i = 0; i < 3; i++) {
		pthread_join(threads[i], NULL);
		CHECK(counts[i] > 0);
	}
}

/* system() leaves SIGCHLD to the other threads. It would interrupt their reads, which then start again. */
static void block_child_signal(void)
{
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	EQUAL(pthread_sigmask(SIG_BLOCK, &child, NULL), 0);
}

int main(void)
{
	block_child_signal();
	device = open(DEVICE, O_RDWR);
	CHECK(device >= 0);
	test_open_file();
	test_pended_request();
	test_requests_on_their_way();
	close(device);
	return checks_failed != 0;
}
