/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FILE_SYSTEM_CONTROL of drivers: the control codes that an ordinary file of Linux can answer.
 */
#include "base/errno.hpp"
#include "base/text.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "names.hpp"
#include "own.hpp"
#include "own_file.hpp"
#include "status.hpp"

namespace ww {
namespace {

struct Control {
	FileObject &file;
	ULONG code;
	const void *in;
	ULONG in_bytes;
	void *out;
	ULONG room;
	size_t done = 0;		/* bytes in @out */

	/* Null if the structure is too short. */
	template <typename Structure> const Structure *input() const
	{
		return in && in_bytes >= sizeof(Structure) ? static_cast<const Structure *>(in) : nullptr;
	}
};

NTSTATUS status_of(int error)
{
	return error ? status_of_errno(-error) : STATUS_SUCCESS;
}

/* ---- Ranges --------------------------------------------------------------------------------- */

NTSTATUS zero_data(Control &control)
{
	const auto *range = control.input<FILE_ZERO_DATA_INFORMATION>();

	if (!range || range->FileOffset.QuadPart < 0 || range->BeyondFinalZero.QuadPart < range->FileOffset.QuadPart)
		return STATUS_INVALID_PARAMETER;

	const PlaceGuard guard(control.file);
	const ww_place place = guard.place();

	return guard ? status_of(ww_lower_zero(&place, range->FileOffset.QuadPart, range->BeyondFinalZero.QuadPart))
		     : STATUS_FILE_CLOSED;
}

/* Appends a range to the output. */
NTSTATUS add_range(Control &control, s64 start, s64 end)
{
	auto *ranges = static_cast<FILE_ALLOCATED_RANGE_BUFFER *>(control.out);

	if (control.room - control.done < sizeof(*ranges))
		return STATUS_BUFFER_OVERFLOW;
	ranges[control.done / sizeof(*ranges)] = { { .QuadPart = start }, { .QuadPart = end - start } };
	control.done += sizeof(*ranges);
	return STATUS_SUCCESS;
}

NTSTATUS add_ranges(Control &control, void *lower, s64 from, s64 to)
{
	NTSTATUS status = STATUS_SUCCESS;
	s64 start, end;

	while (NT_SUCCESS(status) && from < to) {
		const int error = ww_lower_next_data(lower, from, &start, &end);

		if (error || !end || start >= to)
			return status_of(error);
		status = add_range(control, start, end < to ? end : to);
		from = end;
	}
	return status;
}

NTSTATUS allocated_ranges(Control &control)
{
	const auto *range = control.input<FILE_ALLOCATED_RANGE_BUFFER>();
	s64 end;

	if (!range || range->FileOffset.QuadPart < 0 || range->Length.QuadPart < 0 ||
	    __builtin_add_overflow(range->FileOffset.QuadPart, range->Length.QuadPart, &end))
		return STATUS_INVALID_PARAMETER;

	const OwnFile file(control.file, false);

	return file.error() ? status_of(file.error())
			    : add_ranges(control, file.lower(), range->FileOffset.QuadPart, end);
}

/* ---- Links ---------------------------------------------------------------------------------- */

NTSTATUS write_link(Control &control, const char *text)
{
	constexpr size_t kHeader = __builtin_offsetof(REPARSE_DATA_BUFFER, GenericReparseBuffer);
	constexpr size_t kPath = __builtin_offsetof(REPARSE_DATA_BUFFER, SymbolicLinkReparseBuffer.PathBuffer);
	const size_t bytes = file_name_units(text) * sizeof(WCHAR);
	auto *link = static_cast<REPARSE_DATA_BUFFER *>(control.out);

	if (control.room < kPath + bytes)
		return STATUS_BUFFER_TOO_SMALL;
	link->ReparseTag = IO_REPARSE_TAG_SYMLINK;
	link->ReparseDataLength = static_cast<USHORT>(kPath - kHeader + bytes);
	link->Reserved = 0;
	link->SymbolicLinkReparseBuffer.SubstituteNameOffset = 0;
	link->SymbolicLinkReparseBuffer.SubstituteNameLength = static_cast<USHORT>(bytes);
	link->SymbolicLinkReparseBuffer.PrintNameOffset = 0;
	link->SymbolicLinkReparseBuffer.PrintNameLength = static_cast<USHORT>(bytes);
	link->SymbolicLinkReparseBuffer.Flags = *text == '/' ? 0 : SYMLINK_FLAG_RELATIVE;
	file_name_from_path(text, link->SymbolicLinkReparseBuffer.PathBuffer);
	control.done = kPath + bytes;
	return STATUS_SUCCESS;
}

int read_link(FileObject &file, char *&text)
{
	const PlaceGuard guard(file);
	const ww_place place = guard.place();

	return guard ? ww_lower_link_text(&place, &text) : -kNoEntry;
}

NTSTATUS reparse_point(Control &control)
{
	char *text = nullptr;
	const int error = read_link(control.file, text);

	if (error)
		return error == -kInvalid ? STATUS_NOT_A_REPARSE_POINT : status_of(error);

	const NTSTATUS status = write_link(control, text);

	ww_free_large(text);
	return status;
}

/* ---- What a file does not have -------------------------------------------------------------- */

NTSTATUS object_id(const Control &control)
{
	constexpr ULONG kObjectId = 64;	/* sizeof(FILE_OBJECTID_BUFFER) */
	ww_fs_facts facts = {};

	if (control.room < kObjectId)
		return STATUS_INVALID_PARAMETER;

	const PlaceGuard guard(control.file);
	const ww_place place = guard.place();
	const int error = guard ? ww_lower_facts(&place, &facts) : -kNoEntry;

	if (error)
		return status_of(error);
	return facts.is_removed ? STATUS_FILE_DELETED : STATUS_OBJECTID_NOT_FOUND;
}

NTSTATUS compression(Control &control)
{
	constexpr USHORT kNone = 0;	/* COMPRESSION_FORMAT_NONE */

	if (control.room < sizeof(kNone))
		return STATUS_INVALID_PARAMETER;
	__builtin_memcpy(control.out, &kNone, sizeof(kNone));
	control.done = sizeof(kNone);
	return STATUS_SUCCESS;
}

NTSTATUS answer(Control &control)
{
	switch (control.code) {
	case FSCTL_SET_ZERO_DATA:
		return zero_data(control);
	case FSCTL_QUERY_ALLOCATED_RANGES:
		return allocated_ranges(control);
	case FSCTL_SET_SPARSE:
		/* Each file may have holes. */
		return STATUS_SUCCESS;
	case FSCTL_GET_REPARSE_POINT:
		return reparse_point(control);
	case FSCTL_GET_OBJECT_ID:
		return object_id(control);
	case FSCTL_GET_COMPRESSION:
		return compression(control);
	default:
		return STATUS_INVALID_DEVICE_REQUEST;
	}
}

Control control_of(FileObject &file, const FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &parameters = iopb.Parameters.FileSystemControl;
	const ULONG code = parameters.Common.FsControlCode;
	const bool is_buffered = METHOD_FROM_CTL_CODE(code) == METHOD_BUFFERED;

	return { file, code, is_buffered ? parameters.Buffered.SystemBuffer : parameters.Neither.InputBuffer,
		 parameters.Common.InputBufferLength,
		 is_buffered ? parameters.Buffered.SystemBuffer : parameters.Neither.OutputBuffer,
		 parameters.Common.OutputBufferLength };
}

} /* namespace */

s64 own_control_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	if (!has_fs_control_code(iopb)) {
		call.bottom_success = STATUS_INVALID_DEVICE_REQUEST;
		return 0;
	}

	Control control = control_of(*call.file, iopb);

	if (!control.out)
		control.room = 0;
	call.bottom_success = answer(control);
	return static_cast<s64>(control.done);
}

} /* namespace ww */
