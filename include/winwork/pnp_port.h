/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that make devices come and go, for tests and for people who develop a driver without its
 * device.
 */
#ifndef WINWORK_PNP_PORT_H
#define WINWORK_PNP_PORT_H

#include "io/device_object.h"

EXTERN_C_START

/* How WinworkPnpRemoveDevice removes a device. */
typedef enum _WINWORK_REMOVAL {
	WinworkRemovalAsked,		/* a driver may refuse, and an open file does */
	WinworkRemovalOrdered,		/* the same, but then the device goes by surprise */
	WinworkRemovalSurprise,		/* the hardware has gone: no driver is asked */
	WinworkRemovalForced,		/* ordered, and the end does not wait for open files */
} WINWORK_REMOVAL;

/**
 * WinworkPnpAddDevice - add a device without hardware to a driver
 * @DriverObject: the driver, whose DriverExtension->AddDevice is called
 * @PhysicalDevice: receives the device's PDO, or NULL if no device has started. @PhysicalDevice may be
 *	NULL.
 *
 * Does what the PnP manager does for a device that arrives: it makes the PDO, calls AddDevice, and
 * starts the stack by IRP_MN_START_DEVICE. If that fails, it sends IRP_MN_REMOVE_DEVICE. A driver that
 * is a module gets its first device without this call.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of AddDevice or of the start; STATUS_NOT_SUPPORTED for a driver without
 *	AddDevice; STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, with a report, for a
 *	wrong object or IRQL.
 */
NTSTATUS NTAPI WinworkPnpAddDevice(_In_ PDRIVER_OBJECT DriverObject,
				   _Out_opt_ PDEVICE_OBJECT *PhysicalDevice);

/**
 * WinworkPnpRemoveDevice - remove a device
 * @PhysicalDevice: the PDO of a device that has started
 * @How: what happens if a driver refuses, or a file of the device is open
 *
 * Sends IRP_MN_QUERY_REMOVE_DEVICE and IRP_MN_REMOVE_DEVICE; or, for a device that goes by surprise,
 * IRP_MN_SURPRISE_REMOVAL, and IRP_MN_REMOVE_DEVICE when its last file has been closed. If @How is
 * WinworkRemovalAsked and the device stays, IRP_MN_CANCEL_REMOVE_DEVICE is sent.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; the status of the driver that refuses; STATUS_DEVICE_BUSY for an open file;
 *	STATUS_DELETE_PENDING if the device has not started, or is removed already; or
 *	STATUS_INVALID_PARAMETER, with a report, for another device or a wrong IRQL.
 */
NTSTATUS NTAPI WinworkPnpRemoveDevice(_In_ PDEVICE_OBJECT PhysicalDevice, _In_ WINWORK_REMOVAL How);

/**
 * WinworkPnpRemoveDevices - remove all devices of a driver, as rmmod does
 * @DriverObject: the driver
 *
 * The newest device goes first. When the function returns, no device of the driver is left, whether a
 * file is open or not.
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkPnpRemoveDevices(_In_ PDRIVER_OBJECT DriverObject);

EXTERN_C_END

#endif /* WINWORK_PNP_PORT_H */
