// SPDX-License-Identifier: GPL-2.0
/*
 * WinWork's items of NDIS, which belong to an adapter. Their queue is the critical one.
 */
#include "bench.h"
#include "winwork.h"

#include <ndis.h>
#include <winwork/ndis_port.h>

static PDRIVER_OBJECT driver;
static NDIS_HANDLE miniport, adapter;

static NDIS_STATUS initialize(NDIS_HANDLE handle, NDIS_HANDLE context,
			      PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
	NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES attributes = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
			NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1,
			NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1,
		},
		.MiniportAdapterContext = context,
		.InterfaceType = NdisInterfaceInternal,
	};

	return NdisMSetMiniportAttributes(handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&attributes);
}

static VOID halt_adapter(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
}

static NDIS_STATUS pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static VOID unload(PDRIVER_OBJECT object)
{
}

static int start(void)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
			NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
		},
		.MajorNdisVersion = 6,
		.InitializeHandlerEx = initialize,
		.HaltHandlerEx = halt_adapter,
		.UnloadHandler = unload,
		.PauseHandler = pause,
		.RestartHandler = restart,
	};
	DECLARE_CONST_UNICODE_STRING(path, L"");

	driver = bench_create_driver();
	if (!driver)
		return -ENOMEM;
	if (NdisMRegisterMiniportDriver(driver, (PUNICODE_STRING)&path, NULL, &characteristics,
					&miniport))
		goto no_miniport;
	if (!WinworkNdisAddAdapter(miniport, &adapter))
		return 0;
	NdisMDeregisterMiniportDriver(miniport);
no_miniport:
	IoDeleteDriver(driver);
	return -ENOMEM;
}

static void stop(void)
{
	WinworkNdisHaltAdapter(adapter);
	NdisMDeregisterMiniportDriver(miniport);
	IoDeleteDriver(driver);
}

static VOID routine(PVOID context, NDIS_HANDLE item)
{
	BENCH_ROUTINE(context, NdisFreeIoWorkItem);
}

static __always_inline void *allocate(void)
{
	return NdisAllocateIoWorkItem(adapter);
}

static __always_inline void queue(void *item, void *context)
{
	NdisQueueIoWorkItem(item, routine, context);
}

static void free_item(void *item)
{
	NdisFreeIoWorkItem(item);
}

BENCH_CONTESTANT(winwork_ndis, "winwork-ndis", 64, start, stop, allocate, queue, free_item, true);
