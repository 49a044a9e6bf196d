// SPDX-License-Identifier: MIT
/*
 * A console program as Windows's samples are: it must compile with the flags of pkg-config alone. Sends
 * each kind of request to \\.\NAME, and prints the results.
 */
#include <windows.h>
#include <winioctl.h>
#include <conio.h>
#include <process.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strsafe.h>

#define IOCTL_TEST CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

VOID __cdecl main(_In_ ULONG argc, _In_reads_(argc) PCHAR argv[])
{
	TCHAR name[MAX_PATH];
	OVERLAPPED overlapped;
	HANDLE device;
	ULONG bytes;
	char data[16];

	name[0] = UNICODE_NULL;
	if (FAILED(StringCbPrintf(name, sizeof(name), "\\\\.\\%s", argc > 1 ? argv[1] : "WinworkTest")))
		ExitProcess(2);
	device = CreateFile(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
	if (device == INVALID_HANDLE_VALUE) {
		printf("CreateFile: error %lu\n", GetLastError());
		ExitProcess(0);
	}
	ZeroMemory(&overlapped, sizeof(overlapped));
	overlapped.hEvent = CreateEvent(NULL, TRUE, FALSE, NULL);
	if (!ReadFile(device, data, sizeof(data), &bytes, &overlapped) && GetLastError() == ERROR_IO_PENDING)
		GetOverlappedResult(device, &overlapped, &bytes, TRUE);
	printf("ReadFile: %lu bytes, status %08Ix\n", bytes, overlapped.Internal);
	if (!DeviceIoControl(device, (DWORD)IOCTL_TEST, data, sizeof(data), data, sizeof(data), &bytes, NULL))
		printf("DeviceIoControl: error %lu\n", GetLastError());
	CloseHandle(device);
}
