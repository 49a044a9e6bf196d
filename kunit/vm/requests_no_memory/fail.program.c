/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes each call again and again: first its first allocation fails, then its second, until it has no more.
 */
#include "../program.h"
#include "../requests/requests.h"

static int file, direct, neither, fault;
static char *buffer;

static void fail_nth(int nth)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", nth);
	CHECK(pwrite(fault, text, strlen(text), 0) > 0);
}

/* Ends the injection. Returns whether an allocation failed. */
static bool has_failed(void)
{
	char text[16] = "";

	CHECK(pread(fault, text, sizeof(text) - 1, 0) > 0);
	fail_nth(0);
	return atoi(text) == 0;
}

/* The calls return 0 or an errno. They leave the files that they open in opened. */
static int opened = -1;

static int call_open(void)
{
	opened = open("/dev/winwork/Requests", O_RDWR);
	return opened < 0 ? errno : 0;
}

static int call_create(void)
{
	struct winwork_create create = { .access = 0xc0000000, .share = 7 };

	opened = create_full(&create, "\\??\\Requests\\some\\name");
	return opened < 0 ? -opened : 0;
}

static int call_small(void)
{
	return control(file, ECHO(0), buffer, 64, buffer, 64);
}

static int call_large(void)
{
	return control(file, ECHO(0), buffer, 20000, buffer, 20000);
}

static int call_in_direct(void)
{
	return control(file, ECHO(1), buffer, 5000, buffer, 5000);
}

static int call_out_direct(void)
{
	return control(file, ECHO(2), buffer, 5000, buffer + 8192, 9000);
}

static int call_neither(void)
{
	return control(file, ECHO(3), buffer, 9000, buffer + 16384, 9000);
}

static int finish_by(unsigned int by)
{
	struct finish finish = { .by = by };

	return control(file, FINISH(0), &finish, sizeof(finish), NULL, 0);
}

static int call_item(void)
{
	return finish_by(BY_ITEM);
}

static int call_thread(void)
{
	return finish_by(BY_THREAD);
}

static int error_of(long result)
{
	return result < 0 ? errno : 0;
}

static int call_read(void)
{
	return error_of(pread(file, buffer, 5000, 1));
}

static int call_read_direct(void)
{
	return error_of(pread(direct, buffer, 5000, 1));
}

static int call_read_neither(void)
{
	return error_of(pread(neither, buffer, 5000, 1));
}

static int call_vector(void)
{
	const struct iovec parts[] = { { buffer, 100 }, { buffer + 200, 3000 } };

	return error_of(preadv(file, parts, 2, 1));
}

static int call_device(void)
{
	int finished = 0;
	int error = control(file, CREATE_DEVICE, &finished, sizeof(int), NULL, 0);

	/* The deletion needs no memory of its own. */
	if (!error)
		while (control(file, DELETE_DEVICE, NULL, 0, NULL, 0) == ENOMEM)
			;
	return error;
}

/* Of the open that call_before() made. */
static int call_cleanup(void)
{
	EQUAL(ioctl(opened, WINWORK_CLEANUP), 0);
	return 0;
}

static int call_close(void)
{
	EQUAL(close(opened), 0);
	opened = -1;
	return 0;
}

static const struct {
	const char *name;
	int (*call)(void);
	bool opens_before, cannot_fail;
} calls[] = {
	{ "open", call_open, false, false }, { "create", call_create, false, false },
	{ "small control", call_small, false, false }, { "large control", call_large, false, false },
	{ "in direct", call_in_direct, false, false }, { "out direct", call_out_direct, false, false },
	{ "neither", call_neither, false, false }, { "by item", call_item, false, false },
	{ "by thread", call_thread, false, false }, { "read", call_read, false, false },
	{ "direct read", call_read_direct, false, false }, { "neither read", call_read_neither, false, false },
	{ "vector", call_vector, false, false }, { "device", call_device, false, false },
	{ "cleanup", call_cleanup, true, true }, { "close", call_close, true, true },
};

static struct info info_of(void)
{
	struct info info = { 0 };

	EQUAL(control(file, INFO, NULL, 0, &info, sizeof(info)), 0);
	return info;
}

/* Each file that the driver has seen gets its cleanup and its close. */
static void close_opened(const struct info *before)
{
	struct info after;

	if (opened >= 0)
		close(opened);
	opened = -1;
	do
		after = info_of();
	while (after.closes - before->closes < after.creates - before->creates);
	EQUAL(after.creates - before->creates, after.cleanups - before->cleanups);
	EQUAL(after.creates - before->creates, after.closes - before->closes);
	CHECK(pending_become(0));
}

static void fail_each(size_t which)
{
	const int most = 200;
	int nth, failures = 0;
	bool failed = true;

	for (nth = 1; failed && nth < most; nth++) {
		const struct info before = info_of();
		int error;

		if (calls[which].opens_before)
			EQUAL(call_open(), 0);
		fail_nth(nth);
		error = calls[which].call();
		failed = has_failed();
		CHECK(!error || (failed && error == ENOMEM && !calls[which].cannot_fail));
		failures += error != 0;
		close_opened(&before);
	}
	CHECK(nth < most);
	/* The last one had its memory. */
	printf("%s: %d allocations, %d of them needed\n", calls[which].name, nth - 2, failures);
}

int main(void)
{
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	file = open("/dev/winwork/Requests", O_RDWR);
	direct = open("/dev/winwork/RequestsDirect", O_RDWR);
	neither = open("/dev/winwork/RequestsNeither", O_RDWR);
	fault = open("/proc/thread-self/fail-nth", O_RDWR);
	buffer = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	CHECK(file >= 0 && direct >= 0 && neither >= 0 && fault >= 0 && buffer != MAP_FAILED);
	for (i = 0; !checks_failed && i < sizeof(calls) / sizeof(calls[0]); i++)
		fail_each(i);
	return checks_failed != 0;
}
