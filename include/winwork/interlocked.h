/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interlocked operations on naturally aligned memory. Each is atomic and a full barrier, at any
 * IRQL; those named Acquire, Release and NoFence are stronger than their names. Increment,
 * Decrement and Add return the new value; the others the one before.
 *
 * ReadNoFence and its relatives are single loads and stores, ordered only if their name says so.
 *
 * Pages: wdm.h, the names of the functions.
 */
#ifndef WINWORK_INTERLOCKED_H
#define WINWORK_INTERLOCKED_H

#include "types.h"

FORCEINLINE LONG InterlockedIncrement(LONG volatile *Addend)
{
	return __sync_add_and_fetch(Addend, 1);
}

FORCEINLINE LONG InterlockedDecrement(LONG volatile *Addend)
{
	return __sync_sub_and_fetch(Addend, 1);
}

FORCEINLINE LONG InterlockedExchange(LONG volatile *Target, LONG Value)
{
	__sync_synchronize();
	return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

FORCEINLINE LONG InterlockedCompareExchange(LONG volatile *Destination, LONG Exchange, LONG Comperand)
{
	return __sync_val_compare_and_swap(Destination, Comperand, Exchange);
}

FORCEINLINE LONG InterlockedExchangeAdd(LONG volatile *Addend, LONG Value)
{
	return __sync_fetch_and_add(Addend, Value);
}

FORCEINLINE LONG InterlockedAdd(LONG volatile *Addend, LONG Value)
{
	return __sync_add_and_fetch(Addend, Value);
}

FORCEINLINE LONG InterlockedAnd(LONG volatile *Destination, LONG Value)
{
	return __sync_fetch_and_and(Destination, Value);
}

FORCEINLINE LONG InterlockedOr(LONG volatile *Destination, LONG Value)
{
	return __sync_fetch_and_or(Destination, Value);
}

FORCEINLINE LONG InterlockedXor(LONG volatile *Destination, LONG Value)
{
	return __sync_fetch_and_xor(Destination, Value);
}

FORCEINLINE LONG64 InterlockedIncrement64(LONG64 volatile *Addend)
{
	return __sync_add_and_fetch(Addend, 1);
}

FORCEINLINE LONG64 InterlockedDecrement64(LONG64 volatile *Addend)
{
	return __sync_sub_and_fetch(Addend, 1);
}

FORCEINLINE LONG64 InterlockedExchange64(LONG64 volatile *Target, LONG64 Value)
{
	__sync_synchronize();
	return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

FORCEINLINE LONG64 InterlockedCompareExchange64(LONG64 volatile *Destination, LONG64 Exchange,
					       LONG64 Comperand)
{
	return __sync_val_compare_and_swap(Destination, Comperand, Exchange);
}

FORCEINLINE LONG64 InterlockedExchangeAdd64(LONG64 volatile *Addend, LONG64 Value)
{
	return __sync_fetch_and_add(Addend, Value);
}

FORCEINLINE LONG64 InterlockedAdd64(LONG64 volatile *Addend, LONG64 Value)
{
	return __sync_add_and_fetch(Addend, Value);
}

FORCEINLINE LONG64 InterlockedAnd64(LONG64 volatile *Destination, LONG64 Value)
{
	return __sync_fetch_and_and(Destination, Value);
}

FORCEINLINE LONG64 InterlockedOr64(LONG64 volatile *Destination, LONG64 Value)
{
	return __sync_fetch_and_or(Destination, Value);
}

FORCEINLINE LONG64 InterlockedXor64(LONG64 volatile *Destination, LONG64 Value)
{
	return __sync_fetch_and_xor(Destination, Value);
}

FORCEINLINE SHORT InterlockedIncrement16(SHORT volatile *Addend)
{
	return __sync_add_and_fetch(Addend, 1);
}

FORCEINLINE SHORT InterlockedDecrement16(SHORT volatile *Addend)
{
	return __sync_sub_and_fetch(Addend, 1);
}

FORCEINLINE SHORT InterlockedExchange16(SHORT volatile *Target, SHORT Value)
{
	__sync_synchronize();
	return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

FORCEINLINE SHORT InterlockedCompareExchange16(SHORT volatile *Destination, SHORT Exchange, SHORT Comperand)
{
	return __sync_val_compare_and_swap(Destination, Comperand, Exchange);
}

FORCEINLINE SHORT InterlockedExchangeAdd16(SHORT volatile *Addend, SHORT Value)
{
	return __sync_fetch_and_add(Addend, Value);
}

FORCEINLINE SHORT InterlockedAdd16(SHORT volatile *Addend, SHORT Value)
{
	return __sync_add_and_fetch(Addend, Value);
}

FORCEINLINE SHORT InterlockedAnd16(SHORT volatile *Destination, SHORT Value)
{
	return __sync_fetch_and_and(Destination, Value);
}

FORCEINLINE SHORT InterlockedOr16(SHORT volatile *Destination, SHORT Value)
{
	return __sync_fetch_and_or(Destination, Value);
}

FORCEINLINE SHORT InterlockedXor16(SHORT volatile *Destination, SHORT Value)
{
	return __sync_fetch_and_xor(Destination, Value);
}

FORCEINLINE PVOID InterlockedExchangePointer(PVOID volatile *Target, PVOID Value)
{
	return (PVOID)InterlockedExchange64((LONG64 volatile *)Target, (LONG64)(LONG_PTR)Value);
}

FORCEINLINE PVOID InterlockedCompareExchangePointer(PVOID volatile *Destination, PVOID Exchange,
						    PVOID Comperand)
{
	return __sync_val_compare_and_swap(Destination, Comperand, Exchange);
}

/* Bit 0 to 31 of *Base is set, or cleared; returns it as it was. */
FORCEINLINE UCHAR InterlockedBitTestAndSet(LONG volatile *Base, LONG Bit)
{
	return (UCHAR)((ULONG)__sync_fetch_and_or(Base, (LONG)(1u << Bit)) >> Bit & 1);
}

FORCEINLINE UCHAR InterlockedBitTestAndReset(LONG volatile *Base, LONG Bit)
{
	return (UCHAR)((ULONG)__sync_fetch_and_and(Base, (LONG)~(1u << Bit)) >> Bit & 1);
}

#define InterlockedIncrementAcquire InterlockedIncrement
#define InterlockedIncrementRelease InterlockedIncrement
#define InterlockedDecrementAcquire InterlockedDecrement
#define InterlockedDecrementRelease InterlockedDecrement
#define InterlockedCompareExchangeAcquire InterlockedCompareExchange
#define InterlockedCompareExchangeRelease InterlockedCompareExchange
#define InterlockedIncrementNoFence InterlockedIncrement
#define InterlockedDecrementNoFence InterlockedDecrement
#define InterlockedExchangeNoFence InterlockedExchange

FORCEINLINE VOID KeMemoryBarrier(VOID)
{
	__sync_synchronize();
}

FORCEINLINE VOID MemoryBarrier(VOID)
{
	__sync_synchronize();
}

/* In a loop that spins: let the processor's other half go on. */
FORCEINLINE VOID YieldProcessor(VOID)
{
#if defined(__x86_64__)
	__asm__ __volatile__("pause" : : : "memory");
#elif defined(__aarch64__)
	__asm__ __volatile__("yield" : : : "memory");
#else
	__asm__ __volatile__("" : : : "memory");
#endif
}

FORCEINLINE LONG ReadNoFence(LONG const volatile *Source)
{
	return *Source;
}

FORCEINLINE LONG ReadAcquire(LONG const volatile *Source)
{
	return __atomic_load_n(Source, __ATOMIC_ACQUIRE);
}

FORCEINLINE VOID WriteNoFence(LONG volatile *Destination, LONG Value)
{
	*Destination = Value;
}

FORCEINLINE VOID WriteRelease(LONG volatile *Destination, LONG Value)
{
	__atomic_store_n(Destination, Value, __ATOMIC_RELEASE);
}

FORCEINLINE PVOID ReadPointerAcquire(PVOID const volatile *Source)
{
	return __atomic_load_n(Source, __ATOMIC_ACQUIRE);
}

FORCEINLINE PVOID ReadPointerNoFence(PVOID const volatile *Source)
{
	return *Source;
}

FORCEINLINE VOID WritePointerRelease(PVOID volatile *Destination, PVOID Value)
{
	__atomic_store_n(Destination, Value, __ATOMIC_RELEASE);
}

#endif /* WINWORK_INTERLOCKED_H */
