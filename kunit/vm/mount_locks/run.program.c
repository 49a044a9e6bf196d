/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks files on a mount by fcntl(2) and flock(2).
 *
 *	run MOUNT		with the minifilter
 *	run MOUNT plain		without it
 */
#include "../mount_program.h"

#include <sys/file.h>

static int open_file(const char *name)
{
	const int file = open(name, O_RDWR | O_CREAT, 0600);

	CHECK(file >= 0);
	return file;
}

/* Five bytes from the tenth on. */
static long lock(int file, int command, int type)
{
	struct flock range = { .l_type = type, .l_whence = SEEK_SET, .l_start = 10, .l_len = 5 };

	return result(fcntl(file, command, &range));
}

/* Whether another process could lock it. */
static int type_for_others(const char *name)
{
	struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 0 };
	int status = -1, file;
	pid_t child = fork();

	if (!child) {
		file = open(name, O_RDWR);
		exit(fcntl(file, F_GETLK, &range) ? 99 : range.l_type);
	}
	waitpid(child, &status, 0);
	return WEXITSTATUS(status);
}

static void test_ranges(void)
{
	const int file = open_file("plain"), other = open_file("plain");
	int status;
	pid_t child;

	check_trace("");
	EQUAL(lock(file, F_SETLK, F_WRLCK), 0);
	check_trace("l");
	EQUAL(type_for_others("plain"), F_WRLCK);
	check_trace("");
	child = fork();
	if (!child)
		exit(lock(other, F_SETLK, F_WRLCK) != -EAGAIN);
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
	check_trace("l");
	EQUAL(lock(file, F_SETLK, F_UNLCK), 0);
	EQUAL(type_for_others("plain"), F_UNLCK);
	check_trace("u");
	EQUAL(lock(file, F_OFD_SETLK, F_WRLCK), 0);
	EQUAL(lock(other, F_OFD_SETLK, F_WRLCK), -EAGAIN);
	check_trace("ll");
	/* The close of any descriptor ends the locks of a process, and that of the last one those of the file. */
	EQUAL(lock(file, F_SETLK, F_WRLCK), -EAGAIN);
	close(file);
	close(other);
	EQUAL(type_for_others("plain"), F_UNLCK);
}

static void test_flock(void)
{
	const int file = open_file("plain"), other = open_file("plain");

	check_trace(is_filtered ? "l" : "");
	EQUAL(result(flock(file, LOCK_EX)), 0);
	EQUAL(result(flock(other, LOCK_EX | LOCK_NB)), -EWOULDBLOCK);
	EQUAL(result(flock(file, LOCK_UN)), 0);
	EQUAL(result(flock(other, LOCK_SH | LOCK_NB)), 0);
	check_trace("LLUL");
	close(other);
	EQUAL(result(flock(file, LOCK_EX | LOCK_NB)), 0);
	check_trace("L");
	close(file);
	check_trace("");
}

/* Older kernels do not list a lock that waits behind another one that waits. */
static void wait_for_waiter(void)
{
	while (!file_has("/proc/locks", "->"))
		sched_yield();
}

static void wait_for(int file)
{
	lock(file, F_SETLKW, F_WRLCK);
	exit(0);
}

/* A process that waits for a lock is killed, and another one gets it. */
static void test_waits(void)
{
	const int file = open_file("waits");
	pid_t killed, patient;
	int status;

	EQUAL(lock(file, F_SETLK, F_WRLCK), 0);
	killed = fork();
	if (!killed)
		wait_for(file);
	wait_for_waiter();
	patient = fork();
	if (!patient)
		wait_for(file);
	EQUAL(kill(killed, SIGKILL), 0);
	EQUAL(waitpid(killed, &status, 0), killed);
	EQUAL(WTERMSIG(status), SIGKILL);
	wait_for_waiter();
	EQUAL(lock(file, F_SETLK, F_UNLCK), 0);
	EQUAL(waitpid(patient, &status, 0), patient);
	EQUAL(status, 0);
	close(file);
	check_trace("lllu");
}

static void hinder(const char *name, long expected, int type)
{
	const int file = open_file(name);

	EQUAL(lock(file, F_SETLK, F_WRLCK), expected);
	EQUAL(type_for_others(name), type);
	lock(file, F_SETLK, F_UNLCK);
	close(file);
	EQUAL(type_for_others(name), F_UNLCK);
}

static void test_hindered(void)
{
	hinder("refused", -EACCES, F_UNLCK);
	hinder("swallowed", 0, F_UNLCK);
	hinder("late", -EDQUOT, F_WRLCK);
	hinder("deferred", 0, F_WRLCK);
	hinder("changed", -EINVAL, F_UNLCK);
	hinder("shorter", -EINVAL, F_UNLCK);
	hinder("exclusive", -EINVAL, F_UNLCK);
	check_trace("lululululululu");
}

int main(int count, char **words)
{
	if (count < 2)
		return 2;
	is_filtered = count == 2;
	mount_path = words[1];
	EQUAL(chdir(mount_path), 0);
	test_ranges();
	test_flock();
	test_waits();
	if (is_filtered)
		test_hindered();
	return checks_failed != 0;
}
