/* SPDX-License-Identifier: GPL-2.0 */
/*
 * QUERY_INFORMATION of drivers.
 */
#include "answer.hpp"
#include "base/errno.hpp"
#include "flt/name_information.hpp"
#include "io/file_facts.hpp"
#include "linux/fs.h"
#include "own.hpp"

namespace ww {
namespace {

using QueryParameters = decltype(FLT_PARAMETERS::QueryFileInformation);

/* ---- The classes ---------------------------------------------------------------------------- */

struct Asked {
	FileObject &file;
	ww_fs_facts facts;
};

FILE_STANDARD_INFORMATION standard_of(const Asked &asked)
{
	FILE_STANDARD_INFORMATION standard = standard_information(asked.facts.file);

	standard.DeletePending = asked.facts.is_removed || asked.file.object.DeletePending;
	return standard;
}

FILE_INTERNAL_INFORMATION internal_of(const Asked &asked)
{
	return { .IndexNumber = { .QuadPart = static_cast<LONGLONG>(asked.facts.file.index) } };
}

FILE_POSITION_INFORMATION position_of(const Asked &asked)
{
	return { .CurrentByteOffset = asked.file.object.CurrentByteOffset };
}

NTSTATUS give_tag(const Asked &asked, Answer &answer)
{
	return answer.give(FILE_ATTRIBUTE_TAG_INFORMATION{
		.FileAttributes = file_attributes(asked.facts.file),
		.ReparseTag = asked.facts.file.is_link ? IO_REPARSE_TAG_SYMLINK : 0 });
}

NTSTATUS give_id(const Asked &asked, Answer &answer)
{
	FILE_ID_INFORMATION id{};

	id.VolumeSerialNumber = asked.facts.volume;
	__builtin_memcpy(&id.FileId, &asked.facts.file.index, sizeof(asked.facts.file.index));
	return answer.give(id);
}

/* A file has one stream, and a folder none. */
NTSTATUS give_streams(const Asked &asked, Answer &answer)
{
	DECLARE_CONST_UNICODE_STRING(name, L"::$DATA");
	FILE_STREAM_INFORMATION stream{};

	if (asked.facts.file.is_folder)
		return STATUS_SUCCESS;
	stream.StreamNameLength = name.Length;
	stream.StreamSize.QuadPart = static_cast<LONGLONG>(asked.facts.file.bytes);
	stream.StreamAllocationSize.QuadPart = static_cast<LONGLONG>(asked.facts.file.allocated);
	return answer.give(stream, FIELD_OFFSET(FILE_STREAM_INFORMATION, StreamName), name);
}

/* ---- Those with the name -------------------------------------------------------------------- */

NTSTATUS give_name(const UNICODE_STRING &path, Answer &answer)
{
	FILE_NAME_INFORMATION name{};

	name.FileNameLength = path.Length;
	return answer.give(name, FIELD_OFFSET(FILE_NAME_INFORMATION, FileName), path);
}

/* What the I/O manager knows of a handle is zero, as a query by a filter has none. */
NTSTATUS give_all(const Asked &asked, const UNICODE_STRING &path, Answer &answer)
{
	FILE_ALL_INFORMATION all{};

	all.BasicInformation = basic_information(asked.facts.file);
	all.StandardInformation = standard_of(asked);
	all.InternalInformation = internal_of(asked);
	all.PositionInformation = position_of(asked);
	all.NameInformation.FileNameLength = path.Length;
	return answer.give(all, FIELD_OFFSET(FILE_ALL_INFORMATION, NameInformation.FileName), path);
}

NTSTATUS give_with_name(const Asked &asked, bool is_all, Answer &answer)
{
	NewName name({ "FltQueryInformationFile" }, asked.file.volume, FLT_FILE_NAME_OPENED);
	const NTSTATUS status = mounts.name_of(&asked.file.object, name);

	if (!NT_SUCCESS(status))
		return status;
	return is_all ? give_all(asked, name.path(), answer) : give_name(name.path(), answer);
}

NTSTATUS give_class(FILE_INFORMATION_CLASS kind, const Asked &asked, Answer &answer)
{
	switch (kind) {
	case FileBasicInformation:
		return answer.give(basic_information(asked.facts.file));
	case FileStandardInformation:
		return answer.give(standard_of(asked));
	case FileInternalInformation:
		return answer.give(internal_of(asked));
	case FileEaInformation:
		return answer.give(FILE_EA_INFORMATION{});
	case FilePositionInformation:
		return answer.give(position_of(asked));
	case FileNetworkOpenInformation:
		return answer.give(network_information(asked.facts.file));
	case FileAttributeTagInformation:
		return give_tag(asked, answer);
	case FileIdInformation:
		return give_id(asked, answer);
	case FileStreamInformation:
		return give_streams(asked, answer);
	case FileNameInformation:
	case FileNormalizedNameInformation:
		return give_with_name(asked, false, answer);
	case FileAllInformation:
		return give_with_name(asked, true, answer);
	default:
		return STATUS_INVALID_INFO_CLASS;
	}
}

/* A removed file that a cleanup has left. Drivers learn from that that it is deleted. */
bool is_deleted(const Asked &asked)
{
	return asked.file.object.Flags & FO_CLEANUP_COMPLETE && asked.facts.is_removed && !asked.facts.file.links;
}

} /* namespace */

int facts_of(FileObject &file, ww_fs_facts &facts)
{
	const PlaceGuard guard(file);

	const ww_place place = guard.place();

	return guard ? ww_lower_facts(&place, &facts) : -kInvalid;
}

s64 own_query_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const QueryParameters &wanted = iopb.Parameters.QueryFileInformation;
	Answer answer = { static_cast<u8 *>(wanted.InfoBuffer), wanted.Length };
	Asked asked = { *call.file, {} };
	const int error = wanted.InfoBuffer ? facts_of(asked.file, asked.facts) : -kInvalid;

	if (error)
		return error;
	call.bottom_success = is_deleted(asked) ? STATUS_FILE_DELETED
						: give_class(wanted.FileInformationClass, asked, answer);
	return static_cast<s64>(answer.done);
}

} /* namespace ww */
