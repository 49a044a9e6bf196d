/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A Windows program installs a driver by its file NAME.sys in the current folder, starts it, opens its
 * device, stops it and deletes its service.
 */
#include <windows.h>
#include <stdio.h>

static int fail_at(int line)
{
	printf("line %d: error %d\n", line, (int)GetLastError());
	return 1;
}

#define CHECK(condition)							\
	do {									\
		if (!(condition))						\
			return fail_at(__LINE__);				\
	} while (0)

static HANDLE open_device(void)
{
	return CreateFileA("\\\\.\\ServiceTest", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
}

/* The driver runs: its device opens, and it is not stopped before that is closed. */
static int use(SC_HANDLE service)
{
	HANDLE device = open_device();
	SERVICE_STATUS status;

	CHECK(device != INVALID_HANDLE_VALUE);
	CHECK(!StartServiceA(service, 0, NULL) && GetLastError() == ERROR_SERVICE_ALREADY_RUNNING);
	CHECK(!ControlService(service, SERVICE_CONTROL_STOP, &status));
	CHECK(CloseHandle(device));
	return 0;
}

static int run(SC_HANDLE manager, const char *path)
{
	SC_HANDLE service = CreateServiceA(manager, "ServiceTest", "ServiceTest", SERVICE_ALL_ACCESS, SERVICE_KERNEL_DRIVER,
					   SERVICE_DEMAND_START, SERVICE_ERROR_NORMAL, path, NULL, NULL, NULL, NULL, NULL);
	SERVICE_STATUS status;

	CHECK(service);
	CHECK(open_device() == INVALID_HANDLE_VALUE && GetLastError() == ERROR_FILE_NOT_FOUND);
	CHECK(StartServiceA(service, 0, NULL));
	CHECK(!use(service));
	CHECK(ControlService(service, SERVICE_CONTROL_STOP, &status) && status.dwCurrentState == SERVICE_STOPPED);
	CHECK(open_device() == INVALID_HANDLE_VALUE);
	CHECK(DeleteService(service) && CloseServiceHandle(service));
	CHECK(!OpenServiceA(manager, "ServiceTest", SERVICE_ALL_ACCESS) && GetLastError() == ERROR_SERVICE_DOES_NOT_EXIST);
	return 0;
}

int main(void)
{
	SC_HANDLE manager = OpenSCManagerA(NULL, NULL, SC_MANAGER_ALL_ACCESS);
	char path[MAX_PATH], folder[MAX_PATH];

	CHECK(manager);
	CHECK(GetCurrentDirectoryA(sizeof(folder), folder));
	snprintf(path, sizeof(path), "%s\\Service.SYS", folder);
	if (run(manager, path))
		return 1;
	CHECK(CloseServiceHandle(manager));
	return 0;
}
