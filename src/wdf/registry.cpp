/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFKEY: a handle of the registry, and its values as numbers, strings, memory objects and
 * collections.
 */
#include <winwork/io/pnp.h>

#include "create.hpp"
#include "deletion.hpp"
#include "device_init.hpp"
#include "linux/memory.h"
#include "pnp/device_key.hpp"
#include "string.hpp"

namespace ww::wdf {
namespace {

struct Key : Object {
	static const Class kClass;

	HANDLE handle;			/* null when it is closed */
};

void close_handle(Object &object)
{
	auto &key = static_cast<Key &>(object);

	if (key.handle)
		ZwClose(key.handle);
	key.handle = nullptr;
}

/* At the end of the driver's references; and for an object that has never got a parent. */
constinit const Class Key::kClass = {
	{ "WDFKEY", object_finalise, "WdfRegistryClose" }, nullptr, close_handle, close_handle, true
};

/* How to get at a key, for object_create(). */
struct KeyInit {
	HANDLE parent;
	PCUNICODE_STRING name;
	ACCESS_MASK access;
	bool creates;
	ULONG options;
	ULONG *disposition;		/* or null */

	NTSTATUS operator()(Key &made) const
	{
		OBJECT_ATTRIBUTES attributes;

		InitializeObjectAttributes(&attributes, const_cast<PUNICODE_STRING>(name),
					   OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, parent,
					   nullptr);
		return creates ? ZwCreateKey(&made.handle, access, &attributes, 0, nullptr,
					     options, disposition)
			       : ZwOpenKey(&made.handle, access, &attributes);
	}
};

NTSTATUS check_string(CallSite call, const UNICODE_STRING &text, const char *name,
		      const Object *owner)
{
	return is_string(text) ? STATUS_SUCCESS
			       : refuse(call, owner, STATUS_INVALID_PARAMETER,
					"%s has the Length %u, the MaximumLength %u and the Buffer "
					"%s", name, text.Length, text.MaximumLength,
					Shown(text.Buffer).text);
}

/* WdfRegistryOpenKey and WdfRegistryCreateKey. Inline as object_create() is. */
[[gnu::always_inline]] inline NTSTATUS
open_key(CallSite call, WDFKEY parent, PCUNICODE_STRING name, KeyInit how,
	 WDF_OBJECT_ATTRIBUTES *attributes, WDFKEY *handle, _WINWORK_IMAGE *image)
{
	if (parent) {
		const auto *const above = object_at_passive<Key>(call, parent);

		if (!above)
			return STATUS_INVALID_PARAMETER;
		how.parent = above->handle;
	}
	if (!at_passive(call, nullptr) || !check_not_null(call, name, "KeyName") ||
	    !check_not_null(call, handle, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	*handle = nullptr;
	if (const NTSTATUS status = check_string(call, *name, "KeyName", nullptr))
		return status;
	return wdf::object_create<Key>(call, attributes, kDefaultsOnly, handle, image, how);
}

/* The key below the driver's registry path, which is made if need be. */
NTSTATUS open_below(CallSite call, Driver &driver, const WCHAR *name, ACCESS_MASK access,
		    WDF_OBJECT_ATTRIBUTES *attributes, WDFKEY *handle)
{
	OBJECT_ATTRIBUTES path;
	UNICODE_STRING text;
	HANDLE parent;

	if (!check_not_null(call, handle, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	*handle = nullptr;
	InitializeObjectAttributes(&path, &driver.registry_path,
				   OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, nullptr, nullptr);
	if (const NTSTATUS status = ZwOpenKey(&parent, KEY_READ, &path))
		return status;
	RtlInitUnicodeString(&text, name);

	const NTSTATUS status = wdf::object_create<Key>(
		call, attributes, kDefaultsOnly, handle, driver.image,
		KeyInit{ parent, &text, access, true, REG_OPTION_NON_VOLATILE, nullptr });

	ZwClose(parent);
	return status;
}

NTSTATUS open_device_key(CallSite call, PDEVICE_OBJECT pdo, Driver &driver, ULONG type,
			 ACCESS_MASK access, WDF_OBJECT_ATTRIBUTES *attributes, WDFKEY *handle)
{
	if (!check_not_null(call, handle, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	*handle = nullptr;
	if (!pdo)
		return refuse(call, &driver, STATUS_INVALID_DEVICE_REQUEST,
			      "a control device has no registry keys");
	if (!is_device_key(type))
		return refuse(call, &driver, STATUS_INVALID_PARAMETER,
			      "DeviceInstanceKeyType is 0x%x", type);

	/* A child that no driver has had has no keys yet. */
	const Node *const node = node_of(pdo);

	if (!node || !node->driver_key[0])
		return refuse(call, &driver, STATUS_INVALID_DEVICE_STATE,
			      "the device has not been started, and has no registry keys");

	const DeviceKeyPath path(*node, type);

	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;
	return wdf::object_create<Key>(
		call, attributes, kDefaultsOnly, handle, driver.image,
		KeyInit{ nullptr, &path.text(), access, true, REG_OPTION_NON_VOLATILE, nullptr });
}

/* ---- Values ------------------------------------------------------------------------------- */

/* The key for a call about the value @name; null after a report or a refusal. */
Key *key_for_value(CallSite call, WDFKEY handle, PCUNICODE_STRING name)
{
	auto *const key = object_at_passive<Key>(call, handle);

	return key && check_not_null(call, name, "ValueName") &&
		       !check_string(call, *name, "ValueName", key)
		       ? key : nullptr;
}

/* A value with its type, or a part of it. */
class Value {
public:
	Value() = default;
	~Value() { ww_free(information_); }
	Value(const Value &) = delete;
	Value &operator=(const Value &) = delete;

	/* Reads at most @room bytes. STATUS_BUFFER_OVERFLOW if there are more. */
	NTSTATUS read(const Key &key, PCUNICODE_STRING name, ULONG room);
	/* Reads all of them. Without any: STATUS_RESOURCE_DATA_NOT_FOUND. */
	NTSTATUS read_all(const Key &key, PCUNICODE_STRING name);

	ULONG type() const { return information_->Type; }
	ULONG bytes() const { return information_->DataLength; }
	const void *data() const { return information_->Data; }
	const WCHAR *text() const { return reinterpret_cast<const WCHAR *>(information_->Data); }

private:
	KEY_VALUE_PARTIAL_INFORMATION *information_ = nullptr;
};

NTSTATUS Value::read(const Key &key, PCUNICODE_STRING name, ULONG room)
{
	constexpr ULONG kHead = FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data);
	const size_t bytes = sizeof(*information_) + size_t{ room };
	ULONG needed;

	ww_free(information_);
	information_ = static_cast<KEY_VALUE_PARTIAL_INFORMATION *>(ww_zalloc_sleeping(bytes));
	if (!information_)
		return STATUS_INSUFFICIENT_RESOURCES;
	return ZwQueryValueKey(key.handle, const_cast<PUNICODE_STRING>(name),
			       KeyValuePartialInformation, information_, kHead + room, &needed);
}

NTSTATUS Value::read_all(const Key &key, PCUNICODE_STRING name)
{
	const NTSTATUS status = read(key, name, 0);

	if (!NT_SUCCESS(status) && status != STATUS_BUFFER_OVERFLOW)
		return status;
	if (!bytes())
		return STATUS_RESOURCE_DATA_NOT_FOUND;
	return read(key, name, bytes());
}

bool is_text(ULONG type)
{
	return type == REG_SZ || type == REG_EXPAND_SZ;
}

/* The text of a value, without the zero at its end. */
UNICODE_STRING text_of(const Value &value)
{
	auto length = static_cast<USHORT>(value.bytes() & ~1u);

	if (length && !value.text()[length / sizeof(WCHAR) - 1])
		length -= sizeof(WCHAR);
	return { length, length, const_cast<PWCH>(value.text()) };
}

NTSTATUS write(const Key &key, PCUNICODE_STRING name, ULONG type, const void *data, size_t bytes)
{
	return ZwSetValueKey(key.handle, const_cast<PUNICODE_STRING>(name), 0, type,
			     const_cast<PVOID>(data), static_cast<ULONG>(bytes));
}

NTSTATUS write_text(const Key &key, PCUNICODE_STRING name, const UNICODE_STRING &text)
{
	UNICODE_STRING copy;

	if (!copy_string(copy, text))
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = write(key, name, REG_SZ, copy.Buffer,
				      copy.Length + sizeof(WCHAR));

	ww_free(copy.Buffer);
	return status;
}

/* ---- Lists of strings ----------------------------------------------------------------------- */

/* Whether the characters are strings, each with a zero behind it, and one more zero. */
bool is_list(const Value &value)
{
	const size_t characters = value.bytes() / sizeof(WCHAR);

	return !(value.bytes() % sizeof(WCHAR)) && characters >= 2 &&
	       !value.text()[characters - 1] && !value.text()[characters - 2];
}

NTSTATUS add_string(const Key &key, const WCHAR *text, WDF_OBJECT_ATTRIBUTES *attributes,
		    WDFCOLLECTION collection)
{
	const Driver *const driver = driver_of(key.driver_object());
	UNICODE_STRING unicode;
	WDFSTRING string;

	RtlInitUnicodeString(&unicode, text);
	if (const NTSTATUS status = WinworkWdfStringCreate(&unicode, attributes, &string,
							   driver ? driver->image : nullptr))
		return status;
	if (!WdfCollectionAdd(collection, string))
		return STATUS_SUCCESS;
	WdfObjectDelete(string);
	return STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS add_strings(const Key &key, const Value &list, WDF_OBJECT_ATTRIBUTES *attributes,
		     WDFCOLLECTION collection)
{
	const ULONG before = WdfCollectionGetCount(collection);
	const WCHAR *text = list.text();
	NTSTATUS status = STATUS_SUCCESS;

	while (!status && *text) {
		status = add_string(key, text, attributes, collection);
		while (*text++) {
		}
	}
	for (ULONG count = WdfCollectionGetCount(collection); status && count > before; count--) {
		const WDFOBJECT string = WdfCollectionGetItem(collection, count - 1);

		WdfCollectionRemoveItem(collection, count - 1);
		WdfObjectDelete(string);
	}
	return status;
}

/* The string at @index; null after a refusal, if it is another object. */
const String *string_at(CallSite call, WDFCOLLECTION collection, ULONG index)
{
	auto *const object = static_cast<Object *>(WdfCollectionGetItem(collection, index));

	if (object && &object->kind() == &String::kClass)
		return static_cast<const String *>(object);
	refuse(call, object, STATUS_INVALID_PARAMETER,
	       "item %u of StringsCollection is no WDFSTRING", index);
	return nullptr;
}

NTSTATUS write_list(CallSite call, const Key &key, PCUNICODE_STRING name, WDFCOLLECTION collection)
{
	const ULONG count = WdfCollectionGetCount(collection);
	size_t characters = 1;

	for (ULONG index = 0; index < count; index++) {
		const String *const string = string_at(call, collection, index);

		if (!string)
			return STATUS_INVALID_PARAMETER;
		characters += string->text.Length / sizeof(WCHAR) + 1;
	}

	auto *const list = static_cast<WCHAR *>(ww_zalloc_sleeping(characters * sizeof(WCHAR)));

	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;

	WCHAR *to = list;

	for (ULONG index = 0; index < count; index++) {
		const UNICODE_STRING &text = string_at(call, collection, index)->text;

		RtlCopyMemory(to, text.Buffer, text.Length);
		to += text.Length / sizeof(WCHAR) + 1;
	}

	const NTSTATUS status = write(key, name, REG_MULTI_SZ, list, characters * sizeof(WCHAR));

	ww_free(list);
	return status;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfRegistryOpenKey(WDFKEY ParentKey, PCUNICODE_STRING KeyName,
					 ACCESS_MASK DesiredAccess,
					 PWDF_OBJECT_ATTRIBUTES KeyAttributes, WDFKEY *Key,
					 PWINWORK_IMAGE Image)
{
	return open_key(WW_CALL_SITE_OF("WdfRegistryOpenKey"), ParentKey, KeyName,
			{ nullptr, KeyName, DesiredAccess, false, 0, nullptr }, KeyAttributes, Key,
			Image);
}

NTSTATUS NTAPI WinworkWdfRegistryCreateKey(WDFKEY ParentKey, PCUNICODE_STRING KeyName,
					   ACCESS_MASK DesiredAccess, ULONG CreateOptions,
					   PULONG CreateDisposition,
					   PWDF_OBJECT_ATTRIBUTES KeyAttributes, WDFKEY *Key,
					   PWINWORK_IMAGE Image)
{
	return open_key(WW_CALL_SITE_OF("WdfRegistryCreateKey"), ParentKey, KeyName,
			{ nullptr, KeyName, DesiredAccess, true, CreateOptions,
			  CreateDisposition },
			KeyAttributes, Key, Image);
}

VOID NTAPI WdfRegistryClose(WDFKEY Key)
{
	if (auto *key = object_at_passive<wdf::Key>(WW_CALL_SITE, Key)) {
		close_handle(*key);
		WdfObjectDelete(Key);
	}
}

HANDLE NTAPI WdfRegistryWdmGetHandle(WDFKEY Key)
{
	const auto *const key = object_at_passive<wdf::Key>(WW_CALL_SITE, Key);

	return key ? key->handle : nullptr;
}

NTSTATUS NTAPI WdfRegistryRemoveKey(WDFKEY Key)
{
	const auto *const key = object_at_passive<wdf::Key>(WW_CALL_SITE, Key);

	if (!key)
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = ZwDeleteKey(key->handle);

	if (NT_SUCCESS(status))
		WdfObjectDelete(Key);
	return status;
}

NTSTATUS NTAPI WdfRegistryRemoveValue(WDFKEY Key, PCUNICODE_STRING ValueName)
{
	const auto *const key = key_for_value(WW_CALL_SITE, Key, ValueName);

	return key ? ZwDeleteValueKey(key->handle, const_cast<PUNICODE_STRING>(ValueName))
		   : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI WdfRegistryQueryValue(WDFKEY Key, PCUNICODE_STRING ValueName, ULONG ValueLength,
				     PVOID Data, PULONG ValueLengthQueried, PULONG ValueType)
{
	const auto *const key = key_for_value(WW_CALL_SITE, Key, ValueName);
	Value value;

	if (!key)
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = value.read(*key, ValueName, Data ? ValueLength : 0);

	if (!NT_SUCCESS(status) && status != STATUS_BUFFER_OVERFLOW)
		return status;
	if (ValueLengthQueried)
		*ValueLengthQueried = value.bytes();
	if (ValueType)
		*ValueType = value.type();
	if (NT_SUCCESS(status) && Data)
		RtlCopyMemory(Data, value.data(), value.bytes());
	return status;
}

NTSTATUS NTAPI WdfRegistryQueryMemory(WDFKEY Key, PCUNICODE_STRING ValueName, POOL_TYPE PoolType,
				      PWDF_OBJECT_ATTRIBUTES MemoryAttributes, WDFMEMORY *Memory,
				      PULONG ValueType)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);
	PVOID buffer;
	Value value;

	if (!key || !check_not_null(call, Memory, "Memory"))
		return STATUS_INVALID_PARAMETER;
	*Memory = nullptr;
	if (const NTSTATUS status = check_attributes(call, MemoryAttributes, kDefaultsOnly, key))
		return status;
	if (const NTSTATUS status = value.read_all(*key, ValueName))
		return status;

	const Driver *const driver = driver_of(key->driver_object());

	if (const NTSTATUS status = WinworkWdfMemoryCreate(MemoryAttributes, PoolType, 0,
							   value.bytes(), Memory, &buffer,
							   driver ? driver->image : nullptr))
		return status;
	RtlCopyMemory(buffer, value.data(), value.bytes());
	if (ValueType)
		*ValueType = value.type();
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfRegistryQueryMultiString(WDFKEY Key, PCUNICODE_STRING ValueName,
					   PWDF_OBJECT_ATTRIBUTES StringsAttributes,
					   WDFCOLLECTION Collection)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);
	Value value;

	if (!key || !check_not_null(call, Collection, "Collection"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(call, StringsAttributes, kDefaultsOnly, key))
		return status;

	const NTSTATUS status = value.read_all(*key, ValueName);

	if (NT_SUCCESS(status) || status == STATUS_RESOURCE_DATA_NOT_FOUND) {
		if (value.type() != REG_MULTI_SZ || (NT_SUCCESS(status) && !is_list(value)))
			return STATUS_OBJECT_TYPE_MISMATCH;
	}
	return status ? status : add_strings(*key, value, StringsAttributes, Collection);
}

NTSTATUS NTAPI WdfRegistryQueryUnicodeString(WDFKEY Key, PCUNICODE_STRING ValueName,
					     PUSHORT ValueByteLength, PUNICODE_STRING Text)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);
	Value value;

	if (!key)
		return STATUS_INVALID_PARAMETER;
	if (Text && (!is_string(*Text) || !Text->MaximumLength))
		return refuse(call, key, STATUS_INVALID_PARAMETER,
			      "Value has the Length %u, the MaximumLength %u and the Buffer %s",
			      Text->Length, Text->MaximumLength, Shown(Text->Buffer).text);

	NTSTATUS status = value.read(*key, ValueName, Text ? Text->MaximumLength : 0);

	if (!NT_SUCCESS(status) && status != STATUS_BUFFER_OVERFLOW)
		return status;
	if (!is_text(value.type()))
		return STATUS_OBJECT_TYPE_MISMATCH;
	if (ValueByteLength)
		*ValueByteLength = static_cast<USHORT>(value.bytes());
	if (NT_SUCCESS(status) && Text) {
		const UNICODE_STRING text = text_of(value);

		RtlCopyMemory(Text->Buffer, value.data(), value.bytes());
		Text->Length = text.Length;
	}
	return status;
}

NTSTATUS NTAPI WdfRegistryQueryString(WDFKEY Key, PCUNICODE_STRING ValueName, WDFSTRING String)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);
	auto *const string = key ? object_of<wdf::String>(call, String) : nullptr;
	Value value;

	if (!string)
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = value.read_all(*key, ValueName);

	if ((NT_SUCCESS(status) || status == STATUS_RESOURCE_DATA_NOT_FOUND) &&
	    !is_text(value.type()))
		return STATUS_OBJECT_TYPE_MISMATCH;
	if (status)
		return status;
	if (value.bytes() > MAXUSHORT)
		return refuse(call, key, STATUS_INVALID_BUFFER_SIZE,
			      "the value has %u bytes, more than a string may have", value.bytes());
	return string_assign(*string, text_of(value));
}

NTSTATUS NTAPI WdfRegistryQueryULong(WDFKEY Key, PCUNICODE_STRING ValueName, PULONG Number)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);
	Value value;

	if (!key || !check_not_null(call, Number, "Value"))
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = value.read(*key, ValueName, sizeof(*Number));

	if (!NT_SUCCESS(status) && status != STATUS_BUFFER_OVERFLOW)
		return status;
	if (value.type() != REG_DWORD || value.bytes() < sizeof(*Number))
		return STATUS_OBJECT_TYPE_MISMATCH;
	if (NT_SUCCESS(status))
		RtlCopyMemory(Number, value.data(), sizeof(*Number));
	return status;
}

NTSTATUS NTAPI WdfRegistryAssignValue(WDFKEY Key, PCUNICODE_STRING ValueName, ULONG ValueType,
				      ULONG ValueLength, PVOID Data)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);

	if (!key || (ValueLength && !check_not_null(call, Data, "Value")))
		return STATUS_INVALID_PARAMETER;
	return write(*key, ValueName, ValueType, Data, ValueLength);
}

NTSTATUS NTAPI WdfRegistryAssignMemory(WDFKEY Key, PCUNICODE_STRING ValueName, ULONG ValueType,
				       WDFMEMORY Memory, PWDFMEMORY_OFFSET MemoryOffsets)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);
	const WDFMEMORY_OFFSET all{};
	const WDFMEMORY_OFFSET &part = MemoryOffsets ? *MemoryOffsets : all;
	size_t bytes;

	if (!key || !check_not_null(call, Memory, "Memory"))
		return STATUS_INVALID_PARAMETER;

	const auto *const buffer = static_cast<const char *>(WdfMemoryGetBuffer(Memory, &bytes));

	if (!buffer)
		return STATUS_INVALID_PARAMETER;
	if (part.BufferOffset > bytes || part.BufferLength > bytes - part.BufferOffset)
		return refuse(call, key, STATUS_INVALID_BUFFER_SIZE,
			      "MemoryOffsets reach beyond the %zu bytes of Memory", bytes);
	return write(*key, ValueName, ValueType, buffer + part.BufferOffset,
		     part.BufferLength ? part.BufferLength : bytes - part.BufferOffset);
}

NTSTATUS NTAPI WdfRegistryAssignMultiString(WDFKEY Key, PCUNICODE_STRING ValueName,
					    WDFCOLLECTION StringsCollection)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);

	return key && check_not_null(call, StringsCollection, "StringsCollection")
		       ? write_list(call, *key, ValueName, StringsCollection)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI WdfRegistryAssignUnicodeString(WDFKEY Key, PCUNICODE_STRING ValueName,
					      PCUNICODE_STRING Text)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);

	if (!key || !check_not_null(call, Text, "Value"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_string(call, *Text, "Value", key))
		return status;
	return write_text(*key, ValueName, *Text);
}

NTSTATUS NTAPI WdfRegistryAssignString(WDFKEY Key, PCUNICODE_STRING ValueName, WDFSTRING String)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const key = key_for_value(call, Key, ValueName);
	const auto *const string = key ? object_of<wdf::String>(call, String) : nullptr;

	return string ? write_text(*key, ValueName, string->text) : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI WdfRegistryAssignULong(WDFKEY Key, PCUNICODE_STRING ValueName, ULONG Number)
{
	const auto *const key = key_for_value(WW_CALL_SITE, Key, ValueName);

	return key ? write(*key, ValueName, REG_DWORD, &Number, sizeof(Number))
		   : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI WdfDriverOpenParametersRegistryKey(WDFDRIVER Driver, ACCESS_MASK DesiredAccess,
						  PWDF_OBJECT_ATTRIBUTES KeyAttributes, WDFKEY *Key)
{
	const CallSite call = WW_CALL_SITE;
	auto *const driver = object_at_passive<wdf::Driver>(call, Driver);

	return driver ? open_below(call, *driver, L"Parameters", DesiredAccess, KeyAttributes, Key)
		      : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI WdfDeviceOpenRegistryKey(WDFDEVICE Device, ULONG DeviceInstanceKeyType,
					ACCESS_MASK DesiredAccess,
					PWDF_OBJECT_ATTRIBUTES KeyAttributes, WDFKEY *Key)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const device = object_at_passive<wdf::Device>(call, Device);

	if (!device)
		return STATUS_INVALID_PARAMETER;
	return open_device_key(call, device->pdo, *device->driver, DeviceInstanceKeyType, DesiredAccess,
			       KeyAttributes, Key);
}

NTSTATUS NTAPI WdfFdoInitOpenRegistryKey(PWDFDEVICE_INIT DeviceInit, ULONG DeviceInstanceKeyType,
					 ACCESS_MASK DesiredAccess,
					 PWDF_OBJECT_ATTRIBUTES KeyAttributes, WDFKEY *Key)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const init = object_at_passive<wdf::DeviceInit>(call, DeviceInit);

	if (!init)
		return STATUS_INVALID_PARAMETER;
	return open_device_key(call, init->pdo, *init->driver, DeviceInstanceKeyType, DesiredAccess,
			       KeyAttributes, Key);
}

} /* extern "C" */
