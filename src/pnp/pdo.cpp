/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lowest driver of each stack: \Driver\PnpManager. Its dispatch routine does what a bus driver does
 * on Windows.
 */
#define INITGUID
#include "pdo.hpp"

#include <wdmguid.h>
#include <winwork/io/pnp.h>

#include "answer.hpp"
#include "base/text.hpp"
#include "io/pass.hpp"
#include "irp.hpp"
#include "node.hpp"
#include "ob/object.hpp"
#include "resources.hpp"

namespace ww {
namespace {

using Parameters = PnpParameters;

/* The characters of a list of texts with both zeros at its end; of a text with one. */
size_t length_of(const char *texts, bool is_list)
{
	size_t length = 0;

	while (texts[length] || (is_list && texts[length + 1]))
		length++;
	return length + (is_list ? 2 : 1);
}

/* Pool that the caller frees, with the text in UTF-16; as a list if it is one. */
NTSTATUS give_text(IRP &irp, const char *text, bool is_list)
{
	if (!text[0])
		return STATUS_NOT_SUPPORTED;

	const size_t length = length_of(text, is_list);
	auto *const units = static_cast<WCHAR *>(answer_allocate(length * sizeof(WCHAR)));

	if (!units)
		return STATUS_INSUFFICIENT_RESOURCES;
	for (size_t i = 0; i < length; i++)
		units[i] = static_cast<WCHAR>(text[i]);
	irp.IoStatus.Information = reinterpret_cast<ULONG_PTR>(units);
	return STATUS_SUCCESS;
}

/* Each answers one IRP. Returns its status, or irp.IoStatus.Status to leave that as it is. */

NTSTATUS start(Node &node, IRP &, Parameters &)
{
	return node.bus->start ? node.bus->start(node) : STATUS_SUCCESS;
}

NTSTATUS agree(Node &, IRP &, Parameters &)
{
	return STATUS_SUCCESS;
}

NTSTATUS remove(Node &node, IRP &, Parameters &)
{
	node_release(node);
	return STATUS_SUCCESS;
}

NTSTATUS query_relations(Node &node, IRP &irp, Parameters &parameters)
{
	return answer_relations(irp, parameters, node.pdo);
}

NTSTATUS query_capabilities(Node &node, IRP &, Parameters &parameters)
{
	DEVICE_CAPABILITIES *const capabilities = capabilities_to_answer(parameters);

	if (!capabilities)
		return STATUS_UNSUCCESSFUL;
	capabilities->Address = node.identity.address;
	capabilities->UINumber = node.identity.slot;
	capabilities->DeviceState[PowerSystemWorking] = PowerDeviceD0;
	for (int state = PowerSystemSleeping1; state < PowerSystemMaximum; state++)
		capabilities->DeviceState[state] = PowerDeviceD3;
	return STATUS_SUCCESS;
}

NTSTATUS query_id(Node &node, IRP &irp, Parameters &parameters)
{
	switch (parameters.QueryId.IdType) {
	case BusQueryDeviceID: return give_text(irp, identity_device(node.identity), false);
	case BusQueryHardwareIDs: return give_text(irp, node.identity.hardware_ids, true);
	case BusQueryCompatibleIDs: return give_text(irp, node.identity.compatible_ids, true);
	case BusQueryInstanceID: return give_text(irp, node.identity.instance, false);
	default: return irp.IoStatus.Status;
	}
}

NTSTATUS query_text(Node &node, IRP &irp, Parameters &parameters)
{
	return parameters.QueryDeviceText.DeviceTextType == DeviceTextLocationInformation
		       ? give_text(irp, node.identity.location, false)
		       : irp.IoStatus.Status;
}

NTSTATUS query_bus_information(Node &node, IRP &irp, Parameters &)
{
	if (!node.bus->configuration)
		return irp.IoStatus.Status;

	auto *const bus = static_cast<PPNP_BUS_INFORMATION>(answer_allocate(sizeof(PNP_BUS_INFORMATION)));

	if (!bus)
		return STATUS_INSUFFICIENT_RESOURCES;
	bus->BusTypeGuid = node.identity.bus_type;
	bus->LegacyBusType = node.identity.interface_type;
	bus->BusNumber = node.identity.bus_number;
	irp.IoStatus.Information = reinterpret_cast<ULONG_PTR>(bus);
	return STATUS_SUCCESS;
}

NTSTATUS query_resources(Node &node, IRP &irp, Parameters &)
{
	if (!node.resources.count)
		return irp.IoStatus.Status;

	const size_t bytes = resource_list_bytes(node.resources.count);
	auto *const list = static_cast<PCM_RESOURCE_LIST>(answer_allocate(bytes));

	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;
	resource_list_write(*list, node, node.resources.raw);
	irp.IoStatus.Information = reinterpret_cast<ULONG_PTR>(list);
	return STATUS_SUCCESS;
}

/* ---- BUS_INTERFACE_STANDARD ----------------------------------------------------------------- */

Node &node_of_context(PVOID context)
{
	return *static_cast<Node *>(context);
}

VOID NTAPI interface_reference(PVOID context)
{
	Node &node = node_of_context(context);

	node.interface_references.fetch_add(1, Order::relaxed);
	object_reference(node.pdo);
}

VOID NTAPI interface_dereference(PVOID context)
{
	Node &node = node_of_context(context);

	node.interface_references.fetch_sub(1, Order::relaxed);
	object_dereference(node.pdo);
}

BOOLEAN NTAPI translate(PVOID, PHYSICAL_ADDRESS address, ULONG, PULONG, PPHYSICAL_ADDRESS translated)
{
	*translated = address;
	return TRUE;
}

ULONG NTAPI get_bus_data(PVOID context, ULONG, PVOID buffer, ULONG offset, ULONG length)
{
	return node_configuration(node_of_context(context), false, buffer, offset, length);
}

ULONG NTAPI set_bus_data(PVOID context, ULONG, PVOID buffer, ULONG offset, ULONG length)
{
	return node_configuration(node_of_context(context), true, buffer, offset, length);
}

NTSTATUS query_interface(Node &node, IRP &irp, Parameters &parameters)
{
	const auto &query = parameters.QueryInterface;

	if (!IsEqualGUID(*query.InterfaceType, GUID_BUS_INTERFACE_STANDARD) ||
	    !node.bus->configuration)
		return irp.IoStatus.Status;
	if (query.Size < sizeof(BUS_INTERFACE_STANDARD) || query.Version < 1)
		return STATUS_INVALID_PARAMETER;

	auto &bus = *reinterpret_cast<BUS_INTERFACE_STANDARD *>(query.Interface);

	bus = {};
	bus.Size = sizeof(bus);
	bus.Version = 1;
	bus.Context = &node;
	bus.InterfaceReference = interface_reference;
	bus.InterfaceDereference = interface_dereference;
	bus.TranslateBusAddress = translate;
	bus.SetBusData = set_bus_data;
	bus.GetBusData = get_bus_data;
	interface_reference(&node);
	return STATUS_SUCCESS;
}

NTSTATUS access_configuration(Node &node, IRP &irp, Parameters &parameters, bool write)
{
	const auto &range = parameters.ReadWriteConfig;

	if (!node.bus->configuration)
		return irp.IoStatus.Status;
	irp.IoStatus.Information = node_configuration(node, write, range.Buffer, range.Offset,
						      range.Length);
	return irp.IoStatus.Information ? STATUS_SUCCESS : STATUS_DEVICE_DOES_NOT_EXIST;
}

NTSTATUS read_configuration(Node &node, IRP &irp, Parameters &parameters)
{
	return access_configuration(node, irp, parameters, false);
}

NTSTATUS write_configuration(Node &node, IRP &irp, Parameters &parameters)
{
	return access_configuration(node, irp, parameters, true);
}

/* ---- The dispatch routine ------------------------------------------------------------------- */

using Answer = NTSTATUS (*)(Node &node, IRP &irp, Parameters &parameters);

/* By minor function; the others are completed as they come. */
constexpr Answer answers[] = {
	start, agree, remove, agree, agree, agree, agree, query_relations, query_interface,
	query_capabilities, query_resources, nullptr, query_text, nullptr, nullptr,
	read_configuration, write_configuration, nullptr, nullptr, query_id, nullptr,
	query_bus_information, agree, agree,
};

static_assert(sizeof(answers) / sizeof(answers[0]) == IRP_MN_SURPRISE_REMOVAL + 1);

NTSTATUS answer_pnp(Node &node, PIRP irp, IO_STACK_LOCATION &location)
{
	const Answer answer = location.MinorFunction <= IRP_MN_SURPRISE_REMOVAL
				      ? answers[location.MinorFunction] : nullptr;

	return complete_with(kManager, irp, answer ? answer(node, *irp, location.Parameters) : irp->IoStatus.Status);
}

/* Linux sets the power of the function itself, before and after its drivers. No function wakes it. */
NTSTATUS answer_power(PIRP irp, UCHAR minor)
{
	const bool is_known = minor == IRP_MN_SET_POWER || minor == IRP_MN_QUERY_POWER;

	return complete_with(kManager, irp, is_known ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED);
}

/* Programs and drivers may open the device, and have it after it has gone. */
NTSTATUS answer_other(Node &node, PIRP irp, UCHAR major)
{
	const bool is_end = major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE;

	irp->IoStatus.Information = 0;
	if (!is_end && node.state == NodeState::removed)
		return complete_with(kManager, irp, STATUS_NO_SUCH_DEVICE);
	return complete_with(kManager, irp, is_end || major == IRP_MJ_CREATE ? STATUS_SUCCESS
									    : STATUS_INVALID_DEVICE_REQUEST);
}

NTSTATUS NTAPI dispatch(PDEVICE_OBJECT pdo, PIRP irp)
{
	Node &node = *static_cast<Node *>(pdo->DeviceExtension);
	IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);

	switch (location.MajorFunction) {
	case IRP_MJ_PNP: return answer_pnp(node, irp, location);
	case IRP_MJ_POWER: return answer_power(irp, location.MinorFunction);
	case IRP_MJ_SYSTEM_CONTROL: return complete_with(kManager, irp, irp->IoStatus.Status);
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		if (node.bus->control)
			return node.bus->control(node, irp);
		[[fallthrough]];
	default: return answer_other(node, irp, location.MajorFunction);
	}
}

} /* namespace */

void pdo_driver_init(PDRIVER_OBJECT driver)
{
	for (PDRIVER_DISPATCH &routine : driver->MajorFunction)
		routine = dispatch;
}

} /* namespace ww */
