/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Makes the names of files, of open ones and of those that a CREATE asks for.
 */
#include "name_make.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "name_provider.hpp"

namespace ww {
namespace {

/* The path that a CREATE asks for, which may be relative to a folder, or be a stream of a file. */
class Asked {
public:
	Asked(const WantedName &wanted, const NewName &name) : path_(wanted.file->FileName)
	{
		const UNICODE_STRING other = wanted.is_reparsed ? name.path_in(path_) : UNICODE_STRING{};

		if (other.Length) {
			path_ = other;
			units_ = path_units();
			return;
		}
		if (wanted.is_create && wanted.file->RelatedFileObject)
			folder_ = wanted.file->RelatedFileObject->FileName;
		units_ = folder_units() + path_units();
		if (folder_units() && path_units() && path_.Buffer[0] != ':' &&
		    folder_.Buffer[folder_units() - 1] != '\\') {
			separators_ = 1;
			units_++;
		}
	}

	u32 units() const { return units_; }

	/* Leaves that of the folder. That of the root is the root itself. */
	void leave_parent()
	{
		while (units_ > 1 && at(units_ - 1) == '\\')
			units_--;
		while (units_ > 1 && at(units_ - 1) != '\\')
			units_--;
		if (units_ > 1)
			units_--;
	}

	/* A normalized name does not name the usual type of streams. */
	void normalize()
	{
		if (cut(":$DATA"))
			cut(":");
	}

	void copy(WCHAR *to) const
	{
		for (u32 i = 0; i < units_; i++)
			to[i] = at(i);
	}

private:
	u32 folder_units() const { return folder_.Length / sizeof(WCHAR); }
	u32 path_units() const { return path_.Length / sizeof(WCHAR); }

	WCHAR at(u32 unit) const
	{
		if (unit < folder_units())
			return folder_.Buffer[unit];
		unit -= folder_units();
		if (unit < separators_)
			return '\\';
		return path_.Buffer[unit - separators_];
	}

	/* Whether it ended with the text, in letters of any case. */
	bool cut(const char *text)
	{
		const u32 length = static_cast<u32>(text_length(text));

		if (units_ < length)
			return false;
		for (u32 i = 0; i < length; i++) {
			if (upcase(u16{ at(units_ - length + i) }) != static_cast<u8>(text[i]))
				return false;
		}
		units_ -= length;
		return true;
	}

	UNICODE_STRING folder_{};
	UNICODE_STRING path_;
	u32 separators_ = 0;
	u32 units_;
};

/* What the file object says: where the CREATE wants to go. */
NTSTATUS name_as_asked(const WantedName &wanted, NewName &name)
{
	Asked asked(wanted, name);
	WCHAR *to;

	if (wanted.is_parent)
		asked.leave_parent();
	if (name.is_normalized())
		asked.normalize();

	const NTSTATUS status = name.make(asked.units(), to);

	if (NT_SUCCESS(status))
		asked.copy(to);
	return status;
}

NTSTATUS query_unsafe(CallSite call, PFILE_OBJECT file, PFLT_VOLUME volume, PFLT_INSTANCE asker,
		      FLT_FILE_NAME_OPTIONS options, PFLT_FILE_NAME_INFORMATION *result)
{
	const NameProvider provider(volume, asker, options);

	if (FltGetFileNameFormat(options) == FLT_FILE_NAME_SHORT)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	if (provider)
		return thread_may_ask_provider()
			       ? provider_make({ call, provider.instance(), file, nullptr, options }, result)
			       : STATUS_FLT_INVALID_NAME_REQUEST;
	return name_make(call, { .volume = volume, .file = file, .is_open = true, .is_create = false,
				 .is_parent = false },
			 options, result);
}

} /* namespace */

bool check_name_options(CallSite call, FLT_FILE_NAME_OPTIONS options)
{
	const FLT_FILE_NAME_OPTIONS format = FltGetFileNameFormat(options);
	const FLT_FILE_NAME_OPTIONS method = FltGetFileNameQueryMethod(options);

	if (format >= FLT_FILE_NAME_NORMALIZED && format <= FLT_FILE_NAME_SHORT &&
	    method <= FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP)
		return true;
	refuse(call, nullptr, STATUS_INVALID_PARAMETER,
	       "NameOptions is 0x%x, not a format and a query method of FLT_FILE_NAME_*", options);
	return false;
}

bool may_use_name_cache(FLT_FILE_NAME_OPTIONS options)
{
	const FLT_FILE_NAME_OPTIONS method = FltGetFileNameQueryMethod(options);

	return method == FLT_FILE_NAME_QUERY_CACHE_ONLY ||
	       method == FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP;
}

bool thread_may_ask_for_names()
{
	return !IoGetTopLevelIrp() && !KeAreAllApcsDisabled();
}

/* A path that does not fit into FileName, and that of a file ID, are known to the file system alone. */
NTSTATUS name_find(const WantedName &wanted, NewName &name)
{
	const FileSystem *owner = file_system_of(wanted.file);

	if (owner && (wanted.is_open || !wanted.file->FileName.Length ||
		      (owner->is_by_id(wanted.file) && !wanted.is_reparsed)))
		return owner->name_of(wanted.file, name);
	return name_as_asked(wanted, name);
}

NTSTATUS name_make(CallSite call, const WantedName &wanted, FLT_FILE_NAME_OPTIONS options,
		   PFLT_FILE_NAME_INFORMATION *result)
{
	NewName name(call, wanted.volume, FltGetFileNameFormat(options));
	const NTSTATUS status = name_find(wanted, name);

	if (NT_SUCCESS(status))
		*result = name.take();
	return status;
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltGetFileNameInformationUnsafe(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance,
						FLT_FILE_NAME_OPTIONS NameOptions,
						PFLT_FILE_NAME_INFORMATION *FileNameInformation)
{
	const CallSite call = WW_CALL_SITE;
	const char *const missing = first_missing({
		{ FileObject != nullptr, "FileObject" },
		{ FileNameInformation != nullptr, "FileNameInformation" },
	});

	if (missing)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*FileNameInformation = nullptr;
	if (!at_apc_or_below(call, FileObject) || !check_name_options(call, NameOptions))
		return STATUS_INVALID_PARAMETER;
	if (Instance && !check_type(call, Instance, instance_type))
		return STATUS_INVALID_PARAMETER;
	if (!file_is_open(FileObject))
		return refuse(call, Instance, STATUS_FLT_INVALID_NAME_REQUEST, "FileObject is not open");

	const PFLT_VOLUME volume = file_hold_volume(FileObject, Instance);

	if (!volume)
		return refuse(call, Instance, STATUS_INVALID_PARAMETER, "FileObject is on no known volume");

	const NTSTATUS status = query_unsafe(call, FileObject, volume, Instance, NameOptions, FileNameInformation);

	object_dereference_kept(volume);
	return status;
}

} /* extern "C" */
