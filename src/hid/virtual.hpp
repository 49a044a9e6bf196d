/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Virtual HID devices, for drivers of the Virtual HID Framework. Linux has the device without a stack of device objects.
 *
 *	VirtualHid		from VhfCreate to the end of VhfDelete
 *	VirtualOperation	a report that Linux asks for or sends; until the driver has completed it, which may be
 *				long after the program or the device has gone
 *
 * A handle is a number that is used once, so one that has ended is known as such. Trees have all handles.
 */
#pragma once

#include <vhf.h>

#include "base/call_site.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "io/request.hpp"
#include "linux/done.h"
#include "mm/range_tree.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "transfer.hpp"

namespace ww {

/* Covers the trees, and what the structures say. */
extern constinit Lock virtual_lock;

struct VirtualHid {
	RangeNode by_handle;		/* first. Its range is the handle; as the next */
	RangeNode by_driver;
	VHF_CONFIG config;		/* what it points to but for the device object may be gone */
	CallSite maker;
	char unique[64];
	char physical[64];
	struct ww_later start;
	struct ww_later ready;
	struct ww_later end;
	ww_hid *hid;			/* of the thread that starts it, and then of the one that ends it */
	/* Under the lock: */
	ww_hid *receiver;		/* once Linux has opened it */
	LIST_ENTRY waits;		/* the operations whose threads wait */
	u32 users;			/* calls, threads of Linux's, and those that wait for operations */
	bool is_started;
	bool is_leaving;		/* no callback begins any more, but for EvtVhfCleanup */
	bool may_submit;		/* with EvtVhfReadyForNextReadReport: it was called for the next report */
	bool is_telling;		/* a thread calls it, or is to */
	bool is_due;			/* it is to be called once more */
	UCHAR reports[];		/* the report descriptor */
};

struct VirtualOperation;

inline PDRIVER_OBJECT virtual_driver(const VirtualHid &device)
{
	return device.config.DeviceObject->DriverObject;
}

/* A handle that was never used. */
PVOID virtual_new_handle() WW_REQUIRES(virtual_lock);

/* A report about a handle; @owner is an object of the driver, or null. */
Violation virtual_violation(CallSite call, const void *handle, const void *owner);

/* A use of the device, which ends it not before virtual_leave(). False if it is leaving. */
bool virtual_enter(VirtualHid &device) WW_REQUIRES(virtual_lock);
void virtual_leave(VirtualHid &device);

/* The current thread runs a callback of the device's. */
class VirtualCaller {
public:
	explicit VirtualCaller(VirtualHid &device);
	~VirtualCaller();
	VirtualCaller(const VirtualCaller &) = delete;
	VirtualCaller &operator=(const VirtualCaller &) = delete;

private:
	RangeNode node_;		/* its owner is the device, and its range the thread */
};

/* Calls @call, which calls @routine, a callback of the driver's of that name. PASSIVE_LEVEL. */
template <typename Call>
void virtual_call(VirtualHid &device, const char *name, const void *routine, Call call)
{
	const PDEVICE_OBJECT source = device.config.DeviceObject;

	device_enter(source);
	{
		const ProgramCall program;
		const VirtualCaller caller(device);

		call();
		driver_check_return(source->DriverObject, name, routine);
	}
	device_leave(source);
}

/* See ww_hid_functions. */
s32 virtual_transfer(void *context, enum ww_hid_transfer how, u8 id, void *report, u32 bytes);

/* Those who wait for operations of a device that is leaving go on. */
void virtual_operations_end(VirtualHid &device);

/* Of a driver whose code has ended, but for callbacks: reports its devices, and ends them. PASSIVE_LEVEL. */
void virtual_hids_report_left(PDRIVER_OBJECT driver);
/* Nothing calls the driver any more: reports the operations that it has not completed, and frees them. */
void virtual_operations_report_left(PDRIVER_OBJECT driver);

void virtual_hids_init();

} /* namespace ww */
