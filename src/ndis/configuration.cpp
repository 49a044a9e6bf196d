/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Configuration handles: those of adapters and drivers, and of subkeys.
 */
#include "configuration.hpp"

#include "adapter.hpp"
#include "base/irql.hpp"
#include "cm/registry.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "ob/driver.hpp"

namespace ww {
namespace {

void destroy(void *body)
{
	auto *configuration = static_cast<Configuration *>(body);
	ConfigurationNote *each = configuration->notes.load();

	while (each) {
		ConfigurationNote *next = each->next;

		ww_free(each);
		each = next;
	}
	if (configuration->key)
		ZwClose(configuration->key);
}

/* A handle that owns @key, which is closed in case of a failure. */
NDIS_STATUS make_handle(HANDLE key, void *driver, const void *owner, PNDIS_HANDLE handle)
{
	auto *configuration = static_cast<Configuration *>(
		object_create(ndis_configuration_type, sizeof(Configuration), driver));

	if (!configuration) {
		ZwClose(key);
		return NDIS_STATUS_RESOURCES;
	}
	configuration->key = key;
	configuration->owner = owner;
	*handle = configuration;
	return NDIS_STATUS_SUCCESS;
}

/* The key of a driver's own parameters. A driver object without a module has none. */
NTSTATUS open_parameters(void *driver, HANDLE *key)
{
	const _WINWORK_IMAGE *image =
		driver ? driver_state(static_cast<PDRIVER_OBJECT>(driver)).image : nullptr;
	char path[160];

	if (!image)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	ww_format(path, sizeof(path), WW_CONTROL_SET "Services\\%s\\Parameters", image->Name);
	return registry_open(path, KeyOpening::or_create, key);
}

constinit const ObjectType *const drivers[] = {
	&ndis_miniport_driver_type, &ndis_filter_driver_type, &ndis_filter_module_type, &ndis_protocol_driver_type,
};

NDIS_STATUS open(CallSite call, NDIS_HANDLE handle, PNDIS_HANDLE opened)
{
	NTSTATUS status;
	HANDLE key;

	if (void *adapter = ndis_try_reference(handle, ndis_adapter_type)) {
		status = adapter_key_open(static_cast<Adapter *>(adapter)->key, &key);
	} else if (ndis_try_reference(handle, drivers)) {
		status = open_parameters(object_header(handle)->driver, &key);
	} else {
		ndis_report_not_handle(call, handle, "NDIS adapter or driver");
		return NDIS_STATUS_FAILURE;
	}
	status = NT_SUCCESS(status) ? make_handle(key, object_header(handle)->driver, handle, opened)
				    : configuration_status(status);
	object_dereference(handle);
	return status;
}

NDIS_STATUS open_subkey(const Configuration &parent, UNICODE_STRING &name, PNDIS_HANDLE handle)
{
	OBJECT_ATTRIBUTES attributes;
	HANDLE key;

	InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE,
				   parent.key, nullptr);

	const NTSTATUS status = ZwOpenKey(&key, KEY_ALL_ACCESS, &attributes);

	return NT_SUCCESS(status) ? make_handle(key, object_header(&parent)->driver, parent.owner, handle)
				  : configuration_status(status);
}

/* The name of a subkey, in memory of the handle. */
NTSTATUS name_subkey(Configuration &parent, ULONG index, UNICODE_STRING &name)
{
	ULONG bytes = 0;
	NTSTATUS status = ZwEnumerateKey(parent.key, index, KeyBasicInformation, nullptr, 0, &bytes);

	if (status != STATUS_BUFFER_TOO_SMALL && status != STATUS_BUFFER_OVERFLOW)
		return status;

	ConfigurationNote *note = configuration_note(parent, bytes);

	if (!note)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = ZwEnumerateKey(parent.key, index, KeyBasicInformation, note->data, bytes, &bytes);
	if (!NT_SUCCESS(status))
		return status;

	auto &found = *reinterpret_cast<KEY_BASIC_INFORMATION *>(note->data);

	name = { static_cast<USHORT>(found.NameLength), static_cast<USHORT>(found.NameLength), found.Name };
	return status;
}

NDIS_STATUS open_indexed(CallSite call, Configuration &parent, ULONG index, UNICODE_STRING &to,
			 PNDIS_HANDLE handle)
{
	UNICODE_STRING name;
	const NTSTATUS status = name_subkey(parent, index, name);

	if (!NT_SUCCESS(status))
		return configuration_status(status);
	if (!to.Buffer || to.MaximumLength < name.Length)
		return refuse(call, &parent, NDIS_STATUS_FAILURE,
			      "KeyName->MaximumLength is %u, and the name has %u bytes",
			      to.Buffer ? to.MaximumLength : 0, name.Length);
	RtlCopyUnicodeString(&to, &name);
	return open_subkey(parent, name, handle);
}

/* A handle of @adapter that is open and not reported, with a reference; or null. */
Configuration *find_left(const void *adapter)
{
	auto *found = static_cast<Configuration *>(
		ndis_find_open(object_header(adapter)->driver, ndis_configuration_type, [adapter](void *body) {
			return static_cast<Configuration *>(body)->owner == adapter;
		}));

	if (found)
		found->owner = nullptr;
	return found;
}

} /* namespace */

constinit const ObjectType ndis_configuration_type = { .name = "NDIS configuration handle",
						       .destroy = destroy,
						       .ended_by = "NdisCloseConfiguration" };

/* A note with @bytes of data, and a null behind them. Null without memory. */
ConfigurationNote *configuration_note(Configuration &configuration, size_t bytes)
{
	auto *note = static_cast<ConfigurationNote *>(ww_zalloc_sleeping(sizeof(ConfigurationNote) + bytes + 2 * sizeof(WCHAR)));

	if (!note)
		return nullptr;
	note->next = configuration.notes.load();
	while (!configuration.notes.compare_exchange(note->next, note))
		note->next = configuration.notes.load();
	return note;
}

NDIS_STATUS configuration_status(NTSTATUS status)
{
	if (NT_SUCCESS(status))
		return NDIS_STATUS_SUCCESS;
	return status == STATUS_INSUFFICIENT_RESOURCES ? NDIS_STATUS_RESOURCES : NDIS_STATUS_FAILURE;
}

void configurations_report_left(const void *adapter)
{
	while (Configuration *left = find_left(adapter)) {
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kLeak, address_of(left), address_of(adapter), 0 },
			 .call = { "NdisOpenConfigurationEx" }, .item = left, .owner = adapter },
		       "the adapter has ended, and a configuration handle of it is not closed");
		object_dereference(left);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisOpenConfigurationEx(PNDIS_CONFIGURATION_OBJECT ConfigObject,
					  PNDIS_HANDLE ConfigurationHandle)
{
	static constexpr HeaderRule rule = {
		"NDIS_CONFIGURATION_OBJECT", NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT,
		{ NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1 }, NDIS_STATUS_FAILURE
	};
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ ConfigObject != nullptr, "ConfigObject" },
		{ ConfigurationHandle != nullptr, "ConfigurationHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*ConfigurationHandle = nullptr;
	if (!at_passive(call, ConfigObject->NdisHandle) ||
	    ndis_check_header(call, ConfigObject->Header, rule, nullptr) != NDIS_STATUS_SUCCESS)
		return NDIS_STATUS_FAILURE;
	return open(call, ConfigObject->NdisHandle, ConfigurationHandle);
}

VOID NTAPI NdisCloseConfiguration(NDIS_HANDLE ConfigurationHandle)
{
	const CallSite call = WW_CALL_SITE;

	const HandleReference reference(call, ConfigurationHandle, ndis_configuration_type,
					at_passive);

	if (reference)
		ndis_close(call, ConfigurationHandle);
}

VOID NTAPI NdisOpenConfigurationKeyByName(PNDIS_STATUS Status, NDIS_HANDLE ConfigurationHandle,
					  PNDIS_STRING SubKeyName, PNDIS_HANDLE SubKeyHandle)
{
	const CallSite call = WW_CALL_SITE;

	ndis_clear(SubKeyHandle);
	if (!configuration_begin(call, Status, {
		{ SubKeyName != nullptr, "SubKeyName" },
		{ SubKeyHandle != nullptr, "SubKeyHandle" },
	}))
		return;

	const HandleReference reference(call, ConfigurationHandle, ndis_configuration_type,
					at_passive);

	if (reference)
		*Status = open_subkey(reference.as<Configuration>(), *SubKeyName, SubKeyHandle);
}

VOID NTAPI NdisOpenConfigurationKeyByIndex(PNDIS_STATUS Status, NDIS_HANDLE ConfigurationHandle,
					   ULONG Index, PNDIS_STRING KeyName, PNDIS_HANDLE KeyHandle)
{
	const CallSite call = WW_CALL_SITE;

	ndis_clear(KeyHandle);
	if (!configuration_begin(call, Status, {
		{ KeyName != nullptr, "KeyName" },
		{ KeyHandle != nullptr, "KeyHandle" },
	}))
		return;

	const HandleReference reference(call, ConfigurationHandle, ndis_configuration_type,
					at_passive);

	if (reference)
		*Status = open_indexed(call, reference.as<Configuration>(), Index, *KeyName, KeyHandle);
}

} /* extern "C" */
