/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The controls of wdf_hotplug.ko: of the device that comes and goes, and of its manager.
 */
#ifndef WDF_HOTPLUG_H
#define WDF_HOTPLUG_H

#define WDF_HOTPLUG_CODE(number) ((0x22 << 16) | ((0x800 + (number)) << 2))

/* The device completes it at once; stalls in EvtIoInCallerContext; keeps it in a manual queue. */
#define HOT_ECHO WDF_HOTPLUG_CODE(1)
#define HOT_STALL WDF_HOTPLUG_CODE(2)
#define HOT_QUEUE WDF_HOTPLUG_CODE(3)

/* The manager. */
#define HOT_REPLUG WDF_HOTPLUG_CODE(4)	/* deletes the device, and makes another one */
#define HOT_RELEASE WDF_HOTPLUG_CODE(5)	/* those that stall go on, and new ones do not stall */
#define HOT_HOLD WDF_HOTPLUG_CODE(6)	/* new ones stall */
#define HOT_COUNTS WDF_HOTPLUG_CODE(7)	/* fills in a struct hot_counts */

struct hot_counts {
	int stalled;			/* requests that stall now */
	int requests;			/* that EvtIoInCallerContext got */
	int creates, closes;		/* the closes of devices that have gone are not told */
	int ended;			/* requests and creates: their cleanup callbacks */
};

#endif
