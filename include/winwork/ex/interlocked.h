/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interlocked operations on naturally aligned memory. Each operation is atomic and a full memory
 * barrier. The IRQL may be any.
 *
 *	name						returns
 *	InterlockedIncrement, Decrement, Add		the new value
 *	InterlockedExchange, ExchangeAdd,
 *	CompareExchange, And, Or, Xor			the previous value
 *	InterlockedBitTestAndSet, BitTestAndReset	the previous value of the bit
 *
 * Names that end in 16 or 64 are for a SHORT or LONG64, Pointer for a PVOID, and the others for a
 * LONG.
 *
 * Here: the functions with Acquire, Release or NoFence in their names are full barriers as well.
 *
 * The functions that begin with Read or Write are a single load or store. Those with Acquire or
 * Release order it; those with NoFence or Raw do not.
 *
 * Pages: wdm.h, the names of the functions.
 */
#ifndef WINWORK_EX_INTERLOCKED_H
#define WINWORK_EX_INTERLOCKED_H

#include "../base/types.h"

WINWORK_OWN LONG InterlockedIncrement(LONG volatile *Addend)
{
	return __sync_add_and_fetch(Addend, 1);
}

WINWORK_OWN LONG InterlockedDecrement(LONG volatile *Addend)
{
	return __sync_sub_and_fetch(Addend, 1);
}

WINWORK_OWN LONG InterlockedExchange(LONG volatile *Target, LONG Value)
{
	__sync_synchronize();
	return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

WINWORK_OWN LONG InterlockedCompareExchange(LONG volatile *Destination, LONG Exchange,
					    LONG Comperand)
{
	return __sync_val_compare_and_swap(Destination, Comperand, Exchange);
}

WINWORK_OWN LONG InterlockedExchangeAdd(LONG volatile *Addend, LONG Value)
{
	return __sync_fetch_and_add(Addend, Value);
}

WINWORK_OWN LONG InterlockedAdd(LONG volatile *Addend, LONG Value)
{
	return __sync_add_and_fetch(Addend, Value);
}

WINWORK_OWN LONG InterlockedAnd(LONG volatile *Destination, LONG Value)
{
	return __sync_fetch_and_and(Destination, Value);
}

WINWORK_OWN LONG InterlockedOr(LONG volatile *Destination, LONG Value)
{
	return __sync_fetch_and_or(Destination, Value);
}

WINWORK_OWN LONG InterlockedXor(LONG volatile *Destination, LONG Value)
{
	return __sync_fetch_and_xor(Destination, Value);
}

WINWORK_OWN LONG64 InterlockedIncrement64(LONG64 volatile *Addend)
{
	return __sync_add_and_fetch(Addend, 1);
}

WINWORK_OWN LONG64 InterlockedDecrement64(LONG64 volatile *Addend)
{
	return __sync_sub_and_fetch(Addend, 1);
}

WINWORK_OWN LONG64 InterlockedExchange64(LONG64 volatile *Target, LONG64 Value)
{
	__sync_synchronize();
	return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

WINWORK_OWN LONG64 InterlockedCompareExchange64(LONG64 volatile *Destination, LONG64 Exchange,
					       LONG64 Comperand)
{
	return __sync_val_compare_and_swap(Destination, Comperand, Exchange);
}

WINWORK_OWN LONG64 InterlockedExchangeAdd64(LONG64 volatile *Addend, LONG64 Value)
{
	return __sync_fetch_and_add(Addend, Value);
}

WINWORK_OWN LONG64 InterlockedAdd64(LONG64 volatile *Addend, LONG64 Value)
{
	return __sync_add_and_fetch(Addend, Value);
}

WINWORK_OWN LONG64 InterlockedAnd64(LONG64 volatile *Destination, LONG64 Value)
{
	return __sync_fetch_and_and(Destination, Value);
}

WINWORK_OWN LONG64 InterlockedOr64(LONG64 volatile *Destination, LONG64 Value)
{
	return __sync_fetch_and_or(Destination, Value);
}

WINWORK_OWN LONG64 InterlockedXor64(LONG64 volatile *Destination, LONG64 Value)
{
	return __sync_fetch_and_xor(Destination, Value);
}

WINWORK_OWN SHORT InterlockedIncrement16(SHORT volatile *Addend)
{
	return __sync_add_and_fetch(Addend, 1);
}

WINWORK_OWN SHORT InterlockedDecrement16(SHORT volatile *Addend)
{
	return __sync_sub_and_fetch(Addend, 1);
}

WINWORK_OWN SHORT InterlockedExchange16(SHORT volatile *Target, SHORT Value)
{
	__sync_synchronize();
	return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

WINWORK_OWN SHORT InterlockedCompareExchange16(SHORT volatile *Destination, SHORT Exchange,
					       SHORT Comperand)
{
	return __sync_val_compare_and_swap(Destination, Comperand, Exchange);
}

WINWORK_OWN SHORT InterlockedExchangeAdd16(SHORT volatile *Addend, SHORT Value)
{
	return __sync_fetch_and_add(Addend, Value);
}

WINWORK_OWN SHORT InterlockedAdd16(SHORT volatile *Addend, SHORT Value)
{
	return __sync_add_and_fetch(Addend, Value);
}

WINWORK_OWN SHORT InterlockedAnd16(SHORT volatile *Destination, SHORT Value)
{
	return __sync_fetch_and_and(Destination, Value);
}

WINWORK_OWN SHORT InterlockedOr16(SHORT volatile *Destination, SHORT Value)
{
	return __sync_fetch_and_or(Destination, Value);
}

WINWORK_OWN SHORT InterlockedXor16(SHORT volatile *Destination, SHORT Value)
{
	return __sync_fetch_and_xor(Destination, Value);
}

WINWORK_OWN PVOID InterlockedExchangePointer(PVOID volatile *Target, PVOID Value)
{
	return (PVOID)InterlockedExchange64((LONG64 volatile *)Target, (LONG64)(LONG_PTR)Value);
}

WINWORK_OWN PVOID InterlockedCompareExchangePointer(PVOID volatile *Destination, PVOID Exchange,
						    PVOID Comperand)
{
	return __sync_val_compare_and_swap(Destination, Comperand, Exchange);
}

/* Set or clear bit number Bit, 0 to 31, of *Base. They return the previous value of the bit. */
WINWORK_OWN UCHAR InterlockedBitTestAndSet(LONG volatile *Base, LONG Bit)
{
	return (UCHAR)((ULONG)__sync_fetch_and_or(Base, (LONG)(1u << Bit)) >> Bit & 1);
}

WINWORK_OWN UCHAR InterlockedBitTestAndReset(LONG volatile *Base, LONG Bit)
{
	return (UCHAR)((ULONG)__sync_fetch_and_and(Base, (LONG)~(1u << Bit)) >> Bit & 1);
}

/*
 * Names for the bits of a LONG or ULONG, which change in one step. Each returns the previous value, as a LONG. Those
 * with DiscardReturn return nothing.
 */
#define RtlInterlockedSetBits(Flags, Bits) InterlockedOr((LONG volatile *)(Flags), (LONG)(Bits))
#define RtlInterlockedClearBits(Flags, Bits) InterlockedAnd((LONG volatile *)(Flags), ~(LONG)(Bits))
#define RtlInterlockedAndBits(Flags, Bits) InterlockedAnd((LONG volatile *)(Flags), (LONG)(Bits))
#define RtlInterlockedXorBits(Flags, Bits) InterlockedXor((LONG volatile *)(Flags), (LONG)(Bits))
#define RtlInterlockedSetBitsDiscardReturn(Flags, Bits) ((VOID)RtlInterlockedSetBits(Flags, Bits))
#define RtlInterlockedClearBitsDiscardReturn(Flags, Bits) ((VOID)RtlInterlockedClearBits(Flags, Bits))
#define RtlInterlockedAndBitsDiscardReturn(Flags, Bits) ((VOID)RtlInterlockedAndBits(Flags, Bits))

/* The names that Microsoft's compiler has itself. */
#define _InterlockedIncrement InterlockedIncrement
#define _InterlockedDecrement InterlockedDecrement
#define _InterlockedExchange InterlockedExchange
#define _InterlockedExchangeAdd InterlockedExchangeAdd
#define _InterlockedCompareExchange InterlockedCompareExchange
#define _InterlockedAnd InterlockedAnd
#define _InterlockedOr InterlockedOr
#define _InterlockedXor InterlockedXor
#define _InterlockedIncrement64 InterlockedIncrement64
#define _InterlockedDecrement64 InterlockedDecrement64
#define _InterlockedExchange64 InterlockedExchange64
#define _InterlockedExchangeAdd64 InterlockedExchangeAdd64
#define _InterlockedCompareExchange64 InterlockedCompareExchange64
#define _InterlockedAnd64 InterlockedAnd64
#define _InterlockedOr64 InterlockedOr64
#define _InterlockedExchangePointer InterlockedExchangePointer
#define _InterlockedCompareExchangePointer InterlockedCompareExchangePointer
#define _InterlockedIncrement16 InterlockedIncrement16
#define _InterlockedDecrement16 InterlockedDecrement16
#define _InterlockedCompareExchange16 InterlockedCompareExchange16

#define InterlockedIncrementAcquire InterlockedIncrement
#define InterlockedIncrementRelease InterlockedIncrement
#define InterlockedIncrementNoFence InterlockedIncrement
#define InterlockedDecrementAcquire InterlockedDecrement
#define InterlockedDecrementRelease InterlockedDecrement
#define InterlockedDecrementNoFence InterlockedDecrement
#define InterlockedExchangeAcquire InterlockedExchange
#define InterlockedExchangeRelease InterlockedExchange
#define InterlockedExchangeNoFence InterlockedExchange
#define InterlockedExchangeAddAcquire InterlockedExchangeAdd
#define InterlockedExchangeAddRelease InterlockedExchangeAdd
#define InterlockedExchangeAddNoFence InterlockedExchangeAdd
#define InterlockedCompareExchangeAcquire InterlockedCompareExchange
#define InterlockedCompareExchangeRelease InterlockedCompareExchange
#define InterlockedCompareExchangeNoFence InterlockedCompareExchange
#define InterlockedAndAcquire InterlockedAnd
#define InterlockedAndRelease InterlockedAnd
#define InterlockedAndNoFence InterlockedAnd
#define InterlockedOrAcquire InterlockedOr
#define InterlockedOrRelease InterlockedOr
#define InterlockedOrNoFence InterlockedOr
#define InterlockedXorAcquire InterlockedXor
#define InterlockedXorRelease InterlockedXor
#define InterlockedXorNoFence InterlockedXor
#define InterlockedAddAcquire InterlockedAdd
#define InterlockedAddRelease InterlockedAdd
#define InterlockedAddNoFence InterlockedAdd
#define InterlockedIncrementAcquire64 InterlockedIncrement64
#define InterlockedIncrementRelease64 InterlockedIncrement64
#define InterlockedIncrementNoFence64 InterlockedIncrement64
#define InterlockedDecrementAcquire64 InterlockedDecrement64
#define InterlockedDecrementRelease64 InterlockedDecrement64
#define InterlockedDecrementNoFence64 InterlockedDecrement64
#define InterlockedExchangeAcquire64 InterlockedExchange64
#define InterlockedExchangeRelease64 InterlockedExchange64
#define InterlockedExchangeNoFence64 InterlockedExchange64
#define InterlockedExchangeAddAcquire64 InterlockedExchangeAdd64
#define InterlockedExchangeAddRelease64 InterlockedExchangeAdd64
#define InterlockedExchangeAddNoFence64 InterlockedExchangeAdd64
#define InterlockedCompareExchangeAcquire64 InterlockedCompareExchange64
#define InterlockedCompareExchangeRelease64 InterlockedCompareExchange64
#define InterlockedCompareExchangeNoFence64 InterlockedCompareExchange64
#define InterlockedAndAcquire64 InterlockedAnd64
#define InterlockedAndRelease64 InterlockedAnd64
#define InterlockedAndNoFence64 InterlockedAnd64
#define InterlockedOrAcquire64 InterlockedOr64
#define InterlockedOrRelease64 InterlockedOr64
#define InterlockedOrNoFence64 InterlockedOr64
#define InterlockedXorAcquire64 InterlockedXor64
#define InterlockedXorRelease64 InterlockedXor64
#define InterlockedXorNoFence64 InterlockedXor64
#define InterlockedAddAcquire64 InterlockedAdd64
#define InterlockedAddRelease64 InterlockedAdd64
#define InterlockedAddNoFence64 InterlockedAdd64
#define InterlockedExchangePointerAcquire InterlockedExchangePointer
#define InterlockedExchangePointerRelease InterlockedExchangePointer
#define InterlockedExchangePointerNoFence InterlockedExchangePointer
#define InterlockedCompareExchangePointerAcquire InterlockedCompareExchangePointer
#define InterlockedCompareExchangePointerRelease InterlockedCompareExchangePointer
#define InterlockedCompareExchangePointerNoFence InterlockedCompareExchangePointer

/* These two are full memory barriers. */
WINWORK_OWN VOID KeMemoryBarrier(VOID)
{
	__sync_synchronize();
}

WINWORK_OWN VOID MemoryBarrier(VOID)
{
	__sync_synchronize();
}

/* Tells the processor that the caller spins, so that the other hardware thread runs faster. */
WINWORK_OWN VOID YieldProcessor(VOID)
{
#if defined(__x86_64__)
	__asm__ __volatile__("pause" : : : "memory");
#elif defined(__aarch64__)
	__asm__ __volatile__("yield" : : : "memory");
#else
	__asm__ __volatile__("" : : : "memory");
#endif
}

#define WINWORK_READ_WRITE(Of, Size, Type)						\
	WINWORK_OWN Type Read##Of##NoFence##Size(Type const volatile *Source)		\
	{										\
		return *Source;								\
	}										\
	WINWORK_OWN Type Read##Of##Acquire##Size(Type const volatile *Source)		\
	{										\
		return __atomic_load_n(Source, __ATOMIC_ACQUIRE);			\
	}										\
	WINWORK_OWN VOID Write##Of##NoFence##Size(Type volatile *Destination, Type Value)	\
	{										\
		*Destination = Value;							\
	}										\
	WINWORK_OWN Type Read##Of##Raw##Size(Type const volatile *Source)		\
	{										\
		return *Source;								\
	}										\
	WINWORK_OWN VOID Write##Of##Raw##Size(Type volatile *Destination, Type Value)	\
	{										\
		*Destination = Value;							\
	}										\
	WINWORK_OWN VOID Write##Of##Release##Size(Type volatile *Destination, Type Value)	\
	{										\
		__atomic_store_n(Destination, Value, __ATOMIC_RELEASE);			\
	}

/* Defines ReadAcquire, ReadNoFence8, WriteULong64Release, and so on. */
WINWORK_READ_WRITE(, , LONG)
WINWORK_READ_WRITE(, 8, CHAR)
WINWORK_READ_WRITE(, 16, SHORT)
WINWORK_READ_WRITE(, 64, LONG64)
WINWORK_READ_WRITE(UChar, , UCHAR)
WINWORK_READ_WRITE(UShort, , USHORT)
WINWORK_READ_WRITE(ULong, , ULONG)
WINWORK_READ_WRITE(ULong64, , ULONG64)
WINWORK_READ_WRITE(Boolean, , BOOLEAN)
WINWORK_READ_WRITE(Pointer, , PVOID)

#endif /* WINWORK_EX_INTERLOCKED_H */
