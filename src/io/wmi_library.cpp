/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The WMI library: it takes the IRPs of IRP_MJ_SYSTEM_CONTROL apart for a WDM driver, and calls its routines. No part
 * of the system asks for the data of WMI, and nothing wants its events: drivers send such IRPs.
 */
#include <winwork/etw/trace.h>
#include <winwork/etw/wmi_library.h>

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "mm/pool.hpp"
#include "ob/device.hpp"
#include "wmi_node.hpp"

namespace ww {
namespace {

using Parameters = decltype(IO_STACK_LOCATION::Parameters.WMI);

constexpr u64 aligned(u64 bytes)
{
	return (bytes + 7) & ~u64{ 7 };
}

struct Asked {
	const WMILIB_CONTEXT &library;
	PDEVICE_OBJECT device;
	PIRP irp;
	UCHAR minor;
	Parameters parameters;
	SYSCTL_IRP_DISPOSITION &disposition;

	template <typename Node>
	Node &node() const { return *static_cast<Node *>(parameters.Buffer); }
	PUCHAR at(u64 offset) const { return static_cast<PUCHAR>(parameters.Buffer) + offset; }
	/* The bytes behind the offset. */
	ULONG room(u64 offset) const
	{
		return static_cast<ULONG>(offset < parameters.BufferSize ? parameters.BufferSize - offset : 0);
	}
};

/* The library has the answer, and the driver completes the IRP. */
NTSTATUS answer(const Asked &asked, NTSTATUS status, ULONG information = 0)
{
	asked.disposition = IrpNotCompleted;
	asked.irp->IoStatus.Status = status;
	asked.irp->IoStatus.Information = information;
	return status;
}

/* ---- REGINFO -------------------------------------------------------------------------------- */

struct Registration {
	ULONG flags;
	UNICODE_STRING base_name;
	PUNICODE_STRING registry_path;
	UNICODE_STRING mof_resource;
	PDEVICE_OBJECT pdo;

	bool has_base_name() const { return flags & WMIREG_FLAG_INSTANCE_BASENAME; }
	bool has_pdo() const { return flags & WMIREG_FLAG_INSTANCE_PDO; }
};

void write_blocks(const Asked &asked, const Registration &registration, WMIREGINFOW &node, ULONG base_name)
{
	for (ULONG i = 0; i < node.GuidCount; i++) {
		const WMIGUIDREGINFO &block = asked.library.GuidList[i];
		WMIREGGUIDW &to = node.WmiRegGuid[i];

		to = { *block.Guid, registration.flags | block.Flags, block.InstanceCount, {} };
		if (registration.has_base_name()) {
			to.BaseNameOffset = base_name;
		} else if (registration.has_pdo()) {
			to.Pdo = address_of(registration.pdo);
			if (asked.minor == IRP_MN_REGINFO_EX)
				ObReferenceObject(registration.pdo);
		}
	}
}

NTSTATUS describe(const Asked &asked, const Registration &registration)
{
	const WmiProviderTexts texts{
		registration.mof_resource,
		registration.registry_path ? *registration.registry_path : UNICODE_STRING{},
		registration.has_base_name() ? registration.base_name : UNICODE_STRING{}
	};
	ULONG information = 0, base_name = 0;
	WMIREGINFOW *const node = wmi_begin_reginfo(asked.parameters.Buffer, asked.parameters.BufferSize,
						    asked.library.GuidCount, texts, information, base_name);

	if (node)
		write_blocks(asked, registration, *node, base_name);
	return answer(asked, STATUS_SUCCESS, information);
}

void report_registration(CallSite call, const Asked &asked, const char *what)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(asked.irp), address_of(asked.device), asked.minor },
		 .call = call, .item = asked.irp, .owner = asked.device,
		 .routine = reinterpret_cast<const void *>(asked.library.QueryWmiRegInfo) },
	       "WMILIB_CONTEXT.QueryWmiRegInfo %s: the request fails", what);
}

NTSTATUS register_blocks(CallSite call, const Asked &asked)
{
	Registration registration{};

	if (asked.parameters.BufferSize < sizeof(ULONG))
		return answer(asked, STATUS_UNSUCCESSFUL);
	if (!asked.library.QueryWmiRegInfo) {
		report_registration(call, asked, "is NULL");
		return answer(asked, STATUS_UNSUCCESSFUL);
	}

	NTSTATUS status = asked.library.QueryWmiRegInfo(asked.device, &registration.flags, &registration.base_name,
							&registration.registry_path, &registration.mof_resource,
							&registration.pdo);

	if (status == STATUS_PENDING) {
		report_registration(call, asked, "has returned STATUS_PENDING");
		status = STATUS_UNSUCCESSFUL;
	} else if (NT_SUCCESS(status) && registration.has_pdo() && !registration.pdo) {
		report_registration(call, asked, "has set WMIREG_FLAG_INSTANCE_PDO and no PDO");
		status = STATUS_UNSUCCESSFUL;
	}
	status = NT_SUCCESS(status) ? describe(asked, registration) : answer(asked, status);
	if (registration.has_base_name() && registration.base_name.Buffer)
		pool_free(call, registration.base_name.Buffer, 0);
	return status;
}

/* ---- Data ----------------------------------------------------------------------------------- */

NTSTATUS query(const Asked &asked, ULONG block, ULONG instance, ULONG count, PULONG lengths, u64 offset)
{
	const ULONG room = asked.room(offset);

	asked.disposition = IrpProcessed;
	return asked.library.QueryWmiDataBlock(asked.device, asked.irp, block, instance, count,
					       room ? lengths : nullptr, room, room ? asked.at(offset) : nullptr);
}

NTSTATUS query_all(const Asked &asked, ULONG block)
{
	const ULONG count = asked.library.GuidList[block].InstanceCount;
	const u64 start = aligned(__builtin_offsetof(WNODE_ALL_DATA, OffsetInstanceDataAndLength) +
				  u64{ count } * sizeof(OFFSETINSTANCEDATAANDLENGTH));

	if (asked.parameters.BufferSize < sizeof(WNODE_ALL_DATA))
		return answer(asked, STATUS_UNSUCCESSFUL);
	if (!count)
		return answer(asked, STATUS_WMI_INSTANCE_NOT_FOUND);
	if (start != static_cast<ULONG>(start))
		return answer(asked, STATUS_INTEGER_OVERFLOW);

	auto &node = asked.node<WNODE_ALL_DATA>();
	/* The driver's lengths become places and lengths in WmiCompleteRequest(). */
	auto *const lengths = reinterpret_cast<PULONG>(node.OffsetInstanceDataAndLength);

	node.InstanceCount = count;
	node.WnodeHeader.Flags &= ~WNODE_FLAG_FIXED_INSTANCE_SIZE;
	node.DataBlockOffset = static_cast<ULONG>(start);
	if (asked.room(start))
		__builtin_memset(lengths, 0, count * sizeof(*lengths));
	return query(asked, block, 0, count, lengths, start);
}

NTSTATUS query_one(const Asked &asked, ULONG block)
{
	auto &node = asked.node<WNODE_SINGLE_INSTANCE>();

	return query(asked, block, node.InstanceIndex, 1, &node.SizeDataBlock, node.DataBlockOffset);
}

/* What the client gives with a node lies in the buffer. */
bool has_bytes(const Asked &asked, ULONG offset, ULONG bytes)
{
	return bytes <= asked.room(offset);
}

NTSTATUS set_block(const Asked &asked, ULONG block)
{
	const auto &node = asked.node<WNODE_SINGLE_INSTANCE>();

	if (!asked.library.SetWmiDataBlock)
		return answer(asked, STATUS_WMI_READ_ONLY);
	if (!has_bytes(asked, node.DataBlockOffset, node.SizeDataBlock))
		return answer(asked, STATUS_INVALID_PARAMETER);
	asked.disposition = IrpProcessed;
	return asked.library.SetWmiDataBlock(asked.device, asked.irp, block, node.InstanceIndex, node.SizeDataBlock,
					     asked.at(node.DataBlockOffset));
}

NTSTATUS set_item(const Asked &asked, ULONG block)
{
	const auto &node = asked.node<WNODE_SINGLE_ITEM>();

	if (!asked.library.SetWmiDataItem)
		return answer(asked, STATUS_WMI_READ_ONLY);
	if (!has_bytes(asked, node.DataBlockOffset, node.SizeDataItem))
		return answer(asked, STATUS_INVALID_PARAMETER);
	asked.disposition = IrpProcessed;
	return asked.library.SetWmiDataItem(asked.device, asked.irp, block, node.InstanceIndex, node.ItemId,
					    node.SizeDataItem, asked.at(node.DataBlockOffset));
}

NTSTATUS execute(const Asked &asked, ULONG block)
{
	const auto &node = asked.node<WNODE_METHOD_ITEM>();

	if (!asked.library.ExecuteWmiMethod)
		return answer(asked, STATUS_INVALID_DEVICE_REQUEST);
	if (!has_bytes(asked, node.DataBlockOffset, node.SizeDataBlock))
		return answer(asked, STATUS_INVALID_PARAMETER);
	asked.disposition = IrpProcessed;
	return asked.library.ExecuteWmiMethod(asked.device, asked.irp, block, node.InstanceIndex, node.MethodId,
					      node.SizeDataBlock, asked.room(node.DataBlockOffset),
					      asked.at(node.DataBlockOffset));
}

/* All these nodes have the index of the instance at the same place. */
NTSTATUS call_instance(const Asked &asked, ULONG block)
{
	const bool is_instance = asked.minor == IRP_MN_QUERY_SINGLE_INSTANCE ||
				 asked.minor == IRP_MN_CHANGE_SINGLE_INSTANCE;

	if (asked.parameters.BufferSize < (is_instance ? sizeof(WNODE_SINGLE_INSTANCE) : sizeof(WNODE_METHOD_ITEM)))
		return answer(asked, STATUS_UNSUCCESSFUL);

	const auto &node = asked.node<WNODE_SINGLE_INSTANCE>();

	if (!(node.WnodeHeader.Flags & WNODE_FLAG_STATIC_INSTANCE_NAMES) ||
	    node.InstanceIndex >= asked.library.GuidList[block].InstanceCount)
		return answer(asked, STATUS_WMI_INSTANCE_NOT_FOUND);
	switch (asked.minor) {
	case IRP_MN_QUERY_SINGLE_INSTANCE: return query_one(asked, block);
	case IRP_MN_CHANGE_SINGLE_INSTANCE: return set_block(asked, block);
	case IRP_MN_CHANGE_SINGLE_ITEM: return set_item(asked, block);
	default: return execute(asked, block);
	}
}

NTSTATUS control(const Asked &asked, ULONG block)
{
	const bool is_event = asked.minor == IRP_MN_ENABLE_EVENTS || asked.minor == IRP_MN_DISABLE_EVENTS;
	const bool enable = asked.minor == IRP_MN_ENABLE_EVENTS || asked.minor == IRP_MN_ENABLE_COLLECTION;

	if (!asked.library.WmiFunctionControl)
		return answer(asked, STATUS_SUCCESS);
	asked.disposition = IrpProcessed;
	return asked.library.WmiFunctionControl(asked.device, asked.irp, block,
						is_event ? WmiEventControl : WmiDataBlockControl, enable);
}

NTSTATUS dispatch(const Asked &asked)
{
	const GUID &guid = *static_cast<const GUID *>(asked.parameters.DataPath);
	ULONG block = 0;

	while (block < asked.library.GuidCount && !IsEqualGUID(*asked.library.GuidList[block].Guid, guid))
		block++;
	if (block == asked.library.GuidCount)
		return answer(asked, STATUS_WMI_GUID_NOT_FOUND);
	switch (asked.minor) {
	case IRP_MN_QUERY_ALL_DATA: return query_all(asked, block);
	case IRP_MN_ENABLE_EVENTS:
	case IRP_MN_DISABLE_EVENTS:
	case IRP_MN_ENABLE_COLLECTION:
	case IRP_MN_DISABLE_COLLECTION: return control(asked, block);
	default: return call_instance(asked, block);
	}
}

/* ---- The end of a request ------------------------------------------------------------------- */

/*
 * The driver has written the length of each instance, which begin at multiples of 8 bytes. In the same memory each
 * gets its place and its length, from the last one on. False if they take more than @bytes.
 */
bool place_instances(WNODE_ALL_DATA &node, ULONG bytes)
{
	auto *const lengths = reinterpret_cast<PULONG>(node.OffsetInstanceDataAndLength);
	u64 next = 0, end = 0;

	for (ULONG i = 0; i < node.InstanceCount; i++) {
		end = next + lengths[i];
		next = aligned(end);
	}
	if (end > bytes)
		return false;
	for (ULONG i = node.InstanceCount; i--;) {
		const ULONG length = lengths[i];

		next -= aligned(length);
		node.OffsetInstanceDataAndLength[i] = { static_cast<ULONG>(node.DataBlockOffset + next), length };
	}
	return true;
}

struct Completion {
	NTSTATUS status;
	ULONG bytes;
};

Completion refuse(CallSite call, PDEVICE_OBJECT device, PIRP irp, const Completion &given, const char *what)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(irp), given.bytes, static_cast<u32>(given.status) },
		 .call = call, .item = irp, .owner = device },
	       "%s: the request fails", what);
	return { STATUS_UNSUCCESSFUL, 0 };
}

Completion check(CallSite call, PDEVICE_OBJECT device, PIRP irp, const Completion &given)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);
	const Parameters &parameters = location.Parameters.WMI;
	const u64 end = u64{ wmi_offset_of_data(location.MinorFunction, parameters.Buffer) } + given.bytes;

	if (!NT_SUCCESS(given.status))
		return given;
	if (end > parameters.BufferSize)
		return refuse(call, device, irp, given, "BufferUsed is more than the buffer has");
	if (location.MinorFunction == IRP_MN_QUERY_ALL_DATA &&
	    !place_instances(*static_cast<WNODE_ALL_DATA *>(parameters.Buffer), given.bytes))
		return refuse(call, device, irp, given, "the lengths of the instances are more than BufferUsed");
	if (location.MinorFunction == IRP_MN_QUERY_SINGLE_INSTANCE)
		static_cast<WNODE_SINGLE_INSTANCE *>(parameters.Buffer)->SizeDataBlock = given.bytes;
	if (location.MinorFunction == IRP_MN_EXECUTE_METHOD)
		static_cast<WNODE_METHOD_ITEM *>(parameters.Buffer)->SizeDataBlock = given.bytes;
	return given;
}

WmiEnd end_request(CallSite call, PDEVICE_OBJECT device, PIRP irp, const Completion &given)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);

	if (!wmi_has_data(location.MinorFunction))
		return { given.status, 0 };

	const Completion checked = check(call, device, irp, given);

	return wmi_end_data(location.MinorFunction, location.Parameters.WMI.Buffer, checked.status, checked.bytes);
}

bool is_of_wmi(const IRP *irp)
{
	return is_kernel_address(irp) && irp->Type == IO_TYPE_IRP && has_current_location(irp) &&
	       IoGetCurrentIrpStackLocation(const_cast<PIRP>(irp))->MajorFunction == IRP_MJ_SYSTEM_CONTROL;
}

void report_not_of_wmi(CallSite call, PDEVICE_OBJECT device, PIRP irp)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(irp), address_of(device), 0 },
		 .call = call, .item = irp, .owner = device },
	       "the IRP is none of IRP_MJ_SYSTEM_CONTROL");
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI WmiSystemControl(PWMILIB_CONTEXT WmiLibInfo, PDEVICE_OBJECT DeviceObject, PIRP Irp,
				PSYSCTL_IRP_DISPOSITION IrpDisposition)
{
	const CallSite call = WW_CALL_SITE;

	*IrpDisposition = IrpForward;
	if (!at_passive(call, Irp) || !check_type(call, DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;
	if (!is_of_wmi(Irp)) {
		report_not_of_wmi(call, DeviceObject, Irp);
		return STATUS_INVALID_PARAMETER;
	}

	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(Irp);
	const Asked asked{ *WmiLibInfo, DeviceObject, Irp, location.MinorFunction, location.Parameters.WMI,
			   *IrpDisposition };

	if (!wmi_is_request(asked.minor)) {
		*IrpDisposition = IrpNotWmi;
		return Irp->IoStatus.Status;
	}
	if (asked.parameters.ProviderId != address_of(DeviceObject))
		return Irp->IoStatus.Status;
	if (asked.minor == IRP_MN_REGINFO || asked.minor == IRP_MN_REGINFO_EX)
		return register_blocks(call, asked);
	return dispatch(asked);
}

NTSTATUS NTAPI WmiCompleteRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp, NTSTATUS Status, ULONG BufferUsed, CCHAR)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Irp))
		return Status;
	if (!is_of_wmi(Irp)) {
		/* One that is completed already is reported there. */
		if (is_kernel_address(Irp) && !has_current_location(Irp))
			complete_irp(call, Irp);
		else
			report_not_of_wmi(call, DeviceObject, Irp);
		return Status;
	}

	const WmiEnd end = end_request(call, DeviceObject, Irp, { Status, BufferUsed });

	Irp->IoStatus.Status = end.status;
	Irp->IoStatus.Information = end.information;
	complete_irp(call, Irp);
	return end.status;
}

/* Nothing wants events. */
NTSTATUS NTAPI WmiFireEvent(PDEVICE_OBJECT DeviceObject, LPCGUID, ULONG, ULONG, PVOID EventData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, DeviceObject) || !check_type(call, DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;
	if (EventData)
		pool_free(call, EventData, 0);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoWMIWriteEvent(PVOID WnodeEventItem)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, WnodeEventItem))
		return STATUS_UNSUCCESSFUL;
	pool_free(call, WnodeEventItem, 0);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoWMIRegistrationControl(PDEVICE_OBJECT DeviceObject, ULONG Action)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, DeviceObject) || !check_type(call, DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;
	return Action >= WMIREG_ACTION_REGISTER && Action <= WMIREG_ACTION_BLOCK_IRPS ? STATUS_SUCCESS
										      : STATUS_INVALID_PARAMETER;
}

} /* extern "C" */
