/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Views of sections.
 */
#include <ntifs.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/memory.h"
#include "mm/section.hpp"
#include "ob/handle.hpp"
#include "ps/process.hpp"

namespace ww {
namespace {

constexpr u64 kGranularity = 0x10000;	/* of places of views, on Windows */

struct NewView {
	CallSite call;
	void **address;
	LARGE_INTEGER *offset;		/* or null */
	SIZE_T *bytes;
};

NTSTATUS check_process(CallSite call, HANDLE handle)
{
	PEPROCESS process = nullptr;
	const NTSTATUS status = process_of_handle(handle, process);

	if (!NT_SUCCESS(status))
		return status;
	return process == IoGetCurrentProcess() ? STATUS_SUCCESS
						: refuse(call, nullptr, STATUS_NOT_SUPPORTED,
							 "ProcessHandle is not the current process");
}

NTSTATUS check_view(const NewView &view, ULONG_PTR zero_bits, SECTION_INHERIT inherit, ULONG allocation, ULONG protect)
{
	if (!view.address || !view.bytes)
		return refuse(view.call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
			      view.address ? "ViewSize" : "BaseAddress");
	if (zero_bits)
		return refuse(view.call, nullptr, STATUS_INVALID_PARAMETER_4, "ZeroBits is %zu, not 0",
			      static_cast<size_t>(zero_bits));
	if (inherit != ViewShare && inherit != ViewUnmap)
		return refuse(view.call, nullptr, STATUS_INVALID_PARAMETER_8,
			      "InheritDisposition is %u, not ViewShare or ViewUnmap", inherit);
	if (allocation)
		return refuse(view.call, nullptr, STATUS_INVALID_PARAMETER_9, "AllocationType is 0x%x, not 0",
			      allocation);
	if (protect != PAGE_READONLY)
		return refuse(view.call, nullptr, STATUS_SECTION_PROTECTION,
			      "Protect is 0x%x, and the section is PAGE_READONLY", protect);
	return STATUS_SUCCESS;
}

/* The whole pages of the section that the driver asks for. */
NTSTATUS choose_range(const NewView &view, s64 section, ww_section_range &range)
{
	const u64 all = static_cast<u64>(section);
	const u64 page = PAGE_SIZE;

	range.offset = view.offset ? static_cast<u64>(view.offset->QuadPart) & ~(kGranularity - 1) : 0;
	if (range.offset >= all)
		return STATUS_INVALID_VIEW_SIZE;

	const u64 left = (all - range.offset + page - 1) & ~(page - 1);
	const u64 wanted = *view.bytes ? (u64{ *view.bytes } + page - 1) & ~(page - 1) : left;

	if (!wanted || wanted > left)
		return STATUS_INVALID_VIEW_SIZE;
	range.bytes = static_cast<size_t>(wanted);
	range.wanted = reinterpret_cast<void *>(address_of(*view.address) & ~(kGranularity - 1));
	return STATUS_SUCCESS;
}

NTSTATUS map(const NewView &view, void *section)
{
	ww_section_range range{};
	NTSTATUS status = choose_range(view, section_bytes(section), range);

	if (!NT_SUCCESS(status))
		return status;
	status = section_map(view.call, section, range, *view.address);
	if (!NT_SUCCESS(status))
		return status;
	*view.bytes = range.bytes;
	if (view.offset)
		view.offset->QuadPart = static_cast<LONGLONG>(range.offset);
	return STATUS_SUCCESS;
}

NTSTATUS map_by_handle(const NewView &view, HANDLE handle)
{
	void *section = nullptr;
	const NTSTATUS found = handle_reference_from(view.call, handle, section_type, KernelMode, section);

	if (!NT_SUCCESS(found))
		return found;

	const NTSTATUS status = map(view, section);

	object_dereference_kept(section);
	return status;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ZwMapViewOfSection(HANDLE SectionHandle, HANDLE ProcessHandle, PVOID *BaseAddress, ULONG_PTR ZeroBits,
				  SIZE_T, PLARGE_INTEGER SectionOffset, PSIZE_T ViewSize,
				  SECTION_INHERIT InheritDisposition, ULONG AllocationType, ULONG Protect)
{
	const NewView view = { .call = WW_CALL_SITE, .address = BaseAddress, .offset = SectionOffset,
			       .bytes = ViewSize };

	if (!at_passive(view.call, SectionHandle))
		return STATUS_INVALID_PARAMETER;

	NTSTATUS status = check_view(view, ZeroBits, InheritDisposition, AllocationType, Protect);

	if (NT_SUCCESS(status))
		status = check_process(view.call, ProcessHandle);
	return NT_SUCCESS(status) ? map_by_handle(view, SectionHandle) : status;
}

NTSTATUS NTAPI ZwUnmapViewOfSection(HANDLE ProcessHandle, PVOID BaseAddress)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, BaseAddress))
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = check_process(call, ProcessHandle);

	if (!NT_SUCCESS(status))
		return status;
	return section_unmap(BaseAddress) ? STATUS_SUCCESS : STATUS_NOT_MAPPED_VIEW;
}

} /* extern "C" */
