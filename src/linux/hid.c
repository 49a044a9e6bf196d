// SPDX-License-Identifier: GPL-2.0
/*
 * HID devices of Linux, as src/hid adds them. No function of the HID core is called by its name, since winwork.ko also
 * loads where there is none: the first device gets their addresses. They stay as long as winwork.ko.
 */
#include <linux/hid.h>
#include <linux/input.h>
#include <linux/kmod.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>

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

#define MEMBER(name) typeof(&name) name;
static struct {
	FUNCTIONS(MEMBER)
} core;

static DEFINE_MUTEX(core_mutex);
static bool has_core;			/* under the mutex */

static void put_functions(void)
{
#define PUT(name)                 \
	if (core.name)            \
		symbol_put(name); \
	core.name = NULL;
	FUNCTIONS(PUT)
}

static bool get_functions(void)
{
	bool has_all = true;

#define GET(name)                     \
	core.name = symbol_get(name); \
	has_all = has_all && core.name;
	FUNCTIONS(GET)
	if (!has_all)
		put_functions();
	return has_all;
}

static bool get_core(void)
{
	bool is_there;

	mutex_lock(&core_mutex);
	has_core = has_core || get_functions() || (!request_module("hid") && get_functions());
	is_there = has_core;
	mutex_unlock(&core_mutex);
	return is_there;
}

void ww_hid_exit(void)
{
	if (has_core)
		put_functions();
	has_core = false;
}

/* ---- What the HID core calls --------------------------------------------------------------------- */

struct ww_hid {
	struct hid_device *device;
	const void *reports;
	unsigned int report_bytes;
	void *context;
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

static void stop(struct hid_device *device)
{
}

/* The core clears what is behind a report that is too short: each buffer has room for the longest one. */
static u32 longest_input(struct hid_device *device)
{
	struct hid_report *report;
	u32 longest = 0;

	list_for_each_entry(report, &device->report_enum[HID_INPUT_REPORT].report_list, list)
		longest = max(longest, hid_report_len(report));
	return longest;
}

static int open(struct hid_device *device)
{
	struct ww_hid *hid = hid_of(device);

	return ww_hid_opened(hid->context, hid, longest_input(device));
}

static void close(struct hid_device *device)
{
	ww_hid_closed(hid_of(device)->context);
}

/* In the core's buffers the first byte is always the ID, or 0. */
static int transfer(struct hid_device *device, enum ww_hid_transfer how, u8 id, u8 *buffer,
		    size_t bytes)
{
	const size_t before = id ? 0 : 1;
	int done;

	if (bytes <= before)
		return -EINVAL;
	buffer[0] = id;
	done = ww_hid_transfer(hid_of(device)->context, how, id, buffer + before, bytes - before);
	return done < 0 ? done : done + before;
}

static int raw_request(struct hid_device *device, unsigned char id, __u8 *buffer, size_t bytes,
		       unsigned char type, int request)
{
	const bool gets = request == HID_REQ_GET_REPORT;

	if (!gets && request != HID_REQ_SET_REPORT)
		return -EINVAL;
	if (type == HID_FEATURE_REPORT)
		return transfer(device, gets ? WW_HID_GET_FEATURE : WW_HID_SET_FEATURE, id, buffer,
				bytes);
	if (type == (gets ? HID_INPUT_REPORT : HID_OUTPUT_REPORT))
		return transfer(device, gets ? WW_HID_GET_INPUT : WW_HID_SET_OUTPUT, id, buffer,
				bytes);
	return -EOPNOTSUPP;
}

static int output_report(struct hid_device *device, __u8 *buffer, size_t bytes)
{
	return transfer(device, WW_HID_WRITE, bytes ? buffer[0] : 0, buffer, bytes);
}

/* The core would leave no room for the ID in front of a report without one, before Linux 6.17. */
static void request(struct hid_device *device, struct hid_report *report, int request)
{
	const size_t before = report->id ? 0 : 1;
	const size_t bytes = before + hid_report_len(report);
	/* The core writes fields by whole words. */
	u8 *buffer = kzalloc(bytes + 8, GFP_KERNEL);
	int done;

	if (!buffer)
		return;
	if (request == HID_REQ_SET_REPORT)
		core.hid_output_report(report, buffer + before);
	done = raw_request(device, report->id, buffer, bytes, report->type, request);
	if (request == HID_REQ_GET_REPORT && done > (int)before)
		core.hid_input_report(device, report->type, buffer + before, done - before, 0);
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
	device->bus = BUS_VIRTUAL;
	device->vendor = description->vendor;
	device->product = description->product;
	device->version = description->version;
	device->country = description->country;
	strscpy(device->name, description->name, sizeof(device->name));
	strscpy(device->uniq, description->unique, sizeof(device->uniq));
	error = core.hid_add_device(device);
	if (error)
		core.hid_destroy_device(device);
	return error;
}

ww_s32 ww_hid_add(const struct ww_hid_description *description, struct ww_hid **hid)
{
	struct ww_hid *made;
	int error;

	if (!get_core())
		return -ENODEV;
	made = ww_fault(sizeof(*made)) ? NULL : kzalloc(sizeof(*made), GFP_KERNEL);
	if (!made)
		return -ENOMEM;
	made->reports = description->reports;
	made->report_bytes = description->report_bytes;
	made->context = description->context;
	error = add(made, description);
	if (error)
		kfree(made);
	else
		*hid = made;
	return error;
}

void ww_hid_remove(struct ww_hid *hid)
{
	core.hid_destroy_device(hid->device);
	kfree(hid);
}

void ww_hid_input(struct ww_hid *hid, void *report, ww_u32 bytes)
{
	core.hid_input_report(hid->device, HID_INPUT_REPORT, report, bytes, 1);
}
