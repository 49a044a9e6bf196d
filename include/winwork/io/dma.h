/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Direct memory access: adapters and their operations.
 */
#ifndef WINWORK_IO_DMA_H
#define WINWORK_IO_DMA_H

#include "irp.h"
#include "device_object.h"
#include "resources.h"

EXTERN_C_START

struct _DEVICE_DESCRIPTION;
struct _DEVICE_OBJECT;
struct _DMA_ADAPTER;
struct _DMA_CONFIGURATION_BYTE0;
struct _DMA_CONFIGURATION_BYTE1;
struct _DMA_OPERATIONS;
struct _IRP;
struct _MAP_REGISTER_ENTRY;
struct _SCATTER_GATHER_ELEMENT;
struct _SCATTER_GATHER_LIST;

#define DEVICE_DESCRIPTION_VERSION 0x0000
#define DEVICE_DESCRIPTION_VERSION1 0x0001
#define DEVICE_DESCRIPTION_VERSION2 0x0002
#define DEVICE_DESCRIPTION_VERSION3 0x0003

#define FLUSH_MULTIPLE_MAXIMUM 19

typedef struct _DMA_ADAPTER *PADAPTER_OBJECT;
typedef enum _IO_ALLOCATION_ACTION {
	KeepObject = 1,
	DeallocateObject,
	DeallocateObjectKeepRegisters,
} IO_ALLOCATION_ACTION, *PIO_ALLOCATION_ACTION;

typedef IO_ALLOCATION_ACTION NTAPI DRIVER_CONTROL(struct _DEVICE_OBJECT *DeviceObject,
						  struct _IRP *Irp, PVOID MapRegisterBase,
						  PVOID Context);
typedef DRIVER_CONTROL *PDRIVER_CONTROL;
#pragma pack(push, 1)
typedef struct _DMA_CONFIGURATION_BYTE0 {
	UCHAR Channel : 3;
	UCHAR Reserved : 3;
	UCHAR Shared : 1;
	UCHAR MoreEntries : 1;
} DMA_CONFIGURATION_BYTE0;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DMA_CONFIGURATION_BYTE1 {
	UCHAR Reserved0 : 2;
	UCHAR TransferSize : 2;
	UCHAR Timing : 2;
	UCHAR Reserved1 : 2;
} DMA_CONFIGURATION_BYTE1;
#pragma pack(pop)

typedef struct _DMA_ADAPTER * NTAPI GET_DMA_ADAPTER(PVOID Context,
						    struct _DEVICE_DESCRIPTION *DeviceDescriptor,
						    PULONG NumberOfMapRegisters);
typedef GET_DMA_ADAPTER *PGET_DMA_ADAPTER;
typedef struct _DEVICE_DESCRIPTION {
	ULONG Version;
	BOOLEAN Master;
	BOOLEAN ScatterGather;
	BOOLEAN DemandMode;
	BOOLEAN AutoInitialize;
	BOOLEAN Dma32BitAddresses;
	BOOLEAN IgnoreCount;
	BOOLEAN Reserved1;
	BOOLEAN Dma64BitAddresses;
	ULONG BusNumber;
	ULONG DmaChannel;
	INTERFACE_TYPE InterfaceType;
	DMA_WIDTH DmaWidth;
	DMA_SPEED DmaSpeed;
	ULONG MaximumLength;
	ULONG DmaPort;
	ULONG DmaAddressWidth;
	ULONG DmaControllerInstance;
	ULONG DmaRequestLine;
	PHYSICAL_ADDRESS DeviceAddress;
} DEVICE_DESCRIPTION, *PDEVICE_DESCRIPTION;

typedef struct _SCATTER_GATHER_ELEMENT {
	PHYSICAL_ADDRESS Address;
	ULONG Length;
	ULONG_PTR Reserved;
} SCATTER_GATHER_ELEMENT, *PSCATTER_GATHER_ELEMENT;

typedef struct _SCATTER_GATHER_LIST {
	ULONG NumberOfElements;
	ULONG_PTR Reserved;
	SCATTER_GATHER_ELEMENT Elements[1];
} SCATTER_GATHER_LIST, *PSCATTER_GATHER_LIST;

typedef struct _DMA_ADAPTER {
	USHORT Version;
	USHORT Size;
	struct _DMA_OPERATIONS *DmaOperations;
} DMA_ADAPTER, *PDMA_ADAPTER;

typedef enum {
	DmaComplete,
	DmaAborted,
	DmaError,
	DmaCancelled,
} DMA_COMPLETION_STATUS;

typedef VOID (NTAPI *PPUT_DMA_ADAPTER)(PDMA_ADAPTER DmaAdapter);
typedef PVOID (NTAPI *PALLOCATE_COMMON_BUFFER)(PDMA_ADAPTER DmaAdapter, ULONG Length,
					       PPHYSICAL_ADDRESS LogicalAddress,
					       BOOLEAN CacheEnabled);
typedef VOID (NTAPI *PFREE_COMMON_BUFFER)(PDMA_ADAPTER DmaAdapter, ULONG Length,
					  PHYSICAL_ADDRESS LogicalAddress, PVOID VirtualAddress,
					  BOOLEAN CacheEnabled);
typedef NTSTATUS (NTAPI *PALLOCATE_ADAPTER_CHANNEL)(PDMA_ADAPTER DmaAdapter,
						    PDEVICE_OBJECT DeviceObject,
						    ULONG NumberOfMapRegisters,
						    PDRIVER_CONTROL ExecutionRoutine,
						    PVOID Context);
typedef BOOLEAN (NTAPI *PFLUSH_ADAPTER_BUFFERS)(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
						PVOID MapRegisterBase, PVOID CurrentVa,
						ULONG Length, BOOLEAN WriteToDevice);
typedef VOID (NTAPI *PFREE_ADAPTER_CHANNEL)(PDMA_ADAPTER DmaAdapter);
typedef VOID (NTAPI *PFREE_MAP_REGISTERS)(PDMA_ADAPTER DmaAdapter, PVOID MapRegisterBase,
					  ULONG NumberOfMapRegisters);
typedef PHYSICAL_ADDRESS (NTAPI *PMAP_TRANSFER)(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
						PVOID MapRegisterBase, PVOID CurrentVa,
						PULONG Length, BOOLEAN WriteToDevice);
typedef ULONG (NTAPI *PGET_DMA_ALIGNMENT)(PDMA_ADAPTER DmaAdapter);
typedef ULONG (NTAPI *PREAD_DMA_COUNTER)(PDMA_ADAPTER DmaAdapter);
typedef VOID NTAPI DRIVER_LIST_CONTROL(struct _DEVICE_OBJECT *DeviceObject, struct _IRP *Irp,
				       struct _SCATTER_GATHER_LIST *ScatterGather, PVOID Context);
typedef DRIVER_LIST_CONTROL *PDRIVER_LIST_CONTROL;
typedef NTSTATUS (NTAPI *PGET_SCATTER_GATHER_LIST)(PDMA_ADAPTER DmaAdapter,
						   PDEVICE_OBJECT DeviceObject, PMDL Mdl,
						   PVOID CurrentVa, ULONG Length,
						   PDRIVER_LIST_CONTROL ExecutionRoutine,
						   PVOID Context, BOOLEAN WriteToDevice);
typedef VOID (NTAPI *PPUT_SCATTER_GATHER_LIST)(PDMA_ADAPTER DmaAdapter,
					       PSCATTER_GATHER_LIST ScatterGather,
					       BOOLEAN WriteToDevice);
typedef NTSTATUS (NTAPI *PCALCULATE_SCATTER_GATHER_LIST_SIZE)(
	PDMA_ADAPTER DmaAdapter, PMDL Mdl, PVOID CurrentVa, ULONG Length,
	PULONG ScatterGatherListSize, PULONG pNumberOfMapRegisters);
typedef NTSTATUS (NTAPI *PBUILD_SCATTER_GATHER_LIST)(PDMA_ADAPTER DmaAdapter,
						     PDEVICE_OBJECT DeviceObject, PMDL Mdl,
						     PVOID CurrentVa, ULONG Length,
						     PDRIVER_LIST_CONTROL ExecutionRoutine,
						     PVOID Context, BOOLEAN WriteToDevice,
						     PVOID ScatterGatherBuffer,
						     ULONG ScatterGatherLength);
typedef NTSTATUS (NTAPI *PBUILD_MDL_FROM_SCATTER_GATHER_LIST)(
	PDMA_ADAPTER DmaAdapter, PSCATTER_GATHER_LIST ScatterGather, PMDL OriginalMdl,
	PMDL *TargetMdl);
typedef struct _DMA_OPERATIONS {
	ULONG Size;
	PPUT_DMA_ADAPTER PutDmaAdapter;
	PALLOCATE_COMMON_BUFFER AllocateCommonBuffer;
	PFREE_COMMON_BUFFER FreeCommonBuffer;
	PALLOCATE_ADAPTER_CHANNEL AllocateAdapterChannel;
	PFLUSH_ADAPTER_BUFFERS FlushAdapterBuffers;
	PFREE_ADAPTER_CHANNEL FreeAdapterChannel;
	PFREE_MAP_REGISTERS FreeMapRegisters;
	PMAP_TRANSFER MapTransfer;
	PGET_DMA_ALIGNMENT GetDmaAlignment;
	PREAD_DMA_COUNTER ReadDmaCounter;
	PGET_SCATTER_GATHER_LIST GetScatterGatherList;
	PPUT_SCATTER_GATHER_LIST PutScatterGatherList;
	PCALCULATE_SCATTER_GATHER_LIST_SIZE CalculateScatterGatherList;
	PBUILD_SCATTER_GATHER_LIST BuildScatterGatherList;
	PBUILD_MDL_FROM_SCATTER_GATHER_LIST BuildMdlFromScatterGatherList;
} DMA_OPERATIONS, *PDMA_OPERATIONS;

typedef struct _MAP_REGISTER_ENTRY {
	PVOID MapRegister;
	BOOLEAN WriteToDevice;
} MAP_REGISTER_ENTRY, *PMAP_REGISTER_ENTRY;

/**
 * IoGetDmaAdapter - have a device read and write memory
 * @PhysicalDeviceObject: the PDO of the device: a function of PCI, or a software device
 * @DeviceDescription: zeroed, but for what is known of the device: Master is TRUE, and Version at most
 *	DEVICE_DESCRIPTION_VERSION2. Its addresses have 64, 32 or 24 bits, by Dma64BitAddresses, by Dma32BitAddresses or
 *	PCIBus with ScatterGather, or by neither. A device without ScatterGather gets each transfer in one piece
 * @NumberOfMapRegisters: receives the most pages that a transfer may touch
 *
 * Turns the device's bus mastering on. The adapter has a table of operations, which are documented at their pages.
 * They check the pointers and the IRQL that they get, and report a misuse (0xE6). PutDmaAdapter frees it, after all that
 * was got by it.
 *
 * Memory beyond the addresses of the device is copied to and from memory that it reaches. Only then map registers
 * count: a transfer waits until it gets as many as it has pages. Here: at most 64.
 *
 * When the device has handled its removal, lists and common buffers that are out are unmapped and freed, with a report,
 * and an adapter that was not put is freed likewise.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the adapter, which the driver owns, with a Version of 1 in any case; or NULL: for a device without DMA, for
 *	one that has released its hardware, without memory, for Master FALSE, since there are no channels of system
 *	DMA, for DEVICE_DESCRIPTION_VERSION3, and, with a report, for another Version, a device that is no PDO, or a wrong IRQL. The log has the
 *	reason.
 * Page: wdm.h, IoGetDmaAdapter
 */
PDMA_ADAPTER NTAPI IoGetDmaAdapter(_In_opt_ PDEVICE_OBJECT PhysicalDeviceObject,
				   _In_ PDEVICE_DESCRIPTION DeviceDescription,
				   _Out_ PULONG NumberOfMapRegisters);

WINWORK_ABSENT NTSTATUS NTAPI IoAllocateAdapterChannel(PDMA_ADAPTER DmaAdapter,
						       PDEVICE_OBJECT DeviceObject,
						       ULONG NumberOfMapRegisters,
						       PDRIVER_CONTROL ExecutionRoutine,
						       PVOID Context);
WINWORK_ABSENT BOOLEAN NTAPI IoFlushAdapterBuffers(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
						   PVOID MapRegisterBase, PVOID CurrentVa,
						   ULONG Length, BOOLEAN WriteToDevice);
WINWORK_ABSENT VOID NTAPI IoFreeAdapterChannel(PDMA_ADAPTER DmaAdapter);
WINWORK_ABSENT PHYSICAL_ADDRESS NTAPI IoMapTransfer(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
						    PVOID MapRegisterBase, PVOID CurrentVa,
						    PULONG Length, BOOLEAN WriteToDevice);

EXTERN_C_END

#endif /* WINWORK_IO_DMA_H */
