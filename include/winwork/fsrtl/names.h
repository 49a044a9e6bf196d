/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names with wildcards.
 */
#ifndef WINWORK_FSRTL_NAMES_H
#define WINWORK_FSRTL_NAMES_H

#include "../rtl/strings.h"

EXTERN_C_START

/**
 * FsRtlIsNameInExpression - compare a name with an expression
 * @Expression: `*` is any characters, and `?` one. `<` is any characters, but not the last period; `>` one, or none
 *	at a period and at the end; `"` a period, or none at the end. With @IgnoreCase it must be in upper case
 * @Name: has no wildcards
 * @IgnoreCase: TRUE: each character of @Name counts in upper case
 * @UpcaseTable: NULL, or 65536 characters: the upper case of each one
 *
 * Here: without memory for an expression of more than 127 characters the result is FALSE.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: TRUE if all of @Name matches all of @Expression.
 * Page: ntifs.h, FsRtlIsNameInExpression
 */
BOOLEAN NTAPI FsRtlIsNameInExpression(_In_ PUNICODE_STRING Expression, _In_ PUNICODE_STRING Name,
				      _In_ BOOLEAN IgnoreCase, _In_opt_ PWCHAR UpcaseTable);

EXTERN_C_END

#endif /* WINWORK_FSRTL_NAMES_H */
