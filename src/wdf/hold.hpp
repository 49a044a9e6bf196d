/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Holds: how the end of a device waits for the requests that are on their way to a queue.
 *
 *	a request is			the end of its device waits for
 *	in the dispatch routine, or in	the Hold of that call
 *	EvtDeviceWdmIrpPreprocess
 *	the driver's, by		Device::caller_requests, from before the callback until the
 *	EvtIoInCallerContext		driver has queued or completed the request
 *	in a queue, or the driver's	the counts of the queue
 *	by a queue; or an IRP that waits
 *	for a reserved request
 *
 * A request passes from one line to a later one before the first lets go. The file object of a
 * request stays as long: only its close, a failed create and the end of the device delete it. A
 * queue may be deleted before its device, so QueueReference finds it.
 *
 * The end of a device has these steps, in this order:
 *
 *  1. requests_refuse(): no new request enters. A cleanup or close still does, since a driver may
 *     complete requests in EvtFileCleanup.
 *  2. queues_shut_down(): a request that is in the dispatch routine now is refused by its queue.
 *  3. requests_end(): waits for the holds, but for those that ask. Then no cleanup, close or question
 *     enters any more, and it waits for all that had entered.
 *  4. The children of the device are disposed of: its queues, its file objects.
 *
 * tree_lock covers the entry and step 1. So a thread that finds the device has its hold before the
 * deletion waits.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

struct Request;

/*
 * A call of the dispatch routine for an IRP. It holds the device, if that lets the IRP enter.
 *
 *
 *	way		of an IRP			that is refused by
 *	enters		of a program or driver		a device that is about to end
 *	asks		a question of Plug and Play	a device that has ended, or waits for the last holds
 *	joins		that comes back from		a device that has ended
 *			EvtDeviceWdmIrpPreprocess
 */
class Hold : public LIST_ENTRY {
public:
	enum class Way : u8 { enters, asks, joins };

	Hold(PDEVICE_OBJECT wdm, UCHAR major, Way way = Way::enters);
	~Hold();
	Hold(const Hold &) = delete;
	Hold &operator=(const Hold &) = delete;

	/* Null if the IRP does not enter: the device is about to end, or has ended. */
	Device *device() const { return device_; }
	const void *task() const { return task_; }
	Way way() const { return way_; }

private:
	Device *device_;
	const void *task_;
	const Way way_;
};

/* EvtIoInCallerContext is about to get a request; and the driver has queued or completed it. */
void caller_request_begin(Device &device);
void caller_request_end(Device &device);

/* The steps of the end. PASSIVE_LEVEL. */
void requests_refuse(Device &device);
void requests_admit(Device &device);	/* a PDO starts again */
void requests_wait(Device &device);
void requests_end(Device &device);

/* True if this thread is in a callback that the end of the device waits for. PASSIVE_LEVEL. */
bool device_is_called_here(Object &object);

} /* namespace ww::wdf */
