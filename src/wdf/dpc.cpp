/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDPC: a KDPC that calls EvtDpcFunc.
 */
#include "callback_lock.hpp"
#include "create.hpp"
#include "deletion.hpp"

namespace ww::wdf {
namespace {

struct Dpc : Object {
	static const Class kClass;

	PFN_WDF_DPC callback;		/* EvtDpcFunc, or null */
	Object *serialised_by;		/* whose callback lock the callback runs under, or null */
	KDPC dpc;
	bool is_closed WW_GUARDED_BY(tree_lock);	/* by its deletion: not queued any more */
};

/* The deletion waits until this has returned. So the lock's owner, which is above it, stays. */
VOID NTAPI call(PKDPC, PVOID context, PVOID, PVOID)
{
	auto &dpc = *static_cast<Dpc *>(context);

	if (!dpc.callback)
		return;

	CallbackGuard guard({ "EvtDpcFunc", reinterpret_cast<void *>(dpc.callback) },
			    dpc.serialised_by);

	dpc.callback(handle_of<WDFDPC>(dpc));
}

/* A DPC that is queued still runs. */
void run_down(Object &object)
{
	{
		LockGuard guard(tree_lock);

		static_cast<Dpc &>(object).is_closed = true;
	}
	KeFlushQueuedDpcs();
}

constinit const Class Dpc::kClass = {
	{ "WDFDPC", object_finalise, "WdfObjectDelete" }, run_down, nullptr, nullptr, true
};

/* Initialises a new DPC, for object_create(). */
struct DpcInit {
	CallSite call_site;
	const WDF_DPC_CONFIG &config;
	Object &parent;

	NTSTATUS operator()(Dpc &made) const
	{
		made.callback = config.EvtDpcFunc;
		KeInitializeDpc(&made.dpc, call, &made);
		return find_callback_lock(call_site, parent, "WDF_DPC_CONFIG",
					  config.AutomaticSerialization, false,
					  made.serialised_by);
	}
};

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDpcCreate(PWDF_DPC_CONFIG Config, PWDF_OBJECT_ATTRIBUTES Attributes, WDFDPC *Dpc)
{
	const CallSite call = WW_CALL_SITE;
	Object *parent;

	if (!at_dispatch_or_below(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = find_required_parent(call, Attributes, "a DPC", parent))
		return status;
	if (!check_not_null(call, Config, "Config") || !check_not_null(call, Dpc, "Dpc"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_DPC_CONFIG", Config->Size,
					       sizeof(*Config), parent))
		return status;
	return wdf::object_create<wdf::Dpc>(call, Attributes, kDefaultsOnly, Dpc, nullptr,
					    DpcInit{ call, *Config, *parent });
}

BOOLEAN NTAPI WdfDpcEnqueue(WDFDPC Dpc)
{
	const CallSite call = WW_CALL_SITE;
	auto *const dpc = object_of<wdf::Dpc>(call, Dpc);

	if (!dpc)
		return FALSE;
	{
		LockGuard guard(tree_lock);

		if (!dpc->is_closed)
			return KeInsertQueueDpc(&dpc->dpc, nullptr, nullptr);
	}
	report(violation_of(call, kObjectError, dpc), "the WDFDPC is being deleted");
	return FALSE;
}

BOOLEAN NTAPI WdfDpcCancel(WDFDPC Dpc, BOOLEAN Wait)
{
	const CallSite call = WW_CALL_SITE;
	auto *const dpc = Wait ? object_at_passive<wdf::Dpc>(call, Dpc)
			       : object_of<wdf::Dpc>(call, Dpc);

	if (!dpc)
		return FALSE;

	/* Another thread may delete the DPC meanwhile, but the flush needs nothing of it. */
	const BOOLEAN was_queued = KeRemoveQueueDpc(&dpc->dpc);

	if (Wait && !was_queued)
		KeFlushQueuedDpcs();
	return was_queued;
}

WDFOBJECT NTAPI WdfDpcGetParentObject(WDFDPC Dpc)
{
	const auto *const dpc = object_of<wdf::Dpc>(WW_CALL_SITE, Dpc);

	if (!dpc)
		return nullptr;

	LockGuard guard(tree_lock);

	return dpc->is_closed ? nullptr : dpc->parent;
}

PKDPC NTAPI WdfDpcWdmGetDpc(WDFDPC Dpc)
{
	auto *const dpc = object_of<wdf::Dpc>(WW_CALL_SITE, Dpc);

	return dpc ? &dpc->dpc : nullptr;
}

} /* extern "C" */
