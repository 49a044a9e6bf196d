/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Compares what programs see of files whose data a minifilter converts with what is below it.
 */
#include "../program.h"

#define KEY 0x5a
#define MOST (3u << 20)

static unsigned char plain[MOST], seen[MOST];

static int open_in(const char *folder, const char *name, int flags)
{
	char path[128];
	int file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = open(path, flags, 0600);
	CHECK(file >= 0);
	return file;
}

static void expect_bytes(const char *folder, const char *name, size_t bytes, unsigned char key)
{
	int file = open_in(folder, name, O_RDONLY);
	size_t i, done = 0;
	ssize_t now;

	memset(seen, 0, sizeof(seen));
	while ((now = read(file, seen + done, sizeof(seen) - done)) > 0)
		done += now;
	EQUAL(now, 0);
	EQUAL(done, bytes);
	for (i = 0; i < bytes && seen[i] == (plain[i] ^ key); i++)
		;
	EQUAL(i, bytes);
	close(file);
}

/* rows 701, 702 */
static void test_converted(const char *above, const char *below, const char *name, size_t bytes)
{
	int file = open_in(above, name, O_RDWR | O_CREAT | O_TRUNC);

	EQUAL(write(file, plain, bytes), bytes);
	close(file);
	expect_bytes(above, name, bytes, 0);
	expect_bytes(below, name, bytes, KEY);
}

/* A part in the middle. */
static void test_part(const char *above, const char *below, const char *name)
{
	int file = open_in(above, name, O_RDWR);

	memset(plain + 1000, 'z', 700);
	EQUAL(pwrite(file, plain + 1000, 700, 1000), 700);
	EQUAL(pread(file, seen, 100, 1650), 100);
	EQUAL(memcmp(seen, plain + 1650, 100), 0);
	close(file);
	expect_bytes(above, name, 5000, 0);
	expect_bytes(below, name, 5000, KEY);
}

/* The data is below as the program wrote it, and is converted on its way up. */
static void test_in_place(const char *above, const char *below, size_t bytes)
{
	int file = open_in(below, "m_file", O_RDWR | O_CREAT | O_TRUNC);

	EQUAL(write(file, plain, bytes), bytes);
	close(file);
	expect_bytes(above, "m_file", bytes, KEY);
}

/* Half of Length is all that the MDL has room for, and the rest of the pool is not touched. */
static void test_short(const char *above, const char *below)
{
	int file = open_in(above, "x_file", O_RDWR | O_CREAT | O_TRUNC);

	EQUAL(write(file, plain, 2000), 1000);
	EQUAL(pread(file, seen, 600, 0), 300);
	EQUAL(memcmp(seen, plain, 300), 0);
	close(file);
	expect_bytes(below, "x_file", 1000, KEY);
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 1, 511, 512, 513, 4096, 5000, (1u << 20) + 100, MOST };
	unsigned int i;

	if (argc != 3)
		return 2;
	for (i = 0; i < MOST; i++)
		plain[i] = (unsigned char)(i * 7 + i / 251);
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		test_converted(argv[1], argv[2], "s_file", sizes[i]);
		test_converted(argv[1], argv[2], "r_file", sizes[i]);
		test_in_place(argv[1], argv[2], sizes[i]);
	}
	test_converted(argv[1], argv[2], "s_file", 5000);
	test_part(argv[1], argv[2], "s_file");
	test_short(argv[1], argv[2]);
	return checks_failed != 0;
}
