/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Descriptions of child lists: plain memory, or what the driver's callbacks make of them.
 */
#include "child_description.hpp"

#include "base/mixed.hpp"
#include "handle.hpp"

namespace ww::wdf {

u64 description_hash(const ChildList &list, const Identification &id)
{
	const auto *const bytes = reinterpret_cast<const u8 *>(&id);
	u64 hash = 0;

	if (list.config.EvtChildListIdentificationDescriptionCompare)
		return 0;
	for (ULONG i = 0; i < list.config.IdentificationDescriptionSize; i++)
		hash = mixed(hash ^ bytes[i]);
	return hash;
}

bool descriptions_alike(ChildList &list, Identification &first, Identification &second)
{
	const auto compare = list.config.EvtChildListIdentificationDescriptionCompare;

	return compare ? compare(handle_of<WDFCHILDLIST>(list), &first, &second)
		       : !__builtin_memcmp(&first, &second, list.config.IdentificationDescriptionSize);
}

void description_copy(ChildList &list, Identification &to, Identification &from)
{
	if (const auto copy = list.config.EvtChildListIdentificationDescriptionCopy)
		copy(handle_of<WDFCHILDLIST>(list), &from, &to);
	else
		__builtin_memcpy(&to, &from, list.config.IdentificationDescriptionSize);
}

void description_copy(ChildList &list, Address &to, Address &from)
{
	if (const auto copy = list.config.EvtChildListAddressDescriptionCopy)
		copy(handle_of<WDFCHILDLIST>(list), &from, &to);
	else
		__builtin_memcpy(&to, &from, list.config.AddressDescriptionSize);
}

NTSTATUS description_duplicate(ChildList &list, Identification &to, Identification &from)
{
	if (const auto duplicate = list.config.EvtChildListIdentificationDescriptionDuplicate)
		return duplicate(handle_of<WDFCHILDLIST>(list), &from, &to);
	__builtin_memcpy(&to, &from, list.config.IdentificationDescriptionSize);
	return STATUS_SUCCESS;
}

NTSTATUS description_duplicate(ChildList &list, Address &to, Address &from)
{
	if (const auto duplicate = list.config.EvtChildListAddressDescriptionDuplicate)
		return duplicate(handle_of<WDFCHILDLIST>(list), &from, &to);
	__builtin_memcpy(&to, &from, list.config.AddressDescriptionSize);
	return STATUS_SUCCESS;
}

void descriptions_clean_up(ChildEntry &entry)
{
	ChildList &list = *entry.list;
	const WDF_CHILD_LIST_CONFIG &config = list.config;

	if (entry.address && config.EvtChildListAddressDescriptionCleanup)
		config.EvtChildListAddressDescriptionCleanup(handle_of<WDFCHILDLIST>(list), entry.address);
	if (config.EvtChildListIdentificationDescriptionCleanup)
		config.EvtChildListIdentificationDescriptionCleanup(handle_of<WDFCHILDLIST>(list), entry.id);
}

} /* namespace ww::wdf */
