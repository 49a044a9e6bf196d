/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a protocol driver is told of an adapter.
 */
#include "bind_parameters.hpp"

#include "adapter.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "mm/pool.hpp"
#include "ob/driver.hpp"
#include "ob/names.hpp"

namespace ww {
namespace {

constexpr u32 kNameTag = 'n' << 24 | 'a' << 16 | 'D' << 8 | 'N';

/* Appends ASCII. */
template <size_t Count>
void append(UNICODE_STRING &string, WCHAR (&buffer)[Count], const char *text)
{
	size_t length = string.Length / sizeof(WCHAR);

	while (*text && length < Count - 1)
		buffer[length++] = static_cast<u8>(*text++);
	buffer[length] = 0;
	string.Buffer = buffer;
	string.Length = static_cast<USHORT>(length * sizeof(WCHAR));
	string.MaximumLength = sizeof(buffer);
}

/* Where the driver may keep what it knows of the adapter. */
void make_section(BindParameters &parameters, const Adapter &adapter, const ProtocolDriver &protocol)
{
	append(parameters.section, parameters.section_text,
	       "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\");
	append(parameters.section, parameters.section_text,
	       protocol.driver ? driver_short_name(protocol.driver) : object_header(&protocol)->name);
	append(parameters.section, parameters.section_text, "\\Parameters\\Adapters\\");
	append(parameters.section, parameters.section_text, adapter.key.instance);
}

void fill(NDIS_BIND_PARAMETERS &to, const Adapter &adapter)
{
	const GeneralAttributes &from = adapter.attributes;
	const u64 speed = adapter.link.bits_per_second.load();

	to.Header = { NDIS_OBJECT_TYPE_BIND_PARAMETERS, NDIS_BIND_PARAMETERS_REVISION_4,
		      NDIS_SIZEOF_BIND_PARAMETERS_REVISION_4 };
	to.MediaType = from.medium;
	to.MtuSize = from.mtu;
	to.MaxXmitLinkSpeed = from.most_sent_bits;
	to.MaxRcvLinkSpeed = from.most_received_bits;
	to.XmitLinkSpeed = to.RcvLinkSpeed = speed ? speed : NET_IF_LINK_SPEED_UNKNOWN;
	to.MediaConnectState = adapter.link.is_up.load() ? MediaConnectStateConnected
							 : MediaConnectStateDisconnected;
	to.MediaDuplexState = adapter.link.is_full_duplex.load() ? MediaDuplexStateFull
								 : MediaDuplexStateUnknown;
	to.LookaheadSize = from.lookahead;
	to.SupportedPacketFilters = from.packet_filters;
	to.MaxMulticastListSize = from.most_multicast;
	to.MacAddressLength = from.address_bytes;
	__builtin_memcpy(to.CurrentMacAddress, from.address, sizeof(to.CurrentMacAddress));
	to.PhysicalMediumType = from.physical_medium;
	to.BoundIfNetluid = to.LowestIfNetluid = adapter_luid(adapter);
	to.BoundIfIndex = to.LowestIfIndex = adapter_number(adapter);
	to.AccessType = from.access;
	to.DirectionType = from.direction;
	to.ConnectionType = from.connection;
	to.IfType = from.type;
	to.IfConnectorPresent = from.has_connector;
	to.DataBackFillSize = from.data_back_fill;
	to.ContextBackFillSize = from.context_back_fill;
	to.MacOptions = from.mac_options;
	to.PhysicalDeviceObject = adapter.pdo;
	to.CompartmentId = NET_IF_COMPARTMENT_ID_PRIMARY;
}

} /* namespace */

AdapterName::AdapterName(const Adapter &adapter) : string{}
{
	append(string, text, "\\DEVICE\\");
	append(string, text, adapter.key.instance);
}

BindParameters *bind_parameters_create(const Adapter &adapter, const ProtocolDriver &protocol)
{
	auto *const parameters = static_cast<BindParameters *>(ww_zalloc_sleeping(sizeof(BindParameters)));

	if (!parameters)
		return nullptr;
	append(parameters->name.string, parameters->name.text, "\\DEVICE\\");
	append(parameters->name.string, parameters->name.text, adapter.key.instance);
	make_section(*parameters, adapter, protocol);
	fill(parameters->value, adapter);
	parameters->value.AdapterName = &parameters->name.string;
	parameters->value.BoundAdapterName = &parameters->name.string;
	parameters->value.ProtocolSection = &parameters->section;
	return parameters;
}

void bind_parameters_free(BindParameters *parameters)
{
	ww_free(parameters);
}

bool adapter_has_name(const Adapter &adapter, const UNICODE_STRING &name)
{
	const AdapterName own(adapter);

	return RtlEqualUnicodeString(&own.string, &name, TRUE);
}

NDIS_STATUS adapter_instance_name(CallSite call, const Adapter &adapter, NDIS_STRING &name)
{
	WCHAR text[kObjectName];
	UNICODE_STRING string;

	name_to_unicode(string, text, adapter.key.description);
	name.Buffer = static_cast<PWCH>(pool_allocate({ .call = call, .bytes = string.Length + sizeof(WCHAR),
							.tag = kNameTag, .may_sleep = true }));
	if (!name.Buffer)
		return NDIS_STATUS_RESOURCES;
	name.Length = string.Length;
	name.MaximumLength = string.Length + sizeof(WCHAR);
	__builtin_memcpy(name.Buffer, string.Buffer, string.Length);
	name.Buffer[string.Length / sizeof(WCHAR)] = 0;
	return NDIS_STATUS_SUCCESS;
}

NET_IFINDEX adapter_number(const Adapter &adapter)
{
	return adapter.number;
}

NET_LUID adapter_luid(const Adapter &adapter)
{
	NET_LUID luid = {};

	luid.Info.NetLuidIndex = adapter.number;
	luid.Info.IfType = IF_TYPE_ETHERNET_CSMACD;
	return luid;
}

} /* namespace ww */
