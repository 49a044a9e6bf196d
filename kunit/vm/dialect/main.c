/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gcc accepts this driver only after scripts/driver-includes and scripts/lib/dialect.py: the
 * spelling of headers, a trace header that does not exist, integer suffixes, a macro's arguments
 * that may be missing, the function's name inside a string, and FORCEINLINE behind static.
 */
#include "inc\log.h"
#include "main.tmh"

/* The project of a driver has wide characters. */
C_ASSERT(sizeof(TCHAR) == sizeof(WCHAR) && sizeof(TEXT("a")) == 2 * sizeof(WCHAR));

static VOID unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
	LOG("bye");
}

void _ReadWriteBarrier(void);

static FORCEINLINE ULONGLONG seconds(ULONGLONG count)
{
	_ReadWriteBarrier();
	return count * SECOND;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	WPP_INIT_TRACING(driver, path);
	Trace(TRACE_LEVEL_ERROR, "%!STATUS!", STATUS_SUCCESS);
	LOG("%I64u", SECOND);
	return finish(seconds(3ui64));
}
