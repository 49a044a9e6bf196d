/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs that use a file while an operation of its pages is held by the minifilter of filter.c.
 *
 *	run ABOVE BELOW
 */
#include "../mount_program.h"
#include "../page_cache.h"

#define MOST 65536u

static unsigned char plain[MOST], seen[MOST], zeroes[MOST];

static void touch(const char *name)
{
	close(open(up(name), O_RDONLY | O_CREAT, 0600));
}

static int make(const char *name, size_t bytes)
{
	int file = open(up(name), O_RDWR | O_CREAT | O_TRUNC, 0600);

	EQUAL(write(file, plain, bytes), bytes);
	return file;
}

static void expect_below(const char *name, size_t bytes)
{
	int file = open(low(name), O_RDONLY);

	EQUAL(read(file, seen, sizeof(seen)), bytes);
	EQUAL(memcmp(seen, plain, bytes), 0);
	close(file);
}

/* Until the child has ended, or waits for something. */
static bool waits(pid_t child)
{
	while (!is_asleep(child))
		if (waitpid(child, NULL, WNOHANG) == child)
			return false;
	return true;
}

static pid_t start_touch(const char *name)
{
	pid_t child = fork();

	if (!child) {
		touch(name);
		exit(0);
	}
	return child;
}

/* A program that appends, while the last page is filled for it. The lower file has the new size. */
static pid_t start_append(int file)
{
	pid_t child;

	touch("hold_read");
	child = fork();
	if (!child)
		exit(pwrite(file, plain + 9000, 100, 9000) != 100);
	touch("wait_read");
	return child;
}

static void end(pid_t child)
{
	int status = -1;

	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
}

/* row 823: what a program appends stays, while a driver sets the times. */
static void test_times(void)
{
	int file = make("h_times", 9000);
	pid_t setter, writer;
	bool is_left;

	drop_pages(file);
	/*
	 * All of the page is written. The driver writes it back before the times, or waits for Linux, which may do so
	 * at any time.
	 */
	touch("hold_write");
	EQUAL(pwrite(file, plain, 4096, 0), 4096);
	setter = start_touch("set_times");
	touch("wait_write");
	writer = start_append(file);
	touch("release_write");
	is_left = waits(setter);
	touch("release_read");
	if (is_left)
		end(setter);
	end(writer);
	EQUAL(fsync(file), 0);
	expect_below("h_times", 9100);
	close(file);
}

/* A driver that sets the size waits until a program has written. */
static void test_size(void)
{
	int file = make("h_size", 9000);
	pid_t setter, writer;
	struct stat stat;

	drop_pages(file);
	writer = start_append(file);
	setter = start_touch("set_size");
	CHECK(waits(setter));
	touch("release_read");
	end(setter);
	end(writer);
	EQUAL(fstat(file, &stat), 0);
	EQUAL(stat.st_size, 100);
	EQUAL(lseek(file, 0, SEEK_END), 100);
	EQUAL(fsync(file), 0);
	expect_below("h_size", 100);
	/* No earlier byte comes back. */
	EQUAL(ftruncate(file, 9100), 0);
	EQUAL(pread(file, seen, MOST, 0), 9100);
	EQUAL(memcmp(seen + 100, zeroes, 9000), 0);
	close(file);
}

/* The child ends with success; @signal: by that. A minute at most. */
static void ends(pid_t child, int signal)
{
	int status = -1, i;

	for (i = 0; i < 6000 && waitpid(child, &status, WNOHANG) != child; i++)
		usleep(10000);
	CHECK(i < 6000);
	EQUAL(status, signal);
}

static int open_direct(const char *name)
{
	const int file = open(up(name), O_RDWR | O_DIRECT);

	CHECK(file >= 0);
	return file;
}

/* row 827: direct I/O with a mapping of the same file: others use the file, while a page of that memory is filled. */
static void test_direct(void)
{
	int file = make("h_direct", 16384), direct = open_direct("h_direct");
	unsigned char *map = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	pid_t writer, other;

	drop_pages(file);
	touch("hold_read");
	writer = fork();
	if (!writer)
		exit(pwrite(direct, map + 8192, 4096, 0) != 4096);
	touch("wait_read");
	other = fork();
	if (!other)
		exit(pwrite(file, plain + 16384, 4096, 16384) != 4096);
	ends(other, 0);
	touch("release_read");
	ends(writer, 0);
	memcpy(plain, plain + 8192, 4096);
	EQUAL(pread(direct, map + 12288, 4096, 0), 4096);
	memcpy(plain + 12288, plain, 4096);
	EQUAL(memcmp(map, plain, 16384), 0);
	munmap(map, 16384);
	close(direct);
	close(file);
	expect_below("h_direct", 20480);
}

/* Longer than a part, and where memory ends. */
static void test_direct_long(void)
{
	const size_t bytes = 5u << 19;
	unsigned char *memory = mmap(NULL, bytes + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int file = make("d_long", 100), direct = open_direct("d_long");
	size_t i;

	CHECK(!mprotect(memory + bytes, 4096, PROT_NONE));
	for (i = 0; i < bytes; i++)
		memory[i] = (unsigned char)(i * 3 + i / 253);
	EQUAL(pwrite(direct, memory, bytes, 0), bytes);
	memset(memory, 0, bytes);
	EQUAL(pread(direct, memory, bytes, 0), bytes);
	for (i = 0; i < bytes && memory[i] == (unsigned char)(i * 3 + i / 253); i++)
		;
	EQUAL(i, bytes);
	EQUAL(pread(direct, memory, 512, bytes), 0);
	EQUAL(pwrite(direct, memory + bytes - 512, 4096, bytes), 512);
	EQUAL(result(pwrite(direct, memory + bytes, 4096, bytes)), -EFAULT);
	EQUAL(pread(direct, memory + bytes - 512, 4096, 0), 512);
	EQUAL(result(pread(direct, memory + bytes, 4096, 0)), -EFAULT);
	EQUAL(lseek(file, 0, SEEK_END), bytes + 512);
	munmap(memory, bytes + 4096);
	close(direct);
	close(file);
}

/* A child that reads what is in a page. */
static pid_t start_read(int file, off_t from)
{
	pid_t child = fork();

	if (!child)
		exit(pread(file, seen, 10, from) != 10 || memcmp(seen, plain + from, 10));
	return child;
}

/*
 * A child that writes two pages beside the cache, when another one fills the second one of them: it has had to wait for
 * the first one to be written.
 */
static pid_t start_beside(int file, int direct, pid_t *reader)
{
	pid_t writer;
	long sleeps;

	drop_pages(file);
	touch("hold_write");
	EQUAL(pwrite(file, plain, 4096, 0), 4096);
	writer = fork();
	if (!writer)
		exit(pwrite(direct, plain, 8192, 0) != 8192);
	touch("wait_write");
	touch("hold_read");
	*reader = start_read(file, 5000);
	touch("wait_read");
	while (!is_asleep(writer))
		sched_yield();
	sleeps = sleeps_of(writer);
	touch("release_write");
	while (sleeps_of(writer) == sleeps || !is_asleep(writer))
		sched_yield();
	return writer;
}

/* row 828: a program that waits for a page that another one fills can be killed, whenever that began. */
static void test_alone(void)
{
	int file = make("h_alone", 16384), direct = open_direct("h_alone");
	pid_t writer, reader, other;

	/* One page at a time, as it is anyway here. */
	posix_fadvise(file, 0, 0, POSIX_FADV_RANDOM);
	writer = start_beside(file, direct, &reader);
	EQUAL(kill(writer, SIGKILL), 0);
	ends(writer, SIGKILL);
	/* Others do not wait any more. */
	ends(start_read(file, 9000), 0);
	touch("release_read");
	ends(reader, 0);
	/* One that comes later waits, and goes on after the write. */
	writer = start_beside(file, direct, &reader);
	other = start_read(file, 9000);
	CHECK(waits(other));
	touch("release_read");
	ends(reader, 0);
	ends(writer, 0);
	ends(other, 0);
	EQUAL(fsync(file), 0);
	expect_below("h_alone", 16384);
	close(direct);
	close(file);
}

static void expect_above(int file, size_t bytes)
{
	EQUAL(pread(file, seen, MOST, 0), bytes);
	EQUAL(memcmp(seen, plain, bytes), 0);
}

/* row 824: what was not written for want of memory is written later. The calls say so each time, and end. */
static void test_memory(void)
{
	int file = make("h_memory", 9000), folder = open(mount_path, O_RDONLY);
	unsigned char *map = mmap(NULL, 9000, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

	/* Dirty from here on: Linux may write pages back at any time. */
	touch("fail_writes");
	EQUAL(pwrite(file, plain, 9000, 0), 9000);
	EQUAL(result(fsync(file)), -ENOMEM);
	EQUAL(result(fsync(file)), -ENOMEM);
	touch("pass_writes");
	EQUAL(fsync(file), 0);
	expect_below("h_memory", 9000);
	touch("fail_writes");
	map[5000] = plain[5000] = 'm';
	EQUAL(result(msync(map, 9000, MS_SYNC)), -ENOMEM);
	munmap(map, 9000);
	EQUAL(result(close(file)), -ENOMEM);
	syncfs(folder);
	file = open(up("h_memory"), O_RDONLY);
	expect_above(file, 9000);
	close(file);
	touch("pass_writes");
	EQUAL(syncfs(folder), 0);
	expect_below("h_memory", 9000);
	close(folder);
}

int main(int argc, char **argv)
{
	unsigned int i;

	if (argc != 3)
		return 2;
	mount_path = argv[1];
	lower_path = argv[2];
	for (i = 0; i < MOST; i++)
		plain[i] = (unsigned char)(i * 7 + i / 251);
	test_times();
	test_size();
	test_memory();
	test_direct();
	test_direct_long();
	test_alone();
	return checks_failed != 0;
}
