/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names, opens and transfers of files on Linux's disks.
 */
#include "disk_file.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "io/disposition.hpp"
#include "io/file_facts.hpp"
#include "linux/disk.h"
#include "linux/memory.h"
#include "ob/file_operations.hpp"
#include "base/turn.hpp"

namespace ww {
namespace {

/* Values of errno, as Linux has them on all its machines. */
constexpr s32 kNoEntry = 2;
constexpr s32 kBadFile = 9;
constexpr s32 kNoRoom = 12;
constexpr s32 kNoAccess = 13;
constexpr s32 kNotPermitted = 1;
constexpr s32 kExists = 17;
constexpr s32 kLeadsOut = 18;
constexpr s32 kNoFolder = 19;
constexpr s32 kNotDirectory = 20;
constexpr s32 kIsDirectory = 21;
constexpr s32 kInUse = 26;
constexpr s32 kTooLarge = 27;
constexpr s32 kNoSpace = 28;
constexpr s32 kReadOnly = 30;
constexpr s32 kNameTooLong = 36;
constexpr s32 kTooManyLinks = 40;
constexpr s32 kNoSupport = 95;
constexpr s32 kQuota = 122;

NTSTATUS status_of(s64 error)
{
	switch (-error) {
	case 0:
		return STATUS_SUCCESS;
	case kNoEntry:
		return STATUS_OBJECT_NAME_NOT_FOUND;
	case kNoAccess:
	case kNotPermitted:
	case kBadFile:
		return STATUS_ACCESS_DENIED;
	case kNoRoom:
		return STATUS_INSUFFICIENT_RESOURCES;
	case kExists:
		return STATUS_OBJECT_NAME_COLLISION;
	case kLeadsOut:
	case kTooManyLinks:
		return STATUS_OBJECT_PATH_INVALID;
	case kNoFolder:
		return STATUS_OBJECT_PATH_NOT_FOUND;
	case kNotDirectory:
		return STATUS_NOT_A_DIRECTORY;
	case kIsDirectory:
		return STATUS_FILE_IS_A_DIRECTORY;
	case kInUse:
		return STATUS_SHARING_VIOLATION;
	case kNoSpace:
	case kQuota:
	case kTooLarge:
		return STATUS_DISK_FULL;
	case kReadOnly:
		return STATUS_MEDIA_WRITE_PROTECTED;
	case kNameTooLong:
		return STATUS_OBJECT_NAME_INVALID;
	case kNoSupport:
		return STATUS_NOT_SUPPORTED;
	default:
		return STATUS_UNEXPECTED_IO_ERROR;
	}
}

extern const FileOperations operations;

void end(DiskFile *file)
{
	ww_disk_close(file->file);
	ww_free_large(file->path);
	object_destroy(file);
}

void end_later(struct ww_later *later)
{
	end(CONTAINING_RECORD(later, DiskFile, later));
}

/* Drivers may drop the last reference at DISPATCH_LEVEL. */
void last(void *body)
{
	auto *file = static_cast<DiskFile *>(body);

	if (current_irql() == kPassiveLevel)
		end(file);
	else
		ww_later(&file->later, end_later);
}

/* ---- Names ------------------------------------------------------------------------------ */

/* The names of drive C, and of the folder of Windows on it. A backslash or the end follows. */
struct Prefix {
	const char *name;
	const char *folder;
};

constexpr Prefix kPrefixes[] = {
	{ "\\??\\C:", "" }, { "\\DosDevices\\C:", "" }, { "\\GLOBAL??\\C:", "" },
	{ "\\DosDevices\\Global\\C:", "" }, { "\\??\\Global\\C:", "" },
	{ "\\SystemRoot", "Windows" },
};

size_t matches(const u16 *name, size_t count, const char *prefix)
{
	size_t length = 0;

	for (; prefix[length]; length++) {
		if (length == count ||
		    upcase(name[length]) != upcase(static_cast<u16>(prefix[length])))
			return 0;
	}
	return length == count || name[length] == '\\' ? length : 0;
}

bool is_forbidden(u16 c)
{
	constexpr char kForbidden[] = "/:*?\"<>|";

	for (const char *each = kForbidden; *each; each++) {
		if (c == static_cast<u16>(*each))
			return true;
	}
	return c < ' ';
}

/* Appends the names of @units to @path, which has @room bytes: enough. */
NTSTATUS append(char *path, size_t room, const u16 *units, size_t count)
{
	size_t length = text_length(path);
	const u16 *const end = units + count;

	while (units != end) {
		while (units != end && *units == '\\')
			units++;
		if (units == end)
			break;

		const u16 *const name = units;

		while (units != end && *units != '\\') {
			if (is_forbidden(*units))
				return STATUS_OBJECT_NAME_INVALID;
			units++;
		}

		const auto bytes = units - name;

		if (bytes == 2 && name[0] == '.' && name[1] == '.')
			return STATUS_OBJECT_PATH_INVALID;
		if (bytes == 1 && name[0] == '.')
			return STATUS_OBJECT_NAME_INVALID;
		if (length)
			path[length++] = '/';

		const size_t added = encode_text(name, units, path + length, room - length);

		if (added == kNoText)
			return STATUS_OBJECT_NAME_INVALID;
		length += added;
	}
	return STATUS_SUCCESS;
}

} /* namespace */

constinit const ObjectType disk_file_type = { .name = "file of drive C", .is_public = true,
					      .last = last, .file_operations = &operations };

NTSTATUS disk_path(PCUNICODE_STRING name, const DiskFile *root, char *&path)
{
	auto *units = reinterpret_cast<const u16 *>(name ? name->Buffer : nullptr);
	size_t count = units ? name->Length / sizeof(WCHAR) : 0;
	const char *start = root ? root->path : nullptr;

	path = nullptr;
	if (root && count && *units == '\\')
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	for (const Prefix &prefix : kPrefixes) {
		const size_t length = root ? 0 : matches(units, count, prefix.name);

		if (length) {
			start = prefix.folder;
			units += length;
			count -= length;
			break;
		}
	}
	if (!start)
		return STATUS_SUCCESS;

	const size_t room = text_length(start) + 3 * count + 2;

	path = static_cast<char *>(ww_zalloc_large(room));
	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;
	text_copy(path, text_length(start) + 1, start);

	const NTSTATUS status = append(path, room, units, count);

	if (!NT_SUCCESS(status)) {
		ww_free_large(path);
		path = nullptr;
	}
	return status;
}

/* ---- Opening ---------------------------------------------------------------------------- */

NTSTATUS disk_open(FileRequest &request, char *path, DiskFile *&opened)
{
	const ACCESS_MASK access = request.access;
	const ULONG disposition = request.disposition;
	const bool writes = access & (FILE_WRITE_DATA | GENERIC_WRITE | GENERIC_ALL);
	const bool appends = access & FILE_APPEND_DATA && !writes;
	struct ww_file_open open = {
		.path = path,
		.reads = (access & (FILE_READ_DATA | FILE_EXECUTE | GENERIC_READ | GENERIC_EXECUTE |
				    GENERIC_ALL)) != 0,
		.writes = writes || appends,
		.must_be_new = disposition == FILE_CREATE,
		.may_be_new = may_create(disposition),
		.truncates = overwrites(disposition),
		.is_folder = (request.options & FILE_DIRECTORY_FILE) != 0,
		.is_no_folder = (request.options & FILE_NON_DIRECTORY_FILE) != 0,
		.deletes = false,
		.opens_link = false,
		.is_readonly = (request.attributes & FILE_ATTRIBUTE_READONLY) != 0,
		.is_private = false,
		.file = nullptr,
		.was_there = false,
		.has_parent = false,
		.is_owner = false,
	};
	auto *file = static_cast<DiskFile *>(
		object_create(disk_file_type, sizeof(DiskFile), nullptr, path));

	if (!file) {
		ww_free_large(path);
		return STATUS_INSUFFICIENT_RESOURCES;
	}

	const s32 error = ww_disk_open(&open);

	if (error) {
		object_destroy(file);
		ww_free_large(path);
		if (-error == kExists)
			request.information = FILE_EXISTS;
		if (-error == kNoEntry)
			request.information = FILE_DOES_NOT_EXIST;
		if (-error == kNoFolder)
			return refuse(request.call, nullptr, STATUS_OBJECT_PATH_NOT_FOUND,
				      "the folder %s of the parameter drive_c does not exist",
				      ww_disk_folder());
		/* A name on the way to the file is missing, or that of no folder. */
		if ((-error == kNoEntry && !open.has_parent) ||
		    (-error == kNotDirectory && !open.was_there))
			return STATUS_OBJECT_PATH_NOT_FOUND;
		return status_of(error);
	}
	object_keep(file);
	request.information = opened_information(disposition, open.was_there);
	file->file = open.file;
	file->path = path;
	file->appends = appends;
	file->is_synchronous = request.options &
			       (FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT);
	ww_turn_init(&file->turn, WW_TURN_DISK);
	opened = file;
	return STATUS_SUCCESS;
}

/* ---- Transfers -------------------------------------------------------------------------- */

namespace {

/* The place of a transfer, for a caller in its turn. */
NTSTATUS place_of(CallSite call, DiskFile *file, const LARGE_INTEGER *offset, bool is_write,
		  s64 &place)
{
	const bool is_position = !offset || is_special_offset(offset, FILE_USE_FILE_POINTER_POSITION);

	if (is_write && (file->appends || is_special_offset(offset, FILE_WRITE_TO_END_OF_FILE))) {
		place = WW_DISK_END;
		return STATUS_SUCCESS;
	}
	if (is_position && !file->is_synchronous)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "ByteOffset is needed: the file has no position without "
			      "FILE_SYNCHRONOUS_IO_NONALERT");
	if (!is_position && offset->QuadPart < 0)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "ByteOffset is %lld", offset->QuadPart);
	place = is_position ? file->position : offset->QuadPart;
	return STATUS_SUCCESS;
}

NTSTATUS refuse_class(CallSite call, int information)
{
	return refuse(call, nullptr, STATUS_INVALID_INFO_CLASS,
		      "FileInformationClass is %d, which the function does not have", information);
}

template <typename Structure>
NTSTATUS give(const Structure &structure, void *out, ULONG room, ULONG_PTR &done)
{
	if (room < sizeof(structure))
		return STATUS_INFO_LENGTH_MISMATCH;
	__builtin_memcpy(out, &structure, sizeof(structure));
	done = sizeof(structure);
	return STATUS_SUCCESS;
}

NTSTATUS read(CallSite call, void *body, void *data, ULONG bytes, const LARGE_INTEGER *offset, ULONG_PTR &done)
{
	DiskFile *file = static_cast<DiskFile *>(body);
	TurnGuard turn(&file->turn);
	s64 place;
	const NTSTATUS status = place_of(call, file, offset, false, place);

	if (!NT_SUCCESS(status))
		return status;

	const s64 result = ww_disk_read(file->file, data, bytes, place);

	if (result < 0)
		return status_of(result);
	if (!result && bytes)
		return STATUS_END_OF_FILE;
	done = static_cast<ULONG_PTR>(result);
	file->position = place + result;
	return STATUS_SUCCESS;
}

NTSTATUS write(CallSite call, void *body, const void *data, ULONG bytes, const LARGE_INTEGER *offset,
	       ULONG_PTR &done)
{
	DiskFile *file = static_cast<DiskFile *>(body);
	TurnGuard turn(&file->turn);
	s64 place;
	const NTSTATUS status = place_of(call, file, offset, true, place);

	if (!NT_SUCCESS(status))
		return status;

	const s64 result = ww_disk_write(file->file, data, bytes, &place);

	if (result < 0)
		return status_of(result);
	done = static_cast<ULONG_PTR>(result);
	file->position = place;
	return done == bytes ? STATUS_SUCCESS : STATUS_DISK_FULL;
}

NTSTATUS flush(CallSite, void *body)
{
	return status_of(ww_disk_flush(static_cast<DiskFile *>(body)->file));
}

NTSTATUS query(CallSite call, void *body, void *out, ULONG room, FILE_INFORMATION_CLASS information,
	       ULONG_PTR &done)
{
	DiskFile *file = static_cast<DiskFile *>(body);
	struct ww_file_facts facts;
	const s32 error = ww_disk_facts(file->file, &facts);

	if (error)
		return status_of(error);
	switch (information) {
	case FileBasicInformation:
		return give(basic_information(facts), out, room, done);
	case FileStandardInformation:
		return give(standard_information(facts), out, room, done);
	case FileNetworkOpenInformation:
		return give(network_information(facts), out, room, done);
	case FilePositionInformation: {
		TurnGuard turn(&file->turn);
		FILE_POSITION_INFORMATION position{};

		position.CurrentByteOffset.QuadPart = file->position;
		return give(position, out, room, done);
	}
	default:
		return refuse_class(call, information);
	}
}

NTSTATUS set(CallSite call, void *body, const void *data, ULONG bytes, FILE_INFORMATION_CLASS information)
{
	DiskFile *file = static_cast<DiskFile *>(body);
	/* Both structures are one number. */
	LARGE_INTEGER number;

	if (information != FilePositionInformation && information != FileEndOfFileInformation)
		return refuse_class(call, information);
	if (bytes < sizeof(number))
		return STATUS_INFO_LENGTH_MISMATCH;
	__builtin_memcpy(&number, data, sizeof(number));
	if (number.QuadPart < 0)
		return STATUS_INVALID_PARAMETER;

	TurnGuard turn(&file->turn);

	if (information == FileEndOfFileInformation)
		return status_of(ww_disk_set_length(file->file, number.QuadPart));
	file->position = number.QuadPart;
	return STATUS_SUCCESS;
}

constinit const FileOperations operations = {
	.read = read, .write = write, .flush = flush, .query = query, .set = set,
	.list = nullptr,
};

} /* namespace */

} /* namespace ww */
