/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A program that shares events with a driver and with other programs.
 *
 *	run all		everything that needs the driver
 *	run hold	opens an event of the driver, says so, and uses it when the driver has gone
 */
#include <windows.h>
#include <string.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../include/uapi/winwork.h"
#include "../windows_program.h"
#include "named_events.h"

#define NOBODY 65534

static HANDLE device;

static int run(enum work work, enum event event, HANDLE handle)
{
	struct job job = { .work = work, .event = event, .handle = (uintptr_t)handle };
	int result = -1;
	DWORD bytes;

	EQUAL(DeviceIoControl(device, RUN, &job, sizeof(job), &result, sizeof(result), &bytes, NULL), TRUE);
	return result;
}

static HANDLE opened(LPCSTR name)
{
	HANDLE event = OpenEventA(EVENT_ALL_ACCESS, FALSE, name);

	EQUAL(event != NULL, 1);
	return event;
}

#define CANNOT_OPEN(name, error)						\
	do {									\
		EQUAL(OpenEventA(SYNCHRONIZE, FALSE, name) == NULL, 1);		\
		EQUAL(GetLastError(), error);					\
	} while (0)

/* row 1330 */
static void share_manual(void)
{
	HANDLE event = opened("Global\\Manual");

	EQUAL(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
	EQUAL(run(SET, MANUAL, NULL), 0);
	EQUAL(WaitForSingleObject(event, INFINITE), WAIT_OBJECT_0);
	EQUAL(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
	EQUAL(run(WAIT, MANUAL, NULL), 0);
	EQUAL(ResetEvent(event), TRUE);
	EQUAL(run(READ, MANUAL, NULL), 0);
	EQUAL(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
	EQUAL(run(SET_LATER, MANUAL, NULL), 0);
	EQUAL(WaitForSingleObject(event, INFINITE), WAIT_OBJECT_0);
	EQUAL(ResetEvent(event), TRUE);
	EQUAL(SetEvent(event), TRUE);
	EQUAL(run(SET, MANUAL, NULL), 1);
	EQUAL(ResetEvent(event), TRUE);
	EQUAL(CloseHandle(event), TRUE);
}

static DWORD WINAPI count_one(LPVOID counted)
{
	EQUAL(WaitForSingleObject(opened("Automatic"), INFINITE), WAIT_OBJECT_0);
	EQUAL(ReleaseSemaphore(counted, 1, NULL), TRUE);
	return 0;
}

/* row 1330 */
static void share_automatic(void)
{
	HANDLE event = opened("Automatic"), counted = CreateSemaphoreA(NULL, 0, 2, NULL), threads[2];

	EQUAL(SetEvent(event), TRUE);
	EQUAL(run(READ, AUTOMATIC, NULL), 1);
	EQUAL(run(WAIT, AUTOMATIC, NULL), 0);
	EQUAL(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
	EQUAL(run(SET, AUTOMATIC, NULL), 0);
	EQUAL(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
	EQUAL(run(WAIT, AUTOMATIC, NULL), 0x102);
	for (int i = 0; i < 2; i++)
		threads[i] = CreateThread(NULL, 0, count_one, counted, 0, NULL);
	/* Each of two signals lets one thread go on. */
	EQUAL(run(SET_LATER, AUTOMATIC, NULL), 0);
	EQUAL(WaitForSingleObject(counted, INFINITE), WAIT_OBJECT_0);
	EQUAL(WaitForMultipleObjects(2, threads, TRUE, 0), WAIT_TIMEOUT);
	EQUAL(run(READ, AUTOMATIC, NULL), 0);
	EQUAL(SetEvent(event), TRUE);
	EQUAL(WaitForMultipleObjects(2, threads, TRUE, INFINITE), WAIT_OBJECT_0);
	EQUAL(run(READ, AUTOMATIC, NULL), 0);
	EQUAL(CloseHandle(event), TRUE);
}

/* row 1331 */
static void make(void)
{
	HANDLE first, second;

	EQUAL(run(OPEN_AND_SET, MANUAL, NULL), (int)0xC0000034);
	CANNOT_OPEN("Program", ERROR_FILE_NOT_FOUND);
	first = CreateEventW(NULL, FALSE, TRUE, L"Global\\Program");
	EQUAL(GetLastError(), ERROR_SUCCESS);
	second = CreateEventA(NULL, TRUE, TRUE, "program");
	EQUAL(GetLastError(), ERROR_ALREADY_EXISTS);
	EQUAL(WaitForSingleObject(second, 0), WAIT_OBJECT_0);
	EQUAL(WaitForSingleObject(first, 0), WAIT_TIMEOUT);
	EQUAL(run(OPEN_AND_SET, MANUAL, NULL), 0);
	EQUAL(CloseHandle(first), TRUE);
	EQUAL(WaitForSingleObject(second, 0), WAIT_OBJECT_0);
	EQUAL(WaitForSingleObject(second, 0), WAIT_TIMEOUT);
	EQUAL(run(OPEN_AND_SET, MANUAL, NULL), 0);
	EQUAL(CloseHandle(second), TRUE);
	CANNOT_OPEN("Program", ERROR_FILE_NOT_FOUND);
	EQUAL(run(OPEN_AND_SET, MANUAL, NULL), (int)0xC0000034);
}

/* row 1332 */
static void name(void)
{
	char name[200];

	EQUAL(CloseHandle(opened("Local\\Manual")), TRUE);
	EQUAL(CloseHandle(opened("MANUAL")), TRUE);
	CANNOT_OPEN("Other\\Manual", ERROR_PATH_NOT_FOUND);
	CANNOT_OPEN("Global\\Global\\Manual", ERROR_PATH_NOT_FOUND);
	CANNOT_OPEN("Callback", ERROR_INVALID_HANDLE);
	CANNOT_OPEN("LowMemoryCondition", ERROR_FILE_NOT_FOUND);
	CANNOT_OPEN("", ERROR_INVALID_PARAMETER);
	CANNOT_OPEN(NULL, ERROR_INVALID_PARAMETER);
	CANNOT_OPEN("a\nb", ERROR_INVALID_PARAMETER);
	memset(name, 'a', sizeof(name));
	name[sizeof(name) - 1] = 0;
	CANNOT_OPEN(name, ERROR_FILENAME_EXCED_RANGE);
	name[109] = 0;
	EQUAL(CloseHandle(CreateEventA(NULL, TRUE, TRUE, name)), TRUE);
}

/* row 1333 */
static void be_nobody(void)
{
	HANDLE own;
	int status, made[2];
	char byte = 0;

	EQUAL(pipe(made), 0);
	if (fork() == 0) {
		failed = 0;
		EQUAL(setuid(NOBODY), 0);
		CANNOT_OPEN("Manual", ERROR_ACCESS_DENIED);
		CANNOT_OPEN("Root's", ERROR_ACCESS_DENIED);
		EQUAL(CreateEventA(NULL, TRUE, FALSE, "Root's") == NULL, 1);
		EQUAL(WaitForSingleObject(opened("ForAll"), 0), WAIT_OBJECT_0);
		own = CreateEventA(NULL, TRUE, FALSE, "Nobody's");
		EQUAL(GetLastError(), ERROR_SUCCESS);
		EQUAL(CloseHandle(opened("Nobody's")), TRUE);
		EQUAL(run(SET, FOR_ALL, NULL), 1);
		EQUAL(SetEvent(opened("ForAll")), TRUE);
		EQUAL(write(made[1], &byte, 1), 1);
		EQUAL(WaitForSingleObject(own, INFINITE), WAIT_OBJECT_0);
		_exit(failed);
	}
	close(made[1]);
	EQUAL(read(made[0], &byte, 1), 1);
	own = opened("Nobody's");
	EQUAL(SetEvent(own), TRUE);
	EQUAL(wait(&status) > 0, 1);
	EQUAL(status, 0);
	EQUAL(CloseHandle(own), TRUE);
	close(made[0]);
}

/* row 1334 */
static void pass_handle(void)
{
	HANDLE event = opened("Manual"), other = CreateEventA(NULL, TRUE, FALSE, NULL);

	EQUAL(run(COMPARE, MANUAL, event), TRUE);
	EQUAL(run(READ, MANUAL, NULL), 1);
	EQUAL(run(COMPARE, AUTOMATIC, event), FALSE);
	EQUAL(run(COMPARE, MANUAL, other), FALSE);
	EQUAL(WaitForSingleObject(other, 0), WAIT_OBJECT_0);
	EQUAL(ResetEvent(event), TRUE);
	EQUAL(CloseHandle(event), TRUE);
	EQUAL(CloseHandle(other), TRUE);
}

/* The result of WINWORK_EVENT, or -errno. */
static int ask(struct winwork_event *wanted, const char *name)
{
	int control = open(WINWORK_CONTROL_FILE, O_RDWR), result;

	wanted->size = sizeof(*wanted);
	wanted->name = (uintptr_t)name;
	wanted->name_bytes = (unsigned int)strlen(name);
	result = ioctl(control, WINWORK_EVENT, wanted) ? -errno : wanted->fd;
	close(control);
	return result;
}

/* row 1335 */
static void use_file(void)
{
	struct winwork_event wanted = { .operation = WINWORK_EVENT_OPEN, .kind = 2 };
	struct pollfd poll_fd = { .events = POLLIN };
	uint64_t count = 0;
	int file;

	EQUAL(ask(&wanted, "Automatic"), -EINVAL);
	wanted.kind = 0;
	wanted.flags = O_APPEND;
	EQUAL(ask(&wanted, "Automatic"), -EINVAL);
	wanted.flags = 0;
	wanted.operation = 3;
	EQUAL(ask(&wanted, "Automatic"), -EINVAL);
	wanted.operation = WINWORK_EVENT_OPEN;
	EQUAL(ask(&wanted, ""), -EINVAL);
	EQUAL(ask(&wanted, "a\\b"), -EINVAL);
	EQUAL(ask(&wanted, "Callback"), -EPROTOTYPE);
	file = ask(&wanted, "Automatic");
	EQUAL(wanted.kind, WINWORK_EVENT_SYNCHRONIZATION);
	poll_fd.fd = file;
	EQUAL(poll(&poll_fd, 1, 0), 0);
	EQUAL(read(file, &count, 7), -1);
	EQUAL(write(file, &count, 7), -1);
	EQUAL(write(file, &count, sizeof(count)), sizeof(count));
	EQUAL(poll(&poll_fd, 1, 0), 0);
	EQUAL(run(SET_LATER, AUTOMATIC, NULL), 0);
	/* Waits. */
	EQUAL(read(file, &count, sizeof(count)), sizeof(count));
	EQUAL(count, 1);
	EQUAL(run(READ, AUTOMATIC, NULL), 0);
	EQUAL(write(file, &count, sizeof(count)), sizeof(count));
	EQUAL(poll(&poll_fd, 1, -1), 1);
	EQUAL(poll_fd.revents, POLLIN);
	EQUAL(run(WAIT, AUTOMATIC, NULL), 0);
	EQUAL(poll(&poll_fd, 1, 0), 0);
	close(file);
}

static int hold(void)
{
	HANDLE event = opened("Manual");
	char go;

	puts("holds");
	fflush(stdout);
	EQUAL(read(STDIN_FILENO, &go, 1), 1);
	EQUAL(SetEvent(event), TRUE);
	EQUAL(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
	EQUAL(CloseHandle(opened("Manual")), TRUE);
	EQUAL(CloseHandle(event), TRUE);
	CANNOT_OPEN("Manual", ERROR_FILE_NOT_FOUND);
	return failed;
}

int main(int argc, char **argv)
{
	SECURITY_ATTRIBUTES inherited = { sizeof(inherited), NULL, TRUE };
	HANDLE roots;

	if (argc > 1 && strcmp(argv[1], "hold") == 0)
		return hold();
	device = CreateFileA("\\\\.\\NamedEvents", GENERIC_READ | GENERIC_WRITE, 0, &inherited, OPEN_EXISTING, 0, NULL);
	roots = CreateEventA(NULL, TRUE, FALSE, "Root's");
	share_manual();
	share_automatic();
	make();
	name();
	be_nobody();
	pass_handle();
	use_file();
	EQUAL(CloseHandle(roots), TRUE);
	return failed;
}
