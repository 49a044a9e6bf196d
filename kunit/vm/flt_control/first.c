/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Attaches to all volumes but those of FAT, and lets programs detach it.
 */
#include "filter.h"

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_SETUP_FLAGS Flags, DEVICE_TYPE Type,
			     FLT_FILESYSTEM_TYPE FileSystem)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(Type);
	return FileSystem == FLT_FSTYPE_FAT ? STATUS_FLT_DO_NOT_ATTACH : STATUS_SUCCESS;
}

static NTSTATUS FLTAPI QueryTeardown(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(Flags);
	return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	static const FLT_REGISTRATION Registration = {
		.Size = sizeof(Registration),
		.Version = FLT_REGISTRATION_VERSION,
		.FilterUnloadCallback = FilterUnload,
		.InstanceSetupCallback = Setup,
		.InstanceQueryTeardownCallback = QueryTeardown,
	};

	UNREFERENCED_PARAMETER(RegistryPath);
	return Start(DriverObject, &Registration);
}
