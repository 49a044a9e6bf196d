/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Virtual HID devices: a driver is the source of their reports.
 */
#ifndef WINWORK_HID_VIRTUAL_H
#define WINWORK_HID_VIRTUAL_H

#include <guiddef.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/po/power.h>
#include <winwork/hid/class.h>

EXTERN_C_START

struct _VHF_CONFIG;

typedef PVOID VHFOPERATIONHANDLE;
typedef VOID NTAPI EVT_VHF_ASYNC_OPERATION(_In_ PVOID VhfClientContext,
					   _In_ VHFOPERATIONHANDLE VhfOperationHandle,
					   _In_opt_ PVOID VhfOperationContext,
					   _In_ PHID_XFER_PACKET HidTransferPacket);
typedef EVT_VHF_ASYNC_OPERATION *PEVT_VHF_ASYNC_OPERATION;
typedef VOID NTAPI EVT_VHF_CLEANUP(_In_ PVOID VhfClientContext);
typedef EVT_VHF_CLEANUP *PEVT_VHF_CLEANUP;
typedef VOID NTAPI EVT_VHF_READY_FOR_NEXT_READ_REPORT(_In_ PVOID VhfClientContext);
typedef EVT_VHF_READY_FOR_NEXT_READ_REPORT *PEVT_VHF_READY_FOR_NEXT_READ_REPORT;
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

typedef PVOID VHFHANDLE;

WINWORK_ABSENT VOID NTAPI VHF_CONFIG_INIT(_Out_ PVHF_CONFIG Config,
					  _In_ PDEVICE_OBJECT DeviceObject,
					  _In_ USHORT ReportDescriptorLength,
					  _In_reads_bytes_(ReportDescriptorLength)
						  PUCHAR ReportDescriptor);
WINWORK_ABSENT NTSTATUS NTAPI VhfAsyncOperationComplete(_In_ VHFOPERATIONHANDLE VhfOperationHandle,
							_In_ NTSTATUS CompletionStatus);
WINWORK_ABSENT NTSTATUS NTAPI VhfCreate(_In_ PVHF_CONFIG VhfConfig, _Out_ VHFHANDLE *VhfHandle);
WINWORK_ABSENT VOID NTAPI VhfDelete(_In_ VHFHANDLE VhfHandle, _In_ BOOLEAN Wait);
WINWORK_ABSENT NTSTATUS NTAPI VhfReadReportSubmit(_In_ VHFHANDLE VhfHandle,
						  _In_ PHID_XFER_PACKET HidTransferPacket);
WINWORK_ABSENT NTSTATUS NTAPI VhfStart(_In_ VHFHANDLE VhfHandle);

EXTERN_C_END

#endif /* WINWORK_HID_VIRTUAL_H */
