/* SPDX-License-Identifier: GPL-2.0 */
/*
 * READ_PORT_ULONG and its like. A port is a number in the place of an address.
 */
#include <ntddk.h>

#include "base/address.hpp"
#include "linux/irq_context.h"
#include "window.hpp"

namespace ww {
namespace {

/* So many values of a buffer are moved before other threads may run. */
constexpr u32 kMostAtOnce = 64;

#define WW_REAL_PORT(bits)									\
	void read_real(uintptr_t port, u##bits *to, u32 count)					\
	{											\
		if (count == 1)									\
			*to = ww_port_read_##bits(port);					\
		else										\
			ww_port_read_buffer_##bits(port, to, count);				\
	}											\
												\
	void write_real(uintptr_t port, const u##bits *from, u32 count)				\
	{											\
		if (count == 1)									\
			ww_port_write_##bits(port, *from);					\
		else										\
			ww_port_write_buffer_##bits(port, from, count);				\
	}

WW_REAL_PORT(8)
WW_REAL_PORT(16)
WW_REAL_PORT(32)

template <typename T>
Access access_by(CallSite call)
{
	return { call, WW_RANGE_PORTS, sizeof(T) };
}

/*
 * Whether this CPU's last span has the port, and its accesses are real. Preemption is off then,
 * until the call of ww_preemption_enable().
 */
template <typename T>
bool begin(uintptr_t port, bool *again)
{
	ww_access *const access = ww_access_begin();

	if (again)
		*again = count_read(access, port);
	if (is_in_last_span<T>(access, WW_RANGE_PORTS, port, SpanState::ports)) [[likely]]
		return true;
	ww_preemption_enable();
	return false;
}

template <typename T>
T read(CallSite call, uintptr_t port)
{
	bool again;
	T value;

	if (begin<T>(port, &again)) {
		read_real(port, &value, 1);
		ww_preemption_enable();
	} else {
		value = static_cast<T>(read_slowly(access_by<T>(call), port));
		ww_full_barrier();
	}
	if (again)
		reads_in_a_row(access_by<T>(call), port);
	return value;
}

template <typename T>
void write(CallSite call, uintptr_t port, T value)
{
	if (begin<T>(port, nullptr)) {
		write_real(port, &value, 1);
		ww_preemption_enable();
	} else {
		ww_full_barrier();
		write_slowly(access_by<T>(call), port, value);
	}
}

template <typename T>
void read_buffer(CallSite call, uintptr_t port, T *to, u32 count)
{
	for (u32 here; count; to += here, count -= here) {
		here = 1;
		if (!begin<T>(port, nullptr)) {
			*to = read<T>(call, port);
			continue;
		}
		here = count < kMostAtOnce ? count : kMostAtOnce;
		read_real(port, to, here);
		ww_preemption_enable();
	}
}

template <typename T>
void write_buffer(CallSite call, uintptr_t port, const T *from, u32 count)
{
	for (u32 here; count; from += here, count -= here) {
		here = 1;
		if (!begin<T>(port, nullptr)) {
			write(call, port, *from);
			continue;
		}
		here = count < kMostAtOnce ? count : kMostAtOnce;
		write_real(port, from, here);
		ww_preemption_enable();
	}
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

#define WW_PORT(WIDTH)										\
	WIDTH NTAPI READ_PORT_##WIDTH(P##WIDTH Port)						\
	{											\
		return read<WIDTH>(WW_CALL_SITE, address_of(Port));				\
	}											\
												\
	VOID NTAPI WRITE_PORT_##WIDTH(P##WIDTH Port, WIDTH Value)				\
	{											\
		write(WW_CALL_SITE, address_of(Port), Value);					\
	}											\
												\
	VOID NTAPI READ_PORT_BUFFER_##WIDTH(P##WIDTH Port, P##WIDTH Buffer, ULONG Count)	\
	{											\
		read_buffer(WW_CALL_SITE, address_of(Port), Buffer, Count);			\
	}											\
												\
	VOID NTAPI WRITE_PORT_BUFFER_##WIDTH(P##WIDTH Port, P##WIDTH Buffer, ULONG Count)	\
	{											\
		write_buffer(WW_CALL_SITE, address_of(Port), Buffer, Count);			\
	}

WW_PORT(UCHAR)
WW_PORT(USHORT)
WW_PORT(ULONG)

} /* extern "C" */
