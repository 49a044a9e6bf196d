/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tests of addresses, and what a socket's address contains.
 */
#ifndef WINWORK_NET_ADDRESS_TESTS_H
#define WINWORK_NET_ADDRESS_TESTS_H

#include <winwork/base/sal.h>
#include "sockets.h"

EXTERN_C_START

/* The bytes of an address, as the packet has them. */
#define WINWORK_IN4(a) ((const UCHAR *)(a))
#define WINWORK_IN6(a) ((a)->u.Byte)
#define WINWORK_IN6_STARTS(a, bytes, count) (!__builtin_memcmp(WINWORK_IN6(a), bytes, count))

/**
 * IN4_ADDR_EQUAL, IN6_ADDR_EQUAL - whether two addresses are the same
 * @a, @b: the addresses
 *
 * IRQL: any.
 * Return: TRUE, or FALSE.
 * Page: mstcpip.h, ws2ipdef.h, the names of the functions
 */
WINWORK_OWN BOOLEAN IN4_ADDR_EQUAL(_In_ const IN_ADDR *a, _In_ const IN_ADDR *b)
{
	return a->s_addr == b->s_addr;
}

WINWORK_OWN BOOLEAN IN6_ADDR_EQUAL(_In_ const IN6_ADDR *a, _In_ const IN6_ADDR *b)
{
	return WINWORK_IN6_STARTS(a, WINWORK_IN6(b), sizeof(*a));
}

/**
 * IN4_IS_ADDR_UNSPECIFIED, IN4_IS_ADDR_LOOPBACK, IN4_IS_ADDR_BROADCAST, IN4_IS_ADDR_MULTICAST,
 *	IN4_IS_ADDR_LINKLOCAL - the kind of an IPv4 address
 * @a: the address
 *
 * The kinds are 0.0.0.0, 127.0.0.0/8, 255.255.255.255, 224.0.0.0/4 and 169.254.0.0/16.
 *
 * IRQL: any.
 * Return: TRUE, or FALSE.
 * Page: mstcpip.h, the names of the functions
 */
WINWORK_OWN BOOLEAN IN4_IS_ADDR_UNSPECIFIED(_In_ const IN_ADDR *a)
{
	return !a->s_addr;
}

WINWORK_OWN BOOLEAN IN4_IS_ADDR_LOOPBACK(_In_ const IN_ADDR *a)
{
	return WINWORK_IN4(a)[0] == 127;
}

WINWORK_OWN BOOLEAN IN4_IS_ADDR_BROADCAST(_In_ const IN_ADDR *a)
{
	return a->s_addr == 0xffffffff;
}

WINWORK_OWN BOOLEAN IN4_IS_ADDR_MULTICAST(_In_ const IN_ADDR *a)
{
	return (WINWORK_IN4(a)[0] & 0xf0) == 0xe0;
}

WINWORK_OWN BOOLEAN IN4_IS_ADDR_LINKLOCAL(_In_ const IN_ADDR *a)
{
	return WINWORK_IN4(a)[0] == 169 && WINWORK_IN4(a)[1] == 254;
}

/**
 * IN6_IS_ADDR_UNSPECIFIED, IN6_IS_ADDR_LOOPBACK, IN6_IS_ADDR_MULTICAST, IN6_IS_ADDR_LINKLOCAL,
 *	IN6_IS_ADDR_SITELOCAL, IN6_IS_ADDR_V4MAPPED, IN6_IS_ADDR_V4COMPAT - the kind of an IPv6
 *	address
 * @a: the address
 *
 * The kinds are ::, ::1, ff00::/8, fe80::/10, fec0::/10, ::ffff:0:0/96, and ::/96 without the first
 * two.
 *
 * IRQL: any.
 * Return: TRUE, or FALSE.
 * Page: ws2ipdef.h, the names of the functions
 */
WINWORK_OWN BOOLEAN IN6_IS_ADDR_UNSPECIFIED(_In_ const IN6_ADDR *a)
{
	static const UCHAR zeros[16] = { 0 };

	return WINWORK_IN6_STARTS(a, zeros, 16);
}

WINWORK_OWN BOOLEAN IN6_IS_ADDR_LOOPBACK(_In_ const IN6_ADDR *a)
{
	static const UCHAR one[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };

	return WINWORK_IN6_STARTS(a, one, 16);
}

WINWORK_OWN BOOLEAN IN6_IS_ADDR_MULTICAST(_In_ const IN6_ADDR *a)
{
	return WINWORK_IN6(a)[0] == 0xff;
}

WINWORK_OWN BOOLEAN IN6_IS_ADDR_LINKLOCAL(_In_ const IN6_ADDR *a)
{
	return WINWORK_IN6(a)[0] == 0xfe && (WINWORK_IN6(a)[1] & 0xc0) == 0x80;
}

WINWORK_OWN BOOLEAN IN6_IS_ADDR_SITELOCAL(_In_ const IN6_ADDR *a)
{
	return WINWORK_IN6(a)[0] == 0xfe && (WINWORK_IN6(a)[1] & 0xc0) == 0xc0;
}

WINWORK_OWN BOOLEAN IN6_IS_ADDR_V4MAPPED(_In_ const IN6_ADDR *a)
{
	static const UCHAR prefix[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

	return WINWORK_IN6_STARTS(a, prefix, 12);
}

WINWORK_OWN BOOLEAN IN6_IS_ADDR_V4COMPAT(_In_ const IN6_ADDR *a)
{
	static const UCHAR zeros[12] = { 0 };

	return WINWORK_IN6_STARTS(a, zeros, 12) && !IN6_IS_ADDR_UNSPECIFIED(a) &&
	       !IN6_IS_ADDR_LOOPBACK(a);
}

/**
 * INETADDR_ADDRESS, INETADDR_PORT, INETADDR_SET_PORT - the parts of a socket's address
 * @a: of the family AF_INET or AF_INET6
 * @Port: in the byte order of the network
 *
 * IRQL: any.
 * Return: where the address is inside @a; its port, in the byte order of the network.
 * Page: mstcpip.h, the names of the functions
 */
WINWORK_OWN PUCHAR INETADDR_ADDRESS(_In_ const SOCKADDR *a)
{
	return a->sa_family == AF_INET6 ? (PUCHAR)&((PSOCKADDR_IN6)a)->sin6_addr :
					  (PUCHAR)&((PSOCKADDR_IN)a)->sin_addr;
}

WINWORK_OWN USHORT INETADDR_PORT(_In_ const SOCKADDR *a)
{
	return ((PSOCKADDR_IN)a)->sin_port;
}

WINWORK_OWN VOID INETADDR_SET_PORT(_Inout_ PSOCKADDR a, _In_ USHORT Port)
{
	((PSOCKADDR_IN)a)->sin_port = Port;
}

/**
 * INETADDR_SET_ADDRESS - put an address into a socket's address
 * @a: of the family AF_INET or AF_INET6
 * @Address: 4 or 16 bytes, as in a packet
 *
 * IRQL: any.
 * Page: mstcpip.h, INETADDR_SET_ADDRESS
 */
WINWORK_OWN VOID INETADDR_SET_ADDRESS(_Inout_ PSOCKADDR a, _In_ const UCHAR *Address)
{
	__builtin_memcpy(INETADDR_ADDRESS(a), Address, a->sa_family == AF_INET6 ? 16 : 4);
}

/**
 * INETADDR_ISANY - whether the address of a socket's address is unspecified
 * @a: of the family AF_INET or AF_INET6
 *
 * IRQL: any.
 * Return: TRUE, or FALSE.
 * Page: mstcpip.h, INETADDR_ISANY
 */
WINWORK_OWN BOOLEAN INETADDR_ISANY(_In_ const SOCKADDR *a)
{
	return a->sa_family == AF_INET6 ?
		       IN6_IS_ADDR_UNSPECIFIED((const IN6_ADDR *)INETADDR_ADDRESS(a)) :
		       IN4_IS_ADDR_UNSPECIFIED((const IN_ADDR *)INETADDR_ADDRESS(a));
}

/**
 * IN6_GET_ADDR_V4MAPPED - find the IPv4 address at the end of an IPv6 address
 * @Ip6Address: of the prefix ::ffff:0:0/96
 *
 * IRQL: any.
 * Return: where the IPv4 address is inside @Ip6Address.
 * Page: mstcpip.h, IN6_GET_ADDR_V4MAPPED
 */
WINWORK_OWN const IN_ADDR *IN6_GET_ADDR_V4MAPPED(_In_ const IN6_ADDR *Ip6Address)
{
	return (const IN_ADDR *)&Ip6Address->u.Byte[12];
}

EXTERN_C_END

#endif /* WINWORK_NET_ADDRESS_TESTS_H */
