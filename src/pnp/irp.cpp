/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sending the IRPs of Plug and Play down a stack.
 */
#include "irp.hpp"

#include "bus.hpp"
#include "io/call.hpp"
#include "linux/done.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "ob/device.hpp"
#include "ob/stack.hpp"

namespace ww {
namespace {

/* The IRP is the manager's again. */
NTSTATUS NTAPI come_back(PDEVICE_OBJECT, PIRP, PVOID done)
{
	ww_done_set(static_cast<struct ww_done *>(done));
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Windows's manager does not fail a removal for lack of memory. */
PIRP allocate(CCHAR locations)
{
	PIRP irp = IoAllocateIrp(locations, FALSE);

	while (!irp) {
		ww_yield();
		irp = IoAllocateIrp(locations, FALSE);
	}
	return irp;
}

void wait(struct ww_done &done, PDEVICE_OBJECT top, UCHAR minor)
{
	constexpr u32 kStep = 10;	/* docs/scheduling.md, Constants */

	while (!ww_done_wait(&done, kStep))
		ww_print(WW_LEVEL_WARNING, "the PnP manager waits for IRP_MN_%s of %s",
			 pnp_minor_name(minor), object_header(top->DriverObject)->name);
}

} /* namespace */

NTSTATUS pnp_call(PDEVICE_OBJECT pdo, PnpCall &call)
{
	const PDEVICE_OBJECT top = stack_top_reference(pdo);
	const PIRP irp = allocate(top->StackSize);
	const PIO_STACK_LOCATION location = next_location(irp);
	struct ww_done done;

	ww_done_init(&done);
	location->MajorFunction = IRP_MJ_PNP;
	location->MinorFunction = call.minor;
	location->Parameters = call.parameters;
	irp->IoStatus.Status = call.status;
	irp->IoStatus.Information = call.information;
	IoSetCompletionRoutine(irp, come_back, &done, TRUE, TRUE, TRUE);
	call_driver(kManager, top, irp);
	wait(done, top, call.minor);
	call.status = irp->IoStatus.Status;
	call.information = irp->IoStatus.Information;
	IoFreeIrp(irp);
	object_dereference(top);
	return call.status;
}

PnpCall capabilities_query(DEVICE_CAPABILITIES &capabilities)
{
	PnpCall call = { .minor = IRP_MN_QUERY_CAPABILITIES };

	capabilities = {};
	capabilities.Size = sizeof(capabilities);
	capabilities.Version = 1;
	capabilities.Address = kNoAddress;
	capabilities.UINumber = kNoAddress;
	call.parameters.DeviceCapabilities.Capabilities = &capabilities;
	return call;
}

const char *pnp_minor_name(UCHAR minor)
{
	static constexpr const char *names[] = {
		"START_DEVICE", "QUERY_REMOVE_DEVICE", "REMOVE_DEVICE", "CANCEL_REMOVE_DEVICE",
		"STOP_DEVICE", "QUERY_STOP_DEVICE", "CANCEL_STOP_DEVICE",
		"QUERY_DEVICE_RELATIONS", "QUERY_INTERFACE", "QUERY_CAPABILITIES",
		"QUERY_RESOURCES", "QUERY_RESOURCE_REQUIREMENTS", "QUERY_DEVICE_TEXT",
		"FILTER_RESOURCE_REQUIREMENTS", "(0x0e)", "READ_CONFIG", "WRITE_CONFIG", "EJECT",
		"SET_LOCK", "QUERY_ID", "QUERY_PNP_DEVICE_STATE", "QUERY_BUS_INFORMATION",
		"DEVICE_USAGE_NOTIFICATION", "SURPRISE_REMOVAL",
	};

	static_assert(sizeof(names) / sizeof(names[0]) == IRP_MN_SURPRISE_REMOVAL + 1);
	return minor <= IRP_MN_SURPRISE_REMOVAL ? names[minor] : "(unknown)";
}

} /* namespace ww */
