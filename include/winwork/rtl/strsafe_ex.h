/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of ntstrsafe.h with Ex in their names, for one character type. That header includes
 * this one twice, with the macros of strsafe.h defined.
 */

/*
 * Whether a function may use the destination. With STRSAFE_IGNORE_NULLS, NULL is a destination of
 * size 0, and a NULL source is an empty text.
 */
WINWORK_OWN BOOLEAN WINWORK_SAFE(WinworkMayUse)(const WINWORK_CHAR *Destination, SIZE_T Room,
						const WINWORK_CHAR **Source, ULONG Flags)
{
	static const WINWORK_CHAR Empty[1] = { 0 };

	if (Flags & ~STRSAFE_VALID_FLAGS || Room > NTSTRSAFE_MAX_CCH)
		return FALSE;
	if (Flags & STRSAFE_IGNORE_NULLS) {
		if (!*Source)
			*Source = Empty;
		return Destination || !Room;
	}
	return Destination && *Source;
}

/*
 * Ends a function: fills the destination as the flags say, and stores the end of the text and the
 * number of characters from there on.
 */
WINWORK_OWN NTSTATUS WINWORK_SAFE(WinworkEndEx)(WINWORK_CHAR *Destination, SIZE_T Room,
						SIZE_T Length, WINWORK_CHAR **End,
						SIZE_T *Remaining, ULONG Flags, NTSTATUS Status)
{
	const UCHAR Fill = (UCHAR)Flags;

	if (NT_SUCCESS(Status)) {
		if (Flags & STRSAFE_FILL_BEHIND_NULL && Room > Length + 1)
			RtlFillMemory(Destination + Length + 1,
				      (Room - Length - 1) * sizeof(*Destination), Fill);
	} else if (Destination && Room) {
		if (Flags & STRSAFE_FILL_ON_FAILURE) {
			RtlFillMemory(Destination, Room * sizeof(*Destination), Fill);
			Length = Fill ? Room - 1 : 0;
			Destination[Length] = 0;
		}
		if (Flags & STRSAFE_NULL_ON_FAILURE) {
			Length = 0;
			*Destination = 0;
		}
	}
	if (NT_SUCCESS(Status) || Status == STATUS_BUFFER_OVERFLOW) {
		if (End)
			*End = Destination ? Destination + Length : NULL;
		if (Remaining)
			*Remaining = Room - Length;
	}
	return Status;
}

/* Appends to the Length characters of the destination, which has room for at least a null. */
WINWORK_OWN NTSTATUS WINWORK_SAFE(WinworkAppendEx)(WINWORK_CHAR *Destination, SIZE_T Room,
						   SIZE_T Length, const WINWORK_CHAR *Source,
						   SIZE_T Most, WINWORK_CHAR **End,
						   SIZE_T *Remaining, ULONG Flags)
{
	const SIZE_T Count = WINWORK_SAFE(WinworkLength)(Source, Most);
	NTSTATUS Status = STATUS_SUCCESS;
	SIZE_T Stored = Count;

	if (Length + Count >= Room) {
		if (!Room)
			return Count ? STATUS_INVALID_PARAMETER
				     : WINWORK_SAFE(WinworkEndEx)(Destination, Room, 0, End,
								  Remaining, Flags, STATUS_SUCCESS);
		Status = STATUS_BUFFER_OVERFLOW;
		Stored = Flags & STRSAFE_NO_TRUNCATION ? 0 : Room - Length - 1;
	}
	for (SIZE_T i = 0; i < Stored; i++)
		Destination[Length + i] = Source[i];
	Destination[Length + Stored] = 0;
	return WINWORK_SAFE(WinworkEndEx)(Destination, Room, Length + Stored, End, Remaining, Flags,
					  Status);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchCopyNEx)(WINWORK_CHAR *Destination, SIZE_T Room,
						       const WINWORK_CHAR *Source, SIZE_T Most,
						       WINWORK_CHAR **End, SIZE_T *Remaining,
						       ULONG Flags)
{
	if (!WINWORK_SAFE(WinworkMayUse)(Destination, Room, &Source, Flags) ||
	    Most > NTSTRSAFE_MAX_CCH || (!Room && !(Flags & STRSAFE_IGNORE_NULLS)))
		return WINWORK_SAFE(WinworkEndEx)(Destination,
						  Room > NTSTRSAFE_MAX_CCH ? 0 : Room, 0, End,
						  Remaining, Flags, STATUS_INVALID_PARAMETER);
	return WINWORK_SAFE(WinworkAppendEx)(Destination, Room, 0, Source, Most, End, Remaining,
					     Flags);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchCopyEx)(WINWORK_CHAR *Destination, SIZE_T Room,
						      const WINWORK_CHAR *Source,
						      WINWORK_CHAR **End, SIZE_T *Remaining,
						      ULONG Flags)
{
	return WINWORK_SAFE(RtlStringCchCopyNEx)(Destination, Room, Source, NTSTRSAFE_MAX_CCH, End,
						 Remaining, Flags);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchCatNEx)(WINWORK_CHAR *Destination, SIZE_T Room,
						      const WINWORK_CHAR *Source, SIZE_T Most,
						      WINWORK_CHAR **End, SIZE_T *Remaining,
						      ULONG Flags)
{
	SIZE_T Length = 0;

	if (!WINWORK_SAFE(WinworkMayUse)(Destination, Room, &Source, Flags) ||
	    Most > NTSTRSAFE_MAX_CCH ||
	    ((Destination || !(Flags & STRSAFE_IGNORE_NULLS)) &&
	     !NT_SUCCESS(WINWORK_SAFE(RtlStringCchLength)(Destination, Room, &Length))))
		return WINWORK_SAFE(WinworkEndEx)(Destination,
						  Room > NTSTRSAFE_MAX_CCH ? 0 : Room, 0, End,
						  Remaining, Flags, STATUS_INVALID_PARAMETER);
	return WINWORK_SAFE(WinworkAppendEx)(Destination, Room, Length, Source, Most, End,
					     Remaining, Flags);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCchCatEx)(WINWORK_CHAR *Destination, SIZE_T Room,
						     const WINWORK_CHAR *Source,
						     WINWORK_CHAR **End, SIZE_T *Remaining,
						     ULONG Flags)
{
	return WINWORK_SAFE(RtlStringCchCatNEx)(Destination, Room, Source, NTSTRSAFE_MAX_CCH, End,
						Remaining, Flags);
}

/* For STRSAFE_NO_TRUNCATION the text is measured first: a destination that is too small stays. */
WINWORK_VARIADIC NTSTATUS WINWORK_SAFE(RtlStringCchVPrintfEx)(WINWORK_CHAR *Destination, SIZE_T Room,
							 WINWORK_CHAR **End, SIZE_T *Remaining,
							 ULONG Flags, const WINWORK_CHAR *Format,
							 __builtin_va_list Arguments)
{
	__builtin_va_list Again;
	SIZE_T Length;

	if (!WINWORK_SAFE(WinworkMayUse)(Destination, Room, &Format, Flags) ||
	    (!Room && *Format))
		return WINWORK_SAFE(WinworkEndEx)(Destination,
						  Room > NTSTRSAFE_MAX_CCH ? 0 : Room, 0, End,
						  Remaining, Flags, STATUS_INVALID_PARAMETER);
	if (!Room)
		return WINWORK_SAFE(WinworkEndEx)(Destination, 0, 0, End, Remaining, Flags,
						  STATUS_SUCCESS);
	if (Flags & STRSAFE_NO_TRUNCATION) {
		__builtin_va_copy(Again, Arguments);
		Length = WINWORK_FORMAT(NULL, 0, Format, Again);
		__builtin_va_end(Again);
		if (Length >= Room)
			return WINWORK_SAFE(WinworkEndEx)(
				Destination, Room, WINWORK_SAFE(WinworkLength)(Destination, Room - 1),
				End, Remaining, Flags, STATUS_BUFFER_OVERFLOW);
	}
	Length = WINWORK_FORMAT(Destination, Room, Format, Arguments);
	if (Length < Room)
		return WINWORK_SAFE(WinworkEndEx)(Destination, Room, Length, End, Remaining, Flags,
						  STATUS_SUCCESS);
	return WINWORK_SAFE(WinworkEndEx)(Destination, Room, Room - 1, End, Remaining, Flags,
					  STATUS_BUFFER_OVERFLOW);
}

WINWORK_VARIADIC NTSTATUS WINWORK_SAFE(RtlStringCchPrintfEx)(WINWORK_CHAR *Destination, SIZE_T Room,
							     WINWORK_CHAR **End, SIZE_T *Remaining,
							     ULONG Flags, const WINWORK_CHAR *Format,
							     ...)
{
	__builtin_va_list Arguments;
	NTSTATUS Status;

	__builtin_va_start(Arguments, Format);
	Status = WINWORK_SAFE(RtlStringCchVPrintfEx)(Destination, Room, End, Remaining, Flags,
						     Format, Arguments);
	__builtin_va_end(Arguments);
	return Status;
}

/* ---- the same in bytes: an odd byte of the destination counts as remaining ------------------ */

WINWORK_OWN NTSTATUS WINWORK_SAFE(WinworkInBytes)(NTSTATUS Status, SIZE_T Bytes, SIZE_T *Remaining)
{
	if (Remaining && (NT_SUCCESS(Status) || Status == STATUS_BUFFER_OVERFLOW))
		*Remaining = *Remaining * sizeof(WINWORK_CHAR) + Bytes % sizeof(WINWORK_CHAR);
	return Status;
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbCopyNEx)(WINWORK_CHAR *Destination, SIZE_T Bytes,
						      const WINWORK_CHAR *Source, SIZE_T Most,
						      WINWORK_CHAR **End, SIZE_T *Remaining,
						      ULONG Flags)
{
	return WINWORK_SAFE(WinworkInBytes)(
		WINWORK_SAFE(RtlStringCchCopyNEx)(Destination, Bytes / sizeof(*Source), Source,
						  Most / sizeof(*Source), End, Remaining, Flags),
		Bytes, Remaining);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbCopyEx)(WINWORK_CHAR *Destination, SIZE_T Bytes,
						     const WINWORK_CHAR *Source, WINWORK_CHAR **End,
						     SIZE_T *Remaining, ULONG Flags)
{
	return WINWORK_SAFE(WinworkInBytes)(
		WINWORK_SAFE(RtlStringCchCopyEx)(Destination, Bytes / sizeof(*Source), Source, End,
						 Remaining, Flags),
		Bytes, Remaining);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbCatNEx)(WINWORK_CHAR *Destination, SIZE_T Bytes,
						     const WINWORK_CHAR *Source, SIZE_T Most,
						     WINWORK_CHAR **End, SIZE_T *Remaining,
						     ULONG Flags)
{
	return WINWORK_SAFE(WinworkInBytes)(
		WINWORK_SAFE(RtlStringCchCatNEx)(Destination, Bytes / sizeof(*Source), Source,
						 Most / sizeof(*Source), End, Remaining, Flags),
		Bytes, Remaining);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbCatEx)(WINWORK_CHAR *Destination, SIZE_T Bytes,
						    const WINWORK_CHAR *Source, WINWORK_CHAR **End,
						    SIZE_T *Remaining, ULONG Flags)
{
	return WINWORK_SAFE(WinworkInBytes)(
		WINWORK_SAFE(RtlStringCchCatEx)(Destination, Bytes / sizeof(*Source), Source, End,
						Remaining, Flags),
		Bytes, Remaining);
}

WINWORK_OWN NTSTATUS WINWORK_SAFE(RtlStringCbVPrintfEx)(WINWORK_CHAR *Destination, SIZE_T Bytes,
							WINWORK_CHAR **End, SIZE_T *Remaining,
							ULONG Flags, const WINWORK_CHAR *Format,
							__builtin_va_list Arguments)
{
	return WINWORK_SAFE(WinworkInBytes)(
		WINWORK_SAFE(RtlStringCchVPrintfEx)(Destination, Bytes / sizeof(*Format), End,
						    Remaining, Flags, Format, Arguments),
		Bytes, Remaining);
}

WINWORK_VARIADIC NTSTATUS WINWORK_SAFE(RtlStringCbPrintfEx)(WINWORK_CHAR *Destination, SIZE_T Bytes,
							    WINWORK_CHAR **End, SIZE_T *Remaining,
							    ULONG Flags, const WINWORK_CHAR *Format,
							    ...)
{
	__builtin_va_list Arguments;
	NTSTATUS Status;

	__builtin_va_start(Arguments, Format);
	Status = WINWORK_SAFE(RtlStringCbVPrintfEx)(Destination, Bytes, End, Remaining, Flags,
						    Format, Arguments);
	__builtin_va_end(Arguments);
	return Status;
}
