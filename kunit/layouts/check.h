/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The macros of the tables in this folder. A size, an offset or a value that differs is an error of
 * the compiler, which names it.
 */
#ifndef WINWORK_KUNIT_LAYOUTS_CHECK_H
#define WINWORK_KUNIT_LAYOUTS_CHECK_H

#include <ntdef.h>

#define LAYOUT(type, bytes, alignment)							\
	C_ASSERT(sizeof(type) == (bytes));						\
	C_ASSERT(__alignof__(type) == (alignment))
#define AT(type, member, offset) C_ASSERT(FIELD_OFFSET(type, member) == (offset))
/* A bit field has no offset: it is there, and its structure's size is that of Windows. */
#define BITS(type, member) C_ASSERT(sizeof(((type *)0)->member + 0) != 0)
/* Unsigned, whatever the constant's type is: -1 is a value of 32 or of 64 bits. */
#define VALUE(name, value)								\
	C_ASSERT((unsigned long long)(name) == (value) ||				\
		 (unsigned int)(name) == (unsigned int)(value))

#endif /* WINWORK_KUNIT_LAYOUTS_CHECK_H */
