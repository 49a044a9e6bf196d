/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's static branches in C++: a condition that is nearly always false, and then costs one
 * instruction that does nothing.
 */
#ifndef WINWORK_LINUX_STATIC_BRANCH_H
#define WINWORK_LINUX_STATIC_BRANCH_H

/*
 * Whether the struct static_key at @key is switched on. Linux replaces the instruction by a jump
 * then. The record that tells Linux where is that of <asm/jump_label.h>.
 */
#if defined(WW_STATIC_BRANCHES) && !defined(WW_HOST)
#if defined(__x86_64__)
#define WW_BRANCH_NOTHING ".byte 0x0f, 0x1f, 0x44, 0x00, 0x00"
#elif defined(__aarch64__)
#define WW_BRANCH_NOTHING "nop"
#else
#error "a static branch of this processor is not known"
#endif
#define WW_STATIC_BRANCH(key)									\
	([] [[gnu::always_inline]] {								\
		asm goto("1: " WW_BRANCH_NOTHING "\n\t"						\
			 ".pushsection __jump_table, \"aw\"\n\t"				\
			 ".balign 8\n\t"							\
			 ".long 1b - ., %l[is_on] - .\n\t"					\
			 ".quad %c0 - .\n\t"							\
			 ".popsection"								\
			 : : "i"(key) : : is_on);						\
		return false;									\
	is_on:											\
		return true;									\
	}())
#elif !defined(WW_HOST)
/* A kernel without static branches: its keys are counters. */
#define WW_STATIC_BRANCH(key)									\
	(__atomic_load_n(reinterpret_cast<const int *>(key), __ATOMIC_RELAXED) > 0)
#else
#define WW_STATIC_BRANCH(key) false
#endif

#endif /* WINWORK_LINUX_STATIC_BRANCH_H */
