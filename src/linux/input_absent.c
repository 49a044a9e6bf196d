// SPDX-License-Identifier: GPL-2.0
/*
 * The functions of input.c for a kernel that has no input devices, or has them in a module: no keyboard and no mouse
 * arrives, so the others are not called.
 */
#include <linux/bug.h>
#include <linux/errno.h>

#include "input.h"

ww_s32 ww_input_start(void)
{
	return -ENODEV;
}

void ww_input_stop(void)
{
}

void ww_input_put(struct ww_input *input)
{
	WARN_ON_ONCE(true);
}

ww_s32 ww_input_take(struct ww_input *input)
{
	return -ENODEV;
}

void ww_input_release(struct ww_input *input)
{
	WARN_ON_ONCE(true);
}

ww_u32 ww_input_leds(struct ww_input *input)
{
	return 0;
}

void ww_input_set_leds(struct ww_input *input, ww_u32 leds)
{
	WARN_ON_ONCE(true);
}

struct ww_repeat ww_input_repeat(struct ww_input *input)
{
	return (struct ww_repeat) { 0, 0 };
}

void ww_input_set_repeat(struct ww_input *input, struct ww_repeat repeat)
{
	WARN_ON_ONCE(true);
}

ww_s32 ww_input_copy_create(struct ww_input *input, void *context, const ww_u16 *keys, ww_u32 key_count,
			    struct ww_input_copy **copy)
{
	return -ENODEV;
}

void ww_input_copy_remove(struct ww_input_copy *copy)
{
	WARN_ON_ONCE(true);
}

void ww_input_copy_free(struct ww_input_copy *copy)
{
	WARN_ON_ONCE(true);
}

void ww_input_copy_report(struct ww_input_copy *copy, ww_u16 type, ww_u16 code, ww_s32 value)
{
	WARN_ON_ONCE(true);
}

void ww_input_copy_release_keys(struct ww_input_copy *copy)
{
	WARN_ON_ONCE(true);
}

ww_u32 ww_input_copy_leds(struct ww_input_copy *copy)
{
	return 0;
}

struct ww_repeat ww_input_copy_repeat(struct ww_input_copy *copy)
{
	return (struct ww_repeat) { 0, 0 };
}
