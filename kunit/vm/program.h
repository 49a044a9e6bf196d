/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the programs of the VM tests: checks that go on, and calls of drivers.
 */
#ifndef WINWORK_KUNIT_VM_PROGRAM_H
#define WINWORK_KUNIT_VM_PROGRAM_H

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../include/uapi/winwork.h"

static int checks_failed;

/* Prints a failed check and goes on. */
#define CHECK(condition)								\
	do {										\
		if (!(condition)) {							\
			checks_failed++;						\
			printf("%s:%d: %s (errno %d)\n", __func__, __LINE__, #condition, errno); \
		}									\
	} while (0)
/* The same for two numbers, which it prints. */
#define EQUAL(left, right)								\
	do {										\
		const long long left_ = (long long)(left), right_ = (long long)(right);	\
		if (left_ != right_) {							\
			checks_failed++;						\
			printf("%s:%d: %s is %lld (0x%llx), not %lld (0x%llx) (errno %d)\n", \
			       __func__, __LINE__, #left, left_, left_, right_, right_, errno); \
		}									\
	} while (0)

#define STATUS_SUCCESS 0
#define STATUS_PENDING 0x103
#define STATUS_BUFFER_OVERFLOW ((int)0x80000005)
#define STATUS_UNSUCCESSFUL ((int)0xC0000001)
#define STATUS_ACCESS_VIOLATION ((int)0xC0000005)
#define STATUS_INVALID_PARAMETER ((int)0xC000000D)
#define STATUS_INVALID_DEVICE_REQUEST ((int)0xC0000010)
#define STATUS_ACCESS_DENIED ((int)0xC0000022)
#define STATUS_CANCELLED ((int)0xC0000120)

/* A control. Returns 0 or an errno. */
static inline int control_full(int fd, struct winwork_request *request)
{
	request->size = sizeof(*request);
	request->status = -1;
	request->information = 99;
	return ioctl(fd, WINWORK_CONTROL, request) ? errno : 0;
}

static inline struct winwork_request control_of(unsigned int code, const void *in, unsigned int in_length,
						void *out, unsigned int out_length)
{
	return (struct winwork_request){ .code = code, .in = (uintptr_t)in, .in_length = in_length,
					 .out = (uintptr_t)out, .out_length = out_length };
}

static inline int control(int fd, unsigned int code, const void *in, unsigned int in_length, void *out,
			  unsigned int out_length)
{
	struct winwork_request request = control_of(code, in, in_length, out, out_length);

	return control_full(fd, &request);
}

/* Opens by a name of Windows. Returns the file, or -errno. */
static inline int create_full(struct winwork_create *create, const char *name)
{
	int file = open(WINWORK_CONTROL_FILE, O_RDWR), error;

	if (file < 0)
		return -errno;
	create->size = sizeof(*create);
	create->name = (uintptr_t)name;
	create->name_length = strlen(name);
	create->disposition = create->disposition ? create->disposition : 1;
	error = ioctl(file, WINWORK_CREATE, create) ? -errno : create->fd;
	close(file);
	return error;
}

static inline int create(const char *name, unsigned int access, unsigned int options)
{
	struct winwork_create create = { .access = access, .share = 7, .options = options };

	return create_full(&create, name);
}

/* Whether a line of a file of /proc or debugfs has the text. */
static inline bool file_has(const char *path, const char *text)
{
	char line[1024];
	bool found = false;
	FILE *file = fopen(path, "r");

	while (file && !found && fgets(line, sizeof(line), file))
		found = strstr(line, text) != NULL;
	if (file)
		fclose(file);
	return found;
}

/* A number in the status of a process, in /proc. */
static inline long status_number(pid_t process, const char *name)
{
	char path[64], line[256];
	long number = -1;
	FILE *status;

	snprintf(path, sizeof(path), "/proc/%d/status", process);
	status = fopen(path, "r");
	while (status && fgets(line, sizeof(line), status)) {
		if (!strncmp(line, name, strlen(name)))
			number = strtol(line + strlen(name), NULL, 10);
	}
	if (status)
		fclose(status);
	return number;
}

/* How often the process has slept, or its first thread. */
static inline long sleeps_of(pid_t process)
{
	return status_number(process, "voluntary_ctxt_switches:");
}

/* Whether the process, or its first thread, is in a wait that most signals do not end. */
static inline bool is_asleep(pid_t process)
{
	char path[64], line[256] = "";
	FILE *stat;

	snprintf(path, sizeof(path), "/proc/%d/stat", process);
	stat = fopen(path, "r");
	if (stat && !fgets(line, sizeof(line), stat))
		line[0] = '\0';
	if (stat)
		fclose(stat);
	return strstr(line, ") I ") || strstr(line, ") D ");
}

/*
 * Waits until the number of pending requests of all drivers is @count. Those in a dispatch routine do not count. A minute
 * at most.
 */
static inline bool pending_become(int count)
{
	char line[1024];
	int i;

	for (i = 0; i < 6000; i++) {
		FILE *file = fopen("/sys/kernel/debug/winwork/requests", "r");
		int now = 0;

		while (file && fgets(line, sizeof(line), file))
			now += !strstr(line, "\tin a dispatch routine");
		if (file)
			fclose(file);
		if (now == count)
			return true;
		usleep(10000);
	}
	return false;
}

#endif
