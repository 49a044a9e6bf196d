/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fields of an event of <TraceLoggingProvider.h>, which becomes a message.
 */
#ifndef WINWORK_ETW_FIELD_H
#define WINWORK_ETW_FIELD_H

#include "message.h"

EXTERN_C_START

typedef enum _WINWORK_FIELD_KIND {
	WINWORK_FIELD_END,		/* behind the last one */
	WINWORK_FIELD_NONE,		/* has no effect */
	WINWORK_FIELD_LEVEL,
	WINWORK_FIELD_KEYWORD,
	WINWORK_FIELD_SHOWN,		/* a value */
	WINWORK_FIELD_TEXT,		/* Value points to Count characters */
	WINWORK_FIELD_BYTES,		/* Value points to Count bytes */
} WINWORK_FIELD_KIND;

typedef struct _WINWORK_FIELD {
	WINWORK_FIELD_KIND Kind;
	ULONG Count;
	const char *Name;
	const char *Format;		/* of WinworkMessage, for one value */
	ULONGLONG Value;
} WINWORK_FIELD;

/**
 * WinworkEvent - write a message that consists of fields, for TraceLoggingWrite
 * @Image: the module, or NULL
 * @Message: the statement, whose flags are the name of the event. The level is that of a field
 * @...: the fields, each a WINWORK_FIELD, and one of WINWORK_FIELD_END
 *
 * The fields that are shown become the text, as NAME=VALUE.
 *
 * IRQL: any. Above APC_LEVEL all arguments lie in memory that is not paged.
 * Page: traceloggingprovider.h, TraceLoggingWrite
 */
VOID WinworkEvent(_In_opt_ PWINWORK_IMAGE Image, _In_ const WINWORK_MESSAGE *Message, ...);

/* A field. Macros of <TraceLoggingProvider.h> call it. */
static inline WINWORK_FIELD WinworkField(WINWORK_FIELD_KIND Kind, const char *Name, const char *Format, ULONGLONG Value,
					 ULONG Count)
{
	WINWORK_FIELD Field;

	Field.Kind = Kind;
	Field.Count = Count;
	Field.Name = Name;
	Field.Format = Format;
	Field.Value = Value;
	return Field;
}

EXTERN_C_END

#define WINWORK_EVENT_WRITE(Name, ...)									\
	(WinworkMessagesOn ? WINWORK_EVENT_ALWAYS(Name, ##__VA_ARGS__) : (void)0)

#define WINWORK_EVENT_ALWAYS(Name, ...)									\
	__extension__({											\
		const WINWORK_MESSAGE WinworkStatement = { (Name), __func__, __FILE__, __LINE__, 0, 0 };	\
		WinworkEvent(&WinworkImage, &WinworkStatement, ##__VA_ARGS__,				\
			     WINWORK_FIELD_OF(WINWORK_FIELD_END, "", "", 0));				\
	})

/* A value may be a number or a pointer. */
#define WINWORK_FIELD_OF(Kind, Name, Format, Value) \
	WinworkField(Kind, Name, Format, (ULONGLONG)(ULONG_PTR)(Value), 0)
#define WINWORK_FIELD_COUNTED(Kind, Format, Value, Count, ...)						\
	WinworkField(Kind, WINWORK_FIELD_NAME(#Value, ##__VA_ARGS__, #Value), Format,			\
		     (ULONGLONG)(ULONG_PTR)(Value), (ULONG)(Count))

/* The name that a driver gives, which is the second argument; else the spelling of the value. */
#define WINWORK_FIELD_NAME(Spelling, Name, ...) Name

#ifdef __cplusplus

/* A driver may include this in a block of extern "C". */
extern "C++" {

template <typename T> inline constexpr const char *WinworkFormatOf = T(-1) < T(0) ? "%I64d" : "%I64u";
template <typename T> inline constexpr const char *WinworkFormatOf<T *> = "%p";
template <> inline constexpr const char *WinworkFormatOf<char *> = "%s";
template <> inline constexpr const char *WinworkFormatOf<const char *> = "%s";
template <> inline constexpr const char *WinworkFormatOf<WCHAR *> = "%ws";
template <> inline constexpr const char *WinworkFormatOf<const WCHAR *> = "%ws";
template <> inline constexpr const char *WinworkFormatOf<bool> = "%!bool!";

template <typename T> constexpr const char *WinworkFormat(T)
{
	return WinworkFormatOf<T>;
}

} /* extern "C++" */

#define WINWORK_FIELD_FORMAT(Value) WinworkFormat(Value)

#else

#define WINWORK_FIELD_FORMAT(Value)									\
	_Generic((Value),										\
		 signed char: "%I64d", char: "%I64d", short: "%I64d", int: "%I64d", long: "%I64d",	\
		 long long: "%I64d",									\
		 unsigned char: "%I64u", unsigned int: "%I64u", unsigned long: "%I64u",			\
		 unsigned long long: "%I64u",								\
		 char *: "%s", const char *: "%s", unsigned short *: "%ws", const unsigned short *: "%ws",	\
		 unsigned short: "%I64u", default: "%p")

#endif

#endif /* WINWORK_ETW_FIELD_H */
