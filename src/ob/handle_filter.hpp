/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that are told of handles of processes and threads: see handle_filter.cpp.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"
#include "object.hpp"

namespace ww {

/* A handle that a driver opens. */
struct HandleOpen {
	const ObjectType *type;
	void *object;
	ACCESS_MASK access;
};

/* Whether any routine is registered. */
bool handles_are_filtered();

/* Calls open(@argument), which makes the handle, between the routines. PASSIVE_LEVEL. */
NTSTATUS handle_open_told(const HandleOpen &handle, NTSTATUS (*open)(void *argument), void *argument);

/* Does open() between the routines, if there are any. */
template <typename Open>
NTSTATUS handle_open_filtered(const HandleOpen &handle, Open open)
{
	if (!handle.type->has_handle_routines || !handles_are_filtered())
		return open();
	return handle_open_told(handle, [](void *self) { return (*static_cast<Open *>(self))(); }, &open);
}

void handle_routines_init();

} /* namespace ww */
