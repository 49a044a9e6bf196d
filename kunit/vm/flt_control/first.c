/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Attaches to all volumes but those of FAT, and lets programs detach it. Its port tells what the kernel's lists have.
 */
#include "filter.h"
#include "lists.h"

static PFLT_PORT Server, Client;

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

/* ---- The lists ------------------------------------------------------------------------------ */

static VOID DescribeVolume(PFLT_VOLUME Volume, struct lists *Lists, ULONG Index)
{
	UNICODE_STRING Name = { 0, sizeof(Lists->volume[Index].name), (PWCH)Lists->volume[Index].name };
	ULONG Count = 0;

	FltGetVolumeName(Volume, &Name, NULL);
	/* Without room for any, the function says how many there are. */
	FltEnumerateInstances(Volume, NULL, NULL, 0, &Count);
	Lists->volume[Index].instances = Count;
}

static VOID Describe(struct lists *Lists)
{
	PFLT_VOLUME Volumes[MOST_VOLUMES];
	ULONG Count = 0, i;

	FltEnumerateFilters(NULL, 0, &Count);
	Lists->filters = Count;
	if (!NT_SUCCESS(FltEnumerateVolumes(Filter, Volumes, MOST_VOLUMES, &Count)))
		return;
	Lists->volumes = Count;
	for (i = 0; i < Count; i++) {
		DescribeVolume(Volumes[i], Lists, i);
		FltObjectDereference(Volumes[i]);
	}
}

static NTSTATUS FLTAPI Message(PVOID Cookie, PVOID In, ULONG InBytes, PVOID Out, ULONG OutBytes, PULONG Returned)
{
	UNREFERENCED_PARAMETER(Cookie);
	UNREFERENCED_PARAMETER(In);
	UNREFERENCED_PARAMETER(InBytes);
	if (OutBytes < sizeof(struct lists))
		return STATUS_BUFFER_TOO_SMALL;
	RtlZeroMemory(Out, sizeof(struct lists));
	Describe(Out);
	*Returned = sizeof(struct lists);
	return STATUS_SUCCESS;
}

/* ---- The port ------------------------------------------------------------------------------- */

static NTSTATUS FLTAPI Connect(PFLT_PORT Port, PVOID Cookie, PVOID Context, ULONG Bytes, PVOID *PortCookie)
{
	UNREFERENCED_PARAMETER(Cookie);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Bytes);
	*PortCookie = NULL;
	Client = Port;
	return STATUS_SUCCESS;
}

static VOID FLTAPI Disconnect(PVOID Cookie)
{
	UNREFERENCED_PARAMETER(Cookie);
	FltCloseClientPort(Filter, &Client);
}

static NTSTATUS OpenPort(VOID)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(LISTS_PORT);
	OBJECT_ATTRIBUTES Attributes;

	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
	return FltCreateCommunicationPort(Filter, &Server, &Attributes, NULL, Connect, Disconnect, Message, 1);
}

static NTSTATUS FLTAPI UnloadWithPort(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	FltCloseCommunicationPort(Server);
	return FilterUnload(Flags);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	static const FLT_REGISTRATION Registration = {
		.Size = sizeof(Registration),
		.Version = FLT_REGISTRATION_VERSION,
		.FilterUnloadCallback = UnloadWithPort,
		.InstanceSetupCallback = Setup,
		.InstanceQueryTeardownCallback = QueryTeardown,
	};
	NTSTATUS Status = Start(DriverObject, &Registration);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = OpenPort();
	if (!NT_SUCCESS(Status))
		FltUnregisterFilter(Filter);
	return Status;
}
