// SPDX-License-Identifier: MIT
/* Events, waits, threads, errors. */
#include <atomic>
#include <csignal>
#include <functional>
#include <gtest/gtest.h>
#include <fcntl.h>
#include <process.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "fake.hpp"
#include "support.hpp"

TEST(Event, AutomaticIsResetByAWait)
{
	Handle event(CreateEventA(NULL, FALSE, TRUE, NULL));

	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 0));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 0));
	/* Set twice is set once. */
	EXPECT_TRUE(SetEvent(event.get()));
	EXPECT_TRUE(SetEvent(event.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 0));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 1));
}

/* VM test named_events has the events. */
TEST(Event, WithANameIsTheKernels)
{
	fake::Kernel kernel;
	std::string name;
	winwork_event asked {};

	kernel.event = [&](winwork_event &event) {
		asked = event;
		name.assign(reinterpret_cast<const char *>(event.name), event.name_bytes);
		event.kind = WINWORK_EVENT_SYNCHRONIZATION;
		event.status = 0x40000000;
		event.fd = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK);
		return 0;
	};
	Handle event(CreateEventW(NULL, TRUE, TRUE, L"Global\\name"));

	EXPECT_EQ(ERROR_ALREADY_EXISTS, GetLastError());
	EXPECT_EQ("name", name);
	EXPECT_EQ(WINWORK_EVENT_CREATE, asked.operation);
	EXPECT_EQ(WINWORK_EVENT_NOTIFICATION, asked.kind);
	EXPECT_EQ(1u, asked.is_set);
	EXPECT_EQ(unsigned(O_CLOEXEC | O_NONBLOCK), asked.flags);
	/* It is of the other kind. */
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 0));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 0));
	Handle opened(OpenEventW(SYNCHRONIZE, FALSE, L"Local\\other"));

	EXPECT_EQ("other", name);
	EXPECT_EQ(WINWORK_EVENT_OPEN, asked.operation);
}

TEST(Event, WithANameThatIsRefused)
{
	const struct { const char *name; int error; DWORD expected; } each[] = {
		{ "a\\b", 0, ERROR_PATH_NOT_FOUND }, { "a", ENOENT, ERROR_FILE_NOT_FOUND },
		{ "a", EPROTOTYPE, ERROR_INVALID_HANDLE }, { "a", EACCES, ERROR_ACCESS_DENIED },
		{ "a", ENAMETOOLONG, ERROR_FILENAME_EXCED_RANGE }, { "", 0, ERROR_INVALID_PARAMETER },
		{ nullptr, 0, ERROR_INVALID_PARAMETER },
	};
	fake::Kernel kernel;

	for (const auto &[name, error, expected] : each) {
		kernel.event = [error = error](winwork_event &) { return error; };
		EXPECT_EQ(nullptr, OpenEventA(SYNCHRONIZE, FALSE, name));
		EXPECT_EQ(expected, GetLastError());
	}
	kernel.has_control = false;
	EXPECT_EQ(nullptr, OpenEventA(SYNCHRONIZE, FALSE, "a"));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_EQ(nullptr, CreateEventA(NULL, FALSE, FALSE, "a"));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
}

TEST(Event, ManualStaysUntilReset)
{
	Handle event(CreateEventW(NULL, TRUE, FALSE, NULL));

	EXPECT_TRUE(SetEvent(event.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), INFINITE));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), INFINITE));
	EXPECT_TRUE(ResetEvent(event.get()));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 0));
}

TEST(Event, IsAnEventfdOfADriver)
{
	Handle event(CreateEventA(NULL, FALSE, FALSE, NULL));
	const uint64_t one = 1;

	/* A driver's KeSetEvent() adds 1. */
	EXPECT_EQ(8, write((int)(intptr_t)event.get(), &one, sizeof(one)));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 0));
}

TEST(Wait, AnyTakesTheFirst)
{
	Handle one(CreateEventA(NULL, FALSE, FALSE, NULL)), other(CreateEventA(NULL, FALSE, TRUE, NULL)),
		third(CreateEventA(NULL, FALSE, TRUE, NULL));
	HANDLE all[] = { one.get(), other.get(), third.get() };

	EXPECT_EQ(WAIT_OBJECT_0 + 1, WaitForMultipleObjects(3, all, FALSE, INFINITE));
	EXPECT_EQ(WAIT_OBJECT_0 + 2, WaitForMultipleObjects(3, all, FALSE, INFINITE));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(3, all, FALSE, 0));
}

TEST(Wait, AllTakesNoneBeforeAllAreThere)
{
	Handle one(CreateEventA(NULL, FALSE, TRUE, NULL)), other(CreateEventA(NULL, FALSE, FALSE, NULL));
	HANDLE all[] = { one.get(), other.get() };

	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, all, TRUE, 1));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(one.get(), 0));
	std::thread setter([&] {
		SetEvent(one.get());
		SetEvent(other.get());
	});
	EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, all, TRUE, INFINITE));
	setter.join();
	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, all, FALSE, 0));
	HANDLE twice[] = { one.get(), one.get() };
	EXPECT_EQ(WAIT_FAILED, WaitForMultipleObjects(2, twice, TRUE, 0));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(WAIT_FAILED, WaitForMultipleObjects(0, all, TRUE, 0));
	EXPECT_EQ(WAIT_FAILED, WaitForMultipleObjects(65, all, TRUE, 0));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Wait, TwoThreadsShareAutomaticEvents)
{
	/* Each signal ends exactly one wait. */
	Handle one(CreateEventA(NULL, FALSE, FALSE, NULL)), other(CreateEventA(NULL, FALSE, FALSE, NULL)),
		took(CreateEventA(NULL, FALSE, FALSE, NULL));
	HANDLE all[] = { one.get(), other.get() };
	std::atomic<int> ends = 0;
	auto wait = [&] {
		for (int i = 0; i < 100; i++) {
			EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, all, TRUE, INFINITE));
			ends++;
			SetEvent(took.get());
		}
	};
	std::thread first(wait), second(wait);

	for (int i = 0; i < 200; i++) {
		SetEvent(one.get());
		SetEvent(other.get());
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(took.get(), INFINITE));
		EXPECT_EQ(i + 1, ends);
	}
	first.join();
	second.join();
}

TEST(Wait, AllGivesBackWhatItCouldNotUse)
{
	Handle one(CreateEventA(NULL, FALSE, FALSE, NULL)), other(CreateEventA(NULL, FALSE, FALSE, NULL));
	HANDLE all[] = { one.get(), other.get() };
	std::atomic<bool> stop = false;
	/* Takes the second event away again and again, often when the first one is taken already. */
	std::thread thief([&] {
		while (!stop) {
			SetEvent(other.get());
			WaitForSingleObject(other.get(), 0);
		}
	});

	for (int i = 0; i < 1000; i++) {
		SetEvent(one.get());
		EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, all, TRUE, INFINITE));
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(one.get(), 0));
	}
	stop = true;
	thief.join();
}

/* row 533: a thread and its process are not signalled while the thread waits */
TEST(Wait, CallerIsNeverSignalled)
{
	Handle event(CreateEventA(NULL, FALSE, TRUE, NULL));
	HANDLE self[] = { GetCurrentProcess(), GetCurrentThread(), event.get() }, twice[] = { self[0], self[0] };

	for (int i = 0; i < 2; i++) {
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(self[i], 0));
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(self[i], 1));
		EXPECT_TRUE(QueueUserAPC([](ULONG_PTR) {}, GetCurrentThread(), 0));
		EXPECT_EQ(WAIT_IO_COMPLETION, WaitForSingleObjectEx(self[i], INFINITE, TRUE));
	}
	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, self, FALSE, 1));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(3, self, TRUE, 1));
	/* The event was not taken. */
	EXPECT_EQ(WAIT_OBJECT_0 + 2, WaitForMultipleObjects(3, self, FALSE, INFINITE));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(3, self, FALSE, 0));
	EXPECT_TRUE(QueueUserAPC([](ULONG_PTR) {}, GetCurrentThread(), 0));
	EXPECT_EQ(WAIT_IO_COMPLETION, WaitForMultipleObjectsEx(2, self, TRUE, INFINITE, TRUE));
	EXPECT_EQ(WAIT_FAILED, WaitForMultipleObjects(2, twice, TRUE, 0));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, twice, FALSE, 0));
	/* A handle that is none ends the wait, behind one of these as well. */
	self[2] = (HANDLE)(intptr_t)-3;
	EXPECT_EQ(WAIT_FAILED, WaitForMultipleObjects(3, self, FALSE, INFINITE));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

static DWORD WINAPI answer(LPVOID parameter)
{
	*(DWORD *)parameter = GetCurrentThreadId();
	return 42;
}

static DWORD WINAPI leave(LPVOID)
{
	ExitThread(7);
}

TEST(Thread, HasACodeAndAnId)
{
	DWORD id = 0, seen = 0, code = 0;
	Handle thread(CreateThread(NULL, 0, answer, &seen, 0, &id));

	ASSERT_TRUE(thread.good());
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread.get(), INFINITE));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread.get(), 0));
	EXPECT_EQ(id, seen);
	EXPECT_NE(id, GetCurrentThreadId());
	EXPECT_TRUE(GetExitCodeThread(thread.get(), &code));
	EXPECT_EQ(42u, code);
	Handle other(CreateThread(NULL, 0, leave, NULL, 0, NULL));
	WaitForSingleObject(other.get(), INFINITE);
	EXPECT_TRUE(GetExitCodeThread(other.get(), &code));
	EXPECT_EQ(7u, code);
	EXPECT_TRUE(GetExitCodeThread(GetCurrentThread(), &code));
	EXPECT_EQ(STILL_ACTIVE, code);
	EXPECT_EQ(nullptr, CreateThread(NULL, 0, answer, NULL, 8, NULL));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_EQ((DWORD)getpid(), GetCurrentProcessId());
}

namespace {

/* What a thread does of its own at its end. */
struct AtEnd {
	explicit AtEnd(std::function<void()> call) : call(call)
	{
	}
	~AtEnd()
	{
		call();
	}
	std::function<void()> call;
};

std::atomic<bool> frame_left;

__attribute__((noreturn)) void leave_through_frames(DWORD code) noexcept
{
	const AtEnd frame([] { frame_left = true; });

	try {
		ExitThread(code);
	} catch (...) {
		frame_left = true;
	}
	abort();
}

} // namespace

/* row 553: no destructor of a frame runs, and neither a catch nor a noexcept is met; but those of the thread's run */
TEST(Thread, LeavesItsFramesAsTheyAre)
{
	static std::atomic<int> ends;
	DWORD code = 0;

	ends = 0;
	Handle thread(CreateThread(
		NULL, 0,
		[](LPVOID) -> DWORD {
			thread_local AtEnd at_end([] { ends++; });

			(void)at_end;
			leave_through_frames(9);
		},
		NULL, 0, NULL));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread.get(), INFINITE));
	EXPECT_TRUE(GetExitCodeThread(thread.get(), &code));
	EXPECT_EQ(9u, code);
	/* A thread that the library has not made. Not std::thread, whose frame has memory to free. */
	pthread_t other;
	ASSERT_EQ(0, pthread_create(&other, NULL, [](void *) -> void * { leave_through_frames(9); }, NULL));
	pthread_join(other, NULL);
	EXPECT_FALSE(frame_left);
	EXPECT_EQ(1, ends);
}

/* row 554: the code is STILL_ACTIVE up to the end, and then what the thread gave, whatever that is */
TEST(Thread, HasItsCodeAtItsEnd)
{
	static HANDLE reached, go;
	DWORD code = 0;

	reached = CreateEventA(NULL, FALSE, FALSE, NULL);
	go = CreateEventA(NULL, FALSE, FALSE, NULL);
	Handle thread(CreateThread(
		NULL, 0,
		[](LPVOID) -> DWORD {
			thread_local AtEnd at_end([] {
				SetEvent(reached);
				WaitForSingleObject(go, INFINITE);
			});

			(void)at_end;
			return 7;
		},
		NULL, 0, NULL));
	WaitForSingleObject(reached, INFINITE);
	EXPECT_TRUE(GetExitCodeThread(thread.get(), &code));
	EXPECT_EQ(STILL_ACTIVE, code);
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(thread.get(), 0));
	SetEvent(go);
	WaitForSingleObject(thread.get(), INFINITE);
	EXPECT_TRUE(GetExitCodeThread(thread.get(), &code));
	EXPECT_EQ(7u, code);
	for (DWORD given : { STILL_ACTIVE, (DWORD)-1 }) {
		Handle other(CreateThread(
			NULL, 0, [](LPVOID parameter) -> DWORD { ExitThread((DWORD)(uintptr_t)parameter); },
			(LPVOID)(uintptr_t)given, 0, NULL));

		WaitForSingleObject(other.get(), INFINITE);
		EXPECT_TRUE(GetExitCodeThread(other.get(), &code));
		EXPECT_EQ(given, code);
	}
	CloseHandle(reached);
	CloseHandle(go);
}

static unsigned __stdcall routine(void *parameter)
{
	SetEvent(*(HANDLE *)parameter);
	_endthreadex(3);
}

TEST(Thread, OfTheRunTimeLibrary)
{
	HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);
	Handle thread((HANDLE)_beginthreadex(NULL, 0, routine, &event, 0, NULL));

	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event, INFINITE));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread.get(), INFINITE));
	CloseHandle(event);
	EXPECT_EQ(0u, _beginthreadex(NULL, 0, routine, NULL, 8, NULL));
	EXPECT_EQ(EINVAL, errno);
}

static std::vector<ULONG_PTR> apcs;

static void NTAPI apc(ULONG_PTR parameter)
{
	apcs.push_back(parameter);
}

static DWORD WINAPI sleeper(LPVOID)
{
	return SleepEx(INFINITE, TRUE);
}

TEST(Apc, RunsInAlertableWaitsInOrder)
{
	Handle event(CreateEventA(NULL, TRUE, TRUE, NULL));

	apcs.clear();
	for (ULONG_PTR i = 1; i <= 3; i++)
		EXPECT_TRUE(QueueUserAPC(apc, GetCurrentThread(), i));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), INFINITE));
	EXPECT_TRUE(apcs.empty());
	EXPECT_EQ(WAIT_IO_COMPLETION, WaitForSingleObjectEx(event.get(), INFINITE, TRUE));
	EXPECT_EQ((std::vector<ULONG_PTR> { 1, 2, 3 }), apcs);
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObjectEx(event.get(), INFINITE, TRUE));

	apcs.clear();
	Handle thread(CreateThread(NULL, 0, sleeper, NULL, 0, NULL));
	DWORD code;
	EXPECT_TRUE(QueueUserAPC(apc, thread.get(), 9));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread.get(), INFINITE));
	EXPECT_EQ((std::vector<ULONG_PTR> { 9 }), apcs);
	EXPECT_TRUE(GetExitCodeThread(thread.get(), &code));
	EXPECT_EQ((DWORD)WAIT_IO_COMPLETION, code);
	EXPECT_FALSE(QueueUserAPC(apc, thread.get(), 9));
	EXPECT_EQ(ERROR_GEN_FAILURE, GetLastError());
}

TEST(Wait, GoesOnAfterASignal)
{
	static std::atomic<int> signals;
	struct sigaction action = {};
	Handle event(CreateEventA(NULL, FALSE, FALSE, NULL));
	pthread_t self = pthread_self();

	signals = 0;
	action.sa_handler = [](int) { signals++; };
	sigaction(SIGUSR1, &action, NULL);
	std::thread killer([&] {
		for (int i = 0; i < 10; i++) {
			int before = signals;

			pthread_kill(self, SIGUSR1);
			while (signals == before)
				std::this_thread::yield();
		}
		SetEvent(event.get());
	});
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), INFINITE));
	killer.join();
	EXPECT_EQ(10, signals);
	signal(SIGUSR1, SIG_DFL);
}

TEST(Error, IsOfTheThread)
{
	SetLastError(5);
	std::thread([] {
		EXPECT_EQ(0u, GetLastError());
		SetLastError(6);
	}).join();
	EXPECT_EQ(5u, GetLastError());
}

TEST(Error, StatusesTranslate)
{
	EXPECT_EQ(ERROR_SUCCESS, RtlNtStatusToDosError(STATUS_SUCCESS));
	EXPECT_EQ(ERROR_IO_PENDING, RtlNtStatusToDosError(STATUS_PENDING));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, RtlNtStatusToDosError(STATUS_NO_SUCH_DEVICE));
	EXPECT_EQ(ERROR_NO_SYSTEM_RESOURCES, RtlNtStatusToDosError(STATUS_INSUFFICIENT_RESOURCES));
	EXPECT_EQ(ERROR_DEVICE_REMOVED, RtlNtStatusToDosError(STATUS_DEVICE_REMOVED));
	EXPECT_EQ(0xE0001234, RtlNtStatusToDosError((NTSTATUS)0xE0001234));
	EXPECT_EQ(1234u, RtlNtStatusToDosError((NTSTATUS)0xC00704D2));
	EXPECT_EQ(ERROR_MR_MID_NOT_FOUND, RtlNtStatusToDosError((NTSTATUS)0xC0009999));
}

TEST(Error, EachStatusOfTheErrnoTableHasAnError)
{
	/* The statuses that the ABI turns into an errno: a program can meet them. */
	const NTSTATUS all[] = {
		STATUS_INVALID_PARAMETER, STATUS_INFO_LENGTH_MISMATCH, STATUS_INVALID_BUFFER_SIZE,
		STATUS_INVALID_DEVICE_REQUEST, STATUS_ACCESS_VIOLATION, STATUS_DATATYPE_MISALIGNMENT,
		STATUS_INVALID_USER_BUFFER, STATUS_INSUFFICIENT_RESOURCES, STATUS_NO_MEMORY, STATUS_ACCESS_DENIED,
		STATUS_PRIVILEGE_NOT_HELD, STATUS_OBJECT_NAME_NOT_FOUND, STATUS_OBJECT_PATH_NOT_FOUND,
		STATUS_NO_SUCH_FILE, STATUS_NOT_FOUND, STATUS_OBJECT_NAME_COLLISION, STATUS_NO_SUCH_DEVICE,
		STATUS_DEVICE_DOES_NOT_EXIST, STATUS_DEVICE_NOT_CONNECTED, STATUS_DELETE_PENDING, STATUS_FILE_CLOSED,
		STATUS_INVALID_HANDLE, STATUS_DEVICE_BUSY, STATUS_SHARING_VIOLATION, STATUS_DEVICE_NOT_READY,
		STATUS_IO_TIMEOUT, STATUS_CANCELLED, STATUS_BUFFER_TOO_SMALL, STATUS_DISK_FULL, STATUS_PIPE_BROKEN,
		STATUS_PIPE_DISCONNECTED, STATUS_PIPE_CLOSING, STATUS_NOT_SUPPORTED, STATUS_NOT_IMPLEMENTED,
		STATUS_UNSUCCESSFUL,
	};
	char text[128];

	for (NTSTATUS status : all) {
		DWORD error = RtlNtStatusToDosError(status);

		EXPECT_NE((DWORD)ERROR_MR_MID_NOT_FOUND, error) << std::hex << status;
		EXPECT_NE(0u, FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM, NULL, error, 0, text, sizeof(text), NULL)) << error;
	}
}

TEST(Error, MessagesHaveALineEnd)
{
	char text[64], *allocated = NULL;
	WCHAR wide[64];
	const DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;

	EXPECT_EQ(strlen("Access is denied.\r\n"), FormatMessageA(flags, NULL, 5, 0, text, sizeof(text), NULL));
	EXPECT_STREQ("Access is denied.\r\n", text);
	EXPECT_EQ(0u, FormatMessageA(flags, NULL, 5, 0, text, 5, NULL));
	EXPECT_EQ(ERROR_INSUFFICIENT_BUFFER, GetLastError());
	EXPECT_EQ(0u, FormatMessageA(flags, NULL, 99999, 0, text, sizeof(text), NULL));
	EXPECT_EQ(ERROR_MR_MID_NOT_FOUND, GetLastError());
	EXPECT_EQ(0u, FormatMessageA(FORMAT_MESSAGE_FROM_STRING, "%1", 0, 0, text, sizeof(text), NULL));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_NE(0u, FormatMessageA(flags | FORMAT_MESSAGE_ALLOCATE_BUFFER, NULL, 5, 0, (LPSTR)&allocated, 0, NULL));
	EXPECT_STREQ("Access is denied.\r\n", allocated);
	LocalFree(allocated);
	EXPECT_EQ(19u, FormatMessageW(flags, NULL, 5, 0, wide, 64, NULL));
	EXPECT_EQ(0, memcmp(wide, L"Access is denied.\r\n", 20 * sizeof(WCHAR)));
}

TEST(CriticalSection, IsRecursive)
{
	CRITICAL_SECTION section;

	InitializeCriticalSection(&section);
	EnterCriticalSection(&section);
	EXPECT_TRUE(TryEnterCriticalSection(&section));
	std::thread([&] { EXPECT_FALSE(TryEnterCriticalSection(&section)); }).join();
	LeaveCriticalSection(&section);
	LeaveCriticalSection(&section);
	std::thread([&] {
		EXPECT_TRUE(TryEnterCriticalSection(&section));
		LeaveCriticalSection(&section);
	}).join();
	DeleteCriticalSection(&section);
}
