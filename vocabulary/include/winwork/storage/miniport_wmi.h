/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WMI of miniports, which the port driver answers with their help.
 */
#ifndef WINWORK_STORAGE_MINIPORT_WMI_H
#define WINWORK_STORAGE_MINIPORT_WMI_H

#include <guiddef.h>

EXTERN_C_START

#define WMIREG_FLAG_CALL_BY_NAME 0x40000000

typedef struct _SCSIWMI_REQUEST_CONTEXT {
	PVOID UserContext;
	ULONG BufferSize;
	PUCHAR Buffer;
	UCHAR MinorFunction;
	UCHAR ReturnStatus;
	ULONG ReturnSize;
} SCSIWMI_REQUEST_CONTEXT, *PSCSIWMI_REQUEST_CONTEXT;

typedef struct _SCSIWMIGUIDREGINFO {
	LPCGUID Guid;
	ULONG InstanceCount;
	ULONG Flags;
} SCSIWMIGUIDREGINFO, *PSCSIWMIGUIDREGINFO;

typedef UCHAR (NTAPI *PSCSIWMI_QUERY_REGINFO)(PVOID DeviceContext,
					      PSCSIWMI_REQUEST_CONTEXT RequestContext,
					      PWSTR *MofResourceName);
typedef BOOLEAN (NTAPI *PSCSIWMI_QUERY_DATABLOCK)(PVOID Context,
						  PSCSIWMI_REQUEST_CONTEXT DispatchContext,
						  ULONG GuidIndex, ULONG InstanceIndex,
						  ULONG InstanceCount,
						  PULONG InstanceLengthArray, ULONG BufferAvail,
						  PUCHAR Buffer);
typedef BOOLEAN (NTAPI *PSCSIWMI_SET_DATABLOCK)(PVOID DeviceContext,
						PSCSIWMI_REQUEST_CONTEXT RequestContext,
						ULONG GuidIndex, ULONG InstanceIndex,
						ULONG BufferSize, PUCHAR Buffer);
typedef BOOLEAN (NTAPI *PSCSIWMI_SET_DATAITEM)(PVOID DeviceContext,
					       PSCSIWMI_REQUEST_CONTEXT RequestContext,
					       ULONG GuidIndex, ULONG InstanceIndex,
					       ULONG DataItemId, ULONG BufferSize, PUCHAR Buffer);
typedef BOOLEAN (NTAPI *PSCSIWMI_EXECUTE_METHOD)(PVOID DeviceContext,
						 PSCSIWMI_REQUEST_CONTEXT RequestContext,
						 ULONG GuidIndex, ULONG InstanceIndex,
						 ULONG MethodId, ULONG InBufferSize,
						 ULONG OutBufferSize, PUCHAR Buffer);
typedef enum _SCSIWMI_ENABLE_DISABLE_CONTROL {
	ScsiWmiEventControl,
	ScsiWmiDataBlockControl,
} SCSIWMI_ENABLE_DISABLE_CONTROL;

typedef BOOLEAN (NTAPI *PSCSIWMI_FUNCTION_CONTROL)(PVOID DeviceContext,
						   PSCSIWMI_REQUEST_CONTEXT RequestContext,
						   ULONG GuidIndex,
						   SCSIWMI_ENABLE_DISABLE_CONTROL Function,
						   BOOLEAN Enable);
typedef struct _SCSIWMILIB_CONTEXT {
	ULONG GuidCount;
	PSCSIWMIGUIDREGINFO GuidList;
	PSCSIWMI_QUERY_REGINFO QueryWmiRegInfo;
	PSCSIWMI_QUERY_DATABLOCK QueryWmiDataBlock;
	PSCSIWMI_SET_DATABLOCK SetWmiDataBlock;
	PSCSIWMI_SET_DATAITEM SetWmiDataItem;
	PSCSIWMI_EXECUTE_METHOD ExecuteWmiMethod;
	PSCSIWMI_FUNCTION_CONTROL WmiFunctionControl;
} SCSI_WMILIB_CONTEXT, *PSCSI_WMILIB_CONTEXT;

#define ScsiPortWmiGetReturnSize(Context) ((Context)->ReturnSize)
#define ScsiPortWmiGetReturnStatus(Context) ((Context)->ReturnStatus)
#define ScsiPortWmiIsQueryAllData(Context) ((Context)->MinorFunction == WMI_GET_ALL_DATA)
/* An event of the adapter is one of no path. */
#define ScsiPortWmiFireAdapterEvent(Extension, Guid, InstanceIndex, EventDataSize, EventData) \
	ScsiPortWmiFireLogicalUnitEvent(Extension, 0xff, 0, 0, Guid, InstanceIndex,	\
					EventDataSize, EventData)

WINWORK_ABSENT BOOLEAN NTAPI ScsiPortWmiDispatchFunction(PSCSI_WMILIB_CONTEXT WmiLibInfo,
							 UCHAR MinorFunction,
							 PVOID DeviceContext,
							 PSCSIWMI_REQUEST_CONTEXT RequestContext,
							 PVOID DataPath, ULONG BufferSize,
							 PVOID Buffer);
WINWORK_ABSENT VOID NTAPI ScsiPortWmiFireLogicalUnitEvent(PVOID HwDeviceExtension, UCHAR PathId,
							  UCHAR TargetId, UCHAR Lun,
							  LPGUID Guid, ULONG InstanceIndex,
							  ULONG EventDataSize, PVOID EventData);
WINWORK_ABSENT PWCHAR NTAPI ScsiPortWmiGetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext);
WINWORK_ABSENT VOID NTAPI ScsiPortWmiPostProcess(PSCSIWMI_REQUEST_CONTEXT RequestContext,
						 UCHAR SrbStatus, ULONG BufferUsed);
WINWORK_ABSENT PVOID NTAPI ScsiPortWmiSetData(PSCSIWMI_REQUEST_CONTEXT RequestContext,
					      ULONG InstanceIndex, ULONG DataLength,
					      PULONG BufferAvail, PULONG SizeNeeded);
WINWORK_ABSENT BOOLEAN NTAPI ScsiPortWmiSetInstanceCount(PSCSIWMI_REQUEST_CONTEXT RequestContext,
							 ULONG InstanceCount,
							 PULONG BufferAvail, PULONG SizeNeeded);
WINWORK_ABSENT PWCHAR NTAPI ScsiPortWmiSetInstanceName(PSCSIWMI_REQUEST_CONTEXT RequestContext,
						       ULONG InstanceIndex,
						       ULONG InstanceNameLength,
						       PULONG BufferAvail, PULONG SizeNeeded);

EXTERN_C_END

#endif /* WINWORK_STORAGE_MINIPORT_WMI_H */
