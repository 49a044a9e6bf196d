/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions by which devices of a framework driver come and go, for its port and for tests.
 */
#ifndef WINWORK_WDF_PORT_H
#define WINWORK_WDF_PORT_H

#include "wdf/device.h"

EXTERN_C_START

/**
 * WinworkWdfAddDevice - add a device to a driver
 * @Driver: the driver object
 * @Device: receives the device, or NULL if the driver has created none. @Device may be NULL.
 *
 * Calls EvtDriverDeviceAdd. If that callback creates a device, the function calls the callbacks
 * that start the device; see struct _WDF_PNPPOWER_EVENT_CALLBACKS. If one of them fails, the
 * function stops and deletes the device. A driver that is a module gets its first device without
 * this call.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; the status of the callback that failed; STATUS_NOT_SUPPORTED for a
 *	driver without EvtDriverDeviceAdd; STATUS_INSUFFICIENT_RESOURCES; or
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 */
NTSTATUS NTAPI WinworkWdfAddDevice(_In_ WDFDRIVER Driver, _Out_opt_ WDFDEVICE *Device);

/**
 * WinworkWdfRemoveDevice - remove a device
 * @Device: a device other than a control device
 *
 * Calls the callbacks that stop the device, and deletes it, as WinworkPnpRemoveDevice does with
 * WinworkRemovalForced. Unload does this for all devices that remain. In these cases the call is reported (0x10D, parameter 7), and does nothing: the device is
 * a control device, it is already being removed, or the caller is the routine of one of its work
 * items.
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkWdfRemoveDevice(_In_ WDFDEVICE Device);

EXTERN_C_END

#endif /* WINWORK_WDF_PORT_H */
