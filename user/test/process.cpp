// SPDX-License-Identifier: MIT
/* Processes, command lines, and what a program knows of itself. */
#include <atomic>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <vector>

#include <windows.h>
#include <cfgmgr32.h>
#include <process.h>
#include <shellapi.h>
#include <tlhelp32.h>
#include <winternl.h>

#include "support.hpp"

namespace {

/* A program of the test, whose handles are closed at the end of a block. */
class Program {
public:
	Program(const char *name, const char *line, DWORD flags = 0, const char *folder = NULL, STARTUPINFOA startup = {},
		BOOL inherit = FALSE)
	{
		std::string copy = line;

		startup.cb = sizeof(startup);
		started = CreateProcessA(name, &copy[0], NULL, NULL, inherit, flags, NULL, folder, &startup, &information);
		error = GetLastError();
	}
	Program(const Program &) = delete;
	~Program()
	{
		if (started) {
			CloseHandle(information.hProcess);
			CloseHandle(information.hThread);
		}
	}
	HANDLE get() const
	{
		return information.hProcess;
	}
	/* Its code, when it has ended. */
	DWORD code() const
	{
		DWORD code = 0;

		EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(information.hProcess, INFINITE));
		EXPECT_TRUE(GetExitCodeProcess(information.hProcess, &code));
		return code;
	}
	BOOL started;
	DWORD error;
	PROCESS_INFORMATION information = {};
};

std::vector<std::string> words_of(const WCHAR *line)
{
	int count = 0;
	LPWSTR *list = CommandLineToArgvW(line, &count);
	std::vector<std::string> words;

	for (int i = 0; i < count; i++) {
		char word[300];

		WideCharToMultiByte(CP_UTF8, 0, list[i], -1, word, sizeof(word), NULL, NULL);
		words.push_back(word);
	}
	EXPECT_EQ(nullptr, list[count]);
	LocalFree(list);
	return words;
}

using Words = std::vector<std::string>;

} // namespace

TEST(Process, HasTheCodeOfItsEnd)
{
	Program program(NULL, "/bin/sh -c \"exit 7\"");
	DWORD code;

	ASSERT_TRUE(program.started);
	EXPECT_EQ(program.information.dwProcessId, GetProcessId(program.get()));
	EXPECT_EQ(7u, program.code());
	EXPECT_EQ(7u, program.code());
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(program.information.hThread, 0));
	EXPECT_EQ(GetCurrentProcessId(), GetProcessId(GetCurrentProcess()));
	EXPECT_TRUE(GetExitCodeProcess(GetCurrentProcess(), &code));
	EXPECT_EQ(STILL_ACTIVE, code);
}

TEST(Process, IsTerminatedWithACode)
{
	Program program("/bin/sleep", "sleep 3600");
	Handle again(OpenProcess(PROCESS_ALL_ACCESS, FALSE, program.information.dwProcessId));
	DWORD code = 0;

	ASSERT_TRUE(program.started);
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(again.get(), 0));
	EXPECT_TRUE(GetExitCodeProcess(program.get(), &code));
	EXPECT_EQ(STILL_ACTIVE, code);
	EXPECT_TRUE(TerminateProcess(program.get(), 1234));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(again.get(), INFINITE));
	EXPECT_EQ(1234u, program.code());
	EXPECT_FALSE(TerminateProcess(program.get(), 1));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	/* Only one handle can read it. */
	EXPECT_FALSE(GetExitCodeProcess(again.get(), &code));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
}

TEST(Process, HasItsFolderAndStandardHandles)
{
	int ends[2];
	char text[64] = "";
	STARTUPINFOA startup = {};

	ASSERT_EQ(0, pipe2(ends, O_CLOEXEC));
	startup.dwFlags = STARTF_USESTDHANDLES;
	startup.hStdOutput = reinterpret_cast<HANDLE>(static_cast<intptr_t>(ends[1]));
	Program program(NULL, "\"/bin/sh\" -c \"pwd; ls /proc/self/fd | wc -l\"", CREATE_NEW_PROCESS_GROUP, "\\usr", startup);

	close(ends[1]);
	EXPECT_EQ(0u, program.code());
	EXPECT_LT(0, read(ends[0], text, sizeof(text) - 1));
	close(ends[0]);
	/* The three, and that of ls itself. */
	EXPECT_STREQ("/usr\n4\n", text);
}

TEST(Process, GetsWhatIsInheritedIfItMay)
{
	SECURITY_ATTRIBUTES inherited = { sizeof(inherited), NULL, TRUE };
	Handle event(CreateEventA(&inherited, TRUE, FALSE, NULL));
	const std::string line = "/bin/sh -c \"test -e /proc/self/fd/" + std::to_string(reinterpret_cast<intptr_t>(event.get())) + "\"";

	EXPECT_EQ(0u, Program(NULL, line.c_str(), 0, NULL, {}, TRUE).code());
	EXPECT_EQ(1u, Program(NULL, line.c_str(), 0, NULL, {}, FALSE).code());
}

TEST(Process, RefusesWhatCannotStart)
{
	STARTUPINFOW startup = {};
	PROCESS_INFORMATION information;
	WCHAR line[] = L"/none/none";

	EXPECT_EQ(ERROR_FILE_NOT_FOUND, Program(NULL, "/none/none").error);
	EXPECT_EQ(ERROR_ACCESS_DENIED, Program(NULL, "/tmp").error);
	EXPECT_EQ(ERROR_INVALID_PARAMETER, Program(NULL, "").error);
	EXPECT_EQ(ERROR_NOT_SUPPORTED, Program(NULL, "/bin/true", CREATE_SUSPENDED).error);
	EXPECT_FALSE(CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &information));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_FALSE(CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, NULL, &information));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(nullptr, OpenProcess(PROCESS_ALL_ACCESS, FALSE, 0));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(0u, GetProcessId(NULL));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

TEST(Process, SeparatesWords)
{
	EXPECT_EQ((Words{ "a", "b c", "d" }), words_of(L"a \"b c\"\t d"));
	EXPECT_EQ((Words{ "c:\\a b\\x", "\\", "\"" }), words_of(L"\"c:\\a b\\x\" \\ \\\""));
	EXPECT_EQ((Words{ "x", "a\\\\b", "a\\b", "c a\\\"b" }), words_of(L"x a\\\\b a\\\\\"b\" c\" a\\\\\\\"b"));
	EXPECT_EQ((Words{ "x", "a\\", "b\\" }), words_of(L"x a\\ b\\"));
	EXPECT_EQ((Words{ "\u00fc", "" }), words_of(L"\u00fc \"\""));
	EXPECT_EQ(1u, words_of(L"").size());
	EXPECT_EQ(nullptr, CommandLineToArgvW(NULL, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Process, KnowsItsWordsAndItsPath)
{
	char path[4096], small[4];
	WCHAR wide[4096];
	const Words words = words_of(GetCommandLineW());
	std::ifstream file("/proc/self/cmdline");
	std::string word;

	for (size_t i = 0; std::getline(file, word, '\0'); i++)
		EXPECT_EQ(word, words.at(i));
	EXPECT_EQ(GetCommandLineA(), GetCommandLineA());
	EXPECT_LT(0u, GetModuleFileNameA(NULL, path, sizeof(path)));
	EXPECT_EQ(0, access(path, X_OK));
	EXPECT_EQ(strlen(path), GetModuleFileNameW(GetModuleHandleW(NULL), wide, 4096));
	EXPECT_EQ(L'/', wide[0]);
	EXPECT_EQ(sizeof(small), GetModuleFileNameA(NULL, small, sizeof(small)));
	EXPECT_EQ(ERROR_INSUFFICIENT_BUFFER, GetLastError());
	EXPECT_EQ(3u, strlen(small));
	EXPECT_EQ(0u, GetModuleFileNameA(GetModuleHandleA("ntdll"), path, sizeof(path)));
	EXPECT_EQ(ERROR_MOD_NOT_FOUND, GetLastError());
	EXPECT_EQ(nullptr, GetModuleHandleA("none.dll"));
}

TEST(Process, HasVariables)
{
	char text[8];
	WCHAR wide[8];

	EXPECT_TRUE(SetEnvironmentVariableA("WINWORK_A", "value"));
	EXPECT_EQ(5u, GetEnvironmentVariableA("WINWORK_A", text, sizeof(text)));
	EXPECT_STREQ("value", text);
	EXPECT_EQ(6u, GetEnvironmentVariableA("WINWORK_A", text, 5));
	EXPECT_EQ(5u, GetEnvironmentVariableW(L"WINWORK_A", wide, 8));
	EXPECT_TRUE(SetEnvironmentVariableW(L"WINWORK_A", NULL));
	EXPECT_EQ(0u, GetEnvironmentVariableA("WINWORK_A", text, sizeof(text)));
	EXPECT_EQ(ERROR_ENVVAR_NOT_FOUND, GetLastError());
	EXPECT_FALSE(SetEnvironmentVariableA("a=b", "c"));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Process, KnowsTheMachine)
{
	SYSTEM_INFO info;
	BOOL is = TRUE;

	GetSystemInfo(&info);
	EXPECT_EQ(static_cast<DWORD>(sysconf(_SC_NPROCESSORS_ONLN)), info.dwNumberOfProcessors);
	EXPECT_EQ(4096u, info.dwPageSize);
	EXPECT_TRUE(IsWow64Process(GetCurrentProcess(), &is));
	EXPECT_FALSE(is);
	EXPECT_FALSE(Wow64DisableWow64FsRedirection(NULL));
	EXPECT_EQ(ERROR_INVALID_FUNCTION, GetLastError());
	EXPECT_FALSE(Wow64RevertWow64FsRedirection(NULL));
	OutputDebugStringW(L"a message of the tests of libwinwork-user\n");
	UNICODE_STRING string;

	RtlInitUnicodeString(&string, L"abc");
	EXPECT_EQ(6u, string.Length);
	EXPECT_EQ(8u, string.MaximumLength);
	RtlInitUnicodeString(&string, NULL);
	EXPECT_EQ(0u, string.MaximumLength);
	EXPECT_EQ(ERROR_INSUFFICIENT_BUFFER, CM_MapCrToWin32Err(CR_BUFFER_SMALL, 1));
	EXPECT_EQ(1u, CM_MapCrToWin32Err(0x77, 1));
}

TEST(Process, IsInASnapshot)
{
	Handle snapshot(CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS | TH32CS_SNAPTHREAD, 0));
	PROCESSENTRY32 process = {};
	PROCESSENTRY32W wide = {};
	THREADENTRY32 thread = {};
	bool found = false, found_thread = false;

	process.dwSize = sizeof(process);
	wide.dwSize = sizeof(wide);
	thread.dwSize = sizeof(thread);
	ASSERT_TRUE(snapshot.good());
	for (BOOL more = Process32First(snapshot.get(), &process); more; more = Process32Next(snapshot.get(), &process))
		if (process.th32ProcessID == GetCurrentProcessId()) {
			found = true;
			EXPECT_EQ(static_cast<DWORD>(getppid()), process.th32ParentProcessID);
			EXPECT_LE(1u, process.cntThreads);
			EXPECT_EQ(0u, strncmp("user_test", process.szExeFile, 9));
		}
	EXPECT_EQ(ERROR_NO_MORE_FILES, GetLastError());
	for (BOOL more = Thread32First(snapshot.get(), &thread); more; more = Thread32Next(snapshot.get(), &thread))
		found_thread |= thread.th32ThreadID == GetCurrentThreadId() && thread.th32OwnerProcessID == GetCurrentProcessId();
	EXPECT_TRUE(found);
	EXPECT_TRUE(found_thread);
	EXPECT_TRUE(Process32FirstW(snapshot.get(), &wide));
	EXPECT_NE(0, wide.szExeFile[0]);
	process.dwSize = 1;
	EXPECT_FALSE(Process32First(snapshot.get(), &process));
	EXPECT_EQ(ERROR_BAD_LENGTH, GetLastError());
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateToolhelp32Snapshot(0, 0));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
}

static std::atomic<int> begun;

static DWORD WINAPI begin(LPVOID)
{
	begun = 1;
	return 3;
}

TEST(Process, HasAThreadThatWaitsForItsBeginning)
{
	DWORD id = 0, code = 0;
	Handle thread(CreateThread(NULL, 0, begin, NULL, CREATE_SUSPENDED, &id));

	ASSERT_TRUE(thread.good());
	EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(thread.get(), 10));
	EXPECT_EQ(0, begun);
	EXPECT_EQ(1u, ResumeThread(thread.get()));
	EXPECT_EQ(WAIT_OBJECT_0, WaitForSingleObject(thread.get(), INFINITE));
	EXPECT_TRUE(GetExitCodeThread(thread.get(), &code));
	EXPECT_EQ(3u, code);
	EXPECT_EQ(0u, ResumeThread(thread.get()));
	EXPECT_EQ(static_cast<DWORD>(-1), ResumeThread(NULL));
}

static std::atomic<DWORD> first_event, second_event;
static HANDLE calls;	/* a semaphore: one for each call of a handler */

static BOOL WINAPI handle_first(DWORD event)
{
	first_event = event + 100;
	ReleaseSemaphore(calls, 1, NULL);
	return TRUE;
}

static BOOL WINAPI handle_second(DWORD event)
{
	second_event = event + 100;
	ReleaseSemaphore(calls, 1, NULL);
	return event != CTRL_BREAK_EVENT;
}

TEST(Console, CallsTheLastHandlerFirst)
{
	in_new_process([] {
		calls = CreateSemaphoreA(NULL, 0, 100, NULL);
		setpgid(0, 0);
		EXPECT_FALSE(SetConsoleCtrlHandler(handle_first, FALSE));
		EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
		EXPECT_TRUE(SetConsoleCtrlHandler(handle_first, TRUE));
		EXPECT_TRUE(SetConsoleCtrlHandler(handle_second, TRUE));
		EXPECT_TRUE(GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0));
		WaitForSingleObject(calls, INFINITE);
		EXPECT_EQ(100u + CTRL_C_EVENT, second_event);
		EXPECT_EQ(0u, first_event);
		/* It does not handle this one. */
		EXPECT_TRUE(GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, getpid()));
		WaitForSingleObject(calls, INFINITE);
		EXPECT_EQ(100u + CTRL_BREAK_EVENT, second_event);
		WaitForSingleObject(calls, INFINITE);
		EXPECT_EQ(100u + CTRL_BREAK_EVENT, first_event);
		EXPECT_TRUE(SetConsoleCtrlHandler(handle_second, FALSE));
		kill(getpid(), SIGTERM);
		WaitForSingleObject(calls, INFINITE);
		EXPECT_EQ(100u + CTRL_SHUTDOWN_EVENT, first_event);
		EXPECT_TRUE(SetConsoleCtrlHandler(NULL, TRUE));
		raise(SIGINT);
		EXPECT_TRUE(SetConsoleCtrlHandler(NULL, FALSE));
		raise(SIGINT);
		WaitForSingleObject(calls, INFINITE);
		EXPECT_EQ(100u + CTRL_C_EVENT, first_event);
		/* The ignored signal has called none. */
		EXPECT_EQ(WAIT_TIMEOUT, WaitForSingleObject(calls, 0));
		EXPECT_FALSE(GenerateConsoleCtrlEvent(CTRL_CLOSE_EVENT, 0));
		EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	});
}

static BOOL WINAPI handle_none(DWORD)
{
	return FALSE;
}

TEST(Console, EndsAProgramThatHandlesNothing)
{
	GTEST_FLAG_SET(death_test_style, "threadsafe");
	EXPECT_EXIT(
		{
			alarm(60);
			SetConsoleCtrlHandler(handle_none, TRUE);
			raise(SIGTERM);
			Sleep(INFINITE);
		},
		::testing::KilledBySignal(SIGTERM), "");
}
