/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Talks to wdf_program: buffers of all kinds, signals, ends of files.
 */
#include "../program.h"
#include "wdf_program.h"

static int device;

static struct wdf_counts counts(void)
{
	struct wdf_counts found = { 0 };

	EQUAL(control(device, WDF_COUNTS, NULL, 0, &found, sizeof(found)), 0);
	return found;
}

/* rows 348 and 350: a work item completes the request, by buffers that were locked before */
static void test_buffers(void)
{
	static const unsigned int codes[] = { WDF_ADD_BUFFERED, WDF_ADD_DIRECT, WDF_ADD_NEITHER };
	char in[100] = "HAL", out[100];
	struct wdf_indirect indirect = { (uintptr_t)in, (uintptr_t)out, sizeof(in) };
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		struct winwork_request request;

		memset(out, 0, sizeof(out));
		request = control_of(codes[i], in, 3, out, sizeof(out));
		EQUAL(control_full(device, &request), 0);
		EQUAL(request.information, 3);
		CHECK(!strcmp(out, "IBM"));
	}
	memset(out, 0, sizeof(out));
	EQUAL(control(device, WDF_ADD_INDIRECT, &indirect, sizeof(indirect), NULL, 0), 0);
	CHECK(!strncmp(out, "IBM", 3));
}

/* row 350: what cannot be locked */
static void test_bad_buffers(void)
{
	char in[8] = "a", out[8];
	struct wdf_indirect bad = { (uintptr_t)in, 0x1000, 8 };
	struct wdf_indirect kernel = { (uintptr_t)in, ~0xfffULL, 8 };
	struct wdf_indirect empty = { (uintptr_t)in, (uintptr_t)out, 0 };
	void *read_only = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct wdf_indirect protected = { (uintptr_t)in, (uintptr_t)read_only, 8 };

	EQUAL(control(device, WDF_ADD_INDIRECT, &bad, sizeof(bad), NULL, 0), EFAULT);
	EQUAL(control(device, WDF_ADD_INDIRECT, &kernel, sizeof(kernel), NULL, 0), EFAULT);
	EQUAL(control(device, WDF_ADD_INDIRECT, &protected, sizeof(protected), NULL, 0), EFAULT);
	EQUAL(control(device, WDF_ADD_INDIRECT, &empty, sizeof(empty), NULL, 0), EFAULT);
	EQUAL(control(device, WDF_ADD_NEITHER, in, 0, out, 8), ENOBUFS);
	EQUAL(control(device, WDF_ADD_NEITHER, in, 1, out, 0), ENOBUFS);
	EQUAL(control(device, WDF_ADD_BUFFERED, in, 0, out, 8), ENOBUFS);
	EQUAL(control(device, 0x22ffff00, in, 1, out, 8), ENOTTY);
}

static void test_requester(void)
{
	struct wdf_counts found = counts();

	EQUAL(found.process, getpid());
	EQUAL(found.user_mode, 1);
	EQUAL(write(device, "abcd", 4), 2);
	/* The queue has no handler for it; and it completes an empty write itself. */
	EQUAL(read(device, &found, 4), -1);
	EQUAL(errno, EINVAL);
	EQUAL(write(device, "", 0), 0);
}

static void on_signal(int number)
{
	(void)number;
}

static void *interrupted(void *code)
{
	EQUAL(control(device, (uintptr_t)code, NULL, 0, NULL, 0), EINTR);
	return NULL;
}

/* row 345: a signal cancels what the driver has marked, and what waits in a queue */
static void test_signals(void)
{
	static const unsigned int codes[] = { WDF_HOLD, WDF_QUEUE };
	struct sigaction action = { .sa_handler = on_signal };
	int before = counts().canceled;
	size_t i;

	sigaction(SIGUSR1, &action, NULL);
	for (i = 0; i < 2; i++) {
		pthread_t thread;

		pthread_create(&thread, NULL, interrupted, (void *)(uintptr_t)codes[i]);
		CHECK(pending_become(1));
		pthread_kill(thread, SIGUSR1);
		pthread_join(thread, NULL);
	}
	EQUAL(counts().canceled, before + 1);
}

static void *released(void *unused)
{
	(void)unused;
	EQUAL(control(device, WDF_QUEUE, NULL, 0, NULL, 0), 0);
	return NULL;
}

static void test_release(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, released, NULL);
	CHECK(pending_become(1));
	EQUAL(control(device, WDF_RELEASE, NULL, 0, NULL, 0), 0);
	pthread_join(thread, NULL);
}

static void *cleaned_up(void *file)
{
	EQUAL(control((uintptr_t)file, WDF_QUEUE, NULL, 0, NULL, 0), ECANCELED);
	return NULL;
}

/* row 352: the requests of a file end with its cleanup, and those of another file do not */
static void test_files(void)
{
	struct wdf_counts before = counts(), after;
	int other = open("/dev/winwork/WdfProgram", O_RDWR);
	pthread_t thread, stays;

	CHECK(other >= 0);
	EQUAL(create("\\DosDevices\\WdfProgram\\deny", 0xc0000000, 0), -EACCES);
	pthread_create(&stays, NULL, released, NULL);
	CHECK(pending_become(1));
	pthread_create(&thread, NULL, cleaned_up, (void *)(uintptr_t)other);
	CHECK(pending_become(2));
	EQUAL(ioctl(other, WINWORK_CLEANUP), 0);
	pthread_join(thread, NULL);
	close(other);
	CHECK(pending_become(1));
	EQUAL(control(device, WDF_RELEASE, NULL, 0, NULL, 0), 0);
	pthread_join(stays, NULL);
	after = counts();
	EQUAL(after.creates, before.creates + 1);
	EQUAL(after.cleanups, before.cleanups + 1);
	EQUAL(after.closes, before.closes + 1);
}

#define STRESS_THREADS 6
#define STRESS_ROUNDS 300

/* Controls of all kinds, each of which a signal may end, by files that are opened and closed meanwhile. */
static void *stress(void *seed)
{
	static const unsigned int codes[] = {
		WDF_ADD_BUFFERED, WDF_ADD_DIRECT, WDF_ADD_NEITHER, WDF_ADD_INDIRECT, WDF_HOLD,
		WDF_QUEUE, WDF_RELEASE
	};
	unsigned int random = (uintptr_t)seed;
	int i;

	for (i = 0; i < STRESS_ROUNDS; i++) {
		unsigned int code = codes[(random = random * 1103515245 + 12345) / 65536 % 7];
		char in[64] = "HAL", out[64];
		struct wdf_indirect indirect = { (uintptr_t)in, (uintptr_t)out, sizeof(in) };
		int file = random & 1 << 20 ? open("/dev/winwork/WdfProgram", O_RDWR) : -1;
		int error = code == WDF_ADD_INDIRECT
				    ? control(file >= 0 ? file : device, code, &indirect,
					      sizeof(indirect), NULL, 0)
				    : control(file >= 0 ? file : device, code, in, sizeof(in), out,
					      sizeof(out));

		CHECK(error == 0 || error == EINTR);
		/* Nobody but a signal or WDF_RELEASE ends these. */
		if (code == WDF_HOLD)
			EQUAL(error, EINTR);
		if (error == 0 && code <= WDF_ADD_INDIRECT)
			CHECK(!strncmp(out, "IBM", 3));
		if (file >= 0)
			close(file);
	}
	return NULL;
}

/* rows 345, 347 and 348: signals, completions by items and retrievals race */
static void test_races(void)
{
	pthread_t threads[STRESS_THREADS];
	int i, left = STRESS_THREADS;

	for (i = 0; i < STRESS_THREADS; i++)
		pthread_create(&threads[i], NULL, stress, (void *)(uintptr_t)(i + 1));
	while (left) {
		for (i = 0; i < STRESS_THREADS; i++) {
			if (threads[i] && !pthread_tryjoin_np(threads[i], NULL)) {
				threads[i] = 0;
				left--;
			} else if (threads[i]) {
				pthread_kill(threads[i], SIGUSR1);
			}
		}
		sched_yield();
	}
}

/* No request is left, and each that the driver had has ended once. */
static void test_all_ended(void)
{
	int before = counts().requests_ended;

	EQUAL(counts().requests_ended, before + 1);
	CHECK(pending_become(0));
}

int main(void)
{
	device = open("/dev/winwork/WdfProgram", O_RDWR);
	CHECK(device >= 0);
	test_buffers();
	test_bad_buffers();
	test_requester();
	test_signals();
	test_release();
	test_files();
	test_races();
	test_all_ended();
	close(device);
	return checks_failed != 0;
}
