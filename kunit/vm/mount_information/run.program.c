/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has a minifilter ask about files, and compares what it gets with lstat(2).
 */
#include "../program.h"

#include "information.h"

/* FILE_INFORMATION_CLASS */
enum { BASIC = 4, STANDARD = 5, INTERNAL = 6, EA = 7, NAME = 9, POSITION = 14, ALL = 18, STREAM = 22,
       NETWORK_OPEN = 34, ATTRIBUTE_TAG = 35, NORMALIZED_NAME = 48, ID = 59 };

#define STATUS_NO_CLASS 0xC0000003
#define STATUS_NO_LENGTH 0xC0000004
#define STATUS_CUT 0x80000005
#define STATUS_WRONG 0xC000000D
#define STATUS_NO_REQUEST 0xC0000010
#define STATUS_DENIED 0xC0000022

#define ATTRIBUTE_READONLY 0x1
#define ATTRIBUTE_FOLDER 0x10
#define ATTRIBUTE_NORMAL 0x80
#define ATTRIBUTE_REPARSE_POINT 0x400

/* In units of 100 ns. */
#define FROM_1601_TO_1970 116444736000000000ll

static struct answer answer;
static int lower_queries;		/* that must have been seen */

static void want(unsigned int kind, unsigned int length, unsigned int misuse)
{
	const struct wanted wanted = { kind, length, misuse };
	int file = open("wanted", O_WRONLY);

	EQUAL(write(file, &wanted, sizeof(wanted)), sizeof(wanted));
	close(file);
}

static void get_answer(void)
{
	int file = open("answer", O_RDONLY);

	EQUAL(read(file, &answer, sizeof(answer)), sizeof(answer));
	close(file);
}

static void ask_by_open(const char *name, unsigned int kind, unsigned int length)
{
	int file;

	want(kind, length, NONE);
	file = open(name, O_RDONLY);
	CHECK(file >= 0);
	close(file);
	get_answer();
	EQUAL(answer.lower_queries, ++lower_queries);
}

/* By a read of an open file. */
static void ask(int file, unsigned int kind, unsigned int length)
{
	char byte;

	want(kind, length, NONE);
	CHECK(pread(file, &byte, 1, 0) >= 0);
	get_answer();
	EQUAL(answer.lower_queries, ++lower_queries);
}

static void expect(unsigned int status, unsigned int length)
{
	EQUAL(answer.status, status);
	EQUAL(answer.length, length);
	/* Nothing is written behind it. */
	EQUAL(answer.bytes[length], 0xee);
}

static uint64_t number(unsigned int offset, unsigned int bytes)
{
	uint64_t result = 0;

	memcpy(&result, answer.bytes + offset, bytes);
	return result;
}

/* ---- The structures ------------------------------------------------------------------------ */

static long long windows_time(long long seconds, long long nanoseconds)
{
	return seconds * 10000000 + nanoseconds / 100 + FROM_1601_TO_1970;
}

static long long created(const char *name)
{
	struct statx now = {};

	EQUAL(statx(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &now), 0);
	if (now.stx_mask & STATX_BTIME)
		return windows_time(now.stx_btime.tv_sec, now.stx_btime.tv_nsec);
	return windows_time(now.stx_ctime.tv_sec, now.stx_ctime.tv_nsec);
}

static void expect_times(unsigned int at, const char *name)
{
	struct stat now = {};

	EQUAL(lstat(name, &now), 0);
	EQUAL(number(at, 8), created(name));
	EQUAL(number(at + 8, 8), windows_time(now.st_atim.tv_sec, now.st_atim.tv_nsec));
	EQUAL(number(at + 16, 8), windows_time(now.st_mtim.tv_sec, now.st_mtim.tv_nsec));
	EQUAL(number(at + 24, 8), windows_time(now.st_ctim.tv_sec, now.st_ctim.tv_nsec));
}

static void expect_sizes(unsigned int at, const char *name)
{
	struct stat now = {};

	EQUAL(lstat(name, &now), 0);
	EQUAL(number(at, 8), S_ISDIR(now.st_mode) ? 0 : now.st_blocks * 512);
	EQUAL(number(at + 8, 8), S_ISDIR(now.st_mode) ? 0 : now.st_size);
}

static void expect_standard(unsigned int at, const char *name)
{
	struct stat now = {};

	EQUAL(lstat(name, &now), 0);
	expect_sizes(at, name);
	EQUAL(number(at + 16, 4), now.st_nlink);
	EQUAL(number(at + 20, 1), 0);
	EQUAL(number(at + 21, 1), S_ISDIR(now.st_mode));
}

/* @at: of the length, in bytes; @text: of the first character. */
static void expect_text(unsigned int at, unsigned int text, const char *expected)
{
	size_t i;

	EQUAL(number(at, 4), 2 * strlen(expected));
	for (i = 0; i < strlen(expected); i++)
		EQUAL(number(text + 2 * i, 2), (unsigned char)expected[i]);
}

static void expect_index(const char *name)
{
	struct stat now = {};

	EQUAL(lstat(name, &now), 0);
	EQUAL(number(0, 8), now.st_ino);
}

static void expect_id(const char *name)
{
	struct stat now = {};

	EQUAL(lstat(name, &now), 0);
	EQUAL(number(0, 8), now.st_dev);
	EQUAL(number(8, 8), now.st_ino);
	EQUAL(number(16, 8), 0);
}

/* ---- Files --------------------------------------------------------------------------------- */

static int make(const char *name, unsigned int bytes)
{
	static char data[70000];
	/* The reads that ask do not change the times. */
	int file = open(name, O_RDWR | O_CREAT | O_TRUNC | O_NOATIME, 0644);

	lower_queries++;
	EQUAL(write(file, data, bytes), bytes);
	return file;
}

static void test_file(void)
{
	int file = make("q_file", 70000);
	struct stat now;

	want(BASIC, 40, NONE);
	EQUAL(link("q_file", "second"), 0);
	lower_queries++;
	ask(file, BASIC, 40);
	expect(0, 40);
	expect_times(0, "q_file");
	EQUAL(number(32, 4), ATTRIBUTE_NORMAL);
	ask(file, STANDARD, 512);
	expect(0, 24);
	expect_standard(0, "q_file");
	EQUAL(lstat("q_file", &now), 0);
	EQUAL(now.st_nlink, 2);
	ask(file, INTERNAL, 8);
	expect(0, 8);
	expect_index("q_file");
	ask(file, EA, 4);
	expect(0, 4);
	EQUAL(number(0, 4), 0);
	ask(file, POSITION, 8);
	expect(0, 8);
	EQUAL(number(0, 8), 5);
	ask(file, NETWORK_OPEN, 56);
	expect(0, 56);
	expect_times(0, "q_file");
	expect_sizes(32, "q_file");
	EQUAL(number(48, 4), ATTRIBUTE_NORMAL);
	ask(file, ATTRIBUTE_TAG, 8);
	expect(0, 8);
	EQUAL(number(0, 4), ATTRIBUTE_NORMAL);
	EQUAL(number(4, 4), 0);
	ask(file, ID, 24);
	expect(0, 24);
	expect_id("q_file");
	close(file);
}

static void test_names(void)
{
	int file = make("q_name", 1);

	ask(file, NAME, 512);
	expect(0, 4 + 2 * 7);
	expect_text(0, 4, "\\q_name");
	/* Half of it; an odd byte is not used. */
	ask(file, NAME, 4 + 2 * 4 + 1);
	expect(STATUS_CUT, 4 + 2 * 4);
	EQUAL(number(0, 4), 2 * 7);
	EQUAL(number(4 + 2 * 3, 2), 'n');
	ask(file, NAME, 7);
	expect(STATUS_NO_LENGTH, 0);
	/* Where the file is now. */
	EQUAL(mkdir("sub", 0755), 0);
	want(NAME, 512, NONE);
	EQUAL(rename("q_name", "sub/other"), 0);
	lower_queries++;
	ask(file, NORMALIZED_NAME, 512);
	expect(0, 4 + 2 * 10);
	expect_text(0, 4, "\\sub\\other");
	close(file);
}

static void test_streams(void)
{
	int file = make("q_stream", 1000);

	ask(file, STREAM, 512);
	expect(0, 24 + 14);
	EQUAL(number(0, 4), 0);
	expect_text(4, 24, "::$DATA");
	EQUAL(number(8, 8), 1000);
	EQUAL(number(16, 8), 4096);
	ask(file, STREAM, 32);
	expect(STATUS_CUT, 32);
	ask(file, STREAM, 31);
	expect(STATUS_NO_LENGTH, 0);
	close(file);
}

static void test_all(void)
{
	int file = make("q_all", 10);

	ask(file, ALL, 512);
	expect(0, 100 + 2 * 6);
	expect_times(0, "q_all");
	EQUAL(number(32, 4), ATTRIBUTE_NORMAL);
	expect_standard(40, "q_all");
	EQUAL(number(76, 4), 0);
	EQUAL(number(80, 8), 5);
	EQUAL(number(88, 8), 0);
	expect_text(96, 100, "\\q_all");
	ask(file, ALL, 104);
	expect(STATUS_CUT, 104);
	ask(file, ALL, 103);
	expect(STATUS_NO_LENGTH, 0);
	close(file);
}

static void test_others(void)
{
	EQUAL(mkdir("folder", 0755), 0);
	EQUAL(rename("folder", "q_folder"), 0);
	lower_queries = 0;
	get_answer();
	lower_queries = answer.lower_queries;
	ask_by_open("q_folder", STANDARD, 24);
	expect(0, 24);
	expect_standard(0, "q_folder");
	ask_by_open("q_folder", ATTRIBUTE_TAG, 8);
	EQUAL(number(0, 4), ATTRIBUTE_FOLDER);
	ask_by_open("q_folder", STREAM, 512);
	expect(0, 0);
	close(make("q_readonly", 0));
	/* chmod(2) opens the file, as far as filters see. */
	lower_queries++;
	EQUAL(chmod("q_readonly", 0444), 0);
	ask_by_open("q_readonly", BASIC, 40);
	EQUAL(number(32, 4), ATTRIBUTE_READONLY);
	/* unlink(2) opens the link itself. */
	EQUAL(symlink("anywhere", "q_link"), 0);
	want(ATTRIBUTE_TAG, 8, NONE);
	EQUAL(unlink("q_link"), 0);
	get_answer();
	EQUAL(answer.lower_queries, ++lower_queries);
	expect(0, 8);
	EQUAL(number(0, 4), ATTRIBUTE_REPARSE_POINT);
	EQUAL(number(4, 4), 0xa000000c);
}

static void test_removed(void)
{
	int file = make("q_removed", 3);

	ask(file, STANDARD, 24);
	EQUAL(number(20, 1), 0);
	EQUAL(unlink("q_removed"), 0);
	lower_queries++;
	ask(file, STANDARD, 24);
	expect(0, 24);
	EQUAL(number(8, 8), 3);
	EQUAL(number(16, 4), 0);
	EQUAL(number(20, 1), 1);
	ask(file, NAME, 512);
	expect_text(0, 4, "\\q_removed");
	close(file);
}

static void test_lower_filter(void)
{
	int file = make("q_lied", 3);

	ask(file, STANDARD, 24);
	expect(0, 24);
	EQUAL(number(8, 8), 42);
	close(file);
	file = make("q_denied", 3);
	ask(file, STANDARD, 24);
	expect(STATUS_DENIED, 0);
	close(file);
}

static void test_wrong(void)
{
	/* FileAccess-, FileMode- and FileAlignmentInformation are the I/O manager's. */
	static const unsigned int unknown[] = { 0, 8, 16, 17, 10000 };
	static const struct {
		unsigned int misuse, status;
	} wrong[] = {
		{ NO_BUFFER, STATUS_WRONG }, { HIGH_IRQL, STATUS_WRONG }, { TOP_LEVEL, STATUS_NO_REQUEST },
		{ NO_APCS, STATUS_NO_REQUEST }, { INVENTED_FILE, STATUS_WRONG }, { NO_FILE, STATUS_WRONG },
		{ NO_INSTANCE, STATUS_WRONG }, { READ_TOP_LEVEL, STATUS_NO_REQUEST },
		{ READ_NO_APCS, STATUS_NO_REQUEST },
	};
	int file = make("q_wrong", 3);
	unsigned int i;
	char byte;

	for (i = 0; i < sizeof(unknown) / sizeof(*unknown); i++) {
		ask(file, unknown[i], 512);
		expect(STATUS_NO_CLASS, 0);
	}
	ask(file, BASIC, 39);
	expect(STATUS_NO_LENGTH, 0);
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		want(BASIC, 40, wrong[i].misuse);
		EQUAL(pread(file, &byte, 1, 0), 1);
		get_answer();
		if (answer.status != wrong[i].status)
			printf("misuse %u\n", wrong[i].misuse);
		EQUAL(answer.lower_queries, lower_queries);
		expect(wrong[i].status, 0);
	}
	want(BASIC, 40, NONE);
	close(file);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	EQUAL(chdir(argv[1]), 0);
	close(open("wanted", O_RDWR | O_CREAT, 0600));
	close(open("answer", O_RDWR | O_CREAT, 0600));
	want(BASIC, 40, NONE);
	test_file();
	test_names();
	test_streams();
	test_all();
	test_others();
	test_removed();
	test_lower_filter();
	test_wrong();
	get_answer();
	EQUAL(answer.upper_queries, 0);
	EQUAL(answer.wrong, 0);
	return checks_failed != 0;
}
