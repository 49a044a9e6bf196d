/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The PnP manager, as the loader and the functions of <winwork/pnp_port.h> call it.
 */
#include "manager.hpp"

#include <winwork/pnp_port.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "filter.hpp"
#include "linux/print.h"
#include "node.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "pci.hpp"
#include "usb.hpp"

namespace ww {

namespace {

/* A driver whose device fails stays loaded, as on Windows. */
void say(PDRIVER_OBJECT driver, NTSTATUS status)
{
	if (!NT_SUCCESS(status))
		ww_print(WW_LEVEL_WARNING, "the device of %s does not start: status 0x%08X",
			 object_header(driver)->name, static_cast<u32>(status));
}

void say(PDRIVER_OBJECT driver, const char *what, s32 error)
{
	if (error)
		ww_print(WW_LEVEL_WARNING, "%s gets no %s: error %d", object_header(driver)->name, what,
			 error);
}

bool is_of_root(const WINWORK_INF_MODEL &model)
{
	return text_begins_with(model.Id, "ROOT\\");
}

/* How many of the devices in the driver's INF are made by the system, or by bus drivers. */
u32 count_models(PDRIVER_OBJECT driver, bool of_root)
{
	const WINWORK_INF *const inf = driver_inf(driver);
	u32 count = 0;

	for (unsigned int i = 0; inf && i < inf->ModelCount; i++)
		count += is_of_root(inf->Models[i]) == of_root;
	return count;
}

/* With bind=1 a driver serves the devices that bus drivers report. A bus driver may serve its own children. */
bool serves_children(PDRIVER_OBJECT driver)
{
	return driver_state(driver).image->Bind && !pci_is_served(driver) && !usb_is_served(driver) &&
	       count_models(driver, false);
}

void devices_remove(PDRIVER_OBJECT driver)
{
	pci_driver_stop(driver);
	usb_driver_stop(driver);
	nodes_remove(driver, Removal::ordered);
}

} /* namespace */

/* True for a filter, which gets no device of its own. */
static bool filter_arrives(PDRIVER_OBJECT driver)
{
	const char *const filters = driver_state(driver).image->Filters;
	const bool is_by_inf = !filters && filters_by_inf(driver);

	if (!filters && !is_by_inf)
		return false;
	if (driver_state(driver).had_filters)
		return true;
	if (!driver->DriverExtension->AddDevice) {
		ww_print(WW_LEVEL_WARNING, "%s has no AddDevice routine, and filters nothing",
			 object_header(driver)->name);
		return true;
	}
	if (filters)
		filters_register(driver, filters, false);
	else if (driver_state(driver).image->Bind)
		filters_register_inf(driver);
	filters_settle(driver);
	return true;
}

void devices_arrive(PDRIVER_OBJECT driver)
{
	Node *node;

	if (filter_arrives(driver))
		return;
	if (!driver->DriverExtension->AddDevice)
		return;
	driver_state(driver).serves_hardware = serves_children(driver) || pci_is_served(driver) ||
					       usb_is_served(driver);
	if (serves_children(driver)) {
		say(driver, children_serve(driver, nullptr));
		if (!count_models(driver, true))
			return;
	}
	if (!pci_is_served(driver) && !usb_is_served(driver)) {
		if (driver_state(driver).makes_devices)
			return;
		say(driver, node_add(driver, root_bus, nullptr, &node));
		return;
	}
	if (pci_is_served(driver))
		say(driver, "functions of PCI", pci_driver_start(driver));
	if (usb_is_served(driver))
		say(driver, "devices of USB", usb_driver_start(driver));
}

void devices_prepare(PDRIVER_OBJECT driver)
{
	const char *const filters = driver_state(driver).image->Filters;

	if (!filters)
		return;
	filters_register(driver, filters, true);
	filters_settle(driver);
}

void devices_leave(PDRIVER_OBJECT driver)
{
	if (driver_state(driver).had_filters) {
		filters_forget(driver);
		nodes_remove_filtered(driver);
		filters_settle(driver);
	}
	children_forget(driver);
	devices_remove(driver);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI WinworkPnpAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT *PhysicalDevice)
{
	const CallSite call = WW_CALL_SITE;
	Node *node = nullptr;

	if (PhysicalDevice)
		*PhysicalDevice = nullptr;
	if (!at_passive(call, DriverObject) || !check_type(call, DriverObject, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (!DriverObject->DriverExtension->AddDevice)
		return refuse(call, DriverObject, STATUS_NOT_SUPPORTED,
			      "DriverExtension->AddDevice is NULL");

	const NTSTATUS status = node_add(DriverObject, root_bus, nullptr, &node);

	if (PhysicalDevice && node)
		*PhysicalDevice = node->pdo;
	return status;
}

NTSTATUS NTAPI WinworkPnpRemoveDevice(PDEVICE_OBJECT PhysicalDevice, WINWORK_REMOVAL How)
{
	static constexpr Removal removals[] = { Removal::asked, Removal::ordered,
						Removal::surprise, Removal::forced };
	const CallSite call = WW_CALL_SITE;
	Node *const node = at_passive(call, PhysicalDevice) ? check_node(call, PhysicalDevice)
							      : nullptr;

	if (!node)
		return STATUS_INVALID_PARAMETER;
	if (How > WinworkRemovalForced)
		return refuse(call, PhysicalDevice, STATUS_INVALID_PARAMETER, "How is %d",
			      static_cast<int>(How));
	return node_remove(*node, removals[How]);
}

NTSTATUS NTAPI WinworkPnpAddFilter(PDRIVER_OBJECT FilterDriver, PDRIVER_OBJECT FunctionDriver,
				   BOOLEAN IsUpper)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, FilterDriver) || !check_type(call, FilterDriver, driver_type) ||
	    !check_type(call, FunctionDriver, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (!FilterDriver->DriverExtension->AddDevice)
		return refuse(call, FilterDriver, STATUS_NOT_SUPPORTED,
			      "DriverExtension->AddDevice is NULL");
	return filter_add(FilterDriver, FunctionDriver, IsUpper);
}

VOID NTAPI WinworkPnpRemoveDevices(PDRIVER_OBJECT DriverObject)
{
	const CallSite call = WW_CALL_SITE;

	if (at_passive(call, DriverObject) && check_type(call, DriverObject, driver_type))
		devices_remove(DriverObject);
}

} /* extern "C" */
