/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executes itself, and compares what the routines of the driver were told with what it did. With an argument
 * it is a program that is executed.
 */
#include "../program.h"
#include "process_notify.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/sendfile.h>

#define SELF "/tests/process_notify/run"
#define SELF_NAME "\\??\\unix\\tests\\process_notify\\run"
#define STATUS_PROCEDURE_NOT_FOUND ((int)0xC000007A)
#define STATUS_VIRUS_INFECTED ((int)0xC0000906)

static int device;

static int set(int kind, int remove, int number)
{
	struct setting setting = { .kind = kind, .remove = remove, .number = number };

	CHECK(!control(device, IOCTL_SET, &setting, sizeof(setting), &setting, sizeof(setting)));
	return setting.status;
}

static struct event next(void)
{
	struct event event = { .kind = -1 };

	CHECK(!control(device, IOCTL_NEXT, NULL, 0, &event, sizeof(event)));
	return event;
}

static int events_left(void)
{
	int count = -1;

	CHECK(!control(device, IOCTL_COUNT, NULL, 0, &count, sizeof(count)));
	return count;
}

static void set_rule(const char *suffix, int status, int stops, int stops_at_end)
{
	struct rule rule = { .status = status, .stops = stops, .stops_at_end = stops_at_end };

	for (size_t i = 0; suffix[i]; i++)
		rule.suffix[i] = (unsigned char)suffix[i];
	CHECK(!control(device, IOCTL_RULE, &rule, sizeof(rule), NULL, 0));
}

static void wait_for_stop(void)
{
	CHECK(!control(device, IOCTL_STOPPED, NULL, 0, NULL, 0));
}

static void go(void)
{
	CHECK(!control(device, IOCTL_GO, NULL, 0, NULL, 0));
}

/* Starts a program. An errno of execve becomes its exit code. */
static pid_t start(const char *const *arguments)
{
	const pid_t child = fork();

	if (!child) {
		execv(arguments[0], (char *const *)arguments);
		_exit(errno);
	}
	CHECK(child > 0);
	return child;
}

static int code_of(pid_t child)
{
	int status = 0;

	EQUAL(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static pid_t run(const char *const *arguments, int code)
{
	const pid_t child = start(arguments);

	EQUAL(code_of(child), code);
	return child;
}

static bool is_text(const unsigned short *units, const char *text)
{
	size_t i = 0;

	while (text[i] && units[i] == (unsigned char)text[i])
		i++;
	return units[i] == (unsigned char)text[i];
}

static void expect_begin(int kind, pid_t id, const char *image, const char *command)
{
	const struct event event = next();

	EQUAL(event.kind, kind);
	EQUAL(event.created, 1);
	EQUAL(event.id, id);
	EQUAL(event.level, 0);
	EQUAL(event.parent, getpid());
	if (kind == KIND_PLAIN)
		return;
	EQUAL(event.creator, id);
	EQUAL(event.creator_thread, id);
	EQUAL(event.caller, id);
	CHECK(event.matches);
	CHECK(event.in_order);
	CHECK(is_text(event.image, image));
	if (command)
		CHECK(is_text(event.command, command));
}

static void expect_end(int kind, pid_t id)
{
	const struct event event = next();

	EQUAL(event.kind, kind);
	EQUAL(event.created, 0);
	EQUAL(event.id, id);
	EQUAL(event.level, 0);
	CHECK(kind == KIND_PLAIN || event.matches);
}

static void expect(int kind)
{
	EQUAL(next().kind, kind);
}

/*
 * The calls for an end go on behind the event that the last routine noted, and a routine that is registered meanwhile is
 * told of this end. So another one is registered when the calls are over: the removal of the last routine waits for them.
 */
static void set_behind(int last, int kind)
{
	EQUAL(set(last, 1, 0), 0);
	expect(KIND_REMOVED);
	EQUAL(set(last, 0, 0), 0);
	EQUAL(set(kind, 0, 0), 0);
}

/* row 750, row 754: texts of the begin; the end */
static void begins_and_ends(void)
{
	const char *const arguments[] = { SELF, "exit", "a b", "", "q\"x", "c\\", "d d\\", "\\\"", NULL };
	const char *const script[] = { "/tmp/script", "one", NULL };
	const char *const on_c[] = { "/tmp/c/dir/program", "exit", NULL };
	pid_t child;

	EQUAL(set(KIND_EX, 0, 0), 0);
	child = run(arguments, 0);
	expect_begin(KIND_EX, child, SELF_NAME,
		     SELF " exit \"a b\" \"\" \"q\\\"x\" c\\ \"d d\\\\\" \"\\\\\\\"\"");
	expect_end(KIND_EX, child);
	child = run(script, 0);
	expect_begin(KIND_EX, child, SELF_NAME, SELF " exit /tmp/script one");
	expect_end(KIND_EX, child);
	child = run(on_c, 0);
	expect_begin(KIND_EX, child, "\\??\\C:\\dir\\program", "/tmp/c/dir/program exit");
	expect_end(KIND_EX, child);
	/* A fork, and an execve that finds no program, begin nothing. */
	child = fork();
	if (!child)
		_exit(0);
	EQUAL(code_of(child), 0);
	run((const char *const []){ "/tmp/none", NULL }, ENOENT);
	run((const char *const []){ "/tmp/text", NULL }, ENOEXEC);
	EQUAL(events_left(), 0);
}

/* row 754: a command line that is too long is cut */
static void long_command(void)
{
	static char argument[100000];
	const char *const arguments[] = { SELF, "exit", argument, NULL };
	struct event event;

	memset(argument, 'x', sizeof(argument) - 1);
	EQUAL(run(arguments, 0), (event = next()).id);
	for (size_t i = sizeof(SELF " exit"); i < UNITS - 1; i++)
		EQUAL(event.command[i], 'x');
	expect_end(KIND_EX, event.id);
}

/* row 750: one process after the other in one process of Linux */
static void chains(void)
{
	const pid_t child = run((const char *const []){ SELF, "chain", NULL }, 0);

	expect_begin(KIND_EX, child, SELF_NAME, SELF " chain");
	expect_end(KIND_EX, child);
	expect_begin(KIND_EX, child, SELF_NAME, SELF " exit");
	expect_end(KIND_EX, child);
}

/* Opens the other end of a named pipe first, so that it may be called before or after that is opened. */
static void send_byte(const char *pipe)
{
	const int file = open(pipe, O_WRONLY);

	CHECK(file >= 0 && write(file, "x", 1) == 1);
	close(file);
}

static void receive_byte(const char *pipe)
{
	const int file = open(pipe, O_RDONLY);
	char byte;

	CHECK(file >= 0 && read(file, &byte, 1) == 1);
	close(file);
}

/* row 750: the first thread of a process may end before the others */
static void last_thread_counts(void)
{
	const pid_t threads = start((const char *const []){ SELF, "threads", NULL });
	pid_t other;

	expect_begin(KIND_EX, threads, SELF_NAME, NULL);
	receive_byte("/tmp/first_ended");
	other = run((const char *const []){ SELF, "exit", NULL }, 0);
	expect_begin(KIND_EX, other, SELF_NAME, NULL);
	expect_end(KIND_EX, other);
	send_byte("/tmp/may_end");
	EQUAL(code_of(threads), 0);
	expect_end(KIND_EX, threads);
}

#ifdef __x86_64__
#define EM_486 6

static void set_machine(const char *path, unsigned short machine)
{
	const int file = open(path, O_WRONLY);

	EQUAL(pwrite(file, &machine, sizeof(machine), 18), sizeof(machine));
	close(file);
}

/* Linux takes a third number of a machine for 32-bit programs. */
static void third_machine(void)
{
	pid_t child;

	set_machine("/tmp/c/machine", EM_486);
	set_rule("\\machine", STATUS_ACCESS_DENIED, 0, 0);
	child = run((const char *const []){ "/tmp/c/machine", "exit", NULL }, EACCES);
	expect_begin(KIND_EX, child, "\\??\\C:\\machine", NULL);
	expect_end(KIND_EX, child);
	set_rule("", 0, 0, 0);
}
#else
static void third_machine(void)
{
}
#endif

/* row 754: drive C is a folder, and not what a path looks like below another root folder. */
static void other_root(void)
{
	const char *const program[] = { "/tmp/c/dir/program", "exit", NULL };
	const pid_t child = fork();

	if (!child) {
		if (!chroot("/tmp/jail") && !chdir("/"))
			execv(program[0], (char *const *)program);
		_exit(errno);
	}
	EQUAL(code_of(child), 0);
	expect_begin(KIND_EX, child, "\\??\\unix\\tmp\\c\\dir\\program", NULL);
	expect_end(KIND_EX, child);
}

/* row 751: CreationStatus */
static void refusals(void)
{
	const char *const refused[] = { "/tmp/c/refused", "exit", NULL };
	const char *const chain[] = { SELF, "chain", "/tmp/c/refused", NULL };
	pid_t child;

	set_rule("\\refused", STATUS_ACCESS_DENIED, 0, 0);
	child = run(refused, EACCES);
	expect_begin(KIND_EX, child, "\\??\\C:\\refused", NULL);
	expect_end(KIND_EX, child);
	set_rule("\\refused", STATUS_VIRUS_INFECTED, 0, 0);
	child = run(refused, EPERM);
	expect_begin(KIND_EX, child, "\\??\\C:\\refused", NULL);
	expect_end(KIND_EX, child);
	/* The old program goes on, and its end is not announced twice. */
	child = run(chain, EPERM);
	expect_begin(KIND_EX, child, SELF_NAME, NULL);
	expect_end(KIND_EX, child);
	expect_begin(KIND_EX, child, "\\??\\C:\\refused", NULL);
	expect_end(KIND_EX, child);
	set_rule("", 0, 0, 0);
	EQUAL(events_left(), 0);
}

/* row 752: registrations */
static void registrations(void)
{
	pid_t child;

	EQUAL(set(KIND_EX, 0, 0), STATUS_INVALID_PARAMETER);
	set_behind(KIND_EX, KIND_PLAIN);
	EQUAL(set(KIND_PLAIN, 0, 0), STATUS_INVALID_PARAMETER);
	EQUAL(set(KIND_EX2, 0, 0), 0);
	EQUAL(set(KIND_BAD, 0, 0), STATUS_INVALID_PARAMETER);
	EQUAL(set(KIND_NULL, 0, 0), STATUS_INVALID_PARAMETER);
	child = run((const char *const []){ SELF, "exit", NULL }, 0);
	expect_begin(KIND_EX, child, SELF_NAME, NULL);
	expect_begin(KIND_PLAIN, child, NULL, NULL);
	expect_begin(KIND_EX2, child, SELF_NAME, NULL);
	expect_end(KIND_EX, child);
	expect_end(KIND_PLAIN, child);
	expect_end(KIND_EX2, child);
	for (int kind = KIND_PLAIN; kind <= KIND_EX2; kind++) {
		EQUAL(set(kind, 1, 0), 0);
		expect(KIND_REMOVED);
		EQUAL(set(kind, 1, 0), STATUS_PROCEDURE_NOT_FOUND);
		expect(KIND_REMOVED);
	}
	run((const char *const []){ SELF, "exit", NULL }, 0);
	EQUAL(events_left(), 0);
}

/* row 752: 64 routines of all kinds are the most */
static void limit(void)
{
	for (int i = 1; i < ROUTINES; i++) {
		EQUAL(set(KIND_EX, 0, i), 0);
		EQUAL(set(KIND_EX2, 0, i), 0);
	}
	EQUAL(set(KIND_PLAIN, 0, 0), STATUS_INVALID_PARAMETER);
	for (int i = 1; i < ROUTINES; i++) {
		EQUAL(set(KIND_EX, 1, i), 0);
		expect(KIND_REMOVED);
		EQUAL(set(KIND_EX2, 1, i), 0);
		expect(KIND_REMOVED);
	}
	EQUAL(events_left(), 0);
}

/* row 753: a slow routine holds only its program, which a signal ends afterwards */
static void kill_in_routine(void)
{
	pid_t stopped, other;

	EQUAL(set(KIND_EX, 0, 0), 0);
	set_rule("\\stopped", 0, 1, 0);
	stopped = start((const char *const []){ "/tmp/c/stopped", "exit", NULL });
	wait_for_stop();
	expect_begin(KIND_EX, stopped, "\\??\\C:\\stopped", NULL);
	other = run((const char *const []){ SELF, "exit", NULL }, 0);
	expect_begin(KIND_EX, other, SELF_NAME, NULL);
	expect_end(KIND_EX, other);
	kill(stopped, SIGKILL);
	go();
	EQUAL(code_of(stopped), -SIGKILL);
	expect(KIND_LEFT);
	expect_end(KIND_EX, stopped);
}

static void *remove_it(void *unused)
{
	EQUAL(set(KIND_EX, 1, 0), 0);
	return unused;
}

/* The plain routine is told of each process. So its ends show that no event of a process is to come. */
struct tally {
	int begins;			/* of the Ex routine */
	int plain_begins, plain_ends;
	int left, removed;
};

static void take_event(struct tally *tally)
{
	const struct event event = next();

	tally->begins += event.kind == KIND_EX && event.created;
	tally->plain_begins += event.kind == KIND_PLAIN && event.created;
	tally->plain_ends += event.kind == KIND_PLAIN && !event.created;
	tally->left += event.kind == KIND_LEFT;
	tally->removed += event.kind == KIND_REMOVED;
	/* The routine has returned by then. */
	if (event.kind == KIND_REMOVED)
		EQUAL(tally->left, 1);
}

/* row 752: a removal waits for the call, and there is no new one */
static void removal_waits(void)
{
	struct tally tally = { 0 };
	pthread_t remover;
	pid_t stopped;
	int before, started = 0;

	set_behind(KIND_EX, KIND_PLAIN);
	set_rule("\\stopped", 0, 1, 0);
	stopped = start((const char *const []){ "/tmp/c/stopped", "exit", NULL });
	wait_for_stop();
	expect_begin(KIND_EX, stopped, "\\??\\C:\\stopped", NULL);
	CHECK(!pthread_create(&remover, NULL, remove_it, NULL));
	/* Until the removal has begun, the Ex routine is told of other processes. */
	do {
		before = tally.begins;
		run((const char *const []){ SELF, "exit", NULL }, 0);
		started++;
		while (tally.plain_ends < started)
			take_event(&tally);
	} while (tally.begins != before);
	go();
	EQUAL(code_of(stopped), 0);
	CHECK(!pthread_join(remover, NULL));
	while (tally.plain_ends < started + 1 || !tally.removed)
		take_event(&tally);
	EQUAL(tally.plain_begins, started + 1);
	EQUAL(events_left(), 0);
	set_rule("", 0, 0, 0);
}

/* row 752: a routine that removes itself */
static void removes_itself(void)
{
	pid_t child;

	set_behind(KIND_PLAIN, KIND_ITSELF);
	child = run((const char *const []){ SELF, "exit", NULL }, 0);
	expect_begin(KIND_PLAIN, child, NULL, NULL);
	expect_begin(KIND_ITSELF, child, SELF_NAME, NULL);
	expect_end(KIND_PLAIN, child);
	EQUAL(set(KIND_ITSELF, 1, 0), STATUS_PROCEDURE_NOT_FOUND);
	expect(KIND_REMOVED);
	EQUAL(set(KIND_PLAIN, 1, 0), 0);
	expect(KIND_REMOVED);
	EQUAL(events_left(), 0);
}

/* row 757: IRQLs */
static void levels(void)
{
	pid_t child;

	EQUAL(set(KIND_AT_DISPATCH, 0, 0), STATUS_UNSUCCESSFUL);
	EQUAL(set(KIND_RAISES, 0, 0), 0);
	child = run((const char *const []){ SELF, "exit", NULL }, 0);
	expect_begin(KIND_RAISES, child, SELF_NAME, NULL);
	expect_end(KIND_RAISES, child);
	EQUAL(set(KIND_RAISES, 1, 0), 0);
	expect(KIND_REMOVED);
}

/* row 754: a path that is longer than the longest one of Linux */
static void long_path(void)
{
	char folder[200];
	const int from = open(SELF, O_RDONLY);
	int to;
	pid_t child;

	memset(folder, 'f', sizeof(folder) - 1);
	folder[sizeof(folder) - 1] = '\0';
	for (int i = 0; i < 25; i++)
		CHECK(!mkdir(folder, 0700) && !chdir(folder));
	to = open("program", O_WRONLY | O_CREAT, 0700);
	CHECK(from >= 0 && to >= 0);
	while (sendfile(to, from, NULL, 1 << 20) > 0)
		;
	close(from);
	close(to);
	child = run((const char *const []){ "./program", NULL }, 0);
	expect_begin(KIND_EX, child, "\\??\\unix\\.\\program", "./program");
	expect_end(KIND_EX, child);
	CHECK(!chdir("/"));
}

#define MANY 200

static int many_started;

static void *start_many(void *ids)
{
	for (int i = 0; i < MANY; i++) {
		((pid_t *)ids)[i] = run((const char *const []){ SELF, "exit", NULL }, 0);
		__atomic_store_n(&many_started, i + 1, __ATOMIC_RELEASE);
	}
	return NULL;
}

static void count_events(const pid_t *ids, int *begins, int *ends)
{
	for (int left = 2 * MANY; left;) {
		const struct event event = next();

		if (event.kind == KIND_LEFT)
			continue;
		left--;
		for (int i = 0; i < MANY; i++) {
			if (ids[i] == (pid_t)event.id)
				(event.created ? begins : ends)[i]++;
		}
	}
}

/* row 753: while the routine for the end waits, programs cannot have any number of processes announced */
static void flood(void)
{
	static pid_t ids[MANY];
	static int begins[MANY], ends[MANY];
	pthread_t starter;

	EQUAL(set(KIND_EX, 0, 0), 0);
	set_rule("", 0, 0, 1);
	CHECK(!pthread_create(&starter, NULL, start_many, ids));
	for (int i = 0; i < 9; i++)
		wait_for_stop();
	CHECK(__atomic_load_n(&many_started, __ATOMIC_ACQUIRE) <= 74);
	go();
	CHECK(!pthread_join(starter, NULL));
	count_events(ids, begins, ends);
	for (int i = 0; i < MANY; i++) {
		EQUAL(begins[i], 1);
		EQUAL(ends[i], 1);
	}
	set_rule("", 0, 0, 0);
}

#define HELPER "/proc/sys/kernel/modprobe"

static void set_helper(const char *path)
{
	const int file = open(HELPER, O_WRONLY);

	CHECK(file >= 0 && write(file, path, strlen(path)) == (ssize_t)strlen(path));
	close(file);
}

/* row 755: a program that Linux itself starts */
static void helper_of_the_kernel(void)
{
	char before[256] = "";
	FILE *file = fopen(HELPER, "r");
	struct event event;

	CHECK(file && fgets(before, sizeof(before), file));
	if (file)
		fclose(file);
	set_helper(SELF);
	CHECK(mount("none", "/tmp", "nosuchtype", 0, NULL) && errno == ENODEV);
	set_helper(before);
	event = next();
	EQUAL(event.kind, KIND_EX);
	EQUAL(event.created, 1);
	EQUAL(event.parent, 4);
	CHECK(is_text(event.image, SELF_NAME));
	CHECK(is_text(event.command, SELF " -q -- fs-nosuchtype"));
	expect_end(KIND_EX, event.id);
}

/* ---- The programs that are executed ----------------------------------------------------- */

static bool first_has_ended(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/task/%d/status", getpid());
	return file_has(path, "State:\tZ");
}

static void *second_thread(void *unused)
{
	while (!first_has_ended())
		sched_yield();
	send_byte("/tmp/first_ended");
	receive_byte("/tmp/may_end");
	exit(0);
	return unused;
}

static int child(int argc, char **argv)
{
	pthread_t second;

	if (!strcmp(argv[1], "threads")) {
		if (pthread_create(&second, NULL, second_thread, NULL))
			return 1;
		pthread_exit(NULL);
	}
	if (!strcmp(argv[1], "chain") && argc > 2) {
		execl(argv[2], argv[2], NULL);
		return errno;
	}
	if (!strcmp(argv[1], "chain"))
		execl(SELF, SELF, "exit", NULL);
	return 0;
}

int main(int argc, char **argv)
{
	if (!strcmp(argv[0], "./program"))
		return 0;
	if (argc > 1 && strcmp(argv[1], "stay"))
		return child(argc, argv);
	device = open("/dev/winwork/ProcessNotify", O_RDWR | O_CLOEXEC);
	CHECK(device >= 0);
	if (argc > 1)
		return set(KIND_EX, 0, 0) != 0 || checks_failed;
	begins_and_ends();
	long_command();
	chains();
	last_thread_counts();
	refusals();
	third_machine();
	other_root();
	registrations();
	limit();
	kill_in_routine();
	removal_waits();
	removes_itself();
	levels();
	flood();
	long_path();
	helper_of_the_kernel();
	EQUAL(set(KIND_EX, 1, 0), 0);
	return checks_failed != 0;
}
