/* SPDX-License-Identifier: MIT */
/* The registry of drivers: what the functions for keys and those for values share. */
#ifndef WINWORK_USER_REGISTRY_H
#define WINWORK_USER_REGISTRY_H

#include "internal.h"

#include "../include/winwork/winreg.h"

#include <stdlib.h>

/* KEY_INFORMATION_CLASS and KEY_VALUE_INFORMATION_CLASS. */
#define NODE 1
#define FULL 2
#define VALUE_FULL 1
#define VALUE_PARTIAL 2

/* What these kinds begin with. The text or data follow, a class and a full value's data at their offsets. */
struct node {
	FILETIME written;
	DWORD title, class_offset, class_bytes, name_bytes;
	WCHAR name[];
};

struct full {
	FILETIME written;
	DWORD title, class_offset, class_bytes, keys, most_name, most_class, values, most_value_name, most_data;
};

struct value_full {
	DWORD title, type, data_offset, data_bytes, name_bytes;
	WCHAR name[];
};

struct value_partial {
	DWORD title, type, data_bytes;
	BYTE data[];
};

/* A key while a function uses it. */
struct key_use {
	int fd;
	struct object *object;	/* NULL: the descriptor is the function's own */
};

/* The key of a handle, or of one of HKEY_*. */
HIDDEN LSTATUS key_use(HKEY key, struct key_use *use);
HIDDEN void key_end_use(const struct key_use *use);

/* Whether the name of a subkey stands for the key itself. */
HIDDEN bool key_is_itself(LPCWSTR name);

/* The units of a text before its zero or @end; none of NULL. */
HIDDEN DWORD units_in(const WCHAR *text, const WCHAR *end);
HIDDEN void key_set_name(struct winwork_registry *wanted, const WCHAR *name, const WCHAR *end);

/* Has the kernel do something. */
HIDDEN LSTATUS key_ask(int fd, struct winwork_registry *wanted);
/* The same without an answer, on the key of a handle. */
HIDDEN LSTATUS key_do(HKEY key, struct winwork_registry *wanted);
/*
 * Asks for a whole answer, which the caller frees. Between two questions it may have grown. Zeroes follow it, so that a
 * text in it ends.
 */
HIDDEN LSTATUS key_fetch(int fd, struct winwork_registry *wanted, void **answer);

/* Wide copies of two texts. */
struct texts {
	WCHAR *first, *second;
};

/* NULL stays NULL. The copies are to be freed also after an error. */
HIDDEN LSTATUS widen_texts(struct texts *texts, LPCSTR first, LPCSTR second);
HIDDEN void free_texts(const struct texts *texts);

/* The result of a call with wide copies of two texts. */
#define WITH_WIDE(first_, second_, call)                                 \
	({                                                               \
		struct texts wide;                                       \
		LSTATUS error_ = widen_texts(&wide, first_, second_);    \
		if (error_ == ERROR_SUCCESS)                             \
			error_ = (call);                                 \
		free_texts(&wide);                                       \
		error_;                                                  \
	})

#endif
