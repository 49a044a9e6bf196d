/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keyboards and mice of Linux, which a driver of WinWork may filter: the events of one that is taken come here alone,
 * and programs get what its copy reports, a device of Linux with the same identity, names and capabilities.
 *
 * Events have the numbers of <linux/input-event-codes.h>.
 */
#ifndef WINWORK_LINUX_INPUT_H
#define WINWORK_LINUX_INPUT_H

#include "types.h"

WW_C_BEGIN

struct ww_input;
struct ww_input_copy;

#define WW_EV_SYN 0x00
#define WW_EV_KEY 0x01
#define WW_EV_REL 0x02
#define WW_EV_MSC 0x04
#define WW_EV_LED 0x11
#define WW_EV_REP 0x14
#define WW_KEYS 0x300

enum ww_input_kind {
	WW_INPUT_KEYBOARD,
	WW_INPUT_MOUSE,			/* with relative axes */
};

struct ww_input_identity {
	enum ww_input_kind kind;
	bool is_ps2;			/* at the controller of PS/2 devices */
	ww_u16 vendor;
	ww_u16 product;
	ww_u16 version;
	ww_u32 buttons;			/* of a mouse: BTN_LEFT and those behind it, at most five */
	char name[96];
	char number[16];		/* as Linux counts them, such as input3 */
};

/*
 * From now on ww_input_arrived() is called for each keyboard and mouse, those that are there before this returns.
 * They stay as they are. Returns 0, or a negative errno: ENODEV for a kernel without input devices. Sleeps.
 */
ww_s32 ww_input_start(void);
/* No more: ww_input_left() has been called for each when this returns. Sleeps. */
void ww_input_stop(void);

/*
 * src/input implements these; they do not sleep. A device has come: returns a context for the others, or null to leave it
 * alone. And it has gone: no event comes any more. A device stays in memory until ww_input_put().
 */
void *ww_input_arrived(struct ww_input *input, const struct ww_input_identity *identity);
void ww_input_left(void *context);
/* An event of a device that is taken. In any context but NMI, for one device one at a time. */
void ww_input_event(void *context, ww_u16 type, ww_u16 code, ww_s32 value);
/* The LEDs or the repeat of the copy shall change. In any context but NMI. */
void ww_input_asked(void *context);

void ww_input_put(struct ww_input *input);

/*
 * The events of the device come to ww_input_event() alone from now on. Its pressed keys count as released for those who
 * got its events before. Returns 0 or a negative errno: ENODEV if it has gone, EBUSY if a program has it alone. Sleeps.
 */
ww_s32 ww_input_take(struct ww_input *input);
/* And no more. Its pressed keys count as released until they are pressed again. Sleeps. */
void ww_input_release(struct ww_input *input);

enum ww_led {
	WW_LED_NUM = 1,
	WW_LED_CAPS = 2,
	WW_LED_SCROLL = 4,
};

/* The LEDs that are on. And sets them, for one that is taken; in any context but NMI. */
ww_u32 ww_input_leds(struct ww_input *input);
void ww_input_set_leds(struct ww_input *input, ww_u32 leds);

/* In milliseconds; @period is between two repeats. */
struct ww_repeat {
	ww_u32 delay;
	ww_u32 period;
};

struct ww_repeat ww_input_repeat(struct ww_input *input);
void ww_input_set_repeat(struct ww_input *input, struct ww_repeat repeat);

/* ---- The copy ------------------------------------------------------------------------------------- */

/*
 * Makes the copy of a device, which has the @key_count @keys also if the device has not. ww_input_asked() gets @context,
 * from when *@copy is stored on. Returns 0, or a negative errno. Sleeps.
 */
ww_s32 ww_input_copy_create(struct ww_input *input, void *context, const ww_u16 *keys, ww_u32 key_count,
			    struct ww_input_copy **copy);
/* Takes it from the programs; its pressed keys are released. ww_input_asked() is not called any more. Sleeps. */
void ww_input_copy_remove(struct ww_input_copy *copy);
void ww_input_copy_free(struct ww_input_copy *copy);

/* Reports an event of the copy. In any context but NMI. */
void ww_input_copy_report(struct ww_input_copy *copy, ww_u16 type, ww_u16 code, ww_s32 value);
/* Releases its pressed keys. The same. */
void ww_input_copy_release_keys(struct ww_input_copy *copy);
ww_u32 ww_input_copy_leds(struct ww_input_copy *copy);
struct ww_repeat ww_input_copy_repeat(struct ww_input_copy *copy);

WW_C_END

#endif /* WINWORK_LINUX_INPUT_H */
