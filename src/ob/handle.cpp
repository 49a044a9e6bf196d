/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Handles, ObReferenceObjectByHandle and ZwClose. There is one table for the whole kernel: every handle
 * is a kernel handle, but those of programs, which are descriptors. POBJECT_TYPE is the address of an
 * engine object's type.
 */
#include "handle.hpp"

#include <ntddk.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/handle.h"
#include "linux/print.h"
#include "image.hpp"
#include "object.hpp"

namespace ww {
namespace {

/* The lowest two bits of a handle are the user's, on Windows. */
constexpr uintptr_t kStep = 4;

constinit CurrentThread current_thread = nullptr;

/* 0, which is no handle's number, for a value that cannot be a handle. */
u32 number_of(HANDLE handle)
{
	const uintptr_t value = reinterpret_cast<uintptr_t>(handle) / kStep;

	return value <= 0xffffffff ? static_cast<u32>(value) : 0;
}

void *reference_by_handle(HANDLE handle)
{
	if (handle != NtCurrentThread())
		return ww_handle_find(number_of(handle), object_reference);

	void *thread = current_thread();

	if (thread)
		object_reference(thread);
	return thread;
}

/* The handle of @body is gone, and so is its reference. */
void drop(void *body)
{
	if (object_header(body)->type->closed)
		object_header(body)->type->closed(body);
	object_dereference(body);
}

} /* namespace */

HANDLE handle_create(void *body)
{
	return reinterpret_cast<HANDLE>(ww_handle_create(body) * kStep);
}

bool handle_close(HANDLE handle)
{
	void *body = ww_handle_remove(number_of(handle));

	if (body)
		drop(body);
	return body;
}

NTSTATUS handle_reference(HANDLE handle, const ObjectType &type, void *&body)
{
	void *const found = reference_by_handle(handle);

	if (!found)
		return STATUS_INVALID_HANDLE;
	if (object_type(found) != &type) {
		object_dereference(found);
		return STATUS_OBJECT_TYPE_MISMATCH;
	}
	body = found;
	return STATUS_SUCCESS;
}

void handle_forget(HANDLE handle, void *body)
{
	ww_handle_remove_if(number_of(handle), body);
}

void handles_init(CurrentThread thread)
{
	current_thread = thread;
}

void handles_exit()
{
	while (void *body = ww_handle_remove_any()) {
		ww_print(WW_LEVEL_WARNING, "a handle of %s %s %px was never closed",
			 object_type(body)->name, object_header(body)->name, body);
		drop(body);
	}
}

} /* namespace ww */

extern "C" {

NTSTATUS NTAPI ObReferenceObjectByHandle(HANDLE Handle, ACCESS_MASK, POBJECT_TYPE ObjectType,
					 KPROCESSOR_MODE AccessMode, PVOID *Object,
					 POBJECT_HANDLE_INFORMATION HandleInformation)
{
	const auto *type = reinterpret_cast<const ww::ObjectType *>(ObjectType);
	const ww::CallSite call = WW_CALL_SITE;
	void *body = nullptr;

	*Object = nullptr;
	if (!ww::at_passive(call, Handle))
		return STATUS_UNSUCCESSFUL;
	if (type && type->of_program) {
		const NTSTATUS status = type->of_program(call, Handle, &body);

		if (!NT_SUCCESS(status))
			return status;
	} else if (type && type->has_no_user_handles && AccessMode != KernelMode) {
		return ww::refuse(call, ww::driver_of_address(call.caller), STATUS_INVALID_HANDLE,
				  "AccessMode is UserMode, and programs have no handles of a %s here",
				  type->name);
	} else {
		body = ww::reference_by_handle(Handle);
		if (!body)
			return STATUS_INVALID_HANDLE;
		if (type && type != ww::object_type(body)) {
			ww::object_dereference(body);
			return STATUS_OBJECT_TYPE_MISMATCH;
		}
	}
	if (HandleInformation)
		*HandleInformation = {};
	*Object = body;
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI ZwClose(HANDLE Handle)
{
	if (!ww::at_passive(WW_CALL_SITE, Handle))
		return STATUS_UNSUCCESSFUL;
	return ww::handle_close(Handle) ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

} /* extern "C" */
