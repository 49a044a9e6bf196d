/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads and writes by libaio's system calls and by io_uring. The rows are in the comments above the checks.
 */
#include "../libaio.h"
#include <linux/io_uring.h>
#include <sys/eventfd.h>
#include "aio.h"

#define STATUS_END_OF_FILE ((int)0xC0000011)
#define FILE_READ_DATA 1
#define SYNCHRONOUS 0x20
#define CANCEL_TIMEOUT "/sys/module/winwork/parameters/cancel_timeout"

static const char *const devices[] = { "/dev/winwork/Aio", "/dev/winwork/AioDirect", "/dev/winwork/AioNeither" };
enum { DEVICES = 3 };

/* For controls. No asynchronous request is sent on it. */
static int file;

static int open_device(int device)
{
	const int fd = open(devices[device], O_RDWR);

	CHECK(fd >= 0);
	return fd;
}

static void release(void)
{
	EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
}

static void set_cancel_timeout(const char *seconds)
{
	const int fd = open(CANCEL_TIMEOUT, O_WRONLY);

	CHECK(write(fd, seconds, strlen(seconds)) == (ssize_t)strlen(seconds));
	close(fd);
}

static void read_log(char *text)
{
	struct winwork_request request = control_of(LOG, NULL, 0, text, 256);

	EQUAL(control_full(file, &request), 0);
	text[request.information] = '\0';
}

static void forget_log(void)
{
	char text[257];

	read_log(text);
}

/* Waits until @count files are open: the program's first one among them. A minute at most. */
static void open_become(int count)
{
	struct winwork_request request;
	int i;

	for (i = 0; i < LONG_TIME * 100; i++) {
		request = control_of(FILES, NULL, 0, NULL, 0);
		EQUAL(control_full(file, &request), 0);
		if (request.information == (unsigned int)count)
			break;
		usleep(10000);
	}
	EQUAL(request.information, count);
}

/* Forgets the log. Linux drops its last reference on a file after the result of a request. */
static void wait_for_closes(void)
{
	open_become(1);
	forget_log();
}

/* Waits until the driver's log is @wanted, and forgets it. A minute at most. */
static void log_becomes(const char *wanted)
{
	char text[1024] = "", more[257];
	int i;

	for (i = 0; i < LONG_TIME * 100; i++) {
		read_log(more);
		strcat(text, more);
		if (strlen(text) >= strlen(wanted))
			break;
		usleep(10000);
	}
	CHECK(!strcmp(text, wanted));
	if (strcmp(text, wanted))
		printf("the log is %s, not %s\n", text, wanted);
}

/* Whether the data of a read is there, and nothing behind it. */
static bool has_data(const unsigned char *data, int seed, int bytes, int room)
{
	int i;

	for (i = 0; i < room; i++) {
		if (data[i] != (i < bytes ? DATA(seed, i) : 0xee))
			return false;
	}
	return true;
}

static void fill(unsigned char *data, int seed, int bytes)
{
	int i;

	for (i = 0; i < bytes; i++)
		data[i] = DATA(seed, i);
}

/* ---- libaio ----------------------------------------------------------------------------- */

static int cancel(aio_context_t context, struct iocb *block)
{
	struct io_event event;

	return syscall(SYS_io_cancel, context, block, &event) ? errno : 0;
}

/* row 314: each device, read and write, one range and a vector; by each completer; less than was wanted */
static void test_completers(void)
{
	aio_context_t context = new_context(8);
	int device, by, vector, write, less;

	for (device = 0; device < DEVICES; device++) {
		const int fd = open_device(device);

		for (by = 0; by < COMPLETERS * 8; by++) {
			/* Not aligned, and over several pages. */
			static unsigned char data[3][9000];
			const int seed = by * 50 + device + 1;
			struct iovec ranges[] = { { data[0] + 3, 5 }, { data[1], 0 }, { data[1] + 1, 8500 },
						  { data[2], 9 } };
			struct iocb block;

			vector = by & 1;
			write = by >> 1 & 1;
			less = by >> 2 & 1 ? 7 : 0;
			memset(data, 0xee, sizeof(data));
			if (write && vector) {
				unsigned char all[8514];

				fill(all, seed, sizeof(all));
				memcpy(data[0] + 3, all, 5);
				memcpy(data[1] + 1, all + 5, 8500);
				memcpy(data[2], all + 8505, 9);
			} else if (write) {
				fill(data[0] + 3, seed, 8514);
			}
			if (vector)
				block = block_of(fd, write ? IOCB_CMD_PWRITEV : IOCB_CMD_PREADV, ranges, 4, 0);
			else
				block = block_of(fd, write ? IOCB_CMD_PWRITE : IOCB_CMD_PREAD, data[0] + 3, 8514, 0);
			block.aio_offset = OFFSET(by >> 3, 0, less, seed);
			EQUAL(submit(context, &block), 1);
			EQUAL(result_of(context, &block), 8514 - less);
			CHECK(!has_event(context));
			if (write)
				continue;
			if (vector) {
				unsigned char all[8514];

				memcpy(all, data[0] + 3, 5);
				memcpy(all + 5, data[1] + 1, 8500);
				memcpy(all + 8505, data[2], 9);
				CHECK(has_data(all, seed, 8514 - less, 8514));
				CHECK(data[0][8] == 0xee && data[1][0] == 0xee && data[1][8501] == 0xee);
				CHECK(data[2][9] == 0xee);
			} else {
				/* Only buffered I/O leaves alone what is not counted. */
				CHECK(has_data(data[0] + 3, seed, device ? 8514 : 8514 - less, 8514));
				CHECK(data[0][8517] == 0xee);
			}
		}
		close(fd);
	}
	end_context(context);
}

/* row 314: io_submit returns before the request is complete, and the result comes with it */
static void test_later(void)
{
	aio_context_t context = new_context(8);
	int device, vector;

	for (device = 0; device < DEVICES; device++) {
		const int fd = open_device(device);

		for (vector = 0; vector < 2; vector++) {
			unsigned char data[200];
			struct iovec ranges[] = { { data, 50 }, { data + 50, 100 } };
			struct iocb block = block_of(fd, vector ? IOCB_CMD_PREADV : IOCB_CMD_PREAD,
						     vector ? (void *)ranges : data, vector ? 2 : 150,
						     OFFSET(BY_RELEASE, 0, 0, 77));

			memset(data, 0xee, sizeof(data));
			EQUAL(submit(context, &block), 1);
			CHECK(!has_event(context));
			CHECK(pending_become(1));
			CHECK(file_has("/sys/kernel/debug/winwork/requests", "asynchronous"));
			CHECK(has_data(data, 77, 0, 200));
			release();
			EQUAL(result_of(context, &block), 150);
			CHECK(has_data(data, 77, 150, 200));
		}
		close(fd);
	}
	end_context(context);
}

/* row 314: what a status becomes, by each completer */
static void test_statuses(void)
{
	static const struct {
		int status, result;
	} table[] = {
		{ STATUS_UNSUCCESSFUL, -EIO }, { STATUS_INVALID_PARAMETER, -EINVAL },
		{ STATUS_INVALID_DEVICE_REQUEST, -EINVAL }, { STATUS_ACCESS_DENIED, -EACCES },
		{ STATUS_CANCELLED, -ECANCELED }, { STATUS_END_OF_FILE, 0 }, { STATUS_BUFFER_OVERFLOW, 20 },
	};
	aio_context_t context = new_context(8);
	const int fd = open_device(0);
	size_t i;
	int by;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		for (by = 0; by < COMPLETERS; by++) {
			unsigned char data[32];
			struct iocb block = block_of(fd, IOCB_CMD_PREAD, data, 30, OFFSET(by, table[i].status, 10, 5));

			memset(data, 0xee, sizeof(data));
			EQUAL(submit(context, &block), 1);
			EQUAL(result_of(context, &block), table[i].result);
			CHECK(has_data(data, 5, table[i].result > 0 ? table[i].result : 0, 32));
		}
	}
	CHECK(!has_event(context));
	close(fd);
	end_context(context);
}

/* row 314: no driver sees a request for memory that the program may not use */
static void test_refusals(void)
{
	unsigned char *readable = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *large = mmap(NULL, 65 << 20, PROT_READ | PROT_WRITE,
				    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	aio_context_t context = new_context(8);
	unsigned char data[16];
	int device;

	for (device = 0; device < DEVICES; device++) {
		const int fd = open_device(device), used = open_device(device);
		struct iovec ranges[] = { { data, 8 }, { readable, 8 } };
		struct iovec unreadable[] = { { data, 8 }, { (void *)8, 8 } };
		struct {
			int fd, operation;
			void *data;
			size_t bytes;
			int result;
		} table[] = {
			{ fd, IOCB_CMD_PREAD, (void *)8, 8, -EFAULT },
			{ fd, IOCB_CMD_PREAD, readable, 8, -EFAULT },
			{ fd, IOCB_CMD_PREADV, ranges, 2, -EFAULT },
			{ fd, IOCB_CMD_PWRITE, (void *)8, 8, -EFAULT },
			{ fd, IOCB_CMD_PWRITEV, unreadable, 2, -EFAULT },
			{ fd, IOCB_CMD_PREAD, large, 65 << 20, -E2BIG },
			{ fd, IOCB_CMD_PWRITE, large, 65 << 20, -E2BIG },
			{ used, IOCB_CMD_PREAD, data, 8, -EBADF },
		};
		size_t i;

		EQUAL(ioctl(used, WINWORK_CLEANUP), 0);
		forget_log();
		for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
			struct iocb block = block_of(table[i].fd, table[i].operation, table[i].data, table[i].bytes,
						     OFFSET(BY_ITEM, 0, 0, 1));

			EQUAL(submit(context, &block), 1);
			EQUAL(result_of(context, &block), table[i].result);
		}
		log_becomes("");
		/* One of no bytes is sent. */
		for (i = 0; i < 2; i++) {
			struct iocb block = block_of(fd, i ? IOCB_CMD_PREADV : IOCB_CMD_PREAD, NULL, 0,
						     OFFSET(BY_ITEM, 0, 0, 1));

			EQUAL(submit(context, &block), 1);
			EQUAL(result_of(context, &block), 0);
		}
		log_becomes("rr");
		close(fd);
		close(used);
		wait_for_closes();
	}
	end_context(context);
	munmap(readable, 4096);
	munmap(large, 65 << 20);
}

/* row 314: io_cancel; WINWORK_CANCEL and WINWORK_CLEANUP reach the requests, too */
static void test_cancel(void)
{
	aio_context_t context = new_context(8);
	const int fd = open_device(0);
	unsigned char data[4][16];
	struct iocb blocks[4];
	struct winwork_request all = { .size = sizeof(all) };
	int i;

	forget_log();
	memset(data, 0xee, sizeof(data));
	for (i = 0; i < 4; i++) {
		blocks[i] = block_of(fd, IOCB_CMD_PREAD, data[i], 16, OFFSET(BY_RELEASE, 0, 0, i));
		EQUAL(submit(context, &blocks[i]), 1);
	}
	CHECK(pending_become(4));
	EQUAL(cancel(context, &blocks[2]), EINPROGRESS);
	EQUAL(result_of(context, &blocks[2]), -ECANCELED);
	EQUAL(cancel(context, &blocks[2]), EINVAL);
	CHECK(pending_become(3));
	CHECK(!has_event(context));
	log_becomes("rrrrc");
	EQUAL(cancel(context, &blocks[0]), EINPROGRESS);
	EQUAL(result_of(context, &blocks[0]), -ECANCELED);
	/* One that is complete. */
	blocks[0].aio_offset = OFFSET(BY_DISPATCH, 0, 0, 0);
	EQUAL(submit(context, &blocks[0]), 1);
	EQUAL(cancel(context, &blocks[0]), EINVAL);
	EQUAL(result_of(context, &blocks[0]), 16);
	log_becomes("cr");
	EQUAL(ioctl(fd, WINWORK_CANCEL, &all), 0);
	for (i = 0; i < 2; i++)
		EQUAL(next_result(context), -ECANCELED);
	CHECK(ioctl(fd, WINWORK_CANCEL, &all) && errno == ENOENT);
	log_becomes("cc");
	EQUAL(submit(context, &blocks[1]), 1);
	EQUAL(ioctl(fd, WINWORK_CLEANUP), 0);
	EQUAL(result_of(context, &blocks[1]), -ECANCELED);
	log_becomes("rkc");
	CHECK(has_data(data[1], 1, 0, 16) && has_data(data[2], 2, 0, 16) && has_data(data[3], 3, 0, 16));
	close(fd);
	end_context(context);
	log_becomes("x");
}

/* row 314: neither close(2) nor munmap(2) ends a request; io_destroy does */
static void test_close(void)
{
	aio_context_t context = new_context(8);
	int device;

	for (device = 0; device < DEVICES; device++) {
		unsigned char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		struct iovec ranges[] = { { page, 4000 }, { page + 4096, 4000 } };
		struct iocb block[2];
		int fd;

		forget_log();
		fd = open_device(device);
		block[0] = block_of(fd, IOCB_CMD_PREAD, page + 4000, 200, OFFSET(BY_RELEASE, 0, 0, 0));
		block[1] = block_of(fd, IOCB_CMD_PREADV, ranges, 2, OFFSET(BY_RELEASE, 0, 1, 0));
		memset(page, 0xee, 8192);
		EQUAL(submit(context, &block[0]), 1);
		CHECK(pending_become(1));
		EQUAL(submit(context, &block[1]), 1);
		munmap(page, 8192);
		close(fd);
		CHECK(pending_become(2));
		log_becomes("orr");
		release();
		/* In the order in which the driver completes them, or another. */
		EQUAL(next_result(context) + next_result(context), 200 + 7999);
		log_becomes("kx");
	}
	for (device = 0; device < DEVICES; device++) {
		aio_context_t other = new_context(8);
		unsigned char data[16];
		const int fd = open_device(device);
		struct iocb block = block_of(fd, IOCB_CMD_PREAD, data, 16, OFFSET(BY_RELEASE, 0, 0, 3));

		forget_log();
		EQUAL(submit(other, &block), 1);
		EQUAL(submit(other, &block), 1);
		EQUAL(submit(context, &block), 1);
		end_context(other);
		CHECK(pending_become(1));
		log_becomes("rrrcc");
		release();
		EQUAL(result_of(context, &block), 16);
		CHECK(has_data(data, 3, 16, 16));
		close(fd);
		wait_for_closes();
	}
	end_context(context);
}

/* Submits a read that cannot be cancelled. */
static void submit_unreaped(int fd, void *data)
{
	struct winwork_request request = {
		.size = sizeof(request), .major = WINWORK_MAJOR_READ, .out = (uintptr_t)data, .out_length = 16,
		.offset = OFFSET(BY_RELEASE_STUCK, 0, 0, 1), .cookie = 1, .event_fd = -1,
	};

	EQUAL(ioctl(fd, WINWORK_SUBMIT, &request), 0);
}

/*
 * row 383: the last reference of both files is that of a read. A thread of the kernel drops it, which
 * closes the files of all programs. The first file waits for another request, the second one does not.
 */
static void test_close_by_kernel(void)
{
	aio_context_t context = new_context(8);
	unsigned char data[16], stuck[16];
	int i;

	for (i = 0; i < 2; i++) {
		const int fd = open_device(0);
		struct iocb block = block_of(fd, IOCB_CMD_PREAD, data, 16, OFFSET(BY_RELEASE, 0, 0, 3));

		forget_log();
		if (!i)
			submit_unreaped(fd, stuck);
		EQUAL(submit(context, &block), 1);
		CHECK(pending_become(2));
		close(fd);
		release();
		EQUAL(result_of(context, &block), 16);
		log_becomes(i ? "rkx" : "rrk");
	}
	open_become(2);
	EQUAL(control(file, RELEASE_STUCK, NULL, 0, NULL, 0), 0);
	wait_for_closes();
	end_context(context);
}

/* Has a child do something, tell, and pause; then kills it. */
static void kill_child(void (*act)(int device), int device, int pending)
{
	int status;
	pid_t child;

	forget_log();
	child = fork();
	if (!child) {
		act(device);
		for (;;)
			pause();
	}
	CHECK(pending_become(pending));
	kill(child, SIGKILL);
	EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status));
}

static void submit_three(int device)
{
	static unsigned char data[16];
	struct iovec ranges[] = { { data, 5 }, { data + 5, 5 } };
	aio_context_t context = new_context(8);
	const int fd = open_device(device);
	struct iocb block = block_of(fd, IOCB_CMD_PREAD, data, 16, OFFSET(BY_RELEASE, 0, 0, 0));
	struct iocb vector = block_of(fd, IOCB_CMD_PREADV, ranges, 2, OFFSET(BY_RELEASE, 0, 0, 0));
	struct iocb write = block_of(fd, IOCB_CMD_PWRITE, data, 16, OFFSET(BY_RELEASE, 0, 0, 0));

	submit(context, &block);
	submit(context, &vector);
	submit(context, &write);
}

/* rows 314, 271: a killed process; its requests are cancelled, then comes the cleanup */
static void test_kill(void)
{
	int device;

	for (device = 0; device < DEVICES; device++) {
		kill_child(submit_three, device, 3);
		CHECK(pending_become(0));
		log_becomes("orrwccckx");
	}
}

static void submit_stuck(int device)
{
	static unsigned char data[16];
	aio_context_t context = new_context(8);
	struct iocb block = block_of(open_device(device), IOCB_CMD_PREAD, data, 16, OFFSET(BY_RELEASE_STUCK, 0, 0, 0));

	submit(context, &block);
}

/* row 314: a driver does not complete a request that was cancelled. The request keeps file and buffer. */
static void test_stuck(void)
{
	unsigned char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct iovec ranges[] = { { page, 50 }, { page + 50, 50 } };
	aio_context_t context = new_context(8);
	int vector;

	set_cancel_timeout("1");
	for (vector = 0; vector < 2; vector++) {
		struct iocb block = block_of(0, vector ? IOCB_CMD_PREADV : IOCB_CMD_PREAD,
					     vector ? (void *)ranges : page, vector ? 2 : 100,
					     OFFSET(BY_RELEASE_STUCK, 0, 0, 9));

		forget_log();
		block.aio_fildes = open_device(0);
		memset(page, 0xee, 4096);
		EQUAL(submit(context, &block), 1);
		EQUAL(cancel(context, &block), EINPROGRESS);
		EQUAL(result_of(context, &block), -ECANCELED);
		CHECK(pending_become(1));
		CHECK(file_has("/sys/kernel/debug/winwork/requests", "asynchronous\tcancelled\tgiven up"));
		close(block.aio_fildes);
		/* The driver's cleanup comes, but no close before the request is complete. */
		log_becomes("ork");
		EQUAL(control(file, RELEASE_STUCK, NULL, 0, NULL, 0), 0);
		CHECK(pending_become(0));
		log_becomes("x");
		/* The program has its result, and its memory does not change any more. */
		CHECK(has_data(page, 9, 0, 4096));
	}
	kill_child(submit_stuck, 0, 1);
	log_becomes("ork");
	EQUAL(control(file, RELEASE_STUCK, NULL, 0, NULL, 0), 0);
	CHECK(pending_become(0));
	log_becomes("x");
	set_cancel_timeout("300");
	end_context(context);
	munmap(page, 4096);
}

/* row 314: a file that serialises its requests has io_submit wait; O_NONBLOCK means nothing to it */
static void test_modes(void)
{
	aio_context_t context = new_context(8);
	const int synchronous = create("\\??\\Aio", FILE_READ_DATA, SYNCHRONOUS);
	const int nonblocking = open(devices[0], O_RDWR | O_NONBLOCK);
	struct pollfd wait = { .fd = nonblocking, .events = POLLIN | POLLOUT };
	unsigned char data[16];
	struct iocb block = block_of(synchronous, IOCB_CMD_PREAD, data, 16, OFFSET(BY_ITEM, 0, 0, 2));

	CHECK(synchronous >= 0 && nonblocking >= 0);
	memset(data, 0xee, sizeof(data));
	EQUAL(submit(context, &block), 1);
	CHECK(has_data(data, 2, 16, 16));
	EQUAL(result_of(context, &block), 16);
	block = block_of(nonblocking, IOCB_CMD_PREAD, data, 16, OFFSET(BY_RELEASE, 0, 0, 3));
	EQUAL(submit(context, &block), 1);
	CHECK(pending_become(1));
	/* There is nothing for WINWORK_REAP to wait for. */
	EQUAL(poll(&wait, 1, 0), 1);
	EQUAL(wait.revents, POLLIN | POLLOUT);
	release();
	EQUAL(result_of(context, &block), 16);
	CHECK(has_data(data, 3, 16, 16));
	CHECK(ioctl(nonblocking, WINWORK_REAP, &(struct winwork_request){ .size = sizeof(struct winwork_request) }) &&
	      errno == EAGAIN);
	close(synchronous);
	close(nonblocking);
	end_context(context);
}

/* row 314: many requests, each with its own result, by one eventfd */
static void test_many(void)
{
	enum { MANY = 600, BYTES = 40 };
	static unsigned char data[MANY][BYTES];
	static struct iovec ranges[MANY][2];
	static struct iocb blocks[MANY];
	static bool seen[MANY];
	aio_context_t context = new_context(MANY);
	const int event = eventfd(0, 0);
	int files[DEVICES], i, done = 0;

	for (i = 0; i < DEVICES; i++)
		files[i] = open_device(i);
	memset(data, 0xee, sizeof(data));
	for (i = 0; i < MANY; i++) {
		const bool vector = i % 4 == 3;

		ranges[i][0] = (struct iovec){ data[i], 7 };
		ranges[i][1] = (struct iovec){ data[i] + 7, BYTES - 7 };
		blocks[i] = block_of(files[i % DEVICES], vector ? IOCB_CMD_PREADV : IOCB_CMD_PREAD,
				     vector ? (void *)ranges[i] : data[i], vector ? 2 : BYTES,
				     OFFSET(BY_RELEASE, 0, 0, i));
		blocks[i].aio_data = i;
		blocks[i].aio_flags = IOCB_FLAG_RESFD;
		blocks[i].aio_resfd = event;
		EQUAL(submit(context, &blocks[i]), 1);
		if (i % 150 == 149)
			release();
	}
	while (done < MANY) {
		struct pollfd wait = { .fd = event, .events = POLLIN };
		struct timespec none = { 0 };
		struct io_event events[64];
		unsigned long long count = 0;

		EQUAL(poll(&wait, 1, LONG_TIME * 1000), 1);
		if (!wait.revents)
			break;
		CHECK(read(event, &count, sizeof(count)) == sizeof(count));
		while (count) {
			const int got = syscall(SYS_io_getevents, context, 1, count > 64 ? 64 : count, events, &none);

			CHECK(got > 0);
			if (got <= 0)
				break;
			for (i = 0; i < got; i++) {
				const int which = events[i].data;

				EQUAL(events[i].res, BYTES);
				CHECK(which >= 0 && which < MANY && !seen[which]);
				seen[which] = true;
				CHECK(has_data(data[which], which, BYTES, BYTES));
			}
			done += got;
			count -= got;
		}
	}
	EQUAL(done, MANY);
	CHECK(!has_event(context));
	for (i = 0; i < DEVICES; i++)
		close(files[i]);
	close(event);
	end_context(context);
}

/* ---- Stress ----------------------------------------------------------------------------- */

enum { THREADS = 4, ROUNDS = 6, PER_ROUND = 120, ROOM = 48 };

static int stress_wrong;

static void expect_in_stress(bool condition)
{
	if (!condition)
		__atomic_add_fetch(&stress_wrong, 1, __ATOMIC_RELAXED);
}

/* One thread's context: submits, cancels, releases, and takes each result once. */
static void stress_round(unsigned int *random, bool destroys)
{
	aio_context_t context = new_context(PER_ROUND);
	unsigned char (*data)[ROOM] = calloc(PER_ROUND, ROOM);
	struct iocb *blocks = calloc(PER_ROUND, sizeof(*blocks));
	struct iovec (*ranges)[2] = calloc(PER_ROUND, sizeof(*ranges));
	int *results = calloc(PER_ROUND, sizeof(*results));
	const int fd = open(devices[*random >> 9 & 1], O_RDWR);
	struct timespec most = { .tv_sec = LONG_TIME };
	struct io_event event;
	int i, got = 0;

	for (i = 0; i < PER_ROUND; i++) {
		const bool vector = *random >> 20 & 1;

		*random = *random * 1664525 + 1013904223;
		ranges[i][0] = (struct iovec){ data[i], 5 };
		ranges[i][1] = (struct iovec){ data[i] + 5, 35 };
		blocks[i] = block_of(fd, vector ? IOCB_CMD_PREADV : IOCB_CMD_PREAD, vector ? (void *)ranges[i] : data[i],
				     vector ? 2 : 40, OFFSET((*random >> 12) % (BY_RELEASE + 1), 0, 0, i));
		blocks[i].aio_data = i;
		expect_in_stress(submit(context, &blocks[i]) == 1);
		switch (*random >> 28) {
		case 0:
		case 1:
			control(file, RELEASE, NULL, 0, NULL, 0);
			break;
		case 2:
		case 3:
		case 4:
		case 5:
			cancel(context, &blocks[(*random >> 4) % (i + 1)]);
			break;
		case 6:
			ioctl(fd, WINWORK_CANCEL, &(struct winwork_request){ .size = sizeof(struct winwork_request) });
			break;
		}
	}
	close(fd);
	if (destroys) {
		end_context(context);
	} else {
		while (got < PER_ROUND) {
			control(file, RELEASE, NULL, 0, NULL, 0);
			most.tv_sec = LONG_TIME;
			if (syscall(SYS_io_getevents, context, 1, 1, &event, &most) != 1)
				break;
			got++;
			i = event.data;
			results[i]++;
			expect_in_stress(event.res == 40 || event.res == -ECANCELED);
			expect_in_stress(event.res != 40 || has_data(data[i], i, 40, 40));
		}
		expect_in_stress(got == PER_ROUND);
		for (i = 0; i < PER_ROUND; i++)
			expect_in_stress(results[i] == 1);
		end_context(context);
	}
	free(data);
	free(blocks);
	free(ranges);
	free(results);
}

static void *stresses(void *argument)
{
	unsigned int random = (unsigned int)(intptr_t)argument * 7919 + 1;
	int round;

	for (round = 0; round < ROUNDS; round++)
		stress_round(&random, round % 3 == 2);
	return argument;
}

static void test_stress(void)
{
	pthread_t threads[THREADS];
	int i;

	for (i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, stresses, (void *)(intptr_t)i);
	for (i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	EQUAL(stress_wrong, 0);
	CHECK(pending_become(0));
}

/* Processes that are killed at any time. */
static void test_kills(void)
{
	int i, status;

	for (i = 0; i < 8; i++) {
		const pid_t child = fork();

		if (!child) {
			pthread_t thread;

			for (;;) {
				pthread_create(&thread, NULL, stresses, (void *)(intptr_t)i);
				stresses((void *)(intptr_t)(i + 100));
				pthread_join(thread, NULL);
			}
		}
		usleep(50000 + i * 37000);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		CHECK(WIFSIGNALED(status));
	}
	CHECK(pending_become(0));
}

/* ---- io_uring --------------------------------------------------------------------------- */

struct ring {
	int fd;
	char *rings;
	size_t bytes;
	struct io_uring_params parameters;
	struct io_uring_sqe *requests;
};

static bool open_ring(struct ring *ring)
{
	struct io_uring_params *parameters = &ring->parameters;
	size_t results;

	memset(ring, 0, sizeof(*ring));
	ring->fd = syscall(SYS_io_uring_setup, 8, parameters);
	if (ring->fd < 0)
		return false;
	CHECK(parameters->features & IORING_FEAT_SINGLE_MMAP);
	ring->bytes = parameters->sq_off.array + parameters->sq_entries * sizeof(unsigned int);
	results = parameters->cq_off.cqes + parameters->cq_entries * sizeof(struct io_uring_cqe);
	if (ring->bytes < results)
		ring->bytes = results;
	ring->rings = mmap(NULL, ring->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, IORING_OFF_SQ_RING);
	ring->requests = mmap(NULL, parameters->sq_entries * sizeof(*ring->requests), PROT_READ | PROT_WRITE,
			      MAP_SHARED, ring->fd, IORING_OFF_SQES);
	CHECK(ring->rings != MAP_FAILED && ring->requests != MAP_FAILED);
	return true;
}

static void close_ring(struct ring *ring)
{
	munmap(ring->requests, ring->parameters.sq_entries * sizeof(*ring->requests));
	munmap(ring->rings, ring->bytes);
	close(ring->fd);
}

static unsigned int *in_ring(struct ring *ring, unsigned int offset)
{
	return (unsigned int *)(ring->rings + offset);
}

/* Sends a request, and does not wait for it. */
static void send_request(struct ring *ring, struct io_uring_sqe request)
{
	const unsigned int mask = *in_ring(ring, ring->parameters.sq_off.ring_mask);
	unsigned int *tail = in_ring(ring, ring->parameters.sq_off.tail);

	ring->requests[*tail & mask] = request;
	in_ring(ring, ring->parameters.sq_off.array)[*tail & mask] = *tail & mask;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
	EQUAL(syscall(SYS_io_uring_enter, ring->fd, 1, 0, 0, NULL, 0), 1);
}

struct ring_result {
	unsigned long long user_data;
	int res;
};

/* Waits for a result, and takes it. */
static struct ring_result result_in(struct ring *ring)
{
	const unsigned int mask = *in_ring(ring, ring->parameters.cq_off.ring_mask);
	unsigned int *head = in_ring(ring, ring->parameters.cq_off.head);
	struct io_uring_cqe *results = (struct io_uring_cqe *)(ring->rings + ring->parameters.cq_off.cqes);
	struct ring_result result;

	while (__atomic_load_n(in_ring(ring, ring->parameters.cq_off.tail), __ATOMIC_ACQUIRE) == *head)
		syscall(SYS_io_uring_enter, ring->fd, 0, 1, IORING_ENTER_GETEVENTS, NULL, 0);
	result.user_data = results[*head & mask].user_data;
	result.res = results[*head & mask].res;
	__atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
	return result;
}

/* Waits until this many requests are pending, and lets the kernel go on meanwhile. */
static bool ring_pends(struct ring *ring, int count)
{
	/* An io_uring of 6.1 and later sends some requests from the next call of the program only. */
	syscall(SYS_io_uring_enter, ring->fd, 0, 0, IORING_ENTER_GETEVENTS, NULL, 0);
	return pending_become(count);
}

static struct io_uring_sqe request_of(int fd, int operation, void *data, unsigned int bytes,
				      unsigned long long offset)
{
	return (struct io_uring_sqe){ .opcode = operation, .fd = fd, .addr = (uintptr_t)data, .len = bytes,
				      .off = offset, .user_data = offset };
}

/* row 314: io_uring does not wait in its system call, and gives result and data */
static void test_ring(void)
{
	struct ring ring;
	int device, by, vector, write;

	CHECK(open_ring(&ring));
	for (device = 0; device < DEVICES; device++) {
		const int fd = open_device(device);

		for (by = 0; by <= BY_RELEASE; by++) {
			for (write = 0; write < 2; write++) {
				for (vector = 0; vector < 2; vector++) {
					static const int operations[] = { IORING_OP_READ, IORING_OP_READV,
									  IORING_OP_WRITE, IORING_OP_WRITEV };
					unsigned char data[120];
					struct iovec ranges[] = { { data, 20 }, { data + 20, 80 } };
					const unsigned long long offset = OFFSET(by, 0, 0, by + 40);
					struct ring_result result;

					memset(data, 0xee, sizeof(data));
					if (write)
						fill(data, by + 40, 100);
					send_request(&ring, request_of(fd, operations[2 * write + vector],
								       vector ? (void *)ranges : data,
								       vector ? 2 : 100, offset));
					if (by == BY_RELEASE) {
						CHECK(ring_pends(&ring, 1));
						CHECK(write || has_data(data, 0, 0, 120));
						release();
					}
					result = result_in(&ring);
					EQUAL(result.user_data, offset);
					EQUAL(result.res, 100);
					CHECK(has_data(data, by + 40, 100, 120));
				}
			}
		}
		close(fd);
	}
	close_ring(&ring);
}

/* row 314: a cancel of io_uring's; and statuses */
static void test_ring_cancel(void)
{
	const unsigned long long offset = OFFSET(BY_RELEASE, 0, 0, 1);
	const int fd = open_device(0);
	unsigned char data[16];
	struct io_uring_sqe cancel_it = { .opcode = IORING_OP_ASYNC_CANCEL, .fd = -1, .addr = offset, .user_data = 7 };
	struct ring_result result;
	struct ring ring;
	int i;

	CHECK(open_ring(&ring));
	forget_log();
	memset(data, 0xee, sizeof(data));
	send_request(&ring, request_of(fd, IORING_OP_READ, data, 16, offset));
	CHECK(ring_pends(&ring, 1));
	send_request(&ring, cancel_it);
	for (i = 0; i < 2; i++) {
		result = result_in(&ring);
		/* A request that runs is interrupted. The kernel looks twice, and may find that it has ended. */
		if (result.user_data == 7)
			CHECK(result.res == -EALREADY || result.res == -ENOENT);
		else
			CHECK(result.user_data == offset && (result.res == -EINTR || result.res == -ECANCELED));
	}
	CHECK(pending_become(0));
	log_becomes("rc");
	send_request(&ring, request_of(fd, IORING_OP_READ, data, 16, OFFSET(BY_ITEM, STATUS_ACCESS_DENIED, 0, 0)));
	EQUAL(result_in(&ring).res, -EACCES);
	send_request(&ring, request_of(fd, IORING_OP_READ, data, 16, OFFSET(BY_DPC, STATUS_END_OF_FILE, 0, 0)));
	EQUAL(result_in(&ring).res, 0);
	CHECK(has_data(data, 0, 0, 16));
	log_becomes("rr");
	close(fd);
	close_ring(&ring);
	log_becomes("kx");
}

/* row 314: with O_NONBLOCK the driver gets one request, which is cancelled if it pends */
static void test_ring_nonblocking(void)
{
	const int fd = open(devices[0], O_RDWR | O_NONBLOCK);
	unsigned char data[16];
	struct ring ring;

	CHECK(open_ring(&ring));
	forget_log();
	memset(data, 0xee, sizeof(data));
	send_request(&ring, request_of(fd, IORING_OP_READ, data, 16, OFFSET(BY_RELEASE, 0, 0, 0)));
	EQUAL(result_in(&ring).res, -EAGAIN);
	log_becomes("rc");
	CHECK(has_data(data, 0, 0, 16));
	send_request(&ring, request_of(fd, IORING_OP_READ, data, 16, OFFSET(BY_DISPATCH, 0, 0, 6)));
	EQUAL(result_in(&ring).res, 16);
	CHECK(has_data(data, 6, 16, 16));
	log_becomes("r");
	close(fd);
	close_ring(&ring);
	log_becomes("kx");
}

static void read_in_ring(int device)
{
	static unsigned char data[16];
	struct ring ring;
	const int fd = open_device(device);

	open_ring(&ring);
	send_request(&ring, request_of(fd, IORING_OP_READ, data, 16, OFFSET(BY_RELEASE, 0, 0, 0)));
	ring_pends(&ring, 1);
}

/* rows 314, 271: the end of a process, and of a ring, with a request out */
static void test_ring_ends(void)
{
	unsigned char data[16];
	struct ring ring;
	int device, fd;

	for (device = 0; device < DEVICES; device++) {
		kill_child(read_in_ring, device, 1);
		CHECK(pending_become(0));
		log_becomes("orckx");
	}
	CHECK(open_ring(&ring));
	fd = open_device(0);
	send_request(&ring, request_of(fd, IORING_OP_READ, data, 16, OFFSET(BY_RELEASE, 0, 0, 0)));
	CHECK(ring_pends(&ring, 1));
	close(fd);
	close_ring(&ring);
	CHECK(pending_become(0));
	log_becomes("orckx");
}

static const struct test {
	const char *name;
	void (*run)(void);
} tests[] = {
	{ "completers", test_completers }, { "later", test_later }, { "statuses", test_statuses },
	{ "refusals", test_refusals }, { "cancel", test_cancel }, { "close", test_close },
	{ "close by the kernel", test_close_by_kernel },
	{ "kill", test_kill }, { "stuck", test_stuck }, { "modes", test_modes }, { "many", test_many },
	{ "stress", test_stress }, { "kills", test_kills }, { "ring", test_ring },
	{ "ring cancel", test_ring_cancel }, { "ring nonblocking", test_ring_nonblocking },
	{ "ring ends", test_ring_ends },
};

int main(void)
{
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	file = open_device(0);
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		const int before = checks_failed;

		tests[i].run();
		wait_for_closes();
		printf("%s: %s\n", tests[i].name, checks_failed == before ? "ok" : "FAILED");
	}
	return checks_failed != 0;
}
