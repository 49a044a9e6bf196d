/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Prints what the module has of its INF, and what DriverEntry finds in the service key.
 */
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	const WINWORK_INF *Inf = WinworkImage.Inf;
	ULONG Depth = 0, Kept = 0;
	UNICODE_STRING Text = { 0 };
	RTL_QUERY_REGISTRY_TABLE Table[] = {
		{ .Flags = RTL_QUERY_REGISTRY_SUBKEY, .Name = L"Parameters" },
		{ .Flags = RTL_QUERY_REGISTRY_DIRECT, .Name = L"Depth", .EntryContext = &Depth },
		{ .Flags = RTL_QUERY_REGISTRY_DIRECT, .Name = L"Kept", .EntryContext = &Kept },
		{ .Flags = RTL_QUERY_REGISTRY_DIRECT, .Name = L"Text", .EntryContext = &Text },
		{ 0 },
	};
	NTSTATUS Status;

	DriverObject->DriverUnload = Unload;
	if (!Inf || Inf->ModelCount != 2)
		return STATUS_UNSUCCESSFUL;
	DbgPrint("inf: %s %s %s %s altitude %s bind %d\n", Inf->File, Inf->Class, Inf->Service, Inf->Models[1].Id,
		 WinworkImage.Altitude, WinworkImage.Bind);
	DbgPrint("inf: messages %d, driver key %s", Inf->Models[0].MsiSupported, Inf->Models[0].DriverKey);
	Status = RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, RegistryPath->Buffer, Table, NULL, NULL);
	if (!NT_SUCCESS(Status))
		return Status;
	DbgPrint("inf: depth %u, kept %u, text %wZ\n", Depth, Kept, &Text);
	RtlFreeUnicodeString(&Text);
	Depth = Kept = 7;
	RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"inf\\Parameters", L"Depth", REG_DWORD, &Depth, sizeof(Depth));
	return RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"inf\\Parameters", L"Kept", REG_DWORD, &Kept, sizeof(Kept));
}
