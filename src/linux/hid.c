// SPDX-License-Identifier: GPL-2.0
/*
 * HID devices of Linux, as src/hid adds them. No function of the HID core is called by its name, since winwork.ko also
 * loads where there is none: the first device gets their addresses. They stay as long as winwork.ko.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/hid.h>
#include <linux/input.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#include "core_functions.h"
#include "fault.h"
#include "hid.h"

static_assert(WW_ENOSYS == ENOSYS);

/* ---- The HID core -------------------------------------------------------------------------------- */

#define FUNCTIONS(F)           \
	F(hid_add_device)      \
	F(hid_allocate_device) \
	F(hid_destroy_device)  \
	F(hid_input_report)    \
	F(hid_output_report)   \
	F(hid_parse_report)

WW_DEFINE_CORE("hid", FUNCTIONS)

/* The parent of all in sysfs: drivers of Linux look at it. Under the mutex. */
static struct device *parent;

static int get_parent(void)
{
	struct device *made = parent ?: root_device_register("winwork-hid");

	if (IS_ERR(made))
		return PTR_ERR(made);
	parent = made;
	return 0;
}

static int get_core(void)
{
	int error = -ENODEV;

	mutex_lock(&core_mutex);
	if (find_core())
		error = get_parent();
	mutex_unlock(&core_mutex);
	return error;
}

void ww_hid_exit(void)
{
	if (parent)
		root_device_unregister(parent);
	parent = NULL;
	put_core();
}

/* ---- What the HID core calls --------------------------------------------------------------------- */

struct ww_hid {
	struct hid_device *device;
	const void *reports;
	unsigned int report_bytes;
	const struct ww_hid_functions *functions;
	void *context;
	spinlock_t input_lock;		/* the core drops a report that comes while it has another one */
	bool is_open;			/* under the lock, as the next two */
	u8 *input;			/* room for the longest input report */
	u32 room;
};

static struct ww_hid *hid_of(struct hid_device *device)
{
	return device->driver_data;
}

static int parse(struct hid_device *device)
{
	struct ww_hid *hid = hid_of(device);

	return core.hid_parse_report(device, (u8 *)hid->reports, hid->report_bytes);
}

static int start(struct hid_device *device)
{
	return 0;
}

static void set_open(struct hid_device *device, bool is_open)
{
	struct ww_hid *hid = hid_of(device);

	spin_lock_irq(&hid->input_lock);
	hid->is_open = is_open;
	spin_unlock_irq(&hid->input_lock);
}

/* A driver of Linux's that goes may have left it open. */
static void stop(struct hid_device *device)
{
	set_open(device, false);
}

static u32 longest_input(struct hid_device *device)
{
	struct hid_report *report;
	u32 longest = 0;

	list_for_each_entry(report, &device->report_enum[HID_INPUT_REPORT].report_list, list)
		longest = max(longest, hid_report_len(report));
	return longest;
}

/* Another driver of Linux's may know of longer reports. */
static int make_room(struct ww_hid *hid, u32 bytes)
{
	u8 *made, *old;

	if (bytes <= hid->room)
		return 0;
	made = ww_fault(bytes) ? NULL : kzalloc(bytes, GFP_KERNEL);
	if (!made)
		return -ENOMEM;
	spin_lock_irq(&hid->input_lock);
	old = hid->input;
	hid->input = made;
	hid->room = bytes;
	spin_unlock_irq(&hid->input_lock);
	kfree(old);
	return 0;
}

static int open(struct hid_device *device)
{
	struct ww_hid *hid = hid_of(device);
	const u32 longest = longest_input(device);
	int error = make_room(hid, longest);

	if (!error)
		error = hid->functions->opened(hid->context, hid, longest);
	if (!error)
		set_open(device, true);
	return error;
}

static void close(struct hid_device *device)
{
	set_open(device, false);
}

/* Null if the device has no such report. */
static struct hid_report *find_report(struct hid_device *device, unsigned int type, u8 id)
{
	return device->report_enum[type].report_id_hash[id];
}

/* In the core's buffers the first byte is always the ID, or 0. */
static int transfer_all(struct hid_device *device, enum ww_hid_transfer how, u8 id, u8 *buffer,
			size_t bytes)
{
	const size_t before = id ? 0 : 1;
	struct ww_hid *hid = hid_of(device);
	int done;

	buffer[0] = id;
	/* What the driver claims to have written is a program's. */
	if (how == WW_HID_GET_INPUT || how == WW_HID_GET_FEATURE)
		memset(buffer + 1, 0, bytes - 1);
	done = hid->functions->transfer(hid->context, how, id, buffer + before, bytes - before);
	return done < 0 ? done : done + before;
}

/* A driver expects room for the whole report. */
static int transfer_short(struct hid_device *device, enum ww_hid_transfer how, u8 id, u8 *buffer,
			  size_t bytes, size_t whole)
{
	u8 *all = kzalloc(whole, GFP_KERNEL);
	int done;

	if (!all)
		return -ENOMEM;
	memcpy(all, buffer, bytes);
	done = transfer_all(device, how, id, all, whole);
	if (done > (int)bytes)
		done = bytes;
	if (done > 0)
		memcpy(buffer, all, done);
	kfree(all);
	return done;
}

/* Only of reports that the device has: a driver need not know others. */
static int transfer(struct hid_device *device, enum ww_hid_transfer how, unsigned int type, u8 id,
		    u8 *buffer, size_t bytes)
{
	struct hid_report *report = find_report(device, type, id);
	size_t whole;

	if (!report || !bytes)
		return -EINVAL;
	whole = hid_report_len(report) + (id ? 0 : 1);
	return bytes < whole ? transfer_short(device, how, id, buffer, bytes, whole)
			     : transfer_all(device, how, id, buffer, bytes);
}

static int raw_request(struct hid_device *device, unsigned char id, __u8 *buffer, size_t bytes,
		       unsigned char type, int request)
{
	const bool gets = request == HID_REQ_GET_REPORT;

	if (!gets && request != HID_REQ_SET_REPORT)
		return -EINVAL;
	if (type == HID_FEATURE_REPORT)
		return transfer(device, gets ? WW_HID_GET_FEATURE : WW_HID_SET_FEATURE, type, id,
				buffer, bytes);
	if (type == (gets ? HID_INPUT_REPORT : HID_OUTPUT_REPORT))
		return transfer(device, gets ? WW_HID_GET_INPUT : WW_HID_SET_OUTPUT, type, id,
				buffer, bytes);
	return -EOPNOTSUPP;
}

static int output_report(struct hid_device *device, __u8 *buffer, size_t bytes)
{
	return transfer(device, WW_HID_WRITE, HID_OUTPUT_REPORT, bytes ? buffer[0] : 0, buffer,
			bytes);
}

static int set_report(struct hid_device *device, struct hid_report *report, u8 *buffer, size_t bytes)
{
	int done = -ENOSYS;

	if (report->type == HID_OUTPUT_REPORT)
		done = output_report(device, buffer, bytes);
	return done == -ENOSYS ? raw_request(device, report->id, buffer, bytes, report->type,
					     HID_REQ_SET_REPORT)
			       : done;
}

/*
 * The report is in hid->input. Newer kernels drop one that is too short, which older ones take as ending in zeros.
 */
static void give_input(struct ww_hid *hid, u32 bytes)
{
	struct hid_device *device = hid->device;
	u8 *data = hid->input;
	struct hid_report_enum *all = &device->report_enum[HID_INPUT_REPORT];
	struct hid_report *report = all->report_id_hash[all->numbered ? data[0] : 0];
	const u32 whole = report ? hid_report_len(report) : bytes;

	if (bytes < whole) {
		memset(data + bytes, 0, whole - bytes);
		bytes = whole;
	}
	core.hid_input_report(device, HID_INPUT_REPORT, data, bytes, 1);
}

static void get_report(struct hid_device *device, struct hid_report *report, u8 *buffer, size_t bytes)
{
	const size_t before = report->id ? 0 : 1;
	struct ww_hid *hid = hid_of(device);

	if (raw_request(device, report->id, buffer, bytes, report->type, HID_REQ_GET_REPORT) <=
	    (int)before)
		return;
	spin_lock_irq(&hid->input_lock);
	core.hid_input_report(device, report->type, buffer + before, bytes - before, 0);
	spin_unlock_irq(&hid->input_lock);
}

/* The core would leave no room for the ID in front of a report without one, before Linux 6.17. */
static void request(struct hid_device *device, struct hid_report *report, int request)
{
	const size_t before = report->id ? 0 : 1;
	const size_t bytes = before + hid_report_len(report);
	/* The core writes fields by whole words. */
	u8 *buffer = kzalloc(bytes + 8, GFP_KERNEL);

	if (!buffer)
		return;
	if (request == HID_REQ_SET_REPORT) {
		core.hid_output_report(report, buffer + before);
		set_report(device, report, buffer, bytes);
	} else if (request == HID_REQ_GET_REPORT) {
		get_report(device, report, buffer, bytes);
	}
	kfree(buffer);
}

static struct hid_ll_driver driver = {
	.parse = parse,
	.start = start,
	.stop = stop,
	.open = open,
	.close = close,
	.raw_request = raw_request,
	.output_report = output_report,
	.request = request,
};

/* ---- Devices ------------------------------------------------------------------------------------- */

static int add(struct ww_hid *hid, const struct ww_hid_description *description)
{
	struct hid_device *device = core.hid_allocate_device();
	int error;

	if (IS_ERR(device))
		return PTR_ERR(device);
	hid->device = device;
	device->ll_driver = &driver;
	device->driver_data = hid;
	device->dev.parent = parent;
	device->bus = BUS_VIRTUAL;
	device->vendor = description->vendor;
	device->product = description->product;
	device->version = description->version;
	device->country = description->country;
	strscpy(device->name, description->name, sizeof(device->name));
	strscpy(device->uniq, description->unique, sizeof(device->uniq));
	strscpy(device->phys, description->physical, sizeof(device->phys));
	error = core.hid_add_device(device);
	if (error)
		core.hid_destroy_device(device);
	return error;
}

ww_s32 ww_hid_add(const struct ww_hid_description *description, struct ww_hid **hid)
{
	struct ww_hid *made;
	int error = get_core();

	if (error)
		return error;
	made = ww_fault(sizeof(*made)) ? NULL : kzalloc(sizeof(*made), GFP_KERNEL);
	if (!made)
		return -ENOMEM;
	made->reports = description->reports;
	made->report_bytes = description->report_bytes;
	made->functions = description->functions;
	made->context = description->context;
	spin_lock_init(&made->input_lock);
	error = add(made, description);
	if (error) {
		kfree(made->input);
		kfree(made);
	} else {
		*hid = made;
	}
	return error;
}

void ww_hid_remove(struct ww_hid *hid)
{
	core.hid_destroy_device(hid->device);
	kfree(hid->input);
	kfree(hid);
}

/* The work has no function if the device is none of input. */
void ww_hid_settle(struct ww_hid *hid)
{
	if (hid->device->led_work.func)
		flush_work(&hid->device->led_work);
}

bool ww_hid_input(struct ww_hid *hid, const void *report, ww_u32 bytes)
{
	unsigned long flags;
	bool fits;

	spin_lock_irqsave(&hid->input_lock, flags);
	fits = bytes <= hid->room;
	if (fits && hid->is_open) {
		memcpy(hid->input, report, bytes);
		give_input(hid, bytes);
	}
	spin_unlock_irqrestore(&hid->input_lock, flags);
	return fits;
}
