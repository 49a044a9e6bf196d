/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lets the device compute factorials, one after the other; then, in place of a number of rounds, echo memory.
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

/* Bytes that begin in the middle of a page, and end in the next one. */
static void echo(int file, uint32_t way, size_t length)
{
	static _Alignas(4096) uint8_t memory[2 * 4096];
	uint8_t *const start = memory + 4096 - length / 2;
	size_t i, wrong = 0;

	memset(memory, 0xee, sizeof(memory));
	for (i = 0; i < length; i++)
		start[i] = i * 7 + way;
	EQUAL(control(file, DMA_ECHO, &way, sizeof(way), start, length), STATUS_SUCCESS);
	for (i = 0; i < sizeof(memory); i++) {
		const size_t at = memory + i - start;

		wrong += memory[i] != (at < length ? (uint8_t)(at * 7 + way) : 0xee);
	}
	EQUAL(wrong, 0);
}

static int echoes(int file)
{
	static const size_t lengths[] = { 4, 1000, DMA_BYTES };
	uint32_t way;
	size_t i;

	for (way = 0; way < WAYS; way++) {
		for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
			echo(file, way, lengths[i]);
	}
	return checks_failed != 0;
}

int main(int count, char **values)
{
	const int rounds = count > 2 ? atoi(values[2]) : 100;
	const int file = count > 1 ? open(values[1], O_RDWR) : -1;
	int i;

	CHECK(file >= 0);
	if (count > 2 && !strcmp(values[2], "echo"))
		return echoes(file);
	for (i = 0; i < rounds && !checks_failed; i++) {
		const uint32_t number = i % 20;
		uint32_t result = ~0u;

		EQUAL(control(file, FACTORIAL, &number, sizeof(number), &result, sizeof(result)), STATUS_SUCCESS);
		EQUAL(result, factorial(number));
	}
	return checks_failed != 0;
}
