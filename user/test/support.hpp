// SPDX-License-Identifier: MIT
#pragma once

#include <thread>

#include <windows.h>
#include <winioctl.h>
#include <ntstatus.h>

/* A handle that is closed at the end of a block. */
class Handle {
public:
	explicit Handle(HANDLE handle) : handle(handle)
	{
	}
	Handle(const Handle &) = delete;
	~Handle()
	{
		if (good())
			CloseHandle(handle);
	}
	HANDLE get() const
	{
		return handle;
	}
	bool good() const
	{
		return handle && handle != INVALID_HANDLE_VALUE;
	}
	/* Closes it now. */
	BOOL close()
	{
		HANDLE old = handle;

		handle = NULL;
		return CloseHandle(old);
	}

private:
	HANDLE handle;
};

inline HANDLE open_device(DWORD flags = 0)
{
	return CreateFileA("\\\\.\\A", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, flags, NULL);
}
