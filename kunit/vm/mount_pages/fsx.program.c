/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random operations on files, each compared with a model of the file in memory: reads, writes, truncations, mappings,
 * holes, direct I/O, new opens. The seed decides all of it. The same file below the mount has the converted data.
 *
 *	fsx FILE BELOW KEY SEED OPERATIONS	one file
 *	fsx FILE BELOW KEY SEED OPERATIONS N	a part of the file for each of N processes
 */
#include "../program.h"

#define MOST 300000u
#define SECTOR 512u

static unsigned char model[MOST], seen[MOST + 8192] __attribute__((aligned(4096)));
static size_t size;
static unsigned long long state;
static const char *path;
static int file;

static unsigned int draw(unsigned int most)
{
	state = state * 6364136223846793005ull + 1442695040888963407ull;
	return (unsigned int)(state >> 33) % most;
}

static void open_file(int flags)
{
	file = open(path, O_RDWR | flags, 0600);
	CHECK(file >= 0);
}

/* One failure is enough. */
static void end_if_failed(const char *what, size_t from, size_t bytes)
{
	if (!checks_failed)
		return;
	printf("%s of %zu at %zu, the file has %zu\n", what, bytes, from, size);
	exit(1);
}

static void compare(const unsigned char *left, size_t from, size_t bytes)
{
	size_t i;

	for (i = 0; i < bytes && left[i] == model[from + i]; i++)
		;
	if (i == bytes)
		return;
	printf("byte %zu is 0x%x, not 0x%x\n", from + i, left[i], model[from + i]);
	checks_failed++;
}

static void invent(size_t from, size_t bytes)
{
	const unsigned char first = (unsigned char)draw(256);
	size_t i;

	if (from > size)
		memset(model + size, 0, from - size);
	for (i = 0; i < bytes; i++)
		model[from + i] = (unsigned char)(first + i * 13 + i / 250);
	if (from + bytes > size)
		size = from + bytes;
}

static void test_read(size_t from, size_t bytes)
{
	const size_t there = from < size ? (size - from < bytes ? size - from : bytes) : 0;

	EQUAL(pread(file, seen, bytes, from), there);
	compare(seen, from, there);
}

static void test_write(size_t from, size_t bytes)
{
	invent(from, bytes);
	EQUAL(pwrite(file, model + from, bytes, from), bytes);
}

static void test_truncate(size_t to)
{
	EQUAL(draw(2) ? ftruncate(file, to) : truncate(path, to), 0);
	if (to > size)
		memset(model + size, 0, to - size);
	size = to;
}

static void test_map(size_t from, size_t bytes, bool writes)
{
	const size_t start = from & ~4095ul;
	unsigned char *map;

	if (from >= size)
		return;
	if (bytes > size - from)
		bytes = size - from;
	map = mmap(NULL, from - start + bytes, writes ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, file, start);
	CHECK(map != MAP_FAILED);
	if (map == MAP_FAILED)
		return;
	compare(map + (from - start), from, bytes);
	if (writes) {
		invent(from, bytes);
		memcpy(map + (from - start), model + from, bytes);
		if (draw(3) == 0)
			EQUAL(msync(map, from - start + bytes, MS_SYNC), 0);
	}
	munmap(map, from - start + bytes);
}

static void test_direct(size_t from, size_t bytes, bool writes)
{
	const int direct = open(path, O_RDWR | O_DIRECT);
	size_t there;

	CHECK(direct >= 0);
	from &= ~(size_t)(SECTOR - 1);
	bytes = (bytes + SECTOR - 1) & ~(size_t)(SECTOR - 1);
	there = from < size ? (size - from < bytes ? size - from : bytes) : 0;
	if (from + bytes > MOST) {
		close(direct);
		return;
	}
	if (writes) {
		invent(from, bytes);
		memcpy(seen, model + from, bytes);
		EQUAL(pwrite(direct, seen, bytes, from), bytes);
	} else {
		EQUAL(pread(direct, seen, bytes, from), there);
		compare(seen, from, there);
	}
	close(direct);
}

static void test_hole(size_t from, size_t bytes)
{
	if (from >= size)
		return;
	if (bytes > size - from)
		bytes = size - from;
	EQUAL(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, from, bytes), 0);
	memset(model + from, 0, bytes);
}

static void test_allocate(size_t from, size_t bytes)
{
	EQUAL(fallocate(file, 0, from, bytes), 0);
	if (from + bytes > size) {
		memset(model + size, 0, from + bytes - size);
		size = from + bytes;
	}
}

static void test_append(size_t bytes)
{
	const int end = open(path, O_WRONLY | O_APPEND);
	const size_t from = size;

	if (from + bytes <= MOST) {
		invent(from, bytes);
		EQUAL(write(end, model + from, bytes), bytes);
	}
	close(end);
}

static void test_size(void)
{
	struct stat stat;

	EQUAL(fstat(file, &stat), 0);
	EQUAL(stat.st_size, size);
	EQUAL(lseek(file, 0, SEEK_END), size);
}

static void test_again(void)
{
	EQUAL(close(file), 0);
	open_file(0);
	/* The pages go, on a kernel that has this. */
	if (draw(2))
		posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
}

/* A step that keeps to a part of the file. */
static void step_inside(size_t from, size_t bytes)
{
	static const char *const names[] = { "a read", "a write", "a read of a mapping", "a write of a mapping",
					     "a direct read", "a sync" };
	const unsigned int kind = draw(6);

	switch (kind) {
	case 0:
		test_read(from, bytes);
		break;
	case 1:
		test_write(from, bytes);
		break;
	case 2:
	case 3:
		test_map(from, bytes, kind == 3);
		break;
	case 4:
		EQUAL(pread(file, seen, bytes, from), bytes);
		compare(seen, from, bytes);
		break;
	default:
		EQUAL(fsync(file), 0);
	}
	end_if_failed(names[kind], from, bytes);
}

static void step(void)
{
	static const char *const names[] = { "a truncation", "a direct read", "a direct write", "a hole",
					     "an allocation", "an append", "fstat", "a new open" };
	const unsigned int kind = draw(14);
	const size_t from = draw(MOST), bytes = 1 + draw(draw(4) ? 9000 : (MOST - from < 70000 ? MOST - from : 70000));
	const size_t room = from + bytes > MOST ? MOST - from : bytes;

	switch (kind) {
	case 0:
		test_truncate(draw(3) ? from : (from & ~4095ul));
		break;
	case 1:
	case 2:
		test_direct(from, room, kind == 2);
		break;
	case 3:
		test_hole(from, room);
		break;
	case 4:
		test_allocate(from, room);
		break;
	case 5:
		test_append(room);
		break;
	case 6:
		test_size();
		break;
	case 7:
		test_again();
		break;
	default:
		if (kind & 1)
			test_write(from, room);
		else
			test_map(from, room, kind == 8);
		test_read(from, room);
		end_if_failed("a read or write", from, room);
		return;
	}
	end_if_failed(names[kind], from, room);
}

/* All of it, above and below. */
static void compare_all(const char *below, unsigned char key)
{
	const int lower = open(below, O_RDONLY);
	size_t i;

	CHECK(lower >= 0);
	test_read(0, MOST);
	end_if_failed("the last read", 0, MOST);
	EQUAL(pread(lower, seen, MOST, 0), size);
	for (i = 0; i < size; i++)
		seen[i] ^= key;
	compare(seen, 0, size);
	end_if_failed("the file below", 0, size);
	close(lower);
}

/* Parts begin at no page, so pages are shared. */
static void share(unsigned int processes, unsigned int operations)
{
	const size_t part = MOST / processes;
	unsigned int i, j;
	int status;

	test_write(0, MOST);
	for (i = 0; i < processes; i++) {
		if (fork())
			continue;
		state += i * 7919ull;
		test_again();
		for (j = 0; j < operations; j++) {
			const size_t from = draw(part), bytes = 1 + draw(part - from < 5000 ? part - from : 5000);

			step_inside(i * part + from, bytes);
		}
		/* The model of this part is this process's. */
		EQUAL(pwrite(file, model + i * part, part, i * part), part);
		exit(checks_failed != 0);
	}
	while (wait(&status) > 0)
		EQUAL(status, 0);
	EQUAL(pread(file, model, MOST, 0), MOST);
}

int main(int argc, char **argv)
{
	const unsigned int operations = argc > 5 ? atoi(argv[5]) : 0;
	const unsigned char key = argc > 3 ? (unsigned char)atoi(argv[3]) : 0;
	unsigned int i;

	if (argc < 6)
		return 2;
	path = argv[1];
	state = strtoull(argv[4], NULL, 0);
	open_file(O_CREAT | O_TRUNC);
	if (argc > 6)
		share(atoi(argv[6]), operations);
	for (i = 0; argc == 6 && i < operations; i++)
		step();
	EQUAL(close(file), 0);
	open_file(0);
	compare_all(argv[2], key);
	return checks_failed != 0;
}
