/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver's own operations on files of a mount.
 */
#pragma once

#include "call.hpp"

namespace ww {

/* Makes the call one that the driver waits for, whatever happens. @below: as Call's. */
void set_own(Call &call, const Altitude *below);

/*
 * The call of a driver's query or change: QueryFileInformation or SetFileInformation of FLT_PARAMETERS. Null
 * without memory.
 */
template <typename Parameters>
Call *information_call(const OwnQuery &own, UCHAR major, Bottom bottom, Parameters FLT_PARAMETERS::*member)
{
	Call *call = call_create(&of(own.file), major, bottom, nullptr);

	if (!call)
		return nullptr;

	Parameters &parameters = call->request.Iopb.Parameters.*member;

	parameters.Length = own.length;
	parameters.FileInformationClass = own.kind;
	parameters.InfoBuffer = own.buffer;
	call->request.Iopb.IrpFlags = IRP_BUFFERED_IO;
	call->request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
	set_own(*call, own.below);
	return call;
}

/* Sends it. STATUS_INSUFFICIENT_RESOURCES if there is no memory for it. */
NTSTATUS send_own(Call &call);

/* FileSystem::transfer, ::query, ::set and ::list. */
NTSTATUS own_transfer(OwnTransfer &transfer);
NTSTATUS own_query(OwnQuery &query);
NTSTATUS own_set(OwnQuery &set);
NTSTATUS own_list(OwnList &list);

/* The scan of a driver's queries: the lower folder is closed; the memory goes. */
void scan_close(FileObject &file);
void scan_free(FileObject &file);

/* Sends FLUSH_BUFFERS. @below: as Call's. */
NTSTATUS own_flush(PFILE_OBJECT file, const Altitude *below);

} /* namespace ww */
