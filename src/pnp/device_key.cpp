/* SPDX-License-Identifier: GPL-2.0 */
#include "device_key.hpp"

#include <winwork/io/pnp.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "cm/registry.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "ob/driver.hpp"

namespace ww {
namespace {

/* Longer than any path: the IDs of a node have limits. */
constexpr size_t kPath = 512;

static_assert(sizeof(WW_CONTROL_SET "Enum\\\\\\Device Parameters") + sizeof(Identity::hardware_ids) +
		      sizeof(Identity::instance) < kPath);

/* Memory for a path below \Registry. */
class Path {
public:
	Path() : text_(static_cast<char *>(ww_zalloc_sleeping(kPath))) {}
	~Path() { ww_free(text_); }
	Path(const Path &) = delete;
	Path &operator=(const Path &) = delete;

	explicit operator bool() const { return text_; }
	const char *text() const { return text_; }

	void set_hardware_key(const Node &node, const char *subkey)
	{
		ww_format(text_, kPath, WW_CONTROL_SET "Enum\\%s\\%s%s",
			  identity_device(node.identity), node.identity.instance, subkey);
	}
	void set_driver_key(const Node &node)
	{
		ww_format(text_, kPath, WW_CONTROL_SET "Control\\Class\\%s", node.driver_key);
	}

private:
	char *text_;
};

/* The class of a driver without an INF, or whose INF names none. */
constexpr char kNoClass[] = "{00000000-0000-0000-0000-000000000000}";

const char *class_of(const Node &node)
{
	const WINWORK_INF *const inf = node.has_function ? driver_inf(node.driver) : nullptr;

	return inf && inf->ClassGuid[0] ? inf->ClassGuid : kNoClass;
}

/* Adapters of NDIS without hardware have keys among those of the class of networks. */
bool is_of_an_adapter(const Node &node, Path &path)
{
	UNICODE_STRING value = RTL_CONSTANT_STRING(L"NetCfgInstanceId");
	ULONG length;
	HANDLE key;

	path.set_driver_key(node);
	if (registry_open(path.text(), KeyOpening::existing, &key))
		return false;

	const NTSTATUS status = ZwQueryValueKey(key, &value, KeyValuePartialInformation, nullptr, 0, &length);

	ZwClose(key);
	return status != STATUS_OBJECT_NAME_NOT_FOUND;
}

/* No driver key has the same number as another one. */
void choose_driver_key(Node &node, Path &path)
{
	static constinit Atomic<u32> count{};

	do
		ww_format(node.driver_key, sizeof(node.driver_key), "%s\\%04u", class_of(node),
			  count.fetch_add(1, Order::relaxed));
	while (is_of_an_adapter(node, path));
}

/* The hardware key, which is there. */
NTSTATUS open_hardware_key(const Node &node, HANDLE *handle)
{
	Path path;

	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;
	path.set_hardware_key(node, "");
	return registry_open(path.text(), KeyOpening::existing, handle);
}

/* True if the value Driver of the hardware key names a driver key of the class: then that is the node's. */
bool read_driver_key(Node &node, HANDLE hardware_key, UNICODE_STRING &value)
{
	constexpr size_t kUnits = sizeof(node.driver_key);
	union {
		KEY_VALUE_PARTIAL_INFORMATION information;
		UCHAR bytes[FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data) + kUnits * sizeof(WCHAR)];
	} found;
	char text[kUnits];
	ULONG length;

	if (ZwQueryValueKey(hardware_key, &value, KeyValuePartialInformation, &found, sizeof(found), &length) ||
	    found.information.Type != REG_SZ)
		return false;

	const auto *const units = reinterpret_cast<const WCHAR *>(found.information.Data);
	const size_t count = found.information.DataLength / sizeof(WCHAR);

	text_copy(text, sizeof(text), "");
	for (size_t i = 0; i < count && i < kUnits - 1 && units[i] < 0x80; i++) {
		text[i] = static_cast<char>(units[i]);
		text[i + 1] = '\0';
	}
	/* As choose_driver_key() has made it, and not as somebody has written it. */
	const char *const number = text_last_part(text);

	if (!text_begins_with(text, class_of(node)) || number != text + sizeof(kNoClass) ||
	    text_length(number) < 4)
		return false;
	for (const char *digit = number; *digit; digit++) {
		if (*digit < '0' || *digit > '9')
			return false;
	}
	text_copy(node.driver_key, sizeof(node.driver_key), text);
	return true;
}

NTSTATUS write_driver_key(const Node &node, HANDLE hardware_key, UNICODE_STRING &value)
{
	const WideText text(node.driver_key);

	return text ? ZwSetValueKey(hardware_key, &value, 0, REG_SZ, text.string().Buffer,
				    text.string().MaximumLength)
		    : STATUS_INSUFFICIENT_RESOURCES;
}

/* The driver key of an earlier arrival, or a new one. */
NTSTATUS find_driver_key(Node &node, Path &path)
{
	UNICODE_STRING value = RTL_CONSTANT_STRING(L"Driver");
	HANDLE key;

	if (const NTSTATUS status = open_hardware_key(node, &key))
		return status;

	NTSTATUS status = STATUS_SUCCESS;

	if (!read_driver_key(node, key, value)) {
		choose_driver_key(node, path);
		status = write_driver_key(node, key, value);
	}
	ZwClose(key);
	return status;
}

} /* namespace */

bool device_keys_make(Node &node)
{
	const WINWORK_INF_MODEL *const model = node.model;
	Path path;

	if (!path)
		return false;
	path.set_hardware_key(node, "\\Device Parameters");
	if (!registry_load_device(path.text(), model ? model->HardwareKey : nullptr) ||
	    find_driver_key(node, path))
		return false;
	path.set_driver_key(node);
	return registry_load_device(path.text(), model ? model->DriverKey : nullptr);
}

DeviceKeyPath::DeviceKeyPath(const Node &node, ULONG type)
{
	Path path;

	if (!path)
		return;
	if (type == PLUGPLAY_REGKEY_DEVICE)
		path.set_hardware_key(node, "\\Device Parameters");
	else
		path.set_driver_key(node);
	text_.set("\\Registry\\", path.text());
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI IoOpenDeviceRegistryKey(PDEVICE_OBJECT DeviceObject, ULONG DevInstKeyType,
				       ACCESS_MASK DesiredAccess, PHANDLE DevInstRegKey)
{
	const CallSite call = WW_CALL_SITE;
	const Node *const node = at_passive(call, DeviceObject) ? check_node(call, DeviceObject) : nullptr;
	OBJECT_ATTRIBUTES attributes;

	if (!node)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!node->driver_key[0])
		return refuse(call, DeviceObject, STATUS_INVALID_DEVICE_REQUEST,
			      "the device has not been started, and has no registry keys");
	if (!DevInstRegKey)
		return refuse(call, DeviceObject, STATUS_INVALID_PARAMETER, "DevInstRegKey is NULL");
	*DevInstRegKey = nullptr;
	if (!is_device_key(DevInstKeyType))
		return refuse(call, DeviceObject, STATUS_INVALID_PARAMETER, "DevInstKeyType is 0x%x",
			      DevInstKeyType);

	const DeviceKeyPath path(*node, DevInstKeyType);

	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;
	InitializeObjectAttributes(&attributes, const_cast<PUNICODE_STRING>(&path.text()),
				   OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, nullptr, nullptr);
	return ZwCreateKey(DevInstRegKey, DesiredAccess, &attributes, 0, nullptr, REG_OPTION_NON_VOLATILE,
			   nullptr);
}

} /* extern "C" */
