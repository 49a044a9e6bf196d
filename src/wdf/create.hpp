/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The checks and the steps that the ...Create functions have in common.
 */
#pragma once

#include "handle.hpp"

namespace ww::wdf {

/* The members of WDF_OBJECT_ATTRIBUTES that a class of objects allows, or does not. */
enum Allowed : u32 {
	kDefaultsOnly = 0,
	kExecutionLevel = 1,		/* may be set */
	kSynchronizationScope = 2,	/* may be set */
	kNoParent = 4,			/* ParentObject must be NULL */
};

/* Returns STATUS_SUCCESS, or the status of a refusal for @owner; see refuse(). */
NTSTATUS check_attributes(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
			  const void *owner);

/* The same for the member Size of a structure. */
NTSTATUS check_size(CallSite call, const char *structure, ULONG size, size_t expected,
		    const void *owner);

/* Returns the WDFDRIVER of @image, or null. */
Object *driver_of(_WINWORK_IMAGE *image);

/*
 * Stores the parent that @attributes name in @parent, or null if they name none. False, after a
 * report, when ParentObject is not a valid handle. A wrong Size is left to check_attributes().
 */
bool find_parent(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, Object *&parent);

/*
 * The same for a class of objects that has no default parent: @what, with an article, names it. A
 * status, after a report or a refusal, without a parent.
 */
NTSTATUS find_required_parent(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes,
			      const char *what, Object *&parent);

/* False, after a report, when @driver is null, so that it cannot be the parent. */
bool check_driver(CallSite call, const Object *driver);

/*
 * The whole of a ...Create function for a simple class T. Calls init(object), which returns a
 * status, before the object gets its parent and its handle. <= DISPATCH_LEVEL. Inline, since
 * objtool of 6.1 refuses long names, such as those of its instances.
 */
template <typename T, typename Handle, typename Init>
[[gnu::always_inline]] inline NTSTATUS
object_create(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed, Handle *handle,
	      _WINWORK_IMAGE *image, Init init)
{
	Object *parent;

	if (!at_dispatch_or_below(call, nullptr) || !find_parent(call, attributes, parent) ||
	    !check_not_null(call, handle, "the address for the handle"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(call, attributes, allowed, parent))
		return status;
	if (!parent && !check_driver(call, parent = driver_of(image)))
		return STATUS_INVALID_PARAMETER;

	T *object = object_allocate<T>(parent->driver_object(), attributes);

	if (!object)
		return STATUS_INSUFFICIENT_RESOURCES;

	NTSTATUS status = init(*object);

	if (!status && !object_add_child(*parent, *object))
		status = STATUS_DELETE_PENDING;
	if (status) {
		object_discard(*object);
		return status;
	}
	*handle = handle_of<Handle>(*object);
	return STATUS_SUCCESS;
}

} /* namespace ww::wdf */
