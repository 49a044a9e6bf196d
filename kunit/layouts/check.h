/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The macros of the checks that scripts/lib/layouts.py makes of the tables. A size, an offset or a
 * value that differs is an error of the compiler, which names it.
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

#ifdef __cplusplus
#define LAYOUTS_ASSERT static_assert
#else
#define LAYOUTS_ASSERT _Static_assert
#endif
/*
 * Unsigned, whatever the constant's type is: a negative one of 32 bits may stand here with 32 or with
 * 64 bits. All bits of a 64-bit constant count.
 */
#define VALUE(name, value)								\
	LAYOUTS_ASSERT((unsigned long long)(name) == (value) ||				\
		       (sizeof(name) <= sizeof(unsigned int) &&				\
			(unsigned int)(name) == (unsigned int)(value)), #name " is " #value " on Windows")

/*
 * The bytes of objects and the values of pointers are in no constant expression. Each of these lines
 * is an entry of one section. kunit/host/layouts runs a program that compares the entries:
 *
 *	GUID_VALUE		a GUID that DEFINE_GUID defines
 *	GUID_INITIALIZER	a macro with the initializer of a GUID
 *	PROPERTY_KEY		a key that DEFINE_DEVPROPKEY defines: its GUID and its number
 *	POINTER			a constant whose type is a pointer
 */
struct layouts_entry {
	const char *name;
	const GUID *guid;
	const char *text;
	const unsigned int *id;
	const void *pointer;
	unsigned long long number;
};
#define LAYOUTS_ENTRY(line, ...)							\
	static struct layouts_entry line						\
		__attribute__((used, section("layouts_entries"), aligned(8))) = { __VA_ARGS__ }
#define GUID_VALUE(name, text) LAYOUTS_ENTRY(name##_entry, #name, &(name), text, 0, 0, 0)
#define GUID_INITIALIZER(name, text)							\
	static const GUID name##_object = name;						\
	LAYOUTS_ENTRY(name##_entry, #name, &name##_object, text, 0, 0, 0)
#define PROPERTY_KEY(name, text, number)						\
	LAYOUTS_ENTRY(name##_entry, #name, &(name).fmtid, text, &(name).pid, 0, number)
#define POINTER(name, value) \
	LAYOUTS_ENTRY(name##_entry, #name, 0, 0, 0, (const void *)(name), value)

#endif /* WINWORK_KUNIT_LAYOUTS_CHECK_H */
