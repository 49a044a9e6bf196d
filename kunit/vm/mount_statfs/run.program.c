/* SPDX-License-Identifier: GPL-2.0 */
/*
 * statfs(2) on a mount, and what the minifilter makes of it.
 *
 *	run MOUNT LOWER
 *	run MOUNT LOWER odd	without a file to open
 */
#include "../program.h"

#include <sys/statfs.h>

static const char *mount_path, *lower_path;

static long ask(const char *folder, const char *name, struct statfs *result)
{
	char path[256];
	int file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = open(path, O_WRONLY | O_CREAT, 0644);
	CHECK(file >= 0);
	close(file);
	return statfs(path, result) ? -errno : 0;
}

/* Asks above and below. Returns the result above. */
static long compare(const char *name, struct statfs *above, struct statfs *below)
{
	EQUAL(ask(lower_path, name, below), 0);
	return ask(mount_path, name, above);
}

static void check_rest(const struct statfs *above, const struct statfs *below)
{
	EQUAL(above->f_files, below->f_files);
	EQUAL(above->f_namelen, below->f_namelen);
	EQUAL(above->f_type, 0x77696e77);
}

/* row 651: the sizes are the lower file system's, but for what a filter changes */
static void test_sizes(void)
{
	struct statfs above, below;

	EQUAL(compare("plain", &above, &below), 0);
	check_rest(&above, &below);
	EQUAL(above.f_blocks, below.f_blocks);
	EQUAL(above.f_bsize, below.f_bsize);
	EQUAL(compare("half", &above, &below), 0);
	EQUAL(above.f_blocks, below.f_blocks / 2);
	EQUAL(above.f_bavail, below.f_bavail / 2);
	EQUAL(above.f_bfree, below.f_bfree / 2);
	EQUAL(above.f_bsize, below.f_bsize);
	check_rest(&above, &below);
	EQUAL(compare("unit", &above, &below), 0);
	EQUAL(above.f_blocks, below.f_blocks);
	EQUAL(above.f_bsize, 2 * below.f_bsize);
	EQUAL(above.f_frsize, 2 * below.f_bsize);
}

/* row 651: refused, or answered by the filter */
static void test_results(void)
{
	struct statfs above, below;

	EQUAL(compare("refused", &above, &below), -EACCES);
	EQUAL(compare("own", &above, &below), 0);
	EQUAL(above.f_blocks, 1000);
	EQUAL(above.f_bavail, 10);
	EQUAL(above.f_bfree, 20);
	EQUAL(above.f_bsize, 1024);
	check_rest(&above, &below);
}

/* row 651: what is no size is reported, and the lower one counts */
static void test_wrong(void)
{
	static const char *const names[] = { "negative", "no_unit", "short" };
	struct statfs above, below;
	unsigned int i;

	for (i = 0; i < 3; i++) {
		EQUAL(compare(names[i], &above, &below), 0);
		EQUAL(above.f_blocks, below.f_blocks);
		EQUAL(above.f_bsize, below.f_bsize);
	}
}

/* row 651: absurd sizes of a lower file system are the program's as they are */
static void test_odd(void)
{
	struct statfs above, below;

	EQUAL(statfs(lower_path, &below), 0);
	EQUAL(statfs(mount_path, &above), 0);
	EQUAL(above.f_blocks, below.f_blocks);
	EQUAL(above.f_bfree, below.f_bfree);
	EQUAL(above.f_bsize, below.f_bsize);
	EQUAL(above.f_frsize, below.f_frsize);
}

int main(int count, char **words)
{
	struct statfs ignored;

	if (count < 3)
		return 2;
	mount_path = words[1];
	lower_path = words[2];
	if (count > 3) {
		test_odd();
		return checks_failed != 0;
	}
	test_sizes();
	test_results();
	test_wrong();
	EQUAL(ask(mount_path, "t_volume", &ignored), 0);
	return checks_failed != 0;
}
