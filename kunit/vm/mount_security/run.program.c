/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files with some rights, and what the minifilter makes of them when it sees that they are opened.
 */
#include "../mount_program.h"

#include <sys/stat.h>

static void make(const char *name, mode_t mode, uid_t owner, gid_t group)
{
	int file = open(low(name), O_WRONLY | O_CREAT, 0600);

	CHECK(file >= 0 && !fchown(file, owner, group) && !fchmod(file, mode));
	close(file);
}

static void check_rights(const char *path, mode_t mode, uid_t owner, gid_t group)
{
	struct stat status;

	EQUAL(stat(path, &status), 0);
	EQUAL(status.st_mode & 07777, mode);
	EQUAL(status.st_uid, owner);
	EQUAL(status.st_gid, group);
}

static void open_it(const char *name)
{
	int file = open(up(name), O_RDONLY);

	CHECK(file >= 0);
	close(file);
}

static void test(const char *name, mode_t mode, uid_t owner, gid_t group)
{
	open_it(name);
	check_rights(up(name), mode, owner, group);
	check_rights(low(name), mode, owner, group);
}

int main(int count, char **words)
{
	if (count < 3)
		return 2;
	umask(0);
	mount_path = words[1];
	lower_path = words[2];
	make("t_query", 0640, 1000, 2000);
	test("t_query", 0640, 1000, 2000);
	make("t_short", 0600, 0, 0);
	test("t_short", 0600, 0, 0);
	/* Another owner does not get the bit. */
	make("t_set", 04711, 1000, 2000);
	test("t_set", 0750, 1234, 5678);
	make("t_owner", 06755, 1000, 2000);
	test("t_owner", 0755, 77, 2000);
	make("t_everyone", 02000, 1000, 2000);
	test("t_everyone", 02444, 1000, 2000);
	make("t_open", 0, 1000, 2000);
	test("t_open", 0777, 1000, 2000);
	make("t_wrong", 0640, 1000, 2000);
	test("t_wrong", 0640, 1000, 2000);
	make("t_little", 0640, 1000, 2000);
	test("t_little", 0444, 1000, 2000);
	make("t_denied", 0600, 0, 0);
	test("t_denied", 0600, 0, 0);
	make("t_end", 0600, 0, 0);
	open_it("t_end");
	return checks_failed != 0;
}
