/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of the C run-time library for memory, and for null-terminated text of char and of
 * WCHAR. <stdio.h> has formatted text. The IRQL may be any.
 *
 * strlen, strcpy and so on, and wcslen, wcscpy and so on, follow the C standard. A text may not
 * overlap the destination that it is copied to.
 *
 *	_stricmp _strnicmp	compare two texts without regard to case. They return _NLSCMPERROR
 *	_wcsicmp _wcsnicmp	if a text is NULL
 *	towlower towupper	return a WCHAR in lower case, in upper case
 *	_strlwr _wcslwr		change all letters of a text to lower case, to upper case; return the
 *	_strupr _wcsupr		text
 *	_strrev _wcsrev		reverse a text, and return it
 *	_strset _wcsset		set each character of a text, or the first Count ones, and return the
 *	_strnset _wcsnset	text
 *	strtok_s wcstok_s	return the next word of a text, or NULL. A null replaces the delimiter
 *				behind the word. Context keeps the place for the next call, whose
 *				String is NULL
 *	iswalnum iswdigit	whether a WCHAR is a letter or digit, a digit from 0 to 9, white space
 *	iswspace
 *
 * The functions with _s in their names get the size of the destination: in bytes for memory,
 * otherwise in characters. They return 0 for success.
 *
 *	function		if the source does not fit
 *	memcpy_s		ERANGE; the whole destination is set to zero
 *	memmove_s		ERANGE; nothing changes
 *	strcpy_s wcscpy_s	ERANGE; the destination becomes an empty text
 *	strcat_s wcscat_s	ERANGE; the destination becomes an empty text
 *	strncpy_s wcsncpy_s	ERANGE; the destination becomes an empty text. With the count
 *	strncat_s wcsncat_s	_TRUNCATE: STRUNCATE; the part that fits is copied
 *
 *	function		if an argument is wrong
 *	memcpy_s		EINVAL for a NULL pointer. For a NULL source the whole destination
 *				is set to zero
 *	memmove_s		EINVAL for a NULL pointer; nothing changes
 *	functions for text	EINVAL for a NULL pointer. For a NULL source the destination
 *				becomes an empty text
 *	strcat_s wcscat_s	EINVAL if the text in the destination does not end within its size;
 *	strncat_s wcsncat_s	nothing changes
 *	strncpy_s wcsncpy_s	EINVAL for a destination of size 0
 *	strncat_s wcsncat_s
 *	_strlwr_s _wcslwr_s	EINVAL if the text does not end within its size; it becomes an empty
 *	_strupr_s _wcsupr_s	text
 *	_strset_s _wcsset_s
 *	_strnset_s _wcsnset_s
 *
 * memcpy_s and memmove_s of 0 bytes succeed with any pointers. Only memmove_s accepts source and
 * destination that overlap. In C++ the size of an array may be left out.
 *
 * In an application these errors call the invalid parameter handler, and set errno. A kernel has
 * neither, as on Windows.
 *
 * Here: for WCHAR, case is defined for the letters of RtlDowncaseUnicodeChar, and iswalnum knows
 * these letters. For char it is defined for ASCII letters.
 *
 * Pages: string.h and wchar.h of the C run-time library, the names of the functions.
 */
#ifndef WINWORK_CRT_FUNCTIONS_H
#define WINWORK_CRT_FUNCTIONS_H

#include "../rtl/strings.h"
#include "../base/types.h"

typedef int errno_t;
/* The room of a buffer. */
typedef size_t rsize_t;

/* Results of the functions with _s in their names. <errno.h> has the names that drivers use: some
 * drivers that do not include it define these names themselves. */
#define WINWORK_EINVAL 22
#define WINWORK_ERANGE 34
#define WINWORK_STRUNCATE 80
#define _TRUNCATE ((size_t)-1)
#define _NLSCMPERROR 0x7fffffff

/*
 * Defines a function that searches a text. In C++ it has an overload for const text, whose result
 * is const. The functions are in a block of extern "C++", because a driver may include this header
 * in a block of extern "C", which does not allow overloads.
 */
#ifdef __cplusplus
#define WINWORK_FINDER(Name, Char, What, Find)						\
	extern "C++" {									\
	WINWORK_OWN const Char *Name(const Char *String, What Sought)			\
	{										\
		return Find(String, Sought);						\
	}										\
	WINWORK_OWN Char *Name(Char *String, What Sought)				\
	{										\
		return const_cast<Char *>(Find(String, Sought));			\
	}										\
	}
#else
#define WINWORK_FINDER(Name, Char, What, Find)						\
	WINWORK_OWN Char *Name(const Char *String, What Sought)				\
	{										\
		return (Char *)Find(String, Sought);					\
	}
#endif

EXTERN_C_START

/* ---- Functions that Linux also has ------------------------------------------------------- */

#ifndef _LINUX_STRING_H_
/* These are Linux's for memory of the kernel, and also take that of a program: user_memory.h. */
WINWORK_INSTEAD void *memcpy(void *Destination, const void *Source, size_t Length)
{
	return WinworkCopyMemory(Destination, Source, Length);
}
WINWORK_INSTEAD void *memmove(void *Destination, const void *Source, size_t Length)
{
	return WinworkMoveMemory(Destination, Source, Length);
}
WINWORK_INSTEAD void *memset(void *Destination, int Fill, size_t Length)
{
	return WinworkFillMemory(Destination, Fill, Length);
}
#ifdef __clang__
/*
 * Clang calls memcmp() for __builtin_memcmp(). That would be the function below, which ends in
 * __builtin_memcmp() itself. With a symbol of its own it is another function.
 */
int memcmp(const void *Source1, const void *Source2, size_t Length) __asm__("WinworkMemcmp");
#endif
WINWORK_INSTEAD int memcmp(const void *Source1, const void *Source2, size_t Length)
{
	return WinworkCompareMemory(Source1, Source2, Length);
}
size_t strlen(const char *String);
size_t strnlen(const char *String, size_t Most);
int strcmp(const char *String1, const char *String2);
int strncmp(const char *String1, const char *String2, size_t Length);
char *strcpy(char *Destination, const char *Source);
char *strcat(char *Destination, const char *Source);
char *strncat(char *Destination, const char *Source, size_t Most);
size_t strspn(const char *String, const char *Characters);
size_t strcspn(const char *String, const char *Characters);
#ifndef __cplusplus
void *memchr(const void *Source, int Byte, size_t Length);
char *strchr(const char *String, int Character);
char *strrchr(const char *String, int Character);
char *strstr(const char *String, const char *Text);
char *strpbrk(const char *String, const char *Characters);
#else
WINWORK_FINDER(strchr, char, int, __builtin_strchr)
WINWORK_FINDER(strrchr, char, int, __builtin_strrchr)
WINWORK_FINDER(strstr, char, const char *, __builtin_strstr)
WINWORK_FINDER(strpbrk, char, const char *, __builtin_strpbrk)

extern "C++" {
WINWORK_OWN const void *memchr(const void *Source, int Byte, size_t Length)
{
	return __builtin_memchr(Source, Byte, Length);
}

WINWORK_OWN void *memchr(void *Source, int Byte, size_t Length)
{
	return __builtin_memchr(Source, Byte, Length);
}
}
#endif
#endif

/* ---- memory ----------------------------------------------------------------------------- */

WINWORK_OWN errno_t memcpy_s(void *Destination, size_t Room, const void *Source, size_t Length)
{
	if (!Length)
		return 0;
	if (!Destination)
		return WINWORK_EINVAL;
	if (!Source || Length > Room) {
		WinworkFillMemory(Destination, 0, Room);
		return Source ? WINWORK_ERANGE : WINWORK_EINVAL;
	}
	WinworkCopyMemory(Destination, Source, Length);
	return 0;
}

WINWORK_OWN errno_t memmove_s(void *Destination, size_t Room, const void *Source, size_t Length)
{
	if (!Length)
		return 0;
	if (!Destination || !Source)
		return WINWORK_EINVAL;
	if (Length > Room)
		return WINWORK_ERANGE;
	WinworkMoveMemory(Destination, Source, Length);
	return 0;
}

/* ---- text of char and of WCHAR ---------------------------------------------------------- */

WINWORK_OWN int WinworkLowerA(char Character)
{
	return (UCHAR)(Character >= 'A' && Character <= 'Z' ? Character - 'A' + 'a' : Character);
}

WINWORK_OWN int WinworkUpperA(char Character)
{
	return (UCHAR)(Character >= 'a' && Character <= 'z' ? Character - 'a' + 'A' : Character);
}

#define towlower RtlDowncaseUnicodeChar
#define towupper RtlUpcaseUnicodeChar

#define WINWORK_LOWER WinworkLowerA
#define WINWORK_UPPER WinworkUpperA
#define WINWORK_CHAR char
#define WINWORK_TEXT(name) name##A
#define WINWORK_CRT(name) str##name
#define WINWORK_CRT_OWN(name) _str##name
#include "text.h"
#undef WINWORK_CHAR
#undef WINWORK_TEXT
#undef WINWORK_CRT
#undef WINWORK_CRT_OWN
#undef WINWORK_LOWER
#undef WINWORK_UPPER

#define WINWORK_LOWER towlower
#define WINWORK_UPPER towupper
#define WINWORK_CHAR WCHAR
#define WINWORK_TEXT(name) name##W
#define WINWORK_CRT(name) wcs##name
#define WINWORK_CRT_OWN(name) _wcs##name
#include "text.h"
#undef WINWORK_LOWER
#undef WINWORK_UPPER
#undef WINWORK_CHAR
#undef WINWORK_TEXT
#undef WINWORK_CRT
#undef WINWORK_CRT_OWN

/* The newest kernels have no strncpy. */
#ifndef _LINUX_STRING_H_
WINWORK_OWN char *strncpy(char *Destination, const char *Source, size_t Count)
{
	return WinworkCopyCountedA(Destination, Source, Count);
}
#endif

/* ---- text of WCHAR ---------------------------------------------------------------------- */

WINWORK_OWN int iswdigit(unsigned int Character)
{
	return Character >= '0' && Character <= '9';
}

WINWORK_OWN int iswalnum(unsigned int Character)
{
	return iswdigit(Character) || towlower((WCHAR)Character) != towupper((WCHAR)Character);
}

WINWORK_OWN int iswspace(unsigned int Character)
{
	return Character == ' ' || (Character >= '\t' && Character <= '\r');
}

WINWORK_OWN size_t wcsspn(const WCHAR *String, const WCHAR *Characters)
{
	return WinworkSpanW(String, Characters, TRUE);
}

WINWORK_OWN size_t wcscspn(const WCHAR *String, const WCHAR *Characters)
{
	return WinworkSpanW(String, Characters, FALSE);
}

WINWORK_OWN size_t wcsnlen(const WCHAR *String, size_t Most)
{
	return WinworkLengthW(String, Most);
}

WINWORK_OWN size_t wcslen(const WCHAR *String)
{
	return wcsnlen(String, MAXSIZE_T);
}

WINWORK_OWN int wcsncmp(const WCHAR *String1, const WCHAR *String2, size_t Most)
{
	for (; Most; Most--, String1++, String2++) {
		if (*String1 != *String2)
			return *String1 < *String2 ? -1 : 1;
		if (!*String1)
			break;
	}
	return 0;
}

WINWORK_OWN int wcscmp(const WCHAR *String1, const WCHAR *String2)
{
	return wcsncmp(String1, String2, MAXSIZE_T);
}

/* A null is a character as others are. */
WINWORK_OWN int wmemcmp(const WCHAR *Array1, const WCHAR *Array2, size_t Count)
{
	for (; Count; Count--, Array1++, Array2++) {
		if (*Array1 != *Array2)
			return *Array1 < *Array2 ? -1 : 1;
	}
	return 0;
}

WINWORK_OWN WCHAR *wcscpy(WCHAR *Destination, const WCHAR *Source)
{
	__builtin_memcpy(Destination, Source, (wcslen(Source) + 1) * sizeof(*Source));
	return Destination;
}

WINWORK_OWN WCHAR *wcsncpy(WCHAR *Destination, const WCHAR *Source, size_t Count)
{
	return WinworkCopyCountedW(Destination, Source, Count);
}

WINWORK_OWN WCHAR *wcscat(WCHAR *Destination, const WCHAR *Source)
{
	wcscpy(Destination + wcslen(Destination), Source);
	return Destination;
}

/* Appends at most Most characters, and always a null. */
WINWORK_OWN WCHAR *wcsncat(WCHAR *Destination, const WCHAR *Source, size_t Most)
{
	const size_t Length = wcsnlen(Source, Most);
	WCHAR *End = Destination + wcslen(Destination);

	__builtin_memcpy(End, Source, Length * sizeof(*Source));
	End[Length] = 0;
	return Destination;
}

/* These searches include the terminating null, as in the C standard. */
WINWORK_OWN const WCHAR *WinworkFirstOf(const WCHAR *String, WCHAR Character)
{
	while (*String && *String != Character)
		String++;
	return *String == Character ? String : NULL;
}

WINWORK_OWN const WCHAR *WinworkLastOf(const WCHAR *String, WCHAR Character)
{
	const WCHAR *At = String + wcslen(String);

	while (At != String && *At != Character)
		At--;
	return *At == Character ? At : NULL;
}

WINWORK_OWN const WCHAR *WinworkTextIn(const WCHAR *String, const WCHAR *Text)
{
	const size_t Length = wcslen(Text);

	for (; wcsncmp(String, Text, Length); String++) {
		if (!*String)
			return NULL;
	}
	return String;
}

WINWORK_FINDER(wcschr, WCHAR, WCHAR, WinworkFirstOf)
WINWORK_FINDER(wcsrchr, WCHAR, WCHAR, WinworkLastOf)
WINWORK_FINDER(wcsstr, WCHAR, const WCHAR *, WinworkTextIn)

/**
 * WinworkRand, WinworkSrand - the functions rand and srand of stdlib.h
 * @Seed: the number that the sequence begins from
 *
 * IRQL: any.
 * Return: the next number, from 0 to 0x7fff.
 * Page: stdlib.h of the C run-time library, rand, srand
 */
int __cdecl WinworkRand(void);
void __cdecl WinworkSrand(unsigned int Seed);

EXTERN_C_END

#undef WINWORK_FINDER

#ifdef __cplusplus
#define WINWORK_ROOM_KNOWN(Cpy, Cat, Ncpy, Ncat, Char)					\
	template <size_t Room>								\
	WINWORK_OWN errno_t Cpy(Char (&Destination)[Room], const Char *Source)		\
	{										\
		return Cpy(Destination, Room, Source);					\
	}										\
	template <size_t Room>								\
	WINWORK_OWN errno_t Cat(Char (&Destination)[Room], const Char *Source)		\
	{										\
		return Cat(Destination, Room, Source);					\
	}										\
	template <size_t Room>								\
	WINWORK_OWN errno_t Ncpy(Char (&Destination)[Room], const Char *Source,		\
				 size_t Count)						\
	{										\
		return Ncpy(Destination, Room, Source, Count);				\
	}										\
	template <size_t Room>								\
	WINWORK_OWN errno_t Ncat(Char (&Destination)[Room], const Char *Source,		\
				 size_t Count)						\
	{										\
		return Ncat(Destination, Room, Source, Count);				\
	}

extern "C++" {
WINWORK_ROOM_KNOWN(strcpy_s, strcat_s, strncpy_s, strncat_s, char)
WINWORK_ROOM_KNOWN(wcscpy_s, wcscat_s, wcsncpy_s, wcsncat_s, WCHAR)
}
#undef WINWORK_ROOM_KNOWN
#endif

#endif /* WINWORK_CRT_FUNCTIONS_H */
