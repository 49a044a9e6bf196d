/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The conversion of text to numbers for one character type. <stdlib.h> includes this file twice. It
 * defines WINWORK_CHAR as the type, and WINWORK_TEXT(name) as the name with A or W appended.
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
