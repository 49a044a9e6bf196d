/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes threads and maps files, and compares what the driver's routines are told. Other programs run meanwhile: their
 * events are passed over.
 */
#include "../program.h"

#include "thread_notify.h"

#define SELF "/tests/thread_notify/run"
#define SELF_NAME "\\Device\\HarddiskVolume1\\tests\\thread_notify\\run"
#define PROCEDURE_NOT_FOUND ((int)0xC000007A)
#define INSUFFICIENT_RESOURCES ((int)0xC000009A)

static int device;
static pid_t *shared;			/* of this process and its children */

static int set(int kind, int remove, int is_bad)
{
	struct setting setting = { .kind = kind, .remove = remove, .is_bad = is_bad };

	CHECK(!control(device, IOCTL_SET, &setting, sizeof(setting), &setting, sizeof(setting)));
	return setting.status;
}

static void tell(unsigned int code)
{
	CHECK(!control(device, code, NULL, 0, NULL, 0));
}

static struct event next_of_any(void)
{
	struct event event = { .kind = -1 };

	if (control(device, IOCTL_NEXT, NULL, 0, &event, sizeof(event))) {
		printf("no event\n");
		exit(1);
	}
	return event;
}

static struct event next(pid_t process)
{
	struct event event;

	do
		event = next_of_any();
	while ((pid_t)event.process != process);
	return event;
}

static void expect(pid_t process, pid_t thread, int created)
{
	const struct event event = next(process);

	EQUAL(event.kind, KIND_THREAD);
	EQUAL(event.thread, thread);
	EQUAL(event.created, created);
	EQUAL(event.is_in_order, 1);
}

static void is_end(const struct event *event, pid_t thread, unsigned int status)
{
	EQUAL(event->kind, KIND_THREAD);
	EQUAL(event->thread, thread);
	EQUAL(event->created, 0);
	EQUAL(event->is_found, 1);
	EQUAL(event->exit_status, status);
}

static void expect_end(pid_t process, pid_t thread, unsigned int status)
{
	const struct event event = next(process);

	is_end(&event, thread, status);
}

/* Of the threads of run_threads(): pthread_join() returns before Linux ends the thread, so each may be the first. */
static void expect_ends(pid_t process, pid_t second)
{
	const struct event one = next(process), other = next(process);
	const int is_second = (pid_t)one.thread == second;

	is_end(is_second ? &one : &other, second, 0);
	is_end(is_second ? &other : &one, process, 7);
}

static pid_t wait_for(pid_t child)
{
	CHECK(waitpid(child, NULL, 0) == child);
	return child;
}

static void *note_id(void *unused)
{
	*shared = (pid_t)syscall(SYS_gettid);
	return unused;
}

static void *execute(void *unused)
{
	note_id(NULL);
	execl(SELF, SELF, "exit", NULL);
	return unused;
}

/* A child with one more thread. */
static pid_t run_threads(void *(*second)(void *))
{
	const pid_t child = fork();
	pthread_t thread;

	if (!child) {
		pthread_create(&thread, NULL, second, NULL);
		pthread_join(thread, NULL);
		_exit(7);
	}
	return wait_for(child);
}

/* row 790 */
static void begins_and_ends(void)
{
	const pid_t child = run_threads(note_id);

	expect(child, child, 1);
	expect(child, *shared, 1);
	expect_ends(child, *shared);
}

/* row 791 */
static void killed(void)
{
	const pid_t child = fork();

	if (!child) {
		pause();
		_exit(0);
	}
	CHECK(!kill(child, SIGKILL));
	wait_for(child);
	expect(child, child, 1);
	expect_end(child, child, 128 + SIGKILL);
}

/* row 790: execve in another thread than the first one */
static void executes_elsewhere(void)
{
	const pid_t child = run_threads(execute);
	const pid_t second = *shared;

	expect(child, child, 1);
	expect(child, second, 1);
	expect(child, child, 0);
	expect(child, second, 0);
	expect(child, child, 1);
	expect_end(child, child, 3);
}

static bool is_name(const unsigned short *name, const char *text)
{
	while (*text && *name == (unsigned char)*text)
		name++, text++;
	return !*name && !*text;
}

static void expect_image(pid_t process, unsigned long long base, unsigned long long bytes)
{
	const struct event event = next(process);

	EQUAL(event.kind, KIND_IMAGE);
	CHECK(is_name(event.name, SELF_NAME));
	EQUAL(event.is_in_order, 1);
	if (base)
		EQUAL(event.base, base);
	if (bytes)
		EQUAL(event.bytes, bytes);
	CHECK(event.base && event.bytes);
}

/* row 792 */
static void images(void)
{
	const int file = open(SELF, O_RDONLY);
	const unsigned long page = (unsigned long)getpagesize();
	char *whole, *part;
	pid_t child;

	CHECK(file >= 0);
	EQUAL(set(KIND_IMAGE, 0, 0), 0);
	mmap(NULL, page, PROT_READ, MAP_PRIVATE, file, 0);
	mmap(NULL, page, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	whole = mmap(NULL, 3 * page, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0);
	part = mmap(NULL, page, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, (off_t)(2 * page));
	expect_image(getpid(), (uintptr_t)whole, 3 * page);
	expect_image(getpid(), (uintptr_t)part - 2 * page, 3 * page);
	child = fork();
	if (!child) {
		execl(SELF, SELF, "exit", NULL);
		_exit(1);
	}
	wait_for(child);
	expect_image(child, 0, 0);
	close(file);
	EQUAL(set(KIND_IMAGE, 1, 0), 0);
	EQUAL(set(KIND_IMAGE, 1, 0), PROCEDURE_NOT_FOUND);
}

/* row 791: the status of a process, while its end is told, and without its parent's notice */
static void process_status(void)
{
	struct event event;
	pid_t child;

	EQUAL(set(KIND_PROCESS, 0, 0), 0);
	child = fork();
	if (!child) {
		execl(SELF, SELF, "exit", NULL);
		_exit(1);
	}
	wait_for(child);
	event = next(child);
	EQUAL(event.created, 1);
	EQUAL(event.exit_status, STATUS_PENDING);
	event = next(child);
	EQUAL(event.created, 0);
	EQUAL(event.exit_status, 3);
	EQUAL(set(KIND_PROCESS, 1, 0), 0);
}

/* row 793 */
static void registrations(void)
{
	EQUAL(set(KIND_THREAD, 0, 1), STATUS_INVALID_PARAMETER);
	EQUAL(set(KIND_THREAD_EX, 0, 1), STATUS_INVALID_PARAMETER);
	EQUAL(set(KIND_IMAGE, 0, 1), STATUS_INVALID_PARAMETER);
	EQUAL(set(KIND_IMAGE_EX, 0, 1), STATUS_INVALID_PARAMETER);
	EQUAL(set(KIND_THREAD, 1, 0), PROCEDURE_NOT_FOUND);
	for (int i = 0; i < 64; i++)
		EQUAL(set(i % 2 ? KIND_THREAD : KIND_THREAD_EX, 0, 0), 0);
	EQUAL(set(KIND_THREAD, 0, 0), INSUFFICIENT_RESOURCES);
	for (int i = 0; i < 62; i++)
		EQUAL(set(KIND_THREAD, 1, 0), 0);
}

/* row 793: a routine that is registered twice */
static void called_twice(void)
{
	const pid_t child = run_threads(note_id);

	for (int i = 0; i < 2; i++)
		expect(child, child, 1);
	for (int i = 0; i < 2; i++)
		expect(child, *shared, 1);
	for (int i = 0; i < 4; i++)
		next(child);
	EQUAL(set(KIND_THREAD, 1, 0), 0);
}

/* row 793: events come in their order, so one of the first child would be before those of the second one */
static void removed(void)
{
	pid_t child;
	struct event event;

	EQUAL(set(KIND_THREAD, 1, 0), 0);
	child = run_threads(note_id);
	EQUAL(set(KIND_THREAD, 0, 0), 0);
	run_threads(note_id);
	do
		event = next_of_any();
	while ((pid_t)event.thread != *shared);
	CHECK((pid_t)event.process != child);
}

static void *nothing(void *unused)
{
	return unused;
}

/* row 794: a routine waits, and threads come and go */
static void flood(void)
{
	pthread_t thread;

	tell(IOCTL_HOLD);
	CHECK(!pthread_create(&thread, NULL, nothing, NULL) && !pthread_join(thread, NULL));
	tell(IOCTL_HELD);
	for (int i = 0; i < 2100; i++)
		CHECK(!pthread_create(&thread, NULL, nothing, NULL) && !pthread_join(thread, NULL));
	tell(IOCTL_GO);
	/* The room is free again when these have been told. */
	for (int i = 0; i < 4000; i++)
		next(getpid());
	begins_and_ends();
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "exit"))
		return 3;
	device = open("/dev/winwork/ThreadNotify", O_RDWR | O_CLOEXEC);
	CHECK(device >= 0);
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (argc > 1)
		return set(KIND_THREAD, 0, 0) || set(KIND_IMAGE_EX, 0, 0);
	images();
	process_status();
	registrations();
	called_twice();
	removed();
	begins_and_ends();
	killed();
	executes_elsewhere();
	flood();
	EQUAL(set(KIND_THREAD, 1, 0), 0);
	return checks_failed != 0;
}
