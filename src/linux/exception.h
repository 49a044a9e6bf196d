/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What exceptions need of Linux.
 */
#ifndef WINWORK_LINUX_EXCEPTION_H
#define WINWORK_LINUX_EXCEPTION_H

#include "types.h"

WW_C_BEGIN

/* BUG(): ends the task, or in an interrupt the machine. The compiler is not told. */
void ww_stop_context(void);

WW_C_END

#endif /* WINWORK_LINUX_EXCEPTION_H */
