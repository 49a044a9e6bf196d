/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDMAENABLER: the way of a device to memory.
 */
#include "dma.hpp"

#include "create.hpp"
#include "pnp/node.hpp"

namespace ww::wdf {

constinit Lock dma_lock;

namespace {

constexpr ULONG kLeastWidth = 24;
constexpr ULONG kMostWidth = 63;

template <typename Callback>
NTSTATUS call(Callback callback, Enabler &enabler)
{
	return callback ? callback(handle_of<WDFDMAENABLER>(enabler)) : STATUS_SUCCESS;
}

NTSTATUS power_up(Enabler &enabler)
{
	const WDF_DMA_ENABLER_CONFIG &config = enabler.config;
	NTSTATUS status;

	enabler.is_up = true;
	status = call(config.EvtDmaEnablerFill, enabler);
	if (NT_SUCCESS(status))
		status = call(config.EvtDmaEnablerEnable, enabler);
	if (NT_SUCCESS(status))
		status = call(config.EvtDmaEnablerSelfManagedIoStart, enabler);
	return status;
}

void power_down(Enabler &enabler)
{
	const WDF_DMA_ENABLER_CONFIG &config = enabler.config;

	if (!enabler.is_up)
		return;
	enabler.is_up = false;
	call(config.EvtDmaEnablerSelfManagedIoStop, enabler);
	call(config.EvtDmaEnablerDisable, enabler);
	call(config.EvtDmaEnablerFlush, enabler);
}

ULONG width_of(const WDF_DMA_ENABLER_CONFIG &config)
{
	if (config.AddressWidthOverride)
		return config.AddressWidthOverride;
	switch (config.Profile) {
	case WdfDmaProfilePacket64:
	case WdfDmaProfileScatterGather64:
	case WdfDmaProfileScatterGather64Duplex: return 64;
	default: return 32;
	}
}

NTSTATUS check_config(CallSite call, const Device &device, const WDF_DMA_ENABLER_CONFIG &config)
{
	if (const NTSTATUS status = check_size(call, "WDF_DMA_ENABLER_CONFIG", config.Size,
					       sizeof(config), &device))
		return status;
	if (config.Profile == WdfDmaProfileSystem || config.Profile == WdfDmaProfileSystemDuplex)
		return refuse(call, &device, STATUS_NOT_SUPPORTED,
			      "WDF_DMA_ENABLER_CONFIG.Profile is %d: there are no channels of system "
			      "DMA", static_cast<int>(config.Profile));
	if (config.Profile <= WdfDmaProfileInvalid ||
	    config.Profile > WdfDmaProfileScatterGather64Duplex)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_DMA_ENABLER_CONFIG.Profile is %d",
			      static_cast<int>(config.Profile));
	if (!config.MaximumLength || config.MaximumLength > MAXULONG)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_DMA_ENABLER_CONFIG.MaximumLength is 0x%zx", config.MaximumLength);
	if (config.AddressWidthOverride && (config.AddressWidthOverride < kLeastWidth ||
					    config.AddressWidthOverride > kMostWidth))
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "WDF_DMA_ENABLER_CONFIG.AddressWidthOverride is %u, not from %u to %u",
			      config.AddressWidthOverride, kLeastWidth, kMostWidth);
	return STATUS_SUCCESS;
}

NTSTATUS get_adapter(CallSite call, Device &device, const WDF_DMA_ENABLER_CONFIG &config,
		     Adapter &adapter)
{
	ww_dma_device *const bus = device.pdo ? pdo_dma_device(device.pdo) : nullptr;

	if (!bus)
		return refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
			      "the device has no hardware that could read memory");
	if (!adapter_init(adapter, bus, width_of(config), config.MaximumLength))
		return refuse(call, &device, STATUS_INSUFFICIENT_RESOURCES,
			      "no memory of this machine has addresses of %u bits",
			      width_of(config));
	return STATUS_SUCCESS;
}

void enter(Device &device, Enabler &made)
{
	LockGuard guard(dma_lock);
	Enabler **at = &device.enablers;

	while (*at)
		at = &(*at)->next;
	*at = &made;
}

void leave(Object &object)
{
	auto &enabler = static_cast<Enabler &>(object);
	LockGuard guard(dma_lock);
	Enabler **at = &enabler.device->enablers;

	while (*at && *at != &enabler)
		at = &(*at)->next;
	if (*at)
		*at = enabler.next;
}

/* For functions that read or set a value. */
Enabler *enabler_of(CallSite call, WDFDMAENABLER handle)
{
	return object_at_dispatch_or_below<Enabler>(call, handle);
}

} /* namespace */

constinit const Class Enabler::kClass = {
	{ "WDFDMAENABLER", object_finalise, "WdfObjectDelete" }, leave, nullptr, nullptr, true
};

NTSTATUS enablers_power_up(Device &device)
{
	NTSTATUS status = STATUS_SUCCESS;

	for (Enabler *enabler = device.enablers; enabler && NT_SUCCESS(status);
	     enabler = enabler->next)
		status = power_up(*enabler);
	return status;
}

void enablers_power_down(Device &device)
{
	for (Enabler *enabler = device.enablers; enabler; enabler = enabler->next)
		power_down(*enabler);
}

void enablers_revoke(Device &device)
{
	for (Enabler *enabler = device.enablers; enabler; enabler = enabler->next) {
		{
			LockGuard guard(dma_lock);

			enabler->is_revoked = true;
		}
		transactions_revoke(*enabler);
		common_buffers_revoke(*enabler);
	}
}

void dma_init()
{
	dma_lock.init(WW_LOCK_WDF_DMA);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDmaEnablerCreate(WDFDEVICE Device, PWDF_DMA_ENABLER_CONFIG Config,
				   PWDF_OBJECT_ATTRIBUTES Attributes,
				   WDFDMAENABLER *DmaEnablerHandle)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_passive<wdf::Device>(call, Device);

	if (!device || !check_not_null(call, Config, "Config") ||
	    !check_not_null(call, DmaEnablerHandle, "DmaEnablerHandle"))
		return STATUS_INVALID_PARAMETER;
	*DmaEnablerHandle = nullptr;
	if (const NTSTATUS status = check_config(call, *device, *Config))
		return status;
	if (const NTSTATUS status = check_attributes(call, Attributes, kNoParent, device))
		return status;

	Adapter adapter;

	if (const NTSTATUS status = get_adapter(call, *device, *Config, adapter))
		return status;

	auto *const made = object_allocate<Enabler>(device->driver_object(), Attributes);

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	made->device = device;
	made->adapter = adapter;
	made->config = *Config;
	made->most_elements.store(WDF_DMA_ENABLER_UNLIMITED_FRAGMENTS);
	if (!object_add_child(*device, *made)) {
		object_discard(*made);
		return STATUS_DELETE_PENDING;
	}
	enter(*device, *made);
	pdo_dma_begin(device->pdo);
	*DmaEnablerHandle = handle_of<WDFDMAENABLER>(*made);
	return STATUS_SUCCESS;
}

size_t NTAPI WdfDmaEnablerGetMaximumLength(WDFDMAENABLER DmaEnabler)
{
	const auto *const enabler = enabler_of(WW_CALL_SITE, DmaEnabler);

	return enabler ? enabler->config.MaximumLength : 0;
}

size_t NTAPI WdfDmaEnablerGetFragmentLength(WDFDMAENABLER DmaEnabler, WDF_DMA_DIRECTION)
{
	const auto *const enabler = enabler_of(WW_CALL_SITE, DmaEnabler);

	return enabler ? enabler->adapter.maximum_length : 0;
}

size_t NTAPI WdfDmaEnablerGetMaximumScatterGatherElements(WDFDMAENABLER DmaEnabler)
{
	const auto *const enabler = enabler_of(WW_CALL_SITE, DmaEnabler);

	return enabler ? enabler->most_elements.load() : 0;
}

VOID NTAPI WdfDmaEnablerSetMaximumScatterGatherElements(WDFDMAENABLER DmaEnabler,
							size_t MaximumFragments)
{
	const CallSite call = WW_CALL_SITE;
	auto *const enabler = enabler_of(call, DmaEnabler);

	if (!enabler)
		return;
	if (!MaximumFragments || enabler->is_packet()) {
		report(violation_of(call, kObjectError, enabler),
		       enabler->is_packet() ? "the enabler has a packet profile: its lists have one "
					      "element"
					    : "MaximumFragments is 0");
		return;
	}
	enabler->most_elements.store(static_cast<ULONG>(
		MaximumFragments < MAXULONG ? MaximumFragments : MAXULONG));
}

} /* extern "C" */
