/* SPDX-License-Identifier: GPL-2.0 */
/*
 * getxattr(2), listxattr(2), setxattr(2) and removexattr(2): an open, QUERY_EA or SET_EA, and a close.
 */
#include "base/errno.hpp"
#include "call.hpp"
#include "ea.hpp"
#include "ea_lower.hpp"
#include "linux/memory.h"
#include "open.hpp"

namespace ww {
namespace {

constexpr int kNoData = 61;	/* ENODATA */
constexpr int kRange = 34;	/* ERANGE */
constexpr int kIo = 5;		/* EIO */
constexpr size_t kListRoom = (sizeof(FILE_GET_EA_INFORMATION) + kEaName + 3) & ~size_t{3};

ww_fs_ea &ea_of(const Call &call)
{
	return *static_cast<ww_fs_ea *>(call.context);
}

bool has_name(const CHAR *name, size_t bytes, const char *wanted)
{
	return __builtin_strlen(wanted) == bytes && !__builtin_memcmp(name, wanted, bytes);
}

/* A call with a buffer of its own. Null without memory. */
Call *make_call(FileObject *file, UCHAR major, Bottom bottom, ww_fs_ea &ea, size_t bytes)
{
	Call *call = call_create(file, major, bottom, &ea);

	if (!call)
		return nullptr;
	call->buffer = ww_zalloc_large(bytes);
	call->request.Iopb.IrpFlags = IRP_BUFFERED_IO | IRP_SYNCHRONOUS_API;
	call->request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
	if (call->buffer)
		return call;
	call_put(call);
	return nullptr;
}

/* ---- Queries -------------------------------------------------------------------------------- */

/* The bottom asks for the name that the program has asked for, or for all. */
bool is_same_question(const Call &call, const EaQuery &query)
{
	const auto &first = call.request.Iopb.Parameters.QueryEa;
	const auto *list = static_cast<const FILE_GET_EA_INFORMATION *>(query.list);
	const char *name = ea_of(call).name;

	return query.list == first.EaList && query.list_bytes == first.EaListLength &&
	       (!list || has_name(list->EaName, list->EaNameLength, name));
}

s64 query_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &first = call.request.Iopb.Parameters.QueryEa;
	const auto &left = iopb.Parameters.QueryEa;
	const CallBuffer buffer = buffer_left(call, { first.EaBuffer, first.Length, first.MdlAddress },
					      { left.EaBuffer, left.Length, left.MdlAddress });
	const PlaceGuard guard(*call.file);
	EaSource source = { guard.place(), false, false, call.file->next_ea };
	const EaQuery query = ea_query_of(iopb);
	size_t done = 0;

	if (!guard || !buffer.buffer || !ea_of(call).open.is_open || !is_same_question(call, query))
		return -kInvalid;
	call.bottom_success = query_eas(source, query, static_cast<u8 *>(buffer.buffer), buffer.length, done);
	return call.bottom_success == STATUS_NONEXISTENT_EA_ENTRY ? s64{ -kNoData } : static_cast<s64>(done);
}

void set_question(Call &call, const ww_fs_ea &ea, bool restarts)
{
	auto &parameters = call.request.Iopb.Parameters.QueryEa;

	parameters.Length = kLongestEa;
	parameters.EaBuffer = call.buffer;
	call.request.Iopb.OperationFlags = restarts ? SL_RESTART_SCAN : 0;
	if (!ea.name)
		return;

	auto *list = reinterpret_cast<FILE_GET_EA_INFORMATION *>(static_cast<u8 *>(call.buffer) + (kLongestEa + 3) / 4 * 4);

	list->EaNameLength = static_cast<UCHAR>(__builtin_strlen(ea.name));
	__builtin_memcpy(list->EaName, ea.name, list->EaNameLength);
	parameters.EaList = list;
	parameters.EaListLength = static_cast<ULONG>(sizeof(*list) + list->EaNameLength);
}

s64 take_value(const Call &call, const FILE_FULL_EA_INFORMATION *ea)
{
	const ww_fs_ea &asked = ea_of(call);

	if (!ea || !has_name(ea->EaName, ea->EaNameLength, asked.name)) {
		report_callback(call, "the callback left no extended attribute of the name");
		return -kIo;
	}
	if (asked.size && asked.size < ea->EaValueLength)
		return -kRange;
	if (asked.size)
		__builtin_memcpy(asked.value, value_of(*ea), ea->EaValueLength);
	return ea->EaValueLength;
}

/* What the filters have left of one query. */
s64 take_answer(const Call &call)
{
	EaChain chain(call.buffer, static_cast<size_t>(information_of(call, kLongestEa)));
	ww_fs_ea &asked = ea_of(call);

	if (asked.name)
		return take_value(call, chain.next());
	while (const FILE_FULL_EA_INFORMATION *ea = chain.next())
		asked.take(&asked, ea->EaName, ea->EaNameLength);
	if (chain.is_broken())
		report_callback(call, "the callback left a broken list of extended attributes");
	return 1;
}

bool is_end(const Call &call)
{
	return call.result.Status == STATUS_NO_MORE_EAS || call.result.Status == STATUS_NO_EAS_ON_FILE;
}

/* The bytes of the value. Of all names: 1, or 0 at the end. */
s64 query_once(FileObject *file, ww_fs_ea &ea, bool restarts)
{
	Call *call = make_call(file, IRP_MJ_QUERY_EA, query_lower, ea, kLongestEa + 3 + kListRoom);
	bool ended;

	if (!call)
		return -kNoMemory;
	set_question(*call, ea, restarts);

	s64 result = call_send(call, ended);

	if (ended && call->is_sent && is_end(*call))
		result = ea.name ? -kNoData : 0;
	else if (!result)
		result = take_answer(*call);
	call_put(call);
	return result;
}

/* A filter may answer each query anew. */
constexpr unsigned int kMostQueries = 4096;

s64 query_names(FileObject *file, ww_fs_ea &ea)
{
	s64 result = query_once(file, ea, true);

	for (unsigned int i = 1; result > 0 && i < kMostQueries; i++)
		result = query_once(file, ea, false);
	return result > 0 ? -kIo : result;
}

/* ---- Changes -------------------------------------------------------------------------------- */

/* A filter that takes the value away removes the attribute. */
int change(const Call &call, const FILE_FULL_EA_INFORMATION &ea)
{
	const PlaceGuard guard(*call.file);
	const ww_fs_ea &asked = ea_of(call);
	const ww_place place = guard.place();
	const bool is_removal = !ea.EaValueLength && (asked.size || !asked.value);

	if (!guard || ea.NextEntryOffset || !has_name(ea.EaName, ea.EaNameLength, asked.name))
		return -kInvalid;
	return ww_lower_set_ea(&place, false, asked.name, is_removal ? nullptr : value_of(ea), ea.EaValueLength,
			       asked.flags);
}

s64 set_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &first = call.request.Iopb.Parameters.SetEa;
	const auto &left = iopb.Parameters.SetEa;
	const CallBuffer buffer = buffer_left(call, { first.EaBuffer, first.Length, first.MdlAddress },
					      { left.EaBuffer, left.Length, left.MdlAddress });
	EaChain chain(buffer.buffer, buffer.buffer ? buffer.length : 0);
	const FILE_FULL_EA_INFORMATION *ea = chain.next();

	return ea && ea_of(call).open.is_open ? change(call, *ea) : -kInvalid;
}

void set_change(Call &call, const ww_fs_ea &asked)
{
	auto *ea = static_cast<FILE_FULL_EA_INFORMATION *>(call.buffer);

	ea->EaNameLength = static_cast<UCHAR>(__builtin_strlen(asked.name));
	ea->EaValueLength = static_cast<USHORT>(asked.size);
	__builtin_memcpy(ea->EaName, asked.name, ea->EaNameLength + 1u);
	if (asked.size)
		__builtin_memcpy(const_cast<u8 *>(value_of(*ea)), asked.value, asked.size);
	call.request.Iopb.Parameters.SetEa.EaBuffer = ea;
	call.request.Iopb.Parameters.SetEa.Length = static_cast<ULONG>(bytes_of(*ea));
}

int set_once(FileObject *file, ww_fs_ea &ea)
{
	Call *call = make_call(file, IRP_MJ_SET_EA, set_lower, ea, kLongestEa);
	bool ended;

	if (!call)
		return -kNoMemory;
	set_change(*call, ea);

	const int error = call_send(call, ended);

	call_put(call);
	return error;
}

/* ---- Without an instance that sees the operation itself -------------------------------------- */

s64 query_unseen(FileObject *file, ww_fs_ea &ea)
{
	const PlaceGuard guard(*file);
	const ww_place place = guard.place();
	char *names = nullptr;

	if (!guard || !ea.open.is_open)
		return -kInvalid;
	if (ea.name)
		return ww_lower_ea(&place, false, ea.name, ea.value, ea.size);

	const s64 bytes = ww_lower_ea_names(&place, false, &names);

	for (s64 at = 0; at < bytes; at += static_cast<s64>(__builtin_strlen(names + at)) + 1)
		ea.take(&ea, names + at, __builtin_strlen(names + at));
	ww_free_large(names);
	return bytes < 0 ? bytes : 0;
}

int set_unseen(FileObject *file, ww_fs_ea &ea)
{
	const PlaceGuard guard(*file);
	const ww_place place = guard.place();

	return guard && ea.open.is_open
		? ww_lower_set_ea(&place, false, ea.name, ea.value, ea.size, ea.flags) : -kInvalid;
}

s64 query(FileObject *file, ww_fs_ea &ea)
{
	if (!(ea.open.access & FILE_READ_EA))
		return -errno_of(STATUS_ACCESS_DENIED);
	if (!ww_volume_wants(file->volume, WW_FS_QUERY_EA))
		return query_unseen(file, ea);
	return ea.name ? query_once(file, ea, true) : query_names(file, ea);
}

int set(FileObject *file, ww_fs_ea &ea)
{
	if (!(ea.open.access & FILE_WRITE_EA))
		return -errno_of(STATUS_ACCESS_DENIED);
	return ww_volume_wants(file->volume, WW_FS_SET_EA) ? set_once(file, ea) : set_unseen(file, ea);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" ww_s64 ww_fs_send_query_ea(void *file_object, struct ww_fs_ea *ea)
{
	FileObject *file = file_object_of(file_object);
	s64 result = open_for_call(file, ea->open);

	if (result)
		return result;
	result = query(file, *ea);
	ww_fs_send_close(file);
	return result;
}

extern "C" int ww_fs_send_set_ea(void *file_object, struct ww_fs_ea *ea)
{
	FileObject *file = file_object_of(file_object);
	int error = open_for_call(file, ea->open);

	if (error)
		return error;
	error = ea->size > kEaValue ? -kTooBig : set(file, *ea);
	ww_fs_send_close(file);
	return error;
}
