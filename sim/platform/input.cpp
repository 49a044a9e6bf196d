/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Input devices: the machine has none.
 */
#include "linux/input.h"

#include <cstdlib>

ww_s32 ww_input_start(void)
{
	return -19;			/* ENODEV */
}

/* No device arrives, so the other functions are not called. */

void ww_input_stop(void)
{
	std::abort();
}

void ww_input_put(struct ww_input *)
{
	std::abort();
}

ww_s32 ww_input_take(struct ww_input *)
{
	std::abort();
}

void ww_input_release(struct ww_input *)
{
	std::abort();
}

ww_u32 ww_input_leds(struct ww_input *)
{
	std::abort();
}

void ww_input_set_leds(struct ww_input *, ww_u32)
{
	std::abort();
}

struct ww_repeat ww_input_repeat(struct ww_input *)
{
	std::abort();
}

void ww_input_set_repeat(struct ww_input *, struct ww_repeat)
{
	std::abort();
}

ww_s32 ww_input_copy_create(struct ww_input *, void *, const ww_u16 *, ww_u32, struct ww_input_copy **)
{
	std::abort();
}

void ww_input_copy_remove(struct ww_input_copy *)
{
	std::abort();
}

void ww_input_copy_free(struct ww_input_copy *)
{
	std::abort();
}

void ww_input_copy_report(struct ww_input_copy *, ww_u16, ww_u16, ww_s32)
{
	std::abort();
}

void ww_input_copy_release_keys(struct ww_input_copy *)
{
	std::abort();
}

ww_u32 ww_input_copy_leds(struct ww_input_copy *)
{
	std::abort();
}

struct ww_repeat ww_input_copy_repeat(struct ww_input_copy *)
{
	std::abort();
}
