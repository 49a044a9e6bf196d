/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices of the framework. A device arrives, as by Plug and Play, or is a control device, which
 * the driver creates itself.
 */
#ifndef WINWORK_WDF_DEVICE_H
#define WINWORK_WDF_DEVICE_H

#include "../io/device_object.h"
#include "object.h"

EXTERN_C_START

typedef enum _WDF_POWER_DEVICE_STATE {
	WdfPowerDeviceInvalid,
	WdfPowerDeviceD0,
	WdfPowerDeviceD1,
	WdfPowerDeviceD2,
	WdfPowerDeviceD3,
	WdfPowerDeviceD3Final,
	WdfPowerDevicePrepareForHibernation,
	WdfPowerDeviceMaximum
} WDF_POWER_DEVICE_STATE, *PWDF_POWER_DEVICE_STATE;

typedef enum _WDF_DEVICE_IO_TYPE {
	WdfDeviceIoUndefined,
	WdfDeviceIoNeither,
	WdfDeviceIoBuffered,
	WdfDeviceIoDirect,
	WdfDeviceIoBufferedOrDirect,
	WdfDeviceIoMaximum
} WDF_DEVICE_IO_TYPE, *PWDF_DEVICE_IO_TYPE;

typedef enum _WDF_SPECIAL_FILE_TYPE {
	WdfSpecialFileUndefined,
	WdfSpecialFilePaging,
	WdfSpecialFileHibernation,
	WdfSpecialFileDump,
	WdfSpecialFileBoot,
	WdfSpecialFilePostDisplay,
	WdfSpecialFileGuestAssigned,
	WdfSpecialFileMax
} WDF_SPECIAL_FILE_TYPE;

/* ---- Plug and Play and power -------------------------------------------------------------- */

/*
 * The callbacks that start a device, called at PASSIVE_LEVEL. If one of them fails, the framework
 * stops the device again. Here: the lists of resources have no entries.
 */
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_PREPARE_HARDWARE(_In_ WDFDEVICE Device,
						       _In_ WDFCMRESLIST ResourcesRaw,
						       _In_ WDFCMRESLIST ResourcesTranslated);
typedef EVT_WDF_DEVICE_PREPARE_HARDWARE *PFN_WDF_DEVICE_PREPARE_HARDWARE;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_D0_ENTRY(_In_ WDFDEVICE Device,
					       _In_ WDF_POWER_DEVICE_STATE PreviousState);
typedef EVT_WDF_DEVICE_D0_ENTRY *PFN_WDF_DEVICE_D0_ENTRY;
typedef EVT_WDF_DEVICE_D0_ENTRY EVT_WDF_DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED;
typedef EVT_WDF_DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED
	*PFN_WDF_DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_SELF_MANAGED_IO_INIT(_In_ WDFDEVICE Device);
typedef EVT_WDF_DEVICE_SELF_MANAGED_IO_INIT *PFN_WDF_DEVICE_SELF_MANAGED_IO_INIT;

/* The callbacks that stop a device, called at PASSIVE_LEVEL. Their status has no effect. */
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND(_In_ WDFDEVICE Device);
typedef EVT_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND *PFN_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_D0_EXIT(_In_ WDFDEVICE Device,
					      _In_ WDF_POWER_DEVICE_STATE TargetState);
typedef EVT_WDF_DEVICE_D0_EXIT *PFN_WDF_DEVICE_D0_EXIT;
typedef EVT_WDF_DEVICE_D0_EXIT EVT_WDF_DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED;
typedef EVT_WDF_DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED
	*PFN_WDF_DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_RELEASE_HARDWARE(_In_ WDFDEVICE Device,
						       _In_ WDFCMRESLIST ResourcesTranslated);
typedef EVT_WDF_DEVICE_RELEASE_HARDWARE *PFN_WDF_DEVICE_RELEASE_HARDWARE;
typedef VOID NTAPI EVT_WDF_DEVICE_SELF_MANAGED_IO_FLUSH(_In_ WDFDEVICE Device);
typedef EVT_WDF_DEVICE_SELF_MANAGED_IO_FLUSH *PFN_WDF_DEVICE_SELF_MANAGED_IO_FLUSH;
typedef VOID NTAPI EVT_WDF_DEVICE_SELF_MANAGED_IO_CLEANUP(_In_ WDFDEVICE Device);
typedef EVT_WDF_DEVICE_SELF_MANAGED_IO_CLEANUP *PFN_WDF_DEVICE_SELF_MANAGED_IO_CLEANUP;

/* Here: none of these callbacks is ever called. */
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_SELF_MANAGED_IO_RESTART(_In_ WDFDEVICE Device);
typedef EVT_WDF_DEVICE_SELF_MANAGED_IO_RESTART *PFN_WDF_DEVICE_SELF_MANAGED_IO_RESTART;
typedef VOID NTAPI EVT_WDF_DEVICE_SURPRISE_REMOVAL(_In_ WDFDEVICE Device);
typedef EVT_WDF_DEVICE_SURPRISE_REMOVAL *PFN_WDF_DEVICE_SURPRISE_REMOVAL;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_QUERY_REMOVE(_In_ WDFDEVICE Device);
typedef EVT_WDF_DEVICE_QUERY_REMOVE *PFN_WDF_DEVICE_QUERY_REMOVE;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_QUERY_STOP(_In_ WDFDEVICE Device);
typedef EVT_WDF_DEVICE_QUERY_STOP *PFN_WDF_DEVICE_QUERY_STOP;
typedef VOID NTAPI EVT_WDF_DEVICE_USAGE_NOTIFICATION(_In_ WDFDEVICE Device,
						     _In_ WDF_SPECIAL_FILE_TYPE NotificationType,
						     _In_ BOOLEAN IsInNotificationPath);
typedef EVT_WDF_DEVICE_USAGE_NOTIFICATION *PFN_WDF_DEVICE_USAGE_NOTIFICATION;
typedef NTSTATUS NTAPI EVT_WDF_DEVICE_USAGE_NOTIFICATION_EX(
	_In_ WDFDEVICE Device, _In_ WDF_SPECIAL_FILE_TYPE NotificationType,
	_In_ BOOLEAN IsInNotificationPath);
typedef EVT_WDF_DEVICE_USAGE_NOTIFICATION_EX *PFN_WDF_DEVICE_USAGE_NOTIFICATION_EX;

/**
 * struct _WDF_PNPPOWER_EVENT_CALLBACKS - the callbacks that start and stop a device
 *
 * All are optional. After EvtDriverDeviceAdd the framework calls
 *
 *	EvtDevicePrepareHardware, EvtDeviceD0Entry (from WdfPowerDeviceD3Final),
 *	EvtDeviceD0EntryPostInterruptsEnabled, EvtDeviceSelfManagedIoInit,
 *
 * and before it deletes the device
 *
 *	EvtDeviceSelfManagedIoSuspend, EvtDeviceD0ExitPreInterruptsDisabled, EvtDeviceD0Exit (to
 *	WdfPowerDeviceD3Final), EvtDeviceReleaseHardware, EvtDeviceSelfManagedIoFlush,
 *	EvtDeviceSelfManagedIoCleanup.
 *
 * If a start callback fails, the framework deletes the device. Before that it calls these stop
 * callbacks:
 *
 *	EvtDeviceD0ExitPreInterruptsDisabled	if EvtDeviceD0EntryPostInterruptsEnabled has
 *						succeeded
 *	EvtDeviceD0Exit				if EvtDeviceD0Entry has succeeded
 *	EvtDeviceReleaseHardware		always
 *	EvtDeviceSelfManagedIoFlush, EvtDeviceSelfManagedIoCleanup
 *						if EvtDeviceSelfManagedIoInit was called
 *
 * EvtDeviceQueryRemove is called before an orderly removal, which it may refuse, and
 * EvtDeviceSurpriseRemoval before the other callbacks of a device that has vanished.
 * EvtDeviceSelfManagedIoCleanup comes when the last file has been closed. EvtDevicePrepareHardware must not
 * return STATUS_NOT_SUPPORTED: that is reported (0x10D, parameter 3).
 *
 * When the system sleeps, and before it restarts, the framework calls
 *
 *	EvtDeviceSelfManagedIoSuspend, EvtDeviceD0ExitPreInterruptsDisabled, EvtDeviceD0Exit (to
 *	WdfPowerDeviceD3),
 *
 * and when it wakes
 *
 *	EvtDeviceD0Entry (from WdfPowerDeviceD3), EvtDeviceD0EntryPostInterruptsEnabled,
 *	EvtDeviceSelfManagedIoRestart.
 *
 * If one of these fails, the others are called, and then the device is removed as one that has vanished.
 *
 * Here: the resource lists of a device without hardware are empty. A device does not stop. So the other
 * callbacks are never called.
 *
 * Page: wdfdevice.h, WDF_PNPPOWER_EVENT_CALLBACKS
 */
typedef struct _WDF_PNPPOWER_EVENT_CALLBACKS {
	ULONG Size;
	PFN_WDF_DEVICE_D0_ENTRY EvtDeviceD0Entry;
	PFN_WDF_DEVICE_D0_ENTRY_POST_INTERRUPTS_ENABLED EvtDeviceD0EntryPostInterruptsEnabled;
	PFN_WDF_DEVICE_D0_EXIT EvtDeviceD0Exit;
	PFN_WDF_DEVICE_D0_EXIT_PRE_INTERRUPTS_DISABLED EvtDeviceD0ExitPreInterruptsDisabled;
	PFN_WDF_DEVICE_PREPARE_HARDWARE EvtDevicePrepareHardware;
	PFN_WDF_DEVICE_RELEASE_HARDWARE EvtDeviceReleaseHardware;
	PFN_WDF_DEVICE_SELF_MANAGED_IO_CLEANUP EvtDeviceSelfManagedIoCleanup;
	PFN_WDF_DEVICE_SELF_MANAGED_IO_FLUSH EvtDeviceSelfManagedIoFlush;
	PFN_WDF_DEVICE_SELF_MANAGED_IO_INIT EvtDeviceSelfManagedIoInit;
	PFN_WDF_DEVICE_SELF_MANAGED_IO_SUSPEND EvtDeviceSelfManagedIoSuspend;
	PFN_WDF_DEVICE_SELF_MANAGED_IO_RESTART EvtDeviceSelfManagedIoRestart;
	PFN_WDF_DEVICE_SURPRISE_REMOVAL EvtDeviceSurpriseRemoval;
	PFN_WDF_DEVICE_QUERY_REMOVE EvtDeviceQueryRemove;
	PFN_WDF_DEVICE_QUERY_STOP EvtDeviceQueryStop;
	PFN_WDF_DEVICE_USAGE_NOTIFICATION EvtDeviceUsageNotification;
	PVOID EvtDeviceRelationsQuery;
	PFN_WDF_DEVICE_USAGE_NOTIFICATION_EX EvtDeviceUsageNotificationEx;
} WDF_PNPPOWER_EVENT_CALLBACKS, *PWDF_PNPPOWER_EVENT_CALLBACKS;

/**
 * WDF_PNPPOWER_EVENT_CALLBACKS_INIT - initialise the structure without callbacks
 * @Callbacks: filled in
 *
 * IRQL: any.
 * Page: wdfdevice.h, WDF_PNPPOWER_EVENT_CALLBACKS_INIT
 */
WINWORK_OWN VOID WDF_PNPPOWER_EVENT_CALLBACKS_INIT(_Out_ PWDF_PNPPOWER_EVENT_CALLBACKS Callbacks)
{
	RtlZeroMemory(Callbacks, sizeof(*Callbacks));
	Callbacks->Size = WDF_STRUCTURE_SIZE(WDF_PNPPOWER_EVENT_CALLBACKS);
}

/* ---- The properties of a new device -------------------------------------------------------- */

/**
 * WdfDeviceInitSetPnpPowerEventCallbacks - set the callbacks that start and stop the device
 * @DeviceInit: the properties of a device that arrives
 * @PnpPowerEventCallbacks: the callbacks, which are copied
 *
 * Call all WdfDeviceInit... functions before WdfDeviceCreate. They report a pointer to something
 * other than a live WDFDEVICE_INIT (0x10D, parameter 5), and then do nothing.
 *
 * Here: a structure with a wrong Size is refused, with a line in the log.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfdevice.h, WdfDeviceInitSetPnpPowerEventCallbacks
 */
VOID NTAPI WdfDeviceInitSetPnpPowerEventCallbacks(
	_In_ PWDFDEVICE_INIT DeviceInit,
	_In_ PWDF_PNPPOWER_EVENT_CALLBACKS PnpPowerEventCallbacks);

/**
 * WdfDeviceInitSetDeviceType - set DEVICE_OBJECT.DeviceType, which is FILE_DEVICE_UNKNOWN by
 *	default
 * WdfDeviceInitSetCharacteristics - set DEVICE_OBJECT.Characteristics, which is 0 by default
 * WdfDeviceInitSetExclusive - set or clear DO_EXCLUSIVE, which is clear by default
 * WdfDeviceInitSetIoType - set DO_BUFFERED_IO, DO_DIRECT_IO or neither; the default is
 *	DO_BUFFERED_IO
 * @DeviceInit: see WdfDeviceInitSetPnpPowerEventCallbacks
 * @DeviceType: FILE_DEVICE_*
 * @DeviceCharacteristics: FILE_*, such as FILE_DEVICE_SECURE_OPEN
 * @OrInValues: TRUE to add to the characteristics, FALSE to replace them
 * @IsExclusive: TRUE to allow one open handle at a time
 * @IoType: WDF_DEVICE_IO_TYPE. WdfDeviceIoBufferedOrDirect sets DO_DIRECT_IO.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfdevice.h, the names of the functions
 */
VOID NTAPI WdfDeviceInitSetDeviceType(_In_ PWDFDEVICE_INIT DeviceInit, DEVICE_TYPE DeviceType);
VOID NTAPI WdfDeviceInitSetCharacteristics(_In_ PWDFDEVICE_INIT DeviceInit,
					   ULONG DeviceCharacteristics, BOOLEAN OrInValues);
VOID NTAPI WdfDeviceInitSetExclusive(_In_ PWDFDEVICE_INIT DeviceInit, BOOLEAN IsExclusive);
VOID NTAPI WdfDeviceInitSetIoType(_In_ PWDFDEVICE_INIT DeviceInit, WDF_DEVICE_IO_TYPE IoType);

/**
 * WdfDeviceInitAssignName - set the name of the device object
 * @DeviceInit: see WdfDeviceInitSetPnpPowerEventCallbacks
 * @DeviceName: the name, which is copied; NULL for none
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER for an odd length
 *	and, with a report, for a wrong @DeviceInit or IRQL. A name that IoCreateDevice refuses is
 *	accepted here, and makes WdfDeviceCreate fail.
 * Page: wdfdevice.h, WdfDeviceInitAssignName
 */
NTSTATUS NTAPI WdfDeviceInitAssignName(_In_ PWDFDEVICE_INIT DeviceInit,
				       _In_opt_ PCUNICODE_STRING DeviceName);

/**
 * WdfControlDeviceInitAllocate - allocate the properties of a control device, which represents no
 *	hardware
 * @Driver: the driver object
 * @SDDLString: the security descriptor; has no effect here
 *
 * Then call WdfDeviceInit... functions, WdfDeviceCreate and WdfControlFinishInitializing. The
 * caller owns the structure until WdfDeviceCreate succeeds. If the device is not created, the
 * caller must call WdfDeviceInitFree.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the structure for WdfDeviceCreate; NULL without memory, and, with a report, for a wrong
 *	handle or IRQL.
 * Page: wdfcontrol.h, WdfControlDeviceInitAllocate
 */
PWDFDEVICE_INIT NTAPI WdfControlDeviceInitAllocate(_In_ WDFDRIVER Driver,
						   _In_ CONST UNICODE_STRING *SDDLString);

/**
 * WdfDeviceInitFree - free the structure of a control device or PDO that was not created
 * @DeviceInit: a structure of WdfControlDeviceInitAllocate or WdfPdoInitAllocate
 *
 * Here: the framework owns the structure that EvtDriverDeviceAdd gets. For that structure the call
 * is reported (0x10D, parameter 7), and does nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfdevice.h, WdfDeviceInitFree
 */
VOID NTAPI WdfDeviceInitFree(_In_ PWDFDEVICE_INIT DeviceInit);

/**
 * WdfControlFinishInitializing - finish the initialisation of a control device
 * @Device: the device
 *
 * The call clears DO_DEVICE_INITIALIZING. For other devices the framework clears it.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfcontrol.h, WdfControlFinishInitializing
 */
VOID NTAPI WdfControlFinishInitializing(_In_ WDFDEVICE Device);

/* ---- Devices ------------------------------------------------------------------------------- */

/**
 * WdfDeviceCreate - create a device
 * @DeviceInit: set to NULL when the call succeeds
 * @DeviceAttributes: the attributes, without a ParentObject; or NULL
 * @Device: receives the device; NULL after a failure
 *
 * The device is a child of the driver object. A device that has arrived is deleted by the framework
 * when it is removed. A control device is deleted by WdfObjectDelete, or with the driver object.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_STATE if EvtDriverDeviceAdd has already created
 *	a device; STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED with a ParentObject; the statuses of bad
 *	attributes, see WdfObjectCreate; STATUS_DELETE_PENDING if the driver object is being
 *	deleted; the statuses of IoCreateDevice; STATUS_INVALID_PARAMETER, with a report, for a
 *	NULL argument, a pointer to something other than a live WDFDEVICE_INIT, or a wrong IRQL.
 * Page: wdfdevice.h, WdfDeviceCreate
 */
NTSTATUS NTAPI WdfDeviceCreate(_Inout_ PWDFDEVICE_INIT *DeviceInit,
			       _In_opt_ PWDF_OBJECT_ATTRIBUTES DeviceAttributes,
			       _Out_ WDFDEVICE *Device);

/**
 * WdfDeviceWdmGetDeviceObject - return the I/O manager's device object of a device
 * WdfDeviceGetDriver - return the driver object of a device
 * @Device: the device
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the object; NULL, with a report, for a wrong handle.
 * Page: wdfdevice.h, WdfDeviceWdmGetDeviceObject, WdfDeviceGetDriver
 */
PDEVICE_OBJECT NTAPI WdfDeviceWdmGetDeviceObject(_In_ WDFDEVICE Device);
WDFDRIVER NTAPI WdfDeviceGetDriver(_In_ WDFDEVICE Device);

EXTERN_C_END

#endif /* WINWORK_WDF_DEVICE_H */
