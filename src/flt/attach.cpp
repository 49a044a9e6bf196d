/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Manual attachment and detachment of instances: the exported functions.
 */
#include "filter_manager.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/item.hpp"
#include "ob/names.hpp"

namespace ww {
namespace {

using IrqlRule = bool(CallSite call, const void *item);

/* Holds rundown protection on a filter and a volume. Otherwise status() says why it does not. */
class ReferencedPair {
public:
	ReferencedPair(CallSite call, PFLT_FILTER filter, PFLT_VOLUME volume,
		       IrqlRule irql_is_right)
	{
		if (!irql_is_right(call, filter))
			return;
		if (!check_and_keep(call, filter, filter_type, status_))
			return;
		filter_ = filter;
		if (!check_and_keep(call, volume, volume_type, status_))
			return;
		volume_ = volume;
		status_ = STATUS_SUCCESS;
	}
	~ReferencedPair()
	{
		if (volume_)
			object_dereference_kept(volume_);
		if (filter_)
			object_dereference_kept(filter_);
	}
	ReferencedPair(const ReferencedPair &) = delete;
	ReferencedPair &operator=(const ReferencedPair &) = delete;

	NTSTATUS status() const { return status_; }

private:
	PFLT_FILTER filter_ = nullptr;
	PFLT_VOLUME volume_ = nullptr;
	NTSTATUS status_ = STATUS_INVALID_PARAMETER;
};

NTSTATUS attach(CallSite call, PFLT_FILTER filter, PFLT_VOLUME volume, const Altitude *altitude,
		PCUNICODE_STRING wide_name, PFLT_INSTANCE *result)
{
	char name[kObjectName];
	const ReferencedPair pair(call, filter, volume, at_passive);

	if (result)
		*result = nullptr;
	if (!NT_SUCCESS(pair.status()))
		return pair.status();
	if (!filter->started.load())
		return refuse(call, filter, STATUS_FLT_FILTER_NOT_READY,
			      "Filter has not been started: call FltStartFiltering first");
	if (!name_from_unicode(name, wide_name))
		return refuse(call, filter, STATUS_INVALID_PARAMETER,
			      "InstanceName is too long, or is not printable text");
	if (!wide_name)
		instance_default_name(filter, name);

	const NTSTATUS status =
		instance_attach(filter, volume, altitude ? *altitude : filter->altitude, name,
				FLTFL_INSTANCE_SETUP_MANUAL_ATTACHMENT, result);

	/* The page has another status when the caller has not chosen the altitude. */
	return status == STATUS_FLT_INSTANCE_ALTITUDE_COLLISION && !altitude
		? STATUS_OBJECT_NAME_COLLISION : status;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltAttachVolume(PFLT_FILTER Filter, PFLT_VOLUME Volume,
				PCUNICODE_STRING InstanceName, PFLT_INSTANCE *RetInstance)
{
	return attach(WW_CALL_SITE, Filter, Volume, nullptr, InstanceName, RetInstance);
}

NTSTATUS FLTAPI FltAttachVolumeAtAltitude(PFLT_FILTER Filter, PFLT_VOLUME Volume,
					  PCUNICODE_STRING Altitude, PCUNICODE_STRING InstanceName,
					  PFLT_INSTANCE *RetInstance)
{
	const CallSite call = WW_CALL_SITE;
	ww::Altitude altitude{};

	if (!altitude.parse(Altitude))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "Altitude is not a decimal number, or is too long");
	return attach(call, Filter, Volume, &altitude, InstanceName, RetInstance);
}

NTSTATUS FLTAPI FltDetachVolume(PFLT_FILTER Filter, PFLT_VOLUME Volume,
				PCUNICODE_STRING InstanceName)
{
	char name[kObjectName];
	const ReferencedPair pair(WW_CALL_SITE, Filter, Volume, at_apc_or_below);

	if (!NT_SUCCESS(pair.status()))
		return pair.status();
	if (!name_from_unicode(name, InstanceName))
		return STATUS_FLT_INSTANCE_NOT_FOUND;
	return instance_detach(Filter, Volume, InstanceName ? name : nullptr);
}

NTSTATUS FLTAPI FltGetVolumeInstanceFromName(PFLT_FILTER Filter, PFLT_VOLUME Volume,
					     PCUNICODE_STRING InstanceName,
					     PFLT_INSTANCE *RetInstance)
{
	const CallSite call = WW_CALL_SITE;
	char name[kObjectName];
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	bool deleting = false;

	*RetInstance = nullptr;
	if (!at_apc_or_below(call, Volume) ||
	    !check_and_keep(call, Volume, volume_type, status))
		return status;
	if (name_from_unicode(name, InstanceName))
		*RetInstance = instance_find(Volume, Filter, InstanceName ? name : nullptr,
					     deleting);
	object_dereference_kept(Volume);
	if (*RetInstance)
		return STATUS_SUCCESS;
	return deleting ? STATUS_FLT_DELETING_OBJECT : STATUS_FLT_INSTANCE_NOT_FOUND;
}

} /* extern "C" */
