/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names with wildcards, and names of 8.3 characters.
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

/**
 * RtlIsNameLegalDOS8Dot3 - whether a name is one of the old file systems: up to eight characters, and up to three
 *	behind a period
 * @Name: the name, in either case; "." and ".." are such names
 * @OemName: NULL, or receives the name in upper case if it is legal and fits
 * @NameContainsSpaces: NULL, or receives, for a legal name, whether there are blanks in it
 *
 * Neither part begins or ends with a blank. Here: only characters of ASCII are legal.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: TRUE for a legal name.
 * Page: ntifs.h, RtlIsNameLegalDOS8Dot3
 */
BOOLEAN NTAPI RtlIsNameLegalDOS8Dot3(_In_ PCUNICODE_STRING Name, _Inout_opt_ POEM_STRING OemName,
				     _Out_opt_ PBOOLEAN NameContainsSpaces);

EXTERN_C_END

#endif /* WINWORK_FSRTL_NAMES_H */
