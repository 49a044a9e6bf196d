/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of crt/functions.h for one character type. That header includes this one twice. It defines
 *
 *	WINWORK_CHAR		the type
 *	WINWORK_TEXT(name)	the name with A or W appended
 *	WINWORK_CRT(name)	the name of the library, which begins with str or wcs
 *	WINWORK_CRT_OWN(name)	the same with an underscore before it
 *	WINWORK_UPPER(c), WINWORK_LOWER(c)
 *				the character in upper case, in lower case
 */

/* Returns the number of characters before the null, but Most if there are Most or more. */
WINWORK_OWN size_t WINWORK_TEXT(WinworkLength)(const WINWORK_CHAR *String, size_t Most)
{
	size_t Length = 0;

	while (Length < Most && String[Length])
		Length++;
	return Length;
}

/* Stores exactly Count characters. Nulls follow a shorter text. A longer one gets no null. */
WINWORK_OWN WINWORK_CHAR *WINWORK_TEXT(WinworkCopyCounted)(WINWORK_CHAR *Destination,
							   const WINWORK_CHAR *Source, size_t Count)
{
	const size_t Length = WINWORK_TEXT(WinworkLength)(Source, Count);

	__builtin_memcpy(Destination, Source, Length * sizeof(*Source));
	__builtin_memset(Destination + Length, 0, (Count - Length) * sizeof(*Source));
	return Destination;
}

/* ---- Compare ---------------------------------------------------------------------------- */

WINWORK_OWN int WINWORK_CRT_OWN(nicmp)(const WINWORK_CHAR *String1, const WINWORK_CHAR *String2,
				       size_t Most)
{
	if (!String1 || !String2)
		return _NLSCMPERROR;
	for (; Most; Most--) {
		const int Left = WINWORK_LOWER(*String1++);
		const int Right = WINWORK_LOWER(*String2++);

		if (Left != Right || !Left)
			return Left - Right;
	}
	return 0;
}

WINWORK_OWN int WINWORK_CRT_OWN(icmp)(const WINWORK_CHAR *String1, const WINWORK_CHAR *String2)
{
	return WINWORK_CRT_OWN(nicmp)(String1, String2, MAXSIZE_T);
}

/* ---- Copy into a destination of known size ---------------------------------------------- */

/*
 * Stores at most Most characters of Source after the first Length characters of the destination. If
 * they do not fit, the destination becomes an empty text.
 */
WINWORK_OWN errno_t WINWORK_TEXT(WinworkPut)(WINWORK_CHAR *Destination, size_t Room, size_t Length,
					     const WINWORK_CHAR *Source, size_t Most)
{
	const size_t Left = Room - Length;
	size_t Count;

	if (Source) {
		Count = WINWORK_TEXT(WinworkLength)(Source, Most < Left ? Most : Left);
		if (Count < Left) {
			__builtin_memcpy(Destination + Length, Source, Count * sizeof(*Source));
			Destination[Length + Count] = 0;
			return 0;
		}
	}
	if (Room)
		*Destination = 0;
	return Source ? WINWORK_ERANGE : WINWORK_EINVAL;
}

WINWORK_OWN errno_t WINWORK_CRT(cpy_s)(WINWORK_CHAR *Destination, size_t Room,
				       const WINWORK_CHAR *Source)
{
	if (!Destination)
		return WINWORK_EINVAL;
	return WINWORK_TEXT(WinworkPut)(Destination, Room, 0, Source, MAXSIZE_T);
}

WINWORK_OWN errno_t WINWORK_CRT(cat_s)(WINWORK_CHAR *Destination, size_t Room,
				       const WINWORK_CHAR *Source)
{
	size_t Length;

	if (!Destination)
		return WINWORK_EINVAL;
	Length = WINWORK_TEXT(WinworkLength)(Destination, Room);
	if (Room && Length == Room)
		return WINWORK_EINVAL;
	return WINWORK_TEXT(WinworkPut)(Destination, Room, Length, Source, MAXSIZE_T);
}

/*
 * Stores at most Count characters of Source after the first Length ones. With _TRUNCATE it stores
 * the part that fits.
 */
WINWORK_OWN errno_t WINWORK_TEXT(WinworkPutCounted)(WINWORK_CHAR *Destination, size_t Room,
						    size_t Length, const WINWORK_CHAR *Source,
						    size_t Count)
{
	const size_t Left = Room - Length;

	if (Source && Count == _TRUNCATE && WINWORK_TEXT(WinworkLength)(Source, Left) == Left) {
		WINWORK_TEXT(WinworkPut)(Destination, Room, Length, Source, Left - 1);
		return WINWORK_STRUNCATE;
	}
	return WINWORK_TEXT(WinworkPut)(Destination, Room, Length, Source, Count);
}

WINWORK_OWN errno_t WINWORK_CRT(ncpy_s)(WINWORK_CHAR *Destination, size_t Room,
					const WINWORK_CHAR *Source, size_t Count)
{
	if (!Destination || !Room)
		return WINWORK_EINVAL;
	return WINWORK_TEXT(WinworkPutCounted)(Destination, Room, 0, Source, Count);
}

WINWORK_OWN errno_t WINWORK_CRT(ncat_s)(WINWORK_CHAR *Destination, size_t Room,
					const WINWORK_CHAR *Source, size_t Count)
{
	size_t Length;

	if (!Destination || !Room)
		return WINWORK_EINVAL;
	Length = WINWORK_TEXT(WinworkLength)(Destination, Room);
	if (Length == Room)
		return WINWORK_EINVAL;
	return WINWORK_TEXT(WinworkPutCounted)(Destination, Room, Length, Source, Count);
}

/* ---- Change in place --------------------------------------------------------------------- */

/* Whether the text ends within Room characters. If it does not, it becomes an empty text. */
WINWORK_OWN BOOLEAN WINWORK_TEXT(WinworkEndsIn)(WINWORK_CHAR *String, size_t Room)
{
	if (!String)
		return FALSE;
	if (WINWORK_TEXT(WinworkLength)(String, Room) < Room)
		return TRUE;
	if (Room)
		*String = 0;
	return FALSE;
}

WINWORK_OWN WINWORK_CHAR *WINWORK_CRT_OWN(nset)(WINWORK_CHAR *String, int Character, size_t Count)
{
	WINWORK_CHAR *At;

	for (At = String; Count && *At; At++, Count--)
		*At = (WINWORK_CHAR)Character;
	return String;
}

WINWORK_OWN WINWORK_CHAR *WINWORK_CRT_OWN(set)(WINWORK_CHAR *String, int Character)
{
	return WINWORK_CRT_OWN(nset)(String, Character, MAXSIZE_T);
}

WINWORK_OWN errno_t WINWORK_CRT_OWN(nset_s)(WINWORK_CHAR *String, size_t Room, int Character,
					    size_t Count)
{
	if (!WINWORK_TEXT(WinworkEndsIn)(String, Room))
		return WINWORK_EINVAL;
	WINWORK_CRT_OWN(nset)(String, Character, Count);
	return 0;
}

WINWORK_OWN errno_t WINWORK_CRT_OWN(set_s)(WINWORK_CHAR *String, size_t Room, int Character)
{
	return WINWORK_CRT_OWN(nset_s)(String, Room, Character, MAXSIZE_T);
}

WINWORK_OWN WINWORK_CHAR *WINWORK_CRT_OWN(lwr)(WINWORK_CHAR *String)
{
	WINWORK_CHAR *At;

	for (At = String; At && *At; At++)
		*At = (WINWORK_CHAR)WINWORK_LOWER(*At);
	return String;
}

WINWORK_OWN WINWORK_CHAR *WINWORK_CRT_OWN(upr)(WINWORK_CHAR *String)
{
	WINWORK_CHAR *At;

	for (At = String; At && *At; At++)
		*At = (WINWORK_CHAR)WINWORK_UPPER(*At);
	return String;
}

WINWORK_OWN errno_t WINWORK_CRT_OWN(lwr_s)(WINWORK_CHAR *String, size_t Room)
{
	if (!WINWORK_TEXT(WinworkEndsIn)(String, Room))
		return WINWORK_EINVAL;
	WINWORK_CRT_OWN(lwr)(String);
	return 0;
}

WINWORK_OWN errno_t WINWORK_CRT_OWN(upr_s)(WINWORK_CHAR *String, size_t Room)
{
	if (!WINWORK_TEXT(WinworkEndsIn)(String, Room))
		return WINWORK_EINVAL;
	WINWORK_CRT_OWN(upr)(String);
	return 0;
}

WINWORK_OWN WINWORK_CHAR *WINWORK_CRT_OWN(rev)(WINWORK_CHAR *String)
{
	WINWORK_CHAR *Left = String;
	WINWORK_CHAR *Right = String + WINWORK_TEXT(WinworkLength)(String, MAXSIZE_T);

	while (Left < Right) {
		const WINWORK_CHAR Character = *Left;

		*Left++ = *--Right;
		*Right = Character;
	}
	return String;
}

/* ---- Words ------------------------------------------------------------------------------- */

/* Returns the length of the beginning of String whose characters all are, or all are not, in Set. */
WINWORK_OWN size_t WINWORK_TEXT(WinworkSpan)(const WINWORK_CHAR *String, const WINWORK_CHAR *Set,
					     BOOLEAN Within)
{
	size_t Length;

	for (Length = 0; String[Length]; Length++) {
		const WINWORK_CHAR *Member = Set;

		while (*Member && *Member != String[Length])
			Member++;
		if ((*Member != 0) != Within)
			break;
	}
	return Length;
}

WINWORK_OWN WINWORK_CHAR *WINWORK_CRT(tok_s)(WINWORK_CHAR *String, const WINWORK_CHAR *Delimiters,
					     WINWORK_CHAR **Context)
{
	WINWORK_CHAR *End;

	if (!Delimiters || !Context || (!String && !*Context))
		return NULL;
	if (!String)
		String = *Context;
	String += WINWORK_TEXT(WinworkSpan)(String, Delimiters, TRUE);
	End = String + WINWORK_TEXT(WinworkSpan)(String, Delimiters, FALSE);
	if (*End)
		*End++ = 0;
	*Context = End;
	return *String ? String : NULL;
}
