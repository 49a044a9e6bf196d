/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has a driver find processes: this one, its parent, one that ends, the system's, and none.
 */
#include "../program.h"

#include "lookup.h"

#define STATUS_INVALID_CID ((int)0xC000000B)
#define STATUS_PROCESS_IS_TERMINATING ((int)0xC000010A)
#define SYSTEM 4
#define KTHREADD 2

static int file;

static struct found look(unsigned int id)
{
	struct found found = { .status = 1 };
	struct winwork_request request = control_of(LOOK, &id, sizeof(id), &found, sizeof(found));

	EQUAL(control_full(file, &request), 0);
	EQUAL(request.information, sizeof(found));
	EQUAL(found.wrong, 0);
	return found;
}

/* The path of the program, with backslashes, behind @prefix. */
static void expect_image(const char *found, const char *prefix, const char *path)
{
	char expected[512];
	size_t i;

	snprintf(expected, sizeof(expected), "%s%s", prefix, path);
	for (i = 0; expected[i]; i++)
		if (expected[i] == '/')
			expected[i] = '\\';
	if (strcmp(found, expected))
		printf("%s, not %s\n", found, expected);
	EQUAL(strcmp(found, expected), 0);
}

static void expect_process(pid_t id, pid_t parent)
{
	const struct found found = look(id);
	char link[64], path[256] = "";

	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(found.open_status, STATUS_SUCCESS);
	EQUAL(found.image_status, STATUS_SUCCESS);
	EQUAL(found.id, id);
	EQUAL(found.id_of_basic, id);
	EQUAL(found.parent, parent);
	snprintf(link, sizeof(link), "/proc/%d/exe", id);
	CHECK(readlink(link, path, sizeof(path) - 1) > 0);
	expect_image(found.image, "\\Device\\HarddiskVolume1", path);
	expect_image(found.image_of_query, "\\Device\\HarddiskVolume1", path);
	expect_image(found.image_of_win32, "C:", path);
}

static void expect_none(unsigned int id)
{
	const struct found found = look(id);

	EQUAL(found.status, STATUS_INVALID_PARAMETER);
	EQUAL(found.open_status, STATUS_INVALID_CID);
}

/* It is found until it is waited for; without its memory it has no program any more. */
static void test_end(void)
{
	int ready[2];
	pid_t child;
	siginfo_t info;
	struct found found;

	EQUAL(pipe(ready), 0);
	child = fork();
	if (!child) {
		close(ready[1]);
		_exit(read(ready[0], ready, 1) != 0);
	}
	expect_process(child, getpid());
	close(ready[1]);
	EQUAL(waitid(P_PID, child, &info, WEXITED | WNOWAIT), 0);
	found = look(child);
	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(found.image[0], 0);
	EQUAL(waitpid(child, NULL, 0), child);
	expect_none(child);
}

static int terminate(unsigned int id)
{
	struct winwork_request request = control_of(TERMINATE, &id, sizeof(id), NULL, 0);

	control_full(file, &request);
	return request.status;
}

/* It ends by SIGKILL, also if it ignores what can be ignored. The first process and the system's stay. */
static void test_terminate(void)
{
	siginfo_t info;
	pid_t child = fork();

	if (!child) {
		for (;;)
			pause();
	}
	EQUAL(terminate(child), STATUS_SUCCESS);
	EQUAL(waitid(P_PID, child, &info, WEXITED | WNOWAIT), 0);
	EQUAL(info.si_code, CLD_KILLED);
	EQUAL(info.si_status, SIGKILL);
	EQUAL(terminate(child), STATUS_PROCESS_IS_TERMINATING);
	EQUAL(waitpid(child, NULL, 0), child);
	EQUAL(terminate(child), STATUS_INVALID_CID);
	EQUAL(terminate(1), STATUS_ACCESS_DENIED);
	EQUAL(terminate(SYSTEM), STATUS_ACCESS_DENIED);
}

static void *wait_for_signal(void *unused)
{
	(void)unused;
	pause();
	return NULL;
}

/* Its first thread has ended, another one has not. */
static void test_terminate_without_first_thread(void)
{
	pid_t child = fork();
	pthread_t thread;
	siginfo_t info;
	char path[64];

	if (!child) {
		pthread_create(&thread, NULL, wait_for_signal, NULL);
		syscall(SYS_exit, 0);
	}
	snprintf(path, sizeof(path), "/proc/%d/stat", child);
	while (!file_has(path, ") Z "))
		;
	EQUAL(terminate(child), STATUS_SUCCESS);
	EQUAL(waitid(P_PID, child, &info, WEXITED), 0);
	EQUAL(info.si_code, CLD_KILLED);
	EQUAL(info.si_status, SIGKILL);
}

/* The call returns in the process that it ends; the program never sees it return. */
static void test_terminate_itself(void)
{
	int status = 0;
	pid_t child = fork();

	if (!child)
		_exit(terminate(getpid()) == STATUS_SUCCESS);
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, 1);
}

static void test_system(void)
{
	const struct found found = look(SYSTEM);

	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(found.open_status, STATUS_SUCCESS);
	EQUAL(found.id, SYSTEM);
	EQUAL(found.parent, 0);
	EQUAL(found.image_status, STATUS_SUCCESS);
	EQUAL(found.image[0] | found.image_of_query[0] | found.image_of_win32[0], 0);
}

static struct found_thread look_at_thread(unsigned int id)
{
	struct found_thread found = { .status = 1 };
	struct winwork_request request = control_of(LOOK_AT_THREAD, &id, sizeof(id), &found, sizeof(found));

	EQUAL(control_full(file, &request), 0);
	EQUAL(found.wrong, 0);
	return found;
}

static void expect_thread(unsigned int id, unsigned int process_id)
{
	const struct found_thread found = look_at_thread(id);

	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(found.id, id);
	EQUAL(found.process_id, process_id);
}

static void *of_thread(void *argument)
{
	(void)argument;
	expect_thread(gettid(), getpid());
	return NULL;
}

/* The driver keeps a thread that has ended, and at last leaves a reference, which its unload reports. */
static void test_kept(void)
{
	struct found_thread found;
	unsigned int id, priority = 12;
	struct winwork_request keep = control_of(KEEP_THREAD, &id, sizeof(id), NULL, 0);
	struct winwork_request set = control_of(SET_KEPT, &priority, sizeof(priority), &found, sizeof(found));
	pid_t child = fork();

	if (!child) {
		pause();
		_exit(1);
	}
	id = child;
	EQUAL(control_full(file, &keep), 0);
	EQUAL(kill(child, SIGKILL), 0);
	EQUAL(waitpid(child, NULL, 0), child);
	EQUAL(look_at_thread(child).status, STATUS_INVALID_PARAMETER);
	EQUAL(control_full(file, &set), 0);
	EQUAL(found.wrong, 0);
	EQUAL(found.priority, 8);
}

static void test_threads(void)
{
	pthread_t thread;

	expect_thread(getpid(), getpid());
	expect_thread(getppid(), getppid());
	expect_thread(KTHREADD, SYSTEM);
	EQUAL(pthread_create(&thread, NULL, of_thread, NULL), 0);
	EQUAL(pthread_join(thread, NULL), 0);
	EQUAL(look_at_thread(0).status, STATUS_INVALID_PARAMETER);
	EQUAL(look_at_thread(0x7ffffff0).status, STATUS_INVALID_PARAMETER);
	test_kept();
}

int main(int argc, char **argv)
{
	file = open("/dev/winwork/Lookup", O_RDWR);
	CHECK(file >= 0);
	expect_process(getpid(), getppid());
	expect_process(getppid(), atoi(argv[1]));
	test_end();
	test_terminate();
	test_terminate_without_first_thread();
	test_terminate_itself();
	test_system();
	test_threads();
	expect_none(KTHREADD);
	expect_none(0);
	expect_none(0x7ffffff0);
	/* The file of a program that is removed keeps its name. */
	if (argc == 3) {
		EQUAL(unlink(argv[2]), 0);
		expect_image(look(getpid()).image, "\\Device\\HarddiskVolume1", argv[2]);
	}
	return checks_failed != 0;
}
