/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that make devices come and go, for tests and for people who develop a driver without its
 * device.
 */
#ifndef WINWORK_PNP_PORT_H
#define WINWORK_PNP_PORT_H

#include "io/device_object.h"
#include "io/pnp_parameters.h"

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
 * file is open or not. It waits only for files of the children that a device has as a bus.
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkPnpRemoveDevices(_In_ PDRIVER_OBJECT DriverObject);

/**
 * WinworkPnpAddFilter - let a driver filter the devices of another one
 * @FilterDriver: the filter, whose DriverExtension->AddDevice is called for each device of
 *	@FunctionDriver that arrives from now on
 * @FunctionDriver: the driver of the devices
 * @IsUpper: TRUE for a filter above the function driver: its AddDevice is called after that of the function
 *	driver; FALSE for one below it
 *
 * Several filters are called in the order in which they were added. A filter whose AddDevice fails is left
 * out of the stack, and the log says so. When either driver ends, this ends as well; when the filter ends,
 * the devices that it is in the stack of are removed first. A driver that is a module does the same by its
 * parameter filters=.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED for a filter without AddDevice;
 *	STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, with a report, for a wrong object or IRQL.
 */
NTSTATUS NTAPI WinworkPnpAddFilter(_In_ PDRIVER_OBJECT FilterDriver,
				   _In_ PDRIVER_OBJECT FunctionDriver, _In_ BOOLEAN IsUpper);

/**
 * WinworkPnpServe - let a driver serve the children of bus drivers
 * @DriverObject: the driver, whose DriverExtension->AddDevice is called for each child that has no driver, now
 *	or when it arrives
 * @Id: a hardware or compatible ID of those children; NULL: each ID of the INF of the driver's module
 *
 * If several drivers serve a child, the first one gets it. A driver that is a module does the same by its
 * parameter bind=1.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as WinworkPnpAddFilter; STATUS_INVALID_PARAMETER also for an @Id of more than 63 characters.
 */
NTSTATUS NTAPI WinworkPnpServe(_In_ PDRIVER_OBJECT DriverObject, _In_opt_ const char *Id);

/**
 * WinworkPnpSetSystemPower - tell the drivers of a device that the system sleeps or wakes
 * @PhysicalDevice: the PDO of a device that has started
 * @State: PowerSystemWorking, or a state of sleep
 *
 * Does for one device what WinWork does for all of them when Linux suspends the machine: for a state of
 * sleep it sends IRP_MN_QUERY_POWER, and then IRP_MN_SET_POWER if no driver refuses. If one does,
 * IRP_MN_SET_POWER for PowerSystemWorking follows.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; the status of the driver that refuses; STATUS_IO_TIMEOUT, with a report, if
 *	the drivers do not answer in the time of the module's parameter power_timeout;
 *	STATUS_DELETE_PENDING if the device has not started, or is being removed; or
 *	STATUS_INVALID_PARAMETER, with a report, for another device or a wrong IRQL.
 */
NTSTATUS NTAPI WinworkPnpSetSystemPower(_In_ PDEVICE_OBJECT PhysicalDevice,
					_In_ SYSTEM_POWER_STATE State);

/* ---- Software devices -------------------------------------------------------------------------- */

/* A device whose hardware the caller implements. */
typedef struct _WINWORK_SOFT_DEVICE *PWINWORK_SOFT_DEVICE;

typedef struct _WINWORK_SOFT_DEVICE_CONFIG {
	SIZE_T Size;			/* of this structure */
	const char *HardwareId;		/* in upper case; NULL for WINWORK\SOFT */
	ULONG RangeCount;
	struct {
		ULONG Bytes;
		BOOLEAN IsPort;
	} Ranges[6];
	ULONG MessageCount;		/* of message-signaled interrupts, at most 32 */
	BOOLEAN HasLine;		/* one level-triggered interrupt, for a driver that does without messages */
	BOOLEAN LacksMessages;		/* the machine has none left: no driver gets the messages */
	PVOID Context;			/* for the functions below */
	/* The registers of range @Range: called at any IRQL. NULL: reads return 0, writes do nothing. */
	ULONGLONG (*ReadRegister)(PVOID Context, ULONG Range, ULONGLONG Offset, ULONG Bytes);
	VOID (*WriteRegister)(PVOID Context, ULONG Range, ULONGLONG Offset, ULONG Bytes,
			      ULONGLONG Value);
} WINWORK_SOFT_DEVICE_CONFIG;

/**
 * WinworkSoftDevicePlug - let a software device arrive
 * @DriverObject: the driver, whose DriverExtension->AddDevice is called
 * @Config: what the device has; copied
 * @Device: receives the device; NULL if it has not started
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as WinworkPnpAddDevice; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_NO_SUCH_DEVICE if
 *	AddDevice succeeds and makes no device.
 */
NTSTATUS NTAPI WinworkSoftDevicePlug(_In_ PDRIVER_OBJECT DriverObject,
				     _In_ const WINWORK_SOFT_DEVICE_CONFIG *Config,
				     _Out_ PWINWORK_SOFT_DEVICE *Device);

/**
 * WinworkSoftDeviceUnplug - take a software device away
 * @Device: the device, which is freed. It must be unplugged before its driver ends.
 * @Surprise: TRUE for hardware that has gone: its registers read ones, and its functions are not called any
 *	more; FALSE for a removal that the drivers are asked for
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkSoftDeviceUnplug(_In_ PWINWORK_SOFT_DEVICE Device, _In_ BOOLEAN Surprise);

/**
 * WinworkSoftDeviceGetPdo - return the PDO of a software device
 * @Device: the device
 *
 * IRQL: any.
 * Return: the PDO, which has a reference of the device's.
 */
PDEVICE_OBJECT NTAPI WinworkSoftDeviceGetPdo(_In_ PWINWORK_SOFT_DEVICE Device);

/**
 * WinworkSoftDeviceInterrupt - raise a message of a software device
 * WinworkSoftDeviceSetLine - raise or lower its line
 * @Device: the device
 * @Message: the number of the message, from 0 up
 * @Cpu: the processor of Linux's that gets the interrupt; -1 for this one
 * @Asserted: TRUE to raise the line, which interrupts until it is lowered
 *
 * The interrupts are Linux's, and come in its hard interrupts.
 *
 * IRQL: any.
 */
VOID NTAPI WinworkSoftDeviceInterrupt(_In_ PWINWORK_SOFT_DEVICE Device, _In_ ULONG Message,
				      _In_ LONG Cpu);
VOID NTAPI WinworkSoftDeviceSetLine(_In_ PWINWORK_SOFT_DEVICE Device, _In_ BOOLEAN Asserted);

/**
 * WinworkSoftDeviceDma - read or write memory as the hardware of a software device
 * @Device: the device
 * @Address: the logical address that the driver has given the device
 * @Buffer: what is written, or receives what is read
 * @Length: the bytes
 * @Write: TRUE to write to memory
 *
 * IRQL: any.
 * Return: FALSE if there is no memory at the address.
 */
BOOLEAN NTAPI WinworkSoftDeviceDma(_In_ PWINWORK_SOFT_DEVICE Device, _In_ ULONGLONG Address,
				   _Inout_ PVOID Buffer, _In_ SIZE_T Length, _In_ BOOLEAN Write);

EXTERN_C_END

#endif /* WINWORK_PNP_PORT_H */
