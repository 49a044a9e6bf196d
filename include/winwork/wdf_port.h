/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that replace the Plug and Play manager, for the port of a framework driver and for
 * tests.
 */
#ifndef WINWORK_WDF_PORT_H
#define WINWORK_WDF_PORT_H

#include "wdf_device.h"

EXTERN_C_START

/**
 * WinworkWdfAddDevice - add a device to a driver
 * @Driver: the driver object
 * @Device: receives the device, or NULL if the driver created none; may be NULL itself
 *
 * Calls EvtDriverDeviceAdd. If that creates a device, it calls the callbacks that start the
 * device, see struct _WDF_PNPPOWER_EVENT_CALLBACKS. If one of them fails, the device is stopped
 * and deleted. A driver that is a module gets its first device without this call.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; the status of the callback that failed; STATUS_NOT_SUPPORTED for a
 *	driver without EvtDriverDeviceAdd; STATUS_INSUFFICIENT_RESOURCES; or
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL.
 */
NTSTATUS NTAPI WinworkWdfAddDevice(_In_ WDFDRIVER Driver, _Out_opt_ WDFDEVICE *Device);

/**
 * WinworkWdfRemoveDevice - remove a device
 * @Device: a device that is no control device
 *
 * Calls the callbacks that stop the device, and deletes it. Unload does this for all devices that
 * remain. A control device, a device that is already being removed, and a call in the routine of
 * a work item of the device are reported (0x10D, parameter 7), and the call does nothing.
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkWdfRemoveDevice(_In_ WDFDEVICE Device);

EXTERN_C_END

#endif /* WINWORK_WDF_PORT_H */
