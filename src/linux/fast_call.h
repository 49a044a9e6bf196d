/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls of C functions that keep the caller's registers, for functions of nearly every Windows call.
 */
#ifndef WINWORK_LINUX_FAST_CALL_H
#define WINWORK_LINUX_FAST_CALL_H

/*
 * Questions of nearly every call, so cheap ones: on x86 the C functions behind them leave all
 * registers but the result's alone, and the caller need not save its own. clang cannot say in C++
 * that an assembler statement calls, which takes the stack pointer as an operand.
 */
#if defined(__x86_64__) && !defined(__clang__) && !defined(WW_HOST)
#define WW_HAS_FAST_CALLS 1
#define WW_KEEPS_REGISTERS __attribute__((no_caller_saved_registers))
#else
#define WW_KEEPS_REGISTERS
#endif

#ifdef __cplusplus
/*
 * These call one of the functions with WW_KEEPS_REGISTERS, the second one that returns nothing; the
 * compiler would not make use of it.
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
#define ww_fast_command(function)								\
	({											\
		register void *stack_ asm("rsp");						\
		asm volatile("call %P1" : "+r"(stack_) : "i"(function) : "cc", "memory");	\
	})
#else
#define ww_fast_call(function) function()
#define ww_fast_command(function) function()
#endif
#endif

#endif /* WINWORK_LINUX_FAST_CALL_H */
