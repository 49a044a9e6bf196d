/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The WMI library: it answers WMI requests for a driver.
 */
#ifndef WINWORK_ETW_WMI_LIBRARY_H
#define WINWORK_ETW_WMI_LIBRARY_H

#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../po/power.h"

EXTERN_C_START

struct _WMIGUIDREGINFO;
struct _WMILIB_CONTEXT;

typedef enum _WMIENABLEDISABLECONTROL {
	WmiEventControl,
	WmiDataBlockControl,
} WMIENABLEDISABLECONTROL, *PWMIENABLEDISABLECONTROL;

typedef enum _SYSCTL_IRP_DISPOSITION {
	IrpProcessed,
	IrpNotCompleted,
	IrpNotWmi,
	IrpForward,
} SYSCTL_IRP_DISPOSITION, *PSYSCTL_IRP_DISPOSITION;

typedef struct _WMIGUIDREGINFO {
	LPCGUID Guid;
	ULONG InstanceCount;
	ULONG Flags;
} WMIGUIDREGINFO, *PWMIGUIDREGINFO;

typedef NTSTATUS NTAPI WMI_QUERY_REGINFO_CALLBACK(PDEVICE_OBJECT DeviceObject, PULONG RegFlags,
						  PUNICODE_STRING InstanceName,
						  PUNICODE_STRING *RegistryPath,
						  PUNICODE_STRING MofResourceName,
						  PDEVICE_OBJECT *Pdo);
typedef WMI_QUERY_REGINFO_CALLBACK *PWMI_QUERY_REGINFO;
typedef NTSTATUS NTAPI WMI_FUNCTION_CONTROL_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						     ULONG GuidIndex,
						     WMIENABLEDISABLECONTROL Function,
						     BOOLEAN Enable);
typedef WMI_FUNCTION_CONTROL_CALLBACK *PWMI_FUNCTION_CONTROL;
typedef NTSTATUS NTAPI WMI_QUERY_DATABLOCK_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						    ULONG GuidIndex, ULONG InstanceIndex,
						    ULONG InstanceCount,
						    PULONG InstanceLengthArray, ULONG BufferAvail,
						    PUCHAR Buffer);
typedef WMI_QUERY_DATABLOCK_CALLBACK *PWMI_QUERY_DATABLOCK;
typedef NTSTATUS NTAPI WMI_EXECUTE_METHOD_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						   ULONG GuidIndex, ULONG InstanceIndex,
						   ULONG MethodId, ULONG InBufferSize,
						   ULONG OutBufferSize, PUCHAR Buffer);
typedef WMI_EXECUTE_METHOD_CALLBACK *PWMI_EXECUTE_METHOD;
typedef NTSTATUS NTAPI WMI_SET_DATABLOCK_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						  ULONG GuidIndex, ULONG InstanceIndex,
						  ULONG BufferSize, PUCHAR Buffer);
typedef WMI_SET_DATABLOCK_CALLBACK *PWMI_SET_DATABLOCK;
typedef NTSTATUS NTAPI WMI_SET_DATAITEM_CALLBACK(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						 ULONG GuidIndex, ULONG InstanceIndex,
						 ULONG DataItemId, ULONG BufferSize,
						 PUCHAR Buffer);
typedef WMI_SET_DATAITEM_CALLBACK *PWMI_SET_DATAITEM;
typedef struct _WMILIB_CONTEXT {
	ULONG GuidCount;
	PWMIGUIDREGINFO GuidList;
	PWMI_QUERY_REGINFO QueryWmiRegInfo;
	PWMI_QUERY_DATABLOCK QueryWmiDataBlock;
	PWMI_SET_DATABLOCK SetWmiDataBlock;
	PWMI_SET_DATAITEM SetWmiDataItem;
	PWMI_EXECUTE_METHOD ExecuteWmiMethod;
	PWMI_FUNCTION_CONTROL WmiFunctionControl;
} WMILIB_CONTEXT, *PWMILIB_CONTEXT;

/**
 * WmiSystemControl - take an IRP of IRP_MJ_SYSTEM_CONTROL apart, and call the driver's routine for it
 * @WmiLibInfo: the driver's data blocks and routines. QueryWmiRegInfo and QueryWmiDataBlock are required
 * @DeviceObject: the device that got the IRP
 * @Irp: the IRP
 * @IrpDisposition: what the driver does next, always set:
 *	IrpProcessed: nothing. A routine has got the IRP, and completes it with WmiCompleteRequest
 *	IrpNotCompleted: completes the IRP, whose IoStatus is set
 *	IrpForward: sends it to the device below, since it is for another device
 *	IrpNotWmi: handles it, or sends it on: its minor function is none of WMI's
 *
 * A block or an instance that the driver has not, and a block that has no routine for what is asked, are answered
 * here: STATUS_WMI_GUID_NOT_FOUND, STATUS_WMI_INSTANCE_NOT_FOUND, STATUS_WMI_READ_ONLY, and for a method
 * STATUS_INVALID_DEVICE_REQUEST. IRP_MN_REGINFO_EX references the PDO for each block.
 *
 * Here: no part of the system sends such IRPs; drivers do. A QueryWmiRegInfo that is NULL, returns STATUS_PENDING,
 * or names no PDO although it has set WMIREG_FLAG_INSTANCE_PDO, is reported (0xC4), and the IRP fails. So is an
 * IRP with another major function, which is left as it is.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and has no effect.
 * Return: what the routine returns, or the status of the IRP.
 * Page: wmilib.h, WmiSystemControl
 */
NTSTATUS NTAPI WmiSystemControl(_In_ PWMILIB_CONTEXT WmiLibInfo, _In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp,
				_Out_ PSYSCTL_IRP_DISPOSITION IrpDisposition);

/**
 * WmiCompleteRequest - complete an IRP that a routine of the driver has got from WmiSystemControl
 * @DeviceObject: the device that got the IRP
 * @Irp: the IRP. The driver no longer has it when the call returns
 * @Status: of the request
 * @BufferUsed: the bytes that the driver has written; or those that it needs, if @Status is
 *	STATUS_BUFFER_TOO_SMALL. Then the client learns how many, and the IRP succeeds
 * @PriorityBoost: no effect
 *
 * Here: more bytes than the buffer has, and lengths of instances that add up to more than @BufferUsed, are reported
 * (0xC4), and the IRP fails with STATUS_UNSUCCESSFUL. An IRP with another major function is reported (0xC4), and
 * stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and has no effect.
 * Return: @Status, or STATUS_SUCCESS in place of STATUS_BUFFER_TOO_SMALL. The routine returns the same.
 * Page: wmilib.h, WmiCompleteRequest
 */
NTSTATUS NTAPI WmiCompleteRequest(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp, _In_ NTSTATUS Status,
				  _In_ ULONG BufferUsed, _In_ CCHAR PriorityBoost);

/**
 * WmiFireEvent - send an event to the clients that have enabled it
 * @DeviceObject: the device that has the block
 * @Guid: of the block
 * @InstanceIndex: of the instance
 * @EventDataSize: bytes at @EventData
 * @EventData: nonpaged pool, which the call frees, or NULL
 *
 * Here: the system has no clients, so nobody gets the event.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and has no effect.
 * Return: STATUS_SUCCESS.
 * Page: wmilib.h, WmiFireEvent
 */
NTSTATUS NTAPI WmiFireEvent(_In_ PDEVICE_OBJECT DeviceObject, _In_ LPCGUID Guid, _In_ ULONG InstanceIndex,
			    _In_ ULONG EventDataSize, _In_opt_ PVOID EventData);

EXTERN_C_END

#endif /* WINWORK_ETW_WMI_LIBRARY_H */
