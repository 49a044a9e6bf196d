/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_rows: the shared rows for NDIS items, which belong to an adapter here.
 */
#include "families.h"

#include <ndis.h>
#include <winwork/ndis_port.h>

struct net {
	NDIS_HANDLE miniport;
	NDIS_HANDLE adapter;
};

static NDIS_STATUS initialize_adapter(NDIS_HANDLE handle, NDIS_HANDLE context,
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

static NDIS_STATUS restart_adapter(NDIS_HANDLE context,
				   PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS pause_adapter(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static VOID unload(PDRIVER_OBJECT driver)
{
}

static int open_adapter(struct kunit *test)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
			NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
		},
		.MajorNdisVersion = 6,
		.InitializeHandlerEx = initialize_adapter,
		.HaltHandlerEx = halt_adapter,
		.UnloadHandler = unload,
		.PauseHandler = pause_adapter,
		.RestartHandler = restart_adapter,
	};
	DECLARE_CONST_UNICODE_STRING(path, L"");
	struct net *net = case_alloc_type(test, struct net);

	if (NdisMRegisterMiniportDriver(fixture_of(test)->driver, (PUNICODE_STRING)&path, net,
					&characteristics, &net->miniport))
		return -EINVAL;
	fixture_of(test)->host = net;
	return WinworkNdisAddAdapter(net->miniport, &net->adapter) ? -ENOMEM : 0;
}

static void close_adapter(struct kunit *test)
{
	struct net *net = fixture_of(test)->host;

	if (!net)
		return;
	if (net->adapter)
		WinworkNdisHaltAdapter(net->adapter);
	NdisMDeregisterMiniportDriver(net->miniport);
}

static PVOID adapter(struct kunit *test)
{
	return ((struct net *)fixture_of(test)->host)->adapter;
}

static void *allocate(struct kunit *test)
{
	return NdisAllocateIoWorkItem(adapter(test));
}

static VOID routine(PVOID context, NDIS_HANDLE item)
{
	run_job(context, item);
}

static void queue(void *item, struct job *job)
{
	NdisQueueIoWorkItem(item, routine, job);
}

static void free_item(void *item)
{
	NdisFreeIoWorkItem(item);
}

static const struct family ndis_rows_family = {
	.open = open_adapter,
	.close = close_adapter,
	.object = adapter,
	.allocate = allocate,
	.queue = queue,
	.free = free_item,
	.routine = (void *)routine,
	.allocate_name = "NdisAllocateIoWorkItem",
	.queue_name = "NdisQueueIoWorkItem",
	.free_name = "NdisFreeIoWorkItem",
	.foreign_code = BUGCHECK_BAD_POOL_CALLER,
};

FAMILY_SUITE(ndis_rows, ALL_ROWS);
