/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Submits, reaps and cancels requests. The rows are in the comments above the checks.
 */
#include "../program.h"
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <stdatomic.h>
#include <sched.h>
#include "async.h"

#define STATUS_INVALID_HANDLE ((int)0xC0000008)
#define STATUS_OBJECT_TYPE_MISMATCH ((int)0xC0000024)
#define FILE_READ_DATA 1
#define SYNCHRONOUS 0x20
#define CANCEL_TIMEOUT "/sys/module/winwork/parameters/cancel_timeout"
#define MOST 1024
#define PAGE 4096

static int file;

static int new_event(int flags)
{
	const int event = eventfd(0, flags);

	CHECK(event >= 0);
	return event;
}

static void close_event(int event)
{
	if (event >= 0)
		close(event);
}

static int open_async(void)
{
	const int fd = open("/dev/winwork/Async", O_RDWR);

	CHECK(fd >= 0);
	return fd;
}

/* Returns 0 or an errno. */
static int submit_full(int fd, struct winwork_request *request, unsigned long long cookie, int event)
{
	request->size = sizeof(*request);
	request->cookie = cookie;
	request->event_fd = event;
	request->status = -1;
	request->information = 99;
	return ioctl(fd, WINWORK_SUBMIT, request) ? errno : 0;
}

static int submit(int fd, unsigned int code, const void *in, unsigned int in_length, void *out,
		  unsigned int out_length, unsigned long long cookie, int event)
{
	struct winwork_request request = control_of(code, in, in_length, out, out_length);

	return submit_full(fd, &request, cookie, event);
}

static int reap(int fd, struct winwork_request *done)
{
	*done = (struct winwork_request){ .size = sizeof(*done) };
	return ioctl(fd, WINWORK_REAP, done) ? errno : 0;
}

static int cancel(int fd, unsigned long long cookie)
{
	struct winwork_request request = { .size = sizeof(request), .cookie = cookie };

	return ioctl(fd, WINWORK_CANCEL, &request) ? errno : 0;
}

/* Waits for an eventfd, and takes its count. */
static unsigned long long count_of(int event)
{
	unsigned long long count = 0;

	CHECK(read(event, &count, sizeof(count)) == sizeof(count));
	return count;
}

static bool is_signalled(int event)
{
	struct pollfd wait = { .fd = event, .events = POLLIN };

	return event >= 0 && poll(&wait, 1, 0) == 1;
}

/* Waits until poll() reports a result. */
static void wait_for_result(int fd)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	EQUAL(poll(&wait, 1, -1), 1);
}

/* Waits until one request is complete. */
static void wait_for_one(int fd, int event)
{
	if (event >= 0)
		EQUAL(count_of(event), 1);
	else
		wait_for_result(fd);
}

static int finish(int fd, int method, struct finish how, struct winwork_request *request, void *out,
		  unsigned int room, int event)
{
	*request = control_of(FINISH(method), &how, sizeof(how), out, room);
	return submit_full(fd, request, 7, event);
}

/* row 249: each status, pended and not, by each completer and method */
static void test_statuses(void)
{
	static const int methods[] = { 0, 2, 3 };
	static const int statuses[] = { 0, 0x104, 0x40000000, STATUS_BUFFER_OVERFLOW, (int)0x80000006,
					STATUS_UNSUCCESSFUL, STATUS_INVALID_DEVICE_REQUEST,
					STATUS_CANCELLED, (int)0xC0000023 };
	static const int errors[] = { 0, 0, 0, 0, 0, EIO, ENOTTY, ECANCELED, ENOBUFS };
	const int event = new_event(0);
	int m, s, by;

	for (m = 0; m < 3; m++) {
		for (s = 0; s < 9; s++) {
			for (by = 0; by < COMPLETERS; by++) {
				const bool error = (unsigned int)statuses[s] >> 30 == 3;
				struct winwork_request request, done;
				unsigned char out[32] = { 0 };
				const int said = finish(file, methods[m],
							(struct finish){ .status = statuses[s], .by = by,
									 .information = 20 },
							&request, out, sizeof(out), event);

				if (by == BY_DISPATCH && error) {
					/* The caller alone hears of it. */
					EQUAL(said, errors[s]);
					EQUAL(request.status, statuses[s]);
					EQUAL(request.information, 0);
					EQUAL(reap(file, &done), EAGAIN);
					CHECK(!is_signalled(event));
				} else {
					EQUAL(said, 0);
					EQUAL(request.status, by == BY_DISPATCH ? statuses[s] : STATUS_PENDING);
					wait_for_one(file, event);
					EQUAL(reap(file, &done), 0);
					EQUAL(done.cookie, 7);
					EQUAL(done.code, FINISH(methods[m]));
					EQUAL(done.major, WINWORK_MAJOR_CONTROL);
					EQUAL(done.status, statuses[s]);
					EQUAL(done.information, 20);
				}
				/* Buffered: N bytes, or none. Else what the driver wrote stays. */
				EQUAL(out[19], error && !methods[m] ? 0 : 0xab);
				EQUAL(out[20], methods[m] ? 0xab : 0);
			}
		}
	}
	EQUAL(reap(file, &(struct winwork_request){ 0 }), EAGAIN);
	close_event(event);
}

/* row 311: a thousand requests, each with its own result, by one event */
static void test_thousand(void)
{
	enum { MANY = 1000 };
	static unsigned int in[MANY][3], out[MANY][3];
	static bool seen[MANY];
	const int event = new_event(EFD_NONBLOCK);
	int i, reaped = 0;

	for (i = 0; i < MANY; i++) {
		in[i][0] = in[i][1] = in[i][2] = i * 0x10001;
		EQUAL(submit(file, LATER(i % 3 ? (i % 3) + 1 : 0), in[i], sizeof(in[i]), out[i], sizeof(out[i]),
			     i + 1, event), 0);
		if (i % 250 == 249)
			EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
	}
	while (reaped < MANY) {
		struct pollfd wait = { .fd = event >= 0 ? event : file, .events = POLLIN };
		unsigned long long count = 1;
		struct winwork_request done;

		EQUAL(poll(&wait, 1, 60000), 1);
		if (!wait.revents)
			break;
		if (event >= 0)
			count = count_of(event);
		/* Each signal stands for one result, and that is there. */
		while (count--) {
			EQUAL(reap(file, &done), 0);
			EQUAL(done.status, 0);
			EQUAL(done.information, sizeof(in[0]));
			i = done.cookie - 1;
			CHECK(i >= 0 && i < MANY && !seen[i]);
			seen[i] = true;
			EQUAL(out[i][0], ~in[i][0]);
			EQUAL(out[i][2], ~in[i][2]);
			reaped++;
		}
	}
	EQUAL(reaped, MANY);
	EQUAL(reap(file, &(struct winwork_request){ 0 }), EAGAIN);
	close_event(event);
}

/* row 311: the output is complete when the event fires, before anything is reaped */
static void test_output_first(void)
{
	/* To copy so much takes longer than to wake a thread. */
	enum { BYTES = 4 << 20 };
	const int event = new_event(0);
	unsigned char *in = malloc(BYTES), *out = malloc(BYTES);
	struct winwork_request done;
	int i;

	for (i = 0; i < 6; i++) {
		const int method = i % 3 ? (i % 3) + 1 : 0;

		memset(in, i, BYTES);
		memset(out, i, BYTES);
		EQUAL(submit(file, LATER(method), in, BYTES, out, BYTES, i + 1, event), 0);
		EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
		wait_for_one(file, event);
		EQUAL(out[BYTES - 1], (unsigned char)~i);
		EQUAL(reap(file, &done), 0);
		EQUAL(out[0], (unsigned char)~i);
		EQUAL(done.cookie, i + 1);
	}
	close_event(event);
	free(in);
	free(out);
}

/* row 311: reads, writes, other majors; the oldest result comes first */
static void test_reads(void)
{
	unsigned char out[3][16];
	struct winwork_request request = { .major = WINWORK_MAJOR_READ }, done;
	struct finish how = { .information = 1 };
	int i, reads = open("/dev/winwork/Async", O_WRONLY);

	for (i = 0; i < 3; i++) {
		request.out = (uintptr_t)out[i];
		request.out_length = 16;
		request.offset = 40 * i;
		EQUAL(submit_full(file, &request, 100 + i, -1), 0);
		EQUAL(request.status, STATUS_PENDING);
		EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
		wait_for_result(file);
		EQUAL(reap(file, &done), 0);
		EQUAL(done.cookie, 100 + i);
		EQUAL(done.major, WINWORK_MAJOR_READ);
		EQUAL(done.information, 16);
		EQUAL(out[i][15], 40 * i + 15);
	}
	for (i = 0; i < 3; i++)
		EQUAL(submit(file, FINISH(0), &how, sizeof(how), out, 1, 300 - i, -1), 0);
	for (i = 0; i < 3; i++) {
		EQUAL(reap(file, &done), 0);
		EQUAL(done.cookie, 300 - i);
	}
	request.major = WINWORK_MAJOR_WRITE;
	EQUAL(submit_full(file, &request, 1, -1), 0);
	EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
	wait_for_result(file);
	EQUAL(reap(file, &done), 0);
	EQUAL(done.major, WINWORK_MAJOR_WRITE);
	EQUAL(done.information, 16);
	/* The driver has no routine for this. */
	request.major = WINWORK_MAJOR_FLUSH;
	EQUAL(submit_full(file, &request, 1, -1), EINVAL);
	EQUAL(request.status, STATUS_INVALID_DEVICE_REQUEST);
	request.major = WINWORK_MAJOR_READ;
	EQUAL(submit_full(reads, &request, 1, -1), EBADF);
	request.major = 1;
	EQUAL(submit_full(file, &request, 1, -1), EINVAL);
	EQUAL(request.status, -1);
	close(reads);
}

/* row 312: by cookie and all */
static void test_cancel(void)
{
	struct winwork_request done;
	char out[8];
	int i, other = open_async();

	EQUAL(cancel(file, 1), ENOENT);
	EQUAL(cancel(file, 0), ENOENT);
	for (i = 1; i <= 6; i++)
		EQUAL(submit(file, LATER(0), "12345678", 8, out, 8, i > 5 ? 3 : i, -1), 0);
	EQUAL(submit(other, LATER(0), "12345678", 8, out, 8, 3, -1), 0);
	EQUAL(cancel(file, 77), ENOENT);
	/* Two requests have this cookie, and another file's. */
	EQUAL(cancel(file, 3), 0);
	for (i = 0; i < 2; i++) {
		wait_for_result(file);
		EQUAL(reap(file, &done), 0);
		EQUAL(done.cookie, 3);
		EQUAL(done.status, STATUS_CANCELLED);
		EQUAL(done.information, 0);
	}
	EQUAL(cancel(file, 3), ENOENT);
	EQUAL(reap(file, &done), EAGAIN);
	EQUAL(reap(other, &done), EAGAIN);
	EQUAL(cancel(file, 0), 0);
	for (i = 0; i < 4; i++) {
		wait_for_result(file);
		EQUAL(reap(file, &done), 0);
		CHECK(done.cookie != 3);
		EQUAL(done.status, STATUS_CANCELLED);
	}
	EQUAL(reap(file, &done), EAGAIN);
	/* A result that is not reaped yet cannot be cancelled. */
	EQUAL(cancel(other, 0), 0);
	wait_for_result(other);
	EQUAL(cancel(other, 3), ENOENT);
	EQUAL(cancel(other, 0), ENOENT);
	EQUAL(reap(other, &done), 0);
	close(other);
}

/* row 312: the limit */
static void test_limit(void)
{
	struct winwork_request request, done;
	char out[4];
	int i, other = open_async();

	for (i = 0; i < MOST; i++)
		EQUAL(submit(file, LATER(0), "abcd", 4, out, 4, i + 1, -1), 0);
	request = control_of(LATER(0), "abcd", 4, out, 4);
	EQUAL(submit_full(file, &request, 2000, -1), ENOSPC);
	EQUAL(request.status, -1);
	EQUAL(submit(other, LATER(0), "abcd", 4, out, 4, 1, -1), 0);
	/* Results that are not reaped also count. */
	EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
	CHECK(pending_become(0));
	EQUAL(submit(file, LATER(0), "abcd", 4, out, 4, 2000, -1), ENOSPC);
	wait_for_result(file);
	EQUAL(reap(file, &done), 0);
	EQUAL(submit(file, LATER(0), "abcd", 4, out, 4, 2000, -1), 0);
	EQUAL(cancel(file, 2000), 0);
	for (i = 0; i < MOST; i++) {
		wait_for_result(file);
		EQUAL(reap(file, &done), 0);
	}
	EQUAL(reap(file, &done), EAGAIN);
	close(other);
}

/* Requests that SUBMIT refuses. No driver sees them, and nothing is left. */
static void test_refusals(void)
{
	char *readable = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct winwork_request request = control_of(LATER(0), "abcd", 4, readable, 4), done;
	int pipes[2], null = open("/dev/null", O_RDWR);
	int synchronous = create("\\??\\Async", FILE_READ_DATA, SYNCHRONOUS);
	char out[4];

	CHECK(!pipe(pipes));
	EQUAL(submit_full(file, &request, 1, -1), EFAULT);
	EQUAL(request.status, -1);
	request.code = LATER(2);
	EQUAL(submit_full(file, &request, 1, -1), EFAULT);
	request = control_of(LATER(0), (void *)8, 4, out, 4);
	EQUAL(submit_full(file, &request, 1, -1), EFAULT);
	request = control_of(LATER(0), "abcd", 4, out, 4);
	EQUAL(submit_full(file, &request, 0, -1), EINVAL);
	EQUAL(submit_full(file, &request, 1, pipes[0]), EBADF);
	EQUAL(submit_full(file, &request, 1, null), EBADF);
	EQUAL(submit_full(file, &request, 1, 999), EBADF);
	EQUAL(submit_full(file, &request, 1, -2), EBADF);
	EQUAL(submit_full(synchronous, &request, 1, -1), EINVAL);
	EQUAL(request.status, -1);
	request.out_length = 65 << 20;
	EQUAL(submit_full(file, &request, 1, -1), E2BIG);
	CHECK(ioctl(file, WINWORK_REAP, 8) && errno == EFAULT);
	EQUAL(reap(file, &done), EAGAIN);
	EQUAL(cancel(file, 0), ENOENT);
	close(pipes[0]);
	close(pipes[1]);
	close(null);
	close(synchronous);
	munmap(readable, 4096);
}

/* A result that the program's memory does not take stays. */
static void test_reap_fault(void)
{
	struct winwork_request *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct winwork_request done;
	char out[4];

	EQUAL(submit(file, LATER(0), "abcd", 4, out, 4, 5, -1), 0);
	EQUAL(cancel(file, 5), 0);
	wait_for_result(file);
	page->size = sizeof(*page);
	mprotect(page, 4096, PROT_READ);
	CHECK(ioctl(file, WINWORK_REAP, page) && errno == EFAULT);
	EQUAL(reap(file, &done), 0);
	EQUAL(done.cookie, 5);
	EQUAL(reap(file, &done), EAGAIN);
	munmap(page, 4096);
}

/* row 303: poll(2) with asynchronous requests around */
static void test_poll(void)
{
	struct pollfd wait = { .fd = file, .events = POLLIN | POLLOUT };
	struct winwork_request done;
	char out[4];

	EQUAL(poll(&wait, 1, 0), 1);
	EQUAL(wait.revents, POLLIN | POLLOUT);
	EQUAL(submit(file, LATER(0), "abcd", 4, out, 4, 1, -1), 0);
	EQUAL(poll(&wait, 1, 0), 1);
	EQUAL(wait.revents, POLLOUT);
	EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
	wait_for_result(file);
	EQUAL(poll(&wait, 1, 0), 1);
	EQUAL(wait.revents, POLLIN | POLLOUT);
	EQUAL(submit(file, LATER(0), "abcd", 4, out, 4, 2, -1), 0);
	EQUAL(poll(&wait, 1, 0), 1);
	EQUAL(wait.revents, POLLIN | POLLOUT);
	EQUAL(reap(file, &done), 0);
	EQUAL(done.cookie, 1);
	EQUAL(poll(&wait, 1, 0), 1);
	EQUAL(wait.revents, POLLOUT);
	EQUAL(cancel(file, 2), 0);
	wait_for_result(file);
	EQUAL(reap(file, &done), 0);
	EQUAL(poll(&wait, 1, 0), 1);
	EQUAL(wait.revents, POLLIN | POLLOUT);
}

/* The program unmaps its memory, and closes its eventfd, while the request is out. */
static void test_unmapped(void)
{
	static const int methods[] = { 0, 2, 3 };
	struct winwork_request done;
	int i;

	for (i = 0; i < 3; i++) {
		unsigned char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		const int event = new_event(0), again = event >= 0 ? dup(event) : -1;

		memset(page, 1, 8192);
		EQUAL(submit(file, LATER(methods[i]), page, 4096, page + 4096, 4096, 9, event), 0);
		munmap(page, 8192);
		close_event(event);
		EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
		wait_for_one(file, again);
		EQUAL(reap(file, &done), 0);
		EQUAL(done.information, 4096);
		close_event(again);
	}
}

static void read_log(char *text)
{
	struct winwork_request request = control_of(LOG, NULL, 0, text, 256);

	memset(text, 0, 257);
	EQUAL(control_full(file, &request), 0);
	text[request.information] = '\0';
}

/* Waits until the driver has got a close. */
static void log_until_close(char *text)
{
	char more[257];

	read_log(text);
	while (!strchr(text, 'x') && strlen(text) < 200) {
		usleep(1000);
		read_log(more);
		strcat(text, more);
	}
}

enum end { BY_CLOSE, BY_EXIT, BY_KILL, BY_LAST_THREAD, ENDS };

static void *pauses(void *unused)
{
	for (;;)
		pause();
	return unused;
}

/* rows 313, 271: the end of a file with requests out: cleanup, cancel of the rest, close */
static void test_ends(void)
{
	char text[512];
	int end;

	for (end = 0; end < ENDS; end++) {
		int ready[2], status;
		pid_t child;

		CHECK(!pipe(ready));
		read_log(text);
		child = fork();
		if (!child) {
			int own = open("/dev/winwork/Async", O_RDWR), i;
			static char out[4];
			pthread_t thread;

			for (i = 0; i < 3; i++)
				submit(own, LATER(0), "abcd", 4, out, 4, 1, -1);
			if (write(ready[1], "x", 1) != 1)
				_exit(2);
			if (end == BY_CLOSE)
				close(own);
			if (end == BY_LAST_THREAD) {
				/* The main thread ends first. */
				pthread_create(&thread, NULL, pauses, NULL);
				syscall(SYS_exit, 0);
			}
			if (end == BY_KILL)
				pauses(NULL);
			_exit(0);
		}
		CHECK(read(ready[0], text, 1) == 1);
		if (end == BY_LAST_THREAD) {
			/* The requests of a thread that ends stay, as long as the file is open. */
			usleep(100000);
			CHECK(pending_become(3));
		}
		if (end == BY_KILL || end == BY_LAST_THREAD)
			kill(child, SIGKILL);
		waitpid(child, &status, 0);
		CHECK(end == BY_KILL || end == BY_LAST_THREAD ? WIFSIGNALED(status)
							      : WIFEXITED(status) && !WEXITSTATUS(status));
		log_until_close(text);
		CHECK(!strcmp(text, "okcccx"));
		if (strcmp(text, "okcccx"))
			printf("end %d: %s\n", end, text);
		CHECK(pending_become(0));
		close(ready[0]);
		close(ready[1]);
	}
}

/* row 309: a child that shares the file does not end it */
static void test_fork(void)
{
	struct winwork_request done;
	char out[4], text[512];
	int status, i;
	pid_t child;

	EQUAL(submit(file, LATER(0), "abcd", 4, out, 4, 1, -1), 0);
	read_log(text);
	child = fork();
	if (!child)
		_exit(submit(file, LATER(0), "abcd", 4, out, 4, 2, -1));
	waitpid(child, &status, 0);
	CHECK(WIFEXITED(status) && !WEXITSTATUS(status));
	CHECK(pending_become(2));
	EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
	for (i = 0; i < 2; i++) {
		wait_for_result(file);
		EQUAL(reap(file, &done), 0);
		EQUAL(done.status, 0);
	}
	EQUAL(out[0], (char)~'a');
	read_log(text);
	EQUAL(text[0], 0);
}

/* The pinned memory of the process, in bytes. */
static long pinned(void)
{
	return status_number(getpid(), "VmPin:") * 1024;
}

/* The limit is four pages, for a user without privileges. Returns the number of failures. */
static int pin_up_to_the_limit(void)
{
	static const int methods[] = { 0, 2, 3 };
	const struct rlimit limit = { 4 * PAGE, 4 * PAGE };
	char *const out = mmap(NULL, 5 * PAGE, PROT_READ | PROT_WRITE,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	const int own = open_async(), event = new_event(0);
	int i;

	checks_failed = 0;
	CHECK(!setrlimit(RLIMIT_MEMLOCK, &limit));
	CHECK(!setuid(65534));
	EQUAL(submit(own, LATER(2), "abcd", 4, out, 4 * PAGE, 1, event), 0);
	EQUAL(pinned(), 4 * PAGE);
	for (i = 0; i < 3; i++)
		EQUAL(submit(own, LATER(methods[i]), "abcd", 4, out + 4 * PAGE, 4, 2, event), ENOMEM);
	EQUAL(pinned(), 4 * PAGE);
	/* The caller of a buffered request waits, and no page is pinned. */
	EQUAL(control(own, RELEASE, NULL, 0, NULL, 0), 0);
	EQUAL(count_of(event), 1);
	EQUAL(pinned(), 0);
	EQUAL(out[0], (char)~'a');
	return checks_failed;
}

/* row 334: the pages of a request's buffers count against RLIMIT_MEMLOCK */
static void test_memory_limit(void)
{
	const pid_t child = fork();
	int status;

	if (!child)
		_exit(pin_up_to_the_limit() != 0);
	waitpid(child, &status, 0);
	CHECK(WIFEXITED(status) && !WEXITSTATUS(status));
}

/* WINWORK_CLEANUP: the requests are complete when it returns, and can be reaped */
static void test_cleanup(void)
{
	struct winwork_request done;
	int fd = open_async(), i;
	char out[4], text[512];

	read_log(text);
	for (i = 0; i < 3; i++)
		EQUAL(submit(fd, LATER(0), "abcd", 4, out, 4, i + 1, -1), 0);
	EQUAL(ioctl(fd, WINWORK_CLEANUP), 0);
	read_log(text);
	CHECK(!strcmp(text, "kccc"));
	EQUAL(submit(fd, LATER(0), "abcd", 4, out, 4, 1, -1), EBADF);
	for (i = 0; i < 3; i++) {
		EQUAL(reap(fd, &done), 0);
		EQUAL(done.status, STATUS_CANCELLED);
	}
	EQUAL(reap(fd, &done), EAGAIN);
	close(fd);
	log_until_close(text);
	CHECK(!strcmp(text, "x"));
}

static void set_timeout(const char *seconds)
{
	FILE *timeout = fopen(CANCEL_TIMEOUT, "w");

	fprintf(timeout, "%s", seconds);
	fclose(timeout);
}

/* row 313: a request that its driver does not let go. The close of the file goes on without it */
static void test_stuck(void)
{
	int fd = open_async(), event = new_event(0), i;
	struct winwork_request done;
	char out[4], text[512];

	read_log(text);
	set_timeout("1");
	for (i = 0; i < 2; i++) {
		EQUAL(submit(fd, STUCK, NULL, 0, out, 4, 1, event), 0);
		EQUAL(cancel(fd, 1), 0);
	}
	EQUAL(reap(fd, &done), EAGAIN);
	close(fd);
	read_log(text);
	CHECK(!strcmp(text, "k"));
	CHECK(file_has("/sys/kernel/debug/winwork/requests", "asynchronous\tcancelled\tgiven up"));
	CHECK(!is_signalled(event));
	/* The requests are complete at last, and then the driver gets the close. */
	EQUAL(control(file, RELEASE_STUCK, NULL, 0, NULL, 0), 0);
	log_until_close(text);
	CHECK(!strcmp(text, "x"));
	if (event >= 0)
		EQUAL(count_of(event), 2);
	CHECK(pending_become(0));
	set_timeout("300");
	close_event(event);
}

/* A close of a file with a request that is not complete. */
static void close_and_wait(void)
{
	const int fd = open_async();
	char out[4];

	EQUAL(submit(fd, STUCK, NULL, 0, out, 4, 1, -1), 0);
	close(fd);
}

static void *call_stuck(void *fd)
{
	EQUAL(control(*(const int *)fd, STUCK, NULL, 0, NULL, 0), 0);
	return NULL;
}

/* A cleanup of a file while a thread waits for its request. */
static void clean_up_and_wait(void)
{
	int fd = open_async();
	pthread_t thread;

	EQUAL(pthread_create(&thread, NULL, call_stuck, &fd), 0);
	CHECK(pending_become(1));
	EQUAL(ioctl(fd, WINWORK_CLEANUP), 0);
	pthread_join(thread, NULL);
	close(fd);
}

/* Waits until the kernel has the process sleep, as WinWork's waits do. A minute at most. */
static void wait_until_idle(pid_t process)
{
	char path[64];
	int i;

	snprintf(path, sizeof(path), "/proc/%d/status", process);
	for (i = 0; i < 6000 && !file_has(path, "I (idle)"); i++)
		usleep(10000);
	CHECK(i < 6000);
}

/* row 383: the ends of other requests and files wake no thread that waits for its own */
static void test_waits_alone(void)
{
	static void (*const waits[])(void) = { close_and_wait, clean_up_and_wait };
	enum { OTHERS = 1000 };
	size_t i;

	for (i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		const pid_t child = fork();
		long before;
		int other, status;

		if (!child) {
			checks_failed = 0;
			waits[i]();
			_exit(checks_failed != 0);
		}
		wait_until_idle(child);
		before = sleeps_of(child);
		for (other = 0; other < OTHERS; other++)
			close(open_async());
		/* Every ten seconds it wakes, for a line of the log. */
		CHECK(sleeps_of(child) - before < OTHERS / 20);
		EQUAL(control(file, RELEASE_STUCK, NULL, 0, NULL, 0), 0);
		EQUAL(waitpid(child, &status, 0), child);
		EQUAL(status, 0);
	}
}

/* row 247: the driver drops a request. The submitter gets the status that the driver returned. */
static void test_forgotten(void)
{
	int fd = open_async(), event = new_event(0);
	struct winwork_request request = control_of(ASYNC_FORGET, NULL, 0, NULL, 0), done;

	EQUAL(submit_full(fd, &request, 3, event), 0);
	EQUAL(request.status, 0);
	wait_for_one(fd, event);
	EQUAL(reap(fd, &done), 0);
	EQUAL(done.cookie, 3);
	EQUAL(done.status, 0);
	EQUAL(done.information, 0);
	EQUAL(cancel(fd, 0), ENOENT);
	close(fd);
	close_event(event);
}

/* ---- Events ----------------------------------------------------------------------------- */

static struct event event_call(int what, int slot, int fd)
{
	struct event event = { .what = what, .slot = slot, .fd = fd };

	EQUAL(control(file, EVENT, &event, sizeof(event), &event, sizeof(event)), 0);
	return event;
}

static int event_open(int slot, int fd)
{
	return event_call(EVENT_OPEN, slot, fd).status;
}

static long long event_do(int what, int slot)
{
	return event_call(what, slot, 0).value;
}

/* row 315: descriptors of other kinds */
static void test_other_descriptors(void)
{
	int pipes[2], null = open("/dev/null", O_RDWR);

	CHECK(!pipe(pipes));
	EQUAL(event_open(0, pipes[0]), STATUS_OBJECT_TYPE_MISMATCH);
	EQUAL(event_open(0, null), STATUS_OBJECT_TYPE_MISMATCH);
	EQUAL(event_open(0, file), STATUS_OBJECT_TYPE_MISMATCH);
	EQUAL(event_open(0, 999), STATUS_INVALID_HANDLE);
	EQUAL(event_open(0, -1), STATUS_INVALID_HANDLE);
	EQUAL(event_call(EVENT_OPEN_KERNEL, 0, null).status, STATUS_OBJECT_TYPE_MISMATCH);
	close(pipes[0]);
	close(pipes[1]);
	close(null);
}

/* row 315: a set is seen, by the program and by the driver, and taken */
static void test_events(void)
{
	static const int sets[] = { EVENT_SET, EVENT_SET_LOCKED, EVENT_SET_IN_DPC };
	const int event = eventfd(0, EFD_NONBLOCK), set = eventfd(1, 0);
	unsigned long long one = 1;
	size_t i;

	EQUAL(event_open(0, event), 0);
	EQUAL(event_do(EVENT_STATE, 0), 0);
	for (i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		CHECK(!is_signalled(event));
		EQUAL(event_do(sets[i], 0), 0);
		CHECK(is_signalled(event));
		EQUAL(event_do(EVENT_STATE, 0), 1);
		EQUAL(event_do(EVENT_SET, 0), 1);
		EQUAL(count_of(event), 2);
		EQUAL(event_do(EVENT_STATE, 0), 0);
	}
	/* The program sets it. A wait of the driver leaves it set. */
	CHECK(write(event, &one, sizeof(one)) == sizeof(one));
	EQUAL(event_do(EVENT_STATE, 0), 1);
	EQUAL(event_call(EVENT_WAIT, 0, 0).status, 0);
	CHECK(is_signalled(event));
	EQUAL(event_do(EVENT_RESET, 0), 1);
	EQUAL(event_do(EVENT_RESET, 0), 0);
	CHECK(!is_signalled(event));
	EQUAL(event_do(EVENT_SET, 0), 0);
	EQUAL(event_do(EVENT_CLEAR, 0), 0);
	CHECK(!is_signalled(event));
	EQUAL(event_do(EVENT_PULSE, 0), 0);
	CHECK(!is_signalled(event));
	EQUAL(event_do(EVENT_STATE, 0), 0);
	/* One that is set already. */
	EQUAL(event_open(1, set), 0);
	EQUAL(event_do(EVENT_STATE, 1), 1);
	event_do(EVENT_CLOSE_AT_DISPATCH, 1);
	event_do(EVENT_CLOSE, 0);
	close(event);
	close(set);
}

static void *waits_in_driver(void *unused)
{
	EQUAL(event_call(EVENT_WAIT, 0, 0).status, 0);
	return unused;
}

/* ---- A poll that waits ------------------------------------------------------------------- */

struct polling {
	int fd;
	atomic_int thread;
	int result;
};

static void *polls(void *argument)
{
	struct polling *polling = argument;
	struct pollfd wait = { .fd = polling->fd, .events = POLLIN };

	polling->thread = syscall(SYS_gettid);
	/* At its timeout it would look once more, and find the file ready without having been woken. */
	polling->result = poll(&wait, 1, -1);
	return NULL;
}

static void *submits_and_fails(void *argument)
{
	const struct polling *polling = argument;
	struct event event = { .what = EVENT_WAIT_AND_FAIL };

	EQUAL(submit(polling->fd, EVENT, &event, sizeof(event), &event, sizeof(event), 1, -1), EIO);
	return NULL;
}

static bool is_poll(long call)
{
#ifdef SYS_poll
	if (call == SYS_poll)
		return true;
#endif
	return call == SYS_ppoll;
}

/* Waits until the thread sleeps in poll(2). */
static void wait_until_it_polls(const struct polling *polling)
{
	char path[64];
	long call;

	while (!polling->thread)
		sched_yield();
	snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", polling->thread);
	do {
		FILE *file = fopen(path, "r");

		/* A thread that runs has a word there. */
		if (!file || fscanf(file, "%ld", &call) != 1)
			call = -1;
		if (file)
			fclose(file);
	} while (!is_poll(call));
}

/* row 303: a program that polls learns that the last request has failed, and left no result */
static void test_poll_of_a_failed_request(void)
{
	const int event = eventfd(0, 0);
	struct polling polling = { .fd = open_async() };
	unsigned long long one = 1;
	pthread_t poller, submitter;
	struct timespec deadline;

	EQUAL(event_open(0, event), 0);
	pthread_create(&submitter, NULL, submits_and_fails, &polling);
	/* It is in the dispatch routine: the file is not ready to be reaped from. */
	for (struct pollfd now = { .fd = polling.fd, .events = POLLIN }; poll(&now, 1, 0);)
		sched_yield();
	pthread_create(&poller, NULL, polls, &polling);
	wait_until_it_polls(&polling);
	CHECK(write(event, &one, sizeof(one)) == sizeof(one));
	pthread_join(submitter, NULL);
	clock_gettime(CLOCK_REALTIME, &deadline);
	deadline.tv_sec += 60;
	if (pthread_timedjoin_np(poller, NULL, &deadline)) {
		CHECK(!"poll ends");
		pthread_cancel(poller);
		pthread_join(poller, NULL);
	}
	EQUAL(polling.result, 1);
	EQUAL(event_do(EVENT_CLOSE, 0), 0);
	close(polling.fd);
	close_event(event);
}

/* row 315: a driver waits for what the program sets */
static void test_event_wait(void)
{
	const int event = eventfd(0, 0);
	unsigned long long one = 1;
	pthread_t threads[3];
	int i;

	EQUAL(event_open(0, event), 0);
	for (i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, waits_in_driver, NULL);
	/* Some wait by now, and some come later. */
	usleep(50000);
	CHECK(write(event, &one, sizeof(one)) == sizeof(one));
	for (i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	event_do(EVENT_CLOSE, 0);
	close(event);
}

/* row 315: the same KEVENT for each descriptor, as long as it is referenced; it outlives them */
static void test_event_identity(void)
{
	const int event = eventfd(0, 0), other = eventfd(0, 0), again = dup(event);
	int status;
	pid_t child;

	EQUAL(event_open(0, event), 0);
	EQUAL(event_call(EVENT_OPEN, 1, event).value, 0);
	EQUAL(event_call(EVENT_OPEN_KERNEL, 2, again).value, 0);
	EQUAL(event_call(EVENT_OPEN, 3, other).value, -1);
	event_do(EVENT_CLOSE, 2);
	child = fork();
	if (!child)
		_exit(event_call(EVENT_OPEN, 2, event).value != 0);
	waitpid(child, &status, 0);
	CHECK(WIFEXITED(status) && !WEXITSTATUS(status));
	close(event);
	EQUAL(event_do(EVENT_SET, 1), 0);
	CHECK(is_signalled(again));
	CHECK(!is_signalled(other));
	EQUAL(count_of(again), 1);
	close(again);
	/* No program has it any more. */
	EQUAL(event_do(EVENT_SET, 0), 0);
	EQUAL(event_do(EVENT_STATE, 1), 1);
	event_do(EVENT_CLOSE, 0);
	event_do(EVENT_CLOSE, 1);
	EQUAL(event_do(EVENT_RESET, 2), 1);
	event_do(EVENT_CLOSE, 2);
	event_do(EVENT_CLOSE, 3);
	close(other);
}

static int shared_event;

static void *uses_event(void *unused)
{
	int i;

	for (i = 0; i < 200; i++)
		EQUAL(event_call(EVENT_USE, 0, shared_event).status, 0);
	return unused;
}

/* row 315: threads get and drop the KEVENT of one eventfd, and no set is lost */
static void test_event_stress(void)
{
	pthread_t threads[4];
	int i;

	shared_event = eventfd(0, 0);
	for (i = 0; i < 4; i++)
		pthread_create(&threads[i], NULL, uses_event, NULL);
	for (i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	EQUAL(count_of(shared_event), 800);
	close(shared_event);
}

/* ---- Stress ----------------------------------------------------------------------------- */

/*
 * Threads submit, cancel, release, reap and clean up on one file. Each request that was submitted is reaped
 * once, with a result of its own.
 */
enum { THREADS = 8, ROUNDS = 6, PER_ROUND = 150, COOKIES = THREADS * PER_ROUND };

struct slot {
	unsigned int in, out;
	int submitted, reaped;		/* counts */
};

static struct slot slots[COOKIES];
static int stress_file, stress_event;
static int submitted, reaped, wrong;
static pthread_barrier_t barrier;

static void take_result(int fd)
{
	struct winwork_request done;
	struct slot *slot;

	if (reap(fd, &done))
		return;
	if (!done.cookie || done.cookie > COOKIES) {
		__atomic_add_fetch(&wrong, 1, __ATOMIC_RELAXED);
		return;
	}
	slot = &slots[done.cookie - 1];
	if (done.status && done.status != STATUS_CANCELLED)
		__atomic_add_fetch(&wrong, 1, __ATOMIC_RELAXED);
	if (!done.status && done.code != FINISH(0) && slot->out != ~slot->in)
		__atomic_add_fetch(&wrong, 1, __ATOMIC_RELAXED);
	__atomic_add_fetch(&slot->reaped, 1, __ATOMIC_RELAXED);
	__atomic_add_fetch(&reaped, 1, __ATOMIC_RELAXED);
}

static void submit_one(unsigned int cookie, unsigned int random)
{
	static const unsigned int codes[] = { LATER(0), LATER(2), LATER(3), FINISH(0) };
	struct finish how = { .by = random >> 8 & 3, .information = 4 };
	const unsigned int code = codes[random & 3];
	struct slot *slot = &slots[cookie - 1];
	int error;

	slot->in = random;
	slot->out = 0;
	__atomic_add_fetch(&slot->submitted, 1, __ATOMIC_RELAXED);
	__atomic_add_fetch(&submitted, 1, __ATOMIC_RELAXED);
	error = code == FINISH(0) ? submit(stress_file, code, &how, sizeof(how), &slot->out, 4, cookie, stress_event)
				  : submit(stress_file, code, &slot->in, 4, &slot->out, 4, cookie, stress_event);
	if (error) {
		/* The file may be full, or cleaned up. */
		if (error != ENOSPC && error != EBADF)
			__atomic_add_fetch(&wrong, 1, __ATOMIC_RELAXED);
		__atomic_sub_fetch(&slot->submitted, 1, __ATOMIC_RELAXED);
		__atomic_sub_fetch(&submitted, 1, __ATOMIC_RELAXED);
	}
}

static void *stresses(void *argument)
{
	const int number = (int)(intptr_t)argument;
	unsigned int random = number + 1;
	int round, i;

	for (round = 0; round < ROUNDS; round++) {
		pthread_barrier_wait(&barrier);
		for (i = 0; i < PER_ROUND; i++) {
			random = random * 1664525 + 1013904223;
			submit_one(number * PER_ROUND + i + 1, random >> 8);
			switch (random >> 28) {
			case 0:
			case 1:
				control(file, RELEASE, NULL, 0, NULL, 0);
				break;
			case 2:
				cancel(stress_file, 0);
				break;
			case 3:
			case 4:
			case 5:
				cancel(stress_file, random % COOKIES + 1);
				break;
			case 6:
				/* In every other round. */
				if (round % 2 && i > PER_ROUND / 2)
					ioctl(stress_file, WINWORK_CLEANUP);
				break;
			default:
				take_result(stress_file);
				break;
			}
		}
		pthread_barrier_wait(&barrier);
		/* The main thread checks. */
		pthread_barrier_wait(&barrier);
	}
	return NULL;
}

static void test_stress(void)
{
	pthread_t threads[THREADS];
	int round, i;

	pthread_barrier_init(&barrier, NULL, THREADS + 1);
	for (i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, stresses, (void *)(intptr_t)i);
	for (round = 0; round < ROUNDS; round++) {
		unsigned long long count = 0;

		memset(slots, 0, sizeof(slots));
		submitted = reaped = 0;
		stress_file = open_async();
		stress_event = new_event(EFD_NONBLOCK);
		pthread_barrier_wait(&barrier);
		pthread_barrier_wait(&barrier);
		/* All are complete now, and each has signalled. */
		EQUAL(ioctl(stress_file, WINWORK_CLEANUP), 0);
		CHECK(pending_become(0));
		for (i = 0; i < COOKIES; i++)
			take_result(stress_file);
		EQUAL(reaped, submitted);
		EQUAL(reap(stress_file, &(struct winwork_request){ 0 }), EAGAIN);
		if (stress_event >= 0) {
			CHECK(!submitted || read(stress_event, &count, sizeof(count)) == sizeof(count));
			EQUAL(count, submitted);
		}
		for (i = 0; i < COOKIES; i++)
			if (slots[i].submitted != slots[i].reaped)
				wrong++;
		EQUAL(wrong, 0);
		close(stress_file);
		close_event(stress_event);
		pthread_barrier_wait(&barrier);
	}
	for (i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&barrier);
}

/* Processes that submit, cancel and close in several threads, and are killed at any time. */
static void *submits_for_ever(void *argument)
{
	static unsigned int out[64];
	unsigned int random = (unsigned int)(intptr_t)argument;
	struct winwork_request done;
	int fd = -1;

	for (;;) {
		random = random * 1664525 + 1013904223;
		if (fd < 0)
			fd = open("/dev/winwork/Async", O_RDWR);
		submit(fd, random >> 20 & 1 ? LATER(3) : LATER(0), "abcd", 4, &out[random >> 24 & 63], 4, random >> 16,
		       -1);
		switch (random >> 28) {
		case 0:
			cancel(fd, 0);
			break;
		case 1:
			control(file, RELEASE, NULL, 0, NULL, 0);
			break;
		case 2:
			close(fd);
			fd = -1;
			break;
		default:
			reap(fd, &done);
			break;
		}
	}
	return NULL;
}

static void test_kills(void)
{
	enum { CHILDREN = 12 };
	char text[512];
	int i, j, status;

	for (i = 0; i < CHILDREN; i++) {
		pid_t child = fork();

		if (!child) {
			pthread_t thread;

			for (j = 0; j < 3; j++)
				pthread_create(&thread, NULL, submits_for_ever, (void *)(intptr_t)(i * 7 + j));
			submits_for_ever((void *)(intptr_t)(i + 1000));
		}
		usleep(20000 + i * 17000);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		CHECK(WIFSIGNALED(status));
	}
	CHECK(pending_become(0));
	read_log(text);
}

static const struct test {
	const char *name;
	void (*run)(void);
} tests[] = {
	{ "statuses", test_statuses }, { "thousand", test_thousand }, { "output first", test_output_first },
	{ "reads", test_reads }, { "cancel", test_cancel }, { "limit", test_limit },
	{ "refusals", test_refusals }, { "reap fault", test_reap_fault }, { "poll", test_poll },
	{ "unmapped", test_unmapped }, { "ends", test_ends }, { "fork", test_fork },
	{ "memory limit", test_memory_limit },
	{ "cleanup", test_cleanup }, { "stuck", test_stuck }, { "waits alone", test_waits_alone },
	{ "stress", test_stress },
	{ "kills", test_kills }, { "forgotten", test_forgotten },
	{ "other descriptors", test_other_descriptors },
	{ "events", test_events }, { "event wait", test_event_wait },
	{ "failed poll", test_poll_of_a_failed_request },
	{ "event identity", test_event_identity }, { "event stress", test_event_stress },
};

static void run_tests(const struct test *test, size_t count)
{
	for (; count; test++, count--) {
		const int before = checks_failed;

		test->run();
		printf("%s: %s\n", test->name, checks_failed == before ? "ok" : "FAILED");
	}
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	file = open_async();
	run_tests(tests, sizeof(tests) / sizeof(tests[0]));
	return checks_failed != 0;
}
