// SPDX-License-Identifier: MIT
/*
 * The entry of a program whose main function is called wmain, as Visual Studio's with _UNICODE. A program with
 * a main of its own does not use this file.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

typedef int entry(int argc, WCHAR **argv, WCHAR **environment);

/*
 * In C it is called wmain. In C++ the compiler adds the types of the parameters to the name: int or unsigned,
 * then a list or two, each of which may be const in two places.
 */
#define WMAINS(X) X(wmain) X(_Z5wmainv) WMAINS_OF(X, i) WMAINS_OF(X, j)
#define WMAINS_OF(X, argc)                                                                         \
	X(_Z5wmain##argc)                                                                          \
	X(_Z5wmain##argc##PPw) X(_Z5wmain##argc##PPwS0_) X(_Z5wmain##argc##PPwPPKw)                \
	X(_Z5wmain##argc##PPwPKS_) X(_Z5wmain##argc##PPwPKPKw)                                     \
	X(_Z5wmain##argc##PPKw) X(_Z5wmain##argc##PPKwS1_) X(_Z5wmain##argc##PPKwPPw)              \
	X(_Z5wmain##argc##PPKwPKPw) X(_Z5wmain##argc##PPKwPKS0_)                                   \
	X(_Z5wmain##argc##PKPw) X(_Z5wmain##argc##PKPwS1_) X(_Z5wmain##argc##PKPwPS_)              \
	X(_Z5wmain##argc##PKPwPPKw) X(_Z5wmain##argc##PKPwPKPKw)                                   \
	X(_Z5wmain##argc##PKPKw) X(_Z5wmain##argc##PKPKwS2_) X(_Z5wmain##argc##PKPKwPPw)           \
	X(_Z5wmain##argc##PKPKwPKPw) X(_Z5wmain##argc##PKPKwPS0_)
#define DECLARE(name) extern entry name __attribute__((weak));
#define ADDRESS(name) name,
WMAINS(DECLARE)

/* The library's own function is not seen from here: this file is apart in libwinwork-user.a. */
static WCHAR *widen_one(const char *text)
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
		wide[i] = widen_one(list[i]);
		if (!wide[i])
			wide = NULL;
	}
	if (!wide) {
		perror("wmain");
		exit(EXIT_FAILURE);
	}
	return wide;
}

/* Until the end of the program: what runs at its exit may use them, and LeakSanitizer looks for them. */
__attribute__((used)) static WCHAR **wide_argv, **wide_environment;

__attribute__((visibility("default"))) int main(int argc, char **argv, char **environment)
{
	entry *const known[] = { WMAINS(ADDRESS) };
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (!known[i])
			continue;
		wide_argv = widen_all(argv);
		wide_environment = widen_all(environment);
		return known[i](argc, wide_argv, wide_environment);
	}
	fprintf(stderr, "%s: the program has no main function: neither main nor wmain(int, WCHAR **)\n", argv[0]);
	return EXIT_FAILURE;
}
