/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoForwardIrpSynchronously and IoSetCompletionRoutineEx.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/line_limit.hpp"
#include "call.hpp"
#include "linux/done.h"
#include "linux/print.h"
#include "ob/device.hpp"

namespace ww {
namespace {

/* The IRP is the waiting driver's again. */
NTSTATUS NTAPI come_back(PDEVICE_OBJECT, PIRP, PVOID done)
{
	ww_done_set(static_cast<struct ww_done *>(done));
	return STATUS_MORE_PROCESSING_REQUIRED;
}

constinit LineLimit lines;

void describe(const CallSite &call, PDEVICE_OBJECT device)
{
	if (lines.take())
		ww_print(WW_LEVEL_WARNING, "%s called by %s waits for the driver of %s",
			 call.function, ShownCode(call.caller).text, object_header(device)->name);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

BOOLEAN NTAPI IoForwardIrpSynchronously(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	constexpr ww_u32 kStep = 10;
	const CallSite call = WW_CALL_SITE;
	struct ww_done done;

	if (!at_apc_or_below(call, Irp) || !check_type(call, DeviceObject, device_type) ||
	    Irp->CurrentLocation <= 1)
		return FALSE;
	ww_done_init(&done);
	IoCopyCurrentIrpStackLocationToNext(Irp);
	IoSetCompletionRoutine(Irp, come_back, &done, TRUE, TRUE, TRUE);
	call_driver(call, DeviceObject, Irp);
	/* Whatever the status is: the routine refers to this stack until it has run. */
	while (!ww_done_wait(&done, kStep))
		describe(call, DeviceObject);
	return TRUE;
}

/* call.cpp keeps the image of every completion routine. */
NTSTATUS NTAPI IoSetCompletionRoutineEx(PDEVICE_OBJECT DeviceObject, PIRP Irp,
					PIO_COMPLETION_ROUTINE CompletionRoutine, PVOID Context,
					BOOLEAN InvokeOnSuccess, BOOLEAN InvokeOnError,
					BOOLEAN InvokeOnCancel)
{
	if (!check_type(WW_CALL_SITE, DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;
	IoSetCompletionRoutine(Irp, CompletionRoutine, Context, InvokeOnSuccess, InvokeOnError,
			       InvokeOnCancel);
	return STATUS_SUCCESS;
}

} /* extern "C" */
