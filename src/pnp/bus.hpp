/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Buses: what a node's device is attached to. Each implements this table. A function is the device's
 * part of the bus: a PCI function, a software device.
 */
#pragma once

#include <wdm.h>
#include <winwork/io/resources.h>

#include "base/types.hpp"

struct ww_dma_device;

namespace ww {

struct Window;
struct Node;

/* As many as a PCI function can have: six ranges, and one descriptor for each message; and what drivers add. */
constexpr u32 kMostRanges = 6;
constexpr u32 kMostInterrupts = 32;
constexpr u32 kMostPrivate = 8;
constexpr u32 kMostResources = kMostRanges + kMostInterrupts + kMostPrivate;

/* The hardware that a device was assigned. */
struct ResourceSet {
	u32 count;
	CM_PARTIAL_RESOURCE_DESCRIPTOR raw[kMostResources];
	CM_PARTIAL_RESOURCE_DESCRIPTOR translated[kMostResources];
	Window *windows[kMostRanges];	/* one for each range, in the order of Bus::assign() */
	u32 window_count;
};

/* A list of texts, each ended by a zero, and the last by two; in upper case. */
using IdList = char[256];

/* What a device is, for IRP_MN_QUERY_ID, _DEVICE_TEXT, _BUS_INFORMATION and _CAPABILITIES. */
struct Identity {
	IdList hardware_ids;
	IdList compatible_ids;
	char instance[64];		/* if the bus has none, it is counted: 0000, 0001 */
	char device[128];		/* the device ID; "" for the first hardware ID */
	char description[64];		/* as the bus names it, or "" */
	char location[64];
	INTERFACE_TYPE interface_type;
	GUID bus_type;
	u32 bus_number;
	u32 address;			/* of the capabilities; kNoAddress for none */
	u32 slot;			/* UINumber; kNoAddress for none */
};

constexpr u32 kNoAddress = ~0u;

inline const char *identity_device(const Identity &identity)
{
	return identity.device[0] ? identity.device : identity.hardware_ids;
}

/* The interrupts that a function can have. */
struct InterruptChoice {
	u32 messages;			/* at most kMostInterrupts */
	bool are_separate;		/* as those of MSI-X */
	bool has_line;
};

struct Bus {
	const char *name;		/* "ROOT", "PCI": for reports and the log */
	void (*identify)(const Node &node, Identity &identity);
	/*
	 * Fills in the ranges, as they are assigned. On failure there are none. The rest of the
	 * table is not called for a function before this. May be null: there are none.
	 */
	NTSTATUS (*assign)(Node &node);
	/* START_DEVICE has reached the PDO: the function answers from now on. May be null. */
	NTSTATUS (*start)(Node &node);
	/* REMOVE_DEVICE has, or the function has gone. It is called once after assign(). May be null. */
	void (*release)(Node &node);
	/*
	 * Linux's device that reads and writes memory for the function, and whether it may do so. Null:
	 * it has no memory of others.
	 */
	ww_dma_device *(*dma_device)(Node &node);
	void (*set_master)(Node &node, bool on);
	/*
	 * Reads or writes the configuration space, in the widest accesses. Returns the bytes. At <=
	 * DISPATCH_LEVEL. May be null.
	 */
	u32 (*configuration)(Node &node, bool write, void *buffer, u32 offset, u32 bytes);
	/*
	 * Linux's device that the node's sleeps before, if that is not dma_device(). May be null, as the
	 * next one.
	 */
	ww_dma_device *(*linux_device)(Node &node) = nullptr;
	/*
	 * Which interrupts there are; and adds so many messages to the resources, or one; or the line, as for 0. Without
	 * success it has added none: STATUS_CONFLICTING_ADDRESSES if the machine has none left. Null, both: there are none.
	 */
	InterruptChoice (*interrupts)(Node &node) = nullptr;
	NTSTATUS (*assign_interrupts)(Node &node, u32 messages) = nullptr;
	/* An IRP of IRP_MJ_INTERNAL_DEVICE_CONTROL has reached the PDO: completes it, now or later. */
	NTSTATUS (*control)(Node &node, PIRP irp) = nullptr;
	/*
	 * The driver of WinWork's own that has a device above the node's upper filters, below those of its class: see
	 * filter.hpp. Such a node keeps no module of its filters. May be null: there is none.
	 */
	PDRIVER_OBJECT (*class_driver)(const Node &node) = nullptr;
};

/* The bus of devices without hardware: they have no function. */
extern const Bus root_bus;

} /* namespace ww */
