/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Virtual HID devices: a driver is the source of their reports.
 */
#ifndef WINWORK_HID_VIRTUAL_H
#define WINWORK_HID_VIRTUAL_H

#include <guiddef.h>
#include <winwork/hid/class.h>

EXTERN_C_START

struct _VHF_CONFIG;

typedef PVOID VHFHANDLE;
typedef PVOID VHFOPERATIONHANDLE;

/**
 * EVT_VHF_ASYNC_OPERATION - get or set a report for a program
 * @VhfClientContext: that of VHF_CONFIG
 * @VhfOperationHandle: the operation, until VhfAsyncOperationComplete
 * @VhfOperationContext: OperationContextSize bytes of zeroes for the driver, until then; NULL without a size
 * @HidTransferPacket: the report, until then. Its buffer begins with the report's ID if the device uses IDs, else with the
 *	data. To get a report, the driver fills the buffer, and may reduce reportBufferLen to the bytes that it has filled
 *
 * The driver completes the operation once, here or later.
 *
 * IRQL: <= DISPATCH_LEVEL. Here: PASSIVE_LEVEL, in a program's thread or one of Linux's.
 * Page: vhf.h, EVT_VHF_ASYNC_OPERATION
 */
_Function_class_(EVT_VHF_ASYNC_OPERATION)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_VHF_ASYNC_OPERATION(_In_ PVOID VhfClientContext,
					   _In_ VHFOPERATIONHANDLE VhfOperationHandle,
					   _In_opt_ PVOID VhfOperationContext,
					   _In_ PHID_XFER_PACKET HidTransferPacket);
typedef EVT_VHF_ASYNC_OPERATION *PEVT_VHF_ASYNC_OPERATION;

/**
 * EVT_VHF_CLEANUP - the device is deleted
 * @VhfClientContext: that of VHF_CONFIG
 *
 * The last call for the device: the driver frees what it has for it.
 *
 * IRQL: <= DISPATCH_LEVEL. Here: PASSIVE_LEVEL, in the thread of VhfDelete with Wait, else in one of Linux's.
 * Page: vhf.h, EVT_VHF_CLEANUP
 */
_Function_class_(EVT_VHF_CLEANUP)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_VHF_CLEANUP(_In_ PVOID VhfClientContext);
typedef EVT_VHF_CLEANUP *PEVT_VHF_CLEANUP;

/**
 * EVT_VHF_READY_FOR_NEXT_READ_REPORT - the driver may submit one input report
 * @VhfClientContext: that of VHF_CONFIG
 *
 * The driver calls VhfReadReportSubmit once, here or later.
 *
 * IRQL: <= DISPATCH_LEVEL. Here: PASSIVE_LEVEL, in a thread of Linux's. Two calls for a device are never under way.
 * Page: vhf.h, EVT_VHF_READY_FOR_NEXT_READ_REPORT
 */
_Function_class_(EVT_VHF_READY_FOR_NEXT_READ_REPORT)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_VHF_READY_FOR_NEXT_READ_REPORT(_In_ PVOID VhfClientContext);
typedef EVT_VHF_READY_FOR_NEXT_READ_REPORT *PEVT_VHF_READY_FOR_NEXT_READ_REPORT;

/* Lengths in bytes. */
typedef struct _VHF_CONFIG {
	ULONG Size;
	PVOID VhfClientContext;
	ULONG OperationContextSize;
	PDEVICE_OBJECT DeviceObject;
	USHORT VendorID;
	USHORT ProductID;
	USHORT VersionNumber;
	GUID ContainerID;
	USHORT InstanceIDLength;
	PWSTR InstanceID;
	USHORT ReportDescriptorLength;
	PUCHAR ReportDescriptor;
	PEVT_VHF_READY_FOR_NEXT_READ_REPORT EvtVhfReadyForNextReadReport;
	PEVT_VHF_ASYNC_OPERATION EvtVhfAsyncOperationGetFeature;
	PEVT_VHF_ASYNC_OPERATION EvtVhfAsyncOperationSetFeature;
	PEVT_VHF_ASYNC_OPERATION EvtVhfAsyncOperationWriteReport;
	PEVT_VHF_ASYNC_OPERATION EvtVhfAsyncOperationGetInputReport;
	PEVT_VHF_CLEANUP EvtVhfCleanup;
	USHORT HardwareIDsLength;
	PWSTR HardwareIDs;
} VHF_CONFIG, *PVHF_CONFIG;

/**
 * VHF_CONFIG_INIT - initialise the structure for a device without callbacks
 * @Config: receives the values; the others are 0
 * @DeviceObject: a device object of the driver
 * @ReportDescriptorLength: bytes of the descriptor
 * @ReportDescriptor: the descriptor, until VhfCreate has returned
 *
 * IRQL: any.
 * Page: vhf.h, VHF_CONFIG_INIT
 */
WINWORK_OWN VOID VHF_CONFIG_INIT(_Out_ PVHF_CONFIG Config, _In_ PDEVICE_OBJECT DeviceObject,
				 _In_ USHORT ReportDescriptorLength,
				 _In_reads_bytes_(ReportDescriptorLength) PUCHAR ReportDescriptor)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = sizeof(*Config);
	Config->DeviceObject = DeviceObject;
	Config->ReportDescriptorLength = ReportDescriptorLength;
	Config->ReportDescriptor = ReportDescriptor;
}

/**
 * VhfCreate - create a virtual HID device
 * @VhfConfig: the device. It and what it points to may go when the call has returned
 * @VhfHandle: receives the handle; NULL after an error
 *
 * No callback is called before VhfStart.
 *
 * Here: the driver vhf.sys is not needed below the driver. The device becomes one of Linux's HID core: VendorID, ProductID
 * and VersionNumber are its own, InstanceID is its unique name, ContainerID its physical one. HardwareIDs has no effect,
 * since drivers of Linux look for vendor and product. DeviceObject stays until the device is deleted.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for NULL, another Size, another object than a device, a missing report
 *	descriptor, and for InstanceID or HardwareIDs that is NULL and has a length; or STATUS_INSUFFICIENT_RESOURCES.
 *	The log has the reason.
 * Page: vhf.h, VhfCreate
 */
_IRQL_requires_(PASSIVE_LEVEL)
_Must_inspect_result_
NTSTATUS NTAPI VhfCreate(_In_ PVHF_CONFIG VhfConfig, _Out_ VHFHANDLE *VhfHandle);

/**
 * VhfStart - let the system have the device
 * @VhfHandle: the device
 *
 * The device comes soon after the call. A callback may be called before this returns.
 *
 * Here: a thread of Linux's adds the device. If Linux refuses it, such as for a wrong report descriptor, the log says so.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for no handle, or STATUS_INVALID_DEVICE_STATE for a device that has
 *	been started, each after a report (0xC4).
 * Page: vhf.h, VhfStart
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
_Must_inspect_result_
NTSTATUS NTAPI VhfStart(_In_ VHFHANDLE VhfHandle);

/**
 * VhfDelete - delete the device
 * @VhfHandle: the device, which has been started or not
 * @Wait: return when the device is gone and EvtVhfCleanup has returned; FALSE: this happens later
 *
 * The handle is none any more. No other callback begins from here on. With Wait none runs when this returns, so it must not
 * be called in one of the device's callbacks; that is reported (0xC4), and the device ends later.
 *
 * Here: programs that wait for operations get an error. The driver may still complete these operations, also after
 * EvtVhfCleanup; their memory stays until it does. FALSE, which newer pages reserve, is allowed. The unload of the driver
 * waits for the end of the device.
 *
 * IRQL: PASSIVE_LEVEL with Wait, else <= DISPATCH_LEVEL.
 * Page: vhf.h, VhfDelete
 */
_When_(Wait == TRUE, _IRQL_requires_(PASSIVE_LEVEL))
_When_(Wait == FALSE, _IRQL_requires_max_(DISPATCH_LEVEL))
VOID NTAPI VhfDelete(_In_ VHFHANDLE VhfHandle, _In_ BOOLEAN Wait);

/**
 * VhfReadReportSubmit - submit an input report
 * @VhfHandle: a device that has been started
 * @HidTransferPacket: the report, whose buffer begins with the report's ID if the device uses IDs, else with the data. The
 *	driver has both again when the call has returned
 *
 * A driver with EvtVhfReadyForNextReadReport calls this once after each call of that. Other drivers call this at any time.
 *
 * Here: Linux keeps the report for each program that has the device open; without one the report is dropped. One that is too
 * short ends in zeroes. reportId is not looked at.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for no handle, after a report (0xC4), and for a packet that is NULL or
 *	empty; STATUS_INVALID_DEVICE_STATE for a device that is not started, after a report, and if
 *	EvtVhfReadyForNextReadReport was not called since the last report; STATUS_INVALID_BUFFER_SIZE for a report that
 *	is longer than those of the device. The log has the reason.
 * Page: vhf.h, VhfReadReportSubmit
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
_Must_inspect_result_
NTSTATUS NTAPI VhfReadReportSubmit(_In_ VHFHANDLE VhfHandle, _In_ PHID_XFER_PACKET HidTransferPacket);

/**
 * VhfAsyncOperationComplete - complete an operation
 * @VhfOperationHandle: the operation, which is the driver's no longer
 * @CompletionStatus: its result. Not STATUS_PENDING
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS, also if the program or the device has gone; STATUS_INVALID_PARAMETER for no operation, one that
 *	has been completed, and STATUS_PENDING, after a report (0xC4).
 * Page: vhf.h, VhfAsyncOperationComplete
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI VhfAsyncOperationComplete(_In_ VHFOPERATIONHANDLE VhfOperationHandle,
					 _In_ NTSTATUS CompletionStatus);

EXTERN_C_END

#endif /* WINWORK_HID_VIRTUAL_H */
