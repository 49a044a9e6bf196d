/* SPDX-License-Identifier: GPL-2.0 */
/*
 * row 316: the overlapped half of libwinwork-user against a driver: events, completion routines, completion
 * ports, cancelling, and events that the driver sets.
 */
#include <windows.h>
#include <winioctl.h>
#include <stdio.h>
#include <string.h>

#include "../async/async.h"

static int checks_failed;

#define CHECK(condition)								\
	do {										\
		if (!(condition)) {							\
			checks_failed++;						\
			printf("%s:%d: %s (error %d)\n", __func__, __LINE__, #condition, (int)GetLastError()); \
		}									\
	} while (0)
#define EQUAL(left, right)								\
	do {										\
		const long long left_ = (long long)(left), right_ = (long long)(right);	\
		if (left_ != right_) {							\
			checks_failed++;						\
			printf("%s:%d: %s is %lld, not %lld (error %d)\n", __func__, __LINE__, #left, left_, \
			       right_, (int)GetLastError());				\
		}									\
	} while (0)

static HANDLE device;

static HANDLE open_device(DWORD flags)
{
	HANDLE opened = CreateFileA("\\\\.\\Async", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, flags, NULL);

	CHECK(opened != INVALID_HANDLE_VALUE);
	return opened;
}

/* A control that waits. */
static void call(DWORD code, void *buffer, DWORD bytes)
{
	HANDLE synchronous = open_device(0);
	DWORD returned;

	CHECK(DeviceIoControl(synchronous, code, buffer, bytes, buffer, bytes, &returned, NULL));
	CloseHandle(synchronous);
}

static void release(void)
{
	call(RELEASE, NULL, 0);
}

static void begin_later(char *in, char *out, OVERLAPPED *overlapped)
{
	DWORD bytes;

	CHECK(!DeviceIoControl(device, LATER(0), in, 8, out, 8, &bytes, overlapped));
	EQUAL(GetLastError(), ERROR_IO_PENDING);
}

static void test_event(void)
{
	HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL);
	OVERLAPPED overlapped = { .hEvent = event };
	char in[8] = "abcdefg", out[8] = "";
	DWORD bytes = 0;
	int i;

	for (i = 0; i < 50; i++) {
		begin_later(in, out, &overlapped);
		EQUAL(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
		CHECK(!GetOverlappedResult(device, &overlapped, &bytes, FALSE));
		EQUAL(GetLastError(), ERROR_IO_INCOMPLETE);
		release();
		EQUAL(WaitForSingleObject(event, INFINITE), WAIT_OBJECT_0);
		EQUAL(out[0], (char)~'a');
		CHECK(HasOverlappedIoCompleted(&overlapped));
		CHECK(GetOverlappedResult(device, &overlapped, &bytes, FALSE));
		EQUAL(bytes, 8);
		out[0] = 0;
	}
	/* GetOverlappedResult waits itself, without an event. */
	overlapped = (OVERLAPPED){ .Offset = 60 };
	CHECK(!ReadFile(device, out, 4, NULL, &overlapped));
	EQUAL(GetLastError(), ERROR_IO_PENDING);
	release();
	CHECK(GetOverlappedResult(device, &overlapped, &bytes, TRUE));
	EQUAL(bytes, 4);
	EQUAL(out[3], 63);
	CloseHandle(event);
}

/* Complete when the call returns: a success is signalled, an error is the caller's alone. */
static void test_at_once(void)
{
	HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL);
	OVERLAPPED overlapped = { .hEvent = event };
	struct finish how = { .information = 5 };
	char out[8] = "";
	DWORD bytes = 0;

	CHECK(DeviceIoControl(device, FINISH(0), &how, sizeof(how), out, sizeof(out), &bytes, &overlapped));
	EQUAL(bytes, 5);
	EQUAL(out[4], (char)0xab);
	EQUAL(WaitForSingleObject(event, 0), WAIT_OBJECT_0);
	how.status = (int)0xC00000A3;
	CHECK(!DeviceIoControl(device, FINISH(0), &how, sizeof(how), out, sizeof(out), &bytes, &overlapped));
	EQUAL(GetLastError(), ERROR_NOT_READY);
	EQUAL(WaitForSingleObject(event, 0), WAIT_TIMEOUT);
	/* The same error of a request that was pended. */
	how.by = BY_ITEM;
	CHECK(!DeviceIoControl(device, FINISH(0), &how, sizeof(how), out, sizeof(out), &bytes, &overlapped));
	EQUAL(GetLastError(), ERROR_IO_PENDING);
	EQUAL(WaitForSingleObject(event, INFINITE), WAIT_OBJECT_0);
	CHECK(!GetOverlappedResult(device, &overlapped, &bytes, FALSE));
	EQUAL(GetLastError(), ERROR_NOT_READY);
	CloseHandle(event);
}

static DWORD routines, last_error, last_bytes;
static OVERLAPPED *last_overlapped;

static VOID CALLBACK routine(DWORD error, DWORD bytes, LPOVERLAPPED overlapped)
{
	routines++;
	last_error = error;
	last_bytes = bytes;
	last_overlapped = overlapped;
}

static void test_routines(void)
{
	OVERLAPPED overlapped = { .Offset = 7 };
	char data[16] = "";

	CHECK(ReadFileEx(device, data, 16, &overlapped, routine));
	EQUAL(SleepEx(0, TRUE), 0);
	release();
	EQUAL(SleepEx(INFINITE, TRUE), WAIT_IO_COMPLETION);
	EQUAL(routines, 1);
	EQUAL(last_error, 0);
	EQUAL(last_bytes, 16);
	CHECK(last_overlapped == &overlapped);
	EQUAL(data[15], 22);
	CHECK(WriteFileEx(device, data, 10, &overlapped, routine));
	release();
	EQUAL(SleepEx(INFINITE, TRUE), WAIT_IO_COMPLETION);
	EQUAL(last_bytes, 10);
	CHECK(ReadFileEx(device, data, 16, &overlapped, routine));
	CHECK(CancelIo(device));
	EQUAL(SleepEx(INFINITE, TRUE), WAIT_IO_COMPLETION);
	EQUAL(routines, 3);
	EQUAL(last_error, ERROR_OPERATION_ABORTED);
}

static void test_cancel(void)
{
	OVERLAPPED overlapped[3] = { { .Internal = 0 } };
	char in[8] = "abcdefg", out[3][8];
	DWORD bytes, i;

	for (i = 0; i < 3; i++)
		begin_later(in, out[i], &overlapped[i]);
	CHECK(CancelIoEx(device, &overlapped[1]));
	CHECK(!GetOverlappedResult(device, &overlapped[1], &bytes, TRUE));
	EQUAL(GetLastError(), ERROR_OPERATION_ABORTED);
	CHECK(!HasOverlappedIoCompleted(&overlapped[0]));
	CHECK(!CancelIoEx(device, &overlapped[1]));
	EQUAL(GetLastError(), ERROR_NOT_FOUND);
	CHECK(CancelIoEx(device, NULL));
	for (i = 0; i < 3; i += 2) {
		CHECK(!GetOverlappedResult(device, &overlapped[i], &bytes, TRUE));
		EQUAL(GetLastError(), ERROR_OPERATION_ABORTED);
	}
}

static OVERLAPPED of_thread;

static DWORD WINAPI submits(PVOID data)
{
	CHECK(!ReadFile(device, data, 4, NULL, &of_thread));
	EQUAL(GetLastError(), ERROR_IO_PENDING);
	return 0;
}

/* The end of a thread cancels its requests, and the close of the handle all. */
static void test_ends(void)
{
	static char out[8];
	char in[8] = "abcdefg", data[8];
	OVERLAPPED mine = { .hEvent = CreateEventA(NULL, TRUE, FALSE, NULL) };
	HANDLE kept = device, thread;
	DWORD bytes;

	device = open_device(FILE_FLAG_OVERLAPPED);
	begin_later(in, data, &mine);
	thread = CreateThread(NULL, 0, submits, out, 0, NULL);
	EQUAL(WaitForSingleObject(thread, INFINITE), WAIT_OBJECT_0);
	CHECK(!GetOverlappedResult(device, &of_thread, &bytes, TRUE));
	EQUAL(GetLastError(), ERROR_OPERATION_ABORTED);
	CHECK(!HasOverlappedIoCompleted(&mine));
	CHECK(CloseHandle(device));
	EQUAL(WaitForSingleObject(mine.hEvent, INFINITE), WAIT_OBJECT_0);
	EQUAL((int)mine.Internal, (int)0xC0000120);
	CloseHandle(mine.hEvent);
	CloseHandle(thread);
	device = kept;
}

static void test_port(void)
{
	enum { MANY = 100 };
	static OVERLAPPED overlapped[MANY];
	static char in[MANY][8], out[MANY][8];
	HANDLE kept = device, port;
	ULONG_PTR key;
	OVERLAPPED *done;
	DWORD bytes, i;

	device = open_device(FILE_FLAG_OVERLAPPED);
	port = CreateIoCompletionPort(device, NULL, 5, 0);
	CHECK(port != NULL);
	for (i = 0; i < MANY; i++) {
		in[i][0] = (char)i;
		begin_later(in[i], out[i], &overlapped[i]);
	}
	release();
	for (i = 0; i < MANY; i++) {
		CHECK(GetQueuedCompletionStatus(port, &bytes, &key, &done, INFINITE));
		EQUAL(bytes, 8);
		EQUAL(key, 5);
		CHECK(done >= overlapped && done < overlapped + MANY && !done->hEvent);
		EQUAL(out[done - overlapped][0], (char)~(done - overlapped));
		/* Each comes once. */
		done->hEvent = port;
	}
	CHECK(!GetQueuedCompletionStatus(port, &bytes, &key, &done, 0));
	EQUAL(GetLastError(), WAIT_TIMEOUT);
	CHECK(CloseHandle(device));
	CHECK(CloseHandle(port));
	device = kept;
}

static long long event_call(int what, HANDLE handle)
{
	struct event event = { .what = what, .fd = (int)(INT_PTR)handle };

	call(EVENT, &event, sizeof(event));
	EQUAL(event.status, 0);
	return event.value;
}

static DWORD WINAPI waits_in_driver(PVOID unused)
{
	(void)unused;
	event_call(EVENT_WAIT, NULL);
	return 0;
}

/* row 315: CreateEvent's handle is what ObReferenceObjectByHandle takes */
static void test_driver_sets(void)
{
	HANDLE manual = CreateEventA(NULL, TRUE, FALSE, NULL), automatic = CreateEventA(NULL, FALSE, FALSE, NULL);
	HANDLE thread;

	event_call(EVENT_OPEN, manual);
	event_call(EVENT_SET, NULL);
	EQUAL(WaitForSingleObject(manual, INFINITE), WAIT_OBJECT_0);
	EQUAL(WaitForSingleObject(manual, 0), WAIT_OBJECT_0);
	CHECK(ResetEvent(manual));
	EQUAL(event_call(EVENT_STATE, NULL), 0);
	EQUAL(WaitForSingleObject(manual, 0), WAIT_TIMEOUT);
	/* The other way. */
	thread = CreateThread(NULL, 0, waits_in_driver, NULL, 0, NULL);
	Sleep(20);
	CHECK(SetEvent(manual));
	EQUAL(WaitForSingleObject(thread, INFINITE), WAIT_OBJECT_0);
	EQUAL(event_call(EVENT_RESET, NULL), 1);
	EQUAL(WaitForSingleObject(manual, 0), WAIT_TIMEOUT);
	event_call(EVENT_CLOSE, NULL);
	event_call(EVENT_OPEN, automatic);
	event_call(EVENT_SET, NULL);
	EQUAL(WaitForSingleObject(automatic, INFINITE), WAIT_OBJECT_0);
	EQUAL(event_call(EVENT_STATE, NULL), 0);
	EQUAL(WaitForSingleObject(automatic, 0), WAIT_TIMEOUT);
	/* The driver's reference outlives the handle. */
	CHECK(CloseHandle(automatic));
	EQUAL(event_call(EVENT_SET, NULL), 0);
	EQUAL(event_call(EVENT_STATE, NULL), 1);
	event_call(EVENT_CLOSE, NULL);
	CloseHandle(manual);
	CloseHandle(thread);
}

static const struct {
	const char *name;
	void (*run)(void);
} tests[] = {
	{ "event", test_event }, { "at once", test_at_once }, { "routines", test_routines },
	{ "cancel", test_cancel }, { "ends", test_ends }, { "port", test_port },
	{ "driver sets", test_driver_sets },
};

int main(void)
{
	size_t i;

	device = open_device(FILE_FLAG_OVERLAPPED);
	for (i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		const int before = checks_failed;

		tests[i].run();
		printf("%s: %s\n", tests[i].name, checks_failed == before ? "ok" : "FAILED");
	}
	CloseHandle(device);
	return checks_failed != 0;
}
