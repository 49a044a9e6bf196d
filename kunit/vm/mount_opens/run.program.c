/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has a minifilter open files itself, and looks at what it has done: on the mount and below it. With one argument the
 * mount is read-only.
 */
#include "../program.h"

static const char *mount_path, *lower_path;

static char *path_of(const char *folder, const char *name)
{
	static char paths[4][256];
	static int next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

static char *up(const char *name)
{
	return path_of(mount_path, name);
}

static char *low(const char *name)
{
	return path_of(lower_path, name);
}

/* The driver ends the open of a test that is right by one error, else by another one. */
static void run(const char *test)
{
	const int file = open(up(test), O_RDONLY | O_CREAT, 0600);

	EQUAL(file, -1);
	EQUAL(errno, EPERM);
	if (errno != EPERM)
		printf("%s: see the log\n", test);
}

static void fill(const char *path)
{
	const int file = open(path, O_WRONLY | O_CREAT, 0600);

	EQUAL(write(file, "full", 4), 4);
	close(file);
}

static void expect_text(const char *path, const char *text)
{
	char found[64] = "";
	const int file = open(path, O_RDONLY);

	CHECK(file >= 0);
	CHECK(read(file, found, sizeof(found) - 1) >= 0);
	close(file);
	if (strcmp(found, text)) {
		checks_failed++;
		printf("%s has \"%s\", not \"%s\"\n", path, found, text);
	}
}

static void expect_none(const char *path)
{
	EQUAL(access(path, F_OK), -1);
	EQUAL(errno, ENOENT);
}

/* The VFS has found out before that the name is not there. */
static void test_below(void)
{
	expect_none(up("made"));
	run("t_below");
	expect_text(up("made"), "text");
	expect_text(low("made"), "text");
}

static void test_folder(void)
{
	struct stat stat;

	fill(low("emptied"));
	fill(low("emptied too"));
	run("t_folder");
	expect_text(up("folder/in it"), "inner");
	EQUAL(lstat(low("folder/in it"), &stat), 0);
	EQUAL(stat.st_mode & 0777, 0444);
	EQUAL(lstat(up("System Volume Information"), &stat), 0);
	EQUAL(stat.st_mode, S_IFDIR | 0700);
	expect_text(low("emptied"), "");
	expect_text(low("emptied too"), "");
}

static void test_delete_on_close(void)
{
	fill(low("readonly"));
	EQUAL(chmod(low("readonly"), 0444), 0);
	EQUAL(symlink("made", low("link to made")), 0);
	run("t_delete_on_close");
	expect_text(low("made"), "text");
	expect_text(low("readonly"), "full");
	expect_none(up("gone"));
	expect_none(low("gone"));
	expect_none(low("gone folder"));
}

/* row 673: what the driver has set, and the names that it has given */
static void test_set(void)
{
	struct stat stat;

	fill(low("taken"));
	fill(low("taken2"));
	run("t_set");
	EQUAL(lstat(up("folder/in folder"), &stat), 0);
	EQUAL(stat.st_size, 3);
	EQUAL(stat.st_mtime, 981151506);
	EQUAL(stat.st_nlink, 4);
	EQUAL(stat.st_mode & 0777, 0644);
	EQUAL(lstat(up("link"), &stat), 0);
	EQUAL(stat.st_nlink, 4);
	expect_text(up("taken2"), "fir");
	expect_none(up("set"));
	expect_none(up("beside"));
	expect_none(up("taken"));
	run("t_disposition");
	expect_none(up("gone"));
}

static void test_marked(void)
{
	int file;

	fill(low("marked"));
	file = open(up("marked"), O_RDONLY);
	CHECK(file >= 0);
	expect_text(low("marked"), "full");
	close(file);
	expect_none(low("marked"));
	expect_none(up("marked"));
}

/* row 670 */
static void test_in_unlink(void)
{
	fill(up("folder/victim"));
	EQUAL(unlink(up("folder/victim")), 0);
	expect_none(low("folder/victim"));
	expect_text(up("folder/beside the victim"), "");
}

static void test_rights(void)
{
	int status;
	pid_t child;

	fill(low("private"));
	EQUAL(chmod(mount_path, 0777), 0);
	child = fork();
	if (!child) {
		CHECK(!setgid(77) && !setuid(77));
		run("t_rights");
		exit(checks_failed);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
}

int main(int count, char **arguments)
{
	mount_path = arguments[1];
	if (count == 2) {
		const int file = open(up("t_read_only"), O_RDONLY);

		EQUAL(file, -1);
		EQUAL(errno, EPERM);
		return checks_failed;
	}
	lower_path = arguments[2];
	fill(low("t_read_only"));
	test_below();
	run("t_statuses");
	run("t_refusals");
	run("t_level");
	test_folder();
	run("t_top");
	test_delete_on_close();
	test_in_unlink();
	test_set();
	test_marked();
	test_rights();
	run("t_parameters");
	run("t_zw");
	expect_text(up("zw"), "abcdefg");
	run("t_last");
	return checks_failed;
}
