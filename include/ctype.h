/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ctype.h>: which kind of character one is, in the C locale: above 127 there are none.
 *
 * A character is one from 0 to 255, or -1, of which all functions return 0 or -1 itself. Any other
 * value is OK here, and of no kind. On Windows: behaviour is undefined. IRQL: any.
 *
 * A source with Linux's headers has Linux's functions where it has included <linux/ctype.h>.
 *
 * Pages: ctype.h of the C run-time library, the names of the functions.
 */
#ifndef _INC_CTYPE
#define _INC_CTYPE

#include "winwork/keywords.h"

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

/* Of letters only, which they do not look at. */
#define _tolower(Character) ((Character) - 'A' + 'a')
#define _toupper(Character) ((Character) - 'a' + 'A')

EXTERN_C_END

#endif /* _INC_CTYPE */
