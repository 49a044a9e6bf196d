/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pages of programs, pinned and mapped for the kernel. And the frames behind addresses of the
 * kernel.
 */
#ifndef WINWORK_LINUX_USER_PAGES_H
#define WINWORK_LINUX_USER_PAGES_H

#include "types.h"

WW_C_BEGIN

/* A frame is a page of 4096 bytes, as Windows counts them, on every kernel. */
#define WW_FRAME_SHIFT 12

enum ww_pin {
	WW_PIN_READ,	/* to be read; also written to, if the program may */
	WW_PIN_WRITE	/* fails for a range that the program may not write to */
};

/* A pinned and mapped range of a program. Counted: it stays until its last user has released it. */
struct ww_user_pages;

/*
 * Pins and maps a range of the current process of at least one byte. Returns 0, -WW_EFAULT if the
 * process may not access all of it or the pages cannot stay pinned for long, or -WW_ENOMEM, also if
 * the user would exceed the process's RLIMIT_MEMLOCK. Sleeps.
 */
int ww_user_pages_pin(const void *start, ww_size bytes, enum ww_pin access,
		      struct ww_user_pages **pages);
/* Adds a user. In any context. */
void ww_user_pages_hold(struct ww_user_pages *pages);
/*
 * Drops a user. The last one unmaps and unpins the pages, at once if it may sleep, and else in a
 * worker. In any context but NMI.
 */
void ww_user_pages_release(struct ww_user_pages *pages, bool may_sleep);
/* Waits until the pages that were released before are unpinned. Sleeps. */
void ww_user_pages_flush(void);

/* The address of the kernel for the first byte of the range. */
void *ww_user_pages_address(const struct ww_user_pages *pages);
/* Whether the mapping may be written to. */
bool ww_user_pages_writable(const struct ww_user_pages *pages);
/* From now on others may write to the pages, which can be written to. In any context. */
void ww_user_pages_dirty(struct ww_user_pages *pages);
/* Whose pages they are, for comparison with ww_user_memory(). */
const void *ww_user_pages_owner(const struct ww_user_pages *pages);
/* The frame that holds the byte at @offset from the start of the range. */
ww_u64 ww_user_pages_frame(const struct ww_user_pages *pages, ww_size offset);

/* Returns false if the process may not write to all of the range, of at least one byte. Sleeps. */
bool ww_user_range_writable(const void *start, ww_size bytes);

/* Stores the frame of an address of the kernel. Returns false if nothing is mapped there. */
bool ww_kernel_frame(const void *address, ww_u64 *frame);

WW_C_END

#endif /* WINWORK_LINUX_USER_PAGES_H */
