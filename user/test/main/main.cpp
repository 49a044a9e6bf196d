// SPDX-License-Identifier: MIT
/* The library's main function: a program of its own, because another main function takes its place. */
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <vector>

#include <windows.h>

static std::vector<std::string> arguments;

static std::string narrow(const wchar_t *text)
{
	char bytes[64];

	return WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof(bytes), NULL, NULL) > 0 ? bytes : "";
}

/* The exit code of this program with two arguments and an environment, as it sees them. */
static int started_with(const char *first, const char *second, const char *variable)
{
	char *const list[] = { strdup("main_test"), strdup(first), strdup(second), NULL };
	char *const environment[] = { strdup(variable), NULL };
	pid_t child;
	int status = -1;

	EXPECT_EQ(0, posix_spawn(&child, "/proc/self/exe", NULL, NULL, list, environment));
	EXPECT_EQ(child, waitpid(child, &status, 0));
	for (char *text : { list[0], list[1], list[2], environment[0] })
		free(text);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Main, TextIsWide)
{
	EXPECT_EQ(42, started_with("", "zw\u00F6lf \U0001F600", "A=\u00C4"));
	EXPECT_EQ(43, started_with("", "zw\u00F6lf", "A=\u00C4"));
	/* Bytes that are no UTF-8 become U+FFFD. */
	EXPECT_EQ(44, started_with("", "\xFF\xC3", "A=\u00C4"));
	EXPECT_EQ(45, started_with("", "", "A=b"));
}

TEST(Main, ThisProgramHasItsName)
{
	ASSERT_EQ(1u, arguments.size());
	EXPECT_NE(std::string::npos, arguments[0].find("main_test"));
}

int wmain(int argc, wchar_t **argv, wchar_t **environment)
{
	if (argc == 3) {
		const wchar_t smile[] = { 'z', 'w', 0xF6, 'l', 'f', ' ', 0xD83D, 0xDE00, 0 };

		if (argv[3] || *argv[1] || wcscmp(environment[0], L"A=\u00C4") || environment[1])
			return 45;
		return !wcscmp(argv[2], smile) ? 42 : !wcscmp(argv[2], L"\uFFFD\uFFFD") ? 44 : 43;
	}
	for (int i = 0; i < argc; i++)
		arguments.push_back(narrow(argv[i]));
	testing::InitGoogleTest();
	return RUN_ALL_TESTS();
}
