/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bus of software devices. A test implements the hardware, or the author of a driver without its chip.
 */
#include <winwork/pnp_port.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "linux/memory.h"
#include "linux/soft_device.h"
#include "linux/soft_irq.h"
#include "node.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "resources.hpp"

namespace ww {

/* The context of a range's registers. */
struct SoftRange {
	const _WINWORK_SOFT_DEVICE *device;
	u32 number;
};

} /* namespace ww */

/* The structure that a caller has a pointer to. */
struct _WINWORK_SOFT_DEVICE {
	ww::Node *node;			/* null once it is unplugged */
	PDEVICE_OBJECT pdo;		/* referenced */
	ww_dma_device *dma;
	WINWORK_SOFT_DEVICE_CONFIG config;
	ww::SoftRange ranges[ww::kMostRanges];
	ww_u32 first_irq;		/* of Linux's numbers; 0 without interrupts */
	ww_u32 irqs;
	ww::Atomic<bool> is_gone;	/* by surprise: its registers read ones */
	char hardware_id[64];
};

namespace ww {
namespace {

using SoftDevice = _WINWORK_SOFT_DEVICE;

SoftDevice &soft_of(Node &node) WW_UNCHECKED
{
	return *static_cast<SoftDevice *>(node.function);
}

void identify(const Node &node, Identity &identity) WW_UNCHECKED
{
	text_copy(identity.hardware_ids, sizeof(identity.hardware_ids) - 1,
		  static_cast<const SoftDevice *>(node.function)->hardware_id);
	text_copy(identity.location, sizeof(identity.location), "software device");
	identity.interface_type = Internal;
	identity.address = kNoAddress;
	identity.slot = kNoAddress;
}

/* ---- Registers ------------------------------------------------------------------------------ */

u64 read_register(void *context, u64 offset, u32 bytes)
{
	const auto &range = *static_cast<const SoftRange *>(context);
	const WINWORK_SOFT_DEVICE_CONFIG &config = range.device->config;

	if (range.device->is_gone.load(Order::relaxed))
		return ~0ull;
	return config.ReadRegister
		       ? config.ReadRegister(config.Context, range.number, offset, bytes) : 0;
}

void write_register(void *context, u64 offset, u32 bytes, u64 value)
{
	const auto &range = *static_cast<const SoftRange *>(context);
	const WINWORK_SOFT_DEVICE_CONFIG &config = range.device->config;

	if (config.WriteRegister && !range.device->is_gone.load(Order::relaxed))
		config.WriteRegister(config.Context, range.number, offset, bytes, value);
}

constinit const RegisterOps register_ops = { read_register, write_register };

/*
 * Addresses that no memory and no port of a machine has, each used once: a driver sees them in its
 * resources, and maps them.
 */
u64 next_address(bool is_port)
{
	constexpr u64 kMemory = 0x000f000000000000;
	constexpr u64 kPorts = 0x10000;
	constexpr u64 kStep = 1 << 20;
	static constinit Atomic<u32> used{};

	return (is_port ? kPorts : kMemory) + used.fetch_add(1, Order::relaxed) * kStep;
}

bool add_range(Node &node, SoftDevice &device, u32 number)
{
	const auto &wanted = device.config.Ranges[number];
	const bool is_port = wanted.IsPort;
	const u64 start = next_address(is_port);
	CM_PARTIAL_RESOURCE_DESCRIPTOR descriptor{};

	device.ranges[number] = { &device, number };
	resource_set_range(descriptor, start, wanted.Bytes, is_port, false);
	resource_add(node.resources, descriptor, descriptor);
	return resource_add_window(node, { .start = start, .bytes = wanted.Bytes,
					   .is_port = is_port, .ops = &register_ops,
					   .context = &device.ranges[number], .pdo = node.pdo });
}

/* ---- Resources ------------------------------------------------------------------------------ */

InterruptChoice interrupts(Node &node)
{
	const WINWORK_SOFT_DEVICE_CONFIG &config = soft_of(node).config;

	return { config.MessageCount, true, config.HasLine != FALSE };
}

/* They stay until the device is destroyed: a test may raise one when its driver has gone. */
NTSTATUS assign_interrupts(Node &node, u32 messages)
{
	SoftDevice &device = soft_of(node);
	const bool is_message = messages;
	const u32 count = is_message ? messages : 1;

	if (is_message && device.config.LacksMessages)
		return STATUS_CONFLICTING_ADDRESSES;

	const s32 first = ww_soft_irqs_create(count, is_message);

	if (first <= 0)
		return STATUS_INSUFFICIENT_RESOURCES;
	device.first_irq = static_cast<u32>(first);
	device.irqs = count;
	for (u32 i = 0; i < count; i++)
		resource_add_interrupt(node.resources, device.first_irq + i, 1, is_message);
	return STATUS_SUCCESS;
}

NTSTATUS assign(Node &node)
{
	SoftDevice &device = soft_of(node);
	NTSTATUS status = STATUS_SUCCESS;

	for (u32 i = 0; i < device.config.RangeCount; i++) {
		if (!add_range(node, device, i))
			status = STATUS_INSUFFICIENT_RESOURCES;
	}
	if (!NT_SUCCESS(status)) {
		resources_revoke(node);
		resources_end(node);
	}
	return status;
}

ww_dma_device *dma_device(Node &node)
{
	return soft_of(node).dma;
}

/* Its accesses are functions that the driver's author calls. */
void set_master(Node &, bool)
{
}

constinit const Bus soft_bus = { .name = "SOFT", .identify = identify, .assign = assign,
				 .start = nullptr, .release = nullptr, .dma_device = dma_device,
				 .set_master = set_master, .configuration = nullptr, .interrupts = interrupts,
				 .assign_interrupts = assign_interrupts };

void destroy(SoftDevice *device)
{
	if (device->irqs)
		ww_soft_irqs_destroy(device->first_irq, device->irqs);
	if (device->dma)
		ww_soft_device_destroy(device->dma);
	ww_free(device);
}

SoftDevice *create(const WINWORK_SOFT_DEVICE_CONFIG &config)
{
	auto *const device = static_cast<SoftDevice *>(ww_zalloc_sleeping(sizeof(SoftDevice)));

	if (!device)
		return nullptr;
	device->config = config;
	text_copy(device->hardware_id, sizeof(device->hardware_id),
		  config.HardwareId ? config.HardwareId : "WINWORK\\SOFT");
	device->dma = ww_soft_device_create();
	if (device->dma)
		return device;
	destroy(device);
	return nullptr;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI WinworkSoftDevicePlug(PDRIVER_OBJECT DriverObject,
				     const WINWORK_SOFT_DEVICE_CONFIG *Config,
				     PWINWORK_SOFT_DEVICE *Device)
{
	const CallSite call = WW_CALL_SITE;

	*Device = nullptr;
	if (!at_passive(call, DriverObject) || !check_type(call, DriverObject, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (Config->Size != sizeof(*Config))
		return refuse(call, DriverObject, STATUS_INFO_LENGTH_MISMATCH,
			      "WINWORK_SOFT_DEVICE_CONFIG.Size is %zu, not %zu", Config->Size,
			      sizeof(*Config));
	if (Config->RangeCount > kMostRanges || Config->MessageCount > kMostInterrupts)
		return refuse(call, DriverObject, STATUS_INVALID_PARAMETER,
			      "RangeCount is %u, and MessageCount %u", Config->RangeCount,
			      Config->MessageCount);
	if (!DriverObject->DriverExtension->AddDevice)
		return refuse(call, DriverObject, STATUS_NOT_SUPPORTED,
			      "DriverExtension->AddDevice is NULL");

	SoftDevice *const device = create(*Config);

	if (!device)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = node_add(DriverObject, soft_bus, device, &device->node);

	if (!device->node) {
		destroy(device);
		return NT_SUCCESS(status) ? STATUS_NO_SUCH_DEVICE : status;
	}
	device->pdo = device->node->pdo;
	object_reference_kept(device->pdo);
	*Device = device;
	return status;
}

VOID NTAPI WinworkSoftDeviceUnplug(PWINWORK_SOFT_DEVICE Device, BOOLEAN Surprise)
{
	const PDEVICE_OBJECT pdo = Device->pdo;

	if (!at_passive(WW_CALL_SITE, pdo))
		return;
	if (Surprise)
		Device->is_gone.store(true);
	node_remove(*Device->node, Surprise ? Removal::surprise : Removal::ordered);
	destroy(Device);
	object_dereference_kept(pdo);
}

PDEVICE_OBJECT NTAPI WinworkSoftDeviceGetPdo(PWINWORK_SOFT_DEVICE Device)
{
	return Device->pdo;
}

VOID NTAPI WinworkSoftDeviceInterrupt(PWINWORK_SOFT_DEVICE Device, ULONG Message, LONG Cpu)
{
	if (Message < Device->irqs)
		ww_soft_irq_raise(Device->first_irq + Message, Cpu);
}

VOID NTAPI WinworkSoftDeviceSetLine(PWINWORK_SOFT_DEVICE Device, BOOLEAN Asserted)
{
	if (Device->irqs)
		ww_soft_irq_set_line(Device->first_irq, Asserted);
}

BOOLEAN NTAPI WinworkSoftDeviceDma(PWINWORK_SOFT_DEVICE Device, ULONGLONG Address, PVOID Buffer,
				   SIZE_T Length, BOOLEAN Write)
{
	UNREFERENCED_PARAMETER(Device);
	return ww_soft_device_access(Address, Buffer, Length, Write);
}

} /* extern "C" */
