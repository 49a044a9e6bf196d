/* SPDX-License-Identifier: MIT */
/*
 * Adapters: how they start, stop, and find the other end of their wire.
 */
#include "vnic.hpp"

namespace {

constexpr ULONG64 kBitsPerSecond = 10000000000;

/* Under the lock of the adapters. An adapter's own lock may be acquired under it. */
Adapter *adapters[kAdapters];

NDIS_OID kOids[] = {
	OID_GEN_CURRENT_PACKET_FILTER, OID_GEN_CURRENT_LOOKAHEAD, OID_GEN_VENDOR_DRIVER_VERSION,
	OID_802_3_MULTICAST_LIST,
};

/* The adapter gets the first free place. False if there is none. */
bool add(Adapter *adapter)
{
	bool added = false;

	lock_adapters();
	for (ULONG i = 0; i < kAdapters && !added; i++) {
		if (adapters[i])
			continue;
		adapters[i] = adapter;
		adapter->index = i;
		added = true;
	}
	unlock_adapters();
	return added;
}

void remove(Adapter *adapter)
{
	lock_adapters();
	adapters[adapter->index] = nullptr;
	unlock_adapters();
}

void indicate_link(Adapter *adapter, bool connected)
{
	NDIS_LINK_STATE link = {
		.Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_LINK_STATE_REVISION_1,
			    NDIS_SIZEOF_LINK_STATE_REVISION_1 },
		.MediaConnectState = connected ? MediaConnectStateConnected
					       : MediaConnectStateDisconnected,
		.MediaDuplexState = MediaDuplexStateFull,
		.XmitLinkSpeed = kBitsPerSecond,
		.RcvLinkSpeed = kBitsPerSecond,
		.PauseFunctions = NdisPauseFunctionsUnsupported,
		.AutoNegotiationFlags = 0,
	};
	NDIS_STATUS_INDICATION status = {};

	status.Header = { NDIS_OBJECT_TYPE_STATUS_INDICATION, NDIS_STATUS_INDICATION_REVISION_1,
			  NDIS_SIZEOF_STATUS_INDICATION_REVISION_1 };
	status.SourceHandle = adapter->handle;
	status.StatusCode = NDIS_STATUS_LINK_STATE;
	status.StatusBuffer = &link;
	status.StatusBufferSize = sizeof(link);
	NdisMIndicateStatusEx(adapter->handle, &status);
}

/* Both ends have a link while both run. */
void update_link(Adapter *adapter, bool connected)
{
	Adapter *other = use_other_end(adapter);

	indicate_link(adapter, connected && other);
	if (!other)
		return;
	indicate_link(other, connected);
	unuse(other, 1);
}

NDIS_STATUS set_registration_attributes(Adapter *adapter)
{
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {};

	attributes.RegistrationAttributes = {
		.Header = { NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
			    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2,
			    NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2 },
		.MiniportAdapterContext = adapter,
		.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_NO_PAUSE_ON_SUSPEND,
		.CheckForHangTimeInSeconds = 0,
		.InterfaceType = NdisInterfaceInternal,
	};
	return NdisMSetMiniportAttributes(adapter->handle, &attributes);
}

NDIS_STATUS set_general_attributes(Adapter *adapter)
{
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {};
	NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES &general = attributes.GeneralAttributes;

	general.Header = { NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES,
			   NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2,
			   NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2 };
	general.MediaType = NdisMedium802_3;
	general.PhysicalMediumType = NdisPhysicalMediumUnspecified;
	general.MtuSize = adapter->mtu;
	general.MaxXmitLinkSpeed = general.MaxRcvLinkSpeed = kBitsPerSecond;
	general.XmitLinkSpeed = general.RcvLinkSpeed = kBitsPerSecond;
	general.MediaConnectState = MediaConnectStateDisconnected;
	general.MediaDuplexState = MediaDuplexStateFull;
	general.LookaheadSize = adapter->mtu;
	general.MacOptions = NDIS_MAC_OPTION_COPY_LOOKAHEAD_DATA | NDIS_MAC_OPTION_NO_LOOPBACK |
			     NDIS_MAC_OPTION_TRANSFERS_NOT_PEND;
	general.SupportedPacketFilters = NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_MULTICAST |
					 NDIS_PACKET_TYPE_ALL_MULTICAST |
					 NDIS_PACKET_TYPE_BROADCAST | NDIS_PACKET_TYPE_PROMISCUOUS;
	general.MaxMulticastListSize = 32;
	general.MacAddressLength = 6;
	NdisMoveMemory(general.PermanentMacAddress, adapter->permanent_address, 6);
	NdisMoveMemory(general.CurrentMacAddress, adapter->current_address, 6);
	general.AccessType = NET_IF_ACCESS_BROADCAST;
	general.DirectionType = NET_IF_DIRECTION_SENDRECEIVE;
	general.ConnectionType = NET_IF_CONNECTION_DEDICATED;
	general.IfType = IF_TYPE_ETHERNET_CSMACD;
	general.SupportedOidList = kOids;
	general.SupportedOidListLength = sizeof(kOids);
	return NdisMSetMiniportAttributes(adapter->handle, &attributes);
}

/* A locally administered address, with the adapter's place in its last byte. */
void make_address(Adapter *adapter)
{
	const UCHAR address[] = { 0x02, 0x56, 0x4e, 0x49, 0x43, static_cast<UCHAR>(adapter->index) };

	NdisMoveMemory(adapter->permanent_address, address, sizeof(address));
	NdisMoveMemory(adapter->current_address, address, sizeof(address));
}

NDIS_STATUS make_parts(Adapter *adapter)
{
	make_address(adapter);

	NDIS_STATUS status = read_configuration(adapter);

	if (status == NDIS_STATUS_SUCCESS)
		status = set_registration_attributes(adapter);
	if (status == NDIS_STATUS_SUCCESS)
		status = set_general_attributes(adapter);
	if (status != NDIS_STATUS_SUCCESS)
		return status;
	adapter->item = NdisAllocateIoWorkItem(adapter->handle);
	return adapter->item && make_pool(adapter) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

void free_adapter(Adapter *adapter)
{
	remove(adapter);
	if (adapter->pool)
		NdisFreeNetBufferListPool(adapter->pool);
	if (adapter->item)
		NdisFreeIoWorkItem(adapter->item);
	NdisFreeSpinLock(&adapter->lock);
	NdisFreeMemory(adapter, 0, 0);
}

Adapter *make_adapter(NDIS_HANDLE handle)
{
	auto *adapter = static_cast<Adapter *>(NdisAllocateMemoryWithTagPriority(
		handle, sizeof(Adapter), kTag, NormalPoolPriority));

	if (!adapter)
		return nullptr;
	NdisZeroMemory(adapter, sizeof(*adapter));
	adapter->handle = handle;
	NdisAllocateSpinLock(&adapter->lock);
	NdisInitializeEvent(&adapter->unused);
	adapter->last_send = &adapter->sends;
	if (add(adapter))
		return adapter;
	NdisFreeMemory(adapter, 0, 0);
	return nullptr;
}

} /* namespace */

bool use(Adapter *adapter, ULONG users)
{
	NdisAcquireSpinLock(&adapter->lock);

	const bool running = adapter->running;

	if (running)
		adapter->users += users;
	NdisReleaseSpinLock(&adapter->lock);
	return running;
}

void unuse(Adapter *adapter, ULONG users)
{
	NdisAcquireSpinLock(&adapter->lock);
	adapter->users -= users;
	if (!adapter->users && !adapter->running)
		NdisSetEvent(&adapter->unused);
	NdisReleaseSpinLock(&adapter->lock);
}

Adapter *use_other_end(Adapter *adapter)
{
	lock_adapters();

	Adapter *other = adapters[adapter->index ^ 1];

	if (other && !use(other, 1))
		other = nullptr;
	unlock_adapters();
	return other;
}

NDIS_STATUS initialize(NDIS_HANDLE handle, NDIS_HANDLE, PNDIS_MINIPORT_INIT_PARAMETERS)
{
	Adapter *adapter = make_adapter(handle);

	if (!adapter)
		return NDIS_STATUS_RESOURCES;

	const NDIS_STATUS status = make_parts(adapter);

	/* After a failure MiniportHaltEx is not called. */
	if (status != NDIS_STATUS_SUCCESS)
		free_adapter(adapter);
	return status;
}

NDIS_STATUS restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS)
{
	auto *adapter = static_cast<Adapter *>(context);

	NdisResetEvent(&adapter->unused);
	NdisAcquireSpinLock(&adapter->lock);
	adapter->running = TRUE;
	NdisReleaseSpinLock(&adapter->lock);
	update_link(adapter, true);
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS)
{
	auto *adapter = static_cast<Adapter *>(context);

	NdisAcquireSpinLock(&adapter->lock);
	adapter->running = FALSE;

	const bool used = adapter->users;

	NdisReleaseSpinLock(&adapter->lock);
	complete(adapter, take_sends(adapter), NDIS_STATUS_PAUSED, 0);
	update_link(adapter, false);
	if (used)
		NdisWaitEvent(&adapter->unused, 0);
	/* The last user may still have the lock, in which it has set the event. */
	NdisAcquireSpinLock(&adapter->lock);
	NdisReleaseSpinLock(&adapter->lock);
	return NDIS_STATUS_SUCCESS;
}

VOID halt(NDIS_HANDLE context, NDIS_HALT_ACTION)
{
	auto *adapter = static_cast<Adapter *>(context);

	DbgPrint("vnic: adapter %u sent %u frames and received %u\n", adapter->index,
		 adapter->frames_sent, adapter->frames_received);
	free_adapter(adapter);
}
