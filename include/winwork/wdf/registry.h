/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Registry keys, strings and collections of the framework.
 */
#ifndef WINWORK_WDF_REGISTRY_H
#define WINWORK_WDF_REGISTRY_H

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
#include "memory.h"

EXTERN_C_START

#define WDF_REGKEY_DEVICE_SUBKEY 0
#define WDF_REGKEY_DRIVER_SUBKEY 0

WINWORK_ABSENT NTSTATUS NTAPI WdfCollectionAdd(_In_ WDFCOLLECTION Collection,
					       _In_ WDFOBJECT Object);
WINWORK_ABSENT NTSTATUS NTAPI WdfCollectionCreate(
	_In_opt_ PWDF_OBJECT_ATTRIBUTES CollectionAttributes, _Out_ WDFCOLLECTION *Collection);
WINWORK_ABSENT ULONG NTAPI WdfCollectionGetCount(_In_ WDFCOLLECTION Collection);
WINWORK_ABSENT WDFOBJECT NTAPI WdfCollectionGetFirstItem(_In_ WDFCOLLECTION Collection);
WINWORK_ABSENT WDFOBJECT NTAPI WdfCollectionGetItem(_In_ WDFCOLLECTION Collection,
						    _In_ ULONG Index);
WINWORK_ABSENT WDFOBJECT NTAPI WdfCollectionGetLastItem(_In_ WDFCOLLECTION Collection);
WINWORK_ABSENT VOID NTAPI WdfCollectionRemove(_In_ WDFCOLLECTION Collection, _In_ WDFOBJECT Item);
WINWORK_ABSENT VOID NTAPI WdfCollectionRemoveItem(_In_ WDFCOLLECTION Collection,
						  _In_ ULONG Index);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryAssignMemory(_In_ WDFKEY Key,
						      _In_ PCUNICODE_STRING ValueName,
						      _In_ ULONG ValueType, _In_ WDFMEMORY Memory,
						      _In_opt_ PWDFMEMORY_OFFSET MemoryOffsets);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryAssignMultiString(_In_ WDFKEY Key,
							   _In_ PCUNICODE_STRING ValueName,
							   _In_ WDFCOLLECTION StringsCollection);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryAssignString(_In_ WDFKEY Key,
						      _In_ PCUNICODE_STRING ValueName,
						      _In_ WDFSTRING String);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryAssignULong(_In_ WDFKEY Key,
						     _In_ PCUNICODE_STRING ValueName,
						     _In_ ULONG Value);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryAssignUnicodeString(
	_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName, _In_ PCUNICODE_STRING Value);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryAssignValue(_In_ WDFKEY Key,
						     _In_ PCUNICODE_STRING ValueName,
						     _In_ ULONG ValueType, _In_ ULONG ValueLength,
						     _In_ PVOID Value);
WINWORK_ABSENT VOID NTAPI WdfRegistryClose(_In_ WDFKEY Key);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryCreateKey(_In_opt_ WDFKEY ParentKey,
						   _In_ PCUNICODE_STRING KeyName,
						   _In_ ACCESS_MASK DesiredAccess,
						   _In_ ULONG CreateOptions,
						   _Out_opt_ PULONG CreateDisposition,
						   _In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
						   _Out_ WDFKEY *Key);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryOpenKey(_In_opt_ WDFKEY ParentKey,
						 _In_ PCUNICODE_STRING KeyName,
						 _In_ ACCESS_MASK DesiredAccess,
						 _In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
						 _Out_ WDFKEY *Key);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryQueryMemory(
	_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName, _In_ POOL_TYPE PoolType,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES MemoryAttributes, _Out_ WDFMEMORY *Memory,
	_Out_opt_ PULONG ValueType);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryQueryMultiString(
	_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES StringsAttributes, _In_ WDFCOLLECTION Collection);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryQueryString(_In_ WDFKEY Key,
						     _In_ PCUNICODE_STRING ValueName,
						     _In_ WDFSTRING String);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryQueryULong(_In_ WDFKEY Key,
						    _In_ PCUNICODE_STRING ValueName,
						    _Out_ PULONG Value);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryQueryUnicodeString(_In_ WDFKEY Key,
							    _In_ PCUNICODE_STRING ValueName,
							    _Out_opt_ PUSHORT ValueByteLength,
							    _Inout_ PUNICODE_STRING Value);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryQueryValue(_In_ WDFKEY Key,
						    _In_ PCUNICODE_STRING ValueName,
						    _In_ ULONG ValueLength, _Out_opt_ PVOID Value,
						    _Out_opt_ PULONG ValueLengthQueried,
						    _Out_opt_ PULONG ValueType);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryRemoveKey(_In_ WDFKEY Key);
WINWORK_ABSENT NTSTATUS NTAPI WdfRegistryRemoveValue(_In_ WDFKEY Key,
						     _In_ PCUNICODE_STRING ValueName);
WINWORK_ABSENT HANDLE NTAPI WdfRegistryWdmGetHandle(_In_ WDFKEY Key);
WINWORK_ABSENT NTSTATUS NTAPI WdfStringCreate(_In_opt_ PCUNICODE_STRING UnicodeString,
					      _In_opt_ PWDF_OBJECT_ATTRIBUTES StringAttributes,
					      _Out_ WDFSTRING *String);
WINWORK_ABSENT VOID NTAPI WdfStringGetUnicodeString(_In_ WDFSTRING String,
						    _Out_ PUNICODE_STRING UnicodeString);

EXTERN_C_END

#endif /* WINWORK_WDF_REGISTRY_H */
