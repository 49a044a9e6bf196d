/* SPDX-License-Identifier: GPL-2.0 */
/*
 * stat(2) on a mount, and what the minifilter makes of it.
 *
 *	run MOUNT LOWER
 */
#include "../mount_program.h"

/* Makes the file below. Returns the result above. */
static long ask(const char *name, struct stat *above, struct stat *below)
{
	int file = open(in(lower_path, name), O_WRONLY | O_CREAT, 0644);

	EQUAL(write(file, "text", 4), 4);
	close(file);
	EQUAL(lstat(in(lower_path, name), below), 0);
	return lstat(in(mount_path, name), above) ? -errno : 0;
}

static void check_same(const struct stat *above, const struct stat *below)
{
	EQUAL(above->st_ino, below->st_ino);
	EQUAL(above->st_mode, below->st_mode);
	EQUAL(above->st_nlink, below->st_nlink);
	EQUAL(above->st_ctim.tv_nsec, below->st_ctim.tv_nsec);
	EQUAL(above->st_atim.tv_nsec, below->st_atim.tv_nsec);
}

static void check_all_same(const struct stat *above, const struct stat *below)
{
	check_same(above, below);
	EQUAL(above->st_size, below->st_size);
	EQUAL(above->st_blocks, below->st_blocks);
	EQUAL(above->st_mtim.tv_sec, below->st_mtim.tv_sec);
	EQUAL(above->st_mtim.tv_nsec, below->st_mtim.tv_nsec);
}

/* row 639: what a filter changes shows, and nothing else */
static void test_changes(void)
{
	struct stat above, below;

	EQUAL(ask("plain", &above, &below), 0);
	check_all_same(&above, &below);
	EQUAL(ask("bigger", &above, &below), 0);
	check_same(&above, &below);
	EQUAL(above.st_size, below.st_size + 100);
	EQUAL(above.st_blocks, below.st_blocks + 1);
	EQUAL(ask("dated", &above, &below), 0);
	EQUAL(above.st_size, below.st_size);
	EQUAL(above.st_mtim.tv_sec, below.st_mtim.tv_sec + 1);
	EQUAL(ask("negative", &above, &below), 0);
	check_all_same(&above, &below);
}

/* row 639: folders and links are no files with data */
static void test_others(void)
{
	struct stat above, below;

	EQUAL(lstat(in(mount_path, "."), &above), 0);
	EQUAL(lstat(in(lower_path, "."), &below), 0);
	check_all_same(&above, &below);
	EQUAL(symlink("somewhere", in(lower_path, "link")), 0);
	EQUAL(lstat(in(mount_path, "link"), &above), 0);
	EQUAL(lstat(in(lower_path, "link"), &below), 0);
	check_all_same(&above, &below);
	EQUAL(lstat(in(mount_path, "none"), &above), -1);
	EQUAL(errno, ENOENT);
}

/* row 639: a status of the filter's, or its own answer */
static void test_results(void)
{
	struct stat above, below;
	int file;

	EQUAL(ask("refused", &above, &below), -EACCES);
	EQUAL(ask("late", &above, &below), -EDQUOT);
	EQUAL(ask("own", &above, &below), 0);
	EQUAL(above.st_size, 5);
	EQUAL(above.st_mtim.tv_sec, 1);
	file = open(in(mount_path, "bigger"), O_RDONLY);
	EQUAL(fstat(file, &above), 0);
	EQUAL(above.st_size, 104);
	close(file);
}

/* row 639: fast I/O is disallowed: an open, a query, a close */
static void test_slow(void)
{
	struct stat above, below;

	EQUAL(ask("slow", &above, &below), 0);
	check_all_same(&above, &below);
	EQUAL(ask("slow_b", &above, &below), 0);
	EQUAL(above.st_size, below.st_size + 100);
	EQUAL(ask("slow_i", &above, &below), -EPERM);
	EQUAL(ask("slow_r", &above, &below), -EACCES);
	EQUAL(ask("slow_a", &above, &below), -EACCES);
}

int main(int count, char **words)
{
	if (count != 3)
		return 2;
	umask(0);
	mount_path = words[1];
	lower_path = words[2];
	test_changes();
	test_others();
	test_results();
	test_slow();
	return checks_failed != 0;
}
