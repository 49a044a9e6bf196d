/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has the driver check the clock, unless the argument is "options", and prints which modules Linux trusts.
 */
#include "../program.h"

#include "codes.h"

int main(int argc, char **argv)
{
	const unsigned int code = argc > 1 && !strcmp(argv[1], "options") ? READ_OPTIONS : CHECK_TIME;
	unsigned int options = ~0u;
	const int file = open("/dev/winwork/Information", O_RDWR);

	EQUAL(control(file, code, NULL, 0, &options, sizeof(options)), 0);
	printf("options %u\n", options);
	return checks_failed;
}
