/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pass-through of SCSI commands.
 */
#ifndef WINWORK_STORAGE_SCSI_PORT_H
#define WINWORK_STORAGE_SCSI_PORT_H

#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/interrupt.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"

EXTERN_C_START

struct _ADAPTER_OBJECT;
struct _ATA_PASS_THROUGH_DIRECT;
struct _ATA_PASS_THROUGH_DIRECT32;
struct _ATA_PASS_THROUGH_EX;
struct _ATA_PASS_THROUGH_EX32;
struct _DUMP_POINTERS;
struct _IO_SCSI_CAPABILITIES;
struct _MPIO_PASS_THROUGH_PATH;
struct _MPIO_PASS_THROUGH_PATH_DIRECT;
struct _MPIO_PASS_THROUGH_PATH_DIRECT_EX;
struct _MPIO_PASS_THROUGH_PATH_EX;
struct _NVCACHE_REQUEST_BLOCK;
struct _NV_FEATURE_PARAMETER;
struct _SCSI_ADAPTER_BUS_INFO;
struct _SCSI_ADDRESS;
struct _SCSI_BUS_DATA;
struct _SCSI_INQUIRY_DATA;
struct _SCSI_PASS_THROUGH;
struct _SCSI_PASS_THROUGH32;
struct _SCSI_PASS_THROUGH_DIRECT;
struct _SCSI_PASS_THROUGH_DIRECT32;
struct _SCSI_PASS_THROUGH_EX;
struct _SRB_IO_CONTROL;

#define ATA_FLAGS_48BIT_COMMAND (1 << 3)
#define ATA_FLAGS_DATA_IN (1 << 1)
#define ATA_FLAGS_DATA_OUT (1 << 2)
#define ATA_FLAGS_DRDY_REQUIRED (1 << 0)
#define ATA_FLAGS_USE_DMA (1 << 4)

#define IOCTL_ATA_PASS_THROUGH \
	CTL_CODE(IOCTL_SCSI_BASE, 0x040b, METHOD_BUFFERED, FILE_READ_ACCESS | \
	FILE_WRITE_ACCESS)
#define IOCTL_ATA_PASS_THROUGH_DIRECT \
	CTL_CODE(IOCTL_SCSI_BASE, 0x040c, METHOD_BUFFERED, FILE_READ_ACCESS | \
	FILE_WRITE_ACCESS)
#define IOCTL_IDE_PASS_THROUGH \
	CTL_CODE(IOCTL_SCSI_BASE, 0x040a, METHOD_BUFFERED, FILE_READ_ACCESS | \
	FILE_WRITE_ACCESS)

#define IOCTL_SCSI_BASE FILE_DEVICE_CONTROLLER
#define IOCTL_SCSI_FREE_DUMP_POINTERS \
	CTL_CODE(IOCTL_SCSI_BASE, 0x0409, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_SCSI_GET_ADDRESS CTL_CODE(IOCTL_SCSI_BASE, 0x0406, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_SCSI_GET_CAPABILITIES \
	CTL_CODE(IOCTL_SCSI_BASE, 0x0404, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_SCSI_GET_DUMP_POINTERS \
	CTL_CODE(IOCTL_SCSI_BASE, 0x0408, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_SCSI_GET_INQUIRY_DATA \
	CTL_CODE(IOCTL_SCSI_BASE, 0x0403, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_SCSI_MINIPORT \
	CTL_CODE(IOCTL_SCSI_BASE, 0x0402, METHOD_BUFFERED, FILE_READ_ACCESS | \
	FILE_WRITE_ACCESS)
#define IOCTL_SCSI_PASS_THROUGH \
	CTL_CODE(IOCTL_SCSI_BASE, 0x0401, METHOD_BUFFERED, FILE_READ_ACCESS | \
	FILE_WRITE_ACCESS)
#define IOCTL_SCSI_PASS_THROUGH_DIRECT \
	CTL_CODE(IOCTL_SCSI_BASE, 0x0405, METHOD_BUFFERED, FILE_READ_ACCESS | \
	FILE_WRITE_ACCESS)
#define IOCTL_SCSI_RESCAN_BUS CTL_CODE(IOCTL_SCSI_BASE, 0x0407, METHOD_BUFFERED, FILE_ANY_ACCESS)

#define SCSI_IOCTL_DATA_OUT 0
#define SCSI_IOCTL_DATA_IN 1
#define SCSI_IOCTL_DATA_UNSPECIFIED 2

typedef struct _SCSI_PASS_THROUGH {
	USHORT Length;
	UCHAR ScsiStatus;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR CdbLength;
	UCHAR SenseInfoLength;
	UCHAR DataIn;
	ULONG DataTransferLength;
	ULONG TimeOutValue;
	ULONG_PTR DataBufferOffset;
	ULONG SenseInfoOffset;
	UCHAR Cdb[16];
} SCSI_PASS_THROUGH, *PSCSI_PASS_THROUGH;

typedef struct _SCSI_PASS_THROUGH_DIRECT {
	USHORT Length;
	UCHAR ScsiStatus;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR CdbLength;
	UCHAR SenseInfoLength;
	UCHAR DataIn;
	ULONG DataTransferLength;
	ULONG TimeOutValue;
	PVOID DataBuffer;
	ULONG SenseInfoOffset;
	UCHAR Cdb[16];
} SCSI_PASS_THROUGH_DIRECT, *PSCSI_PASS_THROUGH_DIRECT;

typedef struct _SCSI_PASS_THROUGH32 {
	USHORT Length;
	UCHAR ScsiStatus;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR CdbLength;
	UCHAR SenseInfoLength;
	UCHAR DataIn;
	ULONG DataTransferLength;
	ULONG TimeOutValue;
	ULONG32 DataBufferOffset;
	ULONG SenseInfoOffset;
	UCHAR Cdb[16];
} SCSI_PASS_THROUGH32, *PSCSI_PASS_THROUGH32;

typedef struct _SCSI_PASS_THROUGH_DIRECT32 {
	USHORT Length;
	UCHAR ScsiStatus;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR CdbLength;
	UCHAR SenseInfoLength;
	UCHAR DataIn;
	ULONG DataTransferLength;
	ULONG TimeOutValue;
	void *DataBuffer;
	ULONG SenseInfoOffset;
	UCHAR Cdb[16];
} SCSI_PASS_THROUGH_DIRECT32, *PSCSI_PASS_THROUGH_DIRECT32;

typedef struct _ATA_PASS_THROUGH_EX {
	USHORT Length;
	USHORT AtaFlags;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR ReservedAsUchar;
	ULONG DataTransferLength;
	ULONG TimeOutValue;
	ULONG ReservedAsUlong;
	ULONG_PTR DataBufferOffset;
	UCHAR PreviousTaskFile[8];
	UCHAR CurrentTaskFile[8];
} ATA_PASS_THROUGH_EX, *PATA_PASS_THROUGH_EX;

typedef struct _ATA_PASS_THROUGH_DIRECT {
	USHORT Length;
	USHORT AtaFlags;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR ReservedAsUchar;
	ULONG DataTransferLength;
	ULONG TimeOutValue;
	ULONG ReservedAsUlong;
	PVOID DataBuffer;
	UCHAR PreviousTaskFile[8];
	UCHAR CurrentTaskFile[8];
} ATA_PASS_THROUGH_DIRECT, *PATA_PASS_THROUGH_DIRECT;

typedef struct _ATA_PASS_THROUGH_EX32 {
	USHORT Length;
	USHORT AtaFlags;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR ReservedAsUchar;
	ULONG DataTransferLength;
	ULONG TimeOutValue;
	ULONG ReservedAsUlong;
	ULONG32 DataBufferOffset;
	UCHAR PreviousTaskFile[8];
	UCHAR CurrentTaskFile[8];
} ATA_PASS_THROUGH_EX32, *PATA_PASS_THROUGH_EX32;

typedef struct _ATA_PASS_THROUGH_DIRECT32 {
	USHORT Length;
	USHORT AtaFlags;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	UCHAR ReservedAsUchar;
	ULONG DataTransferLength;
	ULONG TimeOutValue;
	ULONG ReservedAsUlong;
	void *DataBuffer;
	UCHAR PreviousTaskFile[8];
	UCHAR CurrentTaskFile[8];
} ATA_PASS_THROUGH_DIRECT32, *PATA_PASS_THROUGH_DIRECT32;

typedef struct _SCSI_BUS_DATA {
	UCHAR NumberOfLogicalUnits;
	UCHAR InitiatorBusId;
	ULONG InquiryDataOffset;
} SCSI_BUS_DATA, *PSCSI_BUS_DATA;

typedef struct _SCSI_ADAPTER_BUS_INFO {
	UCHAR NumberOfBuses;
	SCSI_BUS_DATA BusData[1];
} SCSI_ADAPTER_BUS_INFO, *PSCSI_ADAPTER_BUS_INFO;

typedef struct _SCSI_INQUIRY_DATA {
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
	BOOLEAN DeviceClaimed;
	ULONG InquiryDataLength;
	ULONG NextInquiryDataOffset;
	UCHAR InquiryData[1];
} SCSI_INQUIRY_DATA, *PSCSI_INQUIRY_DATA;

typedef struct _SRB_IO_CONTROL {
	ULONG HeaderLength;
	UCHAR Signature[8];
	ULONG Timeout;
	ULONG ControlCode;
	ULONG ReturnCode;
	ULONG Length;
} SRB_IO_CONTROL, *PSRB_IO_CONTROL;

typedef struct _IO_SCSI_CAPABILITIES {
	ULONG Length;
	ULONG MaximumTransferLength;
	ULONG MaximumPhysicalPages;
	ULONG SupportedAsynchronousEvents;
	ULONG AlignmentMask;
	BOOLEAN TaggedQueuing;
	BOOLEAN AdapterScansDown;
	BOOLEAN AdapterUsesPio;
} IO_SCSI_CAPABILITIES, *PIO_SCSI_CAPABILITIES;

typedef struct _SCSI_ADDRESS {
	ULONG Length;
	UCHAR PortNumber;
	UCHAR PathId;
	UCHAR TargetId;
	UCHAR Lun;
} SCSI_ADDRESS, *PSCSI_ADDRESS;

typedef struct _DUMP_POINTERS {
	struct _ADAPTER_OBJECT *AdapterObject;
	PVOID MappedRegisterBase;
	PVOID DumpData;
	PVOID CommonBufferVa;
	LARGE_INTEGER CommonBufferPa;
	ULONG CommonBufferSize;
	BOOLEAN AllocateCommonBuffers;
	BOOLEAN UseDiskDump;
	UCHAR Spare1[2];
	PVOID DeviceObject;
} DUMP_POINTERS, *PDUMP_POINTERS;

typedef enum _MP_STORAGE_DIAGNOSTIC_LEVEL {
	MpStorageDiagnosticLevelDefault = 0,
	MpStorageDiagnosticLevelMax,
} MP_STORAGE_DIAGNOSTIC_LEVEL, *PMP_STORAGE_DIAGNOSTIC_LEVEL;

typedef struct _SCSI_PASS_THROUGH_EX {
	ULONG Version;
	ULONG Length;
	ULONG CdbLength;
	ULONG StorAddressLength;
	UCHAR ScsiStatus;
	UCHAR SenseInfoLength;
	UCHAR DataDirection;
	UCHAR Reserved;
	ULONG TimeOutValue;
	ULONG StorAddressOffset;
	ULONG SenseInfoOffset;
	ULONG DataOutTransferLength;
	ULONG DataInTransferLength;
	ULONG_PTR DataOutBufferOffset;
	ULONG_PTR DataInBufferOffset;
	UCHAR Cdb[ANYSIZE_ARRAY];
} SCSI_PASS_THROUGH_EX, *PSCSI_PASS_THROUGH_EX;

typedef struct _MPIO_PASS_THROUGH_PATH_DIRECT_EX {
	ULONG PassThroughOffset;
	ULONG Version;
	USHORT Length;
	UCHAR Flags;
	UCHAR PortNumber;
	ULONGLONG MpioPathId;
} MPIO_PASS_THROUGH_PATH_DIRECT_EX, *PMPIO_PASS_THROUGH_PATH_DIRECT_EX;

typedef struct _MPIO_PASS_THROUGH_PATH_EX {
	ULONG PassThroughOffset;
	ULONG Version;
	USHORT Length;
	UCHAR Flags;
	UCHAR PortNumber;
	ULONGLONG MpioPathId;
} MPIO_PASS_THROUGH_PATH_EX, *PMPIO_PASS_THROUGH_PATH_EX;

typedef struct _MPIO_PASS_THROUGH_PATH {
	SCSI_PASS_THROUGH PassThrough;
	ULONG Version;
	USHORT Length;
	UCHAR Flags;
	UCHAR PortNumber;
	ULONGLONG MpioPathId;
} MPIO_PASS_THROUGH_PATH, *PMPIO_PASS_THROUGH_PATH;

typedef struct _MPIO_PASS_THROUGH_PATH_DIRECT {
	SCSI_PASS_THROUGH_DIRECT PassThrough;
	ULONG Version;
	USHORT Length;
	UCHAR Flags;
	UCHAR PortNumber;
	ULONGLONG MpioPathId;
} MPIO_PASS_THROUGH_PATH_DIRECT, *PMPIO_PASS_THROUGH_PATH_DIRECT;

typedef enum _MP_STORAGE_DIAGNOSTIC_TARGET_TYPE {
	MpStorageDiagnosticTargetTypeUndefined = 0,
	MpStorageDiagnosticTargetTypeMiniport = 2,
	MpStorageDiagnosticTargetTypeHbaFirmware,
	MpStorageDiagnosticTargetTypeMax,
} MP_STORAGE_DIAGNOSTIC_TARGET_TYPE, *PMP_STORAGE_DIAGNOSTIC_TARGET_TYPE;

typedef struct _NVCACHE_REQUEST_BLOCK {
	ULONG NRBSize;
	USHORT Function;
	ULONG NRBFlags;
	ULONG NRBStatus;
	ULONG Count;
	ULONGLONG LBA;
	ULONG DataBufSize;
	ULONG NVCacheStatus;
	ULONG NVCacheSubStatus;
} NVCACHE_REQUEST_BLOCK, *PNVCACHE_REQUEST_BLOCK;

typedef struct _NV_FEATURE_PARAMETER {
	USHORT NVPowerModeEnabled;
	USHORT NVParameterReserv1;
	USHORT NVCmdEnabled;
	USHORT NVParameterReserv2;
	USHORT NVPowerModeVer;
	USHORT NVCmdVer;
	ULONG NVSize;
	USHORT NVReadSpeed;
	USHORT NVWrtSpeed;
	ULONG DeviceSpinUpTime;
} NV_FEATURE_PARAMETER, *PNV_FEATURE_PARAMETER;

EXTERN_C_END

#endif /* WINWORK_STORAGE_SCSI_PORT_H */
