/* SPDX-License-Identifier: GPL-2.0 */
#include "resource_filter.hpp"

#include "dispatch.hpp"
#include "handle.hpp"
#include "interrupt.hpp"
#include "linux/memory.h"
#include "mm/pool.hpp"
#include "pnp/irp.hpp"
#include "pnp/requirements.hpp"
#include "pnp/resources.hpp"
#include "power.hpp"
#include "requirements.hpp"
#include "resources.hpp"

namespace ww::wdf {
namespace {

/* ---- Requirements -------------------------------------------------------------------------------- */

using Filter = PFN_WDF_DEVICE_FILTER_RESOURCE_REQUIREMENTS;

/* Null for a device without requirements. */
PIO_RESOURCE_REQUIREMENTS_LIST list_of(PIRP irp)
{
	return reinterpret_cast<PIO_RESOURCE_REQUIREMENTS_LIST>(irp->IoStatus.Information);
}

/* The IRP gets the list as the driver has left it. Without lists it is a failure. */
NTSTATUS replace(Requirements &requirements, PIRP irp)
{
	if (!requirements.access.has_changed)
		return STATUS_SUCCESS;

	const PIO_RESOURCE_REQUIREMENTS_LIST made = requirements_write(requirements);

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (list_of(irp))
		pool_free(kManager, list_of(irp), kAnyTag);
	irp->IoStatus.Information = reinterpret_cast<ULONG_PTR>(made);
	return STATUS_SUCCESS;
}

NTSTATUS call_filter(Device &device, PIRP irp, Filter callback)
{
	Requirements *const requirements = requirements_create(device, list_of(irp));

	if (!requirements)
		return STATUS_INSUFFICIENT_RESOURCES;

	NTSTATUS status = callback(handle_of<WDFDEVICE>(device), handle_of<WDFIORESREQLIST>(*requirements));

	if (NT_SUCCESS(status))
		status = replace(*requirements, irp);
	requirements_end(*requirements);
	return status;
}

/* Another driver may have spoilt the list. */
NTSTATUS filter(Device &device, PIRP irp, Filter callback, const char *name)
{
	if (!callback)
		return STATUS_SUCCESS;
	if (list_of(irp) && !requirements_fit(*list_of(irp)))
		return refuse({ name }, &device, STATUS_INVALID_PARAMETER,
			      "the list of another driver has sizes that do not fit: the callback is not called");
	return call_filter(device, irp, callback);
}

/* ---- Resources ----------------------------------------------------------------------------------- */

using StartLists = decltype(IO_STACK_LOCATION::Parameters.StartDevice);

/* Makes what the driver has left of @from. Null: nothing is left. False without memory. */
bool make_list(ResourceList &left, const CM_RESOURCE_LIST &from, PCM_RESOURCE_LIST &made)
{
	const ULONG count = descriptors_count(&left);

	made = nullptr;
	if (!count)
		return true;
	made = static_cast<PCM_RESOURCE_LIST>(ww_zalloc_sleeping(resource_list_bytes(count)));
	if (!made)
		return false;
	__builtin_memcpy(made, &from, resource_list_bytes(0));
	made->Count = 1;
	made->List[0].PartialResourceList.Count = count;
	descriptors_write(left, made->List[0].PartialResourceList.PartialDescriptors, count);
	return true;
}

/* The drivers below get the lists as the driver has left them; the IRP has its own again when it is back. */
NTSTATUS send_changed(Device &device, PIRP irp, StartLists &lists)
{
	const StartLists whole = lists;
	StartLists changed = {};
	NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;

	if (make_list(*device.raw_resources, *whole.AllocatedResources, changed.AllocatedResources) &&
	    make_list(*device.resources, *whole.AllocatedResourcesTranslated, changed.AllocatedResourcesTranslated)) {
		lists = changed;
		status = wait_for_lower(device, irp);
		lists = whole;
	}
	ww_free(changed.AllocatedResources);
	ww_free(changed.AllocatedResourcesTranslated);
	return status;
}

NTSTATUS remove_added(Device &device, const StartLists &lists)
{
	Access &raw = device.raw_resources->own, &translated = device.resources->own;

	if (!resources_assign(*device.raw_resources, lists.AllocatedResources, true) ||
	    !resources_assign(*device.resources, lists.AllocatedResourcesTranslated, true))
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = device.fdo_callbacks.EvtDeviceRemoveAddedResources(
		handle_of<WDFDEVICE>(device), handle_of<WDFCMRESLIST>(*device.raw_resources),
		handle_of<WDFCMRESLIST>(*device.resources));

	raw.may_change = translated.may_change = false;
	return status;
}

} /* namespace */

NTSTATUS filter_requirements(Device &device, PIRP irp)
{
	const WDF_FDO_EVENT_CALLBACKS &callbacks = device.fdo_callbacks;
	NTSTATUS status = filter(device, irp, callbacks.EvtDeviceFilterRemoveResourceRequirements,
				 "EvtDeviceFilterRemoveResourceRequirements");

	if (!NT_SUCCESS(status))
		return complete(irp, status);
	if (callbacks.EvtDeviceFilterRemoveResourceRequirements)
		irp->IoStatus.Status = status;
	status = wait_for_lower(device, irp);
	/* Nobody below may have handled it. */
	if (!NT_SUCCESS(status) && status != STATUS_NOT_SUPPORTED)
		return complete(irp, status);
	if (list_of(irp) && requirements_fit(*list_of(irp)))
		interrupts_filter(device, *list_of(irp));
	if (callbacks.EvtDeviceFilterAddResourceRequirements)
		status = filter(device, irp, callbacks.EvtDeviceFilterAddResourceRequirements,
				"EvtDeviceFilterAddResourceRequirements");
	return complete(irp, status);
}

NTSTATUS start_lower(Device &device, PIRP irp)
{
	StartLists &lists = IoGetCurrentIrpStackLocation(irp)->Parameters.StartDevice;

	if (!device.fdo_callbacks.EvtDeviceRemoveAddedResources || !lists.AllocatedResources ||
	    !lists.AllocatedResourcesTranslated)
		return wait_for_lower(device, irp);

	const NTSTATUS status = remove_added(device, lists);

	if (!NT_SUCCESS(status))
		return status;
	return device.raw_resources->own.has_changed || device.resources->own.has_changed
		       ? send_changed(device, irp, lists) : wait_for_lower(device, irp);
}

} /* namespace ww::wdf */
