/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has minifilters ask which process has made an operation, and compares that with getpid(2).
 */
#include "../program.h"

#include "requestor.h"

#define SYSTEM_PROCESS 4
#define NO_SESSION 0xffffffffu

static struct answer answer;
static unsigned int session;		/* of this program and its children, in the filters' words */

static void get_answer(void)
{
	int file = open("answer", O_RDONLY);

	EQUAL(read(file, &answer, sizeof(answer)), sizeof(answer));
	close(file);
}

static void expect(const struct asked *asked, unsigned int id, bool is_current, bool is_32bit)
{
	EQUAL(asked->id, id);
	EQUAL(asked->id_ex, id);
	EQUAL(asked->id_of_process, id);
	EQUAL(asked->is_current, is_current);
	EQUAL(asked->is_32bit, is_32bit);
	EQUAL(asked->session, id == SYSTEM_PROCESS ? NO_SESSION : session);
}

static void expect_read(unsigned int id, bool is_32bit)
{
	get_answer();
	EQUAL(answer.reads_of_own, 2);
	EQUAL(answer.before.in_32bit_call, is_32bit);
	EQUAL(answer.own.in_32bit_call, is_32bit);
	EQUAL(answer.in_worker.in_32bit_call, false);
	expect(&answer.before, id, true, is_32bit);
	expect(&answer.own, id, true, false);
	expect(&answer.in_worker, id, false, is_32bit);
	expect(&answer.own_in_worker, SYSTEM_PROCESS, true, false);
	/* In the program's thread or in the worker. */
	expect(&answer.after, id, answer.after.is_current, is_32bit);
}

static void *read_in_thread(void *of)
{
	const int *file = of;
	char byte;

	EQUAL(pread(*file, &byte, 1, 0), 1);
	return NULL;
}

/* A thread has an id of its own, but its process is the same. */
static void test_program(void)
{
	int file = open("r_file", O_RDONLY);
	pthread_t thread;

	read_in_thread(&file);
	expect_read(getpid(), false);
	EQUAL(pthread_create(&thread, NULL, read_in_thread, &file), 0);
	pthread_join(thread, NULL);
	expect_read(getpid(), false);
	close(file);
}

/* The file was opened by another process. */
static void test_child(void)
{
	int file = open("r_file", O_RDONLY);
	pid_t child = fork();
	int status;

	if (!child) {
		checks_failed = 0;
		read_in_thread(&file);
		fflush(stdout);
		_exit(checks_failed != 0);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
	get_answer();
	EQUAL(answer.before.id, child);
	EQUAL(answer.in_worker.id, child);
	EQUAL(answer.after.id, child);
	close(file);
}

/* A login is begun as PAM does it. False if the kernel has none. */
static bool log_in(void)
{
	int file = open("/proc/self/loginuid", O_WRONLY);

	if (file < 0)
		return false;
	EQUAL(write(file, "0", 1), 1);
	close(file);
	return true;
}

/* The session of a program of no login is 0, where Linux has -1. */
static void get_session(void)
{
	FILE *file = fopen("/proc/self/sessionid", "r");

	session = 0;
	if (!file)
		return;
	EQUAL(fscanf(file, "%u", &session), 1);
	fclose(file);
	if (session == NO_SESSION)
		session = 0;
}

/* row 735 */
static void test_session(void)
{
	pid_t child = fork();
	int file, status;

	if (!child) {
		checks_failed = 0;
		if (!log_in()) {
			printf("session: this kernel has no logins\n");
			fflush(stdout);
			_exit(0);
		}
		get_session();
		CHECK(session);
		file = open("r_file", O_RDONLY);
		read_in_thread(&file);
		expect_read(getpid(), false);
		fflush(stdout);
		_exit(checks_failed != 0);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
}

/* The filter keeps the write of a program that is killed. */
static void test_killed(void)
{
	pid_t child = fork();
	int file, status;

	if (!child) {
		file = open("k_file", O_WRONLY | O_CREAT, 0600);
		write(file, "x", 1);
		_exit(0);
	}
	do {
		usleep(10000);
		get_answer();
	} while (!answer.kept.id);
	expect(&answer.kept, child, false, false);
	kill(child, SIGKILL);
	EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status));
	get_answer();
	expect(&answer.kept, child, false, false);
	file = open("release", O_WRONLY | O_CREAT, 0600);
	EQUAL(write(file, "x", 1), 1);
	close(file);
}

#ifdef __x86_64__
static void no_32_bits(int number)
{
	(void)number;
	_exit(42);
}

/* read(2) of a 32-bit program. A 64-bit program may make it as well. */
static long read_of_32_bits(int file, void *buffer, size_t bytes)
{
	long result;

	__asm__ volatile("int $0x80" : "=a"(result)
			 : "a"(3), "b"(file), "c"(buffer), "d"(bytes)
			 : "memory", "r8", "r9", "r10", "r11");
	return result;
}

static void test_32_bits(void)
{
	pid_t child = fork();
	int file, status;

	if (!child) {
		void *low = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT,
				 -1, 0);

		checks_failed = 0;
		signal(SIGSEGV, no_32_bits);
		file = open("r_file", O_RDONLY);
		EQUAL(read_of_32_bits(file, low, 1), 1);
		expect_read(getpid(), true);
		fflush(stdout);
		_exit(checks_failed != 0);
	}
	EQUAL(waitpid(child, &status, 0), child);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 42)
		printf("32 bits: this kernel has no 32-bit programs\n");
	else
		EQUAL(status, 0);
}
#else
static void test_32_bits(void)
{
}
#endif

int main(int argc, char **argv)
{
	int file;

	if (argc != 2)
		return 2;
	EQUAL(chdir(argv[1]), 0);
	close(open("answer", O_RDWR | O_CREAT, 0600));
	file = open("r_file", O_WRONLY | O_CREAT, 0600);
	EQUAL(write(file, "x", 1), 1);
	close(file);
	get_session();
	test_program();
	test_child();
	test_session();
	test_32_bits();
	test_killed();
	return checks_failed != 0;
}
