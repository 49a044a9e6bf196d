/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of programs: the machine has no programs. Every address is the kernel's.
 */
#include "linux/user_mapping.h"
#include "linux/user_memory.h"
#include "linux/user_pages.h"

#include <cstdlib>

bool ww_is_user_range(const void *, ww_size)
{
	return false;
}

/* The simulator's process has the kernel's half from bit 46 on, as WW_ADDRESS_SHIFT says. */
ww_uptr ww_user_end()
{
	return ww_uptr{ 1 } << 46;
}

ww_uptr ww_kernel_start()
{
	return ww_user_end();
}

const void *ww_user_memory()
{
	return nullptr;
}

bool ww_copy_from_user(void *, const void *, ww_size)
{
	return false;
}

bool ww_copy_to_user(void *, const void *, ww_size)
{
	return false;
}

bool ww_user_byte_is_there(const void *)
{
	return false;
}

int ww_user_pages_pin(const void *, ww_size, enum ww_pin, struct ww_user_pages **)
{
	return -WW_EFAULT;
}

/* No pages are pinned, so the functions for pinned pages are not called. */

void ww_user_pages_hold(struct ww_user_pages *)
{
	std::abort();
}

void ww_user_pages_release(struct ww_user_pages *, bool)
{
	std::abort();
}

void ww_user_pages_flush()
{
}

void *ww_user_pages_address(const struct ww_user_pages *)
{
	std::abort();
}

bool ww_user_pages_writable(const struct ww_user_pages *)
{
	std::abort();
}

void ww_user_pages_dirty(struct ww_user_pages *)
{
	std::abort();
}

const void *ww_user_pages_owner(const struct ww_user_pages *)
{
	std::abort();
}

ww_u64 ww_user_pages_frame(const struct ww_user_pages *, ww_size)
{
	std::abort();
}

bool ww_user_range_writable(const void *, ww_size)
{
	return false;
}

bool ww_kernel_frame(const void *address, ww_u64 *frame)
{
	*frame = reinterpret_cast<ww_uptr>(address) >> WW_FRAME_SHIFT;
	return true;
}

/* There is no device whose memory a program could see. */

struct ww_user_window *ww_user_window_create(const struct ww_user_window_range *)
{
	return nullptr;
}

void ww_user_window_hold(struct ww_user_window *)
{
	std::abort();
}

void ww_user_window_put(struct ww_user_window *)
{
	std::abort();
}

void ww_user_window_close(struct ww_user_window *)
{
	std::abort();
}

/* There is no process to map into. */

int ww_user_mapping_create(const struct ww_user_mapping_request *, struct ww_user_mapping **)
{
	return -WW_ENOMEM;
}

void ww_user_mapping_end(struct ww_user_mapping *)
{
	std::abort();
}

void *ww_user_mapping_address(const struct ww_user_mapping *)
{
	std::abort();
}

bool ww_user_mapping_is_seen(const struct ww_user_mapping *)
{
	std::abort();
}

const void *ww_user_mapping_process(const struct ww_user_mapping *)
{
	std::abort();
}

const void *ww_user_process()
{
	return nullptr;
}
