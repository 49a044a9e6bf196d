/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport driver that leaves out a handler, and a call that does not name its driver: the log
 * names the mistake and the caller.
 */
#include <fltKernel.h>
#include <ndis.h>

DRIVER_INITIALIZE DriverEntry;

static NDIS_STATUS Initialize(NDIS_HANDLE Handle, NDIS_HANDLE Context,
			      PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
	UNREFERENCED_PARAMETER(Handle);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Parameters);
	return NDIS_STATUS_FAILURE;
}

static VOID Halt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Action);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
			NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
		},
		.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION,
		.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION,
		.InitializeHandlerEx = Initialize,
		.HaltHandlerEx = Halt,
		.UnloadHandler = Unload,
	};
	NDIS_HANDLE Handle;
	ULONG Count;

	if (FltEnumerateInstances(NULL, NULL, NULL, 0, &Count) != STATUS_INVALID_PARAMETER)
		return STATUS_SUCCESS;
	return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics,
					   &Handle);
}
