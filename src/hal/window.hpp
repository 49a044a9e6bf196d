/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Windows: the ranges of memory and ports that a device was assigned. A driver's access to a
 * register or a port is checked: it must lie in a window, and in one of memory that is mapped. Programs
 * see no memory of a window that was revoked.
 *
 * A span is a range of addresses of the kernel, or of ports, that leads to a window: the window's
 * own, which is mapped from the start, and that of each mapping with other caching, or for reading
 * only. An access finds its span without a lock, by the span of the CPU's last access or in a tree of
 * Linux's. It has preemption off meanwhile. So a span stays until those that may have found it are
 * through.
 */
#pragma once

#include <wdm.h>

#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/cold.hpp"
#include "base/types.hpp"
#include "linux/mmio.h"

struct _WINWORK_IMAGE;
struct ww_user_window;

namespace ww {

/* The registers of a software device. Called at any IRQL, with preemption off. */
struct RegisterOps {
	u64 (*read)(void *context, u64 offset, u32 bytes);
	void (*write)(void *context, u64 offset, u32 bytes, u64 value);
};

struct WindowPlace {
	u64 start;			/* a physical address, or a port */
	u64 bytes;
	bool is_port;
	const RegisterOps *ops;		/* null: real memory, or real ports */
	void *context;			/* for @ops */
	PDEVICE_OBJECT pdo;		/* drivers in its stack may map the memory */
	u64 hidden_start = 0;		/* what no program may see of the memory, or no bytes */
	u64 hidden_bytes = 0;
};

struct Window;

/*
 * Makes a window. Memory of up to 16 MiB is mapped now, so that MmMapIoSpace need not sleep.
 * Returns null without memory. PASSIVE_LEVEL.
 */
Window *window_create(const WindowPlace &place);

/*
 * The chip is gone. From now on, reads return ones and writes are dropped, and one report says so.
 * When this returns, no access is under way. PASSIVE_LEVEL.
 */
void window_revoke(Window *window);

/* Ends a window. Reports the mappings that drivers left. PASSIVE_LEVEL. */
void window_destroy(Window *window);

/*
 * At the end of a driver's module, reports the mappings that it made and did not unmap, and unmaps
 * them.
 */
void windows_report_left(const _WINWORK_IMAGE &image);

/* The physical address of a window of memory. In any context. */
u64 window_start(const Window &window);
/* The length of a window. Likewise. */
u64 window_bytes(const Window &window);

void windows_init();

/* ---- Mappings --------------------------------------------------------------------------- */

/* A range of physical addresses to map. Its driver is the caller's. */
struct IoSpaceRequest {
	CallSite call;
	u64 start;
	u64 bytes;
	ww_caching caching;
	bool is_read_only = false;
	/* Of the mapping, which io_space_release() ends; null: MmUnmapIoSpace ends it. */
	const void *holder = nullptr;
	bool is_of_program = false;	/* then the holder ends it later than the device, if need be */
};

/* Translates a caching, or refuses it, and returns false. @effect is what the report says of the call. */
bool io_space_caching(const CallSite &call, MEMORY_CACHING_TYPE type, ww_caching &caching,
		      const char *effect);

/* Whether the driver was assigned all of a range, in one. Else a report says so. <= DISPATCH_LEVEL. */
bool io_space_check(const IoSpaceRequest &request, const char *effect);

/* Maps, or returns null after a line in the log, or without memory. As MmMapIoSpace. */
void *io_space_map(const IoSpaceRequest &request);

/*
 * The same for the mapping of a @holder, which gets the caching of another mapping of this memory, if there is
 * one. Stores the caching.
 */
void *io_space_map_held(IoSpaceRequest request, ww_caching *caching);

/* MmUnmapIoSpace, for functions that call it in a driver's name. */
void io_space_unmap(CallSite call, void *address, size_t bytes);

/* Ends the mapping of a holder. False if it has none. <= DISPATCH_LEVEL. */
bool io_space_release(const void *holder);

/* What programs see of the window that has the range; null if it is no memory. The caller gets a use. */
ww_user_window *io_space_for_programs(const IoSpaceRequest &request);

/* ---- For the functions of registers and ports -------------------------------------------- */

/* Where the accesses of a span go. */
enum class SpanState : u32 {
	closed,				/* nothing is mapped */
	memory,
	ports,
	software,
	gone,				/* the chip is */
};

struct Span {
	ww_io_range range{};		/* its start and its bytes are constant */
	u64 start = 0;			/* of the range, in the window */
	/* By the base-2 logarithm of an access's width: how many places it may begin at. */
	size_t places[4]{};
	Atomic<SpanState> state{};
	Window *window = nullptr;
	bool is_read_only = false;	/* then it is never a CPU's last one, so each access is looked at */
};

static_assert(__builtin_offsetof(Span, range) == 0);

template <typename T>
constexpr u32 kWidth = sizeof(T) == 8 ? 3 : sizeof(T) / 2;

/* arm64 has no unaligned accesses to a device. */
#ifdef __aarch64__
constexpr bool kMustAlign = true;
#else
constexpr bool kMustAlign = false;
#endif

/* Whether this CPU's last span of @kind has all of the access, and is in that state. */
template <typename T>
inline bool is_in_last_span(const ww_access *access, ww_io_range_kind kind, uintptr_t address,
			    SpanState state)
{
	const auto *const span = reinterpret_cast<const Span *>(access->ranges[kind]);

	return span && address - span->range.start < span->places[kWidth<T>] &&
	       (!kMustAlign || address % sizeof(T) == 0) && span->state.load(Order::relaxed) == state;
}

/* What all accesses of a function have in common. */
struct Access {
	CallSite call;
	ww_io_range_kind kind;
	u32 bytes;			/* its width */
};

/*
 * The slow way of an access, which also serves software devices, and reports a wrong one. Reads
 * return ones then. No barriers.
 */
u64 read_slowly(const Access &access, uintptr_t address);
void write_slowly(const Access &access, uintptr_t address, u64 value);

/* After this many reads of one register in a row, a CPU looks how long they have taken. */
constexpr u32 kFirstReads = 1024;
constexpr u32 kManyReads = 1000000;

/* Counts a read. True for the one after which reads_in_a_row() is to be called. */
inline bool count_read(ww_access *access, uintptr_t address)
{
	if (access->address != address) [[likely]] {
		access->address = address;
		access->left = kFirstReads;
		access->since = 0;
		return false;
	}
	return --access->left == 0;
}

/* Reports a routine at >= DISPATCH_LEVEL that reads one register for a second, once. */
WW_COLD void reads_in_a_row(const Access &access, uintptr_t address);

} /* namespace ww */
