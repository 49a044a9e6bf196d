/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Zw functions for values.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "callback.hpp"
#include "information.hpp"
#include "key_object.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

bool is_class(KEY_VALUE_INFORMATION_CLASS information)
{
	return information >= KeyValueBasicInformation &&
	       information <= KeyValuePartialInformationAlign64;
}

NTSTATUS full(const RegValue *value, ULONG alignment, Information &out)
{
	constexpr ULONG kHead = __builtin_offsetof(KEY_VALUE_FULL_INFORMATION, Name);
	const auto name = static_cast<ULONG>(value->name_count * sizeof(WCHAR));
	const ULONG data = (kHead + name + alignment - 1) & -alignment;
	const KEY_VALUE_FULL_INFORMATION head = {
		.TitleIndex = 0, .Type = value->type, .DataOffset = value->bytes ? data : ~0u,
		.DataLength = value->bytes, .NameLength = name, .Name = {},
	};

	out.begin(&head, kHead).add(value->name_units, name);
	if (value->bytes)
		out.go_to(data).add(value->data, value->bytes);
	return out.status();
}

NTSTATUS query(const RegValue *value, KEY_VALUE_INFORMATION_CLASS information, Information &out)
{
	const auto name = static_cast<ULONG>(value->name_count * sizeof(WCHAR));

	switch (information) {
	case KeyValueBasicInformation: {
		const KEY_VALUE_BASIC_INFORMATION head = {
			.TitleIndex = 0, .Type = value->type, .NameLength = name, .Name = {},
		};

		return out.begin(&head, __builtin_offsetof(KEY_VALUE_BASIC_INFORMATION, Name))
			.add(value->name_units, name).status();
	}
	case KeyValueFullInformation:
		return full(value, 4, out);
	case KeyValueFullInformationAlign64:
		return full(value, 8, out);
	case KeyValuePartialInformation: {
		const KEY_VALUE_PARTIAL_INFORMATION head = {
			.TitleIndex = 0, .Type = value->type, .DataLength = value->bytes,
			.Data = {},
		};

		return out.begin(&head, __builtin_offsetof(KEY_VALUE_PARTIAL_INFORMATION, Data))
			.add(value->data, value->bytes).status();
	}
	default: {
		const KEY_VALUE_PARTIAL_INFORMATION_ALIGN64 head = {
			.Type = value->type, .DataLength = value->bytes, .Data = {},
		};

		return out.begin(&head,
				 __builtin_offsetof(KEY_VALUE_PARTIAL_INFORMATION_ALIGN64, Data))
			.add(value->data, value->bytes).status();
	}
	}
}

NTSTATUS query_named(RegKey *key, Units name, KEY_VALUE_INFORMATION_CLASS information, Information &out)
{
	if (key->is_deleted)
		return STATUS_KEY_DELETED;

	const RegValue *const value = value_find(key, name);

	return value ? query(value, information, out) : STATUS_OBJECT_NAME_NOT_FOUND;
}

NTSTATUS query_at(const RegKey *key, ULONG index, KEY_VALUE_INFORMATION_CLASS information, Information &out)
{
	if (key->is_deleted)
		return STATUS_KEY_DELETED;

	const RegValue *value = key->values;

	while (value && index--)
		value = value->next;
	return value ? query(value, information, out) : STATUS_NO_MORE_ENTRIES;
}

/* The parameters that ZwQueryValueKey and ZwEnumerateValueKey share. */
NTSTATUS check(CallSite call, KEY_VALUE_INFORMATION_CLASS information, PULONG needed)
{
	const void *const driver = driver_of_address(call.caller);

	if (!needed)
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "ResultLength is NULL");
	if (!is_class(information))
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "KeyValueInformationClass is %d, which the function does not have",
			      information);
	return STATUS_SUCCESS;
}

NTSTATUS refuse_name(CallSite call)
{
	return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "ValueName is no text");
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ZwQueryValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName,
			       KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
			       PVOID KeyValueInformation, ULONG Length, PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;
	Units name;

	if (!at_passive(call, KeyHandle))
		return STATUS_UNSUCCESSFUL;

	const NTSTATUS status = check(call, KeyValueInformationClass, ResultLength);

	if (!NT_SUCCESS(status))
		return status;
	if (!units_of(ValueName, name))
		return refuse_name(call);

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();

	REG_QUERY_VALUE_KEY_INFORMATION info = {
		.Object = handle.object(), .ValueName = ValueName,
		.KeyValueInformationClass = KeyValueInformationClass,
		.KeyValueInformation = KeyValueInformation, .Length = Length,
		.ResultLength = ResultLength,
		.CallContext = nullptr, .ObjectContext = nullptr, .Reserved = nullptr,
	};

	return filtered(registry_notice(RegNtPreQueryValueKey, RegNtPostQueryValueKey, info, handle.object()), [&] {
		Information out(KeyValueInformation, Length, ResultLength);
		RegistryGuard guard;

		return query_named(handle.key(), name, KeyValueInformationClass, out);
	});
}

NTSTATUS NTAPI ZwEnumerateValueKey(HANDLE KeyHandle, ULONG Index,
				   KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
				   PVOID KeyValueInformation, ULONG Length, PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, KeyHandle))
		return STATUS_UNSUCCESSFUL;

	const NTSTATUS status = check(call, KeyValueInformationClass, ResultLength);

	if (!NT_SUCCESS(status))
		return status;

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();

	REG_ENUMERATE_VALUE_KEY_INFORMATION info = {
		.Object = handle.object(), .Index = Index,
		.KeyValueInformationClass = KeyValueInformationClass,
		.KeyValueInformation = KeyValueInformation, .Length = Length,
		.ResultLength = ResultLength,
		.CallContext = nullptr, .ObjectContext = nullptr, .Reserved = nullptr,
	};

	return filtered(registry_notice(RegNtPreEnumerateValueKey, RegNtPostEnumerateValueKey, info, handle.object()),
			[&] {
		Information out(KeyValueInformation, Length, ResultLength);
		RegistryGuard guard;

		return query_at(handle.key(), Index, KeyValueInformationClass, out);
	});
}

NTSTATUS NTAPI ZwSetValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName, ULONG TitleIndex, ULONG Type,
			     PVOID Data, ULONG DataSize)
{
	const CallSite call = WW_CALL_SITE;
	Units name;

	if (!at_passive(call, KeyHandle))
		return STATUS_UNSUCCESSFUL;
	if (!units_of(ValueName, name))
		return refuse_name(call);
	if (DataSize && !Data)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "Data is NULL, and DataSize is %u", DataSize);

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();

	REG_SET_VALUE_KEY_INFORMATION info = {
		.Object = handle.object(), .ValueName = ValueName, .TitleIndex = TitleIndex,
		.Type = Type, .Data = Data, .DataSize = DataSize,
		.CallContext = nullptr, .ObjectContext = nullptr, .Reserved = nullptr,
	};

	return filtered(registry_notice(RegNtPreSetValueKey, RegNtPostSetValueKey, info, handle.object()), [&] {
		RegistryGuard guard;

		return handle.key()->is_deleted ? STATUS_KEY_DELETED
						: value_set(handle.key(), name, Type, Data, DataSize);
	});
}

NTSTATUS NTAPI ZwDeleteValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName)
{
	const CallSite call = WW_CALL_SITE;
	Units name;

	if (!at_passive(call, KeyHandle))
		return STATUS_UNSUCCESSFUL;
	if (!units_of(ValueName, name))
		return refuse_name(call);

	const OpenKey handle(KeyHandle);

	if (!NT_SUCCESS(handle.status()))
		return handle.status();

	REG_DELETE_VALUE_KEY_INFORMATION info = {
		.Object = handle.object(), .ValueName = ValueName,
		.CallContext = nullptr, .ObjectContext = nullptr, .Reserved = nullptr,
	};

	return filtered(registry_notice(RegNtPreDeleteValueKey, RegNtPostDeleteValueKey, info, handle.object()), [&] {
		RegistryGuard guard;

		return handle.key()->is_deleted ? STATUS_KEY_DELETED : value_delete(handle.key(), name);
	});
}

} /* extern "C" */
