/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of crt/functions.h for one character type. That header includes this one twice. It defines
 *
 *	WINWORK_CHAR		the type
 *	WINWORK_TEXT(name)	the name with A or W appended
 *	WINWORK_CRT(name)	the name of the library, which begins with str or wcs
 *	WINWORK_CRT_OWN(name)	the same with an underscore before it
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
		const int Left = WINWORK_TEXT(WinworkLower)(*String1++);
		const int Right = WINWORK_TEXT(WinworkLower)(*String2++);

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

WINWORK_OWN errno_t WINWORK_CRT(ncpy_s)(WINWORK_CHAR *Destination, size_t Room,
					const WINWORK_CHAR *Source, size_t Count)
{
	if (!Destination || !Room)
		return WINWORK_EINVAL;
	if (Source && Count == _TRUNCATE &&
	    WINWORK_TEXT(WinworkLength)(Source, Room) == Room) {
		WINWORK_TEXT(WinworkPut)(Destination, Room, 0, Source, Room - 1);
		return WINWORK_STRUNCATE;
	}
	return WINWORK_TEXT(WinworkPut)(Destination, Room, 0, Source, Count);
}
