/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Works with files on a mount of winwork, and compares with what Linux shows of the lower files.
 *
 *	run plain MOUNT LOWER		no minifilter: every call ends as it does on the lower file system
 *	run filtered MOUNT LOWER	mount_filter.ko is there: what it sees, and what it changes
 *	run races MOUNT LOWER		it comes and goes while programs work
 */
#include "../mount_program.h"
#include "mount.h"

#include <dirent.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/statfs.h>
#include <sys/xattr.h>

#define IRP_MJ_CREATE 0x00
#define IRP_MJ_CLOSE 0x02
#define IRP_MJ_READ 0x03
#define IRP_MJ_WRITE 0x04
#define IRP_MJ_FLUSH_BUFFERS 0x09
#define IRP_MJ_CLEANUP 0x12

#define FILE_OPEN 1
#define FILE_CREATE 2
#define FILE_OPEN_IF 3
#define FILE_OVERWRITE 4
#define FILE_OVERWRITE_IF 5
#define FILE_OPENED 1
#define FILE_CREATED 2
#define FILE_OVERWRITTEN 3
#define FILE_READ_DATA 1
#define FILE_WRITE_DATA 2
#define FILE_APPEND_DATA 4
#define FILE_EXECUTE 0x20
#define STATUS_OBJECT_NAME_NOT_FOUND ((int)0xC0000034)

/* ---- Paths --------------------------------------------------------------------------------- */

static void fill(const char *path, const char *text)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	CHECK(file >= 0);
	EQUAL(write(file, text, strlen(text)), strlen(text));
	EQUAL(close(file), 0);
}

static bool holds(const char *path, const char *text)
{
	char data[256] = "";
	int file = open(path, O_RDONLY);
	ssize_t length = read(file, data, sizeof(data) - 1);

	close(file);
	if (length == (ssize_t)strlen(text) && !memcmp(data, text, length))
		return true;
	printf("%s holds \"%s\", not \"%s\"\n", path, data, text);
	return false;
}

static bool exists(const char *path)
{
	struct stat stat;

	return !lstat(path, &stat);
}

/* ---- Calls whose results are compared ------------------------------------------------------ */

static long step_open(const char *path, int flags, mode_t mode)
{
	int file = open(path, flags, mode);
	long error = result(file);

	if (file >= 0)
		close(file);
	return file < 0 ? error : 0;
}

/* What a sequence of calls returned, and what it left. */
#define STEPS 160
struct trace {
	int count;
	long value[STEPS];
};

static void add(struct trace *trace, long value)
{
	if (trace->count < STEPS)
		trace->value[trace->count++] = value;
}

static void add_stat(struct trace *trace, const char *path)
{
	struct stat stat = { 0 };
	long error = result(lstat(path, &stat));

	add(trace, error);
	add(trace, stat.st_mode);
	add(trace, S_ISDIR(stat.st_mode) ? 0 : stat.st_size);
	add(trace, S_ISDIR(stat.st_mode) ? 0 : stat.st_nlink);
	add(trace, stat.st_uid);
	add(trace, stat.st_gid);
}

/* row 620: each combination of flags, for a file that exists and for one that does not */
static void trace_opens(struct trace *trace, const char *folder)
{
	static const int flags[] = { 0, O_CREAT, O_CREAT | O_EXCL, O_TRUNC, O_CREAT | O_TRUNC,
				     O_CREAT | O_EXCL | O_TRUNC, O_DIRECTORY, O_NOFOLLOW };
	unsigned int i, access;

	for (access = 0; access < 3; access++) {
		for (i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
			unlink(in(folder, "new"));
			fill(in(folder, "old"), "12345");
			add(trace, step_open(in(folder, "new"), access | flags[i], 0640));
			add(trace, exists(in(folder, "new")));
			add(trace, step_open(in(folder, "old"), access | flags[i], 0640));
			add(trace, holds(in(folder, "old"), flags[i] & O_TRUNC && !(flags[i] & O_EXCL) ? "" : "12345"));
		}
	}
}

static void trace_names(struct trace *trace, const char *folder)
{
	char target[64] = "";

	add(trace, result(mkdir(in(folder, "sub"), 0751)));
	add(trace, result(mkdir(in(folder, "sub"), 0751)));
	add_stat(trace, in(folder, "sub"));
	fill(in(folder, "sub/file"), "content");
	add(trace, result(rmdir(in(folder, "sub"))));
	add(trace, result(symlink("sub/file", in(folder, "symlink"))));
	add(trace, result(readlink(in(folder, "symlink"), target, sizeof(target))));
	add(trace, holds(in(folder, "symlink"), "content"));
	add(trace, result(link(in(folder, "sub/file"), in(folder, "hard"))));
	add_stat(trace, in(folder, "hard"));
	add(trace, result(rename(in(folder, "hard"), in(folder, "sub/moved"))));
	add(trace, result(rename(in(folder, "sub"), in(folder, "sub/below"))));
	add(trace, result(rename(in(folder, "nothing"), in(folder, "sub/below"))));
	add(trace, holds(in(folder, "sub/moved"), "content"));
	fill(in(folder, "other"), "other");
	add(trace, result(syscall(SYS_renameat2, AT_FDCWD, in(folder, "other"), AT_FDCWD,
				  in(folder, "sub/moved"), 1)));
	add(trace, result(rename(in(folder, "other"), in(folder, "sub/moved"))));
	add(trace, holds(in(folder, "sub/moved"), "other"));
	add_stat(trace, in(folder, "sub/file"));
	add(trace, result(unlink(in(folder, "sub/file"))));
	add(trace, result(unlink(in(folder, "sub/file"))));
	add(trace, result(unlink(in(folder, "sub"))));
	add(trace, result(unlink(in(folder, "sub/moved"))));
	add(trace, result(rmdir(in(folder, "sub"))));
	add(trace, result(mknod(in(folder, "made"), S_IFREG | 0604, 0)));
	add_stat(trace, in(folder, "made"));
	add(trace, result(mkfifo(in(folder, "fifo"), 0600)));
	add_stat(trace, in(folder, "fifo"));
}

static void trace_attributes(struct trace *trace, const char *folder)
{
	const struct timespec times[2] = { { 1000, 0 }, { 2000, 0 } };
	char *path = in(folder, "attributes"), value[16] = "";
	struct stat stat = { 0 };

	fill(path, "0123456789");
	add(trace, result(chmod(path, 04755)));
	add_stat(trace, path);
	add(trace, result(chown(path, 12, 34)));
	add_stat(trace, path);
	add(trace, result(utimensat(AT_FDCWD, path, times, 0)));
	lstat(path, &stat);
	add(trace, stat.st_mtime);
	/* O_TRUNC sets the time, also of an empty file. */
	fill(in(folder, "empty"), "");
	add(trace, result(utimensat(AT_FDCWD, in(folder, "empty"), times, 0)));
	add(trace, step_open(in(folder, "empty"), O_WRONLY | O_TRUNC, 0));
	lstat(in(folder, "empty"), &stat);
	add(trace, stat.st_mtime > 100000);
	lstat(path, &stat);
	add(trace, stat.st_atime);
	add(trace, result(truncate(path, 4)));
	add_stat(trace, path);
	add(trace, result(truncate(path, -1)));
	add(trace, result(setxattr(path, "trusted.one", "value", 5, 0)));
	add(trace, result(setxattr(path, "trusted.one", "value", 5, XATTR_CREATE)));
	add(trace, result(getxattr(path, "trusted.one", value, sizeof(value))));
	add(trace, value[0]);
	add(trace, result(getxattr(path, "trusted.two", value, sizeof(value))));
	add(trace, result(removexattr(path, "trusted.one")));
	add(trace, result(removexattr(path, "trusted.one")));
}

static void trace_data(struct trace *trace, const char *folder)
{
	char data[64] = "";
	int file = open(in(folder, "data"), O_RDWR | O_CREAT | O_TRUNC, 0644), other;
	struct iovec ranges[2] = { { data, 3 }, { data + 10, 5 } };
	char *map;

	add(trace, result(write(file, "hello world", 11)));
	add(trace, result(pwrite(file, "W", 1, 6)));
	add(trace, result(lseek(file, 0, SEEK_CUR)));
	add(trace, result(lseek(file, -5, SEEK_END)));
	add(trace, result(read(file, data, 3)));
	add(trace, data[0]);
	add(trace, result(preadv(file, ranges, 2, 1)));
	add(trace, data[10]);
	add(trace, result(pread(file, data, 10, 100)));
	add(trace, result(lseek(file, 4096, SEEK_SET)));
	add(trace, result(write(file, "far", 3)));
	add(trace, result(lseek(file, -1, SEEK_SET)));
	add(trace, result(fsync(file)));
	add(trace, result(fdatasync(file)));
	add(trace, result(syncfs(file)));
	add(trace, result(ftruncate(file, 5000)));
	add(trace, result(fallocate(file, FALLOC_FL_KEEP_SIZE, 0, 8192)));
	add(trace, result(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096)));
	add(trace, result(pread(file, data, 1, 0)));
	add(trace, data[0]);
	add_stat(trace, in(folder, "data"));
	map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	CHECK(map != MAP_FAILED);
	memcpy(map, "mapped", 6);
	add(trace, result(pread(file, data, 6, 0)));
	add(trace, memcmp(data, "mapped", 6));
	add(trace, result(msync(map, 8192, MS_SYNC)));
	munmap(map, 8192);
	add(trace, result(fcntl(file, F_SETFL, O_APPEND)));
	add(trace, result(pwrite(file, "end", 3, 0)));
	add_stat(trace, in(folder, "data"));
	other = open(in(folder, "copy"), O_RDWR | O_CREAT | O_TRUNC, 0600);
	add(trace, result(lseek(file, 0, SEEK_SET)));
	add(trace, result(sendfile(other, file, NULL, 10000)));
	add_stat(trace, in(folder, "copy"));
	add(trace, result(flock(file, LOCK_EX | LOCK_NB)));
	unlink(in(folder, "data"));
	add(trace, result(pwrite(other, "x", 1, 3)));
	add(trace, result(pread(file, data, 6, 0)));
	add(trace, memcmp(data, "mapped", 6));
	close(other);
	add(trace, result(close(file)));
	file = open(in(folder, "copy"), O_WRONLY);
	add(trace, result(read(file, data, 1)));
	close(file);
	file = open(in(folder, "copy"), O_RDONLY);
	add(trace, result(write(file, data, 1)));
	close(file);
}

/* A user without rights gets what the lower file system gives it. */
static void trace_user(struct trace *trace, const char *folder)
{
	fill(in(folder, "secret"), "secret");
	chmod(in(folder, "secret"), 0600);
	fill(in(folder, "open"), "open");
	chmod(folder, 0755);
	CHECK(!seteuid(1000));
	add(trace, step_open(in(folder, "secret"), O_RDONLY, 0));
	add(trace, step_open(in(folder, "open"), O_RDONLY, 0));
	add(trace, step_open(in(folder, "open"), O_WRONLY, 0));
	add(trace, step_open(in(folder, "open"), O_RDONLY | O_TRUNC, 0));
	add(trace, step_open(in(folder, "open"), O_RDWR | O_CREAT, 0));
	add(trace, step_open(in(folder, "mine"), O_RDWR | O_CREAT, 0600));
	add(trace, result(unlink(in(folder, "open"))));
	add(trace, result(chmod(in(folder, "open"), 0777)));
	add(trace, result(mkdir(in(folder, "mine"), 0777)));
	add(trace, result(truncate(in(folder, "open"), 0)));
	add(trace, result(access(in(folder, "secret"), R_OK)));
	CHECK(!seteuid(0));
	chmod(folder, 0777);
	CHECK(!seteuid(1000));
	add(trace, step_open(in(folder, "mine"), O_RDWR | O_CREAT, 0400));
	add_stat(trace, in(folder, "mine"));
	add(trace, step_open(in(folder, "mine"), O_RDWR | O_CREAT, 0400));
	CHECK(!seteuid(0));
	add(trace, holds(in(folder, "open"), "open"));
}

static void trace_listing(struct trace *trace, const char *folder)
{
	struct dirent *entry;
	unsigned int count = 0, sum = 0;
	DIR *dir;
	int i;

	mkdir(in(folder, "many"), 0755);
	for (i = 0; i < 300; i++) {
		char name[32];

		snprintf(name, sizeof(name), "many/file%d", i);
		fill(in(folder, name), "");
	}
	dir = opendir(in(folder, "many"));
	CHECK(dir);
	while (dir && (entry = readdir(dir)) != NULL) {
		count++;
		sum += strlen(entry->d_name);
		if (count == 5)
			rewinddir(dir);
	}
	if (dir)
		closedir(dir);
	add(trace, count);
	add(trace, sum > 0);
}

static void compare(const char *what, void (*make)(struct trace *trace, const char *folder))
{
	char upper[512], lower[512];
	struct trace left = { 0 }, right = { 0 };
	int i;

	snprintf(upper, sizeof(upper), "%s/%s_upper", mount_path, what);
	snprintf(lower, sizeof(lower), "%s/%s_lower", lower_path, what);
	CHECK(!mkdir(upper, 0777) && !mkdir(lower, 0777));
	make(&left, upper);
	make(&right, lower);
	EQUAL(left.count, right.count);
	for (i = 0; i < left.count; i++) {
		if (left.value[i] == right.value[i])
			continue;
		checks_failed++;
		printf("%s: step %d gives %ld, on the lower file system %ld\n", what, i, left.value[i],
		       right.value[i]);
	}
}

/* row 614: what stat() shows is the lower file's, but for the device */
static void test_identity(void)
{
	struct stat upper, lower;
	struct statfs fs;

	fill(low("identity"), "identity");
	EQUAL(stat(up("identity"), &upper), 0);
	EQUAL(stat(low("identity"), &lower), 0);
	EQUAL(upper.st_ino, lower.st_ino);
	EQUAL(upper.st_blocks, lower.st_blocks);
	CHECK(!memcmp(&upper.st_mtim, &lower.st_mtim, sizeof(upper.st_mtim)));
	CHECK(upper.st_dev != lower.st_dev);
	EQUAL(statfs(mount_path, &fs), 0);
	EQUAL(fs.f_type, 0x77696e77);
}

/* What a program changes below is seen: names that come, go, and mean another file. */
static void test_changes_below(void)
{
	CHECK(!exists(up("below")));
	fill(low("below"), "one");
	CHECK(holds(up("below"), "one"));
	EQUAL(unlink(low("below")), 0);
	CHECK(!exists(up("below")));
	fill(low("below"), "two");
	CHECK(holds(up("below"), "two"));
	EQUAL(rename(low("below"), low("elsewhere")), 0);
	CHECK(!exists(up("below")));
	CHECK(holds(up("elsewhere"), "two"));
}

/* row 650: what is refused, and changes nothing */
static void test_refusals(void)
{
	int file;

	fill(up("one"), "1");
	fill(up("two"), "2");
	EQUAL(result(syscall(SYS_renameat2, AT_FDCWD, up("one"), AT_FDCWD, up("two"), 2)), -EINVAL);
	CHECK(holds(low("one"), "1"));
	EQUAL(step_open(mount_path, O_TMPFILE | O_RDWR, 0600), -EOPNOTSUPP);
	file = open(up("one"), O_RDWR);
	EQUAL(result(fcntl(file, F_SETLEASE, F_RDLCK)), -EINVAL);
	EQUAL(result(ioctl(file, 0xdead)), -ENOTTY);
	EQUAL(result(fallocate(file, FALLOC_FL_COLLAPSE_RANGE, 0, 4096)), -EOPNOTSUPP);
	close(file);
}

/* row 625: a program on the mount runs, and is not written meanwhile */
static void test_execution(void)
{
	int ends[2], status, file;
	char byte;
	pid_t child;

	EQUAL(system("cp /proc/self/exe /dev/null"), 0);
	{
		char command[1200];

		snprintf(command, sizeof(command), "cp /bin/busybox %s && chmod 755 %s", up("sleep"), up("sleep"));
		EQUAL(system(command), 0);
	}
	CHECK(!pipe(ends));
	child = fork();
	if (!child) {
		dup2(ends[0], 0);
		close(ends[1]);
		execl(up("sleep"), "cat", (char *)NULL);
		_exit(1);
	}
	close(ends[0]);
	/* It reads from the pipe when it runs, and exec() has ended by the time that the link names it. */
	{
		char link[64], name[512];
		int i;

		snprintf(link, sizeof(link), "/proc/%d/exe", child);
		for (i = 0; i < 6000; i++) {
			ssize_t length = readlink(link, name, sizeof(name) - 1);

			if (length > 5 && !memcmp(name + length - 5, "sleep", 5))
				break;
			usleep(10000);
		}
	}
	file = open(up("sleep"), O_WRONLY);
	EQUAL(file, -1);
	EQUAL(errno, ETXTBSY);
	byte = 'x';
	EQUAL(write(ends[1], &byte, 1), 1);
	close(ends[1]);
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
}

static void run_plain(void)
{
	compare("opens", trace_opens);
	compare("names", trace_names);
	compare("attributes", trace_attributes);
	compare("data", trace_data);
	compare("user", trace_user);
	compare("listing", trace_listing);
	test_identity();
	test_changes_below();
	test_refusals();
	test_execution();
}

/* ---- With the minifilter ------------------------------------------------------------------- */

static int device;
static struct records records;

static void take_records(void)
{
	CHECK(!control(device, IOCTL_TAKE_RECORDS, NULL, 0, &records, sizeof(records)));
}

static struct state get_state(void)
{
	struct state state = { 0 };

	CHECK(!control(device, IOCTL_STATE, NULL, 0, &state, sizeof(state)));
	return state;
}

/* The next record of an operation on the file, after @from. NULL if there is none. */
static struct record *find(struct record *from, const char *name, int major, bool is_post)
{
	struct record *at = from ? from + 1 : records.record;
	struct record *end = records.record + (records.count < RECORDS ? records.count : RECORDS);

	for (; at < end; at++) {
		const char *last = strrchr(at->name, '\\');

		if (at->major == major && at->is_post == is_post && last && !strcmp(last + 1, name))
			return at;
	}
	return NULL;
}

static int count(const char *name, int major, bool is_post)
{
	struct record *at = NULL;
	int found = 0;

	while ((at = find(at, name, major, is_post)) != NULL)
		found++;
	return found;
}

static int disposition_of(const struct record *record)
{
	return record->options >> 24;
}

/* rows 600, 601: the instance is there before mount() has returned */
static void test_setup(void)
{
	struct state state = get_state();

	EQUAL(state.instances, 1);
	EQUAL(state.device_type, 8);
	EQUAL(state.type, 2);
}

/* rows 620, 621, 623, 629, 630: the operations of one file, in their order */
static void test_life_of_a_file(void)
{
	struct record *create, *post;
	char data[8];
	int file, again;

	take_records();
	file = open(up("life"), O_RDWR | O_CREAT | O_TRUNC, 0644);
	CHECK(file >= 0);
	EQUAL(write(file, "12345", 5), 5);
	EQUAL(pread(file, data, 8, 2), 3);
	EQUAL(fsync(file), 0);
	again = dup(file);
	close(file);
	take_records();
	EQUAL(count("life", IRP_MJ_CREATE, false), 1);
	create = find(NULL, "life", IRP_MJ_CREATE, false);
	post = find(NULL, "life", IRP_MJ_CREATE, true);
	CHECK(create && post);
	if (!create || !post)
		return;
	EQUAL(disposition_of(create), FILE_OVERWRITE_IF);
	EQUAL(create->access, 0x120089 | 0x120116);
	EQUAL(create->mode & 1, 1);
	EQUAL(create->process, getpid());
	EQUAL(post->status, 0);
	EQUAL(post->information, FILE_CREATED);
	EQUAL(post->same_thread, 1);
	CHECK(!strcmp(create->name, "\\life"));
	EQUAL(count("life", IRP_MJ_FLUSH_BUFFERS, true), 1);
	EQUAL(count("life", IRP_MJ_CLEANUP, false), 0);
	close(again);
	take_records();
	EQUAL(count("life", IRP_MJ_CLEANUP, true), 1);
	EQUAL(count("life", IRP_MJ_CLOSE, true), 1);
	CHECK(find(NULL, "life", IRP_MJ_CLEANUP, true) < find(NULL, "life", IRP_MJ_CLOSE, false));
	CHECK(holds(low("life"), "12345"));
}

/* rows 631, 635: what reads and writes look like */
static void test_reads_and_writes(void)
{
	const size_t size = (2 << 20) + 5;
	char *data = calloc(1, size), *back = calloc(1, size);
	struct record *at;
	size_t i;
	int file = open(up("data"), O_RDWR | O_CREAT, 0644);

	for (i = 0; i < size; i++)
		data[i] = (char)(i * 7 + i / 4096);
	take_records();
	EQUAL(pwrite(file, data, size, 3), size);
	take_records();
	EQUAL(count("data", IRP_MJ_WRITE, false), 3);
	at = find(NULL, "data", IRP_MJ_WRITE, false);
	if (at) {
		EQUAL(at->length, 1 << 20);
		EQUAL(at->offset, 3);
		EQUAL(at->irp_flags, 0);
		EQUAL(at->mode & 0x80, 0x80);
		at = find(at, "data", IRP_MJ_WRITE, false);
		EQUAL(at->offset, 3 + (1 << 20));
	}
	EQUAL(pread(file, back, size, 3), size);
	CHECK(!memcmp(data, back, size));
	take_records();
	EQUAL(count("data", IRP_MJ_READ, true), 3);
	close(file);
	file = open(up("data"), O_WRONLY | O_APPEND | O_SYNC);
	take_records();
	EQUAL(write(file, "end", 3), 3);
	EQUAL(lseek(file, 0, SEEK_CUR), 6 + size);
	close(file);
	take_records();
	at = find(NULL, "data", IRP_MJ_WRITE, false);
	CHECK(at);
	if (at) {
		EQUAL(at->offset, 3 + size);
		EQUAL(at->flags, 4);
	}
	free(data);
	free(back);
}

/* rows 620, 623, 625: what a CREATE says */
static void test_creates(void)
{
	static const struct {
		int flags;
		int disposition;
		unsigned int access;
	} opens[] = {
		{ O_RDONLY, FILE_OPEN, 0x120089 },
		{ O_WRONLY, FILE_OPEN, 0x120116 },
		{ O_RDWR | O_CREAT, FILE_OPEN_IF, 0x12019f },
		{ O_WRONLY | O_TRUNC, FILE_OVERWRITE, 0x120116 },
		{ O_WRONLY | O_CREAT | O_TRUNC, FILE_OVERWRITE_IF, 0x120116 },
		{ O_WRONLY | O_APPEND, FILE_OPEN, 0x120114 },
	};
	struct record *at;
	unsigned int i;

	fill(low("creates"), "x");
	for (i = 0; i < sizeof(opens) / sizeof(*opens); i++) {
		take_records();
		EQUAL(step_open(up("creates"), opens[i].flags, 0644), 0);
		take_records();
		at = find(NULL, "creates", IRP_MJ_CREATE, true);
		CHECK(at);
		if (!at)
			continue;
		EQUAL(disposition_of(at), opens[i].disposition);
		EQUAL(at->access, opens[i].access);
		EQUAL(at->information, opens[i].flags & O_TRUNC ? FILE_OVERWRITTEN : FILE_OPENED);
	}
	take_records();
	EQUAL(step_open(up("new_one"), O_RDWR | O_CREAT | O_EXCL, 0600), 0);
	take_records();
	at = find(NULL, "new_one", IRP_MJ_CREATE, true);
	CHECK(at && disposition_of(at) == FILE_CREATE && at->information == FILE_CREATED);
	/* A missing file is not opened, and nothing is shown of it. */
	EQUAL(step_open(up("missing"), O_RDONLY, 0), -ENOENT);
}

/* rows 621, 626, 627: refused and changed CREATEs */
static void test_changed_creates(void)
{
	char data[8];
	int file;

	EQUAL(step_open(up("refused"), O_RDWR | O_CREAT, 0644), -EACCES);
	CHECK(!exists(up("refused")));
	CHECK(!exists(low("refused")));
	fill(low("refused_old"), "old");
	EQUAL(step_open(up("refused_old"), O_RDWR | O_TRUNC, 0644), -EACCES);
	CHECK(holds(low("refused_old"), "old"));

	fill(low("read_only"), "data");
	file = open(up("read_only"), O_RDWR);
	CHECK(file >= 0);
	EQUAL(read(file, data, 4), 4);
	EQUAL(result(write(file, "x", 1)), -EACCES);
	CHECK(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) == MAP_FAILED && errno == EACCES);
	close(file);

	fill(low("more"), "data");
	EQUAL(step_open(up("more"), O_RDONLY, 0), -EACCES);

	fill(low("opened"), "data");
	EQUAL(step_open(up("opened"), O_RDWR | O_TRUNC, 0), 0);
	CHECK(holds(low("opened"), "data"));
	EQUAL(step_open(up("opened_new"), O_RDWR | O_CREAT, 0), -ENOENT);
	CHECK(!exists(low("opened_new")));

	EQUAL(step_open(up("exclusive"), O_RDWR | O_CREAT, 0644), 0);
	EQUAL(step_open(up("exclusive"), O_RDWR | O_CREAT, 0644), -EEXIST);

	/* The filter opens the file for itself: it must exist, and the bottom does nothing with it. */
	EQUAL(step_open(up("alone_new"), O_RDWR | O_CREAT, 0644), -ENOENT);
	CHECK(!exists(low("alone_new")));
	fill(low("alone"), "data");
	file = open(up("alone"), O_RDWR);
	CHECK(file >= 0);
	EQUAL(result(read(file, data, 4)), -EINVAL);
	EQUAL(result(write(file, "x", 1)), -EINVAL);
	EQUAL(result(fsync(file)), -EINVAL);
	close(file);
	CHECK(holds(low("alone"), "data"));
}

/* rows 632, 634, 637: changed reads and writes */
static void test_changed_data(void)
{
	char data[16] = "";
	int file;

	fill(low("changed"), "hello");
	CHECK(holds(up("changed"), "Xello"));
	fill(low("short"), "abcde");
	memset(data, '.', sizeof(data));
	file = open(up("short"), O_RDONLY);
	EQUAL(read(file, data, 10), 3);
	CHECK(!memcmp(data, "abc.....", 8));
	EQUAL(lseek(file, 0, SEEK_CUR), 3);
	close(file);
	fill(low("guard"), "hello");
	memset(data, '.', sizeof(data));
	file = open(up("guard"), O_RDONLY);
	EQUAL(read(file, data, 8), 8);
	CHECK(!memcmp(data, "hello\0\0\0.", 9));
	close(file);
	fill(low("ended"), "hello");
	CHECK(holds(up("ended"), ""));

	fill(up("swallowed"), "hello");
	CHECK(holds(low("swallowed"), ""));
	file = open(up("full"), O_WRONLY | O_CREAT, 0644);
	EQUAL(result(write(file, "hello", 5)), -ENOSPC);
	close(file);
	CHECK(holds(low("full"), ""));
	fill(up("swapped"), "hello");
	CHECK(holds(low("swapped"), "HELLO"));

	file = open(up("unflushed"), O_WRONLY | O_CREAT, 0644);
	EQUAL(result(fsync(file)), -EDQUOT);
	EQUAL(write(file, "x", 1), 1);
	close(file);
}

/* rows 691, 693: a deferred I/O work item completes a program's write, and a read on its way up */
static void test_deferred(void)
{
	unsigned int before = get_state().deferred;
	int file = open(up("deferred"), O_RDWR | O_CREAT, 0644), i;
	struct record *at;
	char data[8];

	take_records();
	for (i = 0; i < 64; i++)
		EQUAL(pwrite(file, "0123456789", 10, i * 10), 10);
	close(file);
	EQUAL(get_state().deferred, before + 64);
	EQUAL(get_state().refused_items, 0);
	take_records();
	/* The bottom has run in the program's thread, and so has the callback behind it. */
	at = find(NULL, "deferred", IRP_MJ_WRITE, true);
	CHECK(at && at->same_thread && at->information == 10);
	{
		struct stat stat;

		EQUAL(lstat(low("deferred"), &stat), 0);
		EQUAL(stat.st_size, 640);
	}
	before = get_state().deferred;
	file = open(up("later"), O_RDWR | O_CREAT, 0644);
	EQUAL(write(file, "written", 7), 7);
	EQUAL(pread(file, data, 7, 0), 7);
	CHECK(!memcmp(data, "Lritten", 7));
	close(file);
	EQUAL(get_state().deferred, before + 2);
	CHECK(holds(low("later"), "written"));
}

/* A user's write that a worker of the kernel completes is the user's still. */
static void test_credentials(void)
{
	struct rlimit { unsigned long now, most; } limit = { 4, 4 }, old;
	struct stat stat;
	int file;

	mkdir(up("users"), 0777);
	chmod(up("users"), 0777);
	CHECK(!seteuid(1000));
	file = open(up("users/deferred_users"), O_WRONLY | O_CREAT, 0600);
	CHECK(file >= 0);
	EQUAL(fstat(file, &stat), 0);
	EQUAL(stat.st_uid, 1000);
	CHECK(!seteuid(0));
	/* RLIMIT_FSIZE */
	signal(SIGXFSZ, SIG_IGN);
	CHECK(!syscall(SYS_prlimit64, 0, 1, NULL, &old));
	CHECK(!syscall(SYS_prlimit64, 0, 1, &limit, NULL));
	EQUAL(write(file, "123456", 6), 4);
	EQUAL(result(write(file, "123456", 6)), -EFBIG);
	CHECK(!syscall(SYS_prlimit64, 0, 1, &old, NULL));
	close(file);
	CHECK(holds(low("users/deferred_users"), "1234"));
}

static void *create_kept(void *unused)
{
	(void)unused;
	EQUAL(step_open(up("folder/kept_create"), O_RDWR | O_CREAT | O_EXCL, 0644), 0);
	return NULL;
}

/* row 624: a CREATE is pended, and others work in its folder */
static void test_kept_create(void)
{
	pthread_t thread;
	struct dirent *entry;
	int count = 0;
	DIR *dir;

	EQUAL(mkdir(up("folder"), 0755), 0);
	pthread_create(&thread, NULL, create_kept, NULL);
	CHECK(!control(device, IOCTL_WAIT_KEPT, NULL, 0, NULL, 0));
	fill(up("folder/other"), "other");
	CHECK(holds(up("folder/other"), "other"));
	CHECK(!exists(up("folder/kept_create")));
	CHECK(!exists(low("folder/kept_create")));
	dir = opendir(up("folder"));
	while (dir && (entry = readdir(dir)) != NULL)
		count++;
	closedir(dir);
	EQUAL(count, 3);
	EQUAL(step_open(up("folder/kept_create"), O_RDWR | O_CREAT | O_EXCL, 0644), -EEXIST);
	CHECK(!control(device, IOCTL_RELEASE, NULL, 0, NULL, 0));
	pthread_join(thread, NULL);
	CHECK(exists(up("folder/kept_create")));
	CHECK(exists(low("folder/kept_create")));
}

static void *change_mind(void *data)
{
	CHECK(!control(device, IOCTL_WAIT_KEPT, NULL, 0, NULL, 0));
	memcpy(data, "XXXXX", 5);
	CHECK(!control(device, IOCTL_RELEASE, NULL, 0, NULL, 0));
	return NULL;
}

/* row 633: the filter has a copy, which the program cannot change behind its back */
static void test_copy(void)
{
	static char data[8] = "first";
	int file = open(up("kept"), O_WRONLY | O_CREAT, 0644);
	pthread_t thread;

	pthread_create(&thread, NULL, change_mind, data);
	EQUAL(write(file, data, 5), 5);
	pthread_join(thread, NULL);
	close(file);
	CHECK(holds(low("kept"), "first"));
}

static void on_signal(int number)
{
	(void)number;
}

/* row 697: SIGTERM waits, SIGKILL does not. What the filter still has stays until it lets go. */
static void test_kill(void)
{
	int status;
	pid_t child = fork();

	if (!child) {
		int file = open(up("kept_killed"), O_WRONLY | O_CREAT, 0644);

		signal(SIGTERM, on_signal);
		write(file, "never", 5);
		_exit(0);
	}
	CHECK(!control(device, IOCTL_WAIT_KEPT, NULL, 0, NULL, 0));
	CHECK(!kill(child, SIGTERM));
	EQUAL(waitpid(child, &status, WNOHANG), 0);
	CHECK(!kill(child, SIGKILL));
	EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status));
	CHECK(!control(device, IOCTL_RELEASE, NULL, 0, NULL, 0));
	CHECK(holds(low("kept_killed"), ""));
}

/* row 622: eight programs, one name */
static void test_exclusive_create(void)
{
	int i, status, won = 0;

	take_records();
	for (i = 0; i < 8; i++) {
		if (!fork()) {
			long error = step_open(up("race"), O_RDWR | O_CREAT | O_EXCL, 0644);

			_exit(error == 0 ? 1 : error == -EEXIST ? 0 : 2);
		}
	}
	for (i = 0; i < 8; i++) {
		wait(&status);
		CHECK(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		won += WEXITSTATUS(status) == 1;
	}
	EQUAL(won, 1);
	take_records();
	EQUAL(count("race", IRP_MJ_CREATE, true), 1);
}

/* row 642: an unlinked file goes on */
static void test_unlinked(void)
{
	char data[8] = "";
	int file = open(up("gone"), O_RDWR | O_CREAT, 0644);

	EQUAL(unlink(up("gone")), 0);
	EQUAL(write(file, "alive", 5), 5);
	EQUAL(pread(file, data, 5, 0), 5);
	CHECK(!strcmp(data, "alive"));
	EQUAL(fsync(file), 0);
	take_records();
	close(file);
	take_records();
	EQUAL(count("gone", IRP_MJ_CLEANUP, true), 1);
}

/* row 648: sendfile() and splice() move data that filters see */
static void test_splice(void)
{
	int from, to;

	fill(low("changed_source"), "source");
	from = open(up("changed_source"), O_RDONLY);
	to = open(up("swapped_target"), O_WRONLY | O_CREAT | O_TRUNC, 0644);
	EQUAL(sendfile(to, from, NULL, 6), 6);
	close(from);
	close(to);
	CHECK(holds(low("swapped_target"), "XOURCE"));
}

static void run_filtered(void)
{
	device = open("/dev/winwork/MountFilter", O_RDWR);
	CHECK(device >= 0);
	test_setup();
	test_life_of_a_file();
	test_reads_and_writes();
	test_creates();
	test_changed_creates();
	test_changed_data();
	test_deferred();
	test_credentials();
	test_kept_create();
	test_copy();
	test_kill();
	test_exclusive_create();
	test_unlinked();
	test_splice();
	close(device);
}

/* ---- A minifilter that comes and goes ------------------------------------------------------ */

#define ROUNDS 6
#define WORKERS 3

static volatile bool over;

static void *work(void *number)
{
	unsigned long rounds = 0;
	char name[32], data[64], back[64];

	snprintf(name, sizeof(name), "deferred_race%ld", (long)number);
	while (!over) {
		int file = open(up(name), O_RDWR | O_CREAT, 0644);

		memset(data, 'a' + rounds % 26, sizeof(data));
		EQUAL(pwrite(file, data, sizeof(data), 100), sizeof(data));
		EQUAL(pread(file, back, sizeof(back), 100), sizeof(back));
		CHECK(!memcmp(data, back, sizeof(data)));
		EQUAL(close(file), 0);
		if (rounds % 4 == 3)
			EQUAL(unlink(up(name)), 0);
		rounds++;
	}
	CHECK(rounds > 0);
	return NULL;
}

/* rows 602, 608, 616: operations race with attach and detach, over files that were open before */
static void run_races(void)
{
	pthread_t threads[WORKERS];
	sigset_t child;
	long i;
	int file;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	pthread_sigmask(SIG_BLOCK, &child, NULL);
	file = open(up("changed_before"), O_RDWR | O_CREAT, 0644);
	EQUAL(write(file, "hello", 5), 5);
	for (i = 0; i < WORKERS; i++)
		pthread_create(&threads[i], NULL, work, (void *)i);
	for (i = 0; i < ROUNDS; i++) {
		char data[8] = "";

		EQUAL(system("insmod /modules/mount_filter.ko"), 0);
		EQUAL(pread(file, data, 5, 0), 5);
		CHECK(!memcmp(data, "Xello", 5));
		EQUAL(system("rmmod mount_filter"), 0);
		EQUAL(pread(file, data, 5, 0), 5);
		CHECK(!memcmp(data, "hello", 5));
	}
	over = true;
	for (i = 0; i < WORKERS; i++)
		pthread_join(threads[i], NULL);
	close(file);
}

int main(int count, char **words)
{
	umask(022);
	if (count != 4)
		return 2;
	mount_path = words[2];
	lower_path = words[3];
	if (!strcmp(words[1], "plain"))
		run_plain();
	else if (!strcmp(words[1], "filtered"))
		run_filtered();
	else
		run_races();
	return checks_failed != 0;
}
