// SPDX-License-Identifier: GPL-2.0
/*
 * Functions that KCSAN lacks: compilers call them in C++ only, where code accesses an object's
 * pointer to its virtual functions. KCSAN itself is for C.
 */
#ifdef CONFIG_KCSAN

#include <linux/export.h>

void __tsan_write8(void *address);
void __tsan_read8(void *address);
void __tsan_vptr_update(void *pointer, void *value);
void __tsan_vptr_read(void *pointer);

void __tsan_vptr_update(void *pointer, void *value)
{
	__tsan_write8(pointer);
}
EXPORT_SYMBOL_GPL(__tsan_vptr_update);

void __tsan_vptr_read(void *pointer)
{
	__tsan_read8(pointer);
}
EXPORT_SYMBOL_GPL(__tsan_vptr_read);

#endif /* CONFIG_KCSAN */
