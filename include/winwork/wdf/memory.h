/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory objects and lookaside lists of the framework.
 */
#ifndef WINWORK_WDF_MEMORY_H
#define WINWORK_WDF_MEMORY_H

#include "device.h"
#include "object.h"
#include "types.h"
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
#include "handles.h"

EXTERN_C_START

struct _WDFMEMORY_OFFSET;
struct _WDF_MEMORY_DESCRIPTOR;

typedef enum _WDF_MEMORY_DESCRIPTOR_TYPE {
	WdfMemoryDescriptorTypeInvalid = 0,
	WdfMemoryDescriptorTypeBuffer,
	WdfMemoryDescriptorTypeMdl,
	WdfMemoryDescriptorTypeHandle,
} WDF_MEMORY_DESCRIPTOR_TYPE;

typedef struct _WDFMEMORY_OFFSET {
	size_t BufferOffset;
	size_t BufferLength;
} WDFMEMORY_OFFSET, *PWDFMEMORY_OFFSET;

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

WINWORK_ABSENT VOID NTAPI WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(_Out_ PWDF_MEMORY_DESCRIPTOR Descriptor,
							    _In_ PVOID Buffer,
							    _In_ ULONG BufferLength);
WINWORK_ABSENT VOID NTAPI WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(_Out_ PWDF_MEMORY_DESCRIPTOR Descriptor,
							    _In_ WDFMEMORY Memory,
							    _In_opt_ PWDFMEMORY_OFFSET Offsets);
WINWORK_ABSENT VOID NTAPI WDF_MEMORY_DESCRIPTOR_INIT_MDL(_Out_ PWDF_MEMORY_DESCRIPTOR Descriptor,
							 _In_ PMDL Mdl, _In_ ULONG BufferLength);
WINWORK_ABSENT NTSTATUS NTAPI WdfLookasideListCreate(
	_In_opt_ PWDF_OBJECT_ATTRIBUTES LookasideAttributes, _In_ size_t BufferSize,
	_In_ POOL_TYPE PoolType, _In_opt_ PWDF_OBJECT_ATTRIBUTES MemoryAttributes,
	_In_opt_ ULONG PoolTag, _Out_ WDFLOOKASIDE *Lookaside);
WINWORK_ABSENT NTSTATUS NTAPI WdfMemoryAssignBuffer(_In_ WDFMEMORY Memory, _In_ PVOID Buffer,
						    _In_ size_t BufferSize);
WINWORK_ABSENT NTSTATUS NTAPI WdfMemoryCopyFromBuffer(_In_ WDFMEMORY DestinationMemory,
						      _In_ size_t DestinationOffset,
						      _In_ PVOID Buffer,
						      _In_ size_t NumBytesToCopyFrom);
WINWORK_ABSENT NTSTATUS NTAPI WdfMemoryCopyToBuffer(_In_ WDFMEMORY SourceMemory,
						    _In_ size_t SourceOffset, _Out_ PVOID Buffer,
						    _In_ size_t NumBytesToCopyTo);
WINWORK_ABSENT NTSTATUS NTAPI WdfMemoryCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
					      _In_ POOL_TYPE PoolType, _In_opt_ ULONG PoolTag,
					      _In_ size_t BufferSize, _Out_ WDFMEMORY *Memory,
					      _Out_opt_ PVOID *Buffer);
WINWORK_ABSENT NTSTATUS NTAPI WdfMemoryCreateFromLookaside(_In_ WDFLOOKASIDE Lookaside,
							   _Out_ WDFMEMORY *Memory);
WINWORK_ABSENT NTSTATUS NTAPI WdfMemoryCreatePreallocated(
	_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes, _In_ PVOID Buffer, _In_ size_t BufferSize,
	_Out_ WDFMEMORY *Memory);
WINWORK_ABSENT PVOID NTAPI WdfMemoryGetBuffer(_In_ WDFMEMORY Memory,
					      _Out_opt_ size_t *BufferSize);

EXTERN_C_END

#endif /* WINWORK_WDF_MEMORY_H */
