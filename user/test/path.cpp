// SPDX-License-Identifier: MIT
/* CreateFile() on files of Linux. */
#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.hpp"

/* A folder with a file of six bytes. */
class Path : public ::testing::Test {
protected:
	std::filesystem::path folder, file;
	DWORD bytes = 77;
	char data[16] = "";

	Path()
	{
		char name[] = "/tmp/winwork-user-XXXXXX";

		folder = mkdtemp(name);
		file = folder / "file";
		std::ofstream(file) << "abcdef";
	}
	~Path() override
	{
		std::filesystem::remove_all(folder);
	}
	HANDLE open(DWORD access, DWORD disposition = OPEN_EXISTING, DWORD flags = 0)
	{
		return CreateFileA(file.c_str(), access, 0, NULL, disposition, flags, NULL);
	}
	std::string contents()
	{
		std::ifstream stream(file);

		return { std::istreambuf_iterator<char>(stream), {} };
	}
};

TEST_F(Path, FilesOfLinuxAreRead)
{
	std::string path = file;
	LARGE_INTEGER size;

	std::replace(path.begin(), path.end(), '/', '\\');
	{
		Handle file(CreateFileA(path.c_str(), GENERIC_READ | GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL));
		ASSERT_TRUE(file.good());
		EXPECT_EQ(ERROR_ALREADY_EXISTS, GetLastError());
		EXPECT_TRUE(WriteFile(file.get(), "abcdef", 6, &bytes, NULL));
		EXPECT_EQ(6u, bytes);
		EXPECT_EQ(2u, SetFilePointer(file.get(), -4, NULL, FILE_END));
		EXPECT_TRUE(ReadFile(file.get(), data, 2, &bytes, NULL));
		EXPECT_STREQ("cd", data);
		EXPECT_TRUE(GetFileSizeEx(file.get(), &size));
		EXPECT_EQ(6, size.QuadPart);
		EXPECT_EQ(INVALID_SET_FILE_POINTER, SetFilePointer(file.get(), -9, NULL, FILE_BEGIN));
		EXPECT_EQ(ERROR_NEGATIVE_SEEK, GetLastError());
		OVERLAPPED at = {};
		at.Offset = 6;
		EXPECT_FALSE(ReadFile(file.get(), data, 2, &bytes, &at));
		EXPECT_EQ(ERROR_HANDLE_EOF, GetLastError());
		EXPECT_FALSE(DeviceIoControl(file.get(), 0x222000, NULL, 0, NULL, 0, &bytes, NULL));
		EXPECT_EQ(ERROR_INVALID_FUNCTION, GetLastError());
	}
	unlink(file.c_str());
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA(path.c_str(), GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
}

TEST_F(Path, AMissingFolderIsNoMissingFile)
{
	const std::string name = file;

	unlink(name.c_str());
	for (DWORD disposition : { OPEN_EXISTING, CREATE_NEW, CREATE_ALWAYS, OPEN_ALWAYS, TRUNCATE_EXISTING }) {
		for (const char *below : { "/missing/file", "/missing/folder/file" }) {
			const std::string path = folder.string() + below;

			EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA(path.c_str(), GENERIC_WRITE, 0, NULL, disposition, 0, NULL));
			EXPECT_EQ(ERROR_PATH_NOT_FOUND, GetLastError()) << path << " " << disposition;
		}
	}
	for (DWORD disposition : { OPEN_EXISTING, TRUNCATE_EXISTING }) {
		EXPECT_EQ(INVALID_HANDLE_VALUE, open(GENERIC_WRITE, disposition));
		EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	}
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("/winwork-missing", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA("winwork-missing", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_FILE_NOT_FOUND, GetLastError());
}

TEST_F(Path, TruncatingNeedsGenericWrite)
{
	for (DWORD access : { (DWORD)GENERIC_READ, (DWORD)0, (DWORD)FILE_WRITE_DATA }) {
		EXPECT_EQ(INVALID_HANDLE_VALUE, open(access, TRUNCATE_EXISTING));
		EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
		EXPECT_EQ("abcdef", contents());
	}
	EXPECT_TRUE(Handle(open(GENERIC_WRITE, TRUNCATE_EXISTING)).good());
	EXPECT_EQ("", contents());
}

TEST_F(Path, AppendDataAppends)
{
	OVERLAPPED at = {};

	{
		Handle appends(open(FILE_APPEND_DATA | SYNCHRONIZE));
		EXPECT_TRUE(WriteFile(appends.get(), "gh", 2, &bytes, NULL));
		EXPECT_EQ(0u, SetFilePointer(appends.get(), 0, NULL, FILE_BEGIN));
		EXPECT_TRUE(WriteFile(appends.get(), "i", 1, &bytes, NULL));
		EXPECT_TRUE(WriteFile(appends.get(), "j", 1, NULL, &at));
	}
	EXPECT_EQ("abcdefghij", contents());
	/* With FILE_WRITE_DATA, which GENERIC_WRITE contains, the position counts. */
	for (DWORD access : { (DWORD)(FILE_APPEND_DATA | FILE_WRITE_DATA), (DWORD)FILE_GENERIC_WRITE, (DWORD)GENERIC_WRITE }) {
		Handle writes(open(access));
		EXPECT_TRUE(WriteFile(writes.get(), "X", 1, &bytes, NULL));
	}
	EXPECT_EQ("Xbcdefghij", contents());
}

TEST_F(Path, DeleteOnCloseDeletesWithTheLastHandle)
{
	HANDLE first = open(GENERIC_READ, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE), twin;

	ASSERT_NE(INVALID_HANDLE_VALUE, first);
	ASSERT_TRUE(DuplicateHandle(GetCurrentProcess(), first, GetCurrentProcess(), &twin, 0, TRUE, DUPLICATE_SAME_ACCESS));
	/* A child is not the one that deletes. */
	in_child([&] { EXPECT_TRUE(CloseHandle(twin)); });
	EXPECT_TRUE(CloseHandle(first));
	EXPECT_TRUE(exists(file));
	/* The file itself, whatever its name is now. */
	rename(file, folder / "other");
	std::ofstream(file) << "new";
	EXPECT_TRUE(CloseHandle(twin));
	EXPECT_FALSE(exists(folder / "other"));
	EXPECT_EQ("new", contents());

	/* By a symbolic link, with any access, of a new file, of a folder. */
	create_symlink(file, folder / "link");
	EXPECT_TRUE(CloseHandle(CreateFileA((folder / "link").c_str(), 0, 0, NULL, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE, NULL)));
	EXPECT_FALSE(exists(file));
	EXPECT_TRUE(is_symlink(folder / "link"));
	{
		Handle made(open(GENERIC_WRITE, CREATE_NEW, FILE_FLAG_DELETE_ON_CLOSE));
		EXPECT_TRUE(WriteFile(made.get(), "x", 1, &bytes, NULL));
		EXPECT_EQ("x", contents());
	}
	EXPECT_FALSE(exists(file));
	create_directory(file);
	EXPECT_TRUE(CloseHandle(open(GENERIC_READ, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE | FILE_FLAG_BACKUP_SEMANTICS)));
	EXPECT_FALSE(exists(file));
}

TEST_F(Path, DeleteOnCloseDeletesAtTheEndOfTheProcess)
{
	int status = -1;
	pid_t child = fork();

	if (child == 0) {
		open(GENERIC_READ, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE);
		ExitProcess(0);
	}
	EXPECT_EQ(child, waitpid(child, &status, 0));
	EXPECT_EQ(0, status);
	EXPECT_FALSE(exists(file));
}

TEST_F(Path, DeleteOnCloseIsRefusedWhereNothingCanBeDeleted)
{
	int ends[2];

	ASSERT_EQ(0, chmod(file.c_str(), 0666));
	ASSERT_EQ(0, chmod(folder.c_str(), 0555));
	in_child([&] {
		/* The user nobody, if this one may do all. */
		ASSERT_TRUE(geteuid() != 0 || setresuid(65534, 65534, 65534) == 0);
		EXPECT_EQ(INVALID_HANDLE_VALUE, open(GENERIC_READ, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE));
		EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
		EXPECT_TRUE(Handle(open(GENERIC_READ)).good());
		/* The file keeps its contents. */
		EXPECT_EQ(INVALID_HANDLE_VALUE, open(GENERIC_WRITE, CREATE_ALWAYS, FILE_FLAG_DELETE_ON_CLOSE));
		EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	});
	EXPECT_EQ("abcdef", contents());
	/* In such a folder, as /tmp is, only the owner deletes a file. */
	ASSERT_EQ(0, chmod(folder.c_str(), 01777));
	in_child([&] {
		if (geteuid() != 0)
			return;
		ASSERT_EQ(0, setresuid(65534, 65534, 65534));
		EXPECT_EQ(INVALID_HANDLE_VALUE, open(GENERIC_READ, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE));
		EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	});
	EXPECT_TRUE(exists(file));
	ASSERT_EQ(0, chmod(folder.c_str(), 0755));
	ASSERT_EQ(0, pipe(ends));
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA(("/proc/self/fd/" + std::to_string(ends[0])).c_str(), GENERIC_READ, 0,
						    NULL, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE, NULL));
	EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	close(ends[0]);
	close(ends[1]);
}

TEST_F(Path, AccessIsThatOfCreateFile)
{
	LARGE_INTEGER size;
	{
		Handle reads(open(GENERIC_READ)), writes(open(GENERIC_WRITE)), none(open(0)), attributes(open(FILE_READ_ATTRIBUTES));

		EXPECT_FALSE(WriteFile(reads.get(), "x", 1, &bytes, NULL));
		EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
		for (HANDLE handle : { writes.get(), none.get(), attributes.get() }) {
			EXPECT_FALSE(ReadFile(handle, data, 1, &bytes, NULL));
			EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
			EXPECT_TRUE(GetFileSizeEx(handle, &size));
			EXPECT_EQ(6, size.QuadPart);
		}
		EXPECT_FALSE(FlushFileBuffers(none.get()));
		EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	}
	/* Without access to data nothing waits for the other end. */
	std::filesystem::remove(file);
	ASSERT_EQ(0, mkfifo(file.c_str(), 0));
	EXPECT_TRUE(Handle(open(0)).good());
	/* A folder is opened on request only. */
	EXPECT_EQ(INVALID_HANDLE_VALUE, CreateFileA(folder.c_str(), GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL));
	EXPECT_EQ(ERROR_ACCESS_DENIED, GetLastError());
	EXPECT_TRUE(Handle(CreateFileA(folder.c_str(), GENERIC_READ, 0, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL)).good());
	/* Of Linux's flags. */
	std::filesystem::remove(file);
	Handle through(open(GENERIC_WRITE, CREATE_NEW, FILE_FLAG_WRITE_THROUGH));
	EXPECT_TRUE(fcntl((int)(intptr_t)through.get(), F_GETFL) & O_DSYNC);
}

TEST(File, FopenSReturnsItsError)
{
	char path[] = "/tmp/winwork-fopen-XXXXXX";
	const int fd = mkstemp(path);
	FILE *file = NULL;

	EXPECT_EQ(0, fopen_s(&file, path, "w"));
	ASSERT_NE(nullptr, file);
	EXPECT_GT(fprintf(file, "%ws", L"text"), 0);
	EXPECT_EQ(0, fclose(file));
	EXPECT_EQ(ENOENT, fopen_s(&file, "/tmp/winwork-missing/file", "r"));
	EXPECT_EQ(nullptr, file);
	EXPECT_EQ(EINVAL, fopen_s(NULL, path, "r"));
	EXPECT_EQ(EINVAL, fopen_s(&file, NULL, "r"));
	EXPECT_EQ(EINVAL, fopen_s(&file, path, NULL));
	EXPECT_EQ(EINVAL, fopen_s(&file, path, "z"));
	EXPECT_EQ(0, close(fd));
	EXPECT_EQ(0, unlink(path));
}
