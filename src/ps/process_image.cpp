/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The names of the files that processes run: SeLocateProcessImageName.
 */
#include "process_image.hpp"

#include <ntifs.h>

#include "base/errno.hpp"
#include "base/file_name.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "linux/memory.h"
#include "linux/process.h"
#include "linux/task_events.h"
#include "mm/pool.hpp"
#include "process.hpp"

namespace ww {
namespace {

constexpr size_t kRoom = 4096;		/* bytes of a path; PATH_MAX */
constexpr ULONG kTag = 'm' << 24 | 'I' << 16 | 's' << 8 | 'P';

const char *prefix_of(ImageName form)
{
	return form == ImageName::native ? "\\Device\\HarddiskVolume1" : "C:";
}

NTSTATUS status_of_read(int error)
{
	switch (-error) {
	case 0:
	case kNoEntry:
		return STATUS_SUCCESS;
	case kNameTooLong:
		return STATUS_NAME_TOO_LONG;
	default:
		return STATUS_PROCESS_IS_TERMINATING;
	}
}

/* A UNICODE_STRING with its buffer behind it, in pool. */
NTSTATUS make_string(CallSite call, const ImagePath &path, UNICODE_STRING *&string)
{
	const USHORT bytes = path.bytes(ImageName::native);
	auto *made = static_cast<UNICODE_STRING *>(pool_allocate(
		{ .call = call, .bytes = sizeof(UNICODE_STRING) + bytes + sizeof(WCHAR), .tag = kTag }));

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	*made = { bytes, static_cast<USHORT>(bytes + sizeof(WCHAR)), reinterpret_cast<WCHAR *>(made + 1) };
	path.write(ImageName::native, made->Buffer);
	made->Buffer[bytes / sizeof(WCHAR)] = 0;
	string = made;
	return STATUS_SUCCESS;
}

} /* namespace */

ImagePath::~ImagePath()
{
	ww_free_large(text_);
}

template <typename Read>
NTSTATUS ImagePath::read_by(Read read)
{
	const char *found = "";

	text_ = static_cast<char *>(ww_zalloc_large(kRoom));
	if (!text_)
		return STATUS_INSUFFICIENT_RESOURCES;

	const int error = read(text_, found);

	path_ = error ? "" : found;
	return status_of_read(error);
}

NTSTATUS ImagePath::read(PEPROCESS process)
{
	if (static_cast<void *>(process) == &system_process)
		return STATUS_SUCCESS;
	return read_by([process](char *text, const char *&found) {
		return ww_process_image(process, text, kRoom, &found);
	});
}

NTSTATUS ImagePath::read_file(void *file)
{
	return read_by([file](char *text, const char *&found) { return ww_image_path(file, text, kRoom, &found); });
}

USHORT ImagePath::bytes(ImageName form) const
{
	return static_cast<USHORT>(
		*path_ ? (text_length(prefix_of(form)) + file_name_units(path_)) * sizeof(WCHAR) : 0);
}

void ImagePath::write(ImageName form, WCHAR *to) const
{
	if (!*path_)
		return;
	for (const char *prefix = prefix_of(form); *prefix; prefix++)
		*to++ = static_cast<WCHAR>(*prefix);
	file_name_from_path(path_, to);
}

} /* namespace ww */

using namespace ww;

extern "C" NTSTATUS NTAPI SeLocateProcessImageName(PEPROCESS Process, PUNICODE_STRING *pImageFileName)
{
	const CallSite call = WW_CALL_SITE;
	ImagePath path;

	if (!pImageFileName)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "pImageFileName is NULL");
	*pImageFileName = nullptr;
	if (!at_passive(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	if (!is_process(Process))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Process is none");

	const NTSTATUS status = path.read(Process);

	return NT_SUCCESS(status) ? make_string(call, path, *pImageFileName) : status;
}
