/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Opens files that a minifilter reads and writes itself, and files whose open it takes back.
 */
#include "../program.h"

#include "own.h"

#define STATUS_END_OF_FILE 0xC0000011
#define STATUS_NOT_ALLOWED 0xC0000022
#define STATUS_WRONG 0xC000000D
#define STATUS_NO_READ 0xC0000010

static struct state get_state(void)
{
	struct state state = { .lower_reads = -1 };
	int file = open("state", O_RDONLY);

	EQUAL(read(file, &state, sizeof(state)), sizeof(state));
	close(file);
	return state;
}

static void fill(const char *name)
{
	int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	EQUAL(write(file, MARK, strlen(MARK)), strlen(MARK));
	close(file);
}

/* Opens it once more, for the filter. */
static struct state opened(const char *name, int flags)
{
	int file = open(name, flags);

	CHECK(file >= 0);
	close(file);
	return get_state();
}

static void expect(struct result result, unsigned int status, unsigned int done, long long position)
{
	EQUAL(result.status, status);
	EQUAL(result.done, done);
	EQUAL(result.position, position);
}

static void test_reads(const char *name)
{
	struct state before, state;

	fill(name);
	before = get_state();
	state = opened(name, O_RDONLY);
	expect(state.first, 0, 6, 6);
	EQUAL(strcmp(state.text, MARK), 0);
	expect(state.end, STATUS_END_OF_FILE, 0, 6);
	expect(state.at_position, 0, 2, 2);
	expect(state.again, 0, 2, 4);
	expect(state.kept, 0, 2, 4);
	EQUAL(state.lower_reads, before.lower_reads + 5);
}

static void test_wrong(void)
{
	const struct state state = opened("r_file", O_RDONLY);
	int i;

	for (i = 0; i < 9; i++) {
		if (state.refused[i].status != STATUS_WRONG)
			printf("wrong arguments %d\n", i);
		EQUAL(state.refused[i].status, STATUS_WRONG);
		EQUAL(state.refused[i].done, 0);
	}
}

static void test_sectors(unsigned int bytes)
{
	struct state state;

	fill("sector");
	state = opened("sector", O_RDONLY);
	EQUAL(state.sector.status, bytes == 512 ? 0 : STATUS_WRONG);
	EQUAL(state.page.status, 0);
	EQUAL(state.page.done, strlen(MARK));
}

/* What the program may do does not count: it opens for writing, or reading, only. */
static void test_writes(void)
{
	char text[16] = "";
	struct state state;
	struct stat stat;
	int file;

	fill("w_file");
	state = opened("w_file", O_WRONLY);
	expect(state.write, 0, 5, 5);
	expect(state.append, 0, 1, 7);
	expect(state.first, 0, 7, 7);
	EQUAL(strcmp(state.text, "stampt!"), 0);
	state = opened("w_file", O_RDONLY);
	EQUAL(strcmp(state.text, "stampt!!"), 0);
	EQUAL(lstat("w_file", &stat), 0);
	EQUAL(stat.st_size, 8);
	/* The position of the program's file stays. The open appends once more. */
	file = open("w_file", O_RDONLY);
	EQUAL(read(file, text, sizeof(text)), 9);
	EQUAL(strcmp(text, "stampt!!!"), 0);
	/* A file without a name is read as well. */
	EQUAL(unlink("w_file"), 0);
	close(file);
}

/* row 671 */
static void test_mdl(void)
{
	struct state state;

	fill("m_file");
	state = opened("m_file", O_RDONLY);
	expect(state.mdl_write, 0, sizeof(STAMP), sizeof(STAMP));
	expect(state.mdl_read, 0, sizeof(STAMP), sizeof(STAMP));
	EQUAL(strcmp(state.text, STAMP), 0);
	expect(state.mdl_both, STATUS_WRONG, 0, sizeof(STAMP));
	expect(state.mdl_short, STATUS_WRONG, 0, sizeof(STAMP));
	EQUAL(state.key, 7);
}

static void test_others(void)
{
	struct state state;

	fill("denied");
	state = opened("denied", O_RDONLY);
	expect(state.first, STATUS_NOT_ALLOWED, 0, 0);
	EQUAL(mkdir("folder", 0700), 0);
	state = opened("folder", O_RDONLY | O_DIRECTORY);
	expect(state.first, STATUS_NO_READ, 0, 0);
	fill("large");
	state = opened("large", O_RDONLY);
	expect(state.large, 0, LARGE, LARGE);
	fill("later");
	state = opened("later", O_RDONLY);
	EQUAL(state.late.status, 0);
	EQUAL(state.late.done, 6);
	CHECK(state.completions >= 1);
	EQUAL(state.completed_irql, 0);
}

static void test_deferred(void)
{
	struct state state;
	int file;

	fill("d_file");
	file = open("d_file", O_RDWR);
	EQUAL(write(file, "public", 6), 6);
	close(file);
	state = get_state();
	expect(state.first, 0, 6, 6);
	EQUAL(strcmp(state.text, MARK), 0);
}

/* The filter's buffer is in use, so the thread waits even if it is to end. */
static void test_killed(const char *below)
{
	int wait = open("wait", O_RDONLY | O_CREAT, 0600), release = open("release", O_WRONLY | O_CREAT, 0600);
	pid_t child;
	char byte;

	/* Not on the mount, where the filter would read it. */
	fill(below);
	child = fork();
	if (!child) {
		open("k_file", O_RDONLY);
		_exit(0);
	}
	EQUAL(read(wait, &byte, 1), 0);
	EQUAL(kill(child, SIGKILL), 0);
	EQUAL(write(release, "x", 1), 1);
	EQUAL(waitpid(child, NULL, 0), child);
	EQUAL(get_state().killed.status, 0);
	EQUAL(get_state().killed.done, 1);
	close(wait);
	close(release);
}

static void expect_no_open(const char *name, int flags, int error)
{
	EQUAL(open(name, flags, 0600), -1);
	EQUAL(errno, error);
}

static void test_cancel(void)
{
	const struct state before = get_state();
	struct state state;
	struct stat stat;
	char byte;
	int file;

	/* The file stays that the open has made. */
	expect_no_open("cancelled", O_WRONLY | O_CREAT, EPERM);
	EQUAL(lstat("cancelled", &stat), 0);
	expect_no_open("cancelled", O_RDONLY, EPERM);
	expect_no_open("cancel_only", O_WRONLY | O_CREAT, EACCES);
	EQUAL(unlink("cancelled"), -1);
	EQUAL(errno, EPERM);
	state = get_state();
	EQUAL(state.cleanups, before.cleanups + 4);
	EQUAL(state.closes, before.closes + 4);
	EQUAL(state.upper_closes, 0);
	fill("too_late");
	file = open("too_late", O_RDONLY);
	EQUAL(read(file, &byte, 1), 1);
	close(file);
}

int main(int argc, char **argv)
{
	struct state state;

	if (argc < 2)
		return 2;
	EQUAL(chdir(argv[1]), 0);
	close(open("state", O_RDWR | O_CREAT, 0600));
	/* Of a mount with other sectors that is all. */
	if (argc == 2) {
		test_sectors(4096);
		return checks_failed != 0;
	}
	test_sectors(512);
	test_reads("r_file");
	test_reads("p_file");
	test_wrong();
	test_writes();
	test_mdl();
	test_others();
	test_deferred();
	test_killed(argv[2]);
	test_cancel();
	state = get_state();
	EQUAL(state.wrong_flags, 0);
	EQUAL(state.upper_seen, 0);
	CHECK(state.lower_writes >= 6);
	return checks_failed != 0;
}
