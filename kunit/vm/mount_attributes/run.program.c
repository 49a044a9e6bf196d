/* SPDX-License-Identifier: GPL-2.0 */
/*
 * chmod, chown, utimensat and fallocate on a mount, and what the minifilter makes of them.
 *
 *	run MOUNT LOWER		with the minifilter
 *	run MOUNT LOWER plain	without it
 */
#include "../mount_program.h"

#include <linux/falloc.h>
#include <linux/fiemap.h>
#include <linux/fs.h>

/* ---- Files --------------------------------------------------------------------------------- */

static struct stat low_stat(const char *name)
{
	struct stat stat = {};

	EQUAL(lstat(in(lower_path, name), &stat), 0);
	return stat;
}

/* A file of five pages, whose bytes are "d". */
#define BYTES 20480

static void fill(const char *name)
{
	const int file = open(in(lower_path, name), O_WRONLY | O_CREAT | O_TRUNC, 0644);
	char data[BYTES];

	memset(data, 'd', sizeof(data));
	EQUAL(write(file, data, sizeof(data)), sizeof(data));
	close(file);
}

/* ---- Rights -------------------------------------------------------------------------------- */

/* row 640 */
static void test_rights(void)
{
	int file;

	fill("plain");
	check_trace("");
	EQUAL(result(chown(up("plain"), 1234, -1)), 0);
	check_trace("owcx");
	EQUAL(result(chown(up("plain"), -1, 5678)), 0);
	EQUAL(result(chown(up("plain"), 1234, 5678)), 0);
	check_trace("owcxowcx");
	EQUAL(low_stat("plain").st_uid, 1234);
	EQUAL(low_stat("plain").st_gid, 5678);
	EQUAL(result(chmod(up("plain"), 0640)), 0);
	check_trace("omcx");
	EQUAL(low_stat("plain").st_mode, S_IFREG | 0640);
	file = open(up("plain"), O_RDONLY);
	check_trace("o");
	EQUAL(result(fchmod(file, 04640)), 0);
	check_trace("omcx");
	EQUAL(low_stat("plain").st_mode, S_IFREG | 04640);
	/* The lower file system takes the bit away. */
	EQUAL(result(fchown(file, 1234, -1)), 0);
	check_trace("owcx");
	EQUAL(low_stat("plain").st_mode, S_IFREG | 0640);
	close(file);
	check_trace("cx");
	EQUAL(result(symlink("plain", in(lower_path, "link"))), 0);
	EQUAL(result(lchown(up("link"), 7, 7)), 0);
	check_trace("Owcx");
	EQUAL(low_stat("link").st_uid, 7);
	EQUAL(low_stat("plain").st_uid, 1234);
	EQUAL(unlink(in(lower_path, "link")), 0);
}

static void hinder_rights(const char *name, long expected, bool is_done)
{
	fill(name);
	EQUAL(result(chmod(up(name), 0600)), expected);
	EQUAL(low_stat(name).st_mode & 0777, is_done ? 0600 : 0644);
	EQUAL(result(chown(up(name), 8, 9)), expected);
	EQUAL(low_stat(name).st_uid, is_done ? 8 : 0);
	EQUAL(low_stat(name).st_gid, is_done ? 9 : 0);
}

/* row 640 */
static void test_hindered_rights(void)
{
	hinder_rights("refused", -EACCES, false);
	hinder_rights("swallowed", 0, false);
	hinder_rights("late", -EDQUOT, true);
	hinder_rights("deferred", 0, true);
	hinder_rights("changed", -EINVAL, false);
	check_trace("omcxowcxomcxowcxomcxowcxomcxowcxomcxowcx");
	hinder_rights("no_access", -EACCES, false);
	check_trace("ocxocx");
}

/* ---- Times --------------------------------------------------------------------------------- */

static const struct timespec times[] = { { 1000000000, 123456789 }, { 1100000000, 987654321 } };

static void check_times(const char *name, long accessed, long written)
{
	const struct stat stat = low_stat(name);

	EQUAL(stat.st_atim.tv_sec, accessed);
	EQUAL(stat.st_mtim.tv_sec, written);
	if (accessed == times[0].tv_sec)
		EQUAL(stat.st_atim.tv_nsec, times[0].tv_nsec);
	if (written == times[1].tv_sec)
		EQUAL(stat.st_mtim.tv_nsec, times[1].tv_nsec);
}

/* row 640 */
static void test_times(void)
{
	const struct timespec one[] = { { 0, UTIME_OMIT }, { 1100000000, 987654321 } };
	const struct timespec old[] = { { -20000000000, 5 }, { 1100000000, 987654321 } };
	const struct timespec now[] = { { 0, UTIME_OMIT }, { 0, UTIME_NOW } };
	const time_t before = time(NULL);
	int file;

	fill("plain");
	EQUAL(result(utimensat(AT_FDCWD, up("plain"), times, 0)), 0);
	check_times("plain", 1000000000, 1100000000);
	check_trace("otcx");
	file = open(up("plain"), O_RDONLY);
	EQUAL(result(futimens(file, one)), 0);
	check_times("plain", 1000000000, 1100000000);
	check_trace("ootcx");
	close(file);
	check_trace("cx");
	/* Before the year 1601, which tmpfs can keep. */
	EQUAL(result(utimensat(AT_FDCWD, up("plain"), old, 0)), 0);
	check_times("plain", -20000000000, 1100000000);
	fill("other");
	EQUAL(result(utimensat(AT_FDCWD, up("other"), times, 0)), 0);
	EQUAL(result(utimensat(AT_FDCWD, up("other"), now, 0)), 0);
	CHECK(low_stat("other").st_mtim.tv_sec >= before);
	EQUAL(low_stat("other").st_atim.tv_sec, 1000000000);
	check_trace("otcxotcxotcx");
}

/* A program that may write the file, and does not own it, may set the present time alone. */
static void test_times_of_others(void)
{
	int status;
	pid_t child;

	fill("other");
	EQUAL(chmod(in(lower_path, "other"), 0666), 0);
	child = fork();
	if (!child) {
		CHECK(!setgid(77) && !setuid(77));
		EQUAL(result(utimensat(AT_FDCWD, up("other"), NULL, 0)), 0);
		EQUAL(result(utimensat(AT_FDCWD, up("other"), times, 0)), -EPERM);
		EQUAL(result(chmod(up("other"), 0600)), -EPERM);
		EQUAL(result(chown(up("other"), 77, -1)), -EPERM);
		exit(checks_failed != 0);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
	/* The lower file system refuses them. */
	check_trace("otcxotcxomcxowcx");
}

static void hinder_times(const char *name, long expected, long accessed, long written)
{
	const struct timespec before[] = { { 1, 0 }, { 2, 0 } };

	fill(name);
	EQUAL(utimensat(AT_FDCWD, in(lower_path, name), before, 0), 0);
	EQUAL(result(utimensat(AT_FDCWD, up(name), times, 0)), expected);
	check_times(name, accessed, written);
}

/* row 640 */
static void test_hindered_times(void)
{
	hinder_times("refused", -EACCES, 1, 2);
	hinder_times("swallowed", 0, 1, 2);
	hinder_times("late", -EDQUOT, 1000000000, 1100000000);
	hinder_times("deferred", 0, 1000000000, 1100000000);
	hinder_times("changed", 0, 1000000000, 1100000001);
	hinder_times("cleared", 0, 1, 1100000000);
	hinder_times("attribute", -EINVAL, 1, 2);
	hinder_times("class", -EINVAL, 1, 2);
	hinder_times("no_access", -EACCES, 1, 2);
	check_trace("otcxotcxotcxotcxotcxotcxotcxotcxocx");
}

/* ---- Ranges -------------------------------------------------------------------------------- */

/* The result of fallocate(2), and the file's size and blocks of 4096 bytes below afterwards. */
static void allocate(const char *name, int mode, off_t offset, off_t length, long expected, long size, long blocks)
{
	int file;

	fill(name);
	file = open(up(name), O_RDWR);
	CHECK(file >= 0);
	EQUAL(result(fallocate(file, mode, offset, length)), expected);
	EQUAL(low_stat(name).st_size, size);
	EQUAL(low_stat(name).st_blocks / 8, blocks);
	close(file);
}

#define HOLE (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE)

/* row 638 */
static void test_ranges(void)
{
	check_trace("");
	allocate("plain", 0, 4096, BYTES, 0, BYTES + 4096, 6);
	check_trace("oaecx");
	allocate("plain", 0, 0, BYTES, 0, BYTES, 5);
	check_trace("oacx");
	allocate("plain", FALLOC_FL_KEEP_SIZE, BYTES, 8192, 0, BYTES, 7);
	check_trace("oacx");
	allocate("plain", HOLE, 4096, 12288, 0, BYTES, 2);
	check_trace("ozcx");
	allocate("plain", FALLOC_FL_COLLAPSE_RANGE, 0, 4096, -EOPNOTSUPP, BYTES, 5);
	check_trace("ocx");
}

/* row 638 */
static void test_hindered_ranges(void)
{
	allocate("refused", 0, 0, BYTES + 4096, -EACCES, BYTES, 5);
	allocate("refused", HOLE, 4096, 12288, -EACCES, BYTES, 5);
	allocate("swallowed", 0, 0, BYTES + 4096, 0, BYTES, 5);
	allocate("swallowed", HOLE, 4096, 12288, 0, BYTES, 5);
	check_trace("oacxozcxoaecxozcx");
	allocate("late", HOLE, 4096, 12288, -EDQUOT, BYTES, 2);
	allocate("deferred", 0, 0, BYTES + 4096, 0, BYTES + 4096, 6);
	allocate("deferred", HOLE, 4096, 12288, 0, BYTES, 2);
	allocate("changed", FALLOC_FL_KEEP_SIZE, 0, 2 * BYTES + 16384, 0, BYTES, 7);
	allocate("changed", HOLE, 4096, 12288, 0, BYTES, 3);
	allocate("longer", 0, 0, BYTES + 4096, -EINVAL, BYTES, 6);
	allocate("class", 0, 0, BYTES + 4096, -EINVAL, BYTES, 5);
	allocate("class", HOLE, 4096, 12288, -EINVAL, BYTES, 5);
	check_trace("ozcxoaecxozcxoacxozcxoaecxoacxozcx");
}

/* ---- Controls of programs ------------------------------------------------------------------ */

/* struct space_resv of Linux, which is in no header for programs: another way to say fallocate(2). */
struct range {
	__s16 type, whence;
	__s64 start, length;
	__s32 system;
	__u32 process;
	__s32 reserved[4];
};
#define RESERVE _IOW('X', 40, struct range)
#define PUNCH _IOW('X', 41, struct range)

/* What Linux says where a file system has no such control. */
static void expect_refused(int file, int source)
{
	struct fiemap map = { .fm_length = BYTES };
	struct {
		struct file_dedupe_range head;
		struct file_dedupe_range_info info;
	} same = { { .src_length = BYTES, .dest_count = 1 }, { .dest_fd = file } };
	struct file_clone_range part = { .src_fd = source, .src_length = 4096 };
	int number = 0;

	EQUAL(result(ioctl(file, FS_IOC_FIEMAP, &map)), -EOPNOTSUPP);
	EQUAL(result(ioctl(file, FIBMAP, &number)), -EINVAL);
	EQUAL(result(ioctl(file, FICLONE, source)), -EOPNOTSUPP);
	EQUAL(result(ioctl(file, FICLONERANGE, &part)), -EOPNOTSUPP);
	EQUAL(result(ioctl(source, FIDEDUPERANGE, &same)), -EOPNOTSUPP);
	EQUAL(result(fallocate(file, FALLOC_FL_COLLAPSE_RANGE, 0, 4096)), -EOPNOTSUPP);
	EQUAL(result(fallocate(file, FALLOC_FL_INSERT_RANGE, 0, 4096)), -EOPNOTSUPP);
	EQUAL(result(fallocate(file, FALLOC_FL_UNSHARE_RANGE, 0, 4096)), -EOPNOTSUPP);
}

/* row 947 */
static void test_controls(void)
{
	struct range range = { .start = BYTES, .length = 8192 };
	off_t from = 0, to = 16384;
	char data[4096] = "";
	int file, source;

	fill("plain");
	fill("source");
	file = open(up("plain"), O_RDWR);
	source = open(up("source"), O_RDWR);
	CHECK(file >= 0 && source >= 0);
	check_trace("oo");
	expect_refused(file, source);
	check_trace("");
	EQUAL(low_stat("plain").st_blocks / 8, 5);
	EQUAL(low_stat("plain").st_size, BYTES);
	EQUAL(result(ioctl(file, RESERVE, &range)), 0);
	check_trace("a");
	EQUAL(low_stat("plain").st_size, BYTES);
	EQUAL(low_stat("plain").st_blocks / 8, 7);
	range = (struct range){ .start = 4096, .length = 12288 };
	EQUAL(result(ioctl(file, PUNCH, &range)), 0);
	check_trace("z");
	EQUAL(low_stat("plain").st_blocks / 8, 4);
	/* The lower file knows its holes. */
	EQUAL(lseek(file, 0, SEEK_HOLE), 4096);
	EQUAL(lseek(file, 4096, SEEK_DATA), 16384);
	check_trace("");
	EQUAL(result(copy_file_range(source, &from, file, &to, 4096, 0)), 4096);
	check_trace("d");
	EQUAL(pread(file, data, sizeof(data), 16384), sizeof(data));
	EQUAL(data[0], 'd');
	EQUAL(data[4095], 'd');
	close(source);
	close(file);
	check_trace("cxcx");
}

int main(int count, char **words)
{
	if (count < 3)
		return 2;
	umask(0);
	mount_path = words[1];
	lower_path = words[2];
	is_filtered = count == 3;
	test_rights();
	test_times();
	test_times_of_others();
	test_ranges();
	test_controls();
	if (is_filtered) {
		test_hindered_rights();
		test_hindered_times();
		check_trace("");
		test_hindered_ranges();
	}
	return checks_failed != 0;
}
