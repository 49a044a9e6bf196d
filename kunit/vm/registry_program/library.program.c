/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of <winreg.h> on the keys of the driver "settings", wide and narrow.
 */
#include <windows.h>
#include <stdlib.h>
#include <string.h>

#include "../windows_program.h"

#define SAME(left, right) EQUAL(strcmp(left, right), 0)
#define SAME_WIDE(left, right) EQUAL(wcscmp(left, right), 0)

#define SERVICE "SYSTEM\\CurrentControlSet\\Services\\settings"

static HKEY parameters;

static DWORD number_of(const char *name)
{
	DWORD number = 0xEEEEEEEE, type = 0, bytes = sizeof(number);

	EQUAL(RegQueryValueExA(parameters, name, NULL, &type, (BYTE *)&number, &bytes), ERROR_SUCCESS);
	EQUAL(type, REG_DWORD);
	EQUAL(bytes, 4);
	return number;
}

static LSTATUS set_number(const char *name, DWORD number)
{
	return RegSetValueExA(parameters, name, 0, REG_DWORD, (const BYTE *)&number, sizeof(number));
}

/* The driver's item writes twice the number. A minute at most. */
static void driver_follows(DWORD number)
{
	DWORD seen = 0, i;

	EQUAL(set_number("Depth", number), ERROR_SUCCESS);
	for (i = 0; i < 6000 && seen != 2 * number; i++) {
		DWORD bytes = sizeof(seen);

		RegQueryValueExW(parameters, L"Seen", NULL, NULL, (BYTE *)&seen, &bytes);
		Sleep(10);
	}
	EQUAL(seen, 2 * number);
}

static void opens(void)
{
	HKEY service, same, again;
	DWORD disposition;

	EQUAL(RegOpenKeyExA(HKEY_LOCAL_MACHINE, SERVICE, 0, KEY_READ, &service), ERROR_SUCCESS);
	/* Names have no case, and backslashes at their end do not count. */
	EQUAL(RegOpenKeyExW(service, L"PARAMETERS\\", 0, KEY_ALL_ACCESS, &parameters), ERROR_SUCCESS);
	EQUAL(RegOpenKeyExA(service, "Nothing", 0, KEY_READ, &same), ERROR_FILE_NOT_FOUND);
	EQUAL(RegOpenKeyExA(service, "\\Parameters", 0, KEY_READ, &same), ERROR_BAD_PATHNAME);
	EQUAL(RegOpenKeyExA(service, "Parameters", 8, KEY_READ, &same), ERROR_NOT_SUPPORTED);
	EQUAL(RegOpenKeyExA(service, "Parameters", 0, KEY_READ, NULL), ERROR_INVALID_PARAMETER);
	EQUAL(RegOpenKeyExA((HKEY)(ULONG_PTR)777, "x", 0, KEY_READ, &same), ERROR_INVALID_HANDLE);
	/* Without a name: the key itself, or the same handle. */
	EQUAL(RegOpenKeyA(service, NULL, &same), ERROR_SUCCESS);
	EQUAL((ULONG_PTR)same, (ULONG_PTR)service);
	EQUAL(RegOpenKeyExW(HKEY_LOCAL_MACHINE, NULL, 0, KEY_READ, &same), ERROR_SUCCESS);
	EQUAL((ULONG_PTR)same, (ULONG_PTR)HKEY_LOCAL_MACHINE);
	EQUAL(RegCloseKey(same), ERROR_SUCCESS);
	EQUAL(RegOpenKeyExW(service, L"", 0, KEY_READ, &again), ERROR_SUCCESS);
	EQUAL(again != service, TRUE);
	EQUAL(RegFlushKey(again), ERROR_SUCCESS);
	EQUAL(RegCloseKey(again), ERROR_SUCCESS);
	EQUAL(RegCloseKey(again), ERROR_INVALID_HANDLE);
	/* A right that was not asked for. */
	EQUAL(RegSetValueExA(service, "No", 0, REG_SZ, (const BYTE *)"", 1), ERROR_ACCESS_DENIED);
	EQUAL(RegDeleteValueA(service, "No"), ERROR_ACCESS_DENIED);
	EQUAL(RegCreateKeyExA(service, "Parameters", 0, NULL, 0, KEY_READ, NULL, &same, &disposition), ERROR_SUCCESS);
	EQUAL(disposition, REG_OPENED_EXISTING_KEY);
	EQUAL(RegCloseKey(same), ERROR_SUCCESS);
	EQUAL(RegCreateKeyExA(service, "X", 1, NULL, 0, KEY_READ, NULL, &same, NULL), ERROR_INVALID_PARAMETER);
	EQUAL(RegCreateKeyExA(service, "X", 0, NULL, 2, KEY_READ, NULL, &same, NULL), ERROR_NOT_SUPPORTED);
	EQUAL(RegCloseKey(service), ERROR_SUCCESS);
}

static void values(void)
{
	static const char text[] = "a \xc3\xbc";	/* 3 characters, 4 bytes */
	WCHAR wide[8];
	char narrow[8];
	DWORD type, bytes;

	EQUAL(RegSetValueExA(parameters, "Text", 0, REG_SZ, (const BYTE *)text, sizeof(text)), ERROR_SUCCESS);
	bytes = sizeof(wide);
	EQUAL(RegQueryValueExW(parameters, L"text", NULL, &type, (BYTE *)wide, &bytes), ERROR_SUCCESS);
	EQUAL(type, REG_SZ);
	EQUAL(bytes, 8);
	SAME_WIDE(wide, L"a \x00fc");
	bytes = sizeof(narrow);
	EQUAL(RegQueryValueExA(parameters, "Text", NULL, &type, (BYTE *)narrow, &bytes), ERROR_SUCCESS);
	EQUAL(bytes, sizeof(text));
	SAME(narrow, text);
	/* The length alone, and too little room. */
	EQUAL(RegQueryValueExA(parameters, "Text", NULL, NULL, NULL, &bytes), ERROR_SUCCESS);
	EQUAL(bytes, sizeof(text));
	bytes = 4;
	narrow[0] = 'x';
	EQUAL(RegQueryValueExA(parameters, "Text", NULL, NULL, (BYTE *)narrow, &bytes), ERROR_MORE_DATA);
	EQUAL(bytes, sizeof(text));
	EQUAL(narrow[0], 'x');
	EQUAL(RegQueryValueExA(parameters, "Text", NULL, NULL, (BYTE *)narrow, NULL), ERROR_INVALID_PARAMETER);
	EQUAL(RegQueryValueExA(parameters, "None", NULL, NULL, NULL, NULL), ERROR_FILE_NOT_FOUND);
	EQUAL(RegQueryValueExA(parameters, "Text", NULL, NULL, NULL, NULL), ERROR_SUCCESS);
	/* The default value, and one without data. */
	EQUAL(RegSetValueExW(parameters, NULL, 0, REG_BINARY, NULL, 0), ERROR_SUCCESS);
	bytes = sizeof(narrow);
	EQUAL(RegQueryValueExW(parameters, L"", NULL, &type, (BYTE *)narrow, &bytes), ERROR_SUCCESS);
	EQUAL(type, REG_BINARY);
	EQUAL(bytes, 0);
	EQUAL(RegDeleteValueW(parameters, NULL), ERROR_SUCCESS);
	EQUAL(RegDeleteValueA(parameters, ""), ERROR_FILE_NOT_FOUND);
	/* The driver's routine decides. */
	EQUAL(set_number("Fixed", 1), ERROR_ACCESS_DENIED);
	EQUAL(RegQueryValueExA(parameters, "Fixed", NULL, NULL, NULL, NULL), ERROR_FILE_NOT_FOUND);
}

static void large_value(void)
{
	const DWORD size = 1 << 20;
	BYTE *data = malloc(size), *read = calloc(1, size);
	DWORD bytes = size, i;

	for (i = 0; i < size; i++)
		data[i] = (BYTE)(i * 7 + i / 251);
	EQUAL(RegSetValueExA(parameters, "Large", 0, REG_BINARY, data, size), ERROR_SUCCESS);
	EQUAL(RegQueryValueExA(parameters, "Large", NULL, NULL, read, &bytes), ERROR_SUCCESS);
	EQUAL(bytes, size);
	EQUAL(memcmp(data, read, size), 0);
	EQUAL(RegDeleteValueA(parameters, "Large"), ERROR_SUCCESS);
	free(data);
	free(read);
}

static void get_value(void)
{
	static const WCHAR two[] = L"one\0two";	/* with one of its two zeroes at the end */
	char text[32];
	WCHAR wide[16];
	DWORD type, bytes = sizeof(text), number;
	BYTE binary[4] = { 1, 2, 3, 4 };

	/* A text without its zero gets one. */
	EQUAL(RegSetValueExW(parameters, L"Cut", 0, REG_SZ, (const BYTE *)L"abc", 6), ERROR_SUCCESS);
	memset(text, 'x', sizeof(text));
	EQUAL(RegGetValueA(HKEY_LOCAL_MACHINE, SERVICE "\\Parameters", "Cut", RRF_RT_REG_SZ, &type, text, &bytes), ERROR_SUCCESS);
	EQUAL(type, REG_SZ);
	EQUAL(bytes, 4);
	SAME(text, "abc");
	EQUAL(RegSetValueExW(parameters, L"Two", 0, REG_MULTI_SZ, (const BYTE *)two, sizeof(two)), ERROR_SUCCESS);
	bytes = sizeof(wide);
	EQUAL(RegGetValueW(parameters, NULL, L"Two", RRF_RT_REG_MULTI_SZ, NULL, wide, &bytes), ERROR_SUCCESS);
	EQUAL(bytes, sizeof(two) + sizeof(WCHAR));
	EQUAL(wide[8], 0);
	/* Types. */
	bytes = sizeof(number);
	EQUAL(RegGetValueA(parameters, NULL, "Cut", RRF_RT_DWORD, NULL, &number, &bytes), ERROR_UNSUPPORTED_TYPE);
	EQUAL(RegSetValueExA(parameters, "Bytes", 0, REG_BINARY, binary, 4), ERROR_SUCCESS);
	bytes = sizeof(number);
	EQUAL(RegGetValueA(parameters, NULL, "Bytes", RRF_RT_DWORD, &type, &number, &bytes), ERROR_SUCCESS);
	EQUAL(number, 0x04030201);
	EQUAL(RegSetValueExA(parameters, "Bytes", 0, REG_BINARY, binary, 3), ERROR_SUCCESS);
	bytes = sizeof(number);
	EQUAL(RegGetValueA(parameters, NULL, "Bytes", RRF_RT_DWORD | RRF_ZEROONFAILURE, NULL, &number, &bytes), ERROR_INVALID_DATA);
	EQUAL(number, 0);
	EQUAL(RegGetValueA(parameters, NULL, "Bytes", 0, NULL, NULL, NULL), ERROR_INVALID_PARAMETER);
	EQUAL(RegGetValueA(parameters, NULL, "Bytes", RRF_RT_REG_EXPAND_SZ, NULL, NULL, NULL), ERROR_INVALID_PARAMETER);
	/* Variables of the environment. */
	SetEnvironmentVariableA("PLACE", "here");
	EQUAL(RegSetValueExA(parameters, "Path", 0, REG_EXPAND_SZ, (const BYTE *)"%PLACE%\\%NONE%", 15), ERROR_SUCCESS);
	bytes = sizeof(text);
	EQUAL(RegGetValueA(parameters, NULL, "Path", RRF_RT_REG_SZ, &type, text, &bytes), ERROR_SUCCESS);
	EQUAL(type, REG_SZ);
	SAME(text, "here\\%NONE%");
	bytes = sizeof(text);
	EQUAL(RegGetValueA(parameters, NULL, "Path", RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND, &type, text, &bytes), ERROR_SUCCESS);
	EQUAL(type, REG_EXPAND_SZ);
	SAME(text, "%PLACE%\\%NONE%");
	EQUAL(ExpandEnvironmentStringsA("%%PLACE%", text, sizeof(text)), 6);
	SAME(text, "%here");
	EQUAL(ExpandEnvironmentStringsW(L"%PLACE%", wide, 2), 5);
	EQUAL(ExpandEnvironmentStringsW(L"%PLACE%", wide, 5), 5);
	SAME_WIDE(wide, L"here");
}

static void enumerations(void)
{
	HKEY tree, below;
	FILETIME written;
	WCHAR wide[8], class[8];
	char name[8];
	BYTE data[8];
	DWORD room, class_room, type, bytes, keys, most_name, numbers, most_value, most_data, descriptor, disposition;

	EQUAL(RegCreateKeyExA(parameters, "Tree", 0, "kind", 0, KEY_ALL_ACCESS, NULL, &tree, &disposition), ERROR_SUCCESS);
	EQUAL(disposition, REG_CREATED_NEW_KEY);
	/* All that is missing is made. */
	EQUAL(RegCreateKeyExW(tree, L"b\\c\\d", 0, NULL, REG_OPTION_VOLATILE, KEY_ALL_ACCESS, NULL, &below, NULL), ERROR_SUCCESS);
	EQUAL(RegCloseKey(below), ERROR_SUCCESS);
	EQUAL(RegCreateKeyA(tree, "b\\stays", &below), ERROR_CHILD_MUST_BE_VOLATILE);
	EQUAL(RegCreateKeyA(tree, "a\xc3\xbc", &below), ERROR_SUCCESS);
	EQUAL(RegCloseKey(below), ERROR_SUCCESS);
	EQUAL(RegSetValueExA(tree, "Number", 0, REG_DWORD, (const BYTE *)"\1\0\0", 4), ERROR_SUCCESS);
	EQUAL(RegSetKeyValueA(tree, NULL, "N", REG_SZ, "\xc3\xbc", 3), ERROR_SUCCESS);

	class_room = 8;
	EQUAL(RegQueryInfoKeyW(tree, class, &class_room, NULL, &keys, &most_name, NULL, &numbers, &most_value, &most_data,
			       &descriptor, &written), ERROR_SUCCESS);
	SAME_WIDE(class, L"kind");
	EQUAL(class_room, 4);
	EQUAL(keys, 2);
	EQUAL(most_name, 2);
	EQUAL(numbers, 2);
	EQUAL(most_value, 6);
	EQUAL(most_data, 4);
	EQUAL(descriptor, 0);
	EQUAL(written.dwHighDateTime > 0, TRUE);
	EQUAL(RegQueryInfoKeyA(tree, NULL, NULL, NULL, NULL, &most_name, NULL, NULL, NULL, NULL, NULL, NULL), ERROR_SUCCESS);
	EQUAL(most_name >= 3, TRUE);

	room = sizeof(name);
	EQUAL(RegEnumKeyExA(tree, 0, name, &room, NULL, NULL, NULL, &written), ERROR_SUCCESS);
	SAME(name, "a\xc3\xbc");
	EQUAL(room, 3);
	room = 3;
	EQUAL(RegEnumKeyExA(tree, 0, name, &room, NULL, NULL, NULL, NULL), ERROR_MORE_DATA);
	EQUAL(RegEnumKeyW(tree, 1, wide, 8), ERROR_SUCCESS);
	SAME_WIDE(wide, L"b");
	EQUAL(RegEnumKeyA(tree, 2, name, sizeof(name)), ERROR_NO_MORE_ITEMS);

	room = 8;
	bytes = sizeof(data);
	EQUAL(RegEnumValueW(tree, 0, wide, &room, NULL, &type, data, &bytes), ERROR_SUCCESS);
	SAME_WIDE(wide, L"Number");
	EQUAL(room, 6);
	EQUAL(type, REG_DWORD);
	EQUAL(bytes, 4);
	EQUAL(data[0], 1);
	room = sizeof(name);
	bytes = sizeof(data);
	EQUAL(RegEnumValueA(tree, 1, name, &room, NULL, &type, data, &bytes), ERROR_SUCCESS);
	SAME(name, "N");
	EQUAL(bytes, 3);
	SAME((char *)data, "\xc3\xbc");
	room = sizeof(name);
	bytes = 2;
	EQUAL(RegEnumValueA(tree, 1, name, &room, NULL, NULL, data, &bytes), ERROR_MORE_DATA);
	EQUAL(bytes, 3);
	room = sizeof(name);
	EQUAL(RegEnumValueA(tree, 2, name, &room, NULL, NULL, NULL, NULL), ERROR_NO_MORE_ITEMS);
	EQUAL(RegCloseKey(tree), ERROR_SUCCESS);
}

static void deletions(void)
{
	HKEY tree;

	/* One with subkeys stays. */
	EQUAL(RegDeleteKeyA(parameters, "Tree"), ERROR_ACCESS_DENIED);
	EQUAL(RegDeleteKeyW(parameters, NULL), ERROR_INVALID_PARAMETER);
	EQUAL(RegDeleteKeyExW(parameters, L"Tree\\a\x00fc", KEY_WOW64_64KEY, 0), ERROR_SUCCESS);
	EQUAL(RegDeleteKeyW(parameters, L"Tree\\a\x00fc"), ERROR_FILE_NOT_FOUND);
	EQUAL(RegDeleteKeyValueA(parameters, "Tree", "N"), ERROR_SUCCESS);
	EQUAL(RegDeleteKeyValueW(parameters, L"Tree", L"N"), ERROR_FILE_NOT_FOUND);
	EQUAL(RegOpenKeyA(parameters, "Tree", &tree), ERROR_SUCCESS);
	/* Without a name the key stays, and has nothing. */
	EQUAL(RegDeleteTreeW(tree, NULL), ERROR_SUCCESS);
	EQUAL(RegQueryValueExA(tree, "Number", NULL, NULL, NULL, NULL), ERROR_FILE_NOT_FOUND);
	EQUAL(RegSetKeyValueW(tree, L"x\\y", L"z", REG_SZ, L"", 2), ERROR_SUCCESS);
	EQUAL(RegDeleteTreeA(parameters, "Tree"), ERROR_SUCCESS);
	EQUAL(RegSetKeyValueA(tree, NULL, "N", REG_SZ, "", 1), ERROR_KEY_DELETED);
	EQUAL(RegCloseKey(tree), ERROR_SUCCESS);
	EQUAL(RegOpenKeyA(parameters, "Tree", &tree), ERROR_FILE_NOT_FOUND);
}

static void roots(void)
{
	HKEY key;

	EQUAL(RegCreateKeyA(HKEY_CURRENT_USER, "Software\\Program", &key), ERROR_SUCCESS);
	EQUAL(RegCloseKey(key), ERROR_SUCCESS);
	EQUAL(RegOpenKeyA(HKEY_USERS, ".Default\\Software\\Program", &key), ERROR_SUCCESS);
	EQUAL(RegCloseKey(key), ERROR_SUCCESS);
	EQUAL(RegDeleteTreeA(HKEY_CURRENT_USER, "Software"), ERROR_SUCCESS);
}

int main(void)
{
	opens();
	driver_follows(21);
	driver_follows(4);
	EQUAL(number_of("Depth"), 4);
	values();
	large_value();
	get_value();
	enumerations();
	deletions();
	roots();
	EQUAL(RegCloseKey(parameters), ERROR_SUCCESS);
	return failed != 0;
}
