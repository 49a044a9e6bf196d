/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What programs see of files with pages of their own, and what is below them.
 *
 *	run plain ABOVE BELOW		without a minifilter
 *	run filtered ABOVE BELOW	with that of filter.c
 *	run limits ABOVE BELOW		with little room below, and a lower mount with nosuid
 *	run reserved ABOVE BELOW	with room below that is root's alone
 *	run child			is executed from the mount
 */
#include "../page_cache.h"
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/xattr.h>

#define KEY 0x5a
#define MOST 65536u

static unsigned char plain[MOST], seen[MOST];
static const char *above, *below;
static void *unreadable;

static int open_in(const char *folder, const char *name, int flags)
{
	char path[128];
	int file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = open(path, flags, 0600);
	if (file < 0)
		printf("%s:\n", path);
	CHECK(file >= 0);
	return file;
}

static int make(const char *name, size_t bytes)
{
	int file = open_in(above, name, O_RDWR | O_CREAT | O_TRUNC);

	EQUAL(write(file, plain, bytes), bytes);
	return file;
}

/* Pages move in memory, where the kernel can do that. */
static void compact(void)
{
	int control = open("/proc/sys/vm/compact_memory", O_WRONLY);

	if (control < 0)
		return;
	EQUAL(write(control, "1", 1), 1);
	close(control);
}

static void touch(const char *name)
{
	close(open_in(above, name, O_RDONLY | O_CREAT));
}

static void expect_below(const char *name, size_t bytes, unsigned char key)
{
	int file = open_in(below, name, O_RDONLY);
	size_t i;

	EQUAL(read(file, seen, sizeof(seen)), bytes);
	for (i = 0; i < bytes && seen[i] == (plain[i] ^ key); i++)
		;
	EQUAL(i, bytes);
	close(file);
}

/* row 703: what is written by a mapping is below after msync(). A private mapping stays private. */
static void test_mapping(const char *name, unsigned char key)
{
	int file = make(name, 5000), status = -1;
	unsigned char *map = mmap(NULL, 5000, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	unsigned char *own = mmap(NULL, 5000, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);

	EQUAL(memcmp(map, plain, 5000), 0);
	memcpy(plain + 4000, "mapped", 6);
	memcpy(map + 4000, "mapped", 6);
	EQUAL(pread(file, seen, 100, 3950), 100);
	EQUAL(memcmp(seen, plain + 3950, 100), 0);
	EQUAL(memcmp(own + 4000, "mapped", 6), 0);
	memcpy(own, "private", 7);
	memcpy(plain + 100, "of a child", 10);
	if (!fork()) {
		memcpy(map + 100, "of a child", 10);
		exit(memcmp(own, "private", 7) != 0);
	}
	EQUAL(wait(&status) > 0 ? status : -1, 0);
	/* Nothing stays behind the end. */
	map[5000] = 'x';
	EQUAL(msync(map, 5000, MS_SYNC), 0);
	EQUAL(map[5000], 0);
	expect_below(name, 5000, key);
	munmap(own, 5000);
	/* The mapping alone keeps the file open, and its last write is below at the end. */
	close(file);
	memcpy(plain + 4990, "at the end", 10);
	memcpy(map + 4990, "at the end", 10);
	munmap(map, 5000);
	expect_below(name, 5000, key);
}

/* Each close, and each fsync, has the data below. The size is there at once. */
static void test_below(const char *name, unsigned char key)
{
	int file = make(name, 3000);
	struct stat stat;

	EQUAL(fstat(file, &stat), 0);
	EQUAL(stat.st_size, 3000);
	EQUAL(fsync(file), 0);
	expect_below(name, 3000, key);
	memset(plain + 1000, 'y', 20);
	EQUAL(pwrite(file, plain + 1000, 20, 1000), 20);
	close(file);
	expect_below(name, 3000, key);
}

/* row 636: direct I/O sees what was written, and others see what it writes. */
static void test_direct(const char *name, unsigned char key)
{
	static unsigned char buffer[8192] __attribute__((aligned(4096)));
	int file = make(name, 8192);
	char path[128];
	int direct;

	snprintf(path, sizeof(path), "%s/%s", above, name);
	direct = open(path, O_RDWR | O_DIRECT);
	CHECK(direct >= 0);
	EQUAL(pread(direct, buffer, 8192, 0), 8192);
	EQUAL(memcmp(buffer, plain, 8192), 0);
	memset(plain + 512, 'd', 1024);
	memset(buffer, 'd', 1024);
	EQUAL(pwrite(direct, buffer, 1024, 512), 1024);
	EQUAL(pread(file, seen, 8192, 0), 8192);
	EQUAL(memcmp(seen, plain, 8192), 0);
	EQUAL(pread(direct, buffer, 100, 0), -1);
	EQUAL(errno, EINVAL);
	EQUAL(pwrite(direct, buffer, 512, 10), -1);
	EQUAL(errno, EINVAL);
	close(direct);
	close(file);
	expect_below(name, 8192, key);
}

/* Pages that are not written yet may move in memory. */
static void test_moved(const char *name, unsigned char key)
{
	int file = make(name, 50000);

	compact();
	EQUAL(pread(file, seen, MOST, 0), 50000);
	EQUAL(memcmp(seen, plain, 50000), 0);
	close(file);
	expect_below(name, 50000, key);
}

/* A time that a program sets stays, though the data is written later. */
static void test_times(const char *name)
{
	const struct timespec times[2] = { { 1000000, 0 }, { 2000000, 0 } };
	int file = make(name, 3000);
	struct stat stat;

	EQUAL(futimens(file, times), 0);
	close(file);
	file = open_in(below, name, O_RDONLY);
	EQUAL(fstat(file, &stat), 0);
	EQUAL(stat.st_mtim.tv_sec, 2000000);
	close(file);
}

/* row 708: what another program has changed beside the mount is seen at the next open. */
static void test_beside(const char *name)
{
	int file = make(name, 3000);

	EQUAL(pread(file, seen, 10, 0), 10);
	close(file);
	file = open_in(below, name, O_RDWR | O_TRUNC);
	EQUAL(write(file, "beside", 6), 6);
	close(file);
	file = open_in(above, name, O_RDONLY);
	EQUAL(read(file, seen, 100), 6);
	EQUAL(memcmp(seen, "beside", 6), 0);
	close(file);
}

static off_t size_of(int file)
{
	struct stat stat;

	EQUAL(fstat(file, &stat), 0);
	return stat.st_size;
}

/* row 708: what another program has appended beside the mount stays while this one appends. */
static void test_longer(const char *name)
{
	int file = make(name, 3000), other = open_in(below, name, O_RDWR | O_APPEND);

	EQUAL(write(other, plain, 10000), 10000);
	EQUAL(pwrite(file, plain + 3000, 100, 3000), 100);
	EQUAL(fsync(file), 0);
	EQUAL(size_of(other), 13000);
	/* Also if that fails. */
	EQUAL(pwrite(file, unreadable, 100, 3100), -1);
	EQUAL(errno, EFAULT);
	EQUAL(size_of(other), 13000);
	EQUAL(pwrite(file, unreadable, 100, 50000), -1);
	EQUAL(size_of(other), 13000);
	close(file);
	EQUAL(pread(other, seen, MOST, 0), 13000);
	EQUAL(memcmp(seen, plain, 3100), 0);
	EQUAL(memcmp(seen + 3100, plain + 100, 9900), 0);
	close(other);
}

/* A write that fails leaves the file as it was, here and below. */
static void test_not_longer(const char *name)
{
	int file = make(name, 3000), other = open_in(below, name, O_RDONLY);

	EQUAL(pwrite(file, unreadable, 100, 3000), -1);
	EQUAL(errno, EFAULT);
	EQUAL(size_of(other), 3000);
	EQUAL(pwrite(file, unreadable, 100, 30000), -1);
	EQUAL(size_of(file), 3000);
	EQUAL(size_of(other), 3000);
	close(other);
	close(file);
	expect_below(name, 3000, 0);
}

/* row 642: a file without a name. */
static void test_unlinked(const char *name)
{
	int file = make(name, 3000);
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", above, name);
	EQUAL(unlink(path), 0);
	EQUAL(fsync(file), 0);
	EQUAL(pwrite(file, plain, 100, 60000), 100);
	drop_pages(file);
	EQUAL(pread(file, seen, 3000, 0), 3000);
	EQUAL(memcmp(seen, plain, 3000), 0);
	close(file);
}

/* The limit of a program that flushes does not hit what another has written. */
static void test_limit(const char *name, unsigned char key)
{
	const struct rlimit limit = { 4096, 4096 };
	int file = make(name, 50000), status = -1;

	if (!fork()) {
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		exit(fsync(open_in(above, name, O_RDONLY)) != 0);
	}
	EQUAL(wait(&status) > 0 ? status : -1, 0);
	expect_below(name, 50000, key);
	EQUAL(fsync(file), 0);
	close(file);
}

/* What a program has written is below when it has been killed. */
static void test_killed(const char *name, unsigned char key)
{
	int status = 0;

	if (!fork()) {
		make(name, 3000);
		raise(SIGKILL);
	}
	EQUAL(wait(&status) > 0 ? WTERMSIG(status) : -1, SIGKILL);
	expect_below(name, 3000, key);
}

/* Begins a child without rights; 0 in it. */
static pid_t fork_plain(void)
{
	const pid_t child = fork();

	if (!child && (setgid(1000) || setuid(1000)))
		exit(100);
	return child;
}

static void expect_exit(pid_t child, int code)
{
	int status = -1;

	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(WIFEXITED(status) ? WEXITSTATUS(status) : -1, code);
}

static mode_t mode_below(const char *name)
{
	int file = open_in(below, name, O_RDONLY);
	struct stat stat;

	EQUAL(fstat(file, &stat), 0);
	close(file);
	return stat.st_mode & 07777;
}

/* row 825: the write of a program without rights takes setuid and setgid away, and that of root does not. */
static void test_setuid(const char *name)
{
	int file = make(name, 3000);
	pid_t child;

	EQUAL(fchmod(file, 06777), 0);
	EQUAL(pwrite(file, "r", 1, 10), 1);
	EQUAL(fsync(file), 0);
	EQUAL(mode_below(name), 06777);
	child = fork_plain();
	if (!child)
		exit(pwrite(open_in(above, name, O_WRONLY), "p", 1, 10) != 1);
	expect_exit(child, 0);
	EQUAL(mode_below(name), 0777);
	/* What was written before has no effect any more. */
	EQUAL(pwrite(file, "r", 1, 20), 1);
	EQUAL(fchmod(file, 06777), 0);
	close(file);
	EQUAL(mode_below(name), 06777);
}

/* The same for capabilities of a file, where Linux has them. */
static void test_capabilities(const char *name)
{
	/* VFS_CAP_REVISION_2, and CAP_CHOWN. */
	const uint32_t one[5] = { 0x02000000, 1 };
	uint32_t found[5];
	int file = make(name, 3000), other;

	if (fsetxattr(file, "security.capability", one, sizeof(one), 0)) {
		CHECK(errno == EOPNOTSUPP);
		close(file);
		return;
	}
	close(file);
	other = open_in(below, name, O_RDONLY);
	EQUAL(fgetxattr(other, "security.capability", found, sizeof(found)), sizeof(one));
	close(other);
}

/* row 826: writes until there is no room. Returns the errno; 0: another call has failed. */
static int fill_up(const char *name)
{
	int file = open_in(above, name, O_WRONLY | O_CREAT), error, i = 0;

	errno = 0;
	while (i++ < 1000 && write(file, plain, MOST) > 0)
		;
	error = errno;
	return fsync(file) || close(file) ? 0 : error;
}

static void test_full(const char *name)
{
	char path[128];

	EQUAL(fill_up(name), ENOSPC);
	snprintf(path, sizeof(path), "%s/%s", above, name);
	EQUAL(unlink(path), 0);
}

/* By a mapping, which finds out later. It may be anyone's, so it gets no room of root's. */
static void write_hole(void)
{
	int file = open_in(above, "p_hole", O_RDWR | O_CREAT);
	unsigned char *map;

	EQUAL(ftruncate(file, 8192), 0);
	map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	map[0] = 'x';
	EQUAL(msync(map, 8192, MS_SYNC), -1);
	EQUAL(errno, ENOSPC);
	munmap(map, 8192);
	close(file);
}

/* The same of a program without rights, which leaves root's part. */
static void test_reserved(const char *name)
{
	const int root = open_in(above, name, O_RDWR | O_CREAT);
	struct statfs room;
	pid_t child;

	EQUAL(fchmod(root, 0666), 0);
	child = fork_plain();
	if (!child)
		exit(fill_up(name));
	expect_exit(child, ENOSPC);
	EQUAL(statfs(below, &room), 0);
	CHECK(room.f_bfree > room.f_blocks / 4);
	EQUAL(room.f_bavail, 0);
	write_hole();
	/* Root writes on. */
	EQUAL(lseek(root, 0, SEEK_END) > 0, 1);
	EQUAL(write(root, plain, 50000), 50000);
	EQUAL(fsync(root), 0);
	close(root);
}

/* The file is this program. */
static void test_execution(const char *name)
{
	char path[128], command[320];

	snprintf(path, sizeof(path), "%s/%s", above, name);
	snprintf(command, sizeof(command), "cp /tests/mount_pages/run %s && chmod 700 %s", path, path);
	EQUAL(system(command), 0);
	snprintf(command, sizeof(command), "%s child", path);
	EQUAL(system(command), 7 << 8);
}

static void test_all(const char *prefix, unsigned char key)
{
	char name[64];

#define NAMED(word) (snprintf(name, sizeof(name), "%s%s", prefix, word), name)
	test_mapping(NAMED("mapping"), key);
	test_below(NAMED("below"), key);
	test_direct(NAMED("direct"), key);
	test_moved(NAMED("moved"), key);
	test_times(NAMED("times"));
	test_unlinked(NAMED("unlinked"));
	test_limit(NAMED("limit"), key);
	test_killed(NAMED("killed"), key);
	test_execution(NAMED("execution"));
	test_setuid(NAMED("setuid"));
	test_capabilities(NAMED("capabilities"));
}

/* ---- With the minifilter --------------------------------------------------------------------- */

/* row 704: neighbours are one operation. */
static void test_neighbours(void)
{
	int file = make("n_neighbours", MOST);

	drop_pages(file);
	EQUAL(pread(file, seen, MOST, 0), MOST);
	EQUAL(memcmp(seen, plain, MOST), 0);
	close(file);
}

static void read_by_mapping(int file)
{
	volatile unsigned char *map = mmap(NULL, 9000, PROT_READ, MAP_SHARED, file, 0);

	EQUAL(map[5000], plain[5000]);
	munmap((void *)map, 9000);
}

/* row 705: the top-level IRP of a read, a flush and a close, and none in a page fault. */
static void test_places(void)
{
	int file = make("t_call", 9000);

	drop_pages(file);
	EQUAL(pread(file, seen, 9000, 0), 9000);
	EQUAL(pwrite(file, plain, 9000, 0), 9000);
	close(file);
	file = make("t_fault", 9000);
	drop_pages(file);
	read_by_mapping(file);
	close(file);
}

/* row 707: an error of a write-back is that of fsync, msync and close, once. */
static void test_failure(void)
{
	int file = make("f_file", 5000), other = open_in(above, "f_file", O_RDONLY);
	unsigned char *map;

	EQUAL(fsync(file), -1);
	EQUAL(errno, ENOSPC);
	EQUAL(fsync(file), 0);
	EQUAL(fsync(other), -1);
	EQUAL(errno, ENOSPC);
	EQUAL(fsync(other), 0);
	close(other);
	map = mmap(NULL, 5000, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	map[0]++;
	EQUAL(msync(map, 5000, MS_SYNC), -1);
	EQUAL(errno, ENOSPC);
	munmap(map, 5000);
	EQUAL(pwrite(file, plain, 100, 0), 100);
	EQUAL(close(file), -1);
	EQUAL(errno, ENOSPC);
}

/* row 671: the minifilter's own read sees what this program has written, and this one the minifilter's. */
static void test_own(void)
{
	int file = make("x_own", 6000);

	memcpy(plain + 5000, "of a program", 12);
	EQUAL(pwrite(file, plain + 5000, 12, 5000), 12);
	touch("own");
	plain[5003] = 'X';
	memset(plain + 6000, 0, 3000);
	memcpy(plain + 9000, "long", 4);
	EQUAL(pread(file, seen, MOST, 0), 9004);
	EQUAL(memcmp(seen, plain, 9004), 0);
	close(file);
	expect_below("x_own", 9004, KEY);
	/* No program has it open now. */
	plain[5003] = 'p';
	file = open_in(above, "x_own", O_RDWR);
	EQUAL(pwrite(file, "a", 1, 5003), 1);
	EQUAL(ftruncate(file, 6000), 0);
	memcpy(plain + 5000, "of a program", 12);
	EQUAL(pwrite(file, "of a program", 12, 5000), 12);
	close(file);
	touch("own");
	plain[5003] = 'X';
	expect_below("x_own", 9004, KEY);
}

/* The minifilter uses the file while it sees a page fault. */
static void test_locked(void)
{
	int file = make("l_file", 9000);

	drop_pages(file);
	read_by_mapping(file);
	close(file);
}

/* The same while it sees pages written, next to each other and not, and of a file that no program has open. */
static void test_locked_write(void)
{
	int file = make("u_file", 30000);

	EQUAL(fsync(file), 0);
	memset(plain, 'u', 100);
	memset(plain + 20480, 'u', 100);
	EQUAL(pwrite(file, plain, 100, 0), 100);
	EQUAL(pwrite(file, plain + 20480, 100, 20480), 100);
	EQUAL(fsync(file), 0);
	close(file);
	expect_below("u_file", 30000, 0);
	close(make("u_closed", 9000));
	touch("closed");
	plain[5000] = 'X';
	expect_below("u_closed", 9000, 0);
}

static void end_child(pid_t child)
{
	int status = 0;

	EQUAL(kill(child, SIGKILL), 0);
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(WTERMSIG(status), SIGKILL);
}

static void kill_child(pid_t child)
{
	touch("wait");
	end_child(child);
}

/* Others that need a page wait as well: each can be killed, while the page is held. */
static void test_held_others(int file)
{
	static unsigned char buffer[512] __attribute__((aligned(512)));
	unsigned int i;
	pid_t child;

	for (i = 0; i < 3; i++) {
		child = fork();
		if (!child && i == 0)
			exit(pwrite(file, "x", 1, 10) == 1);
		if (!child && i == 1)
			exit(ftruncate(file, 100) == 0);
		if (!child)
			exit(pwrite(open_in(above, "h_file", O_RDWR | O_DIRECT), buffer, 512, 0) == 512);
		while (!is_asleep(child))
			sched_yield();
		end_child(child);
	}
}

/* A program that waits for a page can be killed, and another one reads it then. */
static void test_held_read(void)
{
	int file = open_in(below, "h_file", O_RDWR | O_CREAT);
	pid_t child;

	EQUAL(write(file, plain, 4096), 4096);
	close(file);
	file = open_in(above, "h_file", O_RDWR);
	child = fork();
	if (!child)
		exit(read(file, seen, 100) == 100);
	touch("wait");
	test_held_others(file);
	end_child(child);
	EQUAL(pread(file, seen, 100, 0), 100);
	EQUAL(memcmp(seen, plain, 100), 0);
	touch("release");
	close(file);
}

/* What a killed program has not flushed is flushed by the next one. */
static void test_held_write(void)
{
	int file = make("w_file", 9000);
	pid_t child = fork();

	if (!child)
		exit(fsync(file) == 0);
	kill_child(child);
	EQUAL(fsync(file), 0);
	expect_below("w_file", 9000, 0);
	touch("release");
	expect_below("w_file", 9000, 0);
	EQUAL(close(file), 0);
}

int main(int argc, char **argv)
{
	unsigned int i;

	if (argc == 2)
		return 7;
	if (argc != 4)
		return 2;
	above = argv[2];
	below = argv[3];
	unreadable = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (i = 0; i < MOST; i++)
		plain[i] = (unsigned char)(i * 7 + i / 251);
	umask(0);
	if (!strcmp(argv[1], "limits")) {
		test_setuid("p_setuid");
		test_full("p_full");
		return checks_failed != 0;
	}
	if (!strcmp(argv[1], "reserved")) {
		test_reserved("p_reserved");
		return checks_failed != 0;
	}
	test_all("p_", 0);
	test_beside("p_beside");
	test_longer("p_longer");
	test_not_longer("p_not_longer");
	if (strcmp(argv[1], "filtered"))
		return checks_failed != 0;
	test_all("x_", KEY);
	test_neighbours();
	test_places();
	test_failure();
	test_own();
	test_locked();
	test_locked_write();
	test_held_read();
	test_held_write();
	return checks_failed != 0;
}
