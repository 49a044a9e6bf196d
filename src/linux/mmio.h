/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registers of devices: where they are mapped, how they are read and written, and which mapping
 * an address lies in.
 */
#ifndef WINWORK_LINUX_MMIO_H
#define WINWORK_LINUX_MMIO_H

#include "fast_call.h"
#include "types.h"

WW_C_BEGIN

/* ---- Mappings ---------------------------------------------------------------------------- */

enum ww_caching {
	WW_UNCACHED,
	WW_WRITE_COMBINED,
	WW_CACHED
};

/* Maps memory of a device. Returns NULL if that fails. Sleeps. */
void *ww_io_map(ww_u64 start, ww_u64 bytes, enum ww_caching caching);
/* Sleeps. */
void ww_io_unmap(void *address);
/* Cleared memory that starts with a page, in the place of a device's. All three sleep. */
void *ww_io_alloc(ww_u64 bytes);
/* A second address for some of that memory, which stays until both are freed. NULL without memory. */
void *ww_io_alias(void *memory, ww_u64 bytes);
void ww_io_free(void *memory_or_alias);

/* ---- Ranges ------------------------------------------------------------------------------ */

/* What the addresses of a range are. */
enum ww_io_range_kind {
	WW_RANGE_REGISTERS,	/* of the kernel */
	WW_RANGE_PORTS,
	WW_RANGE_KINDS
};

/* Ranges of a kind do not overlap. */
struct ww_io_range {
	ww_uptr storage[6];
	ww_uptr start;
	ww_uptr bytes;
};

/* The caller has a lock, which is the same for all calls. */
void ww_io_range_add(enum ww_io_range_kind kind, struct ww_io_range *range);
/*
 * The memory of the range stays until the readers of now are through, then ww_access_forget() was
 * called, and then the readers of that time are through.
 */
void ww_io_range_remove(enum ww_io_range_kind kind, struct ww_io_range *range);
/* The range that contains @address, or NULL. Any context, without a lock, with preemption off. */
struct ww_io_range *ww_io_range_find(enum ww_io_range_kind kind, ww_uptr address);

/* ---- Accesses ---------------------------------------------------------------------------- */

/* What a CPU remembers of its accesses. */
struct ww_access {
	struct ww_io_range *ranges[WW_RANGE_KINDS];	/* that were accessed last */
	ww_uptr address;	/* of the last read */
	ww_u32 left;		/* reads of it until they are looked at */
	ww_s64 since;		/* when the reads of it began, in ns; 0 before it was looked at */
};

/* The current CPU's, with preemption off until the call of ww_preemption_enable(). Any context. */
struct ww_access *ww_access_begin(void) WW_KEEPS_REGISTERS;
/* No CPU remembers @range any more. */
void ww_access_forget(struct ww_io_range *range);

/* Full barriers: what is before and behind them in the program is so for the device as well. */
#define WW_DECLARE_REGISTER(bits)								\
	ww_u##bits ww_register_read_##bits(const volatile void *address) WW_KEEPS_REGISTERS;	\
	void ww_register_write_##bits(volatile void *address,					\
				      ww_u##bits value) WW_KEEPS_REGISTERS;			\
	/* Ordered only against accesses of the same device. */					\
	ww_u##bits ww_register_read_relaxed_##bits(						\
		const volatile void *address) WW_KEEPS_REGISTERS;				\
	void ww_register_write_relaxed_##bits(volatile void *address,				\
					      ww_u##bits value) WW_KEEPS_REGISTERS;

WW_DECLARE_REGISTER(8)
WW_DECLARE_REGISTER(16)
WW_DECLARE_REGISTER(32)
WW_DECLARE_REGISTER(64)

/* Whether the machine has ports. Without, the functions below read ones, and write nothing. */
bool ww_has_ports(void);

#define WW_DECLARE_PORT(bits)									\
	ww_u##bits ww_port_read_##bits(ww_uptr port);						\
	void ww_port_write_##bits(ww_uptr port, ww_u##bits value);				\
	/* @count values of one port. */							\
	void ww_port_read_buffer_##bits(ww_uptr port, ww_u##bits *buffer, ww_u32 count);	\
	void ww_port_write_buffer_##bits(ww_uptr port, const ww_u##bits *buffer, ww_u32 count);

WW_DECLARE_PORT(8)
WW_DECLARE_PORT(16)
WW_DECLARE_PORT(32)

/* The barrier around accesses that are not real ones. */
void ww_full_barrier(void);

WW_C_END

#endif /* WINWORK_LINUX_MMIO_H */
