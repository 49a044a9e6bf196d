/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the suites of the registry: a key of each case, which is deleted at the case's end with all that is
 * below it, and short forms of the calls.
 */
#ifndef WINWORK_KUNIT_REGISTRY_CASE_H
#define WINWORK_KUNIT_REGISTRY_CASE_H

#include "support.h"

#define CASE_KEY L"\\Registry\\Machine\\Software\\WinWork case"

/* The handle of the case's key, while a case runs. */
extern HANDLE case_key;

int registry_init(struct kunit *test);
void registry_exit(struct kunit *test);

#define REGISTRY_SUITE(label) WINWORK_SUITE_WITH(label, registry_init, registry_exit)

/* Opens or creates a key: a path, or a name below @root. */
NTSTATUS open_key(HANDLE *key, HANDLE root, PCWSTR name);
NTSTATUS create_key(HANDLE *key, HANDLE root, PCWSTR name, ULONG options, PULONG disposition);

NTSTATUS set_value(HANDLE key, PCWSTR name, ULONG type, const void *data, ULONG bytes);
NTSTATUS delete_value(HANDLE key, PCWSTR name);

static inline NTSTATUS set_number(HANDLE key, PCWSTR name, ULONG number)
{
	return set_value(key, name, REG_DWORD, &number, sizeof(number));
}

/* The number of a REG_DWORD value, or 0xdead. */
ULONG number_of(HANDLE key, PCWSTR name);

/* The characters of a text, without its null. */
size_t wide_length(PCWSTR text);

#define OK(test, call) KUNIT_EXPECT_EQ(test, (ULONG)(call), (ULONG)STATUS_SUCCESS)
#define MUST(test, call) KUNIT_ASSERT_EQ(test, (ULONG)(call), (ULONG)STATUS_SUCCESS)
#define STATUS_IS(test, call, status) KUNIT_EXPECT_EQ(test, (ULONG)(call), (ULONG)(status))

#endif /* WINWORK_KUNIT_REGISTRY_CASE_H */
