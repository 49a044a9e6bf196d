/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFWMIPROVIDER and WDFWMIINSTANCE: their creation, and the registration of instances.
 */
#include "wmi.hpp"

#include <winwork/wdf/wmi.h>

#include "context.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "string.hpp"

namespace ww::wdf {
namespace {

/* The link that leads to @wanted, or to null at the end. */
template <typename T>
T **link_to(T **link, const T *wanted) WW_REQUIRES(tree_lock)
{
	while (*link && *link != wanted)
		link = &(*link)->next;
	return link;
}

/* Takes @wanted out of the list, if it is there. */
template <typename T>
void take_out(T **list, const T *wanted) WW_REQUIRES(tree_lock)
{
	T **const link = link_to(list, wanted);

	if (*link)
		*link = (*link)->next;
}

WmiProvider *find(const Device &device, const GUID &guid) WW_REQUIRES(tree_lock)
{
	WmiProvider *each = device.wmi_providers;

	while (each && !IsEqualGUID(each->config.Guid, guid))
		each = each->next;
	return each;
}

/* ---- Providers ------------------------------------------------------------------------------ */

void provider_leaves(Object &object) WW_REQUIRES(tree_lock)
{
	auto &provider = static_cast<WmiProvider &>(object);

	take_out(&provider.device->wmi_providers, &provider);
}

NTSTATUS check_flags(CallSite call, const WDF_WMI_PROVIDER_CONFIG &config, const Device &device)
{
	constexpr ULONG controlled = WdfWmiProviderTracing | WdfWmiProviderExpensive;

	if (config.Flags & ~WdfWmiProviderValidFlags)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_WMI_PROVIDER_CONFIG.Flags is 0x%x: more than 0x%x", config.Flags,
			      WdfWmiProviderValidFlags);
	if (config.Flags & WdfWmiProviderTracing && config.Flags != WdfWmiProviderTracing)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_WMI_PROVIDER_CONFIG.Flags is 0x%x: WdfWmiProviderTracing stands alone",
			      config.Flags);
	if (config.EvtWmiProviderFunctionControl && !(config.Flags & controlled))
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_WMI_PROVIDER_CONFIG.EvtWmiProviderFunctionControl needs "
			      "WdfWmiProviderExpensive or WdfWmiProviderTracing");
	return STATUS_SUCCESS;
}

NTSTATUS check_provider(CallSite call, const Device &device, const WDF_WMI_PROVIDER_CONFIG &config)
{
	if (!device.pdo)
		return refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFDEVICE is a control device");
	if (const NTSTATUS status = check_size(call, "WDF_WMI_PROVIDER_CONFIG", config.Size,
					       sizeof(config), &device))
		return status;
	if (IsEqualGUID(config.Guid, GUID{}))
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_WMI_PROVIDER_CONFIG.Guid is all zeros");
	return check_flags(call, config, device);
}

/* Into the list of its device. */
NTSTATUS provider_enter(WmiProvider &provider)
{
	LockGuard guard(tree_lock);

	if (find(*provider.device, provider.config.Guid))
		return STATUS_OBJECT_NAME_EXISTS;
	*link_to<WmiProvider>(&provider.device->wmi_providers, nullptr) = &provider;
	return STATUS_SUCCESS;
}

/* Deletes an object of the tree that the driver has not seen: its callbacks are not called. */
void undo(Object &object)
{
	for (Context *each = object.contexts; each; each = each->next) {
		each->cleanup = nullptr;
		each->destroy = nullptr;
	}
	if (object_begin_delete(object))
		object_delete(object);
}

/* Null, with the status, without success. No out parameter: objtool of 6.1 refuses longer names. */
WmiProvider *provider_make(CallSite call, Device &device, const WDF_WMI_PROVIDER_CONFIG &config,
			   const WDF_OBJECT_ATTRIBUTES *attributes, NTSTATUS &status)
{
	status = check_provider(call, device, config);
	if (!status)
		status = check_attributes(call, attributes, kNoParent, &device);
	if (status)
		return nullptr;

	auto *const provider = object_allocate<WmiProvider>(device.driver_object(), attributes);

	if (!provider) {
		status = STATUS_INSUFFICIENT_RESOURCES;
		return nullptr;
	}
	provider->device = &device;
	provider->config = config;
	provider->may_be_deleted = false;
	if (!object_add_child(device, *provider)) {
		object_discard(*provider);
		status = STATUS_DELETE_PENDING;
		return nullptr;
	}
	status = provider_enter(*provider);
	if (!status)
		return provider;
	undo(*provider);
	refuse(call, &device, status, "the device has a provider with this Guid already");
	return nullptr;
}

/* ---- Instances ------------------------------------------------------------------------------ */

void instance_leaves(Object &object) WW_REQUIRES(tree_lock)
{
	auto &instance = static_cast<WmiInstance &>(object);

	take_out(&instance.provider->instances, &instance);
	instance.is_registered = false;
}

/* Into the list of its provider. */
NTSTATUS instance_enter(WmiInstance &instance)
{
	LockGuard guard(tree_lock);

	if (instance.stage() != Stage::live)
		return STATUS_INVALID_DEVICE_STATE;
	if (instance.is_registered)
		return STATUS_INVALID_DEVICE_REQUEST;
	*link_to<WmiInstance>(&instance.provider->instances, nullptr) = &instance;
	instance.is_registered = true;
	return STATUS_SUCCESS;
}

NTSTATUS instance_register(CallSite call, WmiInstance &instance)
{
	if (instance.provider->is_tracing())
		return refuse(call, &instance, STATUS_INVALID_DEVICE_REQUEST,
			      "its provider is for tracing, and has no instances");

	const NTSTATUS status = instance_enter(instance);

	return status ? refuse(call, &instance, status, "the WDFWMIINSTANCE is %s",
			       status == STATUS_INVALID_DEVICE_REQUEST ? "registered already"
								       : "being deleted")
		      : STATUS_SUCCESS;
}

bool has_setter(const WDF_WMI_INSTANCE_CONFIG &config)
{
	return config.EvtWmiInstanceSetInstance || config.EvtWmiInstanceSetItem;
}

/* UseContextForQuery: the context is what clients read. */
NTSTATUS check_context(CallSite call, const WmiProvider &provider, const WDF_WMI_INSTANCE_CONFIG &config,
		       const WDF_OBJECT_ATTRIBUTES *attributes)
{
	const size_t bytes = context_bytes(attributes);

	if (has_setter(config))
		return refuse(call, &provider, STATUS_INVALID_PARAMETER,
			      "UseContextForQuery is TRUE, and the instance has a callback that sets it");
	if (!attributes || !attributes->ContextTypeInfo)
		return refuse(call, &provider, STATUS_INVALID_PARAMETER,
			      "UseContextForQuery is TRUE, and InstanceAttributes have no ContextTypeInfo");
	if (bytes != static_cast<ULONG>(bytes))
		return refuse(call, &provider, STATUS_INTEGER_OVERFLOW,
			      "UseContextForQuery is TRUE, and the context has %zu bytes", bytes);
	if (bytes < provider.config.MinInstanceBufferSize)
		return refuse(call, &provider, STATUS_BUFFER_TOO_SMALL,
			      "UseContextForQuery is TRUE, and the context has %zu bytes, less than the "
			      "MinInstanceBufferSize %u", bytes, provider.config.MinInstanceBufferSize);
	return STATUS_SUCCESS;
}

NTSTATUS check_instance(CallSite call, const WmiProvider &provider, const WDF_WMI_INSTANCE_CONFIG &config,
			const WDF_OBJECT_ATTRIBUTES *attributes)
{
	const bool has_data = config.UseContextForQuery || config.EvtWmiInstanceQueryInstance ||
			      has_setter(config) || config.EvtWmiInstanceExecuteMethod;

	if (provider.config.Flags & WdfWmiProviderEventOnly && has_data)
		return refuse(call, &provider, STATUS_INVALID_PARAMETER,
			      "its provider is WdfWmiProviderEventOnly, and the instance has data or methods");
	if (const NTSTATUS status = check_attributes(call, attributes, kNoParent, &provider))
		return status;
	return config.UseContextForQuery ? check_context(call, provider, config, attributes)
					 : STATUS_SUCCESS;
}

/* The same for an instance. */
WmiInstance *instance_make(CallSite call, WmiProvider &provider, const WDF_WMI_INSTANCE_CONFIG &config,
			   const WDF_OBJECT_ATTRIBUTES *attributes, NTSTATUS &status)
{
	status = check_instance(call, provider, config, attributes);
	if (status)
		return nullptr;

	auto *const instance = object_allocate<WmiInstance>(provider.driver_object(), attributes);

	if (!instance) {
		status = STATUS_INSUFFICIENT_RESOURCES;
		return nullptr;
	}
	instance->provider = &provider;
	instance->config = config;
	instance->context_bytes = static_cast<ULONG>(context_bytes(attributes));
	if (!object_add_child(provider, *instance)) {
		object_discard(*instance);
		status = STATUS_DELETE_PENDING;
		return nullptr;
	}
	status = config.Register ? instance_register(call, *instance) : STATUS_SUCCESS;
	if (!status)
		return instance;
	undo(*instance);
	return nullptr;
}

NTSTATUS check_instance_config(CallSite call, const WDF_WMI_INSTANCE_CONFIG &config)
{
	if (const NTSTATUS status = check_size(call, "WDF_WMI_INSTANCE_CONFIG", config.Size, sizeof(config),
					       nullptr))
		return status;
	return !config.Provider == !config.ProviderConfig
		       ? refuse(call, nullptr, STATUS_INVALID_PARAMETER,
				"WDF_WMI_INSTANCE_CONFIG has %s Provider and ProviderConfig",
				config.Provider ? "both" : "neither")
		       : STATUS_SUCCESS;
}

/* The provider that the structure names, or a new one that it describes. */
WmiProvider *provider_of(CallSite call, WDFDEVICE handle, const WDF_WMI_INSTANCE_CONFIG &config, NTSTATUS &status)
{
	status = STATUS_INVALID_PARAMETER;
	if (config.Provider) {
		auto *const provider = object_of<WmiProvider>(call, config.Provider);

		status = provider ? STATUS_SUCCESS : status;
		return provider;
	}

	auto *const device = object_of<Device>(call, handle);

	return device ? provider_make(call, *device, *config.ProviderConfig, nullptr, status) : nullptr;
}

WmiInstance *instance_of(CallSite call, WDFWMIINSTANCE handle)
{
	return object_at_dispatch_or_below<WmiInstance>(call, handle);
}

WmiProvider *provider_of(CallSite call, WDFWMIPROVIDER handle)
{
	return object_at_dispatch_or_below<WmiProvider>(call, handle);
}

} /* namespace */

constinit const Class WmiProvider::kClass = {
	{ "WDFWMIPROVIDER", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false,
	provider_leaves
};

constinit const Class WmiInstance::kClass = {
	{ "WDFWMIINSTANCE", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false,
	instance_leaves
};

ULONG wmi_count(const WmiProvider &provider)
{
	ULONG count = 0;

	for (const WmiInstance *each = provider.instances; each; each = each->next)
		count++;
	return count;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDeviceAssignMofResourceName(WDFDEVICE Device, PCUNICODE_STRING MofResourceName)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_passive<wdf::Device>(call, Device);

	if (!device || !check_not_null(call, MofResourceName, "MofResourceName"))
		return STATUS_INVALID_PARAMETER;
	if (!is_string(*MofResourceName))
		return refuse(call, device, STATUS_INVALID_PARAMETER, "MofResourceName is no string");
	if (device->mof_resource.Buffer)
		return refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
			      "the device has the name of a resource already");
	return copy_string(device->mof_resource, *MofResourceName) ? STATUS_SUCCESS
								     : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS NTAPI WdfWmiProviderCreate(WDFDEVICE Device, PWDF_WMI_PROVIDER_CONFIG WmiProviderConfig,
				    PWDF_OBJECT_ATTRIBUTES ProviderAttributes, WDFWMIPROVIDER *WmiProvider)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);
	NTSTATUS status;

	if (!device || !check_not_null(call, WmiProviderConfig, "WmiProviderConfig") ||
	    !check_not_null(call, WmiProvider, "WmiProvider"))
		return STATUS_INVALID_PARAMETER;
	*WmiProvider = nullptr;

	const auto *const made = provider_make(call, *device, *WmiProviderConfig, ProviderAttributes, status);

	if (made)
		*WmiProvider = handle_of<WDFWMIPROVIDER>(*made);
	return status;
}

NTSTATUS NTAPI WdfWmiInstanceCreate(WDFDEVICE Device, PWDF_WMI_INSTANCE_CONFIG InstanceConfig,
				    PWDF_OBJECT_ATTRIBUTES InstanceAttributes, WDFWMIINSTANCE *Instance)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status;

	if (!at_dispatch_or_below(call, nullptr) ||
	    !check_not_null(call, InstanceConfig, "InstanceConfig"))
		return STATUS_INVALID_PARAMETER;
	status = check_instance_config(call, *InstanceConfig);
	if (status)
		return status;

	auto *const provider = provider_of(call, Device, *InstanceConfig, status);

	if (!provider)
		return status;

	const auto *const made = instance_make(call, *provider, *InstanceConfig, InstanceAttributes, status);

	if (!made && InstanceConfig->ProviderConfig)
		undo(*provider);
	if (made && Instance)
		*Instance = handle_of<WDFWMIINSTANCE>(*made);
	return status;
}

NTSTATUS NTAPI WdfWmiInstanceRegister(WDFWMIINSTANCE WmiInstance)
{
	const CallSite call = WW_CALL_SITE;
	auto *const instance = instance_of(call, WmiInstance);

	return instance ? instance_register(call, *instance) : STATUS_INVALID_PARAMETER;
}

VOID NTAPI WdfWmiInstanceDeregister(WDFWMIINSTANCE WmiInstance)
{
	auto *const instance = instance_of(WW_CALL_SITE, WmiInstance);

	if (!instance)
		return;

	LockGuard guard(tree_lock);

	instance_leaves(*instance);
}

NTSTATUS NTAPI WdfWmiInstanceFireEvent(WDFWMIINSTANCE WmiInstance, ULONG, PVOID)
{
	const CallSite call = WW_CALL_SITE;

	return at_apc_or_below(call, nullptr) && object_of<wdf::WmiInstance>(call, WmiInstance)
		       ? STATUS_SUCCESS
		       : STATUS_INVALID_PARAMETER;
}

WDFDEVICE NTAPI WdfWmiInstanceGetDevice(WDFWMIINSTANCE WmiInstance)
{
	const auto *const instance = instance_of(WW_CALL_SITE, WmiInstance);

	return instance ? handle_of<WDFDEVICE>(*instance->provider->device) : nullptr;
}

WDFWMIPROVIDER NTAPI WdfWmiInstanceGetProvider(WDFWMIINSTANCE WmiInstance)
{
	const auto *const instance = instance_of(WW_CALL_SITE, WmiInstance);

	return instance ? handle_of<WDFWMIPROVIDER>(*instance->provider) : nullptr;
}

WDFDEVICE NTAPI WdfWmiProviderGetDevice(WDFWMIPROVIDER WmiProvider)
{
	const auto *const provider = provider_of(WW_CALL_SITE, WmiProvider);

	return provider ? handle_of<WDFDEVICE>(*provider->device) : nullptr;
}

ULONGLONG NTAPI WdfWmiProviderGetTracingHandle(WDFWMIPROVIDER WmiProvider)
{
	const auto *const provider = provider_of(WW_CALL_SITE, WmiProvider);

	return provider ? provider->tracing_handle.load(Order::relaxed) : 0;
}

BOOLEAN NTAPI WdfWmiProviderIsEnabled(WDFWMIPROVIDER WmiProvider, WDF_WMI_PROVIDER_CONTROL ProviderControl)
{
	const auto *const provider = provider_of(WW_CALL_SITE, WmiProvider);

	if (!provider)
		return FALSE;
	switch (ProviderControl) {
	case WdfWmiEventControl: return provider->wants_events.load(Order::relaxed);
	case WdfWmiInstanceControl: return provider->wants_instances.load(Order::relaxed);
	default: return FALSE;
	}
}

} /* extern "C" */
