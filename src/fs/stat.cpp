/* SPDX-License-Identifier: GPL-2.0 */
/*
 * stat(2): NETWORK_QUERY_OPEN, which is fast I/O. A filter that disallows it gets an open, QUERY_INFORMATION and a
 * close instead.
 */
#include "base/errno.hpp"
#include "call.hpp"
#include "io/file_facts.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "open.hpp"

namespace ww {
namespace {

using Information = FILE_NETWORK_OPEN_INFORMATION;

struct ww_fs_stat &stat_of(const Call &call)
{
	return *static_cast<struct ww_fs_stat *>(call.context);
}

s64 put(const Call &call, void *to)
{
	const Information information = network_information(stat_of(call).facts);

	if (!to)
		return -kInvalid;
	__builtin_memcpy(to, &information, sizeof(information));
	return sizeof(information);
}

s64 fast_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	return put(call, iopb.Parameters.NetworkQueryOpen.NetworkInformation);
}

s64 query_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &wanted = iopb.Parameters.QueryFileInformation;

	if (wanted.FileInformationClass != FileNetworkOpenInformation || wanted.Length < sizeof(Information) ||
	    !stat_of(call).open.is_open)
		return -kInvalid;
	return put(call, wanted.InfoBuffer);
}

/* ---- What the filters have left ------------------------------------------------------------- */

s64 nanoseconds_of(const LARGE_INTEGER &time)
{
	return (time.QuadPart - kUnitsFrom1601To1970) * kNanosecondsPerUnit;
}

/* A time that no filter has changed keeps its nanoseconds. */
void take_time(s64 &time, const LARGE_INTEGER &before, const LARGE_INTEGER &left)
{
	if (left.QuadPart != before.QuadPart)
		time = nanoseconds_of(left);
}

void take(struct ww_file_facts &facts, const Information &left)
{
	const Information before = network_information(facts);

	if (left.EndOfFile.QuadPart >= 0)
		facts.bytes = static_cast<u64>(left.EndOfFile.QuadPart);
	if (left.AllocationSize.QuadPart >= 0)
		facts.allocated = static_cast<u64>(left.AllocationSize.QuadPart);
	take_time(facts.changed, before.ChangeTime, left.ChangeTime);
	take_time(facts.written, before.LastWriteTime, left.LastWriteTime);
	take_time(facts.accessed, before.LastAccessTime, left.LastAccessTime);
	take_time(facts.created, before.CreationTime, left.CreationTime);
}

/* Sends the call with the structure in a buffer of its own. Takes over the reference. */
int send(Call *call, void *buffer, bool &is_disallowed)
{
	Information left;
	bool ended;

	call->buffer = buffer;

	const int error = call_send(call, ended);

	is_disallowed = ended && call->is_sent && call->result.Status == STATUS_FLT_DISALLOW_FAST_IO;
	if (!error && information_of(*call, sizeof(left)) == sizeof(left)) {
		__builtin_memcpy(&left, buffer, sizeof(left));
		take(stat_of(*call).facts, left);
	} else if (!error) {
		report_callback(*call, "the callback left no FILE_NETWORK_OPEN_INFORMATION");
	}
	call_put(call);
	return error;
}

/* A call with a buffer in @buffer. Null without memory. */
Call *make_call(FileObject *file, UCHAR major, Bottom bottom, struct ww_fs_stat &stat, void *&buffer)
{
	buffer = ww_zalloc_large(sizeof(Information));

	Call *call = buffer ? call_create(file, major, bottom, &stat) : nullptr;

	if (!call)
		ww_free_large(buffer);
	return call;
}

/* ---- The two ways --------------------------------------------------------------------------- */

int query_fast(FileObject *file, struct ww_fs_stat &stat, bool &is_disallowed)
{
	void *buffer;
	Call *call = make_call(file, IRP_MJ_NETWORK_QUERY_OPEN, fast_lower, stat, buffer);

	if (!call)
		return -kNoMemory;
	call->request.Flags = FLTFL_CALLBACK_DATA_FAST_IO_OPERATION;
	call->request.Iopb.Parameters.NetworkQueryOpen.NetworkInformation = static_cast<Information *>(buffer);
	return send(call, buffer, is_disallowed);
}

int query_open(FileObject *file, struct ww_fs_stat &stat)
{
	void *buffer;
	bool is_disallowed;
	Call *call = make_call(file, IRP_MJ_QUERY_INFORMATION, query_lower, stat, buffer);

	if (!call)
		return -kNoMemory;

	auto &parameters = call->request.Iopb.Parameters.QueryFileInformation;

	parameters.Length = sizeof(Information);
	parameters.FileInformationClass = FileNetworkOpenInformation;
	parameters.InfoBuffer = buffer;
	call->request.Iopb.IrpFlags = IRP_BUFFERED_IO | IRP_SYNCHRONOUS_API;
	call->request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
	return send(call, buffer, is_disallowed);
}

int query_slow(FileObject *file, struct ww_fs_stat &stat)
{
	int error = open_for_call(file, stat.open);

	if (error)
		return error;
	if (!(stat.open.access & FILE_READ_ATTRIBUTES))
		error = -errno_of(STATUS_ACCESS_DENIED);
	else if (ww_volume_wants(file->volume, WW_FS_QUERY_INFORMATION))
		error = query_open(file, stat);
	ww_fs_send_close(file);
	return error;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" int ww_fs_send_stat(void *file_object, struct ww_fs_stat *stat)
{
	FileObject *file = file_object_of(file_object);
	bool is_disallowed = false;
	const int error = query_fast(file, *stat, is_disallowed);

	return is_disallowed ? query_slow(file, *stat) : error;
}
