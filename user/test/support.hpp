// SPDX-License-Identifier: MIT
#pragma once

#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <windows.h>
#include <winioctl.h>
#include <ntstatus.h>

#include "fake.hpp"

/* A handle that is closed at the end of a block. */
class Handle {
public:
	explicit Handle(HANDLE handle) : handle(handle)
	{
	}
	Handle(const Handle &) = delete;
	~Handle()
	{
		if (good())
			CloseHandle(handle);
	}
	HANDLE get() const
	{
		return handle;
	}
	bool good() const
	{
		return handle && handle != INVALID_HANDLE_VALUE;
	}
	/* Closes it now. */
	BOOL close()
	{
		HANDLE old = handle;

		handle = NULL;
		return CloseHandle(old);
	}

private:
	HANDLE handle;
};

inline HANDLE open_device(DWORD flags = 0)
{
	return CreateFileA("\\\\.\\A", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, flags, NULL);
}

/* A section of a number of bytes, as winwork.ko gives it: a descriptor to read. It is closed at the end of a block. */
class Section {
public:
	explicit Section(size_t bytes) : before(fake::sections_lead_to("/memfd:section (deleted)"))
	{
		std::string text(bytes, 0);

		for (size_t i = 0; i < bytes; i++)
			text[i] = at(i);
		file = memfd_create("section", MFD_CLOEXEC);
		EXPECT_EQ(static_cast<ssize_t>(bytes), write(file, text.data(), bytes));
		handle = reinterpret_cast<HANDLE>(static_cast<intptr_t>(
			::open(("/proc/self/fd/" + std::to_string(file)).c_str(), O_RDONLY | O_CLOEXEC)));
	}
	Section(const Section &) = delete;
	~Section()
	{
		::close(file);
		if (handle)
			CloseHandle(handle);
		fake::sections_lead_to(before);
	}
	/* The byte at an offset. */
	static char at(size_t offset)
	{
		return static_cast<char>(1 + offset % 126);
	}
	char *map(DWORD offset = 0, SIZE_T size = 0, void *place = NULL)
	{
		return static_cast<char *>(MapViewOfFileEx(handle, FILE_MAP_READ, 0, offset, size, place));
	}
	BOOL close()
	{
		HANDLE old = handle;

		handle = NULL;
		return CloseHandle(old);
	}
	HANDLE handle;
	int file;

private:
	const char *before;
};

/* Waits until a thread of this process is in a wait of the library. */
inline void wait_until_polling(DWORD thread)
{
	const std::string path = "/proc/self/task/" + std::to_string(thread) + "/syscall";
	long number = -1;

	while (number != SYS_ppoll) {
		std::ifstream file(path);

		if (!(file >> number))
			number = -1;
	}
}

inline int open_descriptors()
{
	DIR *folder = opendir("/proc/self/fd");
	int count = 0;

	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

/* Waits until no other thread of this process runs: each is in one of the waits of the library and the tests. */
inline void wait_until_others_wait()
{
	const std::set<long> waits = { SYS_ppoll, SYS_poll, SYS_futex, SYS_read, SYS_clock_nanosleep };
	const std::string own = std::to_string(gettid());
	bool waiting = false;

	while (!waiting) {
		waiting = true;
		for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
			long number;
			std::ifstream file(task.path() / "syscall");

			/* A thread that runs has no number, and one that ends has no file. */
			if (task.path().filename() != own && (!(file >> number) || !waits.count(number)))
				waiting = false;
		}
	}
}

/*
 * The allocator of ASan hangs in a child if another thread of the parent had its lock, before gcc 14. A test whose
 * threads never wait is left out; all others fork when the library's threads wait.
 */
#ifdef __SANITIZE_ADDRESS__
#define SKIP_WITHOUT_AN_ALLOCATOR() GTEST_SKIP()
inline void wait_for_the_allocator()
{
	wait_until_others_wait();
}
#else
#define SKIP_WITHOUT_AN_ALLOCATOR()
inline void wait_for_the_allocator()
{
}
#endif

/* Runs a part of a test in a child, for a minute at most. */
template <typename Part> void in_child(Part part)
{
	wait_for_the_allocator();
	pid_t child = fork();
	int status = -1;

	if (child == 0) {
		alarm(60);
		part();
		_exit(::testing::Test::HasFailure());
	}
	EXPECT_EQ(child, waitpid(child, &status, 0));
	EXPECT_EQ(0, status);
}

/* The same in a process in which no test has called the library before, with nothing but the beginning of the test. */
template <typename Part> void in_new_process(Part part)
{
	GTEST_FLAG_SET(death_test_style, "threadsafe");
	EXPECT_EXIT(
		{
			alarm(60);
			part();
			_exit(::testing::Test::HasFailure());
		},
		::testing::ExitedWithCode(0), "");
}
