/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The IP helper: tables of interfaces, addresses, neighbours, paths and routes, and
 * notifications of their changes.
 */
#ifndef WINWORK_NET_IP_HELPER_H
#define WINWORK_NET_IP_HELPER_H

#include <winwork/net/interfaces.h>
#include <winwork/net/network_layer.h>
#include <winwork/net/sockets.h>
#include <winwork/ndis/miniport.h>

EXTERN_C_START

#define DNS_DDR_ADAPTER_ENABLE_DOH 0x0001
#define DNS_DDR_ADAPTER_ENABLE_UDP_FALLBACK 0x0002
#define DNS_DOH_AUTO_UPGRADE_SERVER 0x0008

#define DNS_DOH_POLICY_NOT_CONFIGURED 0x0004
#define DNS_DOH_POLICY_DISABLE 0x0008
#define DNS_DOH_POLICY_AUTO 0x0010
#define DNS_DOH_POLICY_REQUIRED 0x0020

#define DNS_DOH_SERVER_SETTINGS_ENABLE_AUTO 0x0001
#define DNS_DOH_SERVER_SETTINGS_ENABLE 0x0002
#define DNS_DOH_SERVER_SETTINGS_FALLBACK_TO_UDP 0x0004
#define DNS_DOH_SERVER_SETTINGS_ENABLE_DDR 0x0010

#define DNS_ENABLE_DOH 0x0001
#define DNS_ENABLE_DDR 0x0040

#define DNS_INTERFACE_SETTINGS_VERSION1 0x0001
#define DNS_INTERFACE_SETTINGS_VERSION2 0x0002
#define DNS_INTERFACE_SETTINGS_VERSION3 0x0003
#define DNS_INTERFACE_SETTINGS_VERSION4 0x0004

#define DNS_SERVER_PROPERTY_VERSION1 0x0001

#define DNS_SETTING_IPV6 0x0001
#define DNS_SETTING_NAMESERVER 0x0002
#define DNS_SETTING_SEARCHLIST 0x0004
#define DNS_SETTING_REGISTRATION_ENABLED 0x0008
#define DNS_SETTING_REGISTER_ADAPTER_NAME 0x0010
#define DNS_SETTING_DOMAIN 0x0020
#define DNS_SETTING_HOSTNAME 0x0040
#define DNS_SETTING_PROFILE_NAMESERVER 0x0200
#define DNS_SETTING_DISABLE_UNCONSTRAINED_QUERIES 0x0400
#define DNS_SETTING_SUPPLEMENTAL_SEARCH_LIST 0x0800
#define DNS_SETTING_DOH 0x1000
#define DNS_SETTING_DOH_PROFILE 0x2000
#define DNS_SETTING_ENCRYPTED_DNS_ADAPTER_FLAGS 0x4000
#define DNS_SETTING_DDR 0x8000

#define DNS_SETTINGS_VERSION1 0x0001
#define DNS_SETTINGS_VERSION2 0x0002
#define DNS_SETTINGS_ENABLE_LLMNR 0x0080
#define DNS_SETTINGS_QUERY_ADAPTER_NAME 0x0100

#define IF_NAMESIZE NDIS_IF_MAX_STRING_SIZE
#define MIB_INVALID_TEREDO_PORT_NUMBER 0
#define NETIO_STATUS NTSTATUS
#define NETIO_SUCCESS(x) NT_SUCCESS(x)

typedef enum _DNS_SERVER_PROPERTY_TYPE {
	DnsServerInvalidProperty,
	DnsServerDohProperty,
} DNS_SERVER_PROPERTY_TYPE;

typedef enum _MIB_IF_ENTRY_LEVEL {
	MibIfEntryNormal,
	MibIfEntryNormalWithoutStatistics = 2,
} MIB_IF_ENTRY_LEVEL, *PMIB_IF_ENTRY_LEVEL;

typedef enum _MIB_IF_TABLE_LEVEL {
	MibIfTableNormal,
	MibIfTableRaw,
	MibIfTableNormalWithoutStatistics,
} MIB_IF_TABLE_LEVEL, *PMIB_IF_TABLE_LEVEL;

typedef enum _MIB_NOTIFICATION_TYPE {
	MibParameterNotification,
	MibAddInstance,
	MibDeleteInstance,
	MibInitialNotification,
} MIB_NOTIFICATION_TYPE, *PMIB_NOTIFICATION_TYPE;

typedef struct _DNS_DOH_SERVER_SETTINGS {
	PWSTR Template;
	ULONG64 Flags;
} DNS_DOH_SERVER_SETTINGS;

typedef struct _DNS_INTERFACE_SETTINGS {
	ULONG Version;
	ULONG64 Flags;
	PWSTR Domain;
	PWSTR NameServer;
	PWSTR SearchList;
	ULONG RegistrationEnabled;
	ULONG RegisterAdapterName;
	ULONG EnableLLMNR;
	ULONG QueryAdapterName;
	PWSTR ProfileNameServer;
} DNS_INTERFACE_SETTINGS;

typedef union _DNS_SERVER_PROPERTY_TYPES {
	DNS_DOH_SERVER_SETTINGS *DohSettings;
} DNS_SERVER_PROPERTY_TYPES;

typedef struct _DNS_SERVER_PROPERTY {
	ULONG Version;
	ULONG ServerIndex;
	DNS_SERVER_PROPERTY_TYPE Type;
	DNS_SERVER_PROPERTY_TYPES Property;
} DNS_SERVER_PROPERTY;

typedef struct _DNS_INTERFACE_SETTINGS3 {
	ULONG Version;
	ULONG64 Flags;
	PWSTR Domain;
	PWSTR NameServer;
	PWSTR SearchList;
	ULONG RegistrationEnabled;
	ULONG RegisterAdapterName;
	ULONG EnableLLMNR;
	ULONG QueryAdapterName;
	PWSTR ProfileNameServer;
	ULONG DisableUnconstrainedQueries;
	PWSTR SupplementalSearchList;
	ULONG cServerProperties;
	DNS_SERVER_PROPERTY *ServerProperties;
	ULONG cProfileServerProperties;
	DNS_SERVER_PROPERTY *ProfileServerProperties;
} DNS_INTERFACE_SETTINGS3;

typedef struct _DNS_INTERFACE_SETTINGS4 {
	ULONG Version;
	ULONG64 Flags;
	PWSTR Domain;
	PWSTR NameServer;
	PWSTR SearchList;
	ULONG RegistrationEnabled;
	ULONG RegisterAdapterName;
	ULONG EnableLLMNR;
	ULONG QueryAdapterName;
	PWSTR ProfileNameServer;
	ULONG DisableUnconstrainedQueries;
	PWSTR SupplementalSearchList;
	ULONG cServerProperties;
	DNS_SERVER_PROPERTY *ServerProperties;
	ULONG cProfileServerProperties;
	DNS_SERVER_PROPERTY *ProfileServerProperties;
	ULONG EncryptedDnsAdapterFlags;
} DNS_INTERFACE_SETTINGS4;

typedef struct _DNS_INTERFACE_SETTINGS_EX {
	DNS_INTERFACE_SETTINGS SettingsV1;
	ULONG DisableUnconstrainedQueries;
	PWSTR SupplementalSearchList;
} DNS_INTERFACE_SETTINGS_EX;

typedef struct _DNS_SETTINGS {
	ULONG Version;
	ULONG64 Flags;
	PWSTR Hostname;
	PWSTR Domain;
	PWSTR SearchList;
} DNS_SETTINGS;

typedef struct _DNS_SETTINGS2 {
	ULONG Version;
	ULONG64 Flags;
	PWSTR Hostname;
	PWSTR Domain;
	PWSTR SearchList;
	ULONG64 SettingFlags;
} DNS_SETTINGS2;

typedef struct _IP_ADDRESS_PREFIX {
	SOCKADDR_INET Prefix;
	UINT8 PrefixLength;
} IP_ADDRESS_PREFIX, *PIP_ADDRESS_PREFIX;

typedef struct _MIB_ANYCASTIPADDRESS_ROW {
	SOCKADDR_INET Address;
	NET_LUID InterfaceLuid;
	NET_IFINDEX InterfaceIndex;
	SCOPE_ID ScopeId;
} MIB_ANYCASTIPADDRESS_ROW, *PMIB_ANYCASTIPADDRESS_ROW;

typedef struct _MIB_ANYCASTIPADDRESS_TABLE {
	ULONG NumEntries;
	MIB_ANYCASTIPADDRESS_ROW Table[1];
} MIB_ANYCASTIPADDRESS_TABLE, *PMIB_ANYCASTIPADDRESS_TABLE;

typedef struct _MIB_IF_ROW2 {
	NET_LUID InterfaceLuid;
	NET_IFINDEX InterfaceIndex;
	GUID InterfaceGuid;
	WCHAR Alias[257];
	WCHAR Description[257];
	ULONG PhysicalAddressLength;
	UCHAR PhysicalAddress[32];
	UCHAR PermanentPhysicalAddress[32];
	ULONG Mtu;
	IFTYPE Type;
	TUNNEL_TYPE TunnelType;
	NDIS_MEDIUM MediaType;
	NDIS_PHYSICAL_MEDIUM PhysicalMediumType;
	NET_IF_ACCESS_TYPE AccessType;
	NET_IF_DIRECTION_TYPE DirectionType;
	struct {
		BOOLEAN HardwareInterface : 1;
		BOOLEAN FilterInterface : 1;
		BOOLEAN ConnectorPresent : 1;
		BOOLEAN NotAuthenticated : 1;
		BOOLEAN NotMediaConnected : 1;
		BOOLEAN Paused : 1;
		BOOLEAN LowPower : 1;
		BOOLEAN EndPointInterface : 1;
	} InterfaceAndOperStatusFlags;
	IF_OPER_STATUS OperStatus;
	NET_IF_ADMIN_STATUS AdminStatus;
	NET_IF_MEDIA_CONNECT_STATE MediaConnectState;
	NET_IF_NETWORK_GUID NetworkGuid;
	NET_IF_CONNECTION_TYPE ConnectionType;
	ULONG64 TransmitLinkSpeed;
	ULONG64 ReceiveLinkSpeed;
	ULONG64 InOctets;
	ULONG64 InUcastPkts;
	ULONG64 InNUcastPkts;
	ULONG64 InDiscards;
	ULONG64 InErrors;
	ULONG64 InUnknownProtos;
	ULONG64 InUcastOctets;
	ULONG64 InMulticastOctets;
	ULONG64 InBroadcastOctets;
	ULONG64 OutOctets;
	ULONG64 OutUcastPkts;
	ULONG64 OutNUcastPkts;
	ULONG64 OutDiscards;
	ULONG64 OutErrors;
	ULONG64 OutUcastOctets;
	ULONG64 OutMulticastOctets;
	ULONG64 OutBroadcastOctets;
	ULONG64 OutQLen;
} MIB_IF_ROW2, *PMIB_IF_ROW2;

typedef struct _MIB_IF_TABLE2 {
	ULONG NumEntries;
	MIB_IF_ROW2 Table[1];
} MIB_IF_TABLE2, *PMIB_IF_TABLE2;

typedef struct _MIB_IFSTACK_ROW {
	NET_IFINDEX HigherLayerInterfaceIndex;
	NET_IFINDEX LowerLayerInterfaceIndex;
} MIB_IFSTACK_ROW, *PMIB_IFSTACK_ROW;

typedef struct _MIB_IFSTACK_TABLE {
	ULONG NumEntries;
	MIB_IFSTACK_ROW Table[1];
} MIB_IFSTACK_TABLE, *PMIB_IFSTACK_TABLE;

typedef struct _MIB_INVERTEDIFSTACK_ROW {
	NET_IFINDEX LowerLayerInterfaceIndex;
	NET_IFINDEX HigherLayerInterfaceIndex;
} MIB_INVERTEDIFSTACK_ROW, *PMIB_INVERTEDIFSTACK_ROW;

typedef struct _MIB_INVERTEDIFSTACK_TABLE {
	ULONG NumEntries;
	MIB_INVERTEDIFSTACK_ROW Table[1];
} MIB_INVERTEDIFSTACK_TABLE, *PMIB_INVERTEDIFSTACK_TABLE;

typedef struct _MIB_IP_NETWORK_CONNECTION_BANDWIDTH_ESTIMATES {
	NL_BANDWIDTH_INFORMATION InboundBandwidthInformation;
	NL_BANDWIDTH_INFORMATION OutboundBandwidthInformation;
} MIB_IP_NETWORK_CONNECTION_BANDWIDTH_ESTIMATES, *PMIB_IP_NETWORK_CONNECTION_BANDWIDTH_ESTIMATES;

typedef struct _MIB_IPFORWARD_ROW2 {
	NET_LUID InterfaceLuid;
	NET_IFINDEX InterfaceIndex;
	IP_ADDRESS_PREFIX DestinationPrefix;
	SOCKADDR_INET NextHop;
	UCHAR SitePrefixLength;
	ULONG ValidLifetime;
	ULONG PreferredLifetime;
	ULONG Metric;
	NL_ROUTE_PROTOCOL Protocol;
	BOOLEAN Loopback;
	BOOLEAN AutoconfigureAddress;
	BOOLEAN Publish;
	BOOLEAN Immortal;
	ULONG Age;
	NL_ROUTE_ORIGIN Origin;
} MIB_IPFORWARD_ROW2, *PMIB_IPFORWARD_ROW2;

typedef struct _MIB_IPFORWARD_TABLE2 {
	ULONG NumEntries;
	MIB_IPFORWARD_ROW2 Table[1];
} MIB_IPFORWARD_TABLE2, *PMIB_IPFORWARD_TABLE2;

typedef struct _MIB_IPINTERFACE_ROW {
	ADDRESS_FAMILY Family;
	NET_LUID InterfaceLuid;
	NET_IFINDEX InterfaceIndex;
	ULONG MaxReassemblySize;
	ULONG64 InterfaceIdentifier;
	ULONG MinRouterAdvertisementInterval;
	ULONG MaxRouterAdvertisementInterval;
	BOOLEAN AdvertisingEnabled;
	BOOLEAN ForwardingEnabled;
	BOOLEAN WeakHostSend;
	BOOLEAN WeakHostReceive;
	BOOLEAN UseAutomaticMetric;
	BOOLEAN UseNeighborUnreachabilityDetection;
	BOOLEAN ManagedAddressConfigurationSupported;
	BOOLEAN OtherStatefulConfigurationSupported;
	BOOLEAN AdvertiseDefaultRoute;
	NL_ROUTER_DISCOVERY_BEHAVIOR RouterDiscoveryBehavior;
	ULONG DadTransmits;
	ULONG BaseReachableTime;
	ULONG RetransmitTime;
	ULONG PathMtuDiscoveryTimeout;
	NL_LINK_LOCAL_ADDRESS_BEHAVIOR LinkLocalAddressBehavior;
	ULONG LinkLocalAddressTimeout;
	ULONG ZoneIndices[16];
	ULONG SitePrefixLength;
	ULONG Metric;
	ULONG NlMtu;
	BOOLEAN Connected;
	BOOLEAN SupportsWakeUpPatterns;
	BOOLEAN SupportsNeighborDiscovery;
	BOOLEAN SupportsRouterDiscovery;
	ULONG ReachableTime;
	NL_INTERFACE_OFFLOAD_ROD TransmitOffload;
	NL_INTERFACE_OFFLOAD_ROD ReceiveOffload;
	BOOLEAN DisableDefaultRoutes;
} MIB_IPINTERFACE_ROW, *PMIB_IPINTERFACE_ROW;

typedef struct _MIB_IPINTERFACE_TABLE {
	ULONG NumEntries;
	MIB_IPINTERFACE_ROW Table[1];
} MIB_IPINTERFACE_TABLE, *PMIB_IPINTERFACE_TABLE;

typedef struct _MIB_IPNET_ROW2 {
	SOCKADDR_INET Address;
	NET_IFINDEX InterfaceIndex;
	NET_LUID InterfaceLuid;
	UCHAR PhysicalAddress[32];
	ULONG PhysicalAddressLength;
	NL_NEIGHBOR_STATE State;
	union {
		struct {
			BOOLEAN IsRouter : 1;
			BOOLEAN IsUnreachable : 1;
		};
		UCHAR Flags;
	};
	union {
		ULONG LastReachable;
		ULONG LastUnreachable;
	} ReachabilityTime;
} MIB_IPNET_ROW2, *PMIB_IPNET_ROW2;

typedef struct _MIB_IPNET_TABLE2 {
	ULONG NumEntries;
	MIB_IPNET_ROW2 Table[1];
} MIB_IPNET_TABLE2, *PMIB_IPNET_TABLE2;

typedef struct _MIB_IPPATH_ROW {
	SOCKADDR_INET Source;
	SOCKADDR_INET Destination;
	NET_LUID InterfaceLuid;
	NET_IFINDEX InterfaceIndex;
	SOCKADDR_INET CurrentNextHop;
	ULONG PathMtu;
	ULONG RttMean;
	ULONG RttDeviation;
	union {
		ULONG LastReachable;
		ULONG LastUnreachable;
	};
	BOOLEAN IsReachable;
	ULONG64 LinkTransmitSpeed;
	ULONG64 LinkReceiveSpeed;
} MIB_IPPATH_ROW, *PMIB_IPPATH_ROW;

typedef struct _MIB_IPPATH_TABLE {
	ULONG NumEntries;
	MIB_IPPATH_ROW Table[1];
} MIB_IPPATH_TABLE, *PMIB_IPPATH_TABLE;

typedef struct _MIB_MULTICASTIPADDRESS_ROW {
	SOCKADDR_INET Address;
	NET_IFINDEX InterfaceIndex;
	NET_LUID InterfaceLuid;
	SCOPE_ID ScopeId;
} MIB_MULTICASTIPADDRESS_ROW, *PMIB_MULTICASTIPADDRESS_ROW;

typedef struct _MIB_MULTICASTIPADDRESS_TABLE {
	ULONG NumEntries;
	MIB_MULTICASTIPADDRESS_ROW Table[1];
} MIB_MULTICASTIPADDRESS_TABLE, *PMIB_MULTICASTIPADDRESS_TABLE;

typedef struct _MIB_UNICASTIPADDRESS_ROW {
	SOCKADDR_INET Address;
	NET_LUID InterfaceLuid;
	NET_IFINDEX InterfaceIndex;
	NL_PREFIX_ORIGIN PrefixOrigin;
	NL_SUFFIX_ORIGIN SuffixOrigin;
	ULONG ValidLifetime;
	ULONG PreferredLifetime;
	UINT8 OnLinkPrefixLength;
	BOOLEAN SkipAsSource;
	NL_DAD_STATE DadState;
	SCOPE_ID ScopeId;
	LARGE_INTEGER CreationTimeStamp;
} MIB_UNICASTIPADDRESS_ROW, *PMIB_UNICASTIPADDRESS_ROW;

typedef struct _MIB_UNICASTIPADDRESS_TABLE {
	ULONG NumEntries;
	MIB_UNICASTIPADDRESS_ROW Table[1];
} MIB_UNICASTIPADDRESS_TABLE, *PMIB_UNICASTIPADDRESS_TABLE;

typedef VOID (NTAPI *PIPFORWARD_CHANGE_CALLBACK)(_In_ PVOID CallerContext,
						 _In_opt_ PMIB_IPFORWARD_ROW2 Row,
						 _In_ MIB_NOTIFICATION_TYPE NotificationType);
typedef VOID (NTAPI *PIPINTERFACE_CHANGE_CALLBACK)(_In_ PVOID CallerContext,
						   _In_ PMIB_IPINTERFACE_ROW Row,
						   _In_ MIB_NOTIFICATION_TYPE NotificationType);
typedef VOID (NTAPI *PNETWORK_CONNECTIVITY_HINT_CHANGE_CALLBACK)(
	_In_ PVOID CallerContext, _In_ NL_NETWORK_CONNECTIVITY_HINT ConnectivityHint);
typedef VOID (NTAPI *PSTABLE_UNICAST_IPADDRESS_TABLE_CALLBACK)(
	_In_ PVOID CallerContext, _In_ PMIB_UNICASTIPADDRESS_TABLE AddressTable);
typedef VOID (NTAPI *PTEREDO_PORT_CHANGE_CALLBACK)(_In_ PVOID CallerContext, _In_ USHORT Port,
						   _Inout_ MIB_NOTIFICATION_TYPE NotificationType);
typedef VOID (NTAPI *PUNICAST_IPADDRESS_CHANGE_CALLBACK)(
	_In_ PVOID CallerContext, _In_opt_ PMIB_UNICASTIPADDRESS_ROW Row,
	_In_ MIB_NOTIFICATION_TYPE NotificationType);

WINWORK_ABSENT NTSTATUS NTAPI CancelMibChangeNotify2(_In_ HANDLE NotificationHandle);
WINWORK_ABSENT NTSTATUS NTAPI ConvertCompartmentGuidToId(
	_In_ const GUID *CompartmentGuid, _Out_ PNET_IF_COMPARTMENT_ID CompartmentId);
WINWORK_ABSENT NTSTATUS NTAPI ConvertCompartmentIdToGuid(_In_ NET_IF_COMPARTMENT_ID CompartmentId,
							 _Out_ GUID *CompartmentGuid);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceAliasToLuid(_In_z_ const WCHAR *InterfaceAlias,
							  _Out_ PNET_LUID InterfaceLuid);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceGuidToLuid(_In_ const GUID *InterfaceGuid,
							 _Out_ PNET_LUID InterfaceLuid);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceIndexToLuid(_In_ NET_IFINDEX InterfaceIndex,
							  _Out_ PNET_LUID InterfaceLuid);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceLuidToAlias(_In_ const NET_LUID *InterfaceLuid,
							  _Out_writes_(Length) PWSTR InterfaceAlias,
							  _In_ SIZE_T Length);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceLuidToGuid(_In_ const NET_LUID *InterfaceLuid,
							 _Out_ GUID *InterfaceGuid);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceLuidToIndex(_In_ const NET_LUID *InterfaceLuid,
							  _Out_ PNET_IFINDEX InterfaceIndex);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceLuidToNameA(_In_ const NET_LUID *InterfaceLuid,
							  _Out_writes_(Length) PSTR InterfaceName,
							  _In_ SIZE_T Length);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceLuidToNameW(_In_ const NET_LUID *InterfaceLuid,
							  _Out_writes_(Length) PWSTR InterfaceName,
							  _In_ SIZE_T Length);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceNameToLuidA(_In_z_ const CHAR *InterfaceName,
							  _Out_ NET_LUID *InterfaceLuid);
WINWORK_ABSENT NTSTATUS NTAPI ConvertInterfaceNameToLuidW(_In_z_ const WCHAR *InterfaceName,
							  _Out_ NET_LUID *InterfaceLuid);
WINWORK_ABSENT NTSTATUS NTAPI ConvertIpv4MaskToLength(_In_ ULONG Mask, _Out_ PUINT8 MaskLength);
WINWORK_ABSENT NTSTATUS NTAPI ConvertLengthToIpv4Mask(_In_ ULONG MaskLength, _Out_ PULONG Mask);
WINWORK_ABSENT NTSTATUS NTAPI CreateAnycastIpAddressEntry(_In_ const MIB_ANYCASTIPADDRESS_ROW *Row);
WINWORK_ABSENT NTSTATUS NTAPI CreateIpForwardEntry2(_In_ const MIB_IPFORWARD_ROW2 *Row);
WINWORK_ABSENT NTSTATUS NTAPI CreateIpNetEntry2(_In_ const MIB_IPNET_ROW2 *Row);
WINWORK_ABSENT NTSTATUS NTAPI CreateSortedAddressPairs(
	_In_opt_ const PSOCKADDR_IN6 SourceAddressList, _In_ ULONG SourceAddressCount,
	_In_ const PSOCKADDR_IN6 DestinationAddressList, _In_ ULONG DestinationAddressCount,
	_In_ ULONG AddressSortOptions,
	_Outptr_result_buffer_(*SortedAddressPairCount) PSOCKADDR_IN6_PAIR *SortedAddressPairList,
	_Out_ ULONG *SortedAddressPairCount);
WINWORK_ABSENT NTSTATUS NTAPI CreateUnicastIpAddressEntry(_In_ const MIB_UNICASTIPADDRESS_ROW *Row);
WINWORK_ABSENT NTSTATUS NTAPI DeleteAnycastIpAddressEntry(_In_ const MIB_ANYCASTIPADDRESS_ROW *Row);
WINWORK_ABSENT NTSTATUS NTAPI DeleteIpForwardEntry2(_In_ const MIB_IPFORWARD_ROW2 *Row);
WINWORK_ABSENT NTSTATUS NTAPI DeleteIpNetEntry2(_In_ const MIB_IPNET_ROW2 *Row);
WINWORK_ABSENT NTSTATUS NTAPI DeleteUnicastIpAddressEntry(_In_ const MIB_UNICASTIPADDRESS_ROW *Row);
WINWORK_ABSENT NTSTATUS NTAPI FlushIpNetTable2(_In_ ADDRESS_FAMILY Family,
					       _In_ NET_IFINDEX InterfaceIndex);
WINWORK_ABSENT NTSTATUS NTAPI FlushIpPathTable(_In_ ADDRESS_FAMILY Family);
WINWORK_ABSENT VOID NTAPI FreeDnsSettings(_Inout_ DNS_SETTINGS *Settings);
WINWORK_ABSENT VOID NTAPI FreeInterfaceDnsSettings(_Inout_ DNS_INTERFACE_SETTINGS *Settings);
WINWORK_ABSENT VOID NTAPI FreeMibTable(_In_ PVOID Memory);
WINWORK_ABSENT NTSTATUS NTAPI GetAnycastIpAddressEntry(_Inout_ PMIB_ANYCASTIPADDRESS_ROW Row);
WINWORK_ABSENT NTSTATUS NTAPI GetAnycastIpAddressTable(_In_ ADDRESS_FAMILY Family,
						       _Outptr_ PMIB_ANYCASTIPADDRESS_TABLE *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetBestRoute2(
	_In_opt_ NET_LUID *InterfaceLuid, _In_ NET_IFINDEX InterfaceIndex,
	_In_opt_ const SOCKADDR_INET *SourceAddress, _In_ const SOCKADDR_INET *DestinationAddress,
	_In_ ULONG AddressSortOptions, _Out_ PMIB_IPFORWARD_ROW2 BestRoute,
	_Out_ SOCKADDR_INET *BestSourceAddress);
WINWORK_ABSENT NET_IF_COMPARTMENT_ID NTAPI GetCurrentThreadCompartmentId(VOID);
WINWORK_ABSENT VOID NTAPI GetCurrentThreadCompartmentScope(
	_Out_ PNET_IF_COMPARTMENT_SCOPE CompartmentScope,
	_Out_ PNET_IF_COMPARTMENT_ID CompartmentId);
WINWORK_ABSENT NET_IF_COMPARTMENT_ID NTAPI GetDefaultCompartmentId(VOID);
WINWORK_ABSENT NTSTATUS NTAPI GetDnsSettings(_Inout_ DNS_SETTINGS *Settings);
WINWORK_ABSENT NTSTATUS NTAPI GetIfEntry2(_Inout_ PMIB_IF_ROW2 Row);
WINWORK_ABSENT NTSTATUS NTAPI GetIfEntry2Ex(_In_ MIB_IF_ENTRY_LEVEL Level,
					    _Inout_ PMIB_IF_ROW2 Row);
WINWORK_ABSENT NTSTATUS NTAPI GetIfStackTable(_Outptr_ PMIB_IFSTACK_TABLE *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetIfTable2(_Outptr_ PMIB_IF_TABLE2 *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetIfTable2Ex(_In_ MIB_IF_TABLE_LEVEL Level,
					    _Outptr_ PMIB_IF_TABLE2 *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetInterfaceDnsSettings(_In_ GUID Interface,
						      _Inout_ DNS_INTERFACE_SETTINGS *Settings);
WINWORK_ABSENT NTSTATUS NTAPI GetInvertedIfStackTable(_Outptr_ PMIB_INVERTEDIFSTACK_TABLE *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetIpForwardEntry2(_Inout_ PMIB_IPFORWARD_ROW2 Row);
WINWORK_ABSENT NTSTATUS NTAPI GetIpForwardTable2(_In_ ADDRESS_FAMILY Family,
						 _Outptr_ PMIB_IPFORWARD_TABLE2 *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetIpInterfaceEntry(_Inout_ PMIB_IPINTERFACE_ROW Row);
WINWORK_ABSENT NTSTATUS NTAPI GetIpInterfaceTable(_In_ ADDRESS_FAMILY Family,
						  _Outptr_ PMIB_IPINTERFACE_TABLE *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetIpNetEntry2(_Inout_ PMIB_IPNET_ROW2 Row);
WINWORK_ABSENT NTSTATUS NTAPI GetIpNetTable2(_In_ ADDRESS_FAMILY Family,
					     _Outptr_ PMIB_IPNET_TABLE2 *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetIpNetworkConnectionBandwidthEstimates(
	_In_ NET_IFINDEX InterfaceIndex, _In_ ADDRESS_FAMILY AddressFamily,
	_Out_ PMIB_IP_NETWORK_CONNECTION_BANDWIDTH_ESTIMATES BandwidthEstimates);
WINWORK_ABSENT NTSTATUS NTAPI GetIpPathEntry(_Inout_ PMIB_IPPATH_ROW Row);
WINWORK_ABSENT NTSTATUS NTAPI GetIpPathTable(_In_ ADDRESS_FAMILY Family,
					     _Outptr_ PMIB_IPPATH_TABLE *Table);
WINWORK_ABSENT NET_IF_COMPARTMENT_ID NTAPI GetJobCompartmentId(_In_ HANDLE JobHandle);
WINWORK_ABSENT NTSTATUS NTAPI GetMulticastIpAddressEntry(_Inout_ PMIB_MULTICASTIPADDRESS_ROW Row);
WINWORK_ABSENT NTSTATUS NTAPI GetMulticastIpAddressTable(
	_In_ ADDRESS_FAMILY Family, _Outptr_ PMIB_MULTICASTIPADDRESS_TABLE *Table);
WINWORK_ABSENT NTSTATUS NTAPI GetNetworkConnectivityHint(
	_Out_ NL_NETWORK_CONNECTIVITY_HINT *ConnectivityHint);
WINWORK_ABSENT NTSTATUS NTAPI GetNetworkConnectivityHintForInterface(
	_In_ NET_IFINDEX InterfaceIndex, _Out_ NL_NETWORK_CONNECTIVITY_HINT *ConnectivityHint);
WINWORK_ABSENT NTSTATUS NTAPI GetNetworkInformation(
	_In_ const NET_IF_NETWORK_GUID *NetworkGuid, _Out_ PNET_IF_COMPARTMENT_ID CompartmentId,
	_Out_ PULONG SiteId, _Out_writes_(Length) PWCHAR NetworkName, _In_ ULONG Length);
WINWORK_ABSENT NET_IF_COMPARTMENT_ID NTAPI GetSessionCompartmentId(_In_ ULONG SessionId);
WINWORK_ABSENT NTSTATUS NTAPI GetTeredoPort(_Out_ USHORT *Port);
WINWORK_ABSENT NTSTATUS NTAPI GetUnicastIpAddressEntry(_Inout_ PMIB_UNICASTIPADDRESS_ROW Row);
WINWORK_ABSENT NTSTATUS NTAPI GetUnicastIpAddressTable(_In_ ADDRESS_FAMILY Family,
						       _Outptr_ PMIB_UNICASTIPADDRESS_TABLE *Table);
WINWORK_ABSENT VOID NTAPI InitializeIpForwardEntry(_Out_ PMIB_IPFORWARD_ROW2 Row);
WINWORK_ABSENT VOID NTAPI InitializeIpInterfaceEntry(_Inout_ PMIB_IPINTERFACE_ROW Row);
WINWORK_ABSENT VOID NTAPI InitializeUnicastIpAddressEntry(_Out_ PMIB_UNICASTIPADDRESS_ROW Row);
WINWORK_ABSENT NTSTATUS NTAPI NotifyIpInterfaceChange(_In_ ADDRESS_FAMILY Family,
						      _In_ PIPINTERFACE_CHANGE_CALLBACK Callback,
						      _In_opt_ PVOID CallerContext,
						      _In_ BOOLEAN InitialNotification,
						      _Inout_ HANDLE *NotificationHandle);
WINWORK_ABSENT NTSTATUS NTAPI NotifyNetworkConnectivityHintChange(
	_In_ PNETWORK_CONNECTIVITY_HINT_CHANGE_CALLBACK Callback, _In_opt_ PVOID CallerContext,
	_In_ BOOLEAN InitialNotification, _Out_ PHANDLE NotificationHandle);
WINWORK_ABSENT NTSTATUS NTAPI NotifyRouteChange2(_In_ ADDRESS_FAMILY AddressFamily,
						 _In_ PIPFORWARD_CHANGE_CALLBACK Callback,
						 _In_ PVOID CallerContext,
						 _In_ BOOLEAN InitialNotification,
						 _Inout_ HANDLE *NotificationHandle);
WINWORK_ABSENT NTSTATUS NTAPI NotifyStableUnicastIpAddressTable(
	_In_ ADDRESS_FAMILY Family, _Outptr_ PMIB_UNICASTIPADDRESS_TABLE *Table,
	_In_ PSTABLE_UNICAST_IPADDRESS_TABLE_CALLBACK CallerCallback, _In_ PVOID CallerContext,
	_Inout_ HANDLE *NotificationHandle);
WINWORK_ABSENT NTSTATUS NTAPI NotifyTeredoPortChange(_In_ PTEREDO_PORT_CHANGE_CALLBACK Callback,
						     _In_ PVOID CallerContext,
						     _In_ BOOLEAN InitialNotification,
						     _Inout_ HANDLE *NotificationHandle);
WINWORK_ABSENT NTSTATUS NTAPI NotifyUnicastIpAddressChange(
	_In_ ADDRESS_FAMILY Family, _In_ PUNICAST_IPADDRESS_CHANGE_CALLBACK Callback,
	_In_opt_ PVOID CallerContext, _In_ BOOLEAN InitialNotification,
	_Inout_ HANDLE *NotificationHandle);
WINWORK_ABSENT NTSTATUS NTAPI ResolveIpNetEntry2(_Inout_ PMIB_IPNET_ROW2 Row,
						 _In_opt_ const SOCKADDR_INET *SourceAddress);
WINWORK_ABSENT NTSTATUS NTAPI SetCurrentThreadCompartmentId(
	_In_ NET_IF_COMPARTMENT_ID CompartmentId);
WINWORK_ABSENT NTSTATUS NTAPI SetCurrentThreadCompartmentScope(
	_In_ NET_IF_COMPARTMENT_SCOPE CompartmentScope);
WINWORK_ABSENT NTSTATUS NTAPI SetDnsSettings(_In_ const DNS_SETTINGS *Settings);
WINWORK_ABSENT NTSTATUS NTAPI SetInterfaceDnsSettings(_In_ GUID Interface,
						      _In_ const DNS_INTERFACE_SETTINGS *Settings);
WINWORK_ABSENT NTSTATUS NTAPI SetIpForwardEntry2(_In_ const MIB_IPFORWARD_ROW2 *Route);
WINWORK_ABSENT NTSTATUS NTAPI SetIpInterfaceEntry(_Inout_ PMIB_IPINTERFACE_ROW Row);
WINWORK_ABSENT NTSTATUS NTAPI SetIpNetEntry2(_In_ PMIB_IPNET_ROW2 Row);
WINWORK_ABSENT NTSTATUS NTAPI SetJobCompartmentId(_In_ HANDLE JobHandle,
						  _In_ NET_IF_COMPARTMENT_ID CompartmentId);
WINWORK_ABSENT NTSTATUS NTAPI SetNetworkInformation(_In_ const NET_IF_NETWORK_GUID *NetworkGuid,
						    _In_ NET_IF_COMPARTMENT_ID CompartmentId,
						    _In_z_ const WCHAR *NetworkName);
WINWORK_ABSENT NTSTATUS NTAPI SetSessionCompartmentId(_In_ ULONG SessionId,
						      _In_ NET_IF_COMPARTMENT_ID CompartmentId);
WINWORK_ABSENT NTSTATUS NTAPI SetUnicastIpAddressEntry(_In_ const MIB_UNICASTIPADDRESS_ROW *Row);
WINWORK_ABSENT PCHAR NTAPI if_indextoname(_In_ NET_IFINDEX InterfaceIndex,
					  _Out_writes_(IF_NAMESIZE) PCHAR InterfaceName);
WINWORK_ABSENT NET_IFINDEX NTAPI if_nametoindex(_In_ PCSTR InterfaceName);

EXTERN_C_END

#endif /* WINWORK_NET_IP_HELPER_H */
