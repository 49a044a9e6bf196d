/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls on the stack of the current context.
 */
#ifndef WINWORK_LINUX_STACK_H
#define WINWORK_LINUX_STACK_H

#include "types.h"

WW_C_BEGIN

/*
 * Stores up to @room of the addresses to which the calls on the stack return, the last call first.
 * It begins with the address @first, which must be among the last few calls, and leaves @skip of
 * them out. Returns how many it has stored. In any context.
 */
ww_u32 ww_stack_trace(void **to, ww_u32 room, ww_u32 skip, const void *first);

WW_C_END

#endif /* WINWORK_LINUX_STACK_H */
