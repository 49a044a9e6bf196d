/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The times of utimensat(2), and the ranges of fallocate(2).
 */
#include "base/errno.hpp"
#include "change.hpp"
#include "ke/time.hpp"

namespace ww {
namespace {

/* ---- Times: FileBasicInformation ------------------------------------------------------------- */

/* 0 and negative numbers stand for a time that stays. Such times are before the files of Linux. */
s64 time_of(bool is_set, s64 nanoseconds)
{
	const s64 time = nanoseconds / kNanosecondsPerUnit + kUnitsFrom1601To1970;

	return !is_set ? 0 : time > 0 ? time : 1;
}

bool fill_times(Call &call, const ww_fs_change &change)
{
	auto *basic = make_information<FILE_BASIC_INFORMATION>(call, FileBasicInformation);

	if (!basic)
		return false;
	basic->LastAccessTime.QuadPart = time_of(change.sets_accessed, change.accessed);
	basic->LastWriteTime.QuadPart = time_of(change.sets_written, change.written);
	return true;
}

/* A time that no filter has changed keeps its nanoseconds. */
void take_time(bool &is_set, s64 &nanoseconds, s64 left)
{
	if (left == time_of(is_set, nanoseconds))
		return;
	is_set = left > 0;
	nanoseconds = (left - kUnitsFrom1601To1970) * kNanosecondsPerUnit;
}

/* Linux sets the other times itself, and the one attribute is a matter of chmod(2). */
s64 set_times(Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	ww_fs_change &change = change_of(call);
	const auto *basic = information_of<FILE_BASIC_INFORMATION>(call, left, FileBasicInformation);

	if (!basic || basic->FileAttributes || basic->CreationTime.QuadPart || basic->ChangeTime.QuadPart)
		return -kInvalid;
	take_time(change.sets_accessed, change.accessed, basic->LastAccessTime.QuadPart);
	take_time(change.sets_written, change.written, basic->LastWriteTime.QuadPart);
	return change.lower(&change);
}

/* ---- Memory: FileAllocationInformation ------------------------------------------------------- */

bool fill_allocation(Call &call, const ww_fs_change &change)
{
	auto *allocation = make_information<FILE_ALLOCATION_INFORMATION>(call, FileAllocationInformation);

	if (allocation)
		allocation->AllocationSize.QuadPart = change.size;
	return allocation;
}

s64 set_allocation(Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	ww_fs_change &change = change_of(call);
	const auto *allocation = information_of<FILE_ALLOCATION_INFORMATION>(call, left, FileAllocationInformation);

	if (!allocation || allocation->AllocationSize.QuadPart < 0)
		return -kInvalid;
	change.size = allocation->AllocationSize.QuadPart;
	return change.lower(&change);
}

/* ---- Zeroes: FSCTL_SET_ZERO_DATA ------------------------------------------------------------- */

bool fill_zero(Call &call, const ww_fs_change &change)
{
	auto &parameters = call.request.Iopb.Parameters.FileSystemControl;
	auto *range = static_cast<FILE_ZERO_DATA_INFORMATION *>(
		make_buffer(call, sizeof(FILE_ZERO_DATA_INFORMATION)));

	if (!range)
		return false;
	range->FileOffset.QuadPart = change.from;
	range->BeyondFinalZero.QuadPart = change.size;
	call.request.Iopb.MinorFunction = IRP_MN_USER_FS_REQUEST;
	parameters.Common.FsControlCode = FSCTL_SET_ZERO_DATA;
	parameters.Common.InputBufferLength = sizeof(*range);
	parameters.Buffered.SystemBuffer = range;
	return true;
}

s64 set_zero(Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	ww_fs_change &change = change_of(call);
	const auto &parameters = left.Parameters.FileSystemControl;
	const auto *range = static_cast<const FILE_ZERO_DATA_INFORMATION *>(parameters.Buffered.SystemBuffer);

	if (parameters.Common.FsControlCode != FSCTL_SET_ZERO_DATA || !range ||
	    parameters.Common.InputBufferLength < sizeof(*range) || range->FileOffset.QuadPart < 0 ||
	    range->BeyondFinalZero.QuadPart < range->FileOffset.QuadPart)
		return -kInvalid;
	change.from = range->FileOffset.QuadPart;
	change.size = range->BeyondFinalZero.QuadPart;
	return change.lower(&change);
}

} /* namespace */

constexpr ChangeKind times_kind = { IRP_MJ_SET_INFORMATION, WW_FS_SET_INFORMATION, fill_times, set_times,
				    change_lower, FILE_WRITE_ATTRIBUTES };
constexpr ChangeKind allocation_kind = { IRP_MJ_SET_INFORMATION, WW_FS_SET_INFORMATION, fill_allocation,
					 set_allocation, change_lower, 0 };
constexpr ChangeKind zero_kind = { IRP_MJ_FILE_SYSTEM_CONTROL, WW_FS_CONTROL, fill_zero, set_zero, change_lower, 0 };

} /* namespace ww */
