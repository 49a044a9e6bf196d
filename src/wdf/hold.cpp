/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What holds a device: see hold.hpp.
 */
#include "hold.hpp"

#include "linux/print.h"
#include "linux/thread.h"
#include "linux/wait.h"
#include "deletion.hpp"
#include "queue.hpp"

namespace ww::wdf {
namespace {

bool enters(const Device &device, UCHAR major) WW_REQUIRES(tree_lock)
{
	switch (device.admits) {
	case Admits::everything:
		return true;
	case Admits::closes:
		return major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE;
	case Admits::nothing:
		break;
	}
	return false;
}

bool is_free(const Object &object) WW_REQUIRES(tree_lock)
{
	const auto &device = static_cast<const Device &>(object);

	return IsListEmpty(&device.holds) && !device.caller_requests.load();
}

void describe(const Object &object)
{
	auto &device = const_cast<Device &>(static_cast<const Device &>(object));
	u32 calls = 0;
	{
		LockGuard guard(tree_lock);

		for (LIST_ENTRY *link = device.holds.Flink; link != &device.holds;
		     link = link->Flink)
			calls++;
	}
	ww_print(WW_LEVEL_WARNING,
		 "the end of the WDFDEVICE %p waits for %u requests that the driver has from "
		 "EvtIoInCallerContext, and for %u calls that have not returned",
		 &device, device.caller_requests.load(), calls);
}

/* Questions of Plug and Play may be on their way. */
bool has_no_requests(const Object &object) WW_REQUIRES(tree_lock)
{
	const auto &device = static_cast<const Device &>(object);

	for (LIST_ENTRY *link = device.holds.Flink; link != &device.holds; link = link->Flink)
		if (static_cast<Hold *>(link)->way() != Hold::Way::asks)
			return false;
	return !device.caller_requests.load();
}

/* A device that is not free yet waits for one Hold more. */
bool lets(const Device &device, UCHAR major, Hold::Way way) WW_REQUIRES(tree_lock)
{
	switch (way) {
	case Hold::Way::enters:
		return enters(device, major);
	case Hold::Way::asks:
		return device.admits != Admits::nothing;
	case Hold::Way::joins:
		break;
	}
	return device.admits != Admits::nothing || !is_free(device);
}

} /* namespace */

Hold::Hold(PDEVICE_OBJECT wdm, UCHAR major, Way way) : device_(nullptr), task_(ww_current_task()), way_(way)
{
	LockGuard guard(tree_lock);
	Device *const device = device_of_wdm(wdm);

	if (!device || !lets(*device, major, way))
		return;
	device_ = device;
	InsertTailList(&device->holds, this);
}

/* After this the device may be gone. */
Hold::~Hold()
{
	if (!device_)
		return;
	{
		LockGuard guard(tree_lock);

		RemoveEntryList(this);
	}
	ww_gate_wake();
}

void caller_request_begin(Device &device)
{
	device.caller_requests.fetch_add(1);
}

void caller_request_end(Device &device)
{
	device.caller_requests.fetch_sub(1);
	ww_gate_wake();
}

void requests_refuse(Device &device)
{
	LockGuard guard(tree_lock);

	if (device.admits == Admits::everything)
		device.admits = Admits::closes;
}

void requests_admit(Device &device)
{
	LockGuard guard(tree_lock);

	device.admits = Admits::everything;
}

void requests_wait(Device &device)
{
	wait_until(has_no_requests, describe, device);
}

void requests_end(Device &device)
{
	requests_wait(device);
	{
		LockGuard guard(tree_lock);

		device.admits = Admits::nothing;
	}
	wait_until(is_free, describe, device);
}

bool device_is_called_here(Object &object)
{
	auto &device = static_cast<Device &>(object);
	const void *const task = ww_current_task();
	{
		LockGuard guard(tree_lock);

		for (LIST_ENTRY *link = device.holds.Flink; link != &device.holds;
		     link = link->Flink) {
			if (static_cast<Hold *>(link)->task() == task)
				return true;
		}
	}
	return queues_run_here(device);
}

} /* namespace ww::wdf */
