// SPDX-License-Identifier: MIT
/* Values of the registry of drivers, and what its lists and questions answer. */
#include "registry.h"

#include <string.h>

/* ---- Answers ----------------------------------------------------------------------------------------- */

/* Text of a caller: wide as the kernel has it, or narrow. */
enum form { WIDE, NARROW };

/* Writes a name with a zero. @room: the characters with it; receives those without it. */
static LSTATUS put_name(enum form form, const WCHAR *name, DWORD bytes, void *buffer, LPDWORD room)
{
	const int units = (int)(bytes / sizeof(WCHAR));
	const DWORD length = form == WIDE || !units ? (DWORD)units
						    : (DWORD)WideCharToMultiByte(CP_UTF8, 0, name, units, NULL, 0, NULL, NULL);
	const DWORD before = *room;

	*room = length;
	if (before <= length)
		return ERROR_MORE_DATA;
	if (form == WIDE)
		memcpy(buffer, name, bytes);
	else if (units)
		WideCharToMultiByte(CP_UTF8, 0, name, units, buffer, (int)before, NULL, NULL);
	if (form == WIDE)
		((WCHAR *)buffer)[length] = 0;
	else
		((char *)buffer)[length] = '\0';
	return ERROR_SUCCESS;
}

static bool is_text(DWORD type)
{
	return type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ;
}

/* Writes data. @room: its bytes, which it has with a buffer; receives those of the data. */
static LSTATUS put_data(enum form form, DWORD type, const BYTE *data, DWORD bytes, BYTE *buffer, LPDWORD room)
{
	const bool converts = form == NARROW && is_text(type) && bytes >= sizeof(WCHAR);
	const WCHAR *units = (const WCHAR *)(const void *)data;
	const int count = (int)(bytes / sizeof(WCHAR));
	const DWORD before = buffer ? *room : 0;
	const DWORD length = converts ? (DWORD)WideCharToMultiByte(CP_UTF8, 0, units, count, NULL, 0, NULL, NULL) : bytes;

	*room = length;
	if (!buffer)
		return ERROR_SUCCESS;
	if (before < length)
		return ERROR_MORE_DATA;
	if (converts)
		WideCharToMultiByte(CP_UTF8, 0, units, count, (char *)buffer, (int)before, NULL, NULL);
	else
		memcpy(buffer, data, length);
	return ERROR_SUCCESS;
}

/* A part of an answer; the offset of an empty one says nothing. */
static const void *part(const void *answer, DWORD offset, DWORD bytes)
{
	return bytes ? (const BYTE *)answer + offset : answer;
}

static LSTATUS fetch_of(HKEY key, struct winwork_registry *wanted, void **answer)
{
	struct key_use use;
	LSTATUS error = key_use(key, &use);

	if (error != ERROR_SUCCESS)
		return error;
	error = key_fetch(use.fd, wanted, answer);
	key_end_use(&use);
	return error;
}

static LSTATUS fetch_value(HKEY key, LPCWSTR name, struct value_partial **value)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_QUERY_VALUE, .kind = VALUE_PARTIAL };

	key_set_name(&wanted, name, NULL);
	return fetch_of(key, &wanted, (void **)value);
}

static LSTATUS query_value(enum form form, HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD type, LPBYTE data, LPDWORD bytes)
{
	struct value_partial *value;
	LSTATUS error;

	if (reserved || (data && !bytes))
		return ERROR_INVALID_PARAMETER;
	error = fetch_value(key, name, &value);
	if (error != ERROR_SUCCESS)
		return error;
	if (type)
		*type = value->type;
	if (bytes)
		error = put_data(form, value->type, value->data, value->data_bytes, data, bytes);
	free(value);
	return error;
}

static LSTATUS enum_key(enum form form, HKEY key, DWORD index, void *name, LPDWORD name_room, void *class, LPDWORD class_room,
			PFILETIME written)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_NEXT_KEY, .number = index, .kind = NODE };
	struct node *node;
	LSTATUS error;

	if (!name || !name_room || (class && !class_room))
		return ERROR_INVALID_PARAMETER;
	error = fetch_of(key, &wanted, (void **)&node);
	if (error != ERROR_SUCCESS)
		return error;
	error = put_name(form, node->name, node->name_bytes, name, name_room);
	if (error == ERROR_SUCCESS && class)
		error = put_name(form, part(node, node->class_offset, node->class_bytes), node->class_bytes, class, class_room);
	if (written)
		*written = node->written;
	free(node);
	return error;
}

static LSTATUS enum_value(enum form form, HKEY key, DWORD index, void *name, LPDWORD name_room, LPDWORD reserved, LPDWORD type,
			  LPBYTE data, LPDWORD bytes)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_NEXT_VALUE, .number = index, .kind = VALUE_FULL };
	struct value_full *value;
	LSTATUS error;

	if (!name || !name_room || reserved || (data && !bytes))
		return ERROR_INVALID_PARAMETER;
	error = fetch_of(key, &wanted, (void **)&value);
	if (error != ERROR_SUCCESS)
		return error;
	if (type)
		*type = value->type;
	error = put_name(form, value->name, value->name_bytes, name, name_room);
	if (bytes) {
		const LSTATUS of_data = put_data(form, value->type, part(value, value->data_offset, value->data_bytes), value->data_bytes, data, bytes);

		error = error == ERROR_SUCCESS ? of_data : error;
	}
	free(value);
	return error;
}

static void put_number(LPDWORD to, DWORD number)
{
	if (to)
		*to = number;
}

/* The most characters of a text of so many bytes in UTF-16. */
static DWORD most_characters(enum form form, DWORD bytes)
{
	return bytes / (DWORD)sizeof(WCHAR) * (form == WIDE ? 1 : 3);
}

/* Where the numbers of a key go. */
struct numbers {
	LPDWORD keys, most_name, most_class, values, most_value_name, most_data, descriptor;
	PFILETIME written;
};

static LSTATUS query_key(enum form form, HKEY key, void *class, LPDWORD class_room, LPDWORD reserved, const struct numbers *to)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_QUERY_KEY, .kind = FULL };
	struct full *full;
	LSTATUS error;

	if (reserved || (class && !class_room))
		return ERROR_INVALID_PARAMETER;
	error = fetch_of(key, &wanted, (void **)&full);
	if (error != ERROR_SUCCESS)
		return error;
	put_number(to->keys, full->keys);
	put_number(to->most_name, most_characters(form, full->most_name));
	put_number(to->most_class, most_characters(form, full->most_class));
	put_number(to->values, full->values);
	put_number(to->most_value_name, most_characters(form, full->most_value_name));
	put_number(to->most_data, full->most_data);
	put_number(to->descriptor, 0);
	if (to->written)
		*to->written = full->written;
	if (class)
		error = put_name(form, part(full, full->class_offset, full->class_bytes), full->class_bytes, class, class_room);
	else
		put_number(class_room, most_characters(form, full->class_bytes));
	free(full);
	return error;
}

LSTATUS RegQueryValueExW(HKEY key, LPCWSTR name, LPDWORD reserved, LPDWORD type, LPBYTE data, LPDWORD bytes)
{
	return query_value(WIDE, key, name, reserved, type, data, bytes);
}

LSTATUS RegEnumKeyExW(HKEY key, DWORD index, LPWSTR name, LPDWORD name_room, LPDWORD reserved, LPWSTR class, LPDWORD class_room,
		      PFILETIME written)
{
	return reserved ? ERROR_INVALID_PARAMETER : enum_key(WIDE, key, index, name, name_room, class, class_room, written);
}

LSTATUS RegEnumKeyExA(HKEY key, DWORD index, LPSTR name, LPDWORD name_room, LPDWORD reserved, LPSTR class, LPDWORD class_room,
		      PFILETIME written)
{
	return reserved ? ERROR_INVALID_PARAMETER : enum_key(NARROW, key, index, name, name_room, class, class_room, written);
}

LSTATUS RegEnumKeyW(HKEY key, DWORD index, LPWSTR name, DWORD room)
{
	return enum_key(WIDE, key, index, name, &room, NULL, NULL, NULL);
}

LSTATUS RegEnumKeyA(HKEY key, DWORD index, LPSTR name, DWORD room)
{
	return enum_key(NARROW, key, index, name, &room, NULL, NULL, NULL);
}

LSTATUS RegEnumValueW(HKEY key, DWORD index, LPWSTR name, LPDWORD name_room, LPDWORD reserved, LPDWORD type, LPBYTE data, LPDWORD bytes)
{
	return enum_value(WIDE, key, index, name, name_room, reserved, type, data, bytes);
}

LSTATUS RegEnumValueA(HKEY key, DWORD index, LPSTR name, LPDWORD name_room, LPDWORD reserved, LPDWORD type, LPBYTE data, LPDWORD bytes)
{
	return enum_value(NARROW, key, index, name, name_room, reserved, type, data, bytes);
}

LSTATUS RegQueryInfoKeyW(HKEY key, LPWSTR class, LPDWORD class_room, LPDWORD reserved, LPDWORD keys, LPDWORD most_name,
			 LPDWORD most_class, LPDWORD values, LPDWORD most_value_name, LPDWORD most_data, LPDWORD descriptor,
			 PFILETIME written)
{
	const struct numbers to = { keys, most_name, most_class, values, most_value_name, most_data, descriptor, written };

	return query_key(WIDE, key, class, class_room, reserved, &to);
}

LSTATUS RegQueryInfoKeyA(HKEY key, LPSTR class, LPDWORD class_room, LPDWORD reserved, LPDWORD keys, LPDWORD most_name,
			 LPDWORD most_class, LPDWORD values, LPDWORD most_value_name, LPDWORD most_data, LPDWORD descriptor,
			 PFILETIME written)
{
	const struct numbers to = { keys, most_name, most_class, values, most_value_name, most_data, descriptor, written };

	return query_key(NARROW, key, class, class_room, reserved, &to);
}

/* ---- Values --------------------------------------------------------------------------------------------- */

LSTATUS RegSetValueExW(HKEY key, LPCWSTR name, DWORD reserved, DWORD type, const BYTE *data, DWORD bytes)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_SET_VALUE, .kind = type, .data = (uintptr_t)data,
					   .data_bytes = bytes };

	if (reserved || (bytes && !data))
		return ERROR_INVALID_PARAMETER;
	key_set_name(&wanted, name, NULL);
	return key_do(key, &wanted);
}

LSTATUS RegDeleteValueW(HKEY key, LPCWSTR name)
{
	struct winwork_registry wanted = { .operation = WINWORK_REGISTRY_DELETE_VALUE };

	key_set_name(&wanted, name, NULL);
	return key_do(key, &wanted);
}

LSTATUS RegSetKeyValueW(HKEY key, LPCWSTR below, LPCWSTR name, DWORD type, LPCVOID data, DWORD bytes)
{
	HKEY opened;
	LSTATUS error;

	if (key_is_itself(below))
		return RegSetValueExW(key, name, 0, type, data, bytes);
	error = RegCreateKeyExW(key, below, 0, NULL, 0, KEY_SET_VALUE, NULL, &opened, NULL);
	if (error != ERROR_SUCCESS)
		return error;
	error = RegSetValueExW(opened, name, 0, type, data, bytes);
	RegCloseKey(opened);
	return error;
}

LSTATUS RegDeleteKeyValueW(HKEY key, LPCWSTR below, LPCWSTR name)
{
	HKEY opened;
	LSTATUS error;

	if (key_is_itself(below))
		return RegDeleteValueW(key, name);
	error = RegOpenKeyExW(key, below, 0, KEY_SET_VALUE, &opened);
	if (error != ERROR_SUCCESS)
		return error;
	error = RegDeleteValueW(opened, name);
	RegCloseKey(opened);
	return error;
}

/* ---- RegGetValue ------------------------------------------------------------------------------------------ */

static DWORD flag_of(DWORD type)
{
	switch (type) {
	case REG_NONE:
		return RRF_RT_REG_NONE;
	case REG_SZ:
		return RRF_RT_REG_SZ;
	case REG_EXPAND_SZ:
		return RRF_RT_REG_EXPAND_SZ;
	case REG_BINARY:
		return RRF_RT_REG_BINARY;
	case REG_DWORD:
		return RRF_RT_REG_DWORD;
	case REG_MULTI_SZ:
		return RRF_RT_REG_MULTI_SZ;
	case REG_QWORD:
		return RRF_RT_REG_QWORD;
	default:
		return 0;
	}
}

static LSTATUS check_type(const struct value_partial *value, DWORD flags)
{
	const DWORD types = flags & RRF_RT_ANY;
	const bool is_binary = value->type == REG_BINARY;

	if (types == RRF_RT_ANY)
		return ERROR_SUCCESS;
	if (!(types & flag_of(value->type)))
		return ERROR_UNSUPPORTED_TYPE;
	if ((is_binary && types == RRF_RT_DWORD && value->data_bytes != 4) ||
	    (is_binary && types == RRF_RT_QWORD && value->data_bytes != 8))
		return ERROR_INVALID_DATA;
	return ERROR_SUCCESS;
}

/* A text gets the zeroes that it lacks. There is room: key_fetch() has left it. */
static void end_text(struct value_partial *value)
{
	const DWORD zeroes = value->type == REG_MULTI_SZ ? 2 : 1;
	WCHAR *const units = (WCHAR *)(void *)value->data;
	DWORD count = value->data_bytes / (DWORD)sizeof(WCHAR), found = 0;

	if (!is_text(value->type))
		return;
	while (found < zeroes && found < count && !units[count - found - 1])
		found++;
	for (; found < zeroes; found++)
		units[count++] = 0;
	value->data_bytes = count * (DWORD)sizeof(WCHAR);
}

/* Makes REG_SZ of it, with the environment's variables. */
static LSTATUS expand(struct value_partial **value)
{
	char *text = narrow((const WCHAR *)(void *)(*value)->data), *expanded = text ? expand_environment(text) : NULL;
	WCHAR *wide = expanded ? widen(expanded) : NULL;
	const DWORD bytes = wide ? (units_in(wide, NULL) + 1) * (DWORD)sizeof(WCHAR) : 0;
	struct value_partial *larger = wide ? realloc(*value, sizeof(**value) + bytes) : NULL;

	if (larger) {
		larger->type = REG_SZ;
		larger->data_bytes = bytes;
		memcpy(larger->data, wide, bytes);
		*value = larger;
	}
	free(text);
	free(expanded);
	free(wide);
	return larger ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
}

static LSTATUS fetch_of_subkey(HKEY key, LPCWSTR below, LPCWSTR name, struct value_partial **value)
{
	HKEY opened;
	LSTATUS error;

	if (key_is_itself(below))
		return fetch_value(key, name, value);
	error = RegOpenKeyExW(key, below, 0, KEY_QUERY_VALUE, &opened);
	if (error != ERROR_SUCCESS)
		return error;
	error = fetch_value(opened, name, value);
	RegCloseKey(opened);
	return error;
}

static LSTATUS get_value(enum form form, HKEY key, LPCWSTR below, LPCWSTR name, DWORD flags, LPDWORD type, void *data, LPDWORD bytes)
{
	const bool expands = !(flags & RRF_NOEXPAND);
	struct value_partial *value;
	LSTATUS error = fetch_of_subkey(key, below, name, &value);

	if (error != ERROR_SUCCESS)
		return error;
	end_text(value);
	if (expands && value->type == REG_EXPAND_SZ)
		error = expand(&value);
	if (type && error == ERROR_SUCCESS)
		*type = value->type;
	if (error == ERROR_SUCCESS)
		error = check_type(value, flags);
	if (error == ERROR_SUCCESS && bytes)
		error = put_data(form, value->type, value->data, value->data_bytes, data, bytes);
	free(value);
	return error;
}

static LSTATUS get_checked(enum form form, HKEY key, LPCWSTR below, LPCWSTR name, DWORD flags, LPDWORD type, void *data, LPDWORD bytes)
{
	const DWORD types = flags & RRF_RT_ANY, room = data && bytes ? *bytes : 0;
	LSTATUS error = ERROR_INVALID_PARAMETER;

	/* An expanded text is no REG_EXPAND_SZ any more. */
	if (types && !(data && !bytes) && (types == RRF_RT_ANY || !(types & RRF_RT_REG_EXPAND_SZ) || flags & RRF_NOEXPAND))
		error = get_value(form, key, below, name, flags, type, data, bytes);
	if (error != ERROR_SUCCESS && room && flags & RRF_ZEROONFAILURE)
		memset(data, 0, room);
	return error;
}

LSTATUS RegGetValueW(HKEY key, LPCWSTR below, LPCWSTR name, DWORD flags, LPDWORD type, PVOID data, LPDWORD bytes)
{
	return get_checked(WIDE, key, below, name, flags, type, data, bytes);
}

/* ---- The narrow functions ---------------------------------------------------------------------------------- */

LSTATUS RegQueryValueExA(HKEY key, LPCSTR name, LPDWORD reserved, LPDWORD type, LPBYTE data, LPDWORD bytes)
{
	return WITH_WIDE(name, NULL, query_value(NARROW, key, wide.first, reserved, type, data, bytes));
}

LSTATUS RegGetValueA(HKEY key, LPCSTR below, LPCSTR name, DWORD flags, LPDWORD type, PVOID data, LPDWORD bytes)
{
	return WITH_WIDE(below, name, get_checked(NARROW, key, wide.first, wide.second, flags, type, data, bytes));
}

LSTATUS RegSetKeyValueA(HKEY key, LPCSTR below, LPCSTR name, DWORD type, LPCVOID data, DWORD bytes)
{
	const int count = is_text(type) && data && bytes ? MultiByteToWideChar(CP_UTF8, 0, data, (int)bytes, NULL, 0) : 0;
	WCHAR *converted = count ? malloc((size_t)count * sizeof(WCHAR)) : NULL;
	LSTATUS error;

	if (count && !converted)
		return ERROR_NOT_ENOUGH_MEMORY;
	if (count)
		MultiByteToWideChar(CP_UTF8, 0, data, (int)bytes, converted, count);
	error = WITH_WIDE(below, name, RegSetKeyValueW(key, wide.first, wide.second, type, converted ? converted : data,
						       converted ? (DWORD)count * (DWORD)sizeof(WCHAR) : bytes));
	free(converted);
	return error;
}

LSTATUS RegSetValueExA(HKEY key, LPCSTR name, DWORD reserved, DWORD type, const BYTE *data, DWORD bytes)
{
	return reserved ? ERROR_INVALID_PARAMETER : RegSetKeyValueA(key, NULL, name, type, data, bytes);
}

LSTATUS RegDeleteKeyValueA(HKEY key, LPCSTR below, LPCSTR name)
{
	return WITH_WIDE(below, name, RegDeleteKeyValueW(key, wide.first, wide.second));
}

LSTATUS RegDeleteValueA(HKEY key, LPCSTR name)
{
	return RegDeleteKeyValueA(key, NULL, name);
}
