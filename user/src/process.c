// SPDX-License-Identifier: MIT
/* Other processes. The descriptor of one is a pidfd, which is readable when it has ended. */
#include "internal.h"
#include "../include/winwork/shellapi.h"

#include <errno.h>
#include <poll.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

extern char **environ;

/* A handle for a process; NULL and the last error. */
static struct object *process_new(pid_t id)
{
	int fd = WITH_DESCRIPTORS((int)syscall(SYS_pidfd_open, id, 0));
	struct object *process;

	if (fd < 0) {
		SetLastError(errno == ESRCH ? ERROR_INVALID_PARAMETER : error_of_errno(errno));
		return NULL;
	}
	process = object_new(KIND_PROCESS, fd);
	if (process)
		process->id = id;
	return process;
}

HANDLE OpenProcess(DWORD access, BOOL inherit, DWORD id)
{
	struct object *process = process_new((pid_t)id);
	HANDLE handle = process ? handle_new(process, inherit) : NULL;

	(void)access;
	if (process)
		object_put(process);
	return handle;
}

DWORD GetProcessId(HANDLE handle)
{
	struct object *process;
	DWORD id;

	if (handle == GetCurrentProcess())
		return GetCurrentProcessId();
	process = object_of(handle, KIND_PROCESS);
	if (!process)
		return 0;
	id = (DWORD)process->id;
	object_put(process);
	return id;
}

/* The code of a child that has ended; the process remains in the list the first time, and its code here. */
static DWORD read_code(struct object *process, DWORD *code)
{
	siginfo_t info = { 0 };

	if (!process->coded) {
		if (waitid(P_PIDFD, (id_t)process->fd, &info, WEXITED) != 0)
			return ERROR_ACCESS_DENIED;
		process->code = info.si_code == CLD_EXITED ? (DWORD)info.si_status : process->kill_code;
		process->coded = true;
	}
	*code = process->code;
	return ERROR_SUCCESS;
}

static bool has_ended(struct object *process)
{
	struct pollfd fd = { .fd = process->fd, .events = POLLIN };

	return poll(&fd, 1, 0) == 1;
}

BOOL GetExitCodeProcess(HANDLE handle, LPDWORD code)
{
	struct object *process;
	DWORD error = ERROR_SUCCESS;

	*code = STILL_ACTIVE;
	if (handle == GetCurrentProcess())
		return TRUE;
	process = object_of(handle, KIND_PROCESS);
	if (!process)
		return FALSE;
	pthread_mutex_lock(&process->lock);
	if (has_ended(process))
		error = read_code(process, code);
	pthread_mutex_unlock(&process->lock);
	object_put(process);
	return error ? fail(error) : TRUE;
}

BOOL TerminateProcess(HANDLE handle, UINT code)
{
	struct object *process;
	DWORD error = ERROR_SUCCESS;

	if (handle == GetCurrentProcess())
		_exit((int)code);
	process = object_of(handle, KIND_PROCESS);
	if (!process)
		return FALSE;
	pthread_mutex_lock(&process->lock);
	if (has_ended(process) || syscall(SYS_pidfd_send_signal, process->fd, SIGKILL, NULL, 0) != 0)
		error = ERROR_ACCESS_DENIED;
	else
		process->kill_code = code;
	pthread_mutex_unlock(&process->lock);
	object_put(process);
	return error ? fail(error) : TRUE;
}

/* ---- New processes ------------------------------------------------------------------------------- */

/*
 * Takes the next word of a command line, in its own memory. Quotes hold blanks; backslashes count as such, but in front
 * of a quote two mean one, and an odd one makes the quote a character. In the first word no backslash means anything.
 */
static char *next_word(char **line, bool first)
{
	char *from = *line + strspn(*line, " \t"), *word = from, *to = from;
	bool quoted = false;

	if (!*from)
		return NULL;
	for (; *from && (quoted || (*from != ' ' && *from != '\t')); from++) {
		size_t slashes = first ? 0 : strspn(from, "\\");
		const bool before_quote = slashes && from[slashes] == '"';
		const size_t kept = before_quote ? slashes / 2 : slashes;

		memset(to, '\\', kept);
		to += kept;
		from += slashes;
		if (*from == '"' && !(before_quote && slashes % 2))
			quoted = !quoted;
		else if (!*from || (!quoted && (*from == ' ' || *from == '\t')))
			from--;	/* the end is behind the backslashes */
		else
			*to++ = *from;
	}
	*line = *from ? from + 1 : from;
	*to = '\0';
	return word;
}

/* The words of a command line, which they are in; NULL without memory. */
static char **words_of(char *line, int *count)
{
	char **words = calloc(strlen(line) / 2 + 2, sizeof(*words)), *word;

	*count = 0;
	while (words && (word = next_word(&line, *count == 0)))
		words[(*count)++] = word;
	return words;
}

/* What posix_spawn(3) gets. */
struct spawn {
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
};

static void spawn_init(struct spawn *spawn, DWORD flags, LPCSTR folder, const STARTUPINFOA *startup, bool inherit)
{
	const HANDLE handles[] = { startup->hStdInput, startup->hStdOutput, startup->hStdError };
	sigset_t none;

	posix_spawn_file_actions_init(&spawn->actions);
	posix_spawnattr_init(&spawn->attributes);
	sigemptyset(&none);
	posix_spawnattr_setsigmask(&spawn->attributes, &none);
	posix_spawnattr_setflags(&spawn->attributes, (short)(POSIX_SPAWN_SETSIGMASK |
							     (flags & CREATE_NEW_PROCESS_GROUP ? POSIX_SPAWN_SETPGROUP : 0)));
	if (folder)
		posix_spawn_file_actions_addchdir_np(&spawn->actions, folder);
	for (int i = 0; i < 3 && (startup->dwFlags & STARTF_USESTDHANDLES); i++)
		if (handles[i] && handles[i] != INVALID_HANDLE_VALUE)
			posix_spawn_file_actions_adddup2(&spawn->actions, (int)(intptr_t)handles[i], i);
	if (!inherit)
		posix_spawn_file_actions_addclosefrom_np(&spawn->actions, 3);
}

/* Starts a program. 0, or an errno. */
static int start(LPCSTR name, char **words, DWORD flags, LPCSTR folder, const STARTUPINFOA *startup, bool inherit, pid_t *id)
{
	struct spawn spawn;
	int error;

	spawn_init(&spawn, flags, folder, startup, inherit);
	error = posix_spawnp(id, name, &spawn.actions, &spawn.attributes, words, environ);
	posix_spawn_file_actions_destroy(&spawn.actions);
	posix_spawnattr_destroy(&spawn.attributes);
	return error;
}

/* The two handles of a process that has started. */
static DWORD give_handles(pid_t id, LPSECURITY_ATTRIBUTES of_process, LPSECURITY_ATTRIBUTES of_thread,
			  LPPROCESS_INFORMATION information)
{
	struct object *process = process_new(id);

	*information = (PROCESS_INFORMATION){ .dwProcessId = (DWORD)id, .dwThreadId = (DWORD)id };
	if (!process)
		return GetLastError();
	information->hProcess = handle_new(process, of_process && of_process->bInheritHandle);
	if (information->hProcess)
		information->hThread = handle_new(process, of_thread && of_thread->bInheritHandle);
	object_put(process);
	if (information->hThread)
		return ERROR_SUCCESS;
	if (information->hProcess)
		CloseHandle(information->hProcess);
	return ERROR_TOO_MANY_OPEN_FILES;
}

static DWORD create(LPCSTR application, LPCSTR line, DWORD flags, LPCSTR folder, const STARTUPINFOA *startup, bool inherit,
		    pid_t *id)
{
	char *copy = strdup(line ? line : ""), *path = NULL, *place = folder ? linux_path(folder) : NULL;
	int count = 0, error = ENOMEM;
	char **words = copy ? words_of(copy, &count) : NULL;

	if (words && !count && application)
		words[count++] = (char *)application;
	if (words && count)
		path = linux_path(application ? application : words[0]);
	if (words && !count)
		error = EINVAL;
	else if (words && path && (place || !folder))
		error = start(path, words, flags, place, startup, inherit, id);
	free(copy);
	free(path);
	free(place);
	free(words);
	return error == ENOEXEC ? ERROR_BAD_EXE_FORMAT : error_of_errno(error);
}

BOOL CreateProcessA(LPCSTR application, LPSTR line, LPSECURITY_ATTRIBUTES of_process, LPSECURITY_ATTRIBUTES of_thread, BOOL inherit,
		    DWORD flags, LPVOID environment, LPCSTR folder, LPSTARTUPINFOA startup, LPPROCESS_INFORMATION information)
{
	const DWORD known = CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW | CREATE_NEW_CONSOLE | DETACHED_PROCESS |
			    NORMAL_PRIORITY_CLASS;
	DWORD error;
	pid_t id;

	if (!startup || !information)
		return fail(ERROR_INVALID_PARAMETER);
	if (environment || (flags & ~known))
		return fail(ERROR_NOT_SUPPORTED);
	error = create(application, line, flags, folder, startup, inherit, &id);
	if (!error)
		error = give_handles(id, of_process, of_thread, information);
	return error ? fail(error) : TRUE;
}

BOOL CreateProcessW(LPCWSTR application, LPWSTR line, LPSECURITY_ATTRIBUTES of_process, LPSECURITY_ATTRIBUTES of_thread,
		    BOOL inherit, DWORD flags, LPVOID environment, LPCWSTR folder, LPSTARTUPINFOW startup,
		    LPPROCESS_INFORMATION information)
{
	char *name = application ? narrow(application) : NULL, *words = line ? narrow(line) : NULL,
	     *place = folder ? narrow(folder) : NULL;
	BOOL created = FALSE;
	STARTUPINFOA own;

	if (startup)
		own = (STARTUPINFOA){
			.dwFlags = startup->dwFlags,
			.hStdInput = startup->hStdInput,
			.hStdOutput = startup->hStdOutput,
			.hStdError = startup->hStdError,
		};
	if ((name || !application) && (words || !line) && (place || !folder))
		created = CreateProcessA(name, words, of_process, of_thread, inherit, flags, environment, place,
					 startup ? &own : NULL, information);
	free(name);
	free(words);
	free(place);
	return created;
}

/* A list of wide words in one block; NULL and the last error. */
static LPWSTR *widen_words(char **words, int count)
{
	size_t units = 0;
	LPWSTR *list, at;

	for (int i = 0; i < count; i++)
		units += (size_t)MultiByteToWideChar(CP_UTF8, 0, words[i], -1, NULL, 0);
	list = LocalAlloc(LPTR, ((size_t)count + 1) * sizeof(*list) + units * sizeof(WCHAR));
	if (!list)
		return NULL;
	at = (LPWSTR)(list + count + 1);
	for (int i = 0; i < count; i++) {
		list[i] = at;
		at += MultiByteToWideChar(CP_UTF8, 0, words[i], -1, at, (int)units);
	}
	return list;
}

LPWSTR *CommandLineToArgvW(LPCWSTR line, int *count)
{
	char program[4096];
	char *copy, **words;
	LPWSTR *list = NULL;

	if (!line || !count) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return NULL;
	}
	copy = narrow(line);
	words = copy ? words_of(copy, count) : NULL;
	if (words && !*count && GetModuleFileNameA(NULL, program, sizeof(program)))
		words[(*count)++] = program;
	if (words)
		list = widen_words(words, *count);
	free(copy);
	free(words);
	return list;
}
