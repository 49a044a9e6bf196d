/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's and the processor's part of exceptions: a place in a function to which the function
 * returns a second time.
 */
#ifndef WINWORK_LINUX_EXCEPTION_H
#define WINWORK_LINUX_EXCEPTION_H

/* Offsets in struct ww_try_state, for assembler. */
#define WW_TRY_RETURN 0
#define WW_TRY_STACK 8
#define WW_TRY_REGISTERS 16
#ifdef __x86_64__
#define WW_TRY_SAVED 6
#else
#define WW_TRY_SAVED 12
#endif

#ifndef __ASSEMBLY__

#include "types.h"

WW_C_BEGIN

/*
 * The registers that a function keeps for its caller. They are valid until that function returns.
 */
struct ww_try_state {
	ww_uptr return_address;		/* signed where the kernel signs return addresses */
	ww_uptr stack;
	ww_uptr registers[WW_TRY_SAVED];
	/* How deep the function graph tracer was; it keeps return addresses itself. */
	ww_s32 traced;
	ww_s32 traced_depth;
};

/*
 * WinworkTryEnter() has saved its caller's registers in the first bytes of @frame, and calls this.
 * Returns 0.
 */
int ww_try_entered(void *frame, int is_finally);

/* The part of ww_try_entered() in src/base. */
void ww_exception_enter(void *frame, int is_finally, const void *caller);

/*
 * Makes WinworkTryEnter() return 1 to the function that called it with @state. All functions that
 * were called from there end. Never returns; the compiler is not told.
 */
void ww_try_resume(struct ww_try_state *state);

/* Identifies the current task, softirq or hard interrupt: no two of them share it. Not 0. */
ww_uptr ww_execution_id(void);

/* BUG(): ends the task, or in an interrupt the machine. The compiler is not told. */
void ww_stop_context(void);

WW_C_END

#endif /* __ASSEMBLY__ */
#endif /* WINWORK_LINUX_EXCEPTION_H */
