// SPDX-License-Identifier: MIT
/* Opening devices, synchronous requests, handles. */
#include <fcntl.h>
#include <gtest/gtest.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fake.hpp"
#include "support.hpp"

/* row 534 */
TEST(Create, NamesBecomeNamesOfTheObjectManager)
{
	fake::Kernel kernel;
	const std::pair<const char *, const char *> names[] = {
		{ "\\\\.\\Zero", "\\??\\Zero" },
		{ "\\\\?\\Zero\\a\\b", "\\??\\Zero\\a\\b" },
		{ "\\\\?\\GLOBALROOT\\Device\\Zero", "\\Device\\Zero" },
		{ "\\\\.\\globalroot\\Device\\Zero", "\\Device\\Zero" },
		/* Slashes of both kinds, and parts that lead to others. */
		{ "//./Zero/a\\b", "\\??\\Zero\\a\\b" },
		{ "//?/Zero/../One", "\\??\\One" },
		{ "\\\\./Zero", "\\??\\Zero" },
		{ "\\\\.\\Zero\\\\a//b\\", "\\??\\Zero\\a\\b\\" },
		{ "\\\\.\\.\\a\\.\\b\\.", "\\??\\a\\b" },
		{ "\\\\.\\a\\b\\..\\c", "\\??\\a\\c" },
		{ "\\\\.\\a\\b\\..", "\\??\\a" },
		{ "\\\\.\\..\\../..\\Zero", "\\??\\Zero" },
		{ "\\\\.\\a/..\\..\\Zero", "\\??\\Zero" },
		{ "\\\\.\\a\\..", "\\??\\" },
		{ "\\\\.\\GLOBALROOT\\Device\\a\\..\\Zero", "\\Device\\Zero" },
		{ "\\\\.\\GLOBALROOT\\..\\Zero", "\\??\\Zero" },
		/* Periods and blanks. */
		{ "\\\\.\\a.\\b..\\...\\.c\\d .. ", "\\??\\a\\b..\\...\\.c\\d" },
		{ "\\\\.\\a\\...", "\\??\\a\\" },
		/* Nothing of this is changed. */
		{ "\\\\?\\a/../b\\.\\\\c\\...\\d. ", "\\??\\a/../b\\.\\\\c\\...\\d. " },
	};

	for (auto [windows, nt] : names) {
		Handle device(CreateFileA(windows, 0, 0, NULL, OPEN_EXISTING, 0, NULL));

		EXPECT_TRUE(device.good());
		EXPECT_EQ(nt, kernel.file->name);
	}
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("\\\\?\\A\\..\\B", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_INVALID_NAME, GetLastError());
	Handle wide(CreateFileW(L"\\\\.\\\u00C4\U0001F600", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ("\\??\\\u00C4\U0001F600", kernel.file->name);
}

TEST(Create, ParametersReachTheDriver)
{
	fake::Kernel kernel;
	Handle one(CreateFileA("\\\\.\\A", GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_HIDDEN, NULL));

	EXPECT_EQ(GENERIC_READ | SYNCHRONIZE | FILE_READ_ATTRIBUTES, kernel.file->create.access);
	EXPECT_EQ(1u, kernel.file->create.share);
	EXPECT_EQ(1u, kernel.file->create.disposition);
	EXPECT_EQ(0x60u, kernel.file->create.options);
	EXPECT_EQ(2u, kernel.file->create.attributes);
	EXPECT_EQ((unsigned)O_CLOEXEC, kernel.file->create.flags);

	Handle other(CreateFileA("\\\\.\\A", GENERIC_WRITE, 7, NULL, OPEN_ALWAYS,
				 FILE_FLAG_OVERLAPPED | FILE_FLAG_WRITE_THROUGH | FILE_FLAG_NO_BUFFERING |
					 FILE_FLAG_RANDOM_ACCESS | FILE_FLAG_SEQUENTIAL_SCAN |
					 FILE_FLAG_DELETE_ON_CLOSE | FILE_FLAG_BACKUP_SEMANTICS,
				 NULL));

	EXPECT_EQ(GENERIC_WRITE | SYNCHRONIZE | FILE_READ_ATTRIBUTES | DELETE, kernel.file->create.access);
	EXPECT_EQ(3u, kernel.file->create.disposition);
	EXPECT_EQ(0x2u | 0x4 | 0x8 | 0x800 | 0x1000 | 0x4000, kernel.file->create.options);

	const unsigned dispositions[] = { 2, 5, 1, 3, 4 };
	for (DWORD i = CREATE_NEW; i <= TRUNCATE_EXISTING; i++) {
		Handle each(CreateFileA("\\\\.\\A", GENERIC_WRITE, 0, NULL, i, 0, NULL));
		EXPECT_EQ(dispositions[i - 1], kernel.file->create.disposition);
	}
}

TEST(Create, FailuresHaveTheErrorOfTheStatus)
{
	fake::Kernel kernel;

	kernel.create.status = STATUS_OBJECT_NAME_NOT_FOUND;
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("\\\\.\\A", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	kernel.create.status = STATUS_SHARING_VIOLATION;
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("\\\\.\\A", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_SHARING_VIOLATION, GetLastError());
	/* No driver has seen it. */
	kernel.refusal = EACCES;
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("\\\\.\\A", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("\\\\.\\A", 0, 0, NULL, 6, 0, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("\\\\.\\A", GENERIC_READ, 0, NULL, TRUNCATE_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("C:\\a.sys", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_PATH_NOT_FOUND, GetLastError());
}

TEST(Create, AlreadyExistsTellsThatTheFileWasThere)
{
	fake::Kernel kernel;

	kernel.create.information = 1;
	Handle opened(CreateFileA("\\\\.\\A", 0, 0, NULL, OPEN_ALWAYS, 0, NULL));
	EXPECT_EQ(ERROR_ALREADY_EXISTS, GetLastError());
	kernel.create.information = 2;
	Handle created(CreateFileA("\\\\.\\A", 0, 0, NULL, OPEN_ALWAYS, 0, NULL));
	EXPECT_EQ(ERROR_SUCCESS, GetLastError());
	kernel.create.information = 3;
	Handle overwritten(CreateFileA("\\\\.\\A", 0, 0, NULL, CREATE_ALWAYS, 0, NULL));
	EXPECT_EQ(ERROR_ALREADY_EXISTS, GetLastError());
}

TEST(Create, WithoutControlFileTheNodeIsOpened)
{
	fake::Kernel kernel;

	kernel.has_control = false;
	Handle device(CreateFileA("\\\\.\\Bus\\A", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_TRUE(device.good());
	EXPECT_EQ("/dev/winwork/Bus/A", kernel.opened_path);
	EXPECT_EQ(O_RDWR | O_CLOEXEC, kernel.opened_flags);
	Handle none(CreateFileA("\\\\.\\A", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(3 | O_CLOEXEC, kernel.opened_flags);
	Handle up(CreateFileA("\\\\.\\./../null", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ("/dev/winwork/null", kernel.opened_path);
	/* No node has such a name, and no other file is opened. */
	for (const char *name : { "\\\\?\\GLOBALROOT\\Device\\A", "\\\\?\\../null", "\\\\?\\./../null", "\\\\?\\A/../../null",
				  "\\\\?\\/null", "\\\\?\\.\\A", "\\\\?\\A\\\\B", "\\\\?\\\\A", "\\\\?\\A\\", "\\\\.\\..",
				  "\\\\.\\.control", "\\\\.\\", "\\\\?\\" }) {
		kernel.opened_path.clear();
		EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA(name, 0, 0, NULL, OPEN_EXISTING, 0, NULL)) << name;
		EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError()) << name;
		EXPECT_EQ("", kernel.opened_path) << name;
	}
}

TEST(Handle, IsADescriptorAndNeverZero)
{
	fake::Kernel kernel;
	int input = dup(STDIN_FILENO);

	close(STDIN_FILENO);
	{
		Handle event(CreateEventA(NULL, FALSE, FALSE, NULL));
		int fd = (int)(intptr_t)event.get();

		EXPECT_GE(fd, 3);
		EXPECT_EQ(FD_CLOEXEC, fcntl(fd, F_GETFD));
		SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
		Handle inherited(CreateEventA(&inherit, FALSE, FALSE, NULL));
		EXPECT_EQ(0, fcntl((int)(intptr_t)inherited.get(), F_GETFD));
	}
	if (input >= 0) {
		dup2(input, STDIN_FILENO);
		close(input);
	}
}

TEST(Handle, ClosedOrForeignHandlesAreInvalid)
{
	fake::Kernel kernel;
	HANDLE event = CreateEventA(NULL, FALSE, FALSE, NULL);

	EXPECT_TRUE(CloseHandle(event));
	EXPECT_FALSE(CloseHandle(event));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_FALSE(SetEvent(event));
	EXPECT_EQ(WAIT_FAILED, WaitForSingleObject(event, 0));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_FALSE(CloseHandle(NULL));
	EXPECT_FALSE(CloseHandle((HANDLE)(intptr_t)1));
	EXPECT_TRUE(CloseHandle(GetCurrentThread()));
	/* An event is no device. */
	Handle other(CreateEventA(NULL, FALSE, FALSE, NULL));
	DWORD bytes = 7;
	EXPECT_FALSE(ReadFile(other.get(), &bytes, 1, &bytes, NULL));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

TEST(Handle, DuplicateIsTheSameObject)
{
	fake::Kernel kernel;
	HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL), twin = NULL, moved = NULL;

	EXPECT_TRUE(DuplicateHandle(GetCurrentProcess(), event, GetCurrentProcess(), &twin, 0, FALSE, DUPLICATE_SAME_ACCESS));
	EXPECT_NE(event, twin);
	EXPECT_TRUE(CloseHandle(event));
	EXPECT_TRUE(SetEvent(twin));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(twin, 0));
	EXPECT_TRUE(DuplicateHandle(GetCurrentProcess(), twin, GetCurrentProcess(), &moved, 0, FALSE,
				    DUPLICATE_SAME_ACCESS | DUPLICATE_CLOSE_SOURCE));
	EXPECT_FALSE(CloseHandle(twin));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(moved, 0));
	EXPECT_TRUE(CloseHandle(moved));
	/* row 538: the source is closed also after a failure. */
	HANDLE lost = CreateEventA(NULL, TRUE, FALSE, NULL);
	EXPECT_FALSE(DuplicateHandle(GetCurrentProcess(), lost, GetCurrentProcess(), NULL, 0, FALSE, DUPLICATE_CLOSE_SOURCE));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_FALSE(CloseHandle(lost));
	EXPECT_FALSE(DuplicateHandle(GetCurrentProcess(), GetCurrentProcess(), GetCurrentProcess(), &twin, 0, FALSE, 0));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_FALSE(DuplicateHandle((HANDLE)(intptr_t)5, moved, GetCurrentProcess(), &twin, 0, FALSE, 0));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
}

TEST(Control, SendsInputAndGetsOutput)
{
	fake::Kernel kernel;
	Handle device(open_device());
	char out[8] = "-------";
	DWORD bytes = 99;

	kernel.driver = [](const fake::Request &request) {
		EXPECT_EQ(14u, request.sent.major);
		EXPECT_EQ(CTL_CODE(0x22, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS), request.sent.code);
		EXPECT_EQ("ping", request.input());
		EXPECT_EQ(8u, request.sent.out_length);
		return fake::Answer { 0, request.output("pong") };
	};
	EXPECT_TRUE(DeviceIoControl(device.get(), 0x222000, (PVOID) "ping", 4, out, sizeof(out), &bytes, NULL));
	EXPECT_EQ(4u, bytes);
	EXPECT_STREQ("pong---", out);
	EXPECT_FALSE(DeviceIoControl(device.get(), 0x222000, NULL, 0, NULL, 0, NULL, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Control, NoBufferHasNoLength)
{
	fake::Kernel kernel;
	Handle device(open_device());
	winwork_request sent {};
	DWORD bytes;
	char out[8];

	kernel.driver = [&sent](const fake::Request &request) {
		sent = request.sent;
		return fake::Answer { 0, 0 };
	};
	EXPECT_TRUE(DeviceIoControl(device.get(), 0x222000, NULL, 4, NULL, 8, &bytes, NULL));
	EXPECT_EQ(0u, sent.in_length);
	EXPECT_EQ(0u, sent.out_length);
	/* The output of direct I/O, and neither I/O, keep their lengths. */
	EXPECT_TRUE(DeviceIoControl(device.get(), 0x222002, NULL, 4, NULL, 8, &bytes, NULL));
	EXPECT_EQ(0u, sent.in_length);
	EXPECT_EQ(8u, sent.out_length);
	EXPECT_TRUE(DeviceIoControl(device.get(), 0x222003, NULL, 4, out, 8, &bytes, NULL));
	EXPECT_EQ(4u, sent.in_length);
	EXPECT_EQ(8u, sent.out_length);
}

TEST(Control, WarningIsFalseWithData)
{
	fake::Kernel kernel;
	Handle device(open_device());
	char out[8] = "";
	DWORD bytes = 0;

	kernel.driver = [](const fake::Request &request) {
		return fake::Answer { STATUS_BUFFER_OVERFLOW, request.output("part") };
	};
	EXPECT_FALSE(DeviceIoControl(device.get(), 0x222000, NULL, 0, out, sizeof(out), &bytes, NULL));
	EXPECT_EQ(ERROR_MORE_DATA, GetLastError());
	EXPECT_EQ(4u, bytes);
	EXPECT_STREQ("part", out);
	EXPECT_FALSE(ReadFile(device.get(), out, sizeof(out), &bytes, NULL));
	EXPECT_EQ(ERROR_MORE_DATA, GetLastError());
	EXPECT_EQ(4u, bytes);
}

TEST(Control, ErrorIsFalseWithoutData)
{
	fake::Kernel kernel;
	Handle device(open_device());
	DWORD bytes = 9;

	kernel.driver = [](const fake::Request &) { return fake::Answer { STATUS_BUFFER_TOO_SMALL, 64 }; };
	EXPECT_FALSE(DeviceIoControl(device.get(), 0x222000, NULL, 0, NULL, 0, &bytes, NULL));
	EXPECT_EQ(ERROR_INSUFFICIENT_BUFFER, GetLastError());
	EXPECT_EQ(0u, bytes);
	kernel.refusal = EINTR;
	EXPECT_FALSE(DeviceIoControl(device.get(), 0x222000, NULL, 0, NULL, 0, &bytes, NULL));
	EXPECT_EQ(ERROR_OPERATION_ABORTED, GetLastError());
	/* Informational statuses are successes. */
	kernel.refusal = 0;
	kernel.driver = [](const fake::Request &) { return fake::Answer { 0x40000000, 0 }; };
	EXPECT_TRUE(DeviceIoControl(device.get(), 0x222000, NULL, 0, NULL, 0, &bytes, NULL));
}

TEST(Transfer, ReadsAndWritesAreSentWithTheirPosition)
{
	fake::Kernel kernel;
	Handle device(open_device());
	std::vector<winwork_request> seen;
	char data[4];
	DWORD bytes;

	kernel.driver = [&](const fake::Request &request) {
		seen.push_back(request.sent);
		return fake::Answer { 0, request.sent.out_length };
	};
	EXPECT_TRUE(ReadFile(device.get(), data, 4, &bytes, NULL));
	EXPECT_EQ(4u, bytes);
	EXPECT_TRUE(WriteFile(device.get(), data, 3, &bytes, NULL));
	EXPECT_EQ(3u, bytes);
	OVERLAPPED at = {};
	at.Offset = 0x80000001;
	at.OffsetHigh = 2;
	EXPECT_TRUE(ReadFile(device.get(), data, 2, &bytes, &at));
	EXPECT_EQ(0u, at.Internal);
	EXPECT_EQ(2u, at.InternalHigh);
	at.Offset = at.OffsetHigh = 0xFFFFFFFF;
	EXPECT_TRUE(WriteFile(device.get(), data, 0, NULL, &at));
	EXPECT_TRUE(FlushFileBuffers(device.get()));
	ASSERT_EQ(5u, seen.size());
	EXPECT_EQ(3u, seen[0].major);
	EXPECT_EQ(WINWORK_OFFSET_CURRENT, seen[0].offset);
	EXPECT_EQ((uintptr_t)data, seen[0].out);
	EXPECT_EQ(4u, seen[1].major);
	EXPECT_EQ(0x280000001, seen[2].offset);
	EXPECT_EQ(WINWORK_OFFSET_END, seen[3].offset);
	EXPECT_EQ(9u, seen[4].major);
}

TEST(Transfer, EndOfFileIsASuccessWithoutPosition)
{
	fake::Kernel kernel;
	Handle device(open_device());
	OVERLAPPED at = {};
	char data[4];
	DWORD bytes = 9;

	kernel.driver = [](const fake::Request &) { return fake::Answer { STATUS_END_OF_FILE, 0 }; };
	EXPECT_TRUE(ReadFile(device.get(), data, 4, &bytes, NULL));
	EXPECT_EQ(0u, bytes);
	EXPECT_FALSE(ReadFile(device.get(), data, 4, &bytes, &at));
	EXPECT_EQ(ERROR_HANDLE_EOF, GetLastError());
	EXPECT_EQ((ULONG_PTR)(DWORD)STATUS_END_OF_FILE, at.Internal);
}

TEST(Transfer, SynchronousRequestSignalsItsEvent)
{
	fake::Kernel kernel;
	Handle device(open_device());
	Handle event(CreateEventA(NULL, TRUE, TRUE, NULL));
	OVERLAPPED at = {};
	DWORD bytes;

	at.hEvent = event.get();
	kernel.driver = [&](const fake::Request &) {
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(event.get(), 0));
		return fake::Answer {};
	};
	EXPECT_TRUE(DeviceIoControl(device.get(), 0x222000, NULL, 0, NULL, 0, &bytes, &at));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(event.get(), 0));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(device.get(), 0));
}

TEST(Close, LastHandleEndsTheRequestOfAnotherThread)
{
	fake::Kernel kernel;
	HANDLE device = open_device(), twin;
	BOOL result = TRUE;
	DWORD error = 0;

	kernel.driver = [](const fake::Request &) { return fake::pend(); };
	ASSERT_TRUE(DuplicateHandle(GetCurrentProcess(), device, GetCurrentProcess(), &twin, 0, FALSE, DUPLICATE_SAME_ACCESS));
	std::thread reader([&] {
		char data[4];
		DWORD bytes;

		result = ReadFile(device, data, 4, &bytes, NULL);
		error = GetLastError();
	});
	kernel.wait_for_pended(1);
	EXPECT_TRUE(CloseHandle(device));
	EXPECT_FALSE(kernel.closed());
	EXPECT_TRUE(CloseHandle(twin));
	EXPECT_TRUE(kernel.closed());
	reader.join();
	EXPECT_FALSE(result);
	EXPECT_EQ(ERROR_OPERATION_ABORTED, error);
}

/*
 * An OVERLAPPED in a page that cannot be accessed. A call of the library stops in a signal handler where it first
 * reads the structure: it has the file then, but has not begun the request.
 */
class Stopper {
public:
	Stopper()
	{
		struct sigaction action = {};

		page = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		sem_init(&stopped, 0, 0);
		sem_init(&resumed, 0, 0);
		action.sa_sigaction = stop;
		action.sa_flags = SA_SIGINFO;
		sigaction(SIGSEGV, &action, &old);
	}
	~Stopper()
	{
		sigaction(SIGSEGV, &old, NULL);
		munmap(page, size);
	}
	LPOVERLAPPED overlapped() const
	{
		return static_cast<LPOVERLAPPED>(page);
	}
	void wait()
	{
		while (sem_wait(&stopped) != 0)
			;
	}
	void resume()
	{
		sem_post(&resumed);
	}

private:
	static constexpr size_t size = 4096;
	static inline void *page;
	static inline sem_t stopped, resumed;
	struct sigaction old;

	static void stop(int, siginfo_t *info, void *)
	{
		if (info->si_addr < page || info->si_addr >= static_cast<char *>(page) + size) {
			signal(SIGSEGV, SIG_DFL);
			return;
		}
		sem_post(&stopped);
		while (sem_wait(&resumed) != 0)
			;
		mprotect(page, size, PROT_READ | PROT_WRITE);
	}
};

TEST(Close, RequestThatHasNotBegunFails)
{
	for (DWORD flags : { (DWORD)FILE_FLAG_OVERLAPPED, (DWORD)0 }) {
		fake::Kernel kernel;
		HANDLE device = open_device(flags);
		BOOL result = TRUE;
		DWORD error = 0, bytes;
		int requests = 0;
		Stopper stopper;

		kernel.driver = [&](const fake::Request &) {
			requests++;
			return fake::Answer {};
		};
		std::thread sender([&] {
			result = DeviceIoControl(device, 0x222000, NULL, 0, NULL, 0, &bytes, stopper.overlapped());
			error = GetLastError();
		});
		stopper.wait();
		EXPECT_TRUE(CloseHandle(device));
		stopper.resume();
		sender.join();
		EXPECT_FALSE(result);
		EXPECT_EQ((DWORD)ERROR_INVALID_HANDLE, error);
		EXPECT_EQ(0, requests);
	}
}

TEST(Close, WithoutRequestsLeavesTheEndToLinux)
{
	fake::Kernel kernel;
	HANDLE device = open_device();

	EXPECT_TRUE(CloseHandle(device));
	EXPECT_FALSE(kernel.closed());
}
