/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Static children: the PDOs that a bus driver makes and adds to its device itself.
 */
#include "child_list.hpp"
#include "children.hpp"

#include "create.hpp"
#include "pnp/children.hpp"

namespace ww::wdf {
namespace {

constexpr ULONG kAllFlags = WdfRetrieveAllChildren;

bool matches(Pdo &pdo, ULONG flags)
{
	LockGuard guard(tree_lock);

	if (pdo.entry)
		return false;
	switch (pdo.presence) {
	case Presence::pending: return flags & WdfRetrievePendingChildren;
	case Presence::reported: return flags & WdfRetrievePresentChildren;
	case Presence::missing:
	case Presence::gone: return flags & WdfRetrieveMissingChildren;
	default: return false;
	}
}

ChildGroup &group_of(Device &parent) WW_UNCHECKED
{
	return parent.children_list.statics;
}

/* The one before the next child. False, after a report or a refusal, for a wrong PreviousChild. */
bool find_previous(CallSite call, const Device &parent, WDFDEVICE handle, Pdo *&previous)
{
	previous = nullptr;
	if (!handle)
		return true;
	previous = child_of(call, handle);
	if (previous && previous->parent != &parent) {
		refuse(call, &parent, STATUS_INVALID_PARAMETER, "PreviousChild is of another device");
		return false;
	}
	if (previous && !child_is_listed(*previous)) {
		refuse(call, &parent, STATUS_INVALID_PARAMETER, "PreviousChild has not been added, or has ended");
		return false;
	}
	return previous;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfFdoAddStaticChild(WDFDEVICE Fdo, WDFDEVICE Child)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const parent = parent_of(call, Fdo);
	Pdo *const pdo = parent ? child_of(call, Child) : nullptr;

	if (!pdo)
		return STATUS_INVALID_PARAMETER;
	if (pdo->parent != parent)
		return refuse(call, parent, STATUS_INVALID_PARAMETER, "Child is of another device");
	if (pdo->entry)
		return refuse(call, parent, STATUS_INVALID_PARAMETER, "Child is of a child list, which adds it");

	const NTSTATUS status = children_add(*pdo);

	return status == STATUS_OBJECT_NAME_EXISTS ? refuse(call, parent, status, "Child has been added already")
						   : status;
}

VOID NTAPI WdfFdoLockStaticChildListForIteration(WDFDEVICE Fdo)
{
	if (auto *parent = parent_of(WW_CALL_SITE, Fdo))
		children_lock(*parent, group_of(*parent));
}

WDFDEVICE NTAPI WdfFdoRetrieveNextStaticChild(WDFDEVICE Fdo, WDFDEVICE PreviousChild, ULONG Flags)
{
	const CallSite call = WW_CALL_SITE;
	auto *const parent = parent_of(call, Fdo);
	Pdo *pdo;

	if (!parent || !find_previous(call, *parent, PreviousChild, pdo))
		return nullptr;
	if (!Flags || Flags & ~kAllFlags) {
		refuse(call, parent, STATUS_INVALID_PARAMETER, "Flags is 0x%x", Flags);
		return nullptr;
	}
	if (!children_are_locked(group_of(*parent))) {
		report(violation_of(call, kVerifierFatalError, parent),
		       "the list of static children is not locked");
		return nullptr;
	}
	do
		pdo = children_next(*parent, pdo);
	while (pdo && !matches(*pdo, Flags));
	return pdo ? handle_of<WDFDEVICE>(*pdo->device) : nullptr;
}

VOID NTAPI WdfFdoUnlockStaticChildListFromIteration(WDFDEVICE Fdo)
{
	const CallSite call = WW_CALL_SITE;
	auto *const parent = parent_of(call, Fdo);

	if (parent && !children_unlock(*parent, group_of(*parent)))
		report(violation_of(call, kVerifierFatalError, parent),
		       "the list of static children is not locked");
}

NTSTATUS NTAPI WdfPdoMarkMissing(WDFDEVICE Device)
{
	Pdo *const pdo = child_of(WW_CALL_SITE, Device);

	if (!pdo)
		return STATUS_INVALID_PARAMETER;

	return pdo_set_missing(*pdo) ? STATUS_SUCCESS : STATUS_NO_SUCH_DEVICE;
}

VOID NTAPI WdfPdoRequestEject(WDFDEVICE Device)
{
	const CallSite call = WW_CALL_SITE;
	const Pdo *const pdo = child_of(call, Device);

	if (pdo && !child_eject(pdo->device->wdm))
		refuse(call, pdo->device, STATUS_NO_SUCH_DEVICE, "the PnP manager does not know the PDO yet");
}

WDFDEVICE NTAPI WdfPdoGetParent(WDFDEVICE Device)
{
	const Pdo *const pdo = child_of(WW_CALL_SITE, Device);

	return pdo ? handle_of<WDFDEVICE>(*pdo->parent) : nullptr;
}

} /* extern "C" */
