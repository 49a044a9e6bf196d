/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ejection: the drivers of a child let its device go, and then the bus driver pushes it out.
 */
#include "children.hpp"

#include <winwork/io/pnp.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "irp.hpp"
#include "linux/print.h"
#include "node.hpp"
#include "ob/device.hpp"

namespace ww {
namespace {

/*
 * Claims the child when no function driver has it any more. Returns the status of a driver that refuses, and
 * STATUS_NO_SUCH_DEVICE for a child that goes otherwise.
 */
NTSTATUS claim_unbound(Node &child)
{
	while (child_claim(child)) {
		if (child.state == NodeState::unbound)
			return STATUS_SUCCESS;

		const NTSTATUS status = node_query(child);

		if (!NT_SUCCESS(status)) {
			node_cancel(child);
			return status;
		}
		node_finish(child);
	}
	return STATUS_NO_SUCH_DEVICE;
}

/* The bus driver pushes the device out, and does not report it any more. The child is claimed until this ends. */
NTSTATUS push_out(Node &child)
{
	PnpCall call = { .minor = IRP_MN_EJECT };
	const NTSTATUS status = pnp_call(child.pdo, call);

	if (NT_SUCCESS(status))
		children_ask_again(*child.parent);
	node_unclaim(child);
	/* It is still there. */
	if (!NT_SUCCESS(status))
		child_bind(child);
	return status;
}

void eject_later(struct ww_later *later)
{
	const SystemTask system;
	Node &child = *CONTAINING_RECORD(later, Node, ejection);
	NTSTATUS status = claim_unbound(child);

	if (NT_SUCCESS(status))
		status = push_out(child);
	if (!NT_SUCCESS(status) && status != STATUS_NO_SUCH_DEVICE)
		ww_print(WW_LEVEL_WARNING, "the device %s\\%s is not ejected: status 0x%08X",
			 identity_device(child.identity), child.identity.instance, static_cast<u32>(status));
	child.is_ejecting.store(false);
	node_drop(child);
}

} /* namespace */

bool child_eject(PDEVICE_OBJECT pdo)
{
	Node *const child = node_of(pdo);

	if (!child || !device_state(pdo).node_memory)
		return false;
	if (!child->is_ejecting.exchange(true)) {
		node_keep(*child);
		ww_later_patiently(&child->ejection, eject_later);
	}
	return true;
}

} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI IoRequestDeviceEject(PDEVICE_OBJECT PhysicalDeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	if (at_dispatch_or_below(call, PhysicalDeviceObject) && check_node(call, PhysicalDeviceObject) &&
	    !child_eject(PhysicalDeviceObject))
		refuse(call, PhysicalDeviceObject, STATUS_INVALID_DEVICE_REQUEST,
		       "no bus driver has reported the device");
}

} /* extern "C" */
