// SPDX-License-Identifier: MIT
/* Pipes, sockets and the standard handles of a program. */
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdio.h>
#include <string>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support.hpp"

/* A pipe, with a handle for the end that writes. */
class Pipe : public ::testing::Test {
protected:
	int ends[2] = { -1, -1 };
	DWORD bytes = 77;
	char data[16] = "";

	Pipe()
	{
		EXPECT_EQ(0, pipe2(ends, O_CLOEXEC));
	}
	~Pipe() override
	{
		close_end(0);
		close_end(1);
	}
	void close_end(int which)
	{
		if (ends[which] >= 0)
			close(ends[which]);
		ends[which] = -1;
	}
	HANDLE open_end(int which)
	{
		const std::string path = "/proc/self/fd/" + std::to_string(ends[which]);

		return CreateFileA(path.c_str(), which ? GENERIC_WRITE : GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
	}
};

static bool is_pending(int signal)
{
	sigset_t pending;

	return sigpending(&pending) == 0 && sigismember(&pending, signal);
}

static bool is_blocked(int signal)
{
	sigset_t blocked;

	return pthread_sigmask(SIG_BLOCK, NULL, &blocked) == 0 && sigismember(&blocked, signal);
}

static void block(int how, int signal)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signal);
	pthread_sigmask(how, &set, NULL);
}

/* row 531: SIGPIPE would end the process. */
TEST_F(Pipe, WriteWithoutAReaderFails)
{
	in_new_process([&] {
		Handle writes(open_end(1));

		close_end(0);
		for (int i = 0; i < 2; i++) {
			EXPECT_FALSE(WriteFile(writes.get(), "x", 1, &bytes, NULL));
			EXPECT_EQ(ERROR_BROKEN_PIPE, GetLastError());
			EXPECT_EQ(0u, bytes);
		}
		EXPECT_FALSE(is_pending(SIGPIPE));
		EXPECT_FALSE(is_blocked(SIGPIPE));
		/* The signal itself still is Linux's. */
		struct sigaction action;
		EXPECT_EQ(0, sigaction(SIGPIPE, NULL, &action));
		EXPECT_EQ(SIG_DFL, action.sa_handler);
	});
}

TEST_F(Pipe, SigpipeOfTheProgramStays)
{
	static int signals;

	in_new_process([&] {
		Handle writes(open_end(1));

		close_end(0);
		signal(SIGPIPE, [](int) { signals++; });
		EXPECT_FALSE(WriteFile(writes.get(), "x", 1, &bytes, NULL));
		EXPECT_EQ(0, signals);
		/* One that waits: of the thread, and of the process. */
		for (bool process : { false, true }) {
			block(SIG_BLOCK, SIGPIPE);
			process ? kill(getpid(), SIGPIPE) : raise(SIGPIPE);
			EXPECT_FALSE(WriteFile(writes.get(), "x", 1, &bytes, NULL));
			EXPECT_EQ(ERROR_BROKEN_PIPE, GetLastError());
			EXPECT_TRUE(is_pending(SIGPIPE));
			EXPECT_TRUE(is_blocked(SIGPIPE));
			signals = 0;
			block(SIG_UNBLOCK, SIGPIPE);
			EXPECT_LE(1, signals);
			EXPECT_FALSE(is_pending(SIGPIPE));
		}
		/* One that the program blocks, and has not got. */
		signals = 0;
		block(SIG_BLOCK, SIGPIPE);
		EXPECT_FALSE(WriteFile(writes.get(), "x", 1, &bytes, NULL));
		EXPECT_FALSE(is_pending(SIGPIPE));
		EXPECT_TRUE(is_blocked(SIGPIPE));
		EXPECT_EQ(0, signals);
	});
}

TEST_F(Pipe, StandardHandlesAndStreamsWithoutAReaderFail)
{
	in_new_process([&] {
		std::string said;
		int sockets[2];

		/* The standard output is a pipe, and the standard error a socket. */
		ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM, 0, sockets));
		int console = dup(STDERR_FILENO);
		setvbuf(stdout, NULL, _IONBF, 0);
		dup2(ends[1], STDOUT_FILENO);
		dup2(sockets[1], STDERR_FILENO);
		close_end(0);
		close_end(1);
		close(sockets[0]);
		for (DWORD which : { STD_OUTPUT_HANDLE, STD_ERROR_HANDLE })
			if (WriteFile(GetStdHandle(which), "x", 1, &bytes, NULL) || GetLastError() != ERROR_BROKEN_PIPE || bytes)
				said += " WriteFile";
		if (printf("%d", 1) != -1 || errno != EPIPE)
			said += " printf";
		if (fwprintf(stderr, L"%d", 1) != -1 || errno != EPIPE)
			said += " fwprintf";
		dup2(console, STDOUT_FILENO);
		dup2(console, STDERR_FILENO);
		EXPECT_EQ("", said);
	});
}

/* row 532: standard input is signalled while there is something to read, and at its end */
TEST_F(Pipe, StandardInputIsWaitedFor)
{
	in_new_process([&] {
		dup2(ends[0], STDIN_FILENO);
		close_end(0);
		HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
		Handle event(CreateEventA(NULL, TRUE, FALSE, NULL));
		HANDLE both[] = { event.get(), input };

		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(input, 0));
		EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, both, FALSE, 1));
		std::thread writer([&, waiter = GetCurrentThreadId()] {
			wait_until_polling(waiter);
			EXPECT_EQ(1, write(ends[1], "x", 1));
		});
		EXPECT_EQ(WAIT_OBJECT_0 + 1, WaitForMultipleObjects(2, both, FALSE, INFINITE));
		writer.join();
		/* A wait takes nothing. */
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(input, INFINITE));
		EXPECT_EQ(WAIT_TIMEOUT, WaitForMultipleObjects(2, both, TRUE, 1));
		EXPECT_TRUE(ReadFile(input, data, sizeof(data), &bytes, NULL));
		EXPECT_EQ(1u, bytes);
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(input, 0));
		EXPECT_TRUE(QueueUserAPC([](ULONG_PTR) {}, GetCurrentThread(), 0));
		EXPECT_EQ(WAIT_IO_COMPLETION, WaitForSingleObjectEx(input, INFINITE, TRUE));
		/* The end. */
		close_end(1);
		EXPECT_TRUE(SetEvent(event.get()));
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(input, INFINITE));
		EXPECT_EQ(WAIT_OBJECT_0, WaitForMultipleObjects(2, both, TRUE, INFINITE));
	});
}

TEST_F(Pipe, ConsoleIsWaitedFor)
{
	in_new_process([&] {
		int console = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

		ASSERT_TRUE(console >= 0 && grantpt(console) == 0 && unlockpt(console) == 0);
		dup2(open(ptsname(console), O_RDWR | O_NOCTTY), STDIN_FILENO);
		HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(input, 0));
		EXPECT_EQ(2, write(console, "x\n", 2));
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(input, INFINITE));
		EXPECT_TRUE(ReadFile(input, data, sizeof(data), &bytes, NULL));
		EXPECT_EQ(2u, bytes);
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(input, 0));
	});
}

/* row 536: the end of a pipe is an error of the read, and of nothing else */
TEST_F(Pipe, ReadWithoutAWriterFails)
{
	Handle reads(open_end(0));
	OVERLAPPED at = {};

	EXPECT_EQ(2, write(ends[1], "xy", 2));
	close_end(1);
	EXPECT_TRUE(ReadFile(reads.get(), data, 1, &bytes, NULL));
	EXPECT_TRUE(ReadFile(reads.get(), data, sizeof(data), &bytes, NULL));
	EXPECT_EQ(1u, bytes);
	EXPECT_TRUE(ReadFile(reads.get(), data, 0, &bytes, NULL));
	bytes = 77;
	EXPECT_FALSE(ReadFile(reads.get(), data, sizeof(data), &bytes, NULL));
	EXPECT_EQ(ERROR_BROKEN_PIPE, GetLastError());
	EXPECT_EQ(0u, bytes);
	EXPECT_FALSE(ReadFile(reads.get(), data, sizeof(data), NULL, &at));
	EXPECT_EQ(ERROR_BROKEN_PIPE, GetLastError());
	/* A file has an end. */
	Handle null(CreateFileA("/dev/null", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_TRUE(ReadFile(null.get(), data, sizeof(data), &bytes, NULL));
	EXPECT_EQ(0u, bytes);
}

/* row 537 */
TEST_F(Pipe, PositionsHaveNoMeaning)
{
	Handle reads(open_end(0)), writes(open_end(1));
	OVERLAPPED at = {}, end = {};

	at.Offset = 5;
	end.Offset = end.OffsetHigh = 0xFFFFFFFF;
	EXPECT_TRUE(WriteFile(writes.get(), "ab", 2, &bytes, &at));
	EXPECT_TRUE(WriteFile(writes.get(), "cd", 2, &bytes, &end));
	EXPECT_TRUE(ReadFile(reads.get(), data, sizeof(data), &bytes, &at));
	EXPECT_EQ(4u, bytes);
	EXPECT_STREQ("abcd", data);
}
