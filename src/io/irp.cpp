/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRPs: their memory, their requester, and the top-level IRP of a thread.
 */
#include <wdm.h>

#include "base/report.hpp"
#include "base/task.hpp"
#include "build.hpp"
#include "call.hpp"
#include "linux/module.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "mm/pool.hpp"
#include "ob/image.hpp"
#include "ps/process.hpp"
#include "request.hpp"

using namespace ww;

namespace {

constexpr CCHAR kMostStackLocations = 126;

void initialise(IRP *irp, USHORT bytes, CCHAR stack_locations)
{
	__builtin_memset(irp, 0, bytes);
	irp_start(*irp, bytes, stack_locations);
}

/* The task of an IRP that has one, or null. */
const void *requester_of(PIRP irp)
{
	const Request *request = request_of(irp);

	return request ? request->task : task_of_irp(irp);
}

} /* namespace */

namespace ww {

void report_irp_not_kept(CallSite call, PIRP irp)
{
	const void *allocator = pool_caller(irp, kIrpTag);
	const void *driver = allocator ? driver_of_address(allocator) : nullptr;

	if (!allocator)
		return;
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kNotKept, address_of(allocator), address_of(irp), 0 },
		 .call = call, .item = irp, .owner = driver },
	       "the IRP is complete, and no completion routine has kept it; IoAllocateIrp was called by %s, which must free it",
	       ShownCode(allocator).text);
}

} /* namespace ww */

extern "C" {

/* Drivers that are wrong may write it at the same time. No code reads it. */
IO_STACK_LOCATION WinworkNoStackLocation;

PIRP NTAPI IoAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota)
{
	UNREFERENCED_PARAMETER(ChargeQuota);
	if (StackSize < 0 || StackSize > kMostStackLocations)
		return nullptr;

	const USHORT bytes = IoSizeOfIrp(StackSize);
	auto *irp = static_cast<IRP *>(pool_allocate({ .call = WW_CALL_SITE, .bytes = bytes,
						       .tag = kIrpTag }));

	if (irp)
		initialise(irp, bytes, StackSize);
	return irp;
}

VOID NTAPI IoInitializeIrp(PIRP Irp, USHORT PacketSize, CCHAR StackSize)
{
	initialise(Irp, PacketSize, StackSize);
}

VOID NTAPI IoReuseIrp(PIRP Irp, NTSTATUS Status)
{
	const UCHAR flags = Irp->AllocationFlags;

	initialise(Irp, Irp->Size, Irp->StackCount);
	Irp->AllocationFlags = flags;
	Irp->IoStatus.Status = Status;
}

/* The pointer is not followed: pool_free() judges it. */
VOID NTAPI IoFreeIrp(PIRP Irp)
{
	const CallSite call = WW_CALL_SITE;

	/* First whether it is IoAllocateIrp's: the others are in lists. */
	if (!pool_has(Irp) && (requests_contain(Irp) || irp_of_thread_freed(Irp))) {
		report({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { kFreesThreadedIrp, address_of(Irp), 0, 0 },
			 .call = call, .item = Irp },
		       "the IRP is the I/O manager's, and is freed when it is complete");
		return;
	}
	pool_free(call, Irp, kIrpTag);
}

PEPROCESS NTAPI IoGetRequestorProcess(PIRP Irp)
{
	const void *task = requester_of(Irp);

	return task ? process_of(task) : nullptr;
}

ULONG NTAPI IoGetRequestorProcessId(PIRP Irp)
{
	const PEPROCESS process = IoGetRequestorProcess(Irp);

	return process ? HandleToULong(PsGetProcessId(process)) : 0;
}

BOOLEAN NTAPI IoIs32bitProcess(PIRP Irp)
{
	const Request *request = Irp ? request_of(Irp) : nullptr;

	return Irp ? request && request->is_32bit : ww_call_is_32bit();
}

PIRP NTAPI IoGetTopLevelIrp()
{
	const TaskState *state = task_state_find(ww_current_task());

	return state ? static_cast<PIRP>(state->top_level_irp) : nullptr;
}

VOID NTAPI IoSetTopLevelIrp(PIRP Irp)
{
	const CallSite call = WW_CALL_SITE;

	if (TaskState *state = Irp ? task_state_get() : task_state_find(ww_current_task()))
		state->top_level_irp = Irp;
	else if (Irp)
		ww_print(WW_LEVEL_WARNING, "%s: no room to keep the IRP; called by %s",
			 call.function, ShownCode(call.caller).text);
	if (!Irp)
		task_state_put_if_default();
}

} /* extern "C" */
