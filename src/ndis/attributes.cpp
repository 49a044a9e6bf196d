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

/* The revisions differ behind the members that are read here. */
void keep_general(Adapter &adapter, const NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES &given)
{
	GeneralAttributes &kept = adapter.attributes;

	kept.are_set = true;
	kept.medium = given.MediaType;
	kept.mtu = given.MtuSize;
	kept.packet_filters = given.SupportedPacketFilters;
	kept.address_bytes = given.MacAddressLength;
	kept.physical_medium = given.PhysicalMediumType;
	kept.most_sent_bits = given.MaxXmitLinkSpeed;
	kept.most_received_bits = given.MaxRcvLinkSpeed;
	kept.lookahead = given.LookaheadSize;
	kept.mac_options = given.MacOptions;
	kept.most_multicast = given.MaxMulticastListSize;
	kept.data_back_fill = given.DataBackFillSize;
	kept.context_back_fill = given.ContextBackFillSize;
	kept.access = given.AccessType;
	kept.direction = given.DirectionType;
	kept.connection = given.ConnectionType;
	kept.type = given.IfType;
	kept.has_connector = given.IfConnectorPresent;
	RtlCopyMemory(kept.address, given.CurrentMacAddress, sizeof(kept.address));
	RtlCopyMemory(kept.permanent_address, given.PermanentMacAddress,
		      sizeof(kept.permanent_address));
	adapter.own_link.set(given.MediaConnectState, given.MediaDuplexState, given.XmitLinkSpeed);
	adapter.link.set(given.MediaConnectState, given.MediaDuplexState, given.XmitLinkSpeed);
}

NDIS_STATUS set_general(CallSite call, Adapter &adapter,
			const NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES &given)
{
	if (given.MacAddressLength > NDIS_MAX_PHYS_ADDRESS_LENGTH)
		return refuse(call, &adapter, NDIS_STATUS_INVALID_PARAMETER,
			      "NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES.MacAddressLength is %u, more "
			      "than %u", given.MacAddressLength, NDIS_MAX_PHYS_ADDRESS_LENGTH);
	/* NDIS reads them when MiniportInitializeEx has returned: later ones have no effect. */
	if (adapter.states.now() != AdapterState::initializing)
		return NDIS_STATUS_SUCCESS;
	keep_general(adapter, given);
	/* A structure of the first revision ends before the other pointer. */
	if (given.PowerManagementCapabilities || (given.Header.Revision > 1 && given.PowerManagementCapabilitiesEx))
		adapter.knows_power = true;
	return NDIS_STATUS_SUCCESS;
}

void set_registration(Adapter &adapter, const NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES &given)
{
	adapter.context = given.MiniportAdapterContext;
	adapter.are_registered = true;
	if (adapter.states.now() != AdapterState::initializing)
		return;
	adapter.hang_watch.seconds = given.CheckForHangTimeInSeconds;
	adapter.knows_power = given.AttributeFlags & NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND;
}

NDIS_STATUS set_add_device(CallSite call, Adapter &adapter, const NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES &given)
{
	if (!adapter.is_in_add_device)
		return refuse(call, &adapter, NDIS_STATUS_NOT_SUPPORTED,
			      "MiniportAttributes->Header.Type is that of "
			      "NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES, which is for MiniportAddDevice");
	adapter.add_device_context = given.MiniportAddDeviceContext;
	return NDIS_STATUS_SUCCESS;
}

/* A result that the caller wants. */
template <typename Result>
void store(Result *to, Result result)
{
	if (to)
		*to = result;
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
		return set_add_device(call, reference.as<Adapter>(),
				      MiniportAttributes->AddDeviceRegistrationAttributes);
	if (header.Type == NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES)
		return set_general(call, reference.as<Adapter>(),
				   MiniportAttributes->GeneralAttributes);
	/* Nothing uses the rest: no offload is enabled. */
	if (header.Type == NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES)
		set_registration(reference.as<Adapter>(), MiniportAttributes->RegistrationAttributes);
	return NDIS_STATUS_SUCCESS;
}

/* An adapter without hardware has none of these. A bad handle is reported, and returns the same. */
VOID NTAPI NdisMGetDeviceProperty(NDIS_HANDLE MiniportAdapterHandle, PDEVICE_OBJECT *PhysicalDeviceObject,
				  PDEVICE_OBJECT *FunctionalDeviceObject, PDEVICE_OBJECT *NextDeviceObject,
				  PCM_RESOURCE_LIST *AllocatedResources,
				  PCM_RESOURCE_LIST *AllocatedResourcesTranslated)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_passive);

	ndis_clear(PhysicalDeviceObject);
	ndis_clear(FunctionalDeviceObject);
	ndis_clear(NextDeviceObject);
	ndis_clear(AllocatedResources);
	ndis_clear(AllocatedResourcesTranslated);
	if (!reference)
		return;

	const Adapter &adapter = reference.as<Adapter>();

	store(PhysicalDeviceObject, adapter.pdo);
	store(FunctionalDeviceObject, adapter.fdo);
	store(NextDeviceObject, adapter.lower);
	store(AllocatedResources, adapter.raw);
	store(AllocatedResourcesTranslated, adapter.translated);
}

} /* extern "C" */
