/* SPDX-License-Identifier: MIT */
/*
 * Adapters: how they start and stop, and what they are made of.
 */
#include "e1000e.hpp"

namespace {

constexpr USHORT kVendor = 0x8086;

NDIS_OID kOids[] = {
	OID_GEN_CURRENT_PACKET_FILTER, OID_GEN_CURRENT_LOOKAHEAD, OID_GEN_VENDOR_DRIVER_VERSION,
	OID_GEN_XMIT_OK, OID_GEN_RCV_OK, OID_GEN_RCV_NO_BUFFER, OID_802_3_MULTICAST_LIST, OID_PNP_SET_POWER,
};

NDIS_STATUS set_registration_attributes(Adapter *adapter)
{
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {};

	attributes.RegistrationAttributes = {
		.Header = { NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
			    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2,
			    NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2 },
		.MiniportAdapterContext = adapter,
		.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE | NDIS_MINIPORT_ATTRIBUTES_BUS_MASTER |
				  NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND,
		.CheckForHangTimeInSeconds = 0,
		.InterfaceType = NdisInterfacePci,
	};
	return NdisMSetMiniportAttributes(adapter->handle, &attributes);
}

NDIS_STATUS set_general_attributes(Adapter *adapter)
{
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {};
	NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES &general = attributes.GeneralAttributes;
	const bool has_link = chip_read(adapter, Register::status) & kStatusLinkUp;

	general.Header = { NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES,
			   NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2,
			   NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2 };
	general.MediaType = NdisMedium802_3;
	general.PhysicalMediumType = NdisPhysicalMedium802_3;
	general.MtuSize = general.LookaheadSize = kMtu;
	general.MaxXmitLinkSpeed = general.MaxRcvLinkSpeed = kGigabit;
	general.XmitLinkSpeed = general.RcvLinkSpeed = kGigabit;
	general.MediaConnectState = has_link ? MediaConnectStateConnected : MediaConnectStateDisconnected;
	general.MediaDuplexState = MediaDuplexStateFull;
	general.MacOptions = NDIS_MAC_OPTION_COPY_LOOKAHEAD_DATA | NDIS_MAC_OPTION_NO_LOOPBACK |
			     NDIS_MAC_OPTION_TRANSFERS_NOT_PEND;
	general.SupportedPacketFilters = NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_MULTICAST |
					 NDIS_PACKET_TYPE_ALL_MULTICAST | NDIS_PACKET_TYPE_BROADCAST |
					 NDIS_PACKET_TYPE_PROMISCUOUS;
	general.MaxMulticastListSize = 32;
	general.MacAddressLength = sizeof(adapter->current_address);
	NdisMoveMemory(general.PermanentMacAddress, adapter->permanent_address, sizeof(adapter->permanent_address));
	NdisMoveMemory(general.CurrentMacAddress, adapter->current_address, sizeof(adapter->current_address));
	general.AccessType = NET_IF_ACCESS_BROADCAST;
	general.DirectionType = NET_IF_DIRECTION_SENDRECEIVE;
	general.ConnectionType = NET_IF_CONNECTION_DEDICATED;
	general.IfType = IF_TYPE_ETHERNET_CSMACD;
	general.IfConnectorPresent = TRUE;
	general.SupportedOidList = kOids;
	general.SupportedOidListLength = sizeof(kOids);
	return NdisMSetMiniportAttributes(adapter->handle, &attributes);
}

/* The first range of memory has the registers. */
NDIS_STATUS map_registers(Adapter *adapter, PNDIS_RESOURCE_LIST resources)
{
	for (ULONG i = 0; resources && i < resources->Count; i++) {
		const CM_PARTIAL_RESOURCE_DESCRIPTOR &each = resources->PartialDescriptors[i];
		PVOID address;

		if (each.Type != CmResourceTypeMemory)
			continue;
		if (each.u.Memory.Length < kRegisterBytes)
			return NDIS_STATUS_RESOURCE_CONFLICT;

		const NDIS_STATUS status = NdisMMapIoSpace(&address, adapter->handle, each.u.Memory.Start,
							   each.u.Memory.Length);

		if (status != NDIS_STATUS_SUCCESS)
			return status;
		adapter->registers = static_cast<PUCHAR>(address);
		adapter->register_bytes = each.u.Memory.Length;
		return NDIS_STATUS_SUCCESS;
	}
	return NDIS_STATUS_RESOURCE_CONFLICT;
}

/* NetworkAddress in the registry takes the place of the chip's address. */
void read_configured_address(Adapter *adapter)
{
	NDIS_CONFIGURATION_OBJECT object = {
		.Header = { NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT, NDIS_CONFIGURATION_OBJECT_REVISION_1,
			    NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1 },
		.NdisHandle = adapter->handle,
		.Flags = 0,
	};
	NDIS_HANDLE configuration;
	NDIS_STATUS status;
	PVOID address;
	UINT bytes;

	if (NdisOpenConfigurationEx(&object, &configuration) != NDIS_STATUS_SUCCESS)
		return;
	NdisReadNetworkAddress(&status, &address, &bytes, configuration);
	if (status == NDIS_STATUS_SUCCESS && bytes == sizeof(adapter->current_address))
		NdisMoveMemory(adapter->current_address, address, bytes);
	NdisCloseConfiguration(configuration);
}

/* The reset has read the address from the chip's memory. */
void read_address(Adapter *adapter)
{
	const ULONG low = chip_read(adapter, Register::ral0);
	const ULONG high = chip_read(adapter, Register::rah0);
	UCHAR *const address = adapter->permanent_address;

	for (ULONG i = 0; i < 4; i++)
		address[i] = static_cast<UCHAR>(low >> 8 * i);
	address[4] = static_cast<UCHAR>(high);
	address[5] = static_cast<UCHAR>(high >> 8);
	NdisMoveMemory(adapter->current_address, address, sizeof(adapter->permanent_address));
	read_configured_address(adapter);
}

NDIS_STATUS make_parts(Adapter *adapter, PNDIS_RESOURCE_LIST resources)
{
	NDIS_STATUS status = set_registration_attributes(adapter);
	USHORT vendor = 0;

	if (status == NDIS_STATUS_SUCCESS &&
	    (NdisMGetBusData(adapter->handle, PCI_WHICHSPACE_CONFIG, FIELD_OFFSET(PCI_COMMON_CONFIG, VendorID), &vendor,
			     sizeof(vendor)) != sizeof(vendor) || vendor != kVendor))
		status = NDIS_STATUS_ADAPTER_NOT_FOUND;
	if (status == NDIS_STATUS_SUCCESS)
		status = map_registers(adapter, resources);
	if (status != NDIS_STATUS_SUCCESS)
		return status;
	if (!chip_reset(adapter))
		return NDIS_STATUS_HARD_ERRORS;
	read_address(adapter);
	status = set_general_attributes(adapter);
	if (status != NDIS_STATUS_SUCCESS)
		return status;
	adapter->item = NdisAllocateIoWorkItem(adapter->handle);
	if (!adapter->item || !make_sends(adapter) || !make_receives(adapter))
		return NDIS_STATUS_RESOURCES;
	return make_interrupt(adapter);
}

void free_adapter(Adapter *adapter)
{
	if (adapter->interrupt)
		NdisMDeregisterInterruptEx(adapter->interrupt);
	free_receives(adapter);
	free_sends(adapter);
	if (adapter->item)
		NdisFreeIoWorkItem(adapter->item);
	if (adapter->registers)
		NdisMUnmapIoSpace(adapter->handle, adapter->registers, adapter->register_bytes);
	NdisFreeSpinLock(&adapter->lock);
	NdisFreeMemory(adapter, 0, 0);
}

/* The chip and the DPC do nothing after that. True if it has users. */
bool stop_running(Adapter *adapter)
{
	NdisAcquireSpinLock(&adapter->lock);
	adapter->running = false;

	const bool used = adapter->users;

	NdisReleaseSpinLock(&adapter->lock);
	return used;
}

} /* namespace */

bool allocate_shared(Adapter *adapter, SharedMemory &memory, ULONG bytes)
{
	PVOID address;

	NdisMAllocateSharedMemory(adapter->handle, bytes, TRUE, &address, &memory.physical);
	memory.address = static_cast<PUCHAR>(address);
	memory.bytes = bytes;
	return address;
}

void free_shared(Adapter *adapter, SharedMemory &memory)
{
	if (memory.address)
		NdisMFreeSharedMemory(adapter->handle, memory.bytes, TRUE, memory.address, memory.physical);
}

void unuse_locked(Adapter *adapter, ULONG users)
{
	adapter->users -= users;
	if (!adapter->users && !adapter->running)
		NdisSetEvent(&adapter->unused);
}

void unuse(Adapter *adapter, ULONG users)
{
	NdisAcquireSpinLock(&adapter->lock);
	unuse_locked(adapter, users);
	NdisReleaseSpinLock(&adapter->lock);
}

NDIS_STATUS initialize(NDIS_HANDLE handle, NDIS_HANDLE, PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
	auto *adapter = static_cast<Adapter *>(
		NdisAllocateMemoryWithTagPriority(handle, sizeof(Adapter), kTag, NormalPoolPriority));

	if (!adapter)
		return NDIS_STATUS_RESOURCES;
	NdisZeroMemory(adapter, sizeof(*adapter));
	adapter->handle = handle;
	NdisAllocateSpinLock(&adapter->lock);
	NdisInitializeEvent(&adapter->unused);

	const NDIS_STATUS status = make_parts(adapter, parameters->AllocatedResources);

	/* After a failure MiniportHaltEx is not called. */
	if (status != NDIS_STATUS_SUCCESS)
		free_adapter(adapter);
	return status;
}

NDIS_STATUS restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS)
{
	auto *const adapter = static_cast<Adapter *>(context);

	NdisResetEvent(&adapter->unused);
	adapter->send_next = adapter->send_done = 0;
	fill_ring(adapter);
	NdisAcquireSpinLock(&adapter->lock);
	adapter->running = true;
	chip_start(adapter);
	NdisReleaseSpinLock(&adapter->lock);
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS)
{
	auto *const adapter = static_cast<Adapter *>(context);
	const bool used = stop_running(adapter);

	chip_stop(adapter);
	abandon_sends(adapter);
	if (used)
		NdisWaitEvent(&adapter->unused, 0);
	/* The last user may still have the lock, in which it has set the event. */
	NdisAcquireSpinLock(&adapter->lock);
	NdisReleaseSpinLock(&adapter->lock);
	return NDIS_STATUS_SUCCESS;
}

VOID halt(NDIS_HANDLE context, NDIS_HALT_ACTION)
{
	auto *const adapter = static_cast<Adapter *>(context);

	DbgPrint("e1000e_ndis: %llu frames sent, %llu received, %llu without a buffer, by %s\n", adapter->frames_sent,
		 adapter->frames_received, adapter->frames_without_buffer,
		 adapter->has_messages ? "messages" : "the line");
	free_adapter(adapter);
}

/* The machine ends, and nothing may be waited for: the chip writes no memory any more. */
VOID shut_down(NDIS_HANDLE context, NDIS_SHUTDOWN_ACTION)
{
	auto *const adapter = static_cast<Adapter *>(context);

	chip_write(adapter, Register::imc, ~0u);
	chip_write(adapter, Register::rctl, 0);
	chip_write(adapter, Register::tctl, 0);
}
