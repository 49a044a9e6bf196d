/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Messages: what the statements of the trace preprocessor (WPP) and of <TraceLoggingProvider.h> write. A message
 * becomes the event winwork:message of Linux's tracers, with its text. The trace headers (.tmh) that
 * scripts/driver-includes makes use these macros.
 */
#ifndef WINWORK_ETW_MESSAGE_H
#define WINWORK_ETW_MESSAGE_H

#include "../base/sal.h"
#include "../image.h"

EXTERN_C_START

/* Not 0 while a tracer takes messages. Otherwise a statement does not evaluate its arguments. */
extern volatile UCHAR WinworkMessagesOn;

/* The statement that writes a message. */
typedef struct _WINWORK_MESSAGE {
	const char *Flags;		/* as the statement spells them, or the event's name */
	const char *Function;
	const char *File;
	ULONG Line;
	UCHAR Level;			/* TRACE_LEVEL_xxx; 0 for none */
	ULONGLONG Keyword;
} WINWORK_MESSAGE;

/**
 * WinworkMessage - write a message, for the statements of the trace preprocessor
 * @Image: the module, or NULL
 * @Message: the statement
 * @Format: the text, with the conversions of DbgPrint, and those of the trace preprocessor, such as
 *	%!STATUS!. One that is unknown takes an argument of 32 bits, and shows it as a hexadecimal number
 * @...: the arguments of the conversions
 *
 * A tracer keeps the first 1,536 bytes of the text.
 *
 * IRQL: any. Above APC_LEVEL all arguments lie in memory that is not paged.
 * Page: WPP Software Tracing
 */
VOID WinworkMessage(_In_opt_ PWINWORK_IMAGE Image, _In_ const WINWORK_MESSAGE *Message, _In_ const char *Format, ...);

EXTERN_C_END

/* A statement. Flags is a string. */
#define WINWORK_MESSAGE_WRITE(Level, Flags, ...)							\
	(WinworkMessagesOn ? WINWORK_MESSAGE_ALWAYS(Level, Flags, __VA_ARGS__) : (void)0)

#define WINWORK_MESSAGE_ALWAYS(Level, Flags, ...)							\
	__extension__({											\
		const WINWORK_MESSAGE WinworkStatement = {						\
			(Flags), __func__, __FILE__, __LINE__, (UCHAR)(Level), 0			\
		};											\
		WinworkMessage(&WinworkImage, &WinworkStatement, __VA_ARGS__);				\
	})

/* For functions whose message stands in parentheses of its own: Trace(LEVEL, ("text", argument)). */
#define WINWORK_MESSAGE_INSIDE(...) __VA_ARGS__
#define WINWORK_MESSAGE_APPLY(Macro, Arguments) Macro Arguments

#endif /* WINWORK_ETW_MESSAGE_H */
