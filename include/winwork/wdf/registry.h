/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Registry keys, strings and collections of the framework.
 */
#ifndef WINWORK_WDF_REGISTRY_H
#define WINWORK_WDF_REGISTRY_H

#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../cm/registry.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/resources.h"
#include "../po/power.h"
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

NTSTATUS NTAPI WinworkWdfRegistryOpenKey(_In_opt_ WDFKEY ParentKey, _In_ PCUNICODE_STRING KeyName,
					 _In_ ACCESS_MASK DesiredAccess,
					 _In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
					 _Out_ WDFKEY *Key, _In_opt_ PWINWORK_IMAGE Image);
NTSTATUS NTAPI WinworkWdfRegistryCreateKey(_In_opt_ WDFKEY ParentKey, _In_ PCUNICODE_STRING KeyName,
					   _In_ ACCESS_MASK DesiredAccess, _In_ ULONG CreateOptions,
					   _Out_opt_ PULONG CreateDisposition,
					   _In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
					   _Out_ WDFKEY *Key, _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfRegistryOpenKey - open a key that exists
 * @ParentKey: the key that @KeyName is below; NULL for a path from \Registry\Machine on
 * @KeyName: the name
 * @DesiredAccess: has no effect here
 * @KeyAttributes: the attributes, or NULL. The parent is the driver, if they name none.
 * @Key: receives the key, which WdfRegistryClose closes
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a wrong @KeyName and, with a report (0x10D),
 *	for a wrong handle or a NULL argument; the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES; the statuses of ZwOpenKey.
 * Page: wdfregistry.h, WdfRegistryOpenKey
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
WINWORK_OWN NTSTATUS WdfRegistryOpenKey(_In_opt_ WDFKEY ParentKey, _In_ PCUNICODE_STRING KeyName,
					_In_ ACCESS_MASK DesiredAccess,
					_In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
					_Out_ WDFKEY *Key)
{
	return WinworkWdfRegistryOpenKey(ParentKey, KeyName, DesiredAccess, KeyAttributes, Key,
					 &WinworkImage);
}

/**
 * WdfRegistryCreateKey - open a key, or make it
 * @ParentKey: the key that @KeyName is below; NULL for a path from \Registry\Machine on
 * @KeyName: the name
 * @DesiredAccess: has no effect here
 * @CreateOptions: REG_OPTION_*, as for ZwCreateKey
 * @CreateDisposition: receives REG_CREATED_NEW_KEY or REG_OPENED_EXISTING_KEY; or NULL
 * @KeyAttributes: the attributes, or NULL. The parent is the driver, if they name none.
 * @Key: receives the key, which WdfRegistryClose closes
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryOpenKey, with the statuses of ZwCreateKey.
 * Page: wdfregistry.h, WdfRegistryCreateKey
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
WINWORK_OWN NTSTATUS WdfRegistryCreateKey(_In_opt_ WDFKEY ParentKey, _In_ PCUNICODE_STRING KeyName,
					  _In_ ACCESS_MASK DesiredAccess, _In_ ULONG CreateOptions,
					  _Out_opt_ PULONG CreateDisposition,
					  _In_opt_ PWDF_OBJECT_ATTRIBUTES KeyAttributes,
					  _Out_ WDFKEY *Key)
{
	return WinworkWdfRegistryCreateKey(ParentKey, KeyName, DesiredAccess, CreateOptions,
					   CreateDisposition, KeyAttributes, Key, &WinworkImage);
}

/**
 * WdfRegistryClose - close a key, and delete its object
 * @Key: the key
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and does nothing.
 * Page: wdfregistry.h, WdfRegistryClose
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfRegistryClose(_In_ WDFKEY Key);

/**
 * WdfRegistryWdmGetHandle - the handle of a key, for ZwQueryKey and other functions
 * @Key: the key
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns NULL.
 * Return: the handle, which WdfRegistryClose closes; NULL, with a report (0x10D), for a wrong @Key.
 * Page: wdfregistry.h, WdfRegistryWdmGetHandle
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
HANDLE NTAPI WdfRegistryWdmGetHandle(_In_ WDFKEY Key);

/**
 * WdfRegistryRemoveKey - delete a key that has no subkeys, and its object
 * @Key: the key. After a failure it is still open.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: the statuses of ZwDeleteKey; STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong
 *	@Key.
 * Page: wdfregistry.h, WdfRegistryRemoveKey
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryRemoveKey(_In_ WDFKEY Key);

/**
 * WdfRegistryRemoveValue - delete a value
 * @Key: the key
 * @ValueName: the name of the value
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND without such a value;
 *	STATUS_INVALID_PARAMETER for a wrong @ValueName and, with a report (0x10D), for a wrong
 *	handle or a NULL argument.
 * Page: wdfregistry.h, WdfRegistryRemoveValue
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryRemoveValue(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName);

/**
 * WdfRegistryQueryValue - the data of a value of any type
 * @Key: the key
 * @ValueName: the name of the value
 * @ValueLength: bytes that @Value has room for
 * @Value: receives the data; or NULL
 * @ValueLengthQueried: receives the bytes of the data, also if they are too many; or NULL
 * @ValueType: receives the type, REG_*; or NULL
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_OVERFLOW without enough room, and without @Value;
 *	STATUS_OBJECT_NAME_NOT_FOUND without such a value; STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_PARAMETER for a wrong @ValueName and, with a report (0x10D), for a wrong
 *	handle or a NULL argument.
 * Page: wdfregistry.h, WdfRegistryQueryValue
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryQueryValue(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
				     _In_ ULONG ValueLength, _Out_opt_ PVOID Value,
				     _Out_opt_ PULONG ValueLengthQueried,
				     _Out_opt_ PULONG ValueType);

/**
 * WdfRegistryQueryMemory - the data of a value, in a new memory object
 * @Key: the key
 * @ValueName: the name of the value
 * @PoolType: the kind of pool of the object's buffer
 * @MemoryAttributes: the attributes of the object, or NULL
 * @Memory: receives the object, which the driver deletes
 * @ValueType: receives the type, REG_*; or NULL
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryQueryValue; STATUS_RESOURCE_DATA_NOT_FOUND for a value without data; the
 *	statuses of bad attributes, see WdfObjectCreate.
 * Page: wdfregistry.h, WdfRegistryQueryMemory
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryQueryMemory(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
				      _In_ POOL_TYPE PoolType,
				      _In_opt_ PWDF_OBJECT_ATTRIBUTES MemoryAttributes,
				      _Out_ WDFMEMORY *Memory, _Out_opt_ PULONG ValueType);

/**
 * WdfRegistryQueryMultiString - the texts of a REG_MULTI_SZ value, as new strings of a collection
 * @Key: the key
 * @ValueName: the name of the value
 * @StringsAttributes: the attributes of each string, or NULL
 * @Collection: the strings are added to it. After a failure none is.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryQueryMemory; STATUS_OBJECT_TYPE_MISMATCH for another type, and for data
 *	that do not end with two zeros.
 * Page: wdfregistry.h, WdfRegistryQueryMultiString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryQueryMultiString(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
					   _In_opt_ PWDF_OBJECT_ATTRIBUTES StringsAttributes,
					   _In_ WDFCOLLECTION Collection);

/**
 * WdfRegistryQueryUnicodeString - the text of a REG_SZ or REG_EXPAND_SZ value, in a buffer
 * @Key: the key
 * @ValueName: the name of the value
 * @ValueByteLength: receives the bytes of the data, with the zero at its end; or NULL
 * @Value: its buffer, of MaximumLength bytes, receives the text; its Length is without a zero.
 *	NULL: only the length is wanted.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryQueryValue; STATUS_OBJECT_TYPE_MISMATCH for another type;
 *	STATUS_INVALID_PARAMETER for a @Value without room.
 * Page: wdfregistry.h, WdfRegistryQueryUnicodeString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryQueryUnicodeString(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
					     _Out_opt_ PUSHORT ValueByteLength,
					     _Inout_opt_ PUNICODE_STRING Value);

/**
 * WdfRegistryQueryString - the text of a REG_SZ or REG_EXPAND_SZ value, in a string
 * @Key: the key
 * @ValueName: the name of the value
 * @String: receives the text
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_TYPE_MISMATCH for another type;
 *	STATUS_RESOURCE_DATA_NOT_FOUND for a value without data; STATUS_INVALID_BUFFER_SIZE for one
 *	of more than 65535 bytes; STATUS_OBJECT_NAME_NOT_FOUND without such a value;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER for a wrong @ValueName and, with a
 *	report (0x10D), for a wrong handle or a NULL argument.
 * Page: wdfregistry.h, WdfRegistryQueryString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryQueryString(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
				      _In_ WDFSTRING String);

/**
 * WdfRegistryQueryULong - the number of a REG_DWORD value
 * @Key: the key
 * @ValueName: the name of the value
 * @Value: receives the number
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_TYPE_MISMATCH for another type;
 *	STATUS_OBJECT_NAME_NOT_FOUND without such a value; STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_PARAMETER for a wrong @ValueName and, with a report (0x10D), for a wrong
 *	handle or a NULL argument.
 * Page: wdfregistry.h, WdfRegistryQueryULong
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryQueryULong(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
				     _Out_ PULONG Value);

/**
 * WdfRegistryAssignValue - set a value of any type
 * @Key: the key
 * @ValueName: the name of the value
 * @ValueType: the type, REG_*
 * @ValueLength: bytes of the data
 * @Value: the data
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: the statuses of ZwSetValueKey; STATUS_INVALID_PARAMETER for a wrong @ValueName and, with
 *	a report (0x10D), for a wrong handle or a NULL argument.
 * Page: wdfregistry.h, WdfRegistryAssignValue
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryAssignValue(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
				      _In_ ULONG ValueType, _In_ ULONG ValueLength,
				      _In_ PVOID Value);

/**
 * WdfRegistryAssignMemory - set a value to the bytes of a memory object
 * @Key: the key
 * @ValueName: the name of the value
 * @ValueType: the type, REG_*
 * @Memory: the object
 * @MemoryOffsets: the part of it, or NULL for all
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryAssignValue; STATUS_INVALID_BUFFER_SIZE for a part beyond the object.
 * Page: wdfregistry.h, WdfRegistryAssignMemory
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryAssignMemory(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
				       _In_ ULONG ValueType, _In_ WDFMEMORY Memory,
				       _In_opt_ PWDFMEMORY_OFFSET MemoryOffsets);

/**
 * WdfRegistryAssignMultiString - set a REG_MULTI_SZ value to the strings of a collection
 * @Key: the key
 * @ValueName: the name of the value
 * @StringsCollection: the collection, which has strings only
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryAssignValue; STATUS_INVALID_PARAMETER if an item is no string.
 * Page: wdfregistry.h, WdfRegistryAssignMultiString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryAssignMultiString(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
					    _In_ WDFCOLLECTION StringsCollection);

/**
 * WdfRegistryAssignUnicodeString - set a REG_SZ value to a text
 * @Key: the key
 * @ValueName: the name of the value
 * @Value: the text. A zero is added.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryAssignValue.
 * Page: wdfregistry.h, WdfRegistryAssignUnicodeString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryAssignUnicodeString(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
					      _In_ PCUNICODE_STRING Value);

/**
 * WdfRegistryAssignString - set a REG_SZ value to the text of a string
 * @Key: the key
 * @ValueName: the name of the value
 * @String: the string
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryAssignValue.
 * Page: wdfregistry.h, WdfRegistryAssignString
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryAssignString(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
				       _In_ WDFSTRING String);

/**
 * WdfRegistryAssignULong - set a REG_DWORD value
 * @Key: the key
 * @ValueName: the name of the value
 * @Value: the number
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: as WdfRegistryAssignValue.
 * Page: wdfregistry.h, WdfRegistryAssignULong
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRegistryAssignULong(_In_ WDFKEY Key, _In_ PCUNICODE_STRING ValueName,
				      _In_ ULONG Value);

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
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for an odd Length, one above MaximumLength, and
 *	a NULL Buffer with a Length; with a report (0x10D) for a NULL @String or a wrong
 *	ParentObject; the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING if the parent is being deleted.
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
 * @UnicodeString: receives the address and the lengths of the text, which stays the string's. A
 *	zero follows the text. All members are 0 without text, and for a wrong @String.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported.
 * Page: wdfstring.h, WdfStringGetUnicodeString
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfStringGetUnicodeString(_In_ WDFSTRING String, _Out_ PUNICODE_STRING UnicodeString);

EXTERN_C_END

#endif /* WINWORK_WDF_REGISTRY_H */
