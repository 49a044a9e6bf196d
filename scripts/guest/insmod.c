/* SPDX-License-Identifier: GPL-2.0 */
/*
 * insmod for the guests of scripts/vm. Busybox's own tries a module that fails a second
 * time, in another way, so that a failing DriverEntry would run twice.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	char parameters[4096] = "";
	size_t used = 0;
	int fd;

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
	if (fd < 0 || syscall(SYS_finit_module, fd, parameters, 0)) {
		int error = errno;

		fprintf(stderr, "insmod: can't insert '%s': %s\n", argv[1], strerror(error));
		return error;
	}
	return 0;
}
