/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ctype.h>: the kinds of characters, in the C locale. The IRQL may be any.
 *
 * An argument is a character from 0 to 255, or -1 (EOF). Characters above 127 belong to no kind.
 * For -1 the functions return 0, and tolower and toupper return -1.
 *
 * Here: any other argument is accepted, and belongs to no kind. On Windows: the behaviour is
 * undefined.
 *
 * A source that has included <linux/ctype.h> gets Linux's functions.
 *
 * Pages: ctype.h of the C run-time library, the names of the functions.
 */
#ifndef _INC_CTYPE
#define _INC_CTYPE

#include "winwork/base/keywords.h"

EXTERN_C_START

#ifndef _LINUX_CTYPE_H
WINWORK_OWN int isupper(int Character)
{
	return Character >= 'A' && Character <= 'Z';
}

WINWORK_OWN int islower(int Character)
{
	return Character >= 'a' && Character <= 'z';
}

WINWORK_OWN int isalpha(int Character)
{
	return isupper(Character) || islower(Character);
}

WINWORK_OWN int isdigit(int Character)
{
	return Character >= '0' && Character <= '9';
}

WINWORK_OWN int isalnum(int Character)
{
	return isalpha(Character) || isdigit(Character);
}

WINWORK_OWN int isxdigit(int Character)
{
	return isdigit(Character) || (Character >= 'A' && Character <= 'F') ||
	       (Character >= 'a' && Character <= 'f');
}

WINWORK_OWN int isspace(int Character)
{
	return Character == ' ' || (Character >= '\t' && Character <= '\r');
}

WINWORK_OWN int iscntrl(int Character)
{
	return (Character >= 0 && Character < ' ') || Character == 127;
}

WINWORK_OWN int isprint(int Character)
{
	return Character >= ' ' && Character < 127;
}

WINWORK_OWN int isgraph(int Character)
{
	return isprint(Character) && Character != ' ';
}

WINWORK_OWN int ispunct(int Character)
{
	return isgraph(Character) && !isalnum(Character);
}

WINWORK_OWN int tolower(int Character)
{
	return isupper(Character) ? Character - 'A' + 'a' : Character;
}

WINWORK_OWN int toupper(int Character)
{
	return islower(Character) ? Character - 'a' + 'A' : Character;
}
#endif

WINWORK_OWN int isblank(int Character)
{
	return Character == ' ' || Character == '\t';
}

WINWORK_OWN int __isascii(int Character)
{
	return (unsigned int)Character < 128;
}

/* For letters only: these functions do not check their argument. */
#define _tolower(Character) ((Character) - 'A' + 'a')
#define _toupper(Character) ((Character) - 'a' + 'A')

EXTERN_C_END

#endif /* _INC_CTYPE */
