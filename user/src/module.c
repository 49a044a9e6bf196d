// SPDX-License-Identifier: MIT
/* Modules. The library stands for some of Windows's, whose messages it has. No module has code that is loaded. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DATA_FLAGS (LOAD_LIBRARY_AS_DATAFILE | LOAD_LIBRARY_AS_DATAFILE_EXCLUSIVE | LOAD_LIBRARY_AS_IMAGE_RESOURCE)

/* Where the modules are said to be. */
static const char directory[] = "/usr/lib";

static const char *const modules[] = { "fltlib.dll", "kernel32.dll", "kernelbase.dll", "ntdll.dll" };

#define MODULES (sizeof(modules) / sizeof(modules[0]))

/* A module's handle is the address of its name. */
bool is_module(const void *module)
{
	for (size_t i = 0; i < MODULES; i++)
		if (module == &modules[i])
			return true;
	return false;
}

static const char *last_part(const char *path)
{
	const char *part = path;

	for (; *path; path++)
		if (*path == '\\' || *path == '/')
			part = path + 1;
	return part;
}

/* A name without an extension has that of a library. */
static bool is_named(const char *module, const char *name)
{
	const size_t length = strlen(name);

	return strcasecmp(module, name) == 0 ||
	       (!strchr(name, '.') && strncasecmp(module, name, length) == 0 && strcasecmp(module + length, ".dll") == 0);
}

/* The module of a name; NULL and the last error. */
static HMODULE module_named(LPCSTR name)
{
	for (size_t i = 0; i < MODULES; i++)
		if (is_named(modules[i], last_part(name)))
			return (HMODULE)&modules[i];
	SetLastError(ERROR_MOD_NOT_FOUND);
	return NULL;
}

/* The program has a handle that is no module's. */
HMODULE GetModuleHandleA(LPCSTR name)
{
	return name ? module_named(name) : (HMODULE)directory;
}

HMODULE GetModuleHandleW(LPCWSTR name)
{
	char *copy = name ? narrow(name) : NULL;
	HMODULE module = name && !copy ? NULL : GetModuleHandleA(copy);

	free(copy);
	return module;
}

HMODULE LoadLibraryExA(LPCSTR name, HANDLE file, DWORD flags)
{
	if (name && !file && (flags & DATA_FLAGS))
		return module_named(name);
	SetLastError(name && !file ? ERROR_NOT_SUPPORTED : ERROR_INVALID_PARAMETER);
	return NULL;
}

HMODULE LoadLibraryExW(LPCWSTR name, HANDLE file, DWORD flags)
{
	char *copy = name ? narrow(name) : NULL;
	HMODULE module = name && !copy ? NULL : LoadLibraryExA(copy, file, flags);

	free(copy);
	return module;
}

BOOL FreeLibrary(HMODULE module)
{
	return is_module(module) ? TRUE : fail(ERROR_INVALID_HANDLE);
}

UINT GetSystemDirectoryA(LPSTR buffer, UINT size)
{
	if (size < sizeof(directory))
		return sizeof(directory);
	memcpy(buffer, directory, sizeof(directory));
	return sizeof(directory) - 1;
}

UINT GetSystemDirectoryW(LPWSTR buffer, UINT size)
{
	if (size < sizeof(directory))
		return sizeof(directory);
	return (UINT)MultiByteToWideChar(CP_UTF8, 0, directory, -1, buffer, (int)size) - 1;
}
