/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Handles: multiples of four above all descriptors of programs, each holding a kept reference on an object. These functions also
 * return kept references.
 *
 * Programs have objects of some types by numbers of their own, such as descriptors. A handle of
 * such a type has the bits of kKernelHandle, as a kernel handle on Windows. So it is no program's
 * number.
 */
#pragma once

#include <wdm.h>

#include "object.hpp"

namespace ww {

/*
 * A handle that owns one kept reference on @body, which the caller gives up; null without memory.
 * For an object with a path the caller gives up one of its handles as well
 * (object_handle_opened()).
 */
HANDLE handle_create(void *body);

/* The object of @handle, with a reference; or null. PASSIVE_LEVEL. */
void *handle_reference(HANDLE handle);

/*
 * Returns the object of @handle in @body, with a reference. STATUS_INVALID_HANDLE, or
 * STATUS_OBJECT_TYPE_MISMATCH for a handle of another type. PASSIVE_LEVEL.
 */
NTSTATUS handle_reference(HANDLE handle, const ObjectType &type, void *&body);

/* The same for a number that may be the current program's, if the type has such ones. */
NTSTATUS handle_reference_from(CallSite call, HANDLE handle, const ObjectType &type,
			       KPROCESSOR_MODE mode, void *&body);

/* Drops the handle and its reference; false when there is no such handle. PASSIVE_LEVEL. */
bool handle_close(HANDLE handle);

/* ZwClose and its relatives: for handles of the kernel, and the section of a descriptor of the current program. */
NTSTATUS handle_close_of_driver(CallSite call, HANDLE handle);

/* @body is gone: so is @handle, if it is its. True if it was. No reference is dropped. */
bool handle_forget(HANDLE handle, void *body);

/* Returns the object that NtCurrentThread() stands for, or null. */
using CurrentThread = void *(*)();

void handles_init(CurrentThread current_thread);
void handles_exit();		/* reports and drops handles that were never closed */

} /* namespace ww */
