/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport driver whose handlers do nothing: what the drivers of several tests have beside their own handlers.
 */
#ifndef WINWORK_KUNIT_VM_MINIPORT_H
#define WINWORK_KUNIT_VM_MINIPORT_H

#include <ndis.h>

static NDIS_STATUS DoNotRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
	UNREFERENCED_PARAMETER(MiniportAdapterContext);
	UNREFERENCED_PARAMETER(RestartParameters);
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS DoNotPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
	UNREFERENCED_PARAMETER(MiniportAdapterContext);
	UNREFERENCED_PARAMETER(PauseParameters);
	return NDIS_STATUS_SUCCESS;
}

static VOID DoNotHalt(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
	UNREFERENCED_PARAMETER(MiniportAdapterContext);
	UNREFERENCED_PARAMETER(HaltAction);
}

/* The caller sets InitializeHandlerEx and UnloadHandler, and what else it has of its own. */
static VOID FillCharacteristics(PNDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics)
{
	NdisZeroMemory(Characteristics, sizeof(*Characteristics));
	Characteristics->Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
	Characteristics->Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
	Characteristics->Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
	Characteristics->MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
	Characteristics->MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
	Characteristics->HaltHandlerEx = DoNotHalt;
	Characteristics->PauseHandler = DoNotPause;
	Characteristics->RestartHandler = DoNotRestart;
}

/* The adapter's context is its handle. */
FORCEINLINE NDIS_STATUS SetRegistrationAttributes(NDIS_HANDLE NdisMiniportHandle)
{
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES Attributes;

	NdisZeroMemory(&Attributes, sizeof(Attributes));
	Attributes.RegistrationAttributes.Header.Type =
		NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
	Attributes.RegistrationAttributes.Header.Revision =
		NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
	Attributes.RegistrationAttributes.Header.Size =
		NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
	Attributes.RegistrationAttributes.MiniportAdapterContext = NdisMiniportHandle;
	return NdisMSetMiniportAttributes(NdisMiniportHandle, &Attributes);
}

#endif /* WINWORK_KUNIT_VM_MINIPORT_H */
