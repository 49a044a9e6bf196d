/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory objects and lookaside lists of the framework.
 */
#ifndef WINWORK_WDF_MEMORY_H
#define WINWORK_WDF_MEMORY_H

#include "object.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../po/power.h"
#include "../image.h"

EXTERN_C_START

struct _WDFMEMORY_OFFSET;
struct _WDF_MEMORY_DESCRIPTOR;

typedef enum _WDF_MEMORY_DESCRIPTOR_TYPE {
	WdfMemoryDescriptorTypeInvalid = 0,
	WdfMemoryDescriptorTypeBuffer,
	WdfMemoryDescriptorTypeMdl,
	WdfMemoryDescriptorTypeHandle,
} WDF_MEMORY_DESCRIPTOR_TYPE;

/**
 * struct _WDFMEMORY_OFFSET - a part of a buffer
 * @BufferOffset: bytes before it
 * @BufferLength: its bytes; 0: all that follow
 *
 * Page: wdfmemory.h, WDFMEMORY_OFFSET
 */
typedef struct _WDFMEMORY_OFFSET {
	size_t BufferOffset;
	size_t BufferLength;
} WDFMEMORY_OFFSET, *PWDFMEMORY_OFFSET;

/**
 * struct _WDF_MEMORY_DESCRIPTOR - a buffer, an MDL or a memory object
 * @Type: which of the three
 * @u: the buffer, by the type
 *
 * Page: wdfmemory.h, WDF_MEMORY_DESCRIPTOR
 */
typedef struct _WDF_MEMORY_DESCRIPTOR {
	WDF_MEMORY_DESCRIPTOR_TYPE Type;
	union {
		struct {
			PVOID Buffer;
			ULONG Length;
		} BufferType;
		struct {
			PMDL Mdl;
			ULONG BufferLength;
		} MdlType;
		struct {
			WDFMEMORY Memory;
			PWDFMEMORY_OFFSET Offsets;
		} HandleType;
	} u;
} WDF_MEMORY_DESCRIPTOR, *PWDF_MEMORY_DESCRIPTOR;

/**
 * WDF_MEMORY_DESCRIPTOR_INIT_BUFFER - describe a buffer by its address
 * @Descriptor: receives the description
 * @Buffer: its address
 * @BufferLength: its bytes
 *
 * IRQL: any.
 * Page: wdfmemory.h, WDF_MEMORY_DESCRIPTOR_INIT_BUFFER
 */
WINWORK_OWN VOID WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(_Out_ PWDF_MEMORY_DESCRIPTOR Descriptor,
						   _In_ PVOID Buffer, _In_ ULONG BufferLength)
{
	RtlZeroMemory(Descriptor, sizeof(*Descriptor));
	Descriptor->Type = WdfMemoryDescriptorTypeBuffer;
	Descriptor->u.BufferType.Buffer = Buffer;
	Descriptor->u.BufferType.Length = BufferLength;
}

/**
 * WDF_MEMORY_DESCRIPTOR_INIT_HANDLE - describe a memory object
 * @Descriptor: receives the description
 * @Memory: the object
 * @Offsets: the part of it, or NULL for all
 *
 * IRQL: any.
 * Page: wdfmemory.h, WDF_MEMORY_DESCRIPTOR_INIT_HANDLE
 */
WINWORK_OWN VOID WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(_Out_ PWDF_MEMORY_DESCRIPTOR Descriptor,
						   _In_ WDFMEMORY Memory,
						   _In_opt_ PWDFMEMORY_OFFSET Offsets)
{
	RtlZeroMemory(Descriptor, sizeof(*Descriptor));
	Descriptor->Type = WdfMemoryDescriptorTypeHandle;
	Descriptor->u.HandleType.Memory = Memory;
	Descriptor->u.HandleType.Offsets = Offsets;
}

/**
 * WDF_MEMORY_DESCRIPTOR_INIT_MDL - describe an MDL
 * @Descriptor: receives the description
 * @Mdl: the MDL
 * @BufferLength: bytes of it
 *
 * IRQL: any.
 * Page: wdfmemory.h, WDF_MEMORY_DESCRIPTOR_INIT_MDL
 */
WINWORK_OWN VOID WDF_MEMORY_DESCRIPTOR_INIT_MDL(_Out_ PWDF_MEMORY_DESCRIPTOR Descriptor,
						_In_ PMDL Mdl, _In_ ULONG BufferLength)
{
	RtlZeroMemory(Descriptor, sizeof(*Descriptor));
	Descriptor->Type = WdfMemoryDescriptorTypeMdl;
	Descriptor->u.MdlType.Mdl = Mdl;
	Descriptor->u.MdlType.BufferLength = BufferLength;
}

NTSTATUS NTAPI WinworkWdfLookasideListCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES LookasideAttributes,
					     _In_ size_t BufferSize, _In_ POOL_TYPE PoolType,
					     _In_opt_ PWDF_OBJECT_ATTRIBUTES MemoryAttributes,
					     _In_ ULONG PoolTag, _Out_ WDFLOOKASIDE *Lookaside,
					     _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfLookasideListCreate - describe memory objects that a driver will create often
 * @LookasideAttributes: the attributes of the list, or NULL. The parent is the driver, if they name
 *	none.
 * @BufferSize: bytes of each object's buffer, more than 0
 * @PoolType: the kind of pool, as for ExAllocatePoolWithTag
 * @MemoryAttributes: the attributes of each object, which are copied; or NULL
 * @PoolTag: the tag; 0 for one of the framework's
 * @Lookaside: receives the list
 *
 * Here: Linux's allocator keeps freed memory, and the list keeps none. The list may be deleted
 * before its objects.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 *	On Windows: <= APC_LEVEL for paged pool.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER without bytes; with a report (0x10D) for a NULL @Lookaside or a
 *	wrong ParentObject;
 *	the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_DELETE_PENDING if the parent is being deleted.
 * Page: wdfmemory.h, WdfLookasideListCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
WINWORK_OWN NTSTATUS WdfLookasideListCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES LookasideAttributes,
					    _In_ size_t BufferSize, _In_ POOL_TYPE PoolType,
					    _In_opt_ PWDF_OBJECT_ATTRIBUTES MemoryAttributes,
					    _In_opt_ ULONG PoolTag, _Out_ WDFLOOKASIDE *Lookaside)
{
	return WinworkWdfLookasideListCreate(LookasideAttributes, BufferSize, PoolType,
					     MemoryAttributes, PoolTag, Lookaside, &WinworkImage);
}

/**
 * WdfMemoryAssignBuffer - give a memory object another buffer of the driver's
 * @Memory: an object of WdfMemoryCreatePreallocated
 * @Buffer: the buffer, which the driver frees after the object
 * @BufferSize: bytes, more than 0
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER without bytes, and with a report (0x10D) for
 *	another @Memory or a NULL @Buffer.
 * Page: wdfmemory.h, WdfMemoryAssignBuffer
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfMemoryAssignBuffer(_In_ WDFMEMORY Memory, _In_ PVOID Buffer,
				     _In_ size_t BufferSize);

/**
 * WdfMemoryCopyFromBuffer - copy into a memory object
 * @DestinationMemory: the object
 * @DestinationOffset: bytes of it before the part that is copied
 * @Buffer: the other buffer
 * @NumBytesToCopyFrom: bytes, more than 0
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER without bytes; with a report (0x10D) for a wrong object or a NULL
 *	@Buffer;
 *	STATUS_ACCESS_VIOLATION, with a report, if it is read-only input of a request;
 *	STATUS_INVALID_BUFFER_SIZE if the object has fewer bytes.
 * Page: wdfmemory.h, WdfMemoryCopyFromBuffer
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfMemoryCopyFromBuffer(_In_ WDFMEMORY DestinationMemory,
				       _In_ size_t DestinationOffset,
				       _In_ PVOID Buffer, _In_ size_t NumBytesToCopyFrom);

/**
 * WdfMemoryCopyToBuffer - copy out of a memory object
 * @SourceMemory: the object
 * @SourceOffset: bytes of it before the part that is copied
 * @Buffer: the other buffer
 * @NumBytesToCopyTo: bytes, more than 0
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER without bytes; with a report (0x10D) for a wrong object or a NULL
 *	@Buffer;
 *	STATUS_BUFFER_TOO_SMALL if the object has fewer bytes.
 * Page: wdfmemory.h, WdfMemoryCopyToBuffer
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfMemoryCopyToBuffer(_In_ WDFMEMORY SourceMemory, _In_ size_t SourceOffset,
				     _Out_ PVOID Buffer, _In_ size_t NumBytesToCopyTo);

NTSTATUS NTAPI WinworkWdfMemoryCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				      _In_ POOL_TYPE PoolType, _In_ ULONG PoolTag,
				      _In_ size_t BufferSize, _Out_ WDFMEMORY *Memory,
				      _Out_opt_ PVOID *Buffer, _In_opt_ PWINWORK_IMAGE Image);
NTSTATUS NTAPI WinworkWdfMemoryCreatePreallocated(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						  _In_ PVOID Buffer, _In_ size_t BufferSize,
						  _Out_ WDFMEMORY *Memory,
						  _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfMemoryCreate - allocate a buffer with a handle
 * @Attributes: the attributes, or NULL. The parent is the driver, if they name none.
 * @PoolType: the kind of pool, as for ExAllocatePoolWithTag
 * @PoolTag: the tag; 0 for one of the framework's
 * @BufferSize: bytes, more than 0
 * @Memory: receives the object
 * @Buffer: receives the address of the buffer, or NULL
 *
 * The buffer is not cleared. It is freed with the object, at PASSIVE_LEVEL if it is paged pool.
 *
 * IRQL: <= DISPATCH_LEVEL; <= APC_LEVEL for paged pool. Above it the call is reported.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER without bytes; with a report (0x10D) for a wrong ParentObject and a
 *	NULL @Memory;
 *	the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_DELETE_PENDING if the parent is being deleted.
 * Page: wdfmemory.h, WdfMemoryCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
WINWORK_OWN NTSTATUS WdfMemoryCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				     _In_ POOL_TYPE PoolType, _In_opt_ ULONG PoolTag,
				     _In_ size_t BufferSize, _Out_ WDFMEMORY *Memory,
				     _Out_opt_ PVOID *Buffer)
{
	return WinworkWdfMemoryCreate(Attributes, PoolType, PoolTag, BufferSize, Memory, Buffer,
				      &WinworkImage);
}

/**
 * WdfMemoryCreateFromLookaside - create a memory object as a lookaside list describes it
 * @Lookaside: the list
 * @Memory: receives the object
 *
 * IRQL: <= DISPATCH_LEVEL; <= APC_LEVEL for paged pool. Above it the call is reported.
 * Return: as WdfMemoryCreate.
 * Page: wdfmemory.h, WdfMemoryCreateFromLookaside
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfMemoryCreateFromLookaside(_In_ WDFLOOKASIDE Lookaside, _Out_ WDFMEMORY *Memory);

/**
 * WdfMemoryCreatePreallocated - a handle for a buffer of the driver's
 * @Attributes: the attributes, or NULL. The parent is the driver, if they name none.
 * @Buffer: the buffer, which the driver frees after the object
 * @BufferSize: bytes, more than 0
 * @Memory: receives the object
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER without bytes; with a report (0x10D) for a wrong ParentObject, and
 *	a NULL @Buffer or @Memory;
 *	the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_DELETE_PENDING if the parent is being deleted.
 * Page: wdfmemory.h, WdfMemoryCreatePreallocated
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
WINWORK_OWN NTSTATUS WdfMemoryCreatePreallocated(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						 _In_ PVOID Buffer, _In_ size_t BufferSize,
						 _Out_ WDFMEMORY *Memory)
{
	return WinworkWdfMemoryCreatePreallocated(Attributes, Buffer, BufferSize, Memory,
						  &WinworkImage);
}

/**
 * WdfMemoryGetBuffer - the buffer of a memory object
 * @Memory: the object
 * @BufferSize: receives its bytes, or NULL
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the address. NULL, with a report (0x10D), for a wrong @Memory, and for one of a request
 *	that is complete.
 * Page: wdfmemory.h, WdfMemoryGetBuffer
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
PVOID NTAPI WdfMemoryGetBuffer(_In_ WDFMEMORY Memory, _Out_opt_ size_t *BufferSize);

EXTERN_C_END

#endif /* WINWORK_WDF_MEMORY_H */
