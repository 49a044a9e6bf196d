// SPDX-License-Identifier: MIT
/* Objects with names, which are the process's own. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* Around the search for a name and the creation of the object that gets it. */
static pthread_mutex_t names_lock = PTHREAD_MUTEX_INITIALIZER;

void names_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&names_lock);
	else
		pthread_mutex_unlock(&names_lock);
}

/* In the namespace of the session, which is the usual one. */
static const char *without_prefix(const char *name)
{
	return name && strncmp(name, "Local\\", 6) == 0 ? name + 6 : name;
}

/* A new object with a name, with a reference; NULL and the last error. */
static struct object *make_named(struct object *(*make)(const void *arguments), const void *arguments, const char *name)
{
	char *copy = name ? strdup(name) : NULL;
	struct object *object;

	if (name && !copy) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	object = make(arguments);
	if (object)
		object->name = copy;
	else
		free(copy);
	return object;
}

HANDLE named_create(enum kind kind, LPSECURITY_ATTRIBUTES attributes, const char *name,
		    struct object *(*make)(const void *arguments), const void *arguments)
{
	struct object *object;
	HANDLE handle = NULL;
	DWORD error = ERROR_SUCCESS;

	name = without_prefix(name);
	if (name && !*name)
		name = NULL;
	pthread_mutex_lock(&names_lock);
	object = name ? object_named(kind, name) : NULL;
	if (object)
		error = ERROR_ALREADY_EXISTS;
	else
		object = make_named(make, arguments, name);
	if (object) {
		handle = handle_new(object, attributes && attributes->bInheritHandle);
		object_put(object);
	}
	pthread_mutex_unlock(&names_lock);
	if (handle)
		SetLastError(error);
	return handle;
}

HANDLE named_open(enum kind kind, BOOL inherit, const char *name)
{
	struct object *object;
	HANDLE handle;

	name = without_prefix(name);
	if (!name || !*name) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return NULL;
	}
	object = object_named(kind, name);
	if (!object) {
		SetLastError(ERROR_FILE_NOT_FOUND);
		return NULL;
	}
	handle = handle_new(object, inherit);
	object_put(object);
	return handle;
}
