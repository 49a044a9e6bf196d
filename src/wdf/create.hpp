/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the ...Create functions check, and what they have in common.
 */
#pragma once

#include "handle.hpp"

namespace ww::wdf {

/* What the attributes of an object may say. */
enum Allowed : u32 {
	kDefaultsOnly = 0,
	kExecutionLevel = 1,
	kSynchronizationScope = 2,
	kNoParent = 4,
};

/* STATUS_SUCCESS, or the status of the refusal for @owner, see refuse(). */
NTSTATUS check_attributes(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
			  const void *owner);

/* Likewise, for the member Size of a structure. */
NTSTATUS check_size(CallSite call, const char *structure, ULONG size, size_t expected,
		    const void *owner);

/* The driver object of @image, or null. */
Object *driver_of(_WINWORK_IMAGE *image);

/*
 * A ...Create function of an object that has nothing special about it: @init(object) completes it.
 */
template <typename T, typename Handle, typename Init>
NTSTATUS object_create(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
		       Handle *handle, _WINWORK_IMAGE *image, Init init);

/*
 * The parent that @attributes name, or null if none is named. False for one that is wrong; it is
 * reported.
 */
bool find_parent(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, Object *&parent);

/* As object_of(): reports that there is no driver object to be the parent. */
bool check_driver(CallSite call, const Object *driver);

template <typename T, typename Handle, typename Init>
NTSTATUS object_create(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
		       Handle *handle, _WINWORK_IMAGE *image, Init init)
{
	Object *parent;

	if (!at_dispatch_or_below(call, nullptr) || !find_parent(call, attributes, parent) ||
	    !check_not_null(call, handle, "the place for the handle"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(call, attributes, allowed, parent))
		return status;
	if (!parent && !check_driver(call, parent = driver_of(image)))
		return STATUS_INVALID_PARAMETER;

	T *object = object_allocate<T>(parent->driver_object(), attributes);

	if (!object)
		return STATUS_INSUFFICIENT_RESOURCES;
	init(*object);
	if (!object_add_child(*parent, *object)) {
		object_discard(*object);
		return STATUS_DELETE_PENDING;
	}
	*handle = handle_of<Handle>(*object);
	return STATUS_SUCCESS;
}

} /* namespace ww::wdf */
