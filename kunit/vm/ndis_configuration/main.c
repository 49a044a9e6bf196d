/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport driver that prints its parameters: those of the INF, and those of reg=. (row 1014)
 */
#include "../miniport.h"

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_INITIALIZE Initialize;
static MINIPORT_UNLOAD Unload;

static NDIS_HANDLE Miniport;

static NDIS_HANDLE Open(NDIS_HANDLE NdisHandle)
{
	NDIS_CONFIGURATION_OBJECT Object;
	NDIS_HANDLE Handle;

	NdisZeroMemory(&Object, sizeof(Object));
	Object.Header.Type = NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT;
	Object.Header.Revision = NDIS_CONFIGURATION_OBJECT_REVISION_1;
	Object.Header.Size = NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1;
	Object.NdisHandle = NdisHandle;
	return NdisOpenConfigurationEx(&Object, &Handle) == NDIS_STATUS_SUCCESS ? Handle : NULL;
}

static VOID Print(NDIS_HANDLE Handle, PCWSTR Name, NDIS_PARAMETER_TYPE Type)
{
	PNDIS_CONFIGURATION_PARAMETER Parameter;
	NDIS_STRING Keyword;
	NDIS_STATUS Status;

	NdisInitUnicodeString(&Keyword, Name);
	NdisReadConfiguration(&Status, &Parameter, Handle, &Keyword, Type);
	if (Status != NDIS_STATUS_SUCCESS)
		DbgPrint("ndis_configuration: no %wZ\n", &Keyword);
	else if (Parameter->ParameterType == NdisParameterString)
		DbgPrint("ndis_configuration: %wZ is %wZ\n", &Keyword, &Parameter->ParameterData.StringData);
	else
		DbgPrint("ndis_configuration: %wZ is %u\n", &Keyword, Parameter->ParameterData.IntegerData);
}

static NDIS_STATUS Initialize(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
			      PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
	NDIS_HANDLE Handle = Open(NdisMiniportHandle);

	UNREFERENCED_PARAMETER(MiniportDriverContext);
	UNREFERENCED_PARAMETER(MiniportInitParameters);
	if (!Handle)
		return NDIS_STATUS_FAILURE;
	Print(Handle, L"NetCfgInstanceId", NdisParameterString);
	Print(Handle, L"DriverDesc", NdisParameterString);
	Print(Handle, L"*JumboPacket", NdisParameterInteger);
	Print(Handle, L"*IfType", NdisParameterInteger);
	Print(Handle, L"*MediaType", NdisParameterInteger);
	NdisCloseConfiguration(Handle);
	return SetRegistrationAttributes(NdisMiniportHandle);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	NdisMDeregisterMiniportDriver(Miniport);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;
	NDIS_HANDLE Handle;
	NDIS_STATUS Status;

	FillCharacteristics(&Characteristics);
	Characteristics.InitializeHandlerEx = Initialize;
	Characteristics.UnloadHandler = Unload;
	Status = NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &Miniport);
	if (Status != NDIS_STATUS_SUCCESS)
		return Status;
	Handle = Open(Miniport);
	if (!Handle)
		return NDIS_STATUS_FAILURE;
	Print(Handle, L"Level", NdisParameterInteger);
	NdisCloseConfiguration(Handle);
	return NDIS_STATUS_SUCCESS;
}
