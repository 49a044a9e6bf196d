/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has a driver use the memory of this process, of two children, of one that has ended, and of the system's.
 */
#include "../program.h"

#include "attach.h"

#define SYSTEM 4

static int file;
/* At the same address in all processes, with another content in each. */
static char text[BYTES] = "parent";

static struct found run(enum place place, enum work work, pid_t id, pid_t second)
{
	const struct job job = { .place = place, .work = work, .id = id, .second = second,
				 .text = (uintptr_t)text };
	struct found found = { .status = 1 };
	struct winwork_request request = control_of(RUN, &job, sizeof(job), &found, sizeof(found));

	EQUAL(control_full(file, &request), 0);
	EQUAL(found.wrong, 0);
	return found;
}

struct child {
	pid_t id;
	int go;
};

static int has_driver_written(bool pinned)
{
	return !strcmp(text, "driver") && !strcmp(text + BYTES / 2, pinned ? "pinned" : "");
}

/* Says what its memory has when it is told to end. */
static struct child start(const char *content, bool pinned)
{
	int go[2], ready[2];
	struct child child;
	char byte = 0;

	EQUAL(pipe(go) | pipe(ready), 0);
	child.id = fork();
	if (!child.id) {
		close(go[1]);
		strcpy(text, content);
		CHECK(write(ready[1], &byte, 1) == 1);
		CHECK(read(go[0], &byte, 1) == 0);
		_exit(!has_driver_written(pinned));
	}
	close(go[0]);
	CHECK(read(ready[0], &byte, 1) == 1);
	close(ready[0]);
	close(ready[1]);
	child.go = go[1];
	return child;
}

static void expect_end(struct child child)
{
	int status = -1;

	EQUAL(waitpid(child.id, &status, 0), child.id);
	EQUAL(status, 0);
}

static void finish(struct child child)
{
	close(child.go);
	expect_end(child);
	EQUAL(strcmp(text, "parent"), 0);
}

static void test_child(enum place place)
{
	const struct child child = start("child", true);
	const struct found found = run(place, LOOK, child.id, 0);

	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(found.pin_status, STATUS_SUCCESS);
	EQUAL(strcmp(found.text, "child"), 0);
	finish(child);
}

static void test_own(enum place place)
{
	const struct found found = run(place, LOOK, getpid(), 0);

	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(found.pin_status, STATUS_SUCCESS);
	EQUAL(strcmp(found.text, "parent"), 0);
	EQUAL(has_driver_written(true), 1);
	memset(text, 0, sizeof(text));
	strcpy(text, "parent");
}

static void test_nest(enum place place)
{
	const struct child first = start("first", false), second = start("second", false);
	const struct found found = run(place, NEST, first.id, second.id);

	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(found.pin_status, STATUS_SUCCESS);
	EQUAL(strcmp(found.text, "first"), 0);
	EQUAL(strcmp(found.second, "second"), 0);
	/* They have each other's pipe. */
	close(second.go);
	finish(first);
	expect_end(second);
}

/* A thread of another program: the report is in the file expect. Nothing is written. */
static void test_other_program(void)
{
	const struct child child = start("driver", false);
	const struct found found = run(IN_DISPATCH, LOOK, child.id, 0);

	EQUAL(found.status, STATUS_ACCESS_VIOLATION);
	EQUAL(found.pin_status, STATUS_ACCESS_VIOLATION);
	finish(child);
	test_own(IN_DISPATCH);
}

static void expect_none(pid_t id)
{
	const struct found found = run(IN_ITEM, LOOK, id, 0);

	EQUAL(found.status, STATUS_ACCESS_VIOLATION);
	EQUAL(found.pin_status, STATUS_ACCESS_VIOLATION);
}

static void *wait_for_signal(void *unused)
{
	(void)unused;
	pause();
	return NULL;
}

static void test_ended(void)
{
	siginfo_t info;
	pid_t child = fork();

	if (!child)
		_exit(0);
	EQUAL(waitid(P_PID, child, &info, WEXITED | WNOWAIT), 0);
	expect_none(child);
	EQUAL(waitpid(child, NULL, 0), child);
	expect_none(SYSTEM);
}

/* Its first thread has ended, another one has not. */
static void test_first_thread_ended(void)
{
	pid_t child = fork();
	struct found found;
	pthread_t thread;
	char path[64];

	if (!child) {
		pthread_create(&thread, NULL, wait_for_signal, NULL);
		syscall(SYS_exit, 0);
	}
	snprintf(path, sizeof(path), "/proc/%d/stat", child);
	while (!file_has(path, ") Z "))
		;
	found = run(IN_ITEM, LOOK, child, 0);
	EQUAL(found.status, STATUS_SUCCESS);
	EQUAL(strcmp(found.text, "parent"), 0);
	EQUAL(kill(child, SIGKILL), 0);
	EQUAL(waitpid(child, NULL, 0), child);
}

static void test_misuse(void)
{
	const struct child child = start("driver", false);

	run(IN_THREAD, MISUSE, child.id, getpid());
	run(IN_ITEM, FORGET, child.id, 0);
	run(IN_THREAD, FORGET, child.id, 0);
	run(IN_DISPATCH, FORGET, getpid(), 0);
	finish(child);
	test_own(IN_DISPATCH);
}

int main(void)
{
	file = open("/dev/winwork/Attach", O_RDWR);
	CHECK(file >= 0);
	test_own(IN_DISPATCH);
	test_own(IN_ITEM);
	test_own(IN_THREAD);
	test_child(IN_ITEM);
	test_child(IN_THREAD);
	test_nest(IN_ITEM);
	test_nest(IN_THREAD);
	test_ended();
	test_first_thread_ended();
	test_other_program();
	test_misuse();
	return checks_failed != 0;
}
