// SPDX-License-Identifier: MIT
/* What a program knows of itself and of the machine: its path, words and environment, and the processors. */
#include "internal.h"
#include "../include/winwork/processenv.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

void OutputDebugStringA(LPCSTR text)
{
	if (text)
		syslog(LOG_USER | LOG_DEBUG, "%s", text);
}

void OutputDebugStringW(LPCWSTR text)
{
	char *copy = text ? narrow(text) : NULL;

	OutputDebugStringA(copy);
	free(copy);
}

BOOL IsWow64Process(HANDLE process, PBOOL is)
{
	(void)process;
	if (!is)
		return fail(ERROR_INVALID_PARAMETER);
	*is = FALSE;
	return TRUE;
}

BOOL Wow64DisableWow64FsRedirection(PVOID *old)
{
	(void)old;
	return fail(ERROR_INVALID_FUNCTION);
}

BOOL Wow64RevertWow64FsRedirection(PVOID old)
{
	(void)old;
	return fail(ERROR_INVALID_FUNCTION);
}

#ifdef __aarch64__
#define ARCHITECTURE PROCESSOR_ARCHITECTURE_ARM64
#else
#define ARCHITECTURE PROCESSOR_ARCHITECTURE_AMD64
#endif

void GetSystemInfo(LPSYSTEM_INFO info)
{
	*info = (SYSTEM_INFO){
		.wProcessorArchitecture = ARCHITECTURE,
		.dwPageSize = (DWORD)sysconf(_SC_PAGESIZE),
		.lpMinimumApplicationAddress = (LPVOID)0x10000,
		.lpMaximumApplicationAddress = (LPVOID)0x7FFFFFFEFFFF,
		.dwNumberOfProcessors = (DWORD)sysconf(_SC_NPROCESSORS_ONLN),
		.dwAllocationGranularity = 0x10000,
	};
}

/* ---- Paths -------------------------------------------------------------------------------------- */

/* The path of the program that a process runs, from /proc. False and the last error. */
static bool program_of(pid_t id, char path[PATH_MAX])
{
	char link[32];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/%d/exe", id);
	length = readlink(link, path, PATH_MAX - 1);
	if (length < 0)
		return fail(error_of_errno(errno));
	path[length] = '\0';
	return true;
}

/* Whether a handle means the program itself: there is no other module with a file. */
static bool is_program(HMODULE module)
{
	return !module || module == GetModuleHandleA(NULL) ? true : fail(ERROR_MOD_NOT_FOUND);
}

/* A text that is too long is cut, and the size is the result. */
DWORD GetModuleFileNameA(HMODULE module, LPSTR buffer, DWORD size)
{
	char path[PATH_MAX];
	DWORD length;

	if (!is_program(module) || !program_of(getpid(), path))
		return 0;
	length = (DWORD)snprintf(buffer, size, "%s", path);
	SetLastError(length < size ? ERROR_SUCCESS : ERROR_INSUFFICIENT_BUFFER);
	return length < size ? length : size;
}

DWORD GetModuleFileNameW(HMODULE module, LPWSTR buffer, DWORD size)
{
	char path[PATH_MAX];
	WCHAR wide[PATH_MAX];
	DWORD length;

	if (!is_program(module) || !program_of(getpid(), path))
		return 0;
	length = wide_text_result(path, wide, PATH_MAX);
	for (DWORD i = 0; i < size; i++)
		buffer[i] = i < length && i < size - 1 ? wide[i] : 0;
	SetLastError(length < size ? ERROR_SUCCESS : ERROR_INSUFFICIENT_BUFFER);
	return length < size ? length : size;
}

/* ---- The command line ---------------------------------------------------------------------------- */

/* A word as CommandLineToArgvW() reads it: with quotes if it has blanks. */
static void print_word(FILE *stream, const char *word)
{
	const bool quoted = !*word || strpbrk(word, " \t\"");

	if (quoted)
		fputc('"', stream);
	for (; *word; word++) {
		const size_t slashes = strspn(word, "\\");
		const char next = word[slashes];

		for (size_t i = 0; i < slashes * (next == '"' || (!next && quoted) ? 2 : 1); i++)
			fputc('\\', stream);
		word += slashes;
		if (!*word)
			break;
		if (*word == '"')
			fputc('\\', stream);
		fputc(*word, stream);
	}
	if (quoted)
		fputc('"', stream);
}

static char *narrow_line;
static WCHAR *wide_line;

/* Reads the words once. Without memory or /proc the line is empty. */
static void read_line(void)
{
	FILE *words = fopen("/proc/self/cmdline", "re");
	char *word = NULL;
	size_t room = 0, size;
	FILE *stream = words ? open_memstream(&narrow_line, &size) : NULL;

	for (bool first = true; stream && getdelim(&word, &room, '\0', words) > 0; first = false) {
		if (!first)
			fputc(' ', stream);
		print_word(stream, word);
	}
	free(word);
	if (words)
		fclose(words);
	if (stream)
		fclose(stream);
	if (narrow_line)
		wide_line = widen(narrow_line);
}

static pthread_once_t line_once = PTHREAD_ONCE_INIT;

LPSTR GetCommandLineA(void)
{
	static char none[1];

	pthread_once(&line_once, read_line);
	return narrow_line ? narrow_line : none;
}

LPWSTR GetCommandLineW(void)
{
	static WCHAR none[1];

	pthread_once(&line_once, read_line);
	return wide_line ? wide_line : none;
}

/* ---- The environment ----------------------------------------------------------------------------- */

static const char *variable(const char *name)
{
	const char *value = name ? getenv(name) : NULL;

	SetLastError(value ? ERROR_SUCCESS : ERROR_ENVVAR_NOT_FOUND);
	return value;
}

DWORD GetEnvironmentVariableA(LPCSTR name, LPSTR buffer, DWORD size)
{
	const char *value = variable(name);

	return value ? text_result(value, buffer, size) : 0;
}

DWORD GetEnvironmentVariableW(LPCWSTR name, LPWSTR buffer, DWORD size)
{
	char *copy = name ? narrow(name) : NULL;
	const char *value = variable(copy);
	const DWORD length = value ? wide_text_result(value, buffer, size) : 0;

	free(copy);
	return length;
}

BOOL SetEnvironmentVariableA(LPCSTR name, LPCSTR value)
{
	if (!name || !*name || strchr(name, '='))
		return fail(ERROR_INVALID_PARAMETER);
	return (value ? setenv(name, value, 1) : unsetenv(name)) == 0 ? TRUE : fail(error_of_errno(errno));
}

BOOL SetEnvironmentVariableW(LPCWSTR name, LPCWSTR value)
{
	char *narrow_name = name ? narrow(name) : NULL, *narrow_value = value ? narrow(value) : NULL;
	BOOL set = FALSE;

	if ((narrow_name || !name) && (narrow_value || !value))
		set = SetEnvironmentVariableA(narrow_name, narrow_value);
	free(narrow_name);
	free(narrow_value);
	return set;
}

char *expand_environment(const char *text)
{
	char *expanded = NULL;
	size_t size;
	FILE *stream = open_memstream(&expanded, &size);

	while (stream && *text) {
		const char *end = *text == '%' ? strchr(text + 1, '%') : NULL;
		char *name = end ? strndup(text + 1, (size_t)(end - text - 1)) : NULL;
		const char *value = name && *name ? getenv(name) : NULL;

		free(name);
		if (value)
			fputs(value, stream);
		else
			fputc(*text, stream);
		text = value ? end + 1 : text + 1;
	}
	if (stream && fclose(stream) != 0) {
		free(expanded);
		return NULL;
	}
	return expanded;
}

/* Unlike the others these count the zero whether the text fits or not. */
DWORD ExpandEnvironmentStringsA(LPCSTR text, LPSTR buffer, DWORD size)
{
	char *expanded = text ? expand_environment(text) : NULL;
	DWORD length = 0;

	if (expanded) {
		length = (DWORD)strlen(expanded) + 1;
		text_result(expanded, buffer, size);
	} else {
		SetLastError(text ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER);
	}
	free(expanded);
	return length;
}

DWORD ExpandEnvironmentStringsW(LPCWSTR text, LPWSTR buffer, DWORD size)
{
	char *copy = text ? narrow(text) : NULL, *expanded = copy ? expand_environment(copy) : NULL;
	DWORD length = 0;

	if (expanded) {
		length = wide_text_result(expanded, buffer, size);
		/* It says that without the zero when the text fits. */
		length += length < size;
	} else {
		SetLastError(text ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER);
	}
	free(copy);
	free(expanded);
	return length;
}
