/* SPDX-License-Identifier: GPL-2.0 */
#include "name_information.hpp"

#include "base/atomic.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "mm/pool.hpp"
#include "name_text.hpp"
#include "ob/names.hpp"
#include "rtl/string.hpp"

namespace ww {

struct NameInformation {
	Atomic<u32> references;
	FLT_FILE_NAME_INFORMATION information;

	WCHAR *text() { return reinterpret_cast<WCHAR *>(this + 1); }
};

namespace {

/* "FMfn" */
constexpr ULONG kTag = 'n' << 24 | 'f' << 16 | 'M' << 8 | 'F';
constexpr uintptr_t kReleasedTooOften = 0x68;	/* parameter 1 of FLTMGR_FILE_SYSTEM */

NameInformation *container_of(PFLT_FILE_NAME_INFORMATION information)
{
	return CONTAINING_RECORD(information, NameInformation, information);
}

UNICODE_STRING string_of(WCHAR *text, size_t units)
{
	const USHORT bytes = static_cast<USHORT>(units * sizeof(WCHAR));

	return { bytes, bytes, text };
}

} /* namespace */

NewName::NewName(CallSite call, PFLT_VOLUME volume, FLT_FILE_NAME_OPTIONS format)
	: call_(call), format_(format)
{
	name_to_unicode(volume_, volume_text_, object_header(volume)->name);
}

NewName::~NewName()
{
	if (made_)
		pool_free(call_, made_, kTag);
}

NTSTATUS NewName::make(size_t units, WCHAR *&path)
{
	const size_t prefix = unit_count(volume_);
	const size_t all = prefix + units;

	if (all > kMostUnicodeBytes / sizeof(WCHAR))
		return STATUS_NAME_TOO_LONG;
	made_ = static_cast<NameInformation *>(pool_allocate(
		{ .call = call_, .bytes = sizeof(NameInformation) + all * sizeof(WCHAR), .tag = kTag,
		  .paged = true }));
	if (!made_)
		return STATUS_INSUFFICIENT_RESOURCES;

	WCHAR *const text = made_->text();

	__builtin_memcpy(text, volume_text_, volume_.Length);
	made_->references.store(1);
	made_->information = {
		.Size = sizeof(FLT_FILE_NAME_INFORMATION),
		.NamesParsed = 0,
		.Format = format_,
		.Name = string_of(text, all),
		.Volume = string_of(text, prefix),
		.Share = {}, .Extension = {}, .Stream = {}, .FinalComponent = {}, .ParentDir = {},
	};
	path = text + prefix;
	return STATUS_SUCCESS;
}

UNICODE_STRING NewName::path() const
{
	return behind_volume(made_->information.Name);
}

UNICODE_STRING NewName::path_in(const UNICODE_STRING &whole) const
{
	return RtlPrefixUnicodeString(&volume_, &whole, TRUE) ? behind_volume(whole) : UNICODE_STRING{};
}

UNICODE_STRING NewName::behind_volume(const UNICODE_STRING &whole) const
{
	const size_t prefix = unit_count(volume_);

	if (unit_count(whole) == prefix || whole.Buffer[prefix] != '\\')
		return {};
	return string_of(whole.Buffer + prefix, unit_count(whole) - prefix);
}

PFLT_FILE_NAME_INFORMATION NewName::take()
{
	PFLT_FILE_NAME_INFORMATION information = &made_->information;

	made_ = nullptr;
	return information;
}

bool check_name(CallSite call, PFLT_FILE_NAME_INFORMATION information)
{
	if (information && pool_has(container_of(information), kTag))
		return true;
	report_pointer({ .code = BugCheck::fltmgr_file_system,
			 .parameter = { kReleasedTooOften, 0, address_of(information), 0 },
			 .call = call, .item = information },
		       information, "is not live name information");
	return false;
}

} /* namespace ww */

using namespace ww;

extern "C" {

VOID FLTAPI FltReferenceFileNameInformation(PFLT_FILE_NAME_INFORMATION FileNameInformation)
{
	const CallSite call = WW_CALL_SITE;

	if (at_apc_or_below(call, FileNameInformation) && check_name(call, FileNameInformation))
		container_of(FileNameInformation)->references.fetch_add(1);
}

VOID FLTAPI FltReleaseFileNameInformation(PFLT_FILE_NAME_INFORMATION FileNameInformation)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, FileNameInformation) || !check_name(call, FileNameInformation))
		return;

	NameInformation *name = container_of(FileNameInformation);

	if (name->references.fetch_sub(1) == 1)
		pool_free(call, name, kTag);
}

} /* extern "C" */
