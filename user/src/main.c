// SPDX-License-Identifier: MIT
/*
 * The entry of a program whose main function is called wmain, as Visual Studio's with _UNICODE. A program with
 * a main of its own does not use this file.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

typedef int entry(int argc, WCHAR **argv, WCHAR **environment);

/* In C; and in C++, where the compiler adds the types of the parameters to the name. */
#define WMAIN(name, symbol) extern entry name __asm__(symbol) __attribute__((weak))
WMAIN(wmain_of_c, "wmain");
WMAIN(wmain_of_none, "_Z5wmainv");
WMAIN(wmain_of_two, "_Z5wmainiPPw");
WMAIN(wmain_of_two_unsigned, "_Z5wmainjPPw");
WMAIN(wmain_of_two_const, "_Z5wmainiPPKw");
WMAIN(wmain_of_three, "_Z5wmainiPPwS0_");

static WCHAR *widen(const char *text)
{
	int units = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
	WCHAR *wide = malloc((size_t)units * sizeof(*wide));

	if (wide)
		MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, units);
	return wide;
}

/* A copy of a list that ends with NULL. Without memory the program ends. */
static WCHAR **widen_all(char **list)
{
	size_t count = 0;
	WCHAR **wide;

	while (list[count])
		count++;
	wide = calloc(count + 1, sizeof(*wide));
	for (size_t i = 0; wide && i < count; i++) {
		wide[i] = widen(list[i]);
		if (!wide[i])
			wide = NULL;
	}
	if (!wide) {
		perror("wmain");
		exit(EXIT_FAILURE);
	}
	return wide;
}

__attribute__((visibility("default"))) int main(int argc, char **argv, char **environment)
{
	entry *const known[] = { wmain_of_c, wmain_of_two, wmain_of_none, wmain_of_two_unsigned, wmain_of_two_const,
				 wmain_of_three };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i])
			return known[i](argc, widen_all(argv), widen_all(environment));
	fprintf(stderr, "%s: the program has no main function: neither main nor wmain(int, WCHAR **)\n", argv[0]);
	return EXIT_FAILURE;
}
