/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory of a driver, or of its device, mapped into a program.
 */
#ifndef WINWORK_LINUX_USER_MAPPING_H
#define WINWORK_LINUX_USER_MAPPING_H

#include "mmio.h"
#include "types.h"

WW_C_BEGIN

struct ww_user_pages;

/*
 * A range of a device's memory that programs may see until ww_user_window_close(), except for a part that
 * they never see, and for the pages of Linux that this part or other memory shares. It has a count of
 * users.
 */
struct ww_user_window;

struct ww_user_window_range {
	ww_u64 start;
	ww_u64 bytes;
	ww_u64 hidden_start;
	ww_u64 hidden_bytes;		/* or 0 */
};

/* Returns NULL without memory. Sleeps. */
struct ww_user_window *ww_user_window_create(const struct ww_user_window_range *range);
/* In any context. */
void ww_user_window_hold(struct ww_user_window *window);
void ww_user_window_put(struct ww_user_window *window);
/* When this returns, no program sees the memory: it gets SIGBUS. May be called again. Sleeps. */
void ww_user_window_close(struct ww_user_window *window);

struct ww_user_mapping_request {
	const void *address;		/* of the kernel, for the first byte */
	ww_size bytes;			/* at least one */
	/*
	 * What may be seen. The program sees whole pages of Linux, and these have to lie in it. Not for
	 * @pages.
	 */
	const void *owned;
	ww_size owned_bytes;
	struct ww_user_pages *pages;	/* those that @address is of; NULL: the memory is the kernel's */
	/*
	 * The memory is a device's, if not NULL: its frames in the program's order. Then @address is read for
	 * the offset in its page alone.
	 */
	const ww_uptr *frames;
	struct ww_user_window *window;	/* that all of @frames are in */
	enum ww_caching caching;	/* for @frames */
	void *wanted;			/* the address in the program, or NULL for any */
	bool is_read_only;
};

/*
 * A mapping in one process. It never shows memory after ww_user_mapping_end(): the program gets SIGBUS
 * then. A child of the process does not inherit it, and nobody can execute it.
 */
struct ww_user_mapping;

/*
 * Maps into the current process, and holds @request->pages and the window. Other memory must not be freed
 * before ww_user_mapping_end(). Returns 0; -WW_EFAULT for pages that are not all in what may be seen;
 * -WW_EEXIST if there is something at the wanted address; or -WW_ENOMEM, also without a process.
 * Sleeps.
 */
int ww_user_mapping_create(const struct ww_user_mapping_request *request,
			   struct ww_user_mapping **mapping);
/* Ends a mapping, in any process. In its own one the addresses become free. Sleeps. */
void ww_user_mapping_end(struct ww_user_mapping *mapping);

/* The address of the first byte in the process. */
void *ww_user_mapping_address(const struct ww_user_mapping *mapping);
/* False once its process has unmapped all of it, or has ended. In any context. */
bool ww_user_mapping_is_seen(const struct ww_user_mapping *mapping);
/* The process of the mapping, for comparison. It stays until ww_user_mapping_end(). */
const void *ww_user_mapping_process(const struct ww_user_mapping *mapping);
/* The same for the current thread, also when its process exits and has no memory any more. */
const void *ww_user_process(void);

WW_C_END

#endif /* WINWORK_LINUX_USER_MAPPING_H */
