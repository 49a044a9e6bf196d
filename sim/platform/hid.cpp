/* SPDX-License-Identifier: GPL-2.0 */
/*
 * HID: the machine has no HID core.
 */
#include "linux/hid.h"

#include <cstdlib>

ww_s32 ww_hid_add(const struct ww_hid_description *, struct ww_hid **)
{
	return -19;			/* ENODEV */
}

void ww_hid_exit()
{
}

/* No device is added, so the other functions are not called. */

void ww_hid_settle(struct ww_hid *)
{
	std::abort();
}

void ww_hid_remove(struct ww_hid *)
{
	std::abort();
}

bool ww_hid_input(struct ww_hid *, const void *, ww_u32)
{
	std::abort();
}
