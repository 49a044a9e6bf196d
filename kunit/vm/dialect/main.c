/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that gcc takes only after scripts/driver-includes and scripts/driver-dialect: the
 * spelling of headers, a trace header that nobody made, integer suffixes, a macro's arguments
 * that may be missing, and the function's name inside a string.
 */
#include "inc\log.h"
#include "main.tmh"

static VOID unload(PDRIVER_OBJECT driver)
{
	UNREFERENCED_PARAMETER(driver);
	LOG("bye");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	UNREFERENCED_PARAMETER(path);
	driver->DriverUnload = unload;
	WPP_INIT_TRACING(driver, path);
	Trace(TRACE_LEVEL_ERROR, "%!STATUS!", STATUS_SUCCESS);
	LOG("%I64u", SECOND);
	return finish(3ui64 * SECOND);
}
