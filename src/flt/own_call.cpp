/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a driver's own operations on a file have in common.
 */
#include "own_call.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "linux/memory.h"

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
	LARGE_INTEGER delay = { .QuadPart = -10000 };	/* 1 ms */

	while (later->file_system->perform(later->own), !later->own.is_sent)
		KeDelayExecutionThread(KernelMode, FALSE, &delay);
	object_dereference_kept(later->own.iopb.TargetFileObject);
	ww_free(later);
}

} /* namespace */

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

NTSTATUS own_start(CallSite call, const FileSystem &file_system, const OwnOperation &own)
{
	auto *later = static_cast<Later *>(ww_zalloc_sleeping(sizeof(Later)));

	if (!later)
		return STATUS_INSUFFICIENT_RESOURCES;
	later->item.routine = reinterpret_cast<void *>(perform_later);
	later->item.context = later;
	later->file_system = &file_system;
	later->own = own;
	object_reference_kept(own.iopb.TargetFileObject);
	bare_item_queue(&later->item, &object_header(own.instance)->references, DelayedWorkQueue, call);
	return STATUS_PENDING;
}

} /* namespace ww */
