/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ioctl WINWORK_REGISTRY.
 *
 *	run		what it refuses, and what a file of a key may do
 *	run hold	opens a key, says "open", and keeps it
 */
#include "../program.h"

#include <uchar.h>

#define STATUS_BUFFER_TOO_SMALL ((int)0xC0000023)
#define STATUS_OBJECT_NAME_NOT_FOUND ((int)0xC0000034)
#define STATUS_NO_MORE_ENTRIES ((int)0x8000001A)

#define KEY_QUERY_VALUE 1u
#define KEY_SET_VALUE 2u
#define KEY_ENUMERATE_SUB_KEYS 8u
#define DELETE 0x10000u
#define GENERIC_READ 0x80000000u
#define MAXIMUM_ALLOWED 0x02000000u

#define PARAMETERS u"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\settings\\Parameters"

static int control_file;

#define TEXT(text) .name = (uintptr_t)(text), .name_bytes = sizeof(text) - sizeof(char16_t)

/* Returns the status, or the errno if there is none. */
static int ask(int fd, struct winwork_registry *wanted)
{
	int error;

	wanted->size = sizeof(*wanted);
	error = ioctl(fd, WINWORK_REGISTRY, wanted) ? errno : 0;
	return error && !wanted->status ? error : wanted->status;
}

static int open_key(unsigned int access)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_OPEN, TEXT(PARAMETERS), .access = access };

	EQUAL(ask(control_file, &wanted), STATUS_SUCCESS);
	CHECK(wanted.fd >= 0);
	return wanted.fd;
}

static int run_on(int key, unsigned int operation)
{
	unsigned int number = 5;
	struct winwork_registry wanted = { .operation = operation, TEXT(u"Right"), .kind = 2,
					   .data = (uintptr_t)&number, .data_bytes = sizeof(number) };

	return ask(key, &wanted);
}

/* Each right is for its operations alone. */
static void rights(void)
{
	const int reads = open_key(KEY_QUERY_VALUE), writes = open_key(KEY_SET_VALUE), lists = open_key(KEY_ENUMERATE_SUB_KEYS);
	const int generic = open_key(GENERIC_READ), none = open_key(0);

	EQUAL(run_on(reads, WINWORK_REGISTRY_SET_VALUE), STATUS_ACCESS_DENIED);
	EQUAL(run_on(writes, WINWORK_REGISTRY_SET_VALUE), STATUS_SUCCESS);
	EQUAL(run_on(writes, WINWORK_REGISTRY_QUERY_VALUE), STATUS_ACCESS_DENIED);
	EQUAL(run_on(reads, WINWORK_REGISTRY_QUERY_VALUE), STATUS_BUFFER_TOO_SMALL);
	EQUAL(run_on(generic, WINWORK_REGISTRY_QUERY_VALUE), STATUS_BUFFER_TOO_SMALL);
	EQUAL(run_on(lists, WINWORK_REGISTRY_NEXT_VALUE), STATUS_ACCESS_DENIED);
	EQUAL(run_on(lists, WINWORK_REGISTRY_NEXT_KEY), STATUS_NO_MORE_ENTRIES);
	EQUAL(run_on(reads, WINWORK_REGISTRY_NEXT_KEY), STATUS_ACCESS_DENIED);
	EQUAL(run_on(reads, WINWORK_REGISTRY_DELETE_VALUE), STATUS_ACCESS_DENIED);
	EQUAL(run_on(writes, WINWORK_REGISTRY_DELETE_VALUE), STATUS_SUCCESS);
	EQUAL(run_on(reads, WINWORK_REGISTRY_DELETE_KEY), STATUS_ACCESS_DENIED);
	EQUAL(run_on(none, WINWORK_REGISTRY_QUERY_KEY), STATUS_ACCESS_DENIED);
	EQUAL(run_on(none, WINWORK_REGISTRY_FLUSH), STATUS_ACCESS_DENIED);
	EQUAL(run_on(reads, WINWORK_REGISTRY_FLUSH), STATUS_SUCCESS);
	close(reads);
	close(writes);
	close(lists);
	close(generic);
	close(none);
}

/* A process without the capability opens no key, but uses the file of one that it has. */
static void without_rights(void)
{
	const int key = open_key(KEY_QUERY_VALUE);
	int status;
	pid_t child = fork();

	if (!child) {
		struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_OPEN, TEXT(PARAMETERS) };

		if (setuid(1000))
			_exit(1);
		EQUAL(ask(control_file, &wanted), EPERM);
		EQUAL(wanted.fd, 0);
		EQUAL(run_on(key, WINWORK_REGISTRY_FLUSH), STATUS_SUCCESS);
		EQUAL(run_on(key, WINWORK_REGISTRY_SET_VALUE), STATUS_ACCESS_DENIED);
		_exit(checks_failed != 0);
	}
	EQUAL(waitpid(child, &status, 0), child);
	EQUAL(status, 0);
	close(key);
}

static int with(int fd, struct winwork_registry wanted)
{
	return ask(fd, &wanted);
}

static void bad_structures(void)
{
	const int key = open_key(MAXIMUM_ALLOWED);
	struct winwork_registry wanted = { .size = sizeof(wanted) - 4, .operation = WINWORK_REGISTRY_FLUSH };
	char flags;

	EQUAL(ioctl(key, WINWORK_REGISTRY, &wanted), -1);
	EQUAL(errno, EINVAL);
	EQUAL(ioctl(key, WINWORK_REGISTRY, NULL), -1);
	EQUAL(errno, EFAULT);
	EQUAL(ioctl(key, WINWORK_CREATE, &wanted), -1);
	EQUAL(errno, ENOTTY);
#define WITH(...) with(key, (struct winwork_registry){ __VA_ARGS__ })
	EQUAL(WITH(.operation = 0), EINVAL);
	EQUAL(WITH(.operation = 11), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_FLUSH, .flags = 1), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_QUERY_KEY, .kind = 5), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_QUERY_KEY, .kind = 32), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_NEXT_KEY, .kind = 3), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_QUERY_VALUE, .kind = 5), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_NEXT_VALUE, .kind = 0xffffffff), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_QUERY_VALUE, .kind = 2, .name = (uintptr_t)u"x", .name_bytes = 1), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_QUERY_VALUE, .kind = 2, .name = (uintptr_t)u"x", .name_bytes = 65536), ENAMETOOLONG);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_QUERY_VALUE, .kind = 2, .name = 8, .name_bytes = 2), EFAULT);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_SET_VALUE, .kind = 3, .data = 8, .data_bytes = 2), EFAULT);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_SET_VALUE, .kind = 3, .data = 8, .data_bytes = (64 << 20) + 1), E2BIG);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_CREATE, TEXT(u"New"), .number = 2), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_CREATE, TEXT(u"New"), .data = (uintptr_t)u"x", .data_bytes = 1), EINVAL);
	EQUAL(WITH(.operation = WINWORK_REGISTRY_OPEN, TEXT(u"New")), STATUS_OBJECT_NAME_NOT_FOUND);
#undef WITH
	/* The control file has no key. */
	EQUAL(with(control_file, (struct winwork_registry){ .operation = WINWORK_REGISTRY_FLUSH }), EINVAL);
	/* A result that cannot be written is none. */
	EQUAL(with(key, (struct winwork_registry){ .operation = WINWORK_REGISTRY_QUERY_KEY, .kind = 0, .data = 8, .data_bytes = 512 }),
	      EFAULT);
	flags = (char)fcntl(key, F_GETFD);
	EQUAL(flags, 0);
	close(key);
}

/* As much as there is room for is written, and no more. */
static void short_results(void)
{
	const int key = open_key(MAXIMUM_ALLOWED);
	unsigned char data[64];
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_SET_VALUE, TEXT(u"Short"), .kind = 3,
					   .data = (uintptr_t)"0123456789", .data_bytes = 10 };

	EQUAL(ask(key, &wanted), STATUS_SUCCESS);
	memset(data, 0xee, sizeof(data));
	wanted = (struct winwork_registry){ .operation = WINWORK_REGISTRY_QUERY_VALUE, TEXT(u"Short"), .kind = 2,
					    .data = (uintptr_t)data, .data_bytes = 16 };
	EQUAL(ask(key, &wanted), STATUS_BUFFER_OVERFLOW);
	EQUAL(wanted.data_bytes, 22);
	CHECK(!memcmp(data + 12, "0123", 4));
	EQUAL(data[16], 0xee);
	memset(data, 0xee, sizeof(data));
	wanted.data_bytes = 11;
	EQUAL(ask(key, &wanted), STATUS_BUFFER_TOO_SMALL);
	EQUAL(wanted.data_bytes, 22);
	EQUAL(data[0], 0xee);
	wanted.data_bytes = sizeof(data);
	EQUAL(ask(key, &wanted), STATUS_SUCCESS);
	EQUAL(wanted.data_bytes, 22);
	CHECK(!memcmp(data + 12, "0123456789", 10));
	EQUAL(data[22], 0xee);
	wanted = (struct winwork_registry){ .operation = WINWORK_REGISTRY_DELETE_VALUE, TEXT(u"Short") };
	EQUAL(ask(key, &wanted), STATUS_SUCCESS);
	close(key);
}

int main(int argc, char **argv)
{
	control_file = open(WINWORK_CONTROL_FILE, O_RDWR);
	CHECK(control_file >= 0);
	if (argc > 1 && !strcmp(argv[1], "hold")) {
		open_key(KEY_QUERY_VALUE);
		close(control_file);
		puts("open");
		fflush(stdout);
		pause();
	}
	rights();
	without_rights();
	bad_structures();
	short_results();
	return checks_failed != 0;
}
