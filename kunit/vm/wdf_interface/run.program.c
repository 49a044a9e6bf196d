/* SPDX-License-Identifier: GPL-2.0 */
/*
 * row 365: a Windows program finds the device by its interfaces, opens each, and reads the name
 * that the driver got. It disables one and enables it again.
 */
#include <windows.h>
#include <winioctl.h>
#include <cfgmgr32.h>
#include <initguid.h>
#include <stdio.h>
#include <string.h>

#include "wdf_interface.h"

static char list[1000];

static int fail_at(int line)
{
	printf("line %d: error %d, list \"%s\"\n", line, (int)GetLastError(), list);
	return 1;
}

#define CHECK(condition)							\
	do {									\
		if (!(condition))						\
			return fail_at(__LINE__);				\
	} while (0)

/* The paths of the class, one after the other in @list. */
static int paths(void)
{
	GUID guid = GUID_WDF_INTERFACE;
	ULONG size, i;
	int count = 0;

	memset(list, 0, sizeof(list));
	if (CM_Get_Device_Interface_List_SizeA(&size, &guid, NULL, 0) != CR_SUCCESS ||
	    CM_Get_Device_Interface_ListA(&guid, NULL, list, sizeof(list), 0) != CR_SUCCESS)
		return -1;
	for (i = 0; i + 1 < size; i++)
		count += !list[i];
	return count;
}

static int set_state(HANDLE device, ULONG state)
{
	DWORD bytes;

	CHECK(DeviceIoControl(device, IOCTL_SET_STATE, &state, sizeof(state), NULL, 0, &bytes,
			      NULL));
	return 0;
}

static int reads(const char *path, const WCHAR *expected)
{
	HANDLE device = CreateFileA(path, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
	WCHAR name[16];
	DWORD bytes;

	CHECK(device != INVALID_HANDLE_VALUE);
	CHECK(ReadFile(device, name, sizeof(name), &bytes, NULL));
	CHECK(!wcscmp(name, expected));
	CloseHandle(device);
	return 0;
}

int main(void)
{
	const char *second;
	HANDLE device;

	CHECK(paths() == 2);
	second = list + strlen(list) + 1;
	CHECK(strlen(second) == strlen(list));
	if (reads(list, L"") || reads(second, L"\\part"))
		return 1;
	device = CreateFileA(second, 0, 0, NULL, OPEN_EXISTING, 0, NULL);
	CHECK(device != INVALID_HANDLE_VALUE);
	if (set_state(device, FALSE))
		return 1;
	CHECK(paths() == 1);
	if (reads(list, L"\\part"))
		return 1;
	if (set_state(device, TRUE))
		return 1;
	CHECK(paths() == 2);
	CloseHandle(device);
	return reads(list, L"");
}
