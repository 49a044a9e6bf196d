// SPDX-License-Identifier: MIT
/* Mutexes, timers, and locks within the process. */
#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include <windows.h>

#include "support.hpp"

TEST(Mutex, BelongsToOneThreadAnyNumberOfTimes)
{
	Handle mutex(CreateMutexA(NULL, TRUE, NULL));

	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(mutex.get(), INFINITE));
	std::thread([&] {
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(mutex.get(), 0));
		EXPECT_FALSE(ReleaseMutex(mutex.get()));
		EXPECT_EQ(ERROR_NOT_OWNER, GetLastError());
	}).join();
	EXPECT_TRUE(ReleaseMutex(mutex.get()));
	std::thread([&] { EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(mutex.get(), 0)); }).join();
	EXPECT_TRUE(ReleaseMutex(mutex.get()));
	EXPECT_FALSE(ReleaseMutex(mutex.get()));
	std::thread([&] {
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(mutex.get(), 0));
		EXPECT_TRUE(ReleaseMutex(mutex.get()));
	}).join();
}

TEST(Mutex, IsAbandonedByAThreadThatEnds)
{
	Handle mutex(CreateMutexW(NULL, FALSE, NULL)), other(CreateMutexW(NULL, FALSE, NULL));
	const HANDLE both[] = { mutex.get(), other.get() };

	std::thread([&] {
		WaitForSingleObject(mutex.get(), INFINITE);
		WaitForSingleObject(mutex.get(), INFINITE);
		WaitForSingleObject(other.get(), INFINITE);
	}).join();
	EXPECT_EQ(WAIT_ABANDONED, WaitForSingleObject(mutex.get(), 0));
	EXPECT_TRUE(ReleaseMutex(mutex.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(mutex.get(), 0));
	EXPECT_EQ(WAIT_ABANDONED_0, WaitForMultipleObjects(2, both, TRUE, 0));
	EXPECT_TRUE(ReleaseMutex(other.get()));
	EXPECT_TRUE(ReleaseMutex(mutex.get()));
	EXPECT_TRUE(ReleaseMutex(mutex.get()));
	EXPECT_FALSE(ReleaseMutex(mutex.get()));
}

TEST(Mutex, OutlivesItsHandleWhileItIsOwned)
{
	HANDLE mutex = CreateMutexA(NULL, TRUE, "Held");

	EXPECT_TRUE(CloseHandle(mutex));
	EXPECT_EQ(nullptr, OpenMutexA(MUTEX_ALL_ACCESS, FALSE, "Held"));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	std::thread([] { CloseHandle(CreateMutexA(NULL, TRUE, NULL)); }).join();
}

TEST(Mutex, IsTakenWithOthersOrNotAtAll)
{
	Handle mutex(CreateMutexA(NULL, FALSE, NULL)), event(CreateEventA(NULL, FALSE, FALSE, NULL));
	const HANDLE both[] = { mutex.get(), event.get() };

	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, both, TRUE, 0));
	EXPECT_FALSE(ReleaseMutex(mutex.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, both, FALSE, 0));
	/* What the thread owns is signalled to it, and others only to their owner. */
	EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, both, FALSE, INFINITE));
	SetEvent(event.get());
	EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, both, TRUE, INFINITE));
	for (int i = 0; i < 3; i++)
		EXPECT_TRUE(ReleaseMutex(mutex.get()));
	EXPECT_FALSE(ReleaseMutex(mutex.get()));
	EXPECT_FALSE(ReleaseMutex(event.get()));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

TEST(Mutex, HasANameOfTheProcess)
{
	Handle mutex(CreateMutexA(NULL, FALSE, "Local\\Mutex")), again(CreateMutexW(NULL, TRUE, L"Mutex"));

	EXPECT_EQ(ERROR_ALREADY_EXISTS, GetLastError());
	/* The second one was not made, and so is not owned. */
	EXPECT_FALSE(ReleaseMutex(again.get()));
	Handle third(OpenMutexW(MUTEX_ALL_ACCESS, FALSE, L"Mutex"));

	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(third.get(), 0));
	EXPECT_TRUE(ReleaseMutex(mutex.get()));
	EXPECT_EQ(nullptr, OpenMutexA(MUTEX_ALL_ACCESS, FALSE, ""));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	in_child([&] {
		EXPECT_EQ(nullptr, OpenMutexA(MUTEX_ALL_ACCESS, FALSE, "Mutex"));
		EXPECT_EQ(WAIT_FAILED, WaitForSingleObject(mutex.get(), 0));
	});
}

TEST(Mutex, CountsForOneThreadAtATime)
{
	Handle mutex(CreateMutexA(NULL, FALSE, NULL));
	std::vector<std::thread> threads;
	int count = 0;

	for (int i = 0; i < 4; i++)
		threads.emplace_back([&] {
			for (int j = 0; j < 200; j++) {
				WaitForSingleObject(mutex.get(), INFINITE);
				count++;
				ReleaseMutex(mutex.get());
			}
		});
	for (auto &thread : threads)
		thread.join();
	EXPECT_EQ(800, count);
}

static LARGE_INTEGER in_milliseconds(LONGLONG milliseconds)
{
	LARGE_INTEGER due;

	due.QuadPart = -10000 * milliseconds;
	return due;
}

TEST(Timer, IsSignalledAtItsTime)
{
	Handle timer(CreateWaitableTimerA(NULL, FALSE, NULL)), manual(CreateWaitableTimerW(NULL, TRUE, L""));
	LARGE_INTEGER now = in_milliseconds(0), later = in_milliseconds(3600000);

	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(timer.get(), 0));
	EXPECT_TRUE(SetWaitableTimer(timer.get(), &now, 0, NULL, NULL, FALSE));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(timer.get(), INFINITE));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(timer.get(), 0));
	now.QuadPart = 1;	/* in 1601 */
	EXPECT_TRUE(SetWaitableTimer(manual.get(), &now, 0, NULL, NULL, FALSE));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(manual.get(), INFINITE));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(manual.get(), 0));
	EXPECT_TRUE(SetWaitableTimer(manual.get(), &later, 0, NULL, NULL, FALSE));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(manual.get(), 0));
}

TEST(Timer, HasAPeriod)
{
	Handle timer(CreateWaitableTimerExA(NULL, NULL, 0, TIMER_ALL_ACCESS));
	LARGE_INTEGER now = in_milliseconds(0);

	EXPECT_TRUE(SetWaitableTimer(timer.get(), &now, 1, NULL, NULL, FALSE));
	for (int i = 0; i < 3; i++)
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(timer.get(), INFINITE));
	EXPECT_TRUE(CancelWaitableTimer(timer.get()));
}

TEST(Timer, KeepsItsSignalWhenItIsStopped)
{
	Handle timer(CreateWaitableTimerExW(NULL, NULL, CREATE_WAITABLE_TIMER_MANUAL_RESET, TIMER_ALL_ACCESS));
	LARGE_INTEGER now = in_milliseconds(0), later = in_milliseconds(3600000);

	EXPECT_TRUE(SetWaitableTimer(timer.get(), &now, 1, NULL, NULL, FALSE));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(timer.get(), INFINITE));
	EXPECT_TRUE(CancelWaitableTimer(timer.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(timer.get(), 0));
	EXPECT_TRUE(SetWaitableTimer(timer.get(), &later, 0, NULL, NULL, FALSE));
	EXPECT_TRUE(CancelWaitableTimer(timer.get()));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(timer.get(), 0));
}

TEST(Timer, IsTakenWithOthersOrNotAtAll)
{
	Handle timer(CreateWaitableTimerA(NULL, FALSE, NULL)), event(CreateEventA(NULL, FALSE, FALSE, NULL));
	const HANDLE both[] = { timer.get(), event.get() };
	LARGE_INTEGER now = in_milliseconds(0);

	EXPECT_TRUE(SetWaitableTimer(timer.get(), &now, 0, NULL, NULL, FALSE));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, both, TRUE, 5));
	SetEvent(event.get());
	EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, both, TRUE, INFINITE));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(timer.get(), 0));
}

TEST(Timer, RefusesWhatIsLeftOut)
{
	Handle timer(CreateWaitableTimerA(NULL, FALSE, NULL)), event(CreateEventA(NULL, FALSE, FALSE, NULL));
	LARGE_INTEGER now = in_milliseconds(0);
	auto routine = [](LPVOID, DWORD, DWORD) {};

	EXPECT_EQ(nullptr, CreateWaitableTimerA(NULL, FALSE, "name"));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_FALSE(SetWaitableTimer(timer.get(), &now, 0, routine, NULL, FALSE));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_FALSE(SetWaitableTimer(timer.get(), &now, -1, NULL, NULL, FALSE));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_FALSE(SetWaitableTimer(event.get(), &now, 0, NULL, NULL, FALSE));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_FALSE(CancelWaitableTimer(event.get()));
}

TEST(Lock, HasOneWriterOrSeveralReaders)
{
	SRWLOCK lock = SRWLOCK_INIT;
	std::vector<std::thread> threads;
	int one = 0, other = 0;

	AcquireSRWLockShared(&lock);
	EXPECT_TRUE(TryAcquireSRWLockShared(&lock));
	EXPECT_FALSE(TryAcquireSRWLockExclusive(&lock));
	ReleaseSRWLockShared(&lock);
	ReleaseSRWLockShared(&lock);
	EXPECT_TRUE(TryAcquireSRWLockExclusive(&lock));
	EXPECT_FALSE(TryAcquireSRWLockShared(&lock));
	ReleaseSRWLockExclusive(&lock);
	for (int i = 0; i < 4; i++)
		threads.emplace_back([&, i] {
			for (int j = 0; j < 500; j++) {
				if (i < 2) {
					AcquireSRWLockExclusive(&lock);
					one++;
					other++;
					ReleaseSRWLockExclusive(&lock);
				} else {
					AcquireSRWLockShared(&lock);
					EXPECT_EQ(one, other);
					ReleaseSRWLockShared(&lock);
				}
			}
		});
	for (auto &thread : threads)
		thread.join();
	EXPECT_EQ(1000, one);
	EXPECT_EQ(nullptr, lock.Ptr);
}

TEST(Lock, IsReleasedDuringAWaitForAVariable)
{
	SRWLOCK lock = SRWLOCK_INIT;
	CONDITION_VARIABLE filled = CONDITION_VARIABLE_INIT, emptied = CONDITION_VARIABLE_INIT;
	int items = 0, taken = 0;
	std::thread consumer([&] {
		AcquireSRWLockExclusive(&lock);
		while (taken < 300) {
			while (!items)
				EXPECT_TRUE(SleepConditionVariableSRW(&filled, &lock, INFINITE, 0));
			items--;
			taken++;
			WakeConditionVariable(&emptied);
		}
		ReleaseSRWLockExclusive(&lock);
	});

	for (int i = 0; i < 300; i++) {
		AcquireSRWLockExclusive(&lock);
		while (items == 3)
			SleepConditionVariableSRW(&emptied, &lock, INFINITE, 0);
		items++;
		ReleaseSRWLockExclusive(&lock);
		WakeConditionVariable(&filled);
	}
	consumer.join();
	EXPECT_EQ(0, items);
	AcquireSRWLockShared(&lock);
	EXPECT_FALSE(SleepConditionVariableSRW(&filled, &lock, 1, CONDITION_VARIABLE_LOCKMODE_SHARED));
	EXPECT_EQ(ERROR_TIMEOUT, GetLastError());
	EXPECT_FALSE(TryAcquireSRWLockExclusive(&lock));
	ReleaseSRWLockShared(&lock);
}

TEST(Lock, WakesAllThatWait)
{
	CRITICAL_SECTION section;
	CONDITION_VARIABLE go;
	std::vector<std::thread> threads;
	bool gone = false;
	std::atomic<int> arrived = 0;

	InitializeConditionVariable(&go);
	EXPECT_TRUE(InitializeCriticalSectionAndSpinCount(&section, 4000));
	for (int i = 0; i < 4; i++)
		threads.emplace_back([&] {
			EnterCriticalSection(&section);
			arrived++;
			while (!gone)
				SleepConditionVariableCS(&go, &section, INFINITE);
			LeaveCriticalSection(&section);
		});
	while (arrived < 4)
		std::this_thread::yield();
	EnterCriticalSection(&section);
	gone = true;
	LeaveCriticalSection(&section);
	WakeAllConditionVariable(&go);
	for (auto &thread : threads)
		thread.join();
	EnterCriticalSection(&section);
	EXPECT_FALSE(SleepConditionVariableCS(&go, &section, 0));
	EXPECT_EQ(ERROR_TIMEOUT, GetLastError());
	LeaveCriticalSection(&section);
	DeleteCriticalSection(&section);
}

static std::atomic<int> initialized;

static BOOL CALLBACK initialize(PINIT_ONCE, PVOID parameter, PVOID *context)
{
	initialized++;
	*context = parameter;
	return parameter != NULL;
}

TEST(Lock, InitializesOnce)
{
	INIT_ONCE once = INIT_ONCE_STATIC_INIT;
	std::vector<std::thread> threads;
	alignas(8) static char context[8];
	PVOID found = NULL;
	BOOL pending;

	EXPECT_FALSE(InitOnceBeginInitialize(&once, INIT_ONCE_CHECK_ONLY, &pending, &found));
	EXPECT_EQ(ERROR_GEN_FAILURE, GetLastError());
	EXPECT_FALSE(InitOnceExecuteOnce(&once, initialize, NULL, &found));
	initialized = 0;
	for (int i = 0; i < 4; i++)
		threads.emplace_back([&] {
			PVOID own = NULL;

			EXPECT_TRUE(InitOnceExecuteOnce(&once, initialize, context, &own));
			EXPECT_EQ(context, own);
		});
	for (auto &thread : threads)
		thread.join();
	EXPECT_EQ(1, initialized);
	EXPECT_TRUE(InitOnceBeginInitialize(&once, INIT_ONCE_CHECK_ONLY, &pending, &found));
	EXPECT_FALSE(pending);
	EXPECT_EQ(context, found);
}

TEST(Lock, InitializesBySeveralAtTheSameTime)
{
	INIT_ONCE once;
	alignas(8) char one[8], other[8];
	PVOID found;
	BOOL pending;

	InitOnceInitialize(&once);
	EXPECT_TRUE(InitOnceBeginInitialize(&once, INIT_ONCE_ASYNC, &pending, NULL));
	EXPECT_TRUE(pending);
	EXPECT_TRUE(InitOnceBeginInitialize(&once, INIT_ONCE_ASYNC, &pending, NULL));
	EXPECT_FALSE(InitOnceBeginInitialize(&once, 0, &pending, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_FALSE(InitOnceComplete(&once, INIT_ONCE_ASYNC, one + 1));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_TRUE(InitOnceComplete(&once, INIT_ONCE_ASYNC, one));
	EXPECT_FALSE(InitOnceComplete(&once, INIT_ONCE_ASYNC, other));
	EXPECT_EQ(ERROR_GEN_FAILURE, GetLastError());
	EXPECT_TRUE(InitOnceBeginInitialize(&once, INIT_ONCE_ASYNC, &pending, &found));
	EXPECT_FALSE(pending);
	EXPECT_EQ(one, found);
}
