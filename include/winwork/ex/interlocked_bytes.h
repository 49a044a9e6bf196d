/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interlocked operations on one byte. Each is a full barrier, at any IRQL, and returns the previous value.
 *
 * Page: wdm.h, the names of the functions.
 */
#ifndef WINWORK_EX_INTERLOCKED_BYTES_H
#define WINWORK_EX_INTERLOCKED_BYTES_H

#include "../base/types.h"

EXTERN_C_START

WINWORK_OWN CHAR InterlockedExchange8(CHAR volatile *Target, CHAR Value)
{
	__sync_synchronize();
	return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

WINWORK_OWN CHAR InterlockedExchangeAdd8(CHAR volatile *Addend, CHAR Value)
{
	return __sync_fetch_and_add(Addend, Value);
}

WINWORK_OWN CHAR InterlockedAnd8(CHAR volatile *Destination, CHAR Value)
{
	return __sync_fetch_and_and(Destination, Value);
}

WINWORK_OWN CHAR InterlockedOr8(CHAR volatile *Destination, CHAR Value)
{
	return __sync_fetch_and_or(Destination, Value);
}

WINWORK_OWN CHAR InterlockedXor8(CHAR volatile *Destination, CHAR Value)
{
	return __sync_fetch_and_xor(Destination, Value);
}

/* The names that Microsoft's compiler has itself. */
#define _InterlockedExchange8 InterlockedExchange8
#define _InterlockedExchangeAdd8 InterlockedExchangeAdd8
#define _InterlockedAnd8 InterlockedAnd8
#define _InterlockedOr8 InterlockedOr8
#define _InterlockedXor8 InterlockedXor8

EXTERN_C_END

#endif /* WINWORK_EX_INTERLOCKED_BYTES_H */
