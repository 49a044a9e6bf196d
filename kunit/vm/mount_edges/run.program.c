/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Direct I/O, space, dropped rights, races for one name, synchronised writes, and killed programs, on a
 * mount. Where no filter is concerned, the lower file system says what is right.
 */
#include "../mount_program.h"

#include <sys/statvfs.h>

#include "edges.h"

static void fill(const char *name)
{
	int file = open(in(lower_path, name), O_WRONLY | O_CREAT | O_TRUNC, 0644);

	EQUAL(write(file, "text", 4), 4);
	close(file);
}

static struct state get_state(void)
{
	struct state state = { .creates = -1 };
	int file = open(in(mount_path, "state"), O_RDONLY);

	EQUAL(read(file, &state, sizeof(state)), sizeof(state));
	close(file);
	return state;
}

static void wait_kept(void)
{
	int file = open(in(mount_path, "wait"), O_RDONLY);
	char byte;

	EQUAL(read(file, &byte, 1), 0);
	close(file);
}

static void release(void)
{
	int file = open(in(mount_path, "release"), O_WRONLY);

	EQUAL(write(file, "x", 1), 1);
	close(file);
}

/* ---- As below ------------------------------------------------------------------------------ */

struct direct {
	long opened, wrote, read, set, wrote_set;
};

static struct direct try_direct(const char *folder, char *page)
{
	struct direct got = { 0 };
	int file = open(in(folder, "direct"), O_RDWR | O_CREAT | O_TRUNC | O_DIRECT, 0644);

	got.opened = file < 0 ? -errno : 0;
	if (file >= 0) {
		got.wrote = result(pwrite(file, page, 4096, 0));
		got.read = result(pread(file, page, 4096, 0));
		close(file);
	}
	file = open(in(folder, "set"), O_RDWR | O_CREAT | O_TRUNC, 0644);
	got.set = result(fcntl(file, F_SETFL, O_DIRECT));
	got.wrote_set = result(pwrite(file, page, 4096, 0));
	close(file);
	return got;
}

/* An open with O_DIRECT, and a file that gets the flag later. */
static void test_direct(void)
{
	struct direct above, below;
	char *page = aligned_alloc(4096, 4096);

	memset(page, 'd', 4096);
	below = try_direct(lower_path, page);
	above = try_direct(mount_path, page);
	EQUAL(above.opened, below.opened);
	EQUAL(above.wrote, below.wrote);
	EQUAL(above.read, below.read);
	EQUAL(above.set, below.set);
	/* Overlayfs lets the flag be set, and then refuses the write. The file below the mount has no flag. */
	CHECK(above.wrote_set == below.wrote_set || (above.wrote_set == 4096 && below.wrote_set == -EINVAL));
	CHECK(page[0] == 'd' && page[4095] == 'd');
	free(page);
}

static unsigned long free_inodes(void)
{
	struct statvfs stat;

	EQUAL(statvfs(lower_path, &stat), 0);
	return stat.f_ffree;
}

/* Makes and removes a file and a folder, and returns how many inodes that has taken. */
static long leave_nothing(const char *folder)
{
	const unsigned long before = free_inodes();
	int file = open(in(folder, "taken"), O_WRONLY | O_CREAT, 0644);

	EQUAL(write(file, "text", 4), 4);
	close(file);
	EQUAL(mkdir(in(folder, "taken_folder"), 0755), 0);
	CHECK(free_inodes() < before);
	EQUAL(unlink(in(folder, "taken")), 0);
	EQUAL(rmdir(in(folder, "taken_folder")), 0);
	return (long)before - (long)free_inodes();
}

/* What is removed gives its space back at once. */
static void test_space(void)
{
	leave_nothing(lower_path);
	EQUAL(leave_nothing(lower_path), 0);
	EQUAL(leave_nothing(mount_path), 0);
}

/* syncfs() reaches the disk of the lower file system. */
static void test_sync(const char *disk)
{
	const size_t room = 32 << 20;
	char *all = malloc(room), text[64];
	int file = open(in(mount_path, "synced"), O_WRONLY | O_CREAT, 0644), image;
	ssize_t size;

	snprintf(text, sizeof(text), "to the disk: %d, %ld", getpid(), (long)time(NULL));
	EQUAL(write(file, text, strlen(text)), strlen(text));
	EQUAL(syncfs(file), 0);
	image = open(disk, O_RDONLY);
	size = read(image, all, room);
	CHECK(size > 0 && memmem(all, size, text, strlen(text)));
	close(image);
	close(file);
	free(all);
}

/* ---- Filters ------------------------------------------------------------------------------- */

/* rows 626, 638: a filter has dropped the access, which then does not change the size */
static void test_dropped_access(void)
{
	struct stat stat_below;
	int file;

	fill("read_only");
	file = open(in(mount_path, "read_only"), O_RDWR);
	CHECK(file >= 0);
	EQUAL(result(write(file, "x", 1)), -EACCES);
	EQUAL(result(ftruncate(file, 0)), -EACCES);
	EQUAL(stat(in(lower_path, "read_only"), &stat_below), 0);
	EQUAL(stat_below.st_size, 4);
	close(file);
}

static void *create_kept(void *unused)
{
	long file = open(in(mount_path, "kept_create"), O_WRONLY | O_CREAT, 0644);

	(void)unused;
	file = result(file);
	if (file >= 0)
		close(file);
	return (void *)file;
}

/* row 624: opens of the name meanwhile find no file, and do not disturb the one that makes it */
static void test_one_create(void)
{
	const int before = get_state().creates;
	pthread_t thread;
	void *file;

	pthread_create(&thread, NULL, create_kept, NULL);
	wait_kept();
	EQUAL(result(open(in(mount_path, "kept_create"), O_RDONLY)), -ENOENT);
	EQUAL(result(open(in(mount_path, "kept_create"), O_WRONLY)), -ENOENT);
	release();
	pthread_join(thread, &file);
	CHECK((long)file >= 0);
	EQUAL(get_state().creates, before + 1);
	EQUAL(unlink(in(mount_path, "kept_create")), 0);
}

/* row 690: one filter waits in the program's thread, and one below it continues in another */
static void test_synchronised(void)
{
	const struct state before = get_state();
	struct state after;
	char text[8] = "";
	int file = open(in(mount_path, "sync"), O_RDWR | O_CREAT, 0644);

	EQUAL(pwrite(file, "text", 4, 0), 4);
	after = get_state();
	EQUAL(after.deferred, before.deferred + 1);
	EQUAL(after.synchronised, before.synchronised + 1);
	EQUAL(pread(file, text, sizeof(text), 0), 4);
	CHECK(!strcmp(text, "text"));
	close(file);
}

static void write_kept(void)
{
	int file = open(in(mount_path, "kept"), O_WRONLY);

	_exit(file < 0 || write(file, "gone", 4) != 4);
}

/* row 697: the filter keeps a write of a killed program, whose file is gone by then */
static void test_killed(void)
{
	pid_t child;
	int status;

	fill("kept");
	child = fork();
	if (!child)
		write_kept();
	wait_kept();
	EQUAL(kill(child, SIGKILL), 0);
	EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	EQUAL(unlink(in(mount_path, "kept")), 0);
	release();
	EQUAL(get_state().node_type, 0x702);
}

int main(int count, char **arguments)
{
	/* Whom a setuid program runs as. */
	if (count == 1)
		return geteuid() == 0;
	if (!strcmp(arguments[1], "as_user")) {
		EQUAL(setuid(1000), 0);
		execl(arguments[2], arguments[2], NULL);
		return 1;
	}
	mount_path = arguments[2];
	lower_path = arguments[3];
	test_direct();
	test_space();
	if (count > 4)
		test_sync(arguments[4]);
	if (!strcmp(arguments[1], "filtered")) {
		fill("state");
		fill("wait");
		fill("release");
		test_dropped_access();
		test_one_create();
		test_synchronised();
		test_killed();
	}
	return checks_failed != 0;
}
