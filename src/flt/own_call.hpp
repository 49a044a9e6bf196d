/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a driver's own operations on a file have in common.
 */
#pragma once

#include "file_system.hpp"

namespace ww {

/*
 * Whether an own operation may be sent at this time. Reports it, if not. A file system above this call waits for
 * locks that the operation may need, or cannot be called again.
 */
bool own_may_send(CallSite call, const void *owner, NTSTATUS &status);

/* The file system of a file that is open on the instance's volume, or null after a line of the log. */
const FileSystem *own_file_system(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file);

/* A driver's operation: the instance, which is kept meanwhile, and the file system. */
class OwnCall {
public:
	/* Reports what is wrong. */
	OwnCall(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file);
	~OwnCall();
	OwnCall(const OwnCall &) = delete;
	OwnCall &operator=(const OwnCall &) = delete;

	/* A failure: there is no file system. */
	NTSTATUS status() const { return status_; }
	const FileSystem &file_system() const { return *file_system_; }

private:
	PFLT_INSTANCE kept_ = nullptr;
	const FileSystem *file_system_ = nullptr;
	NTSTATUS status_ = STATUS_INVALID_PARAMETER;
};

/* Before an operation that may not fail is tried again. */
void own_wait_for_memory();

/* Checks the buffer, the offset and the flags of a READ or WRITE. Reports what is wrong. */
NTSTATUS own_check_transfer(CallSite call, PFLT_INSTANCE instance, const FLT_IO_PARAMETER_BLOCK &iopb);

/*
 * Sends it later, in a worker, which waits for memory if need be: the driver has been promised the end. The
 * instance is kept by the caller, and until then. STATUS_PENDING, or STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS own_start(CallSite call, const FileSystem &file_system, const OwnOperation &own);

} /* namespace ww */
