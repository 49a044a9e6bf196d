// SPDX-License-Identifier: GPL-2.0
/*
 * Linux's part of exceptions. The assembler is in try_enter.S.
 */
#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/kasan.h>
#include <linux/sched.h>

#include "context.h"
#include "exception.h"

void ww_try_restore(const struct ww_try_state *state);

static_assert(offsetof(struct ww_try_state, return_address) == WW_TRY_RETURN);
static_assert(offsetof(struct ww_try_state, stack) == WW_TRY_STACK);
static_assert(offsetof(struct ww_try_state, registers) == WW_TRY_REGISTERS);

#ifdef CONFIG_FUNCTION_GRAPH_TRACER
static __always_inline void note_tracer(struct ww_try_state *state)
{
	state->traced = current->curr_ret_stack;
	state->traced_depth = current->curr_ret_depth;
}

/* The functions that end do not return, so the tracer must not expect them to. */
static __always_inline void restore_tracer(const struct ww_try_state *state)
{
	current->curr_ret_stack = state->traced;
	current->curr_ret_depth = state->traced_depth;
}
#else
static __always_inline void note_tracer(struct ww_try_state *state)
{
}

static __always_inline void restore_tracer(const struct ww_try_state *state)
{
}
#endif

#if defined(CONFIG_KASAN_GENERIC) || defined(CONFIG_KASAN_SW_TAGS)
/*
 * A function poisons the gaps between its variables, and clears that when it returns. Those that
 * end here do not return. The loop writes shadow memory, which has no shadow itself.
 */
static __no_sanitize_address noinline notrace void forget_poison(const void *begin, const void *end)
{
	u8 *shadow = kasan_mem_to_shadow(begin);
	u8 *last = kasan_mem_to_shadow(end);

	while (shadow < last)
		WRITE_ONCE(*shadow++, IS_ENABLED(CONFIG_KASAN_SW_TAGS) ? 0xff : 0);
}
#else
static __always_inline void forget_poison(const void *begin, const void *end)
{
}
#endif

/* Not traced: the tracer's depth is that of the function with the __try. */
notrace int ww_try_entered(void *frame, int is_finally)
{
	note_tracer(frame);
	ww_exception_enter(frame, is_finally, __builtin_return_address(0));
	return 0;
}

notrace void ww_try_resume(struct ww_try_state *state)
{
	restore_tracer(state);
	forget_poison(__builtin_frame_address(0), (void *)state->stack);
	ww_try_restore(state);
}

/*
 * A task's address is a multiple of the number of kinds. Each kind interrupts only those before it.
 */
ww_uptr ww_execution_id(void)
{
	BUILD_BUG_ON(IN_NMI >= __alignof__(struct task_struct));
	return (ww_uptr)current | execution_here();
}

/* objtool knows no function behind a pointer, and expects no note that it never returns. */
static notrace void bug(void)
{
	BUG();
}

static void (*stop)(void) = bug;

void ww_stop_context(void)
{
	READ_ONCE(stop)();
}
