/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Miniports of the SCSI port driver. Those of Storport have structures of the same names: storport.h.
 */
#ifndef WINWORK_STORAGE_SCSI_MINIPORT_H
#define WINWORK_STORAGE_SCSI_MINIPORT_H

#include "scsi_request.h"
#include <winwork/ke/registers.h>

EXTERN_C_START

struct _HW_INITIALIZATION_DATA;
struct _PORT_CONFIGURATION_INFORMATION;

#define CONFIG_INFO_VERSION_2 sizeof(PORT_CONFIGURATION_INFORMATION)

#define ScsiPortMoveMemory memmove

#define ScsiPortReadPortBufferUchar READ_PORT_BUFFER_UCHAR

#define ScsiPortReadPortBufferUlong READ_PORT_BUFFER_ULONG

#define ScsiPortReadPortBufferUshort READ_PORT_BUFFER_USHORT

#define ScsiPortReadPortUchar READ_PORT_UCHAR

#define ScsiPortReadPortUlong READ_PORT_ULONG

#define ScsiPortReadPortUshort READ_PORT_USHORT

#define ScsiPortReadRegisterBufferUchar READ_REGISTER_BUFFER_UCHAR

#define ScsiPortReadRegisterBufferUlong READ_REGISTER_BUFFER_ULONG

#define ScsiPortReadRegisterBufferUshort READ_REGISTER_BUFFER_USHORT

#define ScsiPortReadRegisterUchar READ_REGISTER_UCHAR

#define ScsiPortReadRegisterUlong READ_REGISTER_ULONG

#define ScsiPortReadRegisterUshort READ_REGISTER_USHORT

#define ScsiPortWritePortBufferUchar WRITE_PORT_BUFFER_UCHAR

#define ScsiPortWritePortBufferUlong WRITE_PORT_BUFFER_ULONG

#define ScsiPortWritePortBufferUshort WRITE_PORT_BUFFER_USHORT

#define ScsiPortWritePortUchar WRITE_PORT_UCHAR

#define ScsiPortWritePortUlong WRITE_PORT_ULONG

#define ScsiPortWritePortUshort WRITE_PORT_USHORT

#define ScsiPortWriteRegisterBufferUchar WRITE_REGISTER_BUFFER_UCHAR

#define ScsiPortWriteRegisterBufferUlong WRITE_REGISTER_BUFFER_ULONG

#define ScsiPortWriteRegisterBufferUshort WRITE_REGISTER_BUFFER_USHORT

#define ScsiPortWriteRegisterUchar WRITE_REGISTER_UCHAR

#define ScsiPortWriteRegisterUlong WRITE_REGISTER_ULONG

#define ScsiPortWriteRegisterUshort WRITE_REGISTER_USHORT

typedef struct _PORT_CONFIGURATION_INFORMATION {
	ULONG Length;
	ULONG SystemIoBusNumber;
	INTERFACE_TYPE AdapterInterfaceType;
	ULONG BusInterruptLevel;
	ULONG BusInterruptVector;
	KINTERRUPT_MODE InterruptMode;
	ULONG MaximumTransferLength;
	ULONG NumberOfPhysicalBreaks;
	ULONG DmaChannel;
	ULONG DmaPort;
	DMA_WIDTH DmaWidth;
	DMA_SPEED DmaSpeed;
	ULONG AlignmentMask;
	ULONG NumberOfAccessRanges;
	ACCESS_RANGE(*AccessRanges)[];
	PVOID Reserved;
	UCHAR NumberOfBuses;
	UCHAR InitiatorBusId[8];
	BOOLEAN ScatterGather;
	BOOLEAN Master;
	BOOLEAN CachesData;
	BOOLEAN AdapterScansDown;
	BOOLEAN AtdiskPrimaryClaimed;
	BOOLEAN AtdiskSecondaryClaimed;
	BOOLEAN Dma32BitAddresses;
	BOOLEAN DemandMode;
	BOOLEAN MapBuffers;
	BOOLEAN NeedPhysicalAddresses;
	BOOLEAN TaggedQueuing;
	BOOLEAN AutoRequestSense;
	BOOLEAN MultipleRequestPerLu;
	BOOLEAN ReceiveEvent;
	BOOLEAN RealModeInitialized;
	BOOLEAN BufferAccessScsiPortControlled;
	UCHAR MaximumNumberOfTargets;
	UCHAR ReservedUchars[2];
	ULONG SlotNumber;
	ULONG BusInterruptLevel2;
	ULONG BusInterruptVector2;
	KINTERRUPT_MODE InterruptMode2;
	ULONG DmaChannel2;
	ULONG DmaPort2;
	DMA_WIDTH DmaWidth2;
	DMA_SPEED DmaSpeed2;
	ULONG DeviceExtensionSize;
	ULONG SpecificLuExtensionSize;
	ULONG SrbExtensionSize;
	UCHAR Dma64BitAddresses;
	BOOLEAN ResetTargetSupported;
	UCHAR MaximumNumberOfLogicalUnits;
	BOOLEAN WmiDataProvider;
} PORT_CONFIGURATION_INFORMATION, *PPORT_CONFIGURATION_INFORMATION;

typedef enum _SCSI_ADAPTER_CONTROL_TYPE {
	ScsiQuerySupportedControlTypes = 0,
	ScsiStopAdapter,
	ScsiRestartAdapter,
	ScsiSetBootConfig,
	ScsiSetRunningConfig,
	ScsiAdapterControlMax,
	MakeAdapterControlTypeSizeOfUlong = 0xffffffff,
} SCSI_ADAPTER_CONTROL_TYPE, *PSCSI_ADAPTER_CONTROL_TYPE;

typedef enum _SCSI_ADAPTER_CONTROL_STATUS {
	ScsiAdapterControlSuccess = 0,
	ScsiAdapterControlUnsuccessful,
} SCSI_ADAPTER_CONTROL_STATUS, *PSCSI_ADAPTER_CONTROL_STATUS;

typedef BOOLEAN (NTAPI *PHW_INITIALIZE)(PVOID DeviceExtension);
typedef BOOLEAN (NTAPI *PHW_STARTIO)(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb);
typedef BOOLEAN (NTAPI *PHW_INTERRUPT)(PVOID DeviceExtension);
typedef VOID (NTAPI *PHW_TIMER)(PVOID DeviceExtension);
typedef VOID (NTAPI *PHW_DMA_STARTED)(PVOID DeviceExtension);
typedef ULONG (NTAPI *PHW_FIND_ADAPTER)(PVOID DeviceExtension, PVOID HwContext,
					PVOID BusInformation, PCHAR ArgumentString,
					PPORT_CONFIGURATION_INFORMATION ConfigInfo,
					PBOOLEAN Again);
typedef BOOLEAN (NTAPI *PHW_RESET_BUS)(PVOID DeviceExtension, ULONG PathId);
typedef BOOLEAN (NTAPI *PHW_ADAPTER_STATE)(PVOID DeviceExtension, PVOID Context,
					   BOOLEAN SaveState);
typedef SCSI_ADAPTER_CONTROL_STATUS (NTAPI *PHW_ADAPTER_CONTROL)(
	PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType, PVOID Parameters);
typedef enum _SCSI_NOTIFICATION_TYPE {
	RequestComplete,
	NextRequest,
	NextLuRequest,
	ResetDetected,
	CallDisableInterrupts,
	CallEnableInterrupts,
	RequestTimerCall,
	BusChangeDetected,
	WMIEvent,
	WMIReregister,
	LinkUp,
	LinkDown,
	QueryTickCount,
	BufferOverrunDetected,
	TraceNotification,
} SCSI_NOTIFICATION_TYPE, *PSCSI_NOTIFICATION_TYPE;

typedef struct _HW_INITIALIZATION_DATA {
	ULONG HwInitializationDataSize;
	INTERFACE_TYPE AdapterInterfaceType;
	PHW_INITIALIZE HwInitialize;
	PHW_STARTIO HwStartIo;
	PHW_INTERRUPT HwInterrupt;
	PHW_FIND_ADAPTER HwFindAdapter;
	PHW_RESET_BUS HwResetBus;
	PHW_DMA_STARTED HwDmaStarted;
	PHW_ADAPTER_STATE HwAdapterState;
	ULONG DeviceExtensionSize;
	ULONG SpecificLuExtensionSize;
	ULONG SrbExtensionSize;
	ULONG NumberOfAccessRanges;
	PVOID Reserved;
	BOOLEAN MapBuffers;
	BOOLEAN NeedPhysicalAddresses;
	BOOLEAN TaggedQueuing;
	BOOLEAN AutoRequestSense;
	BOOLEAN MultipleRequestPerLu;
	BOOLEAN ReceiveEvent;
	USHORT VendorIdLength;
	PVOID VendorId;
	union {
		USHORT ReservedUshort;
		USHORT PortVersionFlags;
	};
	USHORT DeviceIdLength;
	PVOID DeviceId;
	PHW_ADAPTER_CONTROL HwAdapterControl;
} HW_INITIALIZATION_DATA, *PHW_INITIALIZATION_DATA;

#define ScsiPortConvertPhysicalAddressToUlong(Address) ((Address).LowPart)
#define ScsiPortConvertPhysicalAddressToULongPtr(Address) ((ULONG_PTR)(Address).QuadPart)

WINWORK_ABSENT VOID NTAPI ScsiDebugPrint(ULONG DebugPrintLevel, PCCHAR DebugMessage, ...);
WINWORK_ABSENT VOID NTAPI ScsiPortCompleteRequest(PVOID HwDeviceExtension, UCHAR PathId,
						  UCHAR TargetId, UCHAR Lun, UCHAR SrbStatus);
WINWORK_ABSENT SCSI_PHYSICAL_ADDRESS NTAPI ScsiPortConvertUlongToPhysicalAddress(
	ULONG_PTR UlongAddress);
WINWORK_ABSENT VOID NTAPI ScsiPortFlushDma(PVOID DeviceExtension);
WINWORK_ABSENT VOID NTAPI ScsiPortFreeDeviceBase(PVOID HwDeviceExtension, PVOID MappedAddress);
WINWORK_ABSENT ULONG NTAPI ScsiPortGetBusData(PVOID DeviceExtension, ULONG BusDataType,
					      ULONG SystemIoBusNumber, ULONG SlotNumber,
					      PVOID Buffer, ULONG Length);
WINWORK_ABSENT PVOID NTAPI ScsiPortGetDeviceBase(PVOID HwDeviceExtension,
						 INTERFACE_TYPE BusType,
						 ULONG SystemIoBusNumber,
						 SCSI_PHYSICAL_ADDRESS IoAddress,
						 ULONG NumberOfBytes, BOOLEAN InIoSpace);
WINWORK_ABSENT PVOID NTAPI ScsiPortGetLogicalUnit(PVOID HwDeviceExtension, UCHAR PathId,
						  UCHAR TargetId, UCHAR Lun);
WINWORK_ABSENT SCSI_PHYSICAL_ADDRESS NTAPI ScsiPortGetPhysicalAddress(PVOID HwDeviceExtension,
								      PSCSI_REQUEST_BLOCK Srb,
								      PVOID VirtualAddress,
								      ULONG *Length);
WINWORK_ABSENT PSCSI_REQUEST_BLOCK NTAPI ScsiPortGetSrb(PVOID DeviceExtension, UCHAR PathId,
							UCHAR TargetId, UCHAR Lun, LONG QueueTag);
WINWORK_ABSENT PVOID NTAPI ScsiPortGetUncachedExtension(
	PVOID HwDeviceExtension, PPORT_CONFIGURATION_INFORMATION ConfigInfo, ULONG NumberOfBytes);
WINWORK_ABSENT PVOID NTAPI ScsiPortGetVirtualAddress(PVOID HwDeviceExtension,
						     SCSI_PHYSICAL_ADDRESS PhysicalAddress);
WINWORK_ABSENT ULONG NTAPI ScsiPortInitialize(
	PVOID Argument1, PVOID Argument2, struct _HW_INITIALIZATION_DATA *HwInitializationData,
	PVOID HwContext);
WINWORK_ABSENT VOID NTAPI ScsiPortIoMapTransfer(PVOID HwDeviceExtension,
						PSCSI_REQUEST_BLOCK Srb, PVOID LogicalAddress,
						ULONG Length);
WINWORK_ABSENT VOID NTAPI ScsiPortLogError(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
					   UCHAR PathId, UCHAR TargetId, UCHAR Lun,
					   ULONG ErrorCode, ULONG UniqueId);
WINWORK_ABSENT VOID NTAPI ScsiPortNotification(SCSI_NOTIFICATION_TYPE NotificationType,
					       PVOID HwDeviceExtension, ...);
WINWORK_ABSENT VOID NTAPI ScsiPortQuerySystemTime(PLARGE_INTEGER CurrentTime);
WINWORK_ABSENT ULONG NTAPI ScsiPortSetBusDataByOffset(PVOID DeviceExtension, ULONG BusDataType,
						      ULONG SystemIoBusNumber, ULONG SlotNumber,
						      PVOID Buffer, ULONG Offset, ULONG Length);
WINWORK_ABSENT VOID NTAPI ScsiPortStallExecution(ULONG Delay);
WINWORK_ABSENT BOOLEAN NTAPI ScsiPortValidateRange(PVOID HwDeviceExtension,
						   INTERFACE_TYPE BusType,
						   ULONG SystemIoBusNumber,
						   SCSI_PHYSICAL_ADDRESS IoAddress,
						   ULONG NumberOfBytes, BOOLEAN InIoSpace);

EXTERN_C_END

#endif /* WINWORK_STORAGE_SCSI_MINIPORT_H */
