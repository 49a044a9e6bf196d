/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PDOs: the devices that a bus driver makes for the devices on its bus. The framework's device is the lowest
 * one of its stack, and answers the IRPs of Plug and Play itself.
 *
 * WdfPdoInitAllocate makes a Pdo for its WDFDEVICE_INIT. WdfDeviceCreate gives it to the device.
 */
#pragma once

#include <wdf.h>

#include "device.hpp"

namespace ww::wdf {

/* What WdfPdoInitAddDeviceText adds for a language. */
struct DeviceText {
	DeviceText *next;
	LCID locale;
	UNICODE_STRING description;	/* as the next one: with a zero behind it */
	UNICODE_STRING location;
};

/* IDs, each with a zero behind it. */
struct IdList {
	WCHAR *units;			/* null without one */
	size_t length;
};

/* What the PnP manager knows of a child. See children.hpp. */
enum class Presence : u8 {
	unlisted,			/* the driver has not added it to its parent's children */
	pending,			/* added, and not yet reported */
	reported,
	missing,			/* the driver has said so; the manager does not know yet */
	gone,				/* the manager knows */
	left,				/* its device ends */
};

struct ChildEntry;

struct Pdo {
	Device *device;			/* null before WdfDeviceCreate has succeeded */
	Device *parent;			/* with a reference */
	ChildEntry *entry;		/* of a child list, with a reference; null for a static child */
	UNICODE_STRING device_id;	/* its Buffer is null without one; as the next ones */
	UNICODE_STRING instance_id;
	UNICODE_STRING container_id;
	IdList hardware_ids;
	IdList compatible_ids;
	DeviceText *texts;		/* the oldest first */
	LCID default_locale;
	bool is_raw;
	bool forwards_to_parent;	/* may: WdfPdoInitAllowForwardingRequestToParent */
	WDF_PDO_EVENT_CALLBACKS callbacks;
	WDF_DEVICE_PNP_CAPABILITIES capabilities;
	WDF_DEVICE_POWER_CAPABILITIES power;

	LIST_ENTRY sibling WW_GUARDED_BY(tree_lock);	/* in Children::list; else null */
	Pdo *next_leaving WW_GUARDED_BY(tree_lock);	/* in Children::leaving */
	Presence presence WW_GUARDED_BY(tree_lock);
	bool was_reported WW_GUARDED_BY(tree_lock);
};

/* For a child of @parent, which @entry describes if it is not null; null without memory. PASSIVE_LEVEL. */
Pdo *pdo_allocate(Device &parent, ChildEntry *entry);
void pdo_free(Pdo *pdo);

/* An IRP of Plug and Play that a PDO answers by what it is. Returns the status that it is completed with. */
NTSTATUS pdo_answer(Device &device, PIRP irp);

} /* namespace ww::wdf */
