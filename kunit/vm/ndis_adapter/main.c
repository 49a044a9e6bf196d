/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport driver whose adapter arrives when the module is loaded. At rmmod it is paused and
 * halted while the routine of its item still runs. The item has been freed, and the routine needs
 * the image alone. Then the driver's unload handler is called. (rows 49, 50)
 */
#include <ndis.h>

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
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES Attributes;
	NDIS_HANDLE Item;

	NdisZeroMemory(&Attributes, sizeof(Attributes));
	Attributes.RegistrationAttributes.Header.Type =
		NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
	Attributes.RegistrationAttributes.Header.Revision =
		NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
	Attributes.RegistrationAttributes.Header.Size =
		NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
	Attributes.RegistrationAttributes.MiniportAdapterContext = NdisMiniportHandle;
	if (MiniportDriverContext != &Context || !MiniportInitParameters->IfIndex ||
	    NdisMSetMiniportAttributes(NdisMiniportHandle, &Attributes) != NDIS_STATUS_SUCCESS)
		return NDIS_STATUS_FAILURE;
	Item = NdisAllocateIoWorkItem(NdisMiniportHandle);
	if (!Item)
		return NDIS_STATUS_RESOURCES;
	DbgPrint("ndis_adapter: initialized\n");
	NdisFreeIoWorkItem(Item);
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

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;

	NdisInitializeEvent(&Started);
	NdisZeroMemory(&Characteristics, sizeof(Characteristics));
	Characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
	Characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
	Characteristics.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
	Characteristics.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
	Characteristics.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
	Characteristics.SetOptionsHandler = SetOptions;
	Characteristics.InitializeHandlerEx = Initialize;
	Characteristics.HaltHandlerEx = Halt;
	Characteristics.UnloadHandler = Unload;
	Characteristics.PauseHandler = Pause;
	Characteristics.RestartHandler = Restart;
	return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, &Context, &Characteristics,
					   &Miniport);
}
