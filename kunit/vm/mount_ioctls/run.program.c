/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The flags of files on a mount, as chattr(1) and lsattr(1) use them, and other controls.
 *
 *	run MOUNT LOWER tmpfs-lower	above tmpfs, without pages of its own; and so on
 *	run MOUNT LOWER filtered	with a minifilter
 *	run MOUNT LOWER none		the lower file system has no flags
 *	run MOUNT LOWER readonly	the mount is read-only
 *	run MOUNT LOWER has_flags	exit code 0 if the lower one has flags
 */
#include "../mount_program.h"

#include <linux/fs.h>

/* An open that fails is a check that fails, and -1. */
static int open_file(const char *path, int mode)
{
	const int file = open(path, mode, 0644);

	CHECK(file >= 0);
	return file;
}

static void fill(const char *name)
{
	const int file = open_file(low(name), O_WRONLY | O_CREAT | O_TRUNC);

	EQUAL(write(file, "before", 6), 6);
	close(file);
}

static void check_content(const char *name, const char *expected)
{
	char content[64] = "";
	const int file = open_file(low(name), O_RDONLY);

	CHECK(read(file, content, sizeof(content) - 1) >= 0);
	close(file);
	if (!strcmp(content, expected))
		return;
	checks_failed++;
	printf("\"%s\" has \"%s\", not \"%s\"\n", name, content, expected);
}

/* ---- Flags ---------------------------------------------------------------------------------- */

static unsigned int flags_at(const char *path)
{
	const int file = open_file(path, O_RDONLY);
	unsigned int flags = 0;

	EQUAL(result(ioctl(file, FS_IOC_GETFLAGS, &flags)), 0);
	close(file);
	return flags;
}

/* Sets the flags of @mask to @flags. */
static long set_flags(const char *path, unsigned int flags, unsigned int mask)
{
	const int file = open_file(path, O_RDONLY);
	unsigned int before = 0;
	long done;

	EQUAL(result(ioctl(file, FS_IOC_GETFLAGS, &before)), 0);
	flags |= before & ~mask;
	done = result(ioctl(file, FS_IOC_SETFLAGS, &flags));
	close(file);
	return done;
}

static long add_flag(const char *name, unsigned int flag)
{
	return set_flags(up(name), flag, flag);
}

static long remove_flag(const char *name, unsigned int flag)
{
	return set_flags(up(name), 0, flag);
}

/* What an open with @mode says. */
static long open_result(const char *name, int mode)
{
	const long file = result(open(up(name), mode));

	if (file >= 0)
		close(file);
	return file < 0 ? file : 0;
}

static void test_flags(void)
{
	fill("plain");
	EQUAL(flags_at(up("plain")), flags_at(low("plain")));
	EQUAL(add_flag("plain", FS_NODUMP_FL | FS_NOATIME_FL), 0);
	EQUAL(flags_at(low("plain")) & (FS_NODUMP_FL | FS_NOATIME_FL), FS_NODUMP_FL | FS_NOATIME_FL);
	EQUAL(flags_at(up("plain")), flags_at(low("plain")));
	EQUAL(remove_flag("plain", FS_NOATIME_FL), 0);
	EQUAL(flags_at(low("plain")) & (FS_NODUMP_FL | FS_NOATIME_FL), FS_NODUMP_FL);
	/* Names that are alike in case are none of a mount. */
	EQUAL(mkdir(up("alike"), 0755), 0);
	EQUAL(add_flag("alike", FS_CASEFOLD_FL), -EOPNOTSUPP);
	EQUAL(rmdir(up("alike")), 0);
}

static void test_immutable(void)
{
	fill("fixed");
	EQUAL(add_flag("fixed", FS_IMMUTABLE_FL), 0);
	EQUAL(flags_at(low("fixed")) & FS_IMMUTABLE_FL, FS_IMMUTABLE_FL);
	EQUAL(open_result("fixed", O_RDONLY), 0);
	EQUAL(open_result("fixed", O_WRONLY), -EPERM);
	EQUAL(open_result("fixed", O_RDONLY | O_TRUNC), -EPERM);
	EQUAL(result(truncate(up("fixed"), 0)), -EPERM);
	EQUAL(result(chmod(up("fixed"), 0600)), -EPERM);
	EQUAL(result(unlink(up("fixed"))), -EPERM);
	EQUAL(result(rename(up("fixed"), up("other"))), -EPERM);
	EQUAL(result(link(up("fixed"), up("other"))), -EPERM);
	check_content("fixed", "before");
	EQUAL(remove_flag("fixed", FS_IMMUTABLE_FL), 0);
	EQUAL(open_result("fixed", O_WRONLY), 0);
	EQUAL(result(unlink(up("fixed"))), 0);
}

/* What was written before is kept, and nothing is written later, through a descriptor that was open before. */
static void test_immutable_open(void)
{
	int file;
	char *page;

	fill("fixed");
	file = open_file(up("fixed"), O_RDWR);
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	CHECK(page != MAP_FAILED);
	EQUAL(pwrite(file, "B", 1, 0), 1);
	page[1] = 'E';
	EQUAL(add_flag("fixed", FS_IMMUTABLE_FL), 0);
	EQUAL(result(pwrite(file, "x", 1, 0)), -EPERM);
	check_content("fixed", "BEfore");
	EQUAL(fsync(file), 0);
	munmap(page, 4096);
	EQUAL(close(file), 0);
	check_content("fixed", "BEfore");
	EQUAL(remove_flag("fixed", FS_IMMUTABLE_FL), 0);
	EQUAL(unlink(up("fixed")), 0);
}

/* A mapping that was there before ends the program that writes it. */
static void test_immutable_mapping(void)
{
	int file, status;
	char *page;

	fill("fixed");
	file = open_file(up("fixed"), O_RDWR);
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	CHECK(page != MAP_FAILED);
	EQUAL(add_flag("fixed", FS_IMMUTABLE_FL), 0);
	if (!fork()) {
		*(volatile char *)page = 'x';
		_exit(0);
	}
	EQUAL(wait(&status) > 0, 1);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
	munmap(page, 4096);
	EQUAL(close(file), 0);
	check_content("fixed", "before");
	EQUAL(remove_flag("fixed", FS_IMMUTABLE_FL), 0);
	EQUAL(unlink(up("fixed")), 0);
}

static void test_append(void)
{
	int file;

	fill("log");
	EQUAL(add_flag("log", FS_APPEND_FL), 0);
	EQUAL(open_result("log", O_WRONLY), -EPERM);
	EQUAL(open_result("log", O_WRONLY | O_APPEND | O_TRUNC), -EPERM);
	EQUAL(result(truncate(up("log"), 0)), -EPERM);
	EQUAL(result(unlink(up("log"))), -EPERM);
	file = open_file(up("log"), O_WRONLY | O_APPEND);
	EQUAL(write(file, " after", 6), 6);
	EQUAL(close(file), 0);
	check_content("log", "before after");
	EQUAL(remove_flag("log", FS_APPEND_FL), 0);
	EQUAL(open_result("log", O_WRONLY | O_TRUNC), 0);
	EQUAL(unlink(up("log")), 0);
}

static void test_folder(void)
{
	EQUAL(mkdir(up("folder"), 0755), 0);
	fill("folder/file");
	EQUAL(flags_at(up("folder")), flags_at(low("folder")));
	EQUAL(add_flag("folder", FS_IMMUTABLE_FL), 0);
	EQUAL(result(open(up("folder/new"), O_WRONLY | O_CREAT, 0644)), -EPERM);
	EQUAL(result(mkdir(up("folder/new"), 0755)), -EPERM);
	EQUAL(result(unlink(up("folder/file"))), -EPERM);
	EQUAL(result(rename(up("folder/file"), up("file"))), -EPERM);
	EQUAL(open_result("folder/file", O_RDWR), 0);
	EQUAL(remove_flag("folder", FS_IMMUTABLE_FL), 0);
	EQUAL(unlink(up("folder/file")), 0);
	EQUAL(rmdir(up("folder")), 0);
}

/* The structure of XFS, of which each file system has a part. */
static void test_attributes(void)
{
	struct fsxattr above = {}, below = {};
	int file, lower;

	fill("plain");
	file = open_file(up("plain"), O_RDONLY);
	lower = open_file(low("plain"), O_RDONLY);
	EQUAL(result(ioctl(file, FS_IOC_FSGETXATTR, &above)), 0);
	above.fsx_xflags |= FS_XFLAG_IMMUTABLE;
	EQUAL(result(ioctl(file, FS_IOC_FSSETXATTR, &above)), 0);
	EQUAL(result(ioctl(lower, FS_IOC_FSGETXATTR, &below)), 0);
	EQUAL(below.fsx_xflags, above.fsx_xflags);
	EQUAL(open_result("plain", O_WRONLY), -EPERM);
	above.fsx_xflags &= ~FS_XFLAG_IMMUTABLE;
	EQUAL(result(ioctl(file, FS_IOC_FSSETXATTR, &above)), 0);
	EQUAL(open_result("plain", O_WRONLY), 0);
	close(lower);
	close(file);
}

/* Another user owns no file; the owner may not make it immutable. */
static void test_rights(void)
{
	int status;

	fill("plain");
	fill("own");
	EQUAL(chown(low("own"), 77, 77), 0);
	if (!fork()) {
		CHECK(!setgid(77) && !setuid(77));
		EQUAL(add_flag("plain", FS_NODUMP_FL), -EPERM);
		EQUAL(add_flag("own", FS_NODUMP_FL), 0);
		EQUAL(add_flag("own", FS_IMMUTABLE_FL), -EPERM);
		_exit(checks_failed != 0);
	}
	CHECK(wait(&status) > 0);
	EQUAL(status, 0);
	EQUAL(flags_at(low("own")) & (FS_NODUMP_FL | FS_IMMUTABLE_FL), FS_NODUMP_FL);
}

/* row 1165. @is_strict: no descriptor changes a file that is immutable. */
static void test_with_flags(bool is_strict)
{
	test_flags();
	test_immutable();
	if (is_strict) {
		test_immutable_open();
		test_immutable_mapping();
	}
	test_append();
	test_folder();
	test_attributes();
	test_rights();
}

/* Filters see the opens and closes alone. */
static void test_seen(void)
{
	unsigned int flags = 0;
	int file;

	fill("plain");
	check_trace("");
	file = open_file(up("plain"), O_RDONLY);
	EQUAL(result(ioctl(file, FS_IOC_GETFLAGS, &flags)), 0);
	flags |= FS_NODUMP_FL;
	EQUAL(result(ioctl(file, FS_IOC_SETFLAGS, &flags)), 0);
	close(file);
	check_trace("ocx");
}

/* ---- Without them --------------------------------------------------------------------------- */

/* A file system without flags, and controls that belong to one alone. */
static void test_refused(int file, bool has_flags)
{
	struct fstrim_range range = { .len = ~0ULL };
	struct fsxattr attributes;
	unsigned int flags = 0;
	int number = 0;

	if (!has_flags) {
		EQUAL(result(ioctl(file, FS_IOC_GETFLAGS, &flags)), -ENOTTY);
		EQUAL(result(ioctl(file, FS_IOC_SETFLAGS, &flags)), -ENOTTY);
		EQUAL(result(ioctl(file, FS_IOC_FSGETXATTR, &attributes)), -ENOTTY);
	}
	EQUAL(result(ioctl(file, FS_IOC_GETVERSION, &number)), -ENOTTY);
	EQUAL(result(ioctl(file, FITRIM, &range)), -ENOTTY);
	EQUAL(result(ioctl(file, FIBMAP, &number)), -EINVAL);
}

/* row 1166 */
static void test_controls(bool has_flags)
{
	int file, lower, above = 0, below = 0;

	fill("plain");
	file = open_file(up("plain"), O_RDWR);
	lower = open_file(low("plain"), O_RDONLY);
	test_refused(file, has_flags);
	EQUAL(result(ioctl(file, FIGETBSZ, &above)), 0);
	EQUAL(result(ioctl(lower, FIGETBSZ, &below)), 0);
	EQUAL(above, below);
	close(lower);
	close(file);
}

static void test_readonly(void)
{
	EQUAL(flags_at(up("plain")), flags_at(low("plain")));
	EQUAL(add_flag("plain", FS_IMMUTABLE_FL), -EROFS);
}

static bool has_flags(void)
{
	const int folder = open_file(lower_path, O_RDONLY);
	unsigned int flags;

	return ioctl(folder, FS_IOC_GETFLAGS, &flags) == 0;
}

int main(int count, char **words)
{
	const char *kind;
	bool is_none;

	if (count != 4)
		return 2;
	kind = words[3];
	is_none = !strcmp(kind, "none");
	mount_path = words[1];
	lower_path = words[2];
	is_filtered = !strcmp(kind, "filtered");
	if (!strcmp(kind, "has_flags"))
		return !has_flags();
	if (!strcmp(kind, "readonly")) {
		test_readonly();
		return checks_failed != 0;
	}
	test_controls(!is_none);
	if (is_filtered)
		check_trace("ocx");
	if (!is_none)
		test_seen();
	if (!is_none && !is_filtered)
		test_with_flags(strcmp(kind, "tmpfs-lower"));
	return checks_failed != 0;
}
