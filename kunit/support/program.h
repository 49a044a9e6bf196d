/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of a program, for cases. KUnit runs cases in threads of the kernel, so they borrow the memory
 * of the program that loads the module.
 */
#ifndef WINWORK_KUNIT_PROGRAM_H
#define WINWORK_KUNIT_PROGRAM_H

/* Before the headers of Windows, which leave its PAGE_SIZE and the like alone. */
#include <linux/mman.h>

#include "support.h"

/* Notes the memory of the current process. Called where the module is loaded. */
void program_note(void);

/*
 * Calls @body in the case's thread, with the memory of the program. @body has no assertions, since these
 * would end the thread.
 */
void as_program(struct kunit *test, void (*body)(struct kunit *test));

/* In @body: maps anonymous memory with PROT_READ or PROT_READ | PROT_WRITE. NULL, and a failure, if not. */
void *program_map(struct kunit *test, size_t bytes, unsigned long protection);
void program_unmap(void *start, size_t bytes);
/* Writes and checks bytes that differ with @seed, as the program would. */
void program_fill(struct kunit *test, void *start, size_t bytes, u8 seed);
void program_expect(struct kunit *test, const void *start, size_t bytes, u8 seed);

/* The same for memory of the kernel. */
void pattern_fill(void *start, size_t bytes, u8 seed);
bool pattern_is(const void *start, size_t bytes, u8 seed);

#endif /* WINWORK_KUNIT_PROGRAM_H */
