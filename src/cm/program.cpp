/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys that programs have open: WINWORK_REGISTRY. Each is a handle, and the functions of drivers do the rest. What a
 * program gets wrong is a status, and no report.
 */
#include <wdm.h>

#include "base/errno.hpp"
#include "key_object.hpp"
#include "linux/registry.h"

namespace ww {
namespace {

/* An operation, and where its answer goes. */
struct Wanted {
	HANDLE key;
	winwork_registry &record;
	UNICODE_STRING name;
	void *data;
	ULONG room;			/* bytes at @data */

	auto key_class() const { return static_cast<KEY_INFORMATION_CLASS>(record.kind); }
	auto value_class() const { return static_cast<KEY_VALUE_INFORMATION_CLASS>(record.kind); }
};

UNICODE_STRING text_of(void *units, u32 bytes)
{
	return { static_cast<USHORT>(bytes), static_cast<USHORT>(bytes), static_cast<PWCH>(units) };
}

/* The generic rights stand for those of a key. KEY_WOW64_* choose between views that do not exist here. */
ACCESS_MASK granted(ACCESS_MASK access)
{
	const ACCESS_MASK own = access & KEY_ALL_ACCESS;

	if (access & (MAXIMUM_ALLOWED | GENERIC_ALL))
		return KEY_ALL_ACCESS;
	return own | (access & (GENERIC_READ | GENERIC_EXECUTE) ? KEY_READ : 0) |
	       (access & GENERIC_WRITE ? KEY_WRITE : 0);
}

NTSTATUS open(KeyRequest &request, Wanted &wanted, HANDLE *opened)
{
	OBJECT_ATTRIBUTES attributes;

	InitializeObjectAttributes(&attributes, &wanted.name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, wanted.key, nullptr);
	request.access = granted(wanted.record.access);
	request.mode = UserMode;
	return key_open(request, &attributes, opened);
}

NTSTATUS open_old(Wanted &wanted, HANDLE *opened)
{
	KeyRequest request{ .call = WW_CALL_SITE_OF("WINWORK_REGISTRY_OPEN") };

	return open(request, wanted, opened);
}

NTSTATUS open_or_create(Wanted &wanted, HANDLE *opened)
{
	UNICODE_STRING class_string = text_of(wanted.data, wanted.room);
	ULONG disposition = 0;
	KeyRequest request{ .call = WW_CALL_SITE_OF("WINWORK_REGISTRY_CREATE"), .creates = true,
			    .options = wanted.record.number, .class_string = &class_string, .disposition = &disposition };

	units_of(&class_string, request.creation.class_name);
	request.creation.is_volatile = wanted.record.number & REG_OPTION_VOLATILE;

	const NTSTATUS status = open(request, wanted, opened);

	wanted.record.number = request.creation.was_created ? REG_CREATED_NEW_KEY : REG_OPENED_EXISTING_KEY;
	return status;
}

NTSTATUS query_key(Wanted &wanted)
{
	return ZwQueryKey(wanted.key, wanted.key_class(), wanted.data, wanted.room, &wanted.record.data_bytes);
}

NTSTATUS next_key(Wanted &wanted)
{
	return ZwEnumerateKey(wanted.key, wanted.record.number, wanted.key_class(), wanted.data, wanted.room, &wanted.record.data_bytes);
}

NTSTATUS query_value(Wanted &wanted)
{
	return ZwQueryValueKey(wanted.key, &wanted.name, wanted.value_class(), wanted.data, wanted.room, &wanted.record.data_bytes);
}

NTSTATUS next_value(Wanted &wanted)
{
	return ZwEnumerateValueKey(wanted.key, wanted.record.number, wanted.value_class(), wanted.data, wanted.room, &wanted.record.data_bytes);
}

NTSTATUS set_value(Wanted &wanted)
{
	return ZwSetValueKey(wanted.key, &wanted.name, 0, wanted.record.kind, wanted.data, wanted.room);
}

NTSTATUS delete_value(Wanted &wanted)
{
	return ZwDeleteValueKey(wanted.key, &wanted.name);
}

NTSTATUS delete_key(Wanted &wanted)
{
	return ZwDeleteKey(wanted.key);
}

NTSTATUS flush(Wanted &wanted)
{
	return ZwFlushKey(wanted.key);
}

constexpr u32 kMostText = 0xfffe;	/* bytes of a UNICODE_STRING */

constexpr u32 bit(u32 number)
{
	return 1u << number;
}

constexpr u32 kAnyKind = 0;
constexpr u32 kSubkeyKinds = bit(KeyBasicInformation) | bit(KeyNodeInformation) | bit(KeyFullInformation);
constexpr u32 kKeyKinds = kSubkeyKinds | bit(KeyNameInformation) | bit(KeyCachedInformation);
constexpr u32 kValueKinds = bit(KeyValueBasicInformation) | bit(KeyValueFullInformation) |
			    bit(KeyValuePartialInformation) | bit(KeyValueFullInformationAlign64) |
			    bit(KeyValuePartialInformationAlign64);

/* An operation on an open key. */
struct Operation {
	u32 number;
	NTSTATUS (*run)(Wanted &wanted);
	ACCESS_MASK right;
	u32 kinds;			/* a bit for each kind that it has, or kAnyKind */
};

constexpr Operation kOperations[] = {
	{ WINWORK_REGISTRY_QUERY_KEY, query_key, KEY_QUERY_VALUE, kKeyKinds },
	{ WINWORK_REGISTRY_NEXT_KEY, next_key, KEY_ENUMERATE_SUB_KEYS, kSubkeyKinds },
	{ WINWORK_REGISTRY_QUERY_VALUE, query_value, KEY_QUERY_VALUE, kValueKinds },
	{ WINWORK_REGISTRY_NEXT_VALUE, next_value, KEY_QUERY_VALUE, kValueKinds },
	{ WINWORK_REGISTRY_SET_VALUE, set_value, KEY_SET_VALUE, kAnyKind },
	{ WINWORK_REGISTRY_DELETE_VALUE, delete_value, KEY_SET_VALUE, kAnyKind },
	{ WINWORK_REGISTRY_DELETE_KEY, delete_key, DELETE, kAnyKind },
	{ WINWORK_REGISTRY_FLUSH, flush, KEY_QUERY_VALUE, kAnyKind },
};

const Operation *operation_of(u32 number)
{
	for (const Operation &operation : kOperations) {
		if (operation.number == number)
			return &operation;
	}
	return nullptr;
}

bool has_kind(const Operation &operation, u32 kind)
{
	return operation.kinds == kAnyKind || (kind < 32 && operation.kinds & bit(kind));
}

s32 result_of(winwork_registry &record, NTSTATUS status)
{
	record.status = status;
	return NT_ERROR(status) ? -errno_of(status) : 0;
}

/* An operation that opens a key. The class of a new one is a driver's text. */
s32 run_open(Wanted &wanted, ww_registry_key &opened)
{
	const bool creates = wanted.record.operation == WINWORK_REGISTRY_CREATE;

	if (creates && (wanted.record.number & ~static_cast<u32>(REG_OPTION_VOLATILE) || wanted.room % 2 ||
			wanted.room > kMostText))
		return -kInvalid;
	opened.access = granted(wanted.record.access);
	return result_of(wanted.record, (creates ? open_or_create : open_old)(wanted, &opened.handle));
}

s32 run(Wanted &wanted, ACCESS_MASK access)
{
	const Operation *const operation = operation_of(wanted.record.operation);

	if (!operation || !has_kind(*operation, wanted.record.kind))
		return -kInvalid;
	return result_of(wanted.record, access & operation->right ? operation->run(wanted) : STATUS_ACCESS_DENIED);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

ww_s32 ww_registry_operate(const struct ww_registry_key *key, struct winwork_registry *record, void *name, void *data,
			   struct ww_registry_key *opened)
{
	Wanted wanted{ key->handle, *record, text_of(name, record->name_bytes), data, record->data_bytes };

	record->data_bytes = 0;
	return opened ? run_open(wanted, *opened) : run(wanted, key->access);
}

void ww_registry_close(const struct ww_registry_key *key)
{
	ZwClose(key->handle);
}

} /* extern "C" */
