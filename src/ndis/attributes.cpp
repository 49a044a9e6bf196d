/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NdisMSetMiniportAttributes: the attributes that MiniportInitializeEx sets for an adapter.
 */
#include "adapter.hpp"

#include "base/irql.hpp"

namespace ww {
namespace {

constexpr HeaderRule rule_for(const char *structure, UCHAR type, size_t first, size_t second = 0,
			      size_t third = 0, size_t fourth = 0)
{
	return { structure, type, { first, second, third, fourth }, NDIS_STATUS_BAD_VERSION };
}

#define ATTRIBUTES(kind) \
	"NDIS_MINIPORT_" #kind "_ATTRIBUTES", NDIS_OBJECT_TYPE_MINIPORT_##kind##_ATTRIBUTES
#define ATTRIBUTES_SIZE(kind, revision) \
	NDIS_SIZEOF_MINIPORT_##kind##_ATTRIBUTES_REVISION_##revision

/* The kinds of attributes. The status for an unknown revision is NDIS_STATUS_BAD_VERSION. */
constexpr HeaderRule kAttributes[] = {
	rule_for(ATTRIBUTES(ADD_DEVICE_REGISTRATION), ATTRIBUTES_SIZE(ADD_DEVICE_REGISTRATION, 1)),
	rule_for(ATTRIBUTES(ADAPTER_REGISTRATION), ATTRIBUTES_SIZE(ADAPTER_REGISTRATION, 1),
		 ATTRIBUTES_SIZE(ADAPTER_REGISTRATION, 2)),
	rule_for(ATTRIBUTES(ADAPTER_GENERAL), ATTRIBUTES_SIZE(ADAPTER_GENERAL, 1),
		 ATTRIBUTES_SIZE(ADAPTER_GENERAL, 2)),
	rule_for(ATTRIBUTES(ADAPTER_OFFLOAD), ATTRIBUTES_SIZE(ADAPTER_OFFLOAD, 1)),
	rule_for(ATTRIBUTES(ADAPTER_NATIVE_802_11), ATTRIBUTES_SIZE(ADAPTER_NATIVE_802_11, 1),
		 ATTRIBUTES_SIZE(ADAPTER_NATIVE_802_11, 2),
		 ATTRIBUTES_SIZE(ADAPTER_NATIVE_802_11, 3)),
	rule_for(ATTRIBUTES(ADAPTER_HARDWARE_ASSIST), ATTRIBUTES_SIZE(ADAPTER_HARDWARE_ASSIST, 1),
		 ATTRIBUTES_SIZE(ADAPTER_HARDWARE_ASSIST, 2),
		 ATTRIBUTES_SIZE(ADAPTER_HARDWARE_ASSIST, 3),
		 ATTRIBUTES_SIZE(ADAPTER_HARDWARE_ASSIST, 4)),
	rule_for(ATTRIBUTES(ADAPTER_NDK), ATTRIBUTES_SIZE(ADAPTER_NDK, 1)),
	rule_for(ATTRIBUTES(ADAPTER_PACKET_DIRECT), ATTRIBUTES_SIZE(ADAPTER_PACKET_DIRECT, 1)),
};

const HeaderRule *rule_of(UCHAR type)
{
	for (const HeaderRule &each : kAttributes) {
		if (each.type == type)
			return &each;
	}
	return nullptr;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisMSetMiniportAttributes(NDIS_HANDLE NdisMiniportHandle,
					     PNDIS_MINIPORT_ADAPTER_ATTRIBUTES MiniportAttributes)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, NdisMiniportHandle) ||
	    !ndis_not_null(call, { { MiniportAttributes != nullptr, "MiniportAttributes" } }))
		return NDIS_STATUS_FAILURE;

	const HandleReference reference(call, NdisMiniportHandle, ndis_adapter_type);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	const NDIS_OBJECT_HEADER &header = MiniportAttributes->Header;
	const HeaderRule *const rule = rule_of(header.Type);

	if (!rule)
		return refuse(call, NdisMiniportHandle, NDIS_STATUS_NOT_SUPPORTED,
			      "MiniportAttributes->Header.Type is 0x%02x, not a kind of attributes",
			      header.Type);

	const NDIS_STATUS status = ndis_check_header(call, header, *rule, NdisMiniportHandle);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	if (header.Type == NDIS_OBJECT_TYPE_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES)
		return refuse(call, NdisMiniportHandle, NDIS_STATUS_NOT_SUPPORTED,
			      "MiniportAttributes->Header.Type is that of %s, which is for "
			      "MiniportAddDevice", rule->structure);
	/* WinWork has no network stack that would use the other attributes. */
	if (header.Type == NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES)
		reference.as<Adapter>().context =
			MiniportAttributes->RegistrationAttributes.MiniportAdapterContext;
	return NDIS_STATUS_SUCCESS;
}

} /* extern "C" */
