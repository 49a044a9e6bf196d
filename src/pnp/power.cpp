/* SPDX-License-Identifier: GPL-2.0 */
#include "power.hpp"

#include <winwork/pnp_port.h>

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/task.hpp"
#include "linux/pnp_device.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "node.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/stack.hpp"
#include "po/power_irp.hpp"

namespace ww {
namespace {

struct Change {
	SYSTEM_POWER_STATE state;
	POWER_ACTION action;
};

/* By enum ww_power. */
constexpr Change changes[] = {
	{ PowerSystemSleeping3, PowerActionSleep },
	{ PowerSystemHibernate, PowerActionHibernate },
	{ PowerSystemShutdown, PowerActionShutdown },
};

static_assert(sizeof(changes) / sizeof(changes[0]) == WW_POWER_OFF + 1);

bool tell_awake(Node &node, uintptr_t)
{
	if (node.is_asked)
		node_set_power(node, PowerSystemWorking, PowerActionNone);
	return true;
}

/* Asks the drivers of a node that is started. Returns the status of the one that refuses. */
NTSTATUS query(Node &node, const Change &change)
{
	NTSTATUS status;

	if (!node_begin_power(node, ww_power_timeout, status))
		return status;
	status = power_query_system(node.pdo, change.state, change.action);
	node.is_asked = true;
	node_end_power(node);
	return status;
}

bool ask(Node &node, uintptr_t how)
{
	const NTSTATUS status = query(node, changes[how]);

	if (NT_SUCCESS(status))
		return true;
	ww_print(WW_LEVEL_WARNING, "a device of %s keeps the machine awake: status 0x%08X",
		 object_header(node.driver)->name, static_cast<u32>(status));
	return false;
}

/* ---- What sysfs shows ----------------------------------------------------------------------- */

/* Text in a page, of which what does not fit is left out. */
class Page {
public:
	Page(char *text, size_t bytes) : text_(text), bytes_(bytes) {}

	template <typename... Values>
	void add(const char *format, Values... values)
	{
		const size_t left = bytes_ - length_;
		const auto wanted =
			static_cast<size_t>(ww_format(text_ + length_, left, format, values...));

		length_ += wanted < left ? wanted : left - 1;
	}
	void add(const char *text) { add("%s", text); }
	size_t length() const { return length_; }

private:
	char *text_;
	size_t bytes_;
	size_t length_ = 0;
};

void show_ids(const Node &node, Page &page)
{
	for (const char *id = node.identity.hardware_ids; *id;) {
		page.add("%s\n", id);
		while (*id++) {
		}
	}
}

/* The drivers of the stack, the highest first. */
void show_stack(const Node &node, Page &page)
{
	PDEVICE_OBJECT device = stack_top_reference(node.pdo);

	while (device) {
		const PDEVICE_OBJECT lower = stack_lower_reference(device);

		page.add("%s\n", object_header(device->DriverObject)->name);
		object_dereference(device);
		device = lower;
	}
}

void show_state(const Node &node, Page &page)
{
	static constexpr const char *names[] = { "added", "unbound", "started", "vanished", "removed" };

	page.add("%s", names[static_cast<u32>(node.state)]);
	if (node.state == NodeState::started)
		page.add(" S%d", node.power - 1);
	page.add("\n");
}

/* Linux's device that the node's sleeps before, or null. */
ww_dma_device *parent_of(Node &node)
{
	if (node.parent)
		return ww_pnp_device_as_parent(node.parent->linux_device);
	return node.bus->linux_device ? node.bus->linux_device(node) : pdo_dma_device(node.pdo);
}

} /* namespace */

bool power_enter(Node &node)
{
	static constinit Atomic<u32> count{};
	ww_dma_device *const parent = parent_of(node);
	char name[64];

	ww_format(name, sizeof(name), "%s.%u", object_header(node.driver)->name,
		  count.fetch_add(1, Order::relaxed));
	node.power = PowerSystemWorking;
	/* A bus driver's children have names of their own. */
	node.linux_device = ww_pnp_device_create(parent && !node.parent ? nullptr : name, parent, &node);
	return node.linux_device;
}

void power_leave(Node &node)
{
	if (node.linux_device)
		ww_pnp_device_destroy(node.linux_device);
	node.linux_device = nullptr;
}

NTSTATUS node_set_power(Node &node, SYSTEM_POWER_STATE state, POWER_ACTION action)
{
	NTSTATUS status;

	/* A device that sleeps cannot be left asleep. */
	if (!node_begin_power(node, state == PowerSystemWorking ? WW_UNTIL_THE_END : ww_power_timeout, status))
		return status;
	if (node.power != state || node.is_asked) {
		status = power_set_system(node.pdo, state, action);
		node.power = state;
		node.is_asked = false;
		if (status == STATUS_IO_TIMEOUT && state != PowerSystemWorking) {
			power_set_system_soon(node.pdo, PowerSystemWorking, PowerActionNone);
			node.power = PowerSystemWorking;
		}
	}
	node_end_power(node);
	return status;
}

} /* namespace ww */

using namespace ww;

extern "C" {

ww_size ww_node_show(void *context, ww_node_fact fact, char *text, ww_size bytes)
{
	const Node &node = *static_cast<const Node *>(context);
	Page page(text, bytes);

	switch (fact) {
	case WW_NODE_DRIVER: page.add("%s\n", object_header(node.driver)->name); break;
	case WW_NODE_HARDWARE_IDS: show_ids(node, page); break;
	case WW_NODE_STACK: show_stack(node, page); break;
	case WW_NODE_STATE: show_state(node, page); break;
	}
	return page.length();
}

ww_s32 ww_node_remove(void *context)
{
	Node &node = *static_cast<Node *>(context);
	const NTSTATUS status = node_remove(node, Removal::asked);

	return NT_SUCCESS(status) ? 0 : -errno_of(status);
}

ww_s32 ww_nodes_ask(ww_power how)
{
	const SystemTask system;

	if (nodes_for_each(NodeOrder::newest_first, ask, how))
		return 0;
	nodes_for_each(NodeOrder::oldest_first, tell_awake, 0);
	return -kBusy;
}

void ww_nodes_stay()
{
	const SystemTask system;

	nodes_for_each(NodeOrder::oldest_first, tell_awake, 0);
}

ww_s32 ww_node_sleep(void *context, ww_power how)
{
	const SystemTask system;
	const Change &change = changes[how];
	Node &node = *static_cast<Node *>(context);

	/* A start that hangs does not keep the machine on. */
	if (how == WW_POWER_OFF && node.state != NodeState::started)
		return 0;

	const NTSTATUS status = node_set_power(node, change.state, change.action);

	return status == STATUS_IO_TIMEOUT ? -kBusy : 0;
}

void ww_node_wake(void *context)
{
	const SystemTask system;

	node_set_power(*static_cast<Node *>(context), PowerSystemWorking, PowerActionNone);
}

NTSTATUS NTAPI WinworkPnpSetSystemPower(PDEVICE_OBJECT PhysicalDevice, SYSTEM_POWER_STATE State)
{
	const CallSite call = WW_CALL_SITE;
	Node *const node = at_passive(call, PhysicalDevice) ? check_node(call, PhysicalDevice) : nullptr;
	const SystemTask system;
	const Change change = { State, State == PowerSystemWorking ? PowerActionNone : PowerActionSleep };

	if (!node)
		return STATUS_INVALID_PARAMETER;
	if (node->state != NodeState::started)
		return STATUS_DELETE_PENDING;
	if (State != PowerSystemWorking) {
		const NTSTATUS status = query(*node, change);

		if (!NT_SUCCESS(status)) {
			tell_awake(*node, 0);
			return status;
		}
	}
	return node_set_power(*node, change.state, change.action);
}

} /* extern "C" */
