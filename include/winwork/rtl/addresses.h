/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text of Internet addresses.
 */
#ifndef WINWORK_RTL_ADDRESSES_H
#define WINWORK_RTL_ADDRESSES_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

struct in_addr;
struct in6_addr;

/**
 * RtlIpv4AddressToStringA, RtlIpv4AddressToStringW, RtlIpv6AddressToStringA, RtlIpv6AddressToStringW - write
 *	an address as text
 * @Addr: the address, in the order of the network
 * @S: receives the text with a terminating null: 16 characters at most for IPv4, 46 for IPv6
 *
 * The longest row of zeros of an IPv6 address, from two groups on, is "::". Addresses that hold one of IPv4
 * (::a.b.c.d, ::ffff:a.b.c.d, ::ffff:0:a.b.c.d, ISATAP) have that at their end.
 *
 * IRQL: any.
 * Return: the terminating null.
 * Page: ip2string.h, RtlIpv4AddressToStringA and so on
 */
PSTR NTAPI RtlIpv4AddressToStringA(_In_ const struct in_addr *Addr, _Out_writes_(16) PSTR S);
PWSTR NTAPI RtlIpv4AddressToStringW(_In_ const struct in_addr *Addr, _Out_writes_(16) PWSTR S);
PSTR NTAPI RtlIpv6AddressToStringA(_In_ const struct in6_addr *Addr, _Out_writes_(46) PSTR S);
PWSTR NTAPI RtlIpv6AddressToStringW(_In_ const struct in6_addr *Addr, _Out_writes_(46) PWSTR S);

/**
 * RtlIpv4AddressToStringExA, RtlIpv4AddressToStringExW, RtlIpv6AddressToStringExA,
 *	RtlIpv6AddressToStringExW - write an address and a port as text
 * @Address: the address, in the order of the network
 * @ScopeId: of an IPv6 address, which follows it as "%1"; 0 for none
 * @Port: in the order of the network, as ":80"; 0 for none. An IPv6 address with a port is in brackets
 * @AddressString: receives the text with a terminating null
 * @AddressStringLength: the room there in characters; receives the number of them with the null, also if the
 *	room is too small
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS. STATUS_INVALID_PARAMETER if the room is too small, or for a NULL.
 * Page: ip2string.h, RtlIpv4AddressToStringExA and so on
 */
LONG NTAPI RtlIpv4AddressToStringExA(_In_ const struct in_addr *Address, _In_ USHORT Port,
				     _Out_writes_to_(*AddressStringLength, *AddressStringLength)
					     PSTR AddressString,
				     _Inout_ PULONG AddressStringLength);
LONG NTAPI RtlIpv4AddressToStringExW(_In_ const struct in_addr *Address, _In_ USHORT Port,
				     _Out_writes_to_(*AddressStringLength, *AddressStringLength)
					     PWSTR AddressString,
				     _Inout_ PULONG AddressStringLength);
LONG NTAPI RtlIpv6AddressToStringExA(_In_ const struct in6_addr *Address, _In_ ULONG ScopeId, _In_ USHORT Port,
				     _Out_writes_to_(*AddressStringLength, *AddressStringLength)
					     PSTR AddressString,
				     _Inout_ PULONG AddressStringLength);
LONG NTAPI RtlIpv6AddressToStringExW(_In_ const struct in6_addr *Address, _In_ ULONG ScopeId, _In_ USHORT Port,
				     _Out_writes_to_(*AddressStringLength, *AddressStringLength)
					     PWSTR AddressString,
				     _Inout_ PULONG AddressStringLength);

EXTERN_C_END

#endif /* WINWORK_RTL_ADDRESSES_H */
