/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of handles: a small number for each pointer.
 */
#ifndef WINWORK_LINUX_HANDLE_H
#define WINWORK_LINUX_HANDLE_H

#include "types.h"

WW_C_BEGIN

/* Returns 0 if there is no memory. PASSIVE_LEVEL. */
ww_u32 ww_handle_create(void *body);
/* Calls reference() for the pointer of @handle and returns the pointer; NULL if there is none. */
void *ww_handle_find(ww_u32 handle, void (*reference)(void *body));
/* Removes @handle. Returns its pointer, or NULL. */
void *ww_handle_remove(ww_u32 handle);
/* Removes @handle if its pointer is @body: then returns true. */
bool ww_handle_remove_if(ww_u32 handle, void *body);
/* For the end of the module: removes any handle that is left. Returns its pointer, or NULL. */
void *ww_handle_remove_any(void);

WW_C_END

#endif /* WINWORK_LINUX_HANDLE_H */
