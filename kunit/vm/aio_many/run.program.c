/* SPDX-License-Identifier: GPL-2.0 */
/*
 * As many requests of libaio as files take, and what looks at each of them.
 */
#include "../libaio.h"
#include "../aio/aio.h"

/* Linux lets all programs have 65,536. */
enum { MANY = 20480, OF_A_FILE = 1024, FILES_OF_ALL = MANY / OF_A_FILE };

static struct iocb blocks[MANY];
static char data[16];

static int open_device(void)
{
	const int fd = open("/dev/winwork/Aio", O_RDWR);

	CHECK(fd >= 0);
	return fd;
}

/* Sends a read without a cancel routine. False if the file has too many. */
static bool send(aio_context_t context, int fd, struct iocb *block)
{
	struct timespec none = { 0 };
	struct io_event event;

	*block = block_of(fd, IOCB_CMD_PREAD, data, 0, OFFSET(BY_RELEASE_STUCK, 0, 0, 1));
	EQUAL(submit(context, block), 1);
	if (!syscall(SYS_io_getevents, context, 0, 1, &event, &none))
		return true;
	EQUAL(event.res, -EAGAIN);
	return false;
}

/* row 382: the request number 1025 of a file is refused */
static int send_all(aio_context_t context, int *files)
{
	int count = 1, i;

	files[0] = open_device();
	for (i = 0; i < MANY; i++) {
		if (send(context, files[count - 1], &blocks[i]))
			continue;
		files[count++] = open_device();
		CHECK(send(context, files[count - 1], &blocks[i]));
	}
	EQUAL(count, FILES_OF_ALL);
	CHECK(!send(context, files[count - 1], &(struct iocb){ 0 }));
	return count;
}

static int cancel_all(int fd, unsigned long long cookie)
{
	struct winwork_request request = { .size = sizeof(request), .cookie = cookie };

	return ioctl(fd, WINWORK_CANCEL, &request) ? errno : 0;
}

/*
 * row 384: io_destroy gives up all requests of a file, and the log names only some. The script counts
 * them.
 */
static void test_destroy(void)
{
	aio_context_t context = new_context(OF_A_FILE);
	const int fd = open_device();
	int i;

	for (i = 0; i < OF_A_FILE; i++)
		CHECK(send(context, fd, &blocks[i]));
	end_context(context);
	EQUAL(control(fd, RELEASE_STUCK, NULL, 0, NULL, 0), 0);
	close(fd);
}

/* row 382: a cancel, a cleanup and the list of debugfs visit each request once */
static void test_walks(void)
{
	static int files[FILES_OF_ALL + 1];
	aio_context_t context = new_context(MANY + 1);
	int count, i;

	count = send_all(context, files);
	CHECK(pending_become(MANY));
	for (i = 0; i < count; i++) {
		EQUAL(cancel_all(files[i], 77), ENOENT);
		EQUAL(cancel_all(files[i], 0), 0);
	}
	/* One waits until its requests are given up. */
	EQUAL(ioctl(files[0], WINWORK_CLEANUP), 0);
	EQUAL(control(files[1], RELEASE_STUCK, NULL, 0, NULL, 0), 0);
	for (i = 0; i < MANY; i++)
		EQUAL(next_result(context), 0);
	CHECK(!has_event(context));
	for (i = 0; i < count; i++)
		close(files[i]);
	end_context(context);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	test_walks();
	test_destroy();
	return checks_failed != 0;
}
