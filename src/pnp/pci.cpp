/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bus of PCI functions: their IDs as Windows forms them, and their resources as Linux has assigned
 * them.
 */
#define INITGUID
#include "pci.hpp"

#include <wdmguid.h>

#include "base/errno.hpp"
#include "base/text.hpp"
#include "ids.hpp"
#include "linux/memory.h"
#include "linux/pci.h"
#include "linux/print.h"
#include "inf.hpp"
#include "node.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"
#include "resources.hpp"

namespace ww {
namespace {

ww_pci *function_of(const Node &node) WW_UNCHECKED
{
	return static_cast<ww_pci *>(node.function);
}

/* ---- Identity ------------------------------------------------------------------------------- */

/* Windows's page "Identifiers for PCI devices" has these lists, the most exact ID first. */
void list_ids(const ww_pci_identity &pci, IdList &hardware_ids, IdList &compatible_ids)
{
	const u32 vendor = pci.id.vendor;
	const u32 device = pci.id.device;
	const u32 system = pci.id.subdevice << 16 | pci.id.subvendor;
	const u32 full_class = pci.id.class_code;
	const u32 short_class = full_class >> 8;
	TextList hardware(hardware_ids);
	TextList compatible(compatible_ids);

	hardware.add("PCI\\VEN_%04X&DEV_%04X&SUBSYS_%08X&REV_%02X", vendor, device, system,
		     pci.revision);
	hardware.add("PCI\\VEN_%04X&DEV_%04X&SUBSYS_%08X", vendor, device, system);
	hardware.add("PCI\\VEN_%04X&DEV_%04X&CC_%06X", vendor, device, full_class);
	hardware.add("PCI\\VEN_%04X&DEV_%04X&CC_%04X", vendor, device, short_class);
	compatible.add("PCI\\VEN_%04X&DEV_%04X&REV_%02X", vendor, device, pci.revision);
	compatible.add("PCI\\VEN_%04X&DEV_%04X", vendor, device);
	compatible.add("PCI\\VEN_%04X&CC_%06X", vendor, full_class);
	compatible.add("PCI\\VEN_%04X&CC_%04X", vendor, short_class);
	compatible.add("PCI\\VEN_%04X", vendor);
	compatible.add("PCI\\CC_%06X", full_class);
	compatible.add("PCI\\CC_%04X", short_class);
}

void identify(const Node &node, Identity &identity)
{
	ww_pci_identity pci;

	ww_pci_identify(function_of(node), &pci);
	list_ids(pci, identity.hardware_ids, identity.compatible_ids);
	ww_format(identity.instance, sizeof(identity.instance), "%04X.%02X.%02X.%X", pci.domain,
		  pci.bus, pci.slot, pci.function);
	ww_format(identity.location, sizeof(identity.location),
		  "PCI bus %u, device %u, function %u", pci.bus, pci.slot, pci.function);
	identity.interface_type = PCIBus;
	identity.bus_type = GUID_BUS_TYPE_PCI;
	identity.bus_number = pci.bus;
	identity.address = pci.slot << 16 | pci.function;
	identity.slot = pci.slot;
}

/* ---- Resources ------------------------------------------------------------------------------ */

bool add_range(Node &node, const ww_pci_range &range)
{
	CM_PARTIAL_RESOURCE_DESCRIPTOR descriptor{};

	resource_set_range(descriptor, range.start, range.bytes, range.is_port,
			   range.is_prefetchable);
	resource_add(node.resources, descriptor, descriptor);
	return resource_add_window(node, { .start = range.start, .bytes = range.bytes,
					   .is_port = range.is_port, .ops = nullptr,
					   .context = nullptr, .pdo = node.pdo,
					   .hidden_start = range.table_start,
					   .hidden_bytes = range.table_bytes });
}

/* The INF decides whether a driver gets messages, and how many. */
InterruptChoice interrupts(Node &node)
{
	const WINWORK_INF_MODEL *const model = node.model;
	const u32 limit = model && model->MessageNumberLimit &&
					  model->MessageNumberLimit < kMostInterrupts
				  ? model->MessageNumberLimit : kMostInterrupts;
	ww_pci_has has;

	ww_pci_find_interrupts(function_of(node), &has);

	const u32 messages = model && model->MsiSupported ? has.messages : 0;

	return { messages < limit ? messages : limit, has.msix, has.line };
}

ww_dma_device *dma_device(Node &node)
{
	return ww_pci_dma_device(function_of(node));
}

void set_master(Node &node, bool on)
{
	ww_pci_set_master(function_of(node), on);
}

void release(Node &node)
{
	ww_pci_disable(function_of(node));
}

NTSTATUS assign_interrupts(Node &node, u32 messages)
{
	ww_pci *const function = function_of(node);
	ww_pci_interrupts kind;
	const u32 count = ::ww_pci_get_interrupts(function, messages, &kind);

	for (u32 i = 0; i < count; i++)
		resource_add_interrupt(node.resources, ww_pci_irq(function, i),
				       kind == WW_PCI_MSI ? count : 1, kind != WW_PCI_LINE);
	if (!count)
		return STATUS_CONFLICTING_ADDRESSES;
	/* A message is a write to memory. */
	if (kind != WW_PCI_LINE && !node.is_master) {
		node.is_master = true;
		set_master(node, true);
	}
	return STATUS_SUCCESS;
}

NTSTATUS assign(Node &node)
{
	ww_pci_range ranges[WW_PCI_RANGES];

	if (const s32 error = ww_pci_enable(function_of(node))) {
		ww_print(WW_LEVEL_WARNING, "the PCI function %s cannot be enabled: error %d",
			 node.identity.instance, error);
		return STATUS_DEVICE_CONFIGURATION_ERROR;
	}

	const u32 count = ww_pci_ranges(function_of(node), ranges);

	for (u32 i = 0; i < count; i++) {
		if (!add_range(node, ranges[i])) {
			release(node);
			resources_revoke(node);
			resources_end(node);
			return STATUS_INSUFFICIENT_RESOURCES;
		}
	}
	set_master(node, node.is_master);
	return STATUS_SUCCESS;
}

u32 configuration(Node &node, bool write, void *buffer, u32 offset, u32 bytes)
{
	return ww_pci_configuration(function_of(node), write, buffer, offset, bytes);
}

/* ---- IDs of an INF -------------------------------------------------------------------------- */

/* What Linux may offer for an ID of an INF; false for one of another bus. A revision is checked later. */
bool parse(const char *id, ww_pci_id &wanted)
{
	u32 system;

	wanted = { WW_PCI_ANY, WW_PCI_ANY, WW_PCI_ANY, WW_PCI_ANY, 0, 0 };
	if (!text_begins_with(id, "PCI\\"))
		return false;
	id_field(id, "VEN_", 4, wanted.vendor);
	id_field(id, "DEV_", 4, wanted.device);
	if (id_field(id, "SUBSYS_", 8, system)) {
		wanted.subvendor = system & 0xffff;
		wanted.subdevice = system >> 16;
	}
	if (id_field(id, "CC_", 6, wanted.class_code)) {
		wanted.class_mask = 0xffffff;
	} else if (id_field(id, "CC_", 4, wanted.class_code)) {
		wanted.class_code <<= 8;
		wanted.class_mask = 0xffff00;
	}
	return wanted.vendor != WW_PCI_ANY || wanted.class_mask;
}

/* Lets Linux offer each function that the INF lists. */
void add_ids(ww_pci_driver *driver, const WINWORK_INF &inf)
{
	for (u32 i = 0; i < inf.ModelCount; i++) {
		ww_pci_id id;

		if (!parse(inf.Models[i].Id, id))
			continue;
		if (const s32 error = ww_pci_driver_add_id(driver, &id))
			ww_print(WW_LEVEL_WARNING, "%s is not taken from the INF: error %d",
				 inf.Models[i].Id, error);
	}
}

/* An ID of the INF may name a revision, which Linux does not compare. */
bool matches(PDRIVER_OBJECT driver, const ww_pci *function)
{
	IdList hardware_ids{}, compatible_ids{};
	ww_pci_identity pci;

	ww_pci_identify(function, &pci);
	list_ids(pci, hardware_ids, compatible_ids);
	return inf_find(*driver_inf(driver), hardware_ids, compatible_ids);
}

} /* namespace */

bool pci_is_served(PDRIVER_OBJECT driver)
{
	const WINWORK_INF *const inf = driver_inf(driver);
	ww_pci_id id;

	for (u32 i = 0; inf && i < inf->ModelCount; i++) {
		if (parse(inf->Models[i].Id, id))
			return true;
	}
	return false;
}

s32 pci_driver_start(PDRIVER_OBJECT driver)
{
	const _WINWORK_IMAGE &image = *driver_state(driver).image;
	ww_pci_driver *&registered = driver_state(driver).pci;
	const s32 error = ww_pci_driver_register(image.Name, image.FileOperations, driver,
						 &registered);

	if (!error && image.Bind)
		add_ids(registered, *image.Inf);
	return error;
}

void pci_driver_stop(PDRIVER_OBJECT driver)
{
	ww_pci_driver *const registered = driver_state(driver).pci;

	driver_state(driver).pci = nullptr;
	if (registered)
		ww_pci_driver_unregister(registered);
}

constinit const Bus pci_bus = { .name = "PCI", .identify = identify, .assign = assign,
				.start = nullptr, .release = release,
				.dma_device = dma_device, .set_master = set_master,
				.configuration = configuration, .interrupts = interrupts,
				.assign_interrupts = assign_interrupts };

} /* namespace ww */

using namespace ww;

extern "C" {

ww_s32 ww_pci_arrived(void *context, ww_pci *function, bool is_listed, void **node)
{
	const auto driver = static_cast<PDRIVER_OBJECT>(context);
	NTSTATUS status;

	return is_listed && !matches(driver, function) ? -kNoDevice
						       : node_arrives(driver, pci_bus, function, node, status);
}

void ww_pci_leaves(void *node, bool is_present)
{
	node_leaves(node, is_present);
}

} /* extern "C" */
