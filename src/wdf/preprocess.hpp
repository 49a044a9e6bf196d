/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EvtDeviceWdmIrpPreprocess: a driver gets IRPs of some kinds before the framework does.
 *
 * The driver completes such an IRP, passes it on, or gives it back: WdfDeviceWdmDispatchPreprocessedIrp.
 * The stack location with which it got the IRP is marked in Control, so that only such an IRP is taken
 * back. The next location is a copy of that, or the same one, if the driver has skipped it:
 *
 *	the marked location is		and afterwards
 *	the current one			it stays the driver's: its completion routine may send the IRP again
 *	the next one: it is skipped	it is the framework's, and the mark is gone
 */
#pragma once

#include "base/call_site.hpp"
#include "device.hpp"

namespace ww::wdf {

/* IO_STACK_LOCATION.Control of the location of a callback. Windows gives these bits no meaning. */
constexpr UCHAR kForwarded = 0x04;	/* none yet: see WdfRequestForwardToParentDeviceIoQueue */
constexpr UCHAR kPreprocessed = 0x08;	/* EvtDeviceWdmIrpPreprocess */
constexpr UCHAR kDispatched = 0x10;	/* EvtDeviceWdmIrpDispatch: see irp_dispatch.hpp */

inline bool is_marked(const IO_STACK_LOCATION &location, const Device &device, UCHAR mark)
{
	return location.Control & mark && location.DeviceObject == device.wdm;
}

/* The callback for a major function, and the minor functions that it is for. */
struct Preprocessor {
	PFN_WDFDEVICE_WDM_IRP_PREPROCESS callback;	/* null: the framework has the IRPs alone */
	bool has_minors;		/* else it is for all minor functions */
	u64 minors[4];			/* a bit for each */
};

/* What WdfDeviceInitAssignWdmIrpPreprocessCallback set. Nothing changes it once the device is created. */
struct Preprocessing {
	Preprocessor of_major[IRP_MJ_MAXIMUM_FUNCTION + 1];
};

/* The callback for an IRP of the device, or null. */
inline PFN_WDFDEVICE_WDM_IRP_PREPROCESS preprocessor_of(const Device &device, UCHAR major,
							UCHAR minor)
{
	if (!device.preprocessing) [[likely]]
		return nullptr;

	const Preprocessor &each = device.preprocessing->of_major[major];

	return !each.has_minors || each.minors[minor / 64] >> minor % 64 & 1 ? each.callback
									     : nullptr;
}

/* Calls the callback, and returns its status. Afterwards the device may be gone. */
NTSTATUS preprocess(Device &device, PIRP irp, PFN_WDFDEVICE_WDM_IRP_PREPROCESS callback);

/*
 * The IRP's next location becomes the current one, and the framework's. Else @status is that of the call, after a
 * report.
 */
bool take_back(CallSite call, const Device &device, PIRP irp, NTSTATUS &status);

/* Before the first device: a report about an IRP that was forgotten names the callback. */
void preprocessing_start();

} /* namespace ww::wdf */
