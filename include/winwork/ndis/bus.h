/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The configuration space, registers and ports of an adapter's hardware.
 */
#ifndef WINWORK_NDIS_BUS_H
#define WINWORK_NDIS_BUS_H

#include "types.h"
#include "../base/sal.h"
#include "../ke/registers.h"

EXTERN_C_START

/**
 * NdisMGetBusData, NdisMSetBusData - read and write the configuration space of an adapter's hardware
 * @MiniportAdapterHandle: the adapter, whose registration attributes are set
 * @WhichSpace: PCI_WHICHSPACE_CONFIG
 * @Offset: in the space, in bytes
 * @Buffer: the data
 * @Length: in bytes
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the bytes that were read or written; 0 after a report or a line in the log.
 * Page: ndis.h, NdisMGetBusData, NdisMSetBusData
 */
ULONG NTAPI NdisMGetBusData(_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ ULONG WhichSpace, _In_ ULONG Offset,
			    _Out_ PVOID Buffer, _In_ ULONG Length);
ULONG NTAPI NdisMSetBusData(_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ ULONG WhichSpace, _In_ ULONG Offset,
			    _In_ PVOID Buffer, _In_ ULONG Length);

/**
 * NdisMMapIoSpace - map registers of an adapter's hardware
 * @VirtualAddress: receives the address, or NULL
 * @MiniportAdapterHandle: the adapter, whose registration attributes are set
 * @PhysicalAddress: the first byte, of a range that the adapter was assigned
 * @Length: in bytes
 *
 * Here: other memory is reported (0xC4, parameter 0x83), as by MmMapIoSpace.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCE_CONFLICT for other memory; NDIS_STATUS_NOT_SUPPORTED for an adapter
 * without hardware; NDIS_STATUS_RESOURCES; else NDIS_STATUS_FAILURE.
 * Page: ndis.h, NdisMMapIoSpace
 */
NDIS_STATUS NTAPI NdisMMapIoSpace(_Out_ PVOID *VirtualAddress, _In_ NDIS_HANDLE MiniportAdapterHandle,
				  _In_ NDIS_PHYSICAL_ADDRESS PhysicalAddress, _In_ UINT Length);

/**
 * NdisMUnmapIoSpace - end a mapping
 * @MiniportAdapterHandle: the adapter
 * @VirtualAddress: what NdisMMapIoSpace has returned
 * @Length: in bytes, as it was mapped
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMUnmapIoSpace
 */
VOID NTAPI NdisMUnmapIoSpace(_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ PVOID VirtualAddress, _In_ UINT Length);

/**
 * NdisMRegisterIoPortRange - claim ports of an adapter's hardware
 * @PortOffset: receives the first port, for NdisRawReadPortUchar and its relatives; or NULL
 * @MiniportAdapterHandle: the adapter, whose registration attributes are set
 * @InitialPort: the first port, of a range that the adapter was assigned
 * @NumberOfPorts: in bytes
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCE_CONFLICT for other ports; NDIS_STATUS_NOT_SUPPORTED for an adapter
 * without hardware; else NDIS_STATUS_FAILURE.
 * Page: ndis.h, NdisMRegisterIoPortRange
 */
NDIS_STATUS NTAPI NdisMRegisterIoPortRange(_Out_ PVOID *PortOffset, _In_ NDIS_HANDLE MiniportAdapterHandle,
					   _In_ UINT InitialPort, _In_ UINT NumberOfPorts);

/**
 * NdisMDeregisterIoPortRange - give claimed ports back
 * @MiniportAdapterHandle: the adapter
 * @InitialPort: as they were claimed, like the others
 * @NumberOfPorts: in bytes
 * @PortOffset: what NdisMRegisterIoPortRange has stored
 *
 * Here: other ports are reported (0x18).
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisMDeregisterIoPortRange
 */
VOID NTAPI NdisMDeregisterIoPortRange(_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ UINT InitialPort,
				      _In_ UINT NumberOfPorts, _In_ PVOID PortOffset);

/* Ports that are claimed, and registers that are mapped. */
#define NdisRawReadPortUchar(Port, Data) (*(Data) = READ_PORT_UCHAR((PUCHAR)(Port)))
#define NdisRawReadPortUshort(Port, Data) (*(Data) = READ_PORT_USHORT((PUSHORT)(Port)))
#define NdisRawReadPortUlong(Port, Data) (*(Data) = READ_PORT_ULONG((PULONG)(Port)))
#define NdisRawWritePortUchar(Port, Data) WRITE_PORT_UCHAR((PUCHAR)(Port), (UCHAR)(Data))
#define NdisRawWritePortUshort(Port, Data) WRITE_PORT_USHORT((PUSHORT)(Port), (USHORT)(Data))
#define NdisRawWritePortUlong(Port, Data) WRITE_PORT_ULONG((PULONG)(Port), (ULONG)(Data))
#define NdisRawReadPortBufferUchar(Port, Buffer, Length) \
	READ_PORT_BUFFER_UCHAR((PUCHAR)(Port), (PUCHAR)(Buffer), (Length))
#define NdisRawReadPortBufferUshort(Port, Buffer, Length) \
	READ_PORT_BUFFER_USHORT((PUSHORT)(Port), (PUSHORT)(Buffer), (Length))
#define NdisRawReadPortBufferUlong(Port, Buffer, Length) \
	READ_PORT_BUFFER_ULONG((PULONG)(Port), (PULONG)(Buffer), (Length))
#define NdisRawWritePortBufferUchar(Port, Buffer, Length) \
	WRITE_PORT_BUFFER_UCHAR((PUCHAR)(Port), (PUCHAR)(Buffer), (Length))
#define NdisRawWritePortBufferUshort(Port, Buffer, Length) \
	WRITE_PORT_BUFFER_USHORT((PUSHORT)(Port), (PUSHORT)(Buffer), (Length))
#define NdisRawWritePortBufferUlong(Port, Buffer, Length) \
	WRITE_PORT_BUFFER_ULONG((PULONG)(Port), (PULONG)(Buffer), (Length))
#define NdisReadRegisterUchar(Register, Data) (*(Data) = READ_REGISTER_UCHAR((PUCHAR)(Register)))
#define NdisReadRegisterUshort(Register, Data) (*(Data) = READ_REGISTER_USHORT((PUSHORT)(Register)))
#define NdisReadRegisterUlong(Register, Data) (*(Data) = READ_REGISTER_ULONG((PULONG)(Register)))
#define NdisWriteRegisterUchar(Register, Data) WRITE_REGISTER_UCHAR((PUCHAR)(Register), (UCHAR)(Data))
#define NdisWriteRegisterUshort(Register, Data) WRITE_REGISTER_USHORT((PUSHORT)(Register), (USHORT)(Data))
#define NdisWriteRegisterUlong(Register, Data) WRITE_REGISTER_ULONG((PULONG)(Register), (ULONG)(Data))

EXTERN_C_END

#endif /* WINWORK_NDIS_BUS_H */
