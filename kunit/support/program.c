/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of a program, for cases.
 */
#include "program.h"

#include <linux/mm.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

/* The program waits until the suites have run. */
static struct mm_struct *memory;

void program_note(void)
{
	memory = current->mm;
}

void as_program(struct kunit *test, void (*body)(struct kunit *test))
{
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, memory);
	kthread_use_mm(memory);
	body(test);
	kthread_unuse_mm(memory);
}

void *program_map(struct kunit *test, size_t bytes, unsigned long protection)
{
	unsigned long start = vm_mmap(NULL, 0, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS, 0);

	KUNIT_EXPECT_FALSE_MSG(test, IS_ERR_VALUE(start), "the program got no memory: %ld", (long)start);
	return IS_ERR_VALUE(start) ? NULL : (void *)start;
}

void program_unmap(void *start, size_t bytes)
{
	vm_munmap((unsigned long)start, bytes);
}

static u8 pattern(size_t i, u8 seed)
{
	return i * 7 + (i >> 8) * 13 + seed;
}

void pattern_fill(void *start, size_t bytes, u8 seed)
{
	u8 *byte = start;
	size_t i;

	for (i = 0; i < bytes; i++)
		byte[i] = pattern(i, seed);
}

bool pattern_is(const void *start, size_t bytes, u8 seed)
{
	const u8 *byte = start;
	size_t i;

	for (i = 0; i < bytes; i++) {
		if (byte[i] != pattern(i, seed))
			return false;
	}
	return true;
}

void program_fill(struct kunit *test, void *start, size_t bytes, u8 seed)
{
	void *copy = vmalloc(bytes);

	pattern_fill(copy, bytes, seed);
	KUNIT_EXPECT_EQ(test, copy_to_user((void __user *)start, copy, bytes), 0ul);
	vfree(copy);
}

void program_expect(struct kunit *test, const void *start, size_t bytes, u8 seed)
{
	void *copy = vzalloc(bytes);

	KUNIT_EXPECT_EQ(test, copy_from_user(copy, (const void __user *)start, bytes), 0ul);
	KUNIT_EXPECT_TRUE_MSG(test, pattern_is(copy, bytes, seed),
			      "the program's %zu bytes are not of seed %u", bytes, seed);
	vfree(copy);
}
