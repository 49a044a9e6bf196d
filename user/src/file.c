// SPDX-License-Identifier: MIT
/* Opening devices and files, and the functions that make requests to them. */

#include "internal.h"
#include "../include/winwork/winioctl.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static int linux_open(const char *path, int flags, mode_t mode)
{
	return open(path, flags, mode);
}

static int linux_ioctl(int fd, unsigned long code, void *argument)
{
	return ioctl(fd, code, argument);
}

struct system_calls system_calls = { linux_open, linux_ioctl, WINWORK_DEVICES, "/proc/self/mountinfo",
				     "/run/winwork/services", "/sys/module", module_insert, module_remove,
				     "anon_inode:[winwork section]" };

/* Create options and dispositions of the ABI. */
#define FILE_OPTION_WRITE_THROUGH 0x00000002
#define FILE_OPTION_SEQUENTIAL_ONLY 0x00000004
#define FILE_OPTION_NO_INTERMEDIATE_BUFFERING 0x00000008
#define FILE_OPTION_SYNCHRONOUS_IO_NONALERT 0x00000020
#define FILE_OPTION_NON_DIRECTORY_FILE 0x00000040
#define FILE_OPTION_RANDOM_ACCESS 0x00000800
#define FILE_OPTION_DELETE_ON_CLOSE 0x00001000
#define FILE_OPTION_OPEN_FOR_BACKUP_INTENT 0x00004000
#define FILE_INFORMATION_OPENED 1
#define FILE_INFORMATION_OVERWRITTEN 3

static const struct {
	__u32 disposition;	/* FILE_CREATE, ... */
	int flags;		/* of open(2) */
} dispositions[] = {
	[CREATE_NEW] = { 2, O_CREAT | O_EXCL },
	[CREATE_ALWAYS] = { 5, O_CREAT | O_TRUNC },
	[OPEN_EXISTING] = { 1, 0 },
	[OPEN_ALWAYS] = { 3, O_CREAT },
	[TRUNCATE_EXISTING] = { 4, O_TRUNC },
};

/* The arguments of CreateFile(). */
struct opening {
	DWORD access, share, disposition, flags;
	bool inherit;
};

static bool begins(const char *text, const char *with)
{
	return strncasecmp(text, with, strlen(with)) == 0;
}

static bool is_separator(char character)
{
	return character == '\\' || character == '/';
}

/* Whether a path names a device. */
static bool is_device_path(const char *path)
{
	return is_separator(path[0]) && is_separator(path[1]) && (path[2] == '.' || path[2] == '?') && is_separator(path[3]);
}

/*
 * Normalises what follows \\.\ as Windows does. Both slashes separate parts, and ".." does not lead above the first
 * one. A part in the middle loses a single period at its end. The end of the path loses all periods and blanks.
 */
static void normalise(char *path)
{
	char *end = path;

	for (const char *part = path; *part;) {
		size_t length = strcspn(part, "\\/");
		const char *next = part + length + (part[length] != '\0');
		bool is_last = !part[length], up = length == 2 && part[0] == '.' && part[1] == '.';

		if (up || (length == 1 && *part == '.')) {
			if (up && end > path)
				while (--end > path && end[-1] != '\\')
					;
			if (is_last && end > path)
				end--;
		} else if (length) {
			memmove(end, part, length);
			end += length;
			if (is_last)
				while (end > path && (end[-1] == '.' || end[-1] == ' '))
					end--;
			else if (end[-1] == '.' && end[-2] != '.')
				end--;
			if (!is_last)
				*end++ = '\\';
		}
		part = next;
	}
	*end = '\0';
}

/* The name of the object manager for the path of a device, for free(); NULL and the last error. */
static char *device_name(const char *path)
{
	/* Only this one stays what it is, and then these are parts that no name has. */
	const bool literal = begins(path, "\\\\?\\");
	char *rest = strdup(path + 4), *name = NULL;

	if (rest && !literal)
		normalise(rest);
	for (const char *part = rest; literal && part && *part; part += strcspn(part, "\\"), part += *part == '\\') {
		if (strcspn(part, "\\") == 2 && memcmp(part, "..", 2) == 0) {
			free(rest);
			SetLastError(ERROR_INVALID_NAME);
			return NULL;
		}
	}
	if (rest && begins(rest, "GLOBALROOT\\"))
		name = strdup(rest + strlen("GLOBALROOT"));
	else if (rest && asprintf(&name, "\\??\\%s", rest) < 0)
		name = NULL;
	free(rest);
	if (!name)
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return name;
}

char *linux_path(const char *path)
{
	char *copy = strdup(path);

	for (char *at = copy; at && *at; at++)
		if (*at == '\\')
			*at = '/';
	return copy;
}

char *file_path(const char *path)
{
	DWORD error = ERROR_SUCCESS;
	char *copy;

	if (!path || !*path)
		error = path ? ERROR_PATH_NOT_FOUND : ERROR_INVALID_PARAMETER;
	else if (is_device_path(path))
		error = ERROR_NOT_SUPPORTED;
	else if (path[1] == ':')
		error = ERROR_PATH_NOT_FOUND;
	if (error) {
		SetLastError(error);
		return NULL;
	}
	copy = linux_path(path);
	if (!copy)
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return copy;
}

void module_path(char *path)
{
	char *name = strrchr(path, '/'), *end = strrchr(path, '.');
	char wanted[NAME_MAX + 1], found[NAME_MAX + 1];
	bool exists;

	name = name ? name + 1 : path;
	if (!end || end < name || strcasecmp(end, ".sys") != 0 || strlen(name) > NAME_MAX || access(path, F_OK) == 0)
		return;
	snprintf(wanted, sizeof(wanted), "%.*s.ko", (int)(end - name), name);
	if (name == path) {
		exists = find_entry(".", wanted, found);
	} else {
		name[-1] = '\0';
		exists = find_entry(*path ? path : "/", wanted, found);
		name[-1] = '/';
	}
	/* It is shorter. */
	if (exists)
		strcpy(name, found);
}

#define READS (GENERIC_READ | GENERIC_ALL | FILE_READ_DATA)
#define WRITES (GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA)

static int access_flags(DWORD access)
{
	bool reads = access & READS, writes = access & (WRITES | FILE_APPEND_DATA);

	return reads && writes ? O_RDWR : writes ? O_WRONLY : O_RDONLY;
}

/* Whether there can be a node for a name. winwork.ko makes none that could lead out of their folder. */
static bool is_node(const char *name)
{
	if (!begins(name, "\\??\\") || strchr(name, '/'))
		return false;
	for (const char *part = name + 4;; part++) {
		size_t length = strcspn(part, "\\");

		if (!length || *part == '.')
			return false;
		part += length;
		if (!*part)
			return true;
	}
}

/* Opens the node of a device; for where there is no control file. */
static int open_node(const char *name, const struct opening *opening)
{
	char *path, *node;
	int fd = -1, flags;

	if (!is_node(name) || asprintf(&node, "%s/%s", system_calls.devices, name + 4) < 0) {
		SetLastError(ERROR_FILE_NOT_FOUND);
		return -1;
	}
	path = linux_path(node);
	free(node);
	if (!path) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return -1;
	}
	flags = access_flags(opening->access);
	/* Access mode 3 opens for controls that need no access. */
	if (!(opening->access & (READS | WRITES | FILE_APPEND_DATA)))
		flags = 3;
	fd = WITH_DESCRIPTORS(system_calls.open(path, flags | O_CLOEXEC, 0));
	if (fd < 0)
		SetLastError(error_of_errno(errno));
	free(path);
	return fd;
}

/* Opens a device by its name; -1 and the last error. */
static int open_device(const char *name, const struct opening *opening)
{
	struct winwork_create create = {
		.size = sizeof(create),
		/* Access rights that Windows's functions add. */
		.access = opening->access | SYNCHRONIZE | FILE_READ_ATTRIBUTES,
		.share = opening->share,
		.name = (uintptr_t)name,
		.name_length = (__u32)strlen(name),
		.disposition = dispositions[opening->disposition].disposition,
		.fd = -1,
		.attributes = opening->flags & 0x0000FFB7,
		.flags = O_CLOEXEC,
	};
	int control, error = 0;

	static const struct {
		DWORD flag;
		__u32 option;
	} options[] = {
		{ FILE_FLAG_WRITE_THROUGH, FILE_OPTION_WRITE_THROUGH },
		{ FILE_FLAG_NO_BUFFERING, FILE_OPTION_NO_INTERMEDIATE_BUFFERING },
		{ FILE_FLAG_RANDOM_ACCESS, FILE_OPTION_RANDOM_ACCESS },
		{ FILE_FLAG_SEQUENTIAL_SCAN, FILE_OPTION_SEQUENTIAL_ONLY },
		{ FILE_FLAG_DELETE_ON_CLOSE, FILE_OPTION_DELETE_ON_CLOSE },
	};

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (opening->flags & options[i].flag)
			create.options |= options[i].option;
	if (opening->flags & FILE_FLAG_DELETE_ON_CLOSE)
		create.access |= DELETE;
	if (!(opening->flags & FILE_FLAG_OVERLAPPED))
		create.options |= FILE_OPTION_SYNCHRONOUS_IO_NONALERT;
	create.options |= (opening->flags & FILE_FLAG_BACKUP_SEMANTICS) ? FILE_OPTION_OPEN_FOR_BACKUP_INTENT :
									  FILE_OPTION_NON_DIRECTORY_FILE;

	control = control_open();
	if (control < 0 && errno == ENOENT)
		return open_node(name, opening);
	if (control < 0) {
		SetLastError(error_of_errno(errno));
		return -1;
	}
	/* winwork.ko takes a descriptor before it calls the driver. */
	if (WITH_DESCRIPTORS(system_calls.ioctl(control, WINWORK_CREATE, &create)) != 0)
		error = errno;
	close(control);
	if (error) {
		SetLastError(create.status ? RtlNtStatusToDosError(create.status) : error_of_errno(error));
		return -1;
	}
	if ((opening->disposition == OPEN_ALWAYS && create.information == FILE_INFORMATION_OPENED) ||
	    (opening->disposition == CREATE_ALWAYS && create.information == FILE_INFORMATION_OVERWRITTEN))
		SetLastError(ERROR_ALREADY_EXISTS);
	return create.fd;
}

static int path_flags(const struct opening *opening)
{
	int flags = access_flags(opening->access) | dispositions[opening->disposition].flags | O_CLOEXEC | O_NOCTTY;

	/* Without access to data: for its attributes, of any file. */
	if (opening->disposition == OPEN_EXISTING && !(opening->access & (READS | WRITES | FILE_APPEND_DATA)))
		return O_PATH | O_CLOEXEC;
	if ((opening->access & FILE_APPEND_DATA) && !(opening->access & WRITES))
		flags |= O_APPEND;
	if (opening->flags & FILE_FLAG_WRITE_THROUGH)
		flags |= O_DSYNC;
	return flags;
}

/* The path of an open file of Linux, also after a rename. False if it has none any more. */
static bool path_of(int fd, char path[PATH_MAX], struct stat *status)
{
	char link[32];
	struct stat found;
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	length = readlink(link, path, PATH_MAX - 1);
	if (length < 0)
		return false;
	path[length] = '\0';
	return fstat(fd, status) == 0 && lstat(path, &found) == 0 && found.st_dev == status->st_dev &&
	       found.st_ino == status->st_ino;
}

/* The error if a file that exists cannot be deleted later. Its folder decides. */
static DWORD check_deletion(const char *path, const struct stat *file)
{
	char real[PATH_MAX];
	const uid_t user = geteuid();
	struct stat folder;

	if (!realpath(path, real))
		return ERROR_NOT_SUPPORTED;
	strrchr(real, '/')[1] = '\0';
	if (stat(real, &folder) != 0 || faccessat(AT_FDCWD, real, W_OK | X_OK, AT_EACCESS) != 0)
		return ERROR_ACCESS_DENIED;
	if ((folder.st_mode & S_ISVTX) && user && user != folder.st_uid && user != file->st_uid)
		return ERROR_ACCESS_DENIED;
	return ERROR_SUCCESS;
}

/* The error if an open file may not be opened so. */
static DWORD check_kind(int fd, const struct opening *opening)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return error_of_errno(errno);
	return S_ISDIR(status.st_mode) && !(opening->flags & FILE_FLAG_BACKUP_SEMANTICS) ? ERROR_ACCESS_DENIED :
											   ERROR_SUCCESS;
}

/* Windows tells a missing folder from a missing file. */
DWORD error_of_open(const char *path, int error)
{
	const char *name = strrchr(path, '/');
	char folder[PATH_MAX];

	if (error != ENOENT || !name || snprintf(folder, sizeof(folder), "%.*s/", (int)(name - path), path) >= PATH_MAX)
		return error_of_errno(error);
	return faccessat(AT_FDCWD, folder, F_OK, AT_EACCESS) != 0 && errno == ENOENT ? ERROR_PATH_NOT_FOUND :
											ERROR_FILE_NOT_FOUND;
}

DWORD error_of_file(struct object *file, int error)
{
	/* For Linux a file that was opened without the access is no file. */
	if (error == EBADF && fcntl(file->fd, F_GETFD) >= 0)
		return ERROR_ACCESS_DENIED;
	return error_of_errno(error);
}

void file_end(struct object *file)
{
	char path[PATH_MAX];
	struct stat status;

	/* The parent of this process deletes it. */
	if (!file->deletes || file->inherited || !path_of(file->fd, path, &status))
		return;
	if (S_ISDIR(status.st_mode))
		rmdir(path);
	else
		unlink(path);
}

static DWORD mark_for_deletion(struct object *file, bool deletes)
{
	char path[PATH_MAX];
	struct stat status;
	DWORD error = ERROR_SUCCESS;

	if (deletes && !path_of(file->fd, path, &status))
		return ERROR_NOT_SUPPORTED;
	if (deletes)
		error = status.st_mode & 0222 ? check_deletion(path, &status) : ERROR_ACCESS_DENIED;
	if (!error)
		file->deletes = deletes;
	return error;
}

BOOL SetFileInformationByHandle(HANDLE handle, FILE_INFO_BY_HANDLE_CLASS class, LPVOID information, DWORD size)
{
	const FILE_DISPOSITION_INFO *disposition = information;
	struct object *file;
	DWORD error;

	if (class != FileDispositionInfo)
		return fail(ERROR_NOT_SUPPORTED);
	if (!disposition || size < sizeof(*disposition))
		return fail(information ? ERROR_BAD_LENGTH : ERROR_INVALID_PARAMETER);
	file = object_of(handle, KIND_FILE);
	if (!file)
		return FALSE;
	error = mark_for_deletion(file, disposition->DeleteFile);
	object_put(file);
	return error ? fail(error) : TRUE;
}

static void end_at_exit(struct object *file, void *context)
{
	(void)context;
	if (file->kind == KIND_FILE)
		file_end(file);
}

/* Windows closes the handles of a program that ends. */
__attribute__((destructor)) static void end_all(void)
{
	for_each_object(end_at_exit, NULL);
}

/* Opens a file of Linux; -1 and the last error. */
static int open_path(const char *name, const struct opening *opening)
{
	char *path = file_path(name);
	DWORD error = ERROR_SUCCESS;
	struct stat status;
	bool existed;
	int fd = -1;

	if (!path)
		return -1;
	if (opening->disposition == OPEN_EXISTING)
		module_path(path);
	existed = stat(path, &status) == 0;
	/* Before the open, which may empty the file. */
	if (existed && (opening->flags & FILE_FLAG_DELETE_ON_CLOSE))
		error = check_deletion(path, &status);
	if (!error) {
		fd = WITH_DESCRIPTORS(system_calls.open(path, path_flags(opening), 0666));
		error = fd < 0 ? error_of_open(path, errno) : check_kind(fd, opening);
	}
	if (error) {
		SetLastError(error);
		if (fd >= 0)
			close(fd);
		fd = -1;
	} else if (existed && (opening->disposition == OPEN_ALWAYS || opening->disposition == CREATE_ALWAYS)) {
		SetLastError(ERROR_ALREADY_EXISTS);
	}
	free(path);
	return fd;
}

HANDLE CreateFileA(LPCSTR path, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security, DWORD disposition, DWORD flags,
		   HANDLE template)
{
	struct opening opening = { access, share, disposition, flags, security && security->bInheritHandle };
	struct object *file;
	bool is_device;
	HANDLE handle;
	int fd;

	(void)template;
	if (!path || !*path) {
		SetLastError(path ? ERROR_PATH_NOT_FOUND : ERROR_INVALID_PARAMETER);
		return INVALID_HANDLE_VALUE;
	}
	if (disposition < CREATE_NEW || disposition > TRUNCATE_EXISTING ||
	    (disposition == TRUNCATE_EXISTING && !(access & GENERIC_WRITE))) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return INVALID_HANDLE_VALUE;
	}
	SetLastError(ERROR_SUCCESS);
	is_device = is_device_path(path);
	if (is_device) {
		char *name = device_name(path);

		if (!name)
			return INVALID_HANDLE_VALUE;
		fd = open_device(name, &opening);
		free(name);
	} else {
		fd = open_path(path, &opening);
	}
	if (fd < 0)
		return INVALID_HANDLE_VALUE;
	file = object_new(is_device ? KIND_DEVICE : KIND_FILE, fd);
	if (!file)
		return INVALID_HANDLE_VALUE;
	file->synchronous = !is_device || !(flags & FILE_FLAG_OVERLAPPED);
	file->deletes = !is_device && (flags & FILE_FLAG_DELETE_ON_CLOSE);
	file->signalled_fd = event_new(false);
	handle = file->signalled_fd < 0 ? NULL : handle_new(file, opening.inherit);
	object_put(file);
	return handle ? handle : INVALID_HANDLE_VALUE;
}

HANDLE CreateFileW(LPCWSTR path, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security, DWORD disposition, DWORD flags,
		   HANDLE template)
{
	char *copy;
	HANDLE handle;

	if (!path)
		return CreateFileA(NULL, access, share, security, disposition, flags, template);
	copy = narrow(path);
	if (!copy)
		return INVALID_HANDLE_VALUE;
	handle = CreateFileA(copy, access, share, security, disposition, flags, template);
	free(copy);
	return handle;
}

static pthread_mutex_t standard_lock = PTHREAD_MUTEX_INITIALIZER;

void standard_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&standard_lock);
	else
		pthread_mutex_unlock(&standard_lock);
}

HANDLE GetStdHandle(DWORD which)
{
	static HANDLE handles[3];
	int number = (int)(STD_INPUT_HANDLE - which);
	HANDLE handle = NULL;
	int fd;

	if (number < 0 || number > 2) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return INVALID_HANDLE_VALUE;
	}
	pthread_mutex_lock(&standard_lock);
	if (!handles[number]) {
		fd = descriptor_copy(number, FALSE);
		if (fd >= 0) {
			struct object *file = object_new(KIND_FILE, fd);

			if (file) {
				file->synchronous = true;
				file->standard = true;
				file->input = which == STD_INPUT_HANDLE;
				file->signalled_fd = event_new(false);
				if (file->signalled_fd >= 0)
					handles[number] = handle_new(file, FALSE);
				object_put(file);
			}
		}
	}
	handle = handles[number];
	pthread_mutex_unlock(&standard_lock);
	return handle ? handle : INVALID_HANDLE_VALUE;
}

/* Sends a request to the file of a handle. */
static BOOL send(HANDLE handle, const struct request *request, LPDWORD bytes, LPOVERLAPPED overlapped,
		 LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
	struct object *file = object_of(handle, KIND_ANY);
	BOOL result;

	if (bytes)
		*bytes = 0;
	if (!file)
		return FALSE;
	if (file->kind != KIND_DEVICE && file->kind != KIND_FILE)
		result = fail(ERROR_INVALID_HANDLE);
	/* A read or write of an overlapped file needs a position. */
	else if (!file->synchronous && !overlapped && request->offset == WINWORK_OFFSET_CURRENT &&
		 request->major != WINWORK_MAJOR_CONTROL && request->major != WINWORK_MAJOR_FLUSH)
		result = fail(ERROR_INVALID_PARAMETER);
	else if (routine && (file->synchronous || file->port))
		result = fail(ERROR_INVALID_PARAMETER);
	else
		result = request_send(file, request, bytes, overlapped, routine);
	object_put(file);
	return result;
}

BOOL DeviceIoControl(HANDLE handle, DWORD code, LPVOID in, DWORD in_length, LPVOID out, DWORD out_length, LPDWORD bytes,
		     LPOVERLAPPED overlapped)
{
	const DWORD method = METHOD_FROM_CTL_CODE(code);
	/* As on Windows: a buffer that is NULL has no bytes, except where the driver gets the address. */
	const struct request request = {
		.major = WINWORK_MAJOR_CONTROL,
		.code = code,
		.in = in,
		.in_length = in || method == METHOD_NEITHER ? in_length : 0,
		.out = out,
		.out_length = out || method != METHOD_BUFFERED ? out_length : 0,
	};

	if (!bytes && !overlapped)
		return fail(ERROR_INVALID_PARAMETER);
	return send(handle, &request, bytes, overlapped, NULL);
}

static __s64 offset_of(LPOVERLAPPED overlapped)
{
	return overlapped ? (__s64)((__u64)overlapped->OffsetHigh << 32 | overlapped->Offset) : WINWORK_OFFSET_CURRENT;
}

static BOOL transfer(__u32 major, HANDLE handle, LPVOID buffer, DWORD length, LPDWORD bytes, LPOVERLAPPED overlapped,
		     LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
	const struct request request = {
		.major = major,
		.out = buffer,
		.out_length = length,
		.offset = offset_of(overlapped),
	};

	return send(handle, &request, bytes, overlapped, routine);
}

BOOL ReadFile(HANDLE handle, LPVOID buffer, DWORD length, LPDWORD bytes, LPOVERLAPPED overlapped)
{
	if (!bytes && !overlapped)
		return fail(ERROR_INVALID_PARAMETER);
	return transfer(WINWORK_MAJOR_READ, handle, buffer, length, bytes, overlapped, NULL);
}

BOOL WriteFile(HANDLE handle, LPCVOID buffer, DWORD length, LPDWORD bytes, LPOVERLAPPED overlapped)
{
	if (!bytes && !overlapped)
		return fail(ERROR_INVALID_PARAMETER);
	return transfer(WINWORK_MAJOR_WRITE, handle, (LPVOID)buffer, length, bytes, overlapped, NULL);
}

BOOL ReadFileEx(HANDLE handle, LPVOID buffer, DWORD length, LPOVERLAPPED overlapped, LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
	if (!overlapped || !routine)
		return fail(ERROR_INVALID_PARAMETER);
	if (transfer(WINWORK_MAJOR_READ, handle, buffer, length, NULL, overlapped, routine))
		return TRUE;
	return GetLastError() == ERROR_IO_PENDING ? (SetLastError(ERROR_SUCCESS), TRUE) : FALSE;
}

BOOL WriteFileEx(HANDLE handle, LPCVOID buffer, DWORD length, LPOVERLAPPED overlapped, LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
	if (!overlapped || !routine)
		return fail(ERROR_INVALID_PARAMETER);
	if (transfer(WINWORK_MAJOR_WRITE, handle, (LPVOID)buffer, length, NULL, overlapped, routine))
		return TRUE;
	return GetLastError() == ERROR_IO_PENDING ? (SetLastError(ERROR_SUCCESS), TRUE) : FALSE;
}

BOOL FlushFileBuffers(HANDLE handle)
{
	const struct request request = { .major = WINWORK_MAJOR_FLUSH };
	DWORD bytes;

	return send(handle, &request, &bytes, NULL, NULL);
}

BOOL SetFilePointerEx(HANDLE handle, LARGE_INTEGER distance, LARGE_INTEGER *position, DWORD method)
{
	static const int whence[] = { [FILE_BEGIN] = SEEK_SET, [FILE_CURRENT] = SEEK_CUR, [FILE_END] = SEEK_END };
	struct object *file = object_of(handle, KIND_ANY);
	DWORD error = ERROR_SUCCESS;
	off_t moved;

	if (!file)
		return FALSE;
	if ((file->kind != KIND_DEVICE && file->kind != KIND_FILE) || method > FILE_END) {
		object_put(file);
		return fail(method > FILE_END ? ERROR_INVALID_PARAMETER : ERROR_INVALID_HANDLE);
	}
	moved = lseek(file->fd, distance.QuadPart, whence[method]);
	if (moved < 0)
		error = errno == EINVAL ? ERROR_NEGATIVE_SEEK : error_of_file(file, errno);
	object_put(file);
	if (error)
		return fail(error);
	if (position)
		position->QuadPart = moved;
	return TRUE;
}

DWORD SetFilePointer(HANDLE handle, LONG low, PLONG high, DWORD method)
{
	LARGE_INTEGER distance = { .QuadPart = low }, position;

	if (high) {
		distance.LowPart = (DWORD)low;
		distance.HighPart = *high;
	}
	if (!SetFilePointerEx(handle, distance, &position, method))
		return INVALID_SET_FILE_POINTER;
	if (high)
		*high = position.HighPart;
	else if (position.HighPart) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return INVALID_SET_FILE_POINTER;
	}
	/* The result can be the value that means a failure. */
	SetLastError(ERROR_SUCCESS);
	return position.LowPart;
}

BOOL GetFileSizeEx(HANDLE handle, PLARGE_INTEGER size)
{
	struct object *file = object_of(handle, KIND_FILE);
	struct stat status;
	int result;

	if (!file)
		return FALSE;
	result = fstat(file->fd, &status);
	object_put(file);
	if (result != 0)
		return fail(error_of_errno(errno));
	size->QuadPart = status.st_size;
	return TRUE;
}

DWORD GetFileSize(HANDLE handle, LPDWORD high)
{
	LARGE_INTEGER size;

	if (!GetFileSizeEx(handle, &size))
		return INVALID_FILE_SIZE;
	/* The result can be the value that means a failure. */
	SetLastError(ERROR_SUCCESS);
	if (high)
		*high = (DWORD)size.HighPart;
	return size.LowPart;
}

BOOL SetEndOfFile(HANDLE handle)
{
	struct object *file = object_of(handle, KIND_FILE);
	DWORD error = ERROR_SUCCESS;
	off_t end;

	if (!file)
		return FALSE;
	end = lseek(file->fd, 0, SEEK_CUR);
	if (end < 0 || ftruncate(file->fd, end) != 0)
		/* ftruncate() of a file that was opened without the access fails so. */
		error = errno == EINVAL ? ERROR_ACCESS_DENIED : error_of_file(file, errno);
	object_put(file);
	return error ? fail(error) : TRUE;
}

static DWORD type_of(mode_t mode)
{
	if (S_ISFIFO(mode) || S_ISSOCK(mode))
		return FILE_TYPE_PIPE;
	return S_ISCHR(mode) ? FILE_TYPE_CHAR : FILE_TYPE_DISK;
}

DWORD GetFileType(HANDLE handle)
{
	struct object *file = object_of(handle, KIND_ANY);
	DWORD type = FILE_TYPE_UNKNOWN;
	struct stat status;

	if (!file)
		return FILE_TYPE_UNKNOWN;
	SetLastError(ERROR_SUCCESS);
	if (file->kind == KIND_FILE && fstat(file->fd, &status) == 0)
		type = type_of(status.st_mode);
	else if (file->kind != KIND_DEVICE)
		SetLastError(ERROR_INVALID_HANDLE);
	object_put(file);
	return type;
}

EXPORT int fopen_s(FILE **file, const char *path, const char *mode)
{
	if (!file)
		return EINVAL;
	*file = NULL;
	if (!path || !mode)
		return EINVAL;
	*file = fopen(path, mode);
	return *file ? 0 : errno;
}

DWORD GetCurrentDirectoryA(DWORD size, LPSTR buffer)
{
	char *path = getcwd(NULL, 0);
	DWORD length = path ? text_result(path, buffer, size) : (DWORD)fail(error_of_errno(errno));

	free(path);
	return length;
}

DWORD GetCurrentDirectoryW(DWORD size, LPWSTR buffer)
{
	char *path = getcwd(NULL, 0);
	DWORD length = path ? wide_text_result(path, buffer, size) : (DWORD)fail(error_of_errno(errno));

	free(path);
	return length;
}
