/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport driver that forgets an item of its adapter, and one of its own handle. Each is
 * reported when it is too late to free it: at the halt, and at the unload. (rows 52, 109)
 */
#include <ndis.h>

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_INITIALIZE Initialize;
static MINIPORT_RESTART Restart;
static MINIPORT_PAUSE Pause;
static MINIPORT_HALT Halt;
static MINIPORT_UNLOAD Unload;

static NDIS_HANDLE Miniport;

static NDIS_STATUS Initialize(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
			      PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
	UNREFERENCED_PARAMETER(MiniportDriverContext);
	UNREFERENCED_PARAMETER(MiniportInitParameters);
	return NdisAllocateIoWorkItem(NdisMiniportHandle) ? NDIS_STATUS_SUCCESS
							  : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS Restart(NDIS_HANDLE MiniportAdapterContext,
			   PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
	UNREFERENCED_PARAMETER(MiniportAdapterContext);
	UNREFERENCED_PARAMETER(RestartParameters);
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS Pause(NDIS_HANDLE MiniportAdapterContext,
			 PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
	UNREFERENCED_PARAMETER(MiniportAdapterContext);
	UNREFERENCED_PARAMETER(PauseParameters);
	return NDIS_STATUS_SUCCESS;
}

static VOID Halt(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
	UNREFERENCED_PARAMETER(MiniportAdapterContext);
	UNREFERENCED_PARAMETER(HaltAction);
}

static __attribute__((noinline)) NDIS_HANDLE MakeForgottenItem(VOID)
{
	NDIS_HANDLE Item = NdisAllocateIoWorkItem(Miniport);

	DbgPrint("ndis_leak: item %p\n", Item);
	return Item;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	MakeForgottenItem();
	NdisMDeregisterMiniportDriver(Miniport);
	DbgPrint("ndis_leak: the driver is unloaded\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;

	NdisZeroMemory(&Characteristics, sizeof(Characteristics));
	Characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
	Characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1;
	Characteristics.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1;
	Characteristics.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
	Characteristics.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
	Characteristics.InitializeHandlerEx = Initialize;
	Characteristics.HaltHandlerEx = Halt;
	Characteristics.UnloadHandler = Unload;
	Characteristics.PauseHandler = Pause;
	Characteristics.RestartHandler = Restart;
	return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics,
					   &Miniport);
}
