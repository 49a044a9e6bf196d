// SPDX-License-Identifier: MIT
/* fork(): the parent goes on undisturbed, and the child may use the library. */
#include <atomic>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <memory>
#include <vector>
#include <unistd.h>

#include <windows.h>
#include <setupapi.h>

#include "fake.hpp"
#include "support.hpp"

/*
 * TSan looks at the stack of a thread by a pipe of its own, whose descriptors it takes for the program's: a
 * handle that gets the same number meanwhile would count as a race.
 */
extern "C" const char *__tsan_default_suppressions()
{
	return "race:IsAccessibleMemoryRange\n";
}

extern "C" const char *__tsan_default_options()
{
	return "die_after_fork=0";
}

static HANDLE inherited_event()
{
	SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };

	return CreateEventA(&inherit, FALSE, FALSE, NULL);
}

static HANDLE inherited_device(DWORD flags)
{
	SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };

	return CreateFileA("\\\\.\\A", GENERIC_READ | GENERIC_WRITE, 0, &inherit, OPEN_EXISTING, flags, NULL);
}

static HANDLE own_thread()
{
	HANDLE thread = NULL;

	EXPECT_TRUE(DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &thread, 0, TRUE,
				    DUPLICATE_SAME_ACCESS));
	return thread;
}

static bool is_open(HANDLE handle)
{
	return fcntl((int)(intptr_t)handle, F_GETFD) >= 0;
}

/* Threads that call something again and again until the end of a block. */
class Busy {
public:
	template <typename Call> Busy(unsigned count, Call call)
	{
		for (unsigned i = 0; i < count; i++)
			threads.emplace_back([this, call] {
				while (!stop)
					call();
			});
	}
	~Busy()
	{
		stop = true;
		for (auto &thread : threads)
			thread.join();
	}

private:
	std::atomic<bool> stop = false;
	std::vector<std::thread> threads;
};

TEST(Fork, ChildUsesHandlesWhileTheParentsThreadsDo)
{
	SKIP_WITHOUT_AN_ALLOCATOR();
	Busy busy(3, [] {
		CloseHandle(CreateEventA(NULL, TRUE, FALSE, NULL));
		GetStdHandle(STD_ERROR_HANDLE);
		SetupDiDestroyDeviceInfoList(NULL);
	});

	for (int i = 0; i < 200 && !HasFailure(); i++)
		in_child([] {
			Handle event(CreateEventA(NULL, FALSE, TRUE, NULL));

			EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 0));
			EXPECT_NE(INVALID_HANDLE_VALUE, GetStdHandle(STD_ERROR_HANDLE));
			EXPECT_FALSE(SetupDiDestroyDeviceInfoList(NULL));
		});
}

TEST(Fork, ChildUsesADeviceWhileTheParentsThreadsDo)
{
	SKIP_WITHOUT_AN_ALLOCATOR();
	fake::Kernel kernel;
	Handle device(inherited_device(FILE_FLAG_OVERLAPPED));
	HANDLE port = CreateIoCompletionPort(device.get(), NULL, 0, 0);

	kernel.driver = [](const fake::Request &) { return fake::pend(); };
	{
		Busy busy(2, [&] {
			OVERLAPPED at = {};
			char data;
			DWORD bytes;

			ReadFile(device.get(), &data, 1, NULL, &at);
			CancelIoEx(device.get(), &at);
			GetOverlappedResult(device.get(), &at, &bytes, TRUE);
		});

		for (int i = 0; i < 200 && !HasFailure(); i++)
			in_child([&] {
				DWORD bytes;

				kernel.driver = [](const fake::Request &) { return fake::Answer {}; };
				EXPECT_TRUE(DeviceIoControl(device.get(), 0x222000, NULL, 0, NULL, 0, &bytes, NULL));
				EXPECT_TRUE(device.close());
				EXPECT_FALSE(kernel.closed());
			});
	}
	EXPECT_TRUE(CloseHandle(port));
}

/* row 1186 */
TEST(Fork, ChildMapsViewsWhileTheParentsThreadsDo)
{
	SKIP_WITHOUT_AN_ALLOCATOR();
	Section section(1);
	Busy busy(3, [&] { UnmapViewOfFile(section.map()); });

	for (int i = 0; i < 200 && !HasFailure(); i++)
		in_child([&] { EXPECT_TRUE(UnmapViewOfFile(section.map())); });
}

/* row 1186 */
TEST(Fork, ChildHasTheViewsOfItsParent)
{
	Section section(1);
	char *view = section.map();

	ASSERT_TRUE(view);
	in_child([&] {
		EXPECT_EQ(Section::at(0), view[0]);
		EXPECT_TRUE(UnmapViewOfFile(view));
		EXPECT_FALSE(UnmapViewOfFile(view));
		EXPECT_TRUE(UnmapViewOfFile(section.map()));
	});
	EXPECT_EQ(Section::at(0), view[0]);
	EXPECT_TRUE(UnmapViewOfFile(view));
}

static thread_local int called;

static void CALLBACK count_call(ULONG_PTR)
{
	called++;
}

/* Another thread queues routines to this one, each to a wait that has begun. */
static void rounds_of_routines(int rounds)
{
	Handle self(own_thread());
	std::atomic<int> round = 0;
	std::atomic<bool> stop = false;
	std::thread driver([&, waiter = GetCurrentThreadId()] {
		for (int i = 0; i < rounds && !stop; i++) {
			while (round < i && !stop)
				std::this_thread::yield();
			if (stop)
				break;
			wait_until_polling(waiter);
			QueueUserAPC(count_call, self.get(), 0);
		}
	});

	while (round < rounds && !stop) {
		DWORD woken = SleepEx(10000, TRUE);

		EXPECT_EQ(WAIT_IO_COMPLETION, woken) << "round " << round;
		if (woken != WAIT_IO_COMPLETION)
			stop = true;
		round++;
	}
	driver.join();
}

TEST(Fork, ChildLeavesTheParentsRoutines)
{
	Handle self(own_thread());
	int ends[2], status = -1;
	char byte = 0;

	ASSERT_EQ(0, pipe(ends));
	SleepEx(0, TRUE);
	called = 0;
	QueueUserAPC(count_call, self.get(), 0);
	pid_t child = fork();
	if (child == 0) {
		/* The routine that is queued is the parent's. */
		SleepEx(0, TRUE);
		close(ends[1]);
		std::thread([&] {
			while (read(ends[0], &byte, 1) < 0)
				;
			_exit(called);
		}).detach();
		for (;;)
			SleepEx(INFINITE, TRUE);
	}
	EXPECT_EQ(WAIT_IO_COMPLETION, SleepEx(0, TRUE));
	rounds_of_routines(100);
	EXPECT_EQ(101, called);
	close(ends[0]);
	close(ends[1]);
	EXPECT_EQ(child, waitpid(child, &status, 0));
	EXPECT_EQ(0, status);
}

/* A thread that forks, and ends in the child. In the parent it waits for an event. */
struct Forker {
	HANDLE go = CreateEventA(NULL, FALSE, FALSE, NULL), forked = CreateEventA(NULL, FALSE, FALSE, NULL);
	int status = -1;

	~Forker()
	{
		CloseHandle(go);
		CloseHandle(forked);
	}
	static DWORD WINAPI run(LPVOID context)
	{
		auto *forker = static_cast<Forker *>(context);
		pid_t child = fork();

		if (child == 0) {
			alarm(60);
			std::thread([self = own_thread()] {
				_exit(WaitForSingleObject(self, INFINITE) != WAIT_OBJECT_0);
			}).detach();
			return 3;
		}
		waitpid(child, &forker->status, 0);
		SetEvent(forker->forked);
		WaitForSingleObject(forker->go, INFINITE);
		return 7;
	}
};

TEST(Fork, EndOfAChildsThreadIsNotTheParents)
{
	Forker forker;
	Handle thread(CreateThread(NULL, 0, Forker::run, &forker, 0, NULL));
	DWORD code = 0;

	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(forker.forked, INFINITE));
	EXPECT_EQ(0, forker.status);
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(thread.get(), 0));
	EXPECT_TRUE(GetExitCodeThread(thread.get(), &code));
	EXPECT_EQ(STILL_ACTIVE, code);
	SetEvent(forker.go);
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread.get(), INFINITE));
	EXPECT_TRUE(GetExitCodeThread(thread.get(), &code));
	EXPECT_EQ(7u, code);
}

TEST(Fork, ChildHasInheritedHandlesOnly)
{
	fake::Kernel kernel;
	Handle event(CreateEventA(NULL, FALSE, FALSE, NULL)), shared(inherited_event()), device(open_device()), thread(own_thread());
	Handle port(CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0));
	HANDLE output = GetStdHandle(STD_OUTPUT_HANDLE), twin;

	/* Of one object each handle decides for itself. */
	ASSERT_TRUE(DuplicateHandle(GetCurrentProcess(), shared.get(), GetCurrentProcess(), &twin, 0, FALSE,
				    DUPLICATE_SAME_ACCESS));
	in_child([&] {
		DWORD bytes;

		for (HANDLE lost : { event.get(), device.get(), thread.get(), port.get(), twin }) {
			EXPECT_FALSE(CloseHandle(lost));
			EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
			EXPECT_FALSE(is_open(lost));
		}
		EXPECT_TRUE(SetEvent(shared.get()));
		EXPECT_TRUE(shared.close());
		EXPECT_TRUE(WriteFile(output, "", 0, &bytes, NULL));
		/* New ones. */
		Handle other(CreateEventA(NULL, FALSE, TRUE, NULL)), self(own_thread());
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(other.get(), 0));
		EXPECT_TRUE(QueueUserAPC(count_call, self.get(), 0));
		EXPECT_EQ(WAIT_IO_COMPLETION, WaitForSingleObjectEx(self.get(), INFINITE, TRUE));
		Handle thread(CreateThread(NULL, 0, [](LPVOID) -> DWORD { return GetCurrentThreadId(); }, NULL, 0, NULL));
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread.get(), INFINITE));
	});
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(shared.get(), 0));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(thread.get(), 0));
	EXPECT_TRUE(CloseHandle(twin));
}

TEST(Fork, ChildSendsAndWaitsOnAnInheritedDevice)
{
	fake::Kernel kernel;
	Handle device(inherited_device(FILE_FLAG_OVERLAPPED));
	OVERLAPPED at = {};
	char data[4];
	DWORD bytes;

	kernel.driver = [](const fake::Request &) { return fake::pend(); };
	EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), NULL, &at));
	ASSERT_EQ(ERROR_IO_PENDING, GetLastError());
	in_child([&] {
		OVERLAPPED own = {};

		/* The parent's request stays the parent's. */
		EXPECT_FALSE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
		EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
		EXPECT_FALSE(CancelIoEx(device.get(), NULL));
		EXPECT_EQ(ERROR_NOT_FOUND, GetLastError());
		/* A result could come to the parent. */
		EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), NULL, &own));
		EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
		kernel.driver = [](const fake::Request &request) { return fake::Answer { 0, request.output("now") }; };
		EXPECT_TRUE(DeviceIoControl(device.get(), 0x222000, NULL, 0, data, sizeof(data), &bytes, NULL));
		EXPECT_EQ(3u, bytes);
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(device.get(), 0));
		/* A thread of the child is in a request. */
		kernel.driver = [](const fake::Request &) { return fake::pend(); };
		std::thread([&] { DeviceIoControl(device.get(), 0x222000, NULL, 0, NULL, 0, &bytes, NULL); }).detach();
		kernel.wait_for_pended(2);
		EXPECT_TRUE(device.close());
		EXPECT_FALSE(kernel.closed());
	});
	/* The state of the file is not the child's. */
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(device.get(), 0));
	kernel.complete(0, "abc");
	EXPECT_TRUE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
}

TEST(Fork, ChildOpensAndSendsOverlapped)
{
	fake::Kernel kernel;
	Handle device(open_device(FILE_FLAG_OVERLAPPED));
	OVERLAPPED at = {};
	DWORD bytes;
	char data;

	kernel.driver = [](const fake::Request &) { return fake::pend(); };
	EXPECT_FALSE(ReadFile(device.get(), &data, 1, NULL, &at));
	in_child([&] {
		Handle own(open_device(FILE_FLAG_OVERLAPPED));
		OVERLAPPED again = {};

		EXPECT_FALSE(ReadFile(own.get(), &data, 1, NULL, &again));
		kernel.complete(0, "x");
		EXPECT_TRUE(GetOverlappedResult(own.get(), &again, &bytes, TRUE));
	});
	kernel.complete(0, "y");
	EXPECT_TRUE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
	EXPECT_EQ('y', data);
}

TEST(Fork, ChildHasNoDescriptorsOfTheParents)
{
	fake::Kernel kernel;
	std::vector<std::unique_ptr<Handle>> handles;
	Handle go(CreateEventA(NULL, TRUE, FALSE, NULL));
	std::vector<std::thread> threads;
	int before = open_descriptors();

	for (int i = 0; i < 10; i++) {
		handles.push_back(std::make_unique<Handle>(CreateEventA(NULL, FALSE, FALSE, NULL)));
		handles.push_back(std::make_unique<Handle>(open_device()));
		handles.push_back(std::make_unique<Handle>(CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0)));
		threads.emplace_back([&] { WaitForSingleObjectEx(go.get(), INFINITE, TRUE); });
	}
	in_child([&] { EXPECT_LE(open_descriptors(), before); });
	/* Not those of others, of which the number was a handle's. */
	int stolen = (int)(intptr_t)handles[0]->get();
	ASSERT_EQ(stolen, dup2(STDIN_FILENO, stolen));
	in_child([&] {
		EXPECT_GE(fcntl(stolen, F_GETFD), 0);
		EXPECT_FALSE(SetEvent(handles[0]->get()));
	});
	SetEvent(go.get());
	for (auto &thread : threads)
		thread.join();
}

/* A routine that forks: the child returns from it into the wait. */
static pid_t child_of_routine;

static void CALLBACK fork_in_routine(ULONG_PTR)
{
	child_of_routine = fork();
	if (child_of_routine == 0)
		alarm(60);
}

/* Runs a wait in a parent and a child: both leave it by the routine. */
template <typename Wait> static void wait_in_both(Wait wait)
{
	int status = -1;

	EXPECT_TRUE(QueueUserAPC(fork_in_routine, GetCurrentThread(), 0));
	EXPECT_EQ(WAIT_IO_COMPLETION, wait());
	if (child_of_routine == 0) {
		Handle event(CreateEventA(NULL, FALSE, TRUE, NULL));

		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObjectEx(event.get(), INFINITE, TRUE));
		_exit(::testing::Test::HasFailure());
	}
	EXPECT_EQ(child_of_routine, waitpid(child_of_routine, &status, 0));
	EXPECT_EQ(0, status);
}

TEST(Fork, InARoutineOfAWait)
{
	fake::Kernel kernel;
	Handle event(CreateEventA(NULL, FALSE, FALSE, NULL)), port(CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0));
	Handle own(open_device(FILE_FLAG_OVERLAPPED)), inherited(inherited_device(FILE_FLAG_OVERLAPPED));
	HANDLE all[] = { event.get(), own.get() };
	OVERLAPPED at = {};
	DWORD bytes;
	char data;

	kernel.driver = [](const fake::Request &) { return fake::pend(); };
	wait_in_both([] { return SleepEx(INFINITE, TRUE); });
	wait_in_both([&] { return WaitForMultipleObjectsEx(2, all, FALSE, INFINITE, TRUE); });
	wait_in_both([&] { return WaitForMultipleObjectsEx(2, all, TRUE, INFINITE, TRUE); });
	wait_in_both([&]() -> DWORD {
		OVERLAPPED_ENTRY entry;
		ULONG count;

		return GetQueuedCompletionStatusEx(port.get(), &entry, 1, &count, INFINITE, TRUE) ? 0 : GetLastError();
	});
	for (HANDLE device : { own.get(), inherited.get() }) {
		EXPECT_FALSE(ReadFile(device, &data, 1, NULL, &at));
		wait_in_both([&]() -> DWORD {
			return GetOverlappedResultEx(device, &at, &bytes, INFINITE, TRUE) ? 0 : GetLastError();
		});
		EXPECT_TRUE(CancelIoEx(device, NULL));
		EXPECT_FALSE(GetOverlappedResult(device, &at, &bytes, TRUE));
	}
}
