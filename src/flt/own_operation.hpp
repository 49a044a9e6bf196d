/* SPDX-License-Identifier: GPL-2.0 */
/*
 * OwnOperation: an operation of a driver's on an open file, which only the instances below its own and the file
 * system get.
 */
#pragma once

#include "base/altitude.hpp"
#include "ob/file_operations.hpp"

#include <fltKernel.h>

namespace ww {

/* READ and WRITE have the same members at the same places. */
using TransferParameters = decltype(FLT_PARAMETERS::Read);

static_assert(sizeof(TransferParameters) == sizeof(FLT_PARAMETERS::Write) &&
	      __builtin_offsetof(TransferParameters, ReadBuffer) ==
		      __builtin_offsetof(decltype(FLT_PARAMETERS::Write), WriteBuffer) &&
	      __builtin_offsetof(TransferParameters, MdlAddress) ==
		      __builtin_offsetof(decltype(FLT_PARAMETERS::Write), MdlAddress));

inline bool is_transfer(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	return iopb.MajorFunction == IRP_MJ_READ || iopb.MajorFunction == IRP_MJ_WRITE;
}

/* It ends with a change of the folder, whenever that comes. */
inline bool is_watch(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	return iopb.MajorFunction == IRP_MJ_DIRECTORY_CONTROL && iopb.MinorFunction == IRP_MN_NOTIFY_CHANGE_DIRECTORY;
}

/* A write at the end of the file, wherever that is. */
inline bool is_append(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	return iopb.MajorFunction == IRP_MJ_WRITE &&
	       is_special_offset(&iopb.Parameters.Write.ByteOffset, FILE_WRITE_TO_END_OF_FILE);
}

struct OwnData;			/* own_data.hpp */

struct OwnOperation {
	PFLT_INSTANCE instance;		/* of the driver, for a routine; else null */
	const Altitude *below;		/* null, or only the instances below it get the operation */
	FLT_IO_PARAMETER_BLOCK iopb;
	FLT_CALLBACK_DATA_FLAGS flags;	/* beside those of every own operation */
	OwnData *data;			/* that the driver has made for it, or null */
	PFLT_COMPLETED_ASYNC_IO_CALLBACK routine;	/* for the end, or null */
	void *context;
	/* Out. */
	bool is_sent;			/* false: there was no memory for it */
	IO_STATUS_BLOCK result;
	LONGLONG end;			/* of a transfer: the offset behind the last byte */
};

/* All but `instance` and `below`. */
OwnOperation own_transfer(PFILE_OBJECT file, UCHAR major, const void *buffer, ULONG length);
OwnOperation own_query(PFILE_OBJECT file, FILE_INFORMATION_CLASS kind, void *buffer, ULONG length);
OwnOperation own_set(PFILE_OBJECT file, FILE_INFORMATION_CLASS kind, const void *buffer, ULONG length);
OwnOperation own_flush(PFILE_OBJECT file);
OwnOperation own_security(PFILE_OBJECT file, UCHAR major);
OwnOperation own_list(PFILE_OBJECT file, const FolderList &wanted);

/* Where a transfer is to begin. FILE_WRITE_TO_END_OF_FILE stays. */
void set_offset(OwnOperation &own, LONGLONG offset);
void set_append(OwnOperation &own);

} /* namespace ww */
