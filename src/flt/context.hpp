/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Context: a minifilter's context and the operations on it, below the exported functions.
 */
#pragma once

#include "engine/item.hpp"
#include "filter_manager.hpp"

namespace ww {

extern const ObjectType context_type;

struct alignas(16) Context {
	PFLT_FILTER filter;
	const FLT_CONTEXT_REGISTRATION *registration;
	ContextHolder *holder;		/* where it is set, or null; under the lock */
	const void *key;		/* tells contexts of one type apart; lock */
	Context *child[2];		/* this and number(): DigitalTree's; lock */
	Item deferral;			/* for a last release at DISPATCH_LEVEL */
	Atomic<u64> section;		/* of a context for one: data_scan.cpp */

	PFLT_CONTEXT memory() { return this + 1; }
	FLT_CONTEXT_TYPE type() const { return registration->ContextType; }
	u64 number() const { return address_of(key); }
};

/*
 * Creates a context with one reference for the caller. Fails when the filter's rundown has begun. A
 * refusal of the arguments is explained in the log.
 */
NTSTATUS context_create(CallSite call, PFLT_FILTER filter, FLT_CONTEXT_TYPE type, SIZE_T bytes,
			Context *&context);

/* Returns the context behind the driver's pointer, or null after a report. */
Context *check_context(CallSite call, PFLT_CONTEXT memory);

/*
 * The same; it must be one of the filter's, of the type. @name: of the parameter, for the log. Null after a
 * report or a line of the log.
 */
Context *check_context_of(CallSite call, PFLT_CONTEXT memory, PFLT_FILTER filter, FLT_CONTEXT_TYPE type,
			  const char *name);

/* Drops a reference of the driver's. Reports a release of the reference that the holder owns. */
void context_release(CallSite call, Context *context);

/*
 * Sets the context on a holder, unless the rundown of @owner, to which the holder belongs, has
 * begun. @old receives the context that was replaced or kept, with a reference for the caller.
 */
NTSTATUS context_set(ContextHolder &holder, const void *owner, const void *key,
		     FLT_SET_CONTEXT_OPERATION operation, Context *context, Context *&old);

/*
 * Return the context that is set, with a reference for the caller, or null. context_take() takes it
 * off the holder.
 */
Context *context_get(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key);
Context *context_take(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key);

/* The section that it has goes, after a report. */
void section_end_left(Context *context);

/* Takes the context off its holder, if it is set. */
void context_detach(Context *context);

} /* namespace ww */
