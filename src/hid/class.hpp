/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The class driver of HID devices: above each minidriver's device it has one of its own, which is a HID device of
 * Linux's HID core while the stack is started.
 *
 *	the class's device	takes the IRPs of Plug and Play and of power first, and passes them on
 *	the minidriver's	what AddDevice of the minidriver gets; the class makes and deletes it
 *	a filter's		of a minidriver of two drivers, as those of KMDF: it answers (pass_through.cpp)
 *	the PDO
 *
 * The class sends its requests, of IRP_MJ_INTERNAL_DEVICE_CONTROL, to the minidriver's device. A request of Linux's is
 * a call, whose thread waits (call.cpp). Input reports come by reads, which are pending from the first time on that
 * Linux opens the device (reads.cpp).
 */
#pragma once

#include <hidport.h>

#include "base/call_site.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/types.hpp"
#include "linux/done.h"
#include "transfer.hpp"

namespace ww {

/* What the class itself calls. */
constexpr CallSite kHidClass = { "the HID class" };

struct HidDevice;

/* A read, which is with the minidriver, or starts again by @again. */
struct HidRead {
	HidDevice *device;
	struct ww_delayed again;
	PIRP irp;
	void *report;
	bool is_out;			/* the minidriver has it; under the lock of its device */
	bool has_failed;		/* the last time, and the log says so. Of its thread. */
};

/* One is with the minidriver while the other one's report is told. */
constexpr u32 kHidReads = 2;

struct HidDevice {
	PDEVICE_OBJECT self;
	PDEVICE_OBJECT mini;		/* the minidriver's device */
	PDEVICE_OBJECT source;		/* whose driver answers: that one, or the one below it */
	PDEVICE_OBJECT below;		/* that is attached to this one */
	ww_hid *hid; /* while it is started. Of the thread that has the IRP of Plug and Play, or of the system's power. */
	Lock lock;
	LIST_ENTRY calls WW_GUARDED_BY(lock);
	bool is_leaving WW_GUARDED_BY(lock);	/* no call begins any more */
	bool is_reading WW_GUARDED_BY(lock);	/* reads begin */
	u32 reads_out WW_GUARDED_BY(lock);
	u32 room; /* of a read, for an input report; 0 without reads. As the next one, not while Linux may open it. */
	ww_hid *receiver;
	HidRead reads[kHidReads];
};

inline HidDevice &hid_device(PDEVICE_OBJECT self)
{
	return *static_cast<HidDevice *>(self->DeviceExtension);
}

/* A request to the minidriver. Its code says which of these it has. */
struct HidRequest {
	ULONG code;
	PVOID input;
	ULONG input_bytes;
	PVOID output;			/* UserBuffer: also a HID_XFER_PACKET to set */
	ULONG output_bytes;
};

/* Writes the request to an IRP that the minidriver gets next. */
void hid_format(PIRP irp, const HidRequest &request);

/*
 * Sends the request and waits: a fatal signal, or the end of the device, cancels it. STATUS_DELETE_PENDING if the device
 * is leaving. PASSIVE_LEVEL.
 */
HidAnswer hid_call(HidDevice &device, const HidRequest &request);

/* Lets no call begin any more, cancels those under way, and waits for them. PASSIVE_LEVEL. */
void hid_calls_end(HidDevice &device);

/* Lets no read begin any more, cancels those under way, and waits for them. PASSIVE_LEVEL. */
void hid_reads_end(HidDevice &device);

/* The minidriver has started its device: asks what it is, and tells Linux. And the end. PASSIVE_LEVEL. */
NTSTATUS hid_start(HidDevice &device);
void hid_stop(HidDevice &device);

/* A report about the minidriver's answer to a request. */
Violation hid_violation(const HidDevice &device, const char *request, ULONG_PTR bytes);

/* The name of the minidriver, for the log. */
const char *hid_name(const HidDevice &device);

/* What Linux calls: see ww_hid_functions. */
s32 hid_opened(void *context, ww_hid *hid, u32 bytes);
s32 hid_transfer(void *context, enum ww_hid_transfer how, u8 id, void *report, u32 bytes);

/* Dispatch routines of the class's device. */
DRIVER_DISPATCH hid_pnp;
DRIVER_DISPATCH hid_power;
DRIVER_DISPATCH hid_system_control;
/* Passes the IRP on to the minidriver. */
NTSTATUS hid_pass(HidDevice &device, PIRP irp);

/* The driver that passes all on: see pass_through.cpp. */
int hid_pass_through_init();
void hid_pass_through_exit();
bool hid_passes_on(PDRIVER_OBJECT minidriver);

int hid_init();
void hid_exit();

} /* namespace ww */
