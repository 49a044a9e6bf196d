// SPDX-License-Identifier: MIT
/* The pool of threads: works, timers, waits, requests, and their older names. */
#include <atomic>
#include <gtest/gtest.h>
#include <thread>

#include <windows.h>

#include "fake.hpp"
#include "support.hpp"

namespace {

struct Calls {
	Handle called{ CreateSemaphoreA(NULL, 0, 1000, NULL) }, go{ CreateEventA(NULL, TRUE, FALSE, NULL) };
	std::atomic<int> count = 0;
	std::atomic<DWORD> result = 99;

	void call()
	{
		count++;
		ReleaseSemaphore(called.get(), 1, NULL);
	}
	void wait(int calls = 1)
	{
		while (calls--)
			EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(called.get(), INFINITE));
	}
};

void CALLBACK call_work(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK)
{
	static_cast<Calls *>(context)->call();
}

/* Waits for the event in the call. */
void CALLBACK call_and_wait(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK)
{
	Calls *calls = static_cast<Calls *>(context);

	calls->call();
	WaitForSingleObject(calls->go.get(), INFINITE);
}

void CALLBACK call_simple(PTP_CALLBACK_INSTANCE, PVOID context)
{
	static_cast<Calls *>(context)->call();
}

void CALLBACK call_timer(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER)
{
	static_cast<Calls *>(context)->call();
}

void CALLBACK call_wait(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WAIT, TP_WAIT_RESULT result)
{
	Calls *calls = static_cast<Calls *>(context);

	calls->result = result;
	calls->call();
}

void CALLBACK call_registered(PVOID context, BOOLEAN timed_out)
{
	Calls *calls = static_cast<Calls *>(context);

	calls->result = timed_out;
	calls->call();
}

DWORD WINAPI call_routine(LPVOID context)
{
	static_cast<Calls *>(context)->call();
	return 0;
}

FILETIME from_now(LONGLONG milliseconds)
{
	const ULONGLONG ticks = static_cast<ULONGLONG>(-10000 * milliseconds);

	return { static_cast<DWORD>(ticks), static_cast<DWORD>(ticks >> 32) };
}

} // namespace

TEST(Pool, CallsAWorkAsOftenAsItIsSubmitted)
{
	Calls calls;
	PTP_WORK work = CreateThreadpoolWork(call_work, &calls, NULL);

	ASSERT_TRUE(work);
	for (int i = 0; i < 100; i++)
		SubmitThreadpoolWork(work);
	WaitForThreadpoolWorkCallbacks(work, FALSE);
	EXPECT_EQ(100, calls.count);
	CloseThreadpoolWork(work);
}

TEST(Pool, CallsAWorkInSeveralThreads)
{
	Calls calls;
	PTP_WORK work = CreateThreadpoolWork(call_and_wait, &calls, NULL);

	for (int i = 0; i < 3; i++)
		SubmitThreadpoolWork(work);
	calls.wait(3);
	EXPECT_TRUE(SetEvent(calls.go.get()));
	WaitForThreadpoolWorkCallbacks(work, FALSE);
	CloseThreadpoolWork(work);
}

TEST(Pool, CancelsWhatHasNotBegun)
{
	Calls calls;
	PTP_WORK work = CreateThreadpoolWork(call_and_wait, &calls, NULL);
	std::thread opener;

	/* As many as run at the same time, and more. */
	for (int i = 0; i < 600; i++)
		SubmitThreadpoolWork(work);
	calls.wait(1);
	opener = std::thread([&] { SetEvent(calls.go.get()); });
	WaitForThreadpoolWorkCallbacks(work, TRUE);
	opener.join();
	EXPECT_LE(calls.count, 600);
	CloseThreadpoolWork(work);
}

TEST(Pool, CallsAWorkThatIsClosed)
{
	Calls calls;
	PTP_WORK work = CreateThreadpoolWork(call_work, &calls, NULL);

	SubmitThreadpoolWork(work);
	CloseThreadpoolWork(work);
	calls.wait();
	EXPECT_TRUE(TrySubmitThreadpoolCallback(call_simple, &calls, NULL));
	calls.wait();
	EXPECT_TRUE(QueueUserWorkItem(call_routine, &calls, WT_EXECUTELONGFUNCTION));
	calls.wait();
	EXPECT_FALSE(QueueUserWorkItem(NULL, NULL, 0));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Pool, CallsATimerWithItsPeriod)
{
	Calls calls;
	TP_CALLBACK_ENVIRON environment;
	FILETIME now = from_now(0), later = from_now(3600000), past = { 1, 0 };
	PTP_TIMER timer;

	InitializeThreadpoolEnvironment(&environment);
	timer = CreateThreadpoolTimer(call_timer, &calls, &environment);
	EXPECT_FALSE(IsThreadpoolTimerSet(timer));
	SetThreadpoolTimer(timer, &now, 1, 0);
	EXPECT_TRUE(IsThreadpoolTimerSet(timer));
	calls.wait(3);
	SetThreadpoolTimer(timer, NULL, 0, 0);
	EXPECT_FALSE(IsThreadpoolTimerSet(timer));
	WaitForThreadpoolTimerCallbacks(timer, TRUE);
	while (WaitForSingleObject(calls.called.get(), 0) == WAIT_OBJECT_0)
		;
	SetThreadpoolTimer(timer, &later, 0, 0);
	SetThreadpoolTimer(timer, &past, 0, 0);
	calls.wait();
	CloseThreadpoolTimer(timer);
	DestroyThreadpoolEnvironment(&environment);
}

TEST(Pool, CallsAWaitOnce)
{
	Calls calls;
	Handle event(CreateEventA(NULL, FALSE, TRUE, NULL)), mutex(CreateMutexA(NULL, FALSE, NULL));
	PTP_WAIT wait = CreateThreadpoolWait(call_wait, &calls, NULL);
	FILETIME now = from_now(0);

	SetThreadpoolWait(wait, event.get(), NULL);
	calls.wait();
	EXPECT_EQ(WAIT_OBJECT_0, calls.result);
	WaitForThreadpoolWaitCallbacks(wait, FALSE);
	/* It has taken the signal, and does not wait any more. */
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 0));
	EXPECT_TRUE(SetEvent(event.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), INFINITE));
	SetThreadpoolWait(wait, event.get(), &now);
	calls.wait();
	EXPECT_EQ(WAIT_TIMEOUT, calls.result);
	SetThreadpoolWait(wait, event.get(), NULL);
	SetThreadpoolWait(wait, NULL, NULL);
	SetThreadpoolWait(wait, mutex.get(), NULL);
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_EQ(2, calls.count);
	CloseThreadpoolWait(wait);
}

TEST(Pool, CallsARegisteredWaitAgainAndAgain)
{
	Calls calls;
	Handle event(CreateEventA(NULL, FALSE, FALSE, NULL)), done(CreateEventA(NULL, FALSE, FALSE, NULL));
	HANDLE wait, timed, once;

	ASSERT_TRUE(RegisterWaitForSingleObject(&wait, event.get(), call_registered, &calls, INFINITE, WT_EXECUTEDEFAULT));
	for (int i = 0; i < 3; i++) {
		EXPECT_TRUE(SetEvent(event.get()));
		calls.wait();
		EXPECT_EQ(0u, calls.result);
	}
	EXPECT_TRUE(UnregisterWaitEx(wait, INVALID_HANDLE_VALUE));
	ASSERT_TRUE(RegisterWaitForSingleObject(&timed, event.get(), call_registered, &calls, 1, WT_EXECUTEDEFAULT));
	calls.wait(2);
	EXPECT_EQ(1u, calls.result);
	UnregisterWaitEx(timed, done.get());
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(done.get(), INFINITE));
	SetEvent(event.get());
	while (WaitForSingleObject(calls.called.get(), 0) == WAIT_OBJECT_0)
		;
	ASSERT_TRUE(RegisterWaitForSingleObject(&once, event.get(), call_registered, &calls, INFINITE, WT_EXECUTEONLYONCE));
	calls.wait();
	EXPECT_TRUE(SetEvent(event.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), INFINITE));
	EXPECT_TRUE(UnregisterWaitEx(once, INVALID_HANDLE_VALUE));
	EXPECT_FALSE(RegisterWaitForSingleObject(&wait, NULL, call_registered, &calls, INFINITE, 0));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_FALSE(UnregisterWait(NULL));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

TEST(Pool, SaysThatAWaitStillRuns)
{
	static Calls *calls;
	Calls own;
	Handle event(CreateEventA(NULL, TRUE, TRUE, NULL));
	HANDLE wait;
	auto callback = [](PVOID, BOOLEAN) {
		calls->call();
		WaitForSingleObject(calls->go.get(), INFINITE);
		calls->call();
	};

	calls = &own;
	ASSERT_TRUE(RegisterWaitForSingleObject(&wait, event.get(), callback, NULL, INFINITE, WT_EXECUTEONLYONCE));
	own.wait();
	EXPECT_FALSE(UnregisterWait(wait));
	EXPECT_EQ(ERROR_IO_PENDING, GetLastError());
	EXPECT_TRUE(SetEvent(own.go.get()));
	own.wait();
}

TEST(Pool, CallsTimersOfQueues)
{
	Calls calls;
	Handle done(CreateEventA(NULL, FALSE, FALSE, NULL));
	HANDLE queue = CreateTimerQueue(), timer, other;

	ASSERT_TRUE(queue);
	ASSERT_TRUE(CreateTimerQueueTimer(&timer, NULL, call_registered, &calls, 0, 1, WT_EXECUTEDEFAULT));
	calls.wait(3);
	EXPECT_EQ(1u, calls.result);
	EXPECT_TRUE(DeleteTimerQueueTimer(NULL, timer, INVALID_HANDLE_VALUE));
	while (WaitForSingleObject(calls.called.get(), 0) == WAIT_OBJECT_0)
		;
	ASSERT_TRUE(CreateTimerQueueTimer(&timer, queue, call_registered, &calls, 3600000, 0, WT_EXECUTEDEFAULT));
	ASSERT_TRUE(CreateTimerQueueTimer(&other, queue, call_registered, &calls, 3600000, 0, WT_EXECUTEDEFAULT));
	EXPECT_TRUE(ChangeTimerQueueTimer(queue, timer, 0, 0));
	calls.wait();
	EXPECT_TRUE(DeleteTimerQueueEx(queue, done.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(done.get(), INFINITE));
	EXPECT_FALSE(CreateTimerQueueTimer(&timer, NULL, NULL, NULL, 0, 0, 0));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

static std::atomic<ULONG> last_error;
static std::atomic<ULONG_PTR> last_bytes;

static void CALLBACK call_io(PTP_CALLBACK_INSTANCE, PVOID context, PVOID, ULONG error, ULONG_PTR bytes, PTP_IO)
{
	last_error = error;
	last_bytes = bytes;
	static_cast<Calls *>(context)->call();
}

TEST(Pool, CallsForEachRequestThatCompletes)
{
	fake::Kernel kernel;
	Calls calls;
	OVERLAPPED one = {}, other = {};
	char data[8];
	Handle device(open_device(FILE_FLAG_OVERLAPPED)), event(CreateEventA(NULL, TRUE, FALSE, NULL));
	PTP_IO io = CreateThreadpoolIo(device.get(), call_io, &calls, NULL);

	ASSERT_TRUE(io);
	kernel.driver = [](const fake::Request &) { return fake::pend(); };
	StartThreadpoolIo(io);
	EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), NULL, &one));
	kernel.complete(0, "done");
	calls.wait();
	EXPECT_EQ(NO_ERROR, last_error);
	EXPECT_EQ(4u, last_bytes);
	StartThreadpoolIo(io);
	EXPECT_FALSE(ReadFile(device.get(), data, sizeof(data), NULL, &other));
	EXPECT_TRUE(CancelIoEx(device.get(), &other));
	WaitForThreadpoolIoCallbacks(io, FALSE);
	EXPECT_EQ(ERROR_OPERATION_ABORTED, last_error);
	StartThreadpoolIo(io);
	CancelThreadpoolIo(io);
	WaitForThreadpoolIoCallbacks(io, FALSE);
	WaitForThreadpoolIoCallbacks(io, TRUE);
	CloseThreadpoolIo(io);
	EXPECT_EQ(nullptr, CreateThreadpoolIo(event.get(), call_io, &calls, NULL));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

TEST(Pool, IsTheChildsOwnAfterAFork)
{
	Calls calls;
	Handle event(CreateEventA(NULL, FALSE, FALSE, NULL));
	HANDLE wait;

	ASSERT_TRUE(RegisterWaitForSingleObject(&wait, event.get(), call_registered, &calls, INFINITE, WT_EXECUTEDEFAULT));
	in_child([] {
		Calls own;
		FILETIME now = from_now(0);
		PTP_TIMER timer = CreateThreadpoolTimer(call_timer, &own, NULL);

		SetThreadpoolTimer(timer, &now, 0, 0);
		own.wait();
		EXPECT_TRUE(QueueUserWorkItem(call_routine, &own, 0));
		own.wait();
	});
	EXPECT_TRUE(SetEvent(event.get()));
	calls.wait();
	EXPECT_TRUE(UnregisterWaitEx(wait, INVALID_HANDLE_VALUE));
}
