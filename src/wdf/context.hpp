/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts: the memory and the callbacks that a driver attaches to an object.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

/* The header of a context. The driver's memory follows it. */
struct alignas(16) Context {
	Object *object;
	PCWDF_OBJECT_CONTEXT_TYPE_INFO type;	/* null if there are only callbacks */
	PFN_WDF_OBJECT_CONTEXT_CLEANUP cleanup;
	PFN_WDF_OBJECT_CONTEXT_DESTROY destroy;
	Context *next;

	void *memory() { return this + 1; }
};

/* Returns the size of the context memory that @attributes ask for; 0 without a context type. */
size_t context_bytes(const WDF_OBJECT_ATTRIBUTES *attributes);

void context_init(Context &context, Object &object, const WDF_OBJECT_ATTRIBUTES *attributes);

/* Returns the context of @type, or null. Needs no lock. */
Context *context_of(const Object &object, PCWDF_OBJECT_CONTEXT_TYPE_INFO type);

/*
 * Adds a context to @object and returns it in @context. If the object has a context of that type
 * already, returns that one and STATUS_OBJECT_NAME_EXISTS.
 */
NTSTATUS context_add(Object &object, const WDF_OBJECT_ATTRIBUTES &attributes, Context *&context);

} /* namespace ww::wdf */
