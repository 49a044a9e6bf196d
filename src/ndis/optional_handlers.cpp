/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NdisSetOptionalHandlers: handlers that a filter module or a miniport driver may have.
 */
#include "filter.hpp"
#include "objects.hpp"

#include "base/irql.hpp"

namespace ww {
namespace {

constexpr HeaderRule kPartialRule = {
	"NDIS_FILTER_PARTIAL_CHARACTERISTICS", NDIS_OBJECT_TYPE_FILTER_PARTIAL_CHARACTERISTICS,
	{ NDIS_SIZEOF_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1 }
};
constexpr HeaderRule kPnpRule = {
	"NDIS_MINIPORT_PNP_CHARACTERISTICS", NDIS_OBJECT_TYPE_MINIPORT_PNP_CHARACTERISTICS,
	{ NDIS_SIZEOF_MINIPORT_PNP_CHARACTERISTICS_REVISION_1 }
};

NDIS_STATUS set(CallSite call, FilterModule &module, const NDIS_FILTER_PARTIAL_CHARACTERISTICS &given)
{
	if (!module.may_set_handlers.load())
		return refuse(call, &module, NDIS_STATUS_INVALID_STATE,
			      "handlers change in FilterSetModuleOptions alone");

	NDIS_STATUS status = ndis_check_header(call, given.Header, kPartialRule, &module);

	if (status == NDIS_STATUS_SUCCESS)
		status = filter_check_handlers(call, given, kPartialRule.structure, &module);
	if (status == NDIS_STATUS_SUCCESS)
		module.data = given;
	return status;
}

NDIS_STATUS set(CallSite call, MiniportDriver &miniport, const NDIS_MINIPORT_PNP_CHARACTERISTICS &given)
{
	if (!miniport.is_in_set_options)
		return refuse(call, &miniport, NDIS_STATUS_INVALID_STATE,
			      "handlers for Plug and Play are set in MiniportSetOptions alone");

	const NDIS_STATUS status = ndis_check_header(call, given.Header, kPnpRule, &miniport);

	if (status == NDIS_STATUS_SUCCESS)
		miniport.plug_and_play = given;
	return status;
}

/* The structure's type says which members it has. */
NDIS_STATUS set(CallSite call, NDIS_HANDLE handle, NDIS_DRIVER_OPTIONAL_HANDLERS &given)
{
	const ObjectType *const type = object_header(handle)->type;

	if (type == &ndis_filter_module_type)
		return set(call, *static_cast<FilterModule *>(handle),
			   reinterpret_cast<NDIS_FILTER_PARTIAL_CHARACTERISTICS &>(given));
	if (type == &ndis_miniport_driver_type && given.Header.Type == kPnpRule.type)
		return set(call, *static_cast<MiniportDriver *>(handle),
			   reinterpret_cast<NDIS_MINIPORT_PNP_CHARACTERISTICS &>(given));
	return refuse(call, handle, NDIS_STATUS_NOT_SUPPORTED,
		      "OptionalHandlers->Header.Type is 0x%02x: a driver of this kind has no such handlers here",
		      given.Header.Type);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisSetOptionalHandlers(NDIS_HANDLE NdisHandle, PNDIS_DRIVER_OPTIONAL_HANDLERS OptionalHandlers)
{
	const CallSite call = WW_CALL_SITE;
	static constexpr const ObjectType *types[] = {
		&ndis_filter_module_type, &ndis_filter_driver_type, &ndis_miniport_driver_type,
		&ndis_protocol_driver_type,
	};

	if (!at_passive(call, NdisHandle) ||
	    !ndis_not_null(call, { { OptionalHandlers != nullptr, "OptionalHandlers" } }))
		return NDIS_STATUS_FAILURE;
	if (!ndis_try_reference(NdisHandle, types)) {
		ndis_report_not_handle(call, NdisHandle, "NDIS filter module or driver");
		return NDIS_STATUS_FAILURE;
	}

	const NDIS_STATUS status = set(call, NdisHandle, *OptionalHandlers);

	object_dereference(NdisHandle);
	return status;
}

} /* extern "C" */
