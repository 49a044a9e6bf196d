// SPDX-License-Identifier: MIT
/* Descriptors: what a handle takes, and what happens when none is left. */
#include <functional>
#include <gtest/gtest.h>
#include <initguid.h>
#include <setupapi.h>
#include <sys/resource.h>
#include <vector>

#include "fake.hpp"
#include "support.hpp"

DEFINE_GUID(GUID_SOME_CLASS, 0x01234567, 0x89ab, 0xcdef, 1, 2, 3, 4, 5, 6, 7, 8);

/* No further descriptor, until the library raises the limit. */
static void leave_none()
{
	struct rlimit limit;

	int first = dup(STDIN_FILENO);

	ASSERT_GT(first, 3);
	close(first);
	ASSERT_EQ(0, getrlimit(RLIMIT_NOFILE, &limit));
	limit.rlim_cur = (rlim_t)first;
	ASSERT_EQ(0, setrlimit(RLIMIT_NOFILE, &limit));
}

static bool is_raised()
{
	struct rlimit limit;

	return getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur == limit.rlim_max;
}

TEST(Limits, EachCallRaisesTheLimitOfDescriptors)
{
	in_child([] {
		fake::Kernel kernel;
		OVERLAPPED at = {};
		DWORD bytes;
		char data;
		Handle device(open_device(FILE_FLAG_OVERLAPPED)), event(CreateEventA(NULL, FALSE, FALSE, NULL));
		HANDLE handle = NULL;

		kernel.driver = [](const fake::Request &) { return fake::pend(); };
		const std::pair<const char *, std::function<bool()>> calls[] = {
			{ "event", [&] { return Handle(CreateEventA(NULL, FALSE, FALSE, NULL)).good(); } },
			{ "port", [&] { return Handle(CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0)).good(); } },
			{ "device", [&] { return Handle(open_device()).good(); } },
			{ "path", [&] { return Handle(CreateFileA("/dev/null", 0, 0, NULL, OPEN_EXISTING, 0, NULL)).good(); } },
			{ "duplicate",
			  [&] {
				  return DuplicateHandle(GetCurrentProcess(), event.get(), GetCurrentProcess(), &handle, 0, FALSE, 0) &&
					 CloseHandle(handle);
			  } },
			{ "thread",
			  [&] { return Handle(CreateThread(NULL, 0, [](LPVOID) -> DWORD { return 0; }, NULL, 0, NULL)).good(); } },
			{ "own thread",
			  [&] {
				  return DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &handle, 0, FALSE,
							 0) &&
					 CloseHandle(handle);
			  } },
			{ "alertable wait", [&] { return WaitForSingleObjectEx(event.get(), 0, TRUE) == WAIT_TIMEOUT; } },
			{ "request",
			  [&] { return !ReadFile(device.get(), &data, 1, NULL, &at) && GetLastError() == ERROR_IO_PENDING; } },
			{ "result",
			  [&] {
				  return !GetOverlappedResultEx(device.get(), &at, &bytes, 1, FALSE) && GetLastError() == WAIT_TIMEOUT;
			  } },
			{ "interfaces",
			  [&] {
				  const char *folder = fake::devices_are_in("/proc/self");
				  HDEVINFO set = SetupDiGetClassDevsA(&GUID_SOME_CLASS, NULL, NULL, DIGCF_DEVICEINTERFACE);

				  fake::devices_are_in(folder);
				  return set != INVALID_HANDLE_VALUE && SetupDiDestroyDeviceInfoList(set);
			  } },
			{ "node",
			  [&] {
				  kernel.has_control = false;
				  return Handle(open_device()).good();
			  } },
		};

		for (auto &[name, call] : calls) {
			leave_none();
			EXPECT_TRUE(call()) << name << ": " << GetLastError();
			EXPECT_TRUE(is_raised()) << name;
		}
		EXPECT_TRUE(CancelIoEx(device.get(), NULL));
		device.close();
	});
}

TEST(Limits, WithoutDescriptorsCallsFailAndHandlesWork)
{
	in_child([] {
		const struct rlimit limit = { 64, 64 };
		std::vector<HANDLE> events;
		HANDLE event, thread, twin;

		ASSERT_EQ(0, setrlimit(RLIMIT_NOFILE, &limit));
		while ((event = CreateEventA(NULL, FALSE, FALSE, NULL)))
			events.push_back(event);
		EXPECT_EQ(ERROR_TOO_MANY_OPEN_FILES, GetLastError());
		ASSERT_LT(2u, events.size());
		while (DuplicateHandle(GetCurrentProcess(), events[0], GetCurrentProcess(), &twin, 0, FALSE, 0))
			;
		EXPECT_EQ(ERROR_TOO_MANY_OPEN_FILES, GetLastError());
		EXPECT_EQ(nullptr, CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0));
		EXPECT_EQ(ERROR_TOO_MANY_OPEN_FILES, GetLastError());
		EXPECT_EQ(nullptr, CreateThread(NULL, 0, [](LPVOID) -> DWORD { return 0; }, NULL, 0, NULL));
		EXPECT_EQ(ERROR_TOO_MANY_OPEN_FILES, GetLastError());
		EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("/dev/null", 0, 0, NULL, OPEN_EXISTING, 0, NULL));
		EXPECT_EQ(ERROR_TOO_MANY_OPEN_FILES, GetLastError());
		EXPECT_EQ(INVALID_HANDLE_VALUE, SetupDiGetClassDevsA(&GUID_SOME_CLASS, NULL, NULL, DIGCF_DEVICEINTERFACE));
		EXPECT_TRUE(SetEvent(events[2]));
		EXPECT_EQ(WAIT_OBJECT_0 + 1, WaitForMultipleObjects(2, &events[1], FALSE, INFINITE));
		/* Two events are four descriptors, and a thread needs three. */
		EXPECT_TRUE(CloseHandle(events[1]));
		EXPECT_TRUE(CloseHandle(events[2]));
		thread = CreateThread(NULL, 0, [](LPVOID) -> DWORD { return 7; }, NULL, 0, NULL);
		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread, INFINITE));
	});
}

TEST(Limits, HandlesTakeTheDescriptorsOfTheManual)
{
	fake::Kernel kernel;
	int before = open_descriptors();
	DWORD thread_id;
	HANDLE twin;

	{
		Handle event(CreateEventA(NULL, FALSE, FALSE, NULL));
		EXPECT_EQ(before + 2, open_descriptors());
		EXPECT_TRUE(DuplicateHandle(GetCurrentProcess(), event.get(), GetCurrentProcess(), &twin, 0, FALSE, 0));
		EXPECT_EQ(before + 3, open_descriptors());
		EXPECT_TRUE(CloseHandle(twin));
		Handle port(CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0));
		EXPECT_EQ(before + 4, open_descriptors());
		Handle device(open_device());
		EXPECT_EQ(before + 7, open_descriptors());
		Handle thread(CreateThread(NULL, 0, [](LPVOID go) -> DWORD { return WaitForSingleObjectEx(go, INFINITE, TRUE); },
					   event.get(), 0, &thread_id));
		wait_until_polling(thread_id);
		EXPECT_EQ(before + 11, open_descriptors());
		SetEvent(event.get());
		WaitForSingleObject(thread.get(), INFINITE);
	}
	while (open_descriptors() > before)
		std::this_thread::yield();
	EXPECT_EQ(before, open_descriptors());
}
