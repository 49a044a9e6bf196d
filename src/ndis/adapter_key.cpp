/* SPDX-License-Identifier: GPL-2.0 */
#include "adapter_key.hpp"

#include "base/atomic.hpp"
#include "base/mixed.hpp"
#include "base/text.hpp"
#include "cm/registry.hpp"
#include "linux/print.h"
#include "ob/driver.hpp"
#include "pnp/node.hpp"
#include "rtl/wide_text.hpp"

namespace ww {
namespace {

constexpr char kClasses[] = WW_CONTROL_SET "Control\\Class\\";
constexpr char kNetwork[] = "{4d36e972-e325-11ce-bfc1-08002be10318}";
constexpr u32 kMostKeys = 10000;	/* a key's name has four digits */
constexpr size_t kPath = 192;
constexpr ULONG kEthernet = 6;		/* *IfType: ethernetCsmacd of the IANA */

/* A bit for each key that an adapter has taken. The value NetCfgInstanceId of its key follows. */
constinit Atomic<u64> taken[(kMostKeys + 63) / 64]{};

void key_name(u32 number, AdapterKey &key)
{
	ww_format(key.name, sizeof(key.name), "%s\\%04u", kNetwork, number);
}

void key_path(const AdapterKey &key, char (&path)[kPath])
{
	ww_format(path, sizeof(path), "%s%s", kClasses, key.name);
}

/* The same bytes for the same name and index on each machine: a UUID of version 8, its own form. */
void make_instance(const char *name, u32 index, char (&text)[39])
{
	u64 halves[2] = { 0xcbf29ce484222325, 0x84222325cbf29ce4 };

	for (u64 &half : halves) {
		for (const char *each = name; *each; each++)
			half = (half ^ static_cast<u8>(text_lower(*each))) * 0x100000001b3;
		half = mixed(half ^ index);
	}
	ww_format(text, sizeof(text), "{%08X-%04X-8%03X-%04X-%012llX}",
		  static_cast<u32>(halves[0] >> 32), static_cast<u32>(halves[0] >> 16 & 0xffff),
		  static_cast<u32>(halves[0] & 0xfff), static_cast<u32>(0x8000 | (halves[1] >> 50)),
		  static_cast<unsigned long long>(halves[1] & 0xffffffffffff));
}

NTSTATUS set_text(HANDLE key, PCWSTR name, const char *text)
{
	const WideText wide(text);
	UNICODE_STRING value;

	if (!wide)
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlInitUnicodeString(&value, name);
	return ZwSetValueKey(key, &value, 0, REG_SZ, wide.string().Buffer, wide.string().MaximumLength);
}

bool has_value(HANDLE key, PCWSTR name)
{
	UNICODE_STRING value;
	ULONG length;

	RtlInitUnicodeString(&value, name);
	return ZwQueryValueKey(key, &value, KeyValuePartialInformation, nullptr, 0, &length) !=
	       STATUS_OBJECT_NAME_NOT_FOUND;
}

/* What the INF of the driver has said stays. */
NTSTATUS set_default(HANDLE key, PCWSTR name, ULONG number)
{
	UNICODE_STRING value;

	if (has_value(key, name))
		return STATUS_SUCCESS;
	RtlInitUnicodeString(&value, name);
	return ZwSetValueKey(key, &value, 0, REG_DWORD, &number, sizeof(number));
}

enum class Found {
	nothing,			/* no key */
	no_owner,
	own,
	of_another,
};

/* Whether the value begins with the text, which is ASCII. */
bool begins_with(const KEY_VALUE_PARTIAL_INFORMATION &value, const char *text)
{
	const auto *const units = reinterpret_cast<const WCHAR *>(value.Data);
	const size_t count = text_length(text);

	if (value.DataLength < count * sizeof(WCHAR))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (units[i] != static_cast<WCHAR>(text[i]))
			return false;
	}
	return true;
}

Found owner_of(HANDLE key, const char *instance)
{
	union {
		KEY_VALUE_PARTIAL_INFORMATION information;
		UCHAR bytes[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + sizeof(AdapterKey::instance) * sizeof(WCHAR)];
	} found;
	UNICODE_STRING value = RTL_CONSTANT_STRING(L"NetCfgInstanceId");
	ULONG length;
	const NTSTATUS status = ZwQueryValueKey(key, &value, KeyValuePartialInformation, &found,
						sizeof(found), &length);

	if (status == STATUS_OBJECT_NAME_NOT_FOUND)
		return Found::no_owner;
	return NT_SUCCESS(status) && begins_with(found.information, instance) ? Found::own : Found::of_another;
}

Found look_at(u32 number, AdapterKey &key)
{
	HANDLE handle;

	key_name(number, key);
	if (!NT_SUCCESS(adapter_key_open(key, &handle)))
		return Found::nothing;

	const Found found = owner_of(handle, key.instance);

	ZwClose(handle);
	return found;
}

bool take(u32 number)
{
	const u64 bit = 1ull << number % 64;

	return !(taken[number / 64].fetch_or(bit) & bit);
}

/* The key of an earlier arrival of the adapter. */
bool find_own(AdapterKey &key)
{
	for (u32 number = 0; number < kMostKeys; number++) {
		const Found found = look_at(number, key);

		if (found == Found::own || found == Found::nothing)
			return found == Found::own;
	}
	return false;
}

/* The first key that is of no adapter. It may be there: the file or reg= may have made it. */
bool choose_new(AdapterKey &key)
{
	for (u32 number = 0; number < kMostKeys; number++) {
		if (look_at(number, key) != Found::of_another && take(number))
			return true;
	}
	return false;
}

const WINWORK_INF_MODEL *first_model(PDRIVER_OBJECT driver)
{
	const WINWORK_INF *const inf = driver_inf(driver);

	return inf && inf->ModelCount ? inf->Models : nullptr;
}

/* A new key has the values of the INF; then those of the file and of reg= for it, which come last. */
bool load(const AdapterKey &key, PDRIVER_OBJECT driver)
{
	const WINWORK_INF_MODEL *const model = first_model(driver);
	const _WINWORK_IMAGE *const image = driver_state(driver).image;
	char path[kPath];

	key_path(key, path);
	return registry_load_device(path, model ? model->DriverKey : nullptr) &&
	       (!image || registry_load(image->Name, nullptr, image->Registry));
}

NTSTATUS write(AdapterKey &key, PDRIVER_OBJECT driver, const WINWORK_INF_MODEL *model)
{
	const char *const description = model ? model->Description : driver_short_name(driver);
	HANDLE handle;
	NTSTATUS status = adapter_key_open(key, &handle);

	if (!NT_SUCCESS(status))
		return status;
	text_copy(key.description, sizeof(key.description), description);
	status = set_text(handle, L"NetCfgInstanceId", key.instance);
	if (NT_SUCCESS(status))
		status = set_text(handle, L"DriverDesc", description);
	if (NT_SUCCESS(status))
		status = set_default(handle, L"*IfType", kEthernet);
	if (NT_SUCCESS(status))
		status = set_default(handle, L"*MediaType", NdisMedium802_3);
	ZwClose(handle);
	return status;
}

} /* namespace */

NTSTATUS adapter_key_open(const AdapterKey &key, HANDLE *handle)
{
	char path[kPath];

	key_path(key, path);
	return registry_open(path, KeyOpening::existing, handle);
}

NTSTATUS adapter_key_make(AdapterKey &key, PDRIVER_OBJECT driver, u32 index)
{
	make_instance(object_header(driver)->name, index, key.instance);

	if (!find_own(key) && (!choose_new(key) || !load(key, driver)))
		return STATUS_INSUFFICIENT_RESOURCES;
	return write(key, driver, first_model(driver));
}

/* The PnP manager has made the key, with the values of the INF. */
NTSTATUS adapter_key_take(AdapterKey &key, PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
	const Node &node = *node_of(pdo);

	make_instance(node.driver_key, 0, key.instance);
	text_copy(key.name, sizeof(key.name), node.driver_key);
	return write(key, driver, node.model);
}

} /* namespace ww */
