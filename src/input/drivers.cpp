/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The drivers that Windows has for keyboards and mice, by their names there. And their bus.
 */
#include "base/errno.hpp"
#include "base/text.hpp"
#include "class.hpp"
#include "manager.hpp"
#include "ob/driver.hpp"
#include "pnp/ids.hpp"
#include "pnp/node.hpp"
#include "port.hpp"

namespace ww {
namespace {

struct Driver {
	const char *service;
	const char *name;
	void (*init)(PDRIVER_OBJECT driver);
	PDRIVER_OBJECT object;
};

enum Which : u8 { kI8042, kKeyboardHid, kMouseHid, kKeyboardClass, kMouseClass, kDrivers };

constinit Driver drivers[kDrivers] = {
	{ "i8042prt", "\\Driver\\i8042prt", port_driver_init, nullptr },
	{ "kbdhid", "\\Driver\\kbdhid", port_driver_init, nullptr },
	{ "mouhid", "\\Driver\\mouhid", port_driver_init, nullptr },
	{ "kbdclass", "\\Driver\\Kbdclass", class_driver_init, nullptr },
	{ "mouclass", "\\Driver\\Mouclass", class_driver_init, nullptr },
};

bool create(Driver &driver)
{
	bool taken;

	driver.object = driver_create(driver.service, driver.name, nullptr, &taken);
	if (driver.object)
		driver.init(driver.object);
	return driver.object;
}

const InputPort &port_of_node(const Node &node) WW_UNCHECKED
{
	return *static_cast<const InputPort *>(node.function);
}

/* ---- The bus -------------------------------------------------------------------------------------- */

void list_hid(const ww_input_identity &input, Identity &identity)
{
	const bool is_keyboard = input.kind == WW_INPUT_KEYBOARD;
	TextList hardware(identity.hardware_ids);

	hardware.add("HID\\VID_%04X&PID_%04X&REV_%04X", input.vendor, input.product, input.version);
	hardware.add("HID\\VID_%04X&PID_%04X", input.vendor, input.product);
	hardware.add(is_keyboard ? "HID_DEVICE_SYSTEM_KEYBOARD" : "HID_DEVICE_SYSTEM_MOUSE");
	hardware.add("HID_DEVICE_UP:0001_U:%04X", is_keyboard ? 6u : 2u);
	hardware.add("HID_DEVICE");
}

void list_ps2(const ww_input_identity &input, Identity &identity)
{
	const char *const id = input.kind == WW_INPUT_KEYBOARD ? "PNP0303" : "PNP0F13";
	TextList hardware(identity.hardware_ids);

	hardware.add("ACPI\\%s", id);
	hardware.add("*%s", id);
}

void identify(const Node &node, Identity &identity)
{
	port_identify(port_of_node(node), identity);
}

/* The start of the port's device takes Linux's device: the node has nothing else. */
NTSTATUS assign(Node &)
{
	return STATUS_SUCCESS;
}

PDRIVER_OBJECT class_driver(const Node &node)
{
	return class_driver_of(port_of_node(node));
}

} /* namespace */

void port_identify(const InputPort &port, Identity &identity)
{
	const ww_input_identity &input = port.identity;

	input.is_ps2 ? list_ps2(input, identity) : list_hid(input, identity);
	text_copy(identity.instance, sizeof(identity.instance), input.number);
	text_copy(identity.description, sizeof(identity.description), input.name);
	text_copy(identity.location, sizeof(identity.location), input.number);
	identity.interface_type = Internal;
	identity.address = kNoAddress;
	identity.slot = kNoAddress;
}

constinit const Bus input_bus = { .name = "INPUT", .identify = identify, .assign = assign, .start = nullptr,
				  .release = nullptr, .dma_device = nullptr, .set_master = nullptr,
				  .configuration = nullptr, .class_driver = class_driver };

PDRIVER_OBJECT port_driver_of(const InputPort &port)
{
	if (port.identity.is_ps2)
		return drivers[kI8042].object;
	return drivers[port.identity.kind == WW_INPUT_KEYBOARD ? kKeyboardHid : kMouseHid].object;
}

PDRIVER_OBJECT class_driver_of(const InputPort &port)
{
	return drivers[port.identity.kind == WW_INPUT_KEYBOARD ? kKeyboardClass : kMouseClass].object;
}

bool is_class_driver(PDRIVER_OBJECT driver)
{
	return driver == drivers[kKeyboardClass].object || driver == drivers[kMouseClass].object;
}

InputPort *port_of(PDEVICE_OBJECT pdo)
{
	Node *const node = node_of(pdo);

	if (!node || node->bus != &input_bus)
		return nullptr;

	LockGuard guard(node->function_lock);

	return static_cast<InputPort *>(node->function);
}

int input_init()
{
	for (Driver &driver : drivers) {
		if (!create(driver)) {
			input_exit();
			return -WW_ENOMEM;
		}
	}
	manager_init();
	return 0;
}

/* No driver is left, and so no filter and no device. */
void input_exit()
{
	manager_exit();
	for (Driver &driver : drivers) {
		if (driver.object)
			object_destroy(driver.object);
		driver.object = nullptr;
	}
}

} /* namespace ww */
