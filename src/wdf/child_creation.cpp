/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What child lists have their driver do: look for children, and make their PDOs. See child_list.hpp.
 */
#include "child_list.hpp"
#include "children.hpp"
#include "create.hpp"
#include "device_init.hpp"
#include "linux/print.h"
#include "linux/thread.h"

namespace ww::wdf {
namespace {

/* Has the driver make the PDO. Stores it in @device if this succeeds. */
NTSTATUS call_driver(ChildEntry &entry, Device *&device)
{
	ChildList &list = *entry.list;
	const auto create = list.config.EvtChildListCreateDevice;
	DeviceInit *const init = init_create_child(*list.device, &entry);

	if (!init) {
		ww_yield();
		return STATUS_RETRY;
	}

	const NTSTATUS status = create(handle_of<WDFCHILDLIST>(list), entry.id, pointer_of(*init));

	device = init->created;
	init_delete(*init);
	if (NT_SUCCESS(status) && !device)
		return refuse({ "EvtChildListCreateDevice", reinterpret_cast<const void *>(create) }, &list,
			      STATUS_INVALID_DEVICE_OBJECT_PARAMETER,
			      "the callback has succeeded, and has not called WdfDeviceCreate");
	if (!NT_SUCCESS(status) && device)
		device_delete(*device);
	return status;
}

/* The PDO becomes a child as others, or, if the entry is missing by now, one that ends. */
void enter(ChildEntry &entry, Pdo &pdo)
{
	child_entry_created(entry, pdo);
	if (!NT_SUCCESS(children_enter(pdo)))
		device_delete(*pdo.device);
	else if (child_entry_is_missing(entry))
		children_set_missing(pdo);
}

void give_up(ChildEntry &entry, NTSTATUS status)
{
	child_entry_failed(entry, status == STATUS_RETRY);
	if (status != STATUS_RETRY)
		ww_print(WW_LEVEL_WARNING, "a bus has a child less: EvtChildListCreateDevice of %s returned 0x%08X",
			 object_header(entry.list->driver_object())->name, static_cast<u32>(status));
}

void create_device(ChildEntry &entry)
{
	Device *device = nullptr;
	const NTSTATUS status = call_driver(entry, device);

	if (NT_SUCCESS(status))
		enter(entry, *device->as_pdo);
	else
		give_up(entry, status);
}

/* Each once: one that is to be tried again waits for the next question. */
void create_devices(ChildList &list)
{
	for (u32 count = child_list_count_waiting(list); count; count--) {
		ChildEntry *const entry = child_list_take_waiting(list);

		if (!entry)
			return;
		create_device(*entry);
		child_entry_put(*entry);
	}
}

} /* namespace */

void child_lists_create(Device &parent)
{
	ChildList *list = nullptr;

	while ((list = child_list_behind(parent, list)))
		create_devices(*list);
}

void child_lists_scan(Device &parent)
{
	ChildList *list = nullptr;

	while ((list = child_list_behind(parent, list))) {
		if (const auto scan = list->config.EvtChildListScanForChildren)
			scan(handle_of<WDFCHILDLIST>(*list));
	}
}

NTSTATUS child_list_create_default(const DeviceInit &init, Device &device)
{
	if (!init.has_child_list)
		return STATUS_SUCCESS;
	return child_list_create(device, init.child_list,
				 init.has_child_list_attributes ? &init.child_list_attributes : nullptr,
				 device.default_child_list);
}

} /* namespace ww::wdf */
