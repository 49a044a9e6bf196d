/* SPDX-License-Identifier: GPL-2.0 */
/*
 * LOCK_CONTROL, of fcntl(2) and flock(2). Linux keeps the locks.
 */
#include "base/errno.hpp"
#include "call.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "ps/process.hpp"

namespace ww {
namespace {

using LockParameters = decltype(FLT_PARAMETERS::LockControl);

UCHAR flags_of(const ww_fs_lock &lock)
{
	return static_cast<UCHAR>((lock.is_exclusive ? SL_EXCLUSIVE_LOCK : 0) |
				  (lock.is_immediate ? SL_FAIL_IMMEDIATELY : 0));
}

/* Linux has found the place for the lock of the program's range. */
bool is_changed(const Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	const ww_fs_lock &lock = *static_cast<const ww_fs_lock *>(call.context);
	const LockParameters &first = call.request.Iopb.Parameters.LockControl;
	const LockParameters &now = left.Parameters.LockControl;

	return left.MinorFunction != call.request.Iopb.MinorFunction || left.OperationFlags != flags_of(lock) ||
	       now.Length != first.Length || now.Length->QuadPart != lock.length ||
	       now.ByteOffset.QuadPart != lock.start || now.Key != lock.key ||
	       !now.ExclusiveLock != !lock.is_exclusive || !now.FailImmediately != !lock.is_immediate;
}

s64 lock_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	auto &lock = *static_cast<ww_fs_lock *>(call.context);

	if (is_changed(call, iopb))
		return -kInvalid;

	const s64 error = lock.lower(&lock);

	if (error != -kTryAgain)
		return error;
	call.bottom_success = STATUS_LOCK_NOT_GRANTED;
	return 0;
}

/* False without memory. */
bool set_parameters(Call &call, const ww_fs_lock &lock)
{
	LockParameters &parameters = call.request.Iopb.Parameters.LockControl;
	auto *length = static_cast<LARGE_INTEGER *>(ww_zalloc_large(sizeof(LARGE_INTEGER)));

	if (!length)
		return false;
	call.buffer = length;
	length->QuadPart = lock.length;
	parameters.Length = length;
	parameters.Key = lock.key;
	parameters.ByteOffset.QuadPart = lock.start;
	parameters.ProcessId = process_of(call.task);
	parameters.FailImmediately = lock.is_immediate;
	parameters.ExclusiveLock = lock.is_exclusive;
	call.request.Iopb.MinorFunction = lock.is_unlock ? IRP_MN_UNLOCK_SINGLE : IRP_MN_LOCK;
	call.request.Iopb.OperationFlags = flags_of(lock);
	call.request.Iopb.IrpFlags = IRP_SYNCHRONOUS_API;
	return true;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" int ww_fs_send_lock(void *file_object, struct ww_fs_lock *lock)
{
	Call *call = call_create(file_object_of(file_object), IRP_MJ_LOCK_CONTROL, lock_lower, lock);
	bool ended;

	if (!call)
		return -kNoMemory;

	const int error = set_parameters(*call, *lock) ? call_send(call, ended) : -kNoMemory;

	call_put(call);
	return error;
}
