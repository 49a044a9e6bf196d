// SPDX-License-Identifier: MIT
/* Semaphores: counts, names, waits. */
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include <windows.h>

#include "support.hpp"

TEST(Semaphore, LetsThroughAsManyAsItsCount)
{
	Handle semaphore(CreateSemaphoreA(NULL, 2, 3, NULL));
	LONG previous = 99;

	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(semaphore.get(), 0));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(semaphore.get(), INFINITE));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(semaphore.get(), 0));
	EXPECT_TRUE(ReleaseSemaphore(semaphore.get(), 3, &previous));
	EXPECT_EQ(0, previous);
	EXPECT_FALSE(ReleaseSemaphore(semaphore.get(), 1, &previous));
	EXPECT_EQ(ERROR_TOO_MANY_POSTS, GetLastError());
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(semaphore.get(), 0));
	EXPECT_TRUE(ReleaseSemaphore(semaphore.get(), 1, &previous));
	EXPECT_EQ(2, previous);
	EXPECT_TRUE(semaphore.close());
}

TEST(Semaphore, RefusesWrongCounts)
{
	HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL);
	Handle semaphore(CreateSemaphoreW(NULL, 0, 1, NULL));
	const LONG wrong[][2] = { { -1, 1 }, { 2, 1 }, { 0, 0 }, { 0, -1 } };

	for (const auto &[count, most] : wrong) {
		EXPECT_EQ(nullptr, CreateSemaphoreA(NULL, count, most, NULL));
		EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	}
	for (LONG count : { 0, -1 }) {
		EXPECT_FALSE(ReleaseSemaphore(semaphore.get(), count, NULL));
		EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	}
	EXPECT_FALSE(ReleaseSemaphore(event, 1, NULL));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_FALSE(SetEvent(semaphore.get()));
	EXPECT_TRUE(CloseHandle(event));
}

TEST(Semaphore, WakesThreads)
{
	Handle semaphore(CreateSemaphoreA(NULL, 0, 100, NULL)), done(CreateSemaphoreA(NULL, 0, 4, NULL));
	std::vector<std::thread> threads;

	for (int i = 0; i < 4; i++)
		threads.emplace_back([&] {
			for (int j = 0; j < 25; j++)
				EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(semaphore.get(), INFINITE));
			EXPECT_TRUE(ReleaseSemaphore(done.get(), 1, NULL));
		});
	for (int i = 0; i < 100; i++)
		EXPECT_TRUE(ReleaseSemaphore(semaphore.get(), 1, NULL));
	for (int i = 0; i < 4; i++)
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(done.get(), INFINITE));
	for (auto &thread : threads)
		thread.join();
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(semaphore.get(), 0));
}

TEST(Semaphore, AWaitForAllTakesNoneAlone)
{
	Handle semaphore(CreateSemaphoreA(NULL, 1, 1, NULL)), event(CreateEventA(NULL, FALSE, FALSE, NULL));
	HANDLE both[] = { semaphore.get(), event.get() };

	EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, both, TRUE, 0));
	EXPECT_TRUE(SetEvent(event.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, both, TRUE, 0));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(semaphore.get(), 0));
	EXPECT_TRUE(ReleaseSemaphore(semaphore.get(), 1, NULL));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, both, FALSE, 0));
}

TEST(Semaphore, HasANameInTheProcess)
{
	Handle first(CreateSemaphoreW(NULL, 1, 2, L"Local\\shut down \u00e4"));
	EXPECT_EQ(ERROR_SUCCESS, GetLastError());
	Handle second(CreateSemaphoreA(NULL, 0, 1, "shut down \u00e4"));
	EXPECT_EQ(ERROR_ALREADY_EXISTS, GetLastError());
	Handle third(OpenSemaphoreW(SEMAPHORE_ALL_ACCESS, FALSE, L"shut down \u00e4"));

	/* They are one, with the first one's counts. */
	ASSERT_TRUE(third.good());
	EXPECT_TRUE(ReleaseSemaphore(second.get(), 1, NULL));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(third.get(), 0));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(first.get(), 0));
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(second.get(), 0));
	EXPECT_EQ(nullptr, OpenSemaphoreA(SEMAPHORE_ALL_ACCESS, FALSE, "Shut down"));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_EQ(nullptr, OpenSemaphoreW(SEMAPHORE_ALL_ACCESS, FALSE, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_TRUE(first.close() && second.close() && third.close());
	/* The name goes with the last handle. */
	EXPECT_EQ(nullptr, OpenSemaphoreA(SEMAPHORE_ALL_ACCESS, FALSE, "shut down \u00e4"));
	/* An empty name is none. */
	Handle nameless(CreateSemaphoreA(NULL, 0, 1, "")), other(CreateSemaphoreA(NULL, 0, 1, ""));
	EXPECT_EQ(ERROR_SUCCESS, GetLastError());
}

TEST(Semaphore, IsNotInherited)
{
	SECURITY_ATTRIBUTES inherited = { sizeof(inherited), NULL, TRUE };
	HANDLE semaphore = CreateSemaphoreA(&inherited, 1, 1, "inherited");

	in_child([&] {
		EXPECT_EQ(WAIT_FAILED, WaitForSingleObject(semaphore, 0));
		EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
		Handle own(CreateSemaphoreA(NULL, 0, 1, "inherited"));
		EXPECT_EQ(ERROR_SUCCESS, GetLastError());
	});
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(semaphore, 0));
	EXPECT_TRUE(CloseHandle(semaphore));
}
