/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of ntstrsafe.h for one character type. That header includes this one twice. It
 * defines WINWORK_CHAR as the type, WINWORK_SAFE(name) as the name of a function with A or W
 * appended, and WINWORK_FORMAT as the formatter.
 *
 * Cch functions count in characters. Cb functions count in bytes; an odd byte is ignored.
 */

/* Stores at most Count characters of Source from Destination[Length] on, and then a null. */
WINWORK_OWN NTSTATUS WINWORK_SAFE(WinworkAppend)(WINWORK_CHAR *Destination, SIZE_T Room,
						 SIZE_T Length,
						 const WINWORK_CHAR *Source, SIZE_T Count)
{
	for (; Count && *Source; Count--) {
		if (Length + 1 == Room) {
			Destination[Length] = 0;
			return STATUS_BUFFER_OVERFLOW;
		}
		Destination[Length++] = *Source++;
	}
	Destination[Length] = 0;
	return STATUS_SUCCESS;
}

WINWORK_OWN BOOLEAN WINWORK_SAFE(WinworkIsRoom)(const WINWORK_CHAR *Destination, SIZE_T Room)
{
	return Destination && Room && Room <= NTSTRSAFE_MAX_CCH;
}

/* ---- Length ----------------------------------------------------------------------------- */

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchLength)(const WINWORK_CHAR *String, SIZE_T Most,
						      SIZE_T *Length)
{
	SIZE_T Count = 0;
	BOOLEAN Ends = FALSE;

	if (String && Most <= NTSTRSAFE_MAX_CCH) {
		Count = WINWORK_SAFE(WinworkLength)(String, Most);
		Ends = Count < Most;
	}
	if (Length)
		*Length = Ends ? Count : 0;
	return Ends ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbLength)(const WINWORK_CHAR *String, SIZE_T Most,
						     SIZE_T *Length)
{
	NTSTATUS Status = WINWORK_SAFE(RtlStringCchLength)(String, Most / sizeof(*String), Length);

	if (Length)
		*Length *= sizeof(*String);
	return Status;
}

/* ---- Copy ------------------------------------------------------------------------------- */

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchCopyN)(WINWORK_CHAR *Destination, SIZE_T Room,
						     const WINWORK_CHAR *Source, SIZE_T Most)
{
	if (!WINWORK_SAFE(WinworkIsRoom)(Destination, Room))
		return STATUS_INVALID_PARAMETER;
	if (Most > NTSTRSAFE_MAX_CCH) {
		*Destination = 0;
		return STATUS_INVALID_PARAMETER;
	}
	return WINWORK_SAFE(WinworkAppend)(Destination, Room, 0, Source, Most);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchCopy)(WINWORK_CHAR *Destination, SIZE_T Room,
						    const WINWORK_CHAR *Source)
{
	return WINWORK_SAFE(RtlStringCchCopyN)(Destination, Room, Source, NTSTRSAFE_MAX_CCH);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbCopyN)(WINWORK_CHAR *Destination, SIZE_T Room,
						    const WINWORK_CHAR *Source, SIZE_T Most)
{
	return WINWORK_SAFE(RtlStringCchCopyN)(Destination, Room / sizeof(*Source), Source,
					       Most / sizeof(*Source));
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbCopy)(WINWORK_CHAR *Destination, SIZE_T Room,
						   const WINWORK_CHAR *Source)
{
	return WINWORK_SAFE(RtlStringCchCopy)(Destination, Room / sizeof(*Source), Source);
}

/* ---- Cat -------------------------------------------------------------------------------- */

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchCatN)(WINWORK_CHAR *Destination, SIZE_T Room,
						    const WINWORK_CHAR *Source, SIZE_T Most)
{
	SIZE_T Length;
	NTSTATUS Status = WINWORK_SAFE(RtlStringCchLength)(Destination, Room, &Length);

	if (!NT_SUCCESS(Status) || Most > NTSTRSAFE_MAX_CCH)
		return STATUS_INVALID_PARAMETER;
	return WINWORK_SAFE(WinworkAppend)(Destination, Room, Length, Source, Most);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchCat)(WINWORK_CHAR *Destination, SIZE_T Room,
						   const WINWORK_CHAR *Source)
{
	return WINWORK_SAFE(RtlStringCchCatN)(Destination, Room, Source, NTSTRSAFE_MAX_CCH);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbCatN)(WINWORK_CHAR *Destination, SIZE_T Room,
						   const WINWORK_CHAR *Source, SIZE_T Most)
{
	return WINWORK_SAFE(RtlStringCchCatN)(Destination, Room / sizeof(*Source), Source,
					      Most / sizeof(*Source));
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbCat)(WINWORK_CHAR *Destination, SIZE_T Room,
						  const WINWORK_CHAR *Source)
{
	return WINWORK_SAFE(RtlStringCchCat)(Destination, Room / sizeof(*Source), Source);
}

/* ---- Printf ----------------------------------------------------------------------------- */

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchVPrintf)(WINWORK_CHAR *Destination, SIZE_T Room,
						       const WINWORK_CHAR *Format,
						       __builtin_va_list Arguments)
{
	if (!WINWORK_SAFE(WinworkIsRoom)(Destination, Room))
		return STATUS_INVALID_PARAMETER;
	return WINWORK_FORMAT(Destination, Room, Format, Arguments) < Room ? STATUS_SUCCESS
									   : STATUS_BUFFER_OVERFLOW;
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbVPrintf)(WINWORK_CHAR *Destination, SIZE_T Room,
						      const WINWORK_CHAR *Format,
						      __builtin_va_list Arguments)
{
	return WINWORK_SAFE(RtlStringCchVPrintf)(Destination, Room / sizeof(*Format), Format,
						 Arguments);
}

WINWORK_VARIADIC NTSTATUS WINWORK_SAFE(RtlStringCchPrintf)(WINWORK_CHAR *Destination, SIZE_T Room,
							   const WINWORK_CHAR *Format, ...)
{
	__builtin_va_list Arguments;
	NTSTATUS Status;

	__builtin_va_start(Arguments, Format);
	Status = WINWORK_SAFE(RtlStringCchVPrintf)(Destination, Room, Format, Arguments);
	__builtin_va_end(Arguments);
	return Status;
}

WINWORK_VARIADIC NTSTATUS WINWORK_SAFE(RtlStringCbPrintf)(WINWORK_CHAR *Destination, SIZE_T Room,
							  const WINWORK_CHAR *Format, ...)
{
	__builtin_va_list Arguments;
	NTSTATUS Status;

	__builtin_va_start(Arguments, Format);
	Status = WINWORK_SAFE(RtlStringCbVPrintf)(Destination, Room, Format, Arguments);
	__builtin_va_end(Arguments);
	return Status;
}
