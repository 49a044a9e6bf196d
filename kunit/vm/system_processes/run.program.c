/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has a driver find processes in the system's list, and compares them with what /proc says.
 */
#include "../program.h"

#include <dirent.h>
#include <sys/resource.h>

#include "found.h"

#define RUNNING (2 << 8)
#define WAITING (5 << 8)
#define SUSPENDED (5 << 8 | 5)

static int file;

static struct found look(unsigned int id)
{
	struct found found = { .wrong = 1 };
	struct winwork_request request = control_of(LOOK, &id, sizeof(id), &found, sizeof(found));

	EQUAL(control_full(file, &request), 0);
	EQUAL(request.information, sizeof(found));
	EQUAL(found.wrong, 0);
	return found;
}

/* The number behind @label in a file of /proc, -1 for none. */
static long long number_in(const char *path, const char *label)
{
	char line[256];
	long long number = -1;
	FILE *in = fopen(path, "r");

	while (in && fgets(line, sizeof(line), in))
		if (!strncmp(line, label, strlen(label)))
			number = atoll(line + strlen(label));
	if (in)
		fclose(in);
	return number;
}

/* But for the folder's own. */
static unsigned int open_files(void)
{
	DIR *folder = opendir("/proc/self/fd");
	unsigned int count = 0;

	while (readdir(folder))
		count++;
	closedir(folder);
	return count - 3;
}

static void *wait_for_signal(void *unused)
{
	(void)unused;
	pause();
	return NULL;
}

static bool sleeps(pid_t id, const char *state)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/stat", id);
	return file_has(path, state);
}

static void test_memory(const struct found *found)
{
	EQUAL(found->virtual_size, number_in("/proc/self/status", "VmSize:") * 1024);
	EQUAL(found->private_bytes, (number_in("/proc/self/status", "VmData:") +
				     number_in("/proc/self/status", "VmStk:")) * 1024);
	CHECK(found->working_set > 0 && found->working_set < found->virtual_size);
	CHECK(found->peak_working_set >= found->working_set);
	CHECK(found->page_faults > 0);
}

/* Nothing is written between the two. */
static void test_io(void)
{
	const struct found found = look(getpid());
	const long long writes = number_in("/proc/self/io", "syscw:"), bytes = number_in("/proc/self/io", "wchar:");

	EQUAL(found.writes, writes < 0 ? 0 : writes);
	EQUAL(found.bytes_written, writes < 0 ? 0 : bytes);
	EQUAL(found.reads > 0 && found.bytes_read > 0, writes >= 0);
}

/* Linux counts pages by the dozen. */
static volatile char touched[1 << 20];

static void touch_memory(void)
{
	size_t i;

	for (i = 0; i < sizeof(touched); i += 4096)
		touched[i] = 1;
}

/* Its two threads: this one runs. */
static void test_self(void)
{
	struct found found;
	pthread_t thread;
	char path[64];
	DIR *tasks;
	const struct dirent *task;
	pid_t other = 0;

	touch_memory();
	EQUAL(setpriority(PRIO_PROCESS, 0, 10), 0);
	EQUAL(pthread_create(&thread, NULL, wait_for_signal, NULL), 0);
	tasks = opendir("/proc/self/task");
	while ((task = readdir(tasks)))
		if (atoi(task->d_name) && atoi(task->d_name) != getpid())
			other = atoi(task->d_name);
	closedir(tasks);
	snprintf(path, sizeof(path), "self/task/%d", other);
	while (!sleeps(other, ") S "))
		;
	found = look(getpid());
	EQUAL(found.is_listed, 1);
	EQUAL(strcmp(found.name, "run"), 0);
	EQUAL(found.parent, getppid());
	EQUAL(found.handles, open_files());
	EQUAL(found.threads, 2);
	EQUAL(found.ids[0], getpid());
	EQUAL(found.ids[1], other);
	EQUAL(found.states[0], RUNNING);
	EQUAL(found.states[1], WAITING);
	EQUAL(found.priority, 4);	/* of the nice value 10 */
	EQUAL(found.session, (unsigned int)number_in("/proc/self/sessionid", "") + 1 ?
	      number_in("/proc/self/sessionid", "") : 0);
	test_memory(&found);
}

/* It is not in the list once it has ended, also if its parent has not noticed. */
static void test_end(void)
{
	siginfo_t info;
	pid_t child = fork();

	if (!child)
		wait_for_signal(NULL);
	EQUAL(look(child).is_listed, 1);
	kill(child, SIGSTOP);
	EQUAL(waitid(P_PID, child, &info, WSTOPPED), 0);
	EQUAL(look(child).states[0], SUSPENDED);
	kill(child, SIGKILL);
	EQUAL(waitid(P_PID, child, &info, WEXITED | WNOWAIT), 0);
	EQUAL(look(child).is_listed, 0);
	EQUAL(waitpid(child, NULL, 0), child);
}

/* Its first thread has ended, another one has not. */
static void test_without_first_thread(void)
{
	struct found found;
	pid_t child = fork();
	pthread_t thread;

	if (!child) {
		pthread_create(&thread, NULL, wait_for_signal, NULL);
		syscall(SYS_exit, 0);
	}
	while (!sleeps(child, ") Z "))
		;
	found = look(child);
	EQUAL(found.is_listed, 1);
	EQUAL(found.threads, 1);
	EQUAL(found.ids[0] != (unsigned int)child, 1);
	EQUAL(found.parent, getpid());
	kill(child, SIGKILL);
	EQUAL(waitpid(child, NULL, 0), child);
}

int main(void)
{
	file = open("/dev/winwork/Processes", O_RDWR);
	CHECK(file >= 0);
	test_self();
	test_io();
	test_end();
	test_without_first_thread();
	return checks_failed;
}
