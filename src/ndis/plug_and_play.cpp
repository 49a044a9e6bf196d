/* SPDX-License-Identifier: GPL-2.0 */
#include "plug_and_play.hpp"

#include "adapter.hpp"
#include "device.hpp"
#include "power.hpp"
#include "base/irql.hpp"
#include "io/pass.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "ob/driver.hpp"
#include "pnp/node.hpp"
#include "pnp/resources.hpp"

namespace ww {
namespace {

constexpr CallSite kNdis = { "NDIS" };

NTSTATUS pass(const Adapter &adapter, PIRP irp)
{
	return pass_down(kNdis, adapter.lower, irp);
}

/* ---- Start --------------------------------------------------------------------------------------- */

size_t list_bytes(const CM_RESOURCE_LIST &list)
{
	return resource_list_bytes(list.List[0].PartialResourceList.Count);
}

/* The manager's lists end with its IRP. Both are in the same memory. */
bool keep_resources(Adapter &adapter, const CM_RESOURCE_LIST *raw, const CM_RESOURCE_LIST *translated)
{
	if (!raw || !translated)
		return true;

	const size_t raw_bytes = list_bytes(*raw), translated_bytes = list_bytes(*translated);
	const size_t second = (raw_bytes + 7) & ~size_t{ 7 };
	auto *const memory = static_cast<char *>(ww_zalloc_sleeping(second + translated_bytes));

	if (!memory)
		return false;
	adapter.raw = reinterpret_cast<PCM_RESOURCE_LIST>(memory);
	adapter.translated = reinterpret_cast<PCM_RESOURCE_LIST>(memory + second);
	RtlCopyMemory(adapter.raw, raw, raw_bytes);
	RtlCopyMemory(adapter.translated, translated, translated_bytes);
	return true;
}

/* Some failures of a driver's handlers are no errors of the I/O manager. */
NTSTATUS status_of(const Adapter &adapter, NDIS_STATUS status, const char *handler)
{
	if (status == NDIS_STATUS_SUCCESS)
		return STATUS_SUCCESS;
	ww_print(WW_LEVEL_WARNING, "%s of %s failed with status 0x%08X", handler,
		 object_header(adapter.miniport)->name, static_cast<u32>(status));
	return NT_SUCCESS(status) ? STATUS_UNSUCCESSFUL : status;
}

/* MiniportStartDevice or its like, of a driver that has it. */
NTSTATUS ask_driver(const Adapter &adapter, MINIPORT_PNP_IRP *handler, PIRP irp, const char *name)
{
	return handler ? status_of(adapter, handler(adapter.add_device_context, irp), name) : STATUS_SUCCESS;
}

NTSTATUS start(Adapter &adapter, PIRP irp)
{
	const auto &lists = IoGetCurrentIrpStackLocation(irp)->Parameters.StartDevice;
	NTSTATUS status = forward_and_wait(adapter.lower, irp);

	if (NT_SUCCESS(status))
		status = ask_driver(adapter, adapter.miniport->plug_and_play.MiniportStartDeviceHandler, irp,
				    "MiniportStartDevice");
	if (NT_SUCCESS(status) && !keep_resources(adapter, lists.AllocatedResources, lists.AllocatedResourcesTranslated))
		status = STATUS_INSUFFICIENT_RESOURCES;
	if (NT_SUCCESS(status))
		status = status_of(adapter, adapter_start(adapter), "MiniportInitializeEx");
	return complete_with(kNdis, irp, status);
}

NTSTATUS filter_requirements(Adapter &adapter, PIRP irp)
{
	const auto handler = adapter.miniport->plug_and_play.MiniportFilterResourceRequirementsHandler;

	if (!handler)
		return pass(adapter, irp);

	NTSTATUS status = forward_and_wait(adapter.lower, irp);

	/* A device without hardware has no list, and nobody may have changed the status of the IRP. */
	if (NT_SUCCESS(status) || status == STATUS_NOT_SUPPORTED)
		status = ask_driver(adapter, handler, irp, "MiniportFilterResourceRequirements");
	return complete_with(kNdis, irp, status);
}

/* ---- Removal ------------------------------------------------------------------------------------- */

/* Does nothing for an adapter that has not started, or has halted. */
void halt(Adapter &adapter, NDIS_HALT_ACTION action)
{
	if (!adapter.is_started)
		return;
	power_abandon(adapter);
	adapter.halting.store(true);
	adapter_halt(adapter, action);
}

/* No driver may fail it. */
NTSTATUS agree(const Adapter &adapter, PIRP irp)
{
	irp->IoStatus.Status = STATUS_SUCCESS;
	return pass(adapter, irp);
}

void tell_surprise(Adapter &adapter)
{
	NET_DEVICE_PNP_EVENT event = {};

	event.Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_DEVICE_PNP_EVENT_REVISION_1,
			 NDIS_SIZEOF_NET_DEVICE_PNP_EVENT_REVISION_1 };
	event.DevicePnPEvent = NdisDevicePnPEventSurpriseRemoved;
	device_event_below(adapter, nullptr, &event);
}

NTSTATUS vanish(Adapter &adapter, PIRP irp)
{
	if (adapter.is_started && adapter.states.now() != AdapterState::halted)
		tell_surprise(adapter);
	halt(adapter, NdisHaltDeviceSurpriseRemoved);
	return agree(adapter, irp);
}

/* MiniportRemoveDevice, of a driver that has it. A device that MiniportAddDevice has refused is never removed. */
void driver_remove(const Adapter &adapter)
{
	if (const auto handler = adapter.miniport->plug_and_play.MiniportRemoveDeviceHandler)
		handler(adapter.add_device_context);
}

NTSTATUS remove(Adapter &adapter, PIRP irp)
{
	const PDEVICE_OBJECT fdo = adapter.fdo, lower = adapter.lower;

	halt(adapter, NdisHaltDeviceDisabled);
	driver_remove(adapter);
	adapter_delete(adapter);
	irp->IoStatus.Status = STATUS_SUCCESS;

	const NTSTATUS status = forward_and_wait(lower, irp);

	IoDetachDevice(lower);
	complete_with(kNdis, irp, status);
	IoDeleteDevice(fdo);
	return status;
}

NTSTATUS NTAPI pnp(PDEVICE_OBJECT fdo, PIRP irp)
{
	Adapter &adapter = device_adapter(fdo);

	switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
	case IRP_MN_START_DEVICE:
		return start(adapter, irp);
	case IRP_MN_FILTER_RESOURCE_REQUIREMENTS:
		return filter_requirements(adapter, irp);
	case IRP_MN_QUERY_REMOVE_DEVICE:
	case IRP_MN_CANCEL_REMOVE_DEVICE:
		return agree(adapter, irp);
	case IRP_MN_SURPRISE_REMOVAL:
		return vanish(adapter, irp);
	case IRP_MN_REMOVE_DEVICE:
		return remove(adapter, irp);
	default:
		return pass(adapter, irp);
	}
}

NTSTATUS NTAPI pass_on(PDEVICE_OBJECT fdo, PIRP irp)
{
	return pass(device_adapter(fdo), irp);
}

/* ---- Power --------------------------------------------------------------------------------------- */

struct PowerWait {
	KEVENT done;
	NTSTATUS status;
};

void NTAPI has_power(PDEVICE_OBJECT, UCHAR, POWER_STATE, PVOID context, PIO_STATUS_BLOCK answer)
{
	auto &wait = *static_cast<PowerWait *>(context);

	wait.status = answer->Status;
	KeSetEvent(&wait.done, IO_NO_INCREMENT, FALSE);
}

/* The device gets the state that belongs to that of the system. */
NTSTATUS set_device_power(PDEVICE_OBJECT fdo, bool works)
{
	const POWER_STATE state = { .DeviceState = works ? PowerDeviceD0 : PowerDeviceD3 };
	PowerWait wait = {};

	KeInitializeEvent(&wait.done, NotificationEvent, FALSE);

	const NTSTATUS status = PoRequestPowerIrp(fdo, IRP_MN_SET_POWER, state, has_power, &wait, nullptr);

	if (status != STATUS_PENDING)
		return status;
	KeWaitForSingleObject(&wait.done, Executive, KernelMode, FALSE, nullptr);
	return wait.status;
}

void leave_work(Adapter &adapter, SYSTEM_POWER_STATE state)
{
	if (!adapter.is_started || adapter.is_asleep)
		return;
	if (state == PowerSystemShutdown)
		power_shut_down(adapter);
	else
		power_sleep(adapter);
}

/* The driver comes first when the system goes to sleep, and last when it wakes. */
NTSTATUS set_system_power(Adapter &adapter, PIRP irp)
{
	const SYSTEM_POWER_STATE state = IoGetCurrentIrpStackLocation(irp)->Parameters.Power.State.SystemState;
	const bool works = state == PowerSystemWorking;

	if (!works)
		leave_work(adapter, state);

	NTSTATUS status = forward_and_wait(adapter.lower, irp);

	if (NT_SUCCESS(status))
		status = set_device_power(adapter.fdo, works);
	if (works == NT_SUCCESS(status))
		power_wake(adapter);
	return complete_with(kNdis, irp, status);
}

NTSTATUS NTAPI power(PDEVICE_OBJECT fdo, PIRP irp)
{
	const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);

	return location->MinorFunction == IRP_MN_SET_POWER && location->Parameters.Power.Type == SystemPowerState
		       ? set_system_power(device_adapter(fdo), irp) : pass(device_adapter(fdo), irp);
}

/* ---- Arrival ------------------------------------------------------------------------------------- */

constexpr FunctionalRoutines kRoutines = { .pnp = pnp, .power = power, .system_control = pass_on };

/* MiniportAddDevice, of a driver that has it. */
NTSTATUS driver_add(Adapter &adapter)
{
	const MiniportDriver &miniport = *adapter.miniport;
	const auto handler = miniport.plug_and_play.MiniportAddDeviceHandler;

	adapter.is_in_add_device = true;

	const NDIS_STATUS status = handler ? handler(&adapter, miniport.context) : NDIS_STATUS_SUCCESS;

	adapter.is_in_add_device = false;
	return status_of(adapter, status, "MiniportAddDevice");
}

void detach(Adapter &adapter)
{
	IoDetachDevice(adapter.lower);
	IoDeleteDevice(adapter.fdo);
}

NTSTATUS attach(Adapter &adapter, PDEVICE_OBJECT pdo)
{
	PDEVICE_OBJECT fdo;
	const NTSTATUS status = device_create_functional(adapter, adapter.miniport->driver, kRoutines, &fdo);

	if (!NT_SUCCESS(status))
		return status;
	adapter.lower = IoAttachDeviceToDeviceStack(fdo, pdo);
	if (!adapter.lower) {
		IoDeleteDevice(fdo);
		return STATUS_NO_SUCH_DEVICE;
	}
	adapter.pdo = pdo;
	adapter.fdo = fdo;
	fdo->Flags |= adapter.lower->Flags & (DO_POWER_PAGABLE | DO_POWER_INRUSH);
	fdo->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

NTSTATUS add(MiniportDriver &miniport, PDEVICE_OBJECT pdo)
{
	Adapter *const adapter = adapter_create(miniport);

	if (!adapter)
		return STATUS_INSUFFICIENT_RESOURCES;

	NTSTATUS status = attach(*adapter, pdo);

	if (NT_SUCCESS(status)) {
		status = driver_add(*adapter);
		if (!NT_SUCCESS(status))
			detach(*adapter);
	}
	if (!NT_SUCCESS(status))
		adapter_delete(*adapter);
	object_dereference(adapter);
	return status;
}

/* DRIVER_EXTENSION.AddDevice of a miniport driver. */
NTSTATUS NTAPI add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
	void *const found = ndis_find_open(driver, ndis_miniport_driver_type, [](void *each) {
		return static_cast<MiniportDriver *>(each)->has_devices();
	});

	/* It has been deregistered. */
	if (!found)
		return STATUS_NO_SUCH_DEVICE;

	const NTSTATUS status = add(*static_cast<MiniportDriver *>(found), pdo);

	object_dereference(found);
	return status;
}

} /* namespace */

void plug_and_play_serve(PDRIVER_OBJECT driver)
{
	driver->DriverExtension->AddDevice = add_device;
	driver_state(driver).makes_devices = true;
	devices_take_plug_and_play(driver);
}

} /* namespace ww */

using namespace ww;

extern "C" NDIS_STATUS NTAPI NdisMRemoveMiniport(NDIS_HANDLE MiniportHandle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, MiniportHandle, ndis_adapter_type, at_dispatch_or_below);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	const Adapter &adapter = reference.as<Adapter>();

	if (!adapter.pdo) {
		ww_print(WW_LEVEL_WARNING, "%s: adapter %s of %s has no device, and is not removed", call.function,
			 object_header(&adapter)->name, object_header(adapter.miniport)->name);
		return NDIS_STATUS_FAILURE;
	}
	pdo_fail(adapter.pdo);
	return NDIS_STATUS_SUCCESS;
}
