/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Throws random system calls at the devices of the drivers of this test, from many threads and processes,
 * which are signalled, stopped and killed, while their memory changes and the drivers are loaded again.
 *
 *	fuzz SECONDS [SEED [EPOCH]]
 *
 * The run consists of epochs. The seed and the number of an epoch decide what its processes do, but not how
 * their calls interleave. At the end of an epoch no process is left, and the drivers' books must balance.
 */
#include "../program.h"
#include "fuzz.h"

#include <dirent.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>

#define CANCEL_TIMEOUT "/sys/module/winwork/parameters/cancel_timeout"
#define MAX_TRANSFER "/sys/module/winwork/parameters/max_transfer"

#define MOST_WORKERS 5
#define MOST_THREADS 5
#define FILES 12
#define PAGE 4096ul
#define CHANGING (64 * PAGE)	/* the part of an arena whose mapping changes */
#define ARENA (1024 * PAGE)
#define OUTPUT 256u		/* the most bytes of a checked answer */
#define PAGES 65536u
#define GUARD (256ul << 20)	/* behind it: longer than any buffer that is accepted */

typedef uint64_t u64;
typedef uint32_t u32;

struct random {
	u64 state;
};

/* splitmix64 */
static u64 next(struct random *random)
{
	u64 value = random->state += 0x9e3779b97f4a7c15ull;

	value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9ull;
	value = (value ^ value >> 27) * 0x94d049bb133111ebull;
	return value ^ value >> 31;
}

static u32 below(struct random *random, u32 limit)
{
	return next(random) % limit;
}

static bool one_in(struct random *random, u32 count)
{
	return !below(random, count);
}

#define PICK(random, table) ((table)[below(random, sizeof(table) / sizeof((table)[0]))])

/* Shared by all processes. */
static struct shared {
	volatile int quiet;		/* workers open nothing, so that the driver can be unloaded */
	u64 calls;
	u64 answered;			/* requests with a status of the driver's */
	u64 checked;			/* whose data were right */
	u64 wrong_data;
	u64 devices;			/* that went or came */
	u64 kills, reloads, refused_reloads;
} *shared;

static void count(u64 *counter)
{
	__atomic_fetch_add(counter, 1, __ATOMIC_RELAXED);
}

/* Its epochs are in the kernel log, beside the kernel's complaints. */
static void log_line(const char *text)
{
	int log = open("/dev/kmsg", O_WRONLY);

	if (log >= 0) {
		if (write(log, text, strlen(text)) < 0)
			perror("/dev/kmsg");
		close(log);
	}
}

static void set_parameter(const char *path, const char *value)
{
	int file = open(path, O_WRONLY);

	if (file < 0 || write(file, value, strlen(value)) < 0)
		perror(path);
	close(file);
}

/* ---- A worker --------------------------------------------------------------------------- */

static volatile int files[FILES];	/* used, duplicated and closed by all threads */
static pthread_t threads[MOST_THREADS];
static volatile int thread_count;
static char *arena, *shared_arena, *constant;
static char *pages;			/* each for one call */
static u32 pages_used;

static const char *const nodes[] = { "Fuzz", "FuzzDirect", "FuzzNeither", "fuzz/alone", "fuzz/more",
				     "FuzzWdf", "FuzzHot", ".control" };

static int any_file(struct random *random)
{
	return one_in(random, 50) ? (int)below(random, 20) + 3 : files[below(random, FILES)];
}

static u32 any_length(struct random *random)
{
	static const u32 lengths[] = { 0, 1, 3, 4, 7, 8, 16, 31, 32, 33, 64, 100, 500, 1000, 4095, 4096, 4097,
				       8192, 20000, 65536 };
	static const u32 odd[] = { 1u << 20, (2u << 20) - 1, 2u << 20, (2u << 20) + 1, 64u << 20, 0x7fffffff,
				   0x80000000, 0xfffff000, 0xffffffff };

	return one_in(random, 60) ? PICK(random, odd) : PICK(random, lengths);
}

/* Valid, half valid, read-only, of the kernel, no address at all. */
static u64 any_address(struct random *random)
{
	static const u64 bad[] = { 0, 1, 8, 0xfff, 0x1000, 0x7ffffffff000, 0x7fffffffefff, 0x7fffffffffff,
				   0x800000000000, 0x8000000000000000, 0xffff800000000000,
				   0xffff888000000000, 0xffff888001000000, 0xffffc90000000000,
				   0xffffffff81000000, 0xffffffff82000000, 0xffffffffc0000000,
				   0xffffffffff600000, 0xfffffffffffff000, 0xffffffffffffffff };
	switch (below(random, 12)) {
	case 0:
		return PICK(random, bad);
	case 1:
		return (uintptr_t)constant + below(random, 3 * PAGE);
	case 2:
		return (uintptr_t)shared_arena + below(random, CHANGING);
	case 3:
		return (uintptr_t)arena + CHANGING + below(random, ARENA / 2);
	case 4:
		return (uintptr_t)nodes;
	case 5:
		/* The end of a mapping. */
		return (uintptr_t)arena + PAGE * (1 + below(random, 64)) - below(random, 40);
	case 6:
		return (uintptr_t)arena + PAGE * below(random, 64);
	default:
		return (uintptr_t)arena + below(random, CHANGING);
	}
}

static u32 any_code(struct random *random)
{
	static const u32 system[] = { 0x00090000, 0x0009c040, 0x000b0000, 0xffffffff, 0, 3, 0x220003 };

	if (one_in(random, 10))
		return PICK(random, system) ^ (one_in(random, 2) ? next(random) & 0x3fff : 0);
	if (one_in(random, 10))
		return next(random);
	return CODE(below(random, ACTS), below(random, 4), below(random, 4) * one_in(random, 4));
}

static struct order any_order(struct random *random)
{
	return (struct order){ .seed = next(random), .forced = one_in(random, 8) ? next(random) : 0,
			       .cookie = next(random), .pointer = any_address(random),
			       .length = one_in(random, 30) ? next(random) : any_length(random) };
}

static bool is_in(const char *start, u64 address, size_t bytes)
{
	return address >= (uintptr_t)start && address + bytes <= (uintptr_t)start + ARENA;
}

/* Writes to an arena whose mapping another thread may have changed. */
static void put(u64 address, const void *data, size_t bytes)
{
	int memory;

	/* It would also write to constants. */
	if (!is_in(arena, address, bytes) && !is_in(shared_arena, address, bytes))
		return;
	memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
	if (pwrite(memory, data, bytes, address) < 0)
		errno = 0;
	close(memory);
}

static struct winwork_request any_request(struct random *random)
{
	static const u32 majors[] = { 0, 0, 0, 14, 14, 3, 4, 9, 1, 18, 0xffffffff };
	struct winwork_request request = {
		.size = sizeof(request), .code = any_code(random), .in = any_address(random),
		.out = any_address(random), .in_length = any_length(random),
		.out_length = any_length(random),
		.offset = one_in(random, 20) ? (int64_t)next(random) - 3 * one_in(random, 3)
					     : (int64_t)below(random, ACTS) << 12 | below(random, PAGE),
		.cookie = below(random, 6), .major = PICK(random, majors),
		.event_fd = one_in(random, 3) ? any_file(random) : -1,
	};

	/* Half of them have buffers that no other thread changes. */
	if (one_in(random, 2)) {
		request.in = (uintptr_t)arena + CHANGING + below(random, ARENA / 4);
		request.out = (uintptr_t)arena + CHANGING + ARENA / 2 + below(random, ARENA / 4);
		request.in_length = below(random, 9000);
		request.out_length = below(random, 9000);
	}
	if (one_in(random, 10))
		request.offset = -(int64_t)below(random, 4);
	if (one_in(random, 30))
		request.size = next(random) % 200;
	if (one_in(random, 100))
		request.reserved = next(random);
	if (one_in(random, 8)) {
		const struct order order = any_order(random);

		put(request.in, &order, sizeof(order));
	}
	return request;
}

static void call_request(struct random *random, unsigned long command)
{
	struct winwork_request request = any_request(random);
	u64 where = any_address(random);

	if (one_in(random, 20)) {
		put(where, &request, sizeof(request));
		ioctl(any_file(random), command, where);
		return;
	}
	ioctl(any_file(random), command, &request);
	if (request.status)
		count(&shared->answered);
}

/* A page that no other call uses, and no thread maps anew. NULL when all were used. */
static unsigned char *new_page(void)
{
	const u32 number = __atomic_fetch_add(&pages_used, 1, __ATOMIC_RELAXED);

	return number < PAGES ? (unsigned char *)pages + number * PAGE : NULL;
}

/*
 * The output belongs to the request: its page is never used again, because a driver can still write
 * to the memory of a call that cancel_timeout has ended.
 */
static void call_and_check(struct random *random)
{
	struct order order = any_order(random);
	const u32 length = 8 + below(random, OUTPUT - 8);
	const u32 act = below(random, FIRST_WRONG_ACT), method = PICK(random, ((const int[]){ 0, 2, 3 }));
	const u64 answer = ~order.cookie;
	unsigned char *const out = new_page();
	struct winwork_request request;

	if (!out)
		return;
	memset(out, 0x5a, OUTPUT + 1);
	request = control_of(CODE(act, method, 0), &order, sizeof(order), out, length);
	request.size = sizeof(request);
	if (!ioctl(any_file(random), WINWORK_CONTROL, &request) && !request.status && act != ACT_STATUS) {
		count(&shared->answered);
		count(&shared->checked);
		if (memcmp(out, &answer, sizeof(answer)) || request.information > length ||
		    out[length] != 0x5a) {
			count(&shared->wrong_data);
			printf("wrong data: act %u, method %u, cookie %llx, information %llu, length %u, out %02x %02x\n",
			       act, method, (unsigned long long)order.cookie,
			       (unsigned long long)request.information, length, out[0], out[length]);
			fflush(stdout);
		}
	}
	madvise(out, PAGE, MADV_DONTNEED);
}

static void call_create(struct random *random)
{
	static const char *const names[] = {
		"\\??\\Fuzz", "\\??\\fuzz\\alone\\x", "\\Device\\Fuzz", "\\Device\\FuzzDirect\\a\\b",
		"\\DosDevices\\FuzzNeither", "\\DosDevices\\Global\\Fuzz\\", "\\GLOBAL??\\fuzz", "\\??\\",
		"\\Device\\FuzzMore", "\\??\\fuzz\\more", "Fuzz", "\\", "\\??\\..\\Fuzz", "\\Device\\Nothing",
		"\\??\\Fuzz\\\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", "\\??\\Fuzz\\\xff\xfe",
	};
	const char *name = PICK(random, names);
	struct winwork_create create = {
		.size = one_in(random, 30) ? below(random, 200) : sizeof(create),
		.access = one_in(random, 3) ? next(random) : 0xc0000000, .share = below(random, 8),
		.options = one_in(random, 4) ? next(random) & 0xffffff : one_in(random, 2) * 0x20,
		.name = one_in(random, 20) ? any_address(random) : (uintptr_t)name,
		.name_length = one_in(random, 20) ? any_length(random) : strlen(name),
		.disposition = one_in(random, 10) ? below(random, 8) : 1,
		.attributes = next(random), .flags = PICK(random, ((const int[]){ 0, 0, O_CLOEXEC, O_NONBLOCK, 1 })),
	};
	int control = open(WINWORK_CONTROL_FILE, O_RDWR | O_CLOEXEC);

	if (!ioctl(one_in(random, 10) ? any_file(random) : control, WINWORK_CREATE, &create)) {
		const int before = files[below(random, FILES)];

		files[below(random, FILES)] = create.fd;
		close(before);
	}
	close(control);
}

/* Wrong sizes, texts without an end, names that are there and not; in memory that other threads change, too. */
static void call_flt(struct random *random)
{
	static const char *const names[] = { "", "fuzz", "\\Device\\Alpha", "a\n", "\xff", "12.5", "." };
	struct winwork_flt flt = {
		.size = one_in(random, 10) ? below(random, 5000) : sizeof(flt),
		.operation = below(random, 9), .reserved = one_in(random, 20),
		.serial = one_in(random, 2) ? next(random) : 0,
	};
	int control = open(WINWORK_CONTROL_FILE, O_RDWR | O_CLOEXEC);

	strcpy(flt.filter, PICK(random, names));
	strcpy(flt.volume, PICK(random, names));
	strcpy(flt.instance, PICK(random, names));
	strcpy(flt.altitude, PICK(random, names));
	if (one_in(random, 10))
		memset(flt.filter, 'f', sizeof(flt.filter));
	ioctl(one_in(random, 10) ? any_file(random) : control, WINWORK_FLT,
	      one_in(random, 5) ? (void *)(uintptr_t)any_address(random) : &flt);
	close(control);
}

static void call_open(struct random *random)
{
	static const int modes[] = { O_RDWR, O_RDWR, O_RDWR, O_RDONLY, O_WRONLY, 3, O_RDWR | O_NONBLOCK,
				     O_RDWR | O_APPEND, O_PATH, O_RDWR | O_DIRECT, O_RDWR | O_TRUNC };
	char path[64];
	int fd, place = below(random, FILES);

	snprintf(path, sizeof(path), "/dev/winwork/%s", PICK(random, nodes));
	/* Where the kernel has them: asynchronous requests signal one. */
	fd = one_in(random, 30) ? (int)syscall(SYS_eventfd2, 0, O_NONBLOCK) : open(path, PICK(random, modes));
	if (fd >= 0) {
		const int before = files[place];

		files[place] = fd;
		close(before);
	}
}

static void call_transfer(struct random *random)
{
	const int fd = any_file(random);
	void *const data = (void *)(uintptr_t)any_address(random);
	const size_t length = any_length(random);
	const off_t offset = one_in(random, 20) ? (off_t)next(random)
						: (off_t)below(random, ACTS) << 12 | below(random, PAGE);
	struct iovec parts[3];
	int i;

	for (i = 0; i < 3; i++)
		parts[i] = (struct iovec){ (void *)(uintptr_t)any_address(random), any_length(random) % 70000 };
	switch (below(random, 12)) {
	case 0: case 1:
		if (read(fd, data, length) >= 0)
			count(&shared->answered);
		break;
	case 2:
		syscall(SYS_write, fd, data, length);
		break;
	case 3: case 4:
		if (pread(fd, data, length, offset) >= 0)
			count(&shared->answered);
		break;
	case 5:
		syscall(SYS_pwrite64, fd, data, length, offset);
		break;
	case 6:
		syscall(SYS_preadv, fd, parts, below(random, 4), offset, 0);
		break;
	case 7:
		syscall(SYS_pwritev, fd, parts, below(random, 4), offset, 0);
		break;
	case 8:
		lseek(fd, offset, below(random, 4));
		break;
	case 9:
		fsync(fd);
		break;
	case 10:
		sendfile(fd, any_file(random), NULL, length % 10000);
		break;
	default:
		syscall(SYS_preadv2, fd, parts, below(random, 4), offset, 0, 1 << below(random, 6));
		break;
	}
}

static void look_around(struct random *random);

#ifdef SYS_io_setup
#include <linux/aio_abi.h>

/* Where the kernel has it. */
static void call_aio(struct random *random)
{
	aio_context_t context = 0;
	struct iocb blocks[3], *list[3];
	struct io_event events[3];
	struct timespec soon = { .tv_nsec = below(random, 20000000) };
	int i, sent;

	if (syscall(SYS_io_setup, 4, &context))
		return;
	for (i = 0; i < 3; i++) {
		blocks[i] = (struct iocb){ .aio_lio_opcode = PICK(random, ((const int[]){ 0, 1, 2, 5, 7, 8 })),
					   .aio_fildes = any_file(random), .aio_buf = any_address(random),
					   .aio_nbytes = any_length(random),
					   .aio_offset = below(random, ACTS) << 12 };
		list[i] = &blocks[i];
	}
	sent = syscall(SYS_io_submit, context, 3, list);
	if (sent > 0 && one_in(random, 2))
		syscall(SYS_io_cancel, context, list[below(random, sent)], events);
	if (sent > 0)
		syscall(SYS_io_getevents, context, sent, 3, events, &soon);
	syscall(SYS_io_destroy, context);
}

/* More than a file takes, of which many wait. They are cancelled in one of the ways there are. */
static void call_many_aio(struct random *random)
{
	const int count = one_in(random, 8) ? 10000 : 1 + (int)below(random, 2000);
	const u64 address = any_address(random), act = one_in(random, 4) ? ACT_ITEM : ACT_QUEUE;
	const u32 length = below(random, 64);
	struct winwork_request all = { .size = sizeof(all) };
	const u32 way = below(random, 5);
	aio_context_t context = 0;
	struct iocb block, *list[] = { &block };
	int fds[8], i;

	if (syscall(SYS_io_setup, count, &context))
		return;
	for (i = 0; i < 8; i++)
		fds[i] = open("/dev/winwork/Fuzz", O_RDWR | O_CLOEXEC);
	for (i = 0; i < count; i++) {
		block = (struct iocb){ .aio_lio_opcode = below(random, 2), .aio_fildes = fds[i / 1250 % 8],
				       .aio_buf = address, .aio_nbytes = length, .aio_offset = act << 12 };
		if (syscall(SYS_io_submit, context, 1, list) != 1 || shared->quiet)
			break;
	}
	for (i = 0; i < 8; i++) {
		if (way == 0)
			ioctl(fds[i], WINWORK_CANCEL, &all);
		else if (way == 1)
			ioctl(fds[i], WINWORK_CLEANUP);
		else if (way == 2)
			look_around(random);
		close(fds[i]);
	}
	syscall(SYS_io_destroy, context);
}
#else
static void call_aio(struct random *random)
{
	fsync(any_file(random));
}

static void call_many_aio(struct random *random)
{
	(void)random;
}
#endif

#ifdef SYS_userfaultfd
#include <linux/userfaultfd.h>

/* Lets the memory of a call go when it has stalled for a while. */
static void *end_stall(void *argument)
{
	const int faults = (int)(intptr_t)argument;
	struct pollfd fault = { .fd = faults, .events = POLLIN };

	poll(&fault, 1, 100);
	usleep(5000);
	/* Linux then gives zeros. */
	close(faults);
	return NULL;
}

/* Where the kernel has it: the memory of a request stalls. */
static void call_stalled(struct random *random)
{
	const int faults = (int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	struct winwork_request request = any_request(random);
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	pthread_t thread;
	char *page;

	if (faults < 0)
		return;
	page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	range.range.start = (uintptr_t)page;
	range.range.len = PAGE;
	if (page == MAP_FAILED || ioctl(faults, UFFDIO_API, &api) ||
	    ioctl(faults, UFFDIO_REGISTER, &range) ||
	    pthread_create(&thread, NULL, end_stall, (void *)(intptr_t)faults)) {
		close(faults);
		return;
	}
	request.in = request.out = (uintptr_t)page;
	request.in_length = request.out_length = below(random, PAGE);
	ioctl(any_file(random), one_in(random, 2) ? WINWORK_CONTROL : WINWORK_SUBMIT, &request);
	pthread_join(thread, NULL);
	munmap(page, PAGE);
}
#else
static void call_stalled(struct random *random)
{
	(void)random;
}
#endif

static void change_memory(struct random *random)
{
	char *const start = (one_in(random, 3) ? shared_arena : arena) + PAGE * below(random, 60);
	const size_t bytes = PAGE * (1 + below(random, 4));

	switch (below(random, 8)) {
	case 0:
		munmap(start, bytes);
		break;
	case 1: case 2: case 3:
		mmap(start, bytes, PROT_READ | PROT_WRITE,
		     MAP_FIXED | MAP_ANONYMOUS | (one_in(random, 2) ? MAP_PRIVATE : MAP_SHARED), -1, 0);
		break;
	case 4:
		mprotect(start, bytes, PROT_READ);
		break;
	case 5:
		mprotect(start, bytes, below(random, 4));
		break;
	case 6:
		madvise(start, bytes, PICK(random, ((const int[]){ MADV_DONTNEED, MADV_WILLNEED, MADV_FREE,
								    MADV_DONTFORK, MADV_DOFORK })));
		break;
	default:
		mremap(start, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, arena + PAGE * below(random, 64));
		break;
	}
}

static void change_file(struct random *random)
{
	const int place = below(random, FILES), fd = files[place];
	struct pollfd polled = { .fd = fd, .events = POLLIN | POLLOUT };

	switch (below(random, 9)) {
	case 0: case 1:
		close(fd);
		break;
	case 2:
		files[below(random, FILES)] = dup(fd);
		break;
	case 3:
		dup2(fd, files[below(random, FILES)]);
		break;
	case 4:
		fcntl(fd, F_SETFL, one_in(random, 2) ? O_NONBLOCK : 0);
		break;
	case 5:
		poll(&polled, 1, 0);
		break;
	case 6:
		ioctl(fd, next(random), any_address(random));
		break;
	case 7:
		ioctl(fd, _IOC(below(random, 4), WINWORK_IOCTL, below(random, 10), below(random, 100)),
		      any_address(random));
		break;
	default:
		mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, 0);
		break;
	}
}

static void look_around(struct random *random)
{
	static const char *const values[] = { "0", "1", "1", "2" };
	static const char *const paths[] = { "/sys/kernel/debug/winwork/requests",
					     "/sys/class/winwork/Fuzz/uevent" };
	char text[4096];
	DIR *folder;
	int fd;

	switch (below(random, 4)) {
	case 0:
		set_parameter(CANCEL_TIMEOUT, PICK(random, values));
		break;
	case 1:
		folder = opendir("/dev/winwork");
		while (folder && readdir(folder))
			;
		if (folder)
			closedir(folder);
		break;
	default:
		fd = open(PICK(random, paths), O_RDONLY);
		while (fd >= 0 && read(fd, text, sizeof(text)) > 0)
			;
		close(fd);
		break;
	}
}

/* The device that comes and goes gets requests, and goes under those of other threads. */
static void call_hot(struct random *random)
{
	const bool replugs = one_in(random, 2);
	int hot, manager = open("/dev/winwork/FuzzWdf", O_RDWR | O_CLOEXEC), rounds;
	struct winwork_request request;

	for (rounds = 20; manager >= 0 && rounds && !shared->quiet; rounds--) {
		if (replugs)
			control(manager, CODE(WDF_ACT_REPLUG, 0, 0), NULL, 0, NULL, 0);
		hot = open("/dev/winwork/FuzzHot", O_RDWR | O_CLOEXEC);
		request = any_request(random);
		request.size = sizeof(request);
		request.code = CODE(below(random, WDF_ACT_REPLUG), 0, 0);
		ioctl(hot, one_in(random, 4) ? WINWORK_CONTROL : WINWORK_SUBMIT, &request);
		close(hot);
	}
	close(manager);
}

static void act(struct random *random);

/*
 * A child shares the files, and the pages until one writes. It leaves requests behind that pend, and its
 * parent has the next ones.
 */
static void call_fork(struct random *random)
{
	const u64 seed = next(random);
	const u32 calls = 1 + below(random, 15);
	const bool is_killed = one_in(random, 2), leaves_requests = one_in(random, 2);
	const u32 pause = below(random, 3000);
	pid_t child = fork();
	u32 i;

	if (!child) {
		struct random own = { seed };

		/* Blocked calls end with the parent, or by the alarm. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGALRM, SIG_DFL);
		alarm(2);
		thread_count = 0;
		for (i = 0; i < calls; i++) {
			if (leaves_requests)
				call_request(&own, WINWORK_SUBMIT);
			else
				act(&own);
		}
		_exit(0);
	}
	if (child < 0)
		return;
	usleep(pause);
	if (is_killed)
		kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static void send_signal(struct random *random)
{
	const int count_now = thread_count;

	if (count_now)
		pthread_kill(threads[below(random, count_now)], SIGUSR1);
}

static void act(struct random *random)
{
	const u32 what = below(random, 100);

	count(&shared->calls);
	if (files[below(random, FILES)] < 0)
		call_open(random);
	if (what < 28)
		call_request(random, WINWORK_CONTROL);
	else if (what < 48)
		call_and_check(random);
	else if (what < 61)
		call_transfer(random);
	else if (what < 63)
		call_open(random);
	else if (what < 66)
		call_create(random);
	else if (what < 67)
		call_flt(random);
	else if (what < 72)
		change_file(random);
	else if (what < 74)
		change_memory(random);
	else if (what < 82)
		call_request(random, WINWORK_SUBMIT);
	else if (what < 85)
		call_request(random, WINWORK_REAP);
	else if (what < 87)
		call_request(random, WINWORK_CANCEL);
	else if (what < 88)
		ioctl(any_file(random), WINWORK_CLEANUP);
	else if (what < 90)
		call_hot(random);
	else if (what < 96)
		send_signal(random);
	else if (what < 99)
		call_aio(random);
	else if (one_in(random, 30))
		call_many_aio(random);
	else if (one_in(random, 20))
		call_stalled(random);
	else if (one_in(random, 2))
		look_around(random);
	else
		call_fork(random);
}

static void on_signal(int number)
{
	(void)number;
}

/* Waits, with no file open, while the driver is to be unloaded. Some go on opening. */
static void be_quiet(struct random *random)
{
	int i;

	for (i = 0; i < FILES; i++) {
		close(files[i]);
		files[i] = -1;
	}
	while (shared->quiet) {
		if (one_in(random, 40))
			call_open(random);
		usleep(2000 + below(random, 5000));
		for (i = 0; i < FILES; i++) {
			close(files[i]);
			files[i] = -1;
		}
	}
}

__attribute__((noreturn)) static void *thread(void *argument)
{
	struct random random = { (uintptr_t)argument };

	for (;;) {
		if (shared->quiet)
			be_quiet(&random);
		act(&random);
	}
}

/* Most requests that wait do so until a signal. */
static void *pulse(void *argument)
{
	struct random random = { (uintptr_t)argument };

	for (;;) {
		usleep(500 + below(&random, 15000));
		send_signal(&random);
	}
	return NULL;
}

static char *new_arena(int protection, int flags, size_t bytes)
{
	char *start = mmap(NULL, ARENA + GUARD, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return mmap(start, bytes, protection, MAP_FIXED | MAP_ANONYMOUS | flags, -1, 0);
}

__attribute__((noreturn)) static void worker(u64 seed)
{
	struct random random = { seed };
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = one_in(&random, 2) ? SA_RESTART : 0 };
	pthread_t pulse_thread;
	const int wanted = 1 + below(&random, MOST_THREADS);
	int i;

	sigaction(SIGUSR1, &action, NULL);
	arena = new_arena(PROT_READ | PROT_WRITE, MAP_PRIVATE, ARENA);
	shared_arena = new_arena(PROT_READ | PROT_WRITE, MAP_SHARED, ARENA);
	constant = new_arena(PROT_READ, MAP_PRIVATE, 2 * PAGE);
	pages = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	for (i = 0; i < FILES; i++)
		files[i] = -1;
	for (i = 0; i < FILES / 2; i++)
		call_open(&random);
	for (i = 0; i < wanted - 1; i++) {
		pthread_create(&threads[i], NULL, thread, (void *)(uintptr_t)next(&random));
		thread_count = i + 1;
	}
	threads[i] = pthread_self();
	thread_count = wanted;
	pthread_create(&pulse_thread, NULL, pulse, (void *)(uintptr_t)next(&random));
	thread((void *)(uintptr_t)next(&random));
}

/* ---- The epochs ------------------------------------------------------------------------- */

static struct driver {
	const char *name;
	bool is_loaded;
} drivers[] = { { "fuzz", true }, { "fuzz_wdf", true } };

#define DRIVERS (sizeof(drivers) / sizeof(drivers[0]))

static void load(struct driver *driver)
{
	char path[64];
	int module;

	snprintf(path, sizeof(path), "/modules/%s.ko", driver->name);
	module = open(path, O_RDONLY | O_CLOEXEC);
	driver->is_loaded = driver->is_loaded || !syscall(SYS_finit_module, module, "", 0);
	close(module);
}

static void unload(struct driver *driver)
{
	driver->is_loaded = syscall(SYS_delete_module, driver->name, O_NONBLOCK) != 0;
}

static void reload(struct driver *driver, bool is_quiet)
{
	int tries;

	shared->quiet = is_quiet;
	for (tries = 0; driver->is_loaded && tries < (is_quiet ? 100 : 1); tries++) {
		unload(driver);
		if (!driver->is_loaded) {
			count(&shared->reloads);
			break;
		}
		count(&shared->refused_reloads);
		usleep(10000);
	}
	load(driver);
	shared->quiet = 0;
}

static pid_t start(u64 seed)
{
	pid_t child = fork();

	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		worker(seed);
	}
	return child;
}

static void end(pid_t worker)
{
	kill(worker, SIGKILL);
	waitpid(worker, NULL, 0);
	count(&shared->kills);
}

static struct stats stats_of(int fd)
{
	struct stats stats = { 0 };
	int error = control(fd, STATS, NULL, 0, &stats, sizeof(stats));

	EQUAL(error, 0);
	return stats;
}

/* An open may fail, as the driver decides. */
static int open_at_last(const char *path)
{
	int fd, i;

	for (i = 0; i < 1000; i++) {
		alarm(1);
		fd = open(path, O_RDWR);
		alarm(0);
		if (fd >= 0)
			return fd;
		CHECK(errno == EACCES || errno == EINTR);
	}
	return -1;
}

/* The number in a line of a file of /proc that begins with @name. */
static long long number_of(const char *path, const char *name)
{
	const size_t length = strlen(name);
	long long number = -1;
	char line[256];
	FILE *file = fopen(path, "r");

	while (file && fgets(line, sizeof(line), file)) {
		if (!strncmp(line, name, length) && line[length] == ' ')
			number = atoll(line + length);
	}
	if (file)
		fclose(file);
	return number;
}

/* The pages of programs that the kernel has pinned. Each processor has counts that are not added yet. */
static long long pinned(void)
{
	int refresh = open("/proc/sys/vm/stat_refresh", O_WRONLY);

	if (refresh >= 0 && write(refresh, "1", 1) < 0)
		perror("stat_refresh");
	close(refresh);
	return number_of("/proc/vmstat", "nr_foll_pin_acquired") -
	       number_of("/proc/vmstat", "nr_foll_pin_released");
}

/* The mappings of winwork.ko's, without those of its own code. */
static int mappings(void)
{
	char line[512];
	int found = 0;
	FILE *file = fopen("/proc/vmallocinfo", "r");

	while (file && fgets(line, sizeof(line), file))
		found += strstr(line, "[winwork]") != NULL;
	if (file)
		fclose(file);
	return found;
}

/* The framework's driver has ended each request but this one. */
static void balance_wdf(void)
{
	static u32 before;
	int fd = open_at_last("/dev/winwork/FuzzWdf"), i;
	struct stats stats;

	CHECK(fd >= 0);
	for (i = 0; i < 1000; i++) {
		stats = stats_of(fd);
		if (stats.seen == stats.ended + 1)
			break;
		usleep(10000);
	}
	EQUAL(stats.seen, stats.ended + 1);
	EQUAL(stats.wrong, 0);
	close(fd);
	/* A new load counts anew. */
	shared->devices += stats.devices - (stats.devices < before ? 0 : before);
	before = stats.devices;
}

/* No process is left. All that they had is given back. */
static bool balance(long long pinned_before, int mappings_before)
{
	const int before = checks_failed;
	struct driver *const driver = &drivers[0];
	struct stats stats;
	int fd;
	u32 i;

	for (i = 0; i < DRIVERS; i++) {
		load(&drivers[i]);
		CHECK(drivers[i].is_loaded);
	}
	balance_wdf();
	fd = open_at_last("/dev/winwork/Fuzz");
	CHECK(fd >= 0);
	for (i = 0; i < 1000; i++) {
		stats = stats_of(fd);
		/* This request, and one that waits for each forgotten one. */
		if (stats.records == 1 && stats.opens - stats.closes <= 1 + stats.forgotten)
			break;
		usleep(10000);
	}
	EQUAL(stats.records, 1);
	EQUAL(stats.seen, stats.ended + 1);
	EQUAL(stats.wrong, 0);
	CHECK(stats.opens - stats.closes <= 1 + stats.forgotten);
	CHECK(pending_become(stats.forgotten));
	close(fd);
	/* The forgotten requests have their buffers until the unload. */
	if (stats.forgotten) {
		for (i = 0; i < 1000 && driver->is_loaded; i++) {
			unload(driver);
			usleep(1000);
		}
		CHECK(!driver->is_loaded);
		load(driver);
		CHECK(pending_become(0));
	}
	for (i = 0; i < 1000 && (pinned() != pinned_before || mappings() != mappings_before); i++)
		usleep(10000);
	EQUAL(pinned(), pinned_before);
	EQUAL(mappings(), mappings_before);
	EQUAL(shared->wrong_data, 0);
	return checks_failed == before;
}

static void epoch(u64 seed, u32 number)
{
	struct random random = { seed ^ number * 0xd1342543de82ef95ull };
	const u32 wanted = 2 + below(&random, MOST_WORKERS - 1), steps = 10 + below(&random, 20);
	pid_t workers[MOST_WORKERS];
	char text[80];
	u32 i;

	snprintf(text, sizeof(text), "fuzz: epoch %u of seed %llu", number, (unsigned long long)seed);
	log_line(text);
	next(&random);
	for (i = 0; i < wanted; i++)
		workers[i] = start(next(&random));
	for (i = 0; i < steps; i++) {
		const u32 which = below(&random, wanted);

		usleep(below(&random, 400000));
		switch (below(&random, 8)) {
		case 0:
			end(workers[which]);
			workers[which] = start(next(&random));
			break;
		case 1:
			kill(workers[which], SIGSTOP);
			usleep(below(&random, 20000));
			kill(workers[which], SIGCONT);
			break;
		case 2:
			reload(&drivers[below(&random, DRIVERS)], true);
			break;
		case 3:
			reload(&drivers[below(&random, DRIVERS)], false);
			break;
		default:
			break;
		}
	}
	/* All at once: their requests are cancelled while others end. */
	for (i = 0; i < wanted; i++)
		kill(workers[i], SIGKILL);
	for (i = 0; i < wanted; i++)
		end(workers[i]);
}

/* Each wrong act once, so that the log has each report. */
static void do_wrong(void)
{
	int fd = open_at_last("/dev/winwork/Fuzz");
	u32 which;

	for (which = FIRST_WRONG_ACT; which < ACTS; which++) {
		struct order order = { .forced = ORDER_FORCED };
		unsigned char out[16];

		control(fd, CODE(which, 0, 0), &order, sizeof(order), out, sizeof(out));
	}
	close(fd);
}

static u64 now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

int main(int arguments, char **argument)
{
	const u32 seconds = arguments > 1 ? atoi(argument[1]) : 20;
	u64 seed = arguments > 2 ? strtoull(argument[2], NULL, 0) : 0;
	u32 number = arguments > 3 ? atoi(argument[3]) : 0;
	const bool is_single = arguments > 3;
	const u64 until = now() + seconds;
	long long pinned_before;
	int mappings_before;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!seed)
		seed = (u64)time(NULL) << 20 ^ getpid();
	shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	printf("fuzz: seed %llu, %u seconds\n", (unsigned long long)seed, seconds);
	signal(SIGALRM, on_signal);
	set_parameter(CANCEL_TIMEOUT, "1");
	set_parameter(MAX_TRANSFER, "2097152");
	pinned_before = pinned();
	mappings_before = mappings();
	do {
		epoch(seed, number);
		set_parameter(CANCEL_TIMEOUT, "1");
		if (!balance(pinned_before, mappings_before)) {
			printf("fuzz: FAILED in epoch %u of seed %llu\n", number, (unsigned long long)seed);
			break;
		}
		number += !is_single;
	} while (now() < until);
	do_wrong();
	set_parameter(CANCEL_TIMEOUT, "300");
	set_parameter(MAX_TRANSFER, "67108864");
	printf("fuzz: %u epochs, %llu calls, %llu answered, %llu compared; %llu processes killed, %llu devices, %llu reloads, %llu refused\n",
	       number, (unsigned long long)shared->calls, (unsigned long long)shared->answered,
	       (unsigned long long)shared->checked, (unsigned long long)shared->kills, (unsigned long long)shared->devices,
	       (unsigned long long)shared->reloads, (unsigned long long)shared->refused_reloads);
	return checks_failed != 0;
}
