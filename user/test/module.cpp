// SPDX-License-Identifier: MIT
/* Modules, and their messages. */
#include <gtest/gtest.h>

#include <windows.h>

TEST(Module, MessagesAreThoseOfTheLibrary)
{
	char directory[32], text[100];
	WCHAR wide[32];

	ASSERT_EQ(8u, GetSystemDirectoryA(directory, sizeof(directory)));
	EXPECT_STREQ("/usr/lib", directory);
	EXPECT_EQ(9u, GetSystemDirectoryA(directory, 8));
	EXPECT_EQ(9u, GetSystemDirectoryW(NULL, 0));
	EXPECT_EQ(8u, GetSystemDirectoryW(wide, 9));
	HMODULE module = LoadLibraryExA("/usr/lib\\FltLib.dll", NULL, LOAD_LIBRARY_AS_DATAFILE);
	ASSERT_NE(nullptr, module);
	EXPECT_EQ(module, LoadLibraryExW(L"fltlib", NULL, LOAD_LIBRARY_AS_DATAFILE));
	EXPECT_GT(FormatMessageA(FORMAT_MESSAGE_FROM_HMODULE, module, (DWORD)ERROR_FLT_FILTER_NOT_FOUND, 0, text, sizeof(text), NULL), 0u);
	EXPECT_EQ(0u, FormatMessageA(FORMAT_MESSAGE_FROM_HMODULE, module, 0x12345678, 0, text, sizeof(text), NULL));
	EXPECT_EQ(ERROR_MR_MID_NOT_FOUND, GetLastError());
	EXPECT_EQ(0u, FormatMessageA(FORMAT_MESSAGE_FROM_HMODULE, NULL, 5, 0, text, sizeof(text), NULL));
	EXPECT_EQ(ERROR_RESOURCE_TYPE_NOT_FOUND, GetLastError());
	EXPECT_EQ(0u, FormatMessageA(FORMAT_MESSAGE_FROM_HMODULE, text, 5, 0, text, sizeof(text), NULL));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_TRUE(FreeLibrary(module));
	EXPECT_FALSE(FreeLibrary(NULL));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
}

TEST(Module, OthersAreNotLoaded)
{
	const struct {
		const char *name;
		HANDLE file;
		DWORD flags, error;
	} wrong[] = {
		{ "other.dll", NULL, LOAD_LIBRARY_AS_DATAFILE, ERROR_MOD_NOT_FOUND },
		{ "flt", NULL, LOAD_LIBRARY_AS_DATAFILE, ERROR_MOD_NOT_FOUND },
		{ "", NULL, LOAD_LIBRARY_AS_DATAFILE, ERROR_MOD_NOT_FOUND },
		{ NULL, NULL, LOAD_LIBRARY_AS_DATAFILE, ERROR_INVALID_PARAMETER },
		{ "fltlib.dll", INVALID_HANDLE_VALUE, LOAD_LIBRARY_AS_DATAFILE, ERROR_INVALID_PARAMETER },
		{ "fltlib.dll", NULL, 0, ERROR_NOT_SUPPORTED },
	};

	for (const auto &each : wrong) {
		EXPECT_EQ(nullptr, LoadLibraryExA(each.name, each.file, each.flags));
		EXPECT_EQ(each.error, GetLastError());
	}
	EXPECT_EQ(nullptr, LoadLibraryExW(NULL, NULL, LOAD_LIBRARY_AS_DATAFILE));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}
