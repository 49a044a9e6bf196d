/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A scanner as on Windows: it maps the section that it has got from the minifilter, by libwinwork-user.
 *
 *	library MOUNT LOWER
 */
#include <windows.h>
#include <stdlib.h>

#include "../windows_program.h"
#include "given.h"

#define PAGE 4096
#define PAGES 3
#define BYTES (PAGES * PAGE - 100)

static const char *mount_path, *lower_path;

/* Makes a file of three pages with a word. */
static void fill(const char *name)
{
	static char data[BYTES];
	char path[256];
	FILE *file;

	memset(data, 'd', sizeof(data));
	memcpy(data + 5000, "infected", 8);
	snprintf(path, sizeof(path), "%s/%s", lower_path, name);
	file = fopen(path, "w");
	EQUAL(file != NULL, 1);
	EQUAL(fwrite(data, 1, sizeof(data), file), sizeof(data));
	EQUAL(fclose(file), 0);
}

/* The minifilter does by its name what it does. */
static void open_file(const char *name)
{
	char path[256];
	HANDLE file;

	snprintf(path, sizeof(path), "%s/%s", mount_path, name);
	file = CreateFileA(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
	EQUAL(file != INVALID_HANDLE_VALUE, 1);
	EQUAL(CloseHandle(file), TRUE);
}

static void check_view(const char *view)
{
	MEMORY_BASIC_INFORMATION information;
	DWORD old;

	EQUAL(VirtualQuery(view, &information, sizeof(information)), sizeof(information));
	EQUAL(information.RegionSize, PAGES * PAGE);
	EQUAL(information.State, MEM_COMMIT);
	EQUAL(information.Type, MEM_MAPPED);
	EQUAL(information.Protect, PAGE_READONLY);
	EQUAL((ULONG_PTR)view % 0x10000, 0);
	EQUAL(memcmp(view + 5000, "infected", 8), 0);
	EQUAL(view[BYTES - 1], 'd');
	EQUAL(view[BYTES], 0);
	EQUAL(VirtualProtect((PVOID)view, 1, PAGE_READWRITE, &old), FALSE);
	EQUAL(GetLastError(), ERROR_INVALID_PARAMETER);
}

static void check_refused(HANDLE section, DWORD access, DWORD offset, SIZE_T bytes, DWORD error)
{
	EQUAL(MapViewOfFile(section, access, 0, offset, bytes) == NULL, 1);
	EQUAL(GetLastError(), error);
}

static void check_refusals(HANDLE section)
{
	check_refused(section, FILE_MAP_WRITE, 0, 0, ERROR_ACCESS_DENIED);
	check_refused(section, FILE_MAP_READ, 0, PAGES * PAGE + 1, ERROR_ACCESS_DENIED);
	check_refused(section, FILE_MAP_READ, 0x10000, 0, ERROR_ACCESS_DENIED);
	check_refused(section, FILE_MAP_READ, PAGE, 0, ERROR_MAPPED_ALIGNMENT);
	check_refused(GetCurrentProcess(), FILE_MAP_READ, 0, 0, ERROR_INVALID_HANDLE);
}

int main(int count, char **words)
{
	HANDLE section;
	char *view, *part;

	if (count < 3)
		return 2;
	mount_path = words[1];
	lower_path = words[2];
	fill("give");
	fill("take");
	open_file("give");
	section = (HANDLE)(LONG_PTR)given();
	view = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 0);
	EQUAL(view != NULL, 1);
	if (!view)
		return 1;
	check_view(view);
	part = MapViewOfFileEx(section, FILE_MAP_READ, 0, 0, PAGE, NULL);
	EQUAL(part[0], 'd');
	check_refusals(section);
	EQUAL(UnmapViewOfFileEx(part, MEM_UNMAP_WITH_TRANSIENT_BOOST), TRUE);
	EQUAL(CloseHandle(section), TRUE);
	EQUAL(given(), -1);
	EQUAL(CloseHandle(section), FALSE);
	EQUAL(GetLastError(), ERROR_INVALID_HANDLE);
	/* The minifilter's section goes, and the view stays. */
	open_file("take");
	check_view(view);
	EQUAL(UnmapViewOfFile(view), TRUE);
	EQUAL(UnmapViewOfFile(view), FALSE);
	EQUAL(GetLastError(), ERROR_INVALID_ADDRESS);
	return failed != 0;
}
