// SPDX-License-Identifier: MIT
/* Overlapped requests, completion routines, completion ports, cancelling. */
#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fake.hpp"
#include "support.hpp"

/* A kernel whose driver pends everything, and an overlapped device. */
class Overlapped : public ::testing::Test {
protected:
	fake::Kernel kernel;
	Handle device { open_device(FILE_FLAG_OVERLAPPED) };
	Handle event { CreateEventA(NULL, TRUE, TRUE, NULL) };
	char data[8] = "";
	DWORD bytes = 77;

	Overlapped()
	{
		kernel.driver = [](const fake::Request &) { return fake::pend(); };
	}
	/* A read that pends. */
	void read(OVERLAPPED &at)
	{
		EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), NULL, &at));
		EXPECT_EQ(ERROR_IO_PENDING, GetLastError());
	}
};

TEST_F(Overlapped, PendingThenEventAndResult)
{
	OVERLAPPED at = {};

	at.hEvent = event.get();
	EXPECT_FALSE(DeviceIoControl(device.get(), 0x222000, NULL, 0, data, sizeof(data), &bytes, &at));
	EXPECT_EQ(ERROR_IO_PENDING, GetLastError());
	EXPECT_FALSE(HasOverlappedIoCompleted(&at));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 0));
	EXPECT_FALSE(GetOverlappedResult(device.get(), &at, &bytes, FALSE));
	EXPECT_EQ(ERROR_IO_INCOMPLETE, GetLastError());
	EXPECT_FALSE(GetOverlappedResultEx(device.get(), &at, &bytes, 1, FALSE));
	EXPECT_EQ(WAIT_TIMEOUT, GetLastError());
	kernel.complete(0, "done");
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), INFINITE));
	/* The OVERLAPPED was written before the event was set. */
	EXPECT_TRUE(HasOverlappedIoCompleted(&at));
	EXPECT_EQ(4u, at.InternalHigh);
	EXPECT_TRUE(GetOverlappedResult(device.get(), &at, &bytes, FALSE));
	EXPECT_EQ(4u, bytes);
	EXPECT_STREQ("done", data);
}

TEST_F(Overlapped, ResultWaitsWithoutAnEvent)
{
	OVERLAPPED at = {};

	read(at);
	std::thread driver([&] { kernel.complete(STATUS_BUFFER_OVERFLOW, "part"); });
	EXPECT_FALSE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
	EXPECT_EQ(ERROR_MORE_DATA, GetLastError());
	EXPECT_EQ(4u, bytes);
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(device.get(), INFINITE));
	driver.join();
}

TEST_F(Overlapped, WaitingForTheResultResetsAnAutomaticEvent)
{
	Handle automatic(CreateEventA(NULL, FALSE, FALSE, NULL));
	OVERLAPPED at = {};

	at.hEvent = automatic.get();
	read(at);
	std::thread driver([&, waiter = GetCurrentThreadId()] {
		wait_until_polling(waiter);
		kernel.complete(0, "x");
	});
	EXPECT_TRUE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(automatic.get(), 0));
	driver.join();
}

TEST_F(Overlapped, ResultThatIsThereLeavesTheEvent)
{
	Handle automatic(CreateEventA(NULL, FALSE, FALSE, NULL));
	OVERLAPPED at = {};

	at.hEvent = automatic.get();
	read(at);
	kernel.complete(0, "x");
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(automatic.get(), INFINITE));
	SetEvent(automatic.get());
	EXPECT_TRUE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(automatic.get(), 0));
}

TEST_F(Overlapped, CompleteAtOnceIsTrueAndSignalled)
{
	OVERLAPPED at = {};

	kernel.driver = [](const fake::Request &request) { return fake::Answer { 0, request.output("now") }; };
	at.hEvent = event.get();
	EXPECT_TRUE(ReadFile(device.get(), data, sizeof(data), &bytes, &at));
	EXPECT_EQ(3u, bytes);
	EXPECT_TRUE(HasOverlappedIoCompleted(&at));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 0));
	/* The late result of the first request leaves a second one with the same OVERLAPPED alone. */
	for (int i = 0; i < 200; i++) {
		EXPECT_TRUE(ReadFile(device.get(), data, sizeof(data), &bytes, &at));
		at.Internal = 0x5555;
		std::this_thread::yield();
		EXPECT_EQ(0x5555u, at.Internal);
	}
}

TEST_F(Overlapped, ReuseAfterPollingStartsUnsignalled)
{
	OVERLAPPED at = {}, late = {};
	std::vector<std::thread> waiters;
	int signalled = 0;

	at.hEvent = event.get();
	/* Each waiter takes time between the result and the event of the other request. */
	read(late);
	for (int i = 0; i < 8; i++)
		waiters.emplace_back([&] {
			DWORD ignored;

			GetOverlappedResult(device.get(), &late, &ignored, TRUE);
		});
	read(at);
	for (int i = 0; i < 200; i++) {
		kernel.complete_newest(0, "x");
		while (!HasOverlappedIoCompleted(&at))
			std::this_thread::yield();
		read(at);
		signalled += WaitForSingleObject(event.get(), 0) == WAIT_OBJECT_0;
		signalled += WaitForSingleObject(device.get(), 0) == WAIT_OBJECT_0;
	}
	EXPECT_EQ(0, signalled);
	EXPECT_TRUE(CancelIoEx(device.get(), NULL));
	for (auto &waiter : waiters)
		waiter.join();
	EXPECT_FALSE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
}

TEST_F(Overlapped, ErrorAtOnceTellsTheCallerAlone)
{
	OVERLAPPED at = {};

	kernel.driver = [](const fake::Request &) { return fake::Answer { STATUS_INVALID_DEVICE_REQUEST, 0 }; };
	at.hEvent = event.get();
	EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), &bytes, &at));
	EXPECT_EQ(ERROR_INVALID_FUNCTION, GetLastError());
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 0));
	EXPECT_TRUE(HasOverlappedIoCompleted(&at));
	kernel.refusal = ENOSPC;
	EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), &bytes, &at));
	EXPECT_EQ(ERROR_NOT_ENOUGH_MEMORY, GetLastError());
	/* A position is necessary. */
	EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), &bytes, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	at.hEvent = device.get();
	EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), &bytes, &at));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

TEST_F(Overlapped, CancelByRequestAndAll)
{
	OVERLAPPED one = {}, other = {}, third = {};

	read(one);
	read(other);
	read(third);
	EXPECT_TRUE(CancelIoEx(device.get(), &other));
	EXPECT_FALSE(GetOverlappedResult(device.get(), &other, &bytes, TRUE));
	EXPECT_EQ(ERROR_OPERATION_ABORTED, GetLastError());
	EXPECT_FALSE(HasOverlappedIoCompleted(&one));
	EXPECT_EQ(1u, kernel.cancels());
	EXPECT_TRUE(CancelIoEx(device.get(), NULL));
	EXPECT_FALSE(GetOverlappedResult(device.get(), &one, &bytes, TRUE));
	EXPECT_FALSE(GetOverlappedResult(device.get(), &third, &bytes, TRUE));
	EXPECT_EQ(3u, kernel.cancels());
	EXPECT_FALSE(CancelIoEx(device.get(), &one));
	EXPECT_EQ(ERROR_NOT_FOUND, GetLastError());
}

TEST_F(Overlapped, CancelIoReachesTheCallersRequests)
{
	OVERLAPPED mine = {}, other = {};

	read(mine);
	std::thread thread([&] {
		read(other);
		EXPECT_TRUE(CancelIo(device.get()));
		EXPECT_FALSE(GetOverlappedResult(device.get(), &other, &bytes, TRUE));
		EXPECT_EQ(ERROR_OPERATION_ABORTED, GetLastError());
	});
	thread.join();
	EXPECT_FALSE(HasOverlappedIoCompleted(&mine));
	EXPECT_EQ(1u, kernel.cancels());
	device.close();
}

TEST_F(Overlapped, EndOfAThreadCancelsItsRequests)
{
	OVERLAPPED mine = {}, other = {};

	read(mine);
	std::thread([&] { read(other); }).join();
	EXPECT_FALSE(GetOverlappedResult(device.get(), &other, &bytes, TRUE));
	EXPECT_EQ(ERROR_OPERATION_ABORTED, GetLastError());
	EXPECT_FALSE(HasOverlappedIoCompleted(&mine));
	device.close();
}

TEST_F(Overlapped, EndOfAThreadLeavesRequestsOfAPort)
{
	HANDLE port = CreateIoCompletionPort(device.get(), NULL, 42, 0);
	OVERLAPPED one = {}, other = {}, *found;
	ULONG_PTR key = 0;

	std::thread([&] { read(one); }).join();
	EXPECT_FALSE(HasOverlappedIoCompleted(&one));
	ASSERT_EQ(0u, kernel.cancels());
	kernel.complete(0, "abc");
	EXPECT_TRUE(GetQueuedCompletionStatus(port, &bytes, &key, &found, INFINITE));
	EXPECT_EQ(3u, bytes);
	EXPECT_EQ(&one, found);
	/* CancelIo() reaches them. */
	std::thread([&] {
		read(other);
		EXPECT_TRUE(CancelIo(device.get()));
	}).join();
	EXPECT_EQ(1u, kernel.cancels());
	EXPECT_FALSE(GetQueuedCompletionStatus(port, &bytes, &key, &found, INFINITE));
	EXPECT_EQ(ERROR_OPERATION_ABORTED, GetLastError());
	EXPECT_EQ(&other, found);
	EXPECT_TRUE(CloseHandle(port));
}

TEST_F(Overlapped, CloseCompletesWhatIsOut)
{
	OVERLAPPED at = {};

	at.hEvent = event.get();
	read(at);
	EXPECT_TRUE(device.close());
	EXPECT_TRUE(kernel.closed());
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), INFINITE));
	EXPECT_EQ((ULONG_PTR)(DWORD)STATUS_CANCELLED, at.Internal);
}

TEST_F(Overlapped, CloseBeforeASubmitTellsTheCallerAlone)
{
	HANDLE port = CreateIoCompletionPort(device.get(), NULL, 0, 0);
	OVERLAPPED at = {}, *found;
	ULONG_PTR key;

	at.hEvent = event.get();
	/* The request is listed, and the driver has not got it. */
	kernel.before_submit = [&] { EXPECT_TRUE(device.close()); };
	EXPECT_FALSE(DeviceIoControl(device.get(), 0x222000, NULL, 0, NULL, 0, NULL, &at));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_TRUE(kernel.closed());
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 0));
	EXPECT_FALSE(GetQueuedCompletionStatus(port, &bytes, &key, &found, 0));
	EXPECT_EQ(nullptr, found);
	EXPECT_TRUE(CloseHandle(port));
}

TEST_F(Overlapped, CloseDuringASubmitCompletesIt)
{
	OVERLAPPED at = {};

	at.hEvent = event.get();
	kernel.completes_cancelled = false;
	/* The driver has pended the request, and the library does not know it yet. */
	kernel.after_submit = [&] { EXPECT_TRUE(device.close()); };
	read(at);
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 0));
	EXPECT_EQ((ULONG_PTR)(DWORD)STATUS_CANCELLED, at.Internal);
}

TEST_F(Overlapped, ThousandRequestsAllComplete)
{
	std::vector<OVERLAPPED> all(1000);

	for (auto &at : all)
		read(at);
	std::thread driver([&] {
		for (size_t i = 0; i < all.size(); i++)
			kernel.complete(0, std::string(i % 8, 'x'));
	});
	for (size_t i = 0; i < all.size(); i++) {
		EXPECT_TRUE(GetOverlappedResult(device.get(), &all[i], &bytes, TRUE));
		EXPECT_EQ(i % 8, bytes);
	}
	driver.join();
}

TEST_F(Overlapped, ThousandAndMorePendIsRefused)
{
	std::vector<OVERLAPPED> all(1024);
	OVERLAPPED more = {};

	for (auto &at : all)
		read(at);
	more.hEvent = event.get();
	for (int i = 0; i < 2; i++) {
		EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), &bytes, &more));
		EXPECT_EQ(ERROR_NOT_ENOUGH_MEMORY, GetLastError());
		EXPECT_EQ((ULONG_PTR)(DWORD)STATUS_NO_MEMORY, more.Internal);
	}
	/* Each that completes makes room. */
	kernel.complete(0, "x");
	EXPECT_TRUE(GetOverlappedResult(device.get(), &all[0], &bytes, TRUE));
	read(more);
	EXPECT_TRUE(CancelIoEx(device.get(), NULL));
	EXPECT_FALSE(GetOverlappedResult(device.get(), &more, &bytes, TRUE));
	EXPECT_EQ(ERROR_OPERATION_ABORTED, GetLastError());
	device.close();
}

TEST_F(Overlapped, CompleteRequestsTakeNoRoom)
{
	/* The library's thread is slow. */
	kernel.only_reaper = std::this_thread::get_id();
	kernel.driver = [](const fake::Request &) { return fake::Answer { 0, 1 }; };
	for (int i = 0; i < 3000; i++) {
		OVERLAPPED at = {};

		ASSERT_TRUE(ReadFile(device.get(), data, sizeof(data), &bytes, &at)) << i << ": " << GetLastError();
	}
	kernel.only_reaper = std::thread::id();
}

static thread_local int called;
static DWORD called_error, called_bytes;
static LPOVERLAPPED called_with;

static void CALLBACK completion(DWORD error, DWORD bytes, LPOVERLAPPED overlapped)
{
	called++;
	called_error = error;
	called_bytes = bytes;
	called_with = overlapped;
}

TEST_F(Overlapped, CompletionRoutineRunsInAnAlertableWait)
{
	OVERLAPPED at = {};

	called = 0;
	EXPECT_TRUE(ReadFileEx(device.get(), data, sizeof(data), &at, completion));
	std::thread driver([&] { kernel.complete(0, "abc"); });
	driver.join();
	EXPECT_TRUE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
	Sleep(0);
	EXPECT_EQ(0, called);
	EXPECT_EQ(WAIT_IO_COMPLETION, SleepEx(INFINITE, TRUE));
	EXPECT_EQ(1, called);
	EXPECT_EQ(0u, called_error);
	EXPECT_EQ(3u, called_bytes);
	EXPECT_EQ(&at, called_with);
	EXPECT_EQ(0u, SleepEx(0, TRUE));
	EXPECT_EQ(1, called);

	EXPECT_TRUE(WriteFileEx(device.get(), data, 4, &at, completion));
	EXPECT_TRUE(CancelIo(device.get()));
	EXPECT_TRUE(ResetEvent(event.get()));
	EXPECT_EQ(WAIT_IO_COMPLETION, WaitForSingleObjectEx(event.get(), INFINITE, TRUE));
	EXPECT_EQ(2, called);
	EXPECT_EQ((DWORD)ERROR_OPERATION_ABORTED, called_error);
}

/* row 535: a routine ends its thread in the middle of each alertable wait, and nothing of the wait stays */
TEST_F(Overlapped, RoutineMayEndItsThread)
{
	/* In a child, where no other test has left something to be closed. */
	in_child([&] {
		OVERLAPPED at = {};
		Handle port(CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0));
		HANDLE own = open_device(FILE_FLAG_OVERLAPPED), idle = CreateEventA(NULL, FALSE, FALSE, NULL);
		HANDLE both[] = { idle, own };
		OVERLAPPED_ENTRY entry;
		ULONG count;
		const std::function<void()> waits[] = {
			[&] { SleepEx(INFINITE, TRUE); },
			[&] { WaitForSingleObjectEx(idle, INFINITE, TRUE); },
			[&] { WaitForMultipleObjectsEx(2, both, FALSE, INFINITE, TRUE); },
			[&] { WaitForMultipleObjectsEx(2, both, TRUE, INFINITE, TRUE); },
			[&] { GetQueuedCompletionStatusEx(port.get(), &entry, 1, &count, INFINITE, TRUE); },
			[&] { GetOverlappedResultEx(own, &at, &bytes, INFINITE, TRUE); },
		};
		const int before = open_descriptors();

		EXPECT_FALSE(ReadFile(own, data, sizeof(data), NULL, &at));
		const int pending = open_descriptors();
		for (auto &wait : waits) {
			std::thread thread([&] {
				EXPECT_TRUE(QueueUserAPC([](ULONG_PTR) { ExitThread(0); }, GetCurrentThread(), 0));
				wait();
				ADD_FAILURE() << "the thread goes on";
			});
			thread.join();
			EXPECT_EQ(pending, open_descriptors());
		}
		/* The request does not look for the thread that waited. */
		kernel.complete(0, "abc");
		EXPECT_TRUE(GetOverlappedResult(own, &at, &bytes, TRUE));
		/* Closed at once, as nothing else refers to them. */
		EXPECT_TRUE(CloseHandle(own));
		EXPECT_TRUE(CloseHandle(idle));
		EXPECT_GT(before, open_descriptors());
	});
}

/* TSan has a thread of its own, for which glibc keeps the process. */
#ifndef __SANITIZE_THREAD__

/* Frames that a thread leaves have memory that nothing frees. */
static bool leaves_frames;

extern "C" int __lsan_is_turned_off()
{
	return leaves_frames;
}

/* row 555: the process ends with its last thread, and has the code of that thread */
TEST_F(Overlapped, LastThreadEndsTheProcess)
{
	static HANDLE first;
	static const LPTHREAD_START_ROUTINE second = [](LPVOID) -> DWORD {
		WaitForSingleObject(first, INFINITE);
		ExitThread(7);
	};
	const auto begin = [] {
		alarm(60);
		leaves_frames = true;
		DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &first, 0, FALSE,
				DUPLICATE_SAME_ACCESS);
	};

	GTEST_FLAG_SET(death_test_style, "threadsafe");
	EXPECT_EXIT({ begin(); ExitThread(5); }, ::testing::ExitedWithCode(5), "");
	EXPECT_EXIT({ begin(); CreateThread(NULL, 0, second, NULL, 0, NULL); ExitThread(5); }, ::testing::ExitedWithCode(7), "");
	EXPECT_EXIT({ begin(); std::thread([] { second(NULL); }).detach(); ExitThread(5); }, ::testing::ExitedWithCode(7), "");
	/* The thread that has waited for the other one is the last, also if Linux has the other one for longer. */
	EXPECT_EXIT(
		{
			static pthread_key_t key;
			begin();
			/* Called behind the library's own. */
			pthread_key_create(&key, [](void *) {
				while (std::distance(std::filesystem::directory_iterator("/proc/self/task"), {}) > 1)
					std::this_thread::yield();
			});
			pthread_setspecific(key, &key);
			CreateThread(NULL, 0, second, NULL, 0, NULL);
			ExitThread(5);
		},
		::testing::ExitedWithCode(7), "");
	/* A thread of Linux has no code. */
	EXPECT_EXIT({ begin(); std::thread([] { WaitForSingleObject(first, INFINITE); }).detach(); ExitThread(5); },
		    ::testing::ExitedWithCode(0), "");
	/* A thread's request ends with it. That of a port would stay for others, of which there are none. */
	for (bool with_port : { false, true }) {
		EXPECT_EXIT(
			{
				static OVERLAPPED at;
				static char into[8];
				begin();
				HANDLE file = open_device(FILE_FLAG_OVERLAPPED);
				if (with_port)
					CreateIoCompletionPort(file, NULL, 0, 0);
				ReadFile(file, into, sizeof(into), NULL, &at);
				CreateThread(NULL, 0, second, NULL, 0, NULL);
				ExitThread(5);
			},
			::testing::ExitedWithCode(7), "");
	}
}

/* The thread that takes results ends with the threads of the program, and a later one has another. */
TEST_F(Overlapped, RequestsOfAThreadThatCameLater)
{
	GTEST_FLAG_SET(death_test_style, "threadsafe");
	EXPECT_EXIT(
		{
			static HANDLE first;
			static OVERLAPPED at;
			static char into[8];
			alarm(60);
			leaves_frames = true;
			DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &first, 0, FALSE,
					DUPLICATE_SAME_ACCESS);
			static const HANDLE file = open_device(FILE_FLAG_OVERLAPPED);
			/* It waits for the end of the others without a call of the library. */
			static std::atomic<int> threads = 0;
			std::thread([this] {
				DWORD read = 0;
				while (std::distance(std::filesystem::directory_iterator("/proc/self/task"), {}) > threads)
					std::this_thread::yield();
				ReadFile(file, into, sizeof(into), NULL, &at);
				kernel.complete(0, "abc");
				ExitProcess(GetOverlappedResult(file, &at, &read, TRUE) && read == 3 ? 42 : 1);
			}).detach();
			/* A first request, for which there is a thread that takes results. */
			ReadFile(file, into, sizeof(into), NULL, &at);
			kernel.complete(0, "abc");
			DWORD read;
			GetOverlappedResult(file, &at, &read, TRUE);
			/* The first thread, which stays a zombie, and the other one. */
			threads = 2;
			ExitThread(5);
		},
		::testing::ExitedWithCode(42), "");
}

#endif

TEST_F(Overlapped, CompletionRoutineNeedsAnOverlappedFile)
{
	Handle synchronous(open_device());
	OVERLAPPED at = {};

	EXPECT_FALSE(ReadFileEx(synchronous.get(), data, sizeof(data), &at, completion));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	/* An error at once calls no routine. */
	called = 0;
	kernel.driver = [](const fake::Request &) { return fake::Answer { STATUS_DEVICE_NOT_READY, 0 }; };
	EXPECT_FALSE(ReadFileEx(device.get(), data, sizeof(data), &at, completion));
	EXPECT_EQ(ERROR_NOT_READY, GetLastError());
	EXPECT_EQ(0u, SleepEx(0, TRUE));
	/* A success at once does. */
	kernel.driver = [](const fake::Request &) { return fake::Answer { 0, 2 }; };
	EXPECT_TRUE(ReadFileEx(device.get(), data, sizeof(data), &at, completion));
	EXPECT_EQ(WAIT_IO_COMPLETION, SleepEx(0, TRUE));
	EXPECT_EQ(1, called);
}

TEST_F(Overlapped, PortGetsCompletions)
{
	HANDLE port = CreateIoCompletionPort(device.get(), NULL, 42, 0);
	OVERLAPPED one = {}, other = {}, *found;
	ULONG_PTR key = 0;

	ASSERT_TRUE(port);
	read(one);
	EXPECT_FALSE(GetQueuedCompletionStatus(port, &bytes, &key, &found, 0));
	EXPECT_EQ(WAIT_TIMEOUT, GetLastError());
	EXPECT_EQ(nullptr, found);
	std::thread driver([&] { kernel.complete(0, "abcde"); });
	EXPECT_TRUE(GetQueuedCompletionStatus(port, &bytes, &key, &found, INFINITE));
	driver.join();
	EXPECT_EQ(5u, bytes);
	EXPECT_EQ(42u, key);
	EXPECT_EQ(&one, found);
	/* A failed request is also a packet. */
	read(other);
	EXPECT_TRUE(CancelIoEx(device.get(), &other));
	EXPECT_FALSE(GetQueuedCompletionStatus(port, &bytes, &key, &found, INFINITE));
	EXPECT_EQ(ERROR_OPERATION_ABORTED, GetLastError());
	EXPECT_EQ(&other, found);
	/* A success at once: exactly one packet. */
	kernel.driver = [](const fake::Request &) { return fake::Answer { 0, 1 }; };
	EXPECT_TRUE(ReadFile(device.get(), data, sizeof(data), &bytes, &one));
	EXPECT_TRUE(GetQueuedCompletionStatus(port, &bytes, &key, &found, INFINITE));
	EXPECT_EQ(&one, found);
	/* An error at once: none. */
	kernel.driver = [](const fake::Request &) { return fake::Answer { STATUS_DEVICE_NOT_READY, 0 }; };
	EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), &bytes, &one));
	EXPECT_FALSE(GetQueuedCompletionStatus(port, &bytes, &key, &found, 0));
	EXPECT_TRUE(CloseHandle(port));
}

TEST(Port, PostedPacketsComeInOrder)
{
	Handle port(CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1));
	OVERLAPPED_ENTRY entries[4];
	OVERLAPPED at, *found;
	ULONG count;
	ULONG_PTR key;
	DWORD bytes;

	for (ULONG_PTR i = 1; i <= 6; i++)
		EXPECT_TRUE(PostQueuedCompletionStatus(port.get(), (DWORD)i * 10, i, &at));
	EXPECT_TRUE(GetQueuedCompletionStatus(port.get(), &bytes, &key, &found, 0));
	EXPECT_EQ(1u, key);
	EXPECT_EQ(10u, bytes);
	EXPECT_TRUE(GetQueuedCompletionStatusEx(port.get(), entries, 4, &count, 0, FALSE));
	ASSERT_EQ(4u, count);
	EXPECT_EQ(2u, entries[0].lpCompletionKey);
	EXPECT_EQ(5u, entries[3].lpCompletionKey);
	EXPECT_TRUE(GetQueuedCompletionStatusEx(port.get(), entries, 4, &count, 0, FALSE));
	EXPECT_EQ(1u, count);
	EXPECT_FALSE(GetQueuedCompletionStatusEx(port.get(), entries, 4, &count, 0, FALSE));
	EXPECT_EQ(WAIT_TIMEOUT, GetLastError());
	EXPECT_EQ(WAIT_FAILED, WaitForSingleObject(port.get(), 0));
}

TEST(Port, CloseEndsTheWait)
{
	HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
	std::atomic<DWORD> started = 0;
	DWORD error = 0;

	std::thread waiter([&] {
		OVERLAPPED *found;
		ULONG_PTR key;
		DWORD bytes;

		started = GetCurrentThreadId();
		if (!GetQueuedCompletionStatus(port, &bytes, &key, &found, INFINITE))
			error = GetLastError();
	});
	while (!started)
		std::this_thread::yield();
	wait_until_polling(started);
	EXPECT_TRUE(CloseHandle(port));
	waiter.join();
	EXPECT_EQ((DWORD)ERROR_ABANDONED_WAIT_0, error);
}

TEST(Port, RefusesSynchronousFilesAndSecondPorts)
{
	fake::Kernel kernel;
	Handle synchronous(open_device()), device(open_device(FILE_FLAG_OVERLAPPED));

	EXPECT_EQ(nullptr, CreateIoCompletionPort(synchronous.get(), NULL, 0, 0));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	Handle port(CreateIoCompletionPort(device.get(), NULL, 0, 0));
	EXPECT_EQ(nullptr, CreateIoCompletionPort(device.get(), port.get(), 0, 0));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	OVERLAPPED at = {};
	char data;
	EXPECT_FALSE(ReadFileEx(device.get(), &data, 1, &at, completion));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

/* Waits some seconds until a request is complete, without a new descriptor. */
static bool completes(LPOVERLAPPED overlapped)
{
	for (int i = 0; i < 5000 && !HasOverlappedIoCompleted(overlapped); i++)
		Sleep(1);
	return HasOverlappedIoCompleted(overlapped);
}

/* Waits until a thread of this process reads a descriptor. */
static void wait_until_reading(int fd)
{
	for (;;) {
		for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
			std::ifstream file(task.path() / "syscall");
			std::string number, first;

			if (file >> number >> first && number == std::to_string(SYS_read) && std::stol(first, nullptr, 16) == fd)
				return;
		}
		std::this_thread::yield();
	}
}

static const uint64_t one = 1;

/*
 * The program closes the reaper's descriptor, or opens another file with its number. The reaper learns of it when it
 * is woken, or the next request does. TSan would call such a program racy, so the system calls bypass it.
 */
class LostEventfd : public Overlapped, public ::testing::WithParamInterface<std::pair<bool, bool>> {};

TEST_P(LostEventfd, EndsItsRequests)
{
	auto [replaced, woken] = GetParam();

	in_child([&] {
		std::vector<long> holes(64);
		OVERLAPPED at = {}, again = {};
		uint64_t count;

		/* The reaper's descriptor gets a number that no other file gets by chance. */
		for (auto &hole : holes)
			hole = syscall(SYS_dup, 0);
		Handle first(open_device(FILE_FLAG_OVERLAPPED)), event(CreateEventA(NULL, TRUE, FALSE, NULL));
		at.hEvent = event.get();
		EXPECT_FALSE(ReadFile(first.get(), data, sizeof(data), NULL, &at));
		for (auto hole : holes)
			syscall(SYS_close, hole);
		auto pended = kernel.file->pended.front();
		int lost = pended->request.sent.event_fd;
		long foreign = syscall(SYS_eventfd2, 5, EFD_NONBLOCK);

		wait_until_reading(lost);
		if (replaced)
			EXPECT_EQ(lost, syscall(SYS_dup2, foreign, lost));
		else
			EXPECT_EQ(0, syscall(SYS_close, lost));
		if (woken) {
			EXPECT_EQ(8, syscall(SYS_write, pended->event, &one, sizeof(one)));
			ASSERT_TRUE(completes(&at));
		}
		/* A file without requests goes on. */
		Handle second(open_device(FILE_FLAG_OVERLAPPED));
		EXPECT_FALSE(ReadFile(second.get(), data, sizeof(data), NULL, &again));
		ASSERT_EQ(ERROR_IO_PENDING, GetLastError());
		kernel.complete(0, "xy");
		ASSERT_TRUE(completes(&again));
		EXPECT_TRUE(GetOverlappedResult(second.get(), &again, &bytes, FALSE));
		EXPECT_EQ(2u, bytes);

		EXPECT_FALSE(GetOverlappedResult(first.get(), &at, &bytes, FALSE));
		EXPECT_EQ(ERROR_OPERATION_ABORTED, GetLastError());
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 5000));
		EXPECT_FALSE(ReadFile(first.get(), data, sizeof(data), NULL, &at));
		EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
		/* Nothing was read from the other file. */
		EXPECT_EQ(8, syscall(SYS_read, foreign, &count, sizeof(count)));
		EXPECT_EQ(5u, count);
	});
}

INSTANTIATE_TEST_SUITE_P(Each, LostEventfd,
			 ::testing::Values(std::pair(false, false), std::pair(false, true), std::pair(true, false),
					   std::pair(true, true)));

TEST_F(Overlapped, ProgramThatClosesAllEndsItsRequests)
{
	in_child([&] {
		HANDLE own = open_device(FILE_FLAG_OVERLAPPED);
		OVERLAPPED at = {};

		EXPECT_FALSE(ReadFile(own, data, sizeof(data), NULL, &at));
		/* The driver completes the request, as Linux closes its file. */
		syscall(SYS_dup2, kernel.file->pended.front()->event, 0);
		syscall(SYS_close_range, 3, ~0u, 0);
		syscall(SYS_write, 0, &one, sizeof(one));
		EXPECT_TRUE(completes(&at));
		EXPECT_EQ((ULONG_PTR)(DWORD)STATUS_CANCELLED, at.Internal);
	});
}

TEST_F(Overlapped, WaitsOnClosedDescriptorsFail)
{
	in_child([&] {
		HANDLE own = open_device(FILE_FLAG_OVERLAPPED), other = CreateEventA(NULL, FALSE, FALSE, NULL);
		HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0), thread;
		HANDLE all[] = { own, other };
		OVERLAPPED at = {}, *found;
		ULONG_PTR key;

		EXPECT_TRUE(DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &thread, 0, FALSE,
					    DUPLICATE_SAME_ACCESS));
		SleepEx(0, TRUE);
		syscall(SYS_close_range, 3, ~0u, 0);
		for (HANDLE handle : { own, other, thread }) {
			for (DWORD milliseconds : { 0u, INFINITE }) {
				EXPECT_EQ(WAIT_FAILED, WaitForSingleObject(handle, milliseconds));
				EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
				EXPECT_EQ(WAIT_FAILED, WaitForSingleObjectEx(handle, milliseconds, TRUE));
				EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
			}
		}
		for (BOOL both : { FALSE, TRUE }) {
			EXPECT_EQ(WAIT_FAILED, WaitForMultipleObjects(2, all, both, INFINITE));
			EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
		}
		EXPECT_FALSE(GetQueuedCompletionStatus(port, &bytes, &key, &found, INFINITE));
		EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
		/* The routines of a thread still reach its waits. */
		syscall(SYS_close_range, 3, ~0u, 0);
		EXPECT_EQ(0u, SleepEx(1, TRUE));
		EXPECT_TRUE(QueueUserAPC([](ULONG_PTR) {}, GetCurrentThread(), 0));
		EXPECT_EQ(WAIT_IO_COMPLETION, SleepEx(INFINITE, TRUE));
		at.Internal = STATUS_PENDING;
		EXPECT_FALSE(GetOverlappedResultEx(own, &at, &bytes, 1, FALSE));
		EXPECT_EQ(WAIT_TIMEOUT, GetLastError());
	});
}

TEST_F(Overlapped, AChildHasAReaperOfItsOwn)
{
	OVERLAPPED at = {};

	/* Starts the reaper. */
	read(at);
	kernel.complete(0, "x");
	EXPECT_TRUE(GetOverlappedResult(device.get(), &at, &bytes, TRUE));
	in_child([&] {
		Handle own(open_device(FILE_FLAG_OVERLAPPED));
		OVERLAPPED again = {};

		EXPECT_FALSE(ReadFile(own.get(), data, sizeof(data), NULL, &again));
		EXPECT_EQ(ERROR_IO_PENDING, GetLastError());
		kernel.complete(0, "yz");
		EXPECT_TRUE(GetOverlappedResult(own.get(), &again, &bytes, TRUE));
		EXPECT_EQ(2u, bytes);
	});
}
