/* SPDX-License-Identifier: GPL-2.0 */
/*
 * READ_REGISTER_ULONG and its like. The way of an access to the same span as the CPU's last one is
 * inline.
 */
#include <ntddk.h>

#include "base/address.hpp"
#include "linux/irq_context.h"
#include "window.hpp"

namespace ww {
namespace {

/* Whether accesses before and after it stay on their side. */
enum class Fence : bool { none, full };

#define WW_REAL_ACCESS(bits)									\
	[[gnu::always_inline]] inline u##bits read_real(const volatile u##bits *at,		\
							Fence fence)				\
	{											\
		return fence == Fence::full ? ww_fast_ask(ww_register_read_##bits, at)		\
					    : ww_fast_ask(ww_register_read_relaxed_##bits, at);	\
	}											\
												\
	[[gnu::always_inline]] inline void write_real(volatile u##bits *at, u##bits value,	\
						      Fence fence)				\
	{											\
		if (fence == Fence::full)							\
			ww_fast_tell(ww_register_write_##bits, at, value);			\
		else										\
			ww_fast_tell(ww_register_write_relaxed_##bits, at, value);		\
	}

WW_REAL_ACCESS(8)
WW_REAL_ACCESS(16)
WW_REAL_ACCESS(32)
WW_REAL_ACCESS(64)

template <typename T>
constexpr Access access_by(CallSite call)
{
	return { call, WW_RANGE_REGISTERS, sizeof(T) };
}

/* The end of a read after many of the same register. */
template <typename T>
[[gnu::noinline]] T look_at_reads(CallSite call, uintptr_t address, T value)
{
	reads_in_a_row(access_by<T>(call), address);
	return value;
}

template <typename T>
[[gnu::noinline]] T read_otherwise(CallSite call, uintptr_t address, Fence fence)
{
	const bool again = count_read(ww_access_begin(), address);

	ww_preemption_enable();
	if (fence == Fence::full)
		ww_full_barrier();

	const T value = static_cast<T>(read_slowly(access_by<T>(call), address));

	if (fence == Fence::full)
		ww_full_barrier();
	return again ? look_at_reads(call, address, value) : value;
}

template <typename T>
[[gnu::noinline]] void write_otherwise(CallSite call, uintptr_t address, T value, Fence fence)
{
	if (fence == Fence::full)
		ww_full_barrier();
	write_slowly(access_by<T>(call), address, value);
	if (fence == Fence::full)
		ww_full_barrier();
}

template <typename T>
[[gnu::always_inline]] inline T read(CallSite call, const volatile T *at, Fence fence)
{
	const uintptr_t address = address_of(at);
	ww_access *const access = ww_fast_call(ww_access_begin);

	if (!is_in_last_span<T>(access, WW_RANGE_REGISTERS, address, SpanState::memory))
		[[unlikely]] {
		ww_fast_command(ww_preemption_enable);
		return read_otherwise<T>(call, address, fence);
	}

	const T value = read_real(at, fence);
	const bool again = count_read(access, address);

	ww_fast_command(ww_preemption_enable);
	return again ? look_at_reads(call, address, value) : value;
}

template <typename T>
[[gnu::always_inline]] inline void write(CallSite call, volatile T *at, T value, Fence fence)
{
	const uintptr_t address = address_of(at);

	if (!is_in_last_span<T>(ww_fast_call(ww_access_begin), WW_RANGE_REGISTERS, address,
				SpanState::memory)) [[unlikely]] {
		ww_fast_command(ww_preemption_enable);
		write_otherwise(call, address, value, fence);
		return;
	}
	write_real(at, value, fence);
	ww_fast_command(ww_preemption_enable);
}

/* One access for each element, and the barriers around all. */
template <typename T>
[[gnu::noinline]] void read_buffer(CallSite call, const volatile T *from, T *to, u32 count,
				   Fence fence)
{
	if (fence == Fence::full)
		ww_full_barrier();
	for (u32 i = 0; i < count; i++)
		to[i] = read(call, from + i, Fence::none);
	if (fence == Fence::full)
		ww_full_barrier();
}

template <typename T>
[[gnu::noinline]] void write_buffer(CallSite call, volatile T *to, const T *from, u32 count,
				    Fence fence)
{
	if (fence == Fence::full)
		ww_full_barrier();
	for (u32 i = 0; i < count; i++)
		write(call, to + i, from[i], Fence::none);
	if (fence == Fence::full)
		ww_full_barrier();
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

#define WW_REGISTER(WIDTH)									\
	WIDTH NTAPI READ_REGISTER_##WIDTH(volatile WIDTH *Register)				\
	{											\
		return read(WW_CALL_SITE, Register, Fence::full);				\
	}											\
												\
	VOID NTAPI WRITE_REGISTER_##WIDTH(volatile WIDTH *Register, WIDTH Value)		\
	{											\
		write(WW_CALL_SITE, Register, Value, Fence::full);				\
	}											\
												\
	VOID NTAPI READ_REGISTER_BUFFER_##WIDTH(volatile WIDTH *Register, P##WIDTH Buffer,	\
						ULONG Count)					\
	{											\
		read_buffer(WW_CALL_SITE, Register, Buffer, Count, Fence::full);		\
	}											\
												\
	VOID NTAPI WRITE_REGISTER_BUFFER_##WIDTH(volatile WIDTH *Register, P##WIDTH Buffer,	\
						 ULONG Count)					\
	{											\
		write_buffer(WW_CALL_SITE, Register, Buffer, Count, Fence::full);		\
	}											\
												\
	WIDTH NTAPI READ_REGISTER_NOFENCE_##WIDTH(volatile WIDTH *Register)			\
	{											\
		return read(WW_CALL_SITE, Register, Fence::none);				\
	}											\
												\
	VOID NTAPI WRITE_REGISTER_NOFENCE_##WIDTH(volatile WIDTH *Register, WIDTH Value)	\
	{											\
		write(WW_CALL_SITE, Register, Value, Fence::none);				\
	}											\
												\
	VOID NTAPI READ_REGISTER_NOFENCE_BUFFER_##WIDTH(volatile WIDTH *Register,		\
							P##WIDTH Buffer, ULONG Count)		\
	{											\
		read_buffer(WW_CALL_SITE, Register, Buffer, Count, Fence::none);		\
	}											\
												\
	VOID NTAPI WRITE_REGISTER_NOFENCE_BUFFER_##WIDTH(volatile WIDTH *Register,		\
							 P##WIDTH Buffer, ULONG Count)		\
	{											\
		write_buffer(WW_CALL_SITE, Register, Buffer, Count, Fence::none);		\
	}

WW_REGISTER(UCHAR)
WW_REGISTER(USHORT)
WW_REGISTER(ULONG)
WW_REGISTER(ULONG64)

} /* extern "C" */
