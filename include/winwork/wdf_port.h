/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a port of a framework driver, or a test, may call in place of the Plug and Play manager.
 */
#ifndef WINWORK_WDF_PORT_H
#define WINWORK_WDF_PORT_H

#include "wdf_device.h"

EXTERN_C_START

/**
 * WinworkWdfAddDevice - have one more device arrive
 * @Driver: the driver object
 * @Device: receives the device, or NULL if the driver made none; may be NULL itself
 *
 * Calls EvtDriverDeviceAdd, and, for a device that it has made, the callbacks that bring the device
 * up, see struct _WDF_PNPPOWER_EVENT_CALLBACKS. When one of them fails the device is brought down
 * and deleted. The first device of a driver that is a module arrives by itself.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; what the callback that failed returned; STATUS_NOT_SUPPORTED for a driver
 *	without EvtDriverDeviceAdd; STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER,
 *	with a report, for a wrong handle or IRQL.
 */
NTSTATUS NTAPI WinworkWdfAddDevice(_In_ WDFDRIVER Driver, _Out_opt_ WDFDEVICE *Device);

/**
 * WinworkWdfRemoveDevice - have a device leave
 * @Device: one that has arrived
 *
 * Calls the callbacks that bring the device down, and deletes it. The unload of the driver does it
 * for all devices that are left. A control device, a device that is leaving already, and a call
 * in the routine of a work item of the device are reported (0x10D, parameter 7), and nothing is
 * done.
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkWdfRemoveDevice(_In_ WDFDEVICE Device);

EXTERN_C_END

#endif /* WINWORK_WDF_PORT_H */
