/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Handles, and the functions of the object manager for them. There is one table for the whole
 * kernel: every handle is a kernel handle, but those of programs, which are descriptors.
 * POBJECT_TYPE is the address of an object's type.
 */
#include "handle.hpp"

#include <ntddk.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/handle.h"
#include "linux/print.h"
#include "linux/section.h"
#include "image.hpp"
#include "object.hpp"

namespace ww {
namespace {

/* The lowest two bits of a handle are the user's, on Windows. */
constexpr uintptr_t kStep = 4;

/*
 * Handles begin above all descriptors of programs, so that one is never taken for the other. Linux has a process's
 * descriptors in one table, which would have 8 GiB for this number of them.
 */
constexpr uintptr_t kFirst = 0x40000000;

constinit CurrentThread current_thread = nullptr;

constexpr uintptr_t kKernelHandle = 0xffffffff80000000;

bool is_kernel_handle(HANDLE handle)
{
	return (reinterpret_cast<uintptr_t>(handle) & kKernelHandle) == kKernelHandle;
}

/* 0, which is no handle's number, for a value that cannot be a handle. */
u32 number_of(HANDLE handle)
{
	const uintptr_t bits = is_kernel_handle(handle) ? kKernelHandle : 0;
	const uintptr_t value = reinterpret_cast<uintptr_t>(handle) & ~bits;
	const uintptr_t number = value < kFirst ? 0 : (value - kFirst) / kStep;

	return number <= 0xffffffff ? static_cast<u32>(number) : 0;
}

/* A descriptor of the current program, of a section: a driver has no others from here. */
bool close_of_program(HANDLE handle)
{
	const auto value = reinterpret_cast<uintptr_t>(handle);

	return value < kFirst && ww_section_close(static_cast<s32>(value));
}

/* The handle of @body is gone, and so is its reference. */
void drop(void *body)
{
	const ObjectType &type = *object_header(body)->type;

	if (type.closed)
		type.closed(body);
	if (type.has_path)
		object_handle_closed(body);
	object_dereference_kept(body);
}

/* The number may be any program's, and the kernel's table is not for it. */
NTSTATUS refuse_user_mode(CallSite call, const char *what)
{
	return refuse(call, nullptr, STATUS_INVALID_HANDLE,
		      "AccessMode is UserMode, and programs have no handles of this kind here: %s",
		      what);
}

template <typename IsRight>
NTSTATUS reference_if(HANDLE handle, IsRight is_right, void *&body)
{
	void *const found = handle_reference(handle);

	if (!found)
		return STATUS_INVALID_HANDLE;
	if (!is_right(object_type(found))) {
		object_dereference_kept(found);
		return STATUS_OBJECT_TYPE_MISMATCH;
	}
	body = found;
	return STATUS_SUCCESS;
}

NTSTATUS reference_shown_as(HANDLE handle, const ObjectType &type, void *&body)
{
	return reference_if(handle, [&](const ObjectType *found) {
		return found == &type || (found && found->shown_as == &type);
	}, body);
}

/* Gives the object to the driver, with the kept reference; or the value that it stands for. */
void give(void *body, PVOID *object)
{
	if (const auto value_of = object_type(body)->value_of) {
		*object = value_of(body);
		object_dereference_kept(body);
		return;
	}
	object_give(body);
	*object = body;
}

/* ObReferenceObjectByHandle and its relative with a tag. */
NTSTATUS reference(CallSite call, HANDLE handle, POBJECT_TYPE object_type, KPROCESSOR_MODE mode,
		   PVOID *object, POBJECT_HANDLE_INFORMATION information)
{
	const auto *type = reinterpret_cast<const ObjectType *>(object_type);
	void *body = nullptr;

	*object = nullptr;
	if (!at_passive(call, handle))
		return STATUS_UNSUCCESSFUL;

	NTSTATUS status = STATUS_SUCCESS;

	if (type)
		status = handle_reference_from(call, handle, *type, mode, body);
	else if (mode != KernelMode)
		status = refuse_user_mode(call, "an object of any type");
	else if (!(body = handle_reference(handle)))
		status = STATUS_INVALID_HANDLE;
	if (!NT_SUCCESS(status))
		return status;
	if (information)
		*information = {};
	give(body, object);
	return STATUS_SUCCESS;
}

} /* namespace */

HANDLE handle_create(void *body)
{
	const ObjectType &type = *object_header(body)->type;
	const bool programs_have_some = type.of_program;

	if (type.opened)
		type.opened(body);

	const u32 number = ww_handle_create(body);

	if (!number && type.closed)
		type.closed(body);
	if (!number)
		return nullptr;

	const uintptr_t value = kFirst + uintptr_t{ number } * kStep;

	return reinterpret_cast<HANDLE>(programs_have_some ? value | kKernelHandle : value);
}

NTSTATUS handle_close_of_driver(CallSite call, HANDLE handle)
{
	if (!at_passive(call, handle))
		return STATUS_UNSUCCESSFUL;
	/* They are in no table, and always valid. */
	if (handle == NtCurrentProcess() || handle == NtCurrentThread())
		return STATUS_SUCCESS;
	return handle_close(handle) || close_of_program(handle) ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

bool handle_close(HANDLE handle)
{
	void *body = ww_handle_remove(number_of(handle));

	if (body)
		drop(body);
	return body;
}

void *handle_reference(HANDLE handle)
{
	if (handle != NtCurrentThread())
		return ww_handle_find(number_of(handle), object_reference_kept);

	void *thread = current_thread();

	if (thread)
		object_reference_kept(thread);
	return thread;
}

NTSTATUS handle_reference(HANDLE handle, const ObjectType &type, void *&body)
{
	return reference_if(handle, [&](const ObjectType *found) { return found == &type; }, body);
}

NTSTATUS handle_reference_from(CallSite call, HANDLE handle, const ObjectType &type,
			       KPROCESSOR_MODE mode, void *&body)
{
	if (type.of_program && (mode != KernelMode || !is_kernel_handle(handle)))
		return type.of_program(handle, &body);
	if (mode != KernelMode)
		return refuse_user_mode(call, type.name);
	return reference_shown_as(handle, type, body);
}

bool handle_forget(HANDLE handle, void *body)
{
	return ww_handle_remove_if(number_of(handle), body);
}

void handles_init(CurrentThread thread)
{
	current_thread = thread;
}

void handles_exit()
{
	while (void *body = ww_handle_remove_any()) {
		ww_print(WW_LEVEL_WARNING, "a handle of %s %s %p was never closed",
			 object_type(body)->name, object_header(body)->name, body);
		drop(body);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ObReferenceObjectByHandle(HANDLE Handle, ACCESS_MASK, POBJECT_TYPE ObjectType,
					 KPROCESSOR_MODE AccessMode, PVOID *Object,
					 POBJECT_HANDLE_INFORMATION HandleInformation)
{
	return reference(WW_CALL_SITE, Handle, ObjectType, AccessMode, Object, HandleInformation);
}

NTSTATUS NTAPI ObReferenceObjectByHandleWithTag(HANDLE Handle, ACCESS_MASK,
						POBJECT_TYPE ObjectType,
						KPROCESSOR_MODE AccessMode, ULONG, PVOID *Object,
						POBJECT_HANDLE_INFORMATION HandleInformation)
{
	return reference(WW_CALL_SITE, Handle, ObjectType, AccessMode, Object, HandleInformation);
}

NTSTATUS NTAPI ZwClose(HANDLE Handle)
{
	return handle_close_of_driver(WW_CALL_SITE, Handle);
}

NTSTATUS NTAPI NtClose(HANDLE Handle)
{
	return handle_close_of_driver(WW_CALL_SITE, Handle);
}

NTSTATUS NTAPI ObCloseHandle(HANDLE Handle, KPROCESSOR_MODE PreviousMode)
{
	const CallSite call = WW_CALL_SITE;

	if (PreviousMode != KernelMode)
		return refuse(call, nullptr, STATUS_INVALID_HANDLE,
			      "PreviousMode is UserMode, and programs close their descriptors "
			      "themselves here");
	return handle_close_of_driver(call, Handle);
}

} /* extern "C" */
