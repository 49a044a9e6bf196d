/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRPs that a driver gets before the framework does: see preprocess.hpp.
 */
#include "preprocess.hpp"

#include "device_init.hpp"
#include "dispatch.hpp"
#include "handle.hpp"
#include "io/call.hpp"
#include "io/request.hpp"
#include "irp_dispatch.hpp"
#include "linux/memory.h"

namespace ww::wdf {
namespace {

constexpr ULONG kMinorFunctions = 256;

/* The routine behind the framework's dispatch routine, for the I/O manager's reports. */
const void *routine_of(PDEVICE_OBJECT wdm, UCHAR major, UCHAR minor)
{
	LockGuard guard(tree_lock);
	const Device *const device = device_of_wdm(wdm);

	if (!device)
		return nullptr;
	if (const auto callback = preprocessor_of(*device, major, minor))
		return reinterpret_cast<const void *>(callback);

	const Dispatcher *const dispatcher = dispatcher_of(*device, major);

	return dispatcher ? reinterpret_cast<const void *>(dispatcher->callback) : nullptr;
}

/* ---- Assigning ------------------------------------------------------------------------------ */

NTSTATUS check(CallSite call, const DeviceInit &init, UCHAR major, ULONG minors)
{
	if (init.created)
		return refuse(call, init.driver, STATUS_INVALID_DEVICE_STATE,
			      "DeviceInit has been used for a device already");
	if (major > IRP_MJ_MAXIMUM_FUNCTION)
		return refuse(call, init.driver, STATUS_INVALID_PARAMETER,
			      "MajorFunction is 0x%x, the highest is 0x%x", major,
			      IRP_MJ_MAXIMUM_FUNCTION);
	if (minors > kMinorFunctions)
		return refuse(call, init.driver, STATUS_INVALID_PARAMETER,
			      "NumMinorFunctions is %u, the highest is %u", minors,
			      kMinorFunctions);
	if (minors && init.preprocessing && init.preprocessing->of_major[major].has_minors)
		return refuse(call, init.driver, STATUS_INVALID_DEVICE_REQUEST,
			      "MinorFunctions were assigned for the MajorFunction 0x%x already",
			      major);
	return STATUS_SUCCESS;
}

void set_minors(Preprocessor &to, const UCHAR *minors, ULONG count)
{
	to.has_minors = true;
	for (ULONG i = 0; i < count; i++)
		to.minors[minors[i] / 64] |= 1ull << minors[i] % 64;
}

/* ---- Giving back ---------------------------------------------------------------------------- */

/* Nobody has filled it in. */
bool is_blank(const IO_STACK_LOCATION &location)
{
	return !location.DeviceObject && !location.FileObject && !location.MajorFunction;
}

} /* namespace */

bool take_back(CallSite call, const Device &device, PIRP irp, NTSTATUS &status)
{
	const bool has_next = irp->CurrentLocation > 1;
	const bool is_current = has_current_location(irp) &&
				is_marked(*IoGetCurrentIrpStackLocation(irp), device,
					  kPreprocessed);

	if (!is_current && !(has_next && is_marked(*next_location(irp), device, kPreprocessed))) {
		report(violation_of(call, kObjectError, &device),
		       "the IRP does not come from EvtDeviceWdmIrpPreprocess of the device, or was passed "
		       "on or completed already; it is left alone");
		status = STATUS_INVALID_DEVICE_REQUEST;
		return false;
	}
	if (!has_next) {
		status = fail_without_location(call, device.wdm, irp);
		return false;
	}

	IO_STACK_LOCATION &next = *next_location(irp);

	if (is_current && is_blank(next)) {
		report(violation_of(call, kObjectError, &device),
		       "the IRP's next stack location is empty: IoSkipCurrentIrpStackLocation or "
		       "IoCopyCurrentIrpStackLocationToNext comes first; the IRP is completed");
		status = complete_irp(irp, STATUS_INVALID_DEVICE_REQUEST);
		return false;
	}
	next.Control &= static_cast<UCHAR>(~kPreprocessed);
	next.DeviceObject = device.wdm;
	irp->CurrentLocation--;
	irp->Tail.Overlay.CurrentStackLocation = &next;
	return true;
}

NTSTATUS preprocess(Device &device, PIRP irp, PFN_WDFDEVICE_WDM_IRP_PREPROCESS callback)
{
	IoGetCurrentIrpStackLocation(irp)->Control |= kPreprocessed;
	return callback(handle_of<WDFDEVICE>(device), irp);
}

void preprocessing_start()
{
	requests_set_routine_of(routine_of);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDeviceInitAssignWdmIrpPreprocessCallback(
	PWDFDEVICE_INIT DeviceInit, PFN_WDFDEVICE_WDM_IRP_PREPROCESS EvtDeviceWdmIrpPreprocess,
	UCHAR MajorFunction, PUCHAR MinorFunctions, ULONG NumMinorFunctions)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = object_at_dispatch_or_below<wdf::DeviceInit>(call, DeviceInit);

	if (!init ||
	    !check_not_null(call, reinterpret_cast<const void *>(EvtDeviceWdmIrpPreprocess),
			    "EvtDeviceWdmIrpPreprocess") ||
	    (NumMinorFunctions && !check_not_null(call, MinorFunctions, "MinorFunctions")))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check(call, *init, MajorFunction, NumMinorFunctions))
		return status;
	if (!init->preprocessing)
		init->preprocessing =
			static_cast<Preprocessing *>(ww_zalloc(sizeof(Preprocessing)));
	if (!init->preprocessing)
		return STATUS_INSUFFICIENT_RESOURCES;

	Preprocessor &to = init->preprocessing->of_major[MajorFunction];

	to.callback = EvtDeviceWdmIrpPreprocess;
	if (NumMinorFunctions)
		set_minors(to, MinorFunctions, NumMinorFunctions);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfDeviceWdmDispatchPreprocessedIrp(WDFDEVICE Device, PIRP Irp)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);
	NTSTATUS status;

	if (!device || !check_not_null(call, Irp, "Irp"))
		return STATUS_INVALID_PARAMETER;

	const PDEVICE_OBJECT wdm = device->wdm;

	return may_be_sent(call, wdm, Irp, status) && take_back(call, *device, Irp, status)
		       ? dispatch_preprocessed(wdm, Irp)
		       : status;
}

} /* extern "C" */
