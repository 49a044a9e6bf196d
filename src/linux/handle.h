/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Small numbers for pointers.
 */
#ifndef WINWORK_LINUX_HANDLE_H
#define WINWORK_LINUX_HANDLE_H

#include "types.h"

WW_C_BEGIN

ww_u32 ww_handle_create(void *body);		/* 0 without memory; PASSIVE */
/* The pointer behind @handle, after calling reference() on it; NULL if there is none. */
void *ww_handle_find(ww_u32 handle, void (*reference)(void *body));
void *ww_handle_remove(ww_u32 handle);		/* the pointer that was there, or NULL */
void ww_handle_remove_if(ww_u32 handle, void *body);	/* if that is what is there */
void *ww_handle_remove_any(void);		/* for the end: any that is left, or NULL */

WW_C_END

#endif /* WINWORK_LINUX_HANDLE_H */
