// SPDX-License-Identifier: MIT
/*
 * Views of sections. A section is a descriptor that winwork.ko has given to the program when a minifilter made it. So it
 * is a handle without an object of the library.
 */
#include "internal.h"
#include "../include/winwork/memoryapi.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool is_section(HANDLE handle)
{
	const size_t fd = (size_t)handle, length = strlen(system_calls.section);
	char path[32], target[64];

	if (fd > INT_MAX)
		return false;
	snprintf(path, sizeof(path), "/proc/self/fd/%zu", fd);
	return readlink(path, target, sizeof(target)) == (ssize_t)length && memcmp(target, system_calls.section, length) == 0;
}

static DWORD check_access(DWORD access)
{
	/* A minifilter's section can be mapped to be read alone. */
	if (access & (FILE_MAP_WRITE | FILE_MAP_EXECUTE))
		return ERROR_ACCESS_DENIED;
	return (access & ~(DWORD)FILE_MAP_TARGETS_INVALID) == FILE_MAP_READ ? ERROR_SUCCESS : ERROR_NOT_SUPPORTED;
}

/* How much of the section there is from the beginning of the view on, in whole pages. */
static DWORD choose_size(struct view *view, size_t wanted)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	const off_t end = lseek(view->fd, 0, SEEK_END);
	size_t left;

	if (end < 0)
		return error_of_errno(errno);
	if (view->offset < 0 || view->offset >= end)
		return ERROR_ACCESS_DENIED;
	left = ((size_t)(end - view->offset) + page - 1) / page * page;
	view->size = wanted ? wanted : left;
	return view->size <= left ? ERROR_SUCCESS : ERROR_ACCESS_DENIED;
}

LPVOID MapViewOfFileEx(HANDLE section, DWORD access, DWORD offset_high, DWORD offset_low, SIZE_T size, LPVOID address)
{
	struct view view = {
		.fd = (int)(intptr_t)section,
		.offset = (off_t)((uint64_t)offset_high << 32 | offset_low),
		.wanted = address,
	};
	DWORD error;

	if (!is_section(section))
		error = ERROR_INVALID_HANDLE;
	else if ((offset_low | (uintptr_t)address) % GRANULARITY)
		error = ERROR_MAPPED_ALIGNMENT;
	else
		error = check_access(access);
	if (!error)
		error = choose_size(&view, size);
	if (!error)
		return view_map(&view);
	SetLastError(error);
	return NULL;
}

LPVOID MapViewOfFile(HANDLE section, DWORD access, DWORD offset_high, DWORD offset_low, SIZE_T size)
{
	return MapViewOfFileEx(section, access, offset_high, offset_low, size, NULL);
}

BOOL UnmapViewOfFileEx(PVOID address, ULONG flags)
{
	if (flags & ~(ULONG)(MEM_UNMAP_WITH_TRANSIENT_BOOST | MEM_PRESERVE_PLACEHOLDER))
		return fail(ERROR_INVALID_PARAMETER);
	/* No view is one of a placeholder. */
	if ((flags & MEM_PRESERVE_PLACEHOLDER) || !view_unmap(address))
		return fail(ERROR_INVALID_ADDRESS);
	return TRUE;
}

BOOL UnmapViewOfFile(LPCVOID address)
{
	return UnmapViewOfFileEx((PVOID)address, 0);
}
