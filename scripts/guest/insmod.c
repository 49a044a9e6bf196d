/* SPDX-License-Identifier: GPL-2.0 */
/*
 * insmod for the guests of scripts/vm. If the insertion fails, busybox's insmod tries again in
 * another way. A failing DriverEntry would run twice.
 *
 * With FAIL_NTH=n in the environment the n-th allocation of the insertion fails. This needs a
 * kernel with fault injection. The rest of n goes to the standard output.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int insert(int fd, const char *parameters)
{
	return syscall(SYS_finit_module, fd, parameters, 0) ? errno : 0;
}

/* Reads and writes of the open file allocate no memory. */
static int insert_without_nth(int fd, const char *parameters, const char *nth)
{
	int fault = open("/proc/self/fail-nth", O_RDWR | O_CLOEXEC);
	char left[16] = "";
	int error;

	if (fault < 0 || write(fault, nth, strlen(nth)) < 0) {
		error = errno;
		fprintf(stderr, "insmod: FAIL_NTH: %s\n", strerror(error));
		return error;
	}
	error = insert(fd, parameters);
	if (pread(fault, left, sizeof(left) - 1, 0) < 0 || write(fault, "0", 1) < 0)
		perror("insmod: /proc/self/fail-nth");
	printf("%s", left);
	return error;
}

int main(int argc, char **argv)
{
	const char *nth = getenv("FAIL_NTH");
	char parameters[4096] = "";
	size_t used = 0;
	int fd, error;

	if (argc < 2) {
		fprintf(stderr, "usage: insmod FILE [PARAMETER=VALUE...]\n");
		return 1;
	}
	for (int i = 2; i < argc; i++) {
		used += snprintf(parameters + used, sizeof(parameters) - used, "%s ", argv[i]);
		if (used >= sizeof(parameters)) {
			fprintf(stderr, "insmod: too many parameters\n");
			return 1;
		}
	}
	fd = open(argv[1], O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		error = errno;
	else
		error = nth ? insert_without_nth(fd, parameters, nth) : insert(fd, parameters);
	if (error)
		fprintf(stderr, "insmod: can't insert '%s': %s\n", argv[1], strerror(error));
	return error;
}
