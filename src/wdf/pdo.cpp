/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a PDO answers the PnP manager: see pdo.hpp.
 */
#include "pdo.hpp"

#include <winwork/io/pnp.h>

#include "child_list.hpp"
#include "dispatch.hpp"
#include "handle.hpp"
#include "linux/memory.h"
#include "ob/object.hpp"
#include "pnp/answer.hpp"
#include "pnp/irp.hpp"

namespace ww::wdf {

Pdo *pdo_allocate(Device &parent, ChildEntry *entry)
{
	auto *const pdo = static_cast<Pdo *>(ww_zalloc_sleeping(sizeof(Pdo)));

	if (!pdo)
		return nullptr;
	WDF_DEVICE_PNP_CAPABILITIES_INIT(&pdo->capabilities);
	WDF_DEVICE_POWER_CAPABILITIES_INIT(&pdo->power);
	pdo->parent = &parent;
	object_reference(&parent);
	if (entry)
		child_entry_attach(*entry, *pdo);
	return pdo;
}

void pdo_free(Pdo *pdo)
{
	if (!pdo)
		return;
	while (DeviceText *text = pdo->texts) {
		pdo->texts = text->next;
		ww_free(text->description.Buffer);
		ww_free(text->location.Buffer);
		ww_free(text);
	}
	ww_free(pdo->device_id.Buffer);
	ww_free(pdo->instance_id.Buffer);
	ww_free(pdo->container_id.Buffer);
	ww_free(pdo->hardware_ids.units);
	ww_free(pdo->compatible_ids.units);
	child_entry_detach(*pdo);
	object_dereference(pdo->parent);
	ww_free(pdo);
}

namespace {

using Parameters = PnpParameters;

/* Pool that the sender frees, with a copy of @length characters and a zero. */
NTSTATUS give(IRP &irp, const WCHAR *units, size_t length)
{
	auto *const copy = static_cast<WCHAR *>(answer_allocate((length + 1) * sizeof(WCHAR)));

	if (!copy)
		return STATUS_INSUFFICIENT_RESOURCES;
	__builtin_memcpy(copy, units, length * sizeof(WCHAR));
	irp.IoStatus.Information = reinterpret_cast<ULONG_PTR>(copy);
	return STATUS_SUCCESS;
}

NTSTATUS give(IRP &irp, const UNICODE_STRING &text)
{
	return text.Buffer ? give(irp, text.Buffer, text.Length / sizeof(WCHAR)) : irp.IoStatus.Status;
}

/* Without an ID as well: then it is empty. */
NTSTATUS give(IRP &irp, const IdList &list)
{
	constexpr WCHAR nothing[1] = {};

	return list.units ? give(irp, list.units, list.length) : give(irp, nothing, 1);
}

/* ---- Each answers one IRP. Returns its status, or irp.IoStatus.Status to leave that as it is. ---- */

NTSTATUS agree(Pdo &, IRP &, Parameters &)
{
	return STATUS_SUCCESS;
}

NTSTATUS query_id(Pdo &pdo, IRP &irp, Parameters &parameters)
{
	switch (parameters.QueryId.IdType) {
	case BusQueryDeviceID: return give(irp, pdo.device_id);
	case BusQueryInstanceID: return give(irp, pdo.instance_id);
	case BusQueryContainerID: return give(irp, pdo.container_id);
	case BusQueryHardwareIDs: return give(irp, pdo.hardware_ids);
	case BusQueryCompatibleIDs: return give(irp, pdo.compatible_ids);
	default: return irp.IoStatus.Status;
	}
}

const DeviceText *text_for(const Pdo &pdo, LCID locale)
{
	const DeviceText *text = pdo.texts;

	while (text && text->locale != locale)
		text = text->next;
	return text;
}

NTSTATUS query_text(Pdo &pdo, IRP &irp, Parameters &parameters)
{
	const DeviceText *text = text_for(pdo, parameters.QueryDeviceText.LocaleId);

	if (!text)
		text = text_for(pdo, pdo.default_locale);
	if (!text)
		return irp.IoStatus.Status;
	switch (parameters.QueryDeviceText.DeviceTextType) {
	case DeviceTextDescription: return give(irp, text->description);
	case DeviceTextLocationInformation: return give(irp, text->location);
	default: return irp.IoStatus.Status;
	}
}

NTSTATUS query_relations(Pdo &pdo, IRP &irp, Parameters &parameters)
{
	return answer_relations(irp, parameters, pdo.device->wdm);
}

NTSTATUS query_bus_information(Pdo &pdo, IRP &irp, Parameters &)
{
	PNP_BUS_INFORMATION information;

	if (!bus_information_of(*pdo.parent, information))
		return irp.IoStatus.Status;

	auto *const copy = static_cast<PPNP_BUS_INFORMATION>(answer_allocate(sizeof(information)));

	if (!copy)
		return STATUS_INSUFFICIENT_RESOURCES;
	*copy = information;
	irp.IoStatus.Information = reinterpret_cast<ULONG_PTR>(copy);
	return STATUS_SUCCESS;
}

NTSTATUS set_lock(Pdo &pdo, IRP &irp, Parameters &parameters)
{
	if (!pdo.callbacks.EvtDeviceSetLock)
		return irp.IoStatus.Status;
	irp.IoStatus.Information = 0;
	return pdo.callbacks.EvtDeviceSetLock(handle_of<WDFDEVICE>(*pdo.device), parameters.SetLock.Lock);
}

/* What is pushed out is not there any more. */
NTSTATUS eject(Pdo &pdo, IRP &, Parameters &)
{
	const NTSTATUS status = pdo.callbacks.EvtDeviceEject
					? pdo.callbacks.EvtDeviceEject(handle_of<WDFDEVICE>(*pdo.device))
					: STATUS_SUCCESS;

	if (NT_SUCCESS(status))
		pdo_set_missing(pdo);
	return status;
}

/* ---- Capabilities --------------------------------------------------------------------------- */

/* A flag that the driver has set; else it stays as it came. */
#define WW_SET(to, from, member) do {				\
	if ((from).member != WdfUseDefault)			\
		(to).member = (from).member == WdfTrue;		\
} while (0)

void set_capabilities(DEVICE_CAPABILITIES &to, const Pdo &pdo)
{
	const WDF_DEVICE_PNP_CAPABILITIES &from = pdo.capabilities;

	WW_SET(to, from, LockSupported);
	WW_SET(to, from, EjectSupported);
	WW_SET(to, from, Removable);
	WW_SET(to, from, DockDevice);
	WW_SET(to, from, UniqueID);
	if (pdo.is_raw)
		to.RawDeviceOK = to.SilentInstall = TRUE;
	WW_SET(to, from, SilentInstall);
	WW_SET(to, from, SurpriseRemovalOK);
	WW_SET(to, from, HardwareDisabled);
	WW_SET(to, from, NoDisplayInUI);
	to.Address = from.Address;
	to.UINumber = from.UINumber;
}

void set_power_flags(DEVICE_CAPABILITIES &to, const WDF_DEVICE_POWER_CAPABILITIES &from)
{
	WW_SET(to, from, DeviceD1);
	WW_SET(to, from, DeviceD2);
	WW_SET(to, from, WakeFromD0);
	WW_SET(to, from, WakeFromD1);
	WW_SET(to, from, WakeFromD2);
	WW_SET(to, from, WakeFromD3);
}

#undef WW_SET

ULONG latency(ULONG set, ULONG other)
{
	return set == static_cast<ULONG>(-1) ? other : set;
}

/* What the driver has not set is as the parent has it. */
void set_power(DEVICE_CAPABILITIES &to, const WDF_DEVICE_POWER_CAPABILITIES &from,
	       const DEVICE_CAPABILITIES &parent)
{
	for (int state = PowerSystemWorking; state < PowerSystemMaximum; state++)
		to.DeviceState[state] = from.DeviceState[state] == PowerDeviceMaximum
						? parent.DeviceState[state] : from.DeviceState[state];
	to.SystemWake = from.SystemWake == PowerSystemMaximum ? parent.SystemWake : from.SystemWake;
	to.DeviceWake = from.DeviceWake == PowerDeviceMaximum ? parent.DeviceWake : from.DeviceWake;
	to.D1Latency = latency(from.D1Latency, 0);
	to.D2Latency = latency(from.D2Latency, 0);
	to.D3Latency = latency(from.D3Latency, to.D3Latency);
}

NTSTATUS query_capabilities(Pdo &pdo, IRP &, Parameters &parameters)
{
	DEVICE_CAPABILITIES *const capabilities = capabilities_to_answer(parameters);
	DEVICE_CAPABILITIES parent;

	if (!capabilities)
		return STATUS_UNSUCCESSFUL;

	PnpCall query = capabilities_query(parent);
	const NTSTATUS status = pnp_call(pdo.parent->pdo, query);

	if (!NT_SUCCESS(status))
		return status;
	set_capabilities(*capabilities, pdo);
	set_power_flags(*capabilities, pdo.power);
	set_power(*capabilities, pdo.power, parent);
	return STATUS_SUCCESS;
}

/* ---- The table ------------------------------------------------------------------------------ */

using Answer = NTSTATUS (*)(Pdo &pdo, IRP &irp, Parameters &parameters);

Answer answer_to(UCHAR minor)
{
	switch (minor) {
	case IRP_MN_CANCEL_REMOVE_DEVICE:
	case IRP_MN_QUERY_STOP_DEVICE:
	case IRP_MN_CANCEL_STOP_DEVICE:
	case IRP_MN_STOP_DEVICE:
	case IRP_MN_DEVICE_USAGE_NOTIFICATION: return agree;
	case IRP_MN_QUERY_DEVICE_RELATIONS: return query_relations;
	case IRP_MN_QUERY_CAPABILITIES: return query_capabilities;
	case IRP_MN_QUERY_DEVICE_TEXT: return query_text;
	case IRP_MN_QUERY_ID: return query_id;
	case IRP_MN_QUERY_BUS_INFORMATION: return query_bus_information;
	case IRP_MN_EJECT: return eject;
	case IRP_MN_SET_LOCK: return set_lock;
	default: return nullptr;
	}
}

} /* namespace */

NTSTATUS pdo_answer(Device &device, PIRP irp)
{
	IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);
	const Answer answer = answer_to(location.MinorFunction);

	return complete(irp, answer ? answer(*device.as_pdo, *irp, location.Parameters)
				    : irp->IoStatus.Status);
}

} /* namespace ww::wdf */
