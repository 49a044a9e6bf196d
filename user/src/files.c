// SPDX-License-Identifier: MIT
/* Files and folders of Linux by their names. */
#include "internal.h"
#include "../include/winwork/fileapi.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

/* Calls a function for a path in UTF-8. */
static BOOL for_narrow(LPCWSTR path, BOOL (*call)(const char *path, void *context), void *context)
{
	char *copy = path ? narrow(path) : NULL;
	BOOL result = path && !copy ? FALSE : call(copy, context);

	free(copy);
	return result;
}

/* Calls a function for the path of Linux. Its errno becomes the last error. */
static BOOL for_file(const char *path, int (*call)(const char *path))
{
	char *copy = file_path(path);
	DWORD error = ERROR_SUCCESS;

	if (!copy)
		return FALSE;
	if (call(copy) != 0)
		error = error_of_open(copy, errno);
	free(copy);
	return error ? fail(error) : TRUE;
}

static DWORD attributes_of(const struct stat *status)
{
	const DWORD attributes = (S_ISDIR(status->st_mode) ? FILE_ATTRIBUTE_DIRECTORY : 0) |
				 (status->st_mode & 0222 ? 0 : FILE_ATTRIBUTE_READONLY);

	return attributes ? attributes : FILE_ATTRIBUTE_NORMAL;
}

static void describe(const struct stat *status, WIN32_FILE_ATTRIBUTE_DATA *data)
{
	const ULONGLONG size = S_ISDIR(status->st_mode) ? 0 : (ULONGLONG)status->st_size;

	*data = (WIN32_FILE_ATTRIBUTE_DATA){
		.dwFileAttributes = attributes_of(status),
		.ftCreationTime = file_time_of(&status->st_mtim),
		.ftLastAccessTime = file_time_of(&status->st_atim),
		.ftLastWriteTime = file_time_of(&status->st_mtim),
		.nFileSizeHigh = (DWORD)(size >> 32),
		.nFileSizeLow = (DWORD)size,
	};
}

BOOL GetFileAttributesExA(LPCSTR path, GET_FILEEX_INFO_LEVELS level, LPVOID information)
{
	char *copy = file_path(path);
	DWORD error = level == GetFileExInfoStandard && information ? ERROR_SUCCESS : ERROR_INVALID_PARAMETER;
	struct stat status;

	if (!copy)
		return FALSE;
	if (!error && stat(copy, &status) != 0)
		error = error_of_open(copy, errno);
	free(copy);
	if (error)
		return fail(error);
	describe(&status, information);
	return TRUE;
}

static BOOL get_attributes(const char *path, void *information)
{
	return GetFileAttributesExA(path, GetFileExInfoStandard, information);
}

BOOL GetFileAttributesExW(LPCWSTR path, GET_FILEEX_INFO_LEVELS level, LPVOID information)
{
	if (level != GetFileExInfoStandard)
		return fail(ERROR_INVALID_PARAMETER);
	return for_narrow(path, get_attributes, information);
}

DWORD GetFileAttributesA(LPCSTR path)
{
	WIN32_FILE_ATTRIBUTE_DATA data;

	return get_attributes(path, &data) ? data.dwFileAttributes : INVALID_FILE_ATTRIBUTES;
}

DWORD GetFileAttributesW(LPCWSTR path)
{
	WIN32_FILE_ATTRIBUTE_DATA data;

	return for_narrow(path, get_attributes, &data) ? data.dwFileAttributes : INVALID_FILE_ATTRIBUTES;
}

static int make_readonly(const char *path)
{
	struct stat status;

	return stat(path, &status) != 0 ? -1 : chmod(path, status.st_mode & 07777 & ~0222u);
}

static int make_writable(const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return -1;
	return status.st_mode & 0222 ? 0 : chmod(path, (status.st_mode & 07777) | S_IWUSR);
}

static BOOL set_attributes(const char *path, void *context)
{
	const DWORD attributes = *(DWORD *)context;

	if (attributes & ~(DWORD)(FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_ARCHIVE | FILE_ATTRIBUTE_NORMAL))
		return fail(ERROR_NOT_SUPPORTED);
	return for_file(path, attributes & FILE_ATTRIBUTE_READONLY ? make_readonly : make_writable);
}

BOOL SetFileAttributesA(LPCSTR path, DWORD attributes)
{
	return set_attributes(path, &attributes);
}

BOOL SetFileAttributesW(LPCWSTR path, DWORD attributes)
{
	return for_narrow(path, set_attributes, &attributes);
}

/* Windows does not remove a file that is read-only. */
static int remove_file(const char *path)
{
	struct stat status;

	if (lstat(path, &status) != 0)
		return -1;
	if (!S_ISLNK(status.st_mode) && !(status.st_mode & 0222)) {
		errno = EACCES;
		return -1;
	}
	return unlink(path);
}

static BOOL delete_file(const char *path, void *unused)
{
	(void)unused;
	return for_file(path, remove_file);
}

BOOL DeleteFileA(LPCSTR path)
{
	return delete_file(path, NULL);
}

BOOL DeleteFileW(LPCWSTR path)
{
	return for_narrow(path, delete_file, NULL);
}

static BOOL remove_folder(const char *path, void *unused)
{
	struct stat status;
	char *copy = file_path(path);
	DWORD error = ERROR_SUCCESS;

	(void)unused;
	if (!copy)
		return FALSE;
	if (stat(copy, &status) == 0 && !S_ISDIR(status.st_mode))
		error = ERROR_DIRECTORY;
	else if (rmdir(copy) != 0)
		error = errno == ENOTEMPTY || errno == EEXIST ? ERROR_DIR_NOT_EMPTY : error_of_open(copy, errno);
	free(copy);
	return error ? fail(error) : TRUE;
}

BOOL RemoveDirectoryA(LPCSTR path)
{
	return remove_folder(path, NULL);
}

BOOL RemoveDirectoryW(LPCWSTR path)
{
	return for_narrow(path, remove_folder, NULL);
}

static int make_folder(const char *path)
{
	return mkdir(path, 0777);
}

static BOOL create_folder(const char *path, void *unused)
{
	(void)unused;
	if (for_file(path, make_folder))
		return TRUE;
	/* Without its folder, no file can be made. */
	if (GetLastError() == ERROR_FILE_EXISTS)
		SetLastError(ERROR_ALREADY_EXISTS);
	return FALSE;
}

BOOL CreateDirectoryA(LPCSTR path, LPSECURITY_ATTRIBUTES attributes)
{
	(void)attributes;
	return create_folder(path, NULL);
}

BOOL CreateDirectoryW(LPCWSTR path, LPSECURITY_ATTRIBUTES attributes)
{
	(void)attributes;
	return for_narrow(path, create_folder, NULL);
}

/* ---- Copies and moves -------------------------------------------------------------------------- */

/* The bytes of a file, and its time of the last write. 0, or an errno. */
static int copy_bytes(int from, int to, const struct stat *status)
{
	const struct timespec times[] = { status->st_atim, status->st_mtim };
	ssize_t copied;

	while ((copied = sendfile(to, from, NULL, 1 << 30)) > 0)
		;
	if (copied < 0 || ftruncate(to, lseek(to, 0, SEEK_CUR)) != 0 || futimens(to, times) != 0)
		return errno;
	return 0;
}

/* 0, or the error. The target is not emptied before it is known to be another file. */
static DWORD copy_file(const char *from, const char *to, bool new)
{
	int source = WITH_DESCRIPTORS(open(from, O_RDONLY | O_CLOEXEC)), target;
	struct stat status, other;
	DWORD error = ERROR_SUCCESS;

	if (source < 0)
		return error_of_open(from, errno);
	if (fstat(source, &status) != 0 || S_ISDIR(status.st_mode)) {
		close(source);
		return ERROR_ACCESS_DENIED;
	}
	target = WITH_DESCRIPTORS(open(to, O_WRONLY | O_CREAT | O_CLOEXEC | (new ? O_EXCL : 0), status.st_mode & 0777));
	if (target < 0) {
		error = error_of_open(to, errno);
	} else {
		if (fstat(target, &other) == 0 && other.st_dev == status.st_dev && other.st_ino == status.st_ino)
			error = ERROR_SHARING_VIOLATION;
		else
			error = error_of_errno(copy_bytes(source, target, &status));
		close(target);
	}
	close(source);
	return error;
}

BOOL CopyFileA(LPCSTR from, LPCSTR to, BOOL new)
{
	char *source = file_path(from), *target = source ? file_path(to) : NULL;
	DWORD error = target ? copy_file(source, target, new) : GetLastError();

	free(source);
	free(target);
	return error ? fail(error) : TRUE;
}

static DWORD move_file(const char *from, const char *to, DWORD flags)
{
	DWORD error;

	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, flags & MOVEFILE_REPLACE_EXISTING ? 0 : RENAME_NOREPLACE) == 0)
		return ERROR_SUCCESS;
	if (errno != EXDEV)
		return errno == EEXIST ? ERROR_ALREADY_EXISTS : error_of_open(from, errno);
	if (!(flags & MOVEFILE_COPY_ALLOWED))
		return ERROR_NOT_SAME_DEVICE;
	error = copy_file(from, to, !(flags & MOVEFILE_REPLACE_EXISTING));
	if (!error && unlink(from) != 0)
		error = error_of_errno(errno);
	return error == ERROR_FILE_EXISTS ? ERROR_ALREADY_EXISTS : error;
}

BOOL MoveFileExA(LPCSTR from, LPCSTR to, DWORD flags)
{
	char *source, *target;
	DWORD error;

	if (flags & ~(DWORD)(MOVEFILE_REPLACE_EXISTING | MOVEFILE_COPY_ALLOWED | MOVEFILE_WRITE_THROUGH))
		return fail(ERROR_NOT_SUPPORTED);
	source = file_path(from);
	target = source ? file_path(to) : NULL;
	error = target ? move_file(source, target, flags) : GetLastError();
	free(source);
	free(target);
	return error ? fail(error) : TRUE;
}

BOOL MoveFileA(LPCSTR from, LPCSTR to)
{
	return MoveFileExA(from, to, MOVEFILE_COPY_ALLOWED);
}

/* The same for wide text. */
static BOOL for_two(LPCWSTR from, LPCWSTR to, BOOL (*call)(LPCSTR from, LPCSTR to, DWORD option), DWORD option)
{
	char *source = from ? narrow(from) : NULL, *target = to ? narrow(to) : NULL;
	BOOL result = (from && !source) || (to && !target) ? FALSE : call(source, target, option);

	free(source);
	free(target);
	return result;
}

static BOOL copy_with(LPCSTR from, LPCSTR to, DWORD new)
{
	return CopyFileA(from, to, (BOOL)new);
}

BOOL CopyFileW(LPCWSTR from, LPCWSTR to, BOOL new)
{
	return for_two(from, to, copy_with, new != 0);
}

BOOL MoveFileExW(LPCWSTR from, LPCWSTR to, DWORD flags)
{
	return for_two(from, to, MoveFileExA, flags);
}

BOOL MoveFileW(LPCWSTR from, LPCWSTR to)
{
	return MoveFileExW(from, to, MOVEFILE_COPY_ALLOWED);
}

/* ---- Enumeration ------------------------------------------------------------------------------- */

/* The names that fit, each with a zero. The folder is before them. */
struct found {
	size_t size, next, folder;	/* bytes: of all, to the next name, of the folder and its zero */
	char text[];
};

/* A pattern of fnmatch(3). "*.*" is that of all names, also of those without a period. */
static void print_pattern(const char *pattern, char *printed)
{
	if (strcmp(pattern, "*.*") == 0)
		pattern = "*";
	for (; *pattern; pattern++) {
		if (*pattern == '[')
			*printed++ = '\\';
		*printed++ = *pattern;
	}
	*printed = '\0';
}

static struct found *find_names(const char *folder, const char *pattern, DWORD *error)
{
	char *text = NULL, *printed = malloc(2 * strlen(pattern) + 2);
	DIR *entries = opendir(folder);
	struct found *found = NULL;
	struct dirent *entry;
	size_t size = 0;
	FILE *stream;

	*error = entries ? ERROR_NOT_ENOUGH_MEMORY : errno == ENOENT ? ERROR_PATH_NOT_FOUND : error_of_errno(errno);
	stream = printed && entries ? open_memstream(&text, &size) : NULL;
	if (stream) {
		const struct found head = { 0 };

		print_pattern(pattern, printed);
		fwrite(&head, sizeof(head), 1, stream);
		fwrite(folder, strlen(folder) + 1, 1, stream);
		while ((entry = readdir(entries)))
			if (fnmatch(printed, entry->d_name, FNM_CASEFOLD) == 0)
				fwrite(entry->d_name, strlen(entry->d_name) + 1, 1, stream);
		if (fclose(stream) == 0)
			found = (struct found *)text;
		else
			free(text);
	}
	if (found)
		*found = (struct found){ size - sizeof(*found), strlen(folder) + 1, strlen(folder) + 1 };
	if (entries)
		closedir(entries);
	free(printed);
	return found;
}

/* The next name that still has a file; NULL at the end. */
static const char *next_name(struct found *found, struct stat *status)
{
	while (found->next < found->size) {
		const char *name = found->text + found->next;
		char *path;
		int result;

		found->next += strlen(name) + 1;
		if (asprintf(&path, "%s/%s", found->text, name) < 0)
			return NULL;
		result = stat(path, status) == 0 ? 0 : lstat(path, status);
		free(path);
		if (result == 0)
			return name;
	}
	return NULL;
}

static BOOL find_next(struct found *found, LPWIN32_FIND_DATAA data)
{
	WIN32_FILE_ATTRIBUTE_DATA attributes;
	struct stat status;
	const char *name = next_name(found, &status);

	if (!name)
		return fail(ERROR_NO_MORE_FILES);
	describe(&status, &attributes);
	memset(data, 0, sizeof(*data));
	memcpy(data, &attributes, sizeof(attributes));
	snprintf(data->cFileName, sizeof(data->cFileName), "%s", name);
	return TRUE;
}

static HANDLE find_first(char *path, LPWIN32_FIND_DATAA data)
{
	char *name = strrchr(path, '/'), *folder = name ? path : ".";
	struct object *search;
	struct found *found;
	HANDLE handle = NULL;
	DWORD error;

	if (name)
		*name++ = '\0';
	found = find_names(folder && *folder ? folder : "/", name ? name : path, &error);
	if (found && !find_next(found, data)) {
		free(found);
		found = NULL;
		error = ERROR_FILE_NOT_FOUND;
	}
	if (!found) {
		SetLastError(error);
		return INVALID_HANDLE_VALUE;
	}
	search = object_new(KIND_FOUND, event_new(false));
	if (!search) {
		free(found);
		return INVALID_HANDLE_VALUE;
	}
	search->own = found;
	if (search->fd >= 0)
		handle = handle_new(search, FALSE);
	object_put(search);
	return handle ? handle : INVALID_HANDLE_VALUE;
}

HANDLE FindFirstFileA(LPCSTR path, LPWIN32_FIND_DATAA data)
{
	char *copy = file_path(path);
	HANDLE handle = copy ? find_first(copy, data) : INVALID_HANDLE_VALUE;

	free(copy);
	return handle;
}

BOOL FindNextFileA(HANDLE handle, LPWIN32_FIND_DATAA data)
{
	struct object *search = object_of(handle, KIND_FOUND);
	BOOL result;

	if (!search)
		return FALSE;
	pthread_mutex_lock(&search->lock);
	result = find_next(search->own, data);
	pthread_mutex_unlock(&search->lock);
	object_put(search);
	return result;
}

static void widen_data(const WIN32_FIND_DATAA *data, LPWIN32_FIND_DATAW wide)
{
	memset(wide, 0, sizeof(*wide));
	memcpy(wide, data, sizeof(WIN32_FILE_ATTRIBUTE_DATA));
	MultiByteToWideChar(CP_UTF8, 0, data->cFileName, -1, wide->cFileName, MAX_PATH);
}

HANDLE FindFirstFileW(LPCWSTR path, LPWIN32_FIND_DATAW data)
{
	char *copy = path ? narrow(path) : NULL;
	WIN32_FIND_DATAA found;
	HANDLE handle = path && !copy ? INVALID_HANDLE_VALUE : FindFirstFileA(copy, &found);

	free(copy);
	if (handle != INVALID_HANDLE_VALUE)
		widen_data(&found, data);
	return handle;
}

BOOL FindNextFileW(HANDLE handle, LPWIN32_FIND_DATAW data)
{
	WIN32_FIND_DATAA found;

	if (!FindNextFileA(handle, &found))
		return FALSE;
	widen_data(&found, data);
	return TRUE;
}

BOOL FindClose(HANDLE handle)
{
	struct object *search = object_of(handle, KIND_FOUND);

	if (!search)
		return FALSE;
	object_put(search);
	return CloseHandle(handle);
}

bool find_entry(const char *folder, const char *name, char found[NAME_MAX + 1])
{
	DIR *entries = opendir(folder);
	struct dirent *entry;
	bool same = false;

	found[0] = '\0';
	/* The one with the same letters comes before others. */
	while (entries && !same && (entry = readdir(entries))) {
		same = strcmp(entry->d_name, name) == 0;
		if (same || (!found[0] && strcasecmp(entry->d_name, name) == 0))
			strcpy(found, entry->d_name);
	}
	if (entries)
		closedir(entries);
	return found[0];
}

/* ---- Paths ------------------------------------------------------------------------------------- */

/* The path without empty parts, "." and "..", in its own memory. */
static void normalise(char *path)
{
	char *end = path;

	for (const char *part = path; *part;) {
		const size_t length = strcspn(part + 1, "/");

		if (length == 2 && part[1] == '.' && part[2] == '.') {
			while (end > path && *--end != '/')
				;
		} else if (length && (length != 1 || part[1] != '.')) {
			memmove(end, part, length + 1);
			end += length + 1;
		} else if (!part[1 + length] && !length) {
			*end++ = '/';	/* at the end of the path it stays */
		}
		part += length + 1;
	}
	if (end == path)
		*end++ = '/';
	*end = '\0';
}

char *full_path(const char *path)
{
	char *copy = file_path(path), *folder, *whole = NULL;

	if (copy && copy[0] == '/')
		whole = copy;
	else if (copy && (folder = getcwd(NULL, 0))) {
		if (asprintf(&whole, "%s/%s", folder, copy) < 0)
			whole = NULL;
		free(folder);
	}
	if (whole != copy)
		free(copy);
	if (whole)
		normalise(whole);
	else if (copy)
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return whole;
}

DWORD text_result(const char *text, LPSTR buffer, DWORD size)
{
	const size_t length = strlen(text);

	if (length >= size)
		return (DWORD)length + 1;
	memcpy(buffer, text, length + 1);
	return (DWORD)length;
}

DWORD wide_text_result(const char *text, LPWSTR buffer, DWORD size)
{
	const DWORD units = (DWORD)MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);

	if (units > size)
		return units;
	MultiByteToWideChar(CP_UTF8, 0, text, -1, buffer, (int)size);
	return units - 1;
}

DWORD GetFullPathNameA(LPCSTR path, DWORD size, LPSTR buffer, LPSTR *part)
{
	char *whole = full_path(path);
	DWORD length;

	if (!whole)
		return 0;
	length = text_result(whole, buffer, size);
	free(whole);
	if (part && length < size)
		*part = buffer[length - 1] == '/' ? NULL : strrchr(buffer, '/') + 1;
	return length;
}

DWORD GetFullPathNameW(LPCWSTR path, DWORD size, LPWSTR buffer, LPWSTR *part)
{
	char *copy = path ? narrow(path) : NULL, *whole = path && !copy ? NULL : full_path(copy);
	DWORD length = whole ? wide_text_result(whole, buffer, size) : 0, at = length;

	free(copy);
	free(whole);
	if (!part || !length || length >= size)
		return length;
	while (buffer[at - 1] != L'/')
		at--;
	*part = at == length ? NULL : buffer + at;
	return length;
}

/* The folder for temporary files, for free(). */
static char *temporary(void)
{
	const char *folder = getenv("TMPDIR");
	char *path;

	if (!folder || !*folder)
		folder = "/tmp";
	if (asprintf(&path, "%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/") >= 0)
		return path;
	SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return NULL;
}

DWORD GetTempPathA(DWORD size, LPSTR buffer)
{
	char *path = temporary();
	DWORD length = path ? text_result(path, buffer, size) : 0;

	free(path);
	return length;
}

DWORD GetTempPathW(DWORD size, LPWSTR buffer)
{
	char *path = temporary();
	DWORD length = path ? wide_text_result(path, buffer, size) : 0;

	free(path);
	return length;
}
