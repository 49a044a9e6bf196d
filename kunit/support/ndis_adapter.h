/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A miniport with one adapter and no behaviour, for code that needs an adapter to queue items for.
 * The suites of NDIS and the benchmark use it. The miniports of ndis_case.h record their calls.
 */
#ifndef WINWORK_KUNIT_NDIS_ADAPTER_H
#define WINWORK_KUNIT_NDIS_ADAPTER_H

#include <ndis.h>
#include <winwork/ndis_port.h>

#include "ndis_registration.h"

struct ndis_adapter {
	NDIS_HANDLE miniport;
	NDIS_HANDLE adapter;
};

static NDIS_STATUS ndis_adapter_initialize(NDIS_HANDLE handle, NDIS_HANDLE context,
					   PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
	return register_adapter(handle, context, 0, 0);
}

static VOID ndis_adapter_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
}

static NDIS_STATUS ndis_adapter_pause(NDIS_HANDLE context,
				      PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS ndis_adapter_restart(NDIS_HANDLE context,
					PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static VOID ndis_adapter_unload(PDRIVER_OBJECT driver)
{
}

/* Registers a miniport of @driver, and starts its adapter. A failure leaves nothing behind. */
static NDIS_STATUS ndis_adapter_open(struct ndis_adapter *opened, PDRIVER_OBJECT driver)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
			NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1,
		},
		.MajorNdisVersion = 6,
		.InitializeHandlerEx = ndis_adapter_initialize,
		.HaltHandlerEx = ndis_adapter_halt,
		.UnloadHandler = ndis_adapter_unload,
		.PauseHandler = ndis_adapter_pause,
		.RestartHandler = ndis_adapter_restart,
	};
	DECLARE_CONST_UNICODE_STRING(path, L"");
	NDIS_STATUS status;

	status = NdisMRegisterMiniportDriver(driver, (PUNICODE_STRING)&path, NULL,
					     &characteristics, &opened->miniport);
	if (status)
		return status;
	status = WinworkNdisAddAdapter(opened->miniport, &opened->adapter);
	if (status)
		NdisMDeregisterMiniportDriver(opened->miniport);
	return status;
}

static void ndis_adapter_close(struct ndis_adapter *opened)
{
	WinworkNdisHaltAdapter(opened->adapter);
	NdisMDeregisterMiniportDriver(opened->miniport);
}

#endif /* WINWORK_KUNIT_NDIS_ADAPTER_H */
