/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that a minifilter scans by sections when they are opened.
 *
 *	run MOUNT LOWER
 *	run MOUNT LOWER scans	only the scans in this program
 *	run MOUNT LOWER left	stays until its input ends
 */
#include "../mount_program.h"

#include <sys/resource.h>

#include "given.h"

#define PAGES 3
#define BYTES (PAGES * 4096 - 100)

/* A file of three pages, with the word at an offset, or without it. */
static void fill(const char *name, int offset)
{
	static char data[BYTES];
	const int file = open(low(name), O_WRONLY | O_CREAT | O_TRUNC, 0644);

	memset(data, 'd', sizeof(data));
	if (offset >= 0)
		memcpy(data + offset, "infected", 8);
	EQUAL(write(file, data, sizeof(data)), sizeof(data));
	close(file);
}

static long open_result(const char *name)
{
	const long file = result(open(up(name), O_RDWR));

	if (file >= 0)
		close(file);
	return file < 0 ? file : 0;
}

/* row 1167 */
static void test_scans(void)
{
	fill("scan_clean", -1);
	fill("scan_begin", 0);
	fill("scan_across", 4092);
	fill("scan_end", BYTES - 8);
	EQUAL(open_result("scan_clean"), 0);
	EQUAL(open_result("scan_begin"), -EPERM);
	EQUAL(open_result("scan_across"), -EPERM);
	EQUAL(open_result("scan_end"), -EPERM);
}

/* row 1168 */
static void test_scans_by_work(void)
{
	fill("work_clean", -1);
	fill("work_end", BYTES - 8);
	EQUAL(open_result("work_clean"), 0);
	EQUAL(open_result("work_end"), -EPERM);
}

/* row 1168: the address space of the program is used up. */
static void test_scans_limited(void)
{
	const struct rlimit none = { .rlim_cur = 0, .rlim_max = RLIM_INFINITY };
	struct rlimit before;

	fill("limited", BYTES - 8);
	EQUAL(getrlimit(RLIMIT_AS, &before), 0);
	EQUAL(setrlimit(RLIMIT_AS, &none), 0);
	CHECK(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
	EQUAL(open_result("limited"), -EPERM);
	EQUAL(setrlimit(RLIMIT_AS, &before), 0);
}

/* row 1168: the program ends, and Linux closes the file. */
static void test_scans_at_end(const char *name)
{
	int status = 0;

	fill(name, BYTES - 8);
	if (!fork())
		_exit(open(up(name), O_RDWR) < 0);
	CHECK(wait(&status) > 0);
	EQUAL(status, 0);
}

/* row 1169 */
static void test_files(void)
{
	close(open(low("empty"), O_WRONLY | O_CREAT, 0644));
	EQUAL(open_result("empty"), 0);
	EQUAL(mkdir(low("folder"), 0755), 0);
	close(open(up("folder"), O_RDONLY | O_DIRECTORY));
	fill("shorter", -1);
	EQUAL(open_result("shorter"), 0);
	fill("misuse", -1);
	EQUAL(open_result("misuse"), 0);
}

/* row 1170 */
static void test_descriptor(void)
{
	char byte = 'x';
	char *text;
	int number, status;

	fill("give", 5000);
	fill("take", -1);
	EQUAL(open_result("give"), 0);
	number = given();
	CHECK(number >= 3);
	EQUAL(fcntl(number, F_GETFD), FD_CLOEXEC);
	EQUAL(result(read(number, &byte, 1)), -EINVAL);
	EQUAL(lseek(number, 0, SEEK_END), BYTES);
	EQUAL(result(write(number, &byte, 1)), -EBADF);
	CHECK(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, number, 0) == MAP_FAILED);
	CHECK(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_SHARED, number, 0) == MAP_FAILED);
	text = mmap(NULL, PAGES * 4096, PROT_READ, MAP_SHARED, number, 0);
	CHECK(text != MAP_FAILED);
	EQUAL(result(mprotect(text, 4096, PROT_READ | PROT_WRITE)), -EACCES);
	close(number);
	EQUAL(memcmp(text + 5000, "infected", 8), 0);
	EQUAL(open_result("take"), 0);
	/* The view is the program's own, and stays. It shows the file as it is. */
	EQUAL(text[4999], 'd');
	number = open(low("give"), O_WRONLY);
	EQUAL(pwrite(number, "D", 1, 4999), 1);
	EQUAL(text[4999], 'D');
	EQUAL(ftruncate(number, 10), 0);
	close(number);
	if (!fork()) {
		EQUAL(*(volatile char *)(text + 5000), 'i');
		_exit(0);
	}
	CHECK(wait(&status) > 0);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
	munmap(text, PAGES * 4096);
}

/* row 1170 */
static void test_closed_descriptor(void)
{
	fill("close", -1);
	EQUAL(open_result("close"), 0);
	EQUAL(given(), -1);
	CHECK(fcntl(1, F_GETFD) >= 0);
}

/* How many memories of programs Linux has, or -1 where it does not say. */
static long count_memories(void)
{
	FILE *const shrink = fopen("/sys/kernel/slab/mm_struct/shrink", "w");
	FILE *caches;
	char line[512];
	long count = -1;

	/* KASAN keeps what has been freed for a while, and it counts. */
	if (shrink) {
		fputs("1", shrink);
		fclose(shrink);
	}
	caches = fopen("/proc/slabinfo", "r");
	while (caches && fgets(line, sizeof(line), caches))
		if (sscanf(line, "mm_struct %ld", &count) == 1)
			break;
	if (caches)
		fclose(caches);
	return count;
}

/* row 1171: those of programs that have ended are not kept by views. */
static void test_views_of_ended(void)
{
	const long before = count_memories();
	int i, status;

	fill("kept", -1);
	for (i = 0; i < 400; i++) {
		if (!fork())
			_exit(open_result("kept") != 0);
		CHECK(wait(&status) > 0);
		EQUAL(status, 0);
	}
	if (before < 0)
		printf("without /proc/slabinfo\n");
	else
		CHECK(count_memories() - before < 200);
}

int main(int count, char **words)
{
	char byte;

	if (count < 3)
		return 2;
	mount_path = words[1];
	lower_path = words[2];
	if (count > 3 && !strcmp(words[3], "scans")) {
		test_scans();
		return checks_failed != 0;
	}
	if (count > 3) {
		fill("left", -1);
		EQUAL(open_result("left"), 0);
		puts("left");
		fflush(stdout);
		return read(0, &byte, 1) != 0 || checks_failed;
	}
	test_scans();
	test_scans_by_work();
	test_scans_limited();
	test_scans_at_end("exit_kernel");
	test_scans_at_end("exit");
	test_files();
	test_descriptor();
	test_closed_descriptor();
	test_views_of_ended();
	return checks_failed != 0;
}
