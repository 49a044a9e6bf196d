/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What named_object_cxx.cpp has for suite ob_named_object.
 */
#ifndef WINWORK_KUNIT_NAMED_OBJECT_H
#define WINWORK_KUNIT_NAMED_OBJECT_H

EXTERN_C_START

NTSTATUS DriverByNameInCxx(PUNICODE_STRING Name, PVOID *Object);

EXTERN_C_END

#endif /* WINWORK_KUNIT_NAMED_OBJECT_H */
