/* SPDX-License-Identifier: MIT */
/*
 * carry: lets the device of the driver edu compute factorials, and carries 1 MiB to its memory and back.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../../include/uapi/winwork.h"

#define CTL_CODE(type, function, method, access) ((type) << 16 | (access) << 14 | (function) << 2 | (method))
#define METHOD_BUFFERED 0
#define FILE_ANY_ACCESS 0
#include "edu.h"

#define ROUNDS 16

static uint32_t factorial(int device, uint32_t number)
{
	struct winwork_request request = {
		.size = sizeof(request), .code = IOCTL_EDU_FACTORIAL,
		.in = (uintptr_t)&number, .in_length = sizeof(number),
		.out = (uintptr_t)&number, .out_length = sizeof(number),
	};

	if (ioctl(device, WINWORK_CONTROL, &request)) {
		perror("IOCTL_EDU_FACTORIAL");
		exit(1);
	}
	return number;
}

int main(void)
{
	/* Each crosses a page, so it is moved in two transfers if the pages are apart. */
	unsigned char *memory = aligned_alloc(4096, 4 * 4096);
	unsigned char *out = memory + 3000, *back = memory + 3 * 4096 - 100;
	int device = open("/dev/winwork/Edu", O_RDWR), round;
	uint32_t expected = 1, number;
	size_t i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (device < 0 || !memory) {
		perror("/dev/winwork/Edu");
		return 1;
	}
	for (number = 1; number <= 12; number++) {
		expected *= number;
		if (factorial(device, number) != expected) {
			printf("carry: %u! is wrong\n", number);
			return 1;
		}
	}
	printf("carry: 12! is %u\n", factorial(device, 12));
	for (round = 0; round < ROUNDS; round++) {
		for (i = 0; i < EDU_MEMORY; i++)
			out[i] = (unsigned char)(i * 7 + round);
		memset(back, 0, EDU_MEMORY);
		if (write(device, out, EDU_MEMORY) != EDU_MEMORY ||
		    read(device, back, EDU_MEMORY) != EDU_MEMORY) {
			perror("carry");
			return 1;
		}
		if (memcmp(out, back, EDU_MEMORY)) {
			printf("carry: round %d came back changed\n", round);
			return 1;
		}
	}
	printf("carry: %d bytes there and back\n", ROUNDS * EDU_MEMORY);
	free(memory);
	return 0;
}
