/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registers of devices, and memory with limits for its addresses: the machine has neither.
 */
#include "linux/mmio.h"
#include "linux/pages.h"

#include <cstdlib>

void *ww_io_map(ww_u64, ww_u64, enum ww_caching)
{
	return nullptr;
}

void *ww_io_alloc(ww_u64)
{
	return nullptr;
}

bool ww_has_ports()
{
	return false;
}

struct ww_io_range *ww_io_range_find(enum ww_io_range_kind, ww_uptr)
{
	return nullptr;
}

void ww_full_barrier()
{
}

void *ww_contiguous_alloc(const struct ww_page_request *)
{
	return nullptr;
}

struct ww_pages *ww_pages_alloc(const struct ww_page_request *)
{
	return nullptr;
}

/* Nothing is mapped, and no pages are allocated. So the other functions are not called. */

void ww_io_unmap(void *)
{
	std::abort();
}

void *ww_io_alias(void *, ww_u64)
{
	std::abort();
}

void ww_io_free(void *)
{
	std::abort();
}

void ww_io_range_add(enum ww_io_range_kind, struct ww_io_range *)
{
	std::abort();
}

void ww_io_range_remove(enum ww_io_range_kind, struct ww_io_range *)
{
	std::abort();
}

struct ww_access *ww_access_begin()
{
	std::abort();
}

void ww_access_forget(struct ww_io_range *)
{
	std::abort();
}

#define REGISTER(bits)										\
	ww_u##bits ww_register_read_##bits(const volatile void *)				\
	{											\
		std::abort();									\
	}											\
	void ww_register_write_##bits(volatile void *, ww_u##bits)				\
	{											\
		std::abort();									\
	}											\
	ww_u##bits ww_register_read_relaxed_##bits(const volatile void *)			\
	{											\
		std::abort();									\
	}											\
	void ww_register_write_relaxed_##bits(volatile void *, ww_u##bits)			\
	{											\
		std::abort();									\
	}

REGISTER(8)
REGISTER(16)
REGISTER(32)
REGISTER(64)

#define PORT(bits)										\
	ww_u##bits ww_port_read_##bits(ww_uptr)							\
	{											\
		std::abort();									\
	}											\
	void ww_port_write_##bits(ww_uptr, ww_u##bits)						\
	{											\
		std::abort();									\
	}											\
	void ww_port_read_buffer_##bits(ww_uptr, ww_u##bits *, ww_u32)				\
	{											\
		std::abort();									\
	}											\
	void ww_port_write_buffer_##bits(ww_uptr, const ww_u##bits *, ww_u32)			\
	{											\
		std::abort();									\
	}

PORT(8)
PORT(16)
PORT(32)

void ww_contiguous_free(void *, ww_size)
{
	std::abort();
}

void ww_pages_free(struct ww_pages *)
{
	std::abort();
}

bool ww_pages_free_sleeps(const struct ww_pages *)
{
	std::abort();
}

void *ww_pages_address(const struct ww_pages *)
{
	std::abort();
}

ww_size ww_pages_bytes(const struct ww_pages *)
{
	std::abort();
}

ww_u64 ww_pages_frame(const struct ww_pages *, ww_size)
{
	std::abort();
}
