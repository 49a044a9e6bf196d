/* SPDX-License-Identifier: GPL-2.0 */
#include "own_operation.hpp"

namespace ww {
namespace {

OwnOperation operation(PFILE_OBJECT file, UCHAR major)
{
	OwnOperation own = {};

	own.iopb.MajorFunction = major;
	own.iopb.TargetFileObject = file;
	return own;
}

template <typename Parameters>
OwnOperation of_information(PFILE_OBJECT file, UCHAR major, Parameters FLT_PARAMETERS::*member,
			    FILE_INFORMATION_CLASS kind, const void *buffer, ULONG length)
{
	OwnOperation own = operation(file, major);
	Parameters &parameters = own.iopb.Parameters.*member;

	own.iopb.IrpFlags |= IRP_BUFFERED_IO;
	parameters.Length = length;
	parameters.FileInformationClass = kind;
	parameters.InfoBuffer = const_cast<void *>(buffer);
	return own;
}

} /* namespace */

OwnOperation own_transfer(PFILE_OBJECT file, UCHAR major, const void *buffer, ULONG length)
{
	OwnOperation own = operation(file, major);

	own.iopb.Parameters.Read.Length = length;
	own.iopb.Parameters.Read.ReadBuffer = const_cast<void *>(buffer);
	return own;
}

OwnOperation own_query(PFILE_OBJECT file, FILE_INFORMATION_CLASS kind, void *buffer, ULONG length)
{
	return of_information(file, IRP_MJ_QUERY_INFORMATION, &FLT_PARAMETERS::QueryFileInformation, kind, buffer,
			      length);
}

OwnOperation own_set(PFILE_OBJECT file, FILE_INFORMATION_CLASS kind, const void *buffer, ULONG length)
{
	return of_information(file, IRP_MJ_SET_INFORMATION, &FLT_PARAMETERS::SetFileInformation, kind, buffer,
			      length);
}

OwnOperation own_flush(PFILE_OBJECT file)
{
	return operation(file, IRP_MJ_FLUSH_BUFFERS);
}

OwnOperation own_security(PFILE_OBJECT file, UCHAR major)
{
	return operation(file, major);
}

OwnOperation own_list(PFILE_OBJECT file, const FolderList &wanted)
{
	OwnOperation own = operation(file, IRP_MJ_DIRECTORY_CONTROL);
	auto &parameters = own.iopb.Parameters.DirectoryControl.QueryDirectory;

	own.iopb.MinorFunction = IRP_MN_QUERY_DIRECTORY;
	own.iopb.OperationFlags = static_cast<UCHAR>((wanted.is_single ? SL_RETURN_SINGLE_ENTRY : 0) |
						     (wanted.restarts ? SL_RESTART_SCAN : 0));
	parameters.Length = wanted.room;
	parameters.FileName = wanted.name;
	parameters.FileInformationClass = wanted.kind;
	parameters.DirectoryBuffer = wanted.out;
	return own;
}

void set_offset(OwnOperation &own, LONGLONG offset)
{
	own.iopb.Parameters.Read.ByteOffset.QuadPart = offset;
}

void set_append(OwnOperation &own)
{
	set_offset(own, static_cast<LONG>(FILE_WRITE_TO_END_OF_FILE));
}

} /* namespace ww */
