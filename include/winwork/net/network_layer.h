/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The network layer: origins and states of addresses, routes and neighbours.
 */
#ifndef WINWORK_NET_NETWORK_LAYER_H
#define WINWORK_NET_NETWORK_LAYER_H

#include <winwork/base/types.h>

EXTERN_C_START

#define MAKE_ROUTE_PROTOCOL(suffix, value) MIB_IPPROTO_##suffix = value, PROTO_IP_##suffix = value
#define NET_IF_CURRENT_SESSION ((ULONG)-1)
#define NL_MAX_METRIC_COMPONENT ((((ULONG)1) << 31) - 1)
#define NlpoDhcp IpPrefixOriginDhcp
#define NlpoManual IpPrefixOriginManual
#define NlpoOther IpPrefixOriginOther
#define NlpoRouterAdvertisement IpPrefixOriginRouterAdvertisement
#define NlpoWellKnown IpPrefixOriginWellKnown

typedef enum {
	NlatUnspecified,
	NlatUnicast,
	NlatAnycast,
	NlatMulticast,
	NlatBroadcast,
	NlatInvalid,
} NL_ADDRESS_TYPE, *PNL_ADDRESS_TYPE;

typedef enum _NL_BANDWIDTH_FLAG {
	NlbwDisabled,
	NlbwEnabled,
	NlbwUnchanged = -1,
} NL_BANDWIDTH_FLAG, *PNL_BANDWIDTH_FLAG;

typedef enum {
	NldsInvalid,
	NldsTentative,
	NldsDuplicate,
	NldsDeprecated,
	NldsPreferred,
	IpDadStateInvalid = 0,
	IpDadStateTentative,
	IpDadStateDuplicate,
	IpDadStateDeprecated,
	IpDadStatePreferred,
} NL_DAD_STATE;

typedef enum _NL_INTERFACE_NETWORK_CATEGORY_STATE {
	NlincCategoryUnknown,
	NlincPublic,
	NlincPrivate,
	NlincDomainAuthenticated,
	NlincCategoryStateMax,
} NL_INTERFACE_NETWORK_CATEGORY_STATE, *PNL_INTERFACE_NETWORK_CATEGORY_STATE;

typedef enum _NL_LINK_LOCAL_ADDRESS_BEHAVIOR {
	LinkLocalAlwaysOff,
	LinkLocalDelayed,
	LinkLocalAlwaysOn,
	LinkLocalUnchanged = -1,
} NL_LINK_LOCAL_ADDRESS_BEHAVIOR;

typedef enum _NL_NEIGHBOR_STATE {
	NlnsUnreachable,
	NlnsIncomplete,
	NlnsProbe,
	NlnsDelay,
	NlnsStale,
	NlnsReachable,
	NlnsPermanent,
	NlnsMaximum,
} NL_NEIGHBOR_STATE, *PNL_NEIGHBOR_STATE;

typedef enum _NL_NETWORK_CATEGORY {
	NetworkCategoryPublic,
	NetworkCategoryPrivate,
	NetworkCategoryDomainAuthenticated,
	NetworkCategoryUnchanged = -1,
	NetworkCategoryUnknown = -1,
} NL_NETWORK_CATEGORY, *PNL_NETWORK_CATEGORY;

typedef enum _NL_NETWORK_CONNECTIVITY_COST_HINT {
	NetworkConnectivityCostHintUnknown,
	NetworkConnectivityCostHintUnrestricted,
	NetworkConnectivityCostHintFixed,
	NetworkConnectivityCostHintVariable,
} NL_NETWORK_CONNECTIVITY_COST_HINT;

typedef enum _NL_NETWORK_CONNECTIVITY_LEVEL_HINT {
	NetworkConnectivityLevelHintUnknown,
	NetworkConnectivityLevelHintNone,
	NetworkConnectivityLevelHintLocalAccess,
	NetworkConnectivityLevelHintInternetAccess,
	NetworkConnectivityLevelHintConstrainedInternetAccess,
	NetworkConnectivityLevelHintHidden,
} NL_NETWORK_CONNECTIVITY_LEVEL_HINT;

typedef enum {
	IpPrefixOriginOther,
	IpPrefixOriginManual,
	IpPrefixOriginWellKnown,
	IpPrefixOriginDhcp,
	IpPrefixOriginRouterAdvertisement,
	IpPrefixOriginUnchanged = 16,
} NL_PREFIX_ORIGIN;

typedef enum _NL_ROUTE_ORIGIN {
	NlroManual,
	NlroWellKnown,
	NlroDHCP,
	NlroRouterAdvertisement,
	Nlro6to4,
} NL_ROUTE_ORIGIN, *PNL_ROUTE_ORIGIN;

typedef enum {
	RouteProtocolOther = 1,
	RouteProtocolLocal,
	RouteProtocolNetMgmt,
	RouteProtocolIcmp,
	RouteProtocolEgp,
	RouteProtocolGgp,
	RouteProtocolHello,
	RouteProtocolRip,
	RouteProtocolIsIs,
	RouteProtocolEsIs,
	RouteProtocolCisco,
	RouteProtocolBbn,
	RouteProtocolOspf,
	RouteProtocolBgp,
	RouteProtocolIdpr,
	RouteProtocolEigrp,
	RouteProtocolDvmrp,
	RouteProtocolRpl,
	RouteProtocolDhcp,
	MIB_IPPROTO_OTHER = 1,
	PROTO_IP_OTHER = 1,
	MIB_IPPROTO_LOCAL,
	PROTO_IP_LOCAL = 2,
	MIB_IPPROTO_NETMGMT,
	PROTO_IP_NETMGMT = 3,
	MIB_IPPROTO_ICMP,
	PROTO_IP_ICMP = 4,
	MIB_IPPROTO_EGP,
	PROTO_IP_EGP = 5,
	MIB_IPPROTO_GGP,
	PROTO_IP_GGP = 6,
	MIB_IPPROTO_HELLO,
	PROTO_IP_HELLO = 7,
	MIB_IPPROTO_RIP,
	PROTO_IP_RIP = 8,
	MIB_IPPROTO_IS_IS,
	PROTO_IP_IS_IS = 9,
	MIB_IPPROTO_ES_IS,
	PROTO_IP_ES_IS = 10,
	MIB_IPPROTO_CISCO,
	PROTO_IP_CISCO = 11,
	MIB_IPPROTO_BBN,
	PROTO_IP_BBN = 12,
	MIB_IPPROTO_OSPF,
	PROTO_IP_OSPF = 13,
	MIB_IPPROTO_BGP,
	PROTO_IP_BGP = 14,
	MIB_IPPROTO_IDPR,
	PROTO_IP_IDPR = 15,
	MIB_IPPROTO_EIGRP,
	PROTO_IP_EIGRP = 16,
	MIB_IPPROTO_DVMRP,
	PROTO_IP_DVMRP = 17,
	MIB_IPPROTO_RPL,
	PROTO_IP_RPL = 18,
	MIB_IPPROTO_DHCP,
	PROTO_IP_DHCP = 19,
	MIB_IPPROTO_NT_AUTOSTATIC = 0x2712,
	PROTO_IP_NT_AUTOSTATIC = 0x2712,
	MIB_IPPROTO_NT_STATIC = 0x2716,
	PROTO_IP_NT_STATIC = 0x2716,
	MIB_IPPROTO_NT_STATIC_NON_DOD,
	PROTO_IP_NT_STATIC_NON_DOD = 0x2717,
} NL_ROUTE_PROTOCOL, *PNL_ROUTE_PROTOCOL;

typedef enum _NL_ROUTER_DISCOVERY_BEHAVIOR {
	RouterDiscoveryDisabled,
	RouterDiscoveryEnabled,
	RouterDiscoveryDhcp,
	RouterDiscoveryUnchanged = -1,
} NL_ROUTER_DISCOVERY_BEHAVIOR;

typedef enum {
	NlsoOther,
	NlsoManual,
	NlsoWellKnown,
	NlsoDhcp,
	NlsoLinkLayerAddress,
	NlsoRandom,
	IpSuffixOriginOther = 0,
	IpSuffixOriginManual,
	IpSuffixOriginWellKnown,
	IpSuffixOriginDhcp,
	IpSuffixOriginLinkLayerAddress,
	IpSuffixOriginRandom,
	IpSuffixOriginUnchanged = 16,
} NL_SUFFIX_ORIGIN;

typedef struct _NL_BANDWIDTH_INFORMATION {
	ULONG64 Bandwidth;
	ULONG64 Instability;
	BOOLEAN BandwidthPeaked;
} NL_BANDWIDTH_INFORMATION, *PNL_BANDWIDTH_INFORMATION;

typedef struct _NL_INTERFACE_OFFLOAD_ROD {
	BOOLEAN NlChecksumSupported : 1;
	BOOLEAN NlOptionsSupported : 1;
	BOOLEAN TlDatagramChecksumSupported : 1;
	BOOLEAN TlStreamChecksumSupported : 1;
	BOOLEAN TlStreamOptionsSupported : 1;
	BOOLEAN FastPathCompatible : 1;
	BOOLEAN TlLargeSendOffloadSupported : 1;
	BOOLEAN TlGiantSendOffloadSupported : 1;
} NL_INTERFACE_OFFLOAD_ROD, *PNL_INTERFACE_OFFLOAD_ROD;

typedef struct _NL_NETWORK_CONNECTIVITY_HINT {
	NL_NETWORK_CONNECTIVITY_LEVEL_HINT ConnectivityLevel;
	NL_NETWORK_CONNECTIVITY_COST_HINT ConnectivityCost;
	BOOLEAN ApproachingDataLimit;
	BOOLEAN OverDataLimit;
	BOOLEAN Roaming;
} NL_NETWORK_CONNECTIVITY_HINT;

typedef struct _NL_PATH_BANDWIDTH_ROD {
	ULONG64 Bandwidth;
	ULONG64 Instability;
	BOOLEAN BandwidthPeaked;
} NL_PATH_BANDWIDTH_ROD, *PNL_PATH_BANDWIDTH_ROD;

EXTERN_C_END

#endif /* WINWORK_NET_NETWORK_LAYER_H */
