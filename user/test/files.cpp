// SPDX-License-Identifier: MIT
/* Files and folders by their names. */
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <sys/stat.h>
#include <vector>

#include <windows.h>

#include "support.hpp"

namespace fs = std::filesystem;

/* A folder of the test's own. */
class Files : public ::testing::Test {
protected:
	Files()
	{
		char name[] = "/tmp/winwork-files-XXXXXX";

		folder = mkdtemp(name);
	}
	~Files() override
	{
		fs::remove_all(folder);
	}
	std::string path(const std::string &name) const
	{
		return folder + "/" + name;
	}
	std::string make(const std::string &name, const std::string &text = "text") const
	{
		std::ofstream(path(name)) << text;
		return path(name);
	}
	std::string read(const std::string &name) const
	{
		std::ifstream file(path(name));
		std::stringstream text;

		text << file.rdbuf();
		return text.str();
	}
	std::vector<std::string> find(const std::string &pattern) const
	{
		std::vector<std::string> names;
		WIN32_FIND_DATAA data;
		Handle search(INVALID_HANDLE_VALUE);
		HANDLE handle = FindFirstFileA(path(pattern).c_str(), &data);

		if (handle == INVALID_HANDLE_VALUE)
			return names;
		do
			names.push_back(data.cFileName);
		while (FindNextFileA(handle, &data));
		EXPECT_EQ(ERROR_NO_MORE_FILES, GetLastError());
		EXPECT_TRUE(FindClose(handle));
		std::sort(names.begin(), names.end());
		return names;
	}
	std::string folder;
};

TEST_F(Files, HaveAttributes)
{
	std::string file = make("a", "12345");
	std::string backslashes = file;
	WIN32_FILE_ATTRIBUTE_DATA data;

	std::replace(backslashes.begin(), backslashes.end(), '/', '\\');
	EXPECT_EQ(FILE_ATTRIBUTE_NORMAL, GetFileAttributesA(backslashes.c_str()));
	EXPECT_EQ(FILE_ATTRIBUTE_DIRECTORY, GetFileAttributesA(folder.c_str()));
	EXPECT_EQ(FILE_ATTRIBUTE_DIRECTORY, GetFileAttributesW(L"/tmp"));
	EXPECT_TRUE(SetFileAttributesA(file.c_str(), FILE_ATTRIBUTE_READONLY));
	EXPECT_EQ(FILE_ATTRIBUTE_READONLY, GetFileAttributesA(file.c_str()));
	EXPECT_TRUE(SetFileAttributesA(file.c_str(), FILE_ATTRIBUTE_NORMAL));
	EXPECT_EQ(FILE_ATTRIBUTE_NORMAL, GetFileAttributesA(file.c_str()));
	EXPECT_FALSE(SetFileAttributesA(file.c_str(), FILE_ATTRIBUTE_HIDDEN));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_TRUE(GetFileAttributesExA(file.c_str(), GetFileExInfoStandard, &data));
	EXPECT_EQ(5u, data.nFileSizeLow);
	EXPECT_GT(data.ftLastWriteTime.dwHighDateTime, 0x01DA0000u);
	EXPECT_EQ(INVALID_FILE_ATTRIBUTES, GetFileAttributesA(path("b").c_str()));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_EQ(INVALID_FILE_ATTRIBUTES, GetFileAttributesA(path("b/c").c_str()));
	EXPECT_EQ(ERROR_PATH_NOT_FOUND, GetLastError());
	EXPECT_EQ(INVALID_FILE_ATTRIBUTES, GetFileAttributesA("C:\\a"));
	EXPECT_EQ(ERROR_PATH_NOT_FOUND, GetLastError());
	EXPECT_EQ(INVALID_FILE_ATTRIBUTES, GetFileAttributesA("\\\\.\\A"));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_EQ(INVALID_FILE_ATTRIBUTES, GetFileAttributesW(NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST_F(Files, AreDeletedUnlessTheyAreReadOnly)
{
	std::string file = make("a");

	SetFileAttributesA(file.c_str(), FILE_ATTRIBUTE_READONLY);
	EXPECT_FALSE(DeleteFileA(file.c_str()));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	SetFileAttributesA(file.c_str(), FILE_ATTRIBUTE_NORMAL);
	EXPECT_TRUE(DeleteFileA(file.c_str()));
	EXPECT_FALSE(DeleteFileA(file.c_str()));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_FALSE(DeleteFileA(folder.c_str()));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
}

TEST_F(Files, AreInFolders)
{
	EXPECT_TRUE(CreateDirectoryA(path("d").c_str(), NULL));
	EXPECT_FALSE(CreateDirectoryA(path("d").c_str(), NULL));
	EXPECT_EQ(ERROR_ALREADY_EXISTS, GetLastError());
	EXPECT_FALSE(CreateDirectoryA(path("e/f").c_str(), NULL));
	EXPECT_EQ(ERROR_PATH_NOT_FOUND, GetLastError());
	make("d/a");
	EXPECT_FALSE(RemoveDirectoryA(path("d").c_str()));
	EXPECT_EQ(ERROR_DIR_NOT_EMPTY, GetLastError());
	EXPECT_FALSE(RemoveDirectoryA(path("d/a").c_str()));
	EXPECT_EQ(ERROR_DIRECTORY, GetLastError());
	DeleteFileA(path("d/a").c_str());
	EXPECT_TRUE(RemoveDirectoryA(path("d").c_str()));
}

TEST_F(Files, AreCopied)
{
	const std::string from = make("a", std::string(100000, 'x')), to = path("b");
	struct stat one, other;

	chmod(from.c_str(), 0640);
	EXPECT_TRUE(CopyFileA(from.c_str(), to.c_str(), TRUE));
	EXPECT_EQ(read("a"), read("b"));
	stat(from.c_str(), &one);
	stat(to.c_str(), &other);
	EXPECT_EQ(one.st_mode, other.st_mode);
	EXPECT_EQ(one.st_mtim.tv_nsec, other.st_mtim.tv_nsec);
	EXPECT_FALSE(CopyFileA(from.c_str(), to.c_str(), TRUE));
	EXPECT_EQ(ERROR_FILE_EXISTS, GetLastError());
	make("a", "short");
	EXPECT_TRUE(CopyFileA(from.c_str(), to.c_str(), FALSE));
	EXPECT_EQ("short", read("b"));
	/* It stays as it is. */
	EXPECT_FALSE(CopyFileA(from.c_str(), from.c_str(), FALSE));
	EXPECT_EQ(ERROR_SHARING_VIOLATION, GetLastError());
	EXPECT_EQ("short", read("a"));
	EXPECT_FALSE(CopyFileA(folder.c_str(), to.c_str(), FALSE));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	EXPECT_FALSE(CopyFileA(path("c").c_str(), to.c_str(), FALSE));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_FALSE(CopyFileW(NULL, L"x", FALSE));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST_F(Files, AreMoved)
{
	const std::string from = make("a", "one"), to = path("b");

	EXPECT_TRUE(MoveFileA(from.c_str(), to.c_str()));
	EXPECT_EQ("one", read("b"));
	make("a", "two");
	EXPECT_FALSE(MoveFileA(from.c_str(), to.c_str()));
	EXPECT_EQ(ERROR_ALREADY_EXISTS, GetLastError());
	EXPECT_TRUE(MoveFileExA(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING));
	EXPECT_EQ("two", read("b"));
	EXPECT_FALSE(fs::exists(from));
	EXPECT_FALSE(MoveFileExA(to.c_str(), from.c_str(), 4));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
}

TEST_F(Files, AreMovedToAnotherFileSystem)
{
	const std::string from = make("a", "one"), to = "/dev/shm/winwork-files-" + std::to_string(getpid());
	struct stat one, other;

	if (stat("/dev/shm", &one) != 0 || stat(folder.c_str(), &other) != 0 || one.st_dev == other.st_dev)
		GTEST_SKIP() << "/dev/shm is no other file system";
	EXPECT_FALSE(MoveFileExA(from.c_str(), to.c_str(), 0));
	EXPECT_EQ(ERROR_NOT_SAME_DEVICE, GetLastError());
	EXPECT_TRUE(MoveFileA(from.c_str(), to.c_str()));
	EXPECT_FALSE(fs::exists(from));
	EXPECT_EQ(3u, fs::file_size(to));
	fs::remove(to);
}

TEST_F(Files, AreFoundByPatterns)
{
	using Names = std::vector<std::string>;

	make("One.txt");
	make("two.TXT");
	make("three");
	make("a[1].c");
	EXPECT_EQ((Names{ "One.txt", "two.TXT" }), find("*.txt"));
	EXPECT_EQ((Names{ "One.txt" }), find("o?e.*"));
	EXPECT_EQ((Names{ ".", "..", "One.txt", "a[1].c", "three", "two.TXT" }), find("*.*"));
	EXPECT_EQ((Names{ "three" }), find("three"));
	EXPECT_EQ((Names{ "a[1].c" }), find("a[1].c"));
	EXPECT_EQ(Names{}, find("*.doc"));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_EQ(Names{}, find("none/*"));
	EXPECT_EQ(ERROR_PATH_NOT_FOUND, GetLastError());
}

TEST_F(Files, AreFoundWithTheirAttributes)
{
	WIN32_FIND_DATAW data;
	HANDLE search;
	Handle event(CreateEventA(NULL, TRUE, FALSE, NULL));
	std::string pattern = path("\xc3\xbc*");
	std::wstring wide(pattern.size(), L'\0');

	make("\xc3\xbc", "12345");
	wide.resize(MultiByteToWideChar(CP_UTF8, 0, pattern.c_str(), pattern.size(), &wide[0], wide.size()));
	search = FindFirstFileW(wide.c_str(), &data);
	ASSERT_NE(INVALID_HANDLE_VALUE, search);
	EXPECT_EQ(0, wcscmp(L"\u00fc", data.cFileName));
	EXPECT_EQ(5u, data.nFileSizeLow);
	EXPECT_EQ(FILE_ATTRIBUTE_NORMAL, data.dwFileAttributes);
	EXPECT_FALSE(FindNextFileW(search, &data));
	EXPECT_EQ(ERROR_NO_MORE_FILES, GetLastError());
	EXPECT_TRUE(FindClose(search));
	EXPECT_FALSE(FindClose(search));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_FALSE(FindClose(event.get()));
}

static std::string full(const char *path)
{
	char buffer[300];

	return std::string(buffer, GetFullPathNameA(path, sizeof(buffer), buffer, NULL));
}

TEST_F(Files, HaveWholePaths)
{
	char buffer[8], *part = NULL;
	WCHAR wide[300], *wide_part = NULL;

	EXPECT_EQ("/a/c", full("/a/b/../.\\c"));
	EXPECT_EQ("/", full("/.."));
	EXPECT_EQ("/a/", full("/a//"));
	EXPECT_EQ("/", full("/a/.."));
	EXPECT_EQ(fs::current_path().string() + "/a", full("a"));
	EXPECT_EQ(5u, GetFullPathNameA("/abc", 4, buffer, NULL));
	EXPECT_EQ(4u, GetFullPathNameA("/a/b", sizeof(buffer), buffer, &part));
	EXPECT_STREQ("b", part);
	EXPECT_EQ(3u, GetFullPathNameA("/a/", sizeof(buffer), buffer, &part));
	EXPECT_EQ(nullptr, part);
	EXPECT_EQ(4u, GetFullPathNameW(L"/a/b", 300, wide, &wide_part));
	EXPECT_EQ(wide + 3, wide_part);
	EXPECT_EQ(0u, GetFullPathNameA("", sizeof(buffer), buffer, NULL));
	setenv("TMPDIR", "/x", 1);
	EXPECT_EQ(3u, GetTempPathA(sizeof(buffer), buffer));
	EXPECT_STREQ("/x/", buffer);
	unsetenv("TMPDIR");
	EXPECT_EQ(5u, GetTempPathW(300, wide));
}

TEST_F(Files, AreMarkedForDeletion)
{
	std::string name = make("a");
	FILE_DISPOSITION_INFO info = { TRUE };
	Handle file(CreateFileA(name.c_str(), DELETE, 0, NULL, OPEN_EXISTING, 0, NULL));

	ASSERT_TRUE(file.good());
	EXPECT_TRUE(SetFileInformationByHandle(file.get(), FileDispositionInfo, &info, sizeof(info)));
	info.DeleteFile = FALSE;
	EXPECT_TRUE(SetFileInformationByHandle(file.get(), FileDispositionInfo, &info, sizeof(info)));
	info.DeleteFile = TRUE;
	EXPECT_TRUE(SetFileInformationByHandle(file.get(), FileDispositionInfo, &info, sizeof(info)));
	EXPECT_FALSE(SetFileInformationByHandle(file.get(), FileDispositionInfo, &info, 0));
	EXPECT_EQ(ERROR_BAD_LENGTH, GetLastError());
	EXPECT_FALSE(SetFileInformationByHandle(file.get(), static_cast<FILE_INFO_BY_HANDLE_CLASS>(0), &info, sizeof(info)));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	EXPECT_TRUE(fs::exists(name));
	file.close();
	EXPECT_FALSE(fs::exists(name));
}

TEST_F(Files, AreReadOnlyAndNotMarked)
{
	std::string name = make("a");
	FILE_DISPOSITION_INFO info = { TRUE };
	Handle file(CreateFileA(name.c_str(), DELETE, 0, NULL, OPEN_EXISTING, 0, NULL));

	SetFileAttributesA(name.c_str(), FILE_ATTRIBUTE_READONLY);
	EXPECT_FALSE(SetFileInformationByHandle(file.get(), FileDispositionInfo, &info, sizeof(info)));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
}

TEST_F(Files, HaveSizesAndKinds)
{
	std::string name = make("a", "12345");
	Handle file(CreateFileA(name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL));
	Handle reader(CreateFileA(name.c_str(), GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL));
	Handle null(CreateFileA("/dev/null", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL));
	Handle event(CreateEventA(NULL, TRUE, FALSE, NULL));
	DWORD high = 9;

	EXPECT_EQ(5u, GetFileSize(file.get(), &high));
	EXPECT_EQ(0u, high);
	EXPECT_EQ(2u, SetFilePointer(file.get(), 2, NULL, FILE_BEGIN));
	EXPECT_TRUE(SetEndOfFile(file.get()));
	EXPECT_EQ(2u, GetFileSize(file.get(), NULL));
	EXPECT_FALSE(SetEndOfFile(reader.get()));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	EXPECT_EQ(FILE_TYPE_DISK, GetFileType(file.get()));
	EXPECT_EQ(FILE_TYPE_CHAR, GetFileType(null.get()));
	EXPECT_EQ(FILE_TYPE_UNKNOWN, GetFileType(event.get()));
	EXPECT_EQ(ERROR_INVALID_HANDLE, GetLastError());
	EXPECT_EQ(INVALID_FILE_SIZE, GetFileSize(event.get(), NULL));
}
