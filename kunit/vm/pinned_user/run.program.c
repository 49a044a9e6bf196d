/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pins pages in processes that end before their requests do. The file is the parent's as well.
 */
#include "../program.h"
#include <sys/resource.h>
#include "../async/async.h"

#define PAGE 4096
#define LIMIT 8			/* pages */
#define EACH 2
#define USER 1000
#define OTHER_USER 1001

static int file;

/* Returns 0 or an errno. */
static int pin(void)
{
	char *const out = mmap(NULL, EACH * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			       -1, 0);
	struct winwork_request request = control_of(LATER(2), "abcd", 4, out, EACH * PAGE);

	request.size = sizeof(request);
	request.cookie = 1;
	request.event_fd = -1;
	return ioctl(file, WINWORK_SUBMIT, &request) ? errno : 0;
}

static int pin_and_execute(void)
{
	char number[16];
	const int error = pin();

	snprintf(number, sizeof(number), "%d", file);
	execl("/proc/self/exe", "run", number, NULL);
	return error ? error : errno;
}

/* A process of @user that pins, and ends. Returns 0 or an errno. */
static int in_process(uid_t user, int (*life)(void))
{
	const struct rlimit limit = { LIMIT * PAGE, LIMIT * PAGE };
	const pid_t child = fork();
	int status;

	if (!child) {
		if (setrlimit(RLIMIT_MEMLOCK, &limit) || setuid(user))
			_exit(errno);
		_exit(life());
	}
	EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void reap_all(int count)
{
	struct pollfd wait = { .fd = file, .events = POLLIN };
	struct winwork_request done;

	while (count--) {
		EQUAL(poll(&wait, 1, -1), 1);
		done = (struct winwork_request){ .size = sizeof(done) };
		EQUAL(ioctl(file, WINWORK_REAP, &done), 0);
	}
}

/* row 374 */
static void test_user(void)
{
	int round, i;

	for (round = 0; round < 2; round++) {
		for (i = 0; i < LIMIT / EACH - 2; i++)
			EQUAL(in_process(USER, pin), 0);
		/* The new program pins as well. */
		EQUAL(in_process(USER, pin_and_execute), 0);
		EQUAL(in_process(USER, pin), ENOMEM);
		EQUAL(in_process(USER, pin_and_execute), ENOMEM);
		EQUAL(in_process(OTHER_USER, pin), 0);
		EQUAL(in_process(0, pin), 0);
		/* They count no more when the requests are complete. */
		EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
		reap_all(LIMIT / EACH + 2);
	}
}

int main(int count, char **arguments)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (count > 1) {
		file = atoi(arguments[1]);
		return pin();
	}
	file = open("/dev/winwork/Async", O_RDWR);
	CHECK(file >= 0);
	test_user();
	return checks_failed != 0;
}
