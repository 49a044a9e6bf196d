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

NTSTATUS NTAPI WinworkWdfCollectionCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES CollectionAttributes,
					  _Out_ WDFCOLLECTION *Collection,
					  _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfCollectionCreate - create an empty list of objects
 * @CollectionAttributes: the attributes, or NULL. The parent is the driver, if they name none.
 * @Collection: receives the list
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfSpinLockCreate.
 * Page: wdfcollection.h, WdfCollectionCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
WINWORK_OWN NTSTATUS WdfCollectionCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES CollectionAttributes,
					 _Out_ WDFCOLLECTION *Collection)
{
	return WinworkWdfCollectionCreate(CollectionAttributes, Collection, &WinworkImage);
}

/**
 * WdfCollectionAdd - add an object to the end of a list
 * @Collection: the list
 * @Object: any object of the framework, which may be in the list already
 *
 * The list has a reference of the object until the object is removed, or the list is deleted.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_UNSUCCESSFUL without memory; STATUS_INVALID_PARAMETER, with a
 *	report (0x10D), for a wrong handle.
 * Page: wdfcollection.h, WdfCollectionAdd
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfCollectionAdd(_In_ WDFCOLLECTION Collection, _In_ WDFOBJECT Object);

/**
 * WdfCollectionGetCount - the number of objects in a list
 * @Collection: the list
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the number; 0, with a report, for a wrong @Collection.
 * Page: wdfcollection.h, WdfCollectionGetCount
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG NTAPI WdfCollectionGetCount(_In_ WDFCOLLECTION Collection);

/**
 * WdfCollectionGetItem - an object of a list
 * WdfCollectionGetFirstItem - the first object of a list
 * WdfCollectionGetLastItem - the last object of a list
 * @Collection: the list
 * @Index: the number of objects before it
 *
 * The caller gets no reference.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the object; NULL without one, and, with a report, for a wrong @Collection.
 * Page: wdfcollection.h, WdfCollectionGetItem, WdfCollectionGetFirstItem, WdfCollectionGetLastItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFOBJECT NTAPI WdfCollectionGetItem(_In_ WDFCOLLECTION Collection, _In_ ULONG Index);
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFOBJECT NTAPI WdfCollectionGetFirstItem(_In_ WDFCOLLECTION Collection);
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFOBJECT NTAPI WdfCollectionGetLastItem(_In_ WDFCOLLECTION Collection);

/**
 * WdfCollectionRemove - remove an object from a list
 * WdfCollectionRemoveItem - remove the object at an index from a list
 * @Collection: the list
 * @Item: the object. Of several entries for it the first one is removed.
 * @Index: the number of objects before it
 *
 * The reference of the list is dropped.
 *
 * Here: an object that is not in the list, and an index beyond its end, are reported (0x10D,
 * parameter 3).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and does nothing.
 * Page: wdfcollection.h, WdfCollectionRemove, WdfCollectionRemoveItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfCollectionRemove(_In_ WDFCOLLECTION Collection, _In_ WDFOBJECT Item);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfCollectionRemoveItem(_In_ WDFCOLLECTION Collection, _In_ ULONG Index);

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

NTSTATUS NTAPI WinworkWdfStringCreate(_In_opt_ PCUNICODE_STRING UnicodeString,
				      _In_opt_ PWDF_OBJECT_ATTRIBUTES StringAttributes,
				      _Out_ WDFSTRING *String, _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfStringCreate - create a string with a handle
 * @UnicodeString: the text, which is copied; NULL for none
 * @StringAttributes: the attributes, or NULL. The parent is the driver, if they name none.
 * @String: receives the string
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER for an odd Length, one above MaximumLength, and a NULL Buffer with a
 *	Length; with a report (0x10D) for a NULL @String or a wrong ParentObject;
 *	the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_DELETE_PENDING if the parent is being deleted.
 * Page: wdfstring.h, WdfStringCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
WINWORK_OWN NTSTATUS WdfStringCreate(_In_opt_ PCUNICODE_STRING UnicodeString,
				     _In_opt_ PWDF_OBJECT_ATTRIBUTES StringAttributes,
				     _Out_ WDFSTRING *String)
{
	return WinworkWdfStringCreate(UnicodeString, StringAttributes, String, &WinworkImage);
}

/**
 * WdfStringGetUnicodeString - the text of a string
 * @String: the string
 * @UnicodeString: receives the address and the lengths of the text, which stays the string's. A zero
 *	follows the text. All members are 0 without text, and for a wrong @String.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported.
 * Page: wdfstring.h, WdfStringGetUnicodeString
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfStringGetUnicodeString(_In_ WDFSTRING String, _Out_ PUNICODE_STRING UnicodeString);

EXTERN_C_END

#endif /* WINWORK_WDF_REGISTRY_H */
