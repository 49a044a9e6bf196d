/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport driver that forgets an item of its adapter, and one of its own handle. Each is
 * reported when it is too late to free it: at the halt, and at the unload. (rows 52, 109)
 */
#include "../miniport.h"

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_INITIALIZE Initialize;
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

	FillCharacteristics(&Characteristics);
	Characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1;
	Characteristics.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1;
	Characteristics.InitializeHandlerEx = Initialize;
	Characteristics.UnloadHandler = Unload;
	return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics,
					   &Miniport);
}
