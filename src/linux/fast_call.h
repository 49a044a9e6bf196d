/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls of C functions that keep the caller's registers, for questions that nearly every Windows
 * function asks.
 */
#ifndef WINWORK_LINUX_FAST_CALL_H
#define WINWORK_LINUX_FAST_CALL_H

/*
 * On x86 a function with WW_KEEPS_REGISTERS changes no register but its result's, so its caller
 * need not save any. The attribute stands at the declaration and at the definition. clang cannot
 * express in C++ that an assembler statement calls a function: it does not take the stack pointer
 * as an operand.
 */
#if defined(__x86_64__) && !defined(__clang__) && !defined(WW_HOST)
#define WW_HAS_FAST_CALLS 1
#ifdef __CET__
/* No indirect call reaches the function, so it need not begin with an ENDBR64. */
#define WW_KEEPS_REGISTERS __attribute__((no_caller_saved_registers, nocf_check))
#else
#define WW_KEEPS_REGISTERS __attribute__((no_caller_saved_registers))
#endif
#else
#define WW_KEEPS_REGISTERS
#endif

/* Calls a function with WW_KEEPS_REGISTERS that has three arguments of a register each, and returns nothing. */
#ifdef WW_HAS_FAST_CALLS
#define ww_fast_tell_three(function, first, second, third)					\
	({											\
		register void *stack_ asm("rsp");						\
		asm volatile("call %P4" : "+r"(stack_)						\
			     : "D"(first), "S"(second), "d"(third), "i"(function)		\
			     : "cc", "memory");							\
	})
#else
#define ww_fast_tell_three(function, first, second, third) function(first, second, third)
#endif

#ifdef __cplusplus
/*
 * Call a function with WW_KEEPS_REGISTERS; ww_fast_command() one that returns nothing. g++ ignores
 * the attribute at an ordinary call in C++.
 */
#ifdef WW_HAS_FAST_CALLS
#define ww_fast_call(function)									\
	({											\
		decltype(function()) result_;							\
		register void *stack_ asm("rsp");						\
		asm volatile("call %P2" : "=a"(result_), "+r"(stack_)				\
			     : "i"(function) : "cc", "memory");					\
		result_;									\
	})
/* ww_fast_call() with an argument. */
#define ww_fast_ask(function, argument)								\
	({											\
		decltype(function(argument)) result_;						\
		register void *stack_ asm("rsp");						\
		asm volatile("call %P3" : "=a"(result_), "+r"(stack_)				\
			     : "D"(argument), "i"(function) : "cc", "memory");			\
		result_;									\
	})
/* ww_fast_ask() with two arguments, and without a result. */
#define ww_fast_tell(function, argument, other)							\
	({											\
		register void *stack_ asm("rsp");						\
		asm volatile("call %P3" : "+r"(stack_)						\
			     : "D"(argument), "S"(other), "i"(function) : "cc", "memory");	\
	})
#define ww_fast_command(function)								\
	({											\
		register void *stack_ asm("rsp");						\
		asm volatile("call %P1" : "+r"(stack_) : "i"(function) : "cc", "memory");	\
	})
#else
#define ww_fast_call(function) function()
#define ww_fast_ask(function, argument) function(argument)
#define ww_fast_tell(function, argument, other) function(argument, other)
#define ww_fast_command(function) function()
#endif
#endif

#endif /* WINWORK_LINUX_FAST_CALL_H */
