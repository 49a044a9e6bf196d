/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects with paths, such as \BaseNamedObjects\Ready: events and callback objects. They belong to
 * no driver, so any driver may open them. All types share one set of names.
 *
 * An object has its name until its last handle is closed. A permanent one has it until it was made
 * temporary as well. A callback object has no handles that drivers close: see src/ex/callback.cpp.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "object.hpp"

namespace ww {

enum class Opening {
	existing,			/* only an object that is there */
	either,				/* that one, or else a new one */
	fresh,				/* only a new one */
};

struct PathRequest {
	CallSite call;
	const OBJECT_ATTRIBUTES *attributes;	/* null: without a name */
	const ObjectType &type;
	Opening opening;
	size_t bytes = 0;		/* of a new object's body */
	void (*init)(void *body, const void *how) = nullptr;	/* called before others see it */
	const void *how = nullptr;
};

/*
 * Opens or makes an object. Returns it in @body with a kept reference and a handle, which the
 * caller takes over. STATUS_OBJECT_NAME_EXISTS, which is a success, if Opening::either found it.
 * PASSIVE_LEVEL.
 */
NTSTATUS path_open(const PathRequest &request, void *&body);

/* The same for a program, by a whole path of a folder that can have such objects. The attributes are not used. */
NTSTATUS path_open_for_program(const PathRequest &request, const char *path, void *&body);

/* Whether the first @length characters of @name are a folder that can have such objects. */
bool path_is_folder(const char *name, size_t length);

/* At the end of the module: drops what is left, and reports what drivers still reference. */
void paths_exit();

} /* namespace ww */
