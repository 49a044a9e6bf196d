// SPDX-License-Identifier: GPL-2.0
/*
 * The table of handles: an xarray.
 */
#include <linux/gfp.h>
#include <linux/xarray.h>

#include "fault.h"
#include "handle.h"

/*
 * A handle is four times its index, and 0x40000000. The largest one is positive in 32 bits, and so far from the end
 * that its mark of the kernel does not make it NtCurrentProcess() or a relative.
 */
static const struct xa_limit limit = XA_LIMIT(1, 0xffffffe);

static DEFINE_XARRAY_ALLOC1(bodies);

ww_u32 ww_handle_create(void *body)
{
	u32 handle;

	if (ww_fault(sizeof(void *)))
		return 0;
	return xa_alloc(&bodies, &handle, body, limit, GFP_KERNEL) ? 0 : handle;
}

void *ww_handle_find(ww_u32 handle, void (*reference)(void *body))
{
	void *body;

	/* The lock excludes ww_handle_remove(), and so the last dereference, in between. */
	xa_lock(&bodies);
	body = xa_load(&bodies, handle);
	if (body)
		reference(body);
	xa_unlock(&bodies);
	return body;
}

void *ww_handle_remove(ww_u32 handle)
{
	return xa_erase(&bodies, handle);
}

bool ww_handle_remove_if(ww_u32 handle, void *body)
{
	/*
	 * The lookup acquires no lock. The lock is for PASSIVE_LEVEL, but the last dereference of
	 * an object may come at a higher level.
	 */
	return xa_load(&bodies, handle) == body &&
	       xa_cmpxchg(&bodies, handle, body, NULL, GFP_ATOMIC) == body;
}

void *ww_handle_remove_any(void)
{
	unsigned long handle = 0;
	void *body = xa_find(&bodies, &handle, ULONG_MAX, XA_PRESENT);

	if (body)
		xa_erase(&bodies, handle);
	return body;
}
