/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoGetDmaAdapter, and the adapters that a device has.
 */
#include "dma.hpp"

#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "hal/dma_adapter.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "node.hpp"
#include "ob/device.hpp"
#include "ob/image.hpp"
#include "ob/stack.hpp"

namespace ww {
namespace {

/* Covers the lists of the nodes, and what of an adapter belongs to them. */
constinit Lock lock;

/* False, and nothing has changed, when the node has released its hardware. */
bool enter(Node &node, DmaAdapter &adapter)
{
	LockGuard guard(lock);

	if (node.has_no_dma)
		return false;
	if (!node.dma_adapters.Flink)
		InitializeListHead(&node.dma_adapters);
	InsertTailList(&node.dma_adapters, &adapter.of_node);
	adapter.node = &node;
	adapter.is_entered = true;
	return true;
}

/* True for the caller that drops the creator's reference. */
bool take_out(DmaAdapter &adapter) WW_REQUIRES(lock)
{
	const bool was_entered = adapter.is_entered;

	if (was_entered)
		RemoveEntryList(&adapter.of_node);
	adapter.is_entered = false;
	return was_entered;
}

/* The node stays for that time. PASSIVE_LEVEL. */
void finish(DmaAdapter &adapter)
{
	bool is_last;

	dma_adapter_close(adapter);
	{
		LockGuard guard(lock);

		is_last = take_out(adapter);
		adapter.node->dma_puts--;
	}
	ww_gate_wake();
	if (is_last)
		object_dereference(&adapter);
	object_dereference_kept(&adapter);
}

void finish_later(struct ww_later *later)
{
	finish(*CONTAINING_RECORD(later, DmaAdapter, later));
}

/* False of an adapter for which it has been called. One that is not entered has ended with its device. */
bool begin_put(DmaAdapter &adapter, bool &is_entered)
{
	LockGuard guard(lock);

	is_entered = adapter.is_entered;
	if (adapter.is_ending)
		return false;
	if (is_entered) {
		adapter.is_ending = true;
		adapter.node->dma_puts++;
		object_reference_kept(&adapter);
	}
	return true;
}

/* PutDmaAdapter. The device may be gone. Linux frees the memory of devices below DISPATCH_LEVEL only. */
bool put(DmaAdapter &adapter)
{
	bool is_entered;

	if (!begin_put(adapter, is_entered))
		return false;
	if (!is_entered)
		return true;
	if (current_irql() < kDispatchLevel)
		finish(adapter);
	else
		ww_later(&adapter.later, finish_later);
	return true;
}

bool has_no_puts(void *argument)
{
	LockGuard guard(lock);

	return !static_cast<Node *>(argument)->dma_puts;
}

void wait_for_puts(Node &node)
{
	while (!ww_gate_wait(has_no_puts, &node))
		ww_print(WW_LEVEL_WARNING, "a device of %s waits for the end of its DMA adapters",
			 object_header(node.driver)->name);
}

DmaAdapter *first_of(Node &node) WW_REQUIRES(lock)
{
	return node.dma_adapters.Flink && !IsListEmpty(&node.dma_adapters)
		       ? CONTAINING_RECORD(node.dma_adapters.Flink, DmaAdapter, of_node) : nullptr;
}

DmaAdapter *take_first(Node &node)
{
	LockGuard guard(lock);
	DmaAdapter *const adapter = first_of(node);

	if (adapter)
		take_out(*adapter);
	return adapter;
}

/* The next adapter that is not marked, with a reference; marks it. They all stay in the list. */
DmaAdapter *mark_next(Node &node)
{
	LockGuard guard(lock);
	DmaAdapter *const adapter = first_of(node);

	if (!adapter || adapter->is_marked)
		return nullptr;
	adapter->is_marked = true;
	RemoveEntryList(&adapter->of_node);
	InsertTailList(&node.dma_adapters, &adapter->of_node);
	object_reference_kept(adapter);
	return adapter;
}

/* ---- Getting one ---------------------------------------------------------------------------- */

/* Why there is no adapter of that description; null if there is one. */
const char *fault_of(const DEVICE_DESCRIPTION &description)
{
	if (!description.Master)
		return "Master is FALSE, and there are no channels of system DMA";
	if (description.Version == DEVICE_DESCRIPTION_VERSION3)
		return "Version is 3, whose operations are absent";
	return nullptr;
}

PDRIVER_OBJECT driver_of(CallSite call, const Node &node)
{
	const PDRIVER_OBJECT caller = stack_driver_of_module(node.pdo, image_of_address(call.caller));

	return caller ? caller : node.driver;
}

PDMA_ADAPTER refused(CallSite call, const void *owner, const char *why)
{
	refuse(call, owner, STATUS_NOT_SUPPORTED, "%s: NULL is returned", why);
	return nullptr;
}

PDMA_ADAPTER make(CallSite call, Node &node, const DEVICE_DESCRIPTION &description, PULONG registers)
{
	ww_dma_device *const device = pdo_dma_device(node.pdo);

	if (!device)
		return refused(call, node.pdo, "the device has no hardware that could read memory");

	DmaAdapter *const adapter = dma_adapter_create(node.pdo, driver_of(call, node), device, description);

	if (!adapter)
		return refused(call, node.pdo, "there is no memory that the device reaches");
	adapter->caller = call.caller;
	if (!enter(node, *adapter)) {
		object_dereference(adapter);
		return refused(call, node.pdo, "the device has released its hardware");
	}
	pdo_dma_begin(node.pdo);
	*registers = adapter->adapter.registers;
	return &adapter->shown;
}

} /* namespace */

PDMA_ADAPTER dma_adapter_get(CallSite call, PDEVICE_OBJECT pdo, const DEVICE_DESCRIPTION *description, PULONG registers)
{
	if (!at_passive(call, pdo))
		return nullptr;

	Node *const node = check_node(call, pdo);

	if (!node)
		return nullptr;
	if (!description || !registers)
		return refused(call, pdo, description ? "NumberOfMapRegisters is NULL" : "DeviceDescription is NULL");
	if (description->Version > DEVICE_DESCRIPTION_VERSION3) {
		report({ .code = BugCheck::driver_verifier_dma_violation,
			 .parameter = { kBadDmaVersion, description->Version, 0, 0 }, .call = call, .item = pdo,
			 .owner = pdo },
		       "DEVICE_DESCRIPTION.Version is %u: there is no such version", description->Version);
		return nullptr;
	}
	if (const char *const fault = fault_of(*description))
		return refused(call, pdo, fault);
	return make(call, *node, *description, registers);
}

void dma_adapters_revoke(Node &node)
{
	{
		LockGuard guard(lock);

		node.has_no_dma = true;
	}
	while (DmaAdapter *adapter = mark_next(node)) {
		dma_adapter_revoke(*adapter);
		object_dereference_kept(adapter);
	}
	/* They may have begun before, and use the hardware. Those that begin later find nothing of it. */
	wait_for_puts(node);
}

void dma_adapters_end(Node &node)
{
	while (DmaAdapter *adapter = take_first(node)) {
		if (!adapter->is_put && !adapter->is_ending)
			report(dma_violation({ "IoGetDmaAdapter", adapter->caller }, *adapter, kAdapterLeft),
			       "the device goes, and PutDmaAdapter was not called: the adapter is freed");
		object_dereference(adapter);
	}
	wait_for_puts(node);
}

void dma_adapters_start()
{
	lock.init(WW_LOCK_DMA_ADAPTERS);
	dma_adapters_init(put);
}

} /* namespace ww */

using namespace ww;

extern "C" {

PDMA_ADAPTER NTAPI IoGetDmaAdapter(PDEVICE_OBJECT PhysicalDeviceObject, PDEVICE_DESCRIPTION DeviceDescription,
				   PULONG NumberOfMapRegisters)
{
	return dma_adapter_get(WW_CALL_SITE, PhysicalDeviceObject, DeviceDescription, NumberOfMapRegisters);
}

} /* extern "C" */
