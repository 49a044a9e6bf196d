/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of child lists: they check what the driver passes.
 */
#include "child_list.hpp"
#include "children.hpp"
#include "create.hpp"
#include "device_init.hpp"

namespace ww::wdf {
namespace {

constexpr ULONG kAllFlags = WdfRetrieveAllChildren;

/* ---- Configurations ------------------------------------------------------------------------------ */

/* The size of a description: that of its header, and what follows. */
NTSTATUS check_description_size(CallSite call, const char *member, ULONG size, const void *owner)
{
	return size >= sizeof(Identification)
		       ? STATUS_SUCCESS
		       : refuse(call, owner, STATUS_INVALID_PARAMETER, "WDF_CHILD_LIST_CONFIG.%s is %u", member, size);
}

NTSTATUS check_config(CallSite call, const WDF_CHILD_LIST_CONFIG &config, const void *owner)
{
	if (const NTSTATUS status = check_size(call, "WDF_CHILD_LIST_CONFIG", config.Size, sizeof(config), owner))
		return status;
	if (const NTSTATUS status = check_description_size(call, "IdentificationDescriptionSize",
							   config.IdentificationDescriptionSize, owner))
		return status;
	if (config.AddressDescriptionSize) {
		if (const NTSTATUS status = check_description_size(call, "AddressDescriptionSize",
								   config.AddressDescriptionSize, owner))
			return status;
	}
	if (!config.EvtChildListCreateDevice)
		return refuse(call, owner, STATUS_INVALID_PARAMETER,
			      "WDF_CHILD_LIST_CONFIG.EvtChildListCreateDevice is NULL");
	if (config.EvtChildListDeviceReenumerated)
		refuse(call, owner, STATUS_NOT_SUPPORTED,
		       "EvtChildListDeviceReenumerated is never called: no driver can have a child enumerated again");
	return STATUS_SUCCESS;
}

/* Both of a list's configuration. False after a report or a refusal. */
bool check_list(CallSite call, const WDF_CHILD_LIST_CONFIG *config, const WDF_OBJECT_ATTRIBUTES *attributes,
		const Object &owner)
{
	return check_not_null(call, config, "Config") && !check_config(call, *config, &owner) &&
	       !check_attributes(call, attributes, kNoParent, &owner);
}

/* ---- Descriptions -------------------------------------------------------------------------------- */

/* Each returns STATUS_SUCCESS, or a status after a report or a refusal: @wrong for one with another size. */

NTSTATUS check_id(CallSite call, const ChildList &list, const Identification *id,
		  NTSTATUS wrong = STATUS_INVALID_DEVICE_REQUEST)
{
	const ULONG size = list.config.IdentificationDescriptionSize;

	if (!check_not_null(call, id, "IdentificationDescription"))
		return STATUS_INVALID_PARAMETER;
	return id->IdentificationDescriptionSize == size
		       ? STATUS_SUCCESS
		       : refuse(call, &list, wrong, "IdentificationDescriptionSize is %u, not the %u of the WDFCHILDLIST",
				id->IdentificationDescriptionSize, size);
}

NTSTATUS check_address(CallSite call, const ChildList &list, const Address *address,
		       NTSTATUS wrong = STATUS_INVALID_DEVICE_REQUEST)
{
	const ULONG size = list.config.AddressDescriptionSize;

	if (!check_not_null(call, address, "AddressDescription"))
		return STATUS_INVALID_PARAMETER;
	if (!size)
		return refuse(call, &list, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFCHILDLIST has no address descriptions");
	return address->AddressDescriptionSize == size
		       ? STATUS_SUCCESS
		       : refuse(call, &list, wrong, "AddressDescriptionSize is %u, not the %u of the WDFCHILDLIST",
				address->AddressDescriptionSize, size);
}

/* Of a description that is added: it has an address if the list has them. */
NTSTATUS check_new_address(CallSite call, const ChildList &list, const Address *address)
{
	if (address)
		return check_address(call, list, address);
	return list.config.AddressDescriptionSize
		       ? refuse(call, &list, STATUS_INVALID_DEVICE_REQUEST,
				"AddressDescription is NULL: the WDFCHILDLIST has address descriptions")
		       : STATUS_SUCCESS;
}

NTSTATUS check_info(CallSite call, const ChildList &list, const WDF_CHILD_RETRIEVE_INFO &info)
{
	if (const NTSTATUS status = check_size(call, "WDF_CHILD_RETRIEVE_INFO", info.Size, sizeof(info), &list))
		return status;
	if (info.IdentificationDescription || info.EvtChildListIdentificationDescriptionCompare) {
		if (const NTSTATUS status =
			    check_id(call, list, info.IdentificationDescription, STATUS_INVALID_PARAMETER))
			return status;
	}
	return info.AddressDescription ? check_address(call, list, info.AddressDescription, STATUS_INVALID_PARAMETER)
				       : STATUS_SUCCESS;
}

/* ---- Handles ------------------------------------------------------------------------------------- */

ChildList *list_of(CallSite call, WDFCHILDLIST handle)
{
	return object_at_dispatch_or_below<ChildList>(call, handle);
}

NTSTATUS check_iterator(CallSite call, const ChildList &list, const WDF_CHILD_LIST_ITERATOR *iterator)
{
	if (!check_not_null(call, iterator, "Iterator"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status =
		    check_size(call, "WDF_CHILD_LIST_ITERATOR", iterator->Size, sizeof(*iterator), &list))
		return status;
	return iterator->Flags && !(iterator->Flags & ~kAllFlags)
		       ? STATUS_SUCCESS
		       : refuse(call, &list, STATUS_INVALID_PARAMETER, "WDF_CHILD_LIST_ITERATOR.Flags is 0x%x",
				iterator->Flags);
}

void end(CallSite call, ChildList &list)
{
	if (!child_list_end(list))
		report(violation_of(call, kVerifierFatalError, &list),
		       "no scan or iteration of the WDFCHILDLIST has begun");
}

/* The entry of the PDO behind @handle; a status, after a report or a refusal, without one. */
NTSTATUS find_entry(CallSite call, WDFDEVICE handle, ChildEntry *&entry)
{
	const Pdo *const pdo = child_of(call, handle);

	if (!pdo)
		return STATUS_INVALID_PARAMETER;
	entry = pdo->entry;
	return entry ? STATUS_SUCCESS
		     : refuse(call, pdo->device, STATUS_INVALID_DEVICE_REQUEST, "the PDO is of no child list");
}

/* The same for a call with an address. */
NTSTATUS find_entry(CallSite call, WDFDEVICE handle, Address *address, ChildEntry *&entry)
{
	const NTSTATUS status = find_entry(call, handle, entry);

	return NT_SUCCESS(status) ? check_address(call, *entry->list, address) : status;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

/* ---- Lists --------------------------------------------------------------------------------------- */

VOID NTAPI WdfFdoInitSetDefaultChildListConfig(PWDFDEVICE_INIT DeviceInit, PWDF_CHILD_LIST_CONFIG Config,
					       PWDF_OBJECT_ATTRIBUTES DefaultChildListAttributes)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = object_at_passive<wdf::DeviceInit>(call, DeviceInit);

	if (!init)
		return;
	if (!init->pdo) {
		report(violation_of(call, kObjectError, init), "a %s has no child list",
		       init->is_control ? "control device" : "PDO");
		return;
	}
	if (!check_list(call, Config, DefaultChildListAttributes, *init->driver))
		return;
	init->has_child_list = true;
	init->child_list = *Config;
	init->has_child_list_attributes = DefaultChildListAttributes;
	if (DefaultChildListAttributes)
		init->child_list_attributes = *DefaultChildListAttributes;
}

WDFCHILDLIST NTAPI WdfFdoGetDefaultChildList(WDFDEVICE Fdo)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const device = parent_of(call, Fdo);

	if (!device)
		return nullptr;
	if (device->default_child_list)
		return handle_of<WDFCHILDLIST>(*device->default_child_list);
	refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
	       "the WDFDEVICE has no default child list: WdfFdoInitSetDefaultChildListConfig gives one");
	return nullptr;
}

NTSTATUS NTAPI WdfChildListCreate(WDFDEVICE Device, PWDF_CHILD_LIST_CONFIG Config,
				  PWDF_OBJECT_ATTRIBUTES ChildListAttributes, WDFCHILDLIST *ChildList)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = at_passive(call, Device) ? parent_of(call, Device) : nullptr;
	wdf::ChildList *list;

	if (!device || !check_not_null(call, Config, "Config") || !check_not_null(call, ChildList, "ChildList"))
		return STATUS_INVALID_PARAMETER;
	*ChildList = nullptr;
	if (const NTSTATUS status = check_config(call, *Config, device))
		return status;
	if (const NTSTATUS status = check_attributes(call, ChildListAttributes, kNoParent, device))
		return status;

	const NTSTATUS status = child_list_create(*device, *Config, ChildListAttributes, list);

	if (!status)
		*ChildList = handle_of<WDFCHILDLIST>(*list);
	return status;
}

WDFDEVICE NTAPI WdfChildListGetDevice(WDFCHILDLIST ChildList)
{
	const auto *const list = list_of(WW_CALL_SITE, ChildList);

	return list ? handle_of<WDFDEVICE>(*list->device) : nullptr;
}

/* ---- Changes ------------------------------------------------------------------------------------- */

NTSTATUS NTAPI WdfChildListAddOrUpdateChildDescriptionAsPresent(
	WDFCHILDLIST ChildList, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription,
	PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription)
{
	const CallSite call = WW_CALL_SITE;
	auto *const list = list_of(call, ChildList);

	if (!list)
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_id(call, *list, IdentificationDescription))
		return status;
	if (const NTSTATUS status = check_new_address(call, *list, AddressDescription))
		return status;
	return child_list_add(*list, { *IdentificationDescription, AddressDescription });
}

NTSTATUS NTAPI WdfChildListUpdateChildDescriptionAsMissing(
	WDFCHILDLIST ChildList, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription)
{
	const CallSite call = WW_CALL_SITE;
	auto *const list = list_of(call, ChildList);

	if (!list)
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_id(call, *list, IdentificationDescription))
		return status;
	return child_list_set_missing(*list, *IdentificationDescription) ? STATUS_SUCCESS : STATUS_NO_SUCH_DEVICE;
}

BOOLEAN NTAPI WdfChildListRequestChildEject(
	WDFCHILDLIST ChildList, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription)
{
	const CallSite call = WW_CALL_SITE;
	auto *const list = list_of(call, ChildList);

	return list && !check_id(call, *list, IdentificationDescription) &&
	       child_list_eject(*list, *IdentificationDescription);
}

VOID NTAPI WdfChildListUpdateAllChildDescriptionsAsPresent(WDFCHILDLIST ChildList)
{
	if (auto *list = list_of(WW_CALL_SITE, ChildList))
		child_list_find_all(*list);
}

VOID NTAPI WdfChildListBeginScan(WDFCHILDLIST ChildList)
{
	if (auto *list = list_of(WW_CALL_SITE, ChildList))
		child_list_begin_scan(*list);
}

VOID NTAPI WdfChildListEndScan(WDFCHILDLIST ChildList)
{
	const CallSite call = WW_CALL_SITE;

	if (auto *list = list_of(call, ChildList))
		end(call, *list);
}

/* ---- Looking ------------------------------------------------------------------------------------- */

VOID NTAPI WdfChildListBeginIteration(WDFCHILDLIST ChildList, PWDF_CHILD_LIST_ITERATOR Iterator)
{
	const CallSite call = WW_CALL_SITE;
	auto *const list = list_of(call, ChildList);

	if (list && !check_iterator(call, *list, Iterator))
		child_list_begin_iteration(*list, *Iterator);
}

NTSTATUS NTAPI WdfChildListRetrieveNextDevice(WDFCHILDLIST ChildList, PWDF_CHILD_LIST_ITERATOR Iterator,
					      WDFDEVICE *Device, PWDF_CHILD_RETRIEVE_INFO Info)
{
	const CallSite call = WW_CALL_SITE;
	auto *const list = list_of(call, ChildList);

	if (!list || !check_not_null(call, Device, "Device"))
		return STATUS_INVALID_PARAMETER;
	*Device = nullptr;
	if (const NTSTATUS status = check_iterator(call, *list, Iterator))
		return status;
	if (const NTSTATUS status = Info ? check_info(call, *list, *Info) : STATUS_SUCCESS)
		return status;

	const NTSTATUS status = child_list_next(*list, *Iterator, *Device, Info);

	return status == STATUS_INVALID_DEVICE_STATE
		       ? refuse(call, list, status, "WdfChildListBeginIteration has not been called for Iterator")
		       : status;
}

VOID NTAPI WdfChildListEndIteration(WDFCHILDLIST ChildList, PWDF_CHILD_LIST_ITERATOR Iterator)
{
	const CallSite call = WW_CALL_SITE;
	auto *const list = list_of(call, ChildList);

	if (!list || check_iterator(call, *list, Iterator))
		return;
	end(call, *list);
	RtlZeroMemory(Iterator->Reserved, sizeof(Iterator->Reserved));
}

WDFDEVICE NTAPI WdfChildListRetrievePdo(WDFCHILDLIST ChildList, PWDF_CHILD_RETRIEVE_INFO RetrieveInfo)
{
	const CallSite call = WW_CALL_SITE;
	auto *const list = list_of(call, ChildList);

	if (!list || !check_not_null(call, RetrieveInfo, "RetrieveInfo") ||
	    check_info(call, *list, *RetrieveInfo) ||
	    !check_not_null(call, RetrieveInfo->IdentificationDescription, "IdentificationDescription"))
		return nullptr;
	return child_list_find(*list, *RetrieveInfo);
}

NTSTATUS NTAPI WdfChildListRetrieveAddressDescription(
	WDFCHILDLIST ChildList, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription,
	PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription)
{
	const CallSite call = WW_CALL_SITE;
	auto *const list = list_of(call, ChildList);

	if (!list)
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_id(call, *list, IdentificationDescription))
		return status;
	if (const NTSTATUS status = check_address(call, *list, AddressDescription))
		return status;
	return child_list_copy_address(*list, { *IdentificationDescription, AddressDescription })
		       ? STATUS_SUCCESS : STATUS_NO_SUCH_DEVICE;
}

/* ---- Of a PDO ------------------------------------------------------------------------------------ */

NTSTATUS NTAPI WdfPdoRetrieveIdentificationDescription(
	WDFDEVICE Device, PWDF_CHILD_IDENTIFICATION_DESCRIPTION_HEADER IdentificationDescription)
{
	const CallSite call = WW_CALL_SITE;
	ChildEntry *entry;

	if (const NTSTATUS status = find_entry(call, Device, entry))
		return status;
	if (const NTSTATUS status = check_id(call, *entry->list, IdentificationDescription))
		return status;
	child_entry_copy_id(*entry, *IdentificationDescription);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfPdoRetrieveAddressDescription(WDFDEVICE Device,
						PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription)
{
	ChildEntry *entry;

	if (const NTSTATUS status = find_entry(WW_CALL_SITE, Device, AddressDescription, entry))
		return status;
	child_entry_copy_address(*entry, *AddressDescription);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfPdoUpdateAddressDescription(WDFDEVICE Device,
					      PWDF_CHILD_ADDRESS_DESCRIPTION_HEADER AddressDescription)
{
	ChildEntry *entry;

	if (const NTSTATUS status = find_entry(WW_CALL_SITE, Device, AddressDescription, entry))
		return status;
	child_entry_set_address(*entry, *AddressDescription);
	return STATUS_SUCCESS;
}

} /* extern "C" */
