/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <xfilter.h>: Ethernet addresses.
 *
 * Page: xfilter.h, the names of the macros
 */
#ifndef _XFILTER_
#define _XFILTER_

#include "ntddk.h"

#define ETH_LENGTH_OF_ADDRESS 6

#define ETH_IS_MULTICAST(Address) (BOOLEAN)(((PUCHAR)(Address))[0] & 0x01)
#define ETH_IS_BROADCAST(Address)							\
	(BOOLEAN)(((PUCHAR)(Address))[0] == 0xff && ((PUCHAR)(Address))[1] == 0xff &&	\
		  ((PUCHAR)(Address))[2] == 0xff && ((PUCHAR)(Address))[3] == 0xff &&	\
		  ((PUCHAR)(Address))[4] == 0xff && ((PUCHAR)(Address))[5] == 0xff)

/*
 * *Result is 0 for equal addresses. Otherwise its sign gives the order, which compares the last
 * bytes first.
 */
#define ETH_COMPARE_NETWORK_ADDRESSES(A, B, Result)					\
	(*(Result) = __builtin_memcmp((PUCHAR)(A) + 2, (PUCHAR)(B) + 2, 4) ?		\
			     __builtin_memcmp((PUCHAR)(A) + 2, (PUCHAR)(B) + 2, 4) :	\
			     __builtin_memcmp((A), (B), 2))
#define ETH_COMPARE_NETWORK_ADDRESSES_EQ(A, B, Result)				\
	(*(Result) = __builtin_memcmp((A), (B), ETH_LENGTH_OF_ADDRESS) ? 1 : 0)
#define ETH_COPY_NETWORK_ADDRESS(Destination, Source)					\
	((VOID)__builtin_memcpy((Destination), (Source), ETH_LENGTH_OF_ADDRESS))

#endif /* _XFILTER_ */
