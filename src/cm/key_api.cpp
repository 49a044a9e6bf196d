/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Zw functions for keys.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "callback.hpp"
#include "engine/priority.hpp"
#include "information.hpp"
#include "key_object.hpp"
#include "linux/memory.h"
#include "ob/image.hpp"

namespace ww {
namespace {

struct Longest {
	ULONG subkeys = 0;
	ULONG values = 0;
	ULONG name = 0;			/* the longest ones, in bytes */
	ULONG class_name = 0;
	ULONG value_name = 0;
	ULONG data = 0;
};

void at_least(ULONG &longest, size_t bytes)
{
	if (bytes > longest)
		longest = static_cast<ULONG>(bytes);
}

Longest measure(const RegKey *key)
{
	Longest result;

	for (const RegKey *child = key->children; child; child = child->next) {
		result.subkeys++;
		at_least(result.name, child->name_count * sizeof(WCHAR));
		at_least(result.class_name, child->class_count * sizeof(WCHAR));
	}
	for (const RegValue *value = key->values; value; value = value->next) {
		result.values++;
		at_least(result.value_name, value->name_count * sizeof(WCHAR));
		at_least(result.data, value->bytes);
	}
	return result;
}

ULONG bytes_of(Units units)
{
	return static_cast<ULONG>(units.count * sizeof(WCHAR));
}

NTSTATUS basic(const RegKey *key, Information &out)
{
	const KEY_BASIC_INFORMATION head = {
		.LastWriteTime = { .QuadPart = key->written }, .TitleIndex = 0,
		.NameLength = bytes_of(key->name()), .Name = {},
	};

	return out.begin(&head, __builtin_offsetof(KEY_BASIC_INFORMATION, Name))
		.add(key->name().units, head.NameLength).status();
}

NTSTATUS node(const RegKey *key, Information &out)
{
	constexpr ULONG kHead = __builtin_offsetof(KEY_NODE_INFORMATION, Name);
	const ULONG name = bytes_of(key->name());
	const ULONG class_offset = (kHead + name + 3) & ~3u;
	const KEY_NODE_INFORMATION head = {
		.LastWriteTime = { .QuadPart = key->written }, .TitleIndex = 0,
		.ClassOffset = key->class_count ? class_offset : ~0u,
		.ClassLength = bytes_of(key->class_name()), .NameLength = name, .Name = {},
	};

	out.begin(&head, kHead).add(key->name().units, name);
	if (key->class_count)
		out.go_to(class_offset).add(key->class_units, head.ClassLength);
	return out.status();
}

NTSTATUS full(const RegKey *key, Information &out)
{
	constexpr ULONG kHead = __builtin_offsetof(KEY_FULL_INFORMATION, Class);
	const Longest longest = measure(key);
	const KEY_FULL_INFORMATION head = {
		.LastWriteTime = { .QuadPart = key->written }, .TitleIndex = 0,
		.ClassOffset = key->class_count ? kHead : ~0u,
		.ClassLength = bytes_of(key->class_name()), .SubKeys = longest.subkeys,
		.MaxNameLen = longest.name, .MaxClassLen = longest.class_name,
		.Values = longest.values, .MaxValueNameLen = longest.value_name,
		.MaxValueDataLen = longest.data, .Class = {},
	};

	return out.begin(&head, kHead).add(key->class_units, head.ClassLength).status();
}

NTSTATUS cached(const RegKey *key, Information &out)
{
	const Longest longest = measure(key);
	const KEY_CACHED_INFORMATION head = {
		.LastWriteTime = { .QuadPart = key->written }, .TitleIndex = 0,
		.SubKeys = longest.subkeys, .MaxNameLen = longest.name, .Values = longest.values,
		.MaxValueNameLen = longest.value_name, .MaxValueDataLen = longest.data,
		.NameLength = bytes_of(key->name()),
	};

	return out.begin(&head, sizeof(head)).status();
}

/* The whole path: \REGISTRY\MACHINE\... */
NTSTATUS path_of(const RegKey *key, Information &out)
{
	static constexpr WCHAR kRegistry[] = { '\\', 'R', 'E', 'G', 'I', 'S', 'T', 'R', 'Y' };
	const size_t count = key_path_count(key);
	auto *path = static_cast<u16 *>(ww_zalloc_large((count + 1) * sizeof(u16)));
	const ULONG head =
		static_cast<ULONG>(sizeof(kRegistry) + (count ? count + 1 : 0) * sizeof(u16));

	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;
	*path = '\\';
	key_path(key, path + 1);
	out.begin(&head, sizeof(head)).add(kRegistry, sizeof(kRegistry));
	if (count)
		out.add(path, static_cast<ULONG>((count + 1) * sizeof(u16)));
	ww_free_large(path);
	return out.status();
}

/* The common part of ZwQueryKey and ZwEnumerateKey. */
NTSTATUS query(const RegKey *key, KEY_INFORMATION_CLASS information, Information &out)
{
	switch (information) {
	case KeyBasicInformation:
		return basic(key, out);
	case KeyNodeInformation:
		return node(key, out);
	default:
		return full(key, out);
	}
}

/* All classes of ZwQueryKey. */
NTSTATUS query_any(const RegKey *key, KEY_INFORMATION_CLASS information, Information &out)
{
	if (key->is_deleted)
		return STATUS_KEY_DELETED;
	if (information == KeyNameInformation)
		return path_of(key, out);
	if (information == KeyCachedInformation)
		return cached(key, out);
	return query(key, information, out);
}

NTSTATUS query_child(const RegKey *key, ULONG index, KEY_INFORMATION_CLASS information, Information &out)
{
	if (key->is_deleted)
		return STATUS_KEY_DELETED;

	const RegKey *child = key->children;

	while (child && index--)
		child = child->next;
	return child ? query(child, information, out) : STATUS_NO_MORE_ENTRIES;
}

bool is_common(KEY_INFORMATION_CLASS information)
{
	return information == KeyBasicInformation || information == KeyNodeInformation ||
	       information == KeyFullInformation;
}

NTSTATUS refuse_class(CallSite call, const char *parameter, int information)
{
	return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
		      "%s is %d, which the function does not have", parameter, information);
}

NTSTATUS refuse_no_length(CallSite call)
{
	return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "ResultLength is NULL");
}

/* Links of the registry do not exist here. */
constexpr ULONG kLinks = REG_OPTION_CREATE_LINK | REG_OPTION_OPEN_LINK;

NTSTATUS notify(CallSite call, const OpenKey &handle, const Notification &wanted,
		ULONG filter, bool has_tree, bool waits)
{
	struct ww_done done;
	Notification here = wanted;
	Notification *notification = &here;
	bool is_pending;

	if (waits) {
		ww_done_init(&done);
		here.done = &done;
	} else {
		notification = static_cast<Notification *>(
			ww_zalloc_sleeping(sizeof(Notification)));
		if (!notification)
			return STATUS_INSUFFICIENT_RESOURCES;
		*notification = wanted;
	}

	{
		RegistryGuard guard;

		if (handle.key()->is_deleted) {
			if (!waits)
				ww_free(notification);
			return STATUS_KEY_DELETED;
		}
		watch_start(handle.object()->watch, handle.key(), filter, has_tree);
		is_pending = watch_wait(handle.object()->watch, notification);
	}
	if (!waits)
		return is_pending ? STATUS_PENDING : STATUS_SUCCESS;
	while (!ww_done_wait(&done, 10))
		explain_refusal(call.function, nullptr, call.caller,
				"the thread still waits for a change of the key");
	return STATUS_SUCCESS;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ZwOpenKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes)
{
	KeyRequest request{ .call = WW_CALL_SITE, .access = DesiredAccess };

	return key_open(request, ObjectAttributes, KeyHandle);
}

NTSTATUS NTAPI ZwOpenKeyEx(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
			   ULONG OpenOptions)
{
	KeyRequest request{ .call = WW_CALL_SITE, .access = DesiredAccess, .options = OpenOptions };

	if (OpenOptions & kLinks)
		return refuse(request.call, nullptr,
			      STATUS_NOT_SUPPORTED, "OpenOptions is 0x%X: there are no links here",
			      OpenOptions);
	return key_open(request, ObjectAttributes, KeyHandle);
}

NTSTATUS NTAPI ZwCreateKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
			   ULONG, PUNICODE_STRING Class, ULONG CreateOptions, PULONG Disposition)
{
	KeyRequest request{ .call = WW_CALL_SITE, .creates = true, .access = DesiredAccess, .options = CreateOptions,
			    .class_string = Class, .disposition = Disposition };
	const void *const driver = driver_of_address(request.call.caller);

	if (CreateOptions & kLinks)
		return refuse(request.call, driver, STATUS_NOT_SUPPORTED,
			      "CreateOptions is 0x%X: there are no links here", CreateOptions);
	if (!units_of(Class, request.creation.class_name))
		return refuse(request.call, driver, STATUS_INVALID_PARAMETER, "Class is no text");
	request.creation.is_volatile = CreateOptions & REG_OPTION_VOLATILE;

	const NTSTATUS status = key_open(request, ObjectAttributes, KeyHandle);

	if (NT_SUCCESS(status) && Disposition)
		*Disposition = request.creation.was_created ? REG_CREATED_NEW_KEY
							    : REG_OPENED_EXISTING_KEY;
	return status;
}

NTSTATUS NTAPI ZwDeleteKey(HANDLE KeyHandle)
{
	if (!at_passive(WW_CALL_SITE, KeyHandle))
		return STATUS_UNSUCCESSFUL;

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();

	REG_DELETE_KEY_INFORMATION info = {
		.Object = handle.object(),
		.CallContext = nullptr, .ObjectContext = nullptr, .Reserved = nullptr,
	};

	return filtered(registry_notice(RegNtPreDeleteKey, RegNtPostDeleteKey, info, handle.object()), [&handle] {
		RegistryGuard guard;

		return key_delete(handle.key());
	});
}

NTSTATUS NTAPI ZwFlushKey(HANDLE KeyHandle)
{
	if (!at_passive(WW_CALL_SITE, KeyHandle))
		return STATUS_UNSUCCESSFUL;

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();

	REG_FLUSH_KEY_INFORMATION info = {
		.Object = handle.object(),
		.CallContext = nullptr, .ObjectContext = nullptr, .Reserved = nullptr,
	};

	return filtered(registry_notice(RegNtPreFlushKey, RegNtPostFlushKey, info, handle.object()), [&handle] {
		RegistryGuard guard;

		return handle.key()->is_deleted ? STATUS_KEY_DELETED : STATUS_SUCCESS;
	});
}

NTSTATUS NTAPI ZwQueryKey(HANDLE KeyHandle, KEY_INFORMATION_CLASS KeyInformationClass,
			  PVOID KeyInformation, ULONG Length, PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, KeyHandle))
		return STATUS_UNSUCCESSFUL;
	if (!ResultLength)
		return refuse_no_length(call);
	if (!is_common(KeyInformationClass) && KeyInformationClass != KeyNameInformation &&
	    KeyInformationClass != KeyCachedInformation)
		return refuse_class(call, "KeyInformationClass", KeyInformationClass);

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();

	REG_QUERY_KEY_INFORMATION info = {
		.Object = handle.object(), .KeyInformationClass = KeyInformationClass,
		.KeyInformation = KeyInformation, .Length = Length, .ResultLength = ResultLength,
		.CallContext = nullptr, .ObjectContext = nullptr, .Reserved = nullptr,
	};

	return filtered(registry_notice(RegNtPreQueryKey, RegNtPostQueryKey, info, handle.object()), [&] {
		Information out(KeyInformation, Length, ResultLength);
		RegistryGuard guard;

		return query_any(handle.key(), KeyInformationClass, out);
	});
}

NTSTATUS NTAPI ZwEnumerateKey(HANDLE KeyHandle, ULONG Index,
			      KEY_INFORMATION_CLASS KeyInformationClass, PVOID KeyInformation,
			      ULONG Length, PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, KeyHandle))
		return STATUS_UNSUCCESSFUL;
	if (!ResultLength)
		return refuse_no_length(call);
	if (!is_common(KeyInformationClass))
		return refuse_class(call, "KeyInformationClass", KeyInformationClass);

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();

	REG_ENUMERATE_KEY_INFORMATION info = {
		.Object = handle.object(), .Index = Index,
		.KeyInformationClass = KeyInformationClass, .KeyInformation = KeyInformation,
		.Length = Length, .ResultLength = ResultLength,
		.CallContext = nullptr, .ObjectContext = nullptr, .Reserved = nullptr,
	};

	return filtered(registry_notice(RegNtPreEnumerateKey, RegNtPostEnumerateKey, info, handle.object()), [&] {
		Information out(KeyInformation, Length, ResultLength);
		RegistryGuard guard;

		return query_child(handle.key(), Index, KeyInformationClass, out);
	});
}

NTSTATUS NTAPI WinworkNotifyChangeKey(HANDLE KeyHandle, HANDLE EventHandle,
				      PIO_APC_ROUTINE ApcRoutine, PVOID ApcContext,
				      PIO_STATUS_BLOCK IoStatusBlock, ULONG NotifyFilter,
				      BOOLEAN WatchSubtree, PVOID Buffer, ULONG BufferLength,
				      BOOLEAN Asynchronous, PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("ZwNotifyChangeKey");
	const void *const driver = driver_of_address(call.caller);
	const auto queue =
		static_cast<WORK_QUEUE_TYPE>(reinterpret_cast<uintptr_t>(ApcContext));

	if (!at_passive(call, KeyHandle))
		return STATUS_UNSUCCESSFUL;
	if (!IoStatusBlock)
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "IoStatusBlock is NULL");
	if (EventHandle)
		return refuse(call, driver, STATUS_INVALID_HANDLE,
			      "EventHandle is %s, and a change sets no event here",
			      Shown(EventHandle).text);
	if (Buffer || BufferLength)
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "Buffer and BufferLength are reserved: NULL and 0");
	if (NotifyFilter & ~static_cast<ULONG>(REG_LEGAL_CHANGE_FILTER))
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "NotifyFilter 0x%X has unknown bits", NotifyFilter);
	if (ApcRoutine && priority_of(queue) == kInvalidPriority)
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "ApcContext is %s, and no WORK_QUEUE_TYPE", Shown(ApcContext).text);

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();
	return notify(call, handle,
		      { .next = nullptr,
			.item = reinterpret_cast<PWORK_QUEUE_ITEM>(ApcRoutine),
			.queue = queue,
			.iosb = IoStatusBlock,
			.image = Image,
			.call = call,
			.done = nullptr },
		      NotifyFilter, WatchSubtree, !Asynchronous);
}

} /* extern "C" */
