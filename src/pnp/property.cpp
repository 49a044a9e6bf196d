/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The properties of a device: what its bus, its resources and its driver's INF say.
 */
#define INITGUID
#include "property.hpp"

#include <devpkey.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "linux/memory.h"
#include "node.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "resources.hpp"

namespace ww {
namespace {

/* A value, on its way to the caller. No property is longer than the lists of an Identity. */
class Value {
public:
	Value() : bytes_(static_cast<char *>(ww_zalloc_sleeping(kRoom))) {}
	~Value() { ww_free(bytes_); }
	Value(const Value &) = delete;
	Value &operator=(const Value &) = delete;

	bool has_memory() const { return bytes_; }
	/* No text is no value. */
	NTSTATUS set_text(const char *text) { return set_texts(text, false); }
	NTSTATUS set_list(const char *texts) { return set_texts(texts, true); }
	NTSTATUS set_number(u32 number)
	{
		__builtin_memcpy(bytes_, &number, sizeof(number));
		return set(sizeof(number), DEVPROP_TYPE_UINT32);
	}
	NTSTATUS set_guid(const GUID &guid)
	{
		__builtin_memcpy(bytes_, &guid, sizeof(guid));
		return set(sizeof(guid), DEVPROP_TYPE_GUID);
	}
	NTSTATUS set_resources(const Node &node, const CM_PARTIAL_RESOURCE_DESCRIPTOR *descriptors)
	{
		if (!node.resources.count)
			return STATUS_OBJECT_NAME_NOT_FOUND;
		resource_list_write(*reinterpret_cast<PCM_RESOURCE_LIST>(bytes_), node,
				    descriptors);
		return set(resource_list_bytes(node.resources.count), DEVPROP_TYPE_BINARY);
	}

	NTSTATUS give(PropertyBuffer &buffer) const
	{
		buffer.length = static_cast<ULONG>(length_);
		if (buffer.room < length_)
			return STATUS_BUFFER_TOO_SMALL;
		__builtin_memcpy(buffer.data, bytes_, length_);
		return STATUS_SUCCESS;
	}
	DEVPROPTYPE type() const { return type_; }

private:
	static constexpr size_t kRoom = 2048;
	static_assert(resource_list_bytes(kMostResources) <= kRoom);
	static_assert(sizeof(Identity::hardware_ids) * sizeof(WCHAR) <= kRoom);

	NTSTATUS set(size_t length, DEVPROPTYPE type)
	{
		length_ = length;
		type_ = type;
		return STATUS_SUCCESS;
	}
	NTSTATUS set_texts(const char *text, bool is_list)
	{
		auto *const units = reinterpret_cast<WCHAR *>(bytes_);
		size_t length = 0;

		if (!text || !text[0])
			return STATUS_OBJECT_NAME_NOT_FOUND;
		for (; (text[length] || (is_list && text[length + 1])) &&
		       (length + 2) * sizeof(WCHAR) < kRoom; length++)
			units[length] = static_cast<WCHAR>(text[length]);
		/* The memory behind is zeroed. */
		length += is_list ? 2 : 1;
		return set(length * sizeof(WCHAR),
			   is_list ? DEVPROP_TYPE_STRING_LIST : DEVPROP_TYPE_STRING);
	}

	char *bytes_;
	size_t length_ = 0;
	DEVPROPTYPE type_ = DEVPROP_TYPE_EMPTY;
};

/* A number that a bus without such has not. */
NTSTATUS set_known(Value &value, u32 number)
{
	return number == kNoAddress ? STATUS_OBJECT_NAME_NOT_FOUND : value.set_number(number);
}

NTSTATUS read(const Node &node, DEVICE_REGISTRY_PROPERTY property, Value &value)
{
	const Identity &identity = node.identity;
	const WINWORK_INF *const inf = node.has_function ? driver_inf(node.driver) : nullptr;

	switch (property) {
	case DevicePropertyDeviceDescription:
		return value.set_text(node.model ? node.model->Description : identity.description);
	case DevicePropertyHardwareID: return value.set_list(identity.hardware_ids);
	case DevicePropertyCompatibleIDs: return value.set_list(identity.compatible_ids);
	case DevicePropertyBootConfiguration:
	case DevicePropertyAllocatedResources:
		return value.set_resources(node, node.resources.raw);
	case DevicePropertyBootConfigurationTranslated:
		return value.set_resources(node, node.resources.translated);
	case DevicePropertyClassName: return value.set_text(inf ? inf->Class : nullptr);
	case DevicePropertyClassGuid: return value.set_text(inf ? inf->ClassGuid : nullptr);
	case DevicePropertyDriverKeyName: return value.set_text(node.driver_key);
	case DevicePropertyManufacturer: return value.set_text(inf ? inf->Provider : nullptr);
	case DevicePropertyLocationInformation: return value.set_text(identity.location);
	case DevicePropertyPhysicalDeviceObjectName:
		return value.set_text(object_header(node.pdo)->name);
	case DevicePropertyBusTypeGuid:
		return node.bus->configuration ? value.set_guid(identity.bus_type)
					       : STATUS_OBJECT_NAME_NOT_FOUND;
	case DevicePropertyLegacyBusType:
		return value.set_number(static_cast<u32>(identity.interface_type));
	case DevicePropertyBusNumber: return value.set_number(identity.bus_number);
	case DevicePropertyEnumeratorName: return value.set_text(node.bus->name);
	case DevicePropertyAddress: return set_known(value, identity.address);
	case DevicePropertyUINumber: return set_known(value, identity.slot);
	case DevicePropertyInstallState: return value.set_number(InstallStateInstalled);
	case DevicePropertyRemovalPolicy:
		return value.set_number(RemovalPolicyExpectSurpriseRemoval);
	default: return STATUS_OBJECT_NAME_NOT_FOUND;
	}
}

NTSTATUS get(CallSite call, PDEVICE_OBJECT pdo, DEVICE_REGISTRY_PROPERTY property,
	     PropertyBuffer &buffer, DEVPROPTYPE &type)
{
	const Node *const node = check_node(call, pdo);
	Value value;

	buffer.length = 0;
	if (!node)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!value.has_memory())
		return STATUS_INSUFFICIENT_RESOURCES;
	if (const NTSTATUS status = read(*node, property, value))
		return status;
	type = value.type();
	return value.give(buffer);
}

struct KeyOfProperty {
	const DEVPROPKEY *key;
	DEVICE_REGISTRY_PROPERTY property;
};

constexpr KeyOfProperty keys[] = {
	{ &DEVPKEY_Device_DeviceDesc, DevicePropertyDeviceDescription },
	{ &DEVPKEY_Device_HardwareIds, DevicePropertyHardwareID },
	{ &DEVPKEY_Device_CompatibleIds, DevicePropertyCompatibleIDs },
	{ &DEVPKEY_Device_Class, DevicePropertyClassName },
	{ &DEVPKEY_Device_Driver, DevicePropertyDriverKeyName },
	{ &DEVPKEY_Device_Manufacturer, DevicePropertyManufacturer },
	{ &DEVPKEY_Device_LocationInfo, DevicePropertyLocationInformation },
	{ &DEVPKEY_Device_PDOName, DevicePropertyPhysicalDeviceObjectName },
	{ &DEVPKEY_Device_BusTypeGuid, DevicePropertyBusTypeGuid },
	{ &DEVPKEY_Device_LegacyBusType, DevicePropertyLegacyBusType },
	{ &DEVPKEY_Device_BusNumber, DevicePropertyBusNumber },
	{ &DEVPKEY_Device_EnumeratorName, DevicePropertyEnumeratorName },
	{ &DEVPKEY_Device_Address, DevicePropertyAddress },
	{ &DEVPKEY_Device_UINumber, DevicePropertyUINumber },
	{ &DEVPKEY_Device_InstallState, DevicePropertyInstallState },
	{ &DEVPKEY_Device_RemovalPolicy, DevicePropertyRemovalPolicy },
};

} /* namespace */

NTSTATUS property_get(CallSite call, PDEVICE_OBJECT pdo, DEVICE_REGISTRY_PROPERTY property,
		      PropertyBuffer &buffer)
{
	DEVPROPTYPE type;

	return get(call, pdo, property, buffer, type);
}

NTSTATUS property_get(CallSite call, PDEVICE_OBJECT pdo, const DEVPROPKEY &key, PropertyBuffer &buffer,
		      DEVPROPTYPE &type)
{
	for (const KeyOfProperty &each : keys) {
		if (each.key->pid == key.pid && IsEqualGUID(each.key->fmtid, key.fmtid))
			return get(call, pdo, each.property, buffer, type);
	}
	buffer.length = 0;
	return check_node(call, pdo) ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_INVALID_DEVICE_REQUEST;
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI IoGetDeviceProperty(PDEVICE_OBJECT DeviceObject,
				   DEVICE_REGISTRY_PROPERTY DeviceProperty, ULONG BufferLength,
				   PVOID PropertyBuffer, PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;
	ww::PropertyBuffer buffer = { PropertyBuffer, BufferLength, 0 };

	if (!at_passive(call, DeviceObject))
		return STATUS_INVALID_DEVICE_REQUEST;

	const NTSTATUS status = property_get(call, DeviceObject, DeviceProperty, buffer);

	*ResultLength = buffer.length;
	return status;
}

NTSTATUS NTAPI IoGetDevicePropertyData(PDEVICE_OBJECT Pdo, const DEVPROPKEY *PropertyKey, LCID, ULONG,
				       ULONG Size, PVOID Data, PULONG RequiredSize, PDEVPROPTYPE Type)
{
	const CallSite call = WW_CALL_SITE;
	ww::PropertyBuffer buffer = { Data, Size, 0 };

	if (!at_apc_or_below(call, Pdo))
		return STATUS_INVALID_DEVICE_REQUEST;
	*Type = DEVPROP_TYPE_EMPTY;

	const NTSTATUS status = property_get(call, Pdo, *PropertyKey, buffer, *Type);

	*RequiredSize = buffer.length;
	return status;
}

} /* extern "C" */
