/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lets the device compute factorials, one after the other.
 */
#include "../program.h"
#include "edu_wdm.h"

static uint32_t factorial(uint32_t number)
{
	uint32_t product = 1;

	for (; number; number--)
		product *= number;
	return product;
}

int main(int count, char **values)
{
	const int rounds = count > 2 ? atoi(values[2]) : 100;
	const int file = count > 1 ? open(values[1], O_RDWR) : -1;
	int i;

	CHECK(file >= 0);
	for (i = 0; i < rounds && !checks_failed; i++) {
		const uint32_t number = i % 20;
		uint32_t result = ~0u;

		EQUAL(control(file, FACTORIAL, &number, sizeof(number), &result, sizeof(result)), STATUS_SUCCESS);
		EQUAL(result, factorial(number));
	}
	return checks_failed != 0;
}
