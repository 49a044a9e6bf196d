/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Talks to the driver of this test. The rows are in the comments above the checks.
 */
#include "../program.h"
#include <limits.h>
#include "requests.h"

#define FILE_READ_DATA 1
#define FILE_WRITE_DATA 2
#define SYNCHRONOUS 0x20
#define CONTROL_TIMEOUT "/sys/module/winwork/parameters/cancel_timeout"

static int file;

static struct info info_of(int fd)
{
	struct info info = { 0 };

	EQUAL(control(fd, INFO, NULL, 0, &info, sizeof(info)), 0);
	return info;
}

/* rows 202, 270, 297: the state of a new request, its thread, and how the file was opened */
static void test_identity(void)
{
	static const struct {
		int flags;
		unsigned int access, read, write;
	} rows[] = {
		{ O_RDONLY, 0x120089, 1, 0 },
		{ O_WRONLY, 0x120116, 0, 1 },
		{ O_RDWR, 0x12019f, 1, 1 },
		{ 3, 0x100080, 0, 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int fd = open("/dev/winwork/Requests", rows[i].flags);
		struct info info = info_of(fd);

		EQUAL(info.access, rows[i].access);
		EQUAL(info.read_access, rows[i].read);
		EQUAL(info.write_access, rows[i].write);
		EQUAL(info.share, 7);
		EQUAL(info.options >> 24, 1);
		EQUAL(info.process, getpid());
		EQUAL(info.thread, syscall(SYS_gettid));
		EQUAL(info.process_by_irp, getpid());
		EQUAL(info.same_thread, 1);
		EQUAL(info.previous_mode, 1);
		EQUAL(info.requestor_mode, 1);
		EQUAL(info.is_32bit, 0);
		EQUAL(info.item_process, 4);
		EQUAL(info.item_previous_mode, 0);
		EQUAL(info.initial_status, 0);
		EQUAL(info.initial_information, 0);
		CHECK(info.name[0] == '\0');
		close(fd);
	}
}

/* rows 201, 206, 207, 209, 210, 211: opens */
static void test_open(void)
{
	int denied = STATUS_ACCESS_DENIED, initialising = 1, finished = 0;
	struct info before = info_of(file), after;
	int a, b, c;

	/* A create that fails: the program gets the status, and the driver neither cleanup nor close. */
	EQUAL(control(file, NEXT_CREATE, &denied, sizeof(denied), NULL, 0), 0);
	CHECK(open("/dev/winwork/Requests", O_RDWR) < 0 && errno == EACCES);
	after = info_of(file);
	EQUAL(after.creates, before.creates);
	EQUAL(after.cleanups, before.cleanups);
	EQUAL(after.closes, before.closes);

	a = open("/dev/winwork/Requests", O_RDWR);
	b = open("/dev/winwork/RequestsLink", O_RDWR);
	c = dup(a);
	EQUAL(info_of(file).creates, before.creates + 2);
	close(a);
	EQUAL(info_of(file).cleanups, before.cleanups);
	close(c);
	close(b);
	after = info_of(file);
	EQUAL(after.cleanups, before.cleanups + 2);
	EQUAL(after.closes, before.closes + 2);

	a = create("\\??\\Requests\\some\\Name", FILE_READ_DATA, 0);
	CHECK(a >= 0);
	CHECK(!strcmp(info_of(file).name, "\\some\\Name"));
	close(a);
	a = create("\\device\\requests\\x", FILE_READ_DATA, 0);
	CHECK(a >= 0);
	CHECK(!strcmp(info_of(file).name, "\\x"));
	close(a);
	EQUAL(create("\\??\\NoRequests", FILE_READ_DATA, 0), -ENOENT);

	a = open("/dev/winwork/RequestsAlone", O_RDWR);
	CHECK(a >= 0);
	CHECK(open("/dev/winwork/RequestsAlone", O_RDWR) < 0 && errno == EBUSY);
	EQUAL(create("\\??\\RequestsAlone\\tail", FILE_READ_DATA, 0), -EBUSY);
	close(a);
	a = open("/dev/winwork/RequestsAlone", O_RDWR);
	CHECK(a >= 0);
	close(a);

	/* A link before its device; a device that is not ready. */
	CHECK(open("/dev/winwork/RequestsMore", O_RDWR) < 0 && errno == ENOENT);
	EQUAL(control(file, CREATE_DEVICE, &initialising, sizeof(int), NULL, 0), 0);
	CHECK(open("/dev/winwork/RequestsMore", O_RDWR) < 0 && errno == ENODEV);
	EQUAL(control(file, DELETE_DEVICE, NULL, 0, NULL, 0), 0);
	EQUAL(control(file, CREATE_DEVICE, &finished, sizeof(int), NULL, 0), 0);
	a = open("/dev/winwork/RequestsMore", O_RDWR);
	CHECK(a >= 0);
	close(a);
	EQUAL(control(file, DELETE_DEVICE, NULL, 0, NULL, 0), 0);
	CHECK(open("/dev/winwork/RequestsMore", O_RDWR) < 0 && errno == ENOENT);
}

/* row 219: a device that is deleted while it is open */
static void test_delete(void)
{
	struct info before = info_of(file);
	unsigned char data[4] = { 0 };
	int finished = 0, more;

	EQUAL(control(file, CREATE_DEVICE, &finished, sizeof(int), NULL, 0), 0);
	more = open("/dev/winwork/RequestsMore", O_RDWR);
	CHECK(more >= 0);
	EQUAL(control(file, DELETE_DEVICE, NULL, 0, NULL, 0), 0);
	EQUAL(pread(more, data, 4, 7), 4);
	EQUAL(data[3], 10);
	CHECK(open("/dev/winwork/RequestsMore", O_RDWR) < 0 && errno == ENODEV);
	close(more);
	EQUAL(info_of(file).closes, before.closes + 1);
	/* It is gone, so the name is free. */
	EQUAL(control(file, CREATE_DEVICE, &finished, sizeof(int), NULL, 0), 0);
	EQUAL(control(file, DELETE_DEVICE, NULL, 0, NULL, 0), 0);
}

/* rows 205, 296: nodes */
static void test_nodes(void)
{
	struct stat node;
	int fd;

	EQUAL(stat("/dev/winwork/Requests", &node), 0);
	CHECK(S_ISCHR(node.st_mode) && (node.st_mode & 07777) == 0600 && node.st_uid == 0);
	EQUAL(stat("/dev/winwork/requests/nested", &node), 0);
	CHECK(file_has("/sys/class/winwork/Requests/uevent", "WINWORK_DRIVER=requests"));
	CHECK(file_has("/sys/class/winwork/Requests/uevent", "WINWORK_DEVICE=\\Device\\Requests"));
	CHECK(file_has("/sys/class/winwork/Requests/uevent", "WINWORK_SDDL=\n"));
	CHECK(file_has("/sys/class/winwork/requests!nested/uevent",
		       "WINWORK_SDDL=D:P(A;;GA;;;SY)(A;;GA;;;BA)"));
	fd = open("/dev/winwork/RequestsLink", O_RDWR);
	CHECK(fd >= 0);
	EQUAL(control(file, DELETE_LINK, NULL, 0, NULL, 0), 0);
	CHECK(stat("/dev/winwork/RequestsLink", &node) && errno == ENOENT);
	EQUAL(control(fd, ECHO(0), "x", 1, NULL, 0), 0);
	close(fd);
}

/* rows 274, 277, 278, 282: data by each method */
static void test_methods(void)
{
	static const int methods[] = { 0, 2, 3 };
	unsigned char in[9000], out[9000];
	size_t i, j;

	for (i = 0; i < sizeof(in); i++)
		in[i] = i * 7;
	for (i = 0; i < 3; i++) {
		static const unsigned int lengths[] = { 0, 1, 100, 4096, 9000 };

		for (j = 0; j < 5; j++) {
			struct winwork_request request =
				control_of(ECHO(methods[i]), in, lengths[j], out, lengths[j]);

			memset(out, 0xee, sizeof(out));
			EQUAL(control_full(file, &request), 0);
			EQUAL(request.status, 0);
			EQUAL(request.information, lengths[j]);
			CHECK(!memcmp(in, out, lengths[j]));
			CHECK(lengths[j] == 9000 || out[lengths[j]] == 0xee);
		}
		/* The bytes behind those that the driver returns stay. */
		memset(out, 0xee, sizeof(out));
		EQUAL(control(file, ECHO(methods[i]), in, 10, out, 64), 0);
		CHECK(!memcmp(in, out, 10) && out[10] == 0xee && out[63] == 0xee);
		EQUAL(control(file, ECHO(methods[i]), NULL, 0, out, 64), 0);
		EQUAL(control(file, ECHO(methods[i]), in, 64, NULL, 0), 0);
	}
	EQUAL(control(file, ECHO(1), in, 4096, in, 4096), 0);
	EQUAL(control(file, ECHO(1), in, 10, NULL, 0), 0);
	EQUAL(control(file, FILE_SYSTEM_ECHO, in, 10, out, 10), 0);
}

/* rows 278, 283: buffers that the program may not use */
static void test_bad_buffers(void)
{
	char *readable = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *half = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct winwork_request request;
	char buffer[64] = "";

	munmap(half + 4096, 4096);
	request = control_of(ECHO(0), half + 4000, 200, buffer, 64);
	EQUAL(control_full(file, &request), EFAULT);
	EQUAL(request.status, -1);
	request = control_of(ECHO(2), buffer, 64, readable, 64);
	EQUAL(control_full(file, &request), EFAULT);
	EQUAL(request.status, -1);
	request = control_of(ECHO(2), buffer, 64, half + 4000, 200);
	EQUAL(control_full(file, &request), EFAULT);
	EQUAL(request.status, -1);
	request = control_of(ECHO(3), buffer, 64, half + 4000, 200);
	EQUAL(control_full(file, &request), EFAULT);
	EQUAL(request.status, -1);
	request = control_of(ECHO(3), (void *)8, 64, buffer, 64);
	EQUAL(control_full(file, &request), EFAULT);
	request = control_of(ECHO(3), readable, 64, buffer, 64);
	EQUAL(control_full(file, &request), 0);
	request = control_of(ECHO(1), buffer, 64, readable, 64);
	EQUAL(control_full(file, &request), 0);
	/* Buffered output is copied after the driver has answered. */
	request = control_of(ECHO(0), buffer, 64, readable, 64);
	EQUAL(control_full(file, &request), EFAULT);
	EQUAL(request.status, STATUS_ACCESS_VIOLATION);
	EQUAL(request.information, 64);
	munmap(readable, 8192);
	munmap(half, 4096);
}

static int finish(int fd, int method, struct finish how, struct winwork_request *request, void *out,
		  unsigned int room)
{
	*request = control_of(FINISH(method), &how, sizeof(how), out, room);
	return control_full(fd, request);
}

/* rows 243, 244, 249, 276, 279: each status, pended and not, by each completer and method */
static void test_statuses(void)
{
	static const int methods[] = { 0, 2, 3 };
	static const int statuses[] = { 0, 0x104, 0x40000000, STATUS_BUFFER_OVERFLOW, (int)0x80000006,
					STATUS_UNSUCCESSFUL, STATUS_INVALID_PARAMETER,
					STATUS_CANCELLED, (int)0xC0000023 };
	static const int errors[] = { 0, 0, 0, 0, 0, EIO, EINVAL, ECANCELED, ENOBUFS };
	int m, s, by;

	for (m = 0; m < 3; m++) {
		for (s = 0; s < 9; s++) {
			for (by = 0; by < COMPLETERS; by++) {
				const bool error = (unsigned int)statuses[s] >> 30 == 3;
				struct winwork_request request;
				unsigned char out[32];
				int said;

				memset(out, 0, sizeof(out));
				said = finish(file, methods[m],
					      (struct finish){ .status = statuses[s], .by = by,
							       .information = 20 },
					      &request, out, sizeof(out));
				EQUAL(said, errors[s]);
				EQUAL(request.status, statuses[s]);
				EQUAL(request.information, error && by == BY_DISPATCH ? 0 : 20);
				/* Buffered: N bytes, or none. Else what the driver wrote stays. */
				EQUAL(out[19], error && !methods[m] ? 0 : 0xab);
				EQUAL(out[20], methods[m] ? 0xab : 0);
			}
		}
	}
}

/* row 298: a status for each errno */
static void test_errno(void)
{
	static const struct {
		unsigned int status;
		int error;
	} rows[] = {
		{ 0xC000000D, EINVAL }, { 0xC0000004, EINVAL }, { 0xC0000206, EINVAL },
		{ 0xC0000010, ENOTTY }, { 0xC0000005, EFAULT }, { 0x80000002, 0 },
		{ 0xC00000E8, EFAULT }, { 0xC000009A, ENOMEM }, { 0xC0000017, ENOMEM },
		{ 0xC0000022, EACCES }, { 0xC0000061, EPERM }, { 0xC0000034, ENOENT },
		{ 0xC000003A, ENOENT }, { 0xC000000F, ENOENT }, { 0xC0000225, ENOENT },
		{ 0xC0000035, EEXIST }, { 0xC000000E, ENODEV }, { 0xC00000C0, ENODEV },
		{ 0xC000009D, ENODEV }, { 0xC0000056, ENODEV }, { 0xC0000128, EBADF },
		{ 0xC0000008, EBADF }, { 0x80000011, 0 }, { 0xC0000043, EBUSY },
		{ 0xC00000A3, EAGAIN }, { 0xC00000B5, ETIMEDOUT }, { 0xC0000120, ECANCELED },
		{ 0xC0000023, ENOBUFS }, { 0xC000007F, ENOSPC }, { 0xC000014B, EPIPE },
		{ 0xC00000BB, EOPNOTSUPP }, { 0xC0000002, ENOSYS }, { 0xC0000185, EIO },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct winwork_request request;

		EQUAL(finish(file, 0, (struct finish){ .status = rows[i].status }, &request, NULL, 0),
		      rows[i].error);
		EQUAL(request.status, (int)rows[i].status);
	}
	EQUAL(control(file, CODE(99, 0, 0), NULL, 0, NULL, 0), ENOTTY);
}

/* row 299: the size of the structure, and other ioctls */
static void test_size(void)
{
	struct {
		struct winwork_request request;
		char tail[8];
	} larger = { .request = control_of(ECHO(0), "a", 1, NULL, 0) };

	larger.request.size = sizeof(larger.request) - 8;
	CHECK(ioctl(file, WINWORK_CONTROL, &larger) && errno == EINVAL);
	larger.request.size = sizeof(larger.request) + 8;
	EQUAL(ioctl(file, WINWORK_CONTROL, &larger), 0);
	larger.tail[3] = 1;
	CHECK(ioctl(file, WINWORK_CONTROL, &larger) && errno == E2BIG);
	CHECK(ioctl(file, _IO(WINWORK_IOCTL, 99)) && errno == ENOTTY);
	CHECK(ioctl(file, TCGETS) && errno == ENOTTY);
	larger.request.size = sizeof(larger.request);
	larger.request.out_length = 65 << 20;
	CHECK(ioctl(file, WINWORK_CONTROL, &larger) && errno == E2BIG);
}

/* row 299: WinWork would read all of a structure in one go, so a page is the most */
static void test_most_size(void)
{
	static const unsigned long commands[] = { WINWORK_CONTROL, WINWORK_SUBMIT, WINWORK_REAP,
						  WINWORK_CANCEL, WINWORK_CREATE };
	/* The zeros of the pages are valid and have no effect: no cookie, no name. */
	static const int errors[] = { 0, EINVAL, EAGAIN, ENOENT, EINVAL };
	const unsigned int page = getpagesize();
	const int names = open(WINWORK_CONTROL_FILE, O_RDWR);
	struct winwork_request *request = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE,
					       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t i;

	CHECK(request != MAP_FAILED && names >= 0);
	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		const int fd = commands[i] == WINWORK_CREATE ? names : file;

		memset(request, 0, page);
		request->size = page;
		/* For the second field of struct winwork_create it is an access. */
		request->code = ECHO(0);
		EQUAL(ioctl(fd, commands[i], request) ? errno : 0, errors[i]);
		request->size = page + 1;
		EQUAL(ioctl(fd, commands[i], request) ? errno : 0, E2BIG);
	}
	munmap(request, 2 * page);
	close(names);
}

#ifdef __x86_64__
/* The system call of a 32-bit program. A 64-bit program may make it as well. */
static long ioctl_of_32_bits(int fd, unsigned long command, void *argument)
{
	long result;

	__asm__ volatile("int $0x80" : "=a"(result)
			 : "a"(54), "b"(fd), "c"(command), "d"(argument)
			 : "memory", "r8", "r9", "r10", "r11");
	return result;
}

static void no_32_bits(int number)
{
	(void)number;
	_exit(42);
}

/* row 300: the same structure from a 32-bit program. A kernel without those sends SIGSEGV. */
static void test_32_bits(void)
{
	pid_t child = fork();
	int status;

	if (!child) {
		struct {
			struct winwork_request request;
			struct info info;
		} *low = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT,
			      -1, 0);

		checks_failed = 0;
		signal(SIGSEGV, no_32_bits);
		low->request = control_of(INFO, NULL, 0, &low->info, sizeof(low->info));
		low->request.size = sizeof(low->request);
		EQUAL(ioctl_of_32_bits(file, WINWORK_CONTROL, low), 0);
		EQUAL(low->request.status, 0);
		EQUAL(low->request.information, sizeof(low->info));
		EQUAL(low->info.is_32bit, 1);
		EQUAL(low->info.process, getpid());
		fflush(stdout);
		_exit(checks_failed != 0);
	}
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 42)
		printf("32 bits: this kernel has no 32-bit programs\n");
	else
		CHECK(WIFEXITED(status) && !WEXITSTATUS(status));
}
#else
static void test_32_bits(void)
{
}
#endif

/* row 281: the access that a code requires */
static void test_access(void)
{
	int reads = open("/dev/winwork/Requests", O_RDONLY);
	int writes = open("/dev/winwork/Requests", O_WRONLY);
	struct winwork_request request = control_of(NEEDS_WRITE, NULL, 0, NULL, 0);

	EQUAL(control_full(reads, &request), EACCES);
	EQUAL(request.status, -1);
	EQUAL(control(reads, NEEDS_READ, NULL, 0, NULL, 0), 0);
	EQUAL(control(writes, NEEDS_READ, NULL, 0, NULL, 0), EACCES);
	EQUAL(control(writes, NEEDS_WRITE, NULL, 0, NULL, 0), 0);
	EQUAL(control(file, NEEDS_WRITE, NULL, 0, NULL, 0), 0);
	close(reads);
	close(writes);
}

/* An offset that is negative, or beyond the largest, does not reach the driver. */
static void test_offsets(int fd, void *data)
{
	static const long long bad[] = { -1, -3, LLONG_MIN, LLONG_MAX - 2 };
	struct winwork_request request = control_of(0, NULL, 0, data, 4);
	size_t i;

	request.major = WINWORK_MAJOR_READ;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		request.offset = bad[i];
		EQUAL(control_full(fd, &request), EINVAL);
	}
	request.offset = LLONG_MAX - 4;
	EQUAL(control_full(fd, &request), 0);
	request.major = WINWORK_MAJOR_WRITE;
	request.offset = LLONG_MIN;
	EQUAL(control_full(fd, &request), EINVAL);
}

/*
 * rows 294, 396: the driver probes more than the buffer, in __try blocks. If it has neither I/O, it marks the
 * end of the page.
 */
static void test_longer_probes(int fd, int is_neither)
{
	unsigned char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(page != MAP_FAILED);
	EQUAL(pread(fd, page + 100, 10, 7000), 10);
	EQUAL(page[109], (unsigned char)(7000 + 9));
	EQUAL(page[4095], is_neither ? 0x77 : 0);
	munmap(page, 4096);
}

/* row 302: a file of a disk has a position for read(2), and the end of the disk leaves it */
static void test_disk_position(void)
{
	unsigned char data[2000];
	int fd = open("/dev/winwork/RequestsDisk", O_RDWR);

	CHECK(fd >= 0);
	EQUAL(read(fd, data, 990), 990);
	EQUAL(data[989], (unsigned char)989);
	EQUAL(lseek(fd, 0, SEEK_CUR), 990);
	EQUAL(pread(fd, data, 5, 3), 5);
	EQUAL(write(fd, "\xde\xdf", 2), 2);
	EQUAL(lseek(fd, 0, SEEK_CUR), 992);
	EQUAL(lseek(fd, 2000, SEEK_SET), 2000);
	EQUAL(read(fd, data, 4), 0);
	EQUAL(lseek(fd, 0, SEEK_CUR), 2000);
	close(fd);
}

/* rows 276, 277, 280, 301, 302, 303: reads and writes of devices of each kind */
static void test_transfers(void)
{
	static const char *const names[] = { "Requests", "RequestsDirect", "RequestsNeither" };
	unsigned char data[8192];
	struct winwork_request request = control_of(0, NULL, 0, data, 4);
	int i, j;

	for (i = 0; i < 3; i++) {
		struct iovec parts[3] = { { data, 10 }, { data + 100, 20 }, { data + 200, 30 } };
		struct pollfd poll_of = { .events = POLLIN | POLLOUT };
		char path[64];
		int fd;

		snprintf(path, sizeof(path), "/dev/winwork/%s", names[i]);
		fd = open(path, O_RDWR);
		CHECK(fd >= 0);
		memset(data, 0, sizeof(data));
		EQUAL(pread(fd, data, 5000, 3), 5000);
		for (j = 0; j < 5000 && data[j] == (unsigned char)(3 + j); j++)
			;
		EQUAL(j, 5000);
		EQUAL(data[5000], 0);
		EQUAL(pwrite(fd, data, 5000, 3), 5000);
		CHECK(pwrite(fd, data, 5000, 4) < 0 && errno == EIO);
		EQUAL(read(fd, data, 0), 0);
		EQUAL(write(fd, data, 0), 0);
		/* The position of a file that is not synchronous stays. */
		EQUAL(read(fd, data, 4), 4);
		EQUAL(data[0], 0);
		EQUAL(lseek(fd, 0, SEEK_CUR), 0);
		EQUAL(lseek(fd, 11, SEEK_SET), 11);
		EQUAL(read(fd, data, 4), 4);
		EQUAL(data[0], 11);
		EQUAL(pread(fd, data, 4, 2000), 0);
		EQUAL(pread(fd, data, 4, 4000), 2);
		/* A warning with data, and without. */
		EQUAL(pread(fd, data, 4, 9000), 2);
		CHECK(pread(fd, data, 4, 8000) < 0 && errno == EBUSY);
		CHECK(pwrite(fd, data, 4, 8000) < 0 && errno == EBUSY);
		/* One range is the program's memory, which a driver may probe. */
		EQUAL(preadv(fd, parts, 1, 6000), 10);
		EQUAL(data[9], (unsigned char)(6000 + 9));
		test_longer_probes(fd, i == 2);
		EQUAL(preadv(fd, parts, 3, 5), 60);
		EQUAL(data[9], 14);
		EQUAL(data[100], 15);
		EQUAL(data[229], 64);
		EQUAL(pwritev(fd, parts, 3, 5), 60);
		test_offsets(fd, data);
		CHECK(fsync(fd) && errno == EINVAL);
		CHECK(mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED && errno == ENODEV);
		poll_of.fd = fd;
		EQUAL(poll(&poll_of, 1, 0), 1);
		EQUAL(poll_of.revents, POLLIN | POLLOUT);
		close(fd);
		fd = open(path, O_WRONLY | O_APPEND);
		EQUAL(write(fd, "eeee", 4), 4);
		CHECK(read(fd, data, 1) < 0 && errno == EBADF);
		close(fd);
	}
	/* A synchronous open. */
	i = create("\\??\\Requests", FILE_READ_DATA | FILE_WRITE_DATA, SYNCHRONOUS);
	EQUAL(read(i, data, 4), 4);
	EQUAL(read(i, data, 4), 4);
	EQUAL(data[0], 4);
	EQUAL(write(i, "\10\11", 2), 2);
	EQUAL(lseek(i, 0, SEEK_CUR), 10);
	/* A control that reads moves the position of the file object. */
	request.major = WINWORK_MAJOR_READ;
	request.offset = WINWORK_OFFSET_CURRENT;
	EQUAL(control_full(i, &request), 0);
	EQUAL(data[0], 10);
	EQUAL(lseek(i, 0, SEEK_CUR), 14);
	EQUAL(control_full(i, &request), 0);
	EQUAL(data[0], 14);
	/* A request that has the file's turn changes links, for lockdep. That link is gone. */
	EQUAL(control(i, DELETE_LINK, NULL, 0, NULL, 0), ENOENT);
	close(i);
}

/* ---- Threads ---------------------------------------------------------------------------- */

struct call {
	int fd;
	unsigned int code;
	int result;
	struct winwork_request request;
	char out[16];
	pthread_t thread;
};

static void *calls(void *argument)
{
	struct call *call = argument;

	call->request = control_of(call->code, NULL, 0, call->out, sizeof(call->out));
	call->result = control_full(call->fd, &call->request);
	return NULL;
}

static void begin(struct call *call, int fd, unsigned int code)
{
	*call = (struct call){ .fd = fd, .code = code };
	pthread_create(&call->thread, NULL, calls, call);
}

static void *reads_slowly(void *argument)
{
	char byte;

	EQUAL(pread(*(int *)argument, &byte, 1, 5000), 1);
	return NULL;
}

/* row 308: requests of one file at the same time, or one after the other */
static void test_parallel(void)
{
	pthread_t threads[8];
	struct info before;
	int i, fd;

	fd = create("\\??\\Requests", FILE_READ_DATA, SYNCHRONOUS);
	before = info_of(file);
	EQUAL(before.most_at_once, 1);
	for (i = 0; i < 8; i++)
		pthread_create(&threads[i], NULL, reads_slowly, &fd);
	for (i = 0; i < 8; i++)
		pthread_join(threads[i], NULL);
	EQUAL(info_of(file).most_at_once, 1);
	close(fd);
	for (i = 0; i < 8; i++)
		pthread_create(&threads[i], NULL, reads_slowly, &file);
	for (i = 0; i < 8; i++)
		pthread_join(threads[i], NULL);
	CHECK(info_of(file).most_at_once > 1);
}

/* row 259: many that wait at once are all completed */
static void test_wake(void)
{
	enum { MANY = 64 };
	static struct call waiting[MANY];
	int i;

	for (i = 0; i < MANY; i++)
		begin(&waiting[i], file, WAIT);
	CHECK(pending_become(MANY));
	CHECK(file_has("/sys/kernel/debug/winwork/requests", "IRP_MJ_DEVICE_CONTROL"));
	CHECK(file_has("/sys/kernel/debug/winwork/requests", "\\Device\\Requests"));
	EQUAL(control(file, WAKE, NULL, 0, NULL, 0), 0);
	for (i = 0; i < MANY; i++) {
		pthread_join(waiting[i].thread, NULL);
		EQUAL(waiting[i].result, 0);
		EQUAL(waiting[i].request.information, 4);
		CHECK(!memcmp(waiting[i].out, "done", 5));
	}
	CHECK(pending_become(0));
}

struct cookie_call {
	pthread_t thread;
	unsigned int code;
	unsigned long long cookie;
	struct winwork_request request;
	struct cookie answer;
	int result;
};

static void *sends_cookie(void *argument)
{
	struct cookie_call *call = argument;
	struct cookie cookie = { .cookie = call->cookie };

	call->request = control_of(call->code, &cookie, sizeof(cookie), &call->answer, sizeof(call->answer));
	call->result = control_full(file, &call->request);
	return NULL;
}

/* Each of @count requests that wait at once gets the answer to its own cookie. */
static struct cookie_call *begin_cookies(unsigned int code, int count)
{
	struct cookie_call *calls = calloc(count, sizeof(*calls));
	pthread_attr_t small;
	int i;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 64 << 10);
	for (i = 0; i < count; i++) {
		calls[i].code = code;
		calls[i].cookie = (i + 1) * 0x9e3779b97f4a7c15ull;
		EQUAL(pthread_create(&calls[i].thread, &small, sends_cookie, &calls[i]), 0);
	}
	while (info_of(file).kept < (unsigned int)count)
		usleep(1000);
	return calls;
}

static void end_cookies(struct cookie_call *calls, int count)
{
	int i;

	for (i = 0; i < count; i++) {
		pthread_join(calls[i].thread, NULL);
		EQUAL(calls[i].result, 0);
		EQUAL(calls[i].request.information, sizeof(struct cookie));
		EQUAL(calls[i].answer.cookie, ~calls[i].cookie);
	}
	CHECK(pending_become(0));
}

/* row 245: 1000 requests that are completed in a random order */
static void test_shuffle(void)
{
	struct cookie_call *calls = begin_cookies(COOKIE, MOST_COOKIES);
	unsigned int seed = 245;
	bool seen[MOST_COOKIES] = { false };
	int i, in_place = 0;

	EQUAL(control(file, SHUFFLE, &seed, sizeof(seed), NULL, 0), 0);
	end_cookies(calls, MOST_COOKIES);
	for (i = 0; i < MOST_COOKIES; i++) {
		CHECK(calls[i].answer.place < MOST_COOKIES && !seen[calls[i].answer.place]);
		seen[calls[i].answer.place % MOST_COOKIES] = true;
		in_place += calls[i].answer.place == (unsigned int)i;
	}
	CHECK(in_place < MOST_COOKIES / 2);
	free(calls);
}

/* row 246: one item serves one request after another, and is queued again before its run has ended */
static void test_chain(void)
{
	struct cookie_call *calls = begin_cookies(CHAIN, MOST_CHAINED);
	bool seen[MOST_CHAINED] = { false };
	int i;

	EQUAL(control(file, CHAIN_START, NULL, 0, NULL, 0), 0);
	end_cookies(calls, MOST_CHAINED);
	for (i = 0; i < MOST_CHAINED; i++) {
		const struct cookie *answer = &calls[i].answer;

		CHECK(answer->place < MOST_CHAINED && !seen[answer->place]);
		seen[answer->place % MOST_CHAINED] = true;
		/* No other run follows the last one. */
		EQUAL(answer->overlapped, answer->place != MOST_CHAINED - 1);
	}
	free(calls);
}

/* ---- Signals ---------------------------------------------------------------------------- */

static volatile sig_atomic_t signals;

static void on_signal(int number)
{
	(void)number;
	signals++;
}

static void handle(int flags)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = flags };

	sigaction(SIGUSR1, &action, NULL);
	signals = 0;
}

static void *reads_and_waits(void *argument)
{
	struct call *call = argument;
	ssize_t done = pread(call->fd, call->out, 8, 1000);

	call->result = done < 0 ? -errno : done;
	return NULL;
}

/* rows 253, 258, 304, 305: signals */
static void test_signals(void)
{
	struct info before = info_of(file);
	struct call call;
	int i;

	handle(0);
	begin(&call, file, WAIT);
	CHECK(pending_become(1));
	pthread_kill(call.thread, SIGUSR1);
	pthread_join(call.thread, NULL);
	EQUAL(call.result, EINTR);
	EQUAL(call.request.status, STATUS_CANCELLED);
	EQUAL(signals, 1);
	EQUAL(info_of(file).cancels, before.cancels + 1);

	begin(&call, file, DATA_WHEN_CANCELLED);
	CHECK(pending_become(1));
	pthread_kill(call.thread, SIGUSR1);
	pthread_join(call.thread, NULL);
	EQUAL(call.result, 0);
	EQUAL(call.request.information, 4);
	CHECK(!memcmp(call.out, "data", 4));

	/* SA_RESTART: the request is sent again, as often as a signal comes. */
	handle(SA_RESTART);
	call = (struct call){ .fd = file };
	pthread_create(&call.thread, NULL, reads_and_waits, &call);
	before = info_of(file);
	for (i = 1; i <= 5; i++) {
		CHECK(pending_become(1));
		pthread_kill(call.thread, SIGUSR1);
		while (info_of(file).cancels < before.cancels + i)
			usleep(1000);
	}
	CHECK(pending_become(1));
	EQUAL(control(file, WAKE, NULL, 0, NULL, 0), 0);
	pthread_join(call.thread, NULL);
	EQUAL(call.result, 4);
	CHECK(!memcmp(call.out, "done", 4));
}

/* row 306: a stop and a continuation */
static void test_stop(void)
{
	struct info before = info_of(file);
	int status;
	pid_t child = fork();

	if (!child) {
		struct winwork_request request;
		char out[16];

		request = control_of(WAIT, NULL, 0, out, sizeof(out));
		_exit(control_full(file, &request) || memcmp(out, "done", 4));
	}
	CHECK(pending_become(1));
	kill(child, SIGSTOP);
	waitpid(child, &status, WUNTRACED);
	CHECK(WIFSTOPPED(status));
	CHECK(pending_become(0));
	kill(child, SIGCONT);
	CHECK(pending_become(1));
	EQUAL(info_of(file).cancels, before.cancels + 1);
	EQUAL(control(file, WAKE, NULL, 0, NULL, 0), 0);
	waitpid(child, &status, 0);
	CHECK(WIFEXITED(status) && !WEXITSTATUS(status));
}

/* row 307: O_NONBLOCK */
static void test_nonblocking(void)
{
	int fd = open("/dev/winwork/Requests", O_RDWR | O_NONBLOCK);
	struct winwork_request request = control_of(WAIT, NULL, 0, NULL, 0);
	char data[8];

	EQUAL(control_full(fd, &request), EAGAIN);
	EQUAL(request.status, STATUS_CANCELLED);
	CHECK(pread(fd, data, 8, 1000) < 0 && errno == EAGAIN);
	EQUAL(pread(fd, data, 8, 1), 8);
	close(fd);
}

static void *waits_for_ever(void *argument)
{
	control(*(int *)argument, WAIT, NULL, 0, NULL, 0);
	return NULL;
}

/* rows 271, 272: the death of a process with three requests */
static void test_kill(void)
{
	struct info before = info_of(file), after;
	int status;
	pid_t child = fork();

	if (!child) {
		int own = open("/dev/winwork/Requests", O_RDWR), i;
		pthread_t thread;

		for (i = 0; i < 2; i++)
			pthread_create(&thread, NULL, waits_for_ever, &own);
		waits_for_ever(&own);
		_exit(1);
	}
	CHECK(pending_become(3));
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	CHECK(WIFSIGNALED(status));
	CHECK(pending_become(0));
	after = info_of(file);
	EQUAL(after.cancels, before.cancels + 3);
	while (info_of(file).closes < before.closes + 1)
		usleep(1000);
	after = info_of(file);
	EQUAL(after.cleanups, before.cleanups + 1);
	EQUAL(after.closes, before.closes + 1);
}

/* row 309: a child that shares the file */
static void test_fork(void)
{
	int fd = open("/dev/winwork/Requests", O_RDWR), to_child[2], status;
	struct info before = info_of(file);
	pid_t child;

	CHECK(!pipe(to_child));
	child = fork();
	if (!child) {
		char data[4];

		_exit(read(to_child[0], data, 1) != 1 || pread(fd, data, 4, 1) != 4 || data[3] != 4);
	}
	close(fd);
	EQUAL(info_of(file).cleanups, before.cleanups);
	CHECK(write(to_child[1], "x", 1) == 1);
	waitpid(child, &status, 0);
	CHECK(WIFEXITED(status) && !WEXITSTATUS(status));
	EQUAL(info_of(file).cleanups, before.cleanups + 1);
	close(to_child[0]);
	close(to_child[1]);
}

/* row 310: the cleanup before the close */
static void test_cleanup(void)
{
	int fd = open("/dev/winwork/Requests", O_RDWR);
	struct info before = info_of(file);
	struct call call;
	char data[4];

	begin(&call, fd, WAIT);
	CHECK(pending_become(1));
	EQUAL(ioctl(fd, WINWORK_CLEANUP), 0);
	pthread_join(call.thread, NULL);
	EQUAL(call.result, ECANCELED);
	EQUAL(call.request.status, STATUS_CANCELLED);
	EQUAL(info_of(file).cleanups, before.cleanups + 1);
	EQUAL(info_of(file).closes, before.closes);
	EQUAL(control(fd, ECHO(0), NULL, 0, NULL, 0), EBADF);
	CHECK(read(fd, data, 4) < 0 && errno == EBADF);
	EQUAL(ioctl(fd, WINWORK_CLEANUP), 0);
	close(fd);
	EQUAL(info_of(file).cleanups, before.cleanups + 1);
	EQUAL(info_of(file).closes, before.closes + 1);
}

static void set_cancel_timeout(const char *seconds)
{
	FILE *timeout = fopen(CONTROL_TIMEOUT, "w");

	fputs(seconds, timeout);
	fclose(timeout);
}

/* A request that its driver does not let go, and its thread gives up. @others: already pending. */
static void get_stuck(int fd, int others)
{
	struct call call;

	set_cancel_timeout("1");
	handle(0);
	begin(&call, fd, STUCK);
	CHECK(pending_become(others + 1));
	pthread_kill(call.thread, SIGUSR1);
	pthread_join(call.thread, NULL);
	EQUAL(call.result, EINTR);
	set_cancel_timeout("300");
}

/* row 273: a request that its driver does not let go */
static void test_stuck(void)
{
	struct info before = info_of(file);
	int fd = open("/dev/winwork/Requests", O_RDWR);

	get_stuck(fd, 0);
	CHECK(file_has("/sys/kernel/debug/winwork/requests", "given up"));
	close(fd);
	EQUAL(info_of(file).cleanups, before.cleanups + 1);
	EQUAL(info_of(file).closes, before.closes);
	/* The request is complete at last, and then the driver gets the close. */
	EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
	CHECK(pending_become(0));
	while (info_of(file).closes < before.closes + 1)
		usleep(1000);
}

/* row 317: the permission to open */
static void test_permission(void)
{
	int status;
	pid_t child;
	int round;

	EQUAL(close(create("\\Device\\RequestsSecure", FILE_READ_DATA, 0)), 0);
	for (round = 0; round < 2; round++) {
		child = fork();
		if (!child) {
			checks_failed = 0;
			EQUAL(setuid(1000), 0);
			if (!round) {
				CHECK(open("/dev/winwork/Requests", O_RDONLY) < 0 && errno == EACCES);
				EQUAL(create("\\??\\Requests", FILE_READ_DATA, 0), -EACCES);
				EQUAL(create("\\Device\\Requests\\x", FILE_READ_DATA, 0), -EACCES);
			} else {
				CHECK(open("/dev/winwork/Requests", O_RDONLY) >= 0);
				CHECK(create("\\??\\Requests", FILE_READ_DATA, 0) >= 0);
				CHECK(create("\\Device\\Requests\\x", FILE_READ_DATA, 0) >= 0);
				EQUAL(create("\\??\\RequestsDirect", FILE_READ_DATA, 0), -EACCES);
			}
			fflush(stdout);
			_exit(checks_failed);
		}
		waitpid(child, &status, 0);
		CHECK(WIFEXITED(status) && !WEXITSTATUS(status));
		EQUAL(chmod("/dev/winwork/Requests", round ? 0600 : 0666), 0);
	}
}

#define READ_DATA 1
#define WRITE_DATA 2
#define READ_EA 8
#define EXECUTE 0x20
#define READ_ATTRIBUTES 0x80
#define WRITE_ATTRIBUTES 0x100
#define DELETE 0x10000
#define READ_CONTROL 0x20000
#define WRITE_DAC 0x40000
#define SYNCHRONIZE 0x100000
#define MAXIMUM_ALLOWED 0x02000000
#define GENERIC_ALL 0x10000000

/* Whether a user without privileges gets these rights. */
static bool grants(unsigned int access)
{
	const int fd = create("\\??\\Requests", access, 0);

	if (fd < 0)
		EQUAL(fd, -EACCES);
	else
		close(fd);
	return fd >= 0;
}

static void check_rights(bool reads, bool writes)
{
	static const unsigned int of_reading[] = { READ_DATA, READ_DATA | READ_EA, READ_DATA | EXECUTE };
	static const unsigned int of_writing[] = { WRITE_DATA, WRITE_DATA | WRITE_ATTRIBUTES,
						   WRITE_DATA | DELETE, WRITE_DATA | WRITE_DAC };
	static const unsigned int of_both[] = { READ_ATTRIBUTES, READ_DATA | WRITE_DAC, READ_DATA | DELETE,
						READ_DATA | WRITE_ATTRIBUTES, WRITE_DATA | READ_EA,
						WRITE_DATA | EXECUTE, GENERIC_ALL, MAXIMUM_ALLOWED };
	const unsigned int either = READ_ATTRIBUTES | READ_CONTROL | SYNCHRONIZE;
	size_t i;

	for (i = 0; i < sizeof(of_reading) / sizeof(of_reading[0]); i++)
		EQUAL(grants(of_reading[i] | either), reads);
	for (i = 0; i < sizeof(of_writing) / sizeof(of_writing[0]); i++)
		EQUAL(grants(of_writing[i] | either), writes);
	for (i = 0; i < sizeof(of_both) / sizeof(of_both[0]); i++)
		EQUAL(grants(of_both[i]), reads && writes);
}

/* row 375: the driver sees no right that the node's mode does not give */
static void test_rights(void)
{
	static const mode_t modes[] = { 0600, 0644, 0622, 0666 };
	int status, i;

	for (i = 0; i < 4; i++) {
		pid_t child;

		EQUAL(chmod("/dev/winwork/Requests", modes[i]), 0);
		child = fork();
		if (!child) {
			checks_failed = 0;
			EQUAL(setuid(1000), 0);
			check_rights(modes[i] & 4, modes[i] & 2);
			fflush(stdout);
			_exit(checks_failed);
		}
		waitpid(child, &status, 0);
		EQUAL(status, 0);
	}
	EQUAL(chmod("/dev/winwork/Requests", 0600), 0);
}

/* row 376: a file of WINWORK_CREATE is one of the node */
static void test_node(void)
{
	static const unsigned int accesses[] = { READ_DATA, WRITE_DATA, READ_DATA | WRITE_DATA, READ_CONTROL };
	static const int modes[] = { O_RDONLY, O_WRONLY, O_RDWR, O_ACCMODE };
	struct stat node, opened;
	char byte;
	int i, fd;

	EQUAL(stat("/dev/winwork/Requests", &node), 0);
	for (i = 0; i < 4; i++) {
		fd = create("\\??\\Requests\\x", accesses[i], 0);
		EQUAL(fstat(fd, &opened), 0);
		EQUAL(opened.st_ino, node.st_ino);
		EQUAL(opened.st_dev, node.st_dev);
		EQUAL(opened.st_rdev, node.st_rdev);
		EQUAL(fcntl(fd, F_GETFL) & O_ACCMODE, modes[i]);
		if (modes[i] == O_WRONLY || modes[i] == O_ACCMODE)
			CHECK(read(fd, &byte, 1) < 0 && errno == EBADF);
		if (modes[i] == O_RDONLY || modes[i] == O_ACCMODE)
			CHECK(write(fd, "x", 1) < 0 && errno == EBADF);
		close(fd);
	}
}

/* ---- Misuse ----------------------------------------------------------------------------- */

static int misuse(unsigned int wrong, int status, int other_status, struct winwork_request *request)
{
	unsigned char out[16] = { 0 };
	int error = finish(file, 0, (struct finish){ .status = status, .wrong = wrong, .information = 8,
						     .other_status = other_status },
			   request, out, sizeof(out));

	EQUAL(out[0], error || wrong == FORGOTTEN ? 0 : 0xab);
	return error;
}

/* rows 247, 248, 250, 251, 275: each is reported, and nothing hangs */
static void test_misuse(void)
{
	struct winwork_request request;
	unsigned char out[64];
	size_t i;

	EQUAL(misuse(PENDING_UNMARKED, 0, 0, &request), 0);
	EQUAL(misuse(MARKED_NOT_PENDING, 0, 0, &request), 0);
	EQUAL(request.status, 0);
	EQUAL(misuse(OTHER_STATUS, 0, (int)0x40000000, &request), 0);
	EQUAL(request.status, 0x40000000);
	EQUAL(misuse(TWICE, 0, 0, &request), 0);
	EQUAL(misuse(WITH_PENDING, 0, 0, &request), EIO);
	EQUAL(request.status, STATUS_UNSUCCESSFUL);
	EQUAL(misuse(WITH_CANCEL_ROUTINE, 0, 0, &request), 0);
	EQUAL(misuse(AT_DISPATCH, 0, 0, &request), 0);
	EQUAL(misuse(WITH_SPIN_LOCK, 0, 0, &request), 0);
	/* Too much, and what the driver did not write. */
	memset(out, 0, sizeof(out));
	EQUAL(finish(file, 0, (struct finish){ .information = 1ull << 32 }, &request, out, 32), 0);
	EQUAL(request.information, 32);
	EQUAL(out[31], 0xab);
	EQUAL(out[32], 0);
	EQUAL(pread(file, out, 16, 3000), 16);
	memset(out, 0xff, sizeof(out));
	EQUAL(control(file, ECHO(0), "abcd", 4, out, 64), 0);
	for (i = 4; i < 64 && out[i] == 0xff; i++)
		;
	EQUAL(i, 64);
}

static const struct {
	const char *name;
	void (*run)(void);
} tests[] = {
	{ "identity", test_identity }, { "open", test_open }, { "rights", test_rights },
	{ "node", test_node }, { "delete", test_delete },
	{ "nodes", test_nodes }, { "methods", test_methods }, { "bad buffers", test_bad_buffers },
	{ "statuses", test_statuses }, { "errno", test_errno }, { "size", test_size }, { "most_size", test_most_size },
	{ "32 bits", test_32_bits }, { "access", test_access }, { "transfers", test_transfers }, { "disk position", test_disk_position }, { "parallel", test_parallel },
	{ "wake", test_wake }, { "shuffle", test_shuffle }, { "chain", test_chain }, { "signals", test_signals }, { "stop", test_stop },
	{ "nonblocking", test_nonblocking }, { "kill", test_kill }, { "fork", test_fork },
	{ "cleanup", test_cleanup }, { "stuck", test_stuck }, { "permission", test_permission },
	{ "misuse", test_misuse },
};

/*
 * row 247: the driver drops a request. The program gets the status that the driver returned.
 * rows 247, 273: a stuck request of the same file keeps the module only until it is complete.
 */
static int forget(void)
{
	struct winwork_request request;
	int other = open("/dev/winwork/Requests", O_RDWR);

	file = open("/dev/winwork/Requests", O_RDWR);
	EQUAL(misuse(FORGOTTEN, 0, 0, &request), 0);
	EQUAL(request.status, 0);
	EQUAL(request.information, 0);
	EQUAL(misuse(FORGOTTEN, STATUS_UNSUCCESSFUL, 0, &request), EIO);
	get_stuck(file, 2);
	close(file);
	EQUAL(control(other, RELEASE, NULL, 0, NULL, 0), 0);
	CHECK(pending_become(2));
	return checks_failed != 0;
}

int main(int arguments, char **argument)
{
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (arguments > 1 && !strcmp(argument[1], "forget"))
		return forget();
	file = open("/dev/winwork/Requests", O_RDWR);
	CHECK(file >= 0);
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		const int before = checks_failed;

		tests[i].run();
		printf("%s: %s\n", tests[i].name, checks_failed == before ? "ok" : "FAILED");
	}
	return checks_failed != 0;
}
