/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of Windows by their names.
 */
#ifndef WINWORK_LINUX_ROUTINE_H
#define WINWORK_LINUX_ROUTINE_H

#include "types.h"

WW_C_BEGIN

/*
 * The address of the function or variable that src/linux/exports.c exports by this name, or NULL.
 */
void *ww_find_routine(const char *name);

/* The same for src/linux/exports_flt.c. */
void *ww_find_filter_routine(const char *name);

WW_C_END

#endif /* WINWORK_LINUX_ROUTINE_H */
