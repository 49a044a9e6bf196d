/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests whose memory stalls: userfaultfd. The rows are in the comments above the checks.
 */
#include "../program.h"
#include <linux/userfaultfd.h>

#define FILTER "/modules/filter_above.ko"

enum how { WRITE, READ, SUBMIT, HOWS };

static int faults;		/* the userfaultfd */
static char *memory;		/* a page that stalls */

struct call {
	enum how how;
	int fd;
	ssize_t result;
};

static void *make_call(void *argument)
{
	struct call *call = argument;
	struct winwork_request request = {
		.size = sizeof(request), .major = WINWORK_MAJOR_WRITE, .out = (uintptr_t)memory, .out_length = 4,
		.cookie = 1, .event_fd = -1,
	};

	switch (call->how) {
	case WRITE:
		call->result = write(call->fd, memory, 4);
		break;
	case READ:
		call->result = read(call->fd, memory, 4);
		break;
	default:
		call->result = ioctl(call->fd, WINWORK_SUBMIT, &request);
		break;
	}
	return NULL;
}

static int run(const char *command, const char *argument)
{
	const pid_t child = fork();
	int status = 0, i;

	if (!child) {
		execlp(command, command, argument, NULL);
		_exit(127);
	}
	for (i = 0; i < 6000 && !waitpid(child, &status, WNOHANG); i++)
		usleep(10000);
	if (i < 6000)
		return status;
	/* It waits for the memory. */
	ioctl(faults, UFFDIO_ZEROPAGE, &(struct uffdio_zeropage){ .range = { (uintptr_t)memory, getpagesize() } });
	waitpid(child, &status, 0);
	return -1;
}

/* The memory stalls at its next use. */
static void begin_stall(void)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };

	faults = syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	CHECK(faults >= 0);
	EQUAL(ioctl(faults, UFFDIO_API, &api), 0);
	memory = mmap(NULL, getpagesize(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(memory != MAP_FAILED);
	range.range.start = (uintptr_t)memory;
	range.range.len = getpagesize();
	EQUAL(ioctl(faults, UFFDIO_REGISTER, &range), 0);
}

static void end_stall(void)
{
	struct uffdio_zeropage zeros = { .range = { (uintptr_t)memory, getpagesize() } };

	EQUAL(ioctl(faults, UFFDIO_ZEROPAGE, &zeros), 0);
}

static void end_memory(void)
{
	close(faults);
	munmap(memory, getpagesize());
}

/*
 * row 385: while a request is made, it holds no filter: it goes to the device that is on top afterwards.
 * While a result is copied, no filter has a part in it.
 */
static void test_stall(enum how how)
{
	static const ssize_t results[] = { [WRITE] = 4, [READ] = 4, [SUBMIT] = 0 };
	struct call call = { .how = how, .fd = open("/dev/winwork/Below", O_RDWR) };
	struct pollfd fault;
	pthread_t thread;

	CHECK(call.fd >= 0);
	EQUAL(run("insmod", FILTER), 0);
	begin_stall();
	CHECK(!pthread_create(&thread, NULL, make_call, &call));
	fault = (struct pollfd){ .fd = faults, .events = POLLIN };
	EQUAL(poll(&fault, 1, 60000), 1);
	EQUAL(run("rmmod", "filter_above"), 0);
	end_stall();
	pthread_join(thread, NULL);
	EQUAL(call.result, results[how]);
	if (how == READ)
		CHECK(!memcmp(memory, "+ow", 4));
	close(call.fd);
	end_memory();
}

/* row 385: a filter that comes meanwhile gets the request */
static void test_filter_comes(void)
{
	struct call call = { .how = WRITE, .fd = open("/dev/winwork/Below", O_RDWR) };
	struct pollfd fault;
	char data[4];
	pthread_t thread;

	EQUAL(run("insmod", FILTER), 0);
	begin_stall();
	CHECK(!pthread_create(&thread, NULL, make_call, &call));
	fault = (struct pollfd){ .fd = faults, .events = POLLIN };
	EQUAL(poll(&fault, 1, 60000), 1);
	EQUAL(run("rmmod", "filter_above"), 0);
	EQUAL(run("insmod", FILTER), 0);
	end_stall();
	pthread_join(thread, NULL);
	EQUAL(call.result, 4);
	EQUAL(read(call.fd, data, 4), 4);
	CHECK(!memcmp(data, "+ow", 4));
	EQUAL(run("rmmod", "filter_above"), 0);
	close(call.fd);
	end_memory();
}

int main(void)
{
	int how;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (how = 0; how < HOWS; how++)
		test_stall(how);
	test_filter_comes();
	return checks_failed != 0;
}
