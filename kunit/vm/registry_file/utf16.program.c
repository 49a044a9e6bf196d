/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writes its ASCII input as the registry editor does: UTF-16 with a byte order mark, and lines that end in
 * a carriage return.
 */
#include <stdio.h>

static void put(int character)
{
	putchar(character);
	putchar(0);
}

int main(void)
{
	int character;

	putchar(0xff);
	putchar(0xfe);
	while ((character = getchar()) != EOF) {
		if (character == '\n')
			put('\r');
		put(character);
	}
	return 0;
}
