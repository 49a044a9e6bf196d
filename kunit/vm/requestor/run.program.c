/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sends requests in processes that end before the requests do. The file is the parent's as well.
 */
#include "../program.h"
#include <sys/prctl.h>
#include "requestor.h"

#define PROCESSES 8
#define NEW_PROCESSES 200

static int file;

static void submit(unsigned long long cookie)
{
	struct winwork_request request = control_of(PEND, NULL, 0, NULL, 0);

	request.size = sizeof(request);
	request.cookie = cookie;
	request.event_fd = -1;
	EQUAL(ioctl(file, WINWORK_SUBMIT, &request), 0);
	EQUAL(request.status, STATUS_PENDING);
}

static void *submit_in_thread(void *unused)
{
	submit(getpid());
	return unused;
}

static void run_thread(void *(*routine)(void *))
{
	pthread_t thread;

	EQUAL(pthread_create(&thread, NULL, routine, NULL), 0);
	EQUAL(pthread_join(thread, NULL), 0);
}

/* Asks the driver about all pending requests. Returns their number. */
static int ask(struct requestor *requestors, int room)
{
	struct winwork_request request =
		control_of(ASK, NULL, 0, requestors, room * sizeof(*requestors));

	EQUAL(control_full(file, &request), 0);
	return request.information / sizeof(*requestors);
}

static void check(const struct requestor *requestor, pid_t process)
{
	EQUAL(requestor->id, process);
	EQUAL(requestor->id_of_process, process);
	EQUAL(requestor->id_of_thread, process);
	EQUAL(requestor->id_of_process_of_thread, process);
	EQUAL(requestor->is_current, process == getpid());
}

/* ---- The processes that end ------------------------------------------------------------- */

static void end_with_thread(void)
{
	run_thread(submit_in_thread);
}

static void end_with_leader(void)
{
	submit(getpid());
}

static void *execute(void *unused)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", file);
	execl("/proc/self/exe", "run", number, NULL);
	CHECK(!"execl");
	return unused;
}

/* The new program is of the process that has sent the last request. */
static void executed(void)
{
	struct requestor requestors[PROCESSES];
	const int count = ask(requestors, PROCESSES);

	CHECK(count > 0);
	check(&requestors[count - 1], getpid());
}

static void execute_after_thread(void)
{
	run_thread(submit_in_thread);
	run_thread(execute);
}

static void execute_after_leader(void)
{
	submit(getpid());
	run_thread(execute);
}

static void (*const lives[])(void) = {
	end_with_thread, end_with_leader, execute_after_thread, execute_after_leader,
};

static pid_t start(void (*life)(void))
{
	const pid_t child = fork();

	if (child)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	life();
	_exit(checks_failed != 0);
}

static void reap(pid_t child)
{
	int status;

	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
}

/* ---- The checks ------------------------------------------------------------------------- */

static void wait_for_signal(void)
{
	pause();
}

/* row 371: the processes have gone, and new ones have their memory */
static void test_ended(void)
{
	static pid_t ended[PROCESSES], new[NEW_PROCESSES];
	struct requestor requestors[PROCESSES + 1];
	int i;

	for (i = 0; i < PROCESSES; i++) {
		ended[i] = start(lives[i % 4]);
		reap(ended[i]);
	}
	for (i = 0; i < NEW_PROCESSES; i++)
		new[i] = start(wait_for_signal);
	EQUAL(ask(requestors, PROCESSES + 1), PROCESSES);
	for (i = 0; i < PROCESSES; i++)
		check(&requestors[i], ended[i]);
	for (i = 0; i < NEW_PROCESSES; i++) {
		kill(new[i], SIGKILL);
		waitpid(new[i], NULL, 0);
	}
	EQUAL(control(file, RELEASE, NULL, 0, NULL, 0), 0);
	CHECK(pending_become(0));
}

int main(int count, char **arguments)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (count > 1) {
		file = atoi(arguments[1]);
		executed();
		return checks_failed != 0;
	}
	file = open("/dev/winwork/Requestor", O_RDWR);
	CHECK(file >= 0);
	test_ended();
	return checks_failed != 0;
}
