/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Context: what a minifilter's context is made of, and what can be done with it.
 */
#pragma once

#include "engine/item.hpp"
#include "filter_manager.hpp"

namespace ww {

extern const ObjectType context_type;

struct alignas(16) Context {
	PFLT_FILTER filter;
	const FLT_CONTEXT_REGISTRATION *registration;
	ContextHolder *holder;		/* it is set there, or null; this and the rest: lock */
	const void *key;		/* which of several */
	Context *next;
	Item deferral;			/* for its end, after a last release at DISPATCH_LEVEL */

	PFLT_CONTEXT memory() { return this + 1; }
};

/* The caller is in the filter. */
NTSTATUS context_create(CallSite call, PFLT_FILTER filter, FLT_CONTEXT_TYPE type, SIZE_T bytes,
			Context *&context);

/* The context behind the driver's pointer, or null with a report. */
Context *check_context(CallSite call, PFLT_CONTEXT memory);

/* Drops a reference of the driver's; reported if it has none. */
void context_release(CallSite call, Context *context);

/*
 * Sets it. @owner is the object whose rundown ends that. @old: the one that was there, replaced or
 * kept, with a reference for the caller.
 */
NTSTATUS context_set(ContextHolder &holder, const void *owner, const void *key,
		     FLT_SET_CONTEXT_OPERATION operation, Context *context, Context *&old);

/* The one that is set, with a reference for the caller, or null; taken off, or left. */
Context *context_get(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key);
Context *context_take(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key);

/* Takes it off what it is set on, if it is. */
void context_detach(Context *context);

} /* namespace ww */
