/* SPDX-License-Identifier: GPL-2.0 */
/*
 * READ, WRITE and FLUSH_BUFFERS, of programs and of drivers.
 */
#include "base/errno.hpp"
#include "base/task.hpp"
#include "call.hpp"
#include "linux/fs.h"
#include "mm/request_buffer.hpp"
#include "own.hpp"
#include "own_file.hpp"

namespace ww {
namespace {

void set_parameters(Call &call, const ww_fs_transfer &transfer)
{
	FLT_IO_PARAMETER_BLOCK &iopb = call.request.Iopb;
	TransferParameters &parameters = iopb.Parameters.Read;

	parameters.Length = static_cast<ULONG>(transfer.length);
	parameters.ByteOffset.QuadPart = transfer.offset;
	parameters.ReadBuffer = transfer.buffer;
	if (transfer.is_direct)
		iopb.IrpFlags |= IRP_NOCACHE;
	if (transfer.is_synced)
		iopb.OperationFlags |= SL_WRITE_THROUGH;
	if (!transfer.is_paging)
		call.request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
}

/* Drivers find such a buffer by its MDL. */
NTSTATUS set_paging(Call &call, const ww_fs_transfer &transfer)
{
	FLT_IO_PARAMETER_BLOCK &iopb = call.request.Iopb;
	const RequesterRange range = { transfer.buffer, static_cast<u32>(transfer.length), KernelMode,
				       transfer.is_write ? BufferAccess::read : BufferAccess::write };
	const NTSTATUS status = request_mdl_create(range, &call.mdl);

	iopb.IrpFlags |= IRP_PAGING_IO | IRP_NOCACHE | IRP_SYNCHRONOUS_PAGING_IO;
	iopb.Parameters.Read.MdlAddress = call.mdl;
	call.request.RequestorMode = KernelMode;
	call.must_end = transfer.must_end;
	return status;
}

CallBuffer buffer_of(const TransferParameters &transfer)
{
	return { transfer.ReadBuffer, transfer.Length, transfer.MdlAddress };
}

void take_buffer(const Call &call, const TransferParameters &wanted, ww_fs_transfer &transfer)
{
	const CallBuffer left = buffer_left(call, buffer_of(call.request.Iopb.Parameters.Read), buffer_of(wanted));

	transfer.buffer = left.buffer;
	transfer.length = left.length;
}

s64 transfer_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	auto &asked = *static_cast<ww_fs_transfer *>(call.context);
	ww_fs_transfer transfer = asked;

	take_buffer(call, iopb.Parameters.Read, transfer);
	transfer.offset = iopb.Parameters.Read.ByteOffset.QuadPart;
	transfer.is_synced = transfer.is_synced || iopb.OperationFlags & SL_WRITE_THROUGH;
	if (!transfer.buffer)
		return -kNoMemory;

	const s64 done = ww_lower_transfer(&transfer);

	/* Where an append went. */
	if (asked.is_append && done > 0)
		asked.offset = transfer.offset;
	return done;
}

s64 flush_lower(Call &call, FLT_IO_PARAMETER_BLOCK &)
{
	return ww_lower_flush(static_cast<ww_fs_flush *>(call.context));
}

/* ---- A driver's own ------------------------------------------------------------------------- */

s64 beside_cache(Call &call, ww_fs_transfer &transfer)
{
	const OwnFile file(*call.file, transfer.is_write);

	if (file.error())
		return file.error();
	transfer.lower = file.lower();

	const s64 done = ww_lower_transfer(&transfer);

	if (transfer.is_write)
		file.has_changed();
	return done;
}

/* The size of the file, if a watch will be told of it. */
s64 size_to_tell(const Call &call, const ww_fs_transfer &transfer)
{
	ww_fs_facts facts = {};

	if (!transfer.is_write || !ww_mount_is_watched(call.file->volume->mount))
		return -1;
	return facts_of(*call.file, facts) ? -1 : static_cast<s64>(facts.file.bytes);
}

void tell_of_write(const Call &call, s64 size_before)
{
	const PlaceGuard guard(*call.file);
	const ww_place place = guard.place();
	ww_fs_facts facts = {};

	if (size_before < 0 || !guard || ww_lower_facts(&place, &facts))
		return;
	ww_lower_tell(&place, FILE_NOTIFY_CHANGE_LAST_WRITE |
			      (static_cast<s64>(facts.file.bytes) == size_before ? 0 : FILE_NOTIFY_CHANGE_SIZE));
}

/* By the cache of the file, if it has one and the driver does not want to go beside it. */
s64 by_cache(Call &call, ww_fs_transfer &transfer)
{
	const OwnCache cache(*call.file);

	if (cache.error())
		return cache.error();
	return cache ? cache.transfer(transfer) : beside_cache(call, transfer);
}

} /* namespace */

/* A read that finds nothing is at the end of the file. */
s64 own_transfer_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const TransferParameters &wanted = iopb.Parameters.Read;
	ww_fs_transfer transfer = {};

	take_buffer(call, wanted, transfer);
	if (!transfer.buffer)
		return -kNoMemory;
	transfer.is_write = iopb.MajorFunction == IRP_MJ_WRITE;
	transfer.is_append = is_append(iopb);
	transfer.offset = transfer.is_append ? 0 : wanted.ByteOffset.QuadPart;
	transfer.is_synced = iopb.OperationFlags & SL_WRITE_THROUGH;

	const s64 size = size_to_tell(call, transfer);
	const s64 done = iopb.IrpFlags & IRP_NOCACHE ? beside_cache(call, transfer) : by_cache(call, transfer);

	if (done > 0)
		tell_of_write(call, size);

	if (done > 0)
		static_cast<OwnOperation *>(call.context)->end = transfer.offset;
	if (!done && !transfer.is_write && transfer.length)
		call.bottom_success = STATUS_END_OF_FILE;
	return done;
}

s64 own_flush_lower(Call &call, FLT_IO_PARAMETER_BLOCK &)
{
	const OwnFile file(*call.file, false);

	return file.error() ? file.error() : ww_lower_sync(file.lower());
}

} /* namespace ww */

using namespace ww;

extern "C" ww_s64 ww_fs_send_transfer(void *file_object, struct ww_fs_transfer *transfer)
{
	const UCHAR major = transfer->is_write ? IRP_MJ_WRITE : IRP_MJ_READ;
	Call *call = call_create(file_object_of(file_object), major, transfer_lower, transfer);
	bool ended;

	if (!call)
		return -kNoMemory;
	set_parameters(*call, *transfer);
	if (transfer->is_paging && !NT_SUCCESS(set_paging(*call, *transfer))) {
		call_put(call);
		return -kNoMemory;
	}
	call->buffer = transfer->buffer;

	const int error = call_send(call, ended);
	s64 result = error;

	if (!error)
		result = information_of(*call, transfer->length);
	else if (ended && !transfer->is_write && call->result.Status == STATUS_END_OF_FILE)
		result = 0;
	if (ended)
		call->buffer = nullptr;
	else
		transfer->buffer = nullptr;
	call_put(call);
	return result;
}

extern "C" bool ww_fs_enter_cache(enum ww_fs_caller caller)
{
	/* There is no IRP of the first pass. The Filter Manager asks for a null pointer alone. */
	const LONG_PTR marks[] = { [WW_FS_OF_CALL] = FSRTL_FSP_TOP_LEVEL_IRP,
				   [WW_FS_OF_CACHE] = FSRTL_CACHE_TOP_LEVEL_IRP };
	TaskState *state = task_state_get();

	if (!state || state->top_level_irp)
		return false;
	state->top_level_irp = reinterpret_cast<PIRP>(marks[caller]);
	return true;
}

extern "C" void ww_fs_leave_cache(bool is_new)
{
	if (is_new)
		IoSetTopLevelIrp(nullptr);
}

extern "C" int ww_fs_send_flush(void *file_object, struct ww_fs_flush *flush)
{
	Call *call = call_create(file_object_of(file_object), IRP_MJ_FLUSH_BUFFERS, flush_lower,
				 flush);
	bool ended;

	if (!call)
		return -kNoMemory;

	const int error = call_send(call, ended);

	call_put(call);
	return error;
}
