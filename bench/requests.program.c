/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Measures controls: those of a Windows driver, and those of a misc device that does the same. On a machine
 * whose clock counts instructions, nanoseconds are instructions.
 */
#include "../kunit/vm/program.h"
#include "requests.h"

#define BATCHES 40
#define ROUNDS 100

static unsigned char in[4096], out[4096];

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000ll + time.tv_nsec;
}

static long long batch(int file, unsigned int code, unsigned int bytes)
{
	struct winwork_request request = control_of(code, in, bytes, out, bytes);
	long long start;
	int i;

	request.size = sizeof(request);
	start = now();
	for (i = 0; i < ROUNDS; i++) {
		CHECK(!ioctl(file, WINWORK_CONTROL, &request) && request.information == bytes);
	}
	return now() - start;
}

/* The quickest of several batches: interrupts do not count. */
static void measure(const char *who, const char *measure, int parameter, const char *path, unsigned int code,
		    unsigned int bytes)
{
	const int file = open(path, O_RDWR);
	long long least = 0;
	int i;

	CHECK(file >= 0);
	for (i = -BATCHES / 4; i < BATCHES; i++) {
		const long long taken = batch(file, code, bytes);

		if (i <= 0 || taken < least)
			least = taken;
	}
	close(file);
	printf("bench: %s %s %d %lld.%02lld\n", who, measure, parameter, least / ROUNDS,
	       least % ROUNDS * 100 / ROUNDS);
}

int main(void)
{
	static const int bytes[] = { 0, 64, 4096 };
	char path[64];
	size_t i;
	int devices;

	for (i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++) {
		measure("native-ioctl", "request", bytes[i], BENCH_NATIVE, BENCH_NOW, bytes[i]);
		measure("winwork-io", "request", bytes[i], BENCH_WINWORK, BENCH_NOW, bytes[i]);
	}
	measure("native-ioctl", "request-item", 0, BENCH_NATIVE, BENCH_ITEM, 0);
	measure("winwork-io", "request-item", 0, BENCH_WINWORK, BENCH_ITEM, 0);
	for (devices = 1; devices <= BENCH_STACKS; devices++) {
		snprintf(path, sizeof(path), BENCH_STACK, devices);
		if (access(path, F_OK))
			break;
		measure("winwork-io", "request-stack", devices, path, BENCH_NOW, 0);
		measure("winwork-io", "request-item-stack", devices, path, BENCH_ITEM, 0);
	}
	return checks_failed != 0;
}
