/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The part of the measure of growth that needs a program: a request on the oldest of many files of
 * a KMDF device, a look-up of the oldest of many events, and a probe of the buffer of the oldest of many reads.
 * See growth.c.
 */
#include "../kunit/vm/libaio.h"
#include "growth.h"

#include <sys/eventfd.h>
#include <sys/resource.h>

#define BATCHES 40
#define ROUNDS 50
/* A file takes little more. */
#define READS_OF_A_FILE 1000

static int objects[BENCH_MOST_OBJECTS];
static unsigned char buffers[BENCH_MOST_OBJECTS][BENCH_BYTES];
static struct iocb blocks[BENCH_MOST_OBJECTS];

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000ll + time.tv_nsec;
}

/* The quickest of several batches: interrupts do not count. */
static void measure(const char *who, const char *measure, int count, int file, unsigned int code)
{
	const int *oldest = &objects[0];
	struct winwork_request request = control_of(code, oldest, sizeof(*oldest), NULL, 0);
	long long least = 0;
	int i, round;

	request.size = sizeof(request);
	for (i = 0; i < BATCHES; i++) {
		const long long start = now();
		long long taken;

		for (round = 0; round < ROUNDS; round++) {
			CHECK(!ioctl(file, WINWORK_CONTROL, &request) && !request.status);
		}
		taken = now() - start;
		if (!i || taken < least)
			least = taken;
	}
	printf("bench: %s %s %d %lld.%02lld\n", who, measure, count, least / ROUNDS,
	       least % ROUNDS * 100 / ROUNDS);
}

static void close_all(int made)
{
	while (made)
		close(objects[--made]);
}

static void measure_probes(int file)
{
	static const int counts[] = BENCH_OBJECTS;
	const aio_context_t context = new_context(BENCH_MOST_OBJECTS);
	struct timespec none = { 0 };
	struct io_event event = { 0 };
	size_t i;
	int made = 0, files = 0;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		for (; made < counts[i]; made++) {
			if (made % READS_OF_A_FILE == 0)
				objects[files++] = open(BENCH_EVENTS, O_RDWR);
			blocks[made] = block_of(objects[files - 1], IOCB_CMD_PREAD, buffers[made], BENCH_BYTES, 0);
			EQUAL(submit(context, &blocks[made]), 1);
		}
		/* All of them pend. */
		CHECK(!syscall(SYS_io_getevents, context, 0, 1, &event, &none));
		EQUAL(event.res, 0);
		measure("winwork-io", "growth-probe", counts[i], file, BENCH_PROBE);
	}
	EQUAL(control(file, BENCH_DROP, NULL, 0, NULL, 0), 0);
	end_context(context);
	close_all(files);
}

int main(void)
{
	static const int counts[] = BENCH_OBJECTS;
	const struct rlimit limit = { 2 * BENCH_MOST_OBJECTS, 2 * BENCH_MOST_OBJECTS };
	const int events = open(BENCH_EVENTS, O_RDWR);
	size_t i;
	int made = 0;

	CHECK(!setrlimit(RLIMIT_NOFILE, &limit) && events >= 0);
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		for (; made < counts[i]; made++) {
			objects[made] = open(BENCH_FILES, O_RDWR);
			CHECK(objects[made] >= 0);
		}
		measure("winwork-wdf", "growth-request", counts[i], objects[0], BENCH_COMPLETE);
	}
	close_all(made);
	made = 0;
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		for (; made < counts[i]; made++) {
			objects[made] = eventfd(0, 0);
			CHECK(objects[made] >= 0);
			EQUAL(control(events, BENCH_KEEP, &objects[made], sizeof(objects[made]), NULL, 0), 0);
		}
		measure("winwork-io", "growth-event", counts[i], events, BENCH_LOOK);
	}
	EQUAL(control(events, BENCH_DROP, NULL, 0, NULL, 0), 0);
	close_all(made);
	measure_probes(events);
	return checks_failed != 0;
}
