/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport driver whose adapter arrives when the module is loaded. At rmmod it is paused and
 * halted while the routine of its item still runs. The item has been freed, and the routine needs
 * the image alone. Then the driver's unload handler is called. (rows 49, 50)
 * The registry's value Fails names an adapter that does not start.
 */
#include "../miniport.h"

DRIVER_INITIALIZE DriverEntry;
static SET_OPTIONS SetOptions;
static MINIPORT_INITIALIZE Initialize;
static MINIPORT_RESTART Restart;
static MINIPORT_PAUSE Pause;
static MINIPORT_HALT Halt;
static MINIPORT_UNLOAD Unload;
static NDIS_IO_WORKITEM_FUNCTION Routine;

static NDIS_HANDLE Miniport;
static NDIS_EVENT Started;
static ULONG Context;
static ULONG Initialized;
static ULONG Fails;	/* the adapter with this number, from 1; 0 for none */

static VOID Routine(PVOID WorkItemContext, NDIS_HANDLE NdisIoWorkItemHandle)
{
	ULONG i;

	UNREFERENCED_PARAMETER(WorkItemContext);
	NdisFreeIoWorkItem(NdisIoWorkItemHandle);
	NdisSetEvent(&Started);
	for (i = 0; i < 200; i++)
		NdisStallExecution(50);
	DbgPrint("ndis_adapter: the last line of the routine\n");
}

static NDIS_STATUS Initialize(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
			      PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
	NDIS_HANDLE Item;

	if (MiniportDriverContext != &Context || !MiniportInitParameters->IfIndex ||
	    SetRegistrationAttributes(NdisMiniportHandle) != NDIS_STATUS_SUCCESS)
		return NDIS_STATUS_FAILURE;
	Item = NdisAllocateIoWorkItem(NdisMiniportHandle);
	if (!Item)
		return NDIS_STATUS_RESOURCES;
	NdisFreeIoWorkItem(Item);
	if (++Initialized == Fails)
		return NDIS_STATUS_FAILURE;
	DbgPrint("ndis_adapter: initialized as %u\n", (ULONG)MiniportInitParameters->IfIndex);
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS Restart(NDIS_HANDLE MiniportAdapterContext,
			   PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
	UNREFERENCED_PARAMETER(MiniportAdapterContext);
	UNREFERENCED_PARAMETER(RestartParameters);
	DbgPrint("ndis_adapter: restarted\n");
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS Pause(NDIS_HANDLE MiniportAdapterContext,
			 PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
	NDIS_HANDLE Item = NdisAllocateIoWorkItem(MiniportAdapterContext);

	UNREFERENCED_PARAMETER(PauseParameters);
	DbgPrint("ndis_adapter: paused\n");
	NdisResetEvent(&Started);
	NdisQueueIoWorkItem(Item, Routine, NULL);
	NdisWaitEvent(&Started, 0);
	return NDIS_STATUS_SUCCESS;
}

static VOID Halt(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
	UNREFERENCED_PARAMETER(MiniportAdapterContext);
	DbgPrint("ndis_adapter: halted, action %d\n", HaltAction);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	DbgPrint("ndis_adapter: unloaded\n");
	NdisMDeregisterMiniportDriver(Miniport);
}

static NDIS_STATUS SetOptions(NDIS_HANDLE NdisDriverHandle, NDIS_HANDLE DriverContext)
{
	return NdisDriverHandle == Miniport && DriverContext == &Context ? NDIS_STATUS_SUCCESS
									   : NDIS_STATUS_FAILURE;
}

static VOID ReadParameters(VOID)
{
	RTL_QUERY_REGISTRY_TABLE Table[2];

	NdisZeroMemory(Table, sizeof(Table));
	Table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
	Table[0].Name = L"Fails";
	Table[0].EntryContext = &Fails;
	RtlQueryRegistryValues(RTL_REGISTRY_SERVICES, L"ndis_adapter\\Parameters", Table, NULL, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;

	NdisInitializeEvent(&Started);
	ReadParameters();
	FillCharacteristics(&Characteristics);
	Characteristics.SetOptionsHandler = SetOptions;
	Characteristics.InitializeHandlerEx = Initialize;
	Characteristics.HaltHandlerEx = Halt;
	Characteristics.UnloadHandler = Unload;
	Characteristics.PauseHandler = Pause;
	Characteristics.RestartHandler = Restart;
	return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, &Context, &Characteristics,
					   &Miniport);
}
