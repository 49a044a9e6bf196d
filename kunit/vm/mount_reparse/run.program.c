/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Opens files by names that a minifilter replaces, and uses them: "from/NAME" is "to/NAME".
 */
#include "../program.h"

#include <dirent.h>
#include <sys/file.h>
#include <sys/xattr.h>

static const char *lower_path;

static char *low(const char *name)
{
	static char paths[4][256];
	static int next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", lower_path, name);
	return path;
}

static void expect_errno(const char *path, int flags, int error)
{
	const int file = open(path, flags, 0600);

	EQUAL(file, -1);
	EQUAL(errno, error);
	if (file >= 0 || errno != error)
		printf("%s with %o\n", path, flags);
	if (file >= 0)
		close(file);
}

static void run(const char *test)
{
	expect_errno(test, O_RDONLY | O_CREAT, EPERM);
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

static void put(int file, const char *text)
{
	EQUAL(write(file, text, strlen(text)), strlen(text));
}

static void fill(const char *path, const char *text)
{
	const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	CHECK(file >= 0);
	put(file, text);
	close(file);
}

/* What the open file is: to stat, to the system, and to a mapping. */
static void test_identity(void)
{
	const int file = open("from/there", O_RDWR);
	char name[64], target[256];
	struct stat opened, asked;
	ssize_t length;
	char *map;

	CHECK(file >= 0);
	EQUAL(fstat(file, &opened), 0);
	EQUAL(stat("to/there", &asked), 0);
	EQUAL(opened.st_ino, asked.st_ino);
	EQUAL(opened.st_dev, asked.st_dev);
	EQUAL(opened.st_size, 5);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", file);
	length = readlink(name, target, sizeof(target) - 1);
	CHECK(length > 9);
	target[length > 0 ? length : 0] = 0;
	CHECK(strstr(target, "/to/there"));
	map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	CHECK(map != MAP_FAILED);
	EQUAL(memcmp(map, "moved", 5), 0);
	map[0] = 'M';
	EQUAL(msync(map, 4096, MS_SYNC), 0);
	munmap(map, 4096);
	expect_text("to/there", "Moved");
	EQUAL(ftruncate(file, 3), 0);
	EQUAL(fchmod(file, 0640), 0);
	EQUAL(fsync(file), 0);
	EQUAL(stat(low("to/there"), &asked), 0);
	EQUAL(asked.st_size, 3);
	EQUAL(asked.st_mode & 0777, 0640);
	EQUAL(pwrite(file, "moved", 5, 0), 5);
	close(file);
	expect_text(low("to/there"), "moved");
	expect_text(low("from/there"), "stays");
}

/* The names are one lock's. */
static void test_locks(void)
{
	const int one = open("from/there", O_RDWR), two = open("to/there", O_RDWR);

	EQUAL(flock(one, LOCK_EX), 0);
	EQUAL(flock(two, LOCK_EX | LOCK_NB), -1);
	EQUAL(errno, EWOULDBLOCK);
	close(one);
	EQUAL(flock(two, LOCK_EX | LOCK_NB), 0);
	close(two);
}

static void test_new_files(void)
{
	struct stat stat;
	int file = open("from/new", O_WRONLY | O_CREAT | O_EXCL, 0640);

	CHECK(file >= 0);
	put(file, "new");
	close(file);
	expect_text(low("to/new"), "new");
	EQUAL(lstat(low("to/new"), &stat), 0);
	EQUAL(stat.st_mode & 0777, 0640);
	EQUAL(lstat(low("from/new"), &stat), -1);
	EQUAL(lstat("from/new", &stat), -1);
	EQUAL(errno, ENOENT);
	expect_errno("from/new", O_WRONLY | O_CREAT | O_EXCL, EEXIST);
	file = open("from/new", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK(file >= 0);
	EQUAL(lstat(low("to/new"), &stat), 0);
	EQUAL(stat.st_size, 0);
	close(file);
	fill("from/there", "moved");
	expect_text(low("to/there"), "moved");
	expect_text(low("from/there"), "stays");
	/* The other name has no file yet: it gets the mode of the one that was asked for. */
	fill(low("from/alone"), "alone");
	EQUAL(chmod(low("from/alone"), 0604), 0);
	file = open("from/alone", O_RDWR | O_CREAT, 0777);
	CHECK(file >= 0);
	close(file);
	EQUAL(lstat(low("to/alone"), &stat), 0);
	EQUAL(stat.st_mode & 0777, 0604);
	EQUAL(stat.st_size, 0);
	/* Linux holds a freeze of the mount off while it truncates the name that is there. */
	fill(low("from/emptied"), "stays");
	file = open("from/emptied", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK(file >= 0);
	put(file, "new");
	close(file);
	expect_text(low("to/emptied"), "new");
	expect_text(low("from/emptied"), "stays");
}

static void *create_held(void *unused)
{
	(void)unused;
	const int file = open("to/held", O_RDWR | O_CREAT | O_EXCL, 0600);

	CHECK(file >= 0);
	put(file, "held");
	close(file);
	return NULL;
}

/* row 656: an open that is refused leaves the name alone that another program is making */
static void test_name_of_another(void)
{
	pthread_t thread;

	EQUAL(pthread_create(&thread, NULL, create_held, NULL), 0);
	run("t_wait");
	expect_errno("from/held", O_RDWR | O_CREAT, EACCES);
	run("t_release");
	pthread_join(thread, NULL);
	expect_text(low("to/held"), "held");
}

/* row 714: the mount at BOUND shows one folder alone */
static void test_bound(const char *path)
{
	EQUAL(chdir(path), 0);
	expect_errno("there", O_RDONLY, EXDEV);
	expect_errno("bound", O_RDWR | O_CREAT, EXDEV);
	EQUAL(chdir(".."), 0);
}

/* row 656: names that are not there below are what the filter moves as well */
static void test_missing(void)
{
	struct dirent *entry;
	bool found = false;
	DIR *folder;

	expect_text("from/only", "only");
	folder = opendir("from/sub");
	CHECK(folder);
	while (folder && (entry = readdir(folder)))
		found = found || !strcmp(entry->d_name, "in sub");
	CHECK(found);
	if (folder)
		closedir(folder);
	expect_errno("from/only", O_RDONLY | O_DIRECTORY, ENOTDIR);
	expect_errno("from/sub", O_WRONLY, EISDIR);
	expect_errno("from/missing", O_RDONLY, ENOENT);
	expect_errno("from/missing", O_RDONLY, ENOENT);
	expect_errno("from/missing", O_RDONLY | O_DIRECTORY, ENOENT);
	expect_errno("from/none/missing", O_RDWR, ENOENT);
	expect_errno("nowhere", O_RDONLY, ENOENT);
	EQUAL(access("nowhere", F_OK), -1);
	EQUAL(mkdir("nowhere", 0700), 0);
	EQUAL(rmdir("nowhere"), 0);
}

static void test_chain(void)
{
	expect_text("chain9", "end");
	expect_errno("loop", O_RDONLY, ELOOP);
	expect_errno("loop", O_RDWR | O_CREAT, ELOOP);
	expect_text("by hand/there", "moved");
}

/* row 714 */
static void test_outside(void)
{
	expect_errno("elsewhere/file", O_RDONLY, EXDEV);
	expect_errno("no volume", O_RDONLY, EXDEV);
	expect_errno("dots", O_RDONLY, EINVAL);
	expect_errno("link out", O_RDONLY, EXDEV);
	expect_errno("absolute", O_RDONLY, EXDEV);
	expect_errno("below/file", O_RDONLY, EXDEV);
	expect_errno("below/file", O_RDWR | O_CREAT, EXDEV);
	expect_errno("tagged", O_RDONLY, EIO);
}

/* The kinds that are not opened in place of a file. */
static void test_kinds(void)
{
	expect_errno("from/pipe", O_RDONLY | O_NONBLOCK, EACCES);
	expect_errno("from/link", O_RDONLY | O_NOFOLLOW, ELOOP);
	expect_text("from/link", "only");
}

static void expect_stat(const char *path, const char *other)
{
	struct stat found, expected;

	EQUAL(lstat(path, &found), 0);
	EQUAL(lstat(low(other), &expected), 0);
	EQUAL(found.st_ino, expected.st_ino);
	EQUAL(found.st_mode, expected.st_mode);
	EQUAL(found.st_size, expected.st_size);
	if (found.st_ino != expected.st_ino)
		printf("%s is not %s\n", path, other);
}

/* The name is there below, as no other is asked about. */
static void expect_stat_errno(const char *path, int error)
{
	const bool is_new = access(low(path), F_OK);
	struct stat stat;

	if (is_new)
		fill(low(path), "asked for");
	EQUAL(lstat(path, &stat), -1);
	EQUAL(errno, error);
	if (errno != error)
		printf("stat of %s\n", path);
	if (is_new)
		EQUAL(unlink(low(path)), 0);
}

/* row 945 */
static void test_stat(void)
{
	fill(low("from/link"), "a file");
	fill(low("from/pipe"), "a file");
	fill(low("chain1"), "");
	fill(low("chain2"), "");
	EQUAL(mkdir(low("from/sub"), 0700), 0);
	expect_stat("from/there", "to/there");
	expect_stat("from/link", "to/link");
	expect_stat("from/pipe", "to/pipe");
	expect_stat("from/sub", "to/sub");
	expect_stat("chain2", "chain0");
	expect_stat("to/there", "to/there");
	expect_stat_errno("from/gone", ENOENT);
	expect_stat_errno("loop", ELOOP);
	expect_stat_errno("elsewhere/file", EXDEV);
	expect_stat_errno("no volume", EXDEV);
	expect_stat_errno("dots", EINVAL);
	expect_stat_errno("below/file", EXDEV);
	expect_stat_errno("tagged", EIO);
	EQUAL(unlink(low("from/link")), 0);
	EQUAL(unlink(low("from/pipe")), 0);
	EQUAL(unlink(low("chain1")), 0);
	EQUAL(unlink(low("chain2")), 0);
	EQUAL(rmdir(low("from/sub")), 0);
}

/* The rights to the folders on the way count. */
static void test_stat_rights(void)
{
	int status;
	pid_t child;

	EQUAL(chmod(low("to"), 0700), 0);
	child = fork();
	if (!child) {
		CHECK(!setgid(77) && !setuid(77));
		expect_stat_errno("from/there", EACCES);
		exit(checks_failed);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
	EQUAL(chmod(low("to"), 0755), 0);
}

#define STAYS(call) do { EQUAL(call, -1); EQUAL(errno, EXDEV); } while (0)

/* row 946: calls that change a file, and have only a path, change neither file */
static void test_changes(void)
{
	const struct timespec times[] = { { 1, 0 }, { 2, 0 } };
	struct stat before[2], after[2];
	char value[8];

	EQUAL(mkdir(low("from/sub"), 0700), 0);
	fill(low("plain"), "plain");
	EQUAL(lstat(low("from/there"), &before[0]), 0);
	EQUAL(lstat(low("to/there"), &before[1]), 0);
	STAYS(truncate("from/there", 1));
	STAYS(chmod("from/there", 0777));
	STAYS(chown("from/there", 7, 7));
	STAYS(utimensat(AT_FDCWD, "from/there", times, 0));
	STAYS(unlink("from/there"));
	STAYS(rmdir("from/sub"));
	STAYS(rename("from/there", "moved"));
	STAYS(rename("plain", "from/there"));
	STAYS(rename("plain", "from/moved"));
	STAYS(link("from/there", "linked"));
	STAYS(link("plain", "from/linked"));
	STAYS(mkdir("from/made", 0700));
	STAYS(mknod("from/made", S_IFREG | 0600, 0));
	STAYS(getxattr("from/there", "user.a", value, sizeof(value)));
	STAYS(setxattr("from/there", "user.a", "b", 1, 0));
	STAYS(removexattr("from/there", "user.a"));
	EQUAL(lstat(low("from/there"), &after[0]), 0);
	EQUAL(lstat(low("to/there"), &after[1]), 0);
	EQUAL(memcmp(before, after, sizeof(before)), 0);
	expect_text(low("plain"), "plain");
	EQUAL(access(low("from/made"), F_OK), -1);
	EQUAL(access(low("to/made"), F_OK), -1);
	EQUAL(access(low("to/moved"), F_OK), -1);
	EQUAL(access(low("to/linked"), F_OK), -1);
	EQUAL(rmdir(low("from/sub")), 0);
	EQUAL(unlink(low("plain")), 0);
}

static int run_program(const char *path)
{
	int status;
	const pid_t child = fork();

	if (!child) {
		execl(path, path, "child", NULL);
		exit(errno);
	}
	EQUAL(waitpid(child, &status, 0), child);
	return WEXITSTATUS(status);
}

/* The counts of readers and writers are those of each file. */
static void test_programs(void)
{
	int file;

	EQUAL(run_program("from/program"), 77);
	EQUAL(run_program("from/only"), EACCES);
	file = open("from/program", O_RDWR);
	CHECK(file >= 0);
	EQUAL(run_program("to/program"), ETXTBSY);
	EQUAL(run_program("from/program"), ETXTBSY);
	close(file);
	EQUAL(run_program("to/program"), 77);
	EQUAL(run_program("from/program"), 77);
	file = open("from/there", O_RDWR);
	close(file);
	file = open("from/there", O_RDONLY);
	close(file);
}

static void test_rights(void)
{
	int status;
	pid_t child;

	fill(low("to/private"), "secret");
	EQUAL(chmod(low("to/private"), 0600), 0);
	fill(low("from/private"), "");
	EQUAL(chmod(low("from/private"), 0666), 0);
	child = fork();
	if (!child) {
		CHECK(!setgid(77) && !setuid(77));
		expect_errno("from/private", O_RDONLY, EACCES);
		expect_errno("from/private", O_WRONLY | O_TRUNC, EACCES);
		expect_errno("from/brand new", O_WRONLY | O_CREAT, EACCES);
		expect_errno("from/only", O_RDONLY | O_NOATIME, EPERM);
		exit(checks_failed);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
	expect_text("to/private", "secret");
}

static void test_removed(void)
{
	struct stat stat;
	const int file = open("from/gone", O_RDWR | O_CREAT, 0600);

	CHECK(file >= 0);
	EQUAL(unlink("to/gone"), 0);
	put(file, "still");
	EQUAL(fstat(file, &stat), 0);
	EQUAL(stat.st_size, 5);
	EQUAL(stat.st_nlink, 0);
	close(file);
}

/* While others look for names that are not there, these can be made. */
#define ROUNDS 200

static void *look(void *name)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		const int file = open(name, O_RDONLY);

		if (file >= 0)
			close(file);
		else
			EQUAL(errno, ENOENT);
	}
	return NULL;
}

static void test_race(void)
{
	pthread_t threads[2];
	int i;

	for (i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, look, (void *)(i ? "from/raced" : "raced"));
	for (i = 0; i < ROUNDS; i++) {
		const char *name = i % 2 ? "from/raced" : "raced";
		const int file = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);

		CHECK(file >= 0);
		close(file);
		EQUAL(unlink(i % 2 ? "to/raced" : "raced"), 0);
	}
	for (i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
}

/* row 656: the counts of the upper filter are in the log */
static void test_counts(void)
{
	run("t_counts");
	expect_text("from/there", "moved");
	expect_errno("nowhere", O_RDONLY, ENOENT);
	run("t_counts");
}

int main(int count, char **arguments)
{
	if (count == 2 && !strcmp(arguments[1], "child"))
		return 77;
	lower_path = arguments[2];
	EQUAL(chdir(arguments[1]), 0);
	if (count == 5) {
		test_bound(arguments[4]);
		return checks_failed;
	}
	if (count == 4) {
		expect_errno("from/read only", O_RDONLY | O_CREAT, EROFS);
		expect_text("from/there", "moved");
		return checks_failed;
	}
	test_identity();
	test_locks();
	test_new_files();
	test_name_of_another();
	test_missing();
	test_chain();
	test_outside();
	test_kinds();
	test_stat();
	test_stat_rights();
	test_changes();
	test_programs();
	test_rights();
	test_removed();
	test_race();
	test_counts();
	run("t_own");
	return checks_failed;
}
