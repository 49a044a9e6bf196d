/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Addresses of sockets and of the Internet protocols.
 */
#ifndef WINWORK_NET_ADDRESSES_H
#define WINWORK_NET_ADDRESSES_H

#include <winwork/base/types.h>

EXTERN_C_START

struct _SCOPE_ID;
union _SOCKADDR_INET;
struct _sockaddr_in6_pair;

#define IFF_UP 0x00000001
#define IFF_BROADCAST 0x00000002
#define IFF_LOOPBACK 0x00000004
#define IFF_POINTTOPOINT 0x00000008
#define IFF_MULTICAST 0x00000010

#define IN6_ARE_ADDR_EQUAL IN6_ADDR_EQUAL

#define IPV6_ADDRESS_BITS RTL_BITS_OF(IN6_ADDR)
#define IPV6_ADD_MEMBERSHIP 12
#define IPV6_ADD_IFLIST 29

#define IPV6_HOPOPTS 1
#define IPV6_HDRINCL 2
#define IPV6_DONTFRAG 14
#define IPV6_PKTINFO 19
#define IPV6_HOPLIMIT 21
#define IPV6_RECVIF 24
#define IPV6_RECVDSTADDR 25
#define IPV6_CHECKSUM 26
#define IPV6_V6ONLY 27
#define IPV6_IFLIST 28
#define IPV6_RTHDR 32
#define IPV6_RECVRTHDR 38
#define IPV6_TCLASS 39
#define IPV6_RECVTCLASS 40
#define IPV6_ECN 50
#define IPV6_MTU 72
#define IPV6_RECVERR 75
#define IPV6_DEL_IFLIST 30
#define IPV6_DROP_MEMBERSHIP 13
#define IPV6_GET_IFLIST 33
#define IPV6_JOIN_GROUP IPV6_ADD_MEMBERSHIP
#define IPV6_LEAVE_GROUP IPV6_DROP_MEMBERSHIP
#define IPV6_MTU_DISCOVER 71
#define IPV6_MULTICAST_IF 9
#define IPV6_MULTICAST_HOPS 10
#define IPV6_MULTICAST_LOOP 11
#define IPV6_NRT_INTERFACE 74
#define IPV6_PKTINFO_EX 51
#define IPV6_PROTECTION_LEVEL 23
#define IPV6_UNICAST_HOPS 4
#define IPV6_UNICAST_IF 31
#define IPV6_USER_MTU 76
#define IPV6_WFP_REDIRECT_RECORDS 60
#define IPV6_WFP_REDIRECT_CONTEXT 70

#define IP_ADD_MEMBERSHIP 12
#define IP_ADD_SOURCE_MEMBERSHIP 15
#define IP_ADD_IFLIST 29
#define IP_BLOCK_SOURCE 17
#define IP_DEL_IFLIST 30

#define IP_OPTIONS 1
#define IP_HDRINCL 2
#define IP_TOS 3
#define IP_TTL 4
#define IP_DONTFRAGMENT 14
#define IP_PKTINFO 19
#define IP_HOPLIMIT 21
#define IP_RECVTTL 21
#define IP_RECVIF 24
#define IP_RECVDSTADDR 25
#define IP_IFLIST 28
#define IP_RTHDR 32
#define IP_RECVRTHDR 38
#define IP_TCLASS 39
#define IP_RECVTCLASS 40
#define IP_RECVTOS 40
#define IP_ECN 50
#define IP_MTU 73
#define IP_RECVERR 75
#define IP_DROP_MEMBERSHIP 13
#define IP_DROP_SOURCE_MEMBERSHIP 16
#define IP_GET_IFLIST 33
#define IP_MTU_DISCOVER 71
#define IP_MULTICAST_IF 9
#define IP_MULTICAST_TTL 10
#define IP_MULTICAST_LOOP 11
#define IP_NRT_INTERFACE 74
#define IP_ORIGINAL_ARRIVAL_IF 47
#define IP_PKTINFO_EX 51
#define IP_PROTECTION_LEVEL IPV6_PROTECTION_LEVEL
#define IP_RECEIVE_BROADCAST 22
#define IP_UNBLOCK_SOURCE 18
#define IP_UNICAST_IF 31
#define IP_UNSPECIFIED_HOP_LIMIT - 1
#define IP_UNSPECIFIED_TYPE_OF_SERVICE - 1
#define IP_UNSPECIFIED_USER_MTU MAXULONG
#define IP_USER_MTU 76
#define IP_WFP_REDIRECT_RECORDS 60
#define IP_WFP_REDIRECT_CONTEXT 70

#define MCAST_BLOCK_SOURCE 43
#define MCAST_JOIN_GROUP 41
#define MCAST_JOIN_SOURCE_GROUP 45
#define MCAST_LEAVE_GROUP 42
#define MCAST_LEAVE_SOURCE_GROUP 46
#define MCAST_UNBLOCK_SOURCE 44

#define PROTECTION_LEVEL_UNRESTRICTED 10
#define PROTECTION_LEVEL_EDGERESTRICTED 20
#define PROTECTION_LEVEL_RESTRICTED 30
#define PROTECTION_LEVEL_DEFAULT ((UINT) - 1)

#define TCP_KEEPALIVE 3
#define TCP_MAXSEG 4
#define TCP_MAXRT 5
#define TCP_STDURG 6
#define TCP_NOURG 7
#define TCP_ATMARK 8
#define TCP_NOSYNRETRIES 9
#define TCP_TIMESTAMPS 10
#define TCP_MAXRTMS 14
#define TCP_FASTOPEN 15
#define TCP_KEEPCNT 16
#define TCP_KEEPINTVL 17
#define TCP_KEEPIDLE TCP_KEEPALIVE
#define TCP_CONGESTION_ALGORITHM 12
#define TCP_DELAY_FIN_ACK 13
#define TCP_EXPEDITED_1122 0x0002
#define TCP_FAIL_CONNECT_ON_ICMP_ERROR 18
#define TCP_ICMP_ERROR_INFO 19

#define TCP_OFFLOAD_NO_PREFERENCE 0
#define TCP_OFFLOAD_NOT_PREFERRED 1
#define TCP_OFFLOAD_PREFERRED 2
#define TCP_OFFLOAD_PREFERENCE 11

#define in_addr6 in6_addr
/* The names of the members in other systems. */
#define _S6_un u
#define _S6_u8 Byte

#define u_long __ms_u_long

typedef enum _SCOPE_LEVEL {
	ScopeLevelInterface = 1,
	ScopeLevelLink = 2,
	ScopeLevelSubnet = 3,
	ScopeLevelAdmin = 4,
	ScopeLevelSite = 5,
	ScopeLevelOrganization = 8,
	ScopeLevelGlobal = 14,
	ScopeLevelCount = 16,
} SCOPE_LEVEL;

typedef struct _SCOPE_ID {
	union {
		struct {
			ULONG Zone : 28;
			ULONG Level : 4;
		};
		ULONG Value;
	};
} SCOPE_ID, *PSCOPE_ID;

typedef UCHAR u_char;
typedef USHORT u_short;
typedef UINT __ms_u_long;
typedef struct in6_addr {
	union {
		u_char Byte[16];
		u_short Word[8];
	} u;
} IN6_ADDR, *PIN6_ADDR, *LPIN6_ADDR;

typedef struct ipv6_mreq {
	struct in6_addr ipv6mr_multiaddr;
	UINT ipv6mr_interface;
} IPV6_MREQ;

struct sockaddr_in6_old {
	SHORT sin6_family;
	u_short sin6_port;
	__ms_u_long sin6_flowinfo;
	struct in6_addr sin6_addr;
};

struct sockaddr_in6 {
	SHORT sin6_family;
	u_short sin6_port;
	__ms_u_long sin6_flowinfo;
	struct in6_addr sin6_addr;
	union {
		__ms_u_long sin6_scope_id;
		SCOPE_ID sin6_scope_struct;
	};
};

typedef struct sockaddr_in6 SOCKADDR_IN6_LH, *PSOCKADDR_IN6_LH, *LPSOCKADDR_IN6_LH;
typedef struct sockaddr_in6 SOCKADDR_IN6;
typedef struct sockaddr_in6 *PSOCKADDR_IN6;
typedef struct sockaddr_in6 *LPSOCKADDR_IN6;
typedef enum _PMTUD_STATE {
	IP_PMTUDISC_NOT_SET,
	IP_PMTUDISC_DO,
	IP_PMTUDISC_DONT,
	IP_PMTUDISC_PROBE,
	IP_PMTUDISC_MAX,
} PMTUD_STATE, *PPMTUD_STATE;

typedef enum _MULTICAST_MODE_TYPE {
	MCAST_INCLUDE = 0,
	MCAST_EXCLUDE,
} MULTICAST_MODE_TYPE;

typedef struct _sockaddr_in6_pair {
	PSOCKADDR_IN6 SourceAddress;
	PSOCKADDR_IN6 DestinationAddress;
} SOCKADDR_IN6_PAIR, *PSOCKADDR_IN6_PAIR;

typedef USHORT ADDRESS_FAMILY;

typedef struct in_addr {
	union {
		struct {
			UCHAR s_b1, s_b2, s_b3, s_b4;
		} S_un_b;
		struct {
			USHORT s_w1, s_w2;
		} S_un_w;
		ULONG S_addr;
	} S_un;
} IN_ADDR, *PIN_ADDR, *LPIN_ADDR;
#define s_addr S_un.S_addr

typedef struct sockaddr {
	ADDRESS_FAMILY sa_family;
	CHAR sa_data[14];
} SOCKADDR, *PSOCKADDR, *LPSOCKADDR;

typedef struct sockaddr_in {
	ADDRESS_FAMILY sin_family;
	USHORT sin_port;
	IN_ADDR sin_addr;
	CHAR sin_zero[8];
} SOCKADDR_IN, *PSOCKADDR_IN;

typedef struct sockaddr_storage {
	ADDRESS_FAMILY ss_family;
	CHAR __ss_pad1[6];
	LONGLONG __ss_align;
	CHAR __ss_pad2[112];
} SOCKADDR_STORAGE_LH, *PSOCKADDR_STORAGE_LH, *LPSOCKADDR_STORAGE_LH;

typedef SOCKADDR_STORAGE_LH SOCKADDR_STORAGE, *PSOCKADDR_STORAGE, *LPSOCKADDR_STORAGE;

typedef union _SOCKADDR_INET {
	SOCKADDR_IN Ipv4;
	struct sockaddr_in6 Ipv6;
	ADDRESS_FAMILY si_family;
} SOCKADDR_INET, *PSOCKADDR_INET;

EXTERN_C_END

#endif /* WINWORK_NET_ADDRESSES_H */
