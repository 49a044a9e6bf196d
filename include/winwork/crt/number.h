/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The conversion between text and numbers for one character type. <stdlib.h> includes this file
 * twice. It defines WINWORK_CHAR as the type, WINWORK_TEXT(name) as the name with A or W appended,
 * WINWORK_TO(name) as the name with toa or tow appended, and WINWORK_TO_S(name) with toa_s or tow_s.
 */

WINWORK_OWN WINWORK_NUMBER WINWORK_TEXT(WinworkNumber)(const WINWORK_CHAR *Text, WINWORK_CHAR **End,
						       int Base)
{
	const WINWORK_CHAR *At = Text;
	WINWORK_NUMBER Number = { 0, FALSE, FALSE };

	if (End)
		*End = (WINWORK_CHAR *)Text;
	if (Base < 0 || Base == 1 || Base > 36)
		return Number;
	while (*At == ' ' || (*At >= '\t' && *At <= '\r'))
		At++;
	if (*At == '-' || *At == '+')
		Number.Negative = *At++ == '-';
	/* If no hexadecimal digit follows "0x", only the 0 is the number. */
	if ((Base == 0 || Base == 16) && At[0] == '0' && (At[1] == 'x' || At[1] == 'X') &&
	    WinworkDigit((WCHAR)At[2]) < 16) {
		At += 2;
		Base = 16;
	} else if (Base == 0) {
		Base = *At == '0' ? 8 : 10;
	}
	for (; WinworkDigit((WCHAR)*At) < (ULONG)Base; At++) {
		const ULONG Digit = WinworkDigit((WCHAR)*At);

		if (Number.Magnitude > (MAXULONGLONG - Digit) / (ULONG)Base)
			Number.TooLarge = TRUE;
		else
			Number.Magnitude = Number.Magnitude * (ULONG)Base + Digit;
		if (End)
			*End = (WINWORK_CHAR *)At + 1;
	}
	return Number;
}

/* ---- Numbers to text -------------------------------------------------------------------- */

/* Stores a number with its sign and a null. The text becomes empty if they do not fit. */
WINWORK_OWN errno_t WINWORK_TEXT(WinworkPutNumber)(ULONGLONG Magnitude, BOOLEAN Negative,
						   WINWORK_CHAR *Buffer, size_t Room, int Radix)
{
	WINWORK_CHAR Digits[64];
	int Count = 0;

	if (!Buffer || !Room)
		return WINWORK_EINVAL;
	*Buffer = 0;
	if (Radix < 2 || Radix > 36)
		return WINWORK_EINVAL;
	do {
		const int Digit = (int)(Magnitude % (ULONG)Radix);

		Digits[Count++] = (WINWORK_CHAR)(Digit < 10 ? '0' + Digit : 'a' + Digit - 10);
		Magnitude /= (ULONG)Radix;
	} while (Magnitude);
	if ((size_t)Count + Negative >= Room)
		return WINWORK_ERANGE;
	if (Negative)
		*Buffer++ = '-';
	while (Count)
		*Buffer++ = Digits[--Count];
	*Buffer = 0;
	return 0;
}

WINWORK_OWN errno_t WINWORK_TO_S(_ui64)(ULONGLONG Number, WINWORK_CHAR *Buffer, size_t Room,
					int Radix)
{
	return WINWORK_TEXT(WinworkPutNumber)(Number, FALSE, Buffer, Room, Radix);
}

/* Only decimal numbers have a sign. */
WINWORK_OWN errno_t WINWORK_TO_S(_i64)(LONGLONG Number, WINWORK_CHAR *Buffer, size_t Room,
				       int Radix)
{
	const BOOLEAN Negative = Radix == 10 && Number < 0;

	return WINWORK_TEXT(WinworkPutNumber)(Negative ? 0ull - (ULONGLONG)Number :
							 (ULONGLONG)Number,
					      Negative, Buffer, Room, Radix);
}

WINWORK_OWN errno_t WINWORK_TO_S(_ul)(ULONG Number, WINWORK_CHAR *Buffer, size_t Room, int Radix)
{
	return WINWORK_TO_S(_ui64)(Number, Buffer, Room, Radix);
}

WINWORK_OWN errno_t WINWORK_TO_S(_l)(LONG Number, WINWORK_CHAR *Buffer, size_t Room, int Radix)
{
	if (Radix == 10)
		return WINWORK_TO_S(_i64)(Number, Buffer, Room, Radix);
	return WINWORK_TO_S(_ul)((ULONG)Number, Buffer, Room, Radix);
}

WINWORK_OWN errno_t WINWORK_TO_S(_i)(int Number, WINWORK_CHAR *Buffer, size_t Room, int Radix)
{
	return WINWORK_TO_S(_l)(Number, Buffer, Room, Radix);
}

/* The caller promises room for each digit: at most 33 characters. */
WINWORK_OWN WINWORK_CHAR *WINWORK_TO(_i)(int Number, WINWORK_CHAR *Buffer, int Radix)
{
	WINWORK_TO_S(_i)(Number, Buffer, MAXSIZE_T, Radix);
	return Buffer;
}
