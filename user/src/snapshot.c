// SPDX-License-Identifier: MIT
/* Lists of processes and threads, as /proc has them. */
#include "internal.h"
#include "../include/winwork/tlhelp32.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A process, or a thread. */
struct entry {
	DWORD id, owner, parent, threads;
	bool thread;
	char name[16];
};

struct snapshot {
	size_t count;
	size_t next_process, next_thread;
	struct entry entries[];
};

/* Reads a line of /proc: see proc_pid_stat(5). The name is in the outermost parentheses. */
static bool read_entry(const char *path, struct entry *entry)
{
	char line[512];
	FILE *file = fopen(path, "re");
	const char *name, *end;
	bool good = file && fgets(line, sizeof(line), file);

	if (file)
		fclose(file);
	name = good ? strchr(line, '(') : NULL;
	end = name ? strrchr(line, ')') : NULL;
	if (!end)
		return false;
	snprintf(entry->name, sizeof(entry->name), "%.*s", (int)(end - name - 1), name + 1);
	return sscanf(end + 1, " %*c %u %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %u", &entry->parent,
		      &entry->threads) == 2;
}

/* Adds the processes of a folder, or the threads of a process, and what each of them has. */
static bool add_entries(FILE *stream, const char *folder, DWORD owner, DWORD flags, size_t *count)
{
	DIR *entries = opendir(folder);
	struct dirent *found;
	char path[64];

	while (entries && (found = readdir(entries))) {
		struct entry entry = { .id = (DWORD)atoi(found->d_name), .owner = owner, .thread = owner };

		if (!entry.id)
			continue;
		snprintf(path, sizeof(path), "%s/%u/stat", folder, entry.id);
		if (!read_entry(path, &entry))
			continue;
		if (flags & (owner ? TH32CS_SNAPTHREAD : TH32CS_SNAPPROCESS)) {
			fwrite(&entry, sizeof(entry), 1, stream);
			++*count;
		}
		snprintf(path, sizeof(path), "%s/%u/task", folder, entry.id);
		if (!owner && (flags & TH32CS_SNAPTHREAD))
			add_entries(stream, path, entry.id, flags, count);
	}
	if (entries)
		closedir(entries);
	return entries;
}

static struct snapshot *snapshot_new(DWORD flags)
{
	const struct snapshot head = { 0 };
	char *text = NULL;
	size_t size, count = 0;
	FILE *stream = open_memstream(&text, &size);
	bool read;

	if (!stream)
		return NULL;
	fwrite(&head, sizeof(head), 1, stream);
	read = add_entries(stream, "/proc", 0, flags, &count);
	if (fclose(stream) != 0 || !read) {
		free(text);
		return NULL;
	}
	((struct snapshot *)text)->count = count;
	return (struct snapshot *)text;
}

HANDLE CreateToolhelp32Snapshot(DWORD flags, DWORD id)
{
	struct snapshot *snapshot;
	struct object *object;
	HANDLE handle = NULL;

	(void)id;
	if (!flags || (flags & ~(DWORD)(TH32CS_SNAPPROCESS | TH32CS_SNAPTHREAD))) {
		SetLastError(ERROR_NOT_SUPPORTED);
		return INVALID_HANDLE_VALUE;
	}
	snapshot = snapshot_new(flags);
	object = snapshot ? object_new(KIND_SNAPSHOT, event_new(false)) : NULL;
	if (!snapshot)
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	if (!object) {
		free(snapshot);
		return INVALID_HANDLE_VALUE;
	}
	object->own = snapshot;
	if (object->fd >= 0)
		handle = handle_new(object, FALSE);
	object_put(object);
	return handle ? handle : INVALID_HANDLE_VALUE;
}

/* The next entry of a kind, or the first one. FALSE and the last error. */
static BOOL next_entry(HANDLE handle, bool thread, bool first, struct entry *entry)
{
	struct object *object = object_of(handle, KIND_SNAPSHOT);
	struct snapshot *snapshot;
	size_t *next;
	BOOL found = FALSE;

	if (!object)
		return FALSE;
	snapshot = object->own;
	next = thread ? &snapshot->next_thread : &snapshot->next_process;
	pthread_mutex_lock(&object->lock);
	if (first)
		*next = 0;
	while (*next < snapshot->count && !found) {
		*entry = snapshot->entries[(*next)++];
		found = entry->thread == thread;
	}
	pthread_mutex_unlock(&object->lock);
	object_put(object);
	return found ? TRUE : fail(ERROR_NO_MORE_FILES);
}

static BOOL give_process(HANDLE handle, bool first, PROCESSENTRY32 *to)
{
	struct entry entry;

	if (to->dwSize != sizeof(*to))
		return fail(ERROR_BAD_LENGTH);
	if (!next_entry(handle, false, first, &entry))
		return FALSE;
	*to = (PROCESSENTRY32){
		.dwSize = sizeof(*to),
		.th32ProcessID = entry.id,
		.cntThreads = entry.threads,
		.th32ParentProcessID = entry.parent,
	};
	strcpy(to->szExeFile, entry.name);
	return TRUE;
}

static BOOL give_wide_process(HANDLE handle, bool first, LPPROCESSENTRY32W to)
{
	PROCESSENTRY32 narrow_entry = { .dwSize = sizeof(narrow_entry) };

	if (to->dwSize != sizeof(*to))
		return fail(ERROR_BAD_LENGTH);
	if (!give_process(handle, first, &narrow_entry))
		return FALSE;
	*to = (PROCESSENTRY32W){
		.dwSize = sizeof(*to),
		.th32ProcessID = narrow_entry.th32ProcessID,
		.cntThreads = narrow_entry.cntThreads,
		.th32ParentProcessID = narrow_entry.th32ParentProcessID,
	};
	MultiByteToWideChar(CP_UTF8, 0, narrow_entry.szExeFile, -1, to->szExeFile, MAX_PATH);
	return TRUE;
}

BOOL Process32First(HANDLE handle, PROCESSENTRY32 *to)
{
	return give_process(handle, true, to);
}

BOOL Process32Next(HANDLE handle, PROCESSENTRY32 *to)
{
	return give_process(handle, false, to);
}

BOOL Process32FirstW(HANDLE handle, LPPROCESSENTRY32W to)
{
	return give_wide_process(handle, true, to);
}

BOOL Process32NextW(HANDLE handle, LPPROCESSENTRY32W to)
{
	return give_wide_process(handle, false, to);
}

static BOOL give_thread(HANDLE handle, bool first, LPTHREADENTRY32 to)
{
	struct entry entry;

	if (to->dwSize < sizeof(*to))
		return fail(ERROR_BAD_LENGTH);
	if (!next_entry(handle, true, first, &entry))
		return FALSE;
	*to = (THREADENTRY32){ .dwSize = sizeof(*to), .th32ThreadID = entry.id, .th32OwnerProcessID = entry.owner };
	return TRUE;
}

BOOL Thread32First(HANDLE handle, LPTHREADENTRY32 to)
{
	return give_thread(handle, true, to);
}

BOOL Thread32Next(HANDLE handle, LPTHREADENTRY32 to)
{
	return give_thread(handle, false, to);
}
