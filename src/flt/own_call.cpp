/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a driver's own operations on a file have in common.
 */
#include "own_call.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "linux/memory.h"
#include "own_data.hpp"

namespace ww {
namespace {

struct Later {
	Item item;
	const FileSystem *file_system;
	OwnOperation own;
};

void perform_later(void *context)
{
	auto *later = static_cast<Later *>(context);

	while (later->file_system->perform(later->own), !later->own.is_sent)
		own_wait_for_memory();
	object_dereference_kept(later->own.iopb.TargetFileObject);
	if (later->own.data)
		object_dereference_kept(later->own.data);
	ww_free(later);
}

bool is_in_sectors(const TransferParameters &parameters, u16 sector)
{
	return parameters.ByteOffset.QuadPart >= 0 && parameters.ByteOffset.QuadPart % sector == 0 &&
	       parameters.Length % sector == 0;
}

} /* namespace */

void own_wait_for_memory()
{
	LARGE_INTEGER delay = { .QuadPart = -10000 };	/* 1 ms */

	KeDelayExecutionThread(KernelMode, FALSE, &delay);
}

bool own_may_send(CallSite call, const void *owner, NTSTATUS &status)
{
	if (!at_passive(call, owner))
		return false;
	if (!IoGetTopLevelIrp() && !KeAreAllApcsDisabled())
		return true;
	status = refuse(call, owner, STATUS_INVALID_DEVICE_REQUEST,
			IoGetTopLevelIrp() ? "the thread has a top-level IRP"
					   : "special kernel APCs are disabled");
	return false;
}

const FileSystem *own_file_system(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file)
{
	const FileSystem *owner = file_system_of(file);

	if (!owner || !owner->is_open(file))
		refuse(call, instance, STATUS_INVALID_PARAMETER,
		       "FileObject is not that of an open file on a mount");
	else if (!file_is_on(file, instance))
		refuse(call, instance, STATUS_INVALID_PARAMETER, "FileObject is on another volume");
	else
		return owner;
	return nullptr;
}

OwnCall::OwnCall(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file)
{
	if (!own_may_send(call, instance, status_) || !check_and_keep(call, instance, instance_type, status_))
		return;
	kept_ = instance;
	status_ = STATUS_INVALID_PARAMETER;
	if (!file)
		refuse(call, instance, status_, "FileObject is NULL");
	else
		file_system_ = own_file_system(call, instance, file);
	if (file_system_)
		status_ = STATUS_SUCCESS;
}

OwnCall::~OwnCall()
{
	if (kept_)
		object_dereference_kept(kept_);
}

NTSTATUS own_check_transfer(CallSite call, PFLT_INSTANCE instance, const FLT_IO_PARAMETER_BLOCK &iopb)
{
	const TransferParameters &parameters = iopb.Parameters.Read;
	const u16 sector = instance->volume->sector_size;

	if (!parameters.ReadBuffer && !parameters.MdlAddress && parameters.Length)
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "Buffer is NULL");
	if (parameters.ByteOffset.QuadPart < 0 && !is_append(iopb))
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "ByteOffset is %lld",
			      parameters.ByteOffset.QuadPart);
	if (iopb.IrpFlags & IRP_PAGING_IO)
		return refuse(call, instance, STATUS_INVALID_PARAMETER,
			      "IrpFlags has IRP_PAGING_IO: no paging I/O is below a driver's own");
	if (iopb.IrpFlags & IRP_NOCACHE && !is_in_sectors(parameters, sector))
		return refuse(call, instance, STATUS_INVALID_PARAMETER,
			      "Length %u at offset %lld is not in sectors of %u bytes, as non-cached I/O is",
			      parameters.Length, parameters.ByteOffset.QuadPart, sector);
	return STATUS_SUCCESS;
}

NTSTATUS own_start(CallSite call, const FileSystem &file_system, const OwnOperation &own)
{
	Later *later;

	while (!(later = static_cast<Later *>(ww_zalloc_sleeping(sizeof(Later))))) {
		if (!own.data || !own.data->waits_for_memory)
			return STATUS_INSUFFICIENT_RESOURCES;
		own_wait_for_memory();
	}
	later->item.routine = reinterpret_cast<void *>(perform_later);
	later->item.context = later;
	later->file_system = &file_system;
	later->own = own;
	object_reference_kept(own.iopb.TargetFileObject);
	if (own.data)
		object_reference_kept(own.data);
	bare_item_queue(&later->item, &object_header(own.instance)->references, DelayedWorkQueue, call);
	return STATUS_PENDING;
}

} /* namespace ww */
