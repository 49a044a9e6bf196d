/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bus of USB devices: their IDs as Windows forms them, and the drivers that Linux offers them to.
 */
#define INITGUID
#include "usb.hpp"

#include <usbdlib.h>
#include <wdmguid.h>

#include "base/errno.hpp"
#include "base/text.hpp"
#include "ids.hpp"
#include "inf.hpp"
#include "linux/memory.h"
#include "linux/usb.h"
#include "node.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

/* ---- Identity ------------------------------------------------------------------------------- */

void list_classes(TextList &compatible, u32 of_class, u32 subclass, u32 protocol)
{
	compatible.add("USB\\CLASS_%02X&SUBCLASS_%02X&PROT_%02X", of_class, subclass, protocol);
	compatible.add("USB\\CLASS_%02X&SUBCLASS_%02X", of_class, subclass);
	compatible.add("USB\\CLASS_%02X", of_class);
}

/* Windows's page "Standard USB Identifiers" has these lists, the most exact ID first. */
void list_ids(const ww_usb_identity &usb, Identity &identity)
{
	const ww_usb_id &id = usb.id;
	TextList hardware(identity.hardware_ids);
	TextList compatible(identity.compatible_ids);

	if (usb.is_part) {
		hardware.add("USB\\VID_%04X&PID_%04X&REV_%04X&MI_%02X", id.vendor, id.product,
			     id.revision, id.interface);
		hardware.add("USB\\VID_%04X&PID_%04X&MI_%02X", id.vendor, id.product, id.interface);
	} else {
		hardware.add("USB\\VID_%04X&PID_%04X&REV_%04X", id.vendor, id.product, id.revision);
		hardware.add("USB\\VID_%04X&PID_%04X", id.vendor, id.product);
	}
	if (usb.is_composite && !usb.is_part) {
		list_classes(compatible, usb.device_class, usb.device_subclass, usb.device_protocol);
		compatible.add("USB\\COMPOSITE");
	} else {
		list_classes(compatible, id.interface_class, id.subclass, id.protocol);
	}
}

void identify(const Node &node, Identity &identity) WW_UNCHECKED
{
	ww_usb_identity usb;

	ww_usb_identify(static_cast<const ww_usb *>(node.function), &usb);
	list_ids(usb, identity);
	ww_format(identity.instance, sizeof(identity.instance), "%u.%s.%02X", usb.bus, usb.path,
		  usb.id.interface);
	ww_format(identity.location, sizeof(identity.location), "USB bus %u, port %s", usb.bus, usb.path);
	identity.interface_type = PNPBus;
	identity.bus_type = GUID_BUS_TYPE_USB;
	identity.bus_number = usb.bus;
	identity.address = usb.port;
	identity.slot = kNoAddress;
}

/* ---- The bus -------------------------------------------------------------------------------- */

/* A function of USB has no resources, and answers from the start to the end. */
NTSTATUS assign(Node &)
{
	return STATUS_SUCCESS;
}

void release(Node &node) WW_UNCHECKED
{
	ww_usb_stop(static_cast<ww_usb *>(node.function));
}

ww_dma_device *linux_device(Node &node) WW_UNCHECKED
{
	return ww_usb_linux_device(static_cast<ww_usb *>(node.function));
}

constinit const Bus usb_bus = { .name = "USB", .identify = identify, .assign = assign,
				.start = nullptr, .release = release, .dma_device = nullptr,
				.set_master = nullptr, .configuration = nullptr,
				.linux_device = linux_device, .control = usb_control };

ww_usb *reference(Node &node)
{
	LockGuard guard(node.function_lock);
	auto *const function = node.bus == &usb_bus ? static_cast<ww_usb *>(node.function) : nullptr;

	if (function)
		ww_usb_reference(function);
	return function;
}

/* ---- IDs of an INF -------------------------------------------------------------------------- */

/* What Linux may offer for an ID of an INF; false for one of another bus. */
bool parse(const char *id, ww_usb_id &wanted)
{
	wanted = { WW_USB_ANY, WW_USB_ANY, WW_USB_ANY, WW_USB_ANY, WW_USB_ANY, WW_USB_ANY, WW_USB_ANY };
	if (!text_begins_with(id, "USB\\"))
		return false;
	id_field(id, "REV_", 4, wanted.revision);
	id_field(id, "MI_", 2, wanted.interface);
	id_field(id, "\\CLASS_", 2, wanted.interface_class);
	id_field(id, "SUBCLASS_", 2, wanted.subclass);
	id_field(id, "PROT_", 2, wanted.protocol);
	return (id_field(id, "VID_", 4, wanted.vendor) && id_field(id, "PID_", 4, wanted.product)) ||
	       wanted.interface_class != WW_USB_ANY;
}

/* Those of the INF, for each of whose models there is room. Returns their number. */
u32 collect(const WINWORK_INF &inf, ww_usb_id *ids)
{
	u32 count = 0;

	for (u32 i = 0; i < inf.ModelCount; i++) {
		if (parse(inf.Models[i].Id, ids[count]))
			count++;
	}
	return count;
}

} /* namespace */

UsbFunction::UsbFunction(Node &node) : function_(reference(node)) {}

UsbFunction::UsbFunction(PDEVICE_OBJECT pdo) : function_(nullptr)
{
	Node *const node = node_of(pdo);

	if (node)
		function_ = reference(*node);
}

UsbFunction::~UsbFunction()
{
	if (function_)
		ww_usb_dereference(function_);
}

bool usb_is_pdo(PDEVICE_OBJECT pdo)
{
	const Node *const node = node_of(pdo);

	return node && node->bus == &usb_bus;
}

NTSTATUS usb_capability(const ww_usb *function, const GUID &capability)
{
	const ww_usb_speed speed = ww_usb_speed_of(function);
	const struct {
		const GUID &guid;
		bool is_there;
	} known[] = {
		{ GUID_USB_CAPABILITY_CHAINED_MDLS, false },
		{ GUID_USB_CAPABILITY_STATIC_STREAMS, false },
		{ GUID_USB_CAPABILITY_SELECTIVE_SUSPEND, false },
		{ GUID_USB_CAPABILITY_FUNCTION_SUSPEND, false },
		{ GUID_USB_CAPABILITY_TIME_SYNC, false },
		{ GUID_USB_CAPABILITY_DEVICE_CONNECTION_HIGH_SPEED_COMPATIBLE,
		  speed != WW_USB_SLOW },
		{ GUID_USB_CAPABILITY_DEVICE_CONNECTION_SUPER_SPEED_COMPATIBLE,
		  speed == WW_USB_SUPER },
	};

	for (const auto &each : known) {
		if (IsEqualGUID(each.guid, capability))
			return each.is_there ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
	}
	return STATUS_NOT_IMPLEMENTED;
}

bool usb_is_served(PDRIVER_OBJECT driver)
{
	const WINWORK_INF *const inf = driver_inf(driver);
	ww_usb_id id;

	for (u32 i = 0; inf && i < inf->ModelCount; i++) {
		if (parse(inf->Models[i].Id, id))
			return true;
	}
	return false;
}

s32 usb_driver_start(PDRIVER_OBJECT driver)
{
	const _WINWORK_IMAGE &image = *driver_state(driver).image;
	auto *const ids = static_cast<ww_usb_id *>(
		ww_zalloc_sleeping(image.Inf->ModelCount * sizeof(ww_usb_id)));

	if (!ids)
		return -kNoMemory;

	const u32 count = image.Bind ? collect(*image.Inf, ids) : 0;
	const s32 error = ww_usb_driver_register(image.Name, image.FileOperations, driver, ids, count,
						 &driver_state(driver).usb);

	ww_free(ids);
	return error;
}

void usb_driver_stop(PDRIVER_OBJECT driver)
{
	ww_usb_driver *const registered = driver_state(driver).usb;

	driver_state(driver).usb = nullptr;
	if (registered)
		ww_usb_driver_unregister(registered);
}

} /* namespace ww */

using namespace ww;

extern "C" {

ww_s32 ww_usb_arrived(void *context, ww_usb *function, void **node)
{
	const auto driver = static_cast<PDRIVER_OBJECT>(context);
	NTSTATUS status;
	const s32 error = node_arrives(driver, usb_bus, function, node, status);

	if (error)
		ww_print(WW_LEVEL_WARNING, "a device of %s does not start: status 0x%08X",
			 object_header(driver)->name, static_cast<u32>(status));
	return error;
}

void ww_usb_leaves(void *node, bool is_present)
{
	node_leaves(node, is_present);
}

} /* extern "C" */
