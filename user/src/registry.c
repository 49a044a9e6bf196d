// SPDX-License-Identifier: MIT
/*
 * Keys of the registry of drivers. A key is a file of winwork.ko, on which WINWORK_REGISTRY does what a function wants.
 * The narrow functions convert text from and to UTF-8, and the wide ones do the rest.
 */
#include "registry.h"

#include "../include/winwork/wchar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- The kernel ----------------------------------------------------------------------------------- */

static LSTATUS error_of(const struct winwork_registry *wanted, int error)
{
	if (wanted->status)
		return NT_SUCCESS(wanted->status) ? ERROR_SUCCESS : (LSTATUS)RtlNtStatusToDosError(wanted->status);
	return (LSTATUS)error_of_errno(error);
}

LSTATUS key_ask(int fd, struct winwork_registry *wanted)
{
	wanted->size = sizeof(*wanted);
	wanted->status = 0;
	return error_of(wanted, system_calls.ioctl(fd, WINWORK_REGISTRY, wanted) != 0 ? errno : 0);
}

DWORD units_in(const WCHAR *text, const WCHAR *end)
{
	return text ? (DWORD)wcsnlen(text, end ? (size_t)(end - text) : SIZE_MAX) : 0;
}

void key_set_name(struct winwork_registry *wanted, const WCHAR *name, const WCHAR *end)
{
	wanted->name = (uintptr_t)name;
	wanted->name_bytes = units_in(name, end) * (DWORD)sizeof(WCHAR);
}

LSTATUS key_fetch(int fd, struct winwork_registry *wanted, void **answer)
{
	DWORD room = 512;
	LSTATUS error;

	for (;;) {
		char *buffer = calloc(1, room + sizeof(WCHAR) * 2);

		if (!buffer)
			return ERROR_NOT_ENOUGH_MEMORY;
		wanted->data = (uintptr_t)buffer;
		wanted->data_bytes = room;
		error = key_ask(fd, wanted);
		*answer = buffer;
		if (error == ERROR_SUCCESS)
			return error;
		free(buffer);
		if ((error != ERROR_MORE_DATA && error != ERROR_INSUFFICIENT_BUFFER) || wanted->data_bytes <= room)
			return error;
		room = wanted->data_bytes;
	}
}

/* ---- Keys ------------------------------------------------------------------------------------------ */

static const struct {
	HKEY key;
	const WCHAR *path;
} roots[] = {
	{ HKEY_CLASSES_ROOT, L"\\Registry\\Machine\\Software\\Classes" },
	{ HKEY_CURRENT_USER, L"\\Registry\\User\\.Default" },
	{ HKEY_LOCAL_MACHINE, L"\\Registry\\Machine" },
	{ HKEY_USERS, L"\\Registry\\User" },
	{ HKEY_CURRENT_CONFIG, L"\\Registry\\Machine\\System\\CurrentControlSet\\Hardware Profiles\\Current" },
};

static const WCHAR *path_of_root(HKEY key)
{
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++)
		if (roots[i].key == key)
			return roots[i].path;
	return NULL;
}

/* A descriptor of the key below another one, or in the whole registry. */
static LSTATUS open_below(int fd, const WCHAR *name, REGSAM access, int *opened)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_OPEN, .access = access, .flags = O_CLOEXEC };
	LSTATUS error;

	key_set_name(&wanted, name, NULL);
	error = key_ask(fd, &wanted);
	*opened = wanted.fd;
	return error;
}

/* What a new key has. */
struct creation {
	REGSAM access;
	DWORD options, disposition;
	const WCHAR *class;
};

static LSTATUS create_one(int fd, const WCHAR *name, const WCHAR *end, struct creation *creation, int *opened)
{
	struct winwork_registry wanted = {
		.operation = WINWORK_REGISTRY_CREATE, .access = creation->access, .number = creation->options,
		.data = (uintptr_t)creation->class, .flags = O_CLOEXEC,
		.data_bytes = units_in(creation->class, NULL) * (DWORD)sizeof(WCHAR),
	};
	LSTATUS error;

	key_set_name(&wanted, name, end);
	error = key_ask(fd, &wanted);
	*opened = wanted.fd;
	creation->disposition = wanted.number;
	return error;
}

/* Makes what is missing on the way, too. The kernel makes one key at a time. */
static LSTATUS create_below(int fd, const WCHAR *name, struct creation *creation, int *opened)
{
	struct creation between = { .access = MAXIMUM_ALLOWED, .options = creation->options };
	int at = fd, next;
	LSTATUS error = create_one(fd, name, NULL, creation, opened);

	while (error == ERROR_FILE_NOT_FOUND) {
		const WCHAR *end = name + wcscspn(name, L"\\"), *rest = end + wcsspn(end, L"\\");

		if (!*rest)
			break;
		error = create_one(at, name, end, &between, &next);
		if (error != ERROR_SUCCESS)
			break;
		if (at != fd)
			close(at);
		at = next;
		name = rest;
		error = create_one(at, name, NULL, creation, opened);
	}
	if (at != fd)
		close(at);
	return error;
}

static LSTATUS open_root(const WCHAR *path, int *fd)
{
	int control = control_open();
	LSTATUS error;

	if (control < 0)
		return (LSTATUS)error_of_errno(errno);
	error = open_below(control, path, MAXIMUM_ALLOWED, fd);
	close(control);
	return error;
}

LSTATUS key_use(HKEY key, struct key_use *use)
{
	const WCHAR *root = path_of_root(key);

	use->object = NULL;
	if (root)
		return open_root(root, &use->fd);
	use->object = object_of((HANDLE)key, KIND_KEY);
	if (!use->object)
		return ERROR_INVALID_HANDLE;
	use->fd = use->object->fd;
	return ERROR_SUCCESS;
}

void key_end_use(const struct key_use *use)
{
	if (use->object)
		object_put(use->object);
	else
		close(use->fd);
}

/* The same for a key below it. */
static LSTATUS use_subkey(HKEY key, LPCWSTR name, REGSAM access, struct key_use *use)
{
	struct key_use above;
	LSTATUS error = key_use(key, &above);

	if (error != ERROR_SUCCESS)
		return error;
	use->object = NULL;
	error = open_below(above.fd, name, access, &use->fd);
	key_end_use(&above);
	return error;
}

/* A handle for a descriptor, which it takes. */
static LSTATUS key_of(int fd, BOOL inherit, PHKEY key)
{
	struct object *object = object_new(KIND_KEY, fd);
	HANDLE handle = object ? handle_new(object, inherit) : NULL;

	if (object)
		object_put(object);
	if (!handle)
		return (LSTATUS)GetLastError();
	*key = (HKEY)handle;
	return ERROR_SUCCESS;
}

bool key_is_itself(LPCWSTR name)
{
	return !name || !*name;
}

LSTATUS RegOpenKeyExW(HKEY key, LPCWSTR name, DWORD options, REGSAM access, PHKEY result)
{
	struct key_use use;
	LSTATUS error;

	if (!result)
		return ERROR_INVALID_PARAMETER;
	if (options)
		return ERROR_NOT_SUPPORTED;
	if (key_is_itself(name) && path_of_root(key)) {
		*result = key;
		return ERROR_SUCCESS;
	}
	error = use_subkey(key, name, access, &use);
	return error == ERROR_SUCCESS ? key_of(use.fd, FALSE, result) : error;
}

LSTATUS RegOpenKeyW(HKEY key, LPCWSTR name, PHKEY result)
{
	struct key_use use;
	LSTATUS error;

	if (!result)
		return ERROR_INVALID_PARAMETER;
	if (!key_is_itself(name))
		return RegOpenKeyExW(key, name, 0, MAXIMUM_ALLOWED, result);
	error = key_use(key, &use);
	if (error == ERROR_SUCCESS) {
		key_end_use(&use);
		*result = key;
	}
	return error;
}

LSTATUS RegCreateKeyExW(HKEY key, LPCWSTR name, DWORD reserved, LPWSTR class, DWORD options, REGSAM access,
			const LPSECURITY_ATTRIBUTES security, PHKEY result, LPDWORD disposition)
{
	struct creation creation = { .access = access, .options = options, .class = class };
	struct key_use above;
	LSTATUS error;
	int fd;

	if (!result || !name || reserved)
		return ERROR_INVALID_PARAMETER;
	if (options & ~(DWORD)REG_OPTION_VOLATILE)
		return ERROR_NOT_SUPPORTED;
	error = key_use(key, &above);
	if (error != ERROR_SUCCESS)
		return error;
	error = create_below(above.fd, name, &creation, &fd);
	key_end_use(&above);
	if (error == ERROR_SUCCESS)
		error = key_of(fd, security && security->bInheritHandle, result);
	if (error == ERROR_SUCCESS && disposition)
		*disposition = creation.disposition;
	return error;
}

LSTATUS RegCreateKeyW(HKEY key, LPCWSTR name, PHKEY result)
{
	if (key_is_itself(name))
		return RegOpenKeyW(key, name, result);
	return RegCreateKeyExW(key, name, 0, NULL, 0, MAXIMUM_ALLOWED, NULL, result, NULL);
}

LSTATUS RegCloseKey(HKEY key)
{
	struct object *object;

	if (path_of_root(key))
		return ERROR_SUCCESS;
	object = object_of((HANDLE)key, KIND_KEY);
	if (!object)
		return ERROR_INVALID_HANDLE;
	object_put(object);
	return CloseHandle((HANDLE)key) ? ERROR_SUCCESS : ERROR_INVALID_HANDLE;
}

LSTATUS key_do(HKEY key, struct winwork_registry *wanted)
{
	struct key_use use;
	LSTATUS error = key_use(key, &use);

	if (error != ERROR_SUCCESS)
		return error;
	error = key_ask(use.fd, wanted);
	key_end_use(&use);
	return error;
}

LSTATUS RegFlushKey(HKEY key)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_FLUSH };

	return key_do(key, &wanted);
}

static LSTATUS delete_key(int fd)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_DELETE_KEY };

	return key_ask(fd, &wanted);
}

LSTATUS RegDeleteKeyExW(HKEY key, LPCWSTR name, REGSAM access, DWORD reserved)
{
	struct key_use use;
	LSTATUS error;

	(void)access;
	if (!name || reserved)
		return ERROR_INVALID_PARAMETER;
	error = use_subkey(key, name, DELETE, &use);
	if (error != ERROR_SUCCESS)
		return error;
	error = delete_key(use.fd);
	key_end_use(&use);
	return error;
}

LSTATUS RegDeleteKeyW(HKEY key, LPCWSTR name)
{
	return RegDeleteKeyExW(key, name, 0, 0);
}

#define FOR_TREE (KEY_ENUMERATE_SUB_KEYS | KEY_QUERY_VALUE | KEY_SET_VALUE | DELETE)

/* Deletes what is below a key. */
static LSTATUS delete_below(int fd)
{
	for (;;) {
		struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_NEXT_KEY, .kind = NODE };
		struct node *node;
		LSTATUS error = key_fetch(fd, &wanted, (void **)&node);
		int below;

		if (error != ERROR_SUCCESS)
			return error == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : error;
		node->name[node->name_bytes / sizeof(WCHAR)] = 0;
		error = open_below(fd, node->name, FOR_TREE, &below);
		free(node);
		if (error == ERROR_SUCCESS) {
			error = delete_below(below);
			if (error == ERROR_SUCCESS)
				error = delete_key(below);
			close(below);
		}
		/* Another one may have deleted it first. */
		if (error != ERROR_SUCCESS && error != ERROR_FILE_NOT_FOUND && error != ERROR_KEY_DELETED)
			return error;
	}
}

static LSTATUS delete_values(int fd)
{
	for (;;) {
		struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_NEXT_VALUE, .kind = VALUE_FULL };
		struct value_full *value;
		LSTATUS error = key_fetch(fd, &wanted, (void **)&value);

		if (error != ERROR_SUCCESS)
			return error == ERROR_NO_MORE_ITEMS ? ERROR_SUCCESS : error;
		wanted = (struct winwork_registry){ .operation = WINWORK_REGISTRY_DELETE_VALUE,
						    .name = (uintptr_t)value->name, .name_bytes = value->name_bytes };
		error = key_ask(fd, &wanted);
		free(value);
		if (error != ERROR_SUCCESS && error != ERROR_FILE_NOT_FOUND)
			return error;
	}
}

LSTATUS RegDeleteTreeW(HKEY key, LPCWSTR name)
{
	struct key_use use;
	LSTATUS error = use_subkey(key, name, FOR_TREE, &use);

	if (error != ERROR_SUCCESS)
		return error;
	error = delete_below(use.fd);
	if (error == ERROR_SUCCESS)
		error = key_is_itself(name) ? delete_values(use.fd) : delete_key(use.fd);
	key_end_use(&use);
	return error;
}

/* ---- The narrow functions ---------------------------------------------------------------------------------- */

LSTATUS widen_texts(struct texts *texts, LPCSTR first, LPCSTR second)
{
	texts->first = first ? widen(first) : NULL;
	texts->second = second ? widen(second) : NULL;
	return (first && !texts->first) || (second && !texts->second) ? ERROR_NOT_ENOUGH_MEMORY : ERROR_SUCCESS;
}

void free_texts(const struct texts *texts)
{
	free(texts->first);
	free(texts->second);
}

LSTATUS RegOpenKeyExA(HKEY key, LPCSTR name, DWORD options, REGSAM access, PHKEY result)
{
	return WITH_WIDE(name, NULL, RegOpenKeyExW(key, wide.first, options, access, result));
}

LSTATUS RegOpenKeyA(HKEY key, LPCSTR name, PHKEY result)
{
	return WITH_WIDE(name, NULL, RegOpenKeyW(key, wide.first, result));
}

LSTATUS RegCreateKeyExA(HKEY key, LPCSTR name, DWORD reserved, LPSTR class, DWORD options, REGSAM access,
			const LPSECURITY_ATTRIBUTES security, PHKEY result, LPDWORD disposition)
{
	return WITH_WIDE(name, class, RegCreateKeyExW(key, wide.first, reserved, wide.second, options, access, security, result,
						      disposition));
}

LSTATUS RegCreateKeyA(HKEY key, LPCSTR name, PHKEY result)
{
	return WITH_WIDE(name, NULL, RegCreateKeyW(key, wide.first, result));
}

LSTATUS RegDeleteKeyExA(HKEY key, LPCSTR name, REGSAM access, DWORD reserved)
{
	return WITH_WIDE(name, NULL, RegDeleteKeyExW(key, wide.first, access, reserved));
}

LSTATUS RegDeleteKeyA(HKEY key, LPCSTR name)
{
	return RegDeleteKeyExA(key, name, 0, 0);
}

LSTATUS RegDeleteTreeA(HKEY key, LPCSTR name)
{
	return WITH_WIDE(name, NULL, RegDeleteTreeW(key, wide.first));
}
