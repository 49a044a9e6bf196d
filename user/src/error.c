// SPDX-License-Identifier: MIT
/* Errors: the last error of a thread, its text, and what statuses and errno translate to. */

#include "internal.h"

#include "../include/winwork/strsafe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local DWORD last_error;

DWORD GetLastError(void)
{
	return last_error;
}

void SetLastError(DWORD error)
{
	last_error = error;
}

BOOL fail(DWORD error)
{
	SetLastError(error);
	return FALSE;
}

static const struct {
	NTSTATUS status;
	DWORD error;
} statuses[] = {
#define STATUS(name, error) { STATUS_##name, ERROR_##error },
#include "error_tables.h"
#undef STATUS
};

static const struct {
	DWORD error;
	const char *text;
} texts[] = {
#define ERROR(name, text) { ERROR_##name, text },
#include "error_tables.h"
#undef ERROR
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

ULONG RtlNtStatusToDosError(NTSTATUS status)
{
	/* Statuses of drivers' own (the customer bit) and of Win32 errors contain the error. */
	if (status & 0x20000000)
		return (ULONG)status;
	if (((DWORD)status & 0xFFFF0000) == 0xC0070000 || ((DWORD)status & 0xFFFF0000) == 0x80070000)
		return (DWORD)status & 0xFFFF;
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (statuses[i].status == status)
			return statuses[i].error;
	return ERROR_MR_MID_NOT_FOUND;
}

BOOL result_of(NTSTATUS status)
{
	if (NT_SUCCESS(status))
		return TRUE;
	return fail(RtlNtStatusToDosError(status));
}

/* Of a call that no driver has seen. */
DWORD error_of_errno(int error)
{
	switch (error) {
	case 0:
		return ERROR_SUCCESS;
	case ENOENT:
	case ENODEV:
	case ENXIO:
		return ERROR_FILE_NOT_FOUND;
	case ENOTDIR:
		return ERROR_PATH_NOT_FOUND;
	case EACCES:
	case EPERM:
	case EROFS:
	case EISDIR:
		return ERROR_ACCESS_DENIED;
	case EBUSY:
	case ETXTBSY:
		return ERROR_SHARING_VIOLATION;
	case EBADF:
	case EPROTOTYPE:
		return ERROR_INVALID_HANDLE;
	case EMFILE:
	case ENFILE:
		return ERROR_TOO_MANY_OPEN_FILES;
	case ENOMEM:
		return ERROR_NOT_ENOUGH_MEMORY;
	case EFAULT:
		return ERROR_NOACCESS;
	case EINVAL:
		return ERROR_INVALID_PARAMETER;
	case ENOTTY:
		return ERROR_INVALID_FUNCTION;
	case EEXIST:
		return ERROR_FILE_EXISTS;
	case ENAMETOOLONG:
		return ERROR_FILENAME_EXCED_RANGE;
	case EPIPE:
		return ERROR_BROKEN_PIPE;
	case ESPIPE:
		return ERROR_SEEK;
	case EINTR:
	case ECANCELED:
		return ERROR_OPERATION_ABORTED;
	case EAGAIN:
		return ERROR_NOT_READY;
	case E2BIG:
		return ERROR_NO_SYSTEM_RESOURCES;
	case ENOSPC:
		return ERROR_DISK_FULL;
	case ETIMEDOUT:
		return ERROR_SEM_TIMEOUT;
	case EOPNOTSUPP:
		return ERROR_NOT_SUPPORTED;
	case ENOSYS:
		return ERROR_CALL_NOT_IMPLEMENTED;
	default:
		return ERROR_GEN_FAILURE;
	}
}

/* The text of a message, and its end; NULL and the last error. */
static const char *message(DWORD flags, const void *source, DWORD id, const char **end)
{
	const DWORD sources = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_FROM_HMODULE;
	const DWORD known = sources | FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_IGNORE_INSERTS |
			    FORMAT_MESSAGE_ARGUMENT_ARRAY | FORMAT_MESSAGE_MAX_WIDTH_MASK;

	if (!(flags & sources)) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return NULL;
	}
	/* A string comes before a module, and that before the system. */
	if ((flags & FORMAT_MESSAGE_FROM_STRING) || (flags & ~known)) {
		SetLastError(ERROR_NOT_SUPPORTED);
		return NULL;
	}
	/* The modules have the system's messages. The program itself has none. */
	if (!(flags & FORMAT_MESSAGE_FROM_SYSTEM) && !is_module(source)) {
		SetLastError(source ? ERROR_INVALID_HANDLE : ERROR_RESOURCE_TYPE_NOT_FOUND);
		return NULL;
	}
	if ((id & 0xFFFF0000) == 0x80070000)
		id &= 0xFFFF;
	/* A width of lines turns the end of a line into a blank. */
	*end = (flags & FORMAT_MESSAGE_MAX_WIDTH_MASK) ? " " : "\r\n";
	for (size_t i = 0; i < COUNT(texts); i++)
		if (texts[i].error == id)
			return texts[i].text;
	SetLastError(ERROR_MR_MID_NOT_FOUND);
	return NULL;
}

/* Room for a message and its zero: the caller's buffer, or a new one of at least its size; NULL and the last error. */
static void *room_of(DWORD flags, void *buffer, DWORD size, size_t length, size_t unit)
{
	void *room = buffer;

	if (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) {
		room = LocalAlloc(LMEM_FIXED, (size > length ? size : length + 1) * unit);
		memcpy(buffer, &room, sizeof(room));
	} else if (length >= size) {
		SetLastError(ERROR_INSUFFICIENT_BUFFER);
		room = NULL;
	}
	return room;
}

/* On failure there is no allocated buffer. */
static void clear(DWORD flags, void *buffer)
{
	if (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER)
		memset(buffer, 0, sizeof(void *));
}

DWORD FormatMessageA(DWORD flags, LPCVOID source, DWORD id, DWORD language, LPSTR buffer, DWORD size, va_list *arguments)
{
	const char *text, *end;
	char *room;
	size_t length;

	(void)language, (void)arguments;
	if (!buffer)
		return (DWORD)fail(flags & FORMAT_MESSAGE_ALLOCATE_BUFFER ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INSUFFICIENT_BUFFER);
	clear(flags, buffer);
	text = message(flags, source, id, &end);
	if (!text)
		return 0;
	length = strlen(text) + strlen(end);
	room = room_of(flags, buffer, size, length, sizeof(*room));
	if (!room)
		return 0;
	strcat(strcpy(room, text), end);
	return (DWORD)length;
}

DWORD FormatMessageW(DWORD flags, LPCVOID source, DWORD id, DWORD language, LPWSTR buffer, DWORD size, va_list *arguments)
{
	const char *text, *end;
	WCHAR *room;
	size_t length;

	(void)language, (void)arguments;
	if (!buffer)
		return (DWORD)fail(ERROR_INVALID_PARAMETER);
	clear(flags, buffer);
	text = message(flags, source, id, &end);
	if (!text)
		return 0;
	length = strlen(text) + strlen(end);
	room = room_of(flags, buffer, size, length, sizeof(*room));
	if (room) {
		StringCchPrintfW(room, length + 1, L"%hs%hs", text, end);
		return (DWORD)length;
	}
	/* A small buffer gets the beginning. */
	if (!(flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) && size)
		StringCchPrintfW(buffer, size, L"%hs%hs", text, end);
	return 0;
}
