/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver's own operations on files of a mount.
 */
#include "own.hpp"

namespace ww {

void set_own(Call &call, const Altitude *below)
{
	call.request.Flags |= FLTFL_CALLBACK_DATA_GENERATED_IO;
	call.request.RequestorMode = KernelMode;
	call.request.Iopb.IrpFlags |= IRP_SYNCHRONOUS_API;
	call.must_end = true;
	call.below = below;
}

NTSTATUS send_own(Call &call)
{
	bool ended;

	call_send(&call, ended);
	return call.is_sent ? call.result.Status : STATUS_INSUFFICIENT_RESOURCES;
}

} /* namespace ww */
