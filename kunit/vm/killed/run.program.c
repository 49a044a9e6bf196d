/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ends programs whose driver waits in their threads.
 */
#include "../program.h"
#include "killed.h"

#define STATUS_USER_APC 0xC0
#define CANCEL_TIMEOUT "/sys/module/winwork/parameters/cancel_timeout"

static int file;

static int wait_in_driver(enum way way, bool user_mode, bool alertable)
{
	const struct wait wait = { way, user_mode, alertable };

	return control(file, WAIT, &wait, sizeof(wait), NULL, 0);
}

static struct look look(void)
{
	struct look look = { 0 };

	EQUAL(control(file, LOOK, NULL, 0, &look, sizeof(look)), 0);
	return look;
}

static void call_driver(unsigned int code)
{
	EQUAL(control(file, code, NULL, 0, NULL, 0), 0);
}

/* ---- Programs that end ------------------------------------------------------------------ */

static enum way way;
static bool alertable;

static void *wait_in_thread(void *unused)
{
	wait_in_driver(way, true, alertable);
	return unused;
}

static void wait_alone(void)
{
	wait_in_thread(NULL);
}

static void start_thread(void)
{
	pthread_t thread;

	EQUAL(pthread_create(&thread, NULL, wait_in_thread, NULL), 0);
	while (look().status != STATUS_PENDING)
		sched_yield();
}

static void exit_beside(void)
{
	start_thread();
	_exit(0);
}

static void execute_beside(void)
{
	start_thread();
	execl("/proc/self/exe", "run", "nothing", NULL);
}

static pid_t start(void (*life)(void))
{
	const pid_t child = fork();

	if (child)
		return child;
	life();
	_exit(1);
}

/* Returns the status of waitpid(). */
static int end_of(pid_t child)
{
	int status = -1;

	EQUAL(waitpid(child, &status, 0), child);
	return status;
}

/* ---- Checks ----------------------------------------------------------------------------- */

static void wait_until_asleep(pid_t process)
{
	while (look().status != STATUS_PENDING || !is_asleep(process))
		sched_yield();
}

/* row 372: each wait, alertable or not. A signal that comes later stays. */
static void test_user_mode(void)
{
	int i;

	for (i = 0; i < 2 * WAYS; i++) {
		pid_t child;
		int status;

		way = i / 2;
		alertable = i % 2;
		call_driver(PREPARE);
		child = start(wait_alone);
		wait_until_asleep(child);
		kill(child, SIGKILL);
		status = end_of(child);
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		EQUAL(look().status, STATUS_USER_APC);
		EQUAL(look().signals, 1);
		call_driver(SIGNAL);
		EQUAL(look().signals, 4);
	}
}

/* row 372: another thread ends the program, or executes another one */
static void test_other_ends(void)
{
	way = SINGLE;
	call_driver(PREPARE);
	EQUAL(end_of(start(exit_beside)), 0);
	EQUAL(look().status, STATUS_USER_APC);
	call_driver(PREPARE);
	EQUAL(end_of(start(execute_beside)), 0);
	EQUAL(look().status, STATUS_USER_APC);
}

static void nothing(int number)
{
	(void)number;
}

static void wait_with_handler(void)
{
	signal(SIGUSR1, nothing);
	wait_alone();
	_exit(0);
}

/* row 372: a signal that does not end the program ends no wait */
static void test_handled_signal(void)
{
	pid_t child;

	way = SINGLE;
	alertable = true;
	call_driver(PREPARE);
	child = start(wait_with_handler);
	wait_until_asleep(child);
	kill(child, SIGUSR1);
	call_driver(SIGNAL);
	EQUAL(end_of(child), 0);
	EQUAL(look().status, STATUS_SUCCESS);
}

static void write_to(const char *path, const char *text)
{
	const int parameter = open(path, O_WRONLY);

	CHECK(write(parameter, text, strlen(text)) == (ssize_t)strlen(text));
	close(parameter);
}

/* Waits for a record of the kernel log. */
static void wait_for_line(int log, const char *text)
{
	char record[1024];
	ssize_t bytes;

	do {
		bytes = read(log, record, sizeof(record) - 1);
		record[bytes > 0 ? bytes : 0] = '\0';
	} while ((bytes > 0 || errno == EPIPE) && !strstr(record, text));
	CHECK(bytes > 0);
}

static void wait_in_kernel_mode(void)
{
	wait_in_driver(way, false, true);
}

/* Kills a program whose driver waits in KernelMode. Ends the wait when the log has named it. */
static void kill_waiting(int log, unsigned int end)
{
	const pid_t child = start(wait_in_kernel_mode);

	wait_until_asleep(child);
	kill(child, SIGKILL);
	wait_for_line(log, "killed, and still waiting: run");
	EQUAL(waitpid(child, NULL, WNOHANG), 0);
	EQUAL(look().status, STATUS_PENDING);
	call_driver(end);
	end_of(child);
	EQUAL(look().status, STATUS_SUCCESS);
}

/* row 373 */
static void test_kernel_mode(void)
{
	const int log = open("/dev/kmsg", O_RDONLY);

	CHECK(log >= 0);
	lseek(log, 0, SEEK_END);
	write_to(CANCEL_TIMEOUT, "1");
	for (way = SINGLE; way < MUTEX; way++) {
		call_driver(PREPARE);
		kill_waiting(log, SIGNAL);
	}
	for (way = EXCLUSIVE; way <= ONCE; way++) {
		call_driver(PREPARE);
		call_driver(HOLD);
		kill_waiting(log, LET_GO);
	}
	write_to(CANCEL_TIMEOUT, "300");
	close(log);
}

/* row 373: of many programs that are killed at once the log names some. The script counts them. */
static void test_many(void)
{
	enum { CHILDREN = 200 };
	pid_t children[CHILDREN];
	long sleeps[CHILDREN];
	int i;

	write_to(CANCEL_TIMEOUT, "1");
	call_driver(PREPARE);
	way = CROWD;
	for (i = 0; i < CHILDREN; i++) {
		children[i] = start(wait_in_kernel_mode);
		wait_until_asleep(children[i]);
		sleeps[i] = sleeps_of(children[i]);
	}
	for (i = 0; i < CHILDREN; i++)
		kill(children[i], SIGKILL);
	/* The signal and the end of its patience wake each of them. */
	for (i = 0; i < CHILDREN; i++)
		while (sleeps_of(children[i]) < sleeps[i] + 2)
			sched_yield();
	call_driver(SIGNAL);
	for (i = 0; i < CHILDREN; i++)
		end_of(children[i]);
	write_to(CANCEL_TIMEOUT, "300");
}

int main(int count, char **arguments)
{
	(void)arguments;
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (count > 1)
		return 0;
	file = open("/dev/winwork/Killed", O_RDWR | O_CLOEXEC);
	CHECK(file >= 0);
	test_user_mode();
	test_other_ends();
	test_handled_signal();
	test_kernel_mode();
	test_many();
	close(file);
	return checks_failed != 0;
}
