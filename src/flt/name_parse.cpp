/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of names.
 */
#include "name_information.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "name_text.hpp"

namespace ww {
namespace {

/* Units of a text, from @begin to before @end. Without any, there is no buffer. */
UNICODE_STRING part(const UNICODE_STRING &text, u32 begin, u32 end)
{
	const USHORT bytes = static_cast<USHORT>((end - begin) * sizeof(WCHAR));

	return { bytes, bytes, bytes ? text.Buffer + begin : nullptr };
}

struct Parts {
	/* @begin: where the path begins. */
	explicit Parts(const UNICODE_STRING &name, u32 begin = 0)
	{
		const u32 end = unit_count(name);
		const u32 last = behind_last(name, '\\', begin, end, begin);
		const u32 colon = first_of(name, ':', last);

		parent = part(name, begin, last);
		final = part(name, last, end);
		stream = part(name, colon, end);
		extension = part(name, behind_last(name, '.', last, colon, colon), colon);
	}

	UNICODE_STRING parent;
	UNICODE_STRING final;
	UNICODE_STRING stream;
	UNICODE_STRING extension;
};

void set(PUNICODE_STRING to, const UNICODE_STRING &value)
{
	if (to)
		*to = value;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltParseFileName(PCUNICODE_STRING FileName, PUNICODE_STRING Extension,
				 PUNICODE_STRING Stream, PUNICODE_STRING FinalComponent)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	if (!FileName)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "FileName is NULL");

	const Parts parts(*FileName);

	set(Extension, parts.extension);
	set(Stream, parts.stream);
	set(FinalComponent, parts.final);
	return STATUS_SUCCESS;
}

NTSTATUS FLTAPI FltParseFileNameInformation(PFLT_FILE_NAME_INFORMATION FileNameInformation)
{
	constexpr FLT_FILE_NAME_PARSED_FLAGS kAll =
		FLTFL_FILE_NAME_PARSED_FINAL_COMPONENT | FLTFL_FILE_NAME_PARSED_EXTENSION |
		FLTFL_FILE_NAME_PARSED_STREAM | FLTFL_FILE_NAME_PARSED_PARENT_DIR;
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, FileNameInformation) || !check_name(call, FileNameInformation))
		return STATUS_INVALID_PARAMETER;

	FLT_FILE_NAME_INFORMATION &information = *FileNameInformation;
	const Parts parts(information.Name, unit_count(information.Volume));

	information.Extension = parts.extension;
	information.Stream = parts.stream;
	information.FinalComponent = parts.final;
	information.ParentDir = parts.parent;
	information.NamesParsed = kAll;
	return STATUS_SUCCESS;
}

} /* extern "C" */
