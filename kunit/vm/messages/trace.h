/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the driver tells the trace preprocessor.
 */
#ifndef TRACE_H
#define TRACE_H

#define WPP_CONTROL_GUIDS								\
	WPP_DEFINE_CONTROL_GUID(MessagesGuid, (0badcafe,1234,5678,9abc,def001020304),	\
		WPP_DEFINE_BIT(DBG_INIT)						\
		WPP_DEFINE_BIT(DBG_IO)							\
		WPP_DEFINE_BIT(Warnings))

/* The macros before and behind the message of ReturnIfFailed. */
#define WPP_LEVEL_FLAGS_RESULT_PRE(LEVEL, FLAGS, RESULT)				\
	do {										\
		NTSTATUS __result = (RESULT);						\
		if (!NT_SUCCESS(__result)) {
#define WPP_LEVEL_FLAGS_RESULT_POST(LEVEL, FLAGS, RESULT)				\
			;								\
			return __result;						\
		}									\
	} while (0)

/* What %!BYTES! of a driver takes: a structure, which a function makes. */
typedef struct xstr {
	const char *_buf;
	short _len;
} xstr_t;

static inline xstr_t log_xstr(const void *Bytes, short Length)
{
	xstr_t Described = { (const char *)Bytes, Length };

	return Described;
}

//
// begin_wpp config
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC Trace{FLAG=DBG_INIT}(LEVEL, MSG, ...);
// FUNC FuncEntry{LEVEL=TRACE_LEVEL_VERBOSE}(FLAGS);
// FUNC FuncExit{LEVEL=TRACE_LEVEL_VERBOSE}(FLAGS, EXP);
// USEPREFIX(FuncEntry, "%!STDPREFIX! [%!FUNC!] --> entry");
// USESUFFIX(FuncExit, "<-- %!FUNC!: %!STATUS!", EXP);
// FUNC Dump((LEVEL, FLAGS, MSG, ...));
// FUNC DoTrace(LEVEL, FLAG, (MSG, ...));
// FUNC Print(LEVEL, MSG, ...);
// FUNC ReturnIfFailed{LEVEL=TRACE_LEVEL_ERROR,FLAGS=DBG_IO}(RESULT);
// USEPREFIX(ReturnIfFailed, "%!STDPREFIX!ERROR:");
// USESUFFIX(ReturnIfFailed, " line %d, %!STATUS!", __LINE__, __result);
// FUNC NotUnderstood(LEVEL, (MSG), (MORE), ...x);
// end_wpp
//

#endif
