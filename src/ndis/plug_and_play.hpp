/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The adapter of a device of Plug and Play. NDIS is the function driver in the miniport driver's name:
 *
 *	the manager			NDIS
 *	AddDevice			makes the adapter, which is halted, and the functional device; MiniportAddDevice
 *	FILTER_RESOURCE_REQUIREMENTS	passes it down first; MiniportFilterResourceRequirements
 *	START_DEVICE			passes it down first; MiniportStartDevice; MiniportInitializeEx gets the
 *					translated resources
 *	QUERY_REMOVE_DEVICE		agrees
 *	SURPRISE_REMOVAL		MiniportDevicePnPEventNotify; then the adapter halts
 *	REMOVE_DEVICE			the adapter halts, if it has not yet; MiniportRemoveDevice; the device and the
 *					adapter go
 *
 * The adapter's fields for this are null for one without hardware: Adapter::pdo, fdo, lower, raw, translated.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* Devices that arrive for the driver become adapters of its miniport driver. */
void plug_and_play_serve(PDRIVER_OBJECT driver);

} /* namespace ww */
