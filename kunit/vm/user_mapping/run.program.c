/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Looks at memory that a driver has mapped into programs, and ends in each way with a mapping.
 */
#include "../program.h"
#include "user_mapping.h"

#include <setjmp.h>

#define STATUS_CONFLICTING_ADDRESSES ((int)0xC0000018)

static int file;
static long page;
static unsigned char *own;		/* the program's memory, which the driver locks */

static int open_file(void)
{
	return open("/dev/winwork/UserMapping", O_RDWR | O_CLOEXEC);
}

static int call_at(int where, unsigned int code, struct call *call)
{
	EQUAL(control(where, code, call, sizeof(*call), call, sizeof(*call)), 0);
	return call->status;
}

static int simple(unsigned int code, enum kind kind, unsigned char byte)
{
	struct call call = { .kind = kind, .byte = byte };

	return call_at(file, code, &call);
}

/* Returns the bytes. */
static unsigned int make(enum kind kind, unsigned char byte)
{
	struct call call = { .kind = kind, .byte = byte, .address = (uintptr_t)own + 10,
			     .bytes = 2 * page - 20 };

	EQUAL(call_at(file, MAKE, &call), STATUS_SUCCESS);
	return call.bytes;
}

static unsigned char *map_full(enum kind kind, void *wanted, int is_read_only)
{
	struct call call = { .kind = kind, .address = (uintptr_t)wanted, .is_read_only = is_read_only };

	EQUAL(call_at(file, MAP, &call), STATUS_SUCCESS);
	return (unsigned char *)(uintptr_t)call.address;
}

static unsigned char *map(enum kind kind)
{
	return map_full(kind, NULL, 0);
}

static void unmap(enum kind kind, void *address)
{
	struct call call = { .kind = kind, .address = (uintptr_t)address };

	call_at(file, UNMAP, &call);
}

/* ---- Accesses that end by a signal ------------------------------------------------------ */

static sigjmp_buf back;

static void jump(int number)
{
	siglongjmp(back, number);
}

/* The signal of a read or a write, or 0. */
static int signal_of(volatile unsigned char *address, bool is_write)
{
	const int number = sigsetjmp(back, 1);

	if (number)
		return number;
	if (is_write)
		*address = 1;
	else
		(void)*address;
	return 0;
}

/* ---- Checks ----------------------------------------------------------------------------- */

static bool is_filled(const volatile unsigned char *bytes, unsigned int count, unsigned char byte)
{
	unsigned int i;

	for (i = 0; i < count && bytes[i] == byte; i++)
		;
	return i == count;
}

/* row 865: the driver and two mappings see each other's writes. No byte that nobody wrote is there. */
static void test_sees(enum kind kind)
{
	const unsigned int count = make(kind, 'a');
	unsigned char *one = map(kind), *other = map(kind);

	CHECK(one != other);
	CHECK(is_filled(one, count, 'a'));
	memset(one, 'b', count);
	EQUAL(simple(LOOK, kind, 'b'), STATUS_SUCCESS);
	CHECK(is_filled(other, count, 'b'));
	EQUAL(simple(FILL, kind, 'c'), STATUS_SUCCESS);
	CHECK(is_filled(one, count, 'c') && is_filled(other, count, 'c'));
	unmap(kind, other);
	EQUAL(signal_of(other, false), SIGSEGV);
	CHECK(is_filled(one, count, 'c'));
	unmap(kind, one);
	EQUAL(signal_of(one, true), SIGSEGV);
	EQUAL(simple(FREE, kind, 0), STATUS_SUCCESS);
}

/* row 865: the offset of the buffer in its page stays, and the rest of the last page is zero */
static void test_offset(void)
{
	const unsigned int count = make(CONTIGUOUS, 'a');
	unsigned char *start = map(CONTIGUOUS), *end = start + count;

	EQUAL((uintptr_t)start % page, 100);
	CHECK(is_filled(end, (uintptr_t)-(intptr_t)end % page, 0));
	unmap(CONTIGUOUS, start);
	EQUAL(simple(FREE, CONTIGUOUS, 0), STATUS_SUCCESS);
}

/* row 866: what has neighbours in its pages is not mapped */
static void test_refused(void)
{
	enum kind kind;

	for (kind = REFUSED; kind < KINDS; kind++) {
		make(kind, 'a');
		EQUAL(simple(MAP, kind, 0), STATUS_INVALID_PARAMETER);
		EQUAL(simple(FREE, kind, 0), STATUS_SUCCESS);
	}
}

/* row 867 */
static void test_wanted(void)
{
	struct call call = { .kind = PAGES, .address = (uintptr_t)own };
	unsigned char *place = mmap(NULL, 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	make(PAGES, 'a');
	EQUAL(call_at(file, MAP, &call), STATUS_CONFLICTING_ADDRESSES);
	munmap(place, 2 * page);
	CHECK(map_full(PAGES, place + 5, 0) == place);
	CHECK(is_filled(place, 2 * page, 'a'));
	unmap(PAGES, place);
	EQUAL(simple(FREE, PAGES, 0), STATUS_SUCCESS);
}

/* row 867: for reading only */
static void test_read_only(void)
{
	unsigned char *start;

	make(PAGES, 'a');
	start = map_full(PAGES, NULL, 1);
	EQUAL(signal_of(start, false), 0);
	EQUAL(signal_of(start, true), SIGSEGV);
	CHECK(mprotect(start, page, PROT_READ | PROT_WRITE) == -1 && errno == EACCES);
	EQUAL(simple(LOOK, PAGES, 'a'), STATUS_SUCCESS);
	unmap(PAGES, start);
	EQUAL(simple(FREE, PAGES, 0), STATUS_SUCCESS);
}

/* row 867: a program cannot make more of a mapping than it is */
static void test_fixed(void)
{
	unsigned char *start;
	int status = 0;
	pid_t child;

	make(PAGES, 'a');
	start = map(PAGES);
	CHECK(mprotect(start, page, PROT_READ | PROT_EXEC) == -1 && errno == EACCES);
	CHECK(mremap(start, 2 * page, 4 * page, MREMAP_MAYMOVE) == MAP_FAILED);
	CHECK(madvise(start, 2 * page, MADV_DOFORK) == -1);
	child = fork();
	if (!child) {
		signal(SIGSEGV, SIG_DFL);
		_exit(*(volatile unsigned char *)start);
	}
	EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	unmap(PAGES, start);
	EQUAL(simple(FREE, PAGES, 0), STATUS_SUCCESS);
}

/* row 868: wherever the program has moved a mapping to, it sees nothing after the unmapping */
static void test_moved(void)
{
	unsigned char *place = mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned char *start, *moved;

	make(PAGES, 'a');
	start = map(PAGES);
	moved = mremap(start, page, page, MREMAP_MAYMOVE | MREMAP_FIXED, place);
	CHECK(moved == place);
	EQUAL(signal_of(moved, false), 0);
	EQUAL(signal_of(start + page, false), 0);
	unmap(PAGES, start);
	EQUAL(signal_of(moved, false), SIGBUS);
	EQUAL(signal_of(start + page, true), SIGBUS);
	munmap(moved, page);
	munmap(start, 2 * page);

	/* What the program has unmapped, and what it has mapped there, stays. */
	start = map(PAGES);
	munmap(start, 2 * page);
	CHECK(mmap(start, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) ==
	      start);
	unmap(PAGES, start);
	EQUAL(signal_of(start, true), 0);
	munmap(start, 2 * page);
	EQUAL(simple(FREE, PAGES, 0), STATUS_SUCCESS);
}

/* ---- Programs that end ------------------------------------------------------------------ */

static void forget(void)
{
	CHECK(is_filled(map(PAGES), 2 * page, 'a'));
}

static void wait_for_kill(void)
{
	struct call call = { .kind = PAGES };

	call_at(file, MAP, &call);
	memset((void *)(uintptr_t)call.address, 'k', 2 * page);
	for (;;)
		pause();
}

static void leave_to_cleanup(void)
{
	struct call call = { .kind = PAGES };
	const int mine = open_file();

	EQUAL(call_at(mine, MAP_FOR_FILE, &call), STATUS_SUCCESS);
	CHECK(is_filled((void *)(uintptr_t)call.address, 2 * page, 'a'));
}

/* Closes its file with the mapping, which is over then. */
static void close_for_cleanup(void)
{
	struct call call = { .kind = PAGES };
	const int mine = open_file();

	EQUAL(call_at(mine, MAP_FOR_FILE, &call), STATUS_SUCCESS);
	close(mine);
	EQUAL(signal_of((void *)(uintptr_t)call.address, false), SIGSEGV);
}

/* row 868: no program that has ended is in the way of the memory's end */
static void test_ends(void (*life)(void), unsigned char last)
{
	const bool is_killed = life == wait_for_kill;
	int status = -1;
	pid_t child;

	make(PAGES, 'a');
	child = fork();
	if (!child) {
		life();
		_exit(checks_failed != 0);
	}
	while (is_killed && simple(LOOK, PAGES, last) != STATUS_SUCCESS)
		sched_yield();
	if (is_killed)
		kill(child, SIGKILL);
	EQUAL(waitpid(child, &status, 0), child);
	CHECK(is_killed ? WIFSIGNALED(status) : WIFEXITED(status) && !WEXITSTATUS(status));
	EQUAL(simple(FREE, PAGES, 0), STATUS_SUCCESS);
}

/* row 865: two programs; the child changes what the parent sees */
static void test_two_programs(enum kind kind)
{
	const unsigned int count = make(kind, 'a');
	unsigned char *start = map(kind);
	int status = -1;
	pid_t child = fork();

	if (!child) {
		unsigned char *mine = map(kind);

		CHECK(is_filled(mine, count, 'a'));
		memset(mine, 'b', count);
		unmap(kind, mine);
		EQUAL(signal_of(mine, false), SIGSEGV);
		_exit(checks_failed != 0);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
	CHECK(is_filled(start, count, 'b'));
	unmap(kind, start);
	EQUAL(simple(FREE, kind, 0), STATUS_SUCCESS);
}

/* row 869: memory that a program sees is not freed. The log is in the file "expect". */
static void test_free_while_mapped(enum kind kind, unsigned int code)
{
	const unsigned int count = make(kind, 'a');
	unsigned char *start = map(kind);

	simple(code, kind, 0);
	CHECK(is_filled(start, count, 'a'));
	EQUAL(simple(FILL, kind, 'b'), STATUS_SUCCESS);
	CHECK(is_filled(start, count, 'b'));
	unmap(kind, start);
	EQUAL(simple(FREE, kind, 0), STATUS_SUCCESS);
}

/* row 869: a request ends with its pages mapped, which stay pinned */
static void test_request(void)
{
	struct call call = { .kind = PROGRAM };
	volatile unsigned char *start;

	EQUAL(control(file, MAP_REQUEST, &call, sizeof(call), own, page), 0);
	memcpy(&call, own, sizeof(call));
	EQUAL(call.status, STATUS_SUCCESS);
	start = (unsigned char *)(uintptr_t)call.address;
	own[page - 1] = 'o';
	EQUAL(start[page - 1], 'o');
	start[0] = 's';
	EQUAL(own[0], 's');
	unmap(PROGRAM, (void *)(uintptr_t)call.address);
	EQUAL(signal_of((unsigned char *)(uintptr_t)call.address, false), SIGSEGV);
}

/* row 869: the driver goes, and leaves a mapping */
static void test_unload(void)
{
	unsigned char *start;

	make(LEFT, 'a');
	start = map(LEFT);
	EQUAL(signal_of(start, false), 0);
	close(file);
	EQUAL(system("rmmod user_mapping"), 0);
	EQUAL(signal_of(start, false), SIGBUS);
	EQUAL(signal_of(start + page, true), SIGBUS);
}

int main(void)
{
	enum kind kind;

	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGBUS, jump);
	signal(SIGSEGV, jump);
	page = sysconf(_SC_PAGESIZE);
	own = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	file = open_file();
	CHECK(file >= 0);
	for (kind = PAGES; kind < LEFT; kind++) {
		test_sees(kind);
		test_two_programs(kind);
	}
	test_offset();
	test_refused();
	test_wanted();
	test_read_only();
	test_fixed();
	test_moved();
	test_ends(forget, 0);
	test_ends(wait_for_kill, 'k');
	test_ends(leave_to_cleanup, 0);
	test_ends(close_for_cleanup, 0);
	test_free_while_mapped(PAGES, FREE);
	test_free_while_mapped(PAGES, FREE_MDL);
	test_free_while_mapped(CONTIGUOUS, FREE);
	test_free_while_mapped(POOL, FREE);
	test_free_while_mapped(PROGRAM, FREE);
	test_free_while_mapped(PROGRAM, FREE_MDL);
	test_request();
	test_unload();
	return checks_failed != 0;
}
