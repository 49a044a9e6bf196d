/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Looks at memory of a device that a driver has mapped into it, and at what is left of that when the device
 * has gone.
 *
 * usage: run DEVICE, the folder of the memory's device in /sys
 */
#include "../program.h"
#include "io_mapping.h"

#include <setjmp.h>

#define BYTES 0x100000
#define CACHINGS "/sys/kernel/debug/x86/pat_memtype_list"

static const char *device;
static int file;
static long page;

static int open_file(void)
{
	return open("/dev/winwork/IoMapping", O_RDWR | O_CLOEXEC);
}

static int call(unsigned int code, struct call *call)
{
	EQUAL(control(file, code, call, sizeof(*call), call, sizeof(*call)), 0);
	return call->status;
}

static int simple(unsigned int code, enum kind kind, unsigned char byte)
{
	struct call one = { .kind = kind, .byte = byte };

	return call(code, &one);
}

/* Returns where the memory is. */
static unsigned long long make(enum kind kind)
{
	struct call one = { .kind = kind };

	EQUAL(call(MAKE, &one), STATUS_SUCCESS);
	return one.physical;
}

static unsigned char *map_full(enum kind kind, enum caching caching, int is_read_only)
{
	struct call one = { .kind = kind, .caching = caching, .is_read_only = is_read_only };

	EQUAL(call(MAP, &one), STATUS_SUCCESS);
	return (unsigned char *)(uintptr_t)one.address;
}

static unsigned char *map(enum kind kind)
{
	return map_full(kind, UNCACHED, 0);
}

static void unmap(enum kind kind, void *address)
{
	struct call one = { .kind = kind, .address = (uintptr_t)address };

	call(UNMAP, &one);
}

static int byte_at(unsigned long offset)
{
	struct call one = { .address = offset };

	call(READ_AT, &one);
	return one.byte;
}

/* ---- Accesses that end by a signal ------------------------------------------------------ */

static sigjmp_buf back;
static volatile sig_atomic_t is_tried;

static void jump(int number)
{
	if (!is_tried)
		_exit(1);
	siglongjmp(back, number);
}

/* The signal of a read or a write, or 0. */
static int signal_of(volatile unsigned char *address, bool is_write)
{
	const int number = sigsetjmp(back, 1);

	is_tried = !number;
	if (number)
		return number;
	if (is_write)
		*address = 1;
	else
		(void)*address;
	is_tried = false;
	return 0;
}

static bool is_filled(const volatile unsigned char *bytes, unsigned int count, unsigned char byte)
{
	unsigned int i;

	for (i = 0; i < count && bytes[i] == byte; i++)
		;
	return i == count;
}

/* ---- Checks ----------------------------------------------------------------------------- */

/* row 886: program and device see each other's writes, in each caching */
static void test_sees(enum caching caching)
{
	unsigned char *start;

	make(LIST);
	start = map_full(LIST, caching, 0);
	EQUAL(simple(FILL, LIST, 'a' + caching), STATUS_SUCCESS);
	CHECK(is_filled(start, BYTES, 'a' + caching));
	memset(start, 'k' + caching, BYTES);
	EQUAL(simple(LOOK, LIST, 'k' + caching), STATUS_SUCCESS);
	unmap(LIST, start);
	EQUAL(signal_of(start, false), SIGSEGV);
	EQUAL(simple(FREE, LIST, 0), STATUS_SUCCESS);
}

/* row 886: pages that do not follow one another */
static void test_parts(void)
{
	unsigned char *start;

	EQUAL(simple(FILL, LIST, 'p'), STATUS_SUCCESS);
	make(PARTS);
	start = map(PARTS);
	memset(start, '3', page);
	memset(start + page, '1', page);
	EQUAL(byte_at(3 * page), '3');
	EQUAL(byte_at(4 * page - 1), '3');
	EQUAL(byte_at(1 * page), '1');
	EQUAL(byte_at(2 * page - 1), '1');
	EQUAL(byte_at(2 * page), 'p');
	EQUAL(byte_at(page - 1), 'p');
	/* row 885: the kernel has no such mapping. */
	CHECK(simple(FOR_KERNEL, PARTS, 0) != STATUS_SUCCESS);
	unmap(PARTS, start);
	EQUAL(simple(FREE, PARTS, 0), STATUS_SUCCESS);
}

/* row 886: a range of MmMapIoSpace, with its offset, for reading */
static void test_mapped(void)
{
	unsigned char *start;

	EQUAL(simple(FILL, LIST, 'm'), STATUS_SUCCESS);
	make(MAPPED);
	start = map_full(MAPPED, UNCACHED, 1);
	EQUAL((uintptr_t)start % page, 100);
	CHECK(is_filled(start - 100, 3 * page, 'm'));
	EQUAL(signal_of(start, true), SIGSEGV);
	unmap(MAPPED, start);
	EQUAL(simple(FREE, MAPPED, 0), STATUS_SUCCESS);
}

/* row 885: the kernel maps the MDL as well */
static void test_for_kernel(void)
{
	EQUAL(simple(FILL, LIST, 'x'), STATUS_SUCCESS);
	make(LIST);
	EQUAL(simple(FOR_KERNEL, LIST, 'x'), STATUS_SUCCESS);
	EQUAL(simple(FREE, LIST, 0), STATUS_SUCCESS);
}

/* row 888 */
static void test_refused(void)
{
	unsigned char *start;
	enum kind kind;

	for (kind = REFUSED; kind < BESIDE_TABLE; kind++) {
		make(kind);
		EQUAL(simple(MAP, kind, 0), STATUS_INVALID_PARAMETER);
		EQUAL(simple(FREE, kind, 0), STATUS_SUCCESS);
	}
	make(BESIDE_TABLE);
	start = map(BESIDE_TABLE);
	EQUAL(signal_of(start, false), 0);
	unmap(BESIDE_TABLE, start);
	EQUAL(simple(FREE, BESIDE_TABLE, 0), STATUS_SUCCESS);
}

/* ---- Devices that go -------------------------------------------------------------------- */

static void write_of_device(const char *name, const char *text)
{
	char path[256];
	int to;

	snprintf(path, sizeof(path), "%s/%s", device, name);
	to = open(path, O_WRONLY);
	CHECK(to >= 0 && write(to, text, strlen(text)) == (ssize_t)strlen(text));
	close(to);
}

static void unbind(void)
{
	write_of_device("driver/unbind", strrchr(device, '/') + 1);
}

static void remove_device(void)
{
	write_of_device("remove", "1");
}

/* rmmod waits for the end of the device that has gone. */
static void come_back(void)
{
	EQUAL(system("rmmod io_mapping && echo 1 > /sys/bus/pci/rescan && "
		     "insmod /modules/io_mapping.ko bind=1"), 0);
}

/* Another process lets the device go, so the addresses are not freed for this one. */
static void in_a_child(void (*go)(void))
{
	const pid_t child = fork();
	int status = -1;

	if (!child) {
		go();
		_exit(checks_failed != 0);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
}

/* row 887: the program sees nothing afterwards, wherever it has the pages; and the device as before when it is back */
static void test_goes(void (*go)(void), enum ending ending)
{
	struct call keep = { .ending = ending };
	unsigned char *start, *moved;

	EQUAL(call(KEEP, &keep), STATUS_SUCCESS);
	make(LIST);
	start = map(LIST);
	memset(start, 'g', BYTES);
	moved = mremap(start + page, page, page, MREMAP_MAYMOVE | MREMAP_FIXED,
		       mmap(NULL, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	CHECK(moved != MAP_FAILED && *moved == 'g');
	in_a_child(go);
	EQUAL(signal_of(start, false), SIGBUS);
	EQUAL(signal_of(start + BYTES - 1, true), SIGBUS);
	EQUAL(signal_of(moved, false), SIGBUS);
	CHECK(open_file() < 0);
	close(file);
	munmap(moved, page);
	munmap(start, BYTES);
	come_back();
	file = open_file();
	CHECK(file >= 0);
	EQUAL(simple(LOOK, LIST, 'g'), STATUS_SUCCESS);
}

/* row 887: the driver goes, and leaves a mapping */
static void test_unload(void)
{
	struct call keep = { .ending = LEAVE };
	unsigned char *start;

	EQUAL(call(KEEP, &keep), STATUS_SUCCESS);
	make(LIST);
	start = map(LIST);
	EQUAL(signal_of(start, false), 0);
	close(file);
	EQUAL(signal_of(start, false), 0);
	EQUAL(system("rmmod io_mapping"), 0);
	EQUAL(signal_of(start, false), SIGBUS);
	EQUAL(signal_of(start + BYTES - 1, true), SIGBUS);
}

/* Whether x86 has the memory write-combined. */
static bool is_combined(unsigned long long start)
{
	char range[64], line[256];
	bool found = false;
	FILE *list = fopen(CACHINGS, "r");

	snprintf(range, sizeof(range), "mem 0x%016llx-", start);
	while (list && fgets(line, sizeof(line), list))
		found |= strstr(line, range) && strstr(line, "write-combining");
	if (list)
		fclose(list);
	return found;
}

/* row 885: the first mapping chooses the caching, and the others follow */
static void test_caching(void)
{
	unsigned long long physical;
	unsigned char *start;

	if (access(CACHINGS, R_OK))
		return;
	EQUAL(simple(SHARE, LIST, 0), STATUS_SUCCESS);
	physical = make(LIST);
	start = map_full(LIST, COMBINED, 0);
	memset(start, 'c', BYTES);
	CHECK(is_combined(physical));
	EQUAL(simple(FOR_KERNEL, LIST, 'c'), STATUS_SUCCESS);
	CHECK(is_combined(physical));
	unmap(LIST, start);
	CHECK(!is_combined(physical));
	EQUAL(simple(FREE, LIST, 0), STATUS_SUCCESS);
	EQUAL(simple(SHARE, LIST, 1), STATUS_SUCCESS);
}

int main(int argc, char **argv)
{
	enum caching caching;

	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGBUS, jump);
	signal(SIGSEGV, jump);
	device = argv[1];
	page = sysconf(_SC_PAGESIZE);
	file = open_file();
	CHECK(argc == 2 && file >= 0);
	for (caching = UNCACHED; caching <= COMBINED; caching++)
		test_sees(caching);
	test_caching();
	test_parts();
	test_mapped();
	test_for_kernel();
	test_refused();
	test_goes(unbind, UNMAP_AT_RELEASE);
	test_goes(unbind, UNMAP_AT_CLEANUP);
	test_goes(remove_device, UNMAP_AT_CLEANUP);
	test_unload();
	return checks_failed != 0;
}
