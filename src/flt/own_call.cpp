/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a driver's own operations on a file have in common.
 */
#include "own_call.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"

namespace ww {

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

} /* namespace ww */
