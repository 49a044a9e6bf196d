/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Attaches to all volumes, and cannot be detached.
 */
#include "filter.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	static const FLT_REGISTRATION Registration = {
		.Size = sizeof(Registration),
		.Version = FLT_REGISTRATION_VERSION,
		.FilterUnloadCallback = FilterUnload,
	};

	UNREFERENCED_PARAMETER(RegistryPath);
	return Start(DriverObject, &Registration);
}
