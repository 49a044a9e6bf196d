// SPDX-License-Identifier: GPL-2.0
/*
 * Input devices, as src/input uses them. The handler of WinWork's is connected to each keyboard and mouse, which changes
 * nothing: Linux passes it no event until it opens the device.
 *
 * Locks: Linux holds the lock of all input devices when it connects and disconnects the handler. Inside it are `turn` of
 * a device, which is held while the device is taken and released, and inside that Linux's lock of the device. Events come
 * under a spin lock of the device's; `gone_lock` is outside of that.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/input.h>
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "fault.h"
#include "input.h"

static_assert(WW_EV_SYN == EV_SYN && WW_EV_KEY == EV_KEY && WW_EV_REL == EV_REL && WW_EV_MSC == EV_MSC &&
	      WW_EV_LED == EV_LED && WW_EV_REP == EV_REP && WW_KEYS == KEY_CNT);

struct ww_input {
	struct input_handle handle;
	struct kref references;
	struct mutex turn;
	bool is_taken;			/* under the mutex */
	spinlock_t gone_lock;
	bool is_gone;			/* is set under both */
	void *context;
};

struct ww_input_copy {
	struct input_dev *device;
	void *context;
	char name[128];
	char phys[64];
	char uniq[64];
};

/* The parent of all copies in sysfs. */
static struct device *parent;

static struct ww_input *input_of(struct input_handle *handle)
{
	return container_of(handle, struct ww_input, handle);
}

/* ---- Which devices -------------------------------------------------------------------------------- */

/* As udev tells keyboards from devices with a few keys: all those of the first rows. */
static bool is_keyboard(const struct input_dev *device)
{
	return test_bit(EV_KEY, device->evbit) &&
	       find_next_zero_bit(device->keybit, KEY_D, KEY_ESC) >= KEY_D;
}

static bool is_mouse(const struct input_dev *device)
{
	return test_bit(EV_REL, device->evbit) && test_bit(REL_X, device->relbit) &&
	       test_bit(REL_Y, device->relbit) && test_bit(BTN_LEFT, device->keybit);
}

static bool is_copy(const struct input_dev *device)
{
	return parent && device->dev.parent == parent;
}

static bool match(struct input_handler *handler, struct input_dev *device)
{
	return !is_copy(device) && (is_keyboard(device) || is_mouse(device));
}

static u32 count_buttons(const struct input_dev *device)
{
	u32 count = 0;
	int button;

	for (button = BTN_LEFT; button <= BTN_EXTRA; button++)
		count += !!test_bit(button, device->keybit);
	return count;
}

static void identify(const struct input_dev *device, struct ww_input_identity *identity)
{
	*identity = (struct ww_input_identity) {
		.kind = is_keyboard(device) ? WW_INPUT_KEYBOARD : WW_INPUT_MOUSE,
		.is_ps2 = device->id.bustype == BUS_I8042,
		.vendor = device->id.vendor,
		.product = device->id.product,
		.version = device->id.version,
		.buttons = count_buttons(device),
	};
	strscpy(identity->name, device->name ?: "", sizeof(identity->name));
	strscpy(identity->number, dev_name(&device->dev), sizeof(identity->number));
}

/* ---- The handler ---------------------------------------------------------------------------------- */

static void free_input(struct kref *references)
{
	kfree(container_of(references, struct ww_input, references));
}

void ww_input_put(struct ww_input *input)
{
	kref_put(&input->references, free_input);
}

static struct ww_input *create(struct input_handler *handler, struct input_dev *device)
{
	struct ww_input *made = kzalloc(sizeof(*made), GFP_KERNEL);

	if (!made)
		return NULL;
	made->handle.dev = device;
	made->handle.handler = handler;
	made->handle.name = "winwork";
	kref_init(&made->references);
	mutex_init(&made->turn);
	spin_lock_init(&made->gone_lock);
	return made;
}

static int connect(struct input_handler *handler, struct input_dev *device,
		   const struct input_device_id *id)
{
	struct ww_input *input = create(handler, device);
	struct ww_input_identity identity;
	int error;

	if (!input)
		return -ENOMEM;
	error = input_register_handle(&input->handle);
	if (error) {
		ww_input_put(input);
		return error;
	}
	identify(device, &identity);
	kref_get(&input->references);
	/* A worker may take the device as soon as it has arrived. */
	mutex_lock(&input->turn);
	input->context = ww_input_arrived(input, &identity);
	mutex_unlock(&input->turn);
	if (input->context)
		return 0;
	input_unregister_handle(&input->handle);
	ww_input_put(input);
	ww_input_put(input);
	return -ENOMEM;
}

/* Releases each key for those who get the events. */
static void release_keys(struct ww_input *input)
{
	struct input_dev *device = input->handle.dev;
	unsigned int key;

	for_each_set_bit(key, device->key, KEY_CNT)
		input_inject_event(&input->handle, EV_KEY, key, 0);
	input_inject_event(&input->handle, EV_SYN, SYN_REPORT, 0);
}

/* In the turn. */
static void give_back(struct ww_input *input)
{
	if (!input->is_taken)
		return;
	release_keys(input);
	input_release_device(&input->handle);
	input_close_device(&input->handle);
	input->is_taken = false;
}

static void set_gone(struct ww_input *input)
{
	mutex_lock(&input->turn);
	give_back(input);
	spin_lock_irq(&input->gone_lock);
	input->is_gone = true;
	spin_unlock_irq(&input->gone_lock);
	mutex_unlock(&input->turn);
}

static void disconnect(struct input_handle *handle)
{
	struct ww_input *input = input_of(handle);

	set_gone(input);
	input_unregister_handle(handle);
	ww_input_left(input->context);
	ww_input_put(input);
}

static void event(struct input_handle *handle, unsigned int type, unsigned int code, int value)
{
	ww_input_event(input_of(handle)->context, type, code, value);
}

static const struct input_device_id ids[] = {
	{
		.flags = INPUT_DEVICE_ID_MATCH_EVBIT,
		.evbit = { BIT_MASK(EV_KEY) },
	},
	{ },
};

static struct input_handler handler = {
	.event = event,
	.match = match,
	.connect = connect,
	.disconnect = disconnect,
	.name = "winwork",
	.id_table = ids,
};

ww_s32 ww_input_start(void)
{
	int error;

	parent = root_device_register("winwork-input");
	if (IS_ERR(parent)) {
		error = PTR_ERR(parent);
		parent = NULL;
		return error;
	}
	error = input_register_handler(&handler);
	if (error) {
		root_device_unregister(parent);
		parent = NULL;
	}
	return error;
}

void ww_input_stop(void)
{
	input_unregister_handler(&handler);
	root_device_unregister(parent);
	parent = NULL;
}

/* ---- A device that is taken ----------------------------------------------------------------------- */

static bool has_pressed_key(const struct input_dev *device)
{
	return !bitmap_empty(device->key, KEY_CNT);
}

/*
 * The others get no release of a key that is pressed now, so they get it before. A key may be pressed in between.
 */
static int grab(struct ww_input *input)
{
	int tries, error;

	for (tries = 0; tries < 8; tries++) {
		release_keys(input);
		error = input_grab_device(&input->handle);
		if (error || !has_pressed_key(input->handle.dev))
			return error;
		input_release_device(&input->handle);
	}
	return -EBUSY;
}

/* In the turn. What comes before the grab is only for the others, so the handle is opened behind it. */
static int take(struct ww_input *input)
{
	int error = input->is_taken ? -EBUSY : grab(input);

	if (error)
		return error;
	error = input_open_device(&input->handle);
	if (error)
		input_release_device(&input->handle);
	input->is_taken = !error;
	return error;
}

ww_s32 ww_input_take(struct ww_input *input)
{
	int error = -ENODEV;

	mutex_lock(&input->turn);
	if (!input->is_gone)
		error = take(input);
	mutex_unlock(&input->turn);
	return error;
}

void ww_input_release(struct ww_input *input)
{
	mutex_lock(&input->turn);
	give_back(input);
	mutex_unlock(&input->turn);
}

static u32 leds_of(const struct input_dev *device)
{
	return (test_bit(LED_NUML, device->led) ? WW_LED_NUM : 0) |
	       (test_bit(LED_CAPSL, device->led) ? WW_LED_CAPS : 0) |
	       (test_bit(LED_SCROLLL, device->led) ? WW_LED_SCROLL : 0);
}

static struct ww_repeat repeat_of(const struct input_dev *device)
{
	return (struct ww_repeat) { device->rep[REP_DELAY], device->rep[REP_PERIOD] };
}

ww_u32 ww_input_leds(struct ww_input *input)
{
	unsigned long flags;
	u32 leds = 0;

	spin_lock_irqsave(&input->gone_lock, flags);
	if (!input->is_gone)
		leds = leds_of(input->handle.dev);
	spin_unlock_irqrestore(&input->gone_lock, flags);
	return leds;
}

void ww_input_set_leds(struct ww_input *input, ww_u32 leds)
{
	unsigned long flags;

	spin_lock_irqsave(&input->gone_lock, flags);
	if (!input->is_gone) {
		input_inject_event(&input->handle, EV_LED, LED_NUML, !!(leds & WW_LED_NUM));
		input_inject_event(&input->handle, EV_LED, LED_CAPSL, !!(leds & WW_LED_CAPS));
		input_inject_event(&input->handle, EV_LED, LED_SCROLLL, !!(leds & WW_LED_SCROLL));
		input_inject_event(&input->handle, EV_SYN, SYN_REPORT, 0);
	}
	spin_unlock_irqrestore(&input->gone_lock, flags);
}

struct ww_repeat ww_input_repeat(struct ww_input *input)
{
	struct ww_repeat repeat = { 0, 0 };
	unsigned long flags;

	spin_lock_irqsave(&input->gone_lock, flags);
	if (!input->is_gone)
		repeat = repeat_of(input->handle.dev);
	spin_unlock_irqrestore(&input->gone_lock, flags);
	return repeat;
}

void ww_input_set_repeat(struct ww_input *input, struct ww_repeat repeat)
{
	unsigned long flags;

	spin_lock_irqsave(&input->gone_lock, flags);
	if (!input->is_gone) {
		input_inject_event(&input->handle, EV_REP, REP_DELAY, repeat.delay);
		input_inject_event(&input->handle, EV_REP, REP_PERIOD, repeat.period);
	}
	spin_unlock_irqrestore(&input->gone_lock, flags);
}

/* ---- The copy ------------------------------------------------------------------------------------- */

/* Under the lock of the copy's events. */
static int asked(struct input_dev *device, unsigned int type, unsigned int code, int value)
{
	struct ww_input_copy *copy = input_get_drvdata(device);

	if (type == EV_LED || type == EV_REP)
		ww_input_asked(copy->context);
	return 0;
}

#define COPY_BITS(bits) memcpy(to->bits, from->bits, sizeof(to->bits))

/* Effects are no events: the copy has none. The copy's keys repeat as those of the device, and not by themselves. */
static int copy_capabilities(struct input_dev *to, const struct input_dev *from)
{
	COPY_BITS(propbit);
	COPY_BITS(evbit);
	COPY_BITS(keybit);
	COPY_BITS(relbit);
	COPY_BITS(absbit);
	COPY_BITS(mscbit);
	COPY_BITS(ledbit);
	COPY_BITS(sndbit);
	COPY_BITS(swbit);
	COPY_BITS(led);
	COPY_BITS(sw);
	COPY_BITS(rep);
	__clear_bit(EV_FF, to->evbit);
	__clear_bit(EV_FF_STATUS, to->evbit);
	if (!from->absinfo)
		return 0;
	input_alloc_absinfo(to);
	if (!to->absinfo)
		return -ENOMEM;
	memcpy(to->absinfo, from->absinfo, ABS_CNT * sizeof(*to->absinfo));
	return 0;
}

static void copy_names(struct ww_input_copy *copy, const struct input_dev *from)
{
	struct input_dev *to = copy->device;

	strscpy(copy->name, from->name ?: "", sizeof(copy->name));
	strscpy(copy->phys, from->phys ?: "", sizeof(copy->phys));
	strscpy(copy->uniq, from->uniq ?: "", sizeof(copy->uniq));
	to->name = from->name ? copy->name : NULL;
	to->phys = from->phys ? copy->phys : NULL;
	to->uniq = from->uniq ? copy->uniq : NULL;
	to->id = from->id;
}

/* In the turn of the device. */
static int fill(struct ww_input_copy *copy, const struct input_dev *from, const u16 *keys, u32 count)
{
	struct input_dev *to = copy->device;
	int error = copy_capabilities(to, from);

	if (error)
		return error;
	while (count--)
		__set_bit(keys[count], to->keybit);
	copy_names(copy, from);
	to->dev.parent = parent;
	to->event = asked;
	input_set_drvdata(to, copy);
	return 0;
}

static struct ww_input_copy *create_copy(void *context)
{
	struct ww_input_copy *made = ww_fault(sizeof(*made)) ? NULL : kzalloc(sizeof(*made), GFP_KERNEL);

	if (!made)
		return NULL;
	made->context = context;
	made->device = input_allocate_device();
	/* For those who look at it when it has been unregistered. */
	if (made->device && input_get_device(made->device))
		return made;
	kfree(made);
	return NULL;
}

ww_s32 ww_input_copy_create(struct ww_input *input, void *context, const ww_u16 *keys, ww_u32 key_count,
			    struct ww_input_copy **copy)
{
	struct ww_input_copy *made = create_copy(context);
	int error = -ENODEV;

	if (!made)
		return -ENOMEM;
	mutex_lock(&input->turn);
	if (!input->is_gone)
		error = fill(made, input->handle.dev, keys, key_count);
	mutex_unlock(&input->turn);
	/* Others may ask for changes from the registration on. */
	*copy = made;
	/* Linux takes the lock of all input devices, which is outside of the turn. */
	if (!error)
		error = input_register_device(made->device);
	if (!error)
		return 0;
	*copy = NULL;
	input_free_device(made->device);
	ww_input_copy_free(made);
	return error;
}

void ww_input_copy_remove(struct ww_input_copy *copy)
{
	input_unregister_device(copy->device);
}

void ww_input_copy_free(struct ww_input_copy *copy)
{
	input_put_device(copy->device);
	kfree(copy);
}

void ww_input_copy_report(struct ww_input_copy *copy, ww_u16 type, ww_u16 code, ww_s32 value)
{
	input_event(copy->device, type, code, value);
}

void ww_input_copy_release_keys(struct ww_input_copy *copy)
{
	unsigned int key;

	for_each_set_bit(key, copy->device->key, KEY_CNT)
		input_event(copy->device, EV_KEY, key, 0);
	input_sync(copy->device);
}

ww_u32 ww_input_copy_leds(struct ww_input_copy *copy)
{
	return leds_of(copy->device);
}

struct ww_repeat ww_input_copy_repeat(struct ww_input_copy *copy)
{
	return repeat_of(copy->device);
}
