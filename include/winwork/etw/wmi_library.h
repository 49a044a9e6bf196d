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

WINWORK_ABSENT NTSTATUS NTAPI WmiCompleteRequest(_In_ PDEVICE_OBJECT DeviceObject,
						 _Inout_ PIRP Irp, _In_ NTSTATUS Status,
						 _In_ ULONG BufferUsed, _In_ CCHAR PriorityBoost);
WINWORK_ABSENT NTSTATUS NTAPI WmiFireEvent(_In_ PDEVICE_OBJECT DeviceObject, _In_ LPCGUID Guid,
					   _In_ ULONG InstanceIndex, _In_ ULONG EventDataSize,
					   _In_opt_ PVOID EventData);
WINWORK_ABSENT NTSTATUS NTAPI WmiSystemControl(_In_ PWMILIB_CONTEXT WmiLibInfo,
					       _In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp,
					       _Out_ PSYSCTL_IRP_DISPOSITION IrpDisposition);

EXTERN_C_END

#endif /* WINWORK_ETW_WMI_LIBRARY_H */
