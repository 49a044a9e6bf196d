/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts of objects.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

/* A context, with its memory behind it. */
struct alignas(16) Context {
	Object *object;
	PCWDF_OBJECT_CONTEXT_TYPE_INFO type;	/* null when there are only callbacks */
	PFN_WDF_OBJECT_CONTEXT_CLEANUP cleanup;
	PFN_WDF_OBJECT_CONTEXT_DESTROY destroy;
	Context *next;

	void *memory() { return this + 1; }
};

/* The memory that the first context wants, for its driver's part. */
size_t context_bytes(const WDF_OBJECT_ATTRIBUTES *attributes);

void context_init(Context &context, Object &object, const WDF_OBJECT_ATTRIBUTES *attributes);

/* The context of @type, or null. */
Context *context_of(const Object &object, PCWDF_OBJECT_CONTEXT_TYPE_INFO type);

/* Adds one, unless the object has one of that type: STATUS_OBJECT_NAME_EXISTS, and that one. */
NTSTATUS context_add(Object &object, const WDF_OBJECT_ATTRIBUTES &attributes, Context *&context);

} /* namespace ww::wdf */
