/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sections through which a minifilter, or a program for it, scans a file. The section belongs to a context of the
 * minifilter's. Linux lets programs change and truncate a file that has one, so nothing is in conflict with it.
 */
#include "context.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "mm/section.hpp"
#include "ob/handle.hpp"
#include "own_call.hpp"

namespace ww {
namespace {

/* What Context::section has instead of a section. */
constexpr u64 kNone = 0;
constexpr u64 kMaking = 1;
constexpr u64 kClosed = 2;

bool is_section(u64 value)
{
	return value > kClosed;
}

void *section_of(u64 value)
{
	return reinterpret_cast<void *>(static_cast<uintptr_t>(value));
}

bool has_sections(PFLT_INSTANCE instance)
{
	const FileSystem *const file_system = file_system_of_volume(instance->volume);

	return file_system && file_system->has_sections(instance->volume->mount);
}

struct NewScan {
	CallSite call;
	PFLT_INSTANCE instance;
	PFILE_OBJECT file;
	const OBJECT_ATTRIBUTES *attributes;
	const LARGE_INTEGER *maximum;
	HANDLE *handle;
	void **object;
	LARGE_INTEGER *bytes;		/* or null */
};

NTSTATUS check_kind(const NewScan &scan, ULONG protection, ULONG kind, ULONG flags)
{
	if (protection != PAGE_READONLY)
		return refuse(scan.call, scan.instance, STATUS_INVALID_PAGE_PROTECTION,
			      "SectionPageProtection is 0x%x, not PAGE_READONLY", protection);
	if (kind != SEC_COMMIT)
		return refuse(scan.call, scan.instance, STATUS_INVALID_PARAMETER,
			      "AllocationAttributes is 0x%x, not SEC_COMMIT", kind);
	if (flags)
		return refuse(scan.call, scan.instance, STATUS_INVALID_PARAMETER, "Flags is 0x%x, not 0", flags);
	return STATUS_SUCCESS;
}

/* How much of a file of @bytes the section has. */
NTSTATUS choose_bytes(const NewScan &scan, s64 &bytes)
{
	const s64 wanted = scan.maximum ? scan.maximum->QuadPart : 0;

	if (!bytes)
		return STATUS_MAPPED_FILE_SIZE_ZERO;
	if (wanted < 0 || wanted > bytes)
		return STATUS_SECTION_TOO_BIG;
	if (wanted)
		bytes = wanted;
	return STATUS_SUCCESS;
}

bool is_for_program(const NewScan &scan)
{
	return !(scan.attributes && scan.attributes->Attributes & OBJ_KERNEL_HANDLE) &&
	       ww_section_may_be_given();
}

/* A handle of the kernel, or a descriptor. */
NTSTATUS make_handle(const NewScan &scan, void *section)
{
	if (is_for_program(scan)) {
		const s32 descriptor = ww_section_give(section_file(section));

		if (descriptor >= 0)
			*scan.handle = reinterpret_cast<HANDLE>(static_cast<uintptr_t>(descriptor));
		return descriptor >= 0 ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	}
	object_reference_kept(section);
	*scan.handle = handle_create(section);
	if (*scan.handle)
		return STATUS_SUCCESS;
	object_dereference_kept(section);
	return STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS open_file(const NewScan &scan, const FileSystem &file_system, ww_section *&file, s64 &bytes)
{
	if (file_system.is_folder(scan.file))
		return STATUS_INVALID_FILE_FOR_SECTION;

	NTSTATUS status = file_system.create_section(scan.file, file);

	if (!NT_SUCCESS(status))
		return status;
	bytes = ww_section_size(file);
	if (scan.bytes)
		scan.bytes->QuadPart = bytes;
	status = choose_bytes(scan, bytes);
	if (!NT_SUCCESS(status))
		ww_section_put(file);
	return status;
}

/* The object, with a reference for the driver. */
NTSTATUS make(const NewScan &scan, void *&section)
{
	const OwnCall own_call(scan.call, scan.instance, scan.file);
	ww_section *file = nullptr;
	s64 bytes = 0;

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();

	NTSTATUS status = open_file(scan, own_call.file_system(), file, bytes);

	if (!NT_SUCCESS(status))
		return status;
	section = section_create(scan.call, file, bytes);
	if (!section)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = make_handle(scan, section);
	if (!NT_SUCCESS(status))
		object_dereference(section);
	return status;
}

NTSTATUS make_for(const NewScan &scan, Context *context)
{
	u64 before = kNone;
	void *section = nullptr;

	if (!context->section.compare_exchange(before, kMaking))
		return refuse(scan.call, scan.instance, STATUS_INVALID_PARAMETER,
			      "SectionContext has had a section before");

	const NTSTATUS status = make(scan, section);

	if (NT_SUCCESS(status)) {
		object_reference_kept(section);
		*scan.object = section;
	}
	context->section.store(NT_SUCCESS(status) ? address_of(section) : kNone);
	return status;
}

NTSTATUS close(CallSite call, Context *context)
{
	u64 section = context->section.load();

	if (section == kClosed)
		return STATUS_NOT_FOUND;
	if (!is_section(section))
		return refuse(call, context->filter, STATUS_INVALID_PARAMETER, "SectionContext has no section");
	if (!context->section.compare_exchange(section, kClosed))
		return STATUS_NOT_FOUND;
	object_dereference_kept(section_of(section));
	return STATUS_SUCCESS;
}

} /* namespace */

void section_end_left(Context *context)
{
	const u64 section = context->section.load();

	if (!is_section(section))
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeak, address_of(context->memory()), address_of(section_of(section)), 0 },
		 .call = { "FltReleaseContext" }, .item = context->memory(), .owner = context->filter->driver },
	       "the context goes, and its section was not closed by FltCloseSectionForDataScan: it is closed now");
	object_dereference_kept(section_of(section));
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltRegisterForDataScan(PFLT_INSTANCE Instance)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, Instance) || !check_type(call, Instance, instance_type))
		return STATUS_INVALID_PARAMETER;
	return has_sections(Instance) ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
}

NTSTATUS FLTAPI FltCreateSectionForDataScan(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					    PFLT_CONTEXT SectionContext, ACCESS_MASK,
					    POBJECT_ATTRIBUTES ObjectAttributes, PLARGE_INTEGER MaximumSize,
					    ULONG SectionPageProtection, ULONG AllocationAttributes, ULONG Flags,
					    PHANDLE SectionHandle, PVOID *SectionObject, PLARGE_INTEGER SectionFileSize)
{
	const CallSite call = WW_CALL_SITE;
	const NewScan scan = { .call = call, .instance = Instance, .file = FileObject, .attributes = ObjectAttributes,
			       .maximum = MaximumSize, .handle = SectionHandle, .object = SectionObject,
			       .bytes = SectionFileSize };
	const char *const missing = first_missing({
		{ FileObject != nullptr, "FileObject" },
		{ SectionContext != nullptr, "SectionContext" },
		{ SectionHandle != nullptr, "SectionHandle" },
		{ SectionObject != nullptr, "SectionObject" },
	});

	if (missing)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*SectionHandle = nullptr;
	*SectionObject = nullptr;
	if (SectionFileSize)
		SectionFileSize->QuadPart = 0;
	if (!at_apc_or_below(call, Instance) || !check_type(call, Instance, instance_type))
		return STATUS_INVALID_PARAMETER;

	Context *const context = check_context_of(call, SectionContext, Instance->filter, FLT_SECTION_CONTEXT,
						  "SectionContext");

	if (!context)
		return STATUS_INVALID_PARAMETER;
	if (!has_sections(Instance))
		return STATUS_NOT_SUPPORTED;

	const NTSTATUS status = check_kind(scan, SectionPageProtection, AllocationAttributes, Flags);

	return NT_SUCCESS(status) ? make_for(scan, context) : status;
}

NTSTATUS FLTAPI FltCloseSectionForDataScan(PFLT_CONTEXT SectionContext)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, SectionContext))
		return STATUS_INVALID_PARAMETER;

	Context *const context = check_context(call, SectionContext);

	return context ? close(call, context) : STATUS_INVALID_PARAMETER;
}

} /* extern "C" */
