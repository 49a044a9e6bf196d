/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport driver that forgets its NDIS device, which has a link. A program opens the device while DriverEntry still
 * runs.
 */
#include "../miniport.h"

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_INITIALIZE Initialize;
static MINIPORT_UNLOAD Unload;
static DRIVER_DISPATCH Create, Close;

static NDIS_HANDLE Miniport;
static NDIS_EVENT Opened;

static NDIS_STATUS Initialize(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
			      PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
	UNREFERENCED_PARAMETER(MiniportDriverContext);
	UNREFERENCED_PARAMETER(MiniportInitParameters);
	return SetRegistrationAttributes(NdisMiniportHandle);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	NdisMDeregisterMiniportDriver(Miniport);
}

static NTSTATUS Complete(PIRP Irp)
{
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static NTSTATUS Create(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	NdisSetEvent(&Opened);
	return Complete(Irp);
}

static NTSTATUS Close(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	return Complete(Irp);
}

static NDIS_STATUS MakeDevice(VOID)
{
	static NDIS_STRING Name = NDIS_STRING_CONST("\\Device\\NdisForgotten");
	static NDIS_STRING Link = NDIS_STRING_CONST("\\DosDevices\\NdisForgotten");
	PDRIVER_DISPATCH Routines[IRP_MJ_MAXIMUM_FUNCTION + 1];
	NDIS_DEVICE_OBJECT_ATTRIBUTES Attributes;
	PDEVICE_OBJECT Device;
	NDIS_HANDLE Handle;

	NdisZeroMemory(Routines, sizeof(Routines));
	Routines[IRP_MJ_CREATE] = Create;
	Routines[IRP_MJ_CLEANUP] = Close;
	Routines[IRP_MJ_CLOSE] = Close;
	NdisZeroMemory(&Attributes, sizeof(Attributes));
	Attributes.Header.Type = NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES;
	Attributes.Header.Revision = NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
	Attributes.Header.Size = NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
	Attributes.DeviceName = &Name;
	Attributes.SymbolicName = &Link;
	Attributes.MajorFunctions = Routines;
	return NdisRegisterDeviceEx(Miniport, &Attributes, &Device, &Handle);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;
	NDIS_STATUS Status;

	NdisInitializeEvent(&Opened);
	FillCharacteristics(&Characteristics);
	Characteristics.InitializeHandlerEx = Initialize;
	Characteristics.UnloadHandler = Unload;
	Status = NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &Miniport);
	if (Status != NDIS_STATUS_SUCCESS)
		return Status;
	Status = MakeDevice();
	/* Without a node the wait ends, and the test with it. */
	if (Status == NDIS_STATUS_SUCCESS && NdisWaitEvent(&Opened, 60000))
		return STATUS_SUCCESS;
	NdisMDeregisterMiniportDriver(Miniport);
	return STATUS_UNSUCCESSFUL;
}
